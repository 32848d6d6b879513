//! Every question, answer and list lies beside itself as markdown.

use crate::harness::{Site, example};

fn site() -> Site {
    Site::new(
        "
        == answers/hum.md
        ---
        title: Why does the [hub] hum?
        url: https://forum.example/t/7
        author: Ana
        created: 2026-03-01
        tags: [hub]
        licence: CC BY-SA 4.0
        ---

        It hums at **night**, see [the other one](reset.md).

        ## Answer by Bo (staff, accepted, 2026-03-02, score 3)

        Set `Band` to 2.4:

        1. hold
        2. wait

        ### Comment by Ana (2026-03-03)

        That was it!

        ## Answer by Cy_ (2026-03-02)

        Mine does, too.
        == answers/reset.md
        ---
        title: Reset the hub
        author: Dora (brand)
        ---

        ### Steps

        Hold it.
        ",
    )
}

#[test]
fn a_question_has_a_twin_with_its_settings_and_posts() {
    let built = site().build();
    let twin = built.page("questions/why-does-the-hub-hum-hum.md");
    let expected = "---
title: \"Why does the [hub] hum?\"
url: \"https://a.example/questions/why-does-the-hub-hum-hum.html\"
language: en
source: \"Handbook\"
source_url: \"https://forum.example/t/7\"
kind: question
status: accepted
author: \"Ana\"
authors: [\"Ana\", \"Bo\", \"Cy_\"]
created: \"2026-03-01T00:00:00Z\"
updated: \"2026-03-02T00:00:00Z\"
tags: [\"hub\"]
licence: \"CC BY-SA 4.0\"
post: {\"id\": \"question\"}
---

# Why does the \\[hub\\] hum?

It hums at **night**, see [the other one](https://a.example/answers/reset-the-hub.html).

## Answer by Bo (staff, accepted, official, 2026-03-02T00:00:00Z, score 3)
<!-- {\"id\": \"a-1\"} -->

Set `Band` to 2.4:

1. hold
2. wait

### Comment by Ana (2026-03-03T00:00:00Z)
<!-- {\"id\": \"c-c1\"} -->

That was it!

## Answer by Cy\\_ (2026-03-02T00:00:00Z)
<!-- {\"id\": \"a-2\"} -->

Mine does, too.
";
    assert_eq!(twin, expected);
}

#[test]
fn an_answer_by_hand_has_a_twin_that_is_one() {
    let built = site().build();
    let twin = built.page("answers/reset-the-hub.md");
    assert!(twin.contains("kind: answer\nstatus: official\nauthor: \"Dora (brand)\"\n"), "{twin}");
    assert!(twin.ends_with("---\n\n# Reset the hub\n\n### Steps\n\nHold it.\n"), "{twin}");
}

#[test]
fn lists_have_twins_that_lead_to_twins() {
    let built = site().build();
    let home = built.page("index.md");
    let line =
        "- [Reset the hub](https://a.example/answers/reset-the-hub.md): Hold it. (Official answer)";
    assert!(home.contains(line), "{home}");
    assert!(home.contains("- [hub](https://a.example/tags/hub.md) (1)\n"), "{home}");
    assert!(built.page("tags.md").contains("# Topics\n"), "{}", built.page("tags.md"));
    assert!(built.page("people/bo-team.md").contains("/questions/why-does-the-hub-hum-hum.md): "));
}

#[test]
fn pages_name_their_twins_and_every_twin_is_named() {
    for built in [&site().build(), example()] {
        let mut n_twins = 0;
        for (path, page) in built.pages() {
            let is_bare = ["search.html", "404.html"].iter().any(|bare| path.ends_with(bare));
            let twin = path.replace(".html", ".md");
            let name = twin.rsplit('/').next().unwrap_or_default();
            assert_eq!(built.files.contains_key(&twin), !is_bare, "{twin}");
            let link = "<link rel=\"alternate\" type=\"text/markdown\" href=\"";
            assert_eq!(page.contains(link), !is_bare, "{path}");
            assert_eq!(page.contains("class=\"as-markdown\""), !is_bare, "{path}");
            assert!(is_bare || page.contains(name), "{path}");
            n_twins += usize::from(!is_bare);
        }
        let twins = built.files.keys().filter(|path| path.ends_with(".md"));
        assert_eq!(twins.count(), n_twins);
    }
}

#[test]
fn twins_can_be_switched_off() {
    let built = site().setting("machines: {markdown: false}").build();
    assert!(!built.files.keys().any(|path| path.ends_with(".md")), "{:?}", built.files.keys());
    assert!(!built.page("index.html").contains("markdown"), "{}", built.page("index.html"));
}

#[test]
fn what_people_write_breaks_out_of_no_line_of_a_twin() {
    let hostile = "---
title: \"a](b) \\n# c <script> \\u2028--- d\"
author: \"x)\\n## Answer (official\"
tags: [\"t](u)\\n- v\"]
post: {\"id\": \"1\"}
---

q

## Answer by \"Z

A

### Comment by E

x
";
    let built = Site::new("== answers/x.md\ny").with("answers/h.md", hostile).build();
    let twins: Vec<&str> =
        built.paths("").into_iter().filter(|path| path.ends_with(".md")).collect();
    assert!(twins.len() > 3, "{}", built.messages());
    for path in twins {
        let twin = built.page(path);
        let (front, body) = twin[4..].split_once("\n---\n").expect("settings");
        assert!(front.lines().all(|line| line.split_once(": ").is_some()), "{twin}");
        let headings: Vec<&str> = body.lines().filter(|line| line.starts_with('#')).collect();
        assert!(headings.iter().all(|line| !line.contains("(official")), "{twin}");
        assert!(!body.contains("](b)") && !body.contains("](u)"), "{twin}");
        assert!(!body.contains("<script") && headings.len() <= 3, "{twin}");
    }
}
