//! What a page says of how fresh its answer is: who checked it when, that a check is due, and what
//! came out since.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Thread, Timestamp};
use crate::plan::inputs::ThreadInputs;
use crate::text::Lang;

use super::dates;
use super::strings::Strings;
use super::view::DateView;

/// Who checked an answer, and when.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct VerifiedView {
    /// The day.
    pub on: DateView,
    /// The person, plain text.
    pub by: Option<String>,
}

/// A version that came out.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct ReleaseView {
    /// The product and the version, plain text: `Lumo Hub 2 4.3`.
    pub name: String,
    /// The day.
    pub on: DateView,
    /// What changed, plain text.
    pub notes: Option<String>,
}

/// The day by which the answer was to be checked, when that is over.
pub(super) fn expires(inputs: &ThreadInputs<'_>) -> Option<Timestamp> {
    inputs.summary.expires.filter(|_| inputs.is_expired)
}

pub(super) fn verified(thread: &Thread, strings: &Strings, lang: Lang) -> Option<VerifiedView> {
    let verified = thread.verified.as_ref()?;
    let on = dates::date(strings, lang, verified.on);
    Some(VerifiedView { on, by: verified.by.clone() })
}

pub(super) fn expired(
    inputs: &ThreadInputs<'_>,
    strings: &Strings,
    lang: Lang,
) -> Option<DateView> {
    expires(inputs).map(|expires| dates::date(strings, lang, expires))
}

pub(super) fn release(
    inputs: &ThreadInputs<'_>,
    strings: &Strings,
    lang: Lang,
) -> Option<ReleaseView> {
    let release = inputs.release?;
    Some(ReleaseView {
        name: release.name(),
        on: dates::date(strings, lang, release.date),
        notes: release.notes.of(lang).map(str::to_owned),
    })
}
