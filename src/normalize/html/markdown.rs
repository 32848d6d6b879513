//! Markdown to HTML, with what authors use beyond CommonMark: footnotes, alerts, task lists,
//! aligned tables, lists of definitions, and headings that links can name.
//!
//! What is written here goes through the sanitiser as everything does. It says with a few
//! classes and ids what [`SafeHtml`](super::SafeHtml) then writes for the page: see `safe/parts`.

mod fences;
mod footnotes;
mod math;
mod places;
mod slips;
mod slugs;
mod spaced;

use std::borrow::Cow;

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, Options, Tag, TagEnd};

use crate::math::{Tex, words};
use crate::model::Dialect;

use super::super::autolink::with_links;
use fences::with_fences;
pub(in crate::normalize) use math::with_escaped_dollars;
use math::with_math;
pub use places::AddressPlaces;
pub use slips::{Slip, slips};
pub(super) use slugs::{Slugs, next_free};
pub use spaced::spaced_addresses;

/// What people of the site write: CommonMark with tables, strikethrough, task lists, footnotes,
/// alerts and lists of definitions.
pub(crate) const SITE: Options = GITHUB.union(Options::ENABLE_DEFINITION_LIST);

/// What GitHub reads in issues and discussions.
pub(crate) const GITHUB: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_GFM);

/// How many marks of footnotes, `[^`, a text may have; in one with more they are text.
pub const MAX_FOOTNOTE_MARKS: usize = 1_000;

/// Stands for the bracket of `[^` that is text: no post holds it, since
/// [`clean`](super::super::markup::clean) takes it out.
const BRACKET: char = '\u{2}';

/// Tells whether a text has more marks of footnotes than are read.
pub fn has_too_many_footnotes(text: &str) -> bool {
    let marks = memchr::memmem::find_iter(text.as_bytes(), b"[^");
    marks.take(MAX_FOOTNOTE_MARKS + 1).count() > MAX_FOOTNOTE_MARKS
}

/// Hides the marks of footnotes from the parser where there are too many of them.
pub(in crate::normalize) fn with_few_footnotes(text: &str) -> Cow<'_, str> {
    match has_too_many_footnotes(text) {
        true => Cow::Owned(text.replace("[^", "\u{2}^")),
        false => Cow::Borrowed(text),
    }
}

/// Brings back what [`with_few_footnotes`] has hidden.
pub(in crate::normalize) fn with_brackets(html: String) -> String {
    if html.contains(BRACKET) { html.replace(BRACKET, "[") } else { html }
}

/// Writes what a parser says as HTML, for about as many bytes of markdown.
pub(in crate::normalize) fn markdown<'t>(
    events: impl Iterator<Item = Event<'t>>,
    n_bytes: usize,
    dialect: Dialect,
) -> String {
    let mut dresser = Dresser::default();
    let events = footnotes::at_the_end(events.collect());
    dresser.out.reserve(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let is_last = matches!(events.peek(), Some(Event::End(TagEnd::BlockQuote(_))));
        dresser.event(event, is_last);
    }
    let mut html = String::with_capacity(n_bytes * 3 / 2);
    let events = with_math(with_links(dresser.out.into_iter(), dialect));
    pulldown_cmark::html::push_html(&mut html, with_fences(events));
    html
}

/// Puts classes, ids and alignments into what the parser says.
#[derive(Default)]
struct Dresser<'t> {
    out: Vec<Event<'t>>,
    slugs: Slugs,
    /// The heading that is open: where it starts in `out`, and its words.
    heading: Option<(usize, String)>,
    /// How many images are open, whose descriptions are no words of a heading.
    n_images: usize,
    /// How many quotes and lists are open: an alert stands in none.
    depth: usize,
    /// Quotes that are open, and whether each is an alert.
    quotes: Vec<bool>,
    /// The mark of an alert that is none, before the text that follows it.
    mark: Option<&'static str>,
    table: TableCells,
}

/// Where in a table the parser is.
#[derive(Default)]
struct TableCells {
    alignments: Vec<Alignment>,
    at: usize,
    is_head: bool,
}

impl<'t> Dresser<'t> {
    /// Takes an event; `is_last` tells whether a quote ends with it.
    fn event(&mut self, event: Event<'t>, is_last: bool) {
        if let Some(mark) = self.mark.take() {
            let mark = Event::Text(CowStr::Borrowed(mark));
            if matches!(event, Event::Start(Tag::Paragraph)) {
                return self.out.extend([event, mark, Event::SoftBreak]);
            }
            let (start, end) = (Event::Start(Tag::Paragraph), Event::End(TagEnd::Paragraph));
            self.out.extend([start, mark, end]);
        }
        match &event {
            Event::Start(Tag::BlockQuote(kind)) => return self.quote(*kind, is_last),
            Event::End(TagEnd::BlockQuote(_)) => return self.end_quote(),
            Event::Start(Tag::List(_)) => self.depth += 1,
            Event::End(TagEnd::List(_)) => self.depth = self.depth.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => {
                self.heading = Some((self.out.len(), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Image { .. }) => self.n_images += 1,
            Event::End(TagEnd::Image) => self.n_images = self.n_images.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if self.n_images == 0 => {
                if let Some((_, heading)) = &mut self.heading {
                    heading.push_str(words);
                }
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                if let Some((_, heading)) = &mut self.heading {
                    heading.push_str(&words(Tex { source: tex, is_display: false }));
                }
            }
            _ => {}
        }
        match self.table.cell(&event) {
            Some(cell) => self.html(cell),
            None => self.out.push(event),
        }
    }

    fn html(&mut self, html: &'static str) {
        self.out.push(Event::Html(CowStr::Borrowed(html)));
    }

    /// Starts a quote, or an alert where GitHub makes one: in no other block, and with words.
    fn quote(&mut self, kind: Option<BlockQuoteKind>, is_empty: bool) {
        let (start, mark) = match kind {
            None => (None, None),
            Some(BlockQuoteKind::Note) => (Some("<div class=\"alert-note\">\n"), Some("[!NOTE]")),
            Some(BlockQuoteKind::Tip) => (Some("<div class=\"alert-tip\">\n"), Some("[!TIP]")),
            Some(BlockQuoteKind::Important) => {
                (Some("<div class=\"alert-important\">\n"), Some("[!IMPORTANT]"))
            }
            Some(BlockQuoteKind::Warning) => {
                (Some("<div class=\"alert-warning\">\n"), Some("[!WARNING]"))
            }
            Some(BlockQuoteKind::Caution) => {
                (Some("<div class=\"alert-caution\">\n"), Some("[!CAUTION]"))
            }
        };
        let alert = start.filter(|_| self.depth == 0 && !is_empty);
        self.quotes.push(alert.is_some());
        self.depth += 1;
        match alert {
            Some(start) => self.html(start),
            None => {
                self.out.push(Event::Start(Tag::BlockQuote(None)));
                self.mark = mark;
            }
        }
    }

    fn end_quote(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        match self.quotes.pop() {
            Some(true) => self.html("</div>\n"),
            Some(false) | None => self.out.push(Event::End(TagEnd::BlockQuote(None))),
        }
    }

    fn end_heading(&mut self) {
        let Some((at, words)) = self.heading.take() else { return };
        let Some(Event::Start(Tag::Heading { id, .. })) = self.out.get_mut(at) else { return };
        *id = Some(self.slugs.next(&words).into());
    }
}

impl TableCells {
    /// Follows a table, and returns the start tag of a cell that is aligned.
    fn cell(&mut self, event: &Event<'_>) -> Option<&'static str> {
        match event {
            Event::Start(Tag::Table(alignments)) => self.alignments.clone_from(alignments),
            Event::Start(Tag::TableHead) => (self.at, self.is_head) = (0, true),
            Event::Start(Tag::TableRow) => (self.at, self.is_head) = (0, false),
            Event::End(TagEnd::TableCell) => self.at += 1,
            Event::Start(Tag::TableCell) => {
                return match (self.alignments.get(self.at)?, self.is_head) {
                    (Alignment::None, _) => None,
                    (Alignment::Left, true) => Some("<th align=\"left\">"),
                    (Alignment::Left, false) => Some("<td align=\"left\">"),
                    (Alignment::Center, true) => Some("<th align=\"center\">"),
                    (Alignment::Center, false) => Some("<td align=\"center\">"),
                    (Alignment::Right, true) => Some("<th align=\"right\">"),
                    (Alignment::Right, false) => Some("<td align=\"right\">"),
                };
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Math;
    use crate::normalize::markup;

    use super::*;

    fn html_of(text: &str) -> String {
        markup::markdown(text, Dialect::Site, Math::None)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(html_of(text), expected);
    }

    #[test]
    fn headings_have_ids() {
        check(
            "# Set `Band` & *go*",
            "<h1 id=\"set-band--go\">Set <code>Band</code> &amp; <em>go</em></h1>\n",
        );
        check("## Steps\n## Steps", "<h2 id=\"steps\">Steps</h2>\n<h2 id=\"steps-1\">Steps</h2>\n");
        check("## ![x](y) a", "<h2 id=\"-a\"><img src=\"y\" alt=\"x\" /> a</h2>\n");
    }

    #[test]
    fn alerts_are_no_quotes() {
        check("> [!WARNING]\n> Hot.", "<div class=\"alert-warning\">\n<p>Hot.</p>\n</div>\n");
        check("> [!note]\n> - a", "<div class=\"alert-note\">\n<ul>\n<li>a</li>\n</ul>\n</div>\n");
    }

    #[test]
    fn an_alert_that_is_nested_open_or_empty_is_text() {
        check(
            "> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b",
            "<div class=\"alert-note\">\n<p>a</p>\n<blockquote>\n<p>[!TIP]\nb</p>\n\
             </blockquote>\n</div>\n",
        );
        check(
            "- > [!TIP]\n  > b",
            "<ul>\n<li>\n<blockquote>\n<p>[!TIP]\nb</p>\n</blockquote>\n</li>\n</ul>\n",
        );
        check("> [!NOTE", "<blockquote>\n<p>[!NOTE</p>\n</blockquote>\n");
        check("> [!NOTE] so", "<blockquote>\n<p>[!NOTE] so</p>\n</blockquote>\n");
        check("> [!NOTE]", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>\n");
        check(
            "> > [!TIP]\n> > # b",
            "<blockquote>\n<blockquote>\n<p>[!TIP]</p>\n<h1 id=\"b\">b</h1>\n</blockquote>\n\
             </blockquote>\n",
        );
    }

    #[test]
    fn cells_are_aligned_without_styles() {
        check(
            "| a | b |\n|:-:|--:|\n| 1 | 2 |",
            "<table><thead><tr><th align=\"center\">a</th><th align=\"right\">b</th></tr></thead>\
             <tbody>\n<tr><td align=\"center\">1</td><td align=\"right\">2</td></tr>\n\
             </tbody></table>\n",
        );
    }

    #[test]
    fn terms_have_definitions() {
        check(
            "Hub\n: The box.\n: It hums.",
            "<dl>\n<dt>Hub</dt>\n<dd>The box.</dd>\n<dd>It hums.</dd>\n</dl>\n",
        );
    }

    #[test]
    fn footnotes_over_the_limit_are_text_and_no_word_is_lost() {
        let notes = |n: usize| (0..n).map(|i| format!("a[^{i}]\n\n[^{i}]: Word.\n\n"));
        let html = html_of(&notes(2 * MAX_FOOTNOTE_MARKS).collect::<String>());
        assert!(html.starts_with("<p>a[^0]</p>\n<p>[^0]: Word.</p>\n"), "{}", &html[..80]);
        assert!(!html.contains(BRACKET) && !html.contains("<sup>"));
        assert!(!has_too_many_footnotes(&notes(MAX_FOOTNOTE_MARKS / 2).collect::<String>()));
    }
}
