//! What is read of the words of mails: charsets, pages, soft lines, stubs of archives.

use super::{MIRA, TEXT, TOM, mail, only, parted, read, read_as, settings, testing};

#[test]
fn a_charset_that_nobody_knows_is_told_of_once_and_guessed() {
    let headers = "Content-Type: text/plain; charset=x-nobody-knows\n";
    let one = [mail(1, TOM, "Odd", headers, "caf?"), mail(2, TOM, "Even", headers, "caf?")];
    let mut bytes = one.concat().into_bytes();
    for byte in bytes.iter_mut().filter(|byte| **byte == b'?') {
        *byte = 0xe9;
    }
    let batch = read_as(&settings(), &bytes);
    let words: Vec<&str> = batch.threads.iter().map(|t| t.question.body.text.trim()).collect();
    assert_eq!(words, ["<p>café</p>"; 2]);
    let message = "m/2015-November.txt:2: warning[charset-unknown]: \
                   2 mails name charsets that nobody knows\n";
    assert_eq!(testing::messages(batch.sink), message);
}

#[test]
fn subjects_names_and_bodies_of_every_charset_are_read() {
    for (label, subject, name, body, expected) in [
        (
            "ISO-2022-JP",
            "GyRCRUU4OxsoQg==",
            "GyRCMiYbKEI=",
            &b"\x1b$BEE8;\x1b(B"[..],
            ("電源", "王"),
        ),
        ("gb18030", "1tjG9A==", "zfU=", b"\xd6\xd8\xc6\xf4", ("重启", "王")),
        ("koi8-u", "6MHC", "69XexcE=", b"\xe8\xc1\xc2", ("Хаб", "Кучеа")),
    ] {
        let word = |data: &str| format!("=?{label}?B?{data}?=");
        let headers = format!("Content-Type: text/plain; charset={label}\n");
        let from = format!("{} <o@example.org>", word(name));
        let mut bytes = mail(1, &from, &word(subject), &headers, "").into_bytes();
        bytes.extend_from_slice(body);
        let batch = read_as(&settings(), &bytes);
        let thread = only(&batch);
        let author = thread.question.author.as_ref().map_or("", |author| &*author.name);
        assert_eq!((&*thread.title, author), expected);
        assert_eq!(thread.question.body.text.trim(), format!("<p>{}</p>", expected.0));
    }
}

#[test]
fn pages_are_read_where_there_is_no_text_and_keep_their_form() {
    let page = "Content-Type: text/html; charset=utf-8\n\n<div>Press:</div><ol><li>x &lt;- \
     5<li>y<-6</ol>\
                <blockquote type=cite>Why?</blockquote>";
    let expected = "<p>Press:</p>\n<ol><li>x &lt;- 5</li>\n<li>y&lt;-6</li>\n</ol>";
    for text in [
        "\n\t\n",
        "\t[[alternative HTML version deleted]]",
        "Tom wrote:\n> Why?",
        "Your mail program does not support HTML messages.",
    ] {
        let text = format!("Content-Type: text/plain; charset=utf-8\n\n{text}");
        let batch = read(&parted(1, "multipart/alternative", &[&text, page]));
        assert_eq!(only(&batch).question.body.text, expected, "{text}");
    }
    let batch = read(&parted(1, "multipart/alternative", &[TEXT, page]));
    assert_eq!(only(&batch).question.body.text.trim(), "<p>Why?</p>", "the text counts");
}

#[test]
fn lines_that_were_wrapped_softly_are_one() {
    let body = "Press it \nlong.\n\nOne\nTwo\n\n    x <- 5\n-- \nTom";
    let headers = "Content-Type: text/plain; charset=utf-8; format=flowed\n";
    let batch = read(&mail(1, TOM, "Hub", headers, body));
    let expected =
        "<p>Press it long.</p>\n<p>One<br>Two</p>\n<pre><code>    x &lt;- 5</code></pre>";
    assert_eq!(only(&batch).question.body.text.trim(), expected.replace("    x", "   x"));
}

#[test]
fn a_mail_of_stubs_alone_is_no_answer() {
    let stub = "An embedded and charset-unspecified text was scrubbed...\nName: not available\n\
                Url: https://lists.example.org/attachments/20070729/699c/attachment.pl";
    let text = [
        mail(1, MIRA, "Hub", "", "Why?\n\n\t[[alternative HTML version deleted]]\n"),
        mail(2, TOM, "Re: Hub", "In-Reply-To: <1.canary@mail.example>\n", stub),
    ];
    let batch = read(&text.concat());
    let thread = only(&batch);
    assert_eq!(thread.question.body.text.trim(), "<p>Why?</p>");
    assert!(thread.answers.is_empty());
}

#[test]
fn a_question_whose_words_an_archive_took_off_is_asked_by_its_subject() {
    let stub = "An embedded and charset-unspecified text was scrubbed...\nName: not available\n";
    let text = [
        mail(1, MIRA, "Why does the hub blink?", "", stub),
        mail(2, TOM, "Re: Hub", "In-Reply-To: <1.canary@mail.example>\n", "Wait."),
    ];
    let batch = read(&text.concat());
    let thread = only(&batch);
    assert_eq!((&*thread.title, &*thread.question.body.text), ("Why does the hub blink?", ""));
    assert_eq!(thread.answers.len(), 1);
}

#[test]
fn what_an_asker_typed_into_a_console_is_code() {
    let text = "Why?\n> x <- c(1,2)\n> x\n[1] 1 2\n";
    let batch = read(&mail(1, MIRA, "Hub", "", text));
    let expected =
        "<p>Why?</p>\n<pre><code>    &gt; x &lt;- c(1,2)\n    &gt; x\n    [1] 1 2</code></pre>";
    assert_eq!(only(&batch).question.body.text.trim(), expected);
}

#[test]
fn words_between_files_are_the_authors_and_what_lists_add_is_not() {
    let picture = "Content-Type: image/gif\nContent-Disposition: inline; filename=\"a.gif\"\n\n\
                   GIF89a";
    let (next, named) = (
        "Content-Type: text/plain\n\nThen press it.",
        "Content-Type: text/plain\nContent-Disposition: inline; filename=\"a.log\"\n\nE42",
    );
    let footer = "Content-Type: text/plain\n\n_______________________________________________\n\
                  Users mailing list\nusers@lists.example\n";
    let scanner = "Content-Type: text/plain\n\nNo virus found in this message.\n";
    let batch = read(&parted(1, "multipart/mixed", &[TEXT, picture, next, named, footer, scanner]));
    let question = &only(&batch).question;
    let shown = question.body.text.replace('\n', "");
    assert_eq!(shown, "<p>Why?</p><p>Then press it.</p>");
    let names: Vec<&str> = question.attachments.iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["a.gif", "a.log"]);
}

#[test]
fn a_stuffed_line_is_no_quote_and_sealed_text_is_no_text() {
    let flowed = "Content-Type: text/plain; charset=utf-8; format=flowed\n";
    let text = [
        mail(1, MIRA, "Hub", "", "Why?"),
        mail(
            2,
            TOM,
            "Re: Hub",
            &format!("In-Reply-To: <1.canary@mail.example>\n{flowed}"),
            "> Why?\n\nType\n >reset\nin the console.",
        ),
        mail(
            3,
            TOM,
            "Re: Hub",
            "In-Reply-To: <1.canary@mail.example>\n",
            "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=x\n-----END PGP MESSAGE-----\n",
        ),
    ];
    let batch = read(&text.concat());
    let thread = only(&batch);
    let shown = thread.answers[0].body.text.trim().replace('\u{7f}', "");
    assert_eq!(shown, "<p>Type<br>&gt;reset<br>in the console.</p>");
    assert_eq!(thread.answers.len(), 1);
}

#[test]
fn a_file_that_was_written_into_the_text_is_named() {
    let text = "See the patch.\n\nbegin 644 fix.txt\n#0V%T\n`\nend\n\nSo long.\n";
    let batch = read(&mail(1, MIRA, "Hub", "", text));
    let question = &only(&batch).question;
    assert_eq!(question.body.text.trim(), "<p>See the patch.</p>\n<p>So long.</p>");
    assert_eq!(question.attachments[0].name, "fix.txt");
}

#[test]
fn a_mail_whose_parts_nothing_ends_is_read() {
    let headers = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n";
    let batch = read(&mail(1, MIRA, "Hub", headers, "--b\nContent-Type: text/plain\n\nWhy?\n"));
    assert_eq!(only(&batch).question.body.text.trim(), "<p>Why?</p>");
}

#[test]
fn texts_with_other_marks_are_read_and_mails_of_a_digest_are_not() {
    let of = |headers: &str, body: &str| {
        let batch = read(&mail(1, MIRA, "Hub", headers, body));
        only(&batch).question.body.text.trim().to_owned()
    };
    let enriched = "<bold>Why</bold> <<b> <color><param>red</param>red</color>?";
    assert_eq!(of("Content-Type: text/enriched\n", enriched), "<p>Why &lt;b&gt; red?</p>");
    assert_eq!(of("Content-Type: text/markdown\n", "Why **red**?"), "<p>Why **red**?</p>");
    let headers = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    let digest = "--b\nContent-Type: text/plain\n\nWhy?\n--b\nContent-Type: multipart/digest; \
                  boundary=c\n\n--c\n\nFrom: Zed <canary@c.example>\n\nHold it.\n--c--\n--b--\n";
    assert_eq!(of(headers, digest), "<p>Why?</p>");
}

#[test]
fn histories_of_outlook_in_japanese_korean_and_turkish_are_no_words() {
    for head in [
        "差出人: Mira <m@a.example>\n送信日時: 2015年11月2日\n宛先: users\n件名: Hub",
        "보낸 사람: Mira\n보낸 날짜: 2015-11-02\n받는 사람: users\n제목: Hub",
        "Kimden: Mira\nGönderildi: 2 Kas 2015\nKime: users\nKonu: Hub",
        "-----Оригінальне повідомлення-----\nВід: Mira\nНадіслано: вчора\nКому: users\nТема: Hub",
    ] {
        let reply = format!("Hold it.\n\n{head}\n\nWhy?\n");
        let headers = "In-Reply-To: <1.canary@mail.example>\n\
            Content-Type: text/plain; charset=utf-8\n";
        let text = [mail(1, MIRA, "Hub", "", "Why?"), mail(2, TOM, "Re: Hub", headers, &reply)];
        let batch = read(&text.concat());
        assert_eq!(only(&batch).answers[0].body.text.trim(), "<p>Hold it.</p>", "{head}");
    }
}
