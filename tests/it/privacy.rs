//! Private text, people who opted out and threads taken down: found, and nowhere published.

mod erased;
mod found;
mod gate;
mod innocent;
mod masks;
mod matrix;
mod places;
mod secrets;
mod spellings;
