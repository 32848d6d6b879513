//! The order of the stages, the parallel loops and the timings, and nothing else.
//!
//! Floor 6. Sources are loaded, the site is resolved, its pages are planned, then rendered and
//! indexed; feeds, sitemaps and files of hosts come last. What parallel work gives has an order.

mod browse;
mod contents;
mod documents;
mod failure;
mod index;
mod load;
mod machine_files;
mod merges;
mod next_change;
mod offline;
mod outline;
mod pages;
mod prepare;
mod preview_page;
mod progress;
mod propose;
mod redirects;
mod related;
mod render;
mod report;
mod request;
mod resolved;
mod shown_site;
mod stage_timer;
mod thread_row;
mod threads;
mod unit_index;
mod unit_key;
mod withheld;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{BuildState, Cache, UnitStore};
use crate::config::{Config, PrivacyMode};
use crate::diag::Sink;
use crate::files::Files;
use crate::media::{FileResolver, PublishedFiles};
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::plan::inputs::{InputGatherer, InputSources, TargetFinder};
use crate::plan::{AddressHolders, Page, SiteAnswers};
use crate::privacy;
use crate::privacy::{Gate, NamePattern, Privacy, PrivacyRules, expand_aliases};
use crate::publish::{AssetNames as Names, Assets};
use crate::render::{Context, ContextOptions, LoadedTheme, Theme, tell_unused};
use crate::site::{AddressWriter, Site, tell_checks_to_come};
use crate::sources::Reader;

use load::{load, open_all};
use machine_files::{tell_own_links, with_machine_files};
use related::RelatedLists;
use shown_site::ShownSite;
use stage_timer::{StageTimer, milliseconds};
use thread_row::WithheldRecorder;
use unit_key::UnitKeys;
use withheld::{Suspects, ThreadKeys};

pub use failure::Failure;
pub use load::{LoadedSources, UnitCache};
pub use outline::{BuiltSite, Chapter, ChapterPart, Outline, OutlinePage, OutlineSection};
pub use preview_page::SinglePagePreview;
pub use progress::Progress;
pub use propose::{Contradiction, Difference, NamedThread, Proposal, contradictions, propose};
pub use report::Report;
pub use request::{INDEX, Request, SEARCH, WORK};
pub use resolved::ResolvedSite;
pub use thread_row::{FirstAnswer, Publication, ThreadRow};
pub use threads::{PostClassification, ThreadDetail, ThreadList};

// What imports do as well.
pub(crate) use failure::ROUNDS;
pub(crate) use prepare::{redact_thread, tags_left_out, tell_withheld};

/// What is there when a build is done, while all that it knows still stands.
pub struct Built<'a> {
    /// What was built.
    pub report: &'a Report,
    /// The problems of it.
    pub sink: &'a Sink,
    /// What the next build will be told; which files were published is not in it yet.
    pub state: &'a mut BuildState,
    /// Where bodies lie, and where the state is kept.
    pub cache: &'a Cache,
    /// Renders single pages of it anew.
    pub single_page: SinglePagePreview<'a>,
    /// In a preview: what was decided about each thread.
    pub threads: Option<&'a Arc<ThreadList>>,
    /// What bundles are told of it.
    pub site: BuiltSite<'a>,
}

/// Builds a site, of what the cache knows as little anew as can be. Problems of content go
/// to the sink and do not stop it. The cache then knows this build; which files were
/// published is for the caller to tell it.
///
/// # Errors
///
/// When nothing can be published; what is wrong with templates and settings is in the sink.
pub fn build(request: &Request<'_>, cache: &mut Cache, sink: &mut Sink) -> Result<Report, Failure> {
    build_then(request, cache, sink, &mut |_| ())
}

/// Does the same, and calls `on_built` when all is built and before anything of it goes.
///
/// # Errors
///
/// When nothing can be published; what is wrong with templates and settings is in the sink.
pub fn build_then(
    request: &Request<'_>,
    cache: &mut Cache,
    sink: &mut Sink,
    on_built: OnBuilt<'_>,
) -> Result<Report, Failure> {
    let mut own = Sink::new();
    let Some(rules) = PrivacyRules::load(request.files, request.config, &mut own) else {
        sink.append(own);
        return Err(Failure::Settings);
    };
    let before = own.clone();
    let mut built = build_until_names_settle(request, cache, &rules, &mut own, on_built);
    // An index that was cut short by a power failure is such damage, too.
    let is_first = cache.state.pages.is_empty();
    if matches!(built, Err(Failure::Damaged))
        || !is_first && matches!(built, Err(Failure::Index(_)))
    {
        cache.forget().map_err(|error| Failure::Work(request.work.to_owned(), error))?;
        own = before;
        built = build_until_names_settle(request, cache, &rules, &mut own, on_built);
    }
    let built = built.map(|(report, next)| {
        drop_in_background(std::mem::replace(&mut cache.state, next));
        report
    });
    sink.append(own);
    built
}

/// In how many attempts only those threads are left out that must be it. Each attempt leaves
/// some out, so there is an end to them in any case.
const MAX_EXACT: usize = 2;

/// Hears that a build is done.
type OnBuilt<'t> = &'t mut dyn FnMut(Built<'_>);

/// Returns the report and the problems of the build that left a state, when a build now would
/// give the same bytes.
pub fn unchanged(request: &Request<'_>, state: &BuildState) -> Option<(Report, Sink)> {
    let report = Report::decode(&state.report)?;
    let is_same = (state.built_at..=state.same_until).contains(&request.now)
        && request.files.holds(&state.trace);
    let is_same = is_same && index::is_there(request.work, state);
    is_same.then(|| (report, state.sink.clone()))
}

/// Builds until all names are known that must not be published: somebody's account may bear
/// another name elsewhere. Where they are others than in the last build, nothing of it stays.
/// Threads that the gate refuses are left out from the next attempt on, and from the third such
/// attempt on all that have a word of what it found. So what several threads make up, one
/// behind the other, ends, and only what is left then stops the build: it is the operator's.
fn build_until_names_settle(
    request: &Request<'_>,
    cache: &mut Cache,
    rules: &PrivacyRules,
    sink: &mut Sink,
    on_built: OnBuilt<'_>,
) -> Result<(Report, BuildState), Failure> {
    let forget = |cache: &mut Cache| {
        request.output.forget_old();
        cache.forget().map_err(|error| Failure::Work(request.work.to_owned(), error))
    };
    let mut names = cache.state.names.clone();
    if cache.state.privacy != rules.digest {
        forget(cache)?;
        names = expand_aliases(rules, &[]);
    }
    let mut refused = ThreadKeys::new();
    let (mut n_readings, mut n_refusals) = (0, 0);
    while n_readings < ROUNDS {
        let mut own = sink.clone();
        let privacy = Privacy::new(request.config, rules, names.clone());
        let (privacy, refused_before) = (&privacy, &refused);
        let attempt = Attempt { request, cache, privacy, refused_before, n_refusals };
        match attempt.run(&mut own, on_built) {
            Err(AttemptError::Names(others)) => {
                forget(cache)?;
                names = others;
                n_readings += 1;
            }
            Err(AttemptError::Unsafe(threads, units)) => {
                n_refusals += 1;
                request.output.start_over();
                // What was read is not read again.
                cache.state.units = units;
                refused.extend(threads);
            }
            Err(AttemptError::Failure(failure)) => {
                *sink = own;
                return Err(failure);
            }
            Ok(built) => {
                *sink = own;
                return Ok(built);
            }
        }
    }
    Err(Failure::Names)
}

/// Why an attempt ended early.
enum AttemptError {
    /// The people of privacy.yaml have these names, and others were taken out.
    Names(BTreeSet<NamePattern>),
    /// The gate refuses these threads; with what was read of all.
    Unsafe(ThreadKeys, UnitStore),
    Failure(Failure),
}

impl From<Failure> for AttemptError {
    fn from(failure: Failure) -> AttemptError {
        AttemptError::Failure(failure)
    }
}

/// One attempt at a build, with the names that are known until now.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    request: &'a Request<'a>,
    cache: &'a Cache,
    privacy: &'a Privacy<'a>,
    /// Threads that the gate refused in attempts before; they are left out.
    refused_before: &'a ThreadKeys,
    /// How many attempts before ended because of such threads.
    n_refusals: usize,
}

impl Attempt<'_> {
    fn run(
        &self,
        sink: &mut Sink,
        on_built: OnBuilt<'_>,
    ) -> Result<(Report, BuildState), AttemptError> {
        let (mut timer, mut report) = (StageTimer::start(), Report::default());
        let Attempt { cache, privacy, .. } = *self;
        let gate = Gate::new(self.request.output, privacy);
        let request = &Request { output: &gate, ..*self.request };
        let (config, files) = (request.config, request.files);
        let theme = Theme::load(files, config, sink).ok_or(Failure::Settings)?;
        tell_unused(&theme, sink);
        let readers = open_all(request, sink)?;
        report.recognised = report::recognised(config, &readers);
        timer.lap("survey");
        let keys = UnitKeys::new(cache.state.made_by, config, privacy, &readers);
        let (loaded, units) = self.load_threads(&readers, &keys, sink)?;
        report.count_sources(&loaded, privacy.rules);
        report.skipped = owned_names(loaded.skipped);
        let gone = &loaded.gone;
        timer.lap("load");
        let mut withheld = WithheldRecorder::new(request.is_preview);
        let holders = AddressHolders::new(config, files);
        let had = |summary: &Summary, path: &SitePath| holders.holds(summary, path);
        let site = Site::resolve(loaded.threads, config, &had, &mut withheld.withhold(), sink);
        tell_checks_to_come(&site.threads, request.now, sink);
        report.withheld = owned_names(withheld.counts);
        let names = &privacy.names;
        let listing = |rows| ThreadList::new(rows, &site, config, names.clone(), loaded.places);
        let listing = withheld.rows.map(listing).map(Arc::new);
        report.count(&site);
        let pages = browse::pages(&site, request, sink);
        report.n_pages = pages.iter().map(|page| page.n_parts).sum();
        timer.lap("resolve");
        report.redirects = redirects::compare(request, privacy, gone, &site, &pages, sink)?;
        timer.lap("addresses");
        let next = BuildState {
            made_by: cache.state.made_by,
            built_at: request.now,
            same_until: next_change::next_change(&site, &config.releases, request.now),
            units,
            bodies_number: cache.state.bodies_number,
            bodies_len: cache.bodies.end(),
            privacy: privacy.rules.digest,
            names: privacy.names.clone(),
            ..BuildState::default()
        };
        let built = PlannedSite {
            attempt: Attempt { request, ..*self },
            site: &site,
            pages: &pages,
            theme: &theme,
            readers: &readers,
            gate: &gate,
            listing,
        };
        let built = built.finish(timer, report, next, sink, on_built)?;
        drop_in_background((site, pages));
        Ok(built)
    }

    /// Reads all sources, without the threads that were refused before. Returns what is in
    /// them, and the records of their units for the next build.
    fn load_threads(
        &self,
        readers: &[Box<dyn Reader + '_>],
        keys: &UnitKeys<'_>,
        sink: &mut Sink,
    ) -> Result<(LoadedSources, UnitStore), AttemptError> {
        let Attempt { request, cache, privacy, .. } = *self;
        let next = Mutex::default();
        let (known, bodies) = (&cache.state.units, &cache.bodies);
        let units = UnitCache { bodies, keys, known, next: &next };
        let (config, progress) = (request.config, request.progress);
        let mut loaded = load(config, privacy, readers, Some(units), &|_, _| (), progress, sink)
            .map_err(|error| Failure::Work(request.work.to_owned(), error))?;
        withheld::leave_out(&mut loaded, self.refused_before, sink);
        check_private(config, privacy, &loaded, sink)?;
        Ok((loaded, next.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Says what private text there is, and whether all names were known that were to go.
fn check_private(
    config: &Config,
    privacy: &Privacy<'_>,
    loaded: &LoadedSources,
    sink: &mut Sink,
) -> Result<(), AttemptError> {
    let names = expand_aliases(privacy.rules, &loaded.sightings);
    if names != privacy.names {
        return Err(AttemptError::Names(names));
    }
    privacy.rules.unmatched(&loaded.sightings, &|| loaded.named(config), sink);
    privacy::tell_forms(privacy.rules, &loaded.forms, sink);
    privacy::report(privacy.mode, &loaded.private_texts, sink);
    if privacy.mode == PrivacyMode::Fail && !loaded.private_texts.is_empty() {
        return Err(Failure::Privacy.into());
    }
    Ok(())
}

/// Gives memory back while other work goes on: what is known of a large site are millions
/// of small pieces.
fn drop_in_background<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}

/// A site whose pages are planned: what is known before any of them is rendered.
struct PlannedSite<'a> {
    attempt: Attempt<'a>,
    site: &'a Site,
    pages: &'a [Page],
    theme: &'a Theme,
    readers: &'a [Box<dyn Reader + 'a>],
    gate: &'a Gate<'a>,
    /// Of a preview.
    listing: Option<Arc<ThreadList>>,
}

impl PlannedSite<'_> {
    /// Renders and indexes, and lets `on_built` look at all of it.
    fn finish(
        &self,
        mut timer: StageTimer,
        mut report: Report,
        mut next: BuildState,
        sink: &mut Sink,
        on_built: OnBuilt<'_>,
    ) -> Result<(Report, BuildState), AttemptError> {
        let Attempt { request, cache, privacy, .. } = self.attempt;
        let (config, files, site) = (request.config, request.files, self.site);
        let (related, theme) = self.related_and_theme(sink);
        let (mut assets, loaded) = theme.ok_or(Failure::Template)?;
        assets.add_search(self.theme, &loaded, config, site);
        let context = &self.context(config, loaded, &assets);
        let redirects = report.redirects.redirects.clone();
        let answers = SiteAnswers::new(self.paths(&assets, sink), &redirects);
        let answers = &with_machine_files(answers, config, site, self.pages, context, &assets);
        tell_own_links(config, answers, sink);
        let resolver = FileResolver { config, files, privacy: self.gate.privacy() };
        let copies = PublishedFiles::new(resolver, self.readers);
        let nearest = |at| related.of(at);
        let (address, readers) = (AddressWriter::new(config.addresses), self.readers);
        let inputs = InputGatherer::new(InputSources {
            site,
            config,
            targets: TargetFinder { site, readers, answers, address, copies: &copies },
            related: &nearest,
            now: request.now,
        });
        let (pages, inputs, assets, copies) = (self.pages, &inputs, &assets, &copies);
        let shown = ShownSite { site, pages, inputs, context, assets, copies };
        timer.lap("theme");
        redirects::publish(request, shown, &report.redirects, sink)?;
        let refused = || self.refused_of_pages(files);
        let rendered = match render::render(request, shown, cache, self.gate, &refused, sink)? {
            Ok(rendered) => rendered,
            Err(refused) => return Err(AttemptError::Unsafe(refused, next.units)),
        };
        report.n_rendered = rendered.n_rendered;
        report.index = Some(rendered.stats);
        timer.lap("render");
        report.timings = timer.laps;
        // Within `render`.
        report.timings.push(("search".to_owned(), milliseconds(rendered.search)));
        let refused = self.refused_of_lists(files);
        if !refused.is_empty() {
            return Err(AttemptError::Unsafe(refused, next.units));
        }
        if !self.gate.report(sink) {
            return Err(Failure::Privacy.into());
        }
        (next.pages, next.index) = (rendered.pages, rendered.index);
        next.related = related.clone().into_parts();
        (next.sink, next.report) = (sink.clone(), report.encode());
        let (bodies, state, threads) = (&cache.bodies, &mut next, self.listing.as_ref());
        let single_page = SinglePagePreview { config, shown, privacy, readers, bodies };
        let site = BuiltSite { config, shown, theme: self.theme, privacy, bodies };
        on_built(Built { report: &report, sink, state, cache, single_page, threads, site });
        Ok((report, next))
    }

    /// Threads that the gate refuses for what stands on the pages of threads.
    fn refused_of_pages(&self, files: &dyn Files) -> ThreadKeys {
        let suspects = self.suspects(files);
        let mut refused = suspects.of_pages();
        if !refused.is_empty() && self.attempt.n_refusals >= MAX_EXACT {
            refused.extend(suspects.of_any_word());
        }
        refused
    }

    /// Threads that it refuses for what stands in all that was written.
    fn refused_of_lists(&self, files: &dyn Files) -> ThreadKeys {
        let suspects = self.suspects(files);
        let mut refused = suspects.of_lists();
        if refused.is_empty() || self.attempt.n_refusals >= MAX_EXACT {
            refused.extend(suspects.of_any_word());
        }
        refused
    }

    fn suspects<'s>(&'s self, files: &'s dyn Files) -> Suspects<'s> {
        let PlannedSite { site, pages, theme, gate, .. } = *self;
        Suspects { gate, site, pages, theme, files }
    }

    fn context(&self, config: &Config, loaded: LoadedTheme, assets: &Assets) -> Context {
        let PlannedSite { site, pages, .. } = *self;
        let program = self.attempt.cache.state.made_by;
        let theme = (self.theme, loaded);
        let assets = &assets.paths;
        Context::new(ContextOptions { config, site, pages, theme, assets, program })
    }

    /// The paths of all pages and of the files that they share.
    fn paths(&self, assets: &Assets, sink: &mut Sink) -> HashSet<String> {
        let mut paths: HashSet<String> =
            self.pages.iter().flat_map(Page::outputs).map(|(_, path)| path.to_string()).collect();
        assets.report_pages(&paths, sink);
        paths.extend(assets.files().map(|(path, _)| path.as_str().to_owned()));
        paths
    }

    /// Finds related questions and loads the theme: what needs one core each, together.
    fn related_and_theme(&self, sink: &mut Sink) -> (RelatedLists, Option<(Assets, LoadedTheme)>) {
        let Attempt { request, cache, .. } = self.attempt;
        let (config, files) = (request.config, request.files);
        rayon::join(
            || RelatedLists::find(self.site, self.readers, &cache.state.related),
            || {
                let names = if request.is_preview { Names::Stable } else { Names::Hashed };
                let assets = Assets::gather(self.theme, config, files, names, sink);
                Some((assets, request.themes.load(self.theme, &config.languages, sink)?))
            },
        )
    }
}

fn owned_names(counts: BTreeMap<&'static str, usize>) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()
}
