//! Known rankings have known figures.

use super::eval::{
    EvalAnswer, EvalError, EvalQuery, EvalReport, Run, compare, evaluate, judgements, queries, runs,
};

/// Measures an engine that says that something is close wherever it has hits.
fn measure(queries_text: &str, judged: &str, hits: &[&[&str]]) -> EvalReport {
    measured(queries_text, judged, hits).0
}

fn measured(queries_text: &str, judged: &str, hits: &[&[&str]]) -> (EvalReport, Vec<Run>) {
    let queries = queries("q.jsonl", queries_text).expect("valid queries");
    let judged = judgements("j.tsv", judged).expect("valid judgements");
    let mut hits = hits.iter();
    let engine = |_: &EvalQuery| -> Result<EvalAnswer, ()> {
        let hits = hits.next().expect("hits for each query");
        let hits: Vec<String> = hits.iter().map(|id| (*id).to_owned()).collect();
        Ok(EvalAnswer { is_close: !hits.is_empty(), hits, signs: Vec::new() })
    };
    evaluate(&queries, &judged, engine).expect("the engine does not fail")
}

const TWO: &str = r#"{"_id": "a", "text": "one", "lang": "en", "kind": "typo"}
{"_id": "b", "text": "two", "lang": "uk", "kind": "typo"}
"#;

#[test]
fn figures_are_those_worked_out_by_hand() {
    let judged = "query-id\tcorpus-id\tscore\na\t1\t2\na\t2\t1\nb\t9\t1\n";
    let report = measure(TWO, judged, &[&["5", "1", "2"], &[]]);
    assert_eq!(report.all.queries, 2);
    assert_eq!((report.all.mrr_at_10, report.all.hit_at_1, report.all.hit_at_5), (0.25, 0.0, 0.5));
    assert_eq!(report.all.zero, 0.5);
    let gained = 3.0 / 3_f64.log2() + 1.0 / 4_f64.log2();
    let most = 3.0 + 1.0 / 3_f64.log2();
    assert!((report.all.ndcg_at_10 - gained / most / 2.0).abs() < 1e-12);
    assert_eq!(report.languages["en"].mrr_at_10, 0.5);
    assert_eq!(report.kinds["typo"].queries, 2);
}

#[test]
fn json_begins_with_the_figures_in_their_order() {
    let judged = "query-id\tcorpus-id\tscore\na\t1\t1\nb\t2\t1\n";
    let json = measure(TWO, judged, &[&["1"], &["2"]]).to_json().to_string();
    let start = r#"{"queries":2,"mrr@10":1.0,"ndcg@10":1.0,"hit@1":1.0,"hit@5":1.0,"zero":0.0,"#;
    assert!(json.starts_with(start), "{json}");
}

#[test]
fn answers_to_what_nothing_answers_are_counted() {
    let judged = "query-id\tcorpus-id\tscore\na\t1\t1\nb\t-\t1\n";
    let (report, runs) = measured(TWO, judged, &[&[], &["7"]]);
    assert_eq!((report.all.queries, report.all.unanswerable), (1, 1));
    assert_eq!((report.all.false_nothing, report.all.false_answer), (1.0, 1.0));
    assert_eq!(report.all.mrr_at_10, 0.0);
    assert_eq!(runs.iter().map(|run| run.worth).collect::<Vec<_>>(), [0.0, 0.0]);
    let report = measure(TWO, judged, &[&["1"], &[]]);
    assert_eq!((report.all.false_nothing, report.all.false_answer), (0.0, 0.0));
    let json = report.to_json();
    assert_eq!((&json["unanswerable"], &json["false_answer"]), (&1.into(), &0.0.into()));
    assert_eq!(report.falls(&json, 0.0), []);
    let worse = measure(TWO, judged, &[&["1"], &["7"]]).falls(&json, 0.1);
    assert!(worse.iter().any(|fall| fall.figure == "false_answer"), "{worse:?}");
}

#[test]
fn runs_come_back_and_are_compared() {
    let ids: Vec<String> = (0..12).map(|n| format!("q{n:02}")).collect();
    let line = |id: &String| {
        let query = serde_json::json!({"_id": id, "text": "x", "lang": "en", "kind": "typo"});
        format!("{query}\n")
    };
    let asked: String = ids.iter().map(line).collect();
    let judged: String = ids.iter().map(|id| format!("{id}\t1\t1\n")).collect();
    let good: Vec<&[&str]> = ids.iter().map(|_| &["1"][..]).collect();
    let mut worse = good.clone();
    worse[3] = &["2", "1"];
    let written = |hits: &[&[&str]]| {
        let (_, runs) = measured(&asked, &judged, hits);
        runs.iter().map(|run| format!("{}\n", run.to_json())).collect::<String>()
    };
    let read = |hits: &[&[&str]]| runs("r", &written(hits)).expect("what was written");
    let same = compare(&read(&good), &read(&good));
    assert_eq!((same.changes.len(), same.rows[0].p), (0, 1.0));
    let one = compare(&read(&good), &read(&worse));
    assert_eq!((one.changes[0].id.as_str(), one.changes[0].worth), ("q03", (1.0, 0.5)));
    // One query of twelve is chance.
    assert_eq!(one.rows[0].p, 1.0);
    let all = compare(&read(&[&["2", "1"][..]; 12]), &read(&good));
    assert_eq!((all.rows[0].name.as_str(), all.rows[0].means), ("all", (0.5, 1.0)));
    assert!(all.rows[0].p < 0.01, "{all:?}");
    let rows: Vec<&str> = all.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(rows, ["all", "en", "typo", "en typo"]);
    assert_eq!(compare(&read(&good)[1..], &read(&good)).n_unpaired, 1);
    check_error(runs("f", "{}\n").expect_err("no run"), 1, "this line is not how");
}

#[test]
fn queries_without_a_judged_answer_are_left_out() {
    let report = measure(TWO, "query-id\tcorpus-id\tscore\na\t1\t1\nb\t2\t0\n", &[&["1"]]);
    assert_eq!(report.all.queries, 1);
}

#[track_caller]
fn check_error(error: EvalError, line: usize, message: &str) {
    assert_eq!((error.line, error.path.as_str()), (line, "f"));
    assert!(error.message.starts_with(message), "{}", error.message);
}

#[test]
fn errors_name_their_line() {
    let bad_query = |text| queries("f", text).expect_err("an invalid line");
    check_error(
        bad_query("{\"_id\":\"a\",\"text\":\"x\"}\n\nnope"),
        3,
        "this line is not valid JSON",
    );
    check_error(bad_query("{\"_id\":\"a\"}"), 1, "this query has no text in `text`");
    check_error(bad_query("[]"), 1, "this query has no text in `_id`");
    let bad_judgement = |text| judgements("f", text).expect_err("an invalid line");
    check_error(bad_judgement("q\tc\ts\na 1 1\n"), 2, "this line does not have three columns");
    check_error(bad_judgement("q\tc\ts\na\tb\tc\n"), 2, "the score on this line");
    assert_eq!(judgements("f", "a\tb\t99999\n").expect("valid")["a"]["b"], 30);
}
