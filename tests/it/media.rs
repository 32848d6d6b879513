//! What posts show beside words: videos, recordings, frames, pictures, polls.

use crate::attachments::gif;
use crate::harness::{Built, Site};

/// A site of one thread of HTML, whose answer says this.
fn answered(html: &str) -> Site {
    let record = serde_json::json!({
        "id": 1, "title": "Why does the lamp hum?", "question": {"body": "It hums at night."},
        "answers": [{"id": "a", "accepted": true, "markup": "html", "body": html}],
    });
    Site::new(
        "== answerbook.yaml\ntitle: Answers\nsources:\n  - {type: jsonl, path: e/a.jsonl}\n\
         publish: {resolution: all}\n",
    )
    .with("e/a.jsonl", format!("{record}\n"))
}

fn page(built: &Built) -> &str {
    let paths = built.paths("questions/");
    built.page(paths.first().expect("a page"))
}

/// What stands on the page of an answer, without what is said to search engines.
fn shown(html: &str) -> String {
    let built = answered(html).build();
    let start = page(&built).find("<div class=\"prose\"").unwrap_or_default();
    let text = page(&built)[start..].replace(" rel=\"ugc nofollow noopener noreferrer\"", "");
    text.split("<aside").next().unwrap_or_default().to_owned()
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let page = shown(html);
    assert!(page.contains(expected), "{expected}\nis not in\n{page}");
    assert!(!page.contains("<iframe") && !page.contains("<video"), "{page}");
}

#[test]
fn videos_and_frames_are_cards_with_their_title_or_their_host() {
    check(
        "<p>See:</p><iframe src=\"https://www.youtube.com/embed/a1\"></iframe>",
        "<a class=\"media video\" href=\"https://www.youtube.com/watch?v=a1\">\
         Video on youtube.com</a>",
    );
    check(
        "<iframe src=\"https://player.vimeo.com/video/7\" title=\"Change the choke\"></iframe>",
        "<a class=\"media video\" href=\"https://vimeo.com/7\">Change the choke \
         <span class=\"place\">Video on vimeo.com</span></a>",
    );
    check(
        "<audio controls src=\"https://a.example/hum.mp3\"></audio>",
        "<a class=\"media audio\" href=\"https://a.example/hum.mp3\">Recording on a.example</a>",
    );
    check(
        "<iframe src=\"https://codepen.io/x/embed/y\"></iframe>",
        "<a class=\"media frame\" href=\"https://codepen.io/x/embed/y\">\
         Content from codepen.io</a>",
    );
}

#[test]
fn an_answer_that_is_a_video_alone_is_an_answer() {
    let html = "<video src=\"https://a.example/x.mp4\"></video>";
    check(html, "Video on a.example");
}

#[test]
fn cards_speak_the_language_of_their_page() {
    let html = "<iframe src=\"https://www.youtube.com/embed/a1\"></iframe>";
    for (lang, words) in [
        ("uk", "Відео на youtube.com"),
        ("ru", "Видео на youtube.com"),
        ("sl", "Video na youtube.com"),
    ] {
        let built = answered(html).setting(&format!("language: {lang}\n")).build();
        assert!(page(&built).contains(words), "{lang}");
    }
}

#[test]
fn no_card_leads_to_a_machine_of_somebody_or_to_a_script() {
    for address in [
        "http://192.168.1.7/cam",
        "http://localhost:8080/x",
        "https://nas.local/a",
        "https://jo:hunter2@a.example/x",
        "javascript:alert(1)",
        "http://[::1]/x",
        "http://intranet/x",
    ] {
        check(
            &format!("<iframe src=\"{address}\" title=\"The camera\"></iframe>"),
            "<span class=\"media frame\">The camera <span class=\"place\">Embedded content</span>\
             </span>",
        );
    }
}

#[test]
fn a_linked_picture_is_one_link_with_a_name() {
    let picture = "<img src=\"https://i.example/a.png\" alt=\"\">";
    check(
        &format!("<p><a href=\"https://i.example/a.png\">{picture}</a></p>"),
        "<p><a class=\"media picture\" href=\"https://i.example/a.png\">\
         Picture on i.example</a>",
    );
    check(
        &format!("<p><a href=\"https://b.example/manual\">\n{picture}\n</a></p>"),
        "href=\"https://b.example/manual\">Page on b.example</a>",
    );
    check(
        "<p><a href=\"https://i.example/b.png\"><b><img src=\"https://i.example/a.png\" \
         alt=\"The choke\"></b></a></p>",
        "<b><a class=\"media picture\" href=\"https://i.example/b.png\">The choke \
         <span class=\"place\">Picture on i.example</span></a></b>",
    );
    check(
        "<p><a href=\"https://b.example/x\">See <img src=\"https://i.example/a.png\" alt=\"it\"> \
         now</a></p>",
        "<a href=\"https://b.example/x\">See it now</a>",
    );
}

#[test]
fn links_without_words_and_pictures_go_and_their_ids_stay() {
    check("<p>a<a href=\"https://b.example\"> </a>b</p>", "<p>a b</p>");
    check(
        "<p><a href=\"#x\">down</a> <a id=\"x\" href=\"https://b.example\"></a>b</p>",
        "<a id=\"a-a--x\"></a>b",
    );
}

#[test]
fn default_descriptions_are_none_and_pictures_that_count_readers_go() {
    check(
        "<p><img src=\"https://i.example/a.png\" alt=\"enter image description here\"></p>",
        "<p><a class=\"media picture\" href=\"https://i.example/a.png\">\
         Picture on i.example</a></p>",
    );
    check("<p>a<img src=\"https://t.example/a.gif\" width=1 height=1>b</p>", "<p>ab</p>");
}

#[test]
fn pictures_beside_an_export_are_shown_in_every_format() {
    let body = "<p><a href=\"https://i.stack.imgur.com/aB3dE.png\">\
        <img src=\"https://i.stack.imgur.com/aB3dEm.png\" \
        alt=\"enter image description here\"></a>";
    let body = html_escape::encode_double_quoted_attribute(body);
    let posts = format!(
        "<posts>\n<row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"2\" \
         Title=\"Which choke?\" Body=\"q\" />\n<row Id=\"2\" PostTypeId=\"2\" \
         ParentId=\"1\" Body=\"{body}\" />\n</posts>\n"
    );
    let settings = "title: Answers\nsources:\n  - {type: stackexchange, path: dump}\n\
        publish: {resolution: all}\n";
    let stackexchange =
        Site::new("").with("answerbook.yaml", settings).with("dump/Posts.xml", posts);
    let built = stackexchange.with("dump/i.stack.imgur.com/aB3dE.png", gif("x")).build();
    let files = built.paths("files/");
    assert_eq!(files.len(), 1, "{}", built.messages());
    let link = format!(
        "<a class=\"zoom\" href=\"../{0}\" aria-label=\"Enlarge the picture\"><img src=\"../{0}\"",
        files[0]
    );
    assert!(page(&built).contains(&link), "{}", page(&built));

    let article = r#"{"articles": [{"id": 7, "title": "Pair the hub", "locale": "en-us",
        "source_locale": "en-us", "draft": false, "user_segment_id": null, "section_id": 1,
        "html_url": "https://help.example.org/hc/en-us/articles/7-Pair",
        "body": "<p>Press:</p><img src=\"HOST/36/a.png\"><img src=\"HOST/44\" alt=\"b\">"}]}"#;
    let article = article.replace("HOST", "https://help.example.org/hc/article_attachments");
    let zendesk = Site::new(
        "== answerbook.yaml\ntitle: Answers\nsources:\n  - {type: zendesk, path: e, \
         consent: public, url: \"https://help.example.org\"}\n",
    )
    .with("e/articles.json", article)
    .with("e/article_attachments/36/a.png", gif("a"))
    .with("e/article_attachments/44.png", gif("b"));
    let built = zendesk.build();
    let is_article = |page: &str| page.contains("class=\"prose\"") && page.contains("Press:");
    let answers = built.pages().find(|(_, page)| is_article(page)).expect("a page").1;
    assert_eq!(answers.matches("<img src=\"../files/").count(), 2, "{answers}");
}

#[test]
fn pictures_of_hosts_that_the_settings_name_are_shown_from_there() {
    let html = "<p><img src=\"http://i.example.com/a.png\" alt=\"The choke\" width=9>\
        <img src=\"https://x.cdn.example.org/b.png\"><img src=\"https://evil.example/c.png\"></p>";
    let settings = "hosts: [netlify]\nattachments: {remote: show, hosts: [\"*.cdn.example.org\", \
        i.example.com]}\n";
    let built = answered(html).setting(settings).build();
    let sources = "img-src 'self' data: https://*.cdn.example.org https://i.example.com;";
    let page = page(&built).replace("&#x27;", "'").replace("&#x2F;", "/");
    assert!(page.contains(sources), "{page}");
    assert!(built.page("_headers").contains(sources));
    assert!(page.contains(
        "<img src=\"https://i.example.com/a.png\" alt=\"The choke\" width=\"9\" loading=\"lazy\" \
         referrerpolicy=\"no-referrer\">"
    ));
    assert!(page.contains("<img src=\"https://x.cdn.example.org/b.png\""));
    assert!(page.contains(">Picture on evil.example</a>"));
    assert_eq!(built.messages(), "");
}

#[test]
fn polls_are_lists_with_their_votes() {
    let html = "<div class=\"poll\"><p>Which socket?</p><ul><li data-votes=\"3\">E27</li>\
        <li data-votes=\"1\">GU10</li><li data-votes=\"x\">None</li></ul>\
        <div class=\"poll-voters\" data-votes=\"4\"></div></div>";
    check(
        html,
        "<div class=\"poll\"><p>Which socket?</p><ul>\
         <li>E27 <span class=\"votes\">3 votes</span></li>\
         <li>GU10 <span class=\"votes\">1 vote</span></li><li>None</li></ul>\
         <div class=\"poll-voters\">4 voters</div></div>",
    );
    let built = answered(html).setting("language: sl\n").build();
    assert!(page(&built).contains("3 glasovi") && page(&built).contains("Glasovali so 4 ljudje"));
}

#[test]
fn titles_and_addresses_of_cards_are_masked_as_other_words() {
    let html = "<p>x</p><iframe src=\"https://v.example/mira-zupan\" title=\"Mira Zupan, \
        mira@zupan.si\"></iframe>";
    let built = answered(html)
        .with("privacy.yaml", "people:\n  - name: Mira Zupan\n")
        .setting("privacy: mask\n")
        .build();
    for (path, page) in built.pages() {
        let small = page.to_lowercase();
        assert!(!small.contains("zupan"), "{path}: {page}");
    }
    assert!(page(&built).contains("<span class=\"media frame\">"), "{}", page(&built));
}

#[test]
fn files_of_what_was_taken_down_are_not_published() {
    let html = "<p>See <img src=\"https://i.example.com/a.png\" alt=\"it\"></p>";
    let site = answered(html).with("e/i.example.com/a.png", gif("x"));
    assert_eq!(site.build().paths("files/").len(), 1);
    let taken = site.with("privacy.yaml", "threads:\n  - {source: jsonl, id: \"1\"}\n").build();
    assert!(taken.paths("files/").is_empty(), "{}", taken.messages());
}

#[test]
fn thousands_of_frames_and_huge_titles_take_no_time() {
    let frame = "<iframe src=\"https://a.example/x\"></iframe>";
    let built = answered(&frame.repeat(9_000)).build();
    assert_eq!(page(&built).matches("Content from a.example</a>").count(), 9_000);
    let title = "hum ".repeat(100_000);
    let page = shown(&format!("<iframe src=\"https://a.example/x\" title=\"{title}\"></iframe>"));
    assert!(page.len() < 20_000 && page.contains("hum…"), "{}", page.len());
}
