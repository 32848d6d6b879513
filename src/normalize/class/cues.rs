//! Phrases that tell what a clause does, in ten languages, found in one pass.
//!
//! The tables are text files, one a language: see `cues/en.txt` for their form. All of them
//! are searched at once, whatever the language of a thread: people mix languages, and a
//! phrase of several words rarely means something else in another one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;

/// What a phrase tells of the clause in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// It works now.
    Solved,
    /// Thanks.
    Thanks,
    /// Something takes it back: still, but, unfortunately.
    Doubt,
    /// It will be tried, or answered, some other time.
    Later,
    /// Somebody looks into it.
    Holding,
    /// The talk goes on elsewhere.
    Elsewhere,
    /// Something is wanted of the asker.
    Wants,
    /// It says what to do, or how things are.
    Advice,
    /// It says what to do in the form of a question or a wish: "have you tried".
    Suggests,
    /// It asks for help.
    Question,
    /// Something does not work.
    Problem,
    /// News.
    News,
    /// Work of a team.
    Task,
    /// A cheer, an excuse, a yes.
    Cheer,
    /// A greeting.
    Greeting,
    /// Somebody's own case.
    Personal,
    /// It goes on from what was said before.
    GoesOn,
    /// The writer does not know.
    Hedge,
    /// Somebody has the same problem.
    Same,
    /// Somebody found the solution.
    Found,
}

impl Cue {
    /// All kinds, in their order.
    pub const ALL: [Cue; 20] = [
        Cue::Solved,
        Cue::Thanks,
        Cue::Doubt,
        Cue::Later,
        Cue::Holding,
        Cue::Elsewhere,
        Cue::Wants,
        Cue::Advice,
        Cue::Suggests,
        Cue::Question,
        Cue::Problem,
        Cue::News,
        Cue::Task,
        Cue::Cheer,
        Cue::Greeting,
        Cue::Personal,
        Cue::GoesOn,
        Cue::Hedge,
        Cue::Same,
        Cue::Found,
    ];

    /// Returns the name used in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Cue::Solved => "solved",
            Cue::Thanks => "thanks",
            Cue::Doubt => "doubt",
            Cue::Later => "later",
            Cue::Holding => "holding",
            Cue::Elsewhere => "elsewhere",
            Cue::Wants => "wants",
            Cue::Advice => "advice",
            Cue::Suggests => "suggests",
            Cue::Question => "question",
            Cue::Problem => "problem",
            Cue::News => "news",
            Cue::Task => "task",
            Cue::Cheer => "cheer",
            Cue::Greeting => "greeting",
            Cue::Personal => "personal",
            Cue::GoesOn => "goes-on",
            Cue::Hedge => "hedge",
            Cue::Same => "same",
            Cue::Found => "found",
        }
    }

    fn by_name(name: &str) -> Option<Cue> {
        Cue::ALL.into_iter().find(|cue| cue.name() == name)
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it tells.
    pub cue: Cue,
    /// Where it stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where it has to stand in its clause.
    pub place: Place,
}

/// Where in a clause a phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// At its beginning.
    Start,
    /// Where it is all that the clause says.
    Whole,
}

/// Finds all phrases in a folded text; see [`super::words::fold`].
pub fn find(text: &str) -> Vec<Hit> {
    let bytes = text.as_bytes();
    let is_letter = |at: Option<&u8>| at.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let mut hits: Vec<Hit> = TABLES
        .search
        .find_overlapping_iter(text)
        .filter_map(|found| {
            let phrase = TABLES.phrases[found.pattern().as_usize()];
            let (start, end) = (found.start(), found.end());
            // A phrase that begins or ends with a sign is its own boundary.
            let opens = !is_letter(bytes.get(start)) || !is_letter(bytes[..start].last());
            let closes =
                phrase.goes_on || !is_letter(bytes[..end].last()) || !is_letter(bytes.get(end));
            (opens && closes).then_some(Hit { cue: phrase.cue, start, end, place: phrase.place })
        })
        .collect();
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.cue));
    hits
}

#[derive(Clone, Copy)]
struct Phrase {
    cue: Cue,
    place: Place,
    /// Its last word may go on.
    goes_on: bool,
}

struct Tables {
    search: AhoCorasick,
    phrases: Vec<Phrase>,
}

/// The tables by language.
pub(super) const FILES: [(&str, &str); 10] = [
    ("en", include_str!("cues/en.txt")),
    ("uk", include_str!("cues/uk.txt")),
    ("ru", include_str!("cues/ru.txt")),
    ("sl", include_str!("cues/sl.txt")),
    ("de", include_str!("cues/de.txt")),
    ("es", include_str!("cues/es.txt")),
    ("fr", include_str!("cues/fr.txt")),
    ("pt", include_str!("cues/pt.txt")),
    ("pl", include_str!("cues/pl.txt")),
    ("it", include_str!("cues/it.txt")),
];

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    let mut texts = Vec::new();
    for (_, file) in FILES {
        for (phrase, text) in entries(file) {
            phrases.push(phrase);
            texts.push(text);
        }
    }
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(texts)
        .expect("the tables are small");
    Tables { search, phrases }
});

fn entries(file: &'static str) -> impl Iterator<Item = (Phrase, &'static str)> {
    let mut cue = Cue::Solved;
    file.lines().filter_map(move |line| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            cue = Cue::by_name(name).expect("a test reads the tables");
            return None;
        }
        let (place, text) = match (line.strip_prefix('^'), line.strip_prefix('=')) {
            (Some(text), _) => (Place::Start, text),
            (None, Some(text)) => (Place::Whole, text),
            (None, None) => (Place::Anywhere, line),
        };
        let (goes_on, text) = match text.strip_suffix('*') {
            Some(text) => (true, text),
            None => (false, text),
        };
        Some((Phrase { cue, place, goes_on }, text))
    })
}
