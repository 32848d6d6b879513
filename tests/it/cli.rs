//! The real binary: exit codes, results, talk.

mod counts;
mod schema;
mod told;

use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{Site, command, folder, manifest, run, tree};

fn example() -> String {
    manifest().join("example-site").display().to_string()
}

/// A copy of the example site in a folder of its own.
fn copy_of_example() -> tempfile::TempDir {
    let copy = folder();
    for (path, bytes) in tree(&manifest().join("example-site")) {
        if !path.starts_with("public/") && !path.starts_with(".answerbook/") {
            let path = copy.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
    }
    copy
}

#[test]
fn from_nothing_to_a_site_that_is_searched_and_checked() {
    let home = folder();
    let made = run(home.path(), &["init", "help"]).expect(0);
    assert!(made.stderr.contains("next: `answerbook build help`"), "{}", made.stderr);
    let built = run(home.path(), &["build", "help"]).expect(0);
    assert!(
        built.stderr.contains("1 of 1 thread published") && built.stdout.is_empty(),
        "{}",
        built.stderr
    );
    let found = run(home.path(), &["search", "--site", "help", "adding", "answers"]).expect(0);
    assert!(found.stdout.contains("answers/how-do-i-add-an-answer.html"), "{}", found.stdout);
    let checked = run(home.path(), &["check", "help"]).expect(0);
    assert!(checked.stderr.contains("0 broken"), "{}", checked.stderr);
    let names: Vec<String> = tree(&home.path().join("help")).into_keys().collect();
    assert!(names.contains(&"public/index.html".to_owned()), "{names:?}");
    assert!(names.contains(&".gitignore".to_owned()), "{names:?}");
}

#[test]
fn init_leaves_a_site_that_is_there_as_it_is() {
    let site = folder();
    Site::new("").write(site.path());
    let before = tree(site.path());
    assert!(run(site.path(), &["init"]).expect(2).stderr.contains("is a site already"));
    assert_eq!(tree(site.path()), before);
}

#[test]
fn the_exit_code_says_who_has_to_act() {
    let empty = folder();
    run(empty.path(), &["build"]).expect(2);
    run(empty.path(), &["frobnicate"]).expect(2);
    run(empty.path(), &["search"]).expect(2);
    run(empty.path(), &["explain", "no-such-code"]).expect(2);
    assert!(run(empty.path(), &["--help"]).expect(0).stdout.contains("Usage"));
    assert!(run(empty.path(), &["--version"]).expect(0).stdout.starts_with("answerbook "));
    let warned = folder();
    let old = "== answers/a.md\n---\nexpires: 2026-05-31\n---\nHold it.\n";
    Site::new(old).write(warned.path());
    run(warned.path(), &["build"]).expect(0);
    run(warned.path(), &["build", "--deny", "warnings"]).expect(1);
    let wrong = folder();
    Site::new("== answers/a.md\nFine.\n== answers/b.md\n---\ntitle: [\n---\nNot.\n")
        .write(wrong.path());
    run(wrong.path(), &["build"]).expect(1);
    assert!(wrong.path().join("public/answers/a.html").exists());
    let broken = folder();
    Site::new("== answers/a.md\nFine.\n== templates/home.html\n{{ no\n").write(broken.path());
    let stopped = run(broken.path(), &["build"]).expect(1);
    assert!(stopped.stderr.contains("nothing was written: 1 error, 0 warnings"));
    assert!(!broken.path().join("public").exists());
    std::fs::write(wrong.path().join("public/answers/a.html"), "<a href='gone.html'>x</a>")
        .expect("a file");
    run(wrong.path(), &["check"]).expect(1);
    run(broken.path(), &["check"]).expect(2);
}

#[test]
fn build_counts_in_json() {
    let site = copy_of_example();
    let json = run(site.path(), &["build", "--json"]).expect(0).json();
    let keys: Vec<&str> = json.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = [
        "recognised",
        "pages",
        "rendered",
        "threads",
        "privacy",
        "answers",
        "languages",
        "diagnostics",
        "index",
        "timings_ms",
        "output",
    ];
    assert_eq!(keys, expected);
    let number = |value: &Value| value.as_u64().expect("a count");
    let sum = |value: &Value| value.as_object().expect("reasons").values().map(number).sum::<u64>();
    let threads = &json["threads"];
    let keys: Vec<&str> =
        threads.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["present", "imported", "skipped", "published", "withheld"]);
    assert_eq!(
        number(&threads["present"]),
        number(&threads["imported"]) + sum(&threads["skipped"])
    );
    assert_eq!(
        number(&threads["imported"]),
        number(&threads["published"]) + sum(&threads["withheld"])
    );
    assert_eq!(threads["skipped"]["private"], 1);
    assert_eq!(sum(&json["languages"]), number(&threads["published"]));
    assert_eq!(json["index"]["documents"], threads["published"]);
    let n_pages = tree(&site.path().join("public")).keys().filter(|p| p.ends_with(".html")).count();
    assert_eq!(number(&json["pages"]), n_pages as u64);
    assert!(number(&json["timings_ms"]["total"]) > 0);
    assert!(number(&json["index"]["bytes"]) > 10_000);
}

#[test]
fn problems_come_in_the_form_asked_for() {
    let site = folder();
    Site::new("").with("answerbook.yaml", "title: x\nthme: plain\n").write(site.path());
    let talk = |form: &str| run(site.path(), &["build", "--format", form]).expect(2).stderr;
    let short = "answerbook.yaml:2:1: error[key-unknown]: `thme` is not a setting\n";
    assert_eq!(talk("short"), short);
    let json: Value = serde_json::from_str(&talk("json")).expect("one object");
    assert_eq!(
        (json["code"].as_str(), json["places"][0]["line"].as_u64()),
        (Some("key-unknown"), Some(2))
    );
    let github = "::error file=answerbook.yaml,line=2,col=1,title=key-unknown::\
        `thme` is not a setting%0Ause `theme`\n";
    assert_eq!(talk("github"), github);
    assert!(talk("human").contains("  = help: use `theme`\n"));
    assert!(!talk("human").contains('\u{1b}'));
    let colored = run(site.path(), &["build", "--color", "always"]).expect(2).stderr;
    assert!(colored.contains("\u{1b}["));
}

#[test]
fn quiet_says_errors_only() {
    let site = folder();
    let old = "== answers/a.md\n---\nexpires: 2026-05-31\n---\nHold the button.\n";
    Site::new(old).write(site.path());
    let quiet = run(site.path(), &["build", "--quiet"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let loud = run(site.path(), &["build"]).expect(0).stderr;
    assert!(loud.contains("answer-expired") && loud.contains("0 errors, 1 warning"), "{loud}");
}

#[test]
fn the_twenty_first_of_a_kind_is_summed_up() {
    let links: String = (0..25).map(|n| format!("[x](gone-{n}.md)\n")).collect();
    let site = folder();
    Site::new("").with("answers/a.md", links).write(site.path());
    let some = run(site.path(), &["build"]).expect(1).stderr;
    assert_eq!(some.matches("error[link-broken]").count(), 20);
    assert!(some.contains("… and 5 more `link-broken` (show all with `--all`)"), "{some}");
    let all = run(site.path(), &["build", "--all"]).expect(1).stderr;
    assert_eq!(all.matches("error[link-broken]").count(), 25);
}

#[test]
fn a_folder_with_files_of_others_is_left_as_it_is() {
    let site = folder();
    Site::new("== answers/a.md\nSo.\n== public/deep/holiday.jpg\nx\n").write(site.path());
    let before = tree(&site.path().join("public"));
    let refused = run(site.path(), &["build"]).expect(2);
    assert!(refused.stderr.contains("[output-foreign]") && refused.stderr.contains("holiday.jpg"));
    assert_eq!(tree(&site.path().join("public")), before);
    for target in [".", "..", "/"] {
        let refused = run(site.path(), &["build", "--output", target]).expect(2);
        assert!(refused.stderr.contains("[output-foreign]"), "{}", refused.stderr);
    }
    run(site.path(), &["build", "--output", "elsewhere"]).expect(0);
    let added = site.path().join("elsewhere/mine.txt");
    std::fs::write(&added, "mine").expect("a file");
    run(site.path(), &["build", "--output", "elsewhere"]).expect(2);
    assert_eq!(std::fs::read_to_string(&added).expect("a file"), "mine");
    assert!(site.path().join("elsewhere/index.html").exists());
}

#[test]
fn a_failed_build_leaves_the_published_site() {
    let site = folder();
    Site::new("== answers/a.md\nSo.\n").write(site.path());
    run(site.path(), &["build"]).expect(0);
    let before = tree(&site.path().join("public"));
    std::fs::create_dir(site.path().join("templates")).expect("a folder");
    std::fs::write(site.path().join("templates/home.html"), "{{ no").expect("a file");
    run(site.path(), &["build"]).expect(1);
    assert_eq!(tree(&site.path().join("public")), before);
    let names: Vec<String> = std::fs::read_dir(site.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(!names.iter().any(|name| name.contains("answerbook-new")), "{names:?}");
}

#[test]
fn why_points_at_the_mark() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    let cases = [
        ("12", "accepted", "accepted-mark", "exports/forum/12.json", "\"accepted_answer\": true"),
        ("care-503", "official", "official-mark", "exports/care.jsonl", "\"official\": true"),
        ("113", "official", "staff-answer", "exports/qa/Posts.xml", "OwnerUserId=\"7\""),
        ("110", "corroborated", "votes", "exports/qa/Posts.xml", "Score=\"28\""),
        ("101", "accepted", "accepted-mark", "exports/qa/Posts.xml", "AcceptedAnswerId=\"102\""),
        ("dve-luci", "accepted", "accepted-mark", "threads/dve-luci.md", "accepted"),
        ("reset-hub", "official", "official-mark", "answers/reset-hub.md", "Olena Hnatiuk"),
    ];
    for (id, grade, reason, path, mark) in cases {
        let found = run(&site, &["why", id, "--json"]).expect(0).json();
        let thread = &found["threads"][0];
        assert_eq!((&thread["grade"], &thread["reason"]), (&grade.into(), &reason.into()), "{id}");
        assert_eq!(
            (&thread["published"], &thread["mark"]["path"]),
            (&true.into(), &path.into()),
            "{id}"
        );
        assert_eq!(thread["mark"]["text"], mark, "{id}");
        let line =
            usize::try_from(thread["mark"]["line"].as_u64().expect("a line")).expect("small");
        let file = std::fs::read_to_string(site.join(path)).expect("a file");
        let quoted = file.lines().nth(line - 1).expect("the line is there");
        assert!(quoted.contains(mark), "{id}: {quoted}");
        let column =
            usize::try_from(thread["mark"]["column"].as_u64().expect("one")).expect("small");
        let from: String = quoted.chars().skip(column - 1).collect();
        assert!(from.starts_with(mark), "{id}: {from}");
        let text = run(&site, &["why", id]).expect(0).stdout;
        assert!(text.contains(&format!("published: it is {grade}")), "{text}");
        assert!(text.contains(&format!("--> {path}:{line}:")), "{text}");
    }
}

#[test]
fn why_says_what_would_publish_a_thread() {
    let site = manifest().join("example-site");
    for (id, grade, reason) in
        [("41", "contested", "split-votes"), ("122", "unresolved", "no-answer")]
    {
        let found = run(&site, &["why", id, "--json"]).expect(0).json();
        let thread = &found["threads"][0];
        assert_eq!((&thread["reason"], &thread["published"]), (&reason.into(), &false.into()));
        let has_mark = reason == "split-votes";
        assert_eq!(thread["mark"].is_object(), has_mark, "{thread}");
        assert!(thread["place"]["path"].is_string(), "{thread}");
        let text = run(&site, &["why", id]).expect(0).stdout;
        assert_eq!(text.contains("the mark"), has_mark, "{text}");
        assert!(
            text.contains(&format!("add `{grade}` to publish threads like this one")),
            "{text}"
        );
    }
    let unknown = run(&site, &["why", "no-such-thread"]).expect(2);
    assert!(unknown.stderr.contains("no source has a thread `no-such-thread`"));
}

#[test]
fn why_follows_duplicates_as_a_build_does() {
    let record = |id: &str, original: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"{id}\",\"duplicate_of\":\"{original}\",\
             \"answers\":[{{\"body\":\"x\",\"accepted\":true}}]}}\n"
        )
    };
    let original = record("a", "").replace("\"duplicate_of\":\"\",", "");
    let lines =
        [original, record("b", "a"), record("c", "b"), record("d", "gone"), record("e", "f")];
    let lines = lines.concat() + &record("f", "e");
    let folder = folder();
    let settings = "title: x\nsources:\n  - {type: jsonl, path: a.jsonl}\n";
    std::fs::write(folder.path().join("answerbook.yaml"), settings).expect("a file");
    std::fs::write(folder.path().join("a.jsonl"), lines).expect("a file");
    for (id, into) in
        [("a", None), ("b", Some("a")), ("c", Some("a")), ("d", None), ("e", None), ("f", None)]
    {
        let found = run(folder.path(), &["why", id, "--json"]).expect(0).json();
        let thread = &found["threads"][0];
        assert_eq!(thread["folded_into"].as_str(), into, "{id}");
        assert_eq!(thread["published"], into.is_none(), "{id}");
    }
    let built = run(folder.path(), &["build", "--json", "--quiet"]).expect(0).json();
    assert_eq!(built["threads"]["published"], 4);
}

#[test]
fn why_says_what_was_left_out_and_never_its_text() {
    let site = manifest().join("example-site");
    let found = run(&site, &["why", "120", "--json"]).expect(0);
    let thread = &found.json()["threads"][0];
    assert_eq!((&thread["imported"], &thread["published"]), (&false.into(), &false.into()));
    assert_eq!(thread["reason"], "private");
    assert_eq!(thread["place"]["path"], "exports/forum/120.json");
    let text = run(&site, &["why", "120"]).expect(0).stdout;
    assert!(text.contains("not imported: it is private"), "{text}");
    assert!(text.contains("--> exports/forum/120.json"), "{text}");
    let file = std::fs::read_to_string(site.join("exports/forum/120.json")).expect("a file");
    let topic: Value = serde_json::from_str(&file).expect("a topic");
    let title = topic["title"].as_str().expect("a title");
    assert!(!text.contains(title) && !found.stdout.contains(title), "{text}");
}

#[test]
fn why_says_that_an_answer_is_written_by_hand() {
    let site = manifest().join("example-site");
    let text = run(&site, &["why", "reset-hub"]).expect(0).stdout;
    assert!(text.contains("it is official, since it is written by hand"), "{text}");
    assert!(text.contains("--> answers/reset-hub.md:"), "{text}");
}

#[test]
fn search_answers_in_words_and_in_json() {
    let site = copy_of_example();
    run(site.path(), &["build", "--quiet"]).expect(0);
    let search =
        |more: &[&str]| run(site.path(), &[&["search", "--json"], more].concat()).expect(0).json();
    let all = search(&["hub", "wi-fi"]);
    let hits = all["hits"].as_array().expect("a list");
    assert!(hits.len() > 3 && hits.len() <= 10, "{}", hits.len());
    let scores: Vec<f64> = hits.iter().filter_map(|hit| hit["score"].as_f64()).collect();
    // Titles that mean what is asked come before better matches of words.
    assert!(scores.len() == hits.len() && scores.iter().all(|score| *score > 0.0), "{scores:?}");
    for hit in hits {
        let address = hit["address"].as_str().expect("an address");
        let file = address.split('#').next().unwrap_or_default();
        assert!(site.path().join("public").join(file).exists(), "{address}");
    }
    assert_eq!(search(&["hub", "--limit", "2"])["hits"].as_array().map(Vec::len), Some(2));
    let ukrainian = search(&["хаб", "--language", "uk"]);
    let hits = ukrainian["hits"].as_array().expect("a list");
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit["language"] == "uk"), "{hits:?}");
    // Another form of the word finds the same answers.
    let forms = search(&["хаба", "--language", "uk"]);
    let id = |value: &Value| value["hits"][0]["id"].clone();
    assert_eq!(id(&forms), id(&ukrainian));
    assert_eq!(search(&["xyzzy"])["hits"].as_array().map(Vec::len), Some(0));
    run(site.path(), &["search", "hub", "--language", "english"]).expect(2);
}

#[test]
fn search_leads_to_the_answer_that_is_meant() {
    let site = folder();
    let thread = r#"{"id": "7", "title": "Reset the password", "question": {"body": "How?"},
        "answers": [{"id": "x", "body": "Perhaps by telephone.", "votes": 1},
        {"id": "y", "body": "Open Settings.", "accepted": true}]}"#;
    let settings =
        "title: T\nsources: [{type: jsonl, path: t.jsonl}]\npublish: {resolution: all}\n";
    Site::new("")
        .with("answerbook.yaml", settings)
        .with("t.jsonl", thread.replace('\n', " "))
        .write(site.path());
    run(site.path(), &["build", "--quiet"]).expect(0);
    for engine in ["native", "site"] {
        let check = |words: &str, fragment: &str, teaser: &str| {
            let args = ["search", "--json", "--engine", engine, "--", words];
            let found = run(site.path(), &args).expect(0).json();
            let address = found["hits"][0]["address"].as_str().expect("an address").to_owned();
            let (file, anchor) = address.split_once('#').unwrap_or((&address, ""));
            assert_eq!(
                (anchor, &found["hits"][0]["teaser"]),
                (fragment, &teaser.into()),
                "{words}"
            );
            let page = std::fs::read_to_string(site.path().join("public").join(file));
            let has = page.expect("a page").contains(&format!("id=\"{anchor}\""));
            assert!(has || anchor.is_empty(), "{address}");
        };
        check("reset password", "", "Open Settings.");
        check("reset password telephones", "a-x", "Perhaps by telephone.");
    }
}

#[test]
fn every_code_is_explained() {
    let here = folder();
    let all = run(here.path(), &["explain"]).expect(0).stdout;
    let codes = all.lines().take_while(|line| !line.is_empty());
    assert_eq!(codes.count(), answerbook::diag::Code::all().count());
    for entry in answerbook::diag::Code::all() {
        assert!(all.contains(entry.name), "{}", entry.name);
    }
    let one = run(here.path(), &["explain", "link-broken"]).expect(0).stdout;
    assert!(one.starts_with("link-broken: ") && one.contains("Mend it:"), "{one}");
    let near = run(here.path(), &["explain", "link-brokn"]).expect(2).stderr;
    assert!(near.contains("use `link-broken`"), "{near}");
}

#[test]
fn themes_are_copied_out_and_then_used() {
    let site = folder();
    Site::new("== answers/a.md\nSo.\n").write(site.path());
    let one = run(site.path(), &["theme", "eject", "templates/home.html"]).expect(0);
    assert_eq!(one.stdout, "templates/home.html\n");
    let file = site.path().join("templates/home.html");
    std::fs::write(&file, "own home").expect("a file");
    run(site.path(), &["theme", "eject", "templates/home.html"]).expect(0);
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "own home");
    run(site.path(), &["build"]).expect(0);
    let home = std::fs::read_to_string(site.path().join("public/index.html")).expect("a page");
    assert_eq!(home, "own home");
    let whole = run(site.path(), &["theme", "eject", "--theme", "plain", "--as", "mine"]).expect(0);
    assert!(whole.stdout.contains("themes/mine/theme.yaml\n"), "{}", whole.stdout);
    let listed = run(site.path(), &["theme", "list"]).expect(0).stdout;
    assert_eq!(
        listed.lines().map(|line| line.split(' ').next()).collect::<Vec<_>>(),
        [Some("atlas"), Some("commons"), Some("plain"), Some("mine")]
    );
    let listed = run(site.path(), &["theme", "list", "--json"]).expect(0).json();
    assert_eq!(listed["themes"][3]["path"], "themes/mine");
    assert!(
        whole.stderr.contains("next: set `theme: mine` in answerbook.yaml"),
        "{}",
        whole.stderr
    );
    let about = std::fs::read_to_string(site.path().join("themes/mine/theme.yaml"));
    assert!(about.expect("a file").starts_with("name: mine\n"));
    run(site.path(), &["theme", "eject", "templates/hom.html"]).expect(2);
    run(site.path(), &["theme", "eject", "--theme", "acme"]).expect(2);
    run(site.path(), &["theme", "eject", "static/site.css"]).expect(2);
}

#[test]
fn shells_and_man_are_served() {
    let here = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(here.path(), &["completions", shell]).expect(0).stdout;
        assert!(script.contains("answerbook") && script.contains("search"), "{shell}");
    }
    let page = run(here.path(), &["man"]).expect(0).stdout;
    assert!(page.contains(".TH answerbook 1") && page.contains("build"), "{page}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let here = folder();
    for arguments in [&["schema", "view"] as &[&str], &["man"], &["explain"], &["--help"]] {
        let mut command = command(here.path(), arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        drop(child.stdout.take());
        let mut talk = String::new();
        let stderr = child.stderr.as_mut().expect("it is piped");
        stderr.read_to_string(&mut talk).expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert_eq!((status.code(), talk.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn eval_begins_with_the_overall_figures() {
    let site = copy_of_example();
    run(site.path(), &["build", "--quiet"]).expect(0);
    let queries = "{\"_id\": \"q1\", \"text\": \"bulbs one hub handles\"}\n\
        {\"_id\": \"q2\", \"text\": \"lamp from a shell script\"}\n";
    std::fs::write(site.path().join("q.jsonl"), queries).expect("a file");
    let qrels = "query-id\tcorpus-id\tscore\nq1\t110\t1\nq2\t101\t1\n";
    std::fs::write(site.path().join("q.tsv"), qrels).expect("a file");
    let ran =
        run(site.path(), &["eval", "--queries", "q.jsonl", "--qrels", "q.tsv", "--json"]).expect(0);
    let json = ran.json();
    let keys: Vec<&str> =
        json.as_object().expect("an object").keys().map(String::as_str).take(6).collect();
    assert_eq!(keys, ["queries", "mrr@10", "ndcg@10", "hit@1", "hit@5", "zero"]);
    assert_eq!((json["queries"].as_u64(), json["mrr@10"].as_f64()), (Some(2), Some(1.0)));
}

#[test]
fn the_example_needs_no_argument_but_its_folder() {
    let here = folder();
    let output = here.path().join("out").display().to_string();
    let site = copy_of_example();
    let path = site.path().display().to_string();
    let json = run(here.path(), &["build", &path, "--output", &output, "--json"]).expect(0).json();
    assert_eq!(json["output"], output.as_str());
    assert!(here.path().join("out/index.html").exists());
    assert!(!site.path().join("public").exists());
    run(here.path(), &["check", &path, "--output", &output]).expect(0);
    assert!(!example().is_empty());
}
