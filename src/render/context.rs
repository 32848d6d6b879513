//! What all pages of one build share.

use std::sync::Arc;

use crate::config::Config;
use crate::files::Digest;
use crate::normalize::LanguageDetector;
use crate::output::SitePath;
use crate::plan::inputs::InputGatherer;
use crate::plan::{Page, PageKind, UrlBuilder};
use crate::site::{AddressWriter, Site, relative};
use crate::text::Lang;

use super::assets::Assets;
use super::loaded_theme::LoadedTheme;
use super::settings::PageSettings;
use super::strings::{Strings, language_name};
use super::template::Templates;
use super::theme::Theme;
use super::view::{AlternateView, LanguageView, NavView, SiteView, TotalsView};

/// What pages are shown with is made from this.
pub struct ContextOptions<'a> {
    /// The settings.
    pub config: &'a Config,
    /// All threads.
    pub site: &'a Site,
    /// All pages.
    pub pages: &'a [Page],
    /// The theme, and the same as templates and texts.
    pub theme: (&'a Theme, LoadedTheme),
    /// Files that all pages share.
    pub assets: &'a Assets,
    /// Gathers what pages show.
    pub inputs: &'a InputGatherer<'a>,
    /// The digest of the program.
    pub program: Digest,
}

/// What pages are shown with, whatever they show.
pub struct Context<'a> {
    pub(super) config: &'a Config,
    pub(super) site: &'a Site,
    pub(super) inputs: &'a InputGatherer<'a>,
    pub(super) urls: UrlBuilder<'a>,
    pub(super) settings: PageSettings,
    pub(super) address: AddressWriter,
    pub(super) languages: LanguageDetector,
    pub(super) strings: Arc<Strings>,
    pub(super) templates: Arc<Templates>,
    pub(super) site_view: SiteView,
    /// The same as templates see it.
    pub(super) site_value: tera::Value,
    /// How much there is.
    pub(super) totals: TotalsView,
    /// The main pages as seen from each section and each depth of folders.
    navs: Vec<Nav>,
    /// The digest of program, settings and theme.
    pub(super) digest: Digest,
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
    /// Makes what all pages share.
    pub fn new(options: ContextOptions<'a>) -> Context<'a> {
        let ContextOptions { config, site, pages, theme, assets, inputs, program } = options;
        let (theme, LoadedTheme { strings, templates }) = theme;
        let (address, settings) = (AddressWriter::new(config.addresses), PageSettings::of(config));
        let site_view = site_view(&settings);
        let of_settings = Digest::of_value(&settings);
        let mut context = Context {
            config,
            site,
            inputs,
            urls: UrlBuilder::new(site, address),
            digest: Digest::of_parts([&program.0[..], &of_settings.0, &theme.digest().0]),
            address,
            languages: LanguageDetector::new(&config.languages),
            site_value: tera::Value::from_serializable(&site_view),
            site_view,
            totals: totals_view(config, site, &strings),
            settings,
            navs: Vec::new(),
            strings,
            templates,
        };
        context.make_navs(pages, assets);
        context
    }

    fn make_navs(&mut self, pages: &[Page], assets: &Assets) {
        for page in pages {
            if self.find_nav(page).is_none() {
                let (section, root) = (page.section, page.path.root());
                let view = self.new_nav(section, &root, assets);
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

    /// The language of a page's own words: the section's where the theme has its texts.
    pub(super) fn page_lang(&self, page: &Page) -> Lang {
        self.strings.spoken(page.lang)
    }

    /// The full address of a page, where the site's own is known.
    pub(super) fn full(&self, href: &str) -> Option<String> {
        let base = self.settings.base_url.as_deref()?;
        // A home page has the address that people type.
        let is_home = href == "index.html" || href.ends_with("/index.html");
        let href = if is_home { href.trim_end_matches("index.html") } else { href };
        Some(format!("{base}{}", href.trim_start_matches("./")))
    }

    fn new_nav(&self, section: usize, root: &str, assets: &Assets) -> NavView {
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
            ask: self.settings.ask_url.clone(),
            feed: self.settings.base_url.as_ref().map(|_| format!("{root}feed.xml")),
            css: asset(&assets.css),
            js: asset(&assets.js),
            icon: asset(&assets.icon),
            logo: assets.logo.as_ref().map(asset),
            logo_dark: assets.logo_dark.as_ref().map(asset),
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

fn site_view(settings: &PageSettings) -> SiteView {
    let sources = &settings.sources;
    let mut licences: Vec<String> =
        sources.iter().filter_map(|source| source.licence.clone()).collect();
    licences.sort();
    licences.dedup();
    SiteView {
        title: settings.title.clone(),
        brand: settings.brand.clone(),
        generator: concat!("answerbook ", env!("CARGO_PKG_VERSION")).to_owned(),
        sources: sources.iter().map(|source| source.name.clone()).collect(),
        licences,
    }
}
