//! `answerbook theme`.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use serde_json::{Value, json};

use crate::diag::{Code, Diagnostic, listing, nearest};
use crate::files::{DiskFiles, Files};
use crate::render::{ThemeFile, embedded_themes};

use super::Outcome;
use super::args::{EjectArgs, ThemeArgs, ThemeListArgs};
use super::talk::Talk;

pub(crate) fn run(args: &ThemeArgs, talk: &Talk) -> Outcome {
    match args {
        ThemeArgs::List(args) => list(args, talk),
        ThemeArgs::Eject(args) => eject(args, talk),
    }
}

fn list(args: &ThemeListArgs, talk: &Talk) -> Outcome {
    let embedded = embedded_themes();
    let own = DiskFiles::new(&args.site).list("themes");
    let own: BTreeSet<&str> = own.iter().filter_map(|path| path.split('/').nth(1)).collect();
    if args.json {
        let embedded = embedded.iter().map(|(name, _)| json!({ "name": name, "path": null }));
        let own = own.iter().map(|name| json!({ "name": name, "path": format!("themes/{name}") }));
        let themes: Vec<Value> = embedded.chain(own).collect();
        talk.result(&format!("{}\n", json!({ "themes": themes })));
        return Outcome::Done;
    }
    for (name, _) in embedded {
        talk.result(&format!("{name}   comes with answerbook\n"));
    }
    for name in own {
        talk.result(&format!("{name}   themes/{name}\n"));
    }
    Outcome::Done
}

fn eject(args: &EjectArgs, talk: &Talk) -> Outcome {
    let themes = embedded_themes();
    let Some((_, files)) = themes.iter().find(|(name, _)| *name == args.theme) else {
        let names: Vec<&str> = themes.iter().map(|(name, _)| name.as_str()).collect();
        return talk.fatal(theme_missing(&args.theme, &names), Outcome::Usage);
    };
    let copies = match copies(args, files) {
        Ok(copies) => copies,
        Err(diagnostic) => return talk.fatal(*diagnostic, Outcome::Usage),
    };
    for (path, file) in copies {
        let full = args.site.join(&path);
        if full.exists() {
            talk.say(&format!("left as it is: {path}"));
        } else if let Err(error) = write(&full, &file.bytes) {
            return talk.fatal(write_failed(&path, &error), Outcome::Usage);
        } else {
            talk.result(&format!("{path}\n"));
        }
    }
    Outcome::Done
}

/// One file goes to where it overrides the theme's; a whole theme gets a folder of its own.
fn copies<'a>(
    args: &EjectArgs,
    files: &'a [ThemeFile],
) -> Result<Vec<(String, &'a ThemeFile)>, Box<Diagnostic>> {
    let Some(wanted) = &args.file else {
        let name = args.name.as_ref().unwrap_or(&args.theme);
        return Ok(files.iter().map(|f| (format!("themes/{name}/{}", f.name), f)).collect());
    };
    let with_folder = format!("templates/{wanted}");
    let found = files.iter().find(|f| f.name == *wanted || f.name == with_folder);
    match found {
        Some(file) if !file.name.starts_with("static/") => Ok(vec![(file.name.clone(), file)]),
        Some(file) => Err(Box::new(
            Diagnostic::error(
                Code::ValueInvalid,
                format!("`{}` is part of the whole theme", file.name),
            )
            .help("copy the whole theme: `answerbook theme eject --as my-theme`"),
        )),
        None => Err(Box::new(file_missing(wanted, files))),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

fn theme_missing(name: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(Code::ThemeMissing, format!("there is no theme named `{name}`"))
        .note(format!("answerbook comes with {}", listing(known)))
}

fn file_missing(wanted: &str, files: &[ThemeFile]) -> Diagnostic {
    let near = nearest(wanted, files.iter().map(|file| file.name.as_str()));
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let diagnostic =
        Diagnostic::error(Code::ThemeMissing, format!("the theme has no file `{wanted}`"))
            .note(format!("its files are {}", listing(&names)));
    diagnostic.help_if(near.map(|near| format!("use `{near}`")))
}

fn write_failed(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::WriteFailed, format!("`{path}` could not be written"))
        .note(error.to_string())
}
