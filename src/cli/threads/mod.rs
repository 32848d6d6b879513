//! `answerbook threads`: every thread with what is decided about it, the doubtful ones first.
//!
//! The list is what the pipeline decides, so it says what a build would do. The preview shows
//! the same rows: `serve/threads.rs`.

mod change;
mod csv;
mod filter;
mod named;
mod row;
mod terminal_text;
mod text;

use std::io::IsTerminal;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Sink, join_names, nearest};
use crate::pipeline::{ThreadList, ThreadRow};

use super::ExitStatus;
use super::args::ThreadsArgs;
use super::console::{Console, counted, grouped};
use super::open_site::OpenSite;
use super::progress::Bar;

pub(crate) use change::{change, quoted};
pub(crate) use filter::{Filter, source_of};
pub(crate) use named::{in_site, named, unknown, wanted};
pub(crate) use row::{as_json, name_of};
pub(crate) use terminal_text::plain;

pub(crate) fn run(args: &ThreadsArgs, console: &Console) -> ExitStatus {
    told(args, console).unwrap_or_else(|ended| ended)
}

fn told(args: &ThreadsArgs, console: &Console) -> Result<ExitStatus, ExitStatus> {
    let mut sink = Sink::new();
    let site = OpenSite::load(&args.site, &mut sink, console)?;
    let readers = site.readers(&mut sink, console)?;
    let OpenSite { files, config, rules } = &site;
    let filter = match filter_of(args, config) {
        Ok(filter) => filter,
        Err(problem) => return Err(console.fatal(*problem, ExitStatus::Usage)),
    };
    let bar = Bar::new(console.draws());
    let listing = ThreadList::read(config, rules, &readers, files, &|_, _| (), &bar, &mut sink);
    bar.clear();
    let rows: Vec<&ThreadRow> = listing.rows.iter().filter(|row| filter.takes(row)).collect();
    print(args, config, &rows, console);
    console.say(&summary_line(&listing, rows.len(), &sink));
    Ok(ExitStatus::Done)
}

fn filter_of(args: &ThreadsArgs, config: &Config) -> Result<Filter, Box<Diagnostic>> {
    let source = args.source.as_deref().map(|name| {
        let found = source_of(config, name);
        found.ok_or_else(|| Box::new(source_unknown(name, config)))
    });
    Ok(Filter {
        published: (args.withheld || args.published).then_some(args.published),
        grade: args.grade.clone(),
        reason: args.reason.clone(),
        source: source.transpose()?,
        words: Vec::new(),
    })
}

fn print(args: &ThreadsArgs, config: &Config, rows: &[&ThreadRow], console: &Console) {
    if args.json {
        console.results(row::whole(config, rows));
    } else if args.csv {
        let lines = rows.iter().map(|row| csv::line(row, config));
        console.results(std::iter::once(csv::head()).chain(lines));
    } else {
        let width = if std::io::stdout().is_terminal() { text::width() } else { usize::MAX };
        let columns = text::Columns::of(rows, config);
        console.results(rows.iter().map(|row| text::lines(row, config, &columns, width)));
    }
}

fn summary_line(listing: &ThreadList, n_shown: usize, sink: &Sink) -> String {
    let n_imported = listing.rows.len();
    let n_skipped: usize = listing.skipped.values().sum();
    let n_published = listing.rows.iter().filter(|row| row.address().is_some()).count();
    let mut words = format!(
        "{} shown of {}: {} published, {} withheld",
        grouped(n_shown),
        counted(n_imported + n_skipped, "thread"),
        grouped(n_published),
        grouped(n_imported - n_published)
    );
    let skipped: Vec<String> =
        listing.skipped.iter().map(|(name, n)| format!("{name} {}", grouped(*n))).collect();
    if !skipped.is_empty() {
        let n_skipped = grouped(n_skipped);
        words.push_str(&format!("; {n_skipped} not imported: {}", skipped.join(", ")));
    }
    if sink.n_errors() + sink.n_warnings() > 0 {
        let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
        let both = format!("{}, {}", counted(n_errors, "error"), counted(n_warnings, "warning"));
        words.push_str(&format!("\n{both}: `answerbook build` tells them"));
    }
    words
}

fn source_unknown(name: &str, config: &Config) -> Diagnostic {
    let names: Vec<&str> = config.sources.iter().map(|source| source.name.as_str()).collect();
    let near = nearest(name, names.iter().copied()).map(|near| format!("use `{near}`"));
    Diagnostic::error(Code::ValueInvalid, format!("no source is named `{name}`"))
        .note(format!("the sources are {}", join_names(&names)))
        .help_if(near)
        .help("name the source as `answerbook.yaml` does, or by its type")
}
