use super::tests::{read, said, submission};
use crate::sources::testing::only;

#[test]
fn comments_of_a_long_thread_are_read_one_by_one() {
    let comment = |n: usize| said(&format!("c{n}"), "t3_aa1", "ann", &format!("{n} &gt; 1"), "");
    let comments: Vec<String> = (0..1_500).map(comment).collect();
    let batch = read(&format!("{}\n{}", submission(""), comments.join("\n")));
    let answers = &only(&batch).answers;
    assert_eq!((answers.len(), answers[1_499].body.text.as_str()), (1_500, "1499 > 1"));
}
