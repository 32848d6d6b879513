//! Lines of words and quoted text: the Common and Combined forms, and that of Amazon S3.
//!
//! ```text
//! [virtual host] address identity user [time] "request" status bytes ["referrer" "agent"] …
//! owner bucket [time] address requester id operation key "request" status error bytes size
//!     total turn "referrer" "agent" version …
//! ```
//!
//! Sources: <https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html>.

use std::borrow::Cow;

use super::{LogLine, LogRequest, given, time};

/// How many words stand before the time in a line of S3, and how many behind it before the request.
const S3_BEFORE: usize = 2;
const S3_BEHIND: usize = 5;

pub(super) fn line(line: &str) -> LogLine<'_> {
    match request(line) {
        Some(request) => LogLine::Request(request),
        None => LogLine::Unread,
    }
}

fn request(line: &str) -> Option<LogRequest<'_>> {
    let (before, rest) = line.split_once(" [")?;
    let (time, rest) = rest.split_once("] ")?;
    let time = time::clf(time)?;
    let words: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
    let (behind, rest) = rest.split_at(rest.find('"')?);
    let (asked, rest) = quoted(rest)?;
    let (facts, rest) = rest.split_at(rest.find('"').unwrap_or(rest.len()));
    let status: u16 = facts.split_whitespace().next()?.parse().ok()?;
    let n_behind = behind.split_whitespace().count();
    let address = match words.len() {
        S3_BEFORE if n_behind == S3_BEHIND => behind.split_whitespace().next()?,
        // A user's name may have spaces, so a virtual host is known by its port or its letters.
        4.. if is_host(words[0]) && !is_host(words[1]) => words[1],
        3.. => words[0],
        _ => return None,
    };
    let (referrer, rest) = quoted(rest).unwrap_or_default();
    let (agent, _) = quoted(rest.trim_start()).unwrap_or_default();
    let (method, target) = parts(asked)?;
    Some(LogRequest { time, method, target, status, agent, referrer, address: address.into() })
}

/// Tells whether a word is a name of a host, `shop.example.org:443`, and no address.
fn is_host(word: &str) -> bool {
    let name = word.split(':').next().unwrap_or(word);
    word.matches(':').count() < 2
        && name.contains('.')
        && name.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Splits `GET /a?q=b HTTP/1.1`. What has no target was no request of a page: noise that a server
/// answers with 400.
pub(super) fn parts(asked: Cow<'_, str>) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    match asked {
        Cow::Borrowed(asked) => {
            let (method, target) = split(asked)?;
            Some((method.into(), target.into()))
        }
        Cow::Owned(asked) => {
            let (method, target) = split(&asked)?;
            Some((method.to_owned().into(), target.to_owned().into()))
        }
    }
}

fn split(asked: &str) -> Option<(&str, &str)> {
    let (method, rest) = asked.split_once(' ')?;
    let target = rest.rsplit_once(" HTTP/").map_or(rest, |(target, _)| target);
    (!method.is_empty() && !target.is_empty()).then_some((method, target))
}

/// Reads text in quotes at the start, as Apache and nginx escape it (`\"`, `\\`, `\x22`, `\n`),
/// and returns it with what follows. A line that ends within it was cut off.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let text = text.strip_prefix('"')?;
    let bytes = text.as_bytes();
    let mut at = 0;
    while *bytes.get(at)? != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    // A backslash before a letter of several bytes ends within it.
    let (value, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let value = given(value);
    Some((if value.contains('\\') { unescaped(value).into() } else { value.into() }, rest))
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match *rest {
            [b'x', high, low, ref behind @ ..] => {
                let code = std::str::from_utf8(&[high, low])
                    .ok()
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                bytes.push(code.unwrap_or(b'?'));
                rest = behind;
            }
            [b'n' | b'r' | b't' | b'v' | b'b', ref behind @ ..] => {
                bytes.push(b' ');
                rest = behind;
            }
            [escaped, ref behind @ ..] => {
                bytes.push(escaped);
                rest = behind;
            }
            [] => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
