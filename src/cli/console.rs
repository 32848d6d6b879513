//! Everything that is said: results to stdout, talk to stderr.

use std::collections::BTreeMap;
use std::io;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::diag::{Color, Diagnostic, Format, Severity, Sink, escaped_json, lines, render};

use super::ExitStatus;
use super::args::{ColorArg, ConsoleArgs, DenyArg, FormatArg};
use super::repository::Repository;

/// How many problems of one code are shown before the rest is summed up.
const SHOWN: usize = 20;

/// How the program talks in this run.
pub(crate) struct Console {
    format: Format,
    color: Color,
    quiet: bool,
    all: bool,
    deny_warnings: bool,
    /// Where annotations point, which name files from the top of the repository.
    repository: Option<Repository>,
}

impl Console {
    /// Talks as the arguments ask, of a site in this folder.
    pub(crate) fn new(args: &ConsoleArgs, site: Option<&Path>) -> Console {
        let auto = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let colored = match args.color {
            ColorArg::Auto => auto,
            ColorArg::Always => true,
            ColorArg::Never => false,
        };
        Console {
            format: match args.format.iter().rfind(|form| form.is_of_problems()) {
                Some(FormatArg::Short) => Format::Short,
                Some(FormatArg::Json) => Format::Json,
                Some(FormatArg::Github) => Format::Github,
                Some(FormatArg::Human | FormatArg::Zip | FormatArg::Epub | FormatArg::Zim)
                | None => Format::Human,
            },
            color: if colored { Color::Always } else { Color::Never },
            quiet: args.quiet,
            all: args.all,
            deny_warnings: args.deny == Some(DenyArg::Warnings),
            repository: site.and_then(|site| {
                let top = std::env::var_os("GITHUB_WORKSPACE").unwrap_or_else(|| ".".into());
                Repository::new(Path::new(&top), site)
            }),
        }
    }

    /// Tells whether progress may be drawn.
    pub(crate) fn draws(&self) -> bool {
        !self.quiet && self.format == Format::Human && io::stderr().is_terminal()
    }

    /// Prints a result. A closed pipe ends quietly.
    pub(crate) fn result(&self, text: &str) {
        self.results([text.to_owned()]);
    }

    /// Prints a result for programs, on one line.
    pub(crate) fn json(&self, value: &serde_json::Value) {
        self.whole(escaped_json(&value.to_string()) + "\n");
    }

    /// Prints results as they come, until there are no more or nobody reads them.
    pub(crate) fn results(&self, texts: impl IntoIterator<Item = String>) {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut texts = texts.into_iter();
        let written = texts.try_for_each(|text| out.write_all(lines(&text).as_bytes()));
        let _ = written.and_then(|()| out.flush());
    }

    /// Prints a text of the program's own as it is.
    pub(crate) fn whole(&self, text: String) {
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes());
        let _ = written.and_then(|()| out.flush());
    }

    /// Says something that is no result and no problem.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet && self.format == Format::Human {
            self.print_to_stderr(&format!("{}\n", lines(text)));
        }
    }

    /// Prints problems by place, and says how the command ended so far.
    pub(crate) fn problems(&self, sink: Sink) -> ExitStatus {
        let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
        let diagnostics = sink.into_sorted();
        let is_cause = |d: &Diagnostic| d.severity == Severity::Error && !d.code.is_consequence();
        let has_causes = diagnostics.iter().any(is_cause);
        let mut counts: BTreeMap<&'static str, (usize, bool)> = BTreeMap::new();
        let mut text = String::new();
        for mut diagnostic in diagnostics {
            if let (Format::Github, Some(repository)) = (self.format, &self.repository) {
                for label in &mut diagnostic.labels {
                    label.place.path = repository.path(&label.place.path);
                }
            }
            if self.quiet && diagnostic.severity == Severity::Warning {
                continue;
            }
            // What follows from other errors goes with them.
            let follows = has_causes && diagnostic.code.is_consequence();
            let (count, _) = counts.entry(diagnostic.code.name()).or_insert((0, follows));
            *count += 1;
            let shown = if follows { 1 } else { SHOWN };
            if *count <= shown || self.all || self.format != Format::Human {
                text.push_str(&render(&diagnostic, self.format, self.color));
                if self.format == Format::Human {
                    text.push('\n');
                }
            }
        }
        if !self.all && self.format == Format::Human {
            for (code, (count, follows)) in counts {
                let shown = if follows { 1 } else { SHOWN };
                let more = count.saturating_sub(shown);
                let first = if follows { ": mend the errors above first" } else { "" };
                if more > 0 {
                    text.push_str(&format!(
                        "… and {more} more `{code}`{first} (show all with `--all`)\n\n"
                    ));
                }
            }
        }
        self.print_to_stderr(&text);
        match (n_errors, n_warnings) {
            (0, 0) => ExitStatus::Done,
            (0, _) if !self.deny_warnings => ExitStatus::Done,
            (0, _) => {
                self.say("warnings count as errors here: `--deny warnings`\n");
                ExitStatus::Content
            }
            _ => ExitStatus::Content,
        }
    }

    /// Prints one problem that ends the command.
    pub(crate) fn fatal(&self, diagnostic: Diagnostic, outcome: ExitStatus) -> ExitStatus {
        let mut sink = Sink::new();
        sink.push(diagnostic);
        let _ = self.problems(sink);
        outcome
    }

    fn print_to_stderr(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

/// Writes a path as it has to be typed in a command: in quotes where a shell would part it or
/// make something else of it.
pub(crate) fn typed(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    // Shells of Windows part nothing at it.
    let is_slash = |c: char| cfg!(windows) && c == '\\';
    let means_something = |c: char| "\"$`!\\".contains(c) && !is_slash(c);
    if !path.is_empty() && path.chars().all(|c| is_plain(c) || is_slash(c)) {
        return path.into_owned();
    }
    match path.contains(means_something) {
        false => format!("\"{path}\""),
        true => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

/// Writes a count with its noun: `1 error`, `2 errors`.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(n))
}

/// Writes a number with thin groups of three: `1 284`.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Writes a size: `1.1 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_where_a_shell_would_part_it() {
        let check = |path: &str, shown: &str| assert_eq!(typed(Path::new(path)), shown);
        check("help/site-1.2", "help/site-1.2");
        check("сайт/žaba", "сайт/žaba");
        check("my site ž", "\"my site ž\"");
        check("a;b", "\"a;b\"");
        check("", "\"\"");
        check("~ours", "\"~ours\"");
        check("it's $5", r"'it'\''s $5'");
    }

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1284), "1 284");
        assert_eq!(grouped(1_234_567), "1 234 567");
        assert_eq!(counted(1, "error"), "1 error");
        assert_eq!(size(1_100_000), "1.1 MB");
    }
}
