//! Language tags, small enough to copy.

use std::fmt;

/// A BCP 47 language tag of at most eleven bytes, such as `uk` or `pt-BR`.
///
/// Kept inline, because every thread, post and term carries one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    bytes: [u8; Lang::LONGEST],
    len: u8,
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Lang {
    const LONGEST: usize = 11;

    /// English, the language of last resort.
    pub const EN: Lang = Lang::literal(b"en");
    /// Ukrainian.
    pub const UK: Lang = Lang::literal(b"uk");
    /// Russian.
    pub const RU: Lang = Lang::literal(b"ru");
    /// Slovenian.
    pub const SL: Lang = Lang::literal(b"sl");

    const fn literal(tag: &[u8; 2]) -> Lang {
        let mut bytes = [0; Lang::LONGEST];
        bytes[0] = tag[0];
        bytes[1] = tag[1];
        Lang { bytes, len: 2 }
    }

    /// Accepts `en`, `pt-BR`, `zh_Hans`; rejects names of languages and empty text.
    ///
    /// The primary subtag becomes lowercase, `_` becomes `-`.
    pub fn new(tag: &str) -> Option<Lang> {
        let tag = tag.trim();
        let primary = tag.split(['-', '_']).next()?;
        let letters = primary.bytes().all(|b| b.is_ascii_alphabetic());
        let rest = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !(2..=3).contains(&primary.len()) || !letters || !rest || tag.len() > Lang::LONGEST {
            return None;
        }
        let mut bytes = [0; Lang::LONGEST];
        for (at, byte) in tag.bytes().enumerate() {
            bytes[at] = match byte {
                b'_' => b'-',
                byte if at < primary.len() => byte.to_ascii_lowercase(),
                byte => byte,
            };
        }
        Some(Lang { bytes, len: tag.len() as u8 })
    }

    /// Returns the tag, `pt-BR`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize])
            .expect("`new` accepts ASCII letters, digits and hyphens only")
    }

    /// Returns the language without region or script, `pt`.
    pub fn primary(&self) -> &str {
        &self.as_str()[..self.primary_bytes().len()]
    }

    /// Tells whether two tags name one language, whatever the region.
    pub fn same_language(&self, other: Lang) -> bool {
        self.primary_bytes() == other.primary_bytes()
    }

    fn primary_bytes(&self) -> &[u8] {
        let tag = &self.bytes[..self.len as usize];
        let end = tag.iter().position(|&byte| byte == b'-').unwrap_or(tag.len());
        &tag[..end]
    }

    /// Returns the direction in which the language is usually written.
    pub fn direction(&self) -> Direction {
        match self.primary() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => {
                Direction::Rtl
            }
            _ => Direction::Ltr,
        }
    }
}

impl Direction {
    /// Returns the value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, expected: Option<&str>) {
        assert_eq!(Lang::new(tag).map(|lang| lang.to_string()), expected.map(str::to_owned));
    }

    #[test]
    fn tags_are_tidied_and_names_refused() {
        check("uk", Some("uk"));
        check("EN", Some("en"));
        check("pt_BR", Some("pt-BR"));
        check("zh-Hans-CN", Some("zh-Hans-CN"));
        check("english", None);
        check("", None);
        check("e", None);
        check("en/..", None);
    }

    #[test]
    fn regions_do_not_change_the_language() {
        let brazilian = Lang::new("pt-BR").expect("a valid tag");
        assert_eq!(brazilian.primary(), "pt");
        assert!(brazilian.same_language(Lang::new("pt").expect("a valid tag")));
        assert!(!brazilian.same_language(Lang::EN));
    }
}
