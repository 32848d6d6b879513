//! The one look that most text is done with: whether it holds the start of a token, a word that
//! calls something a secret, or a sign that stands for `@`. All of them are looked for at once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{said, secret, spelt};

/// The triggers of all three, one after the other.
static ALL: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = secret::starts().chain(said::words()).chain(spelt::SIGNS);
    // Every text of a site comes through here, several times: the table's memory is worth it.
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(words);
    builder.expect("a few words make up an automaton")
});

/// Tells whether text holds a trigger with something behind it that may be private.
pub(super) fn any(text: &str) -> bool {
    find(text, true)
}

/// The same, for secrets alone.
pub(super) fn any_secret(text: &str) -> bool {
    find(text, false)
}

fn find(text: &str, with_spelt: bool) -> bool {
    let n_secret = secret::starts().count();
    let n_said = said::words().count();
    ALL.find_overlapping_iter(text).any(|found| {
        let (number, range) = (found.pattern().as_usize(), found.range());
        if number < n_secret {
            secret::may_be(text, number, range)
        } else if number < n_secret + n_said {
            said::may_be(text, number - n_secret, range)
        } else {
            with_spelt && spelt::may_be(text, range)
        }
    }) || secret::bots(text).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_within_another_one_counts() {
        assert!(any("my api-key: 9fQ2mZ7kLw3Xv8Rt5Yb1"), "`key` of one, `api-key` of the other");
        assert!(any("Bearer 9fQ2mZ7kLw3Xv8Rt5Yb1Nc4Hd6"));
        assert!(any("KIM (AT) mail (dot) si") && !any_secret("KIM (AT) mail (dot) si"));
        assert!(!any("GHP_0123456789abcdefghijklmnopqrstuvwxyzAB"), "the case of starts counts");
        assert!(!any("a password, at most, and a bearer of news"));
    }
}
