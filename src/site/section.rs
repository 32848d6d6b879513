//! Divides the site by language. A section lists the threads of one language by time and by
//! each taxonomy, as readers browse them.

use std::cmp::Reverse;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::{Config, KeywordMode};
use crate::text::Lang;

use super::taxonomy::{SectionThreads, Taxonomy, TaxonomyKind, Term};
use super::{PersonEntry, ThreadEntry};

/// The threads of one language, in every order in which they are browsed.
#[derive(Debug)]
pub struct Section {
    /// The language.
    pub lang: Lang,
    /// All threads, the newest first.
    pub threads: Vec<usize>,
    /// Everyone who helped in this language, by number of threads, then by name.
    pub people: Vec<usize>,
    /// In the order of [`TaxonomyKind::all`].
    taxonomies: Vec<Taxonomy>,
}

impl Section {
    /// The groups into which a taxonomy sorts the threads.
    pub fn taxonomy(&self, kind: TaxonomyKind) -> &Taxonomy {
        &self.taxonomies[kind as usize]
    }

    /// Finds the keyword that is another form of a word.
    pub fn keyword_like(&self, word: &str) -> Option<usize> {
        self.taxonomy(TaxonomyKind::Keyword).keyword_like(self.lang, word)
    }

    /// Finds the letter with which an index of the language keeps the letter together that a
    /// page is named by: `é` is in `E` in French.
    pub fn letter_of(&self, key: &str) -> Option<usize> {
        let letter = key.split('-').next().filter(|letter| !letter.is_empty())?;
        let collator = letter_collator(self.lang);
        let is_it = |name: &str| collator.compare(name, letter).is_eq();
        let mut terms = self.terms(TaxonomyKind::Letter).iter();
        terms.position(|term| term.name.text().is_some_and(is_it))
    }

    /// Tells whether there is anything to browse by a taxonomy.
    pub fn has(&self, kind: TaxonomyKind) -> bool {
        !self.terms(kind).is_empty()
    }

    /// The terms of a taxonomy, in the order in which they are shown.
    pub fn terms(&self, kind: TaxonomyKind) -> &[Term] {
        &self.taxonomy(kind).terms
    }
}

/// Divides the site by language.
pub(super) fn divide(
    threads: &[ThreadEntry],
    people: &[PersonEntry],
    config: &Config,
) -> Vec<Section> {
    let place = |lang: Lang| {
        let languages = &config.languages;
        let exact = languages.iter().position(|known| *known == lang);
        exact.or_else(|| languages.iter().position(|known| known.same_language(lang))).unwrap_or(0)
    };
    let mut lists = vec![Vec::new(); config.languages.len()];
    for (at, entry) in threads.iter().enumerate() {
        lists[place(entry.summary.lang)].push(at);
    }
    let languages = config.languages.par_iter().zip(lists);
    let section = |(&lang, list)| section(lang, list, threads, people, config.keywords);
    languages.map(section).collect()
}

fn section(
    lang: Lang,
    mut list: Vec<usize>,
    threads: &[ThreadEntry],
    people: &[PersonEntry],
    keywords: KeywordMode,
) -> Section {
    list.sort_by_key(|&at| Reverse((threads[at].summary.updated, Reverse(at))));
    let collator = collator(lang);
    let letters = letter_collator(lang);
    let of_section = SectionThreads {
        lang,
        list: &list,
        threads,
        collator: &collator,
        letters: &letters,
        keywords,
    };
    let taxonomies = TaxonomyKind::all().map(|kind| Taxonomy::collect(kind, &of_section));
    Section {
        lang,
        taxonomies: taxonomies.collect(),
        people: helpers(&list, threads, people, &collator),
        threads: list,
    }
}

/// Returns the order of a language, or the root order where it has none.
pub fn collator(lang: Lang) -> CollatorBorrowed<'static> {
    collator_with(lang, CollatorOptions::default())
}

/// Returns what holds those letters for equal that an index of the language keeps together: `É`
/// and `E` in French, `أ` and `ا` in Arabic, and not `č` and `c` in Slovenian.
fn letter_collator(lang: Lang) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    collator_with(lang, options)
}

fn collator_with(lang: Lang, options: CollatorOptions) -> CollatorBorrowed<'static> {
    let locale = lang.as_str().parse::<icu_locale_core::Locale>();
    let preferences = locale.map(Into::into).unwrap_or_default();
    Collator::try_new(preferences, options)
        .or_else(|_| Collator::try_new(Default::default(), options))
        .expect("the root collation is compiled in")
}

fn helpers(
    list: &[usize],
    threads: &[ThreadEntry],
    people: &[PersonEntry],
    collator: &CollatorBorrowed<'_>,
) -> Vec<usize> {
    let mut helpers: Vec<usize> =
        list.iter().flat_map(|&at| &threads[at].people).copied().collect();
    helpers.sort_unstable();
    helpers.dedup();
    helpers.sort_by(|&a, &b| {
        let (a, b) = (&people[a], &people[b]);
        let count = |person: &PersonEntry| Reverse(person.threads.len());
        count(a)
            .cmp(&count(b))
            .then_with(|| collator.compare(&a.name, &b.name))
            .then_with(|| a.key.cmp(&b.key))
    });
    helpers
}
