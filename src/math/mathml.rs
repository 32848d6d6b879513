//! TeX as MathML, by an allow-list of its own.
//!
//! No MathML of a post gets here: it is made of TeX alone, and only elements and attributes
//! that are known to come of that are written. Inline style is not (the policy of pages forbids
//! it); alignment becomes classes, and colours go, which were chosen for some other page.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::mathjax::{MACROS, is_placed, rewritten};
use super::tex::Tex;

/// Writes an expression as MathML, with its TeX beside it for whoever copies it; `None` for
/// what is not understood, too long or too deep.
pub fn mathml(tex: Tex<'_>) -> Option<String> {
    if tex.source.is_empty() || !tex.is_readable() {
        return None;
    }
    let display = if tex.is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let said = rewritten(tex.source);
    if !is_placed(&said) {
        return None;
    }
    let converter = CONVERTER.as_ref()?;
    // Where debug assertions are on, the converter checks itself by panics.
    let convert = AssertUnwindSafe(|| converter.convert_with_local_state(&said, display));
    let made = catch_unwind(convert).ok()?.ok()?;
    let (start, inner) = made.mathml.strip_suffix("</math>")?.split_once('>')?;
    let mut out = String::with_capacity(made.mathml.len() + 2 * tex.source.len() + 64);
    tag(start.strip_prefix('<')?, &mut out)?;
    out.push_str("<semantics><mrow>");
    allowed(inner, &mut out)?;
    out.push_str("</mrow><annotation encoding=\"application/x-tex\">");
    html_escape::encode_text_to_string(tex.source, &mut out);
    out.push_str("</annotation></semantics></math>");
    Some(out)
}

static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    let macros = MACROS.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned()));
    let config = MathCoreConfig { macros: macros.collect(), ..MathCoreConfig::default() };
    LatexToMathML::new(config).ok()
});

/// Elements of MathML Core that show something, and the few of HTML that may stand in texts.
const ELEMENTS: [&str; 29] = [
    "math",
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
const ATTRIBUTES: [(&str, &[&str]); 21] = [
    ("display", &["block"]),
    ("displaystyle", &["true", "false"]),
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
const CLASSES: [(&str, &str); 8] = [
    ("text-align:left", "math-left"),
    ("text-align:right", "math-right"),
    ("padding-left:0", "math-tight-left"),
    ("padding-right:0", "math-tight-right"),
    ("border-left", "math-line-left"),
    ("border-right", "math-line-right"),
    ("border-top", "math-line-top"),
    ("border-bottom", "math-line-bottom"),
];

/// Writes MathML again, with what is on the lists alone; `None` where something is not that
/// would change what is said.
fn allowed(mathml: &str, out: &mut String) -> Option<()> {
    let mut rest = mathml;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&rest[..at], out)?;
        let inner = &rest[at + 1..];
        let end = memchr::memchr(b'>', inner.as_bytes())?;
        tag(&inner[..end], out)?;
        rest = &inner[end + 1..];
    }
    text(rest, out)
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
    fn check(tex: &str, start: &str, expected: &str) {
        let made = mathml(unwrapped(tex)).expect("it is understood");
        let made = made.strip_prefix(start).and_then(|made| made.strip_prefix("<semantics>"));
        let made = made.and_then(|made| made.strip_suffix("</semantics></math>"));
        assert_eq!(made, Some(expected));
    }

    #[test]
    fn math_keeps_its_tex_for_copying() {
        check(
            "$x^2$",
            "<math>",
            "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>\
             <annotation encoding=\"application/x-tex\">x^2</annotation>",
        );
        check(
            "$$\\text{if } a<b$$",
            "<math display=\"block\">",
            "<mrow><mtext>if\u{a0}</mtext><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>\
             <annotation encoding=\"application/x-tex\">\\text{if } a&lt;b</annotation>",
        );
    }

    #[test]
    fn what_mathjax_reads_is_read() {
        for tex in [
            r"\left|0\right>",
            r"\mbox{if } x",
            r"\pmatrix{a & b \cr c & d}",
            r"\sum_{\substack{a \\ b}} x",
            r"\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}",
            r"\begin{array}{c|c} a & b \\[2pt] \hline c & d \end{array}",
            r"\begin{align} a &= b \tag{1} \\ c &= d \label{x} \end{align}",
            r"\textcolor{red}{x} \color{blue}{y}",
            r"\boxed{x}",
            r"\widetilde{x} \ketbra{0}{1} \norm{x} \Tr\rho",
            r"\text{a_b}",
            r"{\bf x} {\cal H} \Bbb R",
            r"\large x",
        ] {
            let made = mathml(Tex { source: tex, is_display: true });
            assert!(made.is_some(), "{tex}: {}", rewritten(tex));
            assert!(!made.unwrap_or_default().contains(" style="), "{tex}");
        }
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for tex in
            ["$\\foo$", "$\\frac{1}$", "$x^$", "$}$", "$\\def\\a{\\a\\a}\\a$", "$\\href{x}{y}$"]
        {
            assert_eq!(mathml(unwrapped(tex)), None, "{tex}");
        }
    }

    fn checked(mathml: &str) -> Option<String> {
        let mut out = String::new();
        allowed(mathml, &mut out).map(|()| out)
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
            assert_eq!(checked(mathml).is_some(), is_cut, "{mathml}");
        }
        let table = "<mtable><mtr><mtd style=\"text-align: left;justify-items: start;\" \
                     class=\"x\"><mi style=\"color:#f00\">a</mi></mtd></mtr></mtable>";
        assert_eq!(
            checked(table).as_deref(),
            Some("<mtable><mtr><mtd class=\"math-left\"><mi>a</mi></mtd></mtr></mtable>")
        );
    }

    const PIECES: [&str; 60] = [
        "\\frac",
        "\\sqrt",
        "{",
        "}",
        "^",
        "_",
        "&",
        "\\\\",
        "x",
        "1",
        " ",
        "\\left(",
        "\\right)",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\begin{array}{c|c}",
        "\\end{array}",
        "\\hline",
        "\\text{",
        "\\over",
        "\\choose",
        "\\limits",
        "\\sum",
        "\\int",
        "'",
        "\\middle|",
        "\\bf",
        "\\displaystyle",
        "\\color{red}",
        "[",
        "]",
        "\\mathbb",
        "\\hat",
        "\\overbrace",
        "\\not",
        "\\begin{align}",
        "\\end{align}",
        "\\tag{1}",
        "\\label{a}",
        "\\cr",
        "\\pmatrix{",
        "\\operatorname{",
        "\\substack{",
        "\\textcolor{red}",
        "\\xrightarrow",
        "#",
        "%",
        "~",
        "$",
        "\\begin{cases}",
        "\\end{cases}",
        "\\genfrac",
        "\\kern1em",
        "\\,",
        "\\boxed",
        "\\phantom",
        "\\begin{multline}",
        "\\end{multline}",
        "\\scriptstyle",
        "\u{e9}",
    ];

    #[test]
    fn no_tex_stops_a_build() {
        // A generator of Lehmer's: the same pieces in every run.
        let mut state = 20_260_601_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(48_271) % 0x7fff_ffff;
            state as usize % below
        };
        for _ in 0..20_000 {
            let n = 1 + random(14);
            let tex: String = (0..n).map(|_| PIECES[random(PIECES.len())]).collect();
            for is_display in [false, true] {
                let made = mathml(Tex { source: &tex, is_display });
                let made = made.map(|made| !made.contains(" style="));
                assert!(made != Some(false), "{tex}");
            }
        }
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
