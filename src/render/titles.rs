//! The list of titles that the search page reads, one file for each language.

use serde::Serialize;

use crate::output::SitePath;

use super::context::Context;

/// Lists longer than this are cut to the newest: a phone must load the file.
const MOST: usize = 10_000;

/// A thread for the search page; short names, since there are many.
#[derive(Serialize)]
struct Title<'a> {
    /// The title.
    t: &'a str,
    /// The address from the site's top.
    u: String,
    /// The teaser.
    x: &'a str,
    /// The grade.
    g: &'a str,
    /// The language.
    l: &'a str,
}

/// Returns the lists with their paths.
pub fn titles(context: &Context<'_>) -> Vec<(SitePath, String)> {
    let lists = context.site.sections.iter().map(|section| {
        let shown = section.threads.iter().take(MOST);
        let list: Vec<Title<'_>> = shown
            .map(|&at| {
                let entry = &context.site.threads[at];
                Title {
                    t: &entry.summary.title,
                    u: context.address.href(&entry.path),
                    x: &entry.summary.teaser,
                    g: entry.summary.resolution.grade.name(),
                    l: entry.summary.lang.as_str(),
                }
            })
            .collect();
        let path = SitePath::new(format!("search/titles-{}.json", section.lang))
            .expect("a tag has letters and hyphens");
        (path, serde_json::to_string(&list).expect("texts are valid JSON strings"))
    });
    lists.collect()
}
