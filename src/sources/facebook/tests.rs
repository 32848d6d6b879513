use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Grade, Reason, Role, Thread};
use crate::normalize::resolve;
use crate::sources::testing::{counts, messages, only_in_silence as only};
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    SourceSettings {
        url: Some("https://www.facebook.com/LumoCare".into()),
        ..testing::settings(SourceType::Facebook, "f")
    }
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (format!("f/{name}"), *text)));
    let (settings, mut sink) = (settings(), Sink::new());
    let mut batch = testing::read_all(&open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

const ASKED: &str = r#"{"id":"50_61","message":"Why does my hub blink blue? It did so all night.",
"created_time":"2026-02-01T10:00:00+0000","like_count":3,"comment_count":2,
"permalink_url":"https://www.facebook.com/7/posts/50/?comment_id=61",
"attachment":{"media":{"image":{"src":"https://scontent.xx.fbcdn.net/CANARY.jpg"}}}}"#;
const ANSWER: &str = r#"{"id":"50_62","from":{"id":"7","name":"Lumo Care"},
"message":"Mira Novak Hold the round button for ten seconds, until it turns green.",
"message_tags":[{"id":"9","name":"Mira Novak","type":"user","offset":0,"length":10}],
"parent":{"id":"50_61","message":"CANARY"},"created_time":"2026-02-01T11:00:00+0000",
"permalink_url":"https://www.facebook.com/7/posts/50/?comment_id=61&reply_comment_id=62"}"#;
const THANKS: &str = r#"{"id":"50_63","message":"Thank you, that worked!","parent":{"id":"50_61"},
"created_time":"2026-02-01T12:00:00+0000","comment_count":0}"#;

/// A post of the page with these comments.
fn post(comments: &[&str]) -> String {
    let text = "New hubs are here. Put yours into the hall, and tell us where it shines.";
    format!(
        r#"{{"id":"7_50","message":"{text}","from":{{"id":"7","name":"Lumo Care"}},
"created_time":"2026-01-31T08:00:00+0000","comments":{{"data":[{}]}}}}"#,
        comments.join(",\n")
    )
}

fn page(records: &[&str]) -> String {
    format!(r#"{{"data":[{}],"paging":{{"cursors":{{"after":"x"}}}}}}"#, records.join(",\n"))
}

#[test]
fn a_comment_below_a_post_is_a_question_with_the_post_in_front_of_it() {
    let batch = read(&[("feed.json", &page(&[&post(&[ASKED, ANSWER, THANKS])]))]);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("50_61", "Why does my hub blink blue?"));
    let question = &thread.question;
    let quoted = "<blockquote><p>New hubs are here. Put yours into the hall, and tell us where \
                  it shines.</p></blockquote>\n";
    assert!(question.body.text.starts_with(quoted), "{}", question.body.text);
    assert_eq!((question.votes, question.created.map(|time| time.0)), (3, Some(1_769_940_000)));
    // Whoever is not named is nobody, and surely not the brand.
    assert_eq!(question.author, None);
    let answer = &thread.answers[0];
    assert_eq!(
        answer.body.text,
        "<p>Hold the round button for ten seconds, until it turns green.</p>"
    );
    assert_eq!(answer.role(), Role::Brand);
    let url = "https://www.facebook.com/7/posts/50/?comment_id=61&reply_comment_id=62";
    assert_eq!(answer.url.as_deref(), Some(url));
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Official, Reason::StaffAnswer));
    assert_eq!(counts(&batch), []);
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn comments_apart_from_their_post_and_a_page_a_line_are_the_same() {
    let whole = read(&[("feed.json", &page(&[&post(&[ASKED, ANSWER, THANKS])]))]);
    let mut lines = String::new();
    for comment in [THANKS, ANSWER, ASKED] {
        lines += &page(&[comment]).replace('\n', "");
        lines += "\n";
    }
    let apart = read(&[("comments.jsonl", &lines), ("posts.json", &page(&[&post(&[])]))]);
    // One post with its comments, as its own address gives it.
    let alone = read(&[("post.json", &post(&[ASKED, ANSWER, THANKS]))]);
    for other in [apart, alone] {
        let origin = only(&whole).origin.clone();
        assert_eq!(&Thread { origin, ..only(&other).clone() }, only(&whole));
    }
}

#[test]
fn replies_within_comments_are_replies() {
    let nested = ASKED.replacen(
        "\"attachment\"",
        &format!(
            "\"comments\":{{\"data\":[{}]}},\"attachment\"",
            ANSWER.replace("\"parent\":{\"id\":\"50_61\",\"message\":\"CANARY\"},", "")
        ),
        1,
    );
    let batch = read(&[("feed.json", &page(&[&post(&[&nested, THANKS])]))]);
    assert_eq!(only(&batch).answers.len(), 2);
    assert!(only(&batch).answers[0].body.text.contains("Hold the round button"));
}

#[test]
fn what_a_visitor_posts_is_a_question() {
    let visit = r#"{"id":"7_80","from":{"id":"31","name":"Ганна"},
"message":"Чому лампа не реагує на пульт після оновлення?",
"created_time":"2026-02-03T08:00:00+0000",
"permalink_url":"https://www.facebook.com/permalink.php?story_fbid=80&id=7","comments":{"data":[
{"id":"80_81","from":{"id":"7","name":"Lumo Care"},"comment_count":0,
"message":"Вийміть батарейку на хвилину і з'єднайте пульт знову.",
"created_time":"2026-02-03T09:00:00+0000"}]}}"#;
    let batch = read(&[("feed.json", &page(&[&post(&[]), visit]))]);
    let thread = only(&batch);
    assert_eq!(&*thread.id.0, "7_80");
    assert_eq!(thread.question.author.as_ref().map(|author| &*author.name), Some("Ганна"));
    assert_eq!(thread.answers[0].role(), Role::Brand);
    // A visitor who is not named, where others are, is a visitor all the same.
    let unnamed = visit.replacen("\"from\":{\"id\":\"31\",\"name\":\"Ганна\"},", "", 1);
    let batch = read(&[("feed.json", &page(&[&post(&[]), &unnamed]))]);
    assert_eq!((&*only(&batch).id.0, &only(&batch).question.author), ("7_80", &None));
    // Where nobody was asked for, a post is no question.
    let nobody = unnamed
        .replace(",\"from\":{\"id\":\"7\",\"name\":\"Lumo Care\"}", "")
        .replace("\"from\":{\"id\":\"7\",\"name\":\"Lumo Care\"},", "");
    assert_eq!(counts(&read(&[("feed.json", &page(&[&nobody]))])), [("single-message", 1)]);
}

#[test]
fn ids_that_were_not_asked_for_are_in_the_addresses() {
    let without = |comment: &str| {
        let (_, rest) = comment.split_once(',').expect("an id comes first");
        format!("{{{rest}")
    };
    let answer =
        without(ANSWER).replace("\"parent\":{\"id\":\"50_61\",\"message\":\"CANARY\"},", "");
    let batch = read(&[("comments.json", &page(&[&without(ASKED), &answer]))]);
    let shown = messages(batch.sink.clone());
    assert!(
        shown.contains("file `f/comments.json` has 1 of its 2 posts: 1 are missing"),
        "{shown}"
    );
    let thread = testing::only(&batch);
    assert_eq!((&*thread.id.0, thread.answers[0].role()), ("50_61", Role::Brand));
}

#[test]
fn hidden_and_private_comments_stay_out_with_all_below_them() {
    let hidden = ASKED.replacen('{', "{\"is_hidden\":true,", 1).replace("50_61", "50_71");
    let below = ANSWER.replace("50_61", "50_71").replace("50_62", "50_72");
    let private = r#"{"id":"50_64","message":"CANARY my number","parent":{"id":"50_61"},
"is_private":true,"created_time":"2026-02-01T12:30:00+0000"}"#;
    let alone = private.replace("\"parent\":{\"id\":\"50_61\"},", "").replace("50_64", "50_65");
    let all = [ASKED, ANSWER, THANKS, &hidden, &below, private, &alone];
    let batch = read(&[("feed.json", &page(&[&post(&all)]))]);
    assert_eq!(counts(&batch), [("hidden", 1), ("private", 1)]);
    let thread = testing::only(&batch);
    assert_eq!((&*thread.id.0, thread.answers.len()), ("50_61", 2));
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn nothing_below_a_post_that_is_not_public_is_imported() {
    for (what, reason) in [
        (r#""is_hidden":true"#, "hidden"),
        (r#""is_published":false"#, "hidden"),
        (r#""privacy":{"value":"ALL_FRIENDS"}"#, "private"),
    ] {
        let with = |post: &str| post.replacen('{', &format!("{{{what},"), 1);
        let batch = read(&[("feed.json", &page(&[&with(&post(&[ASKED, ANSWER, THANKS]))]))]);
        assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![(reason, 1)]), "{what}");
        let apart = [page(&[ASKED, ANSWER, THANKS]), page(&[&with(&post(&[]))])];
        let batch = read(&[("comments.json", &apart[0]), ("feed.json", &apart[1])]);
        assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![(reason, 1)]), "{what}");
    }
    let public =
        post(&[ASKED, ANSWER, THANKS]).replacen('{', r#"{"privacy":{"value":"EVERYONE"},"#, 1);
    only(&read(&[("feed.json", &page(&[&public]))]));
}

#[test]
fn conversations_with_customers_are_never_read() {
    let inbox = r#"{"data":[{"id":"t_5","snippet":"CANARY","messages":{"data":[]}},
{"id":"m_6","message":"CANARY","from":{"id":"8","name":"Jo"},
"created_time":"2026-01-01T00:00:00+0000"}]}"#;
    let batch = read(&[
        ("messages/inbox/jo/message_1.json", r#"{"messages":[{"content":"CANARY"}]}"#),
        ("inbox.json", inbox),
    ]);
    assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("private", 2)]));
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn a_comment_without_reply_is_no_thread_and_one_without_words_says_nothing() {
    let praise = r#"{"id":"50_90","message":"Super!","created_time":"2026-02-01T10:00:00+0000",
"comment_count":0}"#;
    let picture = r#"{"id":"50_91","message":"","created_time":"2026-02-01T10:00:00+0000",
"comment_count":1,"attachment":{"type":"photo",
"url":"https://www.facebook.com/photo.php?fbid=1"}}"#;
    let reply = r#"{"id":"50_92","message":"Lepo!","parent":{"id":"50_91"},
"created_time":"2026-02-01T10:01:00+0000"}"#;
    let lost = r#"{"id":"50_93","message":"А у меня?","parent":{"id":"50_7"},
"created_time":"2026-02-01T10:01:00+0000"}"#;
    let batch = read(&[("feed.json", &page(&[&post(&[praise, picture, reply, lost])]))]);
    assert_eq!(messages(batch.sink.clone()), "");
    assert_eq!(counts(&batch), [("empty", 1), ("orphan", 1), ("single-message", 1)]);
}

#[test]
fn addresses_that_expire_and_other_hosts_are_no_links() {
    let text = "Hold it https://scontent.xx.fbcdn.net/v/CANARY.jpg?oh=1 so";
    let reply = ANSWER
        .replace("Hold the round button for ten seconds, until it turns green.", text)
        .replace("https://www.facebook.com/7/posts", "https://video.xx.fbcdn.net/CANARY");
    let batch = read(&[("feed.json", &page(&[&post(&[ASKED, &reply, THANKS])]))]);
    let answer = &only(&batch).answers[0];
    assert_eq!((&*answer.body.text, &answer.url), ("<p>Hold it  so</p>", &None));
}

#[test]
fn what_is_missing_is_told_once_a_file_with_numbers() {
    let next = |of: &str| {
        format!(
            r#""paging":{{"next":"https://graph.facebook.com/v19.0/{of}?access_token=CANARY"}}"#
        )
    };
    let many = ASKED.replace("\"comment_count\":2", "\"comment_count\":40");
    let cut =
        post(&[&many, ANSWER, THANKS]).replace("]}}", &format!("],{}}}}}", next("7_50/comments")));
    let feed = format!(r#"{{"data":[{cut}],{}}}"#, next("7/feed"));
    let batch = read(&[("feed.json", &feed)]);
    let shown = messages(batch.sink.clone());
    let expected = "file `f/feed.json` has 2 of its 40 posts: 38 are missing";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.contains("2 lists of `f/feed.json` go on in pages that are not here"), "{shown}");
    assert_eq!((shown.lines().count(), shown.contains("CANARY")), (2, false), "{shown}");
    // The last page of each is here, and nothing lies behind it.
    let end = |of: &str| {
        let url = format!("https://graph.facebook.com/v19.0/{of}?before=x");
        format!(r#"{{"data":[{THANKS}],"paging":{{"previous":"{url}"}}}}"#)
    };
    let (comments, last) = (end("7_50/comments"), end("7/feed"));
    let files = [("feed.json", &*feed), ("g.json", &comments), ("h.json", &last)];
    let shown = messages(read(&files).sink);
    assert!(!shown.contains("go on") && shown.contains("38 are missing"), "{shown}");
}

#[test]
fn the_last_page_of_a_feed_is_empty() {
    let whole = page(&[&post(&[ASKED, ANSWER, THANKS])]);
    let batch = read(&[("1.json", &whole), ("2.json", "{\"data\": []}")]);
    only(&batch);
    let batch = read(&[("2.json", "{\"error\": {\"message\": \"CANARY\"}}")]);
    let shown = messages(batch.sink.clone());
    assert!(shown.contains("`f/2.json` holds no posts or comments of Facebook"), "{shown}");
    assert!(!shown.contains("CANARY"));
}

#[test]
fn a_download_holds_its_owners_words_alone_and_says_where_to_get_others() {
    let comment = r#"{"timestamp":1769940000,"title":"Lumo Care replied to Mira's comment.",
"data":[{"comment":{"timestamp":1769940000,"comment":"CANARY","author":"Lumo Care"}}]}"#;
    let posts = r#"[{"timestamp":1769940000,"data":[{"post":"CANARY"}],"attachments":[],
"title":"x"},{"data":[{"post":"CANARY"}],"timestamp":1769940001}]"#;
    let newer = r#"[{"timestamp":1769940000,"media":[],
"label_values":[{"label":"Text","value":"CANARY"}]}]"#;
    let batch = read(&[
        ("comments/comments.json", &format!("{{\"comments_v2\":[{comment},{comment}]}}")),
        ("comments/older.json", &format!("[{comment}]")),
        ("posts/your_posts_1.json", posts),
        ("posts/your_posts_2.json", newer),
    ]);
    assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("orphan", 6)]));
    let shown = messages(batch.sink.clone());
    let expected =
        "`f/comments/comments.json` holds 2 comments of its owner without what they answer";
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(shown.lines().count(), 4, "{shown}");
    assert!(format!("{:?}", batch.sink).contains("Graph API"));
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn broken_letters_are_mended_string_by_string() {
    let broken = |text: &str| text.bytes().map(char::from).collect::<String>();
    let asked = ASKED.replace("Why does my hub blink blue?", &broken("Zakaj lučka utripa modro?"));
    let answer = ANSWER.replace("Hold the round button", "Zadržite okrogli gumb");
    let batch = read(&[("feed.json", &page(&[&post(&[&asked, &answer, THANKS])]))]);
    let thread = only(&batch);
    assert_eq!(&*thread.title, "Zakaj lučka utripa modro?");
    assert!(thread.answers[0].body.text.contains("Zadržite okrogli gumb"));
}

#[test]
fn the_id_of_a_photo_in_front_of_a_comment_leads_to_its_post() {
    let of_photo = |comment: &str| comment.replace("50_6", "99_6").replace("posts/50", "photos/99");
    let all = [ASKED, ANSWER, THANKS].map(of_photo);
    let batch = read(&[("feed.json", &page(&[&post(&[&all[0], &all[1], &all[2]])]))]);
    assert!(only(&batch).question.body.text.contains("New hubs are here"));
}

#[test]
fn links_to_comments_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("f/a.json", "{\"data\":[]}")]));
    let reader = open(&settings, &files, &mut Sink::new());
    let post = |url: &str| reader.link_target(url)?.post.map(|post| post.0);
    let url = "https://www.facebook.com/LumoCare/posts/50?comment_id=61&reply_comment_id=62";
    assert_eq!(post(url).as_deref(), Some("50_62"));
    let url = "https://m.facebook.com/permalink.php?story_fbid=50&id=7&comment_id=61#x";
    assert_eq!(post(url).as_deref(), Some("50_61"));
    for url in ["https://www.facebook.com/LumoCare", "https://notfacebook.com/a?comment_id=1"] {
        assert_eq!(post(url), None);
    }
}

#[test]
fn copies_of_a_comment_are_one_and_what_is_hidden_in_any_is_hidden() {
    let old = page(&[&post(&[ASKED, ANSWER, THANKS])]);
    let batch = read(&[("a.json", &old), ("b.json", &old)]);
    assert_eq!(only(&batch).answers.len(), 2);
    let hidden = ASKED.replacen('{', "{\"is_hidden\":true,", 1);
    let batch = read(&[("a.json", &page(&[&hidden])), ("b.json", &old)]);
    assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("hidden", 1)]));
}

#[test]
fn a_comment_of_which_nothing_else_is_known_is_one_by_its_post() {
    let bare = |comment: &str| comment.replace("\"comment_count\":2,\n", "");
    let asked = r#"{"id":"50_61","message":"Why?","created_time":"2026-02-01T10:00:00+0000"}"#;
    let feed = page(&[&post(&[])]);
    let files = [("a.json", page(&[asked, &bare(ANSWER)])), ("feed.json", feed)];
    let batch = read(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    assert!(only(&batch).question.body.text.contains("New hubs are here"));
    // A page may have the number of one of its posts.
    let same = post(&[ASKED, ANSWER, THANKS]);
    let other = r#"{"id":"7_7","message":"Hello","created_time":"2026-01-30T08:00:00+0000"}"#;
    only(&read(&[("feed.json", &page(&[other, &same]))]));
}

#[test]
fn answers_with_ids_for_names_are_the_same() {
    let whole = read(&[("feed.json", &page(&[&post(&[ASKED, ANSWER, THANKS])]))]);
    let posts = format!(r#"{{"7_50":{}}}"#, post(&[ASKED, ANSWER, THANKS]));
    let lists = format!(r#"{{"7_50":{},"7_51":{{"data":[]}}}}"#, page(&[ASKED, ANSWER, THANKS]));
    let each = format!(r#"{{"50_61":{ASKED},"50_62":{ANSWER},"50_63":{THANKS}}}"#);
    let feed = page(&[&post(&[])]);
    let none = r#"{"7_51": {"data": []}, "7_52": {"data": []}}"#;
    for files in [
        vec![("posts.json", &*posts)],
        vec![("comments.json", &*lists), ("feed.json", &feed), ("none.json", none)],
        vec![("comments.json", &*each), ("feed.json", &feed)],
    ] {
        let batch = read(&files);
        let origin = only(&whole).origin.clone();
        assert_eq!(&Thread { origin, ..only(&batch).clone() }, only(&whole), "{files:?}");
    }
    let next = r#""paging":{"next":"https://graph.facebook.com/v19.0/7_50/comments?after=x"}"#;
    let cut = lists.replace(r#""paging":{"cursors":{"after":"x"}}"#, next);
    let shown = messages(read(&[("comments.json", &cut)]).sink);
    assert!(shown.contains("1 list of `f/comments.json` goes on"), "{shown}");
}

#[test]
fn comments_that_share_the_end_of_their_ids_are_two() {
    let below = |post: &str, hour: &str, text: &str| {
        let asked = format!(
            r#"{{"id":"{post}_1","message":"{text}","created_time":"2026-02-01T{hour}:00:00+0000",
"comment_count":1}}"#
        );
        let answer = format!(
            r#"{{"id":"{post}_2","message":"Hold the round button for {post} seconds.",
"parent":{{"id":"{post}_1"}},"from":{{"id":"7","name":"Lumo Care"}},
"created_time":"2026-02-01T{hour}:30:00+0000","comment_count":0}}"#
        );
        [asked, answer]
    };
    let all =
        [below("50", "10", "Why does my hub blink?"), below("51", "12", "Is my lamp broken?")];
    let batch = read(&[("comments.json", &page(&[&all.concat().join(",")]))]);
    assert_eq!(messages(batch.sink.clone()), "");
    let mut found: Vec<(&str, &str, bool)> = batch
        .threads
        .iter()
        .map(|thread| {
            let answer = &thread.answers[0].body.text;
            (&*thread.id.0, &*thread.title, answer.contains(&thread.id.0[..2]))
        })
        .collect();
    found.sort_unstable();
    let expected = [("50_1", "Why does my hub blink?", true), ("51_1", "Is my lamp broken?", true)];
    assert_eq!(found, expected);
}

#[test]
fn a_comment_under_its_photo_and_under_its_post_is_one() {
    let of_photo = |comment: &str| comment.replace("50_6", "99_6");
    let all = [ASKED, THANKS].map(str::to_owned);
    let photo = [of_photo(ASKED), of_photo(ANSWER)];
    let [asked, thanks] = &all;
    let batch = read(&[
        ("feed.json", &page(&[&post(&[asked, thanks])])),
        ("photo.json", &page(&[&photo[0], &photo[1]])),
    ]);
    assert_eq!(only(&batch).answers.len(), 2, "{batch:?}");
}

#[test]
fn comments_below_a_picture_on_instagram_are_questions() {
    let media = r#"{"data":[{"id":"1790","caption":"New lamps are here, CANARY2 in three sizes.",
"media_type":"IMAGE","media_url":"https://scontent.cdninstagram.com/CANARY.jpg",
"permalink":"https://www.instagram.com/p/Cx1/","timestamp":"2026-01-31T08:00:00+0000",
"username":"lumo.care","like_count":40,"comments_count":3,"comments":{"data":[
{"id":"1801","text":"Does the small lamp dim?","username":"mira_n","like_count":2,
"timestamp":"2026-02-01T10:00:00+0000","replies":{"data":[
{"id":"1802","text":"@mira_n It does, from app version 3 on: open the lamp and slide.",
"username":"lumo.care","like_count":1,"timestamp":"2026-02-01T11:00:00+0000"},
{"id":"1803","text":"@lumo.care thanks, that worked!","username":"mira_n",
"timestamp":"2026-02-01T12:00:00+0000"},
{"id":"1804","text":"CANARY","hidden":true,"username":"x",
"timestamp":"2026-02-01T12:30:00+0000"}]}},
{"id":"1805","text":"Lepo!","username":"jan","timestamp":"2026-02-01T12:40:00+0000"}]}}]}"#;
    let batch = read(&[("media.json", &media.replace("CANARY2 ", ""))]);
    assert_eq!(messages(batch.sink.clone()), "");
    let thread = testing::only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("1801", "Does the small lamp dim?"));
    assert_eq!(thread.question.author.as_ref().map(|author| &*author.name), Some("mira_n"));
    assert!(thread.question.body.text.starts_with("<blockquote><p>New lamps are here"));
    assert_eq!(thread.url.as_deref(), Some("https://www.instagram.com/p/Cx1/"));
    // The asker's thanks are a remark on the answer.
    assert_eq!((thread.question.votes, thread.answers.len()), (2, 1));
    let answer = &thread.answers[0];
    assert_eq!(answer.role(), Role::Brand);
    let text = "<p>It does, from app version 3 on: open the lamp and slide.</p>";
    assert_eq!(answer.body.text, text);
    assert_eq!(resolve(thread).grade, Grade::Official);
    assert_eq!(counts(&batch), [("single-message", 1)]);
    assert!(!format!("{batch:?}").contains("CANARY"));
}
