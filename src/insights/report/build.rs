//! Makes the figures of a report.

use std::cmp::Reverse;

use crate::config::Config;
use crate::model::Timestamp;
use crate::pipeline::ThreadRow;
use crate::plan::{Page, PageKind};
use crate::search::meaning::Meaning;
use crate::search::native::Index;
use crate::site::{AddressWriter, Site};
use crate::text::Lang;

use super::super::collector::Collected;
use super::super::gaps::language;
use super::super::interval::Share;
use super::super::likeness::Likeness;
use super::super::queries::Wording;
use super::super::tally::{AnswerTally, Tally};
use super::super::topics::rising;
use super::searched::Searched;
use super::{
    AnswerFigures, InsightsReport, LanguageFigures, MissingTranslation, ReportPeriod, RisingTopic,
    SHOWN, SearchFigures, SittingFigures, UnreadAnswer, UnreadFigures, VERSION,
};

/// How many answers are named that nobody read.
const MOST_UNREAD: usize = 50;

/// An answer about which fewer readers said something is not called unhelpful.
const FEWEST_VOTES: u64 = 5;

/// What is known of a site.
#[derive(Clone, Copy)]
pub struct KnownSite<'a> {
    /// Its settings.
    pub config: &'a Config,
    /// What is published.
    pub site: &'a Site,
    /// Its pages.
    pub pages: &'a [Page],
    /// What is not.
    pub withheld: &'a [ThreadRow],
    /// Its search index, where it was built.
    pub index: Option<&'a Index>,
}

/// A thread of the team's own, not yet solved, with nothing private in its title.
#[derive(Clone, Debug)]
pub struct OpenThread {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Makes the report of a site from what its logs add up to.
pub fn report(known: KnownSite<'_>, collected: &Collected, open: &[OpenThread]) -> InsightsReport {
    let tally = &collected.tally;
    let answers = Answers::new(known, tally);
    let totals = tally
        .answers
        .iter()
        .fold((0, 0), |(yes, all), answer| (yes + u64::from(answer.n_yes), all + n_votes(answer)));
    let resolution = Share::of(totals.0, totals.1);
    let meaning = Meaning::of(&known.config.languages);
    let mut likeness = Likeness::new(&meaning);
    let found = Searched::find(known, collected, &mut likeness);
    let time = |time: Timestamp| time.rfc3339();
    InsightsReport {
        version: VERSION,
        site: known.config.title.clone(),
        period: collected
            .period
            .map(|(first, last)| ReportPeriod { first: time(first), last: time(last) }),
        lines: collected.lines,
        sittings: SittingFigures {
            n: tally.n_sittings,
            machines: tally.n_machines,
            with_a_question: tally.n_with_question,
            single: Share::of(tally.n_single, tally.n_with_question),
        },
        resolution,
        answers: answers.read(),
        searches: SearchFigures {
            n: tally.n_searches,
            failed: tally.n_failed,
            forgotten: collected.n_forgotten,
        },
        open: found.open_threads(open, &mut likeness),
        rising_searches: found.rising(collected),
        gaps: found.figures(&mut likeness),
        unhelpful: answers.unhelpful(resolution),
        unread: answers.unread(),
        rising: rising(tally)
            .into_iter()
            .map(|rise| {
                let topic = &collected.topics[rise.topic];
                RisingTopic {
                    topic: topic.name.clone(),
                    kind: topic.kind,
                    language: topic.lang.to_string(),
                    recent: rise.recent,
                    expected: (rise.expected * 10.0).round() / 10.0,
                }
            })
            .collect(),
        languages: answers.languages(&collected.wordings),
    }
}

fn n_votes(answer: &AnswerTally) -> u64 {
    u64::from(answer.n_yes) + u64::from(answer.n_no)
}

/// The answers of a site, and how they do.
struct Answers<'a> {
    known: KnownSite<'a>,
    tally: &'a Tally,
    address: AddressWriter,
    /// The name of each for votes, by the position of the thread.
    names: Vec<String>,
}

impl<'a> Answers<'a> {
    fn new(known: KnownSite<'a>, tally: &'a Tally) -> Answers<'a> {
        let mut names = vec![String::new(); known.site.threads.len()];
        for page in known.pages {
            if let PageKind::Thread(at) = page.kind {
                names[at] = page.feedback_id.clone().unwrap_or_default();
            }
        }
        Answers { known, tally, address: AddressWriter::new(known.config.addresses), names }
    }

    fn address(&self, at: usize) -> String {
        self.address.href(&self.known.site.threads[at].path)
    }

    fn title(&self, at: usize) -> String {
        self.known.site.threads[at].summary.title.clone()
    }

    fn figures(&self, at: usize) -> AnswerFigures {
        let tally = self.tally.answers[at];
        AnswerFigures {
            id: self.names[at].clone(),
            address: self.address(at),
            title: self.title(at),
            language: self.known.site.threads[at].summary.lang.to_string(),
            reads: tally.n_reads,
            yes: tally.n_yes,
            no: tally.n_no,
            solved: Share::of(u64::from(tally.n_yes), n_votes(&tally)),
        }
    }

    fn read(&self) -> Vec<AnswerFigures> {
        let tallies = &self.tally.answers;
        let is_met = |at: &usize| tallies[*at] != AnswerTally::default();
        let mut met: Vec<usize> = (0..tallies.len()).filter(is_met).collect();
        met.sort_by_key(|at| (Reverse(tallies[*at].n_reads), *at));
        met.into_iter().map(|at| self.figures(at)).collect()
    }

    /// Those that surely help less often than others do, by how many readers that leaves alone.
    fn unhelpful(&self, usual: Share) -> Vec<AnswerFigures> {
        let is_worse = |answer: &AnswerFigures| {
            answer.solved.n >= FEWEST_VOTES && answer.solved.high < usual.share
        };
        let mut worse: Vec<AnswerFigures> = self.read().into_iter().filter(is_worse).collect();
        let left_alone = |answer: &AnswerFigures| {
            let readers = f64::from(answer.reads).max(answer.solved.n as f64);
            readers * (usual.share - answer.solved.share)
        };
        worse.sort_by(|a, b| left_alone(b).total_cmp(&left_alone(a)));
        worse
    }

    fn unread(&self) -> UnreadFigures {
        let tallies = &self.tally.answers;
        let mut unread: Vec<usize> =
            (0..tallies.len()).filter(|at| tallies[*at].n_reads == 0).collect();
        let n = unread.len();
        unread.sort_by_cached_key(|at| self.known.site.threads[*at].path.clone());
        unread.truncate(MOST_UNREAD);
        let named = |at: usize| UnreadAnswer { address: self.address(at), title: self.title(at) };
        let answers = unread.into_iter().map(named).collect();
        UnreadFigures { n, of: tallies.len(), answers }
    }

    /// Searches count for the language that they are in, wherever they are made.
    fn languages(&self, wordings: &[Wording]) -> Vec<LanguageFigures> {
        let languages = &self.known.config.languages;
        let of: Vec<Lang> = wordings.iter().map(|wording| language(wording, languages)).collect();
        let sections = self.known.site.sections.iter().enumerate();
        sections
            .map(|(number, section)| {
                let reads = section.threads.iter().map(|at| self.tally.answers[*at].n_reads);
                let own = wordings.iter().zip(&of).filter(|(_, lang)| **lang == section.lang);
                let (searches, failed) = own.fold((0, 0), |(n, n_failed), (wording, _)| {
                    (n + u64::from(wording.n), n_failed + u64::from(wording.n_failed))
                });
                LanguageFigures {
                    language: section.lang.to_string(),
                    reads: reads.map(u64::from).sum(),
                    searches,
                    failed,
                    missing: self.missing(number),
                }
            })
            .collect()
    }

    /// The answers of other languages that are read most and not there in a section's.
    fn missing(&self, section: usize) -> Vec<MissingTranslation> {
        let threads = &self.known.site.threads;
        let lang = self.known.site.sections[section].lang;
        let is_in = |at: usize| threads[at].summary.lang.same_language(lang);
        let is_missing = |at: &usize| {
            let is_there =
                is_in(*at) || threads[*at].translations.iter().any(|other| is_in(*other));
            !is_there && self.tally.answers[*at].n_reads > 0
        };
        let mut missing: Vec<usize> = (0..threads.len()).filter(is_missing).collect();
        missing.sort_by_key(|at| (Reverse(self.tally.answers[*at].n_reads), *at));
        missing.truncate(SHOWN);
        let named = |at: usize| MissingTranslation {
            address: self.address(at),
            title: self.title(at),
            reads: self.tally.answers[at].n_reads,
        };
        missing.into_iter().map(named).collect()
    }
}
