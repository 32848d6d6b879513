//! Videos, recordings and frames of other sites: links with a name, before the sanitiser, which
//! lets none of them through.
//!
//! A link with the class `embed-video` becomes a card on its page; see `safe/cards.rs`. What
//! stands in it is the title where the post has one, and nothing where it has none: how such a
//! thing is called then, each page says in its own language.

mod hosts;

use std::borrow::Cow;
use std::collections::HashMap;

use url::Url;

use crate::normalize::tags::{Tag, TagKind, tags};

use super::pieces::{decoded, escape_attribute, escape_text};

/// What stands in the place of something that is shown elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// A moving picture.
    Video,
    /// Something to hear.
    Audio,
    /// A picture.
    Picture,
    /// A page that was shown within the post.
    Embed,
    /// A page of which the post shows a preview.
    Page,
    /// A file to be saved.
    File,
}

impl MediaKind {
    /// All of them.
    pub const ALL: [MediaKind; 6] = [
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Picture,
        MediaKind::Embed,
        MediaKind::Page,
        MediaKind::File,
    ];

    /// Tells by its name or address what a file is.
    pub fn of_file(name: &str) -> MediaKind {
        hosts::file_kind(name).unwrap_or(MediaKind::File)
    }

    /// Returns the class of a card.
    pub fn card_class(self) -> &'static str {
        &self.class()["embed-".len()..]
    }

    /// Returns the class of links that ask for a card.
    pub(crate) fn class(self) -> &'static str {
        match self {
            MediaKind::Video => "embed-video",
            MediaKind::Audio => "embed-audio",
            MediaKind::Picture => "embed-picture",
            MediaKind::Embed => "embed-frame",
            MediaKind::Page => "embed-page",
            MediaKind::File => "embed-file",
        }
    }
}

/// The longest title, in characters.
const MAX_TITLE: usize = 300;

/// Writes a link that becomes a card; `title` is plain text. Addresses that are none of the web
/// are left out.
pub(crate) fn card_link(kind: MediaKind, address: Option<&str>, title: &str, html: &mut String) {
    html.push_str("<a class=\"");
    html.push_str(kind.class());
    html.push('"');
    if let Some(address) = address {
        html.push_str(" href=\"");
        escape_attribute(address, html);
        html.push('"');
    }
    html.push('>');
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => escape_text(&format!("{}…", title[..end].trim_end()), html),
        None => escape_text(&title, html),
    }
    html.push_str("</a>");
}

/// Puts links in the place of all such elements.
pub(super) fn with_cards(html: &str) -> Cow<'_, str> {
    if !may_embed(html) {
        return Cow::Borrowed(html);
    }
    let all: Vec<Tag<'_>> = tags(html).filter(|tag| tag.kind != TagKind::Comment).collect();
    let mut last_ends: HashMap<String, usize> = HashMap::new();
    for tag in all.iter().filter(|tag| tag.kind == TagKind::End && element(tag).is_some()) {
        last_ends.insert(tag.name.to_ascii_lowercase(), tag.start);
    }
    let mut rewriter = Rewriter { html, out: String::new(), copied: 0, open: None };
    for tag in &all {
        let last_end = || last_ends.get(&tag.name.to_ascii_lowercase()).copied();
        rewriter.tag(tag, &last_end);
    }
    // It is closed somewhere, but not where browsers would look.
    rewriter.close(html.len());
    rewriter.out.push_str(&html[rewriter.copied..]);
    Cow::Owned(rewriter.out)
}

/// A quick look: hardly any post has one.
fn may_embed(html: &str) -> bool {
    const STARTS: [&[u8]; 5] = [b"iframe", b"video", b"audio", b"embed", b"object"];
    let bytes = html.as_bytes();
    let is_start = |at: usize| {
        let rest = &bytes[at + 1..];
        let has =
            |name: &[u8]| rest.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        STARTS.into_iter().any(has)
    };
    let is_lazy = || {
        memchr::memmem::find(bytes, b"data-").is_some()
            && LAZY.iter().any(|name| memchr::memmem::find(bytes, name.as_bytes()).is_some())
    };
    memchr::memchr_iter(b'<', bytes).any(is_start) || is_lazy() || has_film(html)
}

/// The longest tag of a picture that is looked at, in bytes.
const MAX_TAG: usize = 4_096;

/// Tells whether a picture may be a film: markdown has no other sign for one.
fn has_film(html: &str) -> bool {
    let source = |at: usize| {
        let near = &html.as_bytes()[at..html.len().min(at + MAX_TAG)];
        let tag = &html[at..at + memchr::memchr(b'>', near)?];
        let (_, rest) = tag.split_once("src=\"")?;
        rest.split_once('"').and_then(|(src, _)| film(src))
    };
    memchr::memmem::find_iter(html.as_bytes(), b"<img ").any(|at| source(at).is_some())
}

/// Returns what an address of the web shows that is no picture, but is seen or heard.
pub(crate) fn film(src: &str) -> Option<MediaKind> {
    let is_web = src.starts_with("https://") || src.starts_with("http://");
    let kind = is_web.then(|| hosts::kind(src)).flatten();
    kind.filter(|kind| matches!(kind, MediaKind::Video | MediaKind::Audio))
}

/// Tells what an address shows; `None` for a page like any other.
pub(crate) fn media_kind(address: &str) -> Option<MediaKind> {
    hosts::kind(address)
}

/// Attributes that pages keep the address of a picture or frame in until it is looked at.
const LAZY: [&str; 5] =
    ["data-original-href", "data-src", "data-lazy-src", "data-original", "data-url"];

/// An element that is shown by browsers, and not here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Frame,
    Video,
    Audio,
    Object,
    Embed,
}

fn element(tag: &Tag<'_>) -> Option<Element> {
    match () {
        () if tag.is("iframe") => Some(Element::Frame),
        () if tag.is("video") => Some(Element::Video),
        () if tag.is("audio") => Some(Element::Audio),
        () if tag.is("object") => Some(Element::Object),
        () if tag.is("embed") => Some(Element::Embed),
        () => None,
    }
}

/// What is known so far of an element that is open.
struct Open<'h> {
    element: Element,
    name: &'h str,
    /// Elements of the same name within it.
    depth: usize,
    address: Option<String>,
    title: String,
    is_seen: bool,
    /// Where a link to it stands within it, for browsers that cannot show it.
    fallback: Option<String>,
}

impl<'h> Open<'h> {
    fn of(element: Element, tag: &Tag<'h>) -> Open<'h> {
        let title = ["title", "aria-label", "data-title"].iter().find_map(|name| tag.get(name));
        let title = decoded(title.unwrap_or_default()).trim().to_owned();
        let said = !hosts::is_general(&title) && !title.contains("://");
        Open {
            element,
            name: tag.name,
            depth: 0,
            address: address_of(tag),
            title: if said { title } else { String::new() },
            is_seen: is_seen(tag),
            fallback: None,
        }
    }

    /// Looks at what stands within it.
    fn look(&mut self, tag: &Tag<'h>) {
        if tag.is("a") {
            let href = tag.get("href").map(|href| decoded(href).trim().to_owned());
            self.fallback = self.fallback.take().or(href);
        } else if tag.is("source") || tag.is("embed") || tag.is("iframe") {
            self.address = self.address.take().or_else(|| address_of(tag));
        } else if tag.is("param") {
            let name = tag.get("name").unwrap_or_default().to_ascii_lowercase();
            let value = tag.get("value").filter(|_| matches!(&*name, "movie" | "src" | "url"));
            let value = value.map(|value| decoded(value).trim().to_owned());
            self.address = self.address.take().or(value);
        }
    }

    fn write(self, html: &mut String) {
        if !self.is_seen {
            return;
        }
        let address = self.address.or(self.fallback).unwrap_or_default();
        let address = hosts::watched(&address);
        let is_web = |address: &str| match Url::parse(address) {
            Ok(url) => matches!(url.scheme(), "http" | "https"),
            // Relative to the community.
            Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
        };
        let leads = |address: &String| !address.is_empty() && !address.starts_with('#');
        let address = Some(address).filter(|address| leads(address) && is_web(address));
        let by_host = || address.as_deref().and_then(hosts::kind);
        let kind = match self.element {
            Element::Video => MediaKind::Video,
            Element::Audio => MediaKind::Audio,
            Element::Frame | Element::Object | Element::Embed => {
                by_host().unwrap_or(MediaKind::Embed)
            }
        };
        // Apart from the words around it, as it stood.
        html.push(' ');
        card_link(kind, address.as_deref(), &self.title, html);
        html.push(' ');
    }
}

struct Rewriter<'h> {
    html: &'h str,
    out: String,
    copied: usize,
    open: Option<Open<'h>>,
}

impl<'h> Rewriter<'h> {
    fn tag(&mut self, tag: &Tag<'h>, last_end: &dyn Fn() -> Option<usize>) {
        if let Some(open) = &mut self.open {
            match tag.kind {
                TagKind::End if tag.is(open.name) && open.depth == 0 => {
                    self.close(tag.end);
                }
                TagKind::End if tag.is(open.name) => open.depth -= 1,
                TagKind::Start => {
                    open.depth += usize::from(tag.is(open.name));
                    open.look(tag);
                }
                TagKind::End | TagKind::Comment => {}
            }
            return;
        }
        if tag.kind != TagKind::Start {
            return;
        }
        if tag.is("img") {
            return self.picture(tag);
        }
        let Some(element) = element(tag) else { return };
        self.out.push_str(&self.html[self.copied..tag.start]);
        self.copied = tag.end;
        let is_closed = last_end().is_some_and(|end| end >= tag.end);
        self.open = Some(Open::of(element, tag));
        // Browsers would take the rest of the page for its content; people meant it to be read.
        if element == Element::Embed || !is_closed {
            self.close(tag.end);
        }
    }

    /// Writes the link of what is open; what follows goes on behind `end`.
    fn close(&mut self, end: usize) {
        if let Some(open) = self.open.take() {
            open.write(&mut self.out);
            self.copied = end;
        }
    }

    /// Gives a picture its address that is waiting to be looked at; of what is no picture it makes
    /// a card.
    fn picture(&mut self, tag: &Tag<'h>) {
        let src = tag.get("src").unwrap_or_default().trim();
        if let Some(kind) = film(src) {
            self.out.push_str(&self.html[self.copied..tag.start]);
            self.out.push(' ');
            let title = decoded(tag.get("alt").unwrap_or_default());
            card_link(kind, Some(&decoded(src)), &title, &mut self.out);
            self.out.push(' ');
            self.copied = tag.end;
            return;
        }
        let waits = src.is_empty() || src.starts_with("data:") || src.starts_with("about:");
        let lazy = LAZY.iter().find_map(|name| tag.get(name)).filter(|_| waits);
        let Some(address) = lazy else { return };
        self.out.push_str(&self.html[self.copied..tag.start]);
        tag.write_with(&[("src", Some(address))], &mut self.out);
        self.copied = tag.end;
    }
}

/// Returns where a tag leads: the address that is for people, where it names one.
fn address_of(tag: &Tag<'_>) -> Option<String> {
    let is_there = |value: &&str| !value.trim().is_empty() && !value.trim().starts_with("about:");
    let own = ["data-original-href", "src", "data"].into_iter();
    let names = own.chain(LAZY);
    let mut values = names.filter_map(|name| tag.get(name)).filter(is_there);
    values.next().map(|value| decoded(value.trim()).into_owned())
}

/// Programs that count readers stand in frames of no size.
fn is_seen(tag: &Tag<'_>) -> bool {
    let is_nothing = |name: &str| {
        let size = tag.get(name).map(|size| size.trim().trim_end_matches("px"));
        matches!(size, Some("0" | "1"))
    };
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let is_hidden = tag.all().any(|(name, _)| name.eq_ignore_ascii_case("hidden"))
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    !(is_hidden || is_nothing("width") && is_nothing("height"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(with_cards(html).replace("> <", "><").trim(), expected, "{html}");
    }

    fn card(class: &str, href: &str, title: &str) -> String {
        format!("<a class=\"embed-{class}\" href=\"{href}\">{title}</a>")
    }

    #[test]
    fn frames_of_videos_lead_to_where_people_watch_them() {
        let watch = card("video", "https://www.youtube.com/watch?v=abc123", "");
        for src in [
            "https://www.youtube.com/embed/abc123",
            "//www.youtube-nocookie.com/embed/abc123?feature=oembed&amp;wmode=opaque",
            "http://www.youtube.com/v/abc123",
        ] {
            check(&format!("<iframe src=\"{src}\" width=560></iframe>"), &watch);
        }
        check(
            "<IFRAME title='Pairing the hub &amp; lamp' \
             src=https://player.vimeo.com/video/7></IFRAME>",
            &card("video", "https://vimeo.com/7", "Pairing the hub &amp; lamp"),
        );
        check(
            "<iframe src=\"https://www.youtube.com/embed/a\" \
             title=\"YouTube video player\"></iframe>",
            &card("video", "https://www.youtube.com/watch?v=a", ""),
        );
        check(
            "<iframe src=\"about:blank\" data-src=\"https://codepen.io/o/embed/x\"></iframe>",
            &card("frame", "https://codepen.io/o/embed/x", ""),
        );
    }

    #[test]
    fn videos_and_recordings_take_their_first_address() {
        check(
            "<video controls><source src=a.mp4><source src=b.webm>\n<a href=c.mp4>c</a></video>",
            &card("video", "a.mp4", ""),
        );
        check("<video><a href=\"c.mp4\">c</a></video>", &card("video", "c.mp4", ""));
        check("<audio src='x.mp3' title=Hum></audio>", &card("audio", "x.mp3", "Hum"));
        check(
            "<object><param name=movie value=\"https://youtube.com/v/k\"><embed src=z></object>",
            &card("video", "https://www.youtube.com/watch?v=k", ""),
        );
    }

    #[test]
    fn what_has_no_address_of_the_web_is_named_without_a_link() {
        for src in ["javascript:alert(1)", "data:text/html,x", " JaVaScRiPt:x", "blob:y", ""] {
            let html = format!("<iframe src=\"{src}\" title=\"Plan of the house\"></iframe>");
            check(&html, "<a class=\"embed-frame\">Plan of the house</a>");
        }
        check("<video></video>", "<a class=\"embed-video\"></a>");
    }

    #[test]
    fn frames_that_nobody_sees_go() {
        check("a<iframe src=https://t.example width=0 height=0></iframe>b", "ab");
        check("a<iframe src=https://t.example style='display: none'></iframe>b", "ab");
    }

    #[test]
    fn what_is_never_closed_takes_no_words_with_it() {
        let video = card("video", "https://a.example/x.mp4", "");
        check(
            "<video src=https://a.example/x.mp4><p>Then press it.</p>",
            &format!("{video}<p>Then press it.</p>"),
        );
        check("<b>x</b></video></iframe>", "<b>x</b></video></iframe>");
    }

    #[test]
    fn pictures_that_wait_get_their_address() {
        check(
            "<img class=lazy src=\"data:image/gif;base64,R0\" \
             data-src=\"https://a.example/b.png\">",
            "<img class=lazy src=\"https://a.example/b.png\" \
             data-src=\"https://a.example/b.png\">",
        );
        check("<img src=a.png data-src=b.png>", "<img src=a.png data-src=b.png>");
    }

    #[test]
    fn titles_are_bounded_and_escaped() {
        let long = "hum &lt;b&gt; ".repeat(100_000);
        let html = format!("<video title=\"{long}\" src=a></video>");
        let made = with_cards(&html);
        assert!(made.len() < 2_000 && made.contains("hum &lt;b&gt; hum"), "{}", made.len());
    }

    #[test]
    fn pictures_without_an_end_take_linear_time() {
        let html = "<img src=\"".repeat(100_000);
        assert!(!may_embed(&html));
    }

    #[test]
    fn ten_thousand_frames_take_linear_time() {
        for html in ["<iframe src=https://a.example/x></iframe>", "<video>", "<object>", "<embed>"]
        {
            let html = html.repeat(400_000 / html.len());
            let started = std::time::Instant::now();
            assert!(with_cards(&html).contains("embed-"));
            assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
        }
    }
}
