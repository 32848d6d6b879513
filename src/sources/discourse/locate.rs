//! Finds the mark that a resolution rests on in the text of a file.

use std::ops::Range;

use memchr::memmem;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::model::{PostId, Reason, ThreadId};

use super::split;

/// A topic whose posts are left as text.
#[derive(Deserialize)]
struct RawTopic<'a> {
    id: u64,
    #[serde(borrow)]
    post_stream: RawStream<'a>,
}

#[derive(Deserialize)]
struct RawStream<'a> {
    #[serde(borrow)]
    posts: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Number {
    post_number: u64,
}

/// Returns the bytes of a mark: in the post that carries it, or else of the topic.
pub(super) fn locate(
    text: &str,
    thread: &ThreadId,
    reason: Reason,
    post: Option<&PostId>,
) -> Option<Range<usize>> {
    let records = split::split(text).records;
    let (offset, record, topic) = records.into_iter().find_map(|(offset, record)| {
        let topic: RawTopic<'_> = serde_json::from_str(record).ok()?;
        (topic.id.to_string() == thread.0).then_some((offset, record, topic))
    })?;
    let in_post = post.and_then(|post| {
        let raw = topic.post_stream.posts.iter().find(|raw| is_post(raw.get(), post))?;
        let start = raw.get().as_ptr() as usize - record.as_ptr() as usize;
        Some(moved(mark_in_post(raw.get(), reason)?, start))
    });
    let of_topic = || match reason {
        Reason::AcceptedMark => pair(record, "accepted_answer", "{"),
        _ => None,
    };
    let start = || Some(0..1);
    in_post.or_else(of_topic).or_else(start).map(|range| moved(range, offset))
}

/// Returns the bytes of a mark in a file that is one post, if it is this one.
pub(super) fn in_post(text: &str, reason: Reason, post: &PostId) -> Option<Range<usize>> {
    mark_in_post(text, reason).filter(|_| is_post(text, post))
}

fn is_post(text: &str, post: &PostId) -> bool {
    serde_json::from_str::<Number>(text).is_ok_and(|n| n.post_number.to_string() == post.0)
}

fn mark_in_post(post: &str, reason: Reason) -> Option<Range<usize>> {
    let number = || pair(post, "post_number", "");
    match reason {
        Reason::AcceptedMark => pair(post, "accepted_answer", "true"),
        Reason::StaffAnswer | Reason::OfficialMark => pair(post, "username", ""),
        Reason::Votes | Reason::SplitVotes => likes(post).or_else(number),
        _ => number(),
    }
}

/// Finds `"key": value` where the value starts with `value`.
///
/// Inside a JSON string every quote is escaped, so a key with its quotes is
/// never found in a text.
pub(super) fn pair(text: &str, key: &str, value: &str) -> Option<Range<usize>> {
    let key = format!("\"{key}\"");
    memmem::find_iter(text.as_bytes(), &key).find_map(|start| {
        let rest = text[start + key.len()..].trim_start().strip_prefix(':')?.trim_start();
        let len = match value {
            "" => rest.find([',', '}', '\n']).unwrap_or(rest.len()),
            value => rest.starts_with(value).then_some(value.len())?,
        };
        Some(start..text.len() - rest.len() + len)
    })
}

/// Finds the entry of `actions_summary` that counts the likes.
fn likes(post: &str) -> Option<Range<usize>> {
    let list = pair(post, "actions_summary", "[")?.end;
    let end = list + post[list..].find(']')?;
    let mut start = list;
    while let Some(open) = post[start..end].find('{') {
        let from = start + open;
        let to = from + post[from..end].find('}')? + 1;
        let id = pair(&post[from..to], "id", "").map(|id| &post[moved(id, from)]);
        let number = id.and_then(|id| id.rsplit(':').next()).map(str::trim);
        if number == Some("2") {
            return Some(from..to);
        }
        start = to;
    }
    None
}

/// Moves a range by an offset.
fn moved(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}
