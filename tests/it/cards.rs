//! Cards in whole sites: files, galleries and polls of every platform, and what is said in them.

use serde_json::{Value, json};

use crate::harness::{Built, Site};

const HEAD: &str = "title: T\npublish: {resolution: all}\nsources:\n";

/// A site of one source whose files lie in `x`.
fn site(source: &str, files: &[(&str, String)]) -> Site {
    let settings = format!("{HEAD}  - {{{source}, path: x, name: Source}}\n");
    let site = Site::new("").with("answerbook.yaml", settings);
    files.iter().fold(site, |site, (path, text)| site.with(&format!("x/{path}"), text.as_str()))
}

/// All pages of threads and answers, without what is said to search engines.
fn pages(built: &Built) -> String {
    let is_page = |path: &str| path.starts_with("questions/") || path.starts_with("answers/");
    let pages = built.pages().filter(|(path, _)| is_page(path)).map(|(_, page)| page);
    let all: String = pages.collect();
    assert!(!all.is_empty(), "{}", built.messages());
    all.replace(" rel=\"ugc nofollow noopener noreferrer\"", "")
}

#[track_caller]
fn check(built: &Built, expected: &[&str]) {
    let page = pages(built);
    for words in expected {
        assert!(page.contains(words), "{words}\nis not in\n{page}");
    }
}

fn card(kind: &str, href: &str, name: &str, place: &str) -> String {
    format!(
        "<li><a class=\"media {kind}\" href=\"{href}\"><bdi>{name}</bdi> \
         <span class=\"place\">{place}</span></a></li>"
    )
}

#[test]
fn files_below_articles_are_cards_with_name_kind_and_size() {
    let host = "https://help.example.org/hc/article_attachments";
    let article = |id: u32, locale: &str| {
        json!({"id": id, "title": format!("Pair {locale}"), "locale": locale,
            "source_locale": "en-us", "draft": false, "section_id": 1, "body": "<p>Press it.</p>",
            "html_url": format!("https://help.example.org/hc/{locale}/articles/7-Pair")})
    };
    let file = |id: u32, name: &str, more: Value| {
        let mut file = json!({"id": id, "article_id": 7, "file_name": name,
            "content_url": format!("{host}/{id}/{name}"), "content_type": "x/y"});
        file.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("one"));
        file
    };
    let files = json!({"article_attachments": [
        file(91, "manual.pdf", json!({"size": 348_160, "inline": false})),
        file(92, "shown.png", json!({"size": 5, "inline": true})),
        file(93, "navodila.pdf", json!({"locale": "sl"})),
        file(91, "manual.pdf", json!({"size": 348_160})),
    ]});
    let source = "type: zendesk, consent: public, url: \"https://help.example.org\"";
    let articles = json!({"articles": [article(7, "en-us")]}).to_string();
    let site = site(source, &[("articles.json", articles), ("files.json", files.to_string())]);
    let built = site.build();
    let address = format!("{host}/91/manual.pdf");
    let manual = card("file", &address, "manual.pdf", "File on help.example.org, PDF, 340\u{a0}KB");
    check(&built, &[&manual]);
    let page = pages(&built);
    assert_eq!(page.matches("manual.pdf</bdi>").count(), 1, "{page}");
    assert!(!page.contains("shown.png") && !page.contains("navodila"), "{page}");
    let built = site.with("x/article_attachments/91/manual.pdf", "%PDF-1.4 x").build();
    check(&built, &["download=\"manual.pdf\""]);
}

#[test]
fn uploads_of_a_forum_that_are_no_pictures_are_cards_in_their_place() {
    let topic = json!({"id": 7, "title": "The lamp flickers", "posts_count": 2,
        "post_stream": {"posts": [{"id": 1, "post_number": 1, "username": "mira",
            "cooked": "<p>Why?</p>"},
        {"id": 2, "post_number": 2, "username": "tom", "accepted_answer": true, "cooked":
            "<p>See <a class=\"attachment\" href=\"/uploads/short-url/ab1.pdf\">plan.pdf</a> \
             (340 KB)</p>"}]}});
    let source = "type: discourse, url: \"https://forum.example\"";
    let built = site(source, &[("7.json", topic.to_string())]).build();
    check(
        &built,
        &["<p>See <a class=\"media file\" \
           href=\"https://forum.example/uploads/short-url/ab1.pdf\">plan.pdf \
           <span class=\"place\">File on forum.example</span></a> (340 KB)</p>"],
    );
}

fn submission(more: Value) -> Value {
    let mut data = json!({"id": "q1", "name": "t3_q1", "title": "Why does my lamp hum?",
        "subreddit": "lamps", "author": "mira", "created_utc": 1_767_261_600, "selftext": "",
        "is_self": false, "permalink": "/r/lamps/comments/q1/x/", "num_comments": 1});
    data.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("one"));
    data
}

fn reddit(submission: &Value, comment: Value) -> Built {
    let mut data = json!({"id": "c1", "name": "t1_c1", "link_id": "t3_q1", "parent_id": "t3_q1",
        "author": "tom", "created_utc": 1_767_262_600, "permalink": "/r/lamps/comments/q1/x/c1/"});
    data.as_object_mut().expect("an object").extend(comment.as_object().cloned().expect("one"));
    let listing = |kind: &str, data: &Value| {
        let child = json!({"kind": kind, "data": data});
        json!({"kind": "Listing", "data": {"children": [child]}})
    };
    let page = json!([listing("t3", submission), listing("t1", &data)]);
    site("type: reddit, consent: public", &[("q1.json", page.to_string())]).build()
}

#[test]
fn galleries_of_reddit_show_their_pictures_with_what_is_said_of_them() {
    let asked = submission(json!({
        "selftext": "Both *sockets*:", "url": "https://www.reddit.com/gallery/q1",
        "is_gallery": true,
        "gallery_data": {"items": [{"media_id": "ab1", "caption": "The old one &amp; its screw"},
            {"media_id": "cd2", "outbound_url": "https://a.example/socket"}, {"media_id": "gone"}]},
        "media_metadata": {"ab1": {"status": "valid", "e": "Image", "m": "image/jpg",
            "s": {"u": "https://preview.redd.it/ab1.jpg?width=1&amp;s=x"}},
            "cd2": {"status": "valid", "e": "Image", "m": "image/png", "s": {"u": "x"}},
            "gone": {"status": "failed"}}}));
    let built = reddit(
        &asked,
        json!({"body": "Tighten it ^(by hand), 10^2 times ![img](ef3)",
        "media_metadata": {"ef3": {"status": "valid", "m": "image/png", "s": {"u": "x"}}}}),
    );
    check(
        &built,
        &[
            "<p>Both <em>sockets</em>:</p>",
            "href=\"https://i.redd.it/ab1.jpg\">Picture on i.redd.it</a>",
            "<p>The old one &amp; its screw</p>",
            "href=\"https://i.redd.it/cd2.png\">",
            "<a href=\"https://a.example/socket\">https://a.example/socket</a>",
            "<span class=\"media picture\">Picture</span>",
            "Tighten it <sup>by hand</sup>, 10<sup>2</sup> times",
            "href=\"https://i.redd.it/ef3.png\">",
        ],
    );
}

#[test]
fn a_submission_that_is_a_picture_or_a_film_shows_it_beside_its_words() {
    let picture = "https://i.redd.it/ab1.jpg";
    let asked = submission(json!({"selftext": "It hums.", "url": picture}));
    let answer = || json!({"body": "Tighten the screw."});
    check(&reddit(&asked, answer()), &["<p>It hums.</p>", &format!("href=\"{picture}\">Picture")]);
    let film = submission(json!({"url": "https://v.redd.it/ab1", "is_video": true}));
    check(&reddit(&film, answer()), &["<a class=\"media video\" href=\"https://v.redd.it/ab1\">"]);
    let preview = json!({"images": [{"source": {
        "url": "https://preview.redd.it/ab1.png?width=9&amp;s=0f"}}]});
    let without = submission(json!({"preview": preview}));
    check(
        &reddit(&without, answer()),
        &["href=\"https://preview.redd.it/ab1.png?width=9&amp;s=0f"],
    );
}

#[test]
fn records_that_say_reddit_are_read_as_reddit_reads_them() {
    let record = json!({"id": 1, "title": "Why does it hum?", "question": {"body": "Why?"},
        "answers": [{"body": "So ![gif](giphy|ab1) >!loose!< x^2", "markup": "reddit",
        "accepted": true}]});
    let site = site("type: jsonl", &[("a.jsonl", format!("{record}\n"))]);
    check(
        &site.build(),
        &["So <a href=\"https://giphy.com/gifs/ab1\">gif</a> loose x<sup>2</sup>"],
    );
}

#[test]
fn cells_keep_the_side_that_a_forum_gives_them() {
    let html = "<table><thead><tr><th style=\"text-align:center\">a</th></tr></thead><tbody><tr>\
        <td style=\"color:red; TEXT-ALIGN: right !important\">1</td>\
        <td style=\"background:url(//evil.example)\" align=\"left\">2</td></tr></tbody></table>";
    let record = json!({"id": 1, "title": "Why does it hum?", "question": {"body": "Why?"},
        "answers": [{"body": html, "markup": "html", "accepted": true}]});
    let built = site("type: jsonl", &[("a.jsonl", format!("{record}\n"))]).build();
    check(
        &built,
        &[
            "<th class=\"align-center\">a</th>",
            "<td class=\"align-right\">1</td>",
            "<td class=\"align-left\">2</td>",
        ],
    );
    assert!(!pages(&built).contains("evil"));
}

fn discord(answer: Value) -> Built {
    let mut message = json!({"id": "501", "type": "Default", "content": "",
        "timestamp": "2026-01-01T11:00:00+00:00", "author": {"id": "77702", "name": "Al"}});
    message.as_object_mut().expect("an object").extend(answer.as_object().cloned().expect("one"));
    let channel = json!({"guild": {"id": "1", "name": "Lumo"}, "channel": {"id": "500",
        "type": "GuildPublicThread", "category": "help", "name": "Hub is offline"},
        "messages": [{"id": "500", "type": "Default", "timestamp": "2026-01-01T10:00:00+00:00",
            "content": "Why?", "author": {"id": "77701", "name": "Jo"}}, message]});
    site("type: discord, consent: terms", &[("t.json", channel.to_string())]).build()
}

#[test]
fn polls_of_discord_are_lists_in_both_forms() {
    let list = "<div class=\"poll\"><p>Which lamp?</p><ul>\
        <li>💡 E27 <span class=\"votes\">3 votes</span></li>\
        <li>GU10 <span class=\"votes\">0 votes</span></li></ul></div>";
    let exported = json!({"question": "Which lamp?", "answers": [
        {"id": 1, "text": "E27", "emoji": {"name": "💡"}}, {"id": 2, "text": "GU10"}],
        "results": {"isFinalized": true, "answers": [{"id": 1, "count": 3}]}});
    check(&discord(json!({ "poll": exported })), &[list]);
    let own = json!({"question": {"text": "Which lamp?"}, "answers": [
        {"answer_id": 1, "poll_media": {"text": "E27", "emoji": {"name": "💡"}}},
        {"answer_id": 2, "poll_media": {"text": "GU10"}}],
        "results": {"answer_counts": [{"id": 1, "count": 3}]}});
    check(&discord(json!({"content": "Vote **now**.", "poll": own})), &[list, "<strong>now"]);
}

#[test]
fn forwarded_messages_of_discord_bring_their_files_cards_and_buttons() {
    let built = discord(json!({"reference": {"type": "Forward", "messageId": "3"},
        "forwardedMessage": {"content": "Restart **it**.", "attachments": [
            {"url": "https://cdn.example/plan.pdf", "fileName": "plan.pdf",
                "fileSizeBytes": 12_345}],
            "embeds": [{"title": "Manual", "description": "page 5", "images": [
                {"url": "t.json_Files/i.png", "canonicalUrl": "https://a.example/i.png"}]}]},
        "components": [{"type": "ActionRow", "components": [
            {"type": "Button", "label": "Open it", "url": "https://a.example/m"}]}]}));
    let plan = "https://cdn.example/plan.pdf";
    let picture = "https://a.example/i.png";
    check(
        &built,
        &[
            "Restart <strong>it</strong>.",
            "<p>Manual</p>",
            "<p>page 5</p>",
            "<a href=\"https://a.example/m\">Open it</a>",
            &card("file", plan, "plan.pdf", "File on cdn.example, PDF, 13\u{a0}KB"),
            &card("picture", picture, "i.png", "Picture on a.example, PNG"),
        ],
    );
}

fn telegram(answers: &[Value]) -> Built {
    let mut messages = vec![json!({"id": 1, "type": "message", "date_unixtime": "1767261600",
        "from": "Olja", "from_id": "user1", "text": "Why does the hub blink?"})];
    for (at, answer) in answers.iter().enumerate() {
        let mut message = json!({"id": at + 2, "type": "message", "date_unixtime": "1767271600",
            "from": "Ihor", "from_id": "user2", "reply_to_message_id": 1, "text": ""});
        let object = message.as_object_mut().expect("an object");
        object.extend(answer.as_object().cloned().expect("one"));
        messages.push(message);
    }
    let group = json!({"name": "Lumo", "type": "public_supergroup", "id": 99,
        "messages": messages});
    site("type: telegram, consent: public", &[("result.json", group.to_string())]).build()
}

#[test]
fn recordings_and_films_of_telegram_are_cards_whether_they_are_there_or_not() {
    let none = "(File not included. Change data exporting settings to download.)";
    let built = telegram(&[
        json!({"file": "voice_messages/audio_1.ogg", "file_size": 3_000,
            "media_type": "voice_message"}),
        json!({"file": none, "media_type": "voice_message", "duration_seconds": 12}),
        json!({"file": "(File exceeds maximum size.)", "file_name": "tour.mp4",
            "media_type": "video_file"}),
        json!({"photo": none, "text": "The red one."}),
        json!({"file": "stickers/s.webp", "media_type": "sticker", "text": "Ha."}),
    ]);
    check(
        &built,
        &[
            "<span class=\"media audio\"><bdi>audio_1.ogg</bdi> \
             <span class=\"place\">Recording, OGG, 3\u{a0}KB</span></span>",
            "<p><span class=\"media audio\">Recording</span></p>",
            "<span class=\"media video\"><bdi>tour.mp4</bdi> \
             <span class=\"place\">Video, MP4</span></span>",
            "<p>The red one.</p><p><span class=\"media picture\">Picture</span></p>",
        ],
    );
    assert!(!pages(&built).contains("s.webp"));
}

#[test]
fn what_messages_of_telegram_say_beside_their_text_is_said() {
    let built =
        telegram(&[json!({"text": "Do:", "text_entities": [{"type": "plain", "text": "Do:"},
        {"type": "pre", "text": "a=b", "language": "ini"}],
        "todo_list": {"title": "Steps", "answers": [{"text": "Unplug it"}, {"text": "Wait"}]},
        "place_name": "Lumo shop", "address": "Main Street 5",
        "inline_bot_buttons": [[{"type": "url", "text": "Manual", "data": "https://a.example/m"}]],
        "contact_information": {"first_name": "canary", "phone_number": "canary"}})]);
    check(
        &built,
        &[
            "language-ini",
            "<p>Steps</p>",
            "<ul><li>Unplug it</li><li>Wait</li></ul>",
            "<p>Lumo shop</p>",
            "<p>Main Street 5</p>",
            "<a href=\"https://a.example/m\">Manual</a>",
        ],
    );
    assert!(!pages(&built).contains("canary"));
}

fn slack(answer: Value) -> Built {
    let mut message = json!({"type": "message", "user": "U2", "ts": "1767261700.000100",
        "thread_ts": "1767261600.000100", "text": ""});
    message.as_object_mut().expect("an object").extend(answer.as_object().cloned().expect("one"));
    let day = json!([{"type": "message", "user": "U1", "ts": "1767261600.000100",
        "text": "Why does my hub blink red?"}, message]);
    let files = [
        ("channels.json", r#"[{"id":"C1","name":"help"}]"#.to_owned()),
        ("users.json", "[]".to_owned()),
        ("help/2026-01-01.json", day.to_string()),
    ];
    site("type: slack, consent: asked", &files).build()
}

#[test]
fn files_of_slack_are_cards_and_their_words_are_said() {
    let built = slack(json!({"text": "See:", "files": [
        {"id": "F1", "name": "plan.pdf", "title": "The plan", "size": 348_160, "mode": "hosted"},
        {"id": "F2", "name": "-.txt", "mode": "snippet", "preview": "a < b"},
        {"id": "F3", "name": "mail", "mode": "email", "plain_text": "Hello,\nit works."},
        {"id": "F4", "name": "clip.m4a", "transcription": {"status": "complete",
            "preview": {"content": "Hold the button"}}},
        {"name": "log.zip"}, {"id": "F6", "mode": "tombstone", "name": "canary"}]}));
    check(
        &built,
        &[
            "<bdi>The plan – plan.pdf</bdi> <span class=\"place\">File, PDF, 340\u{a0}KB</span>",
            "<pre><code>a &lt; b</code></pre>",
            "<blockquote><p>Hello,<br>it works.</p></blockquote>",
            "<p>Hold the button</p>",
            "<span class=\"media audio\"><bdi>clip.m4a</bdi>",
            "<bdi>log.zip</bdi> <span class=\"place\">File, ZIP</span>",
        ],
    );
    assert!(!pages(&built).contains("canary"));
}

#[test]
fn blocks_of_slack_that_nobody_knows_yet_say_their_words() {
    let text = |text: &str| json!({"type": "plain_text", "text": text});
    let built = slack(json!({"blocks": [
        {"type": "alert", "text": {"type": "mrkdwn", "text": "*Red* light"}, "level": "canary"},
        {"type": "input", "label": text("Your hub"), "hint": text("as in the app")},
        {"type": "card", "title": text("Plan"), "body": [{"title": "Step one"}],
            "actions": [{"type": "button", "text": text("Open"), "url": "https://a.example"}]}]}));
    check(
        &built,
        &[
            "<strong>Red</strong> light",
            "<p>Your hub</p>",
            "<p>as in the app</p>",
            "<p>Plan</p>",
            "<p>Step one</p>",
            "<a href=\"https://a.example\">Open</a>",
        ],
    );
    assert!(!pages(&built).contains("canary"));
}

#[test]
fn a_length_that_no_file_has_is_not_told() {
    let file = json!({"name": "a.zip", "size": u64::MAX / 2});
    let record = json!({"id": 1, "title": "Why does it hum?", "question": {"body": "Why?"},
        "answers": [{"body": "So.", "accepted": true, "attachments": [file,
            {"name": "b.zip", "size": -5}, {"name": "c.zip", "size": 2048}]}]});
    let built = site("type: jsonl", &[("a.jsonl", format!("{record}\n"))]).build();
    let place = |name: &str, words: &str| {
        format!("<bdi>{name}</bdi> <span class=\"place\">File, {words}</span>")
    };
    check(
        &built,
        &[&place("a.zip", "ZIP"), &place("b.zip", "ZIP"), &place("c.zip", "ZIP, 2\u{a0}KB")],
    );
}
