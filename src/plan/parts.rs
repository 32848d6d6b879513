//! The pages of a long thread: the question with the best answers, and the whole discussion in
//! order of time on pages of its own.

use std::borrow::Cow;

use crate::output::SitePath;

use super::Page;
use super::output::part_of_record;

/// How many answers the page of a question shows that has a discussion. Readers look at two or
/// three before they ask anew, and five of usual length keep the page light.
const MAX_SHOWN: usize = 5;

/// A thread with so few answers is shown whole: nobody should turn a page for three more.
const MAX_WHOLE: usize = MAX_SHOWN + 3;

/// Unless they are long, in bytes of all posts.
const MAX_WHOLE_SIZE: usize = 96 << 10;

/// How many answers a page of the discussion has, as lists of threads have entries: of usual
/// length they take some 12 KB on the network, and a reader sees that there is an end.
const ANSWERS_PER_PAGE: usize = 50;

/// About how large a page is at most, in bytes of its posts.
const PAGE_SIZE: usize = 4 << 20;

/// What stands around the words of a post on its page, in bytes.
const FRAME: usize = 4 << 10;

/// What stands in the address of a page of a discussion.
const DISCUSSION: &str = "--discussion";

/// How the posts of a thread are divided among files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// How many pages it has: that of the question, and those of the discussion.
    pub n: usize,
    /// Its other forms have as many files; else one holds the whole thread.
    pub are_of_all_forms: bool,
}

impl Parts {
    /// Those of a page that is one.
    pub(super) const ONE: Parts = Parts { n: 1, are_of_all_forms: false };

    /// Those of a thread with so many answers, of so many bytes in all.
    pub(super) fn of_thread(n_answers: usize, n_bytes: usize) -> Parts {
        let size = n_bytes + n_answers * FRAME;
        let is_large = size >= 2 * PAGE_SIZE;
        let is_whole = n_answers <= 1
            || (n_answers <= MAX_SHOWN && !is_large)
            || (n_answers <= MAX_WHOLE && n_bytes <= MAX_WHOLE_SIZE);
        if is_whole {
            return Parts::ONE;
        }
        let n_pages = n_answers.div_ceil(ANSWERS_PER_PAGE).max(size / PAGE_SIZE).min(n_answers);
        Parts { n: 1 + n_pages, are_of_all_forms: is_large }
    }
}

/// Returns how many of the answers with these lengths the page of the question shows, the best
/// first, of a thread that has a discussion.
pub fn n_shown_first(sizes: impl Iterator<Item = usize>) -> usize {
    let mut room = PAGE_SIZE;
    let fits = |size: &usize| {
        room = room.saturating_sub(size + FRAME);
        room > 0
    };
    sizes.take(MAX_SHOWN).take_while(fits).count().max(1)
}

/// Shares answers with these lengths out among the pages of a discussion, in their order: so
/// many each page, and at least one.
pub fn shares(sizes: &[usize], n_pages: usize) -> Vec<usize> {
    let full = sizes.chunks(ANSWERS_PER_PAGE);
    let weight = |sizes: &[usize]| sizes.iter().map(|size| size + FRAME).sum::<usize>();
    // An answer that comes last changes the last page alone.
    if full.len() == n_pages && full.clone().all(|page| weight(page) <= 2 * PAGE_SIZE) {
        return full.map(<[usize]>::len).collect();
    }
    let unit = (weight(sizes) / n_pages).max(1);
    let mut shares = vec![0; n_pages];
    let (mut page, mut before) = (0, 0);
    for (at, size) in sizes.iter().enumerate() {
        let size = size + FRAME;
        let least = n_pages.saturating_sub(sizes.len() - at);
        // The middle of a post says where it belongs.
        let wanted = ((before + size / 2) / unit).max(least);
        let most = if shares[page] == 0 { page } else { page + 1 };
        page = wanted.clamp(page, most).min(n_pages - 1);
        shares[page] += 1;
        before += size;
    }
    shares
}

/// Returns the path of the page of the question where `path` is that of a page of its
/// discussion; with or without what it ends with.
pub fn question_of(path: &str) -> Cow<'_, str> {
    let Some((name, rest)) = path.rsplit_once(DISCUSSION) else { return Cow::Borrowed(path) };
    let rest = rest.strip_prefix("--").unwrap_or(rest);
    let ending = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match ending {
        "" | "/" | ".html" | "/index.html" => Cow::Owned(format!("{name}{ending}")),
        _ => Cow::Borrowed(path),
    }
}

impl Page {
    /// Returns one of its pages, from 0: itself, or a page of the discussion.
    pub fn part(&self, number: usize) -> Page {
        if number == 0 {
            return Page { n_parts: 1, ..self.clone() };
        }
        let path = part_path(&self.path, number);
        let of_all = self.has_parts_of_all_forms;
        let twin = self.twin.as_ref().filter(|_| of_all).map(|_| path.with_extension("md"));
        let record = self.record.as_ref().filter(|_| of_all);
        let record = record.map(|record| part_of_record(record, number));
        Page { path, n_parts: 1, twin, record, ..self.clone() }
    }
}

/// Names a page of the discussion beside that of the question. No slug holds `--`, so no thread
/// has its address.
fn part_path(path: &SitePath, number: usize) -> SitePath {
    let text = path.as_str();
    let ending = ["/index.html", ".html"].into_iter().find(|ending| text.ends_with(ending));
    let ending = ending.unwrap_or_default();
    let name = &text[..text.len() - ending.len()];
    let path = match number {
        1 => format!("{name}{DISCUSSION}{ending}"),
        number => format!("{name}{DISCUSSION}--{number}{ending}"),
    };
    SitePath::new(path).expect("the first page has a good path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_have_one_page_and_many_a_discussion() {
        let check = |n_answers, n_bytes, n: usize, are_of_all_forms| {
            let parts = Parts::of_thread(n_answers, n_bytes);
            assert_eq!(parts, Parts { n, are_of_all_forms }, "{n_answers} answers, {n_bytes} B");
        };
        for (n_answers, n_bytes) in [(0, 0), (0, 99 << 20), (1, 99 << 20), (5, 7 << 20)] {
            check(n_answers, n_bytes, 1, false);
        }
        check(6, 9_000, 1, false);
        check(8, 90_000, 1, false);
        check(8, 100_000, 2, false);
        check(9, 9_000, 2, false);
        check(429, 2 << 20, 10, false);
        check(3, 99 << 20, 4, true);
        check(100_000, 100_000 << 10, 2_001, true);
    }

    #[test]
    fn the_first_page_shows_five_answers_unless_they_are_huge() {
        assert_eq!(n_shown_first([900; 9].into_iter()), 5);
        assert_eq!(n_shown_first([2 << 20; 9].into_iter()), 1);
        assert_eq!(n_shown_first([99 << 20; 9].into_iter()), 1);
    }

    #[test]
    fn pages_of_a_discussion_are_filled_in_order() {
        assert_eq!(shares(&[900; 120], 3), [50, 50, 20]);
        assert_eq!(shares(&[900; 120], 4), [30; 4]);
    }

    #[test]
    fn large_answers_are_shared_out_evenly_and_no_page_is_empty() {
        let all = shares(&[9 << 20; 120], 120);
        assert_eq!(all, [1; 120]);
        let large = |at: usize| if at < 50 { 1 << 20 } else { 9 };
        let sizes: Vec<usize> = (0..120).map(large).collect();
        assert!(shares(&sizes, 3)[0] < 25, "fifty of these are no page");
        for n_pages in 1..40 {
            for sizes in [vec![0; 40], vec![9 << 20; 40], (0..40).map(|n| 1 << (n / 2)).collect()] {
                let all = shares(&sizes, n_pages);
                assert_eq!((all.len(), all.iter().sum::<usize>()), (n_pages, 40));
                assert!(all.iter().all(|share| *share > 0), "{all:?}");
            }
        }
    }

    #[test]
    fn the_discussion_lies_beside_its_question() {
        let check = |path: &str, number: usize, expected: &str| {
            let question = SitePath::new(path).expect("a good path");
            assert_eq!(part_path(&question, number).as_str(), expected);
            assert_eq!(question_of(expected), path);
        };
        assert_eq!(question_of("questions/hub-1--discussion"), "questions/hub-1");
        assert_eq!(
            question_of("questions/hub--discussions.html"),
            "questions/hub--discussions.html"
        );
        check("questions/hub-1.html", 1, "questions/hub-1--discussion.html");
        check("questions/hub-1.html", 2, "questions/hub-1--discussion--2.html");
        check("questions/hub-1/index.html", 3, "questions/hub-1--discussion--3/index.html");
    }
}
