//! Whether one run is better than another, or only luckier.
//!
//! The same queries were asked twice. If it made no difference which run an answer is of, the
//! two answers to each query could be exchanged: the test does so at random many times, and
//! counts how often the means then differ as much as they do (Smucker, Allan and Carterette,
//! 2007).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Run;

/// How often answers are exchanged.
const ROUNDS: usize = 10_000;

/// Where the random numbers begin: the same runs compare alike every time.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// What two runs make of the same queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The rows of a table: all queries with an answer, all without, then by language, by kind,
    /// and by both.
    pub rows: Vec<Row>,
    /// The queries whose answers are of another worth, the largest losses first.
    pub changes: Vec<Change>,
    /// How many queries only one of the runs has.
    pub n_unpaired: usize,
}

/// How some of the queries went.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which: `all`, `nothing`, a language, a kind.
    pub name: String,
    /// How many.
    pub n_queries: usize,
    /// The mean worth of the answers in the first run, and in the second.
    pub means: (f64, f64),
    /// How likely chance alone makes such a difference.
    pub p: f64,
}

/// A query that went differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// What was typed.
    pub text: String,
    /// What the answers are worth.
    pub worth: (f64, f64),
}

/// Compares two runs.
pub fn compare(before: &[Run], after: &[Run]) -> Comparison {
    let known: BTreeMap<&str, &Run> =
        before.iter().map(|run| (run.query.id.as_str(), run)).collect();
    let pair = |run: &'_ Run| known.get(run.query.id.as_str()).map(|old| (old.worth, run.worth));
    let pairs: Vec<(&Run, (f64, f64))> =
        after.iter().filter_map(|run| Some((run, pair(run)?))).collect();
    let mut parts: BTreeMap<(usize, String), Vec<(f64, f64)>> = BTreeMap::new();
    for (run, worth) in &pairs {
        for part in parts_of(run) {
            parts.entry(part).or_default().push(*worth);
        }
    }
    let change = |(run, worth): &(&Run, (f64, f64))| Change {
        id: run.query.id.clone(),
        text: run.query.text.clone(),
        worth: *worth,
    };
    let is_other = |(_, worth): &&(&Run, (f64, f64))| (worth.0 - worth.1).abs() > 1e-9;
    let mut changes: Vec<Change> = pairs.iter().filter(is_other).map(change).collect();
    let gain = |change: &Change| change.worth.1 - change.worth.0;
    changes.sort_by(|a, b| gain(a).total_cmp(&gain(b)).then_with(|| a.id.cmp(&b.id)));
    let n_unpaired = before.len() + after.len() - 2 * pairs.len();
    let rows = parts.into_iter().map(|((_, name), pairs)| row(name, &pairs)).collect();
    Comparison { rows, changes, n_unpaired }
}

/// Returns the rows in which a query counts, each with its place in the table.
fn parts_of(run: &Run) -> Vec<(usize, String)> {
    let query = &run.query;
    let lang = query.lang.map(|lang| lang.to_string());
    let mut parts = match run.expects_nothing {
        true => vec![(1, "nothing".to_owned())],
        false => vec![(0, "all".to_owned())],
    };
    parts.extend(lang.clone().filter(|_| !run.expects_nothing).map(|lang| (2, lang)));
    parts.extend(query.kind.clone().map(|kind| (3, kind)));
    if let (Some(lang), Some(kind)) = (lang, &query.kind) {
        parts.push((4, format!("{lang} {kind}")));
    }
    parts
}

fn row(name: String, pairs: &[(f64, f64)]) -> Row {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let means = (mean(|pair| pair.0), mean(|pair| pair.1));
    Row { name, n_queries: pairs.len(), means, p: chance(pairs) }
}

/// Returns how likely it is that exchanging answers at random makes as large a difference.
fn chance(pairs: &[(f64, f64)]) -> f64 {
    let differences: Vec<f64> =
        pairs.iter().map(|(a, b)| b - a).filter(|difference| difference.abs() > 1e-9).collect();
    let seen = differences.iter().sum::<f64>().abs();
    let mut random = SEED;
    let mut n_as_large = 0;
    for _ in 0..ROUNDS {
        let mut sum = 0.0;
        for difference in &differences {
            // xorshift64 (Marsaglia, 2003).
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            sum += if random >> 63 == 0 { *difference } else { -difference };
        }
        n_as_large += usize::from(sum.abs() >= seen - 1e-9);
    }
    (n_as_large + 1) as f64 / (ROUNDS + 1) as f64
}

impl Comparison {
    /// Returns the comparison as JSON.
    pub fn to_json(&self) -> Value {
        let round = |figure: f64| (figure * 1e4).round() / 1e4;
        let row = |row: &Row| {
            json!({
                "row": row.name, "queries": row.n_queries, "a": round(row.means.0),
                "b": round(row.means.1), "p": round(row.p),
            })
        };
        let change = |change: &Change| {
            json!({
                "_id": change.id, "text": change.text, "a": round(change.worth.0),
                "b": round(change.worth.1),
            })
        };
        json!({
            "rows": self.rows.iter().map(row).collect::<Vec<Value>>(),
            "changes": self.changes.iter().map(change).collect::<Vec<Value>>(),
            "unpaired": self.n_unpaired,
        })
    }
}
