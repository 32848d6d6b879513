use std::io::Read;

use super::nesting_guard::{hide_nesting, restored, restored_bytes};
use super::{body, charset, flowed, headers, page, parts, raw, scrubbed, split};
use crate::config::SourceType;
use crate::sources::chat::quotes::Stand;
use crate::sources::fuzz_tests::{SOWN, is_made_of};
use crate::sources::testing;
use crate::testing::Fuzz;

const MAIL: &str = "From: =?utf-8?q?Jo=C5=A1?= =?utf-8?b?w6k=?= <jo@a.example>\nSubject: Re: How?\n\
    Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/alternative;\n \
    boundary=c\n\n--c\nContent-Type: text/plain; charset=iso-8859-2; format=flowed; delsp=yes\n\
    Content-Transfer-Encoding: quoted-printable\n\n> How do I? \n> so\n\nHold it =E9 \nnow\n\
    --c\nContent-Type: text/html\n\n<div class=\"gmail_quote\">x</div><p>Hold</p>\n--c--\n--b\n\
    Content-Type: message/rfc822\n\nFrom: a\n\nb\n--b\nContent-Type: image/png; name*0*=utf-8''a\n\
    Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n";

/// Hands over one byte at a time.
struct Slow<'b>(&'b [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
        buffer[0] = *first;
        self.0 = rest;
        Ok(1)
    }
}

#[test]
fn mails_are_cut_in_order_however_the_file_is_read() {
    let from = "From ana at a.example  Mon Jan  5 10:00:00 2026\n";
    let seeds = [format!("{from}{MAIL}\n{from}Subject: x\n\n>From what I know\n\n")];
    let words = [
        from,
        "From ",
        "\n",
        "\n\n",
        "\r\n",
        ">From ",
        "Mon ",
        "10:00:00 ",
        "2026\n\
        ",
        "a: b\n",
    ];
    Fuzz::new("mbox", 1_200).seeds(seeds).words(words).bytes(|input| {
        let cut = |stream: &mut dyn Read| {
            let (mut found, mut end) = (Vec::new(), 0);
            let mut each = |mail: split::Mail<'_>| {
                assert!(mail.offset >= end, "{} {end}", mail.offset);
                let start = mail.offset as usize;
                end = mail.offset + mail.len;
                assert!(input[start..end as usize].starts_with(mail.head));
                found.push((mail.offset, mail.len, mail.line));
            };
            split::mails(stream, &mut each).expect("memory can be read");
            found
        };
        let whole = cut(&mut &*input);
        assert_eq!(cut(&mut Slow(input)), whole);
        for (offset, len, _) in whole {
            read(&input[offset as usize..(offset + len) as usize]);
        }
    });
}

/// Reads a mail as it is read for a thread.
fn read(record: &[u8]) {
    let settings = testing::settings(SourceType::Mbox, "a");
    let plain = raw::unescaped(record);
    assert!(plain.len() <= record.len());
    let guarded = hide_nesting(&plain);
    assert_eq!(guarded.len(), plain.len());
    assert_eq!(restored_bytes(&guarded), restored_bytes(&plain));
    let Some(mail) = raw::parsed(&guarded) else { return };
    for stand in [Stand::First, Stand::Reply] {
        let body = body::of(&settings, &mail, stand, Some("si"));
        assert!(body.html.len() <= 60 * record.len() + 400, "{}", body.html.len());
    }
    let files = parts::of(&mail, raw::is_cut(record));
    assert!(files.len() <= record.len());
}

#[test]
fn what_would_nest_is_hidden_and_put_back() {
    let words = "rfc822¦RFC822¦global¦digest¦boundary¦message/¦multipart/¦\n¦\"¦=¦;¦\u{1}¦\
        \u{2}¦\u{6}¦Content-Type: ¦--b\n"
        .split('¦');
    Fuzz::new("nesting of mails", 3_000).seeds([MAIL]).words(words).text(|input| {
        let hidden = hide_nesting(input.as_bytes());
        assert_eq!(hidden.len(), input.len());
        let hidden = String::from_utf8(hidden.into_owned()).expect("ASCII for ASCII");
        assert_eq!(restored(&hidden), restored(input));
        read(input.as_bytes());
    });
}

/// Wraps lines softly, as RFC 3676 says.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = rest.get(12..).and_then(|end| end.find(' ')).map(|at| at + 13) {
            out.push_str(&stuffed(&rest[..at]));
            out.push('\n');
            rest = &rest[at..];
        }
        out.push_str(&stuffed(rest));
        out.push('\n');
    }
    out
}

fn stuffed(line: &str) -> String {
    if line.starts_with([' ', '>']) { format!(" {line}") } else { line.to_owned() }
}

#[test]
fn lines_that_were_wrapped_softly_are_whole_again() {
    let seeds = [
        "One line that is long enough to be wrapped twice.\n\nTwo\n    code\n> not a quote",
        "> a \n> b\n>> c \n> d\ne \n-- \nKim",
    ];
    let words = " \n¦\n¦> ¦>¦>>¦ ¦  ¦-- \n¦\r\n¦From ".split('¦');
    Fuzz::new("flowed text", 15_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let signs = |text: &str| -> String {
            // A `>` that is no quote has a mark in front, which goes later.
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '>' | '\u{7f}')).collect()
        };
        for del_sp in [true, false] {
            assert_eq!(signs(&flowed::joined(input, del_sp)), signs(input));
        }
        // What was wrapped by a program is as it was typed.
        let lines = input.lines().map(|line| line.trim_end()).filter(|line| !line.is_empty());
        let typed: Vec<&str> = lines.filter(|line| *line != "--").collect();
        if typed.iter().all(|line| !line.contains('\r') && !line.ends_with(char::is_whitespace)) {
            let typed = typed.join("\n");
            let joined = flowed::joined(&wrapped(&typed), false).replace('\u{7f}', "");
            let typed = typed.replace('\u{7f}', "");
            assert_eq!(joined.trim_end_matches('\n'), typed.trim_end_matches('\n'));
        }
    });
}

#[test]
fn pages_of_any_kind_become_plain_markup() {
    let seeds = [
        "<html><body><p>Hold it<br>now</p><ul><li>a<li>b</ul><div class=\"gmail_quote\">On Mon \
         Ana wrote:<blockquote>old</blockquote></div><pre>a\n  b</pre></body></html>",
        "<table><tr><td>a<td><b>b</b></table><p>-- <br>Jo</p><a href='https://a.example'>x</a>\
         <img src=cid:1 alt=y><hr><h2>t</h2><style>p{}</style>&lt;b&gt;",
    ];
    let words = [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<pre>",
        "</pre>",
        "<b",
        ">",
        "<a ",
        "href=",
        "class=\"",
        "gmail_quote",
        "<!--",
        "-->",
        "&lt;",
        "&#0;",
        "<script>",
        "</script>",
        "<style>",
        "wrote:",
        "-- ",
    ];
    let elements = "p br ul ol li pre code blockquote table thead tbody tfoot caption tr td th a \
        strong em del b i u s h1 h2 h3 h4 h5 h6 hr img dl dt dd sub sup q kbd samp var cite mark \
        small ins";
    Fuzz::new("pages as mails", 1_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        for stand in [Stand::First, Stand::Reply] {
            // What is crossed is set right by the sanitiser, as in any post.
            is_made_of(&page::own_markup(input, stand), elements, input);
        }
    });
}

#[test]
fn characters_of_any_charset_are_text() {
    let seeds = [MAIL, "Subject: =?iso-2022-jp?B?GyRCRXUbKEI=?= =?utf-8?Q?=C5?= =?utf-8?Q?=A1?=\n"];
    let words = [
        "=?",
        "?=",
        "?q?",
        "?b?",
        "utf-8",
        "utf-7",
        "iso-2022-jp",
        "hz-gb-2312",
        "koi8-r",
        "=E9",
        "\u{1b}$B",
        "\u{1b}(B",
        "~{",
        "~}",
        "+AGE-",
        "charset=",
        "\n",
        "\n ",
        ": ",
        "-------------- next part --------------\n\
        ",
        "URL: <https://a.example/attachments/1/a.png>\n",
        "A non-text attachment was scrubbed...\n",
        "-----BEGIN PGP SIGNATURE-----\n",
    ];
    let settings = testing::settings(SourceType::Mbox, "a");
    let fuzz = Fuzz::new("character references and charsets of mails", 3_500);
    fuzz.seeds(seeds).words(words).bytes(|input| {
        for label in [None, Some("utf-8"), Some("utf-7"), Some("iso-2022-jp"), Some("hz-gb-2312")] {
            let text = charset::decoded(input, label, Some("jp"));
            assert!(text.len() <= 4 * input.len() + 16, "{label:?}");
        }
        if let Ok(text) = std::str::from_utf8(input) {
            let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
            assert_eq!(charset::decoded(input, Some("utf-8"), None), bare);
            scrubbed::of(&settings, text);
            let left: usize = scrubbed::texts(text).map(|part| part.len()).sum();
            assert!(left <= text.len());
        }
        charset::labels(input);
        let readable = headers::readable(input, None);
        assert!(readable.len() <= 8 * input.len() + 64, "{} of {}", readable.len(), input.len());
    });
}
