//! One page: its view, its template, its bytes.

use std::borrow::Cow;

use crate::cache::Lookup;
use crate::diag::{Diagnostic, Sink};
use crate::files::Digest;
use crate::media::PageFile;
use crate::model::Thread;
use crate::plan::Page;
use crate::site::ThreadEntry;

use super::context::Context;
use super::page_parts::{PageParts, PostText};
use super::view::View;
use super::{lists, page_key, thread};

/// A rendered page.
pub struct Rendered {
    /// The file's bytes.
    pub html: String,
    /// The words of the posts: the question, then the answers as the page has them.
    pub texts: Vec<PostText>,
    /// Problems met, such as links that lead nowhere.
    pub sink: Sink,
    /// What was asked of the site while posts were rendered.
    pub lookups: Vec<(Lookup, Digest)>,
    /// Files that the posts show, or would.
    pub files: Vec<PageFile>,
}

/// Renders the page of the thread at a position. What is known of it is that of the site,
/// unless its file has changed since.
///
/// # Errors
///
/// When the theme's template is broken.
pub fn thread_page(
    context: &Context<'_>,
    page: &Page,
    (at, entry): (usize, &ThreadEntry),
    body: &Thread,
) -> Result<Rendered, Diagnostic> {
    rendered(context, page, thread::parts(context, page, (at, entry), body))
}

/// Renders any other page, unless it is the one with this key; returns its key too.
///
/// # Errors
///
/// When the theme's template is broken.
pub fn list_page(
    context: &Context<'_>,
    page: &Page,
    is_known: impl FnOnce(Digest) -> bool,
) -> Result<(Digest, Option<Rendered>), Diagnostic> {
    if let Some(key) = page_key::list_key(context, page) {
        return match is_known(key) {
            true => Ok((key, None)),
            false => Ok((key, Some(rendered(context, page, lists::parts(context, page))?))),
        };
    }
    let parts = lists::parts(context, page);
    let key = page_key::view_key(context, parts.template, &parts.view);
    match is_known(key) {
        true => Ok((key, None)),
        false => Ok((key, Some(rendered(context, page, parts)?))),
    }
}

fn rendered(
    context: &Context<'_>,
    page: &Page,
    parts: PageParts<'_>,
) -> Result<Rendered, Diagnostic> {
    let PageParts { template, view, texts, sink, lookups, files } = parts;
    let values = values(context, page, &view);
    let html = context.templates.render(context.page_lang(page.section), template, &values)?;
    Ok(Rendered { html, texts, sink, lookups, files })
}

/// Makes a view known to Tera. What all pages share is not converted again.
fn values(context: &Context<'_>, of: &Page, view: &View<'_>) -> tera::Context {
    let View { site: _, totals, page, nav, thread, list, index, person } = view;
    let mut values = tera::Context::new();
    values.insert_value("site", context.site_value.clone());
    totals.iter().for_each(|totals| values.insert("totals", totals));
    match nav {
        Cow::Borrowed(_) => values.insert_value("nav", context.nav(of).value.clone()),
        Cow::Owned(own) => values.insert("nav", own),
    }
    values.insert("page", page);
    values.insert("lang", &page.lang);
    thread.iter().for_each(|thread| values.insert("thread", thread));
    list.iter().for_each(|list| values.insert("list", list));
    index.iter().for_each(|index| values.insert("index", index));
    person.iter().for_each(|person| values.insert("person", person));
    values
}
