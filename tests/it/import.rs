//! `answerbook import`: threads as files that people edit, merged on the next import.

mod script;
mod whole;
