//! `answerbook schema`.

use crate::config::config_schema;
use crate::render::view::view_schema;
use crate::sources::thread_schema;

use super::Outcome;
use super::args::{SchemaArg, SchemaArgs};
use super::talk::Talk;

pub(crate) fn run(args: &SchemaArgs, talk: &Talk) -> Outcome {
    let schema = match args.what {
        SchemaArg::Thread => thread_schema(),
        SchemaArg::Config => config_schema(),
        SchemaArg::View => view_schema(),
    };
    talk.result(&format!("{}\n", schema.trim_end()));
    Outcome::Done
}
