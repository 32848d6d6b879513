//! Runs the steps of the action as a runner of GitHub does: on a fresh clone, with the cache of
//! the last job, in a shell.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::harness::{Site, folder, manifest, program, tree};

/// A repository with a site in `site/`, a release of the program, and a runner.
pub struct Runner {
    home: tempfile::TempDir,
}

/// What came of a job.
pub struct Job {
    code: i32,
    /// What its steps said.
    pub log: String,
    /// The summary of the job.
    pub summary: String,
    /// The paths in the folder to publish; none where the job failed.
    pub published: Vec<String>,
    outputs: BTreeMap<String, String>,
}

impl Job {
    #[track_caller]
    pub fn expect(&self, code: i32) {
        assert_eq!(self.code, code, "{}", self.log);
    }

    /// What the action hands to the steps behind it.
    pub fn output(&self, name: &str) -> &str {
        self.outputs.get(name).map_or("", String::as_str)
    }
}

/// Where the release is, below the server: as GitHub lays them.
const RELEASES: &str = "brand/answerbook/releases/download";

impl Runner {
    /// Makes a repository with a first commit; `None` where a tool of runners is missing.
    pub fn new() -> Option<Runner> {
        let has = |tool: &&str| Command::new(tool).arg("--version").output().is_ok();
        if let Some(missing) = ["bash", "curl", "git", "tar"].iter().find(|tool| !has(tool)) {
            assert!(std::env::var_os("CI").is_none(), "{missing} is not here");
            #[expect(clippy::print_stderr, reason = "a skipped test says so")]
            {
                eprintln!("skipped: {missing} is not here");
            }
            return None;
        }
        let runner = Runner { home: folder() };
        let site =
            Site::new("== answers/reset.md\n---\ntitle: Reset\nslug: reset-hub\n---\nHold it.\n");
        let work = runner.path("editor");
        site.write(&work.join("site"));
        fs::write(work.join("site/.gitignore"), "/.answerbook/\n/public/\n").expect("a file");
        git(&work, &["init", "--quiet", "--initial-branch=main"]);
        git(runner.home.path(), &["init", "--quiet", "--bare", "remote.git"]);
        git(&runner.path("remote.git"), &["config", "receive.advertisePushOptions", "true"]);
        git(&work, &["remote", "add", "origin", "../remote.git"]);
        runner.commit_all("start");
        runner.release();
        Some(runner)
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.home.path().join(below)
    }

    /// Packs a program that runs the one of this test.
    fn release(&self) {
        let name = archive();
        let folder = self.path(&format!("{RELEASES}/v{}", env!("CARGO_PKG_VERSION")));
        fs::create_dir_all(folder.join(&name)).expect("a folder");
        let program = program().display().to_string();
        let script = format!("#!/bin/sh\nexec '{program}' \"$@\"\n");
        fs::write(folder.join(&name).join("answerbook"), script).expect("a file");
        let packed = "chmod +x $0/answerbook && tar -czf $0.tar.gz $0 && \
            sha256sum $0.tar.gz >SHA256SUMS && rm -r $0";
        let done = Command::new("sh").current_dir(&folder).args(["-c", packed, &name]).status();
        assert!(done.expect("a shell").success());
    }

    /// The digest of the archive.
    pub fn digest(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let sums = fs::read_to_string(self.path(&format!("{RELEASES}/v{version}/SHA256SUMS")));
        sums.expect("a file").split(' ').next().unwrap_or_default().to_owned()
    }

    /// Changes the archive behind the back of its digest.
    pub fn spoil_release(&self) {
        let version = env!("CARGO_PKG_VERSION");
        let path = self.path(&format!("{RELEASES}/v{version}/{}.tar.gz", archive()));
        fs::write(path, "other bytes").expect("a file");
    }

    /// Somebody commits a file and pushes.
    pub fn edit(&self, path: &str, text: &str) {
        git(&self.path("editor"), &["pull", "--quiet", "--rebase", "origin", "main"]);
        fs::write(self.path("editor").join(path), text).expect("a file");
        self.commit_all("edit");
    }

    /// Somebody takes a file away, and pushes.
    pub fn delete(&self, path: &str) {
        git(&self.path("editor"), &["pull", "--quiet", "--rebase", "origin", "main"]);
        fs::remove_file(self.path("editor").join(path)).expect("it is there");
        self.commit_all("edit");
    }

    fn commit_all(&self, message: &str) {
        let editor = self.path("editor");
        git(&editor, &["add", "--all"]);
        git(&editor, &["commit", "--quiet", "--message", message]);
        git(&editor, &["push", "--quiet", "origin", "main"]);
    }

    /// A file as it is committed on the branch.
    pub fn committed(&self, path: &str) -> String {
        git(&self.path("remote.git"), &["show", &format!("main:{path}")])
    }

    /// The messages of all commits on the branch, from the first.
    pub fn commits(&self) -> Vec<String> {
        let log = git(&self.path("remote.git"), &["log", "--reverse", "--format=%s", "main"]);
        log.lines().map(str::to_owned).collect()
    }

    pub fn lose_cache(&self) {
        fs::remove_dir_all(self.path("cache")).expect("there is one");
    }

    /// What `gh` was told.
    pub fn gh_log(&self) -> String {
        fs::read_to_string(self.path("gh.log")).unwrap_or_default()
    }

    pub fn gh_was_asked(&self) -> bool {
        self.path("gh.log").exists()
    }

    /// The comment on the pull request.
    pub fn comment(&self) -> String {
        fs::read_to_string(self.path("comment.md")).expect("a comment")
    }

    /// Runs a job for a push or a pull request.
    pub fn job(&self, reference: &str, inputs: &[(&str, &str)]) -> Job {
        self.job_after(reference, inputs, |_| ())
    }

    /// The same, when something has happened since the repository was cloned.
    pub fn job_after(
        &self,
        reference: &str,
        inputs: &[(&str, &str)],
        between: impl FnOnce(&Runner),
    ) -> Job {
        let workspace = self.path("workspace");
        let _ = fs::remove_dir_all(&workspace);
        git(self.home.path(), &["clone", "--quiet", "--branch", "main", "remote.git", "workspace"]);
        self.fake_gh();
        between(self);
        let action = manifest().join(".github/actions/build");
        let text = fs::read_to_string(action.join("action.yml")).expect("the action");
        let action_yml: Value = serde_yaml::from_str(&text).expect("it is YAML");
        let mut context = self.context(&action_yml, inputs);
        let files = ["output", "path", "summary"].map(|name| self.path(&format!("runner-{name}")));
        files.iter().for_each(|path| fs::write(path, "").expect("a file"));
        let mut job = Job {
            code: 0,
            log: String::new(),
            summary: String::new(),
            published: Vec::new(),
            outputs: BTreeMap::new(),
        };
        for step in action_yml["runs"]["steps"].as_sequence().expect("steps") {
            if let Some(used) = step["uses"].as_str() {
                let paths = evaluated(&step["with"]["path"], &context);
                let paths: Vec<String> = paths.lines().map(str::to_owned).collect();
                let is_pull = reference.starts_with("refs/pull/");
                match used.rsplit_once('@').map(|(name, _)| name) {
                    Some("actions/cache/restore") => self.restore(&workspace, &paths),
                    // Its `if` says so.
                    Some("actions/cache/save") if is_pull => {}
                    Some("actions/cache/save") => self.save(&workspace, &paths),
                    _ => panic!("{used}"),
                }
                continue;
            }
            let done = self.step(step, reference, &action, &files, &context);
            job.code = done.status.code().unwrap_or(-1);
            job.log.push_str(&String::from_utf8_lossy(&done.stdout));
            job.log.push_str(&String::from_utf8_lossy(&done.stderr));
            let said = fs::read_to_string(&files[0]).expect("a file");
            for (name, value) in said.lines().filter_map(|line| line.split_once('=')) {
                let id = step["id"].as_str().unwrap_or_default();
                context.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
            }
            if job.code != 0 {
                return job;
            }
        }
        job.summary = fs::read_to_string(&files[2]).expect("a file");
        for (name, output) in action_yml["outputs"].as_mapping().expect("outputs") {
            let name = name.as_str().unwrap_or_default().to_owned();
            job.outputs.insert(name, evaluated(&output["value"], &context));
        }
        let published = workspace.join(job.output("output"));
        job.published = tree(&published).into_keys().collect();
        job
    }

    /// What expressions may name.
    fn context(&self, action: &Value, inputs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let version = format!("v{}", env!("CARGO_PKG_VERSION"));
        let server = format!("file://{}", self.home.path().display());
        let mut context: BTreeMap<String, String> = [
            ("github.action_ref", version.as_str()),
            ("github.action_repository", "brand/answerbook"),
            ("github.server_url", &server),
            ("github.token", "token"),
            ("github.run_id", "1"),
            ("github.run_attempt", "1"),
            ("runner.os", "Linux"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        for (name, input) in action["inputs"].as_mapping().expect("inputs") {
            let value = evaluated(&input["default"], &context);
            context.insert(format!("inputs.{}", name.as_str().unwrap_or_default()), value);
        }
        context.insert("inputs.site".to_owned(), "site".to_owned());
        for (name, value) in inputs {
            let known = context.insert(format!("inputs.{name}"), (*value).to_owned());
            assert!(known.is_some(), "`{name}` is no input");
        }
        context
    }

    fn step(
        &self,
        step: &Value,
        reference: &str,
        action: &Path,
        [output, path, summary]: &[PathBuf; 3],
        context: &BTreeMap<String, String>,
    ) -> Output {
        assert_eq!(step["shell"].as_str(), Some("bash"));
        let added = fs::read_to_string(path).expect("a file");
        let own = std::env::var("PATH").unwrap_or_default();
        let bin = self.path("bin").display().to_string();
        let folders: Vec<&str> = added.lines().chain([bin.as_str(), own.as_str()]).collect();
        let mut command = Command::new("bash");
        // As GitHub calls it.
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c"]);
        command.arg(step["run"].as_str().expect("a script")).current_dir(self.path("workspace"));
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            command.env(name.as_str().expect("a name"), evaluated(value, context));
        }
        command
            .env("PATH", folders.join(":"))
            .env("CI", "true")
            .env("GITHUB_ACTION_PATH", action)
            .env("GITHUB_OUTPUT", output)
            .env("GITHUB_PATH", path)
            .env("GITHUB_REF", reference)
            .env("GITHUB_REPOSITORY", "brand/site")
            .env("GITHUB_STEP_SUMMARY", summary)
            .env("GITHUB_WORKSPACE", self.path("workspace"))
            .env("RUNNER_TEMP", self.home.path())
            // A runner has no identity for commits.
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("NO_COLOR", "1");
        for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "EMAIL"] {
            command.env_remove(name);
        }
        command.output().expect("bash runs")
    }

    fn restore(&self, workspace: &Path, paths: &[String]) {
        for (at, path) in paths.iter().enumerate() {
            let saved = self.path(&format!("cache/{at}"));
            if saved.exists() {
                copied(&saved, &workspace.join(path));
            }
        }
    }

    fn save(&self, workspace: &Path, paths: &[String]) {
        let _ = fs::remove_dir_all(self.path("cache"));
        fs::create_dir_all(self.path("cache")).expect("a folder");
        for (at, path) in paths.iter().enumerate() {
            copied(&workspace.join(path), &self.path(&format!("cache/{at}")));
        }
    }

    /// The command of GitHub: it notes what it is told, and knows one comment.
    fn fake_gh(&self) {
        let home = self.home.path().display();
        let script = format!(
            "#!/bin/sh\necho \"$* \" >>'{home}/gh.log'\n\
             case \"$*\" in *--paginate*) [ ! -e '{home}/comment.md' ] || echo 7 ;; esac\n\
             for word; do case $word in body=@*) cp \"${{word#body=@}}\" '{home}/comment.md' ;; \
             esac; done\n"
        );
        self.pretend("gh", &script);
    }

    /// Puts another program in the place of one of the runner's.
    pub fn pretend(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::create_dir_all(self.path("bin")).expect("a folder");
        fs::write(&path, script).expect("a file");
        let done = Command::new("chmod").arg("+x").arg(&path).status();
        assert!(done.expect("chmod").success());
    }
}

/// The name of the archive for this machine.
pub fn archive() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let target = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("macos", arch) => format!("{arch}-apple-darwin"),
        (_, arch) => format!("{arch}-unknown-linux-musl"),
    };
    format!("answerbook-{version}-{target}")
}

/// Puts values in the place of `${{ a || b }}`: the first that is not empty.
fn evaluated(text: &Value, context: &BTreeMap<String, String>) -> String {
    let mut rest = text.as_str().unwrap_or_default();
    let mut written = String::new();
    while let Some((before, expression)) = rest.split_once("${{") {
        let (expression, after) = expression.split_once("}}").expect("an end");
        let values = expression.split("||").map(|name| {
            let known = context.get(name.trim());
            known.unwrap_or_else(|| panic!("`{name}` is not known: {context:?}")).as_str()
        });
        written.push_str(before);
        written.push_str(values.into_iter().find(|value| !value.is_empty()).unwrap_or_default());
        rest = after;
    }
    written + rest
}

/// Copies a folder as the cache does: with times, and as other files.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
    let done = Command::new("cp").arg("-pR").arg(from).arg(to).status();
    assert!(done.expect("cp").success(), "{}", from.display());
}

/// Runs git as somebody who edits, and returns what it says.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Ann", "-c", "user.email=ann@site.example"]);
    let done = command.args(arguments).output().expect("git runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
