//! Files that stand in the text of old mails, as lines of letters between `begin` and `end`.

use std::borrow::Cow;

use crate::model::{Attachment, AttachmentDisplay};

use super::parts;

/// The most bytes that a line stands for.
const MAX_LINE: u8 = 45;

/// Takes such files out of a text, and returns their names.
pub(super) fn without(text: Cow<'_, str>) -> (Cow<'_, str>, Vec<Attachment>) {
    let mut files = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"begin ").is_none() {
        return (text, files);
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    // Once one file has no end, none that follows has.
    let mut may_end = true;
    while at < lines.len() {
        let name = named(lines[at]).filter(|_| may_end && files.len() < parts::MOST);
        let end = name.and_then(|_| end_of(&lines[at + 1..]));
        match name.zip(end) {
            Some((name, n_lines)) => {
                let size = lines[at + 1..at + n_lines].iter().map(|line| length(line)).sum();
                files.push(Attachment {
                    name: name.to_owned(),
                    size: Some(size),
                    shown: AttachmentDisplay::Copied,
                    ..Attachment::default()
                });
                at += n_lines + 1;
            }
            None => {
                may_end &= name.is_none();
                out.push_str(lines[at]);
                at += 1;
            }
        }
    }
    files.retain(|file| parts::is_file("application/octet-stream", &file.name));
    (Cow::Owned(out), files)
}

/// The name behind `begin 644`.
fn named(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("begin ")?.trim_end();
    let (mode, name) = rest.split_once(' ')?;
    let is_mode = matches!(mode.len(), 3 | 4) && mode.bytes().all(|b| (b'0'..=b'7').contains(&b));
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (is_mode && !name.is_empty() && name.len() <= 200).then_some(name)
}

/// How many lines a file has, with its `end`; `None` when something else stands between.
fn end_of(lines: &[&str]) -> Option<usize> {
    let end = lines.iter().position(|line| !is_line(line.trim_end_matches(['\r', '\n'])))?;
    (lines[end].trim_end() == "end" && end > 0).then_some(end + 1)
}

/// A line says how long it is by its first letter; blanks at its end may be lost.
fn is_line(line: &str) -> bool {
    let Some((first, data)) = line.as_bytes().split_first() else { return true };
    let n_bytes = first.wrapping_sub(b' ') & 0x3f;
    let n_letters = usize::from(n_bytes).div_ceil(3) * 4;
    line != "end"
        && (b' '..=b'`').contains(first)
        && n_bytes <= MAX_LINE
        && data.len() <= n_letters + 1
        && data.iter().all(|byte| (b' '..=b'`').contains(byte))
}

/// How many bytes a line stands for.
fn length(line: &str) -> u64 {
    line.bytes().next().map_or(0, |first| u64::from(first.wrapping_sub(b' ') & 0x3f))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, names: &[&str]) {
        let (rest, files) = without(Cow::Borrowed(text));
        assert_eq!(rest, expected);
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), names);
    }

    #[test]
    fn a_file_in_a_text_is_named_and_its_letters_go() {
        let file = "begin 644 fix.txt\n#0V%T\n`\nend\n";
        check(&format!("See:\n{file}So.\n"), "See:\nSo.\n", &["fix.txt"]);
        check(&format!("{file}{file}"), "", &["fix.txt", "fix.txt"]);
        let (_, files) = without(Cow::Borrowed(file));
        assert_eq!(files[0].size, Some(3));
    }

    #[test]
    fn words_that_start_alike_stay() {
        for text in [
            "begin 644 words\nfor the day, all of them.\nend\n",
            "begin 2 things\nend\n",
            "begin 644 x\n",
            "begin with this\nend\n",
        ] {
            check(text, text, &[]);
        }
        let text = "begin 644 x\n`\n".repeat(100_000);
        check(&text, &text, &[]);
    }
}
