//! Links, images and headings of a post, made to fit its page.
//!
//! Relative addresses of the community become full ones, links to threads that are on the site
//! lead to their pages, images of other hosts become cards unless the settings name the host,
//! and headings move below those of the page.

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
    /// Shown from this address of a host that the settings name.
    Remote(String),
    /// A card that leads to the image elsewhere.
    Link(String),
    /// Its description in words.
    Drop,
}

/// Knows where addresses lead. Told of each one as the post writes it.
pub trait Resolve {
    /// Decides about a link.
    fn link(&mut self, href: &str) -> Link;
    /// Decides about an image.
    fn image(&mut self, src: &str) -> Image;
    /// Returns what an id of the post is on its page; `None` takes it away. Asked for each once,
    /// before anything else of a post.
    fn id(&mut self, _wanted: &str) -> Option<String> {
        None
    }
}

/// The heading level that the first heading of a post gets: the page has h1 and h2.
const TOP_HEADING: usize = 3;

/// The headings of a post so far.
#[derive(Default)]
pub(super) struct Headings {
    /// The levels, as the post counts them, that the next heading may lie below.
    above: Vec<usize>,
    /// By level in the post: the levels on the page of those that are open.
    open: [Vec<usize>; 6],
}

impl Headings {
    /// Opens a heading of a level of the post, 1 to 6, and returns its level on the page. The
    /// first heading of a post comes right below the page's, and no later one is more than one
    /// level below the one before it.
    pub(super) fn open(&mut self, level: usize) -> usize {
        self.above.retain(|&upper| upper < level);
        let on_page = (TOP_HEADING + self.above.len()).min(6);
        self.above.push(level);
        self.open[level - 1].push(on_page);
        on_page
    }

    /// Closes the last heading of a level, and returns its level on the page.
    pub(super) fn close(&mut self, level: usize) -> Option<usize> {
        self.open[level - 1].pop()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::model::{Markup, Syntax};
    use crate::normalize::html::{PostWord, SafeHtml, Trust, sanitised};

    use super::*;

    /// Says the keys of words.
    pub fn key_of(word: PostWord<'_>) -> String {
        let number = word.number().map(|n| n.to_string());
        let named = word.host().map(str::to_owned).or(number);
        named.map_or(word.key().to_owned(), |named| format!("{} {named}", word.key()))
    }

    /// Knows one page and one image.
    pub struct Fixed;

    impl Resolve for Fixed {
        fn link(&mut self, href: &str) -> Link {
            match href {
                "https://forum.example/t/1?a&b" => Link::To("../questions/one-1.html".into()),
                href if href.starts_with("http") => Link::Keep,
                _ => Link::Drop,
            }
        }

        fn image(&mut self, src: &str) -> Image {
            match src {
                "ring.png" => Image::Show("../files/ring.png".into(), Some((640, 480))),
                src if src.starts_with("http") => Image::Link(src.into()),
                _ => Image::Drop,
            }
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
        let html = sanitised(&markup).expect("it is simple");
        let safe = SafeHtml::of_sanitised(&html, Trust::House, &key_of, &mut Fixed).html;
        assert_eq!(safe.as_str().replace(" rel=\"noopener noreferrer\"", ""), expected);
    }

    #[test]
    fn links_lead_to_pages_of_the_site() {
        check(
            "<a href=\"https://forum.example/t/1?a&amp;b\">x</a>",
            "<a href=\"../questions/one-1.html\">x</a>",
        );
        check("<a href='/lost'>x</a>", "x");
        check("<A HREF=/lost>x</A>", "x");
        check("<a href=\"https://b.example\">x</a>", "<a href=\"https://b.example\">x</a>");
    }

    #[test]
    fn foreign_images_become_cards() {
        check(
            "<img src=\"ring.png\" width=9 loading=eager>",
            "<img src=\"../files/ring.png\" width=\"640\" loading=\"lazy\" height=\"480\" \
             alt=\"\">",
        );
        check(
            "<img src=\"https://b.example/a.png\" alt=\"A <b>\">",
            "<a class=\"media picture\" href=\"https://b.example/a.png\">A &lt;b&gt; \
             <span class=\"place\">media-picture-at b.example</span></a>",
        );
        check("<img src=\"x\" alt=\"the ring\">", "the ring");
    }

    #[test]
    fn a_foreign_image_in_a_link_is_the_words_of_the_link() {
        let image = "<img src=\"https://b.example/a.png\">";
        check(
            &format!("<a href=\"https://b.example\">{image}</a>"),
            "<a class=\"media page\" href=\"https://b.example\">media-page-at b.example</a>",
        );
        check(
            &format!("<a href=\"/lost\">x{image}y</a>z"),
            "x<a class=\"media picture\" href=\"https://b.example/a.png\">\
             media-picture-at b.example</a>yz",
        );
    }

    #[test]
    fn headings_start_below_the_page_and_leave_no_gap() {
        check("<h1>a</h1><h4>b</h4><h1>c</h1>", "<h3>a</h3><h4>b</h4><h3>c</h3>");
        check("<h6>a</h6>", "<h3>a</h3>");
        check("<h2>a</h2><h1>b</h1><h4>c</h4>", "<h3>a</h3><h3>b</h3><h4>c</h4>");
    }
}
