//! A thread as a talk: plain data from which classes are read.

use crate::model::{Comment, Markup, Person, PersonId, Post, PostId, Role, Thread};

use super::clauses::{Clause, Kinds, clauses, count_words};
use super::cues::Cue;
use super::fold::fold;
use super::mentions;
use super::mentions::Mentions;
use super::prose::Prose;

/// Where a post stands in its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostPosition {
    /// The opening.
    Opening,
    /// An answer, by its position.
    Answer(usize),
    /// A remark on the opening, by its position.
    OpeningRemark(usize),
    /// A remark on an answer, by the positions of both.
    Remark(usize, usize),
}

/// A post as plain data.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Where it stands.
    pub place: PostPosition,
    /// Its id.
    pub id: PostId,
    /// Who wrote it, by position among the people of the thread; `None` when unknown.
    pub who: Option<usize>,
    /// The asker wrote it.
    pub by_asker: bool,
    /// What the writer is.
    pub role: Role,
    /// Seconds since 1970.
    pub created: Option<i64>,
    /// Files came with it.
    pub has_files: bool,
    /// Its words, mentions left out, and what else it holds.
    pub prose: Prose,
    /// The words as they are compared.
    pub folded: String,
    /// The same in clauses.
    pub clauses: Vec<Clause>,
    /// Which kinds of phrases are in it.
    pub kinds: Kinds,
    /// People whom it names with `@`, by position.
    pub mentioned: Vec<usize>,
    /// It names somebody with `@`, known or not.
    pub mentions: bool,
    /// How many words it has.
    pub n_words: usize,
    /// How many of them look like code.
    pub n_codey: usize,
}

impl Turn {
    /// Reads what an asker writes, without a thread around it.
    pub(super) fn alone(body: &Markup) -> Turn {
        let mut prose = Prose::of(body);
        let found = mentions::take(&mut prose.text, std::iter::empty());
        Turn {
            by_asker: true,
            ..Turn::new(prose, found, PostPosition::Answer(0), PostId(String::new()))
        }
    }

    fn new(prose: Prose, mentions: Mentions, place: PostPosition, id: PostId) -> Turn {
        let folded = fold(&prose.text);
        let clauses = clauses(&folded);
        let n_words = count_words(&prose.text);
        let n_codey = count_code(&prose.text);
        let mut kinds = Kinds::default();
        clauses.iter().for_each(|clause| kinds.join(clause.kinds));
        Turn {
            place,
            id,
            who: None,
            by_asker: false,
            role: Role::Member,
            created: None,
            has_files: false,
            prose,
            folded,
            clauses,
            kinds,
            mentions: mentions.any,
            mentioned: mentions.known,
            n_words,
            n_codey,
        }
    }

    /// Counts the phrases of a kind in the whole post.
    pub(super) fn count(&self, cue: Cue) -> usize {
        if !self.has(cue) {
            return 0;
        }
        self.clauses.iter().map(|clause| clause.count(cue)).sum()
    }

    /// Tells whether a phrase of this kind is in it.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.kinds.has(cue)
    }

    /// Counts clauses that ask.
    pub(super) fn n_questions(&self) -> usize {
        self.clauses.iter().filter(|clause| clause.asks).count()
    }
}

/// A thread, and its people.
pub(super) struct Dialogue<'t> {
    thread: &'t Thread,
    /// Ids and names, the asker first where known.
    people: Vec<(&'t PersonId, &'t str)>,
}

/// So many people of a thread are known one by one.
const MAX_PEOPLE: usize = 64;

impl<'t> Dialogue<'t> {
    /// Meets the people of a thread.
    pub(super) fn new(thread: &'t Thread) -> Dialogue<'t> {
        let mut talk = Dialogue { thread, people: Vec::new() };
        for post in thread.posts() {
            talk.meet(post.author.as_ref());
            post.comments.iter().for_each(|remark| talk.meet(remark.author.as_ref()));
        }
        talk
    }

    /// Reads the opening.
    pub(super) fn opening(&self) -> Turn {
        self.post(&self.thread.question, PostPosition::Opening)
    }

    /// Reads replies and remarks one by one, answers with their remarks behind them.
    pub(super) fn replies(&self) -> impl Iterator<Item = Turn> + '_ {
        let first = self.thread.question.comments.iter().enumerate();
        let first = first.map(|(at, remark)| self.remark(remark, PostPosition::OpeningRemark(at)));
        let answers = self.thread.answers.iter().enumerate();
        first.chain(answers.flat_map(move |(at, post)| {
            let remarks = post.comments.iter().enumerate();
            let remarks =
                remarks.map(move |(n, remark)| self.remark(remark, PostPosition::Remark(at, n)));
            std::iter::once(self.post(post, PostPosition::Answer(at))).chain(remarks)
        }))
    }

    fn meet(&mut self, person: Option<&'t Person>) {
        let Some(person) = person else { return };
        // Among the many people of a long thread nobody is looked for one by one.
        if self.people.len() < MAX_PEOPLE && self.who(Some(person)).is_none() {
            self.people.push((&person.id, &person.name));
        }
    }

    fn who(&self, author: Option<&Person>) -> Option<usize> {
        let author = author?;
        self.people.iter().position(|(id, _)| **id == author.id)
    }

    fn post(&self, post: &Post, place: PostPosition) -> Turn {
        let prose = Prose::of(&post.body);
        let mut turn = self.turn(prose, post.author.as_ref(), place, post.id.clone());
        turn.created = post.created.map(|time| time.0);
        turn.has_files = !post.attachments.is_empty();
        turn
    }

    fn remark(&self, remark: &Comment, place: PostPosition) -> Turn {
        let prose = Prose::of(&remark.body);
        let mut turn = self.turn(prose, remark.author.as_ref(), place, remark.id.clone());
        turn.created = remark.created.map(|time| time.0);
        turn.has_files = !remark.attachments.is_empty();
        turn
    }

    fn turn(
        &self,
        mut prose: Prose,
        author: Option<&Person>,
        place: PostPosition,
        id: PostId,
    ) -> Turn {
        let names = self.people.iter().map(|(_, name)| *name);
        let found = mentions::take(&mut prose.text, names);
        let asker = self.thread.question.author.as_ref();
        Turn {
            who: self.who(author),
            by_asker: asker.is_some_and(|asker| author.is_some_and(|a| a.id == asker.id)),
            role: author.map_or(Role::Member, |author| author.role),
            ..Turn::new(prose, found, place, id)
        }
    }
}

/// Counts words that look like code: `foo(bar)`, `a_b`, `--flag`, `C:\x`.
fn count_code(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut n, mut at) = (0, 0);
    // Few words have a sign at all.
    while let Some(sign) = bytes[at..].iter().position(|byte| IN_CODE[usize::from(*byte)]) {
        let start = bytes[at..at + sign].iter().rposition(u8::is_ascii_whitespace);
        let start = start.map_or(at, |space| at + space + 1);
        let rest = bytes[at + sign..].iter();
        let end = at + sign + rest.take_while(|byte| !byte.is_ascii_whitespace()).count();
        n += usize::from(is_code(&text[start..end]));
        at = end;
    }
    n
}

fn is_code(word: &str) -> bool {
    let n_signs = word.bytes().filter(|byte| is_sign(*byte)).count();
    let has_letter = word.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
    // Brackets around words are prose.
    let is_aside = word.starts_with('(') && n_signs <= 2 || word.ends_with(')') && n_signs == 1;
    let is_flag = word.starts_with("--");
    let word = word.trim_end_matches(['.', ',']);
    let is_path = (word.starts_with('/') || word.starts_with("~/"))
        && word.bytes().any(|byte| byte.is_ascii_alphanumeric());
    word.len() > 3
        && (is_flag || is_path || n_signs > 0 && has_letter && !word.contains("://") && !is_aside)
}

/// Bytes that code has, and those that flags and paths start with.
const IN_CODE: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < 128 {
        bytes[at] = is_sign(at as u8) || at as u8 == b'-' || at as u8 == b'/';
        at += 1;
    }
    bytes
};

const fn is_sign(byte: u8) -> bool {
    matches!(byte, b'#'..=b'&' | b'(' | b')' | b'<'..=b'>' | b'['..=b']' | b'_' | b'{'..=b'}')
}
