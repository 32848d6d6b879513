//! Threads, people and terms as pages of others show them.

use crate::plan::Page;
use crate::site::TermName;
use crate::text::Lang;

use super::context::Context;
use super::view::{CardView, PersonView};
use super::{badge, dates};

/// A person, as seen from a page whose way to the top is `root`.
pub(super) fn person_view(context: &Context<'_>, root: &str, at: usize) -> PersonView {
    let person = &context.site.people[at];
    PersonView {
        name: person.name.clone(),
        initials: initials(&person.name),
        role: person.role.name(),
        href: Some(context.person_link(root, at)),
        n_helped: person.threads.len(),
    }
}

/// The first letters of the first two words: `Olena H.` becomes `OH`.
pub(super) fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// What a page in a language calls a term.
pub(super) fn term_name(context: &Context<'_>, lang: Lang, name: &TermName) -> String {
    match name {
        TermName::Text(text) => text.clone(),
        TermName::Interface(key) => context.strings.get(lang, key).into_owned(),
        TermName::Month { year, month } => dates::month(&context.strings, lang, *year, *month),
    }
}

/// Threads, as a page shows them in a list.
pub(super) fn cards(context: &Context<'_>, page: &Page, threads: &[usize]) -> Vec<CardView> {
    threads.iter().map(|&at| card(context, page, at)).collect()
}

fn card(context: &Context<'_>, page: &Page, at: usize) -> CardView {
    let summary = &context.site.threads[at].summary;
    let lang = context.page_lang(page.section);
    let time = summary.updated.or(summary.created);
    let expired = summary.expires.is_some_and(|expires| expires < context.now);
    CardView {
        title: summary.title.clone(),
        href: context.thread_link(&page.path.root(), at),
        lang: (summary.lang != lang).then(|| summary.lang.to_string()),
        teaser: summary.teaser.clone(),
        grade: summary.resolution.grade.name(),
        badge: badge::of_thread(&summary.resolution, expired, &context.strings, lang),
        official: summary.official,
        expired,
        date: time.map(|time| dates::date(&context.strings, lang, time)),
        n_answers: context.site.n_answers(at),
    }
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
    }
}
