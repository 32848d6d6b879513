//! `answerbook why`: why a thread is or is not published, with the marks in its file.

use serde_json::json;

use crate::config;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Color;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::DiskFiles;
use crate::model::Reason;
use crate::model::Resolution;
use crate::model::Thread;
use crate::normalize::resolve;
use crate::sources;
use crate::sources::Reader;

use super::Outcome;
use super::args::WhyArgs;
use super::talk::Talk;

/// A thread with the wanted id, and what is to be said of it.
struct Found<'a> {
    source: &'a str,
    thread: Thread,
    resolution: Resolution,
    published: bool,
    place: Option<Place>,
}

pub(crate) fn run(args: &WhyArgs, talk: &Talk) -> Outcome {
    let files = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    let Some(config) = config::load(&files, &mut sink) else {
        let _ = talk.problems(sink);
        return Outcome::Usage;
    };
    let mut answers = Vec::new();
    for source in &config.sources {
        let wanted = match args.id.split_once(':') {
            Some((name, id)) if name == source.name || name == source.kind.name() => id,
            _ => &args.id,
        };
        let reader = sources::open(source, &files, &mut sink);
        answers.extend(threads(&*reader, wanted).into_iter().map(|thread| {
            let resolution = resolve(&thread);
            let evidence = resolution.evidence.as_ref();
            Found {
                source: &source.name,
                published: config.publish.grades.contains(&resolution.grade)
                    && thread.duplicate_of.is_none(),
                place: reader.locate(&thread, resolution.reason, evidence),
                resolution,
                thread,
            }
        }));
    }
    if answers.is_empty() {
        return talk.fatal(unknown(&args.id), Outcome::Usage);
    }
    if args.json {
        let answers: Vec<serde_json::Value> = answers.iter().map(as_json).collect();
        talk.result(&format!("{}\n", json!({ "id": args.id, "threads": answers })));
    } else {
        for found in &answers {
            talk.result(&as_text(found, &config));
        }
    }
    Outcome::Done
}

fn threads(reader: &dyn Reader, wanted: &str) -> Vec<Thread> {
    let units = (0..reader.n_units()).map(|unit| reader.read(unit));
    units.flat_map(|batch| batch.threads).filter(|thread| thread.id.0 == wanted).collect()
}

fn as_json(found: &Found<'_>) -> serde_json::Value {
    let place = found.place.as_ref().map(|place| {
        json!({
            "path": place.path, "line": place.line, "column": place.column,
            "text": place.excerpt.as_ref().map(|excerpt| excerpt.text[excerpt.range.clone()].to_owned()),
        })
    });
    json!({
        "source": found.source,
        "id": found.thread.id.0,
        "title": found.thread.title,
        "published": found.published,
        "grade": found.resolution.grade.name(),
        "reason": found.resolution.reason.name(),
        "post": found.resolution.evidence.as_ref().map(|post| post.0.clone()),
        "duplicate_of": found.thread.duplicate_of.as_ref().map(|id| id.0.clone()),
        "answers": found.thread.answers.len(),
        "mark": place,
    })
}

fn as_text(found: &Found<'_>, config: &Config) -> String {
    let Found { source, thread, resolution, published, place } = found;
    let verdict = match (published, &thread.duplicate_of) {
        (true, _) => "published".to_owned(),
        (false, Some(original)) => {
            format!("a duplicate of `{}`: shown on its page when that is published", original.0)
        }
        (false, None) => "not published".to_owned(),
    };
    let grade = resolution.grade.name();
    let mut text = format!(
        "{} `{}`: {}\n{verdict}: it is {grade}, {}\n",
        source,
        thread.id.0,
        thread.title,
        sentence(resolution)
    );
    if let Some(place) = place {
        text.push_str(&quoted(place));
    }
    if !published && thread.duplicate_of.is_none() {
        let grades: Vec<&str> = config.publish.grades.iter().map(|grade| grade.name()).collect();
        text.push_str(&format!(
            "`publish.resolution` takes {}; add `{grade}` to publish threads like this one\n",
            grades.join(", ")
        ));
    }
    text.push('\n');
    text
}

fn sentence(resolution: &Resolution) -> String {
    let post = resolution.evidence.as_ref().map_or(String::new(), |post| format!(" `{}`", post.0));
    match resolution.reason {
        Reason::AcceptedMark => format!("since answer{post} is marked as the solution"),
        Reason::OfficialMark => format!("since answer{post} is marked as official"),
        Reason::StaffAnswer => format!("since staff wrote answer{post}"),
        Reason::Votes => format!("since answer{post} has clearly the most votes"),
        Reason::Thanks => format!("since the asker says so in{post}"),
        Reason::SplitVotes => format!("since another answer has about as many votes as{post}"),
        Reason::NoSign => "since nothing singles out an answer".to_owned(),
        Reason::NoAnswer => "since there is no answer".to_owned(),
    }
}

/// The mark as the file writes it, in the form of a message.
fn quoted(place: &Place) -> String {
    let mark = Diagnostic::warning(Code::RecordInvalid, "").at(place.clone(), "the mark");
    let shown = crate::diag::render(&mark, crate::diag::Format::Human, Color::Never);
    let body: Vec<&str> = shown.lines().skip(1).collect();
    format!("{}\n", body.join("\n"))
}

fn unknown(id: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("no source has a thread `{id}`")).help(
        "use the id that the community gives it: the number in its address, or the file's name",
    )
}
