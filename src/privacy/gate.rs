//! The last gate: every byte that is about to be published is looked at.
//!
//! What was taken out long before must not come back through a template, a static file, an
//! index or an address. Files that are kept from the last build were looked at when they
//! were written, with the same names: other names make every file anew.
//!
//! What a thread's own words make up takes the thread out of the build; what the operator
//! wrote, and what cannot be ascribed, stops it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::config::PrivacyMode;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Stamp;
use crate::output::{Output, OutputError, SitePath};

use super::fold::fold;
use super::{Privacy, PrivateKind};

/// Files that only web servers read. They have to name the addresses of threads that were
/// taken down, to answer that these are gone.
const OF_HOSTS: [&str; 4] = ["_redirects", "_headers", ".htaccess", "_hosts/"];

/// The search's own program, compiled and packed: the same on every site, it names nobody.
const READERS: [&str; 2] = ["search/first-", "search/reader-"];

/// Pictures of links: packed, and made of words that stand in pages as well.
const CARDS: &str = "cards/";

/// So much a file of the search may hold; none comes near.
const MAX_SIZE: u64 = 64 << 20;

/// How many places a message names.
const MAX_PLACES: usize = 5;

/// A name on all pages of threads is the theme's, however its template puts it together; on
/// fewer than so many pages that says nothing.
const MIN_PAGES: usize = 3;

/// An output that looks at what is put into it.
pub struct Gate<'a> {
    inner: &'a dyn Output,
    privacy: &'a Privacy<'a>,
    leaks: Mutex<BTreeMap<Leak, BTreeMap<SitePath, LeakPlace>>>,
}

/// How something stands in a file.
#[derive(Clone, Debug, Default)]
struct LeakPlace {
    /// It is in the words of posts, besides perhaps in what surrounds them.
    in_posts: bool,
    /// The folded words that it is written with.
    words: BTreeSet<String>,
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

    /// Looks at the words of a thread that its page will show. Private text is looked for in
    /// these alone, not in the page around them: the rest of the page is the operator's, who may
    /// name an address or a number there. Which of the words are code is not known here, so in
    /// all of them numbers need what they need in code; else a log would be taken for a list of
    /// phones, although it was read rightly when the thread was loaded.
    pub fn posts<'t>(&self, path: &SitePath, texts: impl Iterator<Item = &'t str>) {
        for text in texts {
            for (range, entry) in self.privacy.finder.find_sure(text) {
                self.note(Leak::Entry(entry), path, &text[range], true);
            }
            if self.privacy.mode != PrivacyMode::Report {
                for kind in self.privacy.kinds_in_code(text) {
                    self.note(Leak::Text(kind), path, "", true);
                }
            }
        }
    }

    /// Returns what it looks for.
    pub fn privacy(&self) -> &'a Privacy<'a> {
        self.privacy
    }

    /// Returns those of the files of threads in which the threads' own words make up something
    /// that must not be published. `formats` are the files of all threads, one set for each
    /// form in which they are published. What stands in `operator`, the words of theme and
    /// settings, is the operator's, and so is a name that all of several files of one form have.
    pub fn unsafe_files(
        &self,
        formats: &[BTreeSet<SitePath>],
        operator: impl FnOnce() -> String,
    ) -> BTreeSet<SitePath> {
        let leaks = self.leaks();
        if leaks.is_empty() {
            return BTreeSet::new();
        }
        let of_operator = self.entries(&operator());
        let mut found = BTreeSet::new();
        for (leak, places) in leaks.iter() {
            let of_thread = |path: &SitePath| formats.iter().any(|files| files.contains(path));
            let n_others = places.keys().filter(|path| !of_thread(path)).count();
            for files in formats {
                let theirs = || places.iter().filter(|(path, _)| files.contains(path));
                let n_theirs = theirs().count();
                let is_on_all = n_theirs == files.len() && n_theirs + n_others >= MIN_PAGES;
                let is_of_posts = |place: &LeakPlace| match leak {
                    Leak::Entry(entry) => {
                        place.in_posts || !is_on_all && !of_operator.contains(entry)
                    }
                    // Where nothing private may be published at all, the build stops.
                    Leak::Text(_) => self.privacy.mode == PrivacyMode::Mask,
                };
                let refused = theirs().filter(|(_, place)| is_of_posts(place));
                found.extend(refused.map(|(path, _)| path.clone()));
            }
        }
        found
    }

    /// Returns the words of the names that were found in lists alone, by name, where all of
    /// `is_list` holds for their files and the operator's words do not have them: only threads
    /// that have all of these words can have brought them there.
    pub fn names_in_lists(
        &self,
        is_list: impl Fn(&SitePath) -> bool,
        operator: impl FnOnce() -> String,
    ) -> Vec<BTreeSet<String>> {
        let leaks = self.leaks();
        if leaks.is_empty() {
            return Vec::new();
        }
        let of_operator = self.entries(&operator());
        let is_ascribed = |(leak, places): &(&Leak, &BTreeMap<SitePath, LeakPlace>)| {
            let is_foreign = |entry: &usize| !of_operator.contains(entry);
            matches!(leak, Leak::Entry(entry) if is_foreign(entry)) && places.keys().all(&is_list)
        };
        let words = leaks.iter().filter(is_ascribed).flat_map(|(_, places)| places.values());
        words.map(|place| place.words.clone()).collect()
    }

    /// Tells whether nothing was found until now.
    pub fn is_clean(&self) -> bool {
        self.leaks().is_empty()
    }

    /// Returns the folded words of all names that were found in a file for which `is_made`
    /// holds, and that are not the operator's.
    pub fn words_of_names(
        &self,
        is_made: impl Fn(&SitePath) -> bool,
        operator: impl FnOnce() -> String,
    ) -> BTreeSet<String> {
        let leaks = self.leaks();
        let of_leak = |(leak, places): (&Leak, &BTreeMap<SitePath, LeakPlace>)| match leak {
            Leak::Entry(entry) if places.keys().any(&is_made) => Some(*entry),
            Leak::Entry(_) | Leak::Text(_) => None,
        };
        let found: BTreeSet<usize> = leaks.iter().filter_map(of_leak).collect();
        if found.is_empty() {
            return BTreeSet::new();
        }
        let of_operator = self.entries(&operator());
        let is_theirs = |entry: usize| found.contains(&entry) && !of_operator.contains(&entry);
        let names = self.privacy.names.iter().filter(|name| is_theirs(name.entry));
        names.flat_map(|name| words_of(&name.text)).collect()
    }

    /// Says what came through, and whether nothing did; nothing of it is quoted.
    pub fn report(&self, sink: &mut Sink) -> bool {
        let leaks = self.leaks();
        for (leak, places) in leaks.iter() {
            let paths: Vec<&SitePath> = places.keys().collect();
            sink.push(leaked(self.privacy, *leak, &paths));
        }
        leaks.is_empty()
    }

    /// Returns the entries of privacy.yaml that a text names.
    fn entries(&self, text: &str) -> BTreeSet<usize> {
        self.privacy.finder.find_sure(text).into_iter().map(|(_, entry)| entry).collect()
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
        let is_card = name.starts_with(CARDS) && name.ends_with(".png");
        if is_reader
            || is_card
            || is_code && (name.starts_with("assets/") || name.starts_with("search/"))
        {
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
        if name.ends_with(".html")
            && let Some(text) = with_formulas(bytes)
        {
            self.look_at(path, text.as_bytes(), whose);
        }
        // In JSON the end of a line is two signs, of which the second is a letter.
        if name.ends_with(".json") && memchr::memmem::find(bytes, b"\\n").is_some() {
            let text = String::from_utf8_lossy(bytes).replace("\\n", "\n");
            return self.look_at(path, text.as_bytes(), whose);
        }
        self.look_at(path, bytes, whose);
    }

    fn look_at(&self, path: &SitePath, bytes: &[u8], whose: NameScope) {
        let text = String::from_utf8_lossy(bytes);
        let text = html_escape::decode_html_entities(&text);
        // Words in an index are set apart by bytes that do not show.
        let is_mark = |c: char| c.is_control() && !c.is_whitespace();
        let text = text.replace(is_mark, "\u{fffd}");
        for (range, entry) in self.privacy.finder.find_sure(&text) {
            if whose == NameScope::All || !self.privacy.rules.is_thread(entry) {
                self.note(Leak::Entry(entry), path, &text[range], false);
            }
        }
    }

    fn note(&self, leak: Leak, path: &SitePath, words: &str, in_posts: bool) {
        let mut leaks = self.leaks();
        let place = leaks.entry(leak).or_default().entry(path.clone()).or_default();
        place.in_posts |= in_posts;
        place.words.extend(words_of(words));
    }

    fn leaks(&self) -> MutexGuard<'_, BTreeMap<Leak, BTreeMap<SitePath, LeakPlace>>> {
        self.leaks.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, OutputError> {
        self.inner.read(path)
    }

    fn written(&self) -> Vec<(SitePath, u64)> {
        self.inner.written()
    }

    fn forget_old(&self) {
        self.inner.forget_old();
    }

    fn start_over(&self) {
        self.inner.start_over();
    }
}

/// Returns a page with what its formulas show in their place; `None` for one without any.
fn with_formulas(page: &[u8]) -> Option<String> {
    const START: &str = "<math";
    memchr::memmem::find(page, START.as_bytes())?;
    let page = String::from_utf8_lossy(page);
    let mut parts = page.split(START);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (formula, after) = part.split_once("</math>").unwrap_or((part, ""));
        let shown = formula.split("<annotation").next().unwrap_or_default();
        // The first piece is the rest of the tag.
        let pieces =
            shown.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
        text.extend(pieces);
        text.push_str(after);
    }
    Some(text)
}

/// Returns the words of a text as names are compared.
pub fn words_of(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn leaked(privacy: &Privacy<'_>, leak: Leak, paths: &[&SitePath]) -> Diagnostic {
    let first = paths[0];
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

#[cfg(test)]
mod tests {
    use crate::config;
    use crate::files::MemoryFiles;
    use crate::output::MemoryOutput;
    use crate::privacy::{PrivacyRules, expand_aliases};

    use super::*;

    const SETTINGS: &str = "title: T\nsources:\n  - {type: jsonl, path: data.jsonl}\n";

    const PEOPLE: &str = "people:\n  - name: Tina Zupan\n";

    /// Puts files with these words into a gate that looks for Tina Zupan; returns those that the
    /// threads' words have brought there. Each thread has a page and a twin.
    fn refused(threads: &[(&str, &str)], rest: &[&str]) -> Vec<String> {
        let files = [("answerbook.yaml", SETTINGS), ("privacy.yaml", PEOPLE)];
        let files = MemoryFiles::new(files.map(|(path, text)| (path, text)));
        let mut sink = Sink::new();
        let config = config::load(&files, &mut sink).expect("good settings");
        let rules = PrivacyRules::load(&files, &config, &mut sink).expect("good rules");
        let output = MemoryOutput::new();
        let privacy = Privacy::new(&config, &rules, expand_aliases(&rules, &[]));
        let gate = Gate::new(&output, &privacy);
        let path = |text: String| SitePath::new(text).expect("a good path");
        let put = |path: &SitePath, words: &str| gate.put(path, words.as_bytes()).expect("room");
        let (mut pages, mut twins) = (BTreeSet::new(), BTreeSet::new());
        for (at, (page, twin)) in threads.iter().enumerate() {
            for (files, ending, words) in [(&mut pages, "html", page), (&mut twins, "md", twin)] {
                let path = path(format!("questions/{at}.{ending}"));
                put(&path, words);
                files.insert(path);
            }
        }
        for (at, words) in rest.iter().enumerate() {
            put(&path(format!("lists/{at}.html")), words);
        }
        let found = gate.unsafe_files(&[pages, twins], String::new);
        found.iter().map(SitePath::to_string).collect()
    }

    #[test]
    fn a_name_in_any_form_of_a_thread_refuses_it() {
        let (name, none) = ("Tina Zupan", "");
        assert_eq!(refused(&[(none, none), (none, name)], &[]), ["questions/1.md"]);
        assert_eq!(refused(&[(name, none), (none, none)], &[]), ["questions/0.html"]);
    }

    #[test]
    fn a_name_on_all_of_several_files_of_one_form_is_the_themes() {
        let (name, none) = ("Tina Zupan", "");
        let themes = [(name, none); 3];
        assert_eq!(refused(&themes, &[]), [""; 0]);
        // A twin is no further page: of two threads that says nothing.
        assert_eq!(refused(&[(name, name); 2], &[]).len(), 4);
        assert_eq!(refused(&[(name, none); 2], &[name]), [""; 0]);
        let and_one = [(name, none), (name, name), (name, none)];
        assert_eq!(refused(&and_one, &[]), ["questions/1.md"]);
    }
}
