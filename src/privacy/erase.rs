//! People taken out of a thread: their names, or their posts as well.

use crate::model::{Comment, Person, PersonId, PostId, Thread};
use crate::text::slug;

use super::name_patterns::Sighting;
use super::rules::{PostPolicy, PrivacyRules};

/// Notes everybody in a thread whom an entry means.
pub(super) fn note(
    thread: &Thread,
    source: usize,
    entry_of: impl Fn(&Person) -> Option<usize>,
    sightings: &mut Vec<Sighting>,
) {
    for person in people(thread) {
        if let Some(entry) = entry_of(person) {
            let (id, name) = (person.id.0.clone(), person.name.clone());
            sightings.push(Sighting { entry, source, id, name });
        }
    }
}

fn people(thread: &Thread) -> impl Iterator<Item = &Person> {
    thread.posts().flat_map(|post| {
        let comments = post.comments.iter().filter_map(|comment| comment.author.as_ref());
        post.author.iter().chain(comments)
    })
}

/// Removes the posts of those who want them removed; `None` when the question is one.
pub(super) fn remove_posts(
    thread: &mut Thread,
    entry_of: impl Fn(&Person) -> Option<usize>,
    rules: &PrivacyRules,
) -> Option<usize> {
    let goes = |author: Option<&Person>| {
        let entry = author.and_then(&entry_of);
        let person = entry.and_then(|entry| rules.person(entry));
        person.is_some_and(|person| person.posts == PostPolicy::Remove)
    };
    if goes(thread.question.author.as_ref()) {
        return None;
    }
    let mut n_removed = thread.answers.len();
    thread.answers.retain(|post| !goes(post.author.as_ref()));
    n_removed -= thread.answers.len();
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        post.comments.retain(|comment| !goes(comment.author.as_ref()));
    }
    let is_there = |id: &PostId| thread.answers.iter().any(|post| post.id == *id);
    if thread.accepted.as_ref().is_some_and(|id| !is_there(id)) && n_removed > 0 {
        thread.accepted = None;
    }
    Some(n_removed)
}

/// Gives those who opted out their pseudonym, or no name. What they wrote for the brand
/// stays official.
pub(super) fn unname(
    thread: &mut Thread,
    entry_of: impl Fn(&Person) -> Option<usize>,
    rules: &PrivacyRules,
) {
    let rename = |author: &mut Option<Person>| {
        let Some(entry) = author.as_ref().and_then(&entry_of) else { return };
        let pseudonym = rules.person(entry).and_then(|person| person.pseudonym.clone());
        *author = author.take().zip(pseudonym).map(|(person, name)| Person {
            id: PersonId(slug(&name)),
            name,
            role: person.role,
            url: None,
        });
    };
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        let role = post.role();
        rename(&mut post.author);
        post.official |= role.is_official() && post.author.is_none();
        post.comments.iter_mut().for_each(|comment: &mut Comment| rename(&mut comment.author));
    }
}
