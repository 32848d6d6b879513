//! Chats in whole sites: what is published of them, what never is, and why.

use std::io::Write;

use crate::harness::{Site, folder, run, shared, tree};

const SITE: &str = r#"
== answerbook.yaml
title: Answers
base_url: https://a.example/
languages: [en, uk]
sources:
  - {type: slack, path: slack, name: Slack, consent: asked, url: "https://lumo.slack.example",
     staff: ["@lumo.example"]}
  - {type: discord, path: discord, name: Discord, consent: terms}
  - {type: telegram, path: telegram, name: Telegram, consent: public, url: "https://t.me/lumo"}
  - {type: x, path: x, name: X, url: "https://x.com/LumoCare"}
  - {type: mbox, path: list, name: List, consent: public, staff: [tom@lumo.example]}
publish: {resolution: all}
== slack/channels.json
[{"id":"C1","name":"help","creator":"UCANARY1"},{"id":"C2","name":"board","is_private":true}]
== slack/dms.json
[{"id":"D1","members":["U1","U2"]}]
== slack/users.json
[{"id":"U1","name":"mira","profile":{"display_name":"Mira","email":"canary@mail.example",
"phone":"canary","skype":"canary"}},
 {"id":"U2","name":"tom","profile":{"display_name":"Tom","email":"tomcanary@lumo.example"}}]
== slack/help/2026-01-01.json
[{"type":"message","user":"U1","ts":"1767261600.000100",
"text":"Hi <@UCANARY2>! Why does my hub blink red at night?","client_msg_id":"canary","files":[{
"url_private":"https://files.example/x?t=canary"}]},
 {"type":"message","user":"U2","ts":"1767261700.000100","thread_ts":"1767261600.000100",
"text":"Hold the *button* for ten seconds.","reactions":[{"name":"white_check_mark",
"users":["UCANARY3"],"count":1}]},
 {"type":"message","user":"U2","ts":"1767261900.000100","thread_ts":"1767261600.000100",
"text":"canary","is_ephemeral":true}]
== slack/board/2026-01-01.json
[{"type":"message","user":"U1","ts":"1767261600.000200","text":"canary"}]
== slack/D1/2026-01-01.json
[{"type":"message","user":"U1","ts":"1767261600.000300","text":"canary"}]
== discord/thread.json
{"guild":{"id":"1","name":"Lumo"},"channel":{"id":"500","type":"GuildPublicThread",
"category":"help","name":"[SOLVED] Hub is offline"},"messages":[
{"id":"500","type":"Default","timestamp":"2026-01-01T10:00:00+00:00",
"content":"My hub went offline today, why?","author":{"id":"77701","name":"Jo","isBot":false}},
{"id":"501","type":"Default","timestamp":"2026-01-01T11:00:00+00:00",
"content":"Ask <@77788> or restart the router.","author":{"id":"77702","name":"Al","isBot":false}}]}
== discord/direct.json
{"guild":{"id":"0","name":"Direct Messages"},"channel":{"id":"6","type":"DirectTextChat",
"name":"canary"},"messages":[
{"id":"600","type":"Default","timestamp":"2026-01-01T10:00:00+00:00","content":"canary","author":{
"id":"1","name":"Jo"}}]}
== telegram/result.json
{"name":"Lumo","type":"public_supergroup","id":99,"messages":[
{"id":1,"type":"message","date_unixtime":"1767261600","from":"Оля","from_id":"user1",
"text":"Чому хаб блимає червоним?"},
{"id":2,"type":"message","date_unixtime":"1767271600","from":"Ігор","from_id":"user2",
"reply_to_message_id":1,"text":[{"type":"phone","text":"Тримайте кнопку."}],"contact_information":{
"phone_number":"canary"}},
{"id":3,"type":"message","date_unixtime":"1767281600","from":"Оля","from_id":"user1",
"reply_to_message_id":2,"text":"Дякую, допомогло!"}]}
== telegram/friend.json
{"name":"canary","type":"personal_chat","id":98,"messages":[
{"id":1,"type":"message","from":"Оля","from_id":"user1","text":"canary"}]}
== x/page.json
{"data":[{"id":"20","text":"@LumoCare does the lamp dim without the app?","author_id":"1",
"conversation_id":"20","created_at":"2026-01-01T10:00:00Z","geo":{"place_id":"canary"},
"source":"canary"},
{"id":"21","text":"@mira Yes, by the switch on the cable.","author_id":"2","conversation_id":"20",
"referenced_tweets":[{"type":"replied_to","id":"20"}]}],
"includes":{"users":[{"id":"1","name":"Mira","username":"mira","location":"canary",
"description":"canary"},{"id":"2","name":"Lumo","username":"LumoCare"}]}}
== list/2026-January.mbox
From canary@mail.example Thu Jan  1 10:00:00 2026
Return-Path: <canary@mail.example>
Received: from canary.example ([10.9.8.7])
From: "Ann Lee" <canary@mail.example>
Date: Thu, 1 Jan 2026 10:00:00 +0000
Subject: [lumo] Where is the log of the hub?
Message-ID: <canary.1@mail.example>

I look for the log of the hub.
--
Ann, canary

From tom@lumo.example Thu Jan  1 11:00:00 2026
From: Tom <tom@lumo.example>
Date: Thu, 1 Jan 2026 11:00:00 +0000
Subject: Re: [lumo] Where is the log of the hub?
In-Reply-To: <canary.1@mail.example>
Message-ID: <canary.2@mail.example>
X-Originating-IP: [10.9.8.7]

On Thu, 1 Jan 2026, Ann Lee <canary@mail.example> wrote:
> canary

It is under Settings, Device.
"#;

#[test]
fn five_chats_become_pages_and_nothing_private_leaves_the_readers() {
    let built = Site::new(SITE).build();
    let report = built.report();
    assert_eq!((report.n_imported, report.n_present), (5, 9), "{}", built.messages());
    let skipped: Vec<(&str, usize)> =
        report.skipped.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
    assert_eq!(skipped, [("private", 4)]);
    let titles = [
        "Why does my hub blink red at night?",
        "Hub is offline",
        "Чому хаб блимає червоним?",
        "Does the lamp dim without the app?",
        "Where is the log of the hub?",
    ];
    for title in titles {
        assert!(built.pages().any(|(_, page)| page.contains(title)), "{title}");
    }
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["canary", "10.9.8.7", "tom@lumo", "77788"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    for (path, bytes) in tree(built.work.path()) {
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("canary"), "{path}");
    }
    assert!(!built.messages().contains("canary"), "{}", built.messages());
}

#[test]
fn why_names_the_sign_that_solved_a_thread_of_a_chat() {
    let folder = folder();
    Site::new(SITE).write(folder.path());
    let slack = "C1-1767261600.000100";
    let check = |id: &str, grade: &str, reason: &str, words: &str| {
        let found = run(folder.path(), &["why", id, "--json"]).expect(0).json();
        let threads = found["threads"].as_array().expect("threads");
        let wanted = |t: &&serde_json::Value| t["imported"] == true;
        let thread = threads.iter().find(wanted).expect("it is imported");
        assert_eq!((&thread["grade"], &thread["reason"]), (&grade.into(), &reason.into()), "{id}");
        let text = run(folder.path(), &["why", id]).expect(0).stdout;
        assert!(text.contains(words) && !text.contains("canary"), "{text}");
    };
    check(slack, "accepted", "reaction", "since a reaction marks `1767261700.000100` as solved");
    check("500", "accepted", "prefix", "since `501` is marked as solved in words");
    check("Telegram:1", "corroborated", "thanks", "since the asker says so in `3`");
    check("20", "official", "staff-answer", "since staff wrote answer `21`");
    let decisions = "solved:\n  \"Telegram:1\": \"2\"\n  500: 501\n";
    std::fs::write(folder.path().join("decisions.yaml"), decisions).expect("a file");
    check("Telegram:1", "accepted", "decision", "since `decisions.yaml` names answer `2`");
    let text = run(folder.path(), &["why", "500"]).expect(0).stdout;
    assert!(text.contains("decisions.yaml:3:3") && text.contains("3 | 500\n"), "{text}");
}

#[test]
fn decisions_that_fit_nothing_are_named() {
    let with = |text: &str| Site::new(SITE).with("decisions.yaml", text).build().messages();
    assert_eq!(
        with("solved:\n  \"20\": \"99\"\n"),
        "decisions.yaml:2:4: error[accepted-missing]: accepted answer `99` is not in this thread\n"
    );
    assert_eq!(
        with("solved:\n  \"21\": \"20\"\n"),
        "decisions.yaml:2:4: warning[value-invalid]: no source has a thread `21`\n"
    );
    assert_eq!(
        with("solvd:\n  \"21\": \"20\"\n"),
        "decisions.yaml:1:1: error[key-unknown]: `solvd` is not a key of decisions\n"
    );
    let site = Site::new(SITE).without("answerbook.yaml").with(
        "answerbook.yaml",
        "title: x\nsources:\n  - type: slack\n    path: slack\n    solved:\n      \
         reaction: [eyes]\n",
    );
    assert_eq!(
        site.build().messages(),
        "answerbook.yaml:6:7: error[key-unknown]: `reaction` is not a setting\n"
    );
}

#[test]
fn a_decision_changes_the_next_build() {
    let folder = folder();
    Site::new(SITE).write(folder.path());
    run(folder.path(), &["build"]).expect(0);
    let page = |name: &str| {
        let all = tree(&folder.path().join("public"));
        let found = all.iter().find(|(path, _)| path.contains(name) && path.ends_with(".html"));
        let (_, bytes) = found.expect("a page");
        String::from_utf8_lossy(bytes).into_owned()
    };
    let before = page("questions/does-the-lamp");
    let decisions = "solved:\n  \"X:20\": \"21\"\n";
    std::fs::write(folder.path().join("decisions.yaml"), decisions).expect("a file");
    run(folder.path(), &["build"]).expect(0);
    assert_ne!(page("questions/does-the-lamp"), before);
    // The same bytes as without a cache.
    let kept = tree(&folder.path().join("public"));
    std::fs::remove_dir_all(folder.path().join(".answerbook")).expect("a cache");
    run(folder.path(), &["build"]).expect(0);
    assert_eq!(tree(&folder.path().join("public")), kept);
}

#[test]
fn an_export_in_a_zip_file_gives_the_pages_of_its_folder() {
    let folder = folder();
    Site::new(SITE).write(folder.path());
    let exports = tree(&folder.path().join("slack"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in &exports {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    let bytes = zip.finish().expect("a zip file").into_inner();
    let plain = Site::new(SITE).build();
    let settings = SITE.split("== slack/channels.json").next().expect("settings");
    let settings = settings.replace("path: slack,", "path: slack.zip,");
    let settings = settings.split_once("yaml\n").expect("a name").1;
    let packed = Site::new(SITE).with("answerbook.yaml", settings).with("slack.zip", bytes).build();
    assert_eq!(packed.messages(), "");
    let pages = |built: &crate::harness::Built| -> Vec<(String, String)> {
        built.pages().map(|(path, page)| (path.to_owned(), page.to_owned())).collect()
    };
    assert_eq!(pages(&packed), pages(&plain));
}

#[test]
fn real_exports_build_without_a_surprise() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let data = data.display();
    let slackdump = "slack/slackdump/internal/fixtures/assets/source_export.zip";
    let settings = format!(
        "title: x\nsources:\n  \
         - {{type: slack, path: \"{data}/{slackdump}\"}}\n  \
         - {{type: slack, path: \"{data}/slack/testarchive/tests/testarchive.zip\",
     bots: true}}\n  \
         - {{type: discord, path: \"{data}/discord/dcef-example\"}}\n  \
         - {{type: x, path: \"{data}/x/twarc/test-data/entities_test.jsonl\"}}\n  \
         - {{type: mbox, path: \"{data}/mbox/pipermail\"}}\n\
         publish: {{resolution: all}}\n"
    );
    let folder = folder();
    Site::new("").with("answerbook.yaml", settings).write(folder.path());
    let report = run(folder.path(), &["build", "--json"]).expect(0).json();
    let threads = &report["threads"];
    let sum = threads["imported"].as_u64().zip(threads["present"].as_u64());
    let (imported, present) = sum.expect("counts");
    let skipped: u64 = threads["skipped"]
        .as_object()
        .expect("reasons")
        .values()
        .filter_map(serde_json::Value::as_u64)
        .sum();
    assert_eq!(imported + skipped, present, "{report}");
    // 2 + 1 + 0 + 38 + 3, by the counts of the readers' own tests.
    assert_eq!(imported, 44, "{report}");
    run(folder.path(), &["check"]).expect(0);
}
