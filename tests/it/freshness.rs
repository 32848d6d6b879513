//! What becomes of answers in time: releases, checks, changed originals, contradictions, and the
//! queue of `answerbook review`.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::{Run, Site, folder, run};

const RESET: &str = "---\ntitle: How do I reset the hub?\nslug: reset\nproduct: Lumo Hub\n\
    language: en\nauthor: Olena (brand)\nverified_on: 2026-01-15\nverified_by: Olena\n---\n\
    Press the button.\n\n## When it blinks\n\nHold the button for ten seconds, then let go.\n";

const UK: &str = "---\ntitle: Як скинути хаб?\nslug: uk\nproduct: Lumo Hub\nlanguage: uk\n\
    translation_of: reset\nauthor: Olena (brand)\n---\n\
    Натисніть кнопку.\n\n## Коли блимає\n\nТримайте кнопку десять секунд, тоді відпустіть.\n";

const SETTINGS: &str = "title: Lumo\nlanguages: [en, uk]\nsources:\n  \
    - {type: markdown, path: answers, name: Handbook}\n  \
    - {type: jsonl, path: forum.jsonl, name: Forum}\n";

/// Two accepted answers of the community that differ in a number, and one that is voted down.
const FORUM: &str = r#"
{"id": "7", "title": "Bridge forgets its schedule after a power cut", "created": "2026-02-01",
 "question": {"body": "The bridge forgets its schedule whenever the power is cut."},
 "answers": [{"id": "a", "accepted": true, "created": "2026-02-02",
  "body": "The bridge keeps its schedule for 12 hours without power. Update it first."}]}
{"id": "8", "title": "Schedule of the bridge is lost after a power cut", "created": "2026-03-01",
 "question": {"body": "After a power cut the bridge lost its schedule again."},
 "answers": [{"id": "b", "accepted": true, "created": "2026-03-02",
  "body": "Sadly the bridge keeps its schedule for 4 hours without power."}]}
{"id": "9", "title": "Is the lamp waterproof?", "views": 900, "created": "2026-03-01",
 "question": {"body": "May it hang in the rain?"},
 "answers": [{"id": "c", "accepted": true, "score": -4, "created": "2026-03-02",
  "body": "Hang it anywhere, rain does nothing to it at all."}]}
"#;

fn site() -> tempfile::TempDir {
    let site = folder();
    Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("answers/reset.md", RESET)
        .with("answers/uk.md", UK)
        // One record a line.
        .with("forum.jsonl", FORUM.replace("\n ", " "))
        .write(site.path());
    site
}

fn command(site: &Path, args: &[&str]) -> Run {
    run(site, args)
}

fn review(site: &Path) -> Value {
    command(site, &["review", "--json"]).expect(0).json()
}

/// The kinds of concerns of an answer.
fn concerns(queue: &Value, id: &str) -> Vec<String> {
    let rows = queue["answers"].as_array().expect("a list");
    let row = rows.iter().find(|row| row["id"] == id);
    let concerns = row.map(|row| row["concerns"].as_array().expect("a list").clone());
    let kind = |concern: &Value| concern["kind"].as_str().expect("a kind").to_owned();
    concerns.unwrap_or_default().iter().map(kind).collect()
}

fn page(site: &Path, name: &str) -> String {
    fs::read_to_string(site.join("public").join(name)).expect("a page")
}

fn change(site: &Path, name: &str, old: &str, new: &str) {
    let path = site.join(name);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(old), "{text}");
    fs::write(&path, text.replace(old, new)).expect("it is written");
}

#[test]
fn a_release_makes_answers_due_until_somebody_checks_them() {
    let site = site();
    let releases = "releases:\n  - {product: lumo hub, version: \"4.3\", date: 2026-05-20, \
        notes: Blinking means something else now.}\n  \
        - {product: Lumo Hub, version: \"9.9\", date: 2999-01-01}\n  \
        - {product: Lumo Hub, version: \"4.2\", date: 2026-05-01, changed: [wi-fi]}\n";
    fs::write(site.path().join("releases.yaml"), releases).expect("a file");
    command(site.path(), &["build"]).expect(0);
    let page = |name: &str| page(site.path(), name);
    let told = page("answers/reset.html");
    assert!(told.contains("lumo hub 4.3 came out on 20 May 2026"), "{told}");
    assert!(told.contains("Blinking means something else now."), "{told}");
    let due = "<span class=\"badge stale\">Check due</span>";
    assert!(told.contains(due) && page("index.html").contains(due), "{told}");
    assert_eq!(concerns(&review(site.path()), "Handbook:reset"), ["release"]);
    let over = command(site.path(), &["review", "--most-due", "0"]).expect(1);
    assert!(over.stderr.contains("error[review-limit]"), "{}", over.stderr);
    let by = ["verify", "Handbook:reset", "--by", "Bo \"B\"", "--on", "2026-05-21"];
    command(site.path(), &by).expect(0);
    let text = fs::read_to_string(site.path().join("answers/reset.md")).expect("a file");
    assert!(
        text.contains("verified_on: \"2026-05-21\"\nverified_by: \"Bo \\\"B\\\"\"\n"),
        "{text}"
    );
    assert!(text.ends_with(&RESET[RESET.find("Press").expect("a body")..]), "{text}");
    command(site.path(), &["build"]).expect(0);
    let told = self::page(site.path(), "answers/reset.html");
    assert!(!told.contains("came out on") && told.contains("21 May 2026"), "{told}");
    assert!(!told.contains("Check due"), "{told}");
    // An answer that says that it is about the version needs no check.
    change(site.path(), "answers/uk.md", "language: uk", "language: uk\nversion: \"4.10\"");
    let queue = review(site.path());
    assert_eq!(concerns(&queue, "Handbook:reset"), [] as [&str; 0]);
    assert!(!concerns(&queue, "Handbook:uk").contains(&"release".to_owned()));
}

#[test]
fn a_release_of_what_no_answer_is_about_is_told() {
    let site = site();
    let releases = "releases:\n  - {product: Lumo Hib, version: a, date: 2026-06-01}\n";
    fs::write(site.path().join("releases.yaml"), releases).expect("a file");
    let built = command(site.path(), &["build"]).expect(0);
    assert!(built.stderr.contains("warning[release-idle]"), "{}", built.stderr);
    assert!(built.stderr.contains("use `Lumo Hub`"), "{}", built.stderr);
}

#[test]
fn what_was_checked_of_an_export_stands_in_the_decisions() {
    let site = site();
    let said =
        command(site.path(), &["verify", "9", "--by", "Ann", "--on", "2026-05-01"]).expect(0);
    assert!(
        said.stderr.contains("decisions.yaml: Forum:9: checked on 2026-05-01 by Ann"),
        "{}",
        said.stderr
    );
    command(site.path(), &["verify", "9", "--on", "2026-05-02", "--expires", "2999-01-01"])
        .expect(0);
    let decisions = fs::read_to_string(site.path().join("decisions.yaml")).expect("a file");
    assert!(
        decisions.ends_with("verified:\n  \"Forum:9\": {on: 2026-05-02, expires: 2999-01-01}\n"),
        "{decisions}"
    );
    command(site.path(), &["build"]).expect(0);
    let page = page(site.path(), "questions/is-the-lamp-waterproof--forum--9.html");
    assert!(page.contains("2 May 2026"), "{page}");
    let wrong = command(site.path(), &["verify", "nine"]).expect(2);
    assert!(wrong.stderr.contains("no source has a thread `nine`"), "{}", wrong.stderr);
    change(site.path(), "decisions.yaml", "2026-05-02", "soon");
    let wrong = command(site.path(), &["build"]).expect(2);
    assert!(wrong.stderr.contains("`soon` is not a day"), "{}", wrong.stderr);
}

#[test]
fn an_answer_past_its_date_wants_a_new_one() {
    let site = site();
    change(site.path(), "answers/reset.md", "language: en", "language: en\nexpires: 2026-02-01");
    assert_eq!(concerns(&review(site.path()), "Handbook:reset"), ["expired"]);
    let wrong = command(site.path(), &["verify", "reset"]).expect(2);
    assert!(wrong.stderr.contains("`--expires never`"), "{}", wrong.stderr);
    command(site.path(), &["verify", "reset", "--expires", "never"]).expect(0);
    let text = fs::read_to_string(site.path().join("answers/reset.md")).expect("a file");
    assert!(!text.contains("expires"), "{text}");
    assert_eq!(concerns(&review(site.path()), "Handbook:reset"), [] as [&str; 0]);
}

#[test]
fn a_translation_follows_its_original() {
    let site = site();
    let git = |args: &[&str]| {
        let names = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        let git = Command::new("git").arg("-C").arg(site.path()).args(names).args(args).output();
        git.is_ok_and(|output| output.status.success())
    };
    command(site.path(), &["verify", "uk", "--by", "Olena"]).expect(0);
    let text = fs::read_to_string(site.path().join("answers/uk.md")).expect("a file");
    assert!(text.contains("\ntranslated_from: \""), "{text}");
    let has_git = git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "one"]);
    // A comma is no change.
    change(site.path(), "answers/reset.md", "for ten seconds, then", "for ten seconds then");
    let built = command(site.path(), &["build"]).expect(0);
    assert!(!built.stderr.contains("translation-stale"), "{}", built.stderr);
    change(site.path(), "answers/reset.md", "ten seconds", "fifteen seconds");
    let built = command(site.path(), &["build"]).expect(0);
    assert!(built.stderr.contains("answers/uk.md:1"), "{}", built.stderr);
    assert!(built.stderr.contains("warning[translation-stale]"), "{}", built.stderr);
    let told = page(site.path(), "answers/uk.html");
    assert!(told.contains("Оригінал цього перекладу змінився"), "{told}");
    assert!(told.contains("href=\"../answers/reset.html\""), "{told}");
    assert!(told.contains("<span class=\"badge stale\">"), "{told}");
    assert!(!page(site.path(), "answers/reset.html").contains("has changed"));
    let queue = review(site.path());
    assert_eq!(concerns(&queue, "Handbook:uk"), ["original-changed"]);
    let shown = command(site.path(), &["review"]).expect(0).stdout;
    assert!(shown.contains("1 section of its original, answers/reset.html"), "{shown}");
    if has_git {
        let words = "[-ten seconds,-] {+fifteen seconds+} then let go.";
        assert!(shown.contains(words), "{shown}");
    }
    change(
        site.path(),
        "answerbook.yaml",
        "title: Lumo",
        "title: Lumo\ntranslations: {stale: error}",
    );
    let built = command(site.path(), &["build"]).expect(1);
    assert!(built.stderr.contains("error[translation-stale]"), "{}", built.stderr);
    command(site.path(), &["verify", "uk"]).expect(0);
    command(site.path(), &["build"]).expect(0);
    assert!(!page(site.path(), "answers/uk.html").contains("змінився"));
}

#[test]
fn contradictions_are_proposed_and_the_most_read_comes_first() {
    let site = site();
    let queue = review(site.path());
    assert_eq!(concerns(&queue, "Forum:7"), ["contradicted"]);
    assert_eq!(concerns(&queue, "Forum:8"), [] as [&str; 0], "the older one is to be looked at");
    assert_eq!(concerns(&queue, "Forum:9"), ["downvoted"]);
    assert_eq!(queue["answers"][0]["id"], "Forum:9", "it is read most");
    let shown = command(site.path(), &["review"]).expect(0).stdout;
    assert!(shown.contains("here: The bridge keeps its schedule for 12 hours"), "{shown}");
    let markdown = command(site.path(), &["review", "--markdown"]).expect(0).stdout;
    assert!(markdown.contains("- [ ] **Is the lamp waterproof?** (doubtful)"), "{markdown}");
    let csv = command(site.path(), &["review", "--csv"]).expect(0).stdout;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let owned = command(site.path(), &["review", "--owner", "nobody"]).expect(0).stdout;
    assert_eq!(owned.trim(), "", "{owned}");
}

#[test]
fn checks_are_written_of_all_answers_or_of_none_and_where_one_is_already() {
    let site = site();
    let wrong = command(site.path(), &["verify", "reset", "nosuch"]).expect(2);
    assert!(wrong.stderr.contains("no source has a thread `nosuch`"), "{}", wrong.stderr);
    assert_eq!(fs::read_to_string(site.path().join("answers/reset.md")).expect("a file"), RESET);
    for wrong in [["--on", "2999-01-01"], ["--expires", "2020-01-01"]] {
        let said = command(site.path(), &[&["verify", "reset"], &wrong[..]].concat()).expect(2);
        assert!(said.stderr.contains("error[value-invalid]"), "{}", said.stderr);
    }
    let decided =
        "verified:\n  \"Handbook:reset\": 2026-02-01\n\n# titles\ntitle: {\"7\": Bridge}\n";
    fs::write(site.path().join("decisions.yaml"), decided).expect("a file");
    command(site.path(), &["verify", "reset", "8", "--on", "2026-03-01", "--by", " "]).expect(0);
    assert_eq!(fs::read_to_string(site.path().join("answers/reset.md")).expect("a file"), RESET);
    assert_eq!(
        fs::read_to_string(site.path().join("decisions.yaml")).expect("a file"),
        "verified:\n  \"Handbook:reset\": {on: 2026-03-01}\n  \"Forum:8\": {on: 2026-03-01}\n\n\
         # titles\ntitle: {\"7\": Bridge}\n"
    );
}

#[test]
fn an_expiry_of_an_export_can_be_taken_out() {
    let site = site();
    change(
        site.path(),
        "forum.jsonl",
        "\"views\": 900",
        "\"views\": 900, \"expires\": \"2026-01-01\"",
    );
    assert_eq!(concerns(&review(site.path()), "Forum:9"), ["expired", "downvoted"]);
    command(site.path(), &["verify", "9", "--expires", "never"]).expect(0);
    assert_eq!(concerns(&review(site.path()), "Forum:9"), ["downvoted"]);
}

#[test]
fn what_changed_names_nobody_who_was_taken_out() {
    let site = site();
    change(site.path(), "answers/reset.md", "Press the", "Ask Johannes Qvist, or press the");
    command(site.path(), &["verify", "uk"]).expect(0);
    let git = |args: &[&str]| {
        let names = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        let git = Command::new("git").arg("-C").arg(site.path()).args(names).args(args).output();
        git.is_ok_and(|output| output.status.success())
    };
    let has_git = git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "one"]);
    let privacy = "people:\n  - {name: Johannes Qvist}\n";
    fs::write(site.path().join("privacy.yaml"), privacy).expect("a file");
    // Nothing of the original was written anew.
    assert_eq!(concerns(&review(site.path()), "Handbook:uk"), [] as [&str; 0]);
    let (name, instead) =
        ("Ask Johannes Qvist, or press", "Write to jq@quist-private.fi, or press");
    change(site.path(), "answers/reset.md", name, instead);
    for form in [&["review"][..], &["review", "--json"], &["review", "--markdown"]] {
        let shown = command(site.path(), form).expect(0).stdout;
        for word in ["Johannes", "Qvist", "jq@"] {
            assert!(!shown.contains(word), "{word} in {shown}");
        }
        assert!(!has_git || shown.contains("Write"), "{shown}");
    }
}

#[test]
fn a_translation_of_what_has_no_page_is_not_stale() {
    let site = site();
    change(site.path(), "answers/reset.md", "language: en", "language: en\ndraft: true");
    let of_uk = UK.replace("slug: uk", "slug: sl").replace("language: uk", "language: sl");
    let of_uk = of_uk.replace("translation_of: reset", "translation_of: uk");
    fs::write(site.path().join("answers/sl.md"), of_uk).expect("a file");
    for file in ["answers/uk.md", "answers/sl.md"] {
        let said = "translated_from: \"12345678\"\nauthor";
        change(site.path(), file, "author", said);
    }
    let built = command(site.path(), &["build"]).expect(0);
    assert!(!built.stderr.contains("translation-stale"), "{}", built.stderr);
    assert!(!page(site.path(), "answers/uk.html").contains("змінився"));
}

#[test]
fn who_has_checked_both_has_settled_a_contradiction() {
    let site = site();
    command(site.path(), &["verify", "7"]).expect(0);
    assert_eq!(concerns(&review(site.path()), "Forum:8"), ["contradicted"]);
    command(site.path(), &["verify", "8"]).expect(0);
    let queue = review(site.path());
    assert_eq!(concerns(&queue, "Forum:7"), [] as [&str; 0]);
    assert_eq!(concerns(&queue, "Forum:8"), [] as [&str; 0]);
}

#[test]
fn what_is_wrong_with_checks_is_told_where_answers_look_good_for_it() {
    let site = site();
    change(site.path(), "answers/reset.md", "verified_on: 2026-01-15", "verified_on: 2062-01-15");
    change(site.path(), "answers/uk.md", "translation_of: reset", "translation_of: rest");
    let releases = "releases:\n  - {product: Lumo Hub, version: \"4.3\", date: 2026-05-20, \
        changed: [reset, pairng]}\n";
    fs::write(site.path().join("releases.yaml"), releases).expect("a file");
    let told = command(site.path(), &["review"]).expect(0).stderr;
    for words in [
        "this answer was checked on 2062-01-15, which is still to come",
        "answers/reset.md:1",
        "no answer `rest`",
        "no answer has the tag `pairng`",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert!(!told.contains("`reset`, or"), "{told}");
    command(site.path(), &["review", "--deny", "warnings"]).expect(1);
    let built = command(site.path(), &["build"]).expect(0).stderr;
    assert!(built.contains("checked on 2062-01-15, which is still to come"), "{built}");
    let told = command(site.path(), &["review", "--owner", "Olenna"]).expect(0).stderr;
    assert!(told.contains("no answer is that of `Olenna`"), "{told}");
    let told = command(site.path(), &["review", "--owner", "olena"]).expect(0).stderr;
    assert!(!told.contains("no answer is that of"), "{told}");
}

#[test]
fn an_answer_is_good_until_its_day_is_over() {
    let site = site();
    let expires = |day: &str| {
        change(site.path(), "answers/reset.md", "verified_by: Olena", &format!("expires: {day}"));
        let found = concerns(&review(site.path()), "Handbook:reset");
        command(site.path(), &["build"]).expect(0);
        let twin = page(site.path(), "answers/reset.md");
        assert_eq!(twin.contains("<!-- This answer was due for a check by"), !found.is_empty());
        change(site.path(), "answers/reset.md", &format!("expires: {day}"), "verified_by: Olena");
        found
    };
    assert_eq!(expires("2026-06-01"), [] as [&str; 0]);
    assert_eq!(expires("2026-05-31"), ["expired"]);
    command(site.path(), &["verify", "reset", "--expires", "2026-06-01"]).expect(0);
    command(site.path(), &["verify", "reset", "--expires", "2026-05-31"]).expect(2);
}

#[test]
fn a_check_of_another_day_hides_nothing() {
    let site = site();
    command(site.path(), &["verify", "uk.md", "answers/uk.md", "uk"]).expect(0);
    change(site.path(), "answers/reset.md", "ten seconds", "twenty seconds");
    assert_eq!(concerns(&review(site.path()), "Handbook:uk"), ["original-changed"]);
    command(site.path(), &["build"]).expect(0);
    let twin = page(site.path(), "answers/uk.md");
    let note = twin.lines().find(|line| line.starts_with("<!-- ")).unwrap_or_default();
    assert!(note.contains("reset"), "{twin}");
    let earlier = command(site.path(), &["verify", "uk", "--on", "2026-05-31"]).expect(2).stderr;
    assert!(earlier.contains("`uk` was checked after 2026-05-31, on 2026-06-01"), "{earlier}");
    change(site.path(), "answers/uk.md", "verified_on: \"2026-06-01\"", "verified_on: 2026-01-01");
    let said = command(site.path(), &["verify", "uk", "--on", "2026-05-31"]).expect(0).stderr;
    assert!(said.contains("that its original was the same on that day is not said"), "{said}");
    assert_eq!(concerns(&review(site.path()), "Handbook:uk"), ["original-changed"]);
    let mac = UK.replace('\n', "\r");
    fs::write(site.path().join("answers/mac.md"), mac.replace("slug: uk", "slug: mac"))
        .expect("a file");
    let refused = command(site.path(), &["verify", "mac"]).expect(2).stderr;
    assert!(refused.contains("the check cannot be added"), "{refused}");
    fs::remove_file(site.path().join("answers/mac.md")).expect("a file");
    let said = command(site.path(), &["verify", "uk.md"]).expect(0).stderr;
    assert_eq!(said.matches("checked on").count(), 1, "{said}");
    assert_eq!(concerns(&review(site.path()), "Handbook:uk"), [] as [&str; 0]);
}

#[test]
fn a_file_with_almost_the_right_name_publishes_nobody() {
    for name in ["privacy.yml", "releases.yml", "decisions.yml"] {
        let site = site();
        fs::write(site.path().join(name), "people: []\n").expect("a file");
        let told = command(site.path(), &["build"]).expect(2).stderr;
        assert!(told.contains(&format!("`{name}` is not read")), "{told}");
        assert!(!site.path().join("public").exists());
    }
}

#[test]
fn machines_are_told_what_readers_are_told_in_the_words_of_the_page() {
    let site = site();
    change(site.path(), "answerbook.yaml", "title: Lumo\n", "title: Lumo\nmachines: {api: true}\n");
    change(site.path(), "answers/uk.md", "language: uk", "language: uk\ncreated: 2026-02-01");
    change(site.path(), "answers/reset.md", "language: en", "language: en\nexpires: 2026-03-01");
    let releases = "releases:\n  - version: \"5\"\n    date: 2026-05-01\n    notes:\n      \
        en: Menus moved.\n      uk: Меню переїхало.\n";
    fs::write(site.path().join("releases.yaml"), releases).expect("a file");
    command(site.path(), &["build"]).expect(0);
    let full = page(site.path(), "llms-full.txt");
    let records = site.path().join("public/api/threads");
    let record = |id: &str| -> Value {
        let name = fs::read_dir(&records).expect("records").flatten().map(|entry| entry.path());
        let texts = name.filter_map(|path| fs::read_to_string(path).ok());
        let records = texts.map(|text| serde_json::from_str::<Value>(&text).expect("JSON"));
        records.into_iter().find(|record| record["source_id"] == id).expect("a record")
    };
    let notices = |id: &str| -> Vec<(String, String)> {
        let record = record(id);
        let notices = record["notices"].as_array().expect("a list").iter();
        let text = |notice: &Value, key: &str| notice[key].as_str().expect("a text").to_owned();
        notices.map(|notice| (text(notice, "kind"), text(notice, "text"))).collect()
    };
    let checked = "5 came out on 1 May 2026, after this answer was last checked. Menus moved.";
    let told = notices("reset");
    assert_eq!(told[0].0, "check-due");
    assert_eq!(told[1], ("released".to_owned(), checked.to_owned()));
    assert_eq!(record("reset")["verified_by"], "Olena");
    // Nobody has checked this one, so nobody says that somebody did.
    let written = "5 came out on 1 May 2026, after this answer was written. Menus moved.";
    assert_eq!(notices("7"), [("released".to_owned(), written.to_owned())]);
    assert_eq!(record("7").get("verified_on"), None);
    let name = "questions/bridge-forgets-its-schedule-after-a-power-cut--forum--7.html";
    let seen = page(site.path(), name);
    assert!(seen.contains(written), "{seen}");
    // Each page has the notes in its own language.
    let uk = &notices("uk")[0].1;
    assert!(uk.ends_with("Меню переїхало.") && !uk.contains("перевірки"), "{uk}");
    assert!(page(site.path(), "answers/uk.html").contains(uk.as_str()));
    for words in [checked, written, &told[0].1] {
        assert!(full.contains(&format!("<!-- {words} -->")), "{words}: {full}");
    }
}

#[test]
fn an_id_in_other_capitals_is_the_same_unless_it_is_another_one() {
    let site = site();
    command(site.path(), &["verify", "HANDBOOK:Reset", "--on", "2026-05-21"]).expect(0);
    let text = fs::read_to_string(site.path().join("answers/reset.md")).expect("a file");
    assert!(text.contains("verified_on: \"2026-05-21\""), "{text}");
    let other =
        FORUM.replace("\"id\": \"7\"", "\"id\": \"Ab\"").replace("\"id\": \"8\"", "\"id\": \"aB\"");
    fs::write(site.path().join("forum.jsonl"), other.replace("\n ", " ")).expect("a file");
    command(site.path(), &["verify", "aB", "--on", "2026-05-21"]).expect(0);
    let decisions = fs::read_to_string(site.path().join("decisions.yaml")).expect("a file");
    assert!(decisions.contains("aB") && !decisions.contains("Ab"), "{decisions}");
    let told = command(site.path(), &["verify", "AB"]).expect(2).stderr;
    assert!(told.contains("`AB` means 2 threads"), "{told}");
}
