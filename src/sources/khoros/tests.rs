use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, PostId, Reason, Role, ThreadKind};
use crate::normalize::resolve;
use crate::sources::testing::only;
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Khoros, ".")
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings(), &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

/// A message as the Community API v2 gives it.
fn message(id: u32, topic: u32, login: &str, fields: &str) -> String {
    let depth = u32::from(id != topic);
    format!(
        "{{\"type\":\"message\",\"id\":\"{id}\",\"view_href\":\
         \"https://forum.example.org/t5/b/t/m-p/{id}\",\"author\":{{\"type\":\"user\",\
         \"id\":\"9{login}\",\"login\":\"{login}\",\"email\":\"SECRET\",\
         \"rank\":{{\"name\":\"Member\"}}}},\"subject\":\"S {topic}\",\"body\":\"<P>b {id}</P>\",\
         \"board\":{{\"id\":\"b\"}},\"topic\":{{\"id\":\"{topic}\"}},\
         \"post_time\":\"2020-05-03T12:37:{id:02}.311-07:00\",\"depth\":{depth},\
         \"kudos\":{{\"query\":\"SELECT\"}},\"tags\":{{\"query\":\"SELECT\"}},\
         \"replies\":{{\"query\":\"SELECT\"}}{fields}}}"
    )
}

fn page(messages: &[String]) -> String {
    format!(
        "{{\"status\":\"success\",\"message\":\"\",\"http_code\":200,\"data\":{{\
         \"type\":\"messages\",\"list_item_type\":\"message\",\"size\":2,\"items\":[{}],\
         \"next_cursor\":\"x\"}},\"metadata\":{{}}}}",
        messages.join(",")
    )
}

#[test]
fn pages_of_topics_and_replies_are_joined() {
    let topics = page(&[message(1, 1, "jo", ""), message(2, 2, "jo", "")]);
    let solved = message(11, 1, "ann", ",\"is_solution\":true")
        .replace("\"kudos\":{\"query\":\"SELECT\"}", "\"kudos\":{\"sum\":{\"weight\":3}}");
    let replies = page(&[message(12, 1, "al", ""), solved]);
    let batch = read(&[("replies.json", &replies), ("topics.json", &topics)]);
    assert_eq!((batch.threads.len(), batch.skipped.len()), (2, 0));
    let thread = &batch.threads[0];
    let ids: Vec<&str> = thread.answers.iter().map(|post| post.id.0.as_str()).collect();
    assert_eq!((thread.id.0.as_str(), ids, thread.answers[0].votes), ("1", vec!["11", "12"], 3));
    assert_eq!(resolve(thread).grade, Grade::Accepted);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn a_topic_may_have_several_solutions() {
    let solved = ",\"is_solution\":true";
    let text =
        page(&[message(1, 1, "jo", ""), message(2, 1, "ann", solved), message(3, 1, "al", solved)]);
    let batch = read(&[("a.json", &text)]);
    assert_eq!(only(&batch).answers.iter().filter(|post| post.accepted).count(), 2);
    assert_eq!(only(&batch).accepted, Some(PostId("2".to_owned())));
}

#[test]
fn what_moderators_hold_back_is_dropped() {
    let held = ",\"moderation_status\":\"unmoderated\"";
    let secret = |id, topic, fields| message(id, topic, "x", fields).replace("<P>", "<P>HIDDEN");
    let text = page(&[
        message(1, 1, "jo", ",\"moderation_status\":\"approved\""),
        secret(2, 1, held),
        secret(3, 1, ",\"deleted\":true"),
        secret(4, 4, held),
        secret(5, 5, ",\"visibilityScope\":\"PRIVATE\""),
    ]);
    let batch = read(&[("a.json", &text)]);
    assert_eq!(only(&batch).answers.len(), 0);
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skip| skip.reason).collect();
    assert_eq!(reasons, [SkipReason::Hidden, SkipReason::Private]);
    assert!(!format!("{batch:?}").contains("HIDDEN"));
}

#[test]
fn own_tags_become_html() {
    let body = "<LI-CODE lang=\\\"bash\\\">a &lt; b</LI-CODE><LI-USER uid=\\\"2\\\" \
        login=\\\"ann\\\"></LI-USER><LI-IMAGE id=\\\"7iA\\\" title=\\\"The plug\\\"></LI-IMAGE>\
        <LI-VIDEO vid=\\\"https://youtu.be/x\\\"></LI-VIDEO><P>z</P>";
    let text = page(&[message(1, 1, "jo", "").replace("<P>b 1</P>", body)]);
    assert_eq!(
        only(&read(&[("a.json", &text)])).question.body.text,
        "<pre><code class=\"language-bash\">a &lt; b</code></pre>@ann\
         <img src=\"/t5/image/serverpage/image-id/7iA\" alt=\"The plug\">\
         <iframe src=\"https://youtu.be/x\"></iframe><P>z</P>"
    );
}

#[test]
fn articles_of_a_knowledge_base_are_answers_and_ranks_are_roles() {
    let text = page(&[
        message(1, 1, "jo", ",\"conversation\":{\"id\":\"1\",\"style\":\"tkb\"}"),
        message(2, 2, "jo", ""),
        message(3, 2, "cm", "").replace("\"Member\"", "\"Community Manager\""),
        message(4, 2, "ex", "").replace("\"Member\"", "\"Gold Expert\""),
        message(5, 2, "mo", "").replace("\"Member\"", "\"Moderator\""),
        message(6, 2, "un", "").replace("\"Member\"", "\"Unofficial Historian\""),
    ]);
    let batch = read(&[("a.json", &text)]);
    assert_eq!(batch.threads[0].kind, ThreadKind::Answer);
    assert!(batch.threads[0].answers[0].official);
    let roles: Vec<Role> = batch.threads[1].answers.iter().map(|post| post.role()).collect();
    assert_eq!(roles, [Role::Staff, Role::Expert, Role::Moderator, Role::Member]);
    assert!(!Role::Moderator.is_official());
}

#[test]
fn links_and_marks_are_found() {
    let text = page(&[message(1, 1, "jo", ""), message(2, 1, "al", ",\"is_solution\": true")]);
    let files = MemoryFiles::new([("a.json", text.as_str())]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let post = PostId("2".to_owned());
    let place = reader.locate(&batch.threads[0], Reason::AcceptedMark, Some(&post));
    let excerpt = place.and_then(|place| place.excerpt).expect("it quotes");
    assert_eq!(&excerpt.text[excerpt.range], "\"is_solution\": true");
    for (url, expected) in [
        ("/t5/Board/Title/td-p/110", Some("110/")),
        ("/t5/Board/Title/td-p/110/page/2#M115", Some("110/115")),
        ("/t5/Board/Title/m-p/115/highlight/true#M116", Some("/116")),
        ("/t5/Board/Title/m-p/115", Some("/115")),
        ("/discussions/copilot/how-can-i/4389520", Some("4389520/")),
        ("/discussions/copilot/how-can-i/4389520/replies/4476593", Some("4389520/4476593")),
        ("/t5/user/viewprofilepage/user-id/2", None),
    ] {
        let target = reader.link_target(url).map(|target| {
            let thread = target.thread.map(|thread| thread.0).unwrap_or_default();
            format!("{thread}/{}", target.post.map(|post| post.0).unwrap_or_default())
        });
        assert_eq!(target.as_deref(), expected, "{url}");
    }
}

const AURORA: &str = "data/khoros/aurora/customer_intent_scraper.pages.\
    techcommunity_microsoft_com.TechcommunityMicrosoftComDiscussionItemPage/test-1/inputs";

#[test]
fn a_real_page_of_aurora_and_its_replies_are_joined() {
    let Some(shared) = testing::shared() else { return };
    let folder = shared.join(AURORA);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let page = read("HttpResponse-body.html");
    let state = page.split("id=\"__NEXT_DATA__\"").nth(1).expect("the page has its state");
    let state = state.split_once('>').expect("a tag").1;
    let state = state.split("</script>").next().expect("an end").to_owned();
    let name =
        "customer_intent_scraper.pages.techcommunity_microsoft_com.TechcommunityReplies.json";
    let files = MemoryFiles::new([("a.json", read(name)), ("b.json", state)]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let thread = only(&batch);
    assert_eq!(batch.skipped, []);
    assert_eq!((thread.id.0.as_str(), thread.answers.len()), ("4389520", 1));
    // The other reply is by the asker; five more lie on pages that were not kept.
    assert_eq!(thread.posts().map(|post| post.comments.len()).sum::<usize>(), 1);
    let staff = thread.answers[0].author.as_ref().map(|author| author.role);
    assert_eq!((staff, resolve(thread).grade), (Some(Role::Staff), Grade::Official));
    let shown = testing::messages(batch.sink.clone());
    assert!(shown.contains("topic `4389520` has 3 of its 8 posts: 5 are missing"), "{shown}");
}

#[test]
fn recorded_answers_of_classic_hold_no_valid_message() {
    // One was printed by Python, with `False` for `false`; the others tell of errors.
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/khoros/classic-liql/examples/example_output"));
    let batch = testing::read_all(&open(&settings(), &disk, &mut Sink::new()));
    assert_eq!((batch.threads.len(), batch.skipped.len()), (0, 7));
    let fixed = std::fs::read_to_string(shared.join(
        "data/khoros/classic-liql/examples/example_output/\
         v2_message_attachment_create_success.json",
    ));
    let fixed = fixed.expect("a file").replace("False", "false").replace("True", "true");
    let batch = read(&[("a.json", &fixed)]);
    assert_eq!((only(&batch).kind, only(&batch).id.0.as_str()), (ThreadKind::Answer, "110"));
}

#[test]
fn boards_are_categories_with_their_views() {
    let fields = ",\"board\":{\"id\":\"hubs\",\"title\":\"All hubs\"},\"metrics\":{\"views\":68}";
    let with_title = message(1, 1, "kim", "").replace(",\"board\":{\"id\":\"b\"}", fields);
    let batch = read(&[("a.json", &page(&[with_title, message(3, 3, "kim", "")]))]);
    let [titled, plain] = &batch.threads[..] else { panic!("two threads") };
    assert_eq!(
        (titled.category.path.join(" "), titled.popularity.views),
        ("All hubs".into(), Some(68))
    );
    assert_eq!(plain.category.path, ["b"]);
}
