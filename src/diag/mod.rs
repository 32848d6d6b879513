//! Problems as data: what is wrong, where, why it matters, and what to do about it.
//!
//! Floor 1. Every stage pushes [`Diagnostic`]s into a [`Sink`] and carries on;
//! only `cli` prints them. A diagnostic keeps the one line that it quotes, so
//! that exports of any size can be forgotten as soon as they are read.

mod code;
mod foreign;
#[cfg(test)]
mod fuzz_tests;
mod markdown;
mod place;
mod render;

pub use code::{Code, CodeInfo};
pub(crate) use foreign::{escaped_json, is_hidden, lines, one_line};
pub(crate) use markdown::escaped_markdown;
pub use place::{Excerpt, Place};
pub use render::{Color, Format, render};

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is missing from the site, or nothing was written.
    Error,
    /// The site is whole, but somebody should look.
    Warning,
}

/// One problem, ready to be shown in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of this kind of problem.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One line that stands alone: lowercase start, no final stop, no fix.
    pub message: String,
    /// Where: the cause first, then what it clashes with. May be empty.
    pub labels: Vec<Label>,
    /// Why it matters, or the facts needed to choose.
    pub notes: Vec<String>,
    /// What to do, as an instruction.
    pub helps: Vec<String>,
}

/// A place and a few words on what it has to do with the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file, line and column.
    pub place: Place,
    /// At most six words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Starts an error: something was skipped, or nothing can be written.
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, message.into())
    }

    /// Starts a warning: the site is whole, but somebody should look.
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, message.into())
    }

    fn new(code: Code, severity: Severity, message: String) -> Diagnostic {
        let (labels, notes, helps) = (Vec::new(), Vec::new(), Vec::new());
        Diagnostic { code, severity, message, labels, notes, helps }
    }

    /// Adds a place; the first one is the cause.
    pub fn at(mut self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    fn place_key(&self) -> Option<(&str, usize, usize)> {
        self.labels.first().map(|label| label.place.sort_key())
    }

    /// Adds a sentence that says why.
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Adds a sentence that says why when there is one.
    pub fn note_if(self, text: Option<String>) -> Diagnostic {
        match text {
            Some(text) => self.note(text),
            None => self,
        }
    }

    /// Adds an instruction that says how to mend it.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.helps.push(text.into());
        self
    }

    /// Adds an instruction when there is one.
    pub fn help_if(self, text: Option<String>) -> Diagnostic {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}

/// Collects the problems of one stage or one unit of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Starts empty.
    pub fn new() -> Sink {
        Sink::default()
    }

    /// Takes one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Keeps those problems alone that `is_kept` tells.
    pub fn retain(&mut self, is_kept: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(is_kept);
    }

    /// Takes all problems of another sink, in their order.
    pub fn append(&mut self, mut other: Sink) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// Tells how many errors were pushed.
    pub fn n_errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// Tells how many warnings were pushed.
    pub fn n_warnings(&self) -> usize {
        self.diagnostics.len() - self.n_errors()
    }

    /// Returns the problems as they came.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the problems by path, then line, then column, then code, consequences of others
    /// last: the same order on every run, whatever the threads did.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            let first = |d: &'_ Diagnostic| d.code.is_consequence();
            let order = |d: &'_ Diagnostic| (d.code, d.message.clone());
            let by_place = || a.place_key().cmp(&b.place_key());
            first(a).cmp(&first(b)).then_with(by_place).then_with(|| order(a).cmp(&order(b)))
        });
        self.diagnostics
    }
}

/// Returns the one known name that a misspelt `word` most likely meant.
///
/// Within edit distance two (transpositions count one), which must be less than half of the
/// name, and only when no other name is as near. Short names start with the same letter: nobody
/// who writes `path` means `math`. Upper and lower case, and what stands between
/// words, make no difference: `Verified-On` is `verified_on`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
    let word = plain(word);
    let starts_alike =
        |name: &str| name.chars().count() > 5 || plain(name).chars().next() == word.chars().next();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| starts_alike(name))
        .map(|name| (strsim::osa_distance(&word, &plain(name)), name))
        .filter(|&(distance, name)| distance <= 2 && 2 * distance < name.chars().count())
        .collect();
    near.sort_unstable();
    match near.as_slice() {
        [(_, name)] => Some(name),
        [(first, name), (second, _), ..] if first < second => Some(name),
        _ => None,
    }
}

/// Joins names for a sentence: `` `a`, `b`, and `c` ``, at most five of them, or six where
/// only one would be left out.
pub fn join_names<S: AsRef<str>>(names: &[S]) -> String {
    let most = if names.len() == 6 { 6 } else { 5 };
    let shown: Vec<String> = names.iter().take(most).map(|n| format!("`{}`", n.as_ref())).collect();
    let more = names.len().saturating_sub(most);
    match (shown.as_slice(), more) {
        ([], _) => "nothing".to_owned(),
        ([one], 0) => one.clone(),
        ([one, two], 0) => format!("{one} and {two}"),
        ([init @ .., last], 0) => format!("{}, and {last}", init.join(", ")),
        (all, more) => format!("{}, and {more} more", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names_one_name_or_none() {
        assert_eq!(nearest("langauge", ["language", "languages", "title"]), Some("language"));
        assert_eq!(nearest("Titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("colour", ["title", "tags"]), None);
        assert_eq!(nearest("bat", ["cat", "hat"]), None);
        assert_eq!(nearest("Verified-On", ["verified_by", "verified_on"]), Some("verified_on"));
        assert_eq!(nearest("path", ["math", "title"]), None);
    }

    #[test]
    fn listings_have_an_oxford_comma_and_an_end() {
        assert_eq!(join_names(&["a"]), "`a`");
        assert_eq!(join_names(&["a", "b"]), "`a` and `b`");
        assert_eq!(join_names(&["a", "b", "c"]), "`a`, `b`, and `c`");
        assert_eq!(join_names(&["a"; 6]), "`a`, `a`, `a`, `a`, `a`, and `a`");
        assert_eq!(
            join_names(&["a", "b", "c", "d", "e", "f", "g"]),
            "`a`, `b`, `c`, `d`, `e`, and 2 more"
        );
    }

    #[test]
    fn sorting_does_not_depend_on_the_order_of_arrival() {
        let one = Diagnostic::error(Code::KeyUnknown, "b").at(Place::line("b.yaml", 2), "");
        let two = Diagnostic::error(Code::KeyUnknown, "a").at(Place::line("a.yaml", 9), "");
        let mut forth = Sink::new();
        forth.push(one.clone());
        forth.push(two.clone());
        let mut back = Sink::new();
        back.push(two);
        back.push(one);
        assert_eq!(forth.into_sorted(), back.into_sorted());
    }

    #[test]
    fn what_follows_from_others_comes_after_them() {
        let mut sink = Sink::new();
        let lost = Diagnostic::error(Code::AddressLost, "x").at(Place::line("a.txt", 1), "");
        let cut = Diagnostic::error(Code::ExportUnreadable, "y").at(Place::line("e.json", 9), "");
        sink.push(lost);
        sink.push(cut);
        let codes: Vec<Code> = sink.into_sorted().iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::ExportUnreadable, Code::AddressLost]);
    }
}
