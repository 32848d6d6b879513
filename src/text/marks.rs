//! Marks that belong to the letter before them.

/// Tells whether a character is a combining mark of a script that search knows.
///
/// Vowel signs of Indic scripts count as letters already, by Unicode's
/// Alphabetic; these are accents, points, viramas and tone marks.
pub(super) fn is_mark(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    let virama = matches!(c as u32, 0x900..=0xdff) && matches!(c as u32 & 0x7f, 0x3c | 0x4d);
    virama
        || matches!(c,
            '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e8}'
            | '\u{6ea}'..='\u{6ed}'
            | '\u{dca}'
            | '\u{e38}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{3099}'
            | '\u{309a}'
            | '\u{fe20}'..='\u{fe2f}')
}
