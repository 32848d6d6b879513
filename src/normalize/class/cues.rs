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

/// Finds all phrases in a folded text; see [`super::fold`].
pub(super) fn find(text: &str) -> Vec<Hit> {
    let bytes = text.as_bytes();
    let tables = &*TABLES;
    let mut hits = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_run(bytes, at);
        if end > at {
            tables.at_word(bytes, at, end, &mut hits);
        } else if matches!(bytes[at], b'+' | b':' | b'%' | b'=' | b'#') {
            verify(bytes, at, &tables.signs, &mut hits);
        }
        at = end.max(at + 1);
    }
    hits.sort_by_key(|hit: &Hit| (hit.start, std::cmp::Reverse(hit.end), hit.cue));
    hits
}

/// The end of the letters, digits and apostrophes from here on. Whatever is no ASCII counts
/// as a letter: [`super::fold`] leaves few other signs.
fn end_of_run(bytes: &[u8], at: usize) -> usize {
    let ends = |byte: &u8| !(is_letter(Some(byte)) || *byte == b'\'');
    bytes[at..].iter().position(ends).map_or(bytes.len(), |length| at + length)
}

fn is_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
}

#[derive(Clone, Copy)]
struct Phrase {
    text: &'static str,
    cue: Cue,
    place: Place,
    /// Its last word may go on.
    goes_on: bool,
}

/// All phrases, by how they begin: looking a word up costs as much however many there are.
#[derive(Default)]
struct Tables {
    words: FxHashMap<&'static [u8], Word>,
    /// By their first word, a space, and two bytes of the second.
    pairs: FxHashMap<&'static [u8], Vec<Phrase>>,
    /// By their first three bytes: beginnings of one word.
    stems: FxHashMap<[u8; STEM], Vec<Phrase>>,
    /// Those that begin with a sign.
    signs: Vec<Phrase>,
}

/// What begins with a word.
#[derive(Default)]
struct Word {
    /// Phrases of one word, and those with a sign behind it.
    phrases: Vec<Phrase>,
    /// There are phrases of more words.
    has_pairs: bool,
}

impl Tables {
    fn add(&mut self, phrase: Phrase) {
        let text = phrase.text.as_bytes();
        let end = end_of_run(text, 0);
        match text.get(end) {
            _ if end == 0 => self.signs.push(phrase),
            None if phrase.goes_on => self.stems.entry(stem(text)).or_default().push(phrase),
            Some(b' ') if text.len() >= end + PAIR => {
                self.words.entry(&text[..end]).or_default().has_pairs = true;
                self.pairs.entry(&text[..end + PAIR]).or_default().push(phrase);
            }
            None | Some(_) => {
                self.words.entry(&text[..end]).or_default().phrases.push(phrase);
            }
        }
    }

    /// Finds what begins with the word between two places.
    fn at_word(&self, text: &[u8], start: usize, end: usize, hits: &mut Vec<Hit>) {
        let word = self.words.get(&text[start..end]);
        if let Some(word) = word {
            verify(text, start, &word.phrases, hits);
        }
        // "that's" holds "that", too.
        let apostrophe = text[start..end].iter().position(|byte| *byte == b'\'');
        if let Some(stop) = apostrophe.filter(|at| *at > 0)
            && let Some(word) = self.words.get(&text[start..start + stop])
        {
            verify(text, start, &word.phrases, hits);
        }
        if let Some(start_of_word) = text.get(start..start + STEM)
            && let Some(phrases) = self.stems.get(&stem(start_of_word))
        {
            verify(text, start, phrases, hits);
        }
        if word.is_some_and(|word| word.has_pairs)
            && text.get(end) == Some(&b' ')
            && let Some(pair) = text.get(start..end + PAIR)
            && let Some(phrases) = self.pairs.get(pair)
        {
            verify(text, start, phrases, hits);
        }
    }
}

/// The first bytes of a beginning, which has as many.
fn stem(text: &[u8]) -> [u8; STEM] {
    [text[0], text[1], text[2]]
}

/// Finds which phrases stand at a place.
fn verify(text: &[u8], start: usize, phrases: &[Phrase], hits: &mut Vec<Hit>) {
    for phrase in phrases {
        let end = start + phrase.text.len();
        // Most differ in their last letter: it is cheaper to look at than all of them.
        if text.get(end - 1) != phrase.text.as_bytes().last() {
            continue;
        }
        // A phrase that ends with a sign is its own boundary.
        let closes =
            || phrase.goes_on || !is_letter(text[..end].last()) || !is_letter(text.get(end));
        if text[start..].starts_with(phrase.text.as_bytes()) && closes() {
            hits.push(Hit { cue: phrase.cue, start, end, place: phrase.place });
        }
    }
}

/// So many bytes of a beginning are looked up, and of a second word with the space.
const STEM: usize = 3;
const PAIR: usize = 3;

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
            (Some(text), _) => (Place::Start, text),
            (None, Some(text)) => (Place::Whole, text),
            (None, None) => (Place::Anywhere, line),
        };
        let (goes_on, text) = match text.strip_suffix('*') {
            Some(text) => (true, text),
            None => (false, text),
        };
        Some(Phrase { text, cue, place, goes_on })
    })
}
