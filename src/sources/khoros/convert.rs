//! Turns topics with their replies into threads.

use std::collections::BTreeMap;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::model::{
    Category, Markup, Origin, Person, Popularity, Post, PostId, Role, Syntax, Thread, ThreadId,
    ThreadKind,
};
use crate::normalize::{TagKind, tags};
use crate::sources::nest_replies::nest_replies;
use crate::sources::records::{Fault, Left, ThreadRecords};
use crate::sources::values::{filled, last_change, names, person, time, web};
use crate::sources::{SkipReason, fields, problems};
use crate::text::Lang;

use super::wire::{Author, Board, List, Message, bare};

/// Words in the ranks of the brand's own people. A community manager is employed by it.
const STAFF: [&str; 6] =
    ["community manager", "community managers", "employee", "employees", "staff", "official"];

/// Words in the ranks of those who keep order.
const MODERATORS: [&str; 4] = ["administrator", "administrators", "moderator", "moderators"];

/// Words in the ranks of members known for their help.
const EXPERTS: [&str; 6] = ["expert", "mvp", "champion", "superuser", "trusted", "guru"];

/// Makes a thread of its messages.
pub(super) fn thread(
    known: &Khoros,
    records: &ThreadRecords<'_, ()>,
    settings: &SourceSettings,
    sink: &mut Sink,
) -> Result<Thread, Left> {
    let record = &records.all[0];
    let mut root: Message<'_> = record.parse("message").map_err(Left::Invalid)?;
    if let Some(reason) = withheld(&root) {
        return Err(Left::Skip(reason));
    }
    let Some(title) = filled(&root.subject).map(fields::one_line) else {
        let message = "this topic has no `subject`".to_owned();
        return Err(Left::Invalid(Fault { message, note: None, at: 0 }));
    };
    let replies = replies(&mut root, records, sink)?;
    let base = Base { known, settings };
    let question = base.post(&root, records.id.to_owned());
    let shown = replies.iter().filter(|reply| withheld(reply).is_none()).map(|reply| {
        let parent = reply.parent.as_ref().and_then(|parent| parent.id.as_ref()).map(bare);
        let id = reply.id.as_ref().map(bare).unwrap_or_default();
        let accepted = reply.is_solution == Some(true) || reply.solution == Some(true);
        (parent, Post { accepted, ..base.post(reply, id) })
    });
    let origin = Origin { path: record.path.to_owned(), line: record.spot.line as usize };
    let id = ThreadId(records.id.to_owned());
    let style = root.conversation.as_ref().and_then(|talk| filled(&talk.style));
    let mut thread = match style {
        // An article of a knowledge base is an answer by itself.
        Some("tkb") => {
            let blank = Post::new(PostId(format!("q-{}", id.0)), Markup::default());
            let mut thread = Thread::new(id, ThreadKind::Answer, title, blank, origin);
            thread.created = question.created;
            thread.answers = vec![Post { official: true, ..question }];
            thread
        }
        _ => {
            let (question, answers) = nest_replies(question, shown);
            let mut thread = Thread::new(id, ThreadKind::Question, title, question, origin);
            thread.answers = answers;
            thread
        }
    };
    thread.accepted = thread.answers.iter().find(|post| post.accepted).map(|post| post.id.clone());
    thread.channels = root.board.as_ref().map(|board| known.called(board)).unwrap_or_default();
    thread.category = root.board.as_ref().map(|board| known.category(board)).unwrap_or_default();
    let views = root.metrics.as_ref().and_then(|metrics| metrics.views.0);
    thread.popularity = Popularity::counted(views, None);
    thread.url = web(&root.view_href);
    thread.language = filled(&root.language).and_then(Lang::new);
    let tags = root.tags.take().map(List::into_items).unwrap_or_default();
    let labels = root.labels.take().map(List::into_items).unwrap_or_default();
    let names = labels.iter().chain(&tags);
    thread.tags = names.filter_map(|tag| filled(&tag.text)).map(str::to_owned).collect();
    thread.updated = last_change(&thread);
    Ok(thread)
}

impl Khoros {
    /// The board as a category: by its title, or else by what its address calls it.
    fn category(&self, board: &Board) -> Category {
        let id = board.reference.0.as_ref().or(board.id.0.as_ref());
        let bare = id.and_then(|id| Some(&id[id.find("board:")?..]));
        let title = || bare.and_then(|id| self.boards.get(id)?.last().cloned());
        let number = bare.or(id.map(String::as_str));
        let number = number.map(|id| id.strip_prefix("board:").unwrap_or(id).to_owned());
        let id = board.display_id.0.clone().or(number);
        let in_words = || id.clone().filter(|id| id.contains(char::is_alphabetic));
        let title = board.title.0.clone().or_else(title).or_else(in_words);
        Category { path: title.into_iter().collect(), id }
    }

    /// The names and ids of a board.
    fn called(&self, board: &Board) -> Vec<String> {
        let mut called = names([&board.id, &board.display_id, &board.title]);
        let id = board.reference.0.as_ref().or(board.id.0.as_ref());
        let bare = id.and_then(|id| Some(&id[id.find("board:")?..]));
        called.extend(bare.and_then(|id| id.strip_prefix("board:")).map(str::to_owned));
        called.extend(bare.and_then(|id| self.boards.get(id)).into_iter().flatten().cloned());
        called
    }
}

/// Collects the replies of a topic by their time, each once.
fn replies<'a>(
    root: &mut Message<'a>,
    records: &ThreadRecords<'a, ()>,
    sink: &mut Sink,
) -> Result<Vec<Message<'a>>, Left> {
    let mut replies = Vec::new();
    flatten(root.replies.take(), &mut replies);
    let mut n_all = root.n_replies;
    for record in &records.all[1..] {
        let mut message: Message<'_> = record.parse("message").map_err(Left::Invalid)?;
        flatten(message.replies.take(), &mut replies);
        n_all = n_all.max(message.n_replies.filter(|_| message.subject.is_none()));
        if message.subject.is_some() {
            replies.push(message);
        }
    }
    replies.sort_by_key(|reply| time(&reply.post_time).or(time(&reply.posted)));
    let mut seen = std::collections::HashSet::new();
    replies.retain(|reply| reply.id.as_ref().is_some_and(|id| seen.insert(bare(id))));
    if let Some(n_all) = n_all.filter(|n_all| *n_all > replies.len()) {
        let (counts, what) = ((replies.len() + 1, n_all + 1), ("topic", records.id));
        let note = "Aurora serves replies in pages; the solution may be among the rest";
        let help = "ask for more with `first:` and `after:`, and keep all pages".to_owned();
        let place = records.all[0].silent(0);
        sink.push(problems::truncated(place, what, counts, note, help));
    }
    Ok(replies)
}

/// Takes replies, and replies to replies.
fn flatten<'a>(list: Option<List<Message<'a>>>, into: &mut Vec<Message<'a>>) {
    let mut open = list.map(List::into_items).unwrap_or_default();
    while let Some(mut message) = open.pop() {
        open.extend(message.replies.take().map(List::into_items).unwrap_or_default());
        into.push(message);
    }
}

/// Tells why a message must not be shown.
fn withheld(message: &Message<'_>) -> Option<SkipReason> {
    if message.deleted == Some(true) {
        return Some(SkipReason::Deleted);
    }
    let of_aurora = message.moderation.as_ref().and_then(|data| filled(&data.status));
    let status = filled(&message.moderation_status).or(of_aurora);
    if status.is_some_and(|status| !status.eq_ignore_ascii_case("approved")) {
        return Some(SkipReason::Hidden);
    }
    let scope = filled(&message.visibility);
    scope.filter(|scope| !scope.eq_ignore_ascii_case("public")).map(|_| SkipReason::Private)
}

struct Base<'a> {
    known: &'a Khoros,
    settings: &'a SourceSettings,
}

impl Base<'_> {
    fn post(&self, message: &Message<'_>, id: String) -> Post {
        let html = plainer(filled(&message.body).unwrap_or_default());
        let kudos = message.kudos.as_ref().and_then(|kudos| kudos.sum.as_ref()?.weight);
        let created = time(&message.post_time).or(time(&message.posted));
        let edited = message.current_revision.as_ref();
        let edited = edited.and_then(|revision| time(&revision.last_edit_time));
        Post {
            author: message.author.as_ref().and_then(|author| self.person(author)),
            created,
            edited: edited.filter(|edited| Some(*edited) != created),
            votes: message.kudos_weight.or(kudos).unwrap_or_default(),
            url: web(&message.view_href),
            ..Post::new(PostId(id), Markup { syntax: Syntax::Html, text: html })
        }
    }

    fn person(&self, author: &Author<'_>) -> Option<Person> {
        let id = author.id.as_ref().or(author.reference.as_ref()).map(bare)?;
        // Accounts that are gone share one id.
        if author.deleted == Some(true) || id == "-1" {
            return None;
        }
        let user = self.known.users.get(&id);
        let login = filled(&author.login).or(user.map(|(login, _)| login.as_str()))?;
        let rank = author.rank.as_ref().and_then(|rank| filled(&rank.name));
        let by_state = user.and_then(|(_, rank)| self.known.ranks.get(rank));
        let rank = rank.or(by_state.map(String::as_str)).unwrap_or_default().to_lowercase();
        let role = match () {
            () if has_word(&rank, &STAFF) => Role::Staff,
            () if has_word(&rank, &MODERATORS) => Role::Moderator,
            () if EXPERTS.iter().any(|word| rank.contains(word)) => Role::Expert,
            () => Role::Member,
        };
        let url = web(&author.view_href);
        Some(Person { url, ..person(&id, Some(login), role, self.settings) })
    }
}

/// Tells whether one of the words stands in a rank by itself: "Unofficial" is not "official".
fn has_word(rank: &str, words: &[&str]) -> bool {
    let letters = |c: char| !c.is_alphanumeric();
    let rank = format!(" {} ", rank.split(letters).collect::<Vec<_>>().join(" "));
    words.iter().any(|word| rank.contains(&format!(" {word} ")))
}

/// Puts HTML in the place of Khoros' own tags.
fn plainer(html: &str) -> String {
    let has = |sign: &[u8]| memchr::memmem::find(html.as_bytes(), sign).is_some();
    if !has(b"LI-") && !has(b"li-") {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut copied = 0;
    for tag in tags(html) {
        let is_end = matches!(tag.kind, TagKind::End);
        let instead = match tag.name.to_ascii_uppercase().as_str() {
            "LI-CODE" if is_end => "</code></pre>".to_owned(),
            "LI-CODE" => {
                let lang = tag.get("lang").unwrap_or_default();
                let lang: String = lang.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("<pre><code class=\"language-{lang}\">")
            }
            "LI-SPOILER" if is_end => "</blockquote>".to_owned(),
            "LI-SPOILER" => "<blockquote>".to_owned(),
            "LI-USER" if !is_end => {
                let login = tag.get("login").unwrap_or_default();
                format!("@{}", login.replace(['<', '>', '&'], ""))
            }
            "LI-IMAGE" if !is_end => {
                let id = tag.get("id").unwrap_or_default();
                let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
                let alt = tag.get("alt").or(tag.get("title")).unwrap_or_default();
                let alt = alt.replace('"', "&quot;");
                format!("<img src=\"/t5/image/serverpage/image-id/{id}\" alt=\"{alt}\">")
            }
            "LI-VIDEO" if !is_end => {
                let address = tag.get("vid").or(tag.get("src")).unwrap_or_default();
                let address = address.replace('"', "&quot;");
                format!("<iframe src=\"{address}\"></iframe>")
            }
            name if name.starts_with("LI-") => String::new(),
            _ => continue,
        };
        out.push_str(&html[copied..tag.start]);
        out.push_str(&instead);
        copied = tag.end;
    }
    out.push_str(&html[copied..]);
    out
}

/// What threads need of other records.
#[derive(Default)]
pub(in crate::sources) struct Khoros {
    /// Users of Aurora's page state by their id: the login, and the id of the rank.
    pub(super) users: BTreeMap<String, (String, String)>,
    /// Names of ranks by their id.
    pub(super) ranks: BTreeMap<String, String>,
    /// Boards of Aurora's page state by their id: how they are called.
    pub(super) boards: BTreeMap<String, Vec<String>>,
}
