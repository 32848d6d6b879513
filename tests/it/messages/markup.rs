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
    ]
}
