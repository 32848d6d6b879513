//! The documents of a site for search engines elsewhere, with what such an engine is told of
//! them: OpenSearch, Elasticsearch, Quickwit, Typesense, Manticore and Sphinx.
//!
//! Floor 7. A document is made of what the page of its thread shows, and holds terms that are
//! ours: the same code makes those of queries, so an engine needs no stemmers. Documents come
//! one after the other and lie in parts that engines take at once; memory holds one part. What
//! was exported is remembered by digests alone, so that the next export tells what has changed
//! and what went, and names nobody who was taken out.

mod document;
mod format;
#[cfg(test)]
mod fuzz_tests;
mod guide;
mod parts;
mod state;

use std::collections::BTreeMap;
use std::io;

use crate::config::{Config, EngineKind};
use crate::diag::Sink;
use crate::output::{Output, OutputError, SitePath};
use crate::pipeline::BuiltSite;
use crate::search::native::{Document, DocumentTerms};

use document::EngineDocument;
use format::Format;
use parts::PartWriter;

pub use state::{ExportState, STATE, StateError};

/// Why there is no export.
#[derive(Debug)]
pub enum ExportError {
    /// A thread could not be read.
    Read(io::Error),
    /// A file could not be written.
    Output(OutputError),
    /// Something must not be published, which was told.
    Private,
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> ExportError {
        ExportError::Read(error)
    }
}

impl From<OutputError> for ExportError {
    fn from(error: OutputError) -> ExportError {
        ExportError::Output(error)
    }
}

/// What was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// How many documents there are.
    pub n_documents: usize,
    /// Of those, how many the export before did not have.
    pub n_added: usize,
    /// How many it had otherwise.
    pub n_changed: usize,
    /// How many it had that are no longer published.
    pub n_deleted: usize,
}

/// Writes the documents of a built site, and what the engine is told of them. `previous` is what
/// the export before held; then there are changes, too.
///
/// # Errors
///
/// When something cannot be read or written, or must not be published.
pub fn write(
    site: &BuiltSite<'_>,
    config: &Config,
    kind: EngineKind,
    previous: Option<&ExportState>,
    output: &dyn Output,
    sink: &mut Sink,
) -> Result<ExportReport, ExportError> {
    let format = Format::new(kind);
    let mut documents = PartWriter::new(output, "documents", format);
    let mut changes = previous.map(|_| PartWriter::new(output, "changes", format));
    let mut report = ExportReport::default();
    let mut state = ExportState::new(kind);
    let make = |document: &Document<'_>, terms: &DocumentTerms| {
        let document = EngineDocument::new(document, terms, kind);
        (document.key, document.digest(), format.document(&document))
    };
    let take = |(key, digest, text): (u64, u64, String)| -> Result<(), ExportError> {
        report.n_documents += 1;
        state.documents.insert(key, digest);
        documents.add(&text)?;
        let (Some(previous), Some(changes)) = (previous, &mut changes) else { return Ok(()) };
        match previous.documents.get(&key) {
            Some(known) if *known == digest => return Ok(()),
            Some(_) => report.n_changed += 1,
            None => report.n_added += 1,
        }
        Ok(changes.add(&text)?)
    };
    if !site.documents(make, take, sink)? {
        return Err(ExportError::Private);
    }
    documents.finish(&[], &[])?;
    if let (Some(previous), Some(changes)) = (previous, changes) {
        let gone = deletes(previous, &state);
        report.n_deleted = gone.keys().filter(|key| !state.documents.contains_key(key)).count();
        let list: Vec<(u64, u64)> = match format.deletes_changed() {
            true => gone.into_iter().collect(),
            false => {
                gone.into_iter().filter(|(key, _)| !state.documents.contains_key(key)).collect()
            }
        };
        let of_changes: Vec<u64> = list.iter().map(|(key, _)| *key).collect();
        changes.finish(&of_changes, &state.changed_since(previous))?;
        put(output, format.deletes(&list))?;
    }
    put(output, guide::files(config, kind))?;
    state.files = output.written();
    put(output, [(STATE.to_owned(), state.encode())])?;
    Ok(report)
}

/// What the export before held and this one does not hold as it was, by keys.
fn deletes(previous: &ExportState, state: &ExportState) -> BTreeMap<u64, u64> {
    let is_old = |(key, digest): &(&u64, &u64)| state.documents.get(key) != Some(digest);
    previous.documents.iter().filter(is_old).map(|(key, digest)| (*key, *digest)).collect()
}

fn put(
    output: &dyn Output,
    files: impl IntoIterator<Item = (String, String)>,
) -> Result<(), OutputError> {
    files.into_iter().try_for_each(|(name, text)| output.put(&path(name), text.as_bytes()))
}

fn path(name: String) -> SitePath {
    SitePath::new(name).expect("names of exports are letters, digits and signs of paths")
}
