//! The command line: the only place that prints, exits, watches or listens.
//!
//! Floor 8. One file a command. Results go to stdout, talk goes to stderr.

mod args;
mod build;
mod bundle;
mod changes;
mod check;
mod clock;
mod console;
mod duplicates;
mod engine;
mod eval;
mod explain;
mod export;
mod import;
mod init;
mod insights;
mod ledger;
mod mcp;
mod open_site;
mod program;
mod progress;
mod repository;
mod review;
mod schema;
mod search;
mod serve;
mod shell;
mod spreadsheet;
mod theme;
mod threads;
mod verify;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use console::Console;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitStatus {
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
    let console = Console::new(&args.console, args.command.site());
    let outcome = match args.command {
        Command::Init(command) => init::run(&command, &console),
        Command::Build(command) => build::run(&command, &console),
        Command::Bundle(command) => bundle::run(&command, &console),
        Command::Export(command) => export::run(&command, &console),
        Command::Import(command) => import::run(&command, &console),
        Command::Serve(command) => serve::run(&command, &console),
        Command::Search(command) => search::run(&command, &console),
        Command::Mcp(command) => mcp::run(&command, &console),
        Command::Eval(command) => eval::run(&command, &console),
        Command::Check(command) => check::run(&command, &console),
        Command::Threads(command) => threads::run(&command, &console),
        Command::Why(command) => why::run(&command, &console),
        Command::Duplicates(command) => duplicates::run(&command, &console),
        Command::Review(command) => review::run(&command, &console),
        Command::Verify(command) => verify::run(&command, &console),
        Command::Insights(command) => insights::run(&command, &console),
        Command::Explain(command) => explain::run(&command, &console),
        Command::Schema(command) => schema::run(&command, &console),
        Command::Theme(command) => theme::run(&command, &console),
        Command::Completions(command) => shell::completions(&command, &console),
        Command::Man => shell::man(&console),
    };
    ExitCode::from(match outcome {
        ExitStatus::Done => 0,
        ExitStatus::Content => 1,
        ExitStatus::Usage => 2,
    })
}
