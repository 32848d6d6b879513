//! Zendesk: tickets with their comments, posts of a community, articles of a Help Center.
//!
//! As the full JSON export has them, one a line, or as the API serves them in pages.
//! Comments and users may lie in other files.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;

use convert::{ArticleFile, Zendesk};
use wire::{Kind, kind_of};

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Role, Thread, ThreadId};

use super::beside::{OWN, Way};
use super::json_cursor::Step::{At, Key};
use super::records::{Fault, Format, Joined, Left, Record, RecordRole, Shapes, ThreadRecords};
use super::sample::Sample;
use super::values::{Id, filled, is_id, version};
use super::{LinkTarget, json_cursor, links, records};

/// Pictures of articles, and of posts in the community. Those of tickets are in lists.
pub(super) const WAYS: &[Way] = &[
    Way {
        hosts: DESK,
        path: "{above*}/article_attachments/{id}/{name}",
        copies: &[
            "article_attachments/{id}/{name}",
            "attachments/{id}/{name}",
            "article_attachments/{id}-{name}",
        ],
    },
    Way {
        hosts: DESK,
        path: "{above*}/article_attachments/{id}",
        copies: &["article_attachments/{id}.*", "attachments/{id}.*"],
    },
    Way { hosts: DESK, path: "{above*}/user_images/{name}", copies: &["user_images/{name}"] },
];

/// A help center may have an address of its own besides.
const DESK: &[&str] = &[OWN, ".zendesk.com"];

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Zendesk> {
    records::open(settings, files, sink, Zendesk::default())
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
            (&["article_attachments"], Kind::File),
            (&["article_attachment"], Kind::File),
            (&["results"], Kind::Any),
        ],
        alone: Kind::Any,
        marks: &["id", "url", "subject", "requester_id", "assignee_id", "brand_id"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Zendesk";
    const WANTED: &'static str =
        "pages have `tickets`, `posts`, `articles`, `comments` or `users`; lines are tickets";

    fn survey(&mut self, record: &Record<'_, Kind>) -> RecordRole {
        let wire: wire::RecordHeader<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let Some(Id(id)) = wire.id.clone() else { return RecordRole::Nothing };
        let version = version(&wire.updated_at);
        match kind_of(record.kind, &wire) {
            Kind::Ticket | Kind::Post => RecordRole::Thread { id, version },
            Kind::Comment => comment(record, &wire),
            Kind::User => {
                let role = match filled(&wire.role) {
                    Some("agent" | "admin") => Role::Staff,
                    _ => Role::Member,
                };
                let name = filled(&wire.name).unwrap_or_default().to_owned();
                self.users.insert(id, (name, role));
                RecordRole::Aside
            }
            Kind::Topic => {
                let name = filled(&wire.name).unwrap_or_default().to_owned();
                self.topics.insert(id, (name, wire.user_segment_id.is_none()));
                RecordRole::Aside
            }
            Kind::Named => {
                let above = wire.parent_section_id.as_ref().or(wire.category_id.as_ref());
                self.tree.add(&id, filled(&wire.name), above.map(|above| above.0.as_str()));
                self.names.insert(id.clone(), filled(&wire.name).unwrap_or_default().to_owned());
                self.above.extend(wire.category_id.map(|above| (id, above)));
                RecordRole::Aside
            }
            Kind::Article => self.article(id, &wire, version),
            Kind::Translation => self.translation(&wire, version),
            Kind::File => self.file(id, record),
            Kind::Any => RecordRole::Nothing,
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, Kind>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, records, settings)
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
        records: &ThreadRecords<'_, Kind>,
        _thread: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        mark(records, reason, post)
    }
}

fn has_kind(parts: &[&str]) -> bool {
    matches!(parts.first(), Some(&("articles" | "community" | "requests")))
}

/// A post's comment names the post; a ticket's does not name the ticket, but the API
/// serves it under the ticket's number, which people keep as the file's name.
fn comment(record: &Record<'_, Kind>, wire: &wire::RecordHeader<'_>) -> RecordRole {
    if let Some(Id(thread)) = wire.post_id.as_ref().or(wire.ticket_id.as_ref()) {
        return RecordRole::Of(thread.clone());
    }
    match links::last_number(record.path) {
        Some(number) => RecordRole::Of(number.to_owned()),
        None => RecordRole::Invalid(Fault {
            message: "this comment does not say which ticket it belongs to".to_owned(),
            note: Some("name the file after the ticket: `tickets/214/comments.json`".to_owned()),
            at: 0,
        }),
    }
}

impl Zendesk {
    fn article(&mut self, id: String, wire: &wire::RecordHeader<'_>, version: u64) -> RecordRole {
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
            true => RecordRole::Thread { id, version },
            false => self.translated_part(&id, &locale, version),
        }
    }

    fn translation(&mut self, wire: &wire::RecordHeader<'_>, version: u64) -> RecordRole {
        let (Some(Id(article)), Some(locale)) = (&wire.source_id, filled(&wire.locale)) else {
            return RecordRole::Nothing;
        };
        self.translated_part(article, locale, version)
    }

    fn translated_part(&mut self, article: &str, locale: &str, version: u64) -> RecordRole {
        let id = format!("{article}-{}", locale.to_lowercase());
        self.translations.insert(id.clone());
        RecordRole::Thread { id, version }
    }

    /// A file below an article; what its words show is found by its address.
    fn file(&mut self, id: String, record: &Record<'_, Kind>) -> RecordRole {
        let wire: wire::ArticleFile<'_> = match record.parse("attachment") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let (Some(Id(article)), Some(name)) = (wire.article_id, filled(&wire.file_name)) else {
            return RecordRole::Nothing;
        };
        let files = self.files.entry(article).or_default();
        if wire.inline != Some(true) && files.iter().all(|file| file.id != id) {
            files.push(ArticleFile {
                id,
                name: name.to_owned(),
                url: filled(&wire.content_url).map(str::to_owned),
                size: wire.size.bytes(),
                locale: filled(&wire.locale).map(str::to_owned),
            });
        }
        RecordRole::Aside
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
    records: &ThreadRecords<'_, Kind>,
    reason: Reason,
    post: Option<&PostId>,
) -> Option<(usize, Range<usize>)> {
    let find = |at: usize, path: &[json_cursor::Step<'_>]| {
        let found = json_cursor::find(records.all[at].text.as_bytes(), path)?;
        Some((at, found.whole))
    };
    let field = match reason {
        Reason::OfficialMark => "official",
        Reason::StaffAnswer => "author_id",
        Reason::Votes | Reason::SplitVotes => "vote_sum",
        _ => "id",
    };
    let wanted = post.map_or("", |post| post.0.as_str());
    let in_record = |at: usize| {
        let text = records.all[at].text.as_bytes();
        is_id(text, &[Key("id")], wanted)
            .then(|| find(at, &[Key(field)]).or_else(|| find(at, &[Key("id")])))
            .flatten()
    };
    let inline = || {
        let text = records.all[0].text.as_bytes();
        let at = (0..json_cursor::length(text, &[Key("comments")]))
            .find(|at| is_id(text, &[Key("comments"), At(*at), Key("id")], wanted))?;
        let path = |field| [Key("comments"), At(at), Key(field)];
        find(0, &path(field)).or_else(|| find(0, &path("id")))
    };
    if matches!(reason, Reason::Status | Reason::StillOpen) {
        return find(0, &[Key("status")]);
    }
    (1..records.all.len()).find_map(in_record).or_else(inline)
}
