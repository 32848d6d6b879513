//! Reports how far a build or an import is to whoever asked for it.

use crate::diag::Sink;

/// Hears how far a build is.
pub trait Progress: Sync {
    /// A stage starts with this many steps.
    fn start(&self, stage: &'static str, n_steps: usize);
    /// A step is done.
    fn step(&self);
    /// In a preview: all pages are there, with these problems; the search still lags behind.
    fn pages(&self, _problems: &Sink) {}
}
