//! Which tag of a template is opened and never closed: the parser only says that the text ends.

use std::ops::Range;

/// Tags that have an end.
const WITH_END: [&str; 7] = ["block", "if", "for", "filter", "set", "component", "raw"];

/// Finds the innermost tag that is still open at the end of a template: where its word stands.
pub(super) fn unclosed(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        if let Some(comment) = text[at..start].rfind("{#").map(|found| at + found) {
            at = comment + text[comment..].find("#}").map_or(text.len() - comment, |n| n + 2);
            if at > start {
                continue;
            }
        }
        let end = start + text[start..].find("%}").unwrap_or(text.len() - start);
        let inner = text[start..end].trim_start_matches(['{', '%', '-']).trim_start();
        let word = inner.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let from = end - inner.len();
        let range = from..from + word.len();
        let is_open = |word: &str| open.last().is_some_and(|tag| &text[tag.clone()] == word);
        match word.strip_prefix("end") {
            Some(closed) if is_open(closed) => drop(open.pop()),
            // Within what is shown as it is, nothing else means anything.
            _ if is_open("raw") => {}
            None if word == "set" && inner.contains('=') => {}
            None if WITH_END.contains(&word) => open.push(range),
            _ => {}
        }
        at = end;
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_open_tag_is_found() {
        for (text, expected) in [
            ("{% block a %}{% if b %}{% endif %}", Some((3, "block"))),
            ("{% block a %}\n{%- if b %}{% endblock %}", Some((18, "if"))),
            ("{% for a in b %}{% set c = 1 %}{% endfor %}", None),
            ("{% set a %}x", Some((3, "set"))),
            ("{% raw %}{% if %}{% endraw %}{% if b %}", Some((32, "if"))),
            ("{# {% if a %} #}{% block b %}{% endblock b %}", None),
            ("{# a #}{% block b %}", Some((10, "block"))),
            ("{% block b", Some((3, "block"))),
            ("", None),
        ] {
            let found = unclosed(text).map(|range| (range.start, &text[range]));
            assert_eq!(found, expected, "{text}");
        }
    }
}
