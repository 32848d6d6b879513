//! `answerbook completions` and `answerbook man`.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Args, CompletionsArgs};
use super::talk::Talk;

pub(crate) fn completions(args: &CompletionsArgs, talk: &Talk) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "answerbook", &mut script);
    talk.result(&String::from_utf8_lossy(&script));
    Outcome::Done
}

pub(crate) fn man(talk: &Talk) -> Outcome {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(Args::command()).render(&mut page);
    written.expect("writing to memory does not fail");
    talk.result(&String::from_utf8_lossy(&page));
    Outcome::Done
}
