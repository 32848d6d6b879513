//! The blocks of messages: rich text, sections, headers, and what stands beside them.
//!
//! Where a message has blocks, Slack shows them and not its `text`.

use serde_json::Value;

use super::lists::{ListItem, Lists};
use super::mrkdwn;
use super::people::Names;
use crate::model::{Markup, Timestamp};
use crate::normalize::autolink::{escape, link};
use crate::normalize::{emoji, sanitised};

/// Turns blocks into HTML; empty when they say nothing.
pub(super) fn to_html(blocks: &str, names: &dyn Names) -> String {
    let mut html = String::new();
    if let Ok(Value::Array(blocks)) = serde_json::from_str(blocks) {
        blocks.iter().for_each(|block| self::block(block, names, &mut html));
    }
    html
}

/// Turns the messages that a message passes on into quotes, and what programs attach to theirs;
/// previews of addresses are no words of the author. Empty when they say nothing.
pub(super) fn attached_to_html(attachments: &str, names: &dyn Names) -> String {
    let mut html = String::new();
    let Ok(Value::Array(all)) = serde_json::from_str::<Value>(attachments) else { return html };
    let is_preview = |attached: &Value| {
        !is_message(attached)
            && ["from_url", "original_url"].iter().any(|key| attached[key].is_string())
    };
    for attached in all.iter().filter(|attached| !is_preview(attached)) {
        wrapped("blockquote", &mut html, |html| attachment(attached, names, html));
    }
    html
}

/// Tells whether an attachment is a message that is passed on.
fn is_message(attached: &Value) -> bool {
    ["is_share", "is_msg_unfurl"].iter().any(|key| attached[*key] == true)
}

fn attachment(attached: &Value, names: &dyn Names, html: &mut String) {
    let start = html.len();
    let blocks = attached["blocks"].as_array();
    blocks.into_iter().flatten().for_each(|block| self::block(block, names, html));
    // Slack shows blocks in the place of the older fields.
    if html.len() == start {
        fields(attached, names, html);
    }
    for message in attached["message_blocks"].as_array().into_iter().flatten() {
        if html.len() == start {
            let blocks = message["message"]["blocks"].as_array();
            blocks.into_iter().flatten().for_each(|block| self::block(block, names, html));
        }
    }
    if html.len() == start {
        let fallback = attached["fallback"].as_str().unwrap_or_default();
        html.push_str(&mrkdwn::to_html(fallback, names));
    }
}

fn fields(attached: &Value, names: &dyn Names, html: &mut String) {
    let is_message = is_message(attached);
    for key in ["pretext", "author_name", "title", "text"] {
        let url = attached["title_link"].as_str().filter(|_| key == "title");
        match (attached[key].as_str(), url) {
            // Who wrote what is passed on is no part of it.
            (Some(_), _) if key == "author_name" && is_message => {}
            (Some(text), Some(url)) => wrapped("p", html, |html| link(url, text, html)),
            (Some(text), None) => html.push_str(&mrkdwn::to_html(text, names)),
            (None, _) => {}
        }
    }
    for field in attached["fields"].as_array().into_iter().flatten() {
        for text in ["title", "value"].into_iter().filter_map(|key| field[key].as_str()) {
            html.push_str(&mrkdwn::to_html(text, names));
        }
    }
    if let Some(footer) = attached["footer"].as_str().filter(|_| !is_message) {
        html.push_str(&mrkdwn::to_html(footer, names));
    }
}

fn block(block: &Value, names: &dyn Names, html: &mut String) {
    match kind(block) {
        "rich_text" => rich_text(block, names, html),
        "section" | "header" => {
            text_of(&block["text"], names, html);
            let fields = block["fields"].as_array().into_iter().flatten();
            fields.for_each(|field| text_of(field, names, html));
            button(&block["accessory"], html);
        }
        "actions" => children(block).for_each(|element| button(element, html)),
        "context" => children(block).for_each(|element| text_of(element, names, html)),
        "markdown" => {
            let text = block["text"].as_str().unwrap_or_default();
            match sanitised(&Markup::markdown(text.to_owned())) {
                Some(safe) => html.push_str(&safe),
                None => wrapped("p", html, |html| escape(text, html)),
            }
        }
        "image" | "video" => {
            let of = |key: &str| block[key].as_str().or(block[key]["text"].as_str());
            let url = of("title_url").or(of("image_url")).or(of("video_url")).unwrap_or_default();
            let words = of("title").or(of("alt_text")).unwrap_or_default();
            wrapped("p", html, |html| link(url, words, html));
            text_of(&block["description"], names, html);
        }
        "table" => table(block, names, html),
        "divider" if !html.is_empty() => html.push_str("<hr>"),
        "divider" => {}
        // What Slack learns to show later has its words in the same objects.
        _ => others(block, names, html),
    }
}

/// The words of a block that is not known: all texts in it, in their order.
fn others(value: &Value, names: &dyn Names, html: &mut String) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| others(one, names, html)),
        Value::Object(_) if kind(value) == "button" => button(value, html),
        Value::Object(_) if kind(value) == "rich_text" => rich_text(value, names, html),
        Value::Object(map)
            if matches!(kind(value), "mrkdwn" | "plain_text") && map.contains_key("text") =>
        {
            text_of(value, names, html);
        }
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(text) if WORDS.contains(&key.as_str()) => {
                        wrapped("p", html, |html| escape(&mrkdwn::decoded(text), html));
                    }
                    Value::Array(_) | Value::Object(_) => others(inner, names, html),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Fields of blocks that people read.
const WORDS: [&str; 5] = ["alt_text", "description", "label", "text", "title"];

/// A button that leads somewhere; others do something in Slack alone.
fn button(element: &Value, html: &mut String) {
    let words = element["text"]["text"].as_str().unwrap_or_default();
    if let ("button", Some(url)) = (kind(element), element["url"].as_str()) {
        wrapped("p", html, |html| link(url, &mrkdwn::decoded(words), html));
    }
}

/// A text object: Slack's markup, or plain.
fn text_of(object: &Value, names: &dyn Names, html: &mut String) {
    let Some(text) = object["text"].as_str().or(object["alt_text"].as_str()) else { return };
    match kind(object) {
        "mrkdwn" => html.push_str(&mrkdwn::to_html(text, names)),
        "plain_text" | "image" => wrapped("p", html, |html| {
            let text = mrkdwn::decoded(text);
            let shown = emoji::replace_shortcodes(&text);
            lines(shown.as_deref().unwrap_or(&text), html);
        }),
        _ => {}
    }
}

fn table(block: &Value, names: &dyn Names, html: &mut String) {
    let rows = block["rows"].as_array().into_iter().flatten();
    wrapped("table", html, |html| {
        for row in rows {
            html.push_str("<tr>");
            for cell in row.as_array().into_iter().flatten() {
                html.push_str("<td>");
                match kind(cell) {
                    "rich_text" => rich_text(cell, names, html),
                    _ => escape(cell["text"].as_str().unwrap_or_default(), html),
                }
                html.push_str("</td>");
            }
            html.push_str("</tr>");
        }
    });
}

fn rich_text(block: &Value, names: &dyn Names, html: &mut String) {
    let mut lists = Lists::default();
    for part in children(block) {
        if kind(part) != "rich_text_list" {
            lists.close(html);
            self::part(part, names, html);
            continue;
        }
        let number = |key: &str| part[key].as_u64().unwrap_or_default() as usize;
        let is_numbered = part["style"].as_str() == Some("ordered");
        for (at, item) in children(part).enumerate() {
            let first = number("offset") + 1;
            lists.item(
                ListItem { depth: number("indent"), is_numbered, number: first.saturating_add(at) },
                html,
            );
            inline(item, names, Breaks::Shown, html);
        }
    }
    lists.close(html);
}

fn part(part: &Value, names: &dyn Names, html: &mut String) {
    match kind(part) {
        "rich_text_section" => wrapped("p", html, |html| inline(part, names, Breaks::Shown, html)),
        "rich_text_quote" => {
            wrapped("blockquote", html, |html| inline(part, names, Breaks::Shown, html));
        }
        "rich_text_preformatted" => wrapped("pre", html, |html| {
            wrapped("code", html, |html| inline(part, names, Breaks::Kept, html));
        }),
        _ => {}
    }
}

/// What the end of a line in words becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// A break.
    Shown,
    /// It stays, in code.
    Kept,
}

fn inline(part: &Value, names: &dyn Names, breaks: Breaks, html: &mut String) {
    children(part).for_each(|part| element(part, names, breaks, html));
}

fn element(element: &Value, names: &dyn Names, breaks: Breaks, html: &mut String) {
    let text = |key: &str| element[key].as_str().unwrap_or_default();
    let styled = |tag: &str| element["style"][tag].as_bool() == Some(true);
    let tags = [("bold", "strong"), ("italic", "em"), ("strike", "del"), ("code", "code")];
    let tags: Vec<&str> = tags.iter().filter(|(key, _)| styled(key)).map(|(_, tag)| *tag).collect();
    tags.iter().for_each(|tag| html.push_str(&format!("<{tag}>")));
    match kind(element) {
        "text" if breaks == Breaks::Shown => lines(text("text"), html),
        "text" => escape(text("text"), html),
        "link" => {
            let label = if text("text").is_empty() { text("url") } else { text("text") };
            link(text("url"), label, html);
        }
        "emoji" => escape(&pictured(text("name"), text("unicode")), html),
        "user" => {
            let name = names.user(text("user_id")).unwrap_or_else(|| "someone".to_owned());
            escape(&format!("@{name}"), html);
        }
        "channel" => {
            let name = names.channel(text("channel_id")).unwrap_or_else(|| "channel".to_owned());
            escape(&format!("#{name}"), html);
        }
        "broadcast" => escape(&format!("@{}", text("range")), html),
        "usergroup" => html.push_str("@team"),
        "date" => date(element, html),
        "color" => escape(text("value"), html),
        _ => {
            let said = ["text", "fallback", "label"].map(text);
            escape(said.into_iter().find(|said| !said.is_empty()).unwrap_or_default(), html);
        }
    }
    tags.iter().rev().for_each(|tag| html.push_str(&format!("</{tag}>")));
}

/// A moment, as whoever wrote it would have it read where nobody can count it out.
fn date(element: &Value, html: &mut String) {
    let fallback = element["fallback"].as_str().filter(|fallback| !fallback.is_empty());
    let time = element["timestamp"].as_i64().map(|time| Timestamp(time).rfc3339());
    let words = fallback.map(str::to_owned).or(time).unwrap_or_default();
    match element["url"].as_str() {
        Some(url) => link(url, &words, html),
        None => escape(&words, html),
    }
}

/// An emoji, by its name or by its numbers: `1f1f8-1f1ee`.
fn pictured(name: &str, unicode: &str) -> String {
    let code = format!(":{name}:");
    match emoji::from_shortcode(&code) {
        shown if shown != code => shown.into_owned(),
        _ => {
            let signs = unicode.split('-');
            let signs = signs.map(|n| u32::from_str_radix(n, 16).ok().and_then(char::from_u32));
            signs.collect::<Option<String>>().filter(|signs| !signs.is_empty()).unwrap_or(code)
        }
    }
}

/// Words whose lines end where the author ended them.
fn lines(text: &str, html: &mut String) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            html.push_str("<br>");
        }
        escape(line, html);
    }
}

fn wrapped(tag: &str, html: &mut String, inner: impl FnOnce(&mut String)) {
    let start = html.len();
    html.push_str(&format!("<{tag}>"));
    let opened = html.len();
    inner(html);
    match html[opened..].trim().is_empty() {
        true => html.truncate(start),
        false => html.push_str(&format!("</{tag}>")),
    }
}

fn kind(value: &Value) -> &str {
    value["type"].as_str().unwrap_or_default()
}

fn children(value: &Value) -> impl Iterator<Item = &Value> {
    value["elements"].as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nobody;

    impl Names for Nobody {
        fn user(&self, _: &str) -> Option<String> {
            None
        }

        fn channel(&self, _: &str) -> Option<String> {
            None
        }
    }

    #[track_caller]
    fn check(blocks: &str, expected: &str) {
        assert_eq!(to_html(blocks, &Nobody).replace("&#x2F;", "/"), expected);
    }

    #[test]
    fn all_blocks_say_their_words() {
        check(
            r#"[{"type": "header", "text": {"type": "plain_text", "text": "Lamp :tada: news"}},
            {"type": "divider"},
            {"type": "section", "text": {"type": "mrkdwn", "text": "*Hold* it"},
             "fields": [{"type": "plain_text", "text": "a\nb"}]},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "by `night`"},
             {"type": "image", "alt_text": "a ring"}]},
            {"type": "image", "image_url": "https://a.example/b.png", "alt_text": "the hub"},
            {"type": "table", "rows": [[{"type": "raw_text", "text": "1 < 2"}]]},
            {"type": "actions", "elements": []}]"#,
            "<p>Lamp 🎉 news</p><hr><p><strong>Hold</strong> it</p>\n<p>a<br>b</p>\
             <p>by <code>night</code></p>\n<p>a ring</p>\
             <p><a href=\"https://a.example/b.png\">the hub</a></p>\
             <table><tr><td>1 &lt; 2</td></tr></table>",
        );
    }

    #[test]
    fn rich_text_keeps_its_lines_dates_and_emoji() {
        check(
            r##"[{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
            {"type": "text", "text": "by\n"}, {"type": "date", "timestamp": 0, "fallback": "May 7"},
            {"type": "emoji", "name": "our_own", "unicode": "1f1f8-1f1ee"},
            {"type": "emoji", "name": "party_lamp"}, {"type": "color", "value": "#ff8800"},
            {"type": "date", "timestamp": 0}]},
            {"type": "rich_text_preformatted", "elements": [
            {"type": "text", "text": "a\nb"}]}]}]"##,
            "<p>by<br>May 7🇸🇮:party_lamp:#ff88001970-01-01T00:00:00Z</p>\
             <pre><code>a\nb</code></pre>",
        );
    }

    #[test]
    fn passed_on_messages_are_quotes_and_previews_are_not() {
        let html = attached_to_html(
            r#"[{"is_share": true, "from_url": "https://a.slack.com/x", "text": "Turn *left*"},
            {"from_url": "https://a.example", "title": "A page", "text": "about it"},
            {"title": "Job", "title_link": "https://a.example/7", "fields": [{"value": "done"}]},
            {"fallback": "words"}]"#,
            &Nobody,
        );
        assert_eq!(
            html.replace("&#x2F;", "/").replace('\n', ""),
            "<blockquote><p>Turn <strong>left</strong></p></blockquote>\
             <blockquote><p><a href=\"https://a.example/7\">Job</a></p><p>done</p></blockquote>\
             <blockquote><p>words</p></blockquote>"
        );
    }

    #[test]
    fn what_stands_beside_words_is_read() {
        check(
            r#"[{"type": "header", "text": {"type": "plain_text", "text": "R&amp;D"}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory":
             {"type": "button", "url": "https://a.example", "text": {"text": "Open"}}},
            {"type": "actions", "elements": [{"type": "button", "text": {"text": "Vote"}}]},
            {"type": "video", "title": {"text": "Tour"}, "video_url": "https://v.example",
             "description": {"type": "plain_text", "text": "of the hub"}},
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements":
             [{"type": "date", "fallback": "May 7", "url": "https://d.example"}]}]}]"#,
            "<p>R&amp;D</p><p>x</p>\n<p><a href=\"https://a.example\">Open</a></p>\
             <p><a href=\"https://v.example\">Tour</a></p><p>of the hub</p>\
             <p><a href=\"https://d.example\">May 7</a></p>",
        );
        let html = attached_to_html(
            r#"[{"author_name": "Build", "text": "red", "footer": "night run"},
            {"text": "old", "blocks": [{"type": "section",
             "text": {"type": "mrkdwn", "text": "new"}}]}]"#,
            &Nobody,
        );
        assert_eq!(
            html.replace('\n', ""),
            "<blockquote><p>Build</p><p>red</p><p>night run</p></blockquote>\
             <blockquote><p>new</p></blockquote>"
        );
    }
}
