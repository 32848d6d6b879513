//! What a post does in its thread, and what opens a thread.

/// What a post does in its thread, as a reader would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostClass {
    /// It answers: a fix, a cause, a workaround, an authoritative "no", a pointer that leads
    /// to the answer.
    Answer,
    /// It is a useful part of an answer.
    Partial,
    /// It asks back for what is missing.
    Asks,
    /// It puts off: "we look into it".
    Holding,
    /// It only calls somebody: `cc @kim`.
    Mention,
    /// It leads out of the thread: a direct message, a meeting, "write to support".
    Elsewhere,
    /// It says that an answer worked.
    Confirm,
    /// It thanks, without saying that anything worked.
    Thanks,
    /// The asker adds something or asks further.
    FollowUp,
    /// It is about something else.
    OffTopic,
    /// An emoji, a greeting, "+1".
    Reaction,
}

/// What the first post of a thread is, read with what its author adds before anybody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opening {
    /// It asks, or reports a problem for which help is wanted.
    Question,
    /// News, a release, an event, an introduction.
    Announcement,
    /// Small talk, praise, a joke, a complaint that asks for nothing.
    Chatter,
    /// Work to be done by the team: a review, a meeting.
    Task,
    /// A piece of a conversation that cannot be understood by itself.
    Fragment,
}

impl PostClass {
    /// All classes, in their order.
    pub const ALL: [PostClass; 11] = [
        PostClass::Answer,
        PostClass::Partial,
        PostClass::Asks,
        PostClass::Holding,
        PostClass::Mention,
        PostClass::Elsewhere,
        PostClass::Confirm,
        PostClass::Thanks,
        PostClass::FollowUp,
        PostClass::OffTopic,
        PostClass::Reaction,
    ];

    /// Returns the name used in reports: `follow-up`.
    pub fn name(self) -> &'static str {
        match self {
            PostClass::Answer => "answer",
            PostClass::Partial => "partial",
            PostClass::Asks => "asks",
            PostClass::Holding => "holding",
            PostClass::Mention => "mention",
            PostClass::Elsewhere => "elsewhere",
            PostClass::Confirm => "confirm",
            PostClass::Thanks => "thanks",
            PostClass::FollowUp => "follow-up",
            PostClass::OffTopic => "off-topic",
            PostClass::Reaction => "reaction",
        }
    }

    /// Finds a class by its name.
    pub fn by_name(name: &str) -> Option<PostClass> {
        PostClass::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Tells whether the post helps by itself.
    pub fn is_substantive(self) -> bool {
        matches!(self, PostClass::Answer | PostClass::Partial)
    }
}

impl Opening {
    /// All kinds, in their order.
    pub const ALL: [Opening; 5] = [
        Opening::Question,
        Opening::Announcement,
        Opening::Chatter,
        Opening::Task,
        Opening::Fragment,
    ];

    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Opening::Question => "question",
            Opening::Announcement => "announcement",
            Opening::Chatter => "chatter",
            Opening::Task => "task",
            Opening::Fragment => "fragment",
        }
    }
}
