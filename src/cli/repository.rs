//! Where annotations point: at files as the repository names them. Places name them from the
//! site's folder, which may lie deeper.

use std::path::{Path, PathBuf};

/// The way from the top of a repository to the folder of a site.
#[derive(Clone, Debug)]
pub(super) struct Repository {
    site: PathBuf,
    /// `docs/answers`; empty where the site is the repository.
    below: String,
}

impl Repository {
    /// Finds the way from the top of a repository; `None` where the site is not in it.
    pub(super) fn new(top: &Path, site: &Path) -> Option<Repository> {
        let (top, site) = (top.canonicalize().ok()?, site.canonicalize().ok()?);
        let below = site.strip_prefix(&top).ok()?.to_str()?.replace('\\', "/");
        Some(Repository { below, site })
    }

    /// Names a file of the site as the repository does. What is named from where the command
    /// was run stays.
    pub(super) fn path(&self, path: &str) -> String {
        let is_elsewhere = !self.site.join(path).exists() && Path::new(path).exists();
        if self.below.is_empty() || Path::new(path).is_absolute() || is_elsewhere {
            return path.to_owned();
        }
        format!("{}/{path}", self.below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_site_is_named_from_the_top_of_the_repository() {
        let top = tempfile::tempdir().expect("a folder");
        let site = top.path().join("docs/answers");
        std::fs::create_dir_all(&site).expect("a folder");
        let repository = Repository::new(top.path(), &site).expect("it is below");
        assert_eq!(repository.path("addresses.txt"), "docs/answers/addresses.txt");
        assert_eq!(repository.path("/etc/hosts"), "/etc/hosts");
        // There is one where tests run, and none in the site.
        assert_eq!(repository.path("Cargo.toml"), "Cargo.toml");
        let whole = Repository::new(&site, &site).expect("it is the same");
        assert_eq!(whole.path("addresses.txt"), "addresses.txt");
        assert!(Repository::new(&site, top.path()).is_none());
    }
}
