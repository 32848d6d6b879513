//! `answerbook eval`.

use std::path::Path;

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Place};
use crate::files::{DiskFiles, Files};
use crate::search::eval::{EvalError, EvalQuery, EvalReport, Fall, Judgements};
use crate::search::{Query, eval};

use super::ExitStatus;
use super::args::EvalArgs;
use super::console::Console;
use super::engine::{Engine, EngineError};

pub(crate) fn run(args: &EvalArgs, console: &Console) -> ExitStatus {
    let input = read(&args.queries).and_then(|queries_text| {
        let queries = eval::queries(&display_path(&args.queries), &queries_text)
            .map_err(|error| Box::new(input_invalid(&error, &queries_text)))?;
        let qrels_text = read(&args.qrels)?;
        let judgements = eval::judgements(&display_path(&args.qrels), &qrels_text)
            .map_err(|error| Box::new(input_invalid(&error, &qrels_text)))?;
        Ok((queries, judgements))
    });
    let (queries, judgements) = match input {
        Ok(input) => input,
        Err(diagnostic) => return console.fatal(*diagnostic, ExitStatus::Usage),
    };
    let baseline = match args.baseline.as_ref().map(|path| baseline(path)).transpose() {
        Ok(baseline) => baseline,
        Err(diagnostic) => return console.fatal(*diagnostic, ExitStatus::Usage),
    };
    let report = Engine::open(&args.site, args.engine)
        .and_then(|mut engine| measure(&mut engine, &queries, &judgements));
    let report = match report {
        Ok(report) => report,
        Err(error) => return console.fatal(error.diagnostic(&args.site), ExitStatus::Usage),
    };
    match args.json {
        true => console.json(&report.to_json()),
        false => console.result(&table(&report)),
    }
    let falls = baseline.map(|baseline| report.falls(&baseline, args.margin));
    let falls = falls.unwrap_or_default();
    if falls.is_empty() {
        ExitStatus::Done
    } else {
        console.fatal(fallen(&falls), ExitStatus::Content)
    }
}

fn measure(
    engine: &mut Engine,
    queries: &[EvalQuery],
    judgements: &Judgements,
) -> Result<EvalReport, EngineError> {
    eval::evaluate(queries, judgements, |query| {
        let asked = Query { text: &query.text, page: query.lang, ..Query::default() };
        let hits = engine.search(&asked, eval::DEPTH)?;
        Ok(hits.into_iter().map(|hit| hit.id).collect())
    })
}

fn baseline(path: &Path) -> Result<Value, Box<Diagnostic>> {
    serde_json::from_str(&read(path)?).map_err(|error| {
        Box::new(
            Diagnostic::error(Code::EvalInput, "the baseline is not JSON")
                .at(Place::file(display_path(path)), "")
                .note(error.to_string())
                .help("name a file that `answerbook eval --json` wrote"),
        )
    })
}

fn fallen(falls: &[Fall]) -> Diagnostic {
    let message = match falls {
        [_] => "a figure has fallen below the baseline".to_owned(),
        falls => format!("{} figures have fallen below the baseline", falls.len()),
    };
    let mut diagnostic = Diagnostic::error(Code::EvalFell, message);
    for Fall { row, figure, was, is } in falls {
        diagnostic = diagnostic.note(format!("{row}: {figure} was {was:.4} and is {is:.4}"));
    }
    diagnostic.help("undo the change that did it, or write a new baseline with `--json`")
}

fn display_path(path: &Path) -> String {
    path.display().to_string()
}

fn read(path: &Path) -> Result<String, Box<Diagnostic>> {
    let unreadable = |reason: String| {
        Box::new(
            Diagnostic::error(Code::EvalInput, "a file of the evaluation cannot be read")
                .at(Place::file(display_path(path)), "")
                .note(reason)
                .help("name a file that is there, in UTF-8"),
        )
    };
    let bytes = DiskFiles::new("")
        .read(&display_path(path))
        .map_err(|error| unreadable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))
}

fn input_invalid(error: &EvalError, text: &str) -> Diagnostic {
    let start: usize =
        text.split_inclusive('\n').take(error.line.saturating_sub(1)).map(str::len).sum();
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    Diagnostic::error(Code::EvalInput, error.message.clone())
        .at(Place::in_text(&error.path, text, start..end), "")
        .help("`answerbook explain eval-input` shows the two forms")
}

fn table(report: &EvalReport) -> String {
    let head = ["", "queries", "mrr@10", "ndcg@10", "hit@1", "hit@5", "zero"];
    let mut text = format!(
        "{:24}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n",
        head[0], head[1], head[2], head[3], head[4], head[5], head[6]
    );
    for (name, row) in report.rows() {
        text.push_str(&format!(
            "{name:24}{:>9}{:>9.3}{:>9.3}{:>9.3}{:>9.3}{:>9.3}\n",
            row.queries, row.mrr_at_10, row.ndcg_at_10, row.hit_at_1, row.hit_at_5, row.zero
        ));
    }
    text
}
