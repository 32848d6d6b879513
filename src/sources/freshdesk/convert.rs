//! Turns tickets and articles into threads.

use std::collections::BTreeMap;

use crate::config::SourceSettings;
use crate::model::{
    Attachment, Category, Markup, Origin, Person, Popularity, Post, PostId, Role, Thread, ThreadId,
    ThreadKind,
};
use crate::sources::nest_replies::nest_replies;
use crate::sources::records::{Fault, Left, ThreadRecords};
use crate::sources::values::{Text, filled, html_or_text, last_change, person, time};
use crate::sources::{SkipReason, attachment_paths, fields};
use crate::text::Lang;

use super::wire;
use super::wire::{Kind, kind_of, language_of};

/// States of tickets: 2 is open, 3 pending.
const RESOLVED: u64 = 4;
const CLOSED: u64 = 5;

/// The state of an article that is out; 1 is a draft.
const PUBLISHED: u64 = 2;

/// Makes a thread of its records.
pub(super) fn thread(
    known: &Freshdesk,
    records: &ThreadRecords<'_, ()>,
    settings: &SourceSettings,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let header: wire::RecordHeader<'_> = root.parse("record").map_err(Left::Invalid)?;
    let converter = Converter { known, settings, records };
    match kind_of(&header) {
        Kind::Article => {
            let id = header.id.map(|id| format!("a{}", id.0)).unwrap_or_default();
            converter.article(&id, root.parse("article").map_err(Left::Invalid)?)
        }
        _ => converter.ticket(root.parse("ticket").map_err(Left::Invalid)?),
    }
}

struct Converter<'a> {
    known: &'a Freshdesk,
    settings: &'a SourceSettings,
    records: &'a ThreadRecords<'a, ()>,
}

impl Converter<'_> {
    fn ticket(&self, wire: wire::Ticket<'_>) -> Result<Thread, Left> {
        match () {
            () if wire.deleted == Some(true) => return Err(Left::Skip(SkipReason::Deleted)),
            () if wire.spam == Some(true) => return Err(Left::Skip(SkipReason::Hidden)),
            () => {}
        }
        let is_solved = matches!(wire.status, Some(RESOLVED | CLOSED));
        let body = match filled(&wire.description_html) {
            Some(html) => html_or_text(Some(html), None),
            None => html_or_text(filled(&wire.description), None),
        };
        let body = body.ok_or(Left::Skip(SkipReason::Empty))?;
        let name = wire.requester.as_ref().and_then(|requester| filled(&requester.name));
        let question = Post {
            author: wire.requester_id.as_ref().map(|id| self.person(&id.0, name, false)),
            created: time(&wire.created_at),
            attachments: self.files(&wire.attachments),
            ..Post::new(PostId(format!("q-{}", self.records.id)), body)
        };
        let mut replies: Vec<wire::Reply<'_>> = wire.conversations.unwrap_or_default();
        for record in &self.records.all[1..] {
            replies.push(record.parse("reply").map_err(Left::Invalid)?);
        }
        let mut seen = std::collections::HashSet::new();
        replies.retain(|reply| reply.id.as_ref().is_none_or(|id| seen.insert(id.0.clone())));
        replies.sort_by_key(|reply| time(&reply.created_at));
        let posts = replies.iter().enumerate().filter(|(_, reply)| reply.private != Some(true));
        let posts = posts.filter_map(|(at, reply)| {
            let is_agent = reply.incoming == Some(false)
                || reply.user_id.is_some() && reply.user_id == wire.responder_id;
            let author = reply.user_id.as_ref().map(|id| self.person(&id.0, None, is_agent));
            let id = reply.id.as_ref().map_or_else(|| format!("r{}", at + 1), |id| id.0.clone());
            let attachments = self.files(&reply.attachments);
            let body = html_or_text(filled(&reply.body), filled(&reply.body_text));
            let body = body.or((!attachments.is_empty()).then(Markup::default))?;
            let created = time(&reply.created_at);
            Some((None, Post { author, created, attachments, ..Post::new(PostId(id), body) }))
        });
        let (question, answers) = nest_replies(question, posts);
        let mut thread = self.made(&wire.subject, question)?;
        thread.answers = answers;
        thread.tags = texts(wire.tags);
        thread.solved = Some(fields::by_status(is_solved));
        thread.updated = last_change(&thread).or(time(&wire.updated_at));
        Ok(thread)
    }

    fn article(&self, article: &str, wire: wire::Article<'_>) -> Result<Thread, Left> {
        let folder = wire.folder_id.as_ref().and_then(|id| self.known.folders.get(&id.0));
        if folder == Some(&false) {
            return Err(Left::Skip(SkipReason::Private));
        }
        if wire.status.is_some_and(|status| status != PUBLISHED) {
            return Err(Left::Skip(SkipReason::Hidden));
        }
        let body = html_or_text(filled(&wire.description), filled(&wire.description_text));
        let body = body.ok_or(Left::Skip(SkipReason::Empty))?;
        let named = |id: &str| self.known.people.contains_key(id);
        let author = wire.agent_id.as_ref().filter(|id| named(&id.0));
        let answer = Post {
            author: author.map(|id| self.person(&id.0, None, true)),
            created: time(&wire.created_at),
            edited: time(&wire.updated_at),
            votes: wire.thumbs_up.unwrap_or_default(),
            official: true,
            ..Post::new(PostId("a".to_owned()), body)
        };
        let blank = Post::new(PostId(self.records.id.to_owned()), Markup::default());
        let mut thread = self.made(&wire.title, blank)?;
        thread.kind = ThreadKind::Answer;
        (thread.created, thread.updated) = (answer.created, answer.edited);
        thread.answers = vec![answer];
        thread.language = language_of(self.records.all[0].path);
        thread.tags = texts(wire.tags);
        let folder = wire.folder_id.as_ref();
        let name = folder.and_then(|id| self.known.names.get(&id.0)).cloned();
        let ids = [&wire.folder_id, &wire.category_id].into_iter().flatten();
        thread.channels = ids.map(|id| id.0.clone()).chain(name.clone()).collect();
        let id = folder.map(|id| id.0.clone());
        thread.category = Category { path: name.into_iter().collect(), id };
        thread.popularity = Popularity::counted(wire.hits.0, None);
        thread.translation_of = (self.records.id != article).then(|| article.to_owned());
        Ok(thread)
    }

    fn files(&self, wire: &Option<Vec<wire::Attachment<'_>>>) -> Vec<Attachment> {
        let file = |wire: &wire::Attachment<'_>| {
            let name = filled(&wire.name)?;
            let id = wire.id.as_ref().map_or("", |id| &id.0);
            let url = filled(&wire.attachment_url);
            let file = attachment_paths::of_desk(self.settings, id, name, url);
            Some(Attachment { size: wire.size.bytes(), ..file })
        };
        wire.iter().flatten().filter_map(file).collect()
    }

    fn made(&self, title: &Option<Text<'_>>, question: Post) -> Result<Thread, Left> {
        let Some(title) = filled(title) else {
            let message = "this record has no title".to_owned();
            return Err(Left::Invalid(Fault { message, note: None, at: 0 }));
        };
        let root = &self.records.all[0];
        let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
        let id = ThreadId(self.records.id.to_owned());
        let title = fields::one_line(title);
        Ok(Thread::new(id, ThreadKind::Question, title, question, origin))
    }

    fn person(&self, id: &str, name: Option<&str>, is_agent: bool) -> Person {
        let known = self.known.people.get(id);
        let name = name.or(known.map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()));
        let role = known.map_or(Role::Member, |(_, role)| *role);
        let role = if is_agent { Role::Staff } else { role };
        person(id, name, role, self.settings)
    }
}

fn texts(list: Option<Vec<Text<'_>>>) -> Vec<String> {
    let texts = list.into_iter().flatten().map(|text| text.0.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// What threads need of other records.
#[derive(Default)]
pub(in crate::sources) struct Freshdesk {
    /// Agents and contacts by their id.
    pub(super) people: BTreeMap<String, (String, Role)>,
    /// Whether all may read what is in a folder, by its id.
    pub(super) folders: BTreeMap<String, bool>,
    /// The names of folders, by their id.
    pub(super) names: BTreeMap<String, String>,
    /// The language in which an article was seen first, by its id.
    pub(super) articles: BTreeMap<String, Option<Lang>>,
}
