//! The words that letters close with, by language, and what phones write below them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What closing words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// "Kind regards": any signature may follow.
    Formal,
    /// "Cheers", "Best": words of their own, unless a name follows.
    Casual,
    /// "Thanks": closing words behind a question, and thanks elsewhere.
    Thanks,
}

const FORMAL: &[&str] = &[
    "regards",
    "best regards",
    "kind regards",
    "kindest regards",
    "warm regards",
    "warmest regards",
    "with regards",
    "with best regards",
    "with kind regards",
    "with warm regards",
    "best wishes",
    "with best wishes",
    "all the best",
    "sincerely",
    "sincerely yours",
    "yours sincerely",
    "yours faithfully",
    "yours truly",
    "respectfully",
    "rgds",
    "з повагою",
    "із повагою",
    "з найкращими побажаннями",
    "з найщирішими побажаннями",
    "з вітанням",
    "щиро ваш",
    "щиро ваша",
    "щиро ваші",
    "всього найкращого",
    "всього доброго",
    "гарного дня",
    "с уважением",
    "с наилучшими пожеланиями",
    "с приветом",
    "искренне ваш",
    "искренне ваша",
    "всего доброго",
    "всего хорошего",
    "хорошего дня",
    "lep pozdrav",
    "lep pozdrav vsem",
    "lepe pozdrave",
    "lepo pozdravljeni",
    "s spoštovanjem",
    "z lepimi pozdravi",
    "s prijaznimi pozdravi",
    "pozdrav",
    "pozdravi",
    "lep dan",
    "lep dan želim",
    "mit freundlichen grüßen",
    "mit freundlichen grüssen",
    "mit freundlichen gruessen",
    "mit freundlichem gruß",
    "mit freundlichem gruss",
    "mit besten grüßen",
    "mit besten grüssen",
    "freundliche grüße",
    "freundliche grüsse",
    "viele grüße",
    "viele grüsse",
    "viele gruesse",
    "beste grüße",
    "beste grüsse",
    "liebe grüße",
    "liebe grüsse",
    "schöne grüße",
    "herzliche grüße",
    "grüße",
    "grüsse",
    "gruß",
    "gruss",
    "hochachtungsvoll",
    "saludos",
    "un saludo",
    "muchos saludos",
    "saludos cordiales",
    "cordiales saludos",
    "un cordial saludo",
    "cordialmente",
    "atentamente",
    "un abrazo",
    "cordialement",
    "bien cordialement",
    "très cordialement",
    "bien à vous",
    "bien à toi",
    "amicalement",
    "salutations",
    "meilleures salutations",
    "sincères salutations",
    "bonne journée",
    "bonne soirée",
    "respectueusement",
    "atenciosamente",
    "cumprimentos",
    "melhores cumprimentos",
    "com os melhores cumprimentos",
    "um abraço",
    "abraço",
    "abraços",
    "saudações",
    "pozdrawiam",
    "pozdrawiam serdecznie",
    "serdecznie pozdrawiam",
    "pozdrowienia",
    "z poważaniem",
    "z wyrazami szacunku",
    "miłego dnia",
    "cordiali saluti",
    "distinti saluti",
    "saluti",
    "un saluto",
    "un cordiale saluto",
    "buona giornata",
    "met vriendelijke groet",
    "met vriendelijke groeten",
    "vänliga hälsningar",
    "med vänliga hälsningar",
    "s pozdravem",
];

const CASUAL: &[&str] = &[
    "best",
    "cheers",
    "ciao",
    "yours",
    "bye",
    "take care",
    "greetings",
    "warmly",
    "good luck",
    "have a nice day",
    "have a great day",
    "have a good one",
    "br",
    "kr",
    "lp",
    "lg",
    "vg",
    "mfg",
    "mvg",
    "mvh",
    "att",
    "cdt",
    "cdlt",
    "pzdr",
    "бувайте",
    "до зв'язку",
    "удачі",
    "привіт",
    "удачи",
    "пока",
    "vse dobro",
    "srečno",
    "adijo",
    "tschüss",
    "bis dann",
    "hasta luego",
    "adiós",
    "à bientôt",
    "bon courage",
    "até logo",
    "na razie",
    "a presto",
];

const THANKS: &[&str] = &[
    "thanks",
    "thank you",
    "many thanks",
    "thanks a lot",
    "thanks so much",
    "thank you very much",
    "thanks very much",
    "thanks in advance",
    "thank you in advance",
    "many thanks in advance",
    "thanks again",
    "thanks and regards",
    "thanks & regards",
    "thanks and best regards",
    "many thanks and best regards",
    "thx",
    "tia",
    "hth",
    "дякую",
    "дуже дякую",
    "щиро дякую",
    "дякую заздалегідь",
    "заздалегідь дякую",
    "заздалегідь вдячний",
    "заздалегідь вдячна",
    "дякую наперед",
    "спасибі",
    "спасибо",
    "большое спасибо",
    "спасибо заранее",
    "заранее спасибо",
    "заранее благодарю",
    "заранее благодарен",
    "благодарю",
    "hvala",
    "hvala lepa",
    "najlepša hvala",
    "hvala vnaprej",
    "hvala za odgovor",
    "hvala in lep pozdrav",
    "hvala in lp",
    "danke",
    "danke schön",
    "danke im voraus",
    "danke vorab",
    "vielen dank",
    "vielen dank im voraus",
    "besten dank",
    "gracias",
    "muchas gracias",
    "gracias de antemano",
    "merci",
    "merci beaucoup",
    "merci d'avance",
    "merci par avance",
    "obrigado",
    "obrigada",
    "muito obrigado",
    "obrigado desde já",
    "desde já obrigado",
    "grato",
    "grata",
    "dzięki",
    "dziękuję",
    "z góry dzięki",
    "z góry dziękuję",
    "grazie",
    "grazie mille",
    "grazie in anticipo",
];

static CLOSINGS: LazyLock<ByLetter<Closing>> = LazyLock::new(|| {
    by_letter(&[(Closing::Formal, FORMAL), (Closing::Casual, CASUAL), (Closing::Thanks, THANKS)])
});
static BY_DEVICES: LazyLock<ByLetter<()>> = LazyLock::new(|| by_letter(&[((), DEVICES)]));

/// Words of some kind by their first letter: most texts start with none of them.
type ByLetter<K> = FxHashMap<char, Vec<(K, &'static str)>>;

fn by_letter<K: Copy>(lists: &[(K, &[&'static str])]) -> ByLetter<K> {
    let mut found = ByLetter::default();
    for (kind, words) in lists.iter().flat_map(|(kind, list)| list.iter().map(|w| (*kind, *w))) {
        found.entry(words.chars().next().unwrap_or_default()).or_default().push((kind, words));
    }
    found
}

/// The words that may start a text.
fn starting<'w, K>(words: &'w ByLetter<K>, text: &str) -> &'w [(K, &'static str)] {
    let first = text.chars().next().and_then(|first| first.to_lowercase().next());
    first.and_then(|first| words.get(&first)).map_or(&[], Vec::as_slice)
}

/// Returns the longest closing words that a text starts with, and what follows them.
pub(super) fn closing_at(text: &str) -> Option<(Closing, &str)> {
    let closings = starting(&CLOSINGS, text).iter();
    let found = closings.filter_map(|(closing, words)| Some((*closing, after(text, words)?)));
    // What is left is shortest behind the longest words.
    found.min_by_key(|(_, rest)| rest.len())
}

/// What phones and mail programs write below a mail.
const DEVICES: &[&str] = &[
    "sent from my ",
    "sent from mail",
    "sent from outlook",
    "sent via ",
    "get outlook for ",
    "gesendet von ",
    "von meinem ",
    "envoyé de mon ",
    "envoyé depuis ",
    "enviado desde ",
    "enviado do meu ",
    "inviato da ",
    "wysłane z ",
    "надіслано з ",
    "відправлено з ",
    "отправлено с ",
    "отправлено из ",
    "poslano z ",
    "poslano iz ",
    "verzonden vanaf ",
    "skickat från ",
];

/// The longest line that a phone writes, in bytes.
const MAX_DEVICE_LENGTH: usize = 100;

/// Tells a line that a phone or a mail program wrote.
pub(super) fn device_at(line: &str) -> bool {
    line.len() <= MAX_DEVICE_LENGTH
        && starting(&BY_DEVICES, line).iter().any(|(_, words)| starts(line, words).is_some())
        && !line.contains('?')
}

/// Words that are answers of their own, and no names, in small letters.
const WORDS: &[&str] = &[
    "anyone",
    "bump",
    "certo",
    "claro",
    "done",
    "edit",
    "false",
    "fertig",
    "fixed",
    "ja",
    "maybe",
    "nein",
    "ne",
    "never",
    "nichts",
    "nie",
    "no",
    "non",
    "none",
    "nope",
    "not yet",
    "nothing",
    "não",
    "ok",
    "okay",
    "oui",
    "please",
    "same",
    "si",
    "sim",
    "solved",
    "sorry",
    "sí",
    "tak",
    "thanks",
    "true",
    "update",
    "yep",
    "yes",
    "да",
    "ні",
    "немає",
    "нет",
    "так",
];

/// Tells words that answer a question from names.
pub(super) fn is_word(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '!']).to_lowercase();
    WORDS.contains(&text.as_str())
}

/// What stands behind words at the start of a text, which they are not the start of a word of.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let rest = starts(text, words)?;
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')).then_some(rest)
}

/// What stands behind words at the start of a text, whatever the case of its letters.
fn starts<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in words.chars() {
        let c = match rest.next()? {
            c if c.to_ascii_lowercase() == wanted => continue,
            '’' | 'ʼ' => '\'',
            c => c,
        };
        let mut lower = c.to_lowercase();
        if lower.next() != Some(wanted) || lower.next().is_some() {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_closing_words_count_in_any_case() {
        for (text, expected) in [
            ("BEST REGARDS, Kim", Some((Closing::Formal, ", Kim"))),
            ("Best, Kim", Some((Closing::Casual, ", Kim"))),
            ("Bestes Gerät", None),
            ("Thanks in advance!", Some((Closing::Thanks, "!"))),
            ("До зв’язку, Олена", Some((Closing::Casual, ", Олена"))),
            ("İ", None),
            ("", None),
        ] {
            assert_eq!(closing_at(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_in_small_letters() {
        for words in [FORMAL, CASUAL, THANKS, DEVICES, WORDS].into_iter().flatten() {
            assert_eq!(*words, words.to_lowercase());
        }
    }
}
