//! `answerbook import`: threads as files that people edit, merged on the next import.

mod attached;
mod script;
mod trips;
mod whole;
