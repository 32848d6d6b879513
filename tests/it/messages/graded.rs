//! What is said of marks and duplicates.

use answerbook::diag::Code;

use super::{Case, source};

/// A record with an answer more than a page shows.
fn long_thread() -> String {
    let body = "\"body\": \"Hold the button until the ring is red.\"";
    let first = format!("{{{body}, \"accepted\": true}}");
    let others = format!(", {{{body}}}").repeat(10_000);
    format!("{{\"id\": 1, \"title\": \"Why does it blink?\", \"answers\": [{first}{others}]}}\n")
}

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
            Code::ThreadLong,
            &long_thread(),
            "data/a.jsonl:1: warning[thread-long]: 1 post of `1` is left out\n",
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
