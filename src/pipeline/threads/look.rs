//! One thread, whole: its posts, what they do, and where the mark stands that decided.

use crate::config::Config;
use crate::diag::Place;
use crate::model::{Opening, PostClass, PostId, Resolution, Thread, ThreadId};
use crate::normalize::{Reading, Standing};
use crate::pipeline::prepare::prepare_thread;
use crate::privacy::{Decisions, Noted, Privacy};
use crate::sources::Reader;

use super::Listing;

/// One thread as a build sees it, with nothing private in it.
#[derive(Debug)]
pub struct Look {
    /// The thread.
    pub thread: Thread,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The position of the answer that comes first.
    pub best: Option<usize>,
    /// Where the mark stands on which that rests, or where the thread starts.
    pub place: Option<Place>,
    /// What opens it, and the words that say so.
    pub opening: (Opening, Option<String>),
    /// What its posts and remarks do.
    pub classes: Vec<Classed>,
}

/// What a post does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classed {
    /// The post.
    pub post: PostId,
    /// What it does.
    pub class: PostClass,
    /// The words that decided it; `None` where its place in the thread did.
    pub words: Option<String>,
}

impl Look {
    /// Finds what is known of a post.
    pub fn class_of(&self, post: &PostId) -> Option<&Classed> {
        self.classes.iter().find(|classed| classed.post == *post)
    }
}

impl Listing {
    /// Reads one thread again; `None` when it is not there any more, or may not be shown.
    pub fn look(
        &self,
        (config, decisions): (&Config, &Decisions),
        reader: &dyn Reader,
        source: usize,
        id: &ThreadId,
    ) -> Option<Look> {
        let privacy = Privacy::new(config, decisions, self.forms.clone());
        let known = self.places.get(source, id).filter(|unit| *unit < reader.n_units());
        let others = (0..reader.n_units()).filter(|unit| Some(*unit) != known);
        let mut units = known.into_iter().chain(others);
        let is_it = |thread: &Thread| thread.id == *id;
        let mut thread =
            units.find_map(|unit| reader.read(unit).threads.into_iter().find(is_it))?;
        let (mut place, mut reading) = (None, None);
        let look = |thread: &Thread, standing: &Standing| {
            let Standing { resolution, .. } = standing;
            place = reader.locate(thread, resolution.reason, resolution.evidence.as_ref());
            reading = Some(Reading::of(thread));
        };
        let Standing { resolution, best, .. } =
            prepare_thread(&privacy, source, &mut thread, &mut Noted::default(), look).ok()?;
        let (opening, classes) = read(reading?, &Reading::with_words(&thread));
        Some(Look { thread, resolution, best, place, opening, classes })
    }
}

/// Takes what posts do from a thread as it was written, where it is known who is meant, and
/// the words that say so from it as it is shown.
fn read(written: Reading, shown: &Reading) -> ((Opening, Option<String>), Vec<Classed>) {
    let words = shown.posts.iter().map(|post| post.clause.clone()).chain(std::iter::repeat(None));
    let posts = written.posts.into_iter().zip(words);
    let classes = posts.map(|(post, words)| Classed { post: post.id, class: post.class, words });
    ((written.opening, shown.clause.clone()), classes.collect())
}
