//! Files beside the settings whose names are almost those that are read. What they say would be
//! ignored in silence: somebody who is to be taken out would be published.

use crate::diag::{Code, Diagnostic, Place};
use crate::files::Files;

/// Tells of a file that was meant to be `file`, such as `privacy.yaml`, where that is not there.
pub(crate) fn misnamed(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    let stem = file.strip_suffix(".yaml")?;
    let (one, capital) = (stem.trim_end_matches('s'), stem[..1].to_uppercase() + &stem[1..]);
    let both = |stem: &str| [format!("{stem}.yml"), format!("{stem}.yaml")];
    let is_file = |name: &String| name != file && files.read(name).is_ok();
    // `release.yml` may be that of another program.
    let is_ours = |name: &String| {
        let key = format!("{stem}:");
        let text = files.read(name).unwrap_or_default();
        String::from_utf8_lossy(&text).lines().any(|line| line.starts_with(&key))
    };
    let mut sure = both(stem).into_iter().chain(both(&capital));
    let mut near = both(one).into_iter();
    let name = sure.find(is_file).or_else(|| near.find(|name| is_file(name) && is_ours(name)))?;
    let problem = Diagnostic::error(Code::ConfigMissing, format!("`{name}` is not read"))
        .at(Place::file(name.as_str()), "")
        .note(format!("there is no `{file}`, which is what it seems to be"));
    Some(problem.help(format!("rename `{name}` to `{file}`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn names_that_are_almost_right_are_told() {
        let told = |name: &str, file: &str| {
            let files = MemoryFiles::new([(name, "# ours\nreleases: []\n")]);
            misnamed(&files, file).map(|told| told.message)
        };
        for (name, file) in [
            ("privacy.yml", "privacy.yaml"),
            ("Privacy.yaml", "privacy.yaml"),
            ("release.yaml", "releases.yaml"),
            ("releases.yml", "releases.yaml"),
            ("decisions.yml", "decisions.yaml"),
        ] {
            assert_eq!(told(name, file), Some(format!("`{name}` is not read")), "{name}");
        }
        assert_eq!(told("decision.yml", "decisions.yaml"), None);
        assert_eq!(told("private.yaml", "privacy.yaml"), None);
        assert_eq!(told("README.md", "releases.yaml"), None);
    }
}
