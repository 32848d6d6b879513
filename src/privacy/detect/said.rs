//! Secrets that somebody calls so: `password: …`, `api_key = "…"`, `Authorization: Bearer …`;
//! and the Italian `codice fiscale`, which is known by its name as well.
//!
//! Manuals and code are full of such lines with samples, variables and commands in them, so
//! what is said must look like nothing else: letters and digits of much disorder, no word that
//! stands for any, no name of a variable.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{PrivateKind, PrivateMatch, ScannedText, national};

/// What a word says about what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Somebody's password, which is short.
    Password,
    /// A key that a program made.
    Key,
    /// The same, without a sign between.
    Bearer,
    /// A number that a state gave somebody, with or without a sign between.
    Codice,
}

/// The words, in small letters.
const WORDS: [(&str, Said); 27] = [
    ("password", Said::Password),
    ("passwd", Said::Password),
    ("passphrase", Said::Password),
    ("passcode", Said::Password),
    ("pwd", Said::Password),
    ("geslo", Said::Password),
    ("пароль", Said::Password),
    ("kennwort", Said::Password),
    ("passwort", Said::Password),
    ("mot de passe", Said::Password),
    ("contraseña", Said::Password),
    ("hasło", Said::Password),
    ("api_key", Said::Key),
    ("apikey", Said::Key),
    ("api-key", Said::Key),
    ("api key", Said::Key),
    ("secret_key", Said::Key),
    ("secretkey", Said::Key),
    ("client_secret", Said::Key),
    ("app_secret", Said::Key),
    ("access_token", Said::Key),
    ("auth_token", Said::Key),
    ("bot_token", Said::Key),
    ("bearer ", Said::Bearer),
    ("codice fiscale", Said::Codice),
    ("cod. fisc.", Said::Codice),
    ("c.f.", Said::Codice),
];

/// How long a secret is that somebody chose, and one that was made, in bytes.
const PASSWORD_LENGTH: Range<usize> = 7..65;
const KEY_LENGTH: Range<usize> = 20..400;

/// What stands for any secret, in small letters.
const SAMPLES: [&str; 20] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "pa$$w0rd",
    "example",
    "sample",
    "secret",
    "changeme",
    "your",
    "my_",
    "mypass",
    "xxxx",
    "1234",
    "abcd",
    "qwerty",
    "foobar",
    "placeholder",
    "removed",
    "redacted",
    "test",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(words());
    builder.expect("a few words make up an automaton")
});

/// Returns the words, in small letters.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// Tells whether the word at a place of text has something behind it that may be a secret.
pub(super) fn may_be(text: &str, number: usize, range: Range<usize>) -> bool {
    said(text, number, range.end).is_some()
}

/// Finds all secrets that are called so.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    for found in FINDER.find_iter(text.text) {
        let word = found.pattern().as_usize();
        let kind = match WORDS[word].1 {
            Said::Codice => PrivateKind::NationalId,
            Said::Password | Said::Key | Said::Bearer => PrivateKind::Secret,
        };
        let range = said(text.text, word, found.end());
        hits.extend(range.and_then(|range| super::hit(range, kind)));
    }
}

/// Finds what a word says, right behind it.
fn said(text: &str, word: usize, end: usize) -> Option<Range<usize>> {
    let kind = WORDS[word].1;
    let rest = &text[end..];
    let behind = match kind {
        Said::Codice => return codice(text, end),
        Said::Bearer => rest,
        Said::Password | Said::Key => behind_sign(rest)?,
    };
    let value = behind.trim_start_matches(['"', '\'', '`', '“', '«']);
    let start = text.len() - value.len();
    let is_quoted = value.len() < behind.len();
    let most = KEY_LENGTH.end;
    let ends = |c: char| c.is_whitespace() || "\"'`“”«»<>,;|".contains(c);
    let length = value.char_indices().find(|(at, c)| ends(*c) || *at >= most);
    let value = &value[..length.map_or(value.len(), |(at, _)| at)];
    let value = if is_quoted { value } else { value.trim_end_matches(['.', ')', '!', '?', ':']) };
    let fits = match kind {
        Said::Password => PASSWORD_LENGTH.contains(&value.len()) && is_password(value),
        Said::Key | Said::Bearer | Said::Codice => {
            KEY_LENGTH.contains(&value.len()) && is_key(value)
        }
    };
    (fits && !is_sample(value)).then(|| start..start + value.len())
}

/// Finds the number behind `codice fiscale`.
fn codice(text: &str, end: usize) -> Option<Range<usize>> {
    let code = text[end..].trim_start_matches([' ', ':', 'è', '=', '*']);
    let start = text.len() - code.len();
    national::codice_fiscale(code).map(|range| start + range.start..start + range.end)
}

/// `: `, ` = `, `" : `, ` is `: what stands between a word and what it says.
fn behind_sign(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['"', '\'', '`', '*', ' ']);
    let behind = rest
        .strip_prefix("is ")
        .or_else(|| rest.strip_prefix(":="))
        .or_else(|| rest.strip_prefix("=>"))
        .or_else(|| rest.strip_prefix([':', '=']))?;
    // `==` compares.
    (!behind.starts_with('=')).then(|| behind.trim_start_matches([' ', '\t']))
}

/// Letters and digits in turns, or with a sign: no word, number, path or call.
fn is_password(value: &str) -> bool {
    let n = |fits: fn(&char) -> bool| value.chars().filter(fits).count();
    let (n_letters, n_digits) = (n(|c| c.is_alphabetic()), n(char::is_ascii_digit));
    let n_signs = n(|c| !c.is_alphanumeric());
    let is_code = value.contains(['(', ')', '{', '}', '[', ']', '\\', '/', '.', '_', '='])
        || value.starts_with(['$', '%', '-', '<', ':', '@', '#', '&']);
    let is_word_and_number = || {
        let word = value.trim_end_matches(|c: char| c.is_ascii_digit());
        word.chars().all(|c| c.is_lowercase()) && value.len() - word.len() <= 1
    };
    !is_code && n_letters >= 2 && n_digits >= 1 && n_signs <= 4 && !is_word_and_number()
}

/// What a program makes: disorder of letters and digits, and nothing that code is written with.
fn is_key(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+/=~".contains(c);
    let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
    let n_letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    value.chars().all(fits) && n_digits >= 3 && n_letters >= 3 && entropy(value) >= 3.3
}

fn is_sample(value: &str) -> bool {
    let value = value.to_lowercase();
    SAMPLES.iter().any(|sample| value.contains(sample))
}

/// Bits a character, by how often each one stands there (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let n = text.len() as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / n);
    shares.map(|share| -share * share.log2()).sum()
}
