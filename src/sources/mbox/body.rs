//! The words of a mail: which of its parts they are, and what of them its author wrote.

use std::borrow::Cow;

use mail_parser::{Message, MessagePart, MimeHeaders};

use crate::config::SourceSettings;
use crate::model::Attachment;
use crate::sources::chat::html::{Breaks, of_plain};
use crate::sources::chat::quotes::{Stand, own_words};

use super::text_part::{is_page, text};
use super::{flowed, page, scrubbed};

/// The longest text in place of a page, in bytes.
const LONGEST_EXCUSE: usize = 400;

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
    for part in parts(mail, &mail.text_body).filter(|part| !is_page(part)) {
        let text = text(mail, part, country);
        let (text, breaks) = unwrapped(part, text);
        body.attachments.extend(scrubbed::of(settings, &text));
        body.is_scrubbed |= scrubbed::is_scrubbed(&text);
        for words in scrubbed::texts(&text) {
            let words = own_words(&words, stand);
            let is_nothing =
                words.trim().is_empty() || (is_excuse(&words) && pages().next().is_some());
            if !is_nothing {
                return Body { html: of_plain(&words, breaks), ..body };
            }
        }
    }
    let written = pages().map(|part| page::own_markup(&text(mail, part, country), stand));
    let written = written.into_iter().find(|html| !html.is_empty());
    Body { html: written.unwrap_or_default(), ..body }
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
