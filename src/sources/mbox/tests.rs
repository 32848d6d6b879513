use super::open;
use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Sink;
use crate::files::DiskFiles;
use crate::files::MemoryFiles;
use crate::model::Grade;
use crate::model::Reason;
use crate::model::Role;
use crate::normalize::resolve;
use crate::sources::Batch;
use crate::sources::testing;
use crate::sources::testing::only_in_silence as only;

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
    let headers = "Content-Type: text/plain; charset=x-nobody-knows\n";
    let mut bytes = mail(1, TOM, "Odd", headers, "caf?").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').expect("it is there");
    bytes[at] = 0xe9;
    assert!(only(&read_as(&settings(), &bytes)).question.body.text.contains("caf"));
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
