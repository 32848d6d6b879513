//! Whole sites: sources by name, privacy, refused folders, and building what was imported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use answerbook::diag::Sink;
use answerbook::files::{DiskFiles, Files, MemoryFiles};
use answerbook::model::{Markup, Person, Resolution, Thread};
use answerbook::normalize::{
    Image, Link, Resolve, Trust, resolve, text_of_html, tidy, to_safe_html,
};
use answerbook::{config, sources};

use crate::harness::{Site, folder, run, shared, tree};

const TOPIC: &str = r#"{"id": ID, "title": "How do I reset the hub?", "visible": VISIBLE,
"archetype": "regular", "post_stream": {"posts": [
{"id": 1, "post_number": 1, "username": "tina", "name": "Tina Zupan", "user_id": 7,
 "cooked": "<p>Write to tina@lumo-mail.si, it <b>blinks</b>.</p>",
 "created_at": "2026-01-01T00:00:00Z"},
{"id": 2, "post_number": 2, "username": "bo", "name": "Bo", "user_id": 8,
 "cooked": "<p>Hold it, Tina.</p>", "created_at": "2026-01-02T00:00:00Z", "accepted_answer": true}
]}}"#;

fn topic(id: u32, is_visible: bool) -> String {
    TOPIC.replace("ID", &id.to_string()).replace("VISIBLE", &is_visible.to_string())
}

fn site() -> Site {
    let settings = "title: Answers\nsources:\n  - {type: discourse, path: export, name: Forum, \
        url: \"https://forum.example\"}\n";
    Site::new("")
        .with("answerbook.yaml", settings)
        .with("export/5.json", topic(5, true))
        .with("export/6.json", topic(6, true))
}

const IMPORT: [&str; 6] = ["import", "Forum", "--to", "kb", "--format", "short"];

fn file(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("kb").join(name)).expect("a file")
}

#[test]
fn nothing_private_is_written() {
    let folder = folder();
    site().write(folder.path());
    run(folder.path(), &IMPORT).expect(0);
    let text = file(folder.path(), "how-do-i-reset-the-hub-5.md");
    assert!(text.contains("e-mail removed") && text.contains("Tina Zupan"), "{text}");
    let privacy = "people:\n  - {name: Bo, posts: remove}\nthreads:\n  - {id: 6, source: Forum}\n";
    std::fs::write(folder.path().join("privacy.yaml"), privacy).expect("a file");
    let path = folder.path().join("kb/how-do-i-reset-the-hub-5.md");
    std::fs::write(&path, text.replace("Hold it", "Edited: hold it")).expect("a file");
    let run = run(folder.path(), &[&IMPORT[..], &["--json"]].concat()).expect(0);
    assert_eq!(run.json()["files"]["removed"], 1, "{}", run.stderr);
    // What privacy.yaml takes out goes even where it was edited, from all that is kept, too.
    for (path, bytes) in tree(&folder.path().join("kb")) {
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.contains("hold it") && !text.contains("tina@lumo"), "{path}:\n{text}");
        assert!(!path.contains("hub-6"), "{path}");
    }
}

/// An export is imported by its path when the settings name what was made of it before.
#[test]
fn nobody_taken_out_comes_back_by_an_import_by_path() {
    let folder = folder();
    let quoted = topic(5, true).replace("Hold it, Tina.", "As @tina says: hold it.");
    let settings = "title: A\nsources:\n  - {type: markdown, path: kb, name: Forum}\n";
    site()
        .with("export/5.json", quoted)
        .with("answerbook.yaml", settings)
        .with("privacy.yaml", "people:\n  - {name: Tina Zupan, source: Forum}\n")
        .with("kb/own.md", "---\ntitle: Own\n---\nWords.\n")
        .write(folder.path());
    for name in [&["--name", "Forum"][..], &[]] {
        let to = if name.is_empty() { "kb3" } else { "kb2" };
        let args = [&["import", "export", "--to", to], name].concat();
        run(folder.path(), &args).expect(0);
        for (path, bytes) in tree(&folder.path().join(to)) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("tina"), "{path}:\n{text}");
        }
    }
}

#[test]
fn what_its_community_hides_goes_or_becomes_a_draft() {
    let folder = folder();
    site().write(folder.path());
    run(folder.path(), &IMPORT).expect(0);
    let (one, two) = ("how-do-i-reset-the-hub-5.md", "how-do-i-reset-the-hub-6.md");
    let text = file(folder.path(), two).replace("Hold it", "Hold it long");
    std::fs::write(folder.path().join("kb").join(two), &text).expect("a file");
    for id in [5, 6] {
        let path = folder.path().join(format!("export/{id}.json"));
        std::fs::write(path, topic(id, false)).expect("a file");
    }
    let run = run(folder.path(), &IMPORT).expect(0);
    assert!(run.stderr.contains("warning[import-withdrawn]"), "{}", run.stderr);
    let names: Vec<String> = tree(&folder.path().join("kb"))
        .into_keys()
        .filter(|path| path.ends_with(".md") && !path.starts_with('.'))
        .collect();
    assert_eq!(names, [format!("_{two}")], "{one} is gone");
    assert_eq!(file(folder.path(), &format!("_{two}")), text);
}

#[test]
fn folders_that_are_read_or_published_are_refused() {
    let folder = folder();
    site().write(folder.path());
    let before = tree(folder.path());
    for to in ["export", "export/kb", "public/kb", ".", "static/kb"] {
        let run =
            run(folder.path(), &["import", "Forum", "--to", to, "--format", "short"]).expect(2);
        assert!(run.stderr.contains("error[import-folder]"), "{to}: {}", run.stderr);
    }
    run(folder.path(), &["import", "export", "--to", "export/kb"]).expect(2);
    run(folder.path(), &["import", "Form", "--to", "kb"]).expect(2);
    let run_dry = [&IMPORT[..], &["--dry-run", "--json"]].concat();
    let json = run(folder.path(), &run_dry).expect(0).json();
    assert_eq!(json["files"]["written"], 2);
    assert_eq!(tree(folder.path()), before);
    run(folder.path(), &IMPORT).expect(0);
    // By its path the export is the same source; under another name it is another one.
    run(folder.path(), &["import", "export", "--to", "kb"]).expect(0);
    let other = ["import", "export", "--name", "Other", "--to", "kb", "--format", "short"];
    let other = run(folder.path(), &other).expect(2);
    assert!(other.stderr.contains("error[import-folder]"), "{}", other.stderr);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = folder();
    site().write(folder.path());
    std::fs::write(folder.path().join("kb"), "a file").expect("a file");
    let run = run(folder.path(), &IMPORT).expect(2);
    assert!(run.stderr.contains("error[write-failed]"), "{}", run.stderr);
}

/// The threads of a site's only source, as a build reads them.
fn threads(settings: &str, files: &dyn Files) -> BTreeMap<String, Thread> {
    let mut sink = Sink::new();
    let settings = MemoryFiles::new([("answerbook.yaml", settings.as_bytes())]);
    let config = config::load(&settings, &mut sink).expect("good settings");
    let reader = sources::open(&config.sources[0], files, &mut sink);
    let mut all = BTreeMap::new();
    for unit in 0..reader.n_units() {
        for mut thread in reader.read(unit).threads {
            tidy(&mut thread);
            all.insert(thread.id.0.clone(), thread);
        }
    }
    all
}

/// Leaves addresses as they are.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, _: &str) -> Image {
        Image::Drop
    }
}

fn shown(body: &Markup) -> String {
    let mut text = String::new();
    text_of_html(to_safe_html(body, Trust::Community, &mut AsWritten).html.as_str(), &mut text);
    // What cards say of themselves: one of a page becomes a link with its title.
    let is_label = |word: &&str| !word.starts_with("media-");
    text.split_whitespace().filter(is_label).collect::<Vec<_>>().join(" ")
}

fn named(author: Option<&Person>) -> Option<(&str, &str, &str)> {
    author.map(|author| (author.id.0.as_str(), author.name.as_str(), author.role.name()))
}

/// Imports an export, and holds what then is read against the export itself.
#[track_caller]
fn round_trip(kind: &str, export: &Path, url: &str, least: usize) {
    let place = folder();
    let source = format!("  - {{type: {kind}, path: {:?}, name: Forum, url: {url:?}}}\n", export);
    let settings = format!("title: A\nprivacy: report\nsources:\n{source}");
    std::fs::write(place.path().join("answerbook.yaml"), &settings).expect("a file");
    let direct = threads(&settings, &DiskFiles::new(place.path()));
    assert!(direct.len() >= least, "{} threads", direct.len());
    for form in ["markdown", "jsonl"] {
        let to = format!("kb-{form}");
        let arguments = ["import", "Forum", "--to", &to, "--form", form, "--quiet", "--json"];
        run(place.path(), &arguments);
        let settings =
            format!("title: A\nsources:\n  - {{type: {form}, path: {to}, url: {url:?}}}\n");
        let back = threads(&settings, &DiskFiles::new(place.path()));
        assert_eq!(back.keys().collect::<Vec<_>>(), direct.keys().collect::<Vec<_>>());
        let (mut n_posts, mut n_html) = (0, 0);
        for (id, one) in &direct {
            let two = &back[id];
            let (grade, again) = (resolve(one), resolve(two));
            let of = |r: &Resolution| (r.grade, r.reason, r.evidence.clone());
            assert_eq!(of(&grade), of(&again), "{kind} {id}");
            // Converted markup has its blanks and lines elsewhere.
            let confidence = [grade, again].map(|r| r.confidence.share());
            assert!((confidence[0] - confidence[1]).abs() < 0.12, "{kind} {id}: {confidence:?}");
            let head = |thread: &Thread| {
                let posts = thread.answers.iter().map(|post| post.id.0.clone()).collect::<Vec<_>>();
                (thread.title.clone(), thread.tags.clone(), thread.kind, thread.url.clone(), posts)
            };
            assert_eq!(head(two), head(one));
            for (new, old) in two.posts().zip(one.posts()) {
                assert_eq!(named(new.author.as_ref()), named(old.author.as_ref()), "{kind} {id}");
                assert_eq!((new.votes, new.created), (old.votes, old.created), "{kind} {id}");
                let bodies = |post: &answerbook::model::Post| {
                    let comments = post.comments.iter().map(|comment| shown(&comment.body));
                    std::iter::once(shown(&post.body)).chain(comments).collect::<Vec<_>>()
                };
                assert_eq!(bodies(new), bodies(old), "{kind} {id} {:?}", new.id);
                n_posts += 1 + new.comments.len();
                n_html += usize::from(new.body.syntax == answerbook::model::Syntax::Html);
            }
        }
        #[expect(clippy::print_stderr, reason = "figures for people who ask for them")]
        {
            eprintln!(
                "{kind} as {form}: {} threads, {n_posts} texts, {n_html} kept as HTML",
                direct.len()
            );
        }
    }
}

fn data(path: &str) -> Option<PathBuf> {
    Some(shared()?.join("data").join(path))
}

#[test]
fn exports_come_back_whole() {
    let Some(dump) = data("stackexchange/alcohol-meta-2022") else { return };
    round_trip("stackexchange", &dump, "https://alcohol.meta.example", 90);
    let of = |path: &str| data(path).expect("it is there as the dump is");
    round_trip("github", &of("github-discussions/vchinnap"), "https://github.com/a/b", 10);
    let slack = "slack/slackdump/internal/fixtures/assets/source_export.zip";
    round_trip("slack", &of(slack), "https://a.slack.example", 2);
    let desk = of("freshdesk/freshdesk/v2/tests/sample_json_data");
    round_trip("freshdesk", &desk, "https://desk.example", 3);
    round_trip("mbox", &of("mbox"), "https://list.example", 5);
    round_trip("x", &of("x/twarc/test-data/brexit.jsonl"), "https://x.com/a", 1);
}

#[test]
fn a_real_forum_comes_back_whole() {
    let Some(archive) = data("discourse/urho3d-topics.tar.xz") else { return };
    let place = folder();
    let mut tar = std::process::Command::new("tar");
    let tar = tar.arg("-xJf").arg(archive).arg("-C").arg(place.path());
    assert!(tar.status().expect("tar with xz").success());
    // A tenth of it: all of it is for measurements.
    let files = walkdir::WalkDir::new(place.path()).into_iter().filter_map(Result::ok);
    for file in files.filter(|file| file.file_type().is_file()) {
        let name = file.file_name().to_string_lossy();
        if !name.ends_with("0.json") {
            std::fs::remove_file(file.path()).expect("our own file");
        }
    }
    round_trip("discourse", place.path(), "https://discourse.urho3d.io", 400);
}
