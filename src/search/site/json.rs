//! Answers as JSON, by hand: the machinery of `format!` and of serializers would be
//! a tenth of the reader.

use crate::search::plan::Plan;
use crate::text::{Analyzer, Lang, words};

use super::card::Card;

/// Finds the words of a text that a query has found.
pub(super) struct Marker<'a> {
    plan: &'a Plan,
    analyzer: Option<Analyzer>,
}

impl Marker<'_> {
    pub(super) fn new(plan: &Plan) -> Marker<'_> {
        Marker { plan, analyzer: None }
    }

    /// Returns from where to where the found words go, in UTF-16 units.
    fn marks(&mut self, text: &str, lang: Lang) -> Vec<(usize, usize)> {
        let analyzer = match self.analyzer.take() {
            Some(analyzer) if analyzer.lang() == lang => analyzer,
            _ => Analyzer::keyed(lang),
        };
        let analyzer = self.analyzer.insert(analyzer);
        let mut marks = Vec::new();
        let (mut at, mut units) = (0, 0);
        let mut terms = String::new();
        for word in words(text) {
            terms.clear();
            analyzer.analyze(word, &mut terms);
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            units += text[at..start].chars().map(char::len_utf16).sum::<usize>();
            let end = units + word.chars().map(char::len_utf16).sum::<usize>();
            if terms.split_terminator(' ').any(|term| is_sought(self.plan, term)) {
                marks.push((units, end));
            }
            (at, units) = (start + word.len(), end);
        }
        marks
    }
}

fn is_sought(plan: &Plan, term: &str) -> bool {
    let mut options = plan.concepts.iter().flat_map(|concept| &concept.options);
    options.any(|option| option.key == term)
}

/// JSON in the making.
#[derive(Default)]
pub(super) struct Json {
    pub(super) text: String,
}

impl Json {
    pub(super) fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\n' => self.text.push_str("\\n"),
                // No other control has a meaning in a text.
                c if c < ' ' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    pub(super) fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.text.push(char::from(b'0' + (number % 10) as u8));
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Json, &T)) {
        self.text.push('[');
        for (at, item) in items.iter().enumerate() {
            self.text.push_str(if at > 0 { "," } else { "" });
            one(self, item);
        }
        self.text.push(']');
    }

    fn field(&mut self, name: &str, value: &str) {
        self.string(name);
        self.text.push(':');
        self.string(value);
        self.text.push(',');
    }

    pub(super) fn card(&mut self, card: &Card, marker: &mut Marker<'_>) {
        self.text.push('{');
        self.field("title", &card.title);
        self.field("url", &card.address);
        self.field("grade", &card.grade);
        self.field("language", &card.language);
        self.field("created", &date(card.created));
        self.field("updated", &date(card.updated));
        self.field("answer", &card.answer);
        self.text.push_str("\"tags\":");
        self.list(&card.tags, |json, tag| json.string(tag));
        self.text.push_str(",\"product\":");
        match card.product.as_str() {
            "" => self.text.push_str("null"),
            product => self.string(product),
        }
        self.text.push_str(",\"answers\":");
        self.number(card.n_answers as usize);
        let lang = Lang::new(&card.language).unwrap_or(Lang::EN);
        for (name, text) in [("title_marks", &card.title), ("answer_marks", &card.answer)] {
            self.text.push(',');
            self.string(name);
            self.text.push(':');
            let marks = marker.marks(text, lang);
            self.list(&marks, |json, (from, to)| {
                json.text.push('[');
                json.number(*from);
                json.text.push(',');
                json.number(*to);
                json.text.push(']');
            });
        }
        self.text.push('}');
    }
}

/// Returns a day since 1970 as `2024-05-01`; nothing for day 0.
///
/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years
/// begin in March, so that leap days come last.
pub(super) fn date(day: u32) -> String {
    if day == 0 {
        return String::new();
    }
    let day = u64::from(day) + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, is_next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let mut json = Json::default();
    json.number((era * 400 + year_of_era + is_next) as usize);
    for part in [month, of_month] {
        json.text.push_str(if part < 10 { "-0" } else { "-" });
        json.number(part as usize);
    }
    json.text
}
