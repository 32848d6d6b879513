//! Why records are not imported.

use super::GlossaryEntry;

pub(super) const ENTRIES: &[GlossaryEntry] = &[
    GlossaryEntry {
        kind: "not imported",
        name: "unreadable",
        meaning: "its file cannot be read",
        explanation: "\
            The file is damaged, or of another format than the source says. `answerbook build`\n\
            names it.\n\n\
            Export it again, or correct `type` and `path` of the source.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "invalid",
        meaning: "the record lacks a field, or has one of the wrong kind",
        explanation: "\
            `answerbook build` names the file, the record and the field.\n\n\
            Correct the record, or export it again.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "id-taken",
        meaning: "an earlier record has its id",
        explanation: "\
            The first one stays. Two exports of one community in one folder do so.\n\n\
            Keep the newer one alone.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "private",
        meaning: "it is a message between members, or of a private channel",
        explanation: "\
            Such records are never read further, and nothing of them is shown anywhere.\n\n\
            There is nothing to do.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "hidden",
        meaning: "it is hidden or unlisted in the community",
        explanation: "\
            What the community does not show is not published.\n\n\
            Show it there and export again, if it should be.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "deleted",
        meaning: "it was deleted in the community",
        explanation: "\
            A deletion counts, whatever other copies of the record say.\n\n\
            There is nothing to do.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "empty",
        meaning: "nothing that may be shown is left of it",
        explanation: "\
            All of its posts are deleted, hidden, or taken out by privacy.yaml.\n\n\
            There is nothing to do.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "notice",
        meaning: "it is a notice of the platform",
        explanation: "\
            Somebody joined, a topic was renamed, a call began: no thread.\n\n\
            There is nothing to do.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "bot",
        meaning: "a program wrote it",
        explanation: "\
            Feeds, reminders and monitors are no questions.\n\n\
            `bots: true` of the source imports such threads.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "single-message",
        meaning: "nobody replied to it",
        explanation: "\
            In a chat most messages are no questions; of a mailing list such threads are\n\
            imported.\n\n\
            There is nothing to do.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "orphan",
        meaning: "the record that starts its thread is not in the export",
        explanation: "\
            A reply without what it replies to helps nobody.\n\n\
            Export the time before, too.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "channel",
        meaning: "the settings leave its channel, list or category out",
        explanation: "\
            `channels: {only: [...], except: [...]}` of its source chooses what is read.\n\n\
            Add its channel to `only`, or take it out of `except`, if it may be shown.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "taken-down",
        meaning: "privacy.yaml takes it out",
        explanation: "\
            An entry under `threads:`, or one under `people:` whose posts are to be removed.\n\n\
            Remove the entry, if it may be shown again.",
    },
    GlossaryEntry {
        kind: "not imported",
        name: "unsafe",
        meaning: "a name or private text cannot be taken out of it",
        explanation: "\
            What takes the place of a name or an address makes up another one that must go,\n\
            as a pseudonym does that holds a name of `privacy.yaml`.\n\n\
            Choose another pseudonym, or edit the post in the community.",
    },
];
