//! Addresses of the main pages, which every page has in its navigation.

use crate::files::Digest;
use crate::output::SitePath;
use crate::plan::{Page, PageKind, UrlBuilder, is_there};
use crate::site::{Definition, Section, Site, TaxonomyKind, relative};

use super::asset_paths::{AssetPaths, FontFile};
use super::own_links::OwnPages;
use super::settings::PageSettings;
use super::strings::{Strings, language_name};
use super::view::{AlternateView, BrowseView, FontView, NavView};

/// Addresses of the main pages, made once for all pages of a section in folders of one depth.
pub(super) struct Nav {
    section: usize,
    /// The way to the site's top.
    root: String,
    pub view: NavView,
    /// The same as templates see it.
    pub value: tera::Value,
    pub digest: Digest,
}

impl Nav {
    /// Tells whether a page has these addresses.
    pub(super) fn is_of(&self, page: &Page) -> bool {
        // Each folder on the way is a `../`.
        self.section == page.section && self.root.len() == page.path.depth() * 3
    }
}

/// What addresses of main pages are made from.
pub(super) struct NavMaker<'a> {
    pub settings: &'a PageSettings,
    pub strings: &'a Strings,
    pub site: &'a Site,
    pub urls: UrlBuilder<'a>,
    pub assets: &'a AssetPaths,
    pub own_pages: &'a OwnPages,
}

impl NavMaker<'_> {
    /// Makes those of all pages.
    pub(super) fn of_pages(&self, pages: &[Page]) -> Vec<Nav> {
        let mut navs: Vec<Nav> = Vec::new();
        for page in pages {
            if navs.iter().all(|nav| !nav.is_of(page)) {
                let (section, root) = (page.section, page.path.root());
                let view = self.view(section, &root);
                let value = tera::Value::from_serializable(&view);
                let json = serde_json::to_vec(&view).expect("views are texts and numbers");
                navs.push(Nav { section, root, view, value, digest: Digest::of(&json) });
            }
        }
        navs
    }

    fn view(&self, section: usize, root: &str) -> NavView {
        let to = |kind| relative(root, &self.urls.href(section, kind));
        let asset = |path: &SitePath| format!("{root}{path}");
        let font =
            |font: &FontFile| FontView { href: asset(&font.path), media_type: font.media_type };
        let NavMaker { settings, assets, .. } = self;
        NavView {
            home: to(PageKind::Home),
            browse: self.browse(section, root),
            people: self.is_there(section, PageKind::People(0)).then(|| to(PageKind::People(0))),
            search: to(PageKind::Search),
            languages: self.home_pages(section, root),
            ask: settings.ask_url.clone(),
            feed: settings.base_url.as_ref().map(|_| format!("{root}feed.xml")),
            css: asset(&assets.css),
            css_lists: asset(&assets.css_lists),
            js: asset(&assets.js),
            scheme: assets.scheme.as_ref().map(asset),
            icon: asset(&assets.icon),
            touch_icon: assets.touch_icon.as_ref().map(asset),
            manifest: assets.manifest.as_ref().map(asset),
            logo: assets.logo.as_ref().map(asset),
            logo_size: assets.logo_size,
            logo_alone: settings.logo_alone && assets.logo.is_some(),
            fonts: assets.fonts.iter().map(font).collect(),
            logo_dark: assets.logo_dark.as_ref().map(asset),
            links: self.own_pages.links(&settings.footer, self.site.sections[section].lang, root),
        }
    }

    fn is_there(&self, section: usize, kind: PageKind) -> bool {
        is_there(&self.site.sections[section], kind)
    }

    /// The page with all terms of each taxonomy that has some.
    fn browse(&self, section: usize, root: &str) -> Vec<BrowseView> {
        let lang = self.site.sections[section].lang;
        let browse = |taxonomy: TaxonomyKind| {
            let Definition { all, link, is_main, .. } = taxonomy.definition();
            BrowseView {
                kind: all.kind,
                title: self.strings.get(lang, link).into_owned(),
                href: relative(root, &self.urls.href(section, PageKind::Terms(taxonomy))),
                main: *is_main,
            }
        };
        let kinds = TaxonomyKind::all();
        kinds.filter(|kind| self.is_there(section, PageKind::Terms(*kind))).map(browse).collect()
    }

    /// The home pages of all languages; none on a site with one.
    fn home_pages(&self, here: usize, root: &str) -> Vec<AlternateView> {
        if self.site.sections.len() < 2 {
            return Vec::new();
        }
        let home = |(at, section): (usize, &Section)| {
            let link = relative(root, &self.urls.href(at, PageKind::Home));
            AlternateView {
                lang: section.lang.to_string(),
                name: language_name(section.lang, self.strings),
                href: link.clone(),
                link,
                current: at == here,
            }
        };
        self.site.sections.iter().enumerate().map(home).collect()
    }
}

impl NavView {
    /// Returns all addresses within the site that links lead to.
    pub(super) fn hrefs_mut(&mut self) -> impl Iterator<Item = &mut String> {
        // Field by field, so that a new one is not forgotten.
        let NavView {
            home,
            browse,
            people,
            search,
            languages,
            ask: _,
            feed,
            css,
            css_lists,
            js,
            scheme,
            icon,
            touch_icon,
            manifest,
            logo,
            logo_size: _,
            logo_alone: _,
            logo_dark,
            fonts,
            links,
        } = self;
        // Links of the brand's own that lead out have a scheme.
        let own = links.iter_mut().map(|link| &mut link.href).filter(|href| !href.contains(':'));
        [home, search, css, css_lists, js, icon]
            .into_iter()
            .chain(browse.iter_mut().map(|way| &mut way.href))
            .chain(languages.iter_mut().map(|language| &mut language.link))
            .chain(fonts.iter_mut().map(|font| &mut font.href))
            .chain(
                [people, feed, scheme, logo, logo_dark, touch_icon, manifest].into_iter().flatten(),
            )
            .chain(own)
    }
}
