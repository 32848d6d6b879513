//! TeX as MathML, by an allow-list of its own.
//!
//! No MathML of a post gets here: it is made of TeX alone, and only elements and attributes
//! that are known to come of that are written. Inline style is not (the policy of pages forbids
//! it); alignment becomes classes, and colours go, which were chosen for some other page.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::tex::Tex;

/// Writes an expression as MathML, with its TeX beside it for whoever copies it; `None` for
/// what is not understood, too long or too deep.
pub fn mathml(tex: Tex<'_>) -> Option<String> {
    if tex.source.is_empty() || !tex.is_readable() {
        return None;
    }
    let display = if tex.is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let made = CONVERTER.as_ref()?.convert_with_local_state(tex.source, display).ok()?;
    allowed(&made.mathml)
}

static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    LatexToMathML::new(MathCoreConfig { annotation: true, ..MathCoreConfig::default() }).ok()
});

/// Elements of MathML Core that show something, and the few of HTML that may stand in texts.
const ELEMENTS: [&str; 31] = [
    "math",
    "semantics",
    "annotation",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "ms",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "b",
    "i",
    "em",
    "code",
    "span",
];

/// Attributes, with the words that their values may be; none for a length or a number.
const ATTRIBUTES: [(&str, &[&str]); 22] = [
    ("display", &["block"]),
    ("displaystyle", &["true", "false"]),
    ("encoding", &["application/x-tex"]),
    ("form", &["prefix", "infix", "postfix"]),
    ("mathvariant", &["normal"]),
    ("accent", &["true", "false"]),
    ("accentunder", &["true", "false"]),
    ("stretchy", &["true", "false"]),
    ("symmetric", &["true", "false"]),
    ("largeop", &["true", "false"]),
    ("movablelimits", &["true", "false"]),
    ("fence", &["true", "false"]),
    ("separator", &["true", "false"]),
    ("scriptlevel", &[]),
    ("linethickness", &[]),
    ("lspace", &[]),
    ("rspace", &[]),
    ("minsize", &[]),
    ("maxsize", &[]),
    ("width", &[]),
    ("height", &[]),
    ("depth", &[]),
];

/// What of inline style becomes a class.
const CLASSES: [(&str, &str); 6] = [
    ("text-align:left", "math-left"),
    ("text-align:right", "math-right"),
    ("border-left", "math-line-left"),
    ("border-right", "math-line-right"),
    ("border-top", "math-line-top"),
    ("border-bottom", "math-line-bottom"),
];

/// Writes MathML again, with what is on the lists alone; `None` where something is not that
/// would change what is said.
fn allowed(mathml: &str) -> Option<String> {
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&rest[..at], &mut out)?;
        let inner = &rest[at + 1..];
        let end = memchr::memchr(b'>', inner.as_bytes())?;
        tag(&inner[..end], &mut out)?;
        rest = &inner[end + 1..];
    }
    text(rest, &mut out)?;
    Some(out)
}

/// Writes text, in which every sign of HTML is escaped.
fn text(text: &str, out: &mut String) -> Option<()> {
    if text.contains('>') {
        return None;
    }
    out.push_str(text);
    Some(())
}

fn tag(tag: &str, out: &mut String) -> Option<()> {
    if let Some(name) = tag.strip_prefix('/') {
        ELEMENTS.contains(&name).then(|| out.extend(["</", name, ">"]))?;
        return Some(());
    }
    let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let (name, mut attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    if !ELEMENTS.contains(&name) {
        return None;
    }
    out.extend(["<", name]);
    let mut classes: Vec<&str> = Vec::new();
    while !attributes.trim_start().is_empty() {
        let (attribute, rest) = attributes.trim_start().split_once("=\"")?;
        let (value, rest) = rest.split_once('"')?;
        attributes = rest;
        match attribute {
            "style" => classes.extend(classes_of(value)),
            // How a letter looks, and where a reference leads: nothing is said by it.
            "class" | "id" => {}
            attribute if is_allowed(attribute, value) => {
                out.extend([" ", attribute, "=\"", value, "\""]);
            }
            _ => return None,
        }
    }
    if !classes.is_empty() {
        out.extend([" class=\"", &classes.join(" "), "\""]);
    }
    out.push('>');
    if is_empty {
        out.extend(["</", name, ">"]);
    }
    Some(())
}

fn is_allowed(attribute: &str, value: &str) -> bool {
    let is_measure = |value: &str| {
        value.len() <= 16
            && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.%".contains(&b))
    };
    ATTRIBUTES.iter().any(|(name, words)| {
        *name == attribute
            && if words.is_empty() { is_measure(value) } else { words.contains(&value) }
    })
}

fn classes_of(style: &str) -> impl Iterator<Item = &'static str> + '_ {
    style.split(';').filter_map(|said| {
        let said = said.replace(' ', "");
        CLASSES.iter().find(|(start, _)| said.starts_with(start)).map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use crate::math::unwrapped;

    use super::*;

    #[track_caller]
    fn check(tex: &str, expected: &str) {
        let made = mathml(unwrapped(tex)).expect("it is understood");
        assert_eq!(made.replace("<semantics>", "").replace("</semantics>", ""), expected);
    }

    #[test]
    fn math_keeps_its_tex_for_copying() {
        check(
            "$x^2$",
            "<math><msup><mi>x</mi><mn>2</mn></msup>\
             <annotation encoding=\"application/x-tex\">x^2</annotation></math>",
        );
        check(
            "$$a<b$$",
            "<math display=\"block\"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>\
             <annotation encoding=\"application/x-tex\">a&lt;b</annotation></math>",
        );
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for tex in
            ["$\\foo$", "$\\frac{1}$", "$x^$", "$}$", "$\\def\\a{\\a\\a}\\a$", "$\\href{x}{y}$"]
        {
            assert_eq!(mathml(unwrapped(tex)), None, "{tex}");
        }
    }

    #[test]
    fn nothing_comes_through_that_is_not_on_the_lists() {
        for mathml in [
            "<math><script>x</script></math>",
            "<math><mi onclick=\"x\">x</mi></math>",
            "<math><mtext><a href=\"x\">x</a></mtext></math>",
            "<math><mspace width=\"expression(x)\"/></math>",
            "<math><mi>x",
            "<math",
            "<math><mi>a>b</mi></math>",
        ] {
            let is_cut = mathml.ends_with('x');
            assert_eq!(allowed(mathml).is_some(), is_cut, "{mathml}");
        }
        let table = "<mtable><mtr><mtd style=\"text-align: left;justify-items: start;\" \
                     class=\"x\"><mi style=\"color:#f00\">a</mi></mtd></mtr></mtable>";
        assert_eq!(
            allowed(table).as_deref(),
            Some("<mtable><mtr><mtd class=\"math-left\"><mi>a</mi></mtd></mtr></mtable>")
        );
    }

    #[test]
    fn bombs_are_read_in_no_time() {
        let bombs = [
            "{".repeat(8_000),
            "\\sqrt".repeat(1_600),
            "\\frac{".repeat(1_300),
            "x^{".repeat(2_600),
            "\\left(".repeat(1_300),
            "\\begin{matrix}".repeat(500),
            "\\begin{matrix}&\\\\".repeat(40),
            "x_".repeat(4_000),
            "a'".repeat(4_000),
            "\\hat \\bar ".repeat(700),
            "&".repeat(8_000),
            "\\\\".repeat(4_000),
            "\\text{".repeat(1_300),
            format!("{}x{}", "\\sqrt{".repeat(47), "}".repeat(47)),
            format!("{}x", "\\sqrt".repeat(99)),
            format!("{}x{}", "\\left(".repeat(47), "\\right)".repeat(47)),
            format!("{}x{}", "\\begin{matrix}".repeat(23), "\\end{matrix}".repeat(23)),
            "x^".repeat(99),
            "\\def\\a{\\a\\a}\\a".repeat(400),
            "\\newcommand{\\a}{\\a\\a}\\a".repeat(300),
            "\\middle|".repeat(1_000),
            "é".repeat(4_000),
            "\\color{red}".repeat(700),
            "x\\over ".repeat(1_000),
        ];
        for bomb in bombs {
            let started = std::time::Instant::now();
            let made = mathml(Tex { source: &bomb, is_display: true });
            assert!(started.elapsed().as_millis() < 2_000, "{}", &bomb[..8]);
            assert!(
                made.is_none_or(|made| made.len() < 100 * bomb.len() + 1_000),
                "{}",
                &bomb[..8]
            );
        }
    }
}
