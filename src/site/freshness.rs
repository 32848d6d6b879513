//! Which answers were last checked before a version came out that may have changed them.

use std::collections::BTreeSet;

use crate::config::{Config, RELEASES, Release};
use crate::diag::{Code, Diagnostic, Place, Sink, nearest};
use crate::model::Timestamp;
use crate::normalize::Summary;
use crate::text::{lowercase, words};

use super::ThreadEntry;

/// Finds the newest release that came out by `now`, after an answer was last written, changed or
/// checked, and that is about its product and what it deals with. An answer that says that it
/// is about this version or a later one is not behind.
pub fn newer_release<'r>(
    summary: &Summary,
    releases: &'r [Release],
    now: Timestamp,
) -> Option<&'r Release> {
    let answered = summary.answered?;
    let is_newer = |release: &&Release| {
        (release.date > answered && release.date <= now) && concerns(release, summary)
    };
    releases.iter().filter(is_newer).max_by_key(|release| release.date)
}

fn concerns(release: &Release, summary: &Summary) -> bool {
    let is_about = |product: &String| {
        let product = lowercase(product);
        summary.products.iter().any(|own| lowercase(own) == product)
    };
    let knows = |own: &String| is_as_new(own, &release.version);
    release.product.as_ref().is_none_or(is_about)
        && !summary.versions.iter().any(knows)
        && (release.changed.is_empty() || release.changed.iter().any(|what| has(summary, what)))
}

/// Tells whether a version is another one or a later one. Only versions in numbers have an order.
fn is_as_new(own: &str, released: &str) -> bool {
    let numbers = |version: &str| {
        let version = version.trim().trim_start_matches(['v', 'V']);
        let starts_with_digit = version.starts_with(|c: char| c.is_ascii_digit());
        let parts = version
            .split(|c: char| !c.is_ascii_digit())
            .take_while(|n| !n.is_empty())
            .map(|n| n.parse().unwrap_or(u64::MAX));
        starts_with_digit.then(|| parts.collect::<Vec<u64>>())
    };
    lowercase(own.trim()) == lowercase(released)
        || numbers(own).zip(numbers(released)).is_some_and(|(own, released)| own >= released)
}

/// Tells whether a thread has a tag, or all the words in its title.
fn has(summary: &Summary, what: &str) -> bool {
    let what = lowercase(what);
    let title = lowercase(&summary.title);
    let in_title: BTreeSet<&str> = words(&title).collect();
    let is_tag = summary.tags.iter().any(|tag| lowercase(tag) == what);
    let mut parts = words(&what).peekable();
    is_tag || (parts.peek().is_some() && parts.all(|word| in_title.contains(word)))
}

/// Tells of releases of products that no answer is about.
pub(super) fn tell_idle(threads: &[ThreadEntry], config: &Config, sink: &mut Sink) {
    if config.releases.iter().all(|release| release.product.is_none()) {
        return;
    }
    let products: BTreeSet<&str> =
        threads.iter().flat_map(|entry| &entry.summary.products).map(String::as_str).collect();
    let known: BTreeSet<String> = products.iter().map(|product| lowercase(product)).collect();
    let mut told = BTreeSet::new();
    for release in &config.releases {
        let Some(product) = &release.product else { continue };
        if !known.contains(&lowercase(product)) && told.insert(product) {
            sink.push(idle(release.line, product, &products));
        }
    }
}

fn idle(line: usize, product: &str, products: &BTreeSet<&str>) -> Diagnostic {
    let near = nearest(product, products.iter().copied());
    let help = match near {
        Some(near) => format!("use `{near}`, if that is meant"),
        None => "name it as `product` of the answers does".to_owned(),
    };
    Diagnostic::warning(Code::ReleaseIdle, format!("no answer is about `{product}`"))
        .at(Place::line(RELEASES, line.max(1)), "")
        .note("no answer is due because of this release")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_in_numbers_have_an_order() {
        for (own, released, expected) in [
            ("4.10", "4.9", true),
            ("v4.3", "4.3", true),
            ("4.3", "4.3.1", false),
            ("4", "Spring", false),
            ("spring", "Spring", true),
            ("Spring 26", "4.3", false),
            ("", "4.3", false),
        ] {
            assert_eq!(is_as_new(own, released), expected, "{own} {released}");
        }
    }
}
