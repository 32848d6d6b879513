//! Files beside the settings whose names are almost those that are read. What they say would be
//! ignored in silence: somebody who is to be taken out would be published.

use crate::diag::{Code, Diagnostic, Place};
use crate::files::Files;

/// Tells of a file that was meant to be `file`, such as `privacy.yaml`, where that is not there.
pub(crate) fn misnamed(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    let stem = file.strip_suffix(".yaml")?;
    let one = stem.trim_end_matches('s');
    let capital = stem[..1].to_uppercase() + &stem[1..];
    let stems = [stem, one, &capital];
    let names = stems.iter().flat_map(|stem| [format!("{stem}.yml"), format!("{stem}.yaml")]);
    let name = names.into_iter().find(|name| name != file && files.exists(name))?;
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
            misnamed(&MemoryFiles::new([(name, "")]), file).map(|told| told.message)
        };
        for (name, file) in [
            ("privacy.yml", "privacy.yaml"),
            ("Privacy.yaml", "privacy.yaml"),
            ("release.yaml", "releases.yaml"),
            ("releases.yml", "releases.yaml"),
            ("decision.yml", "decisions.yaml"),
        ] {
            assert_eq!(told(name, file), Some(format!("`{name}` is not read")), "{name}");
        }
        assert_eq!(told("private.yaml", "privacy.yaml"), None);
        assert_eq!(told("README.md", "releases.yaml"), None);
    }
}
