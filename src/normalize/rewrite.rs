//! Links, images and headings of a post, made to fit its page.
//!
//! Runs before the sanitiser. Relative addresses of the community become full
//! ones, links to threads that are on the site lead to their pages, images of
//! other hosts become links (a page loads nothing from elsewhere), and headings
//! move below those of the page.

use std::borrow::Cow;

use super::tags::{Tag, TagKind, tags};

/// Where a link should lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Leave it as it is.
    Keep,
    /// To another address.
    To(String),
    /// Nowhere: the words stay, the link goes.
    Drop,
}

/// What becomes of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// Shown from this address of the site, with its width and height where they are known.
    Show(String, Option<(u32, u32)>),
    /// A link to the image elsewhere.
    Link(String),
    /// Its description in words.
    Drop,
}

/// Knows where addresses lead. Told of each one as the post writes it.
pub trait Resolve {
    /// Tells whether an address needs a look; most lead to other sites and do not.
    fn concerns(&self, href: &str) -> bool;
    /// Decides about a link.
    fn link(&mut self, href: &str) -> Link;
    /// Decides about an image.
    fn image(&mut self, src: &str) -> Image;
}

/// The heading level that the first heading of a post gets: the page has h1 and h2.
const TOP_HEADING: usize = 3;

/// Rewrites a post's HTML; borrows it when there is nothing to do.
pub(super) fn rewrite<'h>(html: &'h str, links: &mut dyn Resolve) -> Cow<'h, str> {
    if !needs_rewriting(html, links) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut headings = Headings::default();
    let mut new = String::new();
    let mut copied = 0;
    for tag in tags(html) {
        let is_changed = match (tag.kind, level_of(tag.name.as_bytes())) {
            (TagKind::Start, Some(level)) => headings.open(&tag, level, &mut new),
            (TagKind::End, Some(level)) => headings.close(level, &mut new),
            (TagKind::Start, None) if tag.is("a") => rewrite_link(&tag, links, &mut new),
            (TagKind::Start, None) if tag.is("img") || tag.is("image") => {
                rewrite_image(&tag, links, &mut new);
                true
            }
            (TagKind::Start | TagKind::End, None) | (TagKind::Comment, _) => false,
        };
        if is_changed {
            out.push_str(&html[copied..tag.start]);
            out.push_str(&new);
            new.clear();
            copied = tag.end;
        }
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// Writes a link that leads elsewhere now; tells whether it did.
fn rewrite_link(a: &Tag<'_>, links: &mut dyn Resolve, out: &mut String) -> bool {
    let Some(raw) = a.get("href") else { return false };
    let href = html_escape::decode_html_entities(raw.trim());
    match links.link(&href) {
        Link::Keep => return false,
        Link::To(address) => a.write_with(&[("href", Some(&address))], out),
        Link::Drop => a.write_with(&[("href", None)], out),
    }
    true
}

fn rewrite_image(img: &Tag<'_>, links: &mut dyn Resolve, out: &mut String) {
    let src = html_escape::decode_html_entities(img.get("src").unwrap_or_default().trim());
    let alt = html_escape::decode_html_entities(img.get("alt").unwrap_or_default());
    let alt = alt.trim();
    match links.image(&src) {
        Image::Show(address, size) => show(img, &address, size, out),
        Image::Link(address) => {
            let words = if alt.is_empty() { file_name(&address) } else { alt };
            out.push_str("<a href=\"");
            html_escape::encode_safe_to_string(&address, out);
            out.push_str("\">");
            html_escape::encode_safe_to_string(words, out);
            out.push_str("</a>");
        }
        Image::Drop => {
            html_escape::encode_text_to_string(alt, out);
        }
    }
}

/// Writes an image of the site. Its place is kept free until it is there, and it is asked for
/// when a reader comes near.
fn show(img: &Tag<'_>, address: &str, size: Option<(u32, u32)>, out: &mut String) {
    let mut changes = vec![("src", Some(address)), ("loading", Some("lazy"))];
    let written = size.map(|(width, height)| (width.to_string(), height.to_string()));
    if let Some((width, height)) = &written {
        changes.extend([("width", Some(width.as_str())), ("height", Some(height.as_str()))]);
    }
    if img.get("alt").is_none() {
        changes.push(("alt", Some("")));
    }
    img.write_with(&changes, out);
}

/// The headings of a post so far.
#[derive(Default)]
struct Headings {
    /// The levels, as the post counts them, that the next heading may lie below.
    above: Vec<usize>,
    /// By level in the post: the levels on the page of those that are open.
    open: [Vec<usize>; 6],
}

impl Headings {
    /// The first heading of a post comes right below the page's, and no later one is more
    /// than one level below the one before it.
    fn open(&mut self, heading: &Tag<'_>, level: usize, out: &mut String) -> bool {
        self.above.retain(|&upper| upper < level);
        let on_page = (TOP_HEADING + self.above.len()).min(6);
        self.above.push(level);
        self.open[level - 1].push(on_page);
        heading.renamed(LEVELS[on_page - 1]).write_with(&[], out);
        true
    }

    fn close(&mut self, level: usize, out: &mut String) -> bool {
        let Some(on_page) = self.open[level - 1].pop() else { return false };
        out.push_str("</");
        out.push_str(LEVELS[on_page - 1]);
        out.push('>');
        true
    }
}

const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("image")
}

fn level_of(name: &[u8]) -> Option<usize> {
    match name {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
        _ => None,
    }
}

/// A quick look at headings, images and addresses: plain links to other sites need no rewriting.
fn needs_rewriting(html: &str, links: &dyn Resolve) -> bool {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let tag = &html[at + found + 1..];
        at += found + 1;
        let name = tag.as_bytes().first().map(u8::to_ascii_lowercase);
        match name {
            Some(b'i') if is_image(tag) => return true,
            Some(b'h') if tag.as_bytes().get(..2).and_then(level_of).is_some() => return true,
            Some(b'a') => {
                let end = tag.find('>').unwrap_or(tag.len());
                let plain =
                    tag[..end].split_once("href=\"").and_then(|(_, rest)| rest.split('"').next());
                match plain {
                    Some(href) if is_elsewhere(href) && !links.concerns(href) => {}
                    None if !tag[..end].to_ascii_lowercase().contains("href") => {}
                    _ => return true,
                }
            }
            _ => {}
        }
    }
    false
}

/// Parsers read `<image>` as `<img>`.
fn is_image(tag: &str) -> bool {
    tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("im"))
}

fn is_elsewhere(href: &str) -> bool {
    href.starts_with("http://") || href.starts_with("https://") || href.starts_with("mailto:")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Knows one page and one image.
    pub struct Fixed;

    impl Resolve for Fixed {
        fn concerns(&self, href: &str) -> bool {
            href.contains("forum.example")
        }

        fn link(&mut self, href: &str) -> Link {
            match href {
                "https://forum.example/t/1?a&b" => Link::To("../questions/one-1.html".into()),
                href if is_elsewhere(href) => Link::Keep,
                _ => Link::Drop,
            }
        }

        fn image(&mut self, src: &str) -> Image {
            match src {
                "ring.png" => Image::Show("../files/ring.png".into(), Some((640, 480))),
                src if is_elsewhere(src) => Image::Link(src.into()),
                _ => Image::Drop,
            }
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(rewrite(html, &mut Fixed), expected);
    }

    #[test]
    fn links_lead_to_pages_of_the_site() {
        check(
            "<a href=\"https://forum.example/t/1?a&amp;b\">x</a>",
            "<a href=\"../questions/one-1.html\">x</a>",
        );
        check("<a href='/lost'>x</a>", "<a>x</a>");
        check("<A HREF=/lost>x</A>", "<A>x</A>");
        let elsewhere = "<a href=\"https://b.example\">x</a>";
        assert!(matches!(rewrite(elsewhere, &mut Fixed), Cow::Borrowed(_)));
    }

    #[test]
    fn foreign_images_become_links() {
        check(
            "<img src=\"ring.png\" width=9 loading=eager>",
            "<img src=\"../files/ring.png\" width=\"640\" loading=\"lazy\" height=\"480\" \
             alt=\"\">",
        );
        check(
            "<img src=\"https://b.example/a.png\" alt=\"A <b>\">",
            "<a href=\"https:&#x2F;&#x2F;b.example&#x2F;a.png\">A &lt;b&gt;</a>",
        );
        check("<img src=\"x\" alt=\"the ring\">", "the ring");
    }

    #[test]
    fn headings_start_below_the_page_and_leave_no_gap() {
        check("<h1>a</h1><h4>b</h4><h1>c</h1>", "<h3>a</h3><h4>b</h4><h3>c</h3>");
        check("<h6>a</h6>", "<h3>a</h3>");
        check("<h2>a</h2><h1>b</h1><h4>c</h4>", "<h3>a</h3><h3>b</h3><h4>c</h4>");
    }
}
