//! The last gate: every byte that is about to be published is looked at.
//!
//! What was taken out long before must not come back through a template, a static file, an
//! index or an address. Files that are kept from the last build were looked at when they
//! were written, with the same names: other names make every file anew.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use crate::config::PrivacyMode;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Stamp;
use crate::output::{Output, OutputError, SitePath};

use super::detect::may_hold;
use super::{Privacy, PrivateKind};

/// Files that only web servers read. They have to name the addresses of threads that were
/// taken down, to answer that these are gone.
const OF_HOSTS: [&str; 4] = ["_redirects", "_headers", ".htaccess", "_hosts/"];

/// The search's own program, compiled and packed: the same on every site, it names nobody.
const READERS: [&str; 2] = ["search/first-", "search/reader-"];

/// So much a file of the search may hold; none comes near.
const MAX_SIZE: u64 = 64 << 20;

/// How many places a message names.
const MAX_PLACES: usize = 5;

/// An output that looks at what is put into it.
pub struct Gate<'a> {
    inner: &'a dyn Output,
    privacy: &'a Privacy<'a>,
    leaks: Mutex<BTreeMap<Leak, Vec<SitePath>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leak {
    /// What an entry of privacy.yaml takes out.
    Entry(usize),
    /// Private text, where none may be.
    Text(PrivateKind),
}

/// Whose names may not stand somewhere. What leads away from the address of a thread that was
/// taken down has that address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameScope {
    People,
    All,
}

impl<'a> Gate<'a> {
    /// Stands before an output.
    pub fn new(inner: &'a dyn Output, privacy: &'a Privacy<'a>) -> Gate<'a> {
        Gate { inner, privacy, leaks: Mutex::default() }
    }

    /// Looks at the texts of a page's posts, as they will be read.
    pub fn texts<'t>(&self, path: &SitePath, texts: impl Iterator<Item = &'t str>) {
        for text in texts {
            for (_, entry) in self.privacy.finder.find(text) {
                self.note(Leak::Entry(entry), path);
            }
            if self.privacy.mode == PrivacyMode::Fail && may_hold(text) {
                for kind in self.privacy.kinds(text) {
                    self.note(Leak::Text(kind), path);
                }
            }
        }
    }

    /// Returns what it looks for.
    pub fn privacy(&self) -> &'a Privacy<'a> {
        self.privacy
    }

    /// Says what came through, and whether nothing did; nothing of it is quoted.
    pub fn report(&self, sink: &mut Sink) -> bool {
        let leaks = self.leaks.lock().unwrap_or_else(PoisonError::into_inner);
        for (leak, mut paths) in leaks.clone() {
            paths.sort();
            paths.dedup();
            sink.push(leaked(self.privacy, leak, &paths));
        }
        leaks.is_empty()
    }

    fn look(&self, path: &SitePath, bytes: &[u8]) {
        if self.privacy.finder.is_empty() {
            return;
        }
        self.look_at(path, path.as_str().as_bytes(), NameScope::People);
        // Styles, scripts and compiled code are the theme's, which is trusted.
        let name = path.as_str();
        let is_code = [".css", ".js", ".mjs", ".wasm"].iter().any(|ending| name.ends_with(ending));
        let is_reader = READERS.iter().any(|reader| name.starts_with(reader));
        let is_reader = is_reader && name.ends_with(".bin");
        if is_reader || is_code && (name.starts_with("assets/") || name.starts_with("search/")) {
            return;
        }
        let of_host = OF_HOSTS.iter().any(|host| name.starts_with(host));
        let whose = if of_host { NameScope::People } else { NameScope::All };
        // What is packed may spell anything by chance.
        if name.starts_with("search/") && name.ends_with(".bin") {
            let mut plain = Vec::new();
            let inflated = flate2::read::DeflateDecoder::new(bytes);
            if inflated.take(MAX_SIZE).read_to_end(&mut plain).is_ok() {
                return self.look_at(path, &plain, whose);
            }
        }
        self.look_at(path, bytes, whose);
    }

    fn look_at(&self, path: &SitePath, bytes: &[u8], whose: NameScope) {
        let text = String::from_utf8_lossy(bytes);
        let text = html_escape::decode_html_entities(&text);
        // Words in an index are set apart by bytes that do not show.
        let is_mark = |c: char| c.is_control() && !c.is_whitespace();
        let text = text.replace(is_mark, "\u{fffd}");
        for (_, entry) in self.privacy.finder.find(&text) {
            if whose == NameScope::All || !self.privacy.rules.is_thread(entry) {
                self.note(Leak::Entry(entry), path);
            }
        }
    }

    fn note(&self, leak: Leak, path: &SitePath) {
        let mut leaks = self.leaks.lock().unwrap_or_else(PoisonError::into_inner);
        leaks.entry(leak).or_default().push(path.clone());
    }
}

impl Output for Gate<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        self.look(path, bytes);
        self.inner.put(path, bytes)
    }

    fn keep(&self, path: &SitePath, stamp: Stamp) -> Result<bool, OutputError> {
        self.inner.keep(path, stamp)
    }

    fn forget_old(&self) {
        self.inner.forget_old();
    }
}

fn leaked(privacy: &Privacy<'_>, leak: Leak, paths: &[SitePath]) -> Diagnostic {
    let first = &paths[0];
    let (message, place) = match leak {
        Leak::Entry(entry) => {
            let what = if privacy.rules.is_thread(entry) { "thread" } else { "person" };
            let message = format!("`{}` still names a {what} of `{}`", first, super::FILE);
            (message, privacy.rules.place(entry))
        }
        Leak::Text(kind) => {
            let message = format!("`{first}` holds a text that looks like {}", kind.names().0);
            (message, Place::file(first.as_str()))
        }
    };
    let mut diagnostic = Diagnostic::error(Code::PrivacyLeak, message).at(place, "");
    let others: Vec<String> =
        paths.iter().skip(1).take(MAX_PLACES - 1).map(|path| format!("`{path}`")).collect();
    if !others.is_empty() {
        let more = paths.len().saturating_sub(MAX_PLACES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        diagnostic = diagnostic.note(format!("so do {}{more}", others.join(", ")));
    }
    match leak {
        Leak::Entry(entry) if !privacy.rules.is_thread(entry) => diagnostic
            .help("take the name out of templates, `static/` and settings")
            .help("where the name is an ordinary word, add `text: mentions` to the entry"),
        Leak::Entry(_) => diagnostic.help("take it out of templates, `static/` and settings"),
        Leak::Text(_) => diagnostic.help("take it out of the source, or set `privacy: mask`"),
    }
}
