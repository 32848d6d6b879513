//! What of all threads is needed to compare them.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::{Config, PublishVerdict};
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{Comment, Markup, Post, Reason, Thread, ThreadId};
use crate::normalize::{LanguageDetector, Summary, plain_lines, plain_text, summarize};
use crate::privacy::{Privacy, PrivacyFindings, PrivacyRules, Sighting, expand_aliases};
use crate::search::native::{Profile, Profiler, ThreadTexts};
use crate::site::address_of;
use crate::sources;
use crate::sources::Reader;

use super::super::Progress;
use super::super::failure::ROUNDS;
use super::super::load::units_of;
use super::super::merges::ApprovedMerges;
use super::super::prepare::prepare_thread;
use super::titles::TitleFeatures;

/// How many bytes of a question are compared.
const QUESTION: usize = 2_000;

/// How many answers are compared, the best first, and how many bytes of each.
const N_ANSWERS: usize = 3;
const ANSWER: usize = 1_500;

/// How many bytes of the best answer are kept where they are wanted.
const WORDS: usize = 4_000;

/// How many characters the first lines of a post have.
const LINES: usize = 240;

/// How many links of a thread are followed.
const N_LINKS: usize = 50;

/// A thread, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedThread {
    /// The source's name.
    pub source: String,
    /// The thread's id in it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page in the published site; `None` when it has none.
    pub address: Option<String>,
    /// The address of the original.
    pub url: Option<String>,
    /// The first lines of the question.
    pub asked: String,
    /// The first lines of the first answer; `None` when nobody answered.
    pub answered: Option<String>,
}

/// A question as it was read.
pub(super) struct QuestionProfile {
    pub(super) summary: Summary,
    /// It is good enough to have a page.
    pub(super) has_page: bool,
    pub(super) title: TitleFeatures,
    /// What it links to, and whether the asker does so.
    pub(super) links: Vec<(LinkedPage, bool)>,
    /// The first lines of the question.
    asked: String,
    /// The first lines of the first answer.
    pub(super) answered: Option<String>,
    /// The words of the best answer, line by line, where they are wanted.
    pub(super) words: String,
}

/// What a link leads to.
pub(super) enum LinkedPage {
    /// A thread, as the format of its source writes addresses.
    Thread(usize, ThreadId),
    /// Any address, which may be the one that a record says of itself.
    Address(String),
}

impl QuestionProfile {
    /// The source, by position, and the id in it.
    pub(super) fn name(&self) -> (usize, &str) {
        (self.summary.source, self.summary.id.0.as_str())
    }

    /// Names the thread for people.
    pub(super) fn named(&self, config: &Config) -> NamedThread {
        let summary = &self.summary;
        NamedThread {
            source: config.sources[summary.source].name.clone(),
            id: summary.id.0.clone(),
            title: summary.title.clone(),
            address: self.has_page.then(|| address_of(summary, config)),
            url: summary.url.clone(),
            asked: self.asked.clone(),
            answered: self.answered.clone(),
        }
    }
}

/// Reads all sources, and profiles every question that may be proposed, in a fixed order; with
/// the words of its best answer where they are wanted.
pub(super) fn read(
    config: &Config,
    files: &dyn Files,
    wants_words: bool,
    progress: &dyn Progress,
) -> (Vec<QuestionProfile>, Vec<Profile>) {
    let mut sink = Sink::new();
    let readers: Vec<Box<dyn Reader + '_>> =
        config.sources.iter().map(|source| sources::open(source, files, &mut sink)).collect();
    let Some(rules) = PrivacyRules::load(files, config, &mut sink) else {
        return Default::default();
    };
    let units = units_of(&readers);
    let mut names = expand_aliases(&rules, &[]);
    let mut round = 1;
    let mut all = loop {
        let reading = ThreadReader {
            config,
            readers: &readers,
            languages: LanguageDetector::new(&config.languages),
            merges: ApprovedMerges::approved(config),
            privacy: Privacy::new(config, &rules, names),
            wants_words,
        };
        let (all, sightings) = reading.all(&units, progress);
        // Somebody's account may bear another name elsewhere: see
        // `pipeline::build_until_names_settle`.
        let found = expand_aliases(&rules, &sightings);
        if found == reading.privacy.names || round == ROUNDS {
            break all;
        }
        names = found;
        round += 1;
    };
    all.sort_by_cached_key(|(question, _)| (question.summary.source, question.summary.id.clone()));
    all.dedup_by(|b, a| a.0.name() == b.0.name());
    all.into_iter().unzip()
}

/// What is needed to read a thread.
struct ThreadReader<'a> {
    config: &'a Config,
    readers: &'a [Box<dyn Reader + 'a>],
    languages: LanguageDetector,
    merges: ApprovedMerges,
    privacy: Privacy<'a>,
    wants_words: bool,
}

impl ThreadReader<'_> {
    /// Reads all threads, with the people of privacy.yaml that they name.
    fn all(
        &self,
        units: &[(usize, usize)],
        progress: &dyn Progress,
    ) -> (Vec<(QuestionProfile, Profile)>, Vec<Sighting>) {
        progress.start("reading", units.len());
        let of_unit = |profiler: &mut Profiler, &(source, unit): &(usize, usize)| {
            progress.step();
            let mut findings = PrivacyFindings::default();
            let threads = self.readers[source].read(unit).threads.into_iter();
            let read = threads.filter_map(|t| self.thread(t, source, profiler, &mut findings));
            (read.collect::<Vec<_>>(), findings.sightings)
        };
        let read = units.par_iter().map_init(Profiler::default, of_unit);
        let (all, sightings): (Vec<Vec<_>>, Vec<Vec<_>>) = read.unzip();
        (all.into_iter().flatten().collect(), sightings.into_iter().flatten().collect())
    }

    /// Reads a thread; `None` when it cannot be proposed.
    fn thread(
        &self,
        mut thread: Thread,
        source: usize,
        profiler: &mut Profiler,
        findings: &mut PrivacyFindings,
    ) -> Option<(QuestionProfile, Profile)> {
        let prepared = prepare_thread(&self.privacy, source, &mut thread, findings, |_, _| ());
        let assessment = prepared.ok()?;
        let usual = self.config.sources[source].language;
        let summary = summarize(&mut thread, assessment, source, usual, &self.languages);
        let is_known =
            summary.duplicate_of.is_some() || self.merges.of(source, &thread.id).is_some();
        let verdict = self.config.publish.verdict(&summary.resolution, summary.publish);
        let title = TitleFeatures::read(&summary.title, summary.lang);
        // What a person keeps back is on no page, not on that of another thread either.
        let is_known = is_known || verdict == PublishVerdict::Decision;
        if is_known || title.is_periodic || summary.resolution.reason == Reason::NotAQuestion {
            return None;
        }
        let best = summary.best.and_then(|best| thread.answers.get(best));
        let others = thread.answers.iter().enumerate().filter(|(at, _)| summary.best != Some(*at));
        let answers: Vec<&Post> =
            best.into_iter().chain(others.map(|(_, post)| post)).take(N_ANSWERS).collect();
        let texts: Vec<String> =
            answers.iter().map(|post| plain_text(&post.body, ANSWER)).collect();
        let question = plain_text(&thread.question.body, QUESTION);
        let answered = texts.join("\n");
        let parts = ThreadTexts { title: &summary.title, question: &question, answers: &answered };
        let profile = profiler.read(parts, summary.lang);
        let read = QuestionProfile {
            has_page: verdict == PublishVerdict::Published,
            links: self.links(&thread),
            words: best.filter(|_| self.wants_words).map_or(String::new(), words_of),
            asked: first_lines(&question),
            answered: texts.first().map(|text| first_lines(text)),
            title,
            summary,
        };
        Some((read, profile))
    }

    /// Finds links to other threads in the question and in what is said of it.
    fn links(&self, thread: &Thread) -> Vec<(LinkedPage, bool)> {
        let is_others = |comment: &&Comment| !thread.is_asker(comment.author.as_ref());
        let comments = thread.posts().flat_map(|post| &post.comments).filter(is_others);
        let own = addresses(&thread.question.body).map(|address| (address, true));
        let others = comments.flat_map(|comment| addresses(&comment.body)).map(|to| (to, false));
        let target = |(address, by_asker): (&str, bool)| {
            let mut readers = self.readers.iter().enumerate();
            let found =
                readers.find_map(|(at, reader)| Some((at, reader.link_target(address)?.thread?)));
            let target = match found {
                Some((source, id)) => LinkedPage::Thread(source, id),
                None => LinkedPage::Address(bare(address).to_owned()),
            };
            (target, by_asker)
        };
        own.chain(others).take(N_LINKS).map(target).collect()
    }
}

fn words_of(post: &Post) -> String {
    plain_lines(&post.body, WORDS)
}

/// Returns what of an address names a page: no scheme, no query, no fragment.
pub(super) fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
}

/// Returns what looks like an address of the web, in any markup.
fn addresses(body: &Markup) -> impl Iterator<Item = &str> {
    let starts = body.text.match_indices("http").map(|(at, _)| &body.text[at..]);
    let is_address = |text: &&str| text.starts_with("http://") || text.starts_with("https://");
    let ends = |c: char| c.is_whitespace() || "\"'<>()[]\\^`{|}".contains(c);
    starts
        .filter(is_address)
        .map(move |text| text[..text.find(ends).unwrap_or(text.len())].trim_end_matches(['.', ',']))
}

/// Cuts a text to its first lines, behind a word.
fn first_lines(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LINES) else {
        return text.trim().to_owned();
    };
    let cut = &text[..end];
    let words = cut.rfind(' ').filter(|space| space * 2 > end).map_or(cut, |space| &cut[..space]);
    format!("{} …", words.trim())
}
