//! Discord's markdown as CommonMark: what Discord takes for text stays text.

use std::borrow::Cow;

use super::wire::Named;
use crate::normalize::autolink::{address_len, next_address};
use crate::normalize::with_plain_lines;

/// Turns a message into markdown; mentions become names.
///
/// Discord knows no HTML, ends a line where the author does, and makes links of bare
/// addresses; CommonMark does none of it.
pub(super) fn to_markdown(content: &str, mentions: &dyn Fn() -> Vec<Named>) -> String {
    let content = with_plain_lines(content);
    let mut out = String::with_capacity(content.len() + content.len() / 8);
    for (is_quote, part) in with_quoted_code(&content) {
        match is_quote {
            true => {
                let quoted = unquoted(&part, mentions);
                let lines = quoted.lines().map(|line| format!("> {line}\n"));
                out.push_str(&format!("\n\n{}\n", lines.collect::<String>()));
            }
            false => out.push_str(&unquoted(&part, mentions)),
        }
    }
    out.trim().to_owned()
}

fn unquoted(content: &str, mentions: &dyn Fn() -> Vec<Named>) -> String {
    let mut out = String::new();
    for (at, part) in content.split("```").enumerate() {
        match at % 2 {
            0 => words(part, mentions, &mut out),
            _ => fence(part, &mut out),
        }
    }
    out.trim().to_owned()
}

/// Cuts a message into quotes that hold code, without their marks, and the rest.
fn with_quoted_code(content: &str) -> Vec<(bool, Cow<'_, str>)> {
    const FENCE: &str = "```";
    if !content.contains(FENCE) || !content.contains("> ") || content.contains(">>> ") {
        return vec![(false, Cow::Borrowed(content))];
    }
    let mut parts: Vec<(bool, String)> = Vec::new();
    let mut in_code = false;
    for line in content.split_inclusive('\n') {
        let quoted = line.strip_prefix("> ").or_else(|| line.starts_with(">\n").then_some("\n"));
        let quoted = quoted.filter(|_| !in_code);
        if quoted.is_none() && line.matches(FENCE).count() % 2 == 1 {
            in_code = !in_code;
        }
        let (is_quote, words) = (quoted.is_some(), quoted.unwrap_or(line));
        match parts.last_mut().filter(|(last, _)| *last == is_quote) {
            Some((_, part)) => part.push_str(words),
            None => parts.push((is_quote, words.to_owned())),
        }
    }
    if !parts.iter().any(|(is_quote, part)| *is_quote && part.contains(FENCE)) {
        return vec![(false, Cow::Borrowed(content))];
    }
    parts.into_iter().map(|(is_quote, part)| (is_quote, Cow::Owned(part))).collect()
}

fn fence(code: &str, out: &mut String) {
    let code = code.trim_end();
    // The word on the first line names the language, if there are more lines.
    let (language, code) = match code.split_once('\n') {
        Some((first, rest))
            if first.chars().all(|c| c.is_ascii_alphanumeric() || "+-#_".contains(c)) =>
        {
            (first, rest)
        }
        _ => ("", code.trim_start_matches('\n')),
    };
    if code.trim().is_empty() {
        return;
    }
    out.push_str(&format!("\n\n```{language}\n{code}\n```\n\n"));
}

fn words(text: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    let text = without_spoilers(text.trim_matches('\n'));
    let mut before = None;
    let mut quotes_rest = false;
    for line in text.lines().map(str::trim_end) {
        let (kind, line) = match (quotes_rest, line.strip_prefix(">>> ")) {
            (false, Some(rest)) => {
                quotes_rest = true;
                (Line::Quote, rest)
            }
            (true, _) => (Line::Quote, line),
            (false, None) => kind_of(line, before),
        };
        out.push_str(match (before.unwrap_or(kind), kind) {
            _ if before.is_none() => "",
            (Line::Blank, _) | (_, Line::Blank) => "\n",
            // Two spaces at its end break a line.
            (Line::Words, Line::Words) | (Line::Quote, Line::Quote) => "  \n",
            (Line::Item, Line::Item) => "\n",
            (Line::Item, Line::Within) | (Line::Within, Line::Within) => "  \n",
            (Line::Within, Line::Item) => "\n",
            // What follows a quote, a list or a heading is outside of it.
            _ => "\n\n",
        });
        if kind == Line::Quote {
            out.push_str("> ");
        }
        self::line(line, kind, mentions, out);
        before = Some(kind);
    }
}

/// What a line is to Discord, which looks at each on its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    Words,
    Heading,
    Quote,
    Item,
    /// Goes on in the item above.
    Within,
}

fn kind_of(line: &str, before: Option<Line>) -> (Line, &str) {
    let words = line.trim_start();
    let n_digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_item = words.starts_with("- ")
        || words.starts_with("* ")
        || n_digits > 0 && words[n_digits..].starts_with(". ");
    let in_list = matches!(before, Some(Line::Item | Line::Within));
    match line {
        _ if words.is_empty() => (Line::Blank, ""),
        _ if is_item && in_list => (Line::Item, line),
        // Four spaces in front would make code of it.
        _ if is_item => (Line::Item, words),
        _ if in_list && words.len() + 2 <= line.len() => (Line::Within, line),
        _ if line.starts_with("> ") => (Line::Quote, &line[2..]),
        _ if ["# ", "## ", "### "].iter().any(|signs| line.starts_with(signs)) => {
            (Line::Heading, line)
        }
        _ => (Line::Words, words),
    }
}

/// Takes the marks away that hide words: `||hidden||`. What is in backticks stays.
fn without_spoilers(text: &str) -> Cow<'_, str> {
    const MARK: &str = "||";
    if !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        let mut rest = part;
        while at % 2 == 0
            && let Some((before, after)) = rest.split_once(MARK)
        {
            out.push_str(before);
            rest = match after.split_once(MARK) {
                Some((hidden, after)) => {
                    out.push_str(hidden);
                    after
                }
                None => {
                    out.push_str(MARK);
                    after
                }
            };
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// Writes a line whose signs at its start mean what they mean to Discord.
fn line(line: &str, kind: Line, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    // `-#` is small print.
    let line = line.strip_prefix("-# ").unwrap_or(line);
    let start = match kind {
        Line::Words | Line::Quote | Line::Within => Some(line.len() - line.trim_start().len()),
        Line::Item => behind_mark(line),
        Line::Blank | Line::Heading => None,
    };
    if let Some(start) = start.filter(|start| means_more(&line[*start..])) {
        let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&line[..start + digits]);
        out.push('\\');
        return self::line(&line[start + digits..], Line::Heading, mentions, out);
    }
    let n_marks = line.matches('`').count();
    for (at, part) in line.split('`').enumerate() {
        match at % 2 == 1 && n_marks > at {
            true => out.push_str(&format!("`{part}`")),
            false if at % 2 == 1 => {
                out.push_str("\\`");
                linked(part, mentions, out);
            }
            false => linked(part, mentions, out),
        }
    }
}

/// Finds where the words of an item start, behind its `- ` or `1. `.
fn behind_mark(line: &str) -> Option<usize> {
    let words = line.trim_start();
    let n_digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words[n_digits..].get(2..)?;
    Some(line.len() - rest.trim_start().len())
}

/// Tells whether CommonMark sees more in the start of a line than Discord: a rule or the line
/// below a heading, a list, a fence, a smaller heading, the address of a link by name.
fn means_more(line: &str) -> bool {
    let is_rule =
        |sign: char| line.starts_with(sign) && line.chars().all(|c| c == sign || c == ' ');
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ['-', '=', '*', '_'].into_iter().any(is_rule)
        || line.starts_with("+ ")
        || line.starts_with("~~~")
        || line.starts_with('#')
        || line.starts_with('>')
        || line.starts_with('[') && line.contains("]:")
        || digits.len() < line.len() && digits.starts_with(") ")
}

/// Words without code, their bare addresses made links.
fn linked(text: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let before = &rest[..at];
        // In a label's brackets an address ends with them, whatever spaces it has.
        let bracket =
            || rest[at..].find(['>', '<', '\n']).filter(|n| rest[at + n..].starts_with('>'));
        let len = before.ends_with("](<").then(bracket).flatten();
        let len = len.unwrap_or_else(|| address_len(&rest[at..]));
        let address = &rest[at..at + len];
        let after = &rest[at + len..];
        match (before.ends_with("]("), before.strip_suffix('<')) {
            (true, _) => {
                tokens(before, mentions, out);
                out.push_str(address);
            }
            // `<https://…>` is a link without a preview.
            (false, Some(before)) if after.starts_with('>') => {
                tokens(before, mentions, out);
                out.push_str(&format!("<{address}>"));
                rest = &after[1..];
                continue;
            }
            (false, _) => {
                tokens(before, mentions, out);
                out.push_str(&format!("<{address}>"));
            }
        }
        rest = after;
    }
    tokens(rest, mentions, out);
}

/// No token has more bytes.
const MAX_TOKEN: usize = 100;

/// Words without addresses: `<@id>`, `<#id>`, `<:name:id>`, `<t:seconds>`.
fn tokens(text: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        escape_html(&rest[..open], out);
        rest = &rest[open..];
        // No further: a message may have a hundred thousand of them that never close.
        let end = rest.bytes().take(MAX_TOKEN).position(|byte| byte == b'>');
        match end.and_then(|end| Some((end, said(&rest[1..end], mentions)?))) {
            Some((end, said)) => {
                escape(&said, out);
                rest = &rest[end + 1..];
            }
            None => {
                out.push_str("\\<");
                rest = &rest[1..];
            }
        }
    }
    escape_html(rest, out);
}

/// What a token says; `None` when it is none.
fn said(token: &str, mentions: &dyn Fn() -> Vec<Named>) -> Option<String> {
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if token.strip_prefix("@&").is_some_and(is_id) {
        return Some("@team".to_owned());
    }
    if let Some(id) =
        token.strip_prefix('@').map(|id| id.trim_start_matches('!')).filter(|id| is_id(id))
    {
        let known = mentions()
            .into_iter()
            .find(|named| named.id.as_ref().is_some_and(|known| known.0 == id));
        let name = known.and_then(|named| named.nickname.or(named.name));
        return Some(format!("@{}", name.unwrap_or_else(|| "someone".to_owned())));
    }
    if token.strip_prefix('#').is_some_and(is_id) {
        return Some("#channel".to_owned());
    }
    if let Some(emoji) = token.strip_prefix("a:").or(token.strip_prefix(':')) {
        let (name, id) = emoji.split_once(':')?;
        return is_id(id).then(|| format!(":{name}:"));
    }
    if let Some(time) = token.strip_prefix("t:") {
        let seconds = time.split(':').next()?.parse().ok()?;
        let time = crate::model::Timestamp(seconds);
        return Some(time.rfc3339().replace(['T', 'Z'], " ").trim().to_owned());
    }
    let command = token.strip_prefix('/')?;
    command.rsplit_once(':').filter(|(_, id)| is_id(id)).map(|(name, _)| format!("/{name}"))
}

/// Escapes what CommonMark would take for HTML and Discord does not.
fn escape_html(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '<' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Escapes all that means something in CommonMark.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '@' | '.' | ',' | '-' | ':' | '/') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::discord::wire::Id;

    #[track_caller]
    fn check(content: &str, expected: &str) {
        let named =
            || vec![Named { id: Some(Id("7".into())), name: Some("jo_*b".into()), nickname: None }];
        assert_eq!(to_markdown(content, &named), expected);
    }

    #[test]
    fn mentions_become_names_and_never_ids() {
        check("<@7> <@!7> <@9> <@&3> <#4>", "@jo\\_\\*b @jo\\_\\*b @someone @team \\#channel");
        check("<:party:123> <a:x:1> </ban:5>", ":party: :x: /ban");
    }

    #[test]
    fn html_is_text() {
        check("<script>alert(1)</script> &lt;b", "\\<script>alert(1)\\</script> \\&lt;b");
        check("`<b>` and ``` <i> ```", "`<b>` and\n\n```\n <i>\n```");
    }

    #[test]
    fn lines_end_where_the_author_ended_them() {
        check("a\nb\n\nc", "a  \nb\n\nc");
        check("> q\n-# small", "> q\n\nsmall");
        check("see ```js\nx\n``` ok", "see\n\n```js\nx\n```\n\nok");
    }

    #[test]
    fn what_follows_a_quote_or_a_list_is_outside_of_it() {
        check("> q\n> r\nNo.\n\nb", "> q  \n> r\n\nNo.\n\nb");
        check("- a\n- b\nThen.", "- a\n- b\n\nThen.");
        check("Do\n2. a\n  - b\n  c\n3. d", "Do\n\n2. a\n  - b  \n  c\n3. d");
        check(">>> a\n\nb\nc", "> a  \n>   \n> b  \n> c");
        check("# A\nb", "# A\n\nb");
    }

    #[test]
    fn code_in_a_quote_is_code_in_a_quote() {
        check("> ```js\n> a > b\n> ```\nNo.", "> ```js\n> a > b\n> ```\n\nNo.");
        check("> q\n```\n> x\n```", "> q\n\n```\n> x\n```");
    }

    #[test]
    fn signs_that_are_text_to_discord_stay_text() {
        check("Title\n---\na", "Title  \n\\---  \na");
        check("a\n===", "a  \n\\===");
        check("#### a\n#b\n+ c\n1) d", "\\#### a  \n\\#b  \n\\+ c  \n1\\) d");
        check("\u{7f}~~~a\r~~~b", "\\~~~a  \n\\~~~b");
        check("~~~\n[a]: b\n***\n>c", "\\~~~  \n\\[a]: b  \n\\***  \n\\>c");
        check("    a", "a");
        check("- ~~~a\n1. [b]: c\n2. d", "- \\~~~a\n1. \\[b]: c\n2. d");
    }

    #[test]
    fn addresses_become_links() {
        check("x https://a.org/b_c_d. y", "x <https://a.org/b_c_d>. y");
        check("[t](https://a.org) <https://b.org>", "[t](https://a.org) <https://b.org>");
        check("[t](<https://a.org/x\u{a0}y>) z", "[t](<https://a.org/x\u{a0}y>) z");
        check("[t](<https://a.org/x\u{a0}y <b>", "[t](\\<<https://a.org/x>\u{a0}y \\<b>");
    }

    #[test]
    fn times_are_written_out_and_hidden_words_shown() {
        check("<t:0:R> ||secret||", "1970-01-01 00:00:00 secret");
        check("a || b `c||d||`", "a || b `c||d||`");
    }
}
