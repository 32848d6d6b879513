//! `answerbook search`.

use std::path::Path;

use serde_json::json;

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::pipeline::INDEX;
use crate::pipeline::WORK;
use crate::search::Query;
use crate::search::native::Hit;
use crate::search::native::Index;
use crate::search::native::IndexError;
use crate::text::Lang;

use super::Outcome;
use super::args::SearchArgs;
use super::talk::Talk;

pub(crate) fn run(args: &SearchArgs, talk: &Talk) -> Outcome {
    let only = match args.language.as_deref().map(|tag| (tag, Lang::new(tag))) {
        None => None,
        Some((_, Some(lang))) => Some(lang),
        Some((tag, None)) => return talk.fatal(language_invalid(tag), Outcome::Usage),
    };
    let words = args.words.join(" ");
    let query = Query { text: &words, only, ..Query::default() };
    let hits = open(&args.site).and_then(|index| index.search(&query, args.limit));
    let hits = match hits {
        Ok(hits) => hits,
        Err(error) => return talk.fatal(index_problem(&args.site, &error), Outcome::Usage),
    };
    if args.json {
        let hits: Vec<serde_json::Value> = hits.iter().map(as_json).collect();
        talk.result(&format!("{}\n", json!({ "query": words, "hits": hits })));
        return Outcome::Done;
    }
    for (number, hit) in hits.iter().enumerate() {
        talk.result(&as_text(number + 1, hit));
    }
    if hits.is_empty() {
        talk.say("nothing was found");
    }
    Outcome::Done
}

/// Opens the index that the last build left.
pub(crate) fn open(site: &Path) -> Result<Index, IndexError> {
    Index::open(&site.join(WORK).join(INDEX))
}

pub(crate) fn index_problem(site: &Path, error: &IndexError) -> Diagnostic {
    let build = match site.to_string_lossy().as_ref() {
        "." => "run `answerbook build` first".to_owned(),
        site => format!("run `answerbook build {site}` first"),
    };
    let message = match error {
        IndexError::Missing(_) => "there is no search index yet",
        IndexError::Foreign(_) => "the search index was made by another version",
        IndexError::Engine { .. } => "the search index cannot be read",
    };
    Diagnostic::error(Code::IndexMissing, message)
        .at(Place::file(error.folder().display().to_string()), "")
        .note(error.to_string())
        .help(build)
}

fn language_invalid(tag: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{tag}` is not a language tag"))
        .help("use a BCP 47 tag such as `en`, `uk` or `pt-BR`")
}

fn as_json(hit: &Hit) -> serde_json::Value {
    json!({
        "id": hit.id, "source": hit.source, "title": hit.title, "address": hit.address,
        "language": hit.language.to_string(), "grade": hit.grade, "teaser": hit.teaser,
        "score": hit.score,
    })
}

fn as_text(number: usize, hit: &Hit) -> String {
    let Hit { title, address, language, grade, teaser, .. } = hit;
    format!("{number:>2}. {title}   [{grade}, {language}]\n    {address}\n    {teaser}\n\n")
}
