use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Grade, Reason, Role, Thread};
use crate::normalize::resolve;
use crate::sources::testing::{counts, messages, only_in_silence as only};
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    let url = Some("https://www.youtube.com/@LumoCare".to_owned());
    SourceSettings { url, ..testing::settings(SourceType::Youtube, "y") }
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (format!("y/{name}"), *text)));
    let (settings, mut sink) = (settings(), Sink::new());
    let mut batch = testing::read_all(&open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

const VIDEO: &str = "aB3dE5gH7jK";

/// A comment of the Data API.
fn comment(id: &str, author: (&str, &str), text: &str, more: &str) -> String {
    let (channel, name) = author;
    format!(
        r#"{{"kind":"youtube#comment","etag":"x","id":"{id}","snippet":{{"videoId":"{VIDEO}",
"authorDisplayName":"{name}","authorProfileImageUrl":"https://yt3.ggpht.com/CANARY",
"authorChannelUrl":"http://www.youtube.com/{name}","authorChannelId":{{"value":"{channel}"}},
"textDisplay":"CANARY","textOriginal":"{text}","likeCount":2,{more}
"publishedAt":"2026-02-01T1{}:00:00Z","updatedAt":"2026-02-01T19:00:00Z"}}}}"#,
        id.len() % 10
    )
}

fn asked() -> String {
    comment("UgA", ("UCmira", "@mira"), "How do I pair the hub with two phones?", "")
}

fn answer() -> String {
    let more = r#""parentId":"UgA","#;
    let text = "@mira  Hold the round button for ten seconds, then add it in the settings.";
    comment("UgA.1", ("UClumo", "@LumoCare"), text, more)
}

fn thanks() -> String {
    let more = r#""parentId":"UgA","#;
    comment("UgA.12", ("UCmira", "@mira"), "@LumoCare thanks, that worked!", more)
}

/// A thread of the Data API.
fn thread(top: &str, replies: &[&str], n: usize, is_public: bool) -> String {
    format!(
        r#"{{"kind":"youtube#commentThread","id":"UgA","snippet":{{"channelId":"UClumo",
"videoId":"{VIDEO}","topLevelComment":{top},"canReply":true,"totalReplyCount":{n},
"isPublic":{is_public}}},"replies":{{"comments":[{}]}}}}"#,
        replies.join(",\n")
    )
}

fn page(kind: &str, items: &[&str]) -> String {
    format!(r#"{{"kind":"youtube#{kind}ListResponse","items":[{}]}}"#, items.join(",\n"))
}

fn video(privacy: &str) -> String {
    format!(
        r#"{{"kind":"youtube#video","id":"{VIDEO}","snippet":{{"channelId":"UClumo","title":
"Set up your hub","description":"All steps.\n\nhttps://lumo.example","tags":["CANARY"]}},
"status":{{"privacyStatus":"{privacy}"}}}}"#
    )
}

#[test]
fn a_comment_with_replies_is_a_question_with_the_video_in_front_of_it() {
    let threads = page("commentThread", &[&thread(&asked(), &[&answer(), &thanks()], 2, true)]);
    let files = [("threads.json", &*threads), ("videos.json", &page("video", &[&video("public")]))];
    let batch = read(&files);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("UgA", "How do I pair the hub with two phones?"));
    let quoted = "<blockquote><p>Set up your hub<br>All steps. ";
    assert!(thread.question.body.text.starts_with(quoted), "{}", thread.question.body.text);
    let url = format!("https://www.youtube.com/watch?v={VIDEO}&lc=UgA");
    assert_eq!((thread.url.as_deref(), thread.question.votes), (Some(&*url), 2));
    let answer = &thread.answers[0];
    let text = "<p>Hold the round button for ten seconds, then add it in the settings.</p>";
    assert_eq!((&*answer.body.text, answer.role()), (text, Role::Brand));
    let author = answer.author.as_ref().expect("an author");
    assert_eq!(author.name, "LumoCare");
    assert_eq!(author.url.as_deref(), Some("https://www.youtube.com/channel/UClumo"));
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Official, Reason::StaffThanked));
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn replies_in_pages_of_their_own_join_and_what_is_missing_is_told_once() {
    let whole = thread(&asked(), &[&answer(), &thanks()], 2, true);
    let whole = read(&[("a.json", &page("commentThread", &[&whole]))]);
    let bare = |comment: String| comment.replace(&format!("\"videoId\":\"{VIDEO}\",\n"), "");
    let part = page("commentThread", &[&thread(&asked(), &[&answer()], 2, true)]);
    let rest = page("comment", &[&bare(thanks()), &bare(answer())]);
    for files in [[("a.json", &*part), ("b.json", &*rest)], [("a.json", &rest), ("b.json", &part)]]
    {
        let batch = read(&files);
        let origin = only(&whole).origin.clone();
        assert_eq!(&Thread { origin, ..only(&batch).clone() }, only(&whole));
    }
    let more = thread(&asked(), &[&answer()], 9, true);
    let other = thread(&asked(), &[], 4, true).replace("UgA", "UgB");
    let shown = messages(read(&[("a.json", &page("commentThread", &[&more, &other]))]).sink);
    assert!(shown.contains("file `y/a.json` has 1 of its 13 posts: 12 are missing"), "{shown}");
    assert_eq!(shown.lines().count(), 1, "{shown}");
}

#[test]
fn what_is_not_public_or_was_not_let_through_stays_out() {
    let part = |top: &str, replies: &[&str], is_public| {
        page("commentThread", &[&thread(top, replies, replies.len(), is_public)])
    };
    let batch = read(&[("a.json", &part(&asked(), &[&answer()], false))]);
    assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("private", 1)]));
    for status in ["heldForReview", "likelySpam", "rejected"] {
        let more = format!(r#""parentId":"UgA","moderationStatus":"{status}","#);
        let spam = comment("UgA.123", ("UCx", "@x"), "CANARY", &more);
        let batch = read(&[("a.json", &part(&asked(), &[&answer(), &spam], true))]);
        assert_eq!(only(&batch).answers.len(), 1, "{status}");
        assert!(!format!("{batch:?}").contains("CANARY"));
        let held = asked()
            .replace("\"likeCount\"", &format!("\"moderationStatus\":\"{status}\",\"likeCount\""));
        let batch = read(&[("a.json", &part(&held, &[&answer()], true))]);
        assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("hidden", 1)]));
    }
    let published =
        asked().replace("\"likeCount\"", "\"moderationStatus\":\"published\",\"likeCount\"");
    only(&read(&[("a.json", &part(&published, &[&answer()], true))]));
    // The video itself is not public.
    let files = [
        ("a.json", part(&asked(), &[&answer()], true)),
        ("v.json", page("video", &[&video("private")])),
    ];
    let batch = read(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    assert_eq!((batch.threads.len(), counts(&batch)), (0, vec![("private", 1)]));
}

#[test]
fn a_comment_without_reply_is_no_thread_and_one_without_its_beginning_neither() {
    let alone = comment("UgC", ("UCx", "@x"), "Super video!", "");
    let lost = comment("UgD.1", ("UCx", "@x"), "А мені ні", r#""parentId":"UgD","#);
    let items = [&*thread(&alone, &[], 0, true), &lost];
    let batch = read(&[("a.jsonl", &items.map(|item| item.replace('\n', "")).join("\n"))]);
    assert_eq!(
        (batch.threads.len(), counts(&batch)),
        (0, vec![("orphan", 1), ("single-message", 1)])
    );
    let empty = read(&[("a.json", &page("commentThread", &[]))]);
    assert_eq!((messages(empty.sink), empty.skipped.len()), (String::new(), 0));
}

#[test]
fn without_the_original_text_its_html_is_read() {
    let shown = asked().replace(
        "\"textDisplay\":\"CANARY\",\"textOriginal\":\"",
        "\"textDisplay\":\"<b>So</b><br>",
    );
    let batch =
        read(&[("a.json", &page("commentThread", &[&thread(&shown, &[&answer()], 1, true)]))]);
    assert_eq!(
        only(&batch).question.body.text,
        "<b>So</b><br>How do I pair the hub with two phones?"
    );
}

#[test]
fn other_channels_are_no_brand_unless_the_settings_say_so() {
    let foreign = thread(&asked(), &[&answer()], 1, true).replace("\"channelId\":\"UClumo\",", "");
    let role = |name: &str| {
        let threads = page("commentThread", &[&foreign.replace("@LumoCare", name)]);
        only(&read(&[("a.json", &threads)])).answers[0].role()
    };
    assert_eq!((role("@lumocare"), role("@LumoCareFan")), (Role::Brand, Role::Member));
}

const INFO: &str = r#"{"id":"aB3dE5gH7jK","title":"Nastavite svojo lučko",
"formats":[{"url":"https://x.googlevideo.com/CANARY"}],
"description":"Vsi koraki.","channel_id":"UClumo","availability":"public",
"comment_count":3,"comments":[{"id":"UgA","parent":"root",
"text":"Zakaj lučka po posodobitvi ne reagira?","like_count":5,
"author_id":"UCana","author":"@ana","author_is_uploader":false,"timestamp":1767225600,
"_time_text":"pred 1 mesecem","is_favorited":false,"is_pinned":true},
{"id":"UgA.9","parent":"UgA","text":"Odstranite baterijo za minuto in jo znova povežite.",
"like_count":1,"author_id":"UClumo","author":"@LumoCare","author_is_uploader":true,
"timestamp":1767225600},
{"id":"UgA.8","parent":"UgA","text":"Meni je pomagalo.","author_id":"UCjan","author":"@jan",
"is_favorited":true,"like_count":1,"timestamp":1767225600}],
"extractor":"youtube","webpage_url":"x"}"#;

#[test]
fn what_yt_dlp_writes_is_of_one_video_and_a_heart_is_a_sign() {
    let batch = read(&[("v [aB3dE5gH7jK].info.json", INFO)]);
    let thread = only(&batch);
    assert!(thread.question.body.text.contains("<p>Nastavite svojo lučko<br>Vsi koraki.</p>"));
    assert_eq!(
        (&*thread.title, thread.answers.len()),
        ("Zakaj lučka po posodobitvi ne reagira?", 2)
    );
    let votes: Vec<i64> = thread.answers.iter().map(|answer| answer.votes).collect();
    assert_eq!((votes, thread.answers[0].role()), (vec![1, 2], Role::Brand));
    // Neither heart nor pin solves anything.
    assert_eq!((&thread.accepted, &thread.solved), (&None, &None));
    assert!(thread.url.as_deref().is_some_and(|url| url.ends_with("watch?v=aB3dE5gH7jK&lc=UgA")));
    for closed in ["private", "needs_auth", "subscriber_only", "premium_only"] {
        let private = INFO.replace("public", closed);
        assert_eq!(counts(&read(&[("v.info.json", &private)])), [("private", 1)], "{closed}");
    }
    let none =
        INFO.split(",\"comments\"").next().expect("a start").to_owned() + ",\"comments\":null}";
    let empty = read(&[("v.info.json", &none)]);
    assert_eq!((messages(empty.sink), empty.threads.len()), (String::new(), 0));
}

#[test]
fn a_heart_solves_where_the_settings_say_so() {
    let files = MemoryFiles::new([("y/v.info.json", INFO)]);
    let mut settings = settings();
    settings.solved.reactions = vec!["heart".to_owned()];
    let batch = testing::read_all(&open(&settings, &files, &mut Sink::new()));
    assert_eq!(only(&batch).accepted.as_ref().map(|post| &*post.0), Some("UgA.8"));
}

#[test]
fn lines_of_the_downloader_make_a_tree_by_their_ids_and_have_no_dates() {
    let line = |cid: &str, author: &str, text: &str, more: &str| {
        format!(
            r#"{{"cid":"{cid}","text":"{text}","time":"2 роки тому (змінено)","author":"{author}",
"channel":"UC{}","votes":"3","photo":"https://yt3.ggpht.com/CANARY","reply":true{more}}}"#,
            author.trim_start_matches('@')
        )
        .replace('\n', "")
    };
    let lines = [
        line("UgA", "@olha", "Як скинути мост, якщо кнопка не натискається?", r#","replies":"2""#),
        line("UgA.1", "@LumoCare", "@olha Вимкніть живлення на десять секунд.", r#","heart":true"#),
        line("UgA.2", "@olha", "Дякую, допомогло!", ""),
    ];
    let batch = read(&[("aB3dE5gH7jK.json", &lines.join("\n"))]);
    let thread = only(&batch);
    assert_eq!((thread.created, &*thread.id.0), (None, "UgA"));
    let answer = &thread.answers[0];
    assert_eq!(&*answer.body.text, "<p>Вимкніть живлення на десять секунд.</p>");
    assert_eq!((answer.role(), answer.votes), (Role::Brand, 4));
    assert!(thread.url.as_deref().is_some_and(|url| url.contains("v=aB3dE5gH7jK&lc=UgA")));
    assert_eq!(only(&read(&[("comments_en.json", &lines.join("\n"))])).url, None);
    assert!(!format!("{batch:?}").contains("CANARY"));
}

/// Own comments of a Takeout, with columns in an order of their own.
fn takeout() -> String {
    let row = |id: &str, parent: &str, text: &str| {
        let text = text.replace('"', "\"\"");
        format!("UClumo,2026-02-01T13:00:00.1+00:00,0,{id},{parent},{VIDEO},\"{text}\"\n")
    };
    let pieces = r#"{"text":"Hold the round button,"},{"text":"\n"},{"text":"for ten seconds."}"#;
    let header = "Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,Video ID,\
                  Comment Text\n";
    let rows = [
        row("UgA.1", "UgA", pieces),
        row("UgF", "", r#"{"takeoutSegments":[{"text":"New hubs are here"}]}"#),
        row("UgZ.1", "UgZ", r#"{"text":"Пишіть нам"}"#),
    ];
    header.to_owned() + &rows.concat()
}

#[test]
fn a_takeout_holds_own_comments_alone_and_says_so() {
    let batch = read(&[("comments/comments.csv", &takeout())]);
    assert_eq!(
        (batch.threads.len(), counts(&batch)),
        (0, vec![("orphan", 2), ("single-message", 1)])
    );
    let shown = messages(batch.sink.clone());
    let expected =
        "`y/comments/comments.csv` holds 3 comments of its owner without what they answer";
    assert!(shown.contains(expected) && shown.lines().count() == 1, "{shown}");
    assert!(format!("{:?}", batch.sink).contains("commentThreads"));
}

#[test]
fn own_replies_of_a_takeout_join_the_comments_of_others() {
    let threads = page("commentThread", &[&thread(&asked(), &[], 1, true)]);
    let other = "Playlist ID,Video ID\nPL1,x\n";
    let old = "comment id,PARENT COMMENT ID,Video Id,Comment Text,Channel ID,Post ID,Price,\
               Comment Create Timestamp,Top-Level Comment ID\n\
               UgA.1,UgA,aB3dE5gH7jK,Hold it,UClumo,,0,2026-02-01 13:00:00 UTC,UgA\n";
    let pieces = "<p>Hold the round button,<br>for ten seconds.</p>";
    for (table, text) in [(&*takeout(), pieces), (old, "<p>Hold it</p>")] {
        let files = [("a.json", &*threads), ("c/comments.csv", table), ("c/playlists.csv", other)];
        let batch = read(&files);
        let answer = &testing::only(&batch).answers[0];
        assert_eq!((&*answer.body.text, answer.role()), (text, Role::Brand));
        assert_eq!(answer.created.map(|time| time.0), Some(1_769_950_800));
    }
    let alone = read(&[("c/playlists.csv", other)]);
    assert!(messages(alone.sink).contains("`y/c/playlists.csv` holds no comments of YouTube"));
}

#[test]
fn a_damaged_row_or_record_costs_itself() {
    let broken = takeout().replace("takeoutSegments\"\"", "takeoutSegments");
    assert_eq!(counts(&read(&[("comments.csv", &broken)])), [("invalid", 1), ("orphan", 2)]);
    let good = thread(&asked(), &[&answer()], 1, true);
    let bad = r#"{"id":"x","snippet":[7]}"#;
    let batch = read(&[("a.json", &page("commentThread", &[bad, &good]))]);
    assert_eq!((testing::only(&batch).answers.len(), counts(&batch)), (1, vec![("invalid", 1)]));
}

#[test]
fn links_to_comments_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("y/a.json", page("comment", &[]))]));
    let reader = open(&settings, &files, &mut Sink::new());
    let post = |url: &str| reader.link_target(url)?.post.map(|post| post.0);
    assert_eq!(post("https://www.youtube.com/watch?v=x&lc=UgA.1").as_deref(), Some("UgA.1"));
    assert_eq!(post("https://youtu.be/x?lc=UgA").as_deref(), Some("UgA"));
    assert_eq!(post("https://www.youtube.com/watch?v=x"), None);
    assert_eq!(post("https://example.org/watch?lc=UgA"), None);
}

#[test]
fn a_list_whose_last_page_is_missing_is_told_with_how_to_go_on() {
    let of = |id: &str, video: &str| {
        let whole = thread(&asked(), &[&answer()], 1, true);
        whole.replace("UgA", id).replace(VIDEO, video)
    };
    let with = |next: Option<&str>, items: &[&str]| {
        let page = page("commentThread", items);
        let token = next.map(|token| format!("\"nextPageToken\":\"{token}\",\n"));
        page.replacen("\"items\"", &format!("{}\"items\"", token.unwrap_or_default()), 1)
    };
    let told = |files: &[(&str, &str)]| messages(read(files).sink);
    let (one, two) = (of("UgB", VIDEO), of("UgC", VIDEO));
    let (cut, last) = (with(Some("CANARY"), &[&one]), with(None, &[&two]));
    let shown = told(&[("1.json", &cut)]);
    assert!(shown.contains("1 list of `y/1.json` goes on in a page that is not here"), "{shown}");
    assert!(!shown.contains("CANARY"), "{shown}");
    assert_eq!(told(&[("1.json", &cut), ("2.json", &last)]), "");
    // A page a line.
    let lines = [&*cut, &last].map(|page| page.replace('\n', "")).join("\n");
    assert_eq!(told(&[("all.jsonl", &lines)]), "");
    // The token may stand behind the items.
    let behind = page("commentThread", &[&one]).replace("]}}]}", "]}}],\"nextPageToken\":\"x\"}");
    assert!(behind.contains("nextPageToken"));
    assert_eq!(told(&[("1.json", &behind)]).lines().count(), 1);
    // Another video's list is whole.
    let other = with(None, &[&of("UgD", "zB3dE5gH7jK")]);
    let shown = told(&[("1.json", &cut), ("2.json", &other)]);
    assert_eq!(shown.lines().count(), 1, "{shown}");
    // Over all videos of a channel, one last page is the end of the list.
    let mixed = with(Some("x"), &[&one, &of("UgD", "zB3dE5gH7jK")]);
    assert_eq!(told(&[("1.json", &mixed), ("2.json", &last)]), "");
    assert_eq!(told(&[("1.json", &mixed)]).lines().count(), 1);
}

#[test]
fn fewer_comments_than_yt_dlp_counts_are_told() {
    let more = INFO.replace("\"comment_count\":3", "\"comment_count\":40");
    let batch = read(&[("v.info.json", &more)]);
    let shown = messages(batch.sink.clone());
    let expected = "video `y/v.info.json` has 3 of its 40 posts: 37 are missing";
    assert!(shown.contains(expected) && shown.lines().count() == 1, "{shown}");
    assert_eq!(testing::only(&batch).answers.len(), 2);
}
