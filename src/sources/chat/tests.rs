use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, Files, MemoryFiles};
use crate::model::Thread;
use crate::sources::{Batch, open, testing};

const CHATS: [SourceType; 5] =
    [SourceType::Discord, SourceType::Mbox, SourceType::Slack, SourceType::Telegram, SourceType::X];

fn read(kind: SourceType, path: &str, files: &[(String, Vec<u8>)]) -> Batch {
    let memory = MemoryFiles::new(files.iter().cloned());
    let settings = SourceSettings { ..testing::settings(kind, path) };
    let mut sink = Sink::new();
    let mut batch = testing::read_all(&*open(&settings, &memory, &mut sink));
    batch.sink.append(sink);
    batch
}

/// A file that could not be used leaves a count and a message.
fn is_told(batch: &Batch) -> bool {
    let n_left = batch.threads.len() + batch.skipped.len();
    n_left > 0 || batch.sink.n_errors() > 0
}

#[test]
fn no_bad_file_stops_a_chat() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/bad-input"));
    let all: Vec<String> =
        ["json", "csv", "text"].iter().flat_map(|path| files.list(path)).collect();
    assert!(all.len() > 300, "{}", all.len());
    for path in all {
        let bytes = files.read(&path).expect("it is there");
        for kind in CHATS {
            let name = match kind {
                SourceType::Slack => "in/help/2026-01-01.json",
                SourceType::Mbox => "in/a.mbox",
                _ => "in/a.json",
            };
            let mut input = vec![(name.to_owned(), bytes.clone())];
            if kind == SourceType::Slack {
                let list = br#"[{"id":"C1","name":"help"}]"#.to_vec();
                input.push(("in/channels.json".to_owned(), list));
                input.push(("in/users.json".to_owned(), bytes.clone()));
            }
            let batch = read(kind, "in", &input);
            // A day on which nobody wrote is no damage.
            let is_empty = serde_json::from_slice::<Vec<serde_json::Value>>(&bytes);
            let is_empty = kind == SourceType::Slack && is_empty.is_ok_and(|list| list.is_empty());
            assert!(is_empty || is_told(&batch), "{path} as {}", kind.name());
        }
    }
}

/// A xorshift generator (Marsaglia 2003).
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn files_cut_anywhere_keep_what_comes_before() {
    let Some(shared) = testing::shared() else { return };
    let data = DiskFiles::new(shared.join("data"));
    let samples = [
        (SourceType::Discord, "discord/chat-analytics/tests/samples/discord/SV_5A_5M.json"),
        (SourceType::Telegram, "discord/chat-analytics/tests/samples/telegram/DM_2A_7M.json"),
        (SourceType::X, "x/twarc/test-data/geo_tweets.jsonl"),
        (SourceType::X, "x/twarc/test-data/streaming_output_with_error.jsonl"),
        (SourceType::Mbox, "mbox/perceval/mbox_complex.mbox"),
        (SourceType::Mbox, "mbox/perceval/mbox_multipart.mbox"),
        (SourceType::Slack, "slack/testarchive/tests/testarchive.zip"),
        (SourceType::Slack, "slack/slackdump/internal/fixtures/assets/source_export.zip"),
    ];
    let mut state = 88_172_645_463_325_252;
    for (kind, path) in samples {
        let bytes = data.read(path).expect("it is there");
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let whole = read(kind, &name, &[(name.clone(), bytes.clone())]);
        let n_whole = whole.threads.len() + whole.skipped.len();
        for _ in 0..200 {
            let end = random(&mut state) as usize % bytes.len();
            let batch = read(kind, &name, &[(name.clone(), bytes[..end].to_vec())]);
            assert!(is_told(&batch), "{path} cut at {end}");
            let n = batch.threads.len() + batch.skipped.len();
            // What is cut in two is one record more at most, and a place of the damage.
            assert!(n <= n_whole + 2, "{path} cut at {end}: {n} of {n_whole}");
        }
    }
}

#[test]
fn overlapping_exports_hold_a_message_once() {
    let Some(shared) = testing::shared() else { return };
    let data = DiskFiles::new(shared.join("data/x/twarc/test-data"));
    let bytes = data.read("brexit.jsonl").expect("it is there");
    let once = read(SourceType::X, "in", &[("in/a.jsonl".to_owned(), bytes.clone())]);
    let twice = ["in/a.jsonl", "in/b.jsonl"].map(|name| (name.to_owned(), bytes.clone()));
    let twice = read(SourceType::X, "in", &twice);
    let mut twice = twice;
    for thread in &mut twice.threads {
        // Of equal copies the later file's is read.
        thread.origin.path = thread.origin.path.replace("in/b", "in/a");
    }
    let sorted = |mut threads: Vec<Thread>| {
        threads.sort_by(|one, other| one.id.cmp(&other.id));
        threads
    };
    let twice = Batch { threads: sorted(twice.threads), ..twice };
    assert_eq!(twice.threads, sorted(once.threads.clone()));
    assert_eq!(testing::counts(&twice), testing::counts(&once));
}
