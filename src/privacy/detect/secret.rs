//! Keys and tokens that say of themselves what they are, and passwords in addresses.
//!
//! The first letters are those that services document, or that public rule sets for scanners
//! have. Whatever is repeated, each byte is looked at a few times at most: see [`Runs`].

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::secret_starts::{Rest, STARTS};
use super::{PrivateKind, PrivateMatch, ScannedText, sample};

/// How far a block is looked for its end, in bytes.
const MAX_HEAD: usize = 64;

/// How much of a block must show that it has a key, and how many letters and digits are then
/// different: the shortest keys have 64 signs, and `-----END ` alone has three.
const KEY_LOOK: usize = 64;
const MIN_KEY_SIGNS: usize = 16;

/// Shorter ones are no passwords: `https://abc:xyz@lumo.si` is a sample.
const MIN_PASSWORD: usize = 4;

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
    let behind = &text.as_bytes()[range.end..];
    stands_apart(start, &text[..range.start])
        && text[range] == *start
        && match rest {
            Rest::Block => true,
            Rest::Dialled => behind.first().is_some_and(|b| b"+%0123456789".contains(b)),
            Rest::Mailchimp => behind.first().is_some_and(u8::is_ascii_digit),
            _ => behind.len() >= 8 && behind[..8].iter().all(|b| Class::Address.has(*b)),
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
        let (start, rest) = STARTS[found.pattern().as_usize()];
        if !stands_apart(start, &text.text[..found.start()]) {
            continue;
        }
        let (kind, range) = match rest {
            Rest::Dialled => (PrivateKind::Phone, dialled(text.text, found.end())),
            rest => (PrivateKind::Secret, tokens.range(found.range(), rest)),
        };
        let is_sample = |range: &Range<usize>| {
            kind == PrivateKind::Secret && sample::is_token(&text.text[range.clone()])
        };
        if let Some(range) = range.filter(|range| !is_sample(range)) {
            known = range.end;
            hits.extend(super::hit(range, kind));
        }
    }
    hits.extend(bots(text.text).filter_map(|range| super::hit(range, PrivateKind::Secret)));
    for at in memchr::memchr_iter(b'@', text.text.as_bytes()) {
        hits.extend(password(text.text, at));
    }
}

/// Tells whether the first letters of a token are no part of a word; some have more in front.
fn stands_apart(start: &str, before: &str) -> bool {
    if start == "sig=" {
        // In HTML the sign between parameters is `&amp;`.
        return before.ends_with(['?', '&', ';']);
    }
    start == "Q~"
        || !start.starts_with(|c: char| c.is_ascii_alphanumeric())
        || !before.ends_with(|c: char| c.is_alphanumeric())
}

/// Finds the tokens of Discord's bots: the number of a bot in base64, six characters, and some
/// thirty more, with dots between.
pub(super) fn bots(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'.', bytes).filter_map(move |dot| {
        if bytes.get(dot + 7) != Some(&b'.') || n_signs(bytes[dot + 1..].iter()) != 6 {
            return None;
        }
        let n_before = n_signs(bytes[..dot].iter().rev());
        let n_behind = n_signs(bytes[dot + 8..].iter());
        let start = dot - n_before;
        let is_number = matches!(bytes[start], b'M' | b'N' | b'O')
            && bytes[start..dot].iter().all(u8::is_ascii_alphanumeric);
        let fits = (23..=28).contains(&n_before) && (27..=40).contains(&n_behind);
        (fits && is_number).then_some(start..dot + 8 + n_behind)
    })
}

/// Counts the signs of base64, 41 at most.
fn n_signs<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take(41).take_while(|byte| Class::Base64.has(**byte)).count()
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
    Address,
}

const N_CLASSES: usize = 5;

impl Class {
    fn has(self, byte: u8) -> bool {
        byte.is_ascii_alphanumeric()
            || match self {
                Class::Word => false,
                Class::Base64 => matches!(byte, b'-' | b'_'),
                Class::Path => matches!(byte, b'-' | b'_' | b'/' | b'+' | b'='),
                Class::Dotted => matches!(byte, b'-' | b'_' | b'.'),
                Class::Address => {
                    matches!(byte, b'-' | b'_' | b'/' | b'+' | b'=' | b'@' | b'.' | b'%' | b'~')
                }
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

    /// Where a token with these first letters stands; `None` when it is none.
    fn range(&mut self, start: Range<usize>, rest: Rest) -> Option<Range<usize>> {
        match rest {
            Rest::Telegram => self.numbered(start, 8..=10, 35..=35),
            Rest::Facebook => self.numbered(start, 15..=16, 27..=40),
            Rest::Azure => self.azure(start),
            Rest::Mailchimp => self.mailchimp(start),
            Rest::Terraform => self.terraform(start),
            rest => self.end(start.end, rest).map(|end| start.start..end),
        }
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
            Rest::Address(fewest) => self.enough(from, Class::Address, fewest),
            Rest::Parts(lengths) => self.exact_parts(from, lengths),
            // One in thirty has no digit.
            Rest::Capitals(n) => {
                self.exactly(from, n, |b| b.is_ascii_uppercase() || b.is_ascii_digit())
            }
            Rest::Hex(n) => {
                let end = self.exactly(from, n, |b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                end.filter(|end| is_mixed(&self.text[from..*end]))
            }
            Rest::Jwt => self.parts(from),
            Rest::Block => block(self.text, from),
            Rest::Telegram
            | Rest::Facebook
            | Rest::Azure
            | Rest::Mailchimp
            | Rest::Terraform
            | Rest::Dialled => None,
        }
    }

    fn enough(&mut self, from: usize, class: Class, fewest: usize) -> Option<usize> {
        let end = self.run(from, class);
        let token = &self.text[from..end];
        let is_whole = token.len() == fewest && has_both_cases(token);
        (token.len() >= fewest && (is_mixed(token) || is_whole)).then_some(end)
    }

    fn exactly(&self, from: usize, n: usize, fits: fn(u8) -> bool) -> Option<usize> {
        let rest = &self.text.as_bytes()[from..];
        let length = rest.iter().take(n + 1).take_while(|byte| fits(**byte)).count();
        let ends = !self.text[from + length..].starts_with(|c: char| c.is_alphanumeric());
        (length == n && ends).then_some(from + n)
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

    /// Parts of these lengths with dots between; of none the length does not matter.
    fn exact_parts(&mut self, from: usize, lengths: &[usize]) -> Option<usize> {
        let end = self.run(from, Class::Dotted);
        let parts = self.text[from..end].splitn(lengths.len() + 1, '.');
        let fits = |(part, length): (&str, &usize)| part.len() == *length || *length == 0;
        let is_one = parts.clone().count() == lengths.len() && parts.zip(lengths).all(fits);
        (is_one && is_mixed(&self.text[from..end])).then_some(end)
    }

    /// `123456789:AA…`: a number of so many digits, a sign, and so many characters.
    fn numbered(
        &mut self,
        sign: Range<usize>,
        n_digits: RangeInclusive<usize>,
        n_behind: RangeInclusive<usize>,
    ) -> Option<Range<usize>> {
        let before = &self.text.as_bytes()[..sign.start];
        let n = before.iter().rev().take(17).take_while(|b| b.is_ascii_digit()).count();
        let start = sign.start - n;
        let is_apart = !self.text[..start].ends_with(|c: char| c.is_alphanumeric())
            || self.text[..start].ends_with("bot");
        let behind = sign.start + 1;
        let end = self.run(behind, Class::Base64);
        let token = &self.text[behind..end];
        let fits = n_digits.contains(&n) && is_apart && n_behind.contains(&token.len());
        (fits && token.bytes().any(|b| b.is_ascii_alphabetic())).then_some(start..end)
    }

    /// `abc1Q~…`: a secret of an application in Azure.
    fn azure(&mut self, sign: Range<usize>) -> Option<Range<usize>> {
        let fits = |byte: &u8| Class::Dotted.has(*byte) || *byte == b'~';
        let bytes = self.text.as_bytes();
        let start = sign.start.checked_sub(4).filter(|at| self.text.is_char_boundary(*at))?;
        let behind = bytes[sign.end..].iter().take(36).take_while(|byte| fits(byte)).count();
        let is_one = bytes[sign.start - 1].is_ascii_digit()
            && bytes[start..sign.start].iter().all(fits)
            && !self.text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && (31..=34).contains(&behind);
        is_one.then_some(start..sign.end + behind)
    }

    /// `…-us12` behind 32 hexadecimal digits.
    fn mailchimp(&mut self, sign: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let is_hex = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let n = bytes[..sign.start].iter().rev().take(33).take_while(is_hex).count();
        let behind = self.run(sign.end, Class::Word);
        let number = &self.text[sign.end..behind];
        let is_center =
            matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
        (n == 32 && is_center).then(|| sign.start - n..behind)
    }

    /// `….atlasv1.…`
    fn terraform(&mut self, sign: Range<usize>) -> Option<Range<usize>> {
        let before = self.text.as_bytes()[..sign.start].iter().rev().take(15);
        let n = before.take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let end = self.run(sign.end, Class::Base64);
        (n == 14 && end - sign.end >= 60).then(|| sign.start - n..end)
    }
}

/// Tells whether a token has digits and letters.
fn is_mixed(token: &str) -> bool {
    let look = &token.as_bytes()[..token.len().min(MAX_LOOK)];
    look.iter().any(u8::is_ascii_digit) && look.iter().any(u8::is_ascii_alphabetic)
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
    let body = &all[head.len() + "-----".len()..close.unwrap_or(all.len())];
    if close.is_some() && !has_key(body) {
        return None;
    }
    let end =
        close.map(|at| at + all[at..].find("-----").map_or(all.len() - at, |n| n + "-----".len()));
    Some(from + end.unwrap_or(all.len()))
}

/// Tells whether a block has a key in it, or what manuals have: `XXXX`, `...`, `<your key>`.
fn has_key(body: &str) -> bool {
    let signs = body.bytes().filter(u8::is_ascii_alphanumeric).take(KEY_LOOK);
    let signs: BTreeSet<u8> = signs.collect();
    signs.len() >= MIN_KEY_SIGNS
}

/// The digits of a phone number behind the address of who dials it.
fn dialled(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let digits = rest.trim_start_matches("%2B").trim_start_matches('+');
    let n = digits.bytes().take_while(u8::is_ascii_digit).count();
    let end = from + rest.len() - digits.len() + n;
    (8..=15).contains(&n).then_some(from..end)
}

/// `https://user:password@host`: what stands between the `//` and the `@`. What is called a
/// mailbox there is one.
fn password(text: &str, at: usize) -> Option<PrivateMatch> {
    let fits = |c: char| !c.is_whitespace() && !"/\"'<>()[]@".contains(c);
    let before = &text[..at];
    let n: usize =
        before.chars().rev().take(200).take_while(|c| fits(*c)).map(char::len_utf8).sum();
    let start = at - n;
    let (user, word) = text[start..at].split_once(':')?;
    let is_one = text[..start].ends_with("://") && word.len() >= MIN_PASSWORD && !user.is_empty();
    let host = text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
    let named = ["password", "pass", "pwd", "passwd", "secret", "xxx", "token", "***"];
    let is_blank = named.iter().any(|blank| word.eq_ignore_ascii_case(blank))
        || word.starts_with(['$', '{', '<', '%', '*']);
    let is_mailbox = super::email::is_scheme(user);
    (is_one && host && !is_blank && !is_mailbox)
        .then(|| super::hit(start..at, PrivateKind::Secret))
        .flatten()
}
