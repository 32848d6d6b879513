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
                let words = words(unwrapped(&tex));
                self.title(&words);
                let start = self.out.len();
                let is_alone = self.is_alone(rest);
                if !tex::write(&tex, &mut self.out) {
                    self.n_unread_math += 1;
                    self.unread_math.get_or_insert_with(|| unwrapped(&tex).source.to_owned());
                }
                if is_alone {
                    let math = self.out.split_off(start);
                    self.out.push_str(&tex::named(&math, &words));
                }
                Some(rest)
            }
            _ => None,
        }
    }

    /// Tells whether what is written now is all that gives a name to a heading, a head of a
    /// table or a link: it has just been opened, and ends with what follows.
    fn is_alone(&self, rest: &str) -> bool {
        let Some(at) = self.out.rfind('<').filter(|_| self.out.ends_with('>')) else {
            return false;
        };
        let names = ["th", "a", "h3", "h4", "h5", "h6"];
        let is_open = names.into_iter().any(|name| {
            let rest = self.out[at + 1..].strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with([' ', '>']))
        });
        let ends = ["</th", "</a", "</h"];
        is_open && ends.into_iter().any(|end| rest.trim_start().starts_with(end))
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
            let Some(mut math) = mathml(Tex { is_display: false, ..source }) else { continue };
            if expression.range == (0..title.len()) {
                math = tex::named(&math, &words(source));
            }
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
