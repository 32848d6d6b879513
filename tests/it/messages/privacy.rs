//! What is said of what must not be published.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way, built};

pub(super) fn all() -> Vec<Case> {
    let decided = |code, text: &str, expected| {
        let site = Site::new("== answers/a.md\n---\nauthor: Ana Kos\n---\nFine.\n");
        let site = site.with("privacy.yaml", text).with("static/b.txt", "By Ana Kos.");
        Case { code, way: Way::Build(site), expected }
    };
    vec![
        decided(
            Code::PrivacyLeak,
            "people:\n  - name: Ana Kos\n",
            "privacy.yaml:2:11: error[privacy-leak]: \
                `b.txt` still names a person of `privacy.yaml`\n",
        ),
        Case {
            code: Code::PrivacyForms,
            way: Way::Build(
                Site::new("== answers/a.md\n---\ntitle: Why?\n---\nAsk Kos Ana.\n")
                    .with("privacy.yaml", "people:\n  - {name: Ana Kos, forms: [reversed]}\n"),
            ),
            expected: "privacy.yaml:2:12: warning[privacy-forms]: \
                1 name was taken out in other forms than those listed\n\
                privacy.yaml:2:12: warning[privacy-unmatched]: \
                entry 1 of `people` is nobody in the sources\n",
        },
        decided(
            Code::PrivacyWithheld,
            "people:\n  - name: Ana Kos\n  - name: Fine\n    as: Fine Ana\n",
            "answers/a.md:1: warning[privacy-withheld]: the thread `a` is withheld\n\
                privacy.yaml:2:11: error[privacy-leak]: \
                `b.txt` still names a person of `privacy.yaml`\n\
                privacy.yaml:3:11: warning[privacy-unmatched]: \
                entry 2 of `people` is nobody in the sources\n",
        ),
        decided(
            Code::PrivacyUnmatched,
            "threads:\n  - id: x\n",
            "privacy.yaml:2:9: warning[privacy-unmatched]: \
                entry 1 of `threads` is no thread of the sources\n",
        ),
        Case {
            code: Code::ConsentMissing,
            way: Way::Build(Site::new("== a.md\nFine.\n").with(
                "answerbook.yaml",
                "title: x\nsources:\n  - type: markdown\n    path: a.md\n    consent: none\n",
            )),
            expected: "answerbook.yaml:4:5: error[consent-missing]: \
                people of `markdown` may not be published\n",
        },
        built(
            Code::PrivateText,
            "== answers/a.md\nWrite to ana@lumo-care.si.\n",
            "answers/a.md:1: warning[private-text]: 1 e-mail address was masked\n",
        ),
    ]
}
