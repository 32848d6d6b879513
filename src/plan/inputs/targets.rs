//! Where the references of posts lead, when all threads, pages and files are known.

use std::collections::BTreeMap;

use crate::diag::nearest;
use crate::files::Digest;
use crate::media::PublishedFiles;
use crate::model::Reference;
use crate::plan::redirects::RedirectTarget;
use crate::plan::{Answer, SiteAnswers};
use crate::site::{AddressWriter, Site, encode};
use crate::sources::Reader;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FoundTarget {
    /// A page, or another file of the site, by its address from the top.
    Page(String),
    /// A part of a page, by its id there.
    Part(String),
    /// A page of another site, by its full address: an old address of this one leads there.
    Elsewhere(String),
    /// No part of a page, where it has one of nearly the same name: that one's id.
    NearPart(String),
    /// A file that came with a post, by the digest of all that decides what is published of it.
    File(Digest),
}

/// What each reference of a thread leads to; `None` for what leads nowhere.
pub type FoundReferences<'a> = BTreeMap<&'a Reference, Option<FoundTarget>>;

/// Finds what posts name.
#[derive(Clone, Copy)]
pub struct TargetFinder<'a> {
    /// All threads.
    pub site: &'a Site,
    /// The sources in the order of the settings: they know whose addresses are whose.
    pub readers: &'a [Box<dyn Reader + 'a>],
    /// What the site answers.
    pub answers: &'a SiteAnswers<'a>,
    /// How addresses are written.
    pub address: AddressWriter,
    /// The files that posts name.
    pub copies: &'a PublishedFiles<'a>,
}

/// Returns the one id of a page that is most likely meant: it differs in a letter or two, or one
/// of the two names begins with the words of the other.
fn near_part<'i>(name: &str, ids: impl Iterator<Item = &'i str> + Clone) -> Option<&'i str> {
    nearest(name, ids.clone()).or_else(|| {
        let begins = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-') && short.len() > 2)
        };
        let mut longer = ids.filter(|id| begins(id, name) || begins(name, id));
        longer.next().filter(|_| longer.next().is_none())
    })
}

impl TargetFinder<'_> {
    /// Finds what a reference leads to; `href` knows the addresses of threads.
    pub(super) fn find<'h>(
        &self,
        reference: &Reference,
        href: impl Fn(usize) -> &'h str,
    ) -> Option<FoundTarget> {
        let page = |at: usize| FoundTarget::Page(href(at).to_owned());
        match reference {
            Reference::Address(_) | Reference::Origin(_) => {
                thread_of(self.site, self.readers, reference).map(page)
            }
            Reference::Part(path, name) => {
                let at = self.site.by_origin(path)?;
                let fragments = &self.site.threads[at].summary.fragments;
                let part = fragments.get(name).cloned().map(FoundTarget::Part);
                let ids = || fragments.keys().map(String::as_str);
                let near = || near_part(name, ids()).map(|id| FoundTarget::NearPart(id.to_owned()));
                part.or_else(near)
            }
            Reference::Path(path) => self.answers.find(path).and_then(|answer| match answer {
                Answer::Found => Some(FoundTarget::Page(encode(path))),
                Answer::LeadsOn(to) => self.end_of(to),
            }),
            Reference::File(source, path) => {
                Some(FoundTarget::File(self.copies.digest(&(*source, path.clone()))))
            }
        }
    }

    /// Where an old address leads: readers need not take the way over it.
    fn end_of(&self, to: &RedirectTarget) -> Option<FoundTarget> {
        match to {
            RedirectTarget::Here(page, part) => {
                Some(FoundTarget::Page(format!("{}{part}", self.address.href(page))))
            }
            RedirectTarget::Elsewhere(url) => Some(FoundTarget::Elsewhere(url.clone())),
            RedirectTarget::Gone => None,
        }
    }
}

/// Finds the thread that a reference means: by its address in one of the communities, where the
/// first source that knows the address decides, or by the file that it lies in.
pub fn thread_of(
    site: &Site,
    readers: &[Box<dyn Reader + '_>],
    reference: &Reference,
) -> Option<usize> {
    match reference {
        Reference::Address(address) => {
            let mut sources = readers.iter().enumerate();
            let (source, target) =
                sources.find_map(|(at, reader)| Some((at, reader.link_target(address)?)))?;
            site.by_id(source, &target.thread?)
        }
        Reference::Origin(path) | Reference::Part(path, _) => site.by_origin(path),
        Reference::Path(_) | Reference::File(..) => None,
    }
}
