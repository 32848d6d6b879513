//! The queue in its forms.

use std::fmt::Write;

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
            for line in details(concern, [("[-", "-]"), ("{+", "+}")]) {
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
        let facts: Vec<String> = facts(row).iter().map(|fact| escaped(fact)).collect();
        let title = escaped(&row.title);
        let _ = write!(out, "\n- [ ] **{title}** ({}), {}\n", row.health.name(), facts.join(" · "));
        for concern in &row.concerns {
            let _ = writeln!(out, "  - {}", escaped(&sentence(concern)));
            for line in details(concern, [("~~", "~~"), ("**", "**")]) {
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
            format!("{name} came out on {on}, after it was last checked{notes}")
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
fn details(concern: &Concern, signs: [(&str, &str); 2]) -> Vec<String> {
    match concern {
        Concern::Contradicted { own, other, .. } => {
            vec![format!("here: {own}"), format!("there: {other}")]
        }
        Concern::OriginalChanged { changes, .. } => {
            changes.iter().map(|change| section(change, signs)).collect()
        }
        _ => Vec::new(),
    }
}

fn section(change: &SectionChange, [gone, new]: [(&str, &str); 2]) -> String {
    let heading = if change.heading.is_empty() { "(top)" } else { &change.heading };
    let word = |(before, behind): (&str, &str), text: &str| format!("{before}{text}{behind}");
    let words = change.words.iter().map(|words| match words.what {
        Change::Kept => words.text.clone(),
        Change::Gone => word(gone, &words.text),
        Change::New => word(new, &words.text),
    });
    format!("{heading}: {}", words.collect::<Vec<String>>().join(" "))
}

/// Escapes what markdown would take for more than words.
fn escaped(words: &str) -> String {
    crate::normalize::heading_text(words)
}
