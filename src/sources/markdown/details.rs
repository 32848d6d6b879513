//! What machines know of a post, in a comment below its heading.
//!
//! `<!-- {"id":"4711","user":"3"} -->`: ids, and what no reader of the file asks for. People
//! write what matters into the heading; imports write both.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use crate::normalize::quoted;

/// What a comment, or `post` among the settings, may say of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "details of a post, `{\"id\": \"…\"}`")]
pub(in crate::sources) struct Details {
    /// The post's id in its source.
    pub id: Option<String>,
    /// The author's id in their source; their name when absent.
    pub user: Option<String>,
    /// The author's page in the community.
    pub profile: Option<String>,
    /// When the first text was written, where the thread says another moment.
    pub created: Option<String>,
    /// When the text last changed.
    pub edited: Option<String>,
    /// The address of the original post.
    pub url: Option<String>,
    /// The licence of this post, when it has its own.
    pub licence: Option<String>,
    /// How the text is marked up, when not as markdown; it then stands in a fence.
    pub markup: Option<String>,
    /// Files that came with the post.
    pub files: Vec<FileDetails>,
    /// Among the settings: where the files of the first text are told, [`BELOW`] these.
    pub details: Option<String>,
}

/// What is said of a file that came with a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a file, `{\"name\": \"…\", \"path\": \"…\"}`")]
pub(in crate::sources) struct FileDetails {
    /// What it is called.
    pub name: Option<String>,
    /// Where it lies, relative to the thread's file or to the folder of them all.
    pub path: Option<String>,
    /// Its address on the web. Where the text shows it, the file takes its place.
    pub url: Option<String>,
    /// How long it is, in bytes.
    pub size: Option<String>,
    /// Where readers are told of it.
    pub shown: Option<String>,
}

/// Says that a comment with further details stands in front of the first text. Settings are
/// short, and a post may have many files.
pub(in crate::sources) const BELOW: &str = "below";

/// The keys of a file, in their order.
const OF_FILE: [&str; 5] = ["name", "path", "url", "size", "shown"];

/// What starts and ends a comment with details.
const OPEN: &str = "<!-- {";
const CLOSE: &str = "-->";

/// Finds the comment at the start of a section: its JSON, and what follows.
pub(in crate::sources) fn find(
    text: &str,
    body: Range<usize>,
) -> (Option<Range<usize>>, Range<usize>) {
    let whole = &text[body.clone()];
    let start = body.start + whole.len() - whole.trim_start().len();
    let is_details = text[start..body.end].starts_with(OPEN);
    let end = text[start..body.end].find(CLOSE).filter(|_| is_details);
    match end {
        Some(end) => {
            let json = start + OPEN.len() - 1..start + end;
            (Some(json), start + end + CLOSE.len()..body.end)
        }
        None => (None, body),
    }
}

/// Writes details into a comment; nothing when there are none. `files` are written already.
pub(in crate::sources) fn comment(fields: &[(&str, String)], files: &[String]) -> String {
    let mut json = json(fields);
    if !files.is_empty() {
        json.pop();
        let comma = if fields.is_empty() { "" } else { ", " };
        json.push_str(&format!("{comma}\"files\": [{}]}}", files.join(", ")));
    }
    if json == "{}" { String::new() } else { format!("<!-- {json} -->\n") }
}

/// Cuts the files out of details that were parsed: the name and the text of each. `None` when
/// they are no files.
pub(in crate::sources) fn files(value: &Value) -> Option<Vec<(String, String)>> {
    let file = |value: &Value| {
        let file = value.as_object()?;
        let mut known: Vec<(&str, String)> = Vec::new();
        for key in OF_FILE.into_iter().filter(|key| file.contains_key(*key)) {
            known.push((key, file[key].as_str()?.to_owned()));
        }
        let of_key = |key| known.iter().find(|(known, _)| *known == key);
        let name = of_key("name").or_else(|| of_key("path")).map(|(_, name)| name.clone());
        (known.len() == file.len()).then(|| (name.unwrap_or_default(), json(&known)))
    };
    value.as_array()?.iter().map(file).collect()
}

/// Writes details as JSON that may stand in a comment and in YAML.
pub(in crate::sources) fn json(fields: &[(&str, String)]) -> String {
    let all: Vec<String> =
        fields.iter().map(|(key, value)| format!("\"{key}\": {}", quoted(value))).collect();
    format!("{{{}}}", all.join(", "))
}

/// Puts text of another markup into a fence that it cannot close.
pub(in crate::sources) fn fenced(markup: &str, text: &str) -> String {
    let longest = text.lines().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    format!("{fence}{markup}\n{text}\n{fence}")
}

/// Takes text out of its fence; text without one is itself.
pub(in crate::sources) fn unfenced(text: &str) -> &str {
    let inner = || {
        let (first, rest) = text.split_once('\n')?;
        let fence = &first[..first.len() - first.trim_start_matches('`').len()];
        let inner = rest.trim_end().strip_suffix(fence).filter(|_| fence.len() >= 3)?;
        inner.strip_suffix('\n').or(inner.is_empty().then_some(""))
    };
    inner().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_stand_at_the_start_of_a_section() {
        let text = "\n<!-- {\"id\": \"4\"} -->\n\nSo.";
        let (json, rest) = find(text, 0..text.len());
        let json = &text[json.expect("there are details")];
        assert_eq!(serde_json::from_str::<Details>(json).expect("JSON").id.as_deref(), Some("4"));
        assert_eq!(text[rest].trim(), "So.");
        for text in ["So. <!-- {} -->", "<!-- note -->", "<!-- {\"id\": 1", ""] {
            assert_eq!(find(text, 0..text.len()), (None, 0..text.len()), "{text}");
        }
    }

    #[test]
    fn any_text_comes_back_from_json_and_yaml() {
        for text in
            ["4", "a --> b", "\"\\\n\t\u{1}\u{85}\u{2028}", "\u{fffe}\u{ffff}", "хаб 🎉", ""]
        {
            let json = json(&[("id", text.to_owned())]);
            assert!(!json.contains("-->"));
            let read: Details = serde_json::from_str(&json).expect("JSON");
            assert_eq!(read.id.as_deref(), Some(text));
            let read: Details = serde_yaml::from_str(&json).expect("YAML");
            assert_eq!(read.id.as_deref(), Some(text));
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_it() {
        for text in ["<p>a</p>", "a\n```\nb\n````\n", "", "\n\n", "```"] {
            let fenced = fenced("html", text);
            assert_eq!(unfenced(&fenced), text, "{fenced}");
        }
        for text in ["plain", "```\nopen", "a\n```"] {
            assert_eq!(unfenced(text), text);
        }
    }
}
