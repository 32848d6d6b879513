//! What other pages may know about a thread: a small record that stays in
//! memory while bodies go to disk.

use std::collections::{BTreeMap, HashSet};

use crate::math::in_words;
use crate::model::{
    Category, Grade, Markup, Origin, Person, PersonId, Popularity, PostId, Resolution, Role,
    SectionDigests, Thread, ThreadId, ThreadKind, Timestamp,
};
use crate::text::Lang;

use super::fragments::fragments;
use super::html::rule_of;
use super::language::LanguageDetector;
use super::overrides::apply_overrides;
use super::plain::{gist, plain_text};
use super::platform_marks::by_mark;
use super::resolution::{Grading, assess};
use super::sections::section_digests;
use super::talk::{demote, talk};

/// How long a teaser is, in characters.
const TEASER: usize = 180;

/// How long the first lines of other answers are, in characters.
const LINES: usize = 100;

/// What other pages may know about a thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Summary {
    /// The source's own id.
    pub id: ThreadId,
    /// The position of the source in the settings.
    pub source: usize,
    /// A thread, or an answer written by hand.
    pub kind: ThreadKind,
    /// Plain text.
    pub title: String,
    /// The address wished for.
    pub slug: Option<String>,
    /// The address of the original.
    pub url: Option<String>,
    /// The thread's language.
    pub lang: Lang,
    /// Who asked.
    pub asker: Option<String>,
    /// Their account.
    pub asker_id: Option<PersonId>,
    /// The licence of the question.
    pub licence: Option<String>,
    /// When it was asked.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// Tags as written, without those that only repeat where the thread lies.
    pub tags: Vec<String>,
    /// What the question is about.
    pub products: Vec<String>,
    /// The versions that it is about.
    pub versions: Vec<String>,
    /// Where its community keeps it.
    pub category: Category,
    /// How often it was read and liked.
    pub popularity: Popularity,
    /// The votes of the question and of its best answer.
    pub votes: i64,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The position of the best answer.
    pub best: Option<usize>,
    /// The id of the best answer.
    pub first: Option<PostId>,
    /// Whether a person decided that it is published, or is not.
    pub publish: Option<bool>,
    /// Whoever writes it is not done yet.
    pub draft: bool,
    /// The best answer is official.
    pub official: bool,
    /// When the best answer was written, changed or checked last.
    pub answered: Option<Timestamp>,
    /// When the answer must be checked again.
    pub expires: Option<Timestamp>,
    /// The first words of the best answer, or of the question.
    pub teaser: String,
    /// Everyone who answered or commented, in order of appearance.
    pub credits: Vec<Credit>,
    /// How many answers there are.
    pub n_answers: usize,
    /// The thread that asked this before: its source, by position, and its id.
    pub duplicate_of: Option<(usize, ThreadId)>,
    /// The original of a translation.
    pub translation_of: Option<String>,
    /// What the original said when somebody checked the translation against it.
    pub translated_from: Option<SectionDigests>,
    /// What an answer written by hand says, which may be the original of others.
    pub sections: SectionDigests,
    /// When somebody checked the answer.
    pub checked: Option<Timestamp>,
    /// Who did, or who wrote the best answer.
    pub owner: Option<String>,
    /// Other wordings.
    pub aliases: Vec<String>,
    /// The parts of its page that links can name, of texts written by hand: their ids by what
    /// links call them.
    pub fragments: BTreeMap<String, String>,
    /// Where the record starts.
    pub origin: Origin,
}

/// A person's share in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Credit {
    /// The source's own id.
    pub person: PersonId,
    /// The name shown.
    pub name: String,
    /// What they are in the community.
    pub role: Role,
    /// Their page in the community.
    pub url: Option<String>,
    /// How many answers they wrote here.
    pub n_answers: usize,
    /// They wrote the best answer.
    pub best: bool,
}

/// How well a thread is solved, and by which answer: known before names are taken out of it,
/// since the asker's thanks are known by the asker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// How well it is solved.
    pub resolution: Resolution,
    /// The position of the best answer.
    pub best: Option<usize>,
    /// A post that is marked as the solution and answers nothing.
    pub idle_mark: Option<PostId>,
    /// Answers, by position, that answer nothing; see [`summarize`].
    pub talk: Vec<usize>,
    /// What an answer written by hand says: with the names in it, so that nobody who is taken
    /// out changes what its translations stand on.
    pub sections: SectionDigests,
}

impl Assessment {
    /// Grades a thread, in which answers of the asker have become answers; what people decided
    /// about it by hand has the last word.
    pub fn of(thread: &mut Thread) -> Assessment {
        let (resolution, best, idle_mark, reading) = match by_mark(thread) {
            Some((resolution, best)) => (resolution, Some(best), None, None),
            None => {
                let Grading { resolution, best, idle_mark, reading } = assess(thread);
                (resolution, best, idle_mark, Some(reading))
            }
        };
        let (talk_of_none, sections) = Default::default();
        let graded = Assessment { resolution, best, idle_mark, talk: talk_of_none, sections };
        let mut assessment = apply_overrides(thread, graded);
        assessment.sections = sections_of(thread, assessment.best);
        assessment.talk = talk(thread, &assessment, reading.as_ref());
        assessment
    }
}

/// Sums up a thread of the given source. Answers that answer nothing become remarks.
pub fn summarize(
    thread: &mut Thread,
    mut assessment: Assessment,
    source: usize,
    usual: Option<Lang>,
    languages: &LanguageDetector,
) -> Summary {
    let talk = demote(thread, &mut assessment);
    let thread = &*thread;
    let Assessment { resolution, best, sections, .. } = assessment;
    let shown = best.map_or(&thread.question, |at| &thread.answers[at]);
    let words = gist(&shown.body, TEASER * 4);
    let asked = || format!("{} {} {words}", thread.title, plain_text(&thread.question.body, 400));
    let lang = match thread.language {
        Some(lang) => lang,
        None => languages.of(None, usual, &asked()),
    };
    Summary {
        id: thread.id.clone(),
        source,
        kind: thread.kind,
        title: title_of(thread, &words),
        slug: thread.slug.clone(),
        url: thread.url.clone(),
        lang,
        asker: thread.question.author.as_ref().map(|author| author.name.clone()),
        asker_id: thread.question.author.as_ref().map(|author| author.id.clone()),
        licence: thread.question.licence.clone().or(thread.licence.clone()),
        created: thread.created.or(thread.question.created),
        updated: updated_of(thread),
        tags: own_tags(thread),
        products: thread.products.clone(),
        versions: thread.versions.clone(),
        category: thread.category.clone(),
        popularity: thread.popularity,
        votes: votes(thread, best),
        best,
        first: best.map(|at| thread.answers[at].id.clone()),
        publish: thread.decided.publish,
        draft: thread.decided.draft,
        official: best.is_some_and(|at| is_official(thread, at)),
        answered: best.and_then(|at| answered(thread, at)),
        expires: thread.expires,
        teaser: thread.summary.clone().unwrap_or_else(|| teaser(&words)),
        credits: credits(thread, best, resolution.grade, &talk),
        resolution,
        n_answers: thread.answers.len(),
        duplicate_of: thread.duplicate_of.clone().map(|id| (source, id)),
        translation_of: thread.translation_of.clone(),
        translated_from: thread.translated_from.clone(),
        sections,
        checked: thread.verified.as_ref().map(|verified| verified.on),
        owner: owner(thread, best),
        aliases: thread.aliases.clone(),
        fragments: fragments(thread),
        origin: thread.origin.clone(),
    }
}

/// Chats and lists call a thread by its channel; that is its category already.
fn own_tags(thread: &Thread) -> Vec<String> {
    let folded = |text: &str| text.trim().to_lowercase();
    let names: Vec<String> = thread.category.path.iter().map(|name| folded(name)).collect();
    thread.tags.iter().filter(|tag| !names.contains(&folded(tag))).cloned().collect()
}

/// Only what is written by hand is translated.
fn sections_of(thread: &Thread, best: Option<usize>) -> SectionDigests {
    match thread.kind {
        ThreadKind::Answer => section_digests(thread, best),
        ThreadKind::Question => SectionDigests::default(),
    }
}

/// Whom to ask about an answer.
fn owner(thread: &Thread, best: Option<usize>) -> Option<String> {
    let checked = thread.verified.as_ref().and_then(|verified| verified.by.clone());
    let author = best.and_then(|at| thread.answers[at].author.as_ref());
    checked.or_else(|| author.map(|author| author.name.clone()))
}

fn votes(thread: &Thread, best: Option<usize>) -> i64 {
    let of_best = best.map_or(0, |at| thread.answers[at].votes);
    thread.question.votes.saturating_add(of_best)
}

fn title_of(thread: &Thread, words: &str) -> String {
    let title: Vec<&str> = thread.title.split_whitespace().collect();
    match (title.is_empty(), rule_of(thread.math)) {
        (true, _) => teaser(words),
        (false, Some(rule)) => in_words(&title.join(" "), rule),
        (false, None) => title.join(" "),
    }
}

fn is_official(thread: &Thread, at: usize) -> bool {
    let post = &thread.answers[at];
    post.official || post.role().is_official()
}

/// When an answer was written, changed or checked last.
fn answered(thread: &Thread, at: usize) -> Option<Timestamp> {
    let post = &thread.answers[at];
    let checked = thread.verified.as_ref().map(|verified| verified.on);
    // Of an answer that was written by hand the thread has the days.
    let is_by_hand = thread.kind == ThreadKind::Answer && thread.answers.len() == 1;
    let own = [thread.created, thread.updated].into_iter().filter(|_| is_by_hand).flatten();
    [post.created, post.edited, checked].into_iter().flatten().chain(own).max()
}

fn updated_of(thread: &Thread) -> Option<Timestamp> {
    let posts = thread.posts().flat_map(|post| [post.created, post.edited]).flatten().max();
    let checked = thread.verified.as_ref().map(|verified| verified.on);
    thread.updated.or(posts).or(thread.created).or(checked)
}

/// Returns the first lines of a post, fewer than those of the best answer.
pub fn first_lines(body: &Markup) -> String {
    cut(&gist(body, LINES * 4), LINES)
}

/// Cuts text to a teaser.
pub(super) fn teaser(words: &str) -> String {
    cut(words, TEASER)
}

/// Cuts text to some characters: whole sentences when two fit, else whole words.
fn cut(words: &str, most: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(most) else {
        return words.trim().to_owned();
    };
    let cut = &words[..end];
    let sentence = cut
        .rmatch_indices(['.', '!', '?', '。', '！', '？'])
        .find(|(at, mark)| *at * 2 > end && cut[at + mark.len()..].starts_with([' ', '\u{a0}']));
    match (sentence, cut.rfind(' ')) {
        (Some((at, mark)), _) => cut[..at + mark.len()].to_owned(),
        (None, Some(space)) if space * 2 > end => format!("{} …", &cut[..space]),
        (None, _) => format!("{cut}…"),
    }
}

/// Credits everybody who helped; whoever asked only for having found the answer. What was only
/// talk helped nobody.
fn credits(
    thread: &Thread,
    best: Option<usize>,
    grade: Grade,
    talk: &HashSet<PostId>,
) -> Vec<Credit> {
    let is_found = grade.is_solved() || grade == Grade::Answered;
    let mut credits: Vec<Credit> = Vec::new();
    let mut places: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut credit = |person: &Person, n_answers: usize, best: bool| {
        let at = *places.entry(person.id.clone()).or_insert(credits.len());
        if at == credits.len() {
            let (person, name, role) = (person.id.clone(), person.name.clone(), person.role);
            let (url, best) = (None, false);
            credits.push(Credit { person, name, role, url, n_answers: 0, best });
        }
        credits[at].n_answers += n_answers;
        credits[at].best |= best;
        credits[at].role = credits[at].role.max(person.role);
        if credits[at].url.is_none() {
            credits[at].url.clone_from(&person.url);
        }
    };
    let asker = thread.question.author.as_ref().map(|author| &author.id);
    for (at, answer) in thread.answers.iter().enumerate() {
        let authors = answer.author.iter().map(|author| (author, 1, best == Some(at)));
        let remarks = answer.comments.iter().filter(|remark| !talk.contains(&remark.id));
        let others = remarks.filter_map(|c| c.author.as_ref()).map(|a| (a, 0, false));
        for (author, n_answers, best) in authors.chain(others) {
            let is_own = Some(&author.id) == asker && !(best && is_found);
            if !is_own && author.role != Role::Bot {
                credit(author, n_answers, best);
            }
        }
    }
    credits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_end_where_a_sentence_or_a_word_ends() {
        assert_eq!(teaser("Short."), "Short.");
        let two = format!("{}. {}", "word ".repeat(24).trim(), "more ".repeat(40));
        assert!(teaser(&two).ends_with("word."));
        let long = "слово ".repeat(60);
        assert!(teaser(&long).ends_with("слово …"));
        assert!(teaser(&"x".repeat(400)).chars().count() <= TEASER + 1);
    }
}
