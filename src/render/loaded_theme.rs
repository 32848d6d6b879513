//! A theme ready to be used: its templates compiled, its texts read.

use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Digest;
use crate::text::Lang;

use super::missing_texts;
use super::strings::Strings;
use super::template::Templates;
use super::theme::Theme;
use super::theme_file::ThemeFile;

/// A theme ready to be used.
#[derive(Clone)]
pub struct LoadedTheme {
    /// The texts of the interface.
    pub strings: Arc<Strings>,
    /// The templates.
    pub(super) templates: Arc<Templates>,
}

/// The theme that was loaded last, for whoever builds again and again: to compile templates is
/// most of what a small edit costs in a preview, and they seldom change.
#[derive(Default)]
pub struct ThemeCache(Mutex<Option<(Digest, LoadedTheme)>>);

impl ThemeCache {
    /// Loads a theme for the languages of a site; `None` when a template is broken.
    pub fn load(&self, theme: &Theme, languages: &[Lang], sink: &mut Sink) -> Option<LoadedTheme> {
        let languages_of = languages.iter().map(|lang| lang.as_str().as_bytes());
        let of_theme = theme.digest();
        let key = Digest::of_parts(std::iter::once(&of_theme.0[..]).chain(languages_of));
        let last = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last().as_ref().filter(|(known, _)| *known == key).map(|(_, t)| t.clone());
        if let Some(known) = &known {
            missing_texts::tell(&known.strings, languages, sink);
            return Some(known.clone());
        }
        // Other builds need not wait meanwhile.
        let (strings, is_whole) = load_strings(theme, languages, sink);
        let strings = Arc::new(strings);
        let templates = match Templates::compile(theme, &strings, languages) {
            Ok(templates) => Arc::new(templates),
            Err(diagnostic) => {
                sink.push(diagnostic);
                return None;
            }
        };
        missing_texts::tell(&strings, languages, sink);
        let loaded = LoadedTheme { strings, templates };
        // What is wrong with texts is told by every build.
        if is_whole {
            *last() = Some((key, loaded.clone()));
        }
        Some(loaded)
    }
}

/// Reads the texts of a theme in the languages of the site; `false` when some cannot be read.
fn load_strings(theme: &Theme, languages: &[Lang], sink: &mut Sink) -> (Strings, bool) {
    let is_read =
        |own: Lang| own == Lang::EN || languages.iter().any(|lang| lang.same_language(own));
    let used: Vec<&(Lang, ThemeFile)> =
        theme.strings.iter().filter(|(lang, file)| is_read(*lang) || !file.is_embedded()).collect();
    let files: Vec<(Lang, String)> = used.iter().map(|(lang, file)| (*lang, file.text())).collect();
    let (strings, errors) = Strings::new(&files);
    let is_whole = errors.is_empty();
    for error in errors {
        let path = &used[error.at].1.path;
        sink.push(
            Diagnostic::error(Code::TemplateBroken, "an interface text cannot be read")
                .at(Place::in_text(path, &files[error.at].1, error.range), "")
                .note(error.message)
                .help("write `name = text`, a line each; a `{` that is no placeable is `{\"{\"}`"),
        );
    }
    (strings, is_whole)
}
