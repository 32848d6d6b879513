//! A long thread: the page of its question shows the best answers, and its discussion, on pages
//! of its own, all of them in order of time.
//!
//! What a link could name on the page of the question stays there: its contents list every
//! answer that is elsewhere, with the ids of it and of its parts, and each leads on. So links of
//! searches, posts and other sites find their answer wherever it has gone.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;

use crate::config::Canonical;
use crate::normalize::wanted_ids;
use crate::plan::inputs::ThreadInputs;
use crate::plan::{Page, n_shown_first, shares};
use crate::site::relative;

use super::context::Context;
use super::page_parts::{
    PageParts, PostText, base_page, finish, home_crumb, numbered_title, other_formats,
};
use super::view::{
    DiscussionEntryView, DiscussionView, LinkView, ListView, PagerView, PostView, ThreadView,
};

/// How many answers the contents of a discussion name: some 16 KB on the network. Those of later
/// ones are shown by no result of a search.
const MAX_CONTENTS: usize = 1_000;

/// Which answers are on which page.
pub(super) struct LongThread {
    /// How many answers the page of the question shows besides the best one.
    pub n_others: usize,
    /// The answers of each page of the discussion in order of time, by their numbers.
    pages: Vec<Vec<usize>>,
}

impl LongThread {
    /// Divides the answers of a thread among its pages, and tells each where it is; `texts` are
    /// those of the question and of the answers, the best first.
    pub(super) fn of(
        context: &Context,
        page: &Page,
        thread: &mut ThreadView,
        texts: &mut [PostText],
    ) -> Option<Self> {
        if page.n_parts == 1 {
            return None;
        }
        let n_shown = n_shown_first(answers(thread).map(|post| post.html.len()));
        let mut in_order: Vec<&PostView> = answers(thread).collect();
        in_order.sort_by_key(|post| post.number);
        let in_order = by_time(in_order);
        let sizes: Vec<usize> = in_order.iter().map(|post| post.html.len()).collect();
        let mut posts = in_order.into_iter();
        let mut numbers = |n: usize| posts.by_ref().take(n).map(|post| post.number).collect();
        let pages: Vec<Vec<usize>> =
            shares(&sizes, page.n_parts - 1).into_iter().map(&mut numbers).collect();
        let n_others = n_shown - usize::from(thread.best.is_some());
        let long = LongThread { n_others: n_others.min(thread.others.len()), pages };
        let listed = long.place(context, page, thread);
        let is_led_to = |anchor: &String| listed.contains(anchor);
        let moved = texts.iter_mut().skip(1 + n_shown);
        moved.filter(|text| !is_led_to(&text.anchor)).for_each(|text| text.start.clear());
        Some(long)
    }

    /// Tells each answer where it is, and the page of the question what has gone; returns the
    /// anchors of all that its contents name.
    fn place(&self, context: &Context, page: &Page, thread: &mut ThreadView) -> BTreeSet<String> {
        let href = |number: usize| part_href(context, page, number);
        let mut page_of = vec![1; thread.n_answers];
        for (number, posts) in (1..).zip(&self.pages) {
            posts.iter().for_each(|&post| page_of[post] = number);
        }
        for post in thread.others.iter_mut().skip(self.n_others) {
            post.place = format!("{}#{}", href(page_of[post.number]), post.anchor);
        }
        let mut by_number: Vec<Option<&PostView>> = vec![None; thread.n_answers];
        answers(thread).for_each(|post| by_number[post.number] = Some(post));
        let in_order = self.pages.iter().flatten().filter_map(|&number| by_number[number]);
        let entries: Vec<DiscussionEntryView> = in_order.take(MAX_CONTENTS).map(entry).collect();
        let listed = entries.iter().filter_map(|entry| entry.anchor.clone()).collect();
        let question = relative(&page.path.root(), &context.address.href(&page.path));
        thread.discussion = Some(DiscussionView { href: href(1), question, entries });
        listed
    }

    /// Leaves the best answers on the page of the question, and returns those of each page of
    /// the discussion.
    pub(super) fn divide(self, thread: &mut ThreadView) -> Vec<Vec<PostView>> {
        let rest = thread.others.split_off(self.n_others);
        let mut by_number: Vec<Option<PostView>> = (0..thread.n_answers).map(|_| None).collect();
        let repeated = |post: &PostView| PostView { is_repeated: true, ..post.clone() };
        let shown: Vec<PostView> = answers(thread).map(repeated).collect();
        for post in shown.into_iter().chain(rest) {
            let number = post.number;
            by_number[number] = Some(post);
        }
        let mut take = |number: usize| by_number[number].take();
        let pages = self.pages.into_iter();
        pages.map(|page| page.into_iter().filter_map(&mut take).collect()).collect()
    }
}

/// All answers of a thread, the best first.
fn answers(thread: &ThreadView) -> impl Iterator<Item = &PostView> {
    thread.best.iter().chain(&thread.others)
}

/// Sorts answers by time; those without one stay behind the answer before them.
fn by_time(in_order: Vec<&PostView>) -> Vec<&PostView> {
    let mut time = "";
    let mut timed: Vec<(&str, &PostView)> = Vec::with_capacity(in_order.len());
    for post in in_order {
        time = post.created.as_ref().map_or(time, |created| &created.iso);
        timed.push((time, post));
    }
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, post)| post).collect()
}

/// An answer in the contents; one that is elsewhere leaves its ids.
fn entry(post: &PostView) -> DiscussionEntryView {
    let is_elsewhere = !post.place.starts_with('#');
    DiscussionEntryView {
        anchor: is_elsewhere.then(|| post.anchor.clone()),
        parts: if is_elsewhere { ids_of_parts(post) } else { Vec::new() },
        href: post.place.clone(),
        author: post.author.as_ref().map(|author| author.name.clone()),
        date: post.created.clone(),
    }
}

/// The ids of a post's remarks, and of what the site wrote itself: links name nothing else.
fn ids_of_parts(post: &PostView) -> Vec<String> {
    let mut ids = Vec::new();
    let mut add_named = |html: &str, anchor: &str| {
        // Those of a community's words are their post's own.
        let own = format!("{anchor}--");
        let named = wanted_ids(html).into_iter().filter(|id| !id.starts_with(&own));
        ids.extend(named.map(Cow::into_owned));
    };
    add_named(&post.html, &post.anchor);
    for comment in &post.comments {
        add_named(&comment.html, &comment.anchor);
    }
    ids.extend(post.comments.iter().map(|comment| comment.anchor.clone()));
    ids
}

/// Makes a page of the discussion of the page before it: its answers, and nothing that the page
/// of the question says.
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
    let mut args = FluentArgs::new();
    args.set("title", inputs.summary.title.clone());
    let title = context.strings.format(lang, "title-discussion", &args);
    let title = numbered_title(context, lang, title, number - 1);
    let mut page_view = base_page(context, &part, kind, title);
    page_view.description.clone_from(&inputs.summary.teaser);
    page_view.og_type = "article";
    if !page.has_parts_of_all_forms {
        page_view.formats = other_formats(context, page);
    }
    if context.settings.canonical == Canonical::Source {
        page_view.canonical = inputs.summary.url.clone().or(page_view.canonical);
    }
    let first = relative(&page_view.root, &context.address.href(&page.path));
    let title = inputs.summary.title.clone();
    page_view.crumbs = vec![home_crumb(context, page), LinkView { title, href: first, lang: None }];
    parts.view.page = finish(context, &part, parts.template, page_view).view.page;
    let Some(thread) = &mut parts.view.thread else { return };
    thread.others = posts;
    if let Some(discussion) = &mut thread.discussion {
        let here = |post: &PostView| DiscussionEntryView {
            href: format!("#{}", post.anchor),
            anchor: None,
            parts: Vec::new(),
            ..entry(post)
        };
        discussion.entries = thread.others.iter().map(here).collect();
    }
    thread.list = Some(pager(context, page, number));
    (thread.badge, thread.short, thread.question, thread.best) = Default::default();
    (thread.verified, thread.expired, thread.age_years) = Default::default();
    (thread.release, thread.changed_original) = Default::default();
    thread.wordings.clear();
    thread.related.clear();
    thread.helpers.clear();
    thread.translations.clear();
}

/// The ways to the other pages of a discussion.
fn pager(context: &Context, page: &Page, number: usize) -> ListView {
    let href = |number: usize| part_href(context, page, number);
    let view = |at: usize| PagerView { number: at, href: href(at), current: at == number };
    ListView {
        pages: (1..page.n_parts).map(view).collect(),
        previous: Some(number - 1).filter(|previous| *previous > 0).map(href),
        next: Some(number + 1).filter(|next| *next < page.n_parts).map(href),
        ..ListView::default()
    }
}

/// The address of one of the pages of a thread, relative to all of them.
fn part_href(context: &Context, page: &Page, number: usize) -> String {
    relative(&page.path.root(), &context.address.href(&page.part(number).path))
}
