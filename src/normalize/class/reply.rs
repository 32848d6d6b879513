//! What a reply does.

use std::ops::Range;

use crate::model::{PostClass, Role};

use super::clauses::Clause;
use super::context::{ANSWER, Context, PARTIAL};
use super::cues::Cue;
use super::said::{is_asking, is_wanting, says_yes_or_no, tells};
use super::substance::substance;
use super::turn::Turn;

/// The class of a post, and what decided it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReplyVerdict {
    /// What the post does.
    pub class: PostClass,
    /// The clause that decided, in bytes of the folded words; `None` where none did.
    pub clause: Option<Range<usize>>,
    /// How much it says that could help, see [`substance`].
    pub substance: f64,
}

/// Reads what a reply does.
pub(super) fn class_of(turn: &Turn, context: &Context) -> ReplyVerdict {
    let substance = substance(turn, context);
    let (class, clause) = match () {
        () if turn.role == Role::Bot => (PostClass::Reaction, None),
        () if turn.n_words == 0 && turn.prose.n_code == 0 => (wordless(turn), turn.clauses.first()),
        () if turn.by_asker => by_asker(turn, context, substance),
        () => by_other(turn, context, substance),
    };
    ReplyVerdict { class, clause: clause.map(|clause| clause.at.clone()), substance }
}

/// What a post without words does.
fn wordless(turn: &Turn) -> PostClass {
    // A quote alone points to what somebody said.
    let shows = turn.prose.n_pictures + turn.prose.n_quotes > 0 || turn.has_files;
    let links = turn.prose.n_links > 0;
    match () {
        () if links && turn.has(Cue::Elsewhere) => PostClass::Elsewhere,
        () if turn.by_asker && (shows || links) => PostClass::FollowUp,
        () if links || shows => PostClass::Partial,
        () if turn.mentions => PostClass::Mention,
        () => PostClass::Reaction,
    }
}

type ClassAndClause<'t> = (PostClass, Option<&'t Clause>);

fn by_asker<'t>(turn: &'t Turn, context: &Context, substance: f64) -> ClassAndClause<'t> {
    let solved = solved_clause(turn);
    let found = clause_with(turn, Cue::Found);
    let has_code = turn.prose.n_code + turn.prose.n_inline_code > 0 || turn.n_codey >= 3;
    // "Updating the driver worked": what helped stands in front of what says so.
    let names_it = solved.is_some_and(|clause| has_subject(turn, clause, context));
    let tells = (found.is_some() && (has_code || substance >= 1.2 || says_what(turn, solved)))
        || (solved.is_some() && has_code && turn.n_words >= 4 && substance >= ANSWER)
        || names_it;
    // What failed is told in front of what was found.
    let from = found.map_or(0, |clause| clause.at.start);
    let is_taken_back =
        solved.is_none() && turn.clauses.iter().any(|c| c.at.start >= from && takes_back(turn, c));
    if context.is_question && tells && !is_taken_back && turn.n_questions() == 0 {
        return (PostClass::Answer, found.or(solved));
    }
    if let Some(clause) = solved {
        return (PostClass::Confirm, Some(clause));
    }
    let thanks = clause_with(turn, Cue::Thanks);
    let later = clause_with(turn, Cue::Later);
    let adds = turn.n_questions() > 0 || turn.has(Cue::Problem) || doubts(turn);
    let is_short = turn.n_words <= 30 || turn.clauses.len() <= 2;
    if thanks.is_some() && !adds && (is_short || later.is_some()) {
        return (PostClass::Thanks, thanks);
    }
    if later.is_some() && !adds && turn.n_words <= 25 {
        return (PostClass::Thanks, later);
    }
    if turn.n_words <= 5 && is_cheer(turn) && turn.n_questions() == 0 && !doubts(turn) {
        return (PostClass::Reaction, turn.clauses.first());
    }
    let doubt = clause_with(turn, Cue::Doubt);
    (PostClass::FollowUp, doubt.or(turn.clauses.first()))
}

fn by_other<'t>(turn: &'t Turn, context: &Context, substance: f64) -> ClassAndClause<'t> {
    // "`npm install elm@0.18` ?" names what helps.
    let names_it = turn.prose.n_inline_code + turn.prose.n_links + turn.n_codey > 0
        && turn.n_words <= 14
        && !turn.has(Cue::Wants);
    let asks = turn.clauses.iter().find(|clause| is_asking(clause)).filter(|_| !names_it);
    let strong = turn.clauses.iter().filter(|clause| is_wanting(clause)).count();
    let is_helper = turn.role.is_official()
        || turn.who.is_some_and(|who| context.helpers.contains(&who))
        || !context.has_answer;
    if let Some(found) = puts_off(turn, substance, strong) {
        return found;
    }
    // "Do you mean this? Right now it is supported.": what is said last is what is meant.
    let ends_telling =
        strong == 0 && turn.clauses.last().is_some_and(|c| tells(turn, c) && c.n_words >= 5);
    let enough = if ends_telling { ANSWER - 0.4 } else { ANSWER };
    if let Some(same) = clause_with(turn, Cue::Same)
        && strong == 0
        && substance < PARTIAL
    {
        return (PostClass::FollowUp, Some(same));
    }
    if let Some(clause) = asks
        && substance < most_of_asking(turn, strong, enough)
    {
        // A question to nobody, by somebody who has not helped, leads off.
        let to_asker = is_helper || turn.has(Cue::Wants) || !context.is_question;
        return (if to_asker { PostClass::Asks } else { PostClass::OffTopic }, Some(clause));
    }
    if let Some(found) = is_content(turn, substance) {
        return found;
    }
    if turn.n_words <= 2 && turn.mentions && turn.prose.n_links + turn.prose.n_code == 0 {
        return (PostClass::Mention, None);
    }
    let (answer, partial) = context.least(turn);
    match substance {
        much if much >= answer || asks.is_some() && much >= enough => {
            (PostClass::Answer, best_clause(turn))
        }
        some if some >= partial => (PostClass::Partial, best_clause(turn)),
        // "Yes", and no more, to a question.
        _ if context.asks && !context.has_help && says_yes_or_no(turn) => {
            (PostClass::Partial, turn.clauses.first())
        }
        _ if is_cheer(turn) => (PostClass::Reaction, clause_with(turn, Cue::Cheer)),
        _ if turn.n_words <= 3 && !context.asks => (PostClass::Reaction, None),
        _ => (PostClass::OffTopic, None),
    }
}

/// With less substance than this a post that asks does not answer as well.
fn most_of_asking(turn: &Turn, n_wanted: usize, enough: f64) -> f64 {
    // What is wanted first is what the rest helps to find.
    let first = turn.clauses.iter().find(|clause| tells(turn, clause) || is_asking(clause));
    let begins = first.is_some_and(is_wanting);
    match n_wanted {
        0 if ends_asking(turn) => ENDS_ASKING,
        0 => enough,
        1 if !begins => 2.4,
        1 => 3.6,
        _ if !begins => 3.6,
        _ => 5.5,
    }
}

/// A post that ends with a question back needs so much to answer all the same.
const ENDS_ASKING: f64 = 3.1;

fn ends_asking(turn: &Turn) -> bool {
    turn.prose.n_code + turn.prose.n_links == 0
        && turn.clauses.last().is_some_and(|clause| clause.n_words >= 4 && is_asking(clause))
}

/// Tells whether a post leads out of the thread, or only promises.
fn puts_off(turn: &Turn, substance: f64, n_wanted: usize) -> Option<ClassAndClause<'_>> {
    // What leads away at once rarely answers behind it.
    let begins = turn.clauses.first().is_some_and(|clause| clause.has(Cue::Elsewhere));
    let most = if begins && turn.prose.n_code == 0 { 4.4 } else { 2.4 };
    // "If it still drops, contact us again": manners.
    let is_manner = |clause: &Clause| !begins && turn.clauses.len() > 1 && clause.has(Cue::Doubt);
    if let Some(clause) =
        turn.clauses.iter().find(|clause| clause.has(Cue::Elsewhere) && !is_manner(clause))
        && substance < most
        && (begins || turn.role.is_official() || clause.count(Cue::Advice) < 3)
    {
        return Some((PostClass::Elsewhere, Some(clause)));
    }
    let n_holding = turn.clauses.iter().filter(|clause| clause.has(Cue::Holding)).count();
    let shows = turn.prose.n_code + turn.prose.n_links > 0;
    let most = if n_holding > 1 && !shows { 2.6 } else { 1.6 };
    let holding = clause_with(turn, Cue::Holding).filter(|_| substance < most && n_wanted == 0)?;
    Some((PostClass::Holding, Some(holding)))
}

/// Tells whether somebody else than the asker says that it works, or thanks.
fn is_content(turn: &Turn, substance: f64) -> Option<ClassAndClause<'_>> {
    if turn.n_words > 25 {
        return None;
    }
    let thanks = clause_with(turn, Cue::Thanks);
    let is_official = turn.role.is_official();
    // "It is fixed in 4.3" tells more than that it works.
    let tells_more = |clause: &Clause| clause.count(Cue::Advice) > 1;
    let solved =
        solved_clause(turn).filter(|clause| thanks.is_some() || is_official && !tells_more(clause));
    if let Some(clause) = solved.filter(|_| substance < 2.2) {
        return Some((PostClass::Confirm, Some(clause)));
    }
    let thanks = thanks.filter(|_| substance < ANSWER)?;
    // The brand's own thanks are manners.
    Some((if is_official { PostClass::Reaction } else { PostClass::Thanks }, Some(thanks)))
}

/// The clause that says that it works now, unless something takes that back.
///
/// What is said in passing confirms nothing: in a long post, or in one that asks on, it has to
/// stand at the beginning, and with thanks.
pub(super) fn solved_clause(turn: &Turn) -> Option<&Clause> {
    let is_long = turn.n_words > SHORT || turn.n_questions() > 0;
    let n_first = if is_long { 3 } else { usize::MAX };
    if is_long && !turn.has(Cue::Thanks) && turn.prose.n_code + turn.n_codey == 0 {
        return None;
    }
    turn.clauses.iter().enumerate().take(n_first).find_map(|(at, clause)| {
        let spoils = |clause: &Clause| clause.has(Cue::Doubt) || clause.has(Cue::Later);
        let mut behind = turn.clauses[at + 1..].iter().take(if is_long { 2 } else { usize::MAX });
        let is_taken_back = behind.any(|next| next.has(Cue::Doubt) && !next.has(Cue::Solved));
        let counts = clause.has(Cue::Solved) && !clause.asks && !spoils(clause) && !is_taken_back;
        counts.then_some(clause)
    })
}

/// So many words are a short post.
const SHORT: usize = 35;

/// Tells whether a clause names what worked: "updating the driver fixed it".
/// Where nobody has answered before, whatever stands in front does: "pip install x solved it".
fn has_subject(turn: &Turn, clause: &Clause, context: &Context) -> bool {
    let Some((_, at)) = clause.cues.iter().find(|(cue, _)| *cue == Cue::Solved) else {
        return false;
    };
    let before = &turn.folded[clause.at.start..at.start];
    let mut words = before.split_whitespace();
    let first = words.next().unwrap_or_default();
    let n_more = words.count();
    let is_deed = n_more >= 1 && first.ends_with("ing") && first.len() > 4;
    let is_small = |cue| matches!(cue, Cue::GoesOn | Cue::Cheer | Cue::Greeting | Cue::Thanks);
    let mut in_front = clause.cues.iter().filter(|(_, cue)| cue.start < at.start);
    is_deed || !context.has_answer && n_more >= 1 && !in_front.any(|(cue, _)| is_small(*cue))
}

/// Tells whether somebody who found something says what.
fn says_what(turn: &Turn, solved: Option<&Clause>) -> bool {
    let (enough, own) = match solved {
        Some(_) => (7, 4),
        None if turn.has(Cue::Thanks) => (9, 4),
        None => (9, 2),
    };
    turn.n_words >= enough || n_own_words(turn) >= own
}

/// Counts the words that say more than that something was found, that it works, or thanks.
fn n_own_words(turn: &Turn) -> usize {
    let is_said = |cue| matches!(cue, Cue::Found | Cue::Solved | Cue::Thanks | Cue::Cheer);
    let of_clause = |clause: &Clause| {
        let (mut n, mut end) = (0, 0);
        for (_, at) in clause.cues.iter().filter(|(cue, _)| is_said(*cue)) {
            if at.start >= end {
                n += super::words_of(&turn.folded[at.clone()]).count();
                end = at.end;
            }
        }
        clause.n_words.saturating_sub(n)
    };
    turn.clauses.iter().map(of_clause).sum()
}

/// Tells whether a clause takes back what was found. "But if I close it, it works" does not.
fn takes_back(turn: &Turn, clause: &Clause) -> bool {
    let is_condition = |at: &Range<usize>| turn.folded[at.clone()].starts_with("if ");
    clause.cues.iter().any(|(cue, at)| *cue == Cue::Doubt && !is_condition(at))
}

fn doubts(turn: &Turn) -> bool {
    turn.has(Cue::Doubt)
}

fn clause_with(turn: &Turn, cue: Cue) -> Option<&Clause> {
    turn.clauses.iter().find(|clause| clause.has(cue))
}

fn best_clause(turn: &Turn) -> Option<&Clause> {
    turn.clauses
        .iter()
        .filter(|clause| tells(turn, clause))
        .max_by_key(|clause| {
            (clause.count(Cue::Advice) + clause.count(Cue::Suggests), clause.n_words)
        })
        .or(turn.clauses.first())
}

/// Tells whether something is cheered or thanked for.
fn is_cheer(turn: &Turn) -> bool {
    let cheers = [Cue::Cheer, Cue::Thanks, Cue::Greeting];
    turn.clauses.iter().any(|clause| cheers.iter().any(|cue| clause.has(*cue)))
}
