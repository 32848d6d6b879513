//! The setting `channels` of a source: which channels, lists or categories are read.

use std::hash::{Hash, Hasher};

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::SourceType;
use super::check::{place, value_place};
use super::wire::WireChannels;

/// So many characters a name or a pattern of channels has at most.
const MAX_LENGTH: usize = 500;

/// Which channels, lists or categories of a source are read; all, where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ChosenChannels {
    /// If not empty, only these are read.
    pub only: Vec<ChannelName>,
    /// These are not read.
    pub except: Vec<ChannelName>,
}

/// A name or an id of channels, or a pattern with `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelName {
    /// As it is written.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

impl Hash for ChannelName {
    /// Where it stands decides nothing but what messages quote.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ChosenChannels {
    /// Tells whether all are read.
    pub fn is_empty(&self) -> bool {
        self.only.is_empty() && self.except.is_empty()
    }
}

/// Reads which channels are wanted; `at` is the number of the source in `text`.
pub(super) fn check(
    text: &str,
    at: usize,
    kind: SourceType,
    wire: Option<WireChannels>,
    sink: &mut Sink,
) -> ChosenChannels {
    let Some(wire) = wire else { return ChosenChannels::default() };
    let path = |key: &[&str]| -> Vec<String> {
        let at = at.to_string();
        ["sources", &at, "channels"].iter().chain(key).map(|part| (*part).to_owned()).collect()
    };
    if !kind.has_channels() {
        sink.push(no_channels(place(text, &path(&[])), kind));
    }
    let mut named = |key: &str, names: Option<Vec<String>>| {
        let named = |name: String| {
            let place = value_place(text, &path(&[key]), &name);
            if name.chars().count() > MAX_LENGTH {
                sink.push(name_too_long(place, &name));
                return None;
            }
            Some(ChannelName { name, place })
        };
        names.into_iter().flatten().filter_map(named).collect()
    };
    ChosenChannels { only: named("only", wire.only), except: named("except", wire.except) }
}

/// No channel is called so, and a pattern of any length cannot be matched.
fn name_too_long(place: Place, name: &str) -> Diagnostic {
    let message = format!("a name in `channels` has {} characters", name.chars().count());
    Diagnostic::error(Code::ValueInvalid, message)
        .at(place, "too long")
        .note(format!("names and patterns of channels have at most {MAX_LENGTH}"))
        .help("write one name an item: `only: [help, billing]`")
}

/// The setting is used with a format that has no channels.
fn no_channels(place: Place, kind: SourceType) -> Diagnostic {
    let message = format!("`channels` is not a setting of `{}` sources", kind.name());
    Diagnostic::error(Code::KeyUnknown, message).at(place, "this format has none").help("remove it")
}
