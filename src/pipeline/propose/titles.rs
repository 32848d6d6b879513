//! What titles say besides their words: numbers and dates, that something comes every week,
//! and what kind of answer is asked for.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::text::{Lang, lowercase, small_words, words};

use super::cues;

/// A title, as far as it tells questions apart that share their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TitleFeatures {
    /// It belongs to a series: this week's thread, the news of a version.
    pub(super) is_periodic: bool,
    /// What kind of answer it asks for, when its words tell.
    pub(super) asks: Option<AnswerKind>,
    /// The hashes of its numbers, versions, dates, months and days, sorted.
    numbers: Vec<u64>,
    /// The hash of all its other words that say what it is about.
    rest: u64,
}

/// What kind of answer a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnswerKind {
    /// A reason: "why".
    Reason,
    /// A time: "when".
    Time,
    /// A person: "who".
    Person,
    /// How things differ.
    Difference,
    /// What is recommended.
    Choice,
    /// A way, a thing, a place, yes or no.
    Other,
}

/// A word of a title.
enum Token {
    Number(String),
    Month(u64),
    Weekday(u64),
    Word(String),
}

impl TitleFeatures {
    /// Reads a title in a language.
    pub(super) fn read(title: &str, lang: Lang) -> TitleFeatures {
        let tokens = tokens(title);
        let small = small_words(lang);
        let is_small = |word: &str| small.split_ascii_whitespace().any(|known| known == word);
        let (mut numbers, mut rest) = (Vec::new(), Vec::new());
        for token in &tokens {
            match token {
                Token::Number(number) => numbers.push(hash(number)),
                Token::Month(month) => numbers.push(hash(("month", month))),
                Token::Weekday(day) => numbers.push(hash(("day", day))),
                Token::Word(word) if is_small(word) => {}
                Token::Word(word) => rest.push(hash(word)),
            }
        }
        numbers.sort_unstable();
        rest.sort_unstable();
        let lowered = lowercase(title);
        let plain: Vec<&str> = words(&lowered).collect();
        TitleFeatures {
            is_periodic: is_periodic(title, &tokens, &plain),
            asks: asks(&plain),
            numbers,
            rest: hash(rest),
        }
    }

    /// Tells whether two titles are about different things for their numbers, dates or
    /// versions alone: each has one that the other lacks, or they differ in nothing else.
    pub(super) fn differs(&self, other: &TitleFeatures) -> bool {
        let lacks = |a: &TitleFeatures, b: &TitleFeatures| {
            a.numbers.iter().any(|number| b.numbers.binary_search(number).is_err())
        };
        match (lacks(self, other), lacks(other, self)) {
            (true, true) => true,
            (true, false) | (false, true) => self.rest == other.rest,
            (false, false) => false,
        }
    }

    /// Tells whether two titles ask for answers of different kinds: why, and who.
    pub(super) fn asks_otherwise(&self, other: &TitleFeatures) -> bool {
        self.asks.is_some() && other.asks.is_some() && self.asks != other.asks
    }
}

fn hash(value: impl Hash) -> u64 {
    // Made with fixed keys, so that it is the same in every run.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Splits a title. A number is what holds a digit, with the Latin letters around it: `v1.2`,
/// `404`, `2026-03-01`, `x86`.
fn tokens(title: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut from = 0;
    while let Some(found) = number_in(title, from) {
        push_words(&title[from..found.start], &mut tokens);
        let number = title[found.clone()].to_lowercase();
        let bare = number.strip_prefix('v').filter(|rest| rest.starts_with(char::is_numeric));
        tokens.push(Token::Number(bare.unwrap_or(&number).to_owned()));
        from = found.end;
    }
    push_words(&title[from..], &mut tokens);
    settle_months(&mut tokens);
    tokens
}

/// Finds the next number from there on.
fn number_in(title: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let digit = from + title[from..].find(char::is_numeric)?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c.is_numeric();
    let letters = title[from..digit].chars().rev().take_while(|c| c.is_ascii_alphanumeric());
    let start = digit - letters.count();
    let mut end = digit;
    let mut before = '0';
    let mut rest = title[digit..].chars().peekable();
    while let Some(c) = rest.next() {
        // A mark between two digits joins them.
        let joins = before.is_numeric()
            && ".,:/-".contains(c)
            && rest.peek().is_some_and(|next| next.is_numeric());
        if !is_part(c) && !joins {
            break;
        }
        before = c;
        end += c.len_utf8();
    }
    Some(start..end)
}

fn push_words(text: &str, tokens: &mut Vec<Token>) {
    for word in words(text) {
        let lowered = lowercase(word);
        tokens.push(match cues::weekday(&lowered) {
            Some(day) => Token::Weekday(day),
            None if cues::ROMAN.contains(&word) => Token::Number(lowered),
            None => Token::Word(lowered),
        });
    }
}

/// Takes words for months: `may` and `march` only beside a number.
fn settle_months(tokens: &mut [Token]) {
    let is_number = |token: Option<&Token>| matches!(token, Some(Token::Number(_)));
    for at in 0..tokens.len() {
        let beside = is_number(at.checked_sub(1).and_then(|before| tokens.get(before)))
            || is_number(tokens.get(at + 1));
        let Token::Word(word) = &tokens[at] else { continue };
        if let Some(month) = cues::month(word)
            && (beside || !cues::DOUBTFUL.contains(&word.as_str()))
        {
            tokens[at] = Token::Month(month);
        }
    }
}

/// Tells whether a title belongs to a series: each of its threads is about its own time.
fn is_periodic(title: &str, tokens: &[Token], plain: &[&str]) -> bool {
    let has_date = |token: &Token| match token {
        Token::Month(_) => true,
        Token::Number(number) => is_date(number),
        Token::Weekday(_) | Token::Word(_) => false,
    };
    if tokens.iter().any(has_date) {
        return true;
    }
    let starts = |start: &&str| {
        let mut own = plain.iter();
        start.split(' ').all(|word| own.next().is_some_and(|known| *known == word))
    };
    if cues::NEWS.iter().any(starts) || is_of_the_week(plain) {
        return true;
    }
    if plain.first().is_some_and(|first| cues::REGULARLY.contains(first)) {
        return true;
    }
    let opens =
        plain.iter().any(|word| cues::REGULARLY.contains(word) || cues::DAILY.contains(word));
    let is_thread = || plain.iter().any(|word| cues::GATHERINGS.contains(word));
    let is_question = asks(plain).is_some() || title.contains(['?', '？', '؟']);
    (opens && !is_question && is_thread()) || has_numbered_time(title)
}

/// `2026-03-01`, `1.3.2026`, `3/1/26`.
fn is_date(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['-', '.', '/']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let [first, second, third] = parts.as_slice() else { return false };
    let fits = |part: &str, most: u32| part.parse().is_ok_and(|n: u32| (1..=most).contains(&n));
    let has_year = first.len() == 4 || third.len() == 4 || number.contains('/');
    parts.iter().all(is_number)
        && has_year
        && fits(second, 31)
        && (fits(first, 31) || fits(third, 31))
}

/// "Photo of the week", "Фото тижня": short titles that say nothing else.
fn is_of_the_week(plain: &[&str]) -> bool {
    let named = |at: usize| plain.get(at).is_some_and(|word| cues::OF_TIME.contains(word));
    let english = plain
        .windows(3)
        .any(|three| matches!(three, ["of", "the", time] if cues::TIMES.contains(time)));
    (english && plain.len() <= 6) || (plain.len() <= 4 && named(1))
}

/// "Week 12", "12. teden": at the start of the title, or of a part of it.
fn has_numbered_time(title: &str) -> bool {
    let ends = [':', '–', '—', '|', '(', '[', ')', ']', ','];
    let parts = title.split(ends).flat_map(|part| part.split(" - "));
    let is_numbered = |part: &str| {
        let mut two = part
            .split_whitespace()
            .take(2)
            .map(|word| lowercase(word.trim_matches(|c: char| !c.is_alphanumeric())));
        let (Some(a), Some(b)) = (two.next(), two.next()) else { return false };
        let is_number = |word: &str| !word.is_empty() && word.chars().all(char::is_numeric);
        let is_time = |word: &str| cues::TIMES.contains(&word);
        (is_time(&a) && is_number(&b)) || (is_number(&a) && is_time(&b))
    };
    let mut short = parts.filter(|part| part.split_whitespace().count() <= 3);
    short.any(is_numbered)
}

fn asks(plain: &[&str]) -> Option<AnswerKind> {
    let has = |known: &[&str]| plain.iter().any(|word| known.contains(word));
    if has(cues::DIFFERENCE) {
        return Some(AnswerKind::Difference);
    }
    if has(cues::CHOICE) {
        return Some(AnswerKind::Choice);
    }
    let kind = |word: &&str| {
        let lists = [
            (cues::WHY, AnswerKind::Reason),
            (cues::WHEN, AnswerKind::Time),
            (cues::WHO, AnswerKind::Person),
            (cues::OTHER, AnswerKind::Other),
        ];
        lists.into_iter().find(|(known, _)| known.contains(word)).map(|(_, asks)| asks)
    };
    plain.iter().find_map(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(title: &str) -> TitleFeatures {
        TitleFeatures::read(title, Lang::EN)
    }

    #[track_caller]
    fn check(a: &str, b: &str, differ: bool) {
        assert_eq!(read(a).differs(&read(b)), differ, "{a} / {b}");
        assert_eq!(read(b).differs(&read(a)), differ, "{b} / {a}");
    }

    #[test]
    fn titles_that_differ_in_a_number_a_version_or_a_date_alone_are_different() {
        check("News of 2019", "News of 2020", true);
        check("2020: news", "News of 2020", false);
        check("How do I update to v1.2?", "How can I update to 1.3", true);
        check("How do I update to v1.2?", "How can I update to 1.2", false);
        check("How do I reset the hub", "How do I reset the hub 2", true);
        check("How do I reset the hub", "Reset button of hub 2 does nothing", false);
        check("Error 404 at login", "Login fails with error 500", true);
        check("Error 404 at login", "Login: 404", false);
        check("Part II of the manual", "Part III of the manual", true);
        check("Hub offline on Monday", "Hub offline on Tuesday", true);
        check("Pictures, March 2", "Pictures, April 2", true);
        check("第12回のハブ", "第13回のハブ", true);
        check("", "", false);
    }

    #[test]
    fn what_comes_every_week_is_periodic() {
        for title in [
            "Weekly thread",
            "Monthly challenge: winter",
            "Week 12",
            "Standup, 12. teden",
            "Meetup (week 7)",
            "What's new in 4.2",
            "What’s new in the app",
            "Що нового у версії 3",
            "Что нового в 3.1",
            "Kaj je novega v 3.1",
            "Release notes 2.0",
            "Photo of the week",
            "Фото тижня",
            "Фото недели",
            "Fotografija tedna",
            "Our daily standup thread",
            "Community call 2026-03-01",
            "Status 1.3.2026",
            "Screenshots, March 2026",
            "Скриншоты за сентябрь",
            "Зустріч у вересні",
            "Srečanje v septembru",
            "Щотижнева розмова",
            "Ежемесячный конкурс",
            "Tedenska tema",
        ] {
            assert!(read(title).is_periodic, "{title}");
        }
    }

    #[test]
    fn questions_about_weeks_and_numbers_are_questions() {
        for title in [
            "How do I set up a weekly backup?",
            "Daily backup fails with error 5",
            "Can I change the weekly report?",
            "How long is the free trial?",
            "Version 1.2.3 does not start",
            "The hub may not start",
            "How do I march in the game",
            "It reboots every Monday",
            "Which issue is fixed",
            "Ping 192.168.1.1 fails",
            "What is new about the hub's button",
            "",
        ] {
            assert!(!read(title).is_periodic, "{title}");
        }
    }

    #[test]
    fn kinds_of_answers_are_told_apart_in_four_languages() {
        for (title, asked) in [
            ("Why does it blink?", Some(AnswerKind::Reason)),
            ("Чому він блимає", Some(AnswerKind::Reason)),
            ("Почему он мигает", Some(AnswerKind::Reason)),
            ("Zakaj utripa", Some(AnswerKind::Reason)),
            ("Hub vs bridge", Some(AnswerKind::Difference)),
            ("Kakšna je razlika", Some(AnswerKind::Difference)),
            ("Який хаб найкращий", Some(AnswerKind::Choice)),
            ("Кто это придумал", Some(AnswerKind::Person)),
            ("Kdaj izide", Some(AnswerKind::Time)),
            ("How do I know why it blinks", Some(AnswerKind::Other)),
            ("Hub blinks", None),
        ] {
            assert_eq!(read(title).asks, asked, "{title}");
        }
        assert!(read("Why is it red").asks_otherwise(&read("How is it red")));
        assert!(!read("Why is it red").asks_otherwise(&read("Red light")));
    }

    #[test]
    fn any_title_is_read() {
        for title in ["1".repeat(10_000), "a1-".repeat(10_000), "٣٤ ½ ".repeat(999)] {
            let _ = read(&title);
        }
    }
}
