//! Folds duplicates: a question that was asked before gets no page of its own, and is shown
//! as another wording on the page of the thread that it duplicates.

use std::collections::HashMap;

use crate::cache::{BodyHandle, LoadedThread};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Digest;
use crate::model::{Reference, ThreadId};
use crate::normalize::{MAX_POSTS, Summary, n_shown};
use crate::text::Lang;

use super::{Duplicate, OnWithheld, ThreadEntry, WithheldReason};

/// Another wording of a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wording {
    /// Plain text.
    pub title: String,
    /// The original thread.
    pub url: Option<String>,
    /// Its language.
    pub lang: Lang,
    /// Who asked.
    pub asker: Option<String>,
    /// The licence of their words.
    pub licence: Option<String>,
}

/// A published thread with the wordings of its duplicates.
pub(super) struct FoldedThread {
    pub summary: Summary,
    pub body: BodyHandle,
    pub origin: Digest,
    pub references: Vec<Reference>,
    pub wordings: Vec<Wording>,
    pub duplicates: Vec<Duplicate>,
}

enum FoldOutcome {
    Stays,
    Into(usize),
}

/// Folds duplicates and leaves out what is not published.
pub(super) fn fold(
    loaded: Vec<LoadedThread>,
    config: &Config,
    withhold: OnWithheld<'_>,
    sink: &mut Sink,
) -> Vec<FoldedThread> {
    let targets = targets(&loaded);
    let ends = ends(&targets);
    let fates: Vec<FoldOutcome> =
        (0..loaded.len()).map(|at| fold_outcome(at, &loaded, &targets, &ends, sink)).collect();
    let names: HashMap<usize, (usize, ThreadId)> = fates
        .iter()
        .filter_map(|fold_outcome| match fold_outcome {
            FoldOutcome::Stays => None,
            FoldOutcome::Into(target) => {
                let summary = &loaded[*target].summary;
                Some((*target, (summary.source, summary.id.clone())))
            }
        })
        .collect();
    let mut kept: Vec<(usize, FoldedThread)> = Vec::with_capacity(loaded.len());
    let mut folded: HashMap<usize, Vec<Duplicate>> = HashMap::new();
    for (at, (thread, fold_outcome)) in loaded.into_iter().zip(fates).enumerate() {
        let LoadedThread { summary, body, good_enough, origin, references } = thread;
        match (fold_outcome, body) {
            (FoldOutcome::Into(target), Some(body)) => {
                let (source, id) = names[&target].clone();
                withhold(&summary, WithheldReason::Duplicate(source, id));
                folded.entry(target).or_default().push(Duplicate { summary, body, references });
            }
            (FoldOutcome::Stays, Some(body)) if good_enough => {
                let wordings = Vec::new();
                let duplicates = Vec::new();
                let thread =
                    FoldedThread { summary, body, origin, references, wordings, duplicates };
                kept.push((at, thread));
            }
            _ if summary.draft => withhold(&summary, WithheldReason::Draft),
            (FoldOutcome::Into(_) | FoldOutcome::Stays, _) => {
                let verdict = config.publish.verdict(&summary.resolution, summary.publish);
                withhold(&summary, WithheldReason::Unfit(verdict));
            }
        }
    }
    for (at, thread) in &mut kept {
        thread.duplicates = folded.remove(at).unwrap_or_default();
        thread.wordings = thread.duplicates.iter().map(|d| wording(&d.summary)).collect();
        thread.wordings.extend(aliases(&thread.summary));
    }
    kept.into_iter().map(|(_, thread)| thread).collect()
}

/// Where the thread stands that each one is a duplicate of.
fn targets(loaded: &[LoadedThread]) -> Vec<Option<usize>> {
    let by_id: HashMap<(usize, &str), usize> = loaded
        .iter()
        .enumerate()
        .map(|(at, thread)| ((thread.summary.source, thread.summary.id.0.as_str()), at))
        .collect();
    let target = |thread: &LoadedThread| {
        let (source, original) = thread.summary.duplicate_of.as_ref()?;
        by_id.get(&(*source, original.0.as_str())).copied()
    };
    loaded.iter().map(target).collect()
}

/// Where one gets from a thread by following the marks of duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayEnd {
    /// To this thread, which is a duplicate of none.
    Thread(usize),
    /// Round and round; a ring is reported at its first thread.
    Ring { is_first: bool },
}

/// Finds all ends, in linear time: no way is gone twice.
fn ends(targets: &[Option<usize>]) -> Vec<WayEnd> {
    let mut ends: Vec<Option<WayEnd>> = vec![None; targets.len()];
    let mut way = Vec::new();
    // Which way each thread was met on.
    let mut met = vec![usize::MAX; targets.len()];
    for at in 0..targets.len() {
        let mut last = at;
        way.clear();
        while ends[last].is_none() && met[last] != at {
            met[last] = at;
            way.push(last);
            last = targets[last].unwrap_or(last);
        }
        let end = match ends[last] {
            Some(WayEnd::Thread(target)) => WayEnd::Thread(target),
            None if targets[last].is_none() => WayEnd::Thread(last),
            Some(WayEnd::Ring { .. }) => WayEnd::Ring { is_first: false },
            None => {
                let ring = way.iter().skip_while(|step| **step != last);
                let first = ring.copied().min().unwrap_or(last);
                ends[first] = Some(WayEnd::Ring { is_first: true });
                WayEnd::Ring { is_first: false }
            }
        };
        for step in &way {
            ends[*step].get_or_insert(end);
        }
    }
    // Each thread is on the way that starts there.
    ends.into_iter().flatten().collect()
}

fn fold_outcome(
    at: usize,
    loaded: &[LoadedThread],
    targets: &[Option<usize>],
    ends: &[WayEnd],
    sink: &mut Sink,
) -> FoldOutcome {
    let Some((_, original)) = &loaded[at].summary.duplicate_of else {
        return FoldOutcome::Stays;
    };
    if targets[at].is_none() {
        sink.push(target_missing(&loaded[at].summary, &original.0));
        return FoldOutcome::Stays;
    }
    match ends[at] {
        // An original that is not solved well enough is not shown; this thread may be.
        WayEnd::Thread(target) if loaded[target].good_enough => FoldOutcome::Into(target),
        WayEnd::Thread(_) | WayEnd::Ring { is_first: false } => FoldOutcome::Stays,
        WayEnd::Ring { is_first: true } => {
            sink.push(cycle(&loaded[at].summary, loaded, targets, at));
            FoldOutcome::Stays
        }
    }
}

fn wording(summary: &Summary) -> Wording {
    Wording {
        title: summary.title.clone(),
        url: summary.url.clone(),
        lang: summary.lang,
        asker: summary.asker.clone(),
        licence: summary.licence.clone(),
    }
}

/// Tells whether an alias is an old address: from the top of the site, or in full.
pub fn is_old_address(alias: &str) -> bool {
    let alias = alias.trim();
    let is_full = alias.starts_with("https://") || alias.starts_with("http://");
    // A command or the name of a file may start a wording: `/giveaway does not end`.
    let words = alias.split_whitespace().count();
    let is_short = words <= 2 && !alias.ends_with(['?', '!', '.']);
    (is_full || alias.starts_with('/')) && (words == 1 || is_short || ends_like_address(alias))
}

/// Tells whether the end of an alias is that of an address, whatever words it has.
pub fn ends_like_address(alias: &str) -> bool {
    let last = alias.trim().rsplit('/').next().unwrap_or_default();
    last.is_empty() || last.ends_with(".html") || last.ends_with(".php")
}

/// Returns the aliases of a thread that are wordings; the others are old addresses.
fn aliases(summary: &Summary) -> Vec<Wording> {
    let spoken = summary.aliases.iter().filter(|alias| !is_old_address(alias));
    spoken
        .map(|title| Wording {
            title: title.clone(),
            url: None,
            lang: summary.lang,
            asker: None,
            licence: None,
        })
        .collect()
}

fn place(summary: &Summary) -> Place {
    Place::line(&summary.origin.path, summary.origin.line.max(1))
}

fn target_missing(summary: &Summary, original: &str) -> Diagnostic {
    let message =
        format!("thread `{}` is a duplicate of `{original}`, which is not there", summary.id.0);
    Diagnostic::warning(Code::DuplicateTarget, message)
        .at(place(summary), "")
        .note("the thread is treated as one of its own")
        .help(format!("import `{original}` too, or remove the mark"))
}

/// Tells of answers of duplicates that find no room on the page of the thread that stays.
pub(super) fn tell_left_out(threads: &[ThreadEntry], sink: &mut Sink) {
    for entry in threads {
        let (n_own, n_folded) = (entry.summary.n_answers, entry.n_folded_answers());
        let n_left_out = n_own + n_folded - n_shown(n_own, n_folded);
        if n_left_out > 0 {
            sink.push(answers_left_out(&entry.summary, n_left_out));
        }
    }
}

fn answers_left_out(summary: &Summary, n_left_out: usize) -> Diagnostic {
    let id = &summary.id.0;
    let message = match n_left_out {
        1 => format!("1 answer of duplicates of `{id}` is left out"),
        n => format!("{n} answers of duplicates of `{id}` are left out"),
    };
    Diagnostic::warning(Code::ThreadLong, message)
        .at(place(summary), "the thread that stays")
        .note(format!("a page shows {MAX_POSTS} answers, those of the thread itself first"))
        .help("take the mark of a duplicate off, so that it has a page of its own")
}

/// How many threads of a ring are named.
const MAX_NAMED: usize = 5;

fn cycle(
    summary: &Summary,
    loaded: &[LoadedThread],
    targets: &[Option<usize>],
    at: usize,
) -> Diagnostic {
    let mut ids = vec![format!("`{}`", summary.id.0)];
    let mut diagnostic =
        Diagnostic::warning(Code::DuplicateCycle, "duplicates point at each other in a ring")
            .at(place(summary), "the ring starts here");
    let mut next = targets[at];
    while let Some(other) = next {
        if ids.len() == MAX_NAMED && other != at {
            ids.push("…".to_owned());
            break;
        }
        ids.push(format!("`{}`", loaded[other].summary.id.0));
        if other == at {
            break;
        }
        diagnostic = diagnostic.at(place(&loaded[other].summary), "and goes on here");
        next = targets[other];
    }
    diagnostic
        .note(format!("{}; each is published on its own", ids.join(" → ")))
        .help("remove one of the marks")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_end_at_a_thread_or_in_a_ring_in_linear_time() {
        let ring = |is_first| WayEnd::Ring { is_first };
        // 0 leads into the ring of 4, 2 and 3; 1 to 5, which is a duplicate of none.
        let targets = [Some(4), Some(5), Some(3), Some(4), Some(2), None, Some(6)];
        let thread = WayEnd::Thread(5);
        let expected = [ring(false), thread, ring(true), ring(false), ring(false), thread];
        assert_eq!(ends(&targets)[..6], expected);
        assert_eq!(ends(&targets)[6], ring(true));
        let n = 1_000_000;
        let chain: Vec<Option<usize>> = (1..n).map(Some).chain([None]).collect();
        assert!(ends(&chain).iter().all(|end| *end == WayEnd::Thread(n - 1)));
        let back: Vec<Option<usize>> = (0..n).map(|at| at.checked_sub(1)).collect();
        assert!(ends(&back).iter().all(|end| *end == WayEnd::Thread(0)));
        // All of a chain lead into a ring at its end.
        let into: Vec<Option<usize>> = (1..n).map(Some).chain([Some(n - 2)]).collect();
        let firsts = ends(&into).into_iter().filter(|end| *end == ring(true)).count();
        assert_eq!(firsts, 1);
    }
}
