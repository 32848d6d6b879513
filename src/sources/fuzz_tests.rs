use std::collections::HashMap;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::json_cursor::{Step, find, length, member_at};
use super::{attachment_paths, beside, formats, links, testing};
use crate::config::SourceType;
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Markup, Origin, Post, PostId, Syntax, Thread, ThreadId, ThreadKind};
use crate::normalize::{TagKind, assess, made_title, sanitised, tags, text_of_html, tidy};
use crate::testing::Fuzz;

/// Words that are sown into texts; each has to arrive.
pub(super) const SOWN: [&str; 4] = ["lampica", "gumbnica", "кнопка", "zvezda"];

/// Counts each of the sown words. A mark behind one makes another word of it, once letters and
/// marks are composed.
fn counts(text: &str) -> [usize; 4] {
    let text: String = text.nfc().collect();
    SOWN.map(|word| text.matches(word).count())
}

/// Fails unless all sown words of a text are in what became of it.
#[track_caller]
pub(super) fn words_are_kept(text: &str, became: &str) {
    let (were, are) = (counts(text), counts(became));
    assert!(were.iter().zip(are).all(|(were, are)| *were <= are), "{were:?} {are:?}: {became:?}");
}

/// What readers see of HTML, by the sanitiser.
pub(super) fn seen(html: &str) -> String {
    seen_of(&Markup { syntax: Syntax::Html, text: html.to_owned() })
}

/// What readers see of a post: of what is too much for the sanitiser, all of it.
pub(super) fn seen_of(markup: &Markup) -> String {
    let Some(html) = sanitised(markup) else { return markup.text.clone() };
    let mut words = String::new();
    text_of_html(&html, &mut words);
    words
}

/// Fails unless markup that we wrote is made of these elements alone, each closed where it
/// should be, and no longer than it may be.
#[track_caller]
pub(super) fn is_well_made(html: &str, elements: &str, input: &str) {
    is_made_of(html, elements, input);
    let mut open = Vec::new();
    for tag in tags(html) {
        match tag.kind {
            TagKind::Start if tag.is_void() => {}
            TagKind::Start => open.push(tag.name),
            TagKind::End => assert_eq!(open.pop(), Some(tag.name), "{html}"),
            TagKind::Comment => panic!("a comment: {html}"),
        }
    }
    assert_eq!(open, [] as [&str; 0], "{html}");
}

/// Fails where markup that we wrote has other elements, or is longer than it may be.
#[track_caller]
pub(super) fn is_made_of(html: &str, elements: &str, input: &str) {
    assert!(html.len() <= 60 * input.len() + 400, "{} bytes of {}", html.len(), input.len());
    for tag in tags(html) {
        assert!(elements.split(' ').any(|known| known == tag.name), "<{}>: {html}", tag.name);
        for (name, value) in tag.all() {
            let is_listed = matches!(name, "href" | "class" | "src" | "alt" | "start" | "id");
            assert!(is_listed && !value.contains(['<', '>']), "{name}={value}: {html}");
        }
    }
}

/// Reads an export of one file, twice, and makes what it holds ready.
fn read(kind: SourceType, path: &str, input: &[u8]) {
    let channels = r#"[{"id":"C1","name":"help"}]"#;
    let more = if kind == SourceType::Slack { Some(("a/channels.json", channels)) } else { None };
    let all = more.map(|(path, text)| (path, text.as_bytes())).into_iter().chain([(path, input)]);
    let files = MemoryFiles::new(all);
    let settings = testing::settings(kind, "a");
    let mut sink = Sink::new();
    let reader = super::open(&settings, &files, &mut sink);
    let again = super::open(&settings, &files, &mut Sink::new());
    assert_eq!(reader.n_units(), again.n_units());
    let mut ids: HashMap<ThreadId, usize> = HashMap::new();
    for unit in 0..reader.n_units() {
        let mut batch = reader.read(unit);
        assert_eq!(batch, again.read(unit));
        assert_eq!(reader.digest(unit), again.digest(unit));
        for thread in &mut batch.threads {
            *ids.entry(thread.id.clone()).or_default() += 1;
            ready(thread);
        }
    }
    drop(testing::messages(sink));
}

/// Makes a thread ready as a build does, and looks at what came of it.
fn ready(thread: &mut Thread) {
    tidy(thread);
    let n_posts = thread.posts().count();
    let is_line = |text: &str| !text.contains(['\n', '\r']);
    assert!(is_line(&thread.title), "{:?}", thread.title);
    for post in thread.posts() {
        let author = post.author.as_ref().map_or("", |author| author.name.as_str());
        assert!(is_line(author), "{author:?}");
        for file in &post.attachments {
            file.paths.iter().for_each(|path| stays_below(path, "a"));
        }
    }
    let before = thread.clone();
    tidy(thread);
    assert_eq!((before.posts().count(), thread.posts().count()), (n_posts, n_posts));
    let title = made_title(thread);
    assert!(is_line(&title), "{title:?}");
    assess(thread);
}

/// Fails when the path of a file may lead out of a folder.
#[track_caller]
fn stays_below(path: &str, folder: &str) {
    let is_in = path == folder || path.starts_with(&format!("{folder}/")) || folder.is_empty();
    let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    assert!(is_in && is_plain && !path.contains(['\0', '\\']), "{path:?}");
}

/// Feeds an importer with files.
fn export(name: &'static str, kind: SourceType, path: &str, n: usize, seeds: &[&str]) {
    let words = "{¦}¦[¦]¦,¦:¦\"¦\\u0000¦\\ud800¦null¦true¦\n".split('¦');
    let fuzz = Fuzz::new(name, n).seeds(seeds).words(words).words(SOWN);
    fuzz.bytes(|input| read(kind, &format!("a/{path}"), input));
}

#[test]
fn hostile_chats_are_read() {
    let discord = r#"{"guild":{"id":"1","name":"G"},"channel":{"id":"2",
"type":"GuildPublicThread","name":"reset","category":"c"},"messages":[{"id":"100000000000000001",
"type":"Default","content":"How do I reset **the** hub <@7>?","author":{"id":"7","name":"mila",
"isBot":false},"timestamp":"2026-01-01T00:00:00+00:00"},{"id":"100000000000000002","type":"Reply",
"content":"Hold the `button`","author":{"id":"8","name":"jo"},
"timestamp":"2026-01-01T00:01:00+00:00","reference":{"messageId":"100000000000000001"},
"attachments":[{"id":"9","url":"a.png","fileName":"a.png"}],"reactions":[{"emoji":{"name":"✅"},
"count":2}]}]}"#;
    export("export: discord", SourceType::Discord, "a.json", 1_000, &[discord]);
    let slack = r#"[{"type":"message","user":"U1","ts":"1700000000.000100",
"thread_ts":"1700000000.000100","text":"How do I *reset* <@U2>?",
"reactions":[{"name":"white_check_mark","users":["U1"],"count":1}]},{"type":"message","user":"U2",
"ts":"1700000100.000100","thread_ts":"1700000000.000100","text":"Hold it",
"files":[{"name":"a.png","url_private":"https://files.slack.com/a.png"}],
"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text",
"text":"Hold it"}]}]}],"edited":{"ts":"1"}}]"#;
    export("export: slack", SourceType::Slack, "C1/2026-01-01.json", 800, &[slack]);
    let telegram = r#"{"name":"Lumo","type":"public_supergroup","id":99,"messages":[{"id":1,
"type":"message","date":"2026-01-01T12:00:00","date_unixtime":"1767258000","from":"Mira",
"from_id":"user4","text":["Why does ",{"type":"bold","text":"it"},{"type":"text_link",
"text":" blink","href":"https://a.example"},"?"]},{"id":2,"type":"message",
"date":"2026-01-01T13:00:00","from":"Jo","from_id":"user2","text":"Hold it",
"reply_to_message_id":1,"photo":"photos/a.jpg"},{"id":3,"type":"service",
"action":"pin_message"}]}"#;
    export("export: telegram", SourceType::Telegram, "a.json", 1_800, &[telegram]);
    let x = r#"{"data":[{"id":"9007199254740994","text":"@mira Hold it &amp; wait https://t.co/a",
"author_id":"2","conversation_id":"9007199254740993","referenced_tweets":[{"type":"replied_to",
"id":"9007199254740993"}],"created_at":"2026-01-01T11:00:00.000Z"}],
"includes":{"tweets":[{"id":"9007199254740993","text":"Why?","author_id":"1",
"conversation_id":"9007199254740993","created_at":"2026-01-01T10:00:00.000Z",
"entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://b.example"}]}}],
"users":[{"id":"1","name":"Mira","username":"mira"}]}}"#;
    export("export: x", SourceType::X, "a.json", 2_000, &[x]);
    let facebook = r#"{"data":[{"id":"7_50","message":"New hubs","from":{"id":"7","name":"Lumo"},
"created_time":"2026-01-31T08:00:00+0000","comments":{"data":[{"id":"50_61","comment_count":1,
"message":"Why does it blink?","created_time":"2026-02-01T10:00:00+0000",
"permalink_url":"https://www.facebook.com/7/posts/50/?comment_id=61"},{"id":"50_62",
"message":"Mira Hold it","message_tags":[{"name":"Mira"}],"parent":{"id":"50_61"},
"from":{"id":"7","name":"Lumo"},"is_hidden":false}],"paging":{"next":
"https://graph.facebook.com/v19.0/7_50/comments?after=x"}}}],"paging":{"cursors":{}}}"#;
    export("export: facebook", SourceType::Facebook, "a.json", 2_000, &[facebook]);
    let youtube = r#"{"kind":"youtube#commentThreadListResponse","items":[{"id":"UgA","snippet":{
"channelId":"UC1","videoId":"aB3dE5gH7jK","topLevelComment":{"id":"UgA","snippet":{"textOriginal":
"How do I pair it?","authorDisplayName":"@mira","authorChannelId":{"value":"UC2"},"likeCount":1,
"publishedAt":"2026-02-01T10:00:00Z"}},"totalReplyCount":2,"isPublic":true},"replies":{"comments":[{
"id":"UgA.1","snippet":{"textDisplay":"Hold <b>it</b>","parentId":"UgA","authorChannelId":{
"value":"UC1"}}}]}}]}"#;
    let lines = "{\"cid\":\"UgA\",\"text\":\"Why?\",\"votes\":\"1\",\"replies\":\"1\"}\n\
        {\"id\":\"UgA.1\",\"parent\":\"UgA\",\"text\":\"So\",\"is_pinned\":true}\n";
    export("export: youtube", SourceType::Youtube, "a.json", 2_000, &[youtube, lines]);
}

#[test]
fn hostile_desks_are_read() {
    let zendesk = r#"{"id":12,"subject":"How to reset?","description":"first","requester_id":1,
"assignee_id":2,"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-02T00:00:00Z",
"status":"solved","tags":["a"],"comments":[{"id":1,"author_id":1,"body":"text",
"html_body":"<p>How?</p>","created_at":"2024-01-01T00:00:01Z","public":true},{"id":2,
"author_id":2,"html_body":"<p>Hold it</p>","public":true,"attachments":[{"id":5,
"file_name":"a.png","content_url":"https://a.example/a.png"}]}]}"#;
    let articles = r#"{"articles":[{"id":7,"title":"Reset","body":"<h2>How</h2><p>Hold it</p>",
"locale":"en-us","draft":false,"section_id":3,"label_names":["a"],
"html_url":"https://a.example/7"}]}"#;
    export("export: zendesk", SourceType::Zendesk, "a.json", 4_000, &[zendesk, articles]);
    let freshdesk = r#"[{"id":1,"subject":"How?","description":"<div>q</div>",
"description_text":"q","requester_id":5,"responder_id":6,"spam":false,"status":4,
"created_at":"2016-05-18T04:36:04Z","conversations":[{"id":2,"ticket_id":1,"user_id":6,
"incoming":false,"private":false,"body":"<p>Hold it</p>","created_at":"2016-05-19T05:36:02Z",
"attachments":[{"id":3,"name":"a.png","attachment_url":"https://a.example/a.png"}]}]}]"#;
    export("export: freshdesk", SourceType::Freshdesk, "a.json", 4_500, &[freshdesk]);
    let intercom = r#"{"type":"conversation","id":"1","state":"closed","created_at":1700000000,
"source":{"body":"<p>How do I reset it?</p>","author":{"type":"user","id":"5","name":"Ana"}},
"conversation_parts":{"conversation_parts":[{"id":"2","part_type":"comment","body":"<p>So</p>",
"created_at":1700000001,"author":{"type":"admin","id":"7"}}]}}"#;
    export("export: intercom", SourceType::Intercom, "a.json", 2_300, &[intercom]);
}

#[test]
fn hostile_forums_are_read() {
    let discourse = r#"{"id":7,"title":"How?","slug":"how","tags":["a",{"name":"b"}],
"post_stream":{"posts":[{"post_number":1,"post_type":1,"username":"u1",
"cooked":"<p>How <a class=\"mention\" href=\"/u/u2\">@u2</a>?</p>","name":"Jo A",
"created_at":"2021-04-27T15:06:44.553Z"},{"post_number":2,"username":"u2",
"cooked":"<aside class=\"quote\" data-post=\"1\"><blockquote>x</blockquote></aside><p>Hold it</p>",
"staff":true,"accepted_answer":true,"reply_to_post_number":1,"polls":[{"name":"poll",
"options":[{"html":"a","votes":1}]}]}]}}"#;
    export("export: discourse", SourceType::Discourse, "a.json", 4_000, &[discourse]);
    let github = r#"{"data":{"repository":{"discussions":{"nodes":[{"number":4,"title":"T",
"body":"*q* ![a](https://user-images.githubusercontent.com/1/a.png)",
"url":"https://github.com/o/r/discussions/4","author":{"login":"jo"},
"createdAt":"2024-01-01T00:00:00Z","isAnswered":true,"answer":{"id":"DC_1"},
"comments":{"nodes":[{"id":"DC_1","body":"> [!NOTE]\n> Hold it","author":{"login":"ann"},
"isAnswer":true,"upvoteCount":3,"replies":{"nodes":[{"id":"DC_2","body":"thanks"}]}}]}}]}}}}"#;
    export("export: github", SourceType::Github, "a.json", 2_500, &[github]);
    let khoros = r#"{"status":"success","data":{"type":"messages","items":[{"type":"message",
"id":"1","author":{"login":"jo","id":"9"},"subject":"S","body":"<P>How?</P>","board":{"id":"b"},
"topic":{"id":"1"},"post_time":"2020-05-03T12:37:01.311-07:00","depth":0},{"type":"message",
"id":"2","author":{"login":"ann"},"subject":"S","body":"<P>Hold</P>","topic":{"id":"1"},"depth":1,
"is_solution":true,"kudos":{"sum":{"weight":3}}}]}}"#;
    export("export: khoros", SourceType::Khoros, "a.json", 3_000, &[khoros]);
    let reddit = r#"[{"kind":"Listing","data":{"children":[{"kind":"t3","data":{"author":"jo",
"created_utc":1700000000,"id":"aa1","is_self":true,"num_comments":1,
"permalink":"/r/lumo/comments/aa1/how/","score":5,"subreddit":"lumo",
"selftext":"How &gt;!do!&lt; I?","title":"Reset the hub"}}]}},{"kind":"Listing",
"data":{"children":[{"kind":"t1","data":{"author":"ann","body":"Hold it","created_utc":1700000100,
"id":"c1","link_id":"t3_aa1","parent_id":"t3_aa1","score":1,"subreddit":"lumo",
"replies":""}}]}}]"#;
    export("export: reddit", SourceType::Reddit, "a.json", 1_000, &[reddit]);
    let stackexchange = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
        <posts>\n  <row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"2\" Title=\"A lamp\" \
        Tags=\"&lt;hub&gt;|a|\" CreationDate=\"2026-01-01T00:00:00.000\" Score=\"1\" \
        Body=\"&lt;p&gt;How?&lt;/p&gt;\" />\n  <row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" \
        OwnerUserId=\"3\" CreationDate=\"2026-01-01T00:00:00.000\" Score=\"-1\" \
        Body=\"&lt;p&gt;$x^2$ Hold&lt;/p&gt;\" />\n</posts>\n";
    export(
        "export: stackexchange",
        SourceType::Stackexchange,
        "Posts.xml",
        2_000,
        &[stackexchange],
    );
}

#[test]
fn hostile_mails_tables_and_texts_are_read() {
    let mails = "From ana at a.example  Mon Jan  5 10:00:00 2026\nFrom: ana at a.example (Ana)\n\
        Date: Mon, 05 Jan 2026 10:00:00 +0000\nSubject: [lumo] How?\nMessage-ID: <1@a.example>\n\
        \nHow do I?\n\nFrom jo at a.example  Mon Jan  5 11:00:00 2026\n\
        From: =?utf-8?q?Jo=C5=A1?= <jo@a.example>\nDate: Mon, 05 Jan 2026 11:00:00 +0000\n\
        Subject: Re: [lumo] How?\nIn-Reply-To: <1@a.example>\n\
        Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\
        Content-Type: text/plain; charset=iso-8859-2; format=flowed\n\
        Content-Transfer-Encoding: quoted-printable\n\n> How do I?\n\nHold it =E9 \n\n--b\n\
        Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
        --b--\n\n";
    export("export: mbox", SourceType::Mbox, "a.mbox", 300, &[mails]);
    let table = "thread,id,title,body,created,author,accepted\n1,,How?,\"Why, \"\"so\"\"\n\
        is it\",2026-01-05,Ana,\n1,2,,Hold it,5/1/2026,Jo,yes\n";
    export(
        "export: csv",
        SourceType::Csv,
        "a.csv",
        1_500,
        &[
            table,
            "sep=;\r\nthread;body\r\n\
        1;x\r\n",
        ],
    );
    let record = r#"{"id":1,"title":"How?","question":{"body":"*Why*?","markup":"markdown",
"author":{"id":"7","name":"Ana"}},"answers":[{"id":"a","body":"<p>So</p>","markup":"html",
"accepted":true,"comments":[{"body":"ok"}],"attachments":[{"path":"a.png"}]}],"tags":["a"],
"aliases":["/old"],"status":"solved","created":"2026-01-01"}"#;
    export("export: jsonl", SourceType::Jsonl, "a.jsonl", 1_500, &[record]);
    let page = "---\ntitle: How?\ntags: [a, b]\naliases: [/old]\nid: 7\n\
        verified_on: 2026-01-02\n---\n\nWhy does it *hum*?\n\n\
        ## Answer by Ana (staff, accepted, 2026-03-12)\n\nSo.\n\n### Comment by Jo\n\nok\n";
    let toml = "+++\ntitle = \"How?\"\n[extra]\na = 1\n+++\n\n**Ana:** Why?\n\n**Jo:** So.\n";
    export("export: markdown", SourceType::Markdown, "a.md", 1_500, &[page, toml]);
}

#[test]
fn no_address_of_a_post_leads_out_of_the_folder_of_its_export() {
    let seeds = [
        "https://forum.example.org/uploads/default/original/2X/a/a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4\
         e5f6a1b2.png",
        "https://user-images.githubusercontent.com/1/2-a.png",
        "https://i.stack.imgur.com/aB3.png",
        "/uploads/short-url/a1B2.png?dl=1",
        "//www.forum.example.org/t/x/7/2#reply",
        "https://preview.redd.it/ab.jpg?width=1",
        "https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example",
    ];
    let words = "..¦/../¦%2e%2e¦%2f¦%5c¦%00¦/¦\\¦:¦?¦#¦.png".split('¦');
    let settings = testing::settings(SourceType::Discourse, "a");
    let fuzz = Fuzz::new("addresses beside exports", 3_500).seeds(seeds).words(words);
    fuzz.text(|input| {
        let below = links::below(Some("https://forum.example.org"), input);
        assert!(below.is_none_or(|below| input.contains(below) && below.starts_with('/')));
        links::unwrapped(input);
        links::parts(input);
        let at = attachment_paths::at("a", &[input, "b"]);
        at.into_iter().for_each(|path| stays_below(&path, "a"));
        let named = attachment_paths::named(&settings, "a/b/c.json", input);
        named.iter().for_each(|path| stays_below(path, "a"));
        let body = format!("<img src=\"{input}\"> <a href='{input}'>x</a>");
        let post = Post::new(PostId("1".into()), Markup { syntax: Syntax::Html, text: body });
        let title = String::new();
        let id = ThreadId("1".into());
        let mut thread = Thread::new(id, ThreadKind::Question, title, post, Origin::default());
        for kind in SourceType::ALL {
            beside::attach(formats::ways(*kind), &settings, &mut thread);
        }
        for file in &thread.question.attachments {
            file.paths.iter().for_each(|path| stays_below(path, "a"));
        }
    });
}

#[test]
fn the_cursor_finds_what_a_parser_finds() {
    let seeds = [
        r#"{"a": [1, {"b": "x\"y"}, [2]], "c": {"a": null}, "d": "\u00e9", "e": -1.5e3}"#,
        r#"[{"a": 1}, {"b": [true, false]}]"#,
    ];
    let words = "{¦}¦[¦]¦\"¦:¦,¦\"a\":¦\"b\":¦\\¦null¦ ".split('¦');
    let paths: [&[Step<'_>]; 5] = [
        &[Step::Key("a")],
        &[Step::Key("a"), Step::At(1)],
        &[Step::Key("a"), Step::At(1), Step::Key("b")],
        &[Step::Key("c"), Step::Key("a")],
        &[Step::At(0), Step::Key("a")],
    ];
    Fuzz::new("JSON cursor", 8_000).seeds(seeds).words(words).text(|input| {
        let bytes = input.as_bytes();
        let parsed: Option<Value> = serde_json::from_str(input).ok();
        for path in paths {
            let found = find(bytes, path);
            length(bytes, path);
            // Of two members with one name the parser takes the last.
            let is_clear = ["\"a\"", "\"b\"", "\"c\"", "\\u"].map(|key| input.matches(key).count());
            let Some(parsed) = parsed.as_ref().filter(|_| is_clear[1..].iter().all(|n| *n < 2))
            else {
                continue;
            };
            let step = |value: &Value, step: &Step<'_>| match step {
                Step::Key(key) => value.get(key).cloned(),
                Step::At(at) => value.get(at).cloned(),
            };
            let wanted = path.iter().try_fold(parsed.clone(), |value, next| step(&value, next));
            if let (Some(wanted), true) = (wanted, is_clear[0] < 2) {
                let found = found.expect("it is there");
                let value: Value = serde_json::from_slice(&bytes[found.value]).expect("a value");
                assert_eq!(value, wanted);
            }
        }
        (0..=bytes.len()).step_by(7).for_each(|at| drop(member_at(bytes, at)));
    });
}

#[test]
fn plain_text_becomes_markup_with_all_its_signs() {
    use super::chat::html::{Breaks, of_plain};
    use super::chat::quotes::{Stand, own_words};
    let seeds = [
        "Hold it.\n\n> quoted\nsee https://a.example/(b) now\n    code <b>\n\
        ",
        "a@b.c & <x>",
    ];
    let words = "\n¦\n\n¦> ¦    ¦\t¦<¦&amp;¦www.a.example¦https://¦)".split('¦');
    let fuzz = Fuzz::new("lines of posts", 500).seeds(seeds).words(words).words(SOWN);
    fuzz.text(|input| {
        for breaks in [Breaks::Kept, Breaks::Folded, Breaks::Flowed] {
            let html = of_plain(input, breaks);
            is_well_made(&html, "p br pre code blockquote a", input);
            words_are_kept(input, &seen(&html));
        }
        own_words(input, Stand::First);
        let markup = Markup { syntax: Syntax::Html, text: of_plain(input, Breaks::Kept) };
        assert!(sanitised(&markup).is_some());
    });
}

#[test]
fn what_is_left_of_a_mail_stood_in_it() {
    use super::chat::quotes::{Stand, own_words};
    let seeds = [
        "Hold it.\n\nOn Mon, Jan 5, 2026 at 10:00, Ana <ana@a.example> wrote:\n> How do I?\n\
        > so\n\n-- \nJo\nlumo.example\n",
        "> one\nyes\n> two\nno\n\n_______________________________________________\n\
        list mailing list\n",
        "$ lumo reset\nok\n$ exit\n\nFrom: Ana\nSent: Monday\nTo: Jo\nSubject: x\n\nold\n",
        "Am 5. Januar schrieb Ana:\n>> a\n> b\n|> c\n",
    ];
    let words = "\n¦\n\n¦> ¦>> ¦-- \n¦wrote:\n¦$ ¦| ¦____¦-----¦ ".split('¦');
    Fuzz::new("quotes of mails", 6_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        for stand in [Stand::First, Stand::Reply] {
            let own = own_words(input, stand);
            let mut lines = input.lines().map(str::trim_end);
            for line in own.lines() {
                let bare = line.trim_start_matches(['>', ' ']);
                assert!(lines.any(|line| line.contains(bare)), "{line:?} of {own:?}");
            }
        }
    });
}

#[test]
fn zip_files_are_read_within_their_limits() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a/channels.json", "[]"), ("a/C1/2026-01-01.json", "[{\"ts\":\"1\"}]")] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("a file");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    let bytes = zip.finish().expect("a zip file").into_inner();
    let words = "PK\u{3}\u{4}¦PK\u{1}\u{2}¦PK\u{5}\u{6}¦../¦\0\0".split('¦');
    Fuzz::new("zip files", 20_000).seeds([bytes]).words(words).bytes(|input| {
        let files = MemoryFiles::new([("a.zip", input)]);
        let Ok(archive) = super::archive::Archive::open(&files, "a.zip") else { return };
        for at in 0..archive.entries().len() {
            let read = archive.read(at);
            assert!(read.is_err() || read.is_ok_and(|bytes| bytes.len() <= 1 << 20));
        }
    });
}
