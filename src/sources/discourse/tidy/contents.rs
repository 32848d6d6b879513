//! The list of contents that a post asks for, and the titles of topics.

use crate::normalize::{TagKind, tags};

/// What plugins put where a list of contents is to stand.
const MARKS: [&str; 3] =
    ["<p>[toc]</p>", "<div data-theme-toc=\"true\"> </div>", "<div data-theme-toc=\"true\"></div>"];

/// More headings are not listed.
const MOST: usize = 200;

/// Puts a list of a post's headings where it asks for one.
pub(super) fn with_contents(html: String) -> String {
    let marks = || MARKS.iter().filter(|mark| html.contains(**mark));
    let Some(first) = marks().next().copied() else { return html };
    let (named, list) = listed(&html);
    let out = named.replacen(first, &list, 1);
    marks().fold(out, |out, mark| out.replace(mark, ""))
}

/// Returns a post whose headings can be named by links, and the list of them.
fn listed(html: &str) -> (String, String) {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut list = String::new();
    let (mut copied, mut n_headings) = (0, 0);
    // The heading that is open: its name, where its words start, and its own place.
    let mut open: Option<(&str, usize, Option<String>)> = None;
    for tag in tags(html) {
        let is_heading = matches!(tag.name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
        match (tag.kind, &mut open) {
            (TagKind::Start, None) if is_heading && n_headings < MOST => {
                open = Some((tag.name, tag.end, tag.get("id").map(str::to_owned)));
            }
            (TagKind::Start, Some((_, _, place @ None))) if tag.is("a") => {
                *place = tag.get("name").map(str::to_owned);
            }
            (TagKind::End, Some((name, start, place))) if tag.is(name) => {
                let words = words(&html[*start..tag.start]);
                n_headings += 1;
                let place = place.take().unwrap_or_else(|| {
                    let made = format!("toc-{n_headings}");
                    out.push_str(&html[copied..*start]);
                    out.push_str(&format!("<a name=\"{made}\"></a>"));
                    copied = *start;
                    made
                });
                let place = place.replace('"', "&quot;");
                list.push_str(&format!("<li><a href=\"#{place}\">{words}</a></li>"));
                open = None;
            }
            _ => {}
        }
    }
    out.push_str(&html[copied..]);
    if list.is_empty() { (out, list) } else { (out, format!("<ul>{list}</ul>")) }
}

/// The words of a heading, as they are escaped in it.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut from = 0;
    for tag in tags(html) {
        words.push_str(&html[from..tag.start]);
        from = tag.end;
    }
    words.push_str(&html[from..]);
    words.trim().to_owned()
}

/// Decodes the entities that Discourse writes into `fancy_title`.
pub(in crate::sources::discourse) fn decoded(text: &str) -> String {
    const NAMED: [(&str, &str); 14] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&hellip;", "…"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&rarr;", "→"),
        // The last, so that nothing is decoded twice.
        ("&amp;", "&"),
    ];
    NAMED.iter().fold(text.to_owned(), |text, (name, meaning)| text.replace(name, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_that_asks_for_its_contents_has_them() {
        let html = "<p>[toc]</p><h2><a name=\"p-1-wire\"></a>Wire &amp; <em>go</em></h2>\
            <h3 id=\"own\">Own</h3><h2>Bare</h2>";
        assert_eq!(
            with_contents(html.to_owned()),
            "<ul><li><a href=\"#p-1-wire\">Wire &amp; go</a></li><li><a href=\"#own\">Own</a></li>\
             <li><a href=\"#toc-3\">Bare</a></li></ul>\
             <h2><a name=\"p-1-wire\"></a>Wire &amp; <em>go</em></h2>\
             <h3 id=\"own\">Own</h3><h2><a name=\"toc-3\"></a>Bare</h2>"
        );
        assert_eq!(with_contents("<p>[toc]</p>a".to_owned()), "a");
        assert_eq!(with_contents("<p>toc</p>".to_owned()), "<p>toc</p>");
    }
}
