use std::collections::BTreeMap;

use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::{Place, Sink};
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Post, PostId, Reason, Role, Syntax, Thread};
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Stackexchange, "dump")
}

fn read(settings: &SourceSettings, files: &[(&str, &str)]) -> Batch {
    let files = files.iter().map(|(name, text)| (format!("dump/{name}"), *text));
    let files = MemoryFiles::new(files);
    let mut sink = Sink::new();
    let reader = open(settings, &files, &mut sink);
    let mut batch = testing::read_all(&reader);
    batch.sink.append(sink);
    batch
}

const QUESTION: &str = "<row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"3\" \
    CreationDate=\"2021-04-27T15:06:44.553\" Score=\"5\" Body=\"&lt;p&gt;How?&lt;/p&gt;\" \
    OwnerUserId=\"7\" Title=\"A &amp;amp; B\" Tags=\"&lt;vpn&gt;&lt;mac-os&gt;\" \
    LastActivityDate=\"2021-05-01T00:00:00\" ContentLicense=\"CC BY-SA 4.0\" />";
const ANSWERS: &str = "<row Id=\"3\" PostTypeId=\"2\" ParentId=\"1\" Score=\"-2\" Body=\"So.\" \
    OwnerUserId=\"8\" LastEditDate=\"2021-04-30T00:00:00\" />\n\
    <row Id=\"4\" PostTypeId=\"2\" ParentId=\"1\" Score=\"9\" Body=\"No.\" \
    OwnerDisplayName=\"Gone\" />";

fn posts(rows: &[&str]) -> String {
    format!("\u{feff}<?xml version=\"1.0\"?>\r\n<posts>\r\n{}\r\n</posts>\n", rows.join("\r\n"))
}

#[track_caller]
fn only_thread(batch: &Batch) -> &Thread {
    assert_eq!(batch.skipped, []);
    let [thread] = batch.threads.as_slice() else { panic!("{} threads", batch.threads.len()) };
    thread
}

#[test]
fn a_question_gathers_its_answers_people_and_comments() {
    let mut settings = settings();
    settings.staff.insert("Olena".to_owned());
    let users = "<users><row Id=\"-1\" DisplayName=\"Community\" />\
        <row Id=\"7\" DisplayName=\"Jo &amp; Ann\" />\
        <row Id=\"8\" DisplayName=\"Olena\" /></users>";
    let comments = "<comments>\
        <row Id=\"31\" PostId=\"3\" Text=\"`x` *helps*\" UserId=\"-1\" />\
        <row Id=\"30\" PostId=\"1\" Text=\"Which?\" UserDisplayName=\"Old\" />\
        <row Id=\"32\" PostId=\"3\" Text=\"Thanks\" UserId=\"99\" /></comments>";
    let links = "<postlinks><row Id=\"1\" PostId=\"1\" RelatedPostId=\"5\" LinkTypeId=\"1\" />\
        <row Id=\"2\" PostId=\"1\" RelatedPostId=\"6\" LinkTypeId=\"3\" />\
        <row Id=\"3\" PostId=\"1\" RelatedPostId=\"8\" LinkTypeId=\"3\" />\
        <row Id=\"4\" PostId=\"4\" RelatedPostId=\"1\" LinkTypeId=\"3\" /></postlinks>";
    let files = [
        ("Posts.xml", posts(&[ANSWERS, QUESTION])),
        ("Users.xml", users.to_owned()),
        ("Comments.xml", comments.to_owned()),
        ("PostLinks.xml", links.to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    let batch = read(&settings, &files);
    let thread = only_thread(&batch);
    assert_eq!(testing::messages(batch.sink.clone()), "");
    assert_eq!(thread.title, "A &amp; B");
    assert_eq!(thread.tags, ["vpn", "mac-os"]);
    assert_eq!(thread.url.as_deref(), Some("https://forum.example.org/questions/1"));
    assert_eq!(thread.updated.map(|time| time.rfc3339()).as_deref(), Some("2021-05-01T00:00:00Z"));
    assert_eq!(thread.duplicate_of.as_ref().map(|id| &*id.0), Some("6"));
    assert_eq!(thread.origin.line, 5);
    assert_eq!(thread.question.licence.as_deref(), Some("CC BY-SA 4.0"));
    assert_eq!(thread.question.body.text, "<p>How?</p>");
    let person = |post: &Post| {
        let author = post.author.clone().expect("it has an author");
        (author.id.0, author.name, author.role)
    };
    let expected = |id: &str, name: &str, role| (id.to_owned(), name.to_owned(), role);
    assert_eq!(person(&thread.question), expected("7", "Jo & Ann", Role::Member));
    let [first, second] = thread.answers.as_slice() else { panic!("two answers") };
    assert_eq!(person(first), expected("8", "Olena", Role::Staff));
    assert_eq!(person(second), expected("Gone", "Gone", Role::Member));
    assert_eq!((first.accepted, second.accepted), (true, false));
    assert_eq!((first.votes, second.votes), (-2, 9));
    assert!(first.edited.is_some() && second.edited.is_none());
    assert_eq!(first.url.as_deref(), Some("https://forum.example.org/a/3"));
    let ids: Vec<&str> = first.comments.iter().map(|comment| &*comment.id.0).collect();
    assert_eq!(ids, ["31", "32"]);
    assert_eq!(first.comments[0].body.syntax, Syntax::Html);
    let authors: Vec<_> =
        first.comments.iter().flat_map(|comment| comment.author.clone()).collect();
    assert_eq!((&*authors[0].name, authors[0].role), ("Community", Role::Bot));
    assert_eq!((&*authors[1].name, authors[1].role), ("user99", Role::Member));
    assert_eq!(thread.question.comments.len(), 1);
}

#[test]
fn both_notations_of_tags_are_read() {
    assert_eq!(super::convert::tags("<a><b-c>"), ["a", "b-c"]);
    assert_eq!(super::convert::tags("|a|b-c|"), ["a", "b-c"]);
    assert_eq!(super::convert::tags(""), Vec::<String>::new());
}

#[track_caller]
fn check(rows: &[&str], n_threads: usize, skipped: &[SkipReason], expected: &str) {
    check_text(&posts(rows), n_threads, skipped, expected);
}

#[track_caller]
fn check_text(text: &str, n_threads: usize, skipped: &[SkipReason], expected: &str) {
    let batch = read(&settings(), &[("Posts.xml", text)]);
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skip| skip.reason).collect();
    assert_eq!(batch.threads.len(), n_threads);
    assert_eq!(reasons, skipped);
    assert_eq!(testing::messages(batch.sink), expected);
}

#[test]
fn one_bad_row_is_skipped_and_named() {
    let good = "<row Id=\"1\" PostTypeId=\"1\" Title=\"T\" Body=\"B\" />";
    let invalid = [SkipReason::Invalid];
    for (bad, message) in [
        (
            "<row Id=\"2\" PostTypeId=\"1\" Body=\"B\" />",
            "4:1: error[record-invalid]: a row has no `Title`",
        ),
        (
            "<row Id=\"2\" PostTypeId=\"1\" Title=\"T\" Body=\"B\" Score=\"many\" />",
            "4:54: error[record-invalid]: `Score` is not a number",
        ),
        (
            "<row Id=\"2\" PostTypeId=\"1\" Title=\"&xxe;\" Body=\"B\" />",
            "4:35: error[record-invalid]: `Title` has an unknown entity",
        ),
        (
            "<row Id=\"2\" PostTypeId=\"1\" Title=\"T />",
            "4:1: error[record-invalid]: a row has no end",
        ),
        (
            "<row PostTypeId=\"1\" Title=\"T\" />",
            "4:1: error[record-invalid]: a row has no `Id` that is a number",
        ),
    ] {
        check(&[good, bad], 1, &invalid, &format!("dump/Posts.xml:{message}\n"));
    }
    check(
        &[good, "<row Id=\"1\" PostTypeId=\"1\" Title=\"U\" Body=\"B\" />"],
        1,
        &[SkipReason::IdTaken],
        "dump/Posts.xml:4: error[id-taken]: post `1` is there twice\n",
    );
    check(
        &[good, "<row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" Body=\"B\" Score=\"x\" />"],
        1,
        &[],
        "dump/Posts.xml:4:57: error[record-invalid]: `Score` is not a number\n",
    );
}

#[test]
fn marks_without_their_post_are_named() {
    check(
        &[QUESTION],
        1,
        &[],
        "dump/Posts.xml:3:46: error[accepted-missing]: \
         accepted answer `3` is not in this thread\n",
    );
    check(
        &[ANSWERS],
        0,
        &[],
        "dump/Posts.xml:3: warning[post-orphaned]: \
         2 answers belong to posts that are not in the dump\n",
    );
}

#[test]
fn forbidden_characters_are_removed_and_counted_once() {
    let row = "<row Id=\"1\" PostTypeId=\"1\" Title=\"a&#x0E;b\" Body=\"c&#1;d&#xA;\u{8}\" />";
    let text = posts(&[row]);
    let batch = read(&settings(), &[("Posts.xml", &text)]);
    let thread = only_thread(&batch);
    assert_eq!((&*thread.title, &*thread.question.body.text), ("ab", "cd\n"));
    assert_eq!(
        testing::messages(batch.sink),
        "dump/Posts.xml:3: warning[text-repaired]: 3 characters that XML forbids were removed\n"
    );
}

#[test]
fn files_that_are_no_dump_are_named() {
    let unreadable = [SkipReason::Unreadable];
    let error = "error[export-unreadable]: `dump/Posts.xml`";
    let foreign = format!("dump/Posts.xml:1: {error} does not begin with `<posts>`\n");
    for text in ["", "{}", "<users><row Id=\"1\" /></users>", "\0\0", "<posts"] {
        check_text(text, 0, &unreadable, &foreign);
    }
    let bomb = "<!DOCTYPE posts [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><posts/>";
    let doctype = format!("dump/Posts.xml:1: {error} declares a document type\n");
    check_text(bomb, 0, &unreadable, &doctype);
    let mut sink = Sink::new();
    let files = MemoryFiles::new([("dump/Users.xml", "<users/>")]);
    assert_eq!(open(&settings(), &files, &mut sink).n_units(), 0);
    assert_eq!(
        testing::messages(sink),
        "answerbook.yaml:3: error[source-missing]: `dump` holds no Posts.xml\n"
    );
}

#[test]
fn a_dump_cut_anywhere_keeps_what_came_before() {
    let whole = posts(&[QUESTION, ANSWERS]);
    let question_end = whole.find("/>").expect("it has a row") + 2;
    for at in (0..whole.len()).filter(|&at| whole.is_char_boundary(at)) {
        let batch = read(&settings(), &[("Posts.xml", &whole[..at])]);
        assert_eq!(batch.threads.len(), usize::from(at >= question_end), "{at}");
        let has_end = whole[..at].contains("</posts>");
        let text = testing::messages(batch.sink);
        assert_eq!(text.contains("export-unreadable"), !has_end, "{at}: {text}");
    }
    let cut = &whole[..whole.find("Title").expect("it has a title")];
    check_text(
        cut,
        0,
        &[SkipReason::Unreadable],
        "dump/Posts.xml:3: error[export-unreadable]: \
         `dump/Posts.xml` ends in the middle of a row\n",
    );
}

#[test]
fn hostile_xml_does_no_harm() {
    let Some(shared) = testing::shared() else { return };
    let folder = shared.join("data/bad-input/xml");
    let disk = DiskFiles::new(&folder);
    let mut settings = settings();
    let paths = crate::files::Files::list(&disk, "");
    assert!(paths.len() > 5);
    for path in paths {
        settings.path = path;
        let mut sink = Sink::new();
        let reader = open(&settings, &disk, &mut sink);
        let batch = testing::read_all(&reader);
        assert_eq!((batch.threads.len(), batch.skipped.len()), (0, 1), "{}", settings.path);
        assert_eq!(sink.n_errors(), 1);
    }
}

#[test]
fn links_of_the_community_are_understood() {
    let files = MemoryFiles::new([("dump/Posts.xml", "<posts/>")]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let target = |url: &str| {
        let target = reader.link_target(url)?;
        let id = |id: Option<String>| id.unwrap_or_default();
        Some(format!("{}/{}", id(target.thread.map(|t| t.0)), id(target.post.map(|p| p.0))))
    };
    let base = "https://forum.example.org";
    for (path, expected) in [
        ("/questions/7", Some("7/")),
        ("/questions/7/how-to?x=1", Some("7/")),
        ("/questions/7/how-to/9#9", Some("7/9")),
        ("/questions/7#comment3_9", Some("7/9")),
        ("/q/7/42", Some("7/")),
        ("/a/9", Some("/9")),
        ("/questions/tagged/x", None),
        ("/users/7", None),
        ("/", None),
    ] {
        assert_eq!(target(&format!("{base}{path}")).as_deref(), expected, "{path}");
    }
    assert_eq!(target("//www.forum.example.org/a/9").as_deref(), Some("/9"));
    assert_eq!(target("https://elsewhere.example.org/a/9"), None);
}

#[test]
fn marks_are_found_in_the_file() {
    let comments = "<comments>\n<row Id=\"30\" PostId=\"4\" Text=\"Thanks a lot\" /></comments>";
    let files = MemoryFiles::new([
        ("dump/Posts.xml", posts(&[QUESTION, ANSWERS])),
        ("dump/Comments.xml", comments.to_owned()),
    ]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason, post: &str| {
        let place = reader.locate(only_thread(&batch), reason, Some(&PostId(post.to_owned())));
        let Place { path, line, excerpt, .. } = place.expect("it is there");
        let excerpt = excerpt.expect("it quotes");
        format!("{path}:{line} {}", &excerpt.text[excerpt.range])
    };
    assert_eq!(locate(Reason::AcceptedMark, "3"), "dump/Posts.xml:3 AcceptedAnswerId=\"3\"");
    assert_eq!(locate(Reason::Votes, "4"), "dump/Posts.xml:5 Score=\"9\"");
    assert_eq!(locate(Reason::StaffAnswer, "3"), "dump/Posts.xml:4 OwnerUserId=\"8\"");
    assert_eq!(locate(Reason::Thanks, "30"), "dump/Comments.xml:2 Text=\"Thanks a lot\"");
    assert_eq!(locate(Reason::NoAnswer, "1"), "dump/Posts.xml:3 Id=\"1\"");
}

/// What `count.py`, which shares nothing with this crate, counts in a dump.
#[test]
fn a_post_without_a_licence_has_that_of_its_time() {
    let days = [
        ("2011-04-07T23:59:59.997", "CC BY-SA 2.5"),
        ("2011-04-08T00:00:00.000", "CC BY-SA 3.0"),
        ("2018-05-01T23:59:59.000", "CC BY-SA 3.0"),
        ("2018-05-02T00:00:00.000", "CC BY-SA 4.0"),
    ];
    let dump = |day: &str| {
        let row = format!(
            "<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"{day}\" Title=\"Why?\" \
            Body=\"So.\" />"
        );
        posts(&[&row])
    };
    let mut settings = settings();
    for (day, licence) in days {
        let batch = read(&settings, &[("Posts.xml", &dump(day))]);
        assert_eq!(only_thread(&batch).question.licence.as_deref(), Some(licence), "{day}");
    }
    settings.licence = Some("CC0".to_owned());
    let batch = read(&settings, &[("Posts.xml", &dump(days[0].0))]);
    assert_eq!(only_thread(&batch).question.licence, None);
}

struct Counts {
    dump: &'static str,
    questions: usize,
    answers: usize,
    accepted: usize,
    unanswered: usize,
    duplicates: usize,
    comments: usize,
    tags: usize,
    licences: &'static str,
    owners_missing: usize,
}

#[rustfmt::skip]
const COUNTS: [Counts; 5] = [
    Counts { dump: "ai2017", questions: 421, answers: 749, accepted: 212, unanswered: 53,
        duplicates: 6, comments: 1165, tags: 222, licences: "{\"CC BY-SA 3.0\": 1170}",
        owners_missing: 1 },
    Counts { dump: "alcohol-meta-2022", questions: 94, answers: 141, accepted: 29, unanswered: 19,
        duplicates: 3, comments: 367, tags: 28,
        licences: "{\"CC BY-SA 3.0\": 196, \"CC BY-SA 4.0\": 39}", owners_missing: 6 },
    Counts { dump: "beer2016", questions: 591, answers: 1398, accepted: 359, unanswered: 15,
        duplicates: 17, comments: 1860, tags: 133, licences: "{\"CC BY-SA 3.0\": 1989}",
        owners_missing: 8 },
    Counts { dump: "datascience-meta-2024", questions: 257, answers: 341, accepted: 83,
        unanswered: 57, duplicates: 0, comments: 0, tags: 51,
        licences: "{\"CC BY-SA 3.0\": 350, \"CC BY-SA 4.0\": 248}", owners_missing: 3 },
    Counts { dump: "french-meta-2021", questions: 274, answers: 487, accepted: 86, unanswered: 33,
        duplicates: 6, comments: 1305, tags: 74,
        licences: "{\"CC BY-SA 3.0\": 646, \"CC BY-SA 4.0\": 115}", owners_missing: 33 },
];

#[test]
fn real_dumps_give_the_counts_of_an_independent_reader() {
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/stackexchange"));
    for expected in COUNTS {
        let settings = testing::settings(SourceType::Stackexchange, expected.dump);
        let mut sink = Sink::new();
        let reader = open(&settings, &disk, &mut sink);
        let batch = testing::read_all(&reader);
        assert_eq!(testing::messages(sink), "");
        compare(&batch, &expected);
    }
}

fn compare(batch: &Batch, expected: &Counts) {
    let threads = &batch.threads;
    assert_eq!(testing::messages(batch.sink.clone()), "");
    assert_eq!(batch.skipped, []);
    let count = |n: fn(&Thread) -> usize| threads.iter().map(n).sum::<usize>();
    assert_eq!(threads.len(), expected.questions);
    assert_eq!(count(|t| t.answers.len()), expected.answers);
    assert_eq!(count(|t| t.answers.iter().filter(|a| a.accepted).count()), expected.accepted);
    assert_eq!(count(|t| usize::from(t.answers.is_empty())), expected.unanswered);
    assert_eq!(count(|t| t.posts().map(|post| post.comments.len()).sum()), expected.comments);
    let known = |thread: &&Thread| {
        thread.duplicate_of.as_ref().is_some_and(|id| threads.iter().any(|t| t.id == *id))
    };
    assert_eq!(threads.iter().filter(known).count(), expected.duplicates);
    let tags: std::collections::BTreeSet<&String> = threads.iter().flat_map(|t| &t.tags).collect();
    assert_eq!(tags.len(), expected.tags);
    let mut licences: BTreeMap<&str, usize> = BTreeMap::new();
    for post in threads.iter().flat_map(Thread::posts) {
        *licences.entry(post.licence.as_deref().unwrap_or_default()).or_default() += 1;
    }
    assert_eq!(format!("{licences:?}"), expected.licences);
    let no_account = |post: &Post| post.author.as_ref().is_none_or(|author| author.url.is_none());
    let n_missing = threads.iter().flat_map(Thread::posts).filter(|post| no_account(post)).count();
    assert_eq!(n_missing, expected.owners_missing);
}
