//! The settings about redirects: `hosts` and `redirects`.

use std::collections::BTreeSet;

use crate::diag::{Place, Sink};
use crate::files::Files;

use super::check::{not_one_of, value_place};
use super::{FILE, Host, yaml};

/// Reads the setting `hosts`.
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

/// Returns the place of an entry of `redirects`, for a message. The file is read again for it,
/// since of thousands of entries hardly one is ever in a message.
pub fn redirect_place(files: &dyn Files, from: &str) -> Place {
    let bytes = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    match yaml::find_key(&text, &["redirects".to_owned(), from.to_owned()]) {
        Some(range) => Place::in_text(FILE, &text, range),
        None => Place::file(FILE),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    use super::*;

    #[test]
    fn a_misspelt_host_is_named_with_the_nearest() {
        let text = "title: x\nhosts: [nginx, netlfy]\nredirect: {}\n";
        let mut sink = Sink::new();
        super::super::load(&MemoryFiles::new([(FILE, text)]), &mut sink);
        let shown: String =
            sink.into_sorted().iter().map(|d| render(d, Format::Human, Color::Never)).collect();
        assert!(shown.contains("`netlfy` is not a value of `hosts`"), "{shown}");
        assert!(shown.contains("help: use `netlify`"), "{shown}");
        assert!(shown.contains("help: use `redirects`"), "{shown}");
    }
}
