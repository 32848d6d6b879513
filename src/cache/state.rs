//! The state of the last build, in one file: read when a build starts, replaced when it ends.
//!
//! The file has a header and a few parts, each with its length and a digest in the header. A
//! part whose bytes do not fit its digest makes the whole file count as missing. The large
//! parts are written and read in parallel.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use crate::diag::Sink;
use crate::disk;
use crate::files::{Digest, FileQuery, KnownFiles, Stamp, Trace};
use crate::model::Timestamp;
use crate::output::SitePath;
use crate::privacy::NamePattern;

use super::bytes::{Decoder, Encoder};
use super::page::PageRecord;
use super::units::UnitStore;

/// The first bytes of the file. The number goes up whenever the format changes.
const MAGIC: &[u8] = b"answerbook cache 4\n";

/// How many parts the file has: the small values, units, pages, published files.
const N_PARTS: usize = 4;

/// Everything that a build leaves for the next one.
#[derive(Default)]
pub struct BuildState {
    /// The digest of the program that wrote it.
    pub made_by: Digest,
    /// The moment of the build.
    pub built_at: Timestamp,
    /// The last moment at which the same input gives the same pages.
    pub same_until: Timestamp,
    /// Every question that the build asked of the disk, with digests of the answers.
    pub trace: Trace,
    /// Digests of files with the stamps that they had, so that unchanged files need not be
    /// read to be digested.
    pub files: Arc<KnownFiles>,
    /// What each unit of a source yielded.
    pub units: UnitStore,
    /// What each page depended on.
    pub pages: HashMap<SitePath, PageRecord>,
    /// The related questions of all threads, and a digest of what they were found from.
    pub related: (Digest, Vec<u32>),
    /// The digest of the contents of the search index. The index on disk carries the same
    /// digest; where the two differ, it does not belong to this state.
    pub index: Digest,
    /// The number of the file with bodies, which is its name.
    pub bodies_number: u64,
    /// How many bytes of that file are in use.
    pub bodies_len: u64,
    /// All published files with their stamps.
    pub published: HashMap<SitePath, Stamp>,
    /// The problems of the build.
    pub sink: Sink,
    /// The report of the build, as `pipeline` encodes it.
    pub report: Vec<u8>,
    /// The digest of privacy.yaml.
    pub privacy: Digest,
    /// The names that were removed because of privacy.yaml.
    pub names: BTreeSet<NamePattern>,
}

impl BuildState {
    /// Reads the file; `None` when it is not there, damaged, or of another version.
    pub fn load(path: &Path) -> Option<BuildState> {
        let bytes = Arc::new(disk::read(path).ok()?);
        let mut start = MAGIC.len() + N_PARTS * HEADER;
        let mut parts: [Range<usize>; N_PARTS] = Default::default();
        let mut headers = Decoder(bytes.strip_prefix(MAGIC)?);
        for part in &mut parts {
            let (length, digest) = (headers.number()? as usize, headers.digest()?);
            *part = start..start.checked_add(length)?;
            start = part.end;
            if Digest::of(bytes.get(part.clone())?) != digest {
                return None;
            }
        }
        let [few, units, pages, published] = parts;
        let (mut state, large) = (decode(&bytes[few])?, &bytes);
        let ((units, pages), published) = rayon::join(
            || {
                rayon::join(
                    || UnitStore::decode(large, units),
                    || Decoder(&large[pages]).map(Decoder::page),
                )
            },
            || Decoder(&large[published]).map(Decoder::stamp),
        );
        (state.units, state.pages, state.published) = (units?, pages?, published?);
        (start == bytes.len()).then_some(state)
    }

    /// Writes the file, in one step.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let ((few, units), (pages, published)) = rayon::join(
            || rayon::join(|| part(encode(self)), || part(self.units.encode())),
            || {
                rayon::join(
                    || part(map_of(&self.pages, Encoder::page)),
                    || part(map_of(&self.published, |out, stamp| out.stamp(*stamp))),
                )
            },
        );
        let parts = [few, units, pages, published];
        let mut headers = Encoder(MAGIC.to_vec());
        for (bytes, digest) in &parts {
            headers.number(bytes.len() as u64);
            headers.digest(*digest);
        }
        let new = path.with_extension("new");
        let mut file = disk::create(&new)?;
        file.write_all(&headers.0)?;
        parts.iter().try_for_each(|(bytes, _)| file.write_all(bytes))?;
        drop(file);
        fs::rename(new, path)
    }
}

/// The length in bytes of the header of a part: its length and its digest.
const HEADER: usize = 8 + 16;

fn part(bytes: Encoder) -> (Vec<u8>, Digest) {
    let digest = Digest::of(&bytes.0);
    (bytes.0, digest)
}

fn map_of<T>(map: &HashMap<SitePath, T>, put: impl Fn(&mut Encoder, &T)) -> Encoder {
    let mut out = Encoder::default();
    out.count(map.len());
    for (path, value) in map {
        out.text(path.as_str());
        put(&mut out, value);
    }
    out
}

/// Encodes everything but the large maps, which are parts of their own.
fn encode(state: &BuildState) -> Encoder {
    let mut out = Encoder::default();
    out.digest(state.made_by);
    out.number(state.built_at.0 as u64);
    out.number(state.same_until.0 as u64);
    out.count(state.trace.len());
    for (query, answer) in &state.trace {
        out.query(query);
        out.digest(*answer);
    }
    out.count(state.files.len());
    for (path, (stamp, digest)) in state.files.iter() {
        out.text(path);
        out.stamp(*stamp);
        out.digest(*digest);
    }
    out.digest(state.related.0);
    out.list(&state.related.1, |out, number| out.0.extend_from_slice(&number.to_le_bytes()));
    out.digest(state.index);
    out.number(state.bodies_number);
    out.number(state.bodies_len);
    out.sink(&state.sink);
    out.bytes(&state.report);
    out.digest(state.privacy);
    out.count(state.names.len());
    for name in &state.names {
        out.name_pattern(name);
    }
    out
}

fn decode(bytes: &[u8]) -> Option<BuildState> {
    let mut input = Decoder(bytes);
    let state = BuildState {
        made_by: input.digest()?,
        built_at: Timestamp(input.number()? as i64),
        same_until: Timestamp(input.number()? as i64),
        trace: input.all(|input| Some((input.query()?, input.digest()?)))?,
        files: Arc::new(
            input.all(|input| Some((input.text()?, (input.stamp()?, input.digest()?))))?,
        ),
        related: (input.digest()?, input.list(Decoder::small)?),
        index: input.digest()?,
        bodies_number: input.number()?,
        bodies_len: input.number()?,
        sink: input.sink()?,
        report: input.bytes()?.to_vec(),
        privacy: input.digest()?,
        names: input.list(Decoder::name_pattern)?.into_iter().collect(),
        ..BuildState::default()
    };
    input.0.is_empty().then_some(state)
}

impl Encoder {
    pub(super) fn count(&mut self, n: usize) {
        self.0.extend_from_slice(&(n as u32).to_le_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn stamp(&mut self, stamp: Stamp) {
        for part in [stamp.len, stamp.modified, stamp.changed, stamp.inode] {
            self.number(part);
        }
    }

    fn name_pattern(&mut self, name: &NamePattern) {
        self.number(name.entry as u64);
        self.optional(name.account.as_ref(), |out, (source, id)| {
            out.number(*source as u64);
            out.text(id);
        });
        self.text(&name.text);
    }

    fn query(&mut self, query: &FileQuery) {
        match query {
            FileQuery::List(path) => self.tagged_text(0, path),
            FileQuery::ListAll(path) => self.tagged_text(1, path),
            FileQuery::Exists(path) => self.tagged_text(2, path),
            FileQuery::Bytes(path) => self.tagged_text(3, path),
            FileQuery::Below(folder, path, most) => {
                self.tagged_text(4, folder);
                self.text(path);
                self.number(*most);
            }
        }
    }
}

impl<'a> Decoder<'a> {
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let n = self.length()?;
        self.take(n)
    }

    /// Reads a number of pairs, and then so many pairs.
    fn all<K: Eq + Hash, V>(
        &mut self,
        get: impl Fn(&mut Self) -> Option<(K, V)>,
    ) -> Option<HashMap<K, V>> {
        let n = self.length()?;
        // A damaged number is no reason to ask for all memory.
        let mut map = HashMap::with_capacity(n.min(self.0.len() / 16));
        for _ in 0..n {
            let (key, value) = get(self)?;
            map.insert(key, value);
        }
        Some(map)
    }

    /// Reads a map from paths to values; nothing may follow it.
    fn map<T>(mut self, get: impl Fn(&mut Self) -> Option<T>) -> Option<HashMap<SitePath, T>> {
        let map = self.all(|input| Some((SitePath::new(input.text()?)?, get(input)?)))?;
        self.0.is_empty().then_some(map)
    }

    fn stamp(&mut self) -> Option<Stamp> {
        Some(Stamp {
            len: self.number()?,
            modified: self.number()?,
            changed: self.number()?,
            inode: self.number()?,
        })
    }

    fn name_pattern(&mut self) -> Option<NamePattern> {
        Some(NamePattern {
            entry: self.size()?,
            account: self.optional(|input| Some((input.size()?, input.text()?)))?,
            text: self.text()?,
        })
    }

    fn query(&mut self) -> Option<FileQuery> {
        Some(match self.byte()? {
            0 => FileQuery::List(self.text()?),
            1 => FileQuery::ListAll(self.text()?),
            2 => FileQuery::Exists(self.text()?),
            3 => FileQuery::Bytes(self.text()?),
            4 => FileQuery::Below(self.text()?, self.text()?, self.number()?),
            _ => return None,
        })
    }
}
