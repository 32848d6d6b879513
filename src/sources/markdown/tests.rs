use crate::config::SourceType;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Post, Role, Timestamp};
use crate::sources::testing;

use super::*;

const ANSWER: &str = "---\ntitle: Reset\nid: r1\nslug: reset\ntags: hub, wi-fi\nproduct: Hub\n\
    version: 4.10\nlanguage: uk\ntranslation_of: en\nauthor: Ann (brand)\n\
    verified_on: 2026-03-18\nverified_by: Bo\nexpires: 2026-12-31\n\
    source_url: https://d.example/r\naliases:\n  - /old\n  - 401\nsummary: So.\n\
    updated: 2026-03-01\nlicence: CC0\n---\n\n    code\n\n## Steps\n\n[a](b.md)\n";

const THREAD: &str = "---\nid: q\nurl: https://c.example/1\nauthor: Ann\ncreated: 2026-01-01\n\
    accepted: b\n---\n# How *do* I?\n\nText\n\n```\n## Answer by Nobody\n```\n\n\
    > ## Answer by Q\n\n### Comment by Cy (2026-01-02)\n\nMe too\n\n\
    ## Answer by Bo_x B. (staff, 2026-01-03, score 14)\n\nDo\n\n## More\n\nso\n\n\
    ### Comment by Ann\n\nThanks\n\n## answer by Ann (id b, official)\n\nWell\n";

fn read(files: &[(&str, &[u8])]) -> (Vec<Thread>, Vec<Skip>, String) {
    let files = MemoryFiles::new(files.iter().map(|(path, bytes)| (*path, *bytes)));
    read_from(&files, "e")
}

fn read_from(files: &dyn Files, path: &str) -> (Vec<Thread>, Vec<Skip>, String) {
    let settings = testing::settings(SourceType::Markdown, path);
    let mut sink = Sink::new();
    let reader = open(&settings, files, &mut sink);
    let (mut threads, mut skips) = (Vec::new(), Vec::new());
    for unit in 0..reader.n_units() {
        let batch = reader.read(unit);
        assert_eq!(batch.threads.len() + batch.skipped.len(), 1);
        threads.extend(batch.threads);
        skips.extend(batch.skipped);
        sink.append(batch.sink);
    }
    (threads, skips, testing::messages(sink))
}

fn only(text: &str) -> (Thread, String) {
    let (mut threads, _, shown) = read(&[("e/uk/reset-hub.md", text.as_bytes())]);
    assert_eq!(threads.len(), 1, "{shown}");
    (threads.remove(0), shown)
}

#[track_caller]
fn check_messages(text: &str, expected: &str) {
    let (threads, skips, shown) = read(&[("e/a.md", text.as_bytes())]);
    assert_eq!(shown, expected);
    assert_eq!(threads.len() + skips.len(), 1);
    assert_eq!(skips.len(), usize::from(expected.contains("error[") && threads.is_empty()));
}

fn name(post: &Post) -> (&str, Role) {
    post.author.as_ref().map_or(("", Role::Member), |author| (author.name.as_str(), author.role))
}

#[test]
fn an_answer_with_every_setting_is_read() {
    let (thread, shown) = only(ANSWER);
    assert_eq!(shown, "");
    assert_eq!((thread.kind, thread.id.0.as_str()), (ThreadKind::Answer, "r1"));
    assert_eq!(thread.tags, ["hub", "wi-fi"]);
    assert_eq!(thread.versions, ["4.10"]);
    assert_eq!(thread.aliases, ["/old", "401"]);
    assert_eq!(thread.url.as_deref(), Some("https://d.example/r"));
    assert_eq!(thread.verified.and_then(|verified| verified.by).as_deref(), Some("Bo"));
    assert_eq!(thread.expires, Timestamp::parse("2026-12-31"));
    assert_eq!(thread.question.body.text, "");
    let answer = &thread.answers[0];
    assert_eq!(answer.body.text, "    code\n\n## Steps\n\n[a](b.md)");
    assert_eq!((name(answer), answer.official), (("Ann", Role::Brand), true));
    assert_eq!(thread.origin.path, "e/uk/reset-hub.md");
}

#[test]
fn a_file_without_settings_has_a_title_and_an_id_all_the_same() {
    let (thread, shown) = only("\u{feff}Text\r\n\r\nmore\r\n");
    assert_eq!(thread.title, "Reset hub");
    assert_eq!(shown, "e/uk/reset-hub.md:1: warning[title-missing]: `reset-hub.md` has no title\n");
    assert_eq!(thread.id.0, "uk/reset-hub");
    assert_eq!(thread.answers[0].body.text, "Text\n\nmore");
    let (thread, _) = only("---\nauthor: A\n---\n# The `H1`\nText\n");
    assert_eq!((thread.title.as_str(), thread.answers[0].body.text.as_str()), ("The H1", "Text"));
    let (thread, _) = only("---\ntitle: Other\n---\n# H1\n\nText\n");
    assert_eq!(thread.answers[0].body.text, "# H1\n\nText");
    let (thread, _) = only("---\rtitle: Old Macs\r---\rText\r\rmore\r");
    assert_eq!((thread.title.as_str(), thread.question.body.text.as_str()), ("Old Macs", ""));
    let (thread, _) = only("---\r\n# none\r\n---\r\nText\r\n");
    assert_eq!(thread.answers[0].body.text, "Text");
    let (thread, _) = only("---\n\nA rule, and text\n");
    assert!(thread.answers[0].body.text.starts_with("---"));
}

#[test]
fn a_whole_thread_is_read_by_its_headings() {
    let (thread, shown) = only(THREAD);
    assert_eq!(shown, "");
    assert_eq!((thread.kind, thread.title.as_str()), (ThreadKind::Question, "How do I?"));
    let question = &thread.question;
    assert!(question.body.text.starts_with("Text") && question.body.text.ends_with("Answer by Q"));
    assert_eq!(question.comments[0].created, Timestamp::parse("2026-01-02"));
    let [first, second] = thread.answers.as_slice() else { panic!("{:?}", thread.answers) };
    assert_eq!((first.id.0.as_str(), first.votes), ("1", 14));
    assert_eq!(name(first), ("Bo_x B.", Role::Staff));
    assert_eq!(first.body.text, "Do\n\n## More\n\nso");
    assert_eq!(first.comments.len(), 1);
    assert_eq!((second.id.0.as_str(), second.accepted, second.official), ("b", true, true));
    assert_eq!(thread.accepted.map(|id| id.0).as_deref(), Some("b"));
}

#[test]
fn moderators_are_not_official() {
    let (thread, shown) = only("# Q?\n\nText\n\n## Answer by Ann (moderator)\n\nDo\n");
    let answer = &thread.answers[0];
    assert_eq!((&*shown, name(answer)), ("", ("Ann", Role::Moderator)));
    assert!(!answer.role().is_official());
}

#[test]
fn a_conversation_that_a_program_wrote_down_is_a_thread() {
    let archive = "---\ntitle: Hub blinks\nurl: https://d.example/t/7\n---\n# Hub blinks\n\n\
        ## Post #1 by @ann (2019-01-15 16:45 UTC)\n\n<p>It blinks.</p>\n\n---\n\n\
        ## Post #2 by @bob (2019-01-15 17:45 UTC)\n\nHold it.\n\n![a](/uploads/a.png)\n\n---\n\n\
        ## Post #3 by @ann (2019-01-15 18:45 UTC)\n\nThanks!\n";
    let (thread, shown) = only(archive);
    assert_eq!(
        (shown.as_str(), thread.kind, thread.title.as_str()),
        ("", ThreadKind::Question, "Hub blinks")
    );
    assert_eq!(
        (name(&thread.question).0, thread.question.body.text.as_str()),
        ("ann", "<p>It blinks.</p>")
    );
    assert_eq!(thread.created, Timestamp::parse("2019-01-15T16:45:00Z"));
    let [answer] = thread.answers.as_slice() else { panic!("{:?}", thread.answers) };
    assert_eq!(
        (name(answer), answer.official, answer.by_hand),
        (("bob", Role::Member), false, false)
    );
    assert_eq!(answer.comments[0].body.text, "Thanks!");
    // What stands above the first post is the question.
    let log = "How do I pair it?\n\n\
        **bob** replied the **2024-09-02** at **13:20:54**:<br>\n\nHold.\n\n\
        **cy** replied the **2024-09-03** at **13:20:54**:<br>\n\nOr press.\n";
    let (thread, _) = only(log);
    assert_eq!(
        (thread.question.body.text.as_str(), thread.answers.len()),
        ("How do I pair it?", 2)
    );
    // Who says that it is an answer knows.
    let (thread, _) = only(&archive.replacen("---\n", "---\nkind: answer\n", 1));
    assert!(thread.kind == ThreadKind::Answer && thread.answers[0].official);
}

#[test]
fn a_readme_tells_of_its_folder() {
    let (threads, skips, shown) = read(&[
        ("e/README.md", b"# Archive\n\nTotal: 5\n"),
        ("e/uk/readme.md", b""),
        ("e/x/README.md", b"---\ntitle: What to read first?\n---\nThis.\n"),
        ("e/read.md", b"# Read\n\nText"),
    ]);
    let ids: Vec<&str> = threads.iter().map(|thread| thread.id.0.as_str()).collect();
    assert_eq!((ids, skips.len(), shown.as_str()), (vec!["read", "x/README"], 0, ""));
    let files = MemoryFiles::new([("e/README.md", "Text")]);
    assert_eq!(read_from(&files, "e/README.md").0.len(), 1);
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    check_messages(
        "---\nлишнє: так\ntitel: x\nexpires: soon\nverified_by: Bo\nauthor: A (boss)\n---\nT\n",
        "e/a.md:1: warning[title-missing]: `a.md` has no title\n\
         e/a.md:2:1: warning[key-unknown]: `лишнє` is not a field of an answer\n\
         e/a.md:3:1: warning[key-unknown]: `titel` is not a field of an answer\n\
         e/a.md:4:10: warning[value-invalid]: `soon` is not a date\n\
         e/a.md:5:1: warning[value-invalid]: `verified_by` has no `verified_on`\n\
         e/a.md:6:9: warning[value-invalid]: `boss` is not a value of `role`\n",
    );
    check_messages(
        "---\ntitle: T\naccepted: 9\n---\nQ\n\n## Answer by A (staf, 2026-99-01)\n\nText\n",
        "e/a.md:3:11: error[accepted-missing]: accepted answer `9` is not in this thread\n\
         e/a.md:7:17: warning[value-invalid]: \
         `staf` means nothing behind the name in a heading\n\
         e/a.md:7:23: warning[value-invalid]: `2026-99-01` is not a date\n",
    );
}

#[test]
fn an_answer_without_a_name_is_an_answer() {
    let (thread, shown) = only(
        "# How?\n\n## Answer (accepted)\n\nSo\n\n### Comment\n\nYes\n\n\
         ## Answers elsewhere\n\nNo\n\n## Answer\n\nThus\n\n## Answer (accepted)\n\nOr\n",
    );
    assert_eq!(
        shown,
        "e/uk/reset-hub.md:19:12: warning[value-invalid]: \
         two answers of one thread are marked as accepted\n"
    );
    let answers = &thread.answers;
    assert_eq!((thread.kind, answers.len()), (ThreadKind::Question, 3));
    assert!(answers.iter().all(|answer| answer.author.is_none()));
    assert!(answers[0].accepted && answers[2].accepted && !answers[1].accepted);
    assert_eq!(answers[0].comments.len(), 1);
}

#[test]
fn files_that_cannot_be_used_are_skipped_with_a_place() {
    check_messages(
        "---\ntitle: мова\nproduct: x: y\n---\nText\n",
        "e/a.md:3:11: error[front-matter-invalid]: the settings at the top are not valid YAML\n",
    );
    check_messages(
        "---\ntitle: [x]\n---\nText\n",
        "e/a.md:2:8: error[front-matter-invalid]: `title` is a list where a text is expected\n",
    );
    check_messages(
        "---\ntitle: x\n\nText\n",
        "e/a.md:1:1: error[front-matter-invalid]: the settings at the top have no end\n",
    );
    check_messages(
        "---\ntitle: x\n---\n \n",
        "e/a.md: error[record-invalid]: this file has no text\n",
    );
    let (_, skips, shown) = read(&[("e/a.md", b"ab\ncd\xff")]);
    assert_eq!(shown, "e/a.md:2:3: error[export-unreadable]: `e/a.md` is not text in UTF-8\n");
    assert_eq!(skips[0].reason, SkipReason::Unreadable);
}

#[test]
fn an_id_that_comes_twice_goes_to_the_first_good_file() {
    let (threads, skips, shown) = read(&[
        ("e/_draft.md", b"Text"),
        ("e/a.md", b"---\nid: x\n---\n"),
        ("e/b.md", b"---\nid: x\n---\nText"),
        ("e/c.md", b"---\nid: 'x'\n---\nText"),
        ("e/x.md", b"---\nslug: z\n---\nText"),
    ]);
    let paths: Vec<&str> = threads.iter().map(|thread| thread.origin.path.as_str()).collect();
    assert_eq!(paths, ["e/b.md"]);
    let reasons: Vec<SkipReason> = skips.iter().map(|skip| skip.reason).collect();
    assert_eq!(reasons, [SkipReason::Empty, SkipReason::IdTaken, SkipReason::IdTaken]);
    assert!(shown.contains("e/c.md:2:5: error[id-taken]: the id `x` is there twice"), "{shown}");
}

#[test]
fn ids_are_relative_to_the_source() {
    #[track_caller]
    fn check(setting: &str, expected: &str) {
        let files = MemoryFiles::new([("s/a/uk/x.y.md", "Text")]);
        assert_eq!(read_from(&files, setting).0[0].id.0, expected);
    }
    check("s/a", "uk/x.y");
    check("s/a/", "uk/x.y");
    check(".", "s/a/uk/x.y");
    check("s/a/uk/x.y.md", "x.y");
    check("s/a/**/*.md", "uk/x.y");
    check("s/*/uk/x.*", "a/uk/x.y");
}

#[test]
fn marks_are_found_in_the_file() {
    let files = MemoryFiles::new([("e/a.md", ANSWER), ("e/q.md", THREAD)]);
    let settings = testing::settings(SourceType::Markdown, "e");
    let reader = open(&settings, &files, &mut Sink::new());
    let found = |unit: usize, reason, post: &str| {
        let thread = reader.read(unit).threads.remove(0);
        let place = reader.locate(&thread, reason, Some(&PostId(post.to_owned())));
        let place = place.expect("it is found");
        place.excerpt.map(|e| e.text[e.range].to_owned()).unwrap_or_default()
    };
    assert_eq!(found(0, Reason::OfficialMark, "1"), "Ann (brand)");
    assert_eq!(found(1, Reason::AcceptedMark, "b"), "b");
    assert_eq!(found(1, Reason::OfficialMark, "b"), "official");
    assert_eq!(found(1, Reason::StaffAnswer, "1"), "staff");
    assert_eq!(found(1, Reason::Votes, "1"), "score 14");
    assert_eq!(found(1, Reason::Thanks, "c2"), "### Comment by Ann");
    assert_eq!(found(1, Reason::NoAnswer, "x"), "");
}

#[test]
fn hostile_settings_end_soon() {
    let bomb: String =
        (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    let hostile = [
        format!("a0: &a0 [x]\n{bomb}tags: *a39\n"),
        format!("tags: {}\n", "[".repeat(16_000)),
        format!("x: {}\n", "{a: ".repeat(4_000)),
        format!("{}\n", "- ".repeat(8_000)),
        "title: &a *a\n".to_owned(),
        "tags: &a [*a]\n".to_owned(),
        format!("title: {}\n", "x".repeat(70_000)),
        "? ? ? :\n".to_owned(),
        "title: !!binary x\nid: !tag {}\n".to_owned(),
        "\0\u{1}: \u{85}\n".to_owned(),
    ];
    for settings in hostile {
        let (threads, skips, _) = read(&[("e/a.md", format!("---\n{settings}---\nT").as_bytes())]);
        assert_eq!(threads.len() + skips.len(), 1);
    }
}

#[test]
fn nothing_breaks_wherever_a_file_ends() {
    for text in [ANSWER, THREAD] {
        for end in 0..text.len() {
            let _ = read(&[("e/a.md", &text.as_bytes()[..end])]);
            let _ = read(&[("e/a.md", &text.as_bytes()[end..])]);
        }
    }
}

#[test]
fn hostile_files_lose_nothing() {
    let Some(shared) = testing::shared() else { return };
    let walk = walkdir::WalkDir::new(shared.join("data/bad-input")).into_iter();
    let mut n_files = 0;
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let Ok(bytes) = std::fs::read(entry.path()) else { continue };
        let settings = [b"---\n", bytes.as_slice(), b"\n---\nText\n"].concat();
        let thread = [b"## Answer by A (", bytes.as_slice(), b")\n\nText\n"].concat();
        let (threads, skips, _) =
            read(&[("e/a.md", &bytes), ("e/b.md", &settings), ("e/c.md", &thread)]);
        assert_eq!(threads.len() + skips.len(), 3, "{}", entry.path().display());
        n_files += 1;
    }
    assert!(n_files > 300, "{n_files}");
}

#[test]
fn the_example_site_is_read_without_a_message() {
    let site = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    let files = DiskFiles::new(site);
    for folder in ["answers", "threads"] {
        if files.exists(folder) {
            let (threads, skips, shown) = read_from(&files, folder);
            assert_eq!((skips.len(), shown.as_str()), (0, ""));
            assert!(!threads.is_empty());
        }
    }
}

#[test]
fn what_was_imported_may_be_larger_than_what_is_written_by_hand() {
    let section = "## Answer by Ann\n\n<!-- {\"id\": \"ID\"} -->\n\n";
    let words = "Press the button until the light of the hub blinks.\n\n".repeat(80);
    let file = |section: &str, n: usize| {
        let section = |id| section.replace("ID", &format!("{id}")) + &words;
        format!("---\ntitle: How?\n---\n\nWhy?\n\n{}", (0..n).map(section).collect::<String>())
    };
    let imported = file(section, 700);
    assert!(imported.len() > LARGEST);
    let (threads, _, told) = read(&[("e/a.md", imported.as_bytes())]);
    assert_eq!((threads[0].answers.len(), &*told), (700, ""));
    for (text, largest) in [
        (file("## Answer by Ann\n\n", 700), "2 MB"),
        (file(section, LARGEST_IMPORTED / words.len() + 1), "8 MB"),
    ] {
        let (threads, skips, told) = read(&[("e/a.md", text.as_bytes())]);
        assert_eq!((threads.len(), skips.len()), (0, 1));
        assert!(told.ends_with(&format!("larger than {largest}\n")), "{told}");
    }
}
