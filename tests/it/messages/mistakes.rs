//! Mistakes that teams make, and that what is said of each leads to its end.

use answerbook::diag::{Code, Format};

use crate::harness::{Site, folder, run};

/// Builds, and looks for parts of what is said.
#[track_caller]
fn check(site: &Site, parts: &[&str]) {
    let told = site.build().rendered(Format::Human);
    for part in parts {
        assert!(told.contains(part), "no {part}\n{told}");
    }
}

fn settings(text: &str) -> Site {
    Site::new("== answers/a.md\nHold it.\n").with("answerbook.yaml", text)
}

fn answer(text: &str) -> Site {
    Site::new("").with("answers/a.md", text)
}

const BASE: &str = "title: x\nsources:\n  - {type: markdown, path: answers}\n";

#[test]
fn settings_of_the_wrong_form() {
    let cases: [(&str, &[&str]); 12] = [
        ("title: x\nbrand:\n\tname: L\n", &["a tab indents this line", "help: indent with spaces"]),
        ("sources:\n - type: a\n   path: b\n  name: c\n", &["indented otherwise than"]),
        ("title: \"x\nlanguage: en\n", &["1:8", "has no closing quote", "the same quote"]),
        ("title: @x\n", &["starts with `@`", "put quotes round the value"]),
        ("title: *x\n", &["a value starts with `*`"]),
        ("title: x\n---\ntitle: y\n", &["a second document", "remove that line"]),
        ("title: x\nbrand:\n  - name: L\n", &["`brand` is a list", "without `- ` in front"]),
        (
            "title: x\nsources:\n  type: a\n  path: b\n",
            &["where a list is expected", "start each item below `sources:` with `- `"],
        ),
        (
            "title: x\npublish: {confidence: 68%}\n",
            &["`confidence` is `68%` where a number is expected", "`confidence: 0.5`"],
        ),
        (
            "title: x\nsearch:\n  synonyms: [[a, b], c]\n",
            &["an item of `synonyms` is `c` where a list", "                     ^\n"],
        ),
        ("title: x\nhosts: netlify\n", &["help: write a list: `hosts: [netlify]`"]),
        ("title: x\nredirects:\n  - /a: /b\n", &["where one `key: value` a line is expected"]),
    ];
    for (text, parts) in cases {
        check(&settings(text), parts);
    }
}

#[test]
fn settings_with_the_wrong_words() {
    let cases: [(String, &[&str]); 9] = [
        (
            format!("{BASE}path: answers\n"),
            &["`path` is a setting of `sources`", "write it below `sources:`"],
        ),
        (format!("{BASE}brand: {{theme: plain}}\n"), &["`theme` is a setting of the whole site"]),
        (format!("{BASE}math: no\n"), &["help: use `off`"]),
        (format!("{BASE}language: “en”\n"), &["write straight quotes"]),
        (
            format!("{BASE}brand:\n  colours:\n    accent: #2b5fb8\n"),
            &["`accent` is empty", "put quotes round the colour: `accent: \"#2b5fb8\"`"],
        ),
        (format!("{BASE}theme: themes/plain\n"), &["write the name alone, `theme: plain`"]),
        (
            format!("{BASE}accept: [link-brokn@a.md, page-heavy]\n"),
            &["help: use `link-broken`", "`page-heavy@answers/reset.md`"],
        ),
        (
            format!("{BASE}brand: {{logo: l.png}}\n"),
            &["answerbook.yaml:4:15", "not there: `l.png`"],
        ),
        (
            format!("{BASE}attachments:\n  hosts: [i.imgur.com]\n"),
            &["warning[value-invalid]: `hosts` shows no pictures", "add `remote: show`"],
        ),
    ];
    for (text, parts) in cases {
        check(&settings(&text), parts);
    }
}

#[test]
fn every_fault_of_attachments_is_told_with_its_item() {
    let told = |lines: &str| {
        let site = settings(&format!("{BASE}attachments:\n{lines}"));
        site.build().rendered(Format::Human)
    };
    let shown = told("  remote: show\n  hosts: [i.imgur.com, foo, 'https://x.example/a']\n");
    let parts = [
        "`hosts` holds what is no name of a host: `foo`\n --> answerbook.yaml:6:24",
        "                        ^^^\n",
        "host: `https://x.example/a`\n --> answerbook.yaml:6:29",
        "help: write `i.imgur.com`, or `\"*.example.org\"` for all below one",
    ];
    for part in parts {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert!(told("  remote: show\n").contains("`remote: show` names no host"));
    assert!(told("  remote: shw\n").contains("help: use `show`"));
    assert!(told("  hosts: i.imgur.com\n").contains("write a list: `hosts: [i.imgur.com]`"));
    assert!(told("  most_mb: 100\n  copy: al\n").contains("`most_mb` is not between 1 and 64"));
}

#[test]
fn files_that_are_no_utf_8() {
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let site = settings("").with("answerbook.yaml", latin("title: Caf\u{e9}\n"));
    check(&site, &["answerbook.yaml:1:11", "is not text in UTF-8", "help: save the file as UTF-8"]);
    for name in ["decisions.yaml", "privacy.yaml"] {
        let site = settings(BASE).with(name, latin("# Z\u{e9}\n"));
        check(&site, &[&format!("`{name}` is not text in UTF-8")]);
    }
    let table = latin("id,thread,body\n1,1,Why is the kettle in the caf\u{e9} cold?\n");
    let site = settings("title: x\nsources:\n  - {type: csv, path: d}\n").with("d/a.csv", table);
    check(&site, &["d/a.csv:2:1", "`encoding: windows-1252`"]);
    let marked = Site::new("")
        .with("answerbook.yaml", format!("\u{feff}{BASE}"))
        .with("privacy.yaml", "\u{feff}public: []\n")
        .with("decisions.yaml", "\u{feff}not: [b]\n")
        .with("answers/a.md", "\u{feff}---\ntitle: Hub\n---\nHold it.\n");
    let built = marked.build();
    assert!(!built.messages().contains("error"), "{}", built.messages());
    assert_eq!(built.report().n_published, 1);
}

#[test]
fn front_matter_of_the_wrong_form() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "---\ntitle: x\nscore: many\n---\ny\n",
            &["`score` is `many` where a whole number is expected", "a.md:3:8", "`score: 3`"],
        ),
        ("---\ntitle: [x]\n---\ny\n", &["`title` is a list where a text is expected"]),
        ("---\ntitle: x\ntitle: z\n---\ny\n", &["a.md:3:1", "`title` is there twice", "keep one"]),
        ("---\ntitle: x\ntags:\n\t- a\n---\ny\n", &["a tab indents this line"]),
        ("---\ntitle: Hub: reset\n---\ny\n", &["a value holds `: `", "put quotes round the value"]),
        ("+++\ntitle: x\n+++\ny\n", &["`key: value`, as in YAML", "both lines of `+++`"]),
        ("+++\ntitle = [\"x\"]\n+++\ny\n", &["`title` is a list where a text", "`title = …`"]),
        (
            "+++\ntitle = \"x\"\nscore = \"many\"\n+++\ny\n",
            &["`score` is `many` where a whole number is expected", "a.md:3:9", "`score = 3`"],
        ),
        ("+++\ntitle = \"x\"\ntitle = \"z\"\n+++\ny\n", &["`title` is there twice"]),
    ];
    for (text, parts) in cases {
        check(&answer(text), parts);
    }
}

#[test]
fn keys_of_other_programs_are_told_with_ours() {
    let keys = [
        ("description", "summary"),
        ("Keywords", "tags"),
        ("lang", "language"),
        ("permalink", "slug"),
        ("redirect_from", "aliases"),
        ("authr", "author"),
        ("Verified-On", "verified_on"),
        ("sumary", "summary"),
    ];
    for (theirs, ours) in keys {
        let site = answer(&format!("---\ntitle: x\n{theirs}: y\n---\nz\n"));
        check(&site, &[&format!("help: use `{ours}`\n")]);
    }
}

#[test]
fn decisions_of_the_wrong_form() {
    let cases: [(&str, &[&str]); 6] = [
        ("duplicates:\n  - question: a\n    of: b\n    aproved: yes\n", &["help: use `approved`"]),
        ("duplicates:\n  - question: a\n", &["a pair of `duplicates` has `question:` and `of:`"]),
        ("solved:\n- a: 1\n", &["`solved` is a list where one `key: value` a line is expected"]),
        ("solved: {a: 1.5}\n", &["put quotes round the id: digits behind a point would be lost"]),
        ("not: 5\n", &["`not` is `5` where a list is expected", "write a list: `not: [5]`"]),
        ("not: [a]\nnot: [b]\n", &["`not` is there twice"]),
    ];
    for (text, parts) in cases {
        check(&settings(BASE).with("decisions.yaml", text), parts);
    }
}

#[test]
fn a_key_that_is_there_twice_is_shown_where_it_is_again() {
    check(
        &settings("title: x\nbrand:\n  name: Lumo\n\n  name: Acme\n"),
        &["answerbook.yaml:5:3", "the setting `name` is there twice", "::: answerbook.yaml:3:3"],
    );
    check(
        &settings(BASE).with("decisions.yaml", "not: [b]\nsolved: {c: d}\nnot: [e]\n"),
        &["decisions.yaml:3:1", "`not` is there twice", "::: decisions.yaml:1:1"],
    );
    let entry = "people:\n  - name: Ana Kos\n    posts: keep\n    name: Ana\n";
    check(&settings(BASE).with("privacy.yaml", entry), &["privacy.yaml:4:5", "there twice"]);
}

#[test]
fn a_lost_address_may_be_forgotten() {
    let ledger = "# answerbook addresses, version 1\n/answers/soon.html thread:Handbook:soon\n";
    let site = Site::new("== answers/a.md\n# Hub\n\nHold it.\n").with("addresses.txt", ledger);
    check(
        &site,
        &["addresses.txt:2", "help: or delete line 2 of `addresses.txt` if nobody has seen"],
    );
}

#[test]
fn a_part_that_is_misspelt_is_told_with_the_one_that_is_meant() {
    let site = |link: &str| {
        Site::new("== answers/hub.md\n# Hub\n\n## Reset the hub\n\nHold it.\n\n## Order\n\nHere.\n")
            .with("answers/a.md", format!("# Lamp\n\n[See]({link}).\n"))
    };
    check(&site("hub.md#reset-teh-hub"), &["answers/a.md:3:7", "help: use `#reset-the-hub`"]);
    check(&site("hub.md#reset"), &["help: use `#reset-the-hub`"]);
    check(&site("hub.md#battery"), &["help: write the heading in small letters"]);
}

#[test]
fn tables_of_tickets_need_consent_and_those_of_communities_do_not() {
    let csv =
        |lines: &str| settings(&format!("title: x\nsources:\n  - {{type: csv, path: d{lines}}}\n"));
    let told = |head: &str, row: &str| {
        let table = format!("{head}\n{row}\n");
        csv("").with("d/a.csv", table).build().message(Code::ConsentMissing)
    };
    let tickets = [
        ("thread,id,author,role,body", "1,1,Ann,customer,Why?"),
        ("thread,id,author,role,body", "1,1,Ann,Agent,Hold it."),
        ("Ticket ID,id,author,body", "1,1,Ann,Why?"),
        ("case_id,id,author,text", "1,1,Ann,Why?"),
        ("conversation_id,message_id,from,inbound,text", "1,1,Ann,true,Why?"),
    ];
    for (head, row) in tickets {
        let said = told(head, row);
        assert!(said.contains("nothing says that people of `csv` may be published"), "{head}");
    }
    let communities = [
        ("thread,id,author,role,body", "1,1,Ann,staff,Hold it."),
        ("thread,id,author,body", "1,1,Ann,Why?"),
        ("tweet_id,author_id,inbound,text,in_response_to_tweet_id", "1,9,True,Why?,"),
        ("ticket_id,id,author,body,public", "1,1,Ann,Why?,yes"),
    ];
    for (head, row) in communities {
        assert_eq!(told(head, row), "", "{head}");
    }
    let asked = csv(", consent: asked").with("d/a.csv", "ticket_id,id,author,body\n1,1,Ann,Why?\n");
    assert_eq!(asked.build().message(Code::ConsentMissing), "");
    let auto = settings("title: x\nsources:\n  - {type: auto, path: d}\n");
    let auto = auto.with("d/a.csv", "ticket_id,id,author,body\n1,1,Ann,Why?\n");
    assert!(auto.build().message(Code::ConsentMissing).contains("`auto`"));
}

#[test]
fn a_language_of_code_is_told_once_for_all_answers() {
    let code = "# A\n\n```klingonese\na\n```\n";
    let site = Site::new("").with("answers/a.md", code).with("answers/b.md", code.repeat(2));
    let built = site.with("answers/c.md", code.replace("klingonese", "jsom")).build();
    let told = built.message(Code::LanguageUnknown);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.starts_with("answers/a.md:3:4: "), "{told}");
    check(&Site::new("").with("answers/a.md", "# A\n\n| a | b |\n|---|\n"), &["1 cells"]);
}

#[test]
fn privacy_rules_are_told_with_their_keys_and_without_their_names() {
    let cases: [(&str, &[&str]); 9] = [
        ("people:\n  name: Ana Kos\n", &["`people` is a group", "`- name: …`"]),
        ("people:\n  - Ana Kos\n", &["an item of `people` is a text", "`- name: …`"]),
        ("people:\n  - name: Ana Kos\n   also: [x]\n", &["privacy.yaml:3:4", "indented"]),
        ("public: ana@kos.example\n", &["1 | public: …", "help: write a list: `public: ["]),
        (
            "people:\n  - name: Ana Kos\n    posts: delete\n",
            &["3 |     posts: …\n", "the values are `keep` and `remove`"],
        ),
        (
            "people:\n  - {name: Ana Kos, nmae: y}\n",
            &["2 |   … nmae …\n", "unknown key", "help: use `name`"],
        ),
        ("threads:\n  - 4821\n", &["an item of `threads` is a number", "`- id: …`"]),
        ("threads:\n  - to: /a.html\n", &["a thread has no `id`"]),
        ("people:\n  - name: Ana Kos\n", &["entry 1 of `people` is nobody", "2 |   - name: …\n"]),
    ];
    for (text, parts) in cases {
        let site = settings(BASE).with("privacy.yaml", text);
        check(&site, parts);
        let told = site.build().rendered(Format::Human);
        assert!(!told.contains("Kos") && !told.contains("kos."), "{told}");
    }
}

#[test]
fn sources_that_hold_something_else() {
    let of = |kind: &str, path: &str| {
        settings(&format!("title: x\nsources:\n  - {{type: {kind}, path: {path}}}\n"))
    };
    let record = "{\"id\":1,\"title\":\"Why?\",\"answers\":[]}\n";
    check(
        &of("zendesk", "desk.zip").with("desk.zip", "PK\u{3}\u{4}..."),
        &["`desk.zip` is packed with zip", "unpack it", "`path: desk`"],
    );
    check(&of("csv", "d").with("d/e.zip", "PK"), &["`d/e.zip` is packed", "unpack it there"]);
    check(
        &of("discord", "d").with("d/a.jsonl", record),
        &["it has `d/a.jsonl`", "its files look like `type: jsonl`"],
    );
    check(&of("markdown", "Answers"), &["write `answers`: upper and lower case differ"]);
    check(
        &of("csv", "d").with("d/a.csv", "Nr,Fall,Was\n1,1,x\n"),
        &["its first row has `Nr`, `Fall`, and `Was`"],
    );
    check(&of("jsonl", "d").with("d/a.jsonl", format!("[{}]", record.trim())), &["jq -c '.[]'"]);
    check(&of("jsonl", "d").with("d/a.jsonl", "{\n\"id\": 1\n}\n"), &["jq -c . file.json"]);
    check(&of("jsonl", "d").with("d/a.jsonl", record.replace("}\n", "},\n")), &["a comma stands"]);
    check(
        &of("discourse", "d").with("d/latest.json", "{\"topic_list\":{}}"),
        &["lists such as `latest.json` name topics, and may be left out"],
    );
    let twice = "title: x\nsources:\n  - {type: markdown, path: .}\n  \
                 - {type: markdown, path: answers, name: B}\n";
    check(&settings(twice), &["`answers/a.md` is read by two sources", "leave this file out"]);
    let named = "title: x\nsources:\n  - type: csv\n    path: d\n    columns: {body: Txt}\n";
    check(
        &settings(named).with("d/a.csv", "id,Text\n1,x\n"),
        &["5 |     columns: {body: Txt}\n", "^^^ named as `body` here", "help: use `Text`"],
    );
}

#[test]
fn exports_of_networks_that_hold_a_part() {
    let of = |kind: &str| settings(&format!("title: x\nsources:\n  - {{type: {kind}, path: d}}\n"));
    let comment = "{\"id\":\"5_6\",\"message\":\"Why?\",\"comment_count\":3}";
    let next = "{\"next\":\"https://graph.facebook.com/v19.0/7_5/comments?after=x\"}";
    check(
        &of("facebook").with("d/a.json", format!("{{\"data\":[{comment}],\"paging\":{next}}}")),
        &[
            "1 list of `d/a.json` goes on in a page that is not here",
            "help: ask for what `paging.next` names until there is none",
            "file `d/a.json` has 0 of its 3 posts: 3 are missing",
            "its comments say that they have so many replies",
        ],
    );
    let own = "{\"comments_v2\":[{\"timestamp\":1,\"data\":[{\"comment\":{\"comment\":\"So\"}}]}]}";
    check(
        &of("facebook").with("d/comments.json", own),
        &["`d/comments.json` holds 1 comment of its owner without what it answers", "Graph API"],
    );
    check(
        &of("youtube").with("d/a.csv", "Comment ID,Video ID,Comment Text\na,v,So\nb,v,So\n"),
        &["`d/a.csv` holds 2 comments of its owner without what they answer", "the Data API"],
    );
}

#[test]
fn themes_and_texts_that_are_misspelt() {
    let acme =
        || settings(&format!("{BASE}theme: acme\n")).with("themes/acme/templates/x.html", "");
    check(
        &acme().with("themes/acme/theme.yaml", "parent: comons\n"),
        &["themes/acme/theme.yaml:1:9", "help: use `commons`"],
    );
    check(&acme().with("themes/acme/theme.yaml", "parnt: commons\n"), &["help: use `parent`"]);
    check(&acme().with("themes/acme/theme.yaml", "parent: [commons]\n"), &["where a text is"]);
    let told = acme().build().rendered(Format::Human);
    assert_eq!(told.matches("the theme lacks").count(), 1, "{told}");
    assert!(told.contains("help: add `parent: commons`"), "{told}");
    check(
        &settings(&format!("{BASE}theme: acme\n")).with("themes/acme", "x"),
        &["`themes/acme` is a file, and a theme is a folder"],
    );
    let one = || settings(BASE);
    check(&one().with("templates/anser.html", ""), &["help: call it `answer.html`"]);
    check(&one().with("templates/our-links.html", ""), &["`{% include \"our-links.html\" %}`"]);
    check(
        &one().with("strings/en.ftl", "nav-topic = T\n"),
        &["strings/en.ftl:1:1", "help: use `nav-topics`"],
    );
    check(
        &one().with("templates/home.html", "{{ t(key=\"nav-topic\") }}"),
        &["templates/home.html:1:11", "no language has the text `nav-topic`", "use `nav-topics`"],
    );
    check(&one().with("strings/english.ftl", "a = b\n"), &["`english` is not a language tag"]);
    let used = one()
        .with("templates/foot.html", "{{ t(key=\"our-foot\") }}")
        .with(
            "templates/answer.html",
            "{% extends \"commons/answer.html\" %}{% block heading %}\
             {% include \"foot.html\" %}{{ super() }}{% endblock %}",
        )
        .with("strings/en.ftl", "our-foot = Ours\nnav-topics = Shelves\n");
    assert_eq!(used.build().messages(), "");
}

#[test]
fn math_is_quoted_where_it_stands() {
    check(
        &answer("So $\\foo_1$ and $\\bar{$ it is.\n"),
        &["answers/a.md:1:5", "1 | So $\\foo_1$", "`math: off`"],
    );
}

#[test]
fn two_sources_without_names_are_told_apart() {
    let record = "{\"id\":1,\"title\":\"Why?\",\"answers\":[{\"body\":\"Hold it.\"}]}\n";
    let folder = folder();
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: x\nsources:\n  - {type: auto, path: d}\n  - {type: auto, path: e}\n",
        )
        .with("d/a.jsonl", record)
        .with("e/a.jsonl", record)
        .write(folder.path());
    let told = run(folder.path(), &["build"]).expect(0).stderr;
    assert!(
        told.contains("`auto (d)` was read as jsonl\n`auto (e)` was read as jsonl\n"),
        "{told}"
    );
}

#[test]
fn folders_and_files_of_other_names() {
    let folder = folder();
    Site::new("== answers/a.md\nHold it.\n").setting("output: answers").write(folder.path());
    let told = run(folder.path(), &["build"]).expect(2).stderr;
    assert!(told.contains("answerbook.yaml:5:9") && told.contains("^^^^^^^ this folder"), "{told}");
    let yaml = folder.path().join("answerbook.yaml");
    std::fs::rename(&yaml, folder.path().join("answerbook.yml")).expect("it can be renamed");
    let told = run(folder.path(), &["build"]).expect(2).stderr;
    assert!(told.contains("rename `answerbook.yml` to `answerbook.yaml`"), "{told}");
}

#[test]
fn accepted_warnings_are_not_told_and_idle_ones_are() {
    let folder = folder();
    let old = "---\ntitle: Hub\nexpires: 2026-05-31\n---\nHold it.\n";
    let accept = "accept:\n  - answer-expired@answers/old\n  - page-heavy@answers/b.html";
    Site::new("== answers/b.md\n# Lamp\n\nPress it.\n")
        .with("answers/old/a.md", old)
        .setting(accept)
        .write(folder.path());
    let deny = ["build", "--deny", "warnings"];
    let denied = |arguments: &[&str]| run(folder.path(), arguments);
    // The second build has nothing to do, and says the same.
    for _ in 0..2 {
        let built = denied(&deny).expect(0).stderr;
        assert!(built.contains("0 errors, 0 warnings"), "{built}");
    }
    let checked = denied(&["check", "--format", "short"]).expect(0).stderr;
    let idle = "answerbook.yaml:7:5: warning[accept-idle]: \
                `page-heavy@answers/b.html` is accepted, and does not occur\n";
    assert_eq!(checked, idle);
    // Another one is told, and the build fails.
    std::fs::write(folder.path().join("answers/b.md"), old.replace("Hub", "Lamp")).expect("a file");
    let built = denied(&deny).expect(1).stderr;
    assert!(built.contains("--> answers/b.md:1") && built.contains("1 warning"), "{built}");
    std::fs::remove_file(folder.path().join("answers/old/a.md")).expect("it is there");
    std::fs::write(folder.path().join("answers/old/a.md"), "Turn it.\n").expect("a file");
    let built = denied(&["build", "--format", "short"]).expect(0).stderr;
    assert!(built.contains("6:5: warning[accept-idle]: `answer-expired@answers/old`"), "{built}");
}

#[test]
fn why_takes_a_file_an_address_and_its_end() {
    let folder = folder();
    Site::new("== answers/hub.md\n---\ntitle: Reset the hub\n---\nHold it.\n")
        .with("answers/soon.md", "---\ntitle: Soon\ndraft: true\n---\nx\n")
        .write(folder.path());
    run(folder.path(), &["build"]).expect(0);
    let names = [
        "hub",
        "Handbook:hub",
        "answers/hub.md",
        "./answers/hub.md",
        "/answers/reset-the-hub.html",
        "answers/reset-the-hub.html#a-1",
        "https://a.example/answers/reset-the-hub.html",
        "reset-the-hub",
    ];
    for name in names {
        let told = run(folder.path(), &["why", name]).expect(0).stdout;
        assert!(told.contains("`hub`: Reset the hub"), "{name}\n{told}");
    }
    let draft = run(folder.path(), &["why", "answers/soon.md"]).expect(0).stdout;
    assert!(draft.contains("still a draft"), "{draft}");
    let told = run(folder.path(), &["why", "hubs"]).expect(2).stderr;
    assert!(told.contains("the address of its page, or its file"), "{told}");
}
