//! The words of a post as readers see them, with the way back to its HTML.
//!
//! Private text must be found whatever tags and character references it is written with:
//! `jane&#64;<b>mail</b>.si`. What is read is what the sanitiser wrote, so nothing can be
//! shown that was not looked at.

use std::ops::Range;

use crate::math::{spellings, unwrapped, words};
use crate::normalize::{
    Layout, PICTURE_ENDINGS, Piece, Start, decoded, escape_text, formula, pieces,
};
use crate::percent;

use super::fold::PICTURE;

/// The words of sanitised HTML.
#[derive(Debug, Default)]
pub(super) struct VisibleText {
    /// The words; where an element starts a new line there is a line end.
    pub text: String,
    /// Ranges of the words that are code, in order.
    pub code: Vec<Range<usize>>,
    /// The formulas that are read as words; they change as a whole.
    pub formulas: Vec<Formula>,
    /// Where in them each text of the HTML lies.
    texts: Vec<Range<usize>>,
    /// Formulas stand here as what they show, not as their TeX.
    has_formulas: bool,
}

/// A formula among words.
#[derive(Debug)]
pub(super) struct Formula {
    /// Where among the words that it shows stand.
    pub range: Range<usize>,
    /// What it spells besides, its TeX first.
    pub spellings: Vec<String>,
}

/// Something that goes, and what takes its place.
pub(super) struct Replacement {
    pub range: Range<usize>,
    pub to: String,
}

impl VisibleText {
    /// Reads sanitised HTML; formulas are their TeX.
    pub(super) fn of(html: &str) -> VisibleText {
        VisibleText::default().read(html)
    }

    /// Reads sanitised HTML; formulas are the words that they show.
    pub(super) fn with_formulas(html: &str) -> VisibleText {
        VisibleText { has_formulas: true, ..VisibleText::default() }.read(html)
    }

    fn read(mut self, html: &str) -> VisibleText {
        let words = &mut self;
        let mut code_depth = 0_usize;
        let mut code_start = 0;
        let mut pre_depth = 0_usize;
        let mut all = pieces(html);
        while let Some(piece) = all.next() {
            let start = words.text.len();
            if let Some((tex, rest)) = formula(&piece, all.rest).filter(|_| words.has_formulas) {
                words.formula(&decoded(tex));
                all.rest = rest;
                continue;
            }
            let name = match piece {
                Piece::Text(text) => {
                    push_words(&decoded(text), pre_depth > 0, &mut words.text);
                    words.texts.push(start..words.text.len());
                    continue;
                }
                Piece::Start(tag) => tag.name,
                Piece::End(name) => name,
            };
            if Layout::of(name) != Layout::Inline {
                words.text.push('\n');
            }
            if name == "img" {
                words.text.push(PICTURE);
            }
            match (name, piece) {
                ("pre", Piece::Start(_)) => pre_depth += 1,
                ("pre", _) => pre_depth = pre_depth.saturating_sub(1),
                _ => {}
            }
            match (name, piece) {
                ("code" | "pre", Piece::Start(_)) => {
                    if code_depth == 0 {
                        code_start = words.text.len();
                    }
                    code_depth += 1;
                }
                ("code" | "pre", _) => {
                    code_depth = code_depth.saturating_sub(1);
                    if code_depth == 0 {
                        words.code.push(code_start..words.text.len());
                    }
                }
                _ => {}
            }
        }
        if code_depth > 0 {
            words.code.push(code_start..words.text.len());
        }
        self
    }

    fn formula(&mut self, tex: &str) {
        let tex = unwrapped(tex);
        let start = self.text.len();
        push_words(&words(tex), false, &mut self.text);
        let range = start..self.text.len();
        self.texts.push(range.clone());
        self.formulas.push(Formula { range, spellings: spellings(tex) });
    }

    /// Makes changes of parts of a formula changes of the whole, and one of those that overlap.
    fn of_whole_formulas(&self, changes: Vec<Replacement>) -> Vec<Replacement> {
        let mut changes = in_order(changes);
        for change in &mut changes {
            let range = &mut change.range;
            let at = self.formulas.partition_point(|formula| formula.range.end <= range.start);
            let touched = self.formulas[at..].iter();
            let end = range.end;
            for formula in touched.take_while(|formula| formula.range.start < end) {
                *range = range.start.min(formula.range.start)..range.end.max(formula.range.end);
            }
        }
        changes.dedup_by(|next, change| {
            let is_one = next.range.start < change.range.end;
            if is_one {
                change.range.end = change.range.end.max(next.range.end);
            }
            is_one
        });
        changes
    }

    /// Where in the words elements start and end, in order.
    pub(super) fn edges(&self) -> Vec<usize> {
        self.texts.iter().flat_map(|range| [range.start, range.end]).collect()
    }

    /// Reads the words with the descriptions of pictures among them, as a page shows them where
    /// it does not show the pictures: of one without a description that is the name of its
    /// file. Returns them, and the place of each picture's.
    pub(super) fn with_descriptions(html: &str) -> (String, Vec<Range<usize>>) {
        let mut text = String::new();
        let mut pictures = Vec::new();
        for piece in pieces(html) {
            match piece {
                Piece::Text(words) => text.push_str(&decoded(words)),
                Piece::Start(tag) if tag.name == "img" => {
                    let start = text.len();
                    text.push_str(&description(&tag));
                    pictures.push(start..text.len());
                }
                Piece::Start(Start { name, .. }) | Piece::End(name) => {
                    if Layout::of(name) != Layout::Inline {
                        text.push('\n');
                    }
                }
            }
        }
        (text, pictures)
    }

    /// Writes the HTML that was read with changes in its words. A change that goes over
    /// several texts is written into the first one, and takes its part from the others.
    pub(super) fn changed(&self, html: &str, changes: Vec<Replacement>) -> String {
        let mut out = String::with_capacity(html.len());
        let mut changes = self.of_whole_formulas(changes);
        let mut next = 0;
        let mut texts = self.texts.iter();
        let mut all = pieces(html);
        while let Some(piece) = all.next() {
            let whole = formula(&piece, all.rest).filter(|_| self.has_formulas);
            let before = out.len();
            let text = match (piece, whole) {
                (Piece::Text(text), _) => text,
                (_, Some((tex, rest))) => {
                    all.rest = rest;
                    piece.write(&mut out);
                    tex
                }
                (_, None) => {
                    piece.write(&mut out);
                    continue;
                }
            };
            let start = out.len();
            let range = texts.next().cloned().unwrap_or_default();
            let mut at = range.start;
            let mut is_changed = false;
            while let Some(change) = changes.get_mut(next)
                && change.range.start < range.end
            {
                let from = change.range.start.max(at);
                let to = change.range.end.min(range.end).max(from);
                escape_text(&self.text[at..from], &mut out);
                escape_text(&std::mem::take(&mut change.to), &mut out);
                (at, is_changed) = (to, true);
                if change.range.end > range.end {
                    // The rest of it lies in texts that follow.
                    change.range.start = range.end;
                    break;
                }
                next += 1;
            }
            match is_changed {
                true => escape_text(&self.text[at..range.end], &mut out),
                false => out.push_str(text),
            }
            match (is_changed, whole) {
                // What stands for it is no math.
                (true, Some(_)) => out.replace_range(before..start, ""),
                (false, Some(_)) => out.push_str("</span>"),
                (_, None) => {}
            }
        }
        out
    }
}

/// The words that stand for a picture: its description, or else the name of its file, without
/// the ending, which would belong to a number or address in front of it. That of an address is
/// a part of it, unless pictures have it.
pub(super) fn description(img: &Start<'_>) -> String {
    let alt = img.get("alt").unwrap_or_default();
    if !alt.trim().is_empty() {
        return alt.trim().to_owned();
    }
    let Some(src) = img.get("src").filter(|src| !src.trim().is_empty()) else {
        return String::new();
    };
    let name = percent::decoded(picture_name(&src));
    let ending = ending_at(&name);
    let is_ending = |at: &usize| !name.contains('@') || is_of_picture(&name[at + 1..]);
    name[..ending.filter(is_ending).unwrap_or(name.len())].to_owned()
}

/// Finds where the ending of a file's name starts, with its dot.
pub(super) fn ending_at(name: &str) -> Option<usize> {
    name.rfind('.').filter(|at| *at > 0 && *at + 6 >= name.len())
}

/// Returns the last part of an address's path.
fn picture_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("image")
}

/// Tells the endings of files that posts show as pictures, or would.
fn is_of_picture(ending: &str) -> bool {
    const OTHERS: [&str; 6] = ["bmp", "heic", "jfif", "svg", "tif", "tiff"];
    let mut endings = PICTURE_ENDINGS.iter().chain(&OTHERS);
    endings.any(|known| known.eq_ignore_ascii_case(ending))
}

/// Appends words as they stand on a page: outside of `pre` a line end is a space, but for one
/// in front of the quote mark of a mail, which is there for those who look for names.
fn push_words(words: &str, is_in_pre: bool, text: &mut String) {
    if is_in_pre {
        return text.push_str(words);
    }
    let mut from = 0;
    let (mut end_of_space, mut is_quote) = (0, false);
    for at in memchr::memchr2_iter(b'\n', b'\r', words.as_bytes()) {
        if at >= end_of_space {
            let behind = words[at..].trim_start();
            end_of_space = words.len() - behind.len();
            is_quote = behind.starts_with(['>', '|']);
        }
        if !is_quote {
            text.extend([&words[from..at], " "]);
            from = at + 1;
        }
    }
    text.push_str(&words[from..]);
}

/// Writes a text with changes.
pub(super) fn changed(text: &str, changes: Vec<Replacement>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Replacement { range, to } in in_order(changes) {
        out.push_str(&text[at..range.start]);
        out.push_str(&to);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Of changes that overlap the first stays.
fn in_order(mut changes: Vec<Replacement>) -> Vec<Replacement> {
    changes.sort_by_key(|change| change.range.start);
    let mut end = 0;
    changes.retain(|change| {
        let is_free = change.range.start >= end;
        if is_free {
            end = change.range.end;
        }
        is_free
    });
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, words: &str, to: &str, expected: &str) {
        let visible = VisibleText::of(html);
        let at = visible.text.find(words).unwrap_or_else(|| panic!("{:?}", visible.text));
        let change = Replacement { range: at..at + words.len(), to: to.to_owned() };
        assert_eq!(visible.changed(html, vec![change]), expected);
    }

    #[test]
    fn words_are_changed_wherever_their_tags_are() {
        check("<p>a <b>b</b>c</p>", "bc", "x", "<p>a <b>x</b></p>");
        check("x jane@<i>a</i>.si &amp; y", "jane@a.si", "<m>", "x &lt;m&gt;<i></i> &amp; y");
        check("<p>1</p><p>2</p>", "1\n\n2", "x", "<p>x</p><p></p>");
        check("a &amp; b", "&", "and", "a and b");
        check("<b>a</b> b <i>c</i> d", "b", "", "<b>a</b>  <i>c</i> d");
    }

    #[test]
    fn a_formula_goes_as_a_whole() {
        let html =
            "By T<span class=\"tex\">$\\text{i} + n$</span>a, <span class=\"tex\">$x$</span>";
        let visible = VisibleText::with_formulas(html);
        assert_eq!(visible.text, "By Ti + na, x");
        let change = |range, to: &str| Replacement { range, to: to.to_owned() };
        let changed = visible.changed(html, vec![change(5..6, "one"), change(8..10, "two")]);
        assert_eq!(changed, "By Tone, <span class=\"tex\">$x$</span>");
        assert_eq!(visible.changed(html, Vec::new()), html);
    }

    #[test]
    fn several_changes_are_made_in_order() {
        let html = "a <b>b</b> c d";
        let visible = VisibleText::of(html);
        let change = |range, to: &str| Replacement { range, to: to.to_owned() };
        let changes =
            vec![change(6..7, "z"), change(0..5, "xy"), change(3..4, "never"), change(5..5, "")];
        assert_eq!(visible.changed(html, changes), "xy<b></b> z");
    }

    #[test]
    fn pictures_keep_no_words_apart() {
        check("jane<img src=\"x\">@mail.si", "jane\u{fffc}@mail.si", "[]", "[]<img src=\"x\">");
        let (text, pictures) = VisibleText::with_descriptions("a<img alt=\"@b\">c<img>");
        assert_eq!((text.as_str(), pictures), ("a@bc", vec![1..3, 4..4]));
    }

    #[test]
    fn a_line_end_is_a_space_where_it_is_shown_so() {
        let text = VisibleText::of("a\nb\r\n &gt; c<pre>d\ne</pre>").text;
        assert_eq!(text, "a b\r\n > c\nd\ne\n");
    }

    #[test]
    fn code_is_known() {
        let visible = VisibleText::of("a <pre><code>b</code></pre> c <code>d</code>");
        let code = visible.code.iter().map(|range| visible.text[range.clone()].trim());
        assert_eq!(code.collect::<Vec<_>>(), ["b", "d"]);
    }
}
