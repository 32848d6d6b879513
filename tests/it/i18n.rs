//! Every language whole, with right plurals and months.

mod arabic;
mod texts;

use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;

use answerbook::render::{Strings, embedded_themes};
use answerbook::text::Lang;

use crate::harness::{elements, example, manifest, tree};

/// The files of texts that come with the program.
fn texts() -> Vec<(Lang, String)> {
    let themes = embedded_themes();
    let (_, files) = themes.iter().find(|(name, _)| name == "commons").expect("the default theme");
    let strings = files.iter().filter_map(|file| {
        let name = file.name.strip_prefix("strings/")?.strip_suffix(".ftl")?;
        Some((Lang::new(name)?, file.text()))
    });
    strings.collect()
}

fn strings() -> Strings {
    let (strings, errors) = Strings::new(&texts());
    assert!(errors.is_empty());
    strings
}

#[test]
fn every_text_that_a_template_asks_for_is_there_and_no_other() {
    let texts = texts();
    let known = texts::keys(&texts.iter().find(|(lang, _)| *lang == Lang::EN).expect("English").1);
    let mut asked = BTreeSet::new();
    for (path, bytes) in tree(&manifest().join("themes")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".html") {
            for (_, rest) in text.split("t(key=\"").skip(1).map(|rest| ("", rest)) {
                asked.insert(rest.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    let unknown: Vec<&String> = asked.iter().filter(|key| !known.contains(key.as_str())).collect();
    assert_eq!(unknown, [] as [&String; 0]);
    // The rest is asked for by the program, or by another text.
    let folders = "src/normalize/html src/pipeline src/publish src/render src/site/taxonomy";
    let sources: String = folders
        .split(' ')
        .flat_map(|folder| tree(&manifest().join(folder)).into_values())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let english = &texts.iter().find(|(lang, _)| *lang == Lang::EN).expect("English").1;
    let idle: Vec<&&str> = known
        .iter()
        .filter(|key| !asked.contains(**key))
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .filter(|key| !english.contains(&format!("{{ {key} }}")))
        .collect();
    assert_eq!(idle, [] as [&&str; 0]);
}

#[test]
fn plurals_follow_each_language() {
    let strings = strings();
    let check = |lang, expected: &[(usize, &str)]| {
        for (n, text) in expected {
            assert_eq!(strings.count(lang, "n-answers", *n), *text);
        }
    };
    check(Lang::EN, &[(1, "1 answer"), (2, "2 answers"), (0, "0 answers")]);
    check(
        Lang::UK,
        &[
            (1, "1 відповідь"),
            (2, "2 відповіді"),
            (5, "5 відповідей"),
            (11, "11 відповідей"),
            (21, "21 відповідь"),
        ],
    );
    check(
        Lang::RU,
        &[
            (1, "1 ответ"),
            (3, "3 ответа"),
            (5, "5 ответов"),
            (12, "12 ответов"),
            (101, "101 ответ"),
        ],
    );
    check(
        Lang::SL,
        &[
            (1, "1 odgovor"),
            (2, "2 odgovora"),
            (3, "3 odgovori"),
            (5, "5 odgovorov"),
            (102, "102 odgovora"),
        ],
    );
}

#[test]
fn plurals_follow_languages_whose_texts_are_machine_made() {
    let strings = strings();
    let check = |lang, expected: &[(usize, &str)]| {
        for (n, text) in expected {
            assert_eq!(strings.count(lang, "n-answers", *n), *text);
        }
    };
    let lang = |tag| Lang::new(tag).expect("a tag");
    check(
        lang("ar"),
        &[
            (0, "لا إجابات"),
            (1, "إجابة واحدة"),
            (2, "إجابتان"),
            (7, "7 إجابات"),
            (11, "11 إجابة"),
            (100, "100 إجابة"),
            (103, "103 إجابات"),
            (1250, "1,250 إجابة"),
        ],
    );
    check(lang("pl"), &[(1, "1 odpowiedź"), (22, "22 odpowiedzi"), (5, "5 odpowiedzi")]);
    check(lang("cs"), &[(1, "1 odpověď"), (4, "4 odpovědi"), (5, "5 odpovědí")]);
    check(lang("hr"), &[(21, "21 odgovor"), (24, "24 odgovora"), (11, "11 odgovora")]);
    check(lang("sr"), &[(21, "21 одговор"), (24, "24 одговора"), (11, "11 одговора")]);
    check(lang("sr-Latn"), &[(21, "21 odgovor"), (24, "24 odgovora"), (11, "11 odgovora")]);
    check(lang("he"), &[(1, "תשובה אחת"), (2, "שתי תשובות"), (20, "20 תשובות")]);
    check(lang("fr"), &[(0, "0 réponse"), (1, "1 réponse"), (2, "2 réponses")]);
    check(lang("ja"), &[(1, "回答 1件")]);
}

#[test]
fn dates_are_written_as_each_language_does() {
    let strings = strings();
    let date = |tag: &str, key, month: i64| {
        let mut args = FluentArgs::new();
        args.set("day", 3);
        args.set("month", month);
        args.set("year", "2026");
        strings.format(Lang::new(tag).expect("a tag"), key, &args)
    };
    for (tag, day, month) in DATES {
        assert_eq!(date(tag, "date-long", 3), day, "{tag}");
        assert_eq!(date(tag, "month-year", 3), month, "{tag}");
        for key in ["date-long", "month-year"] {
            let months: BTreeSet<String> = (1..=12).map(|month| date(tag, key, month)).collect();
            assert_eq!(months.len(), 12, "{tag} {key}");
        }
    }
    assert_eq!(DATES.len(), texts().len());
    assert_eq!(date("ru", "date-long", 5), "3 мая 2026");
    assert_eq!(date("sl", "date-long", 8), "3. avgusta 2026");
}

/// The third of March and its month, in every language that there are texts in.
const DATES: [(&str, &str, &str); 21] = [
    ("ar", "3 مارس 2026", "مارس 2026"),
    ("cs", "3. března 2026", "Březen 2026"),
    ("de", "3. März 2026", "März 2026"),
    ("en", "3 March 2026", "March 2026"),
    ("es", "3 de marzo de 2026", "Marzo de 2026"),
    ("fr", "3 mars 2026", "Mars 2026"),
    ("he", "3 במרץ 2026", "מרץ 2026"),
    ("hr", "3. ožujka 2026.", "Ožujak 2026."),
    ("it", "3 marzo 2026", "Marzo 2026"),
    ("ja", "2026年3月3日", "2026年3月"),
    ("ko", "2026년 3월 3일", "2026년 3월"),
    ("nl", "3 maart 2026", "Maart 2026"),
    ("pl", "3 marca 2026", "Marzec 2026"),
    ("pt", "3 de março de 2026", "Março de 2026"),
    ("ru", "3 марта 2026", "Март 2026"),
    ("sl", "3. marca 2026", "Marec 2026"),
    ("sr", "3. март 2026.", "Март 2026."),
    ("sr-Latn", "3. mart 2026.", "Mart 2026."),
    ("tr", "3 Mart 2026", "Mart 2026"),
    ("uk", "3 березня 2026", "Березень 2026"),
    ("zh", "2026年3月3日", "2026年3月"),
];

#[test]
fn pages_of_a_language_speak_it() {
    let home = example().page("uk/index.html");
    assert_eq!(elements(home)[0].1.get("lang").map(String::as_str), Some("uk"));
    for words in ["Що для вас прояснити", "За абеткою", "Запитати", "Перейти до вмісту"]
    {
        assert!(home.contains(words), "{words}");
    }
    for words in ["Skip to", ">Topics<", ">People<"] {
        assert!(!home.contains(words), "{words}");
    }
    let page = example().page("answers/skydannia-khaba.html");
    assert_eq!(elements(page)[0].1.get("lang").map(String::as_str), Some("uk"));
    assert!(page.contains("Перейти до вмісту") && !page.contains("Best answer"));
}

#[test]
fn each_post_says_its_own_language() {
    for (path, page) in example().pages().filter(|(path, _)| path.starts_with("questions/")) {
        let prose = elements(page).into_iter().filter(|(_, a)| {
            a.get("class").is_some_and(|class| class.split(' ').any(|one| one == "prose"))
        });
        for (_, attributes) in prose {
            assert!(attributes.contains_key("lang") && attributes.contains_key("dir"), "{path}");
        }
    }
}

#[test]
fn lists_are_in_the_order_of_their_alphabet() {
    let letters = |path: &str| -> Vec<String> {
        let page = example().page(path);
        let (_, main) = page.split_once("<main").expect("a page");
        let links = elements(main).into_iter().filter_map(|(_, mut a)| a.remove("href"));
        links.filter(|href| href.contains("a-z/")).collect()
    };
    let slovenian = letters("sl/a-z.html");
    let english = letters("a-z.html");
    assert!(slovenian.len() >= 3 && english.is_sorted(), "{slovenian:?} {english:?}");
}
