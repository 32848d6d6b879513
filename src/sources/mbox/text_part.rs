//! The text of one part of a mail, decoded.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::charset;
use super::nesting_guard::restored;

pub(super) fn is_page(part: &MessagePart<'_>) -> bool {
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
    let encoding = if part.is_encoding_problem { packing(part) } else { part.encoding };
    let bytes = match encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    };
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    let Some(bytes) = bytes else { return known };
    // Most mails are plain, and read already.
    let is_shifted = label.is_some_and(charset::is_of_seven_bits);
    let is_plain = !is_shifted
        && !part.is_encoding_problem
        && memchr::memchr2(0x0e, 0x1b, &bytes).is_none()
        && bytes.is_ascii();
    if is_plain {
        return known;
    }
    let label =
        label.map(str::to_owned).or_else(|| if is_page(part) { of_page(&bytes) } else { None });
    let text = charset::decoded(&bytes, label.as_deref(), country);
    Cow::Owned(restored(&text).into_owned())
}

/// How a part says that it is packed; of broken ones the parser does not tell.
fn packing(part: &MessagePart<'_>) -> Encoding {
    let told = part.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
    match told.as_str() {
        "quoted-printable" => Encoding::QuotedPrintable,
        "base64" => Encoding::Base64,
        _ => Encoding::None,
    }
}

/// Finds the charset that a page names in its head.
fn of_page(html: &[u8]) -> Option<String> {
    let head = html[..html.len().min(1_024)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head[at..].iter().skip_while(|byte| b"\"' ".contains(byte));
    let label = label.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte));
    String::from_utf8(label.copied().collect()).ok().filter(|label| !label.is_empty())
}
