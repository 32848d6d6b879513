//! Answers written by hand: what their markdown means, and what of it links can name.

mod front;
mod headings;
mod led_on;
mod parts;
mod spec;
