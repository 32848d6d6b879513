//! Pages that list: home, taxonomies and their terms, people, search, and 404.

use fluent_bundle::FluentArgs;

use crate::model::PersonId;
use crate::plan::{PEOPLE_PER_PAGE, PER_PAGE, Page, PageKind, n_pages};
use crate::site::{Definition, PageWords, PersonEntry, TaxonomyKind, Term};
use crate::text::Lang;

use super::cards::{cards, person_view, term_name};
use super::context::Context;
use super::json_ld;
use super::page_parts::{PageParts, alternates, base_page, finish, home_crumb, numbered_title};
use super::view::{EntryView, IndexView, LinkView, ListView, PagerView, PersonPageView};

/// How many solved threads a home page shows, and how many tags.
const NEWEST: usize = 12;
const CLOUD: usize = 40;

pub(super) fn parts<'a>(context: &'a Context<'_>, page: &Page) -> PageParts<'a> {
    match page.kind {
        PageKind::Home => home(context, page),
        PageKind::Terms(taxonomy) => terms(context, page, taxonomy),
        PageKind::Term(taxonomy, at, number) => term(context, page, taxonomy, at, number),
        PageKind::People(number) => people(context, page, number),
        PageKind::Person(at, number) => person(context, page, at, number),
        PageKind::Search => plain(context, page, "search", "title-search"),
        // A thread without its body cannot be planned; the page says that it is missing.
        PageKind::Missing | PageKind::Thread(_) => plain(context, page, "missing", "title-missing"),
    }
}

fn lang_of(context: &Context<'_>, page: &Page) -> Lang {
    context.page_lang(page.section)
}

/// The same subject in every section, for subjects that all sections have.
fn in_all_languages(context: &Context<'_>, page_kind: PageKind) -> Vec<(Lang, String)> {
    let sections = context.site.sections.iter().enumerate();
    sections.map(|(at, section)| (section.lang, context.urls.href(at, page_kind))).collect()
}

fn home<'a>(context: &'a Context<'_>, page: &Page) -> PageParts<'a> {
    let section = &context.site.sections[page.section];
    let lang = lang_of(context, page);
    let mut view = base_page(context, page, "home", context.config.title.clone());
    view.description = context.strings.count(lang, "description-home", section.threads.len());
    view.alternates = alternates(context, page, &in_all_languages(context, PageKind::Home));
    view.json_ld_html = json_ld::website(context, &view);
    let mut parts = finish(context, page, "home.html", view);
    let is_solved = |at: &usize| context.site.threads[*at].summary.resolution.grade.is_solved();
    let solved = section.threads.iter().copied().filter(is_solved);
    let newest: Vec<usize> = solved.take(NEWEST).collect();
    parts.view.list = Some(ListView {
        cards: cards(context, page, &newest),
        n_threads: section.threads.len(),
        ..ListView::default()
    });
    parts.view.index = Some(term_entries(context, page, TaxonomyKind::Tag, CLOUD));
    parts
}

fn plain<'a>(
    context: &'a Context<'_>,
    page: &Page,
    kind: &'static str,
    key: &str,
) -> PageParts<'a> {
    let title = context.strings.get(lang_of(context, page), key).into_owned();
    let mut view = base_page(context, page, kind, title);
    view.noindex = true;
    if kind == "search" {
        view.alternates = alternates(context, page, &in_all_languages(context, PageKind::Search));
        view.crumbs = vec![home_crumb(context, page)];
        let mut parts = finish(context, page, "search.html", view);
        parts.view.index = Some(term_entries(context, page, TaxonomyKind::Tag, CLOUD));
        return parts;
    }
    view.canonical = None;
    let mut parts = finish(context, page, "missing.html", view);
    anchor_at_top(context, &mut parts);
    parts
}

/// Hosts show the 404 page at any depth, where relative links would lead
/// astray: where the site's address is known, its links are written from there.
fn anchor_at_top(context: &Context<'_>, parts: &mut PageParts<'_>) {
    let Some(base) = context.config.base_url.as_deref() else { return };
    let Ok(base) = url::Url::parse(base) else { return };
    let top = base.path().to_owned();
    let nav = parts.view.nav.to_mut();
    let prefix = parts.view.page.root.clone();
    let fix = |href: &mut String| {
        let below = href.strip_prefix(prefix.as_str()).unwrap_or(href);
        *href = format!("{top}{}", below.trim_start_matches("./"));
    };
    for href in [
        &mut nav.home,
        &mut nav.tags,
        &mut nav.people,
        &mut nav.letters,
        &mut nav.months,
        &mut nav.search,
        &mut nav.css,
        &mut nav.js,
        &mut nav.icon,
    ] {
        fix(href);
    }
    nav.languages.iter_mut().for_each(|language| fix(&mut language.link));
    for href in [&mut nav.feed, &mut nav.logo, &mut nav.logo_dark].into_iter().flatten() {
        fix(href);
    }
    parts.view.page.root = top;
}

/// All terms of a taxonomy.
fn terms<'a>(context: &'a Context<'_>, page: &Page, taxonomy: TaxonomyKind) -> PageParts<'a> {
    let words = &taxonomy.definition().all;
    let title = context.strings.get(lang_of(context, page), words.title).into_owned();
    let mut view = base_page(context, page, words.kind, title);
    view.alternates = alternates(context, page, &in_all_languages(context, page.kind));
    view.crumbs = vec![home_crumb(context, page)];
    view.description = describe(context, page, words, &view.title, &FluentArgs::new());
    let mut parts = finish(context, page, words.template, view);
    parts.view.index = Some(term_entries(context, page, taxonomy, usize::MAX));
    parts
}

fn term_entries(
    context: &Context<'_>,
    page: &Page,
    taxonomy: TaxonomyKind,
    most: usize,
) -> IndexView {
    let terms = context.site.sections[page.section].terms(taxonomy);
    let root = page.path.root();
    let lang = lang_of(context, page);
    let entry = |(at, term): (usize, &Term)| EntryView {
        title: term_name(context, lang, &term.name),
        href: context.link(&root, page.section, PageKind::Term(taxonomy, at, 0)),
        n_threads: term.threads.len(),
        role: None,
        initials: None,
    };
    IndexView { entries: terms.iter().enumerate().take(most).map(entry).collect() }
}

/// A page of the threads of a term.
fn term<'a>(
    context: &'a Context<'_>,
    page: &Page,
    taxonomy: TaxonomyKind,
    at: usize,
    number: usize,
) -> PageParts<'a> {
    let Definition { all, one: words, .. } = taxonomy.definition();
    let term = &context.site.sections[page.section].terms(taxonomy)[at];
    let lang = lang_of(context, page);
    let mut args = FluentArgs::new();
    args.set(words.kind, term_name(context, lang, &term.name));
    args.set("n", term.threads.len());
    let title = context.strings.format(lang, words.title, &args);
    let description = describe(context, page, words, &title, &args);
    let title = numbered_title(context, lang, title, number);
    let mut view = base_page(context, page, words.kind, title);
    view.description = description;
    let up = crumb(context, page, PageKind::Terms(taxonomy), all.title);
    view.crumbs = vec![home_crumb(context, page), up];
    let mut parts = finish(context, page, words.template, view);
    let page_kind = |number| PageKind::Term(taxonomy, at, number);
    parts.view.list = Some(list(context, page, &term.threads, number, &page_kind));
    parts
}

fn describe(
    context: &Context<'_>,
    page: &Page,
    words: &PageWords,
    title: &str,
    args: &FluentArgs<'_>,
) -> String {
    match words.description {
        Some(key) => context.strings.format(lang_of(context, page), key, args),
        None => format!("{title} · {}", context.config.title),
    }
}

fn crumb(context: &Context<'_>, page: &Page, page_kind: PageKind, key: &str) -> LinkView {
    let title = context.strings.get(lang_of(context, page), key).into_owned();
    LinkView { title, href: context.link(&page.path.root(), page.section, page_kind), lang: None }
}

/// One page of a list of threads, with the way to its other pages.
fn list(
    context: &Context<'_>,
    page: &Page,
    threads: &[usize],
    number: usize,
    page_kind: &dyn Fn(usize) -> PageKind,
) -> ListView {
    let shown = threads.iter().copied().skip(number * PER_PAGE).take(PER_PAGE);
    let mut list = pager(context, page, n_pages(threads.len(), PER_PAGE), number, page_kind);
    list.cards = cards(context, page, &shown.collect::<Vec<_>>());
    list.n_threads = threads.len();
    list
}

fn pager(
    context: &Context<'_>,
    page: &Page,
    n_pages: usize,
    number: usize,
    page_kind: &dyn Fn(usize) -> PageKind,
) -> ListView {
    let root = page.path.root();
    let href = |number| context.link(&root, page.section, page_kind(number));
    let pages = (0..n_pages).filter(|_| n_pages > 1);
    ListView {
        previous: number.checked_sub(1).map(href),
        next: (number + 1 < n_pages).then(|| href(number + 1)),
        pages: pages
            .map(|at| PagerView { number: at + 1, href: href(at), current: at == number })
            .collect(),
        ..ListView::default()
    }
}

fn people<'a>(context: &'a Context<'_>, page: &Page, number: usize) -> PageParts<'a> {
    let lang = lang_of(context, page);
    let everyone = &context.site.sections[page.section].people;
    let title = context.strings.get(lang, "title-people").into_owned();
    let mut view = base_page(context, page, "people", numbered_title(context, lang, title, number));
    view.crumbs = vec![home_crumb(context, page)];
    view.description = format!("{} · {}", view.title, context.config.title);
    if number == 0 {
        view.alternates = alternates(context, page, &in_all_languages(context, page.kind));
    }
    let mut parts = finish(context, page, "people.html", view);
    let root = page.path.root();
    let shown = everyone.iter().skip(number * PEOPLE_PER_PAGE).take(PEOPLE_PER_PAGE);
    let entry = |&at: &usize| {
        let person = person_view(context, &root, at);
        EntryView {
            title: person.name,
            href: person.href.unwrap_or_default(),
            n_threads: person.n_helped,
            role: Some(person.role),
            initials: Some(person.initials),
        }
    };
    parts.view.index = Some(IndexView { entries: shown.map(entry).collect() });
    let n_pages = n_pages(everyone.len(), PEOPLE_PER_PAGE);
    parts.view.list = Some(ListView {
        n_threads: everyone.len(),
        ..pager(context, page, n_pages, number, &PageKind::People)
    });
    parts
}

fn person<'a>(context: &'a Context<'_>, page: &Page, at: usize, number: usize) -> PageParts<'a> {
    let entry = &context.site.people[at];
    let lang = lang_of(context, page);
    let person = person_view(context, &page.path.root(), at);
    let mut args = FluentArgs::new();
    args.set("name", person.name.as_str());
    args.set("n", entry.threads.len());
    let title = numbered_title(context, lang, person.name.clone(), number);
    let mut view = base_page(context, page, "person", title);
    view.description = context.strings.format(lang, "description-person", &args);
    view.crumbs =
        vec![home_crumb(context, page), crumb(context, page, PageKind::People(0), "title-people")];
    view.og_type = "profile";
    view.json_ld_html = json_ld::profile(&view, entry);
    let mut parts = finish(context, page, "person.html", view);
    parts.view.list =
        Some(list(context, page, &entry.threads, number, &|number| PageKind::Person(at, number)));
    parts.view.person = Some(PersonPageView {
        person,
        source: communities(context, entry),
        href: entry.url.clone(),
        n_answers: entry.n_answers,
        n_best: entry.n_best,
    });
    parts
}

/// The names of the communities where a person writes.
fn communities(context: &Context<'_>, person: &PersonEntry) -> String {
    let name = |account: &(usize, PersonId)| context.config.sources[account.0].name.as_str();
    let mut names: Vec<&str> = person.accounts.iter().map(name).collect();
    names.dedup();
    names.join(", ")
}
