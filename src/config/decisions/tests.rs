use super::*;
use crate::diag::{Color, Format, render};
use crate::files::MemoryFiles;

fn read(text: &str) -> (BTreeMap<String, Decision>, String) {
    let mut sink = Sink::new();
    let decisions = load(&MemoryFiles::new([(DECISIONS, text)]), &mut sink);
    let shown = |d| render(d, Format::Short, Color::Never);
    (decisions.threads, sink.into_sorted().iter().map(shown).collect())
}

#[test]
fn ids_are_texts_or_whole_numbers() {
    let text = "# by hand\nsolved:\n  \"C1-1.5\": \"2.50\"\n  Help: 1: 7\n";
    assert!(read(text).1.contains("the decisions cannot be read"));
    let (decisions, said) =
        read("solved:\n  \"C1-1.5\": \"2.50\"\n  500: 9007199254740993\n  \"Help:7\": \"8\"\n");
    assert_eq!(said, "");
    let solved = decisions.iter().filter_map(|(id, one)| Some((&**id, one.solved.as_ref()?)));
    let found: Vec<(&str, &str, usize)> =
        solved.map(|(id, said)| (id, &*said.value, said.place.line)).collect();
    let expected = [("500", "9007199254740993", 3), ("C1-1.5", "2.50", 2), ("Help:7", "8", 4)];
    assert_eq!(found, expected);
}

#[test]
fn a_source_sees_its_own_ids_and_its_name_counts_first() {
    let (decisions, _) = read("title: {7: Seven, \"Help:7\": Help, \"Care:7\": Care}\n");
    let title = |name: &str, id: &str| {
        let own = within_source(&decisions, name, "slack");
        own.get(id).and_then(|one| one.title.clone()).map(|said| said.value)
    };
    assert_eq!(title("Help", "7").as_deref(), Some("Help"));
    assert_eq!(title("Forum", "7").as_deref(), Some("Seven"));
    assert_eq!(title("Forum", "Care:7").as_deref(), Some("Care"));
}

#[test]
fn everything_that_a_team_decides_has_its_place() {
    let text = "best:\n  \"1\": \"4\"\nnot:\n  - \"2\"\n  - 3\npublish: {\"4\": yes, 5: no}\n\
                title:\n  \"1\": \"  The hub\n    is deaf \"\n";
    let (decisions, said) = read(text);
    assert_eq!(said, "");
    let one = &decisions["1"];
    let lines: Vec<usize> = one.places().iter().map(|place| place.line).collect();
    assert_eq!(lines, [2, 8]);
    assert_eq!(one.title.as_ref().map(|said| said.value.as_str()), Some("The hub is deaf"));
    let published = |id: &str| {
        let said = decisions[id].publish.as_ref().expect("a decision");
        (said.value, said.place.line, said.place.column)
    };
    let all = ["2", "3", "4", "5"].map(published);
    assert_eq!(all, [(false, 4, 6), (false, 5, 5), (true, 6, 12), (false, 6, 21)]);
}

#[test]
fn what_cannot_be_both_is_told() {
    let (decisions, said) = read("not: [a]\npublish: {a: yes}\n");
    let expected = "decisions.yaml:2:11: error[value-invalid]: `a` is to be published, \
                    and is not\n";
    assert_eq!(said, expected);
    assert_eq!(decisions["a"].publish.as_ref().map(|said| said.value), Some(true));
    assert_eq!(read("not: [a]\npublish: {a: no}\n").1, "");
    assert!(read("publish: {a: perhaps}\n").1.contains("`perhaps` is not a value of `publish`"));
    assert!(read("title: {a: \" \"}\n").1.contains("the title of `a` is empty"));
    for unseen in ["\u{200b}", "\u{2060} \u{ad}\u{fe0f}", "\u{3164}", "\u{e0041}", "\u{feff}"] {
        let (decisions, said) = read(&format!("title: {{a: \"{unseen}\"}}\n"));
        assert!(said.contains("the title of `a` has nothing that can be seen"), "{said}");
        assert_eq!(decisions.len(), 0, "{unseen:?}");
    }
    assert_eq!(read("title: {a: \"\u{200f}👋\u{fe0f}\"}\n").1, "");
}

#[test]
fn what_is_unknown_or_would_lose_digits_is_named() {
    let (_, said) = read("solvd:\n  a: b\n");
    assert_eq!(said, "decisions.yaml:1:1: error[key-unknown]: `solvd` is not a key of decisions\n");
    assert!(read("solved:\n  a: 1736554783.040199\n").1.contains("value-invalid"));
    assert!(read("- a\n").1.contains("value-invalid"));
    assert_eq!(read("# nothing yet\n"), (BTreeMap::new(), String::new()));
}
