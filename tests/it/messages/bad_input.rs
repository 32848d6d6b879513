//! One bad record never stops the rest, and each is counted.

use std::collections::BTreeMap;

use answerbook::pipeline::Failure;

use crate::harness::{Built, Site};

fn source(kind: &str, files: &[(&str, &[u8])]) -> Site {
    let settings = format!(
        "title: x\npublish: {{resolution: all}}\nsources:\n  - {{type: {kind}, path: data}}\n"
    );
    let site = Site::new("").with("answerbook.yaml", settings);
    files.iter().fold(site, |site, (path, bytes)| site.with(&format!("data/{path}"), *bytes))
}

/// Present, imported, and what was skipped; the sums hold whatever is expected.
#[track_caller]
fn check(built: &Built, present: usize, imported: usize, skipped: &[(&str, usize)]) {
    let report = built.report();
    let skipped_so = skipped.iter().map(|(name, n)| ((*name).to_owned(), *n));
    let expected: BTreeMap<String, usize> = skipped_so.collect();
    assert_eq!(report.skipped, expected, "{}", built.messages());
    assert_eq!((report.n_present, report.n_imported), (present, imported), "{}", built.messages());
    assert_eq!(report.n_present, report.n_imported + skipped.iter().map(|s| s.1).sum::<usize>());
    let n_withheld: usize = report.withheld.values().sum();
    assert_eq!(report.n_imported, report.n_published + n_withheld);
}

#[test]
fn a_bad_line_leaves_the_other_lines() {
    let lines: &[u8] = b"{\"id\": 1, \"title\": \"A\"}\nnonsense\n{\"id\": 2}\n\
        {\"id\": 3, \"title\": [\"B\"]}\n{\"id\": 1, \"title\": \"Again\"}\n\xff\xfe\n\
        {\"id\": 4, \"title\": \"C\", \"answers\": 7}\n{\"id\": 5, \"title\": \"D\"}\n\
        {\"id\": 6, \"ti";
    let built = source("jsonl", &[("a.jsonl", lines)]).build();
    check(&built, 9, 2, &[("id-taken", 1), ("invalid", 6)]);
}

#[test]
fn a_bad_topic_leaves_the_other_files() {
    let topic = |id: u32, more: &str| {
        format!(
            "{{\"id\": {id}, \"title\": \"T\"{more}, \"post_stream\": \
             {{\"posts\": [{{\"post_number\": 1, \"cooked\": \"x\"}}]}}}}"
        )
    };
    let (good, twin) = (topic(1, ""), topic(1, ""));
    let private = topic(2, ", \"archetype\": \"private_message\"");
    let hidden = topic(3, ", \"visible\": false");
    let built = source(
        "discourse",
        &[
            ("1.json", good.as_bytes()),
            ("2.json", private.as_bytes()),
            ("3.json", hidden.as_bytes()),
            ("4.json", b"{\"id\": 4, \"post_st"),
            ("5.json", b"{\"id\": \"five\", \"post_stream\": {\"posts\": []}}"),
            ("6.json", b"[1, 2]"),
            ("7.json", b"\xff\xfe\x00"),
            ("8.json", b""),
            ("9.json", twin.as_bytes()),
        ],
    )
    .build();
    let skipped =
        [("hidden", 1), ("id-taken", 1), ("invalid", 3), ("private", 1), ("unreadable", 2)];
    check(&built, 9, 1, &skipped);
}

#[test]
fn a_bad_row_leaves_the_other_rows() {
    let posts = "<posts>\n\
        <row Id=\"1\" PostTypeId=\"1\" Title=\"A\" Body=\"a\" />\n\
        <row Id=\"two\" PostTypeId=\"1\" Title=\"B\" Body=\"b\" />\n\
        <row Id=\"3\" PostTypeId=\"1\" Body=\"no title\" />\n\
        <row Id=\"1\" PostTypeId=\"1\" Title=\"again\" Body=\"a\" />\n\
        <row Id=\"5\" PostTypeId=\"1\" Title=\"D\" Body=\"d\" CreationDate=\"soon\" />\n\
        <row Id=\"6\" PostTypeId=\"1\" Title=\"E\" Body=\"e\" />\n\
        <row Id=\"7\" PostTypeId=\"1\" Title=\"F\" Bo";
    let built = source("stackexchange", &[("Posts.xml", posts.as_bytes())]).build();
    let skipped = [("id-taken", 1), ("invalid", 3), ("unreadable", 1)];
    check(&built, 7, 2, &skipped);
}

#[test]
fn every_row_that_has_lost_a_quote_is_skipped() {
    let head = "thread,id,body\n1,1,\"Why is the kiln cold?\"\n";
    let rows = |n: usize| (0..n).map(|row| format!("2,{row},\"Fire it at {row}\n")).collect();
    let (rows, n): (String, usize) = (rows(400), 400);
    let text = format!("{head}{rows}");
    // An independent reader counts the lines that start a row.
    let skipped = text.lines().skip(1).filter(|line| line.matches('"').count() % 2 == 1).count();
    assert_eq!(skipped, n);
    let built = source("csv", &[("a.csv", text.as_bytes())]).build();
    check(&built, n + 1, 1, &[("unreadable", n)]);
}

#[test]
fn a_bad_answer_leaves_the_other_answers() {
    let built = source(
        "markdown",
        &[
            ("a.md", b"One."),
            ("b.md", b"---\ntitle: [x\n---\nTwo."),
            ("c.md", b"---\ntitle: C\n---\n"),
            ("d.md", b"\xff\xfe"),
            ("e.md", b"---\nid: a\n---\nFive."),
        ],
    )
    .build();
    check(&built, 5, 1, &[("empty", 1), ("id-taken", 1), ("invalid", 1), ("unreadable", 1)]);
}

#[test]
fn nothing_is_written_when_a_template_or_theme_is_broken() {
    let one = "== answers/a.md\nOne.\n";
    let broken = Site::new(one).with("templates/answer.html", "{{ thread.autor.name }}").build();
    assert!(matches!(broken.outcome, Some(Err(Failure::Template))));
    let text = broken.rendered(answerbook::diag::Format::Human);
    assert!(text.contains("templates/answer.html:1:11"), "{text}");
    assert!(text.contains("it stops 1 page; nothing was written"), "{text}");
    let missing = Site::new(one).setting("theme: acme").build();
    assert!(matches!(missing.outcome, Some(Err(Failure::Settings))));
}

#[test]
fn a_broken_template_is_one_message_however_many_pages_it_stops() {
    let site = (0..30).fold(Site::new(""), |site, n| {
        site.with(&format!("answers/a{n}.md"), format!("Answer number {n}."))
    });
    let built = site.with("templates/answer.html", "{{ thread.autor }}").build();
    assert_eq!(built.diagnostics.len(), 1);
    let text = built.rendered(answerbook::diag::Format::Human);
    assert!(text.contains("it stops 30 pages; nothing was written"), "{text}");
}
