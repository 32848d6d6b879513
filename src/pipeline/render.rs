//! Renders and indexes all pages in parallel, and writes what machines read.

use std::collections::HashMap;
use std::time::Duration;

use crate::cache::{Cache, PageRecord};
use crate::diag::{Diagnostic, Sink};
use crate::files::Digest;
use crate::output::SitePath;
use crate::plan::PageKind;
use crate::privacy::Gate;
use crate::search::native::{Stats, WordingPair, learn};
use crate::site::Site;
use crate::{media, publish};

use super::index::IndexBuild;
use super::pages::{PageWriter, WrittenPages};
use super::shown_site::ShownSite;
use super::withheld::ThreadKeys;
use super::{Failure, Request, offline};

pub(super) struct RenderedSite {
    pub stats: Stats,
    /// What the index holds, as it says of itself.
    pub index: Digest,
    /// What pages depended on.
    pub pages: HashMap<SitePath, PageRecord>,
    pub n_rendered: usize,
    /// How long the files of the search took, beside other pages.
    pub search: Duration,
}

/// Renders everything. When the pages of threads are there, `refused` is asked for threads
/// that may not be on them; where there are some, nothing else is rendered.
pub(super) fn render(
    request: &Request<'_>,
    shown: ShownSite<'_>,
    cache: &Cache,
    gate: &Gate<'_>,
    refused: &dyn Fn() -> ThreadKeys,
    sink: &mut Sink,
) -> Result<Result<RenderedSite, ThreadKeys>, Failure> {
    let ShownSite { site, pages, copies, .. } = shown;
    request.progress.start("rendering", pages.len());
    let index = IndexBuild::start(request.work, &cache.state)?;
    let all = PageWriter::new(request, shown, cache, gate);
    let split = pages.partition_point(|page| matches!(page.kind, PageKind::Thread(_)));
    let (threads, others) = pages.split_at(split);
    let (first, content) = all.threads(site, threads, &index)?;
    let refused = refused();
    if !refused.is_empty() {
        return Ok(Err(refused));
    }
    // Files of the search depend on these as well.
    let of_search = Digest::of_value(&(&request.config.synonyms, request.config.max_search_files));
    let content = Digest::of_parts([&content.0, &of_search.0].map(|digest| &digest[..]));
    let learned = learned(site);
    sink.append(first);
    media::tell_refused(request.config, &copies.refused(), sink);
    publish::tell_undrawn_cards(request.config, site, shown.context, request.files, sink);
    let index = || index.finish(request, &cache.state, content, &learned);
    // Pages that list threads name no files, so all that machines read are known.
    let rest = || rayon::join(|| all.lists(others), || write_machine_files(request, shown, cache));
    let (indexed, done) = if request.is_preview {
        // Someone looks at a page, and waits for no index.
        let (lists, machine_files) = rest();
        let done = collect_pages(lists, machine_files, all, sink)?;
        request.progress.pages(sink);
        (index(), done)
    } else {
        let (indexed, (lists, machine_files)) = rayon::join(index, rest);
        (indexed, collect_pages(lists, machine_files, all, sink)?)
    };
    let WrittenPages { records, n_rendered, .. } = done;
    let (stats, search) = indexed?;
    offline::publish(request, shown, &records, content, sink)?;
    Ok(Ok(RenderedSite { stats, index: content, pages: records, n_rendered, search }))
}

/// Learns from the titles of questions that were merged.
fn learned(site: &Site) -> Vec<Vec<String>> {
    let merged = site.threads.iter().flat_map(|entry| {
        let (title, lang) = (entry.summary.title.as_str(), entry.summary.lang);
        let others = entry.wordings.iter().filter(move |wording| wording.lang == lang);
        others.map(move |wording| WordingPair { title, other: &wording.title, lang })
    });
    learn(merged)
}

/// Gathers what became of pages; an error when some are missing.
fn collect_pages(
    lists: Result<Sink, Failure>,
    machine_files: Result<(), Failure>,
    pages: PageWriter<'_>,
    sink: &mut Sink,
) -> Result<WrittenPages, Failure> {
    sink.append(lists?);
    let finished = pages.finish();
    for (diagnostic, n_pages) in &finished.broken {
        sink.push(with_count(diagnostic.clone(), *n_pages));
    }
    machine_files?;
    if finished.broken.is_empty() { Ok(finished) } else { Err(Failure::Template) }
}

/// Merges the many alike into one: a broken template is one problem, however many pages use it.
fn with_count(diagnostic: Diagnostic, n_pages: usize) -> Diagnostic {
    let pages = if n_pages == 1 { "1 page".to_owned() } else { format!("{n_pages} pages") };
    diagnostic.note(format!("it stops {pages}; nothing was written"))
}

/// Writes what there is beside pages: shared files, copies of files, and what machines read.
fn write_machine_files(
    request: &Request<'_>,
    shown: ShownSite<'_>,
    cache: &Cache,
) -> Result<(), Failure> {
    let ShownSite { site, pages, assets, copies, .. } = shown;
    let put =
        |path: &SitePath, bytes: &[u8]| request.output.put(path, bytes).map_err(Failure::Output);
    for (path, bytes) in assets.files() {
        put(path, bytes)?;
    }
    let known = &cache.state.published;
    media::publish(request.output, copies, known).map_err(Failure::Output)?;
    let is_static = |path: &SitePath| assets.files().any(|(known, _)| known == path);
    let ShownSite { context, .. } = shown;
    let files = publish::machine_files(request.config, site, pages, context, is_static);
    files.iter().try_for_each(|(path, text)| put(path, text.as_bytes()))?;
    // The twins of threads are written by now.
    let texts = publish::full_texts(request.config, site, pages, context, is_static);
    texts.iter().try_for_each(|text| {
        let read = |path: &SitePath| request.output.read(path).map_err(Failure::Output);
        put(&text.path, text.written(request.config.machines.max_full, read)?.as_bytes())
    })
}
