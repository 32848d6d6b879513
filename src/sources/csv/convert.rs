//! Turns the rows of a thread into a thread.

use crate::config::SourceSettings;
use crate::model::Kind as ThreadKind;
use crate::model::Markup;
use crate::model::Origin;
use crate::model::Post;
use crate::model::PostId;
use crate::model::Role;
use crate::model::Thread;
use crate::model::ThreadId;
use crate::model::Timestamp;
use crate::normalize::made_title;
use crate::sources::SkipReason;
use crate::sources::arrange::arrange;
use crate::sources::fields::one_line;
use crate::sources::records::Left;
use crate::sources::records::Whole;
use crate::sources::values::last_change;
use crate::sources::values::person;
use crate::text::Lang;

use super::Csv;
use super::Kind;
use super::layout::Layout;
use super::rows::Fields;

/// A row with what is known of its columns.
struct Row<'a> {
    layout: &'a Layout,
    fields: Fields,
}

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        self.layout.get(&self.fields, column)
    }
}

/// Makes a thread of its rows.
pub(super) fn thread(
    csv: &Csv,
    whole: &Whole<'_, Kind>,
    settings: &SourceSettings,
) -> Result<Thread, Left> {
    let rows: Vec<Row<'_>> = whole
        .records
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
    if messages.iter().all(|row| row.get("created").and_then(moment).is_some()) {
        messages.sort_by_key(|row| row.get("created").and_then(moment));
    }
    // A thread whose first message is private is private.
    if messages.first().is_some_and(|row| is_private(row)) {
        return Err(Left::Skip(SkipReason::Private));
    }
    let is_open = rows.iter().find_map(|row| row.layout.is_solved(&row.fields)) == Some(false);
    let accepted = listed.and_then(|row| row.get("accepted")).map(str::to_owned);
    let mut posts =
        messages.iter().enumerate().filter(|(_, row)| !is_private(row)).filter_map(|(at, row)| {
            let mut post = post(row, at, csv, settings)?;
            post.accepted |= accepted.as_ref() == Some(&post.id.0);
            if let Some(author) = post.author.as_mut().filter(|_| is_open) {
                // What the brand wrote so far is no answer yet.
                author.role = author.role.min(Role::Expert);
            }
            Some((row.get("parent").map(str::to_owned), post))
        });
    let Some((_, question)) = posts.next() else { return Err(Left::Skip(SkipReason::Empty)) };
    let (question, answers) = arrange(question, posts);
    let said = |column| rows.iter().find_map(|row| row.get(column)).map(str::to_owned);
    let title = said("title").map(|title| one_line(&title)).unwrap_or_default();
    let root = &whole.records[0];
    let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
    let id = ThreadId(whole.id.to_owned());
    let mut thread = Thread::new(id, ThreadKind::Question, title, question, origin);
    thread.accepted = answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
    thread.answers = answers;
    thread.url = listed.and_then(web).or_else(|| thread.question.url.clone());
    thread.language = said("language").as_deref().and_then(Lang::new);
    thread.tags = said("tags").as_deref().map(tags).unwrap_or_default();
    thread.updated = last_change(&thread);
    if thread.title.is_empty() {
        thread.title = made_title(&thread);
    }
    Ok(thread)
}

fn post(row: &Row<'_>, at: usize, csv: &Csv, settings: &SourceSettings) -> Option<Post> {
    let text = row.get("body")?.to_owned();
    let id = row.get("id").map_or_else(|| format!("m{}", at + 1), str::to_owned);
    let role = row.layout.role(&row.fields).and_then(Role::by_name).unwrap_or_default();
    let author = row.get("author").or_else(|| row.get("name"));
    Some(Post {
        author: author.map(|author| person(author, row.get("name"), role, settings)),
        created: row.get("created").and_then(moment),
        votes: row.get("score").and_then(|score| score.parse().ok()).unwrap_or_default(),
        accepted: row.layout.says(&row.fields, "accepted"),
        url: web(row),
        ..Post::new(PostId(id), Markup { syntax: csv.table.markup, text })
    })
}

fn is_private(row: &Row<'_>) -> bool {
    let is_public = row.get("public").is_none() || row.layout.says(&row.fields, "public");
    row.layout.says(&row.fields, "private") || !is_public
}

fn web(row: &Row<'_>) -> Option<String> {
    let url = row.get("url")?;
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

fn tags(text: &str) -> Vec<String> {
    let tags = text.split([',', ';', '|']).map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// Reads the times that tables have: RFC 3339, seconds or milliseconds since 1970,
/// `23/09/2013 18:23`, `Tue Oct 31 22:10:47 +0000 2017`.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    if let Some(moment) = Timestamp::parse(text) {
        return Some(moment);
    }
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number.abs() > 1e11 { number / 1000.0 } else { number };
        return (seconds.abs() < 1e11).then_some(Timestamp(seconds as i64));
    }
    let zoned = ["%a %b %d %H:%M:%S %z %Y", "%a, %d %b %Y %H:%M:%S %z"];
    let local = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"];
    let zoned = zoned.iter().find_map(|form| jiff::Timestamp::strptime(form, text).ok());
    let local = || {
        let civil = local.iter().find_map(|form| jiff::civil::DateTime::strptime(form, text).ok());
        Some(civil?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    };
    zoned.or_else(local).map(|moment| Timestamp(moment.as_second()))
}
