//! The further pages of a long thread: what is left of its answers, with the way to the others.

use crate::config::Canonical;
use crate::plan::inputs::ThreadInputs;
use crate::plan::{Page, shares};
use crate::site::relative;

use super::context::Context;
use super::page_parts::{PageParts, base_page, finish, home_crumb, numbered_title};
use super::view::{LinkView, ListView, PagerView, PostView};

/// How many people the first page of a long thread names.
const MAX_HELPERS: usize = 50;

/// The pages of a thread.
pub(super) struct ThreadPages<'a> {
    /// What the first page is made of.
    pub parts: PageParts<'a>,
    /// The answers of each further page.
    pub rest: Vec<Vec<PostView>>,
}

impl<'a> ThreadPages<'a> {
    /// Shares the answers out among the pages of a thread. Results of a search lead to the
    /// first page, so they show answers of that one.
    pub(super) fn of(context: &Context, page: &Page, mut parts: PageParts<'a>) -> Self {
        let Some(thread) = parts.view.thread.as_mut().filter(|_| page.n_parts > 1) else {
            return ThreadPages { parts, rest: Vec::new() };
        };
        let first = thread.question.iter().chain(&thread.best).map(|post| post.html.len()).sum();
        let sizes = thread.others.iter().map(|post| post.html.len());
        let mut rest = Vec::with_capacity(page.n_parts - 1);
        for share in shares(first, sizes, page.n_parts).into_iter().skip(1).rev() {
            rest.push(thread.others.split_off(thread.others.len() - share));
        }
        rest.reverse();
        let n_later = rest.iter().map(Vec::len).sum::<usize>();
        let n_first = parts.texts.len() - n_later;
        parts.texts[n_first..].iter_mut().for_each(|text| text.start.clear());
        thread.helpers.truncate(MAX_HELPERS);
        thread.list = Some(pager(context, page, 0));
        ThreadPages { parts, rest }
    }
}

/// Makes a further page of those before it: its answers, and nothing that the first page says.
pub(super) fn turn(
    context: &Context,
    page: &Page,
    inputs: &ThreadInputs<'_>,
    number: usize,
    posts: Vec<PostView>,
    parts: &mut PageParts<'_>,
) {
    let part = page.part(number);
    let (kind, lang) = (parts.view.page.kind, page.lang);
    let title = numbered_title(context, lang, inputs.summary.title.clone(), number);
    let mut page_view = base_page(context, &part, kind, title);
    page_view.description.clone_from(&inputs.summary.teaser);
    page_view.og_type = "article";
    if context.settings.canonical == Canonical::Source {
        page_view.canonical = inputs.summary.url.clone().or(page_view.canonical);
    }
    let first = relative(&page_view.root, &context.address.href(&page.path));
    let title = inputs.summary.title.clone();
    page_view.crumbs = vec![home_crumb(context, page), LinkView { title, href: first, lang: None }];
    parts.view.page = finish(context, &part, parts.template, page_view).view.page;
    let Some(thread) = &mut parts.view.thread else { return };
    thread.others = posts;
    thread.list = Some(pager(context, page, number));
    (thread.badge, thread.short, thread.question, thread.best) = Default::default();
    (thread.verified, thread.expired) = Default::default();
    thread.wordings.clear();
    thread.related.clear();
    thread.helpers.clear();
    thread.translations.clear();
}

/// The ways to the other pages.
fn pager(context: &Context, page: &Page, number: usize) -> ListView {
    let root = page.path.root();
    let href = |number: usize| relative(&root, &context.address.href(&page.part(number).path));
    let view = |at: usize| PagerView { number: at + 1, href: href(at), current: at == number };
    ListView {
        pages: (0..page.n_parts).map(view).collect(),
        previous: number.checked_sub(1).map(href),
        next: Some(number + 1).filter(|next| *next < page.n_parts).map(href),
        ..ListView::default()
    }
}
