//! Footnotes, alerts, task lists, tables and definitions.

use answerbook::diag::Code;

use crate::harness::{Site, elements, manifest};

/// The body of the answer in `answers/a.md`, titled "A".
fn shown(text: &str) -> String {
    let built = Site::new("").with("answers/a.md", format!("---\ntitle: A\n---\n{text}")).build();
    assert_eq!(built.messages(), "");
    prose(built.page("answers/a.html"))
}

/// The first post of a page.
fn prose(page: &str) -> String {
    let (_, rest) = page.split_once("<div class=\"prose\"").expect("a post");
    let (_, html) = rest.split_once('>').expect("a tag ends");
    let mut depth = 1;
    let ends = html.match_indices("<div").map(|(at, _)| (at, 1));
    let mut tags: Vec<(usize, i32)> =
        ends.chain(html.match_indices("</div").map(|(at, _)| (at, -1))).collect();
    tags.sort_unstable();
    let end = tags.iter().find(|(_, step)| {
        depth += step;
        depth == 0
    });
    html[..end.expect("a post ends").0].trim().to_owned()
}

#[test]
fn an_alert_has_a_title_in_the_language_of_the_page() {
    let html = shown("> [!WARNING]\n> The lamp is *hot*.");
    assert_eq!(
        html,
        "<div class=\"alert alert-warning\"><p class=\"alert-title\">Warning</p>\n\
         <p>The lamp is <em>hot</em>.</p>\n</div>",
    );
    let built = Site::new(
        "
        == answerbook.yaml
        title: Відповіді
        language: uk
        sources:
          - {type: markdown, path: answers, name: Handbook}
        == answers/a.md
        > [!TIP]
        > Тримайте кнопку.
    ",
    );
    let page = built.build();
    assert!(page.page("answers/a.html").contains("<p class=\"alert-title\">Порада</p>"));
}

#[test]
fn the_first_words_of_an_alert_are_words_of_the_answer() {
    let built = Site::new("== answers/a.md\n> [!NOTE]\n> Hold the ring.\n\n> An old letter.\n");
    let built = built.build();
    let page = built.page("answers/a.html");
    assert!(page.contains("<meta name=\"description\" content=\"Hold the ring.\">"), "{page}");
}

#[test]
fn items_of_a_task_list_say_whether_they_are_done() {
    let html = shown("- [x] power on\n- [ ] pair");
    assert_eq!(
        html,
        "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\" \
         aria-label=\"Done\">\npower on</li>\n\
         <li><input type=\"checkbox\" disabled=\"\" aria-label=\"To do\">\npair</li>\n</ul>",
    );
}

#[test]
fn nothing_but_a_dead_checkbox_comes_of_an_input() {
    let html = shown(
        "<input type=checkbox name=x value=y form=f autofocus onfocus=alert(1) required> a\n\n\
         <input type=text value=z><input><input type=image src=//e.example/x> b",
    );
    let inputs: Vec<_> = elements(&html).into_iter().filter(|(name, _)| name == "input").collect();
    assert_eq!(inputs.len(), 1);
    let names: Vec<&str> = inputs[0].1.keys().map(String::as_str).collect();
    assert_eq!(names, ["aria-label", "disabled", "type"]);
}

#[test]
fn footnotes_stand_at_the_end_and_lead_there_and_back() {
    let html = shown("Hold the top button[^top].\n\n[^top]: The *flat* one.\n\nThen wait.");
    let start = "<p>Hold the top button<sup><a class=\"footnote\" href=\"#fn:1\" id=\"fnref:1\">[1]\
                 </a></sup>.</p>\n<p>Then wait.</p>\n";
    let notes = "<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n\
                 <li id=\"fn:1\">\n<p>The <em>flat</em> one. <a class=\"footnote-back\" \
                 href=\"#fnref:1\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n</ol>\n</div>";
    assert_eq!(html, format!("{start}{notes}"));
}

#[test]
fn footnotes_of_two_answers_on_one_page_do_not_meet() {
    let built = Site::new(
        "
        == answers/a.md
        # How long?
        Which button[^1]?

        [^1]: I see two.

        ## Answer by Ann (accepted)
        Ten seconds[^1].

        [^1]: Or until it blinks.

        ## Answer by Bo
        A minute[^1].

        [^1]: To be sure.
    ",
    )
    .build();
    let page = built.page("questions/how-long-a.html");
    let elements = elements(page);
    let mut ids: Vec<&String> = elements.iter().filter_map(|(_, all)| all.get("id")).collect();
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids);
    for wanted in ["fn:1", "fn:1-1", "fn:1-2", "fnref:1-2"] {
        assert!(ids.iter().any(|id| *id == wanted), "{ids:?}");
    }
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
}

#[test]
fn ten_thousand_footnotes_are_text_with_a_message() {
    let notes = |n: usize| {
        let call = |at| format!("a[^{at}] ");
        let note = |at| format!("[^{at}]: Word{at}.\n");
        let calls: String = (0..n).map(call).collect();
        format!("{calls}\n\n{}", (0..n).map(note).collect::<String>())
    };
    let nested: String = (0..3_000).map(|at| format!("[^{at}]: > [^n{at}]: x\n")).collect();
    for (text, words) in [(notes(10_000), "Word9999"), (notes(600), "Word599"), (nested, "n2999")] {
        let built = Site::new("").with("answers/a.md", text).build();
        let page = built.page("answers/a.html");
        assert!(page.contains(words) && !page.contains("fnref:"));
        assert!(built.messages().starts_with("answers/a.md:1:"));
        assert!(built.message(Code::FootnotesMany).contains("more than 1000 marks of footnotes"));
    }
    let built = Site::new("").with("answers/a.md", notes(500)).build();
    assert!(built.page("answers/a.html").contains("fnref:500") && built.messages().is_empty());
}

#[test]
fn cells_are_aligned_by_classes_since_the_policy_forbids_styles() {
    let html = shown("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |");
    let cells: Vec<Option<String>> = elements(&html)
        .into_iter()
        .filter(|(name, _)| name == "td" || name == "th")
        .map(|(_, attributes)| {
            assert!(attributes.keys().all(|name| name == "class"));
            attributes.get("class").cloned()
        })
        .collect();
    let row = [None, Some("align-left"), Some("align-center"), Some("align-right")];
    let row = row.map(|class| class.map(str::to_owned));
    assert_eq!(cells, [row.clone(), row].concat());
}

#[test]
fn terms_have_definitions() {
    let html = shown("Hub\n: The box that hums.\n\nRing\n: The dial on it.");
    assert_eq!(
        html,
        "<dl>\n<dt>Hub</dt>\n<dd>The box that hums.</dd>\n<dt>Ring</dt>\n\
         <dd>The dial on it.</dd>\n</dl>",
    );
}

#[test]
fn an_image_with_spaces_in_its_name_is_told_of_with_what_to_write() {
    let built = Site::new("").with("answers/a.md", "So:\n\n![The ring](my ring.png)\n").build();
    assert_eq!(
        built.messages(),
        "answers/a.md:3:13: warning[link-broken]: `my ring.png` has spaces, so it is no link\n",
    );
    assert!(built.page("answers/a.html").contains("![The ring](my ring.png)"));
    let png = std::fs::read(manifest().join("example-site/answers/ring.png")).expect("a picture");
    for text in ["![The ring](<my ring.png>)\n", "![The ring](my%20ring.png)\n"] {
        let site =
            Site::new("").with("answers/a.md", text).with("answers/my ring.png", png.clone());
        let built = site.build();
        assert_eq!(built.messages(), "");
        assert!(built.page("answers/a.html").contains("alt=\"The ring\""));
    }
}

/// A discussion with an answer.
fn discussion(answer: &str) -> Site {
    let comment = serde_json::json!({
        "id": "DC1", "url": "https://github.com/o/r/discussions/1#discussioncomment-1",
        "body": answer, "createdAt": "2024-01-01T01:00:00Z", "author": {"login": "bob"},
        "authorAssociation": "MEMBER", "isAnswer": true, "isMinimized": false, "upvoteCount": 3,
        "replies": {"totalCount": 0, "nodes": []},
    });
    let discussion = serde_json::json!({
        "number": 1, "title": "Why is the hub deaf?", "body": "It hears nothing.",
        "url": "https://github.com/o/r/discussions/1", "createdAt": "2024-01-01T00:00:00Z",
        "updatedAt": "2024-01-02T00:00:00Z", "isAnswered": true, "upvoteCount": 2,
        "author": {"login": "ann"}, "authorAssociation": "NONE", "category": {"name": "Q&A"},
        "labels": {"nodes": []},
        "answer": {"id": "DC1", "url": "https://github.com/o/r/discussions/1#discussioncomment-1"},
        "comments": {"totalCount": 1, "nodes": [comment]},
    });
    let discussions =
        serde_json::json!({"nodes": [discussion], "pageInfo": {"hasNextPage": false}});
    let export = serde_json::json!({"data": {"repository": {"discussions": discussions}}});
    let settings = "title: Answers\nsources:\n  - {type: github, path: ex, name: G, \
                    url: \"https://github.com/o/r\", consent: public}\n\
                    publish: {resolution: all}\n";
    Site::new("").with("ex/d.json", export.to_string()).with("answerbook.yaml", settings)
}

#[test]
fn a_discussion_has_alerts_footnotes_and_task_lists() {
    let built = discussion(
        "> [!WARNING]\n> Careful.\n\nUse the second one[^why].\n\n- [x] pair\n- [ ] wait\n\n\
         [^why]: Important.",
    )
    .build();
    let page = built.page("questions/why-is-the-hub-deaf-1.html");
    for part in [
        "<p class=\"alert-title\">Warning</p>",
        "<p>Important. <a class=\"footnote-back\"",
        "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\">",
        "href=\"#a-1-",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
}

#[test]
fn a_poster_chooses_no_id_of_a_page() {
    let built = discussion(
        "<h2 id=\"main\">Main</h2><p id=\"location\">a</p> <a name=\"best\"></a>\n\n\
         <a href=\"#main\">up</a> <a href=\"#location\">there</a> <a href=\"#lost\">lost</a>\n\n\
         ## Best\n\n<img id=\"currentScript\" name=\"cookie\" src=\"x.png\">\n\n\
         <div class=\"footnotes evil\" id=\"x y\">b</div>\
         <form id=\"f\" name=\"g\"><input name=\"h\"></form>",
    )
    .build();
    let page = built.page("questions/why-is-the-hub-deaf-1.html");
    let html = prose(page);
    let of_post = elements(&html);
    let ids: Vec<&String> = of_post.iter().filter_map(|(_, all)| all.get("id")).collect();
    assert_eq!(ids.len(), 2, "{html}");
    assert!(ids.iter().all(|id| id.starts_with("a-") && id.contains("--")), "{ids:?}");
    assert!(of_post.iter().all(|(_, all)| !all.contains_key("name")), "{html}");
    assert!(html.contains("lost") && !html.contains("#lost"));
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
}
