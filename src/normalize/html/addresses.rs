//! The addresses that a post names, before anything is written of it.

use crate::model::Markup;

use super::pieces::{Piece, pieces};
use super::rewrite::Resolve;
use super::sanitise::sanitised;

/// Asks for every link and image of a post, in its order, as
/// [`to_safe_html`](crate::normalize::to_safe_html) will.
pub fn for_each_address(markup: &Markup, links: &mut dyn Resolve) {
    let Some(html) = sanitised(markup) else { return };
    for piece in pieces(&html) {
        let Piece::Start(tag) = piece else { continue };
        match tag.name {
            "a" => {
                if let Some(href) = tag.get("href") {
                    links.link(href.trim());
                }
            }
            "img" => {
                links.image(tag.get("src").unwrap_or_default().trim());
            }
            _ => {}
        }
    }
}
