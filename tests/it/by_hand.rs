//! Answers written by hand: what their markdown means, and what of it links can name.

mod front;
mod headings;
mod parts;
mod spec;
