//! "Did this solve it?": the script that sends a reader's yes or no, and the pictures that
//! `feedback: {to: log}` asks for.

use std::collections::BTreeMap;

use crate::config::{Config, Feedback};
use crate::output::SitePath;
use crate::plan::{FeedbackVote, NOTHING_FOUND, Page};

use super::hashed_name::keep_hashed;
use super::scripts::lean;

/// The part of the script that all pages have. It fetches the rest when a reader answers, by its
/// name, which it has in the place of `FILE`.
const START: &str = include_str!("feedback_start.js");
const FILE: &str = "FILE";

/// The rest.
const MODULE: &str = include_str!("feedback.js");

/// A tick. Nobody sees it but who has no script: for them it says that the answer has come.
const TICK: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">\
    <path d=\"M5 13l4 4L19 7\" fill=\"none\" stroke=\"#1a7f4b\" stroke-width=\"3\"/></svg>\n";

/// Adds the script, and returns its part that all pages have; nothing where nobody is asked.
pub(super) fn script(config: &Config, kept: &mut BTreeMap<SitePath, Vec<u8>>) -> String {
    if config.feedback == Feedback::Nowhere {
        return String::new();
    }
    let path = keep_hashed(kept, "assets/feedback", "js", lean(MODULE).into_bytes());
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    lean(START).replacen(FILE, name, 1)
}

/// Returns the pictures that pages ask for: two for each thread, and that of searches.
pub(super) fn files(config: &Config, pages: &[Page]) -> Vec<(SitePath, String)> {
    if config.feedback != Feedback::Log {
        return Vec::new();
    }
    let of_page = |page: &Page| FeedbackVote::ALL.map(|vote| page.feedback_path(vote));
    let paths = pages.iter().flat_map(of_page).flatten();
    let of_searches = config.counts_searches.then(|| SitePath::new(NOTHING_FOUND));
    let of_searches = of_searches.map(|path| path.expect("a fixed name"));
    paths.chain(of_searches).map(|path| (path, TICK.to_owned())).collect()
}
