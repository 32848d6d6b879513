//! What a template may see: the contract with themes.
//!
//! Every field is documented here and in the JSON Schema that `answerbook schema view` prints.
//! Names of fields that hold sanitised HTML end in `html`; only those may pass through `| safe`.
//! All addresses are relative to the page that shows them, so a site works in any folder.

mod discussion;
mod site;
mod tree;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

pub use super::freshness::{ReleaseView, VerifiedView};

pub use super::list_view::{
    BadgeView, CardView, ContactView, DateView, EntryGroupView, EntryView, HomeView, IndexView,
    LinkView, ListView, OwnLinkView, PagerView, TermView, TilesView,
};
pub use discussion::{DiscussionEntryView, DiscussionView};
pub use site::{CreditView, SiteView};
pub use tree::{TreeRowView, TreeView};

/// Everything that a template sees. Which of the optional parts are there
/// depends on the kind of page.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct View<'a> {
    /// The site.
    pub site: &'a SiteView,
    /// How much there is; only for a template that names it, since such a page is rendered
    /// again whenever a thread comes or goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<&'a TotalsView>,
    /// The page itself.
    pub page: PageView,
    /// Addresses of the site's main pages, in the page's language.
    pub nav: Cow<'a, NavView>,
    /// The thread: kinds `question` and `answer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadView>,
    /// A list of threads: kinds `home` and `person`, and the pages of one term (`tag`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListView>,
    /// A list of links with counts: kinds `home` and `search` (tags), `people`, and those of
    /// `nav.browse`; of products and categories those that lie in no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexView>,
    /// The person: kind `person`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonPageView>,
    /// What the home page has besides: kind `home`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<HomeView>,
    /// How readers reach people: kind `missing`, where the settings name a way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactView>,
    /// What the page of a product or category has besides: kinds `product` and `category`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermView>,
    /// All categories, and the answers of the one that the page lies in; only for a template that
    /// names it, since such a page is rendered again whenever a title comes, goes or changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<TreeView>,
}

/// How much there is.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct TotalsView {
    /// How many questions and answers are published.
    pub n_threads: usize,
    /// All languages of the site, the main one first.
    pub languages: Vec<LanguageView>,
}

/// A language of the site.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct LanguageView {
    /// The BCP 47 tag.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// How many threads are in it.
    pub n_threads: usize,
}

/// The page itself.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct PageView {
    /// `home`, `question`, `answer`, `people`, `person`, `search` or `missing` (404); or that of
    /// each taxonomy of `nav.browse`: `tags` for all its terms and `tag` for one.
    pub kind: &'static str,
    /// The heading, plain text.
    pub title: String,
    /// The language of the page.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language of most of its words: `lang`, or `en` where the theme has too few texts.
    pub words_lang: String,
    /// From this page to the site's top: empty, `../` or `../../`.
    pub root: String,
    /// The full canonical address, when known.
    pub canonical: Option<String>,
    /// A sentence for search engines and previews.
    pub description: String,
    /// The same page in other languages, this one included.
    pub alternates: Vec<AlternateView>,
    /// Ask search engines to leave the page out.
    pub noindex: bool,
    /// Structured data for a `<script type="application/ld+json">`; escaped for that place.
    pub json_ld_html: Option<String>,
    /// Open Graph type: `website`, `article` or `profile`.
    pub og_type: &'static str,
    /// RFC 3339, for articles.
    pub published: Option<String>,
    /// RFC 3339, for articles.
    pub modified: Option<String>,
    /// The way from the home page to here, the page itself left out.
    pub crumbs: Vec<LinkView>,
    /// The other forms in which the page is published.
    pub formats: Vec<FormatView>,
    /// The picture that chats and networks show of a link to the page, for `og:image`.
    pub social_card: Option<SocialCardView>,
}

/// The picture that chats and networks show of a link to a page.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct SocialCardView {
    /// Its full address.
    pub href: String,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// Its words.
    pub alt: String,
}

/// Another form of a page.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct FormatView {
    /// Its media type, for `<link rel="alternate" type>`.
    pub media_type: &'static str,
    /// Relative address.
    pub href: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct AlternateView {
    /// The BCP 47 tag, or `x-default`.
    pub lang: String,
    /// The language's own name; empty for `x-default`.
    pub name: String,
    /// The full address where the site's own is known, else relative.
    pub href: String,
    /// The relative address, for links that people follow.
    pub link: String,
    /// This is the page's own language.
    pub current: bool,
}

/// Addresses of the site's main pages and files.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct NavView {
    /// The home page in the page's language.
    pub home: String,
    /// The ways in which questions are sorted, each with something in it: products, categories,
    /// tags, A to Z, by date.
    pub browse: Vec<BrowseView>,
    /// Everyone who helped; absent where nobody is known.
    pub people: Option<String>,
    /// The search page.
    pub search: String,
    /// This page in other languages, else their home pages; empty on a site with one.
    pub languages: Vec<AlternateView>,
    /// Where to ask the community; absent when the settings name none.
    pub ask: Option<String>,
    /// The Atom feed; absent without a base address.
    pub feed: Option<String>,
    /// The style sheet.
    pub css: String,
    /// The same with the theme's `lists.css` behind it, for all pages but those of threads.
    pub css_lists: String,
    /// The script; it makes a search box of each `<form role="search">` with a field `q`.
    pub js: String,
    /// The theme's `scheme.js`, which gives the page the colours that a reader has chosen before
    /// it is painted; absent in a theme without one.
    pub scheme: Option<String>,
    /// The icon, an SVG or PNG file; the logo where the settings name no icon.
    pub icon: String,
    /// The icon for home screens, a PNG file.
    pub touch_icon: Option<String>,
    /// What browsers ask of a site that can be installed; absent when the settings say so.
    pub manifest: Option<String>,
    /// The logo; the icon is drawn in its place when absent.
    pub logo: Option<String>,
    /// The logo's own width and height, where it says them: with both on the image, nothing
    /// moves when it is there.
    pub logo_size: Option<(u32, u32)>,
    /// The logo holds the name, which is not written beside it.
    pub logo_alone: bool,
    /// The logo for dark pages.
    pub logo_dark: Option<String>,
    /// Fonts of the brand's own that pages need at once, for `<link rel="preload">`.
    pub fonts: Vec<FontView>,
    /// The brand's own links, for the foot of the page.
    pub links: Vec<OwnLinkView>,
}

/// A font that pages need at once.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct FontView {
    /// Relative address.
    pub href: String,
    /// `font/woff2`.
    pub media_type: &'static str,
}

/// A way in which questions are sorted into groups: the page with all groups.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct BrowseView {
    /// The page's `kind`.
    pub kind: &'static str,
    /// In the page's language: `Topics`.
    pub title: String,
    /// Relative address.
    pub href: String,
    /// One that belongs at the head of every page.
    pub main: bool,
}

/// A question with its answers, or an answer written by hand.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct ThreadView {
    /// Plain text.
    pub title: String,
    /// The title with its math as MathML, where it has some.
    pub title_html: Option<String>,
    /// The language of the thread.
    pub lang: String,
    /// `accepted`, `official`, `corroborated`, `answered`, `contested` or `unresolved`.
    pub grade: &'static str,
    /// The badge of the best answer; nothing when there is none.
    pub badge: Option<BadgeView>,
    /// One or two sentences of the best answer, or a summary written by hand; plain text.
    pub short: Option<String>,
    /// The question as asked; absent for answers written by hand.
    pub question: Option<PostView>,
    /// The answer to read first.
    pub best: Option<PostView>,
    /// The other answers, the most useful first. A long thread has the best few here, and on a
    /// page of its discussion all of that page, in order of time.
    pub others: Vec<PostView>,
    /// How many other answers there are in all.
    pub n_others: usize,
    /// The discussion of a long thread, on the page of its question and on its own pages.
    pub discussion: Option<DiscussionView>,
    /// The pages of the discussion; only on these.
    pub list: Option<ListView>,
    /// How many answers there are in all.
    pub n_answers: usize,
    /// How many comments there are in all.
    pub n_comments: usize,
    /// Other wordings of the question: folded duplicates, aliases.
    pub wordings: Vec<WordingView>,
    /// Tags with their pages.
    pub tags: Vec<LinkView>,
    /// The way to its category from the top down, with the pages.
    pub category: Vec<LinkView>,
    /// The products that it is about, with their pages.
    pub products: Vec<LinkView>,
    /// The versions that it is about.
    pub versions: Vec<String>,
    /// Who checked the answer, and when.
    pub verified: Option<VerifiedView>,
    /// The answer is past its date and due for a check.
    pub expired: Option<DateView>,
    /// What came out after the answer was last written, changed or checked.
    pub release: Option<ReleaseView>,
    /// The original, where it has changed since this translation was checked.
    pub changed_original: Option<LinkView>,
    /// How many years ago the best answer was written, changed or checked last; whole years.
    pub age_years: usize,
    /// Questions like this one.
    pub related: Vec<CardView>,
    /// Who helped here, six at most: first those whose answers are on the page.
    pub helpers: Vec<PersonView>,
    /// The same answer in other languages, this one left out.
    pub translations: Vec<LinkView>,
    /// Where it comes from.
    pub source: SourceView,
    /// Whether readers are asked if the best answer solved it, and where their answer goes.
    pub feedback: Option<FeedbackView>,
    /// How readers reach people when it did not; absent when the settings name no way.
    pub contact: Option<ContactView>,
}

/// "Did this solve it?": a `<form data-feedback="{{ to }}" data-id="{{ id }}"
/// data-thanks="…">` in a `<section>`, with two buttons whose values are `yes` and `no`. The
/// script, which all pages have, sends the answer; it says `data-thanks` in the section's
/// `[role=status]`, and after a no gives the section the class `open`, and a copy of the page's
/// `[data-related]` to its `[data-near]`.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct FeedbackView {
    /// `log`, `beacon`, or `preview`, which sends nothing.
    pub to: &'static str,
    /// Under which name the answers are counted.
    pub id: String,
    /// With `log`: what is asked for after a yes, for `formaction`. It shows a tick, so a form
    /// with `target` may show it in a frame to those who have no script.
    pub yes: Option<String>,
    /// The same after a no.
    pub no: Option<String>,
    /// With `beacon`: where the answer is posted to, for `action`.
    pub url: Option<String>,
}

/// Where a thread comes from.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct SourceView {
    /// The source's name.
    pub name: String,
    /// The original thread, where people may still answer.
    pub href: Option<String>,
    /// Its licence; posts with another carry theirs.
    pub licence: Option<String>,
    /// The licence's deed, where known.
    pub licence_href: Option<String>,
}

/// Another wording of a question.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct WordingView {
    /// Plain text.
    pub title: String,
    /// The original thread.
    pub href: Option<String>,
    /// The language where it is not the page's.
    pub lang: Option<String>,
    /// Who asked, plain text.
    pub asker: Option<String>,
    /// The licence of their words.
    pub licence: Option<String>,
}

/// A question, an answer.
#[derive(Clone, Debug, Default, Hash, Serialize, JsonSchema)]
pub struct PostView {
    /// The `id` attribute of the post's element, for permalinks: `a-3`.
    pub anchor: String,
    /// The sanitised body.
    pub html: String,
    /// The headings of a body written by hand, where there are three or more.
    pub contents: Vec<ContentsView>,
    /// Files that came with it and that the body does not show.
    pub files: Vec<FileView>,
    /// Its first words as plain text, for structured data; templates have no use for it.
    #[serde(skip)]
    pub start: String,
    /// Its position among the answers of its thread.
    #[serde(skip)]
    pub number: usize,
    /// Its address from the page of its question.
    #[serde(skip)]
    pub place: String,
    /// The page of the question has it, too.
    #[serde(skip)]
    pub is_repeated: bool,
    /// The language of the body.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Who wrote it; absent when the account is gone.
    pub author: Option<PersonView>,
    /// When.
    pub created: Option<DateView>,
    /// When it was last changed, if it was.
    pub edited: Option<DateView>,
    /// Votes or likes.
    pub votes: i64,
    /// Marked as the solution.
    pub accepted: bool,
    /// By staff or the brand, or marked as official.
    pub official: bool,
    /// An answer by whoever asked.
    pub by_asker: bool,
    /// The original post.
    pub href: Option<String>,
    /// The post's licence where it is not the thread's.
    pub licence: Option<String>,
    /// Its deed, where known.
    pub licence_href: Option<String>,
    /// Remarks.
    pub comments: Vec<CommentView>,
}

/// A heading of a body, with those below it: two levels in all.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct ContentsView {
    /// Plain text.
    pub title: String,
    /// Its place on the page: `#reset-the-hub`.
    pub href: String,
    /// Those of the next level.
    pub entries: Vec<ContentsView>,
}

/// A remark on a post.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct CommentView {
    /// The `id` attribute: `c-12`.
    pub anchor: String,
    /// The sanitised body.
    pub html: String,
    /// Files that came with it and that the body does not show.
    pub files: Vec<FileView>,
    /// Who wrote it.
    pub author: Option<PersonView>,
    /// When.
    pub created: Option<DateView>,
}

/// A file that came with a post: a picture with a `width`, a copy with a `download`, else a card.
#[derive(Clone, Debug, Default, Hash, Serialize, JsonSchema)]
pub struct FileView {
    /// What it is called, plain text.
    pub name: String,
    /// Relative address of the copy, or the file's own address elsewhere.
    pub href: Option<String>,
    /// What it is called when it is saved.
    pub download: Option<String>,
    /// What the copy is: `PDF`.
    pub kind: Option<String>,
    /// How long it is, in words: `340 KB`.
    pub size: Option<String>,
    /// What a card stands for: `video`, `audio`, `picture` or `file`.
    pub media: Option<&'static str>,
    /// The same in words, with what is known of it: `File on example.org, PDF, 340 KB`.
    pub place: Option<String>,
    /// How wide it is shown.
    pub width: Option<u32>,
    /// How high it is shown.
    pub height: Option<u32>,
}

/// A person as named under a post.
#[derive(Clone, Debug, Hash, Serialize, JsonSchema)]
pub struct PersonView {
    /// The name, plain text; show it in `<bdi>`.
    pub name: String,
    /// Up to two letters for a round badge.
    pub initials: String,
    /// `member`, `expert`, `moderator`, `staff`, `brand` or `bot`.
    pub role: &'static str,
    /// Their page on this site.
    pub href: Option<String>,
    /// Their page in the community where they have none here, for structured data; templates
    /// have no use for it.
    #[serde(skip)]
    pub profile: Option<String>,
    /// How many published questions they helped with.
    pub n_helped: usize,
}

/// The page of a person.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct PersonPageView {
    /// The person.
    pub person: PersonView,
    /// The communities where they write, separated by commas.
    pub source: String,
    /// Their page there.
    pub href: Option<String>,
    /// How many answers they wrote that are published.
    pub n_answers: usize,
    /// How many of these are best answers.
    pub n_best: usize,
}

/// Returns the JSON Schema of [`View`], pretty-printed.
pub fn view_schema() -> String {
    let schema = schemars::schema_for!(View<'_>);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}
