//! How well a thread is solved, and which answer a reader should see first.
//!
//! All rests on the classes of posts: see [`ThreadClasses`]. Only a post that says something can be
//! official, accepted through a mark on the thread, or best.

use std::cmp::Reverse;

use crate::model::{
    Confidence, Grade, Opening, Post, PostClass, PostId, Reason, Resolution, Role, SolvedBy, Thread,
};

use super::class::{ClassifiedPost, PostPosition, ThreadClasses};
use super::platform_marks::best_of_marked;
use super::self_answer::promote;

/// An answer needs this many votes to be corroborated by them.
const ENOUGH_VOTES: i64 = 2;

/// So many words of the asker that ask are another question, not only "Why?".
const MATTER: usize = 8;

/// So many confirmations of one thread are looked at.
const MAX_CONFIRMED: usize = 20;

/// What the brand's own people say must have so much substance to be official: a short
/// sentence that says what to do has.
const OFFICIAL: f64 = 1.3;

/// What a thread is worth to strangers, and what that rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Grading {
    /// What its posts do.
    pub reading: ThreadClasses,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The position of the answer that comes first on the page.
    pub best: Option<usize>,
    /// A post that bears a mark and answers nothing: the mark does not count.
    pub idle_mark: Option<PostId>,
}

/// Reads a thread and grades it. Remarks in which the asker says how it was solved become
/// answers.
pub fn assess(thread: &mut Thread) -> Grading {
    let reading = ThreadClasses::of(thread);
    if promote(thread, &reading) {
        return graded(thread, ThreadClasses::of(thread));
    }
    graded(thread, reading)
}

fn graded(thread: &Thread, reading: ThreadClasses) -> Grading {
    let assessor = Assessor::new(thread, &reading);
    let (grade, reason, evidence, best) = assessor.verdict();
    let confidence = match best {
        Some(best) => assessor.confidence(grade, reason, best),
        None => Confidence::default(),
    };
    let idle_mark = assessor.idle_mark();
    let resolution = Resolution { grade, reason, evidence, confidence };
    Grading { resolution, best, idle_mark, reading }
}

/// Grades a thread: accepted, official, corroborated, answered, contested, unresolved.
pub fn resolve(thread: &Thread) -> Resolution {
    assess(&mut thread.clone()).resolution
}

type Verdict = (Grade, Reason, Option<PostId>, Option<usize>);

struct Assessor<'a> {
    thread: &'a Thread,
    reading: &'a ThreadClasses,
    /// Where the answers stand among the posts that were read; remarks stand behind theirs.
    places: Vec<usize>,
    /// Answers in substance, by position, with how well they answer.
    candidates: Vec<(usize, f64)>,
}

impl<'a> Assessor<'a> {
    fn new(thread: &'a Thread, reading: &'a ThreadClasses) -> Assessor<'a> {
        let is_answer = |post: &ClassifiedPost| matches!(post.place, PostPosition::Answer(_));
        let places = reading.posts.iter().enumerate().filter(|(_, post)| is_answer(post));
        let places = places.map(|(at, _)| at).collect();
        let mut assessor = Assessor { thread, reading, places, candidates: Vec::new() };
        assessor.candidates = assessor.find_candidates();
        assessor
    }

    fn verdict(&self) -> Verdict {
        let id = |at: usize| Some(self.thread.answers[at].id.clone());
        if let Some(at) = self.marked() {
            let post = &self.thread.answers[at];
            let solved = self.thread.solved.as_ref();
            let named = solved.filter(|solved| solved.answer.as_ref() == Some(&post.id));
            let reason = named.map_or(Reason::AcceptedMark, |solved| solved.by.reason());
            return (Grade::Accepted, reason, id(at), Some(best_of_marked(self.thread, at)));
        }
        if let Some(at) = self.thread.answers.iter().position(|post| post.official) {
            return (Grade::Official, Reason::OfficialMark, id(at), Some(at));
        }
        if self.thread.solved.as_ref().is_some_and(|solved| solved.by == SolvedBy::Open) {
            return (Grade::Unresolved, Reason::StillOpen, None, self.best().or(self.first()));
        }
        let liked = self.by_votes();
        let best = self.best().or(liked.first().copied());
        if !self.is_question() {
            let shown = best.or_else(|| self.first());
            return (Grade::Unresolved, Reason::NotAQuestion, None, shown);
        }
        let confirmed = self.confirmed();
        let Some(best) = best.or(confirmed.map(|(at, _)| at)) else {
            return (Grade::Unresolved, Reason::NoAnswer, None, self.first());
        };
        if let Some((at, confirm)) = confirmed {
            let is_official = self.thread.answers[at].role().is_official();
            let confirm = Some(confirm.id.clone());
            return match is_official {
                true => (Grade::Official, Reason::StaffThanked, confirm, Some(at)),
                false => (Grade::Corroborated, Reason::Thanks, confirm, Some(at)),
            };
        }
        if let Some(at) = self.official() {
            return (Grade::Official, Reason::StaffAnswer, id(at), Some(at));
        }
        if let Some(solved) = self.thread.solved.as_ref().filter(|solved| solved.answer.is_none()) {
            let opening = Some(self.thread.question.id.clone());
            return (Grade::Corroborated, solved.by.reason(), opening, Some(best));
        }
        match liked.as_slice() {
            [first, second, ..] if is_split(self.votes(*first), self.votes(*second)) => {
                (Grade::Contested, Reason::SplitVotes, id(*first), Some(*first))
            }
            [first, ..] => (Grade::Corroborated, Reason::Votes, id(*first), Some(*first)),
            [] if self.is_by_asker(best) => {
                (Grade::Answered, Reason::SelfAnswer, id(best), Some(best))
            }
            [] => (Grade::Answered, Reason::Substance, id(best), Some(best)),
        }
    }

    /// Tells whether the thread opens with a question. What a community closes as solved was
    /// one, unless it plainly is something else.
    fn is_question(&self) -> bool {
        self.reading.opening == Opening::Question || self.is_closed() && self.reading.asks > -1.8
    }

    /// Tells whether the community has closed the thread as solved.
    fn is_closed(&self) -> bool {
        let by = self.thread.solved.as_ref().map(|solved| solved.by);
        matches!(by, Some(SolvedBy::Status | SolvedBy::Prefix))
    }

    /// The answer that the platform or a person marks, unless it answers nothing.
    fn marked(&self) -> Option<usize> {
        let at = self.thread.answers.iter().position(|post| post.accepted)?;
        (!self.is_idle(at)).then_some(at)
    }

    fn idle_mark(&self) -> Option<PostId> {
        let at = self.thread.answers.iter().position(|post| post.accepted)?;
        let is_told = self.is_question() && self.is_idle(at);
        is_told.then(|| self.thread.answers[at].id.clone())
    }

    /// Tells whether a marked post is no answer at all. A person's decision always counts; a
    /// reaction may mean anything, so it counts only below a question and on a post that says
    /// something; a platform's own mark yields only where the post plainly says nothing.
    fn is_idle(&self, at: usize) -> bool {
        let id = &self.thread.answers[at].id;
        let solved = self.thread.solved.as_ref().filter(|s| s.answer.as_ref() == Some(id));
        let Some(post) = self.answer(at) else { return false };
        let by = solved.map(|solved| solved.by);
        let says_nothing = match post.class {
            PostClass::Elsewhere => post.substance < 0.9,
            // "cc @kim" has one word.
            PostClass::Mention => post.n_words <= 1,
            PostClass::Reaction => post.n_words == 0,
            PostClass::Answer
            | PostClass::Partial
            | PostClass::Asks
            | PostClass::Holding
            | PostClass::Confirm
            | PostClass::Thanks
            | PostClass::FollowUp
            | PostClass::OffTopic => false,
        };
        match by {
            Some(SolvedBy::Decision) => false,
            Some(SolvedBy::Reaction) => {
                let puts_off = matches!(
                    post.class,
                    PostClass::Holding | PostClass::Elsewhere | PostClass::Thanks
                );
                let may_help = post.class.is_substantive() || post.class == PostClass::Confirm;
                !may_help && (says_nothing || puts_off || post.substance < 0.5)
                    || !self.is_question()
            }
            Some(SolvedBy::Prefix | SolvedBy::Status | SolvedBy::Open) | None => says_nothing,
        }
    }

    /// The class of an answer.
    fn answer(&self, at: usize) -> Option<&ClassifiedPost> {
        self.places.get(at).map(|&at| &self.reading.posts[at])
    }

    /// Answers with their classes.
    fn answers(&self) -> impl Iterator<Item = (usize, &ClassifiedPost)> {
        self.places.iter().map(|&at| &self.reading.posts[at]).enumerate()
    }

    fn post(&self, at: usize) -> &Post {
        &self.thread.answers[at]
    }

    fn is_by_asker(&self, at: usize) -> bool {
        self.answer(at).is_some_and(|post| post.by_asker)
    }

    fn votes(&self, at: usize) -> i64 {
        self.post(at).votes
    }

    /// What stands first where nothing answers: the first reply that is not the asker's.
    fn first(&self) -> Option<usize> {
        let by_others = self.answers().find(|(_, post)| !post.by_asker).map(|(at, _)| at);
        by_others.or(if self.thread.answers.is_empty() { None } else { Some(0) })
    }

    /// Posts that answer in substance, with how well.
    fn candidates(&self) -> impl Iterator<Item = (usize, f64)> {
        self.candidates.iter().copied()
    }

    fn find_candidates(&self) -> Vec<(usize, f64)> {
        let counted =
            self.answers().filter(|(_, post)| post.role != Role::Bot).filter_map(|(at, post)| {
                let counts = post.class == PostClass::Answer
                    || post.class == PostClass::Partial && !post.by_asker;
                counts.then(|| (at, self.weight(at, post)))
            });
        counted.collect()
    }

    fn weight(&self, at: usize, post: &ClassifiedPost) -> f64 {
        let is_answer = if post.class == PostClass::Answer { 1.0 } else { 0.0 };
        let is_official = if post.role.is_official() { 0.8 } else { 0.0 };
        let votes = (self.votes(at).clamp(0, 8) as f64) * 0.25;
        let found = if post.by_asker { 0.6 } else { 0.0 };
        let said = self.said_of(at);
        post.substance.min(3.0) * 0.5 + is_answer + is_official + votes + found + said
    }

    /// What the asker says below an answer: thanks speak for it, doubt against it.
    fn said_of(&self, answer: usize) -> f64 {
        let behind = self.reading.posts[self.places[answer] + 1..].iter();
        let below = behind.take_while(|post| matches!(post.place, PostPosition::Remark(_, _)));
        below.filter(|post| post.by_asker).fold(0.0, |sum, post| match post.class {
            PostClass::Confirm => sum + 1.5,
            PostClass::Thanks => sum + 0.6,
            PostClass::FollowUp if post.doubts => sum - 0.3,
            _ => sum,
        })
    }

    /// The best of them, the earlier one of equals.
    fn best(&self) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for &(at, weight) in self.first_matter() {
            if best.is_none_or(|(_, known)| weight > known + 0.25) {
                best = Some((at, weight));
            }
        }
        best.map(|(at, _)| at)
    }

    /// The best of what the brand's own people say in substance.
    fn official(&self) -> Option<usize> {
        let is_closed = self.is_closed();
        let official = self.candidates().filter(|(at, _)| {
            self.answer(*at).is_some_and(|post| {
                let is_answer = post.substance >= OFFICIAL || is_closed;
                post.role.is_official() && !post.by_asker && is_answer
            })
        });
        let mut best: Option<(usize, f64)> = None;
        for (at, weight) in official {
            if best.is_none_or(|(_, known)| weight > known + 0.25) {
                best = Some((at, weight));
            }
        }
        best.map(|(at, _)| at)
    }

    /// The first confirmation after the asker's last doubt, and the answer that it is for: the
    /// one that it stands under, one by somebody whom it names, or the last one before it that
    /// answers.
    fn confirmed(&self) -> Option<(usize, &ClassifiedPost)> {
        let posts = &self.reading.posts;
        let taken_back = posts.iter().rposition(|post| post.by_asker && is_taken_back(post));
        let confirms = |post: &&ClassifiedPost| post.class == PostClass::Confirm && post.by_asker;
        let standing = posts[taken_back.map_or(0, |at| at + 1)..].iter().filter(confirms);
        let mut credited = standing.take(MAX_CONFIRMED).map(|post| (self.credited(post), post));
        credited.find_map(|(at, confirm)| Some((at?, confirm)))
    }

    fn credited(&self, confirm: &ClassifiedPost) -> Option<usize> {
        let last = match confirm.place {
            PostPosition::Answer(at) => at.checked_sub(1)?,
            PostPosition::Remark(at, _) => at,
            PostPosition::OpeningRemark(_) | PostPosition::Opening => return None,
        };
        let n = self.candidates.partition_point(|(at, _)| *at <= last);
        let answers = &self.candidates[..n];
        let named = self.named_words(confirm, last);
        let by_named = answers.iter().rev().find(|(at, _)| {
            let who = self.answer(*at).and_then(|post| post.who);
            who.is_some_and(|who| who > 0 && confirm.mentioned.contains(&who))
        });
        let under = answers.iter().find(|(at, _)| *at == last);
        let by_named = by_named.map(|(at, _)| *at).or(named);
        let found = by_named.or(under.or(answers.last()).map(|(at, _)| self.best_of_run(*at)));
        found.or_else(|| self.confirmed_words(last))
    }

    /// The answers up to where the asker goes on to another question: those to the first one.
    fn first_matter(&self) -> &[(usize, f64)] {
        let posts = &self.reading.posts;
        let answered = posts.iter().position(|p| p.class == PostClass::Answer && !p.by_asker);
        let Some(answered) = answered else { return &self.candidates };
        let turn = posts[answered..].iter().position(|p| {
            p.by_asker && p.class == PostClass::FollowUp && p.asks && p.n_words >= MATTER
        });
        let Some(turn) = turn else { return &self.candidates };
        let turn = answered + turn;
        let n = self.candidates.partition_point(|(at, _)| self.places[*at] < turn);
        // What answered first may be a remark.
        if n == 0 { &self.candidates } else { &self.candidates[..n] }
    }

    /// The best of what the writer of an answer said in one go before it: chats break an
    /// answer into several messages.
    fn best_of_run(&self, last: usize) -> usize {
        let who = self.answer(last).and_then(|post| post.who);
        let end = self.candidates.partition_point(|(at, _)| *at <= last);
        // What is said below each does not matter: it is said to all of them.
        let worth = |(at, weight): (usize, f64)| (at, weight - self.said_of(at));
        let mut best = self.candidates[..end].last().copied().map_or((last, 0.0), worth);
        let mut from = last;
        for &(at, weight) in self.candidates[..end].iter().rev().skip(1) {
            let between = &self.reading.posts[self.places[at] + 1..self.places[from]];
            let is_run = who.is_some()
                && self.answer(at).and_then(|post| post.who) == who
                && between.iter().all(|post| post.who == who || post.by_asker && post.is_idle());
            if !is_run {
                break;
            }
            let (_, worth) = worth((at, weight));
            if worth > best.1 {
                best = (at, worth);
            }
            from = at;
        }
        best.0
    }

    /// The last thing that somebody said whom a confirmation names, though it says little.
    fn named_words(&self, confirm: &ClassifiedPost, last: usize) -> Option<usize> {
        let is_named = |post: &ClassifiedPost| {
            let who = post.who.filter(|who| *who > 0 && confirm.mentioned.contains(who));
            who.is_some() && post.n_words > 1
        };
        let before = self.answers().filter(|(at, post)| *at <= last && is_named(post));
        before.last().map(|(at, _)| at)
    }

    /// The last reply up to here that may be what worked, though it says little.
    fn confirmed_words(&self, last: usize) -> Option<usize> {
        let may_be = |post: &ClassifiedPost| {
            !post.by_asker
                && post.n_words > 1
                && matches!(
                    post.class,
                    PostClass::Reaction | PostClass::OffTopic | PostClass::FollowUp
                )
        };
        let before = self.answers().filter(|(at, post)| *at <= last && may_be(post));
        before.last().map(|(at, _)| at)
    }

    /// Answers with enough votes, the most liked first.
    fn by_votes(&self) -> Vec<usize> {
        // Many who found it useful know better than a table of phrases, but for what they
        // only cheered.
        let dull = [PostClass::Mention, PostClass::Elsewhere, PostClass::Holding];
        let says = |post: &ClassifiedPost| {
            post.class.is_substantive()
                || post.n_words > 8 && !dull.contains(&post.class) && !post.is_merry()
        };
        let mut liked: Vec<usize> = self
            .answers()
            .filter(|(at, post)| {
                self.votes(*at) >= ENOUGH_VOTES
                    && !post.by_asker
                    && post.role != Role::Bot
                    && says(post)
            })
            .map(|(at, _)| at)
            .collect();
        liked.sort_by_key(|&at| (Reverse(self.votes(at)), self.post(at).created));
        liked
    }

    /// How likely it is that a stranger is helped. Marks and decisions are sure; else a sum of
    /// signs goes through the logistic function. The weights are set by hand, on threads that
    /// were labelled by reading; see ARCHITECTURE.md.
    fn confidence(&self, grade: Grade, reason: Reason, best: usize) -> Confidence {
        if grade == Grade::Accepted || reason == Reason::OfficialMark {
            return Confidence::SURE;
        }
        let signs: f64 = self.signs(best).iter().map(|(_, points)| points).sum();
        Confidence::new(1.0 / (1.0 + (-signs).exp()))
    }

    /// What speaks for and against helping a stranger.
    fn signs(&self, best: usize) -> Vec<(&'static str, f64)> {
        let reading = self.reading;
        let posts = || reading.posts.iter();
        let any = |class| posts().any(|post| post.class == class && post.by_asker);
        let post = self.answer(best);
        let flag = |yes: bool| f64::from(u8::from(yes));
        let last = posts().rev().find(|post| !post.by_asker);
        let moved = last.is_some_and(|post| post.class == PostClass::Elsewhere);
        let n_answers = self.candidates().count() as f64;
        let class = post.map(|post| post.class);
        let unhappy = posts().rev().find(|post| post.by_asker);
        let unhappy = unhappy.is_some_and(|post| post.class == PostClass::FollowUp && post.doubts);
        vec![
            ("base", -2.5),
            ("asks", reading.asks.clamp(-1.0, 3.0) * 0.7),
            ("substance", post.map_or(0.0, |post| post.substance.min(3.5)) * 0.5),
            ("answer", flag(class == Some(PostClass::Answer)) * 0.6),
            ("answers", n_answers.min(3.0) * 0.15),
            ("confirmed", flag(any(PostClass::Confirm)) * 1.6),
            ("thanked", flag(any(PostClass::Thanks)) * 1.1),
            ("official", flag(post.is_some_and(|post| post.role.is_official())) * 0.6),
            ("votes", (self.votes(best).clamp(0, 3) as f64) * 0.3),
            ("personal", (reading.personal.min(3) as f64) * -0.5),
            ("moved", flag(moved) * -0.8),
            ("unhappy", flag(unhappy) * -0.2),
        ]
    }
}

/// Tells whether the asker says that something still does not work.
fn is_taken_back(post: &ClassifiedPost) -> bool {
    post.class == PostClass::FollowUp && post.doubts
}

/// Three quarters of the first one's votes are "about as many".
fn is_split(first: i64, second: i64) -> bool {
    second * 4 >= first * 3
}

#[cfg(test)]
mod tests;
