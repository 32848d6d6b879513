//! The blocks of messages whose `text` is empty: rich text, sections.

use serde_json::Value;

use super::mrkdwn;
use super::people::Names;
use crate::normalize::autolink::{escape, link};
use crate::normalize::emoji;

/// Turns blocks into HTML; empty when they say nothing.
pub(super) fn to_html(blocks: &str, names: &dyn Names) -> String {
    let mut html = String::new();
    if let Ok(Value::Array(blocks)) = serde_json::from_str(blocks) {
        blocks.iter().for_each(|block| self::block(block, names, &mut html));
    }
    html
}

fn block(block: &Value, names: &dyn Names, html: &mut String) {
    match kind(block) {
        "rich_text" => children(block).for_each(|part| self::part(part, names, html)),
        "section" | "header" => text_of(&block["text"], names, html),
        "context" => children(block).for_each(|element| text_of(element, names, html)),
        _ => {}
    }
}

/// A text object: Slack's markup, or plain.
fn text_of(object: &Value, names: &dyn Names, html: &mut String) {
    let Some(text) = object["text"].as_str() else { return };
    match kind(object) {
        "mrkdwn" => html.push_str(&mrkdwn::to_html(text, names)),
        "plain_text" => wrapped("p", html, |html| escape(text, html)),
        _ => {}
    }
}

fn part(part: &Value, names: &dyn Names, html: &mut String) {
    let inline = |html: &mut String| children(part).for_each(|e| element(e, names, html));
    match kind(part) {
        "rich_text_section" => wrapped("p", html, inline),
        "rich_text_quote" => wrapped("blockquote", html, inline),
        "rich_text_preformatted" => {
            wrapped("pre", html, |html| wrapped("code", html, inline));
        }
        "rich_text_list" => {
            let tag = if part["style"].as_str() == Some("ordered") { "ol" } else { "ul" };
            wrapped(tag, html, |html| {
                for item in children(part) {
                    wrapped("li", html, |html| {
                        children(item).for_each(|e| element(e, names, html));
                    });
                }
            });
        }
        _ => {}
    }
}

fn element(element: &Value, names: &dyn Names, html: &mut String) {
    let text = |key: &str| element[key].as_str().unwrap_or_default();
    let styled = |tag: &str| element["style"][tag].as_bool() == Some(true);
    let tags = [("bold", "strong"), ("italic", "em"), ("strike", "del"), ("code", "code")];
    let tags: Vec<&str> = tags.iter().filter(|(key, _)| styled(key)).map(|(_, tag)| *tag).collect();
    tags.iter().for_each(|tag| html.push_str(&format!("<{tag}>")));
    match kind(element) {
        "text" => escape(text("text"), html),
        "link" => {
            let label = if text("text").is_empty() { text("url") } else { text("text") };
            link(text("url"), label, html);
        }
        "emoji" => escape(&emoji::from_shortcode(&format!(":{}:", text("name"))), html),
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
        _ => {}
    }
    tags.iter().rev().for_each(|tag| html.push_str(&format!("</{tag}>")));
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
