//! The languages of code that are known, by the names that people give them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntaxmate::{Catalog, PreparedLanguage};

use crate::diag::nearest;

/// A language of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(&'static str);

impl Language {
    /// Finds a language by a name as fences and classes write it: `rust`, `C++`, `py`.
    pub fn named(name: &str) -> Option<Language> {
        if name.len() > 32 {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, id)| *id);
        let id = other.or_else(|| CATALOG.canonical_language(&name))?;
        LANGUAGES.iter().find(|known| **known == id).map(|known| Language(known))
    }

    /// Tells whether somebody knows a name, be it of a language without colours here, or of none.
    pub fn is_known(name: &str) -> bool {
        let name = name.trim_start_matches(['{', '.']).to_ascii_lowercase();
        NO_LANGUAGES.contains(&name.as_str())
            || Language::named(&name).is_some()
            || CATALOG.canonical_language(&name).is_some()
    }

    /// Returns the one name that a name which nobody knows most likely means.
    pub fn near(name: &str) -> Option<&'static str> {
        let name: String = name.chars().take(32).collect();
        let others = OTHER_NAMES.iter().map(|(other, _)| *other);
        nearest(&name, LANGUAGES.iter().copied().chain(others))
    }

    /// Returns its one name, of small letters and `-`.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Returns its grammar, which is read from the program once.
    pub(super) fn grammar(self) -> Option<Arc<PreparedLanguage>> {
        let mut grammars = GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(grammar) = grammars.get(self.0) {
            return Some(Arc::clone(grammar));
        }
        let grammar = Arc::new(PreparedLanguage::from_catalog(&CATALOG, self.0).ok()?);
        grammars.insert(self.0, Arc::clone(&grammar));
        Some(grammar)
    }
}

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

static GRAMMARS: LazyLock<Mutex<HashMap<&str, Arc<PreparedLanguage>>>> =
    LazyLock::new(Mutex::default);

/// The languages that are highlighted, by their ids in the catalog: those of questions, less
/// the ones whose grammars take long for hostile text.
const LANGUAGES: [&str; 84] = [
    "apache",
    "asm",
    "bat",
    "c",
    "clojure",
    "cmake",
    "coffee",
    "common-lisp",
    "cpp",
    "csharp",
    "css",
    "csv",
    "dart",
    "diff",
    "docker",
    "dotenv",
    "elixir",
    "elm",
    "erlang",
    "fortran-free-form",
    "fsharp",
    "gdscript",
    "git-commit",
    "glsl",
    "go",
    "graphql",
    "groovy",
    "haskell",
    "haxe",
    "hcl",
    "hlsl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "less",
    "lua",
    "make",
    "markdown",
    "matlab",
    "nginx",
    "nix",
    "objective-c",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "powershell",
    "prolog",
    "proto",
    "python",
    "r",
    "ruby",
    "rust",
    "sass",
    "scala",
    "scheme",
    "scss",
    "shellscript",
    "shellsession",
    "solidity",
    "sql",
    "svelte",
    "swift",
    "systemd",
    "terraform",
    "toml",
    "tsx",
    "typescript",
    "vb",
    "vue",
    "wgsl",
    "xml",
    "yaml",
    "zig",
];

/// What fences say where the code is in no language, and languages that others draw or color.
const NO_LANGUAGES: [&str; 19] = [
    "",
    "auto",
    "caddy",
    "caddyfile",
    "default",
    "log",
    "logs",
    "math",
    "mermaid",
    "no-highlight",
    "nohighlight",
    "none",
    "output",
    "plain",
    "plaintext",
    "raw",
    "terminal",
    "text",
    "txt",
];

/// Names that the catalog does not know, and what they mean.
const OTHER_NAMES: [(&str, &str); 38] = [
    ("assembly", "asm"),
    ("batch", "bat"),
    ("cpp11", "cpp"),
    ("dos", "bat"),
    ("erl", "erlang"),
    ("fortran", "fortran-free-form"),
    ("golang", "go"),
    ("h", "cpp"),
    ("hh", "cpp"),
    ("hpp", "cpp"),
    ("hs", "haskell"),
    ("htm", "html"),
    ("hxx", "cpp"),
    ("inl", "cpp"),
    ("jl", "julia"),
    ("lisp", "common-lisp"),
    ("m", "matlab"),
    ("mk", "make"),
    ("ml", "ocaml"),
    ("mm", "objective-c"),
    ("node", "javascript"),
    ("objc", "objective-c"),
    ("obj-c", "objective-c"),
    ("patch", "diff"),
    ("pl", "perl"),
    ("plist", "xml"),
    ("ps", "powershell"),
    ("ps1", "powershell"),
    ("python3", "python"),
    ("py3", "python"),
    ("rscript", "r"),
    ("sh-session", "shellsession"),
    ("svg", "xml"),
    ("tex", "latex"),
    ("vb.net", "vb"),
    ("vbnet", "vb"),
    ("xhtml", "html"),
    ("yml", "yaml"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: Option<&str>) {
        for name in names {
            assert_eq!(Language::named(name).map(Language::name), expected, "{name}");
        }
    }

    #[test]
    fn languages_are_known_by_the_names_that_people_give_them() {
        check(&["cpp", "C++", "cc", "h", "inl", "hpp"], Some("cpp"));
        check(&["py", "Python", "python3"], Some("python"));
        check(&["cs", "c#", "csharp"], Some("csharp"));
        check(&["sh", "bash", "shell", "zsh"], Some("shellscript"));
        check(&["console", "sh-session"], Some("shellsession"));
        check(&["js", "javascript", "node"], Some("javascript"));
        check(&["rb"], Some("ruby"));
        check(&["rs"], Some("rust"));
        check(&["yml", "yaml"], Some("yaml"));
        check(&["tex", "latex"], Some("latex"));
    }

    #[test]
    fn no_language_is_guessed() {
        let none = ["", "auto", "none", "text", "txt", "plaintext", "nohighlight", "default"];
        check(&none, None);
        check(&["as", "template", "shader", "x\u{0}", &"c".repeat(5_000)], None);
    }

    #[test]
    fn every_language_has_a_grammar() {
        for name in LANGUAGES {
            assert!(Language::named(name).is_some_and(|known| known.grammar().is_some()), "{name}");
        }
        for (name, _) in OTHER_NAMES {
            assert!(Language::named(name).is_some(), "{name}");
        }
    }
}
