//! What each post of a thread does: it answers, asks back, puts off, thanks.
//!
//! Pure functions over plain data, in four steps: a post's words ([`prose`]) without mentions
//! are split into [`clauses`]; phrases of ten languages ([`cues`]) tell what a clause does;
//! with the structure (code, links, who speaks to whom, what comes first) they give the kind
//! of the [`opening`] and the class of each [`reply`]. Every class comes with the clause that
//! decided it. Where no table knows the language, structure decides alone.

mod clauses;
mod context;
mod cues;
mod fold;
mod mentions;
mod opening;
mod prose;
mod reply;
mod said;
mod substance;
mod turn;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::{Markup, Opening, Post, PostClass, PostId, Role, Syntax, Thread};

use context::Context;
use cues::Cue;
use turn::{Dialogue, Turn};

pub use turn::PostPosition;

/// A thread as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadClasses {
    /// What it opens with.
    pub opening: Opening,
    /// How plainly the opening asks something that others could ask; above 0 for a question.
    pub asks: f64,
    /// The clause that decided, as written; see [`ThreadClasses::with_words`].
    pub clause: Option<String>,
    /// It is somebody's own case: my order, my account.
    pub personal: usize,
    /// Each reply and remark, answers with their remarks behind them.
    pub posts: Vec<ClassifiedPost>,
}

/// A post with its class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassifiedPost {
    /// The post.
    pub id: PostId,
    /// Where it stands.
    pub place: PostPosition,
    /// What it does.
    pub class: PostClass,
    /// The clause that decided, as written; `None` where structure alone did.
    pub clause: Option<String>,
    /// How much it says that could help: 0.9 for a part of an answer, 1.7 for an answer.
    pub substance: f64,
    /// The asker wrote it.
    pub by_asker: bool,
    /// What its writer is.
    pub role: Role,
    /// Seconds since 1970.
    pub created: Option<i64>,
    /// People of the thread whom it names, by position; 0 is the asker.
    pub mentioned: Vec<usize>,
    /// Who wrote it, by position.
    pub who: Option<usize>,
    /// It says that something still does not work.
    pub doubts: bool,
    /// It asks with a question mark.
    pub asks: bool,
    /// How many words it has, mentions and web addresses left out.
    pub n_words: usize,
}

impl ClassifiedPost {
    /// Tells whether it neither asks nor doubts nor adds much.
    pub fn is_idle(&self) -> bool {
        !self.doubts && !self.asks && self.n_words <= 12
    }

    /// Tells whether it only thanks, cheers or tells how it went.
    pub fn is_merry(&self) -> bool {
        matches!(self.class, PostClass::Thanks | PostClass::Reaction | PostClass::Confirm)
    }
}

impl ThreadClasses {
    /// Reads a thread.
    pub fn of(thread: &Thread) -> ThreadClasses {
        ThreadClasses::classify(thread, Words::Drop)
    }

    /// Reads a thread and keeps the words that decided.
    pub fn with_words(thread: &Thread) -> ThreadClasses {
        ThreadClasses::classify(thread, Words::Keep)
    }

    fn classify(thread: &Thread, words: Words) -> ThreadClasses {
        let talk = Dialogue::new(thread);
        let opening = talk.opening();
        let mut turns = talk.replies();
        let mut rest: Vec<Turn> = Vec::new();
        // What the asker adds before anybody replies belongs to the opening.
        while rest.len() < MAX_ADDED && rest.last().is_none_or(|turn| turn.by_asker) {
            let Some(turn) = turns.next() else { break };
            rest.push(turn);
        }
        let n_added = rest.iter().take_while(|turn| turn.by_asker).count();
        let title = TitleSigns::of(thread, &opening);
        let kind = opening::kind_of(&opening, &rest[..n_added], title);
        let mut context = Context {
            subject: opening::subject(&thread.title, &opening),
            asks: kind.kind == Opening::Question || title.asks || opening.n_questions() > 0,
            is_question: kind.kind == Opening::Question
                || thread.solved.is_some()
                || opening.n_words == 0,
            ..Context::default()
        };
        let posts = rest.into_iter().chain(turns).map(|turn| classed(&turn, &mut context, words));
        ThreadClasses {
            opening: kind.kind,
            asks: kind.points,
            clause: kind.clause.and_then(|at| words.quote(&opening, &at)),
            personal: opening.count(Cue::Personal),
            posts: posts.collect(),
        }
    }
}

/// Tells whether an asker who writes this thanks for help or says that it works.
pub fn is_thanks(text: &str) -> bool {
    let body = Markup { syntax: Syntax::Text, text: text.to_owned() };
    let turn = Turn::alone(&body);
    let context = Context { is_question: true, ..Context::default() };
    match reply::class_of(&turn, &context).class {
        PostClass::Confirm => true,
        PostClass::Thanks => turn.has(Cue::Thanks) && !turn.has(Cue::Later),
        PostClass::Answer
        | PostClass::Partial
        | PostClass::Asks
        | PostClass::Holding
        | PostClass::Mention
        | PostClass::Elsewhere
        | PostClass::FollowUp
        | PostClass::OffTopic
        | PostClass::Reaction => false,
    }
}

/// Tells whether a short post in a thread that has an answer only calls somebody, asks back,
/// promises, thanks or cheers. Long ones are not looked at.
pub(super) fn is_talk(post: &Post, by_asker: bool) -> bool {
    if post.body.text.len() > SAMPLE_LENGTH {
        return false;
    }
    let turn = Turn { by_asker, role: post.role(), ..Turn::alone(&post.body) };
    let context = Context { asks: true, is_question: true, has_help: true, ..Context::default() };
    let class = reply::class_of(&turn, &context).class;
    !class.is_substantive() && class != PostClass::OffTopic
}

/// A post of so many bytes is short.
const SAMPLE_LENGTH: usize = 200;

/// So many posts of the asker are read as part of the opening.
const MAX_ADDED: usize = 4;

fn classed(turn: &Turn, context: &mut Context, words: Words) -> ClassifiedPost {
    let verdict = reply::class_of(turn, context);
    context.learn(turn, &verdict);
    ClassifiedPost {
        id: turn.id.clone(),
        place: turn.place,
        class: verdict.class,
        clause: verdict.clause.and_then(|at| words.quote(turn, &at)),
        substance: verdict.substance,
        by_asker: turn.by_asker,
        role: turn.role,
        created: turn.created,
        mentioned: turn.mentioned.clone(),
        who: turn.who,
        doubts: turn.has(Cue::Doubt),
        asks: turn.n_questions() > 0,
        n_words: turn.n_words,
    }
}

/// Whether words are kept.
#[derive(Clone, Copy)]
enum Words {
    Keep,
    Drop,
}

impl Words {
    /// The words of a post behind a place in their folded form, which has as many characters.
    fn quote(self, turn: &Turn, at: &Range<usize>) -> Option<String> {
        match self {
            Words::Drop => None,
            Words::Keep => {
                let start = turn.folded[..at.start].chars().count();
                let length = turn.folded[at.clone()].chars().count();
                let words: String = turn.prose.text.chars().skip(start).take(length).collect();
                Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What the title of a thread says of its opening.
#[derive(Clone, Copy, Debug, Default)]
struct TitleSigns {
    /// It is not made of the opening's own words.
    is_own: bool,
    /// It ends with a question mark.
    asks: bool,
    /// How many words it has, and how many phrases that ask or name a problem; 0 where it is
    /// made of the opening's words, which are counted already.
    n_words: usize,
    questions: f64,
    problems: f64,
}

impl TitleSigns {
    fn of(thread: &Thread, opening: &Turn) -> TitleSigns {
        let folded = fold::fold(&thread.title);
        let title = words_of(&folded).count();
        let mut unknown: FxHashSet<&str> = words_of(&folded).collect();
        for word in words_of(&opening.folded) {
            if unknown.remove(word) && unknown.is_empty() {
                break;
            }
        }
        let n_known = words_of(&folded).filter(|word| !unknown.contains(word)).count();
        let is_own = title > 0 && n_known * 10 < title * 8;
        let asks = thread.title.trim_end().ends_with(['?', '？', '؟']);
        if !is_own {
            return TitleSigns { is_own, asks, ..TitleSigns::default() };
        }
        let clauses = clauses::clauses(&folded);
        let count = |cue| clauses.iter().map(|clause| clause.count(cue)).sum::<usize>() as f64;
        let (questions, problems) = (count(Cue::Question), count(Cue::Problem));
        TitleSigns { is_own, asks, n_words: title, questions, problems }
    }
}

#[cfg(test)]
mod tests;
