//! `answerbook schema`.

use crate::config::{config_schema, decisions_schema, releases_schema};
use crate::privacy::privacy_schema;
use crate::publish::{answer_schema, api_schema};
use crate::render::view::view_schema;
use crate::sources::thread_schema;

use super::ExitStatus;
use super::args::{SchemaArg, SchemaArgs};
use super::console::Console;

pub(crate) fn run(args: &SchemaArgs, console: &Console) -> ExitStatus {
    let schema = match args.what {
        SchemaArg::Thread => thread_schema(),
        SchemaArg::Config => config_schema(),
        SchemaArg::Privacy => privacy_schema(),
        SchemaArg::Decisions => decisions_schema(),
        SchemaArg::Releases => releases_schema(),
        SchemaArg::View => view_schema(),
        SchemaArg::Answer => answer_schema(),
        SchemaArg::Api => api_schema(),
    };
    console.whole(format!("{}\n", schema.trim_end()));
    ExitStatus::Done
}
