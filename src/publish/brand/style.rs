//! The brand's colours and measures as custom properties, which themes follow.

use crate::config::{Brand, Scheme};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Files;

use super::place;

/// Writes the style of a brand: all that stands in front of the theme's own sheet.
pub(in crate::publish) fn style(brand: &Brand) -> String {
    let accents = [("--brand-light", Scheme::Light), ("--brand-dark", Scheme::Dark)];
    let accents = accents.into_iter().filter_map(|(name, scheme)| {
        brand.shown_accent(scheme).map(|colour| format!("{name}:{};", colour.hex))
    });
    let measures = brand.measures.iter();
    let measures = measures.map(|(measure, value)| format!("{}:{value};", measure.property()));
    let css: String = accents.chain(measures).collect();
    if css.is_empty() { css } else { format!(":root{{{css}}}") }
}

/// Tells of colours that look otherwise than the settings say, since words could not be read.
pub(in crate::publish) fn tell_pale(brand: &Brand, files: &dyn Files, sink: &mut Sink) {
    let written = [
        ("accent", &brand.accent, Scheme::Light),
        ("accent_dark", &brand.accent_dark, Scheme::Dark),
    ];
    for (key, colour, scheme) in written {
        let Some(colour) = colour else { continue };
        let Some(shown) = brand.shown_accent(scheme) else { continue };
        if let Some(tenths) = shown.was_pale {
            let place = place(files, &["colours", key], colour);
            sink.push(colour_pale(place, (colour, &shown.hex), tenths, scheme));
        }
    }
}

fn colour_pale(
    place: Place,
    (written, shown): (&str, &str),
    tenths: u32,
    scheme: Scheme,
) -> Diagnostic {
    let (how, pages) = match scheme {
        Scheme::Light => ("darker", "light"),
        Scheme::Dark => ("lighter", "dark"),
    };
    let message = format!("`{written}` is shown as `{shown}`, so that it can be read");
    Diagnostic::warning(Code::ColourPale, message)
        .at(place, how)
        .note(format!(
            "its contrast with {pages} pages is {}.{} : 1, and words need 4.5 : 1",
            tenths / 10,
            tenths % 10
        ))
        .help(format!("write a {how} colour of your brand, or `{shown}` if it looks well"))
        .help("a style of your own, `brand.css`, may use the colour where no words are")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_sets_what_themes_follow_and_nothing_else() {
        assert_eq!(style(&Brand::default()), "");
        let accent = Some("#9cc2ff".to_owned());
        let brand = Brand { accent_dark: accent, ..Brand::default() };
        assert_eq!(style(&brand), ":root{--brand-dark:#9cc2ff;}");
    }
}
