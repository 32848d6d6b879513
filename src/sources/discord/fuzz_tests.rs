use super::markdown::to_markdown;
use super::wire::{Id, Named};
use crate::model::{Dialect, Markup, Syntax};
use crate::sources::fuzz_tests::{SOWN, seen_of, words_are_kept};
use crate::testing::Fuzz;

#[test]
fn markdown_of_any_kind_keeps_its_words() {
    let seeds = [
        "**b** *i* __u__ ~~s~~ ||hidden|| `c` <@7> <@&3> <#4> <:a:5> <t:0:R> https://a.example/b_c",
        "> q\n> ```js\n> x\n> ```\nNo.\n- a\n  - b\n1. c\n-# small\n# A\n>>> all\nof it",
        "see ```js\nx < 1\n``` and [t](<https://b.example>) \\*no\\*",
    ];
    let words = "**¦*¦__¦_¦~~¦||¦`¦```¦```js\n¦> ¦>>> ¦- ¦1. ¦# ¦-# ¦\n¦\n\n¦<@7>¦<¦>¦[¦](¦)¦\
        \\¦&lt;¦    ¦~~~¦===¦---¦https://"
        .split('¦');
    let named =
        || vec![Named { id: Some(Id("7".into())), name: Some("jo_*b".into()), nickname: None }];
    Fuzz::new("Discord markdown", 4_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let text = to_markdown(input, &named);
        assert!(text.len() <= 20 * input.len() + 100, "{} of {}", text.len(), input.len());
        let seen = Markup { syntax: Syntax::Markdown(Dialect::Discord), text };
        let seen = seen_of(&seen);
        // The word behind three backticks names a language, what is in brackets an address.
        if !input.contains(['<', '[', '!']) && !input.contains("```") {
            words_are_kept(input, &seen);
        }
    });
}
