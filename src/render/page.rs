//! One page: its view, its template, its bytes.

use std::borrow::Cow;

use fluent_bundle::FluentArgs;

use crate::cache::{Lookup, PageFile};
use crate::diag::{Diagnostic, Sink};
use crate::files::Digest;
use crate::model::Thread;
use crate::output::SitePath;
use crate::plan::{Page, PageKind};
use crate::site::ThreadEntry;
use crate::text::Lang;

use super::context::{Context, language_name, relative};
use super::view::{AlternateView, LinkView, NavView, PageView, View};
use super::{json_ld, lists, page_key, thread};

/// The words of a post, for the index.
#[derive(Clone, Debug, Default)]
pub struct PostText {
    /// The sanitised body and the remarks as plain text.
    pub text: String,
    /// The first lines; empty for a post that no result should show.
    pub start: String,
    /// Its place on the page.
    pub anchor: String,
    /// Whether it is accepted or official.
    pub is_solution: bool,
}

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

/// The parts of a view that depend on the subject.
pub(super) struct PageParts<'a> {
    pub template: &'static str,
    pub view: View<'a>,
    pub texts: Vec<PostText>,
    pub sink: Sink,
    pub lookups: Vec<(Lookup, Digest)>,
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

/// Starts the view of a page with what every page has.
pub(super) fn base_page(
    context: &Context<'_>,
    page: &Page,
    kind: &'static str,
    title: String,
) -> PageView {
    let lang = context.page_lang(page.section);
    let href = context.address.href(&page.path);
    PageView {
        kind,
        title,
        lang: lang.to_string(),
        dir: lang.direction().as_str(),
        root: root(&page.path),
        canonical: context.full(&href),
        description: String::new(),
        alternates: Vec::new(),
        noindex: false,
        json_ld_html: None,
        og_type: "website",
        published: None,
        modified: None,
        crumbs: Vec::new(),
    }
}

/// The way from a page to the top of the site. Hosts show the page for unknown
/// addresses at any depth, so its links start at the site's full address.
fn root(path: &SitePath) -> String {
    path.root()
}

pub(super) fn home_crumb(context: &Context<'_>, page: &Page) -> LinkView {
    let href = context.link(&page.path.root(), page.section, PageKind::Home);
    LinkView { title: context.config.title.clone(), href, lang: None }
}

/// The pages of other languages that say the same, this one first.
pub(super) fn alternates(
    context: &Context<'_>,
    page: &Page,
    others: &[(Lang, String)],
) -> Vec<AlternateView> {
    if others.len() < 2 {
        return Vec::new();
    }
    let root = page.path.root();
    let here = context.address.href(&page.path);
    let view = |lang: String, name: String, href: &str| AlternateView {
        current: href == here && lang != "x-default",
        lang,
        name,
        link: relative(&root, href),
        href: context.full(href).unwrap_or_else(|| relative(&root, href)),
    };
    let mut views: Vec<AlternateView> = others
        .iter()
        .map(|(lang, href)| view(lang.to_string(), language_name(*lang, &context.strings), href))
        .collect();
    views.push(view("x-default".to_owned(), String::new(), &others[0].1));
    views
}

/// The title of a later page of a list.
pub(super) fn numbered_title(
    context: &Context<'_>,
    lang: Lang,
    title: String,
    page: usize,
) -> String {
    if page == 0 {
        return title;
    }
    let mut args = FluentArgs::new();
    args.set("title", title);
    args.set("page", page + 1);
    context.strings.format(lang, "title-page", &args)
}

/// The main pages, and where a reader of another language goes from here: to this page in
/// it, else to its home.
fn nav<'a>(context: &'a Context<'_>, page: &Page, view: &PageView) -> Cow<'a, NavView> {
    let shared = &context.nav(page).view;
    let own = |alternate: &&AlternateView| alternate.lang != "x-default";
    let versions: Vec<AlternateView> = view.alternates.iter().filter(own).cloned().collect();
    if versions.len() < 2 {
        return Cow::Borrowed(shared);
    }
    Cow::Owned(NavView { languages: versions, ..shared.clone() })
}

pub(super) fn finish<'a>(
    context: &'a Context<'_>,
    page: &Page,
    template: &'static str,
    page_view: PageView,
) -> PageParts<'a> {
    let mut page_view = page_view;
    if page_view.json_ld_html.is_none() {
        page_view.json_ld_html = json_ld::breadcrumbs(context, page, &page_view);
    }
    let nav = nav(context, page, &page_view);
    let site = &context.site_view;
    let totals = context.templates.tells_totals(template).then_some(&context.totals);
    let view = View {
        site,
        totals,
        page: page_view,
        nav,
        thread: None,
        list: None,
        index: None,
        person: None,
    };
    let (texts, sink, lookups, files) = Default::default();
    PageParts { template, view, texts, sink, lookups, files }
}
