//! Social cards: the pictures that chats and networks show of a link.
//!
//! A card is a function of its words and of the brand's look: the same on every machine, since
//! fonts are the program's own or files that the settings name, and colours are mixed in whole
//! numbers. Words reach it as glyphs and never as markup. Letters that no font has make no boxes:
//! then there is no card. What is no letter, an emoji say, is left out.

mod canvas;
mod fonts;
mod layout;
mod logo;
mod shape;

use std::fmt;

use resvg::tiny_skia::{LineCap, LineJoin, Path, PathBuilder, Pixmap, Rect, Stroke};

use crate::files::Digest;
use crate::output::SitePath;
use crate::text::{Direction, Lang};

use super::mark::{ACCENT, parse};
use canvas::{Canvas, Colour, mixed};
use fonts::Faces;
use layout::{Area, Block};

pub use fonts::card_font;
pub use logo::CardLogo;

/// How wide and high cards are, in pixels: what networks ask for.
pub const CARD_WIDTH: u32 = 1200;
/// How high cards are.
pub const CARD_HEIGHT: u32 = 630;

/// Changes with what is drawn, so that a card of another drawing has another name.
const DRAWING: &str = "1";

/// The room at both sides of the words, and the band with the site's name at the foot.
const MARGIN: f32 = 72.0;
const BAND: f32 = 118.0;
const LOGO_HEIGHT: u32 = 62;

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/// Of the site's name.
const INK: Colour = [0x1c, 0x23, 0x30];

/// Sizes of titles, the largest first, and of the other words.
const TITLE_SIZES: [f32; 7] = [84.0, 76.0, 68.0, 60.0, 52.0, 46.0, 40.0];
const LEAD_SIZES: [f32; 1] = [36.0];
const NAME_SIZES: [f32; 3] = [36.0, 32.0, 28.0];
const BADGE_SIZES: [f32; 1] = [29.0];

/// Where the title is, with a badge above it and without one.
const BELOW_BADGE: f32 = 152.0;
const TOP: f32 = 76.0;

/// What all cards of a site have in common.
#[derive(Debug, Default)]
pub struct CardLook {
    /// The ground, `#rrggbb`, dark enough for white words.
    pub accent: Option<String>,
    /// The brand's logo.
    pub logo: Option<CardLogo>,
    /// Fonts of the brand's own, as [`card_font`] returns them, the first one first.
    pub fonts: Vec<Vec<u8>>,
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CardText {
    /// The large words.
    pub title: String,
    /// A sentence below them.
    pub lead: Option<String>,
    /// How far an answer can be trusted.
    pub badge: Option<CardBadge>,
    /// The site's name.
    pub name: String,
    /// The language of the words.
    pub lang: Lang,
    /// Whether the card is read from the right.
    pub is_rtl: bool,
}

/// A badge.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CardBadge {
    /// What it says.
    pub text: String,
    /// Whether it is good news.
    pub is_solved: bool,
}

impl CardText {
    fn way(&self) -> Direction {
        if self.is_rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// Digests what it says, and how it is read: the same on every machine.
    fn digest(&self, look: Digest) -> Digest {
        let flag = |is_so: bool| if is_so { &b"1"[..] } else { b"0" };
        let badge = self.badge.as_ref();
        Digest::of_parts([
            &look.0[..],
            self.title.as_bytes(),
            flag(self.lead.is_some()),
            self.lead.as_deref().unwrap_or_default().as_bytes(),
            flag(badge.is_some()),
            badge.map_or("", |badge| badge.text.as_str()).as_bytes(),
            flag(badge.is_some_and(|badge| badge.is_solved)),
            self.name.as_bytes(),
            self.lang.as_str().as_bytes(),
            flag(self.is_rtl),
        ])
    }

    /// All its words.
    fn words(&self) -> impl Iterator<Item = &str> {
        let badge = self.badge.as_ref().map(|badge| badge.text.as_str());
        [Some(self.title.as_str()), self.lead.as_deref(), badge, Some(&self.name)]
            .into_iter()
            .flatten()
    }
}

/// Draws cards.
pub struct CardPainter {
    faces: Faces,
    ground: Colour,
    logo: Pixmap,
    digest: Digest,
}

impl fmt::Debug for CardPainter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CardPainter({})", self.digest)
    }
}

impl CardPainter {
    /// Reads fonts and logo once for all cards. What is no font is left out.
    pub fn new(look: &CardLook) -> CardPainter {
        let accent = look.accent.as_deref();
        let logo = look.logo.as_ref();
        let of_logo = logo.map(CardLogo::bytes).unwrap_or_default();
        let parts = [DRAWING.as_bytes(), accent.unwrap_or_default().as_bytes(), of_logo];
        let parts = parts.into_iter().chain(look.fonts.iter().map(Vec::as_slice));
        CardPainter {
            digest: Digest::of_parts(parts),
            faces: Faces::new(&look.fonts),
            ground: accent.and_then(parse).unwrap_or(ACCENT),
            logo: logo
                .and_then(|logo| logo.drawn(LOGO_HEIGHT))
                .unwrap_or_else(|| logo::mark(LOGO_HEIGHT, accent)),
        }
    }

    /// Returns the digest of all that its cards have in common.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Returns the first letter of a card that no font has.
    pub fn missing_letter(&self, text: &CardText) -> Option<char> {
        text.words().flat_map(str::chars).find(|c| c.is_alphanumeric() && !self.faces.have(*c))
    }

    /// Returns where a card is published; `None` when it cannot be drawn.
    pub fn path(&self, text: &CardText) -> Option<SitePath> {
        let is_drawn = self.missing_letter(text).is_none()
            && self.faces.measured(&text.title).iter().any(|glyph| !glyph.is_space());
        let digest = text.digest(self.digest).to_string();
        let name = || SitePath::new(format!("cards/{}.png", &digest[..16]));
        is_drawn.then(name).flatten()
    }

    /// Draws a card, as PNG.
    pub fn draw(&self, text: &CardText) -> Vec<u8> {
        let mut canvas = Canvas::new(CARD_WIDTH, CARD_HEIGHT, self.ground);
        let top = match &text.badge {
            Some(badge) => {
                self.draw_badge(&mut canvas, text, badge);
                BELOW_BADGE
            }
            None => TOP,
        };
        self.draw_words(&mut canvas, text, top);
        self.draw_band(&mut canvas, text);
        canvas.into_png()
    }

    /// Lays a text out in an area.
    fn block(&self, text: &CardText, words: &str, area: Area, sizes: &[f32]) -> Block {
        let writer = layout::Writer { faces: &self.faces, lang: text.lang, way: text.way() };
        writer.block(words, area, sizes)
    }

    fn draw_words(&self, canvas: &mut Canvas, text: &CardText, top: f32) {
        let foot = CARD_HEIGHT as f32 - BAND - 32.0;
        let width = CARD_WIDTH as f32 - 2.0 * MARGIN;
        let of_lead = if text.lead.is_some() { 150.0 } else { 0.0 };
        let area = Area { x: MARGIN, y: top, width, height: foot - top - of_lead };
        let title = self.block(text, &text.title, area, &TITLE_SIZES);
        let y = title.bottom + 22.0;
        let area = Area { y, height: foot - y, ..area };
        let lead = text.lead.as_ref().map(|lead| self.block(text, lead, area, &LEAD_SIZES));
        let bottom = lead.as_ref().map_or(title.bottom, |lead| lead.bottom);
        // Below a badge a title stands where all others do.
        let down = if text.badge.is_some() { 0.0 } else { (foot - bottom).max(0.0) / 2.0 };
        canvas.paint(&title.moved(0.0, down).path, WHITE);
        if let Some(lead) = lead {
            canvas.paint(&lead.moved(0.0, down).path, mixed(self.ground, WHITE, 27));
        }
    }

    fn draw_badge(&self, canvas: &mut Canvas, text: &CardText, badge: &CardBadge) {
        const HEIGHT: f32 = 54.0;
        const PAD: f32 = 24.0;
        let sign = if badge.is_solved { 38.0 } else { 0.0 };
        let width = CARD_WIDTH as f32 - 2.0 * (MARGIN + PAD) - sign;
        // Where it begins follows from how long it is.
        let area = Area { x: 0.0, y: TOP + 7.0, width, height: 40.0 };
        let words = self.block(text, &badge.text, area, &BADGE_SIZES);
        let length = words.width;
        let whole = length + 2.0 * PAD + sign;
        let (left, words_x, sign_x) = match text.way() {
            Direction::Ltr => (MARGIN, MARGIN + PAD + sign, MARGIN + PAD),
            Direction::Rtl => {
                let left = CARD_WIDTH as f32 - MARGIN - whole;
                (left, left + PAD, left + PAD + length + sign - 26.0)
            }
        };
        let (ground, ink) = match badge.is_solved {
            true => (WHITE, self.ground),
            false => (mixed(self.ground, BLACK, 8), WHITE),
        };
        canvas.paint(&pill(left, TOP, whole, HEIGHT), ground);
        let start = match text.way() {
            Direction::Ltr => 0.0,
            Direction::Rtl => width - length,
        };
        canvas.paint(&words.moved(words_x - start, 0.0).path, ink);
        if badge.is_solved {
            canvas.paint(&tick(sign_x, TOP + HEIGHT / 2.0), ink);
        }
    }

    fn draw_band(&self, canvas: &mut Canvas, text: &CardText) {
        let (width, top) = (CARD_WIDTH as f32, CARD_HEIGHT as f32 - BAND);
        let band = Rect::from_xywh(0.0, top, width, BAND).expect("a constant");
        canvas.paint(&Some(PathBuilder::from_rect(band)), WHITE);
        let logo = self.logo.width() as f32;
        let gap = logo + 24.0;
        let room = width - 2.0 * MARGIN - gap;
        let (words_x, logo_x) = match text.way() {
            Direction::Ltr => (MARGIN + gap, MARGIN),
            Direction::Rtl => (MARGIN, width - MARGIN - logo),
        };
        let area = Area { x: words_x, y: top + 36.0, width: room, height: 48.0 };
        canvas.paint(&self.block(text, &text.name, area, &NAME_SIZES).path, INK);
        let y = top as u32 + (BAND as u32 - self.logo.height()) / 2;
        // Last of all, since its colours may be many.
        canvas.place(&self.logo, logo_x as u32, y);
    }
}

/// A rectangle with round ends.
fn pill(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    /// How far the handles of a curve lie that is a quarter of a circle.
    const HANDLE: f32 = 0.552_285;
    let (r, right, bottom) = (height / 2.0, x + width, y + height);
    let k = r * HANDLE;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - r + k, y, right, y + r - k, right, y + r);
    path.cubic_to(right, y + r + k, right - r + k, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + r - k, bottom, x, y + r + k, x, y + r);
    path.cubic_to(x, y + r - k, x + r - k, y, x + r, y);
    path.close();
    path.finish()
}

/// A tick, 26 pixels wide.
fn tick(x: f32, middle: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(x + 2.0, middle + 1.0);
    path.line_to(x + 10.0, middle + 9.0);
    path.line_to(x + 24.0, middle - 9.0);
    let stroke = Stroke {
        width: 5.0,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    path.finish()?.stroke(&stroke, 1.0)
}

#[cfg(test)]
mod tests;
