//! Links, images and headings of a post, made to fit its page.
//!
//! Runs before the sanitiser. Relative addresses of the community become full
//! ones, links to threads that are on the site lead to their pages, images of
//! other hosts become links (a page loads nothing from elsewhere), and headings
//! move below those of the page.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use lol_html::ElementContentHandlers;
use lol_html::HandlerResult;
use lol_html::HtmlRewriter;
use lol_html::Selector;
use lol_html::Settings;
use lol_html::html_content::ContentType;
use lol_html::html_content::Element;

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
    /// Shown from this address of the site.
    Show(String),
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
    let links = RefCell::new(links);
    let mut above: Vec<usize> = Vec::new();
    let mut output = Vec::with_capacity(html.len() + html.len() / 8);
    let settings = Settings::new()
        // Otherwise markup that two parsers could read differently is refused whole.
        .with_strict(false)
        .append_element_content_handler(on(&LINKS, |a: &mut Element<'_, '_>| {
            rewrite_link(a, &mut **links.borrow_mut());
            Ok(())
        }))
        .append_element_content_handler(on(&IMAGES, |img: &mut Element<'_, '_>| {
            rewrite_image(img, &mut **links.borrow_mut());
            Ok(())
        }))
        .append_element_content_handler(on(&HEADINGS, |heading: &mut Element<'_, '_>| {
            rewrite_heading(heading, &mut above);
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |chunk: &[u8]| output.extend_from_slice(chunk));
    let written = rewriter.write(html.as_bytes()).and_then(|()| rewriter.end());
    match (written, String::from_utf8(output)) {
        (Ok(()), Ok(rewritten)) => Cow::Owned(rewritten),
        // The rewriter gave up on odd markup; the sanitiser handles it all the same, and the
        // checks on addresses there keep what is left harmless.
        _ => Cow::Borrowed(html),
    }
}

fn on<'h>(
    selector: &'static Selector,
    handler: impl FnMut(&mut Element<'_, '_>) -> HandlerResult + 'h,
) -> (Cow<'static, Selector>, ElementContentHandlers<'h>) {
    (Cow::Borrowed(selector), ElementContentHandlers::default().element(handler))
}

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));
static IMAGES: LazyLock<Selector> = LazyLock::new(|| selector("img, image"));
static HEADINGS: LazyLock<Selector> = LazyLock::new(|| selector("h1, h2, h3, h4, h5, h6"));

fn selector(text: &str) -> Selector {
    text.parse().expect("the selectors of this module are valid CSS")
}

fn rewrite_link(a: &mut Element<'_, '_>, links: &mut dyn Resolve) {
    let Some(raw) = a.get_attribute("href") else { return };
    let href = html_escape::decode_html_entities(raw.trim());
    match links.link(&href) {
        Link::Keep => {}
        Link::To(address) => set(a, "href", &address),
        Link::Drop => a.remove_attribute("href"),
    }
}

fn rewrite_image(img: &mut Element<'_, '_>, links: &mut dyn Resolve) {
    let raw = img.get_attribute("src").unwrap_or_default();
    let src = html_escape::decode_html_entities(raw.trim()).into_owned();
    let alt = img.get_attribute("alt").unwrap_or_default();
    let alt = html_escape::decode_html_entities(&alt).trim().to_owned();
    match links.image(&src) {
        Image::Show(address) => {
            set(img, "src", &address);
            if !img.has_attribute("alt") {
                set(img, "alt", "");
            }
        }
        Image::Link(address) => {
            let words = if alt.is_empty() { file_name(&address) } else { alt };
            let (href, words) = (
                html_escape::encode_safe(&address).into_owned(),
                html_escape::encode_safe(&words).into_owned(),
            );
            img.replace(&format!("<a href=\"{href}\">{words}</a>"), ContentType::Html);
        }
        Image::Drop => img.replace(&alt, ContentType::Text),
    }
}

/// The first heading of a post comes right below the page's, and no later one is more
/// than one level below the one before it.
fn rewrite_heading(heading: &mut Element<'_, '_>, above: &mut Vec<usize>) {
    let Some(level) = level_of(heading.tag_name().as_bytes()) else { return };
    above.retain(|&upper| upper < level);
    let name = format!("h{}", (TOP_HEADING + above.len()).min(6));
    above.push(level);
    // An element name that is built from digits is always accepted.
    let _ = heading.set_tag_name(&name);
}

fn set(element: &mut Element<'_, '_>, name: &str, value: &str) {
    // Fails only for forbidden names; ours are literals.
    let _ = element.set_attribute(name, value);
}

fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("image").to_owned()
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
                "ring.png" => Image::Show("../media/ring.png".into()),
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
        check("<img src=\"ring.png\">", "<img src=\"../media/ring.png\" alt=\"\">");
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
