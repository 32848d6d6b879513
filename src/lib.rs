//! answerbook turns what a community has already solved into a static Q&A site.
//!
//! The modules in reading order. A module uses what stands above it in this
//! list and nothing below it; `tests/it/tidy.rs` reads the imports and fails on
//! any other. See ARCHITECTURE.md for the story.
#![cfg_attr(not(feature = "browser"), forbid(unsafe_code))]
#![cfg_attr(feature = "browser", deny(unsafe_code))]
#![warn(missing_docs)]

#[cfg(feature = "browser")]
pub mod host;
pub mod text;

#[cfg(feature = "cli")]
pub mod disk;
#[cfg(feature = "cli")]
pub mod percent;

pub mod search;

#[cfg(feature = "browser")]
pub mod wasm;

#[cfg(feature = "cli")]
mod testing;

#[cfg(feature = "cli")]
pub mod diag;
#[cfg(feature = "cli")]
pub mod highlight;
#[cfg(feature = "cli")]
pub mod math;
#[cfg(feature = "cli")]
pub mod model;

#[cfg(feature = "cli")]
pub mod files;

#[cfg(feature = "cli")]
pub mod config;
#[cfg(feature = "cli")]
pub mod normalize;
#[cfg(feature = "cli")]
pub mod sources;

#[cfg(feature = "cli")]
pub mod output;

#[cfg(feature = "cli")]
pub mod privacy;

#[cfg(feature = "cli")]
pub mod media;

#[cfg(feature = "cli")]
pub mod cache;
#[cfg(feature = "cli")]
pub mod site;

#[cfg(feature = "cli")]
pub mod plan;

#[cfg(feature = "cli")]
pub mod render;

#[cfg(feature = "cli")]
pub mod publish;

#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod pipeline;

#[cfg(feature = "cli")]
pub mod bundle;
#[cfg(feature = "cli")]
pub mod engines;
#[cfg(feature = "cli")]
pub mod import;
#[cfg(feature = "cli")]
pub mod insights;
#[cfg(feature = "cli")]
pub mod review;

#[cfg(feature = "cli")]
pub mod cli;
