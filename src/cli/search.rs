//! `answerbook search`.

use serde_json::json;

use crate::diag::{Code, Diagnostic};
use crate::search::Query;
use crate::search::native::{Hit, is_close};
use crate::text::Lang;

use super::ExitStatus;
use super::args::SearchArgs;
use super::console::{Console, counted};
use super::engine::Engine;
use super::threads::plain;

pub(crate) fn run(args: &SearchArgs, console: &Console) -> ExitStatus {
    let only = match args.language.as_deref().map(|tag| (tag, Lang::new(tag))) {
        None => None,
        Some((_, Some(lang))) => Some(lang),
        Some((tag, None)) => return console.fatal(language_invalid(tag), ExitStatus::Usage),
    };
    let words = args.words.join(" ");
    let query = Query { text: &words, only, ..Query::default() };
    let engine = Engine::open(&args.site, args.engine);
    let hits = match engine.and_then(|mut engine| engine.search(&query, args.limit)) {
        Ok(hits) => hits,
        Err(error) => return console.fatal(error.diagnostic(&args.site), ExitStatus::Usage),
    };
    let is_close = is_close(&hits);
    if args.json {
        let hits: Vec<serde_json::Value> = hits.iter().map(as_json).collect();
        console.json(&json!({ "query": words, "close": is_close, "hits": hits }));
        return ExitStatus::Done;
    }
    if !is_close {
        console.say(&nothing_close(hits.len()));
        return ExitStatus::Done;
    }
    for (number, hit) in hits.iter().enumerate() {
        console.result(&as_text(number + 1, hit));
    }
    ExitStatus::Done
}

fn nothing_close(n_hits: usize) -> String {
    match n_hits {
        0 => "nothing was found".to_owned(),
        n => {
            let threads = counted(n, "thread");
            format!("nothing close was found; `--json` lists {threads} with some of the words")
        }
    }
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
        "confidence": hit.signs.map(|signs| signs.confidence()),
    })
}

fn as_text(number: usize, hit: &Hit) -> String {
    let Hit { address, language, grade, .. } = hit;
    let (title, teaser) = (plain(&hit.title), plain(&hit.teaser));
    format!("{number:>2}. {title}   [{grade}, {language}]\n    {address}\n    {teaser}\n\n")
}
