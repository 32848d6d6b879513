//! What stands for any secret in manuals: `YOUR_API_KEY`, `ghp_xxxx…`, `sk-1234567890abcdef…`.

/// Words of those who wrote a manual, in small letters.
const WORDS: [&str; 16] = [
    "example",
    "sample",
    "placeholder",
    "redacted",
    "removed",
    "dummy",
    "your_",
    "your-",
    "yourapi",
    "yourtoken",
    "yoursecret",
    "my_secret",
    "xxxx",
    "changeme",
    "insert_",
    "deadbeef",
];

/// What keyboards and alphabets have in a row.
const ROWS: [&str; 7] = [
    "0123456789012345",
    "1234567890123456",
    "0123456789abcdef",
    "1234567890abcdef",
    "abcdefghijklmnopqrstuvwxyz",
    "9876543210",
    "qwertyuiop",
];

/// So many characters of a row are no accident.
const ROW_LENGTH: usize = 8;

/// So many equal characters are none, either; but real tokens may have them somewhere.
const REPEATS: usize = 6;

/// Tells whether a token is one that nobody has.
pub(super) fn is_token(token: &str) -> bool {
    let look = &token[..super::floor(token, token.len().min(200))];
    let small = look.to_lowercase();
    // Keys as blocks say what they are in words.
    !small.starts_with("-----begin")
        && (WORDS.iter().any(|word| small.contains(word))
            || 2 * n_in_rows(small.as_bytes()) >= small.len())
}

/// Counts the characters that stand in rows, of equal ones or of those of keyboards.
fn n_in_rows(text: &[u8]) -> usize {
    let (mut at, mut n) = (0, 0);
    while let Some(first) = text.get(at) {
        let rest = &text[at..];
        let n_equal = rest.iter().take_while(|byte| *byte == first).count();
        let in_row = ROWS.iter().map(|row| piece_of(row.as_bytes(), rest)).max().unwrap_or(0);
        let length = if n_equal >= REPEATS { n_equal.max(in_row) } else { in_row };
        n += length;
        at += length.max(1);
    }
    n
}

/// How many characters a text starts with that a row has: too few are none.
fn piece_of(row: &[u8], text: &[u8]) -> usize {
    let lengths = (0..=row.len() - ROW_LENGTH)
        .map(|from| row[from..].iter().zip(text).take_while(|(own, other)| own == other).count());
    lengths.filter(|length| *length >= ROW_LENGTH).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_told_from_tokens() {
        for sample in [
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-1234567890abcdef1234567890abcdef",
            "AKIAIOSFODNN7EXAMPLE",
            "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
            "glpat-YOUR_TOKEN_1234",
            "SG.00000000000000000000",
        ] {
            assert!(is_token(sample), "{sample}");
        }
        for token in [
            "ghp_wJ4kR9mQ2xT7vB1nC6zL8pD3sF5gH0aY",
            "-----BEGIN RSA PRIVATE KEY-----",
            "fm2_lJPECAAAAAAAAqbXxBCkZ8Vt0mQ1xWc3",
            "AAAAAAAAAAAAAAAAAAAAAF7opgEAAAAA0jPKk2wGqYt8RbX9sZcVn3uLh5dEi",
            "1234567890:AAHkR9mQ2xT7vB1nC6zL8pD3sF5gH0aYw",
            "ghp_0000000kR9mQ2xT7vB1nC6zL8pD3sF5gH0aY",
        ] {
            assert!(!is_token(token), "{token}");
        }
    }
}
