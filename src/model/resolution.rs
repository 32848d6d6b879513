//! How well a thread is solved, and how that is known.

use super::PostId;

/// How well a thread is solved, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// An answer is marked as the solution.
    Accepted,
    /// Staff or the brand answered.
    Official,
    /// Votes or the asker's thanks single out an answer.
    Corroborated,
    /// Several answers have about the same support.
    Contested,
    /// Nothing singles out an answer, or there is none.
    Unresolved,
}

/// What a grade rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The export marks the answer as accepted.
    AcceptedMark,
    /// The answer is marked as official.
    OfficialMark,
    /// Staff or the brand wrote the answer.
    StaffAnswer,
    /// The answer has clearly the most votes.
    Votes,
    /// The asker thanked for the answer.
    Thanks,
    /// Two answers or more have about as many votes.
    SplitVotes,
    /// There are answers, but no sign which one helps.
    NoSign,
    /// There is no answer.
    NoAnswer,
}

/// The grade of a thread, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// How well the thread is solved.
    pub grade: Grade,
    /// What that rests on.
    pub reason: Reason,
    /// The post that carries the evidence: the answer, or the asker's thanks.
    pub evidence: Option<PostId>,
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Grade; 5] = [
        Grade::Accepted,
        Grade::Official,
        Grade::Corroborated,
        Grade::Contested,
        Grade::Unresolved,
    ];

    /// Returns the name used in settings, reports and themes.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Accepted => "accepted",
            Grade::Official => "official",
            Grade::Corroborated => "corroborated",
            Grade::Contested => "contested",
            Grade::Unresolved => "unresolved",
        }
    }

    /// Finds a grade by its name.
    pub fn by_name(name: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

impl Reason {
    /// All reasons, in their order.
    pub const ALL: [Reason; 8] = [
        Reason::AcceptedMark,
        Reason::OfficialMark,
        Reason::StaffAnswer,
        Reason::Votes,
        Reason::Thanks,
        Reason::SplitVotes,
        Reason::NoSign,
        Reason::NoAnswer,
    ];

    /// Returns the name used in reports: `accepted-mark`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::AcceptedMark => "accepted-mark",
            Reason::OfficialMark => "official-mark",
            Reason::StaffAnswer => "staff-answer",
            Reason::Votes => "votes",
            Reason::Thanks => "thanks",
            Reason::SplitVotes => "split-votes",
            Reason::NoSign => "no-sign",
            Reason::NoAnswer => "no-answer",
        }
    }
}
