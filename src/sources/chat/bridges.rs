//! Finds the accounts that are bridges, and gives what they carry to the people behind.

use std::collections::{HashMap, HashSet};

use crate::model::{Person, PersonId, Role};
use crate::sources::SkipReason;

use super::key::number_of;
use super::message::{Message, Note};
use super::relay;
use super::relay::Form;
use super::visible::{cut, shown};

/// Accounts that are bridges, by their numbers.
pub(super) type Bridges = HashSet<u64>;

/// What an account says, counted.
#[derive(Default)]
struct Count {
    all: usize,
    fronts: usize,
    of_chats: usize,
    bold: usize,
    by_program: bool,
    /// The first people behind it.
    names: Vec<u64>,
}

impl Count {
    fn is_bridge(&self) -> bool {
        let nearly_all = self.fronts > 0 && self.fronts * 10 >= self.all * 9;
        let many = self.names.len() >= 2;
        // People write bold words with a colon, too: `**Problem**: …`.
        let plain = self.bold == 0 || self.by_program || (self.all >= 8 && self.names.len() >= 3);
        nearly_all && (self.of_chats * 10 >= self.all * 9 || (many && plain))
    }
}

/// Finds the bridges among the accounts, and gives what they carry to the people behind.
pub(super) fn give_back(notes: &mut [Note]) -> Bridges {
    let mut counts: HashMap<u64, Count> = HashMap::new();
    for said in notes.iter().filter_map(|note| note.said).filter(|said| said.relay.is_some()) {
        counts.entry(said.by).or_default();
    }
    if counts.is_empty() {
        return Bridges::new();
    }
    for said in notes.iter().filter_map(|note| note.said) {
        let Some(count) = counts.get_mut(&said.by) else { continue };
        count.all += 1;
        let Some(relay) = said.relay else { continue };
        count.fronts += 1;
        count.of_chats += usize::from(relay.names_chat);
        count.bold += usize::from(relay.form == Form::Bold);
        count.by_program |= said.is_bot || relay.by_bridge;
        if count.names.len() < 4 && !count.names.contains(&relay.by) {
            count.names.push(relay.by);
        }
    }
    let bridges = counts.into_iter().filter(|(by, count)| *by != 0 && count.is_bridge());
    let bridges: Bridges = bridges.map(|(by, _)| by).collect();
    for note in notes {
        let Some(said) = note.said.as_mut().filter(|said| bridges.contains(&said.by)) else {
            continue;
        };
        let Some(relay) = said.relay else { continue };
        (said.by, said.name) = (relay.by, relay.name);
        // The program speaks for a person.
        if note.fate == Err(SkipReason::Bot) {
            note.fate = Ok(());
        }
    }
    bridges
}

/// Makes the person behind a bridge the author, and drops the front from the words.
pub(super) fn unwrap(message: &mut Message, bridges: &Bridges) {
    let Some(author) = message
        .author
        .as_ref()
        .filter(|author| !bridges.is_empty() && bridges.contains(&number_of(&author.id.0)))
    else {
        return;
    };
    let chars = shown(&message.body, relay::MAX_CHARS);
    let Some(prefix) = relay::parse(&chars) else { return };
    message.author = Some(Person {
        id: PersonId(relay::id_of(&author.id.0, &prefix)),
        name: prefix.name,
        role: Role::Member,
        url: None,
    });
    message.joins = true;
    message.body.text = cut(&message.body, &chars[..prefix.len]);
}
