//! "Did this solve it?": where a reader's yes or no goes, as templates see it.

use crate::config::Feedback;
use crate::plan::{FeedbackVote, Page};

use super::context::Context;
use super::view::FeedbackView;

/// Returns what the page of a thread asks with; nothing where nobody is asked.
pub(super) fn view(context: &Context, page: &Page) -> Option<FeedbackView> {
    let (setting, root) = (&context.settings.feedback, page.path.root());
    let picture = |vote: FeedbackVote| Some(format!("{root}{}", page.feedback_path(vote)?));
    let (yes, no, url) = match setting {
        Feedback::Nowhere => return None,
        Feedback::Log => (picture(FeedbackVote::Yes), picture(FeedbackVote::No), None),
        Feedback::Beacon(url) => (None, None, Some(url.as_str().to_owned())),
        Feedback::Preview => (None, None, None),
    };
    Some(FeedbackView { to: setting.name(), id: page.feedback_id.clone()?, yes, no, url })
}
