//! The ledger of addresses on disk: written after a site is published, and only then.

use std::path::Path;

use crate::diag::{Code, Diagnostic, Place};
use crate::disk;
use crate::files::Files;
use crate::plan::ledger::LEDGER;
use crate::plan::redirects::RedirectPlan;

/// Warns of a build on a machine that forgets, such as one of a CI, where there is no ledger.
pub(crate) fn missing(files: &dyn Files, ci: Option<&str>) -> Option<Diagnostic> {
    let forgets = ci.is_some_and(|value| !matches!(value, "" | "0" | "false"));
    (forgets && !files.exists(LEDGER)).then(|| {
        Diagnostic::warning(Code::LedgerMissing, format!("`{LEDGER}` is not committed"))
            .at(Place::file(LEDGER), "")
            .note("a CI forgets: the address of a page with a new title would lead nowhere")
            .help(format!("run `answerbook build` where you edit, and commit `{LEDGER}`"))
            .help("or let this job commit it before it deploys")
    })
}

/// Refuses to publish what the committed ledger does not remember.
pub(crate) fn outdated(redirects: &RedirectPlan) -> Option<Diagnostic> {
    redirects.ledger.as_ref()?;
    let diagnostic =
        Diagnostic::error(Code::LedgerOutdated, format!("`{LEDGER}` is not up to date"))
            .at(Place::file(LEDGER), "");
    let diagnostic = match redirects.n_new {
        0 => diagnostic.note("every page is in it, but something of what moved is not"),
        1 => diagnostic.note("1 page is not in it"),
        n_new => diagnostic.note(format!("{n_new} pages are not in it")),
    };
    Some(diagnostic.help(format!("run `answerbook build` and commit `{LEDGER}`")))
}

/// Replaces the ledger in one step, where it changed. What it remembers is nowhere else, so the
/// disk is always waited for.
pub(crate) fn write(site: &Path, redirects: &RedirectPlan) -> Result<(), Box<Diagnostic>> {
    let Some(text) = &redirects.ledger else { return Ok(()) };
    let path = site.join(LEDGER);
    disk::replace(&path, text.as_bytes())
        .map_err(|error| Box::new(failed(&path, &error.to_string())))
}

fn failed(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::WriteFailed, format!("`{}` could not be written", path.display()))
        .at(Place::file(path.display().to_string()), "")
        .note(reason.to_owned())
        .note("the site was published, but its new addresses are not remembered")
        .help("allow writing and build again, or build with `--locked` where nothing may change")
}
