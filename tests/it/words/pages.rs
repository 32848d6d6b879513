//! The proof on published pages: sites of real exports are built with the privacy that every
//! site has, and what a post says stands on the page of its thread, in order, but for what a
//! mask says it took out.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use answerbook::files::DiskFiles;
use answerbook::model::{Markup, Thread};
use answerbook::normalize::{Trust, to_page_html};
use answerbook::plan::question_of;

use super::visible::{Form, visible, words};
use super::{AsWritten, Corpus, SAMPLE, Score, corpora, lost, settings, show, threads_of};
use crate::harness::{Built, build, folder, shared};

/// The last word of every mask.
const MASK: &str = "removed";

/// How far from a mask a word stands that it took out, in words.
const NEAR_MASK: usize = 8;

/// Copies an export into a site's folder; of many files a part, where not all are read.
fn copy(corpus: &Corpus, site: &Path) {
    let entries = walkdir::WalkDir::new(&corpus.path).sort_by_file_name().into_iter().flatten();
    let files: Vec<_> = entries.filter(|entry| entry.file_type().is_file()).collect();
    let every = match (std::env::var_os("ANSWERBOOK_ALL_WORDS"), corpus.kind) {
        (None, "discourse") => files.len().div_ceil(SAMPLE).max(1),
        _ => 1,
    };
    for file in files.iter().step_by(every) {
        let below = file.path().strip_prefix(&corpus.path).expect("it lies below");
        let to = match below.as_os_str().is_empty() {
            true => site.join(file.file_name()),
            false => site.join("export").join(below),
        };
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(file.path(), to).expect("a copy");
    }
}

/// The words of each post on a page, with what stands below it.
fn posts_on(page: &str) -> Vec<Vec<String>> {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let posts = main.split("class=\"prose\"").skip(1);
    let html = posts.filter_map(|post| post.split_once('>').map(|(_, html)| html));
    html.map(words_apart).collect()
}

/// The words of a page; those of links and pictures stand apart, since pictures elsewhere
/// become links.
fn words_apart(html: &str) -> Vec<String> {
    let apart = html.replace("<a ", " <a ").replace("</a>", "</a> ").replace("<img", " <img");
    words(&visible(&apart, Form::Html))
}

/// The words of a post without those that the page adds.
fn shown_apart(body: &Markup) -> Vec<String> {
    let shown = to_page_html(body, Trust::Community, &|_| String::new(), &mut AsWritten);
    words_apart(shown.html.as_str())
}

/// The pages of threads, by their ids: what a long one does not show beside its question stands
/// on the pages of its discussion.
fn pages(built: &Built) -> HashMap<String, Vec<Vec<String>>> {
    let mut shown: HashMap<Cow<'_, str>, Vec<Vec<String>>> = HashMap::new();
    for (path, page) in built.pages() {
        shown.entry(question_of(path)).or_default().extend(posts_on(page));
    }
    let ledger = built.report().redirects.ledger.as_deref().unwrap_or_default();
    let lines = ledger.lines().filter_map(|line| line.split_once(" thread:"));
    let pages = lines.filter_map(|(address, thread)| {
        let (_, id) = thread.split_once(':')?;
        Some((id.to_owned(), shown.remove(address.trim_start_matches('/'))?))
    });
    pages.collect()
}

/// Returns the words of a post that its page has not, and how many a mask took out.
fn missing(post: &[String], page: &[Vec<String>]) -> (Vec<String>, usize) {
    let joined = |words: &[String]| format!(" {} ", words.join(" "));
    let whole = joined(post);
    if page.iter().any(|block| joined(block).contains(&whole)) {
        return (Vec::new(), 0);
    }
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    post.iter().for_each(|word| *own.entry(word).or_default() += 1);
    let n_common = |block: &[String]| {
        let mut left = own.clone();
        let taken = block.iter().filter(|word| match left.get_mut(word.as_str()) {
            Some(n) if *n > 0 => {
                *n -= 1;
                true
            }
            _ => false,
        });
        taken.count()
    };
    let Some(nearest) = page.iter().max_by_key(|block| n_common(block)) else {
        return (post.to_vec(), 0);
    };
    beside_masks(post, nearest)
}

fn beside_masks(post: &[String], page: &[String]) -> (Vec<String>, usize) {
    if !page.iter().any(|word| word == MASK) {
        return (lost(post, page), 0);
    }
    let lines = |words: &[String]| words.iter().fold(String::new(), |all, word| all + word + "\n");
    let (before, after) = (lines(post), lines(page));
    let patch = diffy::create_patch(&before, &after);
    let lines: Vec<_> = patch.hunks().iter().flat_map(|hunk| hunk.lines()).collect();
    let masks: Vec<usize> = (0..lines.len())
        .filter(|at| matches!(lines[*at], diffy::Line::Insert(word) if word.trim_end() == MASK))
        .collect();
    let (mut lost, mut n_masked) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        let diffy::Line::Delete(word) = line else { continue };
        match masks.iter().any(|mask| mask.abs_diff(at) <= NEAR_MASK) {
            true => n_masked += 1,
            false => lost.push(word.trim_end().to_owned()),
        }
    }
    (lost, n_masked)
}

fn judge(corpus: &Corpus) -> Score {
    let site = folder();
    copy(corpus, site.path());
    let path = match corpus.path.is_dir() {
        true => "export".to_owned(),
        false => corpus.path.file_name().expect("a name").to_string_lossy().into_owned(),
    };
    let settings = settings(corpus, &path);
    let of_site = "base_url: https://a.example/\npublish: {resolution: all}\n";
    std::fs::write(site.path().join("answerbook.yaml"), format!("{settings}{of_site}"))
        .expect("a file");
    let files = DiskFiles::new(site.path());
    let pages = pages(&build(&files));
    let mut score = Score::default();
    for thread in threads_of(&settings, &files, usize::MAX) {
        match pages.get(&thread.id.0) {
            Some(page) => score.page(&thread, page),
            None => score.n_unmatched += 1,
        }
    }
    score.worst.sort_by(|one, other| other.cmp(one));
    score
}

impl Score {
    fn page(&mut self, thread: &Thread, page: &[Vec<String>]) {
        for post in thread.posts() {
            let comments = post.comments.iter().map(|comment| (&comment.id, &comment.body));
            for (id, body) in std::iter::once((&post.id, &post.body)).chain(comments) {
                let words = shown_apart(body);
                let (lost, n_masked) = missing(&words, page);
                self.n_masked += n_masked;
                self.count(&format!("{} {}", thread.id.0, id.0), words.len(), &lost);
            }
        }
    }
}

#[test]
fn every_word_of_a_published_post_is_on_its_page() {
    let (mut n_posts, mut n_words, mut lost) = (0, 0, Vec::new());
    for corpus in corpora() {
        let score = judge(&corpus);
        show(&corpus, &score, "withheld");
        n_posts += score.n_posts;
        n_words += score.n_words;
        lost.extend(score.worst.into_iter().map(|one| (corpus.name, one)));
    }
    assert!(lost.is_empty(), "{lost:?}");
    let least = if shared().is_some() { (8_000, 800_000) } else { (90, 4_000) };
    assert!(n_posts >= least.0 && n_words >= least.1, "{n_posts} posts, {n_words} words");
}

#[test]
fn what_a_mask_took_out_is_not_lost_and_all_else_is() {
    let of = |text: &str| words(&visible(text, Form::Text));
    let page = [of("other"), of("Write to [e-mail removed] today, please. Permalink")];
    let check = |post: &str| missing(&of(post), &page);
    assert_eq!(check("Write to jo@lamp.example today, please."), (vec![], 3));
    assert_eq!(check("Write to [e-mail removed] today, please."), (vec![], 0));
    let far = "Write to jo@lamp.example today, please. One two three four five six seven eight.";
    assert!(check(far).0.contains(&"eight".to_owned()));
    assert_eq!(missing(&of("a b"), &[]).0, ["a", "b"]);
}
