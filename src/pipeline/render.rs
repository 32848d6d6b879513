//! Renders and indexes all pages in parallel, and writes what machines read.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::cache::Bodies;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::model::Grade;
use crate::model::Post;
use crate::model::Thread;
use crate::output::OutputError;
use crate::output::SitePath;
use crate::plan::Page;
use crate::plan::Subject;
use crate::render;
use crate::render::Context;
use crate::render::Rendered;
use crate::render::render_page;
use crate::search::native::Document;
use crate::search::native::Index;
use crate::search::native::ProjectError;
use crate::search::native::Stats;
use crate::search::native::Writer;
use crate::site::Address;
use crate::site::Entry;
use crate::site::Site;

use super::Failure;
use super::INDEX;
use super::Request;
use super::SEARCH;
use super::with_count;

/// Where bodies lie during a build, and an index that is not finished.
const BODIES: &str = "bodies";
const NEW_INDEX: &str = "index.new";

/// How many of tantivy's threads write segments beside ours. They only sort and write: words
/// become terms in the thread that renders.
const INDEX_THREADS: usize = 1;

pub(super) struct AllRendered {
    pub index: Stats,
    /// How long the files of the search took, beside other pages.
    pub search: Duration,
}

pub(super) fn bodies(work: &Path) -> Result<Bodies, Failure> {
    let failed = |error| Failure::Work(work.to_owned(), error);
    fs::create_dir_all(work).map_err(failed)?;
    Bodies::create(&work.join(BODIES)).map_err(failed)
}

/// Removes what only the build needed. What cannot be removed now is replaced by the next build.
pub(super) fn clean(work: &Path) {
    let _ = fs::remove_file(work.join(BODIES));
}

pub(super) fn render(
    request: &Request<'_>,
    context: &Context<'_>,
    site: &Site,
    pages: &[Page],
    bodies: &Bodies,
    sink: &mut Sink,
) -> Result<AllRendered, Failure> {
    request.progress.start("rendering", pages.len());
    let new_index = request.work.join(NEW_INDEX);
    remove(&new_index).map_err(|error| Failure::Work(new_index.clone(), error))?;
    let writer = Writer::create(&new_index, INDEX_THREADS).map_err(Failure::Index)?;
    let stage = Stage { request, context, site, bodies, writer, broken: Mutex::default() };
    let split = pages.partition_point(|page| matches!(page.subject, Subject::Thread(_)));
    let (threads, others) = pages.split_at(split);
    let first = stage.all(threads)?;
    // The index is written out while the pages that list threads are rendered.
    let Stage { writer, broken, .. } = stage;
    let lists = Lists { request, context, broken: &broken };
    let finish = || {
        let stats = writer.finish().map_err(Failure::Index)?;
        let start = Instant::now();
        publish_search(request, &new_index).map(|()| (stats, start.elapsed()))
    };
    // So is what machines read: pages that list name no images, so all of them are known.
    let (stats, (second, machines)) = rayon::join(finish, || {
        rayon::join(|| lists.all(others), || machines(request, context, pages))
    });
    sink.append(first);
    sink.append(second?);
    let broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !broken.is_empty() {
        for (diagnostic, n_pages) in broken {
            sink.push(with_count(diagnostic, n_pages));
        }
        return Err(Failure::Template);
    }
    machines?;
    let (index, search) = stats?;
    switch(&new_index, &request.work.join(INDEX))
        .map_err(|error| Failure::Work(request.work.to_owned(), error))?;
    Ok(AllRendered { index, search })
}

/// Writes the files from which browsers search.
fn publish_search(request: &Request<'_>, index: &Path) -> Result<(), Failure> {
    let put = |name: &str, bytes: &[u8]| {
        let path = SitePath::new(format!("{SEARCH}/{name}")).expect("letters, digits and a dot");
        request.output.put(&path, bytes).map_err(Failure::Output)
    };
    let config = request.config;
    let index = Index::open(index).map_err(Failure::Index)?.with_synonyms(&config.synonyms);
    index.project(config.max_search_files, &put).map_err(|error| match error {
        ProjectError::Index(error) => Failure::Index(error),
        ProjectError::Put(failure) => failure,
    })
}

/// Problems of templates with the number of pages that they stop.
type Broken = Mutex<Vec<(Diagnostic, usize)>>;

struct Stage<'a, 'c> {
    request: &'a Request<'a>,
    context: &'a Context<'c>,
    site: &'a Site,
    bodies: &'a Bodies,
    writer: Writer,
    broken: Broken,
}

impl Stage<'_, '_> {
    fn all(&self, pages: &[Page]) -> Result<Sink, Failure> {
        let sinks: Result<Vec<Sink>, Failure> =
            pages.par_iter().map(|page| self.page(page)).collect();
        Ok(merged(sinks?))
    }

    fn page(&self, page: &Page) -> Result<Sink, Failure> {
        self.request.progress.step();
        let Subject::Thread(at) = page.subject else { return Ok(Sink::new()) };
        let entry = &self.site.threads[at];
        let thread = self
            .whole(entry)
            .map_err(|error| Failure::Work(self.request.work.to_owned(), error))?;
        let Some(rendered) = rendered(self.context, page, Some(&thread), &self.broken) else {
            return Ok(Sink::new());
        };
        self.request.output.put(&page.path, rendered.html.as_bytes()).map_err(Failure::Output)?;
        self.index(entry, &thread, &rendered.texts)?;
        Ok(rendered.sink)
    }

    /// Reads a thread back, with the answers of its duplicates behind its own.
    fn whole(&self, entry: &Entry) -> io::Result<Thread> {
        let mut thread = self.bodies.get(entry.body)?;
        for duplicate in &entry.duplicates {
            let answers = self.bodies.get(duplicate.body)?.answers;
            // What was accepted there answered another wording.
            thread.answers.extend(answers.into_iter().map(|post| Post { accepted: false, ..post }));
        }
        Ok(thread)
    }

    fn index(&self, entry: &Entry, thread: &Thread, texts: &[String]) -> Result<(), Failure> {
        let summary = &entry.summary;
        let wordings: Vec<&str> = entry.wordings.iter().map(|w| w.title.as_str()).collect();
        let tags: Vec<&str> = summary.tags.iter().map(String::as_str).collect();
        let answers: Vec<&str> = texts.iter().skip(1).map(String::as_str).collect();
        let config = self.request.config;
        let address = Address::new(config.addresses).href(&entry.path);
        let document = Document {
            id: &summary.id.0,
            source: &config.sources[summary.source].name,
            address: &address,
            title: &summary.title,
            wordings: &wordings,
            question: texts.first().map_or("", String::as_str),
            answers: &answers,
            is_solved: matches!(summary.resolution.grade, Grade::Accepted | Grade::Official),
            tags: &tags,
            product: thread.product.as_deref(),
            version: thread.version.as_deref(),
            language: summary.lang,
            created: summary.created.unwrap_or_default().0,
            updated: summary.updated.unwrap_or_default().0,
            grade: summary.resolution.grade.name(),
            teaser: &summary.teaser,
        };
        self.writer.add(&document).map_err(Failure::Index)
    }
}

struct Lists<'a, 'c> {
    request: &'a Request<'a>,
    context: &'a Context<'c>,
    broken: &'a Broken,
}

impl Lists<'_, '_> {
    fn all(&self, pages: &[Page]) -> Result<Sink, Failure> {
        let sinks: Result<Vec<Sink>, Failure> = pages
            .par_iter()
            .map(|page| {
                self.request.progress.step();
                let Some(rendered) = rendered(self.context, page, None, self.broken) else {
                    return Ok(Sink::new());
                };
                let bytes = rendered.html.as_bytes();
                self.request.output.put(&page.path, bytes).map_err(Failure::Output)?;
                Ok(rendered.sink)
            })
            .collect();
        Ok(merged(sinks?))
    }
}

fn rendered(
    context: &Context<'_>,
    page: &Page,
    thread: Option<&Thread>,
    broken: &Broken,
) -> Option<Rendered> {
    match render_page(context, page, thread) {
        Ok(rendered) => Some(rendered),
        Err(diagnostic) => {
            let mut broken = broken.lock().unwrap_or_else(PoisonError::into_inner);
            match broken.iter_mut().find(|(known, _)| *known == diagnostic) {
                Some((_, n_pages)) => *n_pages += 1,
                None => broken.push((diagnostic, 1)),
            }
            None
        }
    }
}

fn merged(sinks: Vec<Sink>) -> Sink {
    let mut all = Sink::new();
    for sink in sinks {
        all.append(sink);
    }
    all
}

/// Writes the feed, sitemap, robots.txt, shared files and images.
fn machines(request: &Request<'_>, context: &Context<'_>, pages: &[Page]) -> Result<(), Failure> {
    let put =
        |path: &SitePath, bytes: &[u8]| request.output.put(path, bytes).map_err(Failure::Output);
    let named = |name: &str| SitePath::new(name).expect("a fixed name");
    for (path, bytes) in context.assets() {
        put(path, bytes)?;
    }
    for (from, path) in context.media() {
        let unreadable = |error| Failure::Output(OutputError::Io(from.clone().into(), error));
        put(&path, &request.files.read_inside(&from).map_err(unreadable)?)?;
    }
    for (path, text) in render::sitemaps(context, pages) {
        put(&path, text.as_bytes())?;
    }
    if let Some(feed) = render::feed(context) {
        put(&named("feed.xml"), feed.as_bytes())?;
    }
    // A team's own `static/robots.txt` knows better.
    let robots = named("robots.txt");
    if context.assets().any(|(path, _)| *path == robots) {
        return Ok(());
    }
    put(&robots, render::robots(context).as_bytes())
}

fn switch(new: &Path, current: &Path) -> io::Result<()> {
    remove(current)?;
    fs::rename(new, current)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
