//! Colours of a brand, made readable where they are not.

/// The colour of light and dark pages, as red, green and blue from 0 to 1.
const LIGHT_PAGE: [f64; 3] = [0.99, 0.99, 0.99];
const DARK_PAGE: [f64; 3] = [0.09, 0.10, 0.12];

/// The least contrast of words, as WCAG 2.2 asks for it (criterion 1.4.3).
const LEAST: f64 = 4.5;

/// What colours are moved to: a little more, since some words stand on a tint of the colour.
const GOOD: f64 = 5.0;

/// On which pages a colour is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

/// A colour that words can be read in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReadableColour {
    /// `#rrggbb`.
    pub hex: String,
    /// The contrast that the colour had as it was given, where that was too little for words:
    /// in tenths.
    pub was_pale: Option<u32>,
}

impl ReadableColour {
    /// Makes a colour readable on pages of a scheme; `None` where it is not `#rrggbb`.
    pub fn of(colour: &str, scheme: Scheme) -> Option<ReadableColour> {
        let (rgb, page) = (parse(colour)?, page_of(scheme));
        let was = contrast(rgb, page);
        let was_pale = (was < LEAST).then(|| (was * 10.0).round() as u32);
        Some(ReadableColour { hex: hex(readable(rgb, page)), was_pale })
    }
}

fn page_of(scheme: Scheme) -> [f64; 3] {
    match scheme {
        Scheme::Light => LIGHT_PAGE,
        Scheme::Dark => DARK_PAGE,
    }
}

fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?].map(|value| f64::from(value) / 255.0))
}

fn hex(rgb: [f64; 3]) -> String {
    let [r, g, b] = rgb.map(|value| (value * 255.0).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Moves a colour away from the page's own until words in it have a good contrast.
fn readable(rgb: [f64; 3], page: [f64; 3]) -> [f64; 3] {
    let target = if luminance(page) > 0.5 { 0.0 } else { 1.0 };
    let mut rgb = rgb;
    for _ in 0..50 {
        if contrast(rgb, page) >= GOOD {
            break;
        }
        rgb = rgb.map(|value| value + (target - value) * 0.06);
    }
    rgb
}

/// Contrast ratio as WCAG 2.2 defines it.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(rgb: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_colours_are_made_readable_and_say_what_they_were() {
        let yellow = ReadableColour::of("#ffee55", Scheme::Light).expect("a colour");
        assert!(contrast(parse(&yellow.hex).expect("a colour"), LIGHT_PAGE) >= GOOD);
        assert_eq!(yellow.was_pale, Some(12));
        let blue = ReadableColour::of("#9cc2ff", Scheme::Dark).expect("a colour");
        assert_eq!(blue, ReadableColour { hex: "#9cc2ff".to_owned(), was_pale: None });
        let navy = ReadableColour::of("#0b1d51", Scheme::Dark).expect("a colour");
        assert!(contrast(parse(&navy.hex).expect("a colour"), DARK_PAGE) >= GOOD);
        assert!(navy.was_pale.is_some());
    }

    #[test]
    fn what_could_be_read_is_not_called_pale() {
        let grey = ReadableColour::of("#757575", Scheme::Light).expect("a colour");
        assert_eq!(grey.was_pale, None);
        assert_ne!(grey.hex, "#757575");
    }

    #[test]
    fn contrast_is_what_the_definition_says() {
        assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
        let grey = parse("#767676").expect("a colour");
        assert!((contrast(grey, [1.0; 3]) - 4.54).abs() < 0.01);
        for none in ["", "#", "#fff", "#ggffee", "ffee55", "#ffee555"] {
            assert_eq!(ReadableColour::of(none, Scheme::Light), None, "{none}");
        }
    }
}
