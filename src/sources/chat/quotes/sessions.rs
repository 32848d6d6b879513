//! What was typed into a console, whose prompt is the mark of quotes.
//!
//! `> x <- 5` may be a line of another mail, or what the author typed: with what the program
//! printed below it, or in a mail that answers nobody.

use super::line::Stand;
use super::signs::Signs;
use super::words::introduces;

/// What a line behind a mark of quotes is, if it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// It may be a quote.
    No,
    /// The author's own, whatever the mark means.
    Prose,
    /// Typed into a console, or printed there.
    Code,
}

/// Tells the lines of a mail that are marked as quotes are, and are none.
pub(super) fn find(lines: &[&str], stand: Stand, signs: &Signs<'_>) -> Vec<Own> {
    let mut found = vec![Own::No; lines.len()];
    // Who says whom they quote does quote.
    let is_head = |words: &str| words.starts_with("From: ") || words.starts_with("-----Orig");
    let says = |line: &str| introduces(line) || prompt(line, signs).is_some_and(is_head);
    let is_quoting = stand == Stand::Reply || lines.iter().any(|line| says(line));
    let mut at = 0;
    while at < lines.len() {
        let typed = || lines[at..].iter().map_while(|line| prompt(line, signs));
        let end = at + typed().count();
        if end == at {
            at += 1;
            continue;
        }
        let n_printed = lines[end..].iter().take_while(|line| is_output(line)).count();
        let goes_on = at > 0 && found[at - 1] == Own::Code;
        let above = lines[..at].iter().rev().find(|line| !line.trim().is_empty());
        let n_typed = typed().filter(|words| is_input(words)).count();
        let own = match is_quoting {
            true if above.is_some_and(|line| introduces(line)) => Own::No,
            true if (n_printed > 0 || goes_on) && n_typed * 4 >= (end - at) * 3 => Own::Code,
            true => Own::No,
            false if n_typed * 2 > end - at => Own::Code,
            false => Own::Prose,
        };
        found[at..end].fill(own);
        if own == Own::Code {
            found[end..end + n_printed].fill(Own::Code);
            at = end + n_printed;
        } else {
            at = end;
        }
    }
    found
}

/// What stands behind a prompt.
fn prompt<'l>(line: &'l str, signs: &Signs<'_>) -> Option<&'l str> {
    let words = line.trim_start().strip_prefix('>')?;
    (signs.depth(line) == 1).then(|| words.trim())
}

/// Tells what a program printed: no prose below a quote starts like it.
fn is_output(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty() && !line.starts_with('>') && !introduces(line)
}

/// Tells what may have been typed: code, a name, nothing.
fn is_input(words: &str) -> bool {
    let is_name = |word: &str| {
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '$' | ':' | '@'))
            && !word.ends_with(['.', ':'])
    };
    let mut parts = words.split_whitespace();
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    words.is_empty()
        || is_code(words)
        || words.starts_with(['#', '+', '?', '!', '(', '[', '{', '}'])
        || (second.is_none() && is_name(first))
        || first.contains(['(', '[', '$', '~'])
        || words.ends_with(['(', ')', '{', '}', ';', ']', '+'])
        || matches!(second, Some("=" | "->" | "==" | "<-" | "%>%" | "|>"))
}

/// Tells a line of code from prose, where both could stand.
pub(in crate::sources::chat) fn is_code(line: &str) -> bool {
    let line = line.trim();
    // Most lines have none of these.
    if memchr::memchr3(b'<', b'(', b';', line.as_bytes()).is_none()
        && !line.starts_with(['#', 'i', '$', '}'])
        && !line.ends_with('{')
    {
        return false;
    }
    let assigns = || {
        // "I used x <- 5" is prose with code in it.
        line.split_once("<-").is_some_and(|(name, _)| {
            let is_part = |c: char| c.is_alphanumeric() || ".$[]()\"',:@_-".contains(c);
            let name = name.trim_end_matches(['<', ' ', '\t']);
            name.chars().filter(|c| c.is_whitespace()).count() <= name.matches(',').count()
                && name.chars().all(|c| is_part(c) || c.is_whitespace())
        })
    };
    let ends = line.ends_with(['{', ';']) || matches!(line, "}" | "})" | "};");
    let starts = ["library(", "require(", "#include", "import ", "#!/", "$ "];
    let called = || {
        let (name, rest) = line.split_once('(').unwrap_or_default();
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | ':'))
            && (rest.ends_with([')', ',']))
            && rest.contains([',', '=', '"', '\'', '[', '$'])
    };
    ends || assigns() || called() || starts.iter().any(|start| line.starts_with(start))
}
