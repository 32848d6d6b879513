//! The channels of a chat: how they are called, and how people answer in them.

use std::collections::BTreeMap;

/// The channels of a source, by their numbers.
#[derive(Debug, Default)]
pub(in crate::sources) struct Rooms {
    rooms: Vec<Room>,
    numbers: BTreeMap<(String, Vec<String>), u32>,
}

/// One channel.
#[derive(Debug)]
pub(super) struct Room {
    /// Its names and ids, as people may write them.
    pub names: Vec<String>,
    /// How people answer in it.
    pub habit: Habit,
}

/// How people answer in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Habit {
    /// With a mark of what they answer, or without.
    Mixed,
    /// In threads, unless nobody in the channel does.
    Threads,
}

impl Rooms {
    /// Returns the number of a channel. `scope` tells apart those that are called alike.
    pub(in crate::sources) fn number(
        &mut self,
        scope: &str,
        names: impl IntoIterator<Item = impl Into<String>>,
        habit: Habit,
    ) -> u32 {
        let names = names.into_iter().map(Into::into).filter(|name: &String| !name.is_empty());
        let names: Vec<String> = names.collect();
        let rooms = &mut self.rooms;
        *self.numbers.entry((scope.to_owned(), names)).or_insert_with_key(|(_, names)| {
            rooms.push(Room { names: names.clone(), habit });
            u32::try_from(rooms.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Returns a channel.
    pub(super) fn get(&self, number: u32) -> Option<&Room> {
        self.rooms.get(number as usize)
    }
}
