//! The formats of exports, as settings name them.

/// Makes [`SourceType`] of one list, so that no format is in one place and not in another.
macro_rules! source_types {
    ($($(#[$what:meta])* $kind:ident = $name:literal,)*) => {
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
        }
    };
}

source_types! {
    /// Whatever its files are.
    Auto = "auto",
    /// Tables of messages.
    Csv = "csv",
    /// Channels as DiscordChatExporter writes them.
    Discord = "discord",
    /// Topic files as served by `/t/ID.json`.
    Discourse = "discourse",
    /// Tickets and articles of Freshdesk.
    Freshdesk = "freshdesk",
    /// GitHub Discussions, as `gh api graphql` gives them.
    Github = "github",
    /// Conversations and articles of Intercom.
    Intercom = "intercom",
    /// answerbook's own thread records, one a line.
    Jsonl = "jsonl",
    /// Khoros communities, Classic or Aurora.
    Khoros = "khoros",
    /// Answers or whole threads written by hand.
    Markdown = "markdown",
    /// A mailing list: mbox files and the archives of pipermail.
    Mbox = "mbox",
    /// Submissions of Reddit with their comments.
    Reddit = "reddit",
    /// A Slack export, as a zip file or unpacked.
    Slack = "slack",
    /// A Stack Exchange data dump.
    Stackexchange = "stackexchange",
    /// A chat as Telegram Desktop exports it.
    Telegram = "telegram",
    /// Posts of X: pages of its API, lines of them, or an archive.
    X = "x",
    /// Tickets, community posts and articles of Zendesk.
    Zendesk = "zendesk",
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
        let chats = [SourceType::Discord, SourceType::Mbox, SourceType::Slack];
        chats.contains(&self) || matches!(self, SourceType::Telegram | SourceType::X)
    }

    /// Tells whether what it holds lies in channels, lists or categories.
    pub fn has_channels(self) -> bool {
        !matches!(self, SourceType::Markdown | SourceType::Stackexchange | SourceType::X)
    }
}
