//! Threads as documents: for the index of a build, and for engines elsewhere.

use std::io;
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::diag::Sink;
use crate::output::MemoryOutput;
use crate::plan::{Page, PageKind};
use crate::privacy::Gate;
use crate::render::{PostText, thread_texts};
use crate::search::native::{Answer, Document, DocumentTerms, TermWriter};
use crate::site::{AddressWriter, ThreadEntry};

use super::BuiltSite;
use super::contents::read_contents;

/// How many threads are read at once: what is made of them waits to be taken in their order.
const BATCH: usize = 512;

impl BuiltSite<'_> {
    /// Makes something of every published thread, in parallel, and hands it to `take` in the
    /// order of pages. Memory holds a few hundred threads at a time. What documents show and
    /// what their posts say passes the gate; `false` when something must not be published,
    /// which is told.
    ///
    /// # Errors
    ///
    /// When a thread cannot be read, and what `take` returns.
    pub fn documents<T: Send, E: From<io::Error>>(
        &self,
        make: impl Fn(&Document<'_>, &DocumentTerms) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
        sink: &mut Sink,
    ) -> Result<bool, E> {
        let nowhere = MemoryOutput::new();
        let gate = Gate::new(&nowhere, self.privacy);
        let writers: Mutex<Vec<TermWriter>> = Mutex::default();
        let pool = || writers.lock().unwrap_or_else(PoisonError::into_inner);
        let is_thread = |page: &&Page| matches!(page.kind, PageKind::Thread(_));
        let pages: Vec<&Page> = self.shown.pages.iter().take_while(is_thread).collect();
        for batch in pages.chunks(BATCH) {
            let made: io::Result<Vec<T>> = batch
                .par_iter()
                .filter_map(|page| {
                    let PageKind::Thread(at) = page.kind else { return None };
                    let mut writer = pool().pop().unwrap_or_default();
                    let made = self.document(page, at, &gate, &mut writer, &make);
                    pool().push(writer);
                    Some(made)
                })
                .collect();
            made?.into_iter().try_for_each(&mut take)?;
        }
        Ok(gate.report(sink))
    }

    fn document<T>(
        &self,
        page: &Page,
        at: usize,
        gate: &Gate<'_>,
        writer: &mut TermWriter,
        make: impl Fn(&Document<'_>, &DocumentTerms) -> T,
    ) -> io::Result<T> {
        let entry = &self.shown.site.threads[at];
        let contents = read_contents(entry, self.bodies, self.shown.copies)?;
        let inputs = self.shown.inputs.thread(page, at, entry);
        let texts = thread_texts(self.shown.context, page, &inputs, &contents);
        Ok(with_document(self.config, entry, &inputs.elsewhere, &texts, |document| {
            let shown = [document.title, document.teaser, document.address];
            let lists = [document.wordings, document.elsewhere, document.tags, document.products];
            let lists = lists.into_iter().chain([document.versions]).flatten().copied();
            let posts = texts.iter().map(|post| post.text.as_str());
            gate.posts(&page.path, posts.chain(shown).chain(lists));
            make(document, &writer.terms(document))
        }))
    }
}

/// Makes the document of a thread with its titles in other languages and the texts of its posts.
pub(super) fn with_document<T>(
    config: &Config,
    entry: &ThreadEntry,
    elsewhere: &[&str],
    texts: &[PostText],
    then: impl FnOnce(&Document<'_>) -> T,
) -> T {
    let summary = &entry.summary;
    let wordings: Vec<&str> = entry.wordings.iter().map(|w| w.title.as_str()).collect();
    // Filters know a category by its names, as they know tags.
    let tags = summary.tags.iter().chain(&summary.category.path);
    let tags: Vec<&str> = tags.map(String::as_str).collect();
    let products: Vec<&str> = summary.products.iter().map(String::as_str).collect();
    let versions: Vec<&str> = summary.versions.iter().map(String::as_str).collect();
    let answers: Vec<Answer<'_>> = texts.iter().skip(1).map(answer).collect();
    let address = AddressWriter::new(config.addresses).href(&entry.path);
    then(&Document {
        id: &summary.id.0,
        source: &config.sources[summary.source].name,
        address: &address,
        title: &summary.title,
        wordings: &wordings,
        question: texts.first().map_or("", |question| question.text.as_str()),
        answers: &answers,
        elsewhere,
        tags: &tags,
        products: &products,
        versions: &versions,
        language: summary.lang,
        created: summary.created.unwrap_or_default().0,
        updated: summary.updated.unwrap_or_default().0,
        grade: summary.resolution.grade.name(),
        teaser: &summary.teaser,
    })
}

fn answer(post: &PostText) -> Answer<'_> {
    Answer {
        text: &post.text,
        start: &post.start,
        anchor: &post.anchor,
        is_solution: post.is_solution,
    }
}
