//! What an import is asked for.

use crate::config::Config;
use crate::files::Files;
use crate::output::EditableFolder;
use crate::pipeline::Progress;
use crate::privacy::PrivacyRules;
use crate::sources::editable::ThreadFormat;

/// The folder with everything that imports remember, within the folder of the threads.
pub const MEMORY: &str = ".answerbook-import";

/// What an import needs.
pub struct ImportRequest<'a> {
    /// Where the export is.
    pub files: &'a dyn Files,
    /// Files there that no export may name: the settings of the site.
    pub own: &'a [String],
    /// The settings of the site, or of none.
    pub config: &'a Config,
    /// The position of the source in the settings.
    pub source: usize,
    /// What privacy.yaml says.
    pub rules: &'a PrivacyRules,
    /// How threads are written.
    pub form: ThreadFormat,
    /// Where they go.
    pub folder: &'a EditableFolder,
    /// The same, for reading.
    pub existing: &'a dyn Files,
    /// The same, as it was typed.
    pub shown: &'a str,
    /// Told how far the import is.
    pub progress: &'a dyn Progress,
}
