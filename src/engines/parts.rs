//! Writes documents into parts that an engine takes at once.

use crate::output::{Output, OutputError};

use super::format::Format;
use super::path;

/// A part is no longer than this, unless one document is: engines refuse requests of more than
/// ten megabytes.
const MOST_BYTES: usize = 8 << 20;

/// Writes the parts of a folder.
pub(super) struct PartWriter<'a> {
    output: &'a dyn Output,
    folder: &'static str,
    format: Format,
    part: String,
    n_parts: usize,
}

impl<'a> PartWriter<'a> {
    pub(super) fn new(
        output: &'a dyn Output,
        folder: &'static str,
        format: Format,
    ) -> PartWriter<'a> {
        let part = format.ends(&[]).0;
        PartWriter { output, folder, format, part, n_parts: 0 }
    }

    pub(super) fn add(&mut self, text: &str) -> Result<(), OutputError> {
        if !self.part.is_empty() && self.part.len() + text.len() > MOST_BYTES {
            self.write()?;
        }
        self.part.push_str(text);
        Ok(())
    }

    /// Writes what is left; `gone` are documents to forget, and `changed` those that are there
    /// anew.
    pub(super) fn finish(mut self, gone: &[u64], changed: &[u64]) -> Result<(), OutputError> {
        let mut hidden = gone.to_vec();
        if self.format.hides_changed() {
            hidden.extend(changed);
            hidden.sort_unstable();
        }
        let end = self.format.ends(&hidden).1;
        self.add(&end)?;
        if self.n_parts == 0 || !self.part.is_empty() {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), OutputError> {
        self.n_parts += 1;
        let name = format!("{}/{:05}.{}", self.folder, self.n_parts, self.format.ending());
        self.output.put(&path(name), self.part.as_bytes())?;
        self.part.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::EngineKind;
    use crate::output::MemoryOutput;

    #[test]
    fn parts_are_cut_between_documents_and_are_one_file_put_together() {
        let output = MemoryOutput::new();
        let mut parts = PartWriter::new(&output, "documents", Format::new(EngineKind::Sphinx));
        let document = format!("{}\n", "a".repeat(3 << 20));
        for _ in 0..5 {
            parts.add(&document).expect("memory");
        }
        parts.finish(&[7], &[9]).expect("memory");
        let lens: Vec<u64> = output.written().into_iter().map(|(_, len)| len).collect();
        assert_eq!(lens.len(), 3, "{lens:?}");
        assert!(lens.iter().all(|len| *len <= MOST_BYTES as u64), "{lens:?}");
        let read = |name: &str| output.read(&path(name.to_owned())).ok().flatten().expect(name);
        assert!(read("documents/00001.xml").starts_with(b"<?xml"));
        let last = String::from_utf8(read("documents/00003.xml")).expect("text");
        let killed = "<sphinx:killlist>\n<id>7</id>\n<id>9</id>\n</sphinx:killlist>\n";
        assert!(last.ends_with(&format!("{killed}</sphinx:docset>\n")));
    }
}
