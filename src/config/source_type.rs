//! The formats of exports, as settings name them.

/// Who could read the threads of a format where they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever came by.
    Everyone,
    /// Members of a group, or a customer and the brand: somebody has to say why strangers may.
    Members,
}

/// Makes [`SourceType`] of one list, so that no format is in one place and not in another.
macro_rules! source_types {
    ($($(#[$what:meta])* $kind:ident = $name:literal, $audience:ident;)*) => {
        /// The format of an export.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SourceType {
            $($(#[$what])* $kind,)*
        }

        impl SourceType {
            /// All formats, by name.
            pub const ALL: &'static [SourceType] = &[$(SourceType::$kind,)*];

            /// Returns the name used in settings.
            pub fn name(self) -> &'static str {
                match self {
                    $(SourceType::$kind => $name,)*
                }
            }

            /// Returns who could read its threads where they were written.
            pub fn audience(self) -> Audience {
                match self {
                    $(SourceType::$kind => Audience::$audience,)*
                }
            }
        }
    };
}

source_types! {
    /// Whatever its files are.
    Auto = "auto", Everyone;
    /// Tables of messages.
    Csv = "csv", Everyone;
    /// Channels as DiscordChatExporter writes them.
    Discord = "discord", Members;
    /// Topic files as served by `/t/ID.json`.
    Discourse = "discourse", Everyone;
    /// Comments on a Page of Facebook, as its Graph API gives them.
    Facebook = "facebook", Everyone;
    /// Tickets and articles of Freshdesk.
    Freshdesk = "freshdesk", Members;
    /// GitHub Discussions, as `gh api graphql` gives them.
    Github = "github", Everyone;
    /// Conversations and articles of Intercom.
    Intercom = "intercom", Members;
    /// answerbook's own thread records, one a line.
    Jsonl = "jsonl", Everyone;
    /// Khoros communities, Classic or Aurora.
    Khoros = "khoros", Everyone;
    /// Answers or whole threads written by hand.
    Markdown = "markdown", Everyone;
    /// A mailing list: mbox files and the archives of pipermail.
    Mbox = "mbox", Members;
    /// Submissions of Reddit with their comments.
    Reddit = "reddit", Everyone;
    /// A Slack export, as a zip file or unpacked.
    Slack = "slack", Members;
    /// A Stack Exchange data dump.
    Stackexchange = "stackexchange", Everyone;
    /// A chat as Telegram Desktop exports it.
    Telegram = "telegram", Members;
    /// Posts of X: pages of its API, lines of them, or an archive.
    X = "x", Everyone;
    /// Comments below the videos of a YouTube channel.
    Youtube = "youtube", Everyone;
    /// Tickets, community posts and articles of Zendesk.
    Zendesk = "zendesk", Members;
}

impl SourceType {
    /// Finds a format by its name.
    pub fn by_name(name: &str) -> Option<SourceType> {
        SourceType::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Returns the names of all formats, in the order of the alphabet.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SourceType::ALL.iter().map(|kind| kind.name())
    }

    /// Tells whether it is made of messages that are gathered into threads.
    pub fn is_chat(self) -> bool {
        let chats =
            [SourceType::Discord, SourceType::Mbox, SourceType::Slack, SourceType::Telegram];
        chats.contains(&self)
            || matches!(self, SourceType::Facebook | SourceType::X | SourceType::Youtube)
    }

    /// Tells whether what it holds lies in channels, lists or categories.
    pub fn has_channels(self) -> bool {
        let without = [SourceType::Facebook, SourceType::Markdown, SourceType::Stackexchange];
        !without.contains(&self) && self != SourceType::X
    }
}
