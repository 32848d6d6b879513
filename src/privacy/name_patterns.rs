//! The forms in which names and titles are written, and where they are.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_normalization::UnicodeNormalization;

use crate::text::slug;

use super::fold::{Folded, fold};
use super::name_cases::CaseFinder;
use super::name_forms::{NameForm, other_forms};
use super::name_words::NameText;
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
    /// What its patterns are.
    patterns: Vec<Pattern>,
    cases: CaseFinder,
}

/// What stands behind a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    entry: usize,
    /// The form that is only looked for where the entry asks for it.
    form: Option<NameForm>,
    /// The name has several words, which nothing else is made of.
    is_long: bool,
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
        let mut patterns: BTreeSet<(String, Pattern)> = BTreeSet::new();
        let mut cased: BTreeSet<(String, usize)> = BTreeSet::new();
        for name in names {
            let everywhere = rules.in_text(name.entry) == NameContext::Everywhere;
            let folded = fold(&name.text).trim().to_owned();
            let is_long = folded.contains(' ');
            let pattern = Pattern { entry: name.entry, form: None, is_long };
            for spelling in spellings(&name.text) {
                patterns.insert((format!("@{spelling}"), pattern));
                if everywhere && spelling.chars().count() >= MIN_LENGTH {
                    patterns.insert((spelling, pattern));
                }
            }
            let Some(person) = rules.person(name.entry).filter(|_| everywhere) else { continue };
            for (text, form) in other_forms(&folded, &person.forms) {
                patterns.insert((text, Pattern { form: Some(form), ..pattern }));
            }
            if person.forms.contains(&NameForm::Cases) {
                let turned = other_forms(&folded, &person.forms).into_iter();
                let is_apart = |(text, form): &(String, NameForm)| {
                    *form == NameForm::Reversed && text.contains(' ')
                };
                let turned = turned.filter(is_apart);
                cased.extend(turned.map(|(text, _)| (text, name.entry)));
                cased.insert((folded, name.entry));
            }
        }
        if patterns.is_empty() {
            return NameFinder::default();
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|(text, _)| text.as_str()));
        let cases = CaseFinder::new(cased.iter().map(|(name, entry)| (name.as_str(), *entry)));
        let patterns = patterns.into_iter().map(|(_, pattern)| pattern).collect();
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
        self.matches(text, &[]).into_iter().map(|found| (found.range, found.entry)).collect()
    }

    /// Finds those that are names wherever they stand: in a page the words of a post are not
    /// told from what is around them, and what was no name in the post is none there.
    pub(super) fn find_sure(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let found = self.all(text, &[], SmallForms::Words).into_iter();
        found.map(|found| (found.range, found.entry)).collect()
    }

    /// Finds the same with the forms that they have. `edges` are the places where elements start
    /// and end, in order.
    pub(super) fn matches(&self, text: &str, edges: &[usize]) -> Vec<NameMatch> {
        self.all(text, edges, SmallForms::Judged)
    }

    fn all(&self, text: &str, edges: &[usize], small: SmallForms) -> Vec<NameMatch> {
        // Most sites have no names to look for, and fold nothing.
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = NameText { text, folded: Folded::of(text), edges };
        let folded = &text.folded;
        let listed = automaton.find_overlapping_iter(&folded.text).filter_map(|found| {
            let Pattern { entry, form, is_long } = self.patterns[found.pattern().as_usize()];
            let range = found.range();
            let starts = text.starts_word(&range, is_long);
            let ends = text.ends_word(&range, is_long);
            ends.then_some((NameMatch { range, entry, form }, starts))
        });
        let cases = self.cases.find(&folded.text).into_iter();
        let form = Some(NameForm::Cases);
        let cases = cases.map(|(range, entry)| (NameMatch { range, entry, form }, true));
        let is_name = |found: &NameMatch| {
            found.form.is_none_or(|form| {
                is_written_as_name(text.text, &folded.source(&found.range), form, small)
            })
        };
        let found = listed.chain(cases).filter(|(found, _)| is_name(found));
        let mut found: Vec<(NameMatch, bool)> = found.collect();
        // Of one place the name itself is told, before its forms.
        found.sort_by_key(|(one, _)| (one.range.start, Reverse(one.range.end), one.form));
        let mut end = 0;
        found.retain(|(one, starts)| {
            // A name may start right where another one ends.
            let is_apart = *starts || one.range.start == end && end > 0;
            let is_free = is_apart && one.range.start >= end;
            if is_free {
                end = one.range.end;
            }
            is_free
        });
        let source = |found: NameMatch| NameMatch { range: folded.source(&found.range), ..found };
        found.into_iter().map(|(found, _)| source(found)).collect()
    }
}

/// What forms of names are that are written in small letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SmallForms {
    /// Names, where nobody writes capital letters around them.
    Judged,
    /// Ordinary words.
    Words,
}

/// How far capital letters are looked for, in bytes.
const NEAR: usize = 160;

/// Tells whether another form of a name is written as a name, and is not what ordinary words
/// make up: `the hill rose`, `young will`. Addresses and accounts are written in small letters.
fn is_written_as_name(text: &str, range: &Range<usize>, form: NameForm, small: SmallForms) -> bool {
    let found = &text[range.clone()];
    let is_account = text[..range.start].ends_with(['@', '/', '=', '_']);
    let words = || found.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let n_words = words().count();
    // `tzupan` is an account, or `trust`.
    if n_words == 1 && form != NameForm::Cases {
        return is_account || has_hump(found);
    }
    let n_starting = |fits: fn(char) -> bool| words().filter(|word| word.starts_with(fits)).count();
    let n_small = n_starting(char::is_lowercase);
    // `van Gogh, V.`
    if n_small == 0 || n_starting(char::is_uppercase) >= 2 {
        return true;
    }
    let before = text[..range.start].trim_end_matches(' ');
    if small == SmallForms::Judged && is_punctuated(found, before, form) {
        return true;
    }
    let is_one_word = !found.contains(char::is_whitespace);
    if is_one_word && (n_words > 1 || is_account) {
        return true;
    }
    let from = floor(text, range.start.saturating_sub(NEAR));
    let to = floor(text, (range.end + NEAR).min(text.len()));
    small == SmallForms::Judged && !text[from..to].contains(char::is_uppercase)
}

/// Tells whether a form has what ordinary words lack: `vidmar, ana`, `a. vidmar knows`, `VIDMAR
/// ana`, `vidmar Ana`, or `then Vidmar ana` where no sentence starts.
fn is_punctuated(found: &str, before: &str, form: NameForm) -> bool {
    let is_started = || before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '|']);
    let is_capital = found.starts_with(char::is_uppercase);
    match form {
        NameForm::Cases => false,
        NameForm::Initials => found.contains([',', '.']),
        NameForm::Reversed if is_capital => !is_started() || is_loud(found),
        NameForm::Reversed if found.contains(',') => true,
        // Nobody writes a word in the middle of a sentence with a capital letter that is no name.
        NameForm::Reversed => {
            let mut words = found.split(|c: char| !c.is_alphanumeric());
            words.next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
        }
    }
}

/// Tells whether the first word has two letters or more, all of them capital.
fn is_loud(found: &str) -> bool {
    let letters = || found.chars().take_while(|c| c.is_alphanumeric());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}

/// Tells whether a capital letter stands behind a small one: `ZupanTina`.
fn has_hump(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
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
    all.extend(without_marks(form));
    all.extend(korean(form));
    let json = serde_json::to_string(form).expect("a text is JSON");
    all.insert(fold(json.trim_matches('"')).trim().to_owned());
    let slug = slug(form);
    if slug.chars().count() > MIN_LENGTH {
        all.insert(fold(&slug));
    }
    all.insert(folded);
    all
}

/// Writes a name as keyboards without its letters do: `Joergen`, `Djordje`.
fn without_marks(form: &str) -> Vec<String> {
    const LETTERS: [(char, &str); 6] =
        [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('å', "aa"), ('ø', "oe"), ('đ', "dj")];
    let small: String = form.nfc().flat_map(char::to_lowercase).collect();
    if !small.contains(LETTERS.map(|(letter, _)| letter)) {
        return Vec::new();
    }
    let written = LETTERS.iter().fold(small, |name, (letter, two)| name.replace(*letter, two));
    let written = fold(&written);
    vec![written.replace(' ', ""), written]
}

/// Writes a Korean name with a space behind its first syllable, or its first two: a family's.
fn korean(form: &str) -> Vec<String> {
    let is_syllable = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let syllables: Vec<char> = form.nfc().collect();
    if !(2..=6).contains(&syllables.len()) || !syllables.iter().copied().all(is_syllable) {
        return Vec::new();
    }
    let split = |at: usize| {
        let (family, given) = syllables.split_at(at);
        fold(&format!("{} {}", String::from_iter(family), String::from_iter(given)))
    };
    (1..syllables.len().min(3)).map(split).collect()
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
    fn names_are_found_within_letters_where_their_script_writes_them_so() {
        assert_eq!(all("山田太郎", "私は山田太郎さんと、山田 太郎と").len(), 2);
        assert_eq!(all("สมชาย ใจดี", "คุณสมชายใจดีครับ").len(), 1);
        assert_eq!(all("김철수", "김철수가 김 철수에게 안김철수 김철숙").len(), 2);
        assert_eq!(all("أحمد الزهراني", "قال وأحمد الزهراني لاحمد الزهرانى").len(), 2);
        assert_eq!(all("נועה לוי", "אמרה לנועה לוי ונועה-לוי").len(), 2);
    }

    #[test]
    fn names_of_several_words_are_found_within_accounts_and_beside_others() {
        let text =
            "tina_zupan77 @tinazupan7 1tinazupan HiTina Zupan TinaZupanBo TinaZupanTinaZupan";
        assert_eq!(all("Tina Zupan", text).len(), 7);
        assert_eq!(all("Tina", "tina7 myTina TinaBo stina zupan"), [] as [String; 0]);
        let text = "tina7 stina zupan tina zupančič";
        assert_eq!(all("Tina Zupan", text), [] as [String; 0]);
        assert_eq!(all("김철수", "김철수김철수").len(), 2);
    }

    #[test]
    fn letters_that_a_keyboard_lacks_are_written_in_other_ways() {
        let text = "Joergen Bjoerk, jorgen_bjork, Jörgen Björk, JoergenBjoerk";
        assert_eq!(all("Jörgen Björk", text).len(), 4);
        assert_eq!(all("Đorđe Krstić", "Djordje Krstic, Dorde Krstić").len(), 2);
        assert_eq!(all("Łucja Ząb", "Lucja Zab").len(), 1);
    }

    #[test]
    fn forms_in_small_letters_are_names_where_signs_or_capitals_say_so() {
        let is_name = |text: &str, form: NameForm, small: SmallForms| {
            let (before, rest) = text.split_once('{').expect("a form in braces");
            let (found, after) = rest.split_once('}').expect("a form in braces");
            let range = before.len()..before.len() + found.len();
            is_written_as_name(&[before, found, after].concat(), &range, form, small)
        };
        let (reversed, initials) = (NameForm::Reversed, NameForm::Initials);
        for (text, form) in [
            ("Please ask {vidmar, ana} about it", reversed),
            ("Please ask {a. vidmar} about it", initials),
            ("Please ask {vidmar, a.} about it", initials),
            ("Thanks; {Vidmar ana} too", reversed),
            ("{vidmar, Ana} knows", reversed),
            ("Danke. {vidmar, ana}: gerne", reversed),
            ("{VIDMAR ana} knows", reversed),
            ("{VIDMAR, ana}", reversed),
            ("Wer hilft?\n{VIDMAR ana}", reversed),
            ("It was {vidmar Ana} who knew", reversed),
            ("{vidmar Ana}", reversed),
        ] {
            assert!(is_name(text, form, SmallForms::Judged), "{text}");
            assert!(!is_name(text, form, SmallForms::Words), "{text}");
        }
        for (text, form) in [
            ("The {hill rose} above us", reversed),
            ("We saw it. {Hill rose} above", reversed),
            ("We Saw It. {hill rose} above", reversed),
            ("{Hill, rose, lake} and plain", reversed),
            ("{A rose} is one", initials),
            ("Верь: {вера белая}", NameForm::Cases),
        ] {
            assert!(!is_name(text, form, SmallForms::Judged), "{text}");
        }
    }

    #[test]
    fn other_words_are_none() {
        assert_eq!(all("Tina", "Martina tinap 1tina tina2 %tina"), ["tina"]);
        assert_eq!(all("Zupan", "Zupančič, xZupan"), [] as [String; 0]);
        assert_eq!(all("", "a b"), [] as [String; 0]);
        assert_eq!(all("Tina Zupan", "xTina\u{fffc} Zupanx xtina Zupan"), [] as [String; 0]);
        assert_eq!(all("Tina Zupan", "x\u{fffc}Tina\u{fffc} Zupan\u{fffc}x").len(), 1);
    }
}
