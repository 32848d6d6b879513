//! Math in a post: found when it is sanitised, written as MathML for its page.
//!
//! What is math is marked in the sanitised HTML as `<span class="tex">$x^2$</span>`: its words
//! are the TeX with its signs, for everybody who reads the post. MathML is made where
//! [`SafeHtml`](super::SafeHtml) is, of such words alone.

use std::borrow::Cow;

use crate::math::{Rule, expressions, mathml, unwrapped};
use crate::model::Math;

use super::pieces::{Piece, Start, decoded, escape_attribute, pieces};

/// The class of our own mark.
const MARK: &str = "tex";

/// The classes by which platforms say that what is in an element is math.
pub(super) const CLASSES: [&str; 5] =
    ["math", "math-container", "math-inline", "math-display", MARK];

/// A formula of so many signs fits a phone, in a text and in a title.
const MAX_NARROW: usize = 14;
const MAX_NARROW_TITLE: usize = 8;

/// The mark, with what is before the TeX and behind it.
pub(in crate::normalize) const START: &str = "<span class=\"tex\">";
pub(super) const END: &str = "</span>";

/// Returns how the signs in a thread's text are read; `None` where they mean nothing.
pub(in crate::normalize) fn rule_of(math: Math) -> Option<Rule> {
    match math {
        Math::None | Math::Marked => None,
        Math::Likely => Some(Rule::Likely),
        Math::Signs => Some(Rule::Signs),
    }
}

/// Tells whether an element of sanitised HTML is marked as math.
pub(crate) fn is_marked(tag: &Start<'_>) -> bool {
    tag.name == "span" && tag.get("class").is_some_and(|class| class == MARK)
}

/// Reads the words of an element that has just been started, and what follows from its end;
/// `None` when there is another element in it.
pub(super) fn inner<'h>(name: &str, after: &'h str) -> Option<(Cow<'h, str>, &'h str)> {
    let mut all = pieces(after);
    let mut words: Cow<'h, str> = Cow::Borrowed("");
    loop {
        match all.next()? {
            Piece::Text(text) if words.is_empty() => words = decoded(text),
            Piece::Text(text) => words.to_mut().push_str(&decoded(text)),
            Piece::Start(tag) if tag.name == "br" => words.to_mut().push('\n'),
            Piece::End(end) if end == name => return Some((words, all.rest)),
            Piece::Start(_) | Piece::End(_) => return None,
        }
    }
}

/// Writes marked math as MathML. What is not understood stays as its source, in `<code>`;
/// returns whether it was understood.
pub(super) fn write(words: &str, html: &mut String) -> bool {
    let tex = unwrapped(words);
    match mathml(tex) {
        Some(math) if tex.is_display => {
            let focus = if n_signs(&math) > MAX_NARROW { " tabindex=\"0\"" } else { "" };
            html.extend(["<span class=\"formula\"", focus, ">", &math, "</span>"]);
        }
        Some(math) => within_line(&math, MAX_NARROW, html),
        None => {
            html.push_str("<code class=\"language-tex\">");
            super::escape_text(words, html);
            html.push_str("</code>");
            return false;
        }
    }
    true
}

/// Writes math of a title.
pub(super) fn in_title(math: &str, html: &mut String) {
    within_line(math, MAX_NARROW_TITLE, html);
}

/// Gives math its words as a name, where it is all that names something. Programs that look for
/// names do not read MathML.
pub(super) fn named(html: &str, words: &str) -> String {
    let mut start = "<math aria-label=\"".to_owned();
    escape_attribute(words, &mut start);
    start.push('"');
    html.replacen("<math", &start, 1)
}

/// Writes math within a line. What may be wider than a phone scrolls, and can be reached with
/// the keyboard.
fn within_line(math: &str, max_narrow: usize, html: &mut String) {
    match n_signs(math) > max_narrow {
        true => {
            html.extend(["<span class=\"formula-long\" tabindex=\"0\">", math, "</span>"]);
        }
        false => html.push_str(math),
    }
}

/// Counts the characters that MathML shows; wide spaces and columns are one each.
fn n_signs(mathml: &str) -> usize {
    let shown = mathml.split("<annotation").next().unwrap_or_default();
    let parts = shown.split('<').filter_map(|part| part.split_once('>'));
    let width = |(tag, text): (&str, &str)| {
        text.chars().count() + usize::from(tag.starts_with("mspace") || tag.starts_with("mtd"))
    };
    parts.map(width).sum()
}

/// Marks the math of sanitised HTML: what its markup says is some, and what stands between
/// signs where they mean math.
pub(super) fn marked(html: &str, math: Math) -> Cow<'_, str> {
    let rule = rule_of(math);
    let has_signs = rule.is_some() && memchr::memchr2(b'$', b'\\', html.as_bytes()).is_some();
    let has_classes = html.contains(match math {
        // Our own mark of somebody else means nothing.
        Math::None => "class=\"tex",
        Math::Marked | Math::Likely | Math::Signs => "math",
    });
    if !has_signs && !has_classes && !html.contains(START) {
        return Cow::Borrowed(html);
    }
    let means_nothing = math == Math::None;
    let mut marker = Marker { out: String::with_capacity(html.len() + 256), rule, apart: 0 };
    let mut all = pieces(html);
    loop {
        let before = all.rest;
        let Some(piece) = all.next() else { break };
        match piece {
            Piece::Text(_) => {
                while is_text_or_break(all.rest) {
                    all.next();
                }
                marker.text(&before[..before.len() - all.rest.len()]);
            }
            Piece::Start(tag) if means_nothing => match is_marked(&tag) {
                true => marker.out.push_str("<span>"),
                false => piece.write(&mut marker.out),
            },
            Piece::Start(tag) => match marker.element(&tag, all.rest) {
                Some(rest) => all.rest = rest,
                None => marker.tag(piece, tag.name, 1),
            },
            Piece::End(name) => marker.tag(piece, name, -1),
        }
    }
    Cow::Owned(marker.out)
}

/// Returns a line of text, such as a title, as HTML with its math marked; `None` for one
/// without any.
pub(crate) fn line_with_math(line: &str, math: Math) -> Option<String> {
    rule_of(math)?;
    let mut html = String::with_capacity(line.len() + 32);
    super::escape_text(line, &mut html);
    let marked = marked(&html, math);
    marked.contains(START).then(|| marked.into_owned())
}

/// Reads a formula whose start tag is `piece`, and what follows the tag; returns its TeX with
/// the signs, as escaped text, and what follows the formula.
pub(crate) fn formula<'h>(piece: &Piece<'h>, rest: &'h str) -> Option<(&'h str, &'h str)> {
    let Piece::Start(tag) = piece else { return None };
    let mut all = pieces(rest);
    match (is_marked(tag), all.next(), all.next()) {
        (true, Some(Piece::Text(tex)), Some(Piece::End("span"))) => Some((tex, all.rest)),
        _ => None,
    }
}

fn is_text_or_break(rest: &str) -> bool {
    match pieces(rest).next() {
        Some(Piece::Text(_)) => true,
        Some(Piece::Start(tag)) => tag.name == "br",
        Some(Piece::End(_)) | None => false,
    }
}

struct Marker {
    out: String,
    rule: Option<Rule>,
    /// How many elements are open in which signs mean nothing.
    apart: usize,
}

impl Marker {
    fn text(&mut self, text: &str) {
        let Some(rule) = self.rule.filter(|_| self.apart == 0) else {
            return self.out.push_str(text);
        };
        let mut at = 0;
        for expression in expressions(text, rule) {
            self.out.push_str(&text[at..expression.range.start]);
            self.out.push_str(START);
            self.out.push_str(&text[expression.range.clone()].replace("<br>", "\n"));
            self.out.push_str(END);
            at = expression.range.end;
        }
        self.out.push_str(&text[at..]);
    }

    fn tag(&mut self, piece: Piece<'_>, name: &str, change: isize) {
        if matches!(name, "code" | "pre" | "kbd" | "samp") {
            self.apart = self.apart.saturating_add_signed(change);
        }
        piece.write(&mut self.out);
    }

    /// Marks a whole element of math, and returns what follows.
    fn element<'h>(&mut self, tag: &Start<'h>, after: &'h str) -> Option<&'h str> {
        match tag.name {
            "span" | "div" if tag.has_class_that(|class| CLASSES.contains(&class)) => {
                let (words, rest) = inner(tag.name, after)?;
                let is_block = tag.name == "div" || tag.has_class("math-display");
                self.mark(&words, is_block);
                Some(rest)
            }
            // A fence of GitHub's.
            "pre" => {
                let Some(Piece::Start(code)) = pieces(after).next() else { return None };
                if code.name != "code" || !code.has_class("language-math") {
                    return None;
                }
                let (words, rest) = inner("code", pieces_after(after))?;
                let rest = rest.strip_prefix("</pre>")?;
                self.out.push_str("<p>");
                self.mark(&words, true);
                self.out.push_str("</p>");
                Some(rest)
            }
            _ => None,
        }
    }

    /// Marks words as math; some communities have taken the signs off.
    fn mark(&mut self, words: &str, is_block: bool) {
        let words = words.trim();
        if unwrapped(words).source.is_empty() {
            return super::escape_text(words, &mut self.out);
        }
        let has_signs = words.len() > 1 && unwrapped(words).source.len() < words.len();
        let is_whole = has_signs || words.starts_with("\\begin{");
        let sign = match (is_whole, is_block) {
            (true, _) => "",
            (false, true) => "$$",
            (false, false) => "$",
        };
        self.out.push_str(START);
        self.out.push_str(sign);
        super::escape_text(words, &mut self.out);
        self.out.push_str(sign);
        self.out.push_str(END);
    }
}

/// Returns what follows the first piece.
fn pieces_after(html: &str) -> &str {
    let mut all = pieces(html);
    all.next();
    all.rest
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Syntax};
    use crate::normalize::html::rewrite::tests::key_of;
    use crate::normalize::html::{Fixed, SafeHtml, Trust, sanitised_with_math};
    use crate::normalize::text_of_html;

    use super::*;

    fn marks(html: &str, math: Math) -> String {
        let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
        sanitised_with_math(&markup, math).expect("it is simple").into_owned()
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let marked = marks(html, Math::Signs);
        assert_eq!(marked.replace(START, "[").replace(END, "]"), expected);
    }

    #[test]
    fn math_is_marked_where_markup_or_signs_say_so() {
        check("<p>See $\\langle 0|$.</p>", "<p>See [$\\langle 0|$].</p>");
        check("a <span class=\"math-container\">$x &lt; y$</span>", "a [$x &lt; y$]");
        check("<span class=\"math\">x^2</span>", "[$x^2$]");
        check("<div class=\"math\">\nx\n</div>", "[$$x$$]");
        check("<span class=\"math-container\">$$ $$</span>", "$$ $$");
        check("$$a<br>b$$", "[$$a\nb$$]");
        check("<pre><code class=\"language-math\">x\n</code></pre>b", "<p>[$$x$$]</p>b");
        check("\\begin{align}x\\end{align}", "[\\begin{align}x\\end{align}]");
    }

    #[test]
    fn code_and_amounts_are_left_alone() {
        check("<code>$x$</code> <pre>$y$</pre> $z$", "<code>$x$</code> <pre>$y$</pre> [$z$]");
        check("costs $5, not $10", "costs $5, not $10");
        let half = "<span class=\"math\">x <b>y</b></span>";
        assert_eq!(marks(half, Math::Signs), half);
        assert_eq!(marks("$x^2$", Math::Marked), "$x^2$");
        assert_eq!(marks("$x^2$ is $no_math$", Math::None), "$x^2$ is $no_math$");
        let own = "<span class=\"tex\">$x$</span> <span class=\"math\">y</span>";
        assert_eq!(marks(own, Math::None), "<span>$x$</span> <span class=\"math\">y</span>");
        assert_eq!(
            marks("<span class=tex>a<br>b</span>", Math::Marked),
            "<span class=\"tex\">$a\nb$</span>"
        );
    }

    fn shown(html: &str) -> (String, usize) {
        let html = marks(html, Math::Signs);
        let post = SafeHtml::of_sanitised(&html, Trust::House, &key_of, &mut Fixed);
        (post.html.into_string(), post.n_unread_math)
    }

    #[test]
    fn marked_math_is_shown_as_mathml_or_as_its_source() {
        let (html, n_unread) = shown("<p>a $x$ b</p>");
        assert!(html.starts_with("<p>a <math><semantics><mrow><mi>x</mi>"), "{html}");
        assert_eq!(n_unread, 0);
        let (html, n_unread) = shown("$\\foo &lt; 1$");
        assert_eq!(html, "<code class=\"language-tex\">$\\foo &lt; 1$</code>");
        assert_eq!(n_unread, 1);
        let (html, _) = shown("$$x$$");
        assert!(html.starts_with("<span class=\"formula\"><math display=\"block\">"), "{html}");
        let (html, _) = shown(&format!("$x{}$", " + \\beta".repeat(20)));
        assert!(html.starts_with("<span class=\"formula-long\" tabindex=\"0\"><math>"), "{html}");
    }

    #[test]
    fn math_that_is_all_of_a_name_has_one() {
        let named = "<math aria-label=\"x²\"><semantics>";
        let row = "<th>$x^2$</th><th>a $x^2$</th><td>$x^2$</td>";
        let (html, _) = shown(&format!("<table><tr>{row}</tr></table>"));
        assert_eq!(html.matches("<math").count(), 3, "{html}");
        assert!(html.contains(&format!("<th>{named}")), "{html}");
        assert_eq!(html.matches("aria-label").count(), 1, "{html}");
        assert!(shown("<h2>$x^2$</h2>").0.contains(named));
        assert!(shown("<a href=\"https://a.example\">$x^2$</a>").0.contains(named));
        assert!(!shown("<h2>$x^2$ and more</h2>").0.contains(named));
        let (html, _) = shown("<h2>$\\foo &lt; 1$</h2>");
        assert!(html.contains("<code class=\"language-tex\">$\\foo"), "{html}");
        let title = |title| SafeHtml::of_title(title, Rule::Signs).expect("it has math");
        assert!(title("$x^2$").as_str().contains(named));
        assert!(!title("What is $x^2$?").as_str().contains("aria-label"));
    }

    #[test]
    fn the_index_has_the_words_of_the_tex_once() {
        let (html, _) = shown("<p>Let $\\alpha_1 &lt; x^2$ be</p>");
        let mut text = String::new();
        text_of_html(&html, &mut text);
        assert_eq!(text.trim_end(), "Let \\alpha_1 < x^2 be");
    }

    #[test]
    fn mathml_of_a_post_stays_out() {
        let (html, _) = shown("<math><mi>a</mi></math>b <span class=\"tex\">&lt;mi&gt;</span>");
        assert!(!html.contains("<mi>a"), "{html}");
        assert!(html.contains(">&lt;</mo><mi>m</mi>"), "{html}");
    }
}
