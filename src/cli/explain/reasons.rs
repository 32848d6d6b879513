//! Grades, what they rest on, and what keeps threads back.

use super::GlossaryEntry;

pub(super) const ENTRIES: &[GlossaryEntry] = &[
    GlossaryEntry {
        kind: "grade",
        name: "accepted",
        meaning: "an answer is marked as the solution",
        explanation: "\
            The community's own mark, a reaction that it uses for it, or a line under `solved:`\n\
            in decisions.yaml names the answer.\n\n\
            Example: a Discourse topic with an accepted answer; ✅ on a reply in Slack.\n\n\
            Published by default. `not: [\"THREAD\"]` in decisions.yaml withholds one.",
    },
    GlossaryEntry {
        kind: "grade",
        name: "official",
        meaning: "staff or the brand answered in substance",
        explanation: "\
            Example: somebody of `staff` writes \"Increase client_max_body_size to 64m\". \"We\n\
            are looking into it\" is no answer, whoever says it.\n\n\
            Published by default, with the badge of an official answer.",
    },
    GlossaryEntry {
        kind: "grade",
        name: "corroborated",
        meaning: "votes, or the asker's thanks, single out an answer",
        explanation: "\
            Example: an answer with nine votes; \"that did it, thank you\" below it.\n\n\
            Published by default.",
    },
    GlossaryEntry {
        kind: "grade",
        name: "answered",
        meaning: "somebody answered in substance, and nobody says whether it helped",
        explanation: "\
            Example: \"No, not possible before 4.3\", and no word after it.\n\n\
            Published by default where it is sure enough: see `answerbook explain\n\
            low-confidence`.",
    },
    GlossaryEntry {
        kind: "grade",
        name: "contested",
        meaning: "several answers have about the same support",
        explanation: "\
            Example: two answers with eight votes each.\n\n\
            Withheld by default. `best: {\"THREAD\": \"POST\"}` in decisions.yaml puts one of\n\
            them first and publishes the thread; `publish: {resolution: [..., contested]}`\n\
            publishes all such threads.",
    },
    GlossaryEntry {
        kind: "grade",
        name: "unresolved",
        meaning: "nothing singles out an answer, or there is none",
        explanation: "\
            Example: a question without replies; a thread that asks nothing.\n\n\
            Withheld by default. The reason beside it says what is missing.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "accepted-mark",
        meaning: "the export marks an answer as accepted",
        explanation: "\
            Example: `\"accepted_answer\": true` in a Discourse topic.\n\n\
            `answerbook why THREAD` shows the mark in its file. Where the marked post is no\n\
            answer at all, as a link to a meeting, the mark does not count.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "decision",
        meaning: "a person decided it in decisions.yaml",
        explanation: "\
            Example: `solved: {\"Forum:4821\": \"4907\"}` names the answer; `not:\n\
            [\"Forum:4821\"]` keeps the thread back.\n\n\
            It counts before everything else and outlives every import. Remove the line to undo\n\
            it.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "reaction",
        meaning: "a reaction marks an answer as the solution",
        explanation: "\
            Example: ✅ on a reply in Slack. `solved.reactions` of the source says which ones\n\
            count.\n\n\
            Where it means something else in your community, name others, or `reactions: []`.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "prefix",
        meaning: "a word such as [SOLVED] marks the thread",
        explanation: "\
            Example: `[SOLVED] Hub loses wi-fi` as a title. `solved.prefixes` says which words\n\
            count.\n\n\
            The answer that comes first is found by thanks, votes and what the posts say; `best:\n\
            {\"THREAD\": \"POST\"}` in decisions.yaml names another.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "status",
        meaning: "the community closed the thread as solved, without naming an answer",
        explanation: "\
            Example: a Zendesk ticket with `\"status\": \"solved\"`.\n\n\
            `best: {\"THREAD\": \"POST\"}` in decisions.yaml names the answer that comes first.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "official-mark",
        meaning: "an answer is marked as official",
        explanation: "\
            Example: `\"official\": true` in a record; an answer written by hand in markdown.\n\n\
            `official: {\"THREAD\": \"POST\"}` in decisions.yaml marks an answer of anybody.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "staff-thanked",
        meaning: "staff had the last word, and the asker thanked for it",
        explanation: "\
            Example: \"Hold the button for ten seconds.\" / \"Perfect, it works now!\"\n\n\
            Who is staff says the export, or `staff` of the source.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "staff-answer",
        meaning: "staff or the brand wrote the answer",
        explanation: "\
            Example: a reply by somebody of `staff` that says what to do.\n\n\
            Where the wrong reply comes first, `best: {\"THREAD\": \"POST\"}` in decisions.yaml\n\
            names it.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "votes",
        meaning: "an answer has clearly the most votes",
        explanation: "\
            Example: 28 votes, the next answer has 3. At least two votes are needed.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "thanks",
        meaning: "the asker says that it worked",
        explanation: "\
            Example: \"yep that did it\". \"Thanks, I will try that tomorrow\" says nothing yet.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "split-votes",
        meaning: "two answers or more have about as many votes",
        explanation: "\
            Example: twelve votes and eleven.\n\n\
            Read them: `best: {\"THREAD\": \"POST\"}` in decisions.yaml puts one first and\n\
            publishes it.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "substance",
        meaning: "a reply answers in substance",
        explanation: "\
            Example: \"No, not possible before 4.3\": nobody marked it, and it is all that is\n\
            needed.\n\n\
            `answerbook why THREAD` shows what each post does, and the words that decided it.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "self-answer",
        meaning: "the asker found it out and says how",
        explanation: "\
            Example: \"pip install basemap solved it\", by who asked.\n\n\
            Credit goes to the asker.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "no-answer",
        meaning: "nobody answers in substance",
        explanation: "\
            Example: \"Which version is it?\", \"We look into it\", \"+1\", and no word after\n\
            that.\n\n\
            Where a post does answer, `best: {\"THREAD\": \"POST\"}` in decisions.yaml names it.\n\
            What nobody answered is what to write by hand next.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "not-a-question",
        meaning: "the thread opens with no question",
        explanation: "\
            Example: a release announcement with a thanks below it; \"nice sunset\"; a review\n\
            that is asked of the team.\n\n\
            Where strangers may ask the same, `publish: {\"THREAD\": yes}` in decisions.yaml\n\
            publishes it. `channels: {except: [...]}` of the source leaves whole channels out.",
    },
    GlossaryEntry {
        kind: "reason",
        name: "still-open",
        meaning: "the community has not closed the thread as solved",
        explanation: "\
            Example: a Zendesk ticket with `\"status\": \"open\"`, and an answer by an agent.\n\n\
            Where the answer does help, `best: {\"THREAD\": \"POST\"}` in decisions.yaml puts it\n\
            first and publishes the thread.",
    },
    GlossaryEntry {
        kind: "withheld",
        name: "address-taken",
        meaning: "another page has the address that the thread would have",
        explanation: "\
            Example: two answers with `slug: reset`.\n\n\
            Give one of them another `slug`, or another title: `title: {\"THREAD\": \"...\"}` in\n\
            decisions.yaml. The problem `address-taken` names both.",
    },
    GlossaryEntry {
        kind: "withheld",
        name: "draft",
        meaning: "whoever writes it is not done yet",
        explanation: "\
            Nothing of it is in any published file; `answerbook threads` and the preview's list\n\
            name it.\n\n\
            Example: `draft: true` at the top of a markdown file, as in Hugo and Zola, or\n\
            `published: false`, as in Jekyll.\n\n\
            Take the line out when it is done.",
    },
    GlossaryEntry {
        kind: "withheld",
        name: "duplicate",
        meaning: "the thread is shown on the page of another one",
        explanation: "\
            Example: a question that the community closed as a duplicate; an approved pair under\n\
            `duplicates:` in decisions.yaml.\n\n\
            Its wording and its answers are on that page. Remove the mark, or say `approved:\n\
            no`, to part them; `not: [\"THREAD\"]` takes it off.",
    },
    GlossaryEntry {
        kind: "withheld",
        name: "low-confidence",
        meaning: "its grade is published, but it is too doubtful",
        explanation: "\
            Every thread has a confidence between 0 and 1: how likely it is that a stranger with\n\
            the same problem is helped. `publish.confidence` in the settings is the least that\n\
            is published. Marks of a platform and decisions of people are sure.\n\n\
            Example: one reply, half an answer, that nobody confirmed: 0.42.\n\n\
            Go through the doubtful ones: `answerbook threads --reason low-confidence`. What\n\
            helps is published by `publish: {\"THREAD\": yes}` in decisions.yaml; a lower\n\
            `publish.confidence` publishes all like it.",
    },
];

/// Words that older versions wrote into reports. A name is never used again for something else.
pub(super) const RETIRED: &[GlossaryEntry] = &[GlossaryEntry {
    kind: "reason, no longer given",
    name: "no-sign",
    meaning: "there were answers, but no sign which one helped",
    explanation: "\
        Since posts are read for what they do, such a thread is `answered` by `substance`, or\n\
        has `no-answer`.\n\n\
        Example: three replies without votes, marks or thanks; the first that answers in\n\
        substance comes first, and its confidence says how sure that is.",
}];
