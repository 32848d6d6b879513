//! What a build makes of the cache is what it would make of nothing.

mod edits;
pub mod script;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use answerbook::model::Timestamp;

use crate::harness::{NOW, Site, command, folder, is_page, run, tree};

use script::Script;

/// The published files; the manifest and what was kept of the build before aside.
pub fn published(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let public = site.join("public");
    let manifest = std::fs::read_to_string(public.join(".answerbook-files")).unwrap_or_default();
    let own = manifest.lines().filter(|line| !line.starts_with("kept "));
    own.filter_map(|line| line.split_once('\t'))
        .map(|(_, path)| {
            let bytes = std::fs::read(public.join(path)).expect("a file of the manifest");
            (path.to_owned(), bytes)
        })
        .collect()
}

/// What a build from nothing, in another folder, makes of a site.
pub struct Clean {
    pub code: Option<i32>,
    pub told: String,
    /// The published files; `None` when it failed.
    pub files: Option<BTreeMap<String, Vec<u8>>>,
}

/// Builds a site from nothing in another folder, on a day of its own.
pub fn clean(site: &Path, day: Timestamp) -> Clean {
    let clean = folder();
    for (path, bytes) in tree(site) {
        if !path.starts_with("public/") && !path.starts_with(".answerbook/") {
            let path = clean.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
    }
    let output = build_on(clean.path(), day).output().expect("the binary runs");
    let files = clean.path().join("public").exists().then(|| published(clean.path()));
    Clean { code: output.status.code(), told: text(&output.stderr), files }
}

/// A build on some day; what has no page any more is gone on purpose.
pub fn build_on(site: &Path, day: Timestamp) -> Command {
    let mut command = command(site, &["build", "--gone", "--format", "short"]);
    command.env("SOURCE_DATE_EPOCH", day.0.to_string());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Builds over what is there, and from nothing in another folder; the bytes are the same.
#[track_caller]
pub fn same_as_clean(site: &Path, day: Timestamp, told: &str) {
    // Both begin with the addresses that are remembered now.
    let cold = clean(site, day);
    let warm = build_on(site, day).output().expect("the binary runs");
    assert_eq!(warm.status.code(), cold.code, "{told}\n{}", text(&warm.stderr));
    assert_eq!(text(&warm.stderr), cold.told, "{told}");
    // A build that fails leaves what was published.
    let Some(cold) = cold.files else { return };
    let warm = published(site);
    let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&warm), paths(&cold), "{told}");
    let other: Vec<&String> =
        warm.iter().filter(|(path, bytes)| cold[*path] != **bytes).map(|(path, _)| path).collect();
    assert_eq!(other, [] as [&String; 0], "{told}");
}

/// Scripts of five edits, each followed by a build. `ANSWERBOOK_SCRIPTS` names another
/// number of them.
#[test]
fn random_edits_give_the_bytes_of_a_clean_build() {
    let wanted = std::env::var("ANSWERBOOK_SCRIPTS").ok().and_then(|n| n.parse().ok());
    for seed in 0..wanted.unwrap_or(12) {
        let site = folder();
        let mut script = Script::new(seed, site.path());
        script.write_site();
        same_as_clean(site.path(), script.day, &format!("script {seed} at its start"));
        for _ in 0..5 {
            let told = script.step();
            same_as_clean(site.path(), script.day, &format!("script {seed}: {told}"));
        }
    }
}

/// How many pages there are, and how many of them are rendered when a thread is added that has
/// nothing to do with the others.
fn rendered_when_a_thread_comes(theme: &str, template: &str) -> (u64, u64) {
    let answer = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
    let site = folder();
    let files = (0..30).fold(Site::new(""), |files, n| {
        let text = answer(&format!("Where is part {n} of the kiln"), "Look below the lid.");
        files.with(&format!("answers/{n:02}.md"), text)
    });
    let files = files.setting(&format!("theme: {theme}"));
    let own = format!("{{% extends \"{theme}/answer.html\" %}}\n{template}");
    files.with("templates/answer.html", own).write(site.path());
    same_as_clean(site.path(), NOW, &format!("{theme} {template}"));
    let other = answer("How to change a bulb", "Unscrew the old one.");
    std::fs::write(site.path().join("answers/other.md"), other).expect("a file");
    let built = run(site.path(), &["build", "--json", "--quiet"]).expect(0).json();
    same_as_clean(site.path(), NOW, &format!("{theme} {template} and a thread more"));
    let number = |key: &str| built[key].as_u64().expect("a number");
    (number("pages"), number("rendered"))
}

#[test]
fn pages_that_say_how_many_threads_there_are_are_rendered_with_each_new_thread() {
    for theme in ["commons", "plain"] {
        let (pages, rendered) = rendered_when_a_thread_comes(theme, "");
        assert!(rendered < pages / 2, "{theme}: {rendered} of {pages}");
        for said in ["totals.n_threads", "totals.languages | length", "totals[\"n_threads\"]"] {
            let main = format!("<main id=\"main\"><h1>{{{{ {said} }}}}</h1></main>");
            let template = format!("{{% block main %}}{main}{{% endblock main %}}");
            let (pages, rendered) = rendered_when_a_thread_comes(theme, &template);
            assert!(rendered > pages / 2, "{theme} {said}: {rendered} of {pages}");
        }
    }
}

#[test]
fn a_build_of_the_same_writes_nothing() {
    let site = folder();
    Script::new(1, site.path()).write_site();
    let code = run(site.path(), &["build"]).code;
    let before = std::fs::metadata(site.path().join("public")).expect("a folder");
    let again = run(site.path(), &["build", "--json", "--diff"]).expect(code).json();
    assert_eq!(again["rendered"], 0);
    assert_eq!(again["changes"]["changed"], serde_json::json!([]));
    let after = std::fs::metadata(site.path().join("public")).expect("a folder");
    assert_eq!(before.modified().expect("a time"), after.modified().expect("a time"));
}

#[test]
fn an_edit_renders_what_it_concerns() {
    let site = folder();
    Site::new("")
        .with("answers/a.md", "---\ntitle: How to reset the hub\n---\nPress it.\n")
        .with("answers/b.md", "---\ntitle: Why a lamp flickers\n---\nThe wire is loose.\n")
        .write(site.path());
    run(site.path(), &["build"]).expect(0);
    let edited = "---\ntitle: How to reset the hub\n---\nPress it. Wait for the light.\n";
    std::fs::write(site.path().join("answers/a.md"), edited).expect("a file");
    let built = run(site.path(), &["build", "--diff"]).expect(0);
    assert!(built.stdout.contains("~ answers/how-to-reset-the-hub.html\n"), "{}", built.stdout);
    assert!(!built.stdout.contains("lamp"), "{}", built.stdout);
    // And the search knows the new words.
    let found = run(site.path(), &["search", "light"]).expect(0);
    assert!(found.stdout.contains("How to reset the hub"), "{}", found.stdout);
}

#[test]
fn an_answer_that_comes_to_name_another_is_related_to_it_as_in_a_clean_build() {
    let site = folder();
    let answer = |title: &str, words: &str| format!("---\ntitle: {title}\n---\n{words}\n");
    Site::new("")
        .with("answers/a.md", answer("How to reset the hub", "Press it."))
        .with("answers/b.md", answer("Why a lamp flickers", "Wires came loose."))
        .with("answers/c.md", answer("When is a refund paid", "After five days."))
        .write(site.path());
    same_as_clean(site.path(), NOW, "no answer names another");
    let is_near = || {
        let pages = published(site.path());
        let page = &pages["answers/why-a-lamp-flickers.html"];
        let page = String::from_utf8_lossy(page).into_owned();
        let rail = page.split_once("<aside").map_or("", |(_, rail)| rail).to_owned();
        rail.contains("how-to-reset-the-hub.html")
    };
    assert!(!is_near());
    // What lists show of the answer stays the same.
    let more = answer("How to reset the hub", "Press it.\n\n## More\n\nThen [look](b.md) at it.");
    for (told, text, expected) in [
        ("an answer comes to name another", more, true),
        ("and stops to", answer("How to reset the hub", "Press it."), false),
    ] {
        std::fs::write(site.path().join("answers/a.md"), text).expect("a file");
        same_as_clean(site.path(), NOW, told);
        assert_eq!(is_near(), expected, "{told}");
    }
}

/// Builds again, and tells how many pages were rendered.
fn rendered(site: &Path, told: &str) -> u64 {
    let built = run(site, &["build", "--json", "--quiet"]).expect(0).json();
    same_as_clean(site, NOW, told);
    built["rendered"].as_u64().expect("a number")
}

#[test]
fn settings_and_decisions_render_what_they_concern() {
    let site = folder();
    let answer = |title: &str| format!("---\ntitle: {title}\n---\nLook below the lid.\n");
    let files = (0..30).fold(Site::new(""), |files, n| {
        files.with(&format!("answers/{n:02}.md"), answer(&format!("Where is part {n}")))
    });
    files.write(site.path());
    run(site.path(), &["build"]).expect(0);
    let settings = site.path().join("answerbook.yaml");
    let written = std::fs::read_to_string(&settings).expect("settings");
    let edit =
        |line: &str| std::fs::write(&settings, format!("{line}\n{written}")).expect("a file");
    for line in ["# Nothing else.", "search: {synonyms: [[part, piece]]}", "hosts: [nginx]"] {
        edit(line);
        assert_eq!(rendered(site.path(), line), 0, "{line}");
    }
    edit("community: {ask_url: https://ask.example/}");
    assert!(rendered(site.path(), "another address to ask at") > 30);
    // Of 30 threads one loses its place: its page, and lists that name it, or that it is near.
    std::fs::write(site.path().join("decisions.yaml"), "title:\n  '07': Where the lamp is\n")
        .expect("a file");
    let n_rendered = rendered(site.path(), "another title");
    assert!((2..25).contains(&n_rendered), "{n_rendered}");
}

/// A forum whose pages put titles and names of askers side by side, so that the words of one
/// thread may make up the name that nobody may read.
fn write_forum(site: &Path, asker: &str, second: &str) {
    let thread = |id: usize, title: &str, of: Option<&str>| {
        let record = serde_json::json!({
            "id": id, "title": title, "author": {"id": "12", "name": asker},
            "question": {"body": "It hums at night."}, "duplicate_of": of,
            "answers": [{"id": "a", "accepted": true, "body": format!("Tighten coil {id}.")}],
        });
        format!("{record}\n")
    };
    let page = "{% extends \"commons/question.html\" %}{% block main %}<main id=\"main\">\
        <h1>{{ thread.title }} {{ thread.question.author.name }}</h1>\
        {{ thread.best.html | safe }}</main>{% endblock main %}";
    let threads = [
        thread(1, "Why does the lamp hum?", None),
        thread(2, second, None),
        thread(3, "Why does the fan hum?", Some("2")),
        thread(4, "Why does the hub hum?", None),
    ];
    Site::new("")
        .with("answerbook.yaml", "title: A\nsources: [{type: jsonl, path: a.jsonl, name: F}]\n")
        .with("privacy.yaml", "people:\n  - {name: Mira Vidrih}\n")
        .with("templates/question.html", page)
        .with("a.jsonl", threads.concat())
        .write(site);
}

#[test]
fn a_thread_that_the_gate_refuses_comes_and_goes_as_in_a_clean_build() {
    let (safe, joined) = ("Why does the oven hum?", "The oven hums, says Mira");
    let named = "The oven hums, says Mira Vidrih";
    let steps = [
        ("Orest", safe, 3),
        ("Vidrih", safe, 3),
        ("Vidrih", joined, 2),
        ("Vidrih", joined, 2),
        ("Vidrih", named, 3),
        ("Vidrih", joined, 2),
        ("Orest", joined, 3),
        ("Vidrih", safe, 3),
    ];
    let site = folder();
    for (number, (asker, second, n_pages)) in steps.into_iter().enumerate() {
        let told = format!("step {number}");
        write_forum(site.path(), asker, second);
        same_as_clean(site.path(), NOW, &told);
        let files = published(site.path());
        // Pages that lead on are none.
        let leads_on =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
        let pages = files.iter().filter(|(path, bytes)| {
            path.starts_with("questions/") && is_page(path) && !leads_on(bytes)
        });
        assert_eq!(pages.count(), n_pages, "{told}");
    }
}

#[test]
fn a_published_thread_that_the_gate_refuses_loses_its_page_and_stops_no_build() {
    let site = folder();
    write_forum(site.path(), "Vidrih", "Why does the oven hum?");
    let build = || run(site.path(), &["build", "--format", "short"]);
    build().expect(0);
    write_forum(site.path(), "Vidrih", "The oven hums, says Mira");
    let told = build().expect(0).stderr;
    assert!(told.contains("the thread `2` is withheld"), "{told}");
    let paths = published(site.path());
    assert!(!paths.keys().any(|path| path.contains("oven")), "{:?}", paths.keys());
}
