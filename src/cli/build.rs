//! `answerbook build`.

use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::path::PathBuf;

use serde_json::json;

use crate::config;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::DiskFiles;
use crate::output::Folder;
use crate::output::OutputError;
use crate::pipeline;
use crate::pipeline::Failure;
use crate::pipeline::Report;
use crate::pipeline::Request;
use crate::pipeline::WORK;
use crate::plan::moves::Lost;

use super::Outcome;
use super::args::BuildArgs;
use super::ledger;
use super::now::now;
use super::progress::Bar;
use super::talk::Talk;
use super::talk::counted;
use super::talk::grouped;
use super::talk::size;

pub(crate) fn run(args: &BuildArgs, talk: &Talk) -> Outcome {
    let started = std::time::Instant::now();
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let Some(config) = config::load(&files, &mut sink) else {
        let _ = talk.problems(sink);
        return Outcome::Usage;
    };
    let target = target(&args.site, args.output.as_deref(), &config);
    let folder = match Folder::create(&target, &args.site, &inputs(&args.site, &config)) {
        Ok(folder) => folder,
        Err(error) => return talk.fatal(output_refused(&target, &error), Outcome::Usage),
    };
    let _lock = match lock(&args.site) {
        Ok(lock) => lock,
        Err(diagnostic) => return talk.fatal(*diagnostic, Outcome::Usage),
    };
    let bar = Bar::new(talk.draws());
    let request = Request {
        files: &files,
        config: &config,
        now: now(),
        work: &args.site.join(WORK),
        output: &folder,
        progress: &bar,
        lost: if args.gone { Lost::Gone } else { Lost::Refused },
    };
    let built = pipeline::build(&request, &mut sink);
    bar.clear();
    let report = match built {
        Ok(report) => report,
        Err(failure) => {
            // What is left of the staging folder is replaced by the next build.
            let _ = folder.discard();
            return failed(&failure, &target, sink, talk);
        }
    };
    if let Some(outdated) = ledger::outdated(&report.moves).filter(|_| args.locked) {
        let _ = folder.discard();
        sink.push(outdated);
        return failed(&Failure::Addresses, &target, sink, talk);
    }
    if let Err(error) = folder.publish() {
        return talk.fatal(output_refused(&target, &error), Outcome::Usage);
    }
    if let Err(diagnostic) = ledger::write(&args.site, &report.moves) {
        sink.push(*diagnostic);
        let _ = talk.problems(sink);
        return Outcome::Usage;
    }
    let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
    let outcome = talk.problems(sink);
    let elapsed = started.elapsed().as_millis();
    if args.json {
        talk.result(&format!("{}\n", as_json(&report, n_errors, n_warnings, &target, elapsed)));
    } else {
        talk.say(&closing(&report, n_errors, n_warnings, &args.site, &target, elapsed));
    }
    outcome
}

/// Holds the site's lock until the build ends. The system gives it back when a process is
/// killed, so nothing has to be cleaned up.
fn lock(site: &Path) -> Result<File, Box<Diagnostic>> {
    let path = site.join(WORK).join("lock");
    let failed = |error: std::io::Error| Box::new(write_failed(&path, &error.to_string()));
    std::fs::create_dir_all(site.join(WORK)).map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Box::new(build_running(&path))),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn build_running(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::BuildRunning, "another build of this site is running")
        .at(Place::file(path.display().to_string()), "")
        .note("nothing was written by this one")
        .help("wait until the other one has ended")
}

/// What a build reads: none of it may be replaced by what it writes.
fn inputs(site: &Path, config: &Config) -> Vec<PathBuf> {
    let fixed = [WORK, "static", "themes", "templates", "strings", ".git"];
    // Of a pattern, the folder before the first `*`.
    let of_source = |path: &String| {
        let plain = path.split('*').next().unwrap_or_default();
        if plain.len() == path.len() { path.clone() } else { folder_of(plain) }
    };
    let sources = config.sources.iter().map(|source| of_source(&source.path));
    let paths = sources.filter(|path| !matches!(path.as_str(), "" | "."));
    paths.chain(fixed.map(str::to_owned)).map(|path| site.join(path)).collect()
}

fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// The folder to publish: as typed, or as the settings say, relative to the site.
pub(crate) fn target(site: &Path, typed: Option<&Path>, config: &Config) -> PathBuf {
    typed.map_or_else(|| site.join(&config.output), Path::to_owned)
}

fn failed(failure: &Failure, target: &Path, mut sink: Sink, talk: &Talk) -> Outcome {
    let outcome = match failure {
        Failure::Template | Failure::Addresses => Outcome::Content,
        Failure::Settings => Outcome::Usage,
        Failure::Output(error) => {
            sink.push(output_refused(target, error));
            Outcome::Usage
        }
        Failure::Work(path, error) => {
            sink.push(write_failed(path, &error.to_string()));
            Outcome::Usage
        }
        Failure::Index(error) => {
            sink.push(write_failed(error.folder(), &error.to_string()));
            Outcome::Usage
        }
    };
    let errors = counted(sink.n_errors(), "error");
    let warnings = counted(sink.n_warnings(), "warning");
    let _ = talk.problems(sink);
    talk.say(&format!("nothing was written: {errors}, {warnings}"));
    outcome
}

fn output_refused(target: &Path, error: &OutputError) -> Diagnostic {
    let shown = target.display();
    match error {
        OutputError::Foreign(first, n_files) => {
            let message = format!("`{shown}` holds files that answerbook did not write");
            Diagnostic::error(Code::OutputForeign, message)
                .note(format!("the first is `{}`; {n_files} in all", first.display()))
                .help("choose an empty folder with `--output`, or move these files to `static/`")
        }
        OutputError::Dangerous => {
            let message = format!("`{shown}` holds the site, or something that it is made of");
            Diagnostic::error(Code::OutputForeign, message)
                .help("choose a folder of its own, such as `public`")
        }
        OutputError::Io(path, error) => write_failed(path, &error.to_string()),
    }
}

fn write_failed(path: &Path, reason: &str) -> Diagnostic {
    // As the reader would type it, from where the command was run.
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(here).unwrap_or(path);
    let message = format!("`{}` could not be written", path.display());
    Diagnostic::error(Code::WriteFailed, message)
        .at(Place::file(path.display().to_string()), "")
        .note(reason.to_owned())
        .help("make room or allow writing, then build again; the published site is as it was")
}

fn as_json(
    report: &Report,
    n_errors: usize,
    n_warnings: usize,
    target: &Path,
    elapsed: u128,
) -> serde_json::Value {
    let mut timings = serde_json::Map::new();
    for (stage, milliseconds) in &report.timings {
        timings.insert((*stage).to_owned(), json!(milliseconds));
    }
    timings.insert("total".to_owned(), json!(u64::try_from(elapsed).unwrap_or(u64::MAX)));
    let index =
        report.index.map(|index| json!({ "documents": index.documents, "bytes": index.bytes }));
    json!({
        "pages": report.n_pages,
        "threads": {
            "present": report.n_present,
            "imported": report.n_imported,
            "skipped": report.skipped,
            "published": report.n_published,
            "withheld": report.withheld,
        },
        "answers": report.n_answers,
        "languages": report.languages,
        "diagnostics": { "errors": n_errors, "warnings": n_warnings },
        "index": index,
        "timings_ms": timings,
        "output": target.display().to_string(),
    })
}

fn closing(
    report: &Report,
    n_errors: usize,
    n_warnings: usize,
    site: &Path,
    target: &Path,
    elapsed: u128,
) -> String {
    let languages: Vec<&str> = report.languages.keys().map(String::as_str).collect();
    let mut lines = vec![format!(
        "built {} in {:.1} s   {} of {} threads, {}   index {}   {}",
        counted(report.n_pages, "page"),
        elapsed as f64 / 1000.0,
        grouped(report.n_published),
        grouped(report.n_present),
        counted(report.n_answers, "answer"),
        size(report.index.map_or(0, |index| index.bytes)),
        languages.join(", "),
    )];
    for (word, reasons) in [("skipped", &report.skipped), ("withheld", &report.withheld)] {
        if !reasons.is_empty() {
            let reasons: Vec<String> =
                reasons.iter().map(|(name, n)| format!("{name} {n}")).collect();
            lines.push(format!("{word}: {}", reasons.join(", ")));
        }
    }
    lines.push(format!("{}, {}", counted(n_errors, "error"), counted(n_warnings, "warning")));
    lines.push(format!(
        "open {}/index.html, or try `answerbook search --site {} WORDS`",
        target.display(),
        site.display()
    ));
    lines.join("\n")
}
