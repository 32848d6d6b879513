//! What is searched for and not found, with what is near of it.

use rustc_hash::FxHashMap;

use crate::model::Grade;
use crate::pipeline::ThreadRow;
use crate::search::Query;
use crate::search::native::is_close;
use crate::site::{AddressWriter, WithheldReason};
use crate::text::Lang;

use super::super::collector::Collected;
use super::super::crossing::{NearestThread, join};
use super::super::days::DAY;
use super::super::gaps::{ABOUT, Gap, ShownWords, gaps, rising_gaps};
use super::super::likeness::{Likeness, Sense};
use super::build::{KnownSite, OpenThread};
use super::{GapFigures, GapLanguage, NearestAnswer, OpenFigures, RisingSearch, UnsolvedThread};

/// How many questions that are not found a report names.
const MOST_GAPS: usize = 100;

/// How many of them are looked at for the same question in another language.
const MOST_JOINED: usize = 400;

/// How many that rise are named.
const MOST_RISING: usize = 50;

/// How many unsolved threads are named below one of them.
const MOST_UNSOLVED: usize = 3;

/// How many wordings of one question are named.
const MOST_WORDINGS: usize = 8;

/// The questions that are searched for and not found.
pub(super) struct Searched<'a> {
    known: KnownSite<'a>,
    /// All of them, by demand.
    gaps: Vec<Gap>,
}

impl<'a> Searched<'a> {
    /// Puts failed searches together into questions, in whatever language they are asked.
    pub(super) fn find(
        known: KnownSite<'a>,
        collected: &Collected,
        likeness: &mut Likeness<'_>,
    ) -> Searched<'a> {
        let summaries = known.site.threads.iter().map(|entry| &entry.summary);
        let pages = summaries.flat_map(|summary| {
            let labels =
                [&summary.tags, &summary.products, &summary.versions, &summary.category.path];
            let labels = labels.into_iter().flatten().map(String::as_str);
            labels.chain([summary.title.as_str()])
        });
        let languages = &known.config.languages;
        let words = ShownWords::new(pages, languages, &collected.wordings);
        let mut found = gaps(&collected.wordings, languages, &words, likeness);
        if known.index.is_some() && languages.len() > 1 {
            let rest = found.split_off(found.len().min(MOST_JOINED));
            let nearest = nearest_threads(known, &found);
            found = join(found, &nearest, likeness);
            found.extend(rest);
        }
        Searched { known, gaps: found }
    }

    /// Returns those that are asked for most.
    pub(super) fn figures(self, likeness: &mut Likeness<'_>) -> Vec<GapFigures> {
        let Searched { known, mut gaps } = self;
        gaps.truncate(MOST_GAPS);
        let unsolved = Unsolved::of(known, &gaps, likeness);
        let figures = |gap: Gap| {
            let mut wordings = gap.wordings.clone();
            wordings.truncate(MOST_WORDINGS);
            GapFigures {
                nearest: nearest(known, &gap.question),
                n: gap.n,
                wordings,
                language: gap.parts[0].lang.to_string(),
                languages: languages(&gap),
                unsolved: unsolved.about(&gap, likeness),
                question: gap.question,
            }
        };
        gaps.into_iter().map(figures).collect()
    }

    /// Returns those that are asked for more often than in the weeks before.
    pub(super) fn rising(&self, collected: &Collected) -> Vec<RisingSearch> {
        let days =
            collected.period.map(|(first, last)| [first, last].map(|time| time.0.div_euclid(DAY)));
        let risen = rising_gaps(&self.gaps, &collected.wordings, days).into_iter();
        let figures = risen.take(MOST_RISING).map(|rise| {
            let gap = &self.gaps[rise.gap];
            RisingSearch {
                question: gap.question.clone(),
                languages: gap.parts.iter().map(|part| part.lang.to_string()).collect(),
                recent: rise.recent,
                expected: (rise.expected * 10.0).round() / 10.0,
                nearest: nearest(self.known, &gap.question),
            }
        });
        figures.collect()
    }

    /// Returns the team's own threads, by how many search for them.
    pub(super) fn open_threads(
        &self,
        open: &[OpenThread],
        likeness: &mut Likeness<'_>,
    ) -> Vec<OpenFigures> {
        let mut figures = Vec::new();
        for thread in open {
            let languages = self.known.config.languages.iter();
            let senses: Vec<Sense> =
                languages.map(|lang| likeness.sense(&thread.title, *lang)).collect();
            let gaps = self.gaps.iter().take(MOST_GAPS);
            let scored = gaps.map(|gap| (gap.likeness(&senses, likeness), gap));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, gap)) = best.filter(|(score, _)| *score >= ABOUT) {
                figures.push(OpenFigures {
                    id: thread.id.clone(),
                    title: thread.title.clone(),
                    n: gap.n,
                    question: gap.question.clone(),
                });
            }
        }
        figures.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.id.cmp(&b.id)));
        figures
    }
}

fn languages(gap: &Gap) -> Vec<GapLanguage> {
    let languages = gap.parts.iter().map(|part| {
        let (language, question) = (part.lang.to_string(), part.question.clone());
        GapLanguage { language, n: part.n, question }
    });
    languages.collect()
}

/// Threads that nobody has solved, and what their titles say.
struct Unsolved<'a> {
    rows: Vec<(&'a ThreadRow, Vec<Sense>)>,
}

impl<'a> Unsolved<'a> {
    fn of(known: KnownSite<'a>, gaps: &[Gap], likeness: &mut Likeness<'_>) -> Unsolved<'a> {
        let is_unsolved = |row: &&ThreadRow| {
            matches!(row.withheld_for(), Some(WithheldReason::Unfit(_)))
                && !matches!(row.resolution.grade, Grade::Official | Grade::Accepted)
        };
        let parts = gaps.iter().flat_map(|gap| &gap.parts);
        let mut distinct: Vec<Lang> = parts.map(|part| part.lang).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let rows = known.withheld.iter().filter(is_unsolved).map(|row| {
            // In which language it was asked is not known of what has no page.
            let senses = distinct.iter().map(|lang| likeness.sense(&row.title, *lang));
            (row, senses.collect())
        });
        Unsolved { rows: rows.collect() }
    }

    /// Returns those that are about a question, the most alike first.
    fn about(&self, gap: &Gap, likeness: &Likeness<'_>) -> Vec<UnsolvedThread> {
        let scored = self.rows.iter().map(|(row, senses)| (gap.likeness(senses, likeness), row));
        let mut about: Vec<(f32, &&ThreadRow)> =
            scored.filter(|(score, _)| *score >= ABOUT).collect();
        about.sort_by(|a, b| b.0.total_cmp(&a.0));
        let about = about.into_iter().take(MOST_UNSOLVED);
        about
            .map(|(_, row)| UnsolvedThread { id: row.id.0.clone(), title: row.title.clone() })
            .collect()
    }
}

/// Finds the answer that is close to each question, with its translations.
fn nearest_threads(known: KnownSite<'_>, gaps: &[Gap]) -> Vec<Option<NearestThread>> {
    let threads = &known.site.threads;
    let address = AddressWriter::new(known.config.addresses);
    let places: FxHashMap<String, usize> =
        threads.iter().zip(0..).map(|(entry, at)| (address.href(&entry.path), at)).collect();
    let of_gap = |gap: &Gap| {
        let found = nearest(known, &gap.question).filter(|nearest| nearest.close)?;
        let page = found.address.split('#').next().unwrap_or_default();
        let at = *places.get(page)?;
        let all = || threads[at].translations.iter().copied().chain([at]);
        let titles = all().map(|at| &threads[at].summary);
        let titles = titles.map(|summary| (summary.lang, summary.title.clone()));
        Some(NearestThread { group: all().min().unwrap_or(at), titles: titles.collect() })
    };
    gaps.iter().map(of_gap).collect()
}

/// What the site's own search finds.
fn nearest(known: KnownSite<'_>, question: &str) -> Option<NearestAnswer> {
    let query = Query { text: question, ..Query::default() };
    let hits = known.index?.search(&query, 3).ok()?;
    let best = hits.first()?;
    let (address, title) = (best.address.clone(), best.title.clone());
    Some(NearestAnswer { address, title, close: is_close(&hits) })
}
