//! How much a sentence says of what its thread is about.

use rustc_hash::FxHashSet;

use super::cues;
use super::cues::Cue;
use super::cut::MAX_LENGTH;
use super::token::Token;

/// More words that tell something make a sentence no better.
const ENOUGH_WORDS: usize = 5;

const WORTH_OF_QUESTION: f32 = 4.0;
pub(super) const WORTH_OF_PROBLEM: f32 = 1.0;
const WORTH_OF_WISH: f32 = 0.5;
const COST_OF_CODE: f32 = 3.0;
const COST_OF_LENGTH: f32 = 2.0;
const COST_OF_POINTING: f32 = 3.5;
pub(super) const COST_OF_EMPTINESS: f32 = 8.0;

/// What is known of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// It ends in a question mark.
    pub is_asked: bool,
    /// It was to be told: "do you know if".
    pub is_told: bool,
    /// It tells of a problem.
    pub tells_problem: bool,
    /// It tells what somebody wants to do.
    pub tells_wish: bool,
}

/// Weighs a sentence without its lead, as if it were the first.
pub(super) fn worth(inner: &[Token<'_>], signs: Signs, words: &str) -> f32 {
    let Signs { is_asked, is_told, tells_problem, tells_wish } = signs;
    let len = words.len();
    let n_content = n_content(inner);
    let mut worth = n_content.min(ENOUGH_WORDS) as f32;
    let opens = opens_question(inner);
    worth += match (is_asked, opens || is_told) {
        (true, true) => WORTH_OF_QUESTION,
        (true, false) if is_english(inner) => WORTH_OF_QUESTION - 2.0,
        // In most languages a question may start as any sentence does.
        (true, false) => WORTH_OF_QUESTION - 0.5,
        (false, true) if inner.len() > 3 && (is_told || opens_without_mark(inner)) => {
            WORTH_OF_QUESTION - 1.0
        }
        (false, _) => 0.0,
    };
    // "Is this a bug?" tells of none.
    let points_back = points_back(inner);
    if !points_back && tells_problem {
        worth += WORTH_OF_PROBLEM;
    }
    if tells_wish {
        worth += WORTH_OF_WISH;
    }
    worth -= excess(words);
    if points_back {
        worth -= COST_OF_POINTING;
    }
    if is_code(words) {
        worth -= COST_OF_CODE;
    }
    if n_content < 2 && len < 24 {
        worth -= COST_OF_EMPTINESS;
    }
    worth
}

/// What a sentence costs that is too long for a title.
pub(super) fn excess(words: &str) -> f32 {
    COST_OF_LENGTH * (words.len().saturating_sub(MAX_LENGTH) as f32 / 90.0).min(1.5)
}

/// Tells of a problem.
pub(super) fn tells_problem(inner: &[Token<'_>]) -> bool {
    (0..inner.len()).any(|at| cues::longest(Cue::Problem, &inner[at..]) > 0)
}

/// Tells how questions start: by a word that asks, or by "does it", not by "doesn't work".
pub(super) fn opens_question(inner: &[Token<'_>]) -> bool {
    match inner {
        [first, second, ..] if is_auxiliary(&first.word) && first.word.ends_with("n't") => {
            SUBJECTS.contains(&&*second.word)
        }
        _ => cues::longest(Cue::Ask, inner) > 0,
    }
}

/// Tells what somebody wants to do.
pub(super) fn tells_wish(inner: &[Token<'_>]) -> bool {
    (0..inner.len()).any(|at| cues::longest(Cue::Want, &inner[at..]) > 0)
}

/// Tells questions from "When I open it, …" and "Can compile it", which have no `?` either.
fn opens_without_mark(inner: &[Token<'_>]) -> bool {
    let [first, second, ..] = inner else { return false };
    if WHEN.contains(&&*first.word) {
        return false;
    }
    !is_auxiliary(&first.word) || SUBJECTS.contains(&&*second.word)
}

/// Tells "Does anyone have a spare lid.", which asks without its mark.
pub(super) fn is_inverted(inner: &[Token<'_>]) -> bool {
    let [first, second, _, ..] = inner else { return false };
    // "Do the rest" and "Have a look" ask nothing.
    let is_verb = !matches!(&*first.word, "do" | "don't" | "have") && is_auxiliary(&first.word);
    is_verb && SUBJECTS.contains(&&*second.word)
}

/// Words that ask, and start a clause that tells when, where or who.
const WHEN: [&str; 26] = [
    "when",
    "where",
    "which",
    "who",
    "whose",
    "когда",
    "где",
    "куда",
    "который",
    "кто",
    "коли",
    "де",
    "куди",
    "хто",
    "kdaj",
    "kje",
    "kdo",
    "wann",
    "wo",
    "cuando",
    "quand",
    "où",
    "quando",
    "onde",
    "kiedy",
    "gdzie",
];

/// Tells English by the words that no other language here has.
pub(super) fn is_english(inner: &[Token<'_>]) -> bool {
    const ENGLISH: [&str; 14] = [
        "the", "i", "it", "you", "my", "is", "are", "and", "that", "this", "there", "of", "with",
        "not",
    ];
    inner.iter().any(|token| ENGLISH.contains(&&*token.word))
}

fn is_auxiliary(word: &str) -> bool {
    let word = word.strip_suffix("n't").unwrap_or(word);
    cues::AUXILIARIES.contains(&word)
        || matches!(word, "do" | "does" | "did" | "have" | "am" | "ca" | "wo")
}

/// What follows the verb of an English question.
const SUBJECTS: [&str; 24] = [
    "i", "you", "we", "they", "it", "he", "she", "there", "this", "that", "these", "those", "the",
    "my", "your", "our", "a", "an", "any", "anyone", "anybody", "someone", "somebody", "everyone",
];

/// Tells sentences that lean on the one before: "It does not work", "Is this a bug?"
pub(super) fn points_back(inner: &[Token<'_>]) -> bool {
    let points = |token: &Token<'_>| {
        matches!(&*token.word, "it" | "this" | "that" | "they" | "these" | "those" | "he" | "she")
    };
    let alone = |at: usize| {
        // "this lamp" names what it is about.
        let next = inner.get(at + 1);
        next.is_none_or(|next| {
            let seems = matches!(&*next.word, "seems" | "seem" | "looks" | "appears");
            let leans = LEANING.contains(&&*next.word);
            !seems && (leans || cues::is(Cue::Small, next) || cues::is(Cue::Problem, next))
        })
    };
    match inner {
        [first, ..] if points(first) => alone(0),
        [first, second, ..] if points(second) && cues::is(Cue::Ask, first) => alone(1),
        [first, ..] => matches!(&*first.word, "then" | "or"),
        [] => false,
    }
}

/// What is said of "this" when it is alone: "Does this *mean* …", "Is it *likely* that …"
const LEANING: [&str; 22] = [
    "mean", "means", "work", "works", "happen", "happens", "matter", "matters", "likely",
    "expected", "normal", "correct", "supposed", "intended", "known", "common", "true", "safe",
    "allowed", "even", "just", "really",
];

/// Counts different words that tell something.
pub(super) fn n_content(inner: &[Token<'_>]) -> usize {
    content(inner).len()
}

/// So many characters of a word tell it from others.
const MAX_WORD: usize = 100;

/// Returns the words that tell something.
pub(super) fn content(inner: &[Token<'_>]) -> FxHashSet<String> {
    let mut seen = FxHashSet::default();
    for token in inner {
        // Where words are not set apart, letters count.
        let end = token.word.char_indices().nth(MAX_WORD).map_or(token.word.len(), |(at, _)| at);
        let start = &token.word[..end];
        let weight = start.chars().filter(|c| is_wide(*c)).count() / 2;
        if weight > 1 {
            seen.extend((0..weight).map(|at| format!("{at} {start}")));
        } else if !cues::is(Cue::Small, token) && token.word.chars().any(char::is_alphabetic) {
            seen.insert(token.word.to_string());
        }
    }
    seen
}

/// Tells letters of scripts that set no spaces between words.
fn is_wide(c: char) -> bool {
    let ranges = ['\u{e00}'..='\u{eff}', '\u{3040}'..='\u{30ff}', '\u{3400}'..='\u{9fff}'];
    ranges.iter().any(|range| range.contains(&c))
}

/// Tells a sentence that could stand below any question.
pub(super) fn is_empty(inner: &[Token<'_>]) -> bool {
    let n_empty = cues::longest(Cue::Empty, inner);
    // "Not sure where to ask this, but how …" asks.
    let asks = |at: usize| opens_question(inner.get(at..).unwrap_or_default());
    if n_empty >= 6 && !(n_empty..n_empty + 3).any(asks) {
        return true;
    }
    let n_more = usize::from(n_empty >= 3);
    n_empty > 0 && n_content(&inner[n_empty..]) <= n_more && inner.len() <= n_empty + 3
}

/// Tells code and logs from sentences, by the share of signs.
fn is_code(words: &str) -> bool {
    let is_sign =
        |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !",.?!'’\"-()".contains(*c);
    let n_signs = words.chars().filter(is_sign).count();
    n_signs > 5 && n_signs * 8 > words.chars().count()
}
