//! The list of threads in the preview: a page, and the JSON that it asks for.
//!
//! The page is the same for every site. All that a community wrote comes as JSON, and its
//! script puts it into text nodes.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use url::form_urlencoded::parse;

use crate::config::Config;
use crate::files::{DiskFiles, InputTracker};
use crate::model::{Comment, Grade, Markup, Person, Post, PostId, ThreadId, Timestamp};
use crate::normalize::{as_markdown, plain_text};
use crate::pipeline::{ThreadDetail, ThreadList, ThreadRow};
use crate::privacy::PrivacyRules;
use crate::{config, privacy, sources};

use super::super::threads::{Filter, as_json, source_of};
use super::preview_state::Snapshot;
use super::server::{json as answered, text};

/// The page, its style and its script.
pub(super) const PAGE: &str = include_str!("threads.html");
pub(super) const STYLE: &str = include_str!("threads.css");
pub(super) const SCRIPT: &str = include_str!("threads.js");

/// How many threads are sent at once, and at most.
const USUAL: usize = 50;
const MAX: usize = 500;

/// So many posts of a thread are sent, and so many remarks below each.
const MAX_POSTS: usize = 200;

/// So many characters of a post are sent.
const MAX_LENGTH: usize = 4_000;

/// A post longer than this, in bytes, is shown without its form.
const SIMPLE: usize = 64 << 10;

/// What a list was made of, beside the list.
#[derive(Clone)]
pub(super) struct ServedThreads {
    /// What was decided about each thread.
    pub listing: Arc<ThreadList>,
    /// The settings of that build.
    pub config: Arc<Config>,
}

/// Answers with a part of the list.
pub(super) fn list(snapshot: &Snapshot, query: &str) -> Response {
    let Some(ServedThreads { listing, config }) = &snapshot.threads else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "there is no list yet\n");
    };
    let number = |key: &str| value(query, key).and_then(|number| number.parse::<usize>().ok());
    let (from, limit) = (number("from").unwrap_or(0), number("limit").unwrap_or(USUAL).min(MAX));
    let Some(filter) = filter_of(query, config) else {
        return text(StatusCode::BAD_REQUEST, "no source has this name\n");
    };
    let rows: Vec<&ThreadRow> = listing.rows.iter().filter(|row| filter.takes(row)).collect();
    let shown = rows.iter().skip(from).take(limit).map(|row| as_json(row, config));
    let n_published = listing.rows.iter().filter(|row| row.address().is_some()).count();
    answered(&json!({
        "version": 1,
        "confidence": config.publish.confidence.share(),
        "base": snapshot.base.encoded(),
        "number": snapshot.number,
        "all": listing.rows.len(),
        "published": n_published,
        "found": rows.len(),
        "from": from,
        "threads": shown.collect::<Vec<Value>>(),
        "grades": Grade::ALL.map(Grade::name),
        "reasons": reasons(listing),
        "sources": config.sources.iter().map(|source| &source.name).collect::<Vec<_>>(),
    }))
}

/// The reasons that there are, in the order of the alphabet.
fn reasons(listing: &ThreadList) -> Vec<&'static str> {
    let reasons_of = |row: &ThreadRow| [Some(row.resolution.reason.name()), row.withheld()];
    let mut reasons: Vec<&str> = listing.rows.iter().flat_map(reasons_of).flatten().collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn filter_of(query: &str, config: &Config) -> Option<Filter> {
    let filled = |key: &str| value(query, key).filter(|value| !value.is_empty());
    let source = match filled("source") {
        Some(name) => Some(source_of(config, &name)?),
        None => None,
    };
    let words = filled("q").unwrap_or_default().to_lowercase();
    Some(Filter {
        published: filled("state").map(|state| state == "published"),
        grade: filled("grade"),
        reason: filled("reason"),
        source,
        words: words.split_whitespace().map(str::to_owned).collect(),
    })
}

/// Answers with one thread, whole: it is read from its source again, beside other requests.
pub(super) async fn one(snapshot: Snapshot, query: String) -> Response {
    let found = tokio::task::spawn_blocking(move || find_thread(&snapshot, &query)).await;
    match found {
        Ok(Some(thread)) => answered(&thread),
        Ok(None) | Err(_) => text(StatusCode::NOT_FOUND, "there is no such thread\n"),
    }
}

fn find_thread(snapshot: &Snapshot, query: &str) -> Option<Value> {
    let ServedThreads { listing, config } = snapshot.threads.as_ref()?;
    let source = source_of(config, &value(query, "source")?)?;
    let id = ThreadId(value(query, "id")?);
    let row = listing.rows.iter().find(|row| row.source == source && row.id == id)?;
    let disk = DiskFiles::new(&snapshot.site);
    let own = [config::FILE, privacy::FILE, config::DECISIONS].map(str::to_owned);
    let files = InputTracker::new(&disk, own);
    // What is wrong with the source the build has told.
    let mut sink = crate::diag::Sink::new();
    let rules = PrivacyRules::load(&disk, config, &mut sink)?;
    let reader = sources::open(&config.sources[source], &files, &mut sink);
    let detail = listing.detail(config, &rules, &*reader, source, &id)?;
    Some(whole(row, &detail, config))
}

fn whole(row: &ThreadRow, detail: &ThreadDetail, config: &Config) -> Value {
    let thread = &detail.thread;
    let posts = thread.posts().take(MAX_POSTS).enumerate();
    let posts = posts.map(|(at, post)| {
        let is_first = at > 0 && detail.best == Some(at - 1);
        post_of(post, detail, is_first)
    });
    let (opening, words) = &detail.opening;
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    json!({
        "thread": as_json(row, config),
        "url": thread.url.as_ref().filter(is_web),
        "opening": { "kind": opening.name(), "words": words },
        "posts": posts.collect::<Vec<Value>>(),
        "more": (thread.answers.len() + 1).saturating_sub(MAX_POSTS),
        "mark": detail.place.as_ref().map(|p| json!({ "path": p.path, "line": p.line })),
    })
}

fn post_of(post: &Post, detail: &ThreadDetail, is_first: bool) -> Value {
    let comments = post.comments.iter().take(MAX_POSTS);
    let comments = comments.map(|comment| comment_of(comment, detail)).collect::<Vec<Value>>();
    let (words, is_cut) = words(&post.body);
    json!({
        "id": post.id.0,
        "first": is_first,
        "accepted": post.accepted,
        "official": post.official,
        "votes": post.votes,
        "author": author(post.author.as_ref()),
        "created": post.created.map(Timestamp::rfc3339),
        "text": words,
        "cut": is_cut,
        "files": post.attachments.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "class": class(&post.id, detail),
        "comments": comments,
    })
}

fn comment_of(comment: &Comment, detail: &ThreadDetail) -> Value {
    let (words, is_cut) = words(&comment.body);
    json!({
        "id": comment.id.0,
        "author": author(comment.author.as_ref()),
        "created": comment.created.map(Timestamp::rfc3339),
        "text": words,
        "cut": is_cut,
        "class": class(&comment.id, detail),
    })
}

fn author(person: Option<&Person>) -> Option<Value> {
    person.map(|person| json!({ "name": person.name, "role": person.role.name() }))
}

fn class(post: &PostId, detail: &ThreadDetail) -> Option<Value> {
    let classed = detail.class_of(post)?;
    Some(json!({ "name": classed.class.name(), "words": classed.words }))
}

/// The words of a post with their lines and their code, cut where they are too many.
fn words(body: &Markup) -> (String, bool) {
    let text = match body.text.len() {
        0..SIMPLE => as_markdown(body, None).text,
        _ => plain_text(body, MAX_LENGTH * 4),
    };
    match text.char_indices().nth(MAX_LENGTH) {
        Some((at, _)) => (text[..at].to_owned(), true),
        None => (text, false),
    }
}

fn value(query: &str, key: &str) -> Option<String> {
    parse(query.as_bytes()).find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}
