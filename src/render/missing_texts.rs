//! Texts that a language of the site lacks: told with their number, and written out for whoever
//! puts them into the language.

use std::collections::BTreeSet;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::text::Lang;

use super::strings::{Strings, keys, language_name};
use super::theme::Theme;
use super::theme_file::{DEFAULT, ThemeFile, embedded_theme};

/// Tells which languages lack texts, and how to add them.
pub fn tell(strings: &Strings, languages: &[Lang], sink: &mut Sink) {
    for missing in strings.missing(languages).chunk_by(|a, b| a.lang == b.lang) {
        let keys: Vec<&str> = missing.iter().map(|missing| missing.key.as_str()).collect();
        sink.push(texts_missing(missing[0].lang, &keys, strings.n_texts()));
    }
}

fn texts_missing(lang: Lang, keys: &[&str], n_all: usize) -> Diagnostic {
    let file = format!("strings/{lang}.ftl");
    let message = match keys {
        [key] => format!("the text `{key}` is missing in `{lang}`"),
        keys => format!("{} of {n_all} texts are missing in `{lang}`", keys.len()),
    };
    let known = embedded_text("en").unwrap_or_default();
    let is_known = |key: &&str| self::keys(&known).any(|known| known == *key);
    // What a theme of one's own asks for is in no file of the program.
    let help = match keys.iter().any(is_known) {
        true => format!("run `answerbook theme eject {file}`, and put the file into the language"),
        false => format!("add them to `{file}` of the site, as `{} = …`", keys[0]),
    };
    Diagnostic::warning(Code::StringMissing, message)
        .at(Place::file(&file), "")
        .note(format!("pages show the English texts in place of {}", join_names(keys)))
        .help(help)
}

/// Writes a file with the texts that the program does not have in a language: in English, each
/// behind the mark of a comment, with the plural forms of the language.
pub fn blank_texts(lang: Lang) -> String {
    let english = embedded_text("en").unwrap_or_default();
    let own = embedded_text(lang.as_str()).or_else(|| embedded_text(lang.primary()));
    if let Some(own) = own {
        return own;
    }
    let name = match language_name(lang, &Strings::new(&[]).0) {
        name if name == lang.as_str() => String::new(),
        name => format!(" ({name})"),
    };
    let forms = forms(lang);
    let mut text = format!(
        "### The words of the theme in `{lang}`{name}. Plain text; no markup.\n\
         ### Take the `# ` from the start of a text and say it in the language. What stays\n\
         ### behind its mark is shown in English.\n\
         ### Numbers here take the forms {}.\n",
        join_names(&forms)
    );
    let mut lines = english.lines().skip(1).peekable();
    while let Some(line) = lines.next() {
        match line {
            "    { $n ->" => {
                text.push_str("#     { $n ->\n");
                let variants = std::iter::from_fn(|| lines.next_if(|line| *line != "    }"));
                let other = variants.last().unwrap_or_default();
                let words = other.split_once("] ").map_or("", |(_, words)| words);
                for form in &forms {
                    let mark = if *form == "other" { "       *" } else { "        " };
                    text.push_str(&format!("# {mark}[{form}] {words}\n"));
                }
            }
            line if line.is_empty() || line.starts_with('#') => text.push_str(&format!("{line}\n")),
            line => text.push_str(&format!("# {line}\n")),
        }
    }
    text
}

/// The names of the plural forms that a language has; all have the last.
fn forms(lang: Lang) -> Vec<&'static str> {
    let locale = lang.primary().parse().unwrap_or(Locale::UNKNOWN);
    let known = PluralRules::try_new_cardinal(locale.into()).ok();
    let has = |form| known.as_ref().is_some_and(|rules| rules.categories().any(|own| own == form));
    let all = [
        (PluralCategory::Zero, "zero"),
        (PluralCategory::One, "one"),
        (PluralCategory::Two, "two"),
        (PluralCategory::Few, "few"),
        (PluralCategory::Many, "many"),
        (PluralCategory::Other, "other"),
    ];
    let own = all.into_iter().filter(|(form, _)| has(*form) || *form == PluralCategory::Other);
    own.map(|(_, name)| name).collect()
}

fn embedded_text(lang: &str) -> Option<String> {
    let name = format!("strings/{lang}.ftl");
    let found = embedded_theme(DEFAULT)?.into_iter().find(|file| file.name == name)?;
    Some(found.text())
}

/// What the head of a file of texts says until a person has signed it.
const UNSIGNED: &str = "### Machine-made";

fn is_unsigned(file: &ThemeFile) -> bool {
    file.text().lines().any(|line| line.starts_with(UNSIGNED))
}

/// The languages whose texts in the program no person has signed.
pub fn unsigned_texts() -> Vec<String> {
    let files = embedded_theme(DEFAULT).unwrap_or_default().into_iter().filter(is_unsigned);
    let lang = |name: &str| Some(name.strip_prefix("strings/")?.strip_suffix(".ftl")?.to_owned());
    files.filter_map(|file| lang(&file.name)).collect()
}

/// The languages of a site whose pages show texts that no person has signed.
pub fn unsigned_languages(theme: &Theme, languages: &[Lang]) -> Vec<String> {
    let is_unsigned = |lang: &&Lang| {
        let mut unsigned = BTreeSet::new();
        for (_, file) in theme.strings.iter().filter(|(own, _)| lang.same_language(*own)) {
            match is_unsigned(file) {
                true => unsigned.extend(keys(&file.text())),
                false => keys(&file.text()).for_each(|key| _ = unsigned.remove(&key)),
            }
        }
        !unsigned.is_empty()
    };
    languages.iter().filter(is_unsigned).map(Lang::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_a_language_are_written_out_with_its_plural_forms() {
        let text = blank_texts(Lang::new("lt").expect("a tag"));
        assert!(text.starts_with("### The words of the theme in `lt` (Lietuvių)."), "{text}");
        assert!(text.contains("\n# nav-people = People\n"));
        assert!(text.contains(
            "\n# n-votes =\n#     { $n ->\n#         [one] { $n } votes\n\
             #         [few] { $n } votes\n#         [many] { $n } votes\n\
             #        *[other] { $n } votes\n#     }\n"
        ));
        let files = [(Lang::EN, embedded_text("en").expect("English")), (Lang::SL, text.clone())];
        let (strings, errors) = Strings::new(&files);
        assert!(errors.is_empty());
        assert_eq!(strings.missing(&[Lang::SL]).len(), strings.n_texts());
        // Without the marks it is a file of texts.
        let taken: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" =") || rest.starts_with("    ") => rest,
                _ => line,
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        let (strings, errors) = Strings::new(&[files[0].clone(), (Lang::SL, taken)]);
        assert!(errors.is_empty());
        assert_eq!(strings.missing(&[Lang::SL]), []);
    }

    #[test]
    fn texts_that_the_program_has_are_written_out_as_they_are() {
        let text = blank_texts(Lang::new("de-AT").expect("a tag"));
        assert!(text.contains("\nnav-people = Personen\n"));
    }
}
