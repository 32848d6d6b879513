//! What is said of marks and duplicates.

use answerbook::diag::Code;

use super::{Case, source};

/// Records whose marks and duplicates say what cannot be.
pub(super) fn all() -> Vec<Case> {
    let jsonl = |code, text: &str, expected| source(code, "jsonl", "data/a.jsonl", text, expected);
    vec![
        jsonl(
            Code::MarkIdle,
            "{\"id\": 1, \"title\": \"Why does it blink?\", \
                \"answers\": [{\"id\": 2, \"body\": \"👍\", \"accepted\": true}]}\n",
            "data/a.jsonl:1: warning[mark-idle]: the marked solution of `1` answers nothing\n",
        ),
        jsonl(
            Code::DuplicateTarget,
            "{\"id\": 1, \"title\": \"A\", \"duplicate_of\": 7}\n",
            "data/a.jsonl:1: warning[duplicate-target]: \
                thread `1` is a duplicate of `7`, which is not there\n",
        ),
        jsonl(
            Code::DuplicateCycle,
            "{\"id\": 1, \"title\": \"A\", \"duplicate_of\": 2}\n\
             {\"id\": 2, \"title\": \"B\", \"duplicate_of\": 1}\n",
            "data/a.jsonl:1: warning[duplicate-cycle]: duplicates point at each other in a ring\n",
        ),
    ]
}
