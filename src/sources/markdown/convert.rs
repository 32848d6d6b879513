//! From a file to a [`Thread`]: every value checked, every fault named.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::diag::{Diagnostic, Place, Sink};
use crate::model::{
    Attachment, Comment, Markup, Math, Origin, Person, Popularity, Post, PostId, Role, Thread,
    ThreadId, ThreadKind, ThreadOverrides, Timestamp,
};

use super::super::fields::filled;
use super::super::nest_replies::nest_replies;
use super::super::{SkipReason, fields, problems};
use super::advice::advise;
use super::checked;
use super::details::Details;
use super::front::{Front, Wire, Words};
use super::known::Known;
use super::page::Page;
use super::sections::{Marks, Section, SectionKind, Sections};
use super::talk::Talk;
use super::{details, known, sections, talk};

/// Reads a file; what makes it unusable is pushed, and its id returned where known.
pub(super) fn thread(page: Page<'_>, sink: &mut Sink) -> Result<Thread, SkipReason> {
    let front = Front::find(page.path, page.text);
    let read = front.and_then(|front| Ok((front.read(sink)?, front)));
    let (wire, front) = match read {
        Ok(read) => read,
        Err(diagnostic) => {
            sink.push(diagnostic);
            return Err(SkipReason::Invalid);
        }
    };
    let sections = sections::cut(page.text, front.body);
    let known: Result<Vec<Known>, Diagnostic> =
        sections.sections.iter().map(|section| known::known(page, section)).collect();
    let lead = known::of_lead(page, &wire, &sections);
    match known.and_then(|known| Ok((known, lead?))) {
        Ok((known, lead)) => {
            let lead = known::files(page, &lead, sink);
            let texts = by_hand(&wire, &sections, &known);
            let is_titled = filled(wire.title.as_deref()).is_some() || sections.title.is_some();
            let (own, roles) = (&mut *sink, BTreeMap::new());
            let converter = Converter { page, front, sink: own, known, roles };
            let thread = converter.thread(wire, sections, lead).ok_or(SkipReason::Empty)?;
            // A conversation is none of the site's, whatever else the file looks like.
            if thread.posts().any(|post| post.by_hand) {
                advise(page, texts, (!is_titled).then_some(&thread), sink);
            }
            Ok(thread)
        }
        Err(diagnostic) => {
            sink.push(diagnostic);
            Err(SkipReason::Invalid)
        }
    }
}

/// Returns the texts of a file that no import wrote.
fn by_hand(wire: &Wire, sections: &Sections, known: &[Known]) -> Vec<Range<usize>> {
    let lead = wire.post.is_none().then(|| sections.lead.clone());
    let of_sections = known.iter().filter(|known| known.details.is_none());
    lead.into_iter().chain(of_sections.map(|known| known.body.clone())).collect()
}

/// Returns the id that a file's settings give, or the one made from its path.
pub(super) fn id(wire: &Wire, name: &str) -> ThreadId {
    ThreadId(filled(wire.id.as_deref()).unwrap_or(name).to_owned())
}

/// Returns the id of the answer or comment that is the `at`th of its kind.
pub(super) fn wanted_id(id: Option<&str>, part: SectionKind, at: usize) -> String {
    let prefix = match part {
        SectionKind::Answer => "",
        SectionKind::Comment => "c",
    };
    filled(id).map_or_else(|| format!("{prefix}{}", at + 1), str::to_owned)
}

struct Converter<'a, 's> {
    page: Page<'a>,
    front: Front<'a>,
    sink: &'s mut Sink,
    /// Of each section.
    known: Vec<Known>,
    /// What the file says of people, so that one mention is enough.
    roles: BTreeMap<String, Role>,
}

impl Converter<'_, '_> {
    fn thread(mut self, wire: Wire, sections: Sections, files: Vec<Attachment>) -> Option<Thread> {
        let place = || self.front.value("kind");
        let kind = fields::kind(wire.kind.as_deref(), place, self.sink);
        let is_question = !sections.sections.is_empty()
            || kind == Some(ThreadKind::Question)
            || kind.is_none()
                && [&wire.accepted, &wire.duplicate_of].iter().any(|key| key.is_some());
        if kind.is_none()
            && sections.sections.is_empty()
            && let Some(talk) = talk::find(self.page.text, self.front.body)
        {
            return self.talk(wire, &sections, talk);
        }
        let (title, lead) = self.title(&wire, &sections);
        let lead = match known::is_below(&wire) {
            true => details::find(self.page.text, lead).1,
            false => lead,
        };
        // What machines know of a post tells that a community wrote it.
        let by_hand = wire.post.is_none();
        let post = wire.post.clone().unwrap_or_default();
        let lead = self.body(lead, &post);
        if lead.text.is_empty()
            && files.is_empty()
            && sections.sections.is_empty()
            && kind != Some(ThreadKind::Question)
        {
            self.sink.push(empty(Place::file(self.page.path)));
            return None;
        }
        let id = id(&wire, self.page.name);
        let marks: Vec<Marks> = sections.sections.iter().map(|part| self.marks(part)).collect();
        let default = if is_question { Role::Member } else { Role::Staff };
        let author = self.author(wire.author.as_deref(), default, &post);
        let created = self.date(&wire.created, "created");
        let updated = self.date(&wire.updated, "updated");
        let votes = wire.score.unwrap_or_default();
        let first = blank(PostId("1".to_owned()));
        let first = Post { author, body: lead, votes, ..self.detailed(first, &post) };
        let created_first = first.created.or(created);
        let first = Post { created: created_first, attachments: files, by_hand, ..first };
        let (question, answers) = match is_question {
            true => self.posts(&id, first, &sections.sections, marks, &post),
            false => {
                let edited = first.edited.or(updated);
                let own = filled(post.id.as_deref()).map(|id| PostId(id.to_owned()));
                let own = own.unwrap_or_else(|| first.id.clone());
                let answers = vec![Post { id: own, official: true, edited, ..first }];
                let question = blank(fields::question_id(&id, &answers));
                (Post { by_hand, ..question }, answers)
            }
        };
        let kind = if is_question { ThreadKind::Question } else { ThreadKind::Answer };
        let thread = self.settings(wire, id, question, answers);
        Some(Thread { kind, title, created, updated, ..thread })
    }

    /// Makes a thread of a conversation: its first post, or what stands above it, asks.
    fn talk(mut self, wire: Wire, sections: &Sections, talk: Talk) -> Option<Thread> {
        let (title, lead) = self.title(&wire, sections);
        let text = self.page.text;
        let body = |range: Range<usize>| tidy(talk::without_rules(&text[range]));
        let start = talk.posts.first().map_or(text.len(), |first| first.start);
        let above = body(lead.start.min(start)..start);
        let (created, updated) =
            (self.date(&wire.created, "created"), self.date(&wire.updated, "updated"));
        let author = wire.author.as_deref().or(talk.author.as_deref());
        let author = self.author(author, Role::Member, &Details::default());
        let first = blank(PostId("0".to_owned()));
        let first = Post { author, body: above, created, by_hand: false, ..first };
        let said = talk.posts.into_iter().enumerate().map(|(at, said)| {
            let author = self.person(&said.name, None, Role::Member, &Details::default());
            let post = blank(PostId((at + 1).to_string()));
            let (body, created) = (body(said.body), said.created);
            Post { author, body, created, by_hand: false, ..post }
        });
        let mut posts = (!first.body.text.is_empty()).then_some(first).into_iter().chain(said);
        let question = posts.next()?;
        let (mut question, answers) = nest_replies(question, posts.map(|post| (None, post)));
        let id = id(&wire, self.page.name);
        question.id = fields::question_id(&id, &answers);
        let created = created.or(question.created);
        let thread = self.settings(wire, id, question, answers);
        Some(Thread { kind: ThreadKind::Question, title, created, updated, ..thread })
    }

    /// Fills in what the settings say; title, kind and dates are filled in before.
    fn settings(
        &mut self,
        wire: Wire,
        id: ThreadId,
        question: Post,
        mut answers: Vec<Post>,
    ) -> Thread {
        let accepted = self.accepted(wire.accepted.as_deref(), &mut answers);
        let place = || self.front.value("solved");
        let solved = fields::solved(wire.solved.as_deref(), place, self.sink);
        let place = || self.front.value("publish");
        let (best, publish) = (wire.best.as_deref(), wire.publish.as_deref());
        let decided = fields::decided(best, publish, place, self.sink);
        let decided = self.with_draft(decided, &wire);
        let language = self.front.value("language");
        let verified = checked::verified(&self.front, &wire, self.sink);
        let translated_from = checked::translated_from(&self.front, &wire, self.sink);
        let mut urls = [(wire.url, "url"), (wire.source_url, "source_url")].into_iter();
        let url = urls.find(|(url, _)| filled(url.as_deref()).is_some());
        let url = url.and_then(|(url, key)| self.web(url, key));
        Thread {
            id,
            kind: ThreadKind::Answer,
            title: String::new(),
            url,
            language: fields::language(wire.language.as_deref(), || language, self.sink),
            created: None,
            updated: None,
            tags: wire.tags.map(Words::by_comma).unwrap_or_default(),
            channels: Vec::new(),
            category: wire.category.map(Words::into_category).unwrap_or_default(),
            products: wire.product.map(Words::whole).unwrap_or_default(),
            versions: wire.version.map(|text| Words::One(text).by_comma()).unwrap_or_default(),
            popularity: Popularity { views: wire.views, likes: wire.likes },
            licence: text(wire.licence),
            duplicate_of: text(wire.duplicate_of).map(ThreadId),
            translation_of: text(wire.translation_of),
            translated_from,
            slug: text(wire.slug),
            aliases: wire.aliases.map(Words::whole).unwrap_or_default(),
            summary: text(wire.summary),
            verified,
            expires: self.date(&wire.expires, "expires"),
            question,
            answers,
            accepted,
            solved,
            decided,
            math: Math::Likely,
            origin: Origin { path: self.page.path.to_owned(), line: 1 },
        }
    }

    /// Reads whether it is a draft, which is not published whatever else is said in the file.
    fn with_draft(&mut self, decided: ThreadOverrides, wire: &Wire) -> ThreadOverrides {
        let status = filled(wire.status.as_deref());
        let mut is_draft = status.is_some_and(|status| status.eq_ignore_ascii_case("draft"));
        for (key, word, sign) in
            [("draft", &wire.draft, true), ("published", &wire.published, false)]
        {
            let place = || self.front.value(key);
            let said = fields::flag(filled(word.as_deref()), key, place, self.sink);
            // What cannot be read may say that nobody is to see it.
            is_draft |= said == Some(sign) || (said.is_none() && filled(word.as_deref()).is_some());
        }
        match is_draft {
            true => ThreadOverrides { publish: Some(false), draft: true, ..decided },
            false => decided,
        }
    }

    /// Returns the title, and what of the text above the first section remains.
    fn title(&self, wire: &Wire, sections: &Sections) -> (String, Range<usize>) {
        let written = filled(wire.title.as_deref()).map(fields::one_line);
        let heading = sections.title.as_ref();
        let whole = heading.map_or(sections.lead.start, |title| title.range.start);
        let whole = whole..sections.lead.end;
        match (written, heading) {
            // The page shows its title by itself, so a repetition goes.
            (Some(title), Some(heading)) if title == heading.text => (title, sections.lead.clone()),
            (Some(title), _) => (title, whole),
            (None, Some(heading)) => (heading.text.clone(), sections.lead.clone()),
            (None, None) => (title_of_name(self.page.name), whole),
        }
    }

    fn marks(&mut self, section: &Section) -> Marks {
        let page = self.page;
        let place = |range| Place::in_text(page.path, page.text, range);
        let marks = sections::marks(&section.words, place, self.sink);
        if let Some(role) = marks.role {
            self.roles.entry(section.name.clone()).or_insert(role);
        }
        marks
    }

    fn posts(
        &mut self,
        thread: &ThreadId,
        mut question: Post,
        sections: &[Section],
        marks: Vec<Marks>,
        details: &Details,
    ) -> (Post, Vec<Post>) {
        let mut answers: Vec<Post> = Vec::new();
        let mut ids = HashSet::new();
        let mut comment_ids = HashSet::new();
        let mut n_comments = 0;
        let known = std::mem::take(&mut self.known);
        for ((section, mut marks), known) in sections.iter().zip(marks).zip(known) {
            let is_imported = known.details.is_some();
            let details = known.details.unwrap_or_default();
            let author = self.person(&section.name, marks.role, Role::Member, &details);
            let body = self.body(known.body, &details);
            let created = marks.created;
            let files = known::files(self.page, &details.files, self.sink);
            marks.id = marks.id.or_else(|| details.id.clone());
            match section.part {
                SectionKind::Answer => {
                    let id = self.answer_id(section, &marks, answers.len(), &mut ids);
                    let (accepted, official) = (marks.accepted, marks.official);
                    let votes = marks.score;
                    // A community may mark several.
                    let is_second = || answers.iter().any(|answer| answer.accepted);
                    if accepted && !is_imported && is_second() {
                        let place = self.accepted_place(section);
                        fields::warn(self.sink, || accepted_twice(place));
                    }
                    let post = self.detailed(blank(id), &details);
                    let post = Post { attachments: files, by_hand: !is_imported, ..post };
                    answers.push(Post { author, body, created, accepted, official, votes, ..post });
                }
                SectionKind::Comment => {
                    let wanted = wanted_id(marks.id.as_deref(), SectionKind::Comment, n_comments);
                    let id = fields::unique_id(&wanted, n_comments, &mut comment_ids);
                    n_comments += 1;
                    let post = answers.last_mut().unwrap_or(&mut question);
                    post.comments.push(Comment {
                        id,
                        author,
                        body,
                        created,
                        attachments: files,
                        by_hand: !is_imported,
                    });
                }
            }
        }
        question.id = match filled(details.id.as_deref()) {
            Some(id) => PostId(id.to_owned()),
            None => fields::question_id(thread, &answers),
        };
        (question, answers)
    }

    /// Reads a text; one of another markup stands in a fence.
    fn body(&mut self, range: Range<usize>, details: &Details) -> Markup {
        let start = range.start;
        let body = tidy(&self.page.text[range]);
        let Some(name) = &details.markup else { return body };
        let page = self.page;
        let place = || Place::in_text(page.path, page.text, start..start);
        let syntax = fields::syntax(Some(name), place, self.sink);
        Markup { syntax, text: details::unfenced(&body.text).to_owned() }
    }

    /// Fills in what only machines know.
    fn detailed(&mut self, post: Post, details: &Details) -> Post {
        let front = || Place::line(self.page.path, 1);
        Post {
            created: fields::date(details.created.as_deref(), "created", front, self.sink),
            edited: fields::date(details.edited.as_deref(), "edited", front, self.sink),
            url: fields::web(details.url.clone(), "url", front, self.sink),
            licence: text(details.licence.clone()),
            ..post
        }
    }

    fn accepted_place(&self, section: &Section) -> Place {
        let word = section.words.iter().find(|word| word.text.eq_ignore_ascii_case("accepted"));
        let range = word.map_or(&section.heading, |word| &word.range).clone();
        Place::in_text(self.page.path, self.page.text, range)
    }

    fn answer_id(
        &mut self,
        section: &Section,
        marks: &Marks,
        at: usize,
        ids: &mut HashSet<String>,
    ) -> PostId {
        let wanted = wanted_id(marks.id.as_deref(), SectionKind::Answer, at);
        let id = fields::unique_id(&wanted, at, ids);
        if id.0 != wanted && marks.id.is_some() {
            let place = Place::in_text(self.page.path, self.page.text, section.heading.clone());
            fields::warn(self.sink, || fields::answer_id_taken(place, &wanted, &id));
        }
        id
    }

    /// Finds the answer that the settings name, by its id or else its number.
    fn accepted(&mut self, wanted: Option<&str>, answers: &mut [Post]) -> Option<PostId> {
        let wanted = filled(wanted)?;
        let by_id = answers.iter().position(|answer| answer.id.0 == wanted);
        let by_number = || wanted.parse::<usize>().ok()?.checked_sub(1);
        match by_id.or_else(by_number).and_then(|at| answers.get_mut(at)) {
            Some(answer) => {
                answer.accepted = true;
                Some(answer.id.clone())
            }
            None => {
                let place = self.front.value("accepted");
                self.sink.push(fields::accepted_missing(place, wanted, answers));
                Some(PostId(wanted.to_owned()))
            }
        }
    }

    fn author(&mut self, credit: Option<&str>, default: Role, details: &Details) -> Option<Person> {
        let (name, words) = sections::credit(filled(credit)?, 0);
        let mut role = None;
        for word in words {
            let place = self.front.value("author");
            role = fields::role(Some(&word.text.to_lowercase()), || place, self.sink).or(role);
        }
        self.person(&name, role, default, details)
    }

    fn person(
        &mut self,
        name: &str,
        role: Option<Role>,
        default: Role,
        details: &Details,
    ) -> Option<Person> {
        let name = filled(Some(name))?;
        let role = role.or_else(|| self.roles.get(name).copied()).unwrap_or(default);
        let id = filled(details.user.as_deref()).unwrap_or(name);
        let person =
            fields::person(id.to_owned(), name.to_owned(), role, &self.page.settings.staff);
        let place = || Place::line(self.page.path, 1);
        let url = fields::web(details.profile.clone(), "profile", place, self.sink);
        Some(Person { url, ..person })
    }

    fn web(&mut self, url: Option<String>, key: &str) -> Option<String> {
        fields::web(url, key, || self.front.value(key), self.sink)
    }

    fn date(&mut self, date: &Option<String>, key: &str) -> Option<Timestamp> {
        fields::date(date.as_deref(), key, || self.front.value(key), self.sink)
    }
}

fn blank(id: PostId) -> Post {
    Post {
        id,
        author: None,
        body: Markup::markdown(String::new()),
        created: None,
        edited: None,
        votes: 0,
        accepted: false,
        official: false,
        licence: None,
        url: None,
        attachments: Vec::new(),
        by_hand: true,
        comments: Vec::new(),
    }
}

/// Cuts blank lines off both ends, and makes line breaks alike on all systems.
/// Indentation stays, since it means code.
fn tidy(text: &str) -> Markup {
    let text = text.trim_end();
    let start = text.len() - text.trim_start().len();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let text = text[line..].replace("\r\n", "\n");
    Markup::markdown(text)
}

/// Turns `uk/reset-hub` into `Reset hub`.
fn title_of_name(name: &str) -> String {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let words = fields::one_line(&stem.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

fn text(text: Option<String>) -> Option<String> {
    filled(text.as_deref()).map(str::to_owned)
}

fn empty(place: Place) -> Diagnostic {
    let diagnostic = problems::record_invalid(place, "this file has no text".to_owned(), "");
    let help = "write the answer below the settings, or start the file's name with `_`";
    Diagnostic { helps: vec![help.to_owned()], ..diagnostic }
}

fn accepted_twice(place: Place) -> Diagnostic {
    fields::value_invalid(place, "two answers of one thread are marked as accepted".to_owned())
        .note("both are kept, and the first one is shown as the solution")
        .help("keep the mark on the answer that solved it")
}
