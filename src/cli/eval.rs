//! `answerbook eval`.

mod tables;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Place};
use crate::disk;
use crate::files::{DiskFiles, Files};
use crate::search::eval::{
    EvalAnswer, EvalError, EvalQuery, EvalReport, Fall, Judgements, Run, compare, evaluate,
};
use crate::search::native::is_close;
use crate::search::{Query, eval};

use super::ExitStatus;
use super::args::EngineArg;
use super::build::write_failed;
use super::console::Console;
use super::engine::{Engine, EngineError};

use tables::{compared, table};

#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    /// The site's folder
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// Queries: JSON lines with `_id`, `text` and perhaps `lang` and `kind`; may be repeated
    #[arg(long, value_name = "FILE", required_unless_present = "compare")]
    pub queries: Vec<PathBuf>,
    /// Judgements: query-id, corpus-id (`-`: no thread answers) and score, separated by tabs;
    /// may be repeated
    #[arg(long, value_name = "FILE", required_unless_present = "compare")]
    pub qrels: Vec<PathBuf>,
    /// What is measured: the index on this machine, or the files that browsers search
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE")]
    pub engine: EngineArg,
    /// Figures of an earlier `--json`: exit with 1 when one of them has fallen
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// How far a figure may fall below the baseline
    #[arg(long, default_value_t = 0.01, value_name = "SHARE")]
    pub margin: f64,
    /// Write how each query went, a line of JSON each, for `--compare`
    #[arg(long, value_name = "FILE")]
    pub runs: Option<PathBuf>,
    /// Compare what `--runs` wrote at two times, with a randomisation test; nothing is asked
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["queries", "runs"])]
    pub compare: Vec<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    pub json: bool,
}

pub(crate) fn run(args: &EvalArgs, console: &Console) -> ExitStatus {
    let result = match &args.compare[..] {
        [before, after] => run_comparison(before, after, args.json, console),
        _ => run_evaluation(args, console),
    };
    result.unwrap_or_else(|diagnostic| console.fatal(*diagnostic, ExitStatus::Usage))
}

fn run_comparison(
    before: &Path,
    after: &Path,
    as_json: bool,
    console: &Console,
) -> Result<ExitStatus, Box<Diagnostic>> {
    let comparison = compare(&records(before, eval::runs)?, &records(after, eval::runs)?);
    match as_json {
        true => console.json(&comparison.to_json()),
        false => console.result(&compared(&comparison)),
    }
    Ok(ExitStatus::Done)
}

fn run_evaluation(args: &EvalArgs, console: &Console) -> Result<ExitStatus, Box<Diagnostic>> {
    let mut queries = Vec::new();
    for path in &args.queries {
        queries.extend(records(path, eval::queries)?);
    }
    let mut judgements = Judgements::default();
    for path in &args.qrels {
        for (query, judged) in records(path, eval::judgements)? {
            judgements.entry(query).or_default().extend(judged);
        }
    }
    let baseline = args.baseline.as_ref().map(|path| baseline(path)).transpose()?;
    let measured = Engine::open(&args.site, args.engine)
        .and_then(|mut engine| measure(&mut engine, &queries, &judgements));
    let (report, runs) = measured.map_err(|error| Box::new(error.diagnostic(&args.site)))?;
    if let Some(path) = &args.runs {
        let lines: String = runs.iter().map(|run| format!("{}\n", run.to_json())).collect();
        let failed = |error: std::io::Error| Box::new(write_failed(path, &error.to_string()));
        disk::replace(path, lines.as_bytes()).map_err(failed)?;
    }
    match args.json {
        true => console.json(&report.to_json()),
        false => console.result(&table(&report)),
    }
    let falls = baseline.map(|baseline| report.falls(&baseline, args.margin));
    let falls = falls.unwrap_or_default();
    Ok(match falls.is_empty() {
        true => ExitStatus::Done,
        false => console.fatal(fallen(&falls), ExitStatus::Content),
    })
}

fn measure(
    engine: &mut Engine,
    queries: &[EvalQuery],
    judgements: &Judgements,
) -> Result<(EvalReport, Vec<Run>), EngineError> {
    evaluate(queries, judgements, |query| {
        let asked = Query { text: &query.text, page: query.lang, ..Query::default() };
        let hits = engine.search(&asked, eval::DEPTH)?;
        let is_close = is_close(&hits);
        let signs = hits.iter().filter_map(|hit| hit.signs).collect();
        Ok(EvalAnswer { hits: hits.into_iter().map(|hit| hit.id).collect(), is_close, signs })
    })
}

/// Reads a file and what is in it.
fn records<T>(
    path: &Path,
    parse: fn(&str, &str) -> Result<T, EvalError>,
) -> Result<T, Box<Diagnostic>> {
    let text = read(path)?;
    parse(&display_path(path), &text).map_err(|error| Box::new(input_invalid(&error, &text)))
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
