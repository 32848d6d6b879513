use super::front::Front;
use super::{details, parts, sections, talk};
use crate::diag::Sink;
use crate::sources::fuzz_tests::SOWN;
use crate::testing::Fuzz;

const PAGES: [&str; 4] = [
    "---\ntitle: How?\ntags: [a, b]\naliases: [/old]\nid: 7\npost: {\"created\": \"2026-01-02\"}\n\
     ---\n\nWhy does it *hum*?\n\n## Answer by Ana (staff, accepted, 2026-03-12, id 2)\n\n\
     <!-- {\"files\": [\"a.png\"]} -->\n\nSo.\n\n### Comment by Jo\n\nok\n",
    "+++\ntitle = \"How?\"\n[extra]\na = 1\n+++\n\n**Ana:** Why?\n\n**Jo:** So.\n",
    "{\n  \"title\": \"x\"\n}\n\ntext",
    "# Title\n\n| Who | When |\n|---|---|\n| Ana | 2026-01-02 |\n\n---\n\n#### Jo\n\nSo.\n",
];

const WORDS: &str = "---\n¦+++\n¦...\n¦title: ¦tags: ¦- a\n¦[¦]¦{¦}¦: ¦&a ¦*a ¦|\n¦>\n¦\"¦'¦\n¦\
    \n\n¦## Answer¦### Comment by ¦(¦)¦<!-- {¦} -->¦\t";

#[test]
fn settings_above_a_text_are_found_or_told_of() {
    Fuzz::new("front matter", 5_000).seeds(PAGES).words(WORDS.split('¦')).text(|input| {
        let Ok(front) = Front::find("a.md", input) else { return };
        assert!(front.body <= input.len() && input.is_char_boundary(front.body));
        if let Err(problem) = front.read(&mut Sink::new()) {
            assert!(!problem.message.is_empty());
        }
        for key in ["title", "tags", "id", "a"] {
            front.key(key);
            front.value(key);
        }
        let cut = sections::cut(input, front.body);
        for section in &cut.sections {
            assert!(section.heading.end <= input.len());
        }
        talk::find(input, front.body);
        sections::credit(input, 0);
        sections::holds(input);
    });
}

#[test]
fn files_that_are_cut_and_joined_stay_as_they_are() {
    Fuzz::new("details of posts", 10_000).seeds(PAGES).words(WORDS.split('¦')).words(SOWN).text(
        |input| {
            parts::id(input);
            parts::is_broken(input);
            details::unfenced(input);
            let quoted = crate::normalize::quoted(input);
            assert!(!quoted.contains('\n') || input.is_empty(), "{quoted}");
            // Two signs for the end of a line become one, and `post` is the program's own key.
            let is_odd = input.contains('\r') || input.contains("post");
            let Some(document) = parts::cut(input).filter(|_| !is_odd) else { return };
            let once = parts::join(&document);
            let Some(again) = parts::cut(&once) else { panic!("cannot be cut again:\n{once}") };
            assert_eq!(parts::join(&again), once);
        },
    );
}
