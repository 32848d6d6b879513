//! Slack's markup as HTML, untrusted as all of it; mentions become names.

use super::lists::{ListItem, Lists};
use super::people::Names;
use crate::model::Timestamp;
use crate::normalize::autolink::{escape, link};
use crate::normalize::emoji;

/// How far the end of bold or struck text is looked for, in bytes.
const FARTHEST: usize = 2_000;

/// Turns a text into HTML.
pub(super) fn to_html(text: &str, names: &dyn Names) -> String {
    let mut html = String::with_capacity(text.len() * 5 / 4);
    let mut quotes_rest = false;
    for (at, part) in text.split("```").enumerate() {
        match at % 2 {
            0 => blocks(part, &mut quotes_rest, names, &mut html),
            _ if quotes_rest => {
                html.push_str("<blockquote>");
                code_block(part, names, &mut html);
                html.push_str("</blockquote>\n");
            }
            _ => code_block(part, names, &mut html),
        }
    }
    html
}

fn code_block(text: &str, names: &dyn Names, html: &mut String) {
    let text = text.trim_matches('\n');
    if !text.trim().is_empty() {
        html.push_str("<pre><code>");
        escape(&plain(text, names), html);
        html.push_str("</code></pre>\n");
    }
}

/// What kind of block a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Words,
    Quote,
    /// Of a list so deep in others.
    Item(usize),
}

/// Marks of items, each a level deeper than the one before it.
const MARKS: [(&str, usize); 4] = [("• ", 0), ("- ", 0), ("◦ ", 1), ("▪ ", 2)];

fn kind_of(line: &str) -> (Kind, &str) {
    if line.trim().is_empty() {
        return (Kind::Blank, "");
    }
    if let Some(rest) = line.strip_prefix("&gt;") {
        return (Kind::Quote, rest.trim_start_matches("&gt;").trim_start());
    }
    let words = line.trim_start();
    let indent = line.len() - words.len();
    let item = MARKS.iter().find_map(|(mark, depth)| {
        let rest = words.strip_prefix(mark)?;
        // Slack indents an item by four spaces.
        Some((Kind::Item((*depth).max(indent / 4)), rest))
    });
    item.unwrap_or((Kind::Words, line))
}

/// `quotes_rest` tells whether a `>>>` made a quote of all that follows.
fn blocks(text: &str, quotes_rest: &mut bool, names: &dyn Names, html: &mut String) {
    let mut open = Kind::Blank;
    let mut lists = Lists::default();
    for line in text.lines() {
        let (kind, words) = match (*quotes_rest, line.strip_prefix("&gt;&gt;&gt;")) {
            (true, _) => (Kind::Quote, line),
            (false, Some(rest)) => {
                *quotes_rest = true;
                (Kind::Quote, rest.trim_start())
            }
            (false, None) => kind_of(line),
        };
        if let Kind::Item(depth) = kind {
            if !matches!(open, Kind::Item(_)) {
                html.push_str(end_of(open));
            }
            lists.item(ListItem { depth, is_numbered: false, number: 1 }, html);
        } else if kind != open {
            end(open, &mut lists, html);
            html.push_str(match kind {
                Kind::Words => "<p>",
                Kind::Quote => "<blockquote><p>",
                Kind::Blank | Kind::Item(_) => "",
            });
        } else if kind != Kind::Blank {
            html.push_str("<br>");
        }
        open = kind;
        inline(words, names, html, 0);
    }
    end(open, &mut lists, html);
}

fn end(kind: Kind, lists: &mut Lists, html: &mut String) {
    lists.close(html);
    html.push_str(end_of(kind));
}

fn end_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Blank => "",
        Kind::Words => "</p>\n",
        Kind::Quote => "</p></blockquote>\n",
        Kind::Item(_) => "\n",
    }
}

/// How deep bold, italic and struck text may lie in each other.
const DEEPEST: usize = 3;

fn inline(line: &str, names: &dyn Names, html: &mut String, depth: usize) {
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        let len = match c {
            '`' => code(rest, names, html),
            '<' => token(rest, names, html),
            ':' => shortcode(rest, html),
            '&' => entity(rest, html),
            '*' | '_' | '~' if depth < DEEPEST && !before.is_alphanumeric() => {
                styled(rest, c, names, html, depth)
            }
            _ => None,
        };
        let len = len.unwrap_or_else(|| {
            escape(&rest[..c.len_utf8()], html);
            c.len_utf8()
        });
        before = line[at..at + len].chars().next_back().unwrap_or(' ');
        at += len;
    }
}

/// `code`; returns how long it was.
fn code(rest: &str, names: &dyn Names, html: &mut String) -> Option<usize> {
    let end = rest[1..].find('`').filter(|&end| end > 0)?;
    html.push_str("<code>");
    escape(&plain(&rest[1..1 + end], names), html);
    html.push_str("</code>");
    Some(end + 2)
}

/// `*bold*`, `_italic_`, `~struck~`, at the edges of words.
fn styled(
    rest: &str,
    mark: char,
    names: &dyn Names,
    html: &mut String,
    depth: usize,
) -> Option<usize> {
    let inner = &rest[1..];
    if inner.starts_with(|c: char| c.is_whitespace() || c == mark) {
        return None;
    }
    let reach =
        inner.char_indices().find(|(at, _)| *at > FARTHEST).map_or(inner.len(), |(at, _)| at);
    let ends = |at: &usize| {
        let after = inner[at + 1..].chars().next();
        !inner[..*at].ends_with(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric)
    };
    let end = outside_code_and_links(&inner[..reach], mark).find(ends)?;
    let tag = match mark {
        '*' => "strong",
        '_' => "em",
        _ => "del",
    };
    html.push_str(&format!("<{tag}>"));
    inline(&inner[..end], names, html, depth + 1);
    html.push_str(&format!("</{tag}>"));
    Some(end + 2)
}

/// Returns where a mark stands that is not within `code` and no part of a link.
fn outside_code_and_links(text: &str, mark: char) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let found = at + text[at..].find(['`', '<', mark])?;
            let rest = &text[found..];
            let len = match text.as_bytes()[found] {
                b'`' => rest[1..].find('`').map(|end| end + 2),
                b'<' => end_of_token(rest).map(|end| end + 1),
                _ => {
                    at = found + 1;
                    return Some(found);
                }
            };
            // One that is never closed is a character.
            at = found + len.unwrap_or(1);
        }
    })
}

/// `:smile:`; a name that is not known stays as it is.
fn shortcode(rest: &str, html: &mut String) -> Option<usize> {
    let end = rest[1..].find(':').filter(|end| (1..=60).contains(end))?;
    let name = &rest[1..=end];
    let shown = emoji::from_shortcode(name);
    // The skin tone of the emoji before.
    if name.starts_with("skin-tone-") {
        return Some(end + 2);
    }
    if shown == name {
        return None;
    }
    html.push_str(&shown);
    Some(end + 2)
}

fn entity(rest: &str, html: &mut String) -> Option<usize> {
    let known = ["&amp;", "&lt;", "&gt;"].into_iter().find(|entity| rest.starts_with(entity))?;
    html.push_str(known);
    Some(known.len())
}

/// Finds the `>` of a token that starts here. There is no `<` in one: Slack writes `&lt;`.
fn end_of_token(rest: &str) -> Option<usize> {
    let end = 1 + rest[1..].find(['<', '>'])?;
    rest[end..].starts_with('>').then_some(end)
}

/// `<…>`: a link, a mention, a channel, a command.
fn token(rest: &str, names: &dyn Names, html: &mut String) -> Option<usize> {
    let end = end_of_token(rest)?;
    let (target, label) = match rest[1..end].split_once('|') {
        Some((target, label)) => (target, Some(label)),
        None => (&rest[1..end], None),
    };
    // `<!date^1720710212^{date}^https://example.org|July 11>` is a link, too.
    let of_date = target.strip_prefix("!date^").and_then(|date| date.split('^').nth(2));
    if let (Some(url), Some(label)) = (of_date.filter(|url| url.contains("://")), label) {
        link(&decoded(url), &decoded(label), html);
    } else if target.contains("://") && !target.starts_with('!') {
        link(&decoded(target), &decoded(label.unwrap_or(target)), html);
    } else {
        escape(&said(target, label, names), html);
    }
    Some(end + 1)
}

/// What a token that is no web address says.
fn said(target: &str, label: Option<&str>, names: &dyn Names) -> String {
    let label = label.map(decoded).filter(|label| !label.is_empty());
    let with = |mark: &str, name: String| format!("{mark}{}", name.trim_start_matches(mark));
    if let Some(user) = target.strip_prefix('@') {
        return with("@", names.user(user).or(label).unwrap_or_else(|| "someone".to_owned()));
    }
    if let Some(channel) = target.strip_prefix('#') {
        return with("#", names.channel(channel).or(label).unwrap_or_else(|| "channel".to_owned()));
    }
    if let Some(command) = target.strip_prefix('!') {
        let word = command.split('^').next().unwrap_or(command);
        return match label {
            Some(label) if word == "subteam" => with("@", label),
            Some(label) if word == "date" => label,
            _ if word == "subteam" => "@team".to_owned(),
            _ if word == "date" => {
                let seconds = command.split('^').nth(1).and_then(|seconds| seconds.parse().ok());
                seconds.map_or_else(String::new, |seconds| Timestamp(seconds).rfc3339())
            }
            _ => with("@", word.to_owned()),
        };
    }
    let bare = target.strip_prefix("mailto:").or(target.strip_prefix("tel:")).unwrap_or(target);
    label.unwrap_or_else(|| decoded(bare))
}

/// Slack writes three signs as entities.
pub(super) fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Text without markup: entities decoded, tokens as they are said.
fn plain(text: &str, names: &dyn Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&decoded(&rest[..open]));
        rest = &rest[open..];
        let Some(end) = rest.find('>') else { break };
        let (target, label) = match rest[1..end].split_once('|') {
            Some((target, label)) => (target, Some(label)),
            None => (&rest[1..end], None),
        };
        match target.contains("://") {
            true => out.push_str(&decoded(label.unwrap_or(target))),
            false => out.push_str(&said(target, label, names)),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(&decoded(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Some1;

    impl Names for Some1 {
        fn user(&self, id: &str) -> Option<String> {
            (id == "U1").then(|| "Olena <b>".to_owned())
        }

        fn channel(&self, id: &str) -> Option<String> {
            (id == "C1").then(|| "help".to_owned())
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(to_html(text, &Some1).trim_end(), expected);
    }

    #[test]
    fn mentions_become_names_and_never_ids() {
        check(
            "<@U1> <@U2> <@U3|jo> <#C1|x> <#C2> <!here> <!subteam^S1|@care> <!subteam^S2>",
            "<p>@Olena &lt;b&gt; @someone @jo #help #channel @here @care @team</p>",
        );
        check(
            "`<@U2>` ```<@U2> <#C2>```",
            "<p><code>@someone</code> </p>\n\
            <pre><code>@someone #channel</code></pre>",
        );
    }

    #[test]
    fn markup_becomes_html() {
        check(
            "*b* _i_ ~s~ a*b*c 2 * 3 * 4 snake_case_x",
            "<p><strong>b</strong> <em>i</em> \
            <del>s</del> a*b*c 2 * 3 * 4 snake_case_x</p>",
        );
        check("*_x_*", "<p><strong><em>x</em></strong></p>");
        check(
            "Delete *.log and not `*.log*`.\n*See <https://a.org/*x|a*> too*",
            "<p>Delete *.log and not <code>*.log*</code>.<br><strong>See \
             <a href=\"https:&#x2F;&#x2F;a.org&#x2F;*x\">a*</a> too</strong></p>",
        );
        check("<!date^0^{date}|May 7> <!date^0^{date}>", "<p>May 7 1970-01-01T00:00:00Z</p>");
        check("a\nb\n\nc", "<p>a<br>b</p>\n<p>c</p>");
        check(
            "&gt; q\n&gt; r\nx\n• 1\n• 2",
            "<blockquote><p>q<br>r</p></blockquote>\n<p>x</p>\n\
            <ul><li>1</li><li>2</li></ul>",
        );
        check(
            "• a\n    ◦ b\n        ▪ c\n• d\ne",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>\n<p>e</p>",
        );
        check(
            "a\n&gt;&gt;&gt; q\nr\n\ns```x```",
            "<p>a</p>\n<blockquote><p>q<br>r<br><br>s</p></blockquote>\n\
             <blockquote><pre><code>x</code></pre>\n</blockquote>",
        );
        check(
            "<!date^0^{date}^https://a.org/x|May 7>",
            "<p><a href=\"https:&#x2F;&#x2F;a.org&#x2F;x\">May 7</a></p>",
        );
        check(":wink: :+1::skin-tone-2: :nope: 10:30:45", "<p>😉 👍 :nope: 10:30:45</p>");
        check("```\na &lt; b\n```", "<pre><code>a &lt; b</code></pre>");
    }

    #[test]
    fn links_are_web_addresses_and_all_else_is_text() {
        check(
            "<https://a.org/?x=1&amp;y|A &lt;b&gt;>",
            "<p><a href=\"https:&#x2F;&#x2F;a.org&#x2F;?x=1&amp;y\">A &lt;b&gt;</a></p>",
        );
        check("<javascript://x|y> <javascript:x|y> <script>", "<p>y y script</p>");
        check("<mailto:x@a.org|mail> <unclosed", "<p>mail &lt;unclosed</p>");
    }

    #[test]
    fn endless_marks_end() {
        for text in ["*a ".repeat(20_000), "`".repeat(9_999), "<".repeat(20_000)] {
            assert!(to_html(&text, &Some1).len() < 30 * text.len());
        }
        assert!(to_html(&"*_~".repeat(20_000), &Some1).contains('~'));
    }
}
