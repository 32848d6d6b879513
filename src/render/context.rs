//! What all pages of one build share.

use std::sync::Arc;

use crate::config::Config;
use crate::config::policy::PREFETCH;
use crate::files::Digest;
use crate::media::CardText;
use crate::normalize::LanguageDetector;
use crate::plan::{Page, UrlBuilder};
use crate::site::{AddressWriter, Section, Site, full_address};
use crate::text::Lang;

use super::asset_paths::AssetPaths;
use super::loaded_theme::LoadedTheme;
use super::nav::{Nav, NavMaker};
use super::own_links::OwnPages;
use super::settings::{PageSettings, SourcePageSettings};
use super::social_card::{SocialCard, SocialCards};
use super::strings::{Strings, language_name};
use super::template::Templates;
use super::theme::Theme;
use super::tree::SectionTree;
use super::view::{BadgeView, CreditView, LanguageView, SiteView, TotalsView};

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
    /// Where the files lie that every page names.
    pub assets: &'a AssetPaths,
    /// The digest of the program.
    pub program: Digest,
}

/// What pages are shown with, whatever they show.
pub struct Context {
    pub(super) settings: PageSettings,
    pub(super) address: AddressWriter,
    pub(super) languages: LanguageDetector,
    pub(super) strings: Arc<Strings>,
    /// The site's languages, and those in which most words of their pages are.
    words: Vec<(Lang, Lang)>,
    pub(super) templates: Arc<Templates>,
    pub(super) site_view: SiteView,
    /// The same as templates see it.
    pub(super) site_value: tera::Value,
    /// How much there is.
    pub(super) totals: TotalsView,
    /// The tree of each section; none where no template names it.
    trees: Vec<SectionTree>,
    /// The main pages as seen from each section and each depth of folders.
    navs: Vec<Nav>,
    /// The pages that the brand's own links lead to.
    pub(super) own_pages: OwnPages,
    /// The pictures of links.
    pub(super) cards: Option<SocialCards>,
    /// The digest of program, settings, theme and what these pictures look like.
    pub(super) digest: Digest,
}

impl Context {
    /// Makes what all pages share.
    pub fn new(options: ContextOptions<'_>) -> Context {
        let ContextOptions { config, site, pages, theme, assets, program } = options;
        let (theme, LoadedTheme { strings, templates }) = theme;
        let (address, settings) = (AddressWriter::new(config.addresses), PageSettings::of(config));
        let site_view = site_view(&settings);
        let of_settings = Digest::of_value(&settings);
        let urls = UrlBuilder::new(site, address);
        let sections = 0..if templates.has_tree() { site.sections.len() } else { 0 };
        let trees = sections.map(|section| SectionTree::of(site, section, urls)).collect();
        let cards = assets.cards.clone().map(|pictures| SocialCards::new(pictures, &settings));
        let of_cards = cards.as_ref().map(SocialCards::digest).unwrap_or_default();
        let own_pages = OwnPages::of(&settings, site, urls);
        let of_links = Digest::of_value(&own_pages);
        let parts = [program, of_settings, theme.digest(), of_cards, of_links];
        let navs = NavMaker {
            settings: &settings,
            strings: &strings,
            site,
            urls,
            assets,
            own_pages: &own_pages,
        };
        Context {
            navs: navs.of_pages(pages),
            own_pages,
            trees,
            digest: Digest::of_parts(parts.iter().map(|part| &part.0[..])),
            cards,
            address,
            languages: LanguageDetector::new(&config.languages),
            site_value: tera::Value::from_serializable(&site_view),
            site_view,
            totals: totals_view(config, site, &strings),
            words: config.languages.iter().map(|lang| (*lang, strings.spoken(*lang))).collect(),
            settings,
            strings,
            templates,
        }
    }

    /// The main pages as seen from a page.
    pub(super) fn nav(&self, page: &Page) -> &Nav {
        self.navs
            .iter()
            .find(|nav| nav.is_of(page))
            .expect("`new` makes one for every page of the plan")
    }

    /// The tree of categories and answers, for a template that names it.
    pub(super) fn tree(&self, page: &Page, template: &str) -> Option<&SectionTree> {
        self.trees.get(page.section).filter(|_| self.templates.shows_tree(template))
    }

    /// The language in which most words of the pages in a language are: itself, or English.
    pub(super) fn words_lang(&self, lang: Lang) -> Lang {
        self.words.iter().find(|(known, _)| *known == lang).map_or(lang, |(_, words)| *words)
    }

    /// How addresses are written.
    pub fn address(&self) -> AddressWriter {
        self.address
    }

    /// The site's name.
    pub fn title(&self) -> &str {
        &self.settings.title
    }

    /// All texts of the theme.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// A text of the theme in a language of the site.
    pub fn text(&self, lang: Lang, key: &str) -> String {
        self.strings.get(lang, key).into_owned()
    }

    /// What the home page of a language says of itself.
    pub fn text_of_home(&self, lang: Lang, n_threads: usize) -> String {
        self.strings.count(lang, "description-home", n_threads)
    }

    /// The picture of the link of a question or an answer.
    pub(super) fn card_of_thread(
        &self,
        lang: Lang,
        title: &str,
        badge: Option<&BadgeView>,
    ) -> Option<SocialCard> {
        self.cards.as_ref()?.of_thread(lang, title, badge)
    }

    /// Draws the picture of a link, as PNG; nothing where no page has one.
    pub fn draw_card(&self, text: &CardText) -> Vec<u8> {
        self.cards.as_ref().map(|cards| cards.draw(text)).unwrap_or_default()
    }

    /// The first letter of a title with which no picture can be drawn, since no font has it.
    pub fn undrawn_letter(&self, title: &str) -> Option<char> {
        self.cards.as_ref()?.undrawn_letter(title)
    }

    /// The full address of a page, where the site's own is known.
    pub(super) fn full(&self, href: &str) -> Option<String> {
        full_address(self.settings.base_url.as_deref(), href)
    }
}

fn totals_view(config: &Config, site: &Site, strings: &Strings) -> TotalsView {
    let language = |(lang, section): (&Lang, &Section)| LanguageView {
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
    let credit = |source: &SourcePageSettings| CreditView {
        source: source.name.clone(),
        licence: source.licence.clone(),
    };
    let [accent, accent_dark] = settings.accents.clone();
    SiteView {
        accent,
        accent_dark,
        own_css: settings.own_css,
        title: settings.title.clone(),
        brand: settings.brand.clone(),
        generator: concat!("answerbook ", env!("CARGO_PKG_VERSION")).to_owned(),
        policy_html: settings.policy.clone(),
        prefetch_html: PREFETCH,
        sources: sources.iter().map(|source| source.name.clone()).collect(),
        licences,
        credits: sources.iter().map(credit).collect(),
    }
}
