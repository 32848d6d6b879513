//! Which answer a remark is about that does not say so.

use crate::model::{Person, PersonId, Post, Timestamp};

/// The answers of a thread by their time.
///
/// What the asker says behind an answer is about that answer, as it is in a conversation:
/// thanks above all. What others say, or what came before, is about the question.
pub(super) struct Order {
    asker: Option<PersonId>,
    /// When answers were written, sorted, with their positions.
    answers: Vec<(Timestamp, usize)>,
}

impl Order {
    /// Sorts the answers to a question.
    pub fn new(question: &Post, answers: &[Post]) -> Order {
        let asker = question.author.as_ref().map(|author| author.id.clone());
        let times = answers.iter().enumerate();
        let mut times: Vec<(Timestamp, usize)> =
            times.filter_map(|(at, answer)| Some((answer.created?, at))).collect();
        times.sort_unstable();
        Order { asker, answers: times }
    }

    /// Returns the position of the last answer before a remark of the asker's; `None` for the
    /// question.
    pub fn before(&self, author: Option<&Person>, created: Option<Timestamp>) -> Option<usize> {
        let is_asker =
            self.asker.is_some() && author.map(|author| &author.id) == self.asker.as_ref();
        let created = created.filter(|_| is_asker)?;
        let n_before = self.answers.partition_point(|(time, _)| *time <= created);
        Some(self.answers.get(n_before.checked_sub(1)?)?.1)
    }
}
