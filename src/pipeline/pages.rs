//! Pages: kept from the last build where they would be the same, rendered where not.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::cache::{Cache, PageRecord};
use crate::diag::{Diagnostic, Sink};
use crate::files::Digest;
use crate::media::{CardText, PublishedFiles};
use crate::output::SitePath;
use crate::plan::inputs::InputGatherer;
use crate::plan::{Page, PageKind};
use crate::privacy::Gate;
use crate::render::{Context, Rendered, listing_key, listing_page, thread_key, thread_page};
use crate::site::Site;

use super::contents::read_contents;
use super::index::IndexBuild;
use super::shown_site::ShownSite;
use super::{Failure, Request};

/// Problems of templates with the number of pages that they stop.
type BrokenTemplates = Vec<(Diagnostic, usize)>;

/// Writes pages and remembers what they depended on.
pub(super) struct PageWriter<'a> {
    request: &'a Request<'a>,
    context: &'a Context,
    inputs: &'a InputGatherer<'a>,
    copies: &'a PublishedFiles<'a>,
    cache: &'a Cache,
    gate: &'a Gate<'a>,
    broken: Mutex<BrokenTemplates>,
    records: Mutex<HashMap<SitePath, PageRecord>>,
    /// The pictures of links that are there.
    cards: Mutex<HashSet<SitePath>>,
    n_rendered: AtomicUsize,
}

/// What is known of pages when all are written.
pub(super) struct WrittenPages {
    pub broken: BrokenTemplates,
    pub records: HashMap<SitePath, PageRecord>,
    pub n_rendered: usize,
}

impl<'a> PageWriter<'a> {
    pub(super) fn new(
        request: &'a Request<'a>,
        shown: ShownSite<'a>,
        cache: &'a Cache,
        gate: &'a Gate<'a>,
    ) -> PageWriter<'a> {
        let ShownSite { context, inputs, copies, .. } = shown;
        let (broken, records, cards, n_rendered) = Default::default();
        PageWriter {
            request,
            context,
            inputs,
            copies,
            cache,
            gate,
            broken,
            records,
            cards,
            n_rendered,
        }
    }

    pub(super) fn finish(self) -> WrittenPages {
        WrittenPages {
            broken: self.broken.into_inner().unwrap_or_else(PoisonError::into_inner),
            records: self.records.into_inner().unwrap_or_else(PoisonError::into_inner),
            n_rendered: self.n_rendered.into_inner(),
        }
    }

    /// Writes the pages of threads, and brings the index up to date with them.
    pub(super) fn threads(
        &self,
        site: &Site,
        pages: &[Page],
        index: &IndexBuild,
    ) -> Result<(Sink, Digest), Failure> {
        let keys: Vec<Digest> = pages
            .par_iter()
            .map(|page| match page.kind {
                PageKind::Thread(at) => {
                    thread_key(self.context, page, &self.inputs.thread(page, at, &site.threads[at]))
                }
                _ => Digest::default(),
            })
            .collect();
        let kept: Result<Vec<bool>, Failure> = pages
            .par_iter()
            .zip(&keys)
            .map(|(page, key)| Ok(index.is_resumed && self.keep(page, *key)?))
            .collect();
        let kept = kept?;
        // All that goes goes before anything comes: two threads may have changed places.
        if index.is_resumed {
            self.remove_old(pages, &kept, index)?;
        }
        let work: Vec<(&Page, Digest, bool)> = pages
            .iter()
            .zip(&keys)
            .zip(&kept)
            .map(|((page, key), kept)| (page, *key, *kept))
            .collect();
        let sinks: Result<Vec<Sink>, Failure> = work
            .par_iter()
            .filter(|(_, _, kept)| !kept)
            .map(|(page, key, _)| self.thread(site, page, *key, index))
            .collect();
        let content = Digest::of_parts(
            pages
                .iter()
                .zip(&keys)
                .flat_map(|(page, key)| [page.path.as_str().as_bytes(), &key.0[..]]),
        );
        let mut all = merged(sinks?);
        all.append(self.problems_of_kept(pages, &kept));
        Ok((all, content))
    }

    /// Writes all other pages.
    pub(super) fn lists(&self, pages: &[Page]) -> Result<Sink, Failure> {
        let sinks: Result<Vec<Sink>, Failure> =
            pages.par_iter().map(|page| self.list(page)).collect();
        Ok(merged(sinks?))
    }

    /// Takes a page over from the last build, if it would be the same.
    fn keep(&self, page: &Page, key: Digest) -> Result<bool, Failure> {
        let state = &self.cache.state;
        let Some(record) = state.pages.get(&page.path).filter(|known| known.key == key) else {
            return Ok(false);
        };
        for (_, path) in page.outputs() {
            let Some(stamp) = state.published.get(&path) else { return Ok(false) };
            if !self.request.output.keep(&path, *stamp).map_err(Failure::Output)? {
                return Ok(false);
            }
        }
        if let Some(card) = &record.card
            && !self.keep_card(card)?
        {
            return Ok(false);
        }
        self.request.progress.step();
        self.remember(page, record.clone());
        Ok(true)
    }

    /// Takes the picture of a link over from the last build, unless it is there; `false` where
    /// there is none.
    fn keep_card(&self, path: &SitePath) -> Result<bool, Failure> {
        if !lock(&self.cards).insert(path.clone()) {
            // It is there, or the page that looks for it draws it.
            return Ok(true);
        }
        let is_kept = match self.cache.state.published.get(path) {
            Some(stamp) => self.request.output.keep(path, *stamp).map_err(Failure::Output)?,
            None => false,
        };
        if !is_kept {
            lock(&self.cards).remove(path);
        }
        Ok(is_kept)
    }

    /// Draws the picture of a link, unless it is there.
    fn put_card(&self, path: &SitePath, text: &CardText) -> Result<(), Failure> {
        if self.keep_card(path)? || !lock(&self.cards).insert(path.clone()) {
            return Ok(());
        }
        let bytes = self.context.draw_card(text);
        self.request.output.put(path, &bytes).map_err(Failure::Output)
    }

    /// The problems of pages that were taken over.
    fn problems_of_kept(&self, pages: &[Page], kept: &[bool]) -> Sink {
        let kept = pages.iter().zip(kept).filter(|(_, kept)| **kept);
        let records = kept.filter_map(|(page, _)| self.cache.state.pages.get(&page.path));
        let mut sink = Sink::new();
        for record in records.filter(|record| !record.sink.diagnostics().is_empty()) {
            sink.append(record.sink.clone());
        }
        sink
    }

    fn remove_old(&self, pages: &[Page], kept: &[bool], index: &IndexBuild) -> Result<(), Failure> {
        let kept = pages.iter().zip(kept).filter(|(_, kept)| **kept);
        let kept: HashSet<&SitePath> = kept.map(|(page, _)| &page.path).collect();
        for (path, record) in &self.cache.state.pages {
            if let Some((source, id)) = &record.document
                && !kept.contains(path)
            {
                index.remove(source, id)?;
            }
        }
        Ok(())
    }

    fn thread(
        &self,
        site: &Site,
        page: &Page,
        key: Digest,
        index: &IndexBuild,
    ) -> Result<Sink, Failure> {
        self.request.progress.step();
        let PageKind::Thread(at) = page.kind else { return Ok(Sink::new()) };
        let entry = &site.threads[at];
        let contents = read_contents(entry, &self.cache.bodies, self.copies);
        let contents = contents.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Failure::Damaged,
            _ => Failure::Work(self.request.work.to_owned(), error),
        })?;
        let inputs = self.inputs.thread(page, at, entry);
        let rendered = thread_page(self.context, page, &inputs, &contents);
        let Some(rendered) = self.without_template_problem(rendered) else {
            return Ok(Sink::new());
        };
        let texts = rendered.texts.iter().map(|post| post.text.as_str());
        self.gate.posts(&page.path, texts.chain([entry.summary.title.as_str()]));
        index.add(self.request, entry, &rendered.texts)?;
        let mut sink = Sink::new();
        rendered.problems.tell(&entry.summary.origin, self.request.files, &mut sink);
        let source = self.request.config.sources[entry.summary.source].name.clone();
        let document = Some((source, entry.summary.id.0.clone()));
        self.put(page, key, rendered, sink, document)
    }

    fn list(&self, page: &Page) -> Result<Sink, Failure> {
        let inputs = self.inputs.listing(page);
        let key = listing_key(self.context, page, &inputs);
        if self.keep(page, key)? {
            return Ok(Sink::new());
        }
        let rendered = listing_page(self.context, page, &inputs);
        let Some(rendered) = self.without_template_problem(rendered) else {
            return Ok(Sink::new());
        };
        self.request.progress.step();
        self.put(page, key, rendered, Sink::new(), None)
    }

    fn put(
        &self,
        page: &Page,
        key: Digest,
        rendered: Rendered,
        sink: Sink,
        document: Option<(String, String)>,
    ) -> Result<Sink, Failure> {
        let Rendered { outputs, files, card, texts: _, problems: _ } = rendered;
        for (path, text) in &outputs {
            self.request.output.put(path, text.as_bytes()).map_err(Failure::Output)?;
        }
        if let Some((path, text)) = &card {
            self.put_card(path, text)?;
        }
        self.n_rendered.fetch_add(page.n_parts, Ordering::Relaxed);
        let record = PageRecord {
            key,
            files,
            sink: sink.clone(),
            document,
            card: card.map(|(path, _)| path),
        };
        self.remember(page, record);
        Ok(sink)
    }

    fn remember(&self, page: &Page, record: PageRecord) {
        self.copies.note(&record.files);
        lock(&self.records).insert(page.path.clone(), record);
    }

    /// Notes a problem of a template, once for all pages that it stops.
    fn without_template_problem<T>(&self, rendered: Result<T, Diagnostic>) -> Option<T> {
        let diagnostic = match rendered {
            Ok(rendered) => return Some(rendered),
            Err(diagnostic) => diagnostic,
        };
        let mut broken = lock(&self.broken);
        match broken.iter_mut().find(|(known, _)| *known == diagnostic) {
            Some((_, n_pages)) => *n_pages += 1,
            None => broken.push((diagnostic, 1)),
        }
        None
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn merged(sinks: Vec<Sink>) -> Sink {
    let mut all = Sink::new();
    for sink in sinks {
        all.append(sink);
    }
    all
}
