//! What `answerbook build` says of a build that is done.

use std::path::Path;

use serde_json::json;

use crate::cli::console::{counted, grouped, size, typed};
use crate::privacy::EntriesMet;

use super::BuildResult;

pub(super) fn as_json(done: &BuildResult, n_errors: usize, n_warnings: usize) -> serde_json::Value {
    let report = &done.report;
    let met = &report.privacy;
    let mut timings = serde_json::Map::new();
    for (stage, milliseconds) in &report.timings {
        timings.insert(stage.clone(), json!(milliseconds));
    }
    timings.insert("total".to_owned(), json!(u64::try_from(done.elapsed).unwrap_or(u64::MAX)));
    let index =
        report.index.map(|index| json!({ "documents": index.documents, "bytes": index.bytes }));
    json!({
        "recognised": report.recognised,
        "pages": report.n_pages,
        "rendered": report.n_rendered,
        "threads": {
            "present": report.n_present,
            "imported": report.n_imported,
            "skipped": report.skipped,
            "published": report.n_published,
            "withheld": report.withheld,
        },
        "privacy": {
            "people": { "listed": met.n_people, "found": met.n_people_met },
            "threads": { "listed": met.n_threads, "found": met.n_threads_met },
        },
        "answers": report.n_answers,
        "languages": report.languages,
        "diagnostics": { "errors": n_errors, "warnings": n_warnings },
        "index": index,
        "timings_ms": timings,
        "output": done.target.display().to_string(),
    })
}

pub(super) fn summary_line(
    done: &BuildResult,
    n_errors: usize,
    n_warnings: usize,
    site: &Path,
) -> String {
    let report = &done.report;
    let languages: Vec<&str> = report.languages.keys().map(String::as_str).collect();
    let pages = counted(report.n_pages, "page");
    let what = match (&done.published, report.n_rendered) {
        (None, _) => format!("nothing has changed: {pages}"),
        (Some(_), n) if n == report.n_pages => format!("built {pages}"),
        (Some(_), n) => format!("built {pages}, {} anew,", grouped(n)),
    };
    let taken_for = report.recognised.iter();
    let mut lines: Vec<String> =
        taken_for.map(|(source, kind)| format!("`{source}` was read as {kind}")).collect();
    lines.push(format!(
        "{what} in {:.1} s   {} of {} published, {}   index {}   {}",
        done.elapsed as f64 / 1000.0,
        grouped(report.n_published),
        counted(report.n_present, "thread"),
        counted(report.n_answers, "answer"),
        size(report.index.map_or(0, |index| index.bytes)),
        languages.join(", "),
    ));
    for (word, reasons) in [("not imported", &report.skipped), ("withheld", &report.withheld)] {
        if !reasons.is_empty() {
            let n_all: usize = reasons.values().sum();
            let reasons: Vec<String> =
                reasons.iter().map(|(name, n)| format!("{name} {}", grouped(*n))).collect();
            lines.push(format!("{} {word}: {}", grouped(n_all), reasons.join(", ")));
        }
    }
    lines.extend(taken_out(&report.privacy));
    lines.push(format!("{}, {}", counted(n_errors, "error"), counted(n_warnings, "warning")));
    lines.push(format!(
        "open {}/index.html, or try `answerbook search --site {} WORDS`",
        done.target.display(),
        typed(site)
    ));
    lines.join("\n")
}

/// Says that the erasures that somebody asked for were done, and names nobody.
fn taken_out(met: &EntriesMet) -> Option<String> {
    let people = [(met.n_people_met, met.n_people, "people")];
    let lists = people.into_iter().chain([(met.n_threads_met, met.n_threads, "threads")]);
    let listed = lists.filter(|(_, n, _)| *n > 0);
    let told: Vec<String> =
        listed.map(|(met, n, what)| format!("{} of {} {what}", grouped(met), grouped(n))).collect();
    (!told.is_empty()).then(|| format!("taken out by privacy.yaml: {}", told.join(", ")))
}
