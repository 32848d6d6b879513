//! Turns tickets, posts and articles into threads.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::SourceSettings;
use crate::model;
use crate::model::{
    Attachment, Category, CategoryTree, Markup, Origin, Person, PostId, Role, Syntax, Thread,
    ThreadId,
};
use crate::sources::nest_replies::nest_replies;
use crate::sources::records::{Fault, Left, Record, ThreadRecords};
use crate::sources::values::{Id, Text, filled, html_or_text, last_change, person, time, web};
use crate::sources::{SkipReason, attachment_paths, fields};
use crate::text::Lang;

use super::wire;
use super::wire::{Kind, kind_of};

/// Makes a thread of its records.
pub(super) fn thread(
    known: &Zendesk,
    records: &ThreadRecords<'_, Kind>,
    settings: &SourceSettings,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let header: wire::RecordHeader<'_> = root.parse("record").map_err(Left::Invalid)?;
    let converter = Converter { known, settings, records };
    match kind_of(root.kind, &header) {
        Kind::Ticket => converter.ticket(root.parse("ticket").map_err(Left::Invalid)?),
        Kind::Post => converter.post(root.parse("post").map_err(Left::Invalid)?),
        Kind::Article => {
            let id = header.id.map(|id| id.0).unwrap_or_default();
            converter.article(&id, root.parse("article").map_err(Left::Invalid)?)
        }
        Kind::Translation => {
            let id = header.source_id.map(|id| id.0).unwrap_or_default();
            converter.article(&id, root.parse("translation").map_err(Left::Invalid)?)
        }
        Kind::Comment | Kind::User | Kind::Topic | Kind::Named | Kind::File | Kind::Any => {
            Err(Left::Skip(SkipReason::Invalid))
        }
    }
}

struct Converter<'a> {
    known: &'a Zendesk,
    settings: &'a SourceSettings,
    records: &'a ThreadRecords<'a, Kind>,
}

impl Converter<'_> {
    fn ticket(&self, wire: wire::Ticket<'_>) -> Result<Thread, Left> {
        let status = filled(&wire.status).unwrap_or_default();
        if status == "deleted" {
            return Err(Left::Skip(SkipReason::Deleted));
        }
        if wire.is_public == Some(false) {
            return Err(Left::Skip(SkipReason::Private));
        }
        let is_solved = matches!(status, "solved" | "closed");
        let mut comments = self.comments(wire.comments)?;
        comments.sort_by_key(|comment| time(&comment.created_at));
        // The description repeats the first comment, even a private one.
        if comments.first().is_some_and(|first| first.public == Some(false)) {
            return Err(Left::Skip(SkipReason::Private));
        }
        let has_comments = !comments.is_empty();
        let mut posts = comments
            .iter()
            .filter(|comment| comment.public != Some(false))
            .enumerate()
            .filter_map(|(at, comment)| self.comment(comment, at, Some(&wire.assignee_id)));
        let question = match has_comments {
            true => posts.next().ok_or(Left::Skip(SkipReason::Empty))?,
            false => {
                let body = html_or_text(None, filled(&wire.description));
                let body = body.ok_or(Left::Skip(SkipReason::Empty))?;
                let id = fields::question_id(&ThreadId(wire.id.0.clone()), &[]);
                let author = wire.requester_id.as_ref().map(|id| self.person(&id.0));
                let created = time(&wire.created_at);
                model::Post { author, created, ..model::Post::new(id, body) }
            }
        };
        let (question, answers) = nest_replies(question, posts.map(|post| (None, post)));
        let mut thread = self.made(&wire.subject, &wire.raw_subject, question)?;
        thread.answers = answers;
        thread.created = time(&wire.created_at).or(thread.question.created);
        thread.tags = texts(wire.tags);
        thread.channels = self.called(&[&wire.brand_id, &wire.group_id]);
        let rating = wire.satisfaction_rating.as_ref().and_then(|rating| filled(&rating.score));
        thread.solved = Some(fields::by_status(is_solved && rating != Some("bad")));
        thread.updated = last_change(&thread).or(time(&wire.updated_at));
        Ok(thread)
    }

    fn post(&self, wire: wire::Post<'_>) -> Result<Thread, Left> {
        let topic = wire.topic_id.as_ref().and_then(|id| self.known.topics.get(&id.0));
        if topic.is_some_and(|(_, is_open)| !is_open) {
            return Err(Left::Skip(SkipReason::Private));
        }
        let html = filled(&wire.details).unwrap_or_default().to_owned();
        let body = Markup { syntax: Syntax::Html, text: html };
        let author = wire.author_id.as_ref().map(|id| self.person(&id.0));
        let question = model::Post {
            author,
            created: time(&wire.created_at),
            votes: wire.vote_sum.unwrap_or_default(),
            url: web(&wire.html_url),
            ..model::Post::new(PostId(wire.id.0.clone()), body)
        };
        let mut comments = self.comments(wire.comments)?;
        comments.sort_by_key(|comment| time(&comment.created_at));
        let posts = comments
            .iter()
            .enumerate()
            .filter(|(_, comment)| comment.public != Some(false))
            .filter_map(|(at, comment)| Some((None, self.comment(comment, at, None)?)));
        let (question, answers) = nest_replies(question, posts);
        let mut thread = self.made(&wire.title, &None, question)?;
        thread.answers = answers;
        thread.url = web(&wire.html_url);
        thread.tags = topic.map(|(name, _)| name.clone()).into_iter().collect();
        thread.channels = self.called(&[&wire.topic_id]);
        thread.category = self.category(&wire.topic_id);
        thread.updated = last_change(&thread);
        Ok(thread)
    }

    fn article(&self, article: &str, wire: wire::Article<'_>) -> Result<Thread, Left> {
        // Whether all may read a translation only its article tells.
        match self.known.articles.get(article) {
            None => return Err(Left::Skip(SkipReason::Orphan)),
            Some((_, false)) => return Err(Left::Skip(SkipReason::Private)),
            Some((_, true)) => {}
        }
        if wire.draft == Some(true) || wire.hidden == Some(true) {
            return Err(Left::Skip(SkipReason::Hidden));
        }
        let source = self.known.articles.get(article).map_or("", |(source, _)| source.as_str());
        let locale = filled(&wire.locale).unwrap_or_default();
        let is_translation = self.records.id != article;
        if is_translation && locale.eq_ignore_ascii_case(source) {
            return Err(Left::Skip(SkipReason::IdTaken));
        }
        let html = filled(&wire.body).ok_or(Left::Skip(SkipReason::Empty))?.to_owned();
        let body = Markup { syntax: Syntax::Html, text: html };
        let author = wire.author_id.as_ref().map(|id| {
            let person = self.person(&id.0);
            Person { role: person.role.max(Role::Staff), ..person }
        });
        let edited = time(&wire.edited_at).or(time(&wire.updated_at));
        let answer = model::Post {
            author: author.filter(|author| author.name != author.id.0),
            created: time(&wire.created_at),
            edited,
            votes: wire.vote_sum.unwrap_or_default(),
            official: true,
            attachments: self.article_files(article, locale),
            ..model::Post::new(PostId("a".to_owned()), body)
        };
        let blank = model::Post::new(PostId(self.records.id.to_owned()), Markup::default());
        let mut thread = self.made(&wire.title, &wire.name, blank)?;
        thread.kind = model::ThreadKind::Answer;
        thread.created = answer.created;
        thread.updated = edited;
        thread.answers = vec![answer];
        thread.url = web(&wire.html_url);
        thread.language = Lang::new(locale);
        thread.tags = texts(wire.label_names);
        // A translation lies where its article does.
        let section = self.known.sections.get(article).cloned();
        thread.channels = self.called(&[&section]);
        thread.category = self.category(&section);
        thread.translation_of = is_translation.then(|| article.to_owned());
        Ok(thread)
    }

    /// The ids of topics, sections and brands, and their names where the export says them.
    fn called(&self, ids: &[&Option<Id>]) -> Vec<String> {
        let mut names = Vec::new();
        // A section lies in a category.
        let above = ids.iter().filter_map(|id| self.known.above.get(&id.as_ref()?.0));
        let ids = ids.iter().filter_map(|id| id.as_ref()).chain(above);
        for Id(id) in ids {
            names.push(id.clone());
            names.extend(self.known.topics.get(id).map(|(name, _)| name.clone()));
            names.extend(self.known.names.get(id).cloned());
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// A section or topic as a category.
    fn category(&self, id: &Option<Id>) -> Category {
        let Some(Id(id)) = id else { return Category::default() };
        let topic = self.known.topics.get(id).map(|(name, _)| name.clone());
        let path = match topic {
            Some(name) => vec![name],
            None => self.known.tree.path(id),
        };
        Category { path, id: Some(id.clone()) }
    }

    fn made(
        &self,
        title: &Option<Text<'_>>,
        other: &Option<Text<'_>>,
        question: model::Post,
    ) -> Result<Thread, Left> {
        let Some(title) = filled(title).or(filled(other)) else {
            let message = "this record has no title".to_owned();
            let note = Some("every page needs one".to_owned());
            return Err(Left::Invalid(Fault { message, note, at: 0 }));
        };
        let root: &Record<'_, Kind> = &self.records.all[0];
        let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
        let id = ThreadId(self.records.id.to_owned());
        let title = fields::one_line(title);
        Ok(Thread::new(id, model::ThreadKind::Question, title, question, origin))
    }

    /// The comments of the record itself, and those of other records.
    fn comments<'t>(
        &'t self,
        inline: Option<Vec<wire::Comment<'t>>>,
    ) -> Result<Vec<wire::Comment<'t>>, Left> {
        let mut comments = inline.unwrap_or_default();
        for record in &self.records.all[1..] {
            comments.push(record.parse("comment").map_err(Left::Invalid)?);
        }
        // The same comment may be inline and in a file of its own, or on two pages.
        let mut seen = std::collections::HashSet::new();
        comments.retain(|comment| comment.id.as_ref().is_none_or(|Id(id)| seen.insert(id.clone())));
        Ok(comments)
    }

    /// `assignee` is the agent of a ticket.
    fn comment(
        &self,
        wire: &wire::Comment<'_>,
        at: usize,
        assignee: Option<&Option<Id>>,
    ) -> Option<model::Post> {
        // What is `body` is text in tickets and HTML in a community.
        let body = match assignee {
            Some(_) => html_or_text(filled(&wire.html_body), filled(&wire.body)),
            None => html_or_text(filled(&wire.body), None),
        };
        let files = wire.attachments.iter().flatten();
        let attachments: Vec<Attachment> = files.filter_map(|file| self.file(file)).collect();
        let body = body.or((!attachments.is_empty()).then(Markup::default));
        let is_agent = assignee.is_some_and(|agent| *agent == wire.author_id);
        let author = wire.author_id.as_ref().map(|id| {
            let person = self.person(&id.0);
            let role = if is_agent { person.role.max(Role::Staff) } else { person.role };
            Person { role, ..person }
        });
        let id = wire.id.as_ref().map_or_else(|| format!("c{}", at + 1), |id| id.0.clone());
        Some(model::Post {
            author,
            created: time(&wire.created_at),
            votes: wire.vote_sum.unwrap_or_default(),
            official: wire.official == Some(true),
            url: web(&wire.html_url),
            attachments,
            ..model::Post::new(PostId(id), body?)
        })
    }

    fn file(&self, wire: &wire::Attachment<'_>) -> Option<Attachment> {
        let name = filled(&wire.file_name)?;
        let id = wire.id.as_ref().map_or("", |id| &id.0);
        let file = attachment_paths::of_desk(self.settings, id, name, filled(&wire.content_url));
        Some(Attachment { size: wire.size.bytes(), ..file })
    }

    /// The files below an article, which are as public as it is.
    fn article_files(&self, article: &str, locale: &str) -> Vec<Attachment> {
        let files = self.known.files.get(article).into_iter().flatten();
        let is_own = |file: &&ArticleFile| {
            file.locale.as_ref().is_none_or(|own| own.eq_ignore_ascii_case(locale))
        };
        let folder = self.settings.files_folder();
        let file = |file: &ArticleFile| {
            let folders = ["article_attachments", "attachments"];
            let paths = folders
                .iter()
                .filter_map(|name| attachment_paths::at(folder, &[name, &file.id, &file.name]));
            let made =
                attachment_paths::attachment(&file.name, paths.collect(), file.url.as_deref());
            Attachment { size: file.size, ..made }
        };
        files.filter(is_own).map(file).collect()
    }

    fn person(&self, id: &str) -> Person {
        let known = self.known.users.get(id);
        let name = known.map(|(name, _)| name.as_str()).filter(|name| !name.is_empty());
        let role = known.map_or(Role::Member, |(_, role)| *role);
        person(id, name, role, self.settings)
    }
}

fn texts(list: Option<Vec<Text<'_>>>) -> Vec<String> {
    let texts = list.into_iter().flatten().map(|text| text.0.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// A file below an article.
pub(super) struct ArticleFile {
    pub id: String,
    pub name: String,
    pub url: Option<String>,
    pub size: Option<u64>,
    /// The language of the translation that it belongs to.
    pub locale: Option<String>,
}

/// What threads need of other records.
#[derive(Default)]
pub(in crate::sources) struct Zendesk {
    /// Users by their id: the name, and whether they are of the brand.
    pub(super) users: BTreeMap<String, (String, Role)>,
    /// Topics of the community by their id: the name, and whether all may read them.
    pub(super) topics: BTreeMap<String, (String, bool)>,
    /// The names of sections, categories, brands and groups by their id.
    pub(super) names: BTreeMap<String, String>,
    /// What sections and categories are called, and which lie in which.
    pub(super) tree: CategoryTree,
    /// The categories of sections by their id.
    pub(super) above: BTreeMap<String, Id>,
    /// The sections of articles by their id.
    pub(super) sections: BTreeMap<String, Id>,
    /// Articles by their id: the language that they were written in, and whether all may
    /// read them.
    pub(super) articles: BTreeMap<String, (String, bool)>,
    /// The files below articles, by the articles' ids.
    pub(super) files: BTreeMap<String, Vec<ArticleFile>>,
    /// Ids of translations.
    pub(super) translations: BTreeSet<String>,
}
