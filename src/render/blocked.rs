//! What templates of a site or a theme have and browsers do not run: every page states a content
//! policy that lets scripts and styles come from files of the site alone.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::theme::Theme;
use super::theme_file::ThemeFile;

/// Tells of scripts, styles and frames in templates that pages are not allowed.
pub(super) fn tell(theme: &Theme, sink: &mut Sink) {
    for file in theme.templates.iter().filter(|file| !file.is_embedded()) {
        let text = file.text();
        for (range, blocked) in find(&text) {
            sink.push(template_blocked(file, &text, range, blocked));
        }
    }
}

/// What browsers do not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blocked {
    /// `style="…"`
    Style,
    /// `onclick="…"`
    Handler,
    /// `<style>`
    Sheet,
    /// `<script>` with words in it.
    Script,
    /// An address of `javascript:`
    Address,
    /// A script or a style sheet of another host.
    Elsewhere,
    /// `<iframe>` and its like.
    Frame,
}

/// Finds what is blocked in a template, in the order of the text.
fn find(text: &str) -> Vec<(Range<usize>, Blocked)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['<', '{']).map(|start| at + start) {
        let rest = &text[start..];
        let skipped = [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<!--", "-->")];
        if let Some((_, end)) = skipped.iter().find(|(open, _)| rest.starts_with(open)) {
            at = rest.find(end).map_or(text.len(), |length| start + length + end.len());
            continue;
        }
        at = start + 1;
        if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with('<') {
            let tag = Tag::read(text, start);
            at = tag.end;
            tag.find(&text[at..], &mut found);
        }
    }
    found
}

/// A start tag of a template.
struct Tag<'t> {
    /// Where its name stands.
    name_at: Range<usize>,
    name: String,
    /// Where names of attributes stand; their names in small letters; their values.
    attributes: Vec<(Range<usize>, String, &'t str)>,
    /// Behind its `>`.
    end: usize,
}

impl<'t> Tag<'t> {
    /// Reads a tag that starts here. What a template puts in is passed over.
    fn read(text: &'t str, start: usize) -> Tag<'t> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
        let name_of = |from: usize| {
            let length = text[from..].find(|c| !is_name(c)).unwrap_or(text.len() - from);
            from..from + length
        };
        let name_at = name_of(start + 1);
        let (mut at, mut attributes) = (name_at.end, Vec::new());
        let name = text[name_at.clone()].to_ascii_lowercase();
        while let Some(first) = text[at..].chars().next().filter(|c| *c != '>') {
            let rest = &text[at..];
            let held = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
            if let Some((_, end)) = held.iter().find(|(open, _)| rest.starts_with(open)) {
                at += rest.find(end).map_or(rest.len(), |length| length + end.len());
            } else if is_name(first) {
                let range = name_of(at);
                let name = text[range.clone()].to_ascii_lowercase();
                let (value, end) = value(text, range.end);
                attributes.push((range, name, value));
                at = end;
            } else {
                at += first.len_utf8();
            }
        }
        Tag { name_at, name, attributes, end: (at + 1).min(text.len()) }
    }

    /// Finds what is blocked of it; `behind` is what follows.
    fn find(&self, behind: &str, found: &mut Vec<(Range<usize>, Blocked)>) {
        let get = |wanted: &str| self.attributes.iter().find(|(_, name, _)| name == wanted);
        let is_elsewhere = |value: &str| {
            let value = value.trim();
            value.starts_with("//") || value.starts_with("http:") || value.starts_with("https:")
        };
        let here = self.name_at.clone();
        match self.name.as_str() {
            "style" => found.push((here, Blocked::Sheet)),
            "iframe" | "frame" | "object" | "embed" => found.push((here, Blocked::Frame)),
            "script" => {
                // The policy knows this text alone.
                let is_known = behind.starts_with("{{ site.prefetch_html | safe }}</script>");
                let is_data = get("type").is_some_and(|(_, _, kind)| {
                    kind.contains("json") || *kind == "speculationrules" && is_known
                });
                match get("src") {
                    Some((range, _, src)) if is_elsewhere(src) => {
                        found.push((range.clone(), Blocked::Elsewhere));
                    }
                    None if !is_data => found.push((here, Blocked::Script)),
                    Some(_) | None => {}
                }
            }
            "link" => {
                let is_sheet = get("rel").is_some_and(|(_, _, rel)| rel.contains("stylesheet"));
                if let Some((range, _, href)) = get("href")
                    && is_sheet
                    && is_elsewhere(href)
                {
                    found.push((range.clone(), Blocked::Elsewhere));
                }
            }
            _ => {}
        }
        for (range, name, value) in &self.attributes {
            if name == "style" {
                found.push((range.clone(), Blocked::Style));
            } else if name.len() > 4 && name.starts_with("on") && !name.contains(['-', ':']) {
                found.push((range.clone(), Blocked::Handler));
            } else if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                found.push((range.clone(), Blocked::Address));
            }
        }
    }
}

/// Returns the value of an attribute whose name ends here, and where it ends.
fn value(text: &str, from: usize) -> (&str, usize) {
    let rest = text[from..].trim_start();
    let Some(rest) = rest.strip_prefix('=').map(str::trim_start) else { return ("", from) };
    let start = text.len() - rest.len();
    match rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let value = &rest[1..];
            let length = value.find(quote).unwrap_or(value.len());
            (&value[..length], (start + length + 2).min(text.len()))
        }
        None => {
            let length = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
            (&rest[..length], start + length)
        }
    }
}

fn template_blocked(
    file: &ThemeFile,
    text: &str,
    range: Range<usize>,
    blocked: Blocked,
) -> Diagnostic {
    let words = &text[range.clone()];
    let (message, help) = match blocked {
        Blocked::Style => (
            format!("`{words}=` does nothing: pages take styles from files alone"),
            "give the element a class, and write its rules into a style sheet in `static/`",
        ),
        Blocked::Sheet => (
            "a style sheet in a page does nothing: pages take styles from files alone".to_owned(),
            "put the rules into a file in `static/`, and name it with `<link rel=\"stylesheet\">`",
        ),
        Blocked::Handler => (
            format!("`{words}=` does nothing: pages take scripts from files alone"),
            "put a script into `static/` that uses `addEventListener`",
        ),
        Blocked::Script => (
            "a script in a page does nothing: pages take scripts from files alone".to_owned(),
            "put it into a file in `static/`, and name it with `src`",
        ),
        Blocked::Address => (
            format!("`{words}` with `javascript:` does nothing: pages take scripts from files"),
            "put a script into `static/` that uses `addEventListener`",
        ),
        Blocked::Elsewhere => (
            format!("the file that `{words}` names on another host is not loaded"),
            "put a copy of the file into `static/`",
        ),
        Blocked::Frame => (
            format!("`<{words}>` shows nothing: pages hold no frames"),
            "link to what it would show",
        ),
    };
    Diagnostic::warning(Code::TemplateBlocked, message)
        .at(Place::in_text(&file.path, text, range), "")
        .note("each page states this policy, which makes hostile posts harmless")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Blocked)]) {
        let found = find(text);
        let found: Vec<(&str, Blocked)> =
            found.into_iter().map(|(range, blocked)| (&text[range], blocked)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_the_policy_blocks_is_found() {
        check("<p STYLE='color: teal'>a</p>", &[("STYLE", Blocked::Style)]);
        check("<a {% if x %}href=\"y\"{% endif %} onclick=go()>", &[("onclick", Blocked::Handler)]);
        check("<style>p{}</style>", &[("style", Blocked::Sheet)]);
        check("<script>\nlet a = 1 < 2;\n</script>", &[("script", Blocked::Script)]);
        check("<a href=\" JavaScript:go()\">", &[("href", Blocked::Address)]);
        check("<script src=\"https://cdn.example/a.js\"></script>", &[("src", Blocked::Elsewhere)]);
        check("<link rel=stylesheet href=//cdn.example/a.css>", &[("href", Blocked::Elsewhere)]);
        check("<iframe src=\"/map.html\"></iframe>", &[("iframe", Blocked::Frame)]);
        check("<b title=\"a > b\" style=x>", &[("style", Blocked::Style)]);
    }

    #[test]
    fn what_pages_may_have_is_left_alone() {
        check("<script src=\"{{ nav.js }}\" defer></script><p class=style once>", &[]);
        check("<script type=\"application/ld+json\">{{ x | safe }}</script>", &[]);
        const AHEAD: &str = "<script type=\"speculationrules\">";
        check(&format!("{AHEAD}{{{{ site.prefetch_html | safe }}}}</script>"), &[]);
        check(&format!("{AHEAD}{{}}</script>"), &[("script", Blocked::Script)]);
        check("<link rel=canonical href=https://a.example/><!-- <p style=x> -->", &[]);
        check("{# <p style=x> #}{{ \"<style>\" }}a < b style=x onclick=y", &[]);
        check("<", &[]);
        check("<p", &[]);
        check("<p a=\"", &[]);
        check("<p {{", &[]);
    }

    #[test]
    fn templates_of_the_program_have_nothing_of_the_kind() {
        for (_, files) in super::super::theme_file::embedded_themes() {
            for file in files.iter().filter(|file| file.name.ends_with(".html")) {
                // A yes or no goes into a frame of its own, which the policy then allows.
                let text = file.text();
                let text = text.replace("<iframe name=\"tick\"", "<b");
                check(&text, &[]);
            }
        }
    }
}
