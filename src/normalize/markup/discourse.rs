//! What Discourse knows in square brackets, as HTML and CommonMark.
//!
//! Marks that are never closed, and what is in code, stay as they are. Linear: each name is
//! looked for from the end of the text once.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

/// Marks that say how words look or that they are hidden: the words stay.
const PLAIN: [&str; 12] = [
    "spoiler", "wrap", "poll", "center", "left", "right", "size", "color", "font", "small", "grid",
    "event",
];

/// Marks that are elements.
const ELEMENTS: [(&str, &str); 4] = [("b", "b"), ("i", "i"), ("u", "u"), ("s", "s")];

/// Rewrites what stands in brackets.
pub(super) fn without_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut writer = Writer { last_end: HashMap::new(), text };
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        match fence.is_some() || mark.is_some() {
            true => out.push_str(line),
            false => writer.line(line, at, &mut out),
        }
        at += line.len();
    }
    Cow::Owned(out)
}

struct Writer<'t> {
    text: &'t str,
    /// Where the last end of a mark stands, by its name.
    last_end: HashMap<&'t str, Option<usize>>,
}

impl<'t> Writer<'t> {
    /// Writes a line that starts at a place of the text.
    fn line(&mut self, line: &'t str, start: usize, out: &mut String) {
        let mut from = 0;
        let mut is_code = false;
        for (at, sign) in line.match_indices(['[', '`']) {
            if sign == "`" {
                is_code = !is_code;
                continue;
            }
            if is_code || at < from {
                continue;
            }
            let Some(len) = line[at..].find(']') else { break };
            let inner = &line[at + 1..at + len];
            if let Some(written) = self.mark(inner, start + at, &line[..at], &line[at + len + 1..])
            {
                out.push_str(&line[from..at]);
                out.push_str(&written);
                from = at + len + 1;
            }
        }
        out.push_str(&line[from..]);
    }

    /// Returns what stands for `[inner]`; `None` for words.
    fn mark(&mut self, inner: &'t str, at: usize, before: &str, after: &str) -> Option<String> {
        if let Some(checked) = checkbox(inner, before, after) {
            let checked = if checked { " checked" } else { "" };
            return Some(format!("<input type=\"checkbox\"{checked}>"));
        }
        if after.starts_with('(') {
            return without_size(inner).map(|words| format!("[{words}]"));
        }
        let (is_end, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let ends = |c: char| !c.is_ascii_alphanumeric();
        let (name, value) = name.split_at(name.find(ends).unwrap_or(name.len()));
        let value = value.trim_start_matches(['=', ' ']).trim();
        match name {
            "toc" if !is_end => return Some(String::new()),
            "date" if !is_end => return date(value),
            _ => {}
        }
        if !is_end && !self.is_closed(name, at) {
            return None;
        }
        let quoted = value.trim_matches('"');
        match (name, is_end) {
            ("details", false) => {
                let title = html_escape::encode_text(quoted);
                Some(format!("\n\n<details><summary>{title}</summary>\n\n"))
            }
            ("details", true) => Some("\n\n</details>\n\n".to_owned()),
            ("quote", false) => {
                let by = html_escape::encode_text(quoted.split(',').next().unwrap_or_default());
                let by =
                    if by.is_empty() { by } else { format!("<p><cite>{by}</cite></p>").into() };
                Some(format!("\n\n<blockquote>{by}\n\n"))
            }
            ("quote", true) => Some("\n\n</blockquote>\n\n".to_owned()),
            ("poll", _) => Some("\n\n".to_owned()),
            (name, _) if PLAIN.contains(&name) => Some(String::new()),
            (name, _) => {
                let (_, element) = ELEMENTS.iter().find(|(known, _)| *known == name)?;
                Some(format!("<{}{element}>", if is_end { "/" } else { "" }))
            }
        }
    }

    /// Tells whether the end of a mark stands behind a place.
    fn is_closed(&mut self, name: &'t str, at: usize) -> bool {
        if !PLAIN.contains(&name)
            && !ELEMENTS.iter().any(|(known, _)| *known == name)
            && !matches!(name, "details" | "quote")
        {
            return false;
        }
        let text = self.text.as_bytes();
        let find = || memmem::rfind(text, format!("[/{name}]").as_bytes());
        self.last_end.entry(name).or_insert_with(find).is_some_and(|end| end > at)
    }
}

/// Tells whether `[x]` is a box to tick, and whether it is ticked.
fn checkbox(inner: &str, before: &str, after: &str) -> Option<bool> {
    let is_apart = before.is_empty() || before.ends_with(char::is_whitespace);
    let is_apart = is_apart && (after.is_empty() || after.starts_with(char::is_whitespace));
    match inner {
        "" | " " | "_" if is_apart => Some(false),
        "x" | "X" | "*" | "-" if is_apart => Some(true),
        _ => None,
    }
}

/// Takes away what is no word: `hub|690x388, 50%`, `manual.pdf|attachment`.
fn without_size(words: &str) -> Option<&str> {
    let (words, rest) = words.split_once('|')?;
    let is_size = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('x');
    let is_kind = matches!(rest, "attachment" | "video" | "audio" | "thumbnail");
    (is_size || is_kind).then_some(words)
}

/// `2026-03-03 time=10:00:00 timezone="Europe/Kyiv"` in words.
fn date(value: &str) -> Option<String> {
    let mut parts = value.split_ascii_whitespace();
    let mut words =
        parts.next().filter(|day| day.starts_with(|c: char| c.is_ascii_digit()))?.to_owned();
    for part in parts {
        if let Some(value) = part.strip_prefix("time=").or(part.strip_prefix("timezone=")) {
            words.push(' ');
            words.push_str(value.trim_matches('"'));
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_brackets(text), expected);
    }

    #[test]
    fn brackets_say_what_they_say_on_discourse() {
        check("a [spoiler]b[/spoiler] [b]c[/b]", "a b <b>c</b>");
        check(
            "[details=\"Log <1>\"]\nx\n[/details]",
            "\n\n<details><summary>Log &lt;1&gt;</summary>\n\n\nx\n\n\n</details>\n\n",
        );
        check(
            "[quote=\"jo, post:3\"]\nx\n[/quote]",
            "\n\n<blockquote><p><cite>jo</cite></p>\n\n\nx\n\n\n</blockquote>\n\n",
        );
        check(
            "- [x] a\n- [ ] b",
            "- <input type=\"checkbox\" checked> a\n- <input type=\"checkbox\"> b",
        );
        check(
            "![hub|690x388, 50%](upload://a.png) [m.pdf|attachment](u)",
            "![hub](upload://a.png) [m.pdf](u)",
        );
        check("[date=2026-03-03 time=10:00:00 timezone=\"UTC\"] [toc]", "2026-03-03 10:00:00 UTC ");
    }

    #[test]
    fn other_brackets_are_words() {
        for text in [
            "a[x] b[1] [b] c",
            "`[b]x[/b]`",
            "```\n[b]x[/b]\n```",
            "[l](https://a.example)",
            "[a][b]",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn many_brackets_take_no_time() {
        let text = "[b][quote][details=x][".repeat(20_000);
        assert!(without_brackets(&text).len() >= text.len());
    }
}
