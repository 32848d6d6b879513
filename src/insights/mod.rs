//! What customers do on a published site, read from its own access logs.
//!
//! Nobody is followed: of a visitor only what one sitting shows is used, while a log is read,
//! and nothing of it is kept.

mod interval;
pub mod log;
mod sitting;

pub use interval::Share;
pub use sitting::{Sitting, Sittings, Step};
