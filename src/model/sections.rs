//! What a text says, section by section: enough to tell which of its sections have changed.

use std::fmt;

/// The digests of the sections of a text, in their order: of its title and lead, then of what
/// stands below each heading. They are of words alone, so a comma more changes none.
///
/// Written in hexadecimal, with `-` between them: `8f3a1c07-77b2e0d1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SectionDigests(pub Vec<u32>);

impl SectionDigests {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<SectionDigests> {
        let digest = |part: &str| {
            let is_hex = part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            u32::from_str_radix(part, 16).ok().filter(|_| is_hex)
        };
        text.trim().split('-').map(digest).collect::<Option<Vec<u32>>>().map(SectionDigests)
    }

    /// Returns the positions of sections that the other text has not, as many times as that.
    pub fn missing_in(&self, other: &SectionDigests) -> Vec<usize> {
        let mut left = other.0.clone();
        let mut missing = Vec::new();
        for (at, digest) in self.0.iter().enumerate() {
            match left.iter().position(|known| known == digest) {
                Some(found) => {
                    left.swap_remove(found);
                }
                None => missing.push(at),
            }
        }
        missing
    }
}

impl fmt::Display for SectionDigests {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digest) in self.0.iter().enumerate() {
            let sign = if at > 0 { "-" } else { "" };
            write!(formatter, "{sign}{digest:08x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_read_as_they_are_written() {
        for digests in [vec![7], vec![0x8f3a_1c07, 0, u32::MAX]] {
            let digests = SectionDigests(digests);
            assert_eq!(SectionDigests::parse(&digests.to_string()), Some(digests));
        }
        for text in
            ["", "-", "12345678-", "1234567", "123456789", "+1234567", "1234567g", "é234567"]
        {
            assert_eq!(SectionDigests::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sections_are_missing_as_often_as_they_are_more() {
        let (old, new) = (SectionDigests(vec![1, 2, 2]), SectionDigests(vec![2, 3, 1]));
        assert_eq!(new.missing_in(&old), [1]);
        assert_eq!(old.missing_in(&new), [2]);
        assert_eq!(old.missing_in(&old), [] as [usize; 0]);
    }
}
