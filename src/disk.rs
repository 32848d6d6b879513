//! The only way to open files, for reading and for writing.
//!
//! Floor 1. Nothing here knows what a file means. A pipe or a device in the place of a file is
//! refused, since whoever put it there decides when it ends; and what is to survive a power
//! failure is waited for. Everything else in the program opens files through these functions,
//! which a test reads the code for.

mod flush;
mod open;
mod write;

pub use flush::{flush, flush_folders};
pub use open::{open, open_with, read, read_to_string};
pub use write::{create, create_folders, create_new, replace, replace_with, write};
