//! What is published, held against threads that people read one by one: `eval/resolution` of
//! the shared data, whose GUIDE.md says how they were labelled.
//!
//! `ANSWERBOOK_FIGURES=1 cargo test --test it resolution -- --nocapture` prints the table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use answerbook::config::Config;
use answerbook::diag::Sink;
use answerbook::files::{DiskFiles, MemoryFiles};
use answerbook::model::{PostClass, Thread};
use answerbook::normalize::{Grading, ThreadClasses, assess, tidy};
use answerbook::{config, sources};

use crate::harness::shared;

/// The classes that matter most: what answers, and what must not be taken for an answer.
const CLASSES: [PostClass; 6] = [
    PostClass::Answer,
    PostClass::Asks,
    PostClass::Holding,
    PostClass::Elsewhere,
    PostClass::Confirm,
    PostClass::Thanks,
];

/// Counts of threads.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    publishable: usize,
    published: usize,
    /// Published, and rightly so.
    both: usize,
    /// Of those, with a first answer that the reader accepts.
    best: usize,
}

/// By label and class: how many posts.
type Confusion = BTreeMap<(String, &'static str), usize>;

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The mean F1 of the six classes.
fn macro_f1(posts: &Confusion) -> f64 {
    let f1 = |class: PostClass| {
        let name = class.name();
        let sum = |is_it: &dyn Fn(&(String, &str)) -> bool| -> usize {
            posts.iter().filter(|(key, _)| is_it(key)).map(|(_, n)| n).sum()
        };
        let right = sum(&|(label, found)| label == name && *found == name);
        let labelled = sum(&|(label, _)| label == name);
        let found = sum(&|(_, found)| *found == name);
        share(2 * right, labelled + found)
    };
    CLASSES.map(f1).iter().sum::<f64>() / CLASSES.len() as f64
}

fn settings() -> Config {
    let text = "title: T\nlanguage: en\nsources:\n\
        \x20 - {type: jsonl, path: threads.jsonl, consent: public}\n";
    let files = MemoryFiles::new([("answerbook.yaml", text.as_bytes())]);
    config::load(&files, &mut Sink::new()).expect("good settings")
}

fn threads(config: &Config, records: &Path) -> Vec<Thread> {
    let folder = crate::harness::folder();
    std::fs::copy(records, folder.path().join("threads.jsonl")).expect("the records");
    let files = DiskFiles::new(folder.path());
    let reader = sources::open(&config.sources[0], &files, &mut Sink::new());
    let read = |unit| reader.read(unit).threads;
    let mut threads: Vec<Thread> = (0..reader.n_units()).flat_map(read).collect();
    threads.iter_mut().for_each(tidy);
    threads
}

fn labels(path: &Path) -> BTreeMap<String, Value> {
    let text = std::fs::read_to_string(path).expect("labels");
    let parsed = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    parsed.map(|label| (label["id"].as_str().expect("an id").to_owned(), label)).collect()
}

/// Judges one community.
fn judge(config: &Config, data: &Path, corpus: &str, posts: &mut Confusion) -> Score {
    let labels = labels(&data.join(format!("labels/{corpus}.jsonl")));
    let mut score = Score::default();
    for mut thread in threads(config, &data.join(format!("records/{corpus}.jsonl"))) {
        let Some(label) = labels.get(&thread.id.0) else { continue };
        for post in ThreadClasses::of(&thread).posts {
            if let Some(wanted) = label["replies"][&post.id.0].as_str() {
                *posts.entry((wanted.to_owned(), post.class.name())).or_default() += 1;
            }
        }
        let Grading { resolution, best, .. } = assess(&mut thread);
        let good: BTreeSet<&str> = [&label["best"]]
            .into_iter()
            .chain(label["also"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        let is_publishable = label["publish"] == true;
        let is_published = config.publish.takes(&resolution);
        let first = best.map(|at| thread.answers[at].id.0.as_str());
        let both = is_publishable && is_published;
        score.publishable += usize::from(is_publishable);
        score.published += usize::from(is_published);
        score.both += usize::from(both);
        score.best += usize::from(both && first.is_some_and(|first| good.contains(first)));
    }
    score
}

#[expect(clippy::print_stderr, reason = "figures for people who ask for them")]
fn show(corpus: &str, score: Score, f1: f64) {
    if std::env::var_os("ANSWERBOOK_FIGURES").is_some() {
        eprintln!(
            "{corpus:14} published {:3}  precision {:.2}  recall {:.2}  best {:.2}  F1 {f1:.2}",
            score.published,
            share(score.both, score.published),
            share(score.both, score.publishable),
            share(score.best, score.both),
        );
    }
}

/// The names of the communities, sorted.
fn corpora(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data.join("labels")).expect("labels");
    let mut corpora: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            Some(name.strip_suffix(".jsonl")?.to_owned())
        })
        .collect();
    corpora.sort();
    corpora
}

/// How far two titles have the same words: the F1 of their tokens.
fn same_words(one: &str, other: &str) -> f64 {
    let words = |title: &str| {
        let mut found = BTreeMap::<String, usize>::new();
        let is_sign = |c: char| !(c.is_alphanumeric() || c == '_');
        for word in title.to_lowercase().split(is_sign).filter(|word| !word.is_empty()) {
            *found.entry(word.to_owned()).or_default() += 1;
        }
        found
    };
    let (one, other) = (words(one), words(other));
    let same: usize = one.iter().map(|(word, n)| other.get(word).map_or(0, |m| *n.min(m))).sum();
    share(2 * same, one.values().chain(other.values()).sum())
}

#[test]
fn titles_say_what_readers_would_say() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data/eval/resolution");
    let config = settings();
    let (mut n_titles, mut sum) = (0, 0.0);
    for corpus in corpora(&data) {
        let labels = labels(&data.join(format!("labels/{corpus}.jsonl")));
        let threads = threads(&config, &data.join(format!("records/{corpus}.jsonl")));
        let titles = threads.iter().filter_map(|thread| {
            let wanted = labels.get(&thread.id.0)?["title"].as_str()?;
            Some(same_words(&thread.title, wanted))
        });
        let scores: Vec<f64> = titles.collect();
        let own: f64 = scores.iter().sum();
        if std::env::var_os("ANSWERBOOK_FIGURES").is_some() {
            eprintln!("{corpus:14} titles {:3}  F1 {:.3}", scores.len(), own / scores.len() as f64);
        }
        n_titles += scores.len();
        sum += own;
    }
    let f1 = sum / n_titles as f64;
    if std::env::var_os("ANSWERBOOK_FIGURES").is_some() {
        eprintln!("together       titles {n_titles:3}  F1 {f1:.3}");
    }
    assert!(f1 >= 0.58, "{f1}");
}

#[test]
fn what_is_published_is_an_answer() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data/eval/resolution");
    let config = settings();
    let (mut total, mut posts) = (Score::default(), Confusion::new());
    for corpus in corpora(&data) {
        let mut own = Confusion::new();
        let score = judge(&config, &data, &corpus, &mut own);
        show(&corpus, score, macro_f1(&own));
        let precision = share(score.both, score.published);
        assert!(score.published < 10 || precision >= 0.65, "{corpus}: {score:?}");
        own.into_iter().for_each(|(key, n)| *posts.entry(key).or_default() += n);
        total.publishable += score.publishable;
        total.published += score.published;
        total.both += score.both;
        total.best += score.best;
    }
    let f1 = macro_f1(&posts);
    show("together", total, f1);
    assert!(share(total.both, total.published) >= 0.87, "{total:?}");
    assert!(share(total.both, total.publishable) >= 0.87, "{total:?}");
    assert!(share(total.best, total.both) >= 0.93, "{total:?}");
    assert!(f1 >= 0.78, "{f1}");
}
