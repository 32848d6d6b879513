//! Threads of more posts, or of more tags, than one thread may have.

use crate::model::{Post, Thread};

/// How many answers a thread shows, on several pages, and how many remarks on all of them.
/// Discourse closes a topic at as many posts; ten times as many took over 600 MB to be made.
pub const MAX_POSTS: usize = 10_000;

/// How many answers that somebody marked stay behind these.
const MAX_MARKED: usize = 100;

/// How many tags a thread has at most: each is a page. GitHub, which allows most, has so many.
pub const MAX_TAGS: usize = 100;

/// Leaves the first tags of a thread; returns how many go.
pub fn shorten_tags(thread: &mut Thread) -> usize {
    let n_left_out = thread.tags.len().saturating_sub(MAX_TAGS);
    thread.tags.truncate(MAX_TAGS);
    n_left_out
}

/// Returns how many answers a page shows that has so many of its own, and so many of duplicates.
pub fn n_shown(n_own: usize, n_of_duplicates: usize) -> usize {
    (n_own + n_of_duplicates).min(MAX_POSTS.max(n_own))
}

/// Leaves the first posts of a thread, and the answers behind them that a mark or a decision
/// names; returns how many posts go.
pub fn shorten(thread: &mut Thread) -> usize {
    let before = n_posts(thread);
    if before <= MAX_POSTS {
        return 0;
    }
    let named = [
        thread.accepted.clone(),
        thread.decided.best.clone(),
        thread.solved.as_ref().and_then(|solved| solved.answer.clone()),
    ];
    let is_marked = |post: &Post| {
        post.accepted || post.official || named.iter().flatten().any(|id| *id == post.id)
    };
    let (mut room, mut room_for_marked) = (MAX_POSTS, MAX_MARKED);
    thread.answers.retain(|post| {
        let room = match room {
            0 if is_marked(post) => &mut room_for_marked,
            _ => &mut room,
        };
        let stays = *room > 0;
        *room = room.saturating_sub(1);
        stays
    });
    let mut room = MAX_POSTS;
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        post.comments.truncate(room);
        room -= post.comments.len();
    }
    before - n_posts(thread)
}

fn n_posts(thread: &Thread) -> usize {
    thread.posts().map(|post| 1 + post.comments.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Markup, Origin, PostId, ThreadId, ThreadKind};

    fn thread(n_answers: usize) -> Thread {
        let post = |at: usize| Post::new(PostId(at.to_string()), Markup::default());
        let id = ThreadId("1".to_owned());
        let kind = ThreadKind::Question;
        let mut thread = Thread::new(id, kind, "How?".to_owned(), post(0), Origin::default());
        thread.answers = (1..=n_answers).map(post).collect();
        thread
    }

    #[test]
    fn answers_of_duplicates_take_the_room_that_is_left() {
        assert_eq!(n_shown(3, 4), 7);
        assert_eq!(n_shown(3, MAX_POSTS), MAX_POSTS);
        assert_eq!(n_shown(MAX_POSTS + MAX_MARKED, 4), MAX_POSTS + MAX_MARKED);
        assert_eq!(n_shown(0, 0), 0);
    }

    #[test]
    fn the_first_posts_stay_and_those_that_are_marked() {
        let mut long = thread(3 * MAX_POSTS);
        long.accepted = Some(PostId((2 * MAX_POSTS).to_string()));
        long.answers[2 * MAX_POSTS + 1].official = true;
        assert_eq!(shorten(&mut long), 2 * MAX_POSTS - 2);
        let ids: Vec<&str> = long.answers.iter().map(|post| post.id.0.as_str()).collect();
        assert_eq!(ids[MAX_POSTS - 1..], ["10000", "20000", "20002"]);
        let mut marked = thread(3 * MAX_POSTS);
        marked.answers.iter_mut().for_each(|post| post.accepted = true);
        shorten(&mut marked);
        assert_eq!(marked.answers.len(), MAX_POSTS + MAX_MARKED);
        assert_eq!(shorten(&mut thread(MAX_POSTS - 1)), 0);
    }
}
