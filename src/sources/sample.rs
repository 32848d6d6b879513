//! The start of a file, by which a format knows its own files.

/// The start of a file.
pub(super) struct Sample<'a> {
    /// Where it is.
    pub path: &'a str,
    /// Its first bytes, a byte order mark left out.
    pub head: &'a [u8],
}

impl Sample<'_> {
    /// Tells whether objects in it have members of all these names.
    pub fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has_one(name))
    }

    /// Tells whether the file's name ends so: `csv`.
    pub fn ends_with(&self, extension: &str) -> bool {
        let end = self.path.rsplit_once('.').map_or("", |(_, end)| end);
        end.eq_ignore_ascii_case(extension)
    }

    /// Tells whether it starts like JSON, perhaps with an assignment in front.
    pub fn is_json(&self) -> bool {
        let head = self.head.trim_ascii_start();
        head.starts_with(b"{") || head.starts_with(b"[") || head.starts_with(b"window.")
    }

    fn has_one(&self, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        memchr::memmem::find_iter(self.head, quoted.as_bytes()).any(|at| {
            let rest = &self.head[at + quoted.len()..];
            rest.trim_ascii_start().starts_with(b":")
        })
    }
}
