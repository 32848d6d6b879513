//! What MathJax reads and the converter does not, said in TeX that it does read.
//!
//! Old forms of plain TeX (`\matrix{a & b \cr c & d}`, `\left<`), environments under other
//! names, and what only numbers or labels an equation: pages of a forum number none.

use std::borrow::Cow;

/// Commands as they are said to the converter: each with its definition.
pub(super) const MACROS: [(&str, &str); 35] = [
    ("textcolor", r"{#2}"),
    ("bbox", r"{#1}"),
    ("boxed", r"{#1}"),
    ("smash", r"{#1}"),
    ("pmb", r"\boldsymbol{#1}"),
    ("llap", r"{#1}"),
    ("rlap", r"{#1}"),
    ("mathllap", r"{#1}"),
    ("mathrlap", r"{#1}"),
    ("vcenter", r"{#1}"),
    ("TeX", r"\text{TeX}"),
    ("LaTeX", r"\text{LaTeX}"),
    ("mathbbm", r"\mathbb{#1}"),
    ("mathds", r"\mathbb{#1}"),
    ("widetilde", r"\tilde{#1}"),
    ("dotsb", r"\cdots"),
    ("dotsc", r"\ldots"),
    ("dotsi", r"\cdots"),
    ("dotsm", r"\cdots"),
    ("dotso", r"\ldots"),
    ("smallsetminus", r"\setminus"),
    ("thickapprox", r"\approx"),
    ("thicksim", r"\sim"),
    ("varpropto", r"\propto"),
    ("shortmid", r"\mid"),
    ("defeq", r"\coloneqq"),
    ("strut", r"{}"),
    ("nobreakspace", r"~"),
    // What the packages `braket` and `physics` add.
    ("ketbra", r"|#1\rangle\langle #2|"),
    ("Tr", r"\operatorname{Tr}"),
    ("tr", r"\operatorname{tr}"),
    ("norm", r"\lVert #1\rVert"),
    ("abs", r"\lvert #1\rvert"),
    ("expval", r"\langle #1\rangle"),
    ("mel", r"\langle #1|#2|#3\rangle"),
];

/// Environments by the names that the converter knows.
const ENVIRONMENTS: [(&str, &str); 9] = [
    ("align", "align*"),
    ("alignat", "aligned"),
    ("alignat*", "aligned"),
    ("alignedat", "aligned"),
    ("equation", "equation*"),
    ("gather", "gather*"),
    ("multline", "multline*"),
    ("smallmatrix", "matrix"),
    ("split", "aligned"),
];

/// Says an expression in TeX that the converter reads.
pub(super) fn rewritten(tex: &str) -> Cow<'_, str> {
    if !tex.contains('\\') {
        return Cow::Borrowed(tex);
    }
    let mut rewriter = Rewriter { out: String::with_capacity(tex.len() + 64), braces: Vec::new() };
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '\\' => rewriter.command(rest),
            _ => rewriter.sign(c, rest),
        };
    }
    Cow::Owned(rewriter.out)
}

/// What closes with a brace.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brace {
    Plain,
    /// Words, in which `_` is a sign as any other.
    Text,
    /// What was `\matrix{…}`; the environment that ends with it.
    Environment(&'static str),
}

struct Rewriter {
    out: String,
    braces: Vec<Brace>,
}

impl Rewriter {
    fn sign<'t>(&mut self, c: char, rest: &'t str) -> &'t str {
        match c {
            '{' => self.braces.push(Brace::Plain),
            '}' => {
                if let Some(Brace::Environment(name)) = self.braces.pop() {
                    self.out.extend(["\\end{", name, "}"]);
                    return &rest[1..];
                }
            }
            '_' | '^' if self.braces.last() == Some(&Brace::Text) => self.out.push('\\'),
            _ => {}
        }
        self.out.push(c);
        &rest[c.len_utf8()..]
    }

    fn command<'t>(&mut self, rest: &'t str) -> &'t str {
        let n = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, after) = rest[1..].split_at(n);
        match name {
            // `\\[2pt]`, `\,`.
            "" => self.control(rest),
            "left" | "right" | "middle" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr"
            | "Bigl" | "Bigr" | "biggl" | "biggr" | "Biggl" | "Biggr" | "bigm" | "Bigm" => {
                self.delimiter(name, after)
            }
            // Colours are those of another page, and the converter lets them reach over cells.
            "label" | "require" | "color" => argument(after).map_or(after, |(_, after)| after),
            "tag" => self.tag(after),
            "nonumber" | "notag" | "displaylimits" => after,
            "tiny" | "small" | "normalsize" | "large" | "Large" | "LARGE" | "huge" | "Huge"
            | "scriptsize" | "footnotesize" => after,
            "cr" => {
                self.out.push_str("\\\\ ");
                after
            }
            "begin" | "end" => self.environment(name, after),
            "matrix" | "substack" => self.plain_form("matrix", name, after),
            "pmatrix" => self.plain_form("pmatrix", name, after),
            "cases" => self.plain_form("cases", name, after),
            "eqalign" | "displaylines" => self.plain_form("aligned", name, after),
            "text" | "mbox" | "hbox" | "fbox" | "textrm" | "textbf" | "textit" | "texttt"
            | "textsf" => {
                let name = if matches!(name, "mbox" | "hbox" | "fbox") { "text" } else { name };
                self.out.extend(["\\", name]);
                match after.trim_start().strip_prefix('{') {
                    Some(after) => {
                        self.braces.push(Brace::Text);
                        self.out.push('{');
                        after
                    }
                    None => after,
                }
            }
            _ => {
                self.out.extend(["\\", name]);
                after
            }
        }
    }

    /// Writes a command of one sign. How far lines stand apart is not said.
    fn control<'t>(&mut self, rest: &'t str) -> &'t str {
        let n = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        let (control, after) = rest.split_at(n);
        self.out.push_str(control);
        if control != "\\\\" {
            return after;
        }
        let after = after.strip_prefix('*').unwrap_or(after);
        match after.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((length, rest)) if length.len() < 12 && length.contains(char::is_numeric) => rest,
            _ => after,
        }
    }

    /// Writes the command for a bracket; `<` and `>` are angle brackets then.
    fn delimiter<'t>(&mut self, name: &str, after: &'t str) -> &'t str {
        self.out.extend(["\\", name]);
        let tight = after.trim_start();
        let (sign, after) = match (tight.strip_prefix('<'), tight.strip_prefix('>')) {
            (Some(after), _) => ("\\langle ", after),
            (_, Some(after)) => ("\\rangle ", after),
            (None, None) => ("", after),
        };
        self.out.push_str(sign);
        after
    }

    /// Writes the number that somebody gave to an equation behind it.
    fn tag<'t>(&mut self, after: &'t str) -> &'t str {
        let after = after.strip_prefix('*').unwrap_or(after);
        let Some((number, after)) = argument(after) else { return after };
        self.out.extend(["\\qquad\\text{(", &number.replace('$', ""), ")}"]);
        after
    }

    /// Writes the start or the end of an environment.
    fn environment<'t>(&mut self, which: &str, after: &'t str) -> &'t str {
        let Some((name, after)) = argument(after) else {
            self.out.extend(["\\", which]);
            return after;
        };
        let is_start = which == "begin";
        if !is_start {
            // The converter would make an empty row of what ends the last one.
            for mark in ["\\hline", "\\\\"] {
                let kept = self.out.trim_end();
                let kept = kept.strip_suffix(mark).unwrap_or(kept).len();
                self.out.truncate(kept);
            }
        }
        if name.starts_with("eqnarray") {
            self.out.push_str(if is_start { "\\begin{array}{rcl}" } else { "\\end{array}" });
            return after;
        }
        let known = ENVIRONMENTS.iter().find(|(other, _)| *other == name);
        self.out.extend(["\\", which, "{", known.map_or(name, |(_, known)| known), "}"]);
        // Into how many columns it is aligned shows in the lines themselves.
        match argument(after) {
            Some((_, rest)) if is_start && name.starts_with("alignat") => rest,
            _ => after,
        }
    }

    /// Writes `\matrix{…}` as an environment; without a brace it is a command.
    fn plain_form<'t>(&mut self, to: &'static str, name: &str, after: &'t str) -> &'t str {
        match after.trim_start().strip_prefix('{') {
            Some(after) => {
                self.braces.push(Brace::Environment(to));
                self.out.extend(["\\begin{", to, "}"]);
                after
            }
            None => {
                self.out.extend(["\\", name]);
                after
            }
        }
    }
}

/// Tells whether every `&` and `\\` of an expression stands in a cell of a table, or on its line,
/// and not in a group there: the converter relies on it.
pub(super) fn is_placed(tex: &str) -> bool {
    let mut groups: Vec<u8> = Vec::new();
    let mut rest = tex;
    while let Some(at) = rest.find(['\\', '{', '}', '&']) {
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'{' => groups.push(b'{'),
            b'}' => _ = groups.pop(),
            b'&' if groups.last() != Some(&b'e') => return false,
            b'\\' if rest.starts_with('\\') => {
                if groups.last().is_some_and(|group| *group != b'e') {
                    return false;
                }
                rest = &rest[1..];
            }
            b'\\' => {
                let n = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, after) = rest.split_at(n);
                rest = after;
                match name {
                    "begin" | "end" => {
                        rest = argument(after).map_or(after, |(_, after)| after);
                        match name {
                            "begin" => groups.push(b'e'),
                            _ => _ = groups.pop(),
                        }
                    }
                    "left" => groups.push(b'l'),
                    "right" => _ = groups.pop(),
                    // `\{` opens nothing.
                    "" => rest = after.strip_prefix(['{', '}', '&']).unwrap_or(after),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    true
}

/// Splits an argument without braces in it off.
fn argument(text: &str) -> Option<(&str, &str)> {
    let (inner, after) = text.trim_start().strip_prefix('{')?.split_once('}')?;
    (!inner.contains('{')).then_some((inner, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tex: &str, expected: &str) {
        assert_eq!(rewritten(tex), expected);
    }

    #[test]
    fn old_forms_are_said_anew() {
        check(r"\left< x \right>", r"\left\langle  x \right\rangle ");
        check(r"\left|0\right>", r"\left|0\right\rangle ");
        check(r"\matrix{a & {b} \cr c & d}", r"\begin{matrix}a & {b} \\  c & d\end{matrix}");
        check(r"\begin{split} a \\[2pt] b \end{split}", r"\begin{aligned} a \\ b\end{aligned}");
        check(r"\begin{array}{c} a \\ \hline \end{array}", r"\begin{array}{c} a \end{array}");
        check(
            r"\begin{eqnarray*} a &=& b\end{eqnarray*}",
            r"\begin{array}{rcl} a &=& b\end{array}",
        );
        check(r"\begin{alignat}{2} a\end{alignat}", r"\begin{aligned} a\end{aligned}");
        check(r"x \label{eq:1}\tag{7}", r"x \qquad\text{(7)}");
        check(r"\text{a_b} a_b \mbox {if}", r"\text{a\_b} a_b \text{if}");
        check(r"\{ \} \alpha \é", r"\{ \} \alpha \é");
    }

    #[test]
    fn cells_are_not_cut_by_groups() {
        for tex in
            [r"\begin{matrix} {a} & \{ \\ c \end{matrix} x", r"a \\ b", r"\& \left( a \right)"]
        {
            assert!(is_placed(tex), "{tex}");
        }
        for tex in ["a & b", r"\begin{matrix} {a & b} \end{matrix}", r"\sqrt{a \\ b}"] {
            assert!(!is_placed(tex), "{tex}");
        }
        assert!(is_placed("\\é{é}\\"));
    }

    #[test]
    fn any_text_is_read() {
        for piece in ["\\", "\\begin", "\\begin{", "\\left", "}", "{", "\\matrix{", "\\text", "\\é"]
        {
            for other in ["", "é", "}", "{", "\\", "<", "[", "\\tag"] {
                let _ = rewritten(&format!("{piece}{other}{piece}{other}"));
            }
        }
    }
}
