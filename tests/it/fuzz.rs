//! Hostile posts by the thousand: what an independent parser sees of a page is what was read
//! of it, nothing private is left, and only what is listed comes out.
//!
//! A small part runs every time; `ANSWERBOOK_FUZZ=3600` goes on for so many seconds. The parsers
//! are fed one by one beside their code (`src/testing.rs`).

mod grammar;
mod seen;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use answerbook::config::{self, Config};
use answerbook::diag::Sink;
use answerbook::files::MemoryFiles;
use answerbook::model::{Dialect, Markup, Syntax, Thread};
use answerbook::normalize::{Image, Link, Resolve, Trust, text_of_html, tidy, to_safe_html};
use answerbook::privacy::{Privacy, PrivacyFindings, PrivacyRules, Takedown, expand_aliases};

use crate::harness::shared;

use grammar::{Grammar, NAME};
use seen::Seen;

/// How many documents are made at every run.
const N_DOCUMENTS: usize = 5_000;

/// A post of the largest size is sanitised in less, without any optimisation.
const MAX_TIME: Duration = Duration::from_secs(4);

const SETTINGS: &str = "title: A\nprivacy: mask\nsources:\n  - {type: jsonl, path: a.jsonl}\n";
const RECORD: &str = r#"{"id": 1, "title": "Why does the lamp hum?", "question": {"body": "x"},
"answers": [{"id": "a", "accepted": true, "body": "y"}]}"#;

/// Leaves links and images of the site as they are; images elsewhere become links.
pub struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        match src {
            "" => Image::Drop,
            src if src.contains(':') => Image::Link(src.to_owned()),
            src => Image::Show(src.to_owned(), None),
        }
    }
}

/// A site with a name to be taken out, and a thread to put posts into.
struct Workshop {
    config: Config,
    rules: PrivacyRules,
    thread: Thread,
}

impl Workshop {
    fn new() -> Workshop {
        let privacy = format!("people:\n  - name: {NAME}\n");
        let record = RECORD.replace('\n', " ");
        let files =
            [("answerbook.yaml", SETTINGS), ("privacy.yaml", &privacy), ("a.jsonl", &record)];
        let files = MemoryFiles::new(files);
        let mut sink = Sink::new();
        let config = config::load(&files, &mut sink).expect("good settings");
        let rules = PrivacyRules::load(&files, &config, &mut sink).expect("good rules");
        let reader = answerbook::sources::open(&config.sources[0], &files, &mut sink);
        let thread = reader.read(0).threads.pop().expect("a thread");
        drop(reader);
        Workshop { config, rules, thread }
    }

    fn privacy(&self) -> Privacy<'_> {
        Privacy::new(&self.config, &self.rules, expand_aliases(&self.rules, &[]))
    }

    /// Makes a post ready for its page as a build does; `None` when it is withheld.
    fn page(&self, privacy: &Privacy<'_>, markup: &Markup) -> Option<String> {
        let mut thread = self.thread.clone();
        thread.question.body = markup.clone();
        tidy(&mut thread);
        let stays = privacy.redact(&mut thread, 0, &mut PrivacyFindings::default());
        let safe = to_safe_html(&thread.question.body, Trust::Community, &mut AsWritten);
        (stays == Takedown::Stays).then(|| safe.html.into_string())
    }
}

/// Takes all white space out: an independent parser sets lines apart elsewhere.
fn solid(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.chars().filter(|c| !c.is_whitespace()).nfc().collect()
}

/// Says what is wrong with the page of a post.
fn problems(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let seen = Seen::of(html);
    let mut read = String::new();
    text_of_html(html, &mut read);
    if solid(&read) != solid(&seen.lines) {
        found.push(format!("readers see {:?}, and {read:?} was read", seen.lines));
    }
    found.extend(seen.private().into_iter().chain(seen.unlisted()));
    let again = Markup { syntax: Syntax::Html, text: html.to_owned() };
    let again = to_safe_html(&again, Trust::Community, &mut AsWritten);
    let second = Seen::of(again.html.as_str());
    if again.too_complex {
        return found;
    }
    if solid(&second.lines) != solid(&seen.lines) {
        found.push(format!("sanitised again it says {:?}", second.lines));
    }
    // A card is a plain link when it is read again.
    let bare = |(name, attributes): &(String, BTreeMap<String, String>)| {
        let mut attributes = attributes.clone();
        attributes.retain(|attribute, _| attribute != "class" || name == "code");
        (name.clone(), attributes)
    };
    let first: BTreeSet<_> = seen.elements.iter().map(bare).collect();
    let new: Vec<_> =
        second.elements.iter().map(bare).filter(|element| !first.contains(element)).collect();
    if !new.is_empty() {
        found.push(format!("sanitised again it has {new:?}"));
    }
    found
}

/// Takes out of a post whatever it is not wrong for, and says what is left.
fn smallest(workshop: &Workshop, privacy: &Privacy<'_>, mut markup: Markup) -> String {
    let wrong = |markup: &Markup| {
        let html = workshop.page(privacy, markup).unwrap_or_default();
        let found = problems(&html);
        (!found.is_empty()).then(|| format!("{html:?}\n{found:#?}"))
    };
    let mut size = markup.text.len();
    while size > 0 {
        let mut at = 0;
        while at < markup.text.len() {
            let mut less = markup.clone();
            let end = (at + size).min(less.text.len());
            if less.text.is_char_boundary(at) && less.text.is_char_boundary(end) {
                less.text.replace_range(at..end, "");
                if wrong(&less).is_some() {
                    markup = less;
                    continue;
                }
            }
            at += size;
        }
        size /= 2;
    }
    format!("{:?} {:?}\n{}", markup.syntax, markup.text, wrong(&markup).unwrap_or_default())
}

fn corpus() -> Vec<String> {
    shared().map(|shared| grammar::corpus(&shared)).unwrap_or_default()
}

/// What the documents follow from; `ANSWERBOOK_FUZZ_SEED` asks for others.
fn seed() -> u64 {
    let asked = std::env::var("ANSWERBOOK_FUZZ_SEED").ok();
    asked.map_or(1, |seed| seed.parse().expect("a number"))
}

/// How long the long run takes.
fn asked() -> Option<Duration> {
    let seconds = std::env::var("ANSWERBOOK_FUZZ").ok()?;
    Some(Duration::from_secs(seconds.parse().expect("a number of seconds")))
}

#[test]
fn what_is_read_of_a_hostile_post_is_what_is_seen_and_nothing_private_is_left() {
    let workshop = Workshop::new();
    let privacy = workshop.privacy();
    let mut grammar = Grammar::new(seed(), corpus());
    let (started, asked) = (Instant::now(), asked());
    let (mut n, mut n_shown, mut n_masked) = (0, 0, 0);
    let mut wrong = Vec::new();
    while asked.map_or(n < N_DOCUMENTS, |asked| started.elapsed() < asked) && wrong.len() < 20 {
        let text = grammar.document();
        let kinds = [
            Syntax::Html,
            Syntax::Markdown(Dialect::Site),
            Syntax::Html,
            Syntax::Text,
            Syntax::Html,
            Syntax::Markdown(Dialect::GitHub),
            Syntax::Markdown(Dialect::Discourse),
            Syntax::Html,
            Syntax::Markdown(Dialect::Reddit),
            Syntax::Markdown(Dialect::Discord),
        ];
        let markup = Markup { syntax: kinds[n % kinds.len()], text };
        n += 1;
        let Some(html) = workshop.page(&privacy, &markup) else { continue };
        n_shown += 1;
        n_masked += usize::from(html.contains("removed]"));
        if !problems(&html).is_empty() {
            wrong.push(smallest(&workshop, &privacy, markup));
        }
    }
    let told = format!("of {n} documents {n_shown} are shown, {n_masked} of them masked");
    assert!(wrong.is_empty(), "{told}\n{}", wrong.join("\n\n"));
    assert!(n_shown * 100 > n * 95 && n_masked * 20 > n, "{told}");
    if let Some(path) = std::env::var_os("ANSWERBOOK_FUZZ_REPORT") {
        std::fs::write(path, told).expect("a file");
    }
}

#[test]
fn pieces_said_over_and_over_take_little_time() {
    let workshop = Workshop::new();
    let privacy = workshop.privacy();
    let mut grammar = Grammar::new(2, corpus());
    for _ in 0..12 {
        let piece = grammar.document();
        let text = piece.repeat((64 << 10) / piece.len().max(1));
        let started = Instant::now();
        workshop.page(&privacy, &Markup { syntax: Syntax::Html, text });
        assert!(started.elapsed() < MAX_TIME, "{:?} for {piece:?}", started.elapsed());
    }
}
