//! Values of a column that cannot be read, said once for all of them.

/// The values of a column that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unread {
    /// How many there are.
    pub n: usize,
    /// The first of them: its file, its line, and what is written there.
    pub first: Option<(u32, u32, String)>,
}

impl Unread {
    /// Takes one.
    pub fn add(&mut self, text: &str, file: u32, line: u32) {
        self.n += 1;
        self.first.get_or_insert_with(|| (file, line, text.to_owned()));
    }
}
