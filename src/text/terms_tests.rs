//! What is kept of words.

use super::{Analyzer, Lang};

#[track_caller]
fn check(lang: &str, text: &str, expected: &str) {
    let lang = Lang::new(lang).expect("a valid tag");
    let mut analyzer = Analyzer::new(lang);
    for _ in ["made", "remembered"] {
        let mut out = String::new();
        analyzer.analyze(text, &mut out);
        assert_eq!(out.trim_end(), expected);
    }
}

#[test]
fn words_become_stems() {
    check("en", "How do I RESET my passwords?", "how do i reset my password");
    check("ru", "Пароли, паролями; Ещё", "парол парол ещ");
    check("de", "Häuser", "haus");
}

#[test]
fn codes_and_identifiers_are_kept_whole_and_in_parts() {
    check("en", "E-1042", "e1042 1042");
    check("en", "e1042", "e1042");
    check("en", "v2.4.1 2.4", "2.4.1 2.4 2.4");
    check("en", "foo_bar", "foobar foo bar");
    check("en", "config.yaml", "config.yaml config yaml");
    check("en", "2024-10-03", "2024-10-03 2024 10 03");
    check("en", "e-mails emails", "email mail email");
    check("en", "C++ C# F# notepad++", "c++ c# f# notepad++");
}

#[test]
fn codes_are_found_however_they_are_written() {
    check("en", "0x80070005 0X1F 80070005", "0x80070005 80070005 0x1f 80070005");
    check("en", "Node.js nodejs node-js", "nodej node js nodej nodej node js");
    check("en", "ASP.NET app.config.js", "aspnet asp net app.config.js app config js");
    check("en", ".NET net", ".net net net");
    check("en", "What does && do?", "what doe && do");
    check("en", "a -> b", "a -> b");
}

#[test]
fn bodies_leave_out_signs() {
    let mut out = String::new();
    Analyzer::new(Lang::EN).without_small_words().analyze("x && .NET C++ hub", &mut out);
    assert_eq!(out, "x net c++ hub ");
}

#[test]
fn humps_of_code_are_found_and_names_are_not_cut() {
    check("en", "getElementById", "getelementbyid get element by id");
    check("en", "GitHub YouTube", "github youtub");
    check("en", "HTTPServerError", "httpservererror http server error");
}

#[test]
fn apostrophes_do_not_matter() {
    check("uk", "комп'ютер", "компютер");
    check("uk", "комп’ютер", "компютер");
    check("uk", "компʼютер", "компютер");
    check("en", "the user's don't", "the user dont");
    check("fr", "l'hôtel d’un", "hotel un");
}

#[test]
fn words_of_another_script_keep_their_own_rules() {
    check("uk", "settings iPhone", "set iphon phone");
    check("en", "пароли", "пароли");
}

#[test]
fn scripts_without_spaces_become_pairs() {
    check("zh", "密码重置", "密码 码重 重置");
    check("ja", "ﾊﾟｽﾜｰﾄﾞ", "パス スワ ワー ード");
    check("zh", "重置WiFi", "重置 wifi");
    check("zh", "猫", "猫");
}

#[test]
fn keyed_terms_name_their_language() {
    let mut out = String::new();
    Analyzer::keyed(Lang::new("pt-BR").expect("a valid tag")).analyze("Senha nova", &mut out);
    assert_eq!(out, "pt:senh pt:nov ");
}

#[test]
fn no_text_and_no_language_panics() {
    let texts = [
        "".to_owned(),
        "\u{0}\u{1}\u{fffd}\u{202e}".to_owned(),
        "a-".repeat(5_000),
        "x".repeat(100_000),
        "é\u{301}\u{301}\u{301}-.-'’".repeat(50),
        "İĲǅﬃ½²①㍿ﷺ'ŉ".to_owned(),
        (0..0x1_1000).filter_map(char::from_u32).collect::<String>(),
    ];
    let tags = "ar ca cs da de el en eo es et eu fa fi fr ga he hi hr hu hy id it ja ko lt ne \
                nl no pl pt ro ru sl sr st sv ta th tr uk yi zh";
    for tag in tags.split(' ') {
        let mut analyzer = Analyzer::keyed(Lang::new(tag).expect("a valid tag"));
        for text in &texts {
            let mut out = String::new();
            analyzer.analyze(text, &mut out);
            assert!(out.split_terminator(' ').all(|t| t.len() <= 3 + 64 && !t.is_empty()));
            assert!(out.split_terminator(' ').all(|t| t.matches(':').count() == 1), "{tag}");
        }
    }
}
