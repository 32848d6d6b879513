//! Files that all pages share: style, script, icon, logo, and the site's own
//! static files.

use std::collections::{BTreeMap, HashSet};

use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Files, only_readable, unreadable};
use crate::media::without_metadata;
use crate::output::SitePath;
use crate::plan::UrlBuilder;
use crate::render::{AssetPaths, LoadedTheme, Strings, Theme};
use crate::site::{AddressWriter, Site};

use super::brand::{self, BrandImages};
use super::css::squeezed;
use super::disk_search::DiskSearch;
use super::feedback;
use super::hashed_name::keep_hashed;
use super::offline;
use super::scripts;
use super::search_words::SearchWords;

/// The folder whose files are published as they are, at the top of the site.
const STATIC: &str = "static";

/// Files of a theme that are published under names of their own.
const JOINED: [&str; 4] = ["site.css", "lists.css", "site.js", "scheme.js"];

/// How styles and scripts are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetNames {
    /// By what is in them, so that browsers may keep them for ever.
    Hashed,
    /// By what they are, so that an edit changes no page that names them.
    Stable,
}

/// Files that all pages share.
pub struct Assets {
    /// Where those lie that every page names.
    pub paths: AssetPaths,
    names: AssetNames,
    files: BTreeMap<SitePath, Vec<u8>>,
}

impl Assets {
    /// Gathers the theme's files, the brand's and the site's own.
    pub fn gather(
        theme: &Theme,
        config: &Config,
        files: &dyn Files,
        names: AssetNames,
        sink: &mut Sink,
    ) -> Assets {
        let mut kept = BTreeMap::new();
        let find = |name: &str| theme.statics.iter().find(|file| file.name == name);
        let bytes = |name: &str| find(name).map_or(Vec::new(), |file| file.bytes.clone());
        let images = brand::images(config, files, &mut kept, sink);
        // Nobody shares the links of a preview.
        let cards = match names {
            AssetNames::Hashed => brand::cards(config, files, &images, &kept, sink),
            AssetNames::Stable => None,
        };
        let BrandImages { logo, logo_size, logo_dark, icon, touch_icon, card: _ } = images;
        let (faces, fonts) = brand::fonts(config, files, &mut kept, sink);
        brand::tell_pale(&config.brand, files, sink);
        let sheet = |name: &str| squeezed(&String::from_utf8_lossy(&bytes(name)));
        let front = brand::style(&config.brand) + &faces + &sheet("site.css");
        // One file each, since one more would have to be asked for. The brand's own rules come
        // last, so that they hold.
        let added = theme.added_sheets.iter().map(|file| squeezed(&file.text()));
        let own = added.collect::<String>() + &brand::own_sheet(config, files, sink);
        let lists = sheet("lists.css");
        let css = format!("{front}{own}").into_bytes();
        let css_lists = format!("{front}{lists}{own}").into_bytes();
        let css = keep_named(&mut kept, names, ("site", "css"), css);
        let css_lists = match lists.is_empty() {
            true => css.clone(),
            false => keep_named(&mut kept, names, ("lists", "css"), css_lists),
        };
        let js = scripts::lean_script(&String::from_utf8_lossy(&bytes("site.js"))).into_bytes();
        let js = keep_named(&mut kept, names, ("site", "js"), js);
        let scheme = find("scheme.js").map(|file| {
            let text = scripts::lean_script(&file.text()).into_bytes();
            keep_named(&mut kept, names, ("scheme", "js"), text)
        });
        add_statics(theme, &mut kept);
        add_own(config, files, &mut kept, sink);
        brand::colour_icon(&config.brand, icon.as_ref(), &mut kept);
        let manifest = offline::manifest(config, icon.as_ref(), &mut kept);
        let icon = icon.unwrap_or_else(|| SitePath::new(brand::THEME_ICON).expect("a fixed name"));
        let paths = AssetPaths {
            css,
            css_lists,
            js,
            scheme,
            icon,
            touch_icon,
            manifest,
            logo,
            logo_size,
            logo_dark,
            fonts,
            cards,
        };
        Assets { paths, names, files: kept }
    }

    /// Adds the search, whose first part becomes part of the script that all pages have.
    pub fn add_search(
        &mut self,
        theme: &Theme,
        loaded: &LoadedTheme,
        config: &Config,
        site: &Site,
    ) {
        let urls = &UrlBuilder::new(site, AddressWriter::new(config.addresses));
        let words = SearchWords { config, site, urls, strings: &loaded.strings }.by_language();
        let (reader, engine) = (scripts::reader(&config.languages), scripts::engine(config));
        let script = scripts::publish(&theme.search, reader, &words, engine, &mut self.files);
        let mut script = (script + &feedback::script(config, &mut self.files)).into_bytes();
        script.extend(self.files.remove(&self.paths.js).unwrap_or_default());
        script.extend(offline::register(config).into_bytes());
        self.paths.js = keep_named(&mut self.files, self.names, ("site", "js"), script);
    }

    /// Returns the search for where nothing can be fetched; `None` when the program comes without
    /// a reader.
    pub fn disk_search(
        theme: &Theme,
        strings: &Strings,
        config: &Config,
        site: &Site,
    ) -> Option<DiskSearch> {
        let urls = &UrlBuilder::new(site, AddressWriter::new(config.addresses));
        let words = SearchWords { config, site, urls, strings }.by_language();
        DiskSearch::new(&theme.search, &words)
    }

    /// Reports the site's own files that stand where pages would be.
    pub fn report_pages(&self, pages: &HashSet<String>, sink: &mut Sink) {
        let taken = self.files().filter(|(path, _)| pages.contains(path.as_str()));
        taken.for_each(|(path, _)| sink.push(page_replaced(path)));
    }

    /// Returns the files whose names hold a digest: they never change.
    pub fn hashed(&self) -> Vec<&str> {
        let digest = |path: &&str| {
            let stem = path.rsplit_once('.').map_or(*path, |(stem, _)| stem);
            let end = stem.rsplit_once('-').map_or("", |(_, end)| end);
            end.len() == 8 && end.bytes().all(|b| b.is_ascii_hexdigit())
        };
        self.files().map(|(path, _)| path.as_str()).filter(digest).collect()
    }

    /// Returns all files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }
}

fn page_replaced(path: &SitePath) -> Diagnostic {
    let own = format!("static/{path}");
    Diagnostic::warning(Code::AddressTaken, format!("`{own}` takes the place of a page"))
        .at(Place::file(own), "")
        .note("the file is published, the page is not, though links and the search lead to it")
        .help("give the file another name, unless that is meant")
}

/// Adds the theme's own files, but for those that are published under names of their own.
fn add_statics(theme: &Theme, kept: &mut BTreeMap<SitePath, Vec<u8>>) {
    for file in theme.statics.iter().filter(|file| !JOINED.contains(&file.name.as_str())) {
        if let Some(path) = SitePath::new(format!("assets/{}", file.name)) {
            kept.insert(path, file.bytes.clone());
        }
    }
}

/// Adds the site's own files.
fn add_own(
    config: &Config,
    files: &dyn Files,
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
    sink: &mut Sink,
) {
    let own = only_readable(files.list_all(STATIC), sink);
    for path in own.into_iter().filter(|path| !brand::has_file(config, path)) {
        let below = path.strip_prefix("static/").and_then(SitePath::new);
        match (below, files.read(&path)) {
            (Some(below), Ok(bytes)) => {
                kept.insert(below, without_metadata(&bytes).into_owned());
            }
            (_, Err(error)) => sink.push(unreadable(&path, &error.to_string())),
            (None, Ok(_)) => sink.push(unreadable(&path, "its name is no path of a site")),
        }
    }
}

/// Names the style or the script of all pages.
fn keep_named(
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
    names: AssetNames,
    (name, ending): (&str, &str),
    bytes: Vec<u8>,
) -> SitePath {
    match names {
        AssetNames::Hashed => keep_hashed(kept, &format!("assets/{name}"), ending, bytes),
        AssetNames::Stable => {
            let path = SitePath::new(format!("assets/{name}.{ending}")).expect("a fixed name");
            kept.insert(path.clone(), bytes);
            path
        }
    }
}
