//! A picture of few colours: each dot is a place in a palette, which grows as colours are mixed.
//!
//! All mixing is of whole numbers, and a dot is covered in 32 steps: so cards are small, and the
//! same everywhere.

use std::collections::HashMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::{FillRule, Mask, Path, Pixmap, Transform};

use super::super::png::{START, chunk};

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// How many steps there are from one colour to another.
const STEPS: u16 = 32;

/// How many colours a palette may have.
const MAX_COLOURS: usize = 256;

/// Mixes a colour with some steps of another.
pub(super) fn mixed(under: Colour, over: Colour, steps: u16) -> Colour {
    let part = |at: usize| {
        let sum = u16::from(under[at]) * (STEPS - steps) + u16::from(over[at]) * steps;
        ((sum + STEPS / 2) / STEPS) as u8
    };
    [part(0), part(1), part(2)]
}

pub(super) struct Canvas {
    width: u32,
    height: u32,
    /// The place of each dot's colour in the palette.
    dots: Vec<u8>,
    palette: Vec<Colour>,
    places: HashMap<Colour, u8>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32, ground: Colour) -> Canvas {
        Canvas {
            width,
            height,
            dots: vec![0; (width * height) as usize],
            palette: vec![ground],
            places: HashMap::from([(ground, 0)]),
        }
    }

    /// Fills a path; what lies beyond the picture is not drawn.
    pub(super) fn paint(&mut self, path: &Option<Path>, ink: Colour) {
        let Some(path) = path else { return };
        let bounds = path.bounds();
        let inside = |at: f32, most: u32| (at.max(0.0) as u32).min(most);
        let (left, top) = (inside(bounds.left(), self.width), inside(bounds.top(), self.height));
        let right = inside(bounds.right().ceil(), self.width);
        let bottom = inside(bounds.bottom().ceil(), self.height);
        let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let Some(mut mask) = Mask::new(width, height) else { return };
        let moved = Transform::from_translate(-(left as f32), -(top as f32));
        mask.fill_path(path, FillRule::Winding, true, moved);
        let mut blends: HashMap<(u8, u16), u8> = HashMap::new();
        for (y, row) in (top..).zip(mask.data().chunks_exact(width as usize)) {
            let start = (y * self.width + left) as usize;
            for (at, cover) in (start..).zip(row).filter(|(_, cover)| **cover > 3) {
                let (under, steps) = (self.dots[at], (u16::from(*cover) + 4) / 8);
                let known = blends.get(&(under, steps)).copied();
                self.dots[at] = known.unwrap_or_else(|| {
                    let place = self.place_of(mixed(self.palette[usize::from(under)], ink, steps));
                    blends.insert((under, steps), place);
                    place
                });
            }
        }
    }

    /// Puts a picture onto this one.
    pub(super) fn place(&mut self, picture: &Pixmap, x: u32, y: u32) {
        let rows = picture.pixels().chunks_exact(picture.width() as usize);
        for (row, y) in rows.zip(y..self.height) {
            for (dot, x) in row.iter().zip(x..self.width).filter(|(dot, _)| dot.alpha() > 0) {
                let at = (y * self.width + x) as usize;
                let under = self.palette[usize::from(self.dots[at])];
                let rest = u16::from(255 - dot.alpha());
                let part = |over: u8, under: u8| {
                    let sum = u16::from(over) + (u16::from(under) * rest + 127) / 255;
                    sum.min(255) as u8
                };
                let [red, green, blue] = under;
                let colour =
                    [part(dot.red(), red), part(dot.green(), green), part(dot.blue(), blue)];
                self.dots[at] = self.place_of(colour);
            }
        }
    }

    /// Returns the place of a colour, or that of the nearest one where there is no more room.
    fn place_of(&mut self, colour: Colour) -> u8 {
        if let Some(place) = self.places.get(&colour) {
            return *place;
        }
        let place = if self.palette.len() < MAX_COLOURS {
            self.palette.push(colour);
            self.palette.len() - 1
        } else {
            let far = |other: &Colour| {
                let parts = other.iter().zip(colour);
                parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
            };
            let near = self.palette.iter().enumerate().min_by_key(|(_, other)| far(other));
            near.map_or(0, |(place, _)| place)
        };
        let place = place as u8;
        self.places.insert(colour, place);
        place
    }

    pub(super) fn into_png(self) -> Vec<u8> {
        let mut png = START.to_vec();
        let mut head = Vec::from(self.width.to_be_bytes());
        head.extend(self.height.to_be_bytes());
        // Eight bits a dot, which is a place in the palette.
        head.extend([8, 3, 0, 0, 0]);
        chunk(&mut png, *b"IHDR", &head);
        chunk(&mut png, *b"PLTE", self.palette.as_flattened());
        let mut packed = ZlibEncoder::new(Vec::with_capacity(1 << 14), Compression::new(6));
        for row in self.dots.chunks_exact(self.width as usize) {
            // Nothing is foretold of a row.
            let written = packed.write_all(&[0]).and_then(|()| packed.write_all(row));
            written.expect("writing to memory does not fail");
        }
        let packed = packed.finish().expect("writing to memory does not fail");
        chunk(&mut png, *b"IDAT", &packed);
        chunk(&mut png, *b"IEND", &[]);
        png
    }
}
