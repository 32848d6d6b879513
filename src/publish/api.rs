//! The list of all threads as JSON, in files of a hundred: `api/index.json`, `api/index/2.json`;
//! and what describes it and the records of threads: `api/schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Config;
use crate::model::{ThreadKind, Timestamp};
use crate::output::SitePath;
use crate::plan::{Page, PageKind};
use crate::render::{API_VERSION, ThreadRecord};
use crate::site::{AddressWriter, Site, ThreadEntry, full_address};

/// How many threads a file lists.
const PER_FILE: usize = 100;

/// A file of the API.
#[expect(dead_code, reason = "the schema describes it; nobody makes one")]
#[derive(JsonSchema)]
#[schemars(untagged, rename = "answerbook API, version 1")]
enum ApiFile<'a> {
    Thread(Box<ThreadRecord<'a>>),
    Index(IndexRecord<'a>),
}

/// A part of the list of all threads.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Index")]
struct IndexRecord<'a> {
    /// The version of the API, 1.
    version: u32,
    /// The site's name.
    title: &'a str,
    /// The site's languages, BCP 47 tags, the main one first.
    languages: Vec<String>,
    /// How many threads all files list.
    n_threads: usize,
    /// The number of this file, from 1.
    page: usize,
    /// How many files there are.
    n_pages: usize,
    /// The next file, relative to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// The threads, by source, then by time.
    threads: Vec<EntryRecord<'a>>,
}

/// A thread in the list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Entry")]
struct EntryRecord<'a> {
    /// The name of its record.
    id: String,
    /// Its record.
    record_url: String,
    /// Its page.
    url: String,
    /// Its page as markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown_url: Option<String>,
    /// `question` or `answer`.
    kind: &'static str,
    /// The title, plain text.
    title: &'a str,
    /// The first words of its best answer, plain text.
    teaser: &'a str,
    /// The language, a BCP 47 tag.
    language: String,
    /// `accepted`, `official`, `corroborated`, `answered`, `contested` or `unresolved`.
    status: &'static str,
    /// When it was asked, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    /// When it last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    /// Tags as they were written.
    tags: &'a [String],
    /// The community's name.
    source: &'a str,
    /// How many answers its page has.
    n_answers: usize,
}

/// Returns the files of the list, and the schema.
pub(super) fn files(config: &Config, site: &Site, pages: &[Page]) -> Vec<(SitePath, String)> {
    let threads: Vec<(usize, &Page)> = pages
        .iter()
        .filter_map(|page| match page.kind {
            PageKind::Thread(at) if page.record.is_some() => Some((at, page)),
            _ => None,
        })
        .collect();
    let n_pages = threads.len().div_ceil(PER_FILE).max(1);
    let file = |number: usize| IndexRecord {
        version: API_VERSION,
        title: &config.title,
        languages: config.languages.iter().map(ToString::to_string).collect(),
        n_threads: threads.len(),
        page: number + 1,
        n_pages,
        next: (number + 1 < n_pages).then(|| match number {
            0 => "index/2.json".to_owned(),
            number => format!("{}.json", number + 2),
        }),
        threads: threads
            .iter()
            .skip(number * PER_FILE)
            .take(PER_FILE)
            .map(|(at, page)| entry(config, site, *at, page))
            .collect(),
    };
    let written = |number: usize| {
        let path = match number {
            0 => "api/index.json".to_owned(),
            number => format!("api/index/{}.json", number + 1),
        };
        let json = serde_json::to_string(&file(number)).expect("texts and numbers");
        (SitePath::new(path).expect("a number"), format!("{json}\n"))
    };
    let mut files: Vec<(SitePath, String)> = (0..n_pages).map(written).collect();
    files.push((SitePath::new("api/schema.json").expect("a fixed name"), api_schema()));
    files
}

/// Returns the JSON Schema of the files of the API, pretty-printed.
pub fn api_schema() -> String {
    let schema = schemars::schema_for!(ApiFile<'_>);
    format!("{}\n", serde_json::to_string_pretty(&schema).expect("a schema is plain JSON"))
}

fn entry<'a>(config: &'a Config, site: &'a Site, at: usize, page: &Page) -> EntryRecord<'a> {
    let ThreadEntry { summary, .. } = &site.threads[at];
    let address = AddressWriter::new(config.addresses);
    let full = |path: &SitePath| {
        let href = address.href(path);
        full_address(config.base_url.as_deref(), &href).unwrap_or(href)
    };
    EntryRecord {
        id: page.record_id().to_owned(),
        record_url: page.record.as_ref().map_or(String::new(), full),
        url: full(&page.path),
        markdown_url: page.twin.as_ref().map(full),
        kind: match summary.kind {
            ThreadKind::Question => "question",
            ThreadKind::Answer => "answer",
        },
        title: &summary.title,
        teaser: &summary.teaser,
        language: summary.lang.to_string(),
        status: summary.resolution.grade.name(),
        created: summary.created.map(Timestamp::rfc3339),
        updated: summary.updated.map(Timestamp::rfc3339),
        tags: &summary.tags,
        source: &config.sources[summary.source].name,
        n_answers: site.n_answers(at),
    }
}
