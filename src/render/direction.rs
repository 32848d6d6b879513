//! Which way a language is written: the way of its script, which the tag says, or which is the
//! likely one.

use icu_locale::LocaleDirectionality;
use icu_locale_core::LanguageIdentifier;

use crate::text::Lang;

static DIRECTIONS: LocaleDirectionality = LocaleDirectionality::new_extended();

/// Returns the value of HTML's attribute `dir`.
pub fn direction(lang: Lang) -> &'static str {
    let tag: Option<LanguageIdentifier> = lang.as_str().parse().ok();
    match tag.is_some_and(|tag| DIRECTIONS.is_right_to_left(&tag)) {
        true => "rtl",
        false => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tags: &str, expected: &str) {
        for tag in tags.split(' ') {
            assert_eq!(direction(Lang::new(tag).expect("a tag")), expected, "{tag}");
        }
    }

    #[test]
    fn languages_are_written_in_the_direction_of_their_script() {
        check("ar he fa ur ps sd ug yi dv ckb ks arc syr nqo rhg ar-EG he-IL fa-AF", "rtl");
        check("az-Arab pa-Arab uz-Arab ku-Arab ms-Arab pa-PK uz-AF az-IR ff-Adlm", "rtl");
        check("az pa uz ku ms ff sd-Deva ks-Deva ar-Latn yi-Latn", "ltr");
        check("en de ru zh ja ko th hi sr sr-Latn zh-Hant-TW mn-Mong", "ltr");
        check("qqq xx", "ltr");
    }
}
