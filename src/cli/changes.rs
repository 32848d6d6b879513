//! What a build changed on the host: for purges of a CDN and comments on pull requests.

use std::fmt;

use serde_json::{Value, json};

use crate::output::{Published, SitePath};

/// Addresses from the site's top, sorted. Files that are named by what they hold are left
/// out: nobody has an old one under a new one's name.
#[derive(Default)]
pub(crate) struct Changes {
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
}

impl Changes {
    /// Takes what was published; nothing when nothing had changed.
    pub(crate) fn of(published: Option<&Published>) -> Changes {
        let Some(published) = published else { return Changes::default() };
        let stable = |paths: &[SitePath]| {
            let stable = paths.iter().filter(|path| !is_hashed(path.as_str()));
            stable.map(ToString::to_string).collect()
        };
        Changes {
            added: stable(&published.added),
            changed: stable(&published.changed),
            removed: stable(&published.removed),
        }
    }

    pub(crate) fn as_json(&self) -> Value {
        json!({ "added": self.added, "changed": self.changed, "removed": self.removed })
    }
}

/// One address a line, after `+`, `~` or `-`.
impl fmt::Display for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [("+", &self.added), ("~", &self.changed), ("-", &self.removed)];
        kinds.iter().try_for_each(|(mark, paths)| {
            paths.iter().try_for_each(|path| writeln!(formatter, "{mark} {path}"))
        })
    }
}

fn is_hashed(path: &str) -> bool {
    let in_folder = ["assets/", "files/", "search/"].iter().any(|folder| path.starts_with(folder));
    in_folder && path != "search/index.bin"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_names_by_content_are_left_out() {
        let paths =
            ["assets/site-12.css", "questions/a.html", "search/index.bin", "search/t-1.bin"];
        let added: Vec<SitePath> = paths.iter().filter_map(|path| SitePath::new(*path)).collect();
        let changed = vec![SitePath::new("index.html").expect("a path")];
        let published = Published { added, changed, ..Published::default() };
        let changes = Changes::of(Some(&published));
        assert_eq!(changes.to_string(), "+ questions/a.html\n+ search/index.bin\n~ index.html\n");
    }
}
