//! Which channels, lists and categories of a source are read.

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobSet};

use crate::config::{ChannelName, ChosenChannels, SourceSettings};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};

use super::{Batch, Skip, SkipReason};

/// What the settings of a source choose.
pub(super) struct Channels {
    only: Vec<GlobSet>,
    except: Vec<GlobSet>,
    chooses: bool,
}

impl Channels {
    /// Reads the names and patterns of the settings.
    pub(super) fn new(chosen: &ChosenChannels) -> Channels {
        let all =
            |names: &[ChannelName]| names.iter().filter_map(|name| matcher(&name.name)).collect();
        Channels {
            only: all(&chosen.only),
            except: all(&chosen.except),
            chooses: !chosen.only.is_empty(),
        }
    }

    /// Tells whether what lies in a channel is read; `names` are its names and ids.
    pub(super) fn take(&self, names: &[String]) -> bool {
        let is_of = |list: &[GlobSet]| {
            let mut names = names.iter().map(|name| folded(name));
            names.any(|name| list.iter().any(|pattern| pattern.is_match(&name)))
        };
        !is_of(&self.except) && (!self.chooses || is_of(&self.only))
    }

    /// Leaves out the threads of channels that are not wanted, and notes all names of channels.
    pub(super) fn choose(&self, batch: &mut Batch) {
        for thread in std::mem::take(&mut batch.threads) {
            let names = match thread.channels.is_empty() {
                true => [thread.tags.as_slice(), &thread.category.path].concat(),
                false => thread.channels.clone(),
            };
            let is_wanted = self.take(&names);
            batch.channels.extend(names);
            if is_wanted {
                batch.threads.push(thread);
                continue;
            }
            let place = Place::line(&*thread.origin.path, thread.origin.line.max(1));
            let id = Some(thread.id);
            batch.skipped.push(Skip { id, reason: SkipReason::Channel, place });
        }
    }
}

/// Tells of names in the settings that no channel of the source has, each once; `known` are
/// the names that there are.
pub fn tell_unknown(settings: &SourceSettings, known: &BTreeSet<String>, sink: &mut Sink) {
    let folded_names: Vec<String> = known.iter().map(|name| folded(name)).collect();
    for name in settings.channels.only.iter().chain(&settings.channels.except) {
        let pattern = matcher(&name.name);
        let is_it =
            |known: &String| pattern.as_ref().is_some_and(|pattern| pattern.is_match(known));
        if !folded_names.iter().any(is_it) {
            sink.push(channel_unknown(settings, name, known));
        }
    }
}

fn channel_unknown(
    settings: &SourceSettings,
    name: &ChannelName,
    known: &BTreeSet<String>,
) -> Diagnostic {
    let what = if name.name.contains('*') { "matches" } else { "is called" };
    let message = format!("no channel of `{}` {what} `{}`", settings.name, name.name);
    // Ids of digits alone say little, and names are there beside them.
    let is_name = |name: &&str| !name.bytes().all(|byte| byte.is_ascii_digit());
    let mut seen = BTreeSet::new();
    let all: Vec<&str> =
        known.iter().map(String::as_str).filter(|name| seen.insert(folded(name))).collect();
    let names: Vec<&str> = all.iter().copied().filter(is_name).collect();
    let names = if names.is_empty() { all } else { names };
    let wanted = folded(&name.name);
    let near = nearest(&wanted, seen.iter().map(String::as_str));
    let note = match names.as_slice() {
        [] => "what the source holds says of no channel".to_owned(),
        names => format!("the source has {}", join_names(names)),
    };
    Diagnostic::warning(Code::ChannelUnknown, message)
        .at(name.place.clone(), "leaves nothing in and nothing out")
        .note(note)
        .help_if(near.map(|name| format!("use `{name}`")))
}

/// A pattern in which `*` alone has a meaning, for folded names. The settings hold none that is
/// too long for one.
fn matcher(name: &str) -> Option<GlobSet> {
    let pattern = globset::escape(&folded(name)).replace("[*]", "*");
    let glob = GlobBuilder::new(&pattern).backslash_escape(false).build().ok()?;
    // Alone among the ways to compile one, a set reports what is too large instead of panicking.
    GlobSet::builder().add(glob).build().ok()
}

/// A name as it is compared: `#Help` is `help`.
fn folded(name: &str) -> String {
    name.trim().trim_start_matches('#').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(only: &[&str], except: &[&str]) -> Channels {
        let names = |names: &[&str]| {
            let name = |name: &&str| ChannelName {
                name: (*name).to_owned(),
                place: Place::file("answerbook.yaml"),
            };
            names.iter().map(name).collect()
        };
        Channels::new(&ChosenChannels { only: names(only), except: names(except) })
    }

    #[track_caller]
    fn check(only: &[&str], except: &[&str], names: &[&str], expected: bool) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(channels(only, except).take(&names), expected, "{names:?}");
    }

    #[test]
    fn names_ids_and_patterns_choose_without_case() {
        check(&["Help"], &[], &["C1", "help"], true);
        check(&["#help"], &[], &["C1", "help"], true);
        check(&["c1"], &[], &["C1", "help"], true);
        check(&["help"], &[], &["help-uk"], false);
        check(&["help*"], &[], &["help-uk"], true);
        check(&["*/faq"], &[], &["Care/Billing/FAQ"], true);
        check(&["допомога"], &[], &["Допомога"], true);
        check(&[], &["jobs", "social*"], &["social-life"], false);
        check(&["help*"], &["help-jobs"], &["help-jobs"], false);
        check(&["help"], &[], &[], false);
        check(&[], &["help"], &[], true);
    }

    #[test]
    fn a_pattern_that_is_too_large_matches_nothing() {
        let long = "x*".repeat(400_000);
        assert!(matcher(&long).is_none_or(|pattern| !pattern.is_match(&long)));
    }

    #[test]
    fn signs_of_patterns_in_names_are_signs() {
        check(&["Q&A [beta]"], &[], &["Q&A [beta]"], true);
        check(&["{a,b}"], &[], &["a"], false);
        check(&["what?"], &[], &["whatx"], false);
        check(&[r"a\b"], &[], &[r"a\b"], true);
    }
}
