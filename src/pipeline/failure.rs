//! Why a build or an import ended early.

use std::io;
use std::path::PathBuf;

use crate::output::OutputError;
use crate::search::native::IndexError;

/// How often names may lead to further names of the same people. Accounts that bear a listed
/// name are found at once, and all their names after that: it takes three readings, whatever
/// people call themselves (see [`expand_aliases`](crate::privacy::expand_aliases)).
pub(crate) const ROUNDS: usize = 8;

/// Why a build wrote nothing.
#[derive(Debug)]
pub enum Failure {
    /// The settings name something that is not there.
    Settings,
    /// A template is broken.
    Template,
    /// Something that must not be published would be.
    Privacy,
    /// A published address would be lost, or a redirect would not end.
    Addresses,
    /// A file could not be written.
    Output(OutputError),
    /// The folder for the index and bodies cannot be used.
    Work(PathBuf, io::Error),
    /// The index could not be written.
    Index(IndexError),
    /// The cache holds what was not put there.
    Damaged,
    /// The names of those in privacy.yaml lead to ever more names, which they cannot.
    Names,
}
