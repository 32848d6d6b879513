//! What is said of markup that is not understood.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way, built};

/// Posts that are too much, and TeX that is none.
pub(super) fn all() -> Vec<Case> {
    vec![
        Case {
            code: Code::MarkupTooComplex,
            way: Way::Build(Site::new("").with("answers/a.md", ">".repeat(1_000))),
            expected: "answers/a.md:1: warning[markup-too-complex]: \
                post `1` is too long or too deeply nested to be converted\n",
        },
        built(
            Code::MathUnread,
            "== answers/a.md\nSo $\\foo_1$ and $x^2$ it is.\n",
            "answers/a.md:1:5: warning[math-unread]: 1 expression of math cannot be read\n",
        ),
        built(
            Code::MarkupUnread,
            "== answers/a.md\n# Hold the hub\n\nTen seconds[^9].\n",
            "answers/a.md:3:12: warning[markup-unread]: the footnote `[^9]` is not written\n",
        ),
        built(
            Code::LanguageUnknown,
            "== answers/a.md\n# Ask the hub\n\n```jsom\n{}\n```\n",
            "answers/a.md:3:4: warning[language-unknown]: \
                `jsom` is no language of code that is known\n",
        ),
        Case {
            code: Code::TitleMissing,
            way: Way::Checked(Site::new("== answers/reset-hub.md\nHold it for ten seconds.\n")),
            expected: "answers/reset-hub.md:1: warning[title-missing]: \
                `reset-hub.md` has no title\n",
        },
    ]
}
