//! What is private is in no byte that is published or kept.

use answerbook::pipeline::INDEX;
use answerbook::search::Query;
use answerbook::search::native::Index;

use crate::harness::{example, manifest, tree};

/// Words of a whisper, a hidden post and a private message of the example site.
const CANARIES: [&str; 3] = ["whisper-canary-7f3", "hidden-canary-91b", "private-canary-c40"];

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[test]
fn private_words_are_in_no_published_file() {
    for (path, bytes) in &example().files {
        for word in CANARIES {
            assert!(!holds(bytes, word), "{path}: {word}");
        }
    }
}

#[test]
fn private_words_are_in_no_file_beside_the_index() {
    let kept = tree(example().work.path());
    assert!(kept.keys().any(|path| path.contains("index/")), "{:?}", kept.keys());
    for (path, bytes) in &kept {
        assert!(!holds(bytes, "canary"), "{path}");
    }
}

#[test]
fn private_words_are_not_found_by_search() {
    // The index packs its terms, so that looking at its bytes would show little.
    let index = Index::open(&example().work.path().join("work").join(INDEX)).expect("an index");
    let find = |text: &str| {
        index.search(&Query { text, ..Query::default() }, 10).expect("an answer").len()
    };
    assert!(find("hub") > 3);
    for word in ["canary", "whisper-canary-7f3", "7f3", "91b", "c40"] {
        assert_eq!(find(word), 0, "{word}");
    }
}

#[test]
fn no_message_quotes_private_words() {
    for form in [answerbook::diag::Format::Human, answerbook::diag::Format::Json] {
        let text = example().rendered(form);
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn the_canaries_are_in_the_exports() {
    let exports = tree(&manifest().join("example-site/exports"));
    for word in CANARIES {
        assert!(exports.values().any(|bytes| holds(bytes, word)), "{word}");
    }
}
