//! `answerbook completions` and `answerbook man`.

use clap::CommandFactory;

use super::ExitStatus;
use super::args::{Args, CompletionsArgs};
use super::console::Console;

pub(crate) fn completions(args: &CompletionsArgs, console: &Console) -> ExitStatus {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "answerbook", &mut script);
    console.whole(String::from_utf8_lossy(&script).into_owned());
    ExitStatus::Done
}

pub(crate) fn man(console: &Console) -> ExitStatus {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(Args::command()).render(&mut page);
    written.expect("writing to memory does not fail");
    console.whole(String::from_utf8_lossy(&page).into_owned());
    ExitStatus::Done
}
