//! Tables as data tools and spreadsheets write them, built whole.

use crate::harness::{Built, Site};

fn built(path: &str, more: &str, bytes: impl Into<Vec<u8>>) -> Built {
    let settings = format!(
        "title: x\nlanguage: en\npublish: {{resolution: all}}\nsources:\n  \
         - {{type: csv, path: {path}, name: Care, consent: terms{more}}}\n"
    );
    Site::new("").with("answerbook.yaml", settings).with(path, bytes).build()
}

/// The one question's page.
#[track_caller]
fn page(built: &Built) -> &str {
    let paths = built.page_paths("questions/");
    let [path] = paths.as_slice() else { panic!("{paths:?}\n{}", built.messages()) };
    built.page(path)
}

#[test]
fn a_frame_with_gaps_is_one_conversation() {
    let built = built(
        "tweets.csv",
        "",
        "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n\
         11,700,True,2017-10-31 10:00:00,How do I pair the lamp with a new hub?,\n\
         12,lumo,False,2017-10-31 10:05:00,Hold its button until it blinks twice.,11.0\n\
         13,700,True,2017-10-31 10:09:00,\"Thanks, that fixed it\",12.0\n",
    );
    let report = built.report();
    assert_eq!((report.n_imported, built.messages().as_str()), (1, ""));
    let page = page(&built);
    assert!(page.contains("until it blinks twice") && page.contains("that fixed it"), "{page}");
}

#[test]
fn a_spreadsheet_in_utf_16_is_published_in_its_letters() {
    let text = "\u{feff}thread\tid\tbody\tauthor\trole\r\n\
        1\ta\tЯк скинути концентратор?\tAnn\tcustomer\r\n1\tb\tТримайте кнопку.\tBob\tagent\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let built = built("m.csv", ", encoding: utf-16le", bytes);
    assert_eq!(built.messages(), "");
    assert!(page(&built).contains("Як скинути концентратор?"));
}

#[test]
fn rows_behind_an_unclosed_quote_are_published() {
    let lost = "and on,\n".repeat(50_000);
    let text = format!(
        "thread,id,body\n1,1,\"How do I reset?\n{lost}2,2,\"Why is the hub red, then?\"\n\
         2,3,\"Since it waits for an update: leave it on for an hour.\"\n"
    );
    let built = built("a.csv", "", text);
    let shown = built.messages();
    assert_eq!(shown.matches("error[export-unreadable]").count(), 1, "{shown}");
    assert!(shown.contains("a.csv:2:1: "), "{shown}");
    assert_eq!(shown.lines().count(), 1, "{shown}");
}
