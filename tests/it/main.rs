//! Whole sites in memory, the real binary, real exports, and tidiness.
//!
//! `harness` builds a site from one string; every other module is about one
//! promise. A test's name is the fact that it shows.

mod articles;
mod atlas;
mod attachments;
mod brand;
mod browse;
mod build;
mod bundles;
mod by_hand;
mod cards;
mod channels;
mod chats;
#[cfg(unix)]
mod ci;
mod cli;
mod code_and_math;
mod contradictions;
mod crash;
mod determinism;
mod dialects;
mod discussion;
mod docs;
mod duplicates;
mod engines;
mod feedback;
mod freshness;
mod fuzz;
mod harness;
mod hostile;
mod i18n;
mod import;
mod incremental;
mod insights;
mod keywords;
mod limits;
mod machines;
mod media;
mod messages;
mod preview_page;
mod privacy;
mod reader;
mod real;
mod recipes;
mod redirects;
mod resolution;
mod social_cards;
mod stops;
mod structured;
mod terminal;
mod theme_guide;
mod themes;
mod threads;
mod tidy;
mod words;
