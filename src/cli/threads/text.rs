//! The list for a terminal.

use crate::config::Config;
use crate::pipeline::ThreadRow;

use super::terminal_text::{columns_of, cut};
use super::{change, name_of, plain};

/// The width where nobody says it.
const WIDTH: usize = 100;

/// Names longer than this are not aligned.
const MAX_NAME_LENGTH: usize = 40;

/// How wide the columns are.
pub(super) struct Columns {
    name: usize,
    reason: usize,
}

impl Columns {
    /// Finds the widths that the threads need.
    pub(super) fn of(rows: &[&ThreadRow], config: &Config) -> Columns {
        let widest = |of: &dyn Fn(&ThreadRow) -> usize| rows.iter().map(|row| of(row)).max();
        let name = widest(&|row| columns(&plain(&name_of(config, row.source, &row.id))));
        let reason = widest(&|row| why(row).len());
        Columns {
            name: name.unwrap_or_default().min(MAX_NAME_LENGTH),
            reason: reason.unwrap_or_default(),
        }
    }
}

/// Returns the lines of a thread: what is decided and its title; its first answer; what would
/// change it. An id is whole wherever it stands, so that it can be copied.
pub(super) fn lines(row: &ThreadRow, config: &Config, widths: &Columns, width: usize) -> String {
    let name = plain(&name_of(config, row.source, &row.id));
    let is_published = row.address().is_some();
    let head = format!(
        "{:.2}  {}  {:reason$}  {name}{}  ",
        row.resolution.confidence.share(),
        if is_published { "published" } else { "withheld " },
        why(row),
        " ".repeat(widths.name.saturating_sub(columns(&name))),
        reason = widths.reason,
    );
    let left = width.saturating_sub(columns(&head));
    let mut text = match left {
        // A title has a line of its own where the id leaves no room.
        0..24 => format!("{}\n      {}\n", head.trim_end(), cut(&plain(&row.title), width - 6)),
        _ => format!("{head}{}\n", cut(&plain(&row.title), left)),
    };
    if let Some(first) = &row.first {
        let line = format!("      {}: {}", plain(&first.post.0), plain(&first.words));
        text.push_str(&cut(&line, width));
        text.push('\n');
    }
    if let Some(path) = row.address() {
        text.push_str(&format!("      {}\n", cut(&plain(path.as_str()), width.saturating_sub(6))));
    }
    text.push_str(&format!("      > {}\n\n", plain(&change(row, config))));
    text
}

/// What a thread's grade rests on, and what keeps it back beside that.
fn why(row: &ThreadRow) -> String {
    let (grade, reason) = (row.resolution.grade.name(), row.resolution.reason.name());
    match row.withheld() {
        Some(withheld) if withheld != reason => format!("{grade}, {withheld}"),
        _ => format!("{grade}, {reason}"),
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Returns how many columns the terminal has.
pub(super) fn width() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    named.or_else(of_terminal).unwrap_or(WIDTH).max(40)
}

#[cfg(unix)]
fn of_terminal() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn of_terminal() -> Option<usize> {
    None
}
