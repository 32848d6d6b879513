//! The section `verified` of decisions.yaml: who has checked which answer, and when.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{SectionDigests, Timestamp};

use super::places::NamePlaces;
use super::{DecisionCollector, Spanned, WireId};

/// That somebody has checked an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Check {
    /// The day of it.
    pub on: Timestamp,
    /// Who did.
    pub by: Option<String>,
    /// When it is to be checked again.
    pub expires: Option<Timestamp>,
    /// What the original said, of translations.
    pub from: Option<SectionDigests>,
}

/// A day, or a day and more.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a day such as `2026-06-01`, or `{on: 2026-06-01, by: Ann}`")]
pub(super) enum WireCheck {
    /// The day.
    Day(String),
    /// The day and more.
    Whole(WireWholeCheck),
}

/// Who has checked an answer, and when.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(deny_unknown_fields)]
pub(super) struct WireWholeCheck {
    /// The day: `2026-06-01`.
    on: String,
    /// Who did.
    by: Option<String>,
    /// The day by which it is to be checked again.
    expires: Option<String>,
    /// What the original said, of translations, as `answerbook verify` writes it.
    from: Option<String>,
}

impl DecisionCollector<'_> {
    pub(super) fn verified(&mut self, verified: BTreeMap<WireId, WireCheck>) {
        let places = NamePlaces::of_keys(self.text, "verified");
        for (WireId(thread), wire) in verified {
            let place = places.place(&thread);
            if let Some(value) = check(wire, &place, self.sink) {
                self.of(thread).verified = Some(Spanned { value, place });
            }
        }
    }
}

fn check(wire: WireCheck, place: &Place, sink: &mut Sink) -> Option<Check> {
    let WireWholeCheck { on, by, expires, from } = match wire {
        WireCheck::Day(on) => WireWholeCheck { on, by: None, expires: None, from: None },
        WireCheck::Whole(whole) => whole,
    };
    let mut day = |text: &str| {
        let day = Timestamp::parse(text.trim());
        if day.is_none() {
            sink.push(not_a_day(place.clone(), text));
        }
        day
    };
    let (on, expires) = (day(&on), expires.and_then(|text| day(&text)));
    let is_state = |text: &String| SectionDigests::parse(text).is_some();
    if let Some(text) = from.as_ref().filter(|text| !is_state(text)) {
        sink.push(not_a_state(place.clone(), text));
    }
    let by = by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let from = from.as_deref().and_then(SectionDigests::parse);
    Some(Check { on: on?, by, expires, from })
}

fn not_a_day(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` is not a day"))
        .at(place, "")
        .help("write the day as `2026-06-01`, or let `answerbook verify` write it")
}

fn not_a_state(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` says no state of an original"))
        .at(place, "")
        .help("take `from` out, and run `answerbook verify` when the translation is checked")
}
