//! An expression of TeX, without the signs around it.

/// An expression of TeX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tex<'t> {
    /// What stands between the signs.
    pub source: &'t str,
    /// It stands on a line of its own.
    pub is_display: bool,
}

/// Takes the signs off an expression: `$`, `$$`, `\(`, `\[`, and GitHub's `` $` ``. What has
/// none is taken as it is, as `\begin` is.
pub fn unwrapped(text: &str) -> Tex<'_> {
    const SIGNS: [(&str, &str, bool); 4] =
        [("$$", "$$", true), ("$", "$", false), ("\\(", "\\)", false), ("\\[", "\\]", true)];
    let text = text.trim();
    for (open, close, is_display) in SIGNS {
        let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(source) = inner {
            let in_ticks = source.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
            return Tex { source: in_ticks.unwrap_or(source).trim(), is_display };
        }
    }
    Tex { source: text, is_display: text.starts_with("\\begin") }
}

/// The longest expression that is read, in bytes.
pub(super) const MAX_TEX: usize = 8 * 1024;

/// How deep an expression may nest.
const MAX_DEPTH: usize = 48;

/// How many commands may stand side by side with nothing between them: each may be the
/// argument of the one before.
const MAX_RUN: usize = 100;

impl Tex<'_> {
    /// Tells whether an expression is short and flat enough to be read: a parser that calls
    /// itself needs room for each level.
    pub(super) fn is_readable(self) -> bool {
        let bytes = self.source.as_bytes();
        if bytes.len() > MAX_TEX {
            return false;
        }
        let (mut depth, mut deepest, mut run, mut at) = (0_usize, 0, 0_usize, 0);
        while let Some(&byte) = bytes.get(at) {
            let letters = || bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            match byte {
                b'\\' => {
                    let n = letters();
                    match &self.source[at + 1..at + 1 + n] {
                        "left" | "begin" | "bigl" => depth += 1,
                        "right" | "end" => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    run += 1;
                    at += n.max(1);
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                // A sign that takes what follows, as commands do.
                b'^' | b'_' => run += 1,
                byte if byte.is_ascii_whitespace() => {}
                _ => run = 0,
            }
            deepest = deepest.max(depth);
            if deepest > MAX_DEPTH || run > MAX_RUN {
                return false;
            }
            at += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_taken_off() {
        let check = |text: &str, source: &str, is_display: bool| {
            assert_eq!(unwrapped(text), Tex { source, is_display });
        };
        check("$x$", "x", false);
        check(" $$ x\n$$ ", "x", true);
        check("\\(x\\)", "x", false);
        check("\\[x\\]", "x", true);
        check("$`a_b`$", "a_b", false);
        check("\\begin{align}x\\end{align}", "\\begin{align}x\\end{align}", true);
        check("x^2", "x^2", false);
        check("$", "$", false);
        check("$$", "", false);
    }

    #[test]
    fn what_is_long_or_deep_is_not_read() {
        let is_readable = |source: &str| unwrapped(source).is_readable();
        assert!(is_readable("\\frac{1}{\\sqrt{2}}\\left(\\alpha\\beta\\gamma\\right)"));
        assert!(!is_readable(&"{".repeat(49)));
        assert!(!is_readable(&"\\sqrt".repeat(101)));
        assert!(!is_readable(&"\\sqrt ^".repeat(101)));
        assert!(!is_readable(&"x".repeat(MAX_TEX + 1)));
        assert!(is_readable("\\"));
        assert!(is_readable("é\\é"));
    }
}
