//! Writes the service worker, when all that it speaks of is there.

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::PageRecord;
use crate::config::OfflineMode;
use crate::diag::Sink;
use crate::files::Digest;
use crate::output::SitePath;
use crate::publish::offline;

use super::shown_site::ShownSite;
use super::{Failure, Request};

/// Writes the worker; none where the settings want none, and none for a preview, which would be
/// kept by browsers as well. `index` is the digest of the search index.
///
/// # Errors
///
/// When a file cannot be written or read back.
pub(super) fn publish(
    request: &Request<'_>,
    shown: ShownSite<'_>,
    records: &HashMap<SitePath, PageRecord>,
    index: Digest,
    sink: &mut Sink,
) -> Result<(), Failure> {
    let (config, output) = (request.config, request.output);
    if config.offline == OfflineMode::None || request.is_preview {
        return Ok(());
    }
    let ShownSite { site, context, assets, .. } = shown;
    let (kept, is_too_much) = offline::kept_from_the_start(config, site, &output.written());
    if is_too_much {
        sink.push(offline::too_large(request.files));
    }
    let files: Result<Vec<(SitePath, Digest)>, Failure> = kept
        .par_iter()
        .map(|path| {
            let bytes = output.read(path).map_err(Failure::Output)?.unwrap_or_default();
            Ok((path.clone(), Digest::of(&bytes)))
        })
        .collect();
    let files = files?;
    // The key of a page changes whenever its bytes do.
    let mut pages: Vec<(&SitePath, &Digest)> =
        records.iter().map(|(path, record)| (path, &record.key)).collect();
    pages.sort_unstable_by_key(|(path, _)| *path);
    let parts = files.iter().map(|(path, of)| (path, of)).chain(pages);
    let parts = parts.flat_map(|(path, of)| [path.as_str().as_bytes(), &of.0[..]]);
    let version = Digest::of_parts(parts.chain([&index.0[..]]));
    let text = offline::worker(context, site, &assets.paths, &files, version);
    let path = SitePath::new(offline::WORKER).expect("a fixed name");
    output.put(&path, text.as_bytes()).map_err(Failure::Output)
}
