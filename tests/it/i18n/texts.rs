//! Each file of texts beside the English one: the same keys with the same places to fill, in
//! that language's plural forms, and in that language.

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::PluralRules;

use answerbook::text::Lang;

/// Texts that say no number in words, whatever the English one does.
const WITHOUT_FORMS: [(&str, &str); 3] =
    [("ru", "description-person"), ("sl", "description-person"), ("uk", "description-person")];

/// Texts that are the same as the English ones, and right.
const SAME: [(&str, &str); 15] = [
    ("cs", "alert-tip licence media-video role-bot"),
    ("de", "media-video nav-feed original-post permalink search-grade size-kb"),
    ("es", "feedback-no original-post role-bot size-kb"),
    ("fr", "alert-important media-page original-post pager search-question title-page version"),
    ("hr", "role-bot role-moderator search-grade size-kb"),
    ("it", "feedback-no media-file media-video permalink role-bot size-kb"),
    ("ja", "size-kb size-mb"),
    (
        "nl",
        "alert-tip media-video nav-feed permalink role-bot search-filters search-grade \
         search-product",
    ),
    ("pl", "permalink role-bot size-kb"),
    ("pt", "original-post size-kb"),
    ("sl", "media-video role-bot role-moderator size-kb"),
    ("sr", "size-kb"),
    ("sr-Latn", "original-post role-bot role-moderator search-grade size-kb"),
    ("tr", "media-video role-bot size-kb"),
    ("zh", "size-kb size-mb"),
];

/// The keys of a file.
pub(super) fn keys(text: &str) -> BTreeSet<&str> {
    entries(text).into_keys().collect()
}

/// What a file says, by key.
fn entries(text: &str) -> BTreeMap<&str, String> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    let mut last = "";
    for line in text.lines() {
        if let Some((key, value)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            last = key;
            assert!(found.insert(key, value.trim().to_owned()).is_none(), "{key} twice");
        } else if line.starts_with("    ") {
            found.entry(last).or_default().push_str(&format!("\n{}", line.trim()));
        }
    }
    found
}

/// The file in English, and the others.
fn files() -> (String, Vec<(Lang, String)>) {
    let (mut english, others): (Vec<_>, Vec<_>) =
        super::texts().into_iter().partition(|(lang, _)| *lang == Lang::EN);
    (english.remove(0).1, others)
}

/// What stands in braces: names of values and of other texts; and the mark of scripts.
fn places(value: &str) -> BTreeSet<&str> {
    let braces = value.split('{').skip(1).map(|rest| rest.split(['}', '-']).next());
    let braces = braces.flatten().map(str::trim).filter(|place| !place.starts_with('"'));
    let messages = value.split("{ month").skip(1).map(|_| "month");
    let of_scripts = ["%n", "%q"].into_iter().filter(|place| value.contains(place));
    braces.chain(messages).chain(of_scripts).collect()
}

/// The letters of a text outside of what is filled in.
fn words(value: &str) -> String {
    let mut depth = 0_i32;
    let outside = value.chars().filter(|c| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0 && *c != '}'
    });
    outside.collect()
}

#[test]
fn no_language_lacks_a_text_or_has_one_too_many() {
    let (english, others) = files();
    let english = keys(&english);
    let mut faults = String::new();
    for (lang, text) in &others {
        let own = keys(text);
        let lacks: Vec<&&str> = english.difference(&own).collect();
        let idle: Vec<&&str> = own.difference(&english).collect();
        if !lacks.is_empty() || !idle.is_empty() {
            faults += &format!("{lang}.ftl lacks {lacks:?}, and has too many: {idle:?}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert_eq!(others.len(), 20);
}

#[test]
fn texts_are_filled_with_the_same_in_all_languages() {
    let (english, others) = files();
    let english = entries(&english);
    for (lang, text) in &others {
        for (key, value) in entries(text) {
            let expected = english.get(key).map(|value| places(value)).unwrap_or_default();
            assert_eq!(places(&value), expected, "{lang} {key}: {value}");
        }
    }
}

#[test]
fn a_text_with_a_number_has_the_forms_of_its_language_and_no_more() {
    let (english, others) = files();
    let counted: BTreeSet<&str> = entries(&english)
        .into_iter()
        .filter(|(_, v)| v.contains("$n ->"))
        .map(|(k, _)| k)
        .collect();
    assert!(counted.len() >= 12);
    let all = others.iter().map(|(lang, text)| (*lang, text)).chain([(Lang::EN, &english)]);
    for (lang, text) in all {
        // Scripts have no rules of their own.
        let locale: icu_locale_core::Locale = lang.primary().parse().expect("a tag");
        let rules = PluralRules::try_new_cardinal(locale.into()).expect("rules");
        let forms: BTreeSet<String> =
            rules.categories().map(|form| format!("{form:?}").to_lowercase()).collect();
        for (key, value) in entries(text).into_iter().filter(|(key, _)| counted.contains(key)) {
            if !value.contains("$n ->") {
                let known = WITHOUT_FORMS.contains(&(lang.as_str(), key));
                assert!(known || forms.len() == 1, "{lang} {key}: {value}");
                continue;
            }
            let own: BTreeSet<String> = value
                .lines()
                .filter_map(|line| line.trim_start_matches('*').strip_prefix('['))
                .filter_map(|line| Some(line.split_once(']')?.0.to_owned()))
                .collect();
            assert_eq!(own, forms, "{lang} {key}");
        }
    }
}

#[test]
fn no_text_is_left_in_english() {
    let (english, others) = files();
    let english = entries(&english);
    let mut same = Vec::new();
    for (lang, text) in &others {
        for (key, value) in entries(text) {
            let own = words(&value);
            let has_words = own.chars().any(char::is_alphabetic);
            if has_words && english.get(key).is_some_and(|value| words(value) == own) {
                same.push((lang.to_string(), key.to_owned()));
            }
            // Where another script is written, Latin letters are names.
            if ["ar", "he", "ja", "ko", "ru", "sr", "uk", "zh"].contains(&lang.as_str()) {
                let names = ["JavaScript", "Markdown", "KB", "MB", "Cookie", "cookie", "%n", "%q"];
                let own = names.iter().fold(own, |own, name| own.replace(name, ""));
                let own = if own.contains("->") { String::new() } else { own };
                assert!(!own.contains(|c: char| c.is_ascii_alphabetic()), "{lang} {key}: {value}");
            }
        }
    }
    let known: Vec<(String, String)> = SAME
        .iter()
        .flat_map(|(lang, keys)| keys.split(' ').map(|key| ((*lang).to_owned(), key.to_owned())))
        .collect();
    let unknown: Vec<&(String, String)> = same.iter().filter(|one| !known.contains(one)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let idle: Vec<&(String, String)> = known.iter().filter(|one| !same.contains(one)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn serbian_in_latin_letters_says_what_it_says_in_cyrillic_ones() {
    let (_, files) = files();
    let text = |tag: &str| {
        let found = files.iter().find(|(lang, _)| lang.as_str() == tag);
        entries(&found.expect("a file").1)
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<BTreeMap<String, String>>()
    };
    let (cyrillic, latin) = (text("sr"), text("sr-Latn"));
    for (key, value) in cyrillic {
        // The letters are in another order, which has a name of its own.
        let expected = in_latin(&value).replace("azbuci", "abecedi");
        assert_eq!(expected, latin[&key], "{key}");
    }
}

/// Serbian letters: each Cyrillic one has its Latin one, or two.
fn in_latin(text: &str) -> String {
    let cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш".chars();
    let latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(' ');
    let letters: BTreeMap<char, &str> = cyrillic.zip(latin).collect();
    let mut written = String::new();
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        match letters.get(&small) {
            Some(letter) if small == c => written.push_str(letter),
            Some(letter) => {
                let (first, rest) = letter.split_at(letter.ceil_char_boundary(1));
                written.push_str(&first.to_uppercase());
                written.push_str(rest);
            }
            None => written.push(c),
        }
    }
    written
}
