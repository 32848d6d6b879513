//! The engine against questions whose answers are known.
//!
//! Reads the data sets of the shared folder; without it these tests say so and
//! pass, except on the build server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::search::eval::{EvalAnswer, EvalQuery, EvalReport};
use crate::search::meaning::MeaningMode;
use crate::search::{Query, eval};
use crate::text::Lang;

use super::*;

/// Returns a folder of evaluation data, unless it is not there.
fn data(name: &str) -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("ANSWERBOOK_SHARED").map_or(default, PathBuf::from);
    let folder = shared.join("data/eval").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
    eprintln!("not measured: {} is missing", folder.display());
    None
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("readable data")
}

fn unpacked(path: &Path) -> Option<String> {
    let output = Command::new("xzcat").arg(path).output().ok()?;
    String::from_utf8(output.stdout).ok().filter(|text| !text.is_empty())
}

/// Indexes the records of JSON lines as threads of an answer or more.
fn index(folder: &Path, corpora: &[&str]) -> Index {
    let writer = Writer::create(folder, 2).expect("a fresh folder");
    for line in corpora.iter().flat_map(|corpus| corpus.lines()) {
        let record: Value = serde_json::from_str(line).expect("valid data");
        let text = |name: &str| record[name].as_str().unwrap_or_default();
        let answers: Vec<Answer<'_>> = match record["answers"].as_array() {
            Some(answers) => answers.iter().filter_map(Value::as_str).map(Answer::plain).collect(),
            None => vec![Answer::plain(text("text"))],
        };
        let document = Document {
            id: text("_id"),
            source: "eval",
            address: "",
            title: text("title"),
            wordings: &[],
            question: "",
            answers: &answers,
            elsewhere: &[],
            tags: &[],
            products: &[],
            versions: &[],
            language: Lang::new(text("lang")).unwrap_or(Lang::EN),
            created: 0,
            updated: 0,
            grade: "",
            teaser: "",
        };
        writer.add(&document).expect("room on the disk");
    }
    writer.finish("").expect("room on the disk");
    let mode = MeaningMode::Words;
    Index::open(folder).expect("an index was written").with_meaning(mode)
}

fn measure(data: &Path, corpora: &[&str]) -> EvalReport {
    let queries = eval::queries("", &read(&data.join("queries.dev.jsonl"))).expect("valid data");
    let judged = eval::judgements("", &read(&data.join("qrels.dev.tsv"))).expect("valid data");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = index(folder.path(), corpora);
    let engine = |query: &EvalQuery| {
        let query = Query { text: &query.text, page: query.lang, ..Query::default() };
        let hits = index.search(&query, eval::DEPTH)?;
        let is_close = is_close(&hits);
        let hits = hits.into_iter().map(|hit| hit.id).collect();
        Ok::<_, IndexError>(EvalAnswer { hits, is_close, signs: Vec::new() })
    };
    let (report, _) = eval::evaluate(&queries, &judged, engine).expect("a readable index");
    for (name, figures) in report.rows() {
        eprintln!(
            "{name:14} {:4} mrr {:.3} ndcg {:.3} hit1 {:.3} hit5 {:.3} zero {:.3} nothing {:.3}",
            figures.queries,
            figures.mrr_at_10,
            figures.ndcg_at_10,
            figures.hit_at_1,
            figures.hit_at_5,
            figures.zero,
            figures.false_nothing
        );
    }
    report
}

#[test]
fn paraphrased_questions_find_their_answers() {
    let Some(data) = data("stackfaq") else { return };
    let corpus = read(&data.join("corpus.jsonl"));
    let alone = measure(&data, &[&corpus]);
    assert_eq!(alone.all.queries, 374);
    assert!(alone.all.mrr_at_10 >= 0.885, "{:?}", alone.all);
    assert_eq!(alone.all.zero, 0.0);
    let Some(distractors) = unpacked(&data.join("distractors.jsonl.xz")) else {
        assert!(std::env::var_os("CI").is_none(), "the distractors cannot be unpacked");
        eprintln!("not measured among distractors: `xzcat` is missing");
        return;
    };
    let among = measure(&data, &[&corpus, &distractors]);
    assert!(among.all.mrr_at_10 >= 0.875, "{:?}", among.all);
}

#[test]
fn questions_in_four_languages_find_their_answers() {
    let Some(data) = data("faq-multilingual") else { return };
    let corpora = ["corpus.jsonl", "distractors.jsonl"].map(|name| read(&data.join(name)));
    let report = measure(&data, &[&corpora[0], &corpora[1]]);
    // Floors to notice a fall by; five queries each, so one rank moves them far.
    for (tag, floor) in [("en", 0.7), ("ru", 0.45), ("sl", 0.6), ("uk", 0.6)] {
        for kind in ["keywords", "typo"] {
            let figures = report.both[&(tag.to_owned(), kind.to_owned())];
            assert!(figures.mrr_at_10 >= floor, "{tag} {kind} {figures:?}");
        }
    }
}
