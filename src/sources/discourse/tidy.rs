//! What is special in the HTML of Discourse, turned into plain HTML.
//!
//! Quotes become block quotes with a credit, previews of links ("oneboxes") and players
//! links that are cards on a page, emoji images characters. This is not the sanitiser: the result
//! is as untrusted as the input.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::normalize::{Tag, TagKind, emoji, tags};

pub(super) use contents::decoded;
use contents::with_contents;

mod contents;

/// Text without which there is nothing to do.
static MARKS: LazyLock<[Finder<'static>; 12]> = LazyLock::new(|| {
    [
        "=\"/",
        "<aside",
        "emoji",
        "lightbox",
        "mention",
        "lazy",
        "\"anchor",
        "avatar",
        "chcklst",
        "toc",
        "video-",
        "attachment",
    ]
    .map(Finder::new)
});

/// Posts that nest deeper are left as they are: Discourse writes none.
const DEEPEST: usize = 512;

/// Where a post stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'t> {
    /// The community's address.
    pub base: Option<&'t str>,
    /// The topic's id.
    pub topic: &'t str,
    /// Numbers of the topic's posts that are not shown; quotes of them go with them.
    pub withheld: &'t [u64],
}

impl Around<'_> {
    /// Tells whether a quote is of a post that is not shown. One that names no topic is of its
    /// own.
    fn withholds(&self, topic: &str, post: &str) -> bool {
        (topic.is_empty() || topic == self.topic)
            && post.parse().is_ok_and(|post| self.withheld.contains(&post))
    }
}

/// Turns Discourse's own markup into plain HTML.
pub(super) fn tidy<'h>(html: &'h str, around: Around<'h>) -> Cow<'h, str> {
    if !MARKS.iter().any(|mark| mark.find(html.as_bytes()).is_some()) {
        return Cow::Borrowed(html);
    }
    let mut rewriter = Rewriter {
        html,
        out: String::with_capacity(html.len() + 64),
        copied: 0,
        open: Vec::new(),
        state: State::new(around.base),
        around,
    };
    for tag in tags(html) {
        if rewriter.open.len() > DEEPEST {
            return Cow::Borrowed(html);
        }
        rewriter.tag(&tag);
    }
    Cow::Owned(with_contents(rewriter.finish()))
}

/// Goes through a post tag by tag; what does not change is copied in long pieces.
struct Rewriter<'h> {
    html: &'h str,
    out: String,
    /// Up to here the post is copied or left out.
    copied: usize,
    /// The elements that have begun, with what is to happen at their end.
    open: Vec<(&'h str, AtEnd)>,
    state: State,
    around: Around<'h>,
}

/// What happens at the end of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtEnd {
    /// The end tag stays.
    Keep,
    /// The end tag goes, as the start tag did.
    Unwrap,
    /// The element was left out with all that is in it.
    Removed,
    /// The element is a block quote now.
    Quote,
    /// The title of a quote is complete.
    Title,
    /// What names the quoted in a title is complete.
    Name,
    /// The preview is complete.
    Onebox,
    /// What follows belongs to another part of a preview.
    OneboxPart(OneboxPart),
}

impl<'h> Rewriter<'h> {
    fn tag(&mut self, tag: &Tag<'h>) {
        self.text_until(tag.start);
        match tag.kind {
            TagKind::Start => {
                let at_end = self.start(tag);
                if !tag.is_void() {
                    self.open.push((tag.name, at_end));
                }
            }
            TagKind::End => self.end(tag),
            TagKind::Comment => {
                self.replace(tag, "");
            }
        }
    }

    /// Takes the text before a tag, where it is shown elsewhere or not at all.
    fn text_until(&mut self, end: usize) {
        let text = &self.html[self.copied..end];
        if self.is_removing() || self.state.takes(text) {
            self.copied = end;
        }
    }

    fn is_removing(&self) -> bool {
        self.state.n_removed > 0
    }

    /// Writes something in place of a tag.
    fn replace(&mut self, tag: &Tag<'_>, html: &str) {
        self.out.push_str(&self.html[self.copied..tag.start]);
        self.out.push_str(html);
        self.copied = tag.end;
    }

    fn end(&mut self, tag: &Tag<'_>) {
        let Some(at) = self.open.iter().rposition(|(name, _)| tag.is(name)) else {
            if self.is_removing() {
                self.replace(tag, "");
            }
            return;
        };
        let (_, own) = self.open[at];
        let mut after = String::new();
        for (_, at_end) in self.open.split_off(at).into_iter().rev() {
            self.state.close(at_end, &mut after);
        }
        match own {
            AtEnd::Keep => {}
            AtEnd::Quote => self.replace(tag, "</blockquote>"),
            _ => self.replace(tag, ""),
        }
        if !after.is_empty() {
            self.out.push_str(&self.html[self.copied..tag.end]);
            self.out.push_str(&after);
            self.copied = tag.end;
        }
    }

    fn finish(mut self) -> String {
        self.text_until(self.html.len());
        self.out.push_str(&self.html[self.copied..]);
        let mut after = String::new();
        self.state.close(AtEnd::Title, &mut after);
        self.state.close(AtEnd::Onebox, &mut after);
        self.out.push_str(&after);
        self.out
    }

    fn start(&mut self, tag: &Tag<'h>) -> AtEnd {
        if self.is_removing() {
            self.replace(tag, "");
            return AtEnd::Unwrap;
        }
        if self.state.onebox.is_some() {
            self.replace(tag, "");
            return self.state.in_onebox(tag);
        }
        if self.state.title.is_some() {
            self.replace(tag, "");
            return if tag.is("a") { AtEnd::Name } else { AtEnd::Unwrap };
        }
        let has = |word: &str| tag.has_class(word);
        match tag.name.to_ascii_lowercase().as_str() {
            "aside" if has("quote") => self.open_quote(tag),
            "aside" if has("onebox") => {
                let address = tag.get("data-onebox-src").unwrap_or_default().to_owned();
                self.state.onebox = Some(Onebox { address, ..Onebox::default() });
                self.left_out(tag, AtEnd::Onebox)
            }
            "div" if self.state.quote.is_some() && has("title") => {
                self.state.title = self.state.quote.take();
                self.left_out(tag, AtEnd::Title)
            }
            "blockquote" if std::mem::take(&mut self.state.has_inner_quote) => {
                self.left_out(tag, AtEnd::Unwrap)
            }
            "div" if has("lightbox-wrapper") => self.left_out(tag, AtEnd::Unwrap),
            // Size and file name of an enlarged image; only they have this class.
            "div" if has("meta") => self.removed(tag, ""),
            "div" if videos::is_player(tag) => {
                match videos::card(tag, |own| self.state.base.absolute(own)) {
                    Some(link) => self.removed(tag, &link),
                    None => AtEnd::Keep,
                }
            }
            "img" if has("emoji") => {
                let name = tag.get("alt").or_else(|| tag.get("title"));
                let shown = attribute(&emoji::from_shortcode(name.unwrap_or_default()));
                self.replace(tag, &shown);
                AtEnd::Keep
            }
            "img" if has("avatar") || has("site-icon") => self.left_out(tag, AtEnd::Keep),
            "a" if has("mention") || has("mention-group") => self.left_out(tag, AtEnd::Unwrap),
            "span" if has("mention") => self.left_out(tag, AtEnd::Unwrap),
            "a" if has("attachment") => self.card_of_file(tag),
            // A sign beside a heading: the place that links name, and no link to itself.
            "a" if has("anchor") => {
                let place = tag.get("name").map(|name| format!("<a name=\"{}\">", attribute(name)));
                self.replace(tag, &place.unwrap_or_else(|| "<a>".to_owned()));
                AtEnd::Keep
            }
            "span" if has("chcklst-box") => {
                let checked = if has("checked") { " checked" } else { "" };
                self.removed(tag, &format!("<input type=\"checkbox\"{checked}>"))
            }
            _ => self.with_full_addresses(tag),
        }
    }

    /// A file that somebody uploaded.
    fn card_of_file(&mut self, tag: &Tag<'_>) -> AtEnd {
        self.replace(tag, "");
        let full = tag.get("href").and_then(|href| self.state.base.absolute(href));
        videos::write_file(tag, full.as_deref(), &mut self.out);
        AtEnd::Keep
    }

    fn left_out(&mut self, tag: &Tag<'_>, at_end: AtEnd) -> AtEnd {
        self.replace(tag, "");
        at_end
    }

    /// Leaves an element out with its content.
    fn removed(&mut self, tag: &Tag<'_>, instead: &str) -> AtEnd {
        self.replace(tag, instead);
        self.state.n_removed += 1;
        AtEnd::Removed
    }

    fn with_full_addresses(&mut self, tag: &Tag<'_>) -> AtEnd {
        let full = |name| tag.get(name).and_then(|value| self.state.base.absolute(value));
        let (href, src) = (full("href"), full("src"));
        let changes = [("href", href.as_deref()), ("src", src.as_deref())];
        let changes: Vec<_> = changes.into_iter().filter(|(_, value)| value.is_some()).collect();
        if !changes.is_empty() {
            self.replace(tag, "");
            tag.write_with(&changes, &mut self.out);
        }
        AtEnd::Keep
    }

    fn open_quote(&mut self, tag: &Tag<'_>) -> AtEnd {
        let value = |name: &str| tag.get(name).unwrap_or_default().to_owned();
        let (username, topic, post) =
            (value("data-username"), value("data-topic"), value("data-post"));
        if self.around.withholds(&topic, &post) {
            return self.removed(tag, "");
        }
        self.state.quote = Some(Title { username, topic, post, ..Title::default() });
        self.state.has_inner_quote = true;
        self.replace(tag, "<blockquote>");
        AtEnd::Quote
    }
}

/// What is open while a post is rewritten.
struct State {
    base: Base,
    /// A quote has begun, and its title is to come.
    quote: Option<Title>,
    title: Option<Title>,
    /// A quote's own block quote is to come; its tags are left out.
    has_inner_quote: bool,
    onebox: Option<Onebox>,
    /// How many elements are open that are left out with their content.
    n_removed: usize,
}

/// The community's address, split where relative addresses start.
struct Base {
    /// `https://example.org/forum`, empty when unknown.
    whole: String,
    /// `https://example.org`.
    origin: String,
}

/// The title of a quote: who is quoted, and from which post.
#[derive(Default)]
struct Title {
    username: String,
    topic: String,
    post: String,
    text: String,
    is_whole: bool,
}

/// The preview of a link.
#[derive(Default)]
struct Onebox {
    address: String,
    title: String,
    /// What it says of the page: excerpts, headings and code, in order.
    blocks: Vec<(OneboxPart, String)>,
    part: OneboxPart,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum OneboxPart {
    #[default]
    Rest,
    Title,
    Excerpt,
    Code,
}

impl State {
    fn new(base: Option<&str>) -> State {
        let whole = base.unwrap_or_default().to_owned();
        let host = whole.find("//").map_or(0, |at| at + 2);
        let end = whole[host..].find('/').map_or(whole.len(), |at| host + at);
        let base = Base { origin: whole[..end].to_owned(), whole };
        let (quote, title, onebox) = (None, None, None);
        State { base, quote, title, has_inner_quote: false, onebox, n_removed: 0 }
    }

    /// Does what the end of an element brings, and adds what comes after it.
    fn close(&mut self, at_end: AtEnd, after: &mut String) {
        match at_end {
            AtEnd::Keep | AtEnd::Unwrap | AtEnd::Quote => {}
            AtEnd::Removed => self.n_removed -= 1,
            AtEnd::Title => {
                let title = self.title.take();
                after.push_str(&title.map_or(String::new(), |title| title.credit(&self.base)));
            }
            AtEnd::Name => self.title.iter_mut().for_each(|title| title.is_whole = true),
            AtEnd::Onebox => {
                let onebox = self.onebox.take();
                after.push_str(&onebox.map_or(String::new(), |onebox| onebox.html()));
            }
            AtEnd::OneboxPart(part) => self.onebox.iter_mut().for_each(|onebox| onebox.part = part),
        }
    }

    fn in_onebox(&mut self, tag: &Tag<'_>) -> AtEnd {
        let Some(onebox) = &mut self.onebox else { return AtEnd::Unwrap };
        if let (true, true, Some(href)) = (onebox.address.is_empty(), tag.is("a"), tag.get("href"))
        {
            onebox.address = self.base.absolute(href).unwrap_or_else(|| href.to_owned());
        }
        let part = match tag.name.to_ascii_lowercase().as_str() {
            // A line of code.
            "li" if onebox.part == OneboxPart::Code => {
                let code = onebox.blocks.last_mut().map(|(_, code)| code);
                let code = code.filter(|code| !code.is_empty() && !code.ends_with('\n'));
                code.into_iter().for_each(|code| code.push('\n'));
                return AtEnd::Unwrap;
            }
            "h3" | "h4" if onebox.title.trim().is_empty() => OneboxPart::Title,
            "h3" | "h4" | "p" => OneboxPart::Excerpt,
            "pre" => OneboxPart::Code,
            _ => return AtEnd::Unwrap,
        };
        if part != OneboxPart::Title {
            onebox.blocks.push((part, String::new()));
        }
        AtEnd::OneboxPart(std::mem::replace(&mut onebox.part, part))
    }

    /// Takes text that is shown elsewhere or not at all.
    fn takes(&mut self, text: &str) -> bool {
        if let Some(onebox) = &mut self.onebox {
            match onebox.part {
                OneboxPart::Rest => {}
                OneboxPart::Title => onebox.title.push_str(text),
                OneboxPart::Excerpt | OneboxPart::Code => {
                    onebox.blocks.last_mut().into_iter().for_each(|(_, all)| all.push_str(text));
                }
            }
            return true;
        }
        if let Some(title) = &mut self.title {
            if !title.is_whole {
                title.text.push_str(text);
            }
            return true;
        }
        false
    }
}

impl Base {
    /// Makes an address absolute; `None` when it is, or the community's is unknown.
    fn absolute(&self, address: &str) -> Option<String> {
        if self.origin.is_empty() || !address.starts_with('/') {
            return None;
        }
        match address.starts_with("//") {
            true => Some(format!("https:{address}")),
            false => Some(format!("{}{address}", self.origin)),
        }
    }
}

impl Title {
    /// Names the one who is quoted, and the topic where it is another one, with a link to the
    /// post.
    fn credit(&self, base: &Base) -> String {
        let text = one_line(self.text.trim());
        // A colon follows the name of a person.
        let is_person = text.ends_with(':') || text == self.username;
        let is_topic = !text.is_empty() && !is_person;
        let shown = match (self.username.is_empty(), is_topic) {
            (true, _) => text.trim_end_matches(':').to_owned(),
            (false, true) => format!("{}: {text}", attribute(&self.username)),
            (false, false) => attribute(&self.username),
        };
        let is_number = |text: &str| crate::sources::links::is_number(text);
        let name = match is_number(&self.topic) && is_number(&self.post) && !base.whole.is_empty() {
            true => {
                let Title { topic, post, .. } = self;
                format!("<a href=\"{}/t/{topic}/{post}\">{shown}</a>", attribute(&base.whole))
            }
            false => shown.clone(),
        };
        if shown.is_empty() { String::new() } else { format!("<p><cite>{name}</cite></p>") }
    }
}

impl Onebox {
    fn html(&self) -> String {
        let address = attribute(&self.address);
        let title = one_line(&self.title);
        let mut html = match address.is_empty() {
            true => format!("<p>{title}</p>"),
            false => format!("<p><a class=\"embed-page\" href=\"{address}\">{title}</a></p>"),
        };
        let said = self.blocks.iter().filter(|(_, text)| !text.trim().is_empty());
        let mut last = OneboxPart::Rest;
        for (part, text) in said {
            // One quote for all excerpts that follow each other.
            if last == OneboxPart::Excerpt && *part != last {
                html.push_str("</blockquote>");
            }
            if *part == OneboxPart::Excerpt && *part != last {
                html.push_str("<blockquote>");
            }
            html.push_str(&match part {
                OneboxPart::Code => format!("<pre><code>{}</code></pre>", text.trim_matches('\n')),
                _ => format!("<p>{}</p>", one_line(text)),
            });
            last = *part;
        }
        if last == OneboxPart::Excerpt {
            html.push_str("</blockquote>");
        }
        html
    }
}

/// Makes the raw value of an attribute fit for text and for a quoted attribute.
fn attribute(raw: &str) -> String {
    raw.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
mod videos;
