//! Finds where conversations start, and brings together what belongs to each.
//!
//! Chats know replies by keys of messages, tables and dumps by ids of rows. Here all are
//! numbers from 0, since there may be millions of them.

/// No number: nothing is replied to, or nothing is known.
pub(super) const NONE: u32 = u32::MAX;

/// Returns the number of a place in a list.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

/// What each of many messages replies to.
#[derive(Default)]
pub(super) struct ReplyForest {
    /// By message; [`NONE`] where it replies to nothing.
    parents: Vec<u32>,
}

impl ReplyForest {
    /// Returns what a message replies to.
    pub(super) fn parent(&self, message: u32) -> Option<u32> {
        self.parents.get(message as usize).copied().filter(|parent| *parent != NONE)
    }

    /// Sets what a message replies to.
    pub(super) fn set_parent(&mut self, message: u32, parent: Option<u32>) {
        set(&mut self.parents, message as usize, parent.unwrap_or(NONE), NONE);
    }

    /// Follows replies upwards to the message that starts the conversation. A ring of replies
    /// starts with the message that is asked for first.
    ///
    /// What is on the way replies to the start from then on, so that no step is taken twice.
    pub(super) fn root(&mut self, message: u32) -> u32 {
        let mut path = Vec::new();
        let mut root = message;
        while let Some(parent) = self.parent(root) {
            path.push(root);
            // Until the end is known, a message that is met again closes a ring.
            self.parents[root as usize] = message;
            let has_ended = parent == message || parent == root;
            root = parent;
            if has_ended {
                break;
            }
        }
        path.into_iter().for_each(|on_the_way| self.parents[on_the_way as usize] = root);
        root
    }
}

/// Sets a value of a list that grows as it must.
pub(super) fn set<T: Clone>(list: &mut Vec<T>, at: usize, value: T, empty: T) {
    if list.len() <= at {
        list.resize(at + 1, empty);
    }
    list[at] = value;
}

/// Messages, brought together by conversation.
#[derive(Default)]
pub(super) struct Conversations {
    /// All messages: those of a conversation one after another, its first one in front.
    messages: Vec<u32>,
    /// Where each conversation starts in `messages`.
    starts: Vec<u32>,
}

impl Conversations {
    /// Brings `n` messages together by the first message of their conversation, in the order
    /// of these; what has none is left out.
    pub(super) fn of(n: usize, first: impl Fn(u32) -> Option<u32>) -> Conversations {
        let all = || (0..number(n)).filter_map(|at| Some((at, first(at)?)));
        // By the first message: how many there are, and then where the next one goes.
        let mut next = vec![0_u32; n];
        all().for_each(|(_, first)| next[first as usize] += 1);
        let (mut starts, mut n_messages) = (Vec::new(), 0);
        for count in next.iter_mut().filter(|count| **count > 0) {
            starts.push(n_messages);
            n_messages += std::mem::replace(count, n_messages);
        }
        let mut messages = vec![NONE; n_messages as usize];
        for is_first in [true, false] {
            for (at, first) in all().filter(|(at, first)| (at == first) == is_first) {
                messages[next[first as usize] as usize] = at;
                next[first as usize] += 1;
            }
        }
        Conversations { messages, starts }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns the messages of one.
    pub(super) fn get(&self, conversation: usize) -> &[u32] {
        let start = |at: usize| self.starts.get(at).map(|start| *start as usize);
        let end = start(conversation + 1).unwrap_or(self.messages.len());
        &self.messages[start(conversation).unwrap_or(end)..end]
    }

    /// Goes through all.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|conversation| self.get(conversation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(replies: &[(u32, u32)], expected: &[&[u32]]) {
        let mut forest = ReplyForest::default();
        let n = replies.iter().map(|(reply, to)| reply.max(to) + 1).max().unwrap_or(0);
        replies.iter().for_each(|(reply, to)| forest.set_parent(*reply, Some(*to)));
        let roots: Vec<u32> = (0..n).map(|message| forest.root(message)).collect();
        let found = Conversations::of(n as usize, |message| Some(roots[message as usize]));
        assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        assert!((0..n).all(|message| forest.root(message) == roots[message as usize]));
    }

    #[test]
    fn replies_lead_to_what_starts_their_conversation() {
        check(&[], &[]);
        check(&[(1, 0), (2, 1), (4, 3), (5, 2)], &[&[0, 1, 2, 5], &[3, 4]]);
        check(&[(0, 3), (1, 0), (2, 1)], &[&[3, 0, 1, 2]]);
    }

    #[test]
    fn rings_start_with_the_message_that_is_asked_for_first() {
        check(&[(0, 0)], &[&[0]]);
        check(&[(1, 2), (2, 3), (3, 1), (4, 2)], &[&[0], &[1, 2, 3, 4]]);
        check(&[(0, 1), (1, 2), (2, 1)], &[&[0, 1, 2]]);
    }

    #[test]
    fn what_has_no_first_message_is_left_out() {
        let found =
            Conversations::of(4, |message| [Some(2), None, Some(2), Some(3)][message as usize]);
        assert_eq!(found.iter().collect::<Vec<_>>(), [&[2, 0][..], &[3]]);
    }
}
