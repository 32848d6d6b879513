use super::Language;
use crate::testing::Fuzz;

#[test]
fn tokens_of_any_code_follow_each_other_within_it() {
    let seeds = [
        "fn main() { // Hi\n    let n = \"a\\n\" + r#\"x\"#;\n}\n",
        "<div class=\"a\">{{ x }}</div><script>let a = `b${c}`;</script>",
        "def f(x: int) -> str:\n    \"\"\"doc\"\"\"\n    return f'{x!r}' # why\n",
        "#!/bin/sh\ncat <<EOF | sed 's/a/b/' > \"$HOME/x\"\nEOF\nif [ -f x ]; then :; fi\n",
        "{\"a\": [1, 2.5e3, null], \"b\": \"\\u00e9\"}",
        "@mixin a { &:hover > .b { color: rgba(0, 0, 0, .5) } }",
    ];
    let words = "{¦}¦(¦)¦[¦]¦<¦>¦\"¦'¦`¦\\¦//¦/*¦*/¦#¦<!--¦-->¦\n¦    ¦${¦\"\"\"¦<<EOF¦;¦::¦=>¦\
        @"
    .split('¦');
    let languages = ["rust", "html", "python", "bash", "json", "css", "js", "sql", "yaml", "c++"];
    let languages: Vec<Language> = languages.into_iter().filter_map(Language::named).collect();
    assert!(languages.len() > 7);
    Fuzz::new("highlighted code", 300).seeds(seeds).words(words).text(|input| {
        Language::named(input);
        for language in &languages {
            let mut end = 0;
            for token in language.tokens(input) {
                assert!(token.range.start >= end && token.range.end > token.range.start);
                assert!(input.get(token.range.clone()).is_some_and(|text| !text.contains('\n')));
                end = token.range.end;
            }
        }
    });
}
