//! Turns discussions into threads.

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::model::{
    Comment, Dialect, Markup, Math, Origin, Person, Post, PostId, Role, Syntax, Thread, ThreadId,
    ThreadKind, Timestamp,
};
use crate::sources::nest_replies::{comment, nest_replies};
use crate::sources::poll::Poll;
use crate::sources::records::{Fault, Left, ThreadRecords};
use crate::sources::values::{Text, filled, last_change, names, person, time, web};
use crate::sources::{SkipReason, fields, problems};

use super::wire;
use super::wire::{Author, List, Node, post_id};

/// Where GitHub says that it made a discussion of a release.
const RELEASE: &str = "<hr /><em>This discussion was created from the release";

/// Makes a thread of a discussion.
pub(super) fn thread(
    records: &ThreadRecords<'_, ()>,
    settings: &SourceSettings,
    sink: &mut Sink,
) -> Result<Thread, Left> {
    let root = &records.all[0];
    let mut wire: Node<'_> = root.parse("discussion").map_err(Left::Invalid)?;
    if !is_shown(&wire) {
        return Err(Left::Skip(SkipReason::Hidden));
    }
    let Some(title) = filled(&wire.title).map(fields::one_line) else {
        let message = "this discussion has no title".to_owned();
        return Err(Left::Invalid(Fault { message, note: None, at: 0 }));
    };
    let place = Place::column(root.path, root.spot.line as usize, root.spot.column as usize);
    check_whole(&wire, records.id, &place, sink);
    let comments = wire.comments.take().map(List::into_nodes).unwrap_or_default();
    let answer = wire.answer.take();
    let base = Base { settings, thread: wire.url.as_ref().map(|url| url.0.as_ref()) };
    let mut question = base.post(&wire, records.id.to_owned());
    question.body = with_poll(question.body, &wire);
    let accepted = answer.as_ref().and_then(|answer| id_of(answer));
    let mut posts = Vec::with_capacity(comments.len());
    for (at, mut node) in comments.into_iter().enumerate() {
        let replies = node.replies.take().map(List::into_nodes).unwrap_or_default();
        let shown = is_shown(&node).then(|| base.answer(&node, &format!("c{}", at + 1), &accepted));
        let mut marked = Vec::new();
        let mut remarks: Vec<Comment> = Vec::new();
        for (n, reply) in replies.iter().enumerate().filter(|(_, reply)| is_shown(reply)) {
            let post = base.answer(reply, &format!("c{}-{}", at + 1, n + 1), &accepted);
            // A reply can be the answer.
            if post.accepted { marked.push(post) } else { remarks.push(comment(post)) }
        }
        posts.extend(shown.map(|post| (None, Post { comments: remarks, ..post })));
        posts.extend(marked.into_iter().map(|post| (None, post)));
    }
    if let Some(answer) = answer.filter(|_| !posts.iter().any(|(_, post)| post.accepted)) {
        // It lies behind the page of comments that was asked for.
        posts.push((None, Post { accepted: true, ..base.answer(&answer, "answer", &None) }));
    }
    let origin = Origin { path: root.path.to_owned(), line: root.spot.line as usize };
    let id = ThreadId(records.id.to_owned());
    let (question, answers) = nest_replies(question, posts.into_iter());
    let mut thread = Thread::new(id, ThreadKind::Question, title, question, origin);
    thread.answers = answers;
    thread.math = Math::Likely;
    thread.accepted = thread.answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
    thread.url = web(&wire.url);
    let labels = wire.labels.take().map(List::into_nodes).unwrap_or_default();
    if let Some(category) = &wire.category {
        let name = filled(&category.name).map(str::to_owned);
        thread.category.path = name.clone().into_iter().collect();
        thread.channels = name.into_iter().chain(names([&category.slug, &category.id])).collect();
    }
    let named = labels.iter().chain(wire.category.as_ref());
    thread.tags = named.filter_map(|named| filled(&named.name)).map(str::to_owned).collect();
    thread.updated = last_change(&thread).or(moment(&wire.updated_at));
    problems::tell_footnotes(&thread, &place, sink);
    Ok(thread)
}

struct Base<'a> {
    settings: &'a SourceSettings,
    thread: Option<&'a str>,
}

impl Base<'_> {
    fn post(&self, node: &Node<'_>, id: String) -> Post {
        let created = moment(&node.created_at);
        Post {
            author: node.author.as_ref().and_then(|author| self.person(author, node)),
            created,
            edited: moment(&node.last_edited_at).filter(|edited| Some(*edited) != created),
            // Everybody's own vote comes with what they write.
            votes: node.upvote_count.map_or(0, |n| n.saturating_sub(1).max(0)),
            url: web(&node.url).or_else(|| self.thread.map(str::to_owned)),
            ..Post::new(PostId(id), body(node))
        }
    }

    fn answer(&self, node: &Node<'_>, otherwise: &str, accepted: &Option<String>) -> Post {
        let id = id_of(node).unwrap_or_else(|| otherwise.to_owned());
        let is_answer = node.is_answer == Some(true) || accepted.as_ref() == Some(&id);
        Post { accepted: is_answer, ..self.post(node, id) }
    }

    fn person(&self, author: &Author<'_>, node: &Node<'_>) -> Option<Person> {
        let login = filled(&author.login)?;
        let kind = filled(&author.kind);
        let is_bot = kind == Some("Bot") || login.ends_with("[bot]");
        let role = match filled(&node.author_association) {
            _ if is_bot => Role::Bot,
            _ if kind == Some("Organization") => Role::Brand,
            // Whose repository it is, and the members of the organisation that owns it.
            Some("OWNER" | "MEMBER") => Role::Staff,
            // Guests with rights to keep order.
            Some("COLLABORATOR") => Role::Moderator,
            Some("CONTRIBUTOR") => Role::Expert,
            _ => Role::Member,
        };
        let url = Some(format!("https://github.com/{}", login.trim_end_matches("[bot]")));
        Some(Person { url, ..person(login, None, role, self.settings) })
    }
}

fn id_of(node: &Node<'_>) -> Option<String> {
    post_id(filled(&node.url), filled(&node.id)).map(str::to_owned)
}

/// Adds the poll of a discussion to what it says.
fn with_poll(body: Markup, node: &Node<'_>) -> Markup {
    let poll = node.poll.and_then(|raw| serde_json::from_str::<wire::Poll<'_>>(raw.get()).ok());
    let Some(poll) = poll else { return body };
    let options = poll.options.map(List::into_nodes).unwrap_or_default();
    let option = |option: wire::PollOption<'_>| {
        let name = filled(&option.option).unwrap_or_default().to_owned();
        (name, option.total_vote_count)
    };
    let poll = Poll {
        question: filled(&poll.question).unwrap_or_default().to_owned(),
        options: options.into_iter().map(option).collect(),
        voters: poll.total_vote_count,
    };
    poll.added_to(body)
}

fn body(node: &Node<'_>) -> Markup {
    let markup = |syntax, text: &str| Markup { syntax, text: text.to_owned() };
    let text = filled(&node.body).map(|text| text.split(RELEASE).next().unwrap_or(text));
    text.map(|text| markup(Syntax::Markdown(Dialect::GitHub), text))
        .or_else(|| filled(&node.body_html).map(|html| markup(Syntax::Html, html)))
        .or_else(|| filled(&node.body_text).map(|text| markup(Syntax::Text, text)))
        .unwrap_or_default()
}

/// Spam and abuse stay minimised, and so does what gives no reason.
fn is_shown(node: &Node<'_>) -> bool {
    let reason = filled(&node.minimized_reason).unwrap_or("spam").to_ascii_lowercase();
    let is_bad =
        !["off_topic", "off-topic", "outdated", "duplicate", "resolved"].contains(&reason.as_str());
    moment(&node.deleted_at).is_none() && !(node.is_minimized == Some(true) && is_bad)
}

/// `0001-01-01` is how Go says that there is no moment.
fn moment(text: &Option<Text<'_>>) -> Option<Timestamp> {
    time(text).filter(|time| time.0 > 0)
}

/// Lists are cut off without a word where the query asked for too few.
fn check_whole(wire: &Node<'_>, id: &str, place: &Place, sink: &mut Sink) {
    let lists = wire.comments.iter();
    let comments = lists.flat_map(|list| list.nodes.iter().flatten().flatten());
    let replies = comments.filter_map(|comment| comment.replies.as_ref());
    let counts: Vec<(usize, usize)> = wire
        .comments
        .iter()
        .chain(replies)
        .map(|list| (list.n_here(), list.total_count.unwrap_or(list.n_here())))
        .collect();
    let n_here: usize = counts.iter().map(|(n_here, _)| n_here).sum();
    let n_missing: usize = counts.iter().map(|(n_here, n_all)| n_all.saturating_sub(*n_here)).sum();
    if n_missing > 0 {
        let (what, note, help) = (
            "discussion",
            "a query gets as many comments and replies as its `first:` says",
            "ask for `comments(first: 100)` and `replies(first: 100)`".to_owned(),
        );
        let n_all = n_here + n_missing;
        sink.push(problems::truncated(place.clone(), (what, id), (n_here, n_all), note, help));
    }
}
