//! Random edits of a small site, each a thing that people do.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use answerbook::model::Timestamp;

use crate::harness::NOW;

use super::edits;

/// What some posts show of the forum's own files.
const UPLOADS: &str = "<img src=\"/uploads/default/1X/a.gif\"> \
    <a href=\"https://forum.example/uploads/default/1X/b.txt\">log</a>";

/// A site that is edited at random, always alike for one seed.
pub struct Script<'a> {
    random: u64,
    site: &'a Path,
    n_made: usize,
    /// The day of the next build.
    pub day: Timestamp,
}

impl<'a> Script<'a> {
    /// Starts a script of a seed in a folder.
    pub fn new(seed: u64, site: &'a Path) -> Script<'a> {
        Script { random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, site, n_made: 0, day: NOW }
    }

    /// A number below `n` (xorshift, Marsaglia 2003).
    pub fn below(&mut self, n: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 16).unwrap_or(0) % n
    }

    /// One of some words.
    pub fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// Writes the site as it is at first.
    pub fn write_site(&mut self) {
        let settings = "title: Answers\nbase_url: https://a.example/\nlanguage: en\n\
            languages: [en, uk]\npublish: {resolution: all}\nattachments: {copy: all}\n\
            sources:\n  \
            - {type: markdown, path: answers, name: Handbook}\n  \
            - {type: discourse, path: topics, name: Forum, url: https://forum.example}\n  \
            - {type: jsonl, path: threads.jsonl, name: Mail}\n  \
            - {type: stackexchange, path: dump, name: Stack, url: https://stack.example}\n";
        self.put("answerbook.yaml", settings);
        (0..4).for_each(|_| self.add_answer());
        (0..4).for_each(|_| self.add_topic());
        let records: String = (0..3).map(|n| self.record(n)).collect();
        self.put("threads.jsonl", &records);
        self.rewrite_dump();
    }

    /// Writes a dump as Stack Exchange does: answers far from their questions.
    pub fn rewrite_dump(&mut self) {
        let n_questions = 2 + self.below(3);
        let mut posts = String::from("<posts>\n");
        for id in 1..=n_questions {
            let (title, body) = (self.sentence(), self.sentence());
            let accepted = self.one_of(&["", "AcceptedAnswerId=\"11\" "]);
            let _ = writeln!(
                posts,
                "  <row Id=\"{id}\" PostTypeId=\"1\" {accepted}\
                 CreationDate=\"2023-01-0{id}T00:00:00.000\" Score=\"1\" OwnerUserId=\"1\" \
                 Title=\"{title}\" Tags=\"|hub|\" Body=\"&lt;p&gt;{body}&lt;/p&gt;\" />"
            );
        }
        for id in 1..=n_questions {
            let body = self.sentence();
            let _ = writeln!(
                posts,
                "  <row Id=\"1{id}\" PostTypeId=\"2\" ParentId=\"{id}\" \
                 CreationDate=\"2023-02-0{id}T00:00:00.000\" Score=\"3\" OwnerUserId=\"2\" \
                 Body=\"&lt;p&gt;{body}&lt;/p&gt;\" />"
            );
        }
        self.put("dump/Posts.xml", &(posts + "</posts>\n"));
        let name = self.one_of(&["Nik", "Zoja"]);
        let users = format!(
            "<users>\n  <row Id=\"1\" DisplayName=\"Ana\" />\n  \
             <row Id=\"2\" DisplayName=\"{name}\" />\n</users>\n"
        );
        self.put("dump/Users.xml", &users);
    }

    /// Makes one edit and tells which.
    pub fn step(&mut self) -> String {
        let edits = edits::ALL;
        let (name, edit) = edits[self.below(edits.len())];
        edit(self);
        name.to_owned()
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.site.join(path)
    }

    /// A file of a folder, picked at random.
    pub fn any(&mut self, folder: &str) -> Option<PathBuf> {
        let entries = fs::read_dir(self.site.join(folder)).ok()?;
        let mut paths: Vec<PathBuf> =
            entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        if paths.is_empty() { None } else { Some(paths.swap_remove(self.below(paths.len()))) }
    }

    pub fn sentence(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "hub",
            "lamp",
            "reset",
            "button",
            "wire",
            "update",
            "invoice",
            "router",
            "sensor",
            "battery",
            "account",
            "password",
            "delivery",
            "шлюз",
            "лампа",
            "рахунок",
        ];
        let n = 4 + self.below(9);
        let words: Vec<&str> = (0..n).map(|_| self.one_of(&WORDS)).collect();
        format!("{}.", words.join(" "))
    }

    pub fn add_answer(&mut self) {
        self.n_made += 1;
        let name = format!("answers/a{}.md", self.n_made);
        let text = self.answer();
        self.put(&name, &text);
    }

    pub fn answer(&mut self) -> String {
        let mut text = String::from("---\n");
        let title = self.sentence();
        let _ = writeln!(text, "title: {title}");
        if self.below(3) == 0 {
            let _ = writeln!(text, "slug: {}", self.one_of(&["first-steps", "hub-help", "paying"]));
        }
        if self.below(2) == 0 {
            let _ = writeln!(text, "tags: [{}]", self.one_of(&["hub", "Lamp, hub", "billing"]));
        }
        if self.below(3) == 0 {
            let _ = writeln!(text, "language: uk");
        }
        if self.below(4) == 0 {
            let _ = writeln!(text, "expires: {}", self.one_of(&["2026-01-01", "2027-01-01"]));
        }
        if self.below(4) == 0 {
            let _ = writeln!(text, "aliases: [{}]", self.sentence().trim_end_matches('.'));
        }
        let _ = writeln!(text, "author: {}", self.one_of(&["Oksana", "Marko"]));
        let other = 1 + self.below(self.n_made.max(1));
        let (one, two) = (self.sentence(), self.sentence());
        let _ = writeln!(text, "---\n{one}\n\n[more](a{other}.md) ![picture](p.png)\n\n{two}");
        text
    }

    pub fn add_topic(&mut self) {
        self.n_made += 1;
        let id = self.n_made;
        let text = self.topic(id);
        self.put(&format!("topics/{id}.json"), &text);
    }

    /// A topic whose posts link to another one.
    pub fn topic(&mut self, id: usize) -> String {
        let (title, other) = (self.sentence(), 1 + self.below(9));
        let n_posts = 2 + self.below(3);
        let accepted = 1 + self.below(4);
        let posts: Vec<serde_json::Value> = (1..=n_posts)
            .map(|number| {
                let (words, who) = (self.sentence(), self.one_of(&["ana", "ivan", "staffer"]));
                let cooked = format!(
                    "<p>{words} <a href=\"https://forum.example/t/{other}\">see</a> {}</p>",
                    self.one_of(&["", UPLOADS])
                );
                serde_json::json!({
                    "id": id * 100 + number, "post_number": number, "username": who,
                    "name": who, "cooked": cooked, "created_at": "2024-03-01T10:00:00Z",
                    "staff": who == "staffer", "accepted_answer": number == accepted,
                    "like_count": self.below(5),
                })
            })
            .collect();
        let topic = serde_json::json!({
            "id": id, "title": title, "slug": "t", "created_at": "2024-03-01T10:00:00Z",
            "tags": [self.one_of(&["hub", "lamp"])], "posts_count": n_posts,
            "post_stream": { "posts": posts },
        });
        topic.to_string()
    }

    pub fn record(&mut self, id: usize) -> String {
        let duplicate = (id > 0 && self.below(3) == 0).then(|| "0".to_owned());
        let record = serde_json::json!({
            "id": id.to_string(), "title": self.sentence(), "created": "2024-05-01T00:00:00Z",
            "tags": ["mail"], "duplicate_of": duplicate,
            "author": { "id": "9", "name": "Petra" },
            "question": { "body": self.sentence(), "markup": "text",
                "attachments": [{ "path": "f/log.txt" }, { "name": self.one_of(&["a", "b"]) }] },
            "answers": [{
                "id": "1", "author": { "id": "8", "name": self.one_of(&["Nik", "Zoja"]) },
                "body": self.sentence(), "markup": "markdown", "accepted": true,
            }],
        });
        format!("{record}\n")
    }
}
