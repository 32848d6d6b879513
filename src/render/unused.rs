//! What does nothing in a site's own templates and texts, or in those of its theme, and nobody
//! would notice: templates and texts that no page uses, texts that are nowhere, and what the
//! content policy blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place, Sink, nearest};

use super::strings::keys;
use super::theme::{THEME, Theme};
use super::theme_file::ThemeFile;
use super::{blocked, replaced_sheet};

/// The templates that pages are made of; others are parts of these.
pub(super) const OF_PAGES: [&str; 13] = [
    "answer.html",
    "home.html",
    "letter.html",
    "letters.html",
    "missing.html",
    "month.html",
    "months.html",
    "people.html",
    "person.html",
    "question.html",
    "search.html",
    "tag.html",
    "tags.html",
];

/// Tells of templates and texts that are not used, and of what is in them that does nothing.
pub fn tell(theme: &Theme, sink: &mut Sink) {
    blocked::tell(theme, sink);
    replaced_sheet::tell(theme, sink);
    theme.unknown.iter().for_each(|file| sink.push(language_unknown(file)));
    let own = |file: &&ThemeFile| !file.is_embedded();
    for file in theme.templates.iter().filter(own) {
        let name = short(file);
        if !OF_PAGES.contains(&name) && !is_named(theme, file, name) {
            sink.push(template_unused(theme, file, name));
        }
    }
    for file in theme.templates.iter().filter(own) {
        tell_missing(theme, file, sink);
        tell_passed_over(theme, file, sink);
    }
    let known: BTreeSet<String> = theme
        .strings
        .iter()
        .filter(|(_, file)| file.is_embedded())
        .flat_map(|(_, file)| keys(&file.text()).collect::<Vec<_>>())
        .collect();
    for (_, file) in theme.strings.iter().filter(|(_, file)| own(&file)) {
        let text = file.text();
        for key in keys(&text).filter(|key| !known.contains(key)) {
            if !is_asked_for(theme, &key) {
                sink.push(text_unused(file, &text, &key, &known));
            }
        }
    }
}

/// Tells of texts that a template asks for and that are in no language.
fn tell_missing(theme: &Theme, file: &ThemeFile, sink: &mut Sink) {
    let text = file.text();
    for (at, start) in text.match_indices("t(key=\"") {
        let start = at + start.len();
        let key = text[start..].split('"').next().unwrap_or_default();
        let mut files = theme.strings.iter();
        if !files.any(|(_, file)| keys(&file.text()).any(|known| known == key)) {
            sink.push(text_missing(theme, file, &text, start..start + key.len()));
        }
    }
}

/// Tells where a template of the site extends that of a theme's parent, though the theme has one.
fn tell_passed_over(theme: &Theme, file: &ThemeFile, sink: &mut Sink) {
    let [site, themes @ ..] = theme.layers.as_slice() else { return };
    if file.name.split('/').next() != Some(site.as_str()) {
        return;
    }
    let (text, name) = (file.text(), short(file));
    let has = |layer: &str| {
        let whole = format!("{layer}/{name}");
        theme.templates.iter().any(|other| other.name == whole)
    };
    let Some(own) = themes.iter().find(|layer| has(layer)) else { return };
    for parent in themes.iter().filter(|layer| *layer != own) {
        let named = format!("{parent}/{name}");
        let quoted = ['"', '\''].map(|quote| format!("extends {quote}{named}{quote}"));
        let found = quoted.iter().find_map(|words| text.find(words.as_str()));
        if let Some(start) = found.map(|at| at + "extends '".len()) {
            let message = format!("pages lose what `{own}` adds to `{name}`");
            sink.push(
                Diagnostic::warning(Code::TemplateUnused, message)
                    .at(Place::in_text(&file.path, &text, start..start + named.len()), "")
                    .note(format!("the theme has a `{name}` of its own, and this is its parent's"))
                    .help(format!("write `{THEME}/{name}`, which is that of the theme")),
            );
        }
    }
}

/// The name of a template without its layer.
fn short(file: &ThemeFile) -> &str {
    file.name.split_once('/').map_or("", |(_, name)| name)
}

/// Tells whether another template extends, includes or imports one.
fn is_named(theme: &Theme, file: &ThemeFile, name: &str) -> bool {
    let others = theme.templates.iter().filter(|other| other.path != file.path);
    let ends = [format!("{name}\""), format!("{name}'")];
    others.into_iter().any(|other| ends.iter().any(|end| other.text().contains(end)))
}

/// Tells whether a template asks for a text, or another text holds it.
fn is_asked_for(theme: &Theme, key: &str) -> bool {
    let quoted = [format!("\"{key}\""), format!("'{key}'")];
    let of_templates = theme
        .templates
        .iter()
        .any(|file| quoted.iter().any(|quoted| file.text().contains(quoted.as_str())));
    let held = [format!("{{ {key} }}"), format!("{{{key}}}")];
    let of_texts = theme
        .strings
        .iter()
        .any(|(_, file)| held.iter().any(|held| file.text().contains(held.as_str())));
    of_templates || of_texts
}

fn text_missing(theme: &Theme, file: &ThemeFile, text: &str, range: Range<usize>) -> Diagnostic {
    let key = &text[range.clone()];
    let all = theme.strings.iter().flat_map(|(_, file)| keys(&file.text()).collect::<Vec<_>>());
    let known: BTreeSet<String> = all.collect();
    let help = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => format!("use `{near}`"),
        None => format!("add `{key} = …` to `strings/en.ftl` of the site"),
    };
    Diagnostic::warning(Code::StringMissing, format!("no language has the text `{key}`"))
        .at(Place::in_text(&file.path, text, range), "")
        .note("pages show its name in its place")
        .help(help)
}

fn template_unused(theme: &Theme, file: &ThemeFile, name: &str) -> Diagnostic {
    let others = theme.templates.iter().filter(|other| other.path != file.path).map(short);
    let known: BTreeSet<&str> = others.filter(|other| *other != name).collect();
    let help = match nearest(name, known) {
        Some(near) => format!("call it `{near}`"),
        None => format!("include it, `{{% include \"{name}\" %}}`, or remove it"),
    };
    Diagnostic::warning(Code::TemplateUnused, format!("no page uses the template `{name}`"))
        .at(Place::file(&file.path), "")
        .note("pages are made of templates with fixed names, and of what these include")
        .help(help)
}

fn text_unused(file: &ThemeFile, text: &str, key: &str, known: &BTreeSet<String>) -> Diagnostic {
    let starts = |(at, _): &(usize, &str)| *at == 0 || text[..*at].ends_with('\n');
    let at = text.match_indices(key).find(starts).map_or(0, |(at, _)| at);
    let help = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => format!("use `{near}`"),
        None => format!("ask for it in a template, `t(key=\"{key}\")`, or remove it"),
    };
    Diagnostic::warning(Code::TextUnused, format!("no page uses the text `{key}`"))
        .at(Place::in_text(&file.path, text, at..at + key.len()), "")
        .help(help)
}

/// A file of texts is named after no language.
fn language_unknown(file: &ThemeFile) -> Diagnostic {
    let name = file.name.rsplit('/').next().unwrap_or_default();
    let tag = name.trim_end_matches(".ftl");
    Diagnostic::warning(Code::ValueInvalid, format!("`{tag}` is not a language tag"))
        .at(Place::file(&file.path), "")
        .note("the texts in this file are shown nowhere")
        .help("name it after its language: `strings/en.ftl`")
}
