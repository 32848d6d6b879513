//! Writes the threads of a source as files that people edit, and merges on the next import.
//!
//! Floor 7. What was written last time is kept beside the files, as the base of the merge.
//! Threads are read, written and forgotten in runs of units, so that memory grows with the
//! number of threads and not with their text.

mod file_copies;
mod jsonl_store;
mod markdown_store;
mod problems;
mod request;
mod settle;
mod thread_store;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::{PrivacyMode, SourceType};
use crate::diag::{Code, Sink};
use crate::files::InputTracker;
use crate::media::{FileResolver, tell_refused};
use crate::model::{Thread, ThreadId, ThreadKind};
use crate::normalize::shorten_tags;
use crate::output::{OutputError, Turn};
use crate::pipeline::{Failure, ROUNDS, redact_thread, tags_left_out, tell_withheld};
use crate::privacy::{NamePattern, Privacy, PrivacyFindings, expand_aliases};
use crate::site::{file_name, key_of};
use crate::sources::editable::ThreadFormat;
use crate::sources::{Batch, Reader, SkipReason, tell_unknown_channels};
use crate::{privacy, sources};

use file_copies::FileCopies;
use jsonl_store::JsonlStore;
use markdown_store::MarkdownStore;
use settle::settle;
use thread_store::{ThreadStore, ThreadToWrite};

pub use request::{ImportRequest, MEMORY};
pub use settle::ImportOutcome;

/// How many units are in memory at once.
const RUN: usize = 256;

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    /// What the source was taken for, where that was left open.
    pub recognised: Option<SourceType>,
    /// How many threads the source has.
    pub n_present: usize,
    /// How many of them were read.
    pub n_imported: usize,
    /// Why others were not, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    /// What became of the imported ones.
    pub outcomes: BTreeMap<ImportOutcome, usize>,
    /// How many posts stay away because they were deleted by hand.
    pub n_posts_deleted: usize,
    /// How many posts went because the source has them no more.
    pub n_posts_gone: usize,
    /// How many threads of earlier imports the source does not have any more; they stay.
    pub n_missing: usize,
    /// How many went: the community or privacy.yaml took them down.
    pub n_removed: usize,
    /// How many of these were edited, and now are drafts.
    pub n_set_aside: usize,
    /// How many files stay as somebody made them while the import ran.
    pub n_overtaken: usize,
    /// How many files that came with posts were copied.
    pub n_files_copied: usize,
    /// How many copies of earlier imports went, since no thread names them any more.
    pub n_files_removed: usize,
}

impl ImportReport {
    /// Says of no thread that anything became of it.
    fn forget_outcomes(&mut self) {
        self.outcomes.clear();
        (self.n_posts_deleted, self.n_posts_gone) = (0, 0);
        (self.n_removed, self.n_set_aside) = (0, 0);
    }
}

/// Imports. Problems of content go to the sink and do not stop it.
///
/// # Errors
///
/// When nothing can be imported, or a file cannot be written.
pub fn import(request: &ImportRequest<'_>, sink: &mut Sink) -> Result<ImportReport, Failure> {
    let settings = &request.config.sources[request.source];
    let files = InputTracker::new(request.files, request.own.iter().cloned());
    let reader = sources::open(settings, &files, sink);
    if sink.diagnostics().iter().any(|problem| problem.code == Code::SourceMissing) {
        return Err(Failure::Settings);
    }
    let kind = reader.taken_for().unwrap_or(settings.kind);
    claim(request, kind, sink)?;
    request.folder.sweep(&request.existing.list_all("")).map_err(Failure::Output)?;
    let names = names_to_withhold(request, &*reader, sink)?;
    let privacy = Privacy::new(request.config, request.rules, names);
    let store: Box<dyn ThreadStore + '_> = match request.form {
        ThreadFormat::Markdown => Box::new(MarkdownStore::open(request.folder, request.existing)),
        ThreadFormat::Jsonl => Box::new(JsonlStore::open(request, sink).map_err(Failure::Output)?),
    };
    let resolver = FileResolver { config: request.config, files: &files, privacy: &privacy };
    let copies = FileCopies::open(resolver, request.source, &*reader, request.folder, request.form);
    let copies = &copies.map_err(Failure::Output)?;
    let mut work = ImportRun {
        request,
        privacy: &privacy,
        store: &*store,
        copies,
        named_copies: BTreeSet::new(),
        erased_copies: BTreeSet::new(),
        imported: ImportReport { recognised: reader.taken_for(), ..ImportReport::default() },
        ids: HashSet::new(),
        taken: HashMap::new(),
        told: Sink::new(),
        sink,
    };
    work.all(&*reader).map_err(Failure::Output)?;
    work.leave().map_err(Failure::Output)?;
    let ImportRun { mut imported, named_copies, erased_copies, told, .. } = work;
    store.finish().map_err(Failure::Output)?;
    // The names of copies that nobody needs are looked for in the files themselves.
    let overtaken = request.folder.commit().map_err(Failure::Output)?;
    overtaken.iter().for_each(|path| sink.push(problems::overtaken(request.shown, path)));
    imported.n_overtaken = overtaken.len();
    match request.form {
        // The one file is as it was: what was decided of its lines, as they were, did not happen.
        ThreadFormat::Jsonl if !overtaken.is_empty() => imported.forget_outcomes(),
        ThreadFormat::Jsonl | ThreadFormat::Markdown => sink.append(told),
    }
    let finished = copies.finish(&named_copies, &erased_copies, request.existing);
    (imported.n_files_copied, imported.n_files_removed) = finished.map_err(Failure::Output)?;
    tell_refused(request.config, &copies.refused(), sink);
    Ok(imported)
}

/// Makes sure that a folder holds the threads of one source, in one form.
fn claim(request: &ImportRequest<'_>, kind: SourceType, sink: &mut Sink) -> Result<(), Failure> {
    let path = format!("{MEMORY}/source");
    let form = match request.form {
        ThreadFormat::Markdown => "markdown",
        ThreadFormat::Jsonl => "jsonl",
    };
    let name = &request.config.sources[request.source].name;
    let own = format!("{form} of {} {name}\n", kind.name());
    match request.folder.read(&path).map_err(Failure::Output)? {
        Some(known) if known != own.as_bytes() => {
            let known = String::from_utf8_lossy(&known);
            sink.push(problems::other_source(request.shown, known.trim(), own.trim()));
            Err(Failure::Settings)
        }
        Some(_) => Ok(()),
        None => {
            let written = request.folder.write(&path, own.as_bytes(), Turn::First);
            written.and_then(|()| request.folder.commit()).map(drop).map_err(Failure::Output)
        }
    }
}

/// Finds all names that must not be written, before anything is.
fn names_to_withhold(
    request: &ImportRequest<'_>,
    reader: &dyn Reader,
    sink: &mut Sink,
) -> Result<BTreeSet<NamePattern>, Failure> {
    let (config, rules) = (request.config, request.rules);
    let mut names = expand_aliases(rules, &[]);
    let must_ask = config.privacy == PrivacyMode::Fail;
    if rules.is_empty() && !must_ask {
        return Ok(names);
    }
    for _ in 0..ROUNDS {
        let privacy = Privacy::new(config, rules, names.clone());
        let of_units = (0..reader.n_units()).into_par_iter().map(|unit| {
            let mut findings = PrivacyFindings::default();
            for mut thread in reader.read(unit).threads {
                let _ = redact_thread(&privacy, request.source, &mut thread, &mut findings, |_| ());
            }
            findings
        });
        let (mut sightings, mut private_texts) = (Vec::new(), Vec::new());
        for findings in of_units.collect::<Vec<PrivacyFindings>>() {
            sightings.extend(findings.sightings);
            private_texts.extend(findings.private_texts);
        }
        let all = expand_aliases(rules, &sightings);
        if all == names {
            if must_ask && !private_texts.is_empty() {
                privacy::report(config.privacy, &private_texts, sink);
                return Err(Failure::Privacy);
            }
            return Ok(names);
        }
        names = all;
    }
    Err(Failure::Names)
}

/// What one unit yields.
struct PreparedUnit {
    ready: Vec<ThreadToWrite>,
    skipped: Vec<(Option<ThreadId>, SkipReason)>,
    channels: BTreeSet<String>,
    findings: PrivacyFindings,
    sink: Sink,
    /// A copy could not be written.
    failed: Option<OutputError>,
}

struct ImportRun<'a, 'r> {
    request: &'a ImportRequest<'r>,
    privacy: &'a Privacy<'a>,
    store: &'a dyn ThreadStore,
    copies: &'a FileCopies<'a>,
    /// Copies that threads name for sure.
    named_copies: BTreeSet<String>,
    /// Copies that privacy.yaml takes out with those who wrote or named them.
    erased_copies: BTreeSet<String>,
    imported: ImportReport,
    /// The ids that the source has.
    ids: HashSet<ThreadId>,
    /// Those that it has, but does not show any more.
    taken: HashMap<ThreadId, SkipReason>,
    /// What is to be said of threads that are written already, or were.
    told: Sink,
    sink: &'a mut Sink,
}

impl ImportRun<'_, '_> {
    fn all(&mut self, reader: &dyn Reader) -> Result<(), OutputError> {
        let n_units = reader.n_units();
        self.request.progress.start("importing", n_units);
        let (mut private_texts, mut forms) = (Vec::new(), Vec::new());
        let mut channels = BTreeSet::new();
        for start in (0..n_units).step_by(RUN) {
            let run = start..n_units.min(start + RUN);
            let parts: Vec<PreparedUnit> =
                run.into_par_iter().map(|unit| self.part(reader, unit)).collect();
            let mut ready = Vec::new();
            for part in parts {
                if let Some(error) = part.failed {
                    return Err(error);
                }
                self.sink.append(part.sink);
                private_texts.extend(part.findings.private_texts);
                forms.extend(part.findings.forms);
                channels.extend(part.channels);
                for (id, reason) in part.skipped {
                    self.skip(id, reason);
                }
                for one in part.ready {
                    match self.ids.insert(one.id.clone()) {
                        true => ready.push(one),
                        false => {
                            self.sink.push(problems::id_taken(&one));
                            self.skip(None, SkipReason::IdTaken);
                        }
                    }
                }
            }
            self.settle(&ready)?;
        }
        let settings = &self.request.config.sources[self.request.source];
        if n_units > 0 {
            tell_unknown_channels(settings, &channels, self.sink);
        }
        privacy::tell_forms(self.privacy.rules, &forms, self.sink);
        privacy::report(self.privacy.mode, &private_texts, self.sink);
        self.imported.n_imported = self.ids.len();
        let n_skipped = self.imported.skipped.values().sum::<usize>();
        self.imported.n_present = self.imported.n_imported + n_skipped;
        Ok(())
    }

    fn part(&self, reader: &dyn Reader, unit: usize) -> PreparedUnit {
        self.request.progress.step();
        let batch = reader.read(unit);
        let skipped = batch.skipped.iter().map(|skip| (skip.id.clone(), skip.reason)).collect();
        let (ready, findings) = (Vec::new(), PrivacyFindings::default());
        let Batch { threads, channels, sink, .. } = batch;
        let mut part = PreparedUnit { ready, skipped, channels, findings, sink, failed: None };
        let source = self.request.source;
        let base = self.request.config.sources[source].url.as_deref();
        for mut thread in threads {
            let n_tags_left_out = shorten_tags(&mut thread);
            let redacted =
                redact_thread(self.privacy, source, &mut thread, &mut part.findings, |_| ());
            if let Err(reason) = redacted {
                tell_withheld(&thread, reason, &mut part.sink);
                part.skipped.push((Some(thread.id), reason));
                continue;
            }
            let erases = part.findings.gone.contains(&thread.id);
            let (files, old_files) = match self.copies.take(&mut thread, erases, self.store) {
                Ok(taken) => taken,
                Err(error) => {
                    part.failed = Some(error);
                    break;
                }
            };
            let form = self.request.form;
            if form == ThreadFormat::Markdown {
                keep_address(&mut thread);
            }
            let text = form.write(&thread, base);
            if form.id(&text).as_ref() != Some(&thread.id) {
                part.sink.push(problems::too_long(&thread));
                part.skipped.push((None, SkipReason::Invalid));
                continue;
            }
            if n_tags_left_out > 0 {
                let problem = tags_left_out(&thread.id, &thread.origin, n_tags_left_out);
                part.sink.push(problem);
            }
            part.ready.push(ThreadToWrite {
                text,
                erases,
                id: thread.id,
                title: thread.title,
                origin: thread.origin,
                files,
                old_files,
            });
        }
        part
    }

    fn skip(&mut self, id: Option<ThreadId>, reason: SkipReason) {
        *self.imported.skipped.entry(reason.name()).or_default() += 1;
        let was_public = matches!(
            reason,
            SkipReason::Private
                | SkipReason::Hidden
                | SkipReason::Deleted
                | SkipReason::TakenDown
                | SkipReason::Unsafe
        );
        if let Some(id) = id.filter(|_| was_public) {
            self.taken.insert(id, reason);
        }
    }

    fn settle(&mut self, ready: &[ThreadToWrite]) -> Result<(), OutputError> {
        let (form, shown, store) = (self.request.form, self.request.shown, self.store);
        let settled: Result<Vec<_>, OutputError> = ready
            .par_iter()
            .map(|one| settle(one, form, shown, store, self.request.folder, self.privacy))
            .collect();
        for (settled, one) in settled?.into_iter().zip(ready) {
            if matches!(
                settled.outcome,
                ImportOutcome::Written | ImportOutcome::Updated | ImportOutcome::Unchanged
            ) {
                self.named_copies.extend(one.files.iter().cloned());
            }
            if one.erases {
                self.erased_copies.extend(one.old_files.iter().cloned());
            }
            *self.imported.outcomes.entry(settled.outcome).or_default() += 1;
            self.imported.n_posts_deleted += settled.n_deleted;
            self.imported.n_posts_gone += settled.n_gone;
            self.told.append(settled.sink);
        }
        Ok(())
    }

    /// Decides about threads of earlier imports that the source did not yield now.
    fn leave(&mut self) -> Result<(), OutputError> {
        let mut missing = 0;
        let mut known = self.store.known();
        known.retain(|id| !self.ids.contains(id));
        known.sort();
        for id in known {
            let (base, file) = (self.store.base(&id)?, self.store.file(&id)?);
            let path = self.store.path(&id);
            let Some(reason) = self.taken.get(&id).copied() else {
                missing += usize::from(file.is_some());
                self.tell_name(&path, file.as_deref());
                continue;
            };
            let is_edited = file.is_some() && file != base;
            let is_erased = matches!(reason, SkipReason::TakenDown | SkipReason::Unsafe);
            if is_edited && !is_erased {
                self.store.set_aside(&id)?;
                self.imported.n_set_aside += 1;
                self.told.push(problems::set_aside(self.request.shown, &path, reason));
            }
            if is_erased {
                let texts = [&base, &file].into_iter().flatten();
                let texts = texts.map(|bytes| String::from_utf8_lossy(bytes));
                texts.for_each(|text| self.erased_copies.extend(file_copies::names(&text)));
            }
            self.imported.n_removed += usize::from(file.is_some());
            self.store.remove(&id)?;
            self.forget(|path, _| path.ends_with(&format!("-{}.md", key_of(&id.0))))?;
        }
        self.imported.n_missing = missing;
        if !self.request.rules.is_empty() {
            let privacy = self.privacy;
            self.forget(|_, text| privacy.names_person(text))?;
        }
        Ok(())
    }

    /// A thread that the source does not have any more is not cleaned by it either.
    fn tell_name(&mut self, path: &str, file: Option<&[u8]>) {
        let text = String::from_utf8_lossy(file.unwrap_or_default());
        if !self.request.rules.is_empty() && self.privacy.names_person(&text) {
            let path = format!("{}/{path}", self.request.shown.trim_end_matches('/'));
            self.sink.push(problems::name_left(&path));
        }
    }

    /// Removes what the source said of threads that both sides changed.
    fn forget(&self, is_meant: impl Fn(&str, &str) -> bool) -> Result<(), OutputError> {
        for path in self.request.existing.list(&format!("{MEMORY}/conflicts")) {
            let bytes = self.request.folder.read(&path)?.unwrap_or_default();
            if is_meant(&path, &String::from_utf8_lossy(&bytes)) {
                self.request.folder.remove(&path, Turn::First);
            }
        }
        Ok(())
    }
}

/// Writes the id of a record into the address that its file wishes for: two articles of a help
/// center may have one title.
fn keep_address(thread: &mut Thread) {
    let is_record = !thread.origin.path.ends_with(".md");
    if thread.kind == ThreadKind::Answer && thread.slug.is_none() && is_record {
        thread.slug = Some(file_name(&thread.title, &thread.id.0));
    }
}
