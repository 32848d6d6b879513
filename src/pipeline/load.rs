//! Reads all sources, in parallel, and sums every thread up.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::{Bodies, BodyHandle, LoadedThread, UnitRecord, UnitStore};
use crate::config::{Config, PublishVerdict, SourceSettings};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Digest;
use crate::model::{PostId, Reference, Thread};
use crate::normalize::{
    LanguageDetector, MAX_POSTS, Summary, sanitise_posts, shorten, shorten_tags, summarize,
};
use crate::privacy;
use crate::privacy::{Finding, FormFinding, NamedIn, Privacy, PrivacyFindings, Sighting};
use crate::site::{LinkBase, LinkSettings, references};
use crate::sources::{
    self, Batch, Reader, Skip, SkipReason, UnnamedCategories, tell_unknown_channels,
};

use super::merges::ApprovedMerges;
use super::prepare::{prepare_thread, tags_left_out, tell_withheld};
use super::unit_index::UnitIndex;
use super::unit_key::UnitKeys;
use super::{Failure, Progress, Request, merges};

/// What the sources hold.
#[derive(Debug, Default)]
pub struct LoadedSources {
    /// The imported threads, in the order of the sources.
    pub threads: Vec<LoadedThread>,
    /// Why others were not imported, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Private text that was met.
    pub private_texts: Vec<Finding>,
    /// Names that were taken out in forms that privacy.yaml asks for.
    pub forms: Vec<FormFinding>,
    /// People and threads of privacy.yaml that were met.
    pub sightings: Vec<Sighting>,
    /// Threads that privacy.yaml took out, or whose answers it did, by source and id.
    pub gone: HashSet<(usize, String)>,
    /// In which units threads are.
    pub(super) places: UnitIndex,
}

/// Hears what of each source, by its position, is left out.
pub(super) type OnSkip<'h> = &'h (dyn Fn(usize, &Skip) + Sync);

impl LoadedSources {
    /// How many threads there are: imported and skipped.
    pub fn n_present(&self) -> usize {
        self.threads.len() + self.skipped.values().sum::<usize>()
    }

    /// Everyone who asked or helped, by threads.
    pub(super) fn named(&self, config: &Config) -> Vec<NamedIn> {
        let of_thread = |thread: &LoadedThread| -> Vec<NamedIn> {
            let Summary { source, id, asker, credits, .. } = &thread.summary;
            let names = asker.iter().chain(credits.iter().map(|credit| &credit.name));
            let thread = format!("{}:{}", config.sources[*source].name, id.0);
            let named = |name: &String| {
                let (source, name, thread) = (*source, name.clone(), thread.clone());
                NamedIn { source, name, thread }
            };
            names.map(named).collect()
        };
        let mut all: Vec<NamedIn> = self.threads.iter().flat_map(of_thread).collect();
        // Units are read in any order.
        all.sort();
        all
    }
}

/// Surveys all sources.
pub(super) fn open_all<'a>(
    request: &Request<'a>,
    sink: &mut Sink,
) -> Result<Vec<Box<dyn Reader + 'a>>, Failure> {
    let (config, files) = (request.config, request.files);
    let mut open = |source: &'a SourceSettings| {
        let before = sink.diagnostics().len();
        let reader = sources::open(source, files, sink);
        if reader.n_units() == 0 && sink.diagnostics().len() == before {
            sink.push(sources::source_empty(source));
        }
        reader
    };
    let readers: Vec<Box<dyn Reader + 'a>> = config.sources.iter().map(&mut open).collect();
    // A source that is not there is a wrong setting: better the old site than an empty one.
    let is_missing = sink.diagnostics().iter().any(|problem| problem.code == Code::SourceMissing);
    let may = privacy::check_consent(config, &|at: usize| readers[at].audience(), sink);
    if is_missing || !may { Err(Failure::Settings) } else { Ok(readers) }
}

/// Reads everything, or takes it from the cache. Bodies of threads to be published are kept,
/// where there is a place for them.
///
/// # Errors
///
/// When a body cannot be written.
pub(super) fn load(
    config: &Config,
    privacy: &Privacy<'_>,
    readers: &[Box<dyn Reader + '_>],
    cache: Option<UnitCache<'_>>,
    on_skip: OnSkip<'_>,
    progress: &dyn Progress,
    sink: &mut Sink,
) -> io::Result<LoadedSources> {
    let units = units_of(readers);
    progress.start("reading", units.len());
    let languages = LanguageDetector::new(&config.languages);
    let bodies = cache.as_ref().map(|cache| cache.bodies);
    let merges = ApprovedMerges::approved(config);
    let (languages, merges) = (&languages, &merges);
    let read = |source: usize, unit: usize| {
        let context = LoadContext { config, privacy, languages, merges, readers, bodies };
        load_unit(&context, source, readers[source].read(unit), on_skip)
    };
    let records: io::Result<Vec<UnitRecord>> = units
        .par_iter()
        .map(|&(source, unit)| {
            progress.step();
            match &cache {
                Some(cache) => cache.unit(&*readers[source], source, unit, merges, read),
                None => read(source, unit),
            }
        })
        .collect();
    let mut load = LoadedSources::default();
    let mut channels: Vec<BTreeSet<String>> = vec![BTreeSet::new(); readers.len()];
    for (unit, (source, number)) in records?.into_iter().zip(&units) {
        let ids = unit.threads.iter().map(|thread| &thread.summary.id);
        ids.for_each(|id| load.places.put(*source, id, *number));
        load.private_texts.extend(unit.findings.private_texts);
        load.forms.extend(unit.findings.forms);
        load.sightings.extend(unit.findings.sightings);
        load.gone.extend(unit.findings.gone.into_iter().map(|id| (*source, id.0)));
        load.threads.extend(unit.threads);
        channels[*source].extend(unit.channels);
        for reason in unit.skipped {
            *load.skipped.entry(reason.name()).or_default() += 1;
        }
        sink.append(unit.sink);
    }
    for ((settings, known), reader) in config.sources.iter().zip(&channels).zip(readers) {
        // Where nothing was found, that is told.
        if reader.n_units() > 0 {
            tell_unknown_channels(settings, known, sink);
        }
    }
    let mut told = HashSet::new();
    sink.retain(|d| d.code != Code::LanguageUnknown || told.insert(d.message.clone()));
    refuse_taken_ids(&mut load, sink);
    tell_unnamed_categories(config, &load.threads, sink);
    merges::tell_unused(config, &load.threads, sink);
    Ok(load)
}

/// Tells of categories that have an id and no name, once for each source.
fn tell_unnamed_categories(config: &Config, threads: &[LoadedThread], sink: &mut Sink) {
    let mut unnamed: Vec<UnnamedCategories> = Vec::new();
    unnamed.resize_with(config.sources.len(), UnnamedCategories::default);
    for LoadedThread { summary, .. } in threads {
        unnamed[summary.source].add(&summary.category, &summary.title);
    }
    let problems = config.sources.iter().zip(&unnamed);
    problems.filter_map(|(source, unnamed)| unnamed.problem(source)).for_each(|p| sink.push(p));
}

/// The units of all sources, each by its source and its number there.
pub(super) fn units_of(readers: &[Box<dyn Reader + '_>]) -> Vec<(usize, usize)> {
    let units = |source: usize| (0..readers[source].n_units()).map(move |unit| (source, unit));
    (0..readers.len()).flat_map(units).collect()
}

/// What the last build knew, and what the next one shall know.
pub struct UnitCache<'a> {
    /// Where bodies lie.
    pub bodies: &'a Bodies,
    /// What records are kept under.
    pub keys: &'a UnitKeys<'a>,
    /// The records of units that the last build read.
    pub known: &'a UnitStore,
    /// Those for the next build.
    pub next: &'a Mutex<UnitStore>,
}

impl UnitCache<'_> {
    fn unit(
        &self,
        reader: &dyn Reader,
        source: usize,
        unit: usize,
        merges: &ApprovedMerges,
        read: impl Fn(usize, usize) -> io::Result<UnitRecord>,
    ) -> io::Result<UnitRecord> {
        let key_of = |bytes: Option<Digest>| Some(self.keys.key(source, bytes?));
        // The first build reads each file once: reading it leaves its digest.
        let known_key = if self.known.is_empty() { None } else { key_of(reader.digest(unit)) };
        if let Some((key, known)) = known_key.and_then(|key| Some((key, self.known.get(key)?)))
            && known.decided == self.keys.decided(source, &known, merges)
        {
            self.next().keep(key, self.known, known.n_body_bytes());
            return Ok(known);
        }
        let mut record = read(source, unit)?;
        let Some(key) = key_of(reader.digest(unit)) else { return Ok(record) };
        record.decided = self.keys.decided(source, &record, merges);
        if self.keys.is_by_hand(source) {
            record.threads.iter_mut().for_each(|thread| thread.origin = key);
        }
        // A file that changed while it was read belongs to no digest.
        if known_key.is_none_or(|known| known == key) {
            self.next().put(key, &record);
        }
        Ok(record)
    }

    fn next(&self) -> MutexGuard<'_, UnitStore> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What threads are summed up with.
pub(super) struct LoadContext<'a> {
    pub config: &'a Config,
    pub privacy: &'a Privacy<'a>,
    pub languages: &'a LanguageDetector,
    pub merges: &'a ApprovedMerges,
    pub readers: &'a [Box<dyn Reader + 'a>],
    pub bodies: Option<&'a Bodies>,
}

/// Prepares the threads of one unit, and keeps the bodies of those that may be published.
///
/// # Errors
///
/// When a body cannot be written.
fn load_unit(
    context: &LoadContext<'_>,
    source: usize,
    batch: Batch,
    on_skip: OnSkip<'_>,
) -> io::Result<UnitRecord> {
    batch.skipped.iter().for_each(|skip| on_skip(source, skip));
    let mut sink = batch.sink;
    // `check` asks for titles: an answer without one is whole.
    sink.retain(|told| told.code != Code::TitleMissing);
    let mut unit = UnitRecord {
        sink,
        skipped: batch.skipped.iter().map(|skip| skip.reason).collect(),
        channels: batch.channels,
        threads: Vec::with_capacity(batch.threads.len()),
        decided: Digest::default(),
        findings: PrivacyFindings::default(),
    };
    for mut thread in batch.threads {
        let left_out = LeftOut::of(&mut thread);
        let n_findings = unit.findings.n_texts();
        let prepared = prepare_summary(context, source, &mut thread, &mut unit.findings);
        let (summary, idle_mark) = match prepared {
            Ok(prepared) => prepared,
            Err(reason) => {
                unit.findings.forget_since(n_findings);
                tell_withheld(&thread, reason, &mut unit.sink);
                let place = Place::line(&thread.origin.path, thread.origin.line.max(1));
                on_skip(source, &Skip { id: Some(thread.id), reason, place });
                unit.skipped.push(reason);
                continue;
            }
        };
        let verdict = context.config.publish.verdict(&summary.resolution, summary.publish);
        let good_enough = verdict == PublishVerdict::Published;
        // What a person keeps back is on no page, not on that of another thread either.
        let may_fold = summary.duplicate_of.is_some() && verdict != PublishVerdict::Decision;
        let (body, references) = match (good_enough || may_fold, context.bodies) {
            (false, _) => (None, Vec::new()),
            (true, None) => (Some(BodyHandle::default()), Vec::new()),
            (true, Some(bodies)) => {
                let references = finish_posts(context, source, &mut thread);
                (Some(bodies.put(&thread)?), references)
            }
        };
        if body.is_none() {
            // What is not published leaks nothing.
            unit.findings.forget_since(n_findings);
        }
        if let Some(post) = idle_mark {
            unit.sink.push(mark_idle(&summary, &post));
        }
        if body.is_some() {
            left_out.tell(&summary, &mut unit.sink);
        }
        let origin = Digest::default();
        unit.threads.push(LoadedThread { summary, body, good_enough, origin, references });
    }
    Ok(unit)
}

/// How much of a thread is more than one may have.
struct LeftOut {
    n_posts: usize,
    n_tags: usize,
}

impl LeftOut {
    /// Leaves it out.
    fn of(thread: &mut Thread) -> LeftOut {
        LeftOut { n_posts: shorten(thread), n_tags: shorten_tags(thread) }
    }

    fn tell(&self, summary: &Summary, sink: &mut Sink) {
        if self.n_posts > 0 {
            sink.push(thread_long(summary, self.n_posts));
        }
        if self.n_tags > 0 {
            sink.push(tags_left_out(&summary.id, &summary.origin, self.n_tags));
        }
    }
}

/// Turns the posts of a thread into what pages are written from, and gathers what they name of
/// the rest of the site.
pub(super) fn finish_posts(
    context: &LoadContext<'_>,
    source: usize,
    thread: &mut Thread,
) -> Vec<Reference> {
    sanitise_posts(thread);
    let settings = LinkSettings::of(source, context.config);
    let base = LinkBase { settings: &settings, origin: &thread.origin, url: thread.url.as_ref() };
    references(thread, base, &|address| is_of_community(context.readers, address))
}

/// Tells whether an address is one of a thread in a community, whether the thread is there or
/// not.
fn is_of_community(readers: &[Box<dyn Reader + '_>], address: &str) -> bool {
    let target = readers.iter().find_map(|reader| reader.link_target(address));
    target.is_some_and(|target| target.thread.is_some())
}

/// Prepares a thread and sums it up, with a post that is marked as the solution and answers
/// nothing.
///
/// # Errors
///
/// Why it may not be shown.
pub(super) fn prepare_summary(
    context: &LoadContext<'_>,
    source: usize,
    thread: &mut Thread,
    findings: &mut PrivacyFindings,
) -> Result<(Summary, Option<PostId>), SkipReason> {
    let LoadContext { config, privacy, languages, merges, .. } = *context;
    let assessment = prepare_thread(privacy, source, thread, findings, |_, _| ())?;
    let idle_mark = assessment.idle_mark.clone();
    let usual = config.sources[source].language;
    let mut summary = summarize(thread, assessment, source, usual, languages);
    if let Some(into) = merges.of(source, &thread.id) {
        summary.duplicate_of = Some(into.clone());
    }
    Ok((summary, idle_mark))
}

fn id_of(thread: &LoadedThread) -> (usize, &str) {
    (thread.summary.source, thread.summary.id.0.as_str())
}

/// Two records of one source with one id: the first stays.
fn refuse_taken_ids(load: &mut LoadedSources, sink: &mut Sink) {
    let mut ids = HashSet::with_capacity(load.threads.len());
    if load.threads.iter().map(id_of).all(|id| ids.insert(id)) {
        return;
    }
    let mut first: HashMap<(usize, String), Place> = HashMap::with_capacity(load.threads.len());
    let mut n_refused = 0;
    load.threads.retain(|thread| {
        let summary = &thread.summary;
        let key = (summary.source, summary.id.0.clone());
        if let Some(known) = first.get(&key) {
            sink.push(id_taken(summary, known));
            n_refused += 1;
            return false;
        }
        first.insert(key, place(summary));
        true
    });
    if n_refused > 0 {
        *load.skipped.entry(SkipReason::IdTaken.name()).or_default() += n_refused;
    }
}

fn place(summary: &Summary) -> Place {
    Place::line(&summary.origin.path, summary.origin.line.max(1))
}

fn mark_idle(summary: &Summary, post: &PostId) -> Diagnostic {
    let id = &summary.id.0;
    let message = format!("the marked solution of `{id}` answers nothing");
    Diagnostic::warning(Code::MarkIdle, message)
        .at(place(summary), "the thread")
        .note(format!(
            "post `{}` only calls somebody, cheers or leads elsewhere, so the mark does not count",
            post.0
        ))
        .help("name the answer in `decisions.yaml`: under `solved:`, the thread's id and a post's")
}

fn thread_long(summary: &Summary, n_left_out: usize) -> Diagnostic {
    let id = &summary.id.0;
    let message = match n_left_out {
        1 => format!("1 post of `{id}` is left out"),
        n => format!("{n} posts of `{id}` are left out"),
    };
    Diagnostic::warning(Code::ThreadLong, message)
        .at(place(summary), "the thread")
        .note(format!("a page shows {MAX_POSTS} answers and as many remarks, the first ones"))
        .help("split the thread in the community, or link to it there")
}

fn id_taken(summary: &Summary, known: &Place) -> Diagnostic {
    let message = format!("the id `{}` is taken by another record", summary.id.0);
    Diagnostic::error(Code::IdTaken, message)
        .at(place(summary), "this record was skipped")
        .at(known.clone(), "this one stays")
        .help("keep the newer of the two files")
}
