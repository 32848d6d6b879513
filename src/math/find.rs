//! Where math stands in a text, by the signs around it.
//!
//! The signs are those of MathJax: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and `\begin{…}…\end{…}`.
//! A `$` opens math where no space follows it, and closes it where no space is before it and no
//! digit behind it, as in Pandoc: "it costs $5, not $10" holds none. What else a `$` means
//! stands in `dollars`.

use std::ops::Range;

use super::dollars::{self, Dollars};
use super::inner::{has_words, is_loose_word, is_tex, looks_like_math};
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
        let is_likely = match self.rule {
            Rule::Signs => closing != "$$" || is_tex(inner) || !self.is_aside(from, end),
            Rule::Likely => is_tex(inner) || looks_like_math(inner),
        };
        (is_math && is_likely).then_some(end + closing.len())
    }

    /// Tells whether `$$` are the number of a process, or letters of a password: no math stands
    /// between them.
    fn is_aside(&self, from: usize, end: usize) -> bool {
        let inner = &self.text[from..end];
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = self.text[..from - 2].chars().next_back();
        let after = self.text[end + 2..].chars().next();
        let is_within_words = is_letter(before) && is_letter(after);
        has_words(inner) && (is_within_words || inner.starts_with([';', ',', '.', ')', '"', '\'']))
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
        let (before, after) = (&self.text[..start], &self.text[end + 1..]);
        let dollars = Dollars { before: dollars::end_of(before), inner, after };
        if dollars.mean_something_else() {
            return None;
        }
        let (before, after) = (before.chars().next_back(), after.chars().next());
        let is_math = match self.rule {
            // MathJax itself asks for less: a command says enough, and so does one word.
            Rule::Signs => {
                is_tight || (is_tex(inner) && inner.contains(['\\', '^'])) || is_loose_word(inner)
            }
            Rule::Likely => {
                let stands_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                is_tight
                    && stands_apart(before)
                    && stands_apart(after)
                    && !matches!(after, Some('{' | '('))
                    && (is_tex(inner) || looks_like_math(inner))
            }
        };
        is_math.then_some(end + 1)
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
        let n = rest[..rest.floor_char_boundary(MAX_TEX)].find(&closing)?;
        Some(start + "\\begin{".len() + n + closing.len())
    }
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
        assert_eq!(found("$C_r $, $ BA$, $ and $ $a b $", Rule::Signs), ["$C_r $", "$ BA$"]);
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
            let text = sign.repeat(100_000 / sign.len());
            let started = std::time::Instant::now();
            let _ = expressions(&format!("{text}\\)"), Rule::Signs);
            assert!(started.elapsed().as_secs() < 5, "{sign}");
        }
    }
}
