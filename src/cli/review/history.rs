//! What originals of translations said when somebody checked the translations: old states of
//! their files, out of git where the site is in a repository.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::diag::Sink;
use crate::model::{SectionDigests, Thread};
use crate::normalize::{TextSection, section_digests, text_sections};
use crate::review::drift::{SectionChange, changes};
use crate::sources::editable::ThreadFormat;

/// How many old states of a file are looked at.
const MAX_STATES: &str = "200";

/// Compares a file of markdown as it is with the state that has these sections. Nothing where git
/// knows no such state.
pub(super) fn changes_since(site: &Path, file: &str, then: &SectionDigests) -> Vec<SectionChange> {
    let now = crate::disk::read_to_string(&site.join(file)).ok();
    let Some(now) = now.and_then(|text| sections(file, &text)) else { return Vec::new() };
    let log = ["log", "--format=%H", "--max-count", MAX_STATES, "--", file];
    let Some(commits) = git(site, &log) else { return Vec::new() };
    let old = commits.lines().find_map(|commit| {
        let text = git(site, &["cat-file", "blob", &format!("{commit}:./{file}")])?;
        sections(file, &text).filter(|(digests, _)| digests == then)
    });
    let Some((_, old)) = old else { return Vec::new() };
    let (digests, new) = now;
    changes(&old, &then.missing_in(&digests), &new, &digests.missing_in(then))
}

/// Reads a state of a file as a build does.
fn sections(file: &str, text: &str) -> Option<(SectionDigests, Vec<TextSection>)> {
    let thread: Thread = ThreadFormat::Markdown.read(file, text, &mut Sink::new())?;
    let best = (!thread.answers.is_empty()).then_some(0);
    Some((section_digests(&thread, best), text_sections(&thread, best)))
}

/// What git says; `None` where there is none, or no repository.
fn git(site: &Path, args: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    let git = git.arg("-C").arg(site).args(args).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
