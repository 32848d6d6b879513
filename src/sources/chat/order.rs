//! The order of names with numbers in them: `run-9` before `run-10`.

/// A piece of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sources) enum Piece {
    /// A number: how many digits it has without zeros in front, and the digits.
    Number(usize, String),
    /// Anything else.
    Words(String),
}

/// Cuts a name into pieces that compare as people count.
pub(in crate::sources) fn natural(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (piece, later) = rest.split_at(end);
        let digits = piece.trim_start_matches('0');
        pieces.push(match is_digit {
            true => Piece::Number(digits.len(), digits.to_owned()),
            false => Piece::Words(piece.to_owned()),
        });
        rest = later;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_compared_as_numbers() {
        let mut names = ["run-10/a", "run-9/a", "run-010/b", "run-2026-08-07", "run-2026-8-06"];
        names.sort_by_key(|name| natural(name));
        let expected = ["run-9/a", "run-10/a", "run-010/b", "run-2026-8-06", "run-2026-08-07"];
        assert_eq!(names, expected);
    }
}
