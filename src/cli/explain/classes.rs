//! What opens threads, and what posts do in them.

use super::GlossaryEntry;

pub(super) const ENTRIES: &[GlossaryEntry] = &[
    GlossaryEntry {
        kind: "opening",
        name: "question",
        meaning: "it asks, or reports a problem",
        explanation: "\
            Example: \"Creating a job fails with 413, what can I do?\"\n\n\
            Only such threads are published by themselves.",
    },
    GlossaryEntry {
        kind: "opening",
        name: "announcement",
        meaning: "news, a release, an event",
        explanation: "\
            Example: \"Version 4.3 is out, with dark mode.\"\n\n\
            Withheld as `not-a-question`; `publish: {\"THREAD\": yes}` in decisions.yaml\n\
            publishes one.",
    },
    GlossaryEntry {
        kind: "opening",
        name: "chatter",
        meaning: "small talk, praise, a complaint that asks for nothing",
        explanation: "\
            Example: \"nice sunset from the Alps\"\n\n\
            Withheld as `not-a-question`; `publish: {\"THREAD\": yes}` in decisions.yaml\n\
            publishes one.",
    },
    GlossaryEntry {
        kind: "opening",
        name: "task",
        meaning: "work of the team: a review, a meeting",
        explanation: "\
            Example: \"My branch is ready, can somebody review it today?\"\n\n\
            Withheld as `not-a-question`; `publish: {\"THREAD\": yes}` in decisions.yaml\n\
            publishes one.",
    },
    GlossaryEntry {
        kind: "opening",
        name: "fragment",
        meaning: "a piece of a conversation that cannot be understood by itself",
        explanation: "\
            Example: \"okay, it is working now\"\n\n\
            Withheld as `not-a-question`; `publish: {\"THREAD\": yes}` in decisions.yaml\n\
            publishes one.",
    },
    GlossaryEntry {
        kind: "class",
        name: "answer",
        meaning: "it answers: a fix, a cause, a way round, a clear no",
        explanation: "\
            Example: \"Increase client_max_body_size to 64m.\"\n\n\
            It may be official, accepted through a mark on the thread, and come first.",
    },
    GlossaryEntry {
        kind: "class",
        name: "partial",
        meaning: "it is a useful part of an answer",
        explanation: "\
            Example: \"The limit is set in nginx, not in the app.\"\n\n\
            It comes first where no other post answers.",
    },
    GlossaryEntry {
        kind: "class",
        name: "asks",
        meaning: "it asks back for what is missing",
        explanation: "\
            Example: \"Which version is it?\"\n\n\
            It solves nothing yet, whoever asks.",
    },
    GlossaryEntry {
        kind: "class",
        name: "holding",
        meaning: "it puts off",
        explanation: "\
            Example: \"Thanks for reporting, we are looking into it.\"\n\n\
            It never comes first, also when staff write it.",
    },
    GlossaryEntry {
        kind: "class",
        name: "mention",
        meaning: "it only calls somebody",
        explanation: "\
            Example: \"cc @Kim\"\n\n\
            What Kim then writes may be the answer.",
    },
    GlossaryEntry {
        kind: "class",
        name: "elsewhere",
        meaning: "it leads out of the thread",
        explanation: "\
            Example: \"Please send us a direct message with your order.\"\n\n\
            A stranger is not helped by it.",
    },
    GlossaryEntry {
        kind: "class",
        name: "confirm",
        meaning: "it says that an answer worked",
        explanation: "\
            Example: \"perfect, it is reading it now\"\n\n\
            The answer before it, or the one whose writer it names, is corroborated.",
    },
    GlossaryEntry {
        kind: "class",
        name: "thanks",
        meaning: "it thanks, without saying that anything worked",
        explanation: "\
            Example: \"Thanks, I will try that tomorrow.\"\n\n\
            It corroborates nothing.",
    },
    GlossaryEntry {
        kind: "class",
        name: "follow-up",
        meaning: "the asker adds something or asks further",
        explanation: "\
            Example: \"It also happens after a restart.\"\n\n\
            It belongs to the question.",
    },
    GlossaryEntry {
        kind: "class",
        name: "off-topic",
        meaning: "it is about something else",
        explanation: "\
            Example: \"By the way, is anybody in Ljubljana on Friday?\"\n\n\
            It stays in the discussion.",
    },
    GlossaryEntry {
        kind: "class",
        name: "reaction",
        meaning: "an emoji, a greeting, a plus one",
        explanation: "\
            Example: \"+1\"\n\n\
            It counts for nothing.",
    },
];
