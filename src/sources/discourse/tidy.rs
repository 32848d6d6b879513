//! What is special in the HTML of Discourse, turned into plain HTML.
//!
//! Quotes become block quotes with a credit, previews of links ("oneboxes")
//! plain links, emoji images characters. This is not the sanitiser: the result
//! is as untrusted as the input.

mod emoji;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use lol_html::RewriteStrSettings;
use lol_html::doc_text;
use lol_html::element;
use lol_html::end;
use lol_html::end_tag;
use lol_html::html_content::ContentType;
use lol_html::html_content::Element;
use lol_html::rewrite_str;
use memchr::memmem;

/// Text without which there is nothing to do.
const MARKS: [&str; 8] =
    ["=\"/", "<aside", "emoji", "lightbox", "mention", "lazy", "\"anchor", "avatar"];

/// Turns Discourse's own markup into plain HTML; `base` is the community's address.
pub(super) fn tidy<'h>(html: &'h str, base: Option<&str>) -> Cow<'h, str> {
    if !MARKS.iter().any(|mark| memmem::find(html.as_bytes(), mark.as_bytes()).is_some()) {
        return Cow::Borrowed(html);
    }
    let state = Rc::new(RefCell::new(State::new(base)));
    let (of_text, at_end) = (Rc::clone(&state), Rc::clone(&state));
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", move |el| {
            on_element(el, &state);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |text| {
            if of_text.borrow_mut().takes(text.as_str()) {
                text.remove();
            }
            Ok(())
        }))
        .append_document_content_handler(end!(move |end| {
            let mut state = at_end.borrow_mut();
            let credit = state.title.take().map(|title| title.credit(&state.base));
            let preview = state.onebox.take().map(|onebox| onebox.html());
            for html in [credit, preview].into_iter().flatten() {
                end.append(&html, ContentType::Html);
            }
            Ok(())
        }));
    rewrite_str(html, settings).map_or(Cow::Borrowed(html), Cow::Owned)
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
    excerpt: String,
    code: String,
    part: Part,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
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
        State { base, quote: None, title: None, has_inner_quote: false, onebox: None }
    }

    /// Takes text that is shown elsewhere or not at all.
    fn takes(&mut self, text: &str) -> bool {
        if let Some(onebox) = &mut self.onebox {
            match onebox.part {
                Part::Rest => {}
                Part::Title => onebox.title.push_str(text),
                Part::Excerpt => onebox.excerpt.push_str(text),
                Part::Code => onebox.code.push_str(text),
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
    /// Names the one who is quoted, or else the topic, with a link to the post.
    fn credit(&self, base: &Base) -> String {
        let shown = match self.username.is_empty() {
            true => one_line(self.text.trim().trim_end_matches(':')),
            false => attribute(&self.username),
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
        let shown = if title.is_empty() { address.clone() } else { title };
        let link = match address.is_empty() {
            true => format!("<p>{shown}</p>"),
            false => format!("<p><a href=\"{address}\">{shown}</a></p>"),
        };
        let code = self.code.trim_matches('\n');
        let excerpt = one_line(&self.excerpt);
        match (code.trim().is_empty(), excerpt.is_empty()) {
            (false, _) => format!("{link}<pre><code>{code}</code></pre>"),
            (true, false) => format!("{link}<blockquote><p>{excerpt}</p></blockquote>"),
            (true, true) => link,
        }
    }
}

fn on_element(el: &mut Element<'_, '_>, state: &Rc<RefCell<State>>) {
    let tag = el.tag_name();
    if state.borrow().onebox.is_some() {
        return in_onebox(el, &tag, state);
    }
    if state.borrow().title.is_some() {
        return in_title(el, &tag, state);
    }
    let class = el.get_attribute("class").unwrap_or_default();
    let has = |name: &str| class.split_ascii_whitespace().any(|word| word == name);
    match tag.as_str() {
        "aside" if has("quote") => open_quote(el, state),
        "aside" if has("onebox") => open_onebox(el, state),
        "div" if has("title") && state.borrow().quote.is_some() => open_title(el, state),
        "blockquote" if std::mem::take(&mut state.borrow_mut().has_inner_quote) => {
            el.remove_and_keep_content();
        }
        "div" if has("lightbox-wrapper") => el.remove_and_keep_content(),
        // Size and file name of an enlarged image; only they have this class.
        "div" if has("meta") => el.remove(),
        "div" if has("lazyYT") || has("youtube-onebox") => video(el),
        "img" if has("emoji") => {
            let name = el.get_attribute("alt").or_else(|| el.get_attribute("title"));
            el.replace(&attribute(&emoji::shown(&name.unwrap_or_default())), ContentType::Html);
        }
        "img" if has("avatar") || has("site-icon") => el.remove(),
        "a" if has("mention") || has("mention-group") || has("anchor") => {
            el.remove_and_keep_content();
        }
        "span" if has("mention") => el.remove_and_keep_content(),
        _ => {
            for name in ["href", "src"] {
                let value = el.get_attribute(name);
                let value = value.and_then(|value| state.borrow().base.absolute(&value));
                if let Some(value) = value {
                    // Both names are valid, the only thing that is checked.
                    let _ = el.set_attribute(name, &value);
                }
            }
        }
    }
}

fn open_quote(el: &mut Element<'_, '_>, state: &Rc<RefCell<State>>) {
    let value = |name: &str| el.get_attribute(name).unwrap_or_default();
    let title = Title {
        username: value("data-username"),
        topic: value("data-topic"),
        post: value("data-post"),
        ..Title::default()
    };
    let names: Vec<String> = el.attributes().iter().map(|attribute| attribute.name()).collect();
    for name in names {
        el.remove_attribute(&name);
    }
    // The name is valid, the only thing that is checked.
    let _ = el.set_tag_name("blockquote");
    let mut state = state.borrow_mut();
    state.quote = Some(title);
    state.has_inner_quote = true;
}

fn open_title(el: &mut Element<'_, '_>, state: &Rc<RefCell<State>>) {
    el.remove_and_keep_content();
    let quote = state.borrow_mut().quote.take();
    state.borrow_mut().title = quote;
    let state = Rc::clone(state);
    at_end(el, move || {
        let mut state = state.borrow_mut();
        let title = state.title.take();
        title.map(|title| title.credit(&state.base))
    });
}

/// The title holds an avatar, a name, and perhaps the topic and its category.
fn in_title(el: &mut Element<'_, '_>, tag: &str, state: &Rc<RefCell<State>>) {
    if tag == "div" {
        // Its own end tag must not be taken for that of the title.
        return el.remove_and_keep_content();
    }
    el.remove_and_keep_content();
    if tag == "a" {
        let state = Rc::clone(state);
        at_end(el, move || {
            if let Some(title) = &mut state.borrow_mut().title {
                title.is_whole = true;
            }
            None
        });
    }
}

fn open_onebox(el: &mut Element<'_, '_>, state: &Rc<RefCell<State>>) {
    let address = el.get_attribute("data-onebox-src").unwrap_or_default();
    el.remove_and_keep_content();
    state.borrow_mut().onebox = Some(Onebox { address, ..Onebox::default() });
    let state = Rc::clone(state);
    at_end(el, move || state.borrow_mut().onebox.take().map(|onebox| onebox.html()));
}

fn in_onebox(el: &mut Element<'_, '_>, tag: &str, state: &Rc<RefCell<State>>) {
    el.remove_and_keep_content();
    let href = if tag == "a" { el.get_attribute("href") } else { None };
    let part = {
        let mut state = state.borrow_mut();
        let State { onebox: Some(onebox), base, .. } = &mut *state else { return };
        if let (Some(href), true) = (href, onebox.address.is_empty()) {
            onebox.address = base.absolute(&href).unwrap_or(href);
        }
        let part = match tag {
            "h3" | "h4" if onebox.title.trim().is_empty() => Part::Title,
            "p" if onebox.excerpt.trim().is_empty() => Part::Excerpt,
            "pre" if onebox.code.trim().is_empty() => Part::Code,
            _ => return,
        };
        std::mem::replace(&mut onebox.part, part)
    };
    let state = Rc::clone(state);
    at_end(el, move || {
        if let Some(onebox) = &mut state.borrow_mut().onebox {
            onebox.part = part;
        }
        None
    });
}

/// Turns a player into a link.
fn video(el: &mut Element<'_, '_>) {
    let value = |names: [&str; 2]| names.iter().find_map(|name| el.get_attribute(name));
    let id = value(["data-youtube-id", "data-video-id"]).unwrap_or_default();
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if id.is_empty() || !id.bytes().all(is_id) {
        return;
    }
    let address = format!("https://www.youtube.com/watch?v={id}");
    let title = value(["data-youtube-title", "data-video-title"]).unwrap_or_default();
    let shown = if title.trim().is_empty() { address.clone() } else { attribute(&title) };
    let link = format!("<p><a href=\"{address}\">{shown}</a></p>");
    el.replace(&link, ContentType::Html);
}

/// Runs something at the end tag and puts what it returns there.
fn at_end(el: &mut Element<'_, '_>, run: impl FnOnce() -> Option<String> + 'static) {
    let mut run = Some(run);
    // Only elements without content have no end tag: then nothing follows.
    let _ = el.on_end_tag(end_tag!(move |end| {
        if let Some(html) = run.take().and_then(|run| run()) {
            end.after(&html, ContentType::Html);
        }
        Ok(())
    }));
}

/// Makes the raw value of an attribute fit for text and for a quoted attribute.
fn attribute(raw: &str) -> String {
    raw.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Decodes the entities that Discourse writes into `fancy_title`.
pub(super) fn decoded(text: &str) -> String {
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
mod tests;
