//! Texts as Reddit writes them: escaped or not.

use std::borrow::Cow;

use crate::sources::values::filled;

use super::wire::Thing;

/// How texts are written in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As they were typed: `raw_json=1`.
    Plain,
    /// With `&amp;`, `&lt;` and `&gt;`, once, as Reddit does by itself.
    Escaped,
}

/// What the texts of one record say of how they are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// How the HTML beside a text is written: that tells.
    by_html: Option<Form>,
    /// A text has what escaping would have replaced.
    has_plain: bool,
}

impl Signs {
    /// Looks at the texts of one thing.
    pub fn look(&mut self, thing: &Thing<'_>) {
        let html = filled(&thing.body_html).or(filled(&thing.selftext_html));
        let form = html.and_then(|html| match html {
            html if html.starts_with('<') => Some(Form::Plain),
            html if html.starts_with("&lt;") => Some(Form::Escaped),
            _ => None,
        });
        self.by_html = self.by_html.or(form);
        let texts = [&thing.title, &thing.selftext, &thing.body, &thing.link_flair_text];
        self.has_plain |= texts.into_iter().flatten().any(|text| has_plain(&text.0));
    }

    /// What they tell; `None` when nothing does.
    pub fn form(self) -> Option<Form> {
        self.by_html.or(self.has_plain.then_some(Form::Plain))
    }
}

impl Form {
    /// Returns a text as it was typed.
    ///
    /// One pass, so that `&amp;lt;` becomes `&lt;` and no more.
    pub fn typed(self, text: &str) -> Cow<'_, str> {
        if self == Form::Plain || memchr::memchr(b'&', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        let mut typed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            typed.push_str(&rest[..at]);
            let (name, sign) = entity(&rest[at..]).unwrap_or(("&", '&'));
            typed.push(sign);
            rest = &rest[at + name.len()..];
        }
        typed.push_str(rest);
        Cow::Owned(typed)
    }
}

/// The characters that Reddit escapes, at the start of a text.
fn entity(text: &str) -> Option<(&'static str, char)> {
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
    known.into_iter().find(|(name, _)| text.starts_with(name))
}

fn has_plain(text: &str) -> bool {
    let found = memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes());
    found.into_iter().any(|at| !text[at..].starts_with('&') || entity(&text[at..]).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_is_read_once_and_typed_text_not_at_all() {
        for (text, typed) in [
            ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&amp;amp;", "&amp;"),
            ("&copy; & &ampx &lt", "&copy; & &ampx &lt"),
            ("&ампер", "&ампер"),
            ("", ""),
        ] {
            assert_eq!(Form::Escaped.typed(text), typed);
            assert_eq!(Form::Plain.typed(text), text);
        }
    }

    #[test]
    fn only_typed_text_has_what_escaping_replaces() {
        for text in ["a < b", "x > y", "R&D", "&copy;", "&", "&lt; >"] {
            assert!(has_plain(text), "{text}");
        }
        for text in ["a &lt; b", "R&amp;D", "&amp;copy;", ""] {
            assert!(!has_plain(text), "{text}");
        }
    }
}
