//! What a post says in words, with line ends, and what else it holds.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Dialect, Markup, Syntax};

use crate::normalize::html::{Layout, Piece, Start, decoded, film, pieces};
use crate::normalize::markup::MarkdownText;
use crate::normalize::plain::{SkippedElement, cap, first_part, push_words};
use crate::normalize::without_signature;

/// How much of a post is read, in bytes: what a post does is said in its first lines.
const LIMIT: usize = 1_000;

/// How much of its markup is looked through for them: code and quotes may stand in front.
const MARKUP: usize = 32 * 1024;

/// The words of a post and what stands beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// The author's own words: quotes and code blocks left out, a line end between blocks.
    pub text: String,
    /// Code blocks.
    pub n_code: usize,
    /// Code within lines.
    pub n_inline_code: usize,
    /// Quoted blocks.
    pub n_quotes: usize,
    /// Web addresses.
    pub n_links: usize,
    /// Pictures.
    pub n_pictures: usize,
    /// Items of lists.
    pub n_items: usize,
    /// Within a link, whose words are no further address.
    in_link: bool,
    /// How much of its text is kept, in bytes.
    limit: usize,
}

impl Prose {
    /// Reads a post.
    pub(super) fn of(markup: &Markup) -> Prose {
        let text = cap(&markup.text, MARKUP);
        // Quotes that are text go at the end: what stands behind them counts.
        let is_quoting = memchr::memmem::find(text.as_bytes(), b"[quote").is_some();
        let limit = if is_quoting { MARKUP } else { LIMIT };
        let mut prose = Prose { limit, ..Prose::default() };
        match markup.syntax {
            Syntax::Html | Syntax::Sanitised => prose.html(&first_part(markup, MARKUP)),
            Syntax::Markdown(dialect) => prose.markdown(text, dialect),
            Syntax::Text => prose.lines(cap(text, limit)),
        }
        if is_quoting {
            prose.drop_bbcode_quotes();
            let kept = cap(&prose.text, LIMIT).len();
            prose.text.truncate(kept);
        }
        prose.drop_emoji_codes();
        prose.drop_scrubbed();
        let kept = without_signature(&prose.text).len();
        prose.text.truncate(kept);
        let kept = prose.text.trim_end().len();
        prose.text.truncate(kept);
        prose
    }

    /// Drops `[quote=…]…[/quote]`, which old forums' posts keep as text.
    fn drop_bbcode_quotes(&mut self) {
        let find = |text: &str, mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes());
        let (mut kept, mut rest) = (String::new(), self.text.as_str());
        while let Some(start) = find(rest, "[quote")
            && let Some(length) = find(&rest[start..], "[/quote]")
        {
            kept.push_str(&rest[..start]);
            kept.push('\n');
            rest = &rest[start + length + "[/quote]".len()..];
            self.n_quotes += 1;
        }
        kept.push_str(rest);
        self.text = kept;
    }

    /// Drops what a list's archive puts in the place of an attachment: its name, kind and
    /// address.
    fn drop_scrubbed(&mut self) {
        let Some(at) = self.text.find(" was scrubbed...") else { return };
        let start = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let is_field = |line: &str| {
            ["Name:", "Type:", "Size:", "Desc:", "Url:", "URL:", "<http", "http"]
                .iter()
                .any(|field| line.trim_start().starts_with(field))
        };
        let mut end = start;
        for line in self.text[start..].split_inclusive('\n') {
            if end > start && !is_field(line) && !line.trim().is_empty() {
                break;
            }
            self.n_links -= line.matches("://").count().min(self.n_links);
            end += line.len();
        }
        self.text.replace_range(start..end, "");
    }

    /// Drops emoji that are written as `:slightly_smiling_face:`.
    fn drop_emoji_codes(&mut self) {
        if memchr::memchr_iter(b':', self.text.as_bytes()).nth(1).is_none() {
            return;
        }
        let is_name = |name: &str| {
            name.len() > 1
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(&b))
                && name.bytes().any(|b| b.is_ascii_lowercase() || b == b'+' || b == b'-')
        };
        let is_code = |word: &&str| {
            let Some(word) = word.strip_prefix(':') else { return false };
            let word = word.trim_end_matches(['.', '!', ',']);
            word.strip_suffix(':').is_some_and(is_name)
        };
        if !self.text.split([' ', '\n']).any(|word| is_code(&word)) {
            return;
        }
        let of_line = |line: &str| {
            line.split(' ').filter(|word| !is_code(word)).collect::<Vec<_>>().join(" ")
        };
        self.text = self.text.split('\n').map(of_line).collect::<Vec<_>>().join("\n");
    }

    fn html(&mut self, html: &str) {
        let mut quoted: Option<SkippedElement<'_>> = None;
        for piece in pieces(html) {
            if self.text.len() >= self.limit {
                return;
            }
            let (Piece::Start(Start { name, .. }) | Piece::End(name)) = piece else {
                if let (Piece::Text(words), None) = (piece, quoted) {
                    self.linked_words(cap(&decoded(words), MARKUP));
                }
                continue;
            };
            let layout = Layout::of(name);
            quoted = match (quoted, piece) {
                (None, Piece::Start(_)) => {
                    self.element(name, layout);
                    (layout == Layout::Quote).then(|| SkippedElement::new(name))
                }
                (None, _) => {
                    self.in_link &= name != "a";
                    None
                }
                (Some(element), piece) => element.after(piece),
            };
            if layout != Layout::Inline {
                self.line_end();
            }
        }
    }

    fn element(&mut self, name: &str, layout: Layout) {
        match (layout, name) {
            (Layout::Quote, "pre") => self.n_code += 1,
            (Layout::Quote, _) => self.n_quotes += 1,
            (_, "li") => self.n_items += 1,
            (_, "a") => {
                self.n_links += 1;
                self.in_link = true;
            }
            (_, "img") => self.n_pictures += 1,
            (_, "code") => self.n_inline_code += 1,
            _ => {}
        }
    }

    fn markdown(&mut self, text: &str, dialect: Dialect) {
        let mut quoted = 0_usize;
        let mut films = Vec::new();
        for event in MarkdownText::of(text, dialect).events() {
            if self.text.len() >= self.limit {
                return;
            }
            match event {
                // An alert is the author's own.
                Event::Start(Tag::BlockQuote(None)) => {
                    quoted += 1;
                    self.n_quotes += 1;
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    quoted += 1;
                    self.n_code += 1;
                }
                Event::Start(Tag::HtmlBlock) => quoted += 1,
                // A film is a link with its title.
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let is_film = film(&dest_url).is_some();
                    quoted += usize::from(!is_film);
                    self.n_links += usize::from(is_film);
                    self.n_pictures += usize::from(!is_film);
                    films.push(is_film);
                }
                Event::End(TagEnd::Image) if films.pop() == Some(true) => {}
                Event::End(TagEnd::BlockQuote(None) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                    quoted = quoted.saturating_sub(1);
                    self.line_end();
                }
                Event::End(TagEnd::Image) => quoted = quoted.saturating_sub(1),
                Event::Start(Tag::Item) if quoted == 0 => self.n_items += 1,
                Event::Text(words) if quoted == 0 => self.linked_words(&words),
                Event::Code(words) if quoted == 0 => {
                    self.n_inline_code += 1;
                    self.words(&words);
                }
                Event::Start(Tag::Link { .. }) if quoted == 0 => {
                    self.n_links += 1;
                    self.in_link = true;
                }
                Event::End(TagEnd::Link) => self.in_link = false,
                Event::SoftBreak | Event::HardBreak => self.line_end(),
                Event::End(
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
                ) => self.line_end(),
                _ => {}
            }
        }
    }

    fn lines(&mut self, text: &str) {
        for line in text.lines() {
            if line.starts_with(['>', '|']) {
                self.n_quotes += 1;
            } else {
                self.linked_words(line);
            }
            self.line_end();
        }
    }

    /// Words among which web addresses are no markup.
    fn linked_words(&mut self, words: &str) {
        if !self.in_link {
            let colons = memchr::memchr_iter(b':', words.as_bytes());
            self.n_links += colons.filter(|at| words[*at..].starts_with("://")).count();
        }
        self.words(words);
    }

    fn words(&mut self, words: &str) {
        push_words(words, &mut self.text, |text| {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        });
    }

    fn line_end(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
