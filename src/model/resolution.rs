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
    /// Somebody answered in substance, and nobody says whether it helped.
    Answered,
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
    /// Somebody wrote into decisions.yaml which answer solved it.
    Decision,
    /// A reaction that the community uses for it.
    Reaction,
    /// A word such as `[SOLVED]` in the title or the first message.
    Prefix,
    /// The community closed the thread as solved, without naming an answer.
    Status,
    /// The answer is marked as official.
    OfficialMark,
    /// Staff or the brand had the last word, and the asker thanked for it.
    StaffThanked,
    /// Staff or the brand wrote the answer.
    StaffAnswer,
    /// The answer has clearly the most votes.
    Votes,
    /// The asker thanked for the answer.
    Thanks,
    /// Two answers or more have about as many votes.
    SplitVotes,
    /// A reply answers in substance.
    Substance,
    /// The asker found it out and says how.
    SelfAnswer,
    /// Nobody answers in substance.
    NoAnswer,
    /// The thread opens with no question.
    NotAQuestion,
    /// The community has not closed the thread as solved.
    StillOpen,
}

/// The grade of a thread, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Resolution {
    /// How well the thread is solved.
    pub grade: Grade,
    /// What that rests on.
    pub reason: Reason,
    /// The post that carries the evidence: the answer, or the asker's thanks.
    pub evidence: Option<PostId>,
    /// How likely it is that a stranger with the same problem is helped.
    pub confidence: Confidence,
}

/// How sure something is, in hundredths: 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

/// What says that a thread is solved, besides the platform's own mark on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SolvedBy {
    /// An entry in decisions.yaml.
    Decision,
    /// A reaction.
    Reaction,
    /// A word in the title or the first message.
    Prefix,
    /// The status of the thread.
    Status,
    /// The status of the thread, which says that it is not solved.
    Open,
}

/// A mark that a thread is solved, besides the platform's own on an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// What says so.
    pub by: SolvedBy,
    /// The answer that is meant; `None` when the mark is on the whole thread.
    pub answer: Option<PostId>,
}

impl SolvedBy {
    /// All kinds, in their order.
    pub const ALL: [SolvedBy; 5] = [
        SolvedBy::Decision,
        SolvedBy::Reaction,
        SolvedBy::Prefix,
        SolvedBy::Status,
        SolvedBy::Open,
    ];

    /// Returns the name used in records and files.
    pub fn name(self) -> &'static str {
        match self {
            SolvedBy::Decision => "decision",
            SolvedBy::Reaction => "reaction",
            SolvedBy::Prefix => "prefix",
            SolvedBy::Status => "status",
            SolvedBy::Open => "open",
        }
    }

    /// Returns what a grade then rests on.
    pub fn reason(self) -> Reason {
        match self {
            SolvedBy::Decision => Reason::Decision,
            SolvedBy::Reaction => Reason::Reaction,
            SolvedBy::Prefix => Reason::Prefix,
            SolvedBy::Status => Reason::Status,
            SolvedBy::Open => Reason::StillOpen,
        }
    }
}

impl Confidence {
    /// What a mark of the platform or a person's decision gives.
    pub const SURE: Confidence = Confidence(100);

    /// Makes one of a number between 0 and 1; what is outside is cut.
    pub fn new(share: f64) -> Confidence {
        Confidence((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// Makes one of hundredths; more than 100 are 100.
    pub fn hundredths(hundredths: u8) -> Confidence {
        Confidence(hundredths.min(100))
    }

    /// Returns it in hundredths.
    pub fn in_hundredths(self) -> u8 {
        self.0
    }

    /// Returns it as a number between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Grade; 6] = [
        Grade::Accepted,
        Grade::Official,
        Grade::Corroborated,
        Grade::Answered,
        Grade::Contested,
        Grade::Unresolved,
    ];

    /// Returns the name used in settings, reports and themes.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Accepted => "accepted",
            Grade::Official => "official",
            Grade::Corroborated => "corroborated",
            Grade::Answered => "answered",
            Grade::Contested => "contested",
            Grade::Unresolved => "unresolved",
        }
    }

    /// Tells whether the thread counts as solved: more than that somebody answered.
    pub fn is_solved(self) -> bool {
        match self {
            Grade::Accepted | Grade::Official | Grade::Corroborated => true,
            Grade::Answered | Grade::Contested | Grade::Unresolved => false,
        }
    }

    /// Finds a grade by its name.
    pub fn by_name(name: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

impl Reason {
    /// All reasons, in their order.
    pub const ALL: [Reason; 16] = [
        Reason::AcceptedMark,
        Reason::Decision,
        Reason::Reaction,
        Reason::Prefix,
        Reason::Status,
        Reason::OfficialMark,
        Reason::StaffThanked,
        Reason::StaffAnswer,
        Reason::Votes,
        Reason::Thanks,
        Reason::SplitVotes,
        Reason::Substance,
        Reason::SelfAnswer,
        Reason::NoAnswer,
        Reason::NotAQuestion,
        Reason::StillOpen,
    ];

    /// Returns the name used in reports: `accepted-mark`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::AcceptedMark => "accepted-mark",
            Reason::Decision => "decision",
            Reason::Reaction => "reaction",
            Reason::Prefix => "prefix",
            Reason::Status => "status",
            Reason::OfficialMark => "official-mark",
            Reason::StaffThanked => "staff-thanked",
            Reason::StaffAnswer => "staff-answer",
            Reason::Votes => "votes",
            Reason::Thanks => "thanks",
            Reason::SplitVotes => "split-votes",
            Reason::Substance => "substance",
            Reason::SelfAnswer => "self-answer",
            Reason::NoAnswer => "no-answer",
            Reason::NotAQuestion => "not-a-question",
            Reason::StillOpen => "still-open",
        }
    }
}
