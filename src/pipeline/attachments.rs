//! Publishes copies of files that posts name, and says which are not.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::Cache;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::output::{OutputError, SitePath};
use crate::privacy::Refusal;
use crate::render::{FileOrigin, PublishedFiles};

use super::{Failure, Request};

/// How many files a message names.
const MAX_PLACES: usize = 5;

/// Writes the copies that pages show. Their names say what is in them, so those of the last
/// build are as they would be.
pub(super) fn publish(
    request: &Request<'_>,
    copies: &PublishedFiles<'_>,
    cache: &Cache,
) -> Result<(), Failure> {
    let published = copies.published();
    published.par_iter().try_for_each(|(path, origin)| {
        let known = cache.state.published.get(path);
        let is_kept = known.map(|stamp| request.output.keep(path, *stamp)).transpose();
        match is_kept.map_err(Failure::Output)? {
            Some(true) => Ok(()),
            Some(false) | None => put(request, copies, path, origin),
        }
    })
}

fn put(
    request: &Request<'_>,
    copies: &PublishedFiles<'_>,
    path: &SitePath,
    origin: &FileOrigin,
) -> Result<(), Failure> {
    let Some(Ok(media)) = copies.media(origin) else {
        // It was there a moment ago.
        let gone = OutputError::Io(origin.1.clone().into(), io::ErrorKind::NotFound.into());
        return Err(Failure::Output(gone));
    };
    request.output.put(path, &media.bytes).map_err(Failure::Output)
}

/// Says which files are not copied, once for each reason.
pub(crate) fn tell_refused(
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
