//! E-mail addresses.

use super::{PrivateKind, PrivateMatch, ScannedText, cues, spelt, word_before};

/// Domains that stand for any domain (RFC 2606), with those below them.
const EXAMPLES: [&str; 8] = [
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    "example",
    "test",
    "invalid",
    "localhost",
];

/// What stands for any domain in samples, before its ending.
const SAMPLES: [&str; 18] = [
    "domain",
    "yourdomain",
    "your-domain",
    "mydomain",
    "my-domain",
    "somedomain",
    "otherdomain",
    "yourcompany",
    "your-company",
    "mycompany",
    "company",
    "yoursite",
    "mysite",
    "yourserver",
    "myserver",
    "foo",
    "bar",
    "foobar",
];

/// What stands for anybody's mailbox at those who give them to everybody.
const ANYBODY: [&str; 18] = [
    "test",
    "sample",
    "example",
    "user",
    "username",
    "name",
    "foo",
    "bar",
    "someone",
    "somebody",
    "nobody",
    "email",
    "address",
    "yourname",
    "your.name",
    "youremail",
    "your.email",
    "your_email",
];

/// Endings of files: `icon@2x.png` is an image.
const FILES: [&str; 23] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "html", "htm", "js", "json", "xml", "txt",
    "dll", "exe", "cpp", "hpp", "java", "php", "yaml", "apk", "jar", "dex",
];

/// Accounts of programs on servers: `git@host:repository`.
const PROGRAMS: [&str; 4] = ["git", "svn", "hg", "anonymous"];

/// Finds all addresses.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    for at in memchr::memchr_iter(b'@', text.text.as_bytes()) {
        hits.extend(address(text, at));
    }
}

fn address(text: &ScannedText<'_>, at: usize) -> Option<PrivateMatch> {
    let local = local_part(&text.text[..at])?;
    // `kim@mail dot si`.
    if let Some(end) = spelt::domain_behind(text.text, at + 1) {
        return super::hit(at - local.len()..end, PrivateKind::Email);
    }
    let domain = domain(&text.text[at + 1..])?;
    let start = at - local.len();
    let end = at + 1 + domain.len();
    if is_example(domain) || PROGRAMS.contains(&local) || is_sample(local, domain) {
        return None;
    }
    // `@name@server.social` is how a public account is called, as `@name` is elsewhere.
    if text.text[..start].ends_with('@') {
        return None;
    }
    // `https://user:password@host` is no address, and is found with other secrets.
    let before = word_before(text.text, start);
    let scheme = before.rfind("://").map(|at| &before[at + 3..]);
    if scheme.is_some_and(|user| !user.contains('/')) {
        return None;
    }
    // `/u/kim@mail.si` is somebody's page; `/msg/20071203.4f9@mail.si` is a message, and
    // `/pkg@next.tar/file` a file.
    let is_page = || is_short(local) && ends_part(&text.text[end..]);
    if before.ends_with('/') && !is_page() {
        return None;
    }
    // `user@server.example:path` names a place on a server.
    let mut rest = text.text[end..].chars();
    if rest.next() == Some(':') && rest.next().is_some_and(|c| c == '/' || c == '~') {
        return None;
    }
    super::hit(start..end, PrivateKind::Email)
}

/// Tells names of mailboxes from numbers of messages.
fn is_short(local: &str) -> bool {
    local.len() <= 40
        && local.bytes().filter(u8::is_ascii_digit).count() <= 4
        && local.starts_with(char::is_alphabetic)
        && !(local.bytes().any(|b| b.is_ascii_uppercase()) && local.contains(['+', '=', '%']))
}

/// Tells whether a part of an address ends here.
fn ends_part(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest).trim_start_matches(['.', ',', '!']);
    let ends = |c: char| c.is_whitespace() || "?#&\"'<>)],;".contains(c);
    rest.chars().next().is_none_or(ends)
}

/// What stands before the `@`, from the end backwards.
fn local_part(before: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let start = before
        .char_indices()
        .rev()
        .take(65)
        .take_while(|(_, c)| is_part(*c))
        .last()
        .map(|(at, _)| at)?;
    let local = before[start..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let fits = !local.is_empty() && local.chars().count() <= 64 && !local.ends_with('.');
    fits.then_some(local)
}

/// The domain at the start of a text: parts with dots between, the last one of letters.
fn domain(after: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let end = after.find(|c: char| !is_part(c)).unwrap_or(after.len());
    let mut domain = after[..end].trim_end_matches(['.', '-']);
    loop {
        let (above, last) = domain.rsplit_once('.')?;
        let is_name = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
        if is_name || last.starts_with("xn--") {
            break;
        }
        domain = above;
    }
    let last = domain.rsplit('.').next().unwrap_or_default();
    let fits = domain.len() <= 253
        && domain.split('.').all(|part| !part.is_empty())
        && !domain.starts_with('-')
        && !FILES.iter().any(|ending| ending.eq_ignore_ascii_case(last))
        && !is_compound(last);
    fits.then_some(domain)
}

/// `context@Scripts.ScriptContext` names things in a program.
fn is_compound(last: &str) -> bool {
    last.chars().zip(last.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// `name@yourdomain.com`, `test@gmail.com`: addresses in manuals, which nobody has.
fn is_sample(local: &str, domain: &str) -> bool {
    let is_one_of = |known: &[&str], text: &str| known.iter().any(|k| k.eq_ignore_ascii_case(text));
    let mut parts = domain.rsplit('.').skip(1);
    parts.next().is_some_and(|part| is_one_of(&SAMPLES, part))
        || cues::is_provider(domain) && is_one_of(&ANYBODY, local)
}

fn is_example(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let is_below = |known: &&str| {
        let rest = domain.strip_suffix(*known);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    EXAMPLES.iter().any(is_below)
}
