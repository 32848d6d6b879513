use super::{Batch, open, testing};
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, Files, MemoryFiles};

/// How many places a sample is cut at.
const CUTS: u64 = 200;

fn settings(kind: SourceType, path: &str) -> SourceSettings {
    testing::settings(kind, path)
}

fn read(kind: SourceType, path: &str, files: &dyn Files) -> (Batch, usize) {
    let settings = settings(kind, path);
    let mut sink = Sink::new();
    let batch = testing::read_all(&*open(&settings, files, &mut sink));
    (batch, sink.n_errors())
}

#[test]
fn no_importer_is_harmed_by_hostile_files() {
    let Some(shared) = testing::shared() else { return };
    for folder in ["json/test_parsing", "csv/csv", "xml"] {
        let disk = DiskFiles::new(shared.join("data/bad-input").join(folder));
        let paths = disk.list("");
        assert!(!paths.is_empty(), "{folder}");
        for kind in SourceType::ALL {
            for path in &paths {
                // Markdown takes any text.
                let (batch, n_errors) = read(*kind, path, &disk);
                let is_told = n_errors + batch.sink.n_errors() > 0 || !batch.threads.is_empty();
                let is_empty = batch.skipped.is_empty();
                assert!(is_told || is_empty, "{} {path}", kind.name());
            }
        }
    }
}

/// A real sample of every format that has one: the path and the bytes.
fn samples() -> Vec<(SourceType, String, Vec<u8>)> {
    let Some(shared) = testing::shared() else { return Vec::new() };
    let read = |path: &str| std::fs::read(shared.join("data").join(path)).expect("a sample");
    let khoros = "khoros/aurora/customer_intent_scraper.pages.techcommunity_microsoft_com.\
        TechcommunityMicrosoftComDiscussionItemPage/test-1/inputs/customer_intent_scraper.pages.\
        techcommunity_microsoft_com.TechcommunityReplies.json";
    let freshdesk = "freshdesk/freshdesk/v2/tests/sample_json_data/ticket_1.json";
    let mut samples = vec![
        (SourceType::Discourse, read("discourse/perceval/discourse_topic_1148.json")),
        (SourceType::Freshdesk, read(freshdesk)),
        (SourceType::Github, read("github-discussions/vchinnap/all_discussions_full.jsonl")),
        (SourceType::Khoros, read(khoros)),
        (SourceType::Stackexchange, read("stackexchange/alcohol-meta-2022/Posts.xml")),
    ];
    let pages = testing::recorded("data/zendesk/api/tests/test_api/betamax");
    let pages = pages.expect("the shared data is there");
    let pages = pages.list("").into_iter().map(|path| pages.read(&path).expect("a page"));
    let is_page = |page: &Vec<u8>| page.starts_with(b"{\"tickets\"") && page.len() > 4000;
    samples.push((SourceType::Zendesk, pages.into_iter().find(is_page).expect("a page")));
    let pages = testing::recorded("data/reddit/tests/integration/cassettes");
    let pages = pages.expect("the shared data is there");
    let mut pages = pages.list("").into_iter().map(|path| pages.read(&path).expect("a page"));
    let is_page = |page: &Vec<u8>| page.starts_with(b"[") && page.len() < 6_000;
    samples.push((SourceType::Reddit, pages.find(is_page).expect("a page")));
    let talk = "{\"type\":\"conversation\",\"id\":\"1\",\"state\":\"closed\",\"source\":\
        {\"body\":\"<p>How do I reset it?</p>\",\"author\":{\"type\":\"user\",\"id\":\"5\"}},\
        \"conversation_parts\":{\"conversation_parts\":[{\"id\":\"2\",\"part_type\":\"comment\",\
        \"body\":\"<p>So</p>\",\"author\":{\"type\":\"admin\",\"id\":\"7\"}}]}}";
    samples.push((SourceType::Intercom, talk.as_bytes().to_vec()));
    let talk = "{\"data\":[{\"id\":\"7_50\",\"message\":\"New hubs\",\"comments\":{\"data\":[\
        {\"id\":\"50_61\",\"message\":\"Why does it blink?\",\"comment_count\":1,\
        \"created_time\":\"2026-02-01T10:00:00+0000\"},{\"id\":\"50_62\",\
        \"message\":\"Hold it\",\"parent\":{\"id\":\"50_61\"}}]}}]}";
    samples.push((SourceType::Facebook, talk.as_bytes().to_vec()));
    let talk = "{\"kind\":\"youtube#commentThreadListResponse\",\"items\":[{\"id\":\"UgA\",\
        \"snippet\":{\"videoId\":\"v\",\"topLevelComment\":{\"id\":\"UgA\",\"snippet\":{\
        \"textOriginal\":\"Why?\"}},\"totalReplyCount\":1},\"replies\":{\"comments\":[{\
        \"id\":\"UgA.1\",\"snippet\":{\"textOriginal\":\"So\"}}]}}]}";
    samples.push((SourceType::Youtube, talk.as_bytes().to_vec()));
    let table =
        "thread,id,title,body\n".to_owned() + &"1,2,\"a, b\",\"x\ny \"\"z\"\"\"\n".repeat(40);
    samples.push((SourceType::Csv, table.into_bytes()));
    let line = "{\"id\":1,\"title\":\"t\",\"answers\":[{\"body\":\"x\",\"accepted\":true}]}\n";
    samples.push((SourceType::Jsonl, line.repeat(20).into_bytes()));
    let name = |kind| match kind {
        SourceType::Stackexchange => "Posts.xml".to_owned(),
        SourceType::Csv => "a.csv".to_owned(),
        SourceType::Github | SourceType::Jsonl => "a.jsonl".to_owned(),
        _ => "a.json".to_owned(),
    };
    samples.into_iter().map(|(kind, bytes)| (kind, name(kind), bytes)).collect()
}

#[test]
fn samples_cut_anywhere_lose_no_more_than_was_cut() {
    for (kind, path, bytes) in samples() {
        let whole = MemoryFiles::new([(path.as_str(), bytes.clone())]);
        let n_whole = read(kind, &path, &whole).0.threads.len();
        assert!(n_whole > 0 || kind == SourceType::Khoros, "{}", kind.name());
        let mut state = 1_u64;
        for _ in 0..CUTS {
            // Knuth's generator: the same places every time.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = (state >> 33) as usize % bytes.len();
            let files = MemoryFiles::new([(path.as_str(), &bytes[..at])]);
            let (batch, n_errors) = read(kind, &path, &files);
            let n_told = batch.skipped.len() + batch.sink.diagnostics().len() + n_errors;
            assert!(batch.threads.len() <= n_whole, "{} {at}", kind.name());
            // Lines may be cut between two records, rows may be short of nothing.
            let is_whole = batch.threads.len() == n_whole || bytes[..at].ends_with(b"\n");
            let is_lined = matches!(kind, SourceType::Csv | SourceType::Jsonl | SourceType::Github);
            assert!(n_told > 0 || is_whole || is_lined, "{} {at}", kind.name());
        }
    }
}

#[test]
fn every_sample_is_recognised() {
    for (kind, path, bytes) in samples() {
        let files = MemoryFiles::new([(path.as_str(), bytes)]);
        let settings = settings(SourceType::Auto, &path);
        let mut sink = Sink::new();
        let reader = open(&settings, &files, &mut sink);
        assert_eq!((reader.taken_for(), sink.n_errors()), (Some(kind), 0), "{}", kind.name());
    }
    let files = MemoryFiles::new([("a.json", "{\"x\":1}"), ("b.txt", "hello")]);
    let settings = settings(SourceType::Auto, ".");
    let mut sink = Sink::new();
    assert_eq!(open(&settings, &files, &mut sink).n_units(), 0);
    let shown = testing::messages(sink);
    assert!(shown.contains("`.` holds no export that is recognised"), "{shown}");
}
