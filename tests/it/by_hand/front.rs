//! Settings at the top of a file: TOML, and drafts.

use answerbook::diag::Code;

use crate::harness::{Site, folder, run};

#[test]
fn a_draft_is_counted_and_nothing_of_it_is_published() {
    for draft in ["---\ndraft: true", "---\npublished: false", "---\npublish: yes\ndraft: True"] {
        let file = format!("{draft}\ntitle: What comes next?\ntags: [moon]\n---\nA zeppelin.\n");
        let site = Site::new("== answers/b.md\nFine.\n").with("answers/a.md", file);
        let built = site.build();
        assert_eq!(built.messages(), "");
        assert_eq!(built.report().withheld.get("draft"), Some(&1), "{:?}", built.report());
        for (path, bytes) in &built.files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for word in ["zeppelin", "comes next", "moon"] {
                assert!(!text.contains(word), "{word} in {path}");
            }
        }
    }
    let built = Site::new("== answers/a.md\n---\ndraft: false\npublished: true\n---\nFine.\n");
    assert!(built.build().files.contains_key("answers/a.html"));
    let built = Site::new("== answers/a.md\n---\ndraft: perhaps\n---\nFine.\n").build();
    assert_eq!(
        built.messages(),
        "answers/a.md:2:8: warning[value-invalid]: `perhaps` is not a value of `draft`\n",
    );
}

#[test]
fn a_draft_stands_in_the_list_of_threads_as_one() {
    let folder = folder();
    Site::new("== answers/a.md\n---\ndraft: true\n---\nSoon.\n").write(folder.path());
    let list = run(folder.path(), &["threads", "--json"]).expect(0).json();
    assert!(list.to_string().contains("\"draft\""), "{list}");
    let why = run(folder.path(), &["why", "a"]).expect(0).stdout;
    assert!(why.contains("still a draft") && why.contains("answers/a.md:2:8"), "{why}");
}

#[test]
fn settings_may_be_written_in_toml() {
    let built = Site::new(
        "
        == answers/toml.md
        +++
        title = \"Does TOML front matter work?\"
        date = 2024-01-02
        tags = ['hub', 'wi-fi']
        version = 2
        verified_on = 2024-02-03
        +++
        # Does TOML front matter work?
        It does.
    ",
    )
    .build();
    assert_eq!(built.messages(), "");
    let page = built.page("answers/does-toml-front-matter-work.html");
    for part in ["<h1>Does TOML front matter work?</h1>", "version 2", "hub", "2024-02-03"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("+++") && page.contains("2024-01-02"), "{page}");
}

#[test]
fn faults_of_toml_are_told_at_their_place() {
    let file =
        |front: &str| Site::new("").with("answers/a.md", format!("+++\n{front}\n+++\nSo.\n"));
    assert_eq!(
        file("title = \"A\"\ntags = [hub]").build().message(Code::FrontMatter),
        "answers/a.md:3:9: error[front-matter-invalid]: \
         the settings at the top are not valid TOML\n",
    );
    assert_eq!(
        file("titel = \"A\"\n[extra]\nx = 1").build().messages(),
        "answers/a.md:2:1: warning[key-unknown]: `titel` is not a field of an answer\n\
         answers/a.md:3:2: warning[key-unknown]: `extra` is not a field of an answer\n",
    );
    let open = Site::new("").with("answers/a.md", "+++\ntitle = \"A\"\nSo.\n").build();
    assert_eq!(
        open.messages(),
        "answers/a.md:1:1: error[front-matter-invalid]: the settings at the top have no end\n",
    );
    let rule = Site::new("").with("answers/a.md", "+++\nNo settings = none.\n").build();
    assert!(rule.page("answers/a.html").contains("No settings"));
}

#[test]
fn what_may_be_a_draft_is_not_published() {
    let fronts = [
        "---\ntitle: A\nstatus: draft\n---\nSecret.",
        "---\ntitle: A\nDraft: true\n---\nSecret.",
        "---\ntitle: A\ndraft: perhaps\n---\nSecret.",
        "\n\n---\ntitle: A\ndraft: true\n---\nSecret.",
        "\u{feff}+++\r\ntitle = \"A\"\r\ndraft = true\r\n+++\r\nSecret.",
        "{\n  \"title\": \"A\",\n  \"draft\": true\n}\nSecret.",
    ];
    for front in fronts {
        let built = Site::new("== answers/b.md\nB.").with("answers/a.md", front).build();
        assert!(built.pages().all(|(_, page)| !page.contains("Secret")), "{front}");
    }
    let json = Site::new("== answers/b.md\nB.").with("answers/a.md", fronts[5]).build();
    let messages = json.messages();
    assert!(messages.starts_with("answers/a.md:1:1: error[front-matter-invalid]"), "{messages}");
}

#[test]
fn a_rule_above_a_text_is_no_front_matter() {
    let built = Site::new("").with("answers/a.md", "\n---\nA rule above.\n\n---\nBelow.").build();
    assert_eq!(built.messages(), "");
    assert!(built.page("answers/a.html").contains("A rule above."));
}
