//! Private text, people who opted out and threads taken down: found, and nowhere published.

mod erased;
mod found;
mod gate;
mod masks;
mod places;
mod spellings;
