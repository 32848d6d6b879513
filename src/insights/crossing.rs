//! One question that customers type in several languages.
//!
//! Words of two languages have nothing to compare. But where the site's own search finds the same
//! answer for both, or translations of one, and each of the two says in its own language what the
//! title of that answer says, they ask the same.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::text::Lang;

use super::gaps::{Gap, by_demand};
use super::likeness::{Likeness, numbers};

/// A question says what a title does when it is at least so like it. A pair that is wrong hides
/// a gap, and one that is missed is read twice, so less is never enough.
const SAYS_TITLE: f32 = 0.6;

/// The answer that is nearest to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestThread {
    /// What all translations of one answer have in common.
    pub group: usize,
    /// Their titles, each with its language.
    pub titles: Vec<(Lang, String)>,
}

/// Joins questions of several languages that are one. `nearest` finds the answer that the site
/// has close to each; where there is none, a question stays as it is.
pub fn join(
    gaps: Vec<Gap>,
    nearest: &[Option<NearestThread>],
    likeness: &mut Likeness<'_>,
) -> Vec<Gap> {
    let mut joined: Vec<Gap> = Vec::with_capacity(gaps.len());
    let mut of_group: FxHashMap<usize, usize> = FxHashMap::default();
    for (gap, nearest) in gaps.into_iter().zip(nearest) {
        let group = nearest.as_ref().filter(|thread| says_title(&gap, thread, likeness));
        let Some(group) = group.map(|thread| thread.group) else {
            joined.push(gap);
            continue;
        };
        match of_group.get(&group) {
            // Within a language words have told the two apart.
            Some(at) if lacks(&joined[*at], gap.parts[0].lang) => add(&mut joined[*at], gap),
            Some(_) => joined.push(gap),
            None => {
                of_group.insert(group, joined.len());
                joined.push(gap);
            }
        }
    }
    by_demand(&mut joined);
    joined
}

fn lacks(gap: &Gap, lang: Lang) -> bool {
    !gap.parts.iter().any(|part| part.lang.same_language(lang))
}

fn add(gap: &mut Gap, other: Gap) {
    gap.n += other.n;
    gap.days.merge(&other.days);
    gap.wordings.extend(other.wordings);
    gap.parts.extend(other.parts);
    gap.parts.sort_by_key(|part| Reverse(part.n));
}

/// Tells whether a question says what the title of an answer says in its own language.
fn says_title(gap: &Gap, nearest: &NearestThread, likeness: &mut Likeness<'_>) -> bool {
    let part = &gap.parts[0];
    let mut own = nearest.titles.iter().filter(|(lang, _)| lang.same_language(part.lang));
    own.any(|(lang, title)| {
        let is_alike = numbers(title) == numbers(&gap.question);
        let sense = likeness.sense(title, *lang);
        is_alike && likeness.of(&part.sense, &sense) >= SAYS_TITLE
    })
}
