//! The sections of an answer, and their digests.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::files::Digest;
use crate::model::{Markup, SectionDigests, Syntax, Thread};
use crate::text::lowercase;

use super::html::decoded;

/// What is further down in a text with more headings belongs to the last of these.
const MAX_HEADINGS: usize = 1_000;

/// So many bytes of a heading are looked at.
const LONGEST_HEADING: usize = 1_000;

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

/// Digests what each section says, whatever the case of its letters is: its words with the signs
/// that mean something, `-20`, `≤`, `€`, `❌`. What a code block says is part of it, and in
/// markdown where links lead; how it is punctuated, marked up and wrapped is not, and no comment.
pub fn section_digests(thread: &Thread, best: Option<usize>) -> SectionDigests {
    let post = best.and_then(|at| thread.answers.get(at)).unwrap_or(&thread.question);
    let is_html = matches!(post.body.syntax, Syntax::Html | Syntax::Sanitised);
    let digest = |section: TextSection| {
        let text = without_comments(&section.text);
        let text = if is_html { decoded(&without_tags(&text)).into_owned() } else { text };
        let lowered = lowercase(&text);
        let words: Vec<String> = lowered.split_whitespace().map(meaning_of).collect();
        let words = words.iter().filter(|word| !word.is_empty());
        let Digest(bytes) = Digest::of_parts(words.map(|word| word.as_bytes()));
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    };
    SectionDigests(text_sections(thread, best).into_iter().map(digest).collect())
}

/// The letters, digits and signs of a word that mean something.
fn meaning_of(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let is_minus = matches!(c, '-' | '−') && rest.peek().is_some_and(char::is_ascii_digit);
        let is_sharp = c == '#' && kept.ends_with(char::is_alphanumeric);
        // A `>` at the start of a word quotes, as a rule.
        let is_more = c == '>' && (!kept.is_empty() || rest.peek() == Some(&'='));
        let is_sign = "$%+=<&^/@".contains(c) || is_minus || is_sharp || is_more;
        if c.is_alphanumeric() || is_sign || (!c.is_ascii() && !is_punctuation(c)) {
            kept.push(c);
        }
    }
    kept
}

/// Marks that punctuate, beyond ASCII: quotes, dashes, dots, what cannot be seen.
fn is_punctuation(c: char) -> bool {
    matches!(c, '¡' | '§' | '«' | '\u{ad}' | '¶' | '·' | '»' | '¿' | '،' | '؛' | '؟')
        || matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '！' | '，' | '？' | '：')
}

/// Takes comments of HTML out; one that never ends is none.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        out.push_str(before);
        rest = after;
    }
    out + rest
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
            Event::Start(Tag::Heading { .. }) if found.len() < MAX_HEADINGS => {
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
        let end = lowered.floor_char_boundary(at + LONGEST_HEADING);
        let end = lowered[at..end].find("</h").map_or(end, |end| at + end);
        let words = without_tags(&text[at..end]);
        (at, words.split_whitespace().collect::<Vec<&str>>().join(" "))
    };
    starts.take(MAX_HEADINGS).map(heading).collect()
}

/// Takes tags out of HTML; a blank stands for those that set words apart.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            out.push(' ');
        }
        rest = after;
    }
    out + rest
}

/// Elements that may stand within a word.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "u",
];

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
        for (one, other) in [("✅ on", "❌ on"), ("-20 °C", "20 °C"), ("$10", "€10"), ("C++", "C")]
        {
            assert_ne!(digests(one), digests(other), "{one}");
        }
        for (one, other) in [("a – b", "a b"), ("a<!-- x --> b", "a b"), ("„a“ b", "a b")] {
            assert_eq!(digests(one), digests(other), "{one}");
        }
        let html = |text: &str| section_digests(&thread(Syntax::Html, text), Some(0));
        assert_eq!(html("<p><b>Ho</b>ld&nbsp;it</p>"), html("<div>Hold it</div>"));
        let new = digests("Hold it, for 10 s.\n\n## Then\nLet go.\n\n## Last\nWait.\n");
        assert_eq!((new.missing_in(&old), old.missing_in(&new)), (vec![2], vec![]));
    }
}
