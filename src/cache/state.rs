//! All that is known of the last build, in one file with a digest of its own.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diag::Sink;
use crate::files::Digest;
use crate::files::KnownFiles;
use crate::files::Question;
use crate::files::Stamp;
use crate::files::Trace;
use crate::model::Timestamp;
use crate::output::SitePath;
use crate::privacy::Form;

use super::bodies::Bodies;
use super::bytes::Decoder;
use super::bytes::Encoder;
use super::page::PageRecord;
use super::unit::Unit;

/// The first bytes of the file; the number changes with the form.
const MAGIC: &[u8] = b"answerbook cache 2\n";

/// The bytes of units, by what they were made of.
#[derive(Default)]
pub struct Units {
    bytes: Vec<u8>,
    places: HashMap<Digest, Range<usize>>,
    n_live: u64,
}

impl Units {
    /// Returns what a unit yielded.
    pub fn get(&self, key: Digest) -> Option<Unit> {
        Unit::decode(self.bytes.get(self.places.get(&key)?.clone())?)
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Keeps what a unit yielded.
    pub fn put(&mut self, key: Digest, unit: &Unit) {
        self.n_live += unit.n_live();
        self.put_raw(key, &unit.encode());
    }

    /// Keeps what another build knew of a unit, which has so many bytes of bodies.
    pub fn keep(&mut self, key: Digest, from: &Units, n_live: u64) {
        if let Some(range) = from.places.get(&key) {
            self.n_live += n_live;
            self.put_raw(key, &from.bytes[range.clone()]);
        }
    }

    /// How many bytes of bodies the units name.
    pub(super) fn n_live(&self) -> u64 {
        self.n_live
    }

    /// Copies all bodies to another file.
    pub(super) fn moved(&self, from: &Bodies, to: &Bodies) -> io::Result<Units> {
        let mut units = Units::default();
        let mut keys: Vec<&Digest> = self.places.keys().collect();
        keys.sort();
        for key in keys {
            let Some(mut unit) = self.get(*key) else { continue };
            for body in unit.threads.iter_mut().filter_map(|thread| thread.body.as_mut()) {
                *body = to.copy(from, *body)?;
            }
            units.put(*key, &unit);
        }
        Ok(units)
    }

    fn put_raw(&mut self, key: Digest, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.places.insert(key, start..self.bytes.len());
    }
}

/// What is known of the last build.
#[derive(Default)]
pub struct State {
    /// The program and the settings that made it.
    pub made_by: Digest,
    /// The moment of the build, and the one from which pages differ.
    pub moment: (Timestamp, Timestamp),
    /// What the disk was asked.
    pub trace: Trace,
    /// The digests of files.
    pub files: Arc<KnownFiles>,
    /// What units of sources yielded.
    pub units: Units,
    /// What pages depended on.
    pub pages: HashMap<SitePath, PageRecord>,
    /// What the index holds: it belongs to this state when it says the same of itself.
    pub index: Digest,
    /// The name of the file with bodies, and how long it is.
    pub bodies: (u64, u64),
    /// All published files.
    pub published: BTreeMap<SitePath, Stamp>,
    /// The problems of the build, and its report in the form of those who wrote it.
    pub sink: Sink,
    /// The report, in the form of those who wrote it.
    pub report: Vec<u8>,
    /// The digest of privacy.yaml.
    pub privacy: Digest,
    /// The names that were taken out.
    pub forms: BTreeSet<Form>,
}

impl State {
    /// Reads the file; `None` when it is not there, damaged, or of another version.
    pub fn load(path: &Path) -> Option<State> {
        let bytes = fs::read(path).ok()?;
        let (digest, payload) = bytes.strip_prefix(MAGIC)?.split_at_checked(16)?;
        if Digest::of(payload).0 != digest {
            return None;
        }
        decode(payload)
    }

    /// Writes the file, in one step.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let payload = encode(self);
        let mut bytes = Vec::with_capacity(payload.len() + MAGIC.len() + 16);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&Digest::of(&payload).0);
        bytes.extend_from_slice(&payload);
        let new = path.with_extension("new");
        fs::write(&new, bytes)?;
        fs::rename(new, path)
    }
}

fn encode(state: &State) -> Vec<u8> {
    let mut out = Encoder(Vec::with_capacity(state.units.bytes.len() + (1 << 20)));
    out.digest(state.made_by);
    out.number(state.moment.0.0 as u64);
    out.number(state.moment.1.0 as u64);
    out.count(state.trace.len());
    for (question, answer) in &state.trace {
        out.question(question);
        out.digest(*answer);
    }
    out.count(state.files.len());
    for (path, (stamp, digest)) in state.files.iter() {
        out.text(path);
        out.stamp(*stamp);
        out.digest(*digest);
    }
    let mut units: Vec<_> = state.units.places.iter().collect();
    units.sort_by_key(|(_, range)| range.start);
    out.count(units.len());
    for (key, range) in units {
        out.digest(*key);
        out.bytes(&state.units.bytes[range.clone()]);
    }
    out.number(state.units.n_live);
    out.count(state.pages.len());
    for (path, page) in &state.pages {
        out.text(path.as_str());
        out.page(page);
    }
    out.digest(state.index);
    out.number(state.bodies.0);
    out.number(state.bodies.1);
    out.count(state.published.len());
    for (path, stamp) in &state.published {
        out.text(path.as_str());
        out.stamp(*stamp);
    }
    out.sink(&state.sink);
    out.bytes(&state.report);
    out.digest(state.privacy);
    out.count(state.forms.len());
    for form in &state.forms {
        out.form(form);
    }
    out.0
}

fn decode(payload: &[u8]) -> Option<State> {
    let mut input = Decoder(payload);
    let path = |input: &mut Decoder<'_>| SitePath::new(input.text()?);
    let made_by = input.digest()?;
    let moment = (Timestamp(input.number()? as i64), Timestamp(input.number()? as i64));
    let trace = input.many(|input| Some((input.question()?, input.digest()?)))?;
    let files = input.many(|input| Some((input.text()?, (input.stamp()?, input.digest()?))))?;
    let mut units = Units { bytes: Vec::with_capacity(payload.len()), ..Units::default() };
    for _ in 0..input.length()? {
        let key = input.digest()?;
        units.put_raw(key, input.bytes()?);
    }
    units.n_live = input.number()?;
    let state = State {
        made_by,
        moment,
        trace: trace.into_iter().collect(),
        files: Arc::new(files.into_iter().collect()),
        units,
        pages: input.many(|input| Some((path(input)?, input.page()?)))?.into_iter().collect(),
        index: input.digest()?,
        bodies: (input.number()?, input.number()?),
        published: input.many(|input| Some((path(input)?, input.stamp()?)))?.into_iter().collect(),
        sink: input.sink()?,
        report: input.bytes()?.to_vec(),
        privacy: input.digest()?,
        forms: input.many(Decoder::form)?.into_iter().collect(),
    };
    input.0.is_empty().then_some(state)
}

impl Encoder {
    fn count(&mut self, n: usize) {
        self.0.extend_from_slice(&(n as u32).to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn stamp(&mut self, stamp: Stamp) {
        for part in [stamp.len, stamp.modified, stamp.changed, stamp.inode] {
            self.number(part);
        }
    }

    fn form(&mut self, form: &Form) {
        self.number(form.entry as u64);
        self.maybe(form.account.as_ref(), |out, (source, id)| {
            out.number(*source as u64);
            out.text(id);
        });
        self.text(&form.text);
    }

    fn question(&mut self, question: &Question) {
        match question {
            Question::List(path) => self.named(0, path),
            Question::ListAll(path) => self.named(1, path),
            Question::Exists(path) => self.named(2, path),
            Question::Bytes(path) => self.named(3, path),
            Question::Inside(path) => self.named(4, path),
        }
    }
}

impl<'a> Decoder<'a> {
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let n = self.length()?;
        self.take(n)
    }

    fn stamp(&mut self) -> Option<Stamp> {
        Some(Stamp {
            len: self.number()?,
            modified: self.number()?,
            changed: self.number()?,
            inode: self.number()?,
        })
    }

    fn form(&mut self) -> Option<Form> {
        Some(Form {
            entry: self.size()?,
            account: self.maybe(|input| Some((input.size()?, input.text()?)))?,
            text: self.text()?,
        })
    }

    fn question(&mut self) -> Option<Question> {
        Some(match self.byte()? {
            0 => Question::List(self.text()?),
            1 => Question::ListAll(self.text()?),
            2 => Question::Exists(self.text()?),
            3 => Question::Bytes(self.text()?),
            4 => Question::Inside(self.text()?),
            _ => return None,
        })
    }
}
