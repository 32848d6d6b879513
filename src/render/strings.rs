//! Interface texts in the page's language, with right plurals (Fluent).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rustc_hash::FxHashMap;

use crate::normalize::PostWord;
use crate::text::Lang;

use super::numbers::{Numbers, bundle};

/// The interface texts of a theme in all its languages.
pub struct Strings {
    languages: BTreeMap<Lang, LanguageTexts>,
    /// Days in words, and their years: a site names few different ones, each many times.
    days: RwLock<FxHashMap<(Lang, Day), (String, String)>>,
}

/// The text whose language numbers that stand alone are in.
const COUNTED: &str = "n-answers";

/// Year, month, day.
pub(super) type Day = (i16, i8, i8);

/// A text that a language lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingString {
    /// The language.
    pub lang: Lang,
    /// The text's key.
    pub key: String,
}

struct LanguageTexts {
    numbers: Numbers,
    bundle: FluentBundle<FluentResource>,
    /// Texts without arguments, formatted once: most of a page's are.
    fixed: HashMap<String, String>,
    keys: BTreeSet<String>,
}

/// A `.ftl` file that does not parse: its number in the given list, and what is wrong.
pub struct StringsError {
    /// The position in the list given.
    pub at: usize,
    /// The bytes meant.
    pub range: std::ops::Range<usize>,
    /// The library's words.
    pub message: String,
}

impl Strings {
    /// Takes `.ftl` files with their languages, the weightiest last.
    pub fn new(files: &[(Lang, String)]) -> (Strings, Vec<StringsError>) {
        let mut errors = Vec::new();
        let mut languages: BTreeMap<Lang, LanguageTexts> = BTreeMap::new();
        for (at, (lang, source)) in files.iter().enumerate() {
            let resource =
                FluentResource::try_new(source.clone()).unwrap_or_else(|(kept, faults)| {
                    errors.extend(faults.into_iter().map(|fault| StringsError {
                        at,
                        range: fault.pos.clone(),
                        message: fault.kind.to_string(),
                    }));
                    kept
                });
            let texts = languages.entry(*lang).or_insert_with(|| LanguageTexts::new(*lang));
            texts.keys.extend(keys(source));
            texts.bundle.add_resource_overriding(resource);
        }
        for texts in languages.values_mut() {
            texts.fix();
        }
        (Strings { languages, days: RwLock::default() }, errors)
    }

    /// The language in which most words of a page in `lang` are: itself, or English.
    pub fn spoken(&self, lang: Lang) -> Lang {
        let n_missing = self.missing(&[lang]).len();
        if n_missing * 2 <= self.n_texts() { lang } else { Lang::EN }
    }

    /// How many texts there are.
    pub fn n_texts(&self) -> usize {
        self.languages.get(&Lang::EN).map_or(0, |texts| texts.keys.len())
    }

    /// Writes a number as the words of a page in `lang` do: `1,284`.
    pub fn number(&self, lang: Lang, n: i64) -> String {
        self.numbers(lang).map_or_else(|| n.to_string(), |numbers| numbers.write(n))
    }

    /// Writes the digits of a text as the words of a page in `lang` do.
    pub fn digits(&self, lang: Lang, text: &str) -> String {
        self.numbers(lang).map_or_else(|| text.to_owned(), |numbers| numbers.digits(text))
    }

    fn numbers(&self, lang: Lang) -> Option<&Numbers> {
        self.find(lang, COUNTED).map(|texts| &texts.numbers)
    }

    /// Returns a text without arguments.
    pub fn get(&self, lang: Lang, key: &str) -> Cow<'_, str> {
        match self.find(lang, key).and_then(|texts| texts.fixed.get(key)) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.format(lang, key, &FluentArgs::new())),
        }
    }

    /// Returns the texts without arguments, English ones where the language lacks them.
    pub fn fixed(&self, lang: Lang) -> impl Iterator<Item = (&str, &str)> {
        let layers = [Lang::EN, base(lang), lang];
        let texts = layers.into_iter().filter_map(|lang| self.languages.get(&lang));
        texts.flat_map(|texts| &texts.fixed).map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// Returns a text with arguments; English where the language lacks it, else the key itself.
    pub fn format(&self, lang: Lang, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(texts) = self.find(lang, key) else { return key.to_owned() };
        texts.format(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// Returns a text with a number `$n`.
    pub fn count(&self, lang: Lang, key: &str, n: usize) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n);
        self.format(lang, key, &args)
    }

    /// Returns what a page says within a post.
    pub(super) fn post_word(&self, lang: Lang, word: PostWord<'_>) -> String {
        let mut args = FluentArgs::new();
        match (word.host(), word.number()) {
            (None, None) => return self.get(lang, word.key()).into_owned(),
            (Some(host), _) => args.set("host", host),
            (None, Some(n)) => args.set("n", n),
        }
        self.format(lang, word.key(), &args)
    }

    /// Returns a day in words, and its year; `write` is asked once for each.
    pub(super) fn day(
        &self,
        lang: Lang,
        day: Day,
        write: impl FnOnce() -> (String, String),
    ) -> (String, String) {
        let known = self.days.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(texts) = known.get(&(lang, day)) {
            return texts.clone();
        }
        drop(known);
        let texts = write();
        let mut known = self.days.write().unwrap_or_else(PoisonError::into_inner);
        known.insert((lang, day), texts.clone());
        texts
    }

    /// Lists what the languages lack of the English texts.
    pub fn missing(&self, languages: &[Lang]) -> Vec<MissingString> {
        let Some(english) = self.languages.get(&Lang::EN) else { return Vec::new() };
        let mut missing = Vec::new();
        for &lang in languages {
            let own = [lang, base(lang)].map(|lang| self.languages.get(&lang));
            let lacks = |key: &&String| {
                !own.iter().flatten().any(|texts| texts.keys.contains(key.as_str()))
            };
            missing.extend(
                english
                    .keys
                    .iter()
                    .filter(lacks)
                    .map(|key| MissingString { lang, key: key.clone() }),
            );
        }
        missing
    }

    fn find(&self, lang: Lang, key: &str) -> Option<&LanguageTexts> {
        [lang, base(lang), Lang::EN]
            .iter()
            .filter_map(|lang| self.languages.get(lang))
            .find(|texts| texts.keys.contains(key))
    }
}

impl LanguageTexts {
    fn new(lang: Lang) -> LanguageTexts {
        let (fixed, keys) = (HashMap::new(), BTreeSet::new());
        LanguageTexts { numbers: Numbers::of(lang), bundle: bundle(lang), fixed, keys }
    }

    fn fix(&mut self) {
        for key in &self.keys {
            if let Some(text) = self.format(key, &FluentArgs::new()) {
                self.fixed.insert(key.clone(), text);
            }
        }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let args = self.numbers.fill(args);
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

fn base(lang: Lang) -> Lang {
    Lang::new(lang.primary()).unwrap_or(lang)
}

/// The keys that a file defines: names at the start of a line before `=`.
pub(super) fn keys(source: &str) -> impl Iterator<Item = String> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let fits = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        (starts && fits).then(|| key.to_owned())
    })
}

/// A language's own name for itself: the theme's word, else the common ones, else the tag.
pub fn language_name(lang: Lang, strings: &Strings) -> String {
    let own = strings.get(lang, "language-name");
    if own != "language-name" {
        return own.into_owned();
    }
    let name = match lang.primary() {
        "ar" => "العربية",
        "bg" => "Български",
        "ca" => "Català",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "el" => "Ελληνικά",
        "en" => "English",
        "es" => "Español",
        "et" => "Eesti",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "hr" => "Hrvatski",
        "hu" => "Magyar",
        "id" => "Bahasa Indonesia",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "lt" => "Lietuvių",
        "lv" => "Latviešu",
        "mk" => "Македонски",
        "nb" | "no" => "Norsk",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "ru" => "Русский",
        "sk" => "Slovenčina",
        "sl" => "Slovenščina",
        "sr" if lang.as_str().ends_with("Latn") => "Srpski",
        "sr" => "Српски",
        "sv" => "Svenska",
        "th" => "ไทย",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "ur" => "اردو",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => return lang.to_string(),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings() -> Strings {
        let english = "solved = Solved\nonly = Only here\n\
            answers = { $n ->\n  [one] { $n } answer\n *[other] { $n } answers\n}\n";
        let slovenian = "solved = Rešeno\n\
            answers = { $n ->\n  [one] { $n } odgovor\n  [two] { $n } odgovora\n  \
            [few] { $n } odgovori\n *[other] { $n } odgovorov\n}\n";
        let files = [(Lang::EN, english.to_owned()), (Lang::SL, slovenian.to_owned())];
        Strings::new(&files).0
    }

    #[test]
    fn plurals_follow_the_language() {
        let strings = strings();
        let slovenian: Vec<String> =
            [1, 2, 3, 5, 101].iter().map(|&n| strings.count(Lang::SL, "answers", n)).collect();
        assert_eq!(
            slovenian,
            ["1 odgovor", "2 odgovora", "3 odgovori", "5 odgovorov", "101 odgovor"]
        );
    }

    #[test]
    fn what_is_missing_is_english_and_listed() {
        let strings = strings();
        assert_eq!(strings.get(Lang::SL, "only"), "Only here");
        assert_eq!(strings.get(Lang::SL, "nowhere"), "nowhere");
        let missing = strings.missing(&[Lang::EN, Lang::SL]);
        assert_eq!(missing, [MissingString { lang: Lang::SL, key: "only".to_owned() }]);
    }

    #[test]
    fn faults_in_a_file_are_reported_and_the_rest_is_used() {
        let (strings, errors) = Strings::new(&[(Lang::EN, "a = A\nb = { \nc = C\n".to_owned())]);
        assert_eq!(errors.len(), 1);
        assert_eq!(strings.get(Lang::EN, "a"), "A");
    }
}
