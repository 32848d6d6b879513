//! What stands behind the language of a fence: a title, and which lines are marked.
//!
//! ```` ```rust title="main.rs" {2,4-5} ````

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::super::super::autolink::escape;
use super::super::code::LINES;

/// The longest title, in characters.
const MAX_TITLE: usize = 120;

/// Writes blocks of code whose fences say more than a language with what they say.
pub(super) fn with_fences<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut end: Option<&'static str> = None;
    events.map(move |event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => match Fence::read(&info) {
            Some(fence) => {
                end = Some(fence.end());
                Event::Html(CowStr::from(fence.start()))
            }
            None => Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))),
        },
        Event::End(TagEnd::CodeBlock) => match end.take() {
            Some(end) => Event::Html(CowStr::from(end)),
            None => event,
        },
        event => event,
    })
}

/// What a fence says.
pub(super) struct Fence<'i> {
    language: &'i str,
    title: &'i str,
    /// The lines that are marked, as they are written.
    pub lines: &'i str,
}

impl Fence<'_> {
    /// Reads what stands behind a fence; `None` when it is a language at most.
    pub(super) fn read(info: &str) -> Option<Fence<'_>> {
        let info = info.trim();
        let (language, said) = match info.find(|c: char| c.is_whitespace() || c == '{') {
            Some(at) => info.split_at(at),
            None => return None,
        };
        let title = ["title=\"", "filename=\""].into_iter().find_map(|name| {
            let (_, rest) = said.split_once(name)?;
            rest.split_once('"').map(|(title, _)| title.trim())
        });
        let is_lines = |text: &str| {
            text.bytes().all(|b| b.is_ascii_digit() || b", -".contains(&b)) && !text.is_empty()
        };
        let lines = said.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        let lines = lines.map(|(lines, _)| lines).filter(|lines| is_lines(lines));
        let (title, lines) = (title.unwrap_or_default(), lines.unwrap_or_default());
        (!title.is_empty() || !lines.is_empty()).then_some(Fence { language, title, lines })
    }

    fn start(&self) -> String {
        let mut html = String::new();
        if !self.title.is_empty() {
            html.push_str("<figure><figcaption>");
            escape(&self.title.chars().take(MAX_TITLE).collect::<String>(), &mut html);
            html.push_str("</figcaption>");
        }
        html.push_str("<pre><code");
        if !self.language.is_empty() {
            html.push_str(" class=\"language-");
            escape(self.language, &mut html);
            html.push('"');
        }
        if !self.lines.is_empty() {
            html.extend([" ", LINES, "=\"", self.lines, "\""]);
        }
        html.push('>');
        html
    }

    fn end(&self) -> &'static str {
        if self.title.is_empty() { "</code></pre>\n" } else { "</code></pre></figure>\n" }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Markup;
    use crate::normalize::html::sanitised;

    #[track_caller]
    fn check(info: &str, expected: &str) {
        let text = format!("```{info}\na\n\nhttps://b.org\n```\n");
        let markup = Markup::markdown(text);
        let html = sanitised(&markup).expect("it is simple");
        let expected = expected.replace('…', "a\n\nhttps://b.org\n</code></pre>");
        assert_eq!(html.trim_end(), expected);
    }

    #[test]
    fn fences_have_titles_and_marked_lines() {
        check(
            "rust title=\"main.rs\" {2,4-5}",
            "<figure><figcaption>main.rs</figcaption>\
             <pre><code class=\"language-rust\" data-lines=\"2,4-5\">…</figure>",
        );
        check("js {1}", "<pre><code class=\"language-js\" data-lines=\"1\">…");
        check("js{1}", "<pre><code class=\"language-js\" data-lines=\"1\">…");
        check("title=\"a <b>\"", "<pre><code class=\"language-title=&quot;a\">…");
        check(
            " text title=\"a <b>\"",
            "<figure><figcaption>a &lt;b&gt;</figcaption>\
             <pre><code class=\"language-text\">…</figure>",
        );
    }

    #[test]
    fn other_fences_are_as_they_were() {
        check("", "<pre><code>…");
        check("rust", "<pre><code class=\"language-rust\">…");
        check("rust ignore {x}", "<pre><code class=\"language-rust\">…");
    }
}
