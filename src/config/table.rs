//! The settings of sources that are tables (`csv`): columns, encoding, markup and dates.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::Syntax;

use super::check::{invalid, key_unknown, not_one_of, place, value_place};
use super::{COLUMNS, SourceType, TableSettings};

/// What comes first in a date of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `23/09/2026`
    DayFirst,
    /// `09/23/2026`
    MonthFirst,
    /// `26/09/23`
    YearFirst,
}

impl DateOrder {
    /// All orders.
    pub const ALL: [DateOrder; 3] =
        [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

    /// Returns the name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
            DateOrder::YearFirst => "ymd",
        }
    }
}

/// The settings of tables as they are written, before they are checked.
pub(super) struct RawTable {
    pub columns: Option<BTreeMap<String, String>>,
    pub encoding: Option<String>,
    pub markup: Option<String>,
    pub dates: Option<String>,
}

/// The label of an encoding as the standard has it: `latin1` for `Latin-1`.
fn known_label(label: &str) -> String {
    let label = label.trim().to_ascii_lowercase();
    let number =
        label.strip_prefix("latin").map(|number| number.trim_start_matches(['-', ' ', '_']));
    number.map(|number| format!("latin{number}")).unwrap_or(label)
}

/// Checks the settings of tables. `at` is the position of the source in the settings.
pub(super) fn check(
    text: &str,
    at: usize,
    kind: SourceType,
    written: RawTable,
    sink: &mut Sink,
) -> TableSettings {
    let path = |key: &str| vec!["sources".to_owned(), at.to_string(), key.to_owned()];
    let is_table = matches!(kind, SourceType::Csv | SourceType::Auto);
    let given = [
        ("columns", written.columns.is_some()),
        ("encoding", written.encoding.is_some()),
        ("markup", written.markup.is_some()),
        ("dates", written.dates.is_some()),
    ];
    for (key, _) in given.into_iter().filter(|(_, is_given)| *is_given && !is_table) {
        sink.push(key_of_csv(place(text, &path(key)), key, kind));
    }
    let columns = written.columns.unwrap_or_default();
    if let Some(label) = &written.encoding
        && encoding_rs::Encoding::for_label(known_label(label).as_bytes()).is_none()
    {
        sink.push(encoding_unknown(value_place(text, &path("encoding"), label), label));
    }
    for column in columns.keys().filter(|name| !COLUMNS.contains(&name.as_str())) {
        sink.push(key_unknown(text, &[path("columns"), vec![column.clone()]].concat()));
    }
    let syntax = written.markup.as_deref().map_or(Some(Syntax::Text), Syntax::by_name);
    if let (None, Some(word)) = (syntax, &written.markup) {
        let place = value_place(text, &path("markup"), word);
        sink.push(not_one_of(place, "markup", word, &Syntax::NAMED.map(Syntax::name)));
    }
    let dates = written.dates.as_deref().and_then(|word| {
        let known = DateOrder::ALL.into_iter().find(|order| order.name() == word);
        if known.is_none() {
            let place = value_place(text, &path("dates"), word);
            sink.push(not_one_of(place, "dates", word, &DateOrder::ALL.map(DateOrder::name)));
        }
        known
    });
    TableSettings {
        columns,
        encoding: written.encoding.map(|label| known_label(&label)),
        markup: syntax.unwrap_or(Syntax::Text),
        dates,
    }
}

/// A setting of tables is used with another format.
fn key_of_csv(place: Place, key: &str, kind: SourceType) -> Diagnostic {
    let message = format!("`{key}` is not a setting of `{}` sources", kind.name());
    Diagnostic::error(Code::KeyUnknown, message)
        .at(place, "only for `csv`")
        .help("remove it, or set `type: csv`")
}

fn encoding_unknown(place: Place, label: &str) -> Diagnostic {
    invalid(place, format!("`{label}` is not the name of an encoding"))
        .help("use a name such as `utf-8`, `windows-1250`, `windows-1251` or `windows-1252`")
}

#[cfg(test)]
mod tests {
    use super::super::{FILE, load};
    use super::*;
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    #[track_caller]
    fn check(settings: &str, expected: &str) {
        let text = format!("title: x\nsources:\n  - path: a\n{settings}");
        let mut sink = Sink::new();
        let config = load(&MemoryFiles::new([(FILE, text)]), &mut sink);
        let shown: String =
            sink.into_sorted().iter().map(|d| render(d, Format::Short, Color::Never)).collect();
        assert_eq!(shown, expected);
        assert_eq!(config.is_some(), expected.is_empty());
    }

    #[test]
    fn settings_of_tables_are_checked() {
        check("    type: csv\n    columns: {thread: Case}\n    encoding: windows-1251\n", "");
        for name in ["latin1", "Latin-1", "latin-2", "ISO-8859-1", "utf8"] {
            check(&format!("    type: csv\n    encoding: {name}\n"), "");
        }
        check("    type: csv\n    dates: mdy\n", "");
        check(
            "    type: csv\n    columns:\n      thred: Case\n",
            "answerbook.yaml:6:7: error[key-unknown]: `thred` is not a setting\n",
        );
        check(
            "    type: csv\n    encoding: latin\n    markup: bbcode\n    dates: american\n",
            "answerbook.yaml:5:15: error[value-invalid]: \
             `latin` is not the name of an encoding\n\
             answerbook.yaml:6:13: error[value-invalid]: `bbcode` is not a value of `markup`\n\
             answerbook.yaml:7:12: error[value-invalid]: `american` is not a value of `dates`\n",
        );
        check(
            "    type: jsonl\n    markup: html\n",
            "answerbook.yaml:5:5: error[key-unknown]: \
             `markup` is not a setting of `jsonl` sources\n",
        );
    }
}
