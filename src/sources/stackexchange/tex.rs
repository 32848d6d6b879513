//! Whether a site of Stack Exchange reads `$` as math. No dump says it; its posts do.

use crate::math::{Rule, expressions, is_tex};
use crate::model::Math;

/// Where one row in so many has TeX, the site shows it as math.
const ONE_IN: usize = 50;

/// How many rows have TeX.
#[derive(Debug, Default)]
pub(super) struct MathSigns {
    n_rows: usize,
    n_with_tex: usize,
}

impl MathSigns {
    /// Looks at a row of Posts.xml.
    pub(super) fn count(&mut self, row: &str) {
        self.n_rows += 1;
        self.n_with_tex += usize::from(has_tex(row));
    }

    /// Returns how posts of the site write math. A few expressions may be of people who only
    /// hoped to see some, so that others may mean amounts by their `$`.
    pub(super) fn math(&self) -> Math {
        match self.n_with_tex {
            0 => Math::Marked,
            n if n * ONE_IN < self.n_rows => Math::Likely,
            _ => Math::Signs,
        }
    }
}

/// Tells whether a row has a command of TeX between the signs of MathJax, outside of code.
fn has_tex(row: &str) -> bool {
    if !row.contains('$') && !row.contains("\\(") && !row.contains("\\[") {
        return false;
    }
    let has_command = |text: &str| {
        let inner = expressions(text, Rule::Likely).into_iter().map(|one| &text[one.range]);
        inner.into_iter().any(|tex| is_tex(tex) && tex[1..].contains('\\'))
    };
    // Tags are escaped in a row.
    let mut parts = row.split("&lt;code&gt;");
    parts.next().is_some_and(has_command)
        || parts
            .any(|part| part.split_once("&lt;/code&gt;").is_some_and(|(_, text)| has_command(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[(&str, usize)], expected: Math) {
        let mut signs = MathSigns::default();
        for (row, times) in rows {
            (0..*times).for_each(|_| signs.count(row));
        }
        assert_eq!(signs.math(), expected);
    }

    #[test]
    fn sites_whose_posts_have_tex_show_math() {
        let plain = "Body=\"&lt;p&gt;It costs $5, or $10.&lt;/p&gt;\"";
        let code = "Body=\"&lt;pre&gt;&lt;code&gt;$\\alpha$&lt;/code&gt;&lt;/pre&gt;\"";
        let tex = "Body=\"&lt;p&gt;See &lt;code&gt;x&lt;/code&gt; $\\langle 0|$.&lt;/p&gt;\"";
        check(&[(plain, 9), (code, 9), ("Title=\"Is $x$ or $foo_bar ok?\"", 1)], Math::Marked);
        check(&[(plain, 9), (tex, 1)], Math::Signs);
        check(&[(plain, 99), (tex, 1)], Math::Likely);
        check(&[(plain, 9), ("Title=\"What is $\\mathbb{C}^2$?\"", 1)], Math::Signs);
        check(&[("Body=\"so \\[ \\frac{1}{2} \\]\"", 1)], Math::Signs);
    }
}
