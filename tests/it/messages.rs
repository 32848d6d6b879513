//! Every code is provoked once, by the smallest input that shows it.

mod bad_input;
mod brand;
mod browse;
mod bundles;
mod cases;
mod full;
mod graded;
mod idle;
mod in_time;
mod links;
mod markup;
mod mistakes;
mod privacy;
mod tables;

use answerbook::check::check_pages;
use answerbook::diag::{Code, Color, Diagnostic, Format, Place, Sink, render};
use answerbook::files::MemoryFiles;
use answerbook::render::{Strings, tell_missing_texts};
use answerbook::text::Lang;

use crate::harness::{Site, command, folder, run};
use crate::import::meanwhile;
use cases::all;

/// How a code is provoked, and the short form of all that is then said.
struct Case {
    code: Code,
    way: Way,
    expected: &'static str,
}

enum Way {
    /// A site that is built.
    Build(Site),
    /// Published pages that are checked.
    Check(&'static [(&'static str, &'static str)]),
    /// A page of bytes that no compression makes smaller.
    Heavy,
    /// A language that lacks an interface text.
    Strings,
    /// A run of the binary in the folder of a site.
    Run(Site, &'static [&'static str]),
    /// A run that is done, and warns.
    Warned(Site, &'static [&'static str]),
    /// An import while somebody saves a file.
    Meanwhile,
    /// A site that is built, then checked, which warns.
    Checked(Site),
    /// A build in a CI.
    InCi(Site),
    /// A run that refuses what the content says.
    Refused(Site, &'static [&'static str]),
    /// A build while another one runs.
    Busy(Site),
    /// A preview on a port that is in use; in its messages the port is `PORT`.
    Port(Site),
    /// A build, then a command whose result is not good enough.
    Fallen(Site, &'static [&'static str]),
}

impl Case {
    fn messages(&self) -> String {
        match &self.way {
            Way::Build(site) => site.build().messages(),
            Way::Check(pages) => checked(&MemoryFiles::new(pages.iter().copied())),
            Way::Heavy => checked(&MemoryFiles::new([("a.html", noise(60_000))])),
            Way::Strings => {
                let mut sink = Sink::new();
                let english = "solved = Solved\nn-answers = Answers\n".to_owned();
                let texts = [(Lang::EN, english), (Lang::SL, "n-answers = Odgovori\n".to_owned())];
                tell_missing_texts(&Strings::new(&texts).0, &[Lang::EN, Lang::SL], &mut sink);
                short(sink)
            }
            Way::Busy(site) => {
                let folder = folder();
                site.write(folder.path());
                std::fs::create_dir(folder.path().join(".answerbook")).expect("a folder");
                let lock = std::fs::File::create(folder.path().join(".answerbook/lock"));
                let lock = lock.expect("a file");
                lock.lock().expect("nobody else has it");
                run(folder.path(), &["build", "--format", "short"]).expect(2).stderr
            }
            Way::Port(site) => {
                let folder = folder();
                site.write(folder.path());
                let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
                let port = listener.local_addr().expect("an address").port().to_string();
                let arguments = ["serve", "--port", &port, "--format", "short"];
                run(folder.path(), &arguments).expect(2).stderr.replace(&port, "PORT")
            }
            Way::Fallen(site, arguments) => {
                let folder = folder();
                site.write(folder.path());
                run(folder.path(), &["build", "--quiet"]).expect(0);
                let arguments = [*arguments, &["--format", "short"]].concat();
                run(folder.path(), &arguments).expect(1).stderr
            }
            Way::Warned(site, arguments) => {
                let folder = folder();
                site.write(folder.path());
                let arguments = [*arguments, &["--format", "short"]].concat();
                run(folder.path(), &arguments).expect(0).stderr
            }
            Way::Meanwhile => meanwhile::messages(),
            Way::Checked(site) => checked_site(site),
            Way::InCi(site) => in_ci(site),
            Way::Refused(site, arguments) => {
                let folder = folder();
                site.write(folder.path());
                let arguments = [*arguments, &["--format", "short", "--quiet"]].concat();
                run(folder.path(), &arguments).expect(1).stderr
            }
            Way::Run(site, arguments) => {
                let folder = folder();
                site.write(folder.path());
                let arguments = [*arguments, &["--format", "short"]].concat();
                run(folder.path(), &arguments).expect(2).stderr
            }
        }
    }
}

fn in_ci(site: &Site) -> String {
    let folder = folder();
    site.write(folder.path());
    let mut build = command(folder.path(), &["build", "--format", "short"]);
    let said = build.env("CI", "true").output().expect("the binary runs").stderr;
    String::from_utf8(said).expect("the program writes UTF-8")
}

fn checked_site(site: &Site) -> String {
    let folder = folder();
    site.write(folder.path());
    run(folder.path(), &["build", "--quiet"]).expect(0);
    run(folder.path(), &["check", "--format", "short"]).expect(0).stderr
}

fn checked(pages: &MemoryFiles) -> String {
    let mut sink = Sink::new();
    check_pages(pages, None, &mut sink);
    short(sink)
}

/// Bytes without a pattern: a xorshift generator (Marsaglia 2003).
fn noise(n_bytes: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..n_bytes).map(next).collect()
}

fn short(sink: Sink) -> String {
    sink.into_sorted().iter().map(|d| render(d, Format::Short, Color::Never)).collect()
}

fn built(code: Code, site: &str, expected: &'static str) -> Case {
    Case { code, way: Way::Build(Site::new(site)), expected }
}

/// A site with one source, whose one file is given.
fn source(code: Code, kind: &str, file: &str, text: &str, expected: &'static str) -> Case {
    let settings = format!("title: x\nsources:\n  - {{type: {kind}, path: data}}\n");
    let site = Site::new("").with("answerbook.yaml", settings).with(file, text);
    Case { code, way: Way::Build(site), expected }
}

#[test]
fn every_code_is_provoked_here() {
    let mut provoked: Vec<&str> = all().iter().map(|case| case.code.name()).collect();
    provoked.sort_unstable();
    provoked.dedup();
    let known: Vec<&str> = Code::all().map(|entry| entry.name).collect();
    assert_eq!(provoked, known);
}

#[test]
fn each_says_its_place_its_code_and_its_message() {
    let mut wrong = String::new();
    for case in all() {
        let messages = case.messages();
        assert!(case.expected.contains(&format!("[{}]", case.code)), "{}", case.code);
        if messages != case.expected {
            let (code, expected) = (case.code, case.expected);
            wrong.push_str(&format!("{code}\nexpected:\n{expected}got:\n{messages}\n"));
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_message_stands_alone_in_every_form() {
    for case in all() {
        let Way::Build(site) = &case.way else { continue };
        for diagnostic in site.build().diagnostics {
            forms(&diagnostic);
            let message = &diagnostic.message;
            let first = message.chars().next().expect("a message has words");
            assert!(!first.is_uppercase(), "{message}");
            assert!(!message.ends_with(['.', '!', '?']), "{message}");
            assert!(message.chars().count() <= 100, "{message}");
            let texts = diagnostic.notes.iter().chain(&diagnostic.helps);
            texts.for_each(|text| assert!(!text.ends_with('.'), "{text}"));
            assert!(!diagnostic.helps.is_empty() || !diagnostic.notes.is_empty(), "{message}");
        }
    }
    for entry in Code::all() {
        let made = Diagnostic::warning(entry.code, "words")
            .at(Place::in_text("a.md", "one\ntwo: 2\n", 4..7), "here")
            .at(Place::line("b.md", 7), "there")
            .note("why")
            .help("how");
        forms(&made);
        assert!(entry.explanation.len() > 40 && !entry.meaning.is_empty(), "{}", entry.name);
    }
}

/// All four forms carry the code, the message and the place.
fn forms(diagnostic: &Diagnostic) {
    let [human, short, json, github] = [Format::Human, Format::Short, Format::Json, Format::Github]
        .map(|format| render(diagnostic, format, Color::Never));
    let (code, message) = (diagnostic.code.name(), diagnostic.message.as_str());
    assert!(human.contains(&format!("[{code}]: {message}\n")), "{human}");
    assert!(short.ends_with(&format!("[{code}]: {message}\n")), "{short}");
    assert_eq!(short.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&json).expect("one object");
    assert_eq!((value["code"].as_str(), value["message"].as_str()), (Some(code), Some(message)));
    assert_eq!((value["version"].as_i64(), json.matches('\n').count()), (Some(1), 1));
    assert!(github.starts_with("::error ") || github.starts_with("::warning "), "{github}");
    assert!(github.contains(&format!("title={code}::")), "{github}");
    assert_eq!(github.matches('\n').count(), 1);
    for label in &diagnostic.labels {
        assert!(human.contains(&label.place.path) && json.contains(&label.place.path), "{human}");
    }
    for text in diagnostic.notes.iter().chain(&diagnostic.helps) {
        assert!(human.contains(text.lines().next().unwrap_or_default()), "{human}");
    }
}
