//! The report for a terminal.

use std::fmt::Write;

use super::super::interval::Share;
use super::steps::first_steps;
use super::{
    AnswerFigures, GapFigures, InsightsReport, LanguageFigures, RisingSearch, RisingTopic, SHOWN,
};

/// Writes the report as text, of each list what comes first. Words of others are as they
/// are: whoever prints them makes them fit for a terminal.
pub fn text(report: &InsightsReport) -> String {
    let mut out = head(report);
    let steps = first_steps(report).into_iter().zip(1..);
    list(&mut out, "To do first", steps.map(|(step, at)| format!("{at}. {step}")).collect(), 0);
    let n_gaps = report.gaps.len();
    list(&mut out, "Searched for and not found (visits)", gaps(report), n_gaps);
    let title = "Helps less than others (reads; those that leave most readers alone first)";
    list(&mut out, title, answers(&report.unhelpful), report.unhelpful.len());
    let week = report.period.as_ref().map_or("", |period| day(&period.last));
    let title = format!("Read more in the week to {week} (expected: as in the four before)");
    list(&mut out, &title, rising(report), report.rising.len());
    let title = format!("Searched for in vain more often in the week to {week} (visits)");
    let n_risen = report.rising_searches.len();
    list(&mut out, &title, rising_searches(report), n_risen);
    list(&mut out, "Read most (reads)", answers(&report.answers), report.answers.len());
    if report.languages.len() > 1 {
        list(&mut out, "By language", report.languages.iter().map(language).collect(), 0);
    }
    let open = report.open.iter().take(SHOWN);
    let open = open.map(|thread| format!("{:>5}  {} ({})", thread.n, thread.title, thread.id));
    let title = "Open threads that people search for (visits)";
    list(&mut out, title, open.collect(), report.open.len());
    out
}

fn list(out: &mut String, title: &str, lines: Vec<String>, n_all: usize) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(out, "\n{title}\n");
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
    if n_all > SHOWN {
        let _ = writeln!(out, "  … and {} more (`--json`, `--csv`)", n_all - SHOWN);
    }
}

fn gaps(report: &InsightsReport) -> Vec<String> {
    let line = |gap: &GapFigures| {
        let nearest = match &gap.nearest {
            Some(nearest) if nearest.close => format!("; nearest: {}", nearest.title),
            _ => "; nothing close".to_owned(),
        };
        let unsolved = match gap.unsolved.first() {
            Some(thread) => format!("; asked and not solved: {}", thread.title),
            None => String::new(),
        };
        format!("{:>5}  {} ({}){nearest}{unsolved}", gap.n, gap.question, gap.asked_in())
    };
    report.gaps.iter().take(SHOWN).map(line).collect()
}

fn rising(report: &InsightsReport) -> Vec<String> {
    let line = |rise: &RisingTopic| {
        let (usual, kind, language) = (rise.expected.round(), rise.kind, &rise.language);
        format!("{:>5}  {} ({kind}, {language}); {usual} expected", rise.recent, rise.topic)
    };
    report.rising.iter().take(SHOWN).map(line).collect()
}

fn rising_searches(report: &InsightsReport) -> Vec<String> {
    let line = |rise: &RisingSearch| {
        let (usual, languages) = (rise.expected.round(), rise.languages.join(", "));
        let nearest = match rise.close_title() {
            Some(title) => format!("nearest: {title}"),
            None => "nothing close".to_owned(),
        };
        let RisingSearch { recent, question, .. } = rise;
        format!("{recent:>5}  {question} ({languages}); {usual} expected; {nearest}")
    };
    report.rising_searches.iter().take(SHOWN).map(line).collect()
}

fn language(figures: &LanguageFigures) -> String {
    let LanguageFigures { language, reads, searches, failed, missing } = figures;
    let missing = match missing.first() {
        Some(answer) => {
            format!("; not translated and read most: {} ({})", answer.title, answer.reads)
        }
        None => String::new(),
    };
    format!("{language}: {reads} read, {searches} searches, {failed} failed{missing}")
}

fn head(report: &InsightsReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", report.site);
    match &report.period {
        Some(period) => {
            let _ = writeln!(out, "{} to {}", day(&period.first), day(&period.last));
        }
        None => out.push_str("nobody read anything\n"),
    }
    let (sittings, searches) = (&report.sittings, &report.searches);
    let _ = writeln!(out, "\n{} visits, {} with a question", sittings.n, sittings.with_a_question);
    let _ = writeln!(out, "{} of these needed one answer alone", share(sittings.single));
    let _ = writeln!(
        out,
        "{} of {} readers who said so were helped",
        share(report.resolution),
        report.resolution.n
    );
    let _ = writeln!(out, "{} searches, {} without success", searches.n, searches.failed);
    let unread = &report.unread;
    let _ = writeln!(out, "{} of {} answers were read", unread.of - unread.n, unread.of);
    out
}

fn answers(answers: &[AnswerFigures]) -> Vec<String> {
    let line = |answer: &AnswerFigures| {
        let solved = match answer.solved.n {
            0 => "nobody said whether it helped".to_owned(),
            n => format!("{} of {n} helped", share(answer.solved)),
        };
        format!("{:>5}  {}; {solved}", answer.reads, answer.title)
    };
    answers.iter().take(SHOWN).map(line).collect()
}

/// Writes a share with its interval: `83 % (71 to 91)`.
pub(super) fn share(share: Share) -> String {
    let percent = |part: f64| (100.0 * part).round();
    match share.n {
        0 => "none".to_owned(),
        _ => format!(
            "{} % ({} to {})",
            percent(share.share),
            percent(share.low),
            percent(share.high)
        ),
    }
}

/// The day of a moment in RFC 3339.
pub(super) fn day(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}
