//! Publishes copies of files that posts name, and says which are not.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Stamp;
use crate::output::{Output, OutputError, SitePath};

use super::publishable_file::Refusal;
use super::published_files::PublishedFiles;

/// How many files a message names.
const MAX_PLACES: usize = 5;

/// Writes the copies that pages show. Their names say what is in them, so those of the last
/// build, whose stamps are `known`, are as they would be.
///
/// # Errors
///
/// When a copy cannot be written.
pub fn publish(
    output: &dyn Output,
    copies: &PublishedFiles<'_>,
    known: &HashMap<SitePath, Stamp>,
) -> Result<(), OutputError> {
    copies.published().par_iter().try_for_each(|(path, origin)| {
        let is_kept = known.get(path).map(|stamp| output.keep(path, *stamp)).transpose()?;
        if is_kept == Some(true) {
            return Ok(());
        }
        let Some(Ok(media)) = copies.media(origin) else {
            // It was there a moment ago.
            return Err(OutputError::Io(origin.1.clone().into(), io::ErrorKind::NotFound.into()));
        };
        output.put(path, &media.bytes)
    })
}

/// Says which files are not copied, once for each reason.
pub fn tell_refused(
    config: &Config,
    refused: &BTreeMap<Refusal, BTreeSet<String>>,
    sink: &mut Sink,
) {
    for (refusal, paths) in refused {
        sink.push(attachment_refused(config, *refusal, paths));
    }
}

fn attachment_refused(config: &Config, refusal: Refusal, paths: &BTreeSet<String>) -> Diagnostic {
    let most = config.attachments.most >> 20;
    let (files, is, holds) = match paths.len() {
        1 => ("1 attachment".to_owned(), "is", "holds"),
        n => (format!("{n} attachments"), "are", "hold"),
    };
    let (message, help) = match refusal {
        Refusal::TooLong => (
            format!("{files} {is} longer than {most} MB"),
            "set `attachments: {most_mb: …}` to another limit".to_owned(),
        ),
        Refusal::Kind => (
            format!("{files} {is} of a kind that is not published"),
            "save it as PNG, JPEG, GIF, WebP, AVIF, PDF, text, office file or archive".to_owned(),
        ),
        Refusal::Broken => {
            (format!("{files} {is} no whole picture"), "export them again".to_owned())
        }
        Refusal::Private => (
            format!("{files} {holds} private text or names"),
            format!("list what may be published under `public:` in `{}`", crate::privacy::FILE),
        ),
    };
    let mut diagnostic = Diagnostic::warning(Code::AttachmentRefused, message);
    for path in paths.iter().take(MAX_PLACES) {
        diagnostic = diagnostic.at(Place::file(path), "");
    }
    let more = paths.len().saturating_sub(MAX_PLACES);
    if more > 0 {
        diagnostic = diagnostic.note(format!("and {more} more"));
    }
    diagnostic
        .note("posts name them, and link to their own addresses where they have some")
        .help(help)
}
