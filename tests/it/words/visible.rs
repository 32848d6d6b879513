//! What a reader of the original sees of a post, read without any of the program's code.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// How a post is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Html,
    /// Markdown in which tags are tags.
    Markdown,
    /// Markdown in which tags are words.
    PlainMarkdown,
    Slack,
    Discord,
    /// A comment of Stack Exchange.
    Comment,
    /// A post of X, whose addresses are shortened.
    Post,
    /// A mail: what it quotes and the signature are no words of the author.
    Mail,
    Text,
}

/// Returns the visible text of a post.
pub fn visible(text: &str, form: Form) -> String {
    match form {
        Form::Html => of_html(text),
        Form::Markdown => entities(&of_markdown(&without_tags(&without_labels(text)))),
        Form::PlainMarkdown => entities(&of_markdown(&without_pictures(text))),
        Form::Slack => entities(&without_tokens(text, |token| {
            let (target, label) = token.split_once('|').unwrap_or((token, token));
            let is_said = !target.starts_with(['@', '#', '!']);
            is_said.then(|| label.trim_start_matches("mailto:").to_owned())
        })),
        Form::Discord => of_markdown(&without_tokens(text, |token| {
            token.contains("://").then(|| token.to_owned())
        })),
        Form::Comment => without_targets(text),
        Form::Post => entities(&without_short_addresses(text)),
        Form::Mail => of_mail(text),
        Form::Text => text.to_owned(),
    }
}

/// Takes out the addresses of pictures of Reddit's own, which stand alone in their lines.
fn without_pictures(text: &str) -> String {
    let is_picture = |line: &str| {
        ["https://preview.redd.it/", "https://i.redd.it/"].iter().any(|s| line.starts_with(s))
            && !line.trim_end().contains(' ')
    };
    text.split_inclusive('\n').filter(|line| !is_picture(line.trim_start())).collect()
}

/// Takes out `> [!NOTE]`, in whose place the page says "Note" in the reader's language.
fn without_labels(text: &str) -> String {
    let is_label = |line: &str| {
        let quoted = line.trim_start().strip_prefix('>').map(str::trim);
        let name = quoted.and_then(|line| line.strip_prefix("[!")?.strip_suffix(']'));
        name.is_some_and(|name| ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name)))
    };
    text.split_inclusive('\n').filter(|line| !is_label(line)).collect()
}

const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// Splits text into words: what is between them is no word in any markup.
pub fn words(text: &str) -> Vec<String> {
    let is_hidden = |c: char| {
        (c.is_control() && !c.is_whitespace())
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    // What may be a mark sets nothing apart, on either side: `**a**b` is one word.
    let is_mark = |c: char| matches!(c, '*' | '_' | '`' | '~' | '[' | ']' | '\\' | '^');
    let text = without_codes(text);
    let text: String = text.chars().filter(|c| !is_hidden(*c) && !is_mark(*c)).nfc().collect();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Takes out `:rocket:`, which is a picture.
fn without_codes(text: &str) -> String {
    let is_name = |part: &str| {
        (1..=40).contains(&part.len())
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(&b))
            && part.bytes().any(|b| b.is_ascii_lowercase() || b == b'+')
    };
    let parts: Vec<&str> = text.split(':').collect();
    let last = parts.len() - 1;
    let mut out = String::with_capacity(text.len());
    for (at, part) in parts.iter().enumerate() {
        let is_code = at > 0 && at < last && is_name(part);
        out.push_str(if is_code { "" } else { part });
        out.push(' ');
    }
    if last == 0 { text.to_owned() } else { out }
}

/// HTML as a browser tokenises it; what browsers do not show is left out.
fn of_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, tag_len)) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        // A preview of another page is its title and what it says, and not its figures.
        if name == "aside" && rest[..tag_len].contains("onebox") {
            let (inner, after) =
                rest[tag_len..].split_once("</aside").unwrap_or((&rest[tag_len..], ""));
            out.push_str(&of_preview(inner));
            rest = after.split_once('>').map_or("", |(_, after)| after);
            continue;
        }
        // Sizes of pictures are shown below the pointer.
        if let Some(inner) = skipped(&name, &rest[..tag_len], &rest[tag_len..]) {
            rest = inner;
            continue;
        }
        rest = &rest[tag_len..];
        if !is_inline(&name) {
            out.push('\n');
        }
    }
    out.push_str(rest);
    entities(&out)
}

/// Headings, paragraphs and code of a preview.
fn of_preview(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let Some((name, len)) = tag(rest) else { break };
        let is_told = matches!(name.as_str(), "h3" | "h4" | "p" | "pre") && !rest.starts_with("</");
        rest = &rest[len..];
        if is_told {
            let (inner, after) = rest.split_once(&format!("</{name}")).unwrap_or((rest, ""));
            out.push_str(&of_html(inner));
            rest = after;
        }
        out.push('\n');
    }
    out
}

/// Returns what follows an element that is left out.
fn skipped<'h>(name: &str, tag: &str, inner: &'h str) -> Option<&'h str> {
    // What is in a player stands there for browsers that have none.
    const SILENT: [&str; 8] =
        ["script", "style", "template", "noscript", "iframe", "video", "audio", "object"];
    let has = |class: &str| tag.contains("class=\"") && tag.contains(class);
    let is_preview = match name {
        "div" => has("\"meta\""),
        // The category of a quoted topic.
        "a" => has("badge-wrapper"),
        // How many have voted is told by the record, and the text has what it was at first.
        "span" => has("info-number"),
        _ => false,
    };
    let is_start = !tag.starts_with("</");
    if !is_start || !(is_preview || SILENT.contains(&name)) {
        return None;
    }
    let end = format!("</{name}");
    let lower = inner.to_ascii_lowercase();
    let at = lower.find(&end).unwrap_or(inner.len());
    Some(inner[at..].split_once('>').map_or("", |(_, after)| after))
}

/// Returns the name and the length of the tag or comment that a text starts with.
fn tag(text: &str) -> Option<(String, usize)> {
    if text.starts_with("<!--") {
        return Some((String::new(), text.find("-->").map_or(text.len(), |end| end + 3)));
    }
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some((String::new(), text.find('>').map_or(text.len(), |end| end + 1)));
    }
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let name = inner[..inner.find(ends).unwrap_or(inner.len())].to_ascii_lowercase();
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some((name, at + 1)),
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        before = if c.is_ascii_whitespace() && before == '=' { before } else { c };
    }
    Some((name, text.len()))
}

fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 26] = [
        "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
        "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "",
    ];
    INLINE.contains(&name)
}

/// Takes out the tags and comments of markdown; other words in angle brackets stay.
fn without_tags(text: &str) -> String {
    const TAGS: [&str; 31] = [
        "details", "summary", "br", "p", "img", "a", "b", "i", "em", "strong", "sub", "sup", "kbd",
        "h1", "h2", "h3", "hr", "table", "tr", "td", "th", "div", "ol", "ul", "li", "code", "pre",
        "span", "font", "thead", "tbody",
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest).filter(|(name, _)| name.is_empty() || TAGS.contains(&name.as_str())) {
            Some((_, len)) => rest = &rest[len..],
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Markdown without its marks that have letters: languages of code, targets, references.
fn of_markdown(text: &str) -> String {
    let mut fence: Option<String> = None;
    let mut is_quoted = false;
    let mut out = String::new();
    for line in text.lines() {
        // A block of code ends with the quote that it stands in.
        let was_quoted = std::mem::replace(&mut is_quoted, line.starts_with('>'));
        if was_quoted && !is_quoted {
            fence = None;
        }
        let start = line.trim_start_matches([' ', '>', '-', '*']);
        let marks: String = start.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        let is_fence = marks.len() >= 3 && !start[marks.len()..].contains('`');
        match &fence {
            None if is_fence => fence = Some(marks),
            Some(open) if is_fence && marks.len() >= open.len() && start.trim_end() == marks => {
                fence = None
            }
            Some(_) => out.push_str(line),
            None if is_definition(line) => {}
            None => out.push_str(&without_targets(without_item_mark(line))),
        }
        out.push('\n');
    }
    out
}

/// Takes out the number of an item, which readers see and pages make, and the box of a task.
fn without_item_mark(line: &str) -> &str {
    let words = line.trim_start_matches([' ', '>', '-', '*', '+', '\t']);
    let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = digits.len() < words.len();
    let words = digits.strip_prefix(['.', ')']).filter(|_| is_item).unwrap_or(words);
    let task = words.trim_start();
    ["[x] ", "[X] "].iter().find_map(|mark| task.strip_prefix(mark)).unwrap_or(words)
}

/// Takes out addresses of X's own, and whom a post replies to.
fn without_short_addresses(text: &str) -> String {
    let is_shown = |word: &&str| !word.contains("://t.co/");
    let words = text.split_whitespace().skip_while(|word| word.starts_with('@'));
    words.filter(is_shown).collect::<Vec<_>>().join(" ")
}

/// Lines that the author of a mail wrote.
fn of_mail(text: &str) -> String {
    let is_end =
        |line: &str| line == "-- " || line.starts_with("____") || line.contains(" next part ");
    let own = text.lines().take_while(|line| !is_end(line));
    let is_own = |line: &&str| {
        let line = line.trim();
        let is_credit = line.ends_with(" wrote:") || line.ends_with(">:");
        !line.starts_with(['>', '|']) && !is_credit && !line.starts_with("On ")
    };
    own.filter(is_own).collect::<Vec<_>>().join("\n")
}

/// `[name]: https://example.org`
fn is_definition(line: &str) -> bool {
    let name = line.trim_start().strip_prefix('[').filter(|name| !name.starts_with('^'));
    name.and_then(|name| name.split_once("]:")).is_some_and(|(_, url)| url.contains("://"))
}

/// Takes out where links lead, and the descriptions of pictures.
fn without_targets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at(at);
        let mut n_open = 0;
        let end = after[1..].char_indices().find(|(_, c)| {
            n_open += i32::from(*c == '(') - i32::from(*c == ')');
            n_open == 0
        });
        let Some((end, _)) = end else { break };
        let picture = before.rfind("![").filter(|start| !before[start + 2..].contains(']'));
        out.push_str(&before[..picture.unwrap_or(before.len())]);
        rest = &after[1 + end + 1..];
    }
    out.push_str(rest);
    out
}

/// Puts in the place of `<…>` what `said` says; `None` for what has no words of the author.
fn without_tokens(text: &str, said: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_token = rest[1..].starts_with(|c: char| "@#!:ath".contains(c));
        match rest.find('>').filter(|end| is_token && !has_spaces(&rest[..*end])) {
            Some(end) => {
                out.push_str(&said(&rest[1..end]).unwrap_or_default());
                rest = &rest[end + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Tells whether what cannot have spaces has some; the label of a link can.
fn has_spaces(token: &str) -> bool {
    token.split('|').next().unwrap_or(token).contains(['\n', ' '])
}

fn entities(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

/// All words of Slack's blocks, in order.
pub fn of_blocks(value: &Value) -> String {
    let mut out = String::new();
    walk_blocks(value, &mut out);
    out
}

fn walk_blocks(value: &Value, out: &mut String) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| walk_blocks(one, out)),
        Value::Object(map) => {
            let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
            match map.get("text").and_then(Value::as_str) {
                Some(text) if kind == "mrkdwn" => out.push_str(&visible(text, Form::Slack)),
                Some(text) if kind != "button" => out.push_str(text),
                _ => {}
            }
            if kind == "link" && !map.contains_key("text") {
                out.push_str(map.get("url").and_then(Value::as_str).unwrap_or_default());
            }
            for key in ["text", "fields", "elements", "rows"] {
                map.get(key).into_iter().for_each(|inner| walk_blocks(inner, out));
            }
            if !matches!(kind, "text" | "link" | "emoji" | "user") {
                out.push('\n');
            }
        }
        _ => {}
    }
}
