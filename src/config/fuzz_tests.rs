use super::{load, merges_of, yaml};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::testing::Fuzz;

const SIGNS: &str =
    "\n¦\n  ¦- ¦: ¦{¦}¦[¦]¦,¦\"¦'¦&a ¦*a¦|\n¦>\n¦#¦? ¦!!str ¦---\n¦...\n¦%YAML¦\t¦<<: ¦~";

#[test]
fn settings_of_any_kind_are_read_or_told_of() {
    let seeds = [
        "title: A\nbase_url: https://a.example/\nlanguage: en\nprivacy: mask\n\
        sources:\n  - type: jsonl\n    \
         path: a.jsonl\n    name: Forum\n    staff: [1, 2]\n    channels: {only: [help]}\n\
         hosts: [netlify]\n\
         redirects: {/old: /new}\npublish: {resolution: all, min_answers: 1}\n",
        "title: B\nsources: []\nallow: [link-broken]\nimages: {hosts: [a.example]}\n",
    ];
    let files = |text: &str| MemoryFiles::new([("answerbook.yaml", text), ("a.jsonl", "")]);
    Fuzz::new("settings", 10_000).seeds(seeds).words(SIGNS.split('¦')).text(|input| {
        let mut sink = Sink::new();
        let config = load(&files(input), &mut sink);
        assert!(config.is_some() || sink.n_errors() > 0, "refused without a word");
        for problem in sink.diagnostics() {
            assert!(!problem.message.is_empty());
        }
        let path = ["sources".to_owned(), "0".to_owned(), "path".to_owned()];
        let found = [yaml::find_key(input, &path), yaml::find_value(input, &path, "a")];
        found.into_iter().flatten().for_each(|range| assert!(input.get(range).is_some()));
    });
}

#[test]
fn decisions_of_any_kind_are_read_or_told_of() {
    let seeds =
        ["solved:\n  forum:1: 5\n  2: status\nbest: {\"3\": \"4\"}\nnot: [7]\npublish: {8: yes}\n\
        title:\n  9: How?\n\
         duplicates:\n  - question: forum:1\n    of: forum:2\n    approved: yes\n"];
    Fuzz::new("decisions", 10_000).seeds(seeds).words(SIGNS.split('¦')).text(|input| {
        let Some(merges) = merges_of(input) else { return };
        assert_eq!(merges_of(input).as_ref(), Some(&merges));
        assert!(merges.len() <= input.len());
    });
}
