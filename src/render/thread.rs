//! The page of a question, or of an answer written by hand: the answer first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::config::Canonical;
use crate::model::{Comment, Grade, Markup, Person, PersonId, Post, Role, Thread, ThreadKind};
use crate::normalize::{
    PostWord, SafeHtml, Summary, Trust, first_lines, math_title, text_of_html, to_page_html,
};
use crate::plan::Page;
use crate::plan::inputs::{PageTargets, PersonInputs, TermLink, ThreadContents, ThreadInputs};
use crate::plan::url_path::is_web;
use crate::site::{LinkBase, LinkResolver, LinkSettings, Wording, key_of, relative};
use crate::text::Lang;

use super::cards::{cards, person_view, term_link, without_page};
use super::contact::contact;
use super::context::Context;
use super::direction::direction;
use super::file_view::file_view;
use super::licence::deed;
use super::long_thread::LongThread;
use super::page_parts::{PageParts, PostText, alternates, base_page, finish, home_crumb};
use super::settings::SourcePageSettings;
use super::strings::language_name;
use super::thread_problems::ThreadProblems;
use super::view::{
    BadgeView, CommentView, ContentsView, FileView, LinkView, PageView, PersonView, PostView,
    SourceView, ThreadView, WordingView,
};
use super::{badge, contents, dates, feedback, freshness, json_ld};

/// How many of those who helped a page names.
const MAX_HELPERS: usize = 6;

/// Makes up the page of a thread from what it shows.
pub(super) fn parts<'a>(
    context: &'a Context,
    page: &Page,
    inputs: &ThreadInputs<'_>,
    contents: &ThreadContents,
) -> ThreadParts<'a> {
    let summary = inputs.summary;
    let root = page.path.root();
    let settings = &context.settings.sources[summary.source];
    let mut targets = PageTargets { inputs, files: &contents.files };
    let bases = Bases::of(inputs, contents, &settings.links);
    let links = LinkResolver::new(bases.own, &root, &mut targets);
    // What a post of a long thread names may be on another of its pages.
    let own = (page.n_parts > 1).then(|| relative(&root, inputs.href));
    let mut writer = ThreadWriter {
        context,
        inputs,
        settings,
        root: &root,
        people: people_of(inputs),
        lang: page.lang,
        links: links.on_page(own.unwrap_or_default()),
        anchors: BTreeSet::new(),
        numbers: FxHashMap::default(),
        too_complex: Vec::new(),
        n_unread_math: 0,
        unread_math: None,
    };
    let (mut view, mut texts) = writer.thread(&contents.thread, &bases);
    view.feedback = view.best.as_ref().and_then(|_| feedback::view(context, page));
    let ThreadWriter { links, too_complex, n_unread_math, unread_math, .. } = writer;
    let (of_links, files) = links.finish();
    let expired = freshness::expires(inputs);
    let problems = ThreadProblems { expired, too_complex, n_unread_math, unread_math, of_links };
    let long = LongThread::of(context, page, &mut view, &mut texts);
    let n_others = long.as_ref().map_or(usize::MAX, |long| long.n_others);
    limit_helpers(&mut view, n_others);
    let mut page_view = page_view(context, page, inputs, &view);
    page_view.json_ld_html = json_ld::thread(context, &page_view, &view, inputs, n_others);
    let mut parts = finish(context, page, template(inputs), page_view);
    let card = context.card_of_thread(page.lang, &inputs.summary.title, view.badge.as_ref());
    parts.show_card(context, card);
    parts.view.thread = Some(view);
    parts.texts = texts;
    parts.problems = problems;
    parts.files = files;
    ThreadParts { parts, long }
}

/// What every page has, as that of a thread has it.
fn page_view(
    context: &Context,
    page: &Page,
    inputs: &ThreadInputs<'_>,
    view: &ThreadView,
) -> PageView {
    let summary = inputs.summary;
    let kind = match summary.kind {
        ThreadKind::Question => "question",
        ThreadKind::Answer => "answer",
    };
    let mut page_view = base_page(context, page, kind, summary.title.clone());
    page_view.description = summary.teaser.clone();
    if let (Canonical::Source, Some(url)) = (context.settings.canonical, &summary.url) {
        page_view.canonical = Some(url.clone());
    }
    page_view.alternates = alternates(context, page, &versions(context, inputs));
    page_view.og_type = "article";
    page_view.published = summary.created.map(|time| time.rfc3339());
    page_view.modified = summary.updated.map(|time| time.rfc3339());
    page_view.crumbs = vec![home_crumb(context, page)];
    // Where its community keeps it, else what it is about.
    let first = || view.products.first().or(view.tags.first());
    match view.category.is_empty() {
        true => page_view.crumbs.extend(first().cloned()),
        false => page_view.crumbs.extend(view.category.iter().cloned()),
    }
    page_view
}

/// What the page of a thread is made of, with all its answers, and how these are divided among
/// its pages.
pub(super) struct ThreadParts<'a> {
    pub parts: PageParts<'a>,
    pub long: Option<LongThread>,
}

/// Leaves few of those who helped: first who wrote what the page shows, then the others in the
/// order of their posts.
fn limit_helpers(thread: &mut ThreadView, n_others: usize) {
    if thread.helpers.len() <= MAX_HELPERS {
        return;
    }
    let shown = thread.best.iter().chain(thread.others.iter().take(n_others));
    let authors: Vec<&PersonView> = shown.filter_map(|post| post.author.as_ref()).collect();
    let place = |helper: &PersonView| {
        let is_it = |author: &&PersonView| author.href == helper.href;
        authors.iter().position(is_it).unwrap_or(usize::MAX)
    };
    thread.helpers.sort_by_cached_key(place);
    thread.helpers.truncate(MAX_HELPERS);
}

/// The template of the page of a thread.
pub(super) fn template(inputs: &ThreadInputs<'_>) -> &'static str {
    match inputs.summary.kind {
        ThreadKind::Question => "question.html",
        ThreadKind::Answer => "answer.html",
    }
}

/// This answer in all its languages, this one first; before it the main language's version,
/// which is `x-default`, where there is one.
fn versions(context: &Context, inputs: &ThreadInputs<'_>) -> Vec<(Lang, String)> {
    let version = |(lang, href): &(Lang, &str)| (*lang, (*href).to_owned());
    let mut versions: Vec<(Lang, String)> = inputs.versions.iter().map(version).collect();
    let is_main = |(lang, _): &(Lang, String)| *lang == context.settings.language;
    let main = versions.iter().position(is_main).unwrap_or(0);
    versions[..=main].rotate_right(1);
    versions
}

/// The people of a thread by their accounts in its source.
fn people_of<'i>(inputs: &'i ThreadInputs<'_>) -> FxHashMap<&'i PersonId, &'i PersonInputs<'i>> {
    let source = inputs.summary.source;
    let mut people = FxHashMap::default();
    for person in inputs.people.iter().chain(&inputs.asker) {
        for (_, id) in person.accounts.iter().filter(|(of, _)| *of == source) {
            people.entry(id).or_insert(person);
        }
    }
    people
}

/// What the addresses in the posts of a page are relative to: the thread's own posts, and those
/// that came with each duplicate.
struct Bases<'a> {
    own: LinkBase<'a>,
    n_own: usize,
    /// How many answers are of each duplicate.
    folded: Vec<(usize, LinkBase<'a>)>,
}

impl<'a> Bases<'a> {
    fn of(
        inputs: &ThreadInputs<'a>,
        contents: &ThreadContents,
        settings: &'a LinkSettings,
    ) -> Bases<'a> {
        let base = |summary: &'a Summary| LinkBase {
            settings,
            origin: &summary.origin,
            url: summary.url.as_ref(),
        };
        let n_folded = contents.n_folded.iter().copied();
        Bases {
            own: base(inputs.summary),
            n_own: contents.thread.answers.len() - n_folded.clone().sum::<usize>(),
            folded: n_folded.zip(inputs.duplicates.iter().map(|&summary| base(summary))).collect(),
        }
    }

    /// Those of an answer, by its position.
    fn of_answer(&self, at: usize) -> LinkBase<'a> {
        let mut end = self.n_own;
        let of_duplicate = self.folded.iter().find(|(n, _)| {
            end += n;
            (end - n..end).contains(&at)
        });
        of_duplicate.map_or(self.own, |(_, base)| *base)
    }
}

/// Orders answers: accepted ones, official ones, by votes, then as they came.
fn in_order(mut others: Vec<(usize, PostView, PostText)>) -> (Vec<PostView>, Vec<PostText>) {
    others.sort_by_key(|(number, view, _)| {
        (Reverse((view.accepted, view.official, view.votes)), *number)
    });
    others.into_iter().map(|(_, view, text)| (view, text)).unzip()
}

struct ThreadWriter<'c> {
    context: &'c Context,
    inputs: &'c ThreadInputs<'c>,
    settings: &'c SourcePageSettings,
    root: &'c str,
    people: FxHashMap<&'c PersonId, &'c PersonInputs<'c>>,
    lang: Lang,
    links: LinkResolver<'c>,
    anchors: BTreeSet<String>,
    /// The last number behind an anchor that is wanted several times.
    numbers: FxHashMap<String, usize>,
    /// The ids of posts that are too much to be converted.
    too_complex: Vec<String>,
    /// How much math is shown as its source.
    n_unread_math: usize,
    /// The first of it.
    unread_math: Option<String>,
}

impl<'c> ThreadWriter<'c> {
    fn thread(&mut self, thread: &Thread, bases: &Bases<'c>) -> (ThreadView, Vec<PostText>) {
        let summary = self.inputs.summary;
        let anchor = "question".to_owned();
        let (question, asked) = self.post(&thread.question, anchor, thread, bases.own);
        let mut texts = vec![asked];
        let question = (thread.kind == ThreadKind::Question).then_some(question);
        let mut best = None;
        let mut others = Vec::new();
        for (number, post) in thread.answers.iter().enumerate() {
            let anchor = format!("a-{}", key_of(&post.id.0));
            let (mut view, text) = self.post(post, anchor, thread, bases.of_answer(number));
            view.number = number;
            match summary.best == Some(number) {
                true => {
                    best = Some(view);
                    texts.push(PostText { is_solution: is_solved(summary), ..text });
                }
                false => others.push((number, view, text)),
            }
        }
        let (others, others_texts) = in_order(others);
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
            n_others: others.len(),
            others,
            discussion: None,
            list: None,
            n_answers: thread.answers.len(),
            n_comments,
            wordings: self.wordings(),
            tags: self.links(&self.inputs.tags),
            category: self.links(&self.inputs.category),
            products: self.links(&self.inputs.products),
            versions: thread.versions.clone(),
            verified: freshness::verified(thread, &self.context.strings, self.lang),
            expired: freshness::expired(self.inputs, &self.context.strings, self.lang),
            release: freshness::release(self.inputs, &self.context.strings, self.lang),
            changed_original: self.inputs.changed_original.as_ref().map(|one| self.version(one)),
            age_years: self.inputs.age_years,
            related: cards(self.context, self.root, self.lang, &self.inputs.related),
            helpers: self.helpers(),
            translations: self.translations(),
            source: self.source(thread),
            feedback: None,
            contact: contact(self.context, self.root, self.lang),
        };
        (view, texts)
    }

    fn badge(&self, best: &PostView) -> BadgeView {
        let resolution = &self.inputs.summary.resolution;
        let (is_due, strings) = (self.inputs.is_due(), &self.context.strings);
        badge::of_best(best, resolution, is_due, strings, self.lang)
    }

    fn links(&self, terms: &[TermLink<'_>]) -> Vec<LinkView> {
        terms.iter().map(|term| term_link(self.context, self.root, self.lang, term)).collect()
    }

    fn helpers(&self) -> Vec<PersonView> {
        self.inputs.people.iter().map(|person| person_view(self.root, person)).collect()
    }

    fn translations(&self) -> Vec<LinkView> {
        self.inputs.translations.iter().map(|version| self.version(version)).collect()
    }

    /// A link to this answer in another language.
    fn version(&self, (lang, href): &(Lang, &str)) -> LinkView {
        LinkView {
            title: language_name(*lang, &self.context.strings),
            href: relative(self.root, href),
            lang: Some(lang.to_string()),
        }
    }

    fn wordings(&self) -> Vec<WordingView> {
        let words = self.context.words_lang(self.lang);
        let wording = |wording: &Wording| WordingView {
            title: wording.title.clone(),
            href: wording.url.clone(),
            lang: (wording.lang != words).then(|| wording.lang.to_string()),
            asker: wording.asker.clone(),
            licence: wording.licence.clone(),
        };
        self.inputs.wordings.iter().map(wording).collect()
    }

    fn source(&self, thread: &Thread) -> SourceView {
        let licence = self.licence(thread);
        SourceView {
            name: self.settings.name.clone(),
            href: thread.url.clone().filter(|url| is_web(url)),
            licence_href: licence.as_deref().and_then(deed),
            licence,
        }
    }

    /// The thread's licence, its question's, or the source's.
    fn licence(&self, thread: &Thread) -> Option<String> {
        let own = thread.licence.as_ref().or(thread.question.licence.as_ref());
        own.or(self.settings.licence.as_ref()).cloned()
    }

    fn post(
        &mut self,
        post: &Post,
        anchor: String,
        thread: &Thread,
        base: LinkBase<'c>,
    ) -> (PostView, PostText) {
        self.links.start(base, &post.attachments, post.by_hand, &anchor);
        let (html, contents) = self.body(&post.body, &post.id.0);
        let files = self.files();
        let mut text = String::new();
        text_of_html(&html, &mut text);
        let start = json_ld::start(&text);
        let of_thread = self.licence(thread);
        let licence = post.licence.clone().filter(|own| Some(own) != of_thread.as_ref());
        let comments = post.comments.iter().map(|c| self.comment(c, base, &mut text)).collect();
        let lang = match (thread.kind, thread.language) {
            // Who writes an answer by hand knows.
            (ThreadKind::Answer, Some(said)) => said,
            _ => self.context.languages.of_post(self.inputs.summary.lang, &html),
        };
        let anchor = self.anchor(anchor);
        let text = PostText {
            text,
            start: if post.votes < 0 { String::new() } else { first_lines(&post.body) },
            anchor: anchor.clone(),
            is_solution: post.accepted || post.official,
        };
        let view = PostView {
            place: format!("#{anchor}"),
            number: 0,
            is_repeated: false,
            anchor,
            html,
            contents,
            files,
            start,
            lang: lang.to_string(),
            dir: direction(lang),
            author: post.author.as_ref().map(|author| self.person(author)).or(self.house(thread)),
            created: post.created.map(|time| dates::date(&self.context.strings, self.lang, time)),
            edited: post
                .edited
                .filter(|edited| post.created.is_none_or(|created| *edited > created))
                .map(|time| dates::date(&self.context.strings, self.lang, time)),
            votes: post.votes,
            accepted: post.accepted,
            official: post.official || post.role().is_official(),
            by_asker: is_answer_by_asker(thread, post),
            href: post.url.clone().filter(|url| is_web(url)),
            licence_href: licence.as_deref().and_then(deed),
            licence,
            comments,
        };
        (view, text)
    }

    fn comment(&mut self, comment: &Comment, base: LinkBase<'c>, text: &mut String) -> CommentView {
        let anchor = format!("c-{}", key_of(&comment.id.0));
        self.links.start(base, &comment.attachments, comment.by_hand, &anchor);
        let (html, _) = self.body(&comment.body, &comment.id.0);
        text.push(' ');
        text_of_html(&html, text);
        CommentView {
            anchor: self.anchor(anchor),
            html,
            files: self.files(),
            author: comment.author.as_ref().map(|author| self.person(author)),
            created: comment
                .created
                .map(|time| dates::date(&self.context.strings, self.lang, time)),
        }
    }

    /// The files of the post that its body has not named.
    fn files(&self) -> Vec<FileView> {
        let listed = self.links.listed();
        listed.map(|file| file_view(&file, self.root, &self.context.strings, self.lang)).collect()
    }

    fn body(&mut self, body: &Markup, id: &str) -> (String, Vec<ContentsView>) {
        let trust = match self.inputs.summary.kind {
            _ if self.links.is_by_hand() => Trust::House,
            ThreadKind::Answer => Trust::Article,
            ThreadKind::Question => Trust::Community,
        };
        let (strings, lang) = (&self.context.strings, self.lang);
        let words = |word: PostWord<'_>| strings.post_word(lang, word);
        let safe = to_page_html(body, trust, &words, &mut self.links);
        self.n_unread_math += safe.n_unread_math;
        self.unread_math = self.unread_math.take().or(safe.unread_math);
        if safe.too_complex {
            self.too_complex.push(id.to_owned());
        }
        (safe.html.into_string(), contents::of(safe.headings))
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
        let name = self.context.settings.brand.clone();
        (thread.kind == ThreadKind::Answer).then(|| without_page(name, Role::Brand, None))
    }

    fn person(&self, person: &Person) -> PersonView {
        match self.people.get(&person.id) {
            Some(known) => PersonView { role: person.role.name(), ..person_view(self.root, known) },
            None => {
                let profile = person.url.clone().filter(|url| is_web(url));
                without_page(person.name.clone(), person.role, profile)
            }
        }
    }
}

/// Tells whether a post is an answer by whoever asked.
fn is_answer_by_asker(thread: &Thread, post: &Post) -> bool {
    thread.is_asker(post.author.as_ref()) && !std::ptr::eq(post, &thread.question)
}

/// Tells whether the best answer is more than the best of a few.
fn is_solved(summary: &Summary) -> bool {
    matches!(summary.resolution.grade, Grade::Accepted | Grade::Official)
}
