use super::{Rule, expressions, in_words, mathml, unwrapped};
use crate::testing::Fuzz;

#[test]
fn tex_of_any_kind_becomes_mathml_of_our_own_or_none() {
    let seeds = [
        "\\frac{a}{b} + \\sqrt[3]{x_i^2} \\left( \\begin{matrix} 1 & 2 \\\\ 3 & 4 \
        \\end{matrix} \\right)",
        "\\begin{align} a &= b \\\\ \\text{for } x < 0 \\end{align}",
        "\\mathbb{C}^2 \\to \\operatorname{Hom}(A, \\overline{B}) \\quad \\color{red}{x} \
        \\href{a}{b}",
        "it costs $5, not $10, but $x^2$ and $$\\sum_i$$ and \\(a\\) and \\[b\\]",
    ];
    let words = "\\¦{¦}¦^¦_¦&¦\\\\¦$¦$$¦\\(¦\\)¦\\[¦\\]¦\\frac¦\\sqrt¦\\left¦\\right¦\
        \\begin{matrix}¦\\end{matrix}¦\\begin{¦\\text{¦\\def¦\\newcommand¦\\href¦\
        \\style¦\\class¦\\html¦<¦>¦<script>¦\"¦'¦~¦#1¦%¦\\over¦\\hat¦\\not¦\
        \\unicode{x3c}¦|"
        .split('¦');
    Fuzz::new("TeX", 5_000).seeds(seeds).words(words).text(|input| {
        for rule in [Rule::Signs, Rule::Likely] {
            let mut end = 0;
            for expression in expressions(input, rule) {
                assert!(
                    expression.range.start >= end && input.get(expression.range.clone()).is_some()
                );
                end = expression.range.end;
            }
            in_words(input, rule);
        }
        let Some(mathml) = mathml(unwrapped(input)) else { return };
        let mut open = Vec::new();
        for part in mathml.split('<').skip(1) {
            let (tag, text) = part.split_once('>').expect("each tag ends");
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            let is_ours = name.starts_with('m')
                || ["semantics", "annotation", "none", "span", "br"].contains(&name);
            assert!(is_ours, "<{tag}> in {mathml}");
            for attribute in [" on", " style", "href", "src", "javascript:"] {
                assert!(!tag.contains(attribute), "<{tag}> in {mathml}");
            }
            assert!(!text.contains(['"', '\0']) || !text.contains('<'), "{text}");
            match tag.starts_with('/') {
                true => assert_eq!(open.pop(), Some(name), "{mathml}"),
                false if tag.ends_with('/') || name == "br" => {}
                false => open.push(name),
            }
        }
        assert_eq!(open, [] as [&str; 0], "{mathml}");
    });
}
