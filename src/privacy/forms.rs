//! The forms in which names and titles are written, and where they are.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_normalization::UnicodeNormalization;

use crate::text::slug;

use super::decisions::{Decisions, InText};

/// A name or a title that must not be published, as it was written or met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The entry of privacy.yaml: people first, then threads.
    pub entry: usize,
    /// The account of a source that the entry turned out to mean.
    pub account: Option<(usize, String)>,
    /// What must not stand anywhere; empty where the account says nothing.
    pub text: String,
}

/// Somebody, or a thread, that an entry means, as a source has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The entry.
    pub entry: usize,
    /// The source.
    pub source: usize,
    /// The source's own id.
    pub id: String,
    /// The name; of a thread its title, or its address.
    pub name: String,
}

/// The shortest name that is looked for in text.
const SHORTEST: usize = 2;

/// Gathers all forms: those that privacy.yaml names, and those of what it means in the
/// sources. An account that bears a listed name is known by its other names, too.
pub fn closure(decisions: &Decisions, seen: &[Seen]) -> BTreeSet<Form> {
    let mut forms = decisions.listed();
    let mut accounts: BTreeSet<(usize, usize, &str)> = BTreeSet::new();
    loop {
        let before = accounts.len();
        for one in seen {
            let account = (one.entry, one.source, one.id.as_str());
            let is_listed = decisions.means(one.entry, one.source, &one.id, &one.name);
            if is_listed || accounts.contains(&account) {
                accounts.insert(account);
            }
        }
        if accounts.len() == before {
            break;
        }
    }
    for one in seen.iter().filter(|s| accounts.contains(&(s.entry, s.source, s.id.as_str()))) {
        let account = Some((one.source, one.id.clone()));
        let is_thread = decisions.is_thread(one.entry);
        // The number of an account is no name; nor is that of a thread.
        let is_number = one.id.bytes().all(|byte| byte.is_ascii_digit());
        if !is_thread && !is_number {
            forms.insert(Form { entry: one.entry, account: account.clone(), text: one.id.clone() });
        }
        let is_telling = !is_thread || is_telling(&one.name);
        let text = if is_telling { one.name.clone() } else { String::new() };
        forms.insert(Form { entry: one.entry, account, text });
    }
    forms
}

/// Tells whether a title is one that nothing else has: four words, or an address.
fn is_telling(title: &str) -> bool {
    let is_address = title.contains("://");
    is_address || (title.split_whitespace().count() >= 4 && title.chars().count() >= 16)
}

/// Finds all forms in text.
#[derive(Default)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    entries: Vec<usize>,
}

impl Finder {
    /// Makes ready to find some forms.
    pub(super) fn new(decisions: &Decisions, forms: &BTreeSet<Form>) -> Finder {
        let mut patterns: BTreeSet<(String, usize)> = BTreeSet::new();
        for form in forms {
            let everywhere = decisions.in_text(form.entry) == InText::Everywhere;
            for variant in variants(&form.text) {
                patterns.insert((format!("@{variant}"), form.entry));
                if everywhere && variant.chars().count() >= SHORTEST {
                    patterns.insert((variant, form.entry));
                }
            }
        }
        if patterns.is_empty() {
            return Finder::default();
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|(pattern, _)| pattern.as_str()));
        let entries = patterns.iter().map(|(_, entry)| *entry).collect();
        Finder { automaton: Some(automaton.expect("names are short")), entries }
    }

    /// Tells whether there is nothing to be found.
    pub(super) fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Tells whether bytes may hold a form: as a word of its own or within another.
    pub(super) fn may_be_in(&self, bytes: &[u8]) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(bytes))
    }

    /// Finds all forms that are words of their own, the longest of those that overlap.
    pub(super) fn find(&self, bytes: &[u8]) -> Vec<(Range<usize>, usize)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<(Range<usize>, usize)> = automaton
            .find_overlapping_iter(bytes)
            .map(|found| (found.range(), self.entries[found.pattern().as_usize()]))
            .filter(|(range, _)| is_word(bytes, range))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let is_free = range.start >= end;
            if is_free {
                end = range.end;
            }
            is_free
        });
        found
    }
}

/// Tells whether letters or digits stand beside a range.
fn is_word(bytes: &[u8], range: &Range<usize>) -> bool {
    let ends = |piece: &[u8], from_end: bool| {
        // A character has at most four bytes; one that is cut or no text is no letter.
        let texts = (1..=4.min(piece.len())).filter_map(|n| {
            let part = if from_end { &piece[piece.len() - n..] } else { &piece[..n] };
            std::str::from_utf8(part).ok()?.chars().next()
        });
        texts.take(1).any(char::is_alphanumeric)
    };
    // In addresses a character may stand before it as `%3A`.
    let is_coded = |before: &[u8]| {
        let last = before.len().checked_sub(3).map(|from| &before[from..]);
        last.is_some_and(|c| c[0] == b'%' && c[1..].iter().all(u8::is_ascii_hexdigit))
    };
    let before = &bytes[..range.start];
    (!ends(before, true) || is_coded(before)) && !ends(&bytes[range.end..], false)
}

/// The ways to write a form: in other cases, in addresses, in markup, in JSON.
fn variants(form: &str) -> BTreeSet<String> {
    let form: String = form.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    let mut all = BTreeSet::new();
    if form.is_empty() {
        return all;
    }
    // An address is looked for without its scheme, which may be either.
    let form = form.split_once("://").map_or(form.as_str(), |(_, rest)| rest).to_owned();
    // Stems of inflected names would stand in the search.
    if !form.contains([' ', '/']) && form.chars().count() >= 5 {
        all.extend(ENDINGS.iter().map(|ending| format!("{form}{ending}")));
    }
    let cases = [form.clone(), form.to_lowercase(), form.to_uppercase(), capitalised(&form)];
    for case in cases {
        for between in [
            " ", "-", "_", ".", "+", "%20", "", "\u{a0}", "&nbsp;", "\n", "  ", "   ", "\t",
            "\r\n", "\n> ",
        ] {
            all.insert(case.replace(' ', between));
        }
        all.insert(percent_encoding::utf8_percent_encode(&case, ENCODED).to_string());
        all.insert(case.nfd().collect());
    }
    let written: Vec<String> = all.iter().cloned().collect();
    for one in written {
        all.insert(html_escape::encode_safe(&one).into_owned());
        all.insert(html_escape::encode_text(&one).into_owned());
        let json = serde_json::to_string(&one).expect("a text is JSON");
        all.insert(json.trim_matches('"').replace('&', "\\u0026"));
    }
    let slug = slug(&form);
    if slug.chars().count() > SHORTEST {
        all.insert(slug);
    }
    all
}

/// What names get at their end in the languages served.
const ENDINGS: [&str; 19] = [
    "s", "a", "u", "i", "om", "em", "ova", "ove", "а", "у", "ом", "ем", "ов", "и", "е", "ы", "ой",
    "ові", "ою",
];

/// What addresses write as `%…`.
const ENCODED: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

fn capitalised(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + &chars.as_str().to_lowercase()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(name: &str, text: &str) -> Vec<String> {
        let form = Form { entry: 0, account: None, text: name.to_owned() };
        let finder = Finder::new(&Decisions::default(), &[form].into());
        let found = finder.find(text.as_bytes()).into_iter();
        found.map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn names_are_found_in_all_their_forms() {
        let text = "Tina Zupan, TINA\u{a0}ZUPAN's (tina-zupan) /u/tina_zupan?n=Tina%20Zupan \
            Tina&nbsp;Zupan a%3ATinaZupan @tina.zupan Tina  Zupan tina\tzupan";
        assert_eq!(all("Tina Zupan", text).len(), 10, "{:?}", all("Tina Zupan", text));
        let found = all("Олена Гнатюк", "ОЛЕНА ГНАТЮК, /олена-гнатюк-12");
        assert_eq!(found, ["ОЛЕНА ГНАТЮК", "олена-гнатюк"]);
        assert_eq!(all("Zupan", "Zupanom Zupan's, zupana"), ["Zupanom", "Zupan", "zupana"]);
        assert_eq!(all("a<b", "a<b a&lt;b"), ["a<b", "a&lt;b"]);
    }

    #[test]
    fn other_words_are_none() {
        assert_eq!(all("Tina", "Martina tinap 1tina tina2 %tina"), ["tina"]);
        assert_eq!(all("Zupan", "Zupančič, xZupan"), [] as [String; 0]);
        assert_eq!(all("", "a b"), [] as [String; 0]);
    }
}
