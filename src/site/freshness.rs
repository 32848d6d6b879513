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
    let deals_with = |changed: &[String]| {
        let subject = Subject::of(summary);
        changed.iter().any(|what| subject.has(&lowercase(what)))
    };
    release.product.as_ref().is_none_or(is_about)
        && !summary.versions.iter().any(knows)
        && (release.changed.is_empty() || deals_with(&release.changed))
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

/// What a thread deals with, in small letters.
struct Subject {
    in_title: BTreeSet<String>,
    tags: BTreeSet<String>,
}

impl Subject {
    fn of(summary: &Summary) -> Subject {
        let title = lowercase(&summary.title);
        Subject {
            in_title: words(&title).map(str::to_owned).collect(),
            tags: summary.tags.iter().map(|tag| lowercase(tag)).collect(),
        }
    }

    /// Tells whether it has a tag, or all the words in its title.
    fn has(&self, what: &str) -> bool {
        let mut parts = words(what).peekable();
        self.tags.contains(what)
            || (parts.peek().is_some() && parts.all(|word| self.in_title.contains(word)))
    }
}

/// Tells of answers that were checked on a day that is still to come, which nobody can have done.
pub fn tell_checks_to_come(threads: &[ThreadEntry], now: Timestamp, sink: &mut Sink) {
    // Somebody to the east of here may have a day more.
    let latest = Timestamp(now.0 + 86_400);
    for ThreadEntry { summary, .. } in threads {
        if let Some(on) = summary.checked.filter(|on| *on > latest) {
            let message =
                format!("this answer was checked on {}, which is still to come", on.day());
            let origin = &summary.origin;
            sink.push(
                Diagnostic::warning(Code::ValueInvalid, message)
                    .at(Place::line(&origin.path, origin.line.max(1)), "")
                    .note("no release and no year makes it due before that day")
                    .help("correct the day of its check, there or in decisions.yaml"),
            );
        }
    }
}

/// Tells of releases of products that no answer is about.
pub(super) fn tell_idle(threads: &[ThreadEntry], config: &Config, sink: &mut Sink) {
    if config.releases.is_empty() {
        return;
    }
    let products: BTreeSet<&str> =
        threads.iter().flat_map(|entry| &entry.summary.products).map(String::as_str).collect();
    let known: BTreeSet<String> = products.iter().map(|product| lowercase(product)).collect();
    let mut told = BTreeSet::new();
    let idle_words = idle_words(threads, &config.releases);
    let tags = threads.iter().flat_map(|entry| &entry.summary.tags).map(String::as_str);
    let tags: BTreeSet<&str> = tags.filter(|_| !idle_words.is_empty()).collect();
    for release in &config.releases {
        for what in release.changed.iter().filter(|what| idle_words.contains(&lowercase(what))) {
            sink.push(changed_idle(release.line, what, &tags));
        }
        let Some(product) = &release.product else { continue };
        if !known.contains(&lowercase(product)) && told.insert(product) {
            sink.push(idle(release.line, product, &products));
        }
    }
}

/// What `changed` names and no thread has, in small letters: each thread is looked at once.
fn idle_words(threads: &[ThreadEntry], releases: &[Release]) -> BTreeSet<String> {
    let all = releases.iter().flat_map(|release| &release.changed);
    let mut open: BTreeSet<String> = all.map(|what| lowercase(what)).collect();
    for ThreadEntry { summary, .. } in threads {
        if open.is_empty() {
            break;
        }
        let subject = Subject::of(summary);
        open.retain(|what| !subject.has(what));
    }
    open
}

fn changed_idle(line: usize, what: &str, tags: &BTreeSet<&str>) -> Diagnostic {
    let message = format!("no answer has the tag `{what}`, or these words in its title");
    let near = nearest(what, tags.iter().copied());
    Diagnostic::warning(Code::ReleaseIdle, message)
        .at(Place::line(RELEASES, line.max(1)), "")
        .note("no answer is due because this changed")
        .help(match near {
            Some(near) => format!("use `{near}`, if that is meant"),
            None => "name under `changed` what answers have as tags, or in their titles".to_owned(),
        })
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
