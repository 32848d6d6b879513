//! What a published folder holds beside its pages: the files that all pages share,
//! what crawlers and feed readers read, and what hosts do.
//!
//! Floor 5. [`Assets`] are the theme's files, the brand's and the site's own, and the search in
//! the reader's browser; all else is made from the settings, the site and its plan. Knows no
//! template and no post; writes nothing itself.

mod api;
mod assets;
mod brand;
mod css;
mod disk_search;
mod feed;
mod feedback;
mod hashed_name;
mod hosts;
mod llms;
pub mod offline;
mod scripts;
mod search_answer;
mod search_words;
mod sitemap;

use crate::config::Config;
use crate::output::SitePath;
use crate::plan::Page;
use crate::render::Context;
use crate::site::Site;

pub use api::api_schema;
pub use assets::{AssetNames, Assets};
pub use brand::tell_undrawn as tell_undrawn_cards;
pub use disk_search::{DISK_SEARCH, DiskSearch, is_search_part};
pub use hosts::HostFiles;
pub use llms::FullText;
pub use search_answer::{SearchAnswer, SearchFacets, SearchHit, answer_schema};

/// Returns the sitemap, the feed, the list of the API, and robots.txt and llms.txt unless
/// `is_static` says that the site's own static files have one: they know better.
pub fn machine_files(
    config: &Config,
    site: &Site,
    pages: &[Page],
    context: &Context,
    is_static: impl Fn(&SitePath) -> bool,
) -> Vec<(SitePath, String)> {
    let named = |name: &str| SitePath::new(name).expect("a fixed name");
    let mut files = sitemap::sitemaps(config, site, pages);
    files.extend(feed::feed(config, site).map(|feed| (named("feed.xml"), feed)));
    let robots = named("robots.txt");
    if !is_static(&robots) {
        files.push((robots, sitemap::robots(config)));
    }
    let pictures = feedback::files(config, pages);
    files.extend(pictures.into_iter().filter(|(path, _)| !is_static(path)));
    if config.machines.api {
        files.extend(api::files(config, site, pages));
    }
    if config.machines.llms {
        let lists = llms::lists(config, site, context);
        files.extend(lists.into_iter().filter(|(path, _)| !is_static(path)));
    }
    files
}

/// Returns what `llms-full.txt` of each language holds, unless `is_static` says that the site's
/// own static files have one; none where the settings want none.
pub fn full_texts(
    config: &Config,
    site: &Site,
    pages: &[Page],
    context: &Context,
    is_static: impl Fn(&SitePath) -> bool,
) -> Vec<FullText> {
    let machines = config.machines;
    if !(machines.llms && machines.markdown && machines.max_full > 0) {
        return Vec::new();
    }
    let mut texts = llms::full_texts(config, site, pages, context);
    texts.retain(|text| !is_static(&text.path));
    texts
}
