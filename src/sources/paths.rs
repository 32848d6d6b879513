//! Finds the files of a source: a file, a folder, or a pattern with `*`.

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobSet};

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic, Sink, join_names};
use crate::files::{Files, only_readable};

/// So many bytes a pattern of paths has at most, as a path has.
const LONGEST_PATTERN: usize = 4096;

/// Returns the files that a source's `path` means, sorted, and reports when there are none.
///
/// A file is taken whatever its name. Of a folder, and of a pattern that ends
/// with `*`, the files with one of the `extensions` (lowercase, without the dot)
/// are taken; of any other pattern, all that match. Of a folder that a pattern matches,
/// the files are taken as of one that is named. `*` stops at `/`, `**` does not.
pub(super) fn files_of(
    settings: &SourceSettings,
    files: &dyn Files,
    extensions: &[&str],
    sink: &mut Sink,
) -> Vec<String> {
    let mut below = listed(settings, files);
    below.retain(|name| name.strip_suffix('/').is_none_or(|name| may_matter(name, extensions)));
    let below = only_readable(below, sink);
    let found = chosen(settings, files, below, extensions);
    if !found.is_empty() && !is_pattern(&settings.path, files) {
        packed_beside(settings, files, &found).into_iter().for_each(|told| sink.push(told));
    }
    if found.is_empty() {
        let path = settings.path.as_str();
        let is_pattern = path.contains('*') && !files.exists(path);
        let message = nothing_there(path, is_pattern, files.exists(path), extensions);
        sink.push(hinted(source_missing(settings, message), path, files));
    }
    found
}

/// The same, without a word when there are none.
pub(super) fn matches(
    settings: &SourceSettings,
    files: &dyn Files,
    extensions: &[&str],
) -> Vec<String> {
    chosen(settings, files, listed(settings, files), extensions)
}

/// Lists what a path may mean.
fn listed(settings: &SourceSettings, files: &dyn Files) -> Vec<String> {
    let path = settings.path.as_str();
    match is_pattern(path, files) {
        false => files.list(path),
        // Only the folders above the first part with a `*` hold what can match.
        true => {
            let fixed = path.find('*').and_then(|star| path[..star].rfind('/'));
            files.list(fixed.map_or(".", |slash| &path[..slash.max(1)]))
        }
    }
}

/// Tells whether what cannot be read may be an export or a folder of them: pictures and
/// documents lie beside exports, and are asked for by those who name them.
fn may_matter(name: &str, extensions: &[&str]) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    let is_kind = |end: &str| (2..=4).contains(&end.len()) && end.starts_with(char::is_alphabetic);
    has_extension(name, extensions) || !own.rsplit_once('.').is_some_and(|(_, end)| is_kind(end))
}

fn is_pattern(path: &str, files: &dyn Files) -> bool {
    path.contains('*') && !files.exists(path)
}

/// Chooses of a list what a path means.
fn chosen(
    settings: &SourceSettings,
    files: &dyn Files,
    listed: Vec<String>,
    extensions: &[&str],
) -> Vec<String> {
    let path = settings.path.as_str();
    let fits = |name: &String| name == path || has_extension(name, extensions);
    if !is_pattern(path, files) {
        return listed.into_iter().filter(fits).collect();
    }
    // `exports/*/` means folders alone, as in a shell.
    let (bare, folders_alone) = (path.trim_end_matches('/'), path.ends_with('/'));
    let Some(matcher) = matcher(bare) else { return Vec::new() };
    let by_name = path.ends_with('*');
    let in_folder = |name: &String| {
        let folders = name.match_indices('/').map(|(slash, _)| &name[..slash]);
        fits(name) && folders.filter(|folder| !folder.is_empty()).any(|f| matcher.is_match(f))
    };
    let matches = |name: &String| match !folders_alone && matcher.is_match(name) {
        true => !by_name || fits(name),
        false => in_folder(name),
    };
    listed.into_iter().filter(matches).collect()
}

/// Makes ready to match a pattern; `None` for one that is no pattern, or too large to be one of
/// paths.
fn matcher(pattern: &str) -> Option<GlobSet> {
    if pattern.len() > LONGEST_PATTERN {
        return None;
    }
    let glob = GlobBuilder::new(pattern).literal_separator(true).build().ok()?;
    // Alone among the ways to compile one, a set reports what is too large instead of panicking.
    GlobSet::builder().add(glob).build().ok()
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').is_some_and(|(_, end)| extensions.contains(&&*end.to_ascii_lowercase()))
}

fn nothing_there(path: &str, is_pattern: bool, exists: bool, extensions: &[&str]) -> String {
    let wanted: Vec<String> = extensions.iter().map(|end| format!("`.{end}`")).collect();
    match (is_pattern, exists) {
        (true, _) => format!("no file matches `{path}`"),
        (false, true) => format!("`{path}` holds no {} file", wanted.join(" or ")),
        (false, false) => format!("`{path}` does not exist"),
    }
}

/// The endings of files that hold others, or are packed.
const PACKED: &[&str] = &["7z", "bz2", "gz", "rar", "tar", "tgz", "xz", "zip", "zst"];

/// Tells of packed files that lie in a folder with files that are read.
fn packed_beside(
    settings: &SourceSettings,
    files: &dyn Files,
    found: &[String],
) -> Option<Diagnostic> {
    let folder = |name: &str| name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let folders: BTreeSet<Option<String>> = found.iter().map(|name| folder(name)).collect();
    let listed = files.list(&settings.path);
    let is_beside = |name: &&String| {
        has_extension(name, PACKED) && folders.contains(&folder(name)) && !found.contains(*name)
    };
    let packed: Vec<&String> = listed.iter().filter(is_beside).collect();
    let message = match packed.as_slice() {
        [] => return None,
        [one] => format!("`{one}` is packed, and not read"),
        [first, rest @ ..] => format!("`{first}` and {} more are packed, and not read", rest.len()),
    };
    let told = Diagnostic::warning(Code::SourcePacked, message)
        .at(settings.place.clone(), "lies beside what is read")
        .help("unpack it there, or take it away if its files lie there already");
    Some(told)
}

/// Adds what lies there, or beside it, to the message that nothing could be read.
fn hinted(told: Diagnostic, path: &str, files: &dyn Files) -> Diagnostic {
    let listed = files.list(path);
    if let Some(packed) = listed.iter().find(|name| has_extension(name, PACKED)) {
        return told.note(format!("`{packed}` is packed")).help("unpack it there");
    }
    let known: Vec<&String> = listed.iter().filter(|name| !name.ends_with('/')).take(3).collect();
    if !known.is_empty() {
        return told.note(format!("it has {}", join_names(&known)));
    }
    match other_case(path, files) {
        Some(other) => told.help(format!("write `{other}`: upper and lower case differ")),
        None => told,
    }
}

/// Finds a file or folder that is called so but for upper and lower case.
fn other_case(path: &str, files: &dyn Files) -> Option<String> {
    let path = path.trim_end_matches('/');
    if path.contains('*') || path.starts_with('/') {
        return None;
    }
    let wanted = path.to_lowercase();
    let above = path.rsplit_once('/').map_or(".", |(above, _)| above);
    let listed = files.list(above);
    let same = |name: &String| {
        let start = name.get(..path.len())?;
        let ends = name[path.len()..].is_empty() || name[path.len()..].starts_with('/');
        (ends && start.to_lowercase() == wanted).then(|| start.to_owned())
    };
    listed.iter().find_map(same)
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
    use crate::files::MemoryFiles;
    use crate::sources::testing;

    fn found(path: &str) -> (String, usize) {
        let names = ["top.json", "e/a.json", "e/b.JSON", "e/notes.txt", "e/x/c.json", "f/d.md"];
        let files = MemoryFiles::new(names.map(|name| (name, "")));
        let settings = testing::settings(SourceType::Discourse, path);
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
        check("e/*", "e/a.json e/b.JSON e/x/c.json");
        check("e/**", "e/a.json e/b.JSON e/x/c.json");
        check("*/x/*.json", "e/x/c.json");
        check("*.json", "top.json");
        check("f/*.md", "f/d.md");
    }

    #[test]
    fn folders_that_a_pattern_matches_are_read() {
        check("e/x*", "e/x/c.json");
        check("*/x", "e/x/c.json");
        check("?", "");
        check("e/*/", "e/x/c.json");
        check("*", "e/a.json e/b.JSON e/x/c.json top.json");
        check("f*", "");
    }

    #[test]
    fn what_cannot_be_read_is_reported_where_it_may_matter() {
        let names = ["e/a.json", "e/b.json/", "e/2025/", "e/v4.2/", "e/shot.png/"];
        let files = MemoryFiles::new(names.map(|name| (name, "")));
        let settings = testing::settings(SourceType::Discourse, "e");
        let mut sink = Sink::new();
        assert_eq!(files_of(&settings, &files, &["json"], &mut sink), ["e/a.json"]);
        let line =
            |path: &str| format!("{path}: error[file-unreadable]: `{path}` cannot be read\n");
        let expected = ["e/2025", "e/b.json", "e/v4.2"].map(line).concat();
        assert_eq!(testing::messages(sink), expected);
    }

    #[test]
    fn packed_files_beside_an_export_are_told() {
        let names = ["e/a.json", "e/old.zip", "e/uploads/x.zip", "f.zip"];
        let files = MemoryFiles::new(names.map(|name| (name, "")));
        let settings = testing::settings(SourceType::Discourse, "e");
        let mut sink = Sink::new();
        assert_eq!(files_of(&settings, &files, &["json"], &mut sink), ["e/a.json"]);
        let told =
            "answerbook.yaml:3: warning[source-packed]: `e/old.zip` is packed, and not read\n";
        assert_eq!(testing::messages(sink), told);
        assert_eq!(files_of(&settings, &files, &["json", "zip"], &mut Sink::new()).len(), 3);
    }

    #[test]
    fn a_path_without_files_is_reported() {
        check("f", "");
        check("g/a.json", "");
        check("e/*.xml", "");
        check("e/{*.json", "");
    }
}
