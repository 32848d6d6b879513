//! Real exports, held against counts made without any of our code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use answerbook::diag::Sink;
use answerbook::files::{DiskFiles, MemoryFiles};
use answerbook::model::Thread;
use answerbook::sources::Batch;
use answerbook::{config, sources};

use crate::harness::{folder, run, shared};

/// What the topics of the Urho3D forum say of themselves.
struct Topics {
    /// The site with the topics in `topics/`.
    site: PathBuf,
    /// The number of every topic with its file.
    all: BTreeMap<u64, PathBuf>,
    /// Solved topics with the number of the post that solved them.
    solved: BTreeMap<u64, u64>,
}

/// Unpacks the archive once for all tests and reads it with nothing but `serde_json`.
fn topics() -> Option<&'static Topics> {
    static TOPICS: OnceLock<Option<Topics>> = OnceLock::new();
    TOPICS.get_or_init(|| Some(unpack(&shared()?))).as_ref()
}

/// Returns the folder with the topics.
pub fn urho3d() -> Option<PathBuf> {
    Some(topics()?.site.join("topics"))
}

fn unpack(shared: &Path) -> Topics {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("urho3d");
    let topics = site.join("topics");
    // Moved into place at the end, so that what lies there is whole.
    if !topics.is_dir() {
        let half =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("urho3d-{}", std::process::id()));
        std::fs::create_dir_all(&half).expect("a folder");
        let archive = shared.join("data/discourse/urho3d-topics.tar.xz");
        let unpacked = Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(&half).status();
        assert!(unpacked.expect("tar with xz").success());
        std::fs::create_dir_all(&site).expect("a folder");
        if std::fs::rename(&half, &topics).is_err() {
            assert!(topics.is_dir(), "another run unpacked it");
            std::fs::remove_dir_all(&half).expect("our own folder");
        }
    }
    let (mut all, mut solved) = (BTreeMap::new(), BTreeMap::new());
    for entry in walkdir::WalkDir::new(&topics).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let bytes = std::fs::read(entry.path()).expect("a file");
        let topic: Value = serde_json::from_slice(&bytes).expect("JSON");
        let id = topic["id"].as_u64().expect("a number");
        let posts = topic["post_stream"]["posts"].as_array().expect("posts");
        let marked = posts.iter().find(|post| post["accepted_answer"] == true);
        let by_topic = topic["accepted_answer"]["post_number"].as_u64();
        all.insert(id, entry.path().to_owned());
        if let Some(number) = by_topic.or_else(|| marked?["post_number"].as_u64()) {
            solved.insert(id, number);
        }
    }
    Topics { site, all, solved }
}

/// A site of its own that reads the unpacked topics.
fn site_of(topics: &Topics, publish: &str) -> tempfile::TempDir {
    let site = folder();
    let path = topics.site.join("topics").display().to_string();
    let settings = format!(
        "title: Urho3D\nbase_url: https://a.example/\nsources:\n  - type: discourse\n    \
         path: {path}\n    url: https://discourse.urho3d.io\n    language: en\n{publish}"
    );
    std::fs::write(site.path().join("answerbook.yaml"), settings).expect("a file");
    site
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no count"))
}

fn sum(value: &Value) -> u64 {
    value.as_object().expect("reasons").values().map(number).sum()
}

#[test]
fn every_solved_topic_of_a_real_forum_is_published() {
    let Some(topics) = topics() else { return };
    assert_eq!((topics.all.len(), topics.solved.len()), (5046, 670));
    let site = site_of(topics, "");
    let json = run(site.path(), &["build", "--json", "--quiet"]).expect(0).json();
    assert_eq!(number(&json["threads"]["present"]), 5046);
    let folder = site.path().join("public/questions");
    let published: BTreeSet<u64> = std::fs::read_dir(folder)
        .expect("the pages")
        .filter_map(|entry| {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let name = name.strip_suffix(".html").filter(|name| !name.contains("--discussion"))?;
            name.rsplit('-').next()?.parse().ok()
        })
        .collect();
    assert_eq!(published.len() as u64, number(&json["threads"]["published"]));
    let missing: Vec<&u64> = topics.solved.keys().filter(|id| !published.contains(id)).collect();
    assert_eq!(missing, [] as [&u64; 0]);
    let checked = run(site.path(), &["check", "--json", "--quiet"]).json();
    assert_eq!(number(&checked["broken"]), 0);
    assert_eq!(checked["pages"], json["pages"]);
}

#[test]
fn every_topic_of_a_real_forum_is_accounted_for() {
    let Some(topics) = topics() else { return };
    let site = site_of(topics, "publish: {resolution: all}\n");
    let json = run(site.path(), &["build", "--json", "--quiet"]).json();
    let threads = &json["threads"];
    assert_eq!(number(&threads["present"]), 5046);
    assert_eq!(number(&threads["imported"]) + sum(&threads["skipped"]), 5046, "{threads}");
    assert_eq!(number(&threads["published"]), number(&threads["imported"]), "{threads}");
    assert_eq!(json["index"]["documents"], threads["published"]);
    let checked = run(site.path(), &["check", "--json", "--quiet"]).json();
    assert_eq!(number(&checked["broken"]), 0);
    assert!(number(&checked["links"]) > 100_000, "{checked}");
}

#[test]
fn why_agrees_with_the_marks_in_the_files() {
    let Some(topics) = topics() else { return };
    // One topic a source, so that each run reads one file and not five thousand.
    let every = topics.solved.len() / 20;
    for (id, post) in topics.solved.iter().step_by(every).take(20) {
        let found = &topics.all[id];
        let site = folder();
        let path = found.display().to_string();
        let settings = format!("title: x\nsources:\n  - {{type: discourse, path: \"{path}\"}}\n");
        std::fs::write(site.path().join("answerbook.yaml"), settings).expect("a file");
        let json = run(site.path(), &["why", &id.to_string(), "--json"]).expect(0).json();
        let thread = &json["threads"][0];
        assert_eq!(thread["published"], true, "{id}");
        assert_eq!(thread["reason"], "accepted-mark", "{id}");
        assert_eq!(thread["post"], post.to_string(), "{id}");
        let mark = &thread["mark"];
        let text = mark["text"].as_str().unwrap_or_else(|| panic!("{id}: no mark"));
        assert!(text.contains("accepted_answer"), "{id}: {text}");
        let file = std::fs::read_to_string(found).expect("a file");
        let line = file.lines().nth(number(&mark["line"]) as usize - 1).expect("the line");
        let at: String = line.chars().skip(number(&mark["column"]) as usize - 1).collect();
        assert!(at.starts_with("\"accepted_answer"), "{id}: {}", &at[..at.len().min(80)]);
        let shown = run(site.path(), &["why", &id.to_string()]).expect(0).stdout;
        assert!(
            shown.contains(&format!("since answer `{post}` is marked as the solution")),
            "{shown}"
        );
    }
}

/// What `count.py` says of each dump, for machines without Python: questions, answers,
/// accepted answers, questions without an answer, duplicates, tags.
const COUNTED: [(&str, [u64; 6]); 5] = [
    ("ai2017", [421, 749, 212, 53, 6, 222]),
    ("alcohol-meta-2022", [94, 141, 29, 19, 3, 28]),
    ("beer2016", [591, 1398, 359, 15, 17, 133]),
    ("datascience-meta-2024", [257, 341, 83, 57, 0, 51]),
    ("french-meta-2021", [274, 487, 86, 33, 6, 74]),
];

/// The same, with the licences of all posts; the empty one stands for none.
type Figures = ([u64; 6], BTreeMap<String, u64>);

#[test]
fn dumps_hold_what_an_independent_program_counts_in_them() {
    let Some(shared) = shared() else { return };
    for (name, expected) in COUNTED {
        let dump = shared.join("data/stackexchange").join(name);
        let ours = ours(&dump);
        assert_eq!(ours.0, expected, "{name}");
        let Some(theirs) = theirs(&shared, &dump) else { continue };
        assert_eq!(ours.0, theirs.0, "{name}");
        // Where a dump names no licence, it is that of the time.
        assert!(!ours.1.contains_key(""), "{name}");
        assert!(theirs.1.contains_key("") || ours.1 == theirs.1, "{name}");
    }
}

fn theirs(shared: &Path, dump: &Path) -> Option<Figures> {
    let tool = shared.join("tools/count.py");
    let ran = Command::new("python3").arg(tool).arg("stackexchange").arg(dump).output().ok()?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let json: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let keys = [
        "questions",
        "answers_with_a_known_question",
        "accepted_that_exist",
        "unanswered",
        "duplicates_between_known_questions",
        "tags",
    ];
    let licences = json["licences"].as_object().expect("licences");
    let licences = licences.iter().map(|(licence, n)| (licence.clone(), number(n))).collect();
    Some((keys.map(|key| number(&json[key])), licences))
}

fn ours(dump: &Path) -> Figures {
    let settings = "title: x\nsources:\n  - {type: stackexchange, path: .}\n";
    let mut sink = Sink::new();
    let config = config::load(&MemoryFiles::new([(config::FILE, settings)]), &mut sink);
    let config = config.expect("the settings are valid");
    let files = DiskFiles::new(dump);
    let reader = sources::open(&config.sources[0], &files, &mut sink);
    let batches: Vec<Batch> = (0..reader.n_units()).map(|unit| reader.read(unit)).collect();
    assert!(batches.iter().all(|batch| batch.skipped.is_empty()));
    let threads: Vec<&Thread> = batches.iter().flat_map(|batch| &batch.threads).collect();
    let ids: BTreeSet<&str> = threads.iter().map(|thread| thread.id.0.as_str()).collect();
    let count = |is: &dyn Fn(&Thread) -> bool| threads.iter().filter(|t| is(t)).count() as u64;
    let known = |thread: &Thread| {
        thread.duplicate_of.as_ref().is_some_and(|original| ids.contains(original.0.as_str()))
    };
    let figures = [
        threads.len() as u64,
        threads.iter().map(|thread| thread.answers.len() as u64).sum(),
        count(&|thread| thread.answers.iter().any(|answer| answer.accepted)),
        count(&|thread| thread.answers.is_empty()),
        count(&known),
        threads.iter().flat_map(|thread| &thread.tags).collect::<BTreeSet<_>>().len() as u64,
    ];
    let mut licences = BTreeMap::new();
    for post in threads.iter().flat_map(|thread| thread.posts()) {
        *licences.entry(post.licence.clone().unwrap_or_default()).or_default() += 1;
    }
    (figures, licences)
}

#[test]
fn a_dump_becomes_a_site_whose_links_lead_somewhere() {
    let Some(shared) = shared() else { return };
    let site = folder();
    let dump = shared.join("data/stackexchange/beer2016").display().to_string();
    let settings = format!(
        "title: Beer\nbase_url: https://a.example/\npublish: {{resolution: all}}\n\
         sources:\n  - {{type: stackexchange, path: \"{dump}\", \
         url: https://beer.stackexchange.com}}\n"
    );
    std::fs::write(site.path().join("answerbook.yaml"), settings).expect("a file");
    let json = run(site.path(), &["build", "--json", "--quiet"]).expect(0).json();
    let threads = &json["threads"];
    assert_eq!((number(&threads["present"]), number(&threads["imported"])), (591, 591));
    assert_eq!(number(&threads["published"]) + sum(&threads["withheld"]), 591, "{threads}");
    let checked = run(site.path(), &["check", "--json", "--quiet"]).expect(0).json();
    assert_eq!(number(&checked["broken"]), 0);
}
