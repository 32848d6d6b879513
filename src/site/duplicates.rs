//! Folds duplicates: a question that was asked before gets no page of its own, and is shown
//! as another wording on the page of the thread that it duplicates.

use std::collections::HashMap;

use crate::cache::{BodyHandle, LoadedThread};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Digest;
use crate::model::{Reference, ThreadId};
use crate::normalize::Summary;
use crate::text::Lang;

use super::{Duplicate, OnWithheld, WithheldReason};

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
    let fates: Vec<FoldOutcome> =
        (0..loaded.len()).map(|at| fold_outcome(at, &loaded, &targets, sink)).collect();
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

fn fold_outcome(
    at: usize,
    loaded: &[LoadedThread],
    targets: &[Option<usize>],
    sink: &mut Sink,
) -> FoldOutcome {
    let Some((_, original)) = &loaded[at].summary.duplicate_of else {
        return FoldOutcome::Stays;
    };
    let Some(mut target) = targets[at] else {
        sink.push(target_missing(&loaded[at].summary, &original.0));
        return FoldOutcome::Stays;
    };
    let mut steps = 0;
    while let Some(next) = targets[target] {
        target = next;
        steps += 1;
        if target == at || steps > targets.len() {
            if target == at && is_first_of_ring(at, targets) {
                sink.push(cycle(&loaded[at].summary, loaded, targets, at));
            }
            return FoldOutcome::Stays;
        }
    }
    // An original that is not solved well enough is not shown; this thread may be.
    if loaded[target].good_enough { FoldOutcome::Into(target) } else { FoldOutcome::Stays }
}

/// Tells whether a thread is the first of a ring of duplicates: a ring is reported once.
fn is_first_of_ring(at: usize, targets: &[Option<usize>]) -> bool {
    let mut next = targets[at];
    while let Some(other) = next {
        if other == at {
            return true;
        }
        if other < at {
            return false;
        }
        next = targets[other];
    }
    false
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
    let last = alias.rsplit('/').next().unwrap_or_default();
    let ends_like_one = last.is_empty() || last.ends_with(".html") || last.ends_with(".php");
    let is_short = words <= 2 && !alias.ends_with(['?', '!', '.']);
    (is_full || alias.starts_with('/')) && (words == 1 || is_short || ends_like_one)
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
