//! What is said of files that a bundle cannot be, and of one that lacks its search.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way};

fn refused(
    code: Code,
    site: &str,
    arguments: &'static [&'static str],
    expected: &'static str,
) -> Case {
    Case { code, way: Way::Run(Site::new(site), arguments), expected }
}

/// Files that a bundle cannot be, and one that lacks its search.
pub(super) fn all() -> Vec<Case> {
    vec![
        Case {
            code: Code::OfflineLarge,
            way: Way::Build(
                Site::new("")
                    .with("answers/hub.md", "---\ntitle: The hub\n---\nPlug it in.\n")
                    .with("static/film.mp4", vec![0; 25 << 20])
                    .setting("offline: all"),
            ),
            expected: "answerbook.yaml:5:10: warning[offline-large]: \
                the site is too large to be kept as a whole\n",
        },
        refused(
            Code::BundleExists,
            "== site.zip\nholiday\n",
            &["bundle", "-o", "site.zip"],
            "site.zip: error[bundle-exists]: `site.zip` is there already\n",
        ),
        refused(
            Code::BundlePlace,
            "",
            &["bundle", "-o", "public/a.zip"],
            "public/a.zip: error[bundle-place]: \
                `public/a.zip` lies in the published folder or among the sources\n",
        ),
        Case {
            code: Code::ExportRestarted,
            way: Way::Warned(
                Site::new("").with("answers/hub.md", "---\ntitle: The hub\n---\nPlug it in.\n"),
                &["export", "--engine", "typesense", "--out", "out", "--since", "nowhere"],
            ),
            expected: "nowhere/state.txt: warning[export-restarted]: \
                the export in `nowhere` cannot be gone on with\n",
        },
        Case {
            code: Code::BundleSearch,
            way: Way::Warned(
                Site::new("").with("answers/hub.md", "---\ntitle: The hub\n---\nPlug it in.\n"),
                &["bundle", "-o", "help.zip", "--max-search", "0"],
            ),
            expected: "help.zip: warning[bundle-search]: \
                the search is too large and was left out\n",
        },
    ]
}
