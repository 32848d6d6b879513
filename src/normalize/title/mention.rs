//! Mentions: `@nick`, and all of `@Marko Hribar`.

use super::cues;
use super::cues::Cue;
use super::names::{Names, nearby};
use super::token::tokens;

/// Finds mentions in a text, the first ones first.
pub(super) struct Mentions<'n> {
    names: &'n Names,
    /// Names of two words were met.
    has_surnames: bool,
}

impl Mentions<'_> {
    pub(super) fn new(names: &Names) -> Mentions<'_> {
        Mentions { names, has_surnames: false }
    }

    /// Returns the length of a mention that a text starts with, with the rest of a name, and a
    /// `:` or `,` behind it.
    pub(super) fn at_start(&mut self, text: &str, before: Option<char>) -> usize {
        let sign = text.chars().next().map_or(0, char::len_utf8);
        let name = &text[sign..];
        let is_in_word = before.is_some_and(|c| c.is_alphanumeric() || "./_-\"'".contains(c));
        if is_in_word || !name.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return 0;
        }
        let known = self.names.at_start(name);
        let handle = name.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c)));
        let handle = name[..handle.unwrap_or(name.len())].trim_end_matches(['.', '-']);
        // A package, a call, a word of code: `@angular/core`, `@Input()`, `@media`.
        let is_code =
            name[handle.len()..].starts_with(['/', '(', '=', '@']) || CODE.contains(&handle);
        if known == 0 && is_code {
            return 0;
        }
        let end = match known {
            0 => handle.len() + self.surname(handle, &name[handle.len()..]),
            known => known,
        };
        let after = &name[end..];
        let own = ["'s", "’s"].iter().find(|own| after.starts_with(**own));
        let owns = own.map_or(0, |own| own.len());
        sign + end + owns + usize::from(after[owns..].starts_with([':', ',']))
    }

    /// Returns the length of the second word of a name that nobody in the thread has: only
    /// where what follows shows that it is none of the sentence.
    fn surname(&mut self, handle: &str, after: &str) -> usize {
        let Some(rest) = after.strip_prefix(' ').filter(|_| is_name(handle)) else { return 0 };
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-'’".contains(c)));
        let (word, later) = rest.split_at(end.unwrap_or(rest.len()));
        let found = tokens(word);
        let says = |cue| found.first().is_some_and(|token| cues::is(cue, token));
        let kinds = [Cue::Small, Cue::Ask, Cue::Greeting, Cue::Thanks, Cue::Problem];
        let later = later.trim_start();
        if !is_name(word) || !later.starts_with('@') && kinds.into_iter().any(says) {
            return 0;
        }
        let ends = later.is_empty() || later.starts_with(['@', ',', ':', '!', '?']);
        if !ends && !self.has_surnames && !starts_sentence(later) {
            return 0;
        }
        self.has_surnames |= later.starts_with('@');
        1 + word.len()
    }
}

/// What stands behind an `@` in code.
const CODE: [&str; 16] = [
    "media",
    "import",
    "property",
    "dataclass",
    "keyframes",
    "supports",
    "layer",
    "param",
    "staticmethod",
    "classmethod",
    "override",
    "Override",
    "Autowired",
    "Component",
    "Injectable",
    "Test",
];

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
}

/// Tells words that a sentence starts with, so that none stands before them.
fn starts_sentence(text: &str) -> bool {
    let next = tokens(&text[..nearby(text)]);
    let starts = |cue| cues::longest(cue, &next) > 0;
    let is_start = next.first().is_some_and(|token| STARTS.contains(&&*token.word));
    is_start || starts(Cue::Greeting) || starts(Cue::Filler) || starts(Cue::Thanks)
}

const STARTS: [&str; 22] = [
    "i", "we", "my", "our", "you", "your", "how", "why", "what", "where", "when", "which", "who",
    "as", "please", "maybe", "я", "ми", "мы", "как", "як", "kako",
];

/// Tells whether a mention is a part of its sentence: "does *@lumo* support it?"
pub(super) fn is_subject(written: &str, mention: &str) -> bool {
    let last = written.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    let before = matches!(
        last.as_str(),
        "does"
            | "did"
            | "is"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
            | "has"
            | "was"
            | "that"
    );
    let is_named = mention.chars().any(char::is_alphabetic);
    before && is_named && !mention.ends_with([',', ':'])
}

/// Drops what led to a mention: `cc`, "the new version *of* @lumo".
pub(super) fn without_preposition(start: usize, out: &mut String) {
    const LEAD: [&str; 22] = [
        "cc", "of", "at", "to", "into", "from", "via", "with", "by", "for", "ask", "tagging",
        "від", "до", "для", "от", "для", "od", "za", "von", "de", "di",
    ];
    let written = out[start..].trim_end();
    let last = written.rsplit(' ').next().unwrap_or_default();
    let is_lead = LEAD.contains(&last.trim_end_matches(':').to_lowercase().as_str());
    if is_lead {
        out.truncate(start + written.len() - last.len());
    }
}
