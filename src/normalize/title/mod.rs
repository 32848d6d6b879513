//! Titles: one maker for all sources, in the asker's words.
//!
//! A thread that has no title gets the sentence of its opening that says most: one that asks
//! before one that tells of a problem, one with telling words before "How can I fix this?", the
//! message of a program before "I get the error below". Greetings, leads, mentions, addresses,
//! emoji and thanks go; nothing is added. A title that somebody wrote stays, but for marks such
//! as `[SOLVED]`; behind one that only names a subject goes the question.

mod address;
mod clean;
mod cues;
mod cut;
mod ends;
mod failure;
mod given;
mod marks;
mod mention;
mod names;
mod pick;
mod sentence;
mod token;
mod weak;
mod worth;

#[cfg(test)]
mod tests;

use crate::model::{Comment, Thread, ThreadKind};

use super::plain::{plain_lines, plain_text};
use names::Names;
use pick::Reading;

/// How much of an opening is read, in bytes.
const SAMPLE_LENGTH: usize = 4_000;

/// The same for what goes behind a title that names a subject.
const SUBJECT_SAMPLE_LENGTH: usize = 1_500;

/// Returns a title for a thread that has none: never empty.
pub fn made_title(thread: &Thread) -> String {
    let names = names(thread);
    let text = opening(thread, SAMPLE_LENGTH);
    let text = clean::cleaned(&text, &names);
    best_title(&readings(thread, &text, &names)).unwrap_or_else(|| stopgap(thread))
}

/// Makes a thread's title fit to be shown: makes one where there is none, or where it is only
/// a made one, and tidies one that somebody wrote.
pub(super) fn prepare_title(thread: &mut Thread) {
    let is_by_hand = thread.question.by_hand || thread.kind == ThreadKind::Answer;
    if thread.title.is_empty() && thread.kind == ThreadKind::Question {
        thread.title = made_title(thread);
    } else if !is_by_hand && let Some(title) = better(thread) {
        thread.title = title;
    }
}

/// Returns what a given title becomes, when it is to be another.
fn better(thread: &Thread) -> Option<String> {
    let tidied = given::tidied(&thread.title);
    let title = tidied.as_deref().unwrap_or(&thread.title);
    let better = remade(thread, title).or_else(|| tidied.clone());
    better.filter(|title| !title.is_empty())
}

/// Returns a title made anew for one that was only made, or that names no more than a subject.
fn remade(thread: &Thread, title: &str) -> Option<String> {
    let remarks = own_remarks(thread).map(|comment| comment.body.text.as_str());
    let texts = std::iter::once(thread.question.body.text.as_str()).chain(remarks);
    let is_subject = weak::is_subject(title) && texts.clone().any(weak::may_say);
    let may_be_made = given::may_be_made(title, texts);
    if !may_be_made && !is_subject {
        return None;
    }
    let most = if may_be_made { SAMPLE_LENGTH } else { SUBJECT_SAMPLE_LENGTH };
    let text = opening(thread, most);
    let from = if may_be_made { given::origin(title, &text) } else { None };
    if from.is_none() && !is_subject {
        return None;
    }
    let names = names(thread);
    let text = clean::cleaned(&text, &names);
    let readings = readings(thread, &text, &names);
    match from {
        Some(from) if readings.is_empty() && from != given::Origin::Bare => Some(stopgap(thread)),
        Some(from) => given::improved(title, from, &readings, &names),
        None => weak::completed(title, &readings),
    }
}

/// The sentences of an opening, and what a program said.
fn readings<'t>(thread: &Thread, text: &'t str, names: &Names) -> Vec<Reading<'t>> {
    let remarks = own_remarks(thread).map(|comment| &comment.body);
    let mut bodies = std::iter::once(&thread.question.body).chain(remarks);
    let failure = bodies.find_map(failure::failure).map(Reading::of_failure);
    let mut readings: Vec<_> = pick::readings(text, names).into_iter().chain(failure).collect();
    pick::with_failure(&mut readings);
    readings
}

fn best_title(readings: &[Reading<'_>]) -> Option<String> {
    pick::best(readings).map(|best| cut::titled(&best.words)).filter(|title| !title.is_empty())
}

/// What the asker wrote before anybody answered, as lines.
fn opening(thread: &Thread, most: usize) -> String {
    let mut text = plain_lines(&thread.question.body, most);
    for comment in own_remarks(thread) {
        if text.len() >= most {
            break;
        }
        text.push_str("\n\n");
        text.push_str(&plain_lines(&comment.body, most - text.len().min(most)));
    }
    text
}

fn own_remarks(thread: &Thread) -> impl Iterator<Item = &Comment> + Clone {
    let asker = thread.question.author.as_ref().map(|author| &author.id);
    let answered = thread.answers.iter().filter_map(|answer| answer.created).min();
    let is_before = move |comment: &&Comment| match (comment.created, answered) {
        (Some(created), Some(answered)) => created <= answered,
        (_, _) => true,
    };
    let is_own = move |comment: &&Comment| {
        asker.is_some() && comment.author.as_ref().map(|author| &author.id) == asker
    };
    thread.question.comments.iter().take_while(is_own).take_while(is_before)
}

/// Everybody who writes in a thread, as far as mentions may name them.
fn names(thread: &Thread) -> Names {
    let people = thread.posts().flat_map(|post| {
        let comments = post.comments.iter().filter_map(|comment| comment.author.as_ref());
        post.author.iter().chain(comments)
    });
    Names::new(people.map(|person| person.name.as_str()))
}

/// A title for an opening without a sentence: its first words, its file, what was answered.
fn stopgap(thread: &Thread) -> String {
    let words = || cut::titled(&plain_text(&thread.question.body, SAMPLE_LENGTH));
    let file = || thread.question.attachments.first().map(|file| file.name.clone());
    let answers = || {
        let names = Names::default();
        let mut posts = thread.answers.iter().take(8);
        posts.find_map(|post| {
            let text = clean::cleaned(&plain_lines(&post.body, SAMPLE_LENGTH), &names);
            best_title(&pick::readings(&text, &names))
        })
    };
    let known = [Some(words()).filter(|words| !words.is_empty()), file(), answers()];
    let found = known.into_iter().flatten().find(|title| !title.trim().is_empty());
    found.or_else(|| thread.tags.first().cloned()).unwrap_or_else(|| thread.id.0.clone())
}
