//! `answerbook insights`: what readers find and miss, from the site's access logs.

mod logs;
mod open;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;
use crate::insights::{
    Collector, CsvTable, InsightsReport, KnownSite, OpenThread, Period, Share, atom, csv, html,
    markdown, report, text,
};
use crate::model::Timestamp;
use crate::pipeline::ResolvedSite;
use crate::plan;
use crate::privacy::Privacy;
use crate::sources;

use super::ExitStatus;
use super::args::EngineArg;
use super::build::write_failed;
use super::console::{Console, counted, grouped};
use super::engine::Engine;
use super::open_site::OpenSite;
use super::progress::Bar;
use super::spreadsheet;
use super::threads::plain;

#[derive(Debug, clap::Args)]
pub(crate) struct InsightsArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// Access logs, packed with gzip or zstd or not; a name may hold `*`
    #[arg(long, value_name = "FILE", num_args = 1.., required_unless_present = "events")]
    pub logs: Vec<PathBuf>,
    /// What `feedback: {to: beacon}` sent, a JSON object a line
    #[arg(long, value_name = "FILE")]
    pub events: Vec<PathBuf>,
    /// From this day or moment on
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub since: Option<Timestamp>,
    /// Up to this day or moment, itself left out
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub until: Option<Timestamp>,
    /// Threads or tickets that are not solved yet, in any form that sources have: which of them
    /// do people search for?
    #[arg(long, value_name = "FILE")]
    pub open: Option<PathBuf>,
    /// Exit with 1 when surely fewer readers than this share say that an answer helped
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub least_helped: Option<f64>,
    /// Exit with 1 when surely more searches than this share fail
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub most_failed: Option<f64>,
    /// Print all of it as JSON
    #[arg(long, group = "form")]
    pub json: bool,
    /// Print one table for spreadsheets
    #[arg(long, group = "form", value_name = "TABLE", value_parser = tables())]
    pub csv: Option<String>,
    /// Print it for the comment of a pull request or the body of an issue
    #[arg(long, group = "form")]
    pub markdown: bool,
    /// Write it as a page that stands alone
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write an Atom feed of what rises
    #[arg(long, value_name = "FILE")]
    pub atom: Option<PathBuf>,
}

/// The names of the tables.
fn tables() -> PossibleValuesParser {
    CsvTable::ALL.map(CsvTable::name).to_vec().into()
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "write `2026-03-01` or `2026-03-01T08:00:00Z`".to_owned())
}

/// Reads a part of one, such as `.6`.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a part of one: `.6` for 60 of a hundred".to_owned())
}

pub(crate) fn run(args: &InsightsArgs, console: &Console) -> ExitStatus {
    told(args, console).unwrap_or_else(|ended| ended)
}

fn told(args: &InsightsArgs, console: &Console) -> Result<ExitStatus, ExitStatus> {
    let mut sink = Sink::new();
    let site = OpenSite::load(&args.site, &mut sink, console)?;
    let readers = site.readers(&mut sink, console)?;
    let OpenSite { files, config, rules } = &site;
    let bar = Bar::new(console.draws());
    let (hear, mut unheard) = (|_, _: &sources::Skip| (), Sink::new());
    let resolved = ResolvedSite::read(config, rules, &readers, files, &hear, &bar, &mut unheard);
    bar.clear();
    let privacy = Privacy::new(config, rules, resolved.names.clone());
    match collect(args, config, &resolved, &privacy) {
        Ok((report, problems)) => Ok(finish(args, config, &report, problems, console)),
        Err(problem) => Err(console.fatal(*problem, ExitStatus::Usage)),
    }
}

/// Reads all logs, and makes the report of them.
fn collect(
    args: &InsightsArgs,
    config: &Config,
    resolved: &ResolvedSite,
    privacy: &Privacy<'_>,
) -> Result<(InsightsReport, Sink), Box<Diagnostic>> {
    let pages = plan::plan(&resolved.site, config);
    let period = Period { since: args.since, until: args.until };
    let mut collector = Collector::new(config, &resolved.site, &pages, privacy, period);
    let mut problems = Sink::new();
    logs::read(&args.logs, &mut collector, &mut problems)?;
    logs::read_events(&args.events, &mut collector)?;
    let open = match &args.open {
        Some(path) => open::threads(path, privacy)?,
        None => Vec::<OpenThread>::new(),
    };
    // Without an index nothing is told of what is near.
    let index = Engine::open(&args.site, EngineArg::Native).ok().map(Engine::into_index);
    let known = KnownSite {
        config,
        site: &resolved.site,
        pages: &pages,
        withheld: &resolved.withheld,
        index: index.as_ref(),
    };
    Ok((report(known, &collector.finish(), &open), problems))
}

/// What logs say of answers and searches, without what is near of what was not found.
pub(super) fn of_logs(
    paths: &[PathBuf],
    config: &Config,
    resolved: &ResolvedSite,
    privacy: &Privacy<'_>,
    problems: &mut Sink,
) -> Result<InsightsReport, Box<Diagnostic>> {
    let site = &resolved.site;
    let pages = plan::plan(site, config);
    let period = Period { since: None, until: None };
    let mut collector = Collector::new(config, site, &pages, privacy, period);
    logs::read(paths, &mut collector, problems)?;
    let known =
        KnownSite { config, site, pages: &pages, withheld: &resolved.withheld, index: None };
    Ok(report(known, &collector.finish(), &[]))
}

fn finish(
    args: &InsightsArgs,
    config: &Config,
    report: &InsightsReport,
    mut problems: Sink,
    console: &Console,
) -> ExitStatus {
    let base_url = config.base_url.as_deref();
    let written =
        [(&args.html, Some(html(report, base_url))), (&args.atom, atom(report, base_url))];
    for (path, text) in written {
        let (Some(path), Some(text)) = (path, text) else { continue };
        if let Err(error) = disk::replace(path, text.as_bytes()) {
            return console.fatal(write_failed(path, &error.to_string()), ExitStatus::Usage);
        }
    }
    let named = |name: &String| CsvTable::ALL.into_iter().find(|table| table.name() == name);
    match (args.json, args.csv.as_ref().and_then(named), args.markdown) {
        (true, ..) => console.json(&serde_json::json!(report)),
        (_, Some(table), _) => {
            let rows = csv(report, table);
            console.results(rows.iter().map(|row| spreadsheet::line(row)));
        }
        (.., true) => console.result(&markdown(report)),
        _ if args.html.is_some() || args.atom.is_some() => {}
        _ => console.results(text(report).lines().map(|line| printed(line) + "\n")),
    }
    console.say(&format!(
        "{} read, {} of robots; {} not understood",
        counted(number(report.lines.requests), "request"),
        grouped(number(report.lines.bots)),
        grouped(number(report.lines.unread)),
    ));
    limits(args, report).into_iter().for_each(|problem| problems.push(problem));
    console.problems(problems)
}

/// A line for a terminal, with the room in front of it.
pub(super) fn printed(line: &str) -> String {
    let room = line.len() - line.trim_start_matches(' ').len();
    format!("{}{}", &line[..room], plain(line))
}

fn number(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Tells which figures surely pass a limit.
fn limits(args: &InsightsArgs, report: &InsightsReport) -> Vec<Diagnostic> {
    let helped = args.least_helped.filter(|least| report.resolution.high < *least).map(|least| {
        limit_passed(
            "fewer readers were helped than `--least-helped` allows",
            report.resolution,
            least,
        )
    });
    let failed = Share::of(report.searches.failed, report.searches.n);
    let failed = args
        .most_failed
        .filter(|most| failed.low > *most)
        .map(|most| limit_passed("more searches failed than `--most-failed` allows", failed, most));
    helped.into_iter().chain(failed).collect()
}

fn limit_passed(message: &str, share: Share, limit: f64) -> Diagnostic {
    let Share { n, share, low, high } = share;
    Diagnostic::error(Code::InsightsLimit, message)
        .note(format!("{share:.3} of {n}, between {low:.3} and {high:.3}; the limit is {limit}"))
        .help("without the limit the report says what to do first")
}

/// A problem with a log.
fn log_unreadable(path: &std::path::Path, message: &str, reason: &str) -> Diagnostic {
    let problem = Diagnostic::error(Code::LogUnreadable, message)
        .at(Place::file(path.display().to_string()), "");
    if reason.is_empty() { problem } else { problem.note(reason.to_owned()) }
}
