//! The list of pages, and what is told of those by which readers browse.

use crate::config::{Config, FILE, yaml};
use crate::diag::{Code, Diagnostic, Place, Sink, nearest};
use crate::files::Files;
use crate::plan::inputs::{MAX_LISTED_TERMS, named_term, named_thread};
use crate::plan::{self, Page};
use crate::site::{Section, Site, TaxonomyKind};

use super::request::Request;

/// Lists all pages, and tells what the settings want to see on the home page and is not there,
/// and which list is too long to be shown.
pub(super) fn pages(site: &Site, request: &Request<'_>, sink: &mut Sink) -> Vec<Page> {
    let config = request.config;
    tell_unknown(site, config, request.files, sink);
    for section in &site.sections {
        for kind in TaxonomyKind::all() {
            tell_many(section, kind, sink);
        }
    }
    plan::plan(site, config)
}

fn tell_unknown(site: &Site, config: &Config, files: &dyn Files, sink: &mut Sink) {
    let home = &config.home;
    let n_sources = config.sources.len();
    let is_lost = |name: &&String| named_thread(site, n_sources, name).is_none();
    for name in home.featured.iter().filter(is_lost) {
        let place = place(files, "featured", name);
        sink.push(
            unknown(place, format!("`featured` names `{name}`, which is not published"))
                .help("write the address of its page, `answers/reset.html`, or its id"),
        );
    }
    let is_known = |name: &str| {
        (0..site.sections.len()).any(|section| named_term(site, section, name).is_some())
    };
    for name in home.products.iter().map(|product| &product.name).filter(|name| !is_known(name)) {
        let near = nearest(name, site.sections.iter().flat_map(names));
        let message = format!("no question is about `{name}`, or lies in it");
        let problem = unknown(place(files, "products", name), message);
        sink.push(problem.help_if(near.map(|near| format!("use `{near}`"))));
    }
}

/// The names of products and categories.
fn names(section: &Section) -> impl Iterator<Item = &str> {
    let kinds = [TaxonomyKind::Product, TaxonomyKind::Category];
    kinds.into_iter().flat_map(|kind| section.terms(kind)).filter_map(|term| term.name.text())
}

fn place(files: &dyn Files, key: &str, word: &str) -> Place {
    let bytes = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    match yaml::find_value(&text, &["home".to_owned(), key.to_owned()], word) {
        Some(range) => Place::in_text(FILE, &text, range),
        None => Place::file(FILE),
    }
}

fn unknown(place: Place, message: String) -> Diagnostic {
    Diagnostic::warning(Code::HomeUnknown, message)
        .at(place, "")
        .note("the home page leaves it out")
}

fn tell_many(section: &Section, kind: TaxonomyKind, sink: &mut Sink) {
    let n_terms = section.terms(kind).len();
    if n_terms <= MAX_LISTED_TERMS {
        return;
    }
    let folder = kind.definition().folder;
    let message = format!("there are {n_terms} {folder} in `{}`", section.lang);
    sink.push(
        Diagnostic::warning(Code::TermsMany, message)
            .note(format!("the page `{folder}` lists the {MAX_LISTED_TERMS} largest; each has one"))
            .help("take out of the export what sorts nothing, such as the ids of tickets"),
    );
}
