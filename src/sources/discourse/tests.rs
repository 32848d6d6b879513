use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::{Place, Sink};
use crate::files::{DiskFiles, Files, MemoryFiles};
use crate::model::{Comment, Dialect, PostId, Reason, Role, Syntax, Thread};
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Discourse, "t.json")
}

fn read(text: &[u8]) -> Batch {
    let (settings, files) = (settings(), MemoryFiles::new([("t.json", text)]));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings, &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

/// A topic with some fields of its own and some posts.
fn topic(fields: &str, posts: &[&str]) -> String {
    format!(
        "{{\"id\":7,\"title\":\"How?\",\"slug\":\"how\",{fields}\n\
         \"post_stream\":{{\"posts\":[{}]}}}}",
        posts.join(",\n")
    )
}

fn post(number: u64, fields: &str) -> String {
    format!(
        "{{\"post_number\":{number},\"post_type\":1,\"username\":\"u{number}\",\
         \"cooked\":\"<p>{number}</p>\"{}{fields}}}",
        if fields.is_empty() { "" } else { "," }
    )
}

#[track_caller]
fn only_thread(batch: &Batch) -> &Thread {
    assert_eq!(batch.skipped, []);
    let [thread] = batch.threads.as_slice() else { panic!("{} threads", batch.threads.len()) };
    thread
}

#[track_caller]
fn check(text: &str, n_threads: usize, skipped: &[SkipReason], expected: &str) {
    let batch = read(text.as_bytes());
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skip| skip.reason).collect();
    assert_eq!((batch.threads.len(), reasons.as_slice()), (n_threads, skipped));
    assert_eq!(testing::messages(batch.sink), expected);
}

#[test]
fn a_topic_becomes_a_thread() {
    let text = topic(
        "\"tags\":[\"a\",{\"id\":1,\"name\":\"b\",\"slug\":\"c\"}],\"unknown\":[{}],",
        &[
            &post(
                1,
                "\"name\":\"Jo A\",\"created_at\":\"2021-04-27T15:06:44.553Z\",\"version\":2,\
                \"updated_at\":\"2021-04-28T15:06:44.553Z\"",
            ),
            &post(2, "\"staff\":true,\"actions_summary\":[{\"id\":2,\"count\":4},{\"id\":8}]"),
            &post(3, "\"accepted_answer\":true,\"name\":\"\",\"display_username\":\"U\""),
            "{\"post_number\":4,\"username\":\"system\",\"user_id\":-1,\"raw\":\"*x*\"}",
        ],
    );
    let batch = read(text.as_bytes());
    let thread = only_thread(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("7", "How?"));
    assert_eq!(thread.tags, ["a", "b"]);
    assert_eq!(thread.url.as_deref(), Some("https://forum.example.org/t/how/7"));
    assert_eq!(thread.accepted, Some(PostId("3".to_owned())));
    let author = |at: usize| thread.answers[at].author.clone().expect("it has an author");
    let asker = thread.question.author.clone().expect("it has an author");
    assert_eq!((&*asker.id.0, &*asker.name, asker.role), ("u1", "Jo A", Role::Member));
    assert_eq!(asker.url.as_deref(), Some("https://forum.example.org/u/u1"));
    assert_eq!((thread.question.created.is_some(), thread.updated), (true, thread.question.edited));
    assert_eq!((author(0).role, thread.answers[0].votes), (Role::Moderator, 4));
    assert_eq!((&*author(1).name, thread.answers[1].accepted), ("U", true));
    assert_eq!(
        (author(2).role, thread.answers[2].body.syntax),
        (Role::Bot, Syntax::Markdown(Dialect::Discourse))
    );
    assert_eq!(thread.answers[2].url.as_deref(), Some("https://forum.example.org/t/how/7/4"));
}

#[test]
fn the_brands_people_are_named_by_account_or_by_group_and_moderators_are_not_official() {
    let text = topic(
        "",
        &[
            &post(1, ""),
            &post(2, "\"moderator\":true,\"primary_group_name\":\"helpers\""),
            &post(3, "\"admin\":true,\"staff\":true"),
            &post(4, "\"primary_group_name\":\"lumo-care\""),
            &post(5, "\"flair_name\":\"lumo-care\",\"moderator\":true"),
        ],
    );
    let files = MemoryFiles::new([("t.json", text.as_str())]);
    let roles = |staff: &[&str]| -> Vec<Role> {
        let staff = staff.iter().map(|name| (*name).to_owned()).collect();
        let settings = SourceSettings { staff, ..settings() };
        let batch = testing::read_all(&open(&settings, &files, &mut Sink::new()));
        only_thread(&batch).answers.iter().map(|post| post.role()).collect()
    };
    let moderator = Role::Moderator;
    assert_eq!(roles(&[]), [moderator, moderator, Role::Member, moderator]);
    assert_eq!(roles(&["lumo-care", "u3"]), [moderator, Role::Staff, Role::Staff, Role::Staff]);
    assert!(!moderator.is_official());
}

#[test]
fn what_is_not_public_is_left_out() {
    let one = post(1, "");
    for (fields, reason) in [
        ("\"archetype\":\"private_message\",", SkipReason::Private),
        ("\"visible\":false,", SkipReason::Hidden),
        ("\"deleted_at\":\"2021-04-27T15:06:44Z\",", SkipReason::Deleted),
    ] {
        check(&topic(fields, &[&one]), 0, &[reason], "");
    }
    for (fields, reason) in [
        ("\"hidden\":true", SkipReason::Hidden),
        ("\"user_deleted\":true", SkipReason::Deleted),
        ("\"deleted_at\":\"2021-04-27T15:06:44Z\"", SkipReason::Deleted),
    ] {
        check(&topic("", &[&post(1, fields), &post(2, "")]), 0, &[reason], "");
    }
    check(&topic("", &[]), 0, &[SkipReason::Empty], "");
    check(&topic("", &[&post(2, "")]), 0, &[SkipReason::Empty], "");
    let whisper = post(3, "").replace("post_type\":1", "post_type\":4");
    let note = post(4, "").replace("post_type\":1", "post_type\":3");
    let moderator = post(5, "").replace("post_type\":1", "post_type\":2");
    let hidden = post(6, "\"hidden\":true");
    let batch = read(topic("", &[&one, &whisper, &note, &moderator, &hidden]).as_bytes());
    let ids: Vec<&str> = only_thread(&batch).answers.iter().map(|post| &*post.id.0).collect();
    assert_eq!(ids, ["5"]);
}

#[test]
fn marks_and_posts_that_are_missing_are_named() {
    let (one, two) = (post(1, ""), post(2, ""));
    let missing =
        "t.json:1:37: error[accepted-missing]: accepted answer `9` is not in this thread\n";
    check(&topic("\"accepted_answer\":{\"post_number\":9},", &[&one, &two]), 1, &[], missing);
    check(&topic("\"accepted_answer\":null,", &[&one, &two]), 1, &[], "");
    let truncated =
        "t.json:1: warning[topic-truncated]: topic `7` has 2 of its 5 posts: 3 are missing\n";
    check(&topic("\"posts_count\":5,", &[&one, &two]), 1, &[], truncated);
    let batch = read(topic("\"accepted_answer\":{\"post_number\":2},", &[&one, &two]).as_bytes());
    assert!(only_thread(&batch).answers[0].accepted);
    check(
        &topic("", &[&one]).replace("How?", " "),
        0,
        &[SkipReason::Invalid],
        "t.json:1: error[record-invalid]: this topic has no title\n",
    );
    let text = topic("\"fancy_title\":\"A &amp; B\",", &[&one]).replace("How?", "");
    assert_eq!(only_thread(&read(text.as_bytes())).title, "A & B");
}

#[test]
fn a_file_may_hold_several_topics() {
    let one = topic("", &[&post(1, "")]);
    let two = one.replace("\"id\":7", "\"id\":8");
    let bad = one.replace("\"id\":7", "\"id\":\"x\"");
    let invalid = "error[record-invalid]: this topic has not the form that Discourse gives it\n";
    for (text, line) in [(format!("[{one},\n{bad},{two}]"), 3), (format!("{one}\n{bad}\n{two}"), 3)]
    {
        check(&text, 2, &[SkipReason::Invalid], &format!("t.json:{line}:9: {invalid}"));
    }
    let batch = read(format!("{one}\n{two}").as_bytes());
    let lines: Vec<usize> = batch.threads.iter().map(|thread| thread.origin.line).collect();
    assert_eq!(lines, [1, 3]);
}

#[test]
fn hostile_json_does_no_harm() {
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/bad-input/json/test_parsing"));
    let paths = disk.list("");
    assert!(paths.len() > 300);
    for path in paths {
        let settings = testing::settings(SourceType::Discourse, &path);
        let batch = testing::read_all(&open(&settings, &disk, &mut Sink::new()));
        assert_eq!((batch.threads.len(), batch.skipped.len()), (0, 1), "{path}");
        assert_eq!(batch.sink.n_errors(), 1, "{path}");
    }
}

#[test]
fn a_topic_cut_anywhere_is_one_skip() {
    let text = topic("\"accepted_answer\":{\"post_number\":2},", &[&post(1, ""), &post(2, "")]);
    for at in 0..text.len() {
        let batch = read(&text.as_bytes()[..at]);
        assert_eq!((batch.threads.len(), batch.skipped.len()), (0, 1), "{at}");
        assert_eq!(batch.sink.n_errors(), 1, "{at}");
    }
    check(
        &text[..60],
        0,
        &[SkipReason::Unreadable],
        "t.json:1:60: error[export-unreadable]: `t.json` ends in the middle of a value\n",
    );
    let deep = format!("{{\"id\":1,\"x\":{}", "[".repeat(100_000));
    assert_eq!(read(deep.as_bytes()).skipped.len(), 1);
}

#[test]
fn links_of_the_community_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("t.json", "")]));
    let reader = open(&settings, &files, &mut Sink::new());
    for (url, expected) in [
        ("https://forum.example.org/t/how/7", Some("7/")),
        ("//forum.example.org/t/how/7/3?u=jo", Some("7/3")),
        ("http://www.forum.example.org/t/7", Some("7/")),
        ("/t/7/3", Some("7/3")),
        ("/t/-/7/3", Some("7/3")),
        ("/t/how", None),
        ("/u/7", None),
        ("https://elsewhere.example.org/t/how/7", None),
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
    let text = topic(
        "",
        &[
            &post(1, ""),
            &post(2, "\"accepted_answer\":false,\"staff\": true"),
            &post(
                3,
                "\"accepted_answer\" : true,\
                \"actions_summary\":[{\"id\":12},{\"id\":2,\"count\":4}]",
            ),
        ],
    );
    let text = format!("{}\n{text}", text.replace("\"id\":7", "\"id\":6"));
    let (settings, files) = (settings(), MemoryFiles::new([("t.json", text.as_str())]));
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason, post: &str| {
        let place = reader.locate(&batch.threads[1], reason, Some(&PostId(post.to_owned())));
        let Place { line, excerpt, .. } = place.expect("it is there");
        let excerpt = excerpt.expect("it quotes");
        format!("{line} {}", &excerpt.text[excerpt.range])
    };
    assert_eq!(locate(Reason::AcceptedMark, "3"), "8 \"accepted_answer\" : true");
    assert_eq!(locate(Reason::StaffAnswer, "2"), "7 \"username\":\"u2\"");
    assert_eq!(locate(Reason::Votes, "3"), "8 {\"id\":2,\"count\":4}");
    assert_eq!(locate(Reason::Thanks, "1"), "6 \"post_number\":1");
    assert_eq!(locate(Reason::NoAnswer, "99"), "5 {");
}

#[test]
fn what_the_asker_says_in_between_is_a_comment() {
    let by_asker = |number: u64, fields: &str| {
        post(number, fields).replace(&format!("\"u{number}\""), "\"u1\"")
    };
    let posts = [
        post(1, ""),
        post(2, ""),
        post(3, ""),
        by_asker(4, "\"reply_to_post_number\":2"),
        by_asker(5, ""),
        by_asker(6, "\"accepted_answer\":true"),
    ];
    let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
    let text = topic("", &posts);
    let batch = read(text.as_bytes());
    let answers = &only_thread(&batch).answers;
    let ids = |posts: &[Comment]| posts.iter().map(|c| c.id.0.clone()).collect::<Vec<_>>();
    assert_eq!(answers.iter().map(|post| post.id.0.as_str()).collect::<Vec<_>>(), ["2", "3", "6"]);
    assert_eq!(
        (ids(&answers[0].comments), ids(&answers[1].comments)),
        (vec!["4".into()], vec!["5".into()])
    );
}

#[test]
fn a_real_forum_gives_the_counts_of_an_independent_reader() {
    let Some(folder) = testing::urho3d_topics() else { return };
    let disk = DiskFiles::new(folder);
    let settings = testing::settings(SourceType::Discourse, ".");
    let reader = open(&settings, &disk, &mut Sink::new());
    assert_eq!(reader.n_units(), 5046);
    let batch = testing::read_all(&reader);
    let threads = &batch.threads;
    assert_eq!(testing::messages(batch.sink.clone()), "");
    // One topic was flagged and hidden by the community.
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skip| skip.reason).collect();
    assert_eq!((threads.len(), reasons.as_slice()), (5045, [SkipReason::Hidden].as_slice()));
    // 36,990 posts, less 22 hidden ones, 92 small actions, and the 15 others of that topic.
    // What askers say in between is a comment on another post.
    let n_comments =
        |thread: &Thread| thread.posts().map(|post| post.comments.len()).sum::<usize>();
    let n_posts: usize =
        threads.iter().map(|thread| thread.posts().count() + n_comments(thread)).sum();
    assert_eq!(n_posts, 36_990 - 22 - 92 - 15);
    assert_eq!(threads.iter().filter(|thread| thread.accepted.is_some()).count(), 670);
    let answers = || threads.iter().flat_map(|thread| &thread.answers);
    assert_eq!(answers().filter(|answer| answer.accepted).count(), 672);
    for thread in threads.iter().filter(|thread| thread.accepted.is_some()) {
        let place = reader.locate(thread, Reason::AcceptedMark, thread.accepted.as_ref());
        let excerpt = place.and_then(|place| place.excerpt).expect("the mark is in the file");
        let mark = &excerpt.text[excerpt.range];
        assert!(mark.starts_with("\"accepted_answer\"") && mark.ends_with("true"), "{mark}");
    }
    let left = |mark: &str| answers().filter(|post| post.body.text.contains(mark)).count();
    for mark in ["<aside", "class=\"emoji\"", "lightbox-wrapper", " href=\"/", " src=\"/"] {
        assert_eq!(left(mark), 0, "{mark}");
    }
}

#[test]
fn recorded_answers_of_servers_are_read() {
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/discourse/perceval"));
    let settings = testing::settings(SourceType::Discourse, "discourse_topic_1148.json");
    let batch = testing::read_all(&open(&settings, &disk, &mut Sink::new()));
    let thread = only_thread(&batch);
    assert_eq!(thread.title, "[Support] uBlock Origin");
    assert_eq!(
        testing::messages(batch.sink.clone()),
        "discourse_topic_1148.json:1: warning[topic-truncated]: \
         topic `1148` has 20 of its 22 posts: 2 are missing\n"
    );
}

#[test]
fn topics_lie_in_categories_that_the_forum_lists() {
    let topic = |id: u32, category: &str| {
        format!(
            "{{\"id\":{id},\"title\":\"Why is it red?\",\"views\":78,\"like_count\":6,\
             \"category_id\":{category},\"post_stream\":{{\"posts\":[\
             {{\"post_number\":1,\"username\":\"jo\",\"cooked\":\"<p>Why?</p>\"}}]}}}}"
        )
    };
    let list = "{\"categories\":[{\"id\":6,\"name\":\"Billing\",\"parent_category_id\":5},\
                {\"id\":5,\"name\":\"Support\"},\
                {\"id\":7,\"name\":\"Ring\",\"parent_category_id\":7}]}";
    let (one, two, three) = (topic(1, "6"), topic(2, "9"), topic(3, "7"));
    let files = MemoryFiles::new([
        ("f/1.json", one.as_str()),
        ("f/2.json", &two),
        ("f/3.json", &three),
        ("f/site.json", list),
    ]);
    let settings = testing::settings(SourceType::Discourse, "f");
    let batch = testing::read_all(&open(&settings, &files, &mut Sink::new()));
    let of = |at: usize| {
        (batch.threads[at].category.path.join(" > "), batch.threads[at].category.id.clone())
    };
    assert_eq!(of(0), ("Support > Billing".to_owned(), Some("6".to_owned())));
    assert_eq!(of(1), (String::new(), Some("9".to_owned())));
    assert_eq!(of(2).0, "Ring");
    let popularity = batch.threads[0].popularity;
    assert_eq!((popularity.views, popularity.likes), (Some(78), Some(6)));
}

/// A post as archives have it, in a file of its own.
fn archived(topic: u64, number: u64, fields: &str) -> String {
    let own = post(number, fields);
    let own = own.strip_prefix('{').expect("a post is an object");
    format!(
        "{{\"id\":{},\"topic_id\":{topic},\"topic_slug\":\"hum\",\
         \"topic_title\":\"Why does it hum?\",\
         \"category_id\":5,{own}",
        topic * 100 + number
    )
}

fn read_archive(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (format!("p/{name}"), *text)));
    let settings = SourceSettings { path: "p".to_owned(), ..settings() };
    let mut sink = Sink::new();
    let reader = open(&settings, &files, &mut sink);
    let batch = testing::read_all(&reader);
    for thread in &batch.threads {
        let first = PostId("2".to_owned());
        let place = reader.locate(thread, Reason::AcceptedMark, Some(&first));
        assert!(place.is_none_or(|place| place.path.starts_with("p/")));
    }
    batch
}

#[test]
fn posts_in_files_of_their_own_are_the_topic_that_they_make() {
    let answer = archived(7, 2, "\"accepted_answer\":true,\"reply_to_post_number\":1");
    let files = [
        ("2021-05/b-hum.json", archived(7, 3, "")),
        ("2021-04/a-hum.json", archived(7, 1, "")),
        ("2021-04/c-hum.json", answer),
        ("2021-04/d-other.json", archived(8, 2, "")),
        ("categories.json", "{\"categories\":[{\"id\":5,\"name\":\"Help\"}]}".to_owned()),
    ];
    let batch = read_archive(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let [thread] = batch.threads.as_slice() else { panic!("{} threads", batch.threads.len()) };
    assert_eq!((&*thread.id.0, &*thread.title), ("7", "Why does it hum?"));
    assert_eq!(thread.url.as_deref(), Some("https://forum.example.org/t/hum/7"));
    assert_eq!(
        (&*thread.origin.path, &thread.category.path),
        ("p/2021-04/a-hum.json", &vec!["Help".to_owned()])
    );
    let ids: Vec<&str> = thread.answers.iter().map(|answer| &*answer.id.0).collect();
    assert_eq!((ids, thread.accepted.clone()), (vec!["2", "3"], Some(PostId("2".to_owned()))));
    // A topic of which the first post is not here has no question.
    assert_eq!(testing::counts(&batch), [("empty", 1)]);
    assert_eq!(testing::messages(batch.sink), "");
}

#[test]
fn of_several_copies_of_an_archived_post_the_newest_counts_and_private_ones_stay_out() {
    let old = archived(7, 2, "\"version\":1").replace("<p>2</p>", "<p>old</p>");
    let new = archived(7, 2, "\"version\":3").replace("<p>2</p>", "<p>new</p>");
    let whisper = archived(7, 4, "").replace("\"post_type\":1", "\"post_type\":4");
    let files =
        [("a.json", archived(7, 1, "")), ("b.json", old), ("c.json", new), ("d.json", whisper)];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let batch = read_archive(&files);
    let bodies: Vec<&str> = only_thread(&batch).answers.iter().map(|a| &*a.body.text).collect();
    assert_eq!(bodies, ["<p>new</p>"]);
    let private = archived(9, 1, "\"topic_archetype\":\"private_message\"");
    let batch = read_archive(&[("a.json", &private)]);
    assert_eq!((batch.threads.len(), testing::counts(&batch)), (0, vec![("private", 1)]));
}

#[test]
fn a_damaged_file_among_archived_posts_is_told_and_costs_itself() {
    let files = [("a.json", archived(7, 1, "")), ("b.json", archived(7, 2, ""))];
    let cut = archived(7, 3, "");
    let odd = archived(7, 4, "").replace("\"username\":\"u4\"", "\"username\":4");
    let batch = read_archive(&[
        ("a.json", &files[0].1),
        ("b.json", &files[1].1),
        ("c.json", &cut[..cut.len() - 9]),
        ("d.json", &odd),
    ]);
    assert_eq!((batch.threads.len(), batch.threads[0].answers.len()), (1, 1));
    assert_eq!(testing::counts(&batch), [("unreadable", 1)]);
    let shown = testing::messages(batch.sink);
    assert!(
        shown.contains("p/d.json: error[record-invalid]: this post has not the form"),
        "{shown}"
    );
}
