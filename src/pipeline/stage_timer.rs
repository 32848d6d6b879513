//! How long the stages of a build take.

use std::time::{Duration, Instant};

/// Counts milliseconds by stage.
pub(super) struct StageTimer {
    last: Instant,
    /// The stages in order, each with its milliseconds.
    pub laps: Vec<(String, u64)>,
}

impl StageTimer {
    pub fn start() -> StageTimer {
        StageTimer { last: Instant::now(), laps: Vec::new() }
    }

    /// Ends a stage.
    pub fn lap(&mut self, stage: &str) {
        self.laps.push((stage.to_owned(), milliseconds(self.last.elapsed())));
        self.last = Instant::now();
    }
}

pub(super) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
