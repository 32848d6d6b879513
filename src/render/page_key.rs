//! What a page depends on, as a digest: while it is the same, so are the page's bytes.
//!
//! The page of a thread has a key before its body is read, made of all that its view is
//! made of. Only where its links lead is asked while its posts are rendered, and is kept
//! beside the key. The key of a list of threads is made of what it shows of each; that of
//! any other page is the digest of its view.

use crate::cache::{Lookup, PageRecord};
use crate::files::Digest;
use crate::plan::{PER_PAGE, Page, PageKind};
use crate::site::TaxonomyKind;

use super::context::Context;
use super::key_hasher::KeyHasher;
use super::thread::{ThreadDependencies, thread_dependencies};
use super::view::View;

/// Digests all that the page of a thread shows, where its links lead aside.
pub fn thread_key(context: &Context<'_>, page: &Page, at: usize) -> Digest {
    let site = context.site;
    let entry = &site.threads[at];
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(page.path.as_str());
    hasher.number(page.section);
    hasher.bytes(&context.nav(page).digest.0);
    hasher.bytes(&entry.body.digest.0);
    hasher.bytes(&entry.origin.0);
    for duplicate in &entry.duplicates {
        hasher.bytes(&duplicate.body.digest.0);
    }
    entry.people.iter().for_each(|&person| hasher.person(&site.people[person]));
    let ThreadDependencies { related, tags, versions } = thread_dependencies(context, page, at);
    for at in related {
        hasher.bytes(&context.cards[at].0);
    }
    for at in tags {
        hasher.term(&site.sections[page.section].terms(TaxonomyKind::Tag)[at]);
    }
    for (lang, href) in versions {
        hasher.text(lang.as_str());
        hasher.text(&href);
    }
    let expired = entry.summary.expires.is_some_and(|expires| expires < context.now);
    hasher.number(usize::from(expired));
    hasher.digest()
}

/// Digests all that a page besides those of threads shows: of a list of threads without
/// making its view, since a large site has thousands.
pub(super) fn list_key(context: &Context<'_>, page: &Page) -> Option<Digest> {
    let section = &context.site.sections[page.section];
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(page.path.as_str());
    hasher.number(page.section);
    hasher.bytes(&context.nav(page).digest.0);
    let (threads, number) = match page.kind {
        PageKind::Term(taxonomy, at, number) => {
            let term = &section.terms(taxonomy)[at];
            hasher.text(taxonomy.definition().one.kind);
            hasher.term(term);
            (&term.threads, number)
        }
        PageKind::Person(at, number) => {
            let person = &context.site.people[at];
            hasher.text("person");
            hasher.person(person);
            hasher.text(person.url.as_deref().unwrap_or_default());
            hasher.number(person.n_answers);
            hasher.number(person.n_best);
            (&person.threads, number)
        }
        _ => return None,
    };
    hasher.number(threads.len());
    hasher.number(number);
    for &at in threads.iter().skip(number * PER_PAGE).take(PER_PAGE) {
        hasher.bytes(&context.cards[at].0);
    }
    Some(hasher.digest())
}

/// Digests the view of any other page.
pub(super) fn view_key(context: &Context<'_>, template: &str, view: &View<'_>) -> Digest {
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(template);
    hasher.value(view);
    hasher.digest()
}

/// Tells whether a page would be rendered as it was.
pub fn is_same(context: &Context<'_>, record: &PageRecord, key: Digest) -> bool {
    let same = |(lookup, answer): &(Lookup, Digest)| context.answer(lookup) == *answer;
    record.key == key && record.lookups.iter().all(same)
}
