//! Titles that name no more than a subject: "Rotation center", "CMake help".
//!
//! Such a title tells a stranger nothing of what was asked. The sentence of the opening that asks
//! goes behind it, or stands alone where it has all words of the title.

use rustc_hash::FxHashSet;

use super::cues;
use super::cues::Cue;
use super::cut;
use super::marks::without_marks;
use super::pick::{Failure, Reading};
use super::token::tokens;
use super::worth::{content, opens_question};

/// The most telling words of a subject.
const SUBJECT_WORDS: usize = 3;

/// The same of one that ends in a question mark: "Shadows?"
const ASKED_WORDS: usize = 2;

/// The room that a sentence behind a subject needs, in characters.
const ROOM: usize = 40;

/// How many telling words a sentence must bring that the subject has not.
const NEW_WORDS: usize = 1;

/// What a sentence must be worth to stand behind a subject.
const LEAST_WORTH: f32 = 5.0;

/// Tells a title that names a subject, asks nothing and tells of no problem.
pub(super) fn is_subject(title: &str) -> bool {
    let found = tokens(title);
    let n_content = content(&found).len();
    if n_content == 0 || n_content > SUBJECT_WORDS || opens_question(&found) {
        return false;
    }
    // "Dimming: how do I …" has its question.
    if let Some((_, later)) = title.split_once([':', '?'])
        && opens_question(&tokens(later))
    {
        return false;
    }
    let is_asked = title.ends_with(['?', '？', '؟']);
    let is_said = (0..found.len()).any(|at| {
        cues::longest(Cue::Problem, &found[at..]) > 0 && !KINDS.contains(&&*found[at].word)
    });
    !is_said && (!is_asked || n_content <= ASKED_WORDS)
}

/// What stands in texts that ask, or show an error.
const SIGNS: [&str; 16] = [
    "?",
    "？",
    "؟",
    "rror",
    "```",
    "<pre",
    "wonder",
    "to know",
    "if there",
    "how to",
    "curious",
    "цікав",
    "интерес",
    "зрозуміти",
    "понять",
    "zanima",
];

/// Tells whether a text in any markup may ask, or hold the message of a program: a first look,
/// which costs little.
pub(super) fn may_say(text: &str) -> bool {
    let has = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    SIGNS.into_iter().any(has)
}

/// Words that say of what kind a thread is and nothing of what is wrong.
const KINDS: [&str; 40] = [
    "problem",
    "problems",
    "issue",
    "issues",
    "error",
    "errors",
    "bug",
    "bugs",
    "trouble",
    "warning",
    "exception",
    "проблема",
    "проблемы",
    "проблеми",
    "ошибка",
    "ошибки",
    "помилка",
    "помилки",
    "баг",
    "težava",
    "težave",
    "težavo",
    "napaka",
    "napake",
    "napako",
    "problemi",
    "fehler",
    "probleme",
    "erreur",
    "erreurs",
    "problème",
    "problèmes",
    "error",
    "errores",
    "problema",
    "problemas",
    "erro",
    "erros",
    "błąd",
    "errore",
];

/// Returns what a subject becomes with the question, or with the message of a program.
pub(super) fn completed(title: &str, readings: &[Reading<'_>]) -> Option<String> {
    let says = |reading: &&Reading<'_>| reading.asks || reading.failure == Failure::Said;
    let says = readings.iter().filter(says).filter(|reading| reading.worth >= LEAST_WORTH);
    let best = says.reduce(|best, other| if other.worth > best.worth { other } else { best })?;
    let words = cut::titled(&best.words);
    let (title_words, said_words) = (tokens(title), tokens(&words));
    let (subject, said) = (content(&title_words), content(&said_words));
    let has = |words: &FxHashSet<String>, word: &str| words.iter().any(|own| is_same(word, own));
    let n_said = subject.iter().filter(|word| has(&said, word)).count();
    let n_new = said.iter().filter(|word| !has(&subject, word)).count();
    if n_new < NEW_WORDS {
        return None;
    }
    if n_said == subject.len() {
        return Some(words);
    }
    let room =
        cut::MAX_LENGTH.checked_sub(title.chars().count() + 2).filter(|&room| room >= ROOM)?;
    let said = cut::within(&best.words, room);
    let title = title.trim_end_matches([':', '.', ' ', '!']);
    let sign = if title.ends_with('?') { "" } else { ":" };
    let whole = format!("{title}{sign} {said}");
    Some(without_marks(&whole).unwrap_or(whole))
}

/// Tells words that differ in their ends alone.
fn is_same(word: &str, other: &str) -> bool {
    let n_same = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let len = word.chars().count();
    n_same == len || n_same >= 4 && n_same + 3 >= len
}
