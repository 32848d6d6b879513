use crate::diag::{Color, Format, render};
use crate::files::MemoryFiles;

use super::*;

fn read(text: &str) -> (Option<Config>, String) {
    let mut sink = Sink::new();
    let config = load(&MemoryFiles::new([(FILE, text)]), &mut sink);
    let shown = sink.into_sorted().iter().map(|d| render(d, Format::Short, Color::Never)).collect();
    (config, shown)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text).1, expected);
}

#[test]
fn the_file_that_init_writes_is_valid() {
    let (config, messages) = read(super::super::TEMPLATE);
    let expected = "answerbook.yaml:7:11: warning[base-url-unset]: \
                    `base_url` is still the example of `init`\n\
                    answerbook.yaml:15:9: warning[brand-unset]: \
                    the brand's `name` is still the example of `init`\n";
    assert_eq!(messages, expected);
    assert_eq!(config.expect("it is valid").title, "Our answers");
}

#[test]
fn every_fault_is_named_with_its_place() {
    check(
        "title: x\nlangauge: uk\nthme: plain\n",
        "answerbook.yaml:2:1: error[key-unknown]: `langauge` is not a setting\n\
         answerbook.yaml:3:1: error[key-unknown]: `thme` is not a setting\n",
    );
    check(
        "title: x\naddresses: files\ncanonical: me\n",
        "answerbook.yaml:2:12: error[value-invalid]: `files` is not a value of `addresses`\n\
         answerbook.yaml:3:12: error[value-invalid]: `me` is not a value of `canonical`\n",
    );
    check(
        "title: x\nsources:\n  - type: discourse\n    path: a\n  \
         - type: discorse\n    path: b\n",
        "answerbook.yaml:5:11: error[value-invalid]: `discorse` is not a value of `type`\n",
    );
    check(
        "title: x\npublish:\n  resolution: [accepted, solved]\n",
        "answerbook.yaml:3:26: error[value-invalid]: `solved` is not a value of `resolution`\n",
    );
    check(
        "title: x\nlanguage: english\n",
        "answerbook.yaml:2:11: error[value-invalid]: `english` is not a language tag\n",
    );
    check(
        "title: x\nbase_url: answers\n",
        "answerbook.yaml:2:11: error[value-invalid]: \
         `base_url` is not a web address: `answers`\n",
    );
}

#[test]
fn values_that_say_nothing_are_named() {
    check("title: ''\n", "answerbook.yaml:1:8: error[value-invalid]: `title` is empty\n");
    check(
        "title: x\npublish:\n  resolution: []\n",
        "answerbook.yaml:3:15: error[value-invalid]: \
         `resolution` is empty, so no thread would be published\n",
    );
    check(
        "title: x\nlanguage: uk\nlanguages: [en, sl]\n",
        "answerbook.yaml:2:11: error[value-invalid]: \
         the main language `uk` is not one of `languages`\n",
    );
    check(
        "title: x\nsources:\n  - type: jsonl\n    path: a\n    url: forum.example.org\n",
        "answerbook.yaml:5:10: error[value-invalid]: \
         `url` is not a web address: `forum.example.org`\n",
    );
}

#[test]
fn unknown_keys_are_named_beside_what_stops_the_reading() {
    check(
        "titel: x\nbrand:\n  nmae: y\n",
        "answerbook.yaml:1:1: error[key-missing]: the setting `title` is missing\n\
         answerbook.yaml:1:1: error[key-unknown]: `titel` is not a setting\n\
         answerbook.yaml:3:3: error[key-unknown]: `nmae` is not a setting\n",
    );
    check(
        "title: [x]\nthme: plain\n",
        "answerbook.yaml:1:8: error[value-invalid]: \
         `title` is a list where a text is expected\n\
         answerbook.yaml:2:1: error[key-unknown]: `thme` is not a setting\n",
    );
    check(
        "title: x\nbrand: blue\n",
        "answerbook.yaml:2:8: error[value-invalid]: \
         `brand` is `blue` where settings of its own are expected\n",
    );
    check(
        "title: x\nsources:\n  - type: jsonl\n    path: [a]\n",
        "answerbook.yaml:4:11: error[value-invalid]: \
         `path` is a list where a text is expected\n",
    );
}

#[test]
fn a_missing_title_and_broken_yaml_are_named() {
    assert!(
        read("language: en\n").1.contains("error[key-missing]: the setting `title` is missing")
    );
    assert!(read("title: \"x\n").1.contains("error[config-syntax]"));
    assert!(read("title: x\nbrand: blue\n").1.contains("error[value-invalid]"));
}

#[test]
fn the_first_source_has_the_empty_key_and_no_two_are_alike() {
    let source = "  - {type: jsonl, path: a.jsonl, name: Care}\n";
    let (config, _) = read(&format!("title: x\nsources:\n{}", source.repeat(3)));
    let keys: Vec<String> =
        config.expect("it is valid").sources.into_iter().map(|source| source.key).collect();
    assert_eq!(keys, ["", "care", "care-2"]);
}

#[test]
fn what_servers_would_read_as_more_is_no_base_url() {
    for rest in ["a b", "a;b", "a{b}", "a$b", "a'b"] {
        let shown = read(&format!("title: x\nbase_url: \"https://x.example/{rest}\"\n")).1;
        assert!(shown.contains("error[value-invalid]: `base_url` is not a web address"), "{shown}");
    }
}
