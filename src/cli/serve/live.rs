//! Answers the script in previewed pages: has this page changed, and are there errors?

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use url::form_urlencoded::parse;

use crate::output::SitePath;
use crate::percent;
use crate::search::Query;
use crate::search::native::is_close;

use super::preview_state::{PreviewState, Snapshot};
use super::server::{json as as_json, text};

/// The script that is added to previewed pages, and to nothing that is published.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// How long a request waits for news; then it is answered without any, and the page asks again.
const MAX_WAIT: Duration = Duration::from_secs(25);

/// Answers as soon as something is newer than the number that the page knows.
pub(super) async fn wait(preview_state: &PreviewState, query: &str) -> Response {
    let mut changes = preview_state.changes();
    let number = |key: &str| value(query, key).and_then(|number| number.parse::<u64>().ok());
    // A page that was just loaded asks without a number, and gets the errors at once.
    if let Some(known) = number("number") {
        let _ = tokio::time::timeout(MAX_WAIT, changes.wait_for(|number| *number != known)).await;
    }
    let snapshot = preview_state.now();
    let page = OpenPage {
        run: &value(query, "run").unwrap_or_default(),
        path: &value(query, "path").unwrap_or_default(),
        since: number("since").unwrap_or(snapshot.generation),
        is_missing: value(query, "missing").is_some(),
    };
    as_json(&news(&snapshot, &page))
}

/// A page in a browser, as its script describes it.
struct OpenPage<'a> {
    /// The run of the preview that served it.
    run: &'a str,
    path: &'a str,
    /// The number of the build that it is from.
    since: u64,
    /// Whether it is the page for an unknown address.
    is_missing: bool,
}

/// Returns what has changed for a page.
fn news(snapshot: &Snapshot, shown: &OpenPage<'_>) -> serde_json::Value {
    let OpenPage { path, since, is_missing, run } = *shown;
    let below = snapshot.base.below(path).unwrap_or(path.trim_start_matches('/'));
    let decoded = percent::decoded(below);
    let name = match decoded.as_ref() {
        folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    let names = [name.clone(), format!("{name}/index.html")];
    let names: Vec<SitePath> = names.into_iter().filter_map(SitePath::new).collect();
    let file = names.iter().find_map(|name| snapshot.files.get(name));
    let to = names.iter().find_map(|name| snapshot.moved.get(name));
    // A file that is deleted and written again, or another branch: the page is there, as it was.
    let is_gone = file.is_none() && to.is_none() && !is_missing;
    let is_new = match (file, is_missing) {
        (Some(file), false) => file.since > since,
        (None, true) => {
            let missing = SitePath::new("404.html").and_then(|path| snapshot.files.get(&path));
            missing.is_some_and(|file| file.since > since)
        }
        (Some(_), true) => true,
        (None, false) => false,
    };
    let changed = snapshot.files.iter().filter(|(_, file)| file.since > since);
    let changed: Vec<ChangeImpact> = changed.map(|(path, _)| change(path.as_str())).collect();
    let is_other = *snapshot.run != *run || is_new || changed.contains(&ChangeImpact::Shared);
    json!({
        "number": snapshot.number,
        // Of a page that is gone nothing is newer until it is there again.
        "since": if is_gone { since } else { snapshot.generation },
        "page": is_other && !is_gone && to.is_none(),
        "moved": to.map(|to| address(snapshot, to)),
        "gone": is_gone,
        "style": changed.contains(&ChangeImpact::Style),
        "problems": snapshot.problems,
        "warnings": names.iter().find_map(|name| snapshot.warnings.get(name)),
    })
}

/// Writes the address of a page as browsers ask for it.
pub(super) fn address(snapshot: &Snapshot, page: &SitePath) -> String {
    let path = page.as_str();
    let folder = path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    format!("{}{}", snapshot.base.encoded(), crate::site::encode(folder.unwrap_or(path)))
}

/// What a changed file means for open pages.
#[derive(PartialEq, Eq)]
enum ChangeImpact {
    Style,
    /// A script or a picture: any page may show it.
    Shared,
    /// Another page, or what no page shows.
    Other,
}

fn change(path: &str) -> ChangeImpact {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        _ if path.starts_with("search/") => ChangeImpact::Other,
        "css" => ChangeImpact::Style,
        "html" | "xml" | "txt" | "md" | "json" => ChangeImpact::Other,
        _ => ChangeImpact::Shared,
    }
}

/// Answers a query from the index on this machine.
pub(super) fn search(snapshot: &Snapshot, query: &str) -> Response {
    let Some(words) = value(query, "q").filter(|words| !words.is_empty()) else {
        return text(StatusCode::BAD_REQUEST, "ask like `search?q=WORDS&limit=10&language=en`\n");
    };
    let Some(index) = &snapshot.index else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "there is no index yet\n");
    };
    let limit = value(query, "limit").and_then(|limit| limit.parse().ok()).unwrap_or(10).min(100);
    let only = value(query, "language").and_then(|tag| crate::text::Lang::new(&tag));
    let asked = Query { text: &words, only, ..Query::default() };
    match index.search(&asked, limit) {
        Ok(hits) => {
            let is_close = is_close(&hits);
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
            as_json(&json!({ "query": words, "close": is_close, "hits": hits }))
        }
        Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}\n")),
    }
}

fn value(query: &str, key: &str) -> Option<String> {
    parse(query.as_bytes()).find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}
