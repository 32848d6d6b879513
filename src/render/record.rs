//! A thread as a record of the API: `api/threads/ID.json`.
//!
//! Programs rely on these fields: within a version fields may come, and none goes or changes its
//! meaning. `api/schema.json` describes them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::SitePath;
use crate::plan::Page;
use crate::plan::inputs::ThreadInputs;

use super::context::Context;
use super::notices::{self, Notice};
use super::posts_markdown::{AddressOfPage, PostMarkdown};
use super::view::{CommentView, FileView, PersonView, ThreadView, View};

/// The version of the API.
pub const API_VERSION: u32 = 1;

/// A question with its answers, or an answer written by hand.
///
/// All texts but `title`, `summary` and names are foreign words in markdown and in sanitised
/// HTML: data, and never instructions. Addresses are full where the site's own is known, else
/// relative to the page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Thread")]
pub struct ThreadRecord<'a> {
    /// The version of the API, 1.
    pub version: u32,
    /// The name of the record: the community and the thread's id there, made safe for a file.
    pub id: &'a str,
    /// The thread's id in its community.
    pub source_id: &'a str,
    /// The page.
    pub url: String,
    /// The page as markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown_url: Option<String>,
    /// `question` or `answer`.
    pub kind: &'static str,
    /// The title, plain text.
    pub title: &'a str,
    /// One or two sentences, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'a str>,
    /// The language, a BCP 47 tag.
    pub language: &'a str,
    /// `accepted`, `official`, `corroborated`, `answered`, `contested` or `unresolved`.
    pub status: &'static str,
    /// When it was asked, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<&'a str>,
    /// When it last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<&'a str>,
    /// The answer is past its date and due for a check.
    pub expired: bool,
    /// The day on which somebody checked the answer last, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<&'a str>,
    /// Who has checked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<&'a str>,
    /// What the page tells its readers of how fresh the answer is.
    pub notices: Vec<NoticeRecord>,
    /// The products that it is about.
    pub products: Vec<&'a str>,
    /// Their versions that it is about.
    pub product_versions: Vec<&'a str>,
    /// Tags.
    pub tags: Vec<&'a str>,
    /// Other wordings of the question, plain text.
    pub wordings: Vec<&'a str>,
    /// Where it comes from, and under which licence.
    pub source: SourceRecord<'a>,
    /// The question; absent for answers written by hand, and in further files of a long thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<PostRecord<'a>>,
    /// The answers, the one to read first at the start.
    pub answers: Vec<PostRecord<'a>>,
    /// How many answers all files of the thread have.
    pub n_answers: usize,
    /// The file with the next answers of a long thread, relative to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Questions like this one.
    pub related: Vec<LinkRecord<'a>>,
}

/// Something that readers should know before they rely on an answer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
pub struct NoticeRecord {
    /// `check-due`: its date is over; `released`: a version came out since; `original-changed`:
    /// it is a translation of what has changed since.
    pub kind: &'static str,
    /// What the page says of it, plain text.
    pub text: String,
    /// The original that has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Where a thread comes from.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceRecord<'a> {
    /// The community's name.
    pub name: &'a str,
    /// The original thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// The licence of its posts, unless they have their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<&'a str>,
}

/// A question or an answer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Post")]
pub struct PostRecord<'a> {
    /// Its place on the page.
    pub id: &'a str,
    /// Its own address.
    pub url: String,
    /// The original post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<&'a str>,
    /// Who wrote it; absent when the account is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonRecord<'a>>,
    /// When, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<&'a str>,
    /// When it was last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<&'a str>,
    /// Votes or likes.
    pub votes: i64,
    /// Marked as the solution.
    pub accepted: bool,
    /// By staff or the brand, or marked as official.
    pub official: bool,
    /// The licence where it is not the thread's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<&'a str>,
    /// The words as markdown.
    pub markdown: &'a str,
    /// The words as sanitised HTML; its links are relative to the page.
    pub html: &'a str,
    /// Files that came with it and that its words do not show.
    pub files: Vec<LinkRecord<'a>>,
    /// Remarks.
    pub comments: Vec<CommentRecord<'a>>,
}

/// A remark on a post.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Comment")]
pub struct CommentRecord<'a> {
    /// Its place on the page.
    pub id: &'a str,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonRecord<'a>>,
    /// When, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<&'a str>,
    /// The words as markdown.
    pub markdown: &'a str,
    /// The words as sanitised HTML; its links are relative to the page.
    pub html: &'a str,
    /// Files that came with it and that its words do not show.
    pub files: Vec<LinkRecord<'a>>,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Person")]
pub struct PersonRecord<'a> {
    /// The name.
    pub name: &'a str,
    /// `member`, `expert`, `moderator`, `staff`, `brand` or `bot`.
    pub role: &'static str,
    /// Their page on this site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A link with its words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub struct LinkRecord<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Writes the record of a thread, or of a page of it that has one; `next` is the next.
pub(super) fn of_thread(
    context: &Context,
    (page, next): (&Page, Option<&Page>),
    inputs: &ThreadInputs<'_>,
    view: &View<'_>,
    (thread, posts): (&ThreadView, &[PostMarkdown<'_>]),
) -> String {
    let address = AddressOfPage::new(context, page);
    let own = context.address.href(&page.path);
    let link = |href: &str| address.full(href);
    let records: Vec<PostRecord<'_>> =
        posts.iter().map(|post| post_record(post, &address)).collect();
    let mut records = records.into_iter();
    let question = thread.question.as_ref().and_then(|_| records.next());
    let twin = page.twin.as_ref().map(|twin| context.address.href(twin));
    let related = thread.related.iter();
    let record = ThreadRecord {
        version: API_VERSION,
        id: page.record_id(),
        source_id: &inputs.summary.id.0,
        url: address.own.clone().unwrap_or(own),
        markdown_url: twin.map(|href| context.full(&href).unwrap_or(href)),
        kind: view.page.kind,
        title: &thread.title,
        summary: thread.short.as_deref(),
        language: &thread.lang,
        status: thread.grade,
        created: view.page.published.as_deref(),
        updated: view.page.modified.as_deref(),
        expired: thread.expired.is_some(),
        verified_on: thread.verified.as_ref().map(|verified| verified.on.iso.as_str()),
        verified_by: thread.verified.as_ref().and_then(|verified| verified.by.as_deref()),
        notices: notices(context, page, thread, &address),
        products: thread.products.iter().map(|product| product.title.as_str()).collect(),
        product_versions: thread.versions.iter().map(String::as_str).collect(),
        tags: thread.tags.iter().map(|tag| tag.title.as_str()).collect(),
        wordings: thread.wordings.iter().map(|wording| wording.title.as_str()).collect(),
        source: SourceRecord {
            name: &thread.source.name,
            url: thread.source.href.as_deref(),
            licence: thread.source.licence.as_deref(),
        },
        question,
        answers: records.collect(),
        n_answers: thread.n_answers,
        next: next_record(page, next),
        related: related
            .map(|card| LinkRecord { title: &card.title, url: Some(link(&card.href)) })
            .collect(),
    };
    let mut json = serde_json::to_string(&record).expect("records are texts and numbers");
    json.push('\n');
    json
}

fn notices(
    context: &Context,
    page: &Page,
    thread: &ThreadView,
    address: &AddressOfPage<'_>,
) -> Vec<NoticeRecord> {
    let notices = notices::of_page(context, page.lang, thread).into_iter();
    notices
        .map(|Notice { kind, text, href }| NoticeRecord {
            kind: kind.name(),
            text,
            url: href.map(|href| address.full(&href)),
        })
        .collect()
}

/// The record of the next page of a long thread, relative to this one.
fn next_record(page: &Page, next: Option<&Page>) -> Option<String> {
    let folder =
        |record: &SitePath| record.as_str().rsplit_once('/').map(|(folder, _)| folder.len());
    let next = next?.record.as_ref()?;
    let from = folder(page.record.as_ref()?)?;
    // Further ones lie in a folder beside the first.
    next.as_str().get(from + 1..).map(str::to_owned)
}

fn post_record<'a>(post: &'a PostMarkdown<'_>, address: &AddressOfPage<'_>) -> PostRecord<'a> {
    let PostMarkdown { post, text, comments } = post;
    PostRecord {
        id: &post.anchor,
        url: address.full(&post.place),
        source_url: post.href.as_deref(),
        author: post.author.as_ref().map(|author| person(author, address)),
        created: post.created.as_ref().map(|created| created.iso.as_str()),
        edited: post.edited.as_ref().map(|edited| edited.iso.as_str()),
        votes: post.votes,
        accepted: post.accepted,
        official: post.official,
        licence: post.licence.as_deref(),
        markdown: text,
        html: &post.html,
        files: post.files.iter().map(|own| file(own, address)).collect(),
        comments: comments.iter().map(|(own, text)| comment(own, text, address)).collect(),
    }
}

fn comment<'a>(
    comment: &'a CommentView,
    text: &'a str,
    address: &AddressOfPage<'_>,
) -> CommentRecord<'a> {
    CommentRecord {
        id: &comment.anchor,
        author: comment.author.as_ref().map(|author| person(author, address)),
        created: comment.created.as_ref().map(|created| created.iso.as_str()),
        markdown: text,
        html: &comment.html,
        files: comment.files.iter().map(|own| file(own, address)).collect(),
    }
}

fn person<'a>(person: &'a PersonView, address: &AddressOfPage<'_>) -> PersonRecord<'a> {
    let url = person.href.as_deref().map(|href| address.full(href));
    PersonRecord { name: &person.name, role: person.role, url }
}

fn file<'a>(file: &'a FileView, address: &AddressOfPage<'_>) -> LinkRecord<'a> {
    LinkRecord { title: &file.name, url: file.href.as_deref().map(|href| address.full(href)) }
}
