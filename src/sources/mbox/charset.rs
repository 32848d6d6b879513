//! From the bytes of a mail to text: every charset of the web and of old mail programs.
//!
//! Labels lie: what is labelled as ASCII or Latin and is valid UTF-8 is that, and archives of
//! lists drop labels altogether. What says nothing true is guessed by what Firefox guesses
//! with, from the bytes and from the country of the author's address.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use mail_parser::decoders::charsets::DecoderFnc;
use mail_parser::decoders::charsets::map::charset_decoder;

/// How much of a text is looked at to guess its charset.
const SAMPLE: usize = 64 << 10;

/// What a label means.
#[derive(Clone, Copy)]
enum Charset {
    /// One of the web's.
    Web(&'static Encoding),
    /// One of old mail programs.
    Old(DecoderFnc),
    /// Seven bits: pairs of characters between these two marks, in this charset of the web.
    Shifted { on: &'static [u8], off: &'static [u8], pairs: &'static Encoding },
    /// It says that nobody knows, or that there are no other characters than ASCII.
    Unsaid,
}

/// Tells whether a label means a charset.
pub(super) fn is_known(label: &str) -> bool {
    named(label).is_some()
}

/// Tells whether ASCII in this charset may stand for other characters, unmarked.
pub(super) fn is_of_seven_bits(label: &str) -> bool {
    match named(label) {
        Some(Charset::Web(web)) => !web.is_ascii_compatible(),
        Some(Charset::Old(_) | Charset::Shifted { .. }) => true,
        Some(Charset::Unsaid) | None => false,
    }
}

/// Decodes text. `country` is the top domain of the author's address, in small letters.
pub(super) fn decoded<'b>(
    bytes: &'b [u8],
    label: Option<&str>,
    country: Option<&str>,
) -> Cow<'b, str> {
    let charset = label.and_then(named).unwrap_or(Charset::Unsaid);
    if let Charset::Old(decode) = charset {
        return Cow::Owned(decode(bytes));
    }
    let is_plain = bytes.is_ascii() && !bytes.contains(&0x1b);
    match charset {
        Charset::Shifted { on, off, pairs } => Cow::Owned(shifted(bytes, on, off, pairs)),
        Charset::Web(web) if !web.is_ascii_compatible() || web == encoding_rs::UTF_8 => {
            whole(bytes, web).unwrap_or_else(|| guessed(bytes, country))
        }
        Charset::Web(web) if is_plain || !may_be_another(web) => web.decode(bytes).0,
        Charset::Web(web) => {
            std::str::from_utf8(bytes).map_or_else(|_| web.decode(bytes).0, Cow::Borrowed)
        }
        Charset::Unsaid | Charset::Old(_) => guessed(bytes, country),
    }
}

/// Programs put these labels on whatever they send.
fn may_be_another(web: &'static Encoding) -> bool {
    web == encoding_rs::WINDOWS_1252 || web == encoding_rs::ISO_8859_2
}

/// Decodes unless more than a few characters are wrong.
fn whole<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Option<Cow<'b, str>> {
    let (text, _, is_damaged) = encoding.decode(bytes);
    let n_wrong = || text.matches('\u{fffd}').count();
    (!is_damaged || n_wrong() * 100 <= text.len()).then_some(text)
}

fn guessed<'b>(bytes: &'b [u8], country: Option<&str>) -> Cow<'b, str> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\u{1b}')
    {
        return Cow::Borrowed(text);
    }
    let encoding = match bytes.is_ascii() {
        // The marks of Japanese mails.
        true => encoding_rs::ISO_2022_JP,
        false => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
            let fits = |country: &&str| country.bytes().all(|byte| byte.is_ascii_lowercase());
            detector.guess(country.filter(fits).map(str::as_bytes), Utf8Detection::Deny)
        }
    };
    encoding.decode(bytes).0
}

/// Decodes text of seven bits, whose characters beyond ASCII stand between marks.
fn shifted(bytes: &[u8], on: &[u8], off: &[u8], pairs: &'static Encoding) -> String {
    let mut eight = Vec::with_capacity(bytes.len());
    let (mut rest, mut is_on) = (bytes, false);
    while let Some((byte, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(if is_on { off } else { on }) {
            is_on = !is_on;
            rest = after;
        } else if rest.starts_with(b"\x1b$)") {
            // It says what the pairs are.
            rest = rest.get(4..).unwrap_or_default();
        } else {
            is_on &= *byte != b'\n';
            eight.push(if is_on && *byte > b' ' { *byte | 0x80 } else { *byte });
            rest = after;
        }
    }
    pairs.decode(&eight).0.into_owned()
}

/// Finds what a label means, however a mail program writes it.
fn named(label: &str) -> Option<Charset> {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    // `iso-2022-jp*ja` names a language, too.
    let label = label.split('*').next().unwrap_or_default();
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let web = |name: &str| Encoding::for_label(name.as_bytes()).map(Charset::Web);
    match &*bare {
        "" | "ascii" | "usascii" | "ansix341968" | "iso646us" | "646" | "7bit" | "8bit"
        | "binary" | "unknown" | "unknown8bit" | "xunknown" | "default" | "defaultcharset"
        | "none" | "xuserdefined" => {
            return Some(Charset::Unsaid);
        }
        "utf8" | "xutf8" | "utf8n" | "utf8mb4" | "unicode11utf8" => return web("utf-8"),
        "hz" | "hzgb2312" => {
            let pairs = encoding_rs::GBK;
            return Some(Charset::Shifted { on: b"~{", off: b"~}", pairs });
        }
        "iso2022kr" | "csiso2022kr" => {
            let pairs = encoding_rs::EUC_KR;
            return Some(Charset::Shifted { on: b"\x0e", off: b"\x0f", pairs });
        }
        "iso2022cn" | "iso2022cnext" => {
            let pairs = encoding_rs::GBK;
            return Some(Charset::Shifted { on: b"\x0e", off: b"\x0f", pairs });
        }
        "cp932" | "mskanji" | "shiftjisx0213" | "sjiswin" | "xmscp932" => return web("shift_jis"),
        "cp936" | "euccn" | "xeuccn" | "gb" | "xgb2312" => return web("gbk"),
        "cp949" | "ms949" | "uhc" | "xeuckr" | "ksc56011992" => return web("euc-kr"),
        "cp950" | "xbig5" | "big5hkscs2004" | "big5eten" => return web("big5"),
        "cp51932" | "eucjpms" | "eucjpwin" => return web("euc-jp"),
        "latin1" | "isolatin1" => return web("iso-8859-1"),
        "cp437" | "ibm437" | "437" => return charset_decoder(b"cp850").map(Charset::Old),
        _ => {}
    }
    let digits = |prefixes: &[&str]| {
        let rest = prefixes.iter().find_map(|prefix| bare.strip_prefix(prefix))?;
        (!rest.is_empty() && rest.len() <= 4 && rest.bytes().all(|b| b.is_ascii_digit()))
            .then_some(rest)
    };
    let windows = digits(&["windows", "win", "xcp", "cp", "ansi", "mswin", "xwindows"]);
    let latin = digits(&["iso8859", "8859", "xiso8859"]);
    let japanese =
        bare.starts_with("iso2022jp") || matches!(&*bare, "cp50220" | "cp50221" | "cp50222");
    let of_web =
        || Encoding::for_label(label.as_bytes()).filter(|web| *web != encoding_rs::REPLACEMENT);
    let old = || charset_decoder(label.as_bytes()).map(Charset::Old);
    windows
        .and_then(|number| web(&format!("windows-{number}")))
        .or_else(|| latin.and_then(|number| web(&format!("iso-8859-{number}"))))
        .or_else(|| if japanese { web("iso-2022-jp") } else { None })
        .or_else(|| of_web().map(Charset::Web))
        .or_else(old)
}

/// Lists the labels in the headers of a mail and of its parts, as far as its start shows them.
pub(super) fn labels(head: &[u8]) -> Vec<String> {
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    let mut labels = Vec::new();
    if !has(b"harset") && !has(b"HARSET") && !has(b"=?") {
        return labels;
    }
    let (mut in_headers, mut is_top) = (true, true);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii_end();
        is_top &= !line.is_empty();
        in_headers = (in_headers && !line.is_empty()) || line.starts_with(b"--");
        if !in_headers {
            continue;
        }
        let lower = line.to_ascii_lowercase();
        let mut take = |from: usize, ends: &[u8]| {
            let label = lower[from..].trim_ascii_start();
            let label = label.strip_prefix(b"\"").unwrap_or(label);
            let end = label.iter().position(|byte| ends.contains(byte)).unwrap_or(label.len());
            labels.push(String::from_utf8_lossy(&label[..end]).into_owned());
        };
        if let Some(at) = memchr::memmem::find(&lower, b"charset=") {
            take(at + 8, b"\"; \t(");
        }
        if let Some(at) = memchr::memmem::find(&lower, b"=?").filter(|_| is_top) {
            take(at + 2, b"?");
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, bytes: &[u8], expected: &str) {
        let label = Some(label).filter(|label| !label.is_empty());
        assert_eq!(decoded(bytes, label, None), expected, "{label:?}");
    }

    #[test]
    fn charsets_of_the_web_and_of_old_mail_programs_are_read() {
        check("ISO-2022-JP", b"\x1b$BEE8;$r@Z$k!#\x1b(B", "電源を切る。");
        check("shift_jis", b"\x93d\x8c\xb9", "電源");
        check("CP932", b"\x93d\x8c\xb9", "電源");
        check("EUC-JP", b"\xc5\xc5\xb8\xbb", "電源");
        for label in ["gb2312", "GBK", "gb18030", "cp936", "x-gbk"] {
            check(label, b"\xd6\xd8\xc6\xf4", "重启");
        }
        check("hz-gb-2312", b"OK ~{VXFt~} 1", "OK 重启 1");
        check("Big5", b"\xad\xab\xb1\xd2", "重啟");
        check("euc-kr", b"\xc0\xfc\xbf\xf8", "전원");
        check("ks_c_5601-1987", b"\xc0\xfc\xbf\xf8", "전원");
        check("iso-2022-kr", b"\x1b$)C\n\x0e@|?x\x0f OK", "\n전원 OK");
        check("koi8-r", b"\xe8\xc1\xc2", "Хаб");
        check("KOI8-U", b"\xe8\xc1\xc2 \xa4", "Хаб є");
        check("ibm866", b"\x95\xa0\xa1", "Хаб");
        check("x-mac-cyrillic", b"\x95\xe0\xe1", "Хаб");
        check("x-mac-roman", b"caf\x8e", "café");
        check("macintosh", b"caf\x8e", "café");
        check("windows-1251", b"\xd5\xe0\xe1", "Хаб");
        check("win-1251", b"\xd5\xe0\xe1", "Хаб");
        check("CP-1250", b"\x9a\xe8", "šč");
        check("iso8859_2", b"\xb9\xe8", "šč");
        check("utf-7", b"+BCUEMAQx-", "Хаб");
        check("cp850", b"caf\x82", "café");
        check("utf-8", "Хаб".as_bytes(), "Хаб");
        check("us-ascii", b"plain <- 5", "plain <- 5");
    }

    #[test]
    fn labels_that_lie_are_not_believed() {
        check("us-ascii", "šč".as_bytes(), "šč");
        check("iso-8859-1", "Grüße".as_bytes(), "Grüße");
        check("iso-8859-1", b"Gr\xfc\xdfe", "Grüße");
        check(
            "utf-8",
            b"Gr\xfc\xdfe aus Wien, der K\xfchlschrank l\xe4uft",
            "Grüße aus Wien, der Kühlschrank läuft",
        );
        check("x-nobody-knows", b"caf\xe9", "café");
    }

    #[test]
    fn what_has_no_label_is_guessed() {
        check("", b"\x1b$BEE8;\x1b(B", "電源");
        check("", "Хаб".as_bytes(), "Хаб");
        check(
            "",
            b"Der K\xfchlschrank l\xe4uft nicht, warum?",
            "Der Kühlschrank läuft nicht, warum?",
        );
        let russian = "Привет, почему не работает хаб и мигает красным светом?";
        for encoding in [encoding_rs::KOI8_R, encoding_rs::WINDOWS_1251] {
            let (bytes, _, _) = encoding.encode(russian);
            assert_eq!(decoded(&bytes, None, Some("ru")), russian);
        }
    }

    #[test]
    fn labels_are_listed_where_headers_are() {
        let head = b"Subject: =?x-a?Q?b?=\nContent-Type: multipart/mixed;\n boundary=b\n\n\
            --b\nContent-Type: text/plain; Charset=\"X-C\"; x\n\ncharset=no =?no?Q?x?=\n--b\n";
        assert_eq!(labels(head), ["x-a", "x-c"]);
        assert!(labels(b"Subject: x\n\ncharset=no").is_empty());
        assert!(is_known("utf-8") && is_known("") && !is_known("x-nobody-knows"));
    }

    #[test]
    fn any_bytes_are_read() {
        for label in
            ["", "utf-7", "hz", "iso-2022-kr", "iso-2022-jp", "gb18030", "utf-16", "big5", "x"]
        {
            for bytes in [
                &b""[..],
                b"\x1b",
                b"~",
                b"~{a",
                b"\x0e\x80",
                b"\x1b$)",
                b"\xff\xfe",
                b"+",
                b"\x84",
            ] {
                decoded(bytes, Some(label), Some("Ü"));
            }
        }
    }
}
