//! `answerbook explain`.

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::nearest;

use super::Outcome;
use super::args::ExplainArgs;
use super::talk::Talk;

pub(crate) fn run(args: &ExplainArgs, talk: &Talk) -> Outcome {
    let Some(name) = &args.code else {
        for entry in Code::all() {
            talk.result(&format!("{:24} {}\n", entry.name, entry.meaning));
        }
        return Outcome::Done;
    };
    match Code::by_name(name) {
        Some(code) => {
            let entry = code.entry();
            talk.result(&format!("{}: {}\n\n{}\n", entry.name, entry.meaning, entry.explanation));
            Outcome::Done
        }
        None => talk.fatal(unknown(name), Outcome::Usage),
    }
}

fn unknown(name: &str) -> Diagnostic {
    let near = nearest(name, Code::all().iter().map(|entry| entry.name));
    let help = match near {
        Some(near) => format!("use `{near}`"),
        None => "run `answerbook explain` for the list".to_owned(),
    };
    Diagnostic::error(Code::ValueInvalid, format!("there is no code `{name}`")).help(help)
}
