mod bodies;

use super::{open, parts};
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{Digest, DiskFiles, MemoryFiles};
use crate::model::{Attachment, AttachmentDisplay, Grade, Reason, Role};
use crate::normalize::resolve;
use crate::sources::testing::only_in_silence as only;
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Mbox, "m")
}

fn read_as(settings: &SourceSettings, text: &[u8]) -> Batch {
    let files = MemoryFiles::new([("m/2015-November.txt", text)]);
    let mut sink = Sink::new();
    let mut batch = testing::read_all(&open(settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

fn read(text: &str) -> Batch {
    read_as(&settings(), text.as_bytes())
}

fn mail(id: u32, from: &str, subject: &str, headers: &str, body: &str) -> String {
    format!(
        "From ann at example.org  Mon Nov  2 10:00:0{id} 2015\nFrom: {from}\n\
         Date: Mon, 2 Nov 2015 1{id}:00:00 +0100\nSubject: {subject}\n\
         Message-ID: <{id}.canary@mail.example>\n{headers}\n{body}\n\n"
    )
}

const MIRA: &str = "mira at canary.example (Mira B)";
const TOM: &str = "Tom Novak <tom@lumo.example>";

#[test]
fn replies_join_by_reference_and_lose_quotes_and_signatures() {
    let text = [
        mail(
            1,
            MIRA,
            "[users] Hub blinks red",
            "",
            "Hi all,\n\nwhy does it blink?\n-- \nMira\n+386 40 canary",
        ),
        mail(
            2,
            TOM,
            "Re: [users] Hub blinks red",
            "In-Reply-To: <1.canary@mail.example>\n",
            "On Mon, 2 Nov 2015, Mira B <mira@canary.example> wrote:\n> why does it blink?\n\n\
             Hold the button.",
        ),
        mail(
            3,
            MIRA,
            "Re: [users] Hub blinks red",
            "In-Reply-To: <lost@mail.example>\n\
             References: <1.canary@mail.example>\n <lost@mail.example>\n",
            "Thanks, that worked!",
        ),
    ];
    let staff = SourceSettings { staff: ["@lumo.example".to_owned()].into(), ..settings() };
    let batch = read_as(&staff, text.concat().as_bytes());
    let thread = only(&batch);
    assert_eq!(thread.title, "Hub blinks red");
    assert_eq!(thread.question.body.text.trim(), "<p>Hi all,</p>\n<p>why does it blink?</p>");
    assert_eq!(thread.answers[0].body.text.trim(), "<p>Hold the button.</p>");
    let names: Vec<(&str, Role)> = thread
        .posts()
        .filter_map(|post| post.author.as_ref())
        .map(|a| (&*a.name, a.role))
        .collect();
    assert_eq!(names, [("Mira B", Role::Member), ("Tom Novak", Role::Staff)]);
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Official, Reason::StaffThanked));
    let all = format!("{batch:?}");
    assert!(!all.contains("canary") && !all.contains("lumo.example"), "{all}");
}

#[test]
fn replies_without_references_join_by_subject() {
    let text = [
        mail(1, MIRA, "Hub  blinks", "", "Why?"),
        mail(2, TOM, "AW: [users] hub blinks", "", "So."),
        mail(3, TOM, "Re: Another thing", "", "Lost."),
    ];
    let batch = read(&text.concat());
    assert_eq!((only(&batch).answers.len(), testing::counts(&batch)), (1, vec![("orphan", 1)]));
}

#[test]
fn a_subject_marked_later_solves_the_thread() {
    let text = [
        mail(1, MIRA, "Hub blinks", "", "Why?"),
        mail(2, TOM, "Re: [SOLVED] Hub blinks", "References: <1.canary@mail.example>\n", "So."),
    ];
    let batch = read(&text.concat());
    assert_eq!(
        (&*only(&batch).title, resolve(only(&batch)).reason),
        ("Hub blinks", Reason::Prefix)
    );
}

#[test]
fn encodings_and_parts_are_decoded() {
    let headers = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n";
    let body = "--b\nContent-Type: text/plain; charset=koi8-r\n\
                Content-Transfer-Encoding: base64\n\n\
                8NLJ18XULCDIwcIhCg==\n--b\nContent-Type: text/html\n\n<b>no</b>\n--b--";
    let subject = "=?UTF-8?B?0KXQsNCx?= =?iso-8859-2?Q?_=B9=E8?=";
    let batch = read(&mail(1, "=?UTF-8?Q?Ol=C4=97na?= <o@example.org>", subject, headers, body));
    let thread = only(&batch);
    assert_eq!(
        (&*thread.title, thread.question.body.text.trim()),
        ("Хаб šč", "<p>Привет, хаб!</p>")
    );
    assert_eq!(thread.question.author.as_ref().map(|a| &*a.name), Some("Olėna"));
}

#[test]
fn mails_without_ids_names_or_bodies_are_counted() {
    let text = "From a@b.c Mon Nov  2 10:00:00 2015\nSubject: One\n\n>From here on.\n\n\
                From a@b.c Mon Nov  2 10:00:00 2015\nSubject: Two\n\n\n\
                From a@b.c Mon Nov  2 10:00:00 2015\n\n";
    let batch = read(text);
    assert_eq!(
        (batch.threads.len(), testing::counts(&batch)),
        (1, vec![("empty", 1), ("invalid", 1)])
    );
    let thread = &batch.threads[0];
    assert!(thread.question.body.text.contains("From here on") && thread.question.author.is_none());
    let nameless = mail(1, "mira.b@canary.example", "One", "", "x");
    let name = only(&read(&nameless)).question.author.as_ref().map(|author| author.name.clone());
    assert!(name.is_some_and(|name| name.starts_with("Member ") && !name.contains("mira")));
}

#[test]
fn automatic_answers_and_private_wishes_are_respected() {
    let text = [
        mail(1, MIRA, "One", "Auto-Submitted: auto-replied\n", "I am away."),
        mail(2, MIRA, "Two", "X-No-Archive: Yes\n", "CANARY"),
    ];
    assert_eq!(testing::counts(&read(&text.concat())), [("bot", 1), ("hidden", 1)]);
}

#[test]
fn a_file_without_mails_is_named() {
    let batch = read("<html>an index of archives</html>\n");
    assert_eq!(
        testing::messages(batch.sink),
        "m/2015-November.txt: error[export-unreadable]: `m/2015-November.txt` holds no mails\n"
    );
}

/// The files of all posts, as readers would be told of them, with what is in them.
fn files_of(text: &[u8]) -> Vec<(String, Vec<u8>)> {
    let files = MemoryFiles::new([("m/2015-November.txt", text)]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let posts = batch.threads.iter().flat_map(|thread| thread.posts());
    let attachments = posts.flat_map(|post| {
        let of_comments = post.comments.iter().flat_map(|comment| &comment.attachments);
        post.attachments.iter().chain(of_comments)
    });
    let found = attachments.map(|file| {
        assert_eq!((file.shown, &file.url), (AttachmentDisplay::Copied, &None));
        let [path] = file.paths.as_slice() else { panic!("one path") };
        assert!(!path.contains("canary"), "{path}");
        let packed = reader.packed(path).expect("it is in the mail");
        let bytes = packed.read().expect("it is whole");
        assert_eq!((packed.digest, packed.len), (Digest::of(&bytes), bytes.len() as u64));
        (path.clone(), bytes.to_vec())
    });
    found.collect()
}

fn names(found: &[(String, Vec<u8>)]) -> Vec<&str> {
    found.iter().map(|(path, _)| path.rsplit('/').next().unwrap_or_default()).collect()
}

/// A mail of parts, each with its headers.
fn parted(id: u32, kind: &str, parts: &[&str]) -> String {
    let headers = format!("MIME-Version: 1.0\nContent-Type: {kind}; boundary=\"b{id}\"\n");
    let body: String = parts.iter().map(|part| format!("--b{id}\n{part}\n")).collect();
    mail(id, MIRA, "Hub blinks", &headers, &format!("{body}--b{id}--"))
}

const TEXT: &str = "Content-Type: text/plain\n\nWhy?";
const SHOT: &str = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\
    Content-Disposition: attachment; filename=\"shot.png\"\n\niVBORw0KGgoA\n/w==";
const LOG: &str = "Content-Type: text/x-log; charset=iso-8859-1;\n\
    \x20name=\"=?utf-8?Q?h=C3=BCb.log?=\"\nContent-Transfer-Encoding: quoted-printable\n\
    Content-Disposition: inline\n\n12:00 =E9=\n E42";

#[test]
fn files_in_a_mail_are_read_out_of_it() {
    let text = parted(1, "multipart/mixed", &[TEXT, SHOT, LOG]);
    let found = files_of(text.as_bytes());
    assert_eq!(names(&found), ["2-shot.png", "3-hüb.log"]);
    assert_eq!(found[0].1, b"\x89PNG\r\n\x1a\n\0\xff");
    assert_eq!(found[1].1, "12:00 é E42".as_bytes(), "text is UTF-8");
    let post = only(&read(&text)).question.clone();
    assert_eq!(post.body.text.trim(), "<p>Why?</p>");
    let told: Vec<&str> = post.attachments.iter().map(|file| &*file.name).collect();
    assert_eq!(told, ["shot.png", "hüb.log"]);
}

#[test]
fn pictures_of_the_html_are_files_and_the_html_is_none() {
    let html = "Content-Type: text/html\n\n<b>Why?</b><img src=\"cid:canary@x\">";
    let shot = "Content-Type: image/png\nContent-ID: <canary@x>\n\
        Content-Transfer-Encoding: base64\nContent-Disposition: inline\n\niVBORw0KGgo=";
    let both = format!(
        "Content-Type: multipart/alternative; boundary=\"a\"\n\n\
        --a\n{TEXT}\n--a\n{html}\n--a--"
    );
    for (kind, parts) in [
        ("multipart/related", [both.as_str(), shot]),
        ("multipart/related", [html, shot]),
        ("multipart/mixed", [shot, TEXT]),
    ] {
        let text = parted(1, kind, &parts);
        let found = files_of(text.as_bytes());
        assert!(matches!(names(&found)[..], [name] if name.ends_with("-image.png")), "{text}");
        let batch = read(&text);
        assert!(only(&batch).question.body.text.contains("Why?"), "{text}");
        assert!(!format!("{batch:?}").contains("canary"), "{text}");
    }
}

#[test]
fn what_is_no_file_for_readers_stays_out() {
    let part = |kind: &str, name: &str| {
        format!(
            "Content-Type: {kind}\nContent-Disposition: attachment; filename=\"{name}\"\n\nCANARY"
        )
    };
    let parts = [
        part("application/pgp-signature", "signature.asc"),
        part("application/pkcs7-signature", "smime.p7s"),
        part("text/calendar", "invite.ics"),
        part("application/ms-tnef", "winmail.dat"),
        part("text/x-vcard", "mira.vcf"),
        part("text/html", "page.html"),
        part("image/png\nContent-Transfer-Encoding: x-uuencode", "uu.png"),
        part("application/pdf", "empty.pdf").replace("CANARY", ""),
        "Content-Type: text/plain\n\n_____\nCANARY of the list".to_owned(),
        format!("Content-Type: message/rfc822\n\n{}", parted(2, "multipart/mixed", &[TEXT, SHOT])),
    ];
    let parts: Vec<&str> = std::iter::once(TEXT).chain(parts.iter().map(String::as_str)).collect();
    let text = parted(1, "multipart/mixed", &parts);
    // Without the marks by which the forwarded mail would start one of its own.
    let text = text.replacen("From ann at", "FROM", 2).replacen("FROM", "From ann at", 1);
    assert_eq!(names(&files_of(text.as_bytes())), [] as [&str; 0]);
    assert!(!format!("{:?}", read(&text)).contains("CANARY"));
    let secret = parted(1, "multipart/encrypted", &[&part("application/pgp-encrypted", "x"), SHOT]);
    assert_eq!(names(&files_of(secret.as_bytes())), [] as [&str; 0]);
}

#[test]
fn paths_of_files_stay_when_mails_come_and_move() {
    let one = parted(1, "multipart/mixed", &[TEXT, SHOT]);
    let (two, three) = (mail(2, TOM, "Other", "", "x"), parted(3, "multipart/mixed", &[TEXT, LOG]));
    let first = files_of(one.as_bytes());
    for text in [[&*two, &one, &three].concat(), [&*three, &one].concat(), [&*one, &one].concat()] {
        let found = files_of(text.as_bytes());
        assert!(found.contains(&first[0]), "{found:?}");
    }
    let other = one.replace("iVBORw0KGgoA", "iVBORw0KGgoB");
    assert_eq!(names(&files_of(other.as_bytes())), names(&first));
    assert_ne!(files_of(other.as_bytes())[0].1, first[0].1);
}

#[test]
fn a_path_leads_to_files_of_mails_that_are_shown_alone() {
    let text = parted(1, "multipart/mixed", &[TEXT, SHOT]);
    let (path, _) = files_of(text.as_bytes()).remove(0);
    let hidden = text.replace("MIME-Version", "X-No-Archive: yes\nMIME-Version");
    let (shown, settings) = (text.clone(), settings());
    let found = |text: &str, path: &str| {
        let files = MemoryFiles::new([("m/2015-November.txt", text)]);
        open(&settings, &files, &mut Sink::new()).packed(path).is_some()
    };
    assert!(found(&shown, &path) && !found(&hidden, &path));
    let (mbox, rest) = path.split_at("m/2015-November.txt".len());
    for path in [
        mbox.to_owned(),
        format!("{mbox}/"),
        format!("{mbox}/../{rest}"),
        format!("{mbox}/ffffffffffff/2-shot.png"),
        path.replace("2-shot", "1-shot"),
        path.replace("2-", ""),
        rest.to_owned(),
    ] {
        assert!(!found(&shown, &path), "{path}");
    }
}

#[test]
fn files_that_are_not_whole_stay_out() {
    let text = parted(1, "multipart/mixed", &[TEXT, SHOT, LOG]);
    for (end, expected) in [("E42", 1), ("E42\n--b1", 2), ("--b1--", 2)] {
        let at = text.rfind(end).expect("it is there") + end.len();
        assert_eq!(files_of(&text.as_bytes()[..at]).len(), expected, "{end}");
    }
    // Of a mail that is too long the start alone is read.
    let long = format!("Content-Type: text/x-log; name=\"long.log\"\n\n{}", "x\n".repeat(9 << 20));
    let text = parted(1, "multipart/mixed", &[TEXT, SHOT, &long, LOG]);
    assert_eq!(names(&files_of(text.as_bytes())), ["2-shot.png"]);
    let alone = mail(1, MIRA, "Hub", "Content-Type: image/x\n", &"x".repeat(17 << 20));
    assert_eq!(files_of(alone.as_bytes()).len(), 0);
}

#[test]
fn a_mail_may_be_nothing_but_files_and_not_many_of_them() {
    let alone = parted(1, "multipart/mixed", &[SHOT]);
    assert_eq!(names(&files_of(alone.as_bytes())), ["1-shot.png"]);
    assert_eq!(only(&read(&alone)).question.body.text, "");
    let top = mail(
        1,
        MIRA,
        "Hub",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n",
        "iVBORw0K",
    );
    assert_eq!(names(&files_of(top.as_bytes())), ["0-image.png"]);
    let many = parted(1, "multipart/mixed", &[&[TEXT][..], &[SHOT; 100]].concat());
    assert_eq!(files_of(many.as_bytes()).len(), parts::MOST);
}

#[test]
fn words_that_are_types_of_mails_are_kept() {
    let text = "Content-Type: text/plain\n\nA global digest of RFC822, message/rfc822.";
    let log = "Content-Type: text/x-log; name=\"Digest.log\"\n\nglobal";
    let mail = parted(1, "multipart/mixed", &[text, log]);
    let mail = mail.replace("Subject: Hub blinks", "Subject: Global (digest)");
    let batch = read(&mail);
    let thread = only(&batch);
    assert_eq!(thread.title, "Global (digest)");
    let words = "<p>A global digest of RFC822, message&#x2F;rfc822.</p>";
    assert_eq!(thread.question.body.text.trim(), words);
    assert_eq!(thread.question.attachments[0].name, "Digest.log");
    assert_eq!(files_of(mail.as_bytes())[0].1, b"global");
}

/// Mails within mails, and parts within parts, as deep as a file may have them.
#[test]
fn mails_that_are_packed_into_each_other_do_no_harm() {
    for kind in ["message/rfc822", "MESSAGE / Global", "multipart/digest; boundary=d"] {
        let nested = format!("Content-Type: {kind}\n\n--d\n").repeat(200_000);
        files_of(mail(1, MIRA, "Hub", &nested, "x").as_bytes());
        // Packed, so that nobody sees it from outside.
        let packed = nested.replace('=', "=3D");
        let packed = format!(
            "Content-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n\n{packed}"
        );
        files_of(parted(1, "multipart/mixed", &[TEXT, &packed]).as_bytes());
    }
    let mut parts = String::new();
    for n in 0..100_000 {
        parts.push_str(&format!("Content-Type: multipart/mixed; boundary=\"{n}\"\n\n--{n}\n"));
    }
    files_of(mail(1, MIRA, "Hub", &parts, "x").as_bytes());
}

#[test]
fn what_an_archive_took_off_is_linked_and_not_read_as_mails() {
    let told = "Why?\n-------------- next part --------------\n\
        A non-text attachment was scrubbed...\nName: shot.png\nType: image/png\n\
        URL: <https://forum.example.org/p/attachments/20151102/1a2b/shot.png>";
    let text = mail(1, MIRA, "Hub blinks", "", told);
    let batch = read(&text);
    let post = &only(&batch).question;
    assert_eq!(post.body.text.trim(), "<p>Why?</p>");
    let expected = Attachment {
        name: "shot.png".to_owned(),
        paths: vec!["m/attachments/20151102/1a2b/shot.png".to_owned()],
        url: Some("https://forum.example.org/p/attachments/20151102/1a2b/shot.png".to_owned()),
        size: None,
        shown: AttachmentDisplay::Always,
    };
    assert_eq!(post.attachments, [expected]);
    // A text that somebody attached, which looks like mails.
    let forged = mail(2, TOM, "Forged", "", "CANARY");
    let files = [("m/a.txt", text), ("m/attachments/20151102/1a2b/x.txt", forged)];
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings(), &MemoryFiles::new(files), &mut sink));
    assert_eq!((only(&batch).title.as_str(), testing::messages(sink).as_str()), ("Hub blinks", ""));
}

/// Counts made by a program of its own: unique ids, references, subjects.
#[test]
fn real_archives_hold_what_was_counted() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/mbox"));
    let check = |path: &str, threads: usize, expected: &[(&str, usize)]| {
        let settings = SourceSettings { path: path.to_owned(), ..settings() };
        let mut sink = Sink::new();
        let batch = testing::read_all(&open(&settings, &files, &mut sink));
        assert_eq!(testing::messages(sink), "", "{path}");
        assert_eq!(
            (batch.threads.len(), testing::counts(&batch).as_slice()),
            (threads, expected),
            "{path}"
        );
        assert!(batch.threads.iter().all(|thread| !thread.title.is_empty()));
    };
    check("perceval/mbox_complex.mbox", 0, &[("orphan", 2)]);
    check("perceval/mbox_iso8859_encoding.mbox", 1, &[]);
    check("perceval/mbox_multipart.mbox", 2, &[]);
    check("perceval/mbox_no_fields.mbox", 3, &[]);
    check("perceval/mbox_single.mbox", 1, &[]);
    check("perceval/mbox_unixfrom_encoding.mbox", 0, &[("orphan", 1)]);
    check("perceval/mbox_unknown_encoding.mbox", 1, &[]);
    check("pipermail/pipermail_2015_november.mbox", 1, &[]);
    check("pipermail/pipermail_2016_april.mbox", 1, &[]);
    check("pipermail/pipermail_2016_march.mbox", 1, &[]);
}
