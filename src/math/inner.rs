//! What stands between signs that may mean math: TeX, a formula, or words.

/// Tells whether what stands between signs can be nothing but TeX: it has a command, or
/// something above or below the line.
pub fn is_tex(inner: &str) -> bool {
    let bytes = inner.as_bytes();
    let is_sign = |(at, byte): (usize, &u8)| {
        let next = bytes.get(at + 1);
        match byte {
            b'\\' => next.is_some_and(|next| next.is_ascii_alphabetic() || *next == b'{'),
            b'^' | b'_' => {
                let is_escaped = at == 0 || bytes[at - 1] == b'\\';
                !is_escaped && next.is_some_and(|next| !next.is_ascii_whitespace())
            }
            _ => false,
        }
    };
    bytes.iter().enumerate().any(is_sign) && !is_name(inner)
}

/// A variable of a shell, such as `HOME_DIR`, is no math.
fn is_name(inner: &str) -> bool {
    inner.len() > 3
        && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Tells whether a word stands between signs that is no amount, with a space at one side of it.
pub(super) fn is_loose_word(inner: &str) -> bool {
    let word = inner.trim();
    !word.is_empty()
        && inner.len() == word.len() + 1
        && word.len() <= 40
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_alphabetic() || c == '\\')
        && !word.contains(char::is_whitespace)
}

/// Tells whether what stands between signs may be math though it has no sign of TeX: short, and
/// without words.
pub(super) fn looks_like_math(inner: &str) -> bool {
    let is_long_word = inner.len() > 3 && inner.chars().all(char::is_alphanumeric);
    inner.len() <= 80 && !has_words(inner) && !is_long_word && !is_name(inner)
}

/// Tells whether words stand between signs, and no equation.
pub(super) fn has_words(inner: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    !inner.contains('=') && inner.split_whitespace().any(is_word)
}
