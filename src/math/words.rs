//! Math as plain words: for titles, lists and first lines, where no MathML can stand.

use std::borrow::Cow;

use super::find::{Rule, expressions};
use super::mathml::mathml;
use super::tex::{Tex, unwrapped};

/// Returns a text with its math as plain words: `What is $\mathbb{C}^2$?` is "What is ℂ²?".
pub fn in_words(text: &str, rule: Rule) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for expression in expressions(text, rule) {
        out.push_str(&text[at..expression.range.start]);
        out.push_str(&words(unwrapped(&text[expression.range.clone()])));
        at = expression.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Returns an expression as plain words. One that is not understood loses its commands.
pub fn words(tex: Tex<'_>) -> String {
    let read = mathml(tex).map(|mathml| flat(&mathml)).filter(|words| !words.trim().is_empty());
    let words = read.unwrap_or_else(|| without_commands(tex.source));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what an expression spells for those who look for words in it: its source, that
/// without commands and with spaces in their place, and the letters and digits that are shown.
/// `\text{An}\mathrm{ja}` is Anja in some of them.
pub fn spellings(tex: Tex<'_>) -> Vec<String> {
    let mut all = vec![tex.source.to_owned(), without_commands(tex.source)];
    for above in ["", " "] {
        all.extend(["", " "].map(|below| stripped(tex.source, above, below)));
    }
    if let Some(mathml) = mathml(tex) {
        // A gap may stand between two words, or within one.
        for gap in ["", " "] {
            let shown = letters(&mathml, gap);
            all.push(shown.replace(char::is_numeric, " "));
            all.push(shown);
        }
    }
    all
}

/// Returns the letters and digits that MathML shows, with a space for every other sign but
/// accents, which stand behind their letters, and what stands for a gap.
fn letters(mathml: &str, gap: &str) -> String {
    let shown = mathml.split("<annotation").next().unwrap_or_default();
    // A sign that is none of those that are nothing.
    let shown = match gap {
        "" => Cow::Borrowed(shown),
        _ => Cow::Owned(shown.replace("<mspace", "|<mspace")),
    };
    let texts = shown.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let text: String = texts.collect();
    let text = html_escape::decode_html_entities(&text);
    let is_nothing = |c: char| {
        c.is_whitespace() || "ˆ^˜~¯‾ˉ˙¨´`ˇ˘".contains(c) || matches!(c, '\u{2061}'..='\u{2064}')
    };
    let shown = text.chars().filter(|c| !is_nothing(*c));
    shown.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

/// Takes commands away with the spaces behind them, which TeX takes, too, and braces; other
/// signs are spaces, and what stands `above` or `below` the line follows such words.
fn stripped(tex: &str, above: &str, below: &str) -> String {
    let mut words = String::with_capacity(tex.len());
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let is_name = chars.peek().is_some_and(char::is_ascii_alphabetic);
                if is_name {
                    while chars.next_if(char::is_ascii_alphabetic).is_some() {}
                    while chars.next_if(|c| c.is_whitespace()).is_some() {}
                } else if chars.next().is_some_and(|c| c == ' ' || c == '\\') {
                    words.push(' ');
                }
            }
            '{' | '}' | '$' => {}
            '^' => words.push_str(above),
            '_' => words.push_str(below),
            c if c.is_alphanumeric() => words.push(c),
            _ => words.push(' '),
        }
    }
    words
}

fn without_commands(tex: &str) -> String {
    let mut words = String::with_capacity(tex.len());
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let is_name = chars.peek().is_some_and(char::is_ascii_alphabetic);
                while is_name && chars.next_if(char::is_ascii_alphabetic).is_some() {}
                words.push(' ');
            }
            '{' | '}' | '$' | '~' | '&' => words.push(' '),
            c => words.push(c),
        }
    }
    // Who writes only commands is quoted.
    if words.trim().is_empty() { tex.to_owned() } else { words }
}

/// An element that is open, with what is in it so far.
struct Open<'m> {
    name: &'m str,
    children: Vec<String>,
}

/// Reads MathML of ours, which nests, and writes it on one line.
fn flat(mathml: &str) -> String {
    let mut open: Vec<Open<'_>> = vec![Open { name: "", children: Vec::new() }];
    let mut rest = mathml;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (text, inner) = (&rest[..at], &rest[at + 1..]);
        let end = memchr::memchr(b'>', inner.as_bytes()).unwrap_or(inner.len());
        let tag = &inner[..end];
        rest = inner.get(end + 1..).unwrap_or_default();
        if let Some(last) = open.last_mut().filter(|_| !text.is_empty()) {
            last.children.push(html_escape::decode_html_entities(text).into_owned());
        }
        if !tag.starts_with('/') {
            let name = tag.split(' ').next().unwrap_or_default();
            open.push(Open { name, children: Vec::new() });
        } else if open.len() > 1
            && let Some(done) = open.pop()
            && let Some(parent) = open.last_mut()
        {
            parent.children.push(joined(done));
        }
    }
    open.swap_remove(0).children.concat()
}

/// Puts what is in an element together.
fn joined(element: Open<'_>) -> String {
    let child = |at: usize| element.children.get(at).map_or("", String::as_str);
    match element.name {
        "annotation" => String::new(),
        "mo" => operator(&element.children.concat()),
        "mspace" => " ".to_owned(),
        "msup" => format!("{}{}", child(0), raised(child(1))),
        "msub" => format!("{}{}", child(0), lowered(child(1))),
        "msubsup" | "munderover" => {
            format!("{}{}{}", child(0), lowered(child(1)), raised(child(2)))
        }
        "munder" => format!("{}{}", child(0), lowered(child(1))),
        "mover" => format!("{}{}", child(0), above(child(1))),
        "mfrac" => format!(" {}/{} ", grouped(child(0)), grouped(child(1))),
        "msqrt" => format!("√{}", grouped(&element.children.concat())),
        "mroot" => format!("{}√{}", raised(child(1)), grouped(child(0))),
        "mtr" => element.children.join(" "),
        "mtable" => element.children.join("; "),
        _ => element.children.concat(),
    }
}

/// Sets what compares apart; signs that nobody sees go.
fn operator(sign: &str) -> String {
    let mut chars = sign.chars();
    match (chars.next(), chars.next()) {
        (Some('\u{2061}'..='\u{2064}'), None) => String::new(),
        (Some(c), None) if "=<>≤≥≠≈≡∼≃≅→←↔⇒⇔↦∈∉⊂⊆∪∩+−±×⊗⊕∘∧∨".contains(c) =>
        {
            format!(" {c} ")
        }
        (Some(','), None) => ", ".to_owned(),
        _ => sign.to_owned(),
    }
}

/// Brackets what is more than one letter, number or word.
fn grouped(words: &str) -> String {
    let words = words.trim();
    match words.chars().all(char::is_alphanumeric) {
        true => words.to_owned(),
        false => format!("({words})"),
    }
}

fn raised(words: &str) -> String {
    script(words, '^', "0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
}

fn lowered(words: &str) -> String {
    script(words, '_', "0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
}

/// Writes words above or below the line where there are such signs.
fn script(words: &str, sign: char, from: &str, to: &str) -> String {
    let tight: String = words.split_whitespace().collect();
    let moved = |c: char| from.chars().position(|known| known == c).and_then(|n| to.chars().nth(n));
    let prime = |c: char| matches!(c, '′' | '″' | '‴').then_some(c);
    let all: Option<String> = tight.chars().map(|c| moved(c).or(prime(c))).collect();
    match all {
        Some(moved) => moved,
        None => format!("{sign}{}", grouped(words)),
    }
}

/// A mark above a letter.
fn above(mark: &str) -> String {
    let combining = match mark.trim() {
        "^" | "ˆ" => '\u{302}',
        "~" | "˜" => '\u{303}',
        "¯" | "‾" | "ˉ" => '\u{304}',
        "˙" => '\u{307}',
        "¨" => '\u{308}',
        "→" => '\u{20d7}',
        _ => return raised(mark),
    };
    combining.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(in_words(text, Rule::Signs), expected);
    }

    #[test]
    fn titles_are_plain_words() {
        check("What is $\\mathbb{C}^2$?", "What is ℂ²?");
        check("Is $\\frac{1}{n+1}$ rational?", "Is 1/(n + 1) rational?");
        check("An energy of $E = \\frac{1}{2} C V^2$.", "An energy of E = 1/2 CV².");
        check("Prove $a_1 \\leq x_{n}^{2}$", "Prove a₁ ≤ x_n²");
        check("The state $|\\psi\\rangle$", "The state |ψ⟩");
        check("$\\sqrt{2}$ and $\\sqrt{x+1}$", "√2 and √(x + 1)");
        check("$\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}$", "(1; 0)");
        check("No math for $5", "No math for $5");
    }

    #[test]
    fn what_is_not_understood_loses_its_commands() {
        check("A $\\foo{bar}$ b", "A bar b");
        check("A $\\foo$ b", "A \\foo b");
    }

    #[test]
    fn a_word_is_spelled_however_it_is_set() {
        for tex in ["An{\\it ja}", "\\text{An}\\mathrm{ja}", "A_{n} \\! j^{a}", "\\foo{An}{ja}"] {
            let spelled = spellings(Tex { source: tex, is_display: false });
            assert!(spelled.iter().any(|words| words.replace(' ', "") == "Anja"), "{spelled:?}");
        }
    }
}
