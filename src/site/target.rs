//! What a post's references lead to.

use crate::media::{PublishedFile, Refusal};
use crate::model::Reference;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or another published file, by its address from the site's top.
    Page(String),
    /// A part of a page, by its id there.
    Part(String),
    /// A page of another site, by its full address.
    Elsewhere(String),
    /// No part of a page, where it has one of nearly the same name: that one's id.
    NearPart(String),
    /// A file that there is a copy of.
    File(PublishedFile),
    /// A file that may not be published.
    Refused(Refusal),
}

/// Knows what references lead to; `None` is for what leads nowhere.
pub trait FindTarget {
    /// Finds the target of a reference.
    fn find(&mut self, reference: Reference) -> Option<Target>;
}
