//! Links answers that say the same in different languages.

use std::collections::{BTreeMap, HashMap};

use crate::config::{Config, StaleTranslations};
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};
use crate::normalize::Summary;
use crate::text::slug;

use super::ThreadEntry;

/// Links every thread to its translations, both ways, and finds out whose original has changed.
pub(super) fn link(threads: &mut [ThreadEntry], config: &Config, sink: &mut Sink) {
    if threads.iter().all(|entry| entry.summary.translation_of.is_none()) {
        return;
    }
    let names = Names::of(threads);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, entry) in threads.iter().enumerate() {
        let Some(original) = &entry.summary.translation_of else { continue };
        match names.original(at, threads) {
            Some(target) => {
                groups.entry(root(target, threads, &names)).or_default().push(at);
            }
            None => sink.push(target_missing(entry, original)),
        }
    }
    for (original, others) in groups {
        let mut group = vec![original];
        for at in others {
            let lang = threads[at].summary.lang;
            match group.iter().find(|&&known| threads[known].summary.lang == lang) {
                Some(&known) => sink.push(language_taken(&threads[at], &threads[known])),
                None => group.push(at),
            }
        }
        for &member in &group {
            threads[member].translations =
                group.iter().copied().filter(|&at| at != member).collect();
            let is_original = threads[original].summary.translation_of.is_none();
            if is_original && member != original && is_stale(&threads[member], &threads[original]) {
                follow_up(&mut threads[member], original, config, sink);
            }
        }
    }
}

/// Tells whether an original has other sections than when its translation was checked.
fn is_stale(translation: &ThreadEntry, original: &ThreadEntry) -> bool {
    let (then, now) = (&translation.summary.translated_from, &original.summary.sections);
    then.as_ref()
        .is_some_and(|then| !(now.missing_in(then).is_empty() && then.missing_in(now).is_empty()))
}

fn follow_up(entry: &mut ThreadEntry, original: usize, config: &Config, sink: &mut Sink) {
    match config.stale_translations {
        StaleTranslations::Off => return,
        StaleTranslations::Warn => sink.push(stale(entry, Severity::Warning)),
        StaleTranslations::Error => sink.push(stale(entry, Severity::Error)),
    }
    entry.changed_original = Some(original);
}

fn stale(entry: &ThreadEntry, severity: Severity) -> Diagnostic {
    let Summary { origin, id, .. } = &entry.summary;
    let message = "the original of this translation has changed since it was checked";
    Diagnostic { severity, ..Diagnostic::warning(Code::TranslationStale, message) }
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .note("its page says so to readers")
        .help("`answerbook review` shows what has changed")
        .help(format!("follow it, then run `answerbook verify {}`", id.0))
}

/// A translation of a translation belongs to the first original.
fn root(mut at: usize, threads: &[ThreadEntry], names: &Names) -> usize {
    for _ in 0..8 {
        match names.original(at, threads) {
            Some(next) => at = next,
            None => return at,
        }
    }
    at
}

/// What `translation_of` may say: the slug, the slug of the title, the id, or its last part.
struct Names(HashMap<(usize, String), Vec<usize>>);

impl Names {
    fn of(threads: &[ThreadEntry]) -> Names {
        let mut names: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for (at, entry) in threads.iter().enumerate() {
            let summary = &entry.summary;
            let id = summary.id.0.as_str();
            let forms = [
                summary.slug.clone().unwrap_or_default(),
                id.to_owned(),
                slug(&summary.title),
                id.rsplit('/').next().unwrap_or_default().to_owned(),
            ];
            for form in forms.into_iter().filter(|form| !form.is_empty()) {
                let of_form = names.entry((summary.source, form.to_lowercase())).or_default();
                // Two of a kind are enough to find one that is not the thread itself.
                let kind = |at: usize| {
                    let summary: &Summary = &threads[at].summary;
                    (summary.lang, summary.translation_of.is_none())
                };
                let n_alike = of_form.iter().filter(|known| kind(**known) == kind(at)).count();
                if n_alike < 2 && of_form.last() != Some(&at) {
                    of_form.push(at);
                }
            }
        }
        Names(names)
    }

    /// Finds what a thread is a translation of: never itself, and one in another language
    /// rather than one in its own, since `en/reset.md` is named as `reset.md` is.
    fn original(&self, at: usize, threads: &[ThreadEntry]) -> Option<usize> {
        let Summary { translation_of, source, lang, .. } = &threads[at].summary;
        let name = translation_of.as_ref()?.trim().to_lowercase();
        let others = self.0.get(&(*source, name))?.iter().copied().filter(|other| *other != at);
        let is_other = |other: &usize| threads[*other].summary.lang != *lang;
        let is_first = |other: &usize| threads[*other].summary.translation_of.is_none();
        let all = || others.clone();
        let best = all().find(|other| is_other(other) && is_first(other));
        best.or_else(|| all().find(is_other)).or_else(|| all().next())
    }
}

fn language_taken(entry: &ThreadEntry, known: &ThreadEntry) -> Diagnostic {
    let place = |entry: &ThreadEntry| {
        Place::line(&entry.summary.origin.path, entry.summary.origin.line.max(1))
    };
    let message = format!("there is a translation into `{}` already", entry.summary.lang);
    Diagnostic::warning(Code::TranslationTarget, message)
        .at(place(entry), "this one is not linked")
        .at(place(known), "this one is")
        .help("remove `translation_of` from one of them, or correct its `language`")
}

fn target_missing(entry: &ThreadEntry, original: &str) -> Diagnostic {
    let summary = &entry.summary;
    let message = format!("no answer `{original}`, of which `{}` is a translation", summary.id.0);
    Diagnostic::warning(Code::TranslationTarget, message)
        .at(Place::line(&summary.origin.path, summary.origin.line.max(1)), "")
        .help("set `translation_of` to the slug or id of the original")
}
