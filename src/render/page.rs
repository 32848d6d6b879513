//! One page: its view, its template, its bytes.

use std::borrow::Cow;

use crate::diag::Diagnostic;
use crate::files::Digest;
use crate::media::PageFile;
use crate::output::SitePath;
use crate::plan::inputs::{ListingInputs, ThreadContents, ThreadInputs};
use crate::plan::{OutputFormat, Page};

use super::context::Context;
use super::long_thread::ThreadPages;
use super::page_key::page_key;
use super::page_parts::{PageParts, PostText};
use super::posts_markdown::posts_markdown;
use super::thread_problems::ThreadProblems;
use super::view::View;
use super::{lists, long_thread, record, thread, twin};

/// A rendered page.
pub struct Rendered {
    /// The bytes of each file that the page is published as, itself first.
    pub outputs: Vec<(SitePath, String)>,
    /// The words of the posts: the question, then the answers as the page has them.
    pub texts: Vec<PostText>,
    /// Problems met, such as links that lead nowhere.
    pub problems: ThreadProblems,
    /// Files that the posts show, or would.
    pub files: Vec<PageFile>,
}

/// Digests what the page of a thread is a function of.
pub fn thread_key(context: &Context, page: &Page, inputs: &ThreadInputs<'_>) -> Digest {
    page_key(context, page, thread::template(inputs), inputs)
}

/// Renders the page of a thread.
///
/// # Errors
///
/// When the theme's template is broken.
pub fn thread_page(
    context: &Context,
    page: &Page,
    inputs: &ThreadInputs<'_>,
    contents: &ThreadContents,
) -> Result<Rendered, Diagnostic> {
    let ThreadPages { mut parts, rest } = thread::parts(context, page, inputs, contents);
    let mut outputs = written(context, page, &parts, Some(inputs))?;
    for (number, posts) in (1..).zip(rest) {
        let part = page.part(number);
        long_thread::turn(context, page, inputs, number, posts, &mut parts);
        outputs.extend(written(context, &part, &parts, Some(inputs))?);
    }
    Ok(rendered(outputs, parts))
}

/// Digests what any other page is a function of.
pub fn listing_key(context: &Context, page: &Page, inputs: &ListingInputs<'_>) -> Digest {
    page_key(context, page, lists::template(inputs), inputs)
}

/// Renders any other page.
///
/// # Errors
///
/// When the theme's template is broken.
pub fn listing_page(
    context: &Context,
    page: &Page,
    inputs: &ListingInputs<'_>,
) -> Result<Rendered, Diagnostic> {
    let parts = lists::parts(context, page, inputs);
    Ok(rendered(written(context, page, &parts, None)?, parts))
}

fn rendered(outputs: Vec<(SitePath, String)>, parts: PageParts<'_>) -> Rendered {
    let PageParts { texts, problems, files, .. } = parts;
    Rendered { outputs, texts, problems, files }
}

/// Writes the files that a page alone is published as; `inputs` are those of a thread.
fn written(
    context: &Context,
    page: &Page,
    parts: &PageParts<'_>,
    inputs: Option<&ThreadInputs<'_>>,
) -> Result<Vec<(SitePath, String)>, Diagnostic> {
    let view = &parts.view;
    // Both other forms have the posts as markdown.
    let has_others = page.twin.is_some() || page.record.is_some();
    let thread = view.thread.as_ref().filter(|_| has_others);
    let posts = thread.map(|thread| (thread, posts_markdown(context, page, thread)));
    let written = |(format, path): (OutputFormat, SitePath)| {
        let text = match (format, &posts, inputs) {
            (OutputFormat::Html, ..) => html(context, page, parts)?,
            (OutputFormat::Markdown, Some((thread, posts)), _) => {
                twin::of_thread(context, page, &view.page, thread, posts)
            }
            (OutputFormat::Json, Some((thread, posts)), Some(inputs)) => {
                record::of_thread(context, page, inputs, view, thread, posts)
            }
            (OutputFormat::Markdown | OutputFormat::Json, ..) => twin::of_list(context, page, view),
        };
        Ok((path, text))
    };
    page.forms().map(written).collect()
}

/// Writes a page as its template does.
fn html(context: &Context, page: &Page, parts: &PageParts<'_>) -> Result<String, Diagnostic> {
    let values = values(context, page, &parts.view);
    context.templates.render(page.lang, parts.template, &values)
}

/// Makes a view known to Tera. What all pages share is not converted again.
fn values(context: &Context, planned: &Page, view: &View<'_>) -> tera::Context {
    let View { site: _, totals, page, nav, thread, list, index, person, home, term, tree } = view;
    let mut values = tera::Context::new();
    values.insert_value("site", context.site_value.clone());
    totals.iter().for_each(|totals| values.insert("totals", totals));
    match nav {
        Cow::Borrowed(_) => values.insert_value("nav", context.nav(planned).value.clone()),
        Cow::Owned(own) => values.insert("nav", own),
    }
    values.insert("page", page);
    values.insert("lang", &page.lang);
    thread.iter().for_each(|thread| values.insert("thread", thread));
    list.iter().for_each(|list| values.insert("list", list));
    index.iter().for_each(|index| values.insert("index", index));
    person.iter().for_each(|person| values.insert("person", person));
    home.iter().for_each(|home| values.insert("home", home));
    term.iter().for_each(|term| values.insert("term", term));
    tree.iter().for_each(|tree| values.insert("tree", tree));
    values
}
