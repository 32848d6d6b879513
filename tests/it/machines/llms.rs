//! llms.txt and llms-full.txt.

use crate::harness::{Site, example};

const HOSTILE: &str = "a](https://evil.example) \\n## Optional\\n- [b](c) # d";

fn site(n_threads: usize) -> Site {
    let mut site = Site::new("== answers/by-hand.md\n---\ntitle: Reset the hub\n---\nHold it.");
    for at in 0..n_threads {
        let text = format!(
            "---\ntitle: Why does lamp {at:03} hum?\nauthor: Ana\ntags: [lamp]\n\
             created: 2026-01-01\n---\n\nIt hums.\n\n\
             ## Answer by Bo (accepted)\n\nTighten screw {at}. {}\n",
            "It takes a while. ".repeat(60)
        );
        site = site.with(&format!("answers/{at:03}.md"), text);
    }
    site
}

#[test]
fn a_model_is_told_what_there_is_by_the_convention() {
    let built = site(3).build();
    let text = built.page("llms.txt");
    assert!(text.starts_with("# Answers\n\n> "), "{text}");
    let parts: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let expected =
        ["# Answers", "## Official answer", "## Topics", "## Newly solved", "## Optional"];
    assert_eq!(parts, expected);
    let is_known = |line: &str| {
        let link =
            line.strip_prefix("- [").and_then(|line| line.split_once("](https://a.example/"));
        let address = link.and_then(|(_, rest)| rest.split([')', '#']).next());
        address.is_some_and(|address| built.files.contains_key(address))
    };
    let (_, lists) = text.split_once("\n## ").expect("sections");
    let lines = lists.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    assert!(lines.clone().count() > 8);
    let lost: Vec<&str> = lines.filter(|line| !is_known(line)).collect();
    assert_eq!(lost, [""; 0]);
    assert!(
        text.contains("- [Reset the hub](https://a.example/answers/reset-the-hub.md): Hold it.\n")
    );
    assert!(text.contains("- [lamp](https://a.example/tags/lamp.md): 3\n"));
}

#[test]
fn every_language_has_its_own() {
    let built = example();
    for path in ["llms.txt", "uk/llms.txt", "ru/llms.txt", "sl/llms.txt"] {
        let text = built.page(path);
        assert!(text.contains("/llms-full.txt)\n"), "{path}: {text}");
        let full = built.page(&path.replace("llms", "llms-full"));
        assert!(full.contains("\nlanguage: ") && full.ends_with(" are above.\n"), "{path}: {full}");
    }
    assert!(built.page("uk/llms.txt").contains("(https://answers.lumo.example/uk/tags.md)"));
}

#[test]
fn the_full_text_holds_whole_threads_and_says_how_many() {
    let all = site(3).build();
    let full = all.page("llms-full.txt");
    assert!(full.ends_with("\nThe end: all 4 questions and answers are above.\n"), "{full}");
    for path in all.paths("questions/").into_iter().filter(|path| path.ends_with(".md")) {
        assert!(full.contains(all.page(path)), "{path}");
    }
    // What the brand says itself comes first.
    assert!(full.find("# Reset the hub") < full.find("# Why does lamp"), "{full}");
    let many = site(1_000).setting("machines: {full_mb: 1}").build();
    let full = many.page("llms-full.txt");
    assert!(full.len() <= 1 << 20 && full.len() > 7 << 17, "{}", full.len());
    let n_held = full.matches("\n# Why does lamp").count() + 1;
    let told = format!(
        "\nThe end: {n_held} of 1001 questions and answers are above; https://a.example/llms.txt \
         tells of the others.\n"
    );
    assert!(full.ends_with(&told), "{}", &full[full.len() - 200..]);
}

#[test]
fn each_can_be_switched_off() {
    let with = |machines: &str| site(1).setting(&format!("machines: {machines}")).build();
    let names = |machines: &str| {
        let built = with(machines);
        built.report();
        let names: Vec<String> =
            built.files.keys().filter(|path| path.contains("llms")).cloned().collect();
        names.join(" ")
    };
    assert_eq!(names("{}"), "llms-full.txt llms.txt");
    assert_eq!(names("{llms: false}"), "");
    assert_eq!(names("{full_mb: 0}"), "llms.txt");
    assert_eq!(names("{markdown: false}"), "llms.txt");
    let bare = with("{markdown: false}");
    let text = bare.page("llms.txt");
    assert!(
        text.contains("(https://a.example/answers/reset-the-hub.html)") && !text.contains(".md")
    );
    let own = site(1).with("static/llms.txt", "ours").build();
    assert_eq!(own.page("llms.txt"), "ours");
}

#[test]
fn no_title_or_tag_breaks_out_of_its_line() {
    let hostile = format!(
        "---\ntitle: \"{HOSTILE}\"\nauthor: \"{HOSTILE}\"\ntags: [\"{HOSTILE}\"]\n\
         created: 2026-01-01\n---\n\nq\n\n\
         ## Answer by Bo (accepted)\n\n> [x](y)\n> # Heading ](z)\n"
    );
    let settings = format!(
        "title: \"{HOSTILE}\"\nbase_url: https://a.example/\n\
         sources:\n  - {{type: markdown, path: answers, name: \"{HOSTILE}\"}}\n"
    );
    let built =
        Site::new("").with("answers/h.md", hostile).with("answerbook.yaml", settings).build();
    // What is escaped ends nothing.
    let text = &built.page("llms.txt").replace("\\]", "");
    assert_eq!(text.matches("\n## Optional\n").count(), 1, "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{text}");
    assert!(
        !text.contains("](https://evil") && !text.contains("](c)") && !text.contains("](z)"),
        "{text}"
    );
    let full = &built.page("llms-full.txt").replace("\\]", "");
    let (_, full) = full.split_once("\n---\n\n").expect("settings");
    assert!(!full.contains("](https://evil") && !full.contains("](c)"), "{full}");
}
