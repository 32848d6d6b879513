//! Four languages, whole, with right plurals and months.

use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;

use answerbook::render::{Strings, embedded_themes};
use answerbook::text::Lang;

use crate::harness::{elements, example, manifest, tree};

const ALL: [Lang; 4] = [Lang::EN, Lang::UK, Lang::RU, Lang::SL];

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

fn keys(text: &str) -> BTreeSet<&str> {
    let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let keys = text.lines().filter(is_key).filter_map(|line| line.split_once(" ="));
    keys.map(|(key, _)| key).collect()
}

#[test]
fn no_language_lacks_a_text_or_has_one_too_many() {
    assert_eq!(strings().missing(&ALL), []);
    let texts = texts();
    assert_eq!(texts.len(), ALL.len());
    let (_, english) = texts.iter().find(|(lang, _)| *lang == Lang::EN).expect("English");
    for (lang, text) in &texts {
        assert_eq!(keys(text), keys(english), "{lang}");
    }
}

#[test]
fn every_text_that_a_template_asks_for_is_there_and_no_other() {
    let texts = texts();
    let known = keys(&texts.iter().find(|(lang, _)| *lang == Lang::EN).expect("English").1);
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
    let sources: String = ["src/normalize/html", "src/publish", "src/render", "src/site/taxonomy"]
        .iter()
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
fn every_text_with_a_number_has_all_forms_of_its_language() {
    let forms = |lang: Lang| -> &[&str] {
        match lang.primary() {
            "en" => &["one", "other"],
            "uk" | "ru" => &["one", "few", "many", "other"],
            _ => &["one", "two", "few", "other"],
        }
    };
    for (lang, text) in texts() {
        let mut n_texts = 0;
        // Its noun stands in a case that has only two forms.
        let text = text.replace("helped-n =\n    { $n ->", "");
        for part in text.split("{ $n ->").skip(1) {
            n_texts += 1;
            let end = part.find("\n    }").unwrap_or(part.len());
            for form in forms(lang) {
                assert!(
                    part[..end].contains(&format!("[{form}]")),
                    "{lang} {form}:{}",
                    &part[..end]
                );
            }
        }
        assert!(n_texts >= 8, "{lang}: {n_texts}");
    }
}

#[test]
fn dates_are_written_as_each_language_does() {
    let strings = strings();
    let date = |lang, key, month: i64| {
        let mut args = FluentArgs::new();
        args.set("day", 3);
        args.set("month", month);
        args.set("year", "2026");
        strings.format(lang, key, &args)
    };
    assert_eq!(date(Lang::EN, "date-long", 3), "3 March 2026");
    assert_eq!(date(Lang::UK, "date-long", 3), "3 березня 2026");
    assert_eq!(date(Lang::RU, "date-long", 5), "3 мая 2026");
    assert_eq!(date(Lang::SL, "date-long", 8), "3. avgusta 2026");
    assert_eq!(date(Lang::UK, "month-year", 3), "Березень 2026");
    for lang in ALL {
        for key in ["date-long", "month-year"] {
            let months: BTreeSet<String> = (1..=12).map(|month| date(lang, key, month)).collect();
            assert_eq!(months.len(), 12, "{lang} {key}");
        }
    }
}

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
