//! How readers reach people, as the settings name it.

use crate::config::Contact;
use crate::text::Lang;

use super::context::Context;
use super::view::ContactView;

/// Returns the ways to people as a page in `lang` shows them whose way to the top is `root`;
/// nothing when no way is named in its language. What the brand says is said in the language of
/// the section, whatever the theme speaks.
pub(super) fn contact(context: &Context, root: &str, lang: Lang) -> Option<ContactView> {
    let Contact { text, links } = &context.settings.contact;
    let links = context.own_pages.links(links, lang, root);
    let text = text.of(lang).map(str::to_owned);
    (!links.is_empty()).then_some(ContactView { text, links })
}
