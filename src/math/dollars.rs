//! What two `$` stand for where they are no signs of math: amounts, variables of shells and
//! templates, and ends of patterns. TeX between them says more than what is around.

use super::inner::{has_words, is_tex};

/// How far before a `$` is looked for the start of its word, in bytes.
const MAX_WORD: usize = 64;

/// Two `$` with what is around and between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dollars<'t> {
    pub before: &'t str,
    pub inner: &'t str,
    pub after: &'t str,
}

impl Dollars<'_> {
    /// Tells whether they are no signs of math, wherever they stand.
    pub(super) fn mean_something_else(self) -> bool {
        let has_command = has_command(self.inner);
        self.are_around_words(has_command)
            || self.are_amounts(has_command)
            || self.are_in_pattern(has_command)
            || self.are_variables(has_command)
    }

    /// A space behind the first or before the second, and a word at the other side: they belong
    /// to those words, as in "$HOME $PATH" and "5$ or 10$".
    fn are_around_words(self, has_command: bool) -> bool {
        let ends_word =
            last(self.before).is_some_and(|c| c.is_alphanumeric() || "+*?]".contains(c));
        let starts_word = self.after.starts_with(|c| opens_name(c) || c == '{' || c == '(');
        self.inner.starts_with(char::is_whitespace) && ends_word
            || self.inner.ends_with(char::is_whitespace) && starts_word && !has_command
    }

    /// `$5-$15`, `5$-15$`, `US$5 or A$ 7`, and "$5 or 10$".
    fn are_amounts(self, has_command: bool) -> bool {
        let starts = self.inner.starts_with(|c: char| c.is_numeric());
        let mut after = self.after.chars();
        let is_second = match after.next() {
            Some('$') => true,
            Some('.' | ',') => self.inner.starts_with('.') && after.next().is_some_and(is_digit),
            // "a 2$\times$2 matrix" has math.
            next => next.is_some_and(is_digit) && !self.inner.starts_with(['\\', '^']),
        };
        if is_second || has_command {
            return is_second;
        }
        let is_behind = ends_amount(self.before);
        is_behind && (ends_amount(self.inner) || !is_tex(self.inner) && has_words(self.inner))
            || starts && (ends_currency(self.before) || has_prose(self.inner))
    }

    /// `^a$|b$` and `s/a$/b$/`.
    fn are_in_pattern(self, has_command: bool) -> bool {
        let word_from = self.before.rfind(|c: char| c.is_whitespace() || c == '>');
        let word = self.before.get(word_from.map_or(0, |at| at + 1)..).unwrap_or_default();
        if word.trim_start_matches(['"', '\'', '`', '/', '(', '«', '“']).starts_with('^') {
            return true;
        }
        let Some(before) = last(self.before).filter(|c| !c.is_whitespace()) else { return false };
        let n_bars = self.inner.matches('|').count();
        match self.inner.as_bytes().first() {
            Some(b'|') => {
                let follows = before.is_alphanumeric() || "+*?])}.".contains(before);
                follows && n_bars % 2 == 1 && !has_long_command(self.inner)
            }
            Some(b'/') => (before.is_alphanumeric() || before == '/') && !has_command,
            _ => false,
        }
    }

    /// `$HOME/$USER`, `${VAR}`, `$(date)`, `$scope.$apply`, `$('#x')`.
    fn are_variables(self, has_command: bool) -> bool {
        let (inner, after) = (self.inner, self.after);
        let follows = |sign: &str| after.starts_with(sign);
        if braced_name(inner).is_some() && (follows("{") || !has_command) {
            let is_whole = braced_name(inner).is_some_and(|(_, rest)| rest == "}");
            let is_long = braced_name(inner).is_some_and(|(name, _)| name.len() > 1);
            let goes_on = after.starts_with(|c| opens_name(c) || c == '{' || c == '/');
            if follows("{") || is_long && (!is_whole || goes_on) {
                return true;
            }
        }
        let is_call = ["('", "(\"", "(."].iter().any(|call| inner.starts_with(call));
        if is_call || inner.starts_with('(') && follows("(") {
            return !has_command || is_call;
        }
        let mut letters = inner.chars();
        let is_method =
            letters.next() == Some('.') && letters.next().is_some_and(char::is_alphabetic);
        if !has_command && (is_method || inner.contains('"')) {
            return true;
        }
        let (name, next) = (name(inner), name(after));
        let is_long = name.len() > 1;
        // A quote that stands before the first and between them ends between them.
        let quote = last(self.before).filter(|c| matches!(c, '"' | '\'' | '`'));
        if is_long && quote.is_some_and(|quote| inner.contains(quote)) {
            return true;
        }
        if is_upper(name) && name.len() < inner.len() && !has_command {
            let rest = &inner[name.len()..];
            if name.len() > 2 && has_words(rest) {
                return true;
            }
        }
        let joins = |c: char| ":=@+&|'([{<>;~%/,.-".contains(c);
        let is_strict = |c: char| "=/(@&|'+[".contains(c);
        let starts_name = !next.is_empty() || follows("{") || follows("(");
        let joined = last(inner).filter(|c| joins(*c)).is_some_and(|c| {
            // "$n-$dimensional" is math of somebody who could not type.
            starts_name && (is_long || is_strict(c) || next.len() == 1)
        });
        let is_row = is_long && is_upper(name) && name == inner && is_upper(next);
        (joined || is_row) && !has_command
    }
}

/// Tells whether there is a command of TeX, or something above the line.
fn has_command(inner: &str) -> bool {
    let signs = |pair: &[u8]| match pair[0] {
        b'\\' => pair[1].is_ascii_alphabetic() || pair[1] == b'{',
        b'^' => !pair[1].is_ascii_whitespace(),
        _ => false,
    };
    inner.as_bytes().windows(2).any(signs)
}

/// Tells whether there is a command of more than one letter: patterns have `\d` and `\w`.
fn has_long_command(inner: &str) -> bool {
    let is_long =
        |three: &[u8]| three[0] == b'\\' && three[1..].iter().all(u8::is_ascii_alphabetic);
    inner.as_bytes().windows(3).any(is_long)
}

/// Tells whether a text ends as an amount does: `5`, `5k`, `1.5M`.
fn ends_amount(text: &str) -> bool {
    let number = text.strip_suffix(['k', 'K', 'm', 'M', 'b', 'B']).unwrap_or(text);
    last(number).is_some_and(char::is_numeric)
}

/// Tells whether a text ends with what stands before a `$` of a currency: `US`, `A`, `R`.
fn ends_currency(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let n_letters = text.len() - word.len();
    (1..=3).contains(&n_letters) && !last(word).is_some_and(|c| c.is_alphanumeric() || c == '\\')
}

/// Tells whether there are words that no formula has.
fn has_prose(inner: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_math = matches!(word, "mod" | "div" | "log" | "ln" | "sin" | "cos" | "tan" | "exp");
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && !is_math
    };
    inner.split_whitespace().any(is_word)
}

/// Returns the name that a text starts with, as shells and scripts have them.
fn name(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let name = &text[..text.len() - rest.len()];
    let is_name = name.trim_start_matches('_').starts_with(opens_name);
    if is_name { name } else { "" }
}

/// Splits `{VAR}`, `{#VAR[@]}` or `{VAR:-x}` behind its name.
fn braced_name(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?.trim_start_matches(['#', '!']);
    let name = name(inner);
    let rest = &inner[name.len()..];
    let goes_on = rest.starts_with(['}', ':', '%', '#', '/', '[', '.']);
    (!name.is_empty() && goes_on).then_some((name, rest))
}

fn is_upper(name: &str) -> bool {
    let is_upper = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    !name.is_empty() && name.bytes().all(is_upper)
}

fn opens_name(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Returns the end of a text, as far as it is looked at.
pub(super) fn end_of(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(MAX_WORD))..]
}

#[cfg(test)]
mod tests;
