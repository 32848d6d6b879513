//! The text of a post as HTML: addresses as they were meant, without those it replies to.

use super::wire::Entities;
use crate::sources::chat::html::{Breaks, of_plain, without_addressees};

/// Turns a text into HTML; empty when it says nothing.
pub(super) fn to_html(text: &str, entities: &[&Entities], is_reply: bool) -> String {
    let mut text = html_escape::decode_html_entities(text).into_owned();
    for url in entities.iter().filter_map(|entities| entities.urls.as_ref()).flatten() {
        let Some(short) = url.url.as_deref().filter(|short| !short.is_empty()) else { continue };
        let long = url.expanded_url.as_deref().unwrap_or(short);
        // Pictures and quoted posts are addresses of the post itself.
        let shown = if is_of_posts(long) { "" } else { long };
        text = text.replace(short, shown);
    }
    let text = if is_reply { without_addressees(&text, "_") } else { text.trim() };
    of_plain(text, Breaks::Kept).trim().to_owned()
}

fn is_of_posts(url: &str) -> bool {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = ["twitter.com/", "x.com/", "mobile.twitter.com/"];
    let path = host.iter().find_map(|host| bare.strip_prefix(host));
    let part = |name: &str| path.is_some_and(|path| path.contains(name));
    part("/photo/") || part("/video/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::x::wire::Url;

    #[test]
    fn short_addresses_become_what_they_stand_for() {
        let url = |url: &str, long: &str| Url {
            url: Some(url.to_owned()),
            expanded_url: Some(long.to_owned()),
        };
        let urls = vec![
            url("https://t.co/a", "https://lumo.example/reset"),
            url("https://t.co/b", "https://twitter.com/jo/status/1/photo/1"),
        ];
        let entities = Entities { urls: Some(urls), hashtags: None };
        let html = to_html("See https://t.co/a https://t.co/b", &[&entities], false);
        assert!(html.contains("lumo.example") && !html.contains("t.co"), "{html}");
        assert!(!html.contains("photo"), "{html}");
    }

    #[test]
    fn replies_lose_their_addressees_and_entities_are_decoded_once() {
        let html = |text: &str, is_reply| to_html(text, &[], is_reply);
        assert_eq!(html("@lumo @jo a &lt;b&gt; &amp;amp;", true), "<p>a &lt;b&gt; &amp;amp;</p>");
        assert_eq!(html("@lumo why?", false), "<p>@lumo why?</p>");
        assert_eq!(html("@lumo", true), "<p>@lumo</p>");
        assert_eq!(html(" ", true), "");
    }
}
