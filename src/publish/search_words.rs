//! What the search says in the reader's browser, in every language of the site.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Config;
use crate::model::Grade;
use crate::plan::{PageKind, UrlBuilder};
use crate::render::{Strings, language_name};
use crate::site::{Section, Site, TaxonomyKind, Term};
use crate::text::Lang;

/// Numbers that between them take every plural form that languages have.
const SAMPLES: [usize; 9] = [0, 1, 2, 3, 5, 11, 20, 100, 1_000_000];

/// What the scripts call each text of the interface.
const TEXTS: [(&str, &str); 43] = [
    ("label", "search-label"),
    ("placeholder", "search-placeholder"),
    ("button", "search-button"),
    ("results", "search-results"),
    ("loading", "search-loading"),
    ("instead", "search-instead"),
    ("none", "search-none"),
    ("nothing", "search-nothing"),
    ("topicsNear", "search-topics"),
    ("weak", "search-weak"),
    ("elsewhere", "search-elsewhere"),
    ("question", "search-question"),
    ("near", "search-near"),
    ("ask", "search-ask"),
    ("all", "search-all"),
    ("more", "search-more"),
    ("lost", "search-lost"),
    ("failed", "search-failed"),
    ("disk", "search-disk"),
    ("version", "search-version"),
    ("sort", "search-sort"),
    ("byFit", "search-by-fit"),
    ("byDate", "search-by-date"),
    ("newestOf", "search-newest-of"),
    ("close", "close"),
    ("filters", "search-filters"),
    ("clear", "search-clear"),
    ("language", "search-language"),
    ("anyLanguage", "search-any-language"),
    ("product", "search-product"),
    ("anyProduct", "search-any-product"),
    ("grade", "search-grade"),
    ("anyGrade", "search-any-grade"),
    ("year", "search-year"),
    ("anyYear", "search-any-year"),
    ("tags", "nav-topics"),
    ("category", "nav-categories"),
    ("accepted", "solved"),
    ("official", "official"),
    ("corroborated", "solved"),
    ("answered", "answered"),
    ("contested", "contested"),
    ("unresolved", "unresolved"),
];

/// Of which taxonomies, and of how many terms of each, the box knows the names, so that a topic
/// is found by its name. Those with the most threads come first.
const TOPICS: [(TaxonomyKind, usize); 4] = [
    (TaxonomyKind::Product, 12),
    (TaxonomyKind::Category, 16),
    (TaxonomyKind::Tag, 40),
    (TaxonomyKind::Keyword, 40),
];

/// How many categories filters know from tags.
const MAX_CATEGORIES: usize = 200;

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
        let count = |n: &usize| {
            let text = strings.count(lang, "n-answers", *n);
            json!([n, text.replace(&strings.number(lang, *n as i64), "%n")])
        };
        let names = self.site.sections.iter();
        let names = names.map(|section| {
            (section.lang.to_string(), Value::from(language_name(section.lang, strings)))
        });
        let mut words = json!({
            "lang": strings.spoken(lang).to_string(),
            "askHref": self.config.ask_url,
            "count": SAMPLES.iter().map(count).collect::<Vec<Value>>(),
            "languages": names.collect::<serde_json::Map<String, Value>>(),
            "topics": self.topics(at, section),
            "categories": categories(self.site),
            // At the site's own address alone: a copy of it belongs to somebody else.
            "countedAt": self.config.counts_searches.then(|| {
                self.config.base_url.as_deref().unwrap_or_default()
            }),
            "contact": self.contact(lang),
        });
        for (name, key) in TEXTS {
            words[name] = strings.get(lang, key).into_owned().into();
        }
        // Beside each other these need names that differ.
        let grade = |grade: Grade| (grade.name(), strings.get(lang, grade.name()).into_owned());
        words["grades"] = json!(BTreeMap::from(Grade::ALL.map(grade)));
        words
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
                .filter_map(|(place, term)| Some((place, term.name.text()?, term.threads.len())))
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

/// The names of the largest categories in all languages: the index has them among the tags of
/// threads, and results are in any language.
fn categories(site: &Site) -> Vec<&str> {
    let all = site.sections.iter().flat_map(|section| section.terms(TaxonomyKind::Category));
    let mut terms: Vec<&Term> = all.collect();
    terms.sort_by_key(|term| Reverse(term.threads.len()));
    terms.into_iter().filter_map(|term| term.name.text()).take(MAX_CATEGORIES).collect()
}
