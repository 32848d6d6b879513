//! The files in a mail: which of its parts are some, and what they are called.

use std::borrow::Cow;

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use crate::sources::fields;

use super::nesting_guard::{restored, restored_bytes};
use super::text_part;

/// How many files of one mail are taken.
pub(super) const MOST: usize = 20;

/// How much of a name is in a path, in bytes.
const LONGEST: usize = 100;

/// A file that came with a mail.
pub(super) struct File<'m> {
    /// What it is called.
    pub name: String,
    /// Its path within the mail: the number of the part, and its name.
    pub path: String,
    /// What is in it.
    pub bytes: Cow<'m, [u8]>,
}

/// Returns the files of a mail in their order; `is_cut` when only its start was read.
///
/// Mails within the mail are not looked into: somebody else wrote them, to others.
pub(super) fn of<'m>(mail: &'m Message<'_>, is_cut: bool) -> Vec<File<'m>> {
    let is_encrypted = |part: &MessagePart<'_>| kind(part) == "multipart/encrypted";
    if mail.parts.iter().any(is_encrypted) {
        return Vec::new();
    }
    let shown = text_part(mail);
    let parts = mail.parts.iter().enumerate().filter(|(number, part)| {
        // Mails are no leaves either, where the parser still finds one.
        let is_leaf = !matches!(part.body, PartType::Multipart(_) | PartType::Message(_));
        // What nothing ends was cut off, here or on its way.
        let is_open = match number {
            0 => is_cut,
            _ => part.raw_end_offset() as usize >= mail.raw_message().len(),
        };
        let is_whole = !is_open && !part.is_encoding_problem && is_decoded(part);
        is_leaf && is_whole && !part.is_empty() && Some(*number) != shown
    });
    parts.filter_map(|(number, part)| file(mail, number, part)).take(MOST).collect()
}

/// Returns the number of the part that is the words of the mail: the first of its text, which
/// a picture may stand before.
pub(super) fn text_part(mail: &Message<'_>) -> Option<usize> {
    let is_text = |number: &usize| mail.parts.get(*number).is_some_and(MessagePart::is_text);
    mail.text_body.iter().map(|number| *number as usize).find(is_text)
}

fn file<'m>(mail: &'m Message<'_>, number: usize, part: &'m MessagePart<'_>) -> Option<File<'m>> {
    let kind = kind(part);
    let is_attached = part.content_disposition().is_some_and(|d| d.is_attachment());
    let given = part.attachment_name().map(named).filter(|name| !name.is_empty());
    // Text without a name is what lists and scanners of viruses write below a mail.
    if kind.starts_with("text/") && given.is_none() && !is_attached {
        return None;
    }
    let name = given.unwrap_or_else(|| unnamed(&kind));
    if !is_file(&kind, &name) {
        return None;
    }
    // Of long names the end, which says what it is.
    let start = name.ceil_char_boundary(name.len().saturating_sub(LONGEST));
    let path = format!("{number}-{}", &name[start..]);
    let bytes = match part.is_text() {
        true => match text_part::text(mail, part, None) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        false => restored_bytes(part.contents()),
    };
    Some(File { name, path, bytes })
}

/// Tells whether a part is packed in a way that the parser knows; uuencode is none.
fn is_decoded(part: &MessagePart<'_>) -> bool {
    let packed = part.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
    ["", "7bit", "8bit", "binary", "base64", "quoted-printable"].contains(&packed.as_str())
}

/// What a part says that it is, in small letters.
fn kind(part: &MessagePart<'_>) -> String {
    let kind = part.content_type().map_or_else(
        || "text/plain".to_owned(),
        |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()),
    );
    kind.to_ascii_lowercase()
}

/// Takes the last part of a name that was a path where it came from.
fn named(name: &str) -> String {
    let name = restored(name);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    fields::one_line(&name)
}

fn unnamed(kind: &str) -> String {
    let (main, sub) = kind.split_once('/').unwrap_or((kind, ""));
    let ending: String = sub.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    match main {
        "image" => format!("image.{ending}"),
        "text" => "attachment.txt".to_owned(),
        _ => format!("attachment.{ending}"),
    }
}

/// Parts that are for programs or for one person, in the order of their names: signatures, keys,
/// cards with addresses, invitations; and HTML, which repeats the text.
const LEFT_OUT: [&str; 21] = [
    "application/applefile",
    "application/ics",
    "application/ms-tnef",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "application/pgp-signature",
    "application/pkcs7-mime",
    "application/pkcs7-signature",
    "application/vnd.ms-tnef",
    "application/x-pkcs7-mime",
    "application/x-pkcs7-signature",
    "application/xhtml+xml",
    "text/calendar",
    "text/directory",
    "text/html",
    "text/rfc822-headers",
    "text/vcard",
    "text/x-amp-html",
    "text/x-moz-deleted",
    "text/x-vcalendar",
    "text/x-vcard",
];

/// The same by their endings, since many programs send them as plain bytes.
const ENDINGS_LEFT_OUT: [&str; 13] =
    ["asc", "eml", "gpg", "htm", "html", "ics", "msg", "p7c", "p7m", "p7s", "pgp", "sig", "vcf"];

/// Tells whether readers may want a part of this kind and name.
pub(super) fn is_file(kind: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !kind.starts_with("message/")
        && !kind.starts_with("multipart/")
        && LEFT_OUT.binary_search(&kind).is_err()
        && !ENDINGS_LEFT_OUT.contains(&ending)
        && name != "winmail.dat"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_programs_or_one_person_is_no_file() {
        assert!(LEFT_OUT.is_sorted());
        for (kind, name) in [
            ("application/pgp-signature", "signature"),
            ("application/octet-stream", "signature.ASC"),
            ("application/octet-stream", "smime.p7s"),
            ("text/x-vcard", "mira"),
            ("text/plain", "mira.vcf"),
            ("text/calendar", "x"),
            ("application/octet-stream", "invite.ics"),
            ("application/octet-stream", "WINMAIL.DAT"),
            ("message/delivery-status", "x"),
            ("application/octet-stream", "Fwd.eml"),
            ("text/html", "part.txt"),
        ] {
            assert!(!is_file(kind, name), "{kind} {name}");
        }
        for (kind, name) in [
            ("image/png", "shot.png"),
            ("application/octet-stream", "hub.log"),
            ("text/x-patch", "0001.patch"),
            ("application/pdf", "plan"),
        ] {
            assert!(is_file(kind, name), "{kind} {name}");
        }
    }

    #[test]
    fn names_lead_nowhere_and_stay_on_their_line() {
        for (name, expected) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\shots\\a b.png", "a b.png"),
            ("a\r\nX: y\0.png", "a X: y .png"),
            ("знімок.png", "знімок.png"),
            ("dir/", ""),
        ] {
            assert_eq!(named(name), expected, "{name:?}");
        }
        assert_eq!(unnamed("image/png"), "image.png");
        assert_eq!(unnamed("application/x-../../y"), "attachment.xy");
        assert_eq!(unnamed("text/x-log"), "attachment.txt");
    }
}
