//! Where sentences end.

/// Words with a full stop that end no sentence, without it.
const ABBREVIATIONS: [&str; 75] = [
    "e.g", "i.e", "eg", "ie", "etc", "vs", "cf", "approx", "incl", "mr", "mrs", "ms", "dr", "st",
    "no", "nr", "prof", "fig", "ver", "ca", "bzw", "evtl", "ggf", "bspw", "inkl", "abs", "zzgl",
    "tel", "str", "usw", "т.е", "т.д", "т.п", "т.к", "т.ч", "напр", "см", "стр", "рис", "ул", "им",
    "ін", "тис", "тов", "npr", "itd", "itn", "ipd", "oz", "tj", "t.j", "dr", "št", "ga", "g", "np",
    "itp", "m.in", "tzn", "tj", "ul", "p.ex", "por ej", "ej", "sr", "sra", "ecc", "pag", "art",
    "ltd", "inc", "corp", "co", "d.o.o", "s.r.o",
];

/// Splits text into sentences. A blank line ends one; so does the end of a line, unless the
/// text was only wrapped there.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (sentence, later) = rest.split_at(end_of_sentence(rest));
        rest = later.trim_start();
        Some(sentence.trim())
    })
}

fn end_of_sentence(text: &str) -> usize {
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '؟' | '।' => true,
            '\n' => is_end_of_line(&text[..at], &text[end..]),
            '!' | '?' => is_end_by_mark(&text[..at], &text[end..]),
            '.' | '…' => is_end_by_stop(&text[..at], c, &text[end..]),
            _ => false,
        };
        if ends && at > 0 {
            return end;
        }
    }
    text.len()
}

/// A line ends what it says, unless it goes on below in the middle of a sentence.
fn is_end_of_line(before: &str, after: &str) -> bool {
    if after.starts_with('\n') || before.ends_with('\n') {
        return true;
    }
    let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let Some(next) = after.trim_start().chars().next() else { return true };
    let is_open = line.ends_with([',', '(']) || line.ends_with(|c: char| c.is_alphanumeric());
    let is_wrapped = line.chars().count() >= 55 && (next.is_alphanumeric() || next == '(');
    !(is_open && (next.is_lowercase() || is_wrapped))
}

/// Also without a space behind it: `from a url?I remember`, but not in `page?Id=3`.
fn is_end_by_mark(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    match next.next() {
        None => true,
        Some('!' | '?' | '.') => false,
        Some(c) if c.is_whitespace() => true,
        Some(')' | ']' | '"' | '\'' | '»' | '”' | '’') => false,
        Some(c) if c.is_uppercase() => {
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let later = after.split(char::is_whitespace).next().unwrap_or_default();
            let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || ",'’".contains(c));
            before.ends_with(char::is_lowercase) && is_word(word) && is_word(later)
        }
        Some(_) => false,
    }
}

fn is_end_by_stop(before: &str, stop: char, after: &str) -> bool {
    let mut next = after.chars();
    if next.next().is_some_and(|c| !c.is_whitespace()) {
        return false;
    }
    let follows = after.trim_start().chars().next();
    if stop == '…' || before.ends_with('.') {
        return !follows.is_some_and(char::is_lowercase);
    }
    let is_apart = |c: char| c.is_whitespace() || "([{\"„«“".contains(c);
    let word = before.rsplit(is_apart).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    // "So do I." ends, and so does "plan b." before a capital.
    let goes_on =
        |c: char| c.is_lowercase() || c.is_uppercase() && word.chars().all(char::is_uppercase);
    // `z. B.`, `т. е.`, `J. R.`
    let next = &after.trim_start();
    let is_spaced = next.chars().nth(1) == Some('.') && follows.is_some_and(char::is_alphabetic);
    let is_number = !word.is_empty() && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    // An item of a list, or a date: `1. Open it`, `am 3. Mai`.
    let is_item =
        is_number && (before.len() == word.len() || before.ends_with(&format!("\n{word}")));
    let is_short_form = is_spaced || word != "I" && follows.is_some_and(goes_on);
    if is_initial && is_short_form || is_item {
        return false;
    }
    // `U.S.`, `a.m.`
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    if is_dotted && follows.is_some_and(char::is_lowercase) {
        return false;
    }
    let lower = word.to_lowercase();
    let is_short = lower.len() <= 8 && ABBREVIATIONS.contains(&lower.as_str());
    let may_end = matches!(lower.as_str(), "etc" | "no" | "usw" | "itd" | "itp" | "ecc" | "st");
    !is_short || may_end && !follows.is_some_and(|c| c.is_lowercase() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(sentences(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn marks_with_a_space_behind_them_end_sentences() {
        check("It hums. Why? Help!", &["It hums.", "Why?", "Help!"]);
        check("it hums. any ideas?", &["it hums.", "any ideas?"]);
        check("灯坏了。怎么办？", &["灯坏了。", "怎么办？"]);
        check("Really?! Yes...", &["Really?!", "Yes..."]);
    }

    #[test]
    fn abbreviations_initials_and_versions_end_nothing() {
        for whole in [
            "The second value (i.e. the lamp) is wrong, e.g. Here it is 4.2.1 of hub.example.org",
            "Ich habe z. B. Lampen, d. h. viele",
            "Я маю лампи, т. е. багато, т.д. і все",
            "Imam luči, npr. Lumo in oz. druge",
            "A book by J. R. Lumo about no. 5 lamps vs. the hub",
            "1. Open the lid",
            "Is it sold in the U.S. or in Malta at 9 a.m. each day",
        ] {
            check(whole, &[whole]);
        }
        check("I have bulbs etc. Which fit?", &["I have bulbs etc.", "Which fit?"]);
    }

    #[test]
    fn a_missing_space_behind_a_question_hides_nothing() {
        check("Can it read from a url?I saw it", &["Can it read from a url?", "I saw it"]);
        check("Open page.php?Id=3 or a/b?Go now", &["Open page.php?Id=3 or a/b?Go now"]);
    }

    #[test]
    fn lines_end_sentences_unless_they_were_wrapped() {
        check("It fails\nError 413\n\nthe log", &["It fails", "Error 413", "the log"]);
        check(
            "I would be glad if anyone had\nsuggestions",
            &["I would be glad if anyone had\nsuggestions"],
        );
        check("Hi all\nit hums", &["Hi all\nit hums"]);
    }
}
