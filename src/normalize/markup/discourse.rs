//! What Discourse knows in square brackets, as HTML and CommonMark.
//!
//! Its own marks, and those of its plugin for old forums: lists, sizes, colours. Marks that are
//! never closed, and what is in code, stay as they are. Linear: each name is looked for from
//! the end of the text once.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

/// Marks that say how words look or that they are hidden: the words stay.
const PLAIN: [&str; 21] = [
    "aname",
    "bgcolor",
    "center",
    "color",
    "edit",
    "event",
    "font",
    "grid",
    "highlight",
    "indent",
    "jumpto",
    "justify",
    "left",
    "mod",
    "ot",
    "poll",
    "right",
    "size",
    "small",
    "spoiler",
    "wrap",
];

/// Marks that are elements.
const ELEMENTS: [(&str, &str); 4] = [("b", "b"), ("i", "i"), ("u", "u"), ("s", "s")];

/// Marks that are lists, of which what follows `=` makes a numbered one.
const LISTS: [&str; 3] = ["list", "ol", "ul"];

/// Marks whose words are read in another way.
const OTHERS: [&str; 7] = ["code", "details", "email", "img", "li", "quote", "url"];

/// How far the end of what is read as it is may be, in bytes.
const MAX_RAW: usize = 2_048;

/// Rewrites what stands in brackets.
pub(super) fn without_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut writer = Writer {
        text,
        small: text.to_ascii_lowercase(),
        last_end: HashMap::new(),
        lists: Vec::new(),
        out: String::with_capacity(text.len() + text.len() / 8),
    };
    let mut fence: Option<&str> = None;
    let mut at = 0;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n + 1);
        let words = text[at..end].trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        if fence.is_some() || mark.is_some() {
            writer.out.push_str(&text[at..end]);
            at = end;
        } else if let Some(after) = writer.code_block(at, end) {
            at = after;
        } else {
            writer.line(at, end);
            at = end;
        }
    }
    Cow::Owned(writer.out)
}

struct Writer<'t> {
    text: &'t str,
    /// The text in small letters, of the same length.
    small: String,
    /// Where the last end of a mark stands, by its name.
    last_end: HashMap<&'static str, Option<usize>>,
    /// The lists that are open.
    lists: Vec<&'static str>,
    out: String,
}

/// `[name=value]` or `[/name]`.
struct Mark<'t> {
    name: &'static str,
    value: &'t str,
    is_end: bool,
    /// Where what follows it starts.
    end: usize,
}

impl<'t> Writer<'t> {
    /// Writes a line.
    fn line(&mut self, start: usize, end: usize) {
        let text = self.text;
        let line = &text[start..end];
        let first = end - line.trim_start().len();
        let (mut from, mut is_code) = (start, false);
        for (at, sign) in line.match_indices(['[', '`']) {
            let at = start + at;
            if at < from {
                continue;
            }
            if sign == "`" {
                is_code = !is_code;
                continue;
            }
            if is_code || text[start..at].ends_with('\\') {
                continue;
            }
            let near = text.floor_char_boundary(end.min(at + MAX_RAW));
            let Some(len) = text[at..near].find(']') else { continue };
            let inner = &text[at + 1..at + len];
            if inner.contains('[') && !inner.contains("=\"") {
                continue;
            }
            let is_first = at == first;
            let bracket = self.bracket(at, at + len, start..end, is_first);
            let Some((written, after)) = bracket else { continue };
            self.out.push_str(&text[from..at]);
            self.out.push_str(&written);
            from = after;
        }
        self.out.push_str(&text[from..end]);
    }

    /// Returns what stands for the brackets from `at` to `close`, and where what follows starts;
    /// `None` for words.
    fn bracket(
        &mut self,
        at: usize,
        close: usize,
        line: std::ops::Range<usize>,
        is_first: bool,
    ) -> Option<(String, usize)> {
        let inner = &self.text[at + 1..close];
        let (before, after) = (&self.text[line.start..at], &self.text[close + 1..line.end]);
        let end = close + 1;
        if inner == "*" && is_first && !self.lists.is_empty() {
            return Some(("\n\n<li>\n\n".to_owned(), end + spaces(after)));
        }
        if let Some(checked) = checkbox(inner, before, after) {
            let checked = if checked { " checked" } else { "" };
            return Some((format!("<input type=\"checkbox\"{checked}>"), end));
        }
        if after.starts_with('(') && !inner.contains('=') {
            return without_size(inner).map(|words| (format!("[{words}]"), end));
        }
        if let Some(written) = unclosed(inner) {
            return Some((written, end));
        }
        let mark = self.mark(at, close)?;
        if !mark.is_end && !self.is_closed(mark.name, at) {
            return None;
        }
        if !mark.is_end && matches!(mark.name, "code" | "img") || is_bare_link(&mark) {
            return self.raw(&mark, line.end);
        }
        let written = self.written(&mark)?;
        // Four spaces after an empty line would be code.
        let is_block = written.ends_with("\n\n");
        Some((written, if is_block { end + spaces(after) } else { end }))
    }

    /// Reads a mark that Discourse knows.
    fn mark(&self, at: usize, close: usize) -> Option<Mark<'t>> {
        let inner = &self.text[at + 1..close];
        let (is_end, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let ends = |c: char| !c.is_ascii_alphanumeric();
        let (name, value) = name.split_at(name.find(ends).unwrap_or(name.len()));
        let elements = ELEMENTS.iter().map(|(name, _)| name);
        let mut known = PLAIN.iter().chain(elements).chain(&LISTS).chain(&OTHERS);
        let name = known.find(|known| known.eq_ignore_ascii_case(name))?;
        let value = value.trim_start_matches(['=', ' ']).trim();
        Some(Mark { name, value, is_end, end: close + 1 })
    }

    /// Returns what stands for a mark that is closed, or for an end.
    fn written(&mut self, mark: &Mark<'_>) -> Option<String> {
        let quoted = mark.value.trim_matches(['"', '\'', '“', '”']);
        if LISTS.contains(&mark.name) {
            let is_numbered = mark.name == "ol" || mark.name == "list" && !quoted.is_empty();
            return self.list(mark, is_numbered);
        }
        Some(match (mark.name, mark.is_end) {
            ("details", false) => {
                let title = html_escape::encode_text(quoted);
                format!("\n\n<details><summary>{title}</summary>\n\n")
            }
            ("details", true) => "\n\n</details>\n\n".to_owned(),
            ("quote", false) => {
                let by = html_escape::encode_text(quoted.split(',').next().unwrap_or_default());
                let by =
                    if by.is_empty() { by } else { format!("<p><cite>{by}</cite></p>").into() };
                format!("\n\n<blockquote>{by}\n\n")
            }
            ("quote", true) => "\n\n</blockquote>\n\n".to_owned(),
            ("poll", _) => "\n\n".to_owned(),
            ("li", false) if !self.lists.is_empty() => "\n\n<li>\n\n".to_owned(),
            ("li", true) if !self.lists.is_empty() => "\n\n</li>\n\n".to_owned(),
            ("url", false) => {
                let address = full_address(quoted)?;
                format!("<a href=\"{}\">", html_escape::encode_double_quoted_attribute(&address))
            }
            ("email", false) => {
                let address = html_escape::encode_double_quoted_attribute(quoted);
                format!("<a href=\"mailto:{address}\">")
            }
            ("url" | "email", true) => "</a>".to_owned(),
            (name, _) if PLAIN.contains(&name) => String::new(),
            (name, _) => {
                let (_, element) = ELEMENTS.iter().find(|(known, _)| *known == name)?;
                format!("<{}{element}>", if mark.is_end { "/" } else { "" })
            }
        })
    }

    fn list(&mut self, mark: &Mark<'_>, is_numbered: bool) -> Option<String> {
        if mark.is_end {
            return self.lists.pop().map(|element| format!("\n\n</{element}>\n\n"));
        }
        let element = if is_numbered { "ol" } else { "ul" };
        self.lists.push(element);
        Some(format!("\n\n<{element}>\n\n"))
    }

    /// Writes what stands between a mark and its end on the same line as it is: code, a picture,
    /// an address.
    fn raw(&self, mark: &Mark<'_>, line_end: usize) -> Option<(String, usize)> {
        let end = format!("[/{}]", mark.name);
        let near = line_end.min(mark.end + MAX_RAW);
        let len = memmem::find(&self.small.as_bytes()[mark.end..near], end.as_bytes())?;
        let words = &self.text[mark.end..mark.end + len];
        let address = words.trim();
        let is_plain = !address.contains(|c: char| c.is_whitespace() || "<>".contains(c));
        let written = match mark.name {
            "code" => as_code(words),
            _ if !is_plain || address.is_empty() => return None,
            "img" => format!("![](<{address}>)"),
            "email" => format!("[{address}](<mailto:{address}>)"),
            _ => format!("[{address}](<{}>)", full_address(address)?),
        };
        Some((written, mark.end + len + end.len()))
    }

    /// Writes the block of code that starts in a line, and returns where it ends.
    fn code_block(&mut self, start: usize, end: usize) -> Option<usize> {
        let at = end - self.text[start..end].trim_start().len();
        let len = self.text[at..end].find(']').filter(|_| self.small[at..].starts_with("[code"));
        let close = at + len?;
        let mark = self.mark(at, close).filter(|mark| mark.name == "code")?;
        if !self.is_closed("code", at) {
            return None;
        }
        let len = memmem::find(&self.small.as_bytes()[mark.end..], b"[/code]")?;
        let code = &self.text[mark.end..mark.end + len];
        if !code.contains('\n') {
            return None;
        }
        let lang = mark.value.trim_start_matches("lang").trim_start_matches('=').trim_matches('"');
        let lang = if lang.chars().all(|c| c.is_ascii_alphanumeric()) { lang } else { "" };
        let fence = "`".repeat(longest_row(code).max(2) + 1);
        let code = code.trim_start_matches([' ', '\r']).trim_start_matches('\n').trim_end();
        self.out.push_str(&format!("\n\n{fence}{lang}\n{code}\n{fence}\n\n"));
        Some(mark.end + len + "[/code]".len())
    }

    /// Tells whether the end of a mark stands behind a place.
    fn is_closed(&mut self, name: &'static str, at: usize) -> bool {
        let small = self.small.as_bytes();
        let find = || memmem::rfind(small, format!("[/{name}]").as_bytes());
        self.last_end.entry(name).or_insert_with(find).is_some_and(|end| end > at)
    }
}

/// `[url]` and `[email]` without a value: the words are the address.
fn is_bare_link(mark: &Mark<'_>) -> bool {
    matches!(mark.name, "url" | "email") && mark.value.is_empty() && !mark.is_end
}

/// Marks that nothing ends.
fn unclosed(inner: &str) -> Option<String> {
    match inner.split_once(['=', ' ']).unwrap_or((inner, "")) {
        ("toc", _) => Some(String::new()),
        ("date", value) => date(value.trim()),
        _ => None,
    }
}

/// Returns an address as Discourse leads to it: of the web, or one that lacks its scheme.
fn full_address(address: &str) -> Option<Cow<'_, str>> {
    let is_full = ["https://", "http://", "mailto:", "/"].iter().any(|s| address.starts_with(s));
    let has_host = address.split('/').next().is_some_and(|host| host.contains('.'));
    match is_full {
        true => Some(Cow::Borrowed(address)),
        false if has_host && !address.contains([' ', ':']) => {
            Some(Cow::Owned(format!("https://{address}")))
        }
        false => None,
    }
}

/// Words as code within a line.
fn as_code(words: &str) -> String {
    let marks = "`".repeat(longest_row(words) + 1);
    let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    match words.trim().is_empty() {
        true => String::new(),
        false => format!("{marks}{space}{words}{space}{marks}"),
    }
}

/// The length of the longest row of backticks.
fn longest_row(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
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
    use crate::model::{Dialect, Math};

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
        check(
            "See [URL=http://a.example/b]this[/URL], [url]a.example/c[/url], \
             [email]jo@a.example[/email], [img]https://a.example/d.png[/img].",
            "See <a href=\"http://a.example/b\">this</a>, [a.example/c](<https://a.example/c>), \
             [jo@a.example](<mailto:jo@a.example>), ![](<https://a.example/d.png>).",
        );
        check("[size=4][color=red]Hot[/color][/size] [QUOTE]", "Hot [QUOTE]");
        check("Press [code]a `b` *c*[/code].", "Press ``a `b` *c*``.");
        check("[code=ini]\n[b]x[/b]\n*y*\n[/code]\nSo.", "\n\n```ini\n[b]x[/b]\n*y*\n```\n\n\nSo.");
        check("[date=2026-03-03 time=10:00:00 timezone=\"UTC\"] [toc]", "2026-03-03 10:00:00 UTC ");
    }

    #[test]
    fn lists_of_old_forums_are_lists() {
        let shown = |text: &str| {
            let html = super::super::markdown(text, Dialect::Discourse, Math::None);
            html.replace('\n', "").replace("<p>", "").replace("</p>", "")
        };
        let html = shown("[ol]\n[li]Unplug *it*[/li]\n[li]Wait[/li]\n[/ol]\nDone.");
        assert_eq!(html, "<ol><li>Unplug <em>it</em></li><li>Wait</li></ol>Done.");
        let html = shown("[list]\n[*] One\n    [*]Two\n[list=1]\n[*]Deep\n[/list]\n[/list]");
        assert_eq!(html, "<ul><li>One<li>Two<ol><li>Deep</ol></ul>");
        assert_eq!(shown("[ul] [li]a[/li] [li]b[/li] [/ul]"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(shown("[li]a[/li] [/ul] b [ol]"), "[li]a[/li] [/ul] b [ol]");
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
        for text in ["[b][quote][details=x][", "[img]", "[url]", "[code]", "[li]", "[list=1][*]"] {
            let text = text.repeat(400_000 / text.len());
            let name = text[1..].split([']', '=']).next().unwrap_or_default();
            let text = format!("{text}\n[/{name}]");
            assert!(without_brackets(&text).len() >= text.len() / 2);
        }
        let n = 100_000;
        let started = std::time::Instant::now();
        for text in [
            "[".repeat(n) + "]",
            "`[".repeat(n) + "]",
            "`[".repeat(n),
            "[li".repeat(n) + "]",
            "[date ".repeat(n) + "]",
            "[a=\"".repeat(n) + "]",
            "é[".repeat(n) + "]",
            " ".repeat(n) + &"[*]".repeat(n),
        ] {
            assert_eq!(without_brackets(&text), text);
            let in_list = format!("[list]\n{text}\n[/list]");
            assert!(without_brackets(&in_list).len() > text.len());
        }
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}
