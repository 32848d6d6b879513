//! What becomes of answers in time.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way};

pub(super) fn in_time() -> Vec<Case> {
    let site = |settings: &str| {
        let settings =
            format!("title: A\n{settings}sources: [{{type: markdown, path: answers}}]\n");
        Site::new("").with("answerbook.yaml", settings)
    };
    vec![
        Case {
            code: Code::TranslationStale,
            way: Way::Build(
                site("languages: [en, uk]\n")
                    .with("answers/en.md", "---\ntitle: A\nlanguage: en\n---\nText.\n")
                    .with(
                        "answers/uk.md",
                        "---\nlanguage: uk\ntranslation_of: en\n\
                         translated_from: 12345678-9abcdef0\n---\nТекст.\n",
                    ),
            ),
            expected: "answers/uk.md:1: warning[translation-stale]: \
                the original of this translation has changed since it was checked\n",
        },
        Case {
            code: Code::ReleaseIdle,
            way: Way::Build(site("").with("answers/a.md", "Text.\n").with(
                "releases.yaml",
                "releases:\n  - {product: Hub, version: \"4\", date: 2026-01-02}\n",
            )),
            expected: "releases.yaml:2: warning[release-idle]: no answer is about `Hub`\n",
        },
        Case {
            code: Code::ReviewLimit,
            way: Way::Fallen(
                site("")
                    .with("answers/hub.md", "---\ntitle: The hub\nexpires: 2020-01-01\n---\nOn.\n"),
                &["review", "--most-due", "0"],
            ),
            expected: "error[review-limit]: 1 answer is due\n",
        },
    ]
}
