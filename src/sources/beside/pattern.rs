//! What addresses of files look like, in a line.
//!
//! A part of a path between two `/` is literal, or `*` for any, or holds names in braces that
//! take what stands there, up to the character behind the brace. `{dirs*}` takes any number of
//! parts. Some names take only what is like them: `{sha}` a digest of 40 digits, `{picture}` the
//! name of a picture, `{thumb}` that of a small one, which is written as that of the whole,
//! `{n}` a number, `{base62}` a digest written shortly, which gives `{sha}`, too.
//!
//! Copies are written with the same names. An ending `.*` stands for those of pictures, and none.

use std::collections::BTreeMap;

use crate::normalize::PICTURE_ENDINGS;

/// Paths have no more parts than this.
const MAX_PARTS: usize = 40;

/// What stands in an address at the names of a pattern.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found(BTreeMap<&'static str, String>);

impl Found {
    /// Holds a path against a pattern.
    pub fn of(pattern: &'static str, path: &str) -> Option<Found> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let wanted: Vec<&'static str> = pattern.split('/').collect();
        let mut found = Found::default();
        let is_path = parts.len() <= MAX_PARTS && !parts.contains(&"");
        (is_path && found.parts(&wanted, &parts)).then_some(found)
    }

    /// Sets a name.
    pub fn set(&mut self, name: &'static str, value: &str) {
        self.0.insert(name, value.to_owned());
    }

    fn parts(&mut self, wanted: &[&'static str], parts: &[&str]) -> bool {
        let Some((first, rest)) = wanted.split_first() else { return parts.is_empty() };
        if let Some(name) = first.strip_suffix("*}").and_then(|first| first.strip_prefix('{')) {
            // The fewest that let the rest be found; patterns have one or two of these.
            let n_taken = (0..=parts.len()).find(|n| self.parts(rest, &parts[*n..]));
            return n_taken.is_some_and(|n| {
                self.set(name, &parts[..n].join("/"));
                true
            });
        }
        let Some((part, others)) = parts.split_first() else { return false };
        self.part(first, part) && self.parts(rest, others)
    }

    fn part(&mut self, mut wanted: &'static str, mut part: &str) -> bool {
        if wanted == "*" {
            return !part.is_empty();
        }
        while let Some(open) = wanted.find('{') {
            let (literal, name) = wanted.split_at(open);
            let Some(rest) = part.strip_prefix(literal) else { return false };
            let Some((name, behind)) = name[1..].split_once('}') else { return false };
            let end = match behind.chars().next() {
                Some(next) => rest.find(next),
                None => Some(rest.len()),
            };
            let Some((value, after)) = end.map(|end| rest.split_at(end)) else { return false };
            if !self.take(name, value) {
                return false;
            }
            (wanted, part) = (behind, after);
        }
        wanted == part
    }

    fn take(&mut self, name: &'static str, value: &str) -> bool {
        let is_word =
            |n: usize, of: fn(&u8) -> bool| value.len() == n && value.bytes().all(|b| of(&b));
        let fits = match name {
            "sha" => is_word(40, u8::is_ascii_hexdigit),
            "n" => !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()),
            "picture" => is_picture(value),
            "thumb" => {
                let Some(whole) = whole_of(value) else { return false };
                self.set(name, &whole);
                return true;
            }
            "base62" => {
                let Some(sha) = sha_of(value) else { return false };
                self.set("sha", &sha);
                self.set("sha1", &sha[..1]);
                self.set("sha2", &sha[1..2]);
                true
            }
            _ => !value.is_empty(),
        };
        if fits {
            self.set(name, value);
        }
        fits
    }

    /// Writes a copy's path, by its parts, in all its endings.
    pub fn written(&self, copy: &'static str) -> Vec<Vec<String>> {
        let (stem, endings) = match copy.strip_suffix(".*") {
            Some(stem) => {
                let endings = PICTURE_ENDINGS.map(|ending| format!(".{ending}"));
                (stem, std::iter::once(String::new()).chain(endings).collect())
            }
            None => (copy, vec![String::new()]),
        };
        let mut path = stem.to_owned();
        for (name, value) in &self.0 {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        // `{dirs}` may stand for none.
        let path = if stem.contains("s}/") { path.replace("//", "/") } else { path };
        let parts =
            |ending: String| format!("{path}{ending}").split('/').map(str::to_owned).collect();
        endings.into_iter().map(parts).collect()
    }
}

fn is_picture(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    !stem.is_empty() && PICTURE_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Returns the name of the picture that a small one is made of: a letter behind five or eight
/// says how small.
fn whole_of(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.').filter(|_| is_picture(name))?;
    let whole = stem.strip_suffix(['s', 't', 'm', 'l', 'h'])?;
    let is_name = matches!(whole.len(), 5 | 8) && whole.bytes().all(|b| b.is_ascii_alphanumeric());
    is_name.then(|| format!("{whole}.{ending}"))
}

/// Returns the digest that a forum writes in 27 letters and digits.
fn sha_of(text: &str) -> Option<String> {
    const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if !(1..=27).contains(&text.len()) {
        return None;
    }
    let mut bytes = [0_u8; 20];
    for letter in text.bytes() {
        let mut carry = DIGITS.iter().position(|digit| *digit == letter)?;
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * DIGITS.len();
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_what_is_like_them() {
        let found = Found::of("{dirs*}/a/{id}-{name}.{ending}", "/x/y/a/7-b.c.png");
        let found = found.expect("it fits");
        assert_eq!(found.written("{dirs}/{name}"), [["x", "y", "b"]]);
        assert_eq!(Found::of("{dirs*}/a/{n}", "/a/x"), None);
        assert_eq!(Found::of("a/{name}", "/a/"), None);
        assert_eq!(Found::of("a/{name}", "a/b"), None);
        let none = Found::of("{dirs*}/{picture}", "/b.png").expect("it fits");
        assert_eq!(none.written("h/{dirs}/{picture}"), [["h", "b.png"]]);
    }

    #[test]
    fn short_digests_are_read() {
        let sha = sha_of("1uHmv6kWbMEHRPpvwC96TmPTwSZ");
        assert_eq!(sha.as_deref(), Some("0a7a8fe9fade30e8f290edd6bd00e234f649a149"));
        for text in ["", "a-b", &"Z".repeat(27), &"Z".repeat(28)] {
            assert_eq!(sha_of(text), None, "{text}");
        }
    }
}
