//! Finds where a post ends and its signature starts.
//!
//! "What range did you define? Regards, Kim" asks. What stands below the words of a post says
//! who wrote it, and hides how they end. Pure, and slow to cut: what may be a word of the post
//! stays.

use super::closings::{Closing, closing_at, device_at, is_word};

/// How much of the end of a post is looked at, in bytes and in lines that are not empty.
const TAIL: usize = 1_200;
const MAX_LINES: usize = 10;

/// How many lines may follow the mark `-- `.
const MAX_MARKED: usize = 12;

/// How many parts a signature may have: a device, a name, a closing, thanks.
const MAX_PARTS: usize = 6;

/// The longest line of a signature, in characters.
const MAX_LENGTH: usize = 80;

/// Returns a post's text without the signature at its end, and without white space there.
///
/// Takes plain text, with its line ends or with lines folded into spaces. Knows the mark
/// `-- `, closing words of a dozen languages, names alone on a line, initials of customer
/// care such as `^KL`, and what phones add. Thanks are closing words behind a question alone,
/// where they are for what is still to come. A post that is nothing but a signature is
/// returned whole.
pub(crate) fn without_signature(text: &str) -> &str {
    let text = text.trim_end();
    let mut kept = above_mark(text);
    for _ in 0..MAX_PARTS {
        let Some(shorter) = below_lines(kept).or_else(|| below_words(kept)) else { break };
        kept = shorter;
    }
    kept
}

/// Cuts at the last line that is `-- `.
fn above_mark(text: &str) -> &str {
    let mut at = text.len();
    for line in text.rsplit('\n').take(MAX_MARKED + 1) {
        at -= line.len();
        if line.trim_end() == "--" {
            return said(&text[..at]).unwrap_or(text);
        }
        at = at.saturating_sub(1);
    }
    text
}

/// What was said, without white space at its end; `None` for nothing.
fn said(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '-' | '>' | '|');
    (!before.trim_matches(is_mark).is_empty()).then_some(before)
}

/// Cuts one part of a signature that stands on lines of its own.
fn below_lines(text: &str) -> Option<&str> {
    let lines = last_lines(text);
    for (at, (start, line)) in lines.iter().enumerate() {
        let below = &lines[..at];
        // Those before it were looked at with the lines above them.
        if !below.last().is_none_or(|(_, line)| is_signed(line)) {
            return None;
        }
        let before = said(&text[..*start]);
        if device_at(line) || (at == 0 && before.is_some_and(|said| is_signer(line, said))) {
            return before;
        }
        if let (Some((closing, rest)), Some(said)) = (closing_at(line), before)
            && closes(closing, rest, said)
        {
            let asks = said.ends_with(['?', '？']);
            return match (closing, below.last()) {
                // Thanks for an answer are words of the post; the name below them is not.
                (Closing::Thanks, Some((end, name))) if !asks => {
                    is_name(name, Case::Any).then(|| text[..*end].trim_end())
                }
                (Closing::Thanks, None) if !asks => None,
                (Closing::Formal | Closing::Casual | Closing::Thanks, _) => Some(said),
            };
        }
    }
    None
}

/// The last lines with words, from the end, each with where it starts.
fn last_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut end = text.len();
    loop {
        let before = memchr::memrchr(b'\n', &text.as_bytes()[..end]);
        let start = before.map_or(0, |at| at + 1);
        if text.len() - start > TAIL || lines.len() >= MAX_LINES {
            return lines;
        }
        let line = text[start..end].trim();
        if !line.is_empty() {
            lines.push((start, line));
        }
        let Some(before) = before else { return lines };
        end = before;
    }
}

/// Cuts one part of a signature at the end of the last line.
fn below_words(text: &str) -> Option<&str> {
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let from = text.ceil_char_boundary(text.len().saturating_sub(TAIL / 6).max(line));
    if let Some(said) = initials(&text[from..]).and_then(|at| said(&text[..from + at])) {
        return Some(said);
    }
    let ends = text[from..].char_indices().filter(|(_, c)| is_end(*c));
    for (at, end) in ends {
        let at = from + at + end.len_utf8();
        let tail = text[at..].trim_start();
        if tail.len() == text.len() - at || tail.is_empty() {
            continue;
        }
        let Some(said) = said(&text[..at]) else { continue };
        let asks = matches!(end, '?' | '？');
        let is_closing = || {
            closing_at(tail).is_some_and(|(closing, rest)| match closing {
                Closing::Thanks if !asks => false,
                Closing::Casual if rest.trim_matches(is_between).is_empty() => asks,
                Closing::Formal | Closing::Casual | Closing::Thanks => closes(closing, rest, said),
            })
        };
        if device_at(tail) || (asks && is_signer(tail, said)) || is_closing() {
            return Some(said);
        }
    }
    None
}

/// Tells whether closing words are followed by what follows them in a signature.
fn closes(closing: Closing, rest: &str, said: &str) -> bool {
    let name = rest.trim_matches(is_between);
    if name.is_empty() {
        return !said.ends_with([',', ':']);
    }
    match closing {
        Closing::Formal => {
            // "All the best ways" goes on.
            let goes_on = rest.starts_with(' ') && name.starts_with(char::is_lowercase);
            is_signed(name) && !goes_on
        }
        Closing::Casual | Closing::Thanks => {
            let is_apart = !rest.starts_with(' ');
            is_name(name, if is_apart { Case::Any } else { Case::Capital })
                || closing_at(name).is_some_and(|(_, rest)| is_signed(rest))
        }
    }
}

/// Tells a line that may stand in a signature: no sentence, no question, no postscript.
fn is_signed(line: &str) -> bool {
    if line.chars().nth(MAX_LENGTH).is_some() {
        return false;
    }
    let n_words = line.split_whitespace().take(11).count();
    let ends = line.ends_with(['.', '!', ':', '…']);
    let is_postscript = line.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("ps"))
        || line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("p.s."));
    let is_sentence = n_words > 10 || (ends && n_words >= 5);
    !is_sentence && !is_postscript && !line.contains(['?', '？', '{', '=', '`'])
}

/// Tells whether a line below a sentence is who wrote it.
fn is_signer(line: &str, said: &str) -> bool {
    let ended = said.ends_with(is_end) || said.ends_with([')', '»', '”', '"', '*']);
    let name = line.trim_start_matches(is_mark);
    let is_marked = name.len() < line.len();
    if !ended {
        return false;
    }
    let asks = said.ends_with(['?', '？']);
    let has_line = said.len() < MAX_LENGTH * 4 || said.contains('\n');
    let alone = asks && has_line && is_marked;
    is_name(name, if alone { Case::Any } else { Case::Capital })
}

/// Finds `^KL` and `-Ana` at the end of a line, as people in customer care sign.
fn initials(line: &str) -> Option<usize> {
    let at = line.trim_end().rfind(char::is_whitespace)?;
    let last = line[at..].trim();
    let name = last.trim_start_matches(is_mark);
    let mark = last.strip_suffix(name)?;
    let is_short = name.len() <= 12 && is_name(name, Case::Capital);
    let is_alone = mark == "^" || line[..at].trim_end().ends_with(is_end);
    (!mark.is_empty() && is_short && is_alone).then_some(at)
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | ')' | '\u{1f300}'..='\u{1faff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '^' | '-' | '–' | '—' | '~' | '/' | '*' | '_' | ' ')
}

/// What stands between closing words and a name.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '.' | '!' | ';' | ':' | '*' | '_') || is_mark(c)
}

/// How a name is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// As names are.
    Capital,
    /// Where nothing but a name can stand.
    Any,
}

/// Small words in names.
const PARTICLES: [&str; 14] =
    ["al", "av", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "van", "von", "y"];

/// Tells whether words look like somebody's name: few, of letters, with capitals.
fn is_name(name: &str, case: Case) -> bool {
    let mut n_words = 0;
    let mut words = name.split_whitespace();
    let fits = words.all(|word| {
        n_words += 1;
        let is_letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-');
        let is_capital = word.starts_with(char::is_uppercase);
        word.chars().all(is_letter)
            && word.chars().count() <= 20
            && (is_capital || case == Case::Any || (n_words > 1 && PARTICLES.contains(&word)))
    });
    // "Two." is a sentence, "Tim W." is none.
    let is_sentence =
        name.ends_with('.') && name.split_whitespace().last().is_some_and(|word| word.len() > 3);
    let most = if case == Case::Any { 3 } else { 4 };
    fits && !is_sentence
        && (1..=most).contains(&n_words)
        && !name.ends_with(['-', '\''])
        && !is_word(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "What range did you define?";

    #[track_caller]
    fn goes(signature: &str) {
        for said in [ASKED, "Чи є у вас оновлення? Яке саме?"] {
            let text = format!("{said}{signature}");
            assert_eq!(without_signature(&text), said, "{text:?}");
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(without_signature(&folded), said, "{folded:?}");
        }
    }

    #[track_caller]
    fn stays(text: &str) {
        assert_eq!(without_signature(text), text);
    }

    #[test]
    fn closing_words_go_in_every_language_on_lines_and_in_one() {
        for closing in [
            "Regards,\nKim",
            "Kind regards,\nKim Lind",
            "Best,\nKim",
            "Cheers, Kim",
            "Best wishes\nKim",
            "Thanks,\nKim",
            "Thanks in advance!",
            "Many thanks and best regards,\nKim",
            "З повагою,\nОлена",
            "З повагою, Олена Гнатюк",
            "Заздалегідь дякую!",
            "С уважением,\nИван",
            "Спасибо!",
            "Lep pozdrav,\nNejc",
            "LP, Nejc",
            "Hvala in lep pozdrav,\nNejc",
            "Mit freundlichen Grüßen\nJörg Weiß",
            "VG Jörg",
            "Vielen Dank im Voraus",
            "Un saludo,\nÁlvaro",
            "Gracias de antemano",
            "Cordialement,\nÉlodie",
            "Merci d'avance",
            "Atenciosamente,\nJoão",
            "Obrigado!",
            "Pozdrawiam,\nŁukasz",
            "Z góry dziękuję",
            "Cordiali saluti,\nEnzo",
            "Grazie, Enzo",
        ] {
            goes(&format!("\n\n{closing}"));
        }
    }

    #[test]
    fn names_alone_and_initials_go() {
        for signature in [
            "\n\nTim",
            "\n\nTim W",
            "\n\nTim\n",
            "\n-- \nTim",
            "\n\n- Tim",
            " ^KL",
            " -Ana",
            " /Tim",
        ] {
            goes(signature);
        }
        for (text, expected) in [
            ("Send us a message https://t.example/x ^KL", "Send us a message https://t.example/x"),
            ("Use by = 0.\n\nDuncan Murdoch", "Use by = 0."),
            ("Use by = 0.\nJ. van Dijk", "Use by = 0."),
            ("It is fixed now. *Mia", "It is fixed now."),
        ] {
            assert_eq!(without_signature(text), expected);
        }
    }

    #[test]
    fn all_parts_of_a_signature_go() {
        for signature in [
            "\n\nBest regards,\nKim Lind\nSenior Engineer, Lumo Ltd.\n+386 1 234 56\nwww.lumo.test",
            "\n\nCheers,\nKim\n\nSent from my iPhone",
            "\n\n-- \nKim Lind | Lumo\nIt is not a bug, it is a feature. Nobody knows it.",
            "\n\nKim\n--\nKim Lind\nDepartment of Biology",
        ] {
            let text = format!("{ASKED}{signature}");
            assert_eq!(without_signature(&text), ASKED, "{text:?}");
        }
        goes("\n\nSent from my iPhone");
        goes("\n\nGesendet von meinem Telefon");
        goes("\n\nНадіслано з iPhone");
    }

    #[test]
    fn thanks_for_what_was_done_stay_without_the_name_below() {
        stays("That fixed it. Thanks, Kim");
        stays("That fixed it.\n\nThanks!");
        stays("It works now, cheers");
        assert_eq!(without_signature("It works.\n\nThanks,\nKim"), "It works.\n\nThanks,");
        assert_eq!(without_signature("It works. Cheers, Kim"), "It works.");
    }

    #[test]
    fn what_may_be_a_word_of_the_post_stays() {
        for text in [
            "Regards,\nKim",
            "-- \nKim",
            "Thanks",
            "Tim",
            "",
            "The command is:\n\nReset",
            "Pick this one\n\nReset",
            "Does it blink?\n\nNo",
            "Does it blink? Yes",
            "Чи блимає?\n\nНі",
            "Best is to use 4.2.",
            "Try it. Best, I think, is 4.2.",
            "Try it. All the best ways are in the manual.",
            "Read it.\n\nRegards,\nKim\n\nPS: Which version do you use?",
            "Read it.\n\nRegards,\nKim\n\nI forgot that you have to press the reset button first.",
            "Use rm -R",
            "It costs $5. Later you can upgrade to Pro and get more.",
        ] {
            assert_eq!(without_signature(text), text.trim_end(), "{text:?}");
        }
        let long = format!("One.\n--\n{}", "Two.\n".repeat(20));
        stays(long.trim_end());
    }

    #[test]
    fn any_text_is_read_in_little_time() {
        for piece in ["Kim\n", "? ", "Regards,\n", "-- \n", "é?", "^K ", "\n", "Thanks, Kim? "] {
            let text = piece.repeat(100_000);
            assert!(text.starts_with(without_signature(&text)));
        }
    }
}
