//! `answerbook init`.

use std::path::Path;
use std::{fs, io};

use crate::config::{FILE, TEMPLATE};
use crate::diag::{Code, Diagnostic};
use crate::disk;

use super::ExitStatus;
use super::args::InitArgs;
use super::console::{Console, typed};

const ANSWER: &str = "\
---
title: How do I add an answer?
tags: [getting started]
author: The docs team
verified_on: 2026-01-15
---
Write a markdown file into `answers/`.
The settings between the lines of `---` are optional, all but the title.

1. Save the file.
2. Run `answerbook build`.
3. Open `public/index.html`.
";

const IGNORED: &str = "/.answerbook/\n/public/\n";

pub(crate) fn run(args: &InitArgs, console: &Console) -> ExitStatus {
    if args.site.join(FILE).exists() {
        return console.fatal(already_there(&args.site), ExitStatus::Usage);
    }
    match write(&args.site) {
        Ok(()) => {
            let build = match args.site.to_string_lossy().as_ref() {
                "." => "answerbook build".to_owned(),
                _ => format!("answerbook build {}", typed(&args.site)),
            };
            console.say(&format!(
                "wrote {FILE}, answers/add-an-answer.md and .gitignore\nnext: `{build}`"
            ));
            ExitStatus::Done
        }
        Err(error) => console.fatal(write_failed(&args.site, &error), ExitStatus::Usage),
    }
}

fn write(site: &Path) -> io::Result<()> {
    fs::create_dir_all(site.join("answers"))?;
    disk::replace(&site.join("answers/add-an-answer.md"), ANSWER.as_bytes())?;
    let ignored = site.join(".gitignore");
    if !ignored.exists() {
        disk::replace(&ignored, IGNORED.as_bytes())?;
    }
    // Last, since it makes the folder a site.
    disk::replace(&site.join(FILE), TEMPLATE.as_bytes())?;
    disk::flush_folders([site])
}

fn already_there(site: &Path) -> Diagnostic {
    let message = format!("`{}` is a site already", site.display());
    Diagnostic::error(Code::OutputForeign, message)
        .note(format!("it has a `{FILE}`, which was left as it is"))
        .help("name another folder: `answerbook init my-site`")
}

fn write_failed(site: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::WriteFailed, format!("`{}` could not be written", site.display()))
        .note(error.to_string())
        .help("choose a folder that you may write to")
}
