//! What customers do on a published site, read from its own access logs.
//!
//! Nobody is followed: of a visitor only what one sitting shows is used, while a log is read,
//! and nothing of it is kept. What people typed is masked as posts are, and a word that few
//! typed and no page has is never shown.
//!
//! | part | does |
//! |---|---|
//! | `log` | reads the lines of eight kinds of hosts |
//! | `robots`, `addresses` | who asks, and what for |
//! | `sitting`, `queries`, `days`, `tally` | what requests add up to, in bounded memory |
//! | `likeness`, `gaps`, `crossing` | failed searches as questions, in whatever language |
//! | `rise`, `topics` | what comes more often than in the weeks before |
//! | `report` | the figures, and their forms |

mod addresses;
mod collector;
mod crossing;
mod days;
mod gaps;
mod interval;
mod likeness;
pub mod log;
mod queries;
mod report;
mod rise;
mod robots;
mod sitting;
mod tally;
mod topics;

pub use collector::{Collected, Collector, LineCounts, Period};
pub use interval::Share;
pub use report::{
    CsvTable, InsightsReport, KnownSite, OpenThread, atom, csv, html, markdown, report, text,
};
