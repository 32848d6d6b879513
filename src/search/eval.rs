//! Measures an engine against questions whose answers are known.
//!
//! Reads the BEIR layout (Thakur et al., 2021): queries as JSON lines with
//! `_id` and `text`, here also `lang` and `kind`; judgements as `query-id`,
//! `corpus-id` and `score` between tabs, under a header line. An id of the
//! corpus is the source's own id of a thread; `-` says that no thread answers, so
//! that the engine should say that nothing is close.

mod compare;
mod runs;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use crate::text::Lang;

use super::confidence::Signs;

pub use compare::{Change, Comparison, Row, compare};
pub use runs::{Run, runs};

/// How many hits are looked at.
pub const DEPTH: usize = 10;

/// In the place of a thread's id: no thread answers.
const NOTHING: &str = "-";

/// A line of the queries or judgements that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// The file's name as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, lowercase and without a stop.
    pub message: String,
}

/// A query with a known answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalQuery {
    /// Its id.
    pub id: String,
    /// What was typed.
    pub text: String,
    /// In which language, when the file says.
    pub lang: Option<Lang>,
    /// What kind of query it is, when the file says: `typo`, `keywords`.
    pub kind: Option<String>,
}

/// How good each thread is for each query: `[query][thread]`, 0 or absent is no use.
pub type Judgements = FxHashMap<String, FxHashMap<String, u32>>;

/// How good an engine is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many queries with a judged answer there were; the figures up to
    /// `false_nothing` are theirs.
    pub queries: usize,
    /// The mean of one over the rank of the first good hit among ten.
    pub mrr_at_10: f64,
    /// The mean of the gain of the ten hits, by their ranks, over the best that
    /// could be had (Järvelin and Kekäläinen, 2002): gain `2^score - 1`, over
    /// `log2(rank + 1)`.
    pub ndcg_at_10: f64,
    /// The share of queries whose first hit is good.
    pub hit_at_1: f64,
    /// The share of queries with a good hit among five.
    pub hit_at_5: f64,
    /// The share of queries that found nothing at all.
    pub zero: f64,
    /// The share of queries with an answer for which nothing was said to be close.
    pub false_nothing: f64,
    /// How many queries there were that nothing answers.
    pub unanswerable: usize,
    /// The share of these for which something was said to be close.
    pub false_answer: f64,
}

/// What an engine answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvalAnswer {
    /// The ids of its hits, the best first.
    pub hits: Vec<String>,
    /// Whether it says that any of them is close.
    pub is_close: bool,
    /// What tells of the first of them whether they answer.
    pub signs: Vec<Signs>,
}

/// The figures of all queries and of their parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvalReport {
    /// All queries.
    pub all: Figures,
    /// Per language, for queries that have one, by tag.
    pub languages: BTreeMap<String, Figures>,
    /// Per kind, for queries that have one.
    pub kinds: BTreeMap<String, Figures>,
    /// Per language and kind, for queries that have both.
    pub both: BTreeMap<(String, String), Figures>,
}

/// Reads queries from JSON lines; `path` names the file in messages.
///
/// # Errors
///
/// The first line that is not a JSON object with `_id` and `text`.
pub fn queries(path: &str, text: &str) -> Result<Vec<EvalQuery>, EvalError> {
    let mut queries = Vec::new();
    for (line, record) in lines(text) {
        let wrong = |message: String| EvalError { path: path.to_owned(), line, message };
        let value: Value = serde_json::from_str(record)
            .map_err(|error| wrong(format!("this line is not valid JSON: {error}")))?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let missing = |name: &str| wrong(format!("this query has no text in `{name}`"));
        let id = field("_id").ok_or_else(|| missing("_id"))?;
        let text = field("text").ok_or_else(|| missing("text"))?;
        let lang = match field("lang") {
            None => None,
            Some(tag) => Some(
                Lang::new(&tag).ok_or_else(|| wrong(format!("`{tag}` is not a language tag")))?,
            ),
        };
        queries.push(EvalQuery { id, text, lang, kind: field("kind") });
    }
    Ok(queries)
}

/// Reads judgements; `path` names the file in messages.
///
/// # Errors
///
/// The first line that is not two ids and a number with tabs between them.
pub fn judgements(path: &str, text: &str) -> Result<Judgements, EvalError> {
    let mut judgements = Judgements::default();
    for (line, record) in lines(text) {
        let wrong =
            |message: &str| EvalError { path: path.to_owned(), line, message: message.to_owned() };
        let columns: Vec<&str> = record.split('\t').collect();
        let [query, thread, score] = columns[..] else {
            return Err(wrong("this line does not have three columns with tabs between them"));
        };
        // Only the header may have a word for a score.
        let score: u32 = match score.trim().parse() {
            Ok(score) => score,
            Err(_word) if line == 1 => continue,
            Err(_word) => return Err(wrong("the score on this line is not a whole number")),
        };
        let of_query = judgements.entry(query.to_owned()).or_default();
        of_query.insert(thread.to_owned(), score.min(MAX_SCORE));
    }
    Ok(judgements)
}

/// Keeps `2^score` within what a number holds.
const MAX_SCORE: u32 = 30;

/// Returns the lines that are not empty, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty())
}

/// Measures an engine: a function from a query to its answer. Returns how each query went,
/// too.
///
/// Queries without a judgement that says something are left out, as BEIR does.
///
/// # Errors
///
/// The first error of the engine.
pub fn evaluate<E>(
    queries: &[EvalQuery],
    judgements: &Judgements,
    mut engine: impl FnMut(&EvalQuery) -> Result<EvalAnswer, E>,
) -> Result<(EvalReport, Vec<Run>), E> {
    let (mut report, mut runs) = (EvalReport::default(), Vec::new());
    for query in queries {
        let Some(judged) = judgements.get(&query.id) else { continue };
        if judged.values().all(|&score| score == 0) {
            continue;
        }
        let answer = engine(query)?;
        let figures = figures(&answer, judged);
        report.add(query.lang, query.kind.as_deref(), figures);
        runs.push(Run::new(query, figures, answer));
    }
    report.finish();
    Ok((report, runs))
}

/// Judges the answer to one query.
fn figures(answer: &EvalAnswer, judged: &FxHashMap<String, u32>) -> Figures {
    let one_if = |is: bool| f64::from(u8::from(is));
    if judged.get(NOTHING).is_some_and(|&score| score > 0) {
        let false_answer = one_if(answer.is_close);
        return Figures { unanswerable: 1, false_answer, ..Figures::default() };
    }
    let hits = &answer.hits;
    let score = |id: &String| judged.get(id).copied().unwrap_or(0);
    let first = hits.iter().take(DEPTH).position(|id| score(id) > 0);
    let gain = |(at, score): (usize, u32)| (2_f64.powi(score as i32) - 1.0) / rank_discount(at);
    let found: f64 = hits.iter().take(DEPTH).map(score).enumerate().map(gain).sum();
    let mut best: Vec<u32> = judged.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let most: f64 = best.into_iter().take(DEPTH).enumerate().map(gain).sum();
    Figures {
        queries: 1,
        mrr_at_10: first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
        ndcg_at_10: found / most,
        hit_at_1: one_if(first == Some(0)),
        hit_at_5: one_if(first.is_some_and(|at| at < 5)),
        zero: one_if(hits.is_empty()),
        false_nothing: one_if(!answer.is_close),
        ..Figures::default()
    }
}

fn rank_discount(at: usize) -> f64 {
    ((at + 2) as f64).log2()
}

impl Figures {
    fn add(&mut self, one: Figures) {
        self.queries += one.queries;
        self.mrr_at_10 += one.mrr_at_10;
        self.ndcg_at_10 += one.ndcg_at_10;
        self.hit_at_1 += one.hit_at_1;
        self.hit_at_5 += one.hit_at_5;
        self.zero += one.zero;
        self.false_nothing += one.false_nothing;
        self.unanswerable += one.unanswerable;
        self.false_answer += one.false_answer;
    }

    /// Turns sums into means.
    fn finish(&mut self) {
        let n = self.queries.max(1) as f64;
        self.mrr_at_10 /= n;
        self.ndcg_at_10 /= n;
        self.hit_at_1 /= n;
        self.hit_at_5 /= n;
        self.zero /= n;
        self.false_nothing /= n;
        self.false_answer /= self.unanswerable.max(1) as f64;
    }

    fn json(&self) -> Map<String, Value> {
        let round = |figure: f64| Value::from((figure * 1e4).round() / 1e4);
        let mut map = Map::new();
        map.insert("queries".to_owned(), Value::from(self.queries));
        map.insert("mrr@10".to_owned(), round(self.mrr_at_10));
        map.insert("ndcg@10".to_owned(), round(self.ndcg_at_10));
        map.insert("hit@1".to_owned(), round(self.hit_at_1));
        map.insert("hit@5".to_owned(), round(self.hit_at_5));
        map.insert("zero".to_owned(), round(self.zero));
        map.insert("false_nothing".to_owned(), round(self.false_nothing));
        if self.unanswerable > 0 {
            map.insert("unanswerable".to_owned(), Value::from(self.unanswerable));
            map.insert("false_answer".to_owned(), round(self.false_answer));
        }
        map
    }
}

/// A figure that is worse than it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// The row of the table, `all` or a language or kind.
    pub row: String,
    /// The figure's name.
    pub figure: String,
    /// What it was.
    pub was: f64,
    /// What it is.
    pub is: f64,
}

impl EvalReport {
    fn add(&mut self, lang: Option<Lang>, kind: Option<&str>, figures: Figures) {
        self.all.add(figures);
        let lang = lang.map(|lang| lang.to_string());
        if let Some(lang) = &lang {
            self.languages.entry(lang.clone()).or_default().add(figures);
        }
        if let Some(kind) = kind {
            self.kinds.entry(kind.to_owned()).or_default().add(figures);
        }
        if let (Some(lang), Some(kind)) = (lang, kind) {
            self.both.entry((lang, kind.to_owned())).or_default().add(figures);
        }
    }

    /// Returns the figures that are worse than in an earlier report by more than
    /// a margin; rows and figures that only one of the two has are left out.
    pub fn falls(&self, earlier: &Value, margin: f64) -> Vec<Fall> {
        let mut falls = Vec::new();
        for (row, figures) in self.rows() {
            let parts = ["languages", "kinds", "languages_and_kinds"];
            let earlier = match row.as_str() {
                "all" => Some(earlier),
                row => parts.iter().find_map(|part| earlier.get(part)?.get(row)),
            };
            for (figure, is) in figures.json() {
                let was = earlier.and_then(|earlier| earlier.get(&figure)?.as_f64());
                let (Some(was), Some(is)) = (was, is.as_f64()) else { continue };
                let worse = match figure.as_str() {
                    "queries" | "unanswerable" => 0.0,
                    "zero" | "false_nothing" | "false_answer" => is - was,
                    _ => was - is,
                };
                if worse > margin + 1e-9 {
                    falls.push(Fall { row: row.clone(), figure, was, is });
                }
            }
        }
        falls
    }

    fn finish(&mut self) {
        self.all.finish();
        self.languages.values_mut().for_each(Figures::finish);
        self.kinds.values_mut().for_each(Figures::finish);
        self.both.values_mut().for_each(Figures::finish);
    }

    /// Returns the report as JSON: the figures of all queries, then `languages`,
    /// `kinds` and `languages_and_kinds`, each left out when no query has one.
    pub fn to_json(&self) -> Value {
        let mut map = self.all.json();
        let part = |rows: &BTreeMap<String, Figures>| {
            rows.iter().map(|(name, row)| (name.clone(), Value::Object(row.json()))).collect()
        };
        for (name, rows) in [("languages", &self.languages), ("kinds", &self.kinds)] {
            if !rows.is_empty() {
                map.insert(name.to_owned(), Value::Object(part(rows)));
            }
        }
        if !self.both.is_empty() {
            let named = |((lang, kind), row): (&(String, String), &Figures)| {
                (format!("{lang} {kind}"), Value::Object(row.json()))
            };
            let rows = self.both.iter().map(named).collect();
            map.insert("languages_and_kinds".to_owned(), Value::Object(rows));
        }
        Value::Object(map)
    }

    /// Returns the rows of a table: a name, and its figures; `all` comes first.
    pub fn rows(&self) -> Vec<(String, Figures)> {
        let mut rows = vec![("all".to_owned(), self.all)];
        rows.extend(self.languages.iter().map(|(name, row)| (name.clone(), *row)));
        rows.extend(self.kinds.iter().map(|(name, row)| (name.clone(), *row)));
        rows.extend(self.both.iter().map(|((lang, kind), row)| (format!("{lang} {kind}"), *row)));
        rows
    }
}
