//! What a template may see of lists: cards, links and counts. See `view` for the contract.

use schemars::JsonSchema;
use serde::Serialize;

/// A link of the brand's own.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct OwnLinkView {
    /// Plain text.
    pub title: String,
    /// A full address, or one relative to the page.
    pub href: String,
    /// `link`, `community`, `mail`, `chat`, `phone`, `form` or `status`.
    pub kind: String,
}

/// What the home page has besides its lists.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct HomeView {
    /// The heading of the settings, plain text.
    pub title: Option<String>,
    /// The line below it, plain text.
    pub lead: Option<String>,
    /// Products or categories; nothing where there are none to choose from.
    pub tiles: Option<TilesView>,
    /// Featured answers, then those that are read most.
    pub popular: Vec<CardView>,
    /// How readers reach people; nothing where the settings do not say it.
    pub contact: Option<ContactView>,
}

/// Products or categories, each with what is in it.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct TilesView {
    /// `products` or `categories`.
    pub kind: &'static str,
    /// The page with all of them.
    pub all: String,
    /// The tiles in their order.
    pub entries: Vec<EntryView>,
}

/// How readers reach people.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct ContactView {
    /// Plain text.
    pub text: Option<String>,
    /// Where people are reached.
    pub links: Vec<OwnLinkView>,
}

/// What the page of a product or category has besides its list.
#[derive(Debug, Default, Hash, Serialize, JsonSchema)]
pub struct TermView {
    /// What lies in it: the categories in a category, the versions of a product.
    pub children: Vec<EntryView>,
    /// What is read most in it, on the first page of a long list.
    pub popular: Vec<CardView>,
}

/// A link with its text.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct LinkView {
    /// Plain text.
    pub title: String,
    /// Relative address.
    pub href: String,
    /// The language of the text where it is not the page's.
    pub lang: Option<String>,
}

/// How far an answer can be trusted; a thread has one.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct BadgeView {
    /// `solved`, `official`, `open` (nobody has confirmed it) or `stale` (read with care).
    pub kind: &'static str,
    /// In the page's language: `Confirmed by the asker`.
    pub text: String,
}

/// A moment or a day.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct DateView {
    /// For `<time datetime>`.
    pub iso: String,
    /// In words, in the page's language: `3 March 2026`.
    pub text: String,
    /// Its year alone, in the digits of the page's language.
    pub year: String,
}

/// A thread in a list.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct CardView {
    /// Plain text.
    pub title: String,
    /// Relative address.
    pub href: String,
    /// The language where it is not the page's.
    pub lang: Option<String>,
    /// The first words of the answer, plain text.
    pub teaser: String,
    /// `accepted`, `official`, `corroborated`, `answered`, `contested` or `unresolved`.
    pub grade: &'static str,
    /// How far its best answer can be trusted, and whether it is due for a check.
    pub badge: BadgeView,
    /// The best answer is official.
    pub official: bool,
    /// Past its date.
    pub expired: bool,
    /// When it was last changed.
    pub date: Option<DateView>,
    /// How many answers.
    pub n_answers: usize,
}

/// A page of a list of threads.
#[derive(Debug, Default, Hash, Serialize, JsonSchema)]
pub struct ListView {
    /// The threads.
    pub cards: Vec<CardView>,
    /// How many threads on all pages of the list.
    pub n_threads: usize,
    /// All pages of the list when there is more than one.
    pub pages: Vec<PagerView>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A page of a list.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    /// Relative address.
    pub href: String,
    /// This page.
    pub current: bool,
}

/// A list of links with counts.
#[derive(Debug, Default, Hash, Serialize, JsonSchema)]
pub struct IndexView {
    /// What they are, as `page.kind` of the page with all of them, `tags`; empty where that says
    /// it.
    pub kind: &'static str,
    /// What the interface calls them: `Topics`.
    pub title: String,
    /// The entries in their order.
    pub entries: Vec<EntryView>,
    /// The same under headings: months by their years, keywords by their letters.
    pub groups: Vec<EntryGroupView>,
}

/// Entries under a heading.
#[derive(Debug, Default, Hash, Serialize, JsonSchema)]
pub struct EntryGroupView {
    /// Plain text.
    pub title: String,
    /// The entries in their order.
    pub entries: Vec<EntryView>,
}

/// A term of a taxonomy (a tag, say) or a person, with the number of threads.
#[derive(Clone, Debug, Default, Hash, Serialize, JsonSchema)]
pub struct EntryView {
    /// Plain text.
    pub title: String,
    /// Relative address.
    pub href: String,
    /// How many threads.
    pub n_threads: usize,
    /// How many of them are solved; products and categories only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n_solved: Option<usize>,
    /// A line about it, plain text; products and categories only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// What lies in it; products and categories only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<LinkView>,
    /// Its top questions; products and categories only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub top: Vec<LinkView>,
    /// People only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// People only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initials: Option<String>,
    /// The community of a person, where somebody in another one has the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
