//! One thread, whole: its posts, what they do, and where the mark stands that decided.

use crate::config::Config;
use crate::diag::{Excerpt, Place};
use crate::model::{Opening, PostClass, PostId, Resolution, Thread, ThreadId};
use crate::normalize::{Assessment, ThreadClasses};
use crate::pipeline::prepare::prepare_thread;
use crate::privacy::{Privacy, PrivacyFindings, PrivacyRules};
use crate::sources::Reader;

use super::ThreadList;

/// So many characters of a mark are shown; what is longer are somebody's words.
const LONGEST_MARK: usize = 60;

/// One thread as a build sees it, with nothing private in it.
#[derive(Debug)]
pub struct ThreadDetail {
    /// The thread.
    pub thread: Thread,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The position of the answer that comes first.
    pub best: Option<usize>,
    /// Where the mark stands on which that rests, or where the thread starts. The mark alone is
    /// quoted, and only where nothing private can be in it.
    pub place: Option<Place>,
    /// What opens it, and the words that say so.
    pub opening: (Opening, Option<String>),
    /// What its posts and remarks do.
    pub classes: Vec<PostClassification>,
}

/// What a post does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostClassification {
    /// The post.
    pub post: PostId,
    /// What it does.
    pub class: PostClass,
    /// The words that decided it; `None` where its place in the thread did.
    pub words: Option<String>,
}

impl ThreadDetail {
    /// Finds what is known of a post.
    pub fn class_of(&self, post: &PostId) -> Option<&PostClassification> {
        self.classes.iter().find(|classed| classed.post == *post)
    }
}

impl ThreadList {
    /// Reads one thread again; `None` when it is not there any more, or may not be shown.
    pub fn detail(
        &self,
        config: &Config,
        rules: &PrivacyRules,
        reader: &dyn Reader,
        source: usize,
        id: &ThreadId,
    ) -> Option<ThreadDetail> {
        let privacy = Privacy::new(config, rules, self.names.clone());
        let known = self.places.get(source, id).filter(|unit| *unit < reader.n_units());
        let others = (0..reader.n_units()).filter(|unit| Some(*unit) != known);
        let mut units = known.into_iter().chain(others);
        let is_it = |thread: &Thread| thread.id == *id;
        let mut thread =
            units.find_map(|unit| reader.read(unit).threads.into_iter().find(is_it))?;
        let (mut place, mut reading) = (None, None);
        let look = |thread: &Thread, assessment: &Assessment| {
            let Assessment { resolution, .. } = assessment;
            place = reader.locate(thread, resolution.reason, resolution.evidence.as_ref());
            reading = Some(ThreadClasses::of(thread));
        };
        let mut findings = PrivacyFindings::default();
        let Assessment { resolution, best, .. } =
            prepare_thread(&privacy, source, &mut thread, &mut findings, look).ok()?;
        // Who is of privacy.yaml may be named in ways that are too short to be looked for.
        let may_name = !findings.sightings.is_empty();
        let place = place.map(|place| fit_to_show(place, may_name, &privacy));
        let (opening, classes) = read(reading?, &ThreadClasses::with_words(&thread));
        Some(ThreadDetail { thread, resolution, best, place, opening, classes })
    }
}

/// Of the line around a mark leaves the mark, and that only if it is fit to be shown: an export
/// writes e-mail addresses and names in ways of its own, and no line of it was cleaned.
fn fit_to_show(place: Place, may_name: bool, privacy: &Privacy<'_>) -> Place {
    let marked = |excerpt: Excerpt| excerpt.text[excerpt.range].to_owned();
    let is_fit =
        |text: &String| !may_name && is_plain_mark(text) && !privacy.refuses(text.as_bytes(), true);
    let text = place.excerpt.map(marked).filter(is_fit);
    let excerpt = text.map(|text| Excerpt { range: 0..text.len(), text });
    Place { excerpt, ..place }
}

/// Tells marks that say what they say as they stand: no escapes, markup or lists, in which
/// something private would be in pieces, and no whole posts.
fn is_plain_mark(text: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " \":=_-.,'".contains(c);
    text.chars().count() <= LONGEST_MARK && text.chars().all(is_plain)
}

/// Takes what posts do from a thread as it was written, where it is known who is meant, and
/// the words that say so from it as it is shown.
fn read(
    written: ThreadClasses,
    shown: &ThreadClasses,
) -> ((Opening, Option<String>), Vec<PostClassification>) {
    let words = shown.posts.iter().map(|post| post.clause.clone()).chain(std::iter::repeat(None));
    let posts = written.posts.into_iter().zip(words);
    let classes =
        posts.map(|(post, words)| PostClassification { post: post.id, class: post.class, words });
    ((written.opening, shown.clause.clone()), classes.collect())
}

#[cfg(test)]
mod tests {
    use super::is_plain_mark;

    #[test]
    fn marks_in_which_something_could_hide_are_not_plain() {
        let plain = ["\"accepted_answer\": true", "Score=\"28\"", "Олена Гнатюк", "500"];
        for mark in plain {
            assert!(is_plain_mark(mark), "{mark}");
        }
        let others = [
            r#""username": "jane\u0040example.org""#,
            "jane<b>@</b>example.org",
            r#"[{"text": "+386 41"}, " 555 333"]"#,
            "jane&#64;example.org",
            "jane%40example.org",
            "jane@example.org",
            "a\u{202e}b",
        ];
        for mark in others {
            assert!(!is_plain_mark(mark), "{mark}");
        }
        assert!(!is_plain_mark(&format!("\"text\": \"{}\"", "call me ".repeat(9))));
    }
}
