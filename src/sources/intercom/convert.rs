//! Turns conversations and articles into threads.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::model::{
    Markup, Origin, Post, PostId, Role, Syntax, Thread, ThreadId, ThreadKind, Timestamp,
};
use crate::normalize::{is_thanks, made_title, plain_text, text_of_html};
use crate::sources::nest_replies::nest_replies;
use crate::sources::records::{Fault, Left, ThreadRecords};
use crate::sources::values::{filled, last_change, person, web};
use crate::sources::{SkipReason, fields, problems};
use crate::text::Lang;

use super::wire::{Kind, Type, type_of};
use super::{files, wire};

/// The lowest rating of a customer who was content; 1 and 2 say the contrary.
const GOOD: i64 = 4;
const BAD: i64 = 2;

/// How much of a message is read for thanks.
const MARKS_WITHIN: usize = 1_000;

/// What Intercom puts in the place of a message that was deleted.
const DELETED: &str = "This message was deleted";

/// Makes a thread of a record.
pub(super) fn thread(
    known: &Intercom,
    records: &ThreadRecords<'_, Kind>,
    settings: &SourceSettings,
    sink: &mut Sink,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let header: wire::RecordHeader<'_> = root.parse("record").map_err(Left::Invalid)?;
    if header.deleted.0 || header.deleted_at.0 {
        return Err(Left::Skip(SkipReason::Deleted));
    }
    let converter = Converter { known, settings, records };
    match type_of(&header) {
        Type::Conversation => {
            converter.conversation(root.parse("conversation").map_err(Left::Invalid)?, sink)
        }
        Type::Ticket => converter.ticket(root.parse("ticket").map_err(Left::Invalid)?, sink),
        Type::Article => converter.article(),
        Type::InternalArticle => Err(Left::Skip(SkipReason::Private)),
        Type::Admin | Type::Other | Type::Unknown => Err(Left::Skip(SkipReason::Invalid)),
    }
}

/// The languages of an article beside its own: their names and what is written in them.
pub(super) fn translations(text: &str) -> Vec<(String, &str)> {
    let Ok(wire) = serde_json::from_str::<wire::Languages<'_>>(text) else { return Vec::new() };
    let own = filled(&wire.default_locale);
    let is_own = |name: &str, content: &str| match own {
        Some(own) => own.eq_ignore_ascii_case(name),
        // Without a name the text tells.
        None => serde_json::from_str::<wire::Content<'_>>(content).is_ok_and(|content| {
            filled(&content.title) == filled(&wire.title)
                && filled(&content.body) == filled(&wire.body)
        }),
    };
    let all = wire.translated_content.unwrap_or_default().into_iter();
    all.map(|(name, content)| (name, content.get()))
        .filter(|(name, content)| content.starts_with('{') && !is_own(name, content))
        .collect()
}

/// One of these languages.
pub(super) fn translation(text: &str, n: u16) -> Option<(String, &str)> {
    translations(text).into_iter().nth(usize::from(n))
}

pub(super) struct Converter<'a> {
    known: &'a Intercom,
    pub(super) settings: &'a SourceSettings,
    pub(super) records: &'a ThreadRecords<'a, Kind>,
}

/// Something that was said.
pub(super) struct Message {
    pub(super) post: Option<Post>,
    pub(super) is_customer: bool,
    is_bot: bool,
    pub(super) is_gone: bool,
}

/// A question, and what was said to it.
pub(super) struct Talk {
    pub(super) title: String,
    pub(super) question: Post,
    pub(super) replies: Vec<Message>,
    pub(super) is_closed: bool,
    /// From 1 to 5.
    pub(super) rating: Option<i64>,
}

impl Converter<'_> {
    fn conversation(&self, wire: wire::Conversation<'_>, sink: &mut Sink) -> Result<Thread, Left> {
        self.check_whole(&wire, sink);
        let source = wire.source.as_ref().or(wire.conversation_message.as_ref());
        // The terms of Twitter keep its texts out of the API.
        if source.is_some_and(|source| filled(&source.kind) == Some("twitter")) {
            return Err(Left::Skip(SkipReason::Empty));
        }
        let messages = self.messages(&wire, source);
        // What the brand sent out on its own is no question.
        let first = messages.iter().position(|message| message.is_customer);
        let first = first.ok_or(Left::Skip(SkipReason::Single))?;
        let is_source = first == 0 && source.is_some();
        let mut rest = messages.into_iter().skip(first);
        let question = rest.next().ok_or(Left::Skip(SkipReason::Empty))?;
        if question.is_gone {
            return Err(Left::Skip(SkipReason::Deleted));
        }
        let question = question.post.ok_or(Left::Skip(SkipReason::Empty))?;
        let subject = source.filter(|_| is_source).and_then(|source| filled(&source.subject));
        let is_closed = match filled(&wire.state) {
            Some(state) => state == "closed",
            None => wire.open == Some(false),
        };
        let rating = wire.conversation_rating.and_then(|rating| rating.rating.0);
        let title = title_of(filled(&wire.title), subject);
        let talk = Talk { title, question, replies: rest.collect(), is_closed, rating };
        let mut thread = self.talk(talk)?;
        thread.created = wire.created_at.0.or(thread.question.created);
        thread.tags = names(wire.tags);
        thread.updated = last_change(&thread).or(wire.updated_at.0);
        Ok(thread)
    }

    /// Makes a thread of what was said.
    pub(super) fn talk(&self, talk: Talk) -> Result<Thread, Left> {
        let Talk { title, question, replies, is_closed, rating } = talk;
        if title.is_empty() && question.body.text.is_empty() {
            // A picture alone, whose name is for the people of the conversation.
            return Err(Left::Skip(SkipReason::Empty));
        }
        let posts: Vec<Post> = replies
            .into_iter()
            .filter(|message| !message.is_gone && (!message.is_bot || self.settings.bots))
            .filter_map(|message| message.post)
            .collect();
        let is_solved = is_closed && ends_well(&posts, rating);
        let posts = posts.into_iter().map(|post| (None, post));
        let (question, answers) = nest_replies(question, posts);
        let mut thread = self.started(title, question);
        thread.answers = answers;
        if thread.title.is_empty() {
            thread.title = made_title(&thread);
        }
        thread.solved = Some(fields::by_status(is_solved));
        Ok(thread)
    }

    /// What was said, the message that started it first. Notes and all that is no message
    /// are not among them.
    fn messages(
        &self,
        wire: &wire::Conversation<'_>,
        source: Option<&wire::MessagePart<'_>>,
    ) -> Vec<Message> {
        let parts = wire.conversation_parts.as_ref().and_then(|p| p.conversation_parts.as_ref());
        let started = wire.created_at.0;
        let question = source.map(|source| {
            let id = format!("q-{}", self.records.id);
            self.message(source, id, source.created_at.0.or(started))
        });
        question.into_iter().chain(self.said(parts)).collect()
    }

    /// What was said in parts, in the order of time.
    pub(super) fn said(&self, parts: Option<&Vec<wire::MessagePart<'_>>>) -> Vec<Message> {
        let mut parts: Vec<&wire::MessagePart<'_>> = parts.into_iter().flatten().collect();
        parts.sort_by_key(|part| part.created_at.0);
        let mut seen = std::collections::HashSet::new();
        parts.retain(|part| part.id.as_ref().is_none_or(|id| seen.insert(id.0.as_str())));
        let said = parts.iter().enumerate().filter(|(_, part)| is_said(part));
        let said = said.map(|(at, part)| {
            let id = part.id.as_ref().map_or_else(|| format!("p{}", at + 1), |id| id.0.clone());
            self.message(part, id, part.created_at.0)
        });
        said.collect()
    }

    fn message(&self, part: &wire::MessagePart<'_>, id: String, at: Option<Timestamp>) -> Message {
        let kind = part.author.as_ref().and_then(|author| filled(&author.kind));
        let is_agent = part.author.as_ref().is_some_and(|author| author.from_ai_agent.0);
        let role = match kind {
            _ if is_agent => Role::Bot,
            Some("admin" | "team") => Role::Staff,
            Some("user" | "lead" | "contact" | "visitor") | None => Role::Member,
            // `bot`, `operator`, `fin`, and whatever comes next.
            Some(_) => Role::Bot,
        };
        let author = part.author.as_ref().and_then(|author| {
            let id = author.id.as_ref()?.0.as_str();
            let name = filled(&author.name).or_else(|| self.admin(id));
            Some(person(id, name, role, self.settings))
        });
        let body = filled(&part.body).map(markup);
        let is_gone = part.redacted.0 || body.as_ref().is_some_and(is_deleted);
        let html = body.as_ref().filter(|body| body.syntax == Syntax::Html);
        let html = html.map_or("", |body| body.text.as_str());
        let message = part.id.as_ref().map_or(self.records.id, |id| &id.0);
        let attachments = files::of_message(self.settings, message, &part.attachments, html);
        // Of some messages a file is all.
        let body = body.or((!attachments.is_empty()).then(Markup::default));
        let post = |body| Post { author, created: at, attachments, ..Post::new(PostId(id), body) };
        let post = body.map(post);
        let is_customer = role == Role::Member;
        Message { post, is_customer, is_bot: role == Role::Bot, is_gone }
    }

    fn admin(&self, id: &str) -> Option<&str> {
        self.known.admins.get(id).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// Lists leave all parts out, and a conversation has 500 of them at most.
    fn check_whole(&self, wire: &wire::Conversation<'_>, sink: &mut Sink) {
        let (n_here, n_all) = match &wire.conversation_parts {
            Some(parts) => {
                let n_here = parts.conversation_parts.as_ref().map_or(0, Vec::len);
                (n_here, parts.total_count.0)
            }
            None => (0, wire.statistics.as_ref().and_then(|s| s.count_conversation_parts.0)),
        };
        self.tell_missing("conversation", n_here, n_all, sink);
    }

    /// Tells of parts that the record of a conversation or ticket leaves out.
    pub(super) fn tell_missing(
        &self,
        what: &'static str,
        n_here: usize,
        n_all: Option<i64>,
        sink: &mut Sink,
    ) {
        let n_all = n_all.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        if n_all > n_here {
            let spot = self.records.all[0].spot;
            let path = self.records.all[0].path;
            let place = Place::column(path, spot.line as usize, spot.column as usize);
            let note = "lists of conversations hold the first message of each alone";
            let help = format!("ask for `/{what}s/{}`, too", self.records.id);
            // The message that started it is no part.
            let counts = (n_here + 1, n_all + 1);
            sink.push(problems::truncated(place, (what, self.records.id), counts, note, help));
        }
    }

    fn article(&self) -> Result<Thread, Left> {
        let root = &self.records.all[0];
        let own: wire::Article<'_> = root.parse("article").map_err(Left::Invalid)?;
        let content: wire::Content<'_> = root.parse("article").map_err(Left::Invalid)?;
        if !matches!(filled(&own.help_center_audience), None | Some("everyone")) {
            return Err(Left::Skip(SkipReason::Private));
        }
        let is_out = |content: &wire::Content<'_>| filled(&content.state) == Some("published");
        match root.kind {
            Kind::Own if !is_out(&content) => Err(Left::Skip(SkipReason::Hidden)),
            Kind::Own => self.page(content, own.tags, filled(&own.default_locale), None),
            Kind::Translation(n) => {
                let found = translation(root.text, n).ok_or(Left::Skip(SkipReason::Empty))?;
                let (locale, text) = found;
                let id = own.id.as_ref().map_or("", |id| id.0.as_str());
                let original = is_out(&content).then(|| format!("a{id}"));
                let content: wire::Content<'_> = serde_json::from_str(text).map_err(|_| {
                    let message = "a translation of this article has another form".to_owned();
                    Left::Invalid(Fault { message, note: None, at: 0 })
                })?;
                if !is_out(&content) {
                    return Err(Left::Skip(SkipReason::Hidden));
                }
                self.page(content, own.tags, Some(&locale), original)
            }
        }
    }

    fn page(
        &self,
        wire: wire::Content<'_>,
        tags: Option<wire::Tags<'_>>,
        locale: Option<&str>,
        original: Option<String>,
    ) -> Result<Thread, Left> {
        let markdown = |text: &str| Markup::markdown(text.to_owned());
        let body = filled(&wire.body).map(markup);
        let body = body.or_else(|| filled(&wire.body_markdown).map(markdown));
        let body = body.ok_or(Left::Skip(SkipReason::Empty))?;
        let attachments = match body.syntax {
            Syntax::Html | Syntax::Sanitised => files::of_article(self.settings, &body.text),
            Syntax::Markdown(_) | Syntax::Text => Vec::new(),
        };
        let author = wire.author_id.as_ref().and_then(|id| {
            Some(person(&id.0, Some(self.admin(&id.0)?), Role::Staff, self.settings))
        });
        let answer = Post {
            author,
            created: wire.created_at.0,
            edited: wire.updated_at.0,
            official: true,
            attachments,
            ..Post::new(PostId("a".to_owned()), body)
        };
        let blank = Post::new(PostId(self.records.id.to_owned()), Markup::default());
        let title = filled(&wire.title).map(fields::one_line).unwrap_or_default();
        let mut thread = self.made(title, blank)?;
        thread.kind = ThreadKind::Answer;
        (thread.created, thread.updated) = (answer.created, answer.edited);
        thread.answers = vec![answer];
        thread.url = web(&wire.url);
        thread.language = locale.and_then(Lang::new);
        thread.tags = names(tags);
        thread.translation_of = original;
        Ok(thread)
    }

    fn made(&self, title: String, question: Post) -> Result<Thread, Left> {
        if title.is_empty() {
            let message = "this record has no title".to_owned();
            let note = Some("every page needs one".to_owned());
            return Err(Left::Invalid(Fault { message, note, at: 0 }));
        }
        Ok(self.started(title, question))
    }

    fn started(&self, title: String, question: Post) -> Thread {
        let root = &self.records.all[0];
        let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
        let id = ThreadId(self.records.id.to_owned());
        Thread::new(id, ThreadKind::Question, title, question, origin)
    }
}

/// Replies are comments; one that opens or closes the conversation comes with that. What
/// is written where a conversation is assigned may be meant for the team alone.
fn is_said(part: &wire::MessagePart<'_>) -> bool {
    let by = part.author.as_ref().and_then(|author| filled(&author.kind));
    match filled(&part.part_type) {
        Some("comment" | "open") => true,
        Some("close") => by == Some("admin"),
        _ => false,
    }
}

/// Bodies are HTML, or plain text where that was asked for.
pub(super) fn markup(text: &str) -> Markup {
    let syntax = if text.starts_with('<') { Syntax::Html } else { Syntax::Text };
    Markup { syntax, text: text.to_owned() }
}

fn is_deleted(body: &Markup) -> bool {
    body.text.len() < 200 && plain_text(body, MARKS_WITHIN).eq_ignore_ascii_case(DELETED)
}

/// The title that it was given, or its subject; empty when there is neither.
pub(super) fn title_of(title: Option<&str>, subject: Option<&str>) -> String {
    let given = title.or(subject).map(|given| {
        let mut words = String::new();
        text_of_html(given, &mut words);
        fields::one_line(&words)
    });
    given.unwrap_or_default()
}

/// A conversation that was closed is solved when staff had the last word, when the
/// customer thanked for it, or rated it well; not when they rated it badly.
fn ends_well(posts: &[Post], rating: Option<i64>) -> bool {
    match rating {
        Some(rating) if rating >= GOOD => true,
        Some(rating) if (1..=BAD).contains(&rating) => false,
        _ => posts.last().is_some_and(|last| {
            last.role().is_official() || is_thanks(&plain_text(&last.body, MARKS_WITHIN))
        }),
    }
}

fn names(tags: Option<wire::Tags<'_>>) -> Vec<String> {
    let tags = tags.and_then(|tags| tags.tags).unwrap_or_default();
    tags.iter().filter_map(|tag| filled(&tag.name)).map(str::to_owned).collect()
}

/// What threads need of other records.
#[derive(Default)]
pub(in crate::sources) struct Intercom {
    /// The names of teammates by their id.
    pub(super) admins: BTreeMap<String, String>,
    /// The ids of translations.
    pub(super) translations: BTreeSet<String>,
}
