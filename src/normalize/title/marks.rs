//! Marks in a title that are none of its words: `[SOLVED]`, `- solved!`, `Re:`, `[R]`, `Help!`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::names::nearby;
use super::token::tokens;

/// What a run of words says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// How the thread stands, in a word that is hardly ever meant otherwise: "solved".
    Solved,
    /// The same in a word that may tell of the matter itself: "closed", "fixed".
    Done,
    /// That somebody asks: "question", "help needed".
    Asking,
}

/// Takes marks off a title from both ends, and those in square brackets from anywhere; `None`
/// where there are none, or nothing else.
pub(super) fn without_marks(title: &str) -> Option<String> {
    let mut rest = title.trim();
    loop {
        let shorter = [without_reply, without_front, without_back].into_iter();
        match shorter.filter_map(|without| without(rest)).find(|shorter| says_something(shorter)) {
            Some(shorter) => rest = shorter.trim(),
            None => break,
        }
    }
    let bare = without_brackets_within(rest);
    let bare = bare.as_deref().unwrap_or(rest);
    (bare != title && says_something(bare)).then(|| bare.to_owned())
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Marks that mail programs put before a subject.
const REPLIES: [&str; 22] = [
    "re",
    "fwd",
    "fw",
    "aw",
    "wg",
    "sv",
    "vs",
    "odp",
    "odg",
    "antw",
    "tr",
    "rv",
    "res",
    "enc",
    "rif",
    "отв",
    "ответ",
    "відп",
    "пер",
    "пересл",
    "переадр",
    "posr",
];

/// `Re: `, `AW[2]: `, `RE:`, `[Fwd: …]`, and the name of a list next to it.
fn without_reply(title: &str) -> Option<&str> {
    if let Some(inner) = title.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
        && !inner.contains(['[', ']'])
    {
        return without_reply(inner);
    }
    if let Some((name, rest)) = bracketed(title, '[', ']') {
        // `[users] Re: …`; one letter, or the name of a list, goes alone, too.
        let is_before_reply = is_handle(name) && without_reply_mark(rest).is_some();
        return (is_before_reply || is_list(name)).then_some(rest);
    }
    let rest = without_reply_mark(title)?;
    match bracketed(rest, '[', ']') {
        Some((name, later)) if is_handle(name) && says_something(later) => Some(later),
        Some(_) | None => Some(rest),
    }
}

fn without_reply_mark(title: &str) -> Option<&str> {
    let at = title[..nearby(title)].find(':')?;
    let (written, rest) = (&title[..at], &title[at + 1..]);
    let mark =
        written.trim_end().trim_end_matches(|c: char| "[]()".contains(c) || c.is_ascii_digit());
    let is_mark = mark.len() <= 16 && REPLIES.contains(&mark.to_lowercase().as_str());
    // `RE:Lamp`, but neither `re:Invent` nor `tr:first-child`.
    let is_apart = rest.starts_with(char::is_whitespace) || is_upper(mark) && mark.len() > 1;
    (is_mark && is_apart).then(|| rest.trim_start())
}

/// Tells what mail lists call themselves before subjects: `R`, `r-sig-geo`, `hub-users`.
fn is_list(name: &str) -> bool {
    const ENDS: [&str; 9] = [
        "-users",
        "-user",
        "-dev",
        "-devel",
        "-help",
        "-list",
        "-announce",
        "-discuss",
        "-general",
    ];
    let lower = name.to_lowercase();
    // `[C]` is a language that people ask about.
    let is_letter = name.len() == 1 && is_upper(name) && name != "C";
    is_letter
        || is_handle(name)
            && (lower.contains("-sig-") || ENDS.iter().any(|end| lower.ends_with(end)))
}

/// Tells a word as lists and accounts are called, from the name of a product: `users`.
fn is_handle(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_plain = name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_' | '.'));
    (is_plain || name.contains('-') || name.len() == 1) && name.chars().all(is_word)
}

/// Cuts a mark off that a title starts with.
fn without_front(title: &str) -> Option<&str> {
    let checked = title.trim_start_matches(is_check);
    if checked.len() < title.len() {
        return Some(checked);
    }
    if title.starts_with(BRACKETS.map(|(open, _)| open)) {
        return without_bracket(title);
    }
    let (at, mark) = title.char_indices().take(MARK).find(|(at, c)| {
        let next = title[at + c.len_utf8()..].chars().next();
        let is_apart = next.is_none_or(char::is_whitespace);
        match c {
            ':' | '!' | '|' => is_apart,
            '-' | '–' | '—' => is_apart && title[..*at].ends_with(' '),
            _ => false,
        }
    })?;
    let words = &title[..at];
    let goes = match mark_of(words)? {
        Mark::Solved => true,
        Mark::Done => is_upper(words) && mark == ':',
        Mark::Asking => mark != '|',
    };
    goes.then(|| title[at + mark.len_utf8()..].trim_start_matches(['!', '.', ' ']))
}

/// Cuts a mark in brackets off that a line starts with.
pub(super) fn without_bracket(line: &str) -> Option<&str> {
    let found = BRACKETS.iter().find_map(|&(open, close)| {
        let (words, rest) = bracketed(line, open, close)?;
        is_mark_in(words, open).then(|| after_mark(rest))
    });
    found.filter(|rest| says_something(rest))
}

/// Cuts a mark off that a title ends with.
fn without_back(title: &str) -> Option<&str> {
    let checked = title.trim_end_matches(is_check);
    if checked.len() < title.len() {
        return Some(checked);
    }
    let plain = title.trim_end_matches(['!', '.', ' ']);
    for (open, close) in BRACKETS {
        if let Some(inner) = plain.strip_suffix(close)
            && let Some(start) = inner.rfind(open)
        {
            let words = &inner[start + open.len_utf8()..];
            let is_apart = !title[..start].ends_with(char::is_alphanumeric);
            let is_mark =
                is_mark_in(words, open) && (is_apart || mark_of(words) == Some(Mark::Solved));
            return is_mark.then(|| before_mark(&title[..start]));
        }
    }
    let words = last_words(plain);
    let start = plain.len() - words.len();
    let before = &plain[..start];
    let goes = match mark_of(words)? {
        // "… is never SOLVED", where the rest is not in capitals.
        Mark::Solved => is_set_apart(before) || is_upper(words) && !is_upper(before),
        Mark::Done => is_set_apart(before) && is_upper(words) && !is_upper(before),
        Mark::Asking => is_set_apart(before),
    };
    goes.then(|| before_mark(before))
}

/// The most characters of a mark in words.
const MARK: usize = 32;

const BRACKETS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('{', '}'), ('【', '】')];

/// Splits `[inner] rest`.
fn bracketed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let text = text.strip_prefix(open)?;
    let at = text[..nearby(text)].find(close)?;
    let (inner, rest) = (&text[..at], &text[at + close.len_utf8()..]);
    (inner.chars().count() <= MARK).then(|| (inner.trim(), rest.trim_start()))
}

/// Tells what is a mark in brackets of a kind: in round ones "closed" may be meant.
fn is_mark_in(words: &str, open: char) -> bool {
    match mark_of(words) {
        Some(Mark::Solved | Mark::Asking) => true,
        Some(Mark::Done) => open != '(' || is_upper(words),
        None => false,
    }
}

/// What follows a mark in brackets, without the sign between.
fn after_mark(rest: &str) -> &str {
    let mut signs = rest.chars();
    match (signs.next(), signs.next()) {
        (Some(':' | '-' | '–' | '—' | '|'), Some(' ')) => signs.as_str(),
        (Some(_) | None, _) => rest,
    }
}

fn before_mark(title: &str) -> &str {
    let title = title.trim_end_matches([' ', '-', '–', '—', '|', ':', ',', ';']);
    title.strip_suffix('.').filter(|shorter| !shorter.ends_with('.')).unwrap_or(title)
}

/// Tells whether the words behind are set apart by a sign, or by the end of a sentence.
fn is_set_apart(before: &str) -> bool {
    let signs = before.trim_end();
    let is_dash = signs.ends_with(['-', '–', '—', '|', ':']);
    let is_stop = signs.ends_with([',', ';', '.', '!', '?', '…']);
    before.ends_with(' ') && (is_stop || is_dash)
}

/// The words at the end that may be a mark.
fn last_words(title: &str) -> &str {
    let start = title.char_indices().rev().nth(2 * MARK).map_or(0, |(at, _)| at);
    let title = &title[start..];
    let found = tokens(title);
    let n_last = found.iter().rev().take(4).take_while(|token| kind(&token.word).is_some()).count();
    found.get(found.len() - n_last).map_or("", |token| &title[token.start..])
}

/// Drops marks in square brackets that stand behind other brackets or words.
fn without_brackets_within(title: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = title;
    while let Some(open) = rest.find('[') {
        let found = bracketed(&rest[open..], '[', ']').filter(|(words, _)| {
            let before = &rest[..open];
            let is_in_word = before.ends_with(char::is_alphanumeric);
            // "the [done] state" has it as a word.
            let is_shown = is_upper(words) || before.trim_end().ends_with(']');
            !is_in_word
                && match mark_of(words) {
                    Some(Mark::Solved) => true,
                    Some(Mark::Done) => is_shown,
                    Some(Mark::Asking) | None => false,
                }
        });
        match found {
            Some((_, later)) => {
                out.push_str(&rest[..open]);
                rest = later;
            }
            None => {
                out.push_str(&rest[..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    (rest.len() < title.len() && out.len() + rest.len() < title.len()).then(|| {
        if out.ends_with(']') {
            out.push(' ');
        }
        out.push_str(rest);
        out.trim().to_owned()
    })
}

fn is_upper(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// Signs that say that a thread is done.
fn is_check(c: char) -> bool {
    matches!(c, '✔' | '✅' | '☑' | '\u{fe0f}') || c == ' '
}

/// Tells what words say that are a mark and nothing else.
fn mark_of(words: &str) -> Option<Mark> {
    if words.chars().count() > MARK {
        return None;
    }
    let mut found = None;
    for token in tokens(words) {
        match (kind(&token.word)?, found) {
            (Kind::Solved, _) => found = Some(Mark::Solved),
            (Kind::Done, None | Some(Mark::Asking)) => found = Some(Mark::Done),
            (Kind::Asking, None) => found = Some(Mark::Asking),
            (Kind::More | Kind::Done | Kind::Asking, _) => {}
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Kind {
    Solved,
    Done,
    Asking,
    /// "almost", "not", "please": nothing alone.
    More,
}

fn kind(word: &str) -> Option<Kind> {
    WORDS.get(word).copied()
}

/// All words of marks.
static WORDS: LazyLock<FxHashMap<&str, Kind>> = LazyLock::new(|| {
    let tables =
        [(Kind::More, MORE), (Kind::Asking, ASKING), (Kind::Done, DONE), (Kind::Solved, SOLVED)];
    let words = |(kind, table): (Kind, &'static str)| {
        table.split_whitespace().map(move |word| (word, kind))
    };
    tables.into_iter().flat_map(words).collect()
});

const SOLVED: &str = "solved soleved sovled resolved unsolved unresolved вирішено розв'язано \
    розвязано решено решен решена разрешено rešeno reseno rešen rešena razrešeno gelöst \
    geloest resuelto resuelta solucionado solucionada résolu resolu résolue résolus resolvido \
    resolvida rozwiązane rozwiązany rozwiązano rozwiazane risolto risolta";

const DONE: &str = "fixed closed answered done completed закрито виправлено закрыто исправлено \
    исправлен готово zaprto popravljeno odpravljeno zaključeno erledigt behoben geschlossen \
    beantwortet cerrado cerrada arreglado respondido réglé regle clos fermé fechado corrigido \
    zamknięte naprawione chiuso";

const ASKING: &str = "ot offtopic оффтоп офтоп question questions help q urgent sos питання \
    запитання допоможіть допомога \
    терміново вопрос помогите помощь срочно vprašanje vprasanje pomoč pomoc nujno frage hilfe \
    dringend pregunta duda ayuda urgente aide pergunta dúvida ajuda pytanie pilne domanda aiuto";

const MORE: &str = "not almost nearly partly partially mostly kind kinda sort of ish now already \
    completely fully finally self please pls plz needed wanted required need quick newbie \
    noob beginner simple \
    stupid dumb basic general me не почти частично уже наконец нужна пожалуйста майже частково \
    вже нарешті потрібна будь ласка skoraj delno že končno prosim nicht fast teilweise bitte \
    kurze casi parcialmente ya por favor presque partiellement non quase já prawie częściowo nie \
    proszę quasi rapida";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        assert_eq!(without_marks(title).as_deref().unwrap_or(title), expected);
    }

    #[track_caller]
    fn stays(title: &str) {
        assert_eq!(without_marks(title), None, "{title}");
    }

    #[test]
    fn what_says_that_a_thread_is_solved_goes_from_both_ends() {
        for title in [
            "[SOLVED] Hub hums",
            "(solved) Hub hums",
            "[ Solved ]Hub hums",
            "RESOLVED: Hub hums",
            "Solved - Hub hums",
            "Hub hums [Solved]",
            "Hub hums (SOLVED)",
            "Hub hums - solved!",
            "Hub hums – Resolved.",
            "Hub hums. Solved",
            "Hub hums SOLVED",
            "Hub hums[SOLVED]",
            "✅ Hub hums",
            "Hub hums ✔️",
            "[Almost solved] Hub hums",
            "[Solved - ish] Hub hums",
            "[CLOSED] Hub hums",
            "Hub hums (FIXED)",
            "FIXED: Hub hums",
            "{done} Hub hums",
            "[Help][Solved] Hub hums",
            "Re: [SOLVED] Hub hums [closed]",
            "[not solved] Hub hums",
        ] {
            check(title, "Hub hums");
        }
        check("[Android] [Solved] Hub hums", "[Android] Hub hums");
        check("Hub hums [SOLVED] at night", "Hub hums at night");
    }

    #[test]
    fn it_goes_in_ten_languages() {
        check("[Вирішено] Хаб гуде", "Хаб гуде");
        check("Хаб гуде — розв’язано!", "Хаб гуде");
        check("[Решено] Хаб гудит", "Хаб гудит");
        check("РЕШЕНО: Хаб гудит", "Хаб гудит");
        check("[Rešeno] Luč brni", "Luč brni");
        check("Luč brni (rešeno)", "Luč brni");
        check("[Gelöst] Lampe summt", "Lampe summt");
        check("Lámpara zumba [RESUELTO]", "Lámpara zumba");
        check("[Résolu] La lampe grésille", "La lampe grésille");
        check("Lâmpada zumbe - resolvido", "Lâmpada zumbe");
        check("[ROZWIĄZANE] Lampa buczy", "Lampa buczy");
        check("Lampada ronza (risolto)", "Lampada ronza");
    }

    #[test]
    fn words_of_a_question_stay() {
        for title in [
            "How is a solved cube stored?",
            "Was the drift ever solved?",
            "Fixed: width of columns",
            "Lumo shop in Malta (closed)",
            "The [done] state is lost",
            "rows[done] is empty",
            "Closed captions do not show",
            "[Nuxt] Hub hums",
            "[Lumo Hub 2] hums",
            "[C] pointers",
            "[PAID] Lamp wanted",
            "Help with dimming",
            "Question about dimming",
            "SOLVED",
            "[solved]",
            "Re:Invent talks",
            "tr:first-child is red",
            "Re-pairing: how",
            "Not solved by a reset: hub hums",
            "Done loading, then dark",
            "✅",
            "",
        ] {
            stays(title);
        }
    }

    #[test]
    fn marks_of_mails_and_lists_go() {
        for title in [
            "Re: Hub hums",
            "RE: AW: Fwd: Hub hums",
            "Re[2]: Hub hums",
            "RE:Hub hums",
            "Отв: Hub hums",
            "[Fwd: Hub hums]",
            "[R] Hub hums",
            "[hub-users] Hub hums",
            "Re: [R-sig-lamps] Hub hums",
            "[users] Re: Hub hums",
            "Re: [lamps] Re: Hub hums",
            "OT: Hub hums",
            "[OT] Hub hums",
        ] {
            check(title, "Hub hums");
        }
        check("Re: [Nuxt] hums", "[Nuxt] hums");
    }

    #[test]
    fn calls_for_help_go_where_they_are_set_apart() {
        for title in [
            "Help! Hub hums",
            "HELP: Hub hums",
            "[Question] Hub hums",
            "Quick question: Hub hums",
            "Please help - Hub hums",
            "Hub hums, please help",
            "Hub hums - need help!",
            "Hub hums (help)",
            "URGENT! Hub hums",
        ] {
            check(title, "Hub hums");
        }
        check("Вопрос: почему гудит хаб?", "почему гудит хаб?");
        check("Допоможіть! Хаб гуде", "Хаб гуде");
        check("Luč brni, prosim pomoč", "Luč brni");
        check("Hilfe! Lampe summt", "Lampe summt");
    }

    #[test]
    fn no_title_is_too_long_or_odd() {
        for title in
            ["[", "[]", "][", "((((", "✅✅✅", "Re: Re: Re:", "[solved] [solved]", "İ: - ẞ"]
        {
            without_marks(title);
        }
        let long = "[solved] ".repeat(100_000);
        assert_eq!(without_marks(&long), None);
    }
}
