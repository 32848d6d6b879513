//! Questions asked of a finished site: do its links lead somewhere, are its
//! texts complete, are its pages light?
//!
//! Floor 6. Reads the published files alone, as a reader's browser would.

mod links;
mod weight;

use rayon::prelude::*;

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::Files;
use crate::render::Missing;

/// What a check saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// HTML pages.
    pub n_pages: usize,
    /// Links and images within the site.
    pub n_links: usize,
    /// Of these, how many lead nowhere.
    pub n_broken: usize,
    /// Pages over the budget.
    pub n_heavy: usize,
}

/// Checks all pages of a published folder. `base_url` is where it will live.
pub fn check_pages(files: &dyn Files, base_url: Option<&str>, sink: &mut Sink) -> Checked {
    let paths = files.list(".");
    let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".html")).collect();
    let found: Vec<links::Found> =
        pages.par_iter().map(|path| links::find(&files.read(path).unwrap_or_default())).collect();
    let mut checked = links::compare(&paths, &pages, &found, base_url, sink);
    let heavy: Vec<Diagnostic> = pages
        .par_iter()
        .filter_map(|path| weight::heavy(path, &files.read(path).unwrap_or_default()))
        .collect();
    checked.n_heavy = heavy.len();
    heavy.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    checked
}

/// Reports interface texts that a language lacks.
pub fn check_strings(missing: &[Missing], theme: &str, sink: &mut Sink) {
    for Missing { lang, key } in missing {
        sink.push(string_missing(&lang.to_string(), key, theme));
    }
}

fn string_missing(lang: &str, key: &str, theme: &str) -> Diagnostic {
    let file = format!("themes/{theme}/strings/{lang}.ftl");
    Diagnostic::warning(Code::StringMissing, format!("the text `{key}` is missing in `{lang}`"))
        .at(Place::file(&file), "")
        .note("pages show the English text")
        .help(format!("add `{key} = …` to `strings/{lang}.ftl` of the site"))
}
