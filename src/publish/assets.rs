//! Files that all pages share: style, script, icon, logo, and the site's own
//! static files.

use std::collections::{BTreeMap, HashSet};

use crate::config::{Brand, Config, FILE, yaml};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Files, only_readable, unreadable};
use crate::media::without_metadata;
use crate::output::SitePath;
use crate::plan::UrlBuilder;
use crate::render::{AssetPaths, LoadedTheme, Strings, Theme};
use crate::site::{AddressWriter, Site};

use super::disk_search::DiskSearch;
use super::hashed_name::keep_hashed;
use super::scripts;
use super::search_words::SearchWords;

/// The folder whose files are published as they are, at the top of the site.
const STATIC: &str = "static";

/// Files of a theme that are published under names of their own.
const JOINED: [&str; 3] = ["site.css", "lists.css", "site.js"];

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
        let mut css = colours(&config.brand).into_bytes();
        css.extend(scripts::lean(&String::from_utf8_lossy(&bytes("site.css"))).into_bytes());
        // One file, since one more would have to be asked for.
        let lists = scripts::lean(&String::from_utf8_lossy(&bytes("lists.css"))).into_bytes();
        let css_lists = [css.as_slice(), lists.as_slice()].concat();
        let css = keep_named(&mut kept, names, ("site", "css"), css);
        let css_lists = match lists.is_empty() {
            true => css.clone(),
            false => keep_named(&mut kept, names, ("lists", "css"), css_lists),
        };
        let js = keep_named(&mut kept, names, ("site", "js"), bytes("site.js"));
        for file in theme.statics.iter().filter(|file| !JOINED.contains(&file.name.as_str())) {
            if let Some(path) = SitePath::new(format!("assets/{}", file.name)) {
                kept.insert(path, file.bytes.clone());
            }
        }
        let mut logo = |path: &Option<String>, key: &str| {
            let path = path.as_ref()?;
            match files.read(path) {
                Ok(bytes) => {
                    let bytes = without_metadata(&bytes).into_owned();
                    let ending = path.rsplit_once('.').map_or("svg", |(_, ending)| ending);
                    Some(keep_hashed(&mut kept, &format!("assets/{key}"), ending, bytes))
                }
                Err(_) => {
                    sink.push(logo_missing(files, path, key));
                    None
                }
            }
        };
        let (light, dark) =
            (logo(&config.brand.logo, "logo"), logo(&config.brand.logo_dark, "logo-dark"));
        let logo_file = |path: &String| Some(path) == config.brand.logo.as_ref();
        let own = only_readable(files.list_all(STATIC), sink);
        for path in own.into_iter().filter(|path| !logo_file(path)) {
            let below = path.strip_prefix("static/").and_then(SitePath::new);
            match (below, files.read(&path)) {
                (Some(below), Ok(bytes)) => {
                    kept.insert(below, without_metadata(&bytes).into_owned());
                }
                (_, Err(error)) => sink.push(unreadable(&path, &error.to_string())),
                (None, Ok(_)) => sink.push(unreadable(&path, "its name is no path of a site")),
            }
        }
        let icon = SitePath::new("assets/icon.svg").expect("a fixed name");
        let icon = light.clone().unwrap_or(icon);
        let paths = AssetPaths { css, css_lists, js, icon, logo: light, logo_dark: dark };
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
        let reader = scripts::reader(&config.languages);
        let script = scripts::publish(&theme.search, reader, &words, &mut self.files);
        let mut script = script.into_bytes();
        script.extend(self.files.remove(&self.paths.js).unwrap_or_default());
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

/// The brand's two colours as custom properties, made readable where they are not.
fn colours(brand: &Brand) -> String {
    let mut css = String::new();
    for (name, colour, page) in [
        ("--brand-light", &brand.accent, [0.99, 0.99, 0.99]),
        ("--brand-dark", &brand.accent_dark, [0.09, 0.10, 0.12]),
    ] {
        if let Some(rgb) = colour.as_deref().and_then(parse) {
            css.push_str(&format!("{name}:{};", hex(readable(rgb, page))));
        }
    }
    if css.is_empty() { css } else { format!(":root{{{css}}}\n") }
}

fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?].map(|value| f64::from(value) / 255.0))
}

fn hex(rgb: [f64; 3]) -> String {
    let [r, g, b] = rgb.map(|value| (value * 255.0).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Moves a colour away from the page's own until text in it has the contrast
/// that WCAG 2.2 asks for (4.5 : 1, criterion 1.4.3), with a little to spare.
fn readable(rgb: [f64; 3], page: [f64; 3]) -> [f64; 3] {
    let target = if luminance(page) > 0.5 { 0.0 } else { 1.0 };
    let mut rgb = rgb;
    for _ in 0..50 {
        if contrast(rgb, page) >= 5.0 {
            break;
        }
        rgb = rgb.map(|value| value + (target - value) * 0.06);
    }
    rgb
}

/// Contrast ratio as WCAG 2.2 defines it.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(rgb: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn logo_missing(files: &dyn Files, path: &str, key: &str) -> Diagnostic {
    let key = key.replace('-', "_");
    let text = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let range = yaml::find_value(&text, &["brand".to_owned(), key.clone()], path);
    let place = range.map_or(Place::file(FILE), |range| Place::in_text(FILE, &text, range));
    Diagnostic::warning(Code::ImageMissing, format!("the brand's `{key}` is not there: `{path}`"))
        .at(place, "")
        .help("paths are relative to `answerbook.yaml`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_colours_are_made_readable() {
        let brand = Brand {
            accent: Some("#ffee55".to_owned()),
            accent_dark: Some("#9cc2ff".to_owned()),
            ..Brand::default()
        };
        let css = colours(&brand);
        let light = parse(&css[css.find('#').expect("a colour")..]).expect("a colour");
        assert!(contrast(light, [0.99, 0.99, 0.99]) >= 4.5);
        assert!(css.contains("--brand-dark:#9cc2ff"));
    }

    #[test]
    fn contrast_is_what_the_definition_says() {
        assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
        let grey = parse("#767676").expect("a colour");
        assert!((contrast(grey, [1.0; 3]) - 4.54).abs() < 0.01);
    }
}
