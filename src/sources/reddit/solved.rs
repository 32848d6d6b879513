//! The words with which communities say that something is solved.

/// How many words a moderator needs to mark an answer; more are an explanation.
const COMMAND: usize = 4;

/// What some communities write to the one who helped.
const VERIFIED: &str = "solution verified";

/// Words that mean solved, from the settings.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words in small letters: `solved` for `[SOLVED]`.
    words: Vec<String>,
    /// Prefixes without letters: `✅`.
    signs: Vec<String>,
    /// Names of emoji: `white_check_mark`.
    emoji: Vec<String>,
}

/// Who writes a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    Asker,
    Moderator,
    Bot,
    Other,
}

impl Words {
    /// Takes the prefixes and reactions that mean solved in chats.
    pub fn new(prefixes: &[String], reactions: &[String]) -> Words {
        let (signs, words): (Vec<&String>, Vec<&String>) =
            prefixes.iter().partition(|prefix| words_of(prefix).is_empty());
        Words {
            words: words.into_iter().map(|prefix| words_of(prefix)).collect(),
            signs: signs.into_iter().map(|sign| sign.trim().to_owned()).collect(),
            emoji: reactions.iter().map(|name| name.trim_matches(':').to_lowercase()).collect(),
        }
    }

    /// Tells whether a flair says that its submission is solved.
    pub fn in_flair(&self, flair: &str) -> bool {
        let (flair, emoji) = without_emoji(flair);
        let flair = flair.trim();
        let words = words_of(flair);
        let is_first = |wanted: &String| {
            words.strip_prefix(wanted.as_str()).is_some_and(|rest| {
                let has_ended = rest.is_empty() || rest.starts_with(' ');
                has_ended && !flair.ends_with('?')
            })
        };
        let has_sign =
            self.signs.iter().any(|sign| !sign.is_empty() && flair.starts_with(sign.as_str()));
        let has_emoji = words.is_empty() && emoji.iter().any(|name| self.emoji.contains(name));
        has_sign || has_emoji || self.words.iter().any(is_first)
    }

    /// Tells whether a comment, without quotes and code, marks what it replies to.
    pub fn in_comment(&self, text: &str, writer: Writer) -> bool {
        let small = text.trim().to_lowercase();
        let words = words_of(&small);
        match writer {
            Writer::Asker => !small.ends_with('?') && self.is_command(&small, &words),
            Writer::Moderator => {
                words.split(' ').count() <= COMMAND && self.is_command(&small, &words)
            }
            // "You have awarded 1 point to …"
            Writer::Bot => words.contains("awarded") && words.contains(" point"),
            Writer::Other => false,
        }
    }

    fn is_command(&self, small: &str, words: &str) -> bool {
        let is_token = |token: &str| {
            let end = |c: char| !c.is_alphanumeric();
            let word = token.strip_prefix('!').map(|word| word.trim_end_matches(end));
            word.is_some_and(|word| self.words.iter().any(|known| known == word))
        };
        words.contains(VERIFIED) && !self.words.is_empty()
            || small.split_whitespace().any(is_token)
            || self.words.iter().any(|known| known == words)
    }
}

/// The words of a text, with single spaces, in small letters.
fn words_of(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Takes names of emoji such as `:snoo_smile:` out of a flair.
fn without_emoji(flair: &str) -> (String, Vec<String>) {
    let is_name = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
    };
    let (mut rest, mut names) = (flair, Vec::new());
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once(':') {
        text.push_str(before);
        match after.split_once(':').filter(|(name, _)| is_name(name)) {
            Some((name, after)) => {
                names.push(name.to_lowercase());
                rest = after;
            }
            None => {
                text.push(':');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    (text, names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SolvedMarks;

    fn words() -> Words {
        let marks = SolvedMarks::default();
        Words::new(&marks.prefixes, &marks.reactions)
    }

    #[test]
    fn flairs_say_that_it_is_solved_in_many_ways() {
        for flair in [
            "Solved",
            "SOLVED!",
            "Solved - Windows 10",
            "[Resolved]",
            "Answered",
            "✅ Done",
            "✔️",
            ":snoo_joy: Solved",
            ":white_check_mark:",
            "Вирішено",
        ] {
            assert!(words().in_flair(flair), "{flair}");
        }
        for flair in
            ["Unsolved", "Not solved", "Solved?", "Question", "Solvedish", "", ":snoo:", "Help: :x"]
        {
            assert!(!words().in_flair(flair), "{flair}");
        }
        let own = Words::new(&["[Case closed]".to_owned()], &[]);
        assert!(own.in_flair("Case closed") && !own.in_flair("Solved"));
        assert!(!Words::new(&[], &[]).in_flair("Solved"));
    }

    #[test]
    fn comments_mark_answers_by_who_writes_them() {
        use Writer::{Asker, Bot, Moderator, Other};
        for (text, writer, expected) in [
            ("!solved", Asker, true),
            ("Thank you so much, that was it. !Solved", Asker, true),
            ("Solution Verified", Asker, true),
            ("Solved!", Asker, true),
            ("Solved it by another way", Asker, false),
            ("Do I write !solved?", Asker, false),
            ("!solved", Other, false),
            ("!solved", Moderator, true),
            ("Please write !solved below the answer that helped", Moderator, false),
            ("You have awarded 1 point to *ann*", Bot, true),
            ("Write !solved or Solution Verified when it is", Bot, false),
        ] {
            assert_eq!(words().in_comment(text, writer), expected, "{text} {writer:?}");
        }
        assert!(!Words::new(&[], &[]).in_comment("Solution verified", Asker));
    }
}
