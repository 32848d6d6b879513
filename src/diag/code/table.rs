//! What is said of every code: its name, a line, and how to mend it.

mod a_to_h;
mod i_to_l;
mod m_to_z;

use super::{Code, CodeInfo};

const fn entry(
    code: Code,
    name: &'static str,
    meaning: &'static str,
    explanation: &'static str,
) -> CodeInfo {
    CodeInfo { code, name, meaning, explanation }
}

/// Returns what is said of all codes, by their names.
pub(in crate::diag) fn entries() -> impl Iterator<Item = &'static CodeInfo> {
    a_to_h::ENTRIES.iter().chain(i_to_l::ENTRIES).chain(m_to_z::ENTRIES)
}
