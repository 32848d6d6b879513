use super::text::{Form, markdown};
use crate::sources::fuzz_tests::{SOWN, words_are_kept};
use crate::testing::Fuzz;

#[test]
fn markdown_of_any_kind_keeps_its_words_and_escapes_are_undone_once() {
    let seeds = [
        ">!hold it!< and `a >! b` #Fix\n##A\n\n&#x200B;\n\n![gif](giphy|ab1|downsized)",
        "```\na >!b!<\n```\n>!c!<\n    code >!\n~~~\n![img](emote|t5_2qh0y|heart_eyes)",
    ];
    let words = ">!¦!<¦`¦```¦~~~¦#¦![¦](¦|¦)¦&amp;¦&lt;¦&gt;¦&¦\n¦    ¦\t¦<¦>".split('¦');
    Fuzz::new("Reddit markdown", 15_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let text = markdown(input);
        assert!(text.len() <= 8 * input.len() + 100, "{} of {}", text.len(), input.len());
        if !input.contains("![") {
            words_are_kept(input, &text);
        }
        let escaped = input.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(Form::Escaped.typed(&escaped), input);
        assert!(Form::Escaped.typed(input).len() <= input.len());
    });
}
