//! How each engine takes documents, and is told which to forget.

use crate::config::EngineKind;

use super::document::{EngineDocument, hexadecimal};

/// How many documents one line of a list of deletes names at most.
const MOST_AT_ONCE: usize = 100;

/// The files in which a kind of engine takes documents.
#[derive(Clone, Copy)]
pub(super) struct Format {
    kind: EngineKind,
}

impl Format {
    pub(super) fn new(kind: EngineKind) -> Format {
        Format { kind }
    }

    /// Returns the ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self.kind {
            EngineKind::Typesense => "jsonl",
            EngineKind::Sphinx => "xml",
            EngineKind::OpenSearch
            | EngineKind::Elasticsearch
            | EngineKind::Quickwit
            | EngineKind::Manticore => "ndjson",
        }
    }

    /// Returns the lines that bring a document, or bring it anew.
    pub(super) fn document(self, document: &EngineDocument<'_>) -> String {
        let (id, json) = (&document.id, document.json());
        match self.kind {
            EngineKind::OpenSearch | EngineKind::Elasticsearch => {
                format!("{{\"index\":{{\"_id\":\"{id}\"}}}}\n{json}\n")
            }
            EngineKind::Quickwit => format!("{{\"create\":{{\"_id\":\"{id}\"}}}}\n{json}\n"),
            EngineKind::Typesense => format!("{json}\n"),
            EngineKind::Manticore => {
                // Its own number is the id.
                let key = document.key;
                let own = json.replacen(&format!("{{\"id\":\"{id}\","), "{", 1);
                format!("{{\"replace\":{{\"table\":\"answers\",\"id\":{key},\"doc\":{own}}}}}\n")
            }
            EngineKind::Sphinx => xml(document),
        }
    }

    /// Returns what stands in front of the first document and behind the last one; `gone` are
    /// documents that the engine is to forget.
    pub(super) fn ends(self, gone: &[u64]) -> (String, String) {
        match self.kind {
            EngineKind::OpenSearch | EngineKind::Elasticsearch => {
                let line =
                    |key: &u64| format!("{{\"delete\":{{\"_id\":\"{}\"}}}}\n", hexadecimal(*key));
                (String::new(), gone.iter().map(line).collect())
            }
            EngineKind::Manticore => {
                let line =
                    |key: &u64| format!("{{\"delete\":{{\"table\":\"answers\",\"id\":{key}}}}}\n");
                (String::new(), gone.iter().map(line).collect())
            }
            EngineKind::Sphinx => {
                let ids: String = gone.iter().map(|key| format!("<id>{key}</id>\n")).collect();
                let list = match ids.is_empty() {
                    true => String::new(),
                    false => format!("<sphinx:killlist>\n{ids}</sphinx:killlist>\n"),
                };
                let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sphinx:docset>\n";
                (head.to_owned(), format!("{list}</sphinx:docset>\n"))
            }
            EngineKind::Quickwit | EngineKind::Typesense => Default::default(),
        }
    }

    /// Tells whether a document that has changed is first to be forgotten as it was.
    pub(super) fn deletes_changed(self) -> bool {
        match self.kind {
            EngineKind::Quickwit => true,
            EngineKind::OpenSearch
            | EngineKind::Elasticsearch
            | EngineKind::Typesense
            | EngineKind::Manticore
            | EngineKind::Sphinx => false,
        }
    }

    /// Tells whether what changed is listed with what went, since it lies in two indexes.
    pub(super) fn hides_changed(self) -> bool {
        self.kind == EngineKind::Sphinx
    }

    /// Returns the lists of deletes of engines that take them in another way than documents.
    pub(super) fn deletes(self, gone: &[(u64, u64)]) -> Option<(String, String)> {
        let text: String = match self.kind {
            EngineKind::Quickwit => {
                // By what a document was: what it is now has come meanwhile.
                let line = |(key, digest): &(u64, u64)| {
                    let (key, digest) = (hexadecimal(*key), hexadecimal(*digest));
                    format!("{{\"query\":\"id:{key} AND hash:{digest}\"}}\n")
                };
                gone.iter().map(line).collect()
            }
            EngineKind::Typesense => {
                let line = |some: &[(u64, u64)]| {
                    let ids: Vec<String> = some.iter().map(|(key, _)| hexadecimal(*key)).collect();
                    format!("id:[{}]\n", ids.join(","))
                };
                gone.chunks(MOST_AT_ONCE).map(line).collect()
            }
            EngineKind::OpenSearch
            | EngineKind::Elasticsearch
            | EngineKind::Manticore
            | EngineKind::Sphinx => return None,
        };
        Some(("deletes.txt".to_owned(), text))
    }
}

/// A document for Sphinx's `xmlpipe2`.
fn xml(document: &EngineDocument<'_>) -> String {
    let mut out = format!("<sphinx:document id=\"{}\">\n", document.key);
    let [tags, products, versions] =
        [document.tags, document.products, document.versions].map(|list| list.join("\n"));
    let (version, answers) = (document.version.to_string(), document.answers.to_string());
    let (created, updated) = (document.created.to_string(), document.updated.to_string());
    let fields = [
        ("version", version.as_str()),
        ("hash", &document.hash),
        ("title", document.title),
        ("url", document.url),
        ("answer", document.answer),
        ("grade", document.grade),
        ("language", document.language),
        ("source", document.source),
        ("created", &created),
        ("updated", &updated),
        ("year", &document.year),
        ("tags", &tags),
        ("products", &products),
        ("versions", &versions),
        ("answers", &answers),
        ("title_terms", &document.title_terms),
        ("title_pairs", &document.title_pairs),
        ("question_terms", &document.question_terms),
        ("answer_terms", &document.answer_terms),
        ("others_terms", &document.others_terms),
        ("filter_terms", &document.filter_terms),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("<{name}>"));
        escape(value, &mut out);
        out.push_str(&format!("</{name}>\n"));
    }
    out.push_str("</sphinx:document>\n");
    out
}

/// Writes a text for XML, without what XML does not know.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\t' => out.push(c),
            '\0'..=' ' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(c),
        }
    }
}
