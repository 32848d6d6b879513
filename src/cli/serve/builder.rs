//! Builds the site into memory again and again, and shows a build only if it has no new errors.
//!
//! After a build the builder keeps everything that the build knew and waits. When a thread's
//! file changes, its page is rendered at once from that knowledge, in milliseconds; then the
//! next build finds out what else has changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::cache::{BuildState, Cache};
use crate::config::{BasePath, Config, OfflineMode};
use crate::diag::{Code, Color, Diagnostic, Format, Severity, Sink, render};
use crate::files::{DiskFiles, TrackedFiles};
use crate::output::{Generation, MemoryFile, MemoryOutput, SitePath};
use crate::pipeline::{Built, Failure, INDEX, Progress, Request, SEARCH, SinglePagePreview};
use crate::plan::redirects::LostAddresses;
use crate::render::ThemeCache;
use crate::search::native::Index;
use crate::{config, files, pipeline};

use super::super::build::{failed, write_failed};
use super::super::clock::now;
use super::super::console::{Console, counted};
use super::super::program;
use super::super::progress::Bar;
use super::PREVIEW;
use super::page_changes;
use super::preview_state::PreviewState;
use super::threads::ServedThreads;
use super::watch::{WatchTargets, real};

/// How many changed pages are rendered before the next build; where more files change, the
/// build shows them all.
const MAX_SINGLE_PAGES: usize = 4;

/// Builds a site again and again.
pub(super) struct Builder<'a> {
    site: PathBuf,
    work: PathBuf,
    preview_state: Arc<PreviewState>,
    console: &'a Console,
    number: u64,
    /// The errors of the build that is shown. Only errors that are not among them keep a new
    /// build from being shown.
    known: BTreeSet<(Code, String)>,
    /// The problems that were printed last, so that they are not printed again.
    said: Vec<Diagnostic>,
    /// Whether the last build is the one that is shown.
    is_shown: bool,
    /// Whether an input has changed since, as was noticed while the builder waited.
    is_changed: bool,
    /// The paths of all sources, from the settings that were read last.
    sources: Vec<String>,
    output: String,
    themes: Arc<ThemeCache>,
}

/// Draws the progress of a build, and calls `ahead` when all pages are rendered.
struct EarlyProgress<'a> {
    bar: &'a Bar,
    ahead: &'a (dyn Fn(&Sink) + Sync),
}

impl Progress for EarlyProgress<'_> {
    fn start(&self, stage: &'static str, n_steps: usize) {
        self.bar.start(stage, n_steps);
    }

    fn step(&self) {
        self.bar.step();
    }

    fn pages(&self, problems: &Sink) {
        (self.ahead)(problems);
    }
}

/// The surroundings of the builder: they are told of builds, and tell of changes.
pub(super) trait BuilderHost {
    /// Called when a build has ended, well or not. From now on, changes in these places count.
    fn done(&mut self, watched: &WatchTargets);

    /// Waits until a file may have changed; returns which, as far as that is known.
    fn wait(&mut self) -> Vec<PathBuf>;
}

impl<'a> Builder<'a> {
    /// Opens the folder in which previews of a site keep what they know.
    pub(super) fn new(
        site: &Path,
        preview_state: Arc<PreviewState>,
        console: &'a Console,
    ) -> Result<(Builder<'a>, Cache), Box<Diagnostic>> {
        let work = site.join(PREVIEW);
        let cache = Cache::open(&work, program::digest())
            .map_err(|error| Box::new(write_failed(&work, &error.to_string())))?;
        let builder = Builder {
            site: site.to_owned(),
            work,
            preview_state,
            console,
            number: 0,
            known: BTreeSet::new(),
            said: Vec::new(),
            is_shown: false,
            is_changed: false,
            sources: Vec::new(),
            output: String::new(),
            themes: Arc::default(),
        };
        Ok((builder, cache))
    }

    /// Returns what has to be watched besides the site's folder, and what must not be.
    fn watched(&self) -> WatchTargets {
        WatchTargets { sources: self.sources.clone(), output: self.output.clone() }
    }

    /// Builds the site, shows it, and returns when an input has changed.
    pub(super) fn build(&mut self, cache: &mut Cache, host: &mut dyn BuilderHost) {
        let was_shown = self.build_and_stand(cache, host);
        if !was_shown {
            host.done(&self.watched());
            host.wait();
        }
        if cache.needs_compaction() {
            let _ = cache.save();
        }
    }

    /// Builds, shows the build, and waits until an input changes. Returns `false` at once when
    /// there is nothing new to show.
    fn build_and_stand(&mut self, cache: &mut Cache, host: &mut dyn BuilderHost) -> bool {
        let started = Instant::now();
        let known = Arc::clone(&cache.state.files);
        let disk = DiskFiles::new(&self.site);
        cache.tick();
        let files = TrackedFiles::new(&disk, &known, cache.started);
        let mut sink = Sink::new();
        let Some(mut config) = config::load(&files, &mut sink) else {
            self.refuse(sink);
            return false;
        };
        (config.feedback, config.counts_searches) = (config.feedback.in_preview(), false);
        // A browser would keep pages that somebody is writing.
        config.offline = OfflineMode::None;
        self.sources = config
            .sources
            .iter()
            .flat_map(|source| std::iter::once(source.path.clone()).chain(source.files.clone()))
            .collect();
        self.output.clone_from(&config.output);
        let old = self.preview_state.now().files;
        self.number += 1;
        let output = MemoryOutput::after(Arc::clone(&old), self.number);
        let bar = Bar::new(self.console.draws() && old.is_empty());
        let themes = Arc::clone(&self.themes);
        let (work, ahead) = (self.work.clone(), self.ahead(&output, &config, old.is_empty()));
        let request = Request {
            files: &files,
            config: &config,
            now: now(),
            work: &work,
            output: &output,
            progress: &EarlyProgress { bar: &bar, ahead: &ahead },
            themes: &themes,
            is_preview: true,
            lost: LostAddresses::Gone,
        };
        // While something is wrong, the cache may know a build that was not shown.
        let is_changed = std::mem::take(&mut self.is_changed) || old.is_empty() || !self.is_shown;
        if !is_changed && pipeline::unchanged(&request, &cache.state).is_some() {
            return false;
        }
        let mut was_shown = false;
        let built = pipeline::build_then(&request, cache, &mut sink, &mut |built| {
            bar.clear();
            let now = output.take_files();
            built.state.published = MemoryOutput::stamps(&now);
            (built.state.trace, built.state.files) = files.take_trace();
            was_shown = self.show(&built, &config, Arc::clone(&old), now, started);
            if was_shown {
                self.stand(&request, built, host);
            }
        });
        bar.clear();
        match built {
            Ok(_) => {}
            Err(failure) => self.fail(&failure, sink),
        }
        was_shown
    }

    /// Returns what shows the pages of a build before its index is written, unless there are
    /// new errors.
    fn ahead<'b>(
        &self,
        output: &'b MemoryOutput,
        config: &'b Config,
        is_first: bool,
    ) -> impl Fn(&Sink) + Sync + use<'b> {
        let (preview_state, known, number) =
            (Arc::clone(&self.preview_state), self.known.clone(), self.number);
        move |problems: &Sink| {
            if !is_first && new_errors(&known, problems).is_empty() {
                show_ahead(&preview_state, number, output, config);
            }
        }
    }

    /// Shows a build; returns `false` when it has new errors, and the old one stays.
    fn show(
        &mut self,
        built: &Built<'_>,
        config: &Config,
        old: Arc<Generation>,
        mut files: Generation,
        started: Instant,
    ) -> bool {
        let sink = built.sink.clone();
        let new_errors: Vec<Diagnostic> = new_errors(&self.known, &sink);
        if !old.is_empty() && !new_errors.is_empty() {
            // A page that cannot be read now was there a moment ago: it stays.
            self.refuse(sink);
            return false;
        }
        self.known = keys(&sink);
        self.is_shown = true;
        let index = Index::open(&self.work.join(INDEX)).ok();
        let index = index.map(|index| {
            Arc::new(index.with_synonyms(&config.synonyms).with_meaning(config.meaning))
        });
        let problems = errors_as_text(&new_errors);
        let listed = built.threads.map(|listing| {
            let (listing, config) = (Arc::clone(listing), Arc::new(config.clone()));
            ServedThreads { listing, config }
        });
        let shown = self.preview_state.now();
        let before = shown.threads.as_ref().map(|threads| &*threads.listing);
        let now = built.threads.map(|threads| &**threads);
        let moved = Arc::new(page_changes::moved(&shown.moved, before, now));
        let warnings = Arc::new(page_changes::warnings(&sink, now));
        let gone = page_changes::recognise(&mut files, &old, &shown.gone);
        let n_changed = files.values().filter(|file| file.since == self.number).count();
        self.preview_state.change(|snapshot| {
            snapshot.number += 1;
            snapshot.generation = self.number;
            snapshot.files = Arc::new(files);
            snapshot.before = old;
            (snapshot.gone, snapshot.moved, snapshot.warnings) = (gone, moved, warnings);
            snapshot.index = index;
            snapshot.problems = problems;
            snapshot.base = base_path(config);
            snapshot.work.clone_from(&self.work);
            snapshot.site.clone_from(&self.site);
            snapshot.threads = listed;
        });
        self.say(sink);
        let elapsed = started.elapsed().as_secs_f64();
        self.console.say(&format!(
            "{} of {} changed in {elapsed:.2} s",
            counted(n_changed, "file"),
            counted(built.report.n_pages, "page"),
        ));
        true
    }

    /// Waits for a change while everything that the build knew is still in memory, so that
    /// the pages of changed files can be rendered at once.
    fn stand(&mut self, request: &Request<'_>, built: Built<'_>, host: &mut dyn BuilderHost) {
        let Built { state, cache, single_page, .. } = built;
        let state: &BuildState = state;
        std::thread::scope(|scope| {
            // Nobody waits for it. Without it the next start is slower; nothing else.
            scope.spawn(|| cache.save_ahead(state));
            while !self.is_changed {
                host.done(&self.watched());
                let changed = host.wait();
                self.show_single_pages(&single_page, &changed);
                let disk = DiskFiles::new(&self.site);
                let files = TrackedFiles::new(&disk, &state.files, cache.clock());
                let request = Request { files: &files, now: now(), ..*request };
                self.is_changed = pipeline::unchanged(&request, state).is_none();
            }
        });
    }

    fn show_single_pages(&mut self, single_page: &SinglePagePreview<'_>, changed: &[PathBuf]) {
        let disk = DiskFiles::new(&self.site);
        let names = changed.iter().filter_map(|path| path_in_site(&self.site, &self.sources, path));
        let pages: Vec<(SitePath, Vec<u8>)> = names
            .take(MAX_SINGLE_PAGES)
            .filter_map(|name| single_page.page(&disk, &name))
            .flatten()
            .collect();
        let mut files = self.preview_state.now().files;
        let is_new = |(path, bytes): &(SitePath, Vec<u8>)| {
            files.get(path).is_some_and(|file| *file.bytes != **bytes)
        };
        let pages: Vec<(SitePath, Vec<u8>)> = pages.into_iter().filter(is_new).collect();
        if pages.is_empty() {
            return;
        }
        self.number += 1;
        for (path, bytes) in pages {
            let file = MemoryFile { bytes: bytes.into(), since: self.number };
            Arc::make_mut(&mut files).insert(path, file);
        }
        self.preview_state.change(|snapshot| {
            snapshot.number += 1;
            snapshot.generation = self.number;
            snapshot.files = files;
        });
    }

    fn fail(&mut self, failure: &Failure, mut sink: Sink) {
        if let Some(diagnostic) = failed(failure, &self.work).diagnostic {
            sink.push(*diagnostic);
        }
        self.refuse(sink);
    }

    /// Keeps the site that is shown, and shows the errors beside it.
    fn refuse(&mut self, sink: Sink) {
        self.is_shown = false;
        let problems = errors_as_text(&new_errors(&self.known, &sink));
        self.preview_state.change(|snapshot| {
            snapshot.number += 1;
            snapshot.problems = problems;
        });
        self.say(sink);
    }

    /// Prints the problems that were not printed before.
    fn say(&mut self, sink: Sink) {
        let all = sink.into_sorted();
        let mut new = Sink::new();
        all.iter().filter(|d| !self.said.contains(d)).for_each(|d| new.push(d.clone()));
        let _ = self.console.problems(new);
        self.said = all;
    }
}

/// Names a file as the site's sources do: from the site's folder, or from a source's own
/// where that lies elsewhere.
fn path_in_site(site: &Path, sources: &[String], path: &Path) -> Option<String> {
    let site = std::path::absolute(site).ok()?;
    let folders = std::iter::once("").chain(sources.iter().map(|source| plain_folder(source)));
    folders.into_iter().find_map(|folder| {
        let below = [site.join(folder), real(&site.join(folder))]
            .iter()
            .find_map(|root| path.strip_prefix(root).ok().map(Path::to_path_buf))?;
        Some(files::join(folder, &below.to_str()?.replace('\\', "/")))
    })
}

/// Returns the folder in a source's path, up to the first pattern.
fn plain_folder(source: &str) -> &str {
    match source.split_once('*') {
        Some((plain, _)) => plain.rsplit_once('/').map_or("", |(folder, _)| folder),
        None => source.trim_end_matches('/'),
    }
}

/// Shows the pages of a build whose index is still being written, with the old index.
fn show_ahead(preview_state: &PreviewState, number: u64, output: &MemoryOutput, config: &Config) {
    let mut files = output.so_far(SEARCH);
    let shown = preview_state.now();
    page_changes::keep_open_pages(&mut files, &shown.files);
    // What came again as it was is known again at once.
    page_changes::recognise(&mut files, &shown.files, &shown.gone);
    preview_state.change(|snapshot| {
        snapshot.number += 1;
        snapshot.generation = number;
        snapshot.files = Arc::new(files);
        snapshot.problems.clear();
        snapshot.base = base_path(config);
    });
}

fn new_errors(known: &BTreeSet<(Code, String)>, sink: &Sink) -> Vec<Diagnostic> {
    let errors = sink.diagnostics().iter().filter(|d| d.severity == Severity::Error);
    errors.filter(|error| !known.contains(&key(error))).cloned().collect()
}

fn keys(sink: &Sink) -> BTreeSet<(Code, String)> {
    let errors = sink.diagnostics().iter().filter(|d| d.severity == Severity::Error);
    errors.map(key).collect()
}

/// Returns what identifies an error. Its line does not count: lines move while people type.
fn key(diagnostic: &Diagnostic) -> (Code, String) {
    let path = diagnostic.labels.first().map_or("", |label| label.place.path.as_str());
    (diagnostic.code, path.to_owned())
}

/// The errors as the terminal shows them.
fn errors_as_text(errors: &[Diagnostic]) -> String {
    let texts = errors.iter().map(|error| render(error, Format::Human, Color::Never));
    texts.collect::<Vec<_>>().join("\n")
}

fn base_path(config: &Config) -> BasePath {
    BasePath::of(config.base_url.as_deref())
}
