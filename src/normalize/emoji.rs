//! The emoji that communities use most.

use std::borrow::Cow;

/// By the names that Discourse and Slack give them, sorted.
const EMOJI: [(&str, &str); 351] = [
    ("+1", "👍"),
    ("-1", "👎"),
    ("100", "💯"),
    ("1st_place_medal", "🥇"),
    ("airplane", "✈️"),
    ("alarm_clock", "⏰"),
    ("alien", "👽"),
    ("ambulance", "🚑"),
    ("angry", "😠"),
    ("anguished", "😧"),
    ("apple", "🍎"),
    ("arrow_down", "⬇️"),
    ("arrow_left", "⬅️"),
    ("arrow_right", "➡️"),
    ("arrow_up", "⬆️"),
    ("art", "🎨"),
    ("astonished", "😲"),
    ("baby", "👶"),
    ("balloon", "🎈"),
    ("ballot_box_with_check", "☑️"),
    ("bangbang", "‼️"),
    ("bar_chart", "📊"),
    ("battery", "🔋"),
    ("bee", "🐝"),
    ("beer", "🍺"),
    ("beers", "🍻"),
    ("bell", "🔔"),
    ("bike", "🚲"),
    ("birthday", "🎂"),
    ("black_circle", "⚫"),
    ("blue_circle", "🔵"),
    ("blue_heart", "💙"),
    ("blush", "😊"),
    ("book", "📖"),
    ("bookmark", "🔖"),
    ("bookmark_tabs", "📑"),
    ("books", "📚"),
    ("boom", "💥"),
    ("bow", "🙇"),
    ("bowing_man", "🙇"),
    ("brain", "🧠"),
    ("broken_heart", "💔"),
    ("bug", "🐛"),
    ("bulb", "💡"),
    ("bus", "🚌"),
    ("butterfly", "🦋"),
    ("cake", "🍰"),
    ("calendar", "📆"),
    ("camera", "📷"),
    ("car", "🚗"),
    ("card_index", "📇"),
    ("cat", "🐱"),
    ("cd", "💿"),
    ("chart_with_upwards_trend", "📈"),
    ("checkered_flag", "🏁"),
    ("christmas_tree", "🎄"),
    ("clap", "👏"),
    ("clapper", "🎬"),
    ("clipboard", "📋"),
    ("clock", "🕑"),
    ("cloud", "☁️"),
    ("clown_face", "🤡"),
    ("coffee", "☕"),
    ("cold_face", "🥶"),
    ("cold_sweat", "😰"),
    ("compass", "🧭"),
    ("computer", "💻"),
    ("confetti_ball", "🎊"),
    ("confounded", "😖"),
    ("confused", "😕"),
    ("construction", "🚧"),
    ("cool", "🆒"),
    ("cowboy_hat_face", "🤠"),
    ("crab", "🦀"),
    ("crazy_face", "🤪"),
    ("credit_card", "💳"),
    ("crossed_fingers", "🤞"),
    ("crown", "👑"),
    ("cry", "😢"),
    ("crying_cat_face", "😿"),
    ("dart", "🎯"),
    ("date", "📅"),
    ("deciduous_tree", "🌳"),
    ("desktop_computer", "🖥️"),
    ("disappointed", "😞"),
    ("disappointed_relieved", "😥"),
    ("dizzy", "💫"),
    ("dizzy_face", "😵"),
    ("dog", "🐶"),
    ("dollar", "💵"),
    ("dolphin", "🐬"),
    ("door", "🚪"),
    ("drooling_face", "🤤"),
    ("dvd", "📀"),
    ("earth_africa", "🌍"),
    ("earth_americas", "🌎"),
    ("earth_asia", "🌏"),
    ("electric_plug", "🔌"),
    ("email", "📧"),
    ("envelope", "✉️"),
    ("euro", "💶"),
    ("evergreen_tree", "🌲"),
    ("exclamation", "❗"),
    ("exploding_head", "🤯"),
    ("expressionless", "😑"),
    ("eyeglasses", "👓"),
    ("eyes", "👀"),
    ("face_with_hand_over_mouth", "🤭"),
    ("face_with_monocle", "🧐"),
    ("face_with_raised_eyebrow", "🤨"),
    ("facepunch", "👊"),
    ("fearful", "😨"),
    ("file_folder", "📁"),
    ("fire", "🔥"),
    ("fist", "✊"),
    ("flashlight", "🔦"),
    ("floppy_disk", "💾"),
    ("flushed", "😳"),
    ("four_leaf_clover", "🍀"),
    ("fr", "🇫🇷"),
    ("frowning", "😦"),
    ("gear", "⚙️"),
    ("gem", "💎"),
    ("gift", "🎁"),
    ("globe_with_meridians", "🌐"),
    ("green_apple", "🍏"),
    ("green_circle", "🟢"),
    ("green_heart", "💚"),
    ("grey_exclamation", "❕"),
    ("grey_question", "❔"),
    ("grimacing", "😬"),
    ("grin", "😁"),
    ("grinning", "😀"),
    ("guitar", "🎸"),
    ("hammer", "🔨"),
    ("hammer_and_wrench", "🛠️"),
    ("hand_over_mouth", "🤭"),
    ("handshake", "🤝"),
    ("headphones", "🎧"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("heart_eyes_cat", "😻"),
    ("heartbeat", "💓"),
    ("heavy_check_mark", "✔️"),
    ("heavy_exclamation_mark", "❗"),
    ("heavy_minus_sign", "➖"),
    ("heavy_plus_sign", "➕"),
    ("hot_face", "🥵"),
    ("hourglass", "⌛"),
    ("house", "🏠"),
    ("house_with_garden", "🏡"),
    ("hugging_face", "🤗"),
    ("hugs", "🤗"),
    ("hushed", "😯"),
    ("inbox_tray", "📥"),
    ("information_source", "ℹ️"),
    ("innocent", "😇"),
    ("interrobang", "⁉️"),
    ("iphone", "📱"),
    ("jack_o_lantern", "🎃"),
    ("jigsaw", "🧩"),
    ("joy", "😂"),
    ("key", "🔑"),
    ("keyboard", "⌨️"),
    ("kissing", "😗"),
    ("kissing_heart", "😘"),
    ("label", "🏷️"),
    ("ladybug", "🐞"),
    ("laptop", "💻"),
    ("laughing", "😆"),
    ("link", "🔗"),
    ("lock", "🔒"),
    ("loudspeaker", "📢"),
    ("lying_face", "🤥"),
    ("mag", "🔍"),
    ("mag_right", "🔎"),
    ("man_facepalming", "🤦‍♂️"),
    ("man_shrugging", "🤷‍♂️"),
    ("mask", "😷"),
    ("medal_sports", "🏅"),
    ("mega", "📣"),
    ("melting_face", "🫠"),
    ("memo", "📝"),
    ("microphone", "🎤"),
    ("microscope", "🔬"),
    ("money_mouth_face", "🤑"),
    ("money_with_wings", "💸"),
    ("moneybag", "💰"),
    ("moon", "🌔"),
    ("movie_camera", "🎥"),
    ("muscle", "💪"),
    ("musical_note", "🎵"),
    ("nerd_face", "🤓"),
    ("neutral_face", "😐"),
    ("new", "🆕"),
    ("newspaper", "📰"),
    ("no_entry", "⛔"),
    ("no_entry_sign", "🚫"),
    ("notebook", "📓"),
    ("octopus", "🐙"),
    ("ok", "🆗"),
    ("ok_hand", "👌"),
    ("open_mouth", "😮"),
    ("orange_circle", "🟠"),
    ("orange_heart", "🧡"),
    ("outbox_tray", "📤"),
    ("package", "📦"),
    ("page_facing_up", "📄"),
    ("paperclip", "📎"),
    ("partly_sunny", "⛅"),
    ("partying_face", "🥳"),
    ("penguin", "🐧"),
    ("pensive", "😔"),
    ("performing_arts", "🎭"),
    ("persevere", "😣"),
    ("phone", "☎️"),
    ("pinched_fingers", "🤌"),
    ("pizza", "🍕"),
    ("pleading_face", "🥺"),
    ("point_down", "👇"),
    ("point_left", "👈"),
    ("point_right", "👉"),
    ("point_up", "☝️"),
    ("point_up_2", "👆"),
    ("poop", "💩"),
    ("popcorn", "🍿"),
    ("postbox", "📮"),
    ("pray", "🙏"),
    ("printer", "🖨️"),
    ("purple_heart", "💜"),
    ("pushpin", "📌"),
    ("puzzle_piece", "🧩"),
    ("question", "❓"),
    ("radio", "📻"),
    ("rage", "😡"),
    ("rainbow", "🌈"),
    ("raised_hand", "✋"),
    ("raised_hands", "🙌"),
    ("recycle", "♻️"),
    ("red_circle", "🔴"),
    ("relaxed", "☺️"),
    ("relieved", "😌"),
    ("rice", "🍚"),
    ("robot", "🤖"),
    ("rocket", "🚀"),
    ("rofl", "🤣"),
    ("roll_eyes", "🙄"),
    ("rolling_on_the_floor_laughing", "🤣"),
    ("rose", "🌹"),
    ("rotating_light", "🚨"),
    ("round_pushpin", "📍"),
    ("sad", "😢"),
    ("saluting_face", "🫡"),
    ("satellite", "📡"),
    ("satisfied", "😆"),
    ("scissors", "✂️"),
    ("scream", "😱"),
    ("see_no_evil", "🙈"),
    ("seedling", "🌱"),
    ("shield", "🛡️"),
    ("ship", "🚢"),
    ("shopping_cart", "🛒"),
    ("shrug", "🤷"),
    ("shushing_face", "🤫"),
    ("skull", "💀"),
    ("sleeping", "😴"),
    ("sleepy", "😪"),
    ("slight_frown", "🙁"),
    ("slight_smile", "🙂"),
    ("slightly_frowning_face", "🙁"),
    ("slightly_smiling_face", "🙂"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("smiling_imp", "😈"),
    ("smirk", "😏"),
    ("snail", "🐌"),
    ("snake", "🐍"),
    ("sneezing_face", "🤧"),
    ("snowflake", "❄️"),
    ("snowman", "⛄"),
    ("sob", "😭"),
    ("sos", "🆘"),
    ("sparkles", "✨"),
    ("sparkling_heart", "💖"),
    ("speech_balloon", "💬"),
    ("star", "⭐"),
    ("star2", "🌟"),
    ("star_struck", "🤩"),
    ("stop_sign", "🛑"),
    ("stopwatch", "⏱️"),
    ("stuck_out_tongue", "😛"),
    ("stuck_out_tongue_winking_eye", "😜"),
    ("sun_with_face", "🌞"),
    ("sunflower", "🌻"),
    ("sunglasses", "😎"),
    ("sunny", "☀️"),
    ("sweat", "😓"),
    ("sweat_drops", "💦"),
    ("sweat_smile", "😅"),
    ("tada", "🎉"),
    ("tea", "🍵"),
    ("test_tube", "🧪"),
    ("thinking", "🤔"),
    ("thread", "🧵"),
    ("thumbsdown", "👎"),
    ("thumbsup", "👍"),
    ("tired_face", "😫"),
    ("toolbox", "🧰"),
    ("tools", "🛠️"),
    ("tractor", "🚜"),
    ("train", "🚆"),
    ("triangular_flag_on_post", "🚩"),
    ("triumph", "😤"),
    ("trophy", "🏆"),
    ("tropical_fish", "🐠"),
    ("turtle", "🐢"),
    ("tv", "📺"),
    ("two_hearts", "💕"),
    ("ukraine", "🇺🇦"),
    ("umbrella", "☔"),
    ("unamused", "😒"),
    ("unicorn", "🦄"),
    ("unlock", "🔓"),
    ("upside_down_face", "🙃"),
    ("v", "✌️"),
    ("vhs", "📼"),
    ("video_game", "🎮"),
    ("warning", "⚠️"),
    ("wastebasket", "🗑️"),
    ("watch", "⌚"),
    ("watermelon", "🍉"),
    ("wave", "👋"),
    ("weary", "😩"),
    ("whale", "🐳"),
    ("white_check_mark", "✅"),
    ("white_circle", "⚪"),
    ("wine_glass", "🍷"),
    ("wink", "😉"),
    ("woozy_face", "🥴"),
    ("world_map", "🗺️"),
    ("worried", "😟"),
    ("wrench", "🔧"),
    ("writing_hand", "✍️"),
    ("x", "❌"),
    ("yellow_circle", "🟡"),
    ("yellow_heart", "💛"),
    ("yum", "😋"),
    ("zap", "⚡"),
    ("zipper_mouth_face", "🤐"),
    ("zombie", "🧟"),
    ("zzz", "💤"),
];

/// Returns the character for `:wink:`, or the name as it is.
pub(crate) fn from_shortcode(name: &str) -> Cow<'_, str> {
    let bare = name.trim_matches(':');
    // Discourse writes the tone of a skin behind the name: `:wave:t3:`.
    let bare = bare.split_once(":t").filter(|(_, tone)| tone.len() == 1).map_or(bare, |(b, _)| b);
    known(bare).unwrap_or(Cow::Borrowed(name))
}

/// Finds an emoji by its name.
fn known(name: &str) -> Option<Cow<'static, str>> {
    if let Ok(at) = EMOJI.binary_search_by_key(&name, |(name, _)| name) {
        return Some(Cow::Borrowed(EMOJI[at].1));
    }
    if let Some(flag) = name.strip_prefix("flag-").and_then(flag) {
        return Some(Cow::Owned(flag));
    }
    let of_github = |name: &str| emojis::get_by_shortcode(name).map(|emoji| emoji.as_str());
    let of_slack = || ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, sign)| *sign);
    let rewritten = || {
        // Slack writes `man-shrugging` and `female-technologist`.
        let (first, rest) = name.split_once('-')?;
        let first = match first {
            "male" => "man",
            "female" => "woman",
            first => first,
        };
        of_github(&format!("{first}_{}", rest.replace('-', "_")))
    };
    of_github(name).or_else(of_slack).or_else(rewritten).map(Cow::Borrowed)
}

/// Names that Slack and Discourse have of their own.
const ALIASES: [(&str, &str); 30] = [
    ("admission_tickets", "🎟️"),
    ("baby_chick", "🐤"),
    ("face_palm", "🤦"),
    ("face_with_one_eyebrow_raised", "🤨"),
    ("face_with_rolling_eyes", "🙄"),
    ("grinning_face_with_star_eyes", "🤩"),
    ("hand_with_index_and_middle_fingers_crossed", "🤞"),
    ("i_love_you_hand_sign", "🤟"),
    ("large_brown_circle", "🟤"),
    ("large_brown_square", "🟫"),
    ("large_green_circle", "🟢"),
    ("large_green_square", "🟩"),
    ("large_orange_circle", "🟠"),
    ("large_purple_circle", "🟣"),
    ("large_red_square", "🟥"),
    ("large_yellow_circle", "🟡"),
    ("large_yellow_square", "🟨"),
    ("lower_left_ballpoint_pen", "🖊️"),
    ("shocked_face_with_exploding_head", "🤯"),
    ("sign_of_the_horns", "🤘"),
    ("simple_smile", "🙂"),
    ("smiling_face_with_3_hearts", "🥰"),
    ("smiling_face_with_smiling_eyes_and_hand_covering_mouth", "🤭"),
    ("spiral_calendar_pad", "🗓️"),
    ("spiral_note_pad", "🗒️"),
    ("spock-hand", "🖖"),
    ("the_horns", "🤘"),
    ("thinking_face", "🤔"),
    ("white_frowning_face", "☹️"),
    ("zany_face", "🤪"),
];

/// Returns the flag of a country by the two letters of its code.
fn flag(country: &str) -> Option<String> {
    let letters = country.bytes().map(|b| b.is_ascii_lowercase().then(|| u32::from(b - b'a')));
    let signs: Option<String> = letters.map(|letter| char::from_u32(0x1f1e6 + letter?)).collect();
    let flag = signs.filter(|signs| signs.chars().count() == 2)?;
    emojis::get(&flag).map(|_| flag)
}

/// Takes the tone of a skin away that Discourse writes behind a name: `t3:`.
fn without_tone(rest: &str) -> &str {
    let tone = rest.strip_prefix('t').and_then(|rest| rest.strip_prefix(['2', '3', '4', '5', '6']));
    tone.and_then(|rest| rest.strip_prefix(':')).unwrap_or(rest)
}

/// Writes the characters for all names that are known; `None` when there are none.
pub(crate) fn replace_shortcodes(text: &str) -> Option<String> {
    if text.matches(':').count() < 2 {
        return None;
    }
    let (mut out, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    while let Some(start) = rest.find(':') {
        let name = &rest[start + 1..];
        let name = &name[..name.find(':').unwrap_or(0)];
        let known = (!name.is_empty()).then(|| known(name)).flatten();
        // Not in `std::fire::Wall`, `10:100:3`.
        let before = if start == 0 { &*out } else { &rest[..start] };
        let is_apart = !before.ends_with(|c: char| c.is_alphanumeric() || c == ':')
            && rest
                .get(start + 2 + name.len()..)
                .map(without_tone)
                .is_none_or(|after| !after.starts_with(char::is_alphanumeric));
        match known.filter(|_| is_apart) {
            Some(emoji) => {
                out.push_str(&rest[..start]);
                out.push_str(&emoji);
                rest = without_tone(&rest[start + name.len() + 2..]);
                found = true;
            }
            None => {
                out.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_become_characters() {
        assert!(EMOJI.is_sorted());
        assert_eq!(from_shortcode(":wink:"), "😉");
        assert_eq!(from_shortcode("slight_smile"), "🙂");
        assert_eq!(from_shortcode(":no_such_fish:"), ":no_such_fish:");
        assert_eq!(from_shortcode("🎉"), "🎉");
        assert_eq!(from_shortcode(":flag-si:"), "🇸🇮");
        assert_eq!(from_shortcode(":flag-qq:"), ":flag-qq:");
        assert_eq!(from_shortcode(":man-shrugging:"), "🤷‍♂️");
        assert_eq!(from_shortcode(":sauropod:"), "🦕");
        assert_eq!(from_shortcode(":female-technologist:"), "👩‍💻");
        assert_eq!(from_shortcode(":wave:t3:"), "👋");
    }

    #[test]
    fn names_within_a_text_become_characters() {
        let shown = |text: &str| replace_shortcodes(text).unwrap_or_default();
        assert_eq!(shown(":rocket: Lumo 2 is out :tada::tada:"), "🚀 Lumo 2 is out 🎉🎉");
        assert_eq!(shown("A :no_such: :wave:t2:"), "A :no_such: 👋");
        assert_eq!(replace_shortcodes("std::fire::Wall at 10:100:30"), None);
        assert_eq!(replace_shortcodes(":є: ::"), None);
    }
}
