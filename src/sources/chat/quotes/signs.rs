//! The marks of quotes that a text uses.

use super::line::Stand;
use super::words::introduces;

/// What marks quotes in a text, besides `>`.
pub(super) struct Signs<'t> {
    /// Lines that start with `|` are some.
    bars: bool,
    /// Initials before a `>`, as some editors put them.
    initials: Vec<&'t str>,
}

impl<'t> Signs<'t> {
    pub(super) fn of(lines: &[&'t str], stand: Stand) -> Signs<'t> {
        let filled = || lines.iter().filter(|line| !line.is_empty());
        let is_bar = |line: &str| line.trim_start().starts_with('|');
        let is_told = filled().zip(filled().skip(1)).any(|(a, b)| is_bar(b) && introduces(a));
        // Tables have more of them.
        let mut bars = filled().filter(|line| is_bar(line)).peekable();
        let is_prose = |line: &&&str| !line.trim_start()[1..].contains('|') && is_apart(line);
        let are_prose = bars.peek().is_some() && bars.all(|line| is_prose(&line));
        // `>>>>> "DM" == Dana Mohr <dana@mail.example> writes:`
        let initials = lines.iter().filter_map(|line| {
            let (name, _) = line.strip_prefix(">>>>> \"")?.split_once("\" ==")?;
            (!name.is_empty() && name.len() <= 12).then_some(name)
        });
        Signs {
            bars: is_told || (stand == Stand::Reply && are_prose),
            initials: initials.take(8).collect(),
        }
    }

    /// How many marks of quotes a line has.
    pub(super) fn depth(&self, line: &str) -> usize {
        if self.bare(line).is_some() {
            return 1;
        }
        let marks = line.trim_start().chars().take_while(|c| matches!(c, '>' | ' ' | '|'));
        let marks: Vec<char> = marks.collect();
        if marks.first() != Some(&'>') { 0 } else { marks.iter().filter(|c| **c == '>').count() }
    }

    /// The words behind a mark that is no `>`.
    pub(super) fn bare<'l>(&self, line: &'l str) -> Option<&'l str> {
        let line = line.trim_start();
        let by_bar = || line.strip_prefix('|').filter(|_| self.bars);
        let by_name = || {
            let named = |name: &&str| line.strip_prefix(name)?.strip_prefix('>');
            self.initials.iter().find_map(named)
        };
        by_bar().or_else(by_name).map(str::trim_start)
    }
}

/// Tells `| words` from `|--` and `||`.
fn is_apart(line: &str) -> bool {
    let rest = &line.trim_start()[1..];
    rest.is_empty() || rest.starts_with([' ', '>']) || rest.starts_with(char::is_alphanumeric)
}
