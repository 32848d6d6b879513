//! The form in which a search engine answers a page, whichever engine it is.
//!
//! The index in files writes it by hand (`search/site/page.rs`), since serializers would be a
//! tenth of its reader; a test holds both forms against each other. An engine that is asked over
//! HTTP answers in it, or its module in `themes/commons/search` makes it of what that answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchAnswer {
    /// What was asked, as it was understood.
    pub query: String,
    /// The query with other words for those that nobody has, where it was answered in place of
    /// what was typed.
    pub instead: Option<String>,
    /// How many hits there are in all.
    pub total: usize,
    /// Those that were asked for, the best first.
    pub hits: Vec<SearchHit>,
    /// Words like the one that nothing has; only without hits.
    pub near: Vec<String>,
    /// By what all hits can be narrowed; empty unless a page of results was asked for.
    pub facets: SearchFacets,
    /// Part of the index could not be had, so there may be more.
    pub incomplete: bool,
    /// The answer leaves words aside that nobody has, to be quick; asked again without hurry
    /// there may be another.
    pub unsure: bool,
    /// Whether any hit is close to the question. Where none is, hits share words with it and
    /// hardly answer it.
    pub close: bool,
}

/// A thread that answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchHit {
    /// The question, plain text.
    pub title: String,
    /// The address of its page, from the site's top, perhaps with the part that answers:
    /// `questions/reset-1.html#a-2`.
    pub url: String,
    /// `accepted`, `official`, `corroborated`, `answered`, `contested` or `unresolved`.
    pub grade: String,
    /// The BCP 47 tag of its language.
    pub language: String,
    /// The day when it was asked, `2026-03-01`; empty when unknown.
    pub created: String,
    /// The day when it was last changed, if it was; else empty.
    pub updated: String,
    /// The words that answer, plain text.
    pub answer: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it is about.
    pub product: Option<String>,
    /// How many answers it has.
    pub answers: usize,
    /// Where the found words are in the title, from and to, in UTF-16 units; sorted, apart.
    pub title_marks: Vec<(usize, usize)>,
    /// The same of the answer.
    pub answer_marks: Vec<(usize, usize)>,
}

/// What hits have in common, with how many have it, the most frequent first; 0 is a number that
/// would have taken too long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchFacets {
    /// Tags.
    pub tags: Vec<(String, usize)>,
    /// BCP 47 tags of languages.
    pub languages: Vec<(String, usize)>,
    /// Products.
    pub products: Vec<(String, usize)>,
    /// Grades, by their names in [`SearchHit::grade`].
    pub grades: Vec<(String, usize)>,
    /// Years in which threads last changed, the latest first.
    pub years: Vec<(String, usize)>,
}

/// Returns the JSON Schema of [`SearchAnswer`], pretty-printed.
pub fn answer_schema() -> String {
    let schema = schemars::schema_for!(SearchAnswer);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}
