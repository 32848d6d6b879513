//! Limits how much waits for Tantivy's indexing threads.
//!
//! Tantivy lets ten thousand documents wait. We make terms faster than it indexes them, so
//! the terms of a whole site could wait in memory. Here whoever adds a document waits while
//! too many bytes are queued.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// How many bytes of terms may wait at once.
const MAX_BYTES: usize = 2_000_000;

/// How long to wait for room. Longer means that Tantivy's threads have died, and the next
/// call of Tantivy will return the error.
const MAX_PATIENCE: Duration = Duration::from_secs(20);

/// Counts the bytes of the documents that wait.
#[derive(Default)]
pub(super) struct Queue {
    n_bytes: Mutex<usize>,
    less: Condvar,
}

/// A document with its place in the queue, which it gives back when Tantivy drops it.
pub(super) struct Queued {
    record: TantivyDocument,
    n_bytes: usize,
    queue: Arc<Queue>,
}

impl Queue {
    /// Waits until there is room for a document of `n_bytes`, and takes it.
    pub(super) fn enter(self: &Arc<Queue>, record: TantivyDocument, n_bytes: usize) -> Queued {
        if let Ok(waiting) = self.n_bytes.lock() {
            let full = |waiting: &mut usize| *waiting > MAX_BYTES;
            if let Ok((mut waiting, _)) = self.less.wait_timeout_while(waiting, MAX_PATIENCE, full)
            {
                *waiting += n_bytes;
            }
        }
        Queued { record, n_bytes, queue: Arc::clone(self) }
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        if let Ok(mut waiting) = self.queue.n_bytes.lock() {
            *waiting = waiting.saturating_sub(self.n_bytes);
        }
        self.queue.less.notify_one();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.record.iter_fields_and_values()
    }
}
