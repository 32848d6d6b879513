//! The list of contents of a text with several headings.

use crate::normalize::PostHeading;

use super::view::ContentsView;

/// A text with fewer headings has no list of them.
const FEWEST: usize = 3;

/// Makes a list of headings, those of lower levels below the one before them.
pub(super) fn of(headings: Vec<PostHeading>) -> Vec<ContentsView> {
    let named: Vec<PostHeading> =
        headings.into_iter().filter(|heading| !heading.title.trim().is_empty()).collect();
    if named.len() < FEWEST {
        return Vec::new();
    }
    let mut contents: Vec<ContentsView> = Vec::new();
    let top = named[0].level;
    for heading in named {
        let PostHeading { level, id, title } = heading;
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = ContentsView { title, href: format!("#{id}"), entries: Vec::new() };
        match contents.last_mut() {
            // Lists of more than two levels show the text again.
            Some(above) if level == top + 1 => above.entries.push(entry),
            Some(_) if level > top => {}
            _ => contents.push(entry),
        }
    }
    contents
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(headings: &[(usize, &str)]) -> String {
        let heading = |&(level, title): &(usize, &str)| PostHeading {
            level,
            id: title.to_lowercase(),
            title: title.to_owned(),
        };
        let write = |entry: &ContentsView| {
            let inner: Vec<&str> = entry.entries.iter().map(|entry| entry.href.as_str()).collect();
            format!("{}({})", entry.href, inner.join(" "))
        };
        of(headings.iter().map(heading).collect()).iter().map(write).collect()
    }

    #[test]
    fn three_headings_make_a_list_of_two_levels() {
        assert_eq!(written(&[(3, "A"), (4, "B")]), "");
        assert_eq!(written(&[(3, "A"), (4, "B"), (5, "C"), (3, "D")]), "#a(#b)#d()");
        assert_eq!(written(&[(3, "A"), (3, " "), (3, "D")]), "");
    }
}
