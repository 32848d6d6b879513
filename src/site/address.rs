//! Builds the addresses of pages: readable, permanent, and never two alike.
//!
//! A thread's address depends on its title and id alone, so that it stays when
//! other threads come and go. Names are lowercase and composed (NFC), so that
//! no two differ only in what some file systems cannot tell apart.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::{AddressStyle, Config};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::ThreadKind;
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::text::slug;

use super::duplicates::FoldedThread;
use super::{OnContest, OnWithheld, ThreadEntry, WithheldReason};

/// The longest name of a file in bytes. Every file system takes it, with an ending added.
const MAX_LENGTH: usize = 200;

/// Writes addresses in the style of the settings: with `.html`, or as folders.
#[derive(Clone, Copy, Debug)]
pub struct AddressWriter {
    style: AddressStyle,
}

impl AddressWriter {
    /// Takes the style chosen in the settings.
    pub fn new(style: AddressStyle) -> AddressWriter {
        AddressWriter { style }
    }

    /// Returns the file of a page with the given name, `tags/hub`; the empty name is a home page.
    pub fn file(self, name: &str) -> SitePath {
        let path = match (self.style, name) {
            (_, "") => "index.html".to_owned(),
            (_, name) if name.ends_with('/') => format!("{name}index.html"),
            (AddressStyle::File, name) => format!("{name}.html"),
            (AddressStyle::Folder, name) => format!("{name}/index.html"),
        };
        SitePath::new(path).expect("names are made of slugs, digits and keys")
    }

    /// Returns how links write a path, from the site's top: without `index.html` where
    /// hosts add it themselves.
    pub fn href(self, path: &SitePath) -> String {
        let text = path.as_str();
        let written = match (self.style, text.strip_suffix("index.html")) {
            (AddressStyle::Folder, Some("")) => "./",
            (AddressStyle::Folder, Some(folder)) => folder,
            (AddressStyle::File, _) | (AddressStyle::Folder, None) => text,
        };
        encode(written)
    }
}

/// The full address of what links from the top of the site call `href`; `None` where the
/// address of the site, `base_url`, is not known.
pub fn full_address(base_url: Option<&str>, href: &str) -> Option<String> {
    let base = base_url?;
    // A home page has the address that people type.
    let is_home = href == "index.html" || href.ends_with("/index.html");
    let href = if is_home { href.trim_end_matches("index.html") } else { href };
    Some(format!("{base}{}", href.trim_start_matches("./")))
}

/// Percent-encodes what may not stand in an address; letters of all scripts stay readable.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let mut from = 0;
    let is_special = |b: &u8| {
        let stays = b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'-' | b'/' | b'.');
        !stays && b" \"<>%#?`{}^|&'".contains(b)
    };
    while let Some(at) = path.as_bytes()[from..].iter().position(is_special) {
        let at = from + at;
        encoded.push_str(&path[from..at]);
        encoded.push_str(&format!("%{:02X}", path.as_bytes()[at]));
        from = at + 1;
    }
    encoded.push_str(&path[from..]);
    encoded
}

/// Turns any text into a key for a name, so that different texts make different keys.
///
/// A text that is its own slug stays; any other gets a digest behind its slug:
/// `c++` and `c#` become `c-…` and `c-…`.
pub fn key_of(text: &str) -> String {
    let slug = slug(text);
    // Hosts show an `index` in the place of its folder.
    if slug == text && !is_device(&slug) && slug != "index" {
        return slug;
    }
    let digest = blake3::hash(text.as_bytes()).to_hex();
    match slug.as_str() {
        "" => digest[..6].to_owned(),
        slug => format!("{slug}-{}", &digest[..6]),
    }
}

/// Assigns every thread the path of its page. Of two that want the same one, that gets it which
/// had it before, else the first; the other is reported and gets none.
pub(super) fn assign(
    folded: Vec<FoldedThread>,
    config: &Config,
    had: OnContest<'_>,
    withhold: OnWithheld<'_>,
    sink: &mut Sink,
) -> Vec<ThreadEntry> {
    let address = AddressWriter::new(config.addresses);
    let mut taken: HashMap<SitePath, usize> = HashMap::new();
    let mut entries: Vec<ThreadEntry> = Vec::with_capacity(folded.len());
    let path = |FoldedThread { summary, .. }: &FoldedThread| {
        address.file(&name_of(summary, &config.sources[summary.source].key))
    };
    let paths: Vec<SitePath> = folded.par_iter().map(path).collect();
    for (at, path) in paths.iter().enumerate() {
        match taken.entry(path.clone()) {
            Entry::Vacant(place) => {
                place.insert(at);
            }
            Entry::Occupied(mut place) => {
                let first = *place.get();
                let is_older = had(&folded[at].summary, path);
                if is_older && !had(&folded[first].summary, path) {
                    place.insert(at);
                }
            }
        }
    }
    let lost = paths.iter().enumerate().filter(|(at, path)| taken[*path] != *at);
    for (at, path) in lost {
        let (summary, stays) = (&folded[at].summary, &folded[taken[path]].summary);
        sink.push(address_taken(path, summary, stays));
        // Its duplicates have no page to be on either; they are counted already.
        withhold(summary, WithheldReason::AddressTaken);
    }
    for (at, (thread, path)) in folded.into_iter().zip(paths).enumerate() {
        if taken[&path] != at {
            continue;
        }
        let FoldedThread { summary, body, origin, references, wordings, duplicates } = thread;
        let (translations, changed_original, people, asker) = Default::default();
        entries.push(ThreadEntry {
            summary,
            body,
            origin,
            references,
            path,
            wordings,
            duplicates,
            translations,
            changed_original,
            people,
            asker,
        });
    }
    entries
}

/// Returns the address of a thread's page, from the site's top, as links write it.
pub fn address_of(summary: &Summary, config: &Config) -> String {
    let address = AddressWriter::new(config.addresses);
    address.href(&address.file(&name_of(summary, &config.sources[summary.source].key)))
}

fn name_of(summary: &Summary, source: &str) -> String {
    let wished = summary.slug.as_deref().map(slug).filter(|slug| !slug.is_empty());
    let folder = match summary.kind {
        ThreadKind::Question => "questions",
        ThreadKind::Answer => "answers",
    };
    let is_file = summary.origin.path.ends_with(".md");
    if summary.kind == ThreadKind::Answer && (wished.is_some() || is_file) {
        let slug = wished.unwrap_or_else(|| slug(&summary.title));
        let name = if slug.is_empty() { key_of(&summary.id.0) } else { slug };
        return format!("{folder}/{}", safe_name(&name));
    }
    // A record has an id, and a help center may have two articles with one title.
    let title = wished.unwrap_or_else(|| slug(&summary.title));
    format!("{folder}/{}", safe_name(&with_id(&title, source, &summary.id.0)))
}

/// Names a file after a thread. The name is readable, and differs from that of any other
/// thread even where a file system ignores case.
pub fn file_name(title: &str, id: &str) -> String {
    safe_name(&with_id(&slug(title), "", id))
}

fn with_id(title: &str, source: &str, id: &str) -> String {
    let title = if title.is_empty() { "thread" } else { shorten(title, MAX_LENGTH / 2) };
    let id = key_of(id);
    // A slug never holds `--`, so that no title can end like another's id or source.
    match (source, id.contains('-')) {
        ("", false) => format!("{title}-{id}"),
        ("", true) => format!("{title}--{id}"),
        (source, _) => format!("{title}--{source}--{id}"),
    }
}

/// Shortens a name, and changes one that Windows keeps for a device.
pub fn safe_name(name: &str) -> String {
    let short = shorten(name, MAX_LENGTH);
    if is_device(name) { format!("{short}-page") } else { short.to_owned() }
}

/// Windows keeps some names for devices, whatever ending they have.
fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.ends_with(|c: char| c.is_ascii_digit()))
}

fn shorten(name: &str, longest: usize) -> &str {
    name[..name.floor_char_boundary(longest)].trim_end_matches('-')
}

fn address_taken(path: &SitePath, lost: &Summary, stays: &Summary) -> Diagnostic {
    let place = |summary: &Summary| Place::line(&summary.origin.path, summary.origin.line.max(1));
    if lost.origin.path == stays.origin.path && lost.source != stays.source {
        let message = format!("`{}` is read by two sources", stays.origin.path);
        return Diagnostic::error(Code::AddressTaken, message)
            .at(place(lost), "")
            .note(format!("both want the address `{path}`; it was published once"))
            .help("let the `path` of one of the sources leave this file out");
    }
    Diagnostic::error(Code::AddressTaken, format!("two pages want the address `{path}`"))
        .at(place(lost), "this page")
        .at(place(stays), "and this one, which keeps it")
        .note("only the page that keeps it is published")
        .help("give one of them another `slug`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_texts_have_different_keys() {
        let texts = ["c", "c++", "c#", "C", "q-1", "Q-1", "q_1", "хаб", "Хаб", "", "-"];
        let mut keys: Vec<String> = texts.iter().map(|text| key_of(text).to_lowercase()).collect();
        assert_eq!((keys[0].as_str(), keys[4].as_str(), keys[7].as_str()), ("c", "q-1", "хаб"));
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), texts.len());
    }

    #[test]
    fn device_names_and_long_names_are_avoided() {
        assert_eq!(safe_name("con"), "con-page");
        assert_eq!(safe_name("lpt1"), "lpt1-page");
        assert_eq!(safe_name("console"), "console");
        assert!(key_of("con").starts_with("con-") && key_of("console") == "console");
        assert!(safe_name(&"ж".repeat(300)).len() <= MAX_LENGTH);
    }

    #[test]
    fn styles_differ_in_files_and_links() {
        let (file, folder) =
            (AddressWriter::new(AddressStyle::File), AddressWriter::new(AddressStyle::Folder));
        assert_eq!(file.file("tags/хаб").as_str(), "tags/хаб.html");
        assert_eq!(folder.file("tags/хаб").as_str(), "tags/хаб/index.html");
        assert_eq!(folder.href(&folder.file("tags/a")), "tags/a/");
        assert_eq!(folder.href(&folder.file("")), "./");
        assert_eq!(file.href(&file.file("uk/")), "uk/index.html");
    }
}
