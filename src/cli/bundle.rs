//! `answerbook bundle`: builds the site as `build` does, and packs what was published.
//!
//! The lock of the site is held until the bundle is there, so that nobody publishes another
//! site while one is read. Whatever is wrong with the file to write is told before anything is
//! built.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::bundle::{BundleError, BundleFormat, BundleReport, PublishedSite};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;
use crate::files::{DiskFiles, unreadable};
use crate::output::published_paths;
use crate::pipeline::Outline;
use crate::plan::ledger::LEDGER;
use crate::publish::DiskSearch;
use crate::{bundle, config, privacy};

use super::ExitStatus;
use super::args::{BundleArgs, FormatArg};
use super::build::{FinishedBuild, build_for, inputs, target, write_failed};
use super::console::{Console, counted, size};

pub(crate) fn run(args: &BundleArgs, console: &Console) -> ExitStatus {
    let mut sink = Sink::new();
    let Some(config) = config::load(&DiskFiles::new(&args.site), &mut sink) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let format = format(args);
    let usual = || format!("{}.{}", bundle::usual_name(&config), format.ending());
    let file = args.output.clone().unwrap_or_else(|| usual().into());
    if let Some(refused) = refused(args, &config, &file) {
        return console.fatal(refused, ExitStatus::Usage);
    }
    let mut sink = Sink::new();
    let mut told = None;
    let built = build_for(&args.site, console, &mut sink, &mut |built| {
        told = Some((built.site.outline(), built.site.disk_search()));
    });
    let built = match built {
        Ok(built) => built,
        Err(error) => return error.tell(console, sink),
    };
    let (outline, search) = told.unwrap_or_default();
    match pack(args, &built, &outline, search.as_ref(), &file) {
        Ok(report) => tell(args, console, &file, &report, sink),
        Err(error) => {
            sink.push(failed(&file, &error));
            let _ = console.problems(sink);
            ExitStatus::Usage
        }
    }
}

/// Returns what is to be made: what was asked for, else what the file's name says.
fn format(args: &BundleArgs) -> BundleFormat {
    let asked = args.format.iter().rev().find_map(|form| match form {
        FormatArg::Zip => Some(BundleFormat::Zip),
        FormatArg::Epub => Some(BundleFormat::Epub),
        FormatArg::Zim => Some(BundleFormat::Zim),
        FormatArg::Human | FormatArg::Short | FormatArg::Json | FormatArg::Github => None,
    });
    let ending = args.output.as_ref().and_then(|file| file.extension());
    let is_named = |form: &BundleFormat| ending.is_some_and(|ending| ending == form.ending());
    asked.or_else(|| BundleFormat::ALL.into_iter().find(is_named)).unwrap_or(BundleFormat::Zip)
}

/// Says why a bundle cannot be this file.
fn refused(args: &BundleArgs, config: &Config, file: &Path) -> Option<Diagnostic> {
    let single = [config::FILE, config::DECISIONS, privacy::FILE, LEDGER];
    let folders = [target(&args.site, None, config)].into_iter().chain(inputs(&args.site, config));
    let mut taken = folders.chain(single.map(|name| args.site.join(name)));
    let real = real(file);
    if taken.any(|taken| real.starts_with(self::real(&taken))) {
        return Some(in_site(file));
    }
    match file.symlink_metadata() {
        Ok(metadata) if !args.force || !metadata.is_file() => Some(exists(file)),
        _ => None,
    }
}

/// Returns a path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = whole.ancestors().find_map(|folder| {
        let below = whole.strip_prefix(folder).ok()?;
        Some(folder.canonicalize().ok()?.join(below))
    });
    known.unwrap_or(whole)
}

fn pack(
    args: &BundleArgs,
    built: &FinishedBuild,
    outline: &Outline,
    search: Option<&DiskSearch>,
    file: &Path,
) -> Result<BundleReport, BundleError> {
    let site = PublishedSite {
        files: &DiskFiles::new(&built.target),
        paths: &published_paths(&built.target),
        config: &built.config,
        outline,
        search,
        max_search: u64::from(args.max_search) << 20,
    };
    disk::replace_with(file, |out| bundle::write(&site, format(args), out))
}

/// Says what was made.
fn tell(
    args: &BundleArgs,
    console: &Console,
    file: &Path,
    report: &BundleReport,
    mut sink: Sink,
) -> ExitStatus {
    let n_bytes = file.metadata().map_or(0, |metadata| metadata.len());
    if report.is_search_left_out {
        sink.push(search_left_out(file, args, report.search.unwrap_or_default()));
    }
    let outcome = console.problems(sink);
    if args.json {
        console.json(&json!({
            "format": format(args).ending(),
            "output": file.display().to_string(),
            "bytes": n_bytes,
            "files": report.n_files,
            "pages": report.n_pages,
            "search_bytes": report.search,
            "search_left_out": report.is_search_left_out,
            "pictures_left_out": report.n_pictures_left_out,
        }));
        return outcome;
    }
    let mut parts =
        vec![size(n_bytes), counted(report.n_pages, "page"), counted(report.n_files, "file")];
    if let Some(n_bytes) = report.search.filter(|_| !report.is_search_left_out) {
        parts.push(format!("search {}", size(n_bytes)));
    }
    if report.n_pictures_left_out > 0 {
        let pictures = counted(report.n_pictures_left_out, "picture");
        parts.push(format!("{pictures} left out, of kinds that such readers do not show"));
    }
    console.say(&format!("wrote {}   {}", file.display(), parts.join(", ")));
    outcome
}

fn exists(file: &Path) -> Diagnostic {
    let shown = file.display();
    Diagnostic::error(Code::BundleExists, format!("`{shown}` is there already"))
        .at(Place::file(shown.to_string()), "")
        .note("nothing was built")
        .help("name another file with `-o`, or replace this one with `--force`")
}

fn in_site(file: &Path) -> Diagnostic {
    let shown = file.display();
    let message = format!("`{shown}` lies in the published folder or among the sources");
    Diagnostic::error(Code::BundlePlace, message)
        .at(Place::file(shown.to_string()), "")
        .note("a build replaces all of the one and reads all of the other; nothing was built")
        .help("name a file elsewhere with `-o`")
}

fn search_left_out(file: &Path, args: &BundleArgs, n_bytes: u64) -> Diagnostic {
    let (takes, most) = (size(n_bytes), args.max_search);
    Diagnostic::warning(Code::BundleSearch, "the search is too large and was left out")
        .at(Place::file(file.display().to_string()), "")
        .note(format!("it takes {takes}, at most {most} MB are allowed: browsers read it whole"))
        .help("allow more with `--max-search`, or make a ZIM, which its reader searches")
}

fn failed(file: &Path, error: &BundleError) -> Diagnostic {
    match error {
        BundleError::Read(path, error) => unreadable(path.as_str(), &error.to_string()),
        BundleError::Write(error) => Diagnostic {
            helps: vec!["make room or allow writing, then run it again".to_owned()],
            ..write_failed(file, &error.to_string())
        },
    }
}
