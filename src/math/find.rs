//! Where math stands in a text, by the signs around it.
//!
//! The signs are those of MathJax: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and `\begin{…}…\end{…}`.
//! A `$` opens math where no space follows it, and closes it where no space is before it and no
//! digit behind it, as in Pandoc: "it costs $5, not $10" holds none.

use std::ops::Range;

use super::tex::MAX_TEX;

/// The longest expression between single `$`, in bytes.
const MAX_INLINE: usize = 1_000;

/// How much must be said for an expression between signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The text is of a place where such signs mean math.
    Signs,
    /// They may mean something else there, too: what is between them must look like math.
    Likely,
}

/// An expression in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands, with its signs.
    pub range: Range<usize>,
}

/// Finds the expressions of a text in their order. It may be HTML without tags but `<br>`:
/// character references are read as they are.
pub fn expressions(text: &str, rule: Rule) -> Vec<Expression> {
    let mut finder = Finder { text, rule, next: [None; 3] };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(n) = memchr::memchr2(b'$', b'\\', &text.as_bytes()[at..]) {
        let start = at + n;
        at = match finder.expression(start) {
            Ok(end) => {
                found.push(Expression { range: start..end });
                end
            }
            Err(go_on) => go_on,
        };
    }
    found
}

/// Tells whether what stands between signs can be nothing but TeX: it has a command, or
/// something above or below the line.
pub fn is_tex(inner: &str) -> bool {
    let bytes = inner.as_bytes();
    let is_sign = |(at, byte): (usize, &u8)| {
        let next = bytes.get(at + 1);
        match byte {
            b'\\' => next.is_some_and(|next| next.is_ascii_alphabetic() || *next == b'{'),
            b'^' | b'_' => {
                let is_escaped = at == 0 || bytes[at - 1] == b'\\';
                !is_escaped && next.is_some_and(|next| !next.is_ascii_whitespace())
            }
            _ => false,
        }
    };
    bytes.iter().enumerate().any(is_sign) && !is_name(inner)
}

/// A variable of a shell, such as `HOME_DIR`, is no math.
fn is_name(inner: &str) -> bool {
    inner.len() > 3
        && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// The ends of expressions that do not depend on their start.
const CLOSINGS: [&str; 3] = ["$$", "\\)", "\\]"];

struct Finder<'t> {
    text: &'t str,
    rule: Rule,
    /// Where each of [`CLOSINGS`] comes next, so that none is looked for twice.
    next: [Option<usize>; 3],
}

impl Finder<'_> {
    /// Reads an expression that starts at a sign, and returns its end; else where to go on.
    fn expression(&mut self, start: usize) -> Result<usize, usize> {
        let rest = &self.text[start..];
        let n_dollars = rest.bytes().take_while(|byte| *byte == b'$').count();
        if n_dollars > 2 {
            return Err(start + n_dollars);
        }
        if n_dollars == 2 {
            return self.closed(start + 2, 0).ok_or(start + 2);
        }
        if n_dollars == 1 {
            return self.inline(start).ok_or(start + 1);
        }
        match rest.as_bytes().get(1) {
            Some(b'(') => self.closed(start + 2, 1).ok_or(start + 2),
            Some(b'[') => self.closed(start + 2, 2).ok_or(start + 2),
            Some(b'b') => self.environment(start).ok_or(start + 2),
            // `\$` and `\\` are no signs.
            Some(_) => Err(start + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            None => Err(start + 1),
        }
    }

    /// Finds the end of an expression with a closing sign of its own.
    fn closed(&mut self, from: usize, which: usize) -> Option<usize> {
        let closing = CLOSINGS[which];
        if self.next[which].is_none_or(|next| next < from) {
            let n = self.text[from..].find(closing);
            self.next[which] = Some(n.map_or(usize::MAX, |n| from + n));
        }
        let end = self.next[which].filter(|end| *end <= from + MAX_TEX)?;
        let inner = &self.text[from..end];
        let is_math = !inner.trim().is_empty() && !inner.contains("\n\n");
        let is_likely = self.rule == Rule::Signs || is_tex(inner) || looks_like_math(inner);
        (is_math && is_likely).then_some(end + closing.len())
    }

    /// Finds the end of an expression between single `$`: the next one outside of braces.
    fn inline(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min(start + 1 + MAX_INLINE);
        let (mut depth, mut at) = (0_usize, start + 1);
        let end = loop {
            if at >= limit {
                return None;
            }
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'$' if depth == 0 => break at,
                b'<' if bytes[at..].starts_with(b"<br>") => return None,
                b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
                _ => {}
            }
            at += 1;
        };
        let inner = &self.text[start + 1..end];
        let is_tight = !inner.starts_with(char::is_whitespace)
            && !inner.ends_with(char::is_whitespace)
            && !inner.is_empty();
        let after = self.text[end + 1..].chars().next();
        let before = self.text[..start].chars().next_back();
        let is_math = match self.rule {
            // MathJax itself asks for less: a command says enough.
            Rule::Signs => is_tight || (is_tex(inner) && inner.contains(['\\', '^'])),
            Rule::Likely => {
                let stands_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                is_tight
                    && stands_apart(before)
                    && stands_apart(after)
                    && !matches!(after, Some('{' | '('))
                    && (is_tex(inner) || looks_like_math(inner))
            }
        };
        let is_amount = after.is_some_and(|c| c.is_ascii_digit() || c == '$');
        (is_math && !is_amount).then_some(end + 1)
    }

    /// Finds the end of `\begin{name}…\end{name}`.
    fn environment(&self, start: usize) -> Option<usize> {
        let rest = self.text[start..].strip_prefix("\\begin{")?;
        let (name, _) = rest.split_once('}')?;
        let is_name = |b: u8| b.is_ascii_alphabetic() || b == b'*';
        if name.is_empty() || name.len() > 20 || !name.bytes().all(is_name) {
            return None;
        }
        let closing = format!("\\end{{{name}}}");
        let mut end = rest.len().min(MAX_TEX);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let n = rest[..end].find(&closing)?;
        Some(start + "\\begin{".len() + n + closing.len())
    }
}

/// Tells whether what stands between signs may be math though it has no sign of TeX: short, and
/// without words.
fn looks_like_math(inner: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    let has_words = !inner.contains('=') && inner.split_whitespace().any(is_word);
    let is_long_word = inner.len() > 3 && inner.chars().all(char::is_alphanumeric);
    inner.len() <= 80 && !has_words && !is_long_word && !is_name(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, rule: Rule) -> Vec<&str> {
        expressions(text, rule).into_iter().map(|one| &text[one.range]).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found(text, Rule::Signs), expected);
        assert_eq!(found(text, Rule::Likely), expected);
    }

    #[test]
    fn every_sign_of_mathjax_opens_math() {
        check("If $x^2$ and $n$, then", &["$x^2$", "$n$"]);
        check("$$a = b$$ and \\(c\\), \\[d\\]", &["$$a = b$$", "\\(c\\)", "\\[d\\]"]);
        check(
            "so \\begin{align} a &amp;= b \\\\ c \\end{align}.",
            &["\\begin{align} a &amp;= b \\\\ c \\end{align}"],
        );
        check(
            "$\\langle 0|$, $\\{0,1\\}^n$ with $90\\%$",
            &["$\\langle 0|$", "$\\{0,1\\}^n$", "$90\\%$"],
        );
        check("$f(x) = \\text{$x$ if positive}$", &["$f(x) = \\text{$x$ if positive}$"]);
        check("$|0&gt;$-state", &["$|0&gt;$"]);
    }

    #[test]
    fn a_dollar_amount_is_no_math() {
        check("It costs $5, not $10.", &[]);
        check("$5/$10, US$5 and $ 7 or 5$", &[]);
        check("between $100K-$200K a year", &[]);
        check("a \\$5 note, \\\\$x", &[]);
        check("echo $HOME and $PATH", &[]);
        assert_eq!(found("${A} B\\_C) d(${A} e) $(f) g$(h)", Rule::Likely), [""; 0]);
        check("$", &[]);
        check("$$", &[]);
        check("$$$$, $$$ and $$ $$", &[]);
    }

    #[test]
    fn where_signs_may_mean_something_else_they_must_look_like_math() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(found(text, Rule::Likely), expected);
        };
        check("either $5 or 10$ is fine", &[]);
        check("set $MY_HOME$ or $path$", &[]);
        check("5$/month or 10$/year", &[]);
        check("for $x$ in $(1, 2)$", &["$x$", "$(1, 2)$"]);
        assert_eq!(found("$ \\alpha $ and the$n$th", Rule::Signs), ["$ \\alpha $", "$n$"]);
    }

    #[test]
    fn math_does_not_reach_over_paragraphs_or_tags() {
        check("a $x\n\ny$ b", &[]);
        check("a $x<br>y$ b", &[]);
        check("$a < b$ or $a<b$", &["$a < b$", "$a<b$"]);
        check("$$x<br>y$$", &["$$x<br>y$$"]);
        check("\\(a\n\nb\\)", &[]);
    }

    #[test]
    fn hostile_text_is_read_in_linear_time() {
        let signs = ["$", "$$", "\\(", "\\[", "\\begin{a}", "${", "$a ", "\\", "\\(\\[", "$é"];
        for sign in signs {
            let text = sign.repeat(400_000 / sign.len());
            let started = std::time::Instant::now();
            let _ = expressions(&format!("{text}\\)"), Rule::Signs);
            assert!(started.elapsed().as_secs() < 5, "{sign}");
        }
    }
}
