//! Lengths and numbers of a brand's look.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Diagnostic, Place};

use super::super::check::invalid;

/// A length or a number that a theme follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How round corners are.
    Radius,
    /// How large words are.
    TextSize,
    /// How large headings are beside words.
    HeadingScale,
    /// How wide pages are.
    Width,
    /// How high the logo is.
    LogoHeight,
}

/// The unit and the bounds of a measure.
struct Bounds {
    /// The key in the settings, and the custom property that styles know it by.
    key: &'static str,
    property: &'static str,
    /// The least and the most, in `rem`; of numbers as they are.
    least: f64,
    most: f64,
    /// Numbers have no unit.
    is_number: bool,
    example: &'static str,
}

impl Measure {
    /// Returns the name of the custom property that themes follow.
    pub fn property(self) -> &'static str {
        self.bounds().property
    }

    /// Returns its key in the settings.
    pub(super) fn key(self) -> &'static str {
        self.bounds().key
    }

    fn bounds(self) -> Bounds {
        let bounds = |key, property, (least, most), example| Bounds {
            key,
            property,
            least,
            most,
            is_number: matches!(self, Measure::HeadingScale),
            example,
        };
        match self {
            Measure::Radius => bounds("radius", "--brand-radius", (0.0, 2.0), "8px"),
            Measure::TextSize => bounds("text_size", "--brand-text-size", (0.875, 1.5), "18px"),
            Measure::HeadingScale => {
                bounds("heading_scale", "--brand-heading-scale", (0.75, 1.5), "1.1")
            }
            Measure::Width => bounds("width", "--brand-width", (40.0, 120.0), "72rem"),
            Measure::LogoHeight => bounds("logo_height", "--brand-logo-height", (1.0, 5.0), "36px"),
        }
    }

    /// Reads a measure; lengths become `rem`, which follow the reader's own size of words.
    pub(super) fn read(self, text: &str) -> Option<String> {
        let bounds = self.bounds();
        let (number, per_rem) = match bounds.is_number {
            true => (text, 1.0),
            false => match (text.strip_suffix("rem"), text.strip_suffix("px")) {
                (Some(number), _) => (number, 1.0),
                (None, Some(number)) => (number, 16.0),
                (None, None) if text == "0" => (text, 1.0),
                (None, None) => return None,
            },
        };
        let is_plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let value = number.parse::<f64>().ok().filter(|_| is_plain)? / per_rem;
        let fits = (bounds.least..=bounds.most).contains(&value);
        let value = (value * 10_000.0).round() / 10_000.0;
        fits.then(|| if bounds.is_number { value.to_string() } else { format!("{value}rem") })
    }
}

/// A number or a text such as `8px`.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
pub(in crate::config) struct WireMeasure(
    #[schemars(extend("type" = ["string", "number"]))] pub(super) String,
);

pub(super) fn measure_invalid(place: Place, measure: Measure, text: &str) -> Diagnostic {
    let Bounds { key, least, most, is_number, example, .. } = &measure.bounds();
    let told = invalid(place, format!("`{key}` is no measure that pages can have: `{text}`"));
    match is_number {
        true => told.note(format!("it lies between {least} and {most}")),
        false => told.note(format!(
            "it lies between {} and {} pixels, in `px` or in `rem`, which are 16 each",
            least * 16.0,
            most * 16.0
        )),
    }
    .help(format!("write one such as `{key}: {example}`"))
}

// Written out, since `8px` is a text and `1.1` a number.
impl<'de> Deserialize<'de> for WireMeasure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<WireMeasure, D::Error> {
        struct MeasureVisitor;
        impl serde::de::Visitor<'_> for MeasureVisitor {
            type Value = WireMeasure;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number, or a length such as `8px`")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireMeasure, E> {
                Ok(WireMeasure(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<WireMeasure, E> {
                Ok(WireMeasure(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<WireMeasure, E> {
                Ok(WireMeasure(number.to_string()))
            }
        }
        deserializer.deserialize_any(MeasureVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn measures_become_rem_within_their_bounds() {
        let (brand, shown) =
            read("radius: 0, text_size: 18px, heading_scale: 1.1, width: 72rem, logo_height: 40px");
        assert_eq!(shown, "");
        let measures = brand.expect("settings").measures;
        let texts: Vec<&str> = measures.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["0rem", "1.125rem", "1.1", "72rem", "2.5rem"]);
    }

    #[test]
    fn what_is_no_measure_is_refused_with_its_bounds() {
        let bad = [
            "radius: 9rem",
            "radius: -1px",
            "radius: 8pt",
            "radius: \"8px;} body{display:none\"",
            "radius: NaN",
            "radius: 1e1px",
            "radius: \"\"",
            "text_size: 8px",
            "text_size: 18",
            "heading_scale: 3",
            "width: 100%",
            "logo_height: 20rem",
        ];
        for bad in bad {
            let (brand, shown) = read(bad);
            assert!(brand.is_none() && shown.contains("is no measure"), "{bad}: {shown}");
            assert!(shown.contains("it lies between") && shown.contains("help: write one"));
        }
    }
}
