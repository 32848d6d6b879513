//! What people search for and do not find: wordings that failed, put together into questions.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Lang, detect, small_words};

use super::days::DayCounts;
use super::likeness::{Likeness, Sense};
use super::queries::Wording;
use super::rise::{Weeks, is_sure, strength};

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
    /// In how many sittings it was the last thing that was searched for, without success.
    pub n: u64,
    /// On which days these were.
    pub days: DayCounts,
    /// The languages in which it is asked, that of most sittings first.
    pub parts: Vec<GapPart>,
}

/// What is asked in one language.
#[derive(Clone, Debug)]
pub struct GapPart {
    /// The language.
    pub lang: Lang,
    /// In how many sittings.
    pub n: u64,
    /// Its most frequent wording.
    pub question: String,
    /// What its most frequent wording says.
    pub sense: Sense,
}

impl Gap {
    /// Returns how like it a text is, whichever language is the nearest.
    pub fn likeness(&self, senses: &[Sense], likeness: &Likeness<'_>) -> f32 {
        let pairs = self.parts.iter().flat_map(|part| senses.iter().map(move |of| (part, of)));
        pairs.map(|(part, of)| likeness.of(&part.sense, of)).fold(0.0, f32::max)
    }
}

/// A question that is searched for in vain more often than in the weeks before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapRise {
    /// The question, by its place in the list.
    pub gap: usize,
    /// In how many sittings of the last week.
    pub recent: u32,
    /// In how many of a week that was to be expected, as four weeks before have it.
    pub expected: f64,
}

/// Finds the questions that are searched for in vain more often in the last week than four weeks
/// before let expect, that of the largest rise first. When all that fails fails more often,
/// nothing rises by that; and where nothing failed before, searches were not in the log.
pub fn rising_gaps(gaps: &[Gap], wordings: &[Wording], period: Option<[i64; 2]>) -> Vec<GapRise> {
    let weeks = period.and_then(|[first, last]| Weeks::of(first, last));
    let Some(weeks) = weeks else { return Vec::new() };
    let counted = |days: &DayCounts| (days.within(&weeks.recent), days.within(&weeks.before));
    let (recent_all, before_all) = wordings.iter().map(|wording| counted(&wording.days)).fold(
        (0.0, 0.0),
        |(all, all_before), (recent, before)| {
            (all + f64::from(recent), all_before + f64::from(before))
        },
    );
    if before_all <= 0.0 {
        return Vec::new();
    }
    let rise = |(gap, of): (usize, &Gap)| {
        let (recent, before) = counted(&of.days);
        // What rises much is no measure of itself.
        let others_before = before_all - f64::from(before);
        let growth = match others_before > 0.0 {
            true => (recent_all - f64::from(recent)) / others_before,
            false => weeks.share(),
        };
        // Where all others went, what only stayed has not risen.
        let expected = f64::from(before) * growth.max(weeks.share());
        is_sure(recent, expected).then_some(GapRise { gap, recent, expected })
    };
    let mut risen: Vec<GapRise> = gaps.iter().enumerate().filter_map(rise).collect();
    let strength = |rise: &GapRise| strength(rise.recent, rise.expected);
    risen.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.gap.cmp(&b.gap)));
    risen
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
        let scored = near.into_iter().map(|at| (likeness.of(&gaps[at].parts[0].sense, &sense), at));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let shown = words.shown(&wording.text);
        match best.filter(|(score, _)| *score >= SAME) {
            Some((_, at)) => {
                let gap = &mut gaps[at];
                gap.n += u64::from(wording.n_last);
                gap.parts[0].n = gap.n;
                gap.days.merge(&wording.days);
                if !gaps[at].wordings.contains(&shown) {
                    gaps[at].wordings.push(shown);
                }
            }
            None => {
                for term in &sense.terms {
                    with_term.entry(*term).or_default().push(gaps.len());
                }
                let n = u64::from(wording.n_last);
                gaps.push(Gap {
                    question: shown.clone(),
                    wordings: vec![shown.clone()],
                    n,
                    days: wording.days.clone(),
                    parts: vec![GapPart { lang, n, question: shown, sense }],
                });
            }
        }
    }
    // What was always typed anew differently, and what nobody may see, is no question.
    gaps.retain(|gap| gap.n > 0 && gap.question.split(' ').any(|part| part != HIDDEN));
    by_demand(&mut gaps);
    gaps
}

/// Puts that first which is searched for most.
pub fn by_demand(gaps: &mut [Gap]) {
    gaps.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.question.cmp(&b.question)));
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
        let (text, section, days) = (text.to_owned(), Some(0), DayCounts::default());
        Wording { text, section, n, n_failed: n, n_last: n, days }
    }

    /// A wording that fails so often on each day before the last week, and in it.
    fn of_days(text: &str, n_before: u32, n_recent: u32) -> Wording {
        let mut wording = wording(text, 28 * n_before + 7 * n_recent);
        for day in 0..35 {
            wording.days.add(day, if day < 28 { n_before } else { n_recent });
        }
        wording
    }

    fn risen(wordings: &[Wording]) -> Vec<(String, u32, f64)> {
        let languages = [Lang::EN, Lang::UK];
        let meaning = Meaning::of(&languages);
        let words = ShownWords::new(["Lamp"].into_iter(), &languages, wordings);
        let gaps = gaps(wordings, &languages, &words, &mut Likeness::new(&meaning));
        let risen = rising_gaps(&gaps, wordings, Some([0, 34])).into_iter();
        risen
            .map(|rise| (gaps[rise.gap].question.clone(), rise.recent, rise.expected.round()))
            .collect()
    }

    #[test]
    fn a_question_rises_by_all_its_wordings_together() {
        // None of them alone was typed ten times.
        let wordings = [
            of_days("lamp flickers", 9, 9),
            of_days("pair lamp with wall switch", 0, 1),
            of_days("pairing lamp wall switch", 0, 1),
            of_days("refund after thirty days", 2, 2),
        ];
        let expected = [("pair lamp with wall switch".to_owned(), 14, 0.0)];
        assert_eq!(risen(&wordings), expected);
    }

    #[test]
    fn neither_chance_nor_more_of_everything_nor_a_new_log_is_a_rise() {
        let more = [of_days("lamp flickers", 4, 8), of_days("refund after thirty days", 2, 4)];
        assert_eq!(risen(&more), []);
        let new = [of_days("lamp flickers", 0, 8), of_days("refund after thirty days", 0, 4)];
        assert_eq!(risen(&new), [], "searches came into the log in the last week");
        let chance = [of_days("lamp flickers", 9, 9), of_days("refund after thirty days", 2, 3)];
        assert_eq!(risen(&chance), []);
        // One that is most of all does not hide itself.
        let most = [of_days("lamp flickers", 5, 50), of_days("refund after thirty days", 1, 1)];
        assert_eq!(risen(&most), [("lamp flickers".to_owned(), 350, 35.0)]);
        // What fell does not rise because others ceased.
        let fell = [of_days("lamp flickers", 15, 2), of_days("refund after thirty days", 1, 0)];
        assert_eq!(risen(&fell), []);
        assert_eq!(rising_gaps(&[], &most, Some([0, 12])), [], "too short to tell");
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
