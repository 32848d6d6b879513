//! Reads files out of mails when a page shows them; nothing of them is held before.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::nesting_guard::hide_nesting;
use super::{parts, raw};
use crate::sources::Packed;
use crate::sources::chat::{Span, Store};

/// How many bytes of files are kept for the next question: a page asks for a file three
/// times, and for all files of a mail in a row.
const KEPT: usize = 16 << 20;

/// Mails that may have files.
#[derive(Default)]
pub(super) struct Attached {
    /// By file and mail, in their order.
    mails: Vec<Place>,
    cached: Mutex<VecDeque<Arc<Opened>>>,
}

/// A mail: its file, its [`short_id`](super::convert::short_id) as a number, and where it lies.
type Place = (u32, u64, Span);

/// A mail's files by their paths in it.
struct Opened {
    mail: (u32, u64),
    files: Vec<(String, Arc<[u8]>)>,
}

impl Attached {
    /// Takes a mail; see [`Attached::sort`].
    pub(super) fn add(&mut self, file: u32, id: &str, span: Span) {
        self.mails.extend(number(id).map(|id| (file, id, span)));
    }

    /// Puts the mails in their order, once all are here.
    pub(super) fn sort(&mut self) {
        self.mails.sort_by_key(|(file, id, span)| (*file, *id, span.offset));
        // Of two with one id the first is shown.
        self.mails.dedup_by_key(|(file, id, _)| (*file, *id));
        self.mails.shrink_to_fit();
    }

    /// Finds a file by its path in the mbox file with this number: `MAIL/NUMBER-NAME`.
    pub(super) fn find(&self, store: &Store<'_>, file: u32, path: &str) -> Option<Packed<'_>> {
        let (mail, path) = path.split_once('/')?;
        let mail = (file, number(mail)?);
        let at = self.mails.binary_search_by_key(&mail, |(file, id, _)| (*file, *id)).ok()?;
        let cached = || self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cached().iter().find(|opened| opened.mail == mail).cloned();
        let opened = match known {
            Some(opened) => opened,
            None => {
                let opened = Arc::new(open(store, &self.mails[at])?);
                keep(&mut cached(), opened.clone());
                opened
            }
        };
        let (_, bytes) = opened.files.iter().find(|(known, _)| known == path)?;
        Some(Packed::of_bytes(bytes.clone()))
    }
}

fn number(id: &str) -> Option<u64> {
    u64::from_str_radix(id, 16).ok()
}

fn open(store: &Store<'_>, (file, id, span): &Place) -> Option<Opened> {
    let record = store.read(*span).ok()?;
    let bytes = raw::unescaped(&record);
    let bytes = hide_nesting(&bytes);
    let mail = raw::parsed(&bytes)?;
    let files = parts::of(&mail, raw::is_cut(&record)).into_iter();
    let files = files.map(|file| (file.path, Arc::from(&*file.bytes))).collect();
    Some(Opened { mail: (*file, *id), files })
}

fn keep(cached: &mut VecDeque<Arc<Opened>>, opened: Arc<Opened>) {
    cached.push_front(opened);
    let mut n_bytes = 0;
    cached.retain(|opened| {
        n_bytes += opened.files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        n_bytes <= KEPT
    });
}
