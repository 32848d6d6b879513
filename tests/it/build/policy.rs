//! Which threads are published, and why others are not.

use crate::harness::{Built, Site};

/// One thread of each kind: its title, and its other fields.
const THREADS: [(&str, &str); 12] = [
    ("Accepted", r#""answers": [{"body": "x", "accepted": true}]"#),
    ("Official", r#""answers": [{"body": "x", "official": true}]"#),
    ("Staff", r#""answers": [{"body": "HOLD", "author": {"name": "A", "role": "staff"}}]"#),
    ("Votes", r#""answers": [{"body": "BUY", "score": 9}]"#),
    (
        "Confirmed",
        r#""author": {"name": "Q"}, "answers": [{"body": "HOLD", "author": {"name": "A"}},
        {"body": "Thank you, that solved it!", "author": {"name": "Q"}}]"#,
    ),
    ("Split", r#""answers": [{"body": "HOLD", "score": 8}, {"body": "BUY", "score": 8}]"#),
    ("Substance", r#""answers": [{"body": "HOLD"}]"#),
    ("No answer", r#""answers": []"#),
    ("Twin", r#""duplicate_of": 1"#),
    ("Holding", r#""answers": [{"body": "We are looking into it.", "author": {"role": "staff"}}]"#),
    ("Doubtful", r#""answers": [{"body": "Perhaps it is the cable?"}, {"body": "See the box."}]"#),
    ("Chatter", r#""question": {"body": "Nice sunset!"}, "answers": [{"body": "HOLD"}]"#),
];

/// What answers.
const HOLD: &str = "You need to hold the button for ten seconds, since the old key is kept after \
    an update. Then open the settings and pair it again; that works without the cable, too.";
const BUY: &str = "You can replace the cable: use one that is shorter than three metres instead.";

fn publish(resolution: &str) -> Built {
    let settings = "title: x\nsources:\n  - {type: jsonl, path: threads.jsonl}\n";
    let records = THREADS.iter().zip(1..).map(|((title, fields), id)| {
        let fields = fields.replace('\n', " ").replace("HOLD", HOLD).replace("BUY", BUY);
        let asks = r#", "question": {"body": "Why does the hub blink red after the update?"}"#;
        let asks = if fields.contains("question") { "" } else { asks };
        format!("{{\"id\": {id}, \"title\": \"{title}\", {fields}{asks}}}\n")
    });
    let records: String = records.collect();
    let site = Site::new("").with("threads.jsonl", records).with("answerbook.yaml", settings);
    match resolution {
        "" => site.build(),
        words => site.setting(&format!("publish: {{resolution: {words}}}")).build(),
    }
}

#[track_caller]
fn check(resolution: &str, published: &[&str], withheld: &[(&str, usize)]) {
    let built = publish(resolution);
    // Addresses have more words where a question went behind the title.
    let paths = built.page_paths("questions/");
    let id = |path: &&str| path.trim_end_matches(".html").rsplit('-').next()?.parse::<usize>().ok();
    let mut ids: Vec<usize> = paths.iter().filter_map(|path| id(&&**path)).collect();
    ids.sort_unstable();
    let slug = |id: &usize| THREADS[id - 1].0.to_lowercase().replace(' ', "-");
    let names: Vec<String> = ids.iter().map(|id| format!("{}-{id}", slug(id))).collect();
    assert_eq!(names, published);
    let report = built.report();
    let reasons: Vec<(&str, usize)> =
        report.withheld.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    assert_eq!(reasons, withheld);
    let n_withheld: usize = report.withheld.values().sum();
    assert_eq!((report.n_present, report.n_imported), (12, 12));
    assert_eq!(report.n_published + n_withheld, 12);
}

#[test]
fn the_default_publishes_what_is_likely_to_help() {
    check(
        "",
        &["accepted-1", "official-2", "staff-3", "votes-4", "confirmed-5", "substance-7"],
        &[
            ("duplicate", 1),
            // The doubtful one: it is answered, and not sure enough.
            ("low-confidence", 1),
            ("no-answer", 2),
            ("not-a-question", 1),
            ("split-votes", 1),
        ],
    );
}

#[test]
fn a_list_of_grades_publishes_these_alone() {
    check(
        "[contested]",
        &["split-6"],
        &[
            ("accepted-mark", 1),
            // The twin stands on its own, since what it repeats is not published.
            ("no-answer", 3),
            ("not-a-question", 1),
            ("official-mark", 1),
            ("staff-answer", 1),
            ("substance", 2),
            ("thanks", 1),
            ("votes", 1),
        ],
    );
    check(
        "accepted",
        &["accepted-1"],
        &[
            ("duplicate", 1),
            ("no-answer", 2),
            ("not-a-question", 1),
            ("official-mark", 1),
            ("split-votes", 1),
            ("staff-answer", 1),
            ("substance", 2),
            ("thanks", 1),
            ("votes", 1),
        ],
    );
}

#[test]
fn all_publishes_everything_but_duplicates() {
    let all = [
        "accepted-1",
        "official-2",
        "staff-3",
        "votes-4",
        "confirmed-5",
        "split-6",
        "substance-7",
        "no-answer-8",
        "holding-10",
        "doubtful-11",
        "chatter-12",
    ];
    check("all", &all, &[("duplicate", 1)]);
    check("[all]", &all, &[("duplicate", 1)]);
}

#[test]
fn only_published_threads_are_found_counted_and_listed() {
    let built = publish("[accepted]");
    let everything: Vec<&str> = built.pages().map(|(_, page)| page).collect();
    assert!(everything.iter().all(|page| !page.contains("No answer")));
    assert_eq!(built.report().index.map(|index| index.documents), Some(1));
}
