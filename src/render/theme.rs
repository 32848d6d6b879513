//! Finding a theme: the site's own overrides, the theme, its parents, and the
//! texts of the default theme at the bottom.

use serde::Deserialize;

use crate::config::{Config, yaml};
use crate::diag::Sink;
use crate::files::{Digest, Files, only_readable, unreadable};
use crate::text::Lang;

use super::theme_file::{ADDED_SHEET, DEFAULT, SHEET, ThemeFile, embedded_theme, search_files};
use super::theme_problems::{about_unreadable, key_unknown, parents_in_a_ring, theme_missing};

/// How many themes may stand on one another.
const MAX_DEPTH: usize = 8;

/// What the theme of a site is called in the site's own templates, whichever it is.
pub(super) const THEME: &str = "theme";

/// A theme with everything that it stands on.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The names that templates are looked up under, the most specific first:
    /// `site`, the theme, its parent.
    pub layers: Vec<String>,
    /// Templates: `site/home.html`, `commons/home.html`.
    pub templates: Vec<ThemeFile>,
    /// Files to publish, the most specific of each name.
    pub statics: Vec<ThemeFile>,
    /// Sheets whose rules stand behind those of `site.css`, the weightiest last.
    pub added_sheets: Vec<ThemeFile>,
    /// Interface texts with their languages, the weightiest last.
    pub strings: Vec<(Lang, ThemeFile)>,
    /// The search's scripts and reader: those of the program, whatever the theme.
    pub search: Vec<ThemeFile>,
    /// The style sheet that another one stands in place of, with the name of its theme.
    pub(super) replaced_sheet: Option<(String, ThemeFile)>,
    /// Files of texts that are of no language.
    pub(super) unknown: Vec<ThemeFile>,
}

/// `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "settings, one `key: value` a line")]
struct WireTheme {
    parent: Option<String>,
}

/// Reads the name of the theme on which another one stands.
fn parent(about: &ThemeFile, sink: &mut Sink) -> Option<String> {
    let text = about.text();
    if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        return None;
    }
    match yaml::parse::<WireTheme>(&text) {
        Ok(parsed) => {
            let unknown = parsed.unknown.iter().filter_map(|path| key_unknown(about, path));
            unknown.for_each(|told| sink.push(told));
            parsed.value.parent
        }
        Err(error) => {
            sink.push(about_unreadable(about, &error));
            None
        }
    }
}

impl Theme {
    /// Digests all that pages are made with: templates and texts.
    pub fn digest(&self) -> Digest {
        let Theme { layers, templates, strings, .. } = self;
        Digest::of_value(&(layers, templates, strings))
    }

    /// Loads the theme that the settings name; `None` when it is not there.
    pub fn load(files: &dyn Files, config: &Config, sink: &mut Sink) -> Option<Theme> {
        let mut theme = Theme::default();
        theme.add("site", layer_files(files, "", sink));
        let (mut name, mut child) = (config.theme.clone(), None);
        while theme.layers.len() <= MAX_DEPTH {
            let Some(found) = find(files, &name, sink) else {
                sink.push(theme_missing(files, &name, child.as_ref()));
                return None;
            };
            let about = found.iter().find(|file| file.name == "theme.yaml").cloned();
            theme.add(&name, found);
            let Some(about) = about else { break };
            let Some(parent) = parent(&about, sink) else { break };
            // The first layer is the site, which is no theme.
            if theme.layers[1..].contains(&parent) {
                sink.push(parents_in_a_ring(&about, &name, &parent));
                return None;
            }
            (name, child) = (parent, Some(about));
        }
        if !theme.layers.iter().any(|layer| layer == DEFAULT) {
            theme.add_strings(&find(files, DEFAULT, sink).unwrap_or_default());
        }
        theme.strings.reverse();
        theme.search = search_files();
        Some(theme)
    }

    fn add(&mut self, layer: &str, files: Vec<ThemeFile>) {
        self.layers.push(layer.to_owned());
        self.add_strings(&files);
        for file in files {
            if let Some(name) = file.name.strip_prefix("templates/") {
                let name = format!("{layer}/{name}");
                self.templates.push(ThemeFile { name, ..file });
            } else if let Some(name) = file.name.strip_prefix("static/") {
                let name = name.to_owned();
                let is_replaced = self.statics.iter().any(|known| known.name == name);
                if name == ADDED_SHEET {
                    self.added_sheets.insert(0, ThemeFile { name, ..file });
                    continue;
                }
                if is_replaced && name == SHEET && self.replaced_sheet.is_none() {
                    self.replaced_sheet = Some((layer.to_owned(), file.clone()));
                }
                if !is_replaced {
                    self.statics.push(ThemeFile { name, ..file });
                }
            }
        }
    }

    fn add_strings(&mut self, files: &[ThemeFile]) {
        for file in files {
            let name =
                file.name.strip_prefix("strings/").and_then(|name| name.strip_suffix(".ftl"));
            match (name, name.and_then(Lang::new)) {
                (_, Some(lang)) => self.strings.push((lang, file.clone())),
                (Some(_), None) => self.unknown.push(file.clone()),
                (None, None) => {}
            }
        }
    }
}

fn find(files: &dyn Files, name: &str, sink: &mut Sink) -> Option<Vec<ThemeFile>> {
    let own = layer_files(files, &format!("themes/{name}/"), sink);
    if !own.is_empty() {
        return Some(own);
    }
    embedded_theme(name)
}

/// The folders of a layer. `static/` of the site itself is copied elsewhere,
/// to the top of the output.
fn layer_files(files: &dyn Files, prefix: &str, sink: &mut Sink) -> Vec<ThemeFile> {
    let folders: &[&str] = match prefix {
        "" => &["templates", "strings"],
        _ => &["templates", "strings", "static", "theme.yaml"],
    };
    let mut found = Vec::new();
    for folder in folders {
        for path in only_readable(files.list(&format!("{prefix}{folder}")), sink) {
            let bytes = match files.read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    sink.push(unreadable(&path, &error.to_string()));
                    continue;
                }
            };
            let name = path.strip_prefix(prefix).unwrap_or(&path).to_owned();
            found.push(ThemeFile { name, path, bytes });
        }
    }
    found
}
