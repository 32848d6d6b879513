use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Dialect, Grade, PostId, Reason, Role, Syntax, Thread, ThreadKind};
use crate::normalize::{assess, resolve};
use crate::sources::testing::{only, reasons};
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Intercom, ".")
}

fn read_as(settings: &SourceSettings, files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(settings, &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

pub(super) fn read(text: &str) -> Batch {
    read_as(&settings(), &[("i.json", text)])
}

/// Who wrote something: `user/5`.
fn author(who: &str) -> String {
    let (kind, id) = who.split_once('/').expect("a kind and an id");
    format!(
        "{{\"type\":\"{kind}\",\"id\":\"{id}\",\"name\":\"{kind} {id}\",\
         \"email\":\"SECRET@example.org\"}}"
    )
}

pub(super) fn part(id: u32, kind: &str, who: &str, body: &str) -> String {
    format!(
        "{{\"type\":\"conversation_part\",\"id\":\"{id}\",\"part_type\":\"{kind}\",\
         \"body\":\"{body}\",\"created_at\":{},\"author\":{},\"redacted\":false}}",
        1_700_000_000 + id,
        author(who)
    )
}

/// A conversation that a customer started.
pub(super) fn talk(fields: &str, parts: &[&str]) -> String {
    format!(
        "{{\"type\":\"conversation\",\"id\":\"12\",\"created_at\":1700000000,\
         \"updated_at\":1700009000{fields},\"source\":{{\"type\":\"conversation\",\"id\":\"3\",\
         \"delivered_as\":\"customer_initiated\",\"subject\":\"<p>Reset the hub</p>\",\
         \"body\":\"<p>How do I?</p>\",\"author\":{}}},\"conversation_parts\":\
         {{\"type\":\"conversation_part.list\",\"conversation_parts\":[{}],\"total_count\":{}}}}}",
        author("user/5"),
        parts.join(","),
        parts.len()
    )
}

pub(super) const CLOSED: &str = ",\"open\":false,\"state\":\"closed\"";

#[test]
fn a_conversation_becomes_a_thread_in_every_container() {
    let (one, two) = (
        part(
            1,
            "comment",
            "admin/7",
            "<p>Hold the button for ten seconds until it turns green.</p>",
        ),
        part(2, "comment", "user/5", "<p>Which one?</p>"),
    );
    let tags = ",\"tags\":{\"type\":\"tag.list\",\"tags\":[{\"type\":\"tag\",\"name\":\"hub\"}]}";
    let first = talk(tags, &[&one, &two]);
    let other = first.replace("\"id\":\"12\"", "\"id\":13");
    let page = |talks: &[&str]| {
        format!(
            "{{\"type\":\"conversation.list\",\"pages\":{{\"type\":\"pages\",\"next\":null}},\
             \"total_count\":2,\"conversations\":[{}]}}",
            talks.join(",")
        )
    };
    let event = |talk: &str| {
        format!("{{\"type\":\"notification_event\",\"data\":{{\"type\":\"x\",\"item\":{talk}}}}}")
    };
    for text in [
        page(&[&first, &other]),
        format!("{}{}", page(&[&first]), page(&[&other])),
        format!("{first}{other}"),
        format!("{first}\n{other}\n"),
        format!("[{first},{other}]"),
        format!("{}\n{}", event(&first), event(&other)),
    ] {
        let batch = read(&text);
        let ids: Vec<&str> = batch.threads.iter().map(|thread| &*thread.id.0).collect();
        assert_eq!((ids, batch.skipped.len()), (vec!["12", "13"], 0), "{text}");
    }
    let batch = read(&first);
    let thread = only(&batch);
    assert_eq!((&*thread.title, &*thread.tags), ("Reset the hub", &["hub".to_owned()][..]));
    assert_eq!(thread.question.body.text, "<p>How do I?</p>");
    let [answer] = thread.answers.as_slice() else { panic!("one answer") };
    let staff = answer.author.as_ref().map(|a| (&*a.name, a.role));
    assert_eq!(staff, Some(("admin 7", Role::Staff)));
    assert_eq!(resolve(thread).reason, Reason::StillOpen);
    assert_eq!((&*answer.id.0, answer.comments.len()), ("1", 1));
}

#[test]
fn private_notes_are_dropped_and_so_is_all_that_is_no_message() {
    let file = "\"attachments\":[{\"name\":\"SECRET\",\"url\":\"https://a.example/SECRET\"}]";
    let upload = "<p>SECRET<img src='https://downloads.intercomcdn.com/SECRET.png'></p>";
    let secret = |id, kind: &str, who| {
        part(id, kind, who, upload).replace("\"redacted\"", &format!("{file},\"redacted\""))
    };
    let redacted = secret(8, "comment", "admin/7").replace("redacted\":false", "redacted\":true");
    let kinds = [
        "note",
        "assignment",
        "note_and_reopen",
        "assign_and_reopen",
        "snoozed",
        "quick_reply",
        "conversation_attribute_updated_by_admin",
        "close_by_rule",
    ];
    let mut parts: Vec<String> =
        kinds.iter().zip(10..).map(|(kind, id)| secret(id, kind, "admin/7")).collect();
    parts.push(redacted);
    parts.push(secret(30, "close", "bot/9"));
    parts.push(part(31, "comment", "admin/7", "<p><i>This message was deleted</i></p>"));
    parts.push(part(32, "open", "user/5", "<p>Still there?</p>"));
    parts.push(part(
        33,
        "close",
        "admin/7",
        "<p>Hold the button for ten seconds until it turns green.</p>",
    ));
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let batch = read(&talk(CLOSED, &parts));
    let thread = only(&batch);
    let said: Vec<&str> = thread.answers.iter().map(|a| &*a.body.text).collect();
    assert_eq!(said, ["<p>Hold the button for ten seconds until it turns green.</p>"]);
    assert_eq!(thread.question.comments.len(), 1);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn nothing_private_is_kept_of_what_is_not_read() {
    let fields = ",\"custom_attributes\":{\"a\":\"SECRET\"},\"company\":{\"name\":\"SECRET\"},\
        \"contacts\":{\"type\":\"contact.list\",\"contacts\":[{\"external_id\":\"SECRET\"}]},\
        \"first_contact_reply\":{\"url\":\"SECRET\"},\
        \"statistics\":{\"last_closed_by_id\":\"SECRET\"},\
        \"ai_agent\":{\"content_sources\":[{\"title\":\"SECRET\"}]},\
        \"teammates\":\"SECRET\",\
        \"linked_objects\":{\"data\":[{\"id\":\"SECRET\"}]},\
        \"sla_applied\":{\"sla_name\":\"SECRET\"},\
        \"conversation_rating\":{\"rating\":5,\"remark\":\"SECRET\",\
        \"contact\":{\"id\":\"SECRET\"}}";
    let one = part(1, "comment", "admin/7", "x").replace(
        "\"redacted\"",
        "\"external_id\":\"SECRET\",\"attachments\":[{\"content_type\":\"SECRET\"}],\
         \"email_message_metadata\":{\"subject\":\"SECRET\",\"history\":\"SECRET\"},\
         \"event_details\":{\"value\":\"SECRET\"},\"metadata\":\"SECRET\",\
         \"assigned_to\":{\"id\":\"SECRET\"},\"redacted\"",
    );
    let text = talk(&format!("{CLOSED}{fields}"), &[&one]).replace(
        "\"delivered_as\"",
        "\"url\":\"https://example.org/SECRET\",\"reply_to\":[{\"email\":\"SECRET\"}],\
         \"recipients\":[{\"email\":\"SECRET\"}],\"attachments\":[{\"filesize\":\"SECRET\"}],\
         \"email_message_metadata\":{\"history\":\"SECRET\"},\"delivered_as\"",
    );
    let contacts = "{\"type\":\"list\",\"data\":[{\"type\":\"contact\",\"id\":\"5\",\
        \"email\":\"SECRET\",\"phone\":\"SECRET\",\"name\":\"SECRET\",\
        \"location\":{\"city\":\"SECRET\"},\"custom_attributes\":{\"a\":\"SECRET\"}}]}";
    let internal = "{\"type\":\"internal_article\",\"id\":\"9\",\"title\":\"SECRET\",\
        \"body\":\"<p>SECRET</p>\"}";
    let batch =
        read_as(&settings(), &[("a.json", &text), ("c.json", contacts), ("i.json", internal)]);
    assert_eq!(only(&batch).answers.len(), 1);
    assert_eq!(reasons(&batch), [SkipReason::Private]);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn what_is_closed_is_graded_by_its_rating_and_its_last_word() {
    let hold = part(
        1,
        "comment",
        "admin/7",
        "<p>Hold the button for ten seconds until it turns green.</p>",
    );
    let asks = part(2, "comment", "admin/7", "<p>Did that help?</p>");
    let no = part(3, "comment", "user/5", "<p>It still blinks</p>");
    let thanks = part(4, "comment", "user/5", "<p>Thanks, that worked!</p>");
    let bye = part(5, "comment", "admin/7", "<p>You are welcome.</p>");
    let rated = |rating| format!("{CLOSED},\"conversation_rating\":{{\"rating\":{rating}}}");
    let open = ",\"state\":\"open\",\"conversation_rating\":{\"rating\":5}".to_owned();
    let old = ",\"open\":false".to_owned();
    let snoozed = ",\"open\":true,\"state\":\"snoozed\"".to_owned();
    let closed = CLOSED.to_owned();
    for (fields, parts, grade) in [
        (rated("5"), vec![&hold], Grade::Official),
        (rated("\"4\""), vec![&hold, &no], Grade::Official),
        (rated("3"), vec![&hold], Grade::Official),
        (rated("2"), vec![&hold], Grade::Unresolved),
        (format!("{CLOSED},\"conversation_rating\":{{}}"), vec![&hold], Grade::Official),
        (closed.clone(), vec![&hold, &asks], Grade::Official),
        (closed.clone(), vec![&hold, &no], Grade::Unresolved),
        (closed.clone(), vec![&hold, &thanks], Grade::Official),
        (closed.clone(), vec![&hold, &thanks, &bye], Grade::Official),
        (old, vec![&hold], Grade::Official),
        (open, vec![&hold], Grade::Unresolved),
        (snoozed, vec![&hold], Grade::Unresolved),
        (closed, vec![], Grade::Unresolved),
    ] {
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
        let batch = read(&talk(&fields, &parts));
        let resolution = resolve(only(&batch));
        assert_eq!(resolution.grade, grade, "{fields} {parts:?}");
        if grade <= Grade::Official {
            // Neither the question back nor the farewell.
            assert_eq!(assess(&mut only(&batch).clone()).best, Some(0), "{fields} {parts:?}");
        }
    }
}

#[test]
fn programs_are_dropped_and_what_the_brand_sent_out_is_no_question() {
    let parts = [
        part(1, "comment", "bot/9", "<p>Wait here</p>"),
        part(2, "comment", "lead/5", "<p>Hello. How do I reset the hub?</p>"),
        part(3, "comment", "admin/8", "<p>So</p>")
            .replace("\"name\":\"admin 8\"", "\"name\":\"Fin\",\"from_ai_agent\":true"),
        part(
            4,
            "comment",
            "admin/7",
            "<p>Hold the button for ten seconds until it turns green.</p>",
        ),
        part(5, "comment", "operator/9", "<p>Rate us</p>"),
    ];
    let parts = parts.each_ref().map(String::as_str);
    let sent = |parts: &[&str]| {
        talk(CLOSED, parts)
            .replace("user 5", "x")
            .replace("\"type\":\"user\"", "\"type\":\"admin\"")
    };
    let batch = read(&sent(&parts));
    let thread = only(&batch);
    assert_eq!((&*thread.title, &*thread.question.id.0), ("How do I reset the hub?", "2"));
    let ids = |thread: &Thread| thread.answers.iter().map(|a| a.id.0.clone()).collect::<Vec<_>>();
    assert_eq!(ids(thread), ["4"]);
    let kept = SourceSettings { bots: true, ..settings() };
    let batch = read_as(&kept, &[("i.json", &sent(&parts))]);
    assert_eq!(ids(only(&batch)), ["3", "4", "5"]);
    assert_eq!(reasons(&read(&sent(&parts[..1]))), [SkipReason::Single]);
}

#[test]
fn deleted_users_and_messages_and_what_twitter_forbids_stay_out() {
    let one = part(
        1,
        "comment",
        "admin/7",
        "<p>Hold the button for ten seconds until it turns green.</p>",
    );
    let nobody = talk(CLOSED, &[&one]).replace(&author("user/5"), "null");
    assert_eq!(only(&read(&nobody)).question.author, None);
    let nameless = talk(CLOSED, &[&one]).replace("\"user 5\"", "null");
    let name = only(&read(&nameless)).question.author.as_ref().map(|author| author.name.clone());
    assert_eq!(name.as_deref(), Some("5"), "somebody of whom only the id is known");
    let text = talk(CLOSED, &[&one]);
    for (from, to, reason) in [
        ("\"subject\"", "\"redacted\":true,\"subject\"", SkipReason::Deleted),
        ("<p>How do I?</p>", "<p><i>This message was deleted</i></p>", SkipReason::Deleted),
        (
            "\"source\":{\"type\":\"conversation\"",
            "\"source\":{\"type\":\"twitter\"",
            SkipReason::Empty,
        ),
        ("<p>How do I?</p>", "", SkipReason::Empty),
    ] {
        let batch = read(&text.replace(from, to));
        assert_eq!((batch.threads.len(), reasons(&batch)), (0, vec![reason]), "{to}");
    }
    // A list of what was deleted, before or after the conversation itself.
    let gone = "{\"type\":\"conversation\",\"id\":\"12\",\"metrics_retained\":true,\
        \"deleted_at\":1734537745}";
    for text in [format!("{text}{gone}"), format!("{gone}{text}")] {
        let batch = read(&text);
        assert_eq!(reasons(&batch), [SkipReason::IdTaken, SkipReason::Deleted]);
        assert_eq!(testing::messages(batch.sink), "");
    }
}

#[test]
fn string_numbers_are_numbers() {
    let one = part(
        1,
        "comment",
        "admin/7",
        "<p>Hold the button for ten seconds until it turns green.</p>",
    )
    .replace("\"created_at\":1700000001", "\"created_at\":\"1700000001\"");
    let text = talk(CLOSED, &[&one])
        .replace("\"created_at\":1700000000", "\"created_at\":\"1700000000\"")
        .replace("\"total_count\":1", "\"total_count\":\"1\"")
        .replace("\"id\":\"5\"", "\"id\":5");
    let batch = read(&text);
    let thread = only(&batch);
    assert_eq!(thread.created.map(|time| time.0), Some(1_700_000_000));
    assert_eq!(thread.answers[0].created.map(|time| time.0), Some(1_700_000_001));
}

#[test]
fn lists_without_parts_and_long_conversations_are_told_of() {
    let whole = talk(
        CLOSED,
        &[&part(
            1,
            "comment",
            "admin/7",
            "<p>Hold the button for ten seconds until it turns green.</p>",
        )],
    );
    let (start, _) = whole.split_once(",\"conversation_parts\"").expect("they are last");
    let listed = format!("{start},\"statistics\":{{\"count_conversation_parts\":3}}}}");
    let told = |text: &str| testing::messages(read(text).sink);
    assert_eq!(
        told(&listed),
        "i.json:1:1: warning[topic-truncated]: conversation `12` has 1 of its 4 posts: \
         3 are missing\n"
    );
    // The conversation itself is better than what a list says of it.
    for text in [format!("{listed}{whole}"), format!("{whole}{listed}")] {
        let batch = read(&text);
        assert_eq!(only(&batch).answers.len(), 1);
        assert_eq!(testing::messages(batch.sink), "");
    }
    let cut = whole.replace("\"total_count\":1", "\"total_count\":501");
    assert!(told(&cut).contains("has 2 of its 502 posts"), "{}", told(&cut));
}

#[test]
fn articles_are_official_answers_in_all_their_languages() {
    let content = |title: &str, state: &str| {
        format!(
            "\"title\":\"{title}\",\"body\":\"<p>{title}</p>\",\"author_id\":7,\
             \"state\":\"{state}\",\"created_at\":1700000000,\"updated_at\":1700000001,\
             \"url\":\"https://forum.example.org/x/articles/5-{title}\""
        )
    };
    let article = |fields: &str, state: &str| {
        format!(
            "{{\"id\":\"5\",\"type\":\"article\",\"workspace_id\":\"w\",{}{fields},\
             \"translated_content\":{{\"type\":\"article_translated_content\",\
             \"en\":{{{}}},\"sl\":{{{}}},\"uk\":{{{}}},\"de\":null}}}}",
            content("Reset", state),
            content("Reset", state),
            content("Ponastavitev", "draft"),
            content("Скидання", "published"),
        )
    };
    let admins = "{\"type\":\"admin.list\",\"admins\":[{\"type\":\"admin\",\"id\":\"7\",\
        \"name\":\"Ann\",\"email\":\"SECRET\"}]}";
    let page = |article: &str| {
        format!("{{\"type\":\"list\",\"total_count\":1,\"data\":[{article}],\"pages\":{{}}}}")
    };
    let locale = ",\"default_locale\":\"en\",\"help_center_audience\":\"everyone\"";
    for text in [
        page(&article(locale, "published")),
        article("", "published"),
        format!("{{\"data\":{{\"articles\":[{}]}}}}", article(locale, "published")),
    ] {
        let batch = read_as(&settings(), &[("a.json", &text), ("b.json", admins)]);
        let found: Vec<(&str, Option<&str>, &str)> = batch
            .threads
            .iter()
            .map(|t| (&*t.id.0, t.translation_of.as_deref(), &*t.title))
            .collect();
        assert_eq!(found, [("a5", None, "Reset"), ("a5-uk", Some("a5"), "Скидання")]);
        assert_eq!(reasons(&batch), [SkipReason::Hidden]);
        assert!(batch.threads.iter().all(|t| t.kind == ThreadKind::Answer && t.url.is_some()));
        let writer = batch.threads[0].answers[0].author.as_ref();
        assert_eq!(writer.map(|a| (&*a.name, a.role)), Some(("Ann", Role::Staff)));
        assert_eq!(resolve(&batch.threads[0]).reason, Reason::OfficialMark);
        assert!(!format!("{batch:?}").contains("SECRET"));
    }
    // A translation of a draft stands alone; what not all may read stays out whole.
    let batch = read(&article(locale, "draft"));
    assert_eq!((&*only(&batch).id.0, only(&batch).translation_of.as_deref()), ("a5-uk", None));
    let restricted = article(locale, "published").replace("everyone", "restricted");
    assert_eq!(reasons(&read(&restricted)), [SkipReason::Private; 3]);
    let markdown = "{\"id\":6,\"type\":\"article\",\"title\":\"T\",\"body\":null,\
        \"body_markdown\":\"# T\",\"state\":\"published\",\"author_id\":7}";
    let batch = read(markdown);
    assert_eq!(only(&batch).answers[0].body.syntax, Syntax::Markdown(Dialect::Site));
    assert_eq!(only(&batch).answers[0].author, None);
}

#[test]
fn links_and_marks_are_found() {
    let rated = ",\"state\": \"closed\",\"conversation_rating\":{\"rating\": 5}";
    let one = part(1, "comment", "admin/7", "x");
    let text = talk(rated, &[&one]);
    let article = "{\"id\":\"5\",\"type\":\"article\",\"title\":\"T\",\"body\":\"x\",\
        \"state\":\"published\",\"default_locale\":\"en\",\"translated_content\":\
        {\"uk\":{\"title\":\"U\",\"body\":\"y\",\"state\":\"published\"}}}";
    let files = MemoryFiles::new([("a.json", text.as_str()), ("b.json", article)]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason| {
        let post = PostId("1".to_owned());
        let place = reader.locate(&batch.threads[0], reason, Some(&post)).expect("it is there");
        let excerpt = place.excerpt.expect("it quotes");
        excerpt.text[excerpt.range].to_owned()
    };
    assert_eq!(locate(Reason::AcceptedMark), "\"rating\": 5");
    assert_eq!(locate(Reason::OfficialMark), "\"state\": \"closed\"");
    assert!(locate(Reason::StaffAnswer).starts_with("\"author\":{\"type\":\"admin\""));
    let target = |url| reader.link_target(url).and_then(|target| target.thread).map(|id| id.0);
    assert_eq!(target("/en/articles/5-reset").as_deref(), Some("a5"));
    assert_eq!(target("https://forum.example.org/uk/articles/5").as_deref(), Some("a5-uk"));
    assert_eq!(target("/a/inbox/w/inbox/all/conversation/12").as_deref(), Some("12"));
    assert_eq!(target("/en/collections/5"), None);
}
