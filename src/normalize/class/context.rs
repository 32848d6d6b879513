//! What is known of a thread when a reply is read.

use rustc_hash::FxHashSet;

use crate::model::PostClass;

use super::reply::ReplyVerdict;
use super::turn::Turn;

/// What is known of the thread when a reply is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Words of the opening that carry content.
    pub subject: FxHashSet<String>,
    /// The opening is a question, or asks something.
    pub asks: bool,
    /// The opening is a question, or the community has closed the thread as solved.
    pub is_question: bool,
    /// Somebody other than the asker has replied before.
    pub has_help: bool,
    /// Somebody has answered before.
    pub has_answer: bool,
    /// People who helped before, by position.
    pub helpers: Vec<usize>,
    /// People who have answered before, by position.
    pub answerers: Vec<usize>,
}

impl Context {
    /// Takes in a reply, for those behind it.
    pub(super) fn learn(&mut self, turn: &Turn, verdict: &ReplyVerdict) {
        if turn.by_asker {
            return;
        }
        // A call, a promise or a word in front leaves the question as open as it was.
        let is_more = turn.n_words > 1 || turn.prose.n_code + turn.prose.n_links > 0;
        self.has_help |= is_more
            && !matches!(
                verdict.class,
                PostClass::Mention
                    | PostClass::Holding
                    | PostClass::Elsewhere
                    | PostClass::Reaction
                    | PostClass::Thanks
            );
        self.has_answer |= verdict.class.is_substantive();
        if let Some(who) = turn.who.filter(|_| verdict.class == PostClass::Answer)
            && !self.answerers.contains(&who)
        {
            self.answerers.push(who);
        }
        let helps = !matches!(verdict.class, PostClass::OffTopic | PostClass::FollowUp);
        if let Some(who) = turn.who.filter(|who| helps && !self.helpers.contains(who)) {
            self.helpers.push(who);
        }
    }
}

/// A post with this much substance is an answer.
pub(super) const ANSWER: f64 = 1.7;

/// Behind somebody else's answer a post must have this much, and behind the writer's own this
/// much: what is added to an answer is a part of it.
const FURTHER: f64 = 2.4;
const OWN_FURTHER: f64 = 4.0;

/// A post with this much is a part of an answer.
pub(super) const PARTIAL: f64 = 0.9;

/// Where nothing is asked, it takes so much more to answer.
const UNASKED: f64 = 0.7;

impl Context {
    /// How much substance makes a post of somebody other than the asker an answer, and how
    /// much a part of one.
    pub(super) fn least(&self, turn: &Turn) -> (f64, f64) {
        let unasked = if self.is_question { 0.0 } else { UNASKED };
        let answer = match turn.who {
            // What is said first after a question is said to it.
            _ if self.is_question && self.asks && !self.has_help => PARTIAL,
            Some(who) if self.answerers.contains(&who) => OWN_FURTHER,
            _ if !self.answerers.is_empty() => FURTHER,
            _ => ANSWER,
        };
        (answer + unasked, PARTIAL + unasked)
    }
}
