//! The language of a thread.

use crate::text::{Lang, Script, detect};

use super::plain::speech_of_html;

/// Decides languages: what the record says, else what its words show.
#[derive(Clone, Debug)]
pub struct LanguageDetector {
    main: Lang,
    /// The languages that detection may answer with; empty for any.
    known: Vec<Lang>,
}

/// How much text detection looks at, in bytes.
const SAMPLE_LENGTH: usize = 800;

impl LanguageDetector {
    /// Takes the site's languages, the main one first.
    pub fn new(languages: &[Lang]) -> LanguageDetector {
        let main = languages.first().copied().unwrap_or(Lang::EN);
        LanguageDetector { main, known: languages.to_vec() }
    }

    /// Returns the language of a text.
    ///
    /// `said` is the record's own word and final; `usual` is the source's
    /// usual language, which clear evidence overrules.
    pub fn of(&self, said: Option<Lang>, usual: Option<Lang>, text: &str) -> Lang {
        if let Some(lang) = said {
            return lang;
        }
        let usual = usual.unwrap_or(self.main);
        if self.known.len() < 2 && !is_foreign_script(usual, text) {
            return usual;
        }
        let end = text.floor_char_boundary(SAMPLE_LENGTH);
        let among: &[Lang] = if self.known.len() < 2 { &[] } else { &self.known };
        detect(&text[..end], among).unwrap_or(usual)
    }
}

/// How much text a post needs for its language to be told from its thread's, in bytes.
const ENOUGH: usize = 80;

impl LanguageDetector {
    /// Returns the language of one post of a thread, as safe HTML: people answer in their own.
    /// Of one in another script it is at least known which way it is written: `und-Latn`.
    pub fn of_post(&self, thread: Lang, html: &str) -> Lang {
        let text = speech_of_html(html, SAMPLE_LENGTH);
        if text.len() < ENOUGH {
            return thread;
        }
        let told = match self.known.len() {
            0 | 1 => thread,
            _ => self.of(None, Some(thread), &text),
        };
        match told == thread && is_foreign_script(thread, &text) {
            true => detect(&text, &[])
                .filter(|found| !is_foreign_script(*found, &text))
                .or_else(|| of_script(&text))
                .unwrap_or(thread),
            false => told,
        }
    }
}

/// Tells of a text with Latin letters on an Arabic site, or the reverse: worth asking.
fn is_foreign_script(usual: Lang, text: &str) -> bool {
    let script = Script::of_language(usual);
    // Of most languages that are not in a table the script is unknown.
    let is_known = script != Script::Latin || LATIN.contains(&usual.primary());
    if !is_known || script == Script::Latin && text.is_ascii() {
        return false;
    }
    let (mut n_own, mut n_all) = (0, 0);
    for of_letter in text.chars().filter_map(Script::of) {
        n_all += 1;
        n_own += usize::from(of_letter == script);
    }
    // Code is in Latin letters everywhere, and so are names; what has no others is no Arabic.
    n_all > 20 && if script == Script::Latin { n_own * 3 < n_all } else { n_own == 0 }
}

/// Languages that are written in Latin letters, whatever else is not in the table of scripts.
const LATIN: [&str; 26] = [
    "bs", "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv",
    "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "vi",
];

/// The tag of a text of which only the script is known.
fn of_script(text: &str) -> Option<Lang> {
    let tag = match text.chars().find_map(Script::of)? {
        Script::Latin => "und-Latn",
        Script::Cyrillic => "und-Cyrl",
        Script::Greek => "und-Grek",
        Script::Arabic => "und-Arab",
        Script::Hebrew => "und-Hebr",
        Script::Devanagari => "und-Deva",
        Script::Unspaced | Script::Other => return None,
    };
    Lang::new(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(site: &str, text: &str, expected: &str) {
        let site = Lang::new(site).expect("a tag");
        assert_eq!(LanguageDetector::new(&[site]).of_post(site, text).as_str(), expected, "{text}");
    }

    #[test]
    fn a_post_in_another_script_has_a_language_of_its_own() {
        let english = "I had the same on version 3.2, and after the update it stopped beeping at \
            me every morning. It took four minutes, and nothing was lost.";
        let arabic = "ليست معطّلة: الصفير المزدوج يعني أن فلتر الماء يحتاج إلى تبديل، ثم اضغط \
            الزر خمس ثوان حتى ينطفئ الضوء البرتقالي.";
        check("ar", english, "en");
        check("uk", english, "en");
        check("en", arabic, "ar");
        check("ar", arabic, "ar");
        check("de", english, "de");
        // Mostly code, with a sentence of the site's language.
        let code = "fn main() { let machine = Machine::open(path)?; machine.descale(20)?; }\n";
        check("ar", &format!("جرّب هذا: {}", code.repeat(4)), "ar");
        check(
            "ar",
            "Xzq Qwrt Bnm Plk Dfg Hjk Zxc Vbn Rty Asd Qaz Wsx Edc Rfv Tgb Yhn Ujm Ik Olp Xzq Qwrt",
            "und-Latn",
        );
        check("ar", "OK!", "ar");
        // What a site says in two languages, code is in neither.
        let sites = LanguageDetector::new(&["ar", "en"].map(|tag| Lang::new(tag).expect("a tag")));
        let arabic = "من لوحة Console اختر <strong>Tokens</strong>. للرمز ثلاث صلاحيات: \
            <code>read</code> يقرأ الحالة فقط.";
        let code = "response = requests.get(url, headers=token) # and the state of the light\n";
        let post = format!("<p>{arabic}</p><pre><code>{}</code></pre>", code.repeat(9));
        let ar = Lang::new("ar").expect("a tag");
        assert_eq!(sites.of_post(ar, &post), ar);
    }
}
