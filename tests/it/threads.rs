//! The list of threads, and what people decide by it.

use std::path::Path;

use answerbook::diag::Code;
use serde_json::Value;

use crate::harness::{Built, Site, folder, manifest, run};

/// A forum of five threads: accepted, split votes, staff, unanswered, and a copy of the first.
fn forum() -> Site {
    let post = |id: &str, author: &str, more: &str, text: &str| {
        let author = format!("{{\"id\": \"{author}\", \"name\": \"{author}\"}}");
        format!("{{\"id\": \"{id}\", \"author\": {author}, \"body\": \"{text}\"{more}}}")
    };
    let thread = |id: &str, title: &str, more: &str, answers: &[String]| {
        let asked = format!("{{\"body\": \"{title} How can I mend it?\"}}");
        let head = format!("\"id\": \"{id}\", \"title\": \"{title}\", \"question\": {asked}");
        format!("{{{head}{more}, \"answers\": [{}]}}\n", answers.join(", "))
    };
    let (accepted, liked) = (", \"accepted\": true", ", \"score\": 8");
    let lines = [
        thread(
            "kettle",
            "The kettle hums at night.",
            "",
            &[
                post("k1", "Zlata", "", "Descale it with vinegar, then rinse it twice."),
                post("k2", "Orest", accepted, "Loosen the ring below the lid by a quarter turn."),
            ],
        ),
        thread(
            "toaster",
            "The toaster throws the bread out.",
            "",
            &[
                post("t1", "Orest", liked, "Turn the spring below the tray to the left."),
                post("t2", "Nela", liked, "Set the browning to three and clean the tray."),
            ],
        ),
        thread(
            "mixer",
            "The mixer stops after a minute.",
            "",
            &[post("m1", "Nela", accepted, "Let it cool for ten minutes: it protects itself.")],
        ),
        thread("oven", "The oven beeps twice.", "", &[]),
        thread(
            "hum",
            "My kettle hums.",
            ", \"duplicate_of\": \"kettle\"",
            &[post("h1", "Zlata", "", "Use less water than the upper mark.")],
        ),
    ];
    let settings = "title: Kitchen\nsources:\n  - {type: jsonl, path: a.jsonl, name: Forum}\n";
    Site::new("").with("a.jsonl", lines.concat()).with("answerbook.yaml", settings)
}

fn decided(decisions: &str) -> Site {
    forum().with("decisions.yaml", decisions)
}

fn listed(site: &Site, arguments: &[&str]) -> Vec<Value> {
    let folder = folder();
    site.write(folder.path());
    let arguments = [&["threads", "--json"], arguments].concat();
    let list = run(folder.path(), &arguments).expect(0).json();
    assert_eq!(list["version"], 1);
    list["threads"].as_array().expect("a list").clone()
}

fn ids(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["id"].as_str()).collect()
}

fn of<'r>(rows: &'r [Value], id: &str) -> &'r Value {
    rows.iter().find(|row| row["id"] == id).expect("the thread is in the list")
}

/// Where a text stands in a page.
#[track_caller]
fn at(page: &str, text: &str) -> usize {
    page.find(text).unwrap_or_else(|| panic!("no {text} in\n{page}"))
}

fn page_of<'b>(built: &'b Built, id: &str) -> &'b str {
    let ends = format!("-{id}.html");
    let paths = built.page_paths("questions/");
    let path = paths.iter().find(|path| path.ends_with(&ends)).expect("the thread has a page");
    built.page(path)
}

#[test]
fn the_list_says_what_a_build_does() {
    let example = manifest().join("example-site");
    for site in [example.as_path(), written(&forum()).path()] {
        let list = run(site, &["threads", "--json"]).expect(0).json();
        let rows = list["threads"].as_array().expect("a list").clone();
        let copy = folder();
        let output = copy.path().join("public");
        let output = output.to_string_lossy();
        let site = copied(site, copy.path());
        let built = run(&site, &["build", "--json", "--quiet", "--output", &output]);
        let report = built.json();
        assert_eq!(report["threads"]["imported"], rows.len());
        let published: Vec<&Value> = rows.iter().filter(|row| row["published"] == true).collect();
        assert_eq!(report["threads"]["published"], published.len());
        for row in &published {
            let address = row["address"].as_str().expect("an address");
            assert!(copy.path().join("public").join(address).is_file(), "{address}");
        }
        let mut withheld = std::collections::BTreeMap::new();
        for reason in rows.iter().filter_map(|row| row["withheld"].as_str()) {
            *withheld.entry(reason).or_insert(0) += 1;
        }
        let counts = report["threads"]["withheld"].as_object().expect("counts");
        let counts = counts.iter().map(|(name, n)| (name.as_str(), n.as_u64().unwrap_or_default()));
        assert_eq!(withheld.into_iter().collect::<Vec<_>>(), counts.collect::<Vec<_>>());
    }
}

fn written(site: &Site) -> tempfile::TempDir {
    let folder = folder();
    site.write(folder.path());
    folder
}

/// Copies what a site is made of.
fn copied(site: &Path, to: &Path) -> std::path::PathBuf {
    let to = to.join("site");
    for (path, bytes) in crate::harness::tree(site) {
        if !path.starts_with(".answerbook") && !path.starts_with("public") {
            let path = to.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
    }
    to
}

#[test]
fn each_thread_has_its_first_answer_its_reason_and_what_would_change_it() {
    let rows = listed(&forum(), &[]);
    assert_eq!(rows.len(), 5);
    let kettle = of(&rows, "kettle");
    assert_eq!((&kettle["name"], &kettle["grade"]), (&"Forum:kettle".into(), &"accepted".into()));
    assert_eq!(kettle["first"]["post"], "k2");
    assert_eq!(kettle["first"]["words"], "Loosen the ring below the lid by a quarter turn.");
    assert_eq!(kettle["address"], "questions/the-kettle-hums-at-night-kettle.html");
    assert_eq!(kettle["place"]["path"], "a.jsonl");
    assert_eq!(
        kettle["change"],
        "`not: [\"Forum:kettle\"]` in decisions.yaml withholds it; `build --gone` if it was public"
    );
    let toaster = of(&rows, "toaster");
    assert_eq!(
        (&toaster["reason"], &toaster["withheld"]),
        (&"split-votes".into(), &"split-votes".into())
    );
    assert_eq!(
        toaster["change"],
        "`best: {\"Forum:toaster\": \"t1\"}` in decisions.yaml if that answer helps"
    );
    let oven = of(&rows, "oven");
    assert_eq!((&oven["reason"], &oven["first"]), (&"no-answer".into(), &Value::Null));
    let hum = of(&rows, "hum");
    assert_eq!(
        (&hum["withheld"], &hum["duplicate_of"]["id"]),
        (&"duplicate".into(), &"kettle".into())
    );
}

#[test]
fn the_list_is_cut_to_what_is_asked_for() {
    let cut = |arguments: &[&str]| {
        let rows = listed(&forum(), arguments);
        let mut ids: Vec<String> = ids(&rows).into_iter().map(str::to_owned).collect();
        ids.sort();
        ids.join(" ")
    };
    assert_eq!(cut(&["--published"]), "kettle mixer");
    assert_eq!(cut(&["--withheld"]), "hum oven toaster");
    assert_eq!(cut(&["--grade", "contested"]), "toaster");
    assert_eq!(cut(&["--reason", "duplicate"]), "hum");
    assert_eq!(cut(&["--reason", "accepted-mark", "--source", "jsonl"]), "kettle mixer");
    assert_eq!(cut(&["--source", "Forum", "--withheld", "--reason", "no-answer"]), "oven");
    let folder = written(&forum());
    let unknown = run(folder.path(), &["threads", "--source", "Forun"]).expect(2).stderr;
    assert!(unknown.contains("no source is named `Forun`") && unknown.contains("use `Forum`"));
    for wrong in [["--grade", "good"], ["--reason", "why"]] {
        run(folder.path(), &[&["threads"], &wrong[..]].concat()).expect(2);
    }
    run(folder.path(), &["threads", "--json", "--csv"]).expect(2);
}

#[test]
fn what_somebody_decided_comes_last_and_doubtful_threads_first() {
    let site = decided("publish: {\"Forum:oven\": no}\nsolved: {mixer: m1}\n");
    let rows = listed(&site, &[]);
    let last: Vec<&str> = ids(&rows)[3..].to_vec();
    assert_eq!(last, ["mixer", "oven"], "{:?}", ids(&rows));
    let folder = written(&site);
    let floor = run(folder.path(), &["threads", "--json"]).expect(0).json()["confidence"].as_f64();
    let far = |row: &Value| Some((row["confidence"].as_f64()? - floor?).abs());
    let far: Vec<f64> = rows[..3].iter().filter_map(far).collect();
    assert!(far.len() == 3 && far.is_sorted(), "{far:?}");
    assert_eq!(rows, listed(&site, &[]));
}

#[test]
fn the_table_for_people_is_cut_and_its_ids_are_whole() {
    let long = format!("The \\u001b[31mhub\\u0007 {} end", "hums and hums ".repeat(40));
    let id = "C024BE91L-1736478630.905399";
    let post = "{\"id\": \"x\\u001b]0;owned\\u0007\", \"body\": \"=1+1\", \"accepted\": true}";
    let record = format!("{{\"id\": \"{id}\", \"title\": \"{long}\", \"answers\": [{post}]}}\n");
    let folder = written(&forum().with("a.jsonl", record));
    for arguments in [&["threads"][..], &["threads", "--csv"], &["threads", "--json"], &["why", id]]
    {
        let text = run(folder.path(), arguments).expect(0).stdout;
        assert!(text.contains(id), "{text}");
        let hidden = |c: char| c.is_control() && c != '\n' && c != '\r';
        assert!(!text.contains(hidden), "{arguments:?} {text:?}");
    }
    let table = run(folder.path(), &["threads", "--csv"]).expect(0).stdout;
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert!(lines[0].starts_with("source,id,title,published,grade,reason,withheld,confidence"));
    assert!(lines[1].contains(",'=1+1,"), "{table}");
    assert_eq!((lines.len(), lines[2]), (3, ""));
}

#[test]
fn an_answer_that_a_person_puts_first_is_first_and_not_accepted_by_that() {
    let built = decided("best: {\"Forum:toaster\": \"t2\", kettle: k1}\n").build();
    assert_eq!(built.messages(), "");
    let page = page_of(&built, "toaster");
    assert!(at(page, "Set the browning") < at(page, "Turn the spring"));
    assert!(!page.to_lowercase().contains("accepted"), "{page}");
    let page = page_of(&built, "kettle");
    assert!(at(page, "Descale it") < at(page, "Loosen the ring"));
    // Its duplicate brought an answer along, which stays behind.
    assert!(at(page, "Descale it") < at(page, "Use less water"));
}

#[test]
fn what_a_person_keeps_back_is_on_no_page() {
    for said in ["not: [\"Forum:mixer\", hum]\n", "publish: {mixer: no, \"jsonl:hum\": no}\n"] {
        let built = decided(said).build();
        assert_eq!(built.messages(), "", "{said}");
        let everything: String = built.pages().map(|(_, page)| page).collect();
        assert!(!everything.contains("mixer stops"), "{said}");
        assert!(!everything.contains("Use less water"), "{said}");
        assert_eq!(built.report().withheld.get("decision"), Some(&2), "{said}");
    }
    let built = decided("not: [kettle]\n").build();
    // Nothing is on the page of a thread that has none.
    assert_eq!(built.report().withheld.get("duplicate"), None);
}

#[test]
fn what_a_person_publishes_is_published_whatever_the_settings_say() {
    let site =
        decided("publish: {toaster: yes, oven: yes}\n").setting("publish: {confidence: 1.0}");
    let built = site.build();
    assert!(page_of(&built, "toaster").contains("Set the browning"));
    assert!(page_of(&built, "oven").contains("beeps twice"));
    let rows = listed(&site, &["--published"]);
    assert_eq!(of(&rows, "toaster")["change"], "`publish: yes` (decisions.yaml:1) publishes it");
}

#[test]
fn a_better_title_is_everywhere_and_the_address_follows_it() {
    let built = decided("title: {kettle: \"Kettle hums, what to do?\"}\n").build();
    let page = built.page("questions/kettle-hums-what-to-do-kettle.html");
    assert!(page.contains("<title>Kettle hums, what to do?"), "{page}");
    let index: String = built.pages().map(|(_, page)| page).collect();
    assert!(!index.contains("The kettle hums at night.</a>"));
}

#[test]
fn names_that_must_go_go_from_titles_that_people_type_too() {
    let privacy = "people:\n  - {name: Orest}\n";
    let site = decided("title: {kettle: \"What Orest says of humming\"}\n");
    let built = site.with("privacy.yaml", privacy).build();
    let page = page_of(&built, "kettle");
    assert!(!page.contains("Orest") && page.contains("of humming"), "{page}");
}

#[test]
fn decisions_about_what_is_not_there_are_told() {
    let said = |text: &str| decided(text).build().messages();
    assert_eq!(
        said("best:\n  kettle: k9\n"),
        "decisions.yaml:2:3: error[accepted-missing]: \
         the answer `k9` to be put first is not in this thread\n"
    );
    assert_eq!(
        said("official: {kettle: k9}\n"),
        "decisions.yaml:1:12: error[accepted-missing]: \
         the answer `k9` to be official is not in this thread\n"
    );
    let unused = |line: &str| {
        format!("decisions.yaml:{line}: warning[value-invalid]: no source has a thread `pan`\n")
    };
    assert_eq!(said("not:\n  - pan\n"), unused("2:5"));
    assert_eq!(said("title:\n  pan: Pans\n"), unused("2:3"));
    assert_eq!(said("publish: {pan: yes}\n"), unused("1:11"));
    let key = decided("bset: {kettle: k1}\n").build();
    assert!(key.message(Code::KeyUnknown).contains("`bset` is not a key of decisions"));
}

#[test]
fn decisions_come_along_into_files_that_people_edit() {
    let said = "best: {toaster: t2}\nofficial: {kettle: k1}\nnot: [mixer]\n\
        title: {kettle: \"Kettle hums, why?\"}\n";
    for form in ["markdown", "jsonl"] {
        let folder = written(&decided(said));
        let arguments = ["import", "Forum", "--to", "threads", "--form", form];
        run(folder.path(), &arguments).expect(0);
        let path = if form == "jsonl" { "threads/threads.jsonl" } else { "threads" };
        let settings =
            format!("title: Kitchen\nsources:\n  - {{type: {form}, path: {path}, name: Edited}}\n");
        std::fs::write(folder.path().join("answerbook.yaml"), settings).expect("a file");
        std::fs::remove_file(folder.path().join("decisions.yaml")).expect("a file");
        let list = run(folder.path(), &["threads", "--json"]).expect(0).json();
        let rows = list["threads"].as_array().expect("a list");
        assert_eq!(of(rows, "toaster")["first"]["post"], "t2", "{form}");
        assert_eq!(of(rows, "toaster")["published"], true, "{form}");
        assert_eq!(of(rows, "mixer")["withheld"], "decision", "{form}");
        assert_eq!(of(rows, "kettle")["first"]["post"], "k1", "{form}");
        assert_eq!(of(rows, "kettle")["title"], "Kettle hums, why?", "{form}");
    }
}

#[test]
fn an_answer_of_anybody_is_official_where_a_person_says_so() {
    let site = decided("# Nela is right.\nofficial: {\"Forum:toaster\": t2}\n");
    let rows = listed(&site, &["--published"]);
    let toaster = of(&rows, "toaster");
    assert_eq!((&toaster["grade"], &toaster["first"]["post"]), (&"official".into(), &"t2".into()));
    let built = site.build();
    assert_eq!(built.messages(), "");
    let page = page_of(&built, "toaster");
    assert!(page.contains("class=\"badge official\""), "{page}");
    let first = at(page, "Set the browning");
    assert!(first < at(page, "Turn the spring"), "it comes first");
    let why = run(written(&site).path(), &["why", "toaster"]).expect(0).stdout;
    assert!(why.contains("answer `t2` is marked as official"), "{why}");
    assert!(why.contains("--> decisions.yaml:2:13"), "{why}");
}

#[test]
fn why_names_the_line_by_which_a_person_decided() {
    let folder = written(&decided("title: {oven: Oven}\nnot:\n  - mixer\nbest: {toaster: t2}\n"));
    let text = run(folder.path(), &["why", "mixer"]).expect(0).stdout;
    assert!(text.contains("a person decided that it stays back"), "{text}");
    assert!(text.contains("--> decisions.yaml:3:5"), "{text}");
    let text = run(folder.path(), &["why", "toaster"]).expect(0).stdout;
    assert!(text.contains("since `decisions.yaml` names answer `t2`"), "{text}");
    assert!(text.contains("--> decisions.yaml:4:8"), "{text}");
}

#[test]
fn why_quotes_a_mark_and_nothing_private_around_it() {
    let thread = |id: &str, author: &str, name: &str| {
        let person = format!("{{\"id\": \"{author}\", \"name\": \"{name}\"}}");
        let say = format!("Descale it, or write to {author}@kuhinja.si.");
        let post = "{\"id\": \"p\", \"author\": ".to_owned() + &person;
        let post = format!("{post}, \"body\": \"{say}\", \"accepted\": true}}");
        format!("{{\"id\": \"{id}\", \"title\": \"The {id} hums\", \"answers\": [{post}]}}\n")
    };
    let lines = thread("kettle", "nela.k", "Nela Kos") + &thread("mixer", "tina.z", "Tina Zupan");
    let decisions = "title: {mixer: \"Ask Tina Zupan\"}\nbest: {mixer: p}  # Tina Zupan says so\n";
    let site = forum().with("a.jsonl", lines).setting("privacy: mask");
    let site = site.with("decisions.yaml", decisions);
    let folder = written(&site.with("privacy.yaml", "people:\n  - {name: Tina Zupan}\n"));
    for (id, quotes) in [("kettle", true), ("mixer", false)] {
        let text = run(folder.path(), &["why", id]).expect(0).stdout;
        let json = run(folder.path(), &["why", id, "--json"]).expect(0);
        assert_eq!(json.json()["threads"][0]["mark"]["text"].is_string(), quotes, "{text}");
        assert_eq!(text.contains("\"accepted\": true\n"), quotes, "{text}");
        for private in ["Zupan", "Tina", "tina.z", "@kuhinja.si"] {
            assert!(!text.contains(private) && !json.stdout.contains(private), "{private} {text}");
        }
    }
}

#[test]
fn reasons_are_explained_as_codes_are() {
    let folder = folder();
    let told = |word: &str| run(folder.path(), &["explain", word]).expect(0).stdout;
    for word in ["no-sign", "low-confidence", "contested", "not-a-question", "holding", "fragment"]
    {
        let text = told(word);
        assert!(text.starts_with(&format!("{word} (")) && text.contains("Example:"), "{text}");
    }
    // A problem, and why a record is not imported.
    let both = told("id-taken");
    assert!(both.contains("id-taken: ") && both.contains("id-taken (not imported): "), "{both}");
    let all = run(folder.path(), &["explain"]).expect(0).stdout;
    assert!(all.contains("accepted-missing") && all.contains("\nwithheld\n"), "{all}");
    let near = run(folder.path(), &["explain", "no-anwser"]).expect(2).stderr;
    assert!(near.contains("use `no-answer`"), "{near}");
}
