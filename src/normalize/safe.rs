//! The sanitiser: the only maker of [`SafeHtml`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// HTML that may be published: from the sanitiser, untouched since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

/// Whose words these are, which decides what search engines are told of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The community's: links get `rel="ugc nofollow noopener noreferrer"`.
    Community,
    /// Written by hand for this site: links get `rel="noopener noreferrer"`.
    House,
}

impl SafeHtml {
    /// Removes everything that is not on the list of harmless markup.
    pub fn sanitize(html: &str, trust: Trust) -> SafeHtml {
        let builder = match trust {
            Trust::Community => &*COMMUNITY,
            Trust::House => &*HOUSE,
        };
        let mut safe = Vec::with_capacity(html.len() + html.len() / 8 + 64);
        // A vector takes all bytes, and the sanitiser writes UTF-8.
        let written = builder.clean(html).write_to(&mut safe);
        written.expect("writing into memory does not fail");
        SafeHtml(String::from_utf8(safe).expect("the sanitiser writes UTF-8"))
    }

    /// Escapes text: for posts whose markup is not worth the risk.
    pub fn escaped(text: &str) -> SafeHtml {
        let mut html = String::with_capacity(text.len() + 16);
        html.push_str("<p>");
        html_escape::encode_safe_to_string(text, &mut html);
        html.push_str("</p>");
        SafeHtml(html)
    }

    /// Returns the HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the HTML away.
    pub fn into_string(self) -> String {
        self.0
    }
}

static COMMUNITY: LazyLock<Builder<'static>> =
    LazyLock::new(|| builder("ugc nofollow noopener noreferrer"));
static HOUSE: LazyLock<Builder<'static>> = LazyLock::new(|| builder("noopener noreferrer"));

/// What prose needs, and nothing that scripts, styles, frames or forms need.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

fn builder(rel: &'static str) -> Builder<'static> {
    let attributes: [(&str, &[&str]); 13] = [
        ("a", &["href", "title", "hreflang"]),
        ("abbr", &["title"]),
        ("bdo", &["dir"]),
        ("code", &["class"]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
        ("del", &["datetime"]),
        ("details", &["open"]),
        ("img", &["src", "alt", "title", "width", "height", "loading"]),
        ("ins", &["datetime"]),
        ("ol", &["start", "reversed"]),
        ("td", &["colspan", "rowspan", "headers"]),
        ("th", &["colspan", "rowspan", "scope"]),
    ];
    let attributes: HashMap<&str, HashSet<&str>> =
        attributes.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(
            ["script", "style", "template", "noscript", "iframe", "object", "svg", "math"].into(),
        )
        .tag_attributes(attributes)
        .generic_attributes(["lang", "dir"].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some(rel))
        .strip_comments(true)
        .attribute_filter(filter);
    builder
}

/// The last word on single values: images from this site only, numbers that
/// are numbers, languages that are tags, and classes that name a language.
fn filter<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keep = match (element, attribute) {
        ("img", "src") => !value.contains(':') && !value.starts_with("//") && !value.contains('\\'),
        ("a", "href") => {
            !value.starts_with("//") && !value.contains('\\') && !value.starts_with('#')
        }
        ("code", "class") => {
            let name = value.strip_prefix("language-").or(value.strip_prefix("lang-"))?;
            let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            return (!name.is_empty()).then(|| Cow::Owned(format!("language-{name}")));
        }
        (_, "width" | "height" | "colspan" | "rowspan" | "span" | "start") => {
            (1..=4).contains(&value.len())
                && value.bytes().all(|b| b.is_ascii_digit())
                && value != "0"
        }
        ("img", "loading") => value == "lazy",
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        (_, "lang" | "hreflang") => crate::text::Lang::new(value).is_some(),
        (_, "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        (_, "headers") => false,
        (_, "datetime") => crate::model::Timestamp::parse(value).is_some(),
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(SafeHtml::sanitize(html, Trust::Community).as_str(), expected);
    }

    #[test]
    fn scripts_handlers_and_styles_go() {
        check("<p onclick=x style=y>a<script>b</script></p>", "<p>a</p>");
        check("<svg><script>x</script></svg><math><mi>y</mi></math>z", "z");
        check("<img src=x onerror=alert(1)>", "<img src=\"x\">");
        check("<iframe src=https://evil.example></iframe><form><input></form>k", "k");
        check("<h1 id=main>t</h1>", "t");
    }

    #[test]
    fn only_harmless_addresses_stay() {
        let rel = "rel=\"ugc nofollow noopener noreferrer\"";
        check("<a href=\"javascript:x\">a</a>", &format!("<a {rel}>a</a>"));
        check("<a href=\"JaVa\tScript:x\">a</a>", &format!("<a {rel}>a</a>"));
        check("<a href=\"//evil.example\">a</a>", &format!("<a {rel}>a</a>"));
        check(
            "<a href=\"https://a.example/\">a</a>",
            &format!("<a href=\"https://a.example/\" {rel}>a</a>"),
        );
        check("<img src=\"https://a.example/x.png\" alt=x>", "<img alt=\"x\">");
        check("<img src=\"data:image/svg+xml,x\">", "<img>");
    }

    #[test]
    fn attribute_values_are_what_they_should_be() {
        check(
            "<code class=\"lang-bash hljs evil\">x</code>",
            "<code class=\"language-bash\">x</code>",
        );
        check("<img src=a width=100% height=20>", "<img src=\"a\" height=\"20\">");
        check(
            "<img src=a loading=lazy><img src=b loading=eager>",
            "<img src=\"a\" loading=\"lazy\"><img src=\"b\">",
        );
        check("<p lang=\"uk\" dir=\"up\">a</p>", "<p lang=\"uk\">a</p>");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(SafeHtml::escaped("<b>&").as_str(), "<p>&lt;b&gt;&amp;</p>");
    }
}
