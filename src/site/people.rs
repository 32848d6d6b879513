//! Gathers everyone who helped, so that each person has one page over all their threads.

use std::collections::{BTreeSet, HashMap};

use crate::model::{PersonId, Role};
use crate::normalize::Credit;
use crate::text::slug;

use super::ThreadEntry;
use super::address::key_of;

/// Somebody who answered or commented.
#[derive(Clone, Debug)]
pub struct PersonEntry {
    /// Their accounts: the position of the source in the settings, and the source's own id.
    /// Staff have several where communities know them by one name.
    pub accounts: Vec<(usize, PersonId)>,
    /// The name last shown.
    pub name: String,
    /// The weightiest role seen.
    pub role: Role,
    /// Their page in the community.
    pub url: Option<String>,
    /// The name of their page: `olena-h-12`.
    pub key: String,
    /// The threads they helped with, in the site's order.
    pub threads: Vec<usize>,
    /// How many answers they wrote.
    pub n_answers: usize,
    /// How many of these come first on their page.
    pub n_best: usize,
}

/// What makes two credits one person's.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    /// Members are known by their account: names are not unique.
    Account(usize, PersonId),
    /// The brand's own people are known by name, in all its communities.
    Staff(String),
}

impl Identity {
    fn of(source: usize, credit: &Credit) -> Identity {
        match credit.role.is_official() {
            true => Identity::Staff(credit.name.to_lowercase()),
            false => Identity::Account(source, credit.person.clone()),
        }
    }
}

/// Gathers people over all threads.
pub(super) fn gather(threads: &mut [ThreadEntry]) -> Vec<PersonEntry> {
    let mut people: Vec<PersonEntry> = Vec::new();
    let mut places: HashMap<Identity, usize> = HashMap::new();
    for (at, entry) in threads.iter_mut().enumerate() {
        let source = entry.summary.source;
        // As `ThreadEntry::answering` says.
        let duplicates = entry.duplicates.iter().filter(|d| d.summary.source == source);
        let duplicates = duplicates.flat_map(|d| &d.summary.credits);
        for credit in entry.summary.credits.iter().chain(duplicates) {
            let place = *places.entry(Identity::of(source, credit)).or_insert_with(|| {
                people.push(PersonEntry {
                    accounts: Vec::new(),
                    name: String::new(),
                    role: credit.role,
                    url: None,
                    key: key_of(&credit.person.0),
                    threads: Vec::new(),
                    n_answers: 0,
                    n_best: 0,
                });
                people.len() - 1
            });
            let person = &mut people[place];
            let account = (source, credit.person.clone());
            if !person.accounts.contains(&account) {
                person.accounts.push(account);
            }
            person.name.clone_from(&credit.name);
            person.role = person.role.max(credit.role);
            person.url = credit.url.clone().or(person.url.take());
            person.n_answers += credit.n_answers;
            if person.threads.last() != Some(&at) {
                person.n_best += usize::from(credit.best);
                person.threads.push(at);
                entry.people.push(place);
            }
        }
    }
    name_pages(&mut people);
    find_askers(threads, &people);
    people
}

/// Finds who asked among those who helped with any thread.
fn find_askers(threads: &mut [ThreadEntry], people: &[PersonEntry]) {
    let accounts = people.iter().enumerate();
    let accounts: HashMap<(usize, &PersonId), usize> = accounts
        .flat_map(|(place, person)| {
            person.accounts.iter().map(move |(source, id)| ((*source, id), place))
        })
        .collect();
    for entry in threads {
        let account = entry.summary.asker_id.as_ref().map(|id| (entry.summary.source, id));
        entry.asker = account.and_then(|account| accounts.get(&account).copied());
    }
}

/// A person's page is named by their name and id; a number keeps people of
/// different communities apart when both are alike.
fn name_pages(people: &mut [PersonEntry]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for person in people {
        let name = slug(&person.name);
        let key = match name.as_str() {
            "" => person.key.clone(),
            name if person.role.is_official() => format!("{name}-team"),
            name if name == person.key => person.key.clone(),
            name => format!("{name}-{}", person.key),
        };
        let numbered = (2..).map(|number| format!("{key}-{number}"));
        let free = std::iter::once(key.clone()).chain(numbered).find(|key| !taken.contains(key));
        person.key = free.expect("numbers do not end before people do");
        taken.insert(person.key.clone());
    }
}
