//! What all pages of one build share.

use std::collections::HashSet;
use std::sync::Arc;

use crate::cache::Lookup;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Digest, Files};
use crate::model::Timestamp;
use crate::normalize::LanguageDetector;
use crate::output::SitePath;
use crate::plan::{Page, PageKind, UrlBuilder};
use crate::privacy::Gate;
use crate::site::{AddressWriter, Site};
use crate::sources::Reader;
use crate::text::Lang;

use super::assets::Assets;
use super::file_resolver::FileResolver;
use super::href::relative;
use super::published_files::PublishedFiles;
use super::search_words::SearchWords;
use super::strings::{Strings, language_name};
use super::template::Templates;
use super::theme::Theme;
use super::view::{AlternateView, LanguageView, NavView, SiteView, TotalsView};
use super::{key_hasher, scripts};

/// What a build knows before its pages are rendered.
pub struct ContextOptions<'a> {
    /// The settings.
    pub config: &'a Config,
    /// All threads.
    pub site: &'a Site,
    /// All pages.
    pub pages: &'a [Page],
    /// The theme.
    pub theme: &'a Theme,
    /// The site's folder, for files that posts name.
    pub files: &'a dyn Files,
    /// The sources in the order of the settings: they know where links lead.
    pub readers: &'a [Box<dyn Reader + 'a>],
    /// The questions most like a given one, the nearest first.
    pub related: &'a (dyn Fn(usize) -> Vec<usize> + Sync),
    /// The moment of the build.
    pub now: Timestamp,
    /// The digest of the program and the settings.
    pub made_by: Digest,
    /// Looks at what is published.
    pub gate: &'a Gate<'a>,
}

/// What all pages of one build share.
pub struct Context<'a> {
    pub(super) config: &'a Config,
    pub(super) site: &'a Site,
    pub(super) files: &'a dyn Files,
    pub(super) readers: &'a [Box<dyn Reader + 'a>],
    pub(super) related: &'a (dyn Fn(usize) -> Vec<usize> + Sync),
    pub(super) now: Timestamp,
    /// The digest of what the pages of all threads depend on.
    pub(super) shared: Digest,
    pub(super) address: AddressWriter,
    pub(super) urls: UrlBuilder<'a>,
    pub(super) languages: LanguageDetector,
    pub(super) strings: Arc<Strings>,
    pub(super) templates: Arc<Templates>,
    pub(super) assets: Assets,
    pub(super) site_view: SiteView,
    /// The same as templates see it.
    pub(super) site_value: tera::Value,
    /// How much there is.
    pub(super) totals: TotalsView,
    /// The main pages as seen from each section and each depth of folders.
    navs: Vec<Nav>,
    /// Where links to threads and people lead, from the site's top.
    thread_hrefs: Vec<String>,
    /// Digests of what lists show of each thread.
    pub(super) cards: Vec<Digest>,
    person_hrefs: Vec<String>,
    /// Every file of the site by its path, to know whether a link leads somewhere.
    pub(super) paths: HashSet<String>,
    pub(super) copies: PublishedFiles<'a>,
}

/// Addresses of the main pages, made once for all pages of a section in folders of one depth.
pub(super) struct Nav {
    section: usize,
    root: String,
    pub(super) view: NavView,
    /// The same as templates see it.
    pub(super) value: tera::Value,
    pub(super) digest: Digest,
}

impl<'a> Context<'a> {
    /// Loads the theme's templates and texts; `None` when they cannot be used.
    pub fn new(
        options: &ContextOptions<'a>,
        assets: Assets,
        sink: &mut Sink,
    ) -> Option<Context<'a>> {
        let strings = Arc::new(load_strings(options.theme, sink));
        let templates = match Templates::load(options.theme, &strings, &options.config.languages) {
            Ok(templates) => templates,
            Err(diagnostic) => {
                sink.push(diagnostic);
                return None;
            }
        };
        let (config, site) = (options.config, options.site);
        let address = AddressWriter::new(config.addresses);
        let paths: HashSet<String> =
            options.pages.iter().map(|page| page.path.as_str().to_owned()).collect();
        let urls = UrlBuilder::new(site, address);
        let site_view = site_view(config);
        let totals = totals_view(config, site, &strings);
        let told = templates.tells_totals_beside_home().then_some(&totals);
        let href_of = |at| urls.href(0, PageKind::Person(at, 0));
        let thread_hrefs: Vec<String> =
            site.threads.iter().map(|entry| address.href(&entry.path)).collect();
        let mut context = Context {
            config,
            site,
            files: options.files,
            readers: options.readers,
            related: options.related,
            now: options.now,
            shared: key_hasher::shared(options.made_by, options.theme, told),
            address,
            cards: key_hasher::cards(site, &thread_hrefs, options.now),
            thread_hrefs,
            person_hrefs: (0..site.people.len()).map(href_of).collect(),
            urls,
            languages: LanguageDetector::new(&config.languages),
            site_value: tera::Value::from_serializable(&site_view),
            site_view,
            totals,
            navs: Vec::new(),
            strings,
            templates,
            assets,
            paths,
            copies: PublishedFiles::new(
                FileResolver { config, files: options.files, privacy: options.gate.privacy() },
                options.readers,
            ),
        };
        let (urls, strings) = (&context.urls, &context.strings);
        let words = SearchWords { config, site, urls, strings }.by_language();
        let reader = scripts::reader(&config.languages);
        context.assets.add_search(options.theme, reader, &words);
        context.assets.report_pages(&context.paths, sink);
        context.paths.extend(context.assets.files().map(|(path, _)| path.as_str().to_owned()));
        context.make_navs(options.pages);
        Some(context)
    }

    fn make_navs(&mut self, pages: &[Page]) {
        for page in pages {
            if self.find_nav(page).is_none() {
                let (section, root) = (page.section, page.path.root());
                let view = self.new_nav(section, &root);
                let value = tera::Value::from_serializable(&view);
                let json = serde_json::to_vec(&view).expect("views are texts and numbers");
                let digest = Digest::of(&json);
                self.navs.push(Nav { section, root, view, value, digest });
            }
        }
    }

    fn find_nav(&self, page: &Page) -> Option<&Nav> {
        let depth = page.path.depth();
        self.navs.iter().find(|nav| nav.section == page.section && nav.root.len() == depth * 3)
    }

    /// The main pages as seen from a page.
    pub(super) fn nav(&self, page: &Page) -> &Nav {
        self.find_nav(page).expect("`new` makes one for every page of the plan")
    }

    /// Returns the files that all pages share.
    pub fn assets(&self) -> impl Iterator<Item = (&SitePath, &[u8])> {
        self.assets.files()
    }

    /// Returns the shared files whose names hold a digest: they never change.
    pub fn hashed(&self) -> Vec<&str> {
        let digest = |path: &&str| {
            let stem = path.rsplit_once('.').map_or(*path, |(stem, _)| stem);
            let end = stem.rsplit_once('-').map_or("", |(_, end)| end);
            end.len() == 8 && end.bytes().all(|b| b.is_ascii_hexdigit())
        };
        self.assets().map(|(path, _)| path.as_str()).filter(digest).collect()
    }

    /// Returns the copies of files that posts name.
    pub fn copies(&self) -> &PublishedFiles<'a> {
        &self.copies
    }

    /// Answers what a post asks of the site.
    pub(super) fn look_up(&self, lookup: &Lookup) -> Option<String> {
        let href = |at: usize| self.thread_hrefs[at].clone();
        match lookup {
            Lookup::Thread(source, id) => self.site.by_id(*source, id).map(href),
            Lookup::Origin(path) => self.site.by_origin(path).map(href),
            Lookup::Part(path, fragment) => {
                let at = self.site.by_origin(path)?;
                self.site.threads[at].summary.fragments.get(fragment).cloned()
            }
            Lookup::Path(path) => {
                let forms =
                    [path.clone(), format!("{path}index.html"), format!("{path}/index.html")];
                forms.iter().any(|form| self.paths.contains(form)).then(String::new)
            }
            Lookup::File(source, path) => {
                let copy = self.copies.find(&(*source, path.clone()))?.ok()?;
                Some(copy.path.to_string())
            }
        }
    }

    /// Digests the answer, and asks as little as that takes.
    pub(super) fn answer(&self, lookup: &Lookup) -> Digest {
        match lookup {
            Lookup::File(source, path) => self.copies.digest(&(*source, path.clone())),
            _ => key_hasher::digest_of(self.look_up(lookup).as_deref()),
        }
    }

    /// The language of a page's own words: the section's where the theme has its texts.
    pub(super) fn page_lang(&self, section: usize) -> Lang {
        self.strings.spoken(self.site.sections[section].lang)
    }

    /// The full address of a page, where the site's own is known.
    pub(super) fn full(&self, href: &str) -> Option<String> {
        let base = self.config.base_url.as_deref()?;
        // A home page has the address that people type.
        let is_home = href == "index.html" || href.ends_with("/index.html");
        let href = if is_home { href.trim_end_matches("index.html") } else { href };
        Some(format!("{base}{}", href.trim_start_matches("./")))
    }

    fn new_nav(&self, section: usize, root: &str) -> NavView {
        let to = |page_kind| self.link(root, section, page_kind);
        let asset = |path: &SitePath| format!("{root}{path}");
        NavView {
            home: to(PageKind::Home),
            tags: to(PageKind::Tags),
            people: to(PageKind::People(0)),
            letters: to(PageKind::Letters),
            months: to(PageKind::Months),
            search: to(PageKind::Search),
            languages: self.home_pages(section, root),
            ask: self.config.ask_url.clone(),
            feed: self.config.base_url.as_ref().map(|_| format!("{root}feed.xml")),
            css: asset(&self.assets.css),
            js: asset(&self.assets.js),
            icon: asset(&self.assets.icon),
            logo: self.assets.logo.as_ref().map(asset),
            logo_dark: self.assets.logo_dark.as_ref().map(asset),
        }
    }

    /// The home pages of all languages; none on a site with one.
    fn home_pages(&self, here: usize, root: &str) -> Vec<AlternateView> {
        if self.site.sections.len() < 2 {
            return Vec::new();
        }
        let home = |(at, section): (usize, &crate::site::Section)| {
            let link = self.link(root, at, PageKind::Home);
            AlternateView {
                lang: section.lang.to_string(),
                name: language_name(section.lang, &self.strings),
                href: link.clone(),
                link,
                current: at == here,
            }
        };
        self.site.sections.iter().enumerate().map(home).collect()
    }

    /// A link from a page whose way to the top is `root`.
    pub(super) fn link(&self, root: &str, section: usize, page_kind: PageKind) -> String {
        relative(root, &self.urls.href(section, page_kind))
    }

    pub(super) fn thread_link(&self, root: &str, at: usize) -> String {
        relative(root, &self.thread_hrefs[at])
    }

    pub(super) fn person_link(&self, root: &str, at: usize) -> String {
        relative(root, &self.person_hrefs[at])
    }
}

fn load_strings(theme: &Theme, sink: &mut Sink) -> Strings {
    let files: Vec<(Lang, String)> =
        theme.strings.iter().map(|(lang, file)| (*lang, file.text())).collect();
    let (strings, errors) = Strings::new(&files);
    for error in errors {
        let path = &theme.strings[error.at].1.path;
        sink.push(
            Diagnostic::error(Code::TemplateBroken, "an interface text cannot be read")
                .at(Place::in_text(path, &files[error.at].1, error.range), "")
                .note(error.message)
                .help("see the other texts in the file for the form"),
        );
    }
    strings
}

fn totals_view(config: &Config, site: &Site, strings: &Strings) -> TotalsView {
    let language = |(lang, section): (&Lang, &crate::site::Section)| LanguageView {
        tag: lang.to_string(),
        name: language_name(*lang, strings),
        n_threads: section.threads.len(),
    };
    TotalsView {
        n_threads: site.threads.len(),
        languages: config.languages.iter().zip(&site.sections).map(language).collect(),
    }
}

fn site_view(config: &Config) -> SiteView {
    let mut licences: Vec<String> =
        config.sources.iter().filter_map(|source| source.licence.clone()).collect();
    licences.sort();
    licences.dedup();
    SiteView {
        title: config.title.clone(),
        brand: config.brand.name.clone().unwrap_or_else(|| config.title.clone()),
        generator: concat!("answerbook ", env!("CARGO_PKG_VERSION")).to_owned(),
        sources: config.sources.iter().map(|source| source.name.clone()).collect(),
        licences,
    }
}
