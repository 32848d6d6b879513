//! The files that a page is published as.

use crate::output::SitePath;
use crate::site::{Site, key_of};

use super::Page;

/// Where the pictures lie that are asked for when readers answer.
const FEEDBACK: &str = "feedback/";

/// Where the records of threads lie.
const RECORDS: &str = "api/threads/";

/// The longest name of a record, in bytes.
const MAX_NAME: usize = 150;

/// A form in which pages are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputFormat {
    /// For browsers: every page.
    Html,
    /// For programs that read: questions, answers and lists.
    Markdown,
    /// For programs that count: questions and answers.
    Json,
}

impl OutputFormat {
    /// All forms. The first is the page itself, whose address is the page's.
    pub const ALL: [OutputFormat; 3] =
        [OutputFormat::Html, OutputFormat::Markdown, OutputFormat::Json];

    /// Returns the media type, as links to the file name it.
    pub fn media_type(self) -> &'static str {
        match self {
            OutputFormat::Html => "text/html",
            OutputFormat::Markdown => "text/markdown",
            OutputFormat::Json => "application/json",
        }
    }
}

/// The picture that a search without anything close asks for, with what was searched for as its
/// query.
pub const NOTHING_FOUND: &str = "feedback/search/none.svg";

/// What readers say of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackVote {
    /// It solved what they asked.
    Yes,
    /// It did not.
    No,
}

impl FeedbackVote {
    /// All that can be said.
    pub const ALL: [FeedbackVote; 2] = [FeedbackVote::Yes, FeedbackVote::No];

    /// Returns the word for it in addresses.
    pub fn name(self) -> &'static str {
        match self {
            FeedbackVote::Yes => "yes",
            FeedbackVote::No => "no",
        }
    }
}

impl Page {
    /// Returns the picture that is asked for when a reader says so, where somebody counts:
    /// `feedback/yes/forum--4821.svg`.
    pub fn feedback_path(&self, vote: FeedbackVote) -> Option<SitePath> {
        let id = self.feedback_id.as_ref()?;
        let path = format!("{FEEDBACK}{}/{id}.svg", vote.name());
        Some(SitePath::new(path).expect("a name of a thread holds letters, digits and `-`"))
    }

    /// Returns the files that the page and its further pages are published as, itself first.
    pub fn outputs(&self) -> impl Iterator<Item = (OutputFormat, SitePath)> {
        (0..self.n_parts).flat_map(|number| self.part(number).forms().collect::<Vec<_>>())
    }

    /// Returns the files that this page alone is published as, itself first.
    pub fn forms(&self) -> impl Iterator<Item = (OutputFormat, SitePath)> {
        OutputFormat::ALL.into_iter().filter_map(|format| Some((format, self.output(format)?)))
    }

    /// Returns the file that the page is published as in one form, if it is.
    pub fn output(&self, format: OutputFormat) -> Option<SitePath> {
        match format {
            OutputFormat::Html => Some(self.path.clone()),
            OutputFormat::Markdown => self.twin.clone(),
            OutputFormat::Json => self.record.clone(),
        }
    }

    /// Returns the name of the page's record, without the number of a further page; empty where
    /// it has none.
    pub fn record_id(&self) -> &str {
        let path = self.record.as_ref().map_or("", SitePath::as_str);
        let name = path.strip_prefix(RECORDS).unwrap_or_default();
        name.split(['/', '.']).next().unwrap_or_default()
    }
}

/// Returns the path of a thread's record.
pub(super) fn record_path(name: &str) -> SitePath {
    SitePath::new(format!("{RECORDS}{name}.json")).expect("a key holds letters, digits and `-`")
}

/// Returns the name of a thread for programs, made of its name in the ledger: the word for its
/// source, and its id there.
pub(super) fn thread_name(site: &Site, at: usize, labels: &[String]) -> String {
    let summary = &site.threads[at].summary;
    // No slug holds `--`, and no dot, so the two cannot be mistaken for each other.
    let name = format!("{}--{}", labels[summary.source], key_of(&summary.id.0));
    if name.len() > MAX_NAME { shortened(&name) } else { name }
}

/// Returns the path of a further page's record.
pub(super) fn part_of_record(record: &SitePath, number: usize) -> SitePath {
    let name = record.as_str().strip_suffix(".json").unwrap_or(record.as_str());
    SitePath::new(format!("{name}/{}.json", number + 1)).expect("the first one has a good path")
}

fn shortened(name: &str) -> String {
    let digest = blake3::hash(name.as_bytes()).to_hex();
    let start = &name[..name.floor_char_boundary(MAX_NAME)];
    format!("{}--{}", start.trim_end_matches('-'), &digest[..8])
}
