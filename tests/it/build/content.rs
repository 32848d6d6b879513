//! What a question page shows, and in which order.

use answerbook::diag::Code;

use crate::harness::{Site, elements, example, folder, run};

/// Fails unless the page holds these texts in this order.
#[track_caller]
fn in_order(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let Some((_, after)) = rest.split_once(text) else {
            panic!("{text:?} is not there, or not after the one before, in\n{page}");
        };
        rest = after;
    }
}

fn body(page: &str) -> &str {
    page.split_once("<main").map_or("", |(_, rest)| rest)
}

const RESET: &str = "
    == answers/reset.md
    ---
    accepted: 2
    ---
    # How do I reset the hub?
    It blinks the question.

    ## Answer by Bo (score 3)
    Buy a new one, says the first answer.

    ## Answer by Ann (expert)
    Hold the ring, says the accepted answer.

    ### Comment by Cy
    The remark that it worked.
";

#[test]
fn the_answer_comes_first_then_the_question_then_the_others() {
    let built = Site::new(RESET).build();
    let page = body(built.page("questions/how-do-i-reset-the-hub-reset.html"));
    in_order(
        page,
        &[
            "<h1>How do I reset the hub?</h1>",
            "says the accepted answer",
            "The remark that it worked",
            "It blinks the question",
            "says the first answer",
        ],
    );
    assert_eq!(built.messages(), "");
}

#[test]
fn an_accepted_answer_gives_way_to_one_that_is_clearly_better_liked() {
    let text = RESET.replace("score 3", "score 40").replace("(expert)", "(score 2)");
    let built = Site::new(&text).build();
    let page = body(built.page("questions/how-do-i-reset-the-hub-reset.html"));
    in_order(page, &["says the first answer", "says the accepted answer"]);
}

#[test]
fn every_helper_is_credited_and_every_permalink_leads_somewhere() {
    let built = Site::new(RESET).build();
    let page = built.page("questions/how-do-i-reset-the-hub-reset.html");
    for name in ["Ann", "Bo", "Cy"] {
        assert!(page.contains(name), "{name}");
    }
    let ids: Vec<String> =
        elements(page).into_iter().filter_map(|(_, mut a)| a.remove("id")).collect();
    for id in ["a-1", "a-2", "question"] {
        assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id}");
    }
    assert_eq!(built.page_paths("people/").len(), 3);
}

#[test]
fn duplicates_are_folded_onto_the_question_that_stays_with_their_wordings() {
    let built = Site::new(RESET)
        .with(
            "answers/twin.md",
            "---\nduplicate_of: reset\n---\n# Ring blinks amber, what now?\nEh?\n",
        )
        .with("answers/triplet.md", "---\nduplicate_of: twin\n---\n# Amber hub\nHm?\n")
        .build();
    let page = body(built.page("questions/how-do-i-reset-the-hub-reset.html"));
    in_order(page, &["says the accepted answer", "Amber hub"]);
    assert!(page.contains("Ring blinks amber, what now?"));
    assert_eq!(built.page_paths("questions/").len(), 1);
    assert_eq!(built.report().withheld.get("duplicate"), Some(&2));
}

#[test]
fn a_duplicate_of_what_is_not_published_stands_on_its_own() {
    let unsolved = RESET.replace("accepted: 2", "status: open").replace("score 3", "score 0");
    let built = Site::new(&unsolved)
        .with(
            "answers/twin.md",
            "---\nduplicate_of: reset\naccepted: 1\n---\n# Amber\nEh?\n\n## Answer by Di\nSo.\n",
        )
        .build();
    assert_eq!(built.page_paths("questions/"), ["questions/amber-twin.html"]);
}

#[test]
fn a_ring_of_duplicates_is_published_each_on_its_own() {
    let thread = |of: &str| {
        format!(
            "---\nduplicate_of: {of}\naccepted: 1\n---\n# About {of}\nEh?\n\n## Answer by Di\nSo.\n"
        )
    };
    let built =
        Site::new("").with("answers/a.md", thread("b")).with("answers/b.md", thread("a")).build();
    assert_eq!(built.page_paths("questions/").len(), 2);
    assert_eq!(built.message(Code::DuplicateCycle).lines().count(), 1);
}

#[test]
fn an_answer_past_its_date_says_so_from_the_day_after() {
    let site = |day: &str| {
        Site::new("").with("answers/a.md", format!("---\nexpires: {day}\n---\nSo.\n")).build()
    };
    let (late, due) = (site("2026-05-31"), site("2026-06-02"));
    assert!(late.page("answers/a.html").contains("class=\"badge stale\""));
    assert!(late.page("index.html").contains("class=\"badge stale\""));
    assert!(!due.page("answers/a.html").contains("class=\"badge stale\""));
    assert_eq!(due.messages(), "");
}

#[test]
fn links_between_files_become_addresses_of_pages() {
    let built = Site::new(
        "
        == answers/a.md
        See [b](sub/b.md), [its part](sub/b.md#x) and [all](/a-z.html).
        == answers/sub/b.md
        Back to [a](../a.md), or [nowhere](../c.md).

        ## X
    ",
    )
    .build();
    let page = built.page("answers/a.html");
    assert!(page.contains("<a href=\"../answers/b.html\""), "{page}");
    assert!(page.contains("<a href=\"../answers/b.html#x\""), "{page}");
    assert!(page.contains("<a href=\"../a-z.html\""));
    let back = built.page("answers/b.html");
    assert!(back.contains("<a href=\"../answers/a.html\"") && back.contains("nowhere"));
    assert_eq!(
        built.messages(),
        "answers/sub/b.md:1:36: error[link-broken]: the link to `../c.md` leads nowhere\n"
    );
}

#[test]
fn links_into_the_community_lead_to_pages_of_the_site() {
    let topic = |id: u32, cooked: &str| {
        format!(
            "{{\"id\": {id}, \"title\": \"Topic {id}\", \"post_stream\": {{\"posts\": [\
             {{\"post_number\": 1, \"cooked\": \"{cooked}\"}},\
             {{\"post_number\": 2, \"cooked\": \"So.\", \"accepted_answer\": true}}]}}}}"
        )
    };
    let to = |href: &str| format!("<p><a href='{href}'>x</a></p>");
    let built = Site::new("")
        .with(
            "answerbook.yaml",
            "title: x\nsources:\n  - {type: discourse, path: e, url: https://f.example}\n",
        )
        .with("e/1.json", topic(1, &to("https://f.example/t/topic/2/2")))
        .with("e/2.json", topic(2, &to("/t/topic/1")))
        .with("e/3.json", topic(3, &to("/t/topic/99")))
        .build();
    assert!(
        built.page("questions/topic-1-1.html").contains("href=\"../questions/topic-2-2.html\"")
    );
    assert!(
        built.page("questions/topic-2-2.html").contains("href=\"../questions/topic-1-1.html\"")
    );
    assert!(
        built.page("questions/topic-3-3.html").contains("href=\"https://f.example/t/topic/99\"")
    );
}

#[test]
fn images_beside_an_answer_are_published_and_others_are_not() {
    let built = Site::new("")
        .with(
            "answers/a.md",
            "![The ring](ring.png) ![x](evil.svg) ![y](fake.png) ![far](https://b.example/c.png)\n",
        )
        .with("answers/ring.png", crate::attachments::gif("Ana"))
        .with("answers/fake.png", "<script>")
        .with("answers/evil.svg", "<svg/>")
        .with("answers/unused.png", "PNG2")
        .build();
    let copies = built.paths("files/");
    let [ring] = copies.as_slice() else { panic!("{copies:?}") };
    let page = built.page("answers/a.html");
    let image =
        format!("src=\"../{ring}\" alt=\"The ring\" loading=\"lazy\" width=\"1\" height=\"1\"");
    assert!(page.contains(&image), "{page}");
    assert!(page.contains("<a class=\"media picture\" href=\"https://b.example/c.png\""));
    assert!(!page.contains("evil.svg"));
    assert_eq!(built.files[*ring], crate::attachments::gif(""));
}

#[test]
fn translations_are_linked_in_both_directions() {
    let page = example().page("answers/reset-hub.html");
    for other in ["skydannia-khaba", "sbros-haba", "ponastavitev-huba"] {
        assert!(page.contains(&format!("href=\"../answers/{other}.html\"")), "{other}");
        let back = example().page(&format!("answers/{other}.html"));
        assert!(back.contains("href=\"../answers/reset-hub.html\""), "{other}");
    }
}

#[test]
fn related_questions_are_near_and_never_the_page_itself() {
    let built = Site::new(
        "
        == answers/wifi.md
        # Hub loses wifi
        Move the hub near the router.
        == answers/wifi-lost.md
        # Hub loses wifi at night
        Restart the router.
        == answers/refund.md
        # When is a refund paid
        In five days.
    ",
    )
    .build();
    let page = built.page("answers/hub-loses-wifi.html");
    let rail = page.split_once("<aside").map_or("", |(_, rail)| rail);
    assert!(rail.contains("hub-loses-wifi-at-night.html"), "{rail}");
    assert!(!rail.contains("href=\"../answers/hub-loses-wifi.html\""), "{rail}");
}

#[test]
fn questions_that_name_each_other_are_related() {
    let words = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"];
    let article = |(at, word): (usize, &&str)| {
        let link =
            |to: &str| format!("<a href='https://h.example/hc/en-us/articles/{to}'>there</a>");
        let more = match at {
            0 => link("17-Heath"),
            1 => link("16#more"),
            // What no page is about.
            2 => link("99"),
            _ => "here".to_owned(),
        };
        serde_json::json!({"id": 10 + at, "title": format!("The {word} {word}"), "locale": "en-us",
            "body": format!("<p>Hold it for a while.</p><h2>More</h2><p>Look {more}.</p>")})
    };
    let articles: Vec<serde_json::Value> = words.iter().enumerate().map(article).collect();
    let settings = "title: T\nsources:\n  - {type: zendesk, path: articles.json, \
        url: 'https://h.example', consent: public}\n";
    let site = Site::new("").with("answerbook.yaml", settings);
    let articles = serde_json::json!({ "articles": articles }).to_string();
    let built = site.with("articles.json", articles).build();
    let nearest = |name: &str| {
        let page = built.page(&format!("answers/{name}.html"));
        let (_, list) = page.split_once("data-related>").expect("a list");
        let (_, first) = list.split_once("href=\"../answers/").expect("a link");
        first.split(".html").next().unwrap_or_default().to_owned()
    };
    let (amber, heath) = ("the-amber-amber-10", "the-heath-heath-17");
    let (birch, grove) = ("the-birch-birch-11", "the-grove-grove-16");
    for (one, other) in [(amber, heath), (heath, amber), (birch, grove), (grove, birch)] {
        assert_eq!(nearest(one), other);
    }
}

/// Two questions in words of one community, and what a person decided about them.
fn decided(decisions: &str) -> Site {
    let thread = |title: &str, id: u32| {
        let author = format!("{{\"id\": \"p{id}\", \"name\": \"P{id}\"}}");
        let body = format!("\"body\": \"Answer {id}.\", \"author\": {author}");
        let answer = format!("{{\"id\": \"a{id}\", \"accepted\": true, {body}}}");
        format!("{{\"id\": {id}, \"title\": \"{title}\", \"answers\": [{answer}]}}\n")
    };
    let lines = thread("How do I reset the hub", 1) + &thread("Hub reset, how", 2);
    Site::new("").with("data/a.jsonl", lines).with("decisions.yaml", decisions).with(
        "answerbook.yaml",
        "title: T\nsources:\n  - {type: jsonl, path: data/a.jsonl, name: one}\n",
    )
}

#[test]
fn questions_are_merged_when_a_person_has_said_yes() {
    let entry = |said: &str| format!("duplicates:\n  - {{question: \"one:2\", of: 1{said}}}\n");
    for undecided in ["", ", approved: no", ", approved: "] {
        assert_eq!(
            decided(&entry(undecided)).build().page_paths("questions/").len(),
            2,
            "{undecided}"
        );
    }
    let built = decided(&entry(", approved: yes")).build();
    assert_eq!(built.page_paths("questions/"), ["questions/how-do-i-reset-the-hub-1.html"]);
    let page = built.page("questions/how-do-i-reset-the-hub-1.html");
    for text in ["Hub reset, how", "Answer 1.", "Answer 2.", "P2"] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn a_merge_of_what_is_not_there_is_told() {
    let built = decided("duplicates:\n  - {question: 9, of: 1, approved: true}\n").build();
    assert!(built.message(Code::ValueInvalid).contains("no source has a thread `9`"));
    let built = decided("duplicates:\n  - {question: 2, of: 9, approved: true}\n").build();
    assert_eq!(built.message(Code::DuplicateTarget).lines().count(), 1);
    let built = decided("duplicates:\n  - {question: 2, of: 1, approved: perhaps}\n").build();
    assert!(built.message(Code::ValueInvalid).contains("`perhaps` is not a value of `approved`"));
}

#[test]
fn why_follows_a_merge_that_a_person_approved() {
    let folder = folder();
    decided("duplicates:\n  - {question: 2, of: 1, approved: yes}\n").write(folder.path());
    let told = run(folder.path(), &["why", "2", "--json"]).expect(0).json();
    assert_eq!(told["threads"][0]["published"], false, "{told}");
    assert_eq!(told["threads"][0]["folded_into"], "1", "{told}");
}
