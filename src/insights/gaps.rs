//! What people search for and do not find: wordings that failed, put together into questions.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Lang, detect, small_words};

use super::likeness::{Likeness, Sense};
use super::queries::Wording;

/// How many wordings are compared with each other, the most frequent ones; each of the others
/// failed less often than any of these.
const MOST_COMPARED: usize = 20_000;

/// Wordings that are at least so alike are one question.
const SAME: f32 = 0.55;

/// A thread that nobody has solved is about a question when its title is at least so like it.
pub const ABOUT: f32 = 0.45;

/// How many visitors must have typed a word that no page has, before a report shows it.
const FEWEST_TYPED: u32 = 3;

/// What stands in the place of a word that may not be shown.
const HIDDEN: &str = "…";

/// A question that people search for and do not find.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its most frequent wording.
    pub question: String,
    /// Its wordings, the most frequent first.
    pub wordings: Vec<String>,
    /// Its language.
    pub lang: Lang,
    /// In how many sittings it was the last thing that was searched for, without success.
    pub n: u64,
    /// What its most frequent wording says.
    pub sense: Sense,
}

/// The words that a report may show.
pub struct ShownWords {
    known: FxHashSet<String>,
    typed: FxHashMap<String, u32>,
}

impl ShownWords {
    /// Takes the words of the pages, the small words of the site's languages, and what was typed
    /// by how many.
    pub fn new<'t>(
        pages: impl Iterator<Item = &'t str>,
        languages: &[Lang],
        wordings: &[Wording],
    ) -> ShownWords {
        let mut known = FxHashSet::default();
        for text in pages.chain(languages.iter().map(|lang| small_words(*lang))) {
            known.extend(words(text));
        }
        let mut typed: FxHashMap<String, u32> = FxHashMap::default();
        for wording in wordings {
            for word in words(&wording.text).collect::<FxHashSet<String>>() {
                *typed.entry(word).or_default() += wording.n;
            }
        }
        ShownWords { known, typed }
    }

    /// Returns a wording with all words hidden that only one or two people typed and no page has.
    pub fn shown(&self, text: &str) -> String {
        let mut shown: Vec<&str> = Vec::new();
        for part in text.split(' ') {
            let is_shown = words(part).all(|word| self.may_show(&word));
            match (is_shown, shown.last()) {
                (true, _) => shown.push(part),
                (false, Some(&HIDDEN)) => {}
                (false, _) => shown.push(HIDDEN),
            }
        }
        shown.join(" ")
    }

    fn may_show(&self, word: &str) -> bool {
        self.known.contains(word)
            || self.typed.get(word).is_some_and(|n_typed| *n_typed >= FEWEST_TYPED)
    }
}

/// The words of a text in small letters. Signs between them show nothing.
fn words(text: &str) -> impl Iterator<Item = String> {
    crate::text::words(text).map(crate::text::lowercase)
}

/// Puts wordings that failed together into questions, the one that failed most often first.
/// `languages` are those of the sections of the site.
pub fn gaps(
    wordings: &[Wording],
    languages: &[Lang],
    words: &ShownWords,
    likeness: &mut Likeness<'_>,
) -> Vec<Gap> {
    let mut failed: Vec<&Wording> =
        wordings.iter().filter(|wording| wording.n_failed > 0).collect();
    failed.sort_by(|a, b| b.n_failed.cmp(&a.n_failed).then_with(|| a.text.cmp(&b.text)));
    failed.truncate(MOST_COMPARED);
    // How telling a word is follows from all wordings, so all are read before any is compared.
    let read = |wording: &&Wording| {
        let lang = language(wording, languages);
        (lang, likeness.sense(&wording.text, lang))
    };
    let senses: Vec<(Lang, Sense)> = failed.iter().map(read).collect();
    let mut gaps: Vec<Gap> = Vec::new();
    // Two questions are compared when they share a word.
    let mut with_term: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (wording, (lang, sense)) in failed.iter().zip(senses) {
        let near = sense.terms.iter().filter_map(|term| with_term.get(term)).flatten();
        let near: FxHashSet<usize> = near.copied().collect();
        let scored = near.into_iter().map(|at| (likeness.of(&gaps[at].sense, &sense), at));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let shown = words.shown(&wording.text);
        match best.filter(|(score, _)| *score >= SAME) {
            Some((_, at)) => {
                gaps[at].n += u64::from(wording.n_last);
                if !gaps[at].wordings.contains(&shown) {
                    gaps[at].wordings.push(shown);
                }
            }
            None => {
                for term in &sense.terms {
                    with_term.entry(*term).or_default().push(gaps.len());
                }
                gaps.push(Gap {
                    question: shown.clone(),
                    wordings: vec![shown],
                    lang,
                    n: u64::from(wording.n_last),
                    sense,
                });
            }
        }
    }
    // What was always typed anew differently, and what nobody may see, is no question.
    gaps.retain(|gap| gap.n > 0 && gap.question.split(' ').any(|part| part != HIDDEN));
    gaps.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.question.cmp(&b.question)));
    gaps
}

/// Returns the language of a wording: what its letters and words say, else that of the section.
pub fn language(wording: &Wording, languages: &[Lang]) -> Lang {
    let section = wording.section.and_then(|at| languages.get(at)).or(languages.first());
    let told = detect(&wording.text, languages);
    told.or(section.copied()).unwrap_or(Lang::EN)
}

#[cfg(test)]
mod tests {
    use crate::search::meaning::Meaning;

    use super::*;

    fn wording(text: &str, n: u32) -> Wording {
        Wording { text: text.to_owned(), section: Some(0), n, n_failed: n, n_last: n }
    }

    fn found(wordings: &[Wording]) -> Vec<(String, u64, usize)> {
        let languages = [Lang::EN, Lang::UK];
        let meaning = Meaning::of(&languages);
        let words = ShownWords::new(["Lamp flickers at night"].into_iter(), &languages, wordings);
        let gaps = gaps(wordings, &languages, &words, &mut Likeness::new(&meaning));
        gaps.into_iter().map(|gap| (gap.question, gap.n, gap.wordings.len())).collect()
    }

    #[test]
    fn twelve_means_twelve_different_questions() {
        let wordings = [
            wording("pair lamp with wall switch", 9),
            wording("pairing lamp wall switch", 4),
            wording("how to pair a wall switch and lamp", 3),
            wording("refund after thirty days", 5),
            wording("повернути гроші за лампу", 4),
        ];
        let gaps = found(&wordings);
        let expected = [("pair lamp with wall switch", 16, 3), ("refund after thirty days", 5, 1)];
        let expected = expected.map(|(text, n, wordings)| (text.to_owned(), n, wordings));
        assert_eq!(gaps[..2], expected);
        assert_eq!(gaps.len(), 3);
    }

    #[test]
    fn a_word_that_few_typed_and_no_page_has_is_hidden() {
        let wordings = [
            wording("lamp of marika tanaskovic", 2),
            wording("order 7731-2294", 1),
            wording("glow worm", 3),
        ];
        let gaps: Vec<String> = found(&wordings).into_iter().map(|(text, ..)| text).collect();
        assert_eq!(gaps, ["glow worm", "lamp of …"]);
    }
}
