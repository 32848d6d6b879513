//! Addresses that are spelt out, so that programs do not find them: `kim at mail.si`,
//! `kim (at) mail [dot] si`, `kim собака mail.ua`. Archives of lists write all of theirs so.
//!
//! "Meet at mail.si" is prose. A sign in brackets is none; between bare words something else
//! must say that a mailbox is meant: brackets around it, a name that no word is, a provider of
//! mail, "write to" before it, "wrote" behind it. Domains that stand for any domain count
//! here: nobody spells out what is no address.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{PrivateKind, PrivateMatch, ScannedText, cues};

/// Signs that stand for `@`, with what is written around them.
pub(super) const SIGNS: [&str; 32] = [
    " at ",
    " at\n",
    "\nat ",
    "(at)",
    "[at]",
    "{at}",
    "<at>",
    "(@)",
    "[@]",
    " @ ",
    "-at-",
    "Собака",
    "СОБАКА",
    "Собачка",
    "СОБАЧКА",
    "Равлик",
    "РАВЛИК",
    "( at )",
    "[ at ]",
    "_at_",
    "(a)",
    "[a]",
    "(ät)",
    "собака",
    "собачка",
    "равлик",
    "afna",
    "małpa",
    "arroba",
    "arobase",
    "chiocciola",
    "klammeraffe",
];

static ALL: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostFirst)
        .build(SIGNS);
    builder.expect("a few words make up an automaton")
});

/// Words that stand for a dot.
const DOTS: [&str; 9] =
    ["dot", "punkt", "крапка", "точка", "pika", "punto", "point", "kropka", "ponto"];

/// The longest name of a mailbox, and the longest domain, in bytes.
const MAX_LOCAL_LENGTH: usize = 64;
const MAX_DOMAIN_LENGTH: usize = 120;

/// How far words count that an address stands among, in bytes.
const CONTEXT: usize = 60;

/// Tells whether the sign at a place of text has words around it that may be an address.
pub(super) fn may_be(text: &str, sign: Range<usize>) -> bool {
    SpelledAddress::at(text, sign).is_some()
}

/// Finds all addresses that are spelt out, and those whose dots are.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    for sign in ALL.find_iter(text.text) {
        let spelt = SpelledAddress::at(text.text, sign.start()..sign.end());
        if let Some(spelt) = spelt.filter(|spelt| spelt.is_address(text.text)) {
            hits.extend(super::hit(spelt.range, PrivateKind::Email));
        }
    }
}

/// Finds the domain behind an `@` whose dots are spelt out; returns where it ends.
pub(super) fn domain_behind(text: &str, at: usize) -> Option<usize> {
    let domain = Domain::at(text, at, Dots::English)?;
    domain.is_spelt.then_some(domain.end)
}

/// Returns an address as it is dialled: `kim@mail.si`.
pub(in crate::privacy) fn plain(found: &str) -> Option<String> {
    let sign = ALL.find(found)?;
    let spelt = SpelledAddress::at(found, sign.start()..sign.end())?;
    let without = |text: &str| -> String {
        let words = text.split(|c: char| c.is_whitespace() || "()[]{}".contains(c));
        words
            .filter(|word| !word.is_empty())
            .map(|word| if is_dot(word) { "." } else { word })
            .collect()
    };
    let (local, domain) = (&found[spelt.range.start..spelt.sign.start], &found[spelt.sign.end..]);
    Some(format!("{}@{}", without(local), without(&domain[..spelt.range.end - spelt.sign.end])))
}

/// What may be an address.
struct SpelledAddress<'t> {
    /// From its first letter to its last.
    range: Range<usize>,
    /// The sign that stands for `@`.
    sign: Range<usize>,
    local: &'t str,
    domain: Domain<'t>,
}

impl<'t> SpelledAddress<'t> {
    /// Reads what stands around a sign.
    fn at(text: &'t str, sign: Range<usize>) -> Option<SpelledAddress<'t>> {
        let before = &text[..sign.start];
        let before = before.trim_end_matches([' ', '\t']);
        if sign.start - before.len() > 2 {
            return None;
        }
        // A word sign is a word of its own.
        let is_word = text[sign.clone()].starts_with(char::is_alphabetic);
        let after = &text[sign.end..];
        if is_word && (before.len() == sign.start || !after.starts_with([' ', '\n', ')', ']'])) {
            let is_bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
            if !is_bracketed {
                return None;
            }
        }
        let before = before.trim_end_matches(['(', '[', '{']).trim_end_matches(' ');
        let local = local_part(before)?;
        let skipped =
            after.len() - after.trim_start_matches([' ', '\t', '\n', ')', ']', '}']).len();
        let is_bare = is_bare(text, &sign);
        let dots = if is_bare { Dots::English } else { Dots::Any };
        let domain = Domain::at(text, sign.end + skipped.min(3), dots)?;
        Some(SpelledAddress { range: local.start..domain.end, local: &text[local], sign, domain })
    }

    fn is_address(&self, text: &str) -> bool {
        let local = self.local.to_lowercase();
        let last = local.rsplit(' ').next().unwrap_or_default();
        let before = text[..self.range.start].trim_end_matches([' ', '\n']);
        let after = &text[self.range.end..];
        // `mail.si/kim` and `mail.si:80` are places of the web.
        if after.starts_with(['/', ':']) && after[1..].starts_with(char::is_alphanumeric) {
            return false;
        }
        if before.ends_with('<') && after.starts_with('>') {
            return true;
        }
        let is_bare = is_bare(text, &self.sign);
        let is_name = !cues::is_common(last) && is_plausible(&local);
        if !is_bare {
            let is_short = self.sign.len() == "(a)".len();
            return is_name || (!is_short && self.domain.is_spelt);
        }
        is_name && (self.domain.is_spelt || self.is_meant(text))
    }

    /// Tells whether something besides bare words says that a mailbox is meant.
    fn is_meant(&self, text: &str) -> bool {
        let before =
            &text[super::floor(text, self.range.start.saturating_sub(CONTEXT))..self.range.start];
        let after = &text[self.range.end..];
        let behind = after[..super::floor(after, after.len().min(CONTEXT))].trim_start();
        let line = |c: char| c == '\n';
        let is_enclosed = before.ends_with(['(', '"', '\'', '<', '['])
            && after.starts_with([')', '"', '\'', '>', ']']);
        let starts = before.rsplit(line).next().is_none_or(|before| before.trim().is_empty());
        let rest = after.split(line).next().unwrap_or_default();
        // Signatures go on with other addresses.
        let ends = rest.trim_end_matches(['.', ',']).trim().is_empty()
            || rest.starts_with([',', ';', '\t', '|'])
            || rest.starts_with("  ");
        let is_alone = starts && ends;
        // `main.rs` is a file, and `rs` is a country; `read.table` is a function.
        let is_file = cues::is_file(self.domain.last) || cues::is_function(self.local);
        cues::is_provider(self.domain.text)
            || cues::is_told(before)
            || cues::wrote(behind)
            || (!is_file && (is_enclosed || is_alone || has_form(self.local)))
    }
}

/// Tells signs that prose and addresses have, too: ` at `, `-at-`.
fn is_bare(text: &str, sign: &Range<usize>) -> bool {
    matches!(text.as_bytes()[sign.start], b' ' | b'\n' | b'-')
}

/// Finds the name of a mailbox at the end of a text; its dots may be spelt out.
fn local_part(before: &str) -> Option<Range<usize>> {
    let mut start = word_start(before);
    let end = before.len();
    // `kim dot lind (at) …`.
    while end - start <= MAX_LOCAL_LENGTH {
        let rest = before[..start].trim_end_matches(' ');
        let word = word_start(rest.trim_end_matches([')', ']', '}']));
        let Some(dot) = rest.get(word..).map(|word| word.trim_end_matches([')', ']', '}'])) else {
            break;
        };
        if !is_dot(dot) {
            break;
        }
        let rest = rest[..word].trim_end_matches(['(', '[', '{']).trim_end_matches(' ');
        start = word_start(rest);
        if start == rest.len() {
            return None;
        }
    }
    let local = &before[start..end];
    let lead = local.len() - local.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let fits = lead < local.len() && local.len() <= MAX_LOCAL_LENGTH && !local.ends_with('.');
    fits.then_some(start + lead..end)
}

fn word_start(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let letters =
        text.char_indices().rev().take(MAX_LOCAL_LENGTH + 1).take_while(|(_, c)| is_part(*c));
    letters.last().map_or(text.len(), |(at, _)| at)
}

fn is_dot(word: &str) -> bool {
    word.len() <= 12 && DOTS.contains(&word.to_lowercase().as_str())
}

/// Which words stand for dots.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dots {
    /// Those of all languages.
    Any,
    /// "Dot", unless in brackets: "at this point is" is English, too.
    English,
}

/// A domain, its dots written or spelt out.
struct Domain<'t> {
    text: &'t str,
    end: usize,
    /// Its last part.
    last: &'t str,
    is_spelt: bool,
}

impl<'t> Domain<'t> {
    fn at(text: &'t str, start: usize, dots: Dots) -> Option<Domain<'t>> {
        if !text[start..].starts_with(char::is_alphanumeric) {
            return None;
        }
        let mut end = start + label(&text[start..]).len();
        let mut is_spelt = false;
        let mut best = None;
        while end - start <= MAX_DOMAIN_LENGTH {
            let written = &text[start..end];
            let last = written.rsplit(['.', ' ', ')', ']']).next().unwrap_or_default();
            let has_dot = is_spelt || written.contains('.');
            let is_word = is_spelt && dots == Dots::English && cues::is_top_and_word(last);
            if has_dot && cues::is_top(last) && !is_word && !written.contains("..") {
                best = Some(Domain { text: written, end, last, is_spelt });
            }
            let Some(next) = behind_dot(text, end, dots) else { break };
            let part = label(&text[next..]);
            if part.is_empty() {
                break;
            }
            is_spelt = true;
            end = next + part.len();
        }
        best
    }
}

/// Returns the part of a domain that a text starts with, and those behind it.
fn label(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    let end = text.char_indices().find(|(at, c)| !is_part(*c) || *at > MAX_DOMAIN_LENGTH);
    text[..end.map_or(text.len(), |(at, _)| at)].trim_end_matches(['.', '-'])
}

/// Finds what follows a dot that is spelt out: ` dot `, `(dot)`, ` [dot] `, `[.]`.
fn behind_dot(text: &str, end: usize, dots: Dots) -> Option<usize> {
    let rest = &text[end..];
    let inner = rest.trim_start_matches([' ', '(', '[', '{', '_']);
    let n_before = rest.len() - inner.len();
    let is_bracketed = rest[..n_before].contains(['(', '[', '{']);
    let is_written = is_bracketed && inner.starts_with('.');
    let letters = inner.find(|c: char| !c.is_alphabetic()).unwrap_or(inner.len());
    let word = &inner[..if is_written { 1 } else { letters }];
    let after = inner[word.len()..].trim_start_matches([' ', ')', ']', '}', '_']);
    let n_after = inner.len() - word.len() - after.len();
    let is_known = dots == Dots::Any || is_bracketed || word.eq_ignore_ascii_case("dot");
    let fits = is_known && (1..=3).contains(&n_before) && (1..=3).contains(&n_after);
    let fits = fits && (is_written || is_dot(word));
    fits.then_some(end + n_before + word.len() + n_after)
}

/// Tells names of mailboxes from numbers, versions and files.
fn is_plausible(local: &str) -> bool {
    let ending = local.rsplit_once('.').map_or("", |(_, ending)| ending);
    let n_letters = local.chars().filter(|c| c.is_alphabetic()).count();
    local.starts_with(char::is_alphanumeric)
        && n_letters >= 2
        && n_letters * 2 >= local.chars().count()
        && !cues::is_file(ending)
}

/// Tells what no word of a text looks like: `bo.lind`, `kim_l`, `mia7`.
fn has_form(local: &str) -> bool {
    let is_low = !local.contains(char::is_uppercase);
    let parts: Vec<&str> = local.split(['.', '_']).collect();
    let is_parted = parts.len() == 2
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
        && !cues::is_function(local);
    let is_numbered = local.chars().all(char::is_alphanumeric)
        && local.trim_end_matches(|c: char| c.is_ascii_digit()).len() >= 3
        && local.ends_with(|c: char| c.is_ascii_digit())
        && !local
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .contains(|c: char| c.is_ascii_digit());
    is_low && (is_parted || is_numbered)
}
