//! The page of a question, or of an answer written by hand: the answer first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::config::Canonical;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{Comment, Grade, Person, PersonId, Post, Role, Thread, ThreadKind, Timestamp};
use crate::normalize::{
    SafeHtml, Summary, Trust, first_lines, math_title, text_of_html, to_safe_html,
};
use crate::plan::{Page, PageKind};
use crate::site::{ThreadEntry, key_of};
use crate::text::Lang;

use super::cards::{cards, initials, person_view};
use super::context::Context;
use super::href::is_web;
use super::page_parts::{PageParts, PostText, alternates, base_page, finish, home_crumb};
use super::strings::language_name;
use super::view::{
    BadgeView, CommentView, LinkView, PersonView, PostView, SourceView, ThreadView, VerifiedView,
    WordingView,
};
use super::{badge, dates, json_ld};

mod files;
mod links;

use links::LinkResolver;

/// How many questions like this one a page names.
const RELATED: usize = 5;

pub(super) fn parts<'a>(
    context: &'a Context<'_>,
    page: &Page,
    (at, entry): (usize, &ThreadEntry),
    thread: &Thread,
) -> PageParts<'a> {
    let summary = &entry.summary;
    let mut writer = ThreadWriter {
        context,
        page,
        entry,
        people: people_of(context, entry),
        lang: context.page_lang(page.section),
        links: LinkResolver::new(context, entry, page.path.root()),
        anchors: BTreeSet::new(),
        numbers: FxHashMap::default(),
        n_unread_math: 0,
        sink: Sink::new(),
    };
    let (view, texts) = writer.thread(at, thread);
    if writer.n_unread_math > 0 {
        writer.sink.push(math_unread(thread, writer.n_unread_math));
    }
    let mut sink = writer.sink;
    let (of_links, lookups, files) = writer.links.finish();
    sink.append(of_links);
    let (kind, template) = match summary.kind {
        ThreadKind::Question => ("question", "question.html"),
        ThreadKind::Answer => ("answer", "answer.html"),
    };
    let mut page_view = base_page(context, page, kind, summary.title.clone());
    page_view.description = summary.teaser.clone();
    if let (Canonical::Source, Some(url)) = (context.config.canonical, &summary.url) {
        page_view.canonical = Some(url.clone());
    }
    page_view.alternates = alternates(context, page, &versions(context, at));
    page_view.og_type = "article";
    page_view.published = summary.created.map(|time| time.rfc3339());
    page_view.modified = summary.updated.map(|time| time.rfc3339());
    page_view.crumbs = crumbs(context, page, entry);
    page_view.json_ld_html = json_ld::thread(context, &page_view, &view, entry);
    let mut parts = finish(context, page, template, page_view);
    parts.view.thread = Some(view);
    parts.texts = texts;
    parts.sink = sink;
    parts.lookups = lookups;
    parts.files = files;
    parts
}

/// What the page of a thread shows of other pages.
pub(super) struct ThreadDependencies {
    /// Other threads, by position.
    pub related: Vec<usize>,
    /// Tags of the section, by position.
    pub tags: Vec<usize>,
    /// This answer in all its languages.
    pub versions: Vec<(Lang, String)>,
}

/// Gathers what the page of a thread shows of other pages.
pub(super) fn thread_dependencies(
    context: &Context<'_>,
    page: &Page,
    at: usize,
) -> ThreadDependencies {
    ThreadDependencies {
        related: related(context, at),
        tags: tags_of(context, page, &context.site.threads[at]),
        versions: versions(context, at),
    }
}

fn related(context: &Context<'_>, at: usize) -> Vec<usize> {
    let mut near = (context.related)(at);
    let translations = &context.site.threads[at].translations;
    near.retain(|other| *other != at && !translations.contains(other));
    near.truncate(RELATED);
    near
}

/// This answer in all its languages, this one first.
fn versions(context: &Context<'_>, at: usize) -> Vec<(Lang, String)> {
    let threads = &context.site.threads;
    let all = std::iter::once(at).chain(threads[at].translations.iter().copied());
    let mut versions: Vec<(Lang, String)> = Vec::new();
    for at in all {
        let lang = threads[at].summary.lang;
        if versions.iter().all(|(known, _)| *known != lang) {
            versions.push((lang, context.address.href(&threads[at].path)));
        }
    }
    // `x-default` is the main language's version, where there is one.
    let main = versions.iter().position(|(lang, _)| *lang == context.config.language).unwrap_or(0);
    versions[..=main].rotate_right(1);
    versions
}

fn crumbs(context: &Context<'_>, page: &Page, entry: &ThreadEntry) -> Vec<LinkView> {
    let mut crumbs = vec![home_crumb(context, page)];
    crumbs.extend(tag_links(context, page, entry).into_iter().take(1));
    crumbs
}

fn tag_links(context: &Context<'_>, page: &Page, entry: &ThreadEntry) -> Vec<LinkView> {
    let section = &context.site.sections[page.section];
    let root = page.path.root();
    let link = |at: usize| LinkView {
        title: section.tags[at].name.clone(),
        href: context.link(&root, page.section, PageKind::Tag(at, 0)),
        lang: None,
    };
    tags_of(context, page, entry).into_iter().map(link).collect()
}

/// The tags of a thread as the page's section has them, by position.
fn tags_of(context: &Context<'_>, page: &Page, entry: &ThreadEntry) -> Vec<usize> {
    let section = &context.site.sections[page.section];
    let mut places: Vec<usize> =
        entry.summary.tags.iter().filter_map(|tag| section.tag(tag)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The people of a thread by their accounts in its source, as positions among the site's people.
fn people_of<'c>(context: &'c Context<'_>, entry: &ThreadEntry) -> FxHashMap<&'c PersonId, usize> {
    let source = entry.summary.source;
    let mut people = FxHashMap::default();
    for &at in &entry.people {
        let accounts = context.site.people[at].accounts.iter();
        for (_, id) in accounts.filter(|(of, _)| *of == source) {
            people.entry(id).or_insert(at);
        }
    }
    people
}

struct ThreadWriter<'c, 'a> {
    context: &'c Context<'a>,
    page: &'c Page,
    entry: &'c ThreadEntry,
    people: FxHashMap<&'c PersonId, usize>,
    lang: Lang,
    links: LinkResolver<'c, 'a>,
    anchors: BTreeSet<String>,
    /// The last number behind an anchor that is wanted several times.
    numbers: FxHashMap<String, usize>,
    n_unread_math: usize,
    sink: Sink,
}

impl ThreadWriter<'_, '_> {
    fn thread(&mut self, at: usize, thread: &Thread) -> (ThreadView, Vec<PostText>) {
        let summary = &self.entry.summary;
        let (question, asked) = self.post(&thread.question, "question".to_owned(), thread);
        let mut texts = vec![asked];
        let question = (thread.kind == ThreadKind::Question).then_some(question);
        let mut best = None;
        let mut others = Vec::new();
        for (number, post) in thread.answers.iter().enumerate() {
            let anchor = format!("a-{}", key_of(&post.id.0));
            let (view, text) = self.post(post, anchor, thread);
            match summary.best == Some(number) {
                true => {
                    best = Some(view);
                    texts.push(PostText { is_solution: is_solved(summary), ..text });
                }
                false => others.push((number, view, text)),
            }
        }
        others.sort_by_key(|(number, view, _)| {
            (Reverse((view.accepted, view.official, view.votes)), *number)
        });
        let (others, others_texts): (Vec<PostView>, Vec<PostText>) =
            others.into_iter().map(|(_, view, text)| (view, text)).unzip();
        texts.extend(others_texts);
        let posts = question.iter().chain(&best).chain(&others);
        let n_comments = posts.map(|post| post.comments.len()).sum();
        let view = ThreadView {
            title: summary.title.clone(),
            title_html: math_title(&thread.title, thread.math).map(SafeHtml::into_string),
            lang: summary.lang.to_string(),
            grade: summary.resolution.grade.name(),
            badge: best.as_ref().map(|best| self.badge(best)),
            short: thread.summary.clone(),
            question,
            best,
            others,
            n_answers: thread.answers.len(),
            n_comments,
            wordings: self.wordings(),
            tags: tag_links(self.context, self.page, self.entry),
            product: thread.product.clone(),
            version: thread.version.clone(),
            verified: thread.verified.as_ref().map(|verified| VerifiedView {
                on: dates::date(&self.context.strings, self.lang, verified.on),
                by: verified.by.clone(),
            }),
            expired: self.expired(),
            related: cards(self.context, self.page, &related(self.context, at)),
            helpers: self.helpers(),
            translations: self.translations(),
            source: self.source(thread),
        };
        (view, texts)
    }

    fn badge(&self, best: &PostView) -> BadgeView {
        let resolution = &self.entry.summary.resolution;
        let (is_expired, strings) = (self.expires().is_some(), &self.context.strings);
        badge::of_best(best, resolution, is_expired, strings, self.lang)
    }

    /// The day by which the answer was to be checked, when that is over.
    fn expires(&self) -> Option<Timestamp> {
        self.entry.summary.expires.filter(|expires| *expires < self.context.now)
    }

    fn expired(&mut self) -> Option<super::view::DateView> {
        let expires = self.expires()?;
        self.sink.push(answer_expired(self.entry, &expires.rfc3339()[..10]));
        Some(dates::date(&self.context.strings, self.lang, expires))
    }

    fn helpers(&self) -> Vec<PersonView> {
        let root = self.page.path.root();
        self.entry.people.iter().map(|&at| person_view(self.context, &root, at)).collect()
    }

    fn translations(&self) -> Vec<LinkView> {
        let root = self.page.path.root();
        let link = |&at: &usize| {
            let lang = self.context.site.threads[at].summary.lang;
            LinkView {
                title: language_name(lang, &self.context.strings),
                href: self.context.thread_link(&root, at),
                lang: Some(lang.to_string()),
            }
        };
        self.entry.translations.iter().map(link).collect()
    }

    fn wordings(&self) -> Vec<WordingView> {
        let wording = |wording: &crate::site::Wording| WordingView {
            title: wording.title.clone(),
            href: wording.url.clone(),
            lang: (wording.lang != self.lang).then(|| wording.lang.to_string()),
            asker: wording.asker.clone(),
            licence: wording.licence.clone(),
        };
        self.entry.wordings.iter().map(wording).collect()
    }

    fn source(&self, thread: &Thread) -> SourceView {
        let source = &self.context.config.sources[self.entry.summary.source];
        let licence = self.licence(thread);
        SourceView {
            name: source.name.clone(),
            href: thread.url.clone().filter(|url| is_web(url)),
            licence_href: licence.as_deref().and_then(deed),
            licence,
        }
    }

    /// The thread's licence, its question's, or the source's.
    fn licence(&self, thread: &Thread) -> Option<String> {
        let source = &self.context.config.sources[self.entry.summary.source];
        let own = thread.licence.as_ref().or(thread.question.licence.as_ref());
        own.or(source.licence.as_ref()).cloned()
    }

    fn post(&mut self, post: &Post, anchor: String, thread: &Thread) -> (PostView, PostText) {
        self.links.start(&post.attachments, post.by_hand);
        let html = self.body(&post.body, &post.id.0, thread);
        let files = self.links.listed(self.lang);
        let mut text = String::new();
        text_of_html(&html, &mut text);
        let start = json_ld::start(&text);
        let of_thread = self.licence(thread);
        let licence = post.licence.clone().filter(|own| Some(own) != of_thread.as_ref());
        let comments = post.comments.iter().map(|c| self.comment(c, thread, &mut text)).collect();
        let lang = self.context.languages.of_post(self.entry.summary.lang, &text);
        let anchor = self.anchor(anchor);
        let text = PostText {
            text,
            start: if post.votes < 0 { String::new() } else { first_lines(&post.body) },
            anchor: anchor.clone(),
            is_solution: post.accepted || post.official,
        };
        let view = PostView {
            anchor,
            html,
            files,
            start,
            lang: lang.to_string(),
            dir: lang.direction().as_str(),
            author: post.author.as_ref().map(|author| self.person(author)).or(self.house(thread)),
            created: post.created.map(|time| dates::date(&self.context.strings, self.lang, time)),
            edited: post
                .edited
                .filter(|edited| post.created.is_none_or(|created| *edited > created))
                .map(|time| dates::date(&self.context.strings, self.lang, time)),
            votes: post.votes,
            accepted: post.accepted,
            official: post.official || post.role().is_official(),
            by_asker: is_own(thread, post),
            href: post.url.clone().filter(|url| is_web(url)),
            licence_href: licence.as_deref().and_then(deed),
            licence,
            comments,
        };
        (view, text)
    }

    fn comment(&mut self, comment: &Comment, thread: &Thread, text: &mut String) -> CommentView {
        self.links.start(&comment.attachments, comment.by_hand);
        let html = self.body(&comment.body, &comment.id.0, thread);
        text.push(' ');
        text_of_html(&html, text);
        CommentView {
            anchor: self.anchor(format!("c-{}", key_of(&comment.id.0))),
            html,
            files: self.links.listed(self.lang),
            author: comment.author.as_ref().map(|author| self.person(author)),
            created: comment
                .created
                .map(|time| dates::date(&self.context.strings, self.lang, time)),
        }
    }

    fn body(&mut self, body: &crate::model::Markup, id: &str, thread: &Thread) -> String {
        let trust = if self.links.is_by_hand() { Trust::House } else { Trust::Community };
        let dressed = to_safe_html(body, trust, &mut self.links);
        self.n_unread_math += dressed.n_unread_math;
        if dressed.too_complex {
            self.sink.push(too_complex(thread, id));
        }
        dressed.html.into_string()
    }

    fn anchor(&mut self, wanted: String) -> String {
        let mut anchor = wanted.clone();
        let mut number = self.numbers.get(&wanted).copied().unwrap_or(1);
        while !self.anchors.insert(anchor.clone()) {
            number += 1;
            anchor = format!("{wanted}-{number}");
        }
        if number > 1 {
            self.numbers.insert(wanted, number);
        }
        anchor
    }

    /// An answer written by hand without a name is the brand's.
    fn house(&self, thread: &Thread) -> Option<PersonView> {
        let name = self.context.site_view.brand.clone();
        (thread.kind == ThreadKind::Answer).then(|| PersonView {
            initials: initials(&name),
            name,
            role: Role::Brand.name(),
            href: None,
            n_helped: 0,
        })
    }

    fn person(&self, person: &Person) -> PersonView {
        match self.people.get(&person.id) {
            Some(&at) => PersonView {
                role: person.role.name(),
                ..person_view(self.context, &self.page.path.root(), at)
            },
            None => PersonView {
                name: person.name.clone(),
                initials: initials(&person.name),
                role: person.role.name(),
                href: None,
                n_helped: 0,
            },
        }
    }
}

/// Tells whether whoever asked wrote an answer.
fn is_own(thread: &Thread, post: &Post) -> bool {
    let (asker, author) = (&thread.question.author, &post.author);
    let is_theirs = matches!((asker, author), (Some(asker), Some(author)) if asker.id == author.id);
    is_theirs && !std::ptr::eq(post, &thread.question)
}

/// Tells whether the best answer is more than the best of a few.
fn is_solved(summary: &Summary) -> bool {
    matches!(summary.resolution.grade, Grade::Accepted | Grade::Official)
}

/// The deed of a Creative Commons licence: `CC BY-SA 4.0`.
fn deed(licence: &str) -> Option<String> {
    let rest = licence.strip_prefix("CC ")?;
    let (kind, version) = rest.split_once(' ')?;
    let kind = kind.to_lowercase();
    let known =
        matches!(kind.as_str(), "by" | "by-sa" | "by-nd" | "by-nc" | "by-nc-sa" | "by-nc-nd");
    let version =
        ["1.0", "2.0", "2.5", "3.0", "4.0"].into_iter().find(|known| *known == version)?;
    known.then(|| format!("https://creativecommons.org/licenses/{kind}/{version}/"))
}

fn answer_expired(entry: &ThreadEntry, day: &str) -> Diagnostic {
    let origin = &entry.summary.origin;
    Diagnostic::warning(Code::AnswerExpired, format!("this answer was to be checked by {day}"))
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .help("check it, then set `verified_on` and a later `expires`")
}

fn too_complex(thread: &Thread, id: &str) -> Diagnostic {
    let message = format!("post `{id}` is too long or too deeply nested to be converted");
    Diagnostic::warning(Code::MarkupTooComplex, message)
        .at(Place::line(&thread.origin.path, thread.origin.line.max(1)), "")
        .note("its words are published as plain text")
}

fn math_unread(thread: &Thread, n_unread: usize) -> Diagnostic {
    let expressions = if n_unread == 1 { "expression" } else { "expressions" };
    let message = format!("{n_unread} {expressions} of math cannot be read");
    Diagnostic::warning(Code::MathUnread, message)
        .at(Place::line(&thread.origin.path, thread.origin.line.max(1)), "in this thread")
        .note("their TeX is published as it is written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_known_for_common_licences_only() {
        let expected = "https://creativecommons.org/licenses/by-sa/4.0/";
        assert_eq!(deed("CC BY-SA 4.0").as_deref(), Some(expected));
        assert_eq!(deed("CC BY-XX 4.0"), None);
        assert_eq!(deed("CC BY 9/../.."), None);
        assert_eq!(deed("All rights reserved"), None);
    }
}
