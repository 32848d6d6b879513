//! Gathers the terms of each taxonomy from the threads of a section.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::config::KeywordMode;
use crate::normalize::Summary;
use crate::site::ThreadEntry;
use crate::site::address::key_of;
use crate::text::Lang;

use super::term::{Term, TermName};

/// The threads of one language, from which terms are gathered.
pub(in crate::site) struct SectionThreads<'a> {
    /// The language.
    pub lang: Lang,
    /// The threads of the section, the newest first, as positions in `threads`.
    pub list: &'a [usize],
    /// All threads of the site.
    pub threads: &'a [ThreadEntry],
    /// The order of the section's language.
    pub collator: &'a CollatorBorrowed<'a>,
    /// Tells which letters an index of that language keeps together.
    pub letters: &'a CollatorBorrowed<'a>,
    /// Whether words of titles are terms.
    pub keywords: KeywordMode,
}

/// Returns what all spellings of one name have in common.
pub(super) fn common_spelling(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// Tags by number of threads, then by name.
pub(super) fn tags(section: &SectionThreads<'_>) -> Vec<Term> {
    named(section, |summary| &summary.tags)
}

/// Names that threads bear, each in the form that is most often written, by number of threads,
/// then by name.
fn named(section: &SectionThreads<'_>, names: impl Fn(&Summary) -> &[String]) -> Vec<Term> {
    let mut found: BTreeMap<String, (BTreeMap<&str, usize>, Vec<usize>)> = BTreeMap::new();
    for &at in section.list {
        for name in names(&section.threads[at].summary) {
            let (forms, of_name) = found.entry(common_spelling(name)).or_default();
            *forms.entry(name.trim()).or_default() += 1;
            if of_name.last() != Some(&at) {
                of_name.push(at);
            }
        }
    }
    let mut terms: Vec<(&str, String, Vec<usize>)> = found
        .into_iter()
        .filter(|(common, _)| !common.is_empty())
        .filter_map(|(common, (forms, threads))| {
            let (form, _) = forms.into_iter().max_by_key(|(form, n)| (*n, Reverse(*form)))?;
            Some((form, key_of(&common), threads))
        })
        .collect();
    terms.sort_by(|(a, _, of_a), (b, _, of_b)| {
        of_b.len().cmp(&of_a.len()).then_with(|| section.collator.compare(a, b))
    });
    let term =
        |(form, key, threads): (&str, _, _)| Term::new(key, TermName::Text(form.into()), threads);
    terms.into_iter().map(term).collect()
}

/// First letters of titles in the language's order, and last the titles that start with none.
/// The threads of a letter are in alphabetical order.
pub(super) fn letters(section: &SectionThreads<'_>) -> Vec<Term> {
    let heading = |&at: &usize| {
        let title = section.threads[at].summary.title.as_str();
        (title.trim_start_matches(|c: char| !c.is_alphanumeric()), at)
    };
    let collator = section.collator;
    let mut sorted: Vec<(&str, usize)> = section.list.iter().map(heading).collect();
    sorted.par_sort_by(|(a, at), (b, other)| collator.compare(a, b).then_with(|| at.cmp(other)));
    let mut letters: Vec<(String, Vec<usize>)> = Vec::new();
    let mut groups: FxHashMap<String, usize> = FxHashMap::default();
    let mut rest: Vec<usize> = Vec::new();
    for (heading, at) in sorted {
        let first = heading.chars().next().filter(|c| c.is_alphabetic());
        let Some(first) = first else {
            rest.push(at);
            continue;
        };
        let letter: String = first.to_uppercase().nfc().collect();
        let last = letters.len().wrapping_sub(1);
        let joins =
            |(known, _): &&(String, Vec<usize>)| section.letters.compare(known, &letter).is_eq();
        let group = groups.get(&letter).copied();
        // Titles come in order, so what belongs together does so as well.
        match group.or_else(|| letters.last().filter(joins).map(|_| last)) {
            Some(group) => {
                letters[group].1.push(at);
                if collator.compare(&letter, &letters[group].0).is_lt() {
                    letters[group].0.clone_from(&letter);
                }
                groups.entry(letter).or_insert(group);
            }
            None => {
                groups.insert(letter.clone(), letters.len());
                letters.push((letter, vec![at]));
            }
        }
    }
    let term = |(letter, threads): (String, _)| {
        Term::new(key_of(&letter.to_lowercase()), TermName::Text(letter), threads)
    };
    let mut terms: Vec<Term> = letters.into_iter().map(term).collect();
    if !rest.is_empty() {
        let name = TermName::Interface("other-letter");
        terms.push(Term::new("other".to_owned(), name, rest));
    }
    terms
}

/// Months in which questions were asked, the newest first, as are the threads of each.
pub(super) fn months(section: &SectionThreads<'_>) -> Vec<Term> {
    let threads = section.threads;
    let mut months: BTreeMap<Reverse<(i16, i8)>, Vec<usize>> = BTreeMap::new();
    let mut by_time = section.list.to_vec();
    by_time.sort_by_key(|&at| Reverse((threads[at].summary.created, Reverse(at))));
    for at in by_time {
        let summary = &threads[at].summary;
        let Some(time) = summary.created.or(summary.updated) else { continue };
        let (year, month, _) = time.date();
        months.entry(Reverse((year, month))).or_default().push(at);
    }
    let term = |(Reverse((year, month)), threads)| {
        Term::new(format!("{year:04}-{month:02}"), TermName::Month { year, month }, threads)
    };
    months.into_iter().map(term).collect()
}
