//! Headers of mails in one charset, before they are parsed.
//!
//! Words in other alphabets stand in headers packed, word by word, and mail programs cut
//! characters in two to make lines short; old ones, and archives, leave them bare. Here words
//! of one charset are put together, decoded, and packed anew as UTF-8.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::charset::decoded;

/// Starts what shifts seven bits to other characters, in Japanese mails.
const SHIFT: u8 = 0x1b;

/// The longest packed word that is looked for, in bytes.
const LONGEST: usize = 4 << 10;

/// Makes the headers of a mail readable; without the rest of it where anything changed.
pub(super) fn readable<'m>(mail: &'m [u8], country: Option<&str>) -> Cow<'m, [u8]> {
    let headers = &mail[..end_of_headers(mail)];
    let is_plain = headers.is_ascii() && !headers.contains(&SHIFT);
    if is_plain && memchr::memmem::find(headers, b"=?").is_none() {
        return Cow::Borrowed(mail);
    }
    let mut out = Vec::with_capacity(headers.len() * 2);
    let mut rest = headers;
    while !rest.is_empty() {
        let (header, after) = rest.split_at(end_of_header(rest));
        rest = after;
        match memchr::memchr(b':', header) {
            Some(colon) => {
                out.extend_from_slice(&header[..=colon]);
                value(&header[colon + 1..], country, &mut out);
            }
            None => out.extend_from_slice(header),
        }
    }
    out.extend_from_slice(b"\n");
    Cow::Owned(out)
}

/// Finds where the headers of a mail end, with the line end of the last one.
fn end_of_headers(mail: &[u8]) -> usize {
    let ends = |at: &usize| {
        let rest = &mail[at + 1..];
        rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
    };
    memchr::memchr_iter(b'\n', mail).find(ends).map_or(mail.len(), |at| at + 1)
}

/// Finds where a header ends: lines that start with white space go on.
fn end_of_header(headers: &[u8]) -> usize {
    let ends = |at: &usize| !matches!(headers.get(at + 1), Some(b' ' | b'\t'));
    memchr::memchr_iter(b'\n', headers).find(ends).map_or(headers.len(), |at| at + 1)
}

/// Writes the value of a header.
fn value(value: &[u8], country: Option<&str>, out: &mut Vec<u8>) {
    let mut rest = value;
    let mut run = Run::default();
    while let Some(at) = memchr::memmem::find(rest, b"=?") {
        let Some((word, len)) = Word::at(&rest[at..]) else {
            run.write(country, out);
            out.extend_from_slice(decoded(&rest[..at + 2], None, country).as_bytes());
            rest = &rest[at + 2..];
            continue;
        };
        let between = &rest[..at];
        // Between two packed words white space is none of the text.
        if run.words.is_empty() || !between.trim_ascii().is_empty() {
            run.write(country, out);
            out.extend_from_slice(decoded(between, None, country).as_bytes());
        }
        run.words.push(word);
        rest = &rest[at + len..];
    }
    run.write(country, out);
    out.extend_from_slice(decoded(rest, None, country).as_bytes());
}

/// A packed word: `=?CHARSET?B?DATA?=`.
struct Word {
    label: String,
    bytes: Vec<u8>,
}

impl Word {
    /// Reads the one that a text starts with; returns its length, too.
    fn at(text: &[u8]) -> Option<(Word, usize)> {
        let text = &text[..text.len().min(LONGEST)];
        let label_end = 2 + memchr::memchr(b'?', text.get(2..)?)?;
        let label = std::str::from_utf8(&text[2..label_end]).ok()?;
        let [packing, b'?', ..] = *text.get(label_end + 1..)? else { return None };
        let data = label_end + 3;
        let end = data + memchr::memmem::find(&text[data..], b"?=")?;
        let is_label =
            !label.is_empty() && label.len() <= 60 && !label.contains(char::is_whitespace);
        let bytes = match packing | 0x20 {
            b'b' => base64_decode(&text[data..end])?,
            b'q' => of_q(&text[data..end]),
            _ => return None,
        };
        is_label.then(|| (Word { label: label.to_ascii_lowercase(), bytes }, end + 2))
    }
}

/// Words in a row.
#[derive(Default)]
struct Run {
    words: Vec<Word>,
}

impl Run {
    fn write(&mut self, country: Option<&str>, out: &mut Vec<u8>) {
        let mut text = String::new();
        for words in self.words.chunk_by(|a, b| a.label == b.label) {
            let bytes: Vec<u8> = words.iter().flat_map(|word| &word.bytes).copied().collect();
            text.push_str(&decoded(&bytes, words.first().map(|word| &*word.label), country));
        }
        self.words.clear();
        if !text.is_empty() {
            out.extend_from_slice(b"=?utf-8?Q?");
            for byte in text.bytes() {
                match byte.is_ascii_alphanumeric() {
                    true => out.push(byte),
                    false => out.extend_from_slice(format!("={byte:02X}").as_bytes()),
                }
            }
            out.extend_from_slice(b"?=");
        }
    }
}

/// Unpacks `caf=E9_au_lait`.
fn of_q(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some((byte, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let byte = match (byte, digit(0), digit(1)) {
            (b'=', Some(high), Some(low)) => {
                rest = &after[2..];
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                continue;
            }
            (b'_', _, _) => b' ',
            (byte, _, _) => *byte,
        };
        out.push(byte);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    #[track_caller]
    fn check(header: &[u8], expected: &str) {
        let mail = [b"X: 1\nSubject: ", header, b"\nY: 2\n\nbody"].concat();
        let headers = readable(&mail, None);
        let parsed = MessageParser::default().parse_headers(&*headers).expect("there are headers");
        assert_eq!(parsed.subject().unwrap_or_default(), expected);
        assert_eq!(parsed.header_raw("Y").map(str::trim), Some("2"));
    }

    #[test]
    fn packed_words_are_put_together_before_they_are_decoded() {
        check(b"=?iso-2022-jp?B?GyRCRUU4OxsoQg==?=", "電源");
        check(b"=?utf-8?B?0KXQ?=\n =?utf-8?B?sNCx?= ok", "Хаб ok");
        check(b"Re: =?koi8-r?Q?=E8=C1?= =?KOI8-R?Q?=C2?=", "Re: Хаб");
        check(b"=?gb2312?B?1tjG9A==?= =?big5?B?raux0g==?=", "重启重啟");
        check(b"=?x-nobody?Q?caf=E9?=", "café");
        check(b"[R] =?UTF-8?Q?a_b?= c =?UTF-8?Q?d?=", "[R] a b c d");
    }

    #[test]
    fn bare_characters_are_guessed() {
        check("Хаб миготить".as_bytes(), "Хаб миготить");
        check(b"\x1b$BEE8;\x1b(B", "電源");
        check(b"K\xfchlschrank l\xe4uft", "Kühlschrank läuft");
    }

    #[test]
    fn what_is_no_packed_word_stays() {
        check(b"a =? b", "a =? b");
        check(b"x =?utf-8?Z?a?= y", "x =?utf-8?Z?a?= y");
        check(b"what=?is", "what=?is");
        check(b"=?utf-8?Q??= x", "x");
        assert!(matches!(readable(b"Subject: x\n\n=?\xff", None), Cow::Borrowed(_)));
    }

    #[test]
    fn any_header_is_read() {
        for piece in ["=?", "=?a?q?", "?=", "=", "\n ", "\u{e9}", ":", "=?utf-8?B?!?="] {
            readable(format!("S: {}", piece.repeat(20_000)).as_bytes(), None);
        }
    }
}
