//! `answerbook why`: why a thread is or is not published, with the marks in its file.
//!
//! Of a record that was left out only its place and the reason are told: its
//! text may be private.

use serde_json::Value;
use serde_json::json;

use crate::config;
use crate::config::Config;
use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Code;
use crate::diag::Color;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::DiskFiles;
use crate::model::Kind;
use crate::model::Reason;
use crate::model::Resolution;
use crate::model::Thread;
use crate::model::ThreadId;
use crate::normalize::Assessment;
use crate::normalize::Classed;
use crate::normalize::Reading;
use crate::normalize::assess;
use crate::normalize::tidy;
use crate::privacy::Decisions;
use crate::privacy::Fate;
use crate::privacy::Noted;
use crate::privacy::Privacy;
use crate::privacy::closure;
use crate::sources;
use crate::sources::Reader;
use crate::sources::Skip;
use crate::sources::SkipReason;

use super::Outcome;
use super::args::WhyArgs;
use super::talk::Talk;

/// What a source has under the wanted id.
enum Found<'a> {
    Thread(Box<Imported<'a>>),
    Skip(&'a str, Skip),
}

/// A thread with the wanted id, and what is to be said of it.
struct Imported<'a> {
    source: &'a str,
    thread: Thread,
    assessment: Assessment,
    /// The thread as it was read once more, without what is private: its words are shown.
    shown: Reading,
    published: bool,
    /// The thread on whose page a duplicate is shown.
    folded_into: Option<ThreadId>,
    place: Option<Place>,
}

pub(crate) fn run(args: &WhyArgs, talk: &Talk) -> Outcome {
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let Some(config) = config::load(&files, &mut sink) else {
        let _ = talk.problems(sink);
        return Outcome::Usage;
    };
    let Some(decisions) = Decisions::load(&files, &config, &mut sink) else {
        let _ = talk.problems(sink);
        return Outcome::Usage;
    };
    let privacy = Privacy::new(&config, &decisions, closure(&decisions, &[]));
    let mut answers = Vec::new();
    for (at, source) in config.sources.iter().enumerate() {
        let wanted = match args.id.split_once(':') {
            Some((name, id)) if name == source.name || name == source.kind.name() => id,
            _ => &args.id,
        };
        let reader = sources::open(source, &files, &mut sink);
        let settings = Settings { config: &config, privacy: &privacy, at };
        answers.extend(search(&*reader, wanted, source, &settings));
    }
    if answers.is_empty() {
        return talk.fatal(unknown(&args.id), Outcome::Usage);
    }
    if args.json {
        let answers: Vec<Value> = answers.iter().map(Found::as_json).collect();
        talk.result(&format!("{}\n", json!({ "id": args.id, "threads": answers })));
    } else {
        for found in &answers {
            talk.result(&match found {
                Found::Thread(thread) => as_text(thread, &config),
                Found::Skip(source, skip) => skipped(source, &args.id, skip),
            });
        }
    }
    Outcome::Done
}

/// What decides about the threads of a source.
struct Settings<'a> {
    config: &'a Config,
    privacy: &'a Privacy<'a>,
    /// The source's position.
    at: usize,
}

/// Reads a source and keeps what has the wanted id.
fn search<'a>(
    reader: &dyn Reader,
    wanted: &str,
    source: &'a SourceSettings,
    settings: &Settings<'_>,
) -> Vec<Found<'a>> {
    let Settings { config, privacy, at } = *settings;
    let mut found = Vec::new();
    for batch in (0..reader.n_units()).map(|unit| reader.read(unit)) {
        for mut thread in batch.threads.into_iter().filter(|thread| thread.id.0 == wanted) {
            tidy(&mut thread);
            let (mut noted, start) = (Noted::default(), thread.origin.clone());
            if privacy.cut(&mut thread, at, &mut noted) == Fate::Taken {
                let place = Place::line(&start.path, start.line.max(1));
                let (id, reason) = (Some(thread.id), SkipReason::TakenDown);
                found.push(Found::Skip(&source.name, Skip { id, reason, place }));
                continue;
            }
            let assessment = assess(&mut thread);
            let resolution = &assessment.resolution;
            let merged = merged(config, source, &thread.id);
            let folded_into = merged.or_else(|| original(reader, &thread, config));
            let place = reader.locate(&thread, resolution.reason, resolution.evidence.as_ref());
            privacy.clean(&mut thread, at, &mut noted);
            found.push(Found::Thread(Box::new(Imported {
                source: &source.name,
                published: config.publish.takes(resolution) && folded_into.is_none(),
                folded_into,
                place,
                assessment,
                shown: Reading::with_words(&thread),
                thread,
            })));
        }
        let skips = batch.skipped.into_iter().filter(|skip| is_wanted(skip, wanted, source.kind));
        found.extend(skips.map(|skip| Found::Skip(&source.name, skip)));
    }
    found
}

/// The thread into which a person has merged one, in decisions.yaml.
fn merged(config: &Config, source: &SourceSettings, id: &ThreadId) -> Option<ThreadId> {
    let approved = config.merges.iter().filter(|merge| merge.approved == Some(true));
    let mut of_thread = approved.filter(|merge| merge.question.id_in(source) == id.0);
    of_thread.next().map(|merge| ThreadId(merge.into.0.clone()))
}

fn is_good_enough(thread: &mut Thread, config: &Config) -> bool {
    config.publish.takes(&assess(thread).resolution)
}

/// Follows a duplicate to the thread on whose page it is shown. One whose original is not
/// there, not published or in a ring with it stands on its own, as in a build.
fn original(reader: &dyn Reader, thread: &Thread, config: &Config) -> Option<ThreadId> {
    let mut seen = vec![thread.id.clone()];
    let mut found = None;
    let mut next = thread.duplicate_of.clone();
    while let Some(id) = next {
        if seen.contains(&id) {
            return None;
        }
        let units = (0..reader.n_units()).flat_map(|unit| reader.read(unit).threads);
        let Some(mut original) = units.into_iter().find(|thread| thread.id == id) else { break };
        tidy(&mut original);
        next = original.duplicate_of.clone();
        seen.push(id);
        found = Some(original);
    }
    found.and_then(|mut original| is_good_enough(&mut original, config).then_some(original.id))
}

/// Whether a skip is of the wanted id. A topic file that cannot be read does
/// not say its id, but is named after it.
fn is_wanted(skip: &Skip, wanted: &str, kind: SourceType) -> bool {
    if let Some(id) = &skip.id {
        return id.0 == wanted;
    }
    let name = skip.place.path.rsplit('/').next().unwrap_or_default();
    kind == SourceType::Discourse && name.strip_suffix(".json") == Some(wanted)
}

impl Found<'_> {
    fn as_json(&self) -> Value {
        match self {
            Found::Thread(thread) => thread.as_json(),
            Found::Skip(source, Skip { id, reason, place }) => json!({
                "source": source,
                "id": id.as_ref().map(|id| &id.0),
                "published": false,
                "imported": false,
                "reason": reason.name(),
                "place": { "path": place.path, "line": place.line, "column": place.column },
            }),
        }
    }
}

impl Imported<'_> {
    fn as_json(&self) -> Value {
        let place = |place: &Place| {
            json!({
                "path": place.path, "line": place.line, "column": place.column,
                "text": place.excerpt.as_ref().map(|excerpt| &excerpt.text[excerpt.range.clone()]),
            })
        };
        let mark = self.place.as_ref().filter(|_| self.has_mark());
        json!({
            "source": self.source,
            "id": self.thread.id.0,
            "title": self.thread.title,
            "published": self.published,
            "imported": true,
            "grade": self.assessment.resolution.grade.name(),
            "reason": self.assessment.resolution.reason.name(),
            "confidence": self.assessment.resolution.confidence.share(),
            "post": self.assessment.resolution.evidence.as_ref().map(|post| &post.0),
            "duplicate_of": self.thread.duplicate_of.as_ref().map(|id| &id.0),
            "folded_into": self.folded_into.as_ref().map(|id| &id.0),
            "answers": self.thread.answers.len(),
            "mark": mark.map(place),
            "place": self.place.as_ref().map(place),
            "opening": {
                "kind": self.assessment.reading.opening.name(),
                "words": self.shown.clause,
            },
            "posts": self.posts().map(|(post, words)| json!({
                "id": post.id.0, "class": post.class.name(), "words": words,
            })).collect::<Vec<_>>(),
        })
    }

    /// What each post does, and the words that decided it.
    fn posts(&self) -> impl Iterator<Item = (&Classed, Option<&str>)> {
        let shown = self.shown.posts.iter().map(|post| post.clause.as_deref());
        self.assessment.reading.posts.iter().zip(shown.chain(std::iter::repeat(None)))
    }

    /// Whether the place is that of a mark; else it is where the thread starts.
    fn has_mark(&self) -> bool {
        self.assessment.resolution.evidence.is_some()
    }

    /// A markdown answer without a thread is official because somebody wrote it.
    fn is_written_by_hand(&self) -> bool {
        self.thread.kind == Kind::Answer
            && self.assessment.resolution.reason == Reason::OfficialMark
    }

    fn label(&self) -> &'static str {
        match self.has_mark() {
            _ if self.is_written_by_hand() => "the answer",
            true => "the mark",
            false => "the thread",
        }
    }
}

fn as_text(found: &Imported<'_>, config: &Config) -> String {
    let Imported { source, thread, assessment, published, folded_into, place, .. } = found;
    let resolution = &assessment.resolution;
    let verdict = match (published, folded_into) {
        (true, _) => "published".to_owned(),
        (false, Some(original)) => {
            format!("a duplicate of `{}`: shown on its page", original.0)
        }
        (false, None) => "not published".to_owned(),
    };
    let grade = resolution.grade.name();
    let mut text = format!(
        "{} `{}`: {}\n{verdict}: it is {grade}, {}\n",
        source,
        thread.id.0,
        thread.title,
        match found.is_written_by_hand() {
            true => "since it is written by hand".to_owned(),
            false => sentence(resolution),
        }
    );
    if let Some(place) = place {
        text.push_str(&quoted(place, found.label()));
    }
    if !published && folded_into.is_none() {
        text.push_str(&what_would_change_it(resolution, config));
    }
    if thread.kind == Kind::Question {
        text.push_str(&classes(found));
    }
    text.push('\n');
    text
}

fn what_would_change_it(resolution: &Resolution, config: &Config) -> String {
    if config.publish.grades.contains(&resolution.grade) {
        return format!(
            "its confidence is {:.2}; `publish.confidence` takes {:.2} and more\n",
            resolution.confidence.share(),
            config.publish.confidence.share()
        );
    }
    let grades: Vec<&str> = config.publish.grades.iter().map(|grade| grade.name()).collect();
    format!(
        "`publish.resolution` takes {}; add `{}` to publish threads like this one\n",
        grades.join(", "),
        resolution.grade.name()
    )
}

/// What each post does, a line each: `4711  asks  "Which version do you use?"`.
fn classes(found: &Imported<'_>) -> String {
    let line = |id: &str, class: &str, words: Option<&str>| {
        let words = words.map_or(String::new(), |words| format!("  \"{}\"", shortened(words)));
        format!("  {id:<12} {class:<10}{words}\n")
    };
    let opening = found.assessment.reading.opening.name();
    let mut text = line("(opening)", opening, found.shown.clause.as_deref());
    for (post, words) in found.posts() {
        text.push_str(&line(&post.id.0, post.class.name(), words));
    }
    text
}

fn shortened(words: &str) -> String {
    let visible = words.chars().filter(|c| !c.is_control());
    let mut short: String = visible.clone().take(SHOWN).collect();
    if visible.count() > SHOWN {
        short.push('…');
    }
    short
}

/// So many characters of a clause are shown.
const SHOWN: usize = 80;

fn sentence(resolution: &Resolution) -> String {
    let post = resolution.evidence.as_ref().map_or(String::new(), |post| format!(" `{}`", post.0));
    match resolution.reason {
        Reason::AcceptedMark => format!("since answer{post} is marked as the solution"),
        Reason::Decision => format!("since `decisions.yaml` names answer{post}"),
        Reason::Reaction => format!("since a reaction marks{post} as solved"),
        Reason::Prefix => format!("since{post} is marked as solved in words"),
        Reason::Status => "since the community closed it as solved".to_owned(),
        Reason::StaffThanked => {
            format!("since staff had the last word and the asker thanked in{post}")
        }
        Reason::OfficialMark => format!("since answer{post} is marked as official"),
        Reason::StaffAnswer => format!("since staff wrote answer{post}"),
        Reason::Votes => format!("since answer{post} has clearly the most votes"),
        Reason::Thanks => format!("since the asker says so in{post}"),
        Reason::SplitVotes => format!("since another answer has about as many votes as{post}"),
        Reason::NoSign => "since nothing singles out an answer".to_owned(),
        Reason::Substance => format!("since{post} answers in substance"),
        Reason::SelfAnswer => format!("since the asker says in{post} how it was solved"),
        Reason::NoAnswer => "since nobody answers in substance".to_owned(),
        Reason::StillOpen => "since the community has not closed it as solved".to_owned(),
        Reason::NotAQuestion => "since it opens with no question".to_owned(),
    }
}

/// What is said of a record that was left out; nothing of it is quoted.
fn skipped(source: &str, id: &str, skip: &Skip) -> String {
    let why = match skip.reason {
        SkipReason::Unreadable => "its file cannot be read",
        SkipReason::Invalid => "the record is not valid; `build` says what is wrong",
        SkipReason::IdTaken => "another record has this id",
        SkipReason::Private => "it is private, a message between members",
        SkipReason::Hidden => "it is hidden in the community",
        SkipReason::Deleted => "it was deleted in the community",
        SkipReason::Service => "it is a notice of the platform, not a message",
        SkipReason::Bot => "a program wrote it; `bots: true` imports such threads",
        SkipReason::Single => "nobody replied to it",
        SkipReason::Empty => "nothing is left of it that may be shown",
        SkipReason::Orphan => "the record that starts its thread is not in the export",
        SkipReason::Channel => "`channels` of its source leaves its channel out",
        SkipReason::TakenDown => "privacy.yaml takes it out",
    };
    let id = skip.id.as_ref().map_or(id, |id| &id.0);
    let bare = Place { excerpt: None, ..skip.place.clone() };
    format!("{source} `{id}`\nnot imported: {why}\n{}\n", quoted(&bare, "the record"))
}

/// A place as the file writes it, in the form of a message.
fn quoted(place: &Place, label: &str) -> String {
    let mark = Diagnostic::warning(Code::RecordInvalid, "").at(place.clone(), label);
    let shown = crate::diag::render(&mark, crate::diag::Format::Human, Color::Never);
    let body: Vec<&str> = shown.lines().skip(1).collect();
    format!("{}\n", body.join("\n"))
}

fn unknown(id: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("no source has a thread `{id}`")).help(
        "use the id that the community gives it: the number in its address, or the file's name",
    )
}
