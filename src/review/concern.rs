//! What may be wrong with an answer.

use serde::Serialize;

use super::drift::SectionChange;

/// How an answer is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// Something has happened after which it has to be checked: a day, a version, another
    /// original.
    Due,
    /// Readers or other answers say otherwise.
    Doubtful,
    /// Nobody has checked it for long.
    Old,
    /// Nothing is known against it.
    Good,
}

impl Health {
    /// Every health, the worst first.
    pub const ALL: [Health; 4] = [Health::Due, Health::Doubtful, Health::Old, Health::Good];

    /// Returns the name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Health::Due => "due",
            Health::Doubtful => "doubtful",
            Health::Old => "old",
            Health::Good => "good",
        }
    }
}

/// Why somebody should look at an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Concern {
    /// It was to be checked by this day.
    Expired {
        /// `2026-06-01`.
        by: String,
    },
    /// A version came out since.
    Release {
        /// The product and the version.
        name: String,
        /// `2026-06-01`.
        on: String,
        /// What changed.
        notes: Option<String>,
    },
    /// The original has changed since the translation was checked against it.
    OriginalChanged {
        /// The page of the original.
        original: String,
        /// How many of its sections are new or other ones, or are gone.
        n_sections: usize,
        /// What changed, where an old state of the original is known.
        changes: Vec<SectionChange>,
    },
    /// The original was changed later than the translation, of which nobody has said what it was
    /// checked against.
    OriginalNewer {
        /// The page of the original.
        original: String,
        /// The day of the change.
        on: String,
    },
    /// Another answer says something else about what seems the same.
    Contradicted {
        /// The page of the other.
        by: String,
        /// `number` or `negation`.
        difference: &'static str,
        /// What this one says.
        own: String,
        /// What the other says.
        other: String,
    },
    /// Readers say that it helps less than others, and that is sure.
    HelpsLess {
        /// How many said that it helped.
        yes: u32,
        /// How many said that it did not.
        no: u32,
    },
    /// Its community voted against it.
    Downvoted {
        /// The votes.
        votes: i64,
    },
    /// So many years ago somebody wrote, changed or checked it.
    Old {
        /// The years.
        years: usize,
    },
}

impl Concern {
    /// Returns how bad it is.
    pub fn health(&self) -> Health {
        match self {
            Concern::Expired { .. } | Concern::Release { .. } | Concern::OriginalChanged { .. } => {
                Health::Due
            }
            Concern::Contradicted { .. }
            | Concern::HelpsLess { .. }
            | Concern::Downvoted { .. } => Health::Doubtful,
            Concern::OriginalNewer { .. } | Concern::Old { .. } => Health::Old,
        }
    }
}
