//! Values as JSON exports write them: ids, texts, times, people.

use std::borrow::Cow;

use serde::Deserialize;

use crate::config::SourceSettings;
use crate::model::Markup;
use crate::model::Person;
use crate::model::PersonId;
use crate::model::Post;
use crate::model::Role;
use crate::model::Syntax;
use crate::model::Thread;
use crate::model::Timestamp;

pub(super) use super::jsonl::JsonId as Id;

/// Text that is borrowed from the file where it has no escapes.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Returns text that says something, trimmed.
pub(super) fn filled<'t>(text: &'t Option<Text<'_>>) -> Option<&'t str> {
    text.as_ref().map(|text| text.0.trim()).filter(|text| !text.is_empty())
}

/// Reads a moment.
pub(super) fn time(text: &Option<Text<'_>>) -> Option<Timestamp> {
    filled(text).and_then(Timestamp::parse)
}

/// Returns the moment of a record's last change as its version; 0 when it has none.
pub(super) fn version(text: &Option<Text<'_>>) -> u64 {
    time(text).and_then(|time| u64::try_from(time.0).ok()).unwrap_or(0)
}

/// Returns an address that is one of the web.
pub(super) fn web(text: &Option<Text<'_>>) -> Option<String> {
    let text = filled(text)?;
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web.then(|| text.to_owned())
}

/// Takes HTML, or else plain text; `None` when neither says anything.
pub(super) fn html_or_text(html: Option<&str>, text: Option<&str>) -> Option<Markup> {
    let markup = |syntax, text: &str| Markup { syntax, text: text.to_owned() };
    html.map(|html| markup(Syntax::Html, html))
        .or_else(|| text.map(|text| markup(Syntax::Text, text)))
}

/// Makes a person; the settings may name them among the brand's own people. Somebody of
/// whom only the id is known is called by it.
pub(super) fn person(
    id: &str,
    name: Option<&str>,
    role: Role,
    settings: &SourceSettings,
) -> Person {
    let name = name.unwrap_or(id);
    let is_named = settings.staff.contains(id) || settings.staff.contains(name);
    let role = if is_named { role.max(Role::Staff) } else { role };
    Person { id: PersonId(id.to_owned()), name: name.to_owned(), role, url: None }
}

/// Marks a post of a thread as its solution.
pub(super) fn accept(thread: &mut Thread, is_it: impl Fn(&Post) -> bool) {
    if let Some(post) = thread.answers.iter_mut().find(|post| is_it(post)) {
        post.accepted = true;
        thread.accepted = Some(post.id.clone());
    }
}

/// Returns when anything of a thread was last written.
pub(super) fn last_change(thread: &Thread) -> Option<Timestamp> {
    let comments = thread.posts().flat_map(|post| &post.comments);
    let times = thread.posts().flat_map(|post| [post.created, post.edited]);
    times.chain(comments.map(|comment| comment.created)).flatten().max()
}
