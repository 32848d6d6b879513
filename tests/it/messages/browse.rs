//! What is said of categories, products and the home page.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way};

const TOPIC: &str = r#"{"id":1,"title":"Why is it red?","category_id":5,"post_stream":{"posts":[
{"post_number":1,"username":"jo","cooked":"<p>Why is the lamp red?</p>"}]}}"#;

/// All cases.
pub(super) fn all() -> Vec<Case> {
    let forum = "title: x\nsources:\n  - {type: discourse, path: forum, consent: public}\n";
    let answer = Site::new("== answers/reset.md\n# Reset the hub\nHold it.\n");
    let tags: Vec<String> = (0..2_100).map(|n| format!("\"case {n}\"")).collect();
    let tagged = tags.chunks(100).enumerate().map(|(at, tags)| {
        format!(
            "{{\"id\": {at}, \"title\": \"Why {at}?\", \"tags\": [{}], \
             \"answers\": [{{\"body\": \"Because of {at}.\", \"accepted\": true}}]}}\n",
            tags.join(", ")
        )
    });
    let care = "title: x\nlanguage: en\nsources:\n  - {type: jsonl, path: a.jsonl, language: en}\n";
    vec![
        Case {
            code: Code::CategoryUnnamed,
            way: Way::Build(
                Site::new("").with("forum/1.json", TOPIC).with("answerbook.yaml", forum),
            ),
            expected: "answerbook.yaml:3:23: warning[category-unnamed]: \
                1 category of `discourse` has no name, so 1 thread is on no page of one\n",
        },
        Case {
            code: Code::HomeUnknown,
            way: Way::Build(answer.setting("home: {featured: [answers/rest.html]}")),
            expected: "answerbook.yaml:5:19: warning[home-unknown]: \
                `featured` names `answers/rest.html`, which is not published\n",
        },
        Case {
            code: Code::TermsMany,
            way: Way::Build(
                Site::new("")
                    .with("a.jsonl", tagged.collect::<String>())
                    .with("answerbook.yaml", care),
            ),
            expected: "warning[terms-many]: there are 2100 tags in `en`\n",
        },
    ]
}
