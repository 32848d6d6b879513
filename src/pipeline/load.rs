//! Reads all sources, in parallel, and sums every thread up.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::io;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::cache::Bodies;
use crate::config::Config;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::normalize::Languages;
use crate::normalize::Summary;
use crate::normalize::summarize;
use crate::normalize::tidy;
use crate::site::Loaded;
use crate::sources::Batch;
use crate::sources::Reader;
use crate::sources::SkipReason;

use super::Progress;

/// What the sources hold.
#[derive(Debug, Default)]
pub struct Load {
    /// The imported threads, in the order of the sources.
    pub threads: Vec<Loaded>,
    /// Why others were not imported, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
}

impl Load {
    /// How many threads there are: imported and skipped.
    pub fn n_present(&self) -> usize {
        self.threads.len() + self.skipped.values().sum::<usize>()
    }
}

/// What one unit yields.
#[derive(Default)]
struct Part {
    threads: Vec<Loaded>,
    skipped: Vec<SkipReason>,
    sink: Sink,
}

/// Reads everything. Bodies of threads to be published are kept, where there is a place for them.
///
/// # Errors
///
/// When a body cannot be written.
pub fn load(
    config: &Config,
    readers: &[Box<dyn Reader + '_>],
    bodies: Option<&Bodies>,
    progress: &dyn Progress,
    sink: &mut Sink,
) -> io::Result<Load> {
    let units: Vec<(usize, usize)> = readers
        .iter()
        .enumerate()
        .flat_map(|(source, reader)| (0..reader.n_units()).map(move |unit| (source, unit)))
        .collect();
    progress.start("reading", units.len());
    let languages = Languages::new(&config.languages);
    let parts: io::Result<Vec<Part>> = units
        .par_iter()
        .map(|&(source, unit)| {
            let batch = readers[source].read(unit);
            progress.step();
            part(config, source, batch, &languages, bodies)
        })
        .collect();
    let mut load = Load::default();
    for part in parts? {
        load.threads.extend(part.threads);
        for reason in part.skipped {
            *load.skipped.entry(reason.name()).or_default() += 1;
        }
        sink.append(part.sink);
    }
    refuse_taken_ids(&mut load, sink);
    Ok(load)
}

fn part(
    config: &Config,
    source: usize,
    batch: Batch,
    languages: &Languages,
    bodies: Option<&Bodies>,
) -> io::Result<Part> {
    let mut part = Part {
        sink: batch.sink,
        skipped: batch.skipped.iter().map(|skip| skip.reason).collect(),
        threads: Vec::with_capacity(batch.threads.len()),
    };
    for mut thread in batch.threads {
        tidy(&mut thread);
        let summary = summarize(&thread, source, config.sources[source].language, languages);
        let good_enough = config.publish.grades.contains(&summary.resolution.grade);
        let body = match bodies {
            Some(bodies) if good_enough || thread.duplicate_of.is_some() => {
                Some(bodies.put(&thread)?)
            }
            _ => None,
        };
        part.threads.push(Loaded { summary, body, good_enough });
    }
    Ok(part)
}

/// Two records of one source with one id: the first stays.
fn refuse_taken_ids(load: &mut Load, sink: &mut Sink) {
    let mut first: HashMap<(usize, String), Place> = HashMap::with_capacity(load.threads.len());
    let mut n_refused = 0;
    load.threads.retain(|thread| {
        let summary = &thread.summary;
        let key = (summary.source, summary.id.0.clone());
        if let Some(known) = first.get(&key) {
            sink.push(id_taken(summary, known));
            n_refused += 1;
            return false;
        }
        first.insert(key, place(summary));
        true
    });
    if n_refused > 0 {
        *load.skipped.entry(SkipReason::IdTaken.name()).or_default() += n_refused;
    }
}

fn place(summary: &Summary) -> Place {
    Place::line(&summary.origin.path, summary.origin.line.max(1))
}

fn id_taken(summary: &Summary, known: &Place) -> Diagnostic {
    let message = format!("the id `{}` is taken by another record", summary.id.0);
    Diagnostic::error(Code::IdTaken, message)
        .at(place(summary), "this record was skipped")
        .at(known.clone(), "this one stays")
        .help("keep the newer of the two files")
}
