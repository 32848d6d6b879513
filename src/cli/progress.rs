//! Progress bars on a terminal.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Progress;

/// Draws one bar, or nothing.
pub(crate) struct Bar {
    bar: Mutex<Option<ProgressBar>>,
    draws: bool,
}

impl Bar {
    pub(crate) fn new(draws: bool) -> Bar {
        Bar { bar: Mutex::new(None), draws }
    }

    /// Removes the bar.
    pub(crate) fn clear(&self) {
        let mut bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn start(&self, stage: &'static str, n_steps: usize) {
        self.clear();
        if !self.draws {
            return;
        }
        let style = ProgressStyle::with_template("{msg:>10} {bar:32} {human_pos}/{human_len}");
        let bar = ProgressBar::new(n_steps as u64).with_message(stage);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    }

    fn step(&self) {
        if !self.draws {
            return;
        }
        if let Some(bar) = &*self.bar.lock().unwrap_or_else(PoisonError::into_inner) {
            bar.inc(1);
        }
    }
}
