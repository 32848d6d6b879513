//! Paths of published files, checked so that none can lead out of the published folder.

use std::fmt;

/// The path of a file within the site: `questions/reset-214.html`.
///
/// Never empty, absolute, or with empty, `.` or `..` parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// Accepts `a/b.html`, rejects `../a`, `/a`, `a//b`, `a/`, and line breaks, which the
    /// list of published files could not hold.
    pub fn new(path: impl Into<String>) -> Option<SitePath> {
        let path = path.into();
        let clean = path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && !path.contains(['\\', ':'])
            && !path.contains(char::is_control);
        clean.then_some(SitePath(path))
    }

    /// Returns the path with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the relative path from this file's folder to the top of the site: `""`, `"../"`.
    pub fn root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// Returns how many folders this file lies in.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Returns the path with another ending of its name: `a/b.html` as `a/b.md`.
    pub fn with_extension(&self, extension: &'static str) -> SitePath {
        let name = self.0.rfind('/').map_or(0, |at| at + 1);
        // A dot in front begins the name of a hidden file.
        let dot = self.0[name..].rfind('.').filter(|at| *at > 0);
        let end = dot.map_or(self.0.len(), |at| name + at);
        SitePath(format!("{}.{extension}", &self.0[..end]))
    }

    /// Returns the folder, without a `/` at its end; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for bad in ["", "/a", "../a", "a//b", "a/", "a/../b", "a\\b", "c:/x", "./a", "a\nb", "a\rb"]
        {
            assert_eq!(SitePath::new(bad), None, "{bad}");
        }
        let path = SitePath::new("uk/tags/хаб.html").expect("a good path");
        assert_eq!((path.root().as_str(), path.folder()), ("../../", "uk/tags"));
    }

    #[test]
    fn another_ending_replaces_that_of_the_name_alone() {
        let check = |path: &str, expected: &str| {
            let path = SitePath::new(path).expect("a good path").with_extension("md");
            assert_eq!(path.as_str(), expected);
            assert_eq!(SitePath::new(expected), Some(path));
        };
        check("uk/tags/хаб.html", "uk/tags/хаб.md");
        check("questions/v1.2-is-out-7.html", "questions/v1.2-is-out-7.md");
        check("v1.2/about", "v1.2/about.md");
        check("a/.nojekyll", "a/.nojekyll.md");
        check(".htaccess", ".htaccess.md");
    }
}
