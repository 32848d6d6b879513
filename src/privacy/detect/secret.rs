//! Keys and tokens that say of themselves what they are, and passwords in addresses.
//!
//! The first letters are those that services document, or that public rule sets for scanners
//! have. Whatever is repeated, each byte is looked at a few times at most: see [`Runs`].

use std::ops::Range;
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
    /// So many hexadecimal digits in small letters, and no more.
    Hex(usize),
    /// Three parts with dots between.
    Jwt,
    /// All up to the end of the block.
    Block,
    /// Letters, digits, dashes and slashes.
    Path(usize),
    /// Letters, digits and dashes behind the number of a Telegram bot, which is in front.
    Telegram,
    /// The digits of a phone number, as addresses have it.
    Dialled,
}

/// The first letters of tokens of well-known services.
const STARTS: [(&str, Rest); 95] = [
    // Code hosts and registries of packages.
    ("ghp_", Rest::Word(36)),
    ("gho_", Rest::Word(36)),
    ("ghu_", Rest::Word(36)),
    ("ghs_", Rest::Word(36)),
    ("ghr_", Rest::Word(36)),
    ("github_pat_", Rest::Base64(40)),
    ("glpat-", Rest::Base64(20)),
    ("glptt-", Rest::Base64(20)),
    ("gldt-", Rest::Base64(20)),
    ("glrt-", Rest::Base64(20)),
    ("glcbt-", Rest::Base64(20)),
    ("ATATT3", Rest::Base64(40)),
    ("ATBB", Rest::Word(28)),
    ("npm_", Rest::Word(36)),
    ("pypi-AgE", Rest::Base64(40)),
    ("rubygems_", Rest::Hex(48)),
    ("dckr_pat_", Rest::Base64(20)),
    ("CLOJARS_", Rest::Word(60)),
    // Clouds.
    ("AKIA", Rest::Capitals(16)),
    ("ASIA", Rest::Capitals(16)),
    ("ABIA", Rest::Capitals(16)),
    ("AIza", Rest::Base64(35)),
    ("GOCSPX-", Rest::Base64(24)),
    ("ya29.", Rest::Base64(40)),
    ("AccountKey=", Rest::Path(60)),
    ("SharedAccessKey=", Rest::Path(40)),
    ("dop_v1_", Rest::Word(40)),
    ("doo_v1_", Rest::Word(40)),
    ("dor_v1_", Rest::Word(40)),
    ("dapi", Rest::Hex(32)),
    ("hvs.", Rest::Base64(24)),
    ("hvb.", Rest::Base64(80)),
    ("pul-", Rest::Hex(40)),
    ("tfp_", Rest::Word(59)),
    ("sbp_", Rest::Hex(40)),
    ("fo1_", Rest::Base64(40)),
    ("glsa_", Rest::Base64(40)),
    ("glc_eyJ", Rest::Base64(40)),
    ("NRAK-", Rest::Capitals(27)),
    ("sntrys_", Rest::Base64(40)),
    ("dt0c01.", Rest::Path(60)),
    ("AGE-SECRET-KEY-1", Rest::Capitals(58)),
    // Talk and mail.
    ("xoxb-", Rest::Base64(20)),
    ("xoxp-", Rest::Base64(20)),
    ("xoxa-", Rest::Base64(20)),
    ("xoxr-", Rest::Base64(20)),
    ("xoxs-", Rest::Base64(20)),
    ("xoxe.", Rest::Base64(20)),
    ("xoxe-", Rest::Base64(20)),
    ("xapp-", Rest::Base64(20)),
    ("hooks.slack.com/services/T", Rest::Path(20)),
    ("hooks.slack.com/workflows/T", Rest::Path(20)),
    ("discord.com/api/webhooks/", Rest::Path(40)),
    ("discordapp.com/api/webhooks/", Rest::Path(40)),
    (":AA", Rest::Telegram),
    ("SG.", Rest::Jwt),
    ("key-", Rest::Hex(32)),
    ("xkeysib-", Rest::Hex(64)),
    ("EAACEdEose0cBA", Rest::Word(20)),
    // Money and shops.
    ("sk_live_", Rest::Word(16)),
    ("sk_test_", Rest::Word(16)),
    ("rk_live_", Rest::Word(16)),
    ("rk_test_", Rest::Word(16)),
    ("whsec_", Rest::Word(24)),
    ("sq0atp-", Rest::Base64(22)),
    ("sq0csp-", Rest::Base64(43)),
    ("shpat_", Rest::Word(32)),
    ("shpca_", Rest::Word(32)),
    ("shppa_", Rest::Word(32)),
    ("shpss_", Rest::Word(32)),
    // Models and tools.
    ("sk-ant-", Rest::Base64(24)),
    ("sk-proj-", Rest::Base64(24)),
    ("sk-or-v1-", Rest::Hex(64)),
    ("sk-", Rest::Word(40)),
    ("hf_", Rest::Word(34)),
    ("gsk_", Rest::Word(40)),
    ("xai-", Rest::Word(60)),
    ("r8_", Rest::Word(37)),
    ("lin_api_", Rest::Word(32)),
    ("PMAK-", Rest::Base64(50)),
    ("figd_", Rest::Base64(38)),
    ("ntn_", Rest::Word(40)),
    ("eyJ", Rest::Jwt),
    ("-----BEGIN ", Rest::Block),
    // Not secret, but private: a phone number in an address.
    ("wa.me/", Rest::Dialled),
    ("whatsapp.com/send?phone=", Rest::Dialled),
    ("whatsapp.com/send/?phone=", Rest::Dialled),
    ("signal.me/#p/", Rest::Dialled),
    ("t.me/+", Rest::Dialled),
    ("number=%2B", Rest::Dialled),
    ("phone=", Rest::Dialled),
    ("mobile=", Rest::Dialled),
    ("tel=", Rest::Dialled),
    ("callto:", Rest::Dialled),
    ("sms:", Rest::Dialled),
];

/// How far a block is looked for its end, in bytes.
const MAX_HEAD: usize = 64;

/// How many bytes of a token must show that it is none of words.
const MAX_LOOK: usize = 128;

static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(starts()).expect("a few short patterns"));

/// Returns the first letters of all tokens.
pub(super) fn starts() -> impl Iterator<Item = &'static str> {
    STARTS.iter().map(|(start, _)| *start)
}

/// Tells whether what stands at a place of text, in large or small letters, is the start of a
/// token with something behind it that may be one.
pub(super) fn may_be(text: &str, number: usize, range: Range<usize>) -> bool {
    let (start, rest) = STARTS[number];
    let (before, behind) = (&text[..range.start], &text.as_bytes()[range.end..]);
    let is_word = start.starts_with(':') || !before.ends_with(|c: char| c.is_alphanumeric());
    is_word
        && text[range] == *start
        && match rest {
            Rest::Block => true,
            Rest::Dialled => behind.first().is_some_and(|b| b"+%0123456789".contains(b)),
            _ => {
                behind.len() >= 8 && behind[..8].iter().all(|b| Class::Dotted.has(*b) || *b == b'/')
            }
        }
}

/// Finds all secrets.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    let mut tokens = Tokens { text: text.text, runs: Runs::default() };
    let mut known = 0;
    for found in FINDER.find_overlapping_iter(text.text) {
        // What lies within another one needs no look; a key without an end has many starts.
        if found.start() < known {
            continue;
        }
        let before = &text.text[..found.start()];
        let (start, rest) = STARTS[found.pattern().as_usize()];
        let is_word = !before.ends_with(|c: char| c.is_alphanumeric()) || start.starts_with(':');
        if !is_word {
            continue;
        }
        let (kind, range) = match rest {
            Rest::Telegram => (PrivateKind::Secret, tokens.telegram(found.range())),
            Rest::Dialled => (PrivateKind::Phone, dialled(text.text, found.end())),
            rest => {
                let end = tokens.end(found.end(), rest);
                (PrivateKind::Secret, end.map(|end| found.start()..end))
            }
        };
        if let Some(range) = range {
            known = range.end;
            hits.extend(super::hit(range, kind));
        }
    }
    for at in memchr::memchr_iter(b'@', text.text.as_bytes()) {
        hits.extend(password(text.text, at));
    }
}

/// Runs of characters that tokens are made of, each measured once: starts of tokens may be
/// repeated a hundred thousand times within one run.
#[derive(Default)]
struct Runs {
    /// The last run of each class.
    last: [Range<usize>; N_CLASSES],
    /// The last two dots of the last run with dots.
    dots: (Option<usize>, Option<usize>),
}

/// What characters a run has.
#[derive(Clone, Copy)]
enum Class {
    Word,
    Base64,
    Path,
    Dotted,
}

const N_CLASSES: usize = 4;

impl Class {
    fn has(self, byte: u8) -> bool {
        byte.is_ascii_alphanumeric()
            || match self {
                Class::Word => false,
                Class::Base64 => matches!(byte, b'-' | b'_'),
                Class::Path => matches!(byte, b'-' | b'_' | b'/' | b'+' | b'='),
                Class::Dotted => matches!(byte, b'-' | b'_' | b'.'),
            }
    }
}

struct Tokens<'t> {
    text: &'t str,
    runs: Runs,
}

impl Tokens<'_> {
    /// Returns where the run ends that starts, or goes on, at a place.
    fn run(&mut self, from: usize, class: Class) -> usize {
        let last = &mut self.runs.last[class as usize];
        if last.start == last.end || !(last.start..=last.end).contains(&from) {
            let bytes = self.text.as_bytes()[from..].iter();
            let end = from + bytes.take_while(|byte| class.has(**byte)).count();
            *last = from..end;
            if matches!(class, Class::Dotted) {
                let run = &self.text.as_bytes()[from..end];
                let run = &run[..run.len() - run.iter().rev().take_while(|b| **b == b'.').count()];
                let mut dots = memchr::memrchr_iter(b'.', run).map(|dot| from + dot);
                self.runs.dots = (dots.next(), dots.next());
            }
        }
        last.end
    }

    /// Where a token ends; `None` when it is none.
    fn end(&mut self, from: usize, rest: Rest) -> Option<usize> {
        match rest {
            Rest::Word(fewest) => {
                let end = self.run(from, Class::Word);
                let token = &self.text[from..end];
                // One of the length that the service gives it may have no digits.
                let is_whole = token.len() == fewest && has_both_cases(token);
                (token.len() >= fewest && (is_mixed(token) || is_whole)).then_some(end)
            }
            Rest::Base64(fewest) => self.enough(from, Class::Base64, fewest),
            Rest::Path(fewest) => self.enough(from, Class::Path, fewest),
            Rest::Capitals(n) => {
                self.exactly(from, n, |b| b.is_ascii_uppercase() || b.is_ascii_digit())
            }
            Rest::Hex(n) => self.exactly(from, n, |b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
            Rest::Jwt => self.parts(from),
            Rest::Block => block(self.text, from),
            Rest::Telegram | Rest::Dialled => None,
        }
    }

    fn enough(&mut self, from: usize, class: Class, fewest: usize) -> Option<usize> {
        let end = self.run(from, class);
        let token = &self.text[from..end];
        (token.len() >= fewest && is_mixed(token)).then_some(end)
    }

    fn exactly(&self, from: usize, n: usize, fits: fn(u8) -> bool) -> Option<usize> {
        let rest = &self.text.as_bytes()[from..];
        let length = rest.iter().take(n + 1).take_while(|byte| fits(**byte)).count();
        let ends = !self.text[from + length..].starts_with(|c: char| c.is_alphanumeric());
        let token = &self.text[from..from + length];
        (length == n && ends && is_mixed(token)).then_some(from + n)
    }

    /// Two parts or more, the last two of sixteen characters or more.
    fn parts(&mut self, from: usize) -> Option<usize> {
        let end = self.run(from, Class::Dotted);
        let end = from + self.text[from..end].trim_end_matches('.').len();
        let (last, before) = self.runs.dots;
        let last = last.filter(|dot| *dot >= from)?;
        let start = before.map_or(from, |dot| from.max(dot + 1));
        (end - last > 16 && last.saturating_sub(start) >= 16).then_some(end)
    }

    /// `123456789:AA…`: a bot's number of eight to ten digits, and 35 characters.
    fn telegram(&mut self, sign: Range<usize>) -> Option<Range<usize>> {
        let before = &self.text.as_bytes()[..sign.start];
        let n_digits = before.iter().rev().take(11).take_while(|b| b.is_ascii_digit()).count();
        let start = sign.start - n_digits;
        let is_apart = !self.text[..start].ends_with(|c: char| c.is_alphanumeric())
            || self.text[..start].ends_with("bot");
        let end = self.run(sign.start + 1, Class::Base64);
        let fits = (8..=10).contains(&n_digits) && is_apart && end - sign.start == 36;
        fits.then_some(start..end)
    }
}

/// Tells whether a token has digits and letters, and is no sample.
fn is_mixed(token: &str) -> bool {
    let look = &token.as_bytes()[..token.len().min(MAX_LOOK)];
    look.iter().any(u8::is_ascii_digit)
        && look.iter().any(u8::is_ascii_alphabetic)
        && !token.ends_with("EXAMPLE")
}

fn has_both_cases(token: &str) -> bool {
    token.bytes().filter(u8::is_ascii_uppercase).count() >= 4
        && token.bytes().filter(u8::is_ascii_lowercase).count() >= 4
}

/// Where a private key ends that is written as a block.
fn block(text: &str, from: usize) -> Option<usize> {
    let all = &text[from..];
    let tail = &all[..super::floor(all, all.len().min(MAX_HEAD))];
    let head = tail.find("-----").map(|at| &tail[..at]).filter(|head| head.len() < 40)?;
    if !head.ends_with("PRIVATE KEY") && !head.ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    let close = all.find("-----END ").map(|at| at + "-----END ".len());
    let end =
        close.map(|at| at + all[at..].find("-----").map_or(all.len() - at, |n| n + "-----".len()));
    Some(from + end.unwrap_or(all.len()))
}

/// The digits of a phone number behind the address of who dials it.
fn dialled(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let digits = rest.trim_start_matches("%2B").trim_start_matches('+');
    let n = digits.bytes().take_while(u8::is_ascii_digit).count();
    let end = from + rest.len() - digits.len() + n;
    (8..=15).contains(&n).then_some(from..end)
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
