//! `answerbook verify`: writes down that somebody has checked an answer, in its own file where it
//! has one, else in decisions.yaml.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::{Check, Config, DECISIONS, SourceType, with_check};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;
use crate::files::DiskFiles;
use crate::model::{SectionDigests, Timestamp};
use crate::pipeline::ResolvedSite;
use crate::privacy::PrivacyRules;
use crate::site::{Site, ThreadEntry};
use crate::sources::editable::ThreadFormat;
use crate::sources::{self, Reader};
use crate::{config, diag::join_names};

use super::ExitStatus;
use super::build::write_failed;
use super::clock::now;
use super::console::Console;
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

/// Says that an answer need not be checked again.
const NEVER: &str = "never";

pub(crate) fn run(args: &VerifyArgs, console: &Console) -> ExitStatus {
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let config = config::load(&files, &mut sink);
    let rules = config.as_ref().and_then(|config| PrivacyRules::load(&files, config, &mut sink));
    let (Some(config), Some(rules)) = (config, rules) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let (on, expires) = match days(args) {
        Ok(days) => days,
        Err(problem) => return console.fatal(*problem, ExitStatus::Usage),
    };
    let open = |source| sources::open(source, &files, &mut sink);
    let readers: Vec<Box<dyn Reader + '_>> = config.sources.iter().map(open).collect();
    let bar = Bar::new(console.draws());
    let read =
        ResolvedSite::read(&config, &rules, &readers, &files, &|_, _| (), &bar, &mut Sink::new());
    bar.clear();
    let site = &read.site;
    for id in &args.ids {
        let entry = match only(id, args, &config, site) {
            Ok(entry) => entry,
            Err(problem) => return console.fatal(*problem, ExitStatus::Usage),
        };
        let check = match check_of(entry, site, args, on, &expires) {
            Ok(check) => check,
            Err(problem) => return console.fatal(*problem, ExitStatus::Usage),
        };
        match write(&args.site, &config, entry, &check, &expires) {
            Ok(path) => console.say(&said(&path, &check)),
            Err(problem) => return console.fatal(*problem, ExitStatus::Usage),
        }
    }
    ExitStatus::Done
}

/// When an answer is to be checked again.
enum Expiry {
    /// As before.
    Kept,
    Never,
    On(Timestamp),
}

/// Reads the day of the check, and by when the next one is due.
fn days(args: &VerifyArgs) -> Result<(Timestamp, Expiry), Box<Diagnostic>> {
    let day = |text: &str, option: &str| {
        Timestamp::parse(text).ok_or_else(|| Box::new(not_a_day(text, option)))
    };
    let on = args.on.as_deref().map_or(Ok(today()), |text| day(text, "--on"))?;
    let expires = match args.expires.as_deref() {
        None => Expiry::Kept,
        Some(NEVER) => Expiry::Never,
        Some(text) => Expiry::On(day(text, "--expires")?),
    };
    Ok((on, expires))
}

fn today() -> Timestamp {
    let (year, month, day) = now().date();
    let start = Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}"));
    start.unwrap_or_else(now)
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

/// What is written down: of a translation also what its original says now.
fn check_of(
    entry: &ThreadEntry,
    site: &Site,
    args: &VerifyArgs,
    on: Timestamp,
    expires: &Expiry,
) -> Result<Check, Box<Diagnostic>> {
    let old = entry.summary.expires;
    let expires = match expires {
        Expiry::On(day) if *day <= on => return Err(Box::new(ends_before_it_starts(*day, on))),
        Expiry::On(day) => Some(*day),
        Expiry::Never => None,
        Expiry::Kept => match old {
            Some(old) if old <= on => return Err(Box::new(is_over(&entry.summary.id.0, old))),
            old => old,
        },
    };
    Ok(Check { on, by: args.by.clone(), expires, from: original_of(entry, site) })
}

fn original_of(entry: &ThreadEntry, site: &Site) -> Option<SectionDigests> {
    entry.summary.translation_of.as_ref()?;
    let original = entry.translations.iter().map(|at| &site.threads[*at].summary);
    let original = original
        .filter(|summary| summary.translation_of.is_none())
        .map(|summary| summary.sections.clone());
    original.into_iter().next()
}

/// Writes a check down; returns the file.
fn write(
    site: &Path,
    config: &Config,
    entry: &ThreadEntry,
    check: &Check,
    expires: &Expiry,
) -> Result<String, Box<Diagnostic>> {
    let source = &config.sources[entry.summary.source];
    let is_markdown = source.kind == SourceType::Markdown;
    let path = if is_markdown { entry.summary.origin.path.clone() } else { DECISIONS.to_owned() };
    let whole = site.join(&path);
    let failed = |error: std::io::Error| Box::new(write_failed(&whole, &error.to_string()));
    let old = match disk::read_to_string(&whole) {
        Ok(text) => text,
        Err(error) if !is_markdown && error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let new = if is_markdown {
        ThreadFormat::Markdown.with_settings(&old, &settings(check, expires))
    } else {
        let name = name_of(config, entry.summary.source, &entry.summary.id);
        with_check(&old, &name, check)
    };
    let Some(new) = new else { return Err(Box::new(unwritable(&path, check, is_markdown))) };
    disk::replace(&whole, new.as_bytes()).map_err(failed)?;
    Ok(path)
}

/// The settings of a file that say that its answer was checked.
fn settings(check: &Check, expires: &Expiry) -> Vec<(&'static str, Option<String>)> {
    let mut settings =
        vec![("verified_on", Some(day(check.on))), ("verified_by", check.by.clone())];
    if let Some(from) = &check.from {
        settings.push(("translated_from", Some(from.to_string())));
    }
    if !matches!(expires, Expiry::Kept) {
        settings.push(("expires", check.expires.map(day)));
    }
    settings
}

fn day(time: Timestamp) -> String {
    time.rfc3339()[..10].to_owned()
}

fn said(path: &str, check: &Check) -> String {
    let by = check.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let expires = check.expires.map_or(String::new(), |day_| format!(", due by {}", day(day_)));
    let from = if check.from.is_some() { ", against its original as it is now" } else { "" };
    format!("{path}: checked on {}{by}{from}{expires}", day(check.on))
}

fn not_a_day(text: &str, option: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` of `{option}` is not a day"))
        .help("write the day as `2026-06-01`")
}

fn ends_before_it_starts(expires: Timestamp, on: Timestamp) -> Diagnostic {
    let message = format!("{} is not after the check, on {}", day(expires), day(on));
    Diagnostic::error(Code::ValueInvalid, message).help("give `--expires` a later day, or `never`")
}

fn is_over(id: &str, expires: Timestamp) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{id}` was to be checked by {}", day(expires)))
        .note("its page would still say that a check is due")
        .help("say by when it is to be checked again: `--expires 2027-06-01`, or `--expires never`")
}

fn unwritable(path: &str, check: &Check, is_markdown: bool) -> Diagnostic {
    let by = check.by.as_deref().unwrap_or("NAME");
    let help = match is_markdown {
        true => format!("write `verified_on: {}` and `verified_by: {by}` there", day(check.on)),
        false => format!(
            "write `verified:`, and below it `\"THREAD\": {{on: {}, by: {by}}}`",
            day(check.on)
        ),
    };
    Diagnostic::error(Code::ValueInvalid, "the check cannot be added")
        .at(Place::file(path), "")
        .note("the file has a form in which nothing can be added by itself; it is as it was")
        .help(help)
}
