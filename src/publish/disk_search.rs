//! The search where nothing can be fetched: one classic script with its modules, its words, the
//! reader and the index, which a bundle has and the published site has not.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::output::SitePath;
use crate::render::ThemeFile;
use crate::text::Lang;

use super::scripts::{reader, script};

/// The path of the script within a bundle. The script that all pages have loads it by this name.
pub const DISK_SEARCH: &str = "search/disk.js";

/// The folder of what is fetched to search.
const FOLDER: &str = "search/";

/// Where the script holds what differs from site to site.
const WORDS: &str = "\"WORDS\"";
const BYTES: &str = "\"BYTES\"";

/// The search for a bundle, without the index.
#[derive(Clone, Debug)]
pub struct DiskSearch {
    head: String,
    tail: String,
}

impl DiskSearch {
    /// Makes it of the search's files and of its words in each language; `None` when the program
    /// comes without a reader.
    pub(super) fn new(
        search: &[ThemeFile],
        words: &BTreeMap<Lang, (String, Value)>,
    ) -> Option<DiskSearch> {
        let languages: Vec<Lang> = words.keys().copied().collect();
        let name = format!("{}.bin", reader(&languages));
        let module = search.iter().find(|file| file.name == name)?;
        let mut text = script(search, "disk");
        for name in ["box", "results", "reader"] {
            let mark = format!("\"{}\"", name.to_uppercase());
            text = text.replacen(&mark, &as_function(&script(search, name)), 1);
        }
        let said = words.iter().map(|(lang, (_, said))| (lang.to_string(), said.clone()));
        let said: serde_json::Map<String, Value> = said.collect();
        let text = text.replacen(WORDS, &Value::from(said).to_string(), 1);
        let (head, tail) = text.split_once(BYTES)?;
        let reader = STANDARD.encode(&*module.bytes);
        Some(DiskSearch {
            head: format!("{head}{{\n\"reader\":\"{reader}\""),
            tail: format!("}}{tail}"),
        })
    }

    /// Tells whether a published file is part of the index.
    pub fn is_index(&self, path: &SitePath) -> bool {
        name_of_index(path).is_some()
    }

    /// What comes before the index.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// What comes behind it.
    pub fn tail(&self) -> &str {
        &self.tail
    }

    /// A part of the index as the script holds it.
    pub fn part(&self, path: &SitePath, bytes: &[u8]) -> String {
        let name = Value::from(name_of_index(path).unwrap_or_default());
        format!(",\n{name}:\"{}\"", STANDARD.encode(bytes))
    }

    /// How many bytes the script has without the index.
    pub fn len_without_index(&self) -> u64 {
        (self.head.len() + self.tail.len()) as u64
    }

    /// How many bytes a part of the index adds that has so many itself.
    pub fn len_of(&self, path: &SitePath, n_bytes: u64) -> u64 {
        n_bytes.div_ceil(3) * 4 + self.part(path, b"").len() as u64
    }
}

/// Returns the name by which the reader asks for a file of the index.
fn name_of_index(path: &SitePath) -> Option<&str> {
    let name = path.as_str().strip_prefix(FOLDER)?;
    let is_module = name.starts_with("reader-") || name.starts_with("first-");
    (name.ends_with(".bin") && !name.contains('/') && !is_module).then_some(name)
}

/// Tells whether a published file is there to be fetched by the search alone: the index, its
/// readers, and the modules and words of the box.
pub fn is_search_part(path: &SitePath) -> bool {
    let name = path.as_str();
    let is_part = |name: &str| {
        let (stem, digest) = name.rsplit_once('.').map_or("", |(stem, _)| stem).rsplit_once('-')?;
        let is_module =
            matches!(stem, "box" | "http" | "reader" | "results") && name.ends_with(".js");
        let is_words = (stem == "words" || stem.starts_with("words-")) && name.ends_with(".json");
        let is_digest = digest.len() == 8 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        Some(is_digest && (is_module || is_words))
    };
    match (name.strip_prefix(FOLDER), name.strip_prefix("assets/")) {
        (Some(below), _) => below.ends_with(".bin") || below == "embed.js",
        (None, Some(below)) => is_part(below) == Some(true),
        (None, None) => false,
    }
}

/// Makes a function of a module that imports nothing: it returns what the module exports.
fn as_function(module: &str) -> String {
    let (mut text, mut names) = (String::from("(() => {\n"), Vec::new());
    for line in module.lines() {
        let own = line.strip_prefix("export ").unwrap_or(line);
        if own.len() < line.len() {
            let words = own.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
            let is_name =
                |word: &&str| !matches!(*word, "" | "async" | "const" | "function" | "let");
            names.extend(words.clone().find(is_name));
        }
        text.push_str(own);
        text.push('\n');
    }
    text.push_str(&format!("return {{ {} }};\n}})()", names.join(", ")));
    text
}

#[cfg(test)]
mod tests {
    use super::super::scripts::lean;
    use super::*;

    #[test]
    fn a_module_becomes_a_function_that_returns_its_exports() {
        let module = "const a = 1;\nexport async function open(wasm) {\n}\n\
            export const address = (root) => root;\n";
        let expected = "(() => {\nconst a = 1;\nasync function open(wasm) {\n}\n\
            const address = (root) => root;\nreturn { open, address };\n})()";
        assert_eq!(as_function(module), expected);
        assert_eq!(lean(expected), format!("{expected}\n"));
    }

    #[test]
    fn what_only_scripts_fetch_is_known() {
        let check = |path: &str, expected: bool| {
            let path = SitePath::new(path).expect("a path");
            assert_eq!(is_search_part(&path), expected, "{path}");
        };
        for part in ["search/index.bin", "search/t-0af3.bin", "search/reader-1234abcd.bin"] {
            check(part, true);
        }
        for part in ["assets/box-1234abcd.js", "assets/words-sr-Latn-1234abcd.json"] {
            check(part, true);
        }
        for own in ["search/index.html", "assets/site-1234abcd.js", "assets/box-of-lamps.js"] {
            check(own, false);
        }
    }

    #[test]
    fn readers_are_no_part_of_the_index() {
        let name = |path: &str| {
            let path = SitePath::new(path).expect("a path");
            name_of_index(&path).map(str::to_owned)
        };
        assert_eq!(name("search/t-0af3.bin").as_deref(), Some("t-0af3.bin"));
        assert_eq!(name("search/first-1234abcd.bin"), None);
        assert_eq!(name("search/index.html"), None);
    }
}
