//! The order of the stages, the parallel loops and the timings, and nothing else.
//!
//! Floor 6. load -> resolve -> plan -> render and index -> what machines read.
//! Units of sources and pages are worked on in parallel; what they yield is
//! put together in a fixed order, so that the same input gives the same bytes.

mod addresses;
mod index;
mod load;
mod pages;
mod related;
mod render;
mod report;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::time::Instant;

use crate::cache::Cache;
use crate::cache::State;
use crate::config;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::files::Digest;
use crate::files::Files;
use crate::files::Traced;
use crate::model::Timestamp;
use crate::output::Output;
use crate::output::OutputError;
use crate::plan;
use crate::plan::moves::Lost;
use crate::plan::moves::Moves;
use crate::render::AssetNames as Names;
use crate::render::Assets;
use crate::render::Context;
use crate::render::Options;
use crate::render::Theme;
use crate::search::native::IndexError;
use crate::site::Address;
use crate::site::Site;
use crate::sources;
use crate::sources::Reader;

use related::RelatedLists;
use render::AllRendered;

pub use load::Kept;
pub use load::Load;
pub use load::load;
pub use report::Report;

/// The name of the folder with everything that may be deleted at any time.
pub const WORK: &str = ".answerbook";

/// The index within [`WORK`].
pub const INDEX: &str = "index";

/// The files from which browsers search, within the published folder.
pub const SEARCH: &str = "search";

/// What a build needs.
pub struct Request<'a> {
    /// The site's folder.
    pub files: &'a Traced<'a>,
    /// The settings.
    pub config: &'a Config,
    /// The moment of the build: it decides which answers are past their date.
    pub now: Timestamp,
    /// A folder for the index and for bodies; made when absent.
    pub work: &'a Path,
    /// Where pages go.
    pub output: &'a dyn Output,
    /// Told how far the build is.
    pub progress: &'a dyn Progress,
    /// Styles keep their names, so that editing one changes no page.
    pub is_preview: bool,
    /// What happens with published addresses that would lead nowhere.
    pub lost: Lost,
}

/// Hears how far a build is.
pub trait Progress: Sync {
    /// A stage starts with this many steps.
    fn start(&self, stage: &'static str, n_steps: usize);
    /// A step is done.
    fn step(&self);
    /// In a preview: all pages are there, with these problems; the search still lags behind.
    fn pages(&self, _problems: &Sink) {}
}

/// Why a build wrote nothing.
#[derive(Debug)]
pub enum Failure {
    /// The settings name something that is not there.
    Settings,
    /// A template is broken.
    Template,
    /// A published address would be lost, or a redirect would not end.
    Addresses,
    /// A file could not be written.
    Output(OutputError),
    /// The folder for the index and bodies cannot be used.
    Work(std::path::PathBuf, std::io::Error),
    /// The index could not be written.
    Index(IndexError),
    /// The cache holds what was not put there.
    Damaged,
}

/// Builds a site, of what the cache knows as little anew as can be. Problems of content go
/// to the sink and do not stop it. The cache then knows this build; which files were
/// published is for the caller to tell it.
///
/// # Errors
///
/// When nothing can be published; what is wrong with templates and settings is in the sink.
pub fn build(request: &Request<'_>, cache: &mut Cache, sink: &mut Sink) -> Result<Report, Failure> {
    let mut own = Sink::new();
    let mut built = attempt(request, cache, &mut own);
    // An index that was cut short by a power failure is such damage, too.
    let is_first = cache.state.pages.is_empty();
    if matches!(built, Err(Failure::Damaged))
        || !is_first && matches!(built, Err(Failure::Index(_)))
    {
        cache.forget().map_err(|error| Failure::Work(request.work.to_owned(), error))?;
        own = Sink::new();
        built = attempt(request, cache, &mut own);
    }
    let built = built.map(|(report, mut next)| {
        next.sink = own.clone();
        next.report = report.encode();
        later(std::mem::replace(&mut cache.state, next));
        report
    });
    sink.append(own);
    built
}

/// Returns the report and the problems of the last build when a build now would give the
/// same bytes.
pub fn unchanged(request: &Request<'_>, cache: &Cache) -> Option<(Report, Sink)> {
    let state = &cache.state;
    let (then, until) = state.moment;
    let report = Report::decode(&state.report)?;
    let is_same = (then..=until).contains(&request.now) && request.files.holds(&state.trace);
    let is_same = is_same && index::is_there(request.work, state);
    is_same.then(|| (report, state.sink.clone()))
}

fn attempt(
    request: &Request<'_>,
    cache: &Cache,
    sink: &mut Sink,
) -> Result<(Report, State), Failure> {
    let mut clock = Clock::start();
    let mut report = Report::default();
    let (config, files) = (request.config, request.files);
    let theme = Theme::load(files, config, sink).ok_or(Failure::Settings)?;
    let readers: Vec<Box<dyn Reader + '_>> =
        config.sources.iter().map(|source| sources::open(source, files, sink)).collect();
    // A source that is not there is a wrong setting: better the old site than an empty one.
    if sink.diagnostics().iter().any(|diagnostic| diagnostic.code == Code::SourceMissing) {
        return Err(Failure::Settings);
    }
    clock.lap("survey");
    let made_by = made_by(request, cache);
    let next_units = Mutex::default();
    let (units, bodies) = (&cache.state.units, &cache.bodies);
    let kept = Kept { bodies, settings: made_by, units, next: &next_units };
    let loaded = load(config, &readers, Some(kept), request.progress, sink)
        .map_err(|error| Failure::Work(request.work.to_owned(), error))?;
    report.n_present = loaded.n_present();
    report.n_imported = loaded.threads.len();
    report.skipped = named(loaded.skipped);
    clock.lap("load");
    let (site, withheld) = Site::resolve(loaded.threads, config, sink);
    report.withheld = named(withheld);
    count(&site, &mut report);
    let pages = plan::plan(&site, Address::new(config.addresses));
    report.n_pages = pages.len();
    clock.lap("resolve");
    report.moves = addresses::compare(request, &site, &pages, sink)?;
    clock.lap("addresses");
    let (moves, pages_of) = (&report.moves, pages.as_slice());
    let made =
        Made { site: &site, pages: pages_of, moves, theme: &theme, readers: &readers, made_by };
    let (rendered, related) = made.render(request, cache, &mut clock, sink)?;
    report.n_rendered = rendered.n_rendered;
    report.index = Some(rendered.stats);
    clock.lap("render");
    report.timings = clock.laps;
    // Within `render`.
    let search = u64::try_from(rendered.search.as_millis()).unwrap_or(u64::MAX);
    report.timings.push(("search".to_owned(), search));
    let next = State {
        made_by: cache.state.made_by,
        moment: (request.now, next_change(&site, request.now)),
        units: next_units.into_inner().unwrap_or_else(PoisonError::into_inner),
        pages: rendered.pages,
        index: rendered.index,
        bodies: cache.state.bodies,
        related: related.into_parts(),
        ..State::default()
    };
    later((site, pages));
    Ok((report, next))
}

/// Digests what everything depends on: the program, and the settings.
fn made_by(request: &Request<'_>, cache: &Cache) -> Digest {
    let settings = request.files.digest(config::FILE).unwrap_or_default();
    let is_preview = [u8::from(request.is_preview)];
    Digest::of_parts([&cache.state.made_by.0[..], &settings.0, &is_preview])
}

/// Gives memory back while other work goes on: what is known of a large site are millions
/// of small pieces.
fn later<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}

/// What is made before any page is.
struct Made<'a> {
    site: &'a Site,
    pages: &'a [plan::Page],
    moves: &'a Moves,
    theme: &'a Theme,
    readers: &'a [Box<dyn Reader + 'a>],
    made_by: Digest,
}

impl Made<'_> {
    fn render(
        &self,
        request: &Request<'_>,
        cache: &Cache,
        clock: &mut Clock,
        sink: &mut Sink,
    ) -> Result<(AllRendered, RelatedLists), Failure> {
        let (config, files) = (request.config, request.files);
        let found = OnceLock::new();
        let options = Options {
            config,
            site: self.site,
            pages: self.pages,
            theme: self.theme,
            files,
            readers: self.readers,
            related: &|at| found.get().map_or(Vec::new(), |found: &RelatedLists| found.of(at)),
            now: request.now,
            made_by: self.made_by,
        };
        // What needs one core each, together; nobody asks for related questions before both
        // are there.
        let (related, context) = rayon::join(
            || RelatedLists::find(self.site, &cache.state.related),
            || {
                let names = if request.is_preview { Names::Stable } else { Names::Hashed };
                let assets = Assets::gather(self.theme, config, files, names, sink);
                Context::new(&options, assets, sink)
            },
        );
        found.get_or_init(|| related);
        let context = context.ok_or(Failure::Template)?;
        clock.lap("theme");
        addresses::publish(request, &context, self.site, self.moves, sink)?;
        let rendered = render::render(request, &context, self.site, self.pages, cache, sink)?;
        Ok((rendered, found.into_inner().unwrap_or_default()))
    }
}

/// The last moment at which the same input gives the same pages: then an answer expires.
fn next_change(site: &Site, now: Timestamp) -> Timestamp {
    let expires = site.threads.iter().filter_map(|entry| entry.summary.expires);
    expires.filter(|expires| *expires >= now).min().unwrap_or(Timestamp(i64::MAX))
}

fn named(counts: BTreeMap<&'static str, usize>) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()
}

fn count(site: &Site, report: &mut Report) {
    report.n_published = site.threads.len();
    for (at, entry) in site.threads.iter().enumerate() {
        report.n_answers += site.n_answers(at);
        *report.languages.entry(entry.summary.lang.to_string()).or_default() += 1;
    }
}

/// Merges the many alike into one: a broken template is one problem, however many pages use it.
fn with_count(diagnostic: Diagnostic, n_pages: usize) -> Diagnostic {
    let pages = if n_pages == 1 { "1 page".to_owned() } else { format!("{n_pages} pages") };
    diagnostic.note(format!("it stops {pages}; nothing was written"))
}

struct Clock {
    last: Instant,
    laps: Vec<(String, u64)>,
}

impl Clock {
    fn start() -> Clock {
        Clock { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &str) {
        let elapsed = self.last.elapsed().as_millis();
        self.laps.push((stage.to_owned(), u64::try_from(elapsed).unwrap_or(u64::MAX)));
        self.last = Instant::now();
    }
}
