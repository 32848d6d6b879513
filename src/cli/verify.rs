//! `answerbook verify`: writes down that somebody has checked an answer, in its own file where it
//! has one, else in decisions.yaml.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::{Check, Config, DECISIONS, NEVER, NextCheck, SourceType, with_check};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::disk;
use crate::model::{SectionDigests, Timestamp};
use crate::pipeline::ResolvedSite;
use crate::site::{Site, ThreadEntry};
use crate::sources::editable::ThreadFormat;

use super::ExitStatus;
use super::build::write_failed;
use super::clock::now;
use super::console::Console;
use super::open_site::OpenSite;
use super::progress::Bar;
use super::threads::{in_site, name_of, named, plain, unknown};

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// Answers, by the id of their thread, the address of their page, or their file
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// Who has checked them
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// The day of the check; today when absent
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// By when they are to be checked again: a day, or `never`
    #[arg(long, value_name = "DATE")]
    pub expires: Option<String>,
}

pub(crate) fn run(args: &VerifyArgs, console: &Console) -> ExitStatus {
    told(args, console).unwrap_or_else(|ended| ended)
}

fn told(args: &VerifyArgs, console: &Console) -> Result<ExitStatus, ExitStatus> {
    let mut sink = Sink::new();
    let site = OpenSite::load(&args.site, &mut sink, console)?;
    let readers = site.readers(&mut sink, console)?;
    let OpenSite { files, config, rules } = &site;
    let bar = Bar::new(console.draws());
    let read =
        ResolvedSite::read(config, rules, &readers, files, &|_, _| (), &bar, &mut Sink::new());
    bar.clear();
    match checks(args, config, &read.site) {
        Ok(checks) => Ok(written(args, config, &checks, console)),
        Err(problem) => Err(console.fatal(*problem, ExitStatus::Usage)),
    }
}

/// What is to be written of all answers: nothing is, where one of them cannot be found.
fn checks<'s>(
    args: &VerifyArgs,
    config: &Config,
    site: &'s Site,
) -> Result<Vec<(&'s ThreadEntry, Check)>, Box<Diagnostic>> {
    let day = |text: &str, option: &str| {
        Timestamp::parse(text).ok_or_else(|| Box::new(not_a_day(text, option)))
    };
    let on = args.on.as_deref().map_or(Ok(today()), |text| day(text, "--on"))?;
    if on > now() {
        return Err(Box::new(not_yet(on)));
    }
    let expires = match args.expires.as_deref() {
        None => NextCheck::AsWritten,
        Some(NEVER) => NextCheck::Never,
        Some(text) => NextCheck::By(day(text, "--expires")?),
    };
    let by = args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned);
    let check = |id: &String| {
        let entry = only(id, args, config, site)?;
        tell_past(entry, expires)?;
        // A check of a day to come was none.
        let last = entry.summary.checked.filter(|last| *last <= now());
        if let Some(last) = last.filter(|last| on.end_of_day() < *last) {
            return Err(Box::new(checked_since(&entry.summary.id.0, on, last)));
        }
        // What the original said on another day than today nobody knows here.
        let from = match on == today() {
            true => original_of(entry, site),
            false => entry.summary.translated_from.clone(),
        };
        Ok((entry, Check { on, by: by.clone(), expires, from }))
    };
    let mut checks = args.ids.iter().map(check).collect::<Result<Vec<_>, Box<Diagnostic>>>()?;
    // An answer may be named twice, by its id and by its file.
    let mut seen = HashSet::new();
    checks.retain(|(entry, _)| seen.insert(entry.path.as_str()));
    Ok(checks)
}

fn written(
    args: &VerifyArgs,
    config: &Config,
    checks: &[(&ThreadEntry, Check)],
    console: &Console,
) -> ExitStatus {
    for (entry, check) in checks {
        match write(&args.site, config, entry, check) {
            Ok(path) if path == DECISIONS => {
                let name = plain(&name_of(config, entry.summary.source, &entry.summary.id));
                console.say(&said(&format!("{path}: {name}"), entry, check));
            }
            Ok(path) => console.say(&said(&path, entry, check)),
            Err(problem) => return console.fatal(*problem, ExitStatus::Usage),
        }
    }
    ExitStatus::Done
}

fn today() -> Timestamp {
    let (year, month, day) = now().date();
    let start = Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}"));
    start.unwrap_or_else(now)
}

/// Tells of a next check that is due already: the page would still say so.
fn tell_past(entry: &ThreadEntry, expires: NextCheck) -> Result<(), Box<Diagnostic>> {
    match (expires, entry.summary.expires) {
        (NextCheck::By(day), _) if day < today() => Err(Box::new(over_already(day))),
        (NextCheck::AsWritten, Some(day)) if day < today() => {
            Err(Box::new(is_over(&entry.summary.id.0, day)))
        }
        _ => Ok(()),
    }
}

fn only<'s>(
    id: &str,
    args: &VerifyArgs,
    config: &Config,
    site: &'s Site,
) -> Result<&'s ThreadEntry, Box<Diagnostic>> {
    let found = named(id, &in_site(id, &args.site), config, &site.threads);
    match found[..] {
        [entry] => Ok(entry),
        [] => Err(Box::new(
            unknown(id, config, &site.threads).note("only answers that have a page are looked for"),
        )),
        _ => {
            let names = |entry: &&ThreadEntry| {
                plain(&name_of(config, entry.summary.source, &entry.summary.id))
            };
            let names: Vec<String> = found.iter().take(3).map(names).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let message = format!("`{id}` means {} threads", found.len());
            Err(Box::new(
                Diagnostic::error(Code::ValueInvalid, message)
                    .note(format!("they begin with {}", join_names(&names)))
                    .help("name one of them by its id"),
            ))
        }
    }
}

/// What the original of a translation says now.
fn original_of(entry: &ThreadEntry, site: &Site) -> Option<SectionDigests> {
    entry.summary.translation_of.as_ref()?;
    let original = entry.translations.iter().map(|at| &site.threads[*at].summary);
    let original = original
        .filter(|summary| summary.translation_of.is_none())
        .map(|summary| summary.sections.clone());
    original.into_iter().next()
}

/// Writes a check down, into decisions.yaml where that has one of the answer already; returns
/// the file.
fn write(
    site: &Path,
    config: &Config,
    entry: &ThreadEntry,
    check: &Check,
) -> Result<String, Box<Diagnostic>> {
    let (summary, source) = (&entry.summary, &config.sources[entry.summary.source]);
    let decision = source.decisions.get(&summary.id.0);
    let is_decided = decision.is_some_and(|decision| decision.verified.is_some());
    let is_own = source.kind == SourceType::Markdown && !is_decided;
    let path = if is_own { summary.origin.path.clone() } else { DECISIONS.to_owned() };
    // Behind a link lies the file that is meant.
    let whole = site.join(&path);
    let whole = whole.canonicalize().unwrap_or(whole);
    let failed = |error: std::io::Error| Box::new(write_failed(&whole, &error.to_string()));
    let old = match disk::read_to_string(&whole) {
        Ok(text) => text,
        Err(error) if !is_own && error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    // What is added ends its lines in another way than such a file.
    let is_old_mac = old.contains('\r') && !old.contains('\n');
    let new = match is_own {
        true if is_old_mac => None,
        true => ThreadFormat::Markdown.with_settings(&old, &settings(check)),
        false => with_check(&old, &name_of(config, summary.source, &summary.id), check),
    };
    let Some(new) = new else { return Err(Box::new(unwritable(&path, check, is_own))) };
    disk::replace(&whole, new.as_bytes()).map_err(failed)?;
    Ok(path)
}

/// The settings of a file that say that its answer was checked.
fn settings(check: &Check) -> Vec<(&'static str, Option<String>)> {
    let mut settings =
        vec![("verified_on", Some(check.on.day())), ("verified_by", check.by.clone())];
    if let Some(from) = &check.from {
        settings.push(("translated_from", Some(from.to_string())));
    }
    match check.expires {
        NextCheck::AsWritten => {}
        NextCheck::Never => settings.push(("expires", None)),
        NextCheck::By(by) => settings.push(("expires", Some(by.day()))),
    }
    settings
}

fn said(path: &str, entry: &ThreadEntry, check: &Check) -> String {
    let by = check.by.as_ref().map_or(String::new(), |by| format!(" by {}", plain(by)));
    let expires = match check.expires {
        NextCheck::By(by) => format!(", due by {}", by.day()),
        NextCheck::AsWritten | NextCheck::Never => String::new(),
    };
    let from = match (&check.from, &entry.summary.translation_of) {
        (_, Some(_)) if check.on != today() => {
            "; that its original was the same on that day is not said: leave out `--on` for that"
        }
        (Some(_), _) => ", against its original as it is now",
        (None, Some(_)) => "; what its original says is not known, as that has no page here",
        (None, None) => "",
    };
    format!("{path}: checked on {}{by}{expires}{from}", check.on.day())
}

fn not_a_day(text: &str, option: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` of `{option}` is not a day"))
        .help("write the day as `2026-06-01`")
}

fn not_yet(on: Timestamp) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("{} is still to come", on.day()))
        .help("give `--on` the day on which somebody has checked it, or leave it out for today")
}

fn checked_since(id: &str, on: Timestamp, last: Timestamp) -> Diagnostic {
    let message = format!("`{id}` was checked after {}, on {}", on.day(), last.day());
    Diagnostic::error(Code::ValueInvalid, message)
        .note("the later check would be lost")
        .help("give `--on` a later day, or leave it out for today")
}

fn over_already(expires: Timestamp) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("{} is over already", expires.day()))
        .note("the page would still say that a check is due")
        .help("give `--expires` a later day, or `never`")
}

fn is_over(id: &str, expires: Timestamp) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{id}` was to be checked by {}", expires.day()))
        .note("its page would still say that a check is due")
        .help("say by when it is to be checked again: `--expires 2027-06-01`, or `--expires never`")
}

fn unwritable(path: &str, check: &Check, is_markdown: bool) -> Diagnostic {
    let by = check.by.as_deref().unwrap_or("NAME");
    let help = match is_markdown {
        true => format!("write `verified_on: {}` and `verified_by: {by}` there", check.on.day()),
        false => format!(
            "write `verified:`, and below it `\"THREAD\": {{on: {}, by: {by}}}`",
            check.on.day()
        ),
    };
    Diagnostic::error(Code::ValueInvalid, "the check cannot be added")
        .at(Place::file(path), "")
        .note("the file has a form in which nothing can be added by itself; it is as it was")
        .help(help)
}
