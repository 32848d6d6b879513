//! The report as tables for spreadsheets.

use super::{
    AnswerFigures, GapFigures, InsightsReport, LanguageFigures, OpenFigures, RisingSearch,
    RisingTopic,
};

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvTable {
    /// Every answer that was read.
    Answers,
    /// What is searched for and not found.
    Gaps,
    /// What is read more than before.
    Rising,
    /// What is searched for in vain more often than before.
    RisingSearches,
    /// Answers that nobody read.
    Unread,
    /// What each language lacks.
    Languages,
    /// Threads of `--open`.
    Open,
}

impl CsvTable {
    /// All of them.
    pub const ALL: [CsvTable; 7] = [
        CsvTable::Answers,
        CsvTable::Gaps,
        CsvTable::Rising,
        CsvTable::RisingSearches,
        CsvTable::Unread,
        CsvTable::Languages,
        CsvTable::Open,
    ];

    /// Returns the name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            CsvTable::Answers => "answers",
            CsvTable::Gaps => "gaps",
            CsvTable::Rising => "rising",
            CsvTable::RisingSearches => "rising-searches",
            CsvTable::Unread => "unread",
            CsvTable::Languages => "languages",
            CsvTable::Open => "open",
        }
    }
}

/// Returns a table: the names of its columns, then its rows. Words of others are as they are:
/// whoever writes them makes sure that no cell is a formula.
pub fn csv(report: &InsightsReport, table: CsvTable) -> Vec<Vec<String>> {
    let rows: Vec<Vec<String>> = match table {
        CsvTable::Answers => report.answers.iter().map(answer).collect(),
        CsvTable::Gaps => report.gaps.iter().map(gap).collect(),
        CsvTable::Rising => report.rising.iter().map(rise).collect(),
        CsvTable::RisingSearches => report.rising_searches.iter().map(rising_search).collect(),
        CsvTable::Unread => {
            let unread = report.unread.answers.iter();
            unread.map(|answer| vec![answer.address.clone(), answer.title.clone()]).collect()
        }
        CsvTable::Languages => report.languages.iter().flat_map(missing).collect(),
        CsvTable::Open => report.open.iter().map(open).collect(),
    };
    [vec![head(table)], rows].concat()
}

fn answer(answer: &AnswerFigures) -> Vec<String> {
    let solved = answer.solved;
    // Where nobody has said anything, no share is known.
    let told = |part| if solved.n == 0 { String::new() } else { share(part) };
    vec![
        answer.id.clone(),
        answer.address.clone(),
        answer.title.clone(),
        answer.language.clone(),
        answer.reads.to_string(),
        answer.yes.to_string(),
        answer.no.to_string(),
        told(solved.share),
        told(solved.low),
        told(solved.high),
    ]
}

fn gap(gap: &GapFigures) -> Vec<String> {
    let nearest = gap.nearest.as_ref();
    let is_close = nearest.is_some_and(|nearest| nearest.close);
    let unsolved: Vec<&str> = gap.unsolved.iter().map(|of| of.title.as_str()).collect();
    vec![
        gap.question.clone(),
        gap.n.to_string(),
        gap.asked_in(),
        gap.wordings.join(" | "),
        nearest.map_or(String::new(), |nearest| nearest.address.clone()),
        if is_close { "yes" } else { "no" }.to_owned(),
        unsolved.join(" | "),
    ]
}

fn rise(rise: &RisingTopic) -> Vec<String> {
    vec![
        rise.topic.clone(),
        rise.kind.to_owned(),
        rise.language.clone(),
        rise.recent.to_string(),
        format!("{:.1}", rise.expected),
    ]
}

fn rising_search(rise: &RisingSearch) -> Vec<String> {
    let nearest = rise.nearest.as_ref();
    let is_close = nearest.is_some_and(|nearest| nearest.close);
    vec![
        rise.question.clone(),
        rise.languages.join(", "),
        rise.recent.to_string(),
        format!("{:.1}", rise.expected),
        nearest.map_or(String::new(), |nearest| nearest.address.clone()),
        if is_close { "yes" } else { "no" }.to_owned(),
    ]
}

fn missing(language: &LanguageFigures) -> impl Iterator<Item = Vec<String>> {
    language.missing.iter().map(|answer| {
        let (address, title) = (answer.address.clone(), answer.title.clone());
        vec![language.language.clone(), address, title, answer.reads.to_string()]
    })
}

fn open(thread: &OpenFigures) -> Vec<String> {
    let (id, title) = (thread.id.clone(), thread.title.clone());
    vec![id, title, thread.n.to_string(), thread.question.clone()]
}

fn head(table: CsvTable) -> Vec<String> {
    let names: &[&str] = match table {
        CsvTable::Answers => {
            &["id", "address", "title", "language", "reads", "yes", "no", "solved", "low", "high"]
        }
        CsvTable::Gaps => {
            &["question", "sittings", "language", "wordings", "nearest", "close", "unsolved"]
        }
        CsvTable::Rising => &["topic", "kind", "language", "recent", "expected"],
        CsvTable::RisingSearches => {
            &["question", "language", "recent", "expected", "nearest", "close"]
        }
        CsvTable::Unread => &["address", "title"],
        CsvTable::Languages => &["language", "missing", "title", "reads"],
        CsvTable::Open => &["id", "title", "searches", "question"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn share(share: f64) -> String {
    format!("{share:.3}")
}
