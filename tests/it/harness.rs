//! A site in one string, built in memory; the real binary; the shared data.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use answerbook::cache::Cache;
use answerbook::check::{CheckReport, check_pages};
use answerbook::diag::{Code, Color, Diagnostic, Format, Sink, render};
use answerbook::files::{Digest, DiskFiles, Files, KnownFiles, MemoryFiles, TrackedFiles};
use answerbook::model::Timestamp;
use answerbook::output::MemoryOutput;
use answerbook::pipeline::{Failure, Progress, Report, Request};
use answerbook::plan::redirects::LostAddresses;
use answerbook::render::ThemeCache;
use answerbook::{config, pipeline};

/// The moment of every build here: 2026-06-01T00:00:00Z.
pub const NOW: Timestamp = Timestamp(1_780_272_000);

/// The settings of a site that brings none.
const SETTINGS: &str = "title: Answers
base_url: https://a.example/
sources:
  - {type: markdown, path: answers, name: Handbook}
";

/// A site to be built.
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Takes files, each after a line `== path`; indentation that all lines share is no part
    /// of them. Settings that read `answers/` are added where there are none.
    pub fn new(text: &str) -> Site {
        let mut site = Site { files: BTreeMap::new() };
        let mut path = String::new();
        for line in dedented(text).lines() {
            if let Some(name) = line.strip_prefix("== ") {
                path = name.trim().to_owned();
                site.files.insert(path.clone(), Vec::new());
            } else if let Some(file) = site.files.get_mut(&path) {
                file.extend_from_slice(line.as_bytes());
                file.push(b'\n');
            }
        }
        site.files.entry(config::FILE.to_owned()).or_insert_with(|| SETTINGS.into());
        site
    }

    /// Adds or replaces a file.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Site {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Adds lines to the settings.
    pub fn setting(mut self, lines: &str) -> Site {
        let settings = self.files.entry(config::FILE.to_owned()).or_default();
        settings.extend_from_slice(lines.as_bytes());
        settings.push(b'\n');
        self
    }

    /// Leaves a file out.
    pub fn without(mut self, path: &str) -> Site {
        self.files.remove(path);
        self
    }

    /// Builds the site.
    pub fn build(&self) -> Built {
        build(&MemoryFiles::new(self.files.clone()))
    }

    /// Builds the site, and remembers what has no page any more as gone.
    pub fn build_gone(&self) -> Built {
        build_with(&MemoryFiles::new(self.files.clone()), LostAddresses::Gone)
    }

    /// Writes the site into a folder.
    pub fn write(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            let parent = path.parent().expect("a file has a folder");
            std::fs::create_dir_all(parent).expect("a folder can be made");
            std::fs::write(path, bytes).expect("a file can be written");
        }
    }
}

/// A site that was built, or was not.
pub struct Built {
    /// Everything to be published.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the build did; `None` when it failed.
    pub outcome: Option<Result<Report, Failure>>,
    /// What it reported, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The folder with the index.
    pub work: tempfile::TempDir,
    base_url: Option<String>,
}

impl Built {
    /// What the build did.
    #[track_caller]
    pub fn report(&self) -> &Report {
        match &self.outcome {
            Some(Ok(report)) => report,
            _ => panic!("nothing was built:\n{}", self.messages()),
        }
    }

    /// A file as text.
    #[track_caller]
    pub fn page(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            let paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
            panic!("no {path}; there are\n{}\n{}", paths.join("\n"), self.messages());
        };
        std::str::from_utf8(bytes).expect("pages are text")
    }

    /// The paths in a folder.
    pub fn paths(&self, folder: &str) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|path| path.starts_with(folder)).collect()
    }

    /// The paths of the pages in a folder: what browsers are shown, without the other forms in
    /// which pages are published.
    pub fn page_paths(&self, folder: &str) -> Vec<&str> {
        self.paths(folder).into_iter().filter(|path| is_page(path)).collect()
    }

    /// All pages with their paths.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let html = self.files.iter().filter(|(path, _)| is_page(path));
        html.map(|(path, bytes)| {
            (path.as_str(), std::str::from_utf8(bytes).expect("pages are text"))
        })
    }

    /// All messages in short form.
    pub fn messages(&self) -> String {
        self.rendered(Format::Short)
    }

    /// All messages in a form.
    pub fn rendered(&self, format: Format) -> String {
        self.diagnostics.iter().map(|d| render(d, format, Color::Never)).collect()
    }

    /// The messages of one code in short form.
    pub fn message(&self, code: Code) -> String {
        let of_code = self.diagnostics.iter().filter(|d| d.code == code);
        of_code.map(|d| render(d, Format::Short, Color::Never)).collect()
    }

    /// Asks of the output what `answerbook check` asks; returns messages too.
    pub fn check(&self) -> (CheckReport, String) {
        let mut sink = Sink::new();
        let files = MemoryFiles::new(self.files.clone());
        let checked = check_pages(&files, self.base_url.as_deref(), &mut sink);
        let short = |d: &Diagnostic| render(d, Format::Short, Color::Never);
        (checked, sink.into_sorted().iter().map(short).collect())
    }

    /// The structured data of a page.
    #[track_caller]
    pub fn json_ld(&self, path: &str) -> serde_json::Value {
        let page = self.page(path);
        let (_, rest) =
            page.split_once("<script type=\"application/ld+json\">").expect("structured data");
        let (text, _) = rest.split_once("</script>").expect("an end");
        serde_json::from_str(text).expect("it is JSON")
    }
}

/// Tells whether a published file is a page that browsers are shown.
pub fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Builds one site, then looks at the page of a file as it is in another one: all files that
/// it is published as, itself first.
pub fn preview_page(before: &Site, after: &Site, path: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let (before, after) =
        (MemoryFiles::new(before.files.clone()), MemoryFiles::new(after.files.clone()));
    let mut page = None;
    let then = &mut |built: pipeline::Built<'_>| page = built.single_page.page(&after, path);
    let built = build_then(&before, LostAddresses::Refused, then);
    built.report();
    let files = page?.into_iter().map(|(path, bytes)| (path.to_string(), bytes));
    Some(files.collect())
}

/// Builds from files wherever they are, into memory.
pub fn build(files: &dyn Files) -> Built {
    build_with(files, LostAddresses::Refused)
}

/// The same, with what happens to addresses that have no page any more.
pub fn build_with(files: &dyn Files, lost: LostAddresses) -> Built {
    build_then(files, lost, &mut |_| ())
}

fn build_then(
    files: &dyn Files,
    lost: LostAddresses,
    then: &mut dyn FnMut(pipeline::Built<'_>),
) -> Built {
    let work = tempfile::tempdir().expect("a temporary folder");
    let mut sink = Sink::new();
    let output = MemoryOutput::new();
    let known = KnownFiles::new();
    let files = &TrackedFiles::new(files, &known, 0);
    let config = config::load(files, &mut sink);
    let outcome = config.as_ref().map(|config| {
        let work = &work.path().join("work");
        let mut cache = Cache::open(work, Digest::default()).expect("an empty cache");
        let (output, progress) = (&output, &Silent);
        let (now, is_preview) = (NOW, false);
        let themes = &ThemeCache::default();
        let request =
            Request { files, config, now, work, output, progress, themes, is_preview, lost };
        pipeline::build_then(&request, &mut cache, &mut sink, then)
    });
    let files = output.into_files();
    Built {
        files: files
            .into_iter()
            .map(|(path, file)| (path.to_string(), file.bytes.to_vec()))
            .collect(),
        outcome,
        diagnostics: sink.into_sorted(),
        work,
        base_url: config.and_then(|config| config.base_url),
    }
}

/// The example site, built once for all tests.
pub fn example() -> &'static Built {
    static EXAMPLE: OnceLock<Built> = OnceLock::new();
    EXAMPLE.get_or_init(|| build(&DiskFiles::new(manifest().join("example-site"))))
}

/// The files of the example site, to be changed.
pub fn example_files() -> Site {
    Site { files: tree(&manifest().join("example-site")) }
}

/// The folder of Cargo.toml.
pub fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared data. Where it is missing, CI fails and other machines skip the test.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ANSWERBOOK_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| manifest().join("../shared"));
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    let message = format!("skipped: no {}; ANSWERBOOK_SHARED names another", folder.display());
    assert!(std::env::var_os("CI").is_none(), "{message}");
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    {
        eprintln!("{message}");
    }
    None
}

/// What a run of the binary left.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Results.
    pub stdout: String,
    /// Talk.
    pub stderr: String,
}

impl Run {
    /// The result as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        let parsed = serde_json::from_str(&self.stdout);
        parsed.unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }

    /// Fails unless the run ended so.
    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The program that is tested: what was built beside the tests, or what `ANSWERBOOK_PROGRAM`
/// names, such as one that is built for a release.
pub fn program() -> PathBuf {
    let other = std::env::var_os("ANSWERBOOK_PROGRAM").filter(|path| !path.is_empty());
    other.map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_answerbook")), PathBuf::from)
}

/// The real binary, with a fixed moment and nothing of the tester's terminal.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder);
    // What a disk would lose is asked where it loses it (`crash/power.rs`).
    match arguments {
        ["build", rest @ ..] => command.args(["build", "--no-sync"]).args(rest),
        _ => command.args(arguments),
    };
    command.env("SOURCE_DATE_EPOCH", NOW.0.to_string()).env_remove("NO_COLOR").env_remove("CI");
    command
}

/// Runs the real binary in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder, arguments).output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// A temporary folder.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// All files below a folder by their paths.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let below = entry.path().strip_prefix(root).expect("it lies below");
            let bytes = std::fs::read(entry.path()).expect("a file can be read");
            (below.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// Every element of a page: its name and attributes, values decoded.
pub fn elements(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found = Vec::new();
    let handler = lol_html::element!("*", |element| {
        let attributes = element.attributes().iter().map(|attribute| {
            let value = attribute.value();
            (attribute.name(), html_escape::decode_html_entities(&value).into_owned())
        });
        found.push((element.tag_name(), attributes.collect()));
        Ok(())
    });
    let settings = lol_html::RewriteStrSettings::new().append_element_content_handler(handler);
    lol_html::rewrite_str(html, settings).expect("a page can be read");
    found
}

/// Draws nothing.
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}

fn dedented(text: &str) -> String {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let indents = filled.map(|line| line.len() - line.trim_start_matches(' ').len());
    let indent = indents.min().unwrap_or(0);
    let lines = text.lines().map(|line| line.get(indent..).unwrap_or_default());
    lines.fold(String::new(), |all, line| all + line + "\n")
}
