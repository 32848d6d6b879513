//! A term of a taxonomy: what a group of threads has in common, and the threads.

/// What a group of threads has in common, and the threads: the tag `hub`, the letter `R`,
/// March 2026.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The name of its page, which stays what it is while threads come and go.
    pub key: String,
    /// What readers call it.
    pub name: TermName,
    /// The term that it lies in, as a position among the terms of its taxonomy: always one in
    /// front of it.
    pub parent: Option<usize>,
    /// The terms that lie in it, in their order.
    pub children: Vec<usize>,
    /// Its threads, those of the terms in it included, as positions in
    /// [`Site::threads`](crate::site::Site::threads), in the order in which its pages list them.
    pub threads: Vec<usize>,
}

impl Term {
    /// Makes one that lies in no other.
    pub(super) fn new(key: String, name: TermName, threads: Vec<usize>) -> Term {
        Term { key, name, parent: None, children: Vec::new(), threads }
    }
}

/// What readers call a term. Pages write it in their own language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TermName {
    /// The same in every language.
    Text(String),
    /// A text of the interface, by its key.
    Interface(&'static str),
    /// A month.
    Month {
        /// The year.
        year: i16,
        /// The month from 1.
        month: i8,
    },
}

impl TermName {
    /// Returns a name that is the same in every language.
    pub fn text(&self) -> Option<&str> {
        match self {
            TermName::Text(name) => Some(name),
            TermName::Interface(_) | TermName::Month { .. } => None,
        }
    }
}
