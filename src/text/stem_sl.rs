//! A light stemmer for Slovenian.
//!
//! Slovenian has no Snowball stemmer. This one follows the idea of Popovič and
//! Willett, "The effectiveness of stemming for natural-language access to
//! Slovene textual data" (1992): the longest ending of a list is taken off as
//! long as enough of the word remains. The lists here are short and our own,
//! and the steps are made so that the forms of one word meet, not so that the
//! stem is one a linguist would give.

/// Endings of nouns, adjectives and verbs, without carons.
const ENDINGS: &[&str] = &[
    "a", "e", "i", "o", "u", "am", "ama", "ami", "ah", "em", "ema", "eh", "om", "oma", "ov", "ev",
    "ih", "im", "ima", "imi", "ega", "emu", "tmi", "ij", "ija", "ije", "iji", "ijo", "ijam",
    "ijah", "ijami", "ijama", "ijem", "ijih", "ja", "je", "ji", "jo", "ju", "jem", "jema", "jev",
    "jih", "jim", "jimi", "ti", "iti", "ati", "eti", "is", "as", "es", "imo", "amo", "emo", "ite",
    "ate", "ete", "ajo", "ejo", "ujo", "aj", "ajte", "ajmo", "ijte", "jte", "ila", "ilo", "ili",
    "ile", "ala", "alo", "ali", "ale", "uje", "ujem", "ujes", "ujemo", "ujete", "ujejo", "ujte",
    "ujejoc", "ajoc",
];

/// What may stand before an ending, of nouns made of verbs and the like.
const MIDDLES: &[&str] = &[
    "em", "om", "im", "am", "ov", "ev", "il", "al", "it", "at", "itv", "itev", "tv", "ost", "ostj",
    "jen", "en", "an", "jenj", "enj", "anj", "ovanj", "evanj", "ejs", "uj", "aj", "av", "n",
];

/// Returns the stem of a lowercase word whose carons are folded.
pub(super) fn stem(word: &str) -> &str {
    let stem = without(word, ENDINGS, 3);
    let stem = without(stem, MIDDLES, 4);
    without(stem, MIDDLES, 4)
}

/// Appends the stem of a word, and lets the forms with and without the
/// fleeting `e` and with the grown `l` meet: `novec`, `novca`; `porabi`, `porablja`.
pub(super) fn push_stem(word: &str, out: &mut String) {
    let stem = stem(word);
    let bytes = stem.as_bytes();
    match *bytes {
        [.., b'b' | b'p' | b'm' | b'v', b'l', b'j'] => out.push_str(&stem[..stem.len() - 2]),
        [_, .., b'b' | b'p' | b'm' | b'v', b'l'] if bytes.len() > 4 => {
            out.push_str(&stem[..stem.len() - 1]);
        }
        [_, _, .., before, b'e', last] if is_consonant(before) && is_fleeting(last) => {
            out.push_str(&stem[..stem.len() - 2]);
            out.push(char::from(last));
        }
        _ => out.push_str(stem),
    }
}

/// Takes the longest of the endings off that leaves `least` letters and a vowel.
fn without<'a>(word: &'a str, endings: &[&str], least: usize) -> &'a str {
    let fits = |ending: &&&str| {
        word.strip_suffix(**ending).is_some_and(|rest| rest.len() >= least && has_vowel(rest))
    };
    let longest = endings.iter().filter(fits).max_by_key(|ending| ending.len());
    longest.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

fn has_vowel(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'r'])
}

fn is_consonant(byte: u8) -> bool {
    byte.is_ascii_lowercase() && !matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_fleeting(byte: u8) -> bool {
    matches!(byte, b'c' | b'k' | b'l' | b'n' | b'r')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms of one word, as they stand in real answers, meet in one stem.
    #[track_caller]
    fn check(forms: &str) {
        let mut stems: Vec<String> = Vec::new();
        for form in forms.split(' ') {
            let mut folded = String::new();
            super::super::fold(form, &mut folded);
            let mut stem = String::new();
            push_stem(&folded, &mut stem);
            stems.push(stem);
        }
        let first = stems[0].clone();
        assert!(stems.iter().all(|stem| *stem == first), "{forms}: {stems:?}");
    }

    #[test]
    fn cases_of_nouns_meet() {
        check("bitcoin bitcoina bitcoine bitcoini bitcoinih bitcoinom bitcoinov bitcoinu");
        check("denarnica denarnic denarnice denarnici denarnico denarnicah denarnicami");
        check("aplikacija aplikacij aplikacijam aplikacije aplikaciji aplikacijo");
        check("naslov naslova naslove naslovom naslovov naslovu");
        check("račun računa računi računih računom računu");
        check("sistem sistema sisteme sistemi sistemov sistemu");
        check("geslo gesla geslu gesli gesel");
        check("podjetje podjetja podjetij podjetjem podjetjih");
        check("rudar rudarja rudarje rudarjem rudarjev rudarji");
        check("profil profila profile profilom profilu");
    }

    #[test]
    fn fleeting_vowels_do_not_matter() {
        check("novec novca novci novcev novce");
        check("prispevek prispevka prispevke prispevki prispevkov prispevku");
        check("izdelek izdelka izdelke izdelkih izdelkov");
        check("center centra centri");
        check("nastavitev nastavitve nastavitvah nastavitvami");
    }

    #[test]
    fn adjectives_and_verbs_meet() {
        check("digitalna digitalne digitalnega digitalni digitalnim digitalno");
        check("osebna osebni osebnih osebnim osebnega osebnemu");
        check("izgubi izgubijo izgubim izgubiti izgubil");
        check("dodati dodaj dodajte dodam");
        check("uporabim uporabite uporabiti uporabi uporablja uporabljajo uporabljate");
        check("plačati plačam plačate plačal plačali plačajo");
        check("rudarjenje rudarjenja rudarjenjem rudarjenju");
    }

    #[test]
    fn short_words_stay() {
        for word in ["in", "je", "kaj", "sem", "bo", "ali", "dan"] {
            let mut stem = String::new();
            push_stem(word, &mut stem);
            assert_eq!(stem, word);
        }
    }
}
