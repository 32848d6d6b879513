//! Numbers as each language writes and counts them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

use crate::text::Lang;

/// Numbers of one language.
pub(super) struct Numbers {
    grouped: DecimalFormatter,
    digits: DecimalFormatter,
    plurals: PluralRules,
    /// Says which plural form Fluent gives a number.
    forms: FluentBundle<FluentResource>,
}

/// Numbers that between them take every plural form that Fluent knows.
const SAMPLES: std::ops::RangeInclusive<i64> = 0..=200;

const FORMS: &str = "form = { $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n \
    [many] many\n *[other] other\n }\n";

impl Numbers {
    /// Takes the forms of a language; of an unknown one those that all have in common.
    pub(super) fn of(lang: Lang) -> Numbers {
        let locale: Locale = lang.as_str().parse().unwrap_or(Locale::UNKNOWN);
        let mut without_script = locale.clone();
        // Plurals are those of the language and the region: no script has others.
        without_script.id.script = None;
        let rules = PluralRules::try_new_cardinal(without_script.into());
        let mut forms = bundle(lang);
        let resource = FluentResource::try_new(FORMS.to_owned());
        forms.add_resource_overriding(resource.unwrap_or_else(|(kept, _)| kept));
        Numbers {
            grouped: formatter(&locale, GroupingStrategy::Auto),
            digits: formatter(&locale, GroupingStrategy::Never),
            plurals: rules.expect("rules that hold for every language are compiled in"),
            forms,
        }
    }

    /// Writes a number in the language's digits and groups: `1,284`.
    pub(super) fn write(&self, n: i64) -> String {
        self.grouped.format(&n.into()).to_string()
    }

    /// Writes the digits of a text as the language does: those of a year, which has no groups.
    pub(super) fn digits(&self, text: &str) -> String {
        let digit = |c: char| match c.to_digit(10) {
            Some(digit) => self.digits.format(&digit.into()).to_string(),
            None => c.to_string(),
        };
        text.chars().map(digit).collect()
    }

    /// Prepares what fills a text: numbers whose form Fluent gets wrong.
    pub(super) fn fill<'a>(&self, args: &'a FluentArgs<'a>) -> FluentArgs<'a> {
        let filled = args.iter().map(|(name, value)| match value {
            FluentValue::Number(number) => (name.to_owned(), self.number(number)),
            value => (name.to_owned(), value.clone()),
        });
        filled.collect()
    }

    /// A number for Fluent, which has older rules and gets some of them wrong: in Arabic 103 is
    /// none of its `few`. Then another number stands for it, of the form that it should have,
    /// and how it is shown travels in a field that nothing else reads.
    fn number(&self, number: &FluentNumber) -> FluentValue<'static> {
        let n = number.value as i64;
        let form = name(self.plurals.category_for(n));
        let fits = |n: &i64| self.form(*n) == form;
        let is_right = number.value.fract() != 0.0 || fits(&n);
        let Some(alike) = SAMPLES.into_iter().find(|n| !is_right && fits(n)) else {
            return FluentValue::Number(number.clone());
        };
        let mut number = FluentNumber::from(alike);
        number.options.currency = Some(self.write(n));
        FluentValue::Number(number)
    }

    /// The plural form that Fluent gives a number.
    fn form(&self, n: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n);
        let pattern = self.forms.get_message("form").and_then(|message| message.value());
        let text = |pattern| self.forms.format_pattern(pattern, Some(&args), &mut Vec::new());
        pattern.map(|pattern| text(pattern).into_owned()).unwrap_or_default()
    }
}

/// What writes numbers within a bundle.
struct Writer(DecimalFormatter);

impl Memoizable for Writer {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Writer, ()> {
        let locale = lang.to_string().parse().unwrap_or(Locale::UNKNOWN);
        Ok(Writer(formatter(&locale, GroupingStrategy::Auto)))
    }
}

/// An empty bundle of a language, which writes whole numbers as the language does.
pub(super) fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id = lang.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names and titles are isolated in the markup, by `<bdi>`.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, writers| {
        let FluentValue::Number(FluentNumber { value, options }) = value else { return None };
        if options.currency.is_some() || value.fract() != 0.0 {
            return options.currency.clone();
        }
        let write = |writer: &Writer| writer.0.format(&(*value as i64).into()).to_string();
        writers.with_try_get((), write).ok()
    }));
    bundle
}

fn formatter(locale: &Locale, grouping: GroupingStrategy) -> DecimalFormatter {
    let of = |preferences: DecimalFormatterPreferences| {
        DecimalFormatter::try_new(preferences, DecimalFormatterOptions::from(grouping))
    };
    of(locale.into())
        .or_else(|_| of(DecimalFormatterPreferences::default()))
        .expect("the numbers of the root are compiled in")
}

fn name(form: PluralCategory) -> &'static str {
    match form {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(tag: &str) -> Numbers {
        Numbers::of(Lang::new(tag).expect("a tag"))
    }

    #[test]
    fn numbers_are_written_as_each_language_does() {
        let check = |tag, n, expected: &str| assert_eq!(numbers(tag).write(n), expected, "{tag}");
        check("en", 1284, "1,284");
        check("de", 1284, "1.284");
        check("fr", 1_284_000, "1\u{202f}284\u{202f}000");
        check("uk", 12_840, "12\u{a0}840");
        check("pl", 1284, "1284");
        check("sr-Latn", 12_840, "12.840");
        check("fa", 1284, "۱٬۲۸۴");
        check("ar-EG", 1284, "١٬٢٨٤");
        check("hi", 128_400, "1,28,400");
        check("ja", 0, "0");
        check("qqq", 1284, "1,284");
        assert_eq!(numbers("fa").digits("2026"), "۲۰۲۶");
        assert_eq!(numbers("en").digits("2026"), "2026");
    }

    #[test]
    fn numbers_take_the_form_of_their_language() {
        let forms = |tag: &str, n: i64| {
            let numbers = numbers(tag);
            let mut args = FluentArgs::new();
            args.set("n", n);
            let filled = numbers.fill(&args);
            let message = numbers.forms.get_message("form").expect("a text");
            let pattern = message.value().expect("words");
            numbers.forms.format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned()
        };
        let check = |tag, expected: &[(i64, &str)]| {
            for (n, form) in expected {
                assert_eq!(forms(tag, *n), *form, "{tag} {n}");
            }
        };
        check("ar", &[(0, "zero"), (3, "few"), (103, "few"), (150, "many"), (1250, "many")]);
        check("ar", &[(100, "other"), (102, "other"), (1_000_000, "other")]);
        check("he", &[(1, "one"), (2, "two"), (20, "other"), (100, "other")]);
        check("uk", &[(21, "one"), (22, "few"), (111, "many"), (1_000_001, "one")]);
        check("sr-Latn", &[(21, "one"), (22, "few"), (11, "other")]);
    }
}
