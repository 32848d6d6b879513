//! What a mail repeats of others: quoted history, signatures, footers of lists.
//!
//! Works on lines, wherever they come from: plain text marks quotes by `>`, pages by elements.

mod line;
mod sessions;
mod signs;
mod words;

use sessions::Own;
use signs::Signs;

pub(in crate::sources) use line::{Line, Stand};
pub(super) use sessions::is_code;
pub(in crate::sources) use words::introduces;

/// What marks code in a mail.
const CODE: &str = "    ";

/// How much of a quote is kept between two answers, counted from its end.
const KEPT: usize = 6;
const KEPT_CHARS: usize = 600;

/// The longest signature, and the longest introduction of a quote, in lines.
const LONGEST_SIGNATURE: usize = 15;
const LONGEST_INTRODUCTION: usize = 3;

/// Leaves of a mail what its author wrote: without signature, and without quotes but those
/// that are answered piece by piece. What was typed into a console is indented as code.
pub(in crate::sources) fn own_words(text: &str, stand: Stand) -> String {
    let raw: Vec<&str> = text.lines().map(str::trim_end).collect();
    let signs = Signs::of(&raw, stand);
    let own = sessions::find(&raw, stand, &signs);
    let depth = |line: &str, own: Own| if own == Own::No { signs.depth(line) } else { 0 };
    let lines = raw
        .iter()
        .zip(&own)
        .map(|(line, own)| Line { text: (*line).into(), depth: depth(line, *own) });
    let lines: Vec<Line<'_>> = lines.collect();
    let mut out = String::with_capacity(text.len());
    for (at, kept) in own_lines(&lines, stand).into_iter().enumerate() {
        if !kept {
            continue;
        }
        let bare = signs.bare(raw[at]).filter(|_| lines[at].depth > 0);
        match (own[at], bare) {
            (Own::Code, _) if !raw[at].is_empty() => out.push_str(CODE),
            (_, Some(_)) => out.push_str("> "),
            (_, None) => {}
        }
        out.push_str(bare.unwrap_or(raw[at]));
        out.push('\n');
    }
    out.trim_matches('\n').to_owned()
}

/// Tells which lines of a mail its author wrote, or repeats to answer them.
pub(in crate::sources) fn own_lines(lines: &[Line<'_>], stand: Stand) -> Vec<bool> {
    let end = end_of_words(lines, stand);
    let mut kept = vec![false; lines.len()];
    let blocks = blocks(&lines[..end]);
    let n_quotes = blocks.iter().filter(|block| block.quoted).count();
    let is_blank = |block: &Block| block.lines.iter().all(|at| lines[*at].text.is_empty());
    let last_own = blocks.iter().rposition(|block| !block.quoted && !is_blank(block));
    for (number, block) in blocks.iter().enumerate() {
        let is_answered = n_quotes > 1 && last_own.is_some_and(|last| number < last);
        let mut room = KEPT_CHARS;
        let mut n_kept = 0;
        for at in block.lines.iter().rev() {
            kept[*at] = !block.quoted || is_answered && n_kept < KEPT && lines[*at].depth < 2;
            if block.quoted && kept[*at] {
                let len = lines[*at].text.len();
                kept[*at] = n_kept == 0 || len <= room;
                room = if kept[*at] { room.saturating_sub(len) } else { 0 };
                n_kept += 1;
            }
        }
    }
    kept
}

struct Block {
    quoted: bool,
    /// Numbers of lines.
    lines: Vec<usize>,
}

/// Splits into the author's words and quotes, each quote without the words that introduce it.
fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let is_blank = |block: &Block| block.lines.iter().all(|at| lines[*at].text.is_empty());
    for (at, line) in lines.iter().enumerate() {
        // An empty line ends a quote only where no quote follows.
        let quoted = line.depth > 0 && !line.text.is_empty();
        if quoted
            && let [.., before, blank] = blocks.as_slice()
            && before.quoted
            && is_blank(blank)
        {
            blocks.pop();
        }
        match blocks.last_mut() {
            Some(block) if block.quoted == quoted => block.lines.push(at),
            last => {
                if let Some(own) = last.filter(|_| quoted) {
                    words::drop_introduction(lines, &mut own.lines, LONGEST_INTRODUCTION);
                }
                blocks.push(Block { quoted, lines: vec![at] });
            }
        }
    }
    blocks.retain(|block| !block.lines.is_empty());
    blocks
}

/// Finds the mark of a signature, a history without marks, or a list's footer.
fn end_of_words(lines: &[Line<'_>], stand: Stand) -> usize {
    let is_word = |line: &Line<'_>| line.depth == 0 && !line.text.trim().is_empty();
    let mut has_words = false;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.depth == 0) {
        if words::is_footer(lines, at) {
            let is_marked = at > 0 && lines[at - 1].text.trim() == "--";
            return at - usize::from(is_marked);
        }
        // Nothing but a signature, or a forwarded message alone: better all than nothing.
        let ends = words::is_history(lines, at, stand) || is_signature(lines, at, stand);
        if has_words && ends {
            return at;
        }
        has_words |= is_word(line);
    }
    lines.len()
}

/// Tells the mark of a signature from a rule in a text, or of a program.
fn is_signature(lines: &[Line<'_>], at: usize, stand: Stand) -> bool {
    // Mail programs end lines, so that the space behind the mark may be lost.
    if lines[at].text.trim() != "--" {
        return false;
    }
    let goes_on = |(below, line): &(usize, &Line<'_>)| {
        line.depth == 0
            && !introduces(&line.text)
            && !words::is_history(lines, *below, stand)
            && !words::is_footer(lines, *below)
    };
    let below = lines.iter().enumerate().skip(at + 1).take(4 * LONGEST_SIGNATURE);
    let below = below.take_while(goes_on).map(|(_, line)| line.text.trim());
    let mut n_lines = 0;
    for line in below.filter(|line| !line.is_empty()) {
        n_lines += 1;
        if is_code(line) || n_lines > LONGEST_SIGNATURE {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
