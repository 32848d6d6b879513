//! What customers do on a published site, read from its own access logs.
//!
//! Nobody is followed: of a visitor only what one sitting shows is used, while a log is read,
//! and nothing of it is kept.

pub mod log;
