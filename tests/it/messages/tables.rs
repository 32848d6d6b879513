//! What is said of tables.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way, source};

/// Tables of messages.
pub(super) fn all() -> Vec<Case> {
    let table = |code, text, expected| source(code, "csv", "data/a.csv", text, expected);
    let named = "title: x\nsources:\n  - type: csv\n    path: data\n    consent: public\n    \
        columns: {body: Txt}\n";
    let site = Site::new("").with("answerbook.yaml", named).with("data/a.csv", "id,Text\n1,A?\n");
    let packed = "title: x\nsources:\n  - type: csv\n    path: data\n";
    let packed = Site::new("")
        .with("answerbook.yaml", packed)
        .with("data/a.csv", "id,text\n1,A?\n")
        .with("data/old.zip", "PK");
    vec![
        Case {
            code: Code::ColumnMissing,
            way: Way::Build(site),
            expected: "answerbook.yaml:6:21: error[column-missing]: \
                no table has the column `Txt`\n",
        },
        table(
            Code::DateAmbiguous,
            "id,text,date\n1,A?,2/3/2024\n",
            "data/a.csv:2: warning[date-ambiguous]: dates of `date` can be read in two ways\n",
        ),
        table(
            Code::DateUnread,
            "question,answer,date\nA?,B.,2024-05-31\nC?,D.,31.31.2024\n",
            "data/a.csv:3: warning[date-unread]: a date of `date` cannot be read\n",
        ),
        table(
            Code::LanguageUnread,
            "question,answer,language\nA?,B.,en\nC?,D.,English\nE?,F.,German\n",
            "data/a.csv:3: warning[language-unread]: 2 languages of `language` cannot be read\n",
        ),
        table(
            Code::TableEmpty,
            "id,text\n",
            "data/a.csv:1: warning[table-empty]: `data/a.csv` has no rows below its header\n",
        ),
        Case {
            code: Code::SourcePacked,
            way: Way::Build(packed),
            expected: "answerbook.yaml:4:5: \
            warning[source-packed]: `data/old.zip` is packed, and not read\n",
        },
        table(
            Code::ParentUnknown,
            "id,text,parent\n1,A?,\n2,B,t1_1\n3,C,t1_1\n",
            "data/a.csv:1: warning[parent-unknown]: \
                2 of 2 values of `parent` are not found in `id`\n",
        ),
    ]
}
