//! The clock: the only place that reads it.

use crate::model::Timestamp;

/// Returns the moment of the build: `SOURCE_DATE_EPOCH` where it is set (see
/// reproducible-builds.org), so that a build can be repeated byte for byte.
pub(crate) fn now() -> Timestamp {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok();
    if let Some(seconds) = fixed.and_then(|text| text.trim().parse().ok()) {
        return Timestamp(seconds);
    }
    #[expect(clippy::disallowed_methods, reason = "this module is where time comes in")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or_default())
}
