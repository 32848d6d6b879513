//! Threads, people and terms as pages of others show them.

use crate::model::Role;
use crate::plan::inputs::{PersonInputs, TermLink, ThreadCard};
use crate::site::{TermName, relative};
use crate::text::{Lang, Script};

use super::context::Context;
use super::view::{CardView, LinkView, PersonView};
use super::{badge, dates};

/// A person, as seen from a page whose way to the top is `root`.
pub(super) fn person_view(root: &str, person: &PersonInputs<'_>) -> PersonView {
    PersonView {
        name: person.name.to_owned(),
        initials: initials(person.name),
        role: person.role.name(),
        href: Some(relative(root, person.href)),
        profile: None,
        n_helped: person.n_helped,
    }
}

/// A person who has no page on this site, and perhaps one in the community.
pub(super) fn without_page(name: String, role: Role, profile: Option<String>) -> PersonView {
    let (initials, role) = (initials(&name), role.name());
    PersonView { name, initials, role, href: None, profile, n_helped: 0 }
}

/// The first letters of the first two words: `Olena H.` becomes `OH`. Of a name whose letters
/// join, the first alone: two would look like a word.
pub(super) fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut letters = words.filter_map(|word| word.chars().next()).peekable();
    let joins = letters.peek().is_some_and(|c| Script::of(*c) == Some(Script::Arabic));
    letters.take(if joins { 1 } else { 2 }).flat_map(char::to_uppercase).collect()
}

/// What a page in a language calls a term.
pub fn term_name(context: &Context, lang: Lang, name: &TermName) -> String {
    match name {
        TermName::Text(text) => text.clone(),
        TermName::Interface(key) => context.strings.get(lang, key).into_owned(),
        TermName::Month { year, month } => dates::month(&context.strings, lang, *year, *month),
    }
}

/// A link to the page of a term.
pub(super) fn term_link(
    context: &Context,
    root: &str,
    lang: Lang,
    term: &TermLink<'_>,
) -> LinkView {
    let title = term_name(context, lang, term.name);
    LinkView { title, href: relative(root, &term.href), lang: None }
}

/// Threads in a list, as a page in `lang` shows them whose way to the top is `root`.
pub(super) fn cards(
    context: &Context,
    root: &str,
    lang: Lang,
    threads: &[ThreadCard<'_>],
) -> Vec<CardView> {
    let strings = &context.strings;
    let words = context.words_lang(lang);
    let card = |card: &ThreadCard<'_>| CardView {
        title: card.title.to_owned(),
        href: relative(root, card.href),
        lang: (card.lang != words).then(|| card.lang.to_string()),
        teaser: card.teaser.to_owned(),
        grade: card.grade.name(),
        badge: badge::of_thread(card.grade, card.reason, card.is_due, strings, lang),
        official: card.official,
        expired: card.expired,
        date: card.time.map(|time| dates::date(strings, lang, time)),
        n_answers: card.n_answers,
    };
    threads.iter().map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_letters_of_any_script() {
        assert_eq!(initials("Olena H."), "OH");
        assert_eq!(initials("тарас"), "Т");
        assert_eq!(initials("x_y-z"), "XY");
        assert_eq!(initials("***"), "");
        assert_eq!(initials("منى الخطيب"), "م");
    }
}
