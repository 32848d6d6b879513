//! The emoji that communities use most.

use std::borrow::Cow;

/// By the names that Discourse and Slack give them, sorted.
const EMOJI: [(&str, &str); 58] = [
    ("+1", "👍"),
    ("-1", "👎"),
    ("angry", "😠"),
    ("astonished", "😲"),
    ("blush", "😊"),
    ("bowing_man", "🙇"),
    ("bug", "🐛"),
    ("bulb", "💡"),
    ("clap", "👏"),
    ("confetti_ball", "🎊"),
    ("confounded", "😖"),
    ("confused", "😕"),
    ("crazy_face", "🤪"),
    ("cry", "😢"),
    ("disappointed", "😞"),
    ("disappointed_relieved", "😥"),
    ("exclamation", "❗"),
    ("expressionless", "😑"),
    ("face_with_raised_eyebrow", "🤨"),
    ("fire", "🔥"),
    ("frowning", "😦"),
    ("grimacing", "😬"),
    ("grin", "😁"),
    ("grinning", "😀"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("hugs", "🤗"),
    ("joy", "😂"),
    ("laughing", "😆"),
    ("neutral_face", "😐"),
    ("ok_hand", "👌"),
    ("open_mouth", "😮"),
    ("point_right", "👉"),
    ("pray", "🙏"),
    ("question", "❓"),
    ("rocket", "🚀"),
    ("rofl", "🤣"),
    ("roll_eyes", "🙄"),
    ("scream", "😱"),
    ("slight_frown", "🙁"),
    ("slight_smile", "🙂"),
    ("slightly_frowning_face", "🙁"),
    ("slightly_smiling_face", "🙂"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("smiling_imp", "😈"),
    ("sob", "😭"),
    ("stuck_out_tongue", "😛"),
    ("stuck_out_tongue_winking_eye", "😜"),
    ("sunglasses", "😎"),
    ("sweat_smile", "😅"),
    ("tada", "🎉"),
    ("thinking", "🤔"),
    ("unamused", "😒"),
    ("upside_down_face", "🙃"),
    ("warning", "⚠️"),
    ("white_check_mark", "✅"),
    ("wink", "😉"),
];

/// Returns the character for `:wink:`, or the name as it is.
pub(super) fn shown(name: &str) -> Cow<'_, str> {
    let bare = name.trim_matches(':');
    match EMOJI.binary_search_by_key(&bare, |(name, _)| name) {
        Ok(at) => Cow::Borrowed(EMOJI[at].1),
        Err(_) => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_become_characters() {
        assert!(EMOJI.is_sorted());
        assert_eq!(shown(":wink:"), "😉");
        assert_eq!(shown("slight_smile"), "🙂");
        assert_eq!(shown(":tropical_fish:"), ":tropical_fish:");
        assert_eq!(shown("🎉"), "🎉");
    }
}
