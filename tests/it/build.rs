//! Whole sites, built in memory.

mod addresses;
mod content;
mod grades;
mod machines;
mod policy;
mod privacy;
mod safety;
mod search;
mod tables;
