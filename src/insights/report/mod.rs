//! What a team is told: figures, and what to do first.

mod atom;
mod build;
mod csv;
mod html;
mod markdown;
mod searched;
mod steps;
mod text;

use serde::Serialize;

use super::collector::LineCounts;
use super::interval::Share;

pub use atom::atom;
pub use build::{KnownSite, OpenThread, report};
pub use csv::{CsvTable, csv};
pub use html::html;
pub use markdown::markdown;
pub use text::text;

/// The number of this form of the report; it changes when a field changes its meaning.
pub const VERSION: u32 = 1;

/// How many answers, questions and topics a list shows that is not asked for by itself.
pub const SHOWN: usize = 10;

/// All that the logs of a site tell.
#[derive(Clone, Debug, Serialize)]
pub struct InsightsReport {
    /// The number of the form; it changes when a field changes its meaning.
    pub version: u32,
    /// The name of the site.
    pub site: String,
    /// When the first and the last request came.
    pub period: Option<ReportPeriod>,
    /// What the lines of the logs were.
    pub lines: LineCounts,
    /// How people use it.
    pub sittings: SittingFigures,
    /// The share of yes among all who said whether an answer helped.
    pub resolution: Share,
    /// Every answer that was read, the most read first.
    pub answers: Vec<AnswerFigures>,
    /// What was searched for.
    pub searches: SearchFigures,
    /// What is searched for and not found, by demand.
    pub gaps: Vec<GapFigures>,
    /// Answers that are read much and help less than others, by how many they leave alone.
    pub unhelpful: Vec<AnswerFigures>,
    /// Answers that nobody read.
    pub unread: UnreadFigures,
    /// What is read more than in the weeks before.
    pub rising: Vec<RisingTopic>,
    /// What is searched for in vain more often than in the weeks before.
    pub rising_searches: Vec<RisingSearch>,
    /// What each language of the site lacks.
    pub languages: Vec<LanguageFigures>,
    /// Threads of `--open`, by how many search for them.
    pub open: Vec<OpenFigures>,
}

/// The first and the last moment, as RFC 3339.
#[derive(Clone, Debug, Serialize)]
pub struct ReportPeriod {
    /// The first moment.
    pub first: String,
    /// The last moment.
    pub last: String,
}

/// How people use the site.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SittingFigures {
    /// How many sittings there were: visits of one browser without a pause of half an hour.
    pub n: u64,
    /// How many of them were left out, since they asked for more pages than people read.
    pub machines: u64,
    /// In how many a question was opened.
    pub with_a_question: u64,
    /// The share of those with one question alone, without a search and without a no.
    pub single: Share,
}

/// How an answer does.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerFigures {
    /// The name under which readers' votes are counted; empty where nobody is asked.
    pub id: String,
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: String,
    /// In how many sittings it was opened.
    pub reads: u32,
    /// How many said that it helped.
    pub yes: u32,
    /// How many said that it did not.
    pub no: u32,
    /// The share of yes.
    pub solved: Share,
}

/// What was searched for.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SearchFigures {
    /// How many searches there were.
    pub n: u64,
    /// After how many of them no question was opened.
    pub failed: u64,
    /// How many were not kept, since too many different ones were made.
    pub forgotten: u64,
}

/// A question that is searched for and not found.
#[derive(Clone, Debug, Serialize)]
pub struct GapFigures {
    /// Its most frequent wording.
    pub question: String,
    /// In how many sittings it was searched for without success.
    pub n: u64,
    /// Its wordings, the most frequent first; in several languages, those of one after another.
    pub wordings: Vec<String>,
    /// Its language: the one in which most ask it.
    pub language: String,
    /// All languages in which it is asked, that of most sittings first.
    pub languages: Vec<GapLanguage>,
    /// The best that the site has for it.
    pub nearest: Option<NearestAnswer>,
    /// Threads of the community that nobody has solved.
    pub unsolved: Vec<UnsolvedThread>,
}

impl GapFigures {
    /// Returns the languages in which it is asked: `en, uk`.
    fn asked_in(&self) -> String {
        let names = self.languages.iter().map(|part| part.language.as_str());
        names.collect::<Vec<&str>>().join(", ")
    }
}

/// In how many sittings a question was asked in a language.
#[derive(Clone, Debug, Serialize)]
pub struct GapLanguage {
    /// The language.
    pub language: String,
    /// In how many sittings.
    pub n: u64,
    /// Its most frequent wording in it.
    pub question: String,
}

/// The best that a site has for a question.
#[derive(Clone, Debug, Serialize)]
pub struct NearestAnswer {
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Whether it is close, as readers see it.
    pub close: bool,
}

/// A thread that nobody has solved.
#[derive(Clone, Debug, Serialize)]
pub struct UnsolvedThread {
    /// Its id in the community.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Answers that nobody read.
#[derive(Clone, Debug, Serialize)]
pub struct UnreadFigures {
    /// How many there are.
    pub n: usize,
    /// Of all.
    pub of: usize,
    /// The first of them, by address.
    pub answers: Vec<UnreadAnswer>,
}

/// An answer that nobody read.
#[derive(Clone, Debug, Serialize)]
pub struct UnreadAnswer {
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
}

/// A topic that is read more than it was.
#[derive(Clone, Debug, Serialize)]
pub struct RisingTopic {
    /// What readers call it.
    pub topic: String,
    /// `tag`, `product` or `category`.
    pub kind: &'static str,
    /// In which language of the site.
    pub language: String,
    /// How often questions about it were opened in the last week.
    pub recent: u32,
    /// How often that was to be expected.
    pub expected: f64,
}

/// A question that is searched for in vain more often than it was.
#[derive(Clone, Debug, Serialize)]
pub struct RisingSearch {
    /// Its most frequent wording.
    pub question: String,
    /// The languages in which it is asked, that of most sittings first.
    pub languages: Vec<String>,
    /// In how many sittings of the last week it was searched for without success.
    pub recent: u32,
    /// In how many that was to be expected.
    pub expected: f64,
    /// The best that the site has for it.
    pub nearest: Option<NearestAnswer>,
}

impl RisingSearch {
    /// Returns the title of the answer that is close to it.
    fn close_title(&self) -> Option<&str> {
        let nearest = self.nearest.as_ref().filter(|nearest| nearest.close)?;
        Some(&nearest.title)
    }
}

/// What a language of the site lacks.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageFigures {
    /// The language.
    pub language: String,
    /// How often answers in it were opened.
    pub reads: u64,
    /// How often somebody searched in it.
    pub searches: u64,
    /// How often without success.
    pub failed: u64,
    /// Answers of other languages that are read most and are not there in this one.
    pub missing: Vec<MissingTranslation>,
}

/// An answer that is not there in a language.
#[derive(Clone, Debug, Serialize)]
pub struct MissingTranslation {
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// How often it was opened.
    pub reads: u32,
}

/// A thread that the team has not solved, and how many search for it.
#[derive(Clone, Debug, Serialize)]
pub struct OpenFigures {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// In how many sittings its question was searched for without success.
    pub n: u64,
    /// The question as people search for it.
    pub question: String,
}
