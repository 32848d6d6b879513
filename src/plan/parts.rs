//! The pages of a long thread: the best answers are on the first, and no page is larger than
//! browsers show at once.

use crate::output::SitePath;

use super::Page;
use super::output::part_of_record;

/// About how large a page is, in bytes of its posts. A thread has further pages from twice that
/// on, so those of ordinary threads are one, however lively.
const PAGE_SIZE: usize = 4 << 20;

/// What stands around the words of a post on its page, in bytes.
const FRAME: usize = 4 << 10;

/// Returns how many pages a thread has: with so many answers, of so many bytes in all.
pub(super) fn n_parts(n_answers: usize, n_bytes: usize) -> usize {
    ((n_bytes + n_answers * FRAME) / PAGE_SIZE).clamp(1, n_answers.max(1))
}

/// Shares posts out among the pages of a thread, in their order: so many each page. `first` is
/// the length of what stands on the first page in any case; every further page has a post.
pub fn shares(first: usize, posts: impl Iterator<Item = usize>, n_parts: usize) -> Vec<usize> {
    let sizes: Vec<usize> = posts.map(|n_bytes| n_bytes + FRAME).collect();
    let unit = ((first + sizes.iter().sum::<usize>()) / n_parts).max(1);
    let mut shares = vec![0; n_parts];
    let (mut part, mut before) = (0, first);
    for (at, size) in sizes.iter().enumerate() {
        let n_left = sizes.len() - at;
        let least = n_parts.saturating_sub(n_left);
        // The middle of a post says where it belongs.
        let wanted = ((before + size / 2) / unit).max(least);
        part = wanted.clamp(part, part + 1).min(n_parts - 1);
        shares[part] += 1;
        before += size;
    }
    shares
}

impl Page {
    /// Returns one of its pages, from 0: itself, or a further page of a long thread.
    pub fn part(&self, number: usize) -> Page {
        if number == 0 {
            return Page { n_parts: 1, ..self.clone() };
        }
        let path = part_path(&self.path, number);
        let twin = self.twin.as_ref().map(|_| path.with_extension("md"));
        let record = self.record.as_ref().map(|record| part_of_record(record, number));
        Page { path, n_parts: 1, twin, record, ..self.clone() }
    }
}

/// Names a further page beside the first one. No slug holds `--`, so no thread has its address.
fn part_path(path: &SitePath, number: usize) -> SitePath {
    let text = path.as_str();
    let ending = ["/index.html", ".html"].into_iter().find(|ending| text.ends_with(ending));
    let ending = ending.unwrap_or_default();
    let name = &text[..text.len() - ending.len()];
    let path = SitePath::new(format!("{name}--page--{}{ending}", number + 1));
    path.expect("the first page has a good path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_threads_have_one_page() {
        for (n_answers, n_bytes) in [(0, 0), (0, 99 << 20), (1, 99 << 20), (429, 2 << 20)] {
            assert_eq!(n_parts(n_answers, n_bytes), 1, "{n_answers} answers");
        }
        assert_eq!(n_parts(100_000, 100_000 << 10), 122);
        assert_eq!(n_parts(3, 99 << 20), 3);
    }

    #[test]
    fn posts_are_shared_out_evenly_and_no_page_is_empty() {
        let n = 100_000;
        let even = shares(9_000, std::iter::repeat_n(1_024, n), 122);
        assert_eq!(even.iter().sum::<usize>(), n);
        assert!(even.iter().all(|share| (800..840).contains(share)), "{even:?}");
        for n_parts in 1..40 {
            for sizes in [vec![0; 40], vec![9 << 20; 40], (0..40).map(|n| 1 << (n / 2)).collect()] {
                for first in [0, 99 << 20] {
                    let all = shares(first, sizes.iter().copied(), n_parts);
                    assert_eq!((all.len(), all.iter().sum::<usize>()), (n_parts, 40));
                    assert!(all[1..].iter().all(|share| *share > 0), "{all:?}");
                }
            }
        }
    }

    #[test]
    fn further_pages_lie_beside_the_first() {
        let check = |path: &str, expected: &str| {
            let path = SitePath::new(path).expect("a good path");
            assert_eq!(part_path(&path, 1).as_str(), expected);
        };
        check("questions/hub-1.html", "questions/hub-1--page--2.html");
        check("questions/hub-1/index.html", "questions/hub-1--page--2/index.html");
    }
}
