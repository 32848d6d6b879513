//! What is said of themes that cannot be found or read.

use crate::config::{FILE, Misform, Values, WrongKind, syntax, yaml};
use crate::diag::{Code, Diagnostic, Place, join_names, nearest};
use crate::files::Files;

use super::theme_file::{ThemeFile, embedded_themes};

/// The parents of a theme lead back to it.
pub(super) fn parents_in_a_ring(about: &ThemeFile, name: &str, parent: &str) -> Diagnostic {
    let message = match name == parent {
        true => format!("the theme `{name}` is its own parent"),
        false => format!("the parents of the theme `{parent}` lead back to it"),
    };
    let place = parent_place(about, parent);
    Diagnostic::error(Code::ThemeMissing, message)
        .at(place, "")
        .note("a theme takes from its parent what it does not have itself")
        .help("name another theme, such as `commons`, or remove the line")
}

/// There is no theme of this name; `child` is the `theme.yaml` that names it as its parent, none
/// where the settings name it.
pub(super) fn theme_missing(
    files: &dyn Files,
    name: &str,
    child: Option<&ThemeFile>,
) -> Diagnostic {
    let own = files.list("themes");
    let of_file = |path: &String| {
        let (folder, _) = path.strip_prefix("themes/")?.split_once('/')?;
        Some(folder.to_owned())
    };
    let mut known: Vec<String> = embedded_themes().into_iter().map(|(name, _)| name).collect();
    known.extend(own.iter().filter_map(of_file));
    known.sort();
    known.dedup();
    let (place, key) = match child {
        Some(about) => (parent_place(about, name), "parent"),
        None => {
            let text = files.read(FILE).unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            let range = yaml::find_key(&text, &["theme".to_owned()]);
            let place = range.map_or(Place::file(FILE), |range| Place::in_text(FILE, &text, range));
            (place, "theme")
        }
    };
    let told = Diagnostic::error(Code::ThemeMissing, format!("there is no theme named `{name}`"))
        .at(place, "")
        .note(format!("the themes are {}", join_names(&known)));
    let bare = name.trim_end_matches('/').rsplit('/').next().unwrap_or(name);
    if own.iter().any(|path| *path == format!("themes/{name}")) {
        return told
            .note(format!("`themes/{name}` is a file, and a theme is a folder"))
            .help("run `answerbook theme eject --as mine` to start a theme of your own");
    }
    if bare != name && known.iter().any(|known| known == bare) {
        return told.help(format!("write the name alone, `{key}: {bare}`"));
    }
    told.help(match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("use `{near}`"),
        None => "run `answerbook theme eject --as mine` to start a theme of your own".to_owned(),
    })
}

fn parent_place(about: &ThemeFile, parent: &str) -> Place {
    let text = about.text();
    match yaml::find_value(&text, &["parent".to_owned()], parent) {
        Some(range) => Place::in_text(&about.path, &text, range),
        None => Place::file(&about.path),
    }
}

/// The keys of `theme.yaml`.
const KEYS: [&str; 3] = ["name", "description", "parent"];

/// A key that is nearly one of those that are known; others are notes of whoever made the theme.
pub(super) fn key_unknown(about: &ThemeFile, path: &[String]) -> Option<Diagnostic> {
    let key = path.first()?;
    let near = nearest(key, KEYS).filter(|_| !KEYS.contains(&key.as_str()))?;
    let text = about.text();
    let range = yaml::find_key(&text, path);
    let place = range.map(|range| Place::in_text(&about.path, &text, range));
    let told = Diagnostic::error(Code::KeyUnknown, format!("`{key}` is no key of `theme.yaml`"))
        .at(place.unwrap_or_else(|| Place::file(&about.path)), "unknown key")
        .help(format!("use `{near}`"));
    Some(told)
}

/// `theme.yaml` cannot be read.
pub(super) fn about_unreadable(about: &ThemeFile, error: &yaml::YamlError) -> Diagnostic {
    let text = about.text();
    let place = Place::in_text(&about.path, &text, error.range.clone());
    if let Some(wrong) = WrongKind::of(&error.message, Values::Shown) {
        return Diagnostic::error(Code::ConfigSyntax, wrong.message).at(place, "").help(wrong.help);
    }
    let Misform { note, help } = syntax(&text, error);
    Diagnostic::error(Code::ConfigSyntax, format!("`{}` is not valid YAML", about.path))
        .at(place, "")
        .note(note)
        .help(help)
}
