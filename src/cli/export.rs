//! `answerbook export`: builds the site as `build` does, and writes its threads as documents for
//! a search engine elsewhere.
//!
//! Documents are gathered while the build still knows all threads, and lie beside the folder
//! that they are for until the site is published; then the two folders change places in one
//! step. So nobody is given what the site itself does not publish.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use crate::config;
use crate::config::{Config, EngineKind};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::engines;
use crate::engines::{ExportError, ExportReport, ExportState, STATE, StateError};
use crate::files::DiskFiles;
use crate::output::{OutputError, PublishFolder, Waits};
use crate::pipeline::{Built, WORK};

use super::ExitStatus;
use super::build::{build_for, inputs, output_refused, target, write_failed};
use super::console::{Console, counted};

/// Where documents are gathered, within the work folder.
const GATHERED: &str = "export";

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// The engine that the documents are for
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub engine: EngineArg,
    /// The folder to write; it is empty, or holds the last export
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// The export that changes and deletes are told against; the one in the folder to write when
    /// absent
    #[arg(long, value_name = "DIR")]
    pub since: Option<PathBuf>,
    /// Print one JSON object with all counts
    #[arg(long)]
    pub json: bool,
}

/// An engine that takes documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineArg {
    Opensearch,
    Elasticsearch,
    Quickwit,
    Typesense,
    Manticore,
    Sphinx,
}

impl EngineArg {
    fn kind(self) -> EngineKind {
        match self {
            EngineArg::Opensearch => EngineKind::OpenSearch,
            EngineArg::Elasticsearch => EngineKind::Elasticsearch,
            EngineArg::Quickwit => EngineKind::Quickwit,
            EngineArg::Typesense => EngineKind::Typesense,
            EngineArg::Manticore => EngineKind::Manticore,
            EngineArg::Sphinx => EngineKind::Sphinx,
        }
    }
}

pub(crate) fn run(args: &ExportArgs, console: &Console) -> ExitStatus {
    let mut sink = Sink::new();
    let Some(config) = config::load(&DiskFiles::new(&args.site), &mut sink) else {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    };
    let mut sink = Sink::new();
    let mut gathered = None;
    let mut of_documents = Sink::new();
    let built = build_for(&args.site, console, &mut sink, &mut |built| {
        gathered = Some(gather(args, &config, &built, &mut of_documents));
    });
    sink.append(of_documents);
    let built = match built {
        Ok(built) => built,
        Err(error) => {
            // No document is left where nobody looks.
            if let Some(Ok((folder, _))) = gathered {
                let _ = folder.discard();
            }
            return error.tell(console, sink);
        }
    };
    let done =
        gathered.expect("a site that is built was looked at").and_then(|(folder, report)| {
            folder.publish()?;
            Ok(report)
        });
    // Nobody else gathers documents in the same place meanwhile.
    drop(built);
    match done {
        Ok(report) => tell(args, console, &report, sink),
        Err(ExportError::Private) => {
            let _ = console.problems(sink);
            ExitStatus::Content
        }
        Err(error) => {
            sink.push(failed(args, &error));
            let _ = console.problems(sink);
            ExitStatus::Usage
        }
    }
}

/// Writes the documents beside the folder that they are for.
fn gather(
    args: &ExportArgs,
    config: &Config,
    built: &Built<'_>,
    sink: &mut Sink,
) -> Result<(PublishFolder, ExportReport), ExportError> {
    let kind = args.engine.kind();
    let mut taken = inputs(&args.site, config);
    taken.push(target(&args.site, None, config));
    let work = args.site.join(WORK).join(GATHERED);
    let folder = PublishFolder::create(&args.out, &args.site, &work, &taken)?;
    let folder = folder.waiting(Waits::ForDisk);
    let previous = previous(args, kind, sink);
    folder.begin()?;
    // What was taken out is not to stay in an export that nobody sees any more.
    crate::output::Output::forget_old(&folder);
    let written = engines::write(&built.site, config, kind, previous.as_ref(), &folder, sink);
    match written {
        Ok(report) => Ok((folder, report)),
        Err(error) => {
            let _ = folder.discard();
            Err(error)
        }
    }
}

/// Returns what the export before held, if it can be gone on with.
fn previous(args: &ExportArgs, kind: EngineKind, sink: &mut Sink) -> Option<ExportState> {
    let folder = args.since.as_ref().unwrap_or(&args.out);
    match ExportState::load(folder, kind) {
        Ok(state) => Some(state),
        // The first export has none before it.
        Err(StateError::Absent) if args.since.is_none() => None,
        Err(error) => {
            sink.push(not_continued(folder, kind, &error));
            None
        }
    }
}

fn not_continued(folder: &Path, kind: EngineKind, error: &StateError) -> Diagnostic {
    let shown = folder.display();
    let message = format!("the export in `{shown}` cannot be gone on with");
    let (file, why) = match error {
        StateError::Absent => (STATE, "there is no export".to_owned()),
        StateError::Damaged(file) => {
            (file.as_str(), format!("`{file}` is missing or not as it was written"))
        }
        StateError::Other => {
            (STATE, format!("it is for another engine than {}, or another version", kind.name()))
        }
    };
    Diagnostic::warning(Code::ExportRestarted, message)
        .at(Place::file(folder.join(file).display().to_string()), "")
        .note(format!("{why}, so nobody knows what the engine has"))
        .help("make the engine's index anew, and bring all of `documents`")
}

/// Says what was written.
fn tell(args: &ExportArgs, console: &Console, report: &ExportReport, sink: Sink) -> ExitStatus {
    let outcome = console.problems(sink);
    let ExportReport { n_documents, n_added, n_changed, n_deleted } = *report;
    if args.json {
        console.json(&json!({
            "engine": args.engine.kind().name(),
            "output": args.out.display().to_string(),
            "documents": n_documents,
            "added": n_added,
            "changed": n_changed,
            "deleted": n_deleted,
        }));
        return outcome;
    }
    let since = format!("since the last: {n_added} new, {n_changed} changed, {n_deleted} gone");
    let documents = counted(n_documents, "document");
    console.say(&format!("wrote {}   {documents}   {since}", args.out.display()));
    outcome
}

fn failed(args: &ExportArgs, error: &ExportError) -> Diagnostic {
    match error {
        ExportError::Output(error @ (OutputError::Foreign(..) | OutputError::Dangerous)) => {
            let helps = vec!["name an empty folder, or the last export, with `--out`".to_owned()];
            Diagnostic { helps, ..output_refused(&args.out, error) }
        }
        ExportError::Output(OutputError::Io(path, error)) => unwritten(path, &error.to_string()),
        ExportError::Read(error) => {
            let work: PathBuf = args.site.join(WORK);
            unwritten(&work, &error.to_string())
        }
        ExportError::Private => unreachable!("it was told by the gate"),
    }
}

fn unwritten(path: &Path, reason: &str) -> Diagnostic {
    let helps = vec!["make room or allow writing, then run it again".to_owned()];
    Diagnostic { helps, ..write_failed(path, reason) }
}
