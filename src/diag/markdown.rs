//! Words of others in markdown that is written for the body of an issue, or a comment.

/// Writes words of others on one line of markdown, with no sign that means something there, and no
/// name that calls somebody.
pub(crate) fn escaped_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '!' | '|'
            | '~' | '$' | ':' | '/' | '-' | '.' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A name that somebody typed calls nobody.
            '@' => out.push_str("@\u{200b}"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_are_words() {
        assert_eq!(escaped_markdown("a | b\n# c"), "a \\| b \\# c");
        assert_eq!(escaped_markdown("<img src=x> @jo"), "&lt;img src=x&gt; @\u{200b}jo");
        assert_eq!(escaped_markdown("https://a.b"), "https\\:\\/\\/a\\.b");
    }
}
