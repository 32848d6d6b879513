//! The files of a theme, and the themes that come with the program.

use include_dir::{Dir, File, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme that holds every text, and is used when the settings name none.
pub(super) const DEFAULT: &str = "commons";

/// The style sheet of every theme, in its `static/`.
pub(super) const SHEET: &str = "site.css";

/// A sheet whose rules stand behind those of the theme that one stands on, in its `static/`.
pub(super) const ADDED_SHEET: &str = "added.css";

/// The folder of the default theme that holds the search.
const SEARCH: &str = "search";

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

impl ThemeFile {
    /// Tells whether it is one of those that come with the program.
    pub fn is_embedded(&self) -> bool {
        let embedded = self.path.strip_prefix("themes/").and_then(|path| EMBEDDED.get_file(path));
        embedded.is_some_and(|embedded| embedded.contents() == self.bytes)
    }

    /// Returns the file as text; other bytes become replacement characters.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Returns the files of a theme that comes with the program.
pub(super) fn embedded_theme(name: &str) -> Option<Vec<ThemeFile>> {
    EMBEDDED.get_dir(name).map(embedded)
}

/// Returns the names of the themes that come with the program, and their files.
///
/// The search is not among them: it fits the index that the same program writes.
pub fn embedded_themes() -> Vec<(String, Vec<ThemeFile>)> {
    let name = |dir: &Dir<'_>| dir.path().to_string_lossy().into_owned();
    EMBEDDED.dirs().map(|dir| (name(dir), embedded(dir))).collect()
}

/// Returns the scripts and the reader of the search.
pub(super) fn search_files() -> Vec<ThemeFile> {
    let folder = EMBEDDED.get_dir(format!("{DEFAULT}/{SEARCH}"));
    let file = |file: &File<'_>| {
        let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = format!("themes/{}", file.path().to_string_lossy().replace('\\', "/"));
        ThemeFile { name, path, bytes: file.contents().to_vec() }
    };
    folder.map_or_else(Vec::new, |folder| folder.files().map(file).collect())
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
