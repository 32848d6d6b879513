//! `answerbook duplicates`: a queue of questions that one page may answer, proposed for
//! decisions.yaml.

mod pair_text;

use std::io::IsTerminal;
use std::path::Path;

use serde_json::json;
use terminal_size::{Width, terminal_size};

use crate::config;
use crate::config::{DECISIONS, merges_of};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;
use crate::files::DiskFiles;
use crate::pipeline::{NamedThread, Proposal, propose};

use super::ExitStatus;
use super::args::DuplicatesArgs;
use super::build::write_failed;
use super::console::{Console, counted};
use super::progress::Bar;
use super::threads::{plain, quoted};

use pair_text::pair_text;

/// The first line of the list in the file.
const LIST: &str = "duplicates:";

pub(crate) fn run(args: &DuplicatesArgs, console: &Console) -> ExitStatus {
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let Some(config) = config::load(&files, &mut sink) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let bar = Bar::new(console.draws());
    let mut proposals = propose(&config, &files, args.least, &bar);
    bar.clear();
    proposals.truncate(args.most);
    if args.json {
        let all: Vec<serde_json::Value> = proposals.iter().map(as_json).collect();
        console.json(&json!({ "proposals": all }));
    } else if !args.write {
        let is_terminal = std::io::stdout().is_terminal();
        let columns = terminal_size().filter(|_| is_terminal);
        let columns = columns.map(|(Width(columns), _)| usize::from(columns));
        let numbered = proposals.iter().enumerate();
        console
            .result(&numbered.map(|(at, one)| pair_text(at + 1, one, columns)).collect::<String>());
    }
    if args.write && !proposals.is_empty() {
        if let Err(problem) = write(&args.site, &proposals) {
            return console.fatal(*problem, ExitStatus::Usage);
        }
        console.say(&format!(
            "{} written to {DECISIONS}: say `approved: yes` or `no` there, then build",
            counted(proposals.len(), "proposal")
        ));
    } else {
        console.say(&format!("{} proposed", counted(proposals.len(), "pair")));
    }
    ExitStatus::Done
}

/// Adds proposals to the file, in which all that people wrote stays as it is.
fn write(site: &Path, proposals: &[Proposal]) -> Result<(), Box<Diagnostic>> {
    let path = site.join(DECISIONS);
    let failed = |error: std::io::Error| Box::new(write_failed(&path, &error.to_string()));
    let old = match disk::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let new = with_proposals(&old, proposals).ok_or_else(|| Box::new(unreadable()))?;
    disk::replace(&path, new.as_bytes()).map_err(failed)
}

/// Adds proposals to the end of the list; `None` when that would not add just these.
fn with_proposals(old: &str, proposals: &[Proposal]) -> Option<String> {
    let mut lines: Vec<&str> = old.lines().collect();
    let is_item = |line: &&&str| line.trim_start().starts_with("- ");
    let items = lines.iter().skip_while(|line| line.trim_end() != LIST);
    // As far in as the items that are there.
    let indent = items.clone().find(is_item).map_or(2, |item| item.len() - item.trim_start().len());
    let entries: String = proposals.iter().map(|one| entry(one, &" ".repeat(indent))).collect();
    let is_top =
        |line: &&str| line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
    let new = match lines.iter().position(|line| line.trim_end() == LIST) {
        Some(head) => {
            let rest = &lines[head + 1..];
            let length = rest.iter().position(is_top).unwrap_or(rest.len());
            let filled = |line: &&str| !line.trim().is_empty();
            let length = rest[..length].iter().rposition(filled).map_or(0, |at| at + 1);
            lines.insert(head + 1 + length, entries.trim_end());
            lines.join("\n") + "\n"
        }
        None if old.trim().is_empty() => format!("{HEAD}{LIST}\n{entries}"),
        None => format!("{}\n\n{LIST}\n{entries}", old.trim_end()),
    };
    let (before, after) = (merges_of(old)?, merges_of(&new)?);
    (after.len() == before.len() + proposals.len()).then_some(new)
}

const HEAD: &str = "# What people decided by hand. No import changes it.\n";

fn entry(proposal: &Proposal, indent: &str) -> String {
    let Proposal { question, into, .. } = proposal;
    let note = match proposal.disagree {
        true => format!("{indent}# two accepted answers: read both\n"),
        false => String::new(),
    };
    format!(
        "{indent}# {}\n{indent}# {}\n{note}\
         {indent}- question: {}\n{indent}  of: {}\n{indent}  approved:\n",
        plain(&question.title),
        plain(&into.title),
        yaml_name(question),
        yaml_name(into),
    )
}

/// Writes a name as a YAML text.
fn yaml_name(named: &NamedThread) -> String {
    quoted(&format!("{}:{}", named.source, named.id))
}

fn unreadable() -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, "the proposals cannot be added")
        .at(Place::file(DECISIONS), "")
        .note("the list under `duplicates:` has a form in which nothing can be added by itself")
        .help("write one entry a line group: `- question: \"…\"`, `of: \"…\"`, `approved:`")
}

fn as_json(proposal: &Proposal) -> serde_json::Value {
    let thread = |named: &NamedThread| {
        json!({
            "source": named.source, "id": named.id, "title": named.title,
            "address": named.address, "url": named.url,
            "asked": named.asked, "answered": named.answered,
        })
    };
    json!({
        "score": proposal.score, "disagree": proposal.disagree,
        "question": thread(&proposal.question), "of": thread(&proposal.into),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(question: &str, into: &str) -> Proposal {
        let named = |id: &str| NamedThread {
            source: "forum".to_owned(),
            id: id.to_owned(),
            title: format!("Title \n- of {id}: \"x\""),
            address: None,
            url: None,
            asked: String::new(),
            answered: None,
        };
        let (question, into) = (named(question), named(into));
        Proposal { question, into, score: 0.5, disagree: true }
    }

    #[track_caller]
    fn check(old: &str, expected: &str) {
        let proposal = proposal("7", "a: \"b\"");
        let new = with_proposals(old, &[proposal]).expect("it can be added");
        assert_eq!(new, expected);
    }

    const ENTRY: &str = r#"  # Title - of 7: "x"
  # Title - of a: "b": "x"
  # two accepted answers: read both
  - question: "forum:7"
    of: "forum:a: \"b\""
    approved:
"#;

    #[test]
    fn proposals_come_behind_what_is_there() {
        check("", &format!("{HEAD}duplicates:\n{ENTRY}"));
        let solved = "solved:\n  1: 2\n";
        check(solved, &format!("{solved}\nduplicates:\n{ENTRY}"));
        check("duplicates:\n", &format!("duplicates:\n{ENTRY}"));
        let item = "duplicates:\n  - question: 1\n    of: 2\n    approved: no # never\n";
        check(
            &format!("{item}\n  # mine\n\n{solved}"),
            &format!("{item}\n  # mine\n{ENTRY}\n{solved}"),
        );
    }

    #[test]
    fn ids_that_yaml_forbids_raw_are_escaped() {
        let new = with_proposals("", &[proposal("7\u{9b}", "8\u{202e}")]).expect("it can be added");
        assert!(new.contains("\"forum:7\\u009b\"\n    of: \"forum:8\\u202e\"\n"), "{new}");
    }

    #[test]
    fn proposals_stand_as_far_in_as_others() {
        let old = "duplicates:\n- question: 1\n  of: 2\n";
        let new = with_proposals(old, &[proposal("7", "8")]).expect("it can be added");
        assert!(new.contains("\n- question: \"forum:7\"\n  of: \"forum:8\"\n"), "{new}");
    }

    #[test]
    fn a_file_of_another_form_is_left_alone() {
        for old in ["duplicates: []\n", "duplicates: {\n", "duplicates:\n  - question: 1\n"] {
            assert_eq!(with_proposals(old, &[proposal("7", "8")]), None, "{old}");
        }
    }
}
