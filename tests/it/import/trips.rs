//! Exports of every kind, built as they are and from the files that an import makes of them:
//! the same addresses, grades, answers and attachments.

use std::collections::BTreeMap;

use answerbook::files::DiskFiles;
use answerbook::normalize::text_of_html;

use crate::attachments;
use crate::attachments::gif;
use crate::harness::{Built, Site, build, elements, folder, run};

const HEAD: &str = "title: T\npublish: {resolution: all}\nsources:\n";

/// What readers of a page see: its words, and where its links and images lead.
fn shown(page: &str) -> (String, Vec<BTreeMap<String, String>>) {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let main = main.expect("a page has a main part");
    let mut words = String::new();
    text_of_html(&format!("<main{main}"), &mut words);
    let seen = elements(main).into_iter().filter(|(name, _)| name == "a" || name == "img");
    let of = |mut attributes: BTreeMap<String, String>| {
        attributes.retain(|name, _| {
            ["href", "src", "alt", "width", "height", "download", "rel"].contains(&name.as_str())
        });
        attributes
    };
    (words.split_whitespace().collect::<Vec<_>>().join(" "), seen.map(|(_, a)| of(a)).collect())
}

#[track_caller]
fn same(kind: &str, direct: &Built, back: &Built) {
    let paths = |built: &Built| {
        let is_page = |path: &&String| path.ends_with(".html") || path.starts_with("files/");
        built.files.keys().filter(is_page).cloned().collect::<Vec<_>>()
    };
    assert_eq!(paths(back), paths(direct), "{kind}\n{}", back.messages());
    let counts = |built: &Built| (built.report().n_published, built.report().n_answers);
    assert_eq!(counts(back), counts(direct), "{kind}");
    for path in direct.paths("files/") {
        assert_eq!(back.files[path], direct.files[path], "{kind}: {path}");
    }
    for (path, page) in direct.pages() {
        assert_eq!(shown(back.page(path)), shown(page), "{kind}: {path}");
    }
}

/// Builds an export, imports it in both forms, and builds what came of it.
#[track_caller]
fn check(site: Site, kind: &str, source: &str, n_threads: usize, n_files: usize) {
    let line = format!("  - {{type: {kind}, name: Source, {source}}}\n");
    let site = site.with("answerbook.yaml", format!("{HEAD}{line}"));
    let direct = site.build();
    assert_eq!(direct.report().n_published, n_threads, "{kind}\n{}", direct.messages());
    assert_eq!(direct.paths("files/").len(), n_files, "{kind}");
    let place = folder();
    site.write(place.path());
    for form in ["markdown", "jsonl"] {
        let to = format!("kb-{form}");
        let settings = format!("{HEAD}{line}");
        std::fs::write(place.path().join("answerbook.yaml"), settings).expect("a file");
        let import = ["import", "Source", "--to", &to, "--form", form, "--json"];
        let json = run(place.path(), &import).expect(0).json();
        assert_eq!(json["attachments"]["copied"], n_files, "{kind} as {form}");
        let again = run(place.path(), &import).expect(0).json();
        assert_eq!(again["files"]["unchanged"], json["threads"]["imported"], "{kind} as {form}");
        assert_eq!(again["attachments"]["copied"], 0, "{kind} as {form}");
        let path = source.split("path: ").nth(1).and_then(|rest| rest.split([',', '}']).next());
        let source = source.replace(path.expect("a path"), &to).replace("markup: markdown, ", "");
        let line = format!("  - {{type: {form}, name: Source, {source}}}\n");
        std::fs::write(place.path().join("answerbook.yaml"), format!("{HEAD}{line}"))
            .expect("a file");
        same(&format!("{kind} as {form}"), &direct, &build(&DiskFiles::new(place.path())));
    }
}

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().fold(Site::new(""), |site, (path, text)| site.with(path, *text))
}

#[test]
fn exports_with_files_are_the_same_from_files_that_people_edit() {
    for (kind, source, n_threads, n_files) in [
        ("discord", "path: discord, consent: terms", 1, 2),
        ("slack", "path: slack, consent: asked", 1, 2),
        ("telegram", "path: telegram, consent: public", 1, 1),
        ("discourse", "path: forum, url: \"https://forum.example\"", 1, 2),
        ("discourse", "path: forum", 1, 1),
        ("zendesk", "path: desk, consent: asked", 1, 1),
        ("freshdesk", "path: fresh, consent: asked", 1, 1),
        ("intercom", "path: talk, consent: asked", 1, 2),
        ("mbox", "path: list, url: \"https://lists.example/users\", consent: public", 2, 2),
        ("jsonl", "path: care.jsonl", 1, 1),
    ] {
        check(attachments::site(), kind, source, n_threads, n_files);
    }
}

#[test]
fn cards_are_written_as_an_author_would_and_built_as_the_same_cards() {
    let html = "<p>See:</p><iframe src=\"https://www.youtube.com/embed/a1\" \
        title=\"Change the choke\"></iframe><p>And</p><video src=\"https://a.example/b.mp4\">\
        </video><p><img src=\"https://i.example/c.png\" alt=\"The lamp\"></p>";
    let record = serde_json::json!({"id": 1, "title": "Bulb is loud", "question": {"body": "Why?"},
        "answers": [{"id": "a", "markup": "html", "body": html}]});
    let text = format!("{record}\n");
    check(site(&[("care.jsonl", &text)]), "jsonl", "path: care.jsonl", 1, 0);
    let place = folder();
    let settings = format!("{HEAD}  - {{type: jsonl, name: Source, path: care.jsonl}}\n");
    site(&[("care.jsonl", &text), ("answerbook.yaml", &settings)]).write(place.path());
    run(place.path(), &["import", "Source", "--to", "kb"]).expect(0);
    let files = crate::harness::tree(&place.path().join("kb"));
    let is_thread = |(path, _): &(&String, &Vec<u8>)| path.ends_with(".md");
    let (_, bytes) = files.iter().find(is_thread).expect("a file");
    let written = String::from_utf8_lossy(bytes);
    for words in [
        "\n![Change the choke](https://www.youtube.com/watch?v=a1)\n",
        "\n![](https://a.example/b.mp4)\n",
        "\n![The lamp](https://i.example/c.png)\n",
    ] {
        assert!(written.contains(words), "{written}");
    }
}

#[test]
fn files_within_a_zip_file_come_along() {
    let site = Site::new("").with("e/slack.zip", attachments::zipped());
    check(site, "slack", "path: e/slack.zip, consent: asked", 1, 1);
}

#[test]
fn files_of_comments_come_along() {
    let record = r#"{"id":1,"title":"Bulb is loud","question":{"body":"Why?"},"answers":[{"id":"a",
"body":"<p>So: <img src=\"/shot one.gif\" alt=\"x\"></p>","markup":"html",
"attachments":[{"path":"f/a.gif","url":"/shot one.gif","shown":"in-body"},
{"path":"f/b.gif"},{"path":"f/b.gif"}]}],
"comments":[{"parent":"a","body":"Me too.",
"attachments":[{"path":"f/b.gif","name":"Its wide name"}]},
{"body":"Look.","attachments":[{"name":"only a name"},{"url":"https://far.example/x.png"}]}]}"#;
    let mut other = gif("");
    other[6] = 3;
    let site = site(&[("care.jsonl", &(record.replace('\n', "") + "\n"))])
        .with("f/a.gif", gif("Al"))
        .with("f/b.gif", other);
    check(site, "jsonl", "path: care.jsonl, url: \"https://f.example\"", 1, 2);
}

const POSTS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" AcceptedAnswerId="2" Score="3" Title="Why is it red?"
 Body="&lt;p&gt;The &lt;b&gt;hub&lt;/b&gt; is red.&lt;/p&gt;" Tags="|hub|led|"
 OwnerDisplayName="Jo" CreationDate="2026-01-01T00:00:00.000" ContentLicense="CC BY-SA 4.0" />
  <row Id="2" PostTypeId="2" ParentId="1" Score="5"
 Body="&lt;p&gt;See &lt;a href=&quot;https://e.example/1&quot;&gt;this&lt;/a&gt;.&lt;/p&gt;"
 OwnerDisplayName="Al" CreationDate="2026-01-01T00:00:00.000" ContentLicense="CC BY-SA 4.0" />
</posts>
"#;

const DISCUSSION: &str = r#"{"number":4,"title":"Why is it red?",
"body":"*It* is ![x](a.png) red.",
"url":"https://github.com/o/r/discussions/4","author":{"__typename":"User","login":"jo"},
"createdAt":"2024-01-01T00:00:00Z","comments":{"totalCount":1,"nodes":[{"id":"DC_1",
"body":"Press it.","author":{"login":"ann"},"authorAssociation":"MEMBER","isAnswer":true,
"url":"https://github.com/o/r/discussions/4#discussioncomment-1"}]}}"#;

const KHOROS: &str = r#"{"status":"success","data":{"type":"messages","items":[
{"type":"message","id":"1","topic":{"id":"1"},"depth":0,"subject":"Why is it red?",
"body":"<P>The hub.</P>","board":{"id":"b"},"author":{"id":"7","login":"jo"},
"view_href":"https://f.example/t5/b/t/m-p/1",
"post_time":"2026-01-01T00:00:00.000Z"},
{"type":"message","id":"2","topic":{"id":"1"},"depth":1,"subject":"Re: Why?",
"body":"<P>Press <I>it</I>.</P>","board":{"id":"b"},"author":{"id":"8","login":"ann"},
"view_href":"https://f.example/t5/b/t/m-p/2",
"post_time":"2026-01-01T01:00:00.000Z","is_solution":true}]}}"#;

const INTERCOM: &str = r#"{"type":"conversation","id":"12","title":null,
"state":"closed","open":false,
"created_at":1767225600,"updated_at":1767225600,"source":{"type":"conversation","id":"3",
"subject":"<p>Why is it red?</p>","body":"<p>The hub is red.</p>","author":{"type":"user","id":"1",
"name":"Jo"}},"conversation_rating":{"rating":5},"conversation_parts":{"conversation_parts":[
{"type":"conversation_part","part_type":"comment","id":"4","body":"<p>Press <b>it</b>.</p>",
"author":{"type":"admin","id":"2","name":"Ann"},"created_at":1767229200}],"total_count":1}}"#;

const REDDIT: &str = r#"{"id":"s0x","title":"Why is it red?","selftext":"The *hub* is red.",
 "is_self":true,"url":"https://www.reddit.com/r/lumo/comments/s0x/","num_comments":1,
 "subreddit_type":"public","author":"jo","created_utc":1767225600,"score":3,"subreddit":"lumo",
 "permalink":"/r/lumo/comments/s0x/"}
{"id":"c0x","link_id":"t3_s0x","parent_id":"t3_s0x","body":"Press **it**.","author":"ann",
 "created_utc":1767229200,"score":4,"subreddit":"lumo","permalink":"/r/lumo/comments/s0x/c0x/"}
"#;

const X: &str = r#"{"data":[{"text":"Why is my hub red?","id":"100","author_id":"1",
"conversation_id":"100","created_at":"2026-01-01T00:00:00.000Z","public_metrics":{"like_count":0}},
{"text":"@jo Press it.","id":"101",
"author_id":"2","conversation_id":"100","created_at":"2026-01-01T01:00:00.000Z",
"referenced_tweets":[{"type":"replied_to","id":"100"}],"public_metrics":{"like_count":1}}],
"includes":{"users":[{"id":"1","username":"jo","name":"Jo"},
{"id":"2","username":"lumo","name":"Lumo"}]}}"#;

const FACEBOOK: &str = r#"{"id":"7_50","message":"New hubs","from":{"id":"7","name":"Lumo"},
"created_time":"2026-01-01T00:00:00+0000","comments":{"data":[
{"id":"50_61","message":"Why is my hub red?","created_time":"2026-01-01T01:00:00+0000",
"from":{"id":"8","name":"Jo"},"comment_count":1},
{"id":"50_62","message":"Press it.","parent":{"id":"50_61"},"from":{"id":"7","name":"Lumo"},
"created_time":"2026-01-01T02:00:00+0000","like_count":2}]}}"#;

const YOUTUBE: &str = r#"{"kind":"youtube#commentThread","id":"UgA","snippet":{"channelId":"UC7",
"videoId":"aB3dE5gH7jK","topLevelComment":{"id":"UgA","snippet":{"textOriginal":
"Why is my hub red?","authorDisplayName":"@jo","authorChannelId":{"value":"UC8"},
"publishedAt":"2026-01-01T01:00:00Z"}},"totalReplyCount":1,"isPublic":true},
"replies":{"comments":[{"id":"UgA.1","snippet":{"parentId":"UgA","textOriginal":"@jo Press it.",
"authorDisplayName":"@lumo","authorChannelId":{"value":"UC7"},"likeCount":2,
"publishedAt":"2026-01-01T02:00:00Z"}}]}}"#;

const MBOX: &str = "\
From jo@e.example Mon Jan  5 10:00:00 2026
From: Jo <jo@e.example>
Date: Mon, 05 Jan 2026 00:00:00 +0000
Subject: Why is it red?
Message-ID: <1@e.example>

The hub is red.

From ann@e.example Mon Jan  5 11:00:00 2026
From: Ann <ann@e.example>
Date: Mon, 05 Jan 2026 01:00:00 +0000
Subject: Re: Why is it red?
Message-ID: <2@e.example>
In-Reply-To: <1@e.example>

Press it.

";

const TABLE: &str = "thread_id,title,message_id,author,role,body,created,accepted
1,Why is it red?,1,Jo,member,The *hub* is red.,2026-01-01T00:00:00Z,
1,Why is it red?,2,Ann,staff,Press it.,2026-01-01T01:00:00Z,yes
";

#[test]
fn exports_without_files_are_the_same_too() {
    let one_line = |text: &str| text.replace('\n', "") + "\n";
    let unfolded = |text: &str| text.replace("\n ", " ");
    let (posts, reddit) = (POSTS.replace("\n B", " B").replace("\n O", " O"), unfolded(REDDIT));
    let (github, intercom, x) = (one_line(DISCUSSION), one_line(INTERCOM), one_line(X));
    for (kind, file, text, source) in [
        ("stackexchange", "Posts.xml", posts.as_str(), "url: \"https://s.example\""),
        ("github", "d.jsonl", &github, "url: \"https://github.com/o/r\""),
        ("khoros", "m.json", KHOROS, "url: \"https://f.example\""),
        ("intercom", "c.jsonl", &intercom, "consent: asked"),
        ("reddit", "r.jsonl", &reddit, "consent: public"),
        ("x", "x.jsonl", &x, "url: \"https://x.com/lumo\", consent: public"),
        ("facebook", "f.jsonl", &one_line(FACEBOOK), "url: \"https://www.facebook.com/lumo\""),
        ("youtube", "y.jsonl", &one_line(YOUTUBE), "url: \"https://www.youtube.com/@lumo\""),
        ("mbox", "l.mbox", MBOX, "consent: public"),
        ("csv", "t.csv", TABLE, "markup: markdown, consent: asked"),
    ] {
        let site = site(&[(&format!("export/{file}"), text)]);
        check(site, kind, &format!("path: export, {source}"), 1, 0);
    }
}
