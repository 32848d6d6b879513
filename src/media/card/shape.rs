//! A line of text as glyphs in their order and place: marks, ligatures, joined letters, and
//! parts that are read the other way.

use std::ops::Range;

use harfrust::{Buffer, Language, ShapeOptions, ShaperFont};
use resvg::tiny_skia::PathBuilder;
use skrifa::{DrawMemory, GlyphId, PathSink};
use unicode_bidi::{BidiInfo, Level};

use crate::text::{Direction, Lang};

use super::fonts::Faces;

/// A line, from its left end on.
pub(super) struct Shaped {
    glyphs: Vec<PlacedGlyph>,
    pub width: f32,
}

struct PlacedGlyph {
    face: usize,
    glyph: GlyphId,
    scale: f32,
    x: f32,
    y: f32,
}

/// Shapes a line whose letters all have a font.
pub(super) fn shape(faces: &Faces, line: &str, way: Direction, lang: Lang, size: f32) -> Shaped {
    let level = match way {
        Direction::Ltr => Level::ltr(),
        Direction::Rtl => Level::rtl(),
    };
    let info = BidiInfo::new(line, Some(level));
    let mut shaped = Shaped { glyphs: Vec::new(), width: 0.0 };
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels[run.start].is_rtl();
            let mut pieces = pieces(faces, &line[run.clone()]);
            if is_rtl {
                pieces.reverse();
            }
            for (face, piece) in pieces {
                let way = if is_rtl { Direction::Rtl } else { Direction::Ltr };
                let text = &line[run.start + piece.start..run.start + piece.end];
                shaped.push(faces, face, text, way, lang, size);
            }
        }
    }
    shaped
}

/// The parts of a run that have one font each.
fn pieces(faces: &Faces, run: &str) -> Vec<(usize, Range<usize>)> {
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, c) in run.char_indices() {
        let before = pieces.last().map(|(face, _)| *face);
        let Some((face, _)) = faces.glyph(c, before) else { continue };
        let end = at + c.len_utf8();
        match pieces.last_mut() {
            Some((known, range)) if *known == face => range.end = end,
            _ => pieces.push((face, at..end)),
        }
    }
    pieces
}

impl Shaped {
    fn push(
        &mut self,
        faces: &Faces,
        at: usize,
        text: &str,
        way: Direction,
        lang: Lang,
        size: f32,
    ) {
        let face = faces.get(at);
        let scale = size / face.units;
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(match way {
            Direction::Ltr => harfrust::Direction::LeftToRight,
            Direction::Rtl => harfrust::Direction::RightToLeft,
        });
        buffer.set_language(lang.as_str().parse::<Language>().ok());
        buffer.guess_segment_properties();
        if harfrust::shape(&ShaperFont::new(&face.font), &mut buffer, ShapeOptions::new()).is_err()
        {
            return;
        }
        for (info, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            self.glyphs.push(PlacedGlyph {
                face: at,
                glyph: GlyphId::new(info.glyph_id),
                scale,
                x: self.width + place.x_offset as f32 * scale,
                y: place.y_offset as f32 * scale,
            });
            self.width += place.x_advance as f32 * scale;
        }
    }

    /// Adds the outlines of all glyphs to a path; the line stands at this place.
    pub(super) fn draw(&self, faces: &Faces, path: &mut PathBuilder, x: f32, y: f32) {
        for placed in &self.glyphs {
            let Some(outline) = faces.get(placed.face).outlines.outline(placed.glyph) else {
                continue;
            };
            let scale = placed.scale;
            let mut pen = Pen { path: &mut *path, scale, x: x + placed.x, y: y - placed.y };
            // What is broken in a font is a glyph without its rest.
            let _ = outline.draw(DrawMemory::Scratch, &mut pen);
        }
    }
}

/// Draws outlines, whose y goes up, onto a picture, whose y goes down.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.at(cx, cy), self.at(x, y));
        self.path.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let ((ax, ay), (bx, by), (x, y)) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.path.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
