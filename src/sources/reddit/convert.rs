//! Turns submissions and their comments into threads.

use std::collections::HashMap;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::model::{
    Comment, Dialect, Markup, Origin, Person, Post, PostId, Role, Solved, SolvedBy, Syntax, Thread,
    ThreadId, ThreadKind,
};
use crate::normalize::{is_thanks, plain_text};
use crate::sources::nest_replies::comment;
use crate::sources::poll::added_html;
use crate::sources::records::{Fault, Left, ThreadRecords};
use crate::sources::values::{accept, filled, last_change, names, person};
use crate::sources::{SkipReason, fields, problems};

use super::solved::{Words, Writer};
use super::text::Form;
use super::tree::{Tree, says_gone};
use super::wire::{Said, Thing};

/// Where relative addresses lead.
const HOME: &str = "https://www.reddit.com";

/// How much of a comment is read for thanks and marks.
const MARKS_WITHIN: usize = 1_000;

/// How many replies above a mark are looked through; more are no conversation, or a circle.
const FURTHEST: usize = 100;

/// Endings of names that are of people, though programs end so, too.
const HUMAN: [&str; 4] = ["abbot", "cabot", "talbot", "robot"];

/// Makes a thread of a submission.
pub(super) fn thread(
    known: &Reddit,
    records: &ThreadRecords<'_, ()>,
    settings: &SourceSettings,
    sink: &mut Sink,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let wire: Thing<'_> = root.parse("submission").map_err(Left::Invalid)?;
    if let Some(reason) = why_not(&wire, known.bots) {
        return Err(Left::Skip(reason));
    }
    let mut tree = Tree::new(records, &wire);
    for (place, fault) in std::mem::take(&mut tree.faults) {
        sink.push(problems::record_invalid(place, fault.message, ""));
    }
    check_whole(&tree, records, sink);
    let form = tree.form(0);
    let Some(title) = filled(&wire.title).map(|title| fields::one_line(&form.typed(title))) else {
        let message = "this submission has no title".to_owned();
        return Err(Left::Invalid(Fault { message, note: None, at: 0 }));
    };
    let asked = wire.said();
    let marks = Marks::new(known, &asked, &tree);
    let bodies = tree.take_bodies();
    let url = address(&asked, form).unwrap_or_else(|| format!("{HOME}/comments/{}/", records.id));
    let converter = Converter { known, settings, tree: &tree, marks: &marks, asked: &asked, url };
    let id = PostId(format!("t3_{}", records.id));
    let body = question_body(&wire, form);
    let body = match wire.poll() {
        Some(poll) => poll.added_to(body),
        None => body,
    };
    let question = converter.post(&asked, id, form, body);
    let (question, answers) = converter.answers(question, bodies);
    let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
    let id = ThreadId(records.id.to_owned());
    let mut thread = Thread::new(id, ThreadKind::Question, title, question, origin);
    thread.answers = answers;
    thread.url = Some(converter.url);
    thread.category.path = names([&wire.subreddit]);
    thread.channels = names([&wire.subreddit, &wire.subreddit_prefixed, &wire.subreddit_id]);
    let says_solved = flair(&wire).is_some_and(|flair| known.words.in_flair(&form.typed(flair)));
    thread.accepted = thread.answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
    if thread.accepted.is_none() && (says_solved || marks.whole.is_some()) {
        solve(&mut thread);
    } else if thread.accepted.is_none() && flair(&wire).is_some_and(says_unsolved) {
        thread.solved = Some(fields::by_status(false));
    }
    // A flair that tells the state of a submission is no tag.
    let is_tag = |flair: &&str| !says_solved && !flair.to_lowercase().contains("solved");
    let tag = filled(&wire.link_flair_text).filter(is_tag);
    thread.tags = tag.map(|tag| form.typed(tag).into_owned()).into_iter().collect();
    thread.updated = last_change(&thread);
    Ok(thread)
}

/// Tells whether a flair says that nothing has helped so far.
fn says_unsolved(flair: &str) -> bool {
    let flair = flair.to_lowercase();
    ["unsolved", "not solved", "unresolved"].iter().any(|words| flair.contains(words))
}

/// Why a submission makes no thread.
fn why_not(wire: &Thing<'_>, bots: bool) -> Option<SkipReason> {
    let category = filled(&wire.removed_by_category);
    let later = wire.meta.as_ref().and_then(|meta| filled(&meta.removal_type));
    let is_deleted = matches!(category.or(later), Some("author" | "deleted"))
        || filled(&wire.selftext).is_some_and(|text| says_gone(text) && text.contains("deleted"))
        || wire.meta.as_ref().is_some_and(|meta| meta.was_deleted_later.0 && later.is_none());
    let subreddit = filled(&wire.subreddit_type).unwrap_or_default();
    match () {
        () if is_deleted => Some(SkipReason::Deleted),
        () if wire.is_gone() => Some(SkipReason::Hidden),
        () if matches!(subreddit, "private" | "employees_only" | "gold_only") => {
            Some(SkipReason::Private)
        }
        () if wire.over_18.0 || wire.quarantine.0 => Some(SkipReason::Hidden),
        // Reddit keeps search engines away from it; this is a page for them.
        () if wire.is_robot_indexable == Some(false) => Some(SkipReason::Hidden),
        () if !bots && filled(&wire.author).is_some_and(is_program) => Some(SkipReason::Bot),
        () => None,
    }
}

/// Which comments mark others as the solution.
pub(super) struct Marks {
    /// By the comment that is marked, the one that marks it.
    marked: HashMap<usize, usize>,
    /// The comment that marks the whole submission.
    pub whole: Option<usize>,
}

impl Marks {
    /// Finds them.
    pub fn new(known: &Reddit, submission: &Said, tree: &Tree) -> Marks {
        let mut marks = Marks { marked: HashMap::new(), whole: None };
        for (at, item) in tree.items.iter().enumerate().filter(|(_, item)| !item.is_gone) {
            let writer = match &item.said {
                said if is_bot(said) => Writer::Bot,
                said if is_asker(said, submission) => Writer::Asker,
                said if said.is_distinguished => Writer::Moderator,
                _ => Writer::Other,
            };
            let Some(body) = item.said.body.as_deref().filter(|_| writer != Writer::Other) else {
                continue;
            };
            let body = markup(body, tree.form(item.record));
            if !known.words.in_comment(&plain_text(&body, MARKS_WITHIN), writer) {
                continue;
            }
            match helper(tree, at, submission) {
                Some(helper) => {
                    marks.marked.entry(helper).or_insert(at);
                }
                None if writer != Writer::Bot => marks.whole = marks.whole.or(Some(at)),
                None => {}
            }
        }
        marks
    }

    /// The comment that marks this one.
    pub fn by(&self, at: usize) -> Option<usize> {
        self.marked.get(&at).copied()
    }
}

/// The nearest comment above one that is by somebody who can have helped.
fn helper(tree: &Tree, at: usize, submission: &Said) -> Option<usize> {
    let mut above = tree.parent(at);
    for _ in 0..FURTHEST {
        let item = &tree.items[above?];
        if !is_asker(&item.said, submission) && !is_bot(&item.said) {
            return above.filter(|_| !item.is_gone);
        }
        above = tree.parent(above?);
    }
    None
}

struct Converter<'a> {
    known: &'a Reddit,
    settings: &'a SourceSettings,
    tree: &'a Tree,
    marks: &'a Marks,
    asked: &'a Said,
    url: String,
}

impl Converter<'_> {
    /// The comments on the submission are answers, what replies to them are remarks.
    ///
    /// What the asker adds is a remark on the question, and what others reply to that
    /// answers it; so do replies to a comment that is gone. A reply that is marked as the
    /// solution is an answer, too.
    fn answers(&self, mut question: Post, mut bodies: Vec<Option<Box<str>>>) -> (Post, Vec<Post>) {
        let (tops, replies) = self.tree.families();
        let below = |at: usize| replies.get(&at).into_iter().flatten().rev().copied();
        let mut answers = Vec::new();
        let mut waiting: Vec<usize> = tops.into_iter().rev().collect();
        while let Some(top) = waiting.pop() {
            let said = &self.tree.items[top].said;
            let Some(post) = self.shown(top, bodies[top].take()) else {
                // What is said below a notice is about the notice.
                waiting.extend(below(top).filter(|_| !is_notice(said)));
                continue;
            };
            if is_asker(said, self.asked) && !post.accepted {
                question.comments.push(comment(post));
                waiting.extend(below(top));
                continue;
            }
            let (mut remarks, mut marked): (Vec<Comment>, Vec<Post>) = Default::default();
            let mut inner: Vec<usize> = below(top).collect();
            while let Some(at) = inner.pop() {
                inner.extend(below(at));
                match self.shown(at, bodies[at].take()) {
                    Some(post) if post.accepted => marked.push(post),
                    Some(post) => remarks.push(comment(post)),
                    None => {}
                }
            }
            answers.push(Post { comments: remarks, ..post });
            answers.extend(marked);
        }
        (question, answers)
    }

    /// Makes a post of a comment; `None` when nothing of it may be shown.
    fn shown(&self, at: usize, body: Option<Box<str>>) -> Option<Post> {
        let item = &self.tree.items[at];
        let is_program = is_bot(&item.said) && !self.known.bots;
        let is_out = item.is_gone || is_program || is_notice(&item.said);
        let body = body.filter(|_| !is_out)?;
        let form = self.tree.form(item.record);
        let post = self.post(&item.said, PostId(item.id.to_string()), form, markup(&body, form));
        let url = post.url.or_else(|| Some(format!("{}{}/", self.url, item.id)));
        Some(Post { accepted: self.marks.by(at).is_some(), url, ..post })
    }

    fn post(&self, said: &Said, id: PostId, form: Form, body: Markup) -> Post {
        Post {
            author: self.person(said),
            created: said.created,
            edited: said.edited.filter(|edited| Some(*edited) != said.created),
            // Everybody's own vote comes with what they write.
            votes: said.score.map_or(0, |score| score.saturating_sub(1)),
            url: address(said, form),
            ..Post::new(id, body)
        }
    }

    fn person(&self, said: &Said) -> Option<Person> {
        let name = author(said)?;
        let role = match () {
            () if is_bot(said) => Role::Bot,
            () if said.is_distinguished => Role::Moderator,
            () => Role::Member,
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let url = name.chars().all(is_name).then(|| format!("{HOME}/user/{name}"));
        Some(Person { url, ..person(name, None, role, self.settings) })
    }
}

/// Marks the answer that the asker thanked for, or the only one, in what is solved.
fn solve(thread: &mut Thread) {
    let asker = thread.question.author.as_ref().map(|author| author.id.clone());
    let is_own = |author: &Option<Person>| {
        asker.is_some() && author.as_ref().map(|author| &author.id) == asker.as_ref()
    };
    let words = |body: &Markup| plain_text(body, MARKS_WITHIN);
    let is_thanked = |post: &&Post| {
        let own = post.comments.iter().filter(|comment| is_own(&comment.author));
        own.into_iter().any(|comment| is_thanks(&words(&comment.body)))
    };
    let helps = |post: &&Post| {
        let is_question = || words(&post.body).trim_end().ends_with('?');
        !is_own(&post.author) && post.role() != Role::Bot && !is_question()
    };
    let mut others = thread.answers.iter().filter(helps);
    let only = match (others.next(), others.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    let thanked = thread.answers.iter().filter(|post| !is_own(&post.author)).find(is_thanked);
    let answer = thanked.or(only).map(|post| post.id.clone());
    if let Some(id) = &answer {
        accept(thread, |post| post.id == *id);
    }
    thread.solved = Some(Solved { by: SolvedBy::Status, answer });
}

/// The text of a submission, and what it shows or leads to; a crosspost leads to the original.
fn question_body(wire: &Thing<'_>, form: Form) -> Markup {
    let text = filled(&wire.selftext);
    let with_pictures = text.and_then(|text| wire.with_pictures(text));
    let body = markup(with_pictures.as_deref().or(text).unwrap_or_default(), form);
    let original = filled(&wire.crosspost_parent).map(super::wire::bare);
    let original = original.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric()));
    if let Some(id) = original.filter(|_| text.is_none()) {
        return markup(&format!("<{HOME}/comments/{id}/>"), Form::Plain);
    }
    if let Some(shown) = wire.gallery(form) {
        return added_html(body, &shown);
    }
    if wire.is_self.0 {
        return body;
    }
    match wire.shown_link(form) {
        Some(shown) => added_html(body, &shown),
        None if text.is_some() => with_link(body, wire, form),
        None => Markup { text: linked(wire, form).unwrap_or_default(), ..body },
    }
}

/// The text of a submission, and the link behind it, unless the text has it or it leads to the
/// submission itself.
fn with_link(body: Markup, wire: &Thing<'_>, form: Form) -> Markup {
    let is_own = |url: &str| filled(&wire.permalink).is_some_and(|path| url.contains(path));
    let link = linked(wire, form).filter(|link| !is_own(link));
    match link.filter(|link| !body.text.contains(link.trim_matches(['<', '>']))) {
        Some(link) => Markup { text: format!("{}\n\n{link}", body.text.trim_end()), ..body },
        None => body,
    }
}

/// The address of a submission that is a link.
fn linked(wire: &Thing<'_>, form: Form) -> Option<String> {
    let url = form.typed(filled(&wire.url)?);
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>".contains(c));
    (is_web && is_plain).then(|| format!("<{url}>"))
}

fn markup(text: &str, form: Form) -> Markup {
    Markup { syntax: Syntax::Markdown(Dialect::Reddit), text: form.typed(text).into_owned() }
}

fn flair<'w>(wire: &'w Thing<'_>) -> Option<&'w str> {
    filled(&wire.link_flair_text).or(filled(&wire.link_flair_css_class))
}

/// The address of a thing on Reddit.
fn address(said: &Said, form: Form) -> Option<String> {
    let path = said.permalink.as_deref().map(|path| form.typed(path))?;
    let is_path = path.starts_with('/') && !path.starts_with("//");
    is_path.then(|| format!("{HOME}{path}"))
}

/// Who wrote it; `None` when the account is gone.
fn author(said: &Said) -> Option<&str> {
    said.author.as_deref().filter(|name| !says_gone(name))
}

fn is_asker(said: &Said, submission: &Said) -> bool {
    let asker = author(submission);
    said.is_submitter || asker.is_some() && author(said) == asker
}

/// Only moderators can put a comment above the others.
fn is_notice(said: &Said) -> bool {
    said.is_stickied && said.is_distinguished
}

fn is_bot(said: &Said) -> bool {
    author(said).is_some_and(is_program)
}

fn is_program(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_named = name.ends_with("bot") && !HUMAN.iter().any(|human| name.ends_with(human));
    is_named || name == "automoderator"
}

/// What stands for comments says that they are missing.
fn check_whole(tree: &Tree, records: &ThreadRecords<'_, ()>, sink: &mut Sink) {
    let (n_here, n_missing) = tree.n_here_and_missing();
    if n_missing > 0 {
        let root = &records.all[0];
        let place = Place::column(root.path, root.spot.line as usize, root.spot.column as usize);
        let note = "a page has no more than its `limit=` and its `depth=`, and names the others";
        let help = format!("add what `/api/morechildren` answers for `t3_{}`", records.id);
        let counts = (n_here, n_here + n_missing);
        sink.push(problems::truncated(place, ("submission", records.id), counts, note, help));
    }
}

/// What threads need beside their records.
pub(in crate::sources) struct Reddit {
    pub(super) words: Words,
    /// What programs wrote is imported, too.
    pub(super) bots: bool,
    /// The submission of the last comment, and the document that it was in: what stands for
    /// missing comments does not name it.
    pub(super) last: Option<(u32, u32, String)>,
}
