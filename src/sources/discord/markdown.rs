//! Discord's markdown as CommonMark: what Discord takes for text stays text.

use super::wire::Named;
use crate::normalize::autolink::{address_len, next_address};

/// Turns a message into markdown; mentions become names.
///
/// Discord knows no HTML, ends a line where the author does, and makes links of bare
/// addresses; CommonMark does none of it.
pub(super) fn to_markdown(content: &str, mentions: &dyn Fn() -> Vec<Named>) -> String {
    let mut out = String::with_capacity(content.len() + content.len() / 8);
    for (at, part) in content.split("```").enumerate() {
        match at % 2 {
            0 => words(part, mentions, &mut out),
            _ => fence(part, &mut out),
        }
    }
    out.trim().to_owned()
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
    let mut lines = text.trim_matches('\n').lines().peekable();
    while let Some(line) = lines.next() {
        self::line(line.trim_end(), mentions, out);
        match lines.peek() {
            // Two spaces at its end break a line.
            Some(next) if !line.trim().is_empty() && !next.trim().is_empty() => {
                out.push_str("  \n")
            }
            Some(_) => out.push('\n'),
            None => {}
        }
    }
}

fn line(line: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    // `-#` is small print, and `>>>` quotes all that follows.
    let line = line.strip_prefix("-# ").unwrap_or(line);
    let indented = line.len() - line.trim_start().len();
    let line = if indented >= 4 { line.trim_start() } else { line };
    let (quote, line) = match line.strip_prefix(">>> ").or(line.strip_prefix("> ")) {
        Some(rest) => ("> ", rest),
        None => ("", line),
    };
    out.push_str(quote);
    for (at, part) in line.split('`').enumerate() {
        let is_code = at % 2 == 1 && line.matches('`').count() > at;
        match is_code {
            true => out.push_str(&format!("`{part}`")),
            false if at % 2 == 1 => {
                out.push_str("\\`");
                linked(part, mentions, out);
            }
            false => linked(part, mentions, out),
        }
    }
}

/// Words without code, their bare addresses made links.
fn linked(text: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let len = address_len(&rest[at..]);
        let address = &rest[at..at + len];
        let before = &rest[..at];
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

/// Words without addresses: `<@id>`, `<#id>`, `<:name:id>`, `<t:seconds>`, `||hidden||`.
fn tokens(text: &str, mentions: &dyn Fn() -> Vec<Named>, out: &mut String) {
    let text = text.replace("||", "");
    let mut rest = text.as_str();
    while let Some(open) = rest.find('<') {
        escape_html(&rest[..open], out);
        rest = &rest[open..];
        let end = rest.find('>').filter(|end| *end <= 100);
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
        check("> q\n-# small", "> q  \nsmall");
        check("see ```js\nx\n``` ok", "see\n\n```js\nx\n```\n\n ok");
    }

    #[test]
    fn addresses_become_links() {
        check("x https://a.org/b_c_d. y", "x <https://a.org/b_c_d>. y");
        check("[t](https://a.org) <https://b.org>", "[t](https://a.org) <https://b.org>");
    }

    #[test]
    fn times_are_written_out_and_hidden_words_shown() {
        check("<t:0:R> ||secret||", "1970-01-01 00:00:00 secret");
    }
}
