//! Turns the messages of a thread into a question with answers.

use std::collections::HashMap;

use crate::config::SourceSettings;
use crate::model::{
    Category, Markup, Origin, PersonId, Post, PostId, Role, Solved, SolvedBy, Syntax, Thread,
    ThreadId, ThreadKind,
};
use crate::normalize::{made_title, plain_text, without_signature};
use crate::sources::nest_replies::nest_replies;

use super::draft::{Draft, append};
use super::message::Message;
use super::{cues, parts};

/// Messages in a row become one post when they are no further apart, in seconds.
const PAUSE: i64 = 15 * 60;

/// How much of a message is read for marks in words.
const MARKS_WITHIN: usize = 1_000;

/// How much of a message is read for whether it asks.
const ACT: usize = 4_000;

/// Makes a thread of messages, the question first; `None` when there is none.
pub(super) fn assemble(
    id: ThreadId,
    messages: Vec<Message>,
    origin: Origin,
    settings: &SourceSettings,
) -> Option<Thread> {
    let tags = messages.first()?.tags.clone();
    let named = messages.iter().find_map(|message| message.title.clone());
    let (named, in_title) = unprefixed(named.as_deref().unwrap_or_default(), settings);
    let mut titles = messages.iter().filter_map(|message| message.title.as_deref());
    let in_later = titles.any(|title| unprefixed(title, settings).1);
    let drafts = messages.into_iter().map(|message| draft(message, settings)).collect();
    let mut drafts = joined(parts::joined(drafts)).into_iter();
    let question = drafts.next()?;
    let mut drafts: Vec<Draft> = drafts.collect();
    mark_official(&mut drafts, &id, settings);
    let (_, in_words) = unprefixed(&plain_text(&question.post.body, MARKS_WITHIN), settings);
    let has_prefix = in_title || in_words || in_later;
    let solved = solve(&id, &question, &drafts, has_prefix, settings);
    let best = settings.decisions.get(&id.0).and_then(|decision| decision.best.as_ref());
    let best = best.and_then(|post| draft_of(&drafts, &post.value));
    let best = best.map(|draft| draft.post.id.clone());
    let mut thread = Thread::new(id, ThreadKind::Question, named, question.post, origin);
    thread.decided.best = best;
    thread.url = thread.question.url.clone();
    // What a chat calls its threads by is the channel.
    thread.category = Category { path: tags.first().cloned().into_iter().collect(), id: None };
    thread.tags = tags;
    thread.accepted = solved.as_ref().and_then(|solved| solved.answer.clone());
    let replies = replies(drafts, thread.accepted.as_ref());
    (thread.question, thread.answers) = nest_replies(thread.question, replies);
    thread.solved = solved;
    thread.updated = last_change(&thread);
    if thread.title.is_empty() {
        let made = made_title(&thread);
        thread.title =
            Some(unprefixed(&made, settings).0).filter(|t| !t.is_empty()).unwrap_or(made);
    }
    Some(thread)
}

/// The posts behind the question, with the ids of the posts that they reply to. A message is
/// known by the post that it has become a part of; a reply to the question says no more than
/// where it stands.
fn replies(
    drafts: Vec<Draft>,
    accepted: Option<&PostId>,
) -> impl Iterator<Item = (Option<String>, Post)> {
    let mut posts: HashMap<String, String> = HashMap::new();
    for draft in &drafts {
        for id in &draft.ids {
            posts.entry(id.clone()).or_insert_with(|| draft.post.id.0.clone());
        }
    }
    drafts.into_iter().map(move |Draft { mut post, reply_to, .. }| {
        post.accepted = Some(&post.id) == accepted;
        (reply_to.and_then(|message| posts.get(&message).cloned()), post)
    })
}

fn draft(message: Message, settings: &SourceSettings) -> Draft {
    let marked = message.reactions.iter().any(|name| means_solved(name, settings));
    let Message { id, author, body, created, edited, votes, url, reply_to, joins, .. } = message;
    let ids = vec![id.clone()];
    let attachments = message.attachments;
    let post =
        Post { author, created, edited, votes, url, attachments, ..Post::new(PostId(id), body) };
    Draft { post, last: 0, ids, marked, reply_to, joins }
}

/// Joins what one author wrote in a row, as people do in chats.
fn joined(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut done: Vec<Draft> = Vec::new();
    for draft in drafts {
        let is_opening = done.len() == 1;
        match done.last_mut() {
            Some(last) if belongs(last, &draft) && (is_opening || is_one_act(last, &draft)) => {
                append(last, draft);
            }
            _ => done.push(draft),
        }
    }
    done
}

/// Tells whether a message does what the one before does: whoever answers and then asks has
/// written two posts.
fn is_one_act(last: &Draft, next: &Draft) -> bool {
    let Markup { syntax, ref text } = last.post.body;
    let text = text.get(last.last..).unwrap_or_default().to_owned();
    let acts = [&Markup { syntax, text }, &next.post.body].map(|body| plain_text(body, ACT));
    let [last, next] = acts.each_ref().map(|act| cues::ends_asking(act));
    last == next || acts.iter().any(|act| act.trim().is_empty())
}

fn belongs(last: &Draft, next: &Draft) -> bool {
    let same = match (&last.post.author, &next.post.author) {
        (Some(last), Some(next)) => last.id == next.id,
        _ => false,
    };
    let soon = match (last.post.edited.max(last.post.created), next.post.created) {
        (Some(last), Some(next)) => next.0 - last.0 <= PAUSE,
        _ => false,
    };
    // A reply to another message than the one before is about something else.
    let about = next
        .reply_to
        .as_ref()
        .is_none_or(|to| last.ids.contains(to) || last.reply_to.as_ref() == Some(to));
    let syntax = last.post.body.syntax == next.post.body.syntax;
    last.joins && next.joins && same && soon && about && syntax
}

/// Finds what says that the thread is solved: what people decided, a reaction, words.
fn solve(
    id: &ThreadId,
    question: &Draft,
    drafts: &[Draft],
    has_prefix: bool,
    settings: &SourceSettings,
) -> Option<Solved> {
    let asker = author_of(&question.post);
    let named = |by, draft: &Draft| Some(Solved { by, answer: Some(draft.post.id.clone()) });
    let decided = settings.decisions.get(&id.0).and_then(|decision| decision.solved.as_ref());
    if let Some(draft) = decided.and_then(|post| draft_of(drafts, &post.value)) {
        return named(SolvedBy::Decision, draft);
    }
    let by_others = |draft: &&Draft| asker.is_none() || author_of(&draft.post) != asker;
    let marked = drafts.iter().filter(|draft| draft.marked);
    if let Some(draft) = marked.clone().find(by_others) {
        return named(SolvedBy::Reaction, draft);
    }
    let by = match question.marked || marked.clone().next().is_some() {
        true => SolvedBy::Reaction,
        false if has_prefix => SolvedBy::Prefix,
        false => return None,
    };
    let helps = |draft: &&Draft| {
        by_others(draft) && draft.post.role() != Role::Bot && !is_question(&draft.post)
    };
    let mut candidates = drafts.iter().filter(helps);
    match (candidates.next(), candidates.next(), marked.clone().next()) {
        // The only reply that can be meant.
        (Some(only), None, _) => named(by, only),
        // The asker found the solution.
        (None, _, Some(own)) => named(by, own),
        (_, _, _) => Some(Solved { by, answer: None }),
    }
}

/// Finds the post that a message has become a part of.
fn draft_of<'d>(drafts: &'d [Draft], message: &String) -> Option<&'d Draft> {
    drafts.iter().find(|draft| draft.ids.contains(message))
}

/// Marks the post that the official message has become a part of.
fn mark_official(drafts: &mut [Draft], id: &ThreadId, settings: &SourceSettings) {
    let said = settings.decisions.get(&id.0).and_then(|decision| decision.official.as_ref());
    let is_it = |draft: &&mut Draft| said.is_some_and(|post| draft.ids.contains(&post.value));
    if let Some(draft) = drafts.iter_mut().find(is_it) {
        draft.post.official = true;
    }
}

fn is_question(post: &Post) -> bool {
    without_signature(&plain_text(&post.body, MARKS_WITHIN)).ends_with(['?', '？'])
}

fn author_of(post: &Post) -> Option<&PersonId> {
    post.author.as_ref().map(|author| &author.id)
}

/// Cuts a mark such as `[SOLVED]` off; `true` when there was one.
fn unprefixed(text: &str, settings: &SourceSettings) -> (String, bool) {
    let mut rest = text.trim();
    let mut found = false;
    while let Some(prefix) = settings.solved.prefixes.iter().find(|p| starts_with(rest, p)) {
        let len = prefix.trim().chars().count();
        rest = rest.char_indices().nth(len).map_or("", |(at, _)| &rest[at..]);
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":-–—|\u{fe0f}".contains(c));
        found = true;
    }
    (rest.to_owned(), found)
}

fn starts_with(text: &str, prefix: &str) -> bool {
    let mut text = text.chars().flat_map(char::to_lowercase);
    let mut prefix = prefix.trim().chars().flat_map(char::to_lowercase).peekable();
    prefix.peek().is_some() && prefix.all(|wanted| text.next() == Some(wanted))
}

/// The emoji of the names that mean solved on most platforms.
const EMOJI: [(&str, &str); 4] = [
    ("ballot_box_with_check", "☑"),
    ("heavy_check_mark", "✔"),
    ("white_check_mark", "✅"),
    ("+1", "👍"),
];

fn means_solved(reaction: &str, settings: &SourceSettings) -> bool {
    let reaction = plain_name(reaction);
    settings.solved.reactions.iter().any(|wanted| plain_name(wanted) == reaction)
}

/// A reaction without colons, skin tones and variants; by name where it has one.
fn plain_name(name: &str) -> &str {
    let name = name.trim().trim_matches(':').trim_end_matches('\u{fe0f}');
    let name = name.split("::").next().unwrap_or(name);
    EMOJI.iter().find(|(_, emoji)| *emoji == name).map_or(name, |(name, _)| name)
}

fn last_change(thread: &Thread) -> Option<crate::model::Timestamp> {
    let comments = thread.posts().flat_map(|post| &post.comments).map(|comment| comment.created);
    let posts = thread.posts().flat_map(|post| [post.created, post.edited]);
    posts.chain(comments).flatten().max()
}

/// Makes HTML the text of a message.
pub(in crate::sources) fn html(text: String) -> Markup {
    Markup { syntax: Syntax::Html, text }
}
