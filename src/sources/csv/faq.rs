//! Tables of frequent questions: a question and its answer in each row.

use std::collections::HashMap;

use crate::config::SourceSettings;
use crate::model::{
    Markup, Origin, Person, Post, PostId, Role, Thread, ThreadId, ThreadKind,
};
use crate::normalize::made_title;
use crate::sources::SkipReason;
use crate::sources::fields::one_line;
use crate::sources::records::{Fault, Left, RecordRole, ThreadRecords};
use crate::sources::values::person;
use crate::text::Lang;

use super::convert::{self, Csv, Row};
use super::fields::Fields;
use super::layout::Layout;
use super::rows::Kind;

/// States of a row that nobody is to see.
const HIDDEN: &[&str] = &["draft", "hidden", "unpublished", "archived"];

/// How often each question was seen that has no id of its own.
#[derive(Default)]
pub(super) struct Questions(HashMap<String, usize>);

impl Questions {
    /// Tells what a row is: a thread with the id that it has, or one made of its question and
    /// language, so that it stays when rows are sorted or answers are corrected.
    pub fn role(&mut self, layout: &Layout, row: &Fields) -> RecordRole {
        if let Some(id) = layout.id(row, "id") {
            return RecordRole::Thread { id: id.to_owned(), version: 0 };
        }
        let Some(asked) = layout.asked(row) else {
            let message = "this row has no question".to_owned();
            return RecordRole::Invalid(Fault { message, note: None, at: 0 });
        };
        let words = asked.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let of = format!("{}\n{words}", layout.get(row, "language").unwrap_or_default());
        let mut id = blake3::hash(of.as_bytes()).to_hex()[..8].to_owned();
        let n = self.0.entry(id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            id = format!("{id}-{n}");
        }
        RecordRole::Thread { id, version: 0 }
    }
}

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
    let plain = |text: &str| match is_escaped {
        true => html_escape::decode_html_entities(text).into_owned(),
        false => text.to_owned(),
    };
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
    let answer = Post {
        author: author(&row, settings),
        created: convert::created(&row, csv),
        official: row.get("role").is_none() || layout.role(&row.fields) == Some("staff"),
        accepted: kind == ThreadKind::Question,
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
