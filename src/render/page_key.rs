//! The key of a page: while it is the same, so are the page's bytes.
//!
//! It is the digest of everything that the page is a function of: its inputs, what all pages
//! are shown with, and what its template says of the site as a whole.

use std::hash::Hash;

use crate::files::Digest;
use crate::plan::Page;

use super::context::Context;

/// Digests what a page is a function of.
pub(super) fn page_key(
    context: &Context,
    page: &Page,
    template: &str,
    inputs: &impl Hash,
) -> Digest {
    let totals = context.templates.tells_totals(template).then_some(&context.totals);
    let tree = context.tree(page, template).map(|tree| &tree.digest);
    // How many pages a thread has follows from its words.
    // So do the paths of its other forms, and those from its own.
    let Page {
        path,
        section,
        lang,
        kind: _,
        n_parts: _,
        has_parts_of_all_forms: _,
        twin: _,
        record: _,
        feedback_id,
    } = page;
    let own = Digest::of_value(&(path, section, lang, template, totals, tree, inputs, feedback_id));
    Digest::of_parts([&context.digest.0[..], &context.nav(page).digest.0, &own.0])
}
