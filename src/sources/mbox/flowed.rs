//! Text whose lines were wrapped softly: `format=flowed` (RFC 3676).

/// Stands before a `>` that starts a line and is a character, so that nobody takes it for the
/// mark of a quote: no post holds it when it is published.
const NO_QUOTE: char = '\u{7f}';

/// Joins the lines that belong together: those that end with a space go on in the next one of
/// the same quote. With `del_sp` that space is none of the text, as where words have none
/// between them.
pub(super) fn joined(text: &str, del_sp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        // A space in front protects lines that start with a space, `>` or `From `.
        let words = line[depth..].strip_prefix(' ').unwrap_or(&line[depth..]);
        let is_signature = words == "-- ";
        if open != Some(depth) || is_signature || words.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', depth));
            if depth > 0 && !words.is_empty() {
                out.push(' ');
            }
        }
        if depth == 0 && words.starts_with('>') && open.is_none() {
            out.push(NO_QUOTE);
        }
        let goes_on = words.ends_with(' ') && !is_signature;
        out.push_str(if goes_on && del_sp { &words[..words.len() - 1] } else { words });
        open = goes_on.then_some(depth);
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, del_sp: bool, expected: &str) {
        assert_eq!(joined(text, del_sp), format!("{expected}\n"));
    }

    #[test]
    fn soft_lines_are_joined_and_hard_ones_are_not() {
        check(
            "One that \r\ngoes on.\r\n\r\nTwo\r\nThree",
            false,
            "One that goes on.\n\nTwo\nThree",
        );
        check("Ends softly \n\nNext", false, "Ends softly \n\nNext");
        check("    code\n     more\n", false, "   code\n    more");
        check("", false, "");
    }

    #[test]
    fn quotes_go_on_within_their_depth() {
        check("> a \n> b\n>> c \n> d\ne", false, "> a b\n>> c \n> d\ne");
        check(">\n> a", false, ">\n> a");
        check(" > no quote", false, "\u{7f}> no quote");
    }

    #[test]
    fn signatures_are_not_joined() {
        check("End. \n-- \nKim \nLind", false, "End. \n-- \nKim Lind");
    }

    #[test]
    fn words_without_spaces_between_are_joined_without() {
        check("電源を \n切って \nください。", true, "電源を切ってください。");
        check("two  \nwords", true, "two words");
    }
}
