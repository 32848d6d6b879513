//! The setting `keywords`.

/// Whether words of titles are ways to browse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeywordMode {
    /// In languages where tags sort less than half of the threads, and there are many.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl KeywordMode {
    /// What may be said, by the name used in settings.
    pub(super) const NAMED: [(&'static str, KeywordMode); 3] =
        [("auto", KeywordMode::Auto), ("on", KeywordMode::On), ("off", KeywordMode::Off)];
}
