//! `answerbook check`: tests a finished site from outside.
//!
//! Do all links and fragments lead somewhere, are the texts of the interface translated, are
//! pages small enough, and does the host take all of it? Published files are read as a browser
//! would read them, so mistakes of templates and of the build itself are found as well. Links
//! that a build leaves out, since nothing is there, are found in the answers themselves.
//!
//! Floor 6.

mod by_hand;
mod host_limits;
mod links;
mod page_size;
mod source_places;
mod styles;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diag::{Diagnostic, Sink};
use crate::files::Files;
use crate::plan::SiteAnswers;

pub use by_hand::Handwriting;
pub use host_limits::{HostUse, check_hosts};
pub use links::within_site;
pub use source_places::SourcePlaces;

/// The file in which hosts look for redirects.
const REDIRECTS: &str = "_redirects";

/// What a check counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// The number of HTML pages that a build made to be read.
    pub n_pages: usize,
    /// How many more only lead on to others, from addresses that were theirs.
    pub n_leading_on: usize,
    /// The number of links and images that name something on the site.
    pub n_links: usize,
    /// How many of these lead nowhere.
    pub n_broken: usize,
    /// How many pages are larger than the budget.
    pub n_heavy: usize,
}

/// Checks all pages of a published folder. `base_url` is the address at which the site will
/// live: links that begin with it are links within the site.
pub fn check_pages(files: &dyn Files, base_url: Option<&str>, sink: &mut Sink) -> CheckReport {
    let paths = files.list(".");
    check_pages_of(files, base_url, &paths, &answers(files, &paths), None, sink)
}

/// The same with the answers that the pages were made of: their links are told of where they are
/// written, those that no page has any more, too.
pub fn check_site(files: &dyn Files, written: Handwriting<'_>, sink: &mut Sink) -> CheckReport {
    let places = SourcePlaces::new(written.config, written.files);
    let base_url = written.config.base_url.as_deref();
    let paths = files.list(".");
    let answers = answers(files, &paths);
    let mut checked = check_pages_of(files, base_url, &paths, &answers, Some(&places), sink);
    checked.n_broken += by_hand::tell(written, &places, &paths, &answers, sink);
    checked
}

/// What a published folder answers.
fn answers(files: &dyn Files, paths: &[String]) -> SiteAnswers<'static> {
    let list = files.read(REDIRECTS).unwrap_or_default();
    SiteAnswers::published(paths, &String::from_utf8_lossy(&list))
}

fn check_pages_of(
    files: &dyn Files,
    base_url: Option<&str>,
    paths: &[String],
    answers: &SiteAnswers<'_>,
    places: Option<&SourcePlaces<'_>>,
    sink: &mut Sink,
) -> CheckReport {
    let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".html")).collect();
    let found: Vec<links::PageLinks> =
        pages.par_iter().map(|path| links::find(&files.read(path).unwrap_or_default())).collect();
    let (pages, found) = (&pages[..], &found[..]);
    let site = links::PublishedSite { paths, answers, pages, found, base_url, places };
    let mut checked = links::compare(&site, sink);
    checked.n_broken += styles::compare(files, paths, sink);
    let heavy: Vec<Diagnostic> = pages
        .par_iter()
        .filter_map(|path| page_size::check_size(path, &files.read(path).unwrap_or_default()))
        .collect();
    checked.n_heavy = heavy.len();
    heavy.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    checked
}
