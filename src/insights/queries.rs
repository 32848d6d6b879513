//! What was searched for, in bounded memory and with nothing private.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashMap, FxHasher};

use crate::privacy::Privacy;
use crate::text::lowercase;

use super::days::DayCounts;

/// How many wordings are kept. Beyond it the rarest go: what one in a million types once is
/// nothing that a team can act on.
const MOST_KEPT: usize = 200_000;

/// How much of a query is kept, in characters; what is longer was pasted.
const MOST_CHARS: usize = 120;

/// What programs write for each letter that they do not know: nothing else but these was a
/// question once, and says nothing now.
const UNKNOWN: char = '?';

/// The number of a wording.
pub type QueryKey = u64;

/// A wording, and how it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// What was typed, in small letters, masked where it is private.
    pub text: String,
    /// The section in which it was searched for last.
    pub section: Option<usize>,
    /// In how many sittings it was typed.
    pub n: u32,
    /// In how many of these nothing was opened after it.
    pub n_failed: u32,
    /// In how many of these it was the last thing that was searched for.
    pub n_last: u32,
    /// On which days these were.
    pub days: DayCounts,
}

/// All wordings.
pub struct Queries<'a> {
    privacy: &'a Privacy<'a>,
    kept: FxHashMap<QueryKey, Wording>,
    most: usize,
    /// How often one was counted that was not kept.
    pub n_forgotten: u64,
}

impl<'a> Queries<'a> {
    /// Begins without any.
    pub fn new(privacy: &'a Privacy<'a>) -> Queries<'a> {
        Queries { privacy, kept: FxHashMap::default(), most: MOST_KEPT, n_forgotten: 0 }
    }

    /// Takes note of what somebody typed; `None` where nothing of it may be kept.
    pub fn note(&mut self, typed: &str, section: Option<usize>) -> Option<QueryKey> {
        let text = tidy(typed);
        if text.chars().all(|c| matches!(c, ' ' | UNKNOWN)) {
            return None;
        }
        let key = BuildHasherDefault::<FxHasher>::default().hash_one(&text);
        if let Some(known) = self.kept.get_mut(&key) {
            known.section = section.or(known.section);
            return Some(key);
        }
        let text = self.privacy.line(&text)?;
        if self.kept.len() >= self.most {
            self.forget_rare();
        }
        self.kept.insert(key, Wording { text, section, ..Wording::default() });
        Some(key)
    }

    /// Counts a wording of a sitting that has ended, which began on this day since 1970.
    pub fn count(&mut self, key: QueryKey, day: i64, has_failed: bool, is_last: bool) {
        match self.kept.get_mut(&key) {
            Some(wording) => {
                wording.n += 1;
                wording.n_failed += u32::from(has_failed);
                if has_failed && is_last {
                    wording.n_last += 1;
                    wording.days.add(day, 1);
                }
            }
            None => self.n_forgotten += 1,
        }
    }

    /// Returns all that was counted, the most frequent first.
    pub fn into_wordings(self) -> Vec<Wording> {
        let counted = self.kept.into_values().filter(|wording| wording.n > 0);
        let mut all: Vec<Wording> = counted.collect();
        all.sort_unstable_by(|a, b| b.n.cmp(&a.n).then_with(|| a.text.cmp(&b.text)));
        all
    }

    /// Forgets at least a quarter of them, the rarest.
    fn forget_rare(&mut self) {
        let mut counts: Vec<u32> = self.kept.values().map(|wording| wording.n).collect();
        let quarter = counts.len() / 4;
        let least = *counts.select_nth_unstable(quarter).1;
        let mut n_forgotten = 0;
        self.kept.retain(|_, wording| {
            let stays = wording.n > least;
            n_forgotten += u64::from(if stays { 0 } else { wording.n });
            stays
        });
        self.n_forgotten += n_forgotten;
    }
}

/// One line in small letters, without what could move a cursor and what stands for half a letter
/// (addresses are cut wherever they are too long), cut where nobody types on.
fn tidy(typed: &str) -> String {
    let whole = typed.chars().filter(|c| *c != char::REPLACEMENT_CHARACTER);
    let printed = whole.map(|c| if c.is_control() { ' ' } else { c });
    let line: String = printed.take(4 * MOST_CHARS).collect();
    let line = lowercase(&line).split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => line[..end].trim_end().to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::config::{FILE, load};
    use crate::diag::Sink;
    use crate::files::MemoryFiles;
    use crate::privacy::PrivacyRules;

    use super::*;

    fn check(most: usize, typed: impl Iterator<Item = String>) -> (Vec<Wording>, u64) {
        let files = MemoryFiles::new([(FILE, "title: x\n")]);
        let mut sink = Sink::new();
        let config = load(&files, &mut sink).expect("settings");
        let rules = PrivacyRules::load(&files, &config, &mut sink).expect("rules");
        let privacy = Privacy::new(&config, &rules, BTreeSet::new());
        let mut queries = Queries { most, ..Queries::new(&privacy) };
        for text in typed {
            if let Some(key) = queries.note(&text, None) {
                queries.count(key, 1, true, true);
            }
        }
        let n_forgotten = queries.n_forgotten;
        (queries.into_wordings(), n_forgotten)
    }

    #[test]
    fn nothing_private_is_kept() {
        let typed =
            ["Ana.Zupan@lumomail.net reset", "call +386 41 234 567", "HUB  \u{1b}[31m reset"];
        let (kept, _) = check(9, typed.into_iter().map(str::to_owned));
        let all: String = kept.iter().map(|wording| wording.text.as_str()).collect();
        assert!(!all.contains("zupan") && !all.contains("234"), "{all}");
        assert!(kept.iter().any(|wording| wording.text == "hub [31m reset"), "{all}");
    }

    #[test]
    fn ten_thousand_different_ones_take_no_more_memory_and_the_usual_stay() {
        let usual =
            |n: u32| if n.is_multiple_of(10) { "dim the lamp".to_owned() } else { format!("q{n}") };
        let (kept, n_forgotten) = check(100, (0..10_000).map(usual));
        assert!(kept.len() <= 100);
        assert_eq!((kept[0].text.as_str(), kept[0].n), ("dim the lamp", 1_000));
        let n_kept: u64 = kept.iter().map(|wording| u64::from(wording.n)).sum();
        assert_eq!(n_kept + n_forgotten, 10_000);
    }

    #[test]
    fn letters_that_were_clipped_or_lost_are_no_question() {
        let typed = ["лампа бли\u{fffd}", "\u{fffd}\u{fffd}", "??", "???? ??", "&&", "why??"];
        let (kept, _) = check(9, typed.into_iter().map(str::to_owned));
        let kept: Vec<&str> = kept.iter().map(|wording| wording.text.as_str()).collect();
        assert_eq!(kept, ["&&", "why??", "лампа бли"]);
    }

    #[test]
    fn what_was_pasted_is_cut() {
        assert_eq!(tidy(&"ab ".repeat(400)).chars().count(), MOST_CHARS - 1);
        assert_eq!(tidy(" Reset\r\nHUB "), "reset hub");
    }
}
