//! What a survey notes of the words of a message, so that messages without marks of replies
//! find together.

use super::cues::Act;
use super::key::number_of;
use super::relay::Relay;
use super::{cues, parts, relay};

/// Who said something, to whom, and how; names are numbers, since there may be millions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sources) struct Said {
    /// The account; 0 when nobody knows.
    pub(super) by: u64,
    /// The name of the account.
    pub(super) name: u64,
    /// The account or name that the message starts with; 0 when it addresses nobody.
    pub(super) to: u64,
    /// When, in seconds since 1970.
    pub(super) at: i64,
    /// What it does.
    pub(super) act: Act,
    /// Which part of how many it is.
    pub(super) part: Option<(u8, u8)>,
    /// For whom the account speaks, if it is a bridge.
    pub(super) relay: Option<Relay>,
    /// The account is a program.
    pub(super) is_bot: bool,
}

/// A message as a format sees it in its survey.
pub(in crate::sources) struct SurveyedMessage<'a> {
    /// The id of the account, as [`Person`](crate::model::Person) has it.
    pub account: &'a str,
    /// Its name.
    pub name: &'a str,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Its words; bold ones between `**`, which is how bridges write names.
    pub text: &'a str,
    /// The account that it mentions first, where the format says so.
    pub to: Option<&'a str>,
    /// A program wrote it.
    pub is_bot: bool,
}

impl Said {
    /// Notes a message.
    pub(in crate::sources) fn of(message: &SurveyedMessage<'_>) -> Said {
        let text = message.text.trim();
        let prefix = relay::prefix(text);
        let own = prefix.as_ref().map_or(text, |prefix| &text[prefix.len..]);
        let first = own.split_whitespace().next().unwrap_or_default();
        let named = first.strip_prefix('@').map(|name| name.trim_end_matches([',', ':', '.']));
        Said {
            by: number_of(message.account),
            name: number_of(&folded(message.name)),
            to: message
                .to
                .map(number_of)
                .or(named.map(|n| number_of(&folded(n))))
                .unwrap_or_default(),
            at: message.at,
            act: cues::act(own),
            part: parts::number_of(own),
            relay: prefix.map(|prefix| Relay::of(&prefix, message.account, message.name)),
            is_bot: message.is_bot,
        }
    }

    /// Tells whether two messages are known to be by one account.
    pub(super) fn same(&self, other: &Said) -> bool {
        self.by != 0 && self.by == other.by
    }

    /// Tells whether the message addresses the author of another.
    pub(super) fn addresses(&self, other: &Said) -> bool {
        self.to != 0 && (self.to == other.by || self.to == other.name)
    }
}

/// A name as people type it.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}
