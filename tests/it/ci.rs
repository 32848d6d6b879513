//! The composite action and the template of GitLab, step by step as their hosts run them.

mod gitlab;
mod runner;

use runner::{Job, Runner};

/// A push to the branch that is published.
const PUSH: &str = "refs/heads/main";
const PULL: &str = "refs/pull/12/merge";

fn first_runner() -> Option<Runner> {
    let runner = Runner::new()?;
    runner.job(PUSH, &[]).expect(0);
    Some(runner)
}

#[test]
fn a_first_push_installs_builds_checks_and_commits_the_addresses() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.job(PUSH, &[]);
    job.expect(0);
    assert_eq!(job.output("output"), "site/public");
    assert!(job.published.contains(&"answers/reset-hub.html".to_owned()), "{:?}", job.published);
    assert!(job.summary.contains("There is no earlier build"), "{}", job.summary);
    assert!(!job.log.contains("warning"), "{}", job.log);
    let ledger = runner.committed("site/addresses.txt");
    assert!(ledger.contains("/answers/reset-hub.html thread:handbook:reset\n"), "{ledger}");
    assert_eq!(runner.commits().len(), 2, "{:?}", runner.commits());
    assert!(!runner.gh_was_asked());
}

#[test]
fn where_nothing_changed_nothing_is_committed() {
    let Some(runner) = first_runner() else { return };
    let commits = runner.commits();
    let job = runner.job(PUSH, &[]);
    job.expect(0);
    assert!(job.log.contains("no page is new") && job.summary.contains("No page changes."));
    assert_eq!(runner.commits(), commits);
}

#[test]
fn a_pull_request_is_told_what_it_changes_in_one_comment() {
    let Some(runner) = first_runner() else { return };
    let commits = runner.commits();
    runner.edit("site/answers/reset.md", "---\ntitle: T\nslug: reset-the-hub\n---\nHold it.\n");
    let commits = [commits, vec!["edit".to_owned()]].concat();
    let job = runner.job(PULL, &[]);
    job.expect(0);
    assert_eq!(runner.commits(), commits, "a pull request commits nothing");
    let comment = runner.comment();
    assert!(comment.contains("+ answers/reset-the-hub.html\n"), "{comment}");
    // Beside it the letter of its title.
    assert!(comment.contains("Pages: 2 new, "), "{comment}");
    assert!(runner.gh_log().contains("--method POST repos/brand/site/issues/12/comments "));
    runner.job(PULL, &[]).expect(0);
    let log = runner.gh_log();
    assert_eq!(log.matches("--method POST").count(), 1, "{log}");
    assert!(log.contains("--method PATCH repos/brand/site/issues/comments/7 "), "{log}");
    runner.job(PULL, &[("comment", "false")]).expect(0);
    assert_eq!(runner.gh_log(), log);
}

#[test]
fn a_renamed_page_is_led_to_where_the_cache_is_lost() {
    let Some(runner) = first_runner() else { return };
    runner.lose_cache();
    runner.edit("site/answers/reset.md", "---\ntitle: T\nslug: deaf-hub\n---\nHold it.\n");
    let job = runner.job(PUSH, &[]);
    job.expect(0);
    assert!(job.summary.contains("There is no earlier build"), "{}", job.summary);
    assert!(job.published.contains(&"answers/deaf-hub.html".to_owned()));
    // The page that leads on.
    assert!(job.published.contains(&"answers/reset-hub.html".to_owned()));
    assert!(runner.committed("site/addresses.txt").contains("/answers/deaf-hub.html "));
}

#[test]
fn a_ledger_that_is_lost_is_missed_and_written_anew() {
    let Some(runner) = first_runner() else { return };
    runner.delete("site/addresses.txt");
    let job = runner.job(PUSH, &[]);
    job.expect(0);
    let warning = "::warning file=site/addresses.txt::addresses.txt is gone, though";
    assert!(job.log.contains(warning), "{}", job.log);
    assert!(runner.committed("site/addresses.txt").contains("/answers/reset-hub.html "));
}

#[test]
fn who_cannot_commit_publishes_what_is_committed() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.job(PUSH, &[("commit", "false")]);
    job.expect(1);
    assert!(job.log.contains("title=ledger-outdated::"), "{}", job.log);
    runner.job(PUSH, &[]).expect(0);
    let commits = runner.commits();
    runner.job(PUSH, &[("commit", "false")]).expect(0);
    assert_eq!(runner.commits(), commits);
}

#[test]
fn a_commit_between_is_no_hindrance() {
    let Some(runner) = Runner::new() else { return };
    let job = runner.job_after(PUSH, &[], |runner| runner.edit("README.md", "Words.\n"));
    job.expect(0);
    assert!(runner.committed("README.md").contains("Words"));
    assert!(runner.committed("site/addresses.txt").contains("/answers/reset-hub.html "));
}

#[test]
fn exit_codes_say_who_must_act_and_annotations_where() {
    let Some(runner) = first_runner() else { return };
    let commits = runner.commits().len();
    // A warning stops nothing, unless it is denied.
    let old = "---\ntitle: Other\nexpires: 2020-01-31\n---\nWords.\n";
    runner.edit("site/answers/other.md", old);
    let job = runner.job(PULL, &[]);
    job.expect(0);
    let place = "::warning file=site/answers/other.md,line=";
    assert!(job.log.contains(place), "{}", job.log);
    runner.job(PULL, &[("deny-warnings", "true")]).expect(1);
    // A dead link is an error.
    runner.edit("site/answers/other.md", "---\ntitle: Other\n---\nSee [it](gone.md).\n");
    let job = runner.job(PULL, &[]);
    job.expect(1);
    let place = "::error file=site/answers/other.md,line=4,col=10,title=link-broken::";
    assert!(job.log.contains(place), "{}", job.log);
    runner.edit("site/answers/other.md", "---\ntitle: Other\n---\nWords.\n");
    // The content: a page that vanishes would be lost.
    let words = runner.committed("site/answers/reset.md");
    runner.delete("site/answers/reset.md");
    let job = runner.job(PUSH, &[]);
    job.expect(1);
    assert!(job.log.contains("::error file=site/addresses.txt,line="), "{}", job.log);
    runner.edit("site/answers/reset.md", &words);
    // The settings.
    let settings = runner.committed("site/answerbook.yaml");
    runner.edit("site/answerbook.yaml", "titel: x\n");
    let job = runner.job(PUSH, &[]);
    job.expect(2);
    assert!(job.log.contains("::error file=site/answerbook.yaml,line=1"), "{}", job.log);
    runner.edit("site/answerbook.yaml", &settings);
    runner.job(PULL, &[]).expect(0);
    assert_eq!(runner.commits().len(), commits + 7, "only what was edited");
}

#[test]
fn only_the_program_of_the_release_is_run() {
    let Some(runner) = Runner::new() else { return };
    let refused = |inputs: &[(&str, &str)], words: &str| {
        let job: Job = runner.job(PUSH, inputs);
        job.expect(2);
        assert!(job.log.contains(words), "{}", job.log);
        assert_eq!(job.published, [""; 0]);
    };
    refused(&[("version", "main")], "`main` is no release: set `version`");
    refused(&[("version", "9.9.9")], "/v9.9.9/answerbook-9.9.9-");
    refused(&[("version", "9.9.9")], "is not there: name a release in `version`");
    refused(&[("site", "docs")], "there is no answerbook.yaml in `docs`");
    refused(&[("sha256", "0123")], "not that of `sha256`");
    runner.job(PUSH, &[("sha256", &runner.digest())]).expect(0);
    runner.spoil_release();
    refused(&[], "is not what the release's SHA256SUMS names");
}

#[test]
fn a_runner_that_no_release_fits_is_told_what_to_do() {
    let Some(runner) = Runner::new() else { return };
    let refused = |words: &str| {
        let job: Job = runner.job(PUSH, &[]);
        job.expect(2);
        assert!(job.log.contains(words), "{}", job.log);
    };
    // Git Bash of Windows, and a machine that nobody packs for.
    runner.pretend("uname", "#!/bin/sh\n[ $1 = -m ] && echo x86_64 || echo MINGW64_NT-10.0\n");
    refused("no release for MINGW64_NT-10.0 on x86_64: let the job run on Linux or macOS");
    runner.pretend("uname", "#!/bin/sh\n[ $1 = -m ] && echo riscv64 || echo Linux\n");
    refused("no release for Linux on riscv64: let the job run on Linux or macOS");
    std::fs::remove_file(runner.path("bin/uname")).expect("a file");
    // No name is resolved, or a proxy refuses.
    runner.pretend("curl", "#!/bin/sh\necho 'curl: (6) Could not resolve host' >&2\nexit 6\n");
    refused("cannot be fetched: let the runner reach it (a proxy is what `https_proxy` says)");
    // The way out that it names.
    let program = crate::harness::program().display().to_string();
    runner.pretend("answerbook", &format!("#!/bin/sh\nexec '{program}' \"$@\"\n"));
    let job = runner.job(PUSH, &[]);
    job.expect(0);
    assert!(job.log.contains(" is here already"), "{}", job.log);
}
