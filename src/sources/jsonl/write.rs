//! From a [`Thread`] to a line, and from a line to the parts that are merged.

use serde_json::{Map, Value};

use crate::model::{
    Attachment, AttachmentDisplay, Comment, Dialect, Markup, Person, Post, PostId, Syntax, Thread,
    ThreadId, ThreadKind, Timestamp,
};

use super::super::editable::files::{WrittenFile, written};
use super::super::editable::{Document, Field};
use super::super::{editable, fields};
use super::order::Order;

/// The fields that are lists of texts.
const LISTS: [&str; 2] = ["tags", "aliases"];

/// The field with the files of a post.
const FILES: &str = "attachments";

/// Starts the names of the question's own values.
const QUESTION: &str = "question.";

/// Writes a thread as a line, without its end.
pub(in crate::sources) fn write(thread: &Thread) -> String {
    let mut record = Record::default();
    let popularity = thread.popularity;
    let time = |time: Option<Timestamp>| time.map(Timestamp::rfc3339);
    record.text("id", Some(&thread.id.0));
    record.text("title", Some(&thread.title));
    record.text("kind", (thread.kind == ThreadKind::Answer).then_some("answer"));
    record.text("url", thread.url.as_deref());
    record.text("language", thread.language.map(|lang| lang.to_string()).as_deref());
    record.text("created", time(thread.created.or(thread.question.created)).as_deref());
    record.text("updated", time(thread.updated).as_deref());
    record.list("tags", &thread.tags);
    match thread.category.in_words() {
        Some(way) => record.text("category", Some(&way)),
        None => record.list("category", &thread.category.path),
    }
    record.several("product", &thread.products);
    record.several("version", &thread.versions);
    for (key, count) in [("views", popularity.views), ("likes", popularity.likes)] {
        count.into_iter().for_each(|count| record.put(key, count.into()));
    }
    record.text("duplicate_of", thread.duplicate_of.as_ref().map(|id| id.0.as_str()));
    record.text("translation_of", thread.translation_of.as_deref());
    let from = thread.translated_from.as_ref().map(ToString::to_string);
    record.text("translated_from", from.as_deref());
    record.text("licence", thread.licence.as_deref());
    record.text("slug", thread.slug.as_deref());
    record.list("aliases", &thread.aliases);
    record.text("summary", thread.summary.as_deref());
    record.text("solved", thread.solved.as_ref().map(fields::solved_words).as_deref());
    record.text("best", thread.decided.best.as_ref().map(|id| id.0.as_str()));
    if let Some(publish) = thread.decided.publish {
        record.put("publish", publish.into());
    }
    if let Some(verified) = &thread.verified {
        record.text("verified_on", Some(&verified.on.rfc3339()));
        record.text("verified_by", verified.by.as_deref());
    }
    record.text("expires", time(thread.expires).as_deref());
    record.author(thread.question.author.as_ref());
    record.put("question", question(thread));
    let answers = thread.answers.iter().map(answer).collect();
    record.put("answers", Value::Array(answers));
    let comments = comments(thread);
    if !comments.is_empty() {
        record.put("comments", Value::Array(comments));
    }
    Value::Object(record.map).to_string()
}

fn question(thread: &Thread) -> Value {
    let post = &thread.question;
    let usual = fields::question_id(&thread.id, &thread.answers);
    let mut record = Record::default();
    record.text("id", Some(&post.id).filter(|id| **id != usual).map(|id| id.0.as_str()));
    let own = post.created.filter(|own| Some(*own) != thread.created.or(post.created));
    record.text("created", own.map(Timestamp::rfc3339).as_deref());
    record.post(post);
    Value::Object(record.map)
}

fn answer(post: &Post) -> Value {
    let mut record = Record::default();
    record.text("id", Some(&post.id.0));
    record.author(post.author.as_ref());
    record.text("created", post.created.map(Timestamp::rfc3339).as_deref());
    record.flag("accepted", post.accepted);
    record.flag("official", post.official);
    record.post(post);
    Value::Object(record.map)
}

fn comments(thread: &Thread) -> Vec<Value> {
    let mut all = Vec::new();
    let order = Order::new(&thread.question, &thread.answers);
    for (at, post) in thread.posts().enumerate() {
        // What says nothing is about the question, unless it would be read otherwise.
        let says =
            |one: &Comment| at > 0 || order.before(one.author.as_ref(), one.created).is_some();
        let each = post.comments.iter();
        all.extend(each.map(|one| comment(one, Some(&post.id).filter(|_| says(one)))));
    }
    all
}

fn comment(comment: &Comment, parent: Option<&PostId>) -> Value {
    let mut record = Record::default();
    record.text("id", Some(&comment.id.0));
    record.text("parent", parent.map(|id| id.0.as_str()));
    record.author(comment.author.as_ref());
    record.text("created", comment.created.map(Timestamp::rfc3339).as_deref());
    record.files(&comment.attachments, &comment.body);
    record.body(&comment.body);
    Value::Object(record.map)
}

/// An object that is being written.
#[derive(Default)]
struct Record {
    map: Map<String, Value>,
}

impl Record {
    fn put(&mut self, key: &str, value: Value) {
        self.map.insert(key.to_owned(), value);
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.put(key, value.into());
        }
    }

    fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, true.into());
        }
    }

    /// Writes one text by itself, several as a list.
    fn several(&mut self, key: &str, texts: &[String]) {
        match texts {
            [one] => self.text(key, Some(one)),
            texts => self.list(key, texts),
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.put(key, values.to_vec().into());
        }
    }

    fn author(&mut self, author: Option<&Person>) {
        let Some(author) = author else { return };
        let mut person = Record::default();
        person.text("id", Some(&author.id.0));
        person.text("name", Some(&author.name));
        person.text("role", Some(author.role.name()));
        person.text("url", author.url.as_deref());
        self.put("author", Value::Object(person.map));
    }

    /// What questions and answers share.
    fn post(&mut self, post: &Post) {
        self.text("edited", post.edited.map(Timestamp::rfc3339).as_deref());
        if post.votes != 0 {
            self.put("score", post.votes.into());
        }
        self.text("url", post.url.as_deref());
        self.text("licence", post.licence.as_deref());
        self.files(&post.attachments, &post.body);
        self.body(&post.body);
    }

    fn files(&mut self, attachments: &[Attachment], body: &Markup) {
        let file = |file: WrittenFile<'_>| {
            let mut record = Record::default();
            record.text("name", Some(file.name));
            record.text("path", file.path);
            record.text("url", file.url.as_deref());
            if let Some(size) = file.size {
                record.put("size", size.into());
            }
            let shown = Some(file.shown).filter(|shown| *shown != AttachmentDisplay::default());
            record.text("shown", shown.map(AttachmentDisplay::name));
            Value::Object(record.map)
        };
        let files: Vec<Value> = written(attachments, body, None).into_iter().map(file).collect();
        if !files.is_empty() {
            self.put(FILES, Value::Array(files));
        }
    }

    /// Puts files back that were cut into fields.
    fn put_files<'f>(&mut self, files: impl Iterator<Item = &'f Field>) {
        let files: Vec<Value> = files.map(|field| read(&field.raw)).collect();
        if !files.is_empty() {
            self.put(FILES, Value::Array(files));
        }
    }

    fn body(&mut self, body: &Markup) {
        let is_usual = body.syntax == Syntax::Markdown(Dialect::Site);
        self.text("markup", (!is_usual).then(|| body.syntax.name()));
        self.text("body", Some(&body.text));
    }
}

/// Returns the id of a line's record.
pub(in crate::sources) fn id(line: &str) -> Option<ThreadId> {
    let found = super::json_cursor::find(line.as_bytes(), &[super::Key("id")])?;
    let id: super::Id = serde_json::from_str(line.get(found.value)?).ok()?;
    Some(ThreadId(id.0)).filter(|id| !id.0.is_empty())
}

/// Cuts a line into parts; `None` when it is no record.
pub(in crate::sources) fn cut(line: &str) -> Option<Document> {
    let Value::Object(map) = serde_json::from_str(line).ok()? else { return None };
    let mut document = Document::default();
    let (mut answers, mut comments) = (Vec::new(), Vec::new());
    for (key, value) in map {
        match (key.as_str(), value) {
            ("question", Value::Object(map)) => {
                let post = post(map, false);
                (document.body, document.markup) = (post.body, post.markup);
                let id = post.id.map(|id| Field::new("id", Value::from(id).to_string()));
                for field in id.into_iter().chain(post.fields) {
                    let key = format!("{QUESTION}{}", field.key);
                    document.fields.push(Field { key, ..field });
                }
            }
            ("answers", Value::Array(all)) => answers = objects(all, true)?,
            ("comments", Value::Array(all)) => comments = objects(all, false)?,
            (name, value) => {
                let items = LISTS.contains(&name).then(|| texts(&value)).flatten();
                let field = Field::new(name, value.to_string());
                document.fields.push(Field { items, ..field });
            }
        }
    }
    for comment in comments {
        let parent = comment.fields.iter().find(|field| field.key == "parent");
        let parent: Option<super::Id> =
            parent.and_then(|field| serde_json::from_str(&field.raw).ok());
        // A comment may be about another one; it then stands where that one does.
        let is_target = |post: &&mut editable::Post| {
            let wanted = parent.as_ref().map(|parent| parent.0.as_str());
            wanted.is_some()
                && (post.id.as_deref() == wanted
                    || post.comments.iter().any(|one| one.id.as_deref() == wanted))
        };
        match answers.iter_mut().find(is_target) {
            Some(answer) => answer.comments.push(comment),
            None => document.posts.push(comment),
        }
    }
    document.posts.extend(answers);
    Some(document)
}

fn objects(all: Vec<Value>, is_answer: bool) -> Option<Vec<editable::Post>> {
    let each = all.into_iter().map(|value| match value {
        Value::Object(map) => Some(post(map, is_answer)),
        _ => None,
    });
    each.collect()
}

fn post(map: Map<String, Value>, is_answer: bool) -> editable::Post {
    let mut post = editable::Post { is_answer, ..editable::Post::default() };
    for (key, value) in map {
        match (key.as_str(), &value) {
            ("id", Value::String(id)) => post.id = Some(id.clone()),
            ("id", Value::Number(id)) => post.id = Some(id.to_string()),
            ("body", Value::String(body)) => post.body = body.clone(),
            ("markup", Value::String(markup)) => post.markup = Some(markup.clone()),
            (FILES, Value::Array(all)) => {
                for file in all {
                    let said = |key| file.get(key).and_then(Value::as_str);
                    let name = said("name").or(said("path")).unwrap_or_default();
                    post.fields.push(Field::file(name, file.to_string(), &post.fields));
                }
            }
            _ => post.fields.push(Field::new(key, value.to_string())),
        }
    }
    post
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| Some(item.as_str()?.to_owned())).collect()
}

/// Puts a line together.
pub(in crate::sources) fn join(document: &Document) -> String {
    let (mut record, mut question) = (Record::default(), Record::default());
    let files = document.fields.iter().filter(|field| field.is_file);
    question.put_files(files);
    for field in document.fields.iter().filter(|field| !field.is_file) {
        let value = match &field.items {
            Some(items) => items.clone().into(),
            None => read(&field.raw),
        };
        match field.key.strip_prefix(QUESTION) {
            Some(key) => question.put(key, value),
            None => record.put(&field.key, value),
        }
    }
    question.text("markup", document.markup.as_deref());
    question.text("body", Some(&document.body));
    record.put("question", Value::Object(question.map));
    let (mut answers, mut comments) = (Vec::new(), Vec::new());
    for post in &document.posts {
        match post.is_answer {
            true => answers.push(object(post)),
            false => comments.push(object(post)),
        }
        comments.extend(post.comments.iter().map(object));
    }
    record.put("answers", Value::Array(answers));
    if !comments.is_empty() {
        record.put("comments", Value::Array(comments));
    }
    Value::Object(record.map).to_string()
}

fn object(post: &editable::Post) -> Value {
    let mut record = Record::default();
    record.text("id", post.id.as_deref());
    for field in post.fields.iter().filter(|field| !field.is_file) {
        record.put(&field.key, read(&field.raw));
    }
    record.put_files(post.fields.iter().filter(|field| field.is_file));
    record.text("markup", post.markup.as_deref());
    record.text("body", Some(&post.body));
    Value::Object(record.map)
}

/// Reads a value back; it was written by the same library.
fn read(raw: &str) -> Value {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.into())
}
