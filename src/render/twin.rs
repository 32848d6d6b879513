//! Pages as markdown: the twin that lies beside each question, answer and list.
//!
//! The twin of a thread is a file as `import` writes them, so the markdown source reads it: its
//! settings, the question with remarks, then the answers as the page has them.

use crate::model::ThreadKind;
use crate::normalize::{heading_text, markdown_link, quoted};
use crate::plan::Page;
use crate::site::relative;

use super::context::Context;
use super::notices::{self, Notice};
use super::posts_markdown::{AddressOfPage, PostMarkdown};
use super::view::{
    CardView, DateView, EntryView, HomeView, LinkView, ListView, PageView, PersonView, PostView,
    ThreadView, View,
};

/// Writes the twin of a thread, or of a page of it; `posts` are those that it has.
pub(super) fn of_thread(
    context: &Context,
    planned: &Page,
    next: Option<&Page>,
    page: &PageView,
    (thread, posts): (&ThreadView, &[PostMarkdown<'_>]),
) -> String {
    let address = AddressOfPage::new(context, planned);
    let article = article(page, thread, posts);
    let mut front = Front::new(page, &thread.lang, &address);
    lead_settings(page, thread, posts, article.is_some(), &mut front);
    let mut out = front.end(&page.title);
    notices(context, planned, thread, &address, &mut out);
    let answers = match (article, posts) {
        (Some(article), _) => {
            push_text(&article.text, &mut out);
            &[]
        }
        (None, [question, answers @ ..]) if thread.question.is_some() => {
            push_text(&question.text, &mut out);
            comments(question, &mut out);
            answers
        }
        (None, answers) => answers,
    };
    for answer in answers {
        let post = answer.post;
        let mut marks = Vec::new();
        marks.extend(post.accepted.then(|| "accepted".to_owned()));
        marks.extend(post.official.then(|| "official".to_owned()));
        marks.extend(post.created.as_ref().map(|created| created.iso.clone()));
        if post.votes != 0 {
            marks.push(format!("score {}", post.votes));
        }
        heading("\n## Answer", post.author.as_ref(), marks, &mut out);
        out.push_str(&format!("<!-- {} -->\n", details(post)));
        push_text(&answer.text, &mut out);
        comments(answer, &mut out);
    }
    if let Some(next) = next.and_then(|next| next.twin.as_ref()) {
        let href = relative(&planned.path.root(), &context.address.href(next));
        out.push_str(&format!("\n<!-- The next answers: {} -->\n", address.full(&href)));
    }
    out
}

/// What the page says of how fresh its answer is, where readers of the text alone see it and what
/// reads the file as an answer does not.
fn notices(
    context: &Context,
    planned: &Page,
    thread: &ThreadView,
    address: &AddressOfPage<'_>,
    out: &mut String,
) {
    for Notice { text, href, .. } in notices::of_page(context, planned.lang, thread) {
        let link = href.map_or(String::new(), |href| format!(" {}", address.full(&href)));
        // Two hyphens and a bracket would end the comment.
        let notice = format!("{text}{link}").replace('>', "&gt;");
        out.push_str(&format!("\n<!-- {notice} -->\n"));
    }
}

/// The one text of an answer that was written by hand and that nobody has added to.
fn article<'p, 'v>(
    page: &PageView,
    thread: &ThreadView,
    posts: &'p [PostMarkdown<'v>],
) -> Option<&'p PostMarkdown<'v>> {
    let [one] = posts else { return None };
    let is_article =
        page.kind == "answer" && thread.question.is_none() && thread.discussion.is_none();
    (is_article && one.comments.is_empty()).then_some(one)
}

fn lead_settings(
    page: &PageView,
    thread: &ThreadView,
    posts: &[PostMarkdown<'_>],
    is_article: bool,
    front: &mut Front,
) {
    let asked = thread.question.as_ref().or(posts.first().filter(|_| is_article).map(|p| p.post));
    let kind = if is_article { ThreadKind::Answer } else { ThreadKind::Question };
    front.text("source", Some(&thread.source.name));
    front.text("source_url", thread.source.href.as_deref());
    front.line("kind", if kind == ThreadKind::Answer { "answer" } else { "question" });
    front.line("status", thread.grade);
    let credit = |person: &PersonView| credited(person, is_article);
    front.text("author", asked.and_then(|post| post.author.as_ref()).map(credit).as_deref());
    let mut authors: Vec<&str> = Vec::new();
    for person in posts.iter().filter_map(|post| post.post.author.as_ref()) {
        if !authors.contains(&&*person.name) && authors.len() < MAX_AUTHORS {
            authors.push(&person.name);
        }
    }
    front.list("authors", authors.into_iter());
    front.text("created", page.published.as_deref());
    front.text("updated", page.modified.as_deref());
    front.list("tags", thread.tags.iter().map(|tag| tag.title.as_str()));
    front.list("product", thread.products.iter().map(|product| product.title.as_str()));
    let versions = thread.versions.join(", ");
    front.text("version", Some(versions.as_str()).filter(|text| !text.is_empty()));
    front.text("licence", thread.source.licence.as_deref());
    front.text("summary", thread.short.as_deref());
    if let Some(verified) = &thread.verified {
        front.line("verified_on", &verified.on.iso);
        front.text("verified_by", verified.by.as_deref());
    }
    // What a community wrote is known by what machines know of it.
    if let Some(question) = &thread.question {
        front.line("post", &details(question));
    }
}

/// How many people the settings of a twin name; each answer has its own name anyway.
const MAX_AUTHORS: usize = 50;

fn comments(post: &PostMarkdown<'_>, out: &mut String) {
    for (comment, text) in &post.comments {
        let created = comment.created.as_ref().map(|created| created.iso.clone());
        heading("\n### Comment", comment.author.as_ref(), created.into_iter().collect(), out);
        out.push_str(&format!("<!-- {{\"id\": {}}} -->\n", quoted(&comment.anchor)));
        push_text(text, out);
    }
}

/// What machines know of a post: its place on the page, and where it comes from.
fn details(post: &PostView) -> String {
    let all = [
        ("id", Some(&post.anchor)),
        ("url", post.href.as_ref()),
        ("licence", post.licence.as_ref()),
    ];
    let fields = all.into_iter().filter_map(|(key, value)| Some((key, quoted(value?))));
    let fields: Vec<String> = fields.map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

fn heading(start: &str, author: Option<&PersonView>, marks: Vec<String>, out: &mut String) {
    out.push_str(start);
    let role = author.map(|author| author.role).filter(|role| *role != "member");
    let mut marks: Vec<String> = role.map(str::to_owned).into_iter().chain(marks).collect();
    if let Some(author) = author {
        out.push_str(" by ");
        out.push_str(&heading_text(&author.name));
        // What ends a name in parentheses are no marks.
        if marks.is_empty() && author.name.ends_with(')') {
            marks.push("member".to_owned());
        }
    }
    if !marks.is_empty() {
        out.push_str(&format!(" ({})", marks.join(", ")));
    }
    out.push('\n');
}

fn credited(person: &PersonView, is_answer: bool) -> String {
    match is_answer || person.role != "member" || person.name.ends_with(')') {
        true => format!("{} ({})", person.name, person.role),
        false => person.name.clone(),
    }
}

fn push_text(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.extend(["\n", text, "\n"]);
    }
}

/// Writes the twin of a page that lists something.
pub(super) fn of_list(context: &Context, page: &Page, view: &View<'_>) -> String {
    let own = &view.page;
    let address = AddressOfPage::new(context, page);
    let mut front = Front::new(own, &own.lang, &address);
    front.text(
        "summary",
        Some(&own.description).filter(|text| !text.is_empty()).map(String::as_str),
    );
    let mut list = ListTwin {
        address,
        next: context.text(page.lang, "pager-next"),
        out: front.end(&own.title),
    };
    if let Some(person) = &view.person {
        list.out.push_str(&format!("\n{}\n", heading_text(&person.source)));
        list.links(person.href.iter().map(|href| (&*person.person.name, href.clone())));
    }
    let text = |key| context.text(page.lang, key);
    if let Some(home) = &view.home {
        list.home(home, &text);
    }
    if let Some(term) = &view.term {
        list.entries(&text("narrow"), &term.children);
        list.cards(&text("popular-answers"), &term.popular);
    }
    view.list.iter().for_each(|own| list.threads(own));
    let heading = if own.kind == "home" { text("nav-topics") } else { String::new() };
    view.index.iter().for_each(|index| list.entries(&heading, &index.entries));
    if own.kind == "home" {
        let people = text("nav-people");
        let browse = view.nav.browse.iter().map(|way| (&*way.title, &way.href));
        let ways = browse.chain(view.nav.people.iter().map(|href| (&*people, href)));
        list.section(&text("browse"), None);
        list.links(ways.map(|(title, href)| (title, twin_of(href))));
    }
    list.out
}

/// Writes lists of links.
struct ListTwin<'c> {
    address: AddressOfPage<'c>,
    /// What the link to the next page says.
    next: String,
    out: String,
}

impl ListTwin<'_> {
    fn links<'t>(&mut self, links: impl Iterator<Item = (&'t str, String)>) {
        let lines = links.map(|(title, href)| {
            format!("- {}\n", markdown_link(title, &self.address.full(&href)))
        });
        let lines: String = lines.collect();
        if !lines.is_empty() {
            self.out.extend(["\n", &lines]);
        }
    }

    /// Writes what the home page has above its newest threads, and the heading of these.
    fn home(&mut self, home: &HomeView, text: &dyn Fn(&'static str) -> String) {
        if let Some(tiles) = &home.tiles {
            let is_products = tiles.kind == "products";
            let heading = if is_products { "home-products" } else { "home-categories" };
            self.entries(&text(heading), &tiles.entries);
            let all = if is_products { "all-products" } else { "all-categories" };
            self.links([(&*text(all), twin_of(&tiles.all))].into_iter());
        }
        self.cards(&text("popular-answers"), &home.popular);
        if let Some(contact) = &home.contact {
            self.section(&text("still-stuck"), contact.text.as_deref().map(heading_text));
            self.links(contact.links.iter().map(|link| (&*link.title, link.href.clone())));
        }
        self.section(&text("newly-solved"), None);
    }

    /// Begins a part of the page, in which all lists lie until the next one.
    fn section(&mut self, heading: &str, lead: Option<String>) {
        self.out.push_str(&format!("\n## {}\n", heading_text(heading)));
        if let Some(lead) = lead {
            self.out.push_str(&format!("\n{lead}\n"));
        }
    }

    fn threads(&mut self, list: &ListView) {
        self.cards("", &list.cards);
        let next = list.next.as_deref().map(twin_of);
        let title = self.next.clone();
        self.links(next.into_iter().map(|href| (&*title, href)));
    }

    fn cards(&mut self, heading: &str, cards: &[CardView]) {
        self.lines(heading, cards.iter().map(|card| self.card(card)).collect());
    }

    /// Writes a list, below a heading where there is one; no heading for an empty list.
    fn lines(&mut self, heading: &str, lines: String) {
        if lines.is_empty() {
            return;
        }
        if !heading.is_empty() {
            self.section(heading, None);
        }
        self.out.extend(["\n", &lines]);
    }

    fn card(&self, card: &CardView) -> String {
        let link = markdown_link(&card.title, &self.address.full(&twin_of(&card.href)));
        let date = card.date.as_ref().map_or(String::new(), |date| format!(", {}", day(date)));
        let teaser = heading_text(&card.teaser);
        format!("- {link}: {teaser} ({}{date})\n", heading_text(&card.badge.text))
    }

    /// Writes terms, each with what lies in it.
    fn entries(&mut self, heading: &str, entries: &[EntryView]) {
        let link =
            |title: &str, href: &str| markdown_link(title, &self.address.full(&twin_of(href)));
        let entry = |entry: &EntryView| {
            let child = |child: &LinkView| format!("  - {}\n", link(&child.title, &child.href));
            let children: String = entry.children.iter().map(child).collect();
            let line = entry.line.as_deref().map(heading_text);
            let line = line.map_or(String::new(), |line| format!(": {line}"));
            format!("- {} ({}){line}\n{children}", link(&entry.title, &entry.href), entry.n_threads)
        };
        self.lines(heading, entries.iter().map(entry).collect());
    }
}

fn day(date: &DateView) -> &str {
    date.iso.get(..10).unwrap_or(&date.iso)
}

/// The address of the twin of a page with this address.
fn twin_of(href: &str) -> String {
    match href.strip_suffix(".html") {
        Some(name) => format!("{name}.md"),
        None => format!("{href}index.md"),
    }
}

/// The settings at the top of a twin.
struct Front {
    out: String,
}

impl Front {
    fn new(page: &PageView, lang: &str, address: &AddressOfPage<'_>) -> Front {
        let mut front = Front { out: "---\n".to_owned() };
        front.text("title", Some(&page.title));
        front.text("url", address.own.as_deref());
        front.line("language", lang);
        front
    }

    fn end(mut self, title: &str) -> String {
        self.out.push_str(&format!("---\n\n# {}\n", heading_text(title)));
        self.out
    }

    fn line(&mut self, key: &str, value: &str) {
        self.out.extend([key, ": ", value, "\n"]);
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, &quoted(value));
        }
    }

    fn list<'v>(&mut self, key: &str, values: impl Iterator<Item = &'v str>) {
        let values: Vec<String> = values.map(quoted).collect();
        if !values.is_empty() {
            self.line(key, &format!("[{}]", values.join(", ")));
        }
    }
}
