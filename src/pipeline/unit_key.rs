//! The keys under which the records of units are cached. A record is used again while the bytes
//! of its unit, the settings that decide what comes of it, and what people decided about its
//! threads are the same.

use crate::cache::UnitRecord;
use crate::config::{Config, Decision, SourceSettings, SourceType};
use crate::files::Digest;
use crate::model::ThreadId;
use crate::privacy::Privacy;
use crate::sources::{Reader, SkipReason};

use super::merges::ApprovedMerges;

/// The settings under which records of units are kept.
pub struct UnitKeys<'a> {
    config: &'a Config,
    /// For each source the digest of all that decides what comes of its units, besides their
    /// own bytes.
    of_sources: Vec<Digest>,
}

impl<'a> UnitKeys<'a> {
    /// Digests the settings; `program` is the digest of the program.
    pub(super) fn new(
        program: Digest,
        config: &'a Config,
        privacy: &Privacy<'_>,
        readers: &[Box<dyn Reader + '_>],
    ) -> UnitKeys<'a> {
        // Which links lead to a community is known from the settings of all sources.
        let community = |at: usize| -> Community<'_> {
            let (source, reader) = (&config.sources[at], &readers[at]);
            let is_read = reader.n_units() > 0;
            (source.kind, &source.name, source.url.as_deref(), reader.taken_for(), is_read)
        };
        let communities: Vec<Community<'_>> = (0..readers.len()).map(community).collect();
        let names: Vec<(usize, &str)> =
            privacy.names.iter().map(|name| (name.entry, name.text.as_str())).collect();
        let of_all = Digest::of_value(&(
            (program, &config.languages, config.privacy, &config.publish),
            (privacy.rules.digest, names, communities),
        ));
        let of_source = |source: &SourceSettings| {
            Digest::of_parts([&of_all.0, &source.reading_digest().0].map(|digest| &digest[..]))
        };
        UnitKeys { config, of_sources: config.sources.iter().map(of_source).collect() }
    }

    /// The key of a unit of a source with this digest of its bytes.
    pub(super) fn key(&self, source: usize, bytes: Digest) -> Digest {
        let of_source = &self.of_sources[source];
        Digest::of_parts([&of_source.0[..], &source.to_le_bytes(), &bytes.0])
    }

    /// Tells whether messages quote the files of a source.
    pub(super) fn is_by_hand(&self, source: usize) -> bool {
        self.config.sources[source].kind == SourceType::Markdown
    }

    /// Digests what people decided about the threads of a unit.
    pub(super) fn decided(
        &self,
        source: usize,
        unit: &UnitRecord,
        merges: &ApprovedMerges,
    ) -> Digest {
        let decisions = &self.config.sources[source].decisions;
        // Threads that cannot be shown have left no id here.
        let is_nameless =
            |reason: &SkipReason| matches!(reason, SkipReason::Unsafe | SkipReason::TakenDown);
        if unit.skipped.iter().any(is_nameless) {
            return Digest::of_value(&(decisions, merges.all()));
        }
        let about = unit.threads.iter().filter_map(|thread| {
            let id = &thread.summary.id;
            let (said, into) = (decisions.get(&id.0), merges.of(source, id));
            (said.is_some() || into.is_some()).then_some((id, said, into))
        });
        let about: Vec<AboutThread<'_>> = about.collect();
        match about.is_empty() {
            true => Digest::default(),
            false => Digest::of_value(&about),
        }
    }
}

/// What decides which addresses are those of a community.
type Community<'a> = (SourceType, &'a str, Option<&'a str>, Option<SourceType>, bool);

/// A thread, the decision about it, and the thread that it is merged into.
type AboutThread<'a> = (&'a ThreadId, Option<&'a Decision>, Option<&'a (usize, ThreadId)>);
