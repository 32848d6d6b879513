//! What links can name in the texts of a thread that are written by hand.

use std::collections::BTreeMap;

use crate::model::{Markup, Thread};

use super::html::{PageIds, sanitised, wanted_ids};

/// Returns the ids on the thread's page by what links may call them: what the text does, or the
/// id itself. Posts are asked in the order in which their page is written.
pub(super) fn fragments(thread: &Thread) -> BTreeMap<String, String> {
    let mut ids = PageIds::default();
    let mut fragments = BTreeMap::new();
    let mut read = |by_hand: bool, body: &Markup| {
        let Some(html) = by_hand.then(|| sanitised(body)).flatten() else { return };
        for wanted in wanted_ids(&html) {
            let id = ids.take(&wanted);
            fragments.entry(wanted.into_owned()).or_insert_with(|| id.clone());
            fragments.entry(id.clone()).or_insert(id);
        }
    };
    for post in thread.posts() {
        read(post.by_hand, &post.body);
        post.comments.iter().for_each(|comment| read(comment.by_hand, &comment.body));
    }
    fragments
}
