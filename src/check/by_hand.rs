//! Links and images of answers written by hand that lead nowhere. A build publishes their words
//! alone, so no published page shows that something is missing; the answers are read again.

use std::collections::HashSet;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::config::{Config, SourceType};
use crate::diag::{Code, Diagnostic, Sink};
use crate::files::Files;
use crate::media::{FileResolver, PublishedFile};
use crate::model::{Reference, Thread};
use crate::normalize::for_each_address;
use crate::plan::SiteAnswers;
use crate::privacy::Privacy;
use crate::render::ThreadProblems;
use crate::site::{FindTarget, LinkBase, LinkProblem, LinkResolver, LinkSettings, Target};
use crate::sources;

use super::SourcePlaces;

/// What is known of a site beside its published pages.
#[derive(Clone, Copy)]
pub struct Handwriting<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The folder of the site.
    pub files: &'a dyn Files,
    /// What may not be published.
    pub privacy: &'a Privacy<'a>,
}

/// Reports every link and image of a published answer that leads nowhere, as a build does, and
/// returns their number. `published` are the paths of all published files, and `answers` what
/// they answer.
pub(super) fn tell(
    site: Handwriting<'_>,
    places: &SourcePlaces<'_>,
    published: &[String],
    answers: &SiteAnswers<'_>,
    sink: &mut Sink,
) -> usize {
    let paths: HashSet<&str> = published.iter().map(String::as_str).collect();
    let mut n_broken = 0;
    for (at, settings) in site.config.sources.iter().enumerate() {
        if settings.kind != SourceType::Markdown {
            continue;
        }
        let links = &LinkSettings::of(at, site.config);
        let reader = sources::open(settings, site.files, &mut Sink::new());
        let of_unit = |unit: usize| {
            let (mut own, mut n) = (Sink::new(), 0);
            let batch = reader.read(unit);
            for thread in &batch.threads {
                if places.is_published(at, thread, &paths) {
                    let targets = PublishedTargets { site, places, paths: &paths, answers };
                    n += broken(thread, links, targets, site.files, &mut own);
                    tell_again(&batch.sink, &mut own);
                }
            }
            (own, n)
        };
        let found: Vec<(Sink, usize)> =
            (0..reader.n_units()).into_par_iter().map(of_unit).collect();
        for (own, n) in found {
            sink.append(own);
            n_broken += n;
        }
    }
    n_broken
}

/// Addresses with spaces are words to every reader of markdown, so no link is made of them. And
/// a title that a file does not have is told here alone.
fn tell_again(of_unit: &Sink, sink: &mut Sink) {
    let is_told = |told: &&Diagnostic| [Code::LinkBroken, Code::TitleMissing].contains(&told.code);
    let told = of_unit.diagnostics().iter().filter(is_told);
    told.for_each(|told| sink.push(told.clone()));
}

/// Tells of the links and images of one thread, and counts them.
fn broken(
    thread: &Thread,
    settings: &LinkSettings,
    mut targets: PublishedTargets<'_>,
    files: &dyn Files,
    sink: &mut Sink,
) -> usize {
    let base = LinkBase { settings, origin: &thread.origin, url: thread.url.as_ref() };
    let mut links = LinkResolver::new(base, "", &mut targets);
    for post in thread.posts() {
        if post.by_hand {
            links.start(base, &post.attachments, true, "");
            for_each_address(&post.body, &mut links);
        }
        for comment in post.comments.iter().filter(|comment| comment.by_hand) {
            links.start(base, &comment.attachments, true, "");
            for_each_address(&comment.body, &mut links);
        }
    }
    let (of_links, _) = links.finish();
    let n_broken = of_links.len();
    debug_assert!(!of_links.iter().any(|one| matches!(one, LinkProblem::PartMissing(..))));
    ThreadProblems { of_links, ..ThreadProblems::default() }.tell(&thread.origin, files, sink);
    n_broken
}

/// Finds what posts name among the published files.
struct PublishedTargets<'a> {
    site: Handwriting<'a>,
    places: &'a SourcePlaces<'a>,
    paths: &'a HashSet<&'a str>,
    answers: &'a SiteAnswers<'a>,
}

impl FindTarget for PublishedTargets<'_> {
    fn find(&mut self, reference: Reference) -> Option<Target> {
        let Handwriting { config, files, privacy } = self.site;
        match reference {
            Reference::Origin(path) => self.places.page_of(&path, self.paths).map(Target::Page),
            // Such links are published, and looked at there.
            Reference::Part(_, name) => Some(Target::Part(name)),
            Reference::Path(path) => self.answers.find(&path).map(|_| Target::Page(path)),
            Reference::File(None, path) => {
                let found = FileResolver { config, files, privacy }.media(None, &path)?;
                Some(match found {
                    Ok(file) => Target::File(PublishedFile {
                        path: file.path,
                        content: file.content,
                        len: file.bytes.len(),
                    }),
                    Err(refusal) => Target::Refused(refusal),
                })
            }
            // Full addresses stay, and files of communities are told of by builds.
            Reference::Address(_) | Reference::File(Some(_), _) => None,
        }
    }
}
