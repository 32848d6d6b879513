//! Pictures and films of submissions and comments.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::normalize::autolink::link;
use crate::normalize::{MediaKind, card_link, escape_text};
use crate::sources::values::filled;

use super::text::Form;
use super::wire::Thing;

/// The most pictures that one post shows; Reddit takes 20.
const MAX_PICTURES: usize = 100;

/// What a gallery shows, in its order.
#[derive(Deserialize)]
struct Gallery {
    items: Option<Vec<GalleryItem>>,
}

#[derive(Deserialize)]
struct GalleryItem {
    media_id: Option<String>,
    caption: Option<String>,
    outbound_url: Option<String>,
}

/// Where pictures lie, by their ids.
type Pictures = BTreeMap<String, String>;

impl Thing<'_> {
    /// Returns the pictures of a gallery, with what is said of each, as HTML.
    pub fn gallery(&self, form: Form) -> Option<String> {
        let gallery: Gallery = serde_json::from_str(self.gallery_data?.get()).ok()?;
        let pictures = self.pictures();
        let mut html = String::new();
        for item in gallery.items.into_iter().flatten().take(MAX_PICTURES) {
            let address = item.media_id.as_ref().and_then(|id| pictures.get(id));
            picture(address.map(String::as_str), &mut html);
            if let Some(caption) = item.caption.filter(|caption| !caption.trim().is_empty()) {
                html.push_str("<p>");
                escape_text(form.typed(caption.trim()).as_ref(), &mut html);
                html.push_str("</p>");
            }
            if let Some(url) = item.outbound_url.filter(|url| url.starts_with("http")) {
                let url = form.typed(&url);
                html.push_str("<p>");
                link(&url, &url, &mut html);
                html.push_str("</p>");
            }
        }
        (!html.is_empty()).then_some(html)
    }

    /// Returns the picture or film that a submission is, as HTML; `None` for other links.
    pub fn shown_link(&self, form: Form) -> Option<String> {
        let url = filled(&self.url).map(|url| form.typed(url).into_owned());
        let url = url.or_else(|| Some(form.typed(&self.preview()?).into_owned()))?;
        let is_film = self.is_video.0 || url.starts_with("https://v.redd.it/");
        let mut html = String::new();
        match MediaKind::of_file(&url) {
            _ if is_film => card(MediaKind::Video, &url, &mut html),
            MediaKind::Picture => picture(Some(&url), &mut html),
            kind @ (MediaKind::Video | MediaKind::Audio) => card(kind, &url, &mut html),
            _ => return None,
        }
        Some(html)
    }

    /// The address of the picture that Reddit shows of a submission.
    fn preview(&self) -> Option<String> {
        let preview: Value = serde_json::from_str(self.preview?.get()).ok()?;
        let url = preview["images"][0]["source"]["url"].as_str()?;
        url.starts_with("https://").then(|| url.to_owned())
    }

    /// Puts addresses in the place of the ids of pictures in a text: `![img](ab12cd)`.
    pub fn with_pictures(&self, text: &str) -> Option<String> {
        if self.media_metadata.is_none() || !text.contains("![") {
            return None;
        }
        let mut text = text.to_owned();
        for (id, address) in self.pictures() {
            for end in [')', ' '] {
                text = text.replace(&format!("]({id}{end}"), &format!("]({address}{end}"));
            }
        }
        Some(text)
    }

    fn pictures(&self) -> Pictures {
        let all = self.media_metadata.and_then(|raw| serde_json::from_str(raw.get()).ok());
        let all: BTreeMap<String, Value> = all.unwrap_or_default();
        let is_id = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
        let address = |(id, media): (String, Value)| {
            let ending = media["m"].as_str()?.strip_prefix("image/")?;
            let is_there = media["status"].as_str().is_none_or(|status| status == "valid");
            (is_there && is_id(&id) && is_id(ending))
                .then(|| (id.clone(), format!("https://i.redd.it/{id}.{ending}")))
        };
        all.into_iter().take(MAX_PICTURES).filter_map(address).collect()
    }
}

/// Writes a picture; one that Reddit no longer has is named.
fn picture(address: Option<&str>, html: &mut String) {
    match address {
        Some(address) => {
            html.push_str("<p><img src=\"");
            html.push_str(&html_escape::encode_double_quoted_attribute(address));
            html.push_str("\" alt=\"\"></p>");
        }
        None => {
            html.push_str("<p>");
            card_link(MediaKind::Picture, None, "", html);
            html.push_str("</p>");
        }
    }
}

fn card(kind: MediaKind, address: &str, html: &mut String) {
    html.push_str("<p>");
    card_link(kind, Some(address), "", html);
    html.push_str("</p>");
}
