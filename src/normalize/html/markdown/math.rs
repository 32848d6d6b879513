//! Math in markdown: found before markdown takes its `\\`, `_` and `*` for its own.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser};

use crate::math::Expression;

use super::super::super::autolink::escape;
use super::super::tex::{END, START};

/// How often a text is read again because something in it is no math after all.
const ROUNDS: usize = 3;

/// Returns markdown in which every `$` that opens no math for us opens none for the parser;
/// `None` when none opens any. `math` finds what is some.
pub(in crate::normalize) fn with_escaped_dollars<'t>(
    text: &'t str,
    options: Options,
    math: &dyn Fn(&str) -> Vec<Expression>,
) -> Option<Cow<'t, str>> {
    if !text.contains('$') {
        return None;
    }
    let mut text = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let (n_math, others) = read(&text, options, &math(&text));
        if others.is_empty() {
            return (n_math > 0).then_some(text);
        }
        let mut escaped = String::with_capacity(text.len() + others.len());
        let mut at = 0;
        for range in others {
            escaped.push_str(&text[at..range.start]);
            escaped.push('\\');
            at = range.start;
        }
        escaped.push_str(&text[at..]);
        text = Cow::Owned(escaped);
    }
    None
}

/// Counts what the parser takes for math and is some; returns where the rest stands.
fn read(text: &str, options: Options, known: &[Expression]) -> (usize, Vec<Range<usize>>) {
    let (mut n_math, mut others) = (0, Vec::new());
    for (event, range) in
        Parser::new_ext(text, options.union(Options::ENABLE_MATH)).into_offset_iter()
    {
        if !matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)) {
            continue;
        }
        match known.binary_search_by_key(&range.start, |one| one.range.start) {
            Ok(_) => n_math += 1,
            Err(_) => others.push(range),
        }
    }
    (n_math, others)
}

/// Marks what the parser took for math.
pub(super) fn with_math<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let marked = |tex: &str, sign: &str| {
        let mut html = String::with_capacity(tex.len() + 32);
        html.push_str(START);
        html.push_str(sign);
        escape(tex, &mut html);
        html.push_str(sign);
        html.push_str(END);
        Event::InlineHtml(CowStr::from(html))
    };
    events.map(move |event| match event {
        Event::InlineMath(tex) => marked(&tex, "$"),
        Event::DisplayMath(tex) => marked(&tex, "$$"),
        event => event,
    })
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Math};
    use crate::normalize::html::sanitised_with_math;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let markup = Markup::markdown(text.to_owned());
        let html = sanitised_with_math(&markup, Math::Likely).expect("it is simple");
        let html = html.replace(START, "[").replace(END, "]");
        assert_eq!(html.trim_end().replace("<p>", "").replace("</p>", ""), expected);
    }

    #[test]
    fn math_is_found_before_markdown_reads_its_signs() {
        check(
            "So $a_1 * b_2 * c$ and $x^*Ax$, *so*",
            "So [$a_1 * b_2 * c$] and [$x^*Ax$], <em>so</em>",
        );
        check(
            "$$\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}$$",
            "[$$\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}$$]",
        );
        check("$\\{0,1\\}^n$ with $90\\%$", "[$\\{0,1\\}^n$] with [$90\\%$]");
        check("$a < b$ & $c$", "[$a &lt; b$] &amp; [$c$]");
        check("$`a_b`$", "[$`a_b`$]");
        check("```math\nx_1\n```", "[$$x_1$$]");
    }

    #[test]
    fn amounts_and_code_stay_markdown() {
        check("$5 *or* 10$ is fine, $x_1$", "$5 <em>or</em> 10$ is fine, [$x_1$]");
        check("`$x$` costs $5, not *$10*", "<code>$x$</code> costs $5, not <em>$10</em>");
        check("5$/month or 10$/year", "5$/month or 10$/year");
        check("a \\$x$ b", "a $x$ b");
    }
}
