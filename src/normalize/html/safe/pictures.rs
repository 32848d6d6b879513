//! Pictures: shown, or a card; and links that hold one, which are one link with a name.

use std::collections::VecDeque;

use super::super::embeds::MediaKind;
use super::super::pieces::{Piece, Start, escape_attribute, escape_text, pieces};
use super::super::rewrite::Image;
use super::super::words::PostWord;
use super::cards::{is_private, shown_host};
use super::parts::id_attribute;
use super::{Writer, is_safe};

/// A picture that is wider or higher, in pixels, is shown smaller than it is, and leads to its
/// whole.
const MAX_SHOWN: (u32, u32) = (720, 1_000);

/// Descriptions that programs write where people write none.
const NO_DESCRIPTIONS: [&str; 12] = [
    "enter image description here",
    "enter image title here",
    "image description",
    "image description here",
    "alt text",
    "alt",
    "image",
    "img",
    "picture",
    "photo",
    "no description available.",
    "user-uploaded image",
];

/// What a link holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LinkContents {
    has_words: bool,
    n_pictures: usize,
}

impl LinkContents {
    /// Looks into all links of a post, in their order.
    pub(super) fn of_all(html: &str) -> VecDeque<LinkContents> {
        let mut all = VecDeque::new();
        let mut open: Option<LinkContents> = None;
        for piece in pieces(html) {
            match (piece, &mut open) {
                (Piece::Start(tag), open) if tag.name == "a" => {
                    all.extend(open.replace(LinkContents::default()));
                }
                (Piece::End("a"), open) => all.extend(open.take()),
                (Piece::Text(text), Some(open)) => {
                    let is_blank = |c: char| c.is_whitespace() || c == '\u{200b}';
                    open.has_words |= !text.replace("&nbsp;", "").chars().all(is_blank);
                }
                (Piece::Start(tag), Some(open)) if tag.name == "img" && has_something(&tag) => {
                    open.n_pictures += 1;
                }
                _ => {}
            }
        }
        all.extend(open);
        all
    }

    /// Nobody can see it, or press it.
    pub(super) fn is_empty(self) -> bool {
        !self.has_words && self.n_pictures == 0
    }

    /// It is a picture that leads somewhere.
    pub(super) fn is_picture(self) -> bool {
        !self.has_words && self.n_pictures == 1
    }
}

/// Tells whether an image has an address, or words in its place.
fn has_something(img: &Start<'_>) -> bool {
    ["src", "alt"].iter().any(|name| img.get(name).is_some_and(|value| !value.trim().is_empty()))
}

/// A link that waits for the picture in it.
pub(super) struct PictureLink {
    target: String,
    /// What the link says of itself.
    title: String,
    is_written: bool,
}

impl<'h> Writer<'h, '_> {
    /// Opens a link that holds a picture alone.
    pub(super) fn picture_link(&mut self, tag: &Start<'h>, target: String) {
        let title = tag.get("title").unwrap_or_default().trim().to_owned();
        if let Some(id) = self.ids.take(tag) {
            self.out.push_str("<a");
            id_attribute(id, &mut self.out);
            self.out.push_str("></a>");
        }
        self.picture_link = Some(PictureLink { target, title, is_written: false });
    }

    /// Ends a link that holds a picture alone; `false` when none is open.
    pub(super) fn close_picture_link(&mut self) -> bool {
        let Some(link) = self.picture_link.take() else { return false };
        // Where it leads is told, though the picture went.
        if !link.is_written {
            self.card(MediaKind::Page, Some(&link.target), "");
        }
        true
    }

    /// Writes a picture, or what stands in its place.
    pub(super) fn image(&mut self, img: &Start<'h>) {
        let src = img.get("src").unwrap_or_default();
        let alt = img.get("alt").unwrap_or_default();
        let alt = described(&alt);
        let image = match self.links.image(src.trim()) {
            // Without an address it would be its words.
            Image::Show(address, _) if !is_safe("img", "src", &address) => Image::Drop,
            image => image,
        };
        if is_counter(img) && !matches!(image, Image::Show(..)) {
            return;
        }
        if let Some(mut link) = self.picture_link.take() {
            self.linked(img, image, alt, &link);
            link.is_written = true;
            self.picture_link = Some(link);
            return;
        }
        match image {
            Image::Show(address, size) if !self.is_in_link && is_large(size) => {
                self.enlarged(img, &address, &address, size, alt);
            }
            Image::Show(address, size) => self.shown(img, &address, size, alt),
            Image::Remote(address) => self.remote(img, &address, alt),
            Image::Link(address) => self.linked_image(&address, alt),
            Image::Drop => escape_text(alt, &mut self.out),
        }
    }

    /// Writes a picture that leads somewhere, as one link.
    fn linked(&mut self, img: &Start<'h>, image: Image, alt: &str, link: &PictureLink) {
        let target = link.target.as_str();
        let title = described(&link.title);
        let name = if alt.is_empty() { title } else { alt };
        match image {
            Image::Show(address, size) if shows_picture(target) => {
                self.enlarged(img, &address, target, size, name);
            }
            Image::Show(address, size) => {
                let name = self.name_of(name, target);
                self.open_link("", target, None);
                self.shown(img, &address, size, &name);
                self.out.push_str("</a>");
            }
            Image::Remote(address) => {
                let name = self.name_of(name, target);
                self.open_link("", target, None);
                self.remote(img, &address, &name);
                self.out.push_str("</a>");
            }
            Image::Link(_) | Image::Drop => {
                let is_picture =
                    shows_picture(target) || matches!(image, Image::Link(ref own) if own == target);
                let kind = if is_picture { MediaKind::Picture } else { MediaKind::Page };
                let mut words = String::new();
                escape_text(name, &mut words);
                let target = Some(target).filter(|target| !is_private(target));
                self.card(kind, target, &words);
            }
        }
    }

    /// Returns what a link is called that holds a picture without a description.
    fn name_of(&self, name: &str, target: &str) -> String {
        match name {
            "" if shows_picture(target) => self.place(MediaKind::Picture, Some(target)),
            "" => self.place(MediaKind::Page, Some(target)),
            name => name.to_owned(),
        }
    }

    /// Writes a picture of the site with a link to the whole of it.
    fn enlarged(
        &mut self,
        img: &Start<'h>,
        address: &str,
        whole: &str,
        size: Option<(u32, u32)>,
        alt: &str,
    ) {
        let label = alt.is_empty().then(|| (self.words)(PostWord::Enlarge));
        self.open_link("zoom", whole, label.as_deref());
        self.shown(img, address, size, alt);
        self.out.push_str("</a>");
    }

    fn open_link(&mut self, class: &str, target: &str, label: Option<&str>) {
        self.out.push_str("<a");
        for (name, value) in [("class", Some(class)), ("href", Some(target)), ("aria-label", label)]
        {
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            self.out.extend([" ", name, "=\""]);
            escape_attribute(value, &mut self.out);
            self.out.push('"');
        }
        // A page of the site is nobody else's.
        if shown_host(target).is_some() {
            self.rel();
        }
        self.out.push('>');
    }

    /// Writes a card for a picture elsewhere; within a link, whose words its description is.
    fn linked_image(&mut self, address: &str, alt: &str) {
        if self.is_in_link {
            let place = || self.place(MediaKind::Picture, Some(address));
            let words = if alt.is_empty() { place() } else { alt.to_owned() };
            return escape_text(&words, &mut self.out);
        }
        let is_open = is_safe("a", "href", address) && !is_private(address);
        let mut title = String::new();
        escape_text(alt, &mut title);
        self.card(MediaKind::Picture, Some(address).filter(|_| is_open), &title);
    }

    /// Writes an image of the site. Its place is kept free until it is there, and it is asked
    /// for when a reader comes near.
    fn shown(&mut self, img: &Start<'h>, address: &str, size: Option<(u32, u32)>, alt: &str) {
        let mut changes = vec![("src", Some(address)), ("loading", Some("lazy"))];
        let written = size.map(|(width, height)| (width.to_string(), height.to_string()));
        if let Some((width, height)) = &written {
            changes.extend([("width", Some(width.as_str())), ("height", Some(height.as_str()))]);
        }
        changes.push(("alt", Some(alt)));
        self.element("img", img, &changes);
    }

    /// Writes an image of a host that the settings name; the host is not told of the page.
    fn remote(&mut self, img: &Start<'h>, address: &str, alt: &str) {
        if !address.starts_with("https://") || is_private(address) {
            return self.linked_image(address, alt);
        }
        self.out.push_str("<img src=\"");
        escape_attribute(address, &mut self.out);
        self.out.push_str("\" alt=\"");
        escape_attribute(alt, &mut self.out);
        self.out.push('"');
        for name in ["width", "height"] {
            let value = img.get(name).filter(|value| is_safe("img", name, value));
            if let Some(value) = value {
                self.out.extend([" ", name, "=\"", &value, "\""]);
            }
        }
        self.out.push_str(" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
    }
}

/// Returns a description that says something.
fn described(alt: &str) -> &str {
    let alt = alt.trim();
    let is_none = NO_DESCRIPTIONS.iter().any(|none| none.eq_ignore_ascii_case(alt));
    if is_none { "" } else { alt }
}

fn is_large(size: Option<(u32, u32)>) -> bool {
    size.is_some_and(|(width, height)| width > MAX_SHOWN.0 || height > MAX_SHOWN.1)
}

/// Programs that count readers stand in pictures of one point.
fn is_counter(img: &Start<'_>) -> bool {
    let is_point = |name: &str| matches!(img.get(name).as_deref(), Some("0" | "1"));
    is_point("width") && is_point("height")
}

/// How the names of pictures end that pages show.
pub(crate) const PICTURE_ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Tells whether an address is that of a picture.
fn shows_picture(address: &str) -> bool {
    MediaKind::of_file(address) == MediaKind::Picture
}
