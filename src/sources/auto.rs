//! `type: auto`: every format knows its own files by what is in them.

use std::io::Read;

use crate::config::{SourceSettings, SourceType};
use crate::diag::Diagnostic;
use crate::files::Files;

use super::paths;

/// How much of a file is looked at.
const GLANCE: u64 = 64 << 10;

/// How many files of a source are looked at.
const MOST_FILES: usize = 40;

/// The endings of files that may be exports.
const EXTENSIONS: &[&str] =
    &["csv", "json", "jsonl", "mbox", "ndjson", "js", "tsv", "txt", "xml", "zip"];

/// The start of a file.
pub(super) struct Sample<'a> {
    /// Where it is.
    pub path: &'a str,
    /// Its first bytes, a byte order mark left out.
    pub head: &'a [u8],
}

impl Sample<'_> {
    /// Tells whether objects in it have members of all these names.
    pub fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has_one(name))
    }

    /// Tells whether the file's name ends so: `csv`.
    pub fn ends_with(&self, extension: &str) -> bool {
        let end = self.path.rsplit_once('.').map_or("", |(_, end)| end);
        end.eq_ignore_ascii_case(extension)
    }

    /// Tells whether it starts like JSON, perhaps with an assignment in front.
    pub fn is_json(&self) -> bool {
        let head = self.head.trim_ascii_start();
        head.starts_with(b"{") || head.starts_with(b"[") || head.starts_with(b"window.")
    }

    fn has_one(&self, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        memchr::memmem::find_iter(self.head, quoted.as_bytes()).any(|at| {
            let rest = &self.head[at + quoted.len()..];
            rest.trim_ascii_start().starts_with(b":")
        })
    }
}

/// Tells whether a file looks like one of a format.
type Knows = fn(&Sample<'_>) -> bool;

/// Who knows a format, in the order in which they are asked: the strictest first.
const KNOWN: &[(SourceType, Knows)] = &[
    (SourceType::Stackexchange, super::stackexchange::recognise),
    (SourceType::Discourse, super::discourse::recognise),
    (SourceType::Discord, super::discord::recognise),
    (SourceType::Telegram, super::telegram::recognise),
    (SourceType::Slack, super::slack::recognise),
    (SourceType::X, super::x::recognise),
    (SourceType::Mbox, super::mbox::recognise),
    (SourceType::Github, super::github::recognise),
    (SourceType::Zendesk, super::zendesk::recognise),
    (SourceType::Freshdesk, super::freshdesk::recognise),
    (SourceType::Intercom, super::intercom::recognise),
    (SourceType::Reddit, super::reddit::recognise),
    (SourceType::Khoros, super::khoros::recognise),
    (SourceType::Jsonl, super::jsonl::recognise),
    (SourceType::Csv, super::csv::recognise),
];

/// Finds the format of a source: the one that most of its files are of. `None` when no
/// format knows any.
pub(super) fn recognise(settings: &SourceSettings, files: &dyn Files) -> Option<SourceType> {
    let mut votes = vec![0_usize; KNOWN.len()];
    let found = paths::matches(settings, files, EXTENSIONS);
    for path in found.iter().take(MOST_FILES) {
        let Ok(head) = head(files, path) else { continue };
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let sample = Sample { path, head };
        if let Some(at) = KNOWN.iter().position(|(_, knows)| knows(&sample)) {
            votes[at] += 1;
        }
    }
    let most = votes.iter().copied().max().filter(|most| *most > 0)?;
    votes.iter().position(|n| *n == most).map(|at| KNOWN[at].0)
}

/// Tells that no format knows the files of a source.
pub(super) fn nothing_known(settings: &SourceSettings) -> Diagnostic {
    let mut names: Vec<&str> = KNOWN.iter().map(|(kind, _)| kind.name()).collect();
    names.sort_unstable();
    let message = format!("`{}` holds no export that is recognised", settings.path);
    paths::source_missing(settings, message)
        .help(format!("name the format with `type`, one of {}", names.join(", ")))
}

fn head(files: &dyn Files, path: &str) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    files.stream(path)?.take(GLANCE).read_to_end(&mut head)?;
    Ok(head)
}
