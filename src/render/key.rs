//! What a page depends on, as a digest: while it is the same, so are the page's bytes.
//!
//! The page of a thread has a key before its body is read, made of all that its view is
//! made of. Only where its links lead is asked while its posts are rendered, and is kept
//! beside the key. The key of a list is the digest of its view.

use serde::Serialize;

use crate::cache::Lookup;
use crate::cache::PageRecord;
use crate::files::Digest;
use crate::plan::Page;

use super::context::Context;
use super::theme::Theme;
use super::thread::shown_beside;
use super::view::SiteView;
use super::view::View;

/// What templates may say of the site on any page: none of it changes when threads come
/// and go.
const LASTING: [&str; 5] = ["title", "brand", "generator", "sources", "licences"];

/// Gathers what a key is made of.
struct Feed(blake3::Hasher);

impl Feed {
    fn new(start: Digest) -> Feed {
        let mut feed = Feed(blake3::Hasher::new());
        feed.bytes(&start.0);
        feed
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }

    fn value(&mut self, value: &impl Serialize) {
        self.bytes(&serde_json::to_vec(value).expect("views are texts and numbers"));
    }

    fn digest(self) -> Digest {
        Digest::from_hasher(&self.0)
    }
}

/// Digests an answer to a lookup.
pub(super) fn digest_of(answer: Option<&str>) -> Digest {
    answer.map_or(Digest::default(), |answer| Digest::of(answer.as_bytes()))
}

/// Digests what the pages of all threads share: program and settings, theme and texts, and
/// what templates say of the site.
pub(super) fn shared(made_by: Digest, theme: &Theme, site: &SiteView) -> Digest {
    let mut feed = Feed::new(made_by);
    let texts = theme.strings.iter().map(|(_, file)| file);
    for file in theme.templates.iter().chain(texts) {
        feed.text(&file.path);
        feed.bytes(&file.bytes);
    }
    theme.layers.iter().for_each(|layer| feed.text(layer));
    let counts = theme.templates.iter().any(|file| {
        let is_list = super::lists::TEMPLATES.iter().any(|name| file.name.ends_with(name));
        !is_list && tells_counts(&file.text())
    });
    if counts {
        feed.value(site);
    }
    feed.digest()
}

/// Tells whether a template says of the site what changes with its threads, or may do so.
fn tells_counts(template: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    template.match_indices("site").any(|(at, _)| {
        let (before, after) = (&template[..at], &template[at + "site".len()..]);
        if before.ends_with(is_name) || after.starts_with(is_name) {
            return false;
        }
        let field = after.strip_prefix('.').unwrap_or_default();
        let field: &str = field.split(|c: char| !is_name(c)).next().unwrap_or_default();
        !LASTING.contains(&field)
    })
}

/// Digests all that the page of a thread shows, where its links lead aside.
pub fn thread_key(context: &Context<'_>, page: &Page, at: usize) -> Digest {
    let site = context.site;
    let entry = &site.threads[at];
    let mut feed = Feed::new(context.shared);
    feed.text(page.path.as_str());
    feed.number(page.section);
    feed.bytes(&context.nav(page).digest.0);
    feed.bytes(&entry.body.digest.0);
    feed.bytes(&entry.origin.0);
    for duplicate in &entry.duplicates {
        feed.bytes(&duplicate.body.digest.0);
    }
    for &person in &entry.people {
        let person = &site.people[person];
        feed.text(&person.name);
        feed.text(&person.key);
        feed.text(person.role.name());
        feed.number(person.threads.len());
        for (source, id) in &person.accounts {
            feed.number(*source);
            feed.text(&id.0);
        }
    }
    feed.value(&shown_beside(context, page, at));
    let expired = entry.summary.expires.is_some_and(|expires| expires < context.now);
    feed.number(usize::from(expired));
    feed.digest()
}

/// Digests the view of a list.
pub(super) fn list_key(context: &Context<'_>, template: &str, view: &View<'_>) -> Digest {
    let mut feed = Feed::new(context.shared);
    feed.text(template);
    feed.value(view);
    feed.digest()
}

/// Tells whether a page would be rendered as it was.
pub fn is_same(context: &Context<'_>, record: &PageRecord, key: Digest) -> bool {
    let same = |(lookup, answer): &(Lookup, Digest)| {
        digest_of(context.look_up(lookup).as_deref()) == *answer
    };
    record.key == key && record.lookups.iter().all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_that_count_threads_are_known() {
        assert!(!tells_counts("{{ site.title }} {% for s in site.sources %}website{% endfor %}"));
        for text in ["{{ site.n_threads }}", "{% for l in site.languages %}", "{% set s = site %}"]
        {
            assert!(tells_counts(text), "{text}");
        }
    }
}
