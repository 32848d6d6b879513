//! Threads by what people call them: an id, an address, a file.

use std::path::Path;

use crate::config::base_path::below;
use crate::config::{Config, SourceSettings};
use crate::diag::{Code, Diagnostic, nearest};
use crate::percent;
use crate::pipeline::ThreadRow;
use crate::site::ThreadEntry;
use crate::text::lowercase;

/// What a thread can be called by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadNames<'a> {
    /// The position of its source.
    pub source: usize,
    /// Its id there.
    pub id: &'a str,
    /// The path of its page.
    pub page: Option<&'a str>,
    /// The file that it lies in.
    pub file: &'a str,
}

impl<'a> From<&'a ThreadRow> for ThreadNames<'a> {
    fn from(row: &'a ThreadRow) -> ThreadNames<'a> {
        let page = row.address().map(|path| path.as_str());
        ThreadNames { source: row.source, id: &row.id.0, page, file: &row.origin.path }
    }
}

impl<'a> From<&'a ThreadEntry> for ThreadNames<'a> {
    fn from(entry: &'a ThreadEntry) -> ThreadNames<'a> {
        let summary = &entry.summary;
        let (id, page) = (&*summary.id.0, Some(entry.path.as_str()));
        ThreadNames { source: summary.source, id, page, file: &summary.origin.path }
    }
}

/// The id that is meant in a source: it may have the source's name or type in front.
pub(crate) fn wanted<'a>(id: &'a str, source: &SourceSettings) -> &'a str {
    match id.split_once(':') {
        Some((name, id)) if name == source.name || name == source.kind.name() => id,
        _ => id,
    }
}

/// Finds the threads that are meant: by their id in their source; else by their address, the
/// last part of it, the file that they lie in, or the last part of that; else by their id in
/// other capitals.
pub(crate) fn named<'a, T>(name: &str, file: &str, config: &Config, threads: &'a [T]) -> Vec<&'a T>
where
    ThreadNames<'a>: From<&'a T>,
{
    let all = || threads.iter().map(|thread| (ThreadNames::from(thread), thread));
    let found = |is_it: &dyn Fn(&ThreadNames<'_>) -> bool| {
        let found = all().filter(|(names, _)| is_it(names));
        found.map(|(_, thread)| thread).collect::<Vec<&T>>()
    };
    let by_id = found(&|names| names.id == wanted(name, &config.sources[names.source]));
    if !by_id.is_empty() {
        return by_id;
    }
    let base = config.base_url.as_deref().unwrap_or("/");
    let address = below(name, base).unwrap_or(name);
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = percent::decoded(address);
    let plain = |path: &str| {
        let path = path.trim_start_matches('/').trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        path.strip_suffix(".html").unwrap_or(path).to_owned()
    };
    let address = plain(&address);
    let by_address = found(&|names| {
        names.page.map(plain).is_some_and(|path| {
            path == address || path.rsplit('/').next() == Some(address.as_str())
        })
    });
    if !by_address.is_empty() {
        return by_address;
    }
    let by_file = found(&|names| names.file == file);
    if !by_file.is_empty() {
        return by_file;
    }
    let by_name = found(&|names| names.file.rsplit('/').next() == Some(name));
    if !by_name.is_empty() {
        return by_name;
    }
    // Whoever types an id may have it from a mail in capitals.
    let small = lowercase(name);
    found(&|names| {
        let source = &config.sources[names.source];
        let id = match small.split_once(':') {
            Some((of, id)) if of == lowercase(&source.name) || of == source.kind.name() => id,
            _ => &small,
        };
        lowercase(names.id) == id
    })
}

/// Returns a path as sources name it: relative to the site.
pub(crate) fn in_site(name: &str, site: &Path) -> String {
    let path = Path::new(name);
    let path = path.strip_prefix(site).unwrap_or(path);
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// Tells that no thread is called so.
pub(crate) fn unknown<'a, T>(id: &str, config: &Config, threads: &'a [T]) -> Diagnostic
where
    ThreadNames<'a>: From<&'a T>,
{
    let ids = threads.iter().map(|thread| ThreadNames::from(thread).id);
    let near = nearest(wanted_anywhere(id, config), ids);
    Diagnostic::error(Code::ValueInvalid, format!("no source has a thread `{id}`"))
        .help_if(near.map(|near| format!("use `{near}`")))
        .help("name its id, the address of its page, or its file; `answerbook threads` lists all")
}

/// The id without the name of whatever source stands in front.
fn wanted_anywhere<'a>(id: &'a str, config: &Config) -> &'a str {
    let stripped = config.sources.iter().map(|source| wanted(id, source));
    stripped.min_by_key(|id| id.len()).unwrap_or(id)
}
