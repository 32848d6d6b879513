//! The jobs of the template, as a runner of GitLab runs them: one shell, which ends at the first
//! command that fails.

use std::fs;
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::harness::manifest;

use super::runner::Runner;

fn run(runner: &Runner, job: &str, more: &[(&str, &str)]) -> Output {
    let text = fs::read_to_string(manifest().join(".github/gitlab/answerbook.yml"));
    let template: Value = serde_yaml::from_str(&text.expect("the template")).expect("it is YAML");
    let lines = |value: &Value| -> Vec<String> {
        let lines = value.as_sequence().into_iter().flatten();
        lines.map(|line| line.as_str().expect("a line").to_owned()).collect()
    };
    let job = &template[job];
    assert_eq!(job["extends"].as_str(), Some(".answerbook"));
    let all = [lines(&template[".answerbook"]["before_script"]), lines(&job["script"])].concat();
    let mut command = Command::new("sh");
    command.args(["-e", "-c", &all.join("\n")]).current_dir(runner.path("editor"));
    for (name, value) in template["variables"].as_mapping().expect("variables") {
        command.env(name.as_str().expect("a name"), value.as_str().unwrap_or_default());
    }
    let releases = runner.path("brand/answerbook/releases/download");
    command
        .env("ANSWERBOOK_SITE", "site")
        .env("ANSWERBOOK_VERSION", env!("CARGO_PKG_VERSION"))
        .env("ANSWERBOOK_RELEASES", format!("file://{}", releases.display()))
        .env("CI", "true")
        .env("HOME", runner.path(""))
        .env("TMPDIR", runner.path(""))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(more.iter().copied());
    command.output().expect("a shell")
}

#[track_caller]
fn check(done: &Output, code: i32, words: &str) {
    let said = String::from_utf8_lossy(&[&*done.stdout, &*done.stderr].concat()).into_owned();
    assert_eq!(done.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "{said}");
}

#[test]
fn the_template_installs_builds_and_checks() {
    let Some(runner) = Runner::new() else { return };
    if !cfg!(target_os = "linux") {
        return;
    }
    // Without a token nothing can be committed.
    check(&run(&runner, "pages", &[]), 1, "ledger-outdated");
    check(&run(&runner, "answers", &[]), 0, "+ answers/reset-hub.html");
    assert!(runner.path("editor/public/answers/reset-hub.html").exists());
    // The merge request left what it would have committed; now it is.
    runner.edit("README.md", "Words.\n");
    check(&run(&runner, "pages", &[]), 0, "checked ");
    let spoilt = [("ANSWERBOOK_SHA256", "0123")];
    check(&run(&runner, "pages", &spoilt), 2, "not that of ANSWERBOOK_SHA256");
    let unknown = [("ANSWERBOOK_VERSION", "9.9.9")];
    check(&run(&runner, "pages", &unknown), 2, "name a release in ANSWERBOOK_VERSION");
    runner.spoil_release();
    check(&run(&runner, "pages", &[]), 2, "is not what the release's SHA256SUMS names");
}

#[test]
fn with_a_token_the_template_commits_what_is_new() {
    let Some(runner) = Runner::new() else { return };
    if !cfg!(target_os = "linux") {
        return;
    }
    // The address of the repository is made of these; git is told that it is a folder here.
    let token = [
        ("ANSWERBOOK_PUSH_TOKEN", "secret"),
        ("CI_COMMIT_BRANCH", "main"),
        ("CI_SERVER_PROTOCOL", "https"),
        ("CI_SERVER_HOST", "gitlab.example"),
        ("CI_SERVER_PORT", "443"),
        ("CI_PROJECT_PATH", "brand/site"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "url.REMOTE.insteadOf"),
        ("GIT_CONFIG_VALUE_0", "https://answerbook:secret@gitlab.example:443/brand/site.git"),
    ];
    let remote = format!("url.{}.insteadOf", runner.path("remote.git").display());
    let token = token.map(|(name, value)| match value {
        "url.REMOTE.insteadOf" => (name, remote.as_str()),
        value => (name, value),
    });
    check(&run(&runner, "pages", &token), 0, "checked ");
    let ledger = runner.committed("site/addresses.txt");
    assert!(ledger.contains("/answers/reset-hub.html thread:handbook:reset\n"), "{ledger}");
    let commits = runner.commits();
    check(&run(&runner, "pages", &token), 0, "checked ");
    assert_eq!(runner.commits(), commits);
}
