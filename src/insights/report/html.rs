//! The report as one page, with nothing to load.

use std::fmt::Write;

use super::super::interval::Share;
use super::steps::first_steps;
use super::text::{day, share};
use super::{
    AnswerFigures, GapFigures, InsightsReport, LanguageFigures, NearestAnswer, OpenFigures,
    RisingSearch, RisingTopic, SHOWN,
};

/// What the page may load: nothing. Words of others stand on it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = include_str!("report.css");

/// How wide and high a chart is, in its own units.
const WIDE: f64 = 200.0;
const HIGH: f64 = 14.0;

/// Writes the report as a page that stands alone. Links lead to the site, where its address is
/// known.
pub fn html(report: &InsightsReport, base_url: Option<&str>) -> String {
    let title = escaped(&report.site);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}: insights</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n"
    );
    if let Some(period) = &report.period {
        let _ = writeln!(out, "<p>{} to {}</p>", day(&period.first), day(&period.last));
    }
    figures(report, &mut out);
    let steps = first_steps(report);
    if !steps.is_empty() {
        out.push_str("<section><h2>To do first</h2>\n<ol class=\"steps\">\n");
        for step in steps {
            let _ = writeln!(out, "<li dir=\"auto\">{}</li>", escaped(&step));
        }
        out.push_str("</ol></section>\n");
    }
    gaps(report, base_url, &mut out);
    let title = "Helps less than others, those that leave most readers alone first";
    answers(title, &report.unhelpful, report.resolution, base_url, &mut out);
    rising(report, &mut out);
    rising_searches(report, base_url, &mut out);
    answers("Read most", &report.answers, report.resolution, base_url, &mut out);
    languages(report, base_url, &mut out);
    open(report, &mut out);
    unread(report, base_url, &mut out);
    foot(report, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn figures(report: &InsightsReport, out: &mut String) {
    let (sittings, searches, unread) = (&report.sittings, &report.searches, &report.unread);
    let failed = Share::of(searches.failed, searches.n);
    let percent = |share: Share| match share.n {
        0 => "–".to_owned(),
        _ => format!("{:.0} %", 100.0 * share.share),
    };
    let said = format!("of {} who said so", report.resolution.n);
    let visits = format!("of {} visits with a question", sittings.with_a_question);
    let read = unread.of - unread.n;
    out.push_str("<dl class=\"figures\">\n");
    for (name, value, below, chart) in [
        ("Helped", percent(report.resolution), said, interval(report.resolution, None)),
        ("One answer was enough", percent(sittings.single), visits, String::new()),
        ("Searches failed", percent(failed), format!("of {}", searches.n), String::new()),
        ("Answers read", read.to_string(), format!("of {}", unread.of), String::new()),
    ] {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{value}</dd><dd>{below}{chart}</dd></div>");
    }
    out.push_str("</dl>\n");
}

/// Writes a section with a table. The first cell of a row names it; on a phone each of the others
/// stands on a line with the name of its column, so that nothing lies out of sight.
fn table(out: &mut String, title: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let heads: String = columns.iter().map(|column| format!("<th>{column}</th>")).collect();
    let _ = writeln!(out, "<section><h2>{title}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>");
    for row in rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(columns) {
            let _ = match (*column == columns[0], cell.as_str()) {
                (true, name) => write!(out, "<th scope=\"row\" dir=\"auto\">{name}</th>"),
                (false, "") => write!(out, "<td></td>"),
                (false, cell) => {
                    write!(out, "<td data-label=\"{column}\"><div dir=\"auto\">{cell}</div></td>")
                }
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></section>\n");
}

fn gaps(report: &InsightsReport, base_url: Option<&str>, out: &mut String) {
    let Some(first) = report.gaps.first() else { return };
    let row = |gap: &GapFigures| {
        let others = gap.wordings.iter().filter(|wording| **wording != gap.question);
        let others = others.map(|wording| escaped(wording)).collect::<Vec<String>>().join(" · ");
        let languages = match gap.languages.as_slice() {
            [_] => String::new(),
            several => {
                let each = several.iter().map(|part| format!("{} {}", part.language, part.n));
                format!("<small>{}</small>", escaped(&each.collect::<Vec<String>>().join(", ")))
            }
        };
        let unsolved = gap.unsolved.iter().map(|thread| escaped(&thread.title));
        let (lang, question) = (escaped(&gap.language), escaped(&gap.question));
        vec![
            format!("<span lang=\"{lang}\">{question}</span><small>{others}</small>"),
            format!("{}{}{languages}", bar(gap.n as f64, first.n as f64), gap.n),
            close(gap.nearest.as_ref(), base_url),
            unsolved.collect::<Vec<String>>().join("<br>"),
        ]
    };
    let columns = ["Question", "Visits", "Nearest answer", "Asked and not solved"];
    let rows = report.gaps.iter().take(2 * SHOWN).map(row);
    table(out, "Searched for and not found", &columns, rows);
}

fn answers(
    title: &str,
    answers: &[AnswerFigures],
    usual: Share,
    base_url: Option<&str>,
    out: &mut String,
) {
    if answers.is_empty() {
        return;
    }
    let most = answers.iter().map(|answer| answer.reads).max().unwrap_or(1);
    let row = |answer: &AnswerFigures| {
        let helped = match answer.solved.n {
            0 => "nobody said".to_owned(),
            n => format!("{} of {n}{}", share(answer.solved), interval(answer.solved, Some(usual))),
        };
        let read = format!("{}{}", bar(f64::from(answer.reads), f64::from(most)), answer.reads);
        vec![link(base_url, &answer.address, &answer.title), read, helped]
    };
    let rows = answers.iter().take(SHOWN).map(row);
    table(out, title, &["Answer", "Read", "Helped"], rows);
}

fn rising(report: &InsightsReport, out: &mut String) {
    if report.rising.is_empty() {
        return;
    }
    let most = report.rising.iter().map(|rise| rise.recent).max().unwrap_or(1);
    let row = |rise: &RisingTopic| {
        let (topic, language) = (escaped(&rise.topic), escaped(&rise.language));
        vec![
            format!("{topic}<small>{}, {language}</small>", rise.kind),
            format!("{}{}", bar(f64::from(rise.recent), f64::from(most)), rise.recent),
            format!("{:.0}", rise.expected),
        ]
    };
    let title = "Read more in the last week than in the four before";
    let rows = report.rising.iter().take(SHOWN).map(row);
    table(out, title, &["Topic", "Last week", "Expected"], rows);
}

fn rising_searches(report: &InsightsReport, base_url: Option<&str>, out: &mut String) {
    if report.rising_searches.is_empty() {
        return;
    }
    let most = report.rising_searches.iter().map(|rise| rise.recent).max().unwrap_or(1);
    let row = |rise: &RisingSearch| {
        let (question, languages) = (escaped(&rise.question), escaped(&rise.languages.join(", ")));
        vec![
            format!("{question}<small>{languages}</small>"),
            format!("{}{}", bar(f64::from(rise.recent), f64::from(most)), rise.recent),
            format!("{:.0}", rise.expected),
            close(rise.nearest.as_ref(), base_url),
        ]
    };
    let title = "Searched for in vain more often in the last week than in the four before";
    let rows = report.rising_searches.iter().take(SHOWN).map(row);
    table(out, title, &["Question", "Last week", "Expected", "Nearest answer"], rows);
}

/// The answer that is close to a question, where there is one.
fn close(nearest: Option<&NearestAnswer>, base_url: Option<&str>) -> String {
    match nearest.filter(|nearest| nearest.close) {
        Some(nearest) => link(base_url, &nearest.address, &nearest.title),
        None => "nothing close".to_owned(),
    }
}

fn languages(report: &InsightsReport, base_url: Option<&str>, out: &mut String) {
    if report.languages.len() < 2 {
        return;
    }
    let row = |language: &LanguageFigures| {
        let missing = language.missing.iter().take(3);
        let missing = missing.map(|answer| link(base_url, &answer.address, &answer.title));
        vec![
            escaped(&language.language),
            language.reads.to_string(),
            language.searches.to_string(),
            language.failed.to_string(),
            missing.collect::<Vec<String>>().join("<br>"),
        ]
    };
    let columns = ["Language", "Read", "Searches", "Failed", "Not translated, read most"];
    table(out, "By language", &columns, report.languages.iter().map(row));
}

fn open(report: &InsightsReport, out: &mut String) {
    let Some(first) = report.open.first() else { return };
    let row = |thread: &OpenFigures| {
        let (title, id) = (escaped(&thread.title), escaped(&thread.id));
        vec![
            format!("{title}<small>{id}</small>"),
            format!("{}{}", bar(thread.n as f64, first.n as f64), thread.n),
            escaped(&thread.question),
        ]
    };
    let title = "Open threads that people search for";
    let rows = report.open.iter().take(2 * SHOWN).map(row);
    table(out, title, &["Thread", "Searches", "Searched for as"], rows);
}

fn unread(report: &InsightsReport, base_url: Option<&str>, out: &mut String) {
    if report.unread.answers.is_empty() {
        return;
    }
    out.push_str("<section><h2>Answers that nobody read</h2>\n<details><summary>");
    let _ = writeln!(out, "{} of {}</summary>\n<ul>", report.unread.n, report.unread.of);
    for answer in &report.unread.answers {
        let named = link(base_url, &answer.address, &answer.title);
        let _ = writeln!(out, "<li dir=\"auto\">{named}</li>");
    }
    out.push_str("</ul></details></section>\n");
}

fn foot(report: &InsightsReport, out: &mut String) {
    let lines = report.lines;
    let _ = writeln!(
        out,
        "<footer><p>{} requests, {} of them by robots; {} lines were not understood. Shares \
         have the interval in which the true one lies 95 times of 100. Nothing is kept of who \
         asked; words that few typed and no page has are shown as …</p></footer>",
        lines.requests, lines.bots, lines.unread
    );
}

/// A bar beside a number, as long as its share of the largest.
fn bar(value: f64, most: f64) -> String {
    let width = WIDE * (value / most.max(1.0)).clamp(0.0, 1.0);
    format!(
        "<svg class=\"bar\" preserveAspectRatio=\"none\" viewBox=\"0 0 {WIDE} {HIGH}\" \
         aria-hidden=\"true\">\
         <rect width=\"{width:.1}\" height=\"{HIGH}\" rx=\"2\"/></svg>"
    )
}

/// A share on a line from 0 to 1 with its interval, and a mark at what is usual.
fn interval(of: Share, usual: Option<Share>) -> String {
    if of.n == 0 {
        return String::new();
    }
    let at = |part: f64| WIDE * part;
    let mark = usual.map_or(String::new(), |usual| {
        let x = at(usual.share);
        format!("<line class=\"usual\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{HIGH}\"/>")
    });
    let (middle, low, width) = (HIGH / 2.0, at(of.low), at(of.high - of.low).max(2.0));
    format!(
        "<svg class=\"interval\" viewBox=\"0 0 {WIDE} {HIGH}\" aria-hidden=\"true\">\
         <line x1=\"0\" x2=\"{WIDE}\" y1=\"{middle}\" y2=\"{middle}\"/>{mark}\
         <rect x=\"{low:.1}\" y=\"4\" width=\"{width:.1}\" height=\"6\" rx=\"3\"/>\
         <circle cx=\"{:.1}\" cy=\"{middle}\" r=\"4.5\"/></svg>",
        at(of.share)
    )
}

/// A title that leads to its page, where the site's address is known.
fn link(base_url: Option<&str>, address: &str, title: &str) -> String {
    match base_url {
        Some(base) => {
            let address = format!("{base}{}", address.trim_start_matches("./"));
            format!("<a href=\"{}\">{}</a>", escaped(&address), escaped(title))
        }
        None => escaped(title),
    }
}

/// Writes text as HTML and XML have it, without signs that XML does not know.
pub(super) fn escaped(text: &str) -> String {
    let known: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    html_escape::encode_quoted_attribute(&known).into_owned()
}
