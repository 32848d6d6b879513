//! Divides the site by language. A section lists the threads of one language by time, tag,
//! first letter and month, as readers browse them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use unicode_normalization::UnicodeNormalization;

use crate::config::Config;
use crate::text::Lang;

use super::address::key_of;
use super::{PersonEntry, ThreadEntry};

/// The threads of one language, in every order in which they are browsed.
#[derive(Debug)]
pub struct Section {
    /// The language.
    pub lang: Lang,
    /// All threads, the newest first.
    pub threads: Vec<usize>,
    /// Tags by number of threads, then by name.
    pub tags: Vec<TagEntry>,
    /// First letters in the language's order.
    pub letters: Vec<Letter>,
    /// Months, the newest first.
    pub months: Vec<Month>,
    /// Everyone who helped in this language, by number of threads, then by name.
    pub people: Vec<usize>,
    /// Positions of tags by what all their spellings have in common.
    tag_places: HashMap<String, usize>,
}

impl Section {
    /// Finds a tag, however it is spelt.
    pub fn tag(&self, tag: &str) -> Option<usize> {
        self.tag_places.get(&tag_key(tag)).copied()
    }
}

/// A tag with its threads.
#[derive(Debug)]
pub struct TagEntry {
    /// The form most often written.
    pub name: String,
    /// The name of its page.
    pub key: String,
    /// Its threads, the newest first.
    pub threads: Vec<usize>,
}

/// A first letter with its threads.
#[derive(Debug)]
pub struct Letter {
    /// The letter; `None` for titles that start with none.
    pub letter: Option<String>,
    /// The name of its page.
    pub key: String,
    /// Its threads in alphabetical order.
    pub threads: Vec<usize>,
}

/// A month with its threads.
#[derive(Debug)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month from 1.
    pub month: i8,
    /// Its threads, the newest first.
    pub threads: Vec<usize>,
}

/// Returns what two spellings of one tag have in common.
fn tag_key(tag: &str) -> String {
    tag.trim().nfc().flat_map(char::to_lowercase).collect()
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
    languages.map(|(&lang, list)| section(lang, list, threads, people)).collect()
}

fn section(
    lang: Lang,
    mut list: Vec<usize>,
    threads: &[ThreadEntry],
    people: &[PersonEntry],
) -> Section {
    list.sort_by_key(|&at| Reverse((threads[at].summary.updated, Reverse(at))));
    let collator = collator(lang);
    let tags = tags(&list, threads, &collator);
    let places = tags.iter().enumerate().map(|(at, tag)| (tag_key(&tag.name), at));
    Section {
        lang,
        tag_places: places.collect(),
        tags,
        letters: letters(&list, threads, &collator),
        months: months(&list, threads),
        people: helpers(&list, threads, people, &collator),
        threads: list,
    }
}

fn collator(lang: Lang) -> CollatorBorrowed<'static> {
    let locale = lang.as_str().parse::<icu_locale_core::Locale>();
    let preferences = locale.map(Into::into).unwrap_or_default();
    let root = || Collator::try_new(Default::default(), CollatorOptions::default());
    Collator::try_new(preferences, CollatorOptions::default())
        .or_else(|_| root())
        .expect("the root collation is compiled in")
}

fn tags(list: &[usize], threads: &[ThreadEntry], collator: &CollatorBorrowed<'_>) -> Vec<TagEntry> {
    let mut found: BTreeMap<String, (BTreeMap<&str, usize>, Vec<usize>)> = BTreeMap::new();
    for &at in list {
        for tag in &threads[at].summary.tags {
            let (forms, of_tag) = found.entry(tag_key(tag)).or_default();
            *forms.entry(tag.trim()).or_default() += 1;
            if of_tag.last() != Some(&at) {
                of_tag.push(at);
            }
        }
    }
    let mut tags: Vec<TagEntry> = found
        .into_iter()
        .filter(|(key, _)| !key.is_empty())
        .filter_map(|(key, (forms, threads))| {
            let (form, _) = forms.into_iter().max_by_key(|(form, n)| (*n, Reverse(*form)))?;
            Some(TagEntry { name: form.to_owned(), key: key_of(&key), threads })
        })
        .collect();
    tags.sort_by(|a, b| {
        b.threads.len().cmp(&a.threads.len()).then_with(|| collator.compare(&a.name, &b.name))
    });
    tags
}

fn letters(
    list: &[usize],
    threads: &[ThreadEntry],
    collator: &CollatorBorrowed<'_>,
) -> Vec<Letter> {
    let heading = |&at: &usize| {
        let title = threads[at].summary.title.as_str();
        (title.trim_start_matches(|c: char| !c.is_alphanumeric()), at)
    };
    let mut sorted: Vec<(&str, usize)> = list.iter().map(heading).collect();
    sorted.par_sort_by(|(a, at), (b, other)| collator.compare(a, b).then_with(|| at.cmp(other)));
    let mut letters: Vec<Letter> = Vec::new();
    let mut rest: Vec<usize> = Vec::new();
    for (heading, at) in sorted {
        let first = heading.chars().next().filter(|c| c.is_alphabetic());
        let Some(first) = first else {
            rest.push(at);
            continue;
        };
        let letter: String = first.to_uppercase().nfc().collect();
        match letters.iter_mut().find(|known| known.letter.as_ref() == Some(&letter)) {
            Some(known) => known.threads.push(at),
            None => letters.push(Letter {
                key: key_of(&letter.to_lowercase()),
                letter: Some(letter),
                threads: vec![at],
            }),
        }
    }
    if !rest.is_empty() {
        letters.push(Letter { letter: None, key: "other".to_owned(), threads: rest });
    }
    letters
}

fn months(list: &[usize], threads: &[ThreadEntry]) -> Vec<Month> {
    let mut months: BTreeMap<Reverse<(i16, i8)>, Vec<usize>> = BTreeMap::new();
    let mut by_time = list.to_vec();
    by_time.sort_by_key(|&at| Reverse((threads[at].summary.created, Reverse(at))));
    for at in by_time {
        let summary = &threads[at].summary;
        let Some(time) = summary.created.or(summary.updated) else { continue };
        let (year, month, _) = time.date();
        months.entry(Reverse((year, month))).or_default().push(at);
    }
    months
        .into_iter()
        .map(|(Reverse((year, month)), threads)| Month { year, month, threads })
        .collect()
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
