//! How many replies an export says that there are, beside those that it holds.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diag::Place;
use crate::sources::problems;

use super::key::Key;
use super::message::Span;
use super::survey::Survey;

/// How many replies messages have, as the export says.
#[derive(Default)]
pub(in crate::sources) struct Promised {
    counts: Vec<(Key, u64, Span)>,
}

/// What is promised of the messages of one file.
#[derive(Clone, Copy, Default)]
struct Sum {
    line: u32,
    n_here: u64,
    n_all: u64,
}

impl Promised {
    /// Takes what is said of a message.
    pub(in crate::sources) fn add(&mut self, key: Key, n_replies: Option<i64>, span: Span) {
        let n_replies = n_replies.and_then(|n| u64::try_from(n).ok()).filter(|n| *n > 0);
        self.counts.extend(n_replies.map(|n| (key, n, span)));
    }

    /// Gives messages other keys.
    pub(in crate::sources) fn rename(&mut self, own: impl Fn(Key) -> Key) {
        self.counts.iter_mut().for_each(|(key, ..)| *key = own(*key));
    }

    /// Tells which files have fewer replies than they say, each once.
    pub(in crate::sources) fn tell(mut self, survey: &mut Survey<'_, '_>, help: &str) {
        // Copies of a message say it again; the highest number is the latest.
        self.counts.sort_unstable_by_key(|(key, n, span)| (*key, Reverse(*n), span.file));
        self.counts.dedup_by_key(|(key, _, _)| *key);
        let replies =
            survey.notes.iter().filter_map(|note| Some((*note.parents.first()?, note.key)));
        let mut replies: Vec<(Key, Key)> = replies.collect();
        replies.sort_unstable();
        replies.dedup();
        let mut files: BTreeMap<u32, Sum> = BTreeMap::new();
        for (key, n_all, span) in self.counts {
            let start = replies.partition_point(|(to, _)| *to < key);
            let n_here = replies[start..].partition_point(|(to, _)| *to == key) as u64;
            let sum = files.entry(span.file).or_default();
            if n_here < n_all && (sum.line == 0 || span.line < sum.line) {
                sum.line = span.line;
            }
            sum.n_here = sum.n_here.saturating_add(n_here.min(n_all));
            sum.n_all = sum.n_all.saturating_add(n_all);
        }
        for (file, sum) in files.into_iter().filter(|(_, sum)| sum.n_here < sum.n_all) {
            let path = survey.store.path(file).to_owned();
            let place = Place::line(&*path, sum.line as usize);
            let counts = [sum.n_here, sum.n_all].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
            let note = "its comments say that they have so many replies; the first that lacks some \
                        is here";
            let what = ("file", path.as_str());
            survey.sink.push(problems::truncated(
                place,
                what,
                counts.into(),
                note,
                help.to_owned(),
            ));
        }
    }
}
