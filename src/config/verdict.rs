//! Decides whether a thread is published, by the settings and by people's decisions.

use crate::model::Resolution;

use super::Publish;

/// What is decided about publishing a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishVerdict {
    /// It is published.
    Published,
    /// Its grade is not one of those that are published.
    Grade,
    /// Its grade is, but it is too doubtful.
    Confidence,
    /// A person decided that it is not.
    Decision,
}

impl Publish {
    /// Decides about a thread; what a person decided by hand counts before everything.
    pub fn verdict(&self, resolution: &Resolution, by_hand: Option<bool>) -> PublishVerdict {
        match by_hand {
            Some(true) => PublishVerdict::Published,
            Some(false) => PublishVerdict::Decision,
            None if !self.grades.contains(&resolution.grade) => PublishVerdict::Grade,
            None if resolution.confidence < self.confidence => PublishVerdict::Confidence,
            None => PublishVerdict::Published,
        }
    }
}
