//! A look at one page before the next build: what somebody edits is shown at once, and
//! everything that follows from it when the build is done.

use crate::cache::Bodies;
use crate::config::{Config, SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{Reference, Thread};
use crate::normalize::{LanguageDetector, Summary};
use crate::output::{MemoryOutput, Output, SitePath};
use crate::plan::{Page, PageKind};
use crate::privacy::{Gate, Privacy, PrivacyFindings};
use crate::render::thread_page;
use crate::site::ThreadEntry;
use crate::sources;
use crate::sources::Reader;

use super::contents::with_duplicates;
use super::load::{LoadContext, finish_posts, prepare_summary};
use super::merges::ApprovedMerges;
use super::shown_site::ShownSite;

/// All that a finished build knows, to render single pages with.
pub struct SinglePagePreview<'a> {
    pub(super) config: &'a Config,
    pub(super) shown: ShownSite<'a>,
    pub(super) privacy: &'a Privacy<'a>,
    pub(super) readers: &'a [Box<dyn Reader + 'a>],
    pub(super) bodies: &'a Bodies,
}

impl SinglePagePreview<'_> {
    /// Renders the page of the one thread in a file that has changed, for those who wait to
    /// see it; `files` are as they are now, and `path` is as they name it. Returns all files
    /// that the page is published as, itself first.
    ///
    /// `None` where more may have changed than words: a build then tells. A build has the
    /// last word in any case.
    pub fn page(&self, files: &dyn Files, path: &str) -> Option<Vec<(SitePath, Vec<u8>)>> {
        let ShownSite { site, inputs, context, copies, .. } = self.shown;
        let is_it = |entry: &ThreadEntry| entry.summary.origin.path == path;
        let at = site.threads.iter().position(is_it)?;
        let entry = &site.threads[at];
        let settings = self.settings(entry, path)?;
        let mut thread = only_thread(&settings, files)?;
        let (summary, references) = self.summary(entry, &mut thread)?;
        if !is_alike(&summary, &entry.summary) {
            return None;
        }
        let entry = ThreadEntry { summary, references, ..entry.clone() };
        let contents = with_duplicates(thread, &entry, self.bodies, copies).ok()?;
        let page = self.page_of(at)?;
        let inputs = inputs.thread(page, at, &entry);
        let rendered = thread_page(context, page, &inputs, &contents).ok()?;
        // A picture that nobody has seen yet comes with the build.
        if !copies.has(&rendered.files) {
            return None;
        }
        // What must not be published is not shown either.
        let shown = MemoryOutput::new();
        let gate = Gate::new(&shown, self.privacy);
        gate.posts(&page.path, rendered.texts.iter().map(|post| post.text.as_str()));
        let outputs = rendered.outputs.into_iter().map(|(path, text)| (path, text.into_bytes()));
        let outputs: Vec<(SitePath, Vec<u8>)> = outputs.collect();
        outputs.iter().try_for_each(|(path, bytes)| gate.put(path, bytes)).ok()?;
        gate.report(&mut Sink::new()).then_some(outputs)
    }

    /// The settings of a source that holds this file alone.
    fn settings(&self, entry: &ThreadEntry, path: &str) -> Option<SourceSettings> {
        let settings = &self.config.sources[entry.summary.source];
        // Of other sources a file is a part that says little by itself.
        let is_whole = matches!(settings.kind, SourceType::Markdown | SourceType::Discourse);
        let files = Some(settings.files_folder().to_owned());
        is_whole.then(|| SourceSettings { path: path.to_owned(), files, ..settings.clone() })
    }

    fn summary(
        &self,
        entry: &ThreadEntry,
        thread: &mut Thread,
    ) -> Option<(Summary, Vec<Reference>)> {
        let (languages, merges) =
            (LanguageDetector::new(&self.config.languages), ApprovedMerges::approved(self.config));
        let context = LoadContext {
            config: self.config,
            privacy: self.privacy,
            languages: &languages,
            merges: &merges,
            readers: self.readers,
            bodies: None,
        };
        let source = entry.summary.source;
        let mut findings = PrivacyFindings::default();
        let (summary, _) = prepare_summary(&context, source, thread, &mut findings).ok()?;
        let references = finish_posts(&context, source, thread);
        // Who is to be taken out may have got another name.
        findings.sightings.is_empty().then_some((summary, references))
    }

    fn page_of(&self, at: usize) -> Option<&Page> {
        self.shown.pages.iter().find(|page| matches!(page.kind, PageKind::Thread(of) if of == at))
    }
}

/// Reads the one thread of a source; `None` when there is another number, or a problem.
fn only_thread(settings: &SourceSettings, files: &dyn Files) -> Option<Thread> {
    let mut sink = Sink::new();
    let reader = sources::open(settings, files, &mut sink);
    if reader.n_units() != 1 || sink.n_errors() > 0 {
        return None;
    }
    let batch = reader.read(0);
    let is_good = batch.sink.n_errors() == 0 && batch.skipped.is_empty();
    let mut threads = batch.threads;
    if is_good && threads.len() == 1 { threads.pop() } else { None }
}

/// Tells whether two summaries differ in words alone: then the thread has the same page, and
/// all that the page shows of others is the same. Most addresses have the title in them.
fn is_alike(new: &Summary, old: &Summary) -> bool {
    let Summary { teaser, updated, expires, answered, sections, .. } = old.clone();
    Summary { teaser, updated, expires, answered, sections, ..new.clone() } == *old
}
