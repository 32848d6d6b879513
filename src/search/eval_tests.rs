//! Known rankings have known figures.

use super::eval::{EvalError, EvalQuery, EvalReport, evaluate, judgements, queries};

fn measure(queries_text: &str, judged: &str, hits: &[&[&str]]) -> EvalReport {
    let queries = queries("q.jsonl", queries_text).expect("valid queries");
    let judged = judgements("j.tsv", judged).expect("valid judgements");
    let mut hits = hits.iter();
    let engine = |_: &EvalQuery| -> Result<Vec<String>, ()> {
        let hits = hits.next().expect("hits for each query");
        Ok(hits.iter().map(|id| (*id).to_owned()).collect())
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
