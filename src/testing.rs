//! Hostile input by the thousand, the same at every run, for every parser of the house.
//!
//! A [`Fuzz`] makes inputs of what a parser is made for (`seeds`) and of what its grammar is
//! made of (`words`), and hands them to a check, which panics where something is wrong. The
//! checks stand beside the parsers, in `fuzz_tests.rs`. What fails is made as small as can be,
//! and shown with what makes it again.
//!
//! An ordinary run takes so many inputs of each. `ANSWERBOOK_FUZZ=3600` goes on for about so
//! many seconds altogether, `ANSWERBOOK_FUZZ_SEED=2` makes others.
#![cfg(test)]

mod mutate;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::time::{Duration, Instant};

use mutate::Mutator;

/// The checks, by the names of what they feed.
const TARGETS: [&str; 68] = [
    "access logs",
    "addresses beside exports",
    "addresses in text",
    "cache records",
    "character references and charsets of mails",
    "comments of Stack Exchange",
    "CommonMark of all dialects",
    "decisions",
    "details of posts",
    "Discord markdown",
    "Discourse HTML",
    "edited threads",
    "export: csv",
    "export: discord",
    "export: discourse",
    "export: facebook",
    "export: freshdesk",
    "export: github",
    "export: intercom",
    "export: jsonl",
    "export: khoros",
    "export: markdown",
    "export: mbox",
    "export: reddit",
    "export: slack",
    "export: stackexchange",
    "export: telegram",
    "export: x",
    "export: youtube",
    "export: zendesk",
    "files of hosts",
    "flowed text",
    "foreign words in messages",
    "front matter",
    "highlighted code",
    "HTML to markdown",
    "ids and dates of tables",
    "images",
    "JSON cursor",
    "ledger",
    "lines of posts",
    "lists of exports",
    "mbox",
    "merges of lines",
    "names",
    "names of browsers",
    "nesting of mails",
    "page markdown",
    "pages as mails",
    "private text",
    "queries",
    "quotes of mails",
    "records",
    "Reddit escapes",
    "rows of Stack Exchange",
    "rows of tables",
    "secrets",
    "settings",
    "Slack blocks",
    "Slack mrkdwn",
    "static index",
    "tables of Takeout",
    "TeX",
    "texts of Facebook",
    "tidy passes",
    "titles",
    "url paths",
    "zip files",
];

/// A single input that takes longer does not end. Far more than any takes, since a machine
/// may do other things as well.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many failures that say different things are shown.
const MOST_FAILURES: usize = 5;

/// How often a failing input is tried to be made smaller.
const MOST_TRIES: usize = 4_000;

/// How long inputs are at most, in bytes.
const MOST_BYTES: usize = 4 << 10;

/// Feeds a parser.
pub(crate) struct Fuzz {
    name: &'static str,
    n_inputs: usize,
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Fuzz {
    /// Makes one of a name that is listed, with the number of inputs of an ordinary run.
    pub(crate) fn new(name: &'static str, n_inputs: usize) -> Fuzz {
        assert!(TARGETS.contains(&name), "`{name}` is not listed");
        Fuzz { name, n_inputs, seeds: Vec::new(), words: Vec::new() }
    }

    /// Adds what the parser is made for.
    pub(crate) fn seeds<T: AsRef<[u8]>>(mut self, seeds: impl IntoIterator<Item = T>) -> Fuzz {
        self.seeds.extend(seeds.into_iter().map(|seed| seed.as_ref().to_vec()));
        self
    }

    /// Adds what the grammar is made of, apart from what stands in the seeds.
    pub(crate) fn words<T: AsRef<[u8]>>(mut self, words: impl IntoIterator<Item = T>) -> Fuzz {
        self.words.extend(words.into_iter().map(|word| word.as_ref().to_vec()));
        self
    }

    /// Feeds text.
    #[track_caller]
    pub(crate) fn text(self, check: impl Fn(&str)) {
        self.bytes(|input| check(&String::from_utf8_lossy(input)));
    }

    /// Feeds bytes.
    #[track_caller]
    pub(crate) fn bytes(self, check: impl Fn(&[u8])) {
        let seed = asked("ANSWERBOOK_FUZZ_SEED").unwrap_or(1);
        let mutator = Mutator::new(&self.seeds, &self.words, MOST_BYTES);
        let (started, time) = (Instant::now(), time());
        let mut failures: Vec<(String, String)> = Vec::new();
        let mut n = 0;
        while time.map_or(n < self.n_inputs, |time| started.elapsed() < time)
            && failures.len() < MOST_FAILURES
        {
            let input = mutator.input(&format!("{} {seed} {n}", self.name));
            if let Some(message) = failure(&check, &input) {
                let start = |text: &str| text.chars().take(40).collect::<String>();
                if failures.iter().all(|(known, _)| start(known) != start(&message)) {
                    let small = smallest(&check, input);
                    let shown = shown(&small);
                    let words = failure(&check, &small).unwrap_or_else(|| message.clone());
                    let told = format!("input {n} of seed {seed}, made small: {shown}\n{words}");
                    failures.push((message, told));
                }
            }
            n += 1;
        }
        if time.is_some() {
            println!("{}: {n} inputs in {:.0?}", self.name, started.elapsed());
        }
        let told: Vec<String> = failures.into_iter().map(|(_, told)| told).collect();
        assert!(told.is_empty(), "{}: {}", self.name, told.join("\n\n"));
    }
}

/// How long a long run feeds each: as many run at once as there are processors.
fn time() -> Option<Duration> {
    let seconds = asked("ANSWERBOOK_FUZZ")?;
    let n_at_once = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    Some(Duration::from_millis(seconds * 1000 * n_at_once / TARGETS.len() as u64))
}

fn asked(name: &str) -> Option<u64> {
    Some(std::env::var(name).ok()?.parse().expect("a number"))
}

thread_local! {
    /// Panics of this thread are awaited, and not told as they happen.
    static IS_AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Returns what is wrong with an input.
fn failure(check: &impl Fn(&[u8]), input: &[u8]) -> Option<String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_AWAITED.get() {
                told(panic);
            }
        }));
    });
    let started = Instant::now();
    IS_AWAITED.set(true);
    let ended = catch_unwind(AssertUnwindSafe(|| check(input)));
    IS_AWAITED.set(false);
    match ended {
        Ok(()) if started.elapsed() > PATIENCE => Some(format!("takes {:?}", started.elapsed())),
        Ok(()) => None,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Some(text.unwrap_or("a panic without words").to_owned())
        }
    }
}

/// Takes out of an input whatever it does not fail for.
fn smallest(check: &impl Fn(&[u8]), mut input: Vec<u8>) -> Vec<u8> {
    let mut size = input.len().div_ceil(2);
    let mut n_left = MOST_TRIES;
    let started = Instant::now();
    while size > 0 {
        let before = input.len();
        let mut at = 0;
        while at < input.len() {
            if n_left == 0 || started.elapsed() > 2 * PATIENCE {
                return input;
            }
            n_left -= 1;
            let mut less = input.clone();
            less.drain(at..(at + size).min(input.len()));
            match failure(check, &less) {
                Some(_) => input = less,
                None => at += size,
            }
        }
        if size > 1 || input.len() == before {
            size /= 2;
        }
    }
    input
}

/// Writes an input as code, so that it can be put into a test.
fn shown(input: &[u8]) -> String {
    match std::str::from_utf8(input) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("b\"{}\"", input.escape_ascii()),
    }
}

#[test]
fn the_same_name_seed_and_number_make_the_same_input() {
    let seeds = [b"{\"id\": 1, \"body\": \"How?\"}".to_vec()];
    let words = [b"\\u".to_vec()];
    let mutator = Mutator::new(&seeds, &words, MOST_BYTES);
    let make = |n: usize| mutator.input(&format!("x 1 {n}"));
    let all: std::collections::BTreeSet<Vec<u8>> = (0..1_000).map(make).collect();
    assert!(all.len() > 800 && all.iter().all(|input| input.len() <= MOST_BYTES), "{}", all.len());
    assert!((0..1_000).all(|n| make(n) == make(n)));
}

#[test]
fn what_fails_is_made_small_and_told_with_its_seed() {
    let fuzz = Fuzz::new("JSON cursor", 2_000).seeds(["the lamp hums and the fan rattles"]);
    let fails = |text: &str| assert!(!text.contains("hums and"), "it hums");
    let ended = catch_unwind(AssertUnwindSafe(|| {
        IS_AWAITED.set(true);
        fuzz.text(fails);
    }));
    IS_AWAITED.set(false);
    let panic = ended.expect_err("the seed itself fails");
    let told = panic.downcast_ref::<String>().expect("it says why");
    assert!(told.starts_with("JSON cursor: input "), "{told}");
    assert!(told.contains("made small: \"hums and\"\nit hums"), "{told}");
}

#[test]
fn every_target_that_is_listed_is_fed_once() {
    let mut all = String::new();
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of code") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name == "fuzz_tests.rs") {
                all += &std::fs::read_to_string(path).expect("code");
            }
        }
    }
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let all = solid(&all);
    for name in TARGETS {
        let feeds = ["Fuzz::new(\"", "export(\""].map(|feeds| format!("{feeds}{}\"", solid(name)));
        let n_times: usize = feeds.iter().map(|feeds| all.matches(feeds.as_str()).count()).sum();
        assert_eq!(n_times, 1, "{name}");
    }
}
