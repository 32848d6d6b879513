//! What the script in previewed pages asks: has this page changed, and what is wrong?

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use url::form_urlencoded::parse;

use crate::output::SitePath;
use crate::search::Query;

use super::server::json as as_json;
use super::server::text;
use super::stage::Scene;
use super::stage::Stage;

/// The script that is added to previewed pages, and to nothing that is published.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// A request that waits longer is asked again.
const LONGEST: Duration = Duration::from_secs(25);

/// Answers when something is new since the number that the page knows.
pub(super) async fn wait(stage: &Stage, query: &str) -> Response {
    let mut changes = stage.changes();
    let known: u64 = value(query, "number").and_then(|number| number.parse().ok()).unwrap_or(0);
    let _ = tokio::time::timeout(LONGEST, changes.wait_for(|number| *number != known)).await;
    let scene = stage.now();
    let files: u64 = value(query, "since").and_then(|number| number.parse().ok()).unwrap_or(0);
    as_json(&news(&scene, &value(query, "path").unwrap_or_default(), files))
}

/// Tells what is new for a page since a generation of files.
fn news(scene: &Scene, path: &str, since: u64) -> serde_json::Value {
    let below = path.strip_prefix(scene.base.as_str()).unwrap_or(path.trim_start_matches('/'));
    let decoded = percent_encoding::percent_decode_str(below).decode_utf8_lossy();
    let name = match decoded.as_ref() {
        folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    let file = SitePath::new(name).and_then(|path| scene.files.get(&path));
    let is_new = |ending: &str| {
        let assets = scene.files.iter().filter(|(path, _)| path.as_str().starts_with("assets/"));
        let of_kind = assets.filter(|(path, _)| path.as_str().ends_with(ending));
        of_kind.into_iter().any(|(_, file)| file.since > since)
    };
    let newest = scene.files.values().map(|file| file.since).max().unwrap_or(0);
    json!({
        "number": scene.number,
        "since": newest,
        "page": file.is_none_or(|file| file.since > since) || is_new(".js"),
        "style": is_new(".css"),
        "problems": scene.problems,
    })
}

/// Answers a query from the index on this machine.
pub(super) fn search(scene: &Scene, query: &str) -> Response {
    let Some(words) = value(query, "q").filter(|words| !words.is_empty()) else {
        return text(StatusCode::BAD_REQUEST, "ask like `search?q=WORDS&limit=10&language=en`\n");
    };
    let Some(index) = &scene.index else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "there is no index yet\n");
    };
    let limit = value(query, "limit").and_then(|limit| limit.parse().ok()).unwrap_or(10).min(100);
    let only = value(query, "language").and_then(|tag| crate::text::Lang::new(&tag));
    let asked = Query { text: &words, only, ..Query::default() };
    match index.search(&asked, limit) {
        Ok(hits) => {
            let hits: Vec<serde_json::Value> = hits
                .iter()
                .map(|hit| {
                    json!({
                        "id": hit.id, "source": hit.source, "address": hit.address,
                        "title": hit.title, "language": hit.language.to_string(),
                        "grade": hit.grade, "teaser": hit.teaser, "score": hit.score,
                    })
                })
                .collect();
            as_json(&json!({ "query": words, "hits": hits }))
        }
        Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}\n")),
    }
}

fn value(query: &str, key: &str) -> Option<String> {
    parse(query.as_bytes()).find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}
