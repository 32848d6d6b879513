//! The forms in which names and titles are written, and where they are.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::slug;

use super::fold::{Folded, fold};
use super::name_cases::CaseFinder;
use super::name_forms::{NameForm, other_forms};
use super::rules::{NameContext, PrivacyRules};

/// A name or a title that must not be published, as it was written or met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamePattern {
    /// The entry of privacy.yaml: people first, then threads.
    pub entry: usize,
    /// The account of a source that the entry turned out to mean.
    pub account: Option<(usize, String)>,
    /// What must not stand anywhere; empty where the account says nothing.
    pub text: String,
}

/// Somebody, or a thread, that an entry means, as a source has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
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
const MIN_LENGTH: usize = 2;

/// Gathers all names: those that privacy.yaml lists, and those of what it means in the
/// sources. An account that bears a listed name is known by its other names, too.
pub fn expand_aliases(rules: &PrivacyRules, sightings: &[Sighting]) -> BTreeSet<NamePattern> {
    let mut patterns = rules.listed();
    let mut accounts: BTreeSet<(usize, usize, &str)> = BTreeSet::new();
    loop {
        let before = accounts.len();
        for one in sightings {
            let account = (one.entry, one.source, one.id.as_str());
            let is_listed = rules.means(one.entry, one.source, &one.id, &one.name);
            if is_listed || accounts.contains(&account) {
                accounts.insert(account);
            }
        }
        if accounts.len() == before {
            break;
        }
    }
    for one in sightings.iter().filter(|s| accounts.contains(&(s.entry, s.source, s.id.as_str()))) {
        let account = Some((one.source, one.id.clone()));
        let is_thread = rules.is_thread(one.entry);
        // The number of an account is no name; nor is that of a thread.
        let is_number = one.id.bytes().all(|byte| byte.is_ascii_digit());
        if !is_thread && !is_number {
            patterns.insert(NamePattern {
                entry: one.entry,
                account: account.clone(),
                text: one.id.clone(),
            });
        }
        let is_telling = !is_thread || is_telling(&one.name);
        let text = if is_telling { one.name.clone() } else { String::new() };
        patterns.insert(NamePattern { entry: one.entry, account, text });
    }
    patterns
}

/// Tells whether a title is one that nothing else has: four words, or an address.
fn is_telling(title: &str) -> bool {
    let is_address = title.contains("://");
    is_address || (title.split_whitespace().count() >= 4 && title.chars().count() >= 16)
}

/// Finds names in text, whatever way they are spelled there.
#[derive(Default)]
pub(super) struct NameFinder {
    /// Looks for folded names in folded text.
    automaton: Option<AhoCorasick>,
    /// The entries of its patterns, with the forms of those that are only looked for where the
    /// entry asks for them.
    patterns: Vec<(usize, Option<NameForm>)>,
    cases: CaseFinder,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameMatch {
    /// Where it stands.
    pub range: Range<usize>,
    /// The entry of privacy.yaml.
    pub entry: usize,
    /// The form that the entry asks for; `None` for the name itself.
    pub form: Option<NameForm>,
}

impl NameFinder {
    /// Makes ready to find these names.
    pub(super) fn new(rules: &PrivacyRules, names: &BTreeSet<NamePattern>) -> NameFinder {
        let mut patterns: BTreeSet<(String, usize, Option<NameForm>)> = BTreeSet::new();
        let mut cased: BTreeSet<(String, usize)> = BTreeSet::new();
        for name in names {
            let everywhere = rules.in_text(name.entry) == NameContext::Everywhere;
            for spelling in spellings(&name.text) {
                patterns.insert((format!("@{spelling}"), name.entry, None));
                if everywhere && spelling.chars().count() >= MIN_LENGTH {
                    patterns.insert((spelling, name.entry, None));
                }
            }
            let Some(person) = rules.person(name.entry).filter(|_| everywhere) else { continue };
            let folded = fold(&name.text).trim().to_owned();
            for (text, form) in other_forms(&folded, &person.forms) {
                patterns.insert((text, name.entry, Some(form)));
            }
            if person.forms.contains(&NameForm::Cases) {
                let turned = other_forms(&folded, &person.forms).into_iter();
                let turned = turned.filter(|(_, form)| *form == NameForm::Reversed);
                cased.extend(turned.map(|(text, _)| (text, name.entry)));
                cased.insert((folded, name.entry));
            }
        }
        if patterns.is_empty() {
            return NameFinder::default();
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|(pattern, ..)| pattern.as_str()));
        let cases = CaseFinder::new(cased.iter().map(|(name, entry)| (name.as_str(), *entry)));
        let patterns = patterns.into_iter().map(|(_, entry, form)| (entry, form)).collect();
        NameFinder { automaton: Some(automaton.expect("names are short")), patterns, cases }
    }

    /// Tells whether there is nothing to be found.
    pub(super) fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Tells whether a text holds a name.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// Finds all names that are words of their own, the longest of those that overlap, with
    /// their entries.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        self.matches(text).into_iter().map(|found| (found.range, found.entry)).collect()
    }

    /// Finds the same with the forms that they have.
    pub(super) fn matches(&self, text: &str) -> Vec<NameMatch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::of(text);
        let listed = automaton.find_overlapping_iter(&folded.text).map(|found| {
            let (entry, form) = self.patterns[found.pattern().as_usize()];
            NameMatch { range: found.range(), entry, form }
        });
        let listed = listed.filter(|found| is_word(&folded, &found.range));
        let cases = self.cases.find(&folded.text).into_iter();
        let form = Some(NameForm::Cases);
        let cases = cases.map(|(range, entry)| NameMatch { range, entry, form });
        let mut found: Vec<NameMatch> = listed.chain(cases).collect();
        // Of one place the name itself is told, before its forms.
        found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end), one.form));
        let mut end = 0;
        found.retain(|one| {
            let is_free = one.range.start >= end;
            if is_free {
                end = one.range.end;
            }
            is_free
        });
        found.iter_mut().for_each(|one| one.range = folded.source(&one.range));
        found
    }
}

/// Tells whether no letters or digits stand beside a range.
fn is_word(folded: &Folded, range: &Range<usize>) -> bool {
    let (before, after) = (&folded.text[..range.start], &folded.text[range.end..]);
    // In addresses a character may stand before it as `%3A`.
    let is_coded = || {
        let code = before.as_bytes().last_chunk::<3>();
        code.is_some_and(|c| c[0] == b'%' && c[1..].iter().all(u8::is_ascii_hexdigit))
    };
    (!before.ends_with(char::is_alphanumeric) || is_coded() || folded.has_picture(range.start))
        && (!after.starts_with(char::is_alphanumeric) || folded.has_picture(range.end))
}

/// The ways to write a form that differ when they are folded.
fn spellings(form: &str) -> BTreeSet<String> {
    let form: String = form.split_whitespace().collect::<Vec<_>>().join(" ");
    // An address is looked for without its scheme, which may be either.
    let form = form.split_once("://").map_or(form.as_str(), |(_, rest)| rest);
    let folded = fold(form).trim().to_owned();
    let mut all = BTreeSet::new();
    if folded.is_empty() {
        return all;
    }
    // Stems of inflected names would stand in the search.
    if !folded.contains([' ', '/']) && folded.chars().count() >= 5 {
        all.extend(ENDINGS.iter().map(|ending| fold(&format!("{folded}{ending}"))));
    }
    all.insert(fold(&percent_encoding::utf8_percent_encode(form, ENCODED).to_string()));
    all.insert(folded.replace(' ', ""));
    let json = serde_json::to_string(form).expect("a text is JSON");
    all.insert(fold(&json.trim_matches('"').replace('&', "\\u0026")).trim().to_owned());
    let slug = slug(form);
    if slug.chars().count() > MIN_LENGTH {
        all.insert(fold(&slug));
    }
    all.insert(folded);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn all(name: &str, text: &str) -> Vec<String> {
        let form = NamePattern { entry: 0, account: None, text: name.to_owned() };
        let finder = NameFinder::new(&PrivacyRules::default(), &[form].into());
        let found = finder.find(text).into_iter();
        found.map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn names_are_found_in_all_their_forms() {
        let text = "Tina Zupan, TINA\u{a0}ZUPAN's (tina-zupan) /u/tina_zupan?n=Tina%20Zupan \
            Tina\u{ad}-Zupan a%3ATinaZupan @tina.zupan Tina  Zupan tina\tzupan";
        assert_eq!(all("Tina Zupan", text).len(), 10, "{:?}", all("Tina Zupan", text));
        let found = all("Олена Гнатюк", "ОЛЕНА ГНАТЮК, /олена-гнатюк-12");
        assert_eq!(found, ["ОЛЕНА ГНАТЮК", "олена-гнатюк"]);
        assert_eq!(all("Zupan", "Zupanom Zupan's, zupana"), ["Zupanom", "Zupan", "zupana"]);
        assert_eq!(all("a<b", "a<b a%3Cb"), ["a<b", "a%3Cb"]);
        assert_eq!(all("Tina & Co", "Tina & Co, Tina \\u0026 Co").len(), 2);
    }

    #[test]
    fn other_words_are_none() {
        assert_eq!(all("Tina", "Martina tinap 1tina tina2 %tina"), ["tina"]);
        assert_eq!(all("Zupan", "Zupančič, xZupan"), [] as [String; 0]);
        assert_eq!(all("", "a b"), [] as [String; 0]);
        assert_eq!(all("Tina Zupan", "xTina\u{fffc} Zupanx xTina Zupan"), [] as [String; 0]);
        assert_eq!(all("Tina Zupan", "x\u{fffc}Tina\u{fffc} Zupan\u{fffc}x").len(), 1);
    }
}
