//! Divides the long chapters of a book into parts that a reader can look over.

use std::collections::{HashMap, HashSet};

use crate::site::{Section, TaxonomyKind, Term, TermName};

/// How many threads a list shows at most.
const MOST: usize = 100;

/// A part of a chapter: what readers call it, and its threads.
pub(super) type Part = (String, Vec<usize>);

/// What the long chapters of a section are divided by, gathered once for all of them: a book may
/// have as many chapters as a community has boards.
pub(super) struct Dividers<'s> {
    months: TermPlaces<'s>,
    letters: TermPlaces<'s>,
}

impl<'s> Dividers<'s> {
    /// Gathers them.
    pub(super) fn of(section: &'s Section) -> Dividers<'s> {
        let places = |kind| TermPlaces::of(section.terms(kind));
        Dividers { months: places(TaxonomyKind::Month), letters: places(TaxonomyKind::Letter) }
    }
}

/// Where each thread stands among those of a taxonomy in which it has one term.
struct TermPlaces<'s> {
    terms: &'s [Term],
    /// The position of the term, and the place among its threads.
    of_thread: HashMap<usize, (usize, usize)>,
}

impl<'s> TermPlaces<'s> {
    fn of(terms: &'s [Term]) -> TermPlaces<'s> {
        let threads = |(at, term): (usize, &'s Term)| {
            let places = term.threads.iter().enumerate();
            places.map(move |(place, thread)| (*thread, (at, place)))
        };
        TermPlaces { terms, of_thread: terms.iter().enumerate().flat_map(threads).collect() }
    }

    /// Sorts threads by their terms, in the order of these and of the threads in them. Those
    /// without one are left out.
    fn groups(&self, wanted: impl Iterator<Item = usize>) -> Vec<(&'s TermName, Vec<usize>)> {
        let place = |thread| Some((*self.of_thread.get(&thread)?, thread));
        let mut found: Vec<((usize, usize), usize)> = wanted.filter_map(place).collect();
        found.sort_unstable();
        let groups = found.chunk_by(|((a, _), _), ((b, _), _)| a == b);
        let group = |some: &[((usize, usize), usize)]| {
            let ((term, _), _) = some[0];
            (&self.terms[term].name, some.iter().map(|(_, thread)| *thread).collect())
        };
        groups.map(group).collect()
    }
}

/// Divides the threads of a chapter by the time when they were asked, the newest first; where
/// most have no time, by the first letters of their titles. What is short is one part without a
/// name, in the order in which it comes.
pub(super) fn parts(
    list: Vec<usize>,
    dividers: &Dividers<'_>,
    name: &dyn Fn(&TermName) -> String,
) -> Vec<Part> {
    if list.len() <= MOST {
        return vec![(String::new(), list)];
    }
    let mut rest: HashSet<usize> = list.iter().copied().collect();
    let mut parts = Vec::new();
    let months = dividers.months.groups(rest.iter().copied());
    let n_dated: usize = months.iter().map(|(_, own)| own.len()).sum();
    if n_dated * 2 >= list.len() {
        months.iter().flat_map(|(_, own)| own).for_each(|thread| {
            rest.remove(thread);
        });
        let month = |(term, own): (&TermName, _)| (year(term), name(term), own);
        parts = by_time(months.into_iter().map(month).collect());
    }
    let letters = dividers.letters.groups(rest.into_iter()).into_iter();
    let letters = letters.map(|(term, own)| (name(term), own)).collect();
    parts.extend(packed(letters, |first, last| format!("{first} – {last}")));
    parts
}

fn year(term: &TermName) -> i16 {
    match term {
        TermName::Month { year, .. } => *year,
        TermName::Text(_) | TermName::Interface(_) => 0,
    }
}

/// Makes parts of months, the newest first: of years as long as those are short enough.
fn by_time(months: Vec<(i16, String, Vec<usize>)>) -> Vec<Part> {
    // The newest is the first, and people name the time from its beginning.
    let joined = |newest: &str, oldest: &str| format!("{oldest} – {newest}");
    let mut parts = Vec::new();
    let mut years: Vec<Part> = Vec::new();
    for months in months.chunk_by(|a, b| a.0 == b.0) {
        let all: Vec<usize> = months.iter().flat_map(|(.., own)| own).copied().collect();
        if all.len() <= MOST {
            years.push((months[0].0.to_string(), all));
            continue;
        }
        parts.extend(packed(std::mem::take(&mut years), joined));
        let own = months.iter().map(|(_, name, own)| (name.clone(), own.clone()));
        parts.extend(packed(own.collect(), joined));
    }
    parts.extend(packed(years, joined));
    parts
}

/// Puts neighbors together while they are few, and cuts what is too much.
fn packed(groups: Vec<Part>, joined: impl Fn(&str, &str) -> String) -> Vec<Part> {
    let mut runs: Vec<(String, String, Vec<usize>)> = Vec::new();
    for (name, threads) in groups {
        match runs.last_mut() {
            Some((_, last, known)) if known.len() + threads.len() <= MOST => {
                *last = name;
                known.extend(threads);
            }
            _ => runs.push((name.clone(), name, threads)),
        }
    }
    let titled = |(first, last, threads): (String, String, Vec<usize>)| {
        let title = if first == last { first } else { joined(&first, &last) };
        cut(&title, &threads)
    };
    runs.into_iter().flat_map(titled).collect()
}

/// Cuts a list that is too long into numbered ones that are about as long as each other.
fn cut(title: &str, threads: &[usize]) -> Vec<Part> {
    let n_parts = threads.len().div_ceil(MOST).max(1);
    if n_parts == 1 {
        return vec![(title.to_owned(), threads.to_vec())];
    }
    let parts = threads.chunks(threads.len().div_ceil(n_parts)).zip(1..);
    parts.map(|(some, number)| (format!("{title} ({number})"), some.to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(months: &[(i16, &str, usize)], expected: &[(&str, usize)]) {
        let mut next = 0;
        let months = months.iter().map(|&(year, name, n)| {
            next += n;
            (year, name.to_owned(), (next - n..next).collect())
        });
        let parts = by_time(months.collect());
        let found: Vec<(&str, usize)> =
            parts.iter().map(|(name, own)| (name.as_str(), own.len())).collect();
        assert_eq!(found, expected);
        let all: Vec<usize> = parts.into_iter().flat_map(|(_, own)| own).collect();
        assert!(all.into_iter().eq(0..next), "none is lost, and the order stays");
    }

    #[test]
    fn years_are_parts_and_few_of_them_are_one() {
        check(
            &[(2026, "May 2026", 60), (2026, "March 2026", 30), (2025, "May 2025", 90)],
            &[("2026", 90), ("2025", 90)],
        );
        check(
            &[(2026, "May 2026", 9), (2024, "May 2024", 80), (2023, "July 2023", 30)],
            &[("2024 – 2026", 89), ("2023", 30)],
        );
    }

    #[test]
    fn a_full_year_is_divided_by_months_and_a_full_month_by_number() {
        check(
            &[
                (2026, "May 2026", 20),
                (2025, "May 2025", 60),
                (2025, "April 2025", 40),
                (2025, "March 2025", 201),
                (2024, "May 2024", 5),
            ],
            &[
                ("2026", 20),
                ("April 2025 – May 2025", 100),
                ("March 2025 (1)", 67),
                ("March 2025 (2)", 67),
                ("March 2025 (3)", 67),
                ("2024", 5),
            ],
        );
    }

    #[test]
    fn threads_are_sorted_as_the_terms_that_they_have() {
        let term = |name: &str, threads: &[usize]| Term {
            key: name.to_lowercase(),
            name: TermName::Text(name.to_owned()),
            parent: None,
            children: Vec::new(),
            threads: threads.to_vec(),
        };
        let terms = [term("B", &[7, 3, 5]), term("A", &[1]), term("C", &[9, 2])];
        let places = TermPlaces::of(&terms);
        let found: Vec<(&str, Vec<usize>)> = places
            .groups([2, 3, 4, 5, 7].into_iter())
            .into_iter()
            .map(|(name, own)| (name.text().expect("a text"), own))
            .collect();
        assert_eq!(found, [("B", vec![7, 3, 5]), ("C", vec![2])]);
    }

    #[test]
    fn letters_are_named_from_the_first_to_the_last() {
        let groups = [("A", 30), ("B", 60), ("C", 20)];
        let groups = groups.map(|(name, n)| (name.to_owned(), vec![0; n])).into();
        let parts = packed(groups, |first, last| format!("{first} – {last}"));
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["A – B", "C"]);
    }
}
