//! Keeps few documents waiting for tantivy's threads.
//!
//! Tantivy queues up to ten thousand documents. Threads are analysed faster
//! than they are indexed, so the terms of a whole site would wait in memory.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// No more bytes of terms than this wait at once.
const MOST_BYTES: usize = 2_000_000;

/// Waiting longer means that tantivy's threads are gone; it will say so itself.
const MOST_PATIENCE: Duration = Duration::from_secs(20);

/// Counts the bytes that wait.
#[derive(Default)]
pub(super) struct Queue {
    n_bytes: Mutex<usize>,
    less: Condvar,
}

/// A document that gives its place free when tantivy has indexed it.
pub(super) struct Queued {
    record: TantivyDocument,
    n_bytes: usize,
    queue: Arc<Queue>,
}

impl Queue {
    /// Waits for room and takes a place for a document of `n_bytes`.
    pub(super) fn enter(self: &Arc<Queue>, record: TantivyDocument, n_bytes: usize) -> Queued {
        if let Ok(waiting) = self.n_bytes.lock() {
            let full = |waiting: &mut usize| *waiting > MOST_BYTES;
            if let Ok((mut waiting, _)) = self.less.wait_timeout_while(waiting, MOST_PATIENCE, full)
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
