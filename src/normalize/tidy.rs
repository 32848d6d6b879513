//! Names, titles and tags made fit to be shown on one line.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Attachment, Category, Markup, Math, Person, Post, Syntax, Thread};

use super::html::{rule_of, sanitised, sanitised_with_math};
use super::markup::{clean, is_hidden};
use super::plain::plain_text;
use super::shorten::MAX_TAGS;
use super::title::prepare_title;

/// The longest title and the longest name, in characters.
const TITLE: usize = 300;
const NAME: usize = 100;

/// The longest old address. It is too long for one of this site.
const ADDRESS: usize = 2_000;

/// Cleans everything of a thread that is plain text, takes hidden characters out of what is
/// marked up, drops answers that say nothing, and gives every question a title.
///
/// Control and bidi-override characters could hide or reorder what stands
/// around them, on any page that names the thread.
pub fn tidy(thread: &mut Thread) {
    line(&mut thread.title, TITLE);
    thread.licence.iter_mut().for_each(|text| line(text, NAME));
    let (products, versions) = (&mut thread.products, &mut thread.versions);
    for names in [products, versions, &mut thread.category.path, &mut thread.tags] {
        names.iter_mut().for_each(|text| line(text, NAME));
        names.retain(|name| !name.is_empty());
    }
    // Tags that go are told: see `shorten_tags`.
    thread.products.truncate(MAX_TAGS);
    thread.versions.truncate(MAX_TAGS);
    let n_too_deep = thread.category.path.len().saturating_sub(Category::MAX_DEPTH);
    thread.category.path.drain(..n_too_deep);
    thread.category.id.iter_mut().for_each(|text| line(text, NAME));
    thread.summary.iter_mut().for_each(|text| line(text, 2 * TITLE));
    for text in &mut thread.aliases {
        line(text, ADDRESS);
        // An old address that is cut would be another one.
        let is_address = text.chars().take(TITLE).any(|c| c == '/');
        if !is_address {
            line(text, TITLE);
        }
    }
    if let Some(by) = thread.verified.as_mut().and_then(|verified| verified.by.as_mut()) {
        line(by, NAME);
    }
    let math = thread.math;
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        post.author.iter_mut().for_each(person);
        post.licence.iter_mut().for_each(|text| line(text, NAME));
        body(&mut post.body, math);
        attachments(&mut post.attachments);
        for comment in &mut post.comments {
            comment.author.iter_mut().for_each(person);
            body(&mut comment.body, math);
            attachments(&mut comment.attachments);
        }
    }
    thread.answers.retain(|post| !is_empty(post));
    prepare_title(thread);
    // What a title is made of may have stood apart.
    line(&mut thread.title, TITLE);
}

/// Drops what is hidden, and composes the rest, before anybody looks for private text or
/// names: one character between could hide them. HTML is parsed here, once: what is asked of
/// it from now on is asked of what will be published. So is what has math in it, whatever its
/// markup: with it, the signs of the markup mean something else.
fn body(body: &mut Markup, math: Math) {
    if body.syntax == Syntax::Sanitised {
        return;
    }
    if let Cow::Owned(text) = clean(&body.text) {
        body.text = text;
    }
    if (body.syntax == Syntax::Html || may_hold_math(&body.text, math))
        && let Some(Cow::Owned(text)) = sanitised_with_math(body, math)
    {
        *body = Markup { syntax: Syntax::Sanitised, text };
    }
}

/// Tells whether a text that is not HTML may have math in it.
fn may_hold_math(text: &str, math: Math) -> bool {
    rule_of(math).is_some()
        && (text.contains('$')
            || ["\\(", "\\[", "\\begin{", "```math"].iter().any(|sign| text.contains(sign)))
}

/// Turns the words of all posts into the sanitised HTML that pages are written from. What is
/// too much for a parser stays as it is.
pub fn sanitise_posts(thread: &mut Thread) {
    let settle = |body: &mut Markup| {
        if body.syntax != Syntax::Sanitised
            && let Some(Cow::Owned(text)) = sanitised(body)
        {
            *body = Markup { syntax: Syntax::Sanitised, text };
        }
    };
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        settle(&mut post.body);
        post.comments.iter_mut().for_each(|comment| settle(&mut comment.body));
    }
}

/// A file without a name is called after what it is.
fn attachments(files: &mut [Attachment]) {
    for file in files {
        line(&mut file.name, NAME);
        if file.name.is_empty() {
            "file".clone_into(&mut file.name);
        }
    }
}

fn person(person: &mut Person) {
    line(&mut person.name, NAME);
    if person.name.is_empty() {
        person.name.clone_from(&person.id.0);
        line(&mut person.name, NAME);
    }
}

/// Composes a line, folds its white space, drops what is hidden, and cuts it.
fn line(text: &mut String, longest: usize) {
    let is_clean = text.len() <= longest
        && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
        && !text.contains("  ")
        && text.trim().len() == text.len();
    if is_clean {
        return;
    }
    let visible: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !is_hidden(c))
        .nfc()
        .collect();
    let folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    *text = match folded.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", folded[..end].trim_end()),
        None => folded,
    };
}

/// An answer without a word, picture, quote, file or code solves nothing.
fn is_empty(post: &Post) -> bool {
    let text = post.body.text.trim();
    if text.len() > 200 || !post.comments.is_empty() || !post.attachments.is_empty() {
        return false;
    }
    let shows = ["<img", "<pre", "<blockquote", "<table", "class=\"embed-"]
        .iter()
        .any(|tag| text.contains(tag));
    let is_html = matches!(post.body.syntax, Syntax::Html | Syntax::Sanitised);
    text.is_empty() || (is_html && !shows && plain_text(&post.body, 80).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, PostId, ThreadId, ThreadKind};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut cleaned = text.to_owned();
        line(&mut cleaned, 20);
        assert_eq!(cleaned, expected);
    }

    #[test]
    fn lines_hold_nothing_that_hides_or_reorders() {
        check("plain", "plain");
        check(" a\u{0}b\u{202e}c \n d\t", "abc d");
        check("cafe\u{301}", "café");
        check(&"word ".repeat(20), "word word word word…");
        check("Ґанок і хаб", "Ґанок і хаб");
    }

    #[test]
    fn an_old_address_is_whole_and_an_old_title_short() {
        let question = Post::new(PostId("0".to_owned()), Markup::markdown("How?".to_owned()));
        let id = ThreadId("1".to_owned());
        let title = "How?".to_owned();
        let mut thread = Thread::new(id, ThreadKind::Question, title, question, Origin::default());
        let long = "x".repeat(2 * ADDRESS);
        thread.aliases =
            vec![format!("/t/{long}"), format!("{long}/t"), format!("/{}", "x".repeat(900))];
        tidy(&mut thread);
        let lengths = |thread: &Thread| {
            thread.aliases.iter().map(|text| text.chars().count()).collect::<Vec<usize>>()
        };
        assert_eq!(lengths(&thread), [ADDRESS + 1, TITLE + 1, 901]);
        let once = thread.aliases.clone();
        tidy(&mut thread);
        assert_eq!(thread.aliases, once);
    }
}
