//! Turns the rows of a thread into a thread.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use encoding_rs::Encoding;

use crate::config::{SourceSettings, TableSettings};
use crate::model::{
    Category, Markup, Origin, Person, Post, PostId, Role, Syntax, Thread, ThreadId, ThreadKind,
    Timestamp,
};
use crate::normalize::made_title;
use crate::sources::SkipReason;
use crate::sources::fields::{one_line, unique_id};
use crate::sources::nest_replies::nest_replies;
use crate::sources::records::{Left, ThreadRecords};
use crate::sources::values::{last_change, person};
use crate::text::Lang;

use super::dates;
use super::dates::Evidence;
use super::fields::Fields;
use super::ids::Known;
use super::layout::Layout;
use super::questions::Questions;
use super::rows::Kind;
use super::unread::Unread;

/// A row with what is known of its columns.
pub(super) struct Row<'a> {
    pub(super) layout: &'a Layout,
    pub(super) fields: Fields,
}

impl Row<'_> {
    /// Returns what the row has in a column, unless it is blank.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.layout.get(&self.fields, column)
    }

    fn id(&self, column: &str) -> Option<&str> {
        self.layout.id(&self.fields, column)
    }
}

/// Makes a thread of its rows.
pub(super) fn thread(
    csv: &Csv,
    records: &ThreadRecords<'_, Kind>,
    settings: &SourceSettings,
) -> Result<Thread, Left> {
    let rows: Vec<Row<'_>> = records
        .all
        .iter()
        .filter_map(|record| {
            let layout = csv.layouts.get(&record.spot.file)?;
            Some(Row { layout, fields: layout.splitter.fields(record.text) })
        })
        .collect();
    let listed = rows.first().filter(|row| row.layout.has_threads);
    if listed.is_some_and(is_private) {
        return Err(Left::Skip(SkipReason::Private));
    }
    let mut messages: Vec<&Row<'_>> = rows.iter().filter(|row| !row.layout.has_threads).collect();
    if messages.iter().all(|row| created(row, csv).is_some()) {
        messages.sort_by_key(|row| created(row, csv));
    }
    // A thread whose first message is private is private.
    if messages.first().is_some_and(|row| is_private(row)) {
        return Err(Left::Skip(SkipReason::Private));
    }
    let mut posts = posts(csv, records.id, &rows, &messages, settings).into_iter();
    let Some((_, question)) = posts.next() else { return Err(Left::Skip(SkipReason::Empty)) };
    let (question, answers) = nest_replies(question, posts);
    let said = |column| rows.iter().find_map(|row| row.get(column)).map(str::to_owned);
    let title = said("title").map(|title| one_line(&title)).unwrap_or_default();
    let title = unescaped(&title, is_escaped(csv, &rows));
    let root = &records.all[0];
    let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
    let id = ThreadId(records.id.to_owned());
    let mut thread = Thread::new(id, ThreadKind::Question, title, question, origin);
    thread.accepted = answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
    thread.answers = answers;
    thread.url = listed.and_then(web).or_else(|| thread.question.url.clone());
    thread.language = said("language").as_deref().and_then(Lang::new);
    say_facts(&mut thread, |column| rows.iter().find_map(|row| row.get(column)));
    thread.updated = last_change(&thread);
    if thread.title.is_empty() {
        thread.title = made_title(&thread);
    }
    Ok(thread)
}

/// Takes what columns say of a thread as a whole.
pub(super) fn say_facts<'r>(thread: &mut Thread, said: impl Fn(&str) -> Option<&'r str>) {
    thread.tags = said("tags").map(tags).unwrap_or_default();
    thread.category = said("category").map(Category::written).unwrap_or_default();
    thread.products = said("product").map(tags).unwrap_or_default();
    thread.versions = said("version").map(tags).unwrap_or_default();
    thread.popularity.views = said("views").and_then(|views| views.trim().parse().ok());
}

/// Makes posts of messages that are not private, each with what it replies to.
fn posts(
    csv: &Csv,
    thread: &str,
    rows: &[Row<'_>],
    messages: &[&Row<'_>],
    settings: &SourceSettings,
) -> Vec<(Option<String>, Post)> {
    let is_open = rows.iter().find_map(|row| row.layout.is_solved(&row.fields)) == Some(false);
    let known = Known::new(rows.iter().filter_map(|row| row.id("id")));
    let listed = rows.first().filter(|row| row.layout.has_threads);
    let accepted = listed.and_then(|row| row.id("accepted")).map(|id| known.find(id));
    let is_escaped = is_escaped(csv, rows);
    let all = messages.iter().zip(ids(messages)).enumerate();
    let public = all.filter(|(_, (row, _))| !is_private(row));
    let posts = public.filter_map(|(at, (row, id))| {
        let body = row.get("body")?;
        let body = unescaped(body, is_escaped);
        let mut post = Post {
            author: author(row, (thread, at), settings),
            created: created(row, csv),
            ..post(row, id, Markup { syntax: csv.table.markup, text: body })
        };
        post.accepted |= accepted == Some(post.id.0.as_str());
        if let Some(author) = post.author.as_mut().filter(|_| is_open) {
            // What the brand wrote so far is no answer yet.
            author.role = author.role.min(Role::Expert);
        }
        Some((row.id("parent").map(|id| known.find(id).to_owned()), post))
    });
    posts.collect()
}

/// Tells whether the texts of a thread were written for HTML, as those of Twitter are: with
/// entities, and without one sign that such a text may not hold.
pub(super) fn is_escaped(csv: &Csv, rows: &[Row<'_>]) -> bool {
    const ENTITIES: [&str; 7] = ["amp;", "lt;", "gt;", "quot;", "#39;", "apos;", "nbsp;"];
    if csv.table.markup != Syntax::Text {
        return false;
    }
    let columns = ["title", "body", "question", "answer"];
    let texts = || rows.iter().flat_map(|row| columns.map(|column| row.get(column))).flatten();
    let mut signs =
        texts().flat_map(|text| text.match_indices('&').map(|(at, _)| &text[at + 1..])).peekable();
    let is_entity = |rest: &str| ENTITIES.iter().any(|entity| rest.starts_with(entity));
    signs.peek().is_some() && texts().all(|text| !text.contains(['<', '>'])) && signs.all(is_entity)
}

/// Returns a text without entities, where it was written for HTML.
pub(super) fn unescaped(text: &str, is_escaped: bool) -> String {
    match is_escaped {
        true => html_escape::decode_html_entities(text).into_owned(),
        false => text.to_owned(),
    }
}

pub(super) fn created(row: &Row<'_>, csv: &Csv) -> Option<Timestamp> {
    dates::moment(row.get("created")?, csv.date_order(row.layout))
}

/// Returns the ids of messages: their own; made of the message that they reply to and their
/// number among its replies; or their number in the thread.
fn ids(messages: &[&Row<'_>]) -> Vec<PostId> {
    let own = messages.iter().filter_map(|row| row.id("id"));
    let mut taken: HashSet<String> = own.map(str::to_owned).collect();
    let mut n_replies: HashMap<&str, usize> = HashMap::new();
    let each = messages.iter().enumerate().map(|(at, row)| {
        if let Some(id) = row.id("id") {
            return PostId(id.to_owned());
        }
        let Some(parent) = row.id("parent") else {
            return unique_id(&format!("m{}", at + 1), at, &mut taken);
        };
        let n = n_replies.entry(parent).or_default();
        *n += 1;
        unique_id(&format!("{parent}-{n}"), at, &mut taken)
    });
    each.collect()
}

fn post(row: &Row<'_>, id: PostId, body: Markup) -> Post {
    Post {
        votes: row.get("score").and_then(|score| score.parse().ok()).unwrap_or_default(),
        accepted: row.layout.says(&row.fields, "accepted"),
        url: web(row),
        ..Post::new(id, body)
    }
}

/// Returns who wrote the `at`th message of a thread.
///
/// Somebody of whom only the role is known has no account: what two such people wrote may
/// not become one person's, so each message has a writer of its own. Only the customer is
/// one in a conversation.
fn author(row: &Row<'_>, (thread, at): (&str, usize), settings: &SourceSettings) -> Option<Person> {
    let role = row.layout.role(&row.fields).and_then(Role::by_name).unwrap_or_default();
    let name = row.get("name");
    if let Some(author) = row.get("author").or(name) {
        return Some(person(author, name, role, settings));
    }
    let (word, is_customer) = row.layout.nameless(&row.fields)?;
    let id = match (is_customer, role) {
        (true, _) => format!("{word} {thread}"),
        // Nothing is known of a member but that they are one.
        (false, Role::Member) => return None,
        (false, _) => format!("{word} {thread}-{}", at + 1),
    };
    Some(person(&id, Some(word), role, settings))
}

pub(super) fn is_private(row: &Row<'_>) -> bool {
    let is_public = row.get("public").is_none() || row.layout.says(&row.fields, "public");
    row.layout.says(&row.fields, "private") || !is_public
}

pub(super) fn web(row: &Row<'_>) -> Option<String> {
    let url = row.get("url")?;
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

fn tags(text: &str) -> Vec<String> {
    let tags = text.split([',', ';', '|']).map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// What rows need of headers.
pub(in crate::sources) struct Csv {
    pub(super) table: TableSettings,
    pub(super) encoding: Option<&'static Encoding>,
    /// By the number of the file.
    pub(super) layouts: BTreeMap<u32, Layout>,
    /// The files with the names of their columns, known ones or not.
    pub(super) headers: Vec<(u32, Vec<String>)>,
    /// What the settings name columns for that are there.
    pub(super) found: BTreeSet<String>,
    /// What the dates of a column say, by its name.
    pub(super) evidence: BTreeMap<String, Evidence>,
    /// What its columns of languages have that is none, by their names.
    pub(super) languages: BTreeMap<String, Unread>,
    /// Files with a row below their header.
    pub(super) filled: BTreeSet<u32>,
    /// How often each question was seen that has no id.
    pub(super) questions: Questions,
    /// There is a file of threads, so what is not in it is not wanted.
    pub(super) has_threads: bool,
    /// A column that the settings name is nowhere.
    pub(super) lacks_column: bool,
    /// Rows are of conversations between customers and agents.
    pub(super) is_of_care: bool,
}
