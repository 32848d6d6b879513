//! What is asked of an index.

use crate::text::{Lang, Script};

use super::lexicon::LanguageCount;

/// How much a document in another language than the page's counts.
const OTHER_LANGUAGE: f32 = 0.5;

/// A question to an index.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The language of the page on which it was typed. Its documents come first;
    /// without one, all languages count alike.
    pub page: Option<Lang>,
    /// The only language in which to look.
    pub only: Option<Lang>,
    /// Whether the last word may be unfinished.
    pub typing: bool,
    /// Whether an answer to the words that are found as they were typed will do for
    /// now, where the others take more files.
    pub hurried: bool,
}

/// A language to look into, and how much its documents count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wanted {
    pub(super) lang: Lang,
    pub(super) n_documents: u32,
    pub(super) factor: f32,
}

/// Returns the languages to look into: the page's own, and those that share a
/// script with it or with what was typed.
pub(super) fn wanted(languages: &[LanguageCount], query: &Query<'_>) -> Vec<Wanted> {
    let mut scripts = Script::all_in(query.text);
    scripts.extend(query.page.map(Script::of_language));
    let shares = |lang| scripts.is_empty() || scripts.contains(&Script::of_language(lang));
    let factor = |lang: Lang| match (query.only, query.page) {
        (Some(only), _) => lang.same_language(only).then_some(1.0),
        (None, Some(page)) if lang.same_language(page) => Some(1.0),
        (None, Some(_)) => shares(lang).then_some(OTHER_LANGUAGE),
        (None, None) => shares(lang).then_some(1.0),
    };
    let look = |language: &LanguageCount| {
        let (lang, n_documents) = (language.lang, language.n_documents);
        factor(lang).map(|factor| Wanted { lang, n_documents, factor })
    };
    languages.iter().filter_map(look).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &Query<'_>, expected: &[(Lang, f32)]) {
        let languages = [Lang::EN, Lang::RU, Lang::SL, Lang::UK]
            .map(|lang| LanguageCount { lang, n_documents: 1 });
        let wanted = wanted(&languages, query);
        let wanted: Vec<(Lang, f32)> = wanted.into_iter().map(|w| (w.lang, w.factor)).collect();
        assert_eq!(wanted, expected);
    }

    #[test]
    fn languages_of_the_same_letters_are_looked_into() {
        let query = Query { text: "пароль", ..Query::default() };
        check(&query, &[(Lang::RU, 1.0), (Lang::UK, 1.0)]);
        let page = Some(Lang::UK);
        check(&Query { page, ..query }, &[(Lang::RU, 0.5), (Lang::UK, 1.0)]);
        let query = Query { text: "reset", page, ..query };
        check(&query, &[(Lang::EN, 0.5), (Lang::RU, 0.5), (Lang::SL, 0.5), (Lang::UK, 1.0)]);
        check(&Query { only: Some(Lang::SL), ..query }, &[(Lang::SL, 1.0)]);
        let query = Query { text: "404", ..Query::default() };
        assert_eq!(Script::all_in(query.text), []);
        check(&query, &[(Lang::EN, 1.0), (Lang::RU, 1.0), (Lang::SL, 1.0), (Lang::UK, 1.0)]);
    }
}
