//! Which channels of a source are read, which folders a pattern means, and which copy of a
//! message counts.

use std::fmt::Write;

use crate::harness::{Built, Site, folder, run, shared, tree};

/// A site of one source with these settings.
fn site(source: &str, files: &[(&str, &str)]) -> Site {
    let settings = format!(
        "title: Answers\nbase_url: https://a.example/\npublish: {{resolution: all}}\n\
         sources:\n  - {{name: Lumo, consent: terms, path: in, {source}}}\n"
    );
    let site = Site::new("").with("answerbook.yaml", settings);
    files.iter().fold(site, |site, (path, text)| site.with(&format!("in/{path}"), *text))
}

/// What was imported, and what was left out and why.
#[track_caller]
fn counts(built: &Built) -> String {
    let report = built.report();
    let n_skipped: usize = report.skipped.values().sum();
    assert_eq!(report.n_imported + n_skipped, report.n_present, "{}", built.messages());
    let mut shown = format!("imported {}", report.n_imported);
    for (reason, count) in &report.skipped {
        write!(shown, ", {reason} {count}").expect("text can be written");
    }
    shown
}

#[track_caller]
fn check(source: &str, files: &[(&str, &str)], expected: &str) {
    let built = site(source, files).build();
    assert_eq!(built.messages(), "", "{source}");
    assert_eq!(counts(&built), expected, "{source}");
}

fn slack_talk(channel: &str, ts: u32) -> (String, String) {
    let text = format!(
        r#"[{{"type":"message","user":"U1","ts":"{ts}.000100","text":"Why is it red?"}},
{{"type":"message","user":"U2","ts":"{ts}.000200","thread_ts":"{ts}.000100","text":"Hold it."}}]"#
    );
    (format!("{channel}/2026-01-01.json"), text)
}

const SLACK: &str = r#"[{"id":"C1","name":"help"},{"id":"C2","name":"help-uk"},
{"id":"C3","name":"jobs"},{"id":"C4","name":"board","is_private":true}]"#;

#[test]
fn channels_of_slack_are_chosen_by_names_ids_and_patterns() {
    let talks = ["help", "help-uk", "jobs", "board"];
    let talks: Vec<(String, String)> =
        talks.iter().zip(1_767_261_600..).map(|(name, at)| slack_talk(name, at)).collect();
    let mut files: Vec<(&str, &str)> = vec![("channels.json", SLACK)];
    files.extend(talks.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    check("type: slack", &files, "imported 3, private 1");
    let chosen = |channels: &str| format!("type: slack, channels: {{{channels}}}");
    check(&chosen("only: ['#Help']"), &files, "imported 1, channel 2, private 1");
    check(&chosen("only: [c1, C3]"), &files, "imported 2, channel 1, private 1");
    check(&chosen("only: ['help*']"), &files, "imported 2, channel 1, private 1");
    check(&chosen("except: [jobs]"), &files, "imported 2, channel 1, private 1");
    let both = chosen("only: ['*'], except: ['*-uk', jobs]");
    check(&both, &files, "imported 1, channel 2, private 1");
    // Names of private channels are told to nobody.
    let built = site(&chosen("only: [help, board]"), &files).build();
    let expected = "answerbook.yaml:5:81: warning[channel-unknown]: \
        no channel of `Lumo` is called `board`\n";
    assert_eq!(built.messages(), expected);
    let all = built.rendered(answerbook::diag::Format::Human);
    assert!(all.contains("the source has `C1`, `C2`, `C3`, `help`, `help-uk`"), "{all}");
}

#[test]
fn channels_of_discord_and_telegram_are_chosen() {
    let discord = |id: u32, kind: &str, category: &str, name: &str| {
        format!(
            r#"{{"guild":{{"id":"1"}},"channel":{{"id":"{id}","type":"{kind}","categoryId":"9",
"category":"{category}","name":"{name}"}},"messages":[{{"id":"{id}","type":"Default",
"timestamp":"2026-01-01T10:00:00+00:00","content":"Why is it red?","author":{{"id":"1",
"name":"Jo"}}}},{{"id":"{id}1","type":"Reply","timestamp":"2026-01-01T10:05:00+00:00",
"content":"Hold it.","author":{{"id":"2","name":"Al"}},"reference":{{"messageId":"{id}"}}}}]}}"#
        )
    };
    let thread = discord(500, "GuildPublicThread", "support", "It is red");
    let channel = discord(600, "GuildTextChat", "Community", "social");
    let files = [("a.json", thread.as_str()), ("b.json", channel.as_str())];
    check("type: discord, channels: {only: [Support]}", &files, "imported 1, channel 1");
    check("type: discord, channels: {except: [social]}", &files, "imported 1, channel 1");
    check("type: discord, channels: {except: ['600', support]}", &files, "imported 0, channel 2");
    let group = |id: u32, name: &str| {
        format!(
            r#"{{"name":"{name}","type":"public_supergroup","id":{id},"messages":[
{{"id":1,"type":"service","action":"topic_created","title":"Setup","date_unixtime":"1"}},
{{"id":{id}2,"type":"message","date_unixtime":"1767261600","from":"Jo","from_id":"user1",
"text":"Why is it red?","reply_to_message_id":1}},
{{"id":{id}3,"type":"message","date_unixtime":"1767261700","from":"Al","from_id":"user2",
"text":"Hold it.","reply_to_message_id":{id}2}}]}}"#
        )
    };
    let (one, other) = (group(7, "Lumo help"), group(8, "Lumo jobs"));
    let files = [("a/result.json", one.as_str()), ("b/result.json", other.as_str())];
    check("type: telegram", &files, "imported 2, notice 2");
    check("type: telegram, channels: {only: ['*help']}", &files, "imported 1, channel 2, notice 1");
    check(
        "type: telegram, channels: {except: [setup, '8']}",
        &files,
        "imported 0, channel 3, notice 1",
    );
}

#[test]
fn lists_are_chosen_by_their_id_or_where_their_mails_lie() {
    let mails = |list: &str, id: &str| {
        let mail = |at: u32, head: &str| {
            format!(
                "From a@b.example Thu Jan  1 1{at}:00:00 2026\nFrom: A{at} <a{at}@b.example>\n\
                 Date: Thu, 1 Jan 2026 1{at}:00:00 +0000\nSubject: Where is the log of {id}?\n\
                 Message-ID: <{id}.{at}@b.example>\n{list}{head}\n\nIt should be there.\n\n"
            )
        };
        mail(0, "") + &mail(1, &format!("In-Reply-To: <{id}.0@b.example>"))
    };
    let help = mails("List-Id: Help with R <r-help.example.org>\n", "one");
    let files = [("r-help/2026-January.mbox", help), ("r-dev/2026-January.mbox", mails("", "two"))];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    check("type: mbox", &files, "imported 2");
    for chosen in ["only: [R-Help]", "only: ['r-help.*']", "except: [r-dev]"] {
        let source = format!("type: mbox, channels: {{{chosen}}}");
        check(&source, &files, "imported 1, channel 1");
    }
}

#[test]
fn categories_of_forums_are_chosen_by_name_where_the_export_names_them() {
    let topic = |id: u32, category: u32| {
        format!(
            r#"{{"id":{id},"title":"Why is it red?","slug":"red","category_id":{category},
"post_stream":{{"posts":[{{"post_number":1,"username":"jo","cooked":"<p>Why?</p>"}},
{{"post_number":2,"username":"al","cooked":"<p>Hold it.</p>"}}]}}}}"#
        )
    };
    let categories = r#"{"category_list":{"categories":[{"id":5,"name":"Support","slug":"support",
"subcategory_list":[{"id":6,"name":"Installing","slug":"installing","parent_category_id":5}]},
{"id":9,"name":"Jobs","slug":"jobs"}]}}"#;
    let (one, two, three) = (topic(1, 5), topic(2, 6), topic(3, 9));
    let topics: [(&str, &str); 3] = [("1.json", &one), ("2.json", &two), ("3.json", &three)];
    let ids = "type: discourse, categories: {6: A, 9: B}, channels: {only: ['6', '9']}";
    check(ids, &topics, "imported 2, channel 1");
    let named = [&topics[..], &[("categories.json", categories)]].concat();
    check("type: discourse", &named, "imported 3");
    check("type: discourse, channels: {only: [support]}", &named, "imported 2, channel 1");
    check("type: discourse, channels: {except: [Installing]}", &named, "imported 2, channel 1");
    let built = site("type: discourse, channels: {only: [suport]}", &named).build();
    let all = built.rendered(answerbook::diag::Format::Human);
    assert!(all.contains("use `support`"), "{all}");
    assert_eq!(counts(&built), "imported 0, channel 3");
}

#[test]
fn other_sources_are_chosen_by_what_they_lie_in() {
    let github = |id: u32, name: &str, slug: &str| {
        format!(
            r#"{{"number":{id},"title":"Why {id}?","url":"https://github.com/l/h/discussions/{id}",
"body":"Why?","createdAt":"2026-01-01T10:00:00Z","category":{{"name":"{name}","slug":"{slug}",
"isAnswerable":true}},"comments":{{"nodes":[{{"id":"c{id}","body":"So."}}]}}}}"#
        )
        .replace('\n', "")
    };
    let lines = github(1, "Q&A", "q-a") + "\n" + &github(2, "Show and tell", "show-and-tell");
    let files = [("d.jsonl", lines.as_str())];
    check("type: github, channels: {only: [q&a]}", &files, "imported 1, channel 1");
    check("type: github, channels: {except: [show*]}", &files, "imported 1, channel 1");
    let reddit = |id: &str, name: &str| {
        format!(
            r#"{{"id":"{id}","name":"t3_{id}","title":"Why?","selftext":"Why is it red?",
"author":"jo","created_utc":1767261600,"num_comments":0,"subreddit":"{name}",
"subreddit_name_prefixed":"r/{name}","permalink":"/r/{name}/comments/{id}/why/"}}"#
        )
        .replace('\n', "")
    };
    let lines = reddit("a1", "Lumo") + "\n" + &reddit("a2", "LumoJobs");
    let files = [("s.jsonl", lines.as_str())];
    check("type: reddit, channels: {only: [r/lumo]}", &files, "imported 1, channel 1");
    check("type: reddit, channels: {except: ['*jobs']}", &files, "imported 1, channel 1");
    let khoros = |id: u32, board: &str| {
        format!(
            r#"{{"id":"{id}","subject":"Why {id}?","body":"Why?","depth":0,
"post_time":"2026-01-01T10:00:00.000+00:00","board":{{"id":"{board}"}},
"topic":{{"id":"{id}"}}}}"#
        )
    };
    let list = format!("{{\"data\":{{\"items\":[{},{}]}}}}", khoros(1, "help"), khoros(2, "jobs"));
    let files = [("k.json", list.as_str())];
    check("type: khoros, channels: {only: [Help]}", &files, "imported 1, channel 1");
    let zendesk = r#"{"articles":[{"id":1,"title":"Reset","body":"<p>Hold it.</p>","locale":"en",
"source_locale":"en","section_id":4,"user_segment_id":null},{"id":2,"title":"Jobs",
"body":"<p>Write.</p>","locale":"en","source_locale":"en","section_id":5,"user_segment_id":null}],
"sections":[{"id":4,"name":"First steps","category_id":8},{"id":5,"name":"About us"}],
"categories":[{"id":8,"name":"Guides"}]}"#;
    let files = [("z.json", zendesk)];
    for chosen in ["only: [first steps]", "only: [guides]", "except: ['5']"] {
        let source = format!("type: zendesk, channels: {{{chosen}}}");
        check(&source, &files, "imported 1, channel 1");
    }
    let lines = "{\"id\":1,\"title\":\"Why?\",\"tags\":[\"help\"],\
        \"answers\":[{\"body\":\"So.\"}]}\n{\"id\":2,\"title\":\"Who?\",\
        \"tags\":[\"jobs\"],\"answers\":[{\"body\":\"So.\"}]}\n";
    let files = [("a.jsonl", lines)];
    check("type: jsonl, channels: {except: [jobs]}", &files, "imported 1, channel 1");
    let rows = "thread,id,title,body,category\n1,1,Why?,Why is it red?,Help\n1,2,,Hold it.,Help\n\
        2,3,Who?,Who works here?,Jobs\n2,4,,We do.,Jobs\n";
    let files = [("a.csv", rows)];
    check("type: csv, channels: {only: [help]}", &files, "imported 1, channel 1");
}

#[test]
fn formats_without_channels_have_no_such_setting() {
    for kind in ["facebook", "x", "stackexchange", "markdown"] {
        let source = format!("type: {kind}, channels: {{only: [help]}}");
        let said = site(&source, &[]).build().messages();
        let expected = format!("error[key-unknown]: `channels` is not a setting of `{kind}`");
        assert!(said.contains(&expected), "{said}");
    }
    let said = site("type: slack, channels: {onyl: [help]}", &[]).build().messages();
    assert!(said.contains("error[key-unknown]: `onyl` is not a setting"), "{said}");
}

#[test]
fn a_name_that_is_too_long_for_a_channel_is_told() {
    for long in ["h".repeat(100_000), "h*".repeat(50_000), "{[".repeat(50_000)] {
        let (path, text) = slack_talk("help", 1_767_261_600);
        let files = [("channels.json", SLACK), (&*path, &*text)];
        let more = format!("type: slack, channels: {{except: [\"{long}\", jobs]}}");
        let said = site(&more, &files).build().messages();
        assert!(said.contains("error[value-invalid]: a name in `channels` has 100000 "), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_channel_that_is_left_out_is_left_out_of_imports_and_why_says_so() {
    let (path, text) = slack_talk("jobs", 1_767_261_600);
    let files = [("channels.json", SLACK), (&*path, &*text)];
    let folder = folder();
    site("type: slack, channels: {except: [jobs]}", &files).write(folder.path());
    let why = run(folder.path(), &["why", "C3-1767261600.000100"]).expect(0).stdout;
    assert!(why.contains("`channels` of its source leaves its channel out"), "{why}");
    run(folder.path(), &["build", "--quiet"]).expect(0);
    // What is chosen is part of what is kept between builds.
    let settings = std::fs::read_to_string(folder.path().join("answerbook.yaml"));
    let settings = settings.expect("settings").replace("[jobs]", "[help]");
    std::fs::write(folder.path().join("answerbook.yaml"), settings).expect("a file");
    run(folder.path(), &["build", "--quiet"]).expect(0);
    let pages = tree(&folder.path().join("public"));
    assert!(pages.keys().any(|path| path.contains("why-is-it-red")), "{:?}", pages.keys());
}

/// The pages of questions without what may differ by the place of the file.
fn questions(built: &Built) -> Vec<&str> {
    built.page_paths("questions/").into_iter().filter(|path| path.contains('-')).collect()
}

#[test]
fn a_pattern_may_name_folders() {
    let (path, text) = slack_talk("help", 1_767_261_600);
    let (later, more) = slack_talk("help", 1_767_348_000);
    let files = [
        ("run-1/channels.json", SLACK),
        (&*format!("run-1/{path}"), &*text),
        ("run-2/channels.json", SLACK),
        (&*format!("run-2/{}", later.replace("-01.json", "-02.json")), &*more),
        ("other/channels.json", "damaged"),
    ];
    for pattern in ["in/run-*", "in/run-*/", "*/run-*"] {
        let all = site("type: slack", &files);
        let settings = format!(
            "title: x\npublish: {{resolution: all}}\nsources:\n  \
             - {{type: slack, consent: terms, path: '{pattern}'}}\n"
        );
        let built = all.with("answerbook.yaml", settings).build();
        assert_eq!((built.messages(), counts(&built)), (String::new(), "imported 2".to_owned()));
        assert_eq!(questions(&built).len(), 2, "{pattern}");
    }
}

#[test]
fn of_two_runs_of_an_exporter_the_newer_state_of_each_message_counts() {
    let run = |more: &str, thanks: &str| {
        format!(
            r#"[{{"type":"message","user":"U1","ts":"1767261600.000100","reply_count":1,
"text":"Why is it red?"}},{{"type":"message","user":"U2","ts":"1767261700.000100",
"thread_ts":"1767261600.000100","text":"Hold the button."{more}}}{thanks}]"#
        )
    };
    let marked = r#","reactions":[{"name":"white_check_mark","count":1,"users":["U1"]}]"#;
    let thanks = r#",{"type":"message","user":"U1","ts":"1767261800.000100",
"thread_ts":"1767261600.000100","text":"thanks, that fixed it"}"#;
    let (old, new) = (run("", ""), run(marked, thanks));
    for (first, second) in [(&old, &new), (&new, &old)] {
        let files = [
            ("run-9/channels.json", SLACK),
            ("run-9/help/2026-01-01.json", first.as_str()),
            ("run-10/channels.json", SLACK),
            ("run-10/help/2026-01-01.json", second.as_str()),
        ];
        let built = site("type: slack", &files).build();
        assert_eq!((built.messages(), counts(&built)), (String::new(), "imported 1".to_owned()));
        assert!(built.page(questions(&built)[0]).contains("that fixed it"));
        let accepted = "title: x\npublish: {resolution: [accepted]}\nsources:\n  \
            - {type: slack, consent: terms, path: in}\n";
        let built = site("type: slack", &files).with("answerbook.yaml", accepted).build();
        assert_eq!(built.report().n_published, 1);
    }
    // A message that was deleted since then is gone, and a channel that was closed is closed.
    let gone = run(r#","subtype":"tombstone""#, "");
    let closed = SLACK.replace(r#""C1","name":"help""#, r#""C1","name":"help","is_private":true"#);
    let files = |list: &'static str, day: &'static str| {
        [
            ("run-9/channels.json", SLACK),
            ("run-9/help/2026-01-01.json", Box::leak(new.clone().into_boxed_str()) as &str),
            ("run-10/channels.json", list),
            ("run-10/help/2026-01-01.json", day),
        ]
    };
    let built = site("type: slack", &files(SLACK, Box::leak(gone.into_boxed_str()))).build();
    assert_eq!(counts(&built), "imported 1");
    assert!(!built.pages().any(|(_, page)| page.contains("Hold the button")));
    let built = site("type: slack", &files(Box::leak(closed.into_boxed_str()), "[]")).build();
    assert_eq!(counts(&built), "imported 0, private 1");
}

/// The sites of the shared cases that are about what belongs together.
#[test]
fn shared_cases_of_chats_are_right() {
    let Some(shared) = shared() else { return };
    let cases = shared.join("data/cases");
    let check = |case: &str, expected: &str, words: &[&str], not: &[&str]| {
        let (folder, mut settings) = (cases.join(case), String::new());
        let mut site = Site::new("");
        for (path, bytes) in tree(&folder) {
            match &*path {
                "answerbook.yaml" => settings = String::from_utf8(bytes).expect("text"),
                _ => site = site.with(&path, bytes),
            }
        }
        let settings = settings.replace("publish: {resolution: all}", "");
        let settings = settings.replace("publish:\n  resolution: all", "");
        let settings = settings + "\npublish: {resolution: all}\n";
        let built = site.with("answerbook.yaml", settings).build();
        assert_eq!((built.messages(), counts(&built)), (String::new(), expected.to_owned()));
        let pages = built.pages().filter(|(path, _)| path.starts_with("questions/"));
        let pages: String = pages.map(|(_, page)| page).collect();
        words.iter().for_each(|word| assert!(pages.contains(word), "{case}: {word}"));
        not.iter().for_each(|word| assert!(!pages.contains(word), "{case}: {word}"));
    };
    check("slack-two-runs", "imported 1", &["that fixed it"], &[]);
    let (titles, mut not) = (["How do I list processes?"], vec!["[discord]", "&lt;jan.k"]);
    not.push("BridgeBot");
    check("telegram-bridge-bot", "imported 2", &[titles[0], "jan.k", "thanks, works"], &not);
    let titles = ["How do I solve it?", "How do I list the processes?", "Type .process list"];
    check("telegram-photo-and-unmarked-reply", "imported 2", &titles, &[]);
    check("discord-forwarded", "imported 1", &["Set <strong>mode</strong> to 2."], &[]);
    check("discord-question-back", "imported 3", &["What is this processor?"], &[]);
}
