//! `answerbook review`: the answers that somebody should look at, the most read first.

mod history;

use std::collections::HashMap;
use std::path::PathBuf;

use crate::config::{Config, SourceType};
use crate::diag::{Code, Diagnostic, Sink};
use crate::pipeline::{ResolvedSite, contradictions};
use crate::privacy::Privacy;
use crate::review::{
    Concern, Readers, ReviewQueue, ReviewRequest, ReviewRow, csv, markdown, review, text,
};
use crate::site::tell_checks_to_come;
use crate::sources;

use super::ExitStatus;
use super::clock::now;
use super::console::{Console, grouped};
use super::insights;
use super::open_site::OpenSite;
use super::progress::Bar;
use super::spreadsheet;
use super::threads::name_of;

use history::Original;

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// Access logs of the site, which say what is read and what helps less than other answers
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub logs: Vec<PathBuf>,
    /// Only what somebody checked or wrote whose name has these letters
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// How many answers are shown
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub most: usize,
    /// Exit with 1 when more answers than this are due
    #[arg(long, value_name = "N")]
    pub most_due: Option<usize>,
    /// Print all of it as JSON
    #[arg(long, group = "form")]
    pub json: bool,
    /// Print all of it as a table for spreadsheets
    #[arg(long, group = "form")]
    pub csv: bool,
    /// Print it for the comment of a pull request or the body of an issue
    #[arg(long, group = "form")]
    pub markdown: bool,
}

pub(crate) fn run(args: &ReviewArgs, console: &Console) -> ExitStatus {
    told(args, console).unwrap_or_else(|ended| ended)
}

fn told(args: &ReviewArgs, console: &Console) -> Result<ExitStatus, ExitStatus> {
    let mut sink = Sink::new();
    let site = OpenSite::load(&args.site, &mut sink, console)?;
    let readers = site.readers(&mut sink, console)?;
    let OpenSite { files, config, rules } = &site;
    let bar = Bar::new(console.draws());
    let (hear, mut unheard) = (|_, _: &sources::Skip| (), Sink::new());
    let resolved = ResolvedSite::read(config, rules, &readers, files, &hear, &bar, &mut unheard);
    let contradicted = contradictions(config, files, &bar);
    bar.clear();
    let mut problems = of_checks(unheard);
    tell_checks_to_come(&resolved.site.threads, now(), &mut problems);
    let privacy = Privacy::new(config, rules, resolved.names.clone());
    let read = match readers_of(args, config, &resolved, &privacy, &mut problems) {
        Ok(read) => read,
        Err(problem) => return Err(console.fatal(*problem, ExitStatus::Usage)),
    };
    let name = |source: usize, id: &_| name_of(config, source, id);
    let asked = ReviewRequest {
        config,
        now: now(),
        contradictions: &contradicted,
        name: &name,
        readers: &read,
        owner: args.owner.as_deref(),
    };
    let mut queue = review(&resolved.site, &asked);
    let n_shown = if args.json { queue.answers.len() } else { args.most };
    add_history(args, config, &resolved, &privacy, &mut queue.answers, n_shown);
    Ok(finish(args, &queue, problems, console))
}

/// What the logs say of the readers of each answer.
fn readers_of(
    args: &ReviewArgs,
    config: &Config,
    resolved: &ResolvedSite,
    privacy: &Privacy<'_>,
    problems: &mut Sink,
) -> Result<HashMap<String, Readers>, Box<Diagnostic>> {
    if args.logs.is_empty() {
        return Ok(HashMap::new());
    }
    let report = insights::of_logs(&args.logs, config, resolved, privacy, problems)?;
    let read = report.answers.iter().map(|answer| {
        let readers = Readers { reads: u64::from(answer.reads), helps_less: None };
        (answer.address.clone(), readers)
    });
    let mut read: HashMap<String, Readers> = read.collect();
    for answer in &report.unhelpful {
        read.entry(answer.address.clone()).or_default().helps_less = Some((answer.yes, answer.no));
    }
    Ok(read)
}

/// What is wrong with dates, checks, translations and releases: an answer may look good for it.
fn of_checks(sink: Sink) -> Sink {
    let mut problems = Sink::new();
    let is_of_checks = |code| {
        use Code::{FrontMatter, KeyUnknown, ReleaseIdle, TranslationTarget, ValueInvalid};
        matches!(code, FrontMatter | KeyUnknown | ReleaseIdle | TranslationTarget | ValueInvalid)
    };
    let all = sink.into_sorted().into_iter();
    all.filter(|problem| is_of_checks(problem.code)).for_each(|problem| problems.push(problem));
    problems
}

fn finish(
    args: &ReviewArgs,
    queue: &ReviewQueue,
    mut problems: Sink,
    console: &Console,
) -> ExitStatus {
    if args.json {
        console.json(&serde_json::json!(queue));
    } else if args.csv {
        console.results(csv(queue).iter().map(|row| spreadsheet::line(row)));
    } else if args.markdown {
        console.result(&markdown(queue, args.most));
    } else {
        console.results(text(queue, args.most).lines().map(|line| insights::printed(line) + "\n"));
    }
    console.say(&format!(
        "{} due, {} doubtful, {} old, {} good",
        grouped(queue.n_due),
        grouped(queue.n_doubtful),
        grouped(queue.n_old),
        grouped(queue.n_good),
    ));
    let n_all = queue.n_due + queue.n_doubtful + queue.n_old + queue.n_good;
    if let Some(owner) = args.owner.as_ref().filter(|_| n_all == 0) {
        problems.push(owner_unknown(owner));
    }
    if let Some(most) = args.most_due.filter(|most| queue.n_due > *most) {
        problems.push(too_many_due(queue.n_due, most));
    }
    console.problems(problems)
}

/// Adds what changed in the originals of translations that are shown.
fn add_history(
    args: &ReviewArgs,
    config: &Config,
    resolved: &ResolvedSite,
    privacy: &Privacy<'_>,
    rows: &mut [ReviewRow],
    n_shown: usize,
) {
    let threads = &resolved.site.threads;
    // Several translations stand on one state, as a rule.
    let mut known = HashMap::new();
    for row in rows.iter_mut().take(n_shown) {
        let entry = &threads[row.at];
        let original = entry.changed_original.map(|at| &threads[at].summary);
        let Some((original, then)) = original.zip(entry.summary.translated_from.as_ref()) else {
            continue;
        };
        if config.sources[original.source].kind != SourceType::Markdown {
            continue;
        }
        for concern in &mut row.concerns {
            if let Concern::OriginalChanged { changes, .. } = concern {
                let (source, file) = (original.source, original.origin.path.as_str());
                let original = Original { site: &args.site, source, file };
                let found = known.entry((file, then));
                changes.clone_from(found.or_insert_with(|| original.changes_since(then, privacy)));
            }
        }
    }
}

fn owner_unknown(owner: &str) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, format!("no answer is that of `{owner}`"))
        .note("an answer belongs to whoever checked it last, else to whoever wrote it")
        .help("correct `--owner`: a part of the name is enough")
}

fn too_many_due(n_due: usize, most: usize) -> Diagnostic {
    let answers = if n_due == 1 { "answer is" } else { "answers are" };
    Diagnostic::error(Code::ReviewLimit, format!("{n_due} {answers} due"))
        .note(format!("`--most-due` allows {most}"))
        .help("look at them, the first ones first, and run `answerbook verify` for each")
}
