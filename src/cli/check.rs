//! `answerbook check`.

use serde_json::json;

use crate::check::{CheckReport, Handwriting, HostUse, check_hosts, check_site};
use crate::config;
use crate::config::{Config, Host};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::files::{DiskFiles, Files};
use crate::privacy::{Privacy, PrivacyRules, expand_aliases};
use crate::render::{Strings, Theme, tell_missing_texts, unsigned_languages};

use super::ExitStatus;
use super::args::CheckArgs;
use super::build::target;
use super::console::{Console, counted, grouped, size};

pub(crate) fn run(args: &CheckArgs, console: &Console) -> ExitStatus {
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let Some(config) = config::load(&files, &mut sink) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let folder = target(&args.site, args.output.as_deref(), &config);
    let published = DiskFiles::new(&folder);
    if !published.exists("index.html") {
        return console.fatal(not_built(&folder.display().to_string()), ExitStatus::Usage);
    }
    let rules = PrivacyRules::load(&files, &config, &mut sink);
    let theme = Theme::load(&files, &config, &mut sink);
    let (Some(rules), Some(theme)) = (rules, theme) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let texts: Vec<_> = theme.strings.iter().map(|(lang, file)| (*lang, file.text())).collect();
    let strings = Strings::new(&texts).0;
    let n_missing = strings.missing(&config.languages).len();
    tell_missing_texts(&strings, &config.languages, &mut sink);
    let privacy = &Privacy::new(&config, &rules, expand_aliases(&rules, &[]));
    let written = Handwriting { config: &config, files: &files, privacy };
    let checked = check_site(&published, written, &mut sink);
    let hosts = if args.host.is_empty() {
        config.hosts.clone()
    } else {
        let is_named = |host: &Host| args.host.iter().any(|name| name == host.name());
        Host::ALL.into_iter().filter(is_named).collect()
    };
    let used = check_hosts(&published, &hosts, &mut sink);
    config::settle(&config.accept, config::Looked::Check, &mut sink);
    let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
    let outcome = console.problems(sink);
    if args.json {
        let object = json!({
            "pages": checked.n_pages, "leading_on": checked.n_leading_on,
            "links": checked.n_links, "broken": checked.n_broken,
            "heavy": checked.n_heavy, "missing_strings": n_missing,
            "files": used.n_files, "bytes": used.n_bytes,
            "diagnostics": { "errors": n_errors, "warnings": n_warnings },
        });
        console.json(&object);
    } else {
        tell_unsigned(&theme, &config, console);
        console.say(&summary_line(&checked, &used, n_errors, n_warnings));
    }
    outcome
}

fn summary_line(
    checked: &CheckReport,
    used: &HostUse,
    n_errors: usize,
    n_warnings: usize,
) -> String {
    let leading_on = match checked.n_leading_on {
        0 => String::new(),
        n => format!(" and {} that lead on", grouped(n)),
    };
    format!(
        "checked {}{leading_on}: {}, {} broken, {} over the budget; {}, {}\n{}, {}",
        counted(checked.n_pages, "page"),
        counted(checked.n_links, "internal link"),
        checked.n_broken,
        checked.n_heavy,
        counted(used.n_files, "file"),
        size(used.n_bytes),
        counted(n_errors, "error"),
        counted(n_warnings, "warning"),
    )
}

/// Tells which languages of the site have texts that no person has signed.
fn tell_unsigned(theme: &Theme, config: &Config, console: &Console) {
    let unsigned = unsigned_languages(theme, &config.languages);
    if !unsigned.is_empty() {
        let names = join_names(&unsigned);
        console.say(&format!("the theme's texts in {names} are machine-made until you sign them"));
    }
}

fn not_built(folder: &str) -> Diagnostic {
    Diagnostic::error(Code::SourceMissing, format!("there is no built site in `{folder}`"))
        .at(Place::file(folder), "")
        .help("run `answerbook build` first")
}
