//! The examples of CommonMark and of GitHub's extensions, on a page.
//!
//! What an answer shows of an example is compared with what it shows of the HTML that the
//! example expects: both go through the same sanitiser. The texts are in the shared data.

use answerbook::model::{Dialect, Markup, Syntax};
use answerbook::normalize::{Image, Link, Resolve, Trust, to_safe_html};

use crate::harness::shared;

/// Leaves all addresses as they are.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        if src.is_empty() { Image::Drop } else { Image::Show(src.to_owned(), None) }
    }
}

/// An example of a specification.
struct Example {
    number: usize,
    /// The extension that it is of; empty for CommonMark.
    extension: String,
    markdown: String,
    html: String,
}

/// Reads the examples of a specification; `None` without the shared data.
fn examples(name: &str) -> Option<Vec<Example>> {
    let path = shared()?.join("data/bad-input/commonmark").join(name);
    let text = std::fs::read_to_string(path).expect("the specification is there");
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(extension) =
            line.strip_prefix(&fence).and_then(|rest| rest.trim().strip_prefix("example"))
        else {
            continue;
        };
        let mut part = |end: &str| {
            let lines = lines.by_ref().take_while(|line| *line != end);
            lines.map(|line| line.replace('→', "\t") + "\n").collect::<String>()
        };
        let (markdown, html) = (part("."), part(&fence));
        let (number, extension) = (examples.len() + 1, extension.trim().to_owned());
        examples.push(Example { number, extension, markdown, html });
    }
    Some(examples)
}

/// What a page shows of a text, without what is ours: ids of headings.
fn shown(syntax: Syntax, text: &str) -> String {
    let markup = Markup { syntax, text: text.to_owned() };
    let html = to_safe_html(&markup, Trust::House, &mut AsWritten).html.into_string();
    normal(&html)
}

/// Takes out white space that is not shown: next to blocks, and runs of it.
fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut pre = 0_usize;
    let parts = html.split_inclusive('>').flat_map(|part| {
        let at = part.find('<').unwrap_or(part.len());
        [&part[..at], &part[at..]]
    });
    for part in parts {
        let name = part.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        let is_block = part.starts_with('<') && !INLINE.contains(&name);
        if name == "pre" {
            pre = if part.starts_with("</") { pre.saturating_sub(1) } else { pre + 1 };
        }
        if is_block && pre == 0 {
            out.truncate(out.trim_end().len());
        }
        if part.starts_with('<') || pre > 0 {
            out.push_str(part);
            continue;
        }
        for word in part.split_inclusive(char::is_whitespace) {
            let is_open = ends_with_block(&out) || out.ends_with(' ');
            let kept = word.trim_end();
            if !kept.is_empty() {
                out.push_str(kept);
            }
            let is_spaced = kept.len() < word.len();
            if is_spaced && !(kept.is_empty() && (is_open || out.is_empty())) {
                out.push(' ');
            }
        }
    }
    out.trim().to_owned()
}

/// Tells whether a text ends with the tag of a block.
fn ends_with_block(html: &str) -> bool {
    let Some(at) = html.rfind('<').filter(|_| html.ends_with('>')) else { return false };
    let name = html[at..].trim_start_matches(['<', '/']).split([' ', '>']).next();
    !INLINE.contains(&name.unwrap_or_default())
}

/// Elements between which white space is shown.
const INLINE: [&str; 13] =
    ["a", "b", "code", "del", "em", "i", "img", "input", "s", "span", "strong", "sup", "u"];

/// Why an example may be shown otherwise, and the first words of those that are.
type Deviation = (&'static str, &'static [&'static str]);

/// `<path>` is words: what no page may hold starts no HTML, nor does a tag that nobody closes.
const WORDS: Deviation = (
    "what is no element of a page is words, and so is the tag of one that nothing closes",
    &[
        " <div>\n  *hello*\n         <foo><a>",
        "<div>\n*foo*\n\n*bar*",
        "<div class\nfoo",
        "<div *???",
        "<div\n> not",
        "<Warning>",
        "<script type",
        "<script>\nfoo\n</script>1.",
        "<textarea>",
        "<style",
        "> <div>",
        "- <div>",
        "<?php",
        "foo <?php",
        "<!DOCTYPE",
        "foo <!ELEMENT",
        "<![CDATA[",
        "foo <![CDATA[",
        "  <div>\n\n    <div>",
        "[foo <bar attr=",
        "[link](<foo\nbar>)",
        "[a](<b)c",
        "<a><bab>",
        "<a/><b2/>",
        "<a  /><b2",
        "Foo <responsive-image",
        "</a></foo >",
    ],
);

/// A definition may stand on three lines; its target may not.
const TARGETS: Deviation =
    ("a target in angle brackets stands on the line of its name", &["[Foo bar]:\n<my url>"]);

/// `<localhost:5001>` is words more often than an address.
const SCHEMES: Deviation = (
    "in angle brackets, addresses of the web, of mail and of telephones are links, and no other",
    &["<a+b+c:d>", "<localhost:5001/foo>"],
);

const OF_COMMONMARK: [Deviation; 4] = [
    (
        "addresses of the web in text are links, as GitHub's extension has it",
        &["<https://foo.bar/baz bim>", "< https://foo.bar >", "https://example.com"],
    ),
    WORDS,
    TARGETS,
    SCHEMES,
];

const OF_GITHUB: [Deviation; 9] = [
    (
        "addresses of the web in text are links, as the extension itself has it",
        &["<http://foo.bar/baz bim>", "< http://foo.bar >", "http://example.com"],
    ),
    ("`www.` without a scheme is text", &["www.", "Visit www."]),
    (
        "addresses of mail are text: a link would help nobody but those who gather them",
        &["foo@bar.baz", "hello@mail", "a.b-c_d@a.b"],
    ),
    ("a table without rows has an empty body", &["| abc | def |"]),
    ("comments are those of CommonMark 0.31", &["foo <!-- not a comment", "foo <!--> foo"]),
    ("the words of the elements that GitHub refuses stay", &["<strong> <title> <style> <em>"]),
    WORDS,
    TARGETS,
    SCHEMES,
];

/// Compares all examples, and returns how many are shown as they should be.
#[track_caller]
fn compare(examples: &[Example], deviations: &[Deviation]) -> usize {
    let is_known = |example: &&Example| {
        let starts = |words: &&str| example.markdown.starts_with(words);
        deviations.iter().any(|(_, words)| words.iter().any(starts))
    };
    let differing: Vec<&Example> = examples
        .iter()
        .filter(|example| {
            shown(Syntax::Markdown(Dialect::Site), &example.markdown)
                != shown(Syntax::Html, &example.html)
        })
        .collect();
    let unknown: Vec<String> = differing
        .iter()
        .filter(|example| !is_known(example))
        .map(|example| {
            let is = shown(Syntax::Markdown(Dialect::Site), &example.markdown);
            let should = shown(Syntax::Html, &example.html);
            let Example { number, extension, markdown, .. } = example;
            format!("{number} {extension}: {markdown}\nis {is}\nshould be {should}\n")
        })
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    examples.len() - differing.len()
}

#[test]
fn examples_of_commonmark_are_shown_as_they_should_be() {
    let Some(examples) = examples("spec.txt") else { return };
    assert!(examples.len() >= 652, "{}", examples.len());
    assert_eq!(compare(&examples, &OF_COMMONMARK), examples.len() - 36);
}

#[test]
fn examples_of_github_are_shown_as_they_should_be() {
    let Some(examples) = examples("gfm-spec.txt") else { return };
    assert!(examples.len() >= 673, "{}", examples.len());
    assert_eq!(compare(&examples, &OF_GITHUB), examples.len() - 48);
}
