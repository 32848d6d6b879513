use std::io::Write;

use super::open;
use crate::config::{Decision, SourceSettings, SourceType, Spanned};
use crate::diag::{Place, Sink};
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, PostId, Reason, Role};
use crate::normalize::{assess, resolve};
use crate::sources::testing::{only_in_silence as only, skips};
use crate::sources::{Batch, Reader, testing};

const CHANNELS: &str =
    r#"[{"id":"C1","name":"help"},{"id":"C2","name":"board","is_private":true}]"#;
const USERS: &str = r#"[
{"id":"U1","name":"mira","profile":{"display_name":"Mira","email":"mira@canary.example"}},
{"id":"U2","name":"tom","is_admin":true,"profile":{"display_name":"","real_name":"Tom Novak",
"phone":"+38640CANARY"}},
{"id":"U3","name":"jo","deleted":true,"profile":{"display_name":"Jo","email":"jo@lumo.example"}},
{"id":"B1","name":"poll","is_bot":true,"profile":{"real_name":"Poll"}}]"#;

fn settings() -> SourceSettings {
    testing::settings(SourceType::Slack, "slack")
}

fn files(days: &[(&str, &str)]) -> MemoryFiles {
    let lists = [("slack/channels.json", CHANNELS), ("slack/users.json", USERS)];
    let days = days.iter().map(|(name, text)| (format!("slack/{name}"), (*text).to_owned()));
    MemoryFiles::new(
        lists.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().chain(days),
    )
}

fn read_as(settings: &SourceSettings, files: &MemoryFiles) -> Batch {
    let mut sink = Sink::new();
    let mut batch = testing::read_all(&open(settings, files, &mut sink));
    batch.sink.append(sink);
    batch
}

fn read(days: &[(&str, &str)]) -> Batch {
    read_as(&settings(), &files(days))
}

fn message(user: &str, ts: &str, text: &str, more: &str) -> String {
    format!(r#"{{"type":"message","user":"{user}","ts":"{ts}","text":"{text}"{more}}}"#)
}

fn reply(user: &str, ts: &str, text: &str, more: &str) -> String {
    message(user, ts, text, &format!(r#","thread_ts":"100.000001"{more}"#))
}

fn day(messages: &[String]) -> String {
    format!("[{}]", messages.join(",\n"))
}

#[test]
fn replies_in_the_files_of_later_days_join_their_thread() {
    let root = message("U1", "100.000001", "Hi all! Why does it blink?", "");
    let first = reply("U2", "90000.000001", "Hold the button.", "");
    let second = reply("U1", "180000.000001", "Thanks, that worked!", "");
    let staff = SourceSettings { staff: ["tom".to_owned()].into(), ..settings() };
    let files = files(&[
        ("help/1970-01-03.json", &day(&[second])),
        ("help/1970-01-01.json", &day(&[root])),
        ("help/1970-01-02.json", &day(&[first])),
    ]);
    let batch = read_as(&staff, &files);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("C1-100.000001", "Why does it blink?"));
    assert_eq!((thread.tags.as_slice(), thread.answers.len()), (&["help".to_owned()][..], 1));
    assert_eq!(thread.origin.path, "slack/help/1970-01-01.json");
    let author = thread.answers[0].author.clone().expect("it has an author");
    assert_eq!((&*author.name, author.role), ("Tom Novak", Role::Staff));
    assert_eq!(thread.answers[0].comments.len(), 1);
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Official, Reason::StaffThanked));
    let url = "https://forum.example.org/archives/C1/p90000000001?thread_ts=100.000001&cid=C1";
    assert_eq!(thread.answers[0].url.as_deref(), Some(url));
}

#[test]
fn private_channels_direct_messages_and_unknown_folders_are_left_out() {
    let talk = day(&[message("U1", "1.000001", "CANARY", "")]);
    let batch = read(&[
        ("board/2026-01-01.json", &talk),
        ("D024BE91L/2026-01-01.json", &talk),
        ("mpdm-a--b-1/2026-01-01.json", &talk),
    ]);
    assert_eq!((batch.threads.len(), skips(&batch)), (0, vec!["private"; 3]));
}

#[test]
fn a_channel_that_says_it_is_private_is_left_out_wherever_it_is_listed() {
    let one = |field: &str| format!(r#"[{{"id":"C1","name":"help","{field}":true}}]"#);
    for field in ["is_private", "is_im", "is_mpim", "is_group"] {
        let talk = day(&[message("U1", "1.000001", "x", "")]);
        let files = MemoryFiles::new([
            ("slack/channels.json", one(field)),
            ("slack/help/2026-01-01.json", talk),
        ]);
        assert_eq!(skips(&read_as(&settings(), &files)), ["private"], "{field}");
    }
}

#[test]
fn notices_tombstones_ephemeral_and_bots_have_reasons_of_their_own() {
    let batch = read(&[(
        "help/2026-01-01.json",
        &day(&[
            message("U1", "1.0", "joined", r#","subtype":"channel_join""#),
            message("U1", "2.0", "gone", r#","subtype":"tombstone""#),
            message("U1", "3.0", "psst", r#","is_ephemeral":true"#),
            message("U1", "4.0", "psst", r#","hidden":true"#),
            message("B1", "5.0", "poll", ""),
            r#"{"type":"message","bot_id":"B9","ts":"6.0","text":"x"}"#.to_owned(),
            message("USLACKBOT", "7.0", "Reminder", ""),
            message("U1", "8.0", "Nobody replied.", ""),
        ]),
    )]);
    let expected =
        ["notice", "deleted", "private", "hidden", "bot", "bot", "bot", "single-message"];
    assert_eq!(skips(&batch), expected);
}

#[test]
fn bots_within_a_thread_are_dropped_unless_wanted() {
    let text = day(&[
        message("U1", "100.000001", "Why does it blink?", ""),
        reply("B1", "101.0", "I am a bot.", ""),
        reply("U2", "102.0", "Since it is new.", ""),
    ]);
    let batch = read(&[("help/2026-01-01.json", &text)]);
    assert_eq!(only(&batch).answers.len(), 1);
    let with = SourceSettings { bots: true, ..settings() };
    let batch = read_as(&with, &files(&[("help/2026-01-01.json", &text)]));
    assert_eq!(only(&batch).answers[0].role(), Role::Bot);
}

#[test]
fn a_thread_whose_first_message_is_missing_is_counted_once() {
    let text = day(&[reply("U1", "101.0", "a", ""), reply("U2", "102.0", "b", "")]);
    assert_eq!(skips(&read(&[("help/2026-01-01.json", &text)])), ["orphan"]);
}

#[test]
fn empty_text_with_blocks_is_read_from_the_blocks() {
    let blocks = r#","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section",
"elements":[
        {"type":"user","user_id":"U2"},{"type":"text","text":" why <b>?","style":{"bold":true}},
        {"type":"link","url":"javascript:x"},{"type":"emoji","name":"wink"}]},
        {"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section",
        "elements":[{"type":"text","text":"one"}]}]}]}]"#;
    let text = day(&[
        message("U1", "100.000001", "", blocks),
        reply("U2", "101.0", "So.", ""),
        reply("U2", "102.0", "", r#","files":[{"url_private":"https://x?t=CANARY"}]"#),
    ]);
    let batch = read(&[("help/2026-01-01.json", &text)]);
    let thread = only(&batch);
    assert_eq!(
        thread.question.body.text,
        "<p>@Tom Novak<strong> why &lt;b&gt;?</strong>javascript:x😉</p><ol><li>one</li></ol>"
    );
    assert_eq!(thread.answers.len(), 1);
}

#[test]
fn a_reaction_marks_the_answer_and_its_name_is_a_setting() {
    let marked = r#","reactions":[{"name":"white_check_mark","users":["U1"],"count":1}]"#;
    let text = day(&[
        message("U1", "100.000001", "Why does it blink?", ""),
        reply("U3", "2000.0", "Perhaps you need to restart it.", ""),
        reply("U2", "4000.0", "Hold the button for ten seconds, then it pairs again.", marked),
        reply("U3", "6000.0", "Or you can install the new firmware from the site.", ""),
    ]);
    let batch = read(&[("help/2026-01-01.json", &text)]);
    let resolution = resolve(only(&batch));
    assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, Reason::Reaction));
    assert_eq!(resolution.evidence, Some(PostId("4000.0".to_owned())));
    let mut other = settings();
    other.solved.reactions = vec![":eyes:".to_owned()];
    other.staff.insert("tom".to_owned());
    let batch = read_as(&other, &files(&[("help/2026-01-01.json", &text)]));
    assert_eq!(resolve(only(&batch)).reason, Reason::StaffAnswer);
}

#[test]
fn a_mark_on_the_question_means_the_only_reply_or_the_best() {
    let text = |replies: &[String]| {
        let root = message("U1", "100.000001", "[Solved] Why does it blink?", "");
        day(&[&[root], replies].concat())
    };
    let one = [reply("U3", "2000.0", "Hold the button for ten seconds.", "")];
    let batch = read(&[("help/2026-01-01.json", &text(&one))]);
    let thread = only(&batch);
    assert_eq!((&*thread.title, resolve(thread).reason), ("Why does it blink?", Reason::Prefix));
    assert_eq!(resolve(thread).grade, Grade::Accepted);
    let two = [
        reply("U3", "2000.0", "Hold the button for ten seconds.", ""),
        reply(
            "U4",
            "4000.0",
            "Or you can install the new firmware from the site.",
            r#","user_profile":{"real_name":"Al"}"#,
        ),
    ];
    let batch = read(&[("help/2026-01-01.json", &text(&two))]);
    let resolution = resolve(only(&batch));
    assert_eq!((resolution.grade, resolution.reason), (Grade::Corroborated, Reason::Prefix));
    assert_eq!(assess(&mut only(&batch).clone()).best, Some(0));
}

#[test]
fn what_people_decided_counts_more_than_reactions() {
    let marked = r#","reactions":[{"name":"white_check_mark","count":1}]"#;
    let text = day(&[
        message("U1", "100.000001", "Why does it blink?", ""),
        reply("U3", "2000.0", "So.", marked),
        reply("U2", "4000.0", "Part one.", ""),
        reply("U2", "4001.0", "Part two.", ""),
    ]);
    let said = Spanned { value: "4001.0".to_owned(), place: Place::line("decisions.yaml", 2) };
    let decision = Decision { solved: Some(said), ..Decision::default() };
    let decisions = [("C1-100.000001".to_owned(), decision)].into();
    let decided = SourceSettings { decisions, ..settings() };
    let batch = read_as(&decided, &files(&[("help/2026-01-01.json", &text)]));
    let resolution = resolve(only(&batch));
    assert_eq!(resolution.reason, Reason::Decision);
    // The message was joined to the one before.
    assert_eq!(resolution.evidence, Some(PostId("4000.0".to_owned())));
}

#[test]
fn messages_in_a_row_become_one_post() {
    let text = day(&[
        message("U1", "100.000001", "Hello!", ""),
        reply("U1", "110.0", "Why does it blink?", ""),
        reply("U2", "2000.0", "One.", ""),
        reply("U2", "2010.0", "Two.", ""),
        reply("U3", "2020.0", "Three.", ""),
        reply("U2", "2030.0", "Four.", ""),
        reply("U2", "9000.0", "Much later.", ""),
    ]);
    let batch = read(&[("help/2026-01-01.json", &text)]);
    let thread = only(&batch);
    let bodies: Vec<&str> = thread.posts().map(|post| post.body.text.trim()).collect();
    let expected = [
        "<p>Hello!</p>\n\n<p>Why does it blink?</p>",
        "<p>One.</p>\n\n<p>Two.</p>",
        "<p>Three.</p>",
        "<p>Four.</p>",
        "<p>Much later.</p>",
    ];
    assert_eq!((bodies.as_slice(), &*thread.title), (&expected[..], "Why does it blink?"));
}

#[test]
fn staff_are_named_by_id_name_address_or_domain_and_addresses_go_no_further() {
    for staff in ["U3", "jo", "@Jo", "jo@lumo.example", "@lumo.example"] {
        let named = SourceSettings { staff: [staff.to_owned()].into(), ..settings() };
        let text = day(&[
            message("U1", "100.000001", "Why does it blink?", ""),
            reply("U3", "101.0", "So.", ""),
        ]);
        let batch = read_as(&named, &files(&[("help/2026-01-01.json", &text)]));
        assert_eq!(only(&batch).answers[0].role(), Role::Staff, "{staff}");
        let all = format!("{batch:?}");
        assert!(!all.contains("lumo.example") && !all.contains("CANARY"), "{all}");
    }
}

#[test]
fn administrators_of_the_workspace_are_not_official() {
    let text = day(&[message("U1", "100.000001", "Why?", ""), reply("U2", "101.0", "So.", "")]);
    let batch = read(&[("help/2026-01-01.json", &text)]);
    let role = only(&batch).answers[0].role();
    assert_eq!((role, role.is_official()), (Role::Moderator, false));
}

#[test]
fn a_zip_file_reads_as_its_folder_does() {
    let root = message("U1", "100.000001", "Why does it blink?", "");
    let text = day(&[root, reply("U2", "101.0", "So.", "")]);
    let plain = read(&[("help/2026-01-01.json", &text)]);
    for top in ["", "export 2026/"] {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let files =
            [("channels.json", CHANNELS), ("users.json", USERS), ("help/2026-01-01.json", &text)];
        for (name, text) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(format!("{top}{name}"), options).expect("a file");
            zip.write_all(text.as_bytes()).expect("its bytes");
        }
        let bytes = zip.finish().expect("a zip file").into_inner();
        let packed = MemoryFiles::new([("slack/export.zip", bytes)]);
        let mut batch = read_as(&settings(), &packed);
        let [thread] = batch.threads.as_mut_slice() else { panic!("one thread") };
        assert_eq!(thread.origin.path, format!("slack/export.zip/{top}help/2026-01-01.json"));
        thread.origin.path = only(&plain).origin.path.clone();
        assert_eq!(batch, plain);
    }
}

#[test]
fn a_zip_file_that_unpacks_beyond_all_bounds_is_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("channels.json", options).expect("a file");
    zip.write_all(&vec![b' '; 4 << 20]).expect("its bytes");
    let bytes = zip.finish().expect("a zip file").into_inner();
    let batch = read_as(&settings(), &MemoryFiles::new([("slack/export.zip", bytes)]));
    assert_eq!(skips(&batch), ["unreadable"]);
    let expected =
        "slack/export.zip: error[export-unreadable]: `slack/export.zip` cannot be read\n";
    assert_eq!(testing::messages(batch.sink), expected);
}

#[test]
fn a_zip_file_with_nothing_in_it_is_named() {
    let bytes = zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish();
    let bytes = bytes.expect("a zip file").into_inner();
    let batch = read_as(&settings(), &MemoryFiles::new([("slack/export.zip", bytes)]));
    assert_eq!(skips(&batch), ["unreadable"]);
    let expected =
        "slack/export.zip: error[export-unreadable]: `slack/export.zip` holds no channels.json\n";
    assert_eq!(testing::messages(batch.sink), expected);
}

#[test]
fn without_a_list_of_channels_nothing_is_known_to_be_public() {
    let text = day(&[message("U1", "1.0", "CANARY", "")]);
    let files = MemoryFiles::new([("slack/help/2026-01-01.json", text)]);
    let batch = read_as(&settings(), &files);
    assert_eq!((batch.threads.len(), skips(&batch)), (0, vec!["unreadable"]));
}

#[test]
fn what_comes_before_a_break_is_kept_and_the_break_is_named() {
    let whole = day(&[
        message("U1", "100.000001", "Why does it blink?", ""),
        reply("U2", "101.0", "So.", ""),
    ]);
    let cut = format!("{},\n{{\"type\":\"mess", whole.trim_end_matches(']'));
    let odd = r#"[{"type":"message","text":"CANARY"},{"ts":7,"text":"CANARY"},9]"#;
    let batch = read(&[("help/2026-01-01.json", &cut), ("help/2026-01-02.json", odd)]);
    assert_eq!(batch.threads.len(), 1);
    assert_eq!(skips(&batch), ["unreadable", "invalid", "invalid", "unreadable"]);
    let said = testing::messages(batch.sink);
    assert!(
        said.starts_with(
            "slack/help/2026-01-01.json:3:1: error[export-unreadable]: \
         `slack/help/2026-01-01.json` ends in the middle of a value\n"
        ),
        "{said}"
    );
    assert!(!said.contains("CANARY"));
}

#[test]
fn links_to_messages_mean_their_threads() {
    let (settings, files) = (settings(), files(&[]));
    let reader = open(&settings, &files, &mut Sink::new());
    let target = |url: &str| {
        let target = reader.link_target(url)?;
        Some(format!("{} {}", target.thread?.0, target.post?.0))
    };
    let base = "https://forum.example.org/archives/C1/p1736554783040199";
    let own = "C1-1736554783.040199 1736554783.040199";
    assert_eq!(target(base).as_deref(), Some(own));
    let reply = target(&format!("{base}?thread_ts=1736478630.905399&cid=C1"));
    assert_eq!(reply.as_deref(), Some("C1-1736478630.905399 1736554783.040199"));
    assert_eq!(target("https://forum.example.org/archives/C1"), None);
    assert_eq!(target("https://forum.example.org/archives/C1/pабвгдеєжз"), None);
}

#[test]
fn why_finds_the_reaction() {
    let marked = r#","reactions":[{"name":"white_check_mark","count":1}]"#;
    let text = day(&[
        message("U1", "100.000001", "Why does it blink?", ""),
        reply("U2", "101.0", "Hold the button for ten seconds.", marked),
    ]);
    let (settings, files) = (settings(), files(&[("help/2026-01-01.json", &text)]));
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = reader.read(0);
    let resolution = resolve(&batch.threads[0]);
    let place = reader.locate(&batch.threads[0], resolution.reason, resolution.evidence.as_ref());
    let place = place.expect("it is there");
    assert_eq!((&*place.path, place.line), ("slack/help/2026-01-01.json", 2));
    let excerpt = place.excerpt.expect("it quotes");
    assert!(excerpt.text[excerpt.range].starts_with("\"reactions\":"));
}

/// Counts made by a program of its own: messages by thread mark, subtype and user.
#[test]
fn real_exports_hold_what_was_counted() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/slack"));
    let check = |path: &str, threads: usize, expected: &str| {
        let settings = SourceSettings { path: path.to_owned(), ..settings() };
        let mut sink = Sink::new();
        let batch = testing::read_all(&open(&settings, &files, &mut sink));
        assert_eq!(sink.n_errors(), 0, "{}", testing::messages(sink));
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        skips(&batch).into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
        assert_eq!((batch.threads.len(), format!("{counts:?}").as_str()), (threads, expected));
    };
    check(
        "testarchive/tests/testarchive.zip",
        // Nobody replied in a thread; one question was answered in the next line.
        1,
        "{\"bot\": 94, \"notice\": 11, \"single-message\": 51}",
    );
    check(
        "slackdump/internal/fixtures/assets/source_export.zip",
        2,
        "{\"bot\": 1, \"deleted\": 1, \"notice\": 1, \"single-message\": 7}",
    );
}

#[test]
fn bots_that_carry_what_people_say_give_it_back() {
    let bot = |ts: &str, text: &str, more: &str| {
        format!(
            r#"{{"type":"message","subtype":"bot_message","bot_id":"B7","ts":"{ts}",
"username":"Relay","text":"{text}"{more}}}"#
        )
    };
    let up = r#","thread_ts":"100.000001""#;
    let text = day(&[
        bot("100.000001", "[irc] *jan k*: Why does it blink?", ""),
        bot("200.000001", "[irc] *mo*: Since it is new &amp; shy.", up),
        bot("300.000001", "[irc] *jan k*: thanks, that was it", up),
        bot("400.000001", "Build 12 is done.", ""),
    ]);
    let without = text.replace(&format!(",\n{}", bot("400.000001", "Build 12 is done.", "")), "");
    let batch = read(&[("help/2026-01-01.json", &without)]);
    let thread = only(&batch);
    let asker = thread.question.author.clone().expect("somebody asked");
    assert_eq!((&*asker.id.0, &*asker.name, asker.role), ("B7:irc:jan k", "jan k", Role::Member));
    assert_eq!((&*thread.title, thread.answers.len()), ("Why does it blink?", 1));
    assert_eq!(thread.answers[0].body.text.trim(), "<p>Since it is new &amp; shy.</p>");
    assert_eq!(thread.answers[0].comments.len(), 1);
    // One message in four is its own, so it is a program that writes colons.
    assert_eq!(skips(&read(&[("help/2026-01-01.json", &text)])), ["bot", "bot"]);
}

#[test]
fn in_a_channel_without_threads_the_next_line_is_the_answer() {
    let line = |user: &str, ts: u32, text: &str| message(user, &format!("{ts}.0"), text, "");
    let day_of = |more: &[String]| {
        let lines = [line("U1", 100, "How do I reset it?"), line("U3", 160, "Hold the button.")];
        day(&[&lines, more].concat())
    };
    let batch = read(&[("help/1970-01-01.json", &day_of(&[]))]);
    assert_eq!(only(&batch).answers.len(), 1);
    // Where people answer in threads, what is not in one is something else.
    let threads = [
        message("U1", "900.0", "Why?", ""),
        message("U3", "901.0", "So.", r#","thread_ts":"900.0""#),
    ];
    let batch = read(&[("help/1970-01-01.json", &day_of(&threads))]);
    assert_eq!((only(&batch).answers.len(), skips(&batch)), (1, vec!["single-message"; 2]));
}
