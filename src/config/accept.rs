//! The setting `accept`: warnings that somebody has looked at, and that stay as they are.

use crate::diag::{Code, Diagnostic, Place, Severity, Sink, nearest};

use super::check::{invalid, value_place};

/// A warning that is accepted: all of a code in a file, or in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedWarning {
    /// What is accepted.
    pub code: Code,
    /// Where: a file, or a folder.
    pub path: String,
    /// As it is written.
    word: String,
    /// Where the settings say so.
    place: Place,
}

/// Which command has looked for warnings: not all of them find all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A build.
    Build,
    /// A check of published pages.
    Check,
    /// A build that stopped before its end.
    Partly,
}

impl Looked {
    /// Tells whether it would have found a warning of a code, wherever it is.
    fn finds(self, code: Code) -> bool {
        match (self, code) {
            // Some of them are found by the one, and some by the other.
            (_, Code::StringMissing | Code::HostLimit) => false,
            (Looked::Build, code) => code != Code::PageHeavy,
            (Looked::Check, code) => code == Code::PageHeavy,
            (Looked::Partly, _) => false,
        }
    }
}

impl AcceptedWarning {
    /// Tells whether a message is this one. All files that it names must be meant, so that one
    /// more of them is told.
    fn covers(&self, told: &Diagnostic) -> bool {
        let is_there = |path: &str| {
            let below = path.strip_prefix(self.path.as_str());
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        told.severity == Severity::Warning
            && told.code == self.code
            && !told.labels.is_empty()
            && told.labels.iter().all(|label| is_there(&label.place.path))
    }
}

/// Takes out what is accepted, and tells of what is accepted and does not occur any more.
/// Returns how many warnings were taken out.
pub fn settle(accepted: &[AcceptedWarning], looked: Looked, sink: &mut Sink) -> usize {
    let mut is_met = vec![false; accepted.len()];
    let before = sink.diagnostics().len();
    sink.retain(|told| {
        let met = accepted.iter().position(|one| one.covers(told));
        if let Some(at) = met {
            is_met[at] = true;
        }
        met.is_none()
    });
    let n_taken = before - sink.diagnostics().len();
    for (one, _) in accepted.iter().zip(is_met).filter(|(one, met)| !met && looked.finds(one.code))
    {
        sink.push(idle(one));
    }
    n_taken
}

/// Reads the setting.
pub(super) fn check(text: &str, words: Vec<String>, sink: &mut Sink) -> Vec<AcceptedWarning> {
    let mut accepted = Vec::new();
    for (at, word) in words.into_iter().enumerate() {
        let path = ["accept".to_owned(), at.to_string()];
        let place = value_place(text, &path, "");
        let (name, path) = word.split_once('@').unwrap_or((&word, ""));
        let path = path.trim_start_matches("./").trim_end_matches('/').to_owned();
        match Code::by_name(name) {
            None => sink.push(code_unknown(place, name)),
            Some(_) if path.is_empty() => sink.push(place_missing(place, name)),
            Some(code) => accepted.push(AcceptedWarning { code, path, word, place }),
        }
    }
    accepted
}

fn code_unknown(place: Place, name: &str) -> Diagnostic {
    let near = nearest(name, Code::all().map(|entry| entry.name));
    let list = "`answerbook explain` lists all codes".to_owned();
    invalid(place, format!("`accept` names the code `{name}`, which no message has"))
        .help(near.map_or(list, |near| format!("use `{near}`")))
}

fn place_missing(place: Place, name: &str) -> Diagnostic {
    invalid(place, format!("`accept` does not say where `{name}` is accepted"))
        .note("everywhere would hide what comes later")
        .help(format!("write the file of the message, or its folder: `{name}@answers/reset.md`"))
}

fn idle(accepted: &AcceptedWarning) -> Diagnostic {
    let AcceptedWarning { word, place, .. } = accepted;
    Diagnostic::warning(Code::AcceptIdle, format!("`{word}` is accepted, and does not occur"))
        .at(place.clone(), "accepted here")
        .note("errors cannot be accepted, and warnings only where all their files are")
        .help("remove it from `accept`, so that nothing new is accepted by it")
}
