//! "Did this solve it?": the script that sends a reader's yes or no, and the pictures that
//! `feedback: {to: log}` asks for.

use crate::config::{Config, Feedback};
use crate::output::SitePath;
use crate::plan::{FeedbackVote, Page};

use super::scripts::lean;

/// The script; it becomes part of that which all pages have.
const SCRIPT: &str = include_str!("feedback.js");

/// A tick. Nobody sees it but who has no script: for them it says that the answer has come.
const TICK: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">\
    <path d=\"M5 13l4 4L19 7\" fill=\"none\" stroke=\"#1a7f4b\" stroke-width=\"3\"/></svg>\n";

/// Returns what the script of all pages has for the question; nothing where nobody is asked.
pub(super) fn script(config: &Config) -> String {
    match config.feedback {
        Feedback::Nowhere => String::new(),
        Feedback::Log | Feedback::Beacon(_) | Feedback::Preview => lean(SCRIPT),
    }
}

/// Returns the pictures that pages ask for: two for each thread.
pub(super) fn files(config: &Config, pages: &[Page]) -> Vec<(SitePath, String)> {
    if config.feedback != Feedback::Log {
        return Vec::new();
    }
    let of_page = |page: &Page| FeedbackVote::ALL.map(|vote| page.feedback_path(vote));
    let paths = pages.iter().flat_map(of_page).flatten();
    paths.map(|path| (path, TICK.to_owned())).collect()
}
