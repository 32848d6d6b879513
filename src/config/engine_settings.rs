//! The settings `search.engine` and what belongs to it: an engine that pages ask over HTTP.

use crate::diag::{Diagnostic, Place, Sink};

use super::check::{choice, invalid, value_place};
use super::wire::WireSearch;
use super::{EngineKind, PolicyHost};

/// How long pages wait for an engine, in milliseconds.
const PATIENCE: u64 = 1_500;
const MAX_PATIENCE: u64 = 60_000;

/// The index that exports speak of.
const INDEX: &str = "answers";

/// An engine that pages ask, with documents of `answerbook export`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HttpEngine {
    /// What it is.
    pub kind: EngineKind,
    /// Its address, or a path of the site's own server.
    pub url: String,
    /// The origin that pages may ask; `None` where it is their own.
    pub origin: Option<PolicyHost>,
    /// The name of the index.
    pub index: String,
    /// A key that may search.
    pub key: Option<String>,
    /// After how many milliseconds the static index answers instead.
    pub patience_ms: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Files,
    Http,
}

const ASKED: [(&str, Asked); 2] = [("files", Asked::Files), ("http", Asked::Http)];

/// The kinds that answer over HTTP, by their names.
const KINDS: [(&str, Option<EngineKind>); 5] = [
    ("elasticsearch", Some(EngineKind::Elasticsearch)),
    ("opensearch", Some(EngineKind::OpenSearch)),
    ("quickwit", Some(EngineKind::Quickwit)),
    ("typesense", Some(EngineKind::Typesense)),
    ("manticore", Some(EngineKind::Manticore)),
];

/// Reads the settings; `None` where pages ask the static index alone.
pub(super) fn check(text: &str, wire: &WireSearch, sink: &mut Sink) -> Option<HttpEngine> {
    let path = |key: &str| ["search", key].map(str::to_owned);
    let at = |key: &str, word: &str| value_place(text, &path(key), word);
    let asked = choice("engine", wire.engine.as_deref(), &ASKED, |word| at("engine", word), sink);
    if wire.engine.is_none()
        && let Some((key, value)) = unasked(wire)
    {
        sink.push(engine_missing(at(key, value), key));
    }
    if asked == Asked::Files {
        return None;
    }
    let kind = choice("kind", wire.kind.as_deref(), &KINDS, |word| at("kind", word), sink);
    if wire.kind.is_none() {
        sink.push(kind_missing(at("engine", "http")));
    }
    let index = wire.index.clone().unwrap_or_else(|| INDEX.to_owned());
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    if index.is_empty() || !index.chars().all(is_letter) {
        sink.push(index_invalid(at("index", &index)));
    }
    let patience_ms = wire.patience_ms.unwrap_or(PATIENCE);
    if !(1..=MAX_PATIENCE).contains(&patience_ms) {
        sink.push(patience_invalid(at("patience_ms", &patience_ms.to_string())));
    }
    let url = wire.url.clone().unwrap_or_default();
    let Some(origin) = origin(&url) else {
        sink.push(url_invalid(at("url", &url)));
        return None;
    };
    let key = wire.key.clone();
    if let Some(key) = key.as_ref().filter(|_| kind.is_some_and(|k| k != EngineKind::Typesense)) {
        sink.push(key_published(at("key", key)));
    }
    Some(HttpEngine { kind: kind?, url, origin, index, key, patience_ms })
}

/// The origin of an address, `None` within where it is the site's own; `None` where pages may
/// not ask it.
fn origin(url: &str) -> Option<Option<PolicyHost>> {
    if url.starts_with('/') && !url.starts_with("//") && !url.contains('\\') {
        return Some(None);
    }
    let url = url::Url::parse(url).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let host = PolicyHost::of_engine(&url).filter(|_| is_plain && url.fragment().is_none())?;
    Some(Some(host))
}

/// A setting of an engine where none is asked, and its value.
fn unasked(wire: &WireSearch) -> Option<(&'static str, &str)> {
    let values = [("kind", &wire.kind), ("url", &wire.url), ("index", &wire.index)];
    let mut values = values.into_iter().chain([("key", &wire.key)]);
    values.find_map(|(name, value)| Some((name, value.as_deref()?)))
}

fn engine_missing(place: Place, key: &str) -> Diagnostic {
    invalid(place, format!("`{key}` belongs to an engine, and none is asked"))
        .help("add `engine: http`, or `engine: files` to keep these settings for later")
}

fn key_published(place: Place) -> Diagnostic {
    invalid(place, "`key` is for Typesense alone".to_owned())
        .note("it stands in the script of every page, where everybody can read it")
        .help("put a proxy before the engine that lets searches through, and nothing else")
}

fn kind_missing(place: Place) -> Diagnostic {
    invalid(place, "an engine over HTTP has no `kind`".to_owned())
        .help("add `kind`: `elasticsearch`, `opensearch`, `quickwit`, `typesense` or `manticore`")
}

fn index_invalid(place: Place) -> Diagnostic {
    invalid(place, "`index` is not a name of small letters, digits, `-` and `_`".to_owned())
        .help("write the name of the index that holds the documents, such as `answers`")
}

fn patience_invalid(place: Place) -> Diagnostic {
    invalid(place, "`patience_ms` is not between 1 and 60000".to_owned())
        .help("write how many milliseconds pages wait for the engine, such as `1500`")
}

fn url_invalid(place: Place) -> Diagnostic {
    invalid(place, "`url` is not an address that pages may ask".to_owned())
        .note("it becomes part of the content policy of every page")
        .help("write an address such as `https://search.example.org`")
        .help("or a path of the site's own server, such as `/engine`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::files::MemoryFiles;

    fn loaded(search: &str) -> (Option<config::Config>, usize) {
        let settings = format!("title: A\nsearch: {search}\n");
        let files = MemoryFiles::new([("answerbook.yaml", settings.as_str())]);
        let mut sink = Sink::new();
        let config = config::load(&files, &mut sink);
        (config, sink.n_errors())
    }

    #[test]
    fn the_policy_allows_the_origin_of_the_engine_and_no_other() {
        let check = |url: &str, expected: &str| {
            let (config, _) = loaded(&format!("{{engine: http, kind: typesense, url: {url:?}}}"));
            let policy = config.expect("good settings").content_policy().of_pages();
            assert!(policy.contains(&format!("connect-src 'self'{expected};")), "{policy}");
        };
        check("https://search.example.org/a/b", " https://search.example.org");
        check("https://search.example.org:8443", " https://search.example.org:8443");
        check("http://127.0.0.1:8108", " http://127.0.0.1:8108");
        check("/engine", "");
    }

    #[test]
    fn what_pages_may_not_ask_is_refused() {
        let bad = [
            "{engine: http, kind: typesense}",
            "{engine: http, url: /engine}",
            "{engine: http, kind: sphinx, url: /engine}",
            "{engine: ftp, kind: typesense, url: /engine}",
            "{engine: http, kind: typesense, url: 'http://search.example.org'}",
            "{engine: http, kind: typesense, url: 'https://a;b'}",
            "{engine: http, kind: typesense, url: 'https://*.example.org'}",
            "{engine: http, kind: typesense, url: '//search.example.org'}",
            "{engine: http, kind: typesense, url: 'https://me:pw@search.example.org'}",
            "{engine: http, kind: typesense, url: /engine, index: '../x'}",
            "{engine: http, kind: typesense, url: /engine, patience_ms: 0}",
            "{engine: http, kind: elasticsearch, url: /engine, key: may-write}",
            "{kind: typesense, url: /engine}",
        ];
        for search in bad {
            assert!(loaded(search).1 > 0, "{search}");
        }
        assert_eq!(loaded("{engine: files, url: nonsense}").1, 0);
    }
}
