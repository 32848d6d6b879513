//! What a post means on its page is what it meant on its platform, also after an import.

use answerbook::files::DiskFiles;

use crate::harness::{Built, Site, build, folder, run};

const SETTINGS: &str = "title: T\nbase_url: https://a.example/\npublish: {resolution: all}\n\
    sources:\n  - {type: jsonl, name: Talk, path: talk.jsonl, url: \"https://c.example\"}\n";

/// A question with an answer in the markup of a platform.
fn record(markup: &str, body: &str) -> String {
    let answer = serde_json::json!({"id": "a", "accepted": true, "markup": markup, "body": body});
    let question = serde_json::json!({"body": "It hums."});
    let title = format!("Why does it hum on {markup}?");
    let record = serde_json::json!(
        {"id": markup, "title": title, "question": question, "answers": [answer]}
    );
    format!("{record}\n")
}

/// The answer on a page.
#[track_caller]
fn answer(built: &Built, markup: &str) -> String {
    let path = format!("questions/why-does-it-hum-on-{markup}-{markup}.html");
    let (_, rest) = built.page(&path).split_once("class=\"prose\"").expect("an answer");
    let (prose, _) = rest.split_once("</div>").expect("an end");
    let (_, prose) = prose.split_once('>').expect("a tag");
    prose.replace(" rel=\"ugc nofollow noopener noreferrer\"", "").trim().to_owned()
}

/// What the answer is as its platform shows it.
const MEANT: [(&str, &str, &str); 4] = [
    (
        "reddit",
        "Put <path> into List<string>,\nnot <b>there</b>.",
        "<p>Put &lt;path&gt; into List&lt;string&gt;,\nnot &lt;b&gt;there&lt;/b&gt;.</p>",
    ),
    (
        "github",
        "Put <path> there,\n<kbd>Ctrl</kbd> and :tada:, @ann.",
        "<p>Put &lt;path&gt; there,<br>\n<kbd>Ctrl</kbd> and 🎉, \
         <a href=\"https://github.com/ann\">@ann</a>.</p>",
    ),
    (
        "discourse",
        "Put <title> there,\nthen :tada:.",
        "<p>Put &lt;title&gt; there,<br>\nthen 🎉.</p>",
    ),
    ("discord", "Put <u>it</u>\n| a |", "<p>Put &lt;u&gt;it&lt;/u&gt;<br>\n| a |</p>"),
];

#[test]
fn a_post_means_what_its_platform_means() {
    let records: String = MEANT.iter().map(|(markup, body, _)| record(markup, body)).collect();
    let site = Site::new("").with("answerbook.yaml", SETTINGS).with("talk.jsonl", records);
    let direct = site.build();
    for (markup, _, meant) in MEANT {
        assert_eq!(answer(&direct, markup), meant, "{markup}");
    }
    for form in ["markdown", "jsonl"] {
        let place = folder();
        site.write(place.path());
        run(place.path(), &["import", "Talk", "--to", "kb", "--form", form]).expect(0);
        let settings = SETTINGS.replace("type: jsonl", &format!("type: {form}"));
        let settings = settings.replace("talk.jsonl", "kb");
        std::fs::write(place.path().join("answerbook.yaml"), settings).expect("a file");
        let back = build(&DiskFiles::new(place.path()));
        for (markup, _, meant) in MEANT {
            let bare = |html: &str| html.replace("<br>\n", "<br>").replace('\n', " ");
            assert_eq!(bare(&answer(&back, markup)), bare(meant), "{markup} as {form}");
        }
    }
}

#[test]
fn links_of_every_scheme_lead_where_they_led_and_numbers_to_dial_are_masked() {
    let body = "<p><a href=\"HttP://c.example/x\">web</a> <a href=\"ftp://c.example/f\">file</a> \
        <a href=\"tel:+38640123456\">call</a> <a href=\"TEL:+38640123456\">us</a> \
        <a href=\"javascript:x\">no</a></p>";
    let site = Site::new("").with("answerbook.yaml", SETTINGS);
    let site = site.with("talk.jsonl", record("html", body));
    let shown = answer(&site.build(), "html");
    assert_eq!(
        shown,
        "<p><a href=\"HttP://c.example/x\">web</a> <a href=\"ftp://c.example/f\">file</a> \
         call us no</p>"
    );
    let public = "public: [\"+38640123456\"]\n";
    let shown = answer(&site.with("privacy.yaml", public).build(), "html");
    assert!(shown.contains("<a href=\"tel:+38640123456\">call</a> us"), "{shown}");
}

#[test]
fn a_broken_link_is_quoted_where_it_stands() {
    let built = Site::new(
        "
        == answers/a.md
        See [good](setup/b.md), or [the folder](setup/).
        == answers/setup/b.md
        So.
    ",
    )
    .build();
    let messages = built.messages();
    assert!(messages.starts_with("answers/a.md:1:41: error[link-broken]"), "{messages}");
}

#[test]
fn texts_written_for_html_are_read_once_and_others_stay() {
    let settings = "title: T\nbase_url: https://a.example/\npublish: {resolution: all}\n\
        sources:\n  - {type: csv, path: m.csv, name: Desk, consent: asked}\n";
    let answer = |body: &str, reply: &str| {
        let rows = format!(
            "thread_id,id,body,author,role,created,title\n\
             1,a,\"Does &amp; mean and?\",Ann,customer,2026-03-10 08:00,Does it hum\n\
             1,b,\"{body}\",Bob,agent,2026-03-10 09:00,\n\
             1,c,\"{reply}\",Bob,agent,2026-03-10 09:10,\n"
        );
        let built = Site::new("").with("answerbook.yaml", settings).with("m.csv", rows).build();
        let page = built.page("questions/does-it-hum-1.html").to_owned();
        page.contains("Does &amp; mean and?")
    };
    assert!(answer("Hold &lt;it&gt; &#39;long&#39;.", "So."));
    assert!(!answer("Use R&D.", "So."));
    assert!(!answer("Hold it.", "a < b"));
}
