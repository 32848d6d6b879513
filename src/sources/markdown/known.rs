//! What machines know of the posts of a file, and the files that came with them.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Sink};
use crate::files::join;
use crate::model::Attachment;

use super::super::fields::filled;
use super::super::{attachment_paths, fields, problems};
use super::details;
use super::details::{Details, FileDetails};
use super::front::Wire;
use super::page::Page;
use super::sections::{Section, Sections};

/// What a section says besides its heading.
pub(super) struct Known {
    /// What its comment says, when it has one: an import wrote it.
    pub details: Option<Details>,
    /// Its text, below the details.
    pub body: Range<usize>,
}

/// Reads what machines know of a section.
pub(super) fn known(page: Page<'_>, section: &Section) -> Result<Known, Diagnostic> {
    let (json, body) = details::find(page.text, section.body.clone());
    let details = json.map(|json| read_details(page, json)).transpose()?;
    Ok(Known { details, body })
}

/// Tells whether details of the first text stand in front of it.
pub(super) fn is_below(wire: &Wire) -> bool {
    let post = wire.post.as_ref();
    post.is_some_and(|post| post.details.as_deref() == Some(details::BELOW))
}

/// Reads what is said of the files of the first text.
pub(super) fn of_lead(
    page: Page<'_>,
    wire: &Wire,
    sections: &Sections,
) -> Result<Vec<FileDetails>, Diagnostic> {
    let mut files = wire.post.as_ref().map(|post| post.files.clone()).unwrap_or_default();
    if is_below(wire)
        && let (Some(json), _) = details::find(page.text, sections.lead.clone())
    {
        files.extend(read_details(page, json)?.files);
    }
    Ok(files)
}

fn read_details(page: Page<'_>, json: Range<usize>) -> Result<Details, Diagnostic> {
    serde_json::from_str(&page.text[json.clone()]).map_err(|error| {
        details_invalid(Place::in_text(page.path, page.text, json), &error.to_string())
    })
}

/// Finds the files of a post: beside the thread's file, or where they all lie, though
/// somebody moved the thread into another folder.
pub(super) fn files(page: Page<'_>, said: &[FileDetails], sink: &mut Sink) -> Vec<Attachment> {
    let (path, settings) = (page.path, page.settings);
    let mut files = Vec::new();
    for file in said {
        let place = || Place::line(path, 1);
        let shown = fields::shown(file.shown.as_deref(), place, sink);
        let [name, at, url] = [&file.name, &file.path, &file.url].map(|one| filled(one.as_deref()));
        let size = file.size.as_ref().and_then(|size| size.trim().parse().ok());
        let said = attachment_paths::FileMention { name, path: at, url, size, shown };
        let Some(mut file) = attachment_paths::mentioned(settings, path, &said) else { continue };
        let top = join(settings.files_folder(), "thread.md");
        let at_top = at.map(|at| attachment_paths::named(settings, &top, at)).unwrap_or_default();
        file.paths.extend(at_top);
        file.paths.dedup();
        files.push(file);
    }
    files
}

fn details_invalid(place: Place, words: &str) -> Diagnostic {
    let message = "the details below a heading are not valid".to_owned();
    let diagnostic = problems::record_invalid(place, message, "");
    let help = "restore the line, or remove it where the post was written by hand";
    Diagnostic { helps: vec![help.to_owned()], ..diagnostic }.note(words.to_owned())
}
