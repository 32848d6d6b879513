//! How many contradictions are proposed of those that are there, and how many that are none.
//!
//! The pairs of `contradictions/pairs.tsv` are plausible answers to alike questions in four
//! languages, written for this test: those that say something else in a number, a version or a
//! negation, and those that only look so. All of them are one community, so answers of two pairs
//! are compared, too.

use std::collections::BTreeMap;

use answerbook::config;
use answerbook::diag::Sink;
use answerbook::files::MemoryFiles;
use answerbook::pipeline::{Contradiction, contradictions};
use serde_json::json;

use crate::harness::Silent;

const PAIRS: &str = include_str!("contradictions/pairs.tsv");

/// A pair of answers, and what it is.
struct Pair {
    contradicts: bool,
    /// In what, or what makes it look so.
    kind: &'static str,
    lang: &'static str,
    /// Two titles, each with its answer.
    sides: [[&'static str; 2]; 2],
}

fn pairs() -> Vec<Pair> {
    let lines = PAIRS.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [label, kind, lang, a, b, c, d] = cells[..] else { panic!("seven cells: {line}") };
        Pair { contradicts: label == "yes", kind, lang, sides: [[a, b], [c, d]] }
    });
    lines.collect()
}

fn proposed(pairs: &[Pair]) -> Vec<Contradiction> {
    let mut lines = String::new();
    for (pair, at) in pairs.iter().zip(0..) {
        for ([title, answer], side) in pair.sides.iter().zip(["a", "b"]) {
            let thread = json!({
                "id": format!("{at}{side}"), "title": title, "language": pair.lang,
                "question": {"body": title},
                "answers": [{"id": "1", "accepted": true, "body": answer}],
            });
            lines += &format!("{thread}\n");
        }
    }
    let settings =
        "title: T\nlanguages: [en, uk, ru, sl]\nsources:\n  - {type: jsonl, path: a.jsonl}\n";
    let files = MemoryFiles::new([("a.jsonl", lines.as_str()), (config::FILE, settings)]);
    let config = config::load(&files, &mut Sink::new()).expect("settings");
    contradictions(&config, &files, &Silent)
}

/// The numbers of the pairs that the two threads of a proposal are of.
fn places(found: &Contradiction) -> [usize; 2] {
    let place = |id: &str| id.trim_end_matches(['a', 'b']).parse().expect("a number");
    [place(&found.older.1.0), place(&found.newer.1.0)]
}

#[test]
fn most_contradictions_are_proposed_and_next_to_nothing_else_is() {
    let pairs = pairs();
    let n_all = pairs.iter().filter(|pair| pair.contradicts).count();
    assert!(n_all >= 60 && pairs.len() - n_all >= 120, "{n_all} of {}", pairs.len());
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for found in proposed(&pairs) {
        let [one, other] = places(&found);
        match one == other && pairs[one].contradicts {
            true => right.push(one),
            false => wrong.push(format!("{} | {}", found.old_words, found.new_words)),
        }
    }
    let mut by_kind: BTreeMap<(&str, &str), [usize; 2]> = BTreeMap::new();
    let mut missed = Vec::new();
    for (pair, at) in pairs.iter().zip(0..).filter(|(pair, _)| pair.contradicts) {
        let counts = by_kind.entry((pair.lang, pair.kind)).or_default();
        counts[0] += usize::from(right.contains(&at));
        counts[1] += 1;
        if !right.contains(&at) {
            missed.push(format!("{} | {}", pair.sides[0][1], pair.sides[1][1]));
        }
    }
    let recall = right.len() as f64 / n_all as f64;
    let precision = right.len() as f64 / (right.len() + wrong.len()) as f64;
    println!("recall {recall:.3}, precision {precision:.3}, {by_kind:?}\n{missed:#?}\n{wrong:#?}");
    // Measured: 56 of 65 are found (.862), and 57 are proposed (.982). What is missed says it in
    // other words, or too shortly.
    assert!(recall >= 0.85, "{recall}: {missed:#?}");
    assert!(precision >= 0.98, "{precision}: {wrong:#?}");
}
