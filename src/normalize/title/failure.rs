//! What a program said when it failed: the line of a block of code that names the error.

use std::borrow::Cow;

use crate::model::{Markup, Syntax};

use super::super::html::{Piece, Start, decoded, pieces};
use super::super::plain::{cap, first_part};
use super::token::{Token, tokens};

/// How much of a post is searched, in bytes, and how many lines of code.
const SEARCHED: usize = 16_000;
const LINES: usize = 400;

/// Returns the line that says what failed: the last of a traceback, else the first of its kind.
pub(super) fn failure(markup: &Markup) -> Option<String> {
    let text = cap(&markup.text, SEARCHED);
    let blocks: Vec<Cow<'_, str>> = match markup.syntax {
        Syntax::Html | Syntax::Sanitised => preformatted(&first_part(markup, SEARCHED)),
        Syntax::Markdown(_) | Syntax::Text => fenced(text).map(Cow::Borrowed).collect(),
    };
    let lines = || blocks.iter().flat_map(|block| block.lines()).take(LINES).map(str::trim_end);
    let traced = lines().filter(|line| names_exception(line)).last();
    let signs = [ERRORS.as_slice(), WARNINGS.as_slice()];
    let mut signed =
        signs.into_iter().filter_map(|signs| lines().find_map(|line| from_sign(line, signs)));
    let line = traced.or_else(|| signed.next())?;
    let words: Vec<&str> = line.split_whitespace().collect();
    Some(words.join(" ").replace('`', ""))
}

/// Blocks between fences.
fn fenced(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").skip(1).step_by(2)
}

/// The text of `<pre>` elements.
fn preformatted(html: &str) -> Vec<Cow<'static, str>> {
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for piece in pieces(html) {
        match (piece, &mut block) {
            (Piece::Start(tag), None) if tag.name == "pre" => block = Some(String::new()),
            (Piece::End("pre"), Some(_)) => blocks.extend(block.take().map(Cow::Owned)),
            (Piece::Start(Start { name: "br", .. }) | Piece::End("div"), Some(text)) => {
                text.push('\n');
            }
            (Piece::Text(words), Some(text)) => text.push_str(&decoded(words)),
            _ => {}
        }
    }
    blocks.extend(block.map(Cow::Owned));
    blocks
}

/// Tells whether a sentence is what a program said: `KeyError: 'lamp'`, `Error in lamps(7)`.
pub(super) fn is_failure(sentence: &str) -> bool {
    let starts = |signs: &[&str]| {
        from_sign(sentence, signs).is_some_and(|line| line.len() == sentence.len())
    };
    names_exception(sentence) || starts(&ERRORS) || starts(&WARNINGS)
}

/// Tells sentences that lead to such a line: "I am getting the error below".
pub(super) fn announces(all: &[Token<'_>]) -> bool {
    let is_in = |table: &[&str]| all.iter().any(|token| table.contains(&&*token.word));
    is_in(&MESSAGES) && is_in(&POINTERS)
}

/// What programs show when they fail.
const MESSAGES: [&str; 32] = [
    "error",
    "errors",
    "exception",
    "warning",
    "warnings",
    "traceback",
    "ошибка",
    "ошибку",
    "ошибки",
    "ошибкой",
    "исключение",
    "помилка",
    "помилку",
    "помилки",
    "помилкою",
    "виняток",
    "napaka",
    "napako",
    "napake",
    "opozorilo",
    "fehler",
    "fehlermeldung",
    "ausnahme",
    "excepción",
    "erreur",
    "erreurs",
    "erro",
    "erros",
    "exceção",
    "błąd",
    "errore",
    "eccezione",
];

/// Words beside them that point to what follows.
const POINTERS: [&str; 47] = [
    "following",
    "below",
    "this",
    "get",
    "getting",
    "gets",
    "got",
    "gives",
    "gave",
    "says",
    "see",
    "seeing",
    "receive",
    "received",
    "throws",
    "returns",
    "shows",
    "такая",
    "такую",
    "следующая",
    "следующую",
    "выдает",
    "получаю",
    "пишет",
    "вылетает",
    "така",
    "таку",
    "наступна",
    "наступну",
    "видає",
    "отримую",
    "пише",
    "naslednja",
    "naslednjo",
    "sledečo",
    "javi",
    "javlja",
    "dobim",
    "vrne",
    "folgende",
    "folgender",
    "folgenden",
    "siguiente",
    "suivante",
    "seguinte",
    "następujący",
    "seguente",
];

/// `ValueError: unrecognized engine`, `java.lang.NumberFormatException: Invalid number: 09`.
fn names_exception(line: &str) -> bool {
    let (name, what) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
    let ends =
        ["Error", "Exception"].iter().any(|end| name.len() > end.len() && name.ends_with(end));
    is_name && ends && what.len() < 300
}

const ERRORS: [&str; 10] = [
    "error: ",
    "fatal: ",
    "panic: ",
    "exception: ",
    "error in ",
    "error [",
    "error[",
    "err! ",
    "failed to ",
    "failure: ",
];
const WARNINGS: [&str; 1] = ["warning: "];

/// Returns a line from the word on that says that something failed.
fn from_sign<'l>(line: &'l str, signs: &[&str]) -> Option<&'l str> {
    // `log("failed to pair");` is a program and not what it said.
    if line.len() > 600 || line.ends_with([';', '{', '}']) || line.ends_with("\")") {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let at = signs.iter().filter_map(|sign| lower.find(sign)).min()?;
    // A word that ends so starts further left: `NameError: `.
    let start = line[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    Some(&line[start..]).filter(|found| tokens(found).len() >= 3)
}
