//! The ledger beside the build: what moved is found before anything renders, and written
//! in the forms of hosts.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::io;

use crate::config::redirect_place;
use crate::diag::Sink;
use crate::files::Files;
use crate::output::SitePath;
use crate::plan::ledger::LEDGER;
use crate::plan::moves::Moves;
use crate::plan::{Page, moves};
use crate::privacy::{Privacy, Removed};
use crate::render::{Context, HostFiles};
use crate::site::Site;

use super::{Failure, Request};

/// The folder of files that are published as they are.
const STATIC: &str = "static";

/// Compares the pages with the ledger.
pub(super) fn compare(
    request: &Request<'_>,
    (privacy, gone): (&Privacy<'_>, &HashSet<(usize, String)>),
    site: &Site,
    pages: &[Page],
    sink: &mut Sink,
) -> Result<Moves, Failure> {
    let ledger = match request.files.read(LEDGER) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            sink.push(moves::unreadable(&error.to_string()));
            return Err(Failure::Settings);
        }
    };
    let statics = Statics::new(request);
    let input = moves::Input {
        config: request.config,
        site,
        pages,
        ledger: ledger.as_deref(),
        lost: request.lost,
        is_static: &|path| statics.have(path),
        place: &|from| redirect_place(request.files, from),
        removed: &|source, id| {
            let known = privacy.decisions.removed(source, id);
            known.or_else(|| gone.contains(&(source, id.to_owned())).then_some(Removed::Gone))
        },
        names: &|address| privacy.names(address),
    };
    moves::compare(&input, sink).ok_or(Failure::Addresses)
}

/// Writes what the hosts in the settings read.
pub(super) fn publish(
    request: &Request<'_>,
    context: &Context<'_>,
    site: &Site,
    moves: &Moves,
    sink: &mut Sink,
) -> Result<(), Failure> {
    let statics = Statics::new(request);
    let before = sink.n_errors();
    let files = HostFiles {
        config: request.config,
        site,
        moved: &moves.moved,
        is_static: &|path| statics.have(path),
        hashed: context.hashed(),
    };
    let mut put =
        |path: &SitePath, bytes: &[u8]| request.output.put(path, bytes).map_err(Failure::Output);
    files.write(&mut put, sink)?;
    if sink.n_errors() == before { Ok(()) } else { Err(Failure::Addresses) }
}

/// The site's own static files, listed when somebody asks.
struct Statics<'a> {
    request: &'a Request<'a>,
    paths: OnceCell<BTreeSet<String>>,
}

impl<'a> Statics<'a> {
    fn new(request: &'a Request<'a>) -> Statics<'a> {
        Statics { request, paths: OnceCell::new() }
    }

    fn have(&self, path: &str) -> bool {
        let list = || {
            let paths = self.request.files.list_all(STATIC);
            let below = |path: &String| path.strip_prefix("static/").map(str::to_owned);
            paths.iter().filter_map(below).collect()
        };
        self.paths.get_or_init(list).contains(path)
    }
}
