//! Comments of Stack Exchange as HTML, untrusted as all of it.
//!
//! They know `code`, *emphasis*, **strong** words, links and bare addresses. Backslashes, lists,
//! headings and tags are characters there, and what stands between dollars is TeX.

use crate::normalize::autolink::{address_len, escape, link};

/// How far the end of a mark is looked for, in bytes. A comment has 600 characters at most.
const FARTHEST: usize = 2_400;

/// How deep emphasis may lie in emphasis.
const DEEPEST: usize = 3;

/// What is open around words.
#[derive(Clone, Copy, Default)]
struct Around {
    n_styles: usize,
    is_link: bool,
}

/// Turns a comment into HTML.
pub(super) fn to_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 5 / 4 + 8);
    html.push_str("<p>");
    inline(text.trim(), Around::default(), &mut html);
    html.push_str("</p>");
    html
}

fn inline(text: &str, around: Around, html: &mut String) {
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_edge = !before.is_alphanumeric();
        let len = match c {
            '`' => code(rest, html),
            '$' => tex(rest, html),
            '[' if !around.is_link => named_link(rest, around, html),
            '*' | '_' if is_edge && before != c => styled(rest, c, around, html),
            'h' | 'H' if is_edge && !around.is_link => address(rest, html),
            _ => None,
        };
        let len = len.unwrap_or_else(|| {
            escape(&rest[..c.len_utf8()], html);
            c.len_utf8()
        });
        before = text[at..at + len].chars().next_back().unwrap_or(' ');
        at += len;
    }
}

/// Returns as much of a text as is searched for the end of a mark.
fn reach(text: &str) -> &str {
    &text[..text.floor_char_boundary(FARTHEST)]
}

/// Code between equal runs of backticks; returns how long it was.
fn code(rest: &str, html: &mut String) -> Option<usize> {
    let n_marks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let (marks, inner) = rest.split_at(n_marks);
    let is_end =
        |at: &usize| !inner[..*at].ends_with('`') && !inner[at + n_marks..].starts_with('`');
    let end = reach(inner).match_indices(marks).map(|(at, _)| at).find(is_end)?;
    let words = &inner[..end];
    let spaced = words.strip_prefix(' ').and_then(|words| words.strip_suffix(' '));
    html.push_str("<code>");
    escape(spaced.filter(|words| !words.trim().is_empty()).unwrap_or(words), html);
    html.push_str("</code>");
    Some(end + 2 * n_marks)
}

/// TeX, in which nothing is a mark. An amount of money is none: `$5 and $6`.
fn tex(rest: &str, html: &mut String) -> Option<usize> {
    let marks = if rest.starts_with("$$") { "$$" } else { "$" };
    let inner = &rest[marks.len()..];
    let is_end = |at: &usize| {
        let is_whole = !inner[..*at].ends_with([' ', '\\']) || marks.len() == 2;
        is_whole && !inner[at + marks.len()..].starts_with(|c: char| c.is_ascii_digit())
    };
    let end = reach(inner).match_indices(marks).map(|(at, _)| at).find(is_end)?;
    let is_tex = end > 0 && (marks.len() == 2 || !inner.starts_with(char::is_whitespace));
    let len = end + 2 * marks.len();
    is_tex.then(|| escape(&rest[..len], html)).map(|()| len)
}

/// `[words](https://example.org "title")`.
fn named_link(rest: &str, around: Around, html: &mut String) -> Option<usize> {
    let (words, target) = reach(rest)[1..].split_once("](")?;
    let is_words = !words.trim().is_empty() && !words.contains('[');
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| target.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    if !is_words || !is_web {
        return None;
    }
    let mut n_open = 0_usize;
    let ends = |c: char| {
        match c {
            '(' => n_open += 1,
            ')' if n_open == 0 => return true,
            ')' => n_open -= 1,
            _ => {}
        }
        c.is_whitespace()
    };
    let url = &target[..target.find(ends)?];
    let after = &target[url.len()..];
    let after = match after.strip_prefix(" \"") {
        Some(title) => &title[title.find("\")")? + 1..],
        None => after,
    };
    after.starts_with(')').then(|| {
        html.push_str("<a href=\"");
        escape(url, html);
        html.push_str("\">");
        inline(words, Around { is_link: true, ..around }, html);
        html.push_str("</a>");
        reach(rest).len() - after.len() + 1
    })
}

/// `*emphasis*` and `**strong**`, at the edges of words.
fn styled(rest: &str, mark: char, around: Around, html: &mut String) -> Option<usize> {
    let n_marks = rest.chars().take_while(|c| *c == mark).count();
    let (marks, inner) = rest.split_at(n_marks);
    let tag = match n_marks {
        1 => "em",
        2 => "strong",
        _ => return None,
    };
    if around.n_styles == DEEPEST || inner.starts_with(char::is_whitespace) {
        return None;
    }
    let is_end = |at: &usize| {
        let after = inner[at + n_marks..].chars().next();
        *at > 0
            && !inner[..*at].ends_with(|c: char| c.is_whitespace() || c == mark)
            && !after.is_some_and(|c| c.is_alphanumeric() || c == mark)
    };
    let end = reach(inner).match_indices(marks).map(|(at, _)| at).find(is_end)?;
    html.push_str(&format!("<{tag}>"));
    inline(&inner[..end], Around { n_styles: around.n_styles + 1, ..around }, html);
    html.push_str(&format!("</{tag}>"));
    Some(end + 2 * n_marks)
}

/// A bare address.
fn address(rest: &str, html: &mut String) -> Option<usize> {
    let head = rest.get(..8)?.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| head.starts_with(scheme))?;
    let len = address_len(rest);
    (len > scheme.len()).then(|| {
        link(&rest[..len], &rest[..len], html);
        len
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(to_html(text).replace("&#x2F;", "/"), format!("<p>{expected}</p>"));
    }

    #[test]
    fn a_comment_knows_a_few_marks() {
        check(
            "*a* _b_ **c d** __e__ `f *g*` ``h`i``",
            "<em>a</em> <em>b</em> <strong>c d</strong> <strong>e</strong> \
             <code>f *g*</code> <code>h`i</code>",
        );
        check("**the *one* lamp**", "<strong>the <em>one</em> lamp</strong>");
        let link = |words: &str| format!("<a href=\"https://a.example/b_(c)\">{words}</a>");
        check(
            "see [the *fix*](https://a.example/b_(c)).",
            &format!("see {}.", link("the <em>fix</em>")),
        );
        check("[x](https://a.example/b_(c) \"t\")", &link("x"));
        check("at https://a.example/b_(c).", &format!("at {}.", link("https://a.example/b_(c)")));
    }

    #[test]
    fn all_else_is_text() {
        for text in [
            "3. Lots of time",
            "# not a heading",
            "- no list",
            "> no quote",
            "a \\* b \\\\ c\\_d",
            "snake_case_name and 2 * 3 * 4, a*b*c",
            "[x](javascript:1) [y] [z](/q/1)",
            "* * *",
            "_ _ ** x **",
            "a $5 *",
            "`",
            "[[[",
            "~~a~~ | b",
            "https://",
            "***",
        ] {
            check(text, &text.replace('>', "&gt;"));
        }
        check("List<string> &amp; <b>", "List&lt;string&gt; &amp;amp; &lt;b&gt;");
    }

    #[test]
    fn tex_keeps_its_signs() {
        for text in [
            r"$\begin{pmatrix} 1 \\ 0 \end{pmatrix}$ and $\{0,1\}^n$ with $90\%$; norm $\|x\|$.",
            "$x^*Ax$ and $y^*By$",
            "$a^*_1$ or $b^*_2$",
            "$$a_1 _b_ c$$",
        ] {
            check(text, text);
        }
        check("$5 for *both* of $6", "$5 for <em>both</em> of $6");
    }

    #[test]
    fn endless_marks_end() {
        for mark in ["*", "_", "`", "[", "$", "[a](", "*a ", "`a", "$a ", "https://", "**a* "] {
            assert!(to_html(&mark.repeat(40_000 / mark.len())).len() < 40_000 * 12);
        }
    }
}
