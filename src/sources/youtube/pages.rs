//! Which exports end before their comments do.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Place};
use crate::sources::chat::Span;
use crate::sources::chat::survey::Survey;
use crate::sources::problems;

/// The pages of lists of threads, by their files and their places in them.
#[derive(Default)]
pub(super) struct Pages {
    pages: BTreeMap<(u32, u32), Page>,
}

/// A page of threads.
#[derive(Default)]
struct Page {
    /// Where it says that there is another one.
    next: Option<u32>,
    /// The videos of its threads.
    videos: BTreeSet<String>,
}

impl Pages {
    /// Takes note that there is a page behind one.
    pub fn goes_on(&mut self, span: Span, document: u32) {
        self.pages.entry((span.file, document)).or_default().next = Some(span.line);
    }

    /// Takes note of a thread of a page.
    pub fn holds(&mut self, span: Span, document: u32, video: Option<&str>) {
        let page = self.pages.entry((span.file, document)).or_default();
        if page.videos.len() < 2 {
            page.videos.insert(video.unwrap_or_default().to_owned());
        }
    }

    /// Tells which files hold lists of which the last page is not here, each once.
    ///
    /// A page says no more of the others than that there is one behind it. So a video's list goes
    /// on where all of its pages do; of a list over several videos that is known only where no
    /// page at all is the last one.
    pub fn tell(&self, survey: &mut Survey<'_, '_>) {
        let pages = || self.pages.iter().filter(|(_, page)| !page.videos.is_empty());
        let is_mixed = pages().any(|(_, page)| page.videos.len() > 1);
        let mut lists: BTreeMap<&str, Vec<(u32, Option<u32>)>> = BTreeMap::new();
        for ((file, _), page) in pages() {
            let video = page.videos.first().filter(|_| !is_mixed);
            lists.entry(video.map_or("", String::as_str)).or_default().push((*file, page.next));
        }
        let mut files: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for list in lists.values() {
            // Pages are asked for one after the other, so the last one that is here is the last
            // of the last file.
            let Some((file, Some(line))) = list.last().copied() else { continue };
            if list.iter().all(|(_, next)| next.is_some()) {
                let of_file = files.entry(file).or_insert((line, 0));
                *of_file = (line.min(of_file.0), of_file.1 + 1);
            }
        }
        for (file, (line, n)) in files {
            let path = survey.store.path(file).to_owned();
            survey.sink.push(pages_missing(Place::line(&*path, line as usize), &path, n));
        }
    }
}

fn pages_missing(place: Place, path: &str, n: usize) -> Diagnostic {
    let note = "`nextPageToken` names a page behind this one, and no page here is the last";
    let help = "ask `commentThreads.list` again with `pageToken` set to it, until a page has none, \
                and keep all pages";
    problems::pages_missing(place, path, n, note, help)
}

/// Tells of files of yt-dlp that have fewer comments than they say. One that has none at all was
/// written without comments.
pub(super) fn tell_counted(counted: &BTreeMap<u32, u64>, survey: &mut Survey<'_, '_>) {
    let mut here: BTreeMap<u32, u64> = BTreeMap::new();
    for note in &survey.notes {
        *here.entry(note.span.file).or_default() += 1;
    }
    for (file, n_all) in counted {
        let n_here = here.get(file).copied().unwrap_or_default();
        if n_here == 0 || n_here >= *n_all {
            continue;
        }
        let path = survey.store.path(*file).to_owned();
        let counts = [n_here, *n_all].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let note = "`comment_count` says how many comments the video has";
        let help = "run yt-dlp again with `--write-comments`, without `max_comments` among its \
                    `--extractor-args`, and let it come to its end";
        let what = ("video", path.as_str());
        let place = Place::file(&*path);
        survey.sink.push(problems::truncated(place, what, counts.into(), note, help.to_owned()));
    }
}
