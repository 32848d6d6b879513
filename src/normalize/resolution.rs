//! How well a thread is solved, and which answer a reader should see first.

use std::cmp::Reverse;

use crate::model::Comment;
use crate::model::Confidence;
use crate::model::Grade;
use crate::model::Markup;
use crate::model::Person;
use crate::model::Post;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Resolution;
use crate::model::Role;
use crate::model::Thread;

use super::plain::plain_text;
use super::thanks::is_thanks;

/// An answer needs this many votes to be corroborated by them.
const ENOUGH_VOTES: i64 = 2;

/// How much of a reply is read to see whether it is thanks or a question.
const GLANCE: usize = 600;

/// Grades a thread: accepted, official, corroborated, contested, unresolved.
pub fn resolve(thread: &Thread) -> Resolution {
    let found = |grade, reason, evidence: Option<&PostId>| Resolution {
        grade,
        reason,
        evidence: evidence.cloned(),
        confidence: Confidence::SURE,
    };
    if let Some(post) = thread.answers.iter().find(|post| post.accepted) {
        let solved = thread.solved.as_ref();
        let named = solved.filter(|solved| solved.answer.as_ref() == Some(&post.id));
        let reason = named.map_or(Reason::AcceptedMark, |solved| solved.by.reason());
        return found(Grade::Accepted, reason, Some(&post.id));
    }
    if let Some(post) = thread.answers.iter().find(|post| post.official) {
        return found(Grade::Official, Reason::OfficialMark, Some(&post.id));
    }
    if let Some((_, thanks)) = staff_thanked(thread) {
        return found(Grade::Official, Reason::StaffThanked, Some(thanks));
    }
    if let Some(post) = staff_answer(thread) {
        return found(Grade::Official, Reason::StaffAnswer, Some(&post.id));
    }
    if let Some(solved) = &thread.solved
        && !candidates(thread).is_empty()
    {
        return found(Grade::Corroborated, solved.by.reason(), Some(&thread.question.id));
    }
    if let Some(thanks) = thanks_of_asker(thread) {
        return found(Grade::Corroborated, Reason::Thanks, Some(thanks));
    }
    match by_votes(thread).as_slice() {
        [] if thread.answers.is_empty() => found(Grade::Unresolved, Reason::NoAnswer, None),
        [] => found(Grade::Unresolved, Reason::NoSign, None),
        [first, second, ..] if is_split(first, second) => {
            found(Grade::Contested, Reason::SplitVotes, Some(&first.id))
        }
        [first, ..] => found(Grade::Corroborated, Reason::Votes, Some(&first.id)),
    }
}

/// Returns the position of the answer that comes first on the page.
///
/// Marked as official first; then the accepted one, unless another is clearly
/// better liked; then what staff wrote; then votes; then the earliest.
pub fn best_answer(thread: &Thread, resolution: &Resolution) -> Option<usize> {
    let answers = &thread.answers;
    let position = |wanted: &Post| answers.iter().position(|post| std::ptr::eq(post, wanted));
    if let Some(official) = answers.iter().position(|post| post.official) {
        return Some(official);
    }
    let liked = answers
        .iter()
        .filter(|post| !is_by_asker(thread, post.author.as_ref()))
        .max_by_key(|post| (post.votes, Reverse(post.created)));
    if let Some(accepted) = answers.iter().find(|post| post.accepted) {
        return match liked {
            Some(liked) if outscores(liked, accepted) => position(liked),
            _ => position(accepted),
        };
    }
    match resolution.reason {
        Reason::StaffThanked => staff_thanked(thread).and_then(|(answer, _)| position(answer)),
        Reason::StaffAnswer => staff_answer(thread).and_then(position),
        Reason::Thanks => thanked_answer(thread, resolution.evidence.as_ref()).or(Some(0)),
        Reason::Votes | Reason::SplitVotes => {
            by_votes(thread).first().and_then(|post| position(post))
        }
        Reason::Reaction | Reason::Prefix | Reason::Status => {
            let thanks = thanks_of_asker(thread);
            let last = || candidates(thread).pop().and_then(position);
            // A state is of a forum, whose answers stand in an order of its own.
            let is_state = resolution.reason == Reason::Status;
            let liked = by_votes(thread).first().copied().filter(|_| is_state).and_then(position);
            thanked_answer(thread, thanks).or(liked).or_else(last)
        }
        Reason::AcceptedMark
        | Reason::Decision
        | Reason::OfficialMark
        | Reason::NoSign
        | Reason::Substance
        | Reason::SelfAnswer
        | Reason::NotAQuestion => {
            liked.and_then(position).or(if answers.is_empty() { None } else { Some(0) })
        }
        Reason::NoAnswer => None,
    }
}

/// On Stack Overflow another answer has more votes than the accepted one 12 %
/// of the time; a lead this wide says that readers were better served by it.
fn outscores(liked: &Post, accepted: &Post) -> bool {
    !accepted.role().is_official() && liked.votes >= (accepted.votes * 2).max(accepted.votes + 5)
}

fn staff_answer(thread: &Thread) -> Option<&Post> {
    thread
        .answers
        .iter()
        .filter(|post| post.role().is_official() && !is_by_asker(thread, post.author.as_ref()))
        .filter(|post| !is_question(post))
        .max_by_key(|post| (post.votes, Reverse(post.created)))
}

/// Finds the last word of staff that the asker thanked for, with the thanks.
///
/// In chats staff say hello and ask back first, so that the first thing they say is rarely
/// what helped.
fn staff_thanked(thread: &Thread) -> Option<(&Post, &PostId)> {
    let thanks = thanks_of_asker(thread)?;
    let answer = &thread.answers[thanked_answer(thread, Some(thanks))?];
    (answer.role().is_official() && !is_question(answer)).then_some((answer, thanks))
}

/// The replies of others that are no question back: any of them may be the solution.
fn candidates(thread: &Thread) -> Vec<&Post> {
    let by_others = |post: &&Post| {
        post.role() != Role::Bot && !is_by_asker(thread, post.author.as_ref()) && !is_question(post)
    };
    thread.answers.iter().filter(by_others).collect()
}

/// Staff often answer with a question of their own, which solves nothing yet.
fn is_question(post: &Post) -> bool {
    plain_text(&post.body, GLANCE).trim_end().ends_with(['?', '？'])
}

fn by_votes(thread: &Thread) -> Vec<&Post> {
    let mut answers: Vec<&Post> = thread
        .answers
        .iter()
        .filter(|post| post.votes >= ENOUGH_VOTES && !is_by_asker(thread, post.author.as_ref()))
        .filter(|post| post.role() != Role::Bot)
        .collect();
    answers.sort_by_key(|post| (Reverse(post.votes), post.created));
    answers
}

/// Three quarters of the first one's votes are "about as many".
fn is_split(first: &Post, second: &Post) -> bool {
    second.votes * 4 >= first.votes * 3
}

fn is_by_asker(thread: &Thread, author: Option<&Person>) -> bool {
    match (&thread.question.author, author) {
        (Some(asker), Some(author)) => asker.id == author.id,
        _ => false,
    }
}

/// Finds the reply in which the asker says that it works now.
fn thanks_of_asker(thread: &Thread) -> Option<&PostId> {
    let first_help =
        thread.answers.iter().position(|post| !is_by_asker(thread, post.author.as_ref()))?;
    let thankful = |author: Option<&Person>, body: &Markup| {
        is_by_asker(thread, author) && is_thanks(&plain_text(body, GLANCE))
    };
    let in_comments =
        |comments: &[Comment]| comments.iter().position(|c| thankful(c.author.as_ref(), &c.body));
    for (at, post) in thread.answers.iter().enumerate() {
        if at > first_help && thankful(post.author.as_ref(), &post.body) {
            return Some(&post.id);
        }
        if !is_by_asker(thread, post.author.as_ref())
            && let Some(comment) = in_comments(&post.comments)
        {
            return Some(&post.comments[comment].id);
        }
    }
    None
}

/// The answer that the thanks are under, or the last one before them.
fn thanked_answer(thread: &Thread, thanks: Option<&PostId>) -> Option<usize> {
    let thanks = thanks?;
    let answers = &thread.answers;
    let under = answers.iter().position(|post| post.comments.iter().any(|c| c.id == *thanks));
    if under.is_some() {
        return under;
    }
    let at = answers.iter().position(|post| post.id == *thanks)?;
    (0..at).rev().find(|&before| !is_by_asker(thread, answers[before].author.as_ref()))
}

#[cfg(test)]
mod tests {
    use crate::model::Kind;
    use crate::model::Origin;
    use crate::model::PersonId;
    use crate::model::Solved;
    use crate::model::SolvedBy;
    use crate::model::Syntax;
    use crate::model::ThreadId;

    use super::*;

    fn post(id: &str, author: &str, votes: i64, text: &str) -> Post {
        let (name, role) = author.split_once('/').unwrap_or((author, "member"));
        let role = Role::by_name(role).expect("a role");
        let author = Person { id: PersonId(name.into()), name: name.into(), role, url: None };
        Post {
            id: PostId(id.into()),
            author: Some(author),
            body: Markup { syntax: Syntax::Text, text: text.into() },
            created: None,
            edited: None,
            votes,
            accepted: false,
            official: false,
            licence: None,
            url: None,
            attachments: Vec::new(),
            by_hand: false,
            comments: Vec::new(),
        }
    }

    fn thread(answers: Vec<Post>) -> Thread {
        Thread {
            id: ThreadId("1".into()),
            kind: Kind::Question,
            title: "Title".into(),
            url: None,
            language: None,
            created: None,
            updated: None,
            tags: Vec::new(),
            product: None,
            version: None,
            licence: None,
            duplicate_of: None,
            translation_of: None,
            slug: None,
            aliases: Vec::new(),
            summary: None,
            verified: None,
            expires: None,
            question: post("q", "mira", 0, "Why?"),
            answers,
            accepted: None,
            solved: None,
            decided: Default::default(),
            origin: Origin::default(),
        }
    }

    #[track_caller]
    fn check(answers: Vec<Post>, reason: Reason, best: Option<usize>) {
        let thread = thread(answers);
        let resolution = resolve(&thread);
        assert_eq!(resolution.reason, reason);
        assert_eq!(best_answer(&thread, &resolution), best);
    }

    fn accepted(post: Post) -> Post {
        Post { accepted: true, ..post }
    }

    #[test]
    fn accepted_wins_unless_clearly_outscored() {
        check(
            vec![post("1", "a", 4, "x"), accepted(post("2", "b", 3, "y"))],
            Reason::AcceptedMark,
            Some(1),
        );
        check(
            vec![post("1", "a", 40, "x"), accepted(post("2", "b", 3, "y"))],
            Reason::AcceptedMark,
            Some(0),
        );
        check(
            vec![post("1", "a", 40, "x"), accepted(post("2", "b/staff", 3, "y"))],
            Reason::AcceptedMark,
            Some(1),
        );
    }

    #[test]
    fn an_official_mark_comes_before_acceptance() {
        let official = Post { official: true, ..post("2", "b/brand", 0, "y") };
        check(vec![accepted(post("1", "a", 9, "x")), official], Reason::AcceptedMark, Some(1));
    }

    #[test]
    fn staff_who_only_ask_back_have_not_answered() {
        check(vec![post("1", "s/staff", 0, "Which firmware?")], Reason::NoSign, Some(0));
        check(
            vec![post("1", "a", 0, "x"), post("2", "s/staff", 0, "Install 4.2.1.")],
            Reason::StaffAnswer,
            Some(1),
        );
    }

    #[test]
    fn thanks_point_at_the_answer_before_them() {
        let answers = vec![
            post("1", "a", 0, "Try a reset."),
            post("2", "b", 0, "Use channel 6."),
            post("3", "mira", 0, "Thanks, that fixed it!"),
        ];
        check(answers, Reason::Thanks, Some(1));
        let doubtful =
            vec![post("1", "a", 0, "Reset."), post("2", "mira", 0, "Thanks, but it still fails.")];
        check(doubtful, Reason::NoSign, Some(0));
        check(vec![post("1", "mira", 0, "Thanks in advance!")], Reason::NoSign, Some(0));
    }

    #[test]
    fn the_last_word_of_staff_is_what_the_asker_thanks_for() {
        let answers = || {
            vec![
                post("1", "s/staff", 0, "Hello, we look into it."),
                post("2", "mira", 0, "It blinks red."),
                post("3", "s/staff", 0, "Hold the button for ten seconds."),
                post("4", "mira", 0, "Thanks, that fixed it!"),
            ]
        };
        check(answers(), Reason::StaffThanked, Some(2));
        check(answers()[..3].to_vec(), Reason::StaffAnswer, Some(2));
        let by_member = [post("5", "a", 0, "Try this."), post("6", "mira", 0, "That worked!")];
        check([answers()[..3].to_vec(), by_member.to_vec()].concat(), Reason::StaffAnswer, Some(2));
    }

    #[test]
    fn marks_on_the_whole_thread_name_the_last_reply_that_may_help() {
        let answers = vec![
            post("1", "a", 0, "Which one?"),
            post("2", "a", 0, "Use channel 6."),
            post("3", "mira", 0, "I see."),
            post("4", "b", 0, "Is it new?"),
        ];
        let mut thread = thread(answers);
        thread.solved = Some(Solved { by: SolvedBy::Prefix, answer: None });
        let resolution = resolve(&thread);
        assert_eq!((resolution.grade, resolution.reason), (Grade::Corroborated, Reason::Prefix));
        assert_eq!(resolution.evidence, Some(PostId("q".into())));
        assert_eq!(best_answer(&thread, &resolution), Some(1));
        thread.answers.truncate(1);
        assert_eq!(resolve(&thread).reason, Reason::NoSign);
    }

    #[test]
    fn a_mark_beside_the_platforms_own_says_what_it_is() {
        let mut thread = thread(vec![post("1", "a", 0, "x"), accepted(post("2", "b", 0, "y"))]);
        for by in SolvedBy::ALL {
            thread.solved = Some(Solved { by, answer: Some(PostId("2".into())) });
            let resolution = resolve(&thread);
            assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, by.reason()));
            assert_eq!(best_answer(&thread, &resolution), Some(1));
        }
    }

    #[test]
    fn votes_decide_or_split() {
        check(vec![post("1", "a", 1, "x"), post("2", "b", 6, "y")], Reason::Votes, Some(1));
        check(vec![post("1", "a", 12, "x"), post("2", "b", 11, "y")], Reason::SplitVotes, Some(0));
        check(vec![post("1", "a", 1, "x")], Reason::NoSign, Some(0));
        check(vec![], Reason::NoAnswer, None);
    }
}
