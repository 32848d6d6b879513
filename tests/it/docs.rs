//! The documentation: a site that the program builds, with commands that work as written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{folder, manifest, program, run, tree};

/// README.md, and the pages of the documentation by their file names.
pub fn texts() -> BTreeMap<String, String> {
    let top = manifest();
    let read = |path: &Path| fs::read_to_string(path).expect("a text");
    let mut texts = BTreeMap::from([("README.md".to_owned(), read(&top.join("README.md")))]);
    let answers = top.join(".github/docs/answers");
    for file in fs::read_dir(&answers).expect("the documentation") {
        let name = file.expect("a file").file_name().into_string().expect("a name");
        texts.insert(name.clone(), read(&answers.join(&name)));
    }
    texts.insert("themes/README.md".to_owned(), read(&top.join("themes/README.md")));
    assert!(texts.len() > 15, "{:?}", texts.keys());
    texts
}

/// The blocks of a text that are commands for a shell, and what is in backquotes elsewhere.
fn code(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut blocks, mut inline) = (Vec::new(), Vec::new());
    let mut fence: Option<(&str, bool, String)> = None;
    for line in text.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match &mut fence {
            Some((mark, is_shell, block)) if ticks.len() >= mark.len() => {
                if *is_shell {
                    blocks.push(std::mem::take(block));
                }
                fence = None;
            }
            Some((_, _, block)) => {
                block.push_str(line);
                block.push('\n');
            }
            None if ticks.len() >= 3 => {
                fence = Some((ticks, line[ticks.len()..].trim() == "sh", String::new()));
            }
            None => inline.extend(line.split('`').skip(1).step_by(2).map(str::to_owned)),
        }
    }
    (blocks, inline)
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        if !path.starts_with("public/") && !path.starts_with(".answerbook/") {
            let path = to.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
    }
}

#[test]
fn the_documentation_is_a_site_without_a_fault() {
    let site = folder();
    copy(&manifest().join(".github/docs"), site.path());
    let built = run(site.path(), &["build", "--deny", "warnings"]).expect(0);
    assert!(built.stderr.contains("0 errors, 0 warnings"), "{}", built.stderr);
    let checked = run(site.path(), &["check"]).expect(0);
    assert!(checked.stderr.contains("0 errors, 0 warnings"), "{}", checked.stderr);
    for question in ["publish on nginx", "keep a person out", "csv encoding", "grade of a thread"] {
        let found = run(site.path(), &["search", "--limit", "3", question]).expect(0);
        assert!(found.stdout.contains("answers/"), "{question}: {}", found.stdout);
    }
}

/// Blocks that call nothing else are run, in a folder where the example site is `my-site` as
/// well, and with `answerbook` on the path.
#[cfg(unix)]
#[test]
fn commands_work_as_they_are_written() {
    let mut n_run = 0;
    for (name, text) in texts() {
        for block in code(&text).0 {
            let is_ours = |line: &str| line.trim().is_empty() || line.starts_with("answerbook ");
            if !block.lines().all(is_ours) {
                continue;
            }
            let home = folder();
            let site = home.path().join("site");
            copy(&manifest().join("example-site"), &site);
            if !block.contains("init my-site") {
                copy(&manifest().join("example-site"), &site.join("my-site"));
                run(&site, &["build", "my-site"]).expect(0);
            }
            // What a web server has written by then.
            let visit = "192.0.2.7 - - [03/Nov/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 900\n";
            fs::create_dir(site.join("logs")).expect("a folder");
            fs::write(site.join("logs/access.log"), visit).expect("a log");
            let bin = home.path().join("bin");
            fs::create_dir(&bin).expect("a folder");
            std::os::unix::fs::symlink(program(), bin.join("answerbook")).expect("a link");
            let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
            // A preview goes on until somebody stops it.
            let is_preview = |line: &&str| line.starts_with("answerbook serve");
            let script: Vec<&str> = block.lines().filter(|line| !is_preview(line)).collect();
            let mut shell = Command::new("sh");
            shell.args(["-e", "-c", &script.join("\n")]).current_dir(&site).env("PATH", path);
            let done = shell.output().expect("a shell");
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{name}:\n{block}\n{said}");
            n_run += 1;
        }
    }
    assert!(n_run >= 8, "{n_run} blocks were run");
}

#[test]
fn commands_in_sentences_have_the_flags_that_they_are_written_with() {
    let home = folder();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut n_known = 0;
    for (name, text) in texts() {
        let (blocks, inline) = code(&text);
        let lines = blocks.iter().flat_map(|block| block.lines());
        for written in inline.iter().map(String::as_str).chain(lines) {
            let Some(rest) = written.trim().strip_prefix("answerbook ") else { continue };
            let rest = rest.split(['#', '>', '&', '|']).next().unwrap_or_default();
            let mut words = rest.split_whitespace();
            let Some(command) = words.next().filter(|word| !word.starts_with('-')) else {
                continue;
            };
            // A command of commands says nothing of their flags.
            let own = (command == "theme").then(|| words.next()).flatten();
            let called: Vec<&str> = [Some(command), own].into_iter().flatten().collect();
            let help = helps.entry(called.join(" ")).or_insert_with(|| {
                run(home.path(), &[&called[..], &["--help"]].concat()).expect(0).stdout
            });
            for flag in words.filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap_or_default();
                assert!(help.contains(flag), "{name}: `{written}`: {command} has no {flag}");
                n_known += 1;
            }
        }
    }
    assert!(n_known > 10, "{n_known} flags were looked up");
}
