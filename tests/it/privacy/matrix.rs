//! Names in every spelling, at every place, in the markup of every source: none is published.
//!
//! A share of names and spellings runs each time, another one for each `ANSWERBOOK_SEED`;
//! `ANSWERBOOK_MATRIX=full` asks for all of them, `ANSWERBOOK_MATRIX=slack` for all of a source,
//! and what was looked at is told.

mod boards;
mod bodies;
mod chats;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::Read;

use answerbook::diag::Code;

use crate::harness::{Built, Site};

use super::spellings::{NAMES, Spelling, address, folded, listed, readings, spellings};

/// A file of an export: its path and what it holds.
type File = (String, String);

/// A source: its type, its settings, and what writes its export.
type Source = (&'static str, &'static str, fn(&[Cell<'_>]) -> Vec<File>);

const SOURCES: [Source; 18] = [
    ("jsonl", "", boards::jsonl),
    ("csv", "", boards::csv),
    ("markdown", "", boards::by_hand),
    ("discourse", "", boards::discourse),
    ("zendesk", "", boards::zendesk),
    ("khoros", "", boards::khoros),
    ("freshdesk", "", boards::freshdesk),
    ("intercom", "", boards::intercom),
    ("slack", "", chats::slack),
    ("discord", "", chats::discord),
    ("telegram", "", chats::telegram),
    ("mbox", "", chats::mbox),
    ("github", "url: \"https://github.com/o/r\", ", chats::github),
    ("reddit", "url: \"https://www.reddit.com/r/lumo\", ", chats::reddit),
    ("stackexchange", "url: \"https://c.example\", ", chats::stackexchange),
    ("x", "url: \"https://x.com/LumoCare\", ", chats::x),
    ("facebook", "url: \"https://www.facebook.com/LumoCare\", ", chats::facebook),
    ("youtube", "url: \"https://www.youtube.com/@LumoCare\", ", chats::youtube),
];

/// What answers say besides names.
const HELP: &str = "Hold the round button for ten seconds until it turns green, then pair it.";

/// How many names and spellings of them run each time.
const N_NAMES: usize = 2;
const N_SPELLINGS: usize = 5;

/// A thread that says something at each of its places.
pub struct Cell<'a> {
    /// Its number; no other thread has it.
    pub n: usize,
    /// What is said reads as it should in markup alone.
    pub is_marked: bool,
    /// Says it, by the place.
    say: &'a dyn Fn(&str) -> String,
    places: &'a std::cell::RefCell<BTreeSet<String>>,
}

impl Cell<'_> {
    /// What is said among words.
    fn words(&self, place: &str) -> String {
        self.places.borrow_mut().insert(place.to_owned());
        (self.say)(place)
    }

    /// What is said where tags are shown as they are written.
    fn plain(&self, place: &str) -> String {
        let words = self.words(place);
        let is_torn = self.is_marked && words.contains('<');
        if is_torn { "nobody".to_owned() } else { words }
    }

    /// What is said on a line that is no markup.
    fn line(&self, place: &str) -> String {
        match self.is_marked {
            true => format!("Olena {}", self.n),
            false => self.words(place).replace("\r\n", " ").replace('\n', " "),
        }
    }

    /// The same as a part of an address.
    fn address(&self, place: &str) -> String {
        address(&self.line(place)).replace(['"', '\\'], "-")
    }

    /// The same as what an account is called.
    fn account(&self, place: &str) -> String {
        self.line(place).replace(char::is_whitespace, "_")
    }

    /// What is said right within other letters, where its script sets no spaces.
    fn glued(&self, place: &str) -> String {
        let words = self.words(place);
        match words.chars().next() {
            Some('\u{3040}'..='\u{9fff}') => format!("\u{79c1}\u{306f}{words}\u{3055}\u{3093}"),
            Some('\u{ac00}'..='\u{d7a3}') => format!("{words}\u{c774} {words}\u{b2d8}"),
            Some('\u{620}'..='\u{64a}') => format!("\u{648}{words}"),
            _ => words,
        }
    }

    /// The title of a thread that says something.
    fn title(&self) -> String {
        format!("Why does lamp {} hum for {}?", self.n, self.line("title"))
    }
}

fn built(source: &Source, files: Vec<File>, people: &str) -> Built {
    let (kind, more, _) = source;
    let settings = format!(
        "title: Answers\nbase_url: https://a.example/\npublish: {{resolution: all}}\n\
         privacy: report\nmachines: {{api: true}}\nsources:\n  \
         - {{type: {kind}, path: in, name: Hub, consent: terms, {more}language: en}}\n"
    );
    let site = Site::new("").with("answerbook.yaml", settings).with("privacy.yaml", people);
    let site = files
        .into_iter()
        .fold(site, |site, (path, text)| site.with(&format!("in/{path}"), text.into_bytes()));
    site.build()
}

/// Everybody whose name is taken out.
fn people() -> String {
    NAMES.iter().fold(String::from("people:\n"), |mut all, name| {
        writeln!(all, "  - name: {}", listed(name)).expect("a string takes all");
        all
    })
}

/// The terms of the search's files: each is written as what differs from the one before it.
fn terms(path: &str, bytes: &[u8]) -> Vec<String> {
    let Some(kind) = path.strip_prefix("search/").and_then(|name| name.split_once('-')) else {
        return Vec::new();
    };
    if !matches!(kind.0, "t" | "v") {
        return Vec::new();
    }
    let mut plain = Vec::new();
    if flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut plain).is_err() {
        return Vec::new();
    }
    let mut scan = plain.as_slice();
    let (mut found, mut term) = (Vec::new(), Vec::new());
    while !scan.is_empty() && text_after(&mut scan, &mut term).is_some() {
        found.push(String::from_utf8_lossy(&term).into_owned());
        if kind.0 == "v" {
            let mut written = term.clone();
            if number(&mut scan).is_none() || text_after(&mut scan, &mut written).is_none() {
                break;
            }
            found.push(String::from_utf8_lossy(&written).into_owned());
            continue;
        }
        for _ in 0..2 {
            let behind = number(&mut scan).and_then(|_| number(&mut scan));
            scan = scan.get(behind.unwrap_or(usize::MAX)..).unwrap_or_default();
        }
    }
    found
}

fn number(scan: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..63).step_by(7) {
        let (first, rest) = scan.split_first()?;
        *scan = rest;
        number |= usize::from(first & 0x7f) << shift;
        if *first < 0x80 {
            return Some(number);
        }
    }
    None
}

fn text_after(scan: &mut &[u8], text: &mut Vec<u8>) -> Option<()> {
    let (shared, length) = (number(scan)?, number(scan)?);
    let more = scan.get(..length)?;
    text.truncate(shared);
    text.extend_from_slice(more);
    *scan = &scan[length..];
    Some(())
}

/// Every file with all ways in which it may be read.
fn read(built: &Built) -> BTreeMap<&str, String> {
    let text = |(path, bytes): (&'_ String, &Vec<u8>)| {
        let terms = terms(path, bytes).join("\n");
        format!("{}\n{}", readings(path, bytes), folded(&terms))
    };
    built.files.iter().map(|file| (file.0.as_str(), text(file))).collect()
}

/// A number that depends on the seed and what it is for.
fn drawn(seed: u64, what: &str, most: usize) -> usize {
    let bytes = what.bytes().chain(seed.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash ^ (hash >> 29)) % most as u64) as usize
}

fn seed() -> u64 {
    std::env::var("ANSWERBOOK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// Tells whether all of a source is asked for.
fn is_full(kind: &str) -> bool {
    std::env::var("ANSWERBOOK_MATRIX").is_ok_and(|wish| wish == "full" || wish == kind)
}

/// Which names and spellings run for a source.
fn chosen(kind: &str, n_spellings: usize) -> Vec<(usize, usize)> {
    let all = (0..NAMES.len()).flat_map(|name| (0..n_spellings).map(move |s| (name, s)));
    if is_full(kind) {
        return all.collect();
    }
    let seed = seed();
    let names: BTreeSet<usize> =
        (0..N_NAMES).map(|n| drawn(seed, &format!("{kind}{n}"), NAMES.len())).collect();
    let spelt: BTreeSet<usize> =
        (0..N_SPELLINGS).map(|n| drawn(seed, &format!("{kind}-{n}"), n_spellings)).collect();
    all.filter(|(name, spelling)| names.contains(name) && spelt.contains(spelling)).collect()
}

/// What is said in a place of a thread.
type Said<'s> = Box<dyn Fn(&str) -> String + 's>;

/// Builds a source with a thread for each name and spelling; returns how many places there
/// were in all, and what is still published.
fn leaks(source: &Source, spellings: &[Spelling]) -> (usize, Vec<String>) {
    let places = std::cell::RefCell::new(BTreeSet::new());
    let chosen = chosen(source.0, spellings.len());
    let spelt: Vec<Said<'_>> = chosen
        .iter()
        .map(|&(name, spelling)| {
            let name = NAMES[name];
            let spelling = &spellings[spelling];
            let say = move |_: &str| (spelling.of)(name.0, name.1);
            Box::new(say) as Said<'_>
        })
        .collect();
    let cells: Vec<Cell<'_>> = spelt
        .iter()
        .zip(&chosen)
        .enumerate()
        .map(|(at, (say, (_, spelling)))| Cell {
            n: at + 1,
            is_marked: spellings[*spelling].is_marked,
            say,
            places: &places,
        })
        .collect();
    let built = built(source, (source.2)(&cells), &people());
    built.report();
    let names: Vec<String> = NAMES.iter().map(|(_, last)| folded(last)).collect();
    let mut found = Vec::new();
    for (path, text) in read(&built) {
        for (name, (at, _)) in
            names.iter().flat_map(|n| text.match_indices(n.as_str()).map(move |m| (n, m)))
        {
            let before: Vec<char> = text[..at].chars().rev().take(40).collect();
            let before: String = before.into_iter().rev().collect();
            found.push(format!("{} {path}: {before}|{name}", source.0));
        }
    }
    let n_published = built.report().n_published;
    if n_published < cells.len() {
        let told = built.message(Code::PrivacyWithheld);
        found.push(format!("{}: {n_published} of {}\n{told}", source.0, cells.len()));
    }
    let n_places = places.borrow().len();
    (cells.len() * n_places, found)
}

#[test]
fn no_name_is_published_from_any_source() {
    let spellings = spellings();
    let (mut n_cells, mut all) = (0, Vec::new());
    for source in &SOURCES {
        let (n, found) = leaks(source, &spellings);
        n_cells += n;
        if is_full(source.0) {
            eprintln!("{}: {n} cells, {} leaks", source.0, found.len());
        }
        all.extend(found);
    }
    let shown = all.iter().take(40).fold(String::new(), |shown, one| shown + one + "\n");
    assert!(all.is_empty(), "{} of {n_cells}:\n{shown}", all.len());
}

/// The places of each source that reach no page where nothing is taken out, with the reason.
const UNSHOWN: [(&str, &[&str]); 17] = [
    ("jsonl", &["anchor", "checker", "picture-title"]),
    ("markdown", &["picture-title"]),
    ("discourse", &["anchor", "relative-link", "slug", "user-title"]),
    ("zendesk", &["anchor", "file-address"]),
    ("khoros", &["anchor", "rank", "spoiler-label"]),
    ("freshdesk", &["anchor", "file-address", "relative-link"]),
    ("intercom", &["anchor", "file-address"]),
    ("slack", &["card-fallback", "file-preview", "login", "mailto"]),
    ("discord", &["file-address", "login", "mentioned", "role", "topic"]),
    ("telegram", &["file-address", "forwarded-from", "signature"]),
    (
        "mbox",
        &[
            "abbreviation",
            "anchor",
            "card",
            "link-title",
            "relative-link",
            "signature",
            "video",
            "video-title",
            "wrote",
        ],
    ),
    ("github", &["author", "picture-title"]),
    ("reddit", &["picture-title"]),
    ("stackexchange", &["anchor"]),
    ("x", &["alt", "card", "picture", "shown-link"]),
    ("facebook", &["card", "card-text", "page-name", "parent", "picture", "story", "tag"]),
    ("youtube", &["channel", "handle", "html", "tag", "time"]),
];

#[test]
fn what_is_said_at_a_place_reaches_a_page_where_nobody_is_taken_out() {
    let mut told = String::new();
    for source in &SOURCES {
        let places = std::cell::RefCell::new(BTreeSet::new());
        let token = |place: &str| format!("qz{}qz", place.replace('-', "x"));
        let cells: Vec<Cell<'_>> =
            (1..=6).map(|n| Cell { n, is_marked: false, say: &token, places: &places }).collect();
        let built = built(source, (source.2)(&cells), "people: []\n");
        built.report();
        let text: String = read(&built).into_values().collect();
        let is_unshown = |place: &&String| !text.contains(&token(place));
        let places = places.into_inner();
        let unshown: Vec<&str> = places.iter().filter(is_unshown).map(String::as_str).collect();
        let known = UNSHOWN.iter().find(|(kind, _)| *kind == source.0).map_or(&[][..], |(_, p)| p);
        if unshown != known {
            writeln!(told, "(\"{}\", &{unshown:?}), // of {}", source.0, places.len())
                .expect("a string takes all");
        }
    }
    assert!(told.is_empty(), "\n{told}");
}
