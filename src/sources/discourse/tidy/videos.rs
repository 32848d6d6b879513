//! Players of videos, which Discourse starts when a reader presses them.

use crate::normalize::{MediaKind, Tag, card_link};

/// Classes of their elements.
const PLAYERS: [&str; 4] =
    ["lazyYT", "youtube-onebox", "lazy-video-container", "video-placeholder-container"];

/// Tells whether an element is a player.
pub(super) fn is_player(tag: &Tag<'_>) -> bool {
    PLAYERS.iter().any(|class| tag.has_class(class))
}

/// Returns the card in place of a player; `None` where nothing says what it plays.
///
/// `full` makes relative addresses full.
pub(super) fn card(tag: &Tag<'_>, full: impl Fn(&str) -> Option<String>) -> Option<String> {
    let value = |names: &[&str]| {
        let value = names.iter().find_map(|name| tag.get(name)).unwrap_or_default();
        html_escape::decode_html_entities(value.trim()).into_owned()
    };
    let address = match value(&["data-video-src"]) {
        own if !own.is_empty() => full(&own).unwrap_or(own),
        _ => page(&value(&["data-provider-name"]), &value(&["data-youtube-id", "data-video-id"]))?,
    };
    let title = value(&["data-youtube-title", "data-video-title"]);
    let mut html = "<p>".to_owned();
    card_link(MediaKind::Video, Some(&address), &title, &mut html);
    html.push_str("</p>");
    Some(html)
}

/// Returns the page of a video.
fn page(provider: &str, id: &str) -> Option<String> {
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if id.is_empty() || !id.bytes().all(is_id) {
        return None;
    }
    match provider {
        "" | "youtube" => Some(format!("https://www.youtube.com/watch?v={id}")),
        "vimeo" => Some(format!("https://vimeo.com/{id}")),
        "tiktok" => Some(format!("https://www.tiktok.com/embed/v2/{id}")),
        _ => None,
    }
}

/// Writes the link of an uploaded file so that it becomes a card; `full` is its full address,
/// where the post has another.
pub(super) fn write_file(tag: &Tag<'_>, full: Option<&str>, html: &mut String) {
    let href = tag.get("href").unwrap_or_default();
    let class = MediaKind::of_file(href).class();
    tag.write_with(&[("class", Some(class)), ("href", full.or(Some(href)))], html);
}
