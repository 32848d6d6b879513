//! Which of the files that machines read links by hand may name.

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::Reference;
use crate::output::SitePath;
use crate::plan::url_path::parse_url_path;
use crate::plan::{Page, SiteAnswers};
use crate::publish::{self, Assets};
use crate::render::Context;
use crate::site::Site;

/// Adds the names of feeds, sitemaps and the like to what a site answers, where a link names
/// something that is neither a page, nor a file that pages share, nor an old address. They are
/// made for that, and once more when they are written: few sites have such a link, and all of
/// them would have to keep the texts until pages are there.
pub(super) fn with_machine_files<'r>(
    mut answers: SiteAnswers<'r>,
    config: &Config,
    site: &Site,
    pages: &[Page],
    context: &Context,
    assets: &Assets,
) -> SiteAnswers<'r> {
    let is_unknown = |one: &Reference| match one {
        Reference::Path(path) => answers.find(path).is_none(),
        Reference::Origin(_)
        | Reference::Part(..)
        | Reference::Address(_)
        | Reference::File(..) => false,
    };
    let is_own_unknown =
        |(url, _): &(String, _)| own_path(url).is_some_and(|path| answers.find(&path).is_none());
    if site.references().any(is_unknown) || config.link_places.iter().any(is_own_unknown) {
        let is_static = |path: &SitePath| assets.files().any(|(known, _)| known == path);
        let files = publish::machine_files(config, site, pages, context, is_static);
        let texts = publish::full_texts(config, site, pages, context, is_static);
        let paths = files.into_iter().map(|(path, _)| path);
        let paths = paths.chain(texts.into_iter().map(|text| text.path));
        answers.add(paths.map(|path| path.to_string()));
    }
    answers
}

/// Tells of links in the settings, at the foot of pages or to people, that lead nowhere.
pub(super) fn tell_own_links(config: &Config, answers: &SiteAnswers<'_>, sink: &mut Sink) {
    for (url, place) in &config.link_places {
        if own_path(url).is_some_and(|path| answers.find(&path).is_none()) {
            sink.push(own_link_broken(url, place.clone()));
        }
    }
}

/// The path that a link to a page of this site means, without its query and fragment.
fn own_path(url: &str) -> Option<String> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    parse_url_path(&url[..end], None).ok()
}

fn own_link_broken(url: &str, place: Place) -> Diagnostic {
    Diagnostic::error(Code::LinkBroken, format!("the link to `{url}` leads nowhere"))
        .at(place, "no page has this address")
        .note("it stands on every page, or on many")
        .help("write the address that the page has in the published folder, from its top")
}
