//! `answerbook build`: builds the site on disk, publishes it, and prints what was done.
//!
//! The order matters. The lock of the work folder is taken first. When no input has changed,
//! nothing is built at all. The published folder is switched only when everything is written;
//! the ledger of addresses is written after that, and the cache last, so that a build which is
//! killed on the way is simply done again.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Cache;
use crate::config::{Config, Looked, yaml};
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};
use crate::disk;
use crate::files::{Digest, DiskFiles, FileQuery, Files, Stamp, TrackedFiles};
use crate::output::{OutputError, PublishFolder, Published, SitePath, Waits};
use crate::pipeline::{Built, Failure, Report, Request, WORK};
use crate::plan::ledger::LEDGER;
use crate::plan::redirects::LostAddresses;
use crate::render::ThemeCache;
use crate::{config, pipeline};

use super::args::BuildArgs;
use super::changes::Changes;
use super::clock::now;
use super::console::{Console, counted};
use super::progress::Bar;
use super::{ExitStatus, ledger, program};

mod summary;

use summary::{as_json, summary_line};

/// The result of a build.
struct BuildResult {
    report: Report,
    /// What the published folder holds; `None` when nothing had changed.
    published: Option<Published>,
    target: PathBuf,
    elapsed: u128,
}

pub(crate) fn run(args: &BuildArgs, console: &Console) -> ExitStatus {
    let started = std::time::Instant::now();
    if let Some(n_threads) = args.threads {
        // This fails only when the thread pool was started before, and it was not.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(n_threads.into()).build_global();
    }
    let disk = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    // A folder that is no site gets no work folder.
    if !disk.exists(config::FILE) && config::load(&disk, &mut sink).is_none() {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    }
    // A locked build refuses where this one warns.
    let ci = std::env::var("CI").ok().filter(|_| !args.locked);
    ledger::missing(&disk, ci.as_deref()).into_iter().for_each(|problem| sink.push(problem));
    match locked(args, console, &disk, &mut sink, None) {
        Ok(FinishedBuild { report, published, target, .. }) => {
            let elapsed = started.elapsed().as_millis();
            report_result(args, console, &BuildResult { report, published, target, elapsed }, sink)
        }
        Err(error) => error.tell(console, sink),
    }
}

/// A build that has published its site, whose lock still holds.
pub(super) struct FinishedBuild {
    report: Report,
    /// `None` when nothing had changed.
    published: Option<Published>,
    /// The published folder.
    pub(super) target: PathBuf,
    /// The settings.
    pub(super) config: Config,
    /// Nobody else builds while there is this.
    _lock: File,
}

/// Hears that a build is done, before it is published.
type OnBuilt<'t> = &'t mut dyn FnMut(Built<'_>);

/// Builds and publishes a site as `build` does without flags, and lets `on_built` look at it.
pub(super) fn build_for(
    site: &Path,
    console: &Console,
    sink: &mut Sink,
    on_built: OnBuilt<'_>,
) -> Result<FinishedBuild, BuildError> {
    let disk = DiskFiles::new(site);
    if !disk.exists(config::FILE) && config::load(&disk, sink).is_none() {
        return Err(BuildError::told());
    }
    let site = site.to_owned();
    let args = BuildArgs { site, ..BuildArgs::default() };
    locked(&args, console, &disk, sink, Some(on_built))
}

/// Why a build stopped early, and how the command ends.
pub(super) struct BuildError {
    pub(super) diagnostic: Option<Box<Diagnostic>>,
    outcome: ExitStatus,
    was_building: bool,
}

impl BuildError {
    /// The settings are wrong, which was told.
    fn told() -> BuildError {
        BuildError { diagnostic: None, outcome: ExitStatus::Usage, was_building: false }
    }

    fn usage(diagnostic: Diagnostic) -> BuildError {
        let diagnostic = Some(Box::new(diagnostic));
        BuildError { diagnostic, outcome: ExitStatus::Usage, was_building: false }
    }

    /// Says what went wrong, and returns how the command ends.
    pub(super) fn tell(self, console: &Console, mut sink: Sink) -> ExitStatus {
        self.diagnostic.into_iter().for_each(|diagnostic| sink.push(*diagnostic));
        let errors = counted(sink.n_errors(), "error");
        let warnings = counted(sink.n_warnings(), "warning");
        let _ = console.problems(sink);
        if self.was_building {
            console.say(&format!("nothing was written: {errors}, {warnings}"));
        }
        self.outcome
    }
}

/// Takes the site's lock, builds, and publishes. A site that has not changed is built only for
/// somebody who wants to look at it.
fn locked(
    args: &BuildArgs,
    console: &Console,
    disk: &DiskFiles,
    sink: &mut Sink,
    on_built: Option<OnBuilt<'_>>,
) -> Result<FinishedBuild, BuildError> {
    let work = args.site.join(WORK);
    let _lock = lock(&work, "build").map_err(|diagnostic| BuildError::usage(*diagnostic))?;
    let unwritable =
        |error: std::io::Error| BuildError::usage(write_failed(&work, &error.to_string()));
    let mut cache = Cache::open(&work, program::digest()).map_err(unwritable)?;
    let known = Arc::clone(&cache.state.files);
    let files = TrackedFiles::new(disk, &known, cache.started);
    let config = config::load(&files, sink).ok_or_else(BuildError::told)?;
    let target = target(&args.site, args.output.as_deref(), &config);
    let refused = |error: OutputError| target_refused(args, disk, &target, &error);
    let inputs = inputs(&args.site, &config);
    let folder = PublishFolder::create(&target, &args.site, &work, &inputs).map_err(refused)?;
    let folder = folder.since(cache.started).waiting(waits(args));
    let bar = Bar::new(console.draws());
    let (now, progress, is_preview) = (now(), &bar, false);
    let request = Request {
        files: &files,
        config: &config,
        now,
        work: &work,
        output: &folder,
        progress,
        themes: &ThemeCache::default(),
        is_preview,
        lost: if args.gone { LostAddresses::Gone } else { LostAddresses::Refused },
    };
    if on_built.is_none()
        && let Some((report, of_last)) = pipeline::unchanged(&request, &cache.state)
        && folder.holds(&cache.state.published)
    {
        sink.append(of_last);
        config::settle(&config.accept, Looked::Build, sink);
        return Ok(FinishedBuild { report, published: None, target, config, _lock });
    }
    folder.begin().map_err(refused)?;
    let built = pipeline::build_then(&request, &mut cache, sink, on_built.unwrap_or(&mut |_| ()));
    bar.clear();
    let done = publish(args, folder, built, &target, refused);
    if done.is_err() {
        config::settle(&config.accept, Looked::Partly, sink);
    }
    let (report, mut published) = done?;
    remember(&mut cache, &report, std::mem::take(&mut published.files), files);
    if let Err(error) = cache.save() {
        sink.push(cache_not_kept(&work, &error.to_string()));
    }
    config::settle(&config.accept, Looked::Build, sink);
    // The process ends now. The system frees its memory faster than dropping values would.
    std::mem::forget(cache);
    Ok(FinishedBuild { report, published: Some(published), target, config, _lock })
}

/// Tells whether the build waits until the disk has what it wrote.
fn waits(args: &BuildArgs) -> Waits {
    if args.no_sync { Waits::Never } else { Waits::ForDisk }
}

/// Publishes what was built, and writes the ledger of addresses. Of a build that stopped the next
/// one replaces what is left in the staging folder.
fn publish(
    args: &BuildArgs,
    folder: PublishFolder,
    built: Result<Report, Failure>,
    target: &Path,
    refused: impl Fn(OutputError) -> BuildError,
) -> Result<(Report, Published), BuildError> {
    let report = match built {
        Ok(report) => report,
        Err(failure) => {
            let _ = folder.discard();
            return Err(failed(&failure, target));
        }
    };
    if let Some(outdated) = ledger::outdated(&report.redirects).filter(|_| args.locked) {
        let _ = folder.discard();
        let diagnostic = Some(Box::new(outdated));
        return Err(BuildError { diagnostic, outcome: ExitStatus::Content, was_building: true });
    }
    let published = folder.publish().map_err(refused)?;
    ledger::write(&args.site, &report.redirects).map_err(|problem| BuildError::usage(*problem))?;
    Ok((report, published))
}

/// Saves the cache, with what was published and every question that was asked of the disk.
fn remember(
    cache: &mut Cache,
    report: &Report,
    published: HashMap<SitePath, Stamp>,
    files: TrackedFiles<'_>,
) {
    cache.state.published = published;
    (cache.state.trace, cache.state.files) = files.take_trace();
    if let Some(text) = &report.redirects.ledger {
        // The next build reads what this one wrote, and has nothing to do.
        let question = FileQuery::Bytes(LEDGER.to_owned());
        cache.state.trace.insert(question, Digest::of(text.as_ref()));
    }
}

/// Holds the lock of a work folder until the build ends. The system gives it back when a process is
/// killed, so nothing has to be cleaned up.
pub(super) fn lock(work: &Path, what: &str) -> Result<File, Box<Diagnostic>> {
    let path = work.join("lock");
    let failed = |error: std::io::Error| Box::new(write_failed(&path, &error.to_string()));
    std::fs::create_dir_all(work).map_err(failed)?;
    let file = disk::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Box::new(build_running(&path, what))),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn build_running(path: &Path, what: &str) -> Diagnostic {
    Diagnostic::error(Code::BuildRunning, format!("another {what} of this site is running"))
        .at(Place::file(path.display().to_string()), "")
        .note("nothing was written by this one")
        .help("wait until the other one has ended")
}

/// Returns the files and folders that a build reads, which it must not replace.
pub(super) fn inputs(site: &Path, config: &Config) -> Vec<PathBuf> {
    let fixed = [WORK, "static", "themes", "templates", "strings", ".git"];
    // For a pattern, that is the folder in front of the first `*`.
    let of_source = |path: &String| {
        let plain = path.split('*').next().unwrap_or_default();
        if plain.len() == path.len() { path.clone() } else { folder_of(plain) }
    };
    let sources = config
        .sources
        .iter()
        .flat_map(|source| std::iter::once(of_source(&source.path)).chain(source.files.clone()));
    let paths = sources.filter(|path| !matches!(path.as_str(), "" | "."));
    paths.chain(fixed.map(str::to_owned)).map(|path| site.join(path)).collect()
}

pub(super) fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// Returns the folder to publish: as typed, else as the settings say, relative to the site.
pub(crate) fn target(site: &Path, typed: Option<&Path>, config: &Config) -> PathBuf {
    typed.map_or_else(|| site.join(&config.output), Path::to_owned)
}

pub(super) fn failed(failure: &Failure, target: &Path) -> BuildError {
    let (diagnostic, outcome) = match failure {
        Failure::Template | Failure::Addresses | Failure::Privacy => (None, ExitStatus::Content),
        Failure::Settings => (None, ExitStatus::Usage),
        Failure::Output(error) => (Some(output_refused(target, error)), ExitStatus::Usage),
        Failure::Work(path, error) => {
            (Some(write_failed(path, &error.to_string())), ExitStatus::Usage)
        }
        Failure::Index(error) => {
            (Some(write_failed(error.folder(), &error.to_string())), ExitStatus::Usage)
        }
        Failure::Names => (Some(names_endless()), ExitStatus::Content),
        Failure::Damaged => {
            let reason = "what was just written there reads otherwise: is the disk sound?";
            (Some(write_failed(Path::new(WORK), reason)), ExitStatus::Usage)
        }
    };
    BuildError { diagnostic: diagnostic.map(Box::new), outcome, was_building: true }
}

/// Names are looked for, and those who bear them have others, and so on without an end.
fn names_endless() -> Diagnostic {
    let message = format!("the people of `{}` have ever more names", crate::privacy::FILE);
    Diagnostic::error(Code::PrivacyLeak, message)
        .at(Place::file(crate::privacy::FILE), "")
        .note("an account that bears a listed name is taken out under all its names")
        .help("say by `source` and `id` who is meant")
}

/// The cache cannot be saved. The site is published; the next build starts from nothing.
fn cache_not_kept(work: &Path, reason: &str) -> Diagnostic {
    let problem = write_failed(work, reason);
    let helps = vec!["make room: the next build will start from nothing".to_owned()];
    Diagnostic { severity: Severity::Warning, helps, ..problem }
}

pub(super) fn output_refused(target: &Path, error: &OutputError) -> Diagnostic {
    let shown = target.display();
    match error {
        OutputError::Foreign(first, n_files) => {
            let message = format!("`{shown}` holds files that answerbook did not write");
            Diagnostic::error(Code::OutputForeign, message)
                .note(format!("the first is `{}`; {n_files} in all", as_typed(first)))
                .help("choose an empty folder with `--output`, or move these files to `static/`")
        }
        OutputError::Dangerous => {
            let message = format!("`{shown}` holds the site, or something that it is made of");
            Diagnostic::error(Code::OutputForeign, message)
                .note("a build replaces all of the folder that it publishes")
                .help("choose a folder of its own, such as `public`")
        }
        OutputError::Io(path, error) => write_failed(path, &error.to_string()),
    }
}

/// The folder cannot be written; where it must not be, the setting that names it is quoted.
fn target_refused(
    args: &BuildArgs,
    disk: &DiskFiles,
    target: &Path,
    error: &OutputError,
) -> BuildError {
    let told = output_refused(target, error);
    BuildError::usage(match (error, &args.output) {
        (OutputError::Dangerous, None) => at_setting(told, disk),
        _ => told,
    })
}

/// Adds where the settings name the folder.
fn at_setting(told: Diagnostic, files: &DiskFiles) -> Diagnostic {
    let text = files.read(config::FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    match yaml::find_value(&text, &["output".to_owned()], "") {
        Some(range) => told.at(Place::in_text(config::FILE, &text, range), "this folder"),
        None => told,
    }
}

/// Returns a path as the reader would type it, from where the command was run.
fn as_typed(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let real = here.canonicalize().unwrap_or_default();
    let below = path.strip_prefix(here).or_else(|_| path.strip_prefix(real));
    without_verbatim(&below.unwrap_or(path).display().to_string())
}

/// Takes off the mark by which Windows knows paths of any length, and which nobody types.
fn without_verbatim(path: &str) -> String {
    match path.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => path.strip_prefix(r"\\?\").unwrap_or(path).to_owned(),
    }
}

pub(super) fn write_failed(path: &Path, reason: &str) -> Diagnostic {
    let path = as_typed(path);
    Diagnostic::error(Code::WriteFailed, format!("`{path}` could not be written"))
        .at(Place::file(path), "")
        .note(reason.to_owned())
        .help("make room or allow writing, then build again; the published site is as it was")
}

fn report_result(
    args: &BuildArgs,
    console: &Console,
    done: &BuildResult,
    sink: Sink,
) -> ExitStatus {
    let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
    let outcome = console.problems(sink);
    let changes = args.diff.then(|| Changes::of(done.published.as_ref()));
    if args.json {
        let mut result = as_json(done, n_errors, n_warnings);
        if let Some(changes) = changes {
            result["changes"] = changes.as_json();
        }
        console.json(&result);
    } else {
        if let Some(changes) = changes {
            console.result(&changes.to_string());
        }
        console.say(&summary_line(done, n_errors, n_warnings, &args.site));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_shown_as_people_type_them() {
        let check = |path: &str, shown: &str| assert_eq!(without_verbatim(path), shown);
        check(r"\\?\C:\sites\help\public", r"C:\sites\help\public");
        check(r"\\?\UNC\files\help\public", r"\\files\help\public");
        check("/srv/help/public", "/srv/help/public");
    }
}
