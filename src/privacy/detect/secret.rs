//! Keys and tokens that say of themselves what they are, and passwords in addresses.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{PrivateKind, PrivateMatch, ScannedText};

/// What may follow the first letters of a token.
#[derive(Clone, Copy)]
enum Rest {
    /// So many letters and digits, or more.
    Word(usize),
    /// The same with `-` and `_`.
    Base64(usize),
    /// So many capital letters and digits, and no more.
    Capitals(usize),
    /// Three parts with dots between.
    Jwt,
    /// All up to the end of the block.
    Block,
    /// Letters, digits, dashes and slashes.
    Path(usize),
}

/// The first letters of tokens of well-known services.
const STARTS: [(&str, Rest); 33] = [
    ("ghp_", Rest::Word(36)),
    ("gho_", Rest::Word(36)),
    ("ghu_", Rest::Word(36)),
    ("ghs_", Rest::Word(36)),
    ("ghr_", Rest::Word(36)),
    ("github_pat_", Rest::Base64(40)),
    ("glpat-", Rest::Base64(20)),
    ("AKIA", Rest::Capitals(16)),
    ("ASIA", Rest::Capitals(16)),
    ("AIza", Rest::Base64(35)),
    ("xoxb-", Rest::Base64(20)),
    ("xoxp-", Rest::Base64(20)),
    ("xoxa-", Rest::Base64(20)),
    ("xoxr-", Rest::Base64(20)),
    ("xoxs-", Rest::Base64(20)),
    ("xapp-", Rest::Base64(20)),
    ("hooks.slack.com/services/T", Rest::Path(20)),
    ("sk_live_", Rest::Word(16)),
    ("rk_live_", Rest::Word(16)),
    ("whsec_", Rest::Word(24)),
    ("sk-ant-", Rest::Base64(24)),
    ("sk-proj-", Rest::Base64(24)),
    ("sk-", Rest::Word(40)),
    ("hf_", Rest::Word(34)),
    ("npm_", Rest::Word(36)),
    ("pypi-AgE", Rest::Base64(40)),
    ("dop_v1_", Rest::Word(40)),
    ("ya29.", Rest::Base64(40)),
    ("SG.", Rest::Jwt),
    ("eyJ", Rest::Jwt),
    ("shpat_", Rest::Word(32)),
    ("-----BEGIN ", Rest::Block),
    ("AccountKey=", Rest::Path(60)),
];

/// The longest token.
const MAX_LENGTH: usize = 8 << 10;

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(STARTS.iter().map(|(start, _)| *start)).expect("a few short patterns")
});

/// Tells whether text holds the start of a token, or of an address that may hold a password.
pub(super) fn may_hold(text: &str) -> bool {
    FINDER.is_match(text)
}

/// Finds all secrets.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    let mut known = 0;
    for found in FINDER.find_overlapping_iter(text.text) {
        // What lies within another one needs no look; a key without an end has many starts.
        if found.start() < known {
            continue;
        }
        let is_word = !text.text[..found.start()].ends_with(|c: char| c.is_alphanumeric());
        let rest = STARTS[found.pattern().as_usize()].1;
        if let Some(end) = is_word.then(|| end(text.text, found.end(), rest)).flatten() {
            hits.extend(super::hit(found.start()..end, PrivateKind::Secret));
            known = end;
        }
    }
    for at in memchr::memchr_iter(b'@', text.text.as_bytes()) {
        hits.extend(password(text.text, at));
    }
}

/// Where a token ends; `None` when it is none.
fn end(text: &str, from: usize, rest: Rest) -> Option<usize> {
    let all = &text[from..];
    let tail = &all[..super::floor(all, all.len().min(MAX_LENGTH))];
    let run = |fits: fn(char) -> bool| tail.find(|c| !fits(c)).unwrap_or(tail.len());
    let enough = |n: usize, fewest: usize| {
        let token = &tail[..n];
        let is_mixed = token.bytes().any(|b| b.is_ascii_digit())
            && token.bytes().any(|b| b.is_ascii_alphabetic());
        (n >= fewest && is_mixed && !token.ends_with("EXAMPLE")).then_some(from + n)
    };
    match rest {
        Rest::Word(fewest) => enough(run(|c| c.is_ascii_alphanumeric()), fewest),
        Rest::Base64(fewest) => enough(run(is_base64), fewest),
        Rest::Path(fewest) => enough(run(|c| is_base64(c) || matches!(c, '/' | '+' | '=')), fewest),
        Rest::Capitals(n) => {
            let length = run(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            let ends = !tail[length..].starts_with(|c: char| c.is_alphanumeric());
            if length == n && ends { enough(length, n) } else { None }
        }
        Rest::Jwt => {
            let length = run(|c| is_base64(c) || c == '.');
            let token = tail[..length].trim_end_matches('.');
            let parts: Vec<&str> = token.split('.').collect();
            let is_whole = parts.len() >= 2 && parts.iter().rev().take(2).all(|p| p.len() >= 16);
            is_whole.then_some(from + token.len())
        }
        Rest::Block => {
            let head = tail.find("-----").map(|at| &tail[..at]).filter(|head| head.len() < 40)?;
            let is_private = head.ends_with("PRIVATE KEY");
            if !is_private {
                return None;
            }
            let close = all.find("-----END ").map(|at| at + "-----END ".len());
            let end = close.map(|at| {
                at + all[at..].find("-----").map_or(all.len() - at, |n| n + "-----".len())
            });
            Some(from + end.unwrap_or(all.len()))
        }
    }
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// `https://user:password@host`: what stands between the `//` and the `@`.
fn password(text: &str, at: usize) -> Option<PrivateMatch> {
    let fits = |c: char| !c.is_whitespace() && !"/\"'<>()[]@".contains(c);
    let before = &text[..at];
    let n: usize =
        before.chars().rev().take(200).take_while(|c| fits(*c)).map(char::len_utf8).sum();
    let start = at - n;
    let (user, word) = text[start..at].split_once(':')?;
    let is_one = text[..start].ends_with("://") && !word.is_empty() && !user.is_empty();
    let host = text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
    let named = ["password", "pass", "pwd", "passwd", "secret", "xxx", "token", "***"];
    let is_blank = named.iter().any(|blank| word.eq_ignore_ascii_case(blank))
        || word.starts_with(['$', '{', '<', '%', '*']);
    (is_one && host && !is_blank).then(|| super::hit(start..at, PrivateKind::Secret)).flatten()
}
