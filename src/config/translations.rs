//! The setting `translations`.

use schemars::JsonSchema;
use serde::Deserialize;

/// What is done about translations whose original has changed since they were checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StaleTranslations {
    /// Their pages say so, and it is a warning.
    #[default]
    Warn,
    /// Their pages say so, and it is an error.
    Error,
    /// Nothing.
    Off,
}

impl StaleTranslations {
    /// What may be done, by the name used in settings.
    pub(super) const NAMED: [(&'static str, StaleTranslations); 3] = [
        ("warn", StaleTranslations::Warn),
        ("error", StaleTranslations::Error),
        ("off", StaleTranslations::Off),
    ];
}

/// What is done about translations whose original has changed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireTranslations {
    /// Of a translation that says what it was checked against: `warn`, the usual, `error`, or
    /// `off`. Its page says so to readers unless it is `off`.
    #[schemars(extend("enum" = ["warn", "error", "off", null]))]
    pub stale: Option<String>,
}
