//! How large an SVG image wants to be, and whether it is one.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads how large an SVG image wants to be. `None` for anything else; an error for one that
/// browsers would not show.
pub(super) fn svg_size(bytes: &[u8]) -> Option<Result<Option<(u32, u32)>, String>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let broken = || "it is no whole SVG image".to_owned();
    let mut reader = Reader::from_str(text);
    let (mut size, mut n_open, mut n_roots) = (None, 0_usize, 0_usize);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => return Some(Err(broken())),
        };
        if let Event::Start(element) | Event::Empty(element) = &event
            && n_open == 0
        {
            n_roots += 1;
            match element.local_name().as_ref() {
                "svg" => size = size_of(element),
                _ => return Some(Err(broken())),
            }
        }
        match event {
            Event::Start(_) => n_open += 1,
            Event::End(_) => n_open = n_open.saturating_sub(1),
            Event::Eof => break,
            _ => {}
        }
    }
    Some(if n_open == 0 && n_roots == 1 { Ok(size) } else { Err(broken()) })
}

/// Its `width` and `height`, else those of its `viewBox`.
fn size_of(svg: &BytesStart<'_>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = svg.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let pixels = |number: &str| {
        let number: f64 = number.trim().trim_end_matches("px").parse().ok()?;
        (1.0..10_000.0).contains(&number).then(|| number.round() as u32)
    };
    let own = || Some((pixels(&value("width")?)?, pixels(&value("height")?)?));
    let of_box = || {
        let numbers = value("viewBox")?;
        let numbers: Vec<&str> =
            numbers.split([' ', ',']).filter(|number| !number.is_empty()).collect();
        Some((pixels(numbers.get(2)?)?, pixels(numbers.get(3)?)?))
    };
    own().or_else(of_box)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_image_says_how_large_it_is() {
        let size = |text: &str| svg_size(text.as_bytes());
        assert_eq!(size("<svg width=\"120\" height=\"40px\"/>"), Some(Ok(Some((120, 40)))));
        let boxed = "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 32,16.4\"><g></g></svg>\n";
        assert_eq!(size(boxed), Some(Ok(Some((32, 16)))));
        assert_eq!(size("<svg width='1e9' height='100%'></svg>"), Some(Ok(None)));
        assert_eq!(size("GIF89a"), None);
    }

    #[test]
    fn what_is_no_whole_svg_image_is_none() {
        for text in ["<svg>", "<svg><g></svg>", "<html></html>", "<!-- -->", "<svg/><svg/>", "<"] {
            assert!(matches!(svg_size(text.as_bytes()), Some(Err(_))), "{text}");
        }
    }
}
