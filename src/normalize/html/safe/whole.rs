//! What is read as a whole: blocks of code in a known language, and math.

use crate::math::{Rule, Tex, expressions, mathml, unwrapped, words};

use super::super::code::CodeBlock;
use super::super::pieces::{Start, escape_text};
use super::super::tex;
use super::{SafeHtml, Writer};

impl<'h> Writer<'h, '_> {
    /// Writes a whole element of code or math, and returns what follows.
    pub(super) fn whole(&mut self, tag: &Start<'h>, after: &'h str) -> Option<&'h str> {
        match tag.name {
            "pre" => {
                let block = CodeBlock::read(tag, after)?;
                self.code(tag, &block);
                Some(block.rest)
            }
            "span" if tex::is_marked(tag) => {
                let (tex, rest) = tex::inner("span", after)?;
                self.title(&words(unwrapped(&tex)));
                if !tex::write(&tex, &mut self.out) {
                    self.n_unread_math += 1;
                    self.unread_math.get_or_insert_with(|| unwrapped(&tex).source.to_owned());
                }
                Some(rest)
            }
            _ => None,
        }
    }

    /// Writes a block of code of which something is known.
    fn code(&mut self, pre: &Start<'h>, block: &CodeBlock<'h>) {
        self.element("pre", pre, &[]);
        let class = block.language.map(|language| format!("language-{}", language.name()));
        match &block.code {
            Some(code) => self.element("code", code, &[("class", class.as_deref())]),
            None => self.out.push_str("<code>"),
        }
        block.write(&mut self.code_left, &mut self.out);
        self.out.push_str("</code></pre>");
    }
}

impl SafeHtml {
    /// Writes a title with its math; `None` for one without any that is understood.
    pub fn of_title(title: &str, rule: Rule) -> Option<SafeHtml> {
        let mut html = String::new();
        let mut at = 0;
        for expression in expressions(title, rule) {
            let source = unwrapped(&title[expression.range.clone()]);
            let Some(math) = mathml(Tex { is_display: false, ..source }) else { continue };
            escape_text(&title[at..expression.range.start], &mut html);
            tex::in_title(&math, &mut html);
            at = expression.range.end;
        }
        (at > 0).then(|| {
            escape_text(&title[at..], &mut html);
            SafeHtml(html)
        })
    }
}
