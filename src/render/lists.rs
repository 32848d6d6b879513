//! Pages that list: home, taxonomies and their terms, people, search, and 404.

use fluent_bundle::FluentArgs;

use crate::config::LocalText;
use crate::model::PersonId;
use crate::plan::inputs::{
    HomeInputs, ListPart, Listing, ListingInputs, PersonDetails, PersonInputs, TermEntry,
    TermInputs, TermLink, ThreadCard, TileText, Tiles, Topics,
};
use crate::plan::{Page, PageKind};
use crate::site::{Definition, PageWords, TaxonomyKind, TermName, relative};
use crate::text::Lang;

use super::cards::{cards, person_view, term_link, term_name};
use super::contact::contact;
use super::context::Context;
use super::json_ld;
use super::page_parts::{PageParts, alternates, base_page, finish, home_crumb, numbered_title};
use super::view::{
    CardView, EntryGroupView, EntryView, HomeView, IndexView, LinkView, ListView, PagerView,
    PersonPageView, TermView, TilesView,
};

/// The index of keywords, which has a heading for each letter.
const KEYWORDS: PageKind = PageKind::Terms(TaxonomyKind::Keyword);

/// Makes up a page from what it shows.
pub(super) fn parts<'a>(
    context: &'a Context,
    page: &Page,
    inputs: &ListingInputs<'_>,
) -> PageParts<'a> {
    let lister = Lister { context, page, lang: page.lang, root: page.path.root() };
    let ListingInputs { versions, listing } = inputs;
    match listing {
        Listing::Home(home) => lister.home(versions, home),
        Listing::Terms(taxonomy, entries) => lister.terms(versions, *taxonomy, entries),
        Listing::Term(term) => lister.term(term),
        Listing::People(people) => lister.people(versions, people),
        Listing::Person { person, details, all, threads } => {
            lister.person(person, details, all, threads)
        }
        Listing::Search(topics) => lister.search(versions, topics),
        Listing::Missing => lister.missing(),
    }
}

/// The template of a page.
pub(super) fn template(inputs: &ListingInputs<'_>) -> &'static str {
    match &inputs.listing {
        Listing::Home(_) => "home.html",
        Listing::Terms(taxonomy, _) => taxonomy.definition().all.template,
        Listing::Term(term) => term.taxonomy.definition().one.template,
        Listing::People(_) => "people.html",
        Listing::Person { .. } => "person.html",
        Listing::Search(_) => "search.html",
        Listing::Missing => "missing.html",
    }
}

/// Makes up one page.
struct Lister<'c, 'p> {
    context: &'c Context,
    page: &'p Page,
    /// The language of the page's own words.
    lang: Lang,
    /// The way from the page to the site's top.
    root: String,
}

impl<'c> Lister<'c, '_> {
    fn home(&self, versions: &[(Lang, String)], home: &HomeInputs<'_>) -> PageParts<'c> {
        let Lister { context, page, lang, .. } = *self;
        let HomeInputs { n_threads, tiles, popular, newest, topics } = home;
        let n_threads = *n_threads;
        let mut view = base_page(context, page, "home", context.settings.title.clone());
        view.description = context.strings.count(lang, "description-home", n_threads);
        view.alternates = alternates(context, page, versions);
        view.json_ld_html = json_ld::website(context, &view, &context.nav(page).view.search);
        let mut parts = finish(context, page, "home.html", view);
        let cards = self.cards(newest);
        parts.view.list = Some(ListView { cards, n_threads, ..ListView::default() });
        parts.view.index = Some(self.topics(topics));
        parts.view.home = Some(self.of_home(tiles.as_ref(), popular));
        parts
    }

    /// What the home page has besides its lists.
    fn of_home(&self, tiles: Option<&Tiles<'_>>, popular: &[ThreadCard<'_>]) -> HomeView {
        // What the brand says is said in the language of the section, whatever the theme speaks.
        let (settings, lang) = (&self.context.settings, self.page.lang);
        let said = |text: &LocalText| text.of(lang).map(str::to_owned);
        HomeView {
            title: said(&settings.home.hero_title),
            lead: said(&settings.home.hero_lead),
            tiles: tiles.map(|tiles| TilesView {
                kind: tiles.kind.definition().all.kind,
                all: relative(&self.root, &tiles.all),
                entries: self.entries(&tiles.entries).entries,
            }),
            popular: self.cards(popular),
            contact: contact(self.context, &self.root, lang),
        }
    }

    fn search(&self, versions: &[(Lang, String)], topics: &Topics<'_>) -> PageParts<'c> {
        let Lister { context, page, .. } = *self;
        let mut view = base_page(context, page, "search", self.text("title-search"));
        view.description = self.titled(&self.text("search-label"));
        view.noindex = true;
        view.alternates = alternates(context, page, versions);
        view.crumbs = vec![home_crumb(context, page)];
        let mut parts = finish(context, page, "search.html", view);
        parts.view.index = Some(self.topics(topics));
        parts
    }

    fn missing(&self) -> PageParts<'c> {
        let Lister { context, page, .. } = *self;
        let mut view = base_page(context, page, "missing", self.text("title-missing"));
        view.noindex = true;
        view.canonical = None;
        let mut parts = finish(context, page, "missing.html", view);
        parts.view.contact = contact(context, &self.root, page.lang);
        anchor_at_top(context, &mut parts);
        parts
    }

    /// All terms of a taxonomy.
    fn terms(
        &self,
        versions: &[(Lang, String)],
        taxonomy: TaxonomyKind,
        entries: &[TermEntry<'_>],
    ) -> PageParts<'c> {
        let Lister { context, page, .. } = *self;
        let words = &taxonomy.definition().all;
        let mut view = base_page(context, page, words.kind, self.text(words.title));
        view.alternates = alternates(context, page, versions);
        view.crumbs = vec![home_crumb(context, page)];
        view.description = self.describe(words, &view.title, &FluentArgs::new());
        let mut parts = finish(context, page, words.template, view);
        parts.view.index = Some(self.entries(entries));
        parts
    }

    /// A page of the threads of a term.
    fn term(&self, term: &TermInputs<'_>) -> PageParts<'c> {
        let Lister { context, page, lang, .. } = *self;
        let TermInputs { taxonomy, name, all, above, children, popular, threads } = term;
        let Definition { all: words_of_all, one: words, .. } = taxonomy.definition();
        let mut args = FluentArgs::new();
        args.set(words.kind, term_name(context, lang, name));
        args.set("n", threads.n_all);
        let title = context.strings.format(lang, words.title, &args);
        let description = self.describe(words, &title, &args);
        let title = numbered_title(context, lang, title, threads.number);
        let mut view = base_page(context, page, words.kind, title);
        view.description = description;
        view.crumbs = vec![home_crumb(context, page), self.crumb(all, words_of_all.title)];
        view.crumbs.extend(above.iter().map(|term| term_link(context, &self.root, lang, term)));
        let mut parts = finish(context, page, words.template, view);
        parts.view.list = Some(self.threads(threads));
        if taxonomy.definition().is_tree {
            let (children, popular) = (self.entries(children).entries, self.cards(popular));
            parts.view.term = Some(TermView { children, popular });
        }
        parts
    }

    fn people(
        &self,
        versions: &[(Lang, String)],
        people: &ListPart<PersonInputs<'_>>,
    ) -> PageParts<'c> {
        let Lister { context, page, lang, .. } = *self;
        let title = numbered_title(context, lang, self.text("title-people"), people.number);
        let mut view = base_page(context, page, "people", title);
        view.crumbs = vec![home_crumb(context, page)];
        view.description = self.titled(&view.title);
        view.alternates = alternates(context, page, versions);
        let mut parts = finish(context, page, "people.html", view);
        let entry = |person: &PersonInputs<'_>| {
            let account = person.accounts.first().filter(|_| person.is_namesake);
            let source = account.map(|(at, _)| context.settings.sources[*at].name.clone());
            let person = person_view(&self.root, person);
            EntryView {
                source,
                title: person.name,
                href: person.href.unwrap_or_default(),
                n_threads: person.n_helped,
                role: Some(person.role),
                initials: Some(person.initials),
                ..EntryView::default()
            }
        };
        parts.view.index = Some(IndexView {
            entries: people.shown.iter().map(entry).collect(),
            ..IndexView::default()
        });
        parts.view.list = Some(self.pager(people));
        parts
    }

    fn person(
        &self,
        inputs: &PersonInputs<'_>,
        details: &PersonDetails<'_>,
        all: &str,
        threads: &ListPart<ThreadCard<'_>>,
    ) -> PageParts<'c> {
        let Lister { context, page, lang, .. } = *self;
        let person = person_view(&self.root, inputs);
        let mut args = FluentArgs::new();
        args.set("name", person.name.as_str());
        args.set("n", inputs.n_helped);
        let title = numbered_title(context, lang, person.name.clone(), threads.number);
        let mut view = base_page(context, page, "person", title);
        view.description = context.strings.format(lang, "description-person", &args);
        view.crumbs = vec![home_crumb(context, page), self.crumb(all, "title-people")];
        view.og_type = "profile";
        view.json_ld_html = json_ld::profile(&view, inputs.name, details);
        let mut parts = finish(context, page, "person.html", view);
        parts.view.list = Some(self.threads(threads));
        parts.view.person = Some(PersonPageView {
            person,
            source: self.communities(inputs),
            href: details.url.map(str::to_owned),
            n_answers: details.n_answers,
            n_best: details.n_best,
        });
        parts
    }

    /// The names of the communities where a person writes.
    fn communities(&self, person: &PersonInputs<'_>) -> String {
        let sources = &self.context.settings.sources;
        let name = |account: &(usize, PersonId)| sources[account.0].name.as_str();
        let mut names: Vec<&str> = person.accounts.iter().map(name).collect();
        names.dedup();
        names.join(", ")
    }

    fn text(&self, key: &str) -> String {
        self.context.strings.get(self.lang, key).into_owned()
    }

    fn titled(&self, title: &str) -> String {
        format!("{title} · {}", self.context.settings.title)
    }

    fn describe(&self, words: &PageWords, title: &str, args: &FluentArgs<'_>) -> String {
        match words.description {
            Some(key) => self.context.strings.format(self.lang, key, args),
            None => self.titled(title),
        }
    }

    fn crumb(&self, href: &str, key: &str) -> LinkView {
        LinkView { title: self.text(key), href: relative(&self.root, href), lang: None }
    }

    fn cards(&self, threads: &[ThreadCard<'_>]) -> Vec<CardView> {
        cards(self.context, &self.root, self.lang, threads)
    }

    fn entries(&self, terms: &[TermEntry<'_>]) -> IndexView {
        let link = |term: &TermLink<'_>| term_link(self.context, &self.root, self.lang, term);
        let top = |text: &TileText<'_>| LinkView {
            title: text.title.to_owned(),
            href: relative(&self.root, text.href),
            lang: (text.lang != self.lang).then(|| text.lang.to_string()),
        };
        let entry = |term: &TermEntry<'_>| EntryView {
            title: term_name(self.context, self.lang, term.link.name),
            href: relative(&self.root, &term.link.href),
            n_threads: term.n_threads,
            n_solved: (term.n_solved > 0).then_some(term.n_solved),
            line: term.line.clone(),
            children: term.children.iter().map(link).collect(),
            top: term.top.iter().map(top).collect(),
            role: None,
            initials: None,
            source: None,
        };
        let entries: Vec<EntryView> = terms.iter().map(entry).collect();
        let mut groups: Vec<EntryGroupView> = Vec::new();
        for (term, entry) in terms.iter().zip(&entries) {
            let title = match term.link.name {
                TermName::Month { year, .. } => {
                    self.context.strings.digits(self.lang, &year.to_string())
                }
                TermName::Text(name) if self.page.kind == KEYWORDS => initial(name),
                TermName::Text(_) | TermName::Interface(_) => break,
            };
            match groups.last_mut().filter(|group| group.title == title) {
                Some(group) => group.entries.push(entry.clone()),
                None => groups.push(EntryGroupView { title, entries: vec![entry.clone()] }),
            }
        }
        IndexView { entries, groups, ..IndexView::default() }
    }

    fn topics(&self, topics: &Topics<'_>) -> IndexView {
        let of = topics.taxonomy.definition();
        let (kind, title) = (of.all.kind, self.text(of.link));
        IndexView { kind, title, ..self.entries(&topics.entries) }
    }

    /// One page of a list of threads, with the way to its other pages.
    fn threads(&self, threads: &ListPart<ThreadCard<'_>>) -> ListView {
        ListView { cards: self.cards(&threads.shown), ..self.pager(threads) }
    }

    fn pager<T>(&self, part: &ListPart<T>) -> ListView {
        let ListPart { n_all, number, pages, .. } = part;
        let href = |at: usize| pages.get(at).map(|href| relative(&self.root, href));
        let page = |(at, href): (usize, &String)| PagerView {
            number: at + 1,
            href: relative(&self.root, href),
            current: at == *number,
        };
        let all = pages.iter().enumerate().filter(|_| pages.len() > 1);
        ListView {
            n_threads: *n_all,
            previous: number.checked_sub(1).and_then(href),
            next: href(number + 1),
            pages: all.map(page).collect(),
            ..ListView::default()
        }
    }
}

/// The letter under which an index has a word.
fn initial(word: &str) -> String {
    let letter = word.chars().find(|c| c.is_alphanumeric());
    letter.map(|letter| letter.to_uppercase().collect()).unwrap_or_default()
}

/// Hosts show the 404 page at any depth, where relative links would lead
/// astray: where the site's address is known, its links are written from there.
fn anchor_at_top(context: &Context, parts: &mut PageParts<'_>) {
    let Some(base) = context.settings.base_url.as_deref() else { return };
    let Ok(base) = url::Url::parse(base) else { return };
    let top = base.path().to_owned();
    let nav = parts.view.nav.to_mut();
    let ways = parts.view.contact.iter_mut().flat_map(|contact| &mut contact.links);
    // Those that lead out have a scheme.
    let ways = ways.map(|way| &mut way.href).filter(|href| !href.contains(':'));
    let prefix = parts.view.page.root.clone();
    let fix = |href: &mut String| {
        let below = href.strip_prefix(prefix.as_str()).unwrap_or(href);
        *href = format!("{top}{}", below.trim_start_matches("./"));
    };
    let tree = parts.view.tree.iter_mut();
    let rows =
        tree.flat_map(|tree| tree.rows.iter_mut().map(|row| &mut row.href).chain(&mut tree.all));
    nav.hrefs_mut().chain(rows).chain(ways).for_each(fix);
    parts.view.page.root = top;
}
