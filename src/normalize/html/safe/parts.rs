//! What posts have beyond plain elements: alerts, task lists, footnotes,
//! polls, headings with ids.
//!
//! The sanitiser lets through a few classes that ask for them; what stands here is all that is
//! written for one. A poster who asks for one in HTML gets just that.

use super::super::pieces::{Start, escape_attribute, escape_text};
use super::super::words::PostWord;
use super::{Trust, Writer};

/// The classes of divisions that the sanitiser lets through.
pub(in crate::normalize::html) const DIV_CLASSES: [&str; 8] =
    [ALERTS[0].0, ALERTS[1].0, ALERTS[2].0, ALERTS[3].0, ALERTS[4].0, FOOTNOTES, POLL, VOTERS];

const FOOTNOTES: &str = "footnotes";

/// A poll: a question, a list of what people may choose, and how many took part. How often
/// something was chosen its item says in `data-votes`.
const POLL: &str = "poll";

/// How many took part in a poll, in `data-votes`.
const VOTERS: &str = "poll-voters";

const ALERTS: [(&str, PostWord); 5] = [
    ("alert-note", PostWord::Note),
    ("alert-tip", PostWord::Tip),
    ("alert-important", PostWord::Important),
    ("alert-warning", PostWord::Warning),
    ("alert-caution", PostWord::Caution),
];

/// A heading of a post, as links to it say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostHeading {
    /// Its level on the page, 3 to 6.
    pub level: usize,
    /// Its id on the page.
    pub id: String,
    /// Its words, plain.
    pub title: String,
}

impl<'h> Writer<'h, '_> {
    /// Writes a division: an alert with its title, the list of footnotes, or neither.
    pub(super) fn division(&mut self, tag: &Start<'h>) {
        if tag.has_class(FOOTNOTES) {
            self.out.push_str("<div class=\"footnotes\" role=\"doc-endnotes\"");
            return self.labelled(PostWord::Footnotes);
        }
        if tag.has_class(POLL) {
            return self.out.push_str("<div class=\"poll\">");
        }
        if let Some(n) = votes(tag).filter(|_| tag.has_class(VOTERS)) {
            self.out.push_str("<div class=\"poll-voters\">");
            return escape_text(&(self.words)(PostWord::Voters(n)), &mut self.out);
        }
        let Some((class, word)) = ALERTS.iter().find(|(class, _)| tag.has_class(class)) else {
            return self.element("div", tag, &[]);
        };
        self.out.push_str("<div class=\"alert ");
        self.out.push_str(class);
        self.out.push_str("\"><p class=\"alert-title\">");
        escape_text(&(self.words)(*word), &mut self.out);
        self.out.push_str("</p>");
    }

    /// Opens an item of a list, which may be one of a poll.
    pub(super) fn item(&mut self, tag: &Start<'h>) {
        self.items.push(votes(tag));
        self.element("li", tag, &[]);
    }

    /// Says at the end of an item how often it was chosen.
    pub(super) fn end_of_item(&mut self) {
        if let Some(n) = self.items.pop().flatten() {
            self.out.push_str(" <span class=\"votes\">");
            escape_text(&(self.words)(PostWord::Votes(n)), &mut self.out);
            self.out.push_str("</span>");
        }
    }

    /// Writes the sign of an item of a task list, which nobody can change.
    pub(super) fn checkbox(&mut self, tag: &Start<'h>) {
        if tag.get("type").as_deref() != Some("checkbox") {
            return;
        }
        let (checked, word) = match tag.get("checked") {
            Some(_) => (" checked=\"\"", PostWord::Done),
            None => ("", PostWord::Open),
        };
        self.out.push_str("<input type=\"checkbox\" disabled=\"\"");
        self.out.push_str(checked);
        self.labelled(word);
    }

    /// Ends a start tag with a name for those who do not see it.
    fn labelled(&mut self, word: PostWord) {
        self.out.push_str(" aria-label=\"");
        escape_attribute(&(self.words)(word), &mut self.out);
        self.out.push_str("\">");
    }

    /// Writes the link that calls a footnote, or the one back from it; `false` for another.
    /// `target` is the part of the page that it leads to.
    pub(super) fn footnote(&mut self, tag: &Start<'h>, target: &str) -> bool {
        let is_back = tag.has_class("footnote-back");
        let number = tag.get("href").and_then(|href| {
            let number = href.strip_prefix("#fn:")?.parse::<u32>().ok()?;
            tag.has_class("footnote").then_some(number)
        });
        if !is_back && number.is_none() {
            return false;
        }
        let class = if is_back { "footnote-back" } else { "footnote" };
        self.out.push_str("<a class=\"");
        self.out.push_str(class);
        self.out.push_str("\" href=\"");
        escape_attribute(target, &mut self.out);
        self.out.push('"');
        if let Some(id) = self.ids.take(tag) {
            id_attribute(id, &mut self.out);
        }
        match number {
            Some(number) => self.out.push_str(&format!(">[{number}]")),
            None => {
                self.labelled(PostWord::BackToText);
                self.out.push('↩');
            }
        }
        true
    }

    /// Opens a heading, one level of the post as one of the page, and notes what links to it say.
    pub(super) fn heading(&mut self, level: usize, tag: &Start<'h>) {
        let on_page = self.headings.open(level);
        let id = self.ids.heading(tag);
        self.tag(super::LEVELS[on_page - 1], tag, id.as_deref(), &[]);
        if let Some(id) = id.filter(|_| self.trust != Trust::Community) {
            self.contents.push(PostHeading { level: on_page, id, title: String::new() });
            self.is_in_title = true;
        }
    }

    /// Notes words of a heading.
    pub(super) fn title(&mut self, words: &str) {
        if let Some(heading) = self.contents.last_mut().filter(|_| self.is_in_title) {
            heading.title.push_str(words);
        }
    }
}

/// Returns how often something was chosen.
fn votes(tag: &Start<'_>) -> Option<u32> {
    tag.get("data-votes")?.parse().ok()
}

/// Writes an id.
pub(super) fn id_attribute(id: &str, html: &mut String) {
    html.push_str(" id=\"");
    escape_attribute(id, html);
    html.push('"');
}

/// Returns the class for the alignment of a cell.
pub(super) fn alignment(value: &str) -> Option<&'static str> {
    let known = ["align-left", "align-center", "align-right"];
    known.into_iter().find(|class| class.strip_prefix("align-") == Some(value))
}
