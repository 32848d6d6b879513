//! Gathers what the posts of a thread name of the rest of the site.

use std::collections::BTreeSet;

use crate::model::{Attachment, Markup, Reference, Thread};
use crate::normalize::for_each_address;

use super::links::{LinkBase, LinkResolver};
use super::target::{FindTarget, Target};

/// Gathers what the posts of a thread name. `is_of_community` tells whether a full address is
/// one of a thread in a community of the site, published or not.
pub fn references(
    thread: &Thread,
    base: LinkBase<'_>,
    is_of_community: &dyn Fn(&str) -> bool,
) -> Vec<Reference> {
    let mut recorder = Recorder { is_of_community, references: BTreeSet::new() };
    let mut links = LinkResolver::new(base, "", &mut recorder);
    let mut read = |body: &Markup, attachments: &[Attachment], by_hand: bool| {
        links.start(base, attachments, by_hand, "");
        for_each_address(body, &mut links);
    };
    for post in thread.posts() {
        read(&post.body, &post.attachments, post.by_hand);
        for comment in &post.comments {
            read(&comment.body, &comment.attachments, comment.by_hand);
        }
    }
    recorder.references.into_iter().collect()
}

/// Finds nothing, and remembers what it was asked for. What is asked for where something is
/// found is always among that: a resolver asks on only where nothing is.
struct Recorder<'a> {
    is_of_community: &'a dyn Fn(&str) -> bool,
    references: BTreeSet<Reference>,
}

impl FindTarget for Recorder<'_> {
    fn find(&mut self, reference: Reference) -> Option<Target> {
        let is_possible = match &reference {
            Reference::Address(address) => (self.is_of_community)(address),
            Reference::Origin(_)
            | Reference::Part(..)
            | Reference::Path(_)
            | Reference::File(..) => true,
        };
        if is_possible {
            self.references.insert(reference);
        }
        None
    }
}
