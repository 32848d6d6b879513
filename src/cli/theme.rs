//! `answerbook theme`.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::diag::{Code, Diagnostic, join_names, nearest};
use crate::disk;
use crate::files::{DiskFiles, Files};
use crate::render::{ThemeFile, blank_texts, embedded_themes, unsigned_texts};
use crate::text::Lang;

use super::ExitStatus;
use super::args::{EjectArgs, ThemeArgs, ThemeListArgs};
use super::console::Console;

pub(crate) fn run(args: &ThemeArgs, console: &Console) -> ExitStatus {
    match args {
        ThemeArgs::List(args) => list(args, console),
        ThemeArgs::Eject(args) => eject(args, console),
    }
}

fn list(args: &ThemeListArgs, console: &Console) -> ExitStatus {
    let embedded = embedded_themes();
    let own = DiskFiles::new(&args.site).list("themes");
    let own: BTreeSet<&str> = own.iter().filter_map(|path| path.split('/').nth(1)).collect();
    if args.json {
        let hidden = |(name, _): &&(String, Vec<ThemeFile>)| !own.contains(name.as_str());
        let embedded = embedded.iter().filter(hidden);
        let embedded = embedded.map(|(name, _)| json!({ "name": name, "path": null }));
        let own = own.iter().map(|name| json!({ "name": name, "path": format!("themes/{name}") }));
        let themes: Vec<Value> = embedded.chain(own).collect();
        console.json(&json!({ "themes": themes, "unsigned_texts": unsigned_texts() }));
        return ExitStatus::Done;
    }
    for (name, _) in embedded.iter().filter(|(name, _)| !own.contains(name.as_str())) {
        console.result(&format!("{name}   comes with answerbook\n"));
    }
    let unsigned = unsigned_texts().join(", ");
    console.say(&format!("texts that are machine-made until a person signs them: {unsigned}"));
    for name in own {
        let is_instead = embedded.iter().any(|(known, _)| known == name);
        let why = if is_instead { ", in place of the one that comes with answerbook" } else { "" };
        console.result(&format!("{name}   themes/{name}{why}\n"));
    }
    ExitStatus::Done
}

fn eject(args: &EjectArgs, console: &Console) -> ExitStatus {
    let themes = embedded_themes();
    let Some((_, files)) = themes.iter().find(|(name, _)| *name == args.theme) else {
        let names: Vec<&str> = themes.iter().map(|(name, _)| name.as_str()).collect();
        return console.fatal(theme_missing(&args.theme, &names), ExitStatus::Usage);
    };
    let copies = match copies(args, files) {
        Ok(copies) => copies,
        Err(diagnostic) => return console.fatal(*diagnostic, ExitStatus::Usage),
    };
    for (path, bytes) in copies {
        let full = args.site.join(&path);
        if full.exists() {
            console.say(&format!("left as it is: {path}"));
        } else if let Err(error) = write(&full, &bytes) {
            return console.fatal(write_failed(&path, &error), ExitStatus::Usage);
        } else {
            console.result(&format!("{path}\n"));
        }
    }
    if args.file.is_none() {
        console.say(&next_step(args, themes.iter().any(|(name, _)| name == name_of(args))));
    }
    ExitStatus::Done
}

/// The name of a copy of a whole theme.
fn name_of(args: &EjectArgs) -> &str {
    args.name.as_ref().unwrap_or(&args.theme)
}

/// The bytes of a copy; what a theme says of itself gets the name of the copy.
fn bytes_of(file: &ThemeFile, args: &EjectArgs) -> Vec<u8> {
    if file.name != "theme.yaml" {
        return file.bytes.clone();
    }
    let old = format!("name: {}\n", args.theme);
    file.text().replace(&old, &format!("name: {}\n", name_of(args))).into_bytes()
}

/// What to do for the copy to be used, or what it does by itself.
fn next_step(args: &EjectArgs, is_instead: bool) -> String {
    let name = name_of(args);
    match is_instead {
        true => format!(
            "`themes/{name}` now stands in place of the `{name}` that comes with answerbook, and \
             no update changes it;\nfor a theme of another name: `answerbook theme eject --as mine`"
        ),
        false => format!("next: set `theme: {name}` in answerbook.yaml"),
    }
}

/// One file goes to where it overrides the theme's; a whole theme gets a folder of its own.
fn copies(
    args: &EjectArgs,
    files: &[ThemeFile],
) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let Some(wanted) = &args.file else {
        let name = name_of(args);
        let copy = |f: &ThemeFile| (format!("themes/{name}/{}", f.name), bytes_of(f, args));
        return Ok(files.iter().map(copy).collect());
    };
    if let Some(lang) = language_of(wanted) {
        return Ok(vec![(format!("strings/{lang}.ftl"), blank_texts(lang).into_bytes())]);
    }
    let with_folder = format!("templates/{wanted}");
    let found = files.iter().find(|f| f.name == *wanted || f.name == with_folder);
    match found {
        Some(file) if !file.name.starts_with("static/") => {
            Ok(vec![(file.name.clone(), file.bytes.clone())])
        }
        Some(file) => Err(Box::new(
            Diagnostic::error(
                Code::ValueInvalid,
                format!("`{}` is part of the whole theme", file.name),
            )
            .help("copy the whole theme: `answerbook theme eject --as mine`"),
        )),
        None => Err(Box::new(file_missing(wanted, files))),
    }
}

/// The language of a file of texts: `strings/fa.ftl`. Every theme can have one in any.
fn language_of(wanted: &str) -> Option<Lang> {
    wanted.strip_prefix("strings/")?.strip_suffix(".ftl").and_then(Lang::new)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        disk::create_folders(folder)?;
    }
    disk::replace(path, bytes)
}

fn theme_missing(name: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(Code::ThemeMissing, format!("there is no theme named `{name}`"))
        .note(format!("answerbook comes with {}", join_names(known)))
}

fn file_missing(wanted: &str, files: &[ThemeFile]) -> Diagnostic {
    let near = nearest(wanted, files.iter().map(|file| file.name.as_str()));
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let diagnostic =
        Diagnostic::error(Code::ThemeMissing, format!("the theme has no file `{wanted}`"))
            .note(format!("its files are {}", join_names(&names)));
    diagnostic.help_if(near.map(|near| format!("use `{near}`")))
}

fn write_failed(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::WriteFailed, format!("`{path}` could not be written"))
        .note(error.to_string())
}
