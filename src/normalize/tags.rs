//! Tags in HTML, for those who rewrite it before the sanitiser.
//!
//! Splits text as the HTML standard's tokeniser does, and builds no tree. What
//! is read wrongly here is at worst not rewritten: the sanitiser has its own parser.

/// A tag or a comment, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// What it is.
    pub kind: TagKind,
    /// The element's name as written; empty for comments.
    pub name: &'h str,
    /// Where it starts in the text.
    pub start: usize,
    /// Where it ends in the text.
    pub end: usize,
    /// Everything between the name and the end.
    attributes: &'h str,
}

/// What a [`Tag`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// `<p>`.
    Start,
    /// `</p>`.
    End,
    /// A comment, or what is read as one, such as `<!doctype>`.
    Comment,
}

/// An attribute as written: nothing is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attribute<'h> {
    name: &'h str,
    value: &'h str,
    raw: &'h str,
}

impl<'h> Tag<'h> {
    /// Tells whether it is an element of this name, written in small letters.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the value of an attribute as written, entities and all.
    pub fn get(&self, name: &str) -> Option<&'h str> {
        if self.attributes.len() <= name.len() {
            return None;
        }
        let mut all = attributes(self.attributes);
        Some(all.find(|attribute| attribute.name.eq_ignore_ascii_case(name))?.value)
    }

    /// Tells whether its class has a word.
    pub fn has_class(&self, word: &str) -> bool {
        self.get("class").is_some_and(|class| class.split_ascii_whitespace().any(|w| w == word))
    }

    /// Returns the tag with another name.
    pub fn renamed(self, name: &'h str) -> Tag<'h> {
        Tag { name, ..self }
    }

    /// Tells whether the element has no content, and so no end tag.
    pub fn is_void(&self) -> bool {
        const VOID: [&str; 14] = [
            "br", "img", "hr", "wbr", "input", "col", "source", "image", "area", "base", "embed",
            "link", "meta", "track",
        ];
        self.name.len() <= 6 && VOID.iter().any(|name| self.is(name))
    }

    /// Returns all attributes as written: names with values.
    pub fn all(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        attributes(self.attributes).map(|attribute| (attribute.name, attribute.value))
    }

    /// Writes the start tag with attributes set, or removed where the value is `None`.
    pub fn write_with(&self, changes: &[(&str, Option<&str>)], out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        let mut done = vec![false; changes.len()];
        for attribute in attributes(self.attributes) {
            let named =
                |(name, _): &(&str, Option<&str>)| attribute.name.eq_ignore_ascii_case(name);
            match changes.iter().position(named) {
                // Of several with one name the first counts: a removed one must not uncover
                // the next.
                Some(at) if std::mem::replace(&mut done[at], true) => {}
                Some(at) => push_attribute(changes[at], out),
                None => {
                    out.push(' ');
                    out.push_str(attribute.raw);
                }
            }
        }
        for (change, done) in changes.iter().zip(done) {
            if !done {
                push_attribute(*change, out);
            }
        }
        out.push('>');
    }
}

fn push_attribute((name, value): (&str, Option<&str>), out: &mut String) {
    let Some(value) = value else { return };
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    out.push_str(&value.replace('"', "&quot;"));
    out.push('"');
}

/// Returns the tags and comments of a text in their order.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let tag = next_tag(html, at)?;
        at = if tag.kind == TagKind::Start { end_of_raw_text(html, &tag) } else { tag.end };
        Some(tag)
    })
}

fn next_tag(html: &str, from: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memchr(b'<', bytes.get(at..)?)?;
        let next = bytes.get(start + 1)?;
        let after = bytes.get(start + 2);
        match (next, after) {
            (first, _) if first.is_ascii_alphabetic() => {
                return element(html, start, start + 1, TagKind::Start);
            }
            (b'/', Some(first)) if first.is_ascii_alphabetic() => {
                return element(html, start, start + 2, TagKind::End);
            }
            (b'/' | b'!' | b'?', Some(_)) => {
                let end = start + end_of_comment(&html[start..]);
                let (kind, name, attributes) = (TagKind::Comment, "", "");
                return Some(Tag { kind, name, start, end, attributes });
            }
            _ => at = start + 1,
        }
    }
}

fn element(html: &str, start: usize, from: usize, kind: TagKind) -> Option<Tag<'_>> {
    let ends_name = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>');
    let name_end = from + html.as_bytes()[from..].iter().position(ends_name)?;
    let name = &html[from..name_end];
    let mut at = name_end;
    let end = loop {
        match next_attribute(html, at) {
            Step::Attribute(_, next) => at = next,
            Step::End(end) => break end,
            // An unfinished tag at the end of the text is none.
            Step::Cut => return None,
        }
    };
    Some(Tag { kind, name, start, end, attributes: &html[name_end..end - 1] })
}

fn end_of_comment(html: &str) -> usize {
    if !html.starts_with("<!--") {
        return html.find('>').map_or(html.len(), |at| at + 1);
    }
    if let Some(short) = ["<!-->", "<!--->"].into_iter().find(|short| html.starts_with(short)) {
        return short.len();
    }
    // By one look for both ends: one that never comes would be looked for again by each comment.
    let is_end = |end: &usize| ["--", "--!"].iter().any(|mark| html[4..*end].ends_with(mark));
    let mut ends = memchr::memchr_iter(b'>', html.as_bytes()).filter(|end| *end >= 4);
    ends.find(is_end).map_or(html.len(), |end| end + 1)
}

/// Elements whose content is text, whatever it looks like.
fn end_of_raw_text(html: &str, tag: &Tag<'_>) -> usize {
    const RAW: [&str; 8] =
        ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];
    if tag.name.len() < 3 || !RAW.iter().any(|name| tag.is(name)) {
        return tag.end;
    }
    let is_end = |at: &usize| {
        let rest = &html.as_bytes()[*at + 1..];
        let name = rest.get(1..=tag.name.len());
        rest.first() == Some(&b'/')
            && name.is_some_and(|n| tag.name.as_bytes().eq_ignore_ascii_case(n))
    };
    let mut opens = memchr::memchr_iter(b'<', &html.as_bytes()[tag.end..]).map(|at| tag.end + at);
    opens.find(is_end).unwrap_or(html.len())
}

enum Step<'h> {
    /// An attribute, and where to go on.
    Attribute(Attribute<'h>, usize),
    /// The end of the tag.
    End(usize),
    /// The text ends first.
    Cut,
}

/// The attributes of a whole tag, without its name and its end.
fn attributes(text: &str) -> impl Iterator<Item = Attribute<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || match next_attribute(text, at) {
        Step::Attribute(attribute, next) => {
            at = next;
            Some(attribute)
        }
        Step::End(_) | Step::Cut => None,
    })
}

fn next_attribute(html: &str, from: usize) -> Step<'_> {
    let bytes = html.as_bytes();
    let skip = |at: usize, skipped: fn(u8) -> bool| {
        at + bytes[at..].iter().take_while(|byte| skipped(**byte)).count()
    };
    let start = skip(from, |byte| is_space(byte) || byte == b'/');
    match bytes.get(start) {
        None => return Step::Cut,
        Some(b'>') => return Step::End(start + 1),
        Some(_) => {}
    }
    // A `=` at the start belongs to the name.
    let name_end = skip(start + 1, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
    let name = &html[start..name_end];
    let sign = skip(name_end, is_space);
    if bytes.get(sign) != Some(&b'=') {
        return Step::Attribute(Attribute { name, value: "", raw: name }, name_end);
    }
    let value = skip(sign + 1, is_space);
    let (range, end) = match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => match memchr::memchr(*quote, &bytes[value + 1..]) {
            Some(n) => (value + 1..value + 1 + n, value + n + 2),
            None => return Step::Cut,
        },
        _ => {
            let end = skip(value, |byte| !is_space(byte) && byte != b'>');
            (value..end, end)
        }
    };
    Step::Attribute(Attribute { name, value: &html[range], raw: &html[start..end] }, end)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<&str> = tags(html).map(|tag| &html[tag.start..tag.end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tags_end_where_the_standard_says() {
        check("a<b c>d</b >e", &["<b c>", "</b >"]);
        check("<a x='>' y=\">\" z=a'b>c", &["<a x='>' y=\">\" z=a'b>"]);
        check("<a \">b", &["<a \">"]);
        check("1 < 2 <é> <", &[]);
        check("<a <b>", &["<a <b>"]);
        check("<p", &[]);
        check("<p a=\"b>", &[]);
    }

    #[test]
    fn comments_and_raw_text_hide_tags() {
        check("<!-- <b> -->c<!--><i>", &["<!-- <b> -->", "<!-->", "<i>"]);
        check("<!x <b>c</>d<?e>", &["<!x <b>", "</>", "<?e>"]);
        check("<script><b></SCRIPT><i>", &["<script>", "</SCRIPT>", "<i>"]);
        check("<style><b>", &["<style>"]);
        check("<!-- <b>", &["<!-- <b>"]);
    }

    #[test]
    fn attributes_are_found_by_name() {
        let tag = tags("<A Href = 'x' b c=d/ class=\"p q\" href=y>").next().expect("a tag");
        let found: Vec<Option<&str>> = ["href", "b", "c", "e"].map(|name| tag.get(name)).into();
        assert_eq!(found, [Some("x"), Some(""), Some("d/"), None]);
        assert!(tag.has_class("q") && !tag.has_class("p q") && tag.is("a"));
        let mut out = String::new();
        tag.write_with(&[("href", Some("\"z\"")), ("b", None), ("e", Some("f"))], &mut out);
        assert_eq!(out, "<A href=\"&quot;z&quot;\" c=d/ class=\"p q\" e=\"f\">");
    }

    #[test]
    fn comments_without_end_take_linear_time() {
        check("<!-- a --!><b><!---->", &["<!-- a --!>", "<b>", "<!---->"]);
        let started = std::time::Instant::now();
        assert_eq!(tags(&"<!-- a -->".repeat(200_000)).count(), 200_000);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }

    #[test]
    fn any_text_is_read() {
        for piece in ["<", "<a", "<a b=", "</", "<!--", "<a б=\"", "<é", "<a\u{a0}/ =", "'>"] {
            for other in ["", "б", ">", "=\"'", "</a\u{a0}>", "<!"] {
                let html = format!("{piece}{other}{piece}{other}");
                let last = tags(&html).last().map_or(0, |tag| tag.end);
                assert!(html.is_char_boundary(last));
            }
        }
    }
}
