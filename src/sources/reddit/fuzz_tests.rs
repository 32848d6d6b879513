use super::text::Form;
use crate::testing::Fuzz;

#[test]
fn escapes_are_undone_once() {
    let seeds = ["&amp;lt;b&amp;gt; &lt;b&gt; &amp;", ">!hold it!< and `a >! b` &#x200B;"];
    let words = "&amp;¦&lt;¦&gt;¦&¦amp;¦lt;¦;¦<¦>¦#x200B;".split('¦');
    Fuzz::new("Reddit escapes", 15_000).seeds(seeds).words(words).text(|input| {
        let escaped = input.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(Form::Escaped.typed(&escaped), input);
        assert!(Form::Escaped.typed(input).len() <= input.len());
    });
}
