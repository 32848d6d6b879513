//! What an act of a chat looks like, from its form and a few words: enough to tell which
//! messages belong together. What it is worth is judged later, on whole threads.

/// How much of a message is looked at, in bytes.
const BEGINNING: usize = 2_000;

/// Thanks are short; a longer message has more to say.
const LONGEST_THANKS: usize = 240;

/// Thanks and confirmations stand among the first words.
const THANKS_WITHIN: usize = 8;

/// What somebody does with a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Act {
    /// A file without words.
    Blank,
    /// It asks.
    Asks,
    /// It thanks, or says that something works.
    Thanks,
    /// Anything else.
    #[default]
    Says,
}

/// Words that questions start with, with or without a mark at their end.
const ASKING: &[&str] = &[
    "how do",
    "how can",
    "how to",
    "how does",
    "how should",
    "how would",
    "what is",
    "what's",
    "what are",
    "what does",
    "what do",
    "which version",
    "where is",
    "where are",
    "where do",
    "where can",
    "why is",
    "why does",
    "why do",
    "why are",
    "who can",
    "who knows",
    "can i",
    "can you",
    "can we",
    "can someone",
    "can anyone",
    "could you",
    "could someone",
    "do you",
    "does it",
    "does anyone",
    "does somebody",
    "is there",
    "is it possible",
    "is anyone",
    "are there",
    "has anyone",
    "have you",
    "did you",
    "anyone know",
    "any idea",
    "як ",
    "чому ",
    "чи ",
    "що робити",
    "де ",
    "хто ",
    "підкажіть",
    "подскажите",
    "как ",
    "почему ",
    "где ",
    "кто ",
    "можно ли",
    "есть ли",
    "что делать",
    "kako ",
    "zakaj ",
    "ali ",
    "kje ",
    "kdo ",
    "kaj ",
    "wie ",
    "warum ",
    "wo ",
    "kann man",
    "kann ich",
    "weiß jemand",
    "cómo ",
    "como ",
    "por qué",
    "comment ",
    "pourquoi ",
    "où ",
    "jak ",
    "dlaczego ",
    "gdzie ",
    "czy ",
    "perché ",
    "come ",
];

/// Words of thanks, and of what works now.
const THANKING: &[&str] = &[
    "thanks",
    "thank",
    "thanx",
    "thx",
    "tks",
    "ty",
    "tysm",
    "cheers",
    "works",
    "worked",
    "working",
    "fixed",
    "solved",
    "perfect",
    "lifesaver",
    "дякую",
    "спасибі",
    "працює",
    "запрацювало",
    "допомогло",
    "спасибо",
    "благодарю",
    "работает",
    "заработало",
    "помогло",
    "получилось",
    "hvala",
    "dela",
    "deluje",
    "pomagalo",
    "rešeno",
    "danke",
    "funktioniert",
    "gracias",
    "funciona",
    "obrigado",
    "obrigada",
    "merci",
    "marche",
    "dzięki",
    "dziękuję",
    "działa",
    "grazie",
    "funziona",
    "👍",
    "🙏",
];

/// Words after which thanks are none.
const DENYING: &[&str] =
    &["not", "doesn't", "didn't", "don't", "no", "still", "не", "ні", "нет", "ne", "ni", "nicht"];

/// Tells what a message does, by its plain text or its markup.
pub(super) fn act(text: &str) -> Act {
    let text = beginning(text, BEGINNING);
    match () {
        () if text.trim().is_empty() => Act::Blank,
        () if asks(text) => Act::Asks,
        () if thanks(text) => Act::Thanks,
        () => Act::Says,
    }
}

/// Returns the beginning of a text: as many bytes as `most`, or up to three fewer.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Tells whether one act of a run asks: its last words do.
pub(super) fn ends_asking(text: &str) -> bool {
    let mut words = text.split_whitespace().rev().filter(|word| !is_aside(word));
    words.next().is_some_and(ends_with_mark) || (is_one_sentence(text) && starts_asking(text))
}

/// Tells whether any sentence of a text asks.
fn asks(text: &str) -> bool {
    text.split_whitespace().any(|word| !is_address(word) && ends_with_mark(word))
        || starts_asking(text)
}

/// A mark that ends a sentence, perhaps within quotes; `?` alone is no sentence.
fn ends_with_mark(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && !"?？؟".contains(c));
    bare.ends_with(['?', '？', '؟'])
}

fn starts_asking(text: &str) -> bool {
    let lower: String = own_words(text).take(4).flat_map(|word| [word, " "]).collect();
    let lower = lower.to_lowercase().replace('’', "'");
    ASKING.iter().any(|start| {
        let rest = lower.strip_prefix(start);
        rest.is_some_and(|rest| start.ends_with(' ') || !rest.starts_with(char::is_alphanumeric))
    })
}

fn thanks(text: &str) -> bool {
    let words = || own_words(text).take(THANKS_WITHIN);
    let is_of = |list: &[&str], word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase();
        list.contains(&&*word.replace('’', "'"))
    };
    text.len() <= LONGEST_THANKS
        && words().any(|word| is_of(THANKING, word))
        && !words().any(|word| is_of(DENYING, word))
}

/// The words of a message without those that name somebody at its start.
fn own_words(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |word: &&str| word.starts_with(['@', '<']);
    text.split_whitespace().skip_while(is_name).filter(|word| !is_address(word))
}

fn is_one_sentence(text: &str) -> bool {
    let ends = |word: &str| word.ends_with(['.', '!', '?', '…', ':']);
    let mut words = text.split_whitespace().filter(|word| !is_aside(word)).peekable();
    while let Some(word) = words.next() {
        if ends(word) && words.peek().is_some() {
            return false;
        }
    }
    true
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.")
}

/// What may stand behind the words of a message: addresses, emoji.
fn is_aside(word: &str) -> bool {
    let says = |c: char| c.is_alphanumeric() || "?？؟".contains(c);
    is_address(word) || !word.contains(says) || (word.starts_with(':') && word.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Act) {
        assert_eq!(act(text), expected, "{text}");
    }

    #[test]
    fn acts_are_told_by_marks_and_first_words() {
        check("How do I list the processes", Act::Asks);
        check("My hub is red. Why? I did nothing.", Act::Asks);
        check("@jo чому блимає хаб", Act::Asks);
        check("Kako zamenjam baterijo", Act::Asks);
        check("see https://a.example/?q=1 for it", Act::Says);
        check("thanks, works", Act::Thanks);
        check("@Kim дякую, допомогло!", Act::Thanks);
        check("thanks but it still blinks", Act::Says);
        check("Type .process list", Act::Says);
        check("However you like.", Act::Says);
        check(" \n", Act::Blank);
    }

    #[test]
    fn an_act_asks_by_its_last_words() {
        assert!(ends_asking("Did you hold the button? https://a.example/x 🙂"));
        assert!(ends_asking("what is this processor"));
        assert!(!ends_asking("What a day! Hold the button."));
        assert!(!ends_asking("How do you like it? It is in the menu."));
        assert!(!ends_asking(""));
    }
}
