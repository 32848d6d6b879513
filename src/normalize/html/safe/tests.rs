//! What is written for a page, and what never is.

use crate::model::{Markup, Syntax};
use crate::normalize::html::rewrite::tests::key_of;
use crate::normalize::html::{Image, sanitised};

use super::*;

/// Leaves all addresses as they are.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        if src.is_empty() { Image::Drop } else { Image::Show(src.to_owned(), None) }
    }
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
    let html = sanitised(&markup).expect("it is simple");
    let safe = SafeHtml::of_sanitised(&html, Trust::Community, &key_of, &mut AsWritten).html;
    assert_eq!(safe.as_str(), expected);
}

#[test]
fn scripts_handlers_and_styles_go() {
    check("<p onclick=x style=y>a<script>b</script></p>", "<p>a</p>");
    check("<svg><script>x</script></svg><math><mi>y</mi></math>z", "z");
    check("<img src=x onerror=alert(1)>", "<img src=\"x\" loading=\"lazy\" alt=\"\">");
    check("<embed src=javascript:x width=0 height=0><form><input></form>k", "<div></div>k");
    check("<h1 id=main>t</h1>", "<h3>t</h3>");
}

#[test]
fn only_harmless_addresses_stay() {
    let rel = "rel=\"ugc nofollow noopener noreferrer\"";
    check("<a href=\"javascript:x\">a</a>", "a");
    check("<a href=\"JaVa\tScript:x\">a</a>", "a");
    check("<a href=\"//evil.example\">a</a>", "a");
    check(
        "<a href=\"https://a.example/\">a</a>",
        &format!("<a href=\"https://a.example/\" {rel}>a</a>"),
    );
    check("<img src=\"https://a.example/x.png\" alt=x>", "x");
    check("<img src=\"/\t/a.example/x.png\" alt=x>", "x");
    check("<img src=\"data:image/svg+xml,x\">", "");
}

#[test]
fn attribute_values_are_what_they_should_be() {
    check("<code class=\"lang-bash hljs evil\">x</code>", "<code class=\"language-bash\">x</code>");
    let lazy = "loading=\"lazy\" alt=\"\"";
    check("<img src=a width=100% height=20>", &format!("<img src=\"a\" height=\"20\" {lazy}>"));
    check("<img src=a loading=eager>", &format!("<img src=\"a\" {lazy}>"));
    check("<p lang=\"uk\" dir=\"up\">a</p>", "<p lang=\"uk\">a</p>");
}

#[test]
fn text_is_escaped() {
    assert_eq!(SafeHtml::escaped("<b>&").as_str(), "<p>&lt;b&gt;&amp;</p>");
}

#[test]
fn a_link_that_holds_nothing_is_no_link() {
    let rel = "rel=\"ugc nofollow noopener noreferrer\"";
    check("a<a href=\"https://a.example\"></a>b", "ab");
    check("a<a href=\"https://a.example\"> </a>b", "a b");
    check("<a href=\"/x\"><img></a><a href=\"/y\">y</a>", &format!("<a href=\"/y\" {rel}>y</a>"));
}
