//! Long threads: the best answers on the page of the question, the whole discussion in order of
//! time on pages of its own, and every link to an answer leads to it.

use std::collections::BTreeMap;

use crate::harness::{Built, Site, elements};

const QUESTION: &str = "questions/why-does-lamp-1-hum-1.html";

/// The names of the pages of the discussion.
fn discussion(n_pages: usize) -> Vec<String> {
    let name = |number: usize| match number {
        1 => "questions/why-does-lamp-1-hum-1--discussion.html".to_owned(),
        number => format!("questions/why-does-lamp-1-hum-1--discussion--{number}.html"),
    };
    (1..=n_pages).map(name).collect()
}

/// A day of its own for each number, the later the larger.
fn day(at: usize) -> String {
    format!("{}-{:02}-{:02}", 2012 + at / 336, 1 + at % 336 / 28, 1 + at % 28)
}

/// An answer of a record, written on the day after `at - 1`.
fn answer(at: usize) -> serde_json::Value {
    let names = ["Vesna", "Teodor", "Amparo", "Jiho", "Wanjiru", "Lotte", "Rashid", "Bohdan"];
    let name = names[at % names.len()];
    serde_json::json!({
        "id": format!("a{at}"), "body": format!("Lamp number-{at} hums."), "score": at % 7,
        "accepted": at == 4, "author": {"id": name, "name": name},
        "created": day(at),
    })
}

/// An export of a thread with so many answers, the newest first, and of one with a single one.
fn long_thread(n: usize) -> Site {
    let answers: Vec<serde_json::Value> = (0..n).rev().map(answer).collect();
    let remark = |at: usize| {
        serde_json::json!({"id": format!("r{at}"), "parent": format!("a{at}"),
            "body": format!("Which of its {at} coils do you mean?")})
    };
    let remarks: Vec<serde_json::Value> = (0..n).map(remark).collect();
    let thread = |id: &str, answers: &[serde_json::Value]| {
        let remarks: &[serde_json::Value] = if answers.len() > 1 { &remarks } else { &[] };
        serde_json::json!({"id": id, "title": format!("Why does lamp {id} hum?"),
            "question": {"body": "It hums at night."}, "answers": answers, "comments": remarks})
    };
    let lines = format!("{}\n{}\n", thread("1", &answers), thread("2", &[answer(4)]));
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: Lamps\nbase_url: https://lamps.example/\n\
             sources: [{type: jsonl, path: a.jsonl}]\n",
        )
        .with("a.jsonl", lines)
}

/// The numbers of the answers that a page has, as it has them.
fn numbers(page: &str) -> Vec<usize> {
    let answers = page.split("<p>Lamp number-").skip(1);
    answers
        .map(|rest| rest.split(' ').next().unwrap_or_default().parse().expect("a number"))
        .collect()
}

/// What the contents of a page that has lost answers say: the ids that they take over, and where
/// each leads.
fn moved(page: &str) -> BTreeMap<String, String> {
    let mut moved = BTreeMap::new();
    let mut ids: Vec<String> = Vec::new();
    let list = page.split("class=\"answer-list moved\"").nth(1).unwrap_or_default();
    let list = list.split("</ol>").next().unwrap_or_default();
    let mut href = String::new();
    for entry in list.split("<li").skip(1) {
        for (_, all) in elements(&format!("<li{entry}")) {
            all.get("href").into_iter().for_each(|to| href.clone_from(to));
            ids.extend(all.get("id").cloned());
        }
        ids.drain(..).for_each(|id| drop(moved.insert(id, href.clone())));
    }
    moved
}

#[test]
fn the_page_of_a_question_shows_the_best_five_and_leads_to_the_whole_discussion() {
    let built = long_thread(129).build();
    assert_eq!(built.messages(), "");
    let page = built.page(QUESTION);
    // The accepted one, then the others by votes.
    assert_eq!(numbers(page), [4, 125, 118, 111, 104]);
    let way = "<a class=\"button\" href=\"../questions/why-does-lamp-1-hum-1--discussion.html\">\
               The whole discussion (129 answers)</a>";
    assert!(page.contains(way), "{page}");
    assert!(page.contains("<p>It hums at night."));
    assert_eq!(built.page_paths("questions/").len(), 2 + 3);
    // Eight answers are few enough.
    for (n, n_pages) in [(8, 2), (9, 3)] {
        let built = long_thread(n).build();
        assert_eq!(built.page_paths("questions/").len(), n_pages, "{n} answers");
    }
}

#[test]
fn the_discussion_has_all_answers_in_order_of_time_fifty_a_page() {
    let built = long_thread(129).build();
    let pages = discussion(3);
    let all: Vec<Vec<usize>> = pages.iter().map(|path| numbers(built.page(path))).collect();
    let expected: Vec<Vec<usize>> =
        vec![(0..50).collect(), (50..100).collect(), (100..129).collect()];
    assert_eq!(all, expected);
    let link = |rel: &str, path: &str| format!("rel=\"{rel}\" href=\"../{path}\"");
    let second = built.page(&pages[1]);
    assert!(second.contains(&link("prev", &pages[0])) && second.contains(&link("next", &pages[2])));
    assert!(!built.page(&pages[0]).contains("rel=\"prev\""));
    for path in &pages {
        let page = built.page(path);
        assert!(
            page.contains(&format!("href=\"../{QUESTION}\">The question and its best answers"))
        );
        // It has contents of its own, and repeats nothing of the question's page.
        let here = page.split("class=\"answer-list\"").nth(1).expect("contents");
        assert_eq!(here.matches("<li><a href=\"#a-a").count(), numbers(page).len(), "{path}");
        assert!(!page.contains("It hums at night.") && !page.contains("has no answer yet"));
        let canonical = format!("<link rel=\"canonical\" href=\"https://lamps.example/{path}\">");
        assert!(page.contains(&canonical), "{path}");
        let sitemap = String::from_utf8_lossy(&built.files["sitemap.xml"]);
        assert!(sitemap.contains(&format!("/{path}</loc>")), "{path}");
    }
    let title = "<title>Why does lamp 1 hum?: the whole discussion, page 2 · Lamps</title>";
    assert!(second.contains(title), "{}", &second[..900]);
}

#[test]
fn what_has_moved_leaves_its_ids_and_leads_on() {
    let built = long_thread(129).build();
    let moved = moved(built.page(QUESTION));
    // Answers and remarks, all but those of the five that are there.
    assert_eq!(moved.len(), 2 * (129 - 5));
    for (id, href) in &moved {
        let (path, answer) = href.trim_start_matches("../").split_once('#').expect("a part");
        let page = built.page(path);
        assert!(page.contains(&format!("id=\"{answer}\"")), "{href}");
        assert!(page.contains(&format!("id=\"{id}\"")), "{id} at {href}");
    }
    let mut ids: Vec<String> = elements(built.page(QUESTION))
        .into_iter()
        .filter_map(|(_, all)| all.get("id").cloned())
        .collect();
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "an id is there twice");
    let n_named = ids.iter().filter(|id| id.starts_with("a-a") || id.starts_with("c-r")).count();
    assert_eq!(n_named, 2 * 129);
    let (report, told) = built.check();
    assert_eq!(report.n_broken, 0, "{told}");
}

#[test]
fn links_by_hand_find_what_has_moved() {
    let answers: String = (1..=12)
        .map(|at| {
            format!(
                "## Answer by Vesna ({}2024-03-{at:02})\n\nLook at [the fuse](#fuse-7).\n\n\
                 #### Fuse {at}\n\nBlow {at}.\n\n",
                if at == 3 { "accepted, " } else { "" }
            )
        })
        .collect();
    let thread = format!("---\nkind: question\n---\n# Which fuse?\n\nOf a lamp.\n\n{answers}");
    let built = Site::new("")
        .with("answers/fuse.md", thread)
        .with(
            "answers/other.md",
            "# Lamps\n\nSee [fuse 9](fuse.md#fuse-9) and [7](fuse.md#fuse-7).\n",
        )
        .build();
    assert_eq!(built.messages(), "");
    let (report, told) = built.check();
    assert_eq!(report.n_broken, 0, "{told}");
    let path = built.page_paths("").into_iter().find(|path| path.contains("--discussion"));
    assert!(path.is_some(), "{:?}", built.page_paths(""));
}

#[test]
fn programs_get_the_thread_whole() {
    let site = long_thread(129).setting("machines: {api: true}\n");
    let built = site.build();
    let twin =
        String::from_utf8_lossy(&built.files["questions/why-does-lamp-1-hum-1.md"]).into_owned();
    assert_eq!(twin.matches("## Answer by").count(), 129);
    let records: Vec<&str> = built.paths("api/threads/");
    let first = records.iter().find(|path| path.ends_with("--1.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_slice(&built.files[*first]).expect("JSON");
    let answers = record["answers"].as_array().expect("answers");
    assert_eq!(answers.len(), 129);
    assert!(record.get("next").is_none());
    // Each says where it is.
    for answer in answers {
        let url = answer["url"].as_str().expect("an address");
        let (path, id) =
            url.trim_start_matches("https://lamps.example/").split_once('#').expect("a part");
        let page = built.page(path);
        assert!(
            page.contains(&format!("<article class=\"answer\" id=\"{id}\""))
                || page.contains(&format!("grade-accepted\" id=\"{id}\"")),
            "{url}"
        );
    }
    let page = built.page(&discussion(1)[0]);
    assert!(page.contains("type=\"text/markdown\" href=\"../questions/why-does-lamp-1-hum-1.md\""));
}

#[test]
fn very_long_threads_are_files_of_several_parts_for_programs_too() {
    let n = 2_600;
    let built = long_thread(n).setting("machines: {api: true}\n").build();
    assert_eq!(built.messages(), "");
    let read = |path: &str| String::from_utf8_lossy(&built.files[path]).into_owned();
    let twins: Vec<String> = built
        .paths("questions/why-does-lamp-1-hum-1")
        .into_iter()
        .filter(|path| path.ends_with(".md"))
        .map(read)
        .collect();
    assert_eq!(twins.len(), 1 + 52);
    let n_answers = |twins: &[String]| -> usize {
        twins.iter().map(|twin| twin.matches("## Answer by").count()).sum()
    };
    assert_eq!(n_answers(&twins), n, "each answer once");
    let mut path = built
        .paths("api/threads/")
        .into_iter()
        .find(|path| path.ends_with("--1.json"))
        .expect("a record")
        .to_owned();
    let mut ids: Vec<String> = Vec::new();
    loop {
        let record: serde_json::Value = serde_json::from_str(&read(&path)).expect("JSON");
        let answers = record["answers"].as_array().expect("answers");
        ids.extend(answers.iter().map(|answer| answer["id"].as_str().expect("an id").to_owned()));
        let Some(next) = record["next"].as_str() else { break };
        let folder = path.rsplit_once('/').expect("a folder").0.to_owned();
        path = format!("{folder}/{next}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n);
    let (report, told) = built.check();
    assert_eq!(report.n_broken, 0, "{told}");
}

#[test]
fn at_most_six_helpers_are_named_first_those_whose_answers_are_shown() {
    let built = long_thread(129).build();
    let page = built.page(QUESTION);
    let rail = page.split("Who helped").nth(1).expect("helpers");
    let rail = rail.split("</ul>").next().expect("a list");
    assert_eq!(rail.matches("<li>").count(), 6);
    // Answers 4, 125, 118, 111 and 104 in this order.
    let names: Vec<usize> = ["Wanjiru", "Lotte", "Rashid", "Bohdan", "Vesna"]
        .iter()
        .map(|name| rail.find(&format!("<bdi>{name}</bdi>")).expect(name))
        .collect();
    assert!(names.is_sorted(), "{rail}");
}

#[test]
fn a_new_answer_changes_the_last_page_of_a_discussion_alone() {
    let (before, after) = (long_thread(128).build(), long_thread(129).build());
    let same = |path: &String| {
        let words = |built: &Built| numbers(built.page(path));
        words(&before) == words(&after)
    };
    let pages = discussion(3);
    assert_eq!(pages.iter().map(same).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn an_old_answer_says_how_old_it_is_and_a_checked_one_how_long_ago_that_was() {
    let age = |created: &str, settings: &str| {
        let text = format!("---\ntitle: Hours\ncreated: {created}\n{settings}---\nClosed.\n");
        let built = Site::new("").with("answers/hours.md", text).build();
        assert_eq!(built.messages(), "");
        let page = built.page("answers/hours.html");
        let (before, _) = page.split_once(" ago</span>")?;
        before.rsplit('>').next().map(str::to_owned)
    };
    // Builds of tests are of the first of June 2026.
    assert_eq!(age("2014-02-03", "").as_deref(), Some("12 years"));
    assert_eq!(age("2014-06-02", "").as_deref(), Some("11 years"));
    assert_eq!(age("2014-02-03", "verified_on: 2025-02-03\n").as_deref(), Some("1 year"));
    assert_eq!(age("2025-06-02", ""), None);
}

#[test]
fn months_stand_under_their_years() {
    let dated = |at: usize, month: &str| {
        format!("== answers/a{at}.md\n---\ntitle: Lamp {at}\ncreated: {month}-03\n---\nYes.\n\n")
    };
    let months = ["2014-02", "2014-11", "2015-02"].iter().enumerate();
    let text: String = months.map(|(at, month)| dated(at, month)).collect();
    let built = Site::new(&text).build();
    let page = built.page("dates.html");
    let list = page.split("<main").nth(1).expect("a list");
    let places: Vec<usize> =
        ["<h2>2015", "February 2015", "<h2>2014", "November 2014", "February 2014"]
            .iter()
            .map(|text| list.find(text).unwrap_or_else(|| panic!("{text} is not in {list}")))
            .collect();
    assert!(places.is_sorted(), "{list}");
}
