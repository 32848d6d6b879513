//! The ids of questions in tables of frequent questions.

use std::collections::HashMap;

use crate::sources::records::{Fault, RecordRole};

use super::fields::Fields;
use super::layout::Layout;

/// How often each question was seen that has no id of its own.
#[derive(Default)]
pub(super) struct Questions(HashMap<String, usize>);

impl Questions {
    /// Tells what a row is: a thread with the id that it has, or one made of its question and
    /// language, so that it stays when rows are sorted or answers are corrected.
    pub fn role(&mut self, layout: &Layout, row: &Fields) -> RecordRole {
        if let Some(id) = layout.id(row, "id") {
            return RecordRole::Thread { id: id.to_owned(), version: 0 };
        }
        let Some(asked) = layout.asked(row) else {
            let message = "this row has no question".to_owned();
            return RecordRole::Invalid(Fault { message, note: None, at: 0 });
        };
        let words = asked.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let of = format!("{}\n{words}", layout.get(row, "language").unwrap_or_default());
        let mut id = blake3::hash(of.as_bytes()).to_hex()[..8].to_owned();
        let n = self.0.entry(id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            id = format!("{id}-{n}");
        }
        RecordRole::Thread { id, version: 0 }
    }
}
