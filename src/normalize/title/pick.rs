//! Chooses the sentence that makes the title, and takes its words.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues;
use super::cut;
use super::cut::MAX_LENGTH;
use super::ends::{Lead, is_farewell, lead, tail, with_marks_after, with_marks_before};
use super::failure;
use super::names::Names;
use super::sentence::sentences;
use super::token::{Token, tokens};
use super::worth::{
    COST_OF_EMPTINESS, Signs, WORTH_OF_PROBLEM, content, excess, is_english, is_inverted,
    opens_question, points_back, tells_problem, tells_wish, worth,
};

/// How many sentences are looked at.
const SENTENCES: usize = 24;

/// A sentence as a title sees it.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    /// What is left without greeting, lead and thanks.
    pub words: Cow<'t, str>,
    /// How much it says of what the thread is about.
    pub worth: f32,
    /// It could stand below any question, or asks about the sentence before it.
    pub is_hollow: bool,
    /// It asks, or tells of a problem.
    pub tells: bool,
    /// It asks as questions do, and no "right?" at the end of a statement.
    pub asks: bool,
    /// What it has to do with the message of a program that failed.
    pub failure: Failure,
}

/// How a sentence stands to the message of a program that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    No,
    /// "I am getting the error below".
    Announced,
    /// It is the message.
    Said,
}

impl Reading<'_> {
    /// The message of a program that failed.
    pub(super) fn of_failure(message: String) -> Reading<'static> {
        let words = Cow::Owned(message);
        let worth = WORTH_OF_FAILURE;
        Reading { words, worth, is_hollow: false, tells: true, asks: false, failure: Failure::Said }
    }
}

/// Reads the sentences of a cleaned text, those that say nothing left out.
pub(super) fn readings<'t>(text: &'t str, names: &Names) -> Vec<Reading<'t>> {
    let mut readings: Vec<Reading<'t>> = Vec::new();
    let mut themes: Vec<FxHashSet<String>> = Vec::new();
    let mut lead: Option<usize> = None;
    let mut n_asked = 0;
    for sentence in sentences(text).take(SENTENCES) {
        let at = readings.len();
        let Some(mut reading) = read(sentence, at, names) else {
            // What follows a farewell is a signature.
            if at > 0 && is_farewell(sentence, names) {
                break;
            }
            continue;
        };
        // "The log says:" goes on with what it says.
        if let Some(before) = lead.take().and_then(|at| readings.get_mut(at)) {
            let together = format!("{}: {}", before.words, reading.words);
            match together.chars().count() <= MAX_LENGTH + 20 || !reading.tells {
                true => {
                    before.words = Cow::Owned(together);
                    before.worth = before.worth.max(reading.worth) + WORTH_OF_PROBLEM;
                    before.tells |= reading.tells;
                }
                false => reading.worth = reading.worth.max(before.worth) + WORTH_OF_PROBLEM,
            }
        }
        let announces = sentence.ends_with(':') && reading.worth > WORTH_OF_PROBLEM;
        lead = announces.then_some(at);
        // "Is this correct?" is about what stands before it.
        if reading.is_hollow
            && let Some(before) = readings.last_mut()
        {
            before.worth += WORTH_OF_PROBLEM;
        }
        // The first question is what was asked, the others come with it.
        if reading.tells && sentence.ends_with(['?', '？']) {
            reading.worth -= COST_OF_MORE * n_asked.min(2) as f32;
            n_asked += 1;
        }
        themes.push(content(&tokens(&reading.words)));
        readings.push(reading);
    }
    let mut n_sentences: FxHashMap<&str, usize> = FxHashMap::default();
    for word in themes.iter().flatten() {
        *n_sentences.entry(word).or_default() += 1;
    }
    for (reading, words) in readings.iter_mut().zip(&themes) {
        let again = words.iter().filter(|word| n_sentences[word.as_str()] > 1).count();
        reading.worth += WORTH_OF_THEME * again.min(4) as f32;
    }
    readings
}

/// Puts the message of a program before the sentence that announces it.
pub(super) fn with_failure(readings: &mut [Reading<'_>]) {
    let announced = readings.iter().filter(|reading| reading.failure == Failure::Announced);
    let worth = announced.map(|reading| reading.worth).max_by(f32::total_cmp);
    let said = readings.iter_mut().find(|reading| reading.failure == Failure::Said);
    if let (Some(worth), Some(said)) = (worth, said) {
        said.worth = said.worth.max(worth + WORTH_OF_PROBLEM);
    }
}

/// Returns the reading that says most, the first of equals.
pub(super) fn best<'r, 't>(readings: &'r [Reading<'t>]) -> Option<&'r Reading<'t>> {
    let mut best: Option<&Reading<'_>> = None;
    for reading in readings {
        if best.is_none_or(|best| reading.worth > best.worth) {
            best = Some(reading);
        }
    }
    best
}

const WORTH_OF_THEME: f32 = 0.7;
/// A message of a program is a title where the sentences around it say little.
const WORTH_OF_FAILURE: f32 = 5.0;
const COST_OF_PLACE: f32 = 0.8;
/// How much less a question loses by its place.
const ASKED_LATER: f32 = 0.5;
const FAR: usize = 6;
/// What each question before it costs a question.
const COST_OF_MORE: f32 = 1.0;

/// Reads one sentence; `None` for one without a word.
pub(super) fn read<'t>(sentence: &'t str, at: usize, names: &Names) -> Option<Reading<'t>> {
    let whole = read_whole(sentence, at, names)?;
    if whole.words.chars().count() <= MAX_LENGTH {
        return Some(whole);
    }
    // Of a long sentence the question at its end, else what stands before its last clauses.
    let end = cut::asking_end(sentence, MAX_LENGTH).and_then(|end| read_whole(end, at, names));
    if let Some(end) = end.filter(|end| !end.is_hollow && end.worth >= whole.worth) {
        return Some(end);
    }
    let clause = cut::main_clause(&whole.words, MAX_LENGTH);
    let gain = clause.map(|clause| excess(&whole.words) - excess(clause)).unwrap_or_default();
    Some(Reading { worth: whole.worth + gain, ..whole })
}

fn read_whole<'t>(sentence: &'t str, at: usize, names: &Names) -> Option<Reading<'t>> {
    let all = tokens(sentence);
    // The initials of an agent, on their own.
    if all.len() == 1 && sentence.starts_with('^') {
        return None;
    }
    let Lead { first, is_told, is_empty } = lead(sentence, &all, names);
    let last = tail(sentence, &all, first);
    let inner = &all[first..last];
    let (start, end) = (inner.first()?.start, inner.last()?.end);
    let start = with_marks_before(sentence, start, first == 0);
    let end = with_marks_after(sentence, end);
    let end = end + if sentence[end..].starts_with(" %") { 2 } else { 0 };
    let is_asked = sentence.trim_end().ends_with(['?', '？', '؟']) || sentence.contains("?)");
    let words = &sentence[start..end];
    let words = match is_told {
        true => turned(words, inner, start),
        false => Cow::Borrowed(words),
    };
    let words = match (is_asked || is_inverted(inner)) && !words.ends_with(['?', '？', '؟']) {
        true => Cow::Owned(format!("{}?", words.trim_end_matches(['.', '!', ',', ' ']))),
        false => words,
    };
    let signs = Signs {
        is_asked,
        is_told,
        tells_problem: tells_problem(inner),
        tells_wish: tells_wish(inner),
    };
    let mut worth = worth(inner, signs, &words);
    worth -=
        COST_OF_PLACE * at.min(FAR) as f32 * if is_asked || is_told { ASKED_LATER } else { 1.0 };
    if is_empty {
        worth -= COST_OF_EMPTINESS;
    }
    let is_hollow = is_empty || is_asked && points_back(inner);
    let tells = !is_hollow && (is_asked || is_told || signs.tells_problem || signs.tells_wish);
    let asks = !is_hollow && (is_told || is_asked && (opens_question(inner) || !is_english(inner)));
    let failure = match () {
        () if failure::is_failure(&words) => Failure::Said,
        () if failure::announces(inner) => Failure::Announced,
        () => Failure::No,
    };
    let tells = tells || failure == Failure::Said;
    Some(Reading { words, worth, is_hollow, tells, asks, failure })
}

/// Makes an indirect question a direct one with the same words: "if it is possible".
fn turned<'t>(words: &'t str, inner: &[Token<'_>], start: usize) -> Cow<'t, str> {
    let [whether, subject, auxiliary, ..] = inner else { return Cow::Borrowed(words) };
    if !cues::WHETHER.contains(&&*whether.word) {
        return Cow::Borrowed(words);
    }
    let rest = words[whether.end - start..].trim_start();
    let turns = cues::SUBJECTS.contains(&&*subject.word)
        && cues::AUXILIARIES.contains(&&*auxiliary.word)
        && auxiliary.end > subject.start;
    if !turns || auxiliary.end < start {
        return Cow::Borrowed(rest);
    }
    let later = &words[auxiliary.end - start..];
    let subject = if subject.word == "i" { "I" } else { &*subject.word };
    let later = later.trim_end_matches('?');
    Cow::Owned(format!("{} {subject}{later}?", auxiliary.word))
}
