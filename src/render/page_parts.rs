//! What pages of every kind are made of: a template with its view, words for the index, the
//! files that are shown, and problems.

use std::borrow::Cow;

use fluent_bundle::FluentArgs;

use crate::media::PageFile;
use crate::output::SitePath;
use crate::plan::{OutputFormat, Page};
use crate::site::relative;
use crate::text::Lang;

use super::context::Context;
use super::direction::direction;
use super::json_ld;
use super::social_card::SocialCard;
use super::strings::language_name;
use super::thread_problems::ThreadProblems;
use super::tree_view;
use super::view::{AlternateView, FormatView, LinkView, NavView, PageView, View};

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

/// The parts of a view that depend on the subject.
pub(super) struct PageParts<'a> {
    pub template: &'static str,
    pub view: View<'a>,
    pub texts: Vec<PostText>,
    pub problems: ThreadProblems,
    pub files: Vec<PageFile>,
    /// The picture of its link.
    pub card: Option<SocialCard>,
}

/// Starts the view of a page with what every page has.
pub(super) fn base_page(
    context: &Context,
    page: &Page,
    kind: &'static str,
    title: String,
) -> PageView {
    let lang = page.lang;
    let href = context.address.href(&page.path);
    PageView {
        kind,
        title,
        lang: lang.to_string(),
        dir: direction(lang),
        words_lang: context.words_lang(lang).to_string(),
        root: page.path.root(),
        canonical: context.full(&href),
        description: String::new(),
        alternates: Vec::new(),
        noindex: false,
        json_ld_html: None,
        og_type: "website",
        published: None,
        modified: None,
        crumbs: Vec::new(),
        formats: other_formats(context, page),
        social_card: None,
    }
}

/// The files that a page is published as, beside itself.
pub(super) fn other_formats(context: &Context, page: &Page) -> Vec<FormatView> {
    let root = page.path.root();
    let view = |(format, path): (OutputFormat, SitePath)| FormatView {
        media_type: format.media_type(),
        href: relative(&root, &context.address.href(&path)),
    };
    page.forms().skip(1).map(view).collect()
}

pub(super) fn home_crumb(context: &Context, page: &Page) -> LinkView {
    let href = context.nav(page).view.home.clone();
    LinkView { title: context.settings.title.clone(), href, lang: None }
}

/// The pages of other languages that say the same, this one first.
pub(super) fn alternates(
    context: &Context,
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
pub(super) fn numbered_title(context: &Context, lang: Lang, title: String, page: usize) -> String {
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
fn nav<'a>(context: &'a Context, page: &Page, view: &PageView) -> Cow<'a, NavView> {
    let shared = &context.nav(page).view;
    let own = |alternate: &&AlternateView| alternate.lang != "x-default";
    let versions: Vec<AlternateView> = view.alternates.iter().filter(own).cloned().collect();
    if versions.len() < 2 {
        return Cow::Borrowed(shared);
    }
    let here = |shared: &AlternateView| {
        versions.iter().find(|own| own.lang == shared.lang).unwrap_or(shared).clone()
    };
    let languages = shared.languages.iter().map(here).collect();
    Cow::Owned(NavView { languages, ..shared.clone() })
}

pub(super) fn finish<'a>(
    context: &'a Context,
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
        home: None,
        contact: None,
        term: None,
        tree: tree_view::of_page(context, page, template),
    };
    let (texts, problems, files) = Default::default();
    let mut parts = PageParts { template, view, texts, problems, files, card: None };
    parts.show_card(context, context.cards.as_ref().and_then(|cards| cards.of_site(page.lang)));
    parts
}

impl PageParts<'_> {
    /// Gives the page the picture of its link.
    pub(super) fn show_card(&mut self, context: &Context, card: Option<SocialCard>) {
        let view = |card: &SocialCard| Some(card.view(context.full(card.path.as_str())?));
        self.view.page.social_card = card.as_ref().and_then(view);
        self.card = card;
    }
}
