//! Turns answerbook.yaml into a [`Config`]. All values are checked, and every fault is
//! reported with its place; checking does not stop at the first one.

mod messages;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Place, Sink};
use crate::files::Files;
use crate::model::{Confidence, Grade};
use crate::search::meaning::MeaningMode;
use crate::text::{Lang, slug};

use messages::{
    EXAMPLE_URL, address_invalid, base_url_unset, confidence_invalid, config_missing, host_invalid,
    hosts_idle, language_not_listed, no_hosts, nothing_published, size_invalid, title_empty,
};

pub(crate) use messages::not_one_of;
pub(super) use messages::{
    EXAMPLE_BRAND, brand_unset, colour_empty, colour_invalid, invalid, key_unknown,
    language_invalid,
};

use super::attachments::RemotePictures;
use super::decisions::Decisions;
use super::translations::WireTranslations;
use super::wire::{WireAttachments, WireConfig, WireGrades, WirePublish, WireSource};
use super::{
    AddressStyle, AttachmentSettings, Canonical, Config, Consent, CopyPolicy, Decision, FILE,
    KeywordMode, MathMode, OfflineMode, PrivacyMode, Publish, Release, SourceSettings, SourceType,
    StaleTranslations, TableSettings, accept, attachments, base_path, brand, categories, channels,
    decisions, embed, engine_settings, feedback, home, machines, policy, problems, redirects,
    releases, source, table, yaml,
};

/// Reads and checks the settings of a site. Returns `None` when there is an error.
pub fn load(files: &dyn Files, sink: &mut Sink) -> Option<Config> {
    let bytes = match files.read(FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            sink.push(config_missing(&error, files));
            return None;
        }
    };
    let text = match yaml::text_of(FILE, bytes) {
        Ok(text) => text,
        Err(diagnostic) => {
            sink.push(diagnostic);
            return None;
        }
    };
    let before = sink.n_errors();
    let wire = match yaml::parse::<WireConfig>(&text) {
        Ok(parsed) => {
            for path in &parsed.unknown {
                sink.push(key_unknown(&text, path));
            }
            parsed.value
        }
        Err(error) => {
            for path in problems::unknown_keys(&text) {
                sink.push(key_unknown(&text, &path));
            }
            sink.push(problems::unreadable(&text, &error));
            return None;
        }
    };
    let decisions = decisions::load(files, sink);
    let releases = releases::load(files, sink);
    let config = Checker { text: &text, sink }.config(wire, decisions, releases);
    (sink.n_errors() == before).then_some(config)
}

/// The default of how many files the static search index may have. Hosts limit the number of
/// files of a site: Cloudflare Pages takes 20,000.
const MAX_SEARCH_FILES: usize = 8_000;

const MEANINGS: [(&str, MeaningMode); 2] =
    [("words", MeaningMode::Words), ("off", MeaningMode::Off)];

struct Checker<'a> {
    text: &'a str,
    sink: &'a mut Sink,
}

impl Checker<'_> {
    fn config(
        &mut self,
        mut wire: WireConfig,
        decisions: Decisions,
        releases: Vec<Release>,
    ) -> Config {
        let home::OwnWords { home, contact, footer, link_places } =
            home::check(self.text, &mut wire, self.sink);
        // Where only a list is given, its first language is the main one.
        let listed = wire.languages.as_ref().and_then(|tags| Lang::new(tags.first()?));
        let language = self.lang(&["language"], wire.language.as_deref());
        let language = language.or(listed).unwrap_or(Lang::EN);
        let search = wire.search.unwrap_or_default();
        let http_engine = engine_settings::check(self.text, &search, self.sink);
        let hosts = redirects::hosts(self.text, wire.hosts.unwrap_or_default(), self.sink);
        let of_embed = wire.embed.unwrap_or_default();
        let feedback = feedback::check(self.text, wire.feedback.unwrap_or_default(), self.sink);
        let math = self.choice(&["math"], wire.math.as_deref(), &MathMode::NAMED);
        Config {
            embed_origins: embed::check(self.text, of_embed, &hosts, self.sink),
            offline: self.choice(&["offline"], wire.offline.as_deref(), &OfflineMode::NAMED),
            machines: machines::check(self.text, wire.machines.unwrap_or_default(), self.sink),
            home,
            contact,
            footer,
            link_places,
            counts_searches: feedback.counts_searches,
            feedback: feedback.to,
            base_url: self.base_url(wire.base_url),
            language,
            languages_place: self.place(&["languages".to_owned()]),
            languages: self.languages(language, wire.language.is_some(), wire.languages),
            brand: brand::check(self.text, wire.brand.unwrap_or_default(), self.sink),
            theme: wire.theme.unwrap_or_else(|| "commons".to_owned()),
            output: wire.output.unwrap_or_else(|| "public".to_owned()),
            addresses: self.choice(&["addresses"], wire.addresses.as_deref(), &AddressStyle::NAMED),
            sources: self.sources(wire.sources.unwrap_or_default(), &decisions.threads, math),
            decisions: decisions.threads,
            merges: decisions.merges,
            releases,
            stale_translations: self.stale_translations(wire.translations),
            publish: self.publish(wire.publish.unwrap_or_default()),
            privacy: self.choice(&["privacy"], wire.privacy.as_deref(), &PrivacyMode::NAMED),
            math,
            keywords: self.choice(&["keywords"], wire.keywords.as_deref(), &KeywordMode::NAMED),
            attachments: self.attachments(&wire.attachments.unwrap_or_default()),
            canonical: self.choice(&["canonical"], wire.canonical.as_deref(), &Canonical::NAMED),
            ask_url: self
                .web(&["community", "ask_url"], wire.community.unwrap_or_default().ask_url),
            synonyms: search.synonyms.unwrap_or_default(),
            meaning: self.choice(&["search", "meaning"], search.meaning.as_deref(), &MEANINGS),
            http_engine,
            max_search_files: search.max_files.unwrap_or(MAX_SEARCH_FILES),
            hosts,
            redirects: wire.redirects.unwrap_or_default(),
            policy: policy::check(self.text, wire.policy.unwrap_or_default(), self.sink),
            accept: accept::check(self.text, wire.accept.unwrap_or_default(), self.sink),
            title: self.title(wire.title),
        }
    }

    fn stale_translations(&mut self, wire: Option<WireTranslations>) -> StaleTranslations {
        let stale = wire.unwrap_or_default().stale;
        self.choice(&["translations", "stale"], stale.as_deref(), &StaleTranslations::NAMED)
    }

    fn attachments(&mut self, wire: &WireAttachments) -> AttachmentSettings {
        let path = ["attachments", "copy"];
        let copy = self.choice(&path, wire.copy.as_deref(), &CopyPolicy::NAMED);
        if wire.most_mb.is_some_and(|most| most == 0 || most > attachments::MAX_MB) {
            let path = ["attachments", "most_mb"].map(str::to_owned);
            self.sink.push(size_invalid(self.value(&path, "")));
        }
        let shown_hosts = self.shown_hosts(wire);
        AttachmentSettings { copy, most: attachments::most(wire), shown_hosts }
    }

    /// The hosts whose pictures are shown; none unless the settings say so.
    fn shown_hosts(&mut self, wire: &WireAttachments) -> Vec<String> {
        let path = ["attachments", "remote"];
        let remote = self.choice(&path, wire.remote.as_deref(), &RemotePictures::NAMED);
        let mut hosts = wire.hosts.clone().unwrap_or_default();
        if remote == RemotePictures::Show && hosts.is_empty() {
            let place = self.value(&path.map(str::to_owned), "");
            self.sink.push(no_hosts(place));
        }
        if remote == RemotePictures::Link && !hosts.is_empty() && wire.remote.is_none() {
            let path = ["attachments", "hosts"].map(str::to_owned);
            self.sink.push(hosts_idle(self.place(&path)));
        }
        for (at, host) in hosts.iter().enumerate().filter(|(_, host)| !attachments::is_host(host)) {
            let path = ["attachments".to_owned(), "hosts".to_owned(), at.to_string()];
            let place = self.value(&path, "");
            self.sink.push(host_invalid(place, host));
        }
        hosts.retain(|host| remote == RemotePictures::Show && attachments::is_host(host));
        hosts.sort();
        hosts.dedup();
        hosts
    }

    fn title(&mut self, title: String) -> String {
        if title.trim().is_empty() {
            let place = self.value(&["title".to_owned()], "");
            self.sink.push(title_empty(place));
        }
        title
    }

    fn base_url(&mut self, wire: Option<String>) -> Option<String> {
        let url = self.web(&["base_url"], wire)?;
        // It gets into the settings of servers, and addresses are put behind it.
        let means_more =
            |c: char| c.is_whitespace() || c.is_control() || "\"'`\\;{}$<>".contains(c);
        let is_writable = || url::Url::parse(&url).is_ok_and(|url| base_path::is_writable(&url));
        if url.contains(means_more) || !is_writable() {
            let place = self.value(&["base_url".to_owned()], &url);
            self.sink.push(address_invalid(place, "base_url", &url));
            return None;
        }
        let url = format!("{}/", url.trim_end_matches('/'));
        if url == EXAMPLE_URL {
            self.sink.push(base_url_unset(self.value(&["base_url".to_owned()], &url)));
        }
        Some(url)
    }

    fn languages(&mut self, main: Lang, is_written: bool, wire: Option<Vec<String>>) -> Vec<Lang> {
        let mut languages = vec![main];
        let Some(tags) = wire else { return languages };
        let mut n_main = 0;
        let n_errors = self.sink.n_errors();
        for tag in tags {
            let Some(lang) = self.lang(&["languages"], Some(&tag)) else { continue };
            n_main += usize::from(lang == main);
            if !languages.contains(&lang) {
                languages.push(lang);
            }
        }
        // A tag that is no language may have been meant for the main one.
        if n_main == 0 && self.sink.n_errors() == n_errors {
            let key = if is_written { "language" } else { "languages" };
            let place = self.value(&[key.to_owned()], "");
            self.sink.push(language_not_listed(place, main));
        }
        languages
    }

    fn sources(
        &mut self,
        wires: Vec<WireSource>,
        decisions: &BTreeMap<String, Decision>,
        math: MathMode,
    ) -> Vec<SourceSettings> {
        let mut sources: Vec<SourceSettings> = Vec::new();
        for (at, wire) in wires.into_iter().enumerate() {
            let path = |key: &str| vec!["sources".to_owned(), at.to_string(), key.to_owned()];
            let place = self.place(&path("path"));
            let Some(kind) = SourceType::by_name(&wire.kind) else {
                let names: Vec<&str> = SourceType::names().collect();
                let place = self.value(&path("type"), &wire.kind);
                self.sink.push(not_one_of(place, "type", &wire.kind, &names));
                continue;
            };
            let name = wire.name.unwrap_or_else(|| kind.name().to_owned());
            let key = source::free_key(&sources, &slug(&name), kind);
            let path_of_language = ["sources", &at.to_string(), "language"];
            let language = self.lang(&path_of_language, wire.language.as_deref());
            let written = table::RawTable {
                columns: wire.columns,
                encoding: wire.encoding,
                markup: wire.markup,
                dates: wire.dates,
            };
            let table = table::check(self.text, at, kind, written, self.sink);
            sources.push(SourceSettings {
                kind,
                solved: wire.solved.map(source::solved_marks).unwrap_or_default(),
                bots: wire.bots.unwrap_or(false),
                channels: channels::check(self.text, at, kind, wire.channels, self.sink),
                categories: categories::check(self.text, at, wire.categories, self.sink),
                decisions: decisions::within_source(decisions, &name, kind.name()),
                column_places: self.column_places(at, &table),
                table,
                path: source::slashed(wire.path),
                name,
                key,
                url: self
                    .web(&["sources", &at.to_string(), "url"], wire.url)
                    .map(|url| url.trim_end_matches('/').to_owned()),
                language,
                licence: wire.licence,
                consent: self.consent(at, wire.consent),
                files: wire.files.map(source::slashed),
                staff: wire.staff.unwrap_or_default().into_iter().collect(),
                was: wire.was.unwrap_or_default(),
                math: match wire.math.as_deref() {
                    Some(word) => {
                        let path = ["sources", &at.to_string(), "math"];
                        self.choice(&path, Some(word), &MathMode::NAMED)
                    }
                    None => math,
                },
                place,
            });
        }
        sources
    }

    /// Where the settings name columns, by what these hold.
    fn column_places(&self, at: usize, table: &TableSettings) -> BTreeMap<String, Place> {
        let at = at.to_string();
        let place = |(holds, name): (&String, &String)| {
            let path = ["sources", &at, "columns", holds].map(str::to_owned);
            (holds.clone(), self.value(&path, name))
        };
        table.columns.iter().map(place).collect()
    }

    fn consent(&mut self, at: usize, word: Option<String>) -> Option<Consent> {
        let word = word?;
        let found = Consent::ALL.into_iter().find(|consent| consent.name() == word);
        if found.is_none() {
            let path = ["sources", &at.to_string(), "consent"].map(str::to_owned);
            let names = Consent::ALL.map(Consent::name);
            self.sink.push(not_one_of(self.value(&path, &word), "consent", &word, &names));
        }
        found
    }

    fn publish(&mut self, wire: WirePublish) -> Publish {
        let usual = Publish::default();
        let confidence = match wire.confidence {
            Some(share) if (0.0..=1.0).contains(&share) => Confidence::new(share),
            Some(_) => {
                let path = ["publish", "confidence"].map(str::to_owned);
                self.sink.push(confidence_invalid(self.value(&path, "")));
                usual.confidence
            }
            None => usual.confidence,
        };
        let words = match wire.resolution {
            None => return Publish { confidence, ..usual },
            Some(WireGrades::One(word)) => vec![word],
            Some(WireGrades::Many(words)) => words,
        };
        let resolution = ["publish", "resolution"].map(str::to_owned);
        if words.is_empty() {
            let place = self.value(&resolution, "");
            self.sink.push(nothing_published(place));
        }
        let mut grades = BTreeSet::new();
        for word in words {
            match Grade::by_name(&word) {
                Some(grade) => {
                    grades.insert(grade);
                }
                None if word == "all" => grades.extend(Grade::ALL),
                None => {
                    let place = self.value(&resolution, &word);
                    let names = Grade::ALL.map(Grade::name);
                    self.sink.push(not_one_of(place, "resolution", &word, &names));
                }
            }
        }
        // Whoever wants everything wants the doubtful, too.
        let is_all = grades.len() == Grade::ALL.len() && wire.confidence.is_none();
        let confidence = if is_all { Confidence::default() } else { confidence };
        Publish { grades, confidence }
    }

    fn choice<T: Copy + Default>(
        &mut self,
        path: &[&str],
        word: Option<&str>,
        known: &[(&str, T)],
    ) -> T {
        let key = path.last().copied().unwrap_or_default();
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        let text = self.text;
        choice(key, word, known, |word| value_place(text, &path, word), self.sink)
    }

    fn lang(&mut self, path: &[&str], tag: Option<&str>) -> Option<Lang> {
        let tag = tag?;
        let lang = Lang::new(tag);
        if lang.is_none() {
            let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
            self.sink.push(language_invalid(self.value(&path, tag), tag));
        }
        lang
    }

    fn web(&mut self, path: &[&str], url: Option<String>) -> Option<String> {
        let url = url?;
        let parsed = url::Url::parse(&url.replace("{query}", "query"));
        if parsed.is_ok_and(|parsed| matches!(parsed.scheme(), "http" | "https")) {
            return Some(url);
        }
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        let key = path.last().map_or("", String::as_str);
        self.sink.push(address_invalid(self.value(&path, &url), key, &url));
        None
    }

    fn place(&self, path: &[String]) -> Place {
        place(self.text, path)
    }

    fn value(&self, path: &[String], word: &str) -> Place {
        value_place(self.text, path, word)
    }
}

/// Finds what a word of the settings means; without one the usual is meant. A word that is none
/// of those that are known is reported with its place.
pub(crate) fn choice<T: Copy + Default>(
    key: &str,
    word: Option<&str>,
    known: &[(&str, T)],
    place: impl FnOnce(&str) -> Place,
    sink: &mut Sink,
) -> T {
    let Some(word) = word else { return T::default() };
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == word) {
        return *value;
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    sink.push(not_one_of(place(word), key, word, &names));
    T::default()
}

pub(super) fn place(text: &str, path: &[String]) -> Place {
    match yaml::find_key(text, path) {
        Some(range) => Place::in_text(FILE, text, range),
        None => Place::file(FILE),
    }
}

/// Returns the place of a value in the settings: of `word`, where the file writes it so, else
/// of its key.
pub(super) fn value_place(text: &str, path: &[String], word: &str) -> Place {
    match yaml::find_value(text, path, word) {
        Some(range) => Place::in_text(FILE, text, range),
        None => Place::file(FILE),
    }
}

#[cfg(test)]
mod tests;
