//! The settings of a site: checked, complete, without the traces of YAML.
//!
//! Floor 2. `wire` mirrors answerbook.yaml; this module holds what the rest of
//! the crate reads.

mod check;
mod faults;
mod moves;
mod wire;
pub mod yaml;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Grade;
use crate::text::Lang;

pub use check::load;
pub use moves::redirect_place;
pub use wire::TEMPLATE;
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
    /// The brand's look.
    pub brand: Brand,
    /// The name of the theme.
    pub theme: String,
    /// The folder to publish, relative to the site.
    pub output: String,
    /// How addresses are written.
    pub addresses: Addresses,
    /// Where threads and answers come from, in order.
    pub sources: Vec<SourceSettings>,
    /// Which threads are published.
    pub publish: Publish,
    /// What happens with private text.
    pub privacy: PrivacyMode,
    /// What pages name as their canonical address.
    pub canonical: Canonical,
    /// Where to ask what is not answered.
    pub ask_url: Option<String>,
    /// Lists of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// About how many files the search in the browser may take.
    pub max_search_files: usize,
    /// Where the published folder goes, which decides the form of redirects.
    pub hosts: BTreeSet<Host>,
    /// Addresses that lead elsewhere, as written: from, and to an address or `gone`.
    pub redirects: BTreeMap<String, String>,
}

/// A kind of host, with its own form of redirects and headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Apache: `.htaccess`.
    Apache,
    /// Caddy: a file to import.
    Caddy,
    /// Cloudflare Pages: `_redirects` and `_headers`.
    Cloudflare,
    /// GitHub Pages: pages that lead on.
    GithubPages,
    /// Netlify: `_redirects` and `_headers`.
    Netlify,
    /// nginx: files to include.
    Nginx,
    /// An S3 bucket: pages that lead on, and a list for their metadata.
    S3,
}

impl Host {
    /// All hosts.
    pub const ALL: [Host; 7] = [
        Host::Apache,
        Host::Caddy,
        Host::Cloudflare,
        Host::GithubPages,
        Host::Netlify,
        Host::Nginx,
        Host::S3,
    ];

    /// Returns the name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            Host::Apache => "apache",
            Host::Caddy => "caddy",
            Host::Cloudflare => "cloudflare",
            Host::GithubPages => "github-pages",
            Host::Netlify => "netlify",
            Host::Nginx => "nginx",
            Host::S3 => "s3",
        }
    }
}

/// The brand's look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The brand's name; the site's title when absent.
    pub name: Option<String>,
    /// A logo, relative to the site.
    pub logo: Option<String>,
    /// A logo for dark pages, relative to the site.
    pub logo_dark: Option<String>,
    /// The accent colour on light pages, `#rrggbb`.
    pub accent: Option<String>,
    /// The accent colour on dark pages, `#rrggbb`.
    pub accent_dark: Option<String>,
}

/// How addresses are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addresses {
    /// `questions/reset-password-214.html`: works everywhere, `file://` included.
    #[default]
    File,
    /// `questions/reset-password-214/`: for hosts that serve a folder's index.
    Folder,
}

/// What happens with private text: e-mail addresses, phone numbers, cards, secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrivacyMode {
    /// It is published, and counted.
    Report,
    /// Other words stand in its place.
    #[default]
    Mask,
    /// Nothing is published while there is any.
    Fail,
}

impl PrivacyMode {
    /// What may happen, by the name used in settings.
    const NAMED: [(&'static str, PrivacyMode); 3] =
        [("report", PrivacyMode::Report), ("mask", PrivacyMode::Mask), ("fail", PrivacyMode::Fail)];
}

/// What pages name as their canonical address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Canonical {
    /// The page itself.
    #[default]
    Own,
    /// The original thread, where its address is known.
    Source,
}

/// Which threads are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// The grades that are good enough.
    pub grades: BTreeSet<Grade>,
}

/// One source of threads or answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSettings {
    /// The export's format.
    pub kind: SourceType,
    /// A file, a folder or a pattern with `*`, relative to the site.
    pub path: String,
    /// The name shown to readers.
    pub name: String,
    /// Distinguishes the addresses of sources: empty for the first one.
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
    /// Names that the source had before.
    pub was: Vec<String>,
    /// Where the entry stands, for messages about it.
    pub place: crate::diag::Place,
}

/// Why people of a source may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// What they wrote is public already.
    Public,
    /// The terms of use say so.
    Terms,
    /// They were asked, and agreed.
    Asked,
    /// They may not.
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

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceType {
    /// Topic files as served by `/t/ID.json`.
    Discourse,
    /// answerbook's own thread records, one a line.
    Jsonl,
    /// Answers or whole threads written by hand.
    Markdown,
    /// A Stack Exchange data dump.
    Stackexchange,
}

impl SourceType {
    /// All formats.
    pub const ALL: [SourceType; 4] =
        [SourceType::Discourse, SourceType::Jsonl, SourceType::Markdown, SourceType::Stackexchange];

    /// Returns the name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            SourceType::Discourse => "discourse",
            SourceType::Jsonl => "jsonl",
            SourceType::Markdown => "markdown",
            SourceType::Stackexchange => "stackexchange",
        }
    }
}

impl Default for Publish {
    fn default() -> Publish {
        Publish { grades: [Grade::Accepted, Grade::Official, Grade::Corroborated].into() }
    }
}
