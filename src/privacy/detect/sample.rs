//! What stands for any secret in manuals: `YOUR_API_KEY`, `ghp_xxxx…`, `sk-1234567890abcdef…`.

/// Words of those who wrote a manual, in small letters.
const WORDS: [&str; 17] = [
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
    "0000000",
    "changeme",
    "insert_",
    "deadbeef",
];

/// What keyboards and alphabets have in a row.
const ROWS: [&str; 5] = [
    "0123456789012345",
    "1234567890123456",
    "abcdefghijklmnopqrstuvwxyz",
    "9876543210",
    "qwertyuiop",
];

/// So many characters of a row are no accident.
const ROW_LENGTH: usize = 8;

/// Tells whether a token is one that nobody has.
pub(super) fn is_token(token: &str) -> bool {
    let look = &token[..super::floor(token, token.len().min(200))];
    let small = look.to_lowercase();
    // Keys as blocks say what they are in words.
    !small.starts_with("-----begin")
        && (WORDS.iter().any(|word| small.contains(word))
            || repeats(small.as_bytes())
            || ROWS.iter().any(|row| has_piece(&small, row)))
}

/// Tells whether six characters in a row are the same.
fn repeats(text: &[u8]) -> bool {
    text.windows(6).any(|six| six.iter().all(|byte| *byte == six[0]))
}

fn has_piece(text: &str, row: &str) -> bool {
    (0..=row.len() - ROW_LENGTH).any(|at| text.contains(&row[at..at + ROW_LENGTH]))
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
        for token in ["ghp_wJ4kR9mQ2xT7vB1nC6zL8pD3sF5gH0aY", "-----BEGIN RSA PRIVATE KEY-----"] {
            assert!(!is_token(token), "{token}");
        }
    }
}
