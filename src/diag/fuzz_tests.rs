use super::foreign::{escaped_json, is_hidden, lines, one_line};
use super::{Code, Color, Diagnostic, Format, Place, render};
use crate::testing::Fuzz;

#[test]
fn foreign_words_move_no_cursor_and_command_nothing_in_any_form() {
    let seeds = ["a\u{1b}[2J\r\n \t::error::b\u{9b}\u{202e} ##[add-mask]c", "Хаб ✓\n# a :: b\n::x"];
    let words = [
        "::",
        ":",
        "##[",
        "#",
        "[",
        "\n",
        "\r",
        "\r\n\
        ",
        "\u{1b}",
        "\u{9b}",
        "\u{2028}",
        "%0A",
        "\t",
    ];
    Fuzz::new("foreign words in messages", 2_000).seeds(seeds).words(words).text(|input| {
        let line = one_line(input);
        assert!(!line.contains(is_hidden) && !line.contains("##["), "{line:?}");
        assert!(!line.trim_start().starts_with("::"), "{line:?}");
        assert_eq!(one_line(&line), line);
        let text = lines(input);
        let is_command = |line: &str| line.trim_start().starts_with("::");
        assert!(!text.split(['\n', '\r']).any(is_command) && !text.contains("##["), "{text:?}");
        assert_eq!(lines(&text), text);
        let written = escaped_json(&serde_json::json!([input]).to_string());
        assert!(!written.contains(is_hidden) && !written.contains("##["), "{written}");
        let read: Vec<String> = serde_json::from_str(&written).expect("it is JSON still");
        assert_eq!(read, [input]);
        let place = Place::in_text(input, input, 0..input.chars().next().map_or(0, char::len_utf8));
        let problem = Diagnostic::warning(Code::LinkBroken, input.to_owned())
            .at(place, input)
            .note(input.to_owned())
            .help(input.to_owned());
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let told = render(&problem, format, Color::Never);
            let is_shown = |c: char| !is_hidden(c) || matches!(c, '\n' | '\t');
            let told = told.replace("\r\n", "\n");
            assert!(told.chars().all(is_shown), "{format:?}: {told:?}");
            let n_commands = told.split(['\n', '\r']).filter(|line| is_command(line)).count();
            assert!(n_commands <= usize::from(format == Format::Github), "{told:?}");
        }
    });
}
