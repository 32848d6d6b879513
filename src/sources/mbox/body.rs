//! The words of a mail: which of its parts they are, and what of them its author wrote.

use std::borrow::Cow;

use mail_parser::{Message, MessagePart, MimeHeaders};

use crate::config::SourceSettings;
use crate::model::Attachment;
use crate::sources::chat::html::{Breaks, of_plain};
use crate::sources::chat::quotes::{Stand, own_words};

use super::text_part::{is_page, text};
use super::{flowed, page, scrubbed, uuencoded};

/// The longest text in place of a page, in bytes.
const LONGEST_EXCUSE: usize = 400;

/// The longest text that programs add, in bytes and lines, and the shortest rule above it.
const LONGEST_ADDED: usize = 1_000;
const LINES_ADDED: usize = 12;
const RULE: usize = 5;

/// What is read of a mail besides its headers.
#[derive(Default)]
pub(super) struct Body {
    /// What its author wrote, as markup.
    pub html: String,
    /// The files that an archive took off it.
    pub attachments: Vec<Attachment>,
    /// The words are elsewhere: an archive took them off, too.
    pub is_scrubbed: bool,
}

/// Reads what the author of a mail wrote. The text counts; where it says nothing, the page does.
pub(super) fn of(
    settings: &SourceSettings,
    mail: &Message<'_>,
    stand: Stand,
    country: Option<&str>,
) -> Body {
    let mut body = Body::default();
    let pages = || parts(mail, &mail.html_body).filter(|part| is_page(part));
    // Where the pieces start that stand last and are added.
    let (mut html, mut added) = (String::new(), None);
    for part in parts(mail, &mail.text_body).filter(|part| !is_page(part)) {
        // Behind the first a text with a name is a file, and one that does not say what it is
        // may be a mail of a digest.
        let is_own = part.attachment_name().is_none() && part.content_type().is_some();
        if !html.is_empty() && !is_own {
            continue;
        }
        let text = text(mail, part, country);
        let (text, files) = uuencoded::without(text);
        body.attachments.extend(files);
        let (text, breaks) = unwrapped(part, text);
        body.attachments.extend(scrubbed::of(settings, &text));
        body.is_scrubbed |= scrubbed::is_scrubbed(&text);
        for words in scrubbed::texts(&text) {
            let words = own_words(&words, stand);
            let is_nothing =
                words.trim().is_empty() || (is_excuse(&words) && pages().next().is_some());
            if !is_nothing {
                // A piece of which nothing is shown is none.
                added = (!html.is_empty() && is_added(&words)).then(|| added.unwrap_or(html.len()));
                html.push_str(&of_plain(&words, breaks));
            }
        }
    }
    // Programs that pass mails on write below what their authors did.
    html.truncate(added.unwrap_or(html.len()));
    if !html.is_empty() {
        return Body { html, ..body };
    }
    let written = pages().map(|part| page::own_markup(&text(mail, part, country), stand));
    let written = written.into_iter().find(|html| !html.is_empty());
    let html = written.or_else(|| of_others(mail, stand, country)).unwrap_or_default();
    Body { html, ..body }
}

/// Reads the words of a part that the parser takes for a file: one that nothing ends, or a text
/// with marks of another kind.
fn of_others(mail: &Message<'_>, stand: Stand, country: Option<&str>) -> Option<String> {
    let is_attached = |part: &MessagePart<'_>| {
        part.attachment_name().is_some()
            || part.content_disposition().is_some_and(|told| told.is_attachment())
    };
    let read = |part: &MessagePart<'_>| {
        let kind = part.content_type();
        let is_words = kind.is_none_or(|kind| kind.ctype().eq_ignore_ascii_case("text"));
        let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or("plain").to_ascii_lowercase();
        let is_known = match subtype.as_str() {
            "markdown" | "x-markdown" | "enriched" | "richtext" => true,
            "plain" | "html" => part.is_encoding_problem,
            _ => false,
        };
        if !is_words || !is_known {
            return None;
        }
        let text = text(mail, part, country);
        let html = match subtype.as_str() {
            "html" => page::own_markup(&text, stand),
            "enriched" | "richtext" => {
                of_plain(&own_words(&enriched(&text), stand), Breaks::Folded)
            }
            _ => of_plain(&own_words(&text, stand), Breaks::Folded),
        };
        (!html.trim().is_empty()).then_some(html)
    };
    mail.parts.iter().filter(|part| part.is_text() && !is_attached(part)).find_map(read)
}

/// The words of `text/enriched` (RFC 1896): its commands stand in angle brackets, `<<` is one of
/// these, and only an empty line ends a line.
fn enriched(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut may_close) = (text, true);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<<") {
            out.push('<');
            rest = after;
            continue;
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || "/-".contains(c);
        let end = rest[1..].find(|c: char| !is_name(c)).map(|end| end + 1);
        match end.filter(|end| *end > 1 && rest[*end..].starts_with('>')) {
            Some(end) => {
                let is_param = rest[1..end].eq_ignore_ascii_case("param");
                let close = if is_param && may_close { rest.find("</param>") } else { None };
                may_close &= !is_param || close.is_some();
                rest = &rest[close.map_or(end + 1, |close| close + "</param>".len())..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn parts<'m>(
    mail: &'m Message<'_>,
    numbers: &'m [u32],
) -> impl Iterator<Item = &'m MessagePart<'m>> {
    let parts = numbers.iter().filter_map(|number| mail.parts.get(*number as usize));
    parts.filter(|part| part.is_text())
}

/// Joins the lines of a text that says which of them go on.
fn unwrapped<'t>(part: &MessagePart<'_>, text: Cow<'t, str>) -> (Cow<'t, str>, Breaks) {
    let attribute = |name: &str| part.content_type().and_then(|kind| kind.attribute(name));
    let is = |name: &str, value: &str| {
        attribute(name).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
    };
    match is("format", "flowed") {
        true => (Cow::Owned(flowed::joined(&text, is("delsp", "yes"))), Breaks::Flowed),
        false => (text, Breaks::Folded),
    }
}

/// Tells a short text of the form that lists and scanners of viruses add as a part of its own:
/// a rule, of underscores or with words of such below it; or what they start with.
fn is_added(words: &str) -> bool {
    const SIGNS: [&str; 10] = [
        "mailing list",
        "listinfo",
        "subscri",
        "virus",
        "confidential",
        "sponsored by",
        "yahoo!",
        "google groups",
        "groups.io",
        "list archive",
    ];
    const STARTS: [&str; 9] = [
        "to unsubscribe",
        "you received this message because you are subscribed to",
        "you are receiving this because you are subscribed to",
        "no virus found in this",
        "this email has been checked for viruses",
        "this e-mail has been checked for viruses",
        "this email has been scanned",
        "this message has been scanned",
        "virus-free.",
    ];
    let words = words.trim();
    if words.len() > LONGEST_ADDED || words.lines().count() > LINES_ADDED {
        return false;
    }
    let lower = words.to_lowercase();
    let first = lower.lines().next().unwrap_or_default().trim_end();
    let is_rule = first.len() >= RULE && first.bytes().all(|byte| b"-_#=*~".contains(&byte));
    let is_of_list = || SIGNS.iter().any(|sign| lower.contains(sign));
    (is_rule && (first.starts_with('_') || is_of_list()))
        || STARTS.iter().any(|start| first.starts_with(start))
}

/// "Your program does not show HTML" is no text of a mail.
fn is_excuse(words: &str) -> bool {
    let lower = words.get(..LONGEST_EXCUSE).is_none().then(|| words.to_lowercase());
    lower.is_some_and(|lower| {
        let is_about =
            lower.contains("html") && (lower.contains("mail") || lower.contains("message"));
        is_about
            && ["support", "display", "view", "does not", "cannot", "can't"]
                .iter()
                .any(|word| lower.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_has_the_form_of_it() {
        let rule = "_".repeat(40);
        for added in [
            &*format!("{rule}\nHub mailing list\nhttps://a.example/listinfo/hub\n"),
            "_____\nWords of the list\n",
            "-----\nThis mail is confidential.\n",
            "-=-=-=-=-\nGroups.io Links: you receive all messages.\n",
            "To unsubscribe from this group, send a mail to x at y.example\n",
            "No virus found in this message.\n",
        ] {
            assert!(is_added(added), "{added}");
        }
        for own in [
            "The scanner of viruses complains: allow the file in its settings.\n",
            "### Subscribe to the topic first\n\nThen restart the hub.\n",
            "---\nvirus: none\n",
            "--- a/list.c\n+++ b/list.c\n-subscribe();\n",
            "Keep the key confidential, and no Yahoo! address.\n",
            "-----\nIt prints this table.\n",
            &*format!("{rule}\nmailing list\n{}", "a line\n".repeat(12)),
            &*format!("{rule}\nmailing list {}", "long ".repeat(200)),
        ] {
            assert!(!is_added(own), "{own}");
        }
    }

    #[test]
    fn commands_of_enriched_text_go_in_linear_time() {
        assert_eq!(enriched("<color><param>red</param>a</color> <<b <i>c"), "a <b c");
        assert_eq!(enriched("<param>a<param>b"), "ab");
        assert_eq!(enriched(&"<param>".repeat(200_000)), "");
        assert_eq!(enriched(&"<b>".repeat(400_000)), "");
    }
}
