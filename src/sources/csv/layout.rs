//! Which column of a table holds what.

use std::collections::HashMap;

use crate::config::{COLUMNS, TableSettings};

use super::fields::{Fields, Splitter};
use super::ids;

/// Names that programs give to columns, by what they hold.
const NAMES: &[(&str, &[&str])] = &[
    ("accepted", &["is_accepted", "accepted_answer_id", "is_solution", "solution", "best_answer"]),
    ("answer", &["answer_text", "answers", "antwort", "відповідь", "ответ", "odgovor"]),
    (
        "author",
        &["author_id", "user_id", "sender_id", "from_id", "sender", "from", "user", "username"],
    ),
    ("body", &["text", "message", "content", "message_body", "comment"]),
    ("category", &["forum", "board", "section"]),
    (
        "created",
        &[
            "created_at",
            "date",
            "time",
            "timestamp",
            "sent_at",
            "posted_at",
            "datetime",
            "publish_date",
            "published_at",
            "date_created",
            "creation_date",
        ],
    ),
    ("id", &["message_id", "tweet_id", "post_id", "content_id", "comment_id", "source_id"]),
    ("language", &["lang", "languages"]),
    ("name", &["author_name", "sender_name", "user_name", "display_name", "screen_name"]),
    (
        "parent",
        &["parent_id", "in_reply_to", "reply_to", "in_response_to_tweet_id", "in_reply_to_id"],
    ),
    ("private", &["is_private", "internal", "is_internal"]),
    ("product", &["product_name"]),
    ("public", &["is_public"]),
    ("question", &["question_text", "frage", "питання", "вопрос", "vprašanje"]),
    (
        "role",
        &[
            "author_role",
            "author_type",
            "sender_type",
            "user_type",
            "inbound",
            "is_agent",
            "is_staff",
            "direction",
        ],
    ),
    ("score", &["votes", "likes", "upvotes"]),
    ("status", &["state", "closed"]),
    ("tags", &["labels", "categories", "all_categories"]),
    (
        "thread",
        &[
            "thread_id",
            "conversation_id",
            "conversation_source_id",
            "conversation",
            "topic_id",
            "ticket_id",
            "case_id",
        ],
    ),
    ("thread_id", &["id", "source_id", "conversation_id", "ticket_id", "case_id", "thread"]),
    ("title", &["subject", "thread_title"]),
    ("url", &["link", "permalink"]),
    ("version", &["product_version"]),
    ("views", &["view_count", "n_views"]),
];

/// The columns of one file.
pub(super) struct Layout {
    /// Takes its rows apart.
    pub splitter: Splitter,
    /// How many fields a row has.
    pub n_fields: usize,
    /// The rows are threads, and messages lie elsewhere.
    pub has_threads: bool,
    /// A row is a question with its answer, as in tables of frequent questions.
    pub has_answers: bool,
    /// The names of the columns, as they are written.
    names: Vec<String>,
    /// Positions by what columns hold, in the order of [`COLUMNS`].
    at: Vec<Option<usize>>,
    /// Columns where `true` means a customer, or a member of the staff.
    is_inbound: bool,
    is_closed: bool,
}

impl Layout {
    /// Reads a header; `None` when it is not one of messages or threads.
    pub fn new(header: &str, delimiter: u8, table: &TableSettings) -> Option<Layout> {
        let splitter = Splitter::new(delimiter);
        let written = splitter.fields(header);
        let names: Vec<String> = written.iter().map(plain).collect();
        // Of two columns with one name the first counts.
        let numbered = names.iter().enumerate().rev();
        let places: HashMap<&str, usize> = numbered.map(|(at, name)| (name.as_str(), at)).collect();
        let find = |name: &str| places.get(plain(name).as_str()).copied();
        let at: Vec<Option<usize>> = COLUMNS
            .iter()
            .map(|column| match table.columns.get(*column) {
                Some(name) => find(name),
                None => {
                    let known = NAMES.iter().find(|(known, _)| known == column);
                    let others = known.map_or(&[][..], |(_, names)| names);
                    find(column).or_else(|| others.iter().find_map(|name| find(name)))
                }
            })
            .collect();
        let name_of = |column: &str| {
            let place = COLUMNS.iter().position(|known| *known == column)?;
            at_of(&at, place).map(|at| names[at].as_str())
        };
        let mut layout = Layout {
            splitter,
            n_fields: names.len(),
            has_threads: false,
            has_answers: false,
            is_inbound: name_of("role") == Some("inbound"),
            is_closed: name_of("status") == Some("closed"),
            names: columns(&written),
            at,
        };
        let asks = ["question", "title", "body"].iter().any(|column| layout.has(column));
        layout.has_answers =
            layout.has("answer") && asks && !layout.has("thread") && !layout.has("parent");
        layout.has_threads = !layout.has_answers && !layout.has("body");
        let is_messages = layout.has("body") && (layout.has("thread") || layout.has("id"));
        let is_threads = layout.has("title") && layout.has("thread_id");
        (layout.has_answers || is_messages || is_threads).then_some(layout)
    }

    /// Returns what a row with an answer asks: its question, else its title, else its text.
    pub fn asked<'r>(&self, row: &'r Fields) -> Option<&'r str> {
        ["question", "title", "body"].iter().find_map(|column| self.get(row, column))
    }

    /// Tells whether there is a column that holds something.
    pub fn has(&self, column: &str) -> bool {
        self.position(column).is_some()
    }

    /// Returns a column's name as it is written; blank when there is none.
    pub fn name(&self, column: &str) -> &str {
        let name = self.position(column).and_then(|at| self.names.get(at));
        name.map_or("", String::as_str)
    }

    /// Returns an id that a row has in a column, unless the cell is empty, or says so.
    pub fn id<'r>(&self, row: &'r Fields, column: &str) -> Option<&'r str> {
        self.get(row, column).filter(|id| !ids::is_none(id))
    }

    /// Returns what a row has in a column, unless it is blank.
    pub fn get<'r>(&self, row: &'r Fields, column: &str) -> Option<&'r str> {
        let text = row.get(self.position(column)?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Tells whether a row says yes in a column.
    pub fn says(&self, row: &Fields, column: &str) -> bool {
        self.get(row, column).is_some_and(is_yes)
    }

    /// Returns what the author is, where the row says so: one of the brand's people, a
    /// moderator, a program, or nothing of the kind.
    pub fn role<'r>(&self, row: &'r Fields) -> Option<&'r str> {
        let word = self.get(row, "role")?;
        Some(match (word.to_ascii_lowercase().as_str(), self.is_inbound) {
            ("true" | "1" | "yes" | "in" | "inbound" | "incoming", true) => "member",
            ("false" | "0" | "no", true) => "staff",
            ("true" | "1" | "yes", false) => "staff",
            // Help desks call their agents "admin"; forums write the long word.
            ("agent" | "admin" | "operator" | "employee" | "support" | "teammate", _) => "staff",
            ("moderator" | "mod" | "administrator", _) => "moderator",
            ("outbound" | "outgoing" | "out", _) => "staff",
            ("bot" | "system" | "workflow", _) => "bot",
            ("staff" | "brand" | "expert", _) => word,
            _ => "member",
        })
    }

    /// Returns the word by which a row names the role of a person without a name, and whether
    /// that is the customer, of whom a conversation has one.
    pub fn nameless<'r>(&self, row: &'r Fields) -> Option<(&'r str, bool)> {
        let word = self.get(row, "role")?;
        let is_flag = ["true", "false", "yes", "no", "1", "0"];
        let is_flag = is_flag.iter().any(|flag| word.eq_ignore_ascii_case(flag));
        let is_staff = self.role(row) == Some("staff");
        let is_customer = !is_staff && (is_flag && self.is_inbound || is_customer(word));
        Some(match (is_flag, is_staff) {
            (false, _) => (word, is_customer),
            (true, true) => ("agent", false),
            (true, false) => ("customer", is_customer),
        })
    }

    /// Tells whether a row is of a conversation between a customer and agents, which strangers
    /// could not read. Of posts of X, which have such rows too, the ids tell.
    pub fn is_of_care(&self, row: &Fields) -> bool {
        let is_post = plain(self.name("id")) == "tweet_id";
        let is_ticket = || {
            let name = plain(self.name(if self.has_threads { "thread_id" } else { "thread" }));
            ["ticket", "case"].iter().any(|word| name.split('_').any(|part| part == *word))
        };
        let agents = ["agent", "operator", "teammate", "support", "outbound", "outgoing", "out"];
        let is_agent = |word: &str| agents.iter().any(|known| word.eq_ignore_ascii_case(known));
        let is_said = || {
            let word = self.get(row, "role");
            word.is_some_and(|word| self.is_inbound || is_customer(word) || is_agent(word))
        };
        !is_post && (is_ticket() || is_said())
    }

    /// Tells whether a thread is solved, where the row says so.
    pub fn is_solved(&self, row: &Fields) -> Option<bool> {
        let word = self.get(row, "status")?.to_ascii_lowercase();
        let solved = ["solved", "closed", "resolved", "done", "answered", "completed"];
        Some(solved.contains(&word.as_str()) || self.is_closed && is_yes(&word))
    }

    fn position(&self, column: &str) -> Option<usize> {
        let at = COLUMNS.iter().position(|known| *known == column)?;
        at_of(&self.at, at)
    }
}

fn at_of(at: &[Option<usize>], column: usize) -> Option<usize> {
    at.get(column).copied().flatten()
}

fn is_yes(word: &str) -> bool {
    ["true", "1", "yes", "y", "x", "t"].contains(&word.to_ascii_lowercase().as_str())
}

/// Returns the names of a header's columns, as they are written.
pub(super) fn columns(header: &Fields) -> Vec<String> {
    let clean = |name: &str| name.trim().trim_start_matches('\u{feff}').to_owned();
    header.iter().map(clean).collect()
}

/// Tells whether two names of columns are the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Tells whether a word is for somebody who asks a brand, and not for anybody of a community.
fn is_customer(word: &str) -> bool {
    let words = [
        "customer",
        "client",
        "requester",
        "end-user",
        "end_user",
        "enduser",
        "visitor",
        "contact",
        "lead",
        "inbound",
        "incoming",
        "in",
    ];
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Writes a column's name as programs do: `Created at` as `created_at`.
fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace([' ', '-', '.'], "_")
}
