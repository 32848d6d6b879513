//! What originals of translations said when somebody checked the translations: old states of
//! their files, out of git where the site is in a repository.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::diag::Sink;
use crate::model::SectionDigests;
use crate::normalize::{TextSection, section_digests, text_sections};
use crate::pipeline::redact_thread;
use crate::privacy::{Privacy, PrivacyFindings};
use crate::review::drift::{SectionChange, changes};
use crate::sources::editable::ThreadFormat;

/// How many old states of a file are looked at.
const MAX_STATES: &str = "200";

/// A file of markdown whose old states are looked for.
#[derive(Clone, Copy)]
pub(super) struct Original<'a> {
    /// The folder of the site.
    pub site: &'a Path,
    /// The position of its source.
    pub source: usize,
    /// The file, relative to the site.
    pub file: &'a str,
}

impl Original<'_> {
    /// Compares the file as it is with the state that has these sections. Nothing where git knows
    /// no such state. What privacy takes out is in neither.
    pub(super) fn changes_since(
        self,
        then: &SectionDigests,
        privacy: &Privacy<'_>,
    ) -> Vec<SectionChange> {
        let now = crate::disk::read_to_string(&self.site.join(self.file)).ok();
        let now = now.and_then(|text| self.sections(&text, privacy));
        let (Some((digests, new)), Some(states)) = (now, self.states()) else { return Vec::new() };
        let old = states.into_iter().find_map(|state| {
            let text = self.git(&["cat-file", "blob", &state])?;
            self.sections(&text, privacy).filter(|(digests, _)| digests == then)
        });
        let Some((_, old)) = old else { return Vec::new() };
        changes(&old, &then.missing_in(&digests), &new, &digests.missing_in(then))
    }

    /// The names of old states, the newest first: `COMMIT:PATH`, under whatever name it had.
    fn states(self) -> Option<Vec<String>> {
        let format = "--format=%x00%H";
        let log = self.git(&[
            "-c",
            "core.quotePath=false",
            "log",
            "--follow",
            "--name-only",
            format,
            "--max-count",
            MAX_STATES,
            "--",
            self.file,
        ])?;
        let state = |entry: &str| {
            let mut lines = entry.lines().filter(|line| !line.is_empty());
            Some(format!("{}:{}", lines.next()?, lines.next()?))
        };
        Some(log.split('\0').filter_map(state).collect())
    }

    /// Reads a state of the file as a build does: what it says, and the words that may be shown.
    fn sections(
        self,
        text: &str,
        privacy: &Privacy<'_>,
    ) -> Option<(SectionDigests, Vec<TextSection>)> {
        let mut thread = ThreadFormat::Markdown.read(self.file, text, &mut Sink::new())?;
        let best = (!thread.answers.is_empty()).then_some(0);
        let mut findings = PrivacyFindings::default();
        let before = |thread: &mut _| section_digests(thread, best);
        let digests =
            redact_thread(privacy, self.source, &mut thread, &mut findings, before).ok()?;
        Some((digests, text_sections(&thread, best)))
    }

    /// What git says; `None` where there is none, or no repository.
    fn git(self, args: &[&str]) -> Option<String> {
        let mut git = Command::new("git");
        // A clone without old files asks nobody for them.
        let git = git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
        let git = git.arg("-C").arg(self.site).args(args);
        let output = git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8(output.stdout).ok())?
    }
}
