//! The search in the reader's browser: scripts, the reader, and words for each language.
//!
//! Only the script that all pages have and the embeddable element know the
//! others' names, so neither pages nor themes name them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::{Config, DOCUMENT_VERSION, HttpEngine};
use crate::output::SitePath;
use crate::render::ThemeFile;
use crate::text::{Lang, Stemmers};

use super::css::squeezed;
use super::hashed_name::keep_hashed;

/// Where scripts hold the names of the files, their own style, and what the engine fetches at
/// once.
const FILES: &str = "\"FILES\"";
const STYLE: &str = "\"STYLE\"";
const BEGIN: &str = "\"BEGIN\"";

/// Scripts with hashed names, and what the others call them.
const MODULES: [&str; 3] = ["box", "results", "reader"];

/// What answers in the reader's browser. The rest of the search knows of it what is here.
struct Engine {
    /// The one of [`MODULES`] that has `connect`; its contract is described there.
    module: &'static str,
    /// The script that fetches at once what the engine needs.
    begin: &'static str,
}

/// The index in files, which its readers ask.
const INDEX_IN_FILES: Engine = Engine { module: "box", begin: "begin" };

/// The module that asks an engine elsewhere.
const ENGINE_OVER_HTTP: &str = "http";

/// Returns what pages know of an engine elsewhere.
pub(super) fn engine(config: &Config) -> Option<Value> {
    let HttpEngine { kind, url, origin: _, index, key, patience_ms } =
        config.http_engine.as_ref()?;
    let query: Value = serde_json::from_str(kind.query()).expect("a test reads it");
    let languages: Vec<&str> = config.languages.iter().map(Lang::as_str).collect();
    Some(json!({
        "kind": kind.name(), "url": url, "index": index, "key": key, "timeout": patience_ms,
        "version": DOCUMENT_VERSION, "languages": languages, "query": query,
    }))
}

/// Adds the search's files; returns the part of the script that all pages have, which is
/// empty when the program comes without a reader.
pub(super) fn publish(
    search: &[ThemeFile],
    reader: &str,
    words: &BTreeMap<Lang, (String, Value)>,
    engine: Option<Value>,
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
) -> String {
    let Some(whole) = find(search, &format!("{reader}.bin")) else { return String::new() };
    let first = find(search, &(reader.replacen("reader", "first", 1) + ".bin"));
    let script = |name: &str| script(search, name);
    // The readers are compressed already.
    let mut module = |stem, file: &ThemeFile| {
        let path = keep_hashed(kept, stem, "bin", file.bytes.to_vec());
        Value::from(path.as_str())
    };
    let mut files = json!({ "wasm": module("search/reader", whole) });
    if let Some(first) = first {
        files["first"] = module("search/first", first);
    }
    for name in MODULES {
        let path = keep_hashed(kept, &format!("assets/{name}"), "js", script(name).into_bytes());
        files[name] = path.as_str().into();
    }
    for (lang, (page, words)) in words {
        let stem = format!("assets/words-{}", words["lang"].as_str().unwrap_or_default());
        // From a folder nothing can be fetched, so what is said there is in the script itself.
        files["disk"][lang.as_str()] = words["disk"].clone();
        let path = keep_hashed(kept, &stem, "json", words.to_string().into_bytes());
        files["words"][lang.as_str()] = json!([path.as_str(), page]);
    }
    let Engine { module, begin } = INDEX_IN_FILES;
    files["engine"] = files[module].clone();
    if let Some(engine) = engine {
        // It asks the index in files where the engine does not answer.
        let bytes = script(ENGINE_OVER_HTTP).into_bytes();
        files["engine"] = keep_hashed(kept, "assets/http", "js", bytes).as_str().into();
        files["http"] = engine;
    }
    let begin = script(begin);
    let named = |name| {
        script(name).replacen(FILES, &files.to_string(), 1).replacen(BEGIN, begin.trim_end(), 1)
    };
    let embed = SitePath::new("search/embed.js").expect("a fixed name");
    kept.insert(embed, named("embed").into_bytes());
    named("boot")
}

fn find<'f>(search: &'f [ThemeFile], name: &str) -> Option<&'f ThemeFile> {
    search.iter().find(|file| file.name == name)
}

/// A script with its style in it, as browsers need it.
pub(super) fn script(search: &[ThemeFile], name: &str) -> String {
    let text = |ending| find(search, &format!("{name}.{ending}")).map(ThemeFile::text);
    let style = Value::from(squeezed(&text("css").unwrap_or_default())).to_string();
    lean(&text("js").unwrap_or_default()).replacen(STYLE, &style, 1)
}

/// The reader that the site's languages need. Where there is one for first answers, too,
/// it is called `first` in place of `reader`.
pub(super) fn reader(languages: &[Lang]) -> &'static str {
    match Stemmers::needed(languages) {
        Stemmers::English => "reader-en",
        Stemmers::Slavic => "reader",
        Stemmers::All => "reader-all",
    }
}

/// Leaves out what browsers do not need: indentation, and lines that are only a comment.
pub(super) fn lean(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let is_comment =
        |line: &str| line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
    let kept = lines.filter(|line| !line.is_empty() && !is_comment(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Does the same with a script of a theme, unless a text goes over its lines: in such a text
/// the beginning of a line may be part of it.
pub(super) fn lean_script(text: &str) -> String {
    let goes_on = |line: &str| line.matches('`').count() % 2 == 1 || line.ends_with('\\');
    if text.lines().any(goes_on) { text.to_owned() } else { lean(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> ThemeFile {
        ThemeFile { name: name.to_owned(), path: name.to_owned(), bytes: text.into() }
    }

    fn published(files: &[ThemeFile]) -> (String, BTreeMap<String, String>) {
        let words = json!({ "lang": "en", "more": "Show more" });
        let words = BTreeMap::from([(Lang::EN, ("search.html".to_owned(), words))]);
        let mut kept = BTreeMap::new();
        let boot = publish(files, "reader", &words, None, &mut kept);
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (boot, kept.into_iter().map(|(path, bytes)| (path.to_string(), text(bytes))).collect())
    }

    #[test]
    fn scripts_learn_the_names_of_the_others() {
        let files = [
            file(
                "boot.js",
                "// Why.\n(() => {\n  const files = \"FILES\";\n  go(\"BEGIN\");\n})();\n",
            ),
            file("begin.js", "// Why.\n(root) => root\n"),
            file("box.js", "const style = \"STYLE\";\n"),
            file("box.css", "/* Why. */\na { content: \"\\201c\" }\n"),
            file("embed.js", "const files = \"FILES\";\n"),
            file("reader.bin", "module"),
            file("first.bin", "smaller"),
        ];
        let (boot, kept) = published(&files);
        let names: Vec<&String> = kept.keys().collect();
        let list = boot.trim_start_matches("(() => {\nconst files = ");
        let list = list.trim_end_matches(";\ngo((root) => root);\n})();\n");
        let list: Value = serde_json::from_str(list).expect("JSON");
        for name in [&list["box"], &list["results"], &list["reader"], &list["words"]["en"][0]] {
            let name = name.as_str().expect("a name");
            assert!(name.starts_with("assets/") && kept.contains_key(name), "{name} {names:?}");
        }
        assert_eq!(list["words"]["en"][1], "search.html");
        assert_eq!(list["engine"], list["box"]);
        for (key, stem) in [("wasm", "search/reader-"), ("first", "search/first-")] {
            let name = list[key].as_str().expect("a name");
            assert!(name.starts_with(stem) && kept.contains_key(name));
        }
        assert_eq!(kept["search/embed.js"], format!("const files = {list};\n"));
        let script = &kept[list["box"].as_str().expect("a name")];
        assert_eq!(script, "const style = \"a{content:\\\"\\\\201c\\\"}\";\n");
    }

    #[test]
    fn a_text_over_several_lines_keeps_them() {
        assert_eq!(lean_script("// Why.\n  go(`a${b}`);\n"), "go(`a${b}`);\n");
        for text in ["a = `x\n  // y\n`;\n", "a = 'x\\\n  // y';\n"] {
            assert_eq!(lean_script(text), text);
        }
    }

    #[test]
    fn without_a_reader_there_is_no_search() {
        let (boot, kept) = published(&[file("boot.js", "start();"), file("box.js", "x();")]);
        assert_eq!((boot.as_str(), kept.len()), ("", 0));
    }
}
