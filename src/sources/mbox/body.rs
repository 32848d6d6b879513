//! The words of a mail: which of its parts they are, and what of them its author wrote.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::config::SourceSettings;
use crate::model::Attachment;
use crate::sources::chat::html::{Breaks, of_plain};
use crate::sources::chat::quotes::{Stand, own_words};

use super::defused::restored;
use super::{charset, flowed, page, scrubbed};

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

fn is_page(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Html(_))
}

/// Decodes a part that is text.
pub(super) fn text<'m>(
    mail: &'m Message<'_>,
    part: &'m MessagePart<'_>,
    country: Option<&str>,
) -> Cow<'m, str> {
    let known = restored(part.text_contents().unwrap_or_default());
    let range = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let raw = mail.raw_message().get(range).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    };
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    let Some(bytes) = bytes else { return known };
    // Most mails are plain, and read already.
    let is_shifted = label.is_some_and(charset::is_of_seven_bits);
    let is_plain = !is_shifted && memchr::memchr2(0x0e, 0x1b, &bytes).is_none() && bytes.is_ascii();
    if is_plain {
        return known;
    }
    let label =
        label.map(str::to_owned).or_else(|| if is_page(part) { of_page(&bytes) } else { None });
    let text = charset::decoded(&bytes, label.as_deref(), country);
    Cow::Owned(restored(&text).into_owned())
}

/// Finds the charset that a page names in its head.
fn of_page(html: &[u8]) -> Option<String> {
    let head = html[..html.len().min(1_024)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head[at..].iter().skip_while(|byte| b"\"' ".contains(byte));
    let label = label.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte));
    String::from_utf8(label.copied().collect()).ok().filter(|label| !label.is_empty())
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
