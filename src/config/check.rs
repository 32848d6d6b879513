//! Turns answerbook.yaml into a [`Config`]. All values are checked, and every fault is
//! reported with its place; checking does not stop at the first one.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};
use crate::files::Files;
use crate::model::{Confidence, Grade};
use crate::text::{Lang, slug};

use super::attachments::RemotePictures;
use super::decisions::Decisions;
use super::wire::{WireAttachments, WireConfig, WireGrades, WirePublish, WireSource, known_keys};
use super::{
    AddressStyle, AttachmentSettings, Brand, Canonical, Config, Consent, CopyPolicy, Decision,
    FILE, MathMode, PrivacyMode, Publish, SourceSettings, SourceType, attachments, channels,
    decisions, embed, policy, problems, redirects, source, table, yaml,
};

/// Reads and checks the settings of a site. Returns `None` when there is an error.
pub fn load(files: &dyn Files, sink: &mut Sink) -> Option<Config> {
    let bytes = match files.read(FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            sink.push(config_missing(&error));
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
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
    let config = Checker { text: &text, sink }.config(wire, decisions);
    (sink.n_errors() == before).then_some(config)
}

/// The default of how many files the static search index may have. Hosts limit the number of
/// files of a site: Cloudflare Pages takes 20,000.
const MAX_SEARCH_FILES: usize = 8_000;

struct Checker<'a> {
    text: &'a str,
    sink: &'a mut Sink,
}

impl Checker<'_> {
    fn config(&mut self, wire: WireConfig, decisions: Decisions) -> Config {
        // Where only a list is given, its first language is the main one.
        let listed = wire.languages.as_ref().and_then(|tags| Lang::new(tags.first()?));
        let language = self.lang(&["language"], wire.language.as_deref());
        let language = language.or(listed).unwrap_or(Lang::EN);
        let brand = wire.brand.unwrap_or_default();
        let colours = brand.colours.unwrap_or_default();
        let search = wire.search.unwrap_or_default();
        let hosts = redirects::hosts(self.text, wire.hosts.unwrap_or_default(), self.sink);
        let math = self.choice(&["math"], wire.math.as_deref(), &MathMode::NAMED);
        let embed = wire.embed.unwrap_or_default();
        Config {
            embed_origins: embed::check(self.text, embed, &hosts, self.sink),
            base_url: self.base_url(wire.base_url),
            language,
            languages: self.languages(language, wire.language.is_some(), wire.languages),
            brand: Brand {
                accent: self.colour("accent", colours.accent),
                accent_dark: self.colour("accent_dark", colours.accent_dark),
                name: brand.name,
                logo: brand.logo,
                logo_dark: brand.logo_dark,
            },
            theme: wire.theme.unwrap_or_else(|| "commons".to_owned()),
            output: wire.output.unwrap_or_else(|| "public".to_owned()),
            addresses: self.choice(
                &["addresses"],
                wire.addresses.as_deref(),
                &[("file", AddressStyle::File), ("folder", AddressStyle::Folder)],
            ),
            sources: self.sources(wire.sources.unwrap_or_default(), &decisions.threads, math),
            decisions: decisions.threads,
            merges: decisions.merges,
            publish: self.publish(wire.publish.unwrap_or_default()),
            privacy: self.choice(&["privacy"], wire.privacy.as_deref(), &PrivacyMode::NAMED),
            math,
            attachments: self.attachments(&wire.attachments.unwrap_or_default()),
            canonical: self.choice(
                &["canonical"],
                wire.canonical.as_deref(),
                &[("self", Canonical::Own), ("source", Canonical::Source)],
            ),
            ask_url: self
                .web(&["community", "ask_url"], wire.community.unwrap_or_default().ask_url),
            synonyms: search.synonyms.unwrap_or_default(),
            max_search_files: search.max_files.unwrap_or(MAX_SEARCH_FILES),
            hosts,
            redirects: wire.redirects.unwrap_or_default(),
            policy: policy::check(self.text, wire.policy.unwrap_or_default(), self.sink),
            title: self.title(wire.title),
        }
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
        Some(format!("{}/", url.trim_end_matches('/')))
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
            let language = wire
                .language
                .and_then(|tag| self.lang(&["sources", &at.to_string(), "language"], Some(&tag)));
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
                decisions: decisions::within_source(decisions, &name, kind.name()),
                table,
                path: wire.path,
                name,
                key,
                url: self
                    .web(&["sources", &at.to_string(), "url"], wire.url)
                    .map(|url| url.trim_end_matches('/').to_owned()),
                language,
                licence: wire.licence,
                consent: self.consent(at, wire.consent),
                files: wire.files,
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

    fn colour(&mut self, key: &str, colour: Option<String>) -> Option<String> {
        let colour = colour?;
        let digits = colour.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(colour);
        }
        let path = ["brand", "colours", key].map(str::to_owned);
        let place = self.value(&path, &colour);
        self.sink.push(colour_invalid(place, key, &colour));
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

fn config_missing(error: &std::io::Error) -> Diagnostic {
    let found = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no `answerbook.yaml` in this folder".to_owned(),
        kind => format!("`answerbook.yaml` cannot be read: {kind}"),
    };
    Diagnostic::error(Code::ConfigMissing, found)
        .at(Place::file(FILE), "")
        .help("run `answerbook init` here, or name the site's folder")
}

pub(super) fn key_unknown(text: &str, path: &[String]) -> Diagnostic {
    let key = path.last().map_or("", String::as_str);
    let known = known_keys(path);
    let diagnostic = Diagnostic::error(Code::KeyUnknown, format!("`{key}` is not a setting"))
        .at(place(text, path), "unknown key");
    match nearest(key, known.iter().copied()) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None => diagnostic
            .note(format!("the settings here are {}", names(known)))
            .help("remove the line"),
    }
}

fn names(known: &[&str]) -> String {
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Tells that a word is none of the values of a key.
pub(crate) fn not_one_of(place: Place, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    let help = nearest(word, known.iter().copied()).map(|name| format!("use `{name}`"));
    invalid(place, format!("`{word}` is not a value of `{key}`"))
        .note(format!("the values are {}", join_names(known)))
        .help_if(help)
}

fn language_invalid(place: Place, tag: &str) -> Diagnostic {
    invalid(place, format!("`{tag}` is not a language tag"))
        .help("use a BCP 47 tag such as `en`, `uk` or `pt-BR`")
}

fn address_invalid(place: Place, key: &str, url: &str) -> Diagnostic {
    invalid(place, format!("`{key}` is not a web address: `{url}`"))
        .help("write it in full, `https://answers.example.org/`")
}

fn language_not_listed(place: Place, main: Lang) -> Diagnostic {
    invalid(place, format!("the main language `{main}` is not one of `languages`"))
        .help(format!("add `{main}` to `languages`, or set `language` to one of them"))
}

fn title_empty(place: Place) -> Diagnostic {
    invalid(place, "`title` is empty".to_owned())
        .note("it is the site's name, shown on every page")
        .help("write the site's name")
}

fn nothing_published(place: Place) -> Diagnostic {
    invalid(place, "`resolution` is empty, so no thread would be published".to_owned())
        .help("list the grades to publish, such as `[accepted, official]`, or write `all`")
}

fn confidence_invalid(place: Place) -> Diagnostic {
    invalid(place, "`confidence` is not between 0 and 1".to_owned())
        .help("write a share such as `0.5`; `0` publishes whatever has a good enough grade")
}

fn no_hosts(place: Place) -> Diagnostic {
    invalid(place, "`remote: show` names no host".to_owned())
        .note("pages load nothing from hosts that you do not name")
        .help("add `hosts: [i.imgur.com]` below `attachments:`, with the hosts you mean")
}

fn host_invalid(place: Place, host: &str) -> Diagnostic {
    let shown: String = host.chars().filter(|c| !c.is_control()).take(80).collect();
    invalid(place, format!("`hosts` holds what is no name of a host: `{shown}`"))
        .help("write `i.imgur.com`, or `\"*.example.org\"` for all below one, in small letters")
}

fn size_invalid(place: Place) -> Diagnostic {
    invalid(place, format!("`most_mb` is not between 1 and {}", attachments::MAX_MB))
        .help("write `copy: none` to copy no files")
}

fn colour_invalid(place: Place, key: &str, colour: &str) -> Diagnostic {
    invalid(place, format!("`{key}` is not a colour: `{colour}`"))
        .help("write it as `\"#2b5fb8\"`, with quotes")
}

pub(super) fn invalid(place: Place, message: String) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, message).at(place, "")
}

#[cfg(test)]
mod tests;
