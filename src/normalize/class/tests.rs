//! Sentence by sentence, in ten languages: `sentences/LANG.tsv` holds what people say in
//! threads with the class that a reader gives it, `openings/LANG.tsv` what threads open with.

use std::collections::BTreeMap;

use super::*;
use crate::model::{Origin, Person, PersonId, Post, ThreadId, ThreadKind};

/// By language: sentences, openings, and the share of each that must be read right. What is
/// read wrongly is a piece of an answer for an answer, mostly, and the other way round.
const LANGUAGES: [(&str, &str, &str, usize); 10] = [
    ("en", include_str!("sentences/en.tsv"), include_str!("openings/en.tsv"), 92),
    ("uk", include_str!("sentences/uk.tsv"), include_str!("openings/uk.tsv"), 92),
    ("ru", include_str!("sentences/ru.tsv"), include_str!("openings/ru.tsv"), 92),
    ("sl", include_str!("sentences/sl.tsv"), include_str!("openings/sl.tsv"), 92),
    ("de", include_str!("sentences/de.tsv"), include_str!("openings/de.tsv"), 90),
    ("es", include_str!("sentences/es.tsv"), include_str!("openings/es.tsv"), 90),
    ("fr", include_str!("sentences/fr.tsv"), include_str!("openings/fr.tsv"), 90),
    ("pt", include_str!("sentences/pt.tsv"), include_str!("openings/pt.tsv"), 90),
    ("pl", include_str!("sentences/pl.tsv"), include_str!("openings/pl.tsv"), 90),
    ("it", include_str!("sentences/it.tsv"), include_str!("openings/it.tsv"), 90),
];

fn post(id: &str, name: &str, text: &str) -> Post {
    let author =
        Person { id: PersonId(name.into()), name: name.into(), role: Role::Member, url: None };
    let body = Markup { syntax: Syntax::Text, text: text.into() };
    Post { author: Some(author), ..Post::new(PostId(id.into()), body) }
}

fn thread(question: &str, replies: &[(&str, &str)]) -> Thread {
    let question = post("q", "Mira", question);
    let id = ThreadId("1".into());
    let mut thread = Thread::new(id, ThreadKind::Question, "T".into(), question, Origin::default());
    for (at, (name, text)) in replies.iter().enumerate() {
        thread.answers.push(post(&at.to_string(), name, text));
    }
    thread
}

/// What somebody says in a thread about a hub: another one at once, the asker after help.
fn class(who: &str, said: &str) -> PostClass {
    let question = "Why does the hub blink red after the update?";
    let help = ("Tom", "Hold the button for ten seconds, then pair it again in the app.");
    let thread = match who {
        "asker" => thread(question, &[help, ("Mira", said)]),
        _ => thread(question, &[("Tom", said)]),
    };
    ThreadClasses::of(&thread).posts.last().expect("it was said").class
}

#[test]
fn sentences_of_ten_languages_are_read_as_people_read_them() {
    for (lang, sentences, _, least) in LANGUAGES {
        let mut wrong = Vec::new();
        let mut n = 0;
        for line in sentences.lines() {
            let mut fields = line.splitn(3, '\t');
            let (Some(wanted), Some(who), Some(said)) =
                (fields.next(), fields.next(), fields.next())
            else {
                panic!("{lang}: {line}")
            };
            n += 1;
            let found = class(who, said);
            if found.name() != wanted {
                wrong.push(format!("{wanted}, not {}: {said}", found.name()));
            }
        }
        assert!(n >= 20, "{lang}: {n}");
        assert!((n - wrong.len()) * 100 >= n * least, "{lang}: {} of {n}\n{wrong:#?}", wrong.len());
    }
}

#[test]
fn openings_of_ten_languages_are_read_as_people_read_them() {
    for (lang, _, openings, least) in LANGUAGES {
        let lines: Vec<(&str, &str)> =
            openings.lines().filter_map(|line| line.split_once('\t')).collect();
        let read = |text: &str| {
            let mut thread = thread(text, &[]);
            thread.title.clear();
            ThreadClasses::of(&thread).opening.name()
        };
        let wrong: Vec<String> = lines
            .iter()
            .filter(|(wanted, text)| read(text) != *wanted)
            .map(|(wanted, text)| format!("{wanted}, not {}: {text}", read(text)))
            .collect();
        assert!(lines.len() >= 8, "{lang}");
        let n_right = lines.len() - wrong.len();
        assert!(n_right * 100 >= lines.len() * least.min(80), "{lang}: {wrong:#?}");
    }
}

#[test]
fn thanks_are_not_confirmation() {
    for (said, expected) in [
        ("Thanks, I will try that tomorrow", PostClass::Thanks),
        ("thanks in advance", PostClass::Thanks),
        ("perfect, it is reading it now", PostClass::Confirm),
        ("yep that did it", PostClass::Confirm),
        ("you are a lifesaver", PostClass::Confirm),
        ("I had tried that but forgot the dash. Thank you!", PostClass::Confirm),
        ("it worked, tks, but now another question", PostClass::Confirm),
        ("Thanks, but it still drops", PostClass::FollowUp),
        ("Thanks! Where do I find that menu?", PostClass::FollowUp),
        ("It was working fine until I made it mutable", PostClass::FollowUp),
        ("I was able to do pip install basemap and get it working.", PostClass::Answer),
        ("Updating the driver fixed it", PostClass::Answer),
        ("👍", PostClass::Reaction),
    ] {
        assert_eq!(class("asker", said), expected, "{said}");
    }
}

#[test]
fn what_only_looks_like_an_answer_is_none() {
    for (said, expected) in [
        ("Thanks for reporting, we are looking into it.", PostClass::Holding),
        ("cc @Kim", PostClass::Mention),
        ("@Kim", PostClass::Mention),
        ("👍", PostClass::Reaction),
        ("", PostClass::Reaction),
        ("Please share a screenshot", PostClass::Asks),
        ("Which version do you use? Regards, Kim", PostClass::Asks),
        ("Please DM us your number so that we can look into this.", PostClass::Elsewhere),
        ("Please join: https://meet.google.com/abc", PostClass::Elsewhere),
        ("nice sunset ❤️", PostClass::Reaction),
        ("Increase client_max_body_size to 64m.", PostClass::Answer),
        ("No, that is not possible before 4.3.", PostClass::Answer),
    ] {
        let found = class("other", said);
        let alike = expected == PostClass::Answer && found == PostClass::Partial;
        assert!(found == expected || alike, "{said}: {}", found.name());
    }
}

#[test]
fn a_word_that_says_yes_or_no_answers_with_more_behind_it() {
    for (said, expected) in [
        ("Hi Mira, no, only from 4.3 on", PostClass::Answer),
        ("немає його", PostClass::Answer),
        ("nope, not supported", PostClass::Answer),
        ("yes", PostClass::Partial),
        ("Hi Mira, no idea", PostClass::OffTopic),
        ("no problem", PostClass::Reaction),
    ] {
        let found = class("other", said);
        let alike = !expected.is_substantive() && !found.is_substantive();
        assert!(found == expected || alike, "{said}: {}", found.name());
    }
}

#[test]
fn what_is_added_to_ones_answer_is_a_part_of_it() {
    let more = "You can pair it again from the menu of the app.";
    let replies =
        [("Tom", "Hold the button for ten seconds, then set it up again."), ("Tom", more)];
    let question = "Why does the hub blink red after the update?";
    let classes = |replies: &[(&str, &str)]| -> Vec<PostClass> {
        ThreadClasses::of(&thread(question, replies)).posts.iter().map(|post| post.class).collect()
    };
    assert_eq!(classes(&replies), [PostClass::Answer, PostClass::Partial]);
    assert_eq!(classes(&replies[1..]), [PostClass::Answer]);
}

#[test]
fn nothing_answers_where_nothing_is_asked() {
    let news = "Version 4.3 of the hub has been released today.";
    let said = "The old hub has a green light on top.";
    let of = |question: &str| ThreadClasses::of(&thread(question, &[("Tom", said)])).posts[0].class;
    assert!(!of(news).is_substantive());
    assert!(of("Which hub has a green light?").is_substantive());
}

#[test]
fn behind_a_long_quote_of_old_forums_a_post_says_its_own_words() {
    let quoted = "The hub was not able to find its lamps, and I tried everything. ".repeat(40);
    let said = "Hold the button for ten seconds, then pair it again.";
    let quote = format!("[quote=\"kim\"]{quoted}[/quote]");
    assert_eq!(class("other", &format!("{quote}\n{said}")), PostClass::Answer);
    assert_eq!(class("asker", &format!("{quote}\nThanks!")), PostClass::Thanks);
}

#[test]
fn what_an_archive_puts_for_an_attachment_says_nothing() {
    let notice = "An embedded and charset-unspecified text was scrubbed...\nName: not available\n\
                  URL: <https://lists.example/attachment.pl>";
    assert_eq!(class("other", notice), PostClass::Reaction);
    let behind = format!("{notice}\nHold the button for ten seconds, then pair it again.");
    assert_eq!(class("other", &behind), PostClass::Answer);
}

#[test]
fn languages_without_a_table_are_read_by_structure() {
    let replies = [
        ("Tom", "設定を開き、「ネットワーク」を選んでください。\n\nhttps://a.example/reset"),
        ("Tom", "バージョンは何ですか？"),
        ("Mira", "🙏"),
    ];
    let reading =
        ThreadClasses::of(&thread("ハブが赤く点滅します。どうすればいいですか？", &replies));
    assert_eq!(reading.opening, Opening::Question);
    let classes: Vec<PostClass> = reading.posts.iter().map(|post| post.class).collect();
    assert!(classes[0].is_substantive(), "{classes:?}");
    assert_eq!(classes[1..], [PostClass::Asks, PostClass::Reaction]);
}

#[test]
fn the_clause_that_decided_is_quoted_as_it_was_written() {
    let replies = [("Tom", "Hi Mira! We’re looking into it, @Mira. Regards")];
    let reading = ThreadClasses::with_words(&thread("Why does it blink?", &replies));
    assert_eq!(reading.posts[0].clause.as_deref(), Some("We’re looking into it, ."));
    assert_eq!(reading.clause.as_deref(), Some("Why does it blink?"));
}

#[test]
fn anything_has_a_class_in_linear_time() {
    let long = "a. ".repeat(200_000);
    let shouts = "?!".repeat(100_000);
    let started = std::time::Instant::now();
    for text in [&long, &shouts, "\u{202e}\u{0}", "🙏🙏🙏", "@@@@ @ @", "[quote[quote[quote"]
    {
        class("other", text);
        class("asker", text);
        ThreadClasses::of(&thread(text, &[]));
    }
    let many: Vec<(&str, &str)> = (0..20_000).map(|_| ("Tom", "Try another cable.")).collect();
    assert_eq!(ThreadClasses::of(&thread("Why?", &many)).posts.len(), 20_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// Every table has every kind, in the form in which texts are folded, each phrase once.
#[test]
fn words_are_counted_in_every_script_and_addresses_are_none() {
    for (text, n_words) in [
        ("It blinks, twice - see https://lumo.test/help!", 4),
        ("Він блимає двічі… ось", 4),
        ("三つのランプ ok", 4),
        ("ไฟกะพริบ", 4),
        ("a\u{a0}b\tc\nd", 4),
        (":// -- …", 0),
        ("", 0),
    ] {
        assert_eq!(clauses::count_words(text), n_words, "{text:?}");
    }
}

#[test]
fn clauses_end_before_but_and_behind_the_signs_of_sentences() {
    for (text, n_clauses) in [
        ("it blinks but not for long", 2),
        ("but why", 1),
        ("nothing but", 1),
        ("it blinks. but, again: why? see a.b and v. 2", 3),
        ("он мигает но недолго", 2),
        ("点滅します。なぜ？", 2),
        ("so… maybe", 2),
    ] {
        assert_eq!(clauses::clauses(text).len(), n_clauses, "{text:?}");
    }
}

#[test]
fn tables_are_well_formed() {
    let mut depth: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (lang, table) in cues::FILES {
        let mut kind = "";
        let mut seen = std::collections::HashSet::new();
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                kind = name;
                assert!(Cue::ALL.iter().any(|cue| cue.name() == name), "{lang}: {name}");
                continue;
            }
            assert_eq!(fold::fold(line), line, "{lang} {kind}");
            assert!(seen.insert((kind, line)), "{lang} {kind}: {line} is there twice");
            assert!(!line.trim_end_matches('*').contains('*'), "{lang}: {line}");
            *depth.entry(lang).or_default().entry(kind).or_default() += 1;
        }
        assert_eq!(depth[lang].len(), Cue::ALL.len(), "{lang}: {:?}", depth[lang].keys());
    }
    // The four languages of the project are of equal depth.
    for lang in ["uk", "ru", "sl"] {
        for cue in Cue::ALL.map(Cue::name) {
            let (own, english) = (depth[lang][cue], depth["en"][cue]);
            assert!(own * 2 >= english, "{lang} {cue}: {own} of {english}");
        }
    }
}
