//! Who is who in a Slack workspace, and which channel is public.

use std::collections::{BTreeMap, BTreeSet};

use super::wire;
use crate::config::SourceSettings;
use crate::model::{Person, PersonId, Role};
use crate::sources::chat::is_named;

/// Names for the ids in a text.
pub(super) trait Names {
    /// The name of a user.
    fn user(&self, id: &str) -> Option<String>;

    /// The name of a channel.
    fn channel(&self, id: &str) -> Option<String>;
}

/// One workspace.
#[derive(Default)]
pub(super) struct Workspace {
    people: BTreeMap<String, Person>,
    /// Channels by id and by name, as folders are called after either.
    channels: BTreeMap<String, Channel>,
    /// The ids of channels that are listed as private.
    private: BTreeSet<String>,
}

/// A channel that everybody in the workspace may read.
#[derive(Clone)]
pub(super) struct Channel {
    pub id: String,
    pub name: String,
}

impl Workspace {
    /// Takes the users of a workspace.
    pub(super) fn add_users(&mut self, users: Vec<wire::User>, settings: &SourceSettings) {
        for user in users {
            let person = person(&user, settings);
            self.people.insert(user.id, person);
        }
    }

    /// Takes the channels, and leaves out those that are not public.
    pub(super) fn add_channels(&mut self, channels: Vec<wire::Channel>) {
        for channel in channels {
            if !channel.is_public() {
                self.private.insert(channel.id);
                continue;
            }
            let name = channel.name.unwrap_or_else(|| channel.id.clone());
            let known = Channel { id: channel.id.clone(), name: name.clone() };
            self.channels.insert(name, known.clone());
            self.channels.insert(channel.id, known);
        }
    }

    /// Finds the public channel that a folder belongs to.
    pub(super) fn public(&self, folder: &str) -> Option<&Channel> {
        self.channels.get(folder)
    }

    /// The ids of channels that not everybody may read.
    pub(super) fn private(&self) -> impl Iterator<Item = &String> {
        self.private.iter()
    }

    /// The name of a user.
    pub(super) fn name(&self, user: &str) -> Option<&str> {
        self.people.get(user).map(|person| person.name.as_str())
    }

    /// Tells whether a user is a program.
    pub(super) fn is_bot(&self, user: &str) -> bool {
        user == "USLACKBOT" || self.people.get(user).is_some_and(|person| person.role == Role::Bot)
    }

    /// Finds who wrote a message.
    pub(super) fn author(
        &self,
        message: &wire::Message<'_>,
        settings: &SourceSettings,
    ) -> Option<Person> {
        let id = message.user.as_ref().or(message.bot_id.as_ref())?;
        let is_bot = message.user.is_none() || self.is_bot(id);
        let known = self.people.get(id).cloned();
        let unknown = || {
            let profile = message.user_profile.as_ref();
            let names = profile.map(|p| [&p.display_name, &p.real_name, &p.name]);
            let name = names.into_iter().flatten().chain([&message.username]).find_map(filled)?;
            let named = is_named(&settings.staff, &[id, &name]);
            let role = if named { Role::Staff } else { Role::Member };
            Some(Person { id: PersonId(id.clone()), name, role, url: None })
        };
        let person = known.or_else(unknown)?;
        Some(if is_bot { Person { role: Role::Bot, ..person } } else { person })
    }
}

impl Names for Workspace {
    fn user(&self, id: &str) -> Option<String> {
        self.people.get(id).map(|person| person.name.clone())
    }

    fn channel(&self, id: &str) -> Option<String> {
        self.channels.get(id).map(|channel| channel.name.clone())
    }
}

fn person(user: &wire::User, settings: &SourceSettings) -> Person {
    let profile = user.profile.as_ref();
    let display = profile.and_then(|profile| filled(&profile.display_name));
    let real = profile.and_then(|profile| filled(&profile.real_name));
    let email = profile.and_then(|profile| filled(&profile.email));
    let domain = email.as_ref().and_then(|email| email.split_once('@')).map(|(_, domain)| domain);
    let handle = filled(&user.name);
    let candidates = [Some(user.id.as_str()), display.as_deref(), real.as_deref()];
    let candidates = candidates.into_iter().chain([handle.as_deref(), email.as_deref(), domain]);
    let candidates: Vec<&str> = candidates.flatten().collect();
    let is_admin = [user.is_admin, user.is_owner].contains(&Some(true));
    let role = match user.is_bot {
        Some(true) => Role::Bot,
        _ if is_named(&settings.staff, &candidates) => Role::Staff,
        _ if is_admin => Role::Moderator,
        _ => Role::Member,
    };
    let name = display.or(real).or_else(|| filled(&user.real_name)).or(handle);
    let name = name.unwrap_or_else(|| "member".to_owned());
    Person { id: PersonId(user.id.clone()), name, role, url: None }
}

fn filled(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
