//! A source with what the settings of the site say of its threads: which channels are read, and
//! what people decided.

use crate::config::{SourceSettings, SourceType};
use crate::diag::Place;
use crate::files::Digest;
use crate::model::{PostId, Reason, Thread};

use super::channels::Channels;
use super::{Batch, LinkTarget, Packed, Reader, decided};

/// A source, and what is said of it.
pub(super) struct Settled<'a> {
    /// The source itself.
    pub inner: Box<dyn Reader + 'a>,
    /// Its settings, which hold the decisions.
    pub settings: &'a SourceSettings,
    /// The channels that are read, where threads have to be asked for theirs.
    pub channels: Option<Channels>,
    /// What it was taken for, when the settings leave it open.
    pub taken_for: Option<SourceType>,
}

impl Reader for Settled<'_> {
    fn n_units(&self) -> usize {
        self.inner.n_units()
    }

    fn read(&self, unit: usize) -> Batch {
        let mut batch = self.inner.read(unit);
        if let Some(channels) = &self.channels {
            channels.choose(&mut batch);
        }
        for thread in &mut batch.threads {
            decided::apply(self.settings, thread, &mut batch.sink);
        }
        batch
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        // Channels and decisions are part of what every unit is kept under, as all settings are.
        self.inner.digest(unit)
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.inner.link_target(url)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let place = decided::locate(self.settings, thread, reason).cloned();
        place.or_else(|| self.inner.locate(thread, reason, post))
    }

    fn packed(&self, path: &str) -> Option<Packed<'_>> {
        self.inner.packed(path)
    }

    fn taken_for(&self) -> Option<SourceType> {
        self.taken_for
    }
}
