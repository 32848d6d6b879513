//! Finding a theme: the site's own overrides, the theme, its parents, and the
//! texts of the default theme at the bottom.

use include_dir::{Dir, File, include_dir};
use serde::Deserialize;

use crate::config::{Config, yaml};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};
use crate::files::{Digest, Files, only_readable, unreadable};
use crate::text::Lang;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme that holds every text, and is used when the settings name none.
const DEFAULT: &str = "commons";

/// The folder of the default theme that holds the search.
const SEARCH: &str = "search";

/// How many themes may stand on one another.
const MAX_DEPTH: usize = 8;

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
    /// Interface texts with their languages, the weightiest last.
    pub strings: Vec<(Lang, ThemeFile)>,
    /// The search's scripts and reader: those of the program, whatever the theme.
    pub search: Vec<ThemeFile>,
}

/// A file of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThemeFile {
    /// The name within the theme: `home.html`, `site.css`.
    pub name: String,
    /// Where the reader finds it: `themes/acme/templates/home.html`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
struct WireTheme {
    #[serde(default)]
    parent: Option<String>,
}

impl ThemeFile {
    /// Returns the file as text; other bytes become replacement characters.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Theme {
    /// Digests all that pages are made with: templates and texts.
    pub fn digest(&self) -> Digest {
        let Theme { layers, templates, strings, statics: _, search: _ } = self;
        Digest::of_value(&(layers, templates, strings))
    }

    /// Loads the theme that the settings name; `None` when it is not there.
    pub fn load(files: &dyn Files, config: &Config, sink: &mut Sink) -> Option<Theme> {
        let mut theme = Theme::default();
        theme.add("site", layer_files(files, "", sink));
        let mut name = config.theme.clone();
        while theme.layers.len() <= MAX_DEPTH {
            let Some(found) = find(files, &name, sink) else {
                sink.push(theme_missing(files, &name));
                return None;
            };
            let about = found.iter().find(|file| file.name == "theme.yaml").cloned();
            theme.add(&name, found);
            let Some(about) = about else { break };
            let parsed = yaml::parse::<WireTheme>(&about.text()).ok();
            let Some(parent) = parsed.and_then(|parsed| parsed.value.parent) else { break };
            // The first layer is the site, which is no theme.
            if theme.layers[1..].contains(&parent) {
                sink.push(parents_in_a_ring(&about, &name, &parent));
                return None;
            }
            name = parent;
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
                if !self.statics.iter().any(|known| known.name == name) {
                    self.statics.push(ThemeFile { name, ..file });
                }
            }
        }
    }

    fn add_strings(&mut self, files: &[ThemeFile]) {
        for file in files {
            let name =
                file.name.strip_prefix("strings/").and_then(|name| name.strip_suffix(".ftl"));
            if let Some(lang) = name.and_then(Lang::new) {
                self.strings.push((lang, file.clone()));
            }
        }
    }
}

/// Returns the names of the themes that come with the program, and their files.
///
/// The search is not among them: it fits the index that the same program writes.
pub fn embedded_themes() -> Vec<(String, Vec<ThemeFile>)> {
    let name = |dir: &Dir<'_>| dir.path().to_string_lossy().into_owned();
    EMBEDDED.dirs().map(|dir| (name(dir), embedded(dir))).collect()
}

fn search_files() -> Vec<ThemeFile> {
    let folder = EMBEDDED.get_dir(format!("{DEFAULT}/{SEARCH}"));
    let file = |file: &File<'_>| {
        let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = format!("themes/{}", file.path().to_string_lossy().replace('\\', "/"));
        ThemeFile { name, path, bytes: file.contents().to_vec() }
    };
    folder.map_or_else(Vec::new, |folder| folder.files().map(file).collect())
}

fn find(files: &dyn Files, name: &str, sink: &mut Sink) -> Option<Vec<ThemeFile>> {
    let own = layer_files(files, &format!("themes/{name}/"), sink);
    if !own.is_empty() {
        return Some(own);
    }
    EMBEDDED.get_dir(name).map(embedded)
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

fn embedded(dir: &Dir<'_>) -> Vec<ThemeFile> {
    let root = dir.path();
    let mut found = Vec::new();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs().filter(|dir| dir.path() != root.join(SEARCH)));
        for file in folder.files() {
            let below = file.path().strip_prefix(root).unwrap_or(file.path());
            let name = below.to_string_lossy().replace('\\', "/");
            let path = format!("themes/{}", file.path().to_string_lossy().replace('\\', "/"));
            found.push(ThemeFile { name, path, bytes: file.contents().to_vec() });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn parents_in_a_ring(about: &ThemeFile, name: &str, parent: &str) -> Diagnostic {
    let message = match name == parent {
        true => format!("the theme `{name}` is its own parent"),
        false => format!("the parents of the theme `{parent}` lead back to it"),
    };
    let text = about.text();
    let place = match yaml::find_value(&text, &["parent".to_owned()], parent) {
        Some(range) => Place::in_text(&about.path, &text, range),
        None => Place::file(&about.path),
    };
    Diagnostic::error(Code::ThemeMissing, message)
        .at(place, "")
        .note("a theme takes from its parent what it does not have itself")
        .help("name another theme, such as `commons`, or remove the line")
}

fn theme_missing(files: &dyn Files, name: &str) -> Diagnostic {
    let mut known: Vec<String> = embedded_themes().into_iter().map(|(name, _)| name).collect();
    let own = files.list("themes");
    known.extend(own.iter().filter_map(|path| Some(path.split('/').nth(1)?.to_owned())));
    known.sort();
    known.dedup();
    let text = files.read(crate::config::FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let place = match yaml::find_key(&text, &["theme".to_owned()]) {
        Some(range) => Place::in_text(crate::config::FILE, &text, range),
        None => Place::file(crate::config::FILE),
    };
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("use `{near}`"),
        None => "run `answerbook theme eject` to start a theme of your own".to_owned(),
    };
    Diagnostic::error(Code::ThemeMissing, format!("there is no theme named `{name}`"))
        .at(place, "")
        .note(format!("the themes are {}", join_names(&known)))
        .help(help)
}
