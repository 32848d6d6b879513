//! Finds the mark that a resolution rests on.

use super::dump::{Dump, Source};
use super::row::Fields;
use super::scan::Span;
use crate::diag::Place;
use crate::model::{PostId, Reason, Thread};

/// Returns the attribute that carries a mark, or else the question's row.
pub(super) fn locate(
    dump: &Dump<'_>,
    thread: &Thread,
    reason: Reason,
    post: Option<&PostId>,
) -> Option<Place> {
    let id: i64 = thread.id.0.parse().ok()?;
    let question = &dump.survey.questions[*dump.survey.by_id.get(&id)? as usize];
    let answers = question.answers.start as usize..question.answers.end as usize;
    let answers = &dump.survey.answers[answers];
    let own = |name: &str| attribute(&dump.posts, question.row, name);
    let theirs = |name: &str| {
        let row = post.and_then(|post| find(&dump.posts, answers.iter().copied(), post));
        row.and_then(|row| attribute(&dump.posts, row, name))
    };
    let found = match reason {
        Reason::AcceptedMark => own("AcceptedAnswerId"),
        Reason::Votes | Reason::SplitVotes => theirs("Score"),
        Reason::StaffAnswer | Reason::OfficialMark => theirs("OwnerUserId"),
        Reason::Thanks | Reason::Substance | Reason::SelfAnswer | Reason::StaffThanked => {
            post.and_then(|post| comment(dump, thread, post)).or_else(|| theirs("Id"))
        }
        _ => None,
    };
    found.or_else(|| own("Id"))
}

/// Finds the row with an id among some rows.
fn find(source: &Source, mut rows: impl Iterator<Item = Span>, id: &PostId) -> Option<Span> {
    rows.find(|&span| {
        let Some(row) = source.row(span) else { return false };
        let Ok(fields) = Fields::parse(&row) else { return false };
        fields.text("Id").is_ok_and(|text| text.as_deref() == Some(&id.0))
    })
}

fn comment(dump: &Dump<'_>, thread: &Thread, id: &PostId) -> Option<Place> {
    let posts = thread.posts().filter_map(|post| post.id.0.parse().ok());
    let mut rows = posts.flat_map(|post| dump.survey.comments_of(post));
    let span = find(&dump.comments, &mut rows, id)?;
    attribute(&dump.comments, span, "Text")
}

/// Quotes `Name="…"` of a row.
fn attribute(source: &Source, span: Span, name: &str) -> Option<Place> {
    let row = source.row(span)?;
    let value = Fields::parse(&row).ok()?.range(name)?;
    let start = row[..value.start].rfind(name)?;
    let range = start..(value.end + 1).min(row.len());
    Some(source.place(span, &row, range))
}
