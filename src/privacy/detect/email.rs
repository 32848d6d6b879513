//! E-mail addresses.

use super::{PrivateKind, PrivateMatch, ScannedText, cues, spelt, word_before};

/// Domains that stand for any domain (RFC 2606), with those below them.
const EXAMPLES: [&str; 11] = [
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    "example",
    "test",
    "invalid",
    "localhost",
    "localdomain",
    // No domains end so.
    "tld",
    "domain",
];

/// What stands for any domain in samples, before its ending.
const SAMPLES: [&str; 21] = [
    "example",
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
    "contoso",
    "fabrikam",
];

/// The same, where the name of the mailbox is a sample as well.
const HALF_SAMPLES: [&str; 3] = ["acme", "abc", "xyz"];

/// What stands for anybody's mailbox at those who give them to everybody.
const ANYBODY: [&str; 19] = [
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
    "abc",
];

/// Mailboxes that nobody reads.
const UNREAD: [&str; 5] = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply"];

/// Headers of mails that name messages and no mailbox.
const MESSAGE_HEADERS: [&str; 3] = ["message-id:", "in-reply-to:", "references:"];

/// How far a header may be before its value, in bytes: one names many messages.
const MAX_HEADER: usize = 500;

/// Words that call what follows a mailbox, even where a name would stand.
const SCHEMES: [&str; 4] = ["mailto", "email", "e-mail", "mail"];

/// What stands for the reader's mailbox, wherever that may be.
const READERS: [&str; 8] = [
    "example",
    "your",
    "yourname",
    "your.name",
    "your_name",
    "youremail",
    "your.email",
    "your_email",
];

/// Endings of files: `icon@2x.png` is an image, and `getty@tty1.service` a unit of systemd.
const FILES: [&str; 31] = [
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "css",
    "html",
    "htm",
    "js",
    "json",
    "xml",
    "txt",
    "dll",
    "exe",
    "cpp",
    "hpp",
    "java",
    "php",
    "yaml",
    "apk",
    "jar",
    "dex",
    "service",
    "socket",
    "timer",
    "mount",
    "automount",
    "swap",
    "slice",
    "scope",
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
    let before = &text.text[..start];
    if is_example(domain)
        || PROGRAMS.contains(&local)
        || is_sample(local, domain)
        || is_unread(local, domain)
        || is_template(before)
        || is_message(before)
    {
        return None;
    }
    // `@name@server.social` is how a public account is called, as `@name` is elsewhere.
    if text.text[..start].ends_with('@') {
        return None;
    }
    // `https://user:password@host` is no address, and is found with other secrets.
    let before = word_before(text.text, start);
    // `http://kim@gmail.com` was meant for one, though.
    let user = before.rfind("://").map(|at| &before[at + 3..]).filter(|user| !user.contains('/'));
    let is_meant = |user: &str| {
        is_scheme(user.trim_end_matches([':', '-'])) || user.is_empty() && cues::is_provider(domain)
    };
    if user.is_some_and(|user| !is_meant(user)) {
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
    let part = domain.rsplit('.').nth(1).unwrap_or_default();
    let is_anybody = || cues::is_provider(domain) || is_one_of(&HALF_SAMPLES, part);
    is_one_of(&SAMPLES, part)
        || is_one_of(&READERS, local)
        || is_anybody() && is_one_of(&ANYBODY, local)
}

/// Tells the word before a `:` that calls what follows a mailbox: `http://mailto:kim@mail.si`.
pub(super) fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// Tells addresses that only send: `1234+kim@users.noreply.github.com`.
fn is_unread(local: &str, domain: &str) -> bool {
    UNREAD.iter().any(|unread| {
        unread.eq_ignore_ascii_case(local)
            || domain.split('.').any(|part| unread.eq_ignore_ascii_case(part))
    })
}

/// `[Group name]+subscribe@lists.si`: the reader writes something else for the name.
fn is_template(before: &str) -> bool {
    before.strip_suffix('+').is_some_and(|name| name.ends_with([')', ']', '}']))
}

/// `Message-ID: <87iq.fsf@kim.mail.si>`, also behind others in a list.
fn is_message(before: &str) -> bool {
    let window = &before[super::floor(before, before.len().saturating_sub(MAX_HEADER))..];
    // An id may start with signs that no mailbox has.
    let start = window.rfind(|c: char| c == '<' || c.is_whitespace());
    let Some(start) = start.filter(|start| window[*start..].starts_with('<')) else { return false };
    let mut rest = &window[..start];
    loop {
        // The marks of a mail that quotes another one look like ends of ids.
        rest = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '>'));
        if ends_with_header(rest) {
            return true;
        }
        let word = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let Some(id) = rest.get(word..).and_then(|id| id.strip_prefix('<')) else { return false };
        if !id.contains('@') {
            return false;
        }
        rest = &rest[..word];
    }
}

fn ends_with_header(tail: &str) -> bool {
    let start = super::floor(tail, tail.len().saturating_sub(12));
    let tail = tail[start..].to_ascii_lowercase();
    MESSAGE_HEADERS.iter().any(|header| tail.ends_with(header))
}

fn is_example(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let is_below = |known: &&str| {
        let rest = domain.strip_suffix(*known);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    EXAMPLES.iter().any(is_below)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, one};
    use super::PrivateKind;

    #[test]
    fn what_the_reader_fills_in_is_no_mailbox() {
        for text in [
            "Write to (Group name)+subscribe@googlegroups.com.",
            "[list]+unsubscribe@lists.lumo.si or {name}+help@lists.lumo.si",
            "such as foo@acme.com, abc@xyz.com or user@abc.si",
            "kim@contoso.com, ann@mail.fabrikam.com, a.lamp@example.xz, kim@mail.example.de",
            "your@address.domain, user@host.tld, example@lumo.si, your.email@lumo.si",
            "systemctl start lamp@hall.service wg-quick@wg0.service hum@1.timer",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in [
            "{list+subscribe@lists.lumo.si}",
            "(me) {kim+lamps@lumo.si}",
            "{wile@acme.com}",
            "{foo@zvonko.si}",
            "{kim@lamp.services}",
        ] {
            one(PrivateKind::Email, text);
        }
    }

    #[test]
    fn mailboxes_that_nobody_reads_are_not_private() {
        for text in [
            "Author: Ann <48201+annlind@users.noreply.github.com>",
            "It came from no-reply@lumo.si, NoReply@lumo.si and donotreply@mail.lumo.si.",
            "<204.1.camel@localhost.localdomain>",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        one(PrivateKind::Email, "{noreply.kim@lumo.si}");
    }

    #[test]
    fn the_names_of_messages_are_no_mailboxes() {
        for text in [
            "Message-ID: <87iqzlofqu.fsf@hum.lumo.si>",
            "Message-ID: <CACRHdMa=7oA7KFqAgt_Q@mail.lumo.si>",
            "message-id:\n <4ADD-F68B@lumo.si>\nDate: today",
            "> References: <1.2.camel@lumo.si>\n>  <7.8.camel@lumo.si>, <9.fsf@lumo.si>",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in [
            "From: Kim <{kim@lumo.si}>",
            "Message-ID: <87iq.fsf@lumo.si>\nFrom: <{kim@lumo.si}>",
            "References: yes. Kim <{kim@lumo.si}>",
            "Message-ID: {kim@lumo.si}",
        ] {
            one(PrivateKind::Email, text);
        }
    }

    #[test]
    fn a_mailbox_behind_slashes_is_one() {
        one(PrivateKind::Email, "http://mailto:{paul.lind77@gmail.com}");
        one(PrivateKind::Email, "http://Email:-{paul.lind77@lumo.si}");
        one(PrivateKind::Email, "http://{paul.lind77@gmail.com}");
        one(PrivateKind::Secret, "https://{paul:lind77}@lumo.si");
        assert_eq!(found("https://paul@lumo.si/x"), []);
    }
}
