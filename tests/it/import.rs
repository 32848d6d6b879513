//! `answerbook import`: threads as files that people edit, merged on the next import.

mod attached;
pub mod meanwhile;
mod script;
mod settings;
mod trips;
mod whole;
