//! Every word arrives: what a reader of the original sees of a post stands on its page, in
//! order.
//!
//! Real posts are read twice, by the program and by a plain reader of each markup that shares no
//! code with it. `ANSWERBOOK_FIGURES=1 cargo test --test it words -- --nocapture` prints what is
//! lost, and `ANSWERBOOK_ALL_WORDS=1` reads all posts and not a part of them.

mod pages;
mod raw;
mod visible;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use answerbook::config;
use answerbook::diag::Sink;
use answerbook::files::{DiskFiles, MemoryFiles};
use answerbook::model::{Markup, Thread};
use answerbook::normalize::{Image, Link, Resolve, Trust, tidy, to_safe_html};
use answerbook::sources;

use crate::harness::{manifest, shared};
use raw::RawPosts;
use visible::{Form, visible, words};

/// So many units of a source are read where not all of them are.
const SAMPLE: usize = 250;

/// An export to be read.
struct Corpus {
    name: &'static str,
    kind: &'static str,
    path: PathBuf,
}

/// What became of the words of an export.
#[derive(Default)]
struct Score {
    n_posts: usize,
    n_unmatched: usize,
    n_words: usize,
    n_lost: usize,
    /// Words that a mask stands for.
    n_masked: usize,
    /// Posts that lost words: how many, where, and which.
    worst: Vec<(usize, String, String)>,
}

/// Shows pictures, which have no words.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, _: &str) -> Image {
        Image::Show("picture.png".to_owned(), None)
    }
}

/// Files that a corpus is made of, and that are no export as they lie there.
fn made(name: &str, files: impl Iterator<Item = (String, String)>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

/// What Reddit answered, out of the recordings of a client.
fn cassettes(path: &Path) -> PathBuf {
    let bodies = files(path, "json").flat_map(|(name, text)| {
        let recorded: Value = serde_json::from_str(&text).expect("JSON");
        let all = recorded["interactions"].as_array().cloned().unwrap_or_default();
        let bodies = all.into_iter().filter_map(|one| {
            let body = one["response"]["body"]["string"].as_str()?.to_owned();
            (body.contains("\"kind\"") && body.contains("selftext")).then_some(body)
        });
        let numbered = bodies.enumerate().map(|(at, body)| (format!("{name}-{at}.json"), body));
        numbered.collect::<Vec<_>>()
    });
    made("cassettes", bodies)
}

/// Markdown of GitHub as records, a file each.
fn archive(path: &Path) -> PathBuf {
    let records = files(path, "md").enumerate().map(|(at, (_, text))| {
        let question = json!({"id": format!("q{at}"), "markup": "github", "body": text});
        let record =
            json!({"id": format!("t{at}"), "title": "Why does it hum?", "question": question});
        format!("{record}\n")
    });
    let records: String = records.collect();
    made("archive", std::iter::once(("records.jsonl".to_owned(), records))).join("records.jsonl")
}

/// Files of an ending below a folder, in order.
fn files(path: &Path, ending: &str) -> impl Iterator<Item = (String, String)> {
    let entries = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten();
    entries.filter_map(move |entry| {
        let is_wanted = entry.path().extension().is_some_and(|own| own == ending);
        let text = is_wanted.then(|| std::fs::read_to_string(entry.path()).ok())??;
        Some((entry.path().file_stem()?.to_string_lossy().into_owned(), text))
    })
}

fn corpora() -> Vec<Corpus> {
    let mut all = Vec::new();
    let mut add = |name, kind, path: PathBuf| all.push(Corpus { name, kind, path });
    let exports = manifest().join("example-site/exports");
    add("example forum", "discourse", exports.join("forum"));
    add("example q&a", "stackexchange", exports.join("qa"));
    add("example care", "jsonl", exports.join("care.jsonl"));
    let Some(shared) = shared() else { return all };
    let data = shared.join("data");
    for dump in ["ai2017", "alcohol-meta-2022", "beer2016", "datascience-meta-2024"] {
        add(dump, "stackexchange", data.join("stackexchange").join(dump));
    }
    add("french-meta-2021", "stackexchange", data.join("stackexchange/french-meta-2021"));
    if let Some(topics) = crate::real::urho3d() {
        add("urho3d", "discourse", topics);
    }
    add("perceval", "discourse", data.join("discourse/perceval"));
    add("praw", "reddit", cassettes(&data.join("reddit/tests/integration/cassettes")));
    let slackdump = "slack/slackdump/internal/fixtures/assets/source_export.zip";
    add("slackdump", "slack", data.join(slackdump));
    add("testarchive", "slack", data.join("slack/testarchive/tests/testarchive.zip"));
    add("vchinnap", "github", data.join("github-discussions/vchinnap"));
    add("ik_llama", "jsonl", archive(&data.join("github-discussions/ik_llama")));
    add("lists", "mbox", data.join("mbox"));
    add("freshdesk", "freshdesk", data.join("freshdesk/freshdesk/v2/tests/sample_json_data"));
    add("twarc", "x", data.join("x/twarc/test-data/brexit.jsonl"));
    let records = data.join("eval/resolution/records");
    for name in [
        "care",
        "discord-mesh",
        "discord-py",
        "forum",
        "r-help",
        "slack",
        "slack-dev",
        "telegram",
        "zulip",
    ] {
        add(name, "jsonl", records.join(format!("{name}.jsonl")));
    }
    all
}

/// The settings of a site that reads an export.
fn settings(corpus: &Corpus, path: &str) -> String {
    format!(
        "title: T\nsources:\n  - {{type: {}, path: \"{path}\", url: \"https://c.example\", \
         consent: public, language: en}}\n",
        corpus.kind
    )
}

/// Reads the threads of a corpus as a build prepares them, but for what privacy takes out.
fn threads(corpus: &Corpus) -> Vec<Thread> {
    let (folder, path) = match corpus.path.is_dir() {
        true => (corpus.path.as_path(), ".".to_owned()),
        false => {
            let parent = corpus.path.parent().expect("a folder");
            let name = corpus.path.file_name().expect("a name");
            (parent, name.to_string_lossy().into_owned())
        }
    };
    let most = match std::env::var_os("ANSWERBOOK_ALL_WORDS") {
        Some(_) => usize::MAX,
        None => SAMPLE,
    };
    threads_of(&settings(corpus, &path), &DiskFiles::new(folder), most)
}

/// Reads threads of a source by settings; about so many units of it at most.
fn threads_of(settings: &str, files: &DiskFiles, most: usize) -> Vec<Thread> {
    let mut sink = Sink::new();
    let config = config::load(&MemoryFiles::new([(config::FILE, settings.as_bytes())]), &mut sink);
    let config = config.expect("good settings");
    let reader = sources::open(&config.sources[0], files, &mut sink);
    let every = reader.n_units().div_ceil(most).max(1);
    let read = |unit| reader.read(unit).threads;
    let mut threads: Vec<Thread> = (0..reader.n_units()).step_by(every).flat_map(read).collect();
    threads.iter_mut().for_each(tidy);
    threads
}

fn judge(corpus: &Corpus) -> Score {
    let raw = RawPosts::read(corpus.kind, &corpus.path);
    let mut score = Score::default();
    let threads = threads(corpus);
    if corpus.kind == "mbox" {
        score.mails(&threads, &raw);
        return score;
    }
    for thread in threads {
        let file = thread.origin.path.as_str();
        for (at, post) in thread.posts().enumerate() {
            let own = bare(&post.id.0);
            let of_thread = if at == 0 || own == "a" { thread.id.0.as_str() } else { own };
            let found = raw.find(file, &[&post.id.0, own, of_thread]);
            score.add(&format!("{} {}", thread.id.0, post.id.0), &post.body, found, &raw);
            for comment in &post.comments {
                let prefixed = format!("c-{}", comment.id.0);
                let ids = [prefixed.as_str(), &comment.id.0, bare(&comment.id.0)];
                let place = format!("{} {}", thread.id.0, comment.id.0);
                score.add(&place, &comment.body, raw.find(file, &ids), &raw);
            }
        }
    }
    score.worst.sort_by(|one, other| other.cmp(one));
    score
}

/// An id without what importers put in front of it.
fn bare(id: &str) -> &str {
    ["q-", "t3_", "t1_"].iter().find_map(|prefix| id.strip_prefix(prefix)).unwrap_or(id)
}

impl Score {
    /// Mails have no ids that both readers know: each is held against the post nearest to it.
    fn mails(&mut self, threads: &[Thread], raw: &RawPosts) {
        let bodies = threads.iter().flat_map(Thread::posts).flat_map(|post| {
            let comments = post.comments.iter().map(|comment| &comment.body);
            std::iter::once(&post.body).chain(comments)
        });
        let shown: Vec<Vec<String>> = bodies.map(shown).collect();
        for (place, text) in raw.all() {
            let all = words(text);
            let nearest = shown.iter().map(|shown| lost(&all, shown)).min_by_key(Vec::len);
            match nearest.filter(|lost| 2 * lost.len() <= all.len()) {
                Some(lost) => self.count(place, all.len(), &lost),
                None => self.n_unmatched += 1,
            }
        }
    }

    fn add(&mut self, place: &str, body: &Markup, originals: &[String], raw: &RawPosts) {
        let shown = shown(body);
        let own = originals.iter().map(|original| {
            let all = words(original);
            (lost(&all, &shown), all.len())
        });
        let nearest = own.min_by_key(|(lost, _)| lost.len()).or_else(|| {
            let all = raw.nameless().iter().map(|original| words(original));
            let all = all.filter(|all| 2 * all.len() > shown.len());
            let lost = all.map(|all| (lost(&all, &shown), all.len()));
            let nearest = lost.min_by_key(|(lost, _)| lost.len());
            nearest.filter(|(lost, n_words)| 2 * lost.len() <= *n_words)
        });
        let Some((lost, n_words)) = nearest else {
            self.n_unmatched += 1;
            return;
        };
        self.count(place, n_words, &lost);
    }

    fn count(&mut self, place: &str, n_words: usize, lost: &[String]) {
        self.n_posts += 1;
        self.n_words += n_words;
        self.n_lost += lost.len();
        if !lost.is_empty() {
            self.worst.push((lost.len(), place.to_owned(), lost.join(" ")));
        }
    }
}

/// Returns the words that a page shows of a post.
fn shown(body: &Markup) -> Vec<String> {
    let html = to_safe_html(body, Trust::Community, &mut AsWritten).html;
    words(&visible(html.as_str(), Form::Html))
}

/// Returns the words of one text that the other has not, in order.
fn lost(all: &[String], shown: &[String]) -> Vec<String> {
    let lines = |words: &[String]| words.iter().fold(String::new(), |all, word| all + word + "\n");
    let (all, shown) = (lines(all), lines(shown));
    if all == shown {
        return Vec::new();
    }
    let patch = diffy::create_patch(&all, &shown);
    let lines = patch.hunks().iter().flat_map(|hunk| hunk.lines());
    let deleted = lines.filter_map(|line| match line {
        diffy::Line::Delete(word) => Some(word.trim_end().to_owned()),
        _ => None,
    });
    deleted.collect()
}

/// Prints what became of a corpus; `rest` is what is not counted.
#[expect(clippy::print_stderr, reason = "figures for people who ask for them")]
fn show(corpus: &Corpus, score: &Score, rest: &str) {
    if std::env::var_os("ANSWERBOOK_FIGURES").is_none() {
        return;
    }
    let share = 100.0 * (1.0 - score.n_lost as f64 / score.n_words.max(1) as f64);
    eprintln!(
        "{:22} {:6} posts {:8} words {:5} lost {:8.4} % arrive {:5} masked {:5} {rest}",
        corpus.name,
        score.n_posts,
        score.n_words,
        score.n_lost,
        share,
        score.n_masked,
        score.n_unmatched
    );
    for (n_lost, place, words) in score.worst.iter().take(10) {
        let words: String = words.chars().take(200).collect();
        eprintln!("  {n_lost:5} {place}: {words}");
    }
}

#[test]
fn every_word_of_a_post_is_on_its_page() {
    let (mut n_posts, mut n_words, mut lost) = (0, 0, Vec::new());
    for corpus in corpora() {
        let score = judge(&corpus);
        show(&corpus, &score, "not in the original");
        assert!(score.n_posts > 0, "{} was not read", corpus.name);
        n_posts += score.n_posts;
        n_words += score.n_words;
        lost.extend(score.worst.into_iter().map(|one| (corpus.name, one)));
    }
    assert!(lost.is_empty(), "{lost:?}");
    let least = if shared().is_some() { (8_500, 1_050_000) } else { (100, 4_000) };
    assert!(n_posts >= least.0 && n_words >= least.1, "{n_posts} posts, {n_words} words");
}

/// Markup with its own reading, and a page that lost words.
#[test]
fn a_lost_word_is_found() {
    let found = |original: &str, form, shown: &str| {
        lost(&words(&visible(original, form)), &words(&visible(shown, Form::Html)))
    };
    let page = "<p>Replace </p>";
    let text = "Replace <path> with *your* `folder`.";
    assert_eq!(found(text, Form::Markdown, page), ["path", "with", "your", "folder"]);
    assert_eq!(found("a b c", Form::Text, "<p>b a c</p>").len(), 1);
    let html = "<p>a<b>b</b> <script>no</script>c<br>d &amp; e</p><!-- no -->";
    assert_eq!(found(html, Form::Html, "<p>ab c</p>"), ["d", "e"]);
    assert_eq!(found("<@U1> see <https://a.example|a *b*>", Form::Slack, "<p>see</p>"), ["a", "b"]);
    assert_eq!(
        found("> q\n1. [x](https://y.example)\n```rust\nz\n```", Form::Discord, ""),
        ["q", "x", "z"]
    );
}
