use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Grade, PostId, Reason, Role, ThreadKind};
use crate::normalize::resolve;
use crate::sources::sample::Sample;
use crate::sources::testing::{only, reasons};
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Zendesk, ".")
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings(), &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

/// A ticket on one line, with some comments.
fn ticket(fields: &str, comments: &[&str]) -> String {
    format!(
        "{{\"id\":12,\"subject\":\"How to reset?\",\"description\":\"first\",\"requester_id\":1,\
         \"assignee_id\":2,\"created_at\":\"2024-01-01T00:00:00Z\",\
         \"updated_at\":\"2024-01-02T00:00:00Z\"{fields},\"comments\":[{}]}}\n",
        comments.join(",")
    )
}

fn comment(id: u32, author: u32, fields: &str) -> String {
    format!(
        "{{\"id\":{id},\"author_id\":{author},\"body\":\"text {id}\",\
         \"html_body\":\"<p>html {id}</p>\",\"plain_body\":\"plain&nbsp;{id}\",\
         \"created_at\":\"2024-01-01T00:00:{id:02}Z\"{fields}}}"
    )
}

/// Lets a comment say something.
fn help(comment: String) -> String {
    comment.replace("html 2", "Hold the button for ten seconds, then pair it again.")
}

const USERS: &str = "{\"users\":[{\"id\":1,\"name\":\"Jo\",\"role\":\"end-user\",\
    \"email\":\"jo@secret.example\"},{\"id\":2,\"name\":\"Ann\",\"role\":\"agent\"}]}";

#[test]
fn a_ticket_of_the_full_export_becomes_a_thread() {
    let (one, two, three) = (
        comment(1, 1, ",\"public\":true"),
        help(comment(2, 2, ",\"public\":true")),
        comment(3, 1, ""),
    );
    let line = ticket(",\"status\":\"solved\",\"tags\":[\"a\"]", &[&one, &two, &three]);
    let batch = read(&[("tickets.json", &line), ("users.json", USERS)]);
    let thread = only(&batch);
    assert_eq!(
        (&*thread.id.0, &*thread.title, &*thread.tags),
        ("12", "How to reset?", &["a".into()][..])
    );
    assert_eq!(thread.question.body.text, "<p>html 1</p>");
    let asker = thread.question.author.as_ref().expect("it has one");
    assert_eq!((asker.name.as_str(), asker.role), ("Jo", Role::Member));
    let [answer] = thread.answers.as_slice() else { panic!("one answer") };
    assert_eq!(answer.author.as_ref().map(|a| (&*a.name, a.role)), Some(("Ann", Role::Staff)));
    assert_eq!(answer.comments.len(), 1);
    assert_eq!(resolve(thread).grade, Grade::Official);
}

#[test]
fn a_solved_ticket_is_official_and_an_open_one_is_not_solved() {
    let (one, two) = (comment(1, 1, ""), help(comment(2, 2, "")));
    let rated = ",\"satisfaction_rating\":{\"score\":\"good\"}";
    for (fields, grade) in [
        (format!(",\"status\":\"closed\"{rated}"), Grade::Official),
        (",\"status\":\"solved\"".to_owned(), Grade::Official),
        (format!(",\"status\":\"open\"{rated}"), Grade::Unresolved),
        (",\"status\":\"pending\"".to_owned(), Grade::Unresolved),
    ] {
        let line = ticket(&fields, &[&one, &two]);
        let batch = read(&[("tickets.json", &line), ("users.json", USERS)]);
        assert_eq!(resolve(only(&batch)).grade, grade, "{fields}");
    }
}

#[test]
fn private_notes_are_dropped() {
    let note = |id| comment(id, 2, ",\"public\":false").replace("text", "secret");
    let (one, two, three) = (comment(1, 1, ""), note(2), comment(3, 2, ""));
    let batch = read(&[("t.json", &ticket(",\"status\":\"solved\"", &[&one, &two, &three]))]);
    assert_eq!(only(&batch).answers.len(), 1);
    assert!(!format!("{batch:?}").contains("secret"));
    // The description repeats a private first comment.
    let private = ticket("", &[&note(1), &three]).replace("\"first\"", "\"secret\"");
    for line in [private, ticket(",\"is_public\":false", &[&one])] {
        let batch = read(&[("t.json", &line)]);
        assert_eq!((batch.threads.len(), reasons(&batch)), (0, vec![SkipReason::Private]));
        assert!(!format!("{batch:?}").contains("secret"));
    }
}

#[test]
fn nothing_private_is_kept_of_what_is_not_read() {
    let fields = ",\"status\":\"solved\",\"via\":{\"source\":{\"from\":{\"address\":\"SECRET\"}}},\
        \"recipient\":\"SECRET\",\"custom_fields\":[{\"id\":1,\"value\":\"SECRET\"}],\
        \"collaborator_ids\":[1],\"satisfaction_rating\":{\"comment\":\"SECRET\"},\
        \"metadata\":{\"system\":{\"ip_address\":\"SECRET\"}}";
    let one = comment(
        1,
        1,
        ",\"metadata\":{\"system\":{\"ip_address\":\"SECRET\"}},\
        \"via\":{\"source\":{\"from\":{\"address\":\"SECRET\"}}},\
        \"attachments\":[{\"content_url\":\"SECRET\",\"content_type\":\"SECRET\"}]",
    );
    let users = USERS.replace("jo@secret.example", "SECRET");
    let batch = read(&[("t.json", &ticket(fields, &[&one])), ("users.json", &users)]);
    only(&batch);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn comments_of_the_api_lie_in_files_named_after_their_ticket() {
    let page = "{\"tickets\":[{\"id\":12,\"subject\":\"How?\",\"requester_id\":1,\
        \"description\":\"x\"},{\"id\":13,\"subject\":\"Why?\",\"requester_id\":1,\
        \"description\":\"y\"}],\"after_cursor\":\"z\",\"end_of_stream\":true}";
    let comments = |n: u32| {
        format!("{{\"comments\":[{},{}],\"count\":2}}", comment(n, 1, ""), comment(n + 1, 2, ""))
    };
    let batch = read(&[
        ("tickets.json", page),
        ("tickets/12/comments.json", &comments(1)),
        ("tickets/13/comments.json", &comments(5)),
    ]);
    let posts: Vec<(&str, usize)> =
        batch.threads.iter().map(|t| (&*t.question.body.text, t.answers.len())).collect();
    assert_eq!(posts, [("<p>html 1</p>", 1), ("<p>html 5</p>", 1)]);
    let batch = read(&[("tickets.json", page), ("comments.json", &comments(1))]);
    let shown = testing::messages(batch.sink);
    assert!(shown.contains("does not say which ticket it belongs to"), "{shown}");
}

#[test]
fn a_ticket_exported_again_replaces_its_older_self() {
    let old = ticket(",\"status\":\"open\"", &[]);
    let new = old.replace("2024-01-02", "2024-01-03").replace("first", "newer");
    for text in [format!("{old}{new}"), format!("{new}{old}")] {
        let batch = read(&[("t.json", &text)]);
        assert_eq!(only(&batch).question.body.text, "newer");
        assert_eq!(reasons(&batch), [SkipReason::IdTaken]);
        assert_eq!(testing::messages(batch.sink), "");
    }
}

#[test]
fn posts_of_a_community_have_their_comments_and_official_ones() {
    let posts = "{\"posts\":[{\"id\":7,\"title\":\"Can I?\",\"details\":\"<p>q</p>\",\
        \"author_id\":1,\"topic_id\":3,\"vote_sum\":4,\"status\":\"answered\",\
        \"html_url\":\"https://forum.example.org/hc/en-us/community/posts/7-Can-I\"},\
        {\"id\":8,\"title\":\"Staff only\",\"details\":\"SECRET\",\"topic_id\":4}],\"count\":1}";
    let comments = "{\"comments\":[{\"id\":70,\"post_id\":7,\"author_id\":2,\"official\":true,\
        \"body\":\"<p>yes</p>\",\"vote_sum\":2},{\"id\":71,\"post_id\":7,\"author_id\":1,\
        \"body\":\"<p>thanks</p>\"}],\"page\":1}";
    let topics = "{\"topics\":[{\"id\":3,\"name\":\"Features\",\"user_segment_id\":null},\
        {\"id\":4,\"name\":\"Inner\",\"user_segment_id\":9}]}";
    let batch = read(&[("p.json", posts), ("c.json", comments), ("t.json", topics)]);
    let thread = only(&batch);
    assert_eq!((&*thread.tags, thread.question.votes), (&["Features".into()][..], 4));
    assert!(thread.answers[0].official && thread.answers[0].comments.len() == 1);
    assert_eq!(resolve(thread).reason, Reason::OfficialMark);
    assert_eq!(reasons(&batch), [SkipReason::Private]);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn articles_are_official_answers_with_translations() {
    let article = |locale: &str, fields: &str| {
        format!(
            "{{\"id\":5,\"title\":\"Reset {locale}\",\"body\":\"<p>{locale}</p>\",\
             \"locale\":\"{locale}\",\"source_locale\":\"en-us\",\"section_id\":1,\
             \"author_id\":2,\"label_names\":[\"hub\"],\"updated_at\":\"2024-01-01T00:00:00Z\",\
             \"html_url\":\"https://forum.example.org/hc/{locale}/articles/5\"{fields}}}"
        )
    };
    let page = |articles: &[&str]| format!("{{\"count\":1,\"articles\":[{}]}}", articles.join(","));
    let english = page(&[&article("en-us", "")]);
    let batch = read(&[
        ("en.json", &english),
        ("sl.json", &page(&[&article("sl", ",\"user_segment_id\":null")])),
        (
            "tr.json",
            "{\"translations\":[{\"id\":90,\"source_id\":5,\"source_type\":\"Article\",\
             \"locale\":\"uk\",\"title\":\"Т\",\"body\":\"<p>uk</p>\"},\
             {\"id\":91,\"source_id\":5,\"source_type\":\"Article\",\"locale\":\"en-US\",\
             \"title\":\"T\",\"body\":\"<p>en</p>\"}]}",
        ),
    ]);
    let found: Vec<(&str, Option<&str>, &str)> = batch
        .threads
        .iter()
        .map(|t| (&*t.id.0, t.translation_of.as_deref(), &*t.answers[0].body.text))
        .collect();
    assert_eq!(
        found,
        [
            ("5", None, "<p>en-us</p>"),
            ("5-sl", Some("5"), "<p>sl</p>"),
            ("5-uk", Some("5"), "<p>uk</p>"),
        ]
    );
    assert!(batch.threads.iter().all(|t| t.kind == ThreadKind::Answer && t.language.is_some()));
    assert_eq!(resolve(&batch.threads[0]).grade, Grade::Official);
    // What not all may read, and drafts, stay out, with their translations.
    for (fields, reason) in [
        (",\"user_segment_id\":4", SkipReason::Private),
        (",\"user_segment_ids\":[4]", SkipReason::Private),
        (",\"draft\":true", SkipReason::Hidden),
    ] {
        let batch = read(&[("en.json", &page(&[&article("en-us", fields)]))]);
        assert_eq!((batch.threads.len(), reasons(&batch)), (0, vec![reason]), "{fields}");
    }
    let batch = read(&[
        ("en.json", &page(&[&article("en-us", ",\"user_segment_id\":4")])),
        ("sl.json", &page(&[&article("sl", "")])),
    ]);
    assert_eq!(reasons(&batch), [SkipReason::Private, SkipReason::Private]);
}

#[test]
fn links_of_all_three_parts_are_understood() {
    let articles = "{\"articles\":[{\"id\":5,\"title\":\"a\",\"body\":\"x\",\"locale\":\"uk\",\
        \"source_locale\":\"en-us\",\"section_id\":1}]}";
    let files = MemoryFiles::new([("a.json", articles)]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    for (url, expected) in [
        ("https://forum.example.org/hc/en-us/articles/5-Reset", Some("5/")),
        ("/hc/uk/articles/5", Some("5-uk/")),
        ("/hc/articles/5", Some("5/")),
        ("/hc/en-us/community/posts/7-Can-I/comments/70", Some("7/70")),
        ("/hc/community/posts/7", Some("7/")),
        ("/hc/requests/12", Some("12/")),
        ("/hc/en-us/requests/12", Some("12/")),
        ("/agent/tickets/12", Some("12/")),
        ("/hc/en-us/sections/1", None),
    ] {
        let target = reader.link_target(url).map(|target| {
            let thread = target.thread.expect("it names a thread").0;
            format!("{thread}/{}", target.post.map(|post| post.0).unwrap_or_default())
        });
        assert_eq!(target.as_deref(), expected, "{url}");
    }
}

#[test]
fn marks_are_found_in_the_file() {
    let (one, two) = (comment(1, 1, ""), comment(2, 2, ""));
    let rated = ",\"status\":\"solved\",\"satisfaction_rating\":{\"score\": \"good\"}";
    let line = ticket(rated, &[&one, &two]);
    let posts = "{\"posts\":[{\"id\":7,\"title\":\"Can I?\",\"details\":\"q\",\"author_id\":1}]}";
    let comments = "{\"comments\":[\n{\"id\":70,\"post_id\":7,\"body\":\"y\",\"official\": true}]}";
    let files =
        MemoryFiles::new([("a.json", line.as_str()), ("b.json", posts), ("c.json", comments)]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |at: usize, reason, post: &str| {
        let post = PostId(post.to_owned());
        let place = reader.locate(&batch.threads[at], reason, Some(&post)).expect("it is there");
        let excerpt = place.excerpt.expect("it quotes");
        format!("{}:{} {}", place.path, place.line, &excerpt.text[excerpt.range])
    };
    assert_eq!(locate(0, Reason::Status, "2"), "a.json:1 \"status\":\"solved\"");
    assert_eq!(locate(0, Reason::StaffAnswer, "2"), "a.json:1 \"author_id\":2");
    assert_eq!(locate(1, Reason::OfficialMark, "70"), "c.json:2 \"official\": true");
}

#[test]
fn a_tickets_comments_are_its_own_wherever_they_stand() {
    // Keys in the order of the alphabet: `comments` before `id`.
    let text = "{\"assignee_id\":2,\"comments\":[{\"author_id\":1,\"body\":\"x\",\"id\":3}],\
        \"id\":12,\"requester_id\":1,\"status\":\"solved\",\"subject\":\"How?\"}";
    assert_eq!(only(&read(&[("t.json", text)])).question.id.0, "3");
}

#[test]
fn recorded_answers_of_servers_give_the_counts_of_an_independent_reader() {
    let folder = "data/zendesk/api/tests/test_api/betamax";
    let Some(files) = testing::recorded(folder) else { return };
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let n = |reason| batch.skipped.iter().filter(|skip| skip.reason == reason).count();
    // 4,015 tickets on all pages, of 1,515 ids; 517 of these end as deleted. The three
    // articles are for signed-in readers. 403 answers hold no record of ours; others name
    // groups, brands, sections and categories.
    let known =
        [SkipReason::IdTaken, SkipReason::Deleted, SkipReason::Private, SkipReason::Unreadable];
    assert_eq!((batch.threads.len(), known.map(n)), (998, [2500, 517, 3, 403]));
    assert_eq!(batch.skipped.len(), 2500 + 517 + 3 + 403);
    let graded = batch.threads.iter().filter(|t| resolve(t).grade != Grade::Unresolved).count();
    assert_eq!(graded, 0, "all of them are new, pending or open");
}

#[test]
fn tickets_without_a_brand_are_recognised() {
    let head = br#"{"id":1,"subject":"x","requester_id":2,"assignee_id":3,"comments":[]}"#;
    assert!(super::recognise(&Sample { path: "t.ndjson", head }));
    let other = br#"{"id":1,"subject":"x","requester_id":2,"responder_id":3}"#;
    assert!(!super::recognise(&Sample { path: "t.json", head: other }));
}

#[test]
fn articles_lie_in_their_section_and_what_that_lies_in() {
    let article = |id: u32, section: u32| {
        format!(
            "{{\"id\":{id},\"title\":\"Reset\",\"body\":\"<p>x</p>\",\"locale\":\"en-us\",\
             \"source_locale\":\"en-us\",\"section_id\":{section}}}"
        )
    };
    let articles = format!("{{\"articles\":[{},{}]}}", article(5, 11), article(6, 99));
    let batch = read(&[
        ("articles.json", &articles),
        (
            "sections.json",
            "{\"sections\":[{\"id\":11,\"name\":\"Pairing\",\"category_id\":1,\
             \"parent_section_id\":10},{\"id\":10,\"name\":\"Hubs\",\"category_id\":1}]}",
        ),
        ("categories.json", "{\"categories\":[{\"id\":1,\"name\":\"Devices\"}]}"),
    ]);
    assert_eq!(batch.threads[0].category.path, ["Devices", "Hubs", "Pairing"]);
    let unnamed = &batch.threads[1].category;
    assert_eq!((unnamed.path.len(), unnamed.id.as_deref()), (0, Some("99")));
}
