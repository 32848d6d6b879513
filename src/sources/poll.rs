//! Polls: a list of what people may choose, with how often each was.

use crate::model::{Markup, Syntax};
use crate::normalize::{escape_text, sanitised};

/// A poll as an export has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Poll {
    /// What is asked; empty where the post asks it.
    pub question: String,
    /// What people may choose, and how often each was.
    pub options: Vec<(String, Option<u32>)>,
    /// How many took part.
    pub voters: Option<u32>,
}

/// Adds HTML to what a post says.
pub(super) fn added_html(body: Markup, html: &str) -> Markup {
    // What is too much to be read is shown as text, and what it shows with it.
    let Some(text) = sanitised(&body) else { return body };
    Markup { syntax: Syntax::Html, text: format!("{text}{html}") }
}

/// The most that a poll lists.
const MAX_OPTIONS: usize = 100;

impl Poll {
    /// Adds the poll to what its post says.
    pub fn added_to(&self, body: Markup) -> Markup {
        match self.html() {
            Some(html) => added_html(body, &html),
            None => body,
        }
    }

    /// Writes the poll; `None` when there is nothing to choose.
    pub fn html(&self) -> Option<String> {
        let is_named = |(name, _): &&(String, Option<u32>)| !name.trim().is_empty();
        let mut options = self.options.iter().filter(is_named).take(MAX_OPTIONS).peekable();
        options.peek()?;
        let mut html = "<div class=\"poll\">".to_owned();
        if !self.question.trim().is_empty() {
            html.push_str("<p>");
            escape_text(self.question.trim(), &mut html);
            html.push_str("</p>");
        }
        html.push_str("<ul>");
        for (name, votes) in options {
            match votes {
                Some(votes) => html.push_str(&format!("<li data-votes=\"{votes}\">")),
                None => html.push_str("<li>"),
            }
            escape_text(name.trim(), &mut html);
            html.push_str("</li>");
        }
        html.push_str("</ul>");
        if let Some(voters) = self.voters {
            html.push_str(&format!("<div class=\"poll-voters\" data-votes=\"{voters}\"></div>"));
        }
        html.push_str("</div>");
        Some(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_is_a_list_behind_the_words_of_its_post() {
        let options = vec![("E27 <b>".to_owned(), Some(3)), ("GU10".to_owned(), None)];
        let poll = Poll { question: "Which socket?".to_owned(), options, voters: Some(4) };
        let body = poll.added_to(Markup::markdown("We *ask*.".to_owned()));
        assert_eq!(
            body.text.replace('\n', ""),
            "<p>We <em>ask</em>.</p><div class=\"poll\"><p>Which socket?</p><ul>\
             <li data-votes=\"3\">E27 &lt;b&gt;</li><li>GU10</li></ul>\
             <div class=\"poll-voters\" data-votes=\"4\"></div></div>"
        );
        assert_eq!(Poll::default().added_to(Markup::default()), Markup::default());
    }
}
