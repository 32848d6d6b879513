//! The posts of exports as they lie there, by their ids; read without any of the program's code.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Map, Value};

use super::visible::{Form, of_blocks, visible};

/// What readers of the original see, by the file and the id of a post. Several copies of a post
/// may say different things.
#[derive(Default)]
pub struct RawPosts {
    by_id: BTreeMap<(String, String), Vec<String>>,
    /// Ids say nothing beyond their file.
    is_by_file: bool,
}

impl RawPosts {
    /// Reads all files of an export of a kind.
    pub fn read(kind: &str, path: &Path) -> RawPosts {
        let mut raw = RawPosts { is_by_file: kind == "discourse", ..RawPosts::default() };
        for entry in walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten() {
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = std::fs::read(entry.path()).expect("a file");
            let name = entry.file_name().to_string_lossy();
            match name.rsplit('.').next() {
                Some("zip") => raw.zip(kind, bytes),
                Some("xml") => raw.xml(&name, &String::from_utf8_lossy(&bytes)),
                Some("mbox") => raw.mails(&name, &bytes),
                Some("json" | "jsonl") => raw.json(kind, &name, &String::from_utf8_lossy(&bytes)),
                _ => {}
            }
        }
        raw
    }

    /// Returns what a post says in the original, in each copy.
    pub fn find(&self, file: &str, ids: &[&str]) -> &[String] {
        let file = if self.is_by_file { file.rsplit('/').next().unwrap_or(file) } else { "" };
        let found = ids.iter().find_map(|id| self.by_id.get(&(file.to_owned(), (*id).to_owned())));
        found.map_or(&[], Vec::as_slice)
    }

    /// Returns what has no id.
    pub fn nameless(&self) -> &[String] {
        self.by_id.get(&(String::new(), String::new())).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, file: &str, id: &str, seen: String) {
        let file = if self.is_by_file { file } else { "" };
        self.by_id.entry((file.to_owned(), id.to_owned())).or_default().push(seen);
    }

    fn zip(&mut self, kind: &str, bytes: Vec<u8>) {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("an entry");
            let name = file.name().expect("a name").into_owned();
            let mut text = String::new();
            if name.ends_with(".json") && file.read_to_string(&mut text).is_ok() {
                self.json(kind, &name, &text);
            }
        }
    }

    /// Mails that are plain text as it is; others need a decoder.
    fn mails(&mut self, file: &str, bytes: &[u8]) {
        let text: String = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        };
        let text = format!("\n{}", text.replace("\r\n", "\n"));
        for (at, mail) in text.split("\nFrom ").skip(1).enumerate() {
            let Some((head, body)) = mail.split_once("\n\n") else { continue };
            let head = head.to_ascii_lowercase();
            let is_coded = ["multipart/", "base64", "quoted-printable", "text/html"]
                .iter()
                .any(|sign| head.contains(sign));
            if !is_coded {
                self.add(file, &format!("{file} {at}"), visible(body, Form::Mail));
            }
        }
    }

    /// Returns all that was read.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let posts = self.by_id.iter();
        posts
            .flat_map(|((_, id), texts)| texts.iter().map(move |text| (id.as_str(), text.as_str())))
    }

    /// Rows of a dump: attributes are all that there is.
    fn xml(&mut self, name: &str, text: &str) {
        let (key, form, prefix) = match name {
            "Posts.xml" => (" Body=\"", Form::Html, ""),
            "Comments.xml" => (" Text=\"", Form::Comment, "c-"),
            _ => return,
        };
        let value = |row: &str, key: &str| {
            let (_, rest) = row.split_once(key)?;
            let (value, _) = rest.split_once('"')?;
            Some(html_escape::decode_html_entities(value).into_owned())
        };
        for row in text.split("<row").skip(1) {
            if let (Some(id), Some(body)) = (value(row, " Id=\""), value(row, key)) {
                self.add(name, &format!("{prefix}{id}"), visible(&body, form));
            }
        }
    }

    fn json(&mut self, kind: &str, file: &str, text: &str) {
        match serde_json::from_str(text) {
            Ok(value) => self.value(kind, file, &[], &value),
            Err(_) => {
                for line in text.lines() {
                    if let Ok(value) = serde_json::from_str(line) {
                        self.value(kind, file, &[], &value);
                    }
                }
            }
        }
    }

    /// Looks for posts wherever they are, in texts of JSON within JSON too.
    fn value(&mut self, kind: &str, file: &str, around: &[String], value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.value(kind, file, around, one)),
            Value::String(text) if text.starts_with(['{', '[']) && text.len() > 40 => {
                if let Ok(value) = serde_json::from_str::<Value>(text) {
                    self.value(kind, file, around, &value);
                }
            }
            Value::Object(map) => {
                let own = ids(map);
                let ids = if own.is_empty() { around } else { &own };
                if let Some(seen) = seen(kind, map) {
                    match ids {
                        [] => self.add(file, "", seen),
                        ids => ids.iter().for_each(|id| self.add(file, id, seen.clone())),
                    }
                }
                for (key, inner) in map {
                    // A question has the id of its thread.
                    let ids = if key == "question" { ids } else { &[] };
                    self.value(kind, file, ids, inner);
                }
            }
            _ => {}
        }
    }
}

fn ids(map: &Map<String, Value>) -> Vec<String> {
    let keys = ["post_number", "id", "ts", "id_str", "number", "url"];
    let values = keys.into_iter().filter_map(|key| match map.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if key == "url" => {
            text.rsplit(['/', '#', '-']).next().map(str::to_owned)
        }
        Value::String(text) => Some(text.clone()),
        _ => None,
    });
    let mut ids: Vec<String> = values.collect();
    // The number of a post in its topic is its id, where there is one.
    if map.contains_key("post_number") {
        ids.truncate(1);
    }
    ids
}

/// What a record shows, when it is a post.
fn seen(kind: &str, map: &Map<String, Value>) -> Option<String> {
    let text = |key: &str| map.get(key)?.as_str().filter(|text| !text.trim().is_empty());
    let of = |keys: &[&str], form: Form| {
        keys.iter().find_map(|key| text(key)).map(|text| visible(text, form))
    };
    match kind {
        "discourse" => of(&["cooked"], Form::Html),
        "github" => of(&["body"], Form::Markdown),
        "reddit" => of(&["selftext", "body"], Form::PlainMarkdown),
        "discord" => of(&["content"], Form::Discord),
        "x" => of(&["full_text", "text"], Form::Post),
        "zendesk" | "khoros" | "freshdesk" => of(&["html_body", "body", "description"], Form::Html),
        "slack" => match map.get("blocks").map(of_blocks).filter(|seen| !seen.trim().is_empty()) {
            Some(seen) => Some(seen),
            None => of(&["text"], Form::Slack),
        },
        _ => {
            let form = match text("markup") {
                Some("html") => Form::Html,
                Some("text") => Form::Text,
                _ => Form::Markdown,
            };
            of(&["body"], form)
        }
    }
}
