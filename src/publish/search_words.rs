//! What the search says in the reader's browser, in every language of the site.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Config;
use crate::plan::{PageKind, UrlBuilder};
use crate::render::{Strings, language_name};
use crate::site::{Section, Site, TaxonomyKind, Term, TermName};
use crate::text::Lang;

/// Numbers that between them take every plural form that languages have.
const SAMPLES: [usize; 9] = [0, 1, 2, 3, 5, 11, 20, 100, 1_000_000];

/// Of which taxonomies, and of how many terms of each, the box knows the names, so that a topic
/// is found by its name. Those with the most threads come first.
const TOPICS: [(TaxonomyKind, usize); 3] =
    [(TaxonomyKind::Product, 12), (TaxonomyKind::Category, 16), (TaxonomyKind::Tag, 40)];

/// What the search says is taken from.
pub(super) struct SearchWords<'a> {
    pub config: &'a Config,
    pub site: &'a Site,
    pub urls: &'a UrlBuilder<'a>,
    pub strings: &'a Strings,
}

impl SearchWords<'_> {
    /// The search page and the words of the search for each section, by its language. These
    /// words are English where the theme does not speak that.
    pub(super) fn by_language(&self) -> BTreeMap<Lang, (String, Value)> {
        let sections = self.site.sections.iter().enumerate();
        let page = |at| self.urls.href(at, PageKind::Search);
        let entry =
            |(at, section): (usize, &Section)| (section.lang, (page(at), self.of(at, section)));
        sections.map(entry).collect()
    }

    fn of(&self, at: usize, section: &Section) -> Value {
        let (strings, lang) = (self.strings, section.lang);
        let t = |key: &str| strings.get(lang, key).into_owned();
        let count = |n: &usize| {
            let text = strings.count(lang, "n-answers", *n);
            json!([n, text.replace(&strings.number(lang, *n as i64), "%n")])
        };
        let names = self.site.sections.iter();
        let names = names.map(|section| {
            (section.lang.to_string(), Value::from(language_name(section.lang, strings)))
        });
        json!({
            "lang": strings.spoken(lang).to_string(),
            "askHref": self.config.ask_url,
            "count": SAMPLES.iter().map(count).collect::<Vec<Value>>(),
            "languages": names.collect::<serde_json::Map<String, Value>>(),
            "label": t("search-label"),
            "placeholder": t("search-placeholder"),
            "button": t("search-button"),
            "results": t("search-results"),
            "loading": t("search-loading"),
            "instead": t("search-instead"),
            "none": t("search-none"),
            "nothing": t("search-nothing"),
            "topicsNear": t("search-topics"),
            "weak": t("search-weak"),
            "elsewhere": t("search-elsewhere"),
            "question": t("search-question"),
            "topics": self.topics(at, section),
            "contact": self.contact(lang),
            "near": t("search-near"),
            "ask": t("search-ask"),
            "all": t("search-all"),
            "more": t("search-more"),
            "lost": t("search-lost"),
            "failed": t("search-failed"),
            "disk": t("search-disk"),
            "version": t("search-version"),
            "sort": t("search-sort"),
            "byFit": t("search-by-fit"),
            "byDate": t("search-by-date"),
            "newestOf": t("search-newest-of"),
            "close": t("close"),
            "filters": t("search-filters"),
            "clear": t("search-clear"),
            "language": t("search-language"),
            "anyLanguage": t("search-any-language"),
            "product": t("search-product"),
            "anyProduct": t("search-any-product"),
            "tags": t("nav-topics"),
            "accepted": t("solved"),
            "official": t("official"),
            "corroborated": t("solved"),
            "answered": t("answered"),
            "contested": t("contested"),
            "unresolved": t("unresolved"),
        })
    }

    /// The names of topics, products and categories, each with the address of its page and the
    /// number of its threads.
    fn topics(&self, at: usize, section: &Section) -> Vec<Value> {
        let mut topics = Vec::new();
        for (kind, most) in TOPICS {
            let terms = section.terms(kind).iter().enumerate();
            // Versions lie in their product.
            let is_version = |term: &Term| kind == TaxonomyKind::Product && term.parent.is_some();
            let terms = terms.filter(|(_, term)| !is_version(term));
            let mut terms: Vec<(usize, &str, usize)> = terms
                .filter_map(|(place, term)| match &term.name {
                    TermName::Text(name) => Some((place, name.as_str(), term.threads.len())),
                    TermName::Interface(_) | TermName::Month { .. } => None,
                })
                .collect();
            terms.sort_by_key(|(place, _, n_threads)| (Reverse(*n_threads), *place));
            terms.truncate(most);
            let topic = |(place, name, n_threads): (usize, &str, usize)| {
                let page = PageKind::Term(kind, place, 0);
                json!([name, self.urls.href(at, page), n_threads])
            };
            topics.extend(terms.into_iter().map(topic));
        }
        topics
    }

    /// The ways to people that the settings name in a language.
    fn contact(&self, lang: Lang) -> Value {
        let contact = &self.config.contact;
        let links = contact.links.iter();
        let links = links.filter_map(|link| Some(json!([link.label.of(lang)?, link.url])));
        let links: Vec<Value> = links.collect();
        // Words alone lead nowhere.
        let text = contact.text.of(lang).filter(|_| !links.is_empty());
        json!({ "text": text, "links": links })
    }
}
