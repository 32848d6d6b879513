//! A title for a thread that has none: the sentence that asks, or states the problem.

/// The longest title made, in characters.
const LONGEST: usize = 100;

/// A sentence with fewer words says too little, unless there is no other.
const FEWEST_WORDS: usize = 3;

/// How many sentences are looked at.
const SENTENCES: usize = 12;

/// Words that greet, by their start; a greeting may stand before what is meant.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "heya",
    "hiya",
    "howdy",
    "greetings",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "привіт",
    "вітаю",
    "вітання",
    "добрий день",
    "доброго дня",
    "добрий вечір",
    "доброго вечора",
    "добрий ранок",
    "доброго ранку",
    "доброго здоров'я",
    "шановні",
    "здравствуйте",
    "здраствуйте",
    "привет",
    "добрый день",
    "доброго времени суток",
    "добрый вечер",
    "доброе утро",
    "уважаемые",
    "приветствую",
    "živjo",
    "zdravo",
    "pozdravljeni",
    "pozdrav",
    "lep pozdrav",
    "dober dan",
    "dobro jutro",
    "dober večer",
    "spoštovani",
    "hej",
    "oj",
];

/// Who is greeted; such words go with the greeting.
const GREETED: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "there",
    "team",
    "folks",
    "guys",
    "friends",
    "community",
    "again",
    "to",
    "you",
    "people",
    "list",
    "colleagues",
    "усім",
    "всім",
    "друзі",
    "колеги",
    "команда",
    "спільното",
    "всем",
    "друзья",
    "коллеги",
    "сообщество",
    "vsem",
    "vsi",
    "skupaj",
    "ekipa",
    "kolegi",
    "skupnost",
];

/// Sentences that say nothing of the problem, by their start.
const EMPTY: &[&str] = &[
    "any idea",
    "any help",
    "any suggestion",
    "any advice",
    "any thoughts",
    "any hint",
    "any news",
    "anyone",
    "anybody",
    "can anyone",
    "can someone",
    "can anybody",
    "could anyone",
    "could someone",
    "could somebody",
    "can you help",
    "could you help",
    "please help",
    "help please",
    "need help",
    "i need help",
    "i need some help",
    "quick question",
    "i have a question",
    "i have a quick question",
    "i've got a question",
    "a question",
    "one question",
    "question",
    "what am i doing wrong",
    "what's wrong",
    "what is wrong",
    "is this a bug",
    "is it a bug",
    "is this a known",
    "is this normal",
    "is that normal",
    "does anyone",
    "has anyone",
    "did anyone",
    "why is that",
    "how come",
    "thanks",
    "thank you",
    "thx",
    "sorry",
    "new here",
    "i'm new here",
    "what can i do",
    "what should i do",
    "є ідеї",
    "хтось",
    "хто-небудь",
    "чи є",
    "допоможіть",
    "потрібна допомога",
    "маю питання",
    "є питання",
    "питання",
    "підкажіть, будь ласка",
    "підкажіть будь ласка",
    "дякую",
    "перепрошую",
    "що я роблю не так",
    "що робити",
    "есть идеи",
    "кто-нибудь",
    "кто-то",
    "помогите",
    "нужна помощь",
    "есть вопрос",
    "вопрос",
    "подскажите, пожалуйста",
    "подскажите пожалуйста",
    "спасибо",
    "извините",
    "что я делаю не так",
    "что делать",
    "ima kdo",
    "ali kdo",
    "kdo ve",
    "pomagajte",
    "potrebujem pomoč",
    "imam vprašanje",
    "vprašanje",
    "hvala",
    "prosim za pomoč",
    "oprostite",
    "kaj delam narobe",
    "kaj naj naredim",
    "kakšna ideja",
    "kaka ideja",
];

/// Derives a title from the words of a first message, white space folded.
pub(in crate::sources) fn derive(words: &str) -> String {
    let sentences: Vec<&str> = sentences(words)
        .map(without_greeting)
        .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
        .take(SENTENCES)
        .collect();
    let says_enough = |sentence: &&&str| {
        let n_words = sentence.split(' ').filter(has_letters).count();
        // Languages without spaces have few words.
        n_words >= FEWEST_WORDS || (n_words > 0 && sentence.chars().count() >= 24)
    };
    let meant: Vec<&str> =
        sentences.iter().filter(says_enough).filter(|s| !is_empty(s)).copied().collect();
    let asks = meant.iter().find(|sentence| sentence.ends_with(['?', '？', '؟']));
    let chosen = asks.or(meant.first()).or(sentences.first()).copied().unwrap_or(words);
    let title = capital(&shown(chosen));
    // A message of nothing but emoji is at least shown as it is.
    shortened(if title.is_empty() { words.trim() } else { &title })
}

/// Splits at the ends of sentences: a mark with a space behind it.
fn sentences(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_end = |(at, c): &(usize, char)| {
            let after = &rest[at + c.len_utf8()..];
            let wide = matches!(c, '。' | '！' | '？');
            wide || (matches!(c, '.' | '!' | '?' | '…') && after.starts_with(char::is_whitespace))
        };
        let end = rest.char_indices().find(is_end).map(|(at, c)| at + c.len_utf8());
        let (sentence, later) = rest.split_at(end.unwrap_or(rest.len()));
        rest = later.trim_start();
        Some(sentence.trim())
    })
}

/// Drops greetings, who is greeted, and mentions at the start.
fn without_greeting(sentence: &str) -> &str {
    let mut rest = sentence.trim_start_matches(is_noise);
    loop {
        let before = rest;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if rest.starts_with('@') || is_shortcode(&rest[..end]) {
            rest = &rest[end..];
        }
        for greeting in GREETINGS {
            rest = without_words(rest, greeting).unwrap_or(rest);
        }
        if rest.len() < before.len() {
            for greeted in GREETED {
                rest = without_words(rest.trim_start_matches(is_noise), greeted).unwrap_or(rest);
            }
        }
        rest = rest.trim_start_matches(is_noise);
        if rest.len() == before.len() {
            return rest;
        }
    }
}

/// Drops words from the start, if they stand there whole.
fn without_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut wanted = words.chars();
    let mut at = 0;
    for c in text.chars() {
        let Some(next) = wanted.next() else { break };
        if !c.to_lowercase().eq(next.to_lowercase()) {
            return None;
        }
        at += c.len_utf8();
    }
    let whole = wanted.next().is_none() && !text[at..].starts_with(char::is_alphanumeric);
    whole.then_some(&text[at..])
}

/// What may stand between a greeting and what is meant: marks, spaces, emoji.
fn is_noise(c: char) -> bool {
    !c.is_alphanumeric() && !"@#:\"'«„“([{<`$/\\-+~.".contains(c)
        || matches!(c, ',' | '!' | '.' | '-' | '~')
}

fn is_empty(sentence: &str) -> bool {
    let lower = sentence.to_lowercase().replace(['’', 'ʼ'], "'");
    // A long one goes on to say what it is about.
    let short = lower.split(' ').count() <= 9;
    EMPTY.iter().any(|start| short && lower.starts_with(start))
}

fn has_letters(word: &&str) -> bool {
    word.chars().any(char::is_alphanumeric) && !word.starts_with("http")
}

/// Drops emoji, `:names:` of them, mentions' marks and marks at the end.
fn shown(sentence: &str) -> String {
    let words = sentence.split_whitespace().filter(|word| !is_shortcode(word));
    let words = words.map(|word| word.chars().filter(|&c| !is_emoji(c)).collect::<String>());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    text.trim_end_matches(['.', '!', ',', ';', ':', '…', ' ']).to_owned()
}

/// Tells the names of emoji: `:wave:`.
fn is_shortcode(word: &str) -> bool {
    let name = word.strip_prefix(':').and_then(|rest| rest.strip_suffix(':'));
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-+".contains(c))
    })
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}'
        | '\u{2b00}'..='\u{2bff}' | '\u{e0020}'..='\u{e007f}')
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Cuts at a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let cut = &text[..end];
    match cut.rfind(' ').filter(|space| space * 2 > end) {
        Some(space) => format!("{} …", cut[..space].trim_end_matches([',', ';', ':', '-', '–'])),
        None => format!("{cut}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(derive(words), expected);
    }

    #[test]
    fn the_sentence_that_asks_comes_first() {
        check(
            "Hi all! We moved last week. How do I change the Wi-Fi?",
            "How do I change the Wi-Fi?",
        );
        check(
            "Hello @Olena, my hub drops Wi-Fi every night since 4.2. Any ideas?",
            "My hub drops Wi-Fi every night since 4.2",
        );
        check("why does it blink red?", "Why does it blink red?");
    }

    #[test]
    fn greetings_in_four_languages_go() {
        check("Hey everyone, can the hub work offline?", "Can the hub work offline?");
        check("Добрий день усім! Як скинути хаб?", "Як скинути хаб?");
        check("Всем привет! Не работает голосовое управление.", "Не работает голосовое управление");
        check("Привет, подскажите, как сменить сеть?", "Подскажите, как сменить сеть?");
        check("Pozdravljeni! Kako zamenjam omrežje Wi-Fi?", "Kako zamenjam omrežje Wi-Fi?");
        check("Živjo vsem, luč ne dela več.", "Luč ne dela več");
    }

    #[test]
    fn names_that_start_like_a_greeting_stay() {
        check("Hiking mode does not switch off", "Hiking mode does not switch off");
        check("Heyday lamp is dark now", "Heyday lamp is dark now");
    }

    #[test]
    fn mentions_and_emoji_go() {
        check("👋 @support :wave: the lamp flickers at night 😢", "The lamp flickers at night");
        check("🎉🎉", "🎉🎉");
    }

    #[test]
    fn sentences_that_say_nothing_are_passed_over() {
        check("Quick question. Does the app need an account?", "Does the app need an account?");
        check("Є питання. Чи працює хаб без інтернету?", "Чи працює хаб без інтернету?");
        check("Help!", "Help");
        check("", "");
    }

    #[test]
    fn long_titles_end_at_a_word() {
        let long = "the lamp in the kitchen blinks ".repeat(8);
        let title = derive(&long);
        assert!(title.ends_with(" …") && title.chars().count() <= LONGEST + 2, "{title}");
        assert!(derive(&"x".repeat(400)).chars().count() <= LONGEST + 1);
        assert!(derive(&"ш".repeat(400)).ends_with("ш…"));
    }

    #[test]
    fn dots_within_words_end_nothing() {
        check(
            "Update 4.2.1 broke hub.example.org for me today",
            "Update 4.2.1 broke hub.example.org for me today",
        );
    }
}
