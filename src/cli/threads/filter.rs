//! Which threads are wanted.

use crate::config::Config;
use crate::pipeline::ThreadRow;

/// What a thread must be to be shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// It has a page, or has none.
    pub published: Option<bool>,
    /// The name of its grade.
    pub grade: Option<String>,
    /// What its grade rests on, or what keeps it back.
    pub reason: Option<String>,
    /// The position of its source.
    pub source: Option<usize>,
    /// Its title, id or first answer has all of these, in small letters.
    pub words: Vec<String>,
}

impl Filter {
    /// Tells whether a thread is wanted.
    pub(crate) fn takes(&self, row: &ThreadRow) -> bool {
        let is_reason = |reason: &String| {
            row.resolution.reason.name() == reason || row.withheld() == Some(reason.as_str())
        };
        self.published.is_none_or(|published| row.address().is_some() == published)
            && self.grade.as_ref().is_none_or(|grade| row.resolution.grade.name() == grade)
            && self.reason.as_ref().is_none_or(is_reason)
            && self.source.is_none_or(|source| row.source == source)
            && (self.words.is_empty() || self.has_words(row))
    }

    fn has_words(&self, row: &ThreadRow) -> bool {
        let first = row.first.as_ref().map_or("", |first| first.words.as_str());
        let text = format!("{} {} {first}", row.title, row.id.0).to_lowercase();
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Finds a source by its name, else by its type.
pub(crate) fn source_of(config: &Config, name: &str) -> Option<usize> {
    let by_name = config.sources.iter().position(|source| source.name == name);
    by_name.or_else(|| config.sources.iter().position(|source| source.kind.name() == name))
}
