//! Takes requests and events as they come, and keeps what they add up to.

use serde::Deserialize;

use crate::config::Config;
use crate::model::Timestamp;
use crate::plan::{Page, PageKind};
use crate::privacy::Privacy;
use crate::site::Site;

use super::addresses::{Addresses, Asked};
use super::days::Days;
use super::log::{LogLine, LogReader, LogRequest};
use super::queries::{Queries, Wording};
use super::robots::Robots;
use super::sitting::{Sittings, Step};
use super::tally::Tally;
use super::topics::{Topic, topics};

/// The days that are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Period {
    /// From this moment on, where one is named.
    pub since: Option<Timestamp>,
    /// To this moment, itself left out, where one is named.
    pub until: Option<Timestamp>,
}

impl Period {
    fn holds(&self, time: Timestamp) -> bool {
        self.since.is_none_or(|since| time >= since) && self.until.is_none_or(|until| time < until)
    }
}

/// What the lines of logs were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LineCounts {
    /// Requests, those of robots among them.
    pub requests: u64,
    /// Requests of robots, by the names that they give themselves.
    pub bots: u64,
    /// Words about the log itself, or about nothing that was asked for.
    pub remarks: u64,
    /// Lines that no known form fits.
    pub unread: u64,
    /// Requests of other days than those that are looked at.
    pub outside: u64,
}

/// A reader's answer, as `feedback: {to: beacon}` posts it.
#[derive(Deserialize)]
struct BeaconEvent {
    event: String,
    vote: String,
    id: String,
}

/// What all logs add up to.
pub struct Collected {
    /// What the lines were.
    pub lines: LineCounts,
    /// When the first and the last request came that somebody made who is no robot, clocks that
    /// jumped left aside.
    pub period: Option<(Timestamp, Timestamp)>,
    /// What the sittings add up to.
    pub tally: Tally,
    /// What was searched for.
    pub wordings: Vec<Wording>,
    /// How often a search was not kept, since too many different ones were made.
    pub n_forgotten: u64,
    /// What questions are about.
    pub topics: Vec<Topic>,
}

/// Takes requests and events as they come.
pub struct Collector<'a> {
    addresses: Addresses,
    robots: Robots,
    sittings: Sittings,
    queries: Queries<'a>,
    tally: Tally,
    topics: Vec<Topic>,
    of_threads: Vec<Vec<u32>>,
    votes: Vec<(String, usize)>,
    lines: LineCounts,
    days: Days,
    period: Period,
}

impl<'a> Collector<'a> {
    /// Begins with nothing.
    pub fn new(
        config: &Config,
        site: &Site,
        pages: &[Page],
        privacy: &'a Privacy<'a>,
        period: Period,
    ) -> Collector<'a> {
        let (topics, of_threads) = topics(site);
        let named = pages.iter().filter_map(|page| match page.kind {
            PageKind::Thread(at) => Some((page.feedback_id.clone()?, at)),
            _ => None,
        });
        let mut votes: Vec<(String, usize)> = named.collect();
        votes.sort_unstable();
        Collector {
            addresses: Addresses::new(config, pages),
            robots: Robots::default(),
            sittings: Sittings::default(),
            queries: Queries::new(privacy),
            tally: Tally::new(site.threads.len()),
            topics,
            of_threads,
            votes,
            lines: LineCounts::default(),
            days: Days::default(),
            period,
        }
    }

    /// Reads the next line of a log.
    pub fn line(&mut self, reader: &mut LogReader, line: &str) {
        match reader.line(line) {
            LogLine::Request(request) => self.request(&request),
            LogLine::Remark => self.lines.remarks += 1,
            LogLine::Unread => self.lines.unread += 1,
        }
    }

    /// How many lines so far are none that is known.
    pub fn n_unread(&self) -> u64 {
        self.lines.unread
    }

    /// How many requests were read so far.
    pub fn n_requests(&self) -> u64 {
        self.lines.requests
    }

    /// Counts a line that is too long to be read.
    pub fn unread(&mut self) {
        self.lines.unread += 1;
    }

    fn request(&mut self, request: &LogRequest<'_>) {
        self.lines.requests += 1;
        if !self.period.holds(request.time) {
            self.lines.outside += 1;
            return;
        }
        if self.robots.is_robot(&request.agent) {
            self.lines.bots += 1;
            return;
        }
        let step = match self.addresses.asked(request) {
            Asked::Question(at) => Some(Step::Question(at)),
            Asked::Page => Some(Step::Page),
            Asked::Vote(at, is_yes) => Some(Step::Vote(at, is_yes)),
            Asked::Search(section, text) => {
                self.queries.note(&text, Some(section)).map(Step::Search)
            }
            Asked::NothingFound(text) => self.queries.note(&text, None).map(Step::NothingFound),
            Asked::File | Asked::Nothing => None,
        };
        let Some(step) = step else { return };
        if matches!(step, Step::Question(_))
            && let Some((section, text)) = self.addresses.searched_before(request)
            && let Some(key) = self.queries.note(&text, Some(section))
        {
            self.step(request, Step::Search(key));
        }
        self.step(request, step);
    }

    fn step(&mut self, request: &LogRequest<'_>, step: Step) {
        self.days.note(request.time);
        let Collector { sittings, tally, of_threads, queries, .. } = self;
        sittings.add(request, step, &mut |ended| tally.add(&ended, of_threads, queries));
    }

    /// Reads the next line of what a beacon was sent. One that is none is counted.
    pub fn event(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let event = serde_json::from_str::<BeaconEvent>(line).ok();
        let event = event.filter(|event| event.event == "feedback");
        let known = event.and_then(|event| {
            let found = self.votes.binary_search_by(|(id, _)| id.as_str().cmp(&event.id)).ok()?;
            Some((self.votes[found].1, event.vote))
        });
        match known {
            Some((at, vote)) if vote == "yes" => self.tally.answers[at].n_yes += 1,
            Some((at, vote)) if vote == "no" => self.tally.answers[at].n_no += 1,
            _ => self.lines.unread += 1,
        }
    }

    /// Ends all sittings.
    pub fn finish(self) -> Collected {
        let Collector { sittings, mut tally, of_threads, mut queries, lines, days, topics, .. } =
            self;
        sittings.finish(&mut |ended| tally.add(&ended, &of_threads, &mut queries));
        let n_forgotten = queries.n_forgotten;
        let (period, wordings) = (days.period(), queries.into_wordings());
        Collected { lines, period, tally, wordings, n_forgotten, topics }
    }
}
