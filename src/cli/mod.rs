//! The command line: the only place that prints, exits, watches or listens.
//!
//! Floor 7. One file a command. Results go to stdout, talk goes to stderr.

mod args;
mod build;
mod changes;
mod check;
mod duplicates;
mod engine;
mod eval;
mod explain;
mod import;
mod init;
mod ledger;
mod now;
mod program;
mod progress;
mod schema;
mod search;
mod serve;
mod shell;
mod talk;
mod theme;
mod threads;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use talk::Talk;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well; warnings are allowed.
    Done,
    /// The content has errors, or warnings were denied.
    Content,
    /// A wrong command, setting or environment.
    Usage,
}

/// Runs the command that the arguments name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are results; everything else is a wrong command. A closed
            // pipe is no problem of ours.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let talk = Talk::new(&args.talk);
    let outcome = match args.command {
        Command::Init(command) => init::run(&command, &talk),
        Command::Build(command) => build::run(&command, &talk),
        Command::Import(command) => import::run(&command, &talk),
        Command::Serve(command) => serve::run(&command, &talk),
        Command::Search(command) => search::run(&command, &talk),
        Command::Eval(command) => eval::run(&command, &talk),
        Command::Check(command) => check::run(&command, &talk),
        Command::Threads(command) => threads::run(&command, &talk),
        Command::Why(command) => why::run(&command, &talk),
        Command::Duplicates(command) => duplicates::run(&command, &talk),
        Command::Explain(command) => explain::run(&command, &talk),
        Command::Schema(command) => schema::run(&command, &talk),
        Command::Theme(command) => theme::run(&command, &talk),
        Command::Completions(command) => shell::completions(&command, &talk),
        Command::Man => shell::man(&talk),
    };
    ExitCode::from(match outcome {
        Outcome::Done => 0,
        Outcome::Content => 1,
        Outcome::Usage => 2,
    })
}
