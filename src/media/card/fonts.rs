//! The fonts of cards: the brand's own, then the program's.

use skrifa::{Font, GlyphId, ScalerFont};

/// Noto Sans Bold, cut down to the letters of Latin, Greek and Cyrillic, of Arabic and of Hebrew;
/// its licence lies beside it.
const OWN: [&[u8]; 3] = [
    include_bytes!("fonts/sans.ttf"),
    include_bytes!("fonts/arabic.ttf"),
    include_bytes!("fonts/hebrew.ttf"),
];

/// A font.
pub(super) struct Face {
    pub font: Font,
    /// Its outlines, in the font's own units.
    pub outlines: ScalerFont,
    pub units: f32,
}

impl Face {
    fn of(bytes: Vec<u8>) -> Option<Face> {
        // One that has all weights is as bold as the others.
        let font = Font::new(bytes, 0)?;
        let font = font.instance_builder().variations([("wght", 700.0)]).build();
        let units = f32::from(font.units_per_em());
        let outlines = ScalerFont::force_unhinted(font.clone(), None);
        (units > 0.0).then_some(Face { font, outlines, units })
    }

    fn glyph(&self, c: char) -> Option<GlyphId> {
        self.font.charmap().map_unicode(c).filter(|glyph| glyph.to_u32() != 0)
    }
}

/// The longest font that is unpacked, in bytes: those of all Chinese characters have some 20 MB.
const MAX_UNPACKED: usize = 64 << 20;

/// Returns a font that cards can be written in: web fonts are unpacked. `None` for what is no
/// font.
pub fn card_font(bytes: Vec<u8>) -> Option<Vec<u8>> {
    // How long it says that it is, unpacked.
    let length = || Some(u32::from_be_bytes(bytes.get(16..20)?.try_into().ok()?) as usize);
    let is_small = || length().is_some_and(|length| length <= MAX_UNPACKED);
    let unpacked = match bytes.get(..4)? {
        b"wOF2" => is_small().then(|| wuff::decompress_woff2(&bytes).ok())??,
        b"wOFF" => is_small().then(|| wuff::decompress_woff1(&bytes).ok())??,
        _ => bytes,
    };
    let face = Face::of(unpacked.clone())?;
    face.outlines.outline_source().is_some().then_some(unpacked)
}

/// A letter, as far as lines are broken by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    pub letter: char,
    /// Which font has it.
    pub face: usize,
    /// How wide it is by itself, in parts of the size.
    pub width: f32,
}

impl Measured {
    pub(super) fn is_space(&self) -> bool {
        self.letter == ' '
    }
}

/// All fonts, the first one first.
pub(super) struct Faces(Vec<Face>);

impl Faces {
    pub(super) fn new(fonts: &[Vec<u8>]) -> Faces {
        let own = OWN.iter().map(|bytes| bytes.to_vec());
        Faces(fonts.iter().cloned().chain(own).filter_map(Face::of).collect())
    }

    pub(super) fn get(&self, at: usize) -> &Face {
        &self.0[at]
    }

    pub(super) fn have(&self, c: char) -> bool {
        self.0.iter().any(|face| face.glyph(c).is_some())
    }

    /// Measures the letters of a text, with one space between words. What no font has is left
    /// out, as is what tells the directions of a text to programs.
    pub(super) fn measured(&self, text: &str) -> Vec<Measured> {
        let mut measured: Vec<Measured> = Vec::new();
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let before = measured.last();
            let is_second = c == ' ' && before.is_none_or(Measured::is_space);
            if c.is_control() || is_second || is_direction(c) {
                continue;
            }
            if let Some((at, glyph)) = self.glyph(c, before.map(|before| before.face)) {
                let face = &self.0[at];
                let width = face.font.glyph_metrics().h_advance(glyph) / face.units;
                measured.push(Measured { letter: c, face: at, width });
            }
        }
        measured
    }

    /// Finds a font for a letter, and its glyph there. Marks, spaces and points stay with the
    /// letter before them.
    pub(super) fn glyph(&self, c: char, before: Option<usize>) -> Option<(usize, GlyphId)> {
        let near = before.filter(|_| !c.is_alphanumeric());
        let mut order = near.into_iter().chain(0..self.0.len());
        order.find_map(|at| Some((at, self.0[at].glyph(c)?)))
    }
}

/// Tells whether a character opens or closes a part of the other direction.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
