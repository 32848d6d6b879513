//! A site that can be installed, and read without a network: what the browser is told of it, and
//! the service worker, which is the program's own and no theme's.
//!
//! The worker asks the network first and keeps what it answers, so no reader who has one sees a
//! page of an earlier build. Its text names a digest of all that is published; so a browser takes
//! each build for a new worker, which asks anew for all that is kept: pages that were taken down
//! go from the devices of their readers, too.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::{Config, FILE, OfflineMode, yaml};
use crate::diag::{Code, Diagnostic, Place};
use crate::files::{Digest, Files};
use crate::media::mark_png;
use crate::output::SitePath;
use crate::plan::{PageKind, UrlBuilder};
use crate::render::{AssetPaths, Context, direction};
use crate::site::{AddressWriter, Site};

use super::hashed_name::keep_hashed;

/// The worker's name: its folder is what it may answer for.
pub const WORKER: &str = "sw.js";

/// What browsers ask of a site that is installed.
pub const MANIFEST: &str = "manifest.json";

const WORKER_TEXT: &str = include_str!("worker.js");
const REGISTER: &str = include_str!("register.js");

/// How much a browser keeps that nobody has read.
const MAX_BYTES: u64 = 24 << 20;
const MAX_FILES: usize = 3_000;

/// The sides of icons, in pixels, that browsers ask for.
const SIDES: [u32; 2] = [192, 512];

/// Returns what the script of all pages gets.
pub(super) fn register(config: &Config) -> String {
    match config.offline {
        OfflineMode::None => String::new(),
        OfflineMode::Read | OfflineMode::All => super::scripts::lean(REGISTER),
    }
}

/// Adds what browsers ask of a site that is installed, with its icons; returns its path.
pub(super) fn manifest(
    config: &Config,
    icon: Option<&SitePath>,
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
) -> Option<SitePath> {
    if config.offline == OfflineMode::None {
        return None;
    }
    let mut icons: Vec<Value> = Vec::new();
    match icon {
        Some(path) => {
            let is_drawn = path.as_str().ends_with(".svg");
            let mut icon = json!({ "src": path.as_str() });
            if is_drawn {
                icon["sizes"] = "any".into();
                icon["type"] = "image/svg+xml".into();
            }
            icons.push(icon);
        }
        None => {
            for side in SIDES {
                let bytes = mark_png(side, config.brand.accent.as_deref());
                let path = keep_hashed(kept, &format!("assets/icon-{side}"), "png", bytes);
                let sizes = format!("{side}x{side}");
                icons.push(json!({ "src": path.as_str(), "sizes": sizes, "type": "image/png" }));
            }
        }
    }
    let mut manifest = json!({
        "id": "./",
        "name": config.title,
        "short_name": config.brand.name.as_ref().unwrap_or(&config.title),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "lang": config.language.to_string(),
        "dir": direction(config.language),
        "background_color": "#ffffff",
        "icons": icons,
    });
    if let Some(accent) = &config.brand.accent {
        manifest["theme_color"] = accent.as_str().into();
    }
    let path = SitePath::new(MANIFEST).expect("a fixed name");
    kept.insert(path.clone(), format!("{manifest}\n").into_bytes());
    Some(path)
}

/// A file that is published, with its length.
pub type PublishedFile = (SitePath, u64);

/// Returns what is kept from the start: all that readers come to, where it is small and the
/// settings say so; else what every page needs, and the home pages. With it comes whether all
/// was wanted and is too much.
pub fn kept_from_the_start(
    config: &Config,
    site: &Site,
    written: &[PublishedFile],
) -> (Vec<SitePath>, bool) {
    let all: Vec<&PublishedFile> =
        written.iter().filter(|(path, _)| is_for_readers(path)).collect();
    let n_bytes: u64 = all.iter().map(|(_, len)| len).sum();
    let wants_all = config.offline == OfflineMode::All;
    let fits = n_bytes <= MAX_BYTES && all.len() <= MAX_FILES;
    if wants_all && fits {
        return (all.into_iter().map(|(path, _)| path.clone()).collect(), false);
    }
    let urls = UrlBuilder::new(site, AddressWriter::new(config.addresses));
    let homes = (0..site.sections.len()).flat_map(|section| {
        [PageKind::Home, PageKind::Search].map(|kind| urls.path(section, kind))
    });
    let homes: Vec<SitePath> = homes.collect();
    let is_shell = |path: &SitePath| {
        let name = path.as_str();
        let is_reader = name.starts_with("search/reader-") || name.starts_with("search/first-");
        name.starts_with("assets/")
            || is_reader
            || name == "search/index.bin"
            || name == MANIFEST
            || homes.contains(path)
    };
    let shell = all.into_iter().map(|(path, _)| path).filter(|path| is_shell(path)).cloned();
    (shell.collect(), wants_all)
}

/// Tells whether readers come to a file.
fn is_for_readers(path: &SitePath) -> bool {
    let name = path.as_str();
    let is_hidden = name.split('/').any(|part| part.starts_with(['.', '_']));
    let is_named = matches!(name, WORKER | "CNAME" | "search/embed.js");
    // To ask for such a file is to vote.
    let is_vote = name.starts_with("feedback/");
    // Only networks ask for pictures of links.
    let is_of_machines = is_vote
        || name.starts_with("cards/")
        || name.starts_with("api/")
        || [".md", ".xml", ".txt"].iter().any(|ending| name.ends_with(ending));
    !(is_hidden || is_named || is_of_machines)
}

/// Writes the worker. `files` are kept from the start, with digests of their bytes; `version`
/// changes with anything that is published.
pub fn worker(
    context: &Context,
    site: &Site,
    assets: &AssetPaths,
    files: &[(SitePath, Digest)],
    version: Digest,
) -> String {
    let urls = UrlBuilder::new(site, context.address());
    let digest = |digest: &Digest| hex(&digest.0[..6]);
    let listed = files.iter().map(|(path, of)| (address_of(path), Value::from(digest(of))));
    let listed: serde_json::Map<String, Value> = listed.collect();
    let said = site.sections.iter().enumerate().map(|(at, section)| {
        let lang = section.lang;
        let folder = if at == 0 { String::new() } else { format!("{lang}/") };
        let home = urls.href(at, PageKind::Home);
        let text = |key: &str| context.text(lang, key);
        json!([
            folder,
            lang.to_string(),
            direction(lang),
            text("offline-title"),
            text("offline-text"),
            context.title(),
            home.trim_start_matches("./"),
        ])
    });
    let said = Value::from(said.collect::<Vec<Value>>());
    super::scripts::lean(WORKER_TEXT)
        .replacen("\"VERSION\"", &Value::from(digest(&version)).to_string(), 1)
        .replacen("\"STYLE\"", &Value::from(assets.css_lists.as_str()).to_string(), 1)
        .replacen("\"SAID\"", &said.to_string(), 1)
        .replacen("\"FILES\"", &Value::from(listed).to_string(), 1)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a path as addresses have it: a folder stands for the page in it.
fn address_of(path: &SitePath) -> String {
    let name = path.as_str();
    let folder = name.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    folder.unwrap_or(name).to_owned()
}

/// Says that all of a site is too much.
pub fn too_large(files: &dyn Files) -> Diagnostic {
    let text = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let place = match yaml::find_value(&text, &["offline".to_owned()], "all") {
        Some(range) => Place::in_text(FILE, &text, range),
        None => Place::file(FILE),
    };
    let (files, megabytes) = (MAX_FILES, MAX_BYTES >> 20);
    Diagnostic::warning(Code::OfflineLarge, "the site is too large to be kept as a whole")
        .at(place, "")
        .note(format!("browsers keep up to {files} files of {megabytes} MB that nobody has read"))
        .note("they keep what is read, as with `offline: read`")
        .help("write `offline: read`; for all of it hand out `answerbook bundle`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_machines_read_is_not_kept() {
        let check = |path: &str, expected: bool| {
            let path = SitePath::new(path).expect("a path");
            assert_eq!(is_for_readers(&path), expected, "{path}");
        };
        for kept in ["index.html", "uk/tags/hub.html", "search/index.bin", "files/a.png"] {
            check(kept, true);
        }
        for other in ["sw.js", "_headers", "a/.x", "a.md", "llms.txt", "feed.xml", "api/index.json"]
        {
            check(other, false);
        }
    }

    #[test]
    fn folders_stand_for_their_pages() {
        let check = |path: &str, expected: &str| {
            assert_eq!(address_of(&SitePath::new(path).expect("a path")), expected);
        };
        check("index.html", "");
        check("uk/index.html", "uk/");
        check("uk/myindex.html", "uk/myindex.html");
    }
}
