//! What pages of several kinds show: threads and people by name, and links.

use crate::model::{Grade, PersonId, Reason, Role, Timestamp};
use crate::plan::{Page, PageKind};
use crate::site::{TaxonomyKind, TermName, newer_release};
use crate::text::Lang;

use super::InputGatherer;

/// A thread as lists show it.
#[derive(Clone, Debug, Hash)]
pub struct ThreadCard<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Its address from the site's top.
    pub href: &'a str,
    /// Its language.
    pub lang: Lang,
    /// The first words of its best answer, or of the question.
    pub teaser: &'a str,
    /// How well it is solved.
    pub grade: Grade,
    /// What the grade rests on.
    pub reason: Reason,
    /// The best answer is official.
    pub official: bool,
    /// The best answer is past its date.
    pub expired: bool,
    /// It is due for a check, for whatever reason.
    pub is_due: bool,
    /// When it last changed, or was asked.
    pub time: Option<Timestamp>,
    /// How many answers its page has.
    pub n_answers: usize,
}

/// A person as pages name them.
#[derive(Clone, Debug, Hash)]
pub struct PersonInputs<'a> {
    /// The name last shown.
    pub name: &'a str,
    /// The weightiest role.
    pub role: Role,
    /// The address of their page from the site's top.
    pub href: &'a str,
    /// How many published threads they helped with.
    pub n_helped: usize,
    /// Their accounts: the position of the source in the settings, and the source's own id.
    pub accounts: &'a [(usize, PersonId)],
    /// Somebody in another community has the same name.
    pub is_namesake: bool,
}

/// A term of a taxonomy and its page.
#[derive(Clone, Debug, Hash)]
pub struct TermLink<'a> {
    /// What it is called.
    pub name: &'a TermName,
    /// The address from the site's top.
    pub href: String,
}

impl InputGatherer<'_> {
    /// A thread, by its position, as lists show it.
    pub fn card(&self, at: usize) -> ThreadCard<'_> {
        let entry = &self.site.threads[at];
        let summary = &entry.summary;
        let expired = self.is_expired(summary.expires);
        ThreadCard {
            title: &summary.title,
            href: &self.thread_hrefs[at],
            lang: summary.lang,
            teaser: &summary.teaser,
            grade: summary.resolution.grade,
            reason: summary.resolution.reason,
            official: summary.official,
            expired,
            is_due: expired
                || entry.changed_original.is_some()
                || newer_release(summary, self.releases, self.now).is_some(),
            time: summary.updated.or(summary.created),
            n_answers: self.site.n_answers(at),
        }
    }

    /// A term, by its position among those of a page's section.
    pub(super) fn term_link(&self, page: &Page, taxonomy: TaxonomyKind, at: usize) -> TermLink<'_> {
        TermLink {
            name: &self.site.sections[page.section].terms(taxonomy)[at].name,
            href: self.urls.href(page.section, PageKind::Term(taxonomy, at, 0)),
        }
    }

    /// A person, by their position.
    pub fn person(&self, at: usize) -> PersonInputs<'_> {
        let person = &self.site.people[at];
        PersonInputs {
            name: &person.name,
            role: person.role,
            href: &self.person_hrefs[at],
            n_helped: person.threads.len(),
            accounts: &person.accounts,
            is_namesake: self.namesakes.contains(&at),
        }
    }
}
