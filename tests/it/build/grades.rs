//! How far an answer can be trusted, as pages, lists and machines are told.

use answerbook::model::Grade;

use crate::harness::{Built, Site, elements};

const SETTINGS: &str = "title: Lamps\nbase_url: https://a.example/\nbrand: {name: Lumo}\n\
    publish: {resolution: all}\nsources:\n  - {type: jsonl, path: a.jsonl, name: Forum}\n";

/// A thread of each kind: its id, and its fields.
const THREADS: [(&str, &str); 12] = [
    (
        "accepted",
        r#""answers": [{"id": "a", "body": "Screw it in before you switch the lamp on.",
        "author": {"name": "Nora"}, "accepted": true}, {"id": "b", "author": {"name": "Olena",
        "role": "staff"}, "body": "Version 4.3 of the app shows the missing bulb in grey."}]"#,
    ),
    (
        "outscored",
        r#""answers": [{"id": "a", "body": "Buy a new bulb, they cost little.", "score": 1,
        "accepted": true}, {"id": "b", "body": "Set the lowest brightness to 20 % under Limits.",
        "score": 40}]"#,
    ),
    (
        "official",
        r#""answers": [{"id": "a", "author": {"name": "Olena", "role": "staff"}, "score": 3,
        "body": "Install version 4.3, which keeps the schedule."}, {"id": "b", "author":
        {"name": "Matej", "role": "staff"}, "body": "Restart the hub after you have done so."},
        {"id": "c", "author": {"name": "Yusuf", "role": "moderator"},
        "body": "Write the schedule down before you do."}]"#,
    ),
    (
        "both",
        r#""answers": [{"id": "a", "author": {"name": "Lumo", "role": "brand"}, "accepted": true,
        "official": true, "body": "Hold the ring for ten seconds."}]"#,
    ),
    (
        "thanked",
        r#""author": {"name": "Quinn"}, "answers": [{"id": "a", "author": {"name": "Yusuf",
        "role": "moderator"}, "body": "Hold the ring for ten seconds until it blinks."}],
        "comments": [{"parent": "a", "author": {"name": "Quinn"},
        "body": "Thank you, that solved it!"}]"#,
    ),
    (
        "liked",
        r#""answers": [{"id": "a", "body": "Turn 5 GHz off while you add it.", "score": 9}]"#,
    ),
    (
        "split",
        r#""answers": [{"id": "a", "body": "Use the app to reset it.", "score": 8},
        {"id": "b", "body": "Use the button below the lid.", "score": 8}]"#,
    ),
    (
        "plain",
        r#""answers": [{"id": "a", "author": {"name": "Irina"},
        "body": "Open Lamp, then Limits, and set the lowest brightness to 20 %."}]"#,
    ),
    (
        "moderated",
        r#""answers": [{"id": "a", "author": {"name": "Yusuf", "role": "moderator"},
        "body": "Open Lamp, then Limits, and set the lowest brightness to 30 %."}]"#,
    ),
    (
        "expired",
        r#""expires": "2026-01-01", "answers": [{"id": "a", "author": {"name": "Lumo",
        "role": "brand"}, "official": true, "body": "Orders after noon leave the next day."}]"#,
    ),
    (
        "own",
        r#""author": {"name": "Lena"}, "answers": [{"id": "a", "author": {"name": "Lena"},
        "accepted": true, "body": "Found it: the old limit of 30 % was still set."}]"#,
    ),
    ("alone", r#""answers": []"#),
];

fn build(theme: &str) -> Built {
    let records = THREADS.iter().map(|(id, fields)| {
        let fields = fields.replace('\n', " ");
        format!(
            "{{\"id\": \"{id}\", \"title\": \"How do I dim it?\", \"created\": \"2025-01-01\", \
             \"url\": \"https://f.example/t/{id}\", \"tags\": [\"lamps\"], \
             \"question\": {{\"body\": \"The lamp by the door stays bright. How do I dim it?\"}}, \
             {fields}}}\n"
        )
    });
    let settings = format!("{SETTINGS}theme: {theme}\n");
    let built = Site::new("")
        .with("answerbook.yaml", settings)
        .with("a.jsonl", records.collect::<String>());
    let built = built.build();
    built.report();
    built
}

fn path(id: &str) -> String {
    format!("questions/how-do-i-dim-it-{id}.html")
}

/// The kinds and words of all badges of a page.
fn badges(page: &str) -> Vec<(String, String)> {
    let found = page.split("<span class=\"badge").skip(1).map(|rest| {
        let (kind, rest) = rest.split_once("\">").expect("an end");
        let (text, _) = rest.split_once("</span>").expect("an end");
        let words = text.rsplit("</svg>").next().unwrap_or_default();
        (kind.trim().to_owned(), words.to_owned())
    });
    found.collect()
}

#[test]
fn a_page_has_one_badge_whoever_else_answered() {
    for theme in ["commons", "plain"] {
        let built = build(theme);
        for (id, _) in THREADS {
            let n_badges = badges(built.page(&path(id))).len();
            assert_eq!(n_badges, usize::from(id != "alone"), "{theme} {id}");
        }
    }
}

#[test]
fn a_badge_tells_by_grade_and_reason() {
    let built = build("commons");
    for (id, kind, words) in [
        ("accepted", "solved", "Accepted answer"),
        ("outscored", "solved", "Solved"),
        ("official", "official", "Official answer"),
        ("both", "solved", "Accepted answer"),
        ("own", "solved", "Accepted answer"),
        ("thanked", "solved", "Confirmed by the asker"),
        ("liked", "solved", "Confirmed by others"),
        ("split", "stale", "Answers differ"),
        ("expired", "stale", "Check due"),
    ] {
        let expected = [(kind.to_owned(), words.to_owned())];
        assert_eq!(badges(built.page(&path(id))), expected, "{id}");
    }
    for id in ["plain", "moderated"] {
        assert_eq!(badges(built.page(&path(id)))[0].0, "open", "{id}");
    }
}

#[test]
fn other_answers_say_in_words_that_they_were_accepted_or_whose_they_are() {
    for theme in ["commons", "plain"] {
        let built = build(theme);
        let has = |id: &str, words: &str| {
            assert!(built.page(&path(id)).contains(words), "{theme} {id}: {words}");
        };
        has("accepted", "Olena</bdi></a>, Lumo team");
        has("outscored", "Accepted answer");
        has("official", "Matej</bdi></a>, Lumo team");
        has("official", "Yusuf</bdi></a>, moderator");
        has("thanked", "Yusuf</bdi></a>, moderator");
    }
}

#[test]
fn lists_show_one_badge_a_thread() {
    let built = build("commons");
    assert_eq!(badges(built.page("tags/lamps.html")).len(), THREADS.len());
}

#[test]
fn machines_are_told_of_an_accepted_answer_only_where_there_is_one() {
    let built = build("commons");
    for (id, accepted, n_suggested) in [
        ("accepted", Some("#a-a"), 1),
        ("outscored", Some("#a-a"), 1),
        ("official", Some("#a-a"), 2),
        ("both", Some("#a-a"), 0),
        ("thanked", Some("#a-a"), 0),
        ("liked", None, 1),
        ("split", None, 2),
        ("plain", None, 1),
        ("moderated", None, 1),
    ] {
        let data = built.json_ld(&path(id));
        let question = &data["@graph"][0]["mainEntity"];
        let url = question["acceptedAnswer"]["url"].as_str();
        let anchor = url.and_then(|url| url.find('#').map(|at| &url[at..]));
        assert_eq!(anchor, accepted, "{id}");
        let suggested = question["suggestedAnswer"].as_array().map_or(0, Vec::len);
        assert_eq!(suggested, n_suggested, "{id}");
    }
}

#[test]
fn the_search_has_a_word_for_every_grade() {
    let built = build("commons");
    let path = built.paths("assets/words-en-")[0];
    let words: serde_json::Value = serde_json::from_str(built.page(path)).expect("JSON");
    for grade in Grade::ALL {
        let word = words[grade.name()].as_str().unwrap_or_default();
        assert!(!word.is_empty(), "{}", grade.name());
        assert_eq!(word == "Solved" || word == "Official answer", grade.is_solved(), "{word}");
    }
}

#[test]
fn who_found_the_answer_alone_is_credited_and_who_only_thanks_is_not() {
    let built = build("commons");
    let names: Vec<&str> =
        built.page_paths("people/").into_iter().filter(|p| !p.contains("team")).collect();
    assert!(names.iter().any(|path| path.starts_with("people/lena")), "{names:?}");
    assert!(!names.iter().any(|path| path.starts_with("people/quinn")), "{names:?}");
    for theme in ["commons", "plain"] {
        let page = build(theme).page(&path("own")).to_owned();
        assert!(page.contains("Lena</bdi></a>, asked the question"), "{theme}: {page}");
        assert_eq!(page.matches("asked the question").count(), 1, "{theme}");
    }
}

#[test]
fn nothing_unsolved_is_newly_solved() {
    let solved =
        ["accepted", "outscored", "official", "both", "thanked", "liked", "expired", "own"];
    for theme in ["commons", "plain"] {
        let built = build(theme);
        let links = elements(built.page("index.html")).into_iter();
        let links: Vec<String> = links.filter_map(|(_, mut a)| a.remove("href")).collect();
        for (id, _) in THREADS {
            let is_new = links.contains(&path(id));
            assert_eq!(is_new, solved.contains(&id), "{theme} {id}");
            assert_eq!(built.page("feed.xml").contains(&path(id)), is_new, "{theme} {id}");
        }
    }
}

#[test]
fn a_site_without_anything_solved_has_no_list_of_what_is() {
    let settings = format!("{SETTINGS}theme: commons\n");
    let open = r#"{"id": 1, "title": "Why?", "tags": ["lamps"], "question": {"body": "Why?"}}"#;
    for (records, expected) in [(open, false), ("", true)] {
        let site = Site::new("").with("answerbook.yaml", &*settings).with("a.jsonl", records);
        assert_eq!(site.build().page("index.html").contains("Newly solved"), expected);
    }
}

/// Whoever only calls a colleague has not answered: neither people nor machines are told so.
#[test]
fn what_answers_nothing_is_shown_as_a_remark_and_counted_nowhere() {
    let thread = r#"{"id": "t", "title": "How do I dim it?", "url": "https://f.example/t",
        "author": {"id": "q", "name": "Quinn"},
        "question": {"body": "The lamp by the door stays bright. How do I dim it?"},
        "answers": [{"id": "a", "author": {"id": "n", "name": "Nora"}, "body": "cc @Irina"},
        {"id": "b", "author": {"id": "i", "name": "Irina"},
        "body": "Open Lamp, then Limits, and set the lowest brightness to 20 %."},
        {"id": "c", "author": {"id": "q", "name": "Quinn"}, "body": "Thanks, will try tonight"}]}"#;
    for theme in ["commons", "plain"] {
        let site = Site::new("")
            .with("answerbook.yaml", format!("{SETTINGS}theme: {theme}\n"))
            .with("a.jsonl", thread.replace('\n', " "));
        let built = site.build();
        built.report();
        let path = path("t");
        let question = &built.json_ld(&path)["@graph"][0]["mainEntity"];
        assert_eq!(question["answerCount"], 1);
        assert_eq!(question["suggestedAnswer"].as_array().map(Vec::len), Some(1));
        let page = built.page(&path);
        assert!(page.contains("cc @Irina") && page.contains("will try tonight"), "{theme}");
        assert!(built.page_paths("people/").iter().all(|path| !path.contains("nora")), "{theme}");
    }
}
