//! The queue of questions that one page may answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use answerbook::diag::Code;
use serde_json::{Value, json};

use crate::harness::{Site, folder, run, shared};

/// Pairs with their labels; how they came about stands in the file.
const LABELS: &str = include_str!("duplicates/labels.tsv");

/// A dump and two questions of it, the smaller id first.
type Pair = (String, u64, u64);

/// What a community asks, and what is answered.
const THREADS: [[&str; 4]; 9] = [
    ["1", "How do I reset the hub?", "It blinks red since the storm.", "Hold the button long."],
    ["2", "Hub blinks red", "How can I reset it?", "Hold the button for ten seconds."],
    ["3", "Lamp does not pair", "The app cannot see the lamp.", "Bring the lamp closer."],
    ["4", "Which paint for the shelf?", "It is raw oak.", "Oil, no paint."],
    ["5", "Delivery to the islands", "Do you deliver to Vis?", "Yes, by ferry."],
    ["6", "Can I return an opened box?", "I cut the tape.", "Within thirty days."],
    ["7", "Invoice without tax", "We are a company abroad.", "Write your number into the order."],
    ["8", "Change the language of the app", "It speaks Danish.", "It is under the globe."],
    ["9", "Dimmer hums at night", "A low sound.", "Swap it, that is a fault."],
];

fn thread([id, title, question, answer]: [&str; 4]) -> Value {
    json!({
        "id": id, "title": title, "url": format!("https://forum.example/t/{id}"),
        "author": {"id": format!("asker-{id}"), "name": "Vesna"},
        "question": {"body": question},
        "answers": [{
            "id": format!("a{id}"), "accepted": true, "body": answer,
            "author": {"id": "luka", "name": "Luka"},
        }],
    })
}

fn site(threads: &[Value]) -> Site {
    let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
    let source = "{type: jsonl, path: data/a.jsonl, name: Forum, url: 'https://forum.example'}";
    Site::new("")
        .with("data/a.jsonl", lines)
        .with("answerbook.yaml", format!("title: T\nsources:\n  - {source}\n"))
}

/// Runs `duplicates` on a site that was never built.
fn proposals(site: &Site, arguments: &[&str]) -> Vec<Value> {
    let folder = folder();
    site.write(folder.path());
    proposals_in(folder.path(), arguments)
}

fn proposals_in(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let arguments = [&["duplicates", "--json", "--quiet"], arguments].concat();
    let json = run(folder, &arguments).expect(0).json();
    json["proposals"].as_array().expect("a list").clone()
}

/// The pairs that are proposed, by their ids.
fn pairs(threads: &[Value], decisions: &str) -> Vec<(String, String)> {
    let site = site(threads).with("decisions.yaml", decisions);
    let id = |named: &Value| named["id"].as_str().expect("an id").to_owned();
    let all = proposals(&site, &[]);
    all.iter().map(|one| (id(&one["question"]), id(&one["of"]))).collect()
}

fn one_pair() -> Vec<(String, String)> {
    vec![("2".to_owned(), "1".to_owned())]
}

#[test]
fn a_proposal_shows_both_questions_and_their_answers() {
    let site = site(&THREADS.map(thread));
    let all = proposals(&site, &[]);
    assert_eq!(all.len(), 1, "{all:?}");
    let score = all[0]["score"].as_f64().expect("a number");
    assert!((0.2..0.8).contains(&score), "{score}");
    assert_eq!(
        all[0]["question"],
        json!({
            "source": "Forum", "id": "2", "title": "Hub blinks red",
            "address": "questions/hub-blinks-red-2.html", "url": "https://forum.example/t/2",
            "asked": "How can I reset it?", "answered": "Hold the button for ten seconds.",
        })
    );
    assert_eq!(all[0]["of"]["asked"], "It blinks red since the storm.");
    assert_eq!(all[0]["disagree"], true);
    let folder = folder();
    site.write(folder.path());
    let run = run(folder.path(), &["duplicates"]).expect(0);
    for text in ["1. 0.", "Hub blinks red\n[Forum:2]", "  > Hold the button long.\n", "   =\n"] {
        assert!(run.stdout.contains(text), "{text}\n{}", run.stdout);
    }
    assert_eq!(run.stderr, "1 pair proposed\n");
}

#[test]
fn a_decided_pair_does_not_come_again() {
    let threads = THREADS.map(thread);
    assert_eq!(pairs(&threads, ""), one_pair());
    for said in ["approved: yes", "approved: no", "approved:"] {
        let decisions = format!("duplicates:\n  - question: 2\n    of: 1\n    {said}\n");
        assert_eq!(pairs(&threads, &decisions), [], "{said}");
    }
}

#[test]
fn what_a_person_keeps_back_is_not_proposed() {
    let threads = THREADS.map(thread);
    for said in ["not: [2]\n", "publish: {\"Forum:1\": no}\n"] {
        assert_eq!(pairs(&threads, said), [], "{said}");
    }
    assert_eq!(pairs(&threads, "publish: {2: yes}\n"), one_pair());
}

/// An account bears a name of privacy.yaml in one thread, and another one everywhere else.
#[test]
fn all_names_that_must_go_go_from_proposals() {
    let mut threads = THREADS.map(thread);
    threads[2]["answers"][0]["author"] = json!({"id": "rok", "name": "Rok Vidmar"});
    threads[3]["answers"][0]["author"] = json!({"id": "rok", "name": "Lampwright"});
    threads[0]["question"]["body"] = json!("It blinks red since the storm, Lampwright says.");
    let site = site(&threads).with("privacy.yaml", "people:\n  - {name: Rok Vidmar}\n");
    let all = proposals(&site, &[]);
    let asked = all[0]["of"]["asked"].as_str().expect("a question");
    assert!(asked.starts_with("It blinks red") && !asked.contains("Lampwright"), "{asked}");
}

#[test]
fn what_is_written_for_decisions_does_not_come_again() {
    let folder = folder();
    site(&THREADS.map(thread)).write(folder.path());
    let told = run(folder.path(), &["duplicates", "--write"]).expect(0).stderr;
    assert!(told.starts_with("1 proposal written to decisions.yaml"), "{told}");
    assert_eq!(proposals_in(folder.path(), &[]), [] as [Value; 0]);
}

/// A question is nearest to a few others. Were a pair that waits to give its place away, each run
/// would propose what the last one found too unlike.
#[test]
fn a_pair_that_waits_keeps_its_place() {
    let places = ["the hall", "the attic", "a cellar", "my porch", "our shed", "the garage"];
    let asked = |(at, place): (usize, &&str)| {
        let title = format!("The hub in {place} blinks red");
        let question = format!("How can I reset the hub in {place}?");
        thread([&(at + 10).to_string(), &title, &question, "Hold the button for ten seconds."])
    };
    let crowd: Vec<Value> = places.iter().enumerate().map(asked).collect();
    let all: Vec<Value> = THREADS.map(thread).into_iter().chain(crowd).collect();
    let folder = folder();
    site(&all).write(folder.path());
    let n_first = proposals_in(folder.path(), &["--least", "0"]).len();
    assert!(n_first > 2, "{n_first}");
    run(folder.path(), &["duplicates", "--write", "--least", "0", "--most", "2"]).expect(0);
    assert_eq!(proposals_in(folder.path(), &["--least", "0"]).len(), n_first - 2);
    run(folder.path(), &["duplicates", "--write", "--least", "0"]).expect(0);
    assert_eq!(proposals_in(folder.path(), &["--least", "0"]), [] as [Value; 0]);
}

#[test]
fn titles_that_differ_in_a_number_alone_are_no_pair() {
    let mut threads = THREADS;
    threads[0][1] = "How do I reset the hub 2?";
    threads[1][1] = "How can I reset hub 3?";
    assert_eq!(pairs(&threads.map(thread), ""), []);
    threads[1][1] = "How can I reset hub 2?";
    assert_eq!(pairs(&threads.map(thread), ""), one_pair());
}

#[test]
fn what_comes_every_week_is_no_pair() {
    for (title, other) in [
        ("Weekly hub thread", "Weekly hub talk"),
        ("Monthly hub reset", "Monthly hub reset"),
        ("Week 12", "Week 12"),
        ("What's new in hub", "What's new in the hub"),
        ("Hubs in September", "Hub reset in September"),
        ("Скидання хаба за вересень", "Скидання хаба, вересень"),
    ] {
        let mut threads = THREADS;
        threads[0][1] = title;
        threads[1][1] = other;
        let found = pairs(&threads.map(thread), "");
        assert_eq!(found, [], "{title}");
    }
}

#[test]
fn who_links_to_the_other_question_asks_another_one() {
    let mut threads = THREADS.map(thread);
    let body = "I know of https://forum.example/t/1, how can I reset it?";
    threads[1]["question"]["body"] = json!(body);
    assert_eq!(pairs(&threads, ""), []);
}

#[test]
fn others_who_link_two_questions_bring_them_forward() {
    let score =
        |threads: &[Value]| proposals(&site(threads), &[])[0]["score"].as_f64().expect("a number");
    let mut threads = THREADS.map(thread);
    let before = score(&threads);
    let comment = json!({
        "id": "c", "parent": "a2", "body": "See https://forum.example/t/1.",
        "author": {"id": "mira", "name": "Mira"},
    });
    threads[1]["comments"] = json!([comment]);
    let after = score(&threads);
    assert!(after > before + 0.04, "{before} {after}");
}

#[test]
fn one_of_a_pair_has_a_page() {
    let mut threads = THREADS.map(thread);
    threads[1]["answers"] = json!([]);
    assert_eq!(pairs(&threads, ""), one_pair());
    threads[0]["answers"] = json!([]);
    assert_eq!(pairs(&threads, ""), []);
}

#[test]
fn most_cuts_the_queue_and_least_its_end() {
    let site = site(&THREADS.map(thread));
    assert_eq!(proposals(&site, &["--most", "0"]).len(), 0);
    assert_eq!(proposals(&site, &["--least", "0.9"]).len(), 0);
    assert_eq!(proposals(&site, &["--limit", "9"]).len(), 1);
}

#[test]
fn a_pair_counts_only_when_each_is_among_the_nearest_of_the_other() {
    let mut threads = THREADS.map(thread).to_vec();
    threads.push(thread(["10", "Reset a hub that was given to me", "It was used.", "Ask them."]));
    let is_proposed = |threads: &[Value]| {
        let found = pairs(threads, "");
        found.iter().any(|(question, into)| question == "10" || into == "10")
    };
    assert!(is_proposed(&threads));
    for id in ["11", "12", "13", "14"] {
        let [_, title, question, answer] = THREADS[0];
        threads.push(thread([id, title, question, answer]));
    }
    assert!(!is_proposed(&threads));
}

/// The queue of a dump, as a site of its own that does not know what is marked there.
fn queue_of(dump: &Path, name: &str) -> Vec<(f64, Pair)> {
    let folder = folder();
    for file in ["Posts.xml", "Users.xml", "Comments.xml"] {
        std::fs::copy(dump.join(file), folder.path().join(file)).expect("a copy");
    }
    let url = format!("https://{}.stackexchange.com", name.trim_end_matches(char::is_numeric));
    let source = format!("{{type: stackexchange, path: ., name: {name}, url: '{url}'}}");
    let settings = format!("title: T\nsources:\n  - {source}\n");
    std::fs::write(folder.path().join("answerbook.yaml"), settings).expect("a file");
    let number = |named: &Value| named["id"].as_str().and_then(|id| id.parse().ok());
    let pair = |one: &Value| {
        let ids: [u64; 2] = [&one["question"], &one["of"]]
            .map(|named| number(named).expect("ids of dumps are numbers"));
        let score = one["score"].as_f64().expect("a number");
        (score, (name.to_owned(), ids[0].min(ids[1]), ids[0].max(ids[1])))
    };
    proposals_in(folder.path(), &[]).iter().map(pair).collect()
}

fn labels() -> BTreeMap<Pair, &'static str> {
    let lines = LABELS.lines().filter(|line| !line.starts_with('#'));
    let label = |line: &'static str| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_else(|| panic!("four fields: {line}"));
        let (dump, a, b, label) = (field(), field(), field(), field());
        let number = |id: &str| id.parse().expect("ids of dumps are numbers");
        ((dump.to_owned(), number(a), number(b)), label)
    };
    lines.map(label).collect()
}

/// Of the best 50 pairs of both communities, 10 were one question (0.20) before answers,
/// surroundings and links counted; 18 are now (0.36), with 0.38 of all that are labelled so.
#[test]
fn of_the_best_fifty_pairs_of_two_communities_a_third_are_one_question() {
    let Some(shared) = shared() else { return };
    let labels = labels();
    let mut queue: Vec<(f64, Pair)> = ["ai2017", "beer2016"]
        .iter()
        .flat_map(|name| queue_of(&shared.join("data/stackexchange").join(name), name))
        .collect();
    queue.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let best: BTreeSet<&Pair> = queue.iter().take(50).map(|(_, pair)| pair).collect();
    let unlabelled: Vec<&&Pair> = best.iter().filter(|pair| !labels.contains_key(**pair)).collect();
    assert!(unlabelled.len() <= 2, "read these, and add their labels: {unlabelled:?}");
    let is_same = |pair: &&Pair| labels.get(*pair) == Some(&"same");
    let n_found = best.iter().filter(|pair| is_same(pair)).count();
    let n_same = labels.keys().filter(is_same).count();
    let (precision, recall) = (n_found as f64 / 50.0, n_found as f64 / n_same as f64);
    assert!(precision >= 0.34 && recall >= 0.36, "{precision:.2} {recall:.2}");
    let is_different = |pair: &&&Pair| labels.get(**pair) == Some(&"different");
    let n_different = best.iter().filter(is_different).count();
    assert!(n_different <= 3, "{n_different} pairs are about different things");
}

#[test]
fn answers_that_find_no_room_on_the_page_that_stays_are_told_of_and_not_counted() {
    let answers = |n: usize| {
        let answer = |at: usize| format!("{{\"id\": \"b{n}-{at}\", \"body\": \"Oil it.\"}}");
        (0..n).map(answer).collect::<Vec<String>>().join(", ")
    };
    let thread = |id: usize, of: &str, n: usize| {
        format!(
            "{{\"id\": \"{id}\", {of}\"title\": \"Does pump {id} hum?\", \"answers\": [\
             {{\"id\": \"{id}\", \"body\": \"So.\", \"accepted\": true}}, {}]}}\n",
            answers(n)
        )
    };
    let of = "\"duplicate_of\": \"1\", ";
    let lines = [thread(1, "", 9), thread(2, of, 9_980), thread(3, of, 40)].concat();
    let settings = "title: Pumps\nsources: [{type: jsonl, path: a.jsonl}]\n";
    let site = Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines);
    let built = site.build();
    // 10 + 9,981 + 41
    let told = built.message(Code::ThreadLong);
    assert!(told.contains("a.jsonl:1: warning[thread-long]: 32 answers of duplicates of `1`"));
    assert_eq!((told.lines().count(), built.report().n_answers), (1, 10_000), "{told}");
}
