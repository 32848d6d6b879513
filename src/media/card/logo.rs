//! The brand's logo, as large as cards show it.

use resvg::tiny_skia::{ColorU8, IntSize, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::super::mark::mark_dots;

/// How wide a logo may be, in parts of its height.
const MAX_WIDTH: u32 = 7;

/// The largest picture that is read: one of 1 MB may have a million times as many dots.
const MAX_DOTS: u64 = 16_000_000;

/// A logo, as it was published.
#[derive(Clone, Debug)]
pub enum CardLogo {
    /// A drawing.
    Svg(Vec<u8>),
    /// A picture of dots.
    Png(Vec<u8>),
}

impl CardLogo {
    /// Returns its bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            CardLogo::Svg(bytes) | CardLogo::Png(bytes) => bytes,
        }
    }

    /// Draws it, at most this high; `None` for one that cannot be read.
    pub(super) fn drawn(&self, height: u32) -> Option<Pixmap> {
        match self {
            CardLogo::Svg(bytes) => drawing(bytes, height),
            CardLogo::Png(bytes) => picture(bytes, height),
        }
    }
}

/// The mark of sites without a logo.
pub(super) fn mark(side: u32, accent: Option<&str>) -> Pixmap {
    let dots = mark_dots(side, accent).into_iter();
    let dots = dots.flat_map(|[red, green, blue, alpha]| {
        let dot = ColorU8::from_rgba(red, green, blue, alpha).premultiply();
        [dot.red(), dot.green(), dot.blue(), dot.alpha()]
    });
    let size = IntSize::from_wh(side, side).expect("the side is a constant");
    Pixmap::from_vec(dots.collect(), size).expect("there are as many dots")
}

fn drawing(bytes: &[u8], height: u32) -> Option<Pixmap> {
    // Nothing that it names is read: neither files, nor other pictures within it.
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_data(bytes, &options).ok()?;
    let (own_width, own_height) = (tree.size().width(), tree.size().height());
    let scale = (height as f32 / own_height).min((height * MAX_WIDTH) as f32 / own_width);
    let dots = |own: f32| (own * scale).round().max(1.0) as u32;
    let mut pixmap = Pixmap::new(dots(own_width), dots(own_height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some(pixmap)
}

fn picture(bytes: &[u8], height: u32) -> Option<Pixmap> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if u64::from(number(16)?) * u64::from(number(20)?) > MAX_DOTS {
        return None;
    }
    let own = Pixmap::decode_png(bytes).ok()?;
    let scale = (f64::from(height) / f64::from(own.height()))
        .min(f64::from(height * MAX_WIDTH) / f64::from(own.width()))
        .min(1.0);
    let dots = |own: u32| (f64::from(own) * scale).round().max(1.0) as u32;
    shrunk(&own, dots(own.width()), dots(own.height()))
}

/// Makes a picture smaller: each dot is the mean of those that it stands for.
fn shrunk(own: &Pixmap, width: u32, height: u32) -> Option<Pixmap> {
    let range = |at: u32, n: u32, n_own: u32| {
        let edge = |at: u32| (u64::from(at) * u64::from(n_own) / u64::from(n)) as u32;
        edge(at)..edge(at + 1).max(edge(at) + 1)
    };
    let mut dots = Vec::with_capacity((width * height * 4) as usize);
    for y in 0..height {
        for x in 0..width {
            let (mut sums, mut n) = ([0_u64; 4], 0);
            for row in range(y, height, own.height()) {
                for at in range(x, width, own.width()) {
                    let Some(dot) = own.pixel(at, row) else { continue };
                    let parts = [dot.red(), dot.green(), dot.blue(), dot.alpha()];
                    sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += u64::from(part));
                    n += 1;
                }
            }
            dots.extend(sums.map(|sum| (sum / n.max(1)) as u8));
        }
    }
    Pixmap::from_vec(dots, IntSize::from_wh(width, height)?)
}
