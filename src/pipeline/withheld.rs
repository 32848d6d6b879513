//! Threads that the last gate takes out of a build: what must not be published came together
//! from their words on a page or in a list, where nobody looked before.

use std::collections::{BTreeMap, BTreeSet};

use crate::config;
use crate::diag::Sink;
use crate::files::Files;
use crate::output::SitePath;
use crate::plan::{OutputFormat, Page, PageKind};
use crate::privacy::{Gate, words_of};
use crate::render::{Theme, ThemeFile};
use crate::site::{Site, ThreadEntry};
use crate::sources::SkipReason;

use super::load::LoadedSources;
use super::prepare::withheld;

/// Threads by source, as a position in the settings, and the source's own id.
pub(super) type ThreadKeys = BTreeSet<(usize, String)>;

/// Takes threads out that the gate refused in an attempt before, counts them and tells of
/// them. If they had pages, these are gone.
pub(super) fn leave_out(loaded: &mut LoadedSources, refused: &ThreadKeys, sink: &mut Sink) {
    if refused.is_empty() {
        return;
    }
    let (mut origins, gone) = (BTreeSet::new(), &mut loaded.gone);
    let n_before = loaded.threads.len();
    loaded.threads.retain(|thread| {
        let summary = &thread.summary;
        let key = (summary.source, summary.id.0.clone());
        if !refused.contains(&key) {
            return true;
        }
        sink.push(
            withheld(&summary.id, &summary.origin)
                .note("where its words are put together they make up what must not be published")
                .help("edit the post in the community, or take the thread down in `privacy.yaml`"),
        );
        origins.insert((summary.origin.path.clone(), summary.origin.line));
        gone.insert(key);
        false
    });
    let n_refused = n_before - loaded.threads.len();
    if n_refused > 0 {
        *loaded.skipped.entry(SkipReason::Unsafe.name()).or_default() += n_refused;
    }
    // What is not published leaks nothing.
    loaded.private_texts.retain(|found| !origins.contains(&(found.path.clone(), found.line)));
    loaded.forms.retain(|found| !origins.contains(&(found.path.clone(), found.line)));
}

/// What the gate found, with all that is needed to find out whose it is.
pub(super) struct Suspects<'a> {
    pub gate: &'a Gate<'a>,
    pub site: &'a Site,
    pub pages: &'a [Page],
    pub theme: &'a Theme,
    pub files: &'a dyn Files,
}

impl Suspects<'_> {
    /// Returns the threads on whose pages something was found that is not the operator's, with
    /// those that are shown on the same pages.
    pub fn of_pages(&self) -> ThreadKeys {
        let files_of = |format: OutputFormat| -> BTreeMap<SitePath, usize> {
            let files = |page: &Page| {
                let files = page.outputs().filter(move |(of, _)| *of == format);
                files.map(|(_, path)| path).collect::<Vec<_>>()
            };
            let of_page = |page: &Page| -> Vec<(SitePath, usize)> {
                match page.kind {
                    PageKind::Thread(at) => {
                        files(page).into_iter().map(|path| (path, at)).collect()
                    }
                    _ => Vec::new(),
                }
            };
            self.pages.iter().flat_map(of_page).collect()
        };
        let threads = OutputFormat::ALL.map(files_of);
        let files = threads.each_ref().map(|threads| threads.keys().cloned().collect());
        let found = self.gate.unsafe_files(&files, || self.operator());
        let of_file = |path: &SitePath| threads.iter().find_map(|threads| threads.get(path));
        let found: BTreeSet<usize> = found.iter().filter_map(of_file).copied().collect();
        found.into_iter().flat_map(|at| keys_of(&self.site.threads[at])).collect()
    }

    /// Returns the threads that can have brought a name into lists, feeds or the search: those
    /// that have all of its words.
    pub fn of_lists(&self) -> ThreadKeys {
        let of_list = |page: &&Page| !matches!(page.kind, PageKind::Thread(_));
        let lists = self.pages.iter().filter(of_list).flat_map(Page::outputs);
        let lists: BTreeSet<SitePath> = lists.map(|(_, path)| path).collect();
        let is_list = |path: &SitePath| lists.contains(path) || is_of_machines(path);
        let names = self.gate.names_in_lists(is_list, || self.operator());
        if names.is_empty() {
            return ThreadKeys::new();
        }
        let has_one = |entry: &&ThreadEntry| {
            let words = words_in_lists(entry);
            names.iter().any(|name| name.is_subset(&words))
        };
        self.site.threads.iter().filter(has_one).flat_map(keys_of).collect()
    }

    /// Returns the threads that have any word of a name that was found and is not the
    /// operator's: nothing that several of them make up together is left without them. It is
    /// asked when nothing less has helped.
    pub fn of_any_word(&self) -> ThreadKeys {
        if self.gate.is_clean() {
            return ThreadKeys::new();
        }
        let made: BTreeSet<SitePath> =
            self.pages.iter().flat_map(Page::outputs).map(|(_, path)| path).collect();
        let is_made = |path: &SitePath| made.contains(path) || is_of_machines(path);
        let words = self.gate.words_of_names(is_made, || self.operator());
        if words.is_empty() {
            return ThreadKeys::new();
        }
        let has_one = |entry: &&ThreadEntry| !words_in_lists(entry).is_disjoint(&words);
        self.site.threads.iter().filter(has_one).flat_map(keys_of).collect()
    }

    /// All that the operator wrote: templates, texts and settings.
    fn operator(&self) -> String {
        let settings = self.files.read(config::FILE).unwrap_or_default();
        let strings = self.theme.strings.iter().map(|(_, file)| file);
        let texts = self.theme.templates.iter().chain(strings).map(ThemeFile::text);
        texts
            .chain([String::from_utf8_lossy(&settings).into_owned()])
            .collect::<Vec<_>>()
            .join("\n\0\n")
    }
}

/// Tells the files that machines read and that are made of threads.
fn is_of_machines(path: &SitePath) -> bool {
    let made = ["search/", "feed", "sitemap", "api/"];
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    made.iter().any(|start| path.as_str().starts_with(start)) || name.starts_with("llms")
}

/// A thread, and those folded into it.
fn keys_of(entry: &ThreadEntry) -> impl Iterator<Item = (usize, String)> + '_ {
    let folded = entry.duplicates.iter().map(|duplicate| &duplicate.summary);
    std::iter::once(&entry.summary)
        .chain(folded)
        .map(|summary| (summary.source, summary.id.0.clone()))
}

/// What lists, feeds and the search show of a thread.
fn words_in_lists(entry: &ThreadEntry) -> BTreeSet<String> {
    let summary = &entry.summary;
    let names = summary.credits.iter().map(|credit| &credit.name).chain(&summary.asker);
    let titles = [&summary.title, &summary.teaser].into_iter().chain(&summary.aliases);
    let all = titles.chain(&summary.tags).chain(&summary.category.path).chain(&summary.products);
    let all = all.chain(&summary.versions).chain(names).chain(&summary.url);
    let mut words: BTreeSet<String> = all.flat_map(|text| words_of(text)).collect();
    words.extend(words_of(entry.path.as_str()));
    words
}
