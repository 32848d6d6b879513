//! One page: its view, its template, its bytes.

use std::borrow::Cow;

use crate::diag::Diagnostic;
use crate::files::Digest;
use crate::media::{CardText, PageFile};
use crate::output::SitePath;
use crate::plan::inputs::{ListingInputs, ThreadContents, ThreadInputs};
use crate::plan::{OutputFormat, Page};

use super::context::Context;
use super::page_key::page_key;
use super::page_parts::{PageParts, PostText};
use super::posts_markdown::posts_markdown;
use super::thread::ThreadParts;
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
    /// The picture of its link, where one is drawn: several pages may have the same.
    pub card: Option<(SitePath, CardText)>,
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
    let ThreadParts { mut parts, long } = thread::parts(context, page, inputs, contents);
    let forms = FormWriter { context, inputs: Some(inputs) };
    let Some(long) = long else {
        let outputs = forms.written(page, &parts, None, |_| true)?;
        return Ok(rendered(outputs, parts));
    };
    let next = |number: usize| {
        let has_next = page.has_parts_of_all_forms && number + 1 < page.n_parts;
        has_next.then(|| page.part(number + 1))
    };
    let is_of_part = |format| format == OutputFormat::Html || page.has_parts_of_all_forms;
    // Programs turn no pages: unless it is too large, one file has the whole thread.
    let whole = forms.written(page, &parts, None, |format| !is_of_part(format))?;
    let pages = parts.view.thread.as_mut().map_or_else(Vec::new, |thread| long.divide(thread));
    let mut outputs = forms.written(page, &parts, next(0).as_ref(), is_of_part)?;
    outputs.extend(whole);
    for (number, posts) in (1..).zip(pages) {
        let part = page.part(number);
        long_thread::turn(context, page, inputs, number, posts, &mut parts);
        outputs.extend(forms.written(&part, &parts, next(number).as_ref(), is_of_part)?);
    }
    Ok(rendered(outputs, parts))
}

/// Returns the words of the posts of a thread, as its page has them: the question, then the
/// answers.
pub fn thread_texts(
    context: &Context,
    page: &Page,
    inputs: &ThreadInputs<'_>,
    contents: &ThreadContents,
) -> Vec<PostText> {
    thread::parts(context, page, inputs, contents).parts.texts
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
    let outputs = FormWriter { context, inputs: None }.written(page, &parts, None, |_| true)?;
    Ok(rendered(outputs, parts))
}

fn rendered(outputs: Vec<(SitePath, String)>, parts: PageParts<'_>) -> Rendered {
    let PageParts { texts, problems, files, card, .. } = parts;
    let card = card.and_then(|card| Some((card.path, card.text?)));
    Rendered { outputs, texts, problems, files, card }
}

/// Writes the files that pages are published as.
struct FormWriter<'a> {
    context: &'a Context,
    /// Those of a thread.
    inputs: Option<&'a ThreadInputs<'a>>,
}

impl FormWriter<'_> {
    /// Writes the files that a page alone is published as, in some formats; `next` is the page
    /// with the posts that follow.
    fn written(
        &self,
        page: &Page,
        parts: &PageParts<'_>,
        next: Option<&Page>,
        is_wanted: impl Fn(OutputFormat) -> bool,
    ) -> Result<Vec<(SitePath, String)>, Diagnostic> {
        let (context, view) = (self.context, &parts.view);
        let forms = || page.forms().filter(|(format, _)| is_wanted(*format));
        // Both other forms have the posts as markdown.
        let has_others = forms().any(|(format, _)| format != OutputFormat::Html);
        let thread = view.thread.as_ref().filter(|_| has_others);
        let posts = thread.map(|thread| (thread, posts_markdown(context, page, thread)));
        let written = |(format, path): (OutputFormat, SitePath)| {
            let text = match (format, &posts, self.inputs) {
                (OutputFormat::Html, ..) => html(context, page, parts)?,
                (OutputFormat::Markdown, Some((thread, posts)), _) => {
                    twin::of_thread(context, page, next, &view.page, (thread, posts))
                }
                (OutputFormat::Json, Some((thread, posts)), Some(inputs)) => {
                    record::of_thread(context, (page, next), inputs, view, (thread, posts))
                }
                (OutputFormat::Markdown | OutputFormat::Json, ..) => {
                    twin::of_list(context, page, view)
                }
            };
            Ok((path, text))
        };
        forms().map(written).collect()
    }
}

/// Writes a page as its template does.
fn html(context: &Context, page: &Page, parts: &PageParts<'_>) -> Result<String, Diagnostic> {
    let values = values(context, page, &parts.view);
    context.templates.render(page.lang, parts.template, &values)
}

/// Makes a view known to Tera. What all pages share is not converted again.
fn values(context: &Context, planned: &Page, view: &View<'_>) -> tera::Context {
    let View {
        // All of it by name, so that nothing new is forgotten.
        site: _,
        totals,
        page,
        nav,
        thread,
        list,
        index,
        person,
        home,
        contact,
        term,
        tree,
    } = view;
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
    contact.iter().for_each(|contact| values.insert("contact", contact));
    term.iter().for_each(|term| values.insert("term", term));
    tree.iter().for_each(|tree| values.insert("tree", tree));
    values
}
