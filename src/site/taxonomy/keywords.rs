//! Words of titles as ways to browse, for communities that have no tags.
//!
//! A word says what a thread is about when titles have it far more often than answers do, by how
//! often each has words at all: `shadow` and `Android` are such words, `use` and `set` are not.
//! That holds in every language that puts spaces between words, without a list of words; what
//! titles have whatever they are about, such as `problem`, has a list.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::KeywordMode;
use crate::site::ThreadEntry;
use crate::site::address::key_of;
use crate::text::{Analyzer, Lang, words};

use super::collect::SectionThreads;
use super::term::{Term, TermName};

/// A section with fewer threads is looked through without.
const FEWEST_THREADS: usize = 60;

/// No more keywords than this; those that most titles have.
const MOST: usize = 400;

/// A keyword has at least so many threads, and one more for every so many of the section.
const FEWEST: usize = 3;
const FEWEST_SHARE: usize = 3_000;

/// What more titles have tells them hardly apart: a share of the section, and a number.
const LARGEST_SHARE: usize = 8;
const LARGEST: usize = 1_000;
/// In a small section that is no bound.
const LARGEST_AT_LEAST: usize = 25;

/// How much more often titles have a word than answers do.
const LEAST_LIFT: f64 = 2.0;

/// Threads that one thread of the machine reads at a time.
const SHARE: usize = 2_048;

/// Languages that put no spaces between words.
const WITHOUT_SPACES: [&str; 5] = ["ja", "km", "lo", "th", "zh"];

/// Words of titles by number of threads, then by name.
pub(super) fn keywords(section: &SectionThreads<'_>) -> Vec<Term> {
    if !applies(section) {
        return Vec::new();
    }
    let counts = count(section);
    let chosen = choose(&counts, section.list.len(), &idle(section.lang));
    let mut found = threads_of(section, &chosen);
    let mut terms: Vec<Term> = chosen
        .iter()
        .filter_map(|key| {
            let (forms, threads) = found.remove(*key)?;
            let name = written(forms);
            Some(Term::new(key_of(&name.to_lowercase()), TermName::Text(name), threads))
        })
        .collect();
    terms.sort_by(|a, b| {
        let by_number = b.threads.len().cmp(&a.threads.len());
        let [one, other] = [a, b].map(|term| term.name.text().unwrap_or_default());
        by_number.then_with(|| section.collator.compare(one, other))
    });
    // Two stems may be written alike; the larger stays.
    let mut keys = FxHashSet::default();
    terms.retain(|term| keys.insert(term.key.clone()));
    terms
}

/// Finds the keyword that is another form of a word: titles may come to write it otherwise, and
/// its address with them.
pub(super) fn like(terms: &[Term], lang: Lang, word: &str) -> Option<usize> {
    let mut analyzer = Analyzer::new(lang);
    let mut stem = |word: &str| {
        let mut terms = String::new();
        analyzer.analyze(word, &mut terms);
        terms
    };
    let wanted = stem(word);
    terms.iter().position(|term| stem(&term.key) == wanted)
}

/// Tells whether a section is browsed by keywords.
fn applies(section: &SectionThreads<'_>) -> bool {
    match section.keywords {
        KeywordMode::Off => false,
        _ if WITHOUT_SPACES.contains(&section.lang.primary()) => false,
        KeywordMode::On => true,
        KeywordMode::Auto => {
            section.list.len() >= FEWEST_THREADS && tags_sort_little(section.list, section.threads)
        }
    }
}

/// Tells whether less than half of the threads of a list have tags.
pub fn tags_sort_little(list: &[usize], threads: &[ThreadEntry]) -> bool {
    let tagged = list.iter().filter(|&&at| !threads[at].summary.tags.is_empty());
    tagged.count() * 2 < list.len()
}

/// In how many titles a word is, and in how many answers.
#[derive(Clone, Copy, Default)]
struct Counts {
    in_titles: u32,
    in_answers: u32,
    /// In how many titles it stands alone, and not within a name.
    alone: u32,
}

/// Counts each word of the section's titles.
fn count(section: &SectionThreads<'_>) -> FxHashMap<String, Counts> {
    let shares = section.list.par_chunks(SHARE).map(|share| {
        let mut splitter = Splitter::new(section.lang);
        let mut counts: FxHashMap<String, Counts> = FxHashMap::default();
        for &at in share {
            let summary = &section.threads[at].summary;
            for (key, word) in splitter.keys(&summary.title) {
                let of_key = counts.entry(key).or_default();
                of_key.in_titles += 1;
                of_key.alone += u32::from(word.is_whole);
            }
            for (key, _) in splitter.keys(&summary.teaser) {
                counts.entry(key).or_default().in_answers += 1;
            }
        }
        counts
    });
    shares.reduce(FxHashMap::default, |mut all, share| {
        for (key, counts) in share {
            let sum = all.entry(key).or_default();
            sum.in_titles += counts.in_titles;
            sum.in_answers += counts.in_answers;
            sum.alone += counts.alone;
        }
        all
    })
}

/// Chooses the keys that say what a thread is about.
fn choose<'c>(
    counts: &'c FxHashMap<String, Counts>,
    n_threads: usize,
    idle: &FxHashSet<String>,
) -> Vec<&'c str> {
    let all = |of: fn(&Counts) -> u32| counts.values().map(|c| u64::from(of(c))).sum::<u64>();
    let n_in_titles = all(|counts| counts.in_titles) as f64;
    let n_in_answers = all(|counts| counts.in_answers) as f64;
    // As if each word were in one answer of a fresh community.
    let usual = (n_in_titles + 1.0) / (n_in_answers + counts.len() as f64 + 1.0);
    let fewest = FEWEST + n_threads / FEWEST_SHARE;
    let largest = (n_threads / LARGEST_SHARE).clamp(LARGEST_AT_LEAST, LARGEST);
    let says_much = |(key, of): &(&String, &Counts)| {
        let lift = f64::from(of.in_titles) / (f64::from(of.in_answers) + 1.0) / usual;
        (fewest..=largest).contains(&(of.in_titles as usize))
            && lift >= LEAST_LIFT
            // A part of a name is no word that nobody wrote, which might be somebody's name.
            && of.alone > 0
            && !idle.contains(*key)
    };
    let mut chosen: Vec<(&str, u32)> =
        counts.iter().filter(says_much).map(|(key, of)| (key.as_str(), of.in_titles)).collect();
    chosen.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    chosen.truncate(MOST);
    chosen.into_iter().map(|(key, _)| key).collect()
}

/// The forms in which a word is written with their numbers, and the threads whose titles have it.
type Found<'k> = FxHashMap<&'k str, (BTreeMap<String, usize>, Vec<usize>)>;

/// Finds the threads of the chosen words, in the section's order.
fn threads_of<'k>(section: &SectionThreads<'_>, chosen: &[&'k str]) -> Found<'k> {
    let chosen: FxHashSet<&'k str> = chosen.iter().copied().collect();
    let shares: Vec<Vec<(&'k str, String, usize)>> = section
        .list
        .par_chunks(SHARE)
        .map(|share| {
            let mut splitter = Splitter::new(section.lang);
            let mut found = Vec::new();
            for &at in share {
                for (key, word) in splitter.keys(&section.threads[at].summary.title) {
                    if let Some(key) = chosen.get(key.as_str()) {
                        found.push((*key, word.form.to_owned(), at));
                    }
                }
            }
            found
        })
        .collect();
    let mut found: Found<'k> = FxHashMap::default();
    for (key, form, at) in shares.into_iter().flatten() {
        let (forms, threads) = found.entry(key).or_default();
        *forms.entry(form).or_default() += 1;
        threads.push(at);
    }
    found
}

/// A word of a text, or a part of one.
#[derive(Clone, Copy)]
struct Word<'t> {
    form: &'t str,
    is_whole: bool,
}

/// Tells what stands in brackets for private text; see `privacy/masks.rs`.
fn is_mask(part: &str) -> bool {
    let last = part.rsplit(' ').next().unwrap_or_default();
    matches!(last, "removed" | "удалён" | "удалена" | "вилучено") || last.starts_with("odstranjen")
}

/// Splits texts into words and their keys.
struct Splitter {
    analyzer: Analyzer,
    terms: String,
}

impl Splitter {
    fn new(lang: Lang) -> Splitter {
        Splitter { analyzer: Analyzer::new(lang).without_small_words(), terms: String::new() }
    }

    /// The keys of a text, each once, with how it is first written: those of its words, and those
    /// of the parts of names such as `RaycastVehicle`. A word of one letter, of digits alone, or
    /// one that falls into several parts has none.
    /// What was masked in it has none.
    fn keys<'t>(&mut self, text: &'t str) -> BTreeMap<String, Word<'t>> {
        let mut keys: BTreeMap<String, Word<'t>> = BTreeMap::new();
        let with_parts = |form| {
            let parts = parts(form).map(|form| Word { form, is_whole: false });
            [Word { form, is_whole: true }].into_iter().chain(parts)
        };
        let unmasked = text.split(['[', ']']).filter(|part| !is_mask(part));
        for word in unmasked.flat_map(words).flat_map(with_parts) {
            self.terms.clear();
            self.analyzer.analyze(word.form, &mut self.terms);
            let key = self.terms.trim_end();
            let is_word = key.chars().nth(1).is_some()
                && key.chars().any(char::is_alphabetic)
                && !key.contains(' ');
            if is_word && !keys.contains_key(key) {
                keys.insert(key.to_owned(), word);
            }
        }
        keys
    }
}

/// Returns the parts of a name in which words begin with a capital; none of a plain word, and no
/// part of one or two letters.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let after_small = |at: &usize| word[..*at].ends_with(char::is_lowercase);
    let capitals = word.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let cuts: Vec<usize> = capitals.filter(after_small).collect();
    let starts: Vec<usize> = [0].into_iter().chain(cuts.iter().copied()).collect();
    let ends = cuts.into_iter().chain([word.len()]);
    let is_name = starts.len() > 1;
    let all = starts.into_iter().zip(ends).filter(move |_| is_name);
    all.map(|(start, end)| &word[start..end]).filter(|part| part.chars().nth(2).is_some())
}

/// Returns how a word is written most often; of equals the first. It begins as titles do.
fn written(forms: BTreeMap<String, usize>) -> String {
    let most = forms.into_iter().max_by_key(|(form, n)| (*n, Reverse(form.clone())));
    let form = most.map(|(form, _)| form).unwrap_or_default();
    let mut letters = form.chars();
    match letters.next().filter(|_| form.chars().all(|c| !c.is_uppercase())) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => form,
    }
}

/// The keys of words that titles have whatever they are about.
fn idle(lang: Lang) -> FxHashSet<String> {
    let words = match lang.primary() {
        "en" => ENGLISH,
        "ru" => RUSSIAN,
        "sl" => SLOVENIAN,
        "uk" => UKRAINIAN,
        _ => "",
    };
    let mut terms = String::new();
    Analyzer::new(lang).analyze(words, &mut terms);
    terms.split_whitespace().map(str::to_owned).collect()
}

const ENGLISH: &str = "advanced advice after again already always another anyone anything bad \
    because before best better between both bug cannot can't cause causes closed correct \
    correctly couldn't didn't different difference difficult don't doesn't during easy else \
    error errors even ever example examples fail failed fails failing first fix fixed found \
    good guide happen happens help idea ideas inside instead isn't issue issues last more most \
    multiple never new next now only other others own please possible possibly problem \
    problems proper properly question questions quick random really recommend recommended \
    regarding request right same several simple since single solution solutions solve solved \
    somebody something strange still stuck stop stopped suddenly thing things tip tips \
    together trouble trying two tutorial unable unexpected via vs way ways weird what's while \
    why within without won't wrong";
const RUSSIAN: &str = "баг быстро вдруг вместо вопрос вопросы вообще всегда вторая второй вызывает \
    другие другой два две идея лучший несколько непонятно неправильно никак никогда новый один \
    ошибка ошибки первый плохо помощь после почему правильно пример примеры проблема проблемы \
    просто разница разные решено решение решения самый случайно снова совет советы сам странно \
    странный через";
const SLOVENIAN: &str = "boljše drugi drugo dva dve eden ena enkrat ideja ideje kadar medtem \
    najboljši namesto napaka napake nasvet nasveti nenadoma nikoli nov nova novo pomoč ponovno \
    popolnoma pravilno preko prvi primer primeri problem problemi rešeno rešitev rešitve razlika \
    različni težava težave vedno več vprašanje vprašanja";
const UKRAINIAN: &str = "баг вирішено вирішення два дві допомога другий завжди запитання замість \
    знову ідея інший інші кілька краще кращий найкращий неправильно ніколи новий один перший \
    питання погано помилка помилки порада поради після приклад приклади проблема проблеми \
    правильно різниця різні розв'язано рішення сам раптом через чомусь";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_as_most_titles_write_it() {
        let forms = |all: &[(&str, usize)]| {
            written(all.iter().map(|(form, n)| ((*form).to_owned(), *n)).collect())
        };
        assert_eq!(forms(&[("shadow", 2), ("shadows", 5)]), "Shadows");
        assert_eq!(forms(&[("Lua", 3), ("lua", 3), ("iOS", 1)]), "Lua");
        assert_eq!(forms(&[("iOS", 3), ("ios", 1)]), "iOS");
    }

    #[test]
    fn names_are_what_they_are_made_of() {
        let found = |word: &'static str| parts(word).collect::<Vec<_>>();
        assert_eq!(found("btRaycastVehicle"), ["Raycast", "Vehicle"]);
        assert_eq!(found("AngelScript"), ["Angel", "Script"]);
        assert_eq!(found("Shadows"), [""; 0]);
        assert_eq!(found("UIElement"), [""; 0]);
        assert_eq!(found("iOS"), [""; 0]);
    }

    #[test]
    fn what_answers_say_as_often_as_titles_says_nothing() {
        let counts = |all: &[(&str, u32, u32)]| -> FxHashMap<String, Counts> {
            let counts = |&(key, in_titles, in_answers): &(&str, u32, u32)| {
                (key.to_owned(), Counts { in_titles, in_answers, alone: in_titles })
            };
            all.iter().map(counts).collect()
        };
        let all = counts(&[("shadow", 9, 7), ("set", 10, 60), ("problem", 12, 9), ("rare", 1, 0)]);
        let idle = FxHashSet::from_iter(["problem".to_owned()]);
        assert_eq!(choose(&all, 100, &idle), ["shadow"]);
    }
}
