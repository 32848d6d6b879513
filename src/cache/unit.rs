//! What one unit of a source yielded.

use std::collections::BTreeSet;

use crate::diag::Sink;
use crate::files::Digest;
use crate::model::ThreadId;
use crate::normalize::Summary;
use crate::privacy::{Finding, Kind, Noted, Seen};
use crate::sources::SkipReason;

use super::bodies::Handle;
use super::bytes::{Decoder, Encoder};

/// A thread as loaded: what is known of it, and where its body lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// What is known of it.
    pub summary: Summary,
    /// Its body, where one is kept: of threads to be published, and of duplicates.
    pub body: Option<Handle>,
    /// Its grade is published.
    pub good_enough: bool,
    /// What its page depends on besides its body: the file, where messages quote it.
    pub origin: Digest,
}

/// What one unit yielded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The threads, in the order of the unit.
    pub threads: Vec<Loaded>,
    /// Why records were left out.
    pub skipped: Vec<SkipReason>,
    /// The names of the channels met, where the settings choose among them.
    pub channels: BTreeSet<String>,
    /// The problems met.
    pub sink: Sink,
    /// Private text, people and threads that were taken out.
    pub noted: Noted,
}

impl Unit {
    /// How many bytes of bodies the threads have.
    pub fn n_live(&self) -> u64 {
        self.threads.iter().filter_map(|thread| thread.body).map(|body| u64::from(body.len)).sum()
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::default();
        out.many(&self.threads, |out, thread| {
            out.summary(&thread.summary);
            out.maybe(thread.body.as_ref(), |out, handle| out.handle(*handle));
            out.bool(thread.good_enough);
            out.digest(thread.origin);
        });
        out.many(&self.skipped, |out, reason| out.text(reason.name()));
        let channels: Vec<&String> = self.channels.iter().collect();
        out.many(&channels, |out, channel| out.text(channel));
        out.sink(&self.sink);
        out.noted(&self.noted);
        out.0
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Unit> {
        let mut input = Decoder(bytes);
        let unit = Unit {
            threads: input.many(|input| {
                Some(Loaded {
                    summary: input.summary()?,
                    body: input.maybe(Decoder::handle)?,
                    good_enough: input.bool()?,
                    origin: input.digest()?,
                })
            })?,
            skipped: input.many(|input| SkipReason::by_name(&input.text()?))?,
            channels: input.many(Decoder::text)?.into_iter().collect(),
            sink: input.sink()?,
            noted: input.noted()?,
        };
        input.0.is_empty().then_some(unit)
    }
}

impl Encoder {
    fn noted(&mut self, noted: &Noted) {
        self.many(&noted.findings, |out, finding| {
            let kind = Kind::ALL.iter().position(|kind| *kind == finding.kind);
            out.number(kind.unwrap_or_default() as u64);
            out.number(finding.count as u64);
            out.text(&finding.path);
            out.number(finding.line as u64);
        });
        self.many(&noted.seen, |out, seen| {
            out.number(seen.entry as u64);
            out.number(seen.source as u64);
            out.text(&seen.id);
            out.text(&seen.name);
        });
        self.many(&noted.gone, |out, id| out.text(&id.0));
    }

    fn handle(&mut self, handle: Handle) {
        self.number(handle.offset);
        self.number(u64::from(handle.len));
        self.digest(handle.digest);
    }
}

impl Decoder<'_> {
    fn noted(&mut self) -> Option<Noted> {
        let findings = self.many(|input| {
            Some(Finding {
                kind: *Kind::ALL.get(input.size()?)?,
                count: input.size()?,
                path: input.text()?,
                line: input.size()?,
            })
        })?;
        let seen = self.many(|input| {
            let (entry, source) = (input.size()?, input.size()?);
            Some(Seen { entry, source, id: input.text()?, name: input.text()? })
        })?;
        let gone = self.many(|input| Some(ThreadId(input.text()?)))?;
        Some(Noted { findings, seen, gone })
    }

    fn handle(&mut self) -> Option<Handle> {
        Some(Handle {
            offset: self.number()?,
            len: u32::try_from(self.number()?).ok()?,
            digest: self.digest()?,
        })
    }
}
