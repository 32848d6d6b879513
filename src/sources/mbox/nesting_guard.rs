//! Keeps the mail parser from parts that nest so deep, or are so many, that it would fail.
//!
//! The parser builds a tree of mails that were forwarded within mails, packed or not, and takes
//! it down by recursion: a few kilobytes that somebody sends to a list would end the program.
//! For each part that has parts it looks through the rest of the mail, so that many of them
//! take hours. Nothing of forwarded mails is shown, and no mail has so many parts: so the
//! parser is kept from seeing them. In the words that it knows them by, wherever they stand,
//! the last letter is replaced by a mark, and put back in all that is read.

use std::borrow::Cow;

/// The subtypes of `message/rfc822`, `message/global` and `multipart/digest`, which the parser
/// knows as they are written, but for their case.
const TYPES: [&[u8]; 3] = [b"rfc822", b"global", b"digest"];

/// What a part that has parts names.
const BOUNDARY: &[u8] = b"boundary";

/// How many of these are left.
const MAX_BOUNDARIES: usize = 100;

/// Last letters of these words, with what stands for them.
const MARKS: [(u8, u8); 7] = [
    (b'2', b'\x01'),
    (b'l', b'\x02'),
    (b'L', b'\x03'),
    (b't', b'\x04'),
    (b'T', b'\x05'),
    (b'y', b'\x06'),
    (b'Y', b'\x07'),
];

/// Hides types of mails, and parts where there are too many. The length stays as it is.
pub(super) fn hide_nesting(mail: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Cow::Borrowed(mail);
    if !may_nest(mail) {
        return out;
    }
    let mut n_boundaries = 0;
    for at in 0..mail.len() {
        // Such a word is one of its own; what base64 looks like it by chance is not.
        let starts = at.checked_sub(1).is_none_or(|before| !is_inside(mail[before]));
        let Some(word) = starts.then(|| word_at(&mail[at..])).flatten() else { continue };
        n_boundaries += usize::from(word == BOUNDARY);
        if word == BOUNDARY && n_boundaries <= MAX_BOUNDARIES {
            continue;
        }
        let last = at + word.len() - 1;
        let mark = MARKS.iter().find(|(letter, _)| *letter == mail[last]);
        mark.into_iter().for_each(|(_, mark)| out.to_mut()[last] = *mark);
    }
    out
}

/// Puts back what was hidden in a text.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    match restored_bytes(text.as_bytes()) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => {
            Cow::Owned(String::from_utf8(bytes).expect("ASCII takes the place of ASCII"))
        }
    }
}

/// Puts back what was hidden in bytes.
pub(super) fn restored_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Cow::Borrowed(bytes);
    for (letter, mark) in MARKS {
        for last in memchr::memchr_iter(mark, bytes) {
            let is_hidden = |word: &&[u8]| {
                let (end, start) = word.split_last().expect("words have letters");
                letter.eq_ignore_ascii_case(end)
                    && last >= start.len()
                    && bytes[last - start.len()..last].eq_ignore_ascii_case(start)
            };
            if TYPES.iter().chain([&BOUNDARY]).any(is_hidden) {
                out.to_mut()[last] = letter;
            }
        }
    }
    out
}

/// Returns the word that a text starts with.
fn word_at(text: &[u8]) -> Option<&'static [u8]> {
    if !matches!(text.first()? | 0x20, b'b' | b'd' | b'g' | b'r') {
        return None;
    }
    let is_here =
        |word: &&[u8]| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    TYPES.into_iter().chain([BOUNDARY]).find(is_here)
}

fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+'
}

/// Tells whether the headers of a mail speak of parts: most mails are text alone.
fn may_nest(mail: &[u8]) -> bool {
    let end = memchr::memchr_iter(b'\n', mail).find(|at| {
        let rest = &mail[at + 1..];
        rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
    });
    let headers = mail[..end.unwrap_or(mail.len())].to_ascii_lowercase();
    let has = |word: &[u8]| memchr::memmem::find(&headers, word).is_some();
    has(b"multipart") || TYPES.into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Content-Type: multipart/mixed; boundary=b\n\n";

    #[track_caller]
    fn check(text: &str, hidden: usize) {
        let mail = format!("{HEAD}{text}");
        let hidden_in = hide_nesting(mail.as_bytes());
        assert_eq!(hidden_in.iter().filter(|byte| **byte < 8).count(), hidden, "{text}");
        assert_eq!(restored_bytes(&hidden_in), mail.as_bytes(), "{text}");
    }

    #[test]
    fn types_of_mails_are_hidden_in_all_that_the_parser_takes_for_one() {
        for text in [
            "Content-Type: message/rfc822",
            "content-type:\n\tMESSAGE / RFC822",
            "Content-Type: message(x)/(y)global;",
            "Content-Type: Multipart/diGesT",
            "Content-Type: message/\"rfc822\"",
        ] {
            check(text, 1);
        }
        check("name=\"digest.txt\", a global digest", 3);
    }

    #[test]
    fn parts_beyond_any_measure_are_hidden() {
        let part = "Content-Type: multipart/mixed; Boundary=x\n\n";
        check(&part.repeat(MAX_BOUNDARIES - 1), 0);
        check(&part.repeat(MAX_BOUNDARIES + 1), 2);
    }

    #[test]
    fn what_is_no_type_stays_as_it_is() {
        check("aGlobal+digest/1 Xrfc822", 0);
        assert!(matches!(hide_nesting(b"Subject: digest\n\nglobal"), Cow::Owned(_)));
        assert!(matches!(hide_nesting(b"Subject: x\n\nmessage/rfc822"), Cow::Borrowed(_)));
        assert_eq!(restored("a\x01 b\x02 rfc82\x01 diges\x02"), "a\x01 b\x02 rfc822 diges\x02");
    }
}
