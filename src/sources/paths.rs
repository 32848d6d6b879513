//! Finds the files of a source: a file, a folder, or a pattern with `*`.

use globset::GlobBuilder;

use crate::config::SourceSettings;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::files::Files;

/// Returns the files that a source's `path` means, sorted, and reports when there are none.
///
/// A file is taken whatever its name. Of a folder, and of a pattern that ends
/// with `*`, the files with one of the `extensions` (lowercase, without the dot)
/// are taken; of any other pattern, all that match. `*` stops at `/`, `**` does not.
pub(super) fn files_of(
    settings: &SourceSettings,
    files: &dyn Files,
    extensions: &[&str],
    sink: &mut Sink,
) -> Vec<String> {
    let path = settings.path.as_str();
    let fits = |name: &String| name == path || has_extension(name, extensions);
    let is_pattern = path.contains('*') && !files.exists(path);
    let found: Vec<String> = match is_pattern {
        true => {
            let by_name = path.ends_with('*');
            matching(path, files).into_iter().filter(|name| !by_name || fits(name)).collect()
        }
        false => files.list(path).into_iter().filter(fits).collect(),
    };
    if found.is_empty() {
        let message = nothing_there(path, is_pattern, files.exists(path), extensions);
        sink.push(source_missing(settings, message));
    }
    found
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').is_some_and(|(_, end)| extensions.contains(&&*end.to_ascii_lowercase()))
}

fn matching(pattern: &str, files: &dyn Files) -> Vec<String> {
    let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() else {
        return Vec::new();
    };
    let matcher = glob.compile_matcher();
    // Only the folders above the first part with a `*` hold what can match.
    let fixed = pattern.find('*').and_then(|star| pattern[..star].rfind('/'));
    let folder = fixed.map_or(".", |slash| &pattern[..slash.max(1)]);
    files.list(folder).into_iter().filter(|name| matcher.is_match(name)).collect()
}

fn nothing_there(path: &str, is_pattern: bool, exists: bool, extensions: &[&str]) -> String {
    let wanted: Vec<String> = extensions.iter().map(|end| format!("`.{end}`")).collect();
    match (is_pattern, exists) {
        (true, _) => format!("no file matches `{path}`"),
        (false, true) => format!("`{path}` holds no {} file", wanted.join(" or ")),
        (false, false) => format!("`{path}` does not exist"),
    }
}

/// The path of a source leads to nothing that could be read.
pub(super) fn source_missing(settings: &SourceSettings, message: String) -> Diagnostic {
    Diagnostic::error(Code::SourceMissing, message)
        .at(settings.place.clone(), "nothing to read here")
        .note("paths are relative to the folder of answerbook.yaml")
        .help("correct `path`, or put the export there")
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::diag::Place;
    use crate::files::MemoryFiles;

    fn found(path: &str) -> (String, usize) {
        let names = ["top.json", "e/a.json", "e/b.JSON", "e/notes.txt", "e/x/c.json", "f/d.md"];
        let files = MemoryFiles::new(names.map(|name| (name, "")));
        let settings = SourceSettings {
            kind: SourceType::Discourse,
            path: path.to_owned(),
            name: String::new(),
            key: String::new(),
            url: None,
            language: None,
            licence: None,
            consent: None,
            staff: Default::default(),
            was: Vec::new(),
            place: Place::line("answerbook.yaml", 3),
        };
        let mut sink = Sink::new();
        let found = files_of(&settings, &files, &["json"], &mut sink);
        (found.join(" "), sink.n_errors())
    }

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(found(path), (expected.to_owned(), usize::from(expected.is_empty())));
    }

    #[test]
    fn a_path_is_a_file_a_folder_or_a_pattern() {
        check("e/notes.txt", "e/notes.txt");
        check("e", "e/a.json e/b.JSON e/x/c.json");
        check("e/", "e/a.json e/b.JSON e/x/c.json");
        check("e/*.json", "e/a.json");
        check("e/*", "e/a.json e/b.JSON");
        check("e/**", "e/a.json e/b.JSON e/x/c.json");
        check("*/x/*.json", "e/x/c.json");
        check("*.json", "top.json");
        check("f/*.md", "f/d.md");
    }

    #[test]
    fn a_path_without_files_is_reported() {
        check("f", "");
        check("g/a.json", "");
        check("e/*.xml", "");
        check("e/{*.json", "");
    }
}
