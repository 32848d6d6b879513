//! `answerbook import`: threads of a source as files that people edit.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::config::{Config, DECISIONS, SourceSettings, SourceType};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};
use crate::files::{DiskFiles, Files, MemoryFiles, join};
use crate::import::{ImportOutcome, ImportReport, ImportRequest, MEMORY, import};
use crate::output::{EditableFolder, OutputError};
use crate::pipeline::{Failure, WORK};
use crate::plan::ledger::LEDGER;
use crate::privacy::{PrivacyRules, check_consent};
use crate::sources::editable::ThreadFormat;
use crate::text::Lang;
use crate::{config, privacy};

use super::ExitStatus;
use super::args::{ImportArgs, ThreadFormatArg};
use super::build::{folder_of, lock};
use super::console::{Console, counted, grouped};
use super::progress::Bar;

/// The settings where there is no site.
const NO_SITE: &str = "title: Import\n";

pub(crate) fn run(args: &ImportArgs, console: &Console) -> ExitStatus {
    let mut sink = Sink::new();
    match imported(args, console, &mut sink) {
        Ok(imported) => report_result(args, console, &imported, sink),
        Err(ImportError(diagnostic, outcome)) => {
            diagnostic.into_iter().for_each(|diagnostic| sink.push(*diagnostic));
            let _ = console.problems(sink);
            outcome
        }
    }
}

/// Why an import ended early.
struct ImportError(Option<Box<Diagnostic>>, ExitStatus);

impl ImportError {
    fn usage(diagnostic: Diagnostic) -> ImportError {
        ImportError(Some(Box::new(diagnostic)), ExitStatus::Usage)
    }
}

fn imported(
    args: &ImportArgs,
    console: &Console,
    sink: &mut Sink,
) -> Result<ImportReport, ImportError> {
    let (on_disk, none) = (DiskFiles::new(&args.site), none());
    let has_site = on_disk.exists(config::FILE);
    let site: &dyn Files = if has_site { &on_disk } else { &none };
    let refused = || ImportError(None, ExitStatus::Usage);
    let config = config::load(site, sink).ok_or_else(refused)?;
    let is_source = |name: &String| config.sources.iter().any(|source| source.name == *name);
    let (is_by_name, is_known) =
        (is_source(&args.source), args.name.as_ref().is_some_and(is_source));
    let (config, source, is_named) = with_source(args, config, has_site)?;
    if (is_named || is_known) && !check_consent(&only(&config, source), &|_| None, sink) {
        return Err(refused());
    }
    let mut rules = PrivacyRules::load(site, &config, sink).ok_or_else(refused)?;
    if !is_by_name {
        rules.extend_to(source);
    }
    let root = if is_named { args.site.as_path() } else { Path::new(".") };
    let files = DiskFiles::new(root);
    let inputs = inputs(root, &args.site, &config, source);
    let outputs = if has_site { vec![args.site.join(&config.output)] } else { Vec::new() };
    let failed = |error: OutputError| ImportError::usage(folder_refused(&args.to, &error));
    let folder = EditableFolder::new(&args.to, &inputs, &outputs, args.dry_run).map_err(failed)?;
    let lock = || {
        lock(&args.to.join(MEMORY), "import").map_err(|problem| {
            ImportError::usage(Diagnostic { helps: helps(&problem), ..*problem })
        })
    };
    let _lock = if args.dry_run { None } else { Some(lock()?) };
    let bar = Bar::new(console.draws());
    let shown = args.to.to_string_lossy().replace('\\', "/");
    let own = own(root, &args.site);
    let request = ImportRequest {
        files: &files,
        own: &own,
        config: &config,
        source,
        rules: &rules,
        form: form(args),
        folder: &folder,
        existing: &DiskFiles::new(&args.to),
        shown: &shown,
        progress: &bar,
    };
    let imported = import(&request, sink);
    bar.clear();
    imported.map_err(|failure| match failure {
        Failure::Output(error) => failed(error),
        Failure::Privacy => ImportError(None, ExitStatus::Content),
        _ => refused(),
    })
}

/// The settings, as an export would name them that lies at `root`.
fn own(root: &Path, site: &Path) -> Vec<String> {
    let real = |path: &Path| path.canonicalize().ok();
    let below = real(root).zip(real(site)).and_then(|(root, site)| {
        Some(site.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
    });
    let names = [config::FILE, privacy::FILE, DECISIONS, LEDGER];
    let at = |folder: String| names.map(|name| join(&folder, name));
    below.map(at).into_iter().flatten().collect()
}

fn none() -> MemoryFiles {
    MemoryFiles::new([(config::FILE, NO_SITE)])
}

fn form(args: &ImportArgs) -> ThreadFormat {
    match args.form {
        ThreadFormatArg::Markdown => ThreadFormat::Markdown,
        ThreadFormatArg::Jsonl => ThreadFormat::Jsonl,
    }
}

/// The source of the site that is meant: by its name, or by where it alone lies.
fn of_site(args: &ImportArgs, config: &Config, has_site: bool) -> Option<usize> {
    let by_name = config.sources.iter().position(|source| source.name == args.source);
    let real = |path: &Path| path.canonicalize().ok();
    let meant = real(Path::new(&args.source)).filter(|_| has_site);
    by_name.or_else(|| {
        let lies = |source: &SourceSettings| real(&args.site.join(&source.path));
        let is_there = |(at, source)| (meant.is_some() && lies(source) == meant).then_some(at);
        let mut there = config.sources.iter().enumerate().filter_map(is_there);
        there.next().filter(|_| there.next().is_none())
    })
}

/// The settings of an export that is named by its path: those of the source of its name, since
/// what the site says of a community holds for another export of it; else the usual ones.
fn by_path(args: &ImportArgs, config: &Config) -> SourceSettings {
    let usual = SourceSettings::of(SourceType::Auto, &args.source);
    let name = args.name.as_ref();
    let known = name.and_then(|name| config.sources.iter().find(|source| source.name == *name));
    match known {
        Some(known) => SourceSettings {
            kind: usual.kind,
            path: usual.path,
            files: None,
            place: usual.place,
            ..known.clone()
        },
        // What people decided is said of its threads by its name.
        None => SourceSettings { name: name.cloned().unwrap_or(usual.name.clone()), ..usual },
    }
}

/// Finds the source that is meant: one of the site's, else a path. Tells which it is.
fn with_source(
    args: &ImportArgs,
    mut config: Config,
    has_site: bool,
) -> Result<(Config, usize, bool), ImportError> {
    let named = of_site(args, &config, has_site);
    let is_there = || Path::new(&args.source).exists() || args.source.contains('*');
    let at = match named {
        Some(at) => at,
        None if is_there() => config.add_source(by_path(args, &config)),
        None => return Err(ImportError::usage(source_missing(args, &config, has_site))),
    };
    let source = &mut config.sources[at];
    if let Some(name) = &args.kind {
        source.kind = SourceType::by_name(name).unwrap_or(source.kind);
    }
    if let Some(url) = &args.url {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let parsed = url::Url::parse(url).ok().filter(|_| is_web);
        parsed.ok_or_else(|| ImportError::usage(not_valid("--url", url, "a web address")))?;
        source.url = Some(url.trim_end_matches('/').to_owned());
    }
    if let Some(tag) = &args.language {
        let lang = Lang::new(tag);
        let lang =
            lang.ok_or_else(|| ImportError::usage(not_valid("--language", tag, "a language tag")));
        source.language = Some(lang?);
    }
    source.name = args.name.clone().unwrap_or_else(|| source.name.clone());
    Ok((config, at, named.is_some()))
}

/// The settings with one source alone.
fn only(config: &Config, source: usize) -> Config {
    Config { sources: vec![config.sources[source].clone()], ..config.clone() }
}

/// What is read or made by others: threads must not be written into it.
fn inputs(root: &Path, site: &Path, config: &Config, source: usize) -> Vec<PathBuf> {
    let fixed = [WORK, "static", "themes", "templates", "strings", ".git"];
    let mut inputs: Vec<PathBuf> = fixed.iter().map(|path| site.join(path)).collect();
    for (at, settings) in config.sources.iter().enumerate() {
        let is_edited = matches!(settings.kind, SourceType::Markdown | SourceType::Jsonl);
        let plain = settings.path.split('*').next().unwrap_or_default();
        let path = match plain.len() == settings.path.len() {
            true => plain.to_owned(),
            false => folder_of(plain),
        };
        // The top of the site holds everything; only the export itself counts then.
        if at == source || !is_edited && !matches!(path.as_str(), "" | ".") {
            inputs.push(if at == source { root.join(path) } else { site.join(path) });
        }
    }
    inputs
}

fn report_result(
    args: &ImportArgs,
    console: &Console,
    imported: &ImportReport,
    sink: Sink,
) -> ExitStatus {
    let (n_errors, n_warnings) = (sink.n_errors(), sink.n_warnings());
    let outcome = console.problems(sink);
    if args.json {
        console.json(&as_json(args, imported, n_errors, n_warnings));
    } else {
        let last = format!("{}, {}", counted(n_errors, "error"), counted(n_warnings, "warning"));
        console.say(&format!("{}{last}", as_text(args, imported)));
    }
    outcome
}

fn as_json(
    args: &ImportArgs,
    imported: &ImportReport,
    n_errors: usize,
    n_warnings: usize,
) -> Value {
    let mut files = Map::new();
    for fate in ImportOutcome::ALL {
        let n = imported.outcomes.get(&fate).copied().unwrap_or_default();
        files.insert(fate.name().to_owned(), json!(n));
    }
    files.insert("missing".to_owned(), json!(imported.n_missing));
    files.insert("removed".to_owned(), json!(imported.n_removed));
    files.insert("set_aside".to_owned(), json!(imported.n_set_aside));
    files.insert("overtaken".to_owned(), json!(imported.n_overtaken));
    json!({
        "recognised": imported.recognised.map(SourceType::name),
        "to": args.to.display().to_string(),
        "dry_run": args.dry_run,
        "threads": {
            "present": imported.n_present,
            "imported": imported.n_imported,
            "skipped": imported.skipped,
        },
        "files": files,
        "posts": { "deleted": imported.n_posts_deleted, "gone": imported.n_posts_gone },
        "attachments": {
            "copied": imported.n_files_copied,
            "removed": imported.n_files_removed,
        },
        "diagnostics": { "errors": n_errors, "warnings": n_warnings },
    })
}

fn as_text(args: &ImportArgs, imported: &ImportReport) -> String {
    let mut text = String::new();
    let mut line = |words: String| text.push_str(&(words + "\n"));
    if let Some(kind) = imported.recognised {
        line(format!("`{}` was read as {}", args.source, kind.name()));
    }
    let all = counted(imported.n_present, "thread");
    let does = if args.dry_run { "would be imported" } else { "imported" };
    line(format!("{} of {all} {does} to {}", grouped(imported.n_imported), args.to.display()));
    let reasons: Vec<String> =
        imported.skipped.iter().map(|(name, n)| format!("{name} {n}")).collect();
    if !reasons.is_empty() {
        line(format!("skipped: {}", reasons.join(", ")));
    }
    let fates: Vec<String> = imported
        .outcomes
        .iter()
        .map(|(fate, n)| format!("{} {}", fate.name(), grouped(*n)))
        .collect();
    if !fates.is_empty() {
        line(fates.join(", "));
    }
    let more = [
        (imported.n_missing, "not in the export any more, kept"),
        (imported.n_removed, "withdrawn in the community or by privacy.yaml, removed"),
        (imported.n_set_aside, "of these had been edited, kept as drafts"),
    ];
    for (n, words) in more.into_iter().filter(|(n, _)| *n > 0) {
        line(format!("{}: {words}", counted(n, "thread")));
    }
    if imported.n_overtaken > 0 {
        let n = counted(imported.n_overtaken, "file");
        line(format!("{n}: changed while the import ran, left alone"));
    }
    let more = [
        (imported.n_posts_deleted, "deleted by hand, stays away"),
        (imported.n_posts_gone, "gone from the source, removed"),
    ];
    for (n, words) in more.into_iter().filter(|(n, _)| *n > 0) {
        line(format!("{}: {words}", counted(n, "post")));
    }
    let more = [
        (imported.n_files_copied, "copied to `files/`"),
        (imported.n_files_removed, "not named any more, removed"),
    ];
    for (n, words) in more.into_iter().filter(|(n, _)| *n > 0) {
        line(format!("{}: {words}", counted(n, "attachment")));
    }
    text
}

fn source_missing(args: &ImportArgs, config: &Config, has_site: bool) -> Diagnostic {
    let path = &args.source;
    let message = format!("there is no file or folder `{path}`, and no source of this name");
    let names: Vec<&str> = config.sources.iter().map(|source| source.name.as_str()).collect();
    let help = nearest(path, names.iter().copied()).map(|name| format!("use `{name}`"));
    let note = match (has_site, names.is_empty()) {
        (true, false) => format!("the sources of the site are {}", join_names(&names)),
        (true, true) => "the site has no sources".to_owned(),
        (false, _) => format!("there is no site in `{}`", args.site.display()),
    };
    Diagnostic::error(Code::SourceMissing, message)
        .note(note)
        .help_if(help)
        .help("name the export by its path, or a source of the site by its name")
}

fn not_valid(option: &str, value: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{value}` is not {wanted}"))
        .help(format!("correct `{option}`"))
}

fn folder_refused(to: &Path, error: &OutputError) -> Diagnostic {
    match error {
        OutputError::Io(path, error) => {
            let problem = super::build::write_failed(path, &error.to_string());
            Diagnostic { helps: helps(&problem), ..problem }
        }
        OutputError::Foreign(..) | OutputError::Dangerous => {
            let message = format!("`{}` lies in the export or the published site", to.display());
            Diagnostic::error(Code::ImportFolder, message)
                .at(Place::file(to.display().to_string()), "")
                .note("nothing was written")
                .help("choose a folder of its own with `--to`")
        }
    }
}

/// What to do when a file cannot be written by an import.
fn helps(problem: &Diagnostic) -> Vec<String> {
    match problem.code {
        Code::WriteFailed => {
            vec![
                "make room or allow writing, then import again: no file is half written".to_owned(),
            ]
        }
        _ => problem.helps.clone(),
    }
}
