//! Words that were probably meant.

/// How a word that no text has may be misspelt.
const ONE_FROM: usize = 5;
const TWO_FROM: usize = 9;

/// Returns how many slips a word of this length may have: none under five
/// letters, one from five, two from nine; none when it holds a digit or an underscore, since
/// codes, versions and identifiers are meant as they stand.
pub(super) fn most_slips(word: &str) -> usize {
    let n_letters = word.chars().count();
    match n_letters {
        _ if word.chars().any(|c| c.is_numeric() || c == '_') => 0,
        TWO_FROM.. => 2,
        ONE_FROM.. => 1,
        _ => 0,
    }
}

/// Counts slips between words, reusing its buffers.
///
/// A slip is a letter left out, added, exchanged, or two neighbours swapped
/// (optimal string alignment); a slip in the first letter counts double, since
/// people seldom miss that one.
pub(super) struct Slips {
    word: Vec<char>,
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Slips {
    /// Prepares to compare with one word.
    pub(super) fn new(word: &str) -> Slips {
        Slips { word: word.chars().collect(), other: Vec::new(), rows: Default::default() }
    }

    /// Returns the number of slips to another word when it is at most `most`.
    pub(super) fn count(&mut self, other: &str, most: usize) -> Option<usize> {
        self.other.clear();
        self.other.extend(other.chars());
        let (n, m) = (self.word.len(), self.other.len());
        if n.abs_diff(m) > most || n == 0 || m == 0 {
            return None;
        }
        let first = usize::from(self.word[0] != self.other[0]);
        if first + 1 > most && first > 0 {
            return None;
        }
        self.align(most).map(|slips| slips + first).filter(|&slips| slips <= most)
    }

    fn align(&mut self, most: usize) -> Option<usize> {
        let [before, last, row] = &mut self.rows;
        last.clear();
        last.extend(0..=self.other.len());
        before.clear();
        before.extend(0..=self.other.len());
        for i in 1..=self.word.len() {
            row.clear();
            row.push(i);
            for j in 1..=self.other.len() {
                let same = self.word[i - 1] == self.other[j - 1];
                let mut cost = (last[j - 1] + usize::from(!same)).min(last[j] + 1);
                cost = cost.min(row[j - 1] + 1);
                if i > 1
                    && j > 1
                    && self.word[i - 1] == self.other[j - 2]
                    && self.word[i - 2] == self.other[j - 1]
                {
                    cost = cost.min(before[j - 2] + 1);
                }
                row.push(cost);
            }
            if row.iter().min().is_none_or(|&least| least > most) {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last.last().copied()
    }
}

/// The nearest words to one that no document has.
pub(super) struct NearSearch {
    slips: Slips,
    most: usize,
    /// Documents per word, for the words with the fewest slips so far.
    found: Vec<(String, u32)>,
}

impl NearSearch {
    /// Prepares a search for a stem, unless the word that was typed is too short or
    /// a code.
    pub(super) fn new(word: &str, typed: &str) -> Option<NearSearch> {
        let most = most_slips(typed);
        (most > 0).then(|| NearSearch { slips: Slips::new(word), most, found: Vec::new() })
    }

    /// Compares with a word that `n_with` documents have.
    pub(super) fn see(&mut self, word: &str, n_with: u32) {
        let Some(slips) = self.slips.count(word, self.most) else { return };
        if slips < self.most {
            self.most = slips;
            self.found.clear();
        }
        self.found.push((word.to_owned(), n_with));
    }

    /// Returns the number of slips, and the words that are that near: those that
    /// most documents have, at most `n`.
    pub(super) fn best(self, n: usize) -> (usize, Vec<String>) {
        let mut found = self.found;
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        (self.most, found.into_iter().take(n).map(|(word, _)| word).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, other: &str, expected: Option<usize>) {
        assert_eq!(Slips::new(word).count(other, 2), expected, "{word} {other}");
    }

    #[test]
    fn slips_are_counted() {
        check("bitcion", "bitcoin", Some(1));
        check("bitcon", "bitcoin", Some(1));
        check("парол", "пароль", Some(1));
        check("dohodnnin", "dohodnin", Some(1));
        check("bitcoin", "bitcoin", Some(0));
        check("wallet", "ballot", None);
        check("oprmea", "oprema", Some(1));
    }

    #[test]
    fn the_first_letter_counts_double() {
        check("vitcoin", "bitcoin", Some(2));
        assert_eq!(Slips::new("vitcoin").count("bitcoin", 1), None);
    }

    #[test]
    fn short_words_and_codes_have_no_slips() {
        assert_eq!(most_slips("page"), 0);
        assert_eq!(most_slips("pages"), 1);
        assert_eq!(most_slips("гаманцями"), 2);
        assert_eq!(most_slips("e1042abcd"), 0);
        assert_eq!(most_slips("gl_invalid_operation"), 0);
    }
}
