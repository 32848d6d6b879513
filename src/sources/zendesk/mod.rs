//! Zendesk: tickets with their comments, posts of a community, articles of a Help Center.
//!
//! As the full JSON export has them, one a line, or as the API serves them in pages.
//! Comments and users may lie in other files.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Role, Thread, ThreadId};

use super::auto::Sample;
use super::records::{Fault, Format, Joined, Left, Part, Record, Shapes, Whole};
use super::skim::Step::{At, Key};
use super::values::{Id, filled, version};
use super::{LinkTarget, links, records, skim};

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Zendesk> {
    records::open(settings, files, sink, Zendesk::default())
}

/// What threads need of other records.
#[derive(Default)]
pub(super) struct Zendesk {
    /// Users by their id: the name, and whether they are of the brand.
    users: BTreeMap<String, (String, Role)>,
    /// Topics of the community by their id: the name, and whether all may read them.
    topics: BTreeMap<String, (String, bool)>,
    /// The names of sections, categories, brands and groups by their id.
    names: BTreeMap<String, String>,
    /// The categories of sections by their id.
    above: BTreeMap<String, Id>,
    /// The sections of articles by their id.
    sections: BTreeMap<String, Id>,
    /// Articles by their id: the language that they were written in, and whether all may
    /// read them.
    articles: BTreeMap<String, (String, bool)>,
    /// Ids of translations.
    translations: BTreeSet<String>,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ticket,
    Comment,
    User,
    Post,
    Topic,
    /// A section, category, brand or group.
    Named,
    Article,
    Translation,
    /// What its fields say.
    Any,
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    // Records that somebody cut down have not all of these.
    let of_ticket =
        [["requester_id", "brand_id"], ["requester_id", "assignee_id"], ["tickets", "via"]];
    let is_ticket = of_ticket.iter().any(|keys| sample.has(keys));
    let is_post = sample.has(&["details", "topic_id", "vote_sum"]);
    let is_article = sample.has(&["source_locale", "section_id"]);
    sample.is_json() && (is_ticket || is_post || is_article)
}

impl Format for Zendesk {
    type Kind = Kind;

    const SHAPES: Shapes<Kind> = Shapes {
        lists: &[
            (&["tickets"], Kind::Ticket),
            (&["ticket"], Kind::Ticket),
            (&["comments"], Kind::Comment),
            (&["comment"], Kind::Comment),
            (&["users"], Kind::User),
            (&["user"], Kind::User),
            (&["posts"], Kind::Post),
            (&["post"], Kind::Post),
            (&["topics"], Kind::Topic),
            (&["topic"], Kind::Topic),
            (&["sections"], Kind::Named),
            (&["categories"], Kind::Named),
            (&["brands"], Kind::Named),
            (&["groups"], Kind::Named),
            (&["articles"], Kind::Article),
            (&["article"], Kind::Article),
            (&["translations"], Kind::Translation),
            (&["translation"], Kind::Translation),
            (&["results"], Kind::Any),
        ],
        alone: Kind::Any,
        marks: &["id", "url", "subject", "requester_id", "assignee_id", "brand_id"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Zendesk";
    const WANTED: &'static str =
        "pages have `tickets`, `posts`, `articles`, `comments` or `users`; lines are tickets";

    fn glance(&mut self, record: &Record<'_, Kind>) -> Part {
        let wire: wire::Glance<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return Part::Invalid(fault),
        };
        let Some(Id(id)) = wire.id.clone() else { return Part::Nothing };
        let version = version(&wire.updated_at);
        match kind_of(record.kind, &wire) {
            Kind::Ticket | Kind::Post => Part::Thread { id, version },
            Kind::Comment => comment(record, &wire),
            Kind::User => {
                let role = match filled(&wire.role) {
                    Some("agent" | "admin") => Role::Staff,
                    _ => Role::Member,
                };
                let name = filled(&wire.name).unwrap_or_default().to_owned();
                self.users.insert(id, (name, role));
                Part::Aside
            }
            Kind::Topic => {
                let name = filled(&wire.name).unwrap_or_default().to_owned();
                self.topics.insert(id, (name, wire.user_segment_id.is_none()));
                Part::Aside
            }
            Kind::Named => {
                self.names.insert(id.clone(), filled(&wire.name).unwrap_or_default().to_owned());
                self.above.extend(wire.category_id.map(|above| (id, above)));
                Part::Aside
            }
            Kind::Article => self.article(id, &wire, version),
            Kind::Translation => self.translation(&wire, version),
            Kind::Any => Part::Nothing,
        }
    }

    fn thread(
        &self,
        whole: &Whole<'_, Kind>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, whole, settings)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, _) = links::parts(path);
        let id = |part: &str| {
            let id = part.split('-').next().unwrap_or(part);
            links::is_number(id).then(|| id.to_owned())
        };
        // The language is left out in some links.
        let (locale, parts) = match parts.as_slice() {
            ["hc", rest @ ..] if has_kind(rest) => ("", rest),
            ["hc", locale, rest @ ..] => (*locale, rest),
            ["agent", rest @ ..] => ("", rest),
            rest => ("", rest),
        };
        let (thread, post) = match parts {
            ["articles", part, ..] => (self.translated(id(part)?, locale), None),
            ["community", "posts", part, "comments", post, ..] => (id(part)?, id(post)),
            ["community", "posts", part, ..] => (id(part)?, None),
            ["requests" | "tickets", part] => (id(part)?, None),
            _ => return None,
        };
        Some(LinkTarget { thread: Some(ThreadId(thread)), post: post.map(PostId) })
    }

    fn mark(
        &self,
        whole: &Whole<'_, Kind>,
        _thread: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        mark(whole, reason, post)
    }
}

fn has_kind(parts: &[&str]) -> bool {
    matches!(parts.first(), Some(&("articles" | "community" | "requests")))
}

/// Tells records apart whose place does not.
fn kind_of(by_place: Kind, wire: &wire::Glance<'_>) -> Kind {
    let is_translation = filled(&wire.source_type) == Some("Article");
    match by_place {
        Kind::Any if wire.requester_id.is_some() => Kind::Ticket,
        Kind::Any if wire.details.is_some() => Kind::Post,
        Kind::Any if is_translation => Kind::Translation,
        Kind::Any if wire.section_id.is_some() => Kind::Article,
        Kind::Any if wire.body.is_some() => Kind::Comment,
        Kind::Any if wire.role.is_some() => Kind::User,
        kind => kind,
    }
}

/// A post's comment names the post; a ticket's does not name the ticket, but the API
/// serves it under the ticket's number, which people keep as the file's name.
fn comment(record: &Record<'_, Kind>, wire: &wire::Glance<'_>) -> Part {
    if let Some(Id(thread)) = wire.post_id.as_ref().or(wire.ticket_id.as_ref()) {
        return Part::Of(thread.clone());
    }
    match links::last_number(record.path) {
        Some(number) => Part::Of(number.to_owned()),
        None => Part::Invalid(Fault {
            message: "this comment does not say which ticket it belongs to".to_owned(),
            note: Some("name the file after the ticket: `tickets/214/comments.json`".to_owned()),
            at: 0,
        }),
    }
}

impl Zendesk {
    fn article(&mut self, id: String, wire: &wire::Glance<'_>, version: u64) -> Part {
        let locale = filled(&wire.locale).unwrap_or_default().to_owned();
        let source = filled(&wire.source_locale).unwrap_or(&locale).to_owned();
        let is_open = wire.user_segment_id.is_none()
            && wire.user_segment_ids.as_ref().is_none_or(Vec::is_empty);
        if let Some(section) = &wire.section_id {
            self.sections.insert(id.clone(), section.clone());
        }
        let is_original = source.eq_ignore_ascii_case(&locale);
        let known = self.articles.entry(id.clone()).or_insert((source, true));
        known.1 &= is_open;
        match is_original {
            true => Part::Thread { id, version },
            false => self.translated_part(&id, &locale, version),
        }
    }

    fn translation(&mut self, wire: &wire::Glance<'_>, version: u64) -> Part {
        let (Some(Id(article)), Some(locale)) = (&wire.source_id, filled(&wire.locale)) else {
            return Part::Nothing;
        };
        self.translated_part(article, locale, version)
    }

    fn translated_part(&mut self, article: &str, locale: &str, version: u64) -> Part {
        let id = format!("{article}-{}", locale.to_lowercase());
        self.translations.insert(id.clone());
        Part::Thread { id, version }
    }

    /// The id of an article in the language of a link, where it has one of its own.
    fn translated(&self, article: String, locale: &str) -> String {
        let id = format!("{article}-{}", locale.to_lowercase());
        let source = self.articles.get(&article).map_or("", |(source, _)| source.as_str());
        let is_other = !source.eq_ignore_ascii_case(locale) && self.translations.contains(&id);
        if is_other { id } else { article }
    }
}

fn mark(
    whole: &Whole<'_, Kind>,
    reason: Reason,
    post: Option<&PostId>,
) -> Option<(usize, Range<usize>)> {
    let find = |at: usize, path: &[skim::Step<'_>]| {
        let found = skim::find(whole.records[at].text.as_bytes(), path)?;
        Some((at, found.whole))
    };
    let field = match reason {
        Reason::OfficialMark => "official",
        Reason::StaffAnswer => "author_id",
        Reason::Votes | Reason::SplitVotes => "vote_sum",
        Reason::AcceptedMark
        | Reason::Decision
        | Reason::Reaction
        | Reason::Prefix
        | Reason::Status
        | Reason::StaffThanked
        | Reason::Thanks
        | Reason::Substance
        | Reason::SelfAnswer
        | Reason::NoAnswer
        | Reason::NotAQuestion
        | Reason::StillOpen => "id",
    };
    let wanted = post.map_or("", |post| post.0.as_str());
    let in_record = |at: usize| {
        let text = whole.records[at].text.as_bytes();
        is_id(text, &[Key("id")], wanted)
            .then(|| find(at, &[Key(field)]).or_else(|| find(at, &[Key("id")])))
            .flatten()
    };
    let inline = || {
        let text = whole.records[0].text.as_bytes();
        let at = (0..skim::length(text, &[Key("comments")]))
            .find(|at| is_id(text, &[Key("comments"), At(*at), Key("id")], wanted))?;
        let path = |field| [Key("comments"), At(at), Key(field)];
        find(0, &path(field)).or_else(|| find(0, &path("id")))
    };
    if matches!(reason, Reason::Status | Reason::StillOpen) {
        return find(0, &[Key("status")]);
    }
    (1..whole.records.len()).find_map(in_record).or_else(inline)
}

fn is_id(text: &[u8], path: &[skim::Step<'_>], wanted: &str) -> bool {
    let found = skim::find(text, path).map(|found| &text[found.value]);
    let id: Option<Id> = found.and_then(|id| serde_json::from_slice(id).ok());
    id.is_some_and(|Id(id)| id == wanted)
}
