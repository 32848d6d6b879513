//! Bridges: accounts through which the people of another chat speak.
//!
//! A bridge puts the name in front: `[discord] <jan> How …`, `**jan**: How …`. An account is
//! one only when nearly all that it says has such a front, and several people speak through
//! it or the front names another chat. Then the person behind it is the author.

use super::cues::beginning;
use super::key::number_of;
use super::visible::{BOLD, Shown};

/// The longest tag and the longest name in a front, in characters.
const LONGEST_TAG: usize = 24;
const LONGEST_NAME: usize = 40;

/// How much of a message is looked at for one, in characters.
pub(super) const MAX_CHARS: usize = 4 * (LONGEST_TAG + LONGEST_NAME);

/// Chats that bridges lead to, as tags name them.
const CHATS: [&str; 22] = [
    "discord",
    "dc",
    "irc",
    "matrix",
    "telegram",
    "tg",
    "slack",
    "xmpp",
    "jabber",
    "zulip",
    "gitter",
    "mattermost",
    "rocketchat",
    "rocket.chat",
    "whatsapp",
    "signal",
    "steam",
    "mumble",
    "minecraft",
    "mc",
    "teams",
    "vk",
];

/// Words in the names of accounts that are bridges.
const BRIDGES: [&str; 6] = ["bridge", "relay", "gateway", "matter", "bot", "irc"];

/// What looks like a name in `<…>` and is HTML.
const HTML: [&str; 30] = [
    "a", "b", "body", "br", "button", "code", "div", "em", "form", "h1", "h2", "h3", "head",
    "html", "i", "iframe", "img", "input", "label", "li", "link", "meta", "p", "pre", "script",
    "span", "style", "table", "ul", "video",
];

/// The front of a message: who speaks through the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    /// The chat that it comes from.
    pub tag: Option<String>,
    /// The name.
    pub name: String,
    /// How many characters the front has; of [`prefix`], how many bytes.
    pub len: usize,
    pub(super) form: Form,
}

/// How a bridge writes names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `<jan>`
    Angle,
    /// `**jan**:`
    Bold,
    /// `jan:`, behind a tag alone.
    Plain,
}

/// What a survey notes of a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Relay {
    /// The account that the person has here.
    pub(super) by: u64,
    pub(super) name: u64,
    pub(super) form: Form,
    pub(super) names_chat: bool,
    pub(super) by_bridge: bool,
}

impl Relay {
    /// Notes a front; `account` and `shown` are those of the one who may be a bridge.
    pub(super) fn of(prefix: &Prefix, account: &str, shown: &str) -> Relay {
        let shown = shown.to_lowercase();
        Relay {
            by: number_of(&id_of(account, prefix)),
            name: number_of(&prefix.name.to_lowercase()),
            form: prefix.form,
            names_chat: prefix.names_chat(),
            by_bridge: BRIDGES.iter().any(|word| shown.contains(word)),
        }
    }
}

impl Prefix {
    fn names_chat(&self) -> bool {
        let tag = self.tag.as_deref().unwrap_or_default().to_lowercase();
        CHATS.contains(&tag.as_str())
    }
}

/// Finds the front of a text whose bold words stand between `**`.
pub(super) fn prefix(text: &str) -> Option<Prefix> {
    // A message without a front is told by its first character.
    if !text.starts_with(['[', '<', '*']) {
        return None;
    }
    let front = beginning(text, 6 * (LONGEST_TAG + LONGEST_NAME));
    let mut chars: Vec<Shown> = Vec::new();
    let mut rest = front.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let is_bold = c == '*' && rest.next_if(|(_, next)| *next == '*').is_some();
        let (c, len) = if is_bold { (BOLD, 2) } else { (c, c.len_utf8()) };
        chars.push(Shown { c, bytes: at..at + len });
    }
    let prefix = parse(&chars)?;
    let len = chars.get(prefix.len).map_or(front.len(), |next| next.bytes.start);
    Some(Prefix { len, ..prefix })
}

/// An id made of the bridge, the chat and the name there.
pub(super) fn id_of(account: &str, prefix: &Prefix) -> String {
    match &prefix.tag {
        Some(tag) => format!("{account}:{}:{}", tag.to_lowercase(), prefix.name),
        None => format!("{account}:{}", prefix.name),
    }
}

/// Reads `[tag] <name>`, `[tag] **name**:`, `[tag] name:`, and the first two without a tag.
pub(super) fn parse(chars: &[Shown]) -> Option<Prefix> {
    let mut input = Input { chars, at: 0 };
    input.spaces();
    let tag = input.between('[', ']', LONGEST_TAG).filter(|tag| tag.contains(is_letter));
    if tag.is_none() && input.at > 0 {
        input.at = 0;
    }
    input.spaces();
    let (name, form) = input.name(tag.is_some())?;
    input.spaces();
    // `[reply]:` and the like say what the mark of a reply says already.
    let before = input.at;
    let aside = input.between('[', ']', LONGEST_TAG).map(|aside| aside.to_lowercase());
    match aside {
        Some(aside) if ["re", "edit", "fwd"].iter().any(|start| aside.starts_with(start)) => {
            input.take(':');
            input.spaces();
        }
        _ => input.at = before,
    }
    Some(Prefix { tag, name, len: input.at, form })
}

struct Input<'a> {
    chars: &'a [Shown],
    at: usize,
}

impl Input<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).map(|shown| shown.c)
    }

    fn take(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += usize::from(is_there);
        is_there
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(|c| c == ' ' || c == '\u{a0}' || is_nothing(c)) {
            self.at += 1;
        }
    }

    /// Takes what stands between two characters; nothing, when the second is too far away.
    fn between(&mut self, open: char, close: char, most: usize) -> Option<String> {
        let start = self.at;
        if !self.take(open) {
            return None;
        }
        let mut found = String::new();
        while let Some(c) = self.peek().filter(|c| *c != '\n' && found.len() <= 4 * most) {
            self.at += 1;
            if c == close {
                return Some(found.trim().to_owned()).filter(|found| !found.is_empty());
            }
            if !is_nothing(c) {
                found.push(c);
            }
        }
        self.at = start;
        None
    }

    fn name(&mut self, has_tag: bool) -> Option<(String, Form)> {
        let is_bold = self.peek() == Some(BOLD);
        if self.peek() == Some('<') {
            let name = self.between('<', '>', LONGEST_NAME)?;
            self.take(':');
            let is_html = !has_tag && HTML.contains(&name.to_lowercase().as_str());
            return named(name, Form::Angle).filter(|_| !is_html);
        }
        if is_bold {
            let inner = self.between(BOLD, BOLD, LONGEST_NAME)?;
            let (name, inside) = match inner.strip_suffix(':') {
                Some(name) => (name.trim_end(), true),
                None => (inner.as_str(), false),
            };
            let bare = name.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
            let ends = inside | self.take(':') | bare.is_some();
            let form = if bare.is_some() { Form::Angle } else { Form::Bold };
            return named(bare.unwrap_or(name).to_owned(), form).filter(|_| ends);
        }
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|_| has_tag && name.len() <= 4 * LONGEST_NAME) {
            self.at += 1;
            match c {
                ':' if matches!(self.peek(), Some(' ' | '\u{a0}')) => {
                    return named(name, Form::Plain);
                }
                c if c.is_whitespace() => return None,
                c if is_nothing(c) => {}
                c => name.push(c),
            }
        }
        None
    }
}

/// A name has letters, and none of the signs that addresses and mentions have.
fn named(name: String, form: Form) -> Option<(String, Form)> {
    let is_name = name.chars().count() <= LONGEST_NAME
        && name.contains(is_letter)
        && !name.starts_with(['@', '#', '!', '/', ':'])
        && !name.contains([':', '<', '>', '\n', BOLD])
        && !name.contains("//");
    is_name.then_some((name, form))
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// What bridges put into names so that nobody is called by them.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::super::visible::{cut, shown};
    use super::*;

    use crate::model::{Dialect, Markup, Syntax};

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = prefix(text).map(|prefix| (prefix.name.clone(), text[prefix.len..].to_owned()));
        let found = found.as_ref().map(|(name, rest)| (name.as_str(), rest.as_str()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn fronts_of_bridges_are_read() {
        check("[discord] <jan.k> How do I?", Some(("jan.k", "How do I?")));
        check("<jan> How?", Some(("jan", "How?")));
        check("**jan k**: How?", Some(("jan k", "How?")));
        check("**jan:** How?", Some(("jan", "How?")));
        check("**<jan>** How?", Some(("jan", "How?")));
        check("[irc] jan: How?", Some(("jan", "How?")));
        check("[IRC] j\u{200b}an: [reply]: So.", Some(("jan", "So.")));
        check("[tg] <Оля> Чому?", Some(("Оля", "Чому?")));
        check("<jan> [1] is right", Some(("jan", "[1] is right")));
    }

    #[test]
    fn other_starts_are_no_fronts() {
        check("jan: How?", None);
        check("<div> does not close", None);
        check("<@123> hi", None);
        check("<https://a.example> hi", None);
        check("[solved] how do I: so", None);
        check("**bold** words", None);
        check("[link](https://a.example)", None);
        check("[12:30] it fails", None);
        check("<", None);
    }

    #[test]
    fn the_front_goes_from_html_and_markdown() {
        let bare = |syntax, text: &str| {
            let body = Markup { syntax, text: text.to_owned() };
            let chars = shown(&body, 200);
            let prefix = parse(&chars).expect("a front");
            (prefix.name, cut(&body, &chars[..prefix.len]))
        };
        let html = "<p>[discord] &lt;jan.k&gt; <code>a</code> &amp; b</p>";
        let expected = ("jan.k".to_owned(), "<p><code>a</code> &amp; b</p>".to_owned());
        assert_eq!(bare(Syntax::Html, html), expected);
        let html = "<p><strong>Jan K</strong>: why?</p>";
        assert_eq!(bare(Syntax::Html, html), ("Jan K".to_owned(), "<p>why?</p>".to_owned()));
        let markdown = "**Jan K**: why\\?";
        assert_eq!(
            bare(Syntax::Markdown(Dialect::Discord), markdown),
            ("Jan K".to_owned(), "why\\?".to_owned())
        );
        let markdown = "\\<jan\\> why";
        assert_eq!(
            bare(Syntax::Markdown(Dialect::Discord), markdown),
            ("jan".to_owned(), "why".to_owned())
        );
    }
}
