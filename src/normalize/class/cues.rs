//! Phrases that tell what a clause does, in ten languages, found in one pass.
//!
//! The tables are text files, one a language: see `cues/en.txt` for their form. All of them
//! are searched at once, whatever the language of a thread: people mix languages, and a
//! phrase of several words rarely means something else in another one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
pub struct CueMatch {
    /// What it tells.
    pub cue: Cue,
    /// Where it stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where it has to stand in its clause.
    pub place: CuePosition,
}

/// Where in a clause a phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePosition {
    /// Anywhere.
    Anywhere,
    /// At its beginning.
    Start,
    /// Where it is all that the clause says.
    Whole,
}

/// Finds all phrases in a folded text; see [`super::fold`].
pub(super) fn find(text: &str) -> Vec<CueMatch> {
    let bytes = text.as_bytes();
    let tables = &*TABLES;
    let mut hits = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_run(bytes, at);
        if end > at {
            tables.at_word(bytes, at, end, &mut hits);
        } else if matches!(bytes[at], b'+' | b':' | b'%' | b'=' | b'#') {
            hits.extend(tables.signs.iter().filter_map(|phrase| phrase.at(bytes, at)));
        }
        at = end.max(at + 1);
    }
    hits.sort_by_key(|hit: &CueMatch| (hit.start, std::cmp::Reverse(hit.end), hit.cue));
    hits
}

/// The end of the letters, digits and apostrophes from here on. Whatever is no ASCII counts
/// as a letter: [`super::fold`] leaves few other signs.
fn end_of_run(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| IN_RUN[usize::from(**byte)]).count()
}

const IN_RUN: [bool; 256] = {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        byte += 1;
    }
    table
};

fn is_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
}

#[derive(Clone, Copy)]
struct Phrase {
    text: &'static str,
    cue: Cue,
    place: CuePosition,
    /// Its last word may go on.
    goes_on: bool,
}

/// All phrases, by how they begin: looking a word up costs as much however many there are.
#[derive(Default)]
struct Tables {
    /// By their first word: phrases of one word, and those with a sign behind it.
    words: Table,
    /// By their first word, a space, and two bytes of the second.
    pairs: Table,
    /// By their first three bytes: beginnings of one word.
    stems: Table,
    /// Those that begin with a sign.
    signs: Vec<Phrase>,
}

impl Tables {
    fn add(&mut self, phrase: Phrase) {
        let text = phrase.text.as_bytes();
        let end = end_of_run(text, 0);
        match text.get(end) {
            _ if end == 0 => self.signs.push(phrase),
            None if phrase.goes_on => self.stems.add(&text[..STEM], phrase),
            Some(b' ') if text.len() >= end + PAIR => self.pairs.add(&text[..end + PAIR], phrase),
            None | Some(_) => self.words.add(&text[..end], phrase),
        }
    }

    /// Finds what begins with the word between two places.
    fn at_word(&self, text: &[u8], start: usize, end: usize, hits: &mut Vec<CueMatch>) {
        let mut look = |table: &Table, end: usize| match text.get(start..end) {
            Some(key) if table.may_have(key) => table.find(key, text, start, hits),
            Some(_) | None => {}
        };
        look(&self.words, end);
        // "that's" holds "that", too.
        match text[start..end].iter().position(|byte| *byte == b'\'') {
            None | Some(0) => {}
            Some(length) => look(&self.words, start + length),
        }
        look(&self.stems, start + STEM);
        if text.get(end) == Some(&b' ') {
            look(&self.pairs, end + PAIR);
        }
    }
}

/// So many bytes of a beginning are looked up, and of a second word with the space.
const STEM: usize = 3;
const PAIR: usize = 3;

/// Phrases by their first bytes. Most words begin none: some of their bytes tell that of nearly
/// all of them without a look at the map.
struct Table {
    phrases: FxHashMap<&'static [u8], Vec<Phrase>>,
    /// One bit for each fingerprint, set where a phrase begins so.
    known: Vec<u64>,
}

impl Default for Table {
    fn default() -> Table {
        Table { phrases: FxHashMap::default(), known: vec![0; N_FINGERPRINTS / 64] }
    }
}

impl Table {
    fn add(&mut self, start: &'static [u8], phrase: Phrase) {
        let fingerprint = fingerprint(start);
        self.known[fingerprint / 64] |= 1 << (fingerprint % 64);
        self.phrases.entry(start).or_default().push(phrase);
    }

    /// Tells whether phrases may begin so: of others few.
    fn may_have(&self, start: &[u8]) -> bool {
        let fingerprint = fingerprint(start);
        self.known[fingerprint / 64] & 1 << (fingerprint % 64) != 0
    }

    /// Finds the phrases that begin so at a place of a text.
    fn find(&self, start: &[u8], text: &[u8], at: usize, hits: &mut Vec<CueMatch>) {
        if let Some(phrases) = self.phrases.get(start) {
            hits.extend(phrases.iter().filter_map(|phrase| phrase.at(text, at)));
        }
    }
}

/// How many fingerprints there are: some ten times as many as beginnings of phrases.
const N_FINGERPRINTS: usize = 1 << 17;

/// Returns a small number for a beginning, from its length and four of its bytes.
fn fingerprint(start: &[u8]) -> usize {
    let n = start.len();
    if n < 2 {
        return start.first().map_or(0, |byte| usize::from(*byte));
    }
    let bytes = u32::from_le_bytes([start[0], start[n / 2], start[n - 2], start[n - 1]]);
    let all = u64::from(bytes) | (n as u64) << 32;
    (all.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % N_FINGERPRINTS
}

impl Phrase {
    /// Tells whether the phrase stands at a place.
    fn at(&self, text: &[u8], start: usize) -> Option<CueMatch> {
        let phrase = self.text.as_bytes();
        let end = start + phrase.len();
        // Most differ in their last letter: it is cheaper to look at than all of them.
        if text.get(end - 1) != phrase.last() || !text[start..].starts_with(phrase) {
            return None;
        }
        // A phrase that ends with a sign is its own boundary.
        let closes = self.goes_on || !is_letter(phrase.last()) || !is_letter(text.get(end));
        closes.then_some(CueMatch { cue: self.cue, start, end, place: self.place })
    }
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
    let mut tables = Tables::default();
    FILES.iter().flat_map(|(_, file)| entries(file)).for_each(|phrase| tables.add(phrase));
    tables
});

fn entries(file: &'static str) -> impl Iterator<Item = Phrase> {
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
            (Some(text), _) => (CuePosition::Start, text),
            (None, Some(text)) => (CuePosition::Whole, text),
            (None, None) => (CuePosition::Anywhere, line),
        };
        let (goes_on, text) = match text.strip_suffix('*') {
            Some(text) => (true, text),
            None => (false, text),
        };
        Some(Phrase { text, cue, place, goes_on })
    })
}
