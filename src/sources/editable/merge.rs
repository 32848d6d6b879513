//! Three versions of a thread become one: what was written last time, what a hand made of
//! it, and what the source says now.
//!
//! What only one side changed is taken from that side. Where both changed the same, the
//! hand's stays and the source's words are told as a conflict. What a hand deleted stays
//! away. A post that the source does not have any more goes, unless a hand changed it.

use std::collections::{HashMap, HashSet};

use super::document::{Document, Field, Post, find};
use super::lines;

/// The three versions.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// What was written last time.
    pub base: &'a Document,
    /// What lies there now.
    pub ours: &'a Document,
    /// What the source says now.
    pub theirs: &'a Document,
    /// Posts that the source lost go even where a hand changed them: privacy.yaml took
    /// posts out of the thread.
    pub erases: bool,
}

/// What came of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The thread.
    pub document: Document,
    /// Where both sides changed the same.
    pub conflicts: Vec<Conflict>,
    /// How many posts stay away because a hand deleted them.
    pub n_deleted: usize,
    /// How many posts went because the source has them no more.
    pub n_gone: usize,
}

/// Something that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The post; `None` when it is a setting, or the first text.
    pub post: Option<String>,
    /// The name of the value; `text` for a text.
    pub what: String,
    /// What the source says now; empty when it says nothing any more.
    pub theirs: String,
}

/// Merges.
pub fn merge(sides: Sides<'_>) -> Merged {
    let Sides { base, ours, theirs, erases } = sides;
    let mut work = Work { erases, conflicts: Vec::new(), n_deleted: 0, n_gone: 0 };
    let fields = work.fields(None, [&base.fields, &ours.fields, &theirs.fields]);
    let texts = [base, ours, theirs].map(|one| (one.body.as_str(), one.markup.as_deref()));
    let (body, markup) = work.text(None, texts);
    let posts = work.posts([&base.posts, &ours.posts, &theirs.posts]);
    Merged {
        document: Document { fields, body, markup, posts },
        conflicts: work.conflicts,
        n_deleted: work.n_deleted,
        n_gone: work.n_gone,
    }
}

struct Work {
    erases: bool,
    conflicts: Vec<Conflict>,
    n_deleted: usize,
    n_gone: usize,
}

impl Work {
    fn conflict(&mut self, post: Option<&str>, what: &str, theirs: &str) {
        let post = post.map(str::to_owned);
        let (what, theirs) = (what.to_owned(), theirs.trim_end().to_owned());
        self.conflicts.push(Conflict { post, what, theirs });
    }

    fn fields(&mut self, post: Option<&str>, sides: [&[Field]; 3]) -> Vec<Field> {
        let [base, ours, theirs] = sides;
        let mut merged: Vec<Field> = Vec::with_capacity(ours.len().max(theirs.len()));
        for own in ours {
            let (was, new) = (find(base, &own.key), find(theirs, &own.key));
            merged.extend(self.field(post, was, own, new));
        }
        for (at, new) in theirs.iter().enumerate() {
            if find(ours, &new.key).is_some() {
                continue;
            }
            match find(base, &new.key) {
                // A hand took it out.
                Some(was) if was.says(new) => {}
                Some(_) => self.conflict(post, &new.key, &new.raw),
                None => {
                    let before = theirs[..at].iter().rev();
                    let place = before
                        .filter_map(|known| merged.iter().position(|one| one.key == known.key))
                        .next();
                    merged.insert(place.map_or(0, |place| place + 1), new.clone());
                }
            }
        }
        merged
    }

    /// Merges a value that the hand's version has.
    fn field(
        &mut self,
        post: Option<&str>,
        base: Option<&Field>,
        ours: &Field,
        theirs: Option<&Field>,
    ) -> Option<Field> {
        let same = |one: Option<&Field>, two: Option<&Field>| match (one, two) {
            (Some(one), Some(two)) => one.says(two),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if same(Some(ours), theirs) || same(base, theirs) {
            return Some(ours.clone());
        }
        if same(base, Some(ours)) {
            return theirs.cloned();
        }
        let items = |field: Option<&Field>| field.map_or(Some(Vec::new()), |f| f.items.clone());
        if let (Some(was), Some(own), Some(new)) = (items(base), ours.items.clone(), items(theirs))
        {
            let list = merged_list(&was, own, new);
            return Some(Field { items: Some(list), ..ours.clone() });
        }
        self.conflict(post, &ours.key, theirs.map_or("", |theirs| &theirs.raw));
        Some(ours.clone())
    }

    /// Merges texts; of texts in other markups one is taken whole.
    fn text(
        &mut self,
        post: Option<&str>,
        sides: [(&str, Option<&str>); 3],
    ) -> (String, Option<String>) {
        let [base, ours, theirs] = sides;
        let owned =
            |(text, markup): (&str, Option<&str>)| (text.to_owned(), markup.map(str::to_owned));
        if ours == theirs || base == theirs {
            return owned(ours);
        }
        if base == ours {
            return owned(theirs);
        }
        let is_one_markup = base.1 == ours.1 && ours.1 == theirs.1;
        let (text, is_conflict) = match is_one_markup {
            true => lines::merge(base.0, ours.0, theirs.0),
            false => (ours.0.to_owned(), true),
        };
        if is_conflict {
            self.conflict(post, "text", theirs.0);
        }
        (text, ours.1.map(str::to_owned))
    }

    fn posts(&mut self, sides: [&[Post]; 3]) -> Vec<Post> {
        let [base, ours, theirs] = sides.map(by_id);
        let mut merged: Vec<Post> = Vec::new();
        let mut seen = HashSet::new();
        for own in sides[1] {
            // A second one with the same id is a copy that a hand made.
            let id = own.id.as_deref().filter(|id| seen.insert(*id));
            let Some(id) = id else {
                merged.push(own.clone());
                continue;
            };
            match (base.get(id), theirs.get(id)) {
                (was, Some(new)) => merged.push(self.post(was.copied(), own, new)),
                (Some(was), None) => merged.extend(self.gone(was, own)),
                (None, None) => merged.push(own.clone()),
            }
        }
        for (at, new) in sides[2].iter().enumerate() {
            let id = new.id.as_deref().unwrap_or_default();
            if ours.contains_key(id) {
                continue;
            }
            if base.contains_key(id) {
                self.n_deleted += 1;
                continue;
            }
            let before = sides[2][..at].iter().rev();
            let place =
                before.filter_map(|known| merged.iter().position(|one| one.id == known.id)).next();
            merged.insert(place.map_or(0, |place| place + 1), new.clone());
        }
        merged
    }

    fn post(&mut self, base: Option<&Post>, ours: &Post, theirs: &Post) -> Post {
        let blank = Post::default();
        let base = base.unwrap_or(&blank);
        let id = ours.id.as_deref();
        let fields = self.fields(id, [&base.fields, &ours.fields, &theirs.fields]);
        let texts = [base, ours, theirs].map(|one| (one.body.as_str(), one.markup.as_deref()));
        let (body, markup) = self.text(id, texts);
        let comments = self.posts([&base.comments, &ours.comments, &theirs.comments]);
        // What a hand wrote stays as it wrote it, where nothing in it changed.
        let is_same = fields == ours.fields && markup == ours.markup;
        let is_theirs = fields == theirs.fields && markup == theirs.markup;
        let heading = match (is_same, is_theirs) {
            (true, _) => ours.heading.clone(),
            (false, true) => theirs.heading.clone(),
            (false, false) => None,
        };
        let (id, is_answer) = (ours.id.clone(), ours.is_answer);
        Post { id, is_answer, fields, heading, body, markup, comments }
    }

    /// Decides about a post that the source does not have any more.
    fn gone(&mut self, base: &Post, ours: &Post) -> Option<Post> {
        if self.erases || base.says(ours) {
            self.n_gone += 1;
            return None;
        }
        self.conflict(ours.id.as_deref(), "post", "");
        Some(ours.clone())
    }
}

fn by_id(posts: &[Post]) -> HashMap<&str, &Post> {
    let mut known = HashMap::with_capacity(posts.len());
    for post in posts {
        if let Some(id) = &post.id {
            known.entry(id.as_str()).or_insert(post);
        }
    }
    known
}

/// Takes over what came and went upstream; the hand's order stays.
fn merged_list(base: &[String], ours: Vec<String>, theirs: Vec<String>) -> Vec<String> {
    let went = |item: &String| base.contains(item) && !theirs.contains(item);
    let came: Vec<String> = theirs
        .iter()
        .filter(|item| !base.contains(item) && !ours.contains(item))
        .cloned()
        .collect();
    ours.into_iter().filter(|item| !went(item)).chain(came).collect()
}
