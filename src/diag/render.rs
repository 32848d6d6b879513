//! Prints a diagnostic in one of four forms: for people, on one line, as JSON, and for GitHub.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::foreign::{escaped_json, is_hidden, lines, one_line};
use super::{Diagnostic, Label, Severity};

/// The form in which problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the quoted line, notes and help.
    #[default]
    Human,
    /// `path:line:column: error[code]: message`.
    Short,
    /// One JSON object a line, with a `version`.
    Json,
    /// GitHub workflow annotations.
    Github,
}

/// Whether words are coloured. Colour adds and never carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// With ANSI escapes.
    Always,
    /// Plain text.
    #[default]
    Never,
}

/// Renders one problem, with a line break at the end.
pub fn render(diagnostic: &Diagnostic, format: Format, color: Color) -> String {
    let diagnostic = &visible(diagnostic, format);
    match format {
        Format::Human => human(diagnostic, color),
        // With a path such as `:` in front, the line itself could be a command.
        Format::Short => lines(&short(diagnostic)),
        Format::Json => json_line(diagnostic),
        Format::Github => github(diagnostic),
    }
}

/// A problem names ids and quotes lines of exports: nothing in them moves a cursor, turns the
/// direction of writing round, or begins a line of its own that a program would obey.
fn visible(diagnostic: &Diagnostic, format: Format) -> Diagnostic {
    let mut shown = diagnostic.clone();
    shown.message = match format {
        // It encodes line breaks itself.
        Format::Github => lines(&shown.message),
        Format::Human | Format::Short | Format::Json => one_line(&shown.message),
    };
    for label in &mut shown.labels {
        label.text = one_line(&label.text);
        label.place.path = one_line(&label.place.path);
        if let Some(excerpt) = &mut label.place.excerpt {
            // As many bytes, so that the mark below it stays in its place.
            let text: String = excerpt.text.chars().map(stand_in).collect();
            excerpt.text = text.replace("##[", "##(");
        }
    }
    shown.notes.iter_mut().chain(&mut shown.helps).for_each(|line| *line = lines(line));
    shown
}

/// What stands for a hidden character in a quoted line: as many bytes, so that the mark stays
/// in its place. The renderer itself shows those of one byte.
fn stand_in(c: char) -> char {
    match (is_hidden(c), c.len_utf8()) {
        (true, 2) => '\u{b7}',
        (true, 3) => '\u{fffd}',
        (true, 4) => '\u{10101}',
        _ => c,
    }
}

fn human(diagnostic: &Diagnostic, color: Color) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for (at, label) in diagnostic.labels.iter().enumerate() {
        let kind = [AnnotationKind::Primary, AnnotationKind::Context][usize::from(at > 0)];
        group = match &label.place.excerpt {
            Some(_) => group.element(snippet(label, kind)),
            None => group.element(origin(label)),
        };
    }
    for label in diagnostic.labels.iter().filter(|label| says_more(label)) {
        let place = &label.place;
        let text = format!("{}:{}: {}", place.path, place.line, label.text);
        group = group.element(Level::NOTE.message(text));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let text = diagnostic.labels.iter().fold(renderer.render(&[group]), with_true_column);
    format!("{text}\n")
}

/// A place without a quoted line has nowhere to put its words.
fn says_more(label: &Label) -> bool {
    label.place.excerpt.is_none() && !label.text.is_empty()
}

/// A long line is quoted in part, and the renderer counts columns within that part.
fn with_true_column(text: String, label: &Label) -> String {
    let place = &label.place;
    let Some(excerpt) = &place.excerpt else { return text };
    let counted = excerpt.text[..excerpt.range.start].chars().count() + 1;
    if counted == place.column {
        return text;
    }
    let at = |column: usize| format!("{}:{}:{column}\n", place.path, place.line);
    text.replacen(&at(counted), &at(place.column), 1)
}

fn snippet(label: &Label, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let excerpt = label.place.excerpt.as_ref().expect("the caller saw an excerpt");
    let mut annotation = kind.span(excerpt.range.clone());
    if !label.text.is_empty() {
        annotation = annotation.label(label.text.as_str());
    }
    Snippet::source(excerpt.text.as_str())
        .line_start(label.place.line)
        .path(label.place.path.as_str())
        .annotation(annotation)
}

fn origin(label: &Label) -> Origin<'_> {
    let mut origin = Origin::path(label.place.path.as_str());
    if label.place.line > 0 {
        origin = origin.line(label.place.line);
    }
    if label.place.column > 0 {
        origin = origin.char_column(label.place.column);
    }
    origin
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn short(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().map_or(String::new(), |label| {
        let place = &label.place;
        match (place.line, place.column) {
            (0, _) => format!("{}: ", place.path),
            (line, 0) => format!("{}:{line}: ", place.path),
            (line, column) => format!("{}:{line}:{column}: ", place.path),
        }
    });
    let word = severity_word(diagnostic.severity);
    format!("{place}{word}[{}]: {}\n", diagnostic.code, diagnostic.message)
}

fn json_line(diagnostic: &Diagnostic) -> String {
    let places: Vec<serde_json::Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let place = &label.place;
            let quoted = place.excerpt.as_ref().map(|excerpt| excerpt.text.as_str());
            json!({
                "path": place.path, "line": place.line, "column": place.column,
                "label": label.text, "text": quoted,
            })
        })
        .collect();
    let object = json!({
        "version": 1,
        "severity": severity_word(diagnostic.severity),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "places": places,
        "notes": diagnostic.notes,
        "helps": diagnostic.helps,
    });
    format!("{}\n", escaped_json(&object.to_string()))
}

/// Follows the syntax of GitHub's workflow commands: `%`, line breaks and, in
/// properties, `:` and `,` are percent-encoded.
fn github(diagnostic: &Diagnostic) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut properties = Vec::new();
    if let Some(label) = diagnostic.labels.first() {
        properties.push(format!("file={}", property(&label.place.path)));
        if label.place.line > 0 {
            properties.push(format!("line={}", label.place.line));
        }
        if label.place.column > 0 {
            properties.push(format!("col={}", label.place.column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.name())));
    let mut text = diagnostic.message.clone();
    for line in diagnostic.notes.iter().chain(&diagnostic.helps) {
        text.push('\n');
        text.push_str(line);
    }
    let word = severity_word(diagnostic.severity);
    format!("::{word} {}::{}\n", properties.join(","), data(&text))
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Place};

    use super::*;

    fn example() -> Diagnostic {
        let text = "title: x\nlangauge: uk\n";
        Diagnostic::error(Code::KeyUnknown, "`langauge` is not a setting")
            .at(Place::in_text("answerbook.yaml", text, 9..17), "unknown key")
            .help("use `language`")
    }

    #[test]
    fn words_of_an_export_begin_no_line_and_move_no_cursor() {
        let text = "id: a\u{9b}2J\u{202e}b\n";
        let problem = Diagnostic::error(Code::ValueInvalid, "x\n::error::pwn\u{1b}[2J")
            .at(Place::in_text("a\u{1b}.yaml", text, 4..10), "here\n::error::")
            .note("n\u{9b}")
            .help("h\u{202e}");
        for format in [Format::Human, Format::Short, Format::Github, Format::Json] {
            let shown = render(&problem, format, Color::Never);
            assert!(!shown.chars().any(|c| c != '\n' && is_hidden(c)), "{format:?}: {shown:?}");
            let commands = shown.lines().filter(|line| line.starts_with("::error")).count();
            assert_eq!(commands, usize::from(format == Format::Github), "{shown}");
        }
    }

    #[test]
    fn people_see_the_line_and_the_way_out() {
        let expected = "\
error[key-unknown]: `langauge` is not a setting
 --> answerbook.yaml:2:1
  |
2 | langauge: uk
  | ^^^^^^^^ unknown key
  |
  = help: use `language`
";
        assert_eq!(render(&example(), Format::Human, Color::Never), expected);
    }

    #[test]
    fn columns_are_those_of_the_file_even_where_the_line_is_cut() {
        let text = format!("{}needle{}", "x".repeat(5000), "y".repeat(5000));
        let place = Place::in_text("a.json", &text, 5000..5006);
        let shown = render(
            &Diagnostic::warning(Code::KeyUnknown, "m").at(place, ""),
            Format::Human,
            Color::Never,
        );
        assert!(shown.contains("a.json:1:5001\n"), "{shown}");
    }

    #[test]
    fn one_line_is_enough_for_an_editor() {
        let expected = "answerbook.yaml:2:1: error[key-unknown]: `langauge` is not a setting\n";
        assert_eq!(render(&example(), Format::Short, Color::Never), expected);
        let odd = Diagnostic::warning(Code::KeyUnknown, "m").at(Place::line(":", 3), "");
        let expected = ": :3: warning[key-unknown]: m\n";
        assert_eq!(render(&odd, Format::Short, Color::Never), expected);
    }

    #[test]
    fn tools_get_one_object_a_line() {
        let line = render(&example(), Format::Json, Color::Never);
        let value: serde_json::Value = serde_json::from_str(&line).expect("it is JSON");
        assert_eq!(value["code"], "key-unknown");
        assert_eq!(value["places"][0]["line"], 2);
        assert_eq!(line.matches('\n').count(), 1);
    }

    #[test]
    fn annotations_escape_what_would_end_them() {
        let odd =
            Diagnostic::warning(Code::KeyUnknown, "50% of\nlines").at(Place::line("a,b:c", 3), "");
        let expected = "::warning file=a%2Cb%3Ac,line=3,title=key-unknown::50%25 of%0Alines\n";
        assert_eq!(render(&odd, Format::Github, Color::Never), expected);
    }
}
