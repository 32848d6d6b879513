//! What a reply does.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::{PostClass, Role};

use super::clauses::Clause;
use super::cues::Cue;
use super::opening::content_words;
use super::turn::Turn;

/// The class of a post, and what decided it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    /// What the post does.
    pub class: PostClass,
    /// The clause that decided, in bytes of the folded words; `None` where none did.
    pub clause: Option<Range<usize>>,
    /// How much it says that could help, see [`substance`].
    pub substance: f64,
}

/// What is known of the thread when a reply is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Words of the opening that carry content.
    pub subject: FxHashSet<String>,
    /// The opening asks with a question mark.
    pub asks: bool,
    /// Somebody other than the asker has replied before.
    pub has_help: bool,
    /// Somebody has answered before.
    pub has_answer: bool,
    /// People who helped before, by position.
    pub helpers: Vec<usize>,
}

impl Context {
    /// Takes in a reply, for those behind it.
    pub(super) fn learn(&mut self, turn: &Turn, verdict: &Verdict) {
        if turn.by_asker {
            return;
        }
        // A call or a promise in front leaves the question as open as it was.
        self.has_help |= !matches!(
            verdict.class,
            PostClass::Mention
                | PostClass::Holding
                | PostClass::Elsewhere
                | PostClass::Reaction
                | PostClass::Thanks
        );
        self.has_answer |= verdict.class.is_substantive();
        let helps = !matches!(verdict.class, PostClass::OffTopic | PostClass::FollowUp);
        if let Some(who) = turn.who.filter(|who| helps && !self.helpers.contains(who)) {
            self.helpers.push(who);
        }
    }
}

/// A post with this much substance is an answer.
const ANSWER: f64 = 1.7;

/// A post with this much is a part of one.
const PARTIAL: f64 = 0.9;

/// Reads what a reply does.
pub(super) fn class_of(turn: &Turn, context: &Context) -> Verdict {
    let substance = substance(turn, context);
    let (class, clause) = match () {
        () if turn.role == Role::Bot => (PostClass::Reaction, None),
        () if turn.n_words == 0 && turn.prose.n_code == 0 => (wordless(turn), turn.clauses.first()),
        () if turn.by_asker => by_asker(turn, context, substance),
        () => by_other(turn, context, substance),
    };
    Verdict { class, clause: clause.map(|clause| clause.at.clone()), substance }
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

type Found<'t> = (PostClass, Option<&'t Clause>);

fn by_asker<'t>(turn: &'t Turn, context: &Context, substance: f64) -> Found<'t> {
    let solved = solved_clause(turn);
    let found = clause_with(turn, Cue::Found);
    let has_code = turn.prose.n_code + turn.prose.n_inline_code > 0 || turn.n_codey >= 3;
    // "Updating the driver worked": what helped stands in front of what says so.
    let names_it = solved.is_some_and(|clause| has_subject(turn, clause, context));
    let enough = if solved.is_some() { 7 } else { 9 };
    let tells = (found.is_some() && (has_code || substance >= 1.2 || turn.n_words >= enough))
        || (solved.is_some() && has_code && turn.n_words >= 4 && substance >= ANSWER)
        || names_it;
    let takes_back = solved.is_none() && turn.has(Cue::Doubt);
    if tells && !takes_back && turn.n_questions() == 0 {
        return (PostClass::Answer, found.or(solved));
    }
    if let Some(clause) = solved {
        return (PostClass::Confirm, Some(clause));
    }
    let thanks = clause_with(turn, Cue::Thanks);
    let later = clause_with(turn, Cue::Later);
    let adds = turn.n_questions() > 0 || turn.has(Cue::Problem) || doubts(turn);
    if thanks.is_some() && !adds && (turn.n_words <= 30 || turn.clauses.len() <= 2) {
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

fn by_other<'t>(turn: &'t Turn, context: &Context, substance: f64) -> Found<'t> {
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
        strong == 0 && turn.clauses.last().is_some_and(|c| tells(c) && c.n_words >= 5);
    let enough = if ends_telling { ANSWER - 0.4 } else { ANSWER };
    if let Some(same) = clause_with(turn, Cue::Same)
        && strong == 0
        && substance < PARTIAL
    {
        return (PostClass::FollowUp, Some(same));
    }
    // What is wanted first is what the rest helps to find.
    let begins = turn.clauses.iter().find(|c| tells(c) || is_asking(c)).is_some_and(is_wanting);
    let most = match strong {
        0 => enough,
        1 if !begins => 2.4,
        1 => 3.6,
        _ if !begins => 3.6,
        _ => 5.5,
    };
    if let Some(clause) = asks
        && substance < most
    {
        let class = if is_helper { PostClass::Asks } else { PostClass::OffTopic };
        return (class, Some(clause));
    }
    if let Some(found) = is_content(turn, substance) {
        return found;
    }
    if turn.n_words <= 2 && turn.mentions && turn.prose.n_links + turn.prose.n_code == 0 {
        return (PostClass::Mention, None);
    }
    match substance {
        much if much >= ANSWER || asks.is_some() && much >= enough => {
            (PostClass::Answer, best_clause(turn))
        }
        some if some >= PARTIAL => (PostClass::Partial, best_clause(turn)),
        _ if is_cheer(turn) => (PostClass::Reaction, clause_with(turn, Cue::Cheer)),
        _ if turn.n_words <= 3 && !context.asks => (PostClass::Reaction, None),
        _ => (PostClass::OffTopic, None),
    }
}

/// Tells whether a post leads out of the thread, or only promises.
fn puts_off(turn: &Turn, substance: f64, n_wanted: usize) -> Option<Found<'_>> {
    // What leads away at once rarely answers behind it.
    let begins = turn.clauses.first().is_some_and(|clause| clause.has(Cue::Elsewhere));
    let most = if begins && turn.prose.n_code == 0 { 4.4 } else { 2.4 };
    if let Some(clause) = clause_with(turn, Cue::Elsewhere)
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
fn is_content(turn: &Turn, substance: f64) -> Option<Found<'_>> {
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

fn doubts(turn: &Turn) -> bool {
    turn.has(Cue::Doubt)
}

fn clause_with(turn: &Turn, cue: Cue) -> Option<&Clause> {
    turn.clauses.iter().find(|clause| clause.has(cue))
}

fn best_clause(turn: &Turn) -> Option<&Clause> {
    turn.clauses
        .iter()
        .filter(|clause| tells(clause))
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

/// Tells whether a clause asks something back.
fn is_asking(clause: &Clause) -> bool {
    (clause.asks || is_wanting(clause)) && !clause.has(Cue::Suggests)
}

/// Tells whether something is wanted of the asker, and not promised in the same breath.
fn is_wanting(clause: &Clause) -> bool {
    // "If you still face any issue, let us know": manners at the end of an answer.
    let is_manner = !clause.asks && clause.has(Cue::Doubt);
    clause.has(Cue::Wants) && (clause.asks || !clause.has(Cue::Holding)) && !is_manner
}

/// Tells whether a clause says something by itself: it neither asks nor thanks nor puts off.
fn tells(clause: &Clause) -> bool {
    let n_advice = clause.count(Cue::Advice);
    let merry = clause.has(Cue::Cheer) || clause.has(Cue::Greeting);
    let idle = clause.has(Cue::Thanks) || clause.has(Cue::Later);
    let is_small = merry && n_advice == 0 || idle && n_advice < 2;
    let leads_away = clause.has(Cue::Elsewhere) || clause.has(Cue::Holding);
    let says_little =
        is_small && clause.n_words <= 9 || leads_away && n_advice < 3 && clause.n_words <= 25;
    !says_little && !is_asking(clause)
}

/// Weighs what a post says that could help somebody: code, steps, links, advice, length, and
/// words of the opening; what it only asks, wishes or promises counts for nothing.
pub(super) fn substance(turn: &Turn, context: &Context) -> f64 {
    let telling: Vec<&Clause> = turn.clauses.iter().filter(|clause| tells(clause)).collect();
    let n_words: usize = telling.iter().map(|clause| clause.n_words).sum();
    let count = |cue| telling.iter().map(|clause| clause.count(cue)).sum::<usize>();
    let prose = &turn.prose;
    let mut points = 0.0;
    points += (prose.n_code.min(2) as f64) * 0.9;
    points += (prose.n_inline_code.min(3) as f64) * 0.3;
    points += if prose.n_code == 0 { (turn.n_codey.min(4) as f64) * 0.2 } else { 0.0 };
    points += (prose.n_links.min(2) as f64) * 0.5;
    points += (prose.n_items.min(3) as f64) * 0.2;
    points += (count(Cue::Advice).min(5) as f64) * 0.35;
    points += (count(Cue::Suggests).min(2) as f64) * 0.9;
    // "Hold the button": a sentence that begins with what to do.
    points += if turn.n_words <= 25 && telling.iter().any(|clause| orders(turn, clause)) {
        0.6
    } else {
        0.0
    };
    points += (n_words as f64 / 12.0).min(2.0) * 0.5;
    let n_shared = shared(turn, context);
    points += (n_shared.min(3) as f64) * 0.15;
    points -= (turn.count(Cue::Hedge).min(3) as f64) * 0.4;
    points -= if turn.has(Cue::Same) { 0.9 } else { 0.0 };
    if n_words > 0 && context.asks && !context.has_help && !turn.by_asker && !is_only_cheer(turn) {
        // What is said first after a question is said to it.
        points += 0.6;
        if turn.n_words >= 3 && says_yes_or_no(turn) {
            points += 1.1;
        }
    }
    let ends_open = turn.prose.text.ends_with(':')
        && prose.n_code + prose.n_links + prose.n_pictures + prose.n_quotes + prose.n_items == 0;
    // What it leads up to has been lost.
    points -= if ends_open { 0.9 } else { 0.0 };
    // A post that mostly asks says little besides.
    let n_asking: usize = turn.clauses.iter().filter(|c| is_asking(c)).map(|c| c.n_words).sum();
    if n_asking * 2 > turn.n_words && points > 0.0 {
        points *= 0.6;
    }
    let to_others = !turn.mentioned.is_empty() && !turn.mentioned.contains(&0);
    if to_others && !turn.by_asker {
        points -= 0.8;
    }
    points
}

/// Tells whether a clause begins with what to do: a single word of advice, as imperatives are.
fn orders(turn: &Turn, clause: &Clause) -> bool {
    let is_start = |at: &Range<usize>| at.start <= clause.at.start + 1;
    let is_one_word =
        |at: &Range<usize>| turn.folded[at.clone()].chars().all(char::is_alphanumeric);
    clause.n_words >= 3
        && clause.cues.iter().any(|(cue, at)| {
            matches!(cue, Cue::Advice | Cue::Suggests) && is_start(at) && is_one_word(at)
        })
}

fn is_only_cheer(turn: &Turn) -> bool {
    turn.clauses.iter().all(|clause| {
        (clause.has(Cue::Cheer) || clause.has(Cue::Thanks) || clause.n_words == 0)
            && clause.n_words <= 9
            && clause.count(Cue::Advice) == 0
    })
}

fn says_yes_or_no(turn: &Turn) -> bool {
    let first = turn.clauses.first();
    first.is_some_and(|clause| {
        let is_start = |at: &Range<usize>| at.start <= clause.at.start + 1;
        // Such words are listed as cheers and as what goes on from before.
        let opens =
            |wanted: Cue| clause.cues.iter().any(|(cue, at)| *cue == wanted && is_start(at));
        opens(Cue::GoesOn) && opens(Cue::Cheer)
    })
}

/// So many words of the opening are counted.
const MOST_SHARED: usize = 3;

/// Counts words of the opening that a post takes up.
pub(super) fn shared(turn: &Turn, context: &Context) -> usize {
    let mut found: [&str; MOST_SHARED] = [""; MOST_SHARED];
    let mut n = 0;
    for word in content_words(&turn.folded).filter(|word| context.subject.contains(*word)) {
        if !found[..n].contains(&word) {
            found[n] = word;
            n += 1;
            if n == MOST_SHARED {
                break;
            }
        }
    }
    n
}
