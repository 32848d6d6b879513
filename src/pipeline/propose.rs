//! Questions that look alike, for a person to decide whether one page can answer both.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::HashSet;

use rayon::iter::IntoParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::config::Config;
use crate::config::ThreadName;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::Grade;
use crate::model::Kind;
use crate::normalize::Languages;
use crate::normalize::Standing;
use crate::normalize::Summary;
use crate::normalize::plain_text;
use crate::normalize::summarize;
use crate::normalize::tidy;
use crate::privacy::Decisions;
use crate::privacy::Fate;
use crate::privacy::Noted;
use crate::privacy::Privacy;
use crate::privacy::closure;
use crate::search::Query;
use crate::search::native::Index;
use crate::search::native::IndexError;
use crate::search::native::Likeness;
use crate::search::native::Profile;
use crate::search::native::Profiler;
use crate::sources;

use super::Progress;
use super::decisions::Merges;
use super::load::units_of;

/// How many characters of a question are compared.
const QUESTION: usize = 2_000;

/// How many hits of a title are compared with it.
const N_HITS: usize = 10;

/// Two questions that look alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The one that would lose its page.
    pub question: Named,
    /// The one on whose page it would be shown.
    pub into: Named,
    /// How alike they are, from 0 to 1.
    pub likeness: f32,
    /// Both have an accepted answer, and these begin differently: somebody should read them.
    pub disagree: bool,
}

/// A thread, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The source's name.
    pub source: String,
    /// The thread's id in it.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Finds pairs of questions that are at least so much alike, the most alike first.
/// Pairs about which somebody has decided, and duplicates that the sources know, are left
/// out. Problems of the sources are `build`'s to tell.
///
/// # Errors
///
/// When the index cannot be read.
pub fn propose(
    config: &Config,
    files: &dyn Files,
    index: &Index,
    least: f32,
    progress: &dyn Progress,
) -> Result<Vec<Proposal>, IndexError> {
    let (questions, profiles): (Vec<Question>, Vec<Profile>) =
        read(config, files, progress).into_iter().unzip();
    let likeness = Likeness::new(profiles);
    let places: HashMap<(&str, &str), usize> = questions
        .iter()
        .enumerate()
        .map(|(at, question)| (name_of(config, question), at))
        .collect();
    let like = |at: usize| -> Result<Vec<(f32, usize, usize)>, IndexError> {
        let summary = &questions[at].summary;
        if summary.duplicate_of.is_some() {
            return Ok(Vec::new());
        }
        let query = Query { text: &summary.title, only: Some(summary.lang), ..Query::default() };
        let hits = index.search(&query, N_HITS)?;
        let others = hits.iter().filter_map(|hit| places.get(&(&*hit.source, &*hit.id)).copied());
        let scored = others.filter(|other| *other != at).map(|b| (likeness.of(at, b), at, b));
        Ok(scored.filter(|(likeness, ..)| *likeness >= least).collect())
    };
    let pairs: Result<Vec<_>, IndexError> =
        (0..questions.len()).into_par_iter().map(like).collect();
    let decided = decided(config, &places);
    Ok(best_targets(&questions, pairs?.into_iter().flatten(), &decided)
        .into_iter()
        .map(|(likeness, question, into)| Proposal {
            question: named(config, &questions[question]),
            into: named(config, &questions[into]),
            likeness,
            disagree: disagree(&questions[question], &questions[into]),
        })
        .collect())
}

/// A question as it was read.
struct Question {
    summary: Summary,
    good_enough: bool,
}

/// Reads all sources, and profiles every question, in a fixed order.
fn read(config: &Config, files: &dyn Files, progress: &dyn Progress) -> Vec<(Question, Profile)> {
    let mut sink = Sink::new();
    let readers: Vec<_> =
        config.sources.iter().map(|source| sources::open(source, files, &mut sink)).collect();
    let (languages, merges) = (Languages::new(&config.languages), Merges::approved(config));
    let Some(decisions) = Decisions::load(files, config, &mut sink) else { return Vec::new() };
    let privacy = Privacy::new(config, &decisions, closure(&decisions, &[]));
    let units = units_of(&readers);
    progress.start("reading", units.len());
    let of_unit = |profiler: &mut Profiler, &(source, unit): &(usize, usize)| {
        progress.step();
        let threads = readers[source].read(unit).threads;
        let read = threads.into_iter().filter_map(|mut thread| {
            tidy(&mut thread);
            let mut noted = Noted::default();
            if privacy.cut(&mut thread, source, &mut noted) == Fate::Taken {
                return None;
            }
            let standing = Standing::of(&mut thread);
            privacy.clean(&mut thread, source, &mut noted);
            let usual = config.sources[source].language;
            let mut summary = summarize(&thread, standing, source, usual, &languages);
            if let Some(into) = merges.of(source, &thread.id) {
                summary.duplicate_of = Some(into.clone());
            }
            let text = plain_text(&thread.question.body, QUESTION);
            let profile = profiler.read(&summary.title, &text, summary.lang);
            let good_enough = config.publish.takes(&summary.resolution);
            Some((Question { summary, good_enough }, profile))
        });
        read.collect::<Vec<_>>()
    };
    let mut all: Vec<(Question, Profile)> =
        units.par_iter().map_init(Profiler::default, of_unit).flatten_iter().collect();
    all.sort_by_cached_key(|(question, _)| (question.summary.source, question.summary.id.clone()));
    all.dedup_by(|b, a| {
        (a.0.summary.source, &a.0.summary.id) == (b.0.summary.source, &b.0.summary.id)
    });
    all
}

/// Of each question's pairs keeps the one that is most alike.
fn best_targets(
    questions: &[Question],
    pairs: impl Iterator<Item = (f32, usize, usize)>,
    decided: &HashSet<(usize, usize)>,
) -> Vec<(f32, usize, usize)> {
    let mut best: HashMap<usize, (f32, usize)> = HashMap::new();
    for (likeness, a, b) in pairs {
        let (question, into) =
            if stays(&questions[a]) < stays(&questions[b]) { (b, a) } else { (a, b) };
        // A page written by hand is nobody's duplicate.
        if questions[question].summary.kind == Kind::Answer
            || decided.contains(&(question.min(into), question.max(into)))
        {
            continue;
        }
        let is_better = |(known, other): &(f32, usize)| {
            likeness.total_cmp(known).then(other.cmp(&into)).is_gt()
        };
        if best.get(&question).is_none_or(is_better) {
            best.insert(question, (likeness, into));
        }
    }
    let mut all: Vec<(f32, usize, usize)> =
        best.into_iter().map(|(question, (likeness, into))| (likeness, question, into)).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    all
}

/// Of two questions the one that sorts first keeps its page: one that has a page, the better
/// solved one, the one with more answers, the older one.
fn stays(thread: &Question) -> impl Ord + use<> {
    let summary = &thread.summary;
    (
        !thread.good_enough,
        summary.kind != Kind::Answer,
        summary.resolution.grade,
        Reverse(summary.n_answers),
        summary.created,
        summary.source,
        summary.id.clone(),
    )
}

/// Pairs about which somebody has said yes or no, and those that wait for it.
fn decided(config: &Config, places: &HashMap<(&str, &str), usize>) -> HashSet<(usize, usize)> {
    let find = |name: &ThreadName| {
        let mut sources = config.sources.iter();
        sources.find_map(|source| places.get(&(&*source.name, name.id_in(source))).copied())
    };
    let merges = config.merges.iter();
    merges
        .filter_map(|merge| Some((find(&merge.question)?, find(&merge.into)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

fn disagree(a: &Question, b: &Question) -> bool {
    let is_accepted = |thread: &Question| thread.summary.resolution.grade == Grade::Accepted;
    is_accepted(a) && is_accepted(b) && a.summary.teaser != b.summary.teaser
}

fn name_of<'a>(config: &'a Config, thread: &'a Question) -> (&'a str, &'a str) {
    (config.sources[thread.summary.source].name.as_str(), thread.summary.id.0.as_str())
}

fn named(config: &Config, thread: &Question) -> Named {
    let (source, id) = name_of(config, thread);
    let title = thread.summary.title.clone();
    Named { source: source.to_owned(), id: id.to_owned(), title }
}
