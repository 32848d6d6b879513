//! What people decided by hand, in decisions.yaml: which questions are one, and whether all
//! that they name is there.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::cache::LoadedThread;
use crate::config::{Config, Merge, SourceSettings, ThreadName};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::ThreadId;

/// Approved merges, by the question that loses its page.
pub(super) struct ApprovedMerges {
    into: HashMap<(usize, String), (usize, ThreadId)>,
}

impl ApprovedMerges {
    /// Takes those that a person has approved.
    pub(super) fn approved(config: &Config) -> ApprovedMerges {
        let mut into = HashMap::new();
        for merge in approved(config) {
            for (source, settings) in config.sources.iter().enumerate() {
                let question = (source, merge.question.id_in(settings).to_owned());
                into.insert(question, target(config, merge, source));
            }
        }
        ApprovedMerges { into }
    }

    /// Lists all of them.
    pub(super) fn all(&self) -> BTreeMap<&(usize, String), &(usize, ThreadId)> {
        self.into.iter().collect()
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

/// The thread that stays: of the source named, else of the question's own.
fn target(config: &Config, merge: &Merge, source: usize) -> (usize, ThreadId) {
    let mut sources = config.sources.iter().enumerate();
    let named = sources.find_map(|(at, settings)| Some((at, merge.into.named_in(settings)?)));
    let (source, id) = named.unwrap_or((source, &merge.into.0));
    (source, ThreadId(id.to_owned()))
}

/// A decision about a thread that no source has changes nothing, which nobody would notice.
pub(super) fn tell_unused(config: &Config, threads: &[LoadedThread], sink: &mut Sink) {
    if config.decisions.is_empty() && approved(config).next().is_none() {
        return;
    }
    let known: HashSet<(usize, &str)> =
        threads.iter().map(|t| (t.summary.source, t.summary.id.0.as_str())).collect();
    for (thread, decision) in &config.decisions {
        let name = ThreadName(thread.clone());
        let is_there =
            |(at, source): (usize, &SourceSettings)| known.contains(&(at, name.id_in(source)));
        if !config.sources.iter().enumerate().any(is_there) {
            decision.places().iter().for_each(|place| sink.push(unused(thread, place)));
        }
    }
    for merge in approved(config) {
        let is_there = |(at, source): (usize, &SourceSettings)| {
            known.contains(&(at, merge.question.id_in(source)))
        };
        if !config.sources.iter().enumerate().any(is_there) {
            sink.push(unused(&merge.question.0, &merge.place));
        }
    }
}

fn unused(thread: &str, place: &Place) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, format!("no source has a thread `{thread}`"))
        .at(place.clone(), "decided here")
        .note("the decision changes nothing")
        .help("correct the id, or remove the line; `answerbook why ID` tells what became of it")
}
