//! The order of the stages, the parallel loops and the timings, and nothing else.
//!
//! Floor 6. load -> resolve -> plan -> render and index -> what machines read.
//! Units of sources and pages are worked on in parallel; what they yield is
//! put together in a fixed order, so that the same input gives the same bytes.

mod addresses;
mod load;
mod render;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use crate::config::Config;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::Timestamp;
use crate::output::Output;
use crate::output::OutputError;
use crate::plan;
use crate::plan::moves::Lost;
use crate::plan::moves::Moves;
use crate::render::Assets;
use crate::render::Context;
use crate::render::Options;
use crate::render::Theme;
use crate::search::native::IndexError;
use crate::search::native::Related;
use crate::search::native::RelatedItem;
use crate::search::native::Stats;
use crate::site::Address;
use crate::site::Site;
use crate::sources;
use crate::sources::Reader;

pub use load::Load;
pub use load::load;

/// The name of the folder with everything that may be deleted at any time.
pub const WORK: &str = ".answerbook";

/// The index within [`WORK`].
pub const INDEX: &str = "index";

/// The files from which browsers search, within the published folder.
pub const SEARCH: &str = "search";

/// What a build needs.
pub struct Request<'a> {
    /// The site's folder.
    pub files: &'a dyn Files,
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
    /// What happens with published addresses that would lead nowhere.
    pub lost: Lost,
}

/// Hears how far a build is.
pub trait Progress: Sync {
    /// A stage starts with this many steps.
    fn start(&self, stage: &'static str, n_steps: usize);
    /// A step is done.
    fn step(&self);
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// How many HTML pages were written.
    pub n_pages: usize,
    /// How many threads there are in the sources.
    pub n_present: usize,
    /// How many of them were read.
    pub n_imported: usize,
    /// Why others were not, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    /// How many threads have a page.
    pub n_published: usize,
    /// Why others have none, with counts.
    pub withheld: BTreeMap<&'static str, usize>,
    /// How many answers the published threads have.
    pub n_answers: usize,
    /// Languages of published threads, with counts.
    pub languages: BTreeMap<String, usize>,
    /// What the index holds.
    pub index: Option<Stats>,
    /// What became of addresses that have no page any more, and the new ledger.
    pub moves: Moves,
    /// Milliseconds by stage, in order.
    pub timings: Vec<(&'static str, u64)>,
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
}

/// Builds a site. Problems of content go to the sink and do not stop it.
pub fn build(request: &Request<'_>, sink: &mut Sink) -> Result<Report, Failure> {
    let mut clock = Clock::start();
    let mut report = Report::default();
    let config = request.config;
    let theme = Theme::load(request.files, config, sink).ok_or(Failure::Settings)?;
    let readers: Vec<Box<dyn Reader + '_>> =
        config.sources.iter().map(|source| sources::open(source, request.files, sink)).collect();
    // A source that is not there is a wrong setting: better the old site than an empty one.
    if sink.diagnostics().iter().any(|diagnostic| diagnostic.code == Code::SourceMissing) {
        return Err(Failure::Settings);
    }
    clock.lap("survey");
    let bodies = render::bodies(request.work)?;
    let loaded = load(config, &readers, Some(&bodies), request.progress, sink)
        .map_err(|error| Failure::Work(request.work.to_owned(), error))?;
    report.n_present = loaded.n_present();
    report.n_imported = loaded.threads.len();
    report.skipped = loaded.skipped;
    clock.lap("load");
    let (site, withheld) = Site::resolve(loaded.threads, config, sink);
    report.withheld = withheld;
    count(&site, &mut report);
    let pages = plan::plan(&site, Address::new(config.addresses));
    clock.lap("resolve");
    report.moves = addresses::compare(request, &site, &pages, sink)?;
    clock.lap("addresses");
    let related = OnceLock::new();
    let options = Options {
        config,
        site: &site,
        pages: &pages,
        theme: &theme,
        files: request.files,
        readers: &readers,
        related: &|at| related.get().map_or(Vec::new(), |related: &Related| related.of(at, 8)),
        now: request.now,
    };
    // What needs one core each, together; nobody asks for related questions before both are there.
    let (found, context) = rayon::join(
        || relate(&site),
        || {
            let assets = Assets::gather(&theme, config, request.files, sink);
            Context::new(&options, assets, sink)
        },
    );
    related.get_or_init(|| found);
    let context = context.ok_or(Failure::Template)?;
    clock.lap("theme");
    addresses::publish(request, &context, &site, &report.moves, sink)?;
    let rendered = render::render(request, &context, &site, &pages, &bodies, sink)?;
    report.n_pages = pages.len();
    report.index = Some(rendered.index);
    render::clean(request.work);
    clock.lap("render");
    report.timings = clock.laps;
    // Within `render`.
    let search = u64::try_from(rendered.search.as_millis()).unwrap_or(u64::MAX);
    report.timings.push(("search", search));
    Ok(report)
}

fn relate(site: &Site) -> Related {
    let tags: Vec<Vec<&str>> = site
        .threads
        .iter()
        .map(|entry| entry.summary.tags.iter().map(String::as_str).collect())
        .collect();
    let items: Vec<RelatedItem<'_>> = site
        .threads
        .iter()
        .zip(&tags)
        .map(|(entry, tags)| RelatedItem {
            title: &entry.summary.title,
            tags,
            teaser: &entry.summary.teaser,
            language: entry.summary.lang,
        })
        .collect();
    Related::build(&items)
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
    laps: Vec<(&'static str, u64)>,
}

impl Clock {
    fn start() -> Clock {
        Clock { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        let elapsed = self.last.elapsed().as_millis();
        self.laps.push((stage, u64::try_from(elapsed).unwrap_or(u64::MAX)));
        self.last = Instant::now();
    }
}
