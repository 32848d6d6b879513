//! Chooses the sentence that makes the title, and takes its words.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cues;
use super::cues::Cue;
use super::cut::LONGEST;
use super::names::Names;
use super::sentence::sentences;
use super::token::{Token, tokens};

/// How many sentences are looked at.
const SENTENCES: usize = 24;

/// More words that tell something make a sentence no better.
const ENOUGH_WORDS: usize = 5;

/// A sentence as a title sees it.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    /// What is left without greeting, lead and thanks.
    pub words: Cow<'t, str>,
    /// How much it says of what the thread is about.
    pub worth: f32,
    /// It could stand below any question, or asks about the sentence before it.
    pub is_hollow: bool,
}

/// Reads the sentences of a cleaned text, those that say nothing left out.
pub(super) fn readings<'t>(text: &'t str, names: &Names) -> Vec<Reading<'t>> {
    let mut readings: Vec<Reading<'t>> = Vec::new();
    let mut themes: Vec<HashSet<String>> = Vec::new();
    let mut lead: Option<usize> = None;
    for sentence in sentences(text).take(SENTENCES) {
        let at = readings.len();
        let Some(reading) = read(sentence, at, names) else {
            // What follows a farewell is a signature.
            if at > 0 && is_farewell(sentence, names) {
                break;
            }
            continue;
        };
        // "The log says:" goes on with what it says.
        if let Some(before) = lead.take().and_then(|at| readings.get_mut(at)) {
            before.words = Cow::Owned(format!("{}: {}", before.words, reading.words));
            before.worth = before.worth.max(reading.worth) + WORTH_OF_PROBLEM;
        }
        let announces = sentence.ends_with(':') && reading.worth > WORTH_OF_PROBLEM;
        lead = announces.then_some(at);
        // "Is this correct?" is about what stands before it.
        if reading.is_hollow
            && let Some(before) = readings.last_mut()
        {
            before.worth += WORTH_OF_PROBLEM;
        }
        themes.push(content(&tokens(&reading.words)));
        readings.push(reading);
    }
    let mut n_sentences: HashMap<&str, usize> = HashMap::new();
    for word in themes.iter().flatten() {
        *n_sentences.entry(word).or_default() += 1;
    }
    for (reading, words) in readings.iter_mut().zip(&themes) {
        let again = words.iter().filter(|word| n_sentences[word.as_str()] > 1).count();
        reading.worth += WORTH_OF_THEME * again.min(4) as f32;
    }
    readings
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

const WORTH_OF_QUESTION: f32 = 4.0;
const WORTH_OF_PROBLEM: f32 = 1.0;
const WORTH_OF_WISH: f32 = 0.5;
const WORTH_OF_THEME: f32 = 0.7;
const COST_OF_PLACE: f32 = 0.8;
/// How much less a question loses by its place.
const ASKED_LATER: f32 = 0.5;
const COST_OF_CODE: f32 = 3.0;
const FAR: usize = 6;
const COST_OF_LENGTH: f32 = 2.0;
const COST_OF_POINTING: f32 = 1.5;
const COST_OF_EMPTINESS: f32 = 8.0;

/// Reads one sentence; `None` for one without a word.
pub(super) fn read<'t>(sentence: &'t str, at: usize, names: &Names) -> Option<Reading<'t>> {
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
    let words = match is_asked && !words.ends_with(['?', '？', '؟']) {
        true => Cow::Owned(format!("{}?", words.trim_end_matches(['.', '!', ',', ' ']))),
        false => words,
    };
    let mut worth = worth(inner, is_asked, is_told, &words);
    worth -= COST_OF_PLACE * at.min(FAR) as f32 * if is_asked { ASKED_LATER } else { 1.0 };
    if is_empty {
        worth -= COST_OF_EMPTINESS;
    }
    let is_hollow = is_empty || is_asked && points_back(inner);
    Some(Reading { words, worth, is_hollow })
}

fn worth(inner: &[Token<'_>], is_asked: bool, is_told: bool, words: &str) -> f32 {
    let len = words.len();
    let n_content = n_content(inner);
    let mut worth = n_content.min(ENOUGH_WORDS) as f32;
    let opens = opens_question(inner);
    worth += match (is_asked, opens || is_told) {
        (true, true) => WORTH_OF_QUESTION,
        (true, false) => WORTH_OF_QUESTION - 2.0,
        (false, true) if opens && inner.len() > 3 => WORTH_OF_QUESTION - 1.0,
        (false, _) => 0.0,
    };
    if (0..inner.len()).any(|at| cues::longest(Cue::Problem, &inner[at..]) > 0) {
        worth += WORTH_OF_PROBLEM;
    }
    if (0..inner.len()).any(|at| cues::longest(Cue::Want, &inner[at..]) > 0) {
        worth += WORTH_OF_WISH;
    }
    if len > LONGEST {
        worth -= COST_OF_LENGTH * ((len - LONGEST) as f32 / 90.0).min(1.5);
    }
    if points_back(inner) {
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

/// Tells how questions start: by a word that asks, or by "does it", not by "doesn't work".
pub(super) fn opens_question(inner: &[Token<'_>]) -> bool {
    const SUBJECTS: [&str; 15] = [
        "i", "you", "we", "they", "it", "he", "she", "there", "this", "that", "these", "those",
        "the", "my", "anyone",
    ];
    let is_verb = |word: &str| {
        let word = word.strip_suffix("n't").unwrap_or(word);
        cues::AUXILIARIES.contains(&word)
            || matches!(word, "do" | "does" | "did" | "have" | "am" | "ca" | "wo")
    };
    match inner {
        [first, second, ..] if is_verb(&first.word) && first.word.ends_with("n't") => {
            SUBJECTS.contains(&&*second.word)
        }
        _ => cues::longest(Cue::Ask, inner) > 0,
    }
}

/// Tells sentences that lean on the one before: "It does not work", "Is this a bug?"
fn points_back(inner: &[Token<'_>]) -> bool {
    let points = |token: &Token<'_>| {
        matches!(&*token.word, "it" | "this" | "that" | "they" | "these" | "those" | "he" | "she")
    };
    let alone = |at: usize| {
        // "this lamp" names what it is about.
        let next = inner.get(at + 1);
        next.is_none_or(|next| {
            let seems = matches!(&*next.word, "seems" | "seem" | "looks" | "appears");
            !seems && (cues::is(Cue::Small, next) || cues::is(Cue::Problem, next))
        })
    };
    match inner {
        [first, ..] if points(first) => alone(0),
        [first, second, ..] if points(second) && cues::is(Cue::Ask, first) => alone(1),
        [first, ..] => matches!(&*first.word, "then" | "or"),
        [] => false,
    }
}

/// Counts different words that tell something.
fn n_content(inner: &[Token<'_>]) -> usize {
    content(inner).len()
}

fn content(inner: &[Token<'_>]) -> HashSet<String> {
    let mut seen = HashSet::new();
    for token in inner {
        // Where words are not set apart, letters count.
        let weight = token.word.chars().filter(|c| is_wide(*c)).count() / 2;
        if weight > 1 {
            seen.extend((0..weight).map(|at| format!("{at} {}", token.word)));
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

/// What stands before what is meant.
struct Lead {
    /// The first word that counts.
    first: usize,
    /// What follows was to be told: "do you know if".
    is_told: bool,
    /// The whole says nothing.
    is_empty: bool,
}

/// Finds the first word that is no greeting and leads up to nothing.
fn lead(sentence: &str, all: &[Token<'_>], names: &Names) -> Lead {
    let mut lead = Lead { first: 0, is_told: false, is_empty: false };
    // The number of an item.
    if let [number, _, ..] = all
        && number.end <= 2
        && number.word.chars().all(|c| c.is_ascii_digit())
        && sentence[number.end..].starts_with([')', '.'])
    {
        lead.first = 1;
    }
    while lead.first < all.len() {
        let rest = &all[lead.first..];
        lead.is_empty |= is_empty(rest);
        let n_greeting = cues::longest(Cue::Greeting, rest);
        let is_greeting = n_greeting > 0 && cues::longest(Cue::Small, rest) <= n_greeting;
        let n_filler = cues::longest(Cue::Filler, rest);
        // "Maybe a dumb question, but" leads up to the next line.
        lead.is_empty |= n_filler > 1 && rest.len() <= n_filler + 1;
        if is_greeting {
            let from = rest[n_greeting - 1].end;
            lead.first += n_greeting + greeted(sentence, &rest[n_greeting..], from, names);
        } else if n_filler > 0 && says_enough(&rest[n_filler..]) {
            lead.is_told |= n_filler > 1;
            lead.first += n_filler;
        } else if lead.first == 0 && is_called(sentence, rest) {
            lead.first += cues::longest(Cue::Greeted, rest);
        } else if is_thanked(sentence, rest) {
            lead.first += cues::longest(Cue::Thanks, rest);
        } else {
            break;
        }
    }
    lead
}

/// Tells code and logs from sentences, by the share of signs.
fn is_code(words: &str) -> bool {
    let is_sign =
        |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !",.?!'’\"-()".contains(*c);
    let n_signs = words.chars().filter(is_sign).count();
    n_signs > 5 && n_signs * 8 > words.chars().count()
}

fn says_enough(rest: &[Token<'_>]) -> bool {
    n_content(rest) >= 1 && rest.len() >= 2
}

/// "Guys, …"
fn is_called(sentence: &str, rest: &[Token<'_>]) -> bool {
    let n = cues::longest(Cue::Greeted, rest);
    n > 0 && sentence[rest[n - 1].end..].trim_start().starts_with([',', '!'])
}

/// "Thank you! …"
fn is_thanked(sentence: &str, rest: &[Token<'_>]) -> bool {
    let n = cues::longest(Cue::Thanks, rest);
    n > 0
        && n < rest.len()
        && sentence[rest[n - 1].end..].starts_with(['!', ',', '.', '-', ' '])
        && !sentence[rest[n - 1].end..].starts_with(char::is_whitespace)
}

/// Counts the words of who is greeted: "all", "dear Kafka experts,", "Olena,".
fn greeted(sentence: &str, rest: &[Token<'_>], from: usize, names: &Names) -> usize {
    let mut n = 0;
    while n < rest.len() {
        let here = if n == 0 { from } else { rest[n - 1].end };
        // Behind a comma or a stop the sentence itself starts.
        let gap = &sentence[here..rest[n].start];
        let more = cues::longest(Cue::Greeted, &rest[n..]);
        if more > 0 {
            n += more;
            continue;
        }
        if gap.contains([',', '.', '!', '\n', '-', '–', ':']) {
            break;
        }
        let name = names.at_start(&sentence[rest[n].start..]);
        if name > 0 {
            let end = rest[n].start + name;
            n += rest[n..].iter().take_while(|token| token.end <= end).count();
            continue;
        }
        break;
    }
    n + called(sentence, rest, if n == 0 { from } else { rest[n - 1].end }, n)
}

/// Counts capitalised words up to a comma: whoever is greeted by name.
fn called(sentence: &str, rest: &[Token<'_>], from: usize, n: usize) -> usize {
    let gap = |at: usize| {
        let here = if at == 0 { from } else { rest[at - 1].end };
        &sentence[here..rest.get(at).map_or(sentence.len(), |token| token.start)]
    };
    for more in 0..=3 {
        let at = n + more;
        let marks = gap(at);
        if marks.contains([',', '!', '\n', ':']) || at == rest.len() {
            return more;
        }
        let token = &rest[at];
        let is_name = sentence[token.start..].starts_with(char::is_uppercase);
        let is_group = cues::longest(Cue::Greeted, &rest[at..]) > 0;
        if !is_group && (!is_name || cues::is(Cue::Small, token)) {
            return 0;
        }
    }
    0
}

/// Finds the end of what is meant: thanks, farewells, and the initials of an agent go.
fn tail(sentence: &str, all: &[Token<'_>], first: usize) -> usize {
    let mut last = all.len();
    if let Some(token) = all.last().filter(|_| last > first + 1) {
        let before = sentence[..token.start].chars().next_back();
        let initials = &sentence[token.start..token.end];
        let is_signed = before.is_some_and(|c| matches!(c, '^' | '*'))
            && initials.len() <= 3
            && initials.chars().all(char::is_uppercase);
        last -= usize::from(is_signed);
    }
    while let Some(at) = (first + 1..last).rev().take(6).find(|&at| thanks(sentence, all, at, last))
    {
        last = at;
    }
    last
}

/// Tells whether thanks, or a farewell, stand between two words: "please", "Thanks, John".
fn thanks(sentence: &str, all: &[Token<'_>], at: usize, last: usize) -> bool {
    let n = cues::longest(Cue::Thanks, &all[at..last]);
    let gap = &sentence[all[at - 1].end..all[at].start];
    let is_apart = gap.chars().any(|c| !c.is_whitespace() && !"'\"-(".contains(c));
    if n == 0 || n == last - at {
        return n > 0 && (is_apart || n > 1 || all[at].word.chars().count() >= 5);
    }
    let is_name = |token: &Token<'_>| sentence[token.start..].starts_with(char::is_uppercase);
    is_apart && last - at - n <= 2 && all[at + n..last].iter().all(is_name)
}

/// Tells a sentence that only takes leave.
fn is_farewell(sentence: &str, names: &Names) -> bool {
    let all = tokens(sentence);
    let n = cues::longest(Cue::Thanks, &all);
    n > 0 && all.len() <= n + 3 || names.has(sentence)
}

/// Brackets, quotes and signs that belong to the first word.
fn with_marks_before(sentence: &str, start: usize, is_first: bool) -> usize {
    let before = &sentence[..start];
    let is_mark = |c: char| {
        !c.is_whitespace() && !c.is_alphanumeric() && !",;:!?.。、-–—·•*>|…)]}".contains(c)
    };
    let kept = before.trim_end_matches(is_mark).len();
    // `.NET`, `--debugger`, `-v` at the start.
    let dotted = before[..kept].ends_with(['.', '-']) && !before.ends_with(' ');
    let sign = before[..kept].trim_end_matches(['.', '-']).len();
    let is_option = sign == 0 || before[..sign].ends_with(char::is_whitespace);
    if is_first && dotted && is_option && kept - sign <= 2 { sign } else { kept }
}

/// Marks that belong to the last word: a `?`, a bracket that was opened, `C++`, `()`.
fn with_marks_after(sentence: &str, end: usize) -> usize {
    let after = &sentence[end..];
    let len = after.find(char::is_whitespace).unwrap_or(after.len());
    let marks =
        after[..len].trim_end_matches(['.', '!', ',', ';', ':', '…', '-', '–', '。', '！', '^']);
    end + marks.len()
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
