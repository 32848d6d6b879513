//! Splits a row into its fields.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Splits rows into fields.
pub(in crate::sources) struct Splitter {
    delimiter: u8,
    /// Readers that nobody uses now. Making one costs more than reading ten rows does, and a
    /// clone of one does not know when a field ends.
    idle: Mutex<Vec<csv_core::Reader>>,
}

/// The fields of a row, in one text.
#[derive(Debug, Default)]
pub(in crate::sources) struct Fields {
    text: String,
    /// Where each one ends.
    ends: Vec<usize>,
}

impl Fields {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a field.
    pub fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.text.get(start.unwrap_or(0)..*self.ends.get(at)?)
    }

    /// Returns all fields.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl Splitter {
    /// Makes one for rows with this between their fields.
    pub fn new(delimiter: u8) -> Splitter {
        Splitter { delimiter, idle: Mutex::default() }
    }

    /// Splits a row into its fields.
    pub fn fields(&self, row: &str) -> Fields {
        // A row is cut out already: what else could end one would lose the rest of it.
        let end = csv_core::Terminator::Any(b'\n');
        let make =
            || csv_core::ReaderBuilder::new().delimiter(self.delimiter).terminator(end).build();
        let mut reader = self.idle().pop().unwrap_or_else(make);
        let fields = self.split(row, &mut reader);
        self.idle().push(reader);
        fields
    }

    fn idle(&self) -> MutexGuard<'_, Vec<csv_core::Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn split(&self, row: &str, reader: &mut csv_core::Reader) -> Fields {
        reader.reset();
        let row = row.strip_suffix('\n').unwrap_or(row);
        let row = row.strip_suffix('\r').unwrap_or(row);
        let mut output = vec![0; row.len() + 1];
        let n_most = memchr::memchr_iter(self.delimiter, row.as_bytes()).count() + 2;
        let mut ends = vec![0; n_most];
        let (_, _, n_out, n_ends) = reader.read_record(row.as_bytes(), &mut output, &mut ends);
        // An empty input tells the reader that the row has ended.
        let (_, _, more_out, more_ends) =
            reader.read_record(&[], &mut output[n_out..], &mut ends[n_ends..]);
        output.truncate(n_out + more_out);
        ends.truncate(n_ends + more_ends);
        // Of text only quotes and delimiters are taken out, so text stays.
        Fields { text: String::from_utf8(output).unwrap_or_default(), ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(row: &str, delimiter: u8) -> Vec<String> {
        Splitter::new(delimiter).fields(row).iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_carriage_return_alone_ends_no_row() {
        // So that a row with two in one has too many fields, which is told.
        assert_eq!(fields("1,x\r2,y\r\n", b','), ["1", "x\r2", "y"]);
        assert_eq!(fields("1,\"x\ry\"\r\n", b','), ["1", "x\ry"]);
        assert_eq!(fields("\r\n", b','), [] as [&str; 0]);
    }

    #[test]
    fn what_is_quoted_holds_delimiters() {
        assert_eq!(fields("1;\"x;y\"", b';'), ["1", "x;y"]);
    }
}
