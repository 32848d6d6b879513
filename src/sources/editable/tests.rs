use serde_json::{Value, json};

use super::{Merged, Sides, ThreadFormat, merge};
use crate::config::SourceType;
use crate::diag::Sink;
use crate::model::{Markup, Origin, Thread};
use crate::normalize::{plain_text, resolve, tidy};
use crate::sources::testing;

/// A thread that has everything that a thread can have.
fn rich() -> Value {
    let files = json!([{"name": "a b.png", "path": "files/a.png"},
        {"name": "a b.png", "path": "files/b.png"},
        {"name": "far.txt", "url": "https://far.example/far.txt"}]);
    let shown = json!([{"name": "c.png", "path": "files/c.png", "shown": "in-body",
        "url": "https://f.example/c.png"}]);
    let copied = json!([{"name": "--> x.gif", "path": "files/d.gif", "shown": "copied"}]);
    json!({
        "id": "T-1", "title": "Why: \"the hub\" #1?", "url": "https://forum.example/t/1",
        "language": "en", "created": "2026-01-02T03:04:05Z", "updated": "2026-02-02T03:04:05Z",
        "tags": ["hub", "wi-fi, 5", "true"], "product": "Hub", "version": ["4.10", "4.11"],
        "category": "Support > Wi-Fi", "views": 120, "likes": 7,
        "licence": "CC BY-SA 4.0", "slug": "hub", "aliases": ["no ring", "/old"],
        "summary": "Hold it.", "solved": "reaction 12", "duplicate_of": 7, "translation_of": "x",
        "translated_from": "8f3a1c07-77b2e0d1",
        "verified_on": "2026-03-01T00:00:00Z", "verified_by": "Ann",
        "expires": "2027-01-01T00:00:00Z",
        "author": {"id": "u1", "name": "Tina (2)", "role": "member", "url": "https://f.example/u1"},
        "question": {"id": "q9", "body": "Why?\n\n    code", "score": 3,
            "created": "2026-01-02T03:04:06Z", "edited": "2026-01-03T00:00:00Z",
            "url": "https://forum.example/p/9", "licence": "CC0", "attachments": files},
        "answers": [
            {"id": "11", "author": {"id": "u2", "name": "*Bo* _x_ <b>", "role": "expert"},
             "body": "## Answer by Brand (brand, official)\n\nNo.", "score": -2},
            {"id": "12 a,b", "author": {"id": "Ann", "name": "Ann", "role": "staff"},
             "accepted": true, "created": "2026-01-04T00:00:00Z", "edited": "2026-01-05T00:00:00Z",
             "url": "https://forum.example/p/12", "licence": "MIT", "official": true,
             "markup": "html",
             "body": "<dl><dt>a</dt><dd><a href=\"https://f.example/c.png\">b</a></dd></dl>",
             "attachments": shown},
            {"id": "13", "body": "```\nopen", "markup": "markdown"},
            {"id": "14", "author": {"id": "u3", "name": "Ann"}, "markup": "text", "body": "a\nb"},
        ],
        "comments": [
            {"id": "c1", "body": "Me too.", "author": {"id": "u4", "name": "Cy"}},
            {"id": "c2", "parent": "12 a,b", "body": "<!-- thanks",
             "created": "2026-01-06T00:00:00Z", "attachments": copied},
        ],
    })
}

fn thread(record: &Value) -> Thread {
    let mut sink = Sink::new();
    let thread = ThreadFormat::Jsonl.read("a.jsonl", &record.to_string(), &mut sink);
    let shown = testing::messages(sink);
    thread.unwrap_or_else(|| panic!("{shown}"))
}

#[track_caller]
fn read(form: ThreadFormat, text: &str) -> Thread {
    let mut sink = Sink::new();
    match form.read("a.md", text, &mut sink) {
        Some(thread) => Thread { origin: Origin::default(), ..thread },
        None => panic!("{}\n{text}", testing::messages(sink)),
    }
}

#[test]
fn a_line_holds_all_of_a_thread() {
    let mut rich = thread(&rich());
    rich.origin = Origin::default();
    let mut back = read(ThreadFormat::Jsonl, &ThreadFormat::Jsonl.write(&rich, None));
    back.accepted.clone_from(&rich.accepted);
    assert_eq!(back, rich);
}

#[test]
fn a_file_holds_all_of_a_thread() {
    let mut rich = thread(&rich());
    rich.origin = Origin::default();
    let text = ThreadFormat::Markdown.write(&rich, None);
    let back = read(ThreadFormat::Markdown, &text);
    // Plain text is written as markdown, which shows the same.
    let plain = &mut rich.answers[3].body;
    *plain = Markup::markdown("a\\\nb".to_owned());
    assert_eq!(back, rich, "{text}");
    assert_eq!(ThreadFormat::Markdown.id(&text), Some(rich.id.clone()));
    let document = ThreadFormat::Markdown.cut(&text).expect("it has parts");
    assert_eq!(ThreadFormat::Markdown.join(&document), text);
}

#[test]
fn parts_of_a_line_make_the_same_thread() {
    let rich = thread(&rich());
    let line = ThreadFormat::Jsonl.write(&rich, None);
    let document = ThreadFormat::Jsonl.cut(&line).expect("it has parts");
    assert_eq!(
        read(ThreadFormat::Jsonl, &ThreadFormat::Jsonl.join(&document)),
        read(ThreadFormat::Jsonl, &line)
    );
}

#[test]
fn questions_without_answers_and_articles_stay_what_they_are() {
    for record in [
        json!({"id": 1, "title": "A", "question": {"body": "Why?"}}),
        json!({"id": 1, "title": "A"}),
        json!({"id": 1, "title": "A", "kind": "answer", "answers": [{"id": "a", "official": true,
            "body": "So.", "author": {"name": "Ann (x)"}}]}),
    ] {
        let thread = Thread { origin: Origin::default(), ..thread(&record) };
        for form in [ThreadFormat::Markdown, ThreadFormat::Jsonl] {
            let text = form.write(&thread, None);
            let mut back = read(form, &text);
            // An answer's day is the file's own.
            back.created = thread.created;
            back.answers.iter_mut().for_each(|answer| answer.edited = None);
            assert_eq!(back, thread, "{text}");
        }
    }
}

#[test]
fn samples_of_help_desks_come_back_whole() {
    let samples = [
        (SourceType::Zendesk, "data/zendesk/api/tests/test_api/betamax", 20),
        (SourceType::Reddit, "data/reddit/tests/integration/cassettes", 1),
    ];
    for (kind, folder, least) in samples {
        let Some(files) = testing::recorded(folder) else { return };
        let settings = testing::settings(kind, ".");
        let mut sink = Sink::new();
        let reader = crate::sources::open(&settings, &files, &mut sink);
        let threads = testing::read_all(&*reader).threads;
        assert!(threads.len() >= least, "{}", threads.len());
        for mut thread in threads {
            tidy(&mut thread);
            for form in [ThreadFormat::Markdown, ThreadFormat::Jsonl] {
                let text = form.write(&thread, settings.url.as_deref());
                let back = read(form, &text);
                assert_eq!(resolve(&back), resolve(&thread), "{text}");
                assert_eq!((back.kind, back.answers.len()), (thread.kind, thread.answers.len()));
                for (new, old) in back.posts().zip(thread.posts()) {
                    assert_eq!((&new.id, &new.author), (&old.id, &old.author), "{text}");
                    assert_eq!(plain_text(&new.body, 9999), plain_text(&old.body, 9999), "{text}");
                }
            }
        }
    }
}

const BASE: &str = "\
---
title: How do I reset the hub?
id: \"1\"
kind: question
score: 3
tags: [hub, wi-fi]
product: Hub
---

I lost it.

It blinks.

## Answer by Ann (staff, accepted, score 4)
<!-- {\"id\": \"11\"} -->

Hold the button.

Then wait.

### Comment by Tina
<!-- {\"id\": \"c1\"} -->

Thanks!

## Answer by Bo
<!-- {\"id\": \"12\"} -->

No idea.
";

#[track_caller]
fn merged(ours: &str, theirs: &str) -> (String, Merged) {
    let cut = |text: &str| ThreadFormat::Markdown.cut(text).expect("it has parts");
    let (base, ours, theirs) = (cut(BASE), cut(ours), cut(theirs));
    let merged = merge(Sides { base: &base, ours: &ours, theirs: &theirs, erases: false });
    (ThreadFormat::Markdown.join(&merged.document), merged)
}

#[track_caller]
fn check(ours: &[(&str, &str)], theirs: &[(&str, &str)], expected: &[(&str, &str)]) {
    let edit = |edits: &[(&str, &str)]| {
        edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        })
    };
    let (text, merged) = merged(&edit(ours), &edit(theirs));
    assert_eq!(text, edit(expected));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn each_side_changes_what_it_likes() {
    let edit = |from, to| [(from, to)];
    let (title, new) = ("title: How do I reset the hub?", "title: Resetting a hub");
    let (score, more) = ("score: 3", "score: 9");
    check(&edit(title, new), &edit(score, more), &[(title, new), (score, more)]);
    let (wait, mine) = ("Then wait.", "Then wait.\n\nA note of ours.");
    let (hold, ten) = ("Hold the button.", "Hold the button for ten seconds.");
    check(&edit(wait, mine), &edit(hold, ten), &[(wait, mine), (hold, ten)]);
    // One mark of a heading each.
    let (marks, ours) = ("(staff, accepted, score 4)", "(staff, accepted, official, score 4)");
    let (theirs, both) = ("(staff, accepted, score 8)", "(staff, accepted, official, score 8)");
    check(&edit(marks, ours), &edit(marks, theirs), &[(marks, both)]);
}

#[test]
fn lists_are_merged_by_their_items() {
    let tags = "tags: [hub, wi-fi]";
    let ours = [(tags, "# by us\ntags:\n  - hub\n  - wi-fi\n  - reset")];
    check(&ours, &[(tags, "tags: [hub, led]")], &[(tags, "# by us\ntags: [hub, reset, led]")]);
    check(&ours, &[("Bo", "Bob")], &[ours[0], ("Bo", "Bob")]);
}

#[test]
fn what_a_hand_adds_or_deletes_stays_so() {
    let bo = "\n## Answer by Bo\n<!-- {\"id\": \"12\"} -->\n\nNo idea.\n";
    let ours = "\n## Answer by Us (brand)\n\nRead the manual.\n";
    check(&[(bo, ours)], &[("Then wait.", "Wait.")], &[(bo, ours), ("Then wait.", "Wait.")]);
    check(
        &[("product: Hub\n", "note: x\n")],
        &[("score: 3", "score: 4")],
        &[("product: Hub\n", "note: x\n"), ("score: 3", "score: 4")],
    );
    let (_, merged) = merged(&BASE.replace(bo, ""), &BASE.replace("No idea.", "An idea!"));
    assert_eq!((merged.n_deleted, merged.conflicts.len()), (1, 0));
}

#[test]
fn new_posts_come_where_the_source_has_them() {
    let bo = "\n## Answer by Bo\n";
    let cy = "\n## Answer by Cy\n<!-- {\"id\": \"13\"} -->\n\nMine.\n\n## Answer by Bo\n";
    let thanks = "Thanks!\n";
    let welcome = "Thanks!\n\n### Comment by Ann\n<!-- {\"id\": \"c2\"} -->\n\nWelcome.\n";
    check(
        &[("It blinks.", "It glows.")],
        &[(bo, cy), (thanks, welcome)],
        &[("It blinks.", "It glows."), (bo, cy), (thanks, welcome)],
    );
}

#[test]
fn posts_go_with_the_source_unless_they_were_edited() {
    let bo = "\n## Answer by Bo\n<!-- {\"id\": \"12\"} -->\n\nNo idea.\n";
    check(&[("It blinks.", "It glows.")], &[(bo, "")], &[("It blinks.", "It glows."), (bo, "")]);
    let ours = BASE.replace("No idea.", "Our idea.");
    let (text, merged) = merged(&ours, &BASE.replace(bo, ""));
    assert!(text.contains("Our idea."));
    assert_eq!(merged.conflicts[0].post.as_deref(), Some("12"));
    let cut = |text: &str| ThreadFormat::Markdown.cut(text).expect("it has parts");
    let (base, ours, theirs) = (cut(BASE), cut(&ours), cut(&BASE.replace(bo, "")));
    let erased = merge(Sides { base: &base, ours: &ours, theirs: &theirs, erases: true });
    assert!(!ThreadFormat::Markdown.join(&erased.document).contains("Our idea."));
}

#[test]
fn the_hand_stays_where_both_changed_the_same() {
    let ours = BASE.replace("reset the hub?", "reset it?").replace("Then wait.", "Our wait.");
    let theirs = BASE.replace("reset the hub?", "reset?").replace("Then wait.", "Their wait.");
    let (text, merged) = merged(&ours, &theirs);
    assert_eq!(text, ours);
    let told: Vec<_> = merged
        .conflicts
        .iter()
        .map(|one| (one.post.as_deref(), one.what.as_str(), one.theirs.as_str()))
        .collect();
    let body = "Hold the button.\n\nTheir wait.";
    assert_eq!(told, [(None, "title", "title: How do I reset?"), (Some("11"), "text", body),]);
}

#[test]
fn a_text_whose_markup_changes_is_taken_whole() {
    let boxed = BASE.replace("{\"id\": \"12\"}", "{\"id\": \"12\", \"markup\": \"html\"}");
    let boxed = boxed.replace("No idea.", "```html\n<dl></dl>\n```");
    let ours = BASE.replace("No idea.", "No idea yet.");
    let (text, merged) = merged(&ours, &boxed);
    assert_eq!((text, merged.conflicts.len()), (ours, 1));
}

/// A xorshift generator (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Changes a thread as its community would.
fn upstream(record: &mut Value, random: &mut Random, word: &str) {
    let answers = record["answers"].as_array_mut().expect("answers");
    let at = random.below(answers.len());
    let file = |path: &str| json!({"name": "a.png", "path": format!("files/{path}.png")});
    match random.below(9) {
        7 => answers[at]["attachments"] = json!([file(word), file("a")]),
        8 => answers[at]["attachments"] = json!([file("b")]),
        0 => answers.push(json!({"id": word, "body": format!("One.\n\nTwo {word}.\n\nThree.")})),
        1 if answers.len() > 1 => drop(answers.remove(at)),
        2 => answers[at]["score"] = json!(random.below(90)),
        3 => record["title"] = json!(format!("Title {word}")),
        4 => record["tags"] = json!([format!("tag-{}", random.below(9)), word]),
        5 => record["question"]["body"] = changed(&record["question"]["body"], random, word),
        _ => answers[at]["body"] = changed(&answers[at]["body"], random, word),
    }
}

fn changed(body: &Value, random: &mut Random, word: &str) -> Value {
    let mut lines: Vec<&str> = body.as_str().expect("a text").lines().collect();
    let at = random.below(lines.len());
    let new = format!("A line {word}.");
    match random.below(2) {
        0 if !lines.is_empty() => lines[at] = &new,
        _ => lines.insert(at, &new),
    }
    json!(lines.join("\n"))
}

/// Edits a file by hand: lines come, are replaced and go.
fn edited(text: &str, random: &mut Random, word: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let end = lines.iter().skip(1).position(|line| line == "---").expect("settings") + 2;
    let at = end + random.below(lines.len() - end + 1);
    let is_text =
        |line: &String| !line.starts_with(['#', '<']) && !line.is_empty() && !line.contains("hand");
    let file = lines.iter().position(|line| line.contains("\"path\": \"files/"));
    if let (5, Some(file)) = (random.below(6), file) {
        let new = format!("\"path\": \"{word}/");
        lines[file] = lines[file].replacen("\"path\": \"files/", &new, 1);
        return lines.join("\n") + "\n";
    }
    match random.below(5) {
        0 if lines.get(at).is_some_and(is_text) => lines[at] = format!("Other words, {word}."),
        1 if lines.get(at).is_some_and(is_text) => drop(lines.remove(at)),
        2 => lines.push(format!("\n## Answer by {word}\n\nWords.")),
        3 => lines.insert(end - 1, format!("# {word}")),
        _ if lines.get(at).is_some_and(|line| line.starts_with('<')) => {}
        _ => lines.insert(at, format!("\nA line, {word}.\n")),
    }
    lines.join("\n") + "\n"
}

#[test]
fn nothing_that_a_hand_wrote_is_ever_lost() {
    for seed in 1..400 {
        let mut random = Random(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        let mut record = json!({"id": 1, "title": "Title", "tags": ["a"],
            "question": {"body": "One.\n\nTwo.\n\nThree."},
            "answers": [{"id": "a", "body": "One.\n\nTwo.\n\nThree."},
                {"id": "b", "body": "So."}]});
        let mut base = ThreadFormat::Markdown.write(&thread(&record), None);
        let mut ours = base.clone();
        let (mut words, mut told) = (Vec::new(), String::new());
        for round in 0..6 {
            for step in 0..=random.below(3) {
                let word = format!("hand-{seed}-{round}-{step}x");
                let new = edited(&ours, &mut random, &word);
                if new.contains(&word)
                    && words.iter().all(|old| new.contains(old) || told.contains(old))
                {
                    words.push(word);
                    ours = new;
                }
                upstream(&mut record, &mut random, &format!("up-{seed}-{round}-{step}x"));
            }
            let theirs = ThreadFormat::Markdown.write(&thread(&record), None);
            let cut = |text: &str| ThreadFormat::Markdown.cut(text).expect("it has parts");
            let (one, two, three) = (cut(&base), cut(&ours), cut(&theirs));
            let merged = merge(Sides { base: &one, ours: &two, theirs: &three, erases: false });
            for conflict in &merged.conflicts {
                told.push_str(&conflict.theirs);
            }
            ours = ThreadFormat::Markdown.join(&merged.document);
            read(ThreadFormat::Markdown, &ours);
            let lost: Vec<&String> = words.iter().filter(|word| !ours.contains(*word)).collect();
            assert!(lost.is_empty(), "seed {seed}, round {round}: {lost:?}\n{ours}");
            news(&theirs, &base, &ours, &told);
            base = theirs;
        }
    }
}

/// What the source says newly is in the file or beside it, unless its post was deleted.
#[track_caller]
fn news(theirs: &str, base: &str, ours: &str, told: &str) {
    for line in theirs.lines().filter(|line| line.contains("up-") && !base.contains(*line)) {
        let is_heading = line.starts_with(['#', '<']) || line.starts_with("tags");
        assert!(is_heading || ours.contains(line) || told.contains(line), "{line}\n{ours}\n{told}");
    }
}
