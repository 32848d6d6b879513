use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Reason, Role};
use crate::normalize::resolve;
use crate::sources::testing::only_in_silence as only;
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    SourceSettings {
        url: Some("https://t.me/lumo".into()),
        ..testing::settings(SourceType::Telegram, "t")
    }
}

fn read(text: &str) -> Batch {
    let files = MemoryFiles::new([("t/result.json", text)]);
    let (settings, mut sink) = (settings(), Sink::new());
    let mut batch = testing::read_all(&open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

fn group(kind: &str, messages: &[String]) -> String {
    format!(
        "{{\n \"name\": \"Lumo\",\n \"type\": \"{kind}\",\n \"id\": 99,\n \"messages\": [{}]}}",
        messages.join(",\n")
    )
}

fn message(id: i64, user: &str, text: &str, more: &str) -> String {
    format!(
        r#"{{"id":{id},"type":"message","date":"2026-01-01T12:00:00","date_unixtime":"{}",
"from":"{user}","from_id":"user{}","text":{text}{more}}}"#,
        1_767_258_000 + id * 3600,
        user.len()
    )
}

#[test]
fn chains_of_replies_become_threads_and_entities_markup() {
    let text = r#"["Привіт! Чому ",{"type":"bold","text":"<b>хаб"},{"type":"text_link",
"text":" блимає","href":"javascript:x"},{"type":"mention_name","text":"Оля","user_id":777},
"?\nx"]"#;
    let messages = [
        message(1, "Mira", text, ""),
        message(
            2,
            "Olena",
            r#""Тримайте кнопку десять секунд, доки не стане зеленою.""#,
            r#","reply_to_message_id":1,"reactions":[{"type":"emoji","count":3,"emoji":"👍"}]"#,
        ),
        message(3, "Mira", r#""Дякую, допомогло!""#, r#","reply_to_message_id":2"#),
        message(4, "Jo", r#""Lunch?""#, ""),
    ];
    let batch = read(&group("public_supergroup", &messages));
    let thread = only(&batch);
    assert_eq!(
        thread.question.body.text,
        "<p>Привіт! Чому <strong>&lt;b&gt;хаб</strong> блимає@Оля?<br>x</p>"
    );
    assert_eq!((&*thread.title, thread.answers[0].votes), ("Чому <b>хаб блимає@Оля?", 3));
    assert_eq!(resolve(thread).reason, Reason::Thanks);
    assert_eq!(thread.url.as_deref(), Some("https://t.me/lumo/1"));
    // The written date has no zone; the seconds count.
    assert_eq!(thread.created.map(|time| time.0), Some(1_767_261_600));
    assert_eq!(testing::counts(&batch), [("single-message", 1)]);
    assert!(!format!("{:?}", batch.threads).contains("777"));
}

#[test]
fn topics_of_a_forum_are_channels_and_no_questions() {
    let topic = r#"{"id":10,"type":"service","date_unixtime":"1","actor":"Jo","actor_id":"user1",
"action":"topic_created","title":"Setup"}"#;
    let messages = [
        topic.to_owned(),
        message(11, "Mira", r#""Why?""#, r#","reply_to_message_id":10"#),
        message(12, "Jo", r#""Other?""#, r#","reply_to_message_id":10"#),
        message(13, "Olena", r#""So.""#, r#","reply_to_message_id":11"#),
    ];
    let batch = read(&group("public_supergroup", &messages));
    let thread = only(&batch);
    assert_eq!((thread.tags.as_slice(), thread.answers.len()), (&["Setup".to_owned()][..], 1));
    assert_eq!(testing::counts(&batch), [("notice", 1), ("single-message", 1)]);
}

#[test]
fn private_chats_are_left_out() {
    let messages = [
        message(1, "A", "\"CANARY\"", ""),
        message(2, "Bo", "\"CANARY\"", r#","reply_to_message_id":1"#),
    ];
    for kind in
        ["personal_chat", "private_group", "private_supergroup", "saved_messages", "bot_chat"]
    {
        let batch = read(&group(kind, &messages));
        assert_eq!(testing::counts(&batch), [("private", 1)], "{kind}");
        assert!(!format!("{batch:?}").contains("CANARY"));
    }
    let all = format!(r#"{{"chats":{{"list":[{}]}}}}"#, group("public_supergroup", &messages));
    assert_eq!(testing::counts(&read(&all)), [("private", 1)]);
}

#[test]
fn groups_of_one_source_keep_their_threads_apart() {
    let talk = |id: u32, question: &str| {
        let messages = [
            message(1, "Mira", &format!("\"{question}\""), ""),
            message(2, "Olena", "\"Turn the valve left.\"", r#","reply_to_message_id":1"#),
        ];
        group("public_supergroup", &messages).replace("\"id\": 99", &format!("\"id\": {id}"))
    };
    let private = talk(5, "Canary?").replace("public_supergroup", "private_group");
    let (boilers, pumps) = (talk(99, "Why is the boiler cold?"), talk(70, "Why does it drip?"));
    let again = talk(99, "Why is the boiler cold?");
    let found = |files: &[(&str, &str)]| -> Vec<(String, Option<String>)> {
        let files = MemoryFiles::new(files.iter().copied());
        let (settings, mut sink) = (settings(), Sink::new());
        let batch = testing::read_all(&open(&settings, &files, &mut sink));
        batch.threads.into_iter().map(|thread| (thread.id.0, thread.url)).collect()
    };
    let first = ("1".to_owned(), Some("https://t.me/lumo/1".to_owned()));
    let all = [("t/0.json", &*private), ("t/a.json", &boilers), ("t/b.json", &pumps)];
    let mut threads = found(&all);
    threads.sort();
    // The address that the settings name is that of one group.
    assert_eq!(threads, [first.clone(), ("70-1".to_owned(), None)]);
    // Another export of the first group, and one group alone, change nothing.
    assert_eq!(found(&[("t/a.json", &boilers), ("t/c.json", &again)]), [first]);
    assert_eq!(found(&[("t/b.json", &pumps)])[0].0, "1");
}

#[test]
fn administrators_who_write_as_the_group_are_not_official_and_the_deleted_have_no_name() {
    let gone = message(1, "A", "\"Why?\"", "").replace("\"from\":\"A\"", "\"from\":null");
    let admin =
        message(2, "Lumo", "\"So.\"", r#","reply_to_message_id":1"#).replace("user4", "channel99");
    let batch = read(&group("public_supergroup", &[gone, admin]));
    let thread = only(&batch);
    let role = thread.answers[0].role();
    assert_eq!((thread.question.author.is_none(), role), (true, Role::Moderator));
    assert!(!role.is_official());
}

#[test]
fn links_to_messages_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("t/result.json", "{}")]));
    let reader = open(&settings, &files, &mut Sink::new());
    let post = |url: &str| reader.link_target(url)?.post.map(|post| post.0);
    assert_eq!(post("https://t.me/lumo/10").as_deref(), Some("10"));
    assert_eq!(post("https://t.me/lumo/3/10").as_deref(), Some("10"));
    assert_eq!(post("https://t.me/other/10"), None);
}

/// Counts made by a program of its own.
#[test]
fn a_real_chat_is_private_as_a_whole() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/discord/chat-analytics/tests/samples/telegram"));
    let settings = SourceSettings { path: ".".to_owned(), ..settings() };
    let batch = testing::read_all(&open(&settings, &files, &mut Sink::new()));
    assert_eq!(testing::counts(&batch), [("private", 8)]);
}
