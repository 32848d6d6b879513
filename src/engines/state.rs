//! What an export holds, so that the next one tells what has changed.
//!
//! ```text
//! answerbook export 1 typesense
//! file <bytes> <path>
//! <key> <digest>
//! end <digest of all lines before>
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{DOCUMENT_VERSION, EngineKind};
use crate::disk;
use crate::files::Digest;
use crate::output::SitePath;

use super::document::hexadecimal;

/// The name of the file.
pub const STATE: &str = "state.txt";

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportState {
    kind: EngineKind,
    /// Digests of documents by their keys.
    pub(super) documents: BTreeMap<u64, u64>,
    /// The files beside this one, with their lengths.
    pub(super) files: Vec<(SitePath, u64)>,
}

/// Why an export cannot be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateError {
    /// There is none.
    Absent,
    /// A file is missing, has another length, or was changed.
    Damaged(String),
    /// It is for another engine, or from a program whose documents are others.
    Other,
}

impl ExportState {
    pub(super) fn new(kind: EngineKind) -> ExportState {
        ExportState { kind, documents: BTreeMap::new(), files: Vec::new() }
    }

    /// Reads what an export in a folder holds, if it is whole and for this engine.
    ///
    /// # Errors
    ///
    /// When it cannot be gone on with.
    pub fn load(folder: &Path, kind: EngineKind) -> Result<ExportState, StateError> {
        let damaged = || StateError::Damaged(STATE.to_owned());
        let file = folder.join(STATE);
        let text = match disk::read_to_string(&file) {
            Ok(text) => text,
            // Documents without a list of them are half of an export.
            Err(_) if folder.join("documents").exists() || file.exists() => return Err(damaged()),
            Err(_) => return Err(StateError::Absent),
        };
        let state = ExportState::decode(&text, kind)?;
        let is_whole = |(path, len): &&(SitePath, u64)| {
            let file = disk::open(&folder.join(path.as_str()));
            file.and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.len() == *len)
        };
        match state.files.iter().find(|file| !is_whole(file)) {
            Some((path, _)) => Err(StateError::Damaged(path.to_string())),
            None => Ok(state),
        }
    }

    /// Writes it as a text.
    pub(super) fn encode(&self) -> String {
        let mut text = head(self.kind);
        for (path, len) in &self.files {
            text.push_str(&format!("file {len} {path}\n"));
        }
        for (key, digest) in &self.documents {
            text.push_str(&format!("{} {}\n", hexadecimal(*key), hexadecimal(*digest)));
        }
        let digest = Digest::of(text.as_bytes());
        text.push_str(&format!("end {digest}\n"));
        text
    }

    pub(super) fn decode(text: &str, kind: EngineKind) -> Result<ExportState, StateError> {
        let damaged = || StateError::Damaged(STATE.to_owned());
        let at = text.rfind("end ").ok_or_else(damaged)?;
        let (lines, end) = text.split_at(at);
        if end != format!("end {}\n", Digest::of(lines.as_bytes())) {
            return Err(damaged());
        }
        let lines = lines.strip_prefix(head(kind).as_str()).ok_or(StateError::Other)?;
        let mut state = ExportState::new(kind);
        for line in lines.lines() {
            state.line(line).ok_or_else(damaged)?;
        }
        Ok(state)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        if let Some(file) = line.strip_prefix("file ") {
            let (len, path) = file.split_once(' ')?;
            self.files.push((SitePath::new(path)?, len.parse().ok()?));
            return Some(());
        }
        let (key, digest) = line.split_once(' ')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        self.documents.insert(number(key)?, number(digest)?);
        Some(())
    }

    /// The keys of documents that another export had otherwise.
    pub(super) fn changed_since(&self, previous: &ExportState) -> Vec<u64> {
        let is_other =
            |key: &u64, digest: &u64| previous.documents.get(key).is_some_and(|old| old != digest);
        let changed = self.documents.iter().filter(|(key, digest)| is_other(key, digest));
        changed.map(|(key, _)| *key).collect()
    }
}

fn head(kind: EngineKind) -> String {
    format!("answerbook export {DOCUMENT_VERSION} {}\n", kind.name())
}
