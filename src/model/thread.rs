//! A thread as a source hands it over: bodies still in their own markup.

use crate::text::Lang;

use super::{Attachment, Category, Math, Popularity, SectionDigests, Solved, Timestamp};

/// The id of a thread within its source, as the source writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub String);

/// The id of a post within its thread, as the source writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub String);

/// The id of a person within their source, as the source writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub String);

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThreadKind {
    /// Somebody asked, others answered.
    Question,
    /// An answer written by hand, without a thread: one official answer.
    Answer,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The source's own id.
    pub id: ThreadId,
    /// A thread, or an answer written by hand.
    pub kind: ThreadKind,
    /// Plain text, entities decoded.
    pub title: String,
    /// The address of the original.
    pub url: Option<String>,
    /// The language, when the record says it.
    pub language: Option<Lang>,
    /// When the question was asked.
    pub created: Option<Timestamp>,
    /// When anything in the thread last changed.
    pub updated: Option<Timestamp>,
    /// Tags as the community writes them.
    pub tags: Vec<String>,
    /// The names and ids of the channel, list or category that it was asked in; they choose
    /// what is imported, and are not shown.
    pub channels: Vec<String>,
    /// Where its community keeps it.
    pub category: Category,
    /// What the question is about.
    pub products: Vec<String>,
    /// The versions that it is about.
    pub versions: Vec<String>,
    /// How often it was read and liked.
    pub popularity: Popularity,
    /// The licence of the whole thread.
    pub licence: Option<String>,
    /// The thread of the same source that asked this before.
    pub duplicate_of: Option<ThreadId>,
    /// The slug or id of the original of a translation.
    pub translation_of: Option<String>,
    /// What the original said when somebody checked the translation against it.
    pub translated_from: Option<SectionDigests>,
    /// The address wished for.
    pub slug: Option<String>,
    /// Other wordings and old addresses.
    pub aliases: Vec<String>,
    /// A one-sentence answer written by hand.
    pub summary: Option<String>,
    /// Who checked the answer, and when.
    pub verified: Option<Verified>,
    /// When the answer must be checked again.
    pub expires: Option<Timestamp>,
    /// The first post.
    pub question: Post,
    /// Everything that answers it, in the order of the source.
    pub answers: Vec<Post>,
    /// The post that the thread itself names as its solution, whether it exists or not. Grades
    /// rest on the mark of the post itself, [`Post::accepted`].
    pub accepted: Option<PostId>,
    /// What else says that it is solved. When it names an answer, that one is `accepted`.
    pub solved: Option<Solved>,
    /// What people decided about it by hand.
    pub decided: ThreadOverrides,
    /// What of its text is math.
    pub math: Math,
    /// Where the record starts.
    pub origin: Origin,
}

/// What people decided about a thread by hand, beside which answer solved it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadOverrides {
    /// The answer that comes first, without saying that it is accepted.
    pub best: Option<PostId>,
    /// Whether it is published, whatever its grade and confidence are.
    pub publish: Option<bool>,
    /// Whoever writes it is not done yet; `publish` says no.
    pub draft: bool,
    /// The title is in the words of somebody of the site.
    pub title: bool,
}

/// A question or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The source's own id.
    pub id: PostId,
    /// Who wrote it; `None` when the account is gone.
    pub author: Option<Person>,
    /// What was written.
    pub body: Markup,
    /// When it was written.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub edited: Option<Timestamp>,
    /// Votes or likes.
    pub votes: i64,
    /// The post is marked as the solution.
    pub accepted: bool,
    /// The post is marked as official.
    pub official: bool,
    /// The licence of this post, when it has its own.
    pub licence: Option<String>,
    /// The address of the original post.
    pub url: Option<String>,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// Somebody of the site wrote it into a file: its words may name files of the site.
    pub by_hand: bool,
    /// Remarks on this post.
    pub comments: Vec<Comment>,
}

/// A remark on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The source's own id.
    pub id: PostId,
    /// Who wrote it; `None` when the account is gone.
    pub author: Option<Person>,
    /// What was written.
    pub body: Markup,
    /// When it was written.
    pub created: Option<Timestamp>,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// Somebody of the site wrote it into a file: its words may name files of the site.
    pub by_hand: bool,
}

/// Text in the markup of its source. Untrusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// How to read it.
    pub syntax: Syntax,
    /// The text.
    pub text: String,
}

/// A markup language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// HTML, as forums render it.
    #[default]
    Html,
    /// Markdown, as its platform means it.
    Markdown(Dialect),
    /// Plain text; blank lines separate paragraphs.
    Text,
    /// HTML that the sanitiser wrote of one of the others: of harmless elements alone.
    Sanitised,
}

/// Whose markdown it is: `normalize/markup/dialect.rs` says what each means by a tag, by the end
/// of a line and by its own signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// This site's: what people write by hand, and what importers write.
    #[default]
    Site,
    /// GitHub's, in issues and discussions.
    GitHub,
    /// Discourse's, before it is cooked.
    Discourse,
    /// Reddit's.
    Reddit,
    /// Discord's, with its mentions written out.
    Discord,
}

/// Somebody who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The source's own id.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// What they are in this community.
    pub role: Role,
    /// Their page in the community.
    pub url: Option<String>,
}

/// What a person is in a community, the weightiest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A program.
    Bot,
    /// One of the community.
    #[default]
    Member,
    /// A member known for their help.
    Expert,
    /// Keeps order in the community; speaks for nobody but themselves.
    Moderator,
    /// Works for the brand.
    Staff,
    /// The brand itself.
    Brand,
}

/// A check by a named person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The day of the check.
    pub on: Timestamp,
    /// Who checked.
    pub by: Option<String>,
}

/// Where a record starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file, relative to the site.
    pub path: String,
    /// The line from 1; 0 when only the file is known.
    pub line: usize,
}

impl Role {
    /// All roles, the weightiest last.
    pub const ALL: [Role; 6] =
        [Role::Bot, Role::Member, Role::Expert, Role::Moderator, Role::Staff, Role::Brand];

    /// Returns the name used in records, settings and themes.
    pub fn name(self) -> &'static str {
        match self {
            Role::Bot => "bot",
            Role::Member => "member",
            Role::Expert => "expert",
            Role::Moderator => "moderator",
            Role::Staff => "staff",
            Role::Brand => "brand",
        }
    }

    /// Finds a role by its name.
    pub fn by_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Tells whether the person speaks for the brand.
    pub fn is_official(self) -> bool {
        self >= Role::Staff
    }
}

impl Syntax {
    /// All that a record may name, the most common first.
    pub const NAMED: [Syntax; 7] = [
        Syntax::Markdown(Dialect::Site),
        Syntax::Html,
        Syntax::Text,
        Syntax::Markdown(Dialect::GitHub),
        Syntax::Markdown(Dialect::Discourse),
        Syntax::Markdown(Dialect::Reddit),
        Syntax::Markdown(Dialect::Discord),
    ];

    /// Returns the name used in records and settings.
    pub fn name(self) -> &'static str {
        match self {
            Syntax::Html | Syntax::Sanitised => "html",
            Syntax::Text => "text",
            Syntax::Markdown(Dialect::Site) => "markdown",
            Syntax::Markdown(Dialect::GitHub) => "github",
            Syntax::Markdown(Dialect::Discourse) => "discourse",
            Syntax::Markdown(Dialect::Reddit) => "reddit",
            Syntax::Markdown(Dialect::Discord) => "discord",
        }
    }

    /// Finds a markup language by its name.
    pub fn by_name(name: &str) -> Option<Syntax> {
        Syntax::NAMED.into_iter().find(|syntax| syntax.name() == name)
    }
}

impl Markup {
    /// Makes a text of this site's own markdown.
    pub fn markdown(text: String) -> Markup {
        Markup { syntax: Syntax::Markdown(Dialect::Site), text }
    }
}

impl Thread {
    /// Makes a thread of which nothing else is known.
    pub fn new(
        id: ThreadId,
        kind: ThreadKind,
        title: String,
        question: Post,
        origin: Origin,
    ) -> Thread {
        Thread {
            id,
            kind,
            title,
            url: None,
            language: None,
            created: question.created,
            updated: None,
            tags: Vec::new(),
            channels: Vec::new(),
            category: Category::default(),
            products: Vec::new(),
            versions: Vec::new(),
            popularity: Popularity::default(),
            licence: None,
            duplicate_of: None,
            translation_of: None,
            translated_from: None,
            slug: None,
            aliases: Vec::new(),
            summary: None,
            verified: None,
            expires: None,
            question,
            answers: Vec::new(),
            accepted: None,
            solved: None,
            decided: ThreadOverrides::default(),
            math: Math::default(),
            origin,
        }
    }

    /// Tells whether somebody is the one who asked; nobody is where that is not known.
    pub fn is_asker(&self, person: Option<&Person>) -> bool {
        let asker = self.question.author.as_ref();
        asker.zip(person).is_some_and(|(asker, person)| asker.id == person.id)
    }

    /// Returns the question, then the answers.
    pub fn posts(&self) -> impl Iterator<Item = &Post> {
        std::iter::once(&self.question).chain(&self.answers)
    }
}

impl Post {
    /// Makes a post of which nothing else is known.
    pub fn new(id: PostId, body: Markup) -> Post {
        Post {
            id,
            author: None,
            body,
            created: None,
            edited: None,
            votes: 0,
            accepted: false,
            official: false,
            licence: None,
            url: None,
            attachments: Vec::new(),
            by_hand: false,
            comments: Vec::new(),
        }
    }

    /// Returns the author's role; a deleted account was a member.
    pub fn role(&self) -> Role {
        self.author.as_ref().map_or(Role::Member, |author| author.role)
    }
}
