//! What a preview shows of a changed file before it builds: the page that the build makes, or
//! nothing.

use crate::harness::{Site, preview_page};

const BULB: &str = "== answers/bulb.md
---
title: The bulb flickers
tags: [lamp]
author: Ana
---
Turn it a quarter to the right.

== answers/shade.md
---
title: The shade is loose
tags: [lamp]
author: Bo
---
See [the bulb](bulb.md) first, then press it on.
";

/// Looks at a page after an edit; it must be what a build makes of it.
#[track_caller]
fn looks_right(from: &str, to: &str) -> String {
    let edited = BULB.replacen(from, to, 1);
    assert_ne!(edited, BULB, "the edit changes something");
    let (before, after) = (Site::new(BULB), Site::new(&edited));
    seen_as_built(&before, &after, "answers/bulb.md")
}

/// Looks at the page of a file that has changed, all forms of which are those that a build
/// makes.
#[track_caller]
fn seen_as_built(before: &Site, after: &Site, path: &str) -> String {
    let files = preview_page(before, after, path).expect("words alone have changed");
    let built = after.build();
    let texts = files.into_iter().map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("pages are text");
        assert_eq!(built.page(&path), text);
        text
    });
    let texts: Vec<String> = texts.collect();
    texts.into_iter().next().expect("the page itself")
}

#[test]
fn an_edited_answer_is_seen_as_the_next_build_makes_it() {
    let page = looks_right("a quarter", "half a turn");
    assert!(page.contains("Turn it half a turn to the right."), "{page}");
}

#[test]
fn new_markup_and_links_are_seen_too() {
    let page = looks_right("Turn it", "1. First [the shade](shade.md).\n2. **Turn** it");
    assert!(page.contains("<strong>Turn</strong>"), "{page}");
}

#[test]
fn a_topic_of_a_forum_is_seen_too() {
    let post = |number: usize, words: &str| {
        format!(
            r#"{{"id":{number},"post_number":{number},"username":"ana","name":"Ana","post_type":1,
            "created_at":"2025-01-0{number}T00:00:00.000Z","cooked":"<p>{words}</p>",
            "accepted_answer":{}}}"#,
            number == 2
        )
    };
    let topic = |words: &str| {
        format!(
            r#"{{"id":7,"title":"It hums","slug":"it-hums","posts_count":2,
            "created_at":"2025-01-01T00:00:00.000Z","archetype":"regular","visible":true,
            "post_stream":{{"posts":[{},{}],"stream":[1,2]}}}}"#,
            post(1, "Why does it hum?"),
            post(2, words)
        )
    };
    let settings = "title: T\nbase_url: https://a.example/\nsources:\n  - {type: discourse, \
                    path: topics, name: Forum, url: 'https://f.example'}\n";
    let site = |words: &str| {
        let other = topic("Oil it.").replace("\"id\":7", "\"id\":8");
        Site::new("")
            .with("answerbook.yaml", settings)
            .with("topics/8.json", other)
            .with("topics/7.json", topic(words))
    };
    let (before, after) = (site("Tighten the screw."), site("Tighten both screws."));
    let page = seen_as_built(&before, &after, "topics/7.json");
    assert!(page.contains("both screws"), "{page}");
}

#[test]
fn where_more_than_words_changed_the_build_tells() {
    let edits = [
        ("tags: [lamp]\nauthor: Ana", "tags: [lamp, new]\nauthor: Ana"),
        ("author: Ana", "author: Cleo"),
        ("author: Ana", "author: Ana\nlanguage: sl"),
        ("---\nTurn", "--\nTurn"),
        ("title: The bulb flickers", "slug: elsewhere\ntitle: The bulb flickers"),
    ];
    for (from, to) in edits {
        let edited = BULB.replacen(from, to, 1);
        assert_ne!(edited, BULB, "{to}");
        let page = preview_page(&Site::new(BULB), &Site::new(&edited), "answers/bulb.md");
        assert_eq!(page, None, "{to}");
    }
    let gone = Site::new(BULB).without("answers/bulb.md");
    assert_eq!(preview_page(&Site::new(BULB), &gone, "answers/bulb.md"), None);
    assert_eq!(preview_page(&Site::new(BULB), &Site::new(BULB), "answers/none.md"), None);
}
