//! What people decided by hand, in decisions.yaml: which questions are one, and whether all
//! that they name is there.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::cache::Loaded;
use crate::config::Config;
use crate::config::Merge;
use crate::config::ThreadName;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::model::ThreadId;

/// Approved merges, by the question that loses its page.
pub(super) struct Merges {
    into: HashMap<(usize, String), (usize, ThreadId)>,
}

impl Merges {
    /// Takes those that a person has approved.
    pub(super) fn approved(config: &Config) -> Merges {
        let mut into = HashMap::new();
        for merge in approved(config) {
            let sources = config.sources.iter().enumerate();
            for (source, _) in sources.filter(|(_, source)| merge.question.is_of(source)) {
                let target = target(config, merge, source);
                let target = (target, ThreadId(merge.into.id.clone()));
                into.insert((source, merge.question.id.clone()), target);
            }
        }
        Merges { into }
    }

    /// Tells into which thread one is merged.
    pub(super) fn of(&self, source: usize, id: &ThreadId) -> Option<&(usize, ThreadId)> {
        if self.into.is_empty() {
            return None;
        }
        self.into.get(&(source, id.0.clone()))
    }
}

fn approved(config: &Config) -> impl Iterator<Item = &Merge> {
    config.merges.iter().filter(|merge| merge.approved == Some(true))
}

/// The source of the thread that stays: the one named, else the question's own.
fn target(config: &Config, merge: &Merge, source: usize) -> usize {
    let named = |_: &String| config.sources.iter().position(|source| merge.into.is_of(source));
    merge.into.source.as_ref().and_then(named).unwrap_or(source)
}

/// A decision about a thread that no source has changes nothing, which nobody would notice.
pub(super) fn tell_unused(config: &Config, threads: &[Loaded], sink: &mut Sink) {
    if config.decisions.is_empty() && approved(config).next().is_none() {
        return;
    }
    let known: HashSet<(usize, &str)> =
        threads.iter().map(|t| (t.summary.source, t.summary.id.0.as_str())).collect();
    let is_there = |name: &ThreadName| {
        let mut sources = config.sources.iter().enumerate();
        sources.any(|(at, source)| name.is_of(source) && known.contains(&(at, &*name.id)))
    };
    for decision in &config.decisions {
        let name = ThreadName { source: decision.source.clone(), id: decision.thread.clone() };
        if !is_there(&name) {
            sink.push(unused(&decision.thread, &decision.place));
        }
    }
    for merge in approved(config).filter(|merge| !is_there(&merge.question)) {
        sink.push(unused(&merge.question.id, &merge.place));
    }
}

fn unused(thread: &str, place: &Place) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, format!("no source has a thread `{thread}`"))
        .at(place.clone(), "decided here")
        .note("the decision changes nothing")
        .help("correct the id, or remove the line; `answerbook why ID` tells what became of it")
}
