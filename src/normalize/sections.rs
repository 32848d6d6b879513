//! The sections of an answer, and their digests.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::files::Digest;
use crate::model::{Markup, SectionDigests, Syntax, Thread};
use crate::text::lowercase;

/// A part of an answer: what stands below a heading, with it, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSection {
    /// The words of the heading; empty for what stands before the first one.
    pub heading: String,
    /// All of it, the heading as well.
    pub text: String,
}

/// Cuts the answer that a page shows first into sections. The first begins with the title and
/// the summary.
pub fn text_sections(thread: &Thread, best: Option<usize>) -> Vec<TextSection> {
    let body = &best.and_then(|at| thread.answers.get(at)).unwrap_or(&thread.question).body;
    let starts = heading_starts(body);
    let lead_end = starts.first().map_or(body.text.len(), |(at, _)| *at);
    let summary = thread.summary.as_deref().unwrap_or_default();
    let lead = [&*thread.title, summary, &body.text[..lead_end]];
    let lead = TextSection { heading: String::new(), text: lead.join("\n") };
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([body.text.len()]);
    let below = starts.iter().zip(ends).map(|((start, heading), end)| TextSection {
        heading: heading.clone(),
        text: body.text[*start..end].to_owned(),
    });
    std::iter::once(lead).chain(below).collect()
}

/// Digests the words of each section: letters and digits, whatever their case is. What a code
/// block says and where links lead is part of it; how it is punctuated and wrapped is not.
pub fn section_digests(thread: &Thread, best: Option<usize>) -> SectionDigests {
    let body = best.and_then(|at| thread.answers.get(at)).unwrap_or(&thread.question);
    let is_html = matches!(body.body.syntax, Syntax::Html | Syntax::Sanitised);
    let digest = |section: TextSection| {
        let text: Cow<'_, str> =
            if is_html { without_tags(&section.text).into() } else { section.text.into() };
        let lowered = lowercase(&text);
        let is_word = |part: &&str| !part.is_empty();
        let words = lowered.split(|c: char| !c.is_alphanumeric()).filter(is_word);
        let Digest(bytes) = Digest::of_parts(words.map(str::as_bytes));
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    };
    SectionDigests(text_sections(thread, best).into_iter().map(digest).collect())
}

/// Where each heading starts, with its words.
fn heading_starts(body: &Markup) -> Vec<(usize, String)> {
    match body.syntax {
        Syntax::Markdown(_) => markdown_headings(&body.text),
        Syntax::Html | Syntax::Sanitised => html_headings(&body.text),
        Syntax::Text => Vec::new(),
    }
}

fn markdown_headings(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                found.push((range.start, String::new()));
                is_open = true;
            }
            Event::End(TagEnd::Heading(_)) => is_open = false,
            Event::Text(words) | Event::Code(words) if is_open => {
                if let Some((_, heading)) = found.last_mut() {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

fn html_headings(text: &str) -> Vec<(usize, String)> {
    let lowered = text.to_ascii_lowercase();
    let is_heading = |at: &usize| {
        let mut after = lowered[at + 2..].bytes();
        after.next().is_some_and(|level| (b'1'..=b'6').contains(&level))
            && after.next().is_some_and(|next| next == b'>' || next.is_ascii_whitespace())
    };
    let starts = lowered.match_indices("<h").map(|(at, _)| at).filter(is_heading);
    let heading = |at: usize| {
        let end = lowered[at..].find("</h").map_or(text.len(), |end| at + end);
        let words = without_tags(&text[at..end]);
        (at, words.split_whitespace().collect::<Vec<&str>>().join(" "))
    };
    starts.map(heading).collect()
}

/// Takes tags out of HTML; a blank stands for each, so that words stay apart.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        out.push(' ');
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dialect, Origin, Post, PostId, ThreadId, ThreadKind};

    fn thread(syntax: Syntax, text: &str) -> Thread {
        let post = |text: &str| {
            let body = Markup { syntax, text: text.to_owned() };
            Post::new(PostId("1".to_owned()), body)
        };
        let (id, title) = (ThreadId("reset".to_owned()), "Reset".to_owned());
        let mut thread = Thread::new(id, ThreadKind::Answer, title, post(""), Origin::default());
        thread.answers.push(post(text));
        thread
    }

    fn markdown(text: &str) -> Thread {
        thread(Syntax::Markdown(Dialect::Site), text)
    }

    #[test]
    fn sections_begin_at_headings_and_nowhere_else() {
        let text = "Lead.\n\n## One `x`\nA\n```sh\n# no heading\n```\nTwo\n---\nB\n";
        let found = text_sections(&markdown(text), Some(0));
        let headings: Vec<&str> = found.iter().map(|section| &*section.heading).collect();
        assert_eq!(headings, ["", "One x", "Two"]);
        assert_eq!(found[0].text, "Reset\n\nLead.\n\n");
        assert_eq!(found[2].text, "Two\n---\nB\n");
        let html = "<p>Lead</p><H2 class=a>One <b>x</b></H2><p>A</p><hr><h3>Two</h3>B";
        let found = text_sections(&thread(Syntax::Html, html), Some(0));
        let headings: Vec<&str> = found.iter().map(|section| &*section.heading).collect();
        assert_eq!(headings, ["", "One x", "Two"]);
    }

    #[test]
    fn a_comma_changes_no_digest_and_a_word_changes_one() {
        let digests = |text: &str| section_digests(&markdown(text), Some(0));
        let old = digests("Hold it, for 10 s.\n\n## Then\nLet go.\n");
        assert_eq!(digests("Hold it for\n10 s\n\n## Then\n\n*Let* go!\n"), old);
        let new = digests("Hold it, for 15 s.\n\n## Then\nLet go.\n");
        assert_eq!(new.missing_in(&old), [0]);
        let new = digests("Hold it, for 10 s.\n\n## Then\nLet go.\n\n## Last\nWait.\n");
        assert_eq!((new.missing_in(&old), old.missing_in(&new)), (vec![2], vec![]));
    }
}
