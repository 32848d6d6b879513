//! From a [`Thread`] to a file that people can edit, and that reads back as the same thread.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::model::{
    Attachment, AttachmentDisplay, Comment, Dialect, Markup, Person, Post, PostId, Role, Syntax,
    Thread, ThreadKind, Timestamp,
};
use crate::normalize::{as_markdown, heading_text, quoted};

use super::super::editable::files;
use super::super::editable::files::WrittenFile;
use super::super::fields;
use super::{details, sections};

/// Writes a thread. Its comments and answers have headings with ids below them, so that
/// the file can be merged with what the source says later. Relative addresses in it are
/// below `base` where the thread has no address.
pub(in crate::sources) fn write(thread: &Thread, base: Option<&str>) -> String {
    Writer::new(thread, base).whole()
}

/// Details of a post, in their order.
type Details = Vec<(&'static str, String)>;

struct Writer<'t> {
    thread: &'t Thread,
    base: Option<Url>,
    /// Names that people of different roles have here: each mention then says the role.
    shared: BTreeSet<&'t str>,
}

impl<'t> Writer<'t> {
    fn new(thread: &'t Thread, base: Option<&str>) -> Writer<'t> {
        let mut roles: BTreeMap<&str, Role> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for person in people(thread) {
            if *roles.entry(&person.name).or_insert(person.role) != person.role {
                shared.insert(person.name.as_str());
            }
        }
        let base = thread.url.as_deref().or(base).and_then(|url| Url::parse(url).ok());
        Writer { thread, base, shared }
    }

    fn whole(&self) -> String {
        let mut out = String::from("---\n");
        // An article has no question: its answer is the file's own text.
        match self.article() {
            Some(answer) => self.lead(answer, "answer", &mut out),
            None => {
                self.lead(&self.thread.question, "question", &mut out);
                self.comments(&self.thread.question.comments, &mut out);
                for answer in &self.thread.answers {
                    self.answer(answer, &mut out);
                    self.comments(&answer.comments, &mut out);
                }
            }
        }
        out
    }

    fn article(&self) -> Option<&'t Post> {
        let is_bare = |post: &Post| post.comments.is_empty();
        match self.thread.answers.as_slice() {
            [answer] if self.thread.kind == ThreadKind::Answer => {
                let question = &self.thread.question;
                let is_blank = question.body.text.trim().is_empty() && is_bare(question);
                (is_blank && is_bare(answer) && answer.official && !answer.accepted)
                    .then_some(answer)
            }
            _ => None,
        }
    }

    /// Writes the settings and the first text.
    fn lead(&self, post: &Post, kind: &str, out: &mut String) {
        let thread = self.thread;
        let (body, markup, files) = self.body(&post.body, &post.attachments);
        let author = post.author.as_ref().map(|author| self.credit(author, kind == "answer"));
        let created = thread.created.or(post.created);
        let popularity = thread.popularity;
        let mut front = Front { out };
        front.text("title", Some(&thread.title));
        front.text("id", Some(&thread.id.0));
        front.text("kind", Some(kind));
        front.text("url", thread.url.as_deref());
        front.text("author", author.as_deref());
        front.date("created", created);
        front.date("updated", thread.updated);
        if post.votes != 0 {
            front.line("score", &post.votes.to_string());
        }
        front.text("language", thread.language.map(|lang| lang.to_string()).as_deref());
        front.list("tags", &thread.tags);
        match thread.category.in_words() {
            Some(way) => front.text("category", Some(&way)),
            None => front.list("category", &thread.category.path),
        }
        front.several("product", &thread.products);
        front.several("version", &[thread.versions.join(", ")]);
        for (key, count) in [("views", popularity.views), ("likes", popularity.likes)] {
            count.into_iter().for_each(|count| front.line(key, &count.to_string()));
        }
        front.text("licence", thread.licence.as_deref());
        front.text("slug", thread.slug.as_deref());
        front.list("aliases", &thread.aliases);
        front.text("summary", thread.summary.as_deref());
        front.text("translation_of", thread.translation_of.as_deref());
        let from = thread.translated_from.as_ref().map(ToString::to_string);
        front.text("translated_from", from.as_deref());
        front.text("duplicate_of", thread.duplicate_of.as_ref().map(|id| id.0.as_str()));
        front.text("solved", thread.solved.as_ref().map(fields::solved_words).as_deref());
        front.text("best", thread.decided.best.as_ref().map(|id| id.0.as_str()));
        if let Some(publish) = thread.decided.publish {
            front.line("publish", if publish { "yes" } else { "no" });
        }
        if let Some(verified) = &thread.verified {
            front.date("verified_on", Some(verified.on));
            front.text("verified_by", verified.by.as_deref());
        }
        front.date("expires", thread.expires);
        // Also what is as usual: who reads the file knows by it whose words these are.
        let mut details = details_of(post, markup);
        let own = post.created.filter(|own| Some(*own) != created);
        details.extend(own.map(|own| ("created", own.rfc3339())));
        if !files.is_empty() {
            details.push(("details", details::BELOW.to_owned()));
        }
        front.line("post", &details::json(&details));
        out.push_str("---\n");
        out.push_str(&details::comment(&[], &files));
        push_body(&body, out);
    }

    fn answer(&self, post: &Post, out: &mut String) {
        let (body, markup, files) = self.body(&post.body, &post.attachments);
        let mut marks = self.role_of(post.author.as_ref());
        marks.extend(post.accepted.then(|| "accepted".to_owned()));
        marks.extend(post.official.then(|| "official".to_owned()));
        marks.extend(post.created.map(Timestamp::rfc3339));
        if post.votes != 0 {
            marks.push(format!("score {}", post.votes));
        }
        self.heading("\n## Answer", post.author.as_ref(), &marks, out);
        out.push_str(&details::comment(&details_of(post, markup), &files));
        push_body(&body, out);
    }

    fn comments(&self, comments: &[Comment], out: &mut String) {
        for comment in comments {
            let (body, markup, files) = self.body(&comment.body, &comment.attachments);
            let mut marks = self.role_of(comment.author.as_ref());
            marks.extend(comment.created.map(Timestamp::rfc3339));
            self.heading("\n### Comment", comment.author.as_ref(), &marks, out);
            let author = comment.author.as_ref();
            out.push_str(&details::comment(&details(&comment.id, author, markup), &files));
            push_body(&body, out);
        }
    }

    fn heading(&self, start: &str, author: Option<&Person>, marks: &[String], out: &mut String) {
        out.push_str(start);
        if let Some(author) = author {
            out.push_str(" by ");
            out.push_str(&heading_text(&author.name));
        }
        // What ends a name in parentheses are no marks.
        let none = ["member".to_owned()];
        let is_needed = author.is_some_and(|author| author.name.ends_with(')'));
        let marks = if marks.is_empty() && is_needed { &none } else { marks };
        if !marks.is_empty() {
            out.push_str(&format!(" ({})", marks.join(", ")));
        }
        out.push('\n');
    }

    fn role_of(&self, author: Option<&Person>) -> Vec<String> {
        let said = |author: &&Person| self.says_role(author);
        author.filter(said).map(|author| author.role.name().to_owned()).into_iter().collect()
    }

    fn says_role(&self, author: &Person) -> bool {
        author.role != Role::Member || self.shared.contains(author.name.as_str())
    }

    fn credit(&self, author: &Person, is_answer: bool) -> String {
        let is_said = is_answer || self.says_role(author) || author.name.ends_with(')');
        match is_said {
            true => format!("{} ({})", author.name, author.role.name()),
            false => author.name.clone(),
        }
    }

    /// The text of a post in the file, the name of its markup where that is not markdown, or
    /// would not stay within its section, and its files as they are written.
    fn body(
        &self,
        body: &Markup,
        attachments: &[Attachment],
    ) -> (String, Option<&'static str>, Vec<String>) {
        let mut written = as_markdown(body, self.base.as_ref());
        written.text = written.text.replace("\r\n", "\n");
        let files = files::written(attachments, &written, self.base.as_ref());
        let files = files.into_iter().map(file).collect();
        let is_usual = written.syntax == Syntax::Markdown(Dialect::Site);
        if is_usual && sections::holds(&written.text) {
            return (written.text, None, files);
        }
        let name = written.syntax.name();
        (details::fenced(name, &written.text), Some(name), files)
    }
}

fn people(thread: &Thread) -> impl Iterator<Item = &Person> {
    thread.posts().flat_map(|post| {
        let comments = post.comments.iter().map(|comment| comment.author.as_ref());
        std::iter::once(post.author.as_ref()).chain(comments).flatten()
    })
}

fn details_of(post: &Post, markup: Option<&str>) -> Details {
    let mut all = details(&post.id, post.author.as_ref(), markup);
    let at = all.len() - usize::from(markup.is_some());
    let more = [
        ("edited", post.edited.map(Timestamp::rfc3339)),
        ("url", post.url.clone()),
        ("licence", post.licence.clone()),
    ];
    let more = more.into_iter().filter_map(|(key, value)| Some((key, value?)));
    all.splice(at..at, more);
    all
}

fn file(file: WrittenFile<'_>) -> String {
    let shown = Some(file.shown).filter(|shown| *shown != AttachmentDisplay::default());
    let all = [
        ("name", Some(file.name.to_owned())),
        ("path", file.path.map(str::to_owned)),
        ("url", file.url),
        ("size", file.size.map(|size| size.to_string())),
        ("shown", shown.map(|shown| shown.name().to_owned())),
    ];
    let said: Details = all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    details::json(&said)
}

fn details(id: &PostId, author: Option<&Person>, markup: Option<&str>) -> Details {
    let user = author.filter(|author| author.id.0 != author.name).map(|author| author.id.0.clone());
    let all = [
        ("id", Some(id.0.clone())),
        ("user", user),
        ("profile", author.and_then(|author| author.url.clone())),
        ("markup", markup.map(str::to_owned)),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn push_body(body: &str, out: &mut String) {
    if !body.is_empty() {
        out.push('\n');
        out.push_str(body);
        out.push('\n');
    }
}

/// The settings at the top of a file.
struct Front<'o> {
    out: &'o mut String,
}

impl Front<'_> {
    fn line(&mut self, key: &str, value: &str) {
        self.out.push_str(key);
        self.out.push_str(": ");
        self.out.push_str(value);
        self.out.push('\n');
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, &scalar(value));
        }
    }

    fn date(&mut self, key: &str, value: Option<Timestamp>) {
        if let Some(value) = value {
            self.line(key, &value.rfc3339());
        }
    }

    /// Writes one value by itself, several as a list.
    fn several(&mut self, key: &str, values: &[String]) {
        match values {
            [one] if one.is_empty() => {}
            [one] => self.text(key, Some(one)),
            values => self.list(key, values),
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(key, &list(values));
        }
    }
}

/// Writes a list on one line.
pub(super) fn list(values: &[String]) -> String {
    let item = |value: &String| match value.contains([',', '[', ']', '{', '}']) {
        true => quoted(value),
        false => scalar(value),
    };
    format!("[{}]", values.iter().map(item).collect::<Vec<_>>().join(", "))
}

/// Writes a text as YAML: plainly where nobody could read it as anything else.
fn scalar(text: &str) -> String {
    let word = text.to_ascii_lowercase();
    let is_special = matches!(
        word.as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n" | "nan" | "inf"
    );
    let starts_plainly = text.starts_with(char::is_alphabetic);
    let is_plain = starts_plainly
        && !is_special
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains(|c: char| c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c));
    if is_plain { text.to_owned() } else { quoted(text) }
}
