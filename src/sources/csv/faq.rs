//! Tables of frequent questions: a question and its answer in each row.

use crate::config::SourceSettings;
use crate::model::{Markup, Origin, Person, Post, PostId, Role, Thread, ThreadId, ThreadKind};
use crate::normalize::made_title;
use crate::sources::SkipReason;
use crate::sources::fields::one_line;
use crate::sources::records::{Left, ThreadRecords};
use crate::sources::values::person;
use crate::text::Lang;

use super::convert::{self, Csv, Row};
use super::layout::Layout;
use super::rows::Kind;

/// States of a row that nobody is to see.
const HIDDEN: &[&str] = &["draft", "hidden", "unpublished", "archived"];

/// Makes a thread of a row: an official answer, or, where somebody asks at length, a question
/// with an accepted answer.
pub(super) fn thread(
    csv: &Csv,
    layout: &Layout,
    records: &ThreadRecords<'_, Kind>,
    settings: &SourceSettings,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let row = Row { layout, fields: layout.splitter.fields(root.text) };
    let status = row.get("status").unwrap_or_default();
    if convert::is_private(&row) {
        return Err(Left::Skip(SkipReason::Private));
    }
    if HIDDEN.iter().any(|word| status.eq_ignore_ascii_case(word)) {
        return Err(Left::Skip(SkipReason::Hidden));
    }
    let (Some(asked), Some(answer)) = (layout.asked(&row.fields), row.get("answer")) else {
        return Err(Left::Skip(SkipReason::Empty));
    };
    let rows = std::slice::from_ref(&row);
    let is_escaped = convert::is_escaped(csv, rows);
    let markup = |text| Markup { syntax: csv.table.markup, text };
    let plain = |text: &str| convert::unescaped(text, is_escaped);
    // A question of several lines is no title; what the title does not say stands below it.
    let title = row.get("title").or(Some(asked).filter(|asked| !asked.contains('\n')));
    let title = title.map(one_line).unwrap_or_default();
    let is_more = |text: &&str| text.contains('\n') || one_line(text) != title;
    let long = ["question", "body"].iter().filter_map(|column| row.get(column)).filter(is_more);
    let long = long.collect::<Vec<_>>().join("\n\n");
    let kind = if long.is_empty() { ThreadKind::Answer } else { ThreadKind::Question };
    let question = Post::new(PostId(records.id.to_owned()), markup(plain(&long)));
    let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
    let id = ThreadId(records.id.to_owned());
    let mut thread = Thread::new(id, kind, plain(&title), question, origin);
    let is_official = row.get("role").is_none() || layout.role(&row.fields) == Some("staff");
    let answer = Post {
        author: author(&row, settings),
        created: convert::created(&row, csv),
        official: is_official,
        accepted: !is_official,
        votes: row.get("score").and_then(|score| score.parse().ok()).unwrap_or_default(),
        ..Post::new(PostId("a".to_owned()), markup(plain(answer)))
    };
    thread.created = answer.created;
    thread.accepted = answer.accepted.then(|| answer.id.clone());
    thread.answers = vec![answer];
    thread.url = convert::web(&row);
    thread.language = row.get("language").and_then(Lang::new);
    convert::say_facts(&mut thread, |column| row.get(column));
    if thread.title.is_empty() {
        thread.title = made_title(&thread);
    }
    Ok(thread)
}

/// Returns who answers, one of the brand's people where the table does not say otherwise.
fn author(row: &Row<'_>, settings: &SourceSettings) -> Option<Person> {
    let role = row.layout.role(&row.fields).and_then(Role::by_name).unwrap_or(Role::Staff);
    let name = row.get("name");
    let id = row.get("author").or(name)?;
    Some(person(id, name, role, settings))
}
