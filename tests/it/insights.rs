//! `answerbook insights`: the same visits in every form of logs, counted by hand.

mod forms;
mod languages;
mod rising;

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Site, folder, run};

use forms::{FORMS, Visit, written};

/// A phone and a desk; each visitor has an address of their own besides.
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
const GOOGLE: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

const THREADS: &str = r#"
    {"id": "7", "title": "How do I reset the hub?", "tags": ["hub"], "answers":
        [{"id": "a", "accepted": true, "body": "Hold the button on its back for ten seconds."}]}
    {"id": "8", "title": "Why does the lamp flicker?", "tags": ["lamp"], "answers":
        [{"id": "b", "accepted": true, "body": "Its firmware is old: update it in the app."}]}
    {"id": "9", "title": "Навіщо лампі оновлення?", "language": "uk", "answers":
        [{"id": "c", "accepted": true, "body": "Воно прибирає блимання."}]}
    {"id": "10", "title": "Can a wall switch be paired with the lamp?", "answers": []}
"#;

const HUB: &str = "/help/questions/how-do-i-reset-the-hub-7.html";
const LAMP: &str = "/help/questions/why-does-the-lamp-flicker-8.html";
const YES_HUB: &str = "/help/feedback/yes/forum--7.svg";
const NO_LAMP: &str = "/help/feedback/no/forum--8.svg";

/// A built site in a folder.
fn site() -> tempfile::TempDir {
    let site = folder();
    let settings = "title: Lumo\nbase_url: https://help.lumo.example/help/\nlanguages: [en, uk]\n\
        feedback: {to: log}\nsources:\n  - {type: jsonl, path: threads.jsonl, name: Forum}\n";
    // One record a line.
    let threads = THREADS.replace("\n        [", " [");
    Site::new("")
        .with("threads.jsonl", threads)
        .with("answerbook.yaml", settings)
        .write(site.path());
    run(site.path(), &["build"]).expect(0);
    site
}

/// Eleven visitors, whose visits are counted in [`check_counts`] by hand.
fn visits() -> Vec<Visit> {
    let visit = |who: u8, minute: u32, targets: &[&str]| Visit::new(who, PHONE, minute, targets);
    let lost = "/help/search.html?q=pair+a+wall+switch+with+the+lamp";
    let robot = [HUB, LAMP, YES_HUB, "/help/search.html?q=robots", "/help/"];
    vec![
        // Helped by one answer.
        visit(1, 0, &[HUB, "/help/assets/site.css", YES_HUB]),
        visit(2, 5, &[HUB, YES_HUB]),
        // Not helped.
        visit(3, 9, &[LAMP, NO_LAMP]),
        // Another mind in the same visit: the last word counts.
        visit(4, 12, &[LAMP, NO_LAMP, "/help/feedback/yes/forum--8.svg"]),
        // Searched, and found; then once more on the page of results, which asks the server for
        // nothing, so that only the way to what was opened tells of it.
        visit(5, 20, &["/help/", "/help/search.html?q=lights", HUB]).from("reset+hub"),
        // Searched three times in vain, with other words each time.
        visit(6, 25, &["/help/search.html?q=pair+wall+switch", lost]),
        visit(7, 27, &[lost]),
        visit(8, 28, &["/help/search.html?q=%D0%BE%D0%BF%D0%BB%D0%B0%D1%82%D0%B0"]),
        visit(8, 29, &["/help/feedback/search/none.svg?q=pair%20wall%20switch%20lamp"]),
        // Reads on after an hour: two visits.
        visit(9, 30, &[LAMP]),
        visit(9, 95, &[HUB, LAMP]),
        Visit::new(10, GOOGLE, 40, &robot),
        // Nothing of this is there.
        visit(11, 50, &["/help/answers/none.html", "/wp-login.php"]).missing(),
    ]
}

fn check_counts(report: &Value, form: &str) {
    let at = |pointer: &str| report.pointer(pointer).unwrap_or_else(|| panic!("{form} {pointer}"));
    let check = |pointer: &str, expected: u64| {
        assert_eq!(at(pointer).as_u64(), Some(expected), "{form} {pointer}");
    };
    check("/lines/requests", 28);
    // The Common form says nothing of browsers, so there robots are readers.
    if form == "common" {
        check("/lines/bots", 0);
        return;
    }
    check("/lines/bots", 5);
    check("/lines/unread", 0);
    check("/sittings/n", 10);
    check("/sittings/with_a_question", 7);
    check("/sittings/single/n", 7);
    // 1, 2, 4 and the first of 9; 3 said no, 5 searched, the second of 9 read two.
    assert_eq!(at("/sittings/single/share").as_f64(), Some(4.0 / 7.0), "{form}");
    check("/resolution/n", 4);
    assert_eq!(at("/resolution/share").as_f64(), Some(0.75), "{form}");
    check("/searches/n", 7);
    check("/searches/failed", 5);
    check("/unread/n", 1);
    let answers = at("/answers").as_array().expect("a list");
    let counts: Vec<(&str, u64, u64, u64)> = answers
        .iter()
        .map(|answer| {
            let count = |key: &str| answer[key].as_u64().expect("a number");
            (answer["id"].as_str().expect("a name"), count("reads"), count("yes"), count("no"))
        })
        .collect();
    assert_eq!(counts, [("forum--7", 4, 2, 0), ("forum--8", 4, 1, 1)], "{form}");
    let gap = at("/gaps/0");
    assert_eq!(gap["n"], 3, "{form}: visits of 6, 7 and 8: {gap}");
    assert_eq!(gap["unsolved"][0]["id"], "10", "{form}: {gap}");
    assert_eq!(gap["language"], "en", "{form}");
}

/// Writes a log, and reads the report of it.
fn report(site: &Path, log: &[u8], more: &[&str]) -> Value {
    fs::write(site.join("access.log"), log).expect("a log");
    let arguments = [&["insights", "--logs", "access.log", "--json"], more].concat();
    run(site, &arguments).expect(0).json()
}

#[test]
fn every_form_tells_what_a_person_counts() {
    let site = site();
    for form in FORMS {
        check_counts(&report(site.path(), written(form, &visits()).as_bytes(), &[]), form);
    }
}

#[test]
fn packed_logs_and_logs_of_several_servers_are_read_as_one() {
    let site = site();
    let (first, second) = {
        let mut all = visits();
        let second = all.split_off(7);
        (written("combined", &all), written("caddy", &second))
    };
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(first.as_bytes()).expect("a log");
    fs::write(site.path().join("b.log.1.gz"), packed.finish().expect("gzip")).expect("a log");
    let zstd = zstd::encode_all(second.as_bytes(), 1).expect("zstd");
    fs::write(site.path().join("b.log.zst"), zstd).expect("a log");
    let read = run(site.path(), &["insights", "--logs", "b.log*", "--json"]).expect(0);
    check_counts(&read.json(), "packed");
}

#[test]
fn nothing_private_reaches_any_form_of_the_report() {
    let site = site();
    let searched = |who: u8, text: &str| {
        let target = format!("/help/search.html?q={}", text.replace('+', "%2B").replace(' ', "+"));
        Visit::new(who, PHONE, u32::from(who), &[&target])
    };
    let mut all = visits();
    for who in 20..26 {
        // Typed by many, so that masks alone can hide it.
        all.push(searched(who, "lamp of ana.zupan@lumomail.net"));
        all.push(searched(who, "call me at +386 41 234 567"));
    }
    all.push(searched(30, "lamp of Quirinus Abendstern"));
    all.push(searched(31, "order 7731-2294-kx flickers"));
    all.push(
        Visit::new(32, PHONE, 90, &["/help/users/quirinus.abendstern@lumomail.net"]).missing(),
    );
    let private = ["zupan", "41 234", "quirinus", "abendstern", "7731-2294", "192.0.2."];
    let log = written("combined", &all);
    let read = log.to_lowercase().replace('+', " ");
    assert!(private.iter().all(|word| read.contains(word)), "the log holds them");
    fs::write(site.path().join("access.log"), log).expect("a log");
    let mut outputs = vec![
        vec![],
        vec!["--json"],
        vec!["--markdown"],
        vec!["--html", "out.html"],
        vec!["--atom", "out.xml"],
    ];
    let tables = ["answers", "gaps", "rising", "rising-searches", "unread", "languages", "open"];
    outputs.extend(tables.map(|table| vec!["--csv", table]));
    for output in outputs {
        let arguments = [&["insights", "--logs", "access.log"], &output[..]].concat();
        let ran = run(site.path(), &arguments).expect(0);
        let file = output.get(1).and_then(|name| fs::read_to_string(site.path().join(name)).ok());
        let text = [ran.stdout, ran.stderr, file.unwrap_or_default()].concat().to_lowercase();
        for word in private {
            assert!(!text.contains(word), "{output:?} tells {word}: {text}");
        }
    }
}

#[test]
fn words_of_strangers_command_nothing() {
    let site = site();
    let hostile = [
        "%3Cscript%3Ealert(1)%3C/script%3E+lamp",
        "%1B%5B31mred+lamp%0A%3A%3Aerror%3A%3Alamp",
        "%3DHYPERLINK(%22x%22)+lamp",
        "%7C+lamp+%5Bx%5D(javascript:alert(1))+%3Cb%3E",
    ];
    let mut all = Vec::new();
    for who in 1..9 {
        for (minute, text) in (0..).zip(hostile) {
            all.push(Visit::new(
                who,
                PHONE,
                60 * minute,
                &[&format!("/help/search.html?q={text}")],
            ));
        }
    }
    let mut log = written("combined", &all);
    log.push_str("a broken line\n\u{1b}[2J::error::x\n192.0.2.9 - - [10/Oct/2026:13:55:36 +00");
    fs::write(site.path().join("access.log"), &log).expect("a log");
    let read = |more: &[&str]| {
        let arguments = [&["insights", "--logs", "access.log"], more].concat();
        run(site.path(), &arguments).expect(0)
    };
    let report = read(&["--json", "--html", "out.html", "--atom", "out.xml"]);
    assert_eq!(report.json()["lines"]["unread"], 3, "{}", report.stdout);
    let page = fs::read_to_string(site.path().join("out.html")).expect("a page");
    assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
    let feed = fs::read_to_string(site.path().join("out.xml")).expect("a feed");
    let mut xml = quick_xml::Reader::from_str(&feed);
    while !matches!(xml.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
    for text in [read(&[]).stdout, read(&["--markdown"]).stdout, read(&["--csv", "gaps"]).stdout] {
        assert!(!text.contains('\u{1b}') && !text.contains("\n::error"), "{text}");
    }
    let comment = read(&["--markdown"]).stdout;
    assert!(!comment.contains("<script") && !comment.contains("](javascript"), "{comment}");
    let table = read(&["--csv", "gaps"]).stdout;
    assert!(table.lines().all(|line| !line.starts_with('=')), "{table}");
}

#[test]
fn limits_fail_a_job_only_when_chance_does_not_explain_it() {
    let site = site();
    let few = written("combined", &visits());
    fs::write(site.path().join("access.log"), few).expect("a log");
    let limited = ["insights", "--logs", "access.log", "--least-helped", ".9"];
    run(site.path(), &limited).expect(0);
    let many =
        (0..40).map(|who| Visit::new(who, PHONE, 0, &[LAMP, NO_LAMP])).collect::<Vec<Visit>>();
    fs::write(site.path().join("access.log"), written("combined", &many)).expect("a log");
    let failed = run(site.path(), &limited).expect(1);
    assert!(failed.stderr.contains("error[insights-limit]"), "{}", failed.stderr);
}

#[test]
fn a_log_that_is_not_there_or_is_none_is_told() {
    let site = site();
    let ran = run(site.path(), &["insights", "--logs", "no*.log"]).expect(2);
    assert!(ran.stderr.contains("error[log-unreadable]"), "{}", ran.stderr);
    fs::write(site.path().join("a.log"), "dear diary\n".repeat(9)).expect("a log");
    let ran = run(site.path(), &["insights", "--logs", "a.log", "--json"]).expect(1);
    assert!(ran.stderr.contains("no line of this log is a request"), "{}", ran.stderr);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(written("combined", &visits()).as_bytes()).expect("a log");
    let packed = packed.finish().expect("gzip");
    fs::write(site.path().join("a.log"), &packed[..packed.len() - 20]).expect("a log");
    let ran = run(site.path(), &["insights", "--logs", "a.log", "--json"]).expect(1);
    assert!(ran.stderr.contains("cannot be read to its end"), "{}", ran.stderr);
}

#[test]
fn open_threads_are_ranked_by_those_who_search_for_them() {
    let site = site();
    let open = "id,title,body\nT-1,Wall switch does not pair with my lamp,It blinks.\n\
        T-2,Invoice is missing,I need it.\n";
    fs::write(site.path().join("open.csv"), open).expect("a table");
    let log = written("combined", &visits());
    let found = report(site.path(), log.as_bytes(), &["--open", "open.csv"]);
    let open = found["open"].as_array().expect("a list");
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!((&open[0]["id"], &open[0]["n"]), (&"T-1".into(), &3.into()), "{open:?}");
}

#[test]
fn what_a_beacon_was_sent_counts_as_well() {
    let site = site();
    let events = "{\"version\":1,\"event\":\"feedback\",\"vote\":\"yes\",\"id\":\"forum--7\"}\n\
        {\"version\":1,\"event\":\"feedback\",\"vote\":\"no\",\"id\":\"forum--7\"}\n\
        {\"version\":1,\"event\":\"feedback\",\"vote\":\"yes\",\"id\":\"nobody--1\"}\nx\n";
    fs::write(site.path().join("events.jsonl"), events).expect("events");
    let ran = run(site.path(), &["insights", "--events", "events.jsonl", "--json"]).expect(0);
    let report = ran.json();
    assert_eq!(report["resolution"]["n"], 2);
    assert_eq!(report["lines"]["unread"], 2);
}
