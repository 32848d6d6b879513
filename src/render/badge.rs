//! The one badge of a thread: how far a reader can trust the answer that comes first.
//!
//! Everything else that is known of an answer, such as who wrote it, stands beside it as
//! words. What is due for a check says so first of all, whoever wrote it.

use crate::model::{Grade, Reason, Resolution};
use crate::text::Lang;

use super::strings::Strings;
use super::view::{BadgeView, PostView};

/// How a badge looks, and the key of its words.
type Badge = (&'static str, &'static str);

/// Returns the badge of a thread in a list.
pub(super) fn of_thread(
    grade: Grade,
    reason: Reason,
    is_due: bool,
    strings: &Strings,
    lang: Lang,
) -> BadgeView {
    let badge = if is_due { DUE } else { by_grade(grade, reason) };
    view(badge, strings, lang)
}

/// Returns the badge of the answer that comes first on the page of a thread.
pub(super) fn of_best(
    best: &PostView,
    resolution: &Resolution,
    is_due: bool,
    strings: &Strings,
    lang: Lang,
) -> BadgeView {
    let badge = match resolution.grade {
        _ if is_due => DUE,
        Grade::Accepted if best.accepted => ("solved", "accepted"),
        // Another answer was accepted, and the brand's comes before it.
        Grade::Accepted if best.official => OFFICIAL,
        Grade::Accepted
        | Grade::Official
        | Grade::Corroborated
        | Grade::Answered
        | Grade::Contested
        | Grade::Unresolved => by_grade(resolution.grade, resolution.reason),
    };
    view(badge, strings, lang)
}

const DUE: Badge = ("stale", "check-due");
const OFFICIAL: Badge = ("official", "official");
const SOLVED: Badge = ("solved", "solved");

fn by_grade(grade: Grade, reason: Reason) -> Badge {
    let is_own = reason == Reason::SelfAnswer;
    match grade {
        Grade::Accepted => SOLVED,
        Grade::Official => OFFICIAL,
        Grade::Corroborated => corroborated(reason),
        Grade::Answered if is_own => ("open", "self-answered"),
        Grade::Answered => ("open", "answered"),
        Grade::Contested => ("stale", "contested"),
        Grade::Unresolved => ("open", "unresolved"),
    }
}

fn corroborated(reason: Reason) -> Badge {
    match reason {
        Reason::Thanks | Reason::StaffThanked => ("solved", "confirmed"),
        Reason::SelfAnswer => ("solved", "self-answered"),
        Reason::Votes => ("solved", "corroborated"),
        // The thread as a whole is marked.
        Reason::AcceptedMark
        | Reason::Decision
        | Reason::Reaction
        | Reason::Prefix
        | Reason::Status
        | Reason::OfficialMark
        | Reason::StaffAnswer
        | Reason::SplitVotes
        | Reason::Substance
        | Reason::NoAnswer
        | Reason::NotAQuestion
        | Reason::StillOpen => SOLVED,
    }
}

fn view((kind, key): Badge, strings: &Strings, lang: Lang) -> BadgeView {
    BadgeView { kind, text: strings.get(lang, key).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(grade: Grade, reason: Reason, expected: Badge) {
        assert_eq!(by_grade(grade, reason), expected);
    }

    #[test]
    fn only_what_is_solved_looks_solved() {
        for grade in Grade::ALL {
            for reason in Reason::ALL {
                let (kind, _) = by_grade(grade, reason);
                let is_green = ["solved", "official"].contains(&kind);
                assert_eq!(is_green, grade.is_solved(), "{grade:?} {reason:?}");
            }
        }
    }

    #[test]
    fn a_badge_says_who_confirmed_the_answer() {
        check(Grade::Corroborated, Reason::Thanks, ("solved", "confirmed"));
        check(Grade::Corroborated, Reason::Votes, ("solved", "corroborated"));
        check(Grade::Corroborated, Reason::Status, ("solved", "solved"));
        check(Grade::Corroborated, Reason::SelfAnswer, ("solved", "self-answered"));
        check(Grade::Answered, Reason::SelfAnswer, ("open", "self-answered"));
        check(Grade::Answered, Reason::Substance, ("open", "answered"));
    }
}
