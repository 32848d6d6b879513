//! A site from right to left, `tests/arabic`; and what becomes of languages without texts.

use answerbook::diag::Code;

use crate::harness::{Site, elements, manifest, tree};

fn arabic() -> Site {
    let files = tree(&manifest().join("tests/arabic"));
    files.into_iter().fold(Site::new(""), |site, (path, bytes)| {
        site.with(&path, String::from_utf8(bytes).expect("text"))
    })
}

/// The value of an attribute of the first element of a kind.
fn attribute(page: &str, tag: &str, name: &str) -> Option<String> {
    elements(page).into_iter().find(|(own, _)| own == tag)?.1.remove(name)
}

#[test]
fn a_site_in_arabic_is_in_arabic_from_right_to_left() {
    let built = arabic().build();
    assert_eq!(built.messages(), "");
    for (path, page) in built.pages() {
        assert_eq!(attribute(page, "html", "lang").as_deref(), Some("ar"), "{path}");
        assert_eq!(attribute(page, "html", "dir").as_deref(), Some("rtl"), "{path}");
        assert_eq!(attribute(page, "body", "lang"), None, "{path}");
    }
    let home = built.page("index.html");
    for words in ["8 أسئلة مع إجاباتها", "كيف يمكننا مساعدتك؟", "3 إجابات", "11 فبراير 2026"]
    {
        assert!(home.contains(words), "{words}");
    }
}

#[test]
fn a_post_in_another_script_keeps_its_direction() {
    let built = arabic().build();
    let (_, page) =
        built.pages().find(|(path, _)| path.ends_with("-101.html")).expect("the question");
    let english = page.split("<div class=\"prose\"").skip(1).find(|part| part.contains("beeping"));
    assert!(english.expect("an answer").starts_with(" lang=\"en\" dir=\"ltr\">"));
    let arabic = page.split("<div class=\"prose\"").skip(1).find(|part| part.contains("بدّله ثم"));
    assert!(arabic.expect("an answer").starts_with(" lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("<bdi>ليلى حدّاد</bdi>، <time"), "a comma of the language");
}

#[test]
fn a_language_without_texts_keeps_its_own_and_its_direction_and_is_told() {
    let settings = |lang: &str| format!("title: T\nlanguage: {lang}\nsources: []\n");
    for (lang, dir) in [("fa", "rtl"), ("az-Arab", "rtl"), ("el", "ltr"), ("pa", "ltr")] {
        let built = Site::new("").with("answerbook.yaml", settings(lang)).build();
        let home = built.page("index.html");
        assert_eq!(attribute(home, "html", "lang").as_deref(), Some(lang));
        assert_eq!(attribute(home, "html", "dir").as_deref(), Some(dir), "{lang}");
        assert_eq!(attribute(home, "body", "lang").as_deref(), Some("en"), "{lang}");
        let told = built.messages();
        assert!(told.contains(Code::StringMissing.name()), "{told}");
        assert!(told.contains(&format!("texts are missing in `{lang}`")), "{told}");
    }
}

#[test]
fn texts_of_the_site_are_shown_before_all_of_them_are_there() {
    let built = Site::new("")
        .with("answerbook.yaml", "title: T\nlanguage: el\nsources: []\n")
        .with("strings/el.ftl", "skip = Μετάβαση στο περιεχόμενο\n")
        .build();
    let home = built.page("index.html");
    assert!(home.contains("Μετάβαση στο περιεχόμενο") && home.contains("What can we help"));
    assert_eq!(attribute(home, "body", "lang").as_deref(), Some("en"));
}

#[test]
fn each_language_has_pages_of_its_own_in_its_words() {
    let built = Site::new("")
        .with("answerbook.yaml", "title: T\nlanguages: [en, de, sr-Latn, pt-BR]\nsources: []\n")
        .build();
    assert_eq!(built.messages(), "");
    for (path, lang, words) in [
        ("index.html", "en", "Skip to the content"),
        ("de/index.html", "de", "Zum Inhalt springen"),
        ("sr-Latn/index.html", "sr-Latn", "Pređi na sadržaj"),
        ("pt-BR/index.html", "pt-BR", "Ir para o conteúdo"),
    ] {
        let page = built.page(path);
        assert_eq!(attribute(page, "html", "lang").as_deref(), Some(lang));
        assert!(page.contains(words), "{path}");
        assert_eq!(attribute(page, "body", "lang"), None);
    }
}
