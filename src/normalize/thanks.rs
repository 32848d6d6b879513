//! Recognises "thanks, that worked" in the languages served.

/// Words that say that the problem is gone, by stem.
const SOLVED: &[&str] = &[
    "that worked",
    "it worked",
    "this worked",
    "that works",
    "it works",
    "works now",
    "works fine",
    "working now",
    "fixed it",
    "that fixed",
    "this fixed",
    "is fixed",
    "that solved",
    "this solved",
    "solved it",
    "solved my",
    "is solved",
    "problem solved",
    "did the trick",
    "that helped",
    "this helped",
    "you were right",
    "спрацювало",
    "допомогло",
    "запрацювало",
    "вирішило",
    "вирішено",
    "працює",
    "полагодилося",
    "помогло",
    "заработало",
    "сработало",
    "работает",
    "решило",
    "решено",
    "решилась",
    "проблема ушла",
    "deluje",
    "je pomagalo",
    "je delovalo",
    "je rešil",
    "rešeno",
    "uspelo",
    "dela zdaj",
];

/// Words of thanks.
const THANKS: &[&str] =
    &["thank", "thx", "cheers", "дяку", "спасиб", "благодар", "hvala", "najlepša"];

/// Words that take it back.
const DOUBT: &[&str] = &[
    "but ",
    "however",
    "still",
    "doesn't",
    "does not",
    "didn't",
    "did not",
    "not work",
    "no luck",
    "unfortunately",
    "in advance",
    "isn't",
    "won't",
    "але ",
    "досі",
    "не працю",
    "не допомог",
    "не спрацюв",
    "на жаль",
    "заздалегідь",
    "наперед",
    "но ",
    "всё ещё",
    "все еще",
    "не работ",
    "не помог",
    "не сработ",
    "к сожалению",
    "заранее",
    "vendar",
    "ampak",
    "še vedno",
    "ne dela",
    "ne deluje",
    "ni pomagalo",
    "žal",
    "vnaprej",
];

/// How long a message of thanks may be, in characters; longer ones say something else too.
const LONGEST: usize = 400;

/// Tells whether a short reply says that the problem is solved.
///
/// Thanks alone count when the reply is short and takes nothing back: an asker
/// who still has the problem says so.
pub fn is_thanks(text: &str) -> bool {
    let text = text.trim().to_lowercase().replace(['’', 'ʼ'], "'");
    if text.chars().count() > LONGEST || text.ends_with('?') {
        return false;
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    !has(DOUBT) && (has(SOLVED) || has(THANKS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_are_understood_in_four_languages() {
        for text in [
            "Thanks, that fixed it!",
            "Works now, cheers",
            "Дякую, допомогло!",
            "Спасибо, заработало.",
            "Hvala, deluje!",
            "Hvala, to je rešilo težavo!",
        ] {
            assert!(is_thanks(text), "{text}");
        }
    }

    #[test]
    fn doubt_and_new_questions_are_not_thanks() {
        for text in [
            "Thanks, but it still drops",
            "Thanks! Where do I find that menu?",
            "Дякую, але не працює",
            "Спасибо, не помогло",
            "Hvala, vendar še vedno ne deluje",
            "Thanks in advance",
            "I tried that yesterday",
        ] {
            assert!(!is_thanks(text), "{text}");
        }
        assert!(!is_thanks(&format!("Thanks. {}", "And another thing. ".repeat(40))));
    }
}
