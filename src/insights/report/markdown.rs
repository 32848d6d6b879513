//! The report for the comment of a pull request or the body of an issue.

use std::fmt::Write;

use crate::diag::escaped_markdown;

use super::steps::first_steps;
use super::text::{day, share};
use super::{InsightsReport, SHOWN};

/// Writes the report as markdown, of each list what comes first.
pub fn markdown(report: &InsightsReport) -> String {
    let mut out = format!("## {}\n\n", escaped_markdown(&report.site));
    if let Some(period) = &report.period {
        let _ = write!(out, "{} to {}: ", day(&period.first), day(&period.last));
    }
    let (sittings, searches) = (&report.sittings, &report.searches);
    let _ = writeln!(
        out,
        "**{}** of {} readers who said so were helped; {} of {} visits with a question ended with \
         one answer; {} of {} searches failed.",
        share(report.resolution),
        report.resolution.n,
        share(sittings.single),
        sittings.with_a_question,
        searches.failed,
        searches.n,
    );
    let steps = first_steps(report);
    if !steps.is_empty() {
        out.push_str("\n### To do first\n\n");
        for (step, at) in steps.iter().zip(1..) {
            let _ = writeln!(out, "{at}. {}", escaped_markdown(step));
        }
    }
    let gaps = report.gaps.iter().take(SHOWN).map(|gap| {
        let nearest = match gap.nearest.as_ref().filter(|nearest| nearest.close) {
            Some(nearest) => escaped_markdown(&nearest.title),
            None => "nothing close".to_owned(),
        };
        [gap.n.to_string(), escaped_markdown(&gap.question), gap.asked_in(), nearest]
    });
    let head = ["visits", "question", "language", "nearest answer"];
    table(&mut out, "Searched for and not found", head, gaps);
    let unhelpful = report.unhelpful.iter().take(SHOWN).map(|answer| {
        let reads = answer.reads.to_string();
        [reads, escaped_markdown(&answer.title), share(answer.solved), answer.solved.n.to_string()]
    });
    let head = ["reads", "answer", "helped", "of"];
    table(&mut out, "Helps less than others", head, unhelpful);
    let rising = report.rising.iter().take(SHOWN).map(|rise| {
        let (recent, usual) = (rise.recent.to_string(), format!("{:.0}", rise.expected));
        [recent, escaped_markdown(&rise.topic), rise.kind.to_owned(), usual]
    });
    let head = ["reads", "topic", "kind", "expected"];
    table(&mut out, "Read more in the last week than in the four before", head, rising);
    rising_searches(report, &mut out);
    let open = report.open.iter().take(SHOWN).map(|thread| {
        let (n, id) = (thread.n.to_string(), escaped_markdown(&thread.id));
        [n, escaped_markdown(&thread.title), id, escaped_markdown(&thread.question)]
    });
    let head = ["visits", "open thread", "id", "searched for as"];
    table(&mut out, "Open threads that people search for", head, open);
    out
}

fn rising_searches(report: &InsightsReport, out: &mut String) {
    let rows = report.rising_searches.iter().take(SHOWN).map(|rise| {
        let (recent, usual) = (rise.recent.to_string(), format!("{:.0}", rise.expected));
        [recent, escaped_markdown(&rise.question), rise.languages.join(", "), usual]
    });
    let head = ["visits", "question", "language", "expected"];
    let title = "Searched for in vain more often in the last week than in the four before";
    table(out, title, head, rows);
}

fn table(out: &mut String, title: &str, head: [&str; 4], rows: impl Iterator<Item = [String; 4]>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = write!(out, "\n### {title}\n\n| {} |\n|---|---|---|---|\n", head.join(" | "));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}
