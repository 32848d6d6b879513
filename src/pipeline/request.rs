//! What a build is asked for, and the folders that it uses.

use std::path::Path;

use crate::config::Config;
use crate::files::TrackedFiles;
use crate::model::Timestamp;
use crate::output::Output;
use crate::plan::redirects::LostAddresses;
use crate::render::ThemeCache;

use super::progress::Progress;

/// The name of the folder with everything that may be deleted at any time.
pub const WORK: &str = ".answerbook";

/// The index within [`WORK`].
pub const INDEX: &str = "index";

/// The files from which browsers search, within the published folder.
pub const SEARCH: &str = "search";

/// What a build needs.
pub struct Request<'a> {
    /// The site's folder.
    pub files: &'a TrackedFiles<'a>,
    /// The settings.
    pub config: &'a Config,
    /// The moment of the build: it decides which answers are past their date.
    pub now: Timestamp,
    /// A folder for the index and for bodies; made when absent.
    pub work: &'a Path,
    /// Where pages go.
    pub output: &'a dyn Output,
    /// Told how far the build is.
    pub progress: &'a dyn Progress,
    /// The theme of the last build, where there was one.
    pub themes: &'a ThemeCache,
    /// Styles keep their names, so that editing one changes no page.
    pub is_preview: bool,
    /// What happens with published addresses that would lead nowhere.
    pub lost: LostAddresses,
}
