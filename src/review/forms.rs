//! The queue in its forms.

use std::fmt::Write;

use crate::diag::escaped_markdown;

use super::concern::{Concern, Health};
use super::drift::{Change, SectionChange};
use super::queue::{ReviewQueue, ReviewRow};

/// Writes the queue for a terminal, at most so many answers.
pub fn text(queue: &ReviewQueue, most: usize) -> String {
    let mut out = String::new();
    for (row, number) in queue.answers.iter().take(most).zip(1..) {
        let _ = writeln!(out, "{number}. {} [{}]", row.title, row.health.name());
        let _ = writeln!(out, "   {}", facts(row).join(" · "));
        for concern in &row.concerns {
            let _ = writeln!(out, "   - {}", sentence(concern));
            for line in details(concern, &str::to_owned, [("[-", "-]"), ("{+", "+}")]) {
                let _ = writeln!(out, "     {line}");
            }
        }
    }
    out.push_str(&rest(queue, most));
    out
}

/// Writes the queue for the comment of a pull request or the body of an issue.
pub fn markdown(queue: &ReviewQueue, most: usize) -> String {
    let mut out = format!("## Answers to look at\n\n{}.\n", counts(queue));
    for row in queue.answers.iter().take(most) {
        let facts: Vec<String> = facts(row).iter().map(|fact| escaped_markdown(fact)).collect();
        let title = escaped_markdown(&row.title);
        let _ = write!(out, "\n- [ ] **{title}** ({}), {}\n", row.health.name(), facts.join(" · "));
        for concern in &row.concerns {
            let _ = writeln!(out, "  - {}", escaped_markdown(&sentence(concern)));
            for line in details(concern, &escaped_markdown, [("~~", "~~"), ("**", "**")]) {
                let _ = writeln!(out, "    - {line}");
            }
        }
    }
    let rest = rest(queue, most);
    if !rest.is_empty() {
        let _ = write!(out, "\n{rest}");
    }
    out
}

/// Writes the queue as rows of a table, the names of its columns first.
pub fn csv(queue: &ReviewQueue) -> Vec<Vec<String>> {
    let head = [
        "health", "reads", "title", "address", "id", "file", "language", "owner", "checked",
        "answered", "why",
    ];
    let row = |row: &ReviewRow| {
        let why: Vec<String> = row.concerns.iter().map(sentence).collect();
        vec![
            row.health.name().to_owned(),
            row.reads.map_or(String::new(), |reads| reads.to_string()),
            row.title.clone(),
            row.address.clone(),
            row.id.clone(),
            row.file.clone(),
            row.language.clone(),
            row.owner.clone().unwrap_or_default(),
            row.checked.clone().unwrap_or_default(),
            row.answered.clone().unwrap_or_default(),
            why.join("; "),
        ]
    };
    let head = head.map(str::to_owned).to_vec();
    std::iter::once(head).chain(queue.answers.iter().map(row)).collect()
}

/// How many answers are how.
fn counts(queue: &ReviewQueue) -> String {
    let n = [queue.n_due, queue.n_doubtful, queue.n_old, queue.n_good];
    let named = Health::ALL.iter().zip(n).map(|(health, n)| format!("{n} {}", health.name()));
    named.collect::<Vec<String>>().join(", ")
}

fn rest(queue: &ReviewQueue, most: usize) -> String {
    match queue.answers.len().saturating_sub(most) {
        0 => String::new(),
        n => format!("… and {n} more\n"),
    }
}

fn facts(row: &ReviewRow) -> Vec<String> {
    let mut facts = vec![row.id.clone()];
    facts.extend(row.owner.clone());
    let checked = row.checked.as_ref().map(|day| format!("checked {day}"));
    facts.extend(checked.or_else(|| row.answered.as_ref().map(|day| format!("answered {day}"))));
    facts.extend(row.reads.map(|reads| match reads {
        1 => "read once".to_owned(),
        reads => format!("read {reads} times"),
    }));
    facts
}

/// Says a concern in a sentence.
fn sentence(concern: &Concern) -> String {
    match concern {
        Concern::Expired { by } => format!("it was to be checked by {by}"),
        Concern::Release { name, on, notes } => {
            let notes = notes.as_ref().map_or(String::new(), |notes| format!(": {notes}"));
            format!("{name} came out on {on}, after it was last written or checked{notes}")
        }
        Concern::OriginalChanged { original, n_sections, .. } => {
            let sections = if *n_sections == 1 { "section" } else { "sections" };
            format!(
                "{n_sections} {sections} of its original, {original}, changed since it was checked"
            )
        }
        Concern::OriginalNewer { original, on } => {
            format!("its original, {original}, was changed on {on}, later than this translation")
        }
        Concern::Contradicted { by, difference, .. } => {
            format!("{by} says something else (a {difference})")
        }
        Concern::HelpsLess { yes, no } => {
            format!("it helps less than others: yes {yes}, no {no}")
        }
        Concern::Downvoted { votes } => format!("its community voted against it: {votes}"),
        Concern::Old { years } => format!("nobody has checked it for {years} years"),
    }
}

/// Shows what a concern rests on, with signs around what is gone and what is new.
fn details(
    concern: &Concern,
    written: &dyn Fn(&str) -> String,
    signs: [(&str, &str); 2],
) -> Vec<String> {
    match concern {
        Concern::Contradicted { own, other, .. } => {
            vec![format!("here: {}", written(own)), format!("there: {}", written(other))]
        }
        Concern::OriginalChanged { changes, .. } => {
            changes.iter().map(|change| section(change, written, signs)).collect()
        }
        _ => Vec::new(),
    }
}

fn section(
    change: &SectionChange,
    written: &dyn Fn(&str) -> String,
    [gone, new]: [(&str, &str); 2],
) -> String {
    let heading = match change.heading.as_str() {
        "" => "(top)".to_owned(),
        heading => written(heading),
    };
    let words = change.words.iter().map(|words| {
        let text = written(&words.text);
        let (before, behind) = match words.what {
            Change::Kept => ("", ""),
            Change::Gone => gone,
            Change::New => new,
        };
        format!("{before}{text}{behind}")
    });
    format!("{heading}: {}", words.collect::<Vec<String>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::drift::WordChange;
    use super::*;

    #[test]
    fn words_of_posts_mean_nothing_in_markdown() {
        let words = "![x](https://t.example/p.png) <!-- @ann **b**\n# c";
        let concerns = [
            Concern::Contradicted {
                by: words.to_owned(),
                difference: "number",
                own: words.to_owned(),
                other: words.to_owned(),
            },
            Concern::OriginalChanged {
                original: words.to_owned(),
                n_sections: 1,
                changes: vec![SectionChange {
                    heading: words.to_owned(),
                    words: vec![WordChange { what: Change::New, text: words.to_owned() }],
                }],
            },
        ];
        let row = ReviewRow {
            at: 0,
            id: words.to_owned(),
            address: words.to_owned(),
            file: words.to_owned(),
            title: words.to_owned(),
            language: "en".to_owned(),
            owner: Some(words.to_owned()),
            checked: None,
            answered: None,
            reads: Some(1),
            health: Health::Due,
            concerns: concerns.to_vec(),
        };
        let answers = vec![row];
        let queue =
            ReviewQueue { version: 1, n_due: 1, n_doubtful: 0, n_old: 0, n_good: 0, answers };
        let written = markdown(&queue, 9);
        for sign in ["![", "](", "https://", "<!", "@ann", "**b", "\n# c"] {
            assert!(!written.contains(sign), "{sign} in {written}");
        }
    }
}
