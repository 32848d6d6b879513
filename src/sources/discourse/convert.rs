//! Turns a topic into a thread.

use super::tidy::Around;
use super::wire::filled;
use super::{Reading, locate, polls, tidy, wire};
use crate::diag::Place;
use crate::model::{
    Category, Dialect, Markup, Origin, Person, PersonId, Post, PostId, Role, Syntax, Thread,
    ThreadId, ThreadKind, Timestamp,
};
use crate::sources::nest_replies::nest_replies;
use crate::sources::values::names;
use crate::sources::{Skip, SkipReason, problems};

/// Ordinary posts; 2 is a moderator's, 3 a note such as "closed this topic",
/// 4 a whisper among staff.
const SMALL_ACTION: u64 = 3;
const WHISPER: u64 = 4;

impl Reading<'_> {
    /// Takes one topic that starts at a line; `text` is its JSON, for messages.
    pub(super) fn topic<'t>(
        &mut self,
        topic: &wire::Topic<'_>,
        line: usize,
        text: impl Fn() -> Option<&'t str>,
    ) {
        let id = ThreadId(topic.id.to_string());
        let place = Place::line(self.path, line);
        let posts = ordered(&topic.post_stream.posts);
        if let Some(reason) = withheld(topic, &posts) {
            return self.skip(id, reason, place);
        }
        let Some(title) = title(topic) else {
            return self.invalid(
                Some(id),
                place,
                "this topic has no title",
                "every page needs one",
            );
        };
        let accepted = topic.accepted_number();
        let mut made = self.posts(topic, &posts, accepted).into_iter();
        let Some((_, question)) = made.next() else {
            return self.skip(id, SkipReason::Empty, place);
        };
        let (question, answers) = nest_replies(question, made);
        let marked = || answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
        let accepted = accepted.map(|number| PostId(number.to_string())).or_else(marked);
        let (kind, origin) = (ThreadKind::Question, Origin { path: self.path.to_owned(), line });
        let created = time(&topic.created_at).or(question.created);
        let updated = updated(topic, &question, &answers);
        let thread = Thread {
            url: self.address(topic, None),
            created,
            updated,
            tags: topic.tag_names(),
            channels: self.called(topic),
            category: self.category(topic),
            popularity: topic.popularity(),
            answers,
            accepted,
            ..Thread::new(id, kind, title, question, origin)
        };
        self.check_whole(topic, place);
        self.check_accepted(&thread, text());
        self.batch.threads.push(thread);
    }

    /// The category, with those that it lies in where the forum's own list tells of them.
    fn category(&self, topic: &wire::Topic<'_>) -> Category {
        let id = topic.category_id.0.clone();
        let known = id.as_ref().map(|id| self.tree.path(id)).unwrap_or_default();
        let path = match known.is_empty() {
            true => topic.category_name.0.iter().cloned().collect(),
            false => known,
        };
        Category { path, id }
    }

    /// The names and ids of a topic's category, and of those that it lies in.
    fn called(&self, topic: &wire::Topic<'_>) -> Vec<String> {
        let own = names([&topic.category_id, &topic.category_slug, &topic.category_name]);
        let known = topic.category_id.0.as_ref().and_then(|id| self.categories.get(id));
        own.into_iter().chain(known.into_iter().flatten().cloned()).collect()
    }

    fn skip(&mut self, id: ThreadId, reason: SkipReason, place: Place) {
        self.batch.skipped.push(Skip { id: Some(id), reason, place });
    }

    /// Makes the posts that are shown, each with the number of the one that it replies to.
    fn posts(
        &self,
        topic: &wire::Topic<'_>,
        posts: &[&wire::Post<'_>],
        accepted: Option<u64>,
    ) -> Vec<(Option<String>, Post)> {
        let (shown, withheld): (Vec<&wire::Post<'_>>, Vec<&wire::Post<'_>>) =
            posts.iter().partition(|post| is_shown(post).is_ok());
        let withheld: Vec<u64> = withheld.iter().map(|post| post.post_number).collect();
        let id = topic.id.to_string();
        let base = self.settings.url.as_deref();
        let around = Around { base, topic: &id, withheld: &withheld };
        let make = |post: &wire::Post<'_>| {
            let reply_to = post.reply_to_post_number.map(|number| number.to_string());
            Some((reply_to, self.post(topic, post, accepted, around)?))
        };
        shown.into_iter().filter_map(make).collect()
    }

    fn post(
        &self,
        topic: &wire::Topic<'_>,
        post: &wire::Post<'_>,
        accepted: Option<u64>,
        around: Around<'_>,
    ) -> Option<Post> {
        let number = post.post_number;
        let body = match (filled(&post.cooked), filled(&post.raw)) {
            (Some(html), _) => {
                let html = polls::with_votes(html, &post.polls());
                Markup { syntax: Syntax::Html, text: tidy::tidy(&html, around).into_owned() }
            }
            (None, Some(raw)) => {
                Markup { syntax: Syntax::Markdown(Dialect::Discourse), text: raw.to_owned() }
            }
            (None, None) => return None,
        };
        let is_edited = post.version.is_some_and(|version| version > 1);
        Some(Post {
            id: PostId(number.to_string()),
            author: self.person(post),
            body,
            created: time(&post.created_at),
            edited: time(&post.updated_at).filter(|_| is_edited),
            votes: post.n_likes(),
            accepted: post.accepted_answer == Some(true) || accepted == Some(number),
            official: false,
            licence: None,
            url: self.address(topic, Some(number)),
            attachments: Vec::new(),
            by_hand: false,
            comments: Vec::new(),
        })
    }

    fn person(&self, post: &wire::Post<'_>) -> Option<Person> {
        let username = filled(&post.username)?;
        let name = filled(&post.name).or(filled(&post.display_username)).unwrap_or(username);
        // The brand's people are named one by one, or by their group.
        let groups = [filled(&post.primary_group_name), filled(&post.flair_name)];
        let names = [username, name].into_iter().chain(groups.into_iter().flatten());
        let is_named = names.into_iter().any(|name| self.settings.staff.contains(name));
        let role = match username {
            "system" | "discobot" => Role::Bot,
            _ if post.user_id == Some(-1) => Role::Bot,
            _ if is_named => Role::Staff,
            _ if post.is_moderator() => Role::Moderator,
            _ => Role::Member,
        };
        let url = self.settings.url.as_ref().map(|url| format!("{url}/u/{username}"));
        Some(Person { id: PersonId(username.to_owned()), name: name.to_owned(), role, url })
    }

    fn address(&self, topic: &wire::Topic<'_>, post: Option<u64>) -> Option<String> {
        let url = self.settings.url.as_ref()?;
        let slug = filled(&topic.slug).unwrap_or("-");
        Some(match post {
            Some(number) => format!("{url}/t/{slug}/{}/{number}", topic.id),
            None => format!("{url}/t/{slug}/{}", topic.id),
        })
    }

    fn check_whole(&mut self, topic: &wire::Topic<'_>, place: Place) {
        let n_here = topic.post_stream.posts.len();
        let n_stream = topic.post_stream.stream.as_ref().map(Vec::len);
        let n_all = n_stream.or(topic.posts_count).unwrap_or(n_here);
        if n_here < n_all {
            let note = "Discourse serves 20 posts with a topic; the solution may be among the rest";
            let id = topic.id.to_string();
            let help = format!("export `/t/{id}.json?print=true`, or merge `/t/{id}/posts.json`");
            let counts = (n_here, n_all);
            let what = ("topic", id.as_str());
            self.batch.sink.push(problems::truncated(place, what, counts, note, help));
        }
    }

    fn check_accepted(&mut self, thread: &Thread, text: Option<&str>) {
        let Some(accepted) = &thread.accepted else { return };
        if thread.answers.iter().any(|post| post.id == *accepted) {
            return;
        }
        let first_line = thread.origin.line;
        let found = text.and_then(|text| Some((text, locate::pair(text, "accepted_answer", "{")?)));
        let place = match found {
            Some((text, range)) => Place::in_record(self.path, first_line, text, range),
            None => Place::line(self.path, first_line),
        };
        let known: Vec<String> = thread.answers.iter().map(|post| post.id.0.clone()).collect();
        self.batch.sink.push(problems::accepted_missing(place, &accepted.0, &known));
    }
}

/// Returns the posts by their number, each once: files merged from several
/// answers of the server repeat some.
fn ordered<'t, 'a>(posts: &'t [wire::Post<'a>]) -> Vec<&'t wire::Post<'a>> {
    let mut posts: Vec<&wire::Post<'_>> = posts.iter().collect();
    posts.sort_by_key(|post| post.post_number);
    posts.dedup_by_key(|post| post.post_number);
    posts
}

/// Tells why a topic must not be imported.
fn withheld(topic: &wire::Topic<'_>, posts: &[&wire::Post<'_>]) -> Option<SkipReason> {
    if filled(&topic.archetype) == Some("private_message") {
        return Some(SkipReason::Private);
    }
    if topic.deleted_at.is_some() {
        return Some(SkipReason::Deleted);
    }
    if topic.visible == Some(false) {
        return Some(SkipReason::Hidden);
    }
    match posts.first() {
        Some(first) if first.post_number == 1 => is_shown(first).err(),
        // Without its first post a topic has no question.
        Some(_) | None => Some(SkipReason::Empty),
    }
}

/// Tells whether a post may be shown, or why not.
fn is_shown(post: &wire::Post<'_>) -> Result<(), SkipReason> {
    if post.deleted_at.is_some() || post.user_deleted == Some(true) {
        return Err(SkipReason::Deleted);
    }
    if post.hidden == Some(true) || post.cooked_hidden == Some(true) {
        return Err(SkipReason::Hidden);
    }
    match post.post_type {
        Some(WHISPER) => Err(SkipReason::Private),
        Some(SMALL_ACTION) => Err(SkipReason::Empty),
        Some(_) | None => match filled(&post.cooked).or(filled(&post.raw)) {
            Some(_) => Ok(()),
            None => Err(SkipReason::Empty),
        },
    }
}

fn title(topic: &wire::Topic<'_>) -> Option<String> {
    let decoded = || filled(&topic.fancy_title).map(tidy::decoded);
    filled(&topic.title).map(str::to_owned).or_else(decoded)
}

fn time(text: &Option<wire::Text<'_>>) -> Option<Timestamp> {
    filled(text).and_then(Timestamp::parse)
}

fn updated(topic: &wire::Topic<'_>, question: &Post, answers: &[Post]) -> Option<Timestamp> {
    let posts = std::iter::once(question).chain(answers);
    let changes = posts.flat_map(|post| [post.created, post.edited]).flatten().max();
    changes.or(time(&topic.last_posted_at)).or(time(&topic.created_at))
}
