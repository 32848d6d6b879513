//! The setting `privacy` and privacy.yaml, applied to one thread after the other.

use std::collections::BTreeSet;

use crate::config::{Config, PrivacyMode};
use crate::model::{Attachment, Markup, Person, Post, Thread};
use crate::normalize::sanitised;
use crate::text::{Lang, slug};

use super::findings::{PrivacyFindings, Tally};
use super::masks::IN_ADDRESS;
use super::name_patterns::{NameFinder, NamePattern, Sighting};
use super::redact::{Outcome, Redactor};
use super::rules::PrivacyRules;
use super::visible_text::{VisibleText, ending_at};
use super::{PrivateKind, erase};

/// All that may not be published, ready to be applied to threads.
pub struct Privacy<'a> {
    /// What happens with private text.
    pub mode: PrivacyMode,
    /// What was decided for the site.
    pub rules: &'a PrivacyRules,
    /// The names and titles that must not stand anywhere.
    pub names: BTreeSet<NamePattern>,
    pub(super) finder: NameFinder,
    langs: Vec<Option<Lang>>,
    main: Lang,
}

/// What becomes of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takedown {
    /// It is published, if it is good enough.
    Stays,
    /// It was taken down, or its asker's posts are to be removed.
    Taken,
    /// Something that may not be published cannot be taken out of it.
    Withheld,
}

impl<'a> Privacy<'a> {
    /// Makes ready to take names and titles out.
    pub fn new(
        config: &Config,
        rules: &'a PrivacyRules,
        names: BTreeSet<NamePattern>,
    ) -> Privacy<'a> {
        Privacy {
            mode: config.privacy,
            rules,
            finder: NameFinder::new(rules, &names),
            names,
            langs: config.sources.iter().map(|source| source.language).collect(),
            main: config.language,
        }
    }

    /// Takes out what is not published of a thread, before anything is made of it.
    pub fn erase(
        &self,
        thread: &mut Thread,
        source: usize,
        findings: &mut PrivacyFindings,
    ) -> Takedown {
        if self.rules.is_empty() {
            return Takedown::Stays;
        }
        let entry_of = |person: &Person| self.entry_of(source, person);
        erase::note(thread, source, entry_of, &mut findings.sightings);
        if let Some(entry) = self.rules.thread_of(source, &thread.id.0) {
            let names = std::iter::once(&thread.title).chain(&thread.url);
            findings.sightings.extend(names.map(|name| Sighting {
                entry,
                source,
                id: thread.id.0.clone(),
                name: name.clone(),
            }));
            findings.gone.push(thread.id.clone());
            return Takedown::Taken;
        }
        match erase::remove_posts(thread, entry_of, self.rules) {
            None => {
                findings.gone.push(thread.id.clone());
                Takedown::Taken
            }
            Some(0) => Takedown::Stays,
            Some(_) => {
                findings.gone.push(thread.id.clone());
                Takedown::Stays
            }
        }
    }

    /// Takes names and private text out of a thread.
    pub fn redact(
        &self,
        thread: &mut Thread,
        source: usize,
        findings: &mut PrivacyFindings,
    ) -> Takedown {
        if !self.rules.is_empty() {
            let entry_of = |person: &Person| self.entry_of(source, person);
            erase::unname(thread, entry_of, self.rules);
        }
        let lang = thread.language.or(self.langs[source]).unwrap_or(self.main);
        let redactor = self.redactor(lang);
        let mut tally = Tally::default();
        let asker = thread.question.author.as_ref().map(|asker| asker.id.0.clone());
        let mut outcomes = lines(&redactor, thread, &mut tally);
        addresses(&redactor, thread);
        for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
            tally.is_official = post.official || post.role().is_official();
            outcomes.push(redactor.markup(&mut post.body, &mut tally));
            tally.is_official = false;
            files(&redactor, &mut post.attachments, &mut tally);
            people(&redactor, &mut post.author, &mut tally);
            for comment in &mut post.comments {
                outcomes.push(redactor.markup(&mut comment.body, &mut tally));
                files(&redactor, &mut comment.attachments, &mut tally);
                people(&redactor, &mut comment.author, &mut tally);
            }
        }
        if outcomes.contains(&Outcome::Unclean) || self.names_side_by_side(thread) {
            findings.gone.push(thread.id.clone());
            return Takedown::Withheld;
        }
        tally.finish(&thread.origin, asker, findings);
        Takedown::Stays
    }

    /// Tells whether texts of a thread that pages show side by side make up a name that none of
    /// them holds alone, or whether a number of a thread or post, which is a part of addresses,
    /// is one.
    fn names_side_by_side(&self, thread: &Thread) -> bool {
        if self.finder.is_empty() {
            return false;
        }
        let address = format!("{}-{}", address_words(thread), thread.id.0);
        let labels = thread.products.iter().chain(&thread.versions);
        let version = labels.map(String::as_str).collect::<Vec<_>>().join(" ");
        let is_in_remarks = |post: &Post| {
            let mut words = visible(&post.body);
            for remark in &post.comments {
                words.push('\n');
                words.push_str(&visible(&remark.body));
            }
            !post.comments.is_empty() && self.finder.is_in(&words)
        };
        let ids = thread.posts().map(|post| &post.id);
        ids.into_iter().any(|id| self.finder.is_in(&id.0))
            || self.finder.is_in(&address)
            || self.finder.is_in(&version)
            || thread.posts().any(is_in_remarks)
    }

    /// Tells whether a file that came with a post holds what may not be published: a name, or,
    /// in a text, what is masked in posts. What is packed nobody reads here.
    pub fn refuses(&self, bytes: &[u8], is_text: bool) -> bool {
        let is_public = self.mode == PrivacyMode::Report || !is_text;
        if self.finder.is_empty() && is_public {
            return false;
        }
        let text = String::from_utf8_lossy(bytes);
        let names = self.redactor(self.main).names(&text);
        names || !is_public && !self.kinds(&text).is_empty()
    }

    /// Returns what may be shown of a line that somebody typed: names and private text are taken
    /// out whatever the setting says, since nobody meant to publish it. `None` where nothing may.
    pub fn line(&self, text: &str) -> Option<String> {
        let mut line = text.to_owned();
        let redactor = Redactor { mode: PrivacyMode::Mask, ..self.redactor(self.main) };
        let outcome = redactor.line(&mut line, &mut Tally::default());
        (outcome == Outcome::Clean && !redactor.is_private(&line)).then_some(line)
    }

    /// Finds the entry that means somebody: by what the file says, or by an account that
    /// bears a listed name elsewhere.
    fn entry_of(&self, source: usize, person: &Person) -> Option<usize> {
        let listed = self.rules.person_of(source, &person.id.0, &person.name);
        listed.or_else(|| {
            let is_theirs = |form: &&NamePattern| {
                let account = form.account.as_ref();
                account.is_some_and(|(of, id)| *of == source && *id == person.id.0)
            };
            let entry = self.names.iter().find(is_theirs)?.entry;
            (!self.rules.is_thread(entry)).then_some(entry)
        })
    }

    fn redactor(&self, lang: Lang) -> Redactor<'_> {
        Redactor { mode: self.mode, rules: self.rules, finder: &self.finder, lang }
    }

    /// Returns the kinds of private text in a text.
    fn kinds(&self, text: &str) -> Vec<PrivateKind> {
        self.redactor(self.main).hits(text, &[]).into_iter().map(|hit| hit.kind).collect()
    }

    /// Returns the kinds of what would be private text in code, too.
    pub(super) fn kinds_in_code(&self, text: &str) -> Vec<PrivateKind> {
        let code = 0..text.len();
        let hits = self.redactor(self.main).hits(text, std::slice::from_ref(&code));
        hits.into_iter().map(|hit| hit.kind).collect()
    }

    /// Tells whether an address names somebody who opted out.
    pub fn names_person(&self, address: &str) -> bool {
        let found = self.finder.find(address);
        found.iter().any(|(_, entry)| !self.rules.is_thread(*entry))
    }
}

fn lines(redactor: &Redactor<'_>, thread: &mut Thread, tally: &mut Tally) -> Vec<Outcome> {
    let labels = thread.products.iter_mut().chain(&mut thread.versions);
    let mut outcomes: Vec<Outcome> = labels.map(|text| redactor.line(text, tally)).collect();
    let titles = thread.summary.iter_mut().chain([&mut thread.title]);
    outcomes.extend(titles.map(|text| redactor.title(text, thread.math, tally)));
    // A title may spell a name in its address that it does not spell in words.
    let address = format!("{}-{}", slug(&thread.title), thread.id.0);
    if thread.slug.is_none() && redactor.finder.is_in(&address) {
        thread.slug = Some(IN_ADDRESS.to_owned());
    }
    category(redactor, &mut thread.category.path);
    thread.tags.retain(|tag| !redactor.is_private(tag) && !redactor.finder.is_in(&slug(tag)));
    thread.aliases.retain(|alias| !redactor.is_private(alias));
    let verified = thread.verified.as_mut();
    if let Some(verified) = verified {
        verified.by.take_if(|by| redactor.is_private(by));
    }
    outcomes
}

/// The name of a category is that of a page, and cannot be changed in part: a path ends above
/// the first that may not be published.
fn category(redactor: &Redactor<'_>, path: &mut Vec<String>) {
    let is_out = |name: &String| redactor.is_private(name) || redactor.finder.is_in(&slug(name));
    if let Some(at) = path.iter().position(is_out) {
        path.truncate(at);
    }
    // Pages show them side by side, and addresses too.
    let words: Vec<String> = path.iter().map(|name| slug(name)).collect();
    if redactor.finder.is_in(&path.join(" ")) || redactor.finder.is_in(&words.join("-")) {
        path.clear();
    }
}

/// The words of a thread in the address of its page.
fn address_words(thread: &Thread) -> String {
    thread.slug.clone().unwrap_or_else(|| slug(&thread.title))
}

/// The words of a post as readers see them.
fn visible(markup: &Markup) -> String {
    match sanitised(markup) {
        Some(html) => VisibleText::with_formulas(&html).text,
        None => markup.text.clone(),
    }
}

/// What cannot be changed in part goes as a whole.
fn addresses(redactor: &Redactor<'_>, thread: &mut Thread) {
    thread.slug.take_if(|slug| redactor.is_private(slug));
    thread.url.take_if(|url| redactor.is_private(url));
    thread.licence.take_if(|licence| redactor.is_private(licence));
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        post.url.take_if(|url| redactor.is_private(url));
        post.licence.take_if(|licence| redactor.is_private(licence));
    }
}

/// Names of files are words; copies are published under names of their own.
fn files(redactor: &Redactor<'_>, files: &mut [Attachment], tally: &mut Tally) {
    for file in files {
        // An ending would belong to the number or address in front of it.
        let ending = ending_at(&file.name).map(|at| file.name.split_off(at)).unwrap_or_default();
        let _ = redactor.line(&mut file.name, tally);
        file.name.push_str(&ending);
        // Counted above.
        if redactor.line(&mut file.name, &mut Tally::default()) == Outcome::Unclean {
            "file".clone_into(&mut file.name);
        }
        file.url.take_if(|url| redactor.is_private(url));
    }
}

/// A name that is somebody's address is no name, nor is one that holds a name which must go.
fn people(redactor: &Redactor<'_>, author: &mut Option<Person>, tally: &mut Tally) {
    let Some(person) = author else { return };
    person.url.take_if(|url| redactor.is_private(url));
    let before = tally.total();
    let mut name = person.name.clone();
    let _ = redactor.line(&mut name, tally);
    let has_more = tally.total() > before;
    let is_masked = redactor.mode == PrivacyMode::Mask && has_more;
    if is_masked || redactor.is_private(&person.id.0) || redactor.finder.is_in(&person.name) {
        *author = None;
    }
}
