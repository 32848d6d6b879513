//! What JSON exports have in common: finding records, joining them, reading threads.
//!
//! Floor 3. `scan` finds the records of a file in one pass; `join` keeps where they lie,
//! brings those of one thread together across files, and reads threads in parallel.
//! A format says where its records are and what each is to its thread.

mod format;
#[cfg(test)]
mod fuzz_tests;
mod index;
mod join;
mod scan;
mod stream_buffer;
#[cfg(test)]
mod tests;
mod work;

pub(in crate::sources) use format::{Fault, Format, Left, Lost, Record, RecordRole, ThreadRecords};
pub(in crate::sources) use join::{Joined, open};
pub(in crate::sources) use scan::{Damage, Scanned, Shapes, Spot, scan};
