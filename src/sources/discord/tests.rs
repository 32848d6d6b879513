use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, Reason, Role};
use crate::normalize::resolve;
use crate::sources::testing::{only_in_silence as only, skips};
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Discord, "d")
}

fn read(files: &[(&str, String)]) -> Batch {
    let files =
        MemoryFiles::new(files.iter().map(|(name, text)| (format!("d/{name}"), text.clone())));
    let (settings, mut sink) = (settings(), Sink::new());
    let mut batch = testing::read_all(&open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

fn channel(id: &str, kind: &str, name: &str, messages: &[String]) -> String {
    format!(
        r#"{{"guild":{{"id":"1","name":"Lumo"}},"channel":{{"id":"{id}","type":"{kind}",
"categoryId":"9","category":"help-forum","name":"{name}","topic":null}},
"dateRange":{{}},"messages":[{}],"messageCount":{}}}"#,
        messages.join(",\n"),
        messages.len()
    )
}

fn message(id: u32, user: &str, content: &str, more: &str) -> String {
    let minute = id % 60;
    format!(
        r#"{{"id":"{id}","type":"Default","timestamp":"2026-01-01T{:02}:{minute:02}:00+00:00",
"content":"{content}","author":{{"id":"7{user}","name":"{user}","discriminator":"0001",
"nickname":"{user}!","isBot":false}}{more}}}"#,
        id / 60
    )
}

fn reply(id: u32, user: &str, content: &str, to: u32) -> String {
    message(
        id,
        user,
        content,
        &format!(r#","reference":{{"messageId":"{to}","channelId":"5","guildId":"1"}}"#),
    )
    .replace("\"Default\"", "\"Reply\"")
}

#[test]
fn the_file_of_a_thread_is_one_thread_with_its_name_as_title() {
    let posts = [
        message(500, "mira", "it blinks red, what can I do?", ""),
        message(520, "tom", "Which one? <@7mira>", ""),
        message(
            540,
            "tom",
            "Hold the button.",
            r#","reactions":[{"emoji":{"id":"","name":"✅"},"count":1}]"#,
        ),
        message(560, "mira", "thanks, works now", ""),
    ];
    let batch =
        read(&[("t.json", channel("500", "GuildPublicThread", "✅ Hub blinks red", &posts))]);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("500", "Hub blinks red"));
    assert_eq!(thread.tags, ["help-forum"]);
    assert_eq!(thread.url.as_deref(), Some("https://discord.com/channels/1/500/500"));
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, Reason::Reaction));
    assert_eq!(resolution.evidence.map(|id| id.0).as_deref(), Some("540"));
    assert_eq!(thread.answers.last().map(|post| post.comments.len()), Some(1));
}

#[test]
fn a_thread_that_starts_in_a_channel_above_finds_its_first_message_there() {
    let above = [message(500, "mira", "Why does it blink?", ""), message(510, "x", "Hi", "")];
    let starter = r#"{"id":"501","type":"ThreadStarterMessage",
"timestamp":"2026-01-01T09:00:00+00:00","content":"","author":{"id":"7mira","name":"mira"},
"reference":{"messageId":"500"}}"#;
    let below = [starter.to_owned(), message(530, "tom", "Since it is new.", "")];
    let below = channel("500", "GuildPublicThread", "Why does it", &below);
    let files =
        [("a.json", channel("5", "GuildTextChat", "general", &above)), ("b.json", below.clone())];
    let batch = read(&files);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, thread.answers.len()), ("500", 1));
    assert_eq!(skips(&batch), ["single-message"]);
    // Without that channel the question is missing.
    assert_eq!(skips(&read(&[("b.json", below)])), ["orphan"]);
}

#[test]
fn replies_make_threads_in_a_channel() {
    let posts = [
        message(10, "mira", "Hello, why does it blink?", ""),
        message(11, "jo", "Lunch?", ""),
        reply(30, "tom", "Since it is new.", 10),
        reply(50, "mira", "And now?", 30),
        reply(55, "jo", "to nothing", 3),
        message(58, "tom", "see this", r#","reference":{"messageId":"10","type":"Forward"}"#),
    ];
    let batch = read(&[("c.json", channel("5", "GuildTextChat", "general", &posts))]);
    let thread = only(&batch);
    assert_eq!(
        (&*thread.title, thread.tags.as_slice()),
        ("Why does it blink?", &["general".to_owned()][..])
    );
    assert_eq!((thread.answers.len(), thread.answers[0].comments.len()), (1, 1));
    assert_eq!(skips(&batch), ["single-message", "orphan", "single-message"]);
}

#[test]
fn private_chats_and_threads_are_left_out() {
    let post = [message(10, "a", "CANARY", ""), reply(11, "b", "CANARY", 10)];
    for kind in ["DirectTextChat", "DirectGroupTextChat", "GuildPrivateThread", "1", "12", "New"] {
        let batch = read(&[("c.json", channel("5", kind, "x", &post))]);
        assert_eq!((skips(&batch), batch.threads.len()), (vec!["private"], 0), "{kind}");
        assert!(!format!("{batch:?}").contains("CANARY"));
    }
}

#[test]
fn types_of_old_files_are_numbers() {
    let posts = [message(10, "a", "Why?", ""), reply(11, "b", "So.", 10)];
    let text = channel("5", "0", "x", &posts).replace("\"type\":\"0\"", "\"type\":0");
    assert_eq!(only(&read(&[("c.json", text)])).answers.len(), 1);
}

#[test]
fn notices_and_bots_are_left_out() {
    let notice = message(10, "a", "joined", "").replace("Default", "GuildMemberJoin");
    let bot = message(11, "b", "x", "").replace("\"isBot\":false", "\"isBot\":true");
    let batch = read(&[("c.json", channel("5", "GuildTextChat", "x", &[notice, bot]))]);
    assert_eq!(skips(&batch), ["notice", "bot"]);
}

#[test]
fn deleted_users_have_no_name_and_moderators_are_not_official() {
    let gone =
        message(10, "a", "Why?", "").replace("\"0001\"", "\"0000\"").replace("a!", "Deleted User");
    let staff = reply(11, "b", "So.", 10)
        .replace("\"isBot\"", "\"roles\":[{\"id\":\"3\",\"name\":\"Moderator\"}],\"isBot\"");
    let batch = read(&[("c.json", channel("5", "GuildTextChat", "x", &[gone, staff]))]);
    let thread = only(&batch);
    let role = thread.answers[0].role();
    assert_eq!((thread.question.author.is_none(), role), (true, Role::Moderator));
    assert!(!role.is_official());
}

#[test]
fn files_lie_beside_the_export_or_on_the_web() {
    let more = r#","attachments":[{"id":"1","url":"c.json_Files\\shot-1.png",
"fileName":"shot.png"},{"id":"2","url":"https://cdn.example/a.png","fileName":"a.png"},
{"id":"3","url":"https://cdn.discordapp.com/b.png?ex=6&is=6&hm=0","fileName":"b.png"},
{"id":"4","url":"..\\..\\secret.png","fileName":"c.png"}]"#;
    let posts = [message(10, "a", "", more), reply(11, "b", "So.", 10)];
    let saved = ("c.json_Files/sent.json", "{\"a\":1}".to_owned());
    let batch = read(&[("c.json", channel("5", "GuildTextChat", "x", &posts)), saved]);
    let thread = only(&batch);
    let found: Vec<(&str, String, Option<&str>)> = thread
        .question
        .attachments
        .iter()
        .map(|file| (&*file.name, file.paths.join(" "), file.url.as_deref()))
        .collect();
    let expected = [
        ("shot.png", "d/c.json_Files/shot-1.png".to_owned(), None),
        ("a.png", String::new(), Some("https://cdn.example/a.png")),
        // Discord's own addresses end soon.
        ("b.png", String::new(), None),
        ("c.png", String::new(), None),
    ];
    assert_eq!(found, expected);
    assert_eq!((&*thread.title, &*thread.question.body.text), ("shot.png", ""));
}

#[test]
fn files_of_other_formats_and_damage_are_named() {
    let whole = channel(
        "5",
        "GuildTextChat",
        "x",
        &[message(10, "a", "Why?", ""), reply(11, "b", "So.", 10)],
    );
    let cut = &whole[..whole.len() - 40];
    let batch = read(&[("a.json", "{\"a\":1}".to_owned()), ("b.json", cut.to_owned())]);
    assert_eq!(batch.threads.len() + batch.skipped.len(), 3, "{:?}", batch.skipped);
    let said = testing::messages(batch.sink);
    let expected = "d/a.json: error[export-unreadable]: \
        `d/a.json` holds no messages of DiscordChatExporter\n";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn links_to_messages_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("d/a.json", "{}")]));
    let reader = open(&settings, &files, &mut Sink::new());
    let post = |url: &str| reader.link_target(url)?.post.map(|post| post.0);
    assert_eq!(post("https://discord.com/channels/1/5/10").as_deref(), Some("10"));
    assert_eq!(post("https://discord.com/channels/1/5"), None);
    assert_eq!(post("/channels/1/5/10"), None);
}

/// Counts made by a program of its own, by type of channel, reply and author.
#[test]
fn real_exports_hold_what_was_counted() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/discord"));
    let check = |path: &str, threads: usize, expected: &[(&str, usize)]| {
        let settings = SourceSettings { path: path.to_owned(), ..settings() };
        let mut sink = Sink::new();
        let batch = testing::read_all(&open(&settings, &files, &mut sink));
        assert_eq!(testing::counts(&batch), expected, "{path}");
        assert_eq!(batch.threads.len(), threads, "{path}");
    };
    let samples = "chat-analytics/tests/samples/discord";
    check(&format!("{samples}/DM_2A_2M.json"), 0, &[("private", 3)]);
    check(&format!("{samples}/GC_3A_5M.json"), 0, &[("private", 5)]);
    check(&format!("{samples}/SV_5A_5M.json"), 0, &[("single-message", 4)]);
    check("dcef-example", 0, &[("single-message", 1)]);
}

#[test]
fn what_is_forwarded_is_shown_as_it_was() {
    let forwarded = message(
        520,
        "tom",
        "",
        r#","reference":{"type":"Forward","messageId":"1"},"forwardedMessage":{"content":"Set it.",
"attachments":[{"id":"2","url":"https://cdn.example/a.png","fileName":"a.png"}]}"#,
    );
    let posts = [message(500, "mira", "Which mode?", ""), forwarded];
    let batch = read(&[("t.json", channel("500", "GuildPublicThread", "Mode", &posts))]);
    let answer = &only(&batch).answers[0];
    assert_eq!((&*answer.body.text, answer.attachments.len()), ("Set it.", 1));
}

#[test]
fn of_two_exports_of_a_thread_the_later_one_counts() {
    let thread = |at: &str, answer: &str, name: &str| {
        let posts = [message(500, "mira", "Why?", ""), message(530, "tom", answer, "")];
        let text = channel("500", "GuildPublicThread", name, &posts);
        text.replace("\"dateRange\"", &format!("\"exportedAt\":\"{at}\",\"dateRange\""))
    };
    let new = thread("2026-02-02T10:00:00+00:00", "Since it is old.", "[SOLVED] Hub");
    let old = thread("2026-02-01T10:00:00+00:00", "Since it is new.", "Hub");
    for (first, second) in [(&old, &new), (&new, &old)] {
        let batch = read(&[("a.json", first.clone()), ("b.json", second.clone())]);
        let thread = only(&batch);
        assert_eq!(thread.answers[0].body.text, "Since it is old.");
        assert_eq!((&*thread.title, thread.solved.is_some()), ("Hub", true));
    }
}
