//! `answerbook explain`: what codes, grades, reasons and classes mean.

mod classes;
mod reasons;
mod skips;

use crate::diag::{Code, Diagnostic, nearest};

use super::ExitStatus;
use super::args::ExplainArgs;
use super::console::Console;

/// A word of reports and lists, explained.
struct GlossaryEntry {
    /// What kind of word it is.
    kind: &'static str,
    /// The word.
    name: &'static str,
    /// One line.
    meaning: &'static str,
    /// An example, and what to do.
    explanation: &'static str,
}

/// All words that are no codes, in the order of the list.
fn entries() -> impl Iterator<Item = &'static GlossaryEntry> {
    reasons::ENTRIES.iter().chain(skips::ENTRIES).chain(classes::ENTRIES)
}

pub(crate) fn run(args: &ExplainArgs, console: &Console) -> ExitStatus {
    let Some(name) = &args.code else {
        for entry in Code::all() {
            console.result(&format!("{:24} {}\n", entry.name, entry.meaning));
        }
        let mut kind = "";
        for word in entries() {
            if word.kind != kind {
                kind = word.kind;
                console.result(&format!("\n{kind}\n"));
            }
            console.result(&format!("{:24} {}\n", word.name, word.meaning));
        }
        return ExitStatus::Done;
    };
    // Some names are both: `id-taken` is a problem, and why a record is left out.
    let code = Code::by_name(name).map(Code::entry);
    let of_code = code.map(|entry| entry_text(entry.name, "", entry.meaning, entry.explanation));
    let named = entries().chain(reasons::RETIRED).filter(|word| word.name == name);
    let of_words =
        named.map(|word| entry_text(word.name, word.kind, word.meaning, word.explanation));
    let texts: Vec<String> = of_code.into_iter().chain(of_words).collect();
    if texts.is_empty() {
        return console.fatal(unknown(name), ExitStatus::Usage);
    }
    console.result(&texts.join("\n"));
    ExitStatus::Done
}

fn entry_text(name: &str, kind: &str, meaning: &str, explanation: &str) -> String {
    let kind = if kind.is_empty() { String::new() } else { format!(" ({kind})") };
    format!("{name}{kind}: {meaning}\n\n{explanation}\n")
}

fn unknown(name: &str) -> Diagnostic {
    let known = Code::all().map(|entry| entry.name).chain(entries().map(|word| word.name));
    let help = match nearest(name, known) {
        Some(near) => format!("use `{near}`"),
        None => "run `answerbook explain` for the list".to_owned(),
    };
    Diagnostic::error(Code::ValueInvalid, format!("there is no code `{name}`")).help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{Grade, Opening, PostClass, Reason};
    use crate::site::WithheldReason;
    use crate::sources::SkipReason;

    use super::*;

    #[test]
    fn every_grade_reason_and_class_is_explained_and_nothing_else() {
        let all: [(&str, Vec<&str>); 6] = [
            ("grade", Grade::ALL.map(Grade::name).to_vec()),
            ("reason", Reason::ALL.map(Reason::name).to_vec()),
            ("withheld", WithheldReason::NAMES.to_vec()),
            ("not imported", SkipReason::ALL.map(SkipReason::name).to_vec()),
            ("opening", Opening::ALL.map(Opening::name).to_vec()),
            ("class", PostClass::ALL.map(PostClass::name).to_vec()),
        ];
        for (kind, names) in &all {
            let known: Vec<&str> =
                entries().filter(|word| word.kind == *kind).map(|word| word.name).collect();
            assert_eq!(known, *names, "{kind}");
        }
        assert_eq!(entries().count(), all.iter().map(|(_, names)| names.len()).sum::<usize>());
        for word in reasons::RETIRED {
            assert!(entries().all(|known| known.name != word.name), "{}", word.name);
        }
    }

    #[test]
    fn explanations_have_an_example_and_short_lines() {
        for word in entries().chain(reasons::RETIRED) {
            assert!(!word.meaning.ends_with('.') && word.meaning.len() < 76, "{}", word.name);
            assert!(
                word.explanation.lines().all(|line| line.chars().count() <= 90),
                "{}",
                word.name
            );
            let is_shown = word.explanation.contains("Example:");
            assert!(is_shown || word.kind == "not imported", "{}", word.name);
        }
    }
}
