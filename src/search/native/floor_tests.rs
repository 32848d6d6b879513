//! What is close, what is not, and how words are understood.

use crate::search::Query;
use crate::text::Lang;

use super::*;

const PLAIN: Document<'_> = Document::PLAIN;

struct Site {
    _folder: tempfile::TempDir,
    index: Index,
}

impl Site {
    fn new(documents: &[Document<'_>]) -> Site {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let writer = Writer::create(folder.path(), 1).expect("a fresh folder");
        for document in documents {
            writer.add(document).expect("room on the disk");
        }
        writer.finish("").expect("room on the disk");
        let index = Index::open(folder.path()).expect("an index was written");
        Site { _folder: folder, index }
    }

    fn ask(&self, page: Option<Lang>, text: &str) -> Vec<Hit> {
        let query = Query { text, page, ..Query::default() };
        self.index.search(&query, 10).expect("a readable index")
    }

    /// The first of what is close; nothing where nothing is.
    #[track_caller]
    fn check(&self, page: Lang, text: &str, expected: &str) {
        let hits = self.ask(Some(page), text);
        let first = hits.first().filter(|_| is_close(&hits)).map_or("", |hit| hit.id.as_str());
        let signs = hits.first().and_then(|hit| hit.signs);
        assert_eq!(first, expected, "{text}: {:?}", (signs, hits.len()));
    }
}

/// A help centre in four languages.
fn lamps() -> Site {
    let tags = ["refunds"];
    let title = |id, language, title| Document { id, language, title, ..PLAIN };
    let mut documents = vec![
        Document {
            question: "Hold the button for five seconds.",
            elsewhere: &["Как сбросить хаб", "Як скинути хаб", "Kako ponastavim hub"],
            ..title("reset", Lang::EN, "How to reset the hub")
        },
        Document {
            elsewhere: &["How to reset the hub"],
            ..title("сброс", Lang::RU, "Как сбросить хаб")
        },
        Document {
            elsewhere: &["How to reset the hub"],
            ..title("скинути", Lang::UK, "Як скинути хаб")
        },
        Document {
            elsewhere: &["How to reset the hub"],
            ..title("ponastavitev", Lang::SL, "Kako ponastavim hub")
        },
        Document { tags: &tags, ..title("twice", Lang::EN, "I was charged twice for a strip") },
        title("coins", Lang::UK, "Де лежать монети"),
        title("scene", Lang::EN, "A scene will not save"),
        title("power", Lang::UK, "Лампи після вимкнення електрики"),
        title("paste", Lang::EN, "How do I paste a token into the form?"),
    ];
    let fillers = ["Wall dimmer", "Sunrise schedule", "Time zone", "Voice speaker", "Old bulb"];
    documents.extend(fillers.map(|filler| title(filler, Lang::EN, filler)));
    for language in [Lang::RU, Lang::SL, Lang::UK] {
        documents.extend(["2026", "2027", "2028"].map(|year| title(year, language, year)));
    }
    Site::new(&documents)
}

#[test]
fn what_nothing_answers_finds_nothing_close() {
    let site = lamps();
    site.check(Lang::EN, "reset hub", "reset");
    site.check(Lang::EN, "how do I reset my hub please", "reset");
    site.check(Lang::EN, "how to cook pasta", "");
    site.check(Lang::EN, "train to Vienna on Sunday", "");
    site.check(Lang::UK, "як зварити борщ", "");
    site.check(Lang::SL, "kako skuham testenine", "");
    site.check(Lang::EN, "how do I do it", "");
    let words = (0..10_000).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    site.check(Lang::EN, &words, "");
    // A long story with all that a title says in it is answered.
    site.check(Lang::EN, &format!("reset hub {words}"), "reset");
}

#[test]
fn a_topic_is_found_by_its_name() {
    lamps().check(Lang::EN, "refund", "twice");
}

#[test]
fn repairs_stay_within_the_languages_of_the_page() {
    let site = lamps();
    // `money`, read as Ukrainian, is a letter off from `монети`.
    site.check(Lang::EN, "money", "");
    site.check(Lang::UK, "monety", "coins");
    site.check(Lang::EN, "resett hub", "reset");
    // Two letters of another keyboard are a word of some kind anywhere: `на` is `yf`.
    let binary = [
        Document { id: "yf", title: "Binary mesh file yf", ..PLAIN },
        Document { id: "android", title: "Shadows on Android", ..PLAIN },
    ];
    let hits = Site::new(&binary).ask(Some(Lang::EN), "тени на android");
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["android"]);
}

#[test]
fn signs_of_another_keyboard_are_letters() {
    let site = lamps();
    site.check(Lang::RU, "c,hjcbnm [f,", "сброс");
    site.check(Lang::UK, "crbyenb [f,", "скинути");
    // What the page's language does not have is read in others only where it fits exactly.
    site.check(Lang::EN, "c,hjcbnm [f,", "сброс");
    site.check(Lang::EN, "reset, hub", "reset");
}

#[test]
fn mixed_queries_follow_the_page() {
    let site = lamps();
    for (page, text, expected) in [
        (Lang::SL, "reset huba", "ponastavitev"),
        (Lang::RU, "reset хаба", "сброс"),
        (Lang::UK, "reset хаба", "скинути"),
    ] {
        let hits = site.ask(Some(page), text);
        assert_eq!(hits[0].id, expected, "{text}");
        assert!(is_close(&hits), "{text} {:?}", hits[0].signs);
    }
}

#[test]
fn other_languages_answer_where_they_are_close() {
    let site = lamps();
    // The page's language has nothing on paste, and English has.
    site.check(Lang::SL, "paste token", "paste");
    // Ukrainian has nothing, and what Russian shares with it is not enough to pad.
    let hits = site.ask(Some(Lang::UK), "лампи після вимкнення");
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["power"]);
}

#[test]
fn codes_and_symbols_are_found_exactly_or_not_at_all() {
    let title = |id, title| Document { id, title, ..PLAIN };
    let code = ["int c = a && b;"].map(Answer::plain);
    let site = Site::new(&[
        Document { answers: &code, ..title("and", "What does && do?") },
        title("c", "Calling C from a script"),
        title("cpp", "C++ bindings"),
        title("cs", "C# bindings"),
        title("net", ".NET bindings"),
        title("network", "Net of roads"),
        title("hex", "Update fails with 0x80070005"),
        title("node", "Node.js does not start"),
        title("glsl", "GLSL ES bitwise operators, invalid operation"),
        title("version", "Upgrade to 4.3.1"),
        title("other", "Something else"),
    ]);
    for (text, expected) in [
        ("C++", "cpp"),
        ("C#", "cs"),
        ("&&", "and"),
        ("80070005", "hex"),
        ("0x80070005", "hex"),
        ("nodejs", "node"),
        ("v4.3.1", "version"),
        ("GL_INVALID_OPERATION", ""),
        ("E-4711", ""),
        ("0x80070006", ""),
        ("||", ""),
    ] {
        site.check(Lang::EN, text, expected);
    }
    for (text, expected) in [("C", "c"), (".NET", "net"), ("node.js", "node")] {
        assert_eq!(site.ask(None, text)[0].id, expected, "{text}");
    }
}
