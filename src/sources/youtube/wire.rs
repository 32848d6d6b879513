//! What is read of comments below videos, in each of the forms that programs write.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::model::Timestamp;
use crate::sources::SkipReason;
use crate::sources::values::{Flag, Moment, Name, Number};

/// A thread of the Data API: a comment, and some of its replies.
#[derive(Deserialize)]
pub(super) struct Thread<'a> {
    #[serde(borrow)]
    pub snippet: ThreadSnippet<'a>,
    #[serde(borrow)]
    pub replies: Option<Replies<'a>>,
}

/// What a thread says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadSnippet<'a> {
    #[serde(borrow)]
    pub top_level_comment: Option<&'a RawValue>,
    #[serde(default)]
    pub video_id: Name,
    #[serde(default)]
    pub channel_id: Name,
    #[serde(default)]
    pub total_reply_count: Number,
    pub is_public: Option<bool>,
}

/// The replies that come with a thread.
#[derive(Deserialize)]
pub(super) struct Replies<'a> {
    #[serde(borrow, default)]
    pub comments: Vec<&'a RawValue>,
}

/// A comment of any form, a video, or something else.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    kind: Name,
    #[serde(default)]
    id: Name,
    // Of the Data API.
    snippet: Option<Snippet>,
    status: Option<Status>,
    // Of yt-dlp, and of what it says of a video.
    #[serde(default)]
    parent: Name,
    #[serde(default)]
    text: Name,
    #[serde(default)]
    timestamp: Moment,
    #[serde(default)]
    author: Name,
    #[serde(default)]
    author_id: Name,
    #[serde(default)]
    author_is_uploader: Flag,
    #[serde(default)]
    is_pinned: Flag,
    #[serde(default)]
    is_favorited: Flag,
    #[serde(default)]
    like_count: Number,
    webpage_url: Option<IgnoredAny>,
    // Of youtube-comment-downloader.
    #[serde(default)]
    cid: Name,
    #[serde(default)]
    time_parsed: Moment,
    #[serde(default)]
    channel: Name,
    #[serde(default)]
    votes: Number,
    #[serde(default)]
    heart: Flag,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Snippet {
    #[serde(default)]
    video_id: Name,
    #[serde(default)]
    channel_id: Name,
    #[serde(default)]
    parent_id: Name,
    #[serde(default)]
    text_original: Name,
    #[serde(default)]
    text_display: Name,
    #[serde(default)]
    author_display_name: Name,
    author_channel_id: Option<ChannelId>,
    #[serde(default)]
    author_channel_url: Name,
    #[serde(default)]
    like_count: Number,
    #[serde(default)]
    published_at: Moment,
    #[serde(default)]
    updated_at: Moment,
    #[serde(default)]
    moderation_status: Name,
    // Of a video.
    #[serde(default)]
    title: Name,
    #[serde(default)]
    description: Name,
}

#[derive(Deserialize)]
struct ChannelId {
    #[serde(default)]
    value: Name,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    #[serde(default)]
    privacy_status: Name,
}

/// A video, as far as comments on it need it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Video {
    pub id: String,
    pub title: String,
    pub description: String,
    /// The channel that it is of.
    pub channel: Option<String>,
    pub is_private: bool,
}

/// What somebody has written, and how.
pub(super) enum Words {
    Text(String),
    Html(String),
}

/// A comment, whatever wrote it.
pub(super) struct Comment {
    pub id: String,
    /// The comment that it replies to.
    pub parent: Option<String>,
    pub video: Option<String>,
    /// The channel of the video.
    pub channel: Option<String>,
    pub words: Option<Words>,
    pub author: Option<Author>,
    pub created: Option<Timestamp>,
    pub edited: Option<Timestamp>,
    /// The times are no guesses.
    pub is_timed: bool,
    pub n_likes: i64,
    /// Signs that the channel has put on it, by their names.
    pub signs: Vec<String>,
    pub fate: Result<(), SkipReason>,
}

/// Who has written a comment.
#[derive(Default)]
pub(super) struct Author {
    pub id: Option<String>,
    pub name: Option<String>,
    pub url: Option<String>,
    /// It is known to be the channel of the video.
    pub is_owner: bool,
}

/// What a record is.
pub(super) enum Known {
    Comment(Box<Comment>),
    Video(Video),
    /// Another one of YouTube.
    Other,
    Nothing,
}

impl Known {
    /// Reads a record.
    ///
    /// # Errors
    ///
    /// When it has not the form of one.
    pub fn of(record: &[u8]) -> Result<Known, serde_json::Error> {
        let record: Record = serde_json::from_slice(record)?;
        let kind = record.kind.0.as_deref().unwrap_or_default();
        let is_own = kind.starts_with("youtube#") || record.webpage_url.is_some();
        let comment = match () {
            () if kind == "youtube#video" => return Ok(Known::Video(record.video())),
            () if record.snippet.is_some() => record.of_api(),
            () if record.cid.0.is_some() => record.of_downloader(),
            () => record.of_ytdlp(),
        };
        Ok(match comment {
            Some(comment) => Known::Comment(Box::new(comment)),
            None if is_own => Known::Other,
            None => Known::Nothing,
        })
    }
}

impl Record {
    fn video(self) -> Video {
        let privacy = self.status.and_then(|status| status.privacy_status.0);
        let is_private = privacy.is_some_and(|privacy| privacy == "private");
        let id = self.id.0.unwrap_or_default();
        let Some(snippet) = self.snippet else {
            return Video { id, is_private, ..Video::default() };
        };
        let text = |name: Name| name.0.unwrap_or_default();
        let (title, description) = (text(snippet.title), text(snippet.description));
        Video { id, title, description, channel: snippet.channel_id.0, is_private }
    }

    fn of_api(self) -> Option<Comment> {
        let snippet = self.snippet?;
        let words = snippet.text_original.0.map(Words::Text);
        let words = words.or(snippet.text_display.0.map(Words::Html))?;
        let is_out = |status: &String| status != "published";
        let fate = match snippet.moderation_status.0.filter(is_out) {
            Some(_) => Err(SkipReason::Hidden),
            None => Ok(()),
        };
        let created = snippet.published_at.0;
        let author = Author {
            id: snippet.author_channel_id.and_then(|id| id.value.0),
            name: snippet.author_display_name.0,
            url: snippet.author_channel_url.0,
            is_owner: false,
        };
        Some(Comment {
            parent: snippet.parent_id.0,
            video: snippet.video_id.0,
            channel: snippet.channel_id.0,
            created,
            edited: snippet.updated_at.0.filter(|edited| Some(*edited) != created),
            n_likes: snippet.like_count.0.unwrap_or_default(),
            fate,
            ..Comment::new(self.id.0?, words, author)
        })
    }

    fn of_ytdlp(self) -> Option<Comment> {
        let parent = self.parent.0?;
        let author = Author {
            id: self.author_id.0,
            name: self.author.0,
            url: None,
            is_owner: self.author_is_uploader.0,
        };
        let signs = [(self.is_favorited, HEART), (self.is_pinned, PIN)];
        Some(Comment {
            parent: Some(parent).filter(|parent| parent != "root"),
            created: self.timestamp.0,
            is_timed: false,
            n_likes: self.like_count.0.unwrap_or_default(),
            signs: signs_of(&signs),
            ..Comment::new(self.id.0?, Words::Text(self.text.0?), author)
        })
    }

    fn of_downloader(self) -> Option<Comment> {
        let author = Author { id: self.channel.0, name: self.author.0, ..Author::default() };
        Some(Comment {
            created: self.time_parsed.0,
            is_timed: false,
            n_likes: self.votes.0.unwrap_or_default(),
            signs: signs_of(&[(self.heart, HEART)]),
            ..Comment::new(self.cid.0?, Words::Text(self.text.0?), author)
        })
    }
}

/// What the channel's heart and pin are called.
pub(super) const HEART: &str = "heart";
const PIN: &str = "pushpin";

fn signs_of(signs: &[(Flag, &str)]) -> Vec<String> {
    signs.iter().filter(|(is_set, _)| is_set.0).map(|(_, name)| (*name).to_owned()).collect()
}

impl Comment {
    pub fn new(id: String, words: Words, author: Author) -> Comment {
        Comment {
            id,
            parent: None,
            video: None,
            channel: None,
            words: Some(words),
            author: Some(author),
            created: None,
            edited: None,
            is_timed: true,
            n_likes: 0,
            signs: Vec::new(),
            fate: Ok(()),
        }
    }

    /// The comment that its thread starts with, by its own id where nothing else says it:
    /// `parent.child`.
    pub fn parent(&self) -> Option<&str> {
        let by_id = self.id.split_once('.').map(|(parent, _)| parent);
        self.parent.as_deref().or(by_id).filter(|parent| *parent != self.id)
    }
}

/// What yt-dlp says of a video beside its comments.
#[derive(Deserialize)]
struct Info {
    #[serde(default)]
    id: Name,
    #[serde(default)]
    title: Name,
    #[serde(default)]
    description: Name,
    #[serde(default)]
    channel_id: Name,
    #[serde(default)]
    availability: Name,
    #[serde(default)]
    comment_count: Number,
}

/// Reads what yt-dlp says of a video, and how many comments it has. The comments and all else are
/// passed over, so that they are not in memory.
pub(super) fn info(stream: impl std::io::Read) -> Option<(Video, Option<u64>)> {
    let info: Info = serde_json::from_reader(std::io::BufReader::new(stream)).ok()?;
    let text = |name: Name| name.0.unwrap_or_default();
    // Whatever else it is, such as `subscriber_only`, not everybody sees it.
    let is_open = matches!(info.availability.0.as_deref(), None | Some("public" | "unlisted"));
    let is_private = !is_open;
    let (title, description) = (text(info.title), text(info.description));
    let n_comments = info.comment_count.0.and_then(|n| u64::try_from(n).ok());
    let video =
        Video { id: info.id.0?, title, description, channel: info.channel_id.0, is_private };
    Some((video, n_comments))
}
