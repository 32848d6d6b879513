//! Messages that belong together without a mark of it: a photo and the words to it, an answer
//! that replies to nothing, thanks.
//!
//! What is tied is bounded in number and in time: whoever speaks next in a busy channel may
//! speak of anything. A question that somebody has replied to is left alone.

use std::collections::HashMap;

use super::cues::Act;
use super::index::{MessageIndex, Parent};
use super::message::Note;
use super::rooms::{Habit, Rooms};
use super::said::Said;

/// A file and the words to it are no further apart, in seconds.
const WITH_WORDS: i64 = 5 * 60;

/// Nor are two lines of one opening.
const LINES: i64 = 2 * 60;

/// Nor are the parts of a split message.
const PARTS: i64 = 10 * 60;

/// How many messages of others may stand in between.
const BETWEEN: usize = 6;

/// How many messages after a question may answer it, and how long after it.
const MOST: usize = 12;
const WINDOW: i64 = 30 * 60;

/// An answer that nobody confirms follows at once, and is not long.
const CLOSE: i64 = 10 * 60;
const MAX_CLOSE: usize = 4;

/// Whoever spoke so shortly before a question was speaking of something else.
const BUSY: i64 = 5 * 60;

/// How far up a thread is followed for who started it.
const DEPTH: usize = 100;

/// What a message replies to: nothing, or what is not there.
const NOTHING: u32 = u32::MAX;
const LOST: u32 = u32::MAX - 1;

/// By a message that goes on an opening: the message that the opening starts with.
pub(super) type Openings = HashMap<u32, u32>;

/// Ties messages that belong together, as if they were marked so.
pub(super) fn tie(notes: &mut [Note], index: &MessageIndex, rooms: &Rooms) -> Openings {
    let mut order: Vec<u32> = index.all().filter(|at| is_said(&notes[*at as usize])).collect();
    order.sort_unstable_by_key(|&at| key(&notes[at as usize], at));
    if order.is_empty() {
        return Openings::new();
    }
    let mut parents = vec![NOTHING; notes.len()];
    let mut replies = Vec::new();
    for at in index.all().filter(|at| notes[*at as usize].fate.is_ok()) {
        parents[at as usize] = match index.parent(notes, at) {
            Parent::Nothing => NOTHING,
            Parent::Message(parent) if parent != at => {
                replies.push((parent, at));
                parent
            }
            Parent::Message(_) | Parent::Missing(_) => LOST,
        };
    }
    replies.sort_unstable();
    let mut openings = Openings::new();
    let runs: Vec<&[u32]> =
        order.chunk_by(|a, b| notes[*a as usize].room == notes[*b as usize].room).collect();
    for messages in runs {
        let room = messages.first().map_or(0, |at| notes[*at as usize].room);
        let n_marked = messages.iter().filter(|at| parents[**at as usize] != NOTHING).count();
        let is_open = match rooms.get(room).map_or(Habit::Threads, |room| room.habit) {
            Habit::Mixed => true,
            Habit::Threads => n_marked * 20 <= messages.len(),
        };
        let n = messages.len();
        let mut talk = Talk {
            notes,
            messages,
            parents: &mut parents,
            replies: &replies,
            is_open,
            heads: (0..n).collect(),
            last: (0..n).collect(),
            asks: vec![false; n],
            answered: vec![false; n],
        };
        talk.open();
        if is_open {
            talk.answer();
            talk.thank();
        }
        talk.part(&mut openings);
    }
    openings
}

/// Messages are in the order of their channels, then of time.
fn key(note: &Note, at: u32) -> (u32, i64, i64, u32) {
    (note.room, note.said.map_or(0, |said| said.at), note.time, at)
}

fn is_said(note: &Note) -> bool {
    note.fate.is_ok() && note.said.is_some_and(|said| said.by != 0)
}

/// The messages of one channel in the order of time; all places are in it.
struct Talk<'a> {
    notes: &'a mut [Note],
    messages: &'a [u32],
    /// By message of the export: what it replies to.
    parents: &'a mut [u32],
    /// Marked replies: what is replied to, and the reply.
    replies: &'a [(u32, u32)],
    /// Answers are tied that have no marks.
    is_open: bool,
    /// By place: where what its author says in a row starts.
    heads: Vec<usize>,
    /// By place of such a start: the place of its last message.
    last: Vec<usize>,
    /// It asks.
    asks: Vec<bool>,
    /// Somebody has replied.
    answered: Vec<bool>,
}

impl Talk<'_> {
    fn said(&self, place: usize) -> Said {
        self.notes[self.messages[place] as usize].said.unwrap_or_default()
    }

    fn parent(&self, place: usize) -> u32 {
        self.parents[self.messages[place] as usize]
    }

    fn replies(&self, place: usize) -> impl Iterator<Item = Said> + '_ {
        let at = self.messages[place];
        let start = self.replies.partition_point(|(parent, _)| *parent < at);
        let of_message = self.replies[start..].iter().take_while(move |(parent, _)| *parent == at);
        // Of replies in threads nothing is noted but that they are there.
        of_message.map(|(_, reply)| self.notes[*reply as usize].said.unwrap_or_default())
    }

    /// Makes one message a reply to another.
    fn link(&mut self, place: usize, to: usize) {
        let (at, to) = (self.messages[place], self.messages[to]);
        self.notes[at as usize].parents = vec![self.notes[to as usize].key];
        self.parents[at as usize] = to;
    }

    /// Makes one opening of what an author says in a row.
    fn open(&mut self) {
        for place in 0..self.messages.len() {
            let said = self.said(place);
            let before = (1..=BETWEEN.min(place)).map(|back| place - back);
            let mut near = before.take_while(|p| said.at - self.said(*p).at <= PARTS);
            let own = near.find(|p| self.said(*p).same(&said));
            if let Some(before) = own.filter(|_| self.parent(place) == NOTHING)
                && self.goes_on(before, place, self.heads[before])
            {
                self.heads[place] = self.heads[before];
                self.link(place, before);
            }
            let head = self.heads[place];
            self.last[head] = place;
            self.asks[head] |= said.act == Act::Asks;
            let is_answered = self.replies(place).next().is_some();
            self.answered[head] |= is_answered;
        }
    }

    /// Notes openings of several messages, and parts those again that nobody has replied to:
    /// talk to nobody is counted as it was written.
    fn part(&mut self, openings: &mut Openings) {
        for place in 0..self.messages.len() {
            let (at, head) = (self.messages[place], self.heads[place]);
            if head == place || self.parent(head) != NOTHING {
                continue;
            }
            if self.answered[head] {
                openings.insert(at, self.messages[head]);
            } else {
                self.parents[at as usize] = NOTHING;
                self.notes[at as usize].parents.clear();
            }
        }
    }

    /// Tells whether a message goes on with what its author said before.
    fn goes_on(&self, before: usize, place: usize, head: usize) -> bool {
        let (last, next) = (self.said(before), self.said(place));
        let gap = next.at - last.at;
        let asks_anew = self.asks[head] && next.act == Act::Asks;
        let is_part = last.part.zip(next.part).is_some_and(|(a, b)| a.0 != b.0 && a.1 == b.1);
        if is_part {
            return gap <= PARTS;
        }
        if next.act == Act::Blank || last.act == Act::Blank {
            return gap <= WITH_WORDS && !asks_anew && next.act != Act::Thanks;
        }
        let thanks = [last.act, next.act].contains(&Act::Thanks);
        let is_next = before + 1 == place && self.parent(head) == NOTHING && next.to == 0;
        self.is_open && is_next && gap <= LINES && !asks_anew && !thanks
    }

    /// Ties answers to questions that nobody has replied to.
    fn answer(&mut self) {
        for place in 0..self.messages.len() {
            if self.asks[place] && !self.answered[place] && self.parent(place) == NOTHING {
                self.answer_one(place);
            }
        }
    }

    fn answer_one(&mut self, question: usize) {
        let (asker, end) = (self.said(question), self.last[question]);
        let start = self.said(end).at;
        let mut is_crowded = self.is_crowded(question);
        let (mut last, mut n_close, mut waiting) = (start, 0, None);
        for place in (end + 1..self.messages.len()).take(MOST) {
            let said = self.said(place);
            if said.at - start > WINDOW {
                break;
            }
            if self.parent(place) != NOTHING {
                continue;
            }
            let is_close = said.at - last <= CLOSE;
            let takes = if said.same(&asker) {
                match said.act {
                    Act::Asks => break,
                    Act::Thanks => {
                        self.thanked(question, place, waiting);
                        break;
                    }
                    Act::Says | Act::Blank => self.answered[question] && is_close,
                }
            } else {
                let known = self.known_reply(place, &asker);
                let may = known.is_none() && said.act == Act::Says;
                is_crowded |= known.is_none() && said.act == Act::Asks;
                let at_once = may && is_close && !is_crowded && n_close < MAX_CLOSE;
                let takes = known == Some(true) || at_once && !self.is_busy(place, question);
                n_close += usize::from(takes && known.is_none());
                if may && !takes {
                    waiting = Some(place);
                }
                takes
            };
            if takes {
                last = said.at;
                self.answered[question] = true;
                self.link(place, question);
            }
        }
    }

    /// Ties thanks for an answer, and the answer, if it was in doubt until now.
    fn thanked(&mut self, question: usize, thanks: usize, waiting: Option<usize>) {
        if !self.answered[question] && waiting.is_none() {
            return;
        }
        if let Some(answer) = waiting.filter(|_| !self.answered[question]) {
            self.link(answer, question);
        }
        self.answered[question] = true;
        self.link(thanks, question);
    }

    /// Whether a message is plainly to the asker, or plainly not: by its addressee, and by
    /// who replies to it.
    fn known_reply(&self, place: usize, asker: &Said) -> Option<bool> {
        let said = self.said(place);
        if said.addresses(asker) || self.replies(place).any(|reply| reply.same(asker)) {
            return Some(true);
        }
        let is_elsewhere = said.to != 0 || self.replies(place).next().is_some();
        is_elsewhere.then_some(false)
    }

    /// Another question waits for its answer, so what comes may be that.
    fn is_crowded(&self, question: usize) -> bool {
        let said = self.said(question);
        let before = (1..=BETWEEN.min(question)).map(|back| question - back);
        let mut near = before.take_while(|place| said.at - self.said(*place).at <= CLOSE);
        near.any(|place| {
            let waits = self.asks[place] && !self.answered[place] && self.parent(place) == NOTHING;
            waits && !self.said(place).same(&said)
        })
    }

    /// The author was speaking when the question came.
    fn is_busy(&self, place: usize, question: usize) -> bool {
        let (said, asked) = (self.said(place), self.said(question).at);
        let before = (1..=BETWEEN.min(question)).map(|back| question - back);
        let mut near = before.take_while(|before| asked - self.said(*before).at <= BUSY);
        near.any(|before| self.said(before).same(&said))
    }

    /// Ties thanks of askers to what was said to them last.
    fn thank(&mut self) {
        for place in 0..self.messages.len() {
            let said = self.said(place);
            if said.act != Act::Thanks || self.parent(place) != NOTHING || self.last[place] != place
            {
                continue;
            }
            let before = (1..=MOST.min(place)).map(|back| place - back);
            let mut near = before.take_while(|before| said.at - self.said(*before).at <= WINDOW);
            let answer = near.find(|before| {
                let is_reply = self.parent(*before) < LOST && !self.said(*before).same(&said);
                is_reply && self.starter(*before).is_some_and(|starter| starter.same(&said))
            });
            if let Some(answer) = answer {
                self.link(place, answer);
            }
        }
    }

    /// Finds who started the thread of a message.
    fn starter(&self, place: usize) -> Option<Said> {
        let mut at = self.messages[place];
        for _ in 0..DEPTH {
            match self.parents[at as usize] {
                NOTHING | LOST => return self.notes[at as usize].said,
                parent => at = parent,
            }
        }
        None
    }
}
