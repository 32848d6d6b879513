//! Checks that style sheets name files that exist: fonts and pictures of themes.

use std::collections::HashSet;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Files, join};

/// Reports every file that a style sheet names and that is not there, and returns their number.
pub(super) fn compare(files: &dyn Files, paths: &[String], sink: &mut Sink) -> usize {
    let known: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let mut n_broken = 0;
    for path in paths.iter().filter(|path| path.ends_with(".css")) {
        let css = files.read(path).unwrap_or_default();
        let css = String::from_utf8_lossy(&css);
        for address in addresses(&css).filter(|address| !is_there(path, address, &known)) {
            sink.push(asset_missing(path, address));
            n_broken += 1;
        }
    }
    n_broken
}

/// Returns what stands in `url(…)`.
fn addresses(css: &str) -> impl Iterator<Item = &str> {
    let starts = css.match_indices("url(").map(|(at, start)| &css[at + start.len()..]);
    let whole = starts.filter_map(|rest| rest.split_once(')')).map(|(address, _)| address);
    whole.map(|address| address.trim().trim_matches(['"', '\'']))
}

/// Tells whether a style sheet at `path` finds what it names; what lies elsewhere counts as there.
fn is_there(path: &str, address: &str, known: &HashSet<&str>) -> bool {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() || address.contains(':') || address.starts_with("//") {
        return true;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    let joined = join(folder, address);
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    address.starts_with('/') || known.contains(parts.join("/").as_str())
}

fn asset_missing(path: &str, address: &str) -> Diagnostic {
    Diagnostic::error(
        Code::LinkBroken,
        format!("a style sheet names `{address}`, which is not there"),
    )
    .at(Place::file(path), "")
    .note("fonts and pictures of a theme lie in its `static/`, beside `site.css`")
    .help("put the file there, or correct the address in the style sheet")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn files_that_style_sheets_name_are_looked_for() {
        let css = "a{background:url(\"b.svg\")} i{src:url(../c.woff2?x#y)} u{mask:url(data:x)} \
                   b{mask:url('gone.png')} s{mask:url(#id)}";
        let files =
            MemoryFiles::new([("assets/site.css", css), ("assets/b.svg", ""), ("c.woff2", "")]);
        let mut sink = Sink::new();
        assert_eq!(compare(&files, &files.list("."), &mut sink), 1);
        assert!(sink.diagnostics()[0].message.contains("`gone.png`"));
    }
}
