//! Puts a question together from its rows.

use std::borrow::Cow;

use crate::diag::Sink;
use crate::model::{
    Category, Comment, Markup, Origin, Person, PersonId, Popularity, Post, PostId, Role, Syntax,
    Thread, ThreadId, ThreadKind, ThreadOverrides, Timestamp,
};
use crate::sources::{Batch, Skip, SkipReason, problems};

use super::comment;
use super::dump::{Dump, Source};
use super::row::{Fields, Flaw};
use super::scan::Span;
use super::survey::Question;

/// Reads one question with its answers and comments.
pub(super) fn question(dump: &Dump<'_>, question: &Question) -> Batch {
    let mut builder = Builder { dump, sink: Sink::new() };
    let place = dump.posts.line(question.row);
    let (threads, skipped) = match builder.thread(question) {
        Ok(thread) => (vec![thread], Vec::new()),
        Err((id, reason)) => (Vec::new(), vec![Skip { id: id.map(ThreadId), reason, place }]),
    };
    Batch { threads, skipped, sink: builder.sink, ..Batch::default() }
}

struct Builder<'a> {
    dump: &'a Dump<'a>,
    sink: Sink,
}

type Left = (Option<String>, SkipReason);

impl Builder<'_> {
    fn thread(&mut self, question: &Question) -> Result<Thread, Left> {
        let row = self.row(&self.dump.posts, question.row).ok_or((None, SkipReason::Unreadable))?;
        let fields = self.checked(&self.dump.posts, question.row, &row, Fields::parse(&row));
        let fields = fields.ok_or((None, SkipReason::Invalid))?;
        let made = self.question(&fields);
        let invalid = |fields: &Fields<'_>| {
            let id = fields.number("Id").ok().flatten();
            (id.map(|id| id.to_string()), SkipReason::Invalid)
        };
        let made = self.checked(&self.dump.posts, question.row, &row, made);
        let mut thread = made.ok_or_else(|| invalid(&fields))?;
        thread.origin.line = question.row.line as usize;
        let answers = question.answers.start as usize..question.answers.end as usize;
        for &span in &self.dump.survey.answers[answers] {
            thread.answers.extend(self.answer(span));
        }
        if let Some(accepted) = thread.accepted.clone() {
            match thread.answers.iter_mut().find(|answer| answer.id == accepted) {
                Some(answer) => answer.accepted = true,
                None => self.accepted_missing(&thread, question.row, &row, &fields),
            }
        }
        Ok(thread)
    }

    fn question(&mut self, fields: &Fields<'_>) -> Result<Thread, Flaw> {
        let question = self.post(fields, "questions")?;
        let id: i64 = question.id.0.parse().unwrap_or_default();
        let duplicate_of = self.dump.survey.duplicates.get(&id);
        let accepted = fields.number("AcceptedAnswerId")?;
        let views = fields.number("ViewCount")?;
        Ok(Thread {
            id: ThreadId(question.id.0.clone()),
            kind: ThreadKind::Question,
            title: fields.required("Title")?.trim().to_owned(),
            url: question.url.clone(),
            language: None,
            created: question.created,
            updated: time(fields, "LastActivityDate")?.or(question.edited).or(question.created),
            tags: fields.text("Tags")?.map(|text| tags(&text)).unwrap_or_default(),
            channels: Vec::new(),
            category: Category::default(),
            products: Vec::new(),
            versions: Vec::new(),
            popularity: Popularity::counted(views, None),
            licence: None,
            duplicate_of: duplicate_of.map(|id| ThreadId(id.to_string())),
            translation_of: None,
            translated_from: None,
            slug: None,
            aliases: Vec::new(),
            summary: None,
            verified: None,
            expires: None,
            question,
            answers: Vec::new(),
            accepted: accepted.map(|id| PostId(id.to_string())),
            solved: None,
            decided: ThreadOverrides::default(),
            math: self.dump.survey.math,
            origin: Origin { path: self.dump.posts.path.clone(), line: 0 },
        })
    }

    fn answer(&mut self, span: Span) -> Option<Post> {
        let row = self.row(&self.dump.posts, span)?;
        let fields = self.checked(&self.dump.posts, span, &row, Fields::parse(&row))?;
        let post = self.post(&fields, "a");
        self.checked(&self.dump.posts, span, &row, post)
    }

    fn post(&mut self, fields: &Fields<'_>, address: &str) -> Result<Post, Flaw> {
        let id = fields.number("Id")?.unwrap_or_default();
        let author = self.person(fields, "OwnerUserId", "OwnerDisplayName")?;
        let text = fields.required("Body")?.into_owned();
        let created = time(fields, "CreationDate")?;
        let licence = filled(fields.text("ContentLicense")?);
        // What the settings say of records that do not say theirs goes before what their time
        // says.
        let by_date = || created.filter(|_| self.dump.settings.licence.is_none()).map(licence_of);
        Ok(Post {
            id: PostId(id.to_string()),
            author,
            body: Markup { syntax: Syntax::Html, text },
            created,
            edited: time(fields, "LastEditDate")?,
            votes: fields.number("Score")?.unwrap_or_default(),
            accepted: false,
            official: false,
            licence: licence.or_else(by_date),
            url: self.dump.address(address, id),
            attachments: Vec::new(),
            by_hand: false,
            comments: self.comments(id),
        })
    }

    fn comments(&mut self, post: i64) -> Vec<Comment> {
        let survey = &self.dump.survey;
        survey.comments_of(post).filter_map(|span| self.comment(span)).collect()
    }

    fn comment(&mut self, span: Span) -> Option<Comment> {
        let row = self.row(&self.dump.comments, span)?;
        let fields = self.checked(&self.dump.comments, span, &row, Fields::parse(&row))?;
        let made = self.comment_of(&fields);
        self.checked(&self.dump.comments, span, &row, made)
    }

    fn comment_of(&self, fields: &Fields<'_>) -> Result<Comment, Flaw> {
        let text = fields.required("Text")?;
        Ok(Comment {
            id: PostId(fields.required("Id")?.into_owned()),
            author: self.person(fields, "UserId", "UserDisplayName")?,
            body: Markup { syntax: Syntax::Html, text: comment::to_html(&text) },
            created: time(fields, "CreationDate")?,
            attachments: Vec::new(),
            by_hand: false,
        })
    }

    /// Who wrote a row. Deleted accounts leave a name at most.
    fn person(&self, fields: &Fields<'_>, id: &str, name: &str) -> Result<Option<Person>, Flaw> {
        let written = filled(fields.text(name)?);
        let Some(id) = fields.number(id)? else {
            let nameless = |name: String| Person {
                id: PersonId(name.clone()),
                name,
                role: Role::Member,
                url: None,
            };
            return Ok(written.map(nameless));
        };
        let known = self.dump.survey.names.get(&id).filter(|name| !name.is_empty());
        let name = known.map(|name| name.to_string()).or(written);
        let name = name.unwrap_or_else(|| format!("user{id}"));
        let staff = &self.dump.settings.staff;
        let role = match id {
            // The account of the software itself, "Community".
            -1 => Role::Bot,
            id if staff.contains(&id.to_string()) || staff.contains(&name) => Role::Staff,
            _ => Role::Member,
        };
        let url = self.dump.address("users", id);
        Ok(Some(Person { id: PersonId(id.to_string()), name, role, url }))
    }

    fn row(&mut self, source: &Source, span: Span) -> Option<String> {
        let row = source.row(span);
        if row.is_none() {
            let message = format!("`{}` changed while it was read", source.path);
            let note = "its rows are no longer where they were".to_owned();
            self.sink.push(problems::export_unreadable(source.line(span), message, note));
        }
        row
    }

    /// Reports what is wrong with a row.
    fn checked<T>(
        &mut self,
        source: &Source,
        span: Span,
        row: &str,
        made: Result<T, Flaw>,
    ) -> Option<T> {
        made.map_err(|flaw| {
            let place = source.place(span, row, flaw.range);
            self.sink.push(problems::record_invalid(place, flaw.message, ""));
        })
        .ok()
    }

    fn accepted_missing(&mut self, thread: &Thread, span: Span, row: &str, fields: &Fields<'_>) {
        let range = fields.range("AcceptedAnswerId").unwrap_or(0..4);
        let place = self.dump.posts.place(span, row, range);
        let wanted = thread.accepted.as_ref().map_or("", |id| &id.0);
        let known: Vec<String> = thread.answers.iter().map(|post| post.id.0.clone()).collect();
        self.sink.push(problems::accepted_missing(place, wanted, &known));
    }
}

fn time(fields: &Fields<'_>, name: &str) -> Result<Option<Timestamp>, Flaw> {
    fields.value(name, "a date", Timestamp::parse)
}

/// Returns the licence under which people gave what they wrote at a time: the terms of the
/// network changed on 8 April 2011 and on 2 May 2018. Where dumps name licences, these dates
/// tell that of 99 posts in 100; the others were edited later.
fn licence_of(created: Timestamp) -> String {
    const SINCE: [(i64, &str); 2] =
        [(1_525_219_200, "CC BY-SA 4.0"), (1_302_220_800, "CC BY-SA 3.0")];
    let licence = SINCE.iter().find(|(since, _)| created.0 >= *since);
    licence.map_or("CC BY-SA 2.5", |(_, licence)| *licence).to_owned()
}

/// Splits `<a><b>` and `|a|b|`, the notations before and since 2024.
pub(super) fn tags(text: &str) -> Vec<String> {
    let parts = text.split(['<', '>', '|']).map(str::trim);
    parts.filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// Turns decoded text into an owned one, `None` when nothing is in it.
fn filled(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned).filter(|text| !text.trim().is_empty())
}
