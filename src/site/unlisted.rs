//! Threads in languages in which the site has no pages of its own.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Sink};
use crate::text::Lang;

use super::ThreadEntry;

/// Tells of languages that threads are in and that the settings do not list, one each.
pub(super) fn tell(threads: &[ThreadEntry], config: &Config, sink: &mut Sink) {
    let is_listed = |lang: Lang| config.languages.iter().any(|known| known.same_language(lang));
    let mut unlisted: BTreeMap<&str, (&ThreadEntry, usize)> = BTreeMap::new();
    for entry in threads.iter().filter(|entry| !is_listed(entry.summary.lang)) {
        let lang = entry.summary.lang.as_str();
        unlisted.entry(lang).or_insert((entry, 0)).1 += 1;
    }
    for (lang, (first, n_threads)) in unlisted {
        sink.push(language_unlisted(lang, first, n_threads, config));
    }
}

fn language_unlisted(lang: &str, first: &ThreadEntry, n: usize, config: &Config) -> Diagnostic {
    let message = match n {
        1 => format!("1 thread is in `{lang}`, which is not one of `languages`"),
        n => format!("{n} threads are in `{lang}`, which is not one of `languages`"),
    };
    let origin = &first.summary.origin.path;
    Diagnostic::warning(Code::LanguageUnlisted, message)
        .at(config.languages_place.clone(), "")
        .note(format!(
            "they stand in the lists of `{}`; the first is in `{origin}`",
            config.language
        ))
        .help(format!("add `{lang}` to `languages`, and it gets pages of its own"))
        .help("or correct what they say: `language:` at their top, or of their source")
}
