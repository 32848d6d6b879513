//! How each query went: a line of JSON a query, to be compared with another run.

use serde_json::{Value, json};

use crate::search::confidence::Signs;
use crate::text::Lang;

use super::{EvalAnswer, EvalError, EvalQuery, Figures, lines};

/// How one query went.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The query.
    pub query: EvalQuery,
    /// Whether no thread answers it.
    pub expects_nothing: bool,
    /// How good the answer is, from 0 to 1: one over the rank of the first good hit among ten;
    /// where nothing answers, 1 if nothing was said to be close.
    pub worth: f64,
    /// What was answered.
    pub answer: EvalAnswer,
}

impl Run {
    pub(super) fn new(query: &EvalQuery, figures: Figures, answer: EvalAnswer) -> Run {
        let expects_nothing = figures.unanswerable > 0;
        let worth = if expects_nothing { 1.0 - figures.false_answer } else { figures.mrr_at_10 };
        Run { query: query.clone(), expects_nothing, worth, answer }
    }

    /// Returns the run as a line of JSON.
    pub fn to_json(&self) -> Value {
        let rounded = |sign: f32| (f64::from(sign) * 1e4).round() / 1e4;
        let signs = |signs: &Signs| {
            json!({
                "in_title": rounded(signs.in_title), "in_all": rounded(signs.in_all),
                "repaired": rounded(signs.repaired), "units": rounded(signs.units),
                "score": rounded(signs.score), "confidence": rounded(signs.confidence()),
            })
        };
        json!({
            "_id": self.query.id, "text": self.query.text,
            "lang": self.query.lang.map(|lang| lang.to_string()), "kind": self.query.kind,
            "expects_nothing": self.expects_nothing, "worth": self.worth,
            "close": self.answer.is_close, "hits": self.answer.hits,
            "signs": self.answer.signs.iter().map(signs).collect::<Vec<Value>>(),
        })
    }

    fn read(value: &Value) -> Option<Run> {
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let is = |name: &str| value.get(name)?.as_bool();
        let lang = text("lang").and_then(|tag| Lang::new(&tag));
        let query = EvalQuery { id: text("_id")?, text: text("text")?, lang, kind: text("kind") };
        let hits = value.get("hits")?.as_array()?.iter().filter_map(Value::as_str);
        let hits = hits.map(str::to_owned).collect();
        // The signs are for those who calibrate; nothing here asks for them.
        let answer = EvalAnswer { hits, is_close: is("close")?, signs: Vec::new() };
        let worth = value.get("worth")?.as_f64()?;
        Some(Run { query, expects_nothing: is("expects_nothing")?, worth, answer })
    }
}

/// Reads runs; `path` names the file in messages.
///
/// # Errors
///
/// The first line that is none.
pub fn runs(path: &str, text: &str) -> Result<Vec<Run>, EvalError> {
    let read = |(line, record): (usize, &str)| {
        let value: Option<Value> = serde_json::from_str(record).ok();
        value.as_ref().and_then(Run::read).ok_or_else(|| EvalError {
            path: path.to_owned(),
            line,
            message: "this line is not how a query went".to_owned(),
        })
    };
    lines(text).map(read).collect()
}
