//! Blocks of code: which language they are in, and the classes of their words.
//!
//! The language is what the fence, the class or a remark beside the block says; it is never
//! guessed.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::highlight::{Language, MAX_CODE, Token};

use super::pieces::{Piece, Start, decoded, escape_text, pieces};

/// The attribute in which markdown says which lines are marked. It is not published.
pub(in crate::normalize) const LINES: &str = "data-lines";

/// How many ranges of lines a block may mark.
const MAX_RANGES: usize = 50;

/// So much code of a post is looked at for its classes.
pub(super) const MAX_CODE_OF_POST: usize = 2 * MAX_CODE;

/// A block of code, as the sanitiser writes it.
pub(super) struct CodeBlock<'h> {
    /// `<code>`; some communities write none.
    pub code: Option<Start<'h>>,
    /// The language that it says it is in, if that is known.
    pub language: Option<Language>,
    /// The lines that are marked, counted from 1.
    marked: Vec<RangeInclusive<usize>>,
    /// What it says.
    pub text: Cow<'h, str>,
    /// What follows from its end on.
    pub rest: &'h str,
}

impl<'h> CodeBlock<'h> {
    /// Reads a block whose `<pre>` has just been read; `None` for one with other elements in it,
    /// or of which nothing is known.
    pub(super) fn read(pre: &Start<'h>, after: &'h str) -> Option<CodeBlock<'h>> {
        let mut all = pieces(after);
        let mut piece = all.next()?;
        let mut code = None;
        if let Piece::Start(start) = piece
            && start.name == "code"
        {
            code = Some(start);
            piece = all.next()?;
        }
        let mut text = "";
        if let Piece::Text(words) = piece {
            text = words;
            piece = all.next()?;
        }
        if code.is_some() {
            if piece != Piece::End("code") {
                return None;
            }
            piece = all.next()?;
        }
        if piece != Piece::End("pre") {
            return None;
        }
        let language = code.as_ref().and_then(language_of).or_else(|| language_of(pre));
        let lines = code.as_ref().and_then(|code| code.get(LINES));
        let marked = lines.map(|lines| ranges(&lines)).unwrap_or_default();
        let is_known = language.is_some() || !marked.is_empty();
        is_known.then(|| CodeBlock { code, language, marked, text: decoded(text), rest: all.rest })
    }

    /// Finds the classes of its words, as long as so many bytes of code may be looked at.
    fn tokens(&self, n_left: &mut usize) -> Vec<Token> {
        let n_bytes = self.text.len().min(MAX_CODE);
        match self.language {
            Some(language) if n_bytes <= *n_left => {
                *n_left -= n_bytes;
                language.tokens(&self.text)
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Writes the words with their classes. Without the tags it is what it was.
    pub(super) fn write(&self, n_left: &mut usize, html: &mut String) {
        let tokens = self.tokens(n_left);
        let mut tokens = tokens.iter().peekable();
        let mut start = 0;
        for (at, line) in self.text.split_inclusive('\n').enumerate() {
            let words = line.trim_end_matches(['\n', '\r']);
            let is_marked = self.marked.iter().any(|range| range.contains(&(at + 1)));
            if is_marked {
                html.push_str("<mark class=\"hl-line\">");
            }
            let end = start + words.len();
            let mut from = start;
            while let Some(token) = tokens.next_if(|token| token.range.start < end) {
                escape_text(&self.text[from..token.range.start], html);
                html.extend(["<span class=\"hl-", token.class.name(), "\">"]);
                escape_text(&self.text[token.range.clone()], html);
                html.push_str("</span>");
                from = token.range.end;
            }
            escape_text(&self.text[from..end], html);
            if is_marked {
                html.push_str("</mark>");
            }
            html.push_str(&line[words.len()..]);
            start += line.len();
        }
    }
}

/// Finds the language in a class: `language-rust`, `lang-py prettyprint`, `{.python}`.
fn language_of(tag: &Start<'_>) -> Option<Language> {
    let class = tag.get("class")?;
    let named = |word: &str| {
        let name = word.strip_prefix("language-").or(word.strip_prefix("lang-"))?;
        let name = name.trim_start_matches(['{', '.']).split([',', ':', '}', '{']).next()?;
        Language::named(name)
    };
    class.split_ascii_whitespace().find_map(named)
}

/// Reads `2,4-5`; what is no number is left out.
pub(super) fn ranges(lines: &str) -> Vec<RangeInclusive<usize>> {
    let range = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
    };
    lines.split(',').filter_map(range).take(MAX_RANGES).collect()
}

/// Moves what Stack Exchange says in a remark before a block into the class of the block:
/// `<!-- language: lang-js -->`.
pub(super) fn with_hints(html: &str) -> Cow<'_, str> {
    const REMARK: &str = "<!-- language";
    if !html.contains(REMARK) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 64);
    let (mut rest, mut of_all) = (html, None);
    while let Some(at) = rest.find(['<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut own = None;
        if let Some((said, after)) =
            rest.strip_prefix(REMARK).and_then(|said| said.split_once("-->"))
        {
            match said.split_once(':') {
                Some(("-all", name)) => of_all = class_name(name),
                Some(("", name)) => own = class_name(name),
                _ => {}
            }
            rest = after.trim_start();
        }
        if let (Some(name), Some(after)) = (own.or(of_all), rest.strip_prefix("<pre>")) {
            out.extend(["<pre class=\"lang-", name, "\">"]);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            out.push('<');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn class_name(name: &str) -> Option<&str> {
    let name = name.trim();
    let name = name.strip_prefix("lang-").unwrap_or(name);
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b"+#.-".contains(&b);
    (name.len() <= 32 && name.bytes().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Syntax};
    use crate::normalize::html::rewrite::tests::key_of;
    use crate::normalize::html::{Fixed, SafeHtml, Trust, sanitised};
    use crate::normalize::text_of_html;

    use super::*;

    fn written(html: &str) -> String {
        let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
        let html = sanitised(&markup).expect("it is simple");
        SafeHtml::of_sanitised(&html, Trust::House, &key_of, &mut Fixed).html.into_string()
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(written(html), expected);
    }

    const RUST: &str = "<pre><code class=\"language-rust\">\
                        <span class=\"hl-keyword\">let</span> x;</code></pre>";

    #[test]
    fn code_in_a_known_language_has_classes() {
        check("<pre><code class=\"language-rust\">let x;</code></pre>", RUST);
        check("<pre class=\"lang-rust prettyprint\"><code>let x;</code></pre>", RUST);
        check("<pre><code class=\"lang-rs hljs\">let x;</code></pre>", RUST);
        check("<pre><code class=\"language-rust,ignore\">let x;</code></pre>", RUST);
        check("<!-- language: lang-rust -->\n\n<pre><code>let x;</code></pre>", RUST);
        let of_all = "<!-- language-all: rust --><p>a</p><pre><code>let x;</code></pre>";
        check(of_all, &format!("<p>a</p>{RUST}"));
    }

    #[test]
    fn other_code_is_left_as_it_is() {
        check("<pre><code>let x;</code></pre>", "<pre><code>let x;</code></pre>");
        check(
            "<pre><code class=\"lang-auto\">let x;</code></pre>",
            "<pre><code class=\"language-auto\">let x;</code></pre>",
        );
        check(
            "<pre><code class=\"lang-rust\">let <b>x</b>;</code></pre>",
            "<pre><code class=\"language-rust\">let <b>x</b>;</code></pre>",
        );
        check("<code class=\"lang-rust\">let</code>", "<code class=\"language-rust\">let</code>");
        check("<!-- language: lang-rust --><p>let</p>", "<p>let</p>");
        check("<!-- language: x\"y --><pre>let</pre>", "<pre>let</pre>");
    }

    #[test]
    fn lines_are_marked() {
        check(
            "<pre><code data-lines=\"2,9-,4-5,x\">a\nb\nc\nd\ne</code></pre>",
            "<pre><code>a\n<mark class=\"hl-line\">b</mark>\nc\n<mark class=\"hl-line\">d</mark>\n\
             <mark class=\"hl-line\">e</mark></code></pre>",
        );
    }

    #[test]
    fn what_code_says_stays_the_same() {
        let codes = [
            "fn main() {\r\n    println!(\"a &amp;&lt;b&gt; {}\", 'x');\n}\n\n// é",
            "\n\n&nbsp;\"unclosed\n/* and\nso on",
            "a\tb &amp;amp; c",
        ];
        for code in codes {
            for language in ["rust", "cpp", "html", "python", "bash", "none"] {
                let html = |class: &str| {
                    format!("<pre><code class=\"{class}\" data-lines=\"1-9\">{code}</code></pre>")
                };
                let plain = |html: &str| {
                    pieces(html)
                        .filter_map(|piece| match piece {
                            Piece::Text(text) => Some(decoded(text).into_owned()),
                            Piece::Start(_) | Piece::End(_) => None,
                        })
                        .collect::<String>()
                };
                let colored = written(&html(&format!("language-{language}")));
                assert_eq!(plain(&colored), plain(&written(&html("none"))), "{language}");
                let (mut one, mut other) = (String::new(), String::new());
                text_of_html(&colored, &mut one);
                text_of_html(&format!("<pre>{code}</pre>"), &mut other);
                assert_eq!(one, other, "{language}");
            }
        }
    }
}
