//! Cards as an author of markdown would write them.
//!
//! What is seen or heard elsewhere is written as a picture, `![Change the choke](https://…)`,
//! which is shown as the same card again; pages and files are links with their title.

use std::borrow::Cow;

use htmd::Element;
use htmd::element_handler::{HandlerResult, Handlers};

use super::super::html::{MediaKind, Start, media_kind};

/// Writes a link, which may be a card.
pub(super) fn link(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let get = |name: &str| {
        let found = element.attrs.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| attribute.value.to_string())
    };
    let class = get("class").unwrap_or_default();
    let Some(kind) = MediaKind::ALL.into_iter().find(|kind| kind.class() == class) else {
        return handlers.fallback(element);
    };
    let inner = handlers.walk_children(element.node).content;
    let title = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match get("href") {
        Some(address) => written(kind, &address, &title).into(),
        None => format!("<a class=\"{class}\">{title}</a>").into(),
    })
}

fn written(kind: MediaKind, address: &str, title: &str) -> String {
    let known = media_kind(address).filter(|kind| *kind != MediaKind::Picture);
    let is_shown = match kind {
        MediaKind::Picture => known.is_none(),
        _ => known == Some(kind),
    };
    let address = plain_address(address);
    match (is_shown, title) {
        (true, title) => format!("![{title}]({address})"),
        (false, "") => format!("<{address}>"),
        (false, title) => format!("[{title}]({address})"),
    }
}

/// Encodes what would end an address in markdown.
pub(in crate::normalize) fn plain_address(address: &str) -> Cow<'_, str> {
    let is_sign = |c: char| c.is_whitespace() || c.is_control() || "<>()\\|".contains(c);
    if !address.contains(is_sign) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        match is_sign(c) {
            true => c.to_string().bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What is compared of a link that is open: where its words start, where it leads, and whether
/// it is a card.
pub(super) struct OpenLink {
    start: usize,
    address: String,
    is_card: bool,
    has_title: bool,
    /// What stands below the title of a card is being read.
    pub in_place: bool,
}

impl OpenLink {
    /// Opens a link whose words will be written at `start`.
    pub(super) fn of(tag: &Start<'_>, start: usize) -> OpenLink {
        OpenLink {
            start,
            address: tag.get("href").unwrap_or_default().into_owned(),
            is_card: tag.get("class").is_some_and(|class| class.starts_with("media ")),
            has_title: false,
            in_place: false,
        }
    }

    /// Looks at an element within it.
    pub(super) fn look(&mut self, tag: &Start<'_>) {
        if self.is_card && tag.get("class").as_deref() == Some("place") {
            (self.has_title, self.in_place) = (true, true);
        }
    }

    /// Takes away the words that are the page's own, or where the link leads.
    pub(super) fn close(&self, out: &mut String) {
        let words = out.get(self.start..).unwrap_or_default().trim();
        if self.is_card && !self.has_title || words == self.address {
            out.truncate(self.start);
        } else if self.is_card {
            out.truncate(out.trim_end().len().max(self.start));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Dialect, Markup, Syntax};

    use super::super::super::html::Trust;
    use super::super::{AsWritten, as_markdown, to_safe_html};

    const MARKDOWN: Syntax = Syntax::Markdown(Dialect::Site);

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let new = as_markdown(&Markup { syntax: Syntax::Html, text: html.to_owned() }, None);
        assert_eq!((new.syntax, new.text), (MARKDOWN, expected.to_owned()));
    }

    #[test]
    fn cards_become_what_an_author_would_write() {
        let card = |class: &str, href: &str, title: &str| {
            format!("<p>See:</p><p><a class=\"embed-{class}\" href=\"{href}\">{title}</a></p>")
        };
        let watch = "https://www.youtube.com/watch?v=a1";
        check(
            &card("video", watch, "Change [it]"),
            &format!("See:\n\n![Change \\[it\\]]({watch})"),
        );
        check(&card("video", watch, ""), &format!("See:\n\n![]({watch})"));
        let film = "https://a.example/x y.mp4";
        check(&card("video", film, ""), "See:\n\n![](https://a.example/x%20y.mp4)");
        check(&card("picture", "https://i.example/a", ""), "See:\n\n![](https://i.example/a)");
        let pen = "https://codepen.io/x/embed/y";
        check(&card("frame", pen, "Plan"), &format!("See:\n\n[Plan]({pen})"));
        check(&card("frame", pen, ""), &format!("See:\n\n<{pen}>"));
        let plan = "https://a.example/plan.pdf";
        check(&card("file", plan, "plan.pdf"), &format!("See:\n\n[plan.pdf]({plan})"));
        let frame = "<p>x</p><iframe src=\"https://www.youtube.com/embed/a1\"></iframe>";
        check(frame, &format!("x\n\n![]({watch})"));
    }

    #[test]
    fn cards_of_films_and_pictures_are_the_same_cards_again() {
        let shown = |markup: &Markup| {
            to_safe_html(markup, Trust::Community, &mut AsWritten).html.into_string()
        };
        for html in [
            "<p><a class=\"embed-video\" href=\"https://vimeo.com/7\">The choke</a></p>",
            "<p><a class=\"embed-audio\" href=\"https://a.example/hum.mp3\"></a></p>",
            "<p><a class=\"embed-picture\" href=\"https://i.example/a.png\">The lamp</a></p>",
        ] {
            let own = Markup { syntax: Syntax::Html, text: html.to_owned() };
            let written = as_markdown(&own, None);
            assert_eq!(written.syntax, MARKDOWN, "{}", written.text);
            let again = shown(&written).replace("<p> <", "<p><").replace("> </p>", "></p>");
            assert_eq!(again.trim(), shown(&own), "{}", written.text);
        }
    }
}
