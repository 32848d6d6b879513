//! Polls of a post: the list that Discourse writes, with the votes that lie beside it.

use std::borrow::Cow;

use crate::normalize::{TagKind, tags};

use super::wire;

/// Writes the votes into the lists of a post's polls, and leaves out what only a script fills.
pub(super) fn with_votes<'h>(html: &'h str, polls: &[wire::Poll]) -> Cow<'h, str> {
    if memchr::memmem::find(html.as_bytes(), b"class=\"poll\"").is_none() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 128);
    let mut copied = 0;
    let mut poll: Option<&wire::Poll> = None;
    // Elements within one that is left out.
    let mut n_removed = 0_usize;
    for tag in tags(html) {
        match tag.kind {
            _ if tag.is_void() => {}
            TagKind::Start if n_removed > 0 => n_removed += 1,
            TagKind::End if n_removed > 0 => {
                n_removed -= 1;
                if n_removed == 0 {
                    out.push_str(&voters(poll.take()));
                    copied = tag.end;
                }
            }
            TagKind::Start if tag.is("div") && tag.has_class("poll") => {
                let name = tag.get("data-poll-name").unwrap_or("poll");
                poll = polls.iter().find(|poll| poll.name.as_deref().unwrap_or("poll") == name);
                out.push_str(&html[copied..tag.start]);
                out.push_str("<div class=\"poll\">");
                copied = tag.end;
            }
            TagKind::Start if tag.has_class("poll-info") || tag.has_class("poll-buttons") => {
                out.push_str(&html[copied..tag.start]);
                // What is never closed stays.
                copied = tag.start;
                n_removed = 1;
            }
            TagKind::Start if tag.is("li") => {
                let id = tag.get("data-poll-option-id");
                let votes = poll.zip(id).and_then(|(poll, id)| poll.votes(id));
                if let Some(votes) = votes {
                    out.push_str(&html[copied..tag.start]);
                    out.push_str(&format!("<li data-votes=\"{votes}\">"));
                    copied = tag.end;
                }
            }
            TagKind::Start | TagKind::End | TagKind::Comment => {}
        }
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

fn voters(poll: Option<&wire::Poll>) -> String {
    let voters = poll.and_then(|poll| poll.voters);
    voters
        .map_or(String::new(), |n| format!("<div class=\"poll-voters\" data-votes=\"{n}\"></div>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<p>a</p><div class=\"poll\" data-poll-name=\"poll\"><div>\
        <div class=\"poll-container\"><ul><li data-poll-option-id=\"x1\">E27</li>\
        <li data-poll-option-id=\"y2\">GU10</li></ul></div><div class=\"poll-info\"><p>\
        <span class=\"info-number\">0</span> voters</p></div></div></div><p>b</p>";

    #[test]
    fn lists_get_the_votes_that_lie_beside_them() {
        let polls = r#"[{"name": "poll", "voters": 5, "options": [
            {"id": "x1", "html": "E27", "votes": 3}, {"id": "y2", "html": "GU10"}]}]"#;
        let polls: Vec<wire::Poll> = serde_json::from_str(polls).expect("JSON");
        assert_eq!(
            with_votes(HTML, &polls),
            "<p>a</p><div class=\"poll\"><div><div class=\"poll-container\"><ul>\
             <li data-votes=\"3\">E27</li><li data-poll-option-id=\"y2\">GU10</li></ul></div>\
             <div class=\"poll-voters\" data-votes=\"5\"></div></div></div><p>b</p>"
        );
    }

    #[test]
    fn nothing_is_lost_behind_what_is_never_closed() {
        let html = HTML.replace("</p></div></div></div>", "");
        assert!(with_votes(&html, &[]).ends_with("<p>b</p>"));
    }

    #[test]
    fn numbers_that_nobody_knows_are_not_told() {
        let html = with_votes(HTML, &[]);
        assert!(html.contains(">E27<") && !html.contains("voters"), "{html}");
        assert!(html.ends_with("<p>b</p>"), "{html}");
    }
}
