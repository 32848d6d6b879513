//! `answerbook why`: why a thread is or is not published, with the marks in its file.
//!
//! Of a record that was left out only its place and the reason are told: its
//! text may be private.

use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::config::{Config, PublishVerdict, SourceSettings, SourceType};
use crate::diag::{Code, Color, Diagnostic, Place, Sink};
use crate::model::{Reason, Resolution, ThreadId, ThreadKind};
use crate::pipeline::{Publication, ThreadDetail, ThreadList, ThreadRow};
use crate::privacy::PrivacyRules;
use crate::site::WithheldReason;
use crate::sources::{Reader, Skip, SkipReason};

use super::ExitStatus;
use super::args::WhyArgs;
use super::console::Console;
use super::open_site::OpenSite;
use super::progress::Bar;
use super::threads::{change, in_site, named, plain, unknown, wanted};

/// So many posts are shown with what they do.
const MAX_CLASSES: usize = 200;

/// What a source has under the wanted id.
enum FoundRecord<'a> {
    Thread(Box<FoundThread<'a>>),
    Skip(&'a str, Skip),
}

/// A thread with the wanted id, and what is to be said of it.
struct FoundThread<'a> {
    source: &'a SourceSettings,
    row: &'a ThreadRow,
    detail: ThreadDetail,
}

pub(crate) fn run(args: &WhyArgs, console: &Console) -> ExitStatus {
    told(args, console).unwrap_or_else(|ended| ended)
}

fn told(args: &WhyArgs, console: &Console) -> Result<ExitStatus, ExitStatus> {
    let mut sink = Sink::new();
    let site = OpenSite::load(&args.site, &mut sink, console)?;
    let readers = site.readers(&mut sink, console)?;
    let OpenSite { files, config, rules } = &site;
    let skips = Mutex::new(Vec::new());
    let file = in_site(&args.id, &args.site);
    let hear = |source: usize, skip: &Skip| {
        let settings = &config.sources[source];
        let is_file = skip.place.path == file;
        if is_file || is_wanted(skip, wanted(&args.id, settings), settings.kind) {
            let mut skips = skips.lock().unwrap_or_else(PoisonError::into_inner);
            skips.push((source, skip.clone()));
        }
    };
    let bar = Bar::new(console.draws());
    let listing = ThreadList::read(config, rules, &readers, files, &hear, &bar, &mut sink);
    bar.clear();
    let skips = skips.into_inner().unwrap_or_else(PoisonError::into_inner);
    let rows = named(&args.id, &file, config, &listing.rows);
    if rows.len() > MAX_THREADS {
        return Err(console.fatal(many_threads(&args.id, config, &rows), ExitStatus::Usage));
    }
    let answers = found(&rows, config, rules, &readers, &listing, skips);
    if answers.is_empty() {
        return Err(console.fatal(unknown(&args.id, config, &listing.rows), ExitStatus::Usage));
    }
    if args.json {
        let answers: Vec<Value> = answers.iter().map(|found| found.as_json(config)).collect();
        console.json(&json!({ "id": args.id, "threads": answers }));
    } else {
        for found in &answers {
            console.result(&match found {
                FoundRecord::Thread(thread) => as_text(thread, config),
                FoundRecord::Skip(source, skip) => skipped(source, &args.id, skip),
            });
        }
    }
    Ok(ExitStatus::Done)
}

/// Gathers the threads that are meant, by source, then what was left out.
fn found<'a>(
    rows: &[&'a ThreadRow],
    config: &'a Config,
    rules: &PrivacyRules,
    readers: &[Box<dyn Reader + '_>],
    listing: &'a ThreadList,
    mut skips: Vec<(usize, Skip)>,
) -> Vec<FoundRecord<'a>> {
    skips.sort_by(|(a, one), (b, other)| {
        let key = |skip: &Skip| (skip.place.path.clone(), skip.place.line, skip.reason);
        a.cmp(b).then_with(|| key(one).cmp(&key(other)))
    });
    skips.dedup();
    let mut found = Vec::new();
    for (at, source) in config.sources.iter().enumerate() {
        for &row in rows.iter().filter(|row| row.source == at) {
            let detail = listing.detail(config, rules, &*readers[at], at, &row.id);
            let imported = detail.map(|detail| FoundThread { source, row, detail });
            found.extend(imported.map(|imported| FoundRecord::Thread(Box::new(imported))));
        }
        let own = skips.iter().filter(|(source, _)| *source == at);
        found.extend(own.map(|(_, skip)| FoundRecord::Skip(&source.name, skip.clone())));
    }
    found
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

impl FoundRecord<'_> {
    fn as_json(&self, config: &Config) -> Value {
        match self {
            FoundRecord::Thread(thread) => thread.as_json(config),
            FoundRecord::Skip(source, Skip { id, reason, place }) => json!({
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

impl FoundThread<'_> {
    fn as_json(&self, config: &Config) -> Value {
        let ThreadDetail { thread, resolution, place, opening, classes, .. } = &self.detail;
        let placed = |place: &Place| {
            json!({
                "path": place.path, "line": place.line, "column": place.column,
                "text": place.excerpt.as_ref().map(|excerpt| &excerpt.text[excerpt.range.clone()]),
            })
        };
        let mark = place.as_ref().filter(|_| self.has_mark());
        let posts = classes
            .iter()
            .map(|one| json!({ "id": one.post.0, "class": one.class.name(), "words": one.words }));
        json!({
            "source": self.source.name,
            "id": thread.id.0,
            "title": thread.title,
            "published": self.row.address().is_some(),
            "imported": true,
            "grade": resolution.grade.name(),
            "reason": resolution.reason.name(),
            "withheld": self.row.withheld(),
            "confidence": resolution.confidence.share(),
            "confidence_wanted": config.publish.confidence.share(),
            "post": resolution.evidence.as_ref().map(|post| &post.0),
            "first": self.row.first.as_ref().map(|first| &first.post.0),
            "duplicate_of": thread.duplicate_of.as_ref().map(|id| &id.0),
            "folded_into": self.folded_into().map(|(_, id)| &id.0),
            "answers": thread.answers.len(),
            "opening": { "kind": opening.0.name(), "words": opening.1 },
            "posts": posts.collect::<Vec<Value>>(),
            "mark": mark.map(placed),
            "place": place.as_ref().map(placed),
            "change": change(self.row, config),
        })
    }

    /// The thread on whose page it is shown.
    fn folded_into(&self) -> Option<(usize, &ThreadId)> {
        match &self.row.publication {
            Publication::Withheld(WithheldReason::Duplicate(source, id)) => Some((*source, id)),
            Publication::Published(_)
            | Publication::Withheld(
                WithheldReason::Unfit(_) | WithheldReason::AddressTaken | WithheldReason::Draft,
            ) => None,
        }
    }

    /// Whether the place is that of a mark; else it is where the thread starts.
    fn has_mark(&self) -> bool {
        self.detail.resolution.evidence.is_some() || self.is_kept_back()
    }

    /// A person decided that it is not published.
    fn is_kept_back(&self) -> bool {
        self.detail.thread.decided.publish == Some(false)
    }

    /// A markdown answer without a thread is official because somebody wrote it.
    fn is_written_by_hand(&self) -> bool {
        let ThreadDetail { thread, resolution, .. } = &self.detail;
        thread.kind == ThreadKind::Answer && resolution.reason == Reason::OfficialMark
    }

    fn label(&self) -> &'static str {
        match self.has_mark() {
            _ if self.detail.thread.decided.draft => "not done yet",
            _ if self.is_written_by_hand() => "the answer",
            _ if self.is_kept_back() => "decided here",
            true => "the mark",
            false => "the thread",
        }
    }
}

fn as_text(found: &FoundThread<'_>, config: &Config) -> String {
    let FoundThread { source, row, detail } = found;
    let ThreadDetail { thread, resolution, place, .. } = detail;
    let verdict = match (&row.publication, found.folded_into()) {
        (Publication::Published(_), _) => "published".to_owned(),
        (Publication::Withheld(_), Some((_, original))) => {
            format!("a duplicate of `{}`: shown on its page", plain(&original.0))
        }
        (Publication::Withheld(WithheldReason::AddressTaken), None) => {
            "not published: another page has its address".to_owned()
        }
        (Publication::Withheld(_), None) => "not published".to_owned(),
    };
    let grade = resolution.grade.name();
    let since = match found.is_written_by_hand() {
        _ if thread.decided.draft => "and still a draft".to_owned(),
        true => "since it is written by hand".to_owned(),
        false if found.is_kept_back() => "and a person decided that it stays back".to_owned(),
        false => sentence(resolution),
    };
    let (name, title) = (plain(&thread.id.0), plain(&thread.title));
    let mut text =
        format!("{} `{name}`: {title}\n{verdict}: it is {grade}, {since}\n", source.name);
    if thread.kind == ThreadKind::Question {
        text.push_str(&confidence(resolution, config));
    }
    if let Some(place) = place {
        text.push_str(&quoted(place, found.label()));
    }
    if let Publication::Withheld(WithheldReason::Unfit(PublishVerdict::Grade)) = &row.publication {
        let grades: Vec<&str> = config.publish.grades.iter().map(|g| g.name()).collect();
        text.push_str(&format!(
            "`publish.resolution` takes {}; add `{grade}` to publish threads like this one\n",
            grades.join(", ")
        ));
    }
    text.push_str(&format!("{}\n", plain(&change(row, config))));
    if thread.kind == ThreadKind::Question {
        text.push_str(&classes(detail));
    }
    text.push('\n');
    text
}

/// How sure it is that the thread is answered, and how sure it has to be.
fn confidence(resolution: &Resolution, config: &Config) -> String {
    let (own, least) = (resolution.confidence.share(), config.publish.confidence.share());
    format!("confidence {own:.2}; `publish.confidence` takes {least:.2} and more\n")
}

/// What each post does, a line each: `4711  asks  "Which version do you use?"`.
fn classes(detail: &ThreadDetail) -> String {
    let line = |id: &str, class: &str, words: Option<&String>| {
        let words = words.map_or(String::new(), |words| format!("  \"{}\"", shortened(words)));
        format!("  {id:<12} {class:<10}{words}\n")
    };
    let (opening, words) = &detail.opening;
    let mut text = line("(opening)", opening.name(), words.as_ref());
    for one in detail.classes.iter().take(MAX_CLASSES) {
        text.push_str(&line(&plain(&one.post.0), one.class.name(), one.words.as_ref()));
    }
    if detail.classes.len() > MAX_CLASSES {
        text.push_str(&format!("  and {} more\n", detail.classes.len() - MAX_CLASSES));
    }
    text
}

fn shortened(words: &str) -> String {
    let words = plain(words);
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

/// So many characters of a clause are shown.
const SHOWN: usize = 80;

fn sentence(resolution: &Resolution) -> String {
    let post = resolution.evidence.as_ref();
    let post = post.map_or(String::new(), |post| format!(" `{}`", plain(&post.0)));
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
        SkipReason::Unsafe => "what must not be published cannot be taken out of it",
    };
    let id = plain(skip.id.as_ref().map_or(id, |id| &id.0));
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

/// So many threads of one file are explained at once.
const MAX_THREADS: usize = 20;

fn many_threads(id: &str, config: &Config, rows: &[&ThreadRow]) -> Diagnostic {
    let first = rows[0];
    let name = format!("{}:{}", config.sources[first.source].name, first.id.0);
    Diagnostic::error(Code::ValueInvalid, format!("`{id}` means {} threads", rows.len()))
        .note(format!("the first of them is `{}`", plain(&name)))
        .help("name one of them by its id; `answerbook threads` lists all")
}
