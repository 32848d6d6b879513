//! The record of a unit: what came of one piece of a source that is read at once, such as a
//! topic file, or a question with its answers in a dump.

use std::collections::BTreeSet;

use crate::diag::Sink;
use crate::files::Digest;
use crate::model::{Reference, ThreadId};
use crate::normalize::Summary;
use crate::privacy::{Finding, FormFinding, NameForm, PrivacyFindings, PrivateKind, Sighting};
use crate::sources::SkipReason;

use super::bodies::BodyHandle;
use super::bytes::{Decoder, Encoder};

/// A thread after it was read, cleaned and graded: its summary, and where its body lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedThread {
    /// What lists and other pages may show of it.
    pub summary: Summary,
    /// Where its body lies; `None` for a thread that no page will show. Bodies are kept of
    /// threads that are published and of duplicates, whose answers may be.
    pub body: Option<BodyHandle>,
    /// Whether the settings and people's decisions let it be published.
    pub good_enough: bool,
    /// The digest of the file of a thread that was written by hand, since messages about its
    /// page quote the file; empty for all others.
    pub origin: Digest,
    /// What its posts name of the rest of the site; nothing where no page shows them.
    pub references: Vec<Reference>,
}

/// Everything that reading one unit gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRecord {
    /// The threads, in the order in which the unit has them.
    pub threads: Vec<LoadedThread>,
    /// One reason for each record that was left out.
    pub skipped: Vec<SkipReason>,
    /// The names of the channels in it, where the settings choose some: a chosen name that no
    /// unit has is reported.
    pub channels: BTreeSet<String>,
    /// The problems found while it was read.
    pub sink: Sink,
    /// The digest of what people decided about its threads.
    pub decided: Digest,
    /// The private text that was found, and whom and what privacy.yaml removed.
    pub findings: PrivacyFindings,
}

impl UnitRecord {
    /// Returns how many bytes the bodies of its threads have.
    pub fn n_body_bytes(&self) -> u64 {
        self.threads.iter().filter_map(|thread| thread.body).map(|body| u64::from(body.len)).sum()
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::default();
        out.list(&self.threads, |out, thread| {
            out.summary(&thread.summary);
            out.optional(thread.body.as_ref(), |out, handle| out.handle(*handle));
            out.bool(thread.good_enough);
            out.digest(thread.origin);
            out.list(&thread.references, Encoder::reference);
        });
        out.list(&self.skipped, |out, reason| out.text(reason.name()));
        let channels: Vec<&String> = self.channels.iter().collect();
        out.list(&channels, |out, channel| out.text(channel));
        out.sink(&self.sink);
        out.digest(self.decided);
        out.privacy_findings(&self.findings);
        out.0
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<UnitRecord> {
        let mut input = Decoder(bytes);
        let unit = UnitRecord {
            threads: input.list(|input| {
                Some(LoadedThread {
                    summary: input.summary()?,
                    body: input.optional(Decoder::handle)?,
                    good_enough: input.bool()?,
                    origin: input.digest()?,
                    references: input.list(Decoder::reference)?,
                })
            })?,
            skipped: input.list(|input| SkipReason::by_name(&input.text()?))?,
            channels: input.list(Decoder::text)?.into_iter().collect(),
            sink: input.sink()?,
            decided: input.digest()?,
            findings: input.privacy_findings()?,
        };
        input.0.is_empty().then_some(unit)
    }
}

impl Encoder {
    fn privacy_findings(&mut self, findings: &PrivacyFindings) {
        self.list(&findings.private_texts, |out, finding| {
            let kind = PrivateKind::ALL.iter().position(|kind| *kind == finding.kind);
            out.number(kind.unwrap_or_default() as u64);
            out.number(finding.count as u64);
            out.text(&finding.path);
            out.number(finding.line as u64);
            out.list(&finding.contacts, |out, contact| out.text(contact));
            out.text(&finding.asker);
        });
        self.list(&findings.sightings, |out, sighting| {
            out.number(sighting.entry as u64);
            out.number(sighting.source as u64);
            out.text(&sighting.id);
            out.text(&sighting.name);
        });
        self.list(&findings.forms, |out, finding| {
            let form = NameForm::ALL.iter().position(|(_, form)| *form == finding.form);
            out.number(finding.entry as u64);
            out.number(form.unwrap_or_default() as u64);
            out.number(finding.count as u64);
            out.text(&finding.path);
            out.number(finding.line as u64);
        });
        self.list(&findings.gone, |out, id| out.text(&id.0));
    }

    fn reference(&mut self, reference: &Reference) {
        match reference {
            Reference::Address(address) => self.tagged_text(0, address),
            Reference::Origin(path) => self.tagged_text(1, path),
            Reference::Path(path) => self.tagged_text(2, path),
            Reference::Part(path, name) => {
                self.tagged_text(4, path);
                self.text(name);
            }
            Reference::File(source, path) => {
                self.tagged_text(3, path);
                self.source(*source);
            }
        }
    }

    fn handle(&mut self, handle: BodyHandle) {
        self.number(handle.offset);
        self.number(u64::from(handle.len));
        self.digest(handle.digest);
    }
}

impl Decoder<'_> {
    fn privacy_findings(&mut self) -> Option<PrivacyFindings> {
        let private_texts = self.list(|input| {
            Some(Finding {
                kind: *PrivateKind::ALL.get(input.size()?)?,
                count: input.size()?,
                path: input.text()?,
                line: input.size()?,
                contacts: input.list(Decoder::text)?,
                asker: input.text()?,
            })
        })?;
        let sightings = self.list(|input| {
            let (entry, source) = (input.size()?, input.size()?);
            Some(Sighting { entry, source, id: input.text()?, name: input.text()? })
        })?;
        let forms = self.list(|input| {
            Some(FormFinding {
                entry: input.size()?,
                form: NameForm::ALL.get(input.size()?)?.1,
                count: input.size()?,
                path: input.text()?,
                line: input.size()?,
            })
        })?;
        let gone = self.list(|input| Some(ThreadId(input.text()?)))?;
        Some(PrivacyFindings { private_texts, sightings, forms, gone })
    }

    fn reference(&mut self) -> Option<Reference> {
        let (kind, text) = (self.byte()?, self.text()?);
        match kind {
            0 => Some(Reference::Address(text)),
            1 => Some(Reference::Origin(text)),
            2 => Some(Reference::Path(text)),
            3 => Some(Reference::File(self.source()?, text)),
            4 => Some(Reference::Part(text, self.text()?)),
            _ => None,
        }
    }

    fn handle(&mut self) -> Option<BodyHandle> {
        Some(BodyHandle {
            offset: self.number()?,
            len: u32::try_from(self.number()?).ok()?,
            digest: self.digest()?,
        })
    }
}
