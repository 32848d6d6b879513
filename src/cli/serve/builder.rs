//! Builds the site into memory, and keeps the last good one while something is wrong.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cache::Cache;
use crate::config;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Color;
use crate::diag::Diagnostic;
use crate::diag::Format;
use crate::diag::Severity;
use crate::diag::Sink;
use crate::diag::render;
use crate::files::DiskFiles;
use crate::files::Traced;
use crate::output::Generation;
use crate::output::Memory;
use crate::pipeline;
use crate::pipeline::Failure;
use crate::pipeline::INDEX;
use crate::pipeline::Progress;
use crate::pipeline::Report;
use crate::pipeline::Request;
use crate::pipeline::SEARCH;
use crate::plan::moves::Lost;
use crate::search::native::Index;

use super::super::build::failed;
use super::super::build::write_failed;
use super::super::now::now;
use super::super::program;
use super::super::progress::Bar;
use super::super::talk::Talk;
use super::super::talk::counted;
use super::PREVIEW;
use super::stage::Stage;

/// Builds a site again and again.
pub(super) struct Builder<'a> {
    site: PathBuf,
    work: PathBuf,
    cache: Cache,
    stage: Arc<Stage>,
    talk: &'a Talk,
    number: u64,
    /// Errors of the last good build: those that were there before stop nothing.
    known: BTreeSet<(Code, String)>,
    /// What was said last, so that it is not said again.
    said: Vec<Diagnostic>,
    /// The last build is the one that is shown.
    is_shown: bool,
    /// The sources of the settings that were read last.
    sources: Vec<String>,
    output: String,
}

/// A build that can be shown.
struct Good {
    report: Report,
    config: Config,
    /// The files of the one before.
    old: Arc<Generation>,
}

/// Draws how far a build is, and hears when its pages are there.
struct Ahead<'a> {
    bar: &'a Bar,
    ahead: &'a (dyn Fn(&Sink) + Sync),
}

impl Progress for Ahead<'_> {
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

impl<'a> Builder<'a> {
    pub(super) fn new(
        site: &Path,
        stage: Arc<Stage>,
        talk: &'a Talk,
    ) -> Result<Builder<'a>, Box<Diagnostic>> {
        let work = site.join(PREVIEW);
        let cache = Cache::open(&work, program::digest())
            .map_err(|error| Box::new(write_failed(&work, &error.to_string())))?;
        Ok(Builder {
            site: site.to_owned(),
            work,
            cache,
            stage,
            talk,
            number: 0,
            known: BTreeSet::new(),
            said: Vec::new(),
            is_shown: false,
            sources: Vec::new(),
            output: String::new(),
        })
    }

    /// What has to be watched beside the site's folder, and what in it must not be.
    pub(super) fn watched(&self) -> super::watch::Watched {
        super::watch::Watched { sources: self.sources.clone(), output: self.output.clone() }
    }

    /// Builds what has changed; nothing when nothing has.
    pub(super) fn build(&mut self) {
        let started = std::time::Instant::now();
        let known = Arc::clone(&self.cache.state.files);
        let disk = DiskFiles::new(&self.site);
        self.cache.tick();
        let files = Traced::new(&disk, &known, self.cache.started);
        let mut sink = Sink::new();
        let Some(config) = config::load(&files, &mut sink) else {
            return self.refuse(sink);
        };
        self.sources = config
            .sources
            .iter()
            .flat_map(|source| std::iter::once(source.path.clone()).chain(source.files.clone()))
            .collect();
        self.output.clone_from(&config.output);
        let old = self.stage.now().files;
        self.number += 1;
        let output = Memory::after(Arc::clone(&old), self.number);
        let report = match self.attempt(&files, &config, (&old, &output), &mut sink) {
            None => return,
            Some(Ok(report)) => report,
            Some(Err(failure)) => return self.fail(&failure, sink),
        };
        let files_now = output.into_files();
        self.cache.state.published = Memory::stamps(&files_now);
        (self.cache.state.trace, self.cache.state.files) = files.into_trace();
        self.show(Good { report, config, old }, files_now, sink, started);
        // Nobody waits for it. Without it the next start is slower; nothing else.
        let _ = self.cache.save();
    }

    /// Builds into memory, and shows pages as soon as they are there; `None` when nothing has
    /// changed.
    fn attempt(
        &mut self,
        files: &Traced<'_>,
        config: &Config,
        (old, output): (&Generation, &Memory),
        sink: &mut Sink,
    ) -> Option<Result<Report, Failure>> {
        let is_first = old.is_empty();
        let bar = Bar::new(self.talk.draws() && is_first);
        let (stage, known, number) = (&self.stage, &self.known, self.number);
        let is_good = new_errors(known, sink).is_empty();
        let ahead = |problems: &Sink| {
            if !is_first && is_good && new_errors(known, problems).is_empty() {
                show_ahead(stage, number, output, config);
            }
        };
        let request = Request {
            files,
            config,
            now: now(),
            work: &self.work,
            output,
            progress: &Ahead { bar: &bar, ahead: &ahead },
            is_preview: true,
            lost: Lost::Gone,
        };
        // While something is wrong, the cache may know a build that was not shown.
        if !is_first && self.is_shown && pipeline::unchanged(&request, &self.cache).is_some() {
            return None;
        }
        let built = pipeline::build(&request, &mut self.cache, sink);
        bar.clear();
        Some(built)
    }

    fn show(&mut self, good: Good, files: Generation, sink: Sink, started: std::time::Instant) {
        let new_errors: Vec<Diagnostic> = new_errors(&self.known, &sink);
        let Good { report, config, old } = good;
        if !old.is_empty() && !new_errors.is_empty() {
            // A page that cannot be read now was there a moment ago: it stays.
            return self.refuse(sink);
        }
        self.known = keys(&sink);
        self.is_shown = true;
        let index = Index::open(&self.work.join(INDEX)).ok();
        let index = index.map(|index| Arc::new(index.with_synonyms(&config.synonyms)));
        let problems = shown(&new_errors);
        let n_changed = files.values().filter(|file| file.since == self.number).count();
        self.stage.change(|scene| {
            scene.number += 1;
            scene.generation = self.number;
            scene.files = Arc::new(files);
            scene.before = old;
            scene.index = index;
            scene.problems = problems;
            scene.base = base_path(&config);
            scene.work.clone_from(&self.work);
        });
        self.say(sink);
        let elapsed = started.elapsed().as_secs_f64();
        self.talk.say(&format!(
            "{} of {} changed in {elapsed:.2} s",
            counted(n_changed, "file"),
            counted(report.n_pages, "page"),
        ));
    }

    fn fail(&mut self, failure: &Failure, mut sink: Sink) {
        if let Some(diagnostic) = failed(failure, &self.work).diagnostic {
            sink.push(*diagnostic);
        }
        self.refuse(sink);
    }

    /// Keeps the last good site, and shows what is wrong.
    fn refuse(&mut self, sink: Sink) {
        self.is_shown = false;
        let problems = shown(&new_errors(&self.known, &sink));
        self.stage.change(|scene| {
            scene.number += 1;
            scene.problems = problems;
        });
        self.say(sink);
    }

    /// Says what was not said before.
    fn say(&mut self, sink: Sink) {
        let all = sink.into_sorted();
        let mut new = Sink::new();
        all.iter().filter(|d| !self.said.contains(d)).for_each(|d| new.push(d.clone()));
        let _ = self.talk.problems(new);
        self.said = all;
    }
}

/// Shows pages while the index is still being written, with the search as it was.
fn show_ahead(stage: &Stage, number: u64, output: &Memory, config: &Config) {
    let files = Arc::new(output.so_far(SEARCH));
    stage.change(|scene| {
        scene.number += 1;
        scene.generation = number;
        scene.files = files;
        scene.problems.clear();
        scene.base = base_path(config);
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

/// What makes two errors one: lines move while people type.
fn key(diagnostic: &Diagnostic) -> (Code, String) {
    let path = diagnostic.labels.first().map_or("", |label| label.place.path.as_str());
    (diagnostic.code, path.to_owned())
}

/// The errors as the terminal shows them.
fn shown(errors: &[Diagnostic]) -> String {
    let texts = errors.iter().map(|error| render(error, Format::Human, Color::Never));
    texts.collect::<Vec<_>>().join("\n")
}

fn base_path(config: &Config) -> String {
    let url = config.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    url.map_or_else(|| "/".to_owned(), |url| url.path().to_owned())
}
