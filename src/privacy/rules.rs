//! privacy.yaml: people who opted out or go by another name, threads taken down, and what
//! may be published although it looks private.
//!
//! It is applied to every import, so what it takes out stays out when the same posts come
//! again with the next export.

use std::collections::BTreeSet;
use std::io;

use serde::{Deserialize, Serialize};

use crate::config::{Config, SourceSettings, choice, misnamed, not_one_of, yaml};
use crate::diag::{Place, Sink, nearest};
use crate::files::{Digest, Files};

use super::fold::fold;
use super::messages::{at, invalid_yaml, key_unknown, no_person, no_thread, nobody, unreadable};
use super::name_forms::NameForm;
use super::name_patterns::{NamePattern, Sighting};
use super::wire::{WireId, WirePerson, WirePrivacy, WireThread};

/// The file, beside answerbook.yaml.
pub const FILE: &str = "privacy.yaml";

/// What was decided for a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivacyRules {
    people: Vec<PersonRule>,
    threads: Vec<ThreadRule>,
    pub(super) public: BTreeSet<String>,
    /// The digest of the file; the empty one where there is none.
    pub digest: Digest,
}

/// Somebody who does not want to be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonRule {
    names: Vec<String>,
    id: Option<String>,
    /// The sources of this name: an export may be named as what was made of it once.
    sources: Option<BTreeSet<usize>>,
    pub(super) pseudonym: Option<String>,
    pub(super) posts: PostPolicy,
    text: NameContext,
    /// Other ways to write the names.
    pub(super) forms: BTreeSet<NameForm>,
    place: Place,
}

/// A thread that was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ThreadRule {
    id: String,
    sources: Option<BTreeSet<usize>>,
    to: Option<String>,
    place: Place,
}

/// What becomes of somebody's posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PostPolicy {
    #[default]
    Keep,
    Remove,
}

/// Where a name is looked for besides credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NameContext {
    /// As any word.
    #[default]
    Everywhere,
    /// Behind an `@` alone: the name is an ordinary word, too.
    Mentions,
}

/// Where visitors of a thread that was taken down go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemovedTarget {
    /// Nowhere: it is gone.
    Gone,
    /// To another address, as privacy.yaml says there.
    To(String, Place),
}

impl PrivacyRules {
    /// Reads and checks privacy.yaml; `None` when it cannot be used.
    pub fn load(files: &dyn Files, config: &Config, sink: &mut Sink) -> Option<PrivacyRules> {
        let bytes = match files.read(FILE) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let misnamed = misnamed(files, FILE);
                let is_none = misnamed.is_none();
                misnamed.into_iter().for_each(|told| sink.push(told));
                return is_none.then(PrivacyRules::default);
            }
            Err(error) => {
                sink.push(unreadable(&error));
                return None;
            }
        };
        let digest = Digest::of(&bytes);
        let text = match yaml::text_of(FILE, bytes) {
            Ok(text) => text,
            Err(diagnostic) => {
                sink.push(diagnostic);
                return None;
            }
        };
        let before = sink.n_errors();
        let wire = match yaml::parse::<Option<WirePrivacy>>(&text) {
            Ok(parsed) => {
                parsed.unknown.iter().for_each(|path| sink.push(key_unknown(&text, path)));
                parsed.value.unwrap_or_default()
            }
            Err(error) => {
                sink.push(invalid_yaml(&text, &error));
                return None;
            }
        };
        let mut checker = Checker { text: &text, config, sink };
        let rules = PrivacyRules {
            people: checker.people(wire.people.unwrap_or_default()),
            threads: checker.threads(wire.threads.unwrap_or_default()),
            public: wire.public.unwrap_or_default().iter().map(|text| plain(text)).collect(),
            digest,
        };
        (sink.n_errors() == before).then_some(rules)
    }

    /// Counts a source among those of every entry: of an export that the settings do not name,
    /// nobody can tell whose community it is.
    pub fn extend_to(&mut self, source: usize) {
        let of_people = self.people.iter_mut().filter_map(|person| person.sources.as_mut());
        let of_threads = self.threads.iter_mut().filter_map(|thread| thread.sources.as_mut());
        for sources in of_people.chain(of_threads) {
            sources.insert(source);
        }
    }

    /// Tells whether nobody and nothing is to be taken out.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.threads.is_empty()
    }

    /// The names that the file itself holds.
    pub(super) fn listed(&self) -> BTreeSet<NamePattern> {
        let named = |(entry, person): (usize, &PersonRule)| {
            let id = person.id.iter().filter(|id| !id.bytes().all(|b| b.is_ascii_digit())).cloned();
            let texts: Vec<String> = person.names.iter().cloned().chain(id).collect();
            texts.into_iter().map(move |text| NamePattern { entry, account: None, text })
        };
        self.people.iter().enumerate().flat_map(named).collect()
    }

    /// Tells whether an entry means an account, or a thread, by what the file says.
    pub(super) fn means(&self, entry: usize, source: usize, id: &str, name: &str) -> bool {
        match self.people.get(entry) {
            Some(person) => person.is(source, id, name),
            None => self.thread(entry).is_some_and(|thread| thread.is(source, id)),
        }
    }

    /// Finds the entry that means somebody.
    pub(super) fn person_of(&self, source: usize, id: &str, name: &str) -> Option<usize> {
        self.people.iter().position(|person| person.is(source, id, name))
    }

    /// Finds the entry that takes a thread down.
    pub(super) fn thread_of(&self, source: usize, id: &str) -> Option<usize> {
        let at = self.threads.iter().position(|thread| thread.is(source, id))?;
        Some(self.people.len() + at)
    }

    /// Says where visitors of a thread go that was taken down.
    pub fn removed(&self, source: usize, id: &str) -> Option<RemovedTarget> {
        let thread = self.thread(self.thread_of(source, id)?)?;
        Some(match &thread.to {
            Some(to) => RemovedTarget::To(to.clone(), thread.place.clone()),
            None => RemovedTarget::Gone,
        })
    }

    pub(super) fn person(&self, entry: usize) -> Option<&PersonRule> {
        self.people.get(entry)
    }

    pub(super) fn is_thread(&self, entry: usize) -> bool {
        entry >= self.people.len()
    }

    pub(super) fn in_text(&self, entry: usize) -> NameContext {
        self.people.get(entry).map_or(NameContext::Everywhere, |person| person.text)
    }

    /// Where an entry stands.
    pub(super) fn place(&self, entry: usize) -> Place {
        let of_thread = || self.thread(entry).map(|thread| thread.place.clone());
        let place = self.people.get(entry).map(|person| person.place.clone()).or_else(of_thread);
        place.unwrap_or_else(|| Place::file(FILE))
    }

    /// Names every entry that means nothing in the sources; `named` says who is in them.
    pub fn unmatched(
        &self,
        sightings: &[Sighting],
        named: &dyn Fn() -> Vec<NamedIn>,
        sink: &mut Sink,
    ) {
        let met: BTreeSet<usize> = sightings.iter().map(|sighting| sighting.entry).collect();
        let people = self.people.iter().enumerate().filter(|(entry, _)| !met.contains(entry));
        let people: Vec<(usize, &PersonRule)> = people.collect();
        let mut named = if people.is_empty() { Vec::new() } else { named() };
        // Of the threads of one person the first.
        named.dedup_by(|next, one| (next.source, &next.name) == (one.source, &one.name));
        for (at, person) in people {
            sink.push(no_person(person.place.clone(), at + 1, person.near(&named)));
        }
        for (at, thread) in self.threads.iter().enumerate() {
            if !met.contains(&(self.people.len() + at)) {
                sink.push(no_thread(thread.place.clone(), at + 1));
            }
        }
    }

    /// Counts the entries that mean somebody, or something, in the sources.
    pub fn met(&self, sightings: &[Sighting]) -> EntriesMet {
        let met: BTreeSet<usize> = sightings.iter().map(|sighting| sighting.entry).collect();
        let n_threads_met = met.iter().filter(|entry| self.is_thread(**entry)).count();
        EntriesMet {
            n_people: self.people.len(),
            n_people_met: met.len() - n_threads_met,
            n_threads: self.threads.len(),
            n_threads_met,
        }
    }

    fn thread(&self, entry: usize) -> Option<&ThreadRule> {
        self.threads.get(entry.checked_sub(self.people.len())?)
    }
}

/// How many entries privacy.yaml has, and how many of them mean somebody, or something, that the
/// sources hold and that is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesMet {
    /// Entries of `people`.
    pub n_people: usize,
    /// Of these, those who are in the sources.
    pub n_people_met: usize,
    /// Entries of `threads`.
    pub n_threads: usize,
    /// Of these, those that are in the sources.
    pub n_threads_met: usize,
}

/// By how many bytes a slip of the pen makes a name longer or shorter, at most.
const SLIP: usize = 12;

/// Somebody whom a thread names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedIn {
    /// The source.
    pub source: usize,
    /// Their name.
    pub name: String,
    /// The thread, as decisions.yaml names it.
    pub thread: String,
}

impl PersonRule {
    /// Finds a thread in which somebody has nearly one of the names, as a slip of the pen makes
    /// them differ.
    fn near<'n>(&self, named: &'n [NamedIn]) -> Option<&'n str> {
        let of_sources =
            || named.iter().filter(|other| is_among(other.source, self.sources.as_ref()));
        let near = |own: &String| {
            // Others are not compared letter by letter: there may be many.
            let is_as_long = |name: &&str| name.len().abs_diff(own.len()) <= SLIP;
            nearest(own, of_sources().map(|other| other.name.as_str()).filter(is_as_long))
        };
        let name = self.names.iter().find_map(near)?;
        of_sources().find(|other| other.name == name).map(|other| other.thread.as_str())
    }

    fn is(&self, source: usize, id: &str, name: &str) -> bool {
        if !is_among(source, self.sources.as_ref()) {
            return false;
        }
        match &self.id {
            Some(own) => own.to_lowercase() == id.to_lowercase(),
            None => {
                let (id, folded) = (plain(id), fold(name));
                let is_theirs = |own: &String| plain(own) == id || fold(own) == folded;
                self.names.iter().any(is_theirs)
            }
        }
    }
}

impl ThreadRule {
    fn is(&self, source: usize, id: &str) -> bool {
        is_among(source, self.sources.as_ref()) && self.id == id
    }
}

fn is_among(source: usize, sources: Option<&BTreeSet<usize>>) -> bool {
    sources.is_none_or(|sources| sources.contains(&source))
}

/// In small letters, with single spaces.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

struct Checker<'a> {
    text: &'a str,
    config: &'a Config,
    sink: &'a mut Sink,
}

impl Checker<'_> {
    fn people(&mut self, wires: Vec<WirePerson>) -> Vec<PersonRule> {
        let wires = wires.into_iter().enumerate();
        wires.filter_map(|(at, wire)| self.person(at, wire)).collect()
    }

    fn person(&mut self, at: usize, wire: WirePerson) -> Option<PersonRule> {
        let at = at.to_string();
        let path = |key: &str| ["people", &at, key].map(str::to_owned);
        let names: Vec<String> =
            wire.name.into_iter().chain(wire.also.unwrap_or_default()).collect();
        let id = wire.id.map(|WireId(id)| id);
        if names.iter().chain(&id).all(|text| text.trim().is_empty()) {
            let path = ["people".to_owned(), at.clone()];
            let place = self.value(&path, "");
            self.sink.push(nobody(place));
            return None;
        }
        let posts = [("keep", PostPolicy::Keep), ("remove", PostPolicy::Remove)];
        let text = [("everywhere", NameContext::Everywhere), ("mentions", NameContext::Mentions)];
        let key = if id.is_some() && names.is_empty() { "id" } else { "name" };
        Some(PersonRule {
            sources: self.sources(&path("source"), wire.source),
            posts: self.choice(&path("posts"), wire.posts, &posts),
            text: self.choice(&path("text"), wire.text, &text),
            forms: self.forms(&path("forms"), wire.forms.unwrap_or_default()),
            pseudonym: wire.pseudonym.filter(|name| !name.trim().is_empty()),
            place: self.value(&path(key), ""),
            names,
            id,
        })
    }

    fn threads(&mut self, wires: Vec<WireThread>) -> Vec<ThreadRule> {
        let take = |(at, wire): (usize, WireThread)| {
            let at = at.to_string();
            let path = |key: &str| ["threads", &at, key].map(str::to_owned);
            let place = self.value(&path("id"), &wire.id.0);
            let to = wire.to.filter(|to| to != "gone");
            let sources = self.sources(&path("source"), wire.source);
            let (sources, id) = match (sources, self.of_source(&wire.id.0)) {
                (None, Some((sources, id))) => (Some(sources), id.to_owned()),
                (sources, _) => (sources, wire.id.0),
            };
            ThreadRule { sources, to, place, id }
        };
        wires.into_iter().enumerate().map(take).collect()
    }

    /// Splits `Source:id`, as decisions.yaml and `answerbook threads` name a thread.
    fn of_source<'i>(&self, id: &'i str) -> Option<(BTreeSet<usize>, &'i str)> {
        let (name, id) = id.split_once(':')?;
        let found = self.named(|source| source.name.eq_ignore_ascii_case(name));
        (!found.is_empty()).then_some((found, id))
    }

    fn named(&self, is_it: impl Fn(&SourceSettings) -> bool) -> BTreeSet<usize> {
        let sources = self.config.sources.iter().enumerate();
        sources.filter(|(_, source)| is_it(source)).map(|(at, _)| at).collect()
    }

    fn sources(&mut self, path: &[String], name: Option<String>) -> Option<BTreeSet<usize>> {
        let name = name?;
        let found = self.named(|source| source.name == name || source.was.contains(&name));
        if found.is_empty() {
            let sources = &self.config.sources;
            let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
            self.sink.push(not_one_of(self.value(path, &name), "source", &name, &names));
        }
        Some(found)
    }

    fn forms(&mut self, path: &[String], words: Vec<String>) -> BTreeSet<NameForm> {
        let known = NameForm::ALL.map(|(name, form)| (name, Some(form)));
        let forms = words.into_iter().map(|word| self.choice(path, Some(word), &known));
        forms.flatten().collect()
    }

    fn choice<T: Copy + Default>(
        &mut self,
        path: &[String],
        word: Option<String>,
        known: &[(&str, T)],
    ) -> T {
        let key = path.last().map_or("", String::as_str);
        let text = self.text;
        let place = |word: &str| at(text, yaml::find_value(text, path, word));
        choice(key, word.as_deref(), known, place, self.sink)
    }

    fn value(&self, path: &[String], word: &str) -> Place {
        at(self.text, yaml::find_value(self.text, path, word))
    }
}
