//! Settings about addresses that lead elsewhere.

use std::collections::BTreeSet;

use crate::diag::Place;
use crate::diag::Sink;
use crate::files::Files;

use super::FILE;
use super::Host;
use super::check::not_one_of;
use super::check::value_place;
use super::yaml;

/// Checks `hosts`.
pub(super) fn hosts(text: &str, names: Vec<String>, sink: &mut Sink) -> BTreeSet<Host> {
    let mut hosts = BTreeSet::new();
    for name in names {
        match Host::ALL.into_iter().find(|host| host.name() == name) {
            Some(host) => {
                hosts.insert(host);
            }
            None => {
                let place = value_place(text, &["hosts".to_owned()], &name);
                sink.push(not_one_of(place, "hosts", &name, &Host::ALL.map(Host::name)));
            }
        }
    }
    hosts
}

/// Finds an entry of `redirects` for a message. The file is read again: of many thousand
/// entries hardly one is ever asked for.
pub fn redirect_place(files: &dyn Files, from: &str) -> Place {
    let bytes = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    match yaml::find_key(&text, &["redirects".to_owned(), from.to_owned()]) {
        Some(range) => Place::in_text(FILE, &text, range),
        None => Place::file(FILE),
    }
}
