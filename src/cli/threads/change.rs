//! What would change what becomes of a thread, in a sentence.

use serde_json::json;

use crate::config::{Config, PublishVerdict};
use crate::diag::escaped_json;
use crate::model::{Grade, Reason};
use crate::pipeline::{Publication, ThreadRow};
use crate::site::WithheldReason;

use super::name_of;

/// Where people write their decisions down.
const IN_FILE: &str = "in decisions.yaml";

/// Says which line in decisions.yaml, or which setting, would change what becomes of a thread.
pub(crate) fn change(row: &ThreadRow, config: &Config) -> String {
    let name = quoted(&name_of(config, row.source, &row.id));
    match &row.publication {
        Publication::Published(_) if row.decided == Some(true) => {
            format!("`publish: yes` ({}) publishes it", place(row, config))
        }
        Publication::Published(_) => {
            format!("`not: [{name}]` {IN_FILE} withholds it; `build --gone` if it was public")
        }
        Publication::Withheld(WithheldReason::AddressTaken) => {
            format!("`title: {{{name}: \"…\"}}` {IN_FILE} gives it an address of its own")
        }
        Publication::Withheld(WithheldReason::Duplicate(source, id)) => {
            let other = name_of(config, *source, id);
            let other = quoted(&other);
            format!("it is on the page of {other}: `not: [{name}]` {IN_FILE} takes it off")
        }
        Publication::Withheld(WithheldReason::Draft) => {
            format!("`draft: true` ({}) withholds it: take the line out", row.origin.path)
        }
        Publication::Withheld(WithheldReason::Unfit(PublishVerdict::Decision)) => {
            format!("`publish: no` ({}) withholds it", place(row, config))
        }
        Publication::Withheld(WithheldReason::Unfit(PublishVerdict::Confidence)) => {
            let share = row.resolution.confidence.share();
            format!(
                "`publish: {{{name}: yes}}` {IN_FILE} publishes it, \
                 or `publish.confidence: {share}` in answerbook.yaml"
            )
        }
        Publication::Withheld(WithheldReason::Unfit(
            PublishVerdict::Grade | PublishVerdict::Published,
        )) => ungraded(row, &name, config),
    }
}

/// What helps a thread whose grade is not published.
fn ungraded(row: &ThreadRow, name: &str, config: &Config) -> String {
    let grade = row.resolution.grade;
    let first = row.first.as_ref().map(|first| quoted(&first.post.0));
    // What a person puts first is answered, and not accepted by that.
    let is_enough = config.publish.grades.contains(&Grade::Answered);
    let and = if is_enough { String::new() } else { format!(" and `publish: {{{name}: yes}}`") };
    match row.resolution.reason {
        Reason::NoAnswer if row.n_answers == 0 => "nothing yet: nobody has answered".to_owned(),
        Reason::NoAnswer => {
            let which = match row.n_answers {
                1 => "the one answer".to_owned(),
                n => format!("one of the {n} answers"),
            };
            format!("`best: {{{name}: \"POST\"}}`{and} {IN_FILE} if {which} does")
        }
        Reason::NotAQuestion => {
            format!("`publish: {{{name}: yes}}` {IN_FILE} publishes it if it does ask something")
        }
        Reason::SplitVotes | Reason::Substance | Reason::SelfAnswer => {
            let post = first.unwrap_or_else(|| "\"POST\"".to_owned());
            match grade {
                Grade::Answered => by_grade(name, grade),
                _ => format!("`best: {{{name}: {post}}}`{and} {IN_FILE} if that answer helps"),
            }
        }
        Reason::AcceptedMark
        | Reason::Decision
        | Reason::Reaction
        | Reason::Prefix
        | Reason::Status
        | Reason::StillOpen
        | Reason::OfficialMark
        | Reason::StaffThanked
        | Reason::StaffAnswer
        | Reason::Votes
        | Reason::Thanks => by_grade(name, grade),
    }
}

fn by_grade(name: &str, grade: Grade) -> String {
    let grade = grade.name();
    format!(
        "`publish: {{{name}: yes}}` {IN_FILE} publishes it, \
         or `{grade}` in `publish.resolution` of answerbook.yaml"
    )
}

/// Where a person decided: a line of decisions.yaml, or the thread's own file.
fn place(row: &ThreadRow, config: &Config) -> String {
    let decision = config.sources[row.source].decisions.get(&row.id.0);
    match decision.and_then(|decision| decision.publish.as_ref()) {
        Some(said) => format!("{}:{}", said.place.path, said.place.line),
        None => row.origin.path.clone(),
    }
}

/// Writes a name as a YAML text that shows all that is in it.
pub(crate) fn quoted(name: &str) -> String {
    escaped_json(&json!(name).to_string())
}
