//! A thread of the list as JSON.

use serde_json::{Value, json};

use crate::config::Config;
use crate::diag::escaped_json;
use crate::model::ThreadId;
use crate::pipeline::{Publication, ThreadRow};
use crate::site::WithheldReason;

use super::{change, plain};

/// Changes when a key goes or means something else; new keys may come without it.
const VERSION: u32 = 1;

/// Returns the name of a thread for decisions.yaml.
pub(crate) fn name_of(config: &Config, source: usize, id: &ThreadId) -> String {
    format!("{}:{}", config.sources[source].name, id.0)
}

/// Returns what is known of a thread.
pub(crate) fn as_json(row: &ThreadRow, config: &Config) -> Value {
    let duplicate_of = match &row.publication {
        Publication::Withheld(WithheldReason::Duplicate(source, id)) => Some(json!({
            "source": config.sources[*source].name, "id": id.0,
        })),
        Publication::Published(_)
        | Publication::Withheld(
            WithheldReason::Unfit(_) | WithheldReason::AddressTaken | WithheldReason::Draft,
        ) => None,
    };
    let first = row.first.as_ref();
    json!({
        "source": config.sources[row.source].name,
        "id": row.id.0,
        "name": name_of(config, row.source, &row.id),
        "title": plain(&row.title),
        "published": row.address().is_some(),
        "grade": row.resolution.grade.name(),
        "reason": row.resolution.reason.name(),
        "withheld": row.withheld(),
        "confidence": row.resolution.confidence.share(),
        "decided": row.decided,
        "answers": row.n_answers,
        "first": first.map(|first| json!({ "post": first.post.0, "words": plain(&first.words) })),
        "address": row.address().map(|path| path.as_str()),
        "duplicate_of": duplicate_of,
        "place": { "path": row.origin.path, "line": row.origin.line },
        "change": change(row, config),
    })
}

/// Returns the whole list piece by piece: one object, a thread a line.
pub(super) fn whole<'r>(
    config: &'r Config,
    rows: &'r [&'r ThreadRow],
) -> impl Iterator<Item = String> + use<'r> {
    let floor = config.publish.confidence.share();
    let head = format!("{{\"version\":{VERSION},\"confidence\":{floor},\"threads\":[");
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let comma = if at == 0 { "" } else { "," };
        format!("{comma}\n{}", escaped_json(&as_json(row, config).to_string()))
    });
    std::iter::once(head).chain(lines).chain(std::iter::once("\n]}\n".to_owned()))
}
