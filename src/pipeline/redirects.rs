//! Compares the pages of a build with the ledger of addresses before anything is rendered, and
//! writes the redirects of what moved as each host in the settings reads them.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::io;

use crate::config::redirect_place;
use crate::diag::{Place, Sink};
use crate::files::Files;
use crate::model::Origin;
use crate::output::SitePath;
use crate::plan::ledger::LEDGER;
use crate::plan::redirects::RedirectPlan;
use crate::plan::{Page, redirects};
use crate::privacy::{Privacy, RemovedTarget};
use crate::publish::HostFiles;
use crate::site::Site;

use super::shown_site::ShownSite;
use super::{Failure, Request};

/// The folder of files that are published as they are.
const STATIC: &str = "static";

/// Compares the pages with the ledger.
pub(super) fn compare(
    request: &Request<'_>,
    privacy: &Privacy<'_>,
    gone: &HashSet<(usize, String)>,
    site: &Site,
    pages: &[Page],
    sink: &mut Sink,
) -> Result<RedirectPlan, Failure> {
    let ledger = match request.files.read(LEDGER) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            sink.push(redirects::unreadable(&error.to_string()));
            return Err(Failure::Settings);
        }
    };
    let statics = StaticFiles::new(request);
    let input = redirects::RedirectInput {
        config: request.config,
        site,
        pages,
        ledger: ledger.as_deref(),
        lost: request.lost,
        is_static: &|path| statics.contains(path),
        place: &|from| redirect_place(request.files, from),
        alias_place: &|origin, alias| alias_place(request.files, origin, alias),
        removed: &|source, id| {
            let known = privacy.rules.removed(source, id);
            known.or_else(|| gone.contains(&(source, id.to_owned())).then_some(RemovedTarget::Gone))
        },
        names_person: &|address| privacy.names_person(address),
    };
    redirects::compare(&input, sink).ok_or(Failure::Addresses)
}

/// Quotes an old address where a file of the site names it; another record is named as a whole.
fn alias_place(files: &dyn Files, origin: &Origin, alias: &str) -> Place {
    let line = Place::line(&origin.path, origin.line.max(1));
    if !origin.path.ends_with(".md") {
        return line;
    }
    let bytes = files.read(&origin.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    // One that is far too long was cut.
    let alias = alias.trim_end_matches('…');
    match text.find(alias) {
        Some(at) => Place::in_text(&origin.path, &text, at..at + alias.len()),
        None => line,
    }
}

/// Writes what the hosts in the settings read.
pub(super) fn publish(
    request: &Request<'_>,
    shown: ShownSite<'_>,
    redirects: &RedirectPlan,
    sink: &mut Sink,
) -> Result<(), Failure> {
    let statics = StaticFiles::new(request);
    let before = sink.n_errors();
    let files = HostFiles {
        config: request.config,
        site: shown.site,
        redirects: &redirects.redirects,
        is_static: &|path| statics.contains(path),
        hashed: shown.assets.hashed(),
        // Copies of files that posts name, and cards; the site's own may lie among them.
        hashed_folders: ["files/", "cards/"]
            .into_iter()
            .filter(|folder| !statics.has_below(folder))
            .collect(),
        twins: shown
            .pages
            .iter()
            .filter_map(|page| Some((&page.path, page.twin.as_ref()?)))
            .collect(),
    };
    let mut put =
        |path: &SitePath, bytes: &[u8]| request.output.put(path, bytes).map_err(Failure::Output);
    files.write(&mut put, sink)?;
    if sink.n_errors() == before { Ok(()) } else { Err(Failure::Addresses) }
}

/// The site's own static files, listed when somebody asks.
struct StaticFiles<'a> {
    request: &'a Request<'a>,
    paths: OnceCell<BTreeSet<String>>,
}

impl<'a> StaticFiles<'a> {
    fn new(request: &'a Request<'a>) -> StaticFiles<'a> {
        StaticFiles { request, paths: OnceCell::new() }
    }

    fn contains(&self, path: &str) -> bool {
        self.all().contains(path)
    }

    /// Tells whether there is a file whose path starts so.
    fn has_below(&self, folder: &str) -> bool {
        let first = self.all().range(folder.to_owned()..).next();
        first.is_some_and(|path| path.starts_with(folder))
    }

    fn all(&self) -> &BTreeSet<String> {
        let list = || {
            let paths = self.request.files.list_all(STATIC);
            let below = |path: &String| path.strip_prefix("static/").map(str::to_owned);
            paths.iter().filter_map(below).collect()
        };
        self.paths.get_or_init(list)
    }
}
