//! The settings of a site, read from answerbook.yaml and decisions.yaml.
//!
//! Floor 2. `wire` mirrors the file as it is written; `check` turns that into [`Config`], with
//! every default filled in and every value checked. The rest of the program reads `Config`
//! alone, so it never meets a missing or a wrong setting.

mod accept;
mod attachments;
pub mod base_path;
mod brand;
mod categories;
mod channels;
mod check;
mod colour;
mod decisions;
mod embed;
mod engine;
mod engine_settings;
mod feedback;
#[cfg(test)]
mod fuzz_tests;
mod home;
mod host;
mod keywords;
mod machines;
mod misnamed;
mod offline;
pub mod policy;
mod problems;
mod redirects;
mod releases;
mod source;
mod source_type;
mod table;
mod template;
mod translations;
mod verdict;
mod wire;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Place;
use crate::files::Digest;
use crate::model::{CategoryTree, Confidence, Grade, Math, Resolution, Syntax};
use crate::search::meaning::MeaningMode;
use crate::text::Lang;

pub use accept::{AcceptedWarning, Looked, settle};
pub use attachments::{AttachmentSettings, CopyPolicy};
pub use base_path::BasePath;
pub use brand::{Brand, BrandFont, CardMode, FontUse, Measure};
pub use channels::{ChannelName, ChosenChannels};
pub use check::load;
pub(crate) use check::{choice, not_one_of};
pub use colour::{ReadableColour, Scheme};
pub use decisions::decisions_schema;
pub use decisions::{
    Check, DECISIONS, Decision, Merge, NEVER, NextCheck, Spanned, ThreadName, merges_of, with_check,
};
pub use embed::Origin;
pub use engine::{DOCUMENT_VERSION, EngineKind, TermSpelling};
pub use engine_settings::HttpEngine;
pub use feedback::{BeaconUrl, Feedback};
pub use home::{Contact, HomeProduct, HomeSettings, LocalText, OwnLink, PopularBy};
pub use host::Host;
pub use keywords::KeywordMode;
pub use machines::MachineSettings;
pub(crate) use misnamed::misnamed;
pub use offline::OfflineMode;
pub use policy::{ContentPolicy, PolicyHost};
pub(crate) use problems::{Misform, Values, WrongKind, key_twice, syntax};
pub use redirects::redirect_place;
pub use releases::{RELEASES, Release, releases_schema};
pub use source_type::{Audience, SourceType};
pub use table::DateOrder;
pub use template::TEMPLATE;
pub use translations::StaleTranslations;
pub use verdict::PublishVerdict;
pub use wire::config_schema;

/// The name of the settings file.
pub const FILE: &str = "answerbook.yaml";

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// Where the site will live, with a `/` at the end; without it there are no feeds and
    /// no sitemap.
    pub base_url: Option<String>,
    /// The main language.
    pub language: Lang,
    /// All languages with pages of their own, the main one first.
    pub languages: Vec<Lang>,
    /// Where they are listed.
    pub languages_place: Place,
    /// The brand's look.
    pub brand: Brand,
    /// The name of the theme.
    pub theme: String,
    /// The folder to publish, relative to the site.
    pub output: String,
    /// How addresses are written.
    pub addresses: AddressStyle,
    /// Where threads and answers come from, in order.
    pub sources: Vec<SourceSettings>,
    /// The decisions of decisions.yaml, by the names of threads as they are written there.
    pub decisions: BTreeMap<String, Decision>,
    /// The merges of decisions.yaml: questions that are shown on the page of another one.
    pub merges: Vec<Merge>,
    /// What came out when: releases.yaml.
    pub releases: Vec<Release>,
    /// What is done about translations whose original has changed.
    pub stale_translations: StaleTranslations,
    /// Which threads are published.
    pub publish: Publish,
    /// What happens with private text.
    pub privacy: PrivacyMode,
    /// Whether TeX in posts is shown as math, unless a source says otherwise.
    pub math: MathMode,
    /// Whether words of titles are ways to browse.
    pub keywords: KeywordMode,
    /// What happens with files that came with posts.
    pub attachments: AttachmentSettings,
    /// What pages name as their canonical address.
    pub canonical: Canonical,
    /// Where readers can ask a question that is not answered here.
    pub ask_url: Option<String>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// Whether answers are found by what words mean.
    pub meaning: MeaningMode,
    /// About how many files the static search index may have.
    pub max_search_files: usize,
    /// The engine that pages ask before the static index.
    pub http_engine: Option<HttpEngine>,
    /// The hosts that the site is published on, which decide the form of redirects.
    pub hosts: BTreeSet<Host>,
    /// Redirects as they are written: from an address, to another one or `gone`.
    pub redirects: BTreeMap<String, String>,
    /// The content policy as far as the operator sets it.
    pub policy: ContentPolicy,
    /// Warnings that are not told.
    pub accept: Vec<AcceptedWarning>,
    /// Whose pages may hold the search, sorted.
    pub embed_origins: Vec<Origin>,
    /// What programs read, beside pages.
    pub machines: MachineSettings,
    /// What browsers keep for readers without a network.
    pub offline: OfflineMode,
    /// What the home page shows beside the search and what is new.
    pub home: HomeSettings,
    /// How readers reach people.
    pub contact: Contact,
    /// The brand's own links at the foot of every page.
    pub footer: Vec<OwnLink>,
    /// Links of the settings to pages of this site, as they are written, and where.
    pub link_places: Vec<(String, Place)>,
    /// Whether readers are asked if an answer solved it, and where their answers go.
    pub feedback: Feedback,
    /// Whether searches that find nothing close are asked into the log of the web server.
    pub counts_searches: bool,
}

impl Config {
    /// Returns which pages have a picture for those who share their links; `None` where no page
    /// has one. Networks ask for full addresses.
    pub fn shown_cards(&self) -> Option<CardMode> {
        let is_shown = self.base_url.is_some() && self.brand.cards != CardMode::None;
        is_shown.then_some(self.brand.cards)
    }

    /// Returns the content policy of all pages. What other settings make pages load or ask
    /// belongs in here.
    pub fn content_policy(&self) -> ContentPolicy {
        let mut policy = self.policy.clone();
        policy.img.extend(self.attachments.image_hosts());
        policy.img.sort();
        policy.img.dedup();
        match &self.feedback {
            Feedback::Nowhere | Feedback::Preview => {}
            Feedback::Log => policy.frames = true,
            Feedback::Beacon(url) => policy.connect.push(url.host().clone()),
        }
        policy.connect.extend(self.http_engine.iter().filter_map(|e| e.origin.clone()));
        policy.connect.sort();
        policy.connect.dedup();
        policy.manifest = self.offline != OfflineMode::None;
        policy
    }
}

/// How addresses are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AddressStyle {
    /// `questions/reset-password-214.html`: works everywhere, `file://` included.
    #[default]
    File,
    /// `questions/reset-password-214/`: for hosts that serve a folder's index.
    Folder,
}

impl AddressStyle {
    const NAMED: [(&'static str, AddressStyle); 2] =
        [("file", AddressStyle::File), ("folder", AddressStyle::Folder)];
}

/// What happens with private text: e-mail addresses, phone numbers, cards, secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PrivacyMode {
    /// It is published, and reported with its count.
    Report,
    /// It is replaced by words that say what was there.
    #[default]
    Mask,
    /// It is an error: nothing is published.
    Fail,
}

impl PrivacyMode {
    /// What may happen, by the name used in settings.
    const NAMED: [(&'static str, PrivacyMode); 3] =
        [("report", PrivacyMode::Report), ("mask", PrivacyMode::Mask), ("fail", PrivacyMode::Fail)];
}

/// Whether TeX in posts is shown as math.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MathMode {
    /// Where the platform shows it as math, or posts show that theirs does.
    #[default]
    Auto,
    /// Everywhere: `$` opens math.
    On,
    /// Nowhere.
    Off,
}

impl MathMode {
    /// What may be said, by the name used in settings.
    const NAMED: [(&'static str, MathMode); 3] =
        [("auto", MathMode::Auto), ("on", MathMode::On), ("off", MathMode::Off)];

    /// Returns how a thread is read that its source would read otherwise.
    pub fn of(self, usual: Math) -> Math {
        match self {
            MathMode::Auto => usual,
            MathMode::On => Math::Signs,
            MathMode::Off => Math::None,
        }
    }
}

/// What pages name as their canonical address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Canonical {
    /// The page itself.
    #[default]
    Own,
    /// The original thread, where its address is known.
    Source,
}

impl Canonical {
    const NAMED: [(&'static str, Canonical); 2] =
        [("self", Canonical::Own), ("source", Canonical::Source)];
}

/// Which threads are published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Publish {
    /// The grades that are good enough.
    pub grades: BTreeSet<Grade>,
    /// Threads with less confidence are withheld. A mark of the platform or a person's
    /// decision gives full confidence.
    pub confidence: Confidence,
}

impl Publish {
    /// Tells whether a thread is good enough by itself.
    pub fn takes(&self, resolution: &Resolution) -> bool {
        self.grades.contains(&resolution.grade) && resolution.confidence >= self.confidence
    }
}

/// One source of threads or answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceSettings {
    /// The export's format.
    pub kind: SourceType,
    /// A file, a folder or a pattern with `*`, relative to the site.
    pub path: String,
    /// The name shown to readers.
    pub name: String,
    /// The word for this source in addresses; empty for the first source.
    pub key: String,
    /// The community's own address, without a `/` at the end.
    pub url: Option<String>,
    /// The language of records that do not say theirs.
    pub language: Option<Lang>,
    /// The licence of records that do not say theirs.
    pub licence: Option<String>,
    /// Why its people may be published.
    pub consent: Option<Consent>,
    /// Ids or names of the brand's own people, for exports that do not mark them.
    pub staff: BTreeSet<String>,
    /// How a chat marks what is solved.
    pub solved: SolvedMarks,
    /// Whether posts of bots are imported, too.
    pub bots: bool,
    /// Which of its channels, lists or categories are read.
    pub channels: ChosenChannels,
    /// What its categories are called, by their ids; where this says nothing, the export does.
    pub categories: CategoryTree,
    /// The decisions about its threads, by their ids.
    pub decisions: BTreeMap<String, Decision>,
    /// Where files lie that came with posts, relative to the site; beside the export when
    /// absent.
    pub files: Option<String>,
    /// Names that the source had before.
    pub was: Vec<String>,
    /// Whether TeX in its posts is shown as math.
    pub math: MathMode,
    /// The settings of tables, for sources of type `csv`.
    pub table: TableSettings,
    /// Where its columns are named, by what they hold, for messages.
    pub column_places: BTreeMap<String, Place>,
    /// Where the entry stands, for messages about it.
    pub place: Place,
}

impl SourceSettings {
    /// Digests all that decides what is read, but for the decisions about single threads: where
    /// the entry stands, and what the source was called before, do not.
    pub fn reading_digest(&self) -> Digest {
        let (decisions, was, place) = (BTreeMap::new(), Vec::new(), Place::file(""));
        let column_places = BTreeMap::new();
        let reading = SourceSettings { decisions, was, place, column_places, ..self.clone() };
        Digest::of_value(&reading)
    }

    /// Returns the folder in which the files that came with posts lie.
    pub fn files_folder(&self) -> &str {
        if let Some(folder) = &self.files {
            return folder.trim_end_matches('/');
        }
        let plain = self.path.split('*').next().unwrap_or_default();
        let name = plain.rsplit('/').next().unwrap_or_default();
        // A path that ends with the name of a file, or with a part of one, means its folder.
        let is_folder = plain.len() == self.path.len() && !name.contains('.');
        match (is_folder, plain.rsplit_once('/')) {
            (true, _) => plain.trim_end_matches('/'),
            (false, Some((folder, _))) => folder,
            (false, None) => "",
        }
    }
}

/// How a chat marks what is solved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SolvedMarks {
    /// Names of reactions, without colons, or emoji.
    pub reactions: Vec<String>,
    /// What a title, or a first message, starts with.
    pub prefixes: Vec<String>,
}

impl Default for SolvedMarks {
    fn default() -> SolvedMarks {
        let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        SolvedMarks {
            reactions: all(&["white_check_mark", "heavy_check_mark", "ballot_box_with_check"]),
            prefixes: all(&[
                "[SOLVED]",
                "[RESOLVED]",
                "[FIXED]",
                "[ANSWERED]",
                "[ВИРІШЕНО]",
                "[РЕШЕНО]",
                "[REŠENO]",
                "✅",
                "✔",
            ]),
        }
    }
}
/// How the tables of a `csv` source are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableSettings {
    /// Names of columns by what they hold, one of [`COLUMNS`].
    pub columns: BTreeMap<String, String>,
    /// The encoding of files that are not UTF-8.
    pub encoding: Option<String>,
    /// How messages are written.
    pub markup: Syntax,
    /// The order of day, month and year in dates of digits; detected when absent.
    pub dates: Option<DateOrder>,
}

/// What a column of a table can hold.
pub const COLUMNS: &[&str] = &[
    "accepted",
    "answer",
    "author",
    "body",
    "category",
    "created",
    "id",
    "language",
    "name",
    "parent",
    "private",
    "product",
    "public",
    "question",
    "role",
    "score",
    "status",
    "tags",
    "thread",
    "thread_id",
    "title",
    "url",
    "version",
    "views",
];
/// Why people of a source may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consent {
    /// What they wrote is public already.
    Public,
    /// The terms of use say so.
    Terms,
    /// They were asked, and agreed.
    Asked,
    /// They may not be published.
    Refused,
}

impl Consent {
    /// All reasons.
    pub const ALL: [Consent; 4] =
        [Consent::Public, Consent::Terms, Consent::Asked, Consent::Refused];

    /// Returns the name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            Consent::Public => "public",
            Consent::Terms => "terms",
            Consent::Asked => "asked",
            Consent::Refused => "none",
        }
    }
}

impl Default for Publish {
    fn default() -> Publish {
        let grades =
            [Grade::Accepted, Grade::Official, Grade::Corroborated, Grade::Answered].into();
        Publish { grades, confidence: Confidence::hundredths(68) }
    }
}
