//! Makes a comment short: of a hundred thousand, only what is read of them is kept.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde_json::value::RawValue;

use crate::sources::values::Text;

use super::wire::Thing;

/// The members of a comment that are read, but for the HTML of its text.
const KEPT: [&str; 20] = [
    "_meta",
    "author",
    "banned_by",
    "body",
    "children",
    "count",
    "created_utc",
    "distinguished",
    "edited",
    "id",
    "is_submitter",
    "parent_id",
    "permalink",
    "removal_reason",
    "removed",
    "removed_by_category",
    "score",
    "score_hidden",
    "spam",
    "stickied",
];

/// The members of a record, as they are written.
struct Members<'a>(Vec<(Text<'a>, &'a RawValue)>);

struct MembersVisitor;

/// Leaves out what no comment is read for. Damage stays where it is, and replies are not
/// looked into.
pub(super) fn shorten(record: Vec<u8>) -> Vec<u8> {
    let is_whole = serde_json::from_slice::<Thing<'_>>(&record).is_ok();
    let members = serde_json::from_slice::<Members<'_>>(&record).ok().filter(|_| is_whole);
    let Some(Members(members)) = members else { return record };
    let mut short = String::new();
    for (name, value) in &members {
        let (name, value) = (&*name.0, value.get());
        let value = match name {
            // It is there to tell how the text is written, and tells at its start.
            "body_html" if value.starts_with("\"<") => "\"<\"",
            "body_html" if value.starts_with("\"&lt;") => "\"&lt;\"",
            "body_html" | "replies" => value,
            _ if KEPT.contains(&name) && value != "null" => value,
            _ => continue,
        };
        short.push_str(if short.is_empty() { "{\"" } else { ",\"" });
        short.push_str(name);
        short.push_str("\":");
        short.push_str(value);
    }
    if short.is_empty() {
        return record;
    }
    short.push('}');
    short.shrink_to_fit();
    short.into_bytes()
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'a>, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
