//! What people decided by hand, against what a thread says by itself.

use crate::model::{Confidence, Grade, Reason, Thread};

use super::summary::Assessment;

/// Adjusts how a thread stands to what people decided about it.
///
/// The answer that they put first comes first, whatever else is marked. It answers, so that a
/// thread without a better sign is `answered`; it is not accepted by that. Where somebody
/// decided, nothing is doubtful any more.
pub(super) fn apply_overrides(thread: &Thread, assessment: Assessment) -> Assessment {
    let Assessment { mut resolution, mut best, idle_mark, talk, sections } = assessment;
    let wanted = thread.decided.best.as_ref();
    let named = wanted.and_then(|id| thread.answers.iter().position(|post| post.id == *id));
    if let Some(at) = named {
        best = Some(at);
        resolution.confidence = Confidence::SURE;
        if resolution.grade > Grade::Answered {
            resolution.grade = Grade::Answered;
            resolution.reason = Reason::Decision;
            resolution.evidence = Some(thread.answers[at].id.clone());
        }
    }
    match thread.decided.publish {
        None => {}
        Some(true) => resolution.confidence = Confidence::SURE,
        Some(false) => {
            resolution.confidence = Confidence::SURE;
            resolution.reason = Reason::Decision;
            resolution.evidence = None;
        }
    }
    Assessment { resolution, best, idle_mark, talk, sections }
}

#[cfg(test)]
mod tests {
    use crate::model::{
        Markup, Origin, Post, PostId, Resolution, SectionDigests, Syntax, ThreadId, ThreadKind,
        ThreadOverrides,
    };

    use super::*;

    fn assessment(
        grade: Grade,
        reason: Reason,
        decided: ThreadOverrides,
    ) -> (Resolution, Option<usize>) {
        let body = Markup { syntax: Syntax::Text, text: "Hold the button.".into() };
        let post = |id: &str| Post::new(PostId(id.into()), body.clone());
        let (id, title) = (ThreadId("1".into()), "Hub is deaf".to_owned());
        let asked = Thread::new(id, ThreadKind::Question, title, post("q"), Origin::default());
        let thread = Thread { answers: vec![post("a"), post("b")], decided, ..asked };
        let (confidence, evidence) = (Confidence::hundredths(30), Some(PostId("a".into())));
        let resolution = Resolution { grade, reason, evidence, confidence };
        let stands = apply_overrides(
            &thread,
            Assessment {
                resolution,
                best: Some(0),
                idle_mark: None,
                talk: vec![],
                sections: SectionDigests::default(),
            },
        );
        (stands.resolution, stands.best)
    }

    fn best(id: &str) -> ThreadOverrides {
        ThreadOverrides { best: Some(PostId(id.into())), ..ThreadOverrides::default() }
    }

    #[test]
    fn the_answer_that_a_person_puts_first_answers_and_is_not_accepted_by_that() {
        let (resolution, first) = assessment(Grade::Unresolved, Reason::NoAnswer, best("b"));
        assert_eq!((resolution.grade, resolution.reason), (Grade::Answered, Reason::Decision));
        assert_eq!((resolution.confidence, first), (Confidence::SURE, Some(1)));
        assert_eq!(resolution.evidence, Some(PostId("b".into())));
        let (resolution, first) = assessment(Grade::Accepted, Reason::AcceptedMark, best("b"));
        assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, Reason::AcceptedMark));
        assert_eq!((resolution.evidence, first), (Some(PostId("a".into())), Some(1)));
    }

    #[test]
    fn an_answer_that_is_not_there_decides_nothing() {
        let (resolution, first) = assessment(Grade::Unresolved, Reason::NoAnswer, best("c"));
        assert_eq!((resolution.reason, first), (Reason::NoAnswer, Some(0)));
        assert_eq!(resolution.confidence, Confidence::hundredths(30));
    }

    #[test]
    fn where_a_person_decided_nothing_is_doubtful() {
        let said =
            |publish| ThreadOverrides { publish: Some(publish), ..ThreadOverrides::default() };
        let (resolution, _) = assessment(Grade::Contested, Reason::SplitVotes, said(true));
        assert_eq!((resolution.grade, resolution.reason), (Grade::Contested, Reason::SplitVotes));
        assert_eq!(resolution.confidence, Confidence::SURE);
        let (resolution, _) = assessment(Grade::Accepted, Reason::AcceptedMark, said(false));
        assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, Reason::Decision));
        assert_eq!((resolution.confidence, resolution.evidence), (Confidence::SURE, None));
    }
}
