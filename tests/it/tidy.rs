//! Rules that can be a test are a test.

mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::harness::{manifest, tree};

/// How long a function, a file and a line may be.
const MAX_FUNCTION_LENGTH: usize = 60;
const MAX_FILE_LENGTH: usize = 500;
const MAX_LINE_LENGTH: usize = 100;

/// Functions that may be longer, and why. The list may only shrink.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

/// Files whose lines may be longer, and why.
const LONG_LINES: &[(&str, &str)] = &[
    ("tests/it/messages/full.rs", "messages as printed, which do not wrap"),
    ("tests/it/messages/links.rs", "messages as printed, which do not wrap"),
];

/// What only some modules may use, by the start of their path.
const RESERVED: &[(&str, &[&str])] = &[
    ("tera::", &["render/"]),
    ("fluent_bundle::", &["render/"]),
    ("tantivy::", &["search/native/"]),
    ("ammonia::", &["normalize/html/sanitise.rs"]),
    ("syntaxmate::", &["highlight/"]),
    ("math_core::", &["math/"]),
    ("quick_xml::", &["publish/brand/svg.rs", "sources/stackexchange/"]),
    ("mail_parser::", &["sources/mbox/"]),
    ("zip::", &["sources/archive.rs", "bundle/"]),
    ("csv_core::", &["sources/csv/"]),
    ("html5ever::", &["bundle/"]),
    ("percent_decode", &["percent.rs"]),
    ("zstd::", &["bundle/zim/", "cli/insights/logs.rs"]),
    // The index is a folder of Tantivy's, which is made and weighed.
    (
        "std::fs",
        &[
            "disk.rs",
            "disk/",
            "files.rs",
            "files/",
            "output/",
            "cache/",
            "pipeline/",
            "search/native/",
            "cli/",
        ],
    ),
    ("use std::env", &["cli/"]),
    ("clap::", &["cli/"]),
    ("SystemTime::now", &["cli/clock.rs"]),
];

/// What opens files. A pipe in the place of a file would be waited for without end, so all that
/// is opened goes through one door.
const OPENERS: &[&str] = &[
    "File::open",
    "File::create",
    "File::options",
    "OpenOptions::open",
    "open_in_dir",
    ".open(&",
    ".open(path",
    "fs::read(",
    "fs::read)",
    "fs::read_to_string",
    "fs::write",
    "fs::copy",
];

/// What may lie at the top of the repository.
const TOP: &str = "ARCHITECTURE.md CHANGELOG.md Cargo.lock Cargo.toml LICENSE-APACHE LICENSE-MIT \
    README.md SECURITY.md example-site src tests themes";

/// A Rust file, its text with test modules cut off, and all of its text.
struct Source {
    path: String,
    code: String,
    text: String,
}

impl Source {
    fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.ends_with("tests.rs") || name == "testing.rs"
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let files = tree(&manifest().join(folder)).into_iter();
    let rust = files.filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("code is text");
        let code = text[..start_of_tests(&text)].to_owned();
        Source { path, code, text }
    })
    .collect()
}

/// Where the test module of a file starts; its end when it has none.
fn start_of_tests(text: &str) -> usize {
    let mark = "#[cfg(test)]\n";
    let opens = |at: &usize| {
        let next = text[at + mark.len()..].lines().next().unwrap_or_default();
        next.contains("mod ") && next.ends_with('{')
    };
    text.match_indices(mark).map(|(at, _)| at).find(opens).unwrap_or(text.len())
}

/// Code that is no comment, with the number of its line.
fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = code.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The code of the program itself.
fn program() -> Vec<Source> {
    sources("src").into_iter().filter(|source| !source.is_test()).collect()
}

/// The files that are under version control; none in a copy without it.
fn tracked() -> Vec<String> {
    let mut git = Command::new("git");
    git.current_dir(manifest()).args(["-c", "safe.directory=*", "ls-files", "-z"]);
    let Ok(ran) = git.output() else { return Vec::new() };
    let names = String::from_utf8_lossy(&ran.stdout).into_owned();
    names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn a_module_imports_what_stands_above_it() {
    let lib = std::fs::read_to_string(manifest().join("src/lib.rs")).expect("src/lib.rs");
    let modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let place = |name: &str| modules.iter().position(|known| *known == name);
    assert!(modules.len() >= 16 && modules[..2] == ["host", "text"], "{modules:?}");
    let mut wrong = Vec::new();
    let mut n_imports = 0;
    for source in program() {
        let own = source.path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        let Some(own_place) = place(own) else { continue };
        for (number, line) in lines(&source.code) {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let several = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                for path in several.map_or(rest, |(names, _)| names).split(", ") {
                    let name: String =
                        path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    n_imports += 1;
                    // `text` is the floor: it stands on nothing.
                    if place(&name).is_none_or(|place| place > own_place) {
                        let number = format!("src/{}:{number}", source.path);
                        wrong.push(format!("{number}: {own} must not use {name}"));
                    }
                    if several.is_none() {
                        break;
                    }
                }
            }
        }
    }
    none(&wrong);
    assert!(n_imports > 300, "{n_imports}");
}

#[test]
fn what_is_reserved_stays_where_it_belongs() {
    let mut wrong = Vec::new();
    for source in program() {
        for (what, places) in RESERVED {
            let allowed = places.iter().any(|place| source.path.starts_with(place));
            let used = lines(&source.code).find(|(_, line)| line.contains(what));
            if let (false, Some((number, _))) = (allowed, used) {
                wrong.push(format!("src/{}:{number}: {what}", source.path));
            }
        }
        let with_serde = lines(&source.code).any(|(_, line)| line.contains("serde"));
        if source.path.starts_with("model/") && with_serde {
            wrong.push(format!("src/{}: the model knows no serde", source.path));
        }
    }
    none(&wrong);
}

#[test]
fn files_are_opened_through_one_door() {
    let mut wrong = Vec::new();
    for source in program().iter().filter(|source| !source.path.starts_with("disk/")) {
        for (number, line) in lines(&source.code) {
            if OPENERS.iter().any(|opener| line.contains(opener)) {
                wrong.push(format!("src/{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn functions_files_and_lines_are_short() {
    let mut long = Vec::new();
    for folder in ["src", "tests/it"] {
        for source in sources(folder) {
            let path = format!("{folder}/{}", source.path);
            let n_lines = source.text.lines().count();
            if n_lines > MAX_FILE_LENGTH {
                long.push(format!("{path}: {n_lines} lines"));
            }
            for (name, number, length) in functions(&source.text) {
                let known =
                    LONG_FUNCTIONS.iter().any(|(known, _)| *known == format!("{path}::{name}"));
                if length > MAX_FUNCTION_LENGTH && !known {
                    long.push(format!("{path}:{number}: {name} has {length} lines"));
                }
            }
            let may = LONG_LINES.iter().any(|(known, _)| *known == path);
            for (at, line) in source.text.lines().enumerate().filter(|_| !may) {
                if line.chars().count() > MAX_LINE_LENGTH {
                    long.push(format!("{path}:{}: {} characters", at + 1, line.chars().count()));
                }
            }
        }
    }
    none(&long);
}

/// The functions of a formatted file: name, line, length.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let all: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        let mut words = trimmed.split(' ').skip_while(|word| {
            word.starts_with("pub") || matches!(*word, "const" | "async" | "unsafe")
        });
        if words.next() != Some("fn") {
            continue;
        }
        let name = words.next().unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
        let opens = all[at..].iter().position(|line| line.ends_with(['{', ';', '}']));
        let Some(opens) = opens.filter(|opens| all[at + opens].ends_with('{')) else { continue };
        let end = format!("{indent}}}");
        let close = all[at + opens..].iter().position(|line| *line == end).unwrap_or_default();
        found.push((name.to_owned(), at + 1, opens + close + 1));
    }
    found
}

#[test]
fn functions_are_measured_from_their_first_line_to_their_last() {
    let text = "\
fn a() {
    x
}

impl B {
    pub(super) fn b(
        x: u8,
    ) -> u8 {
        x
    }

    fn c();
}
";
    assert_eq!(functions(text), [("a".to_owned(), 1, 3), ("b".to_owned(), 6, 5)]);
    let n_functions: usize = program().iter().map(|source| functions(&source.text).len()).sum();
    assert!(n_functions > 600, "{n_functions}");
}

#[test]
fn imports_name_what_they_take() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it"] {
        for source in sources(folder) {
            for (number, line) in lines(&source.text) {
                let Some(import) = line.trim_start().strip_prefix("use ") else { continue };
                let is_known = import.ends_with("prelude::*;") || import.starts_with("super::");
                if import.ends_with("::*;") && !is_known {
                    wrong.push(format!("{folder}/{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_is_silenced_or_left_over() {
    let mut wrong = Vec::new();
    let marks: Vec<String> =
        [("#[al", "low("), ("#![al", "low("), ("TO", "DO"), ("FIX", "ME"), ("db", "g!(")]
            .map(|(one, two)| format!("{one}{two}"))
            .to_vec();
    for folder in ["src", "tests/it"] {
        for source in sources(folder) {
            for (at, line) in source.text.lines().enumerate() {
                if marks.iter().any(|mark| line.contains(mark)) {
                    wrong.push(format!("{folder}/{}:{}: {}", source.path, at + 1, line.trim()));
                }
            }
        }
    }
    for source in program() {
        for (number, line) in lines(&source.code).filter(|(_, line)| line.contains(".unwrap()")) {
            wrong.push(format!("src/{}:{number}: {}", source.path, line.trim()));
        }
    }
    none(&wrong);
}

#[test]
fn every_file_says_what_it_is() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it"] {
        for source in sources(folder).into_iter().filter(|source| !source.is_test()) {
            let story = source.text.lines().next().and_then(|line| line.strip_prefix("//! "));
            if story.is_none_or(|story| story.len() < 12) {
                wrong.push(format!("{folder}/{}", source.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_dependency_has_its_reason() {
    let text = std::fs::read_to_string(manifest().join("Cargo.toml")).expect("Cargo.toml");
    let mut section = "";
    let mut before = "";
    let mut wrong = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && line.contains(" = ")
            && !line.starts_with('#')
            && !before.starts_with("# ")
        {
            wrong.push(line.to_owned());
        }
        before = line;
    }
    none(&wrong);
}

#[test]
fn the_documentation_names_every_setting_and_every_command() {
    let documented: String = crate::docs::texts().into_values().collect();
    let schema: Value =
        serde_json::from_str(&answerbook::config::config_schema()).expect("a schema");
    let mut keys = BTreeSet::new();
    properties(&schema, &mut keys);
    assert!(keys.len() > 20, "{keys:?}");
    let lacks = |key: &&String| {
        !documented.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == **key)
    };
    let mut missing: Vec<String> = keys.iter().filter(lacks).cloned().collect();
    let commands = "init build bundle export import serve search mcp eval duplicates check \
        threads why explain schema theme completions man";
    let known: BTreeMap<&str, bool> = commands
        .split(' ')
        .map(|name| {
            (
                name,
                documented.contains(&format!("answerbook {name}"))
                    || documented.contains(&format!("`{name}")),
            )
        })
        .collect();
    missing.extend(known.iter().filter(|(_, there)| !**there).map(|(name, _)| (*name).to_owned()));
    none(&missing);
}

fn properties(schema: &Value, keys: &mut BTreeSet<String>) {
    for (key, value) in schema.as_object().into_iter().flatten() {
        if key == "properties" {
            keys.extend(value.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        }
        properties(value, keys);
    }
}

#[test]
fn the_top_holds_what_belongs_there() {
    let tops: BTreeSet<String> = tracked()
        .iter()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !name.starts_with('.'))
        .map(str::to_owned)
        .collect();
    let known: BTreeSet<&str> = TOP.split_whitespace().collect();
    let strange: Vec<String> =
        tops.into_iter().filter(|name| !known.contains(name.as_str())).collect();
    none(&strange);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let paths: Vec<String> =
        [("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/"), ("/wo", "rk/"), ("/tm", "p/")]
            .map(|(one, two)| format!("{one}{two}"))
            .to_vec();
    let starts = |text: &str, at: usize| {
        // `https://x/home/` is an address, `../work/` a relative path.
        !text[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_$}>)".contains(c))
    };
    let mut wrong = Vec::new();
    for path in tracked() {
        // A link leads somewhere, perhaps out of here.
        let metadata = std::fs::symlink_metadata(manifest().join(&path));
        if metadata.is_ok_and(|metadata| metadata.is_symlink()) {
            wrong.push(format!("{path}: a link"));
        }
        let Ok(bytes) = std::fs::read(manifest().join(&path)) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for machine in &paths {
            let at = text.match_indices(machine.as_str()).find(|(at, _)| starts(&text, *at));
            if let Some((at, _)) = at {
                let number = text[..at].matches('\n').count() + 1;
                wrong.push(format!("{path}:{number}: {machine}"));
            }
        }
        let is_text =
            !path.ends_with(".svg") && !path.contains("exports/") && !path.ends_with("lock.json");
        if is_text && (text.contains('\r') || text.contains('\t') && path.ends_with(".rs")) {
            wrong.push(format!("{path}: tabs or carriage returns"));
        }
    }
    none(&wrong);
}
