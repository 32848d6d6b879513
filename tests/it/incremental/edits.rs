//! The edits of random scripts.

use std::fs;

use answerbook::model::Timestamp;

use crate::attachments::gif;
use crate::harness::NOW;

use super::script::Script;

type Edit = fn(&mut Script<'_>);

/// All edits with their names.
pub const ALL: [(&str, Edit); 36] = [
    ("add an answer", |script| script.add_answer()),
    ("add a topic", |script| script.add_topic()),
    ("rewrite an answer", rewrite_answer),
    ("append to an answer", append),
    ("delete an answer", |script| delete(script, "answers")),
    ("rename an answer", rename),
    ("swap two answers", swap),
    ("rewrite a topic", rewrite_topic),
    ("delete a topic", |script| delete(script, "topics")),
    ("break a topic", break_topic),
    ("rewrite the records", rewrite_records),
    ("add a record", add_record),
    ("change the title", change_title),
    ("publish less", publish_less),
    ("override a template", override_template),
    ("break a template", break_template),
    ("remove the overrides", remove_overrides),
    ("add a picture", add_picture),
    ("change an upload", change_upload),
    ("copy other files", copy_others),
    ("touch a file", touch),
    ("damage the cache", damage),
    ("rename a source", rename_source),
    ("switch the addresses", switch_addresses),
    ("switch the theme", switch_theme),
    ("switch the languages", switch_languages),
    ("change a static file", change_static),
    ("remove the static files", remove_static),
    ("change the dump", |script| script.rewrite_dump()),
    ("name the staff", name_staff),
    ("decide by hand", decide),
    ("change the synonyms", change_synonyms),
    ("move the community", move_community),
    ("comment on the settings", comment),
    ("another day", another_day),
    ("delete what may be deleted", delete_work),
];

fn rewrite_answer(script: &mut Script<'_>) {
    let text = script.answer();
    if let Some(path) = script.any("answers") {
        fs::write(path, text).expect("a file");
    }
}

fn append(script: &mut Script<'_>) {
    let sentence = script.sentence();
    if let Some(path) =
        script.any("answers").filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(path, format!("{text}\n{sentence}\n")).expect("a file");
    }
}

fn delete(script: &mut Script<'_>, folder: &str) {
    // A source with nothing in it is another matter.
    let n_left = fs::read_dir(script.path(folder)).map(Iterator::count).unwrap_or(0);
    if let Some(path) = script.any(folder).filter(|_| n_left > 2) {
        fs::remove_file(path).expect("a file");
    }
}

fn rename(script: &mut Script<'_>) {
    let name = format!("renamed-{}.md", script.below(1000));
    if let Some(path) =
        script.any("answers").filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        fs::rename(&path, path.with_file_name(name)).expect("a file");
    }
}

fn swap(script: &mut Script<'_>) {
    let (one, two) = (script.any("answers"), script.any("answers"));
    let (Some(one), Some(two)) = (one, two) else { return };
    let is_text = |path: &std::path::Path| path.extension().is_some_and(|ending| ending == "md");
    if one != two && is_text(&one) && is_text(&two) {
        let between = one.with_extension("between");
        fs::rename(&one, &between).expect("a file");
        fs::rename(&two, &one).expect("a file");
        fs::rename(&between, &two).expect("a file");
    }
}

fn rewrite_topic(script: &mut Script<'_>) {
    let Some(path) = script.any("topics") else { return };
    let id = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok()).unwrap_or(1);
    let text = script.topic(id);
    fs::write(path, text).expect("a file");
}

fn break_topic(script: &mut Script<'_>) {
    if let Some(path) = script.any("topics") {
        fs::write(path, "{\"id\": 3, \"title\":").expect("a file");
    }
}

fn rewrite_records(script: &mut Script<'_>) {
    let n = 1 + script.below(5);
    let records: String = (0..n).map(|n| script.record(n)).collect();
    script.put("threads.jsonl", &records);
}

fn add_record(script: &mut Script<'_>) {
    let path = script.path("threads.jsonl");
    let text = fs::read_to_string(&path).expect("a file");
    // Sometimes under an id that is taken.
    let id = script.below(12);
    let record = script.record(id);
    fs::write(path, format!("{text}{record}")).expect("a file");
}

fn change_title(script: &mut Script<'_>) {
    let title = script.one_of(&["Answers", "Help", "Поміч"]);
    settings(script, "title: ", title);
}

fn publish_less(script: &mut Script<'_>) {
    let which = script.one_of(&["{resolution: all}", "{resolution: [accepted, official]}"]);
    settings(script, "publish: ", which);
}

fn rename_source(script: &mut Script<'_>) {
    let path = script.path("answerbook.yaml");
    let text = fs::read_to_string(&path).expect("settings");
    let (from, to) =
        if text.contains("name: Forum") { ("Forum", "Agora") } else { ("Agora", "Forum") };
    fs::write(path, text.replace(&format!("name: {from}"), &format!("name: {to}")))
        .expect("settings");
}

fn switch_addresses(script: &mut Script<'_>) {
    let form = script.one_of(&["file", "folder"]);
    settings(script, "addresses: ", form);
}

fn switch_theme(script: &mut Script<'_>) {
    let name = script.one_of(&["commons", "plain"]);
    settings(script, "theme: ", name);
}

fn switch_languages(script: &mut Script<'_>) {
    let languages = script.one_of(&["[en, uk]", "[en, uk, sl]", "[en, sl, uk]"]);
    settings(script, "languages: ", languages);
}

fn name_staff(script: &mut Script<'_>) {
    let who = script.one_of(&["[staffer]", "[ana, ivan]", "[]"]);
    let path = script.path("answerbook.yaml");
    let text = fs::read_to_string(&path).expect("settings");
    let line = |line: &str| match line.split_once("url: https://forum.example") {
        Some((before, _)) => format!("{before}url: https://forum.example, staff: {who}}}\n"),
        None => format!("{line}\n"),
    };
    fs::write(path, text.lines().map(line).collect::<String>()).expect("settings");
}

/// Decides about one topic, record or question of the dump, which need not be there.
fn decide(script: &mut Script<'_>) {
    let thread = script.one_of(&["1", "2", "3", "forum:1", "4", "5", "999"]);
    let post = script.one_of(&["2", "11", "12", "a"]);
    let decision = match script.below(6) {
        0 => format!("solved:\n  {thread}: {post}\n"),
        1 => format!("best:\n  {thread}: {post}\n"),
        2 => format!("publish:\n  {thread}: no\n"),
        3 => format!("title:\n  {thread}: {}\n", script.sentence().replace(':', "")),
        4 => format!("duplicates:\n  - {{question: {thread}, of: {post}, approved: yes}}\n"),
        _ => String::new(),
    };
    script.put("decisions.yaml", &decision);
}

fn change_synonyms(script: &mut Script<'_>) {
    let groups = script.one_of(&["[[hub, box]]", "[[lamp, light, bulb]]", "[]"]);
    settings(script, "search: ", &format!("{{synonyms: {groups}}}"));
}

/// Links to the community lead elsewhere from then on.
fn move_community(script: &mut Script<'_>) {
    let path = script.path("answerbook.yaml");
    let text = fs::read_to_string(&path).expect("settings");
    let (from, to) = match text.contains("https://stack.example") {
        true => ("https://stack.example", "https://moved.example"),
        false => ("https://moved.example", "https://stack.example"),
    };
    fs::write(path, text.replace(from, to)).expect("settings");
}

fn comment(script: &mut Script<'_>) {
    let path = script.path("answerbook.yaml");
    let text = fs::read_to_string(&path).expect("settings");
    let words = script.sentence().replace('\n', " ");
    fs::write(path, format!("# {words}\n{text}")).expect("settings");
}

/// Answers expire on the first day of 2026 and of 2027; clocks go back, too.
fn another_day(script: &mut Script<'_>) {
    let days = [NOW.0, NOW.0 - 190 * 86_400, NOW.0 + 300 * 86_400, NOW.0 + 1];
    script.day = Timestamp(days[script.below(days.len())]);
}

/// A file where a folder was, and a folder where a file was; hidden ones, too.
fn change_static(script: &mut Script<'_>) {
    let name = script.one_of(&["a", "a/b.txt", ".well-known/c", "robots.txt", "assets/own.css"]);
    let taken = script.path("static/a");
    if name == "a" {
        let _ = fs::remove_dir_all(taken);
    } else if name == "a/b.txt" {
        let _ = fs::remove_file(taken);
    }
    let words = script.sentence();
    script.put(&format!("static/{name}"), &words);
}

fn remove_static(script: &mut Script<'_>) {
    let _ = fs::remove_dir_all(script.path("static"));
}

fn delete_work(script: &mut Script<'_>) {
    let parts = ["", "/cache", "/cache/state", "/index", "/index/meta.json", "/staging"];
    let part = script.one_of(&parts);
    let path = script.path(&format!(".answerbook{part}"));
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

fn settings(script: &Script<'_>, key: &str, value: &str) {
    let path = script.path("answerbook.yaml");
    let text = fs::read_to_string(&path).expect("settings");
    let line = |line: &str| match line.starts_with(key) {
        true => format!("{key}{value}\n"),
        false => format!("{line}\n"),
    };
    let mut edited: String = text.lines().map(line).collect();
    if !text.lines().any(|line| line.starts_with(key)) {
        edited = format!("{key}{value}\n{edited}");
    }
    fs::write(path, edited).expect("settings");
}

fn override_template(script: &mut Script<'_>) {
    let words = script.sentence();
    let count = script.one_of(&["", "{{ totals.n_threads }}", "{% if totals %}!{% endif %}"]);
    script.put(
        "templates/parts/person.html",
        &format!("<b>{words}{count}{{{{ someone.name }}}}</b>"),
    );
}

fn break_template(script: &mut Script<'_>) {
    script.put("templates/parts/person.html", "{% if %}");
}

fn remove_overrides(script: &mut Script<'_>) {
    let _ = fs::remove_dir_all(script.path("templates"));
}

fn add_picture(script: &mut Script<'_>) {
    let picture = some_file(script);
    fs::write(script.path("answers/p.png"), picture).expect("a file");
}

/// Adds, changes or removes a file that topics show, or one that records name.
fn change_upload(script: &mut Script<'_>) {
    let names = ["topics/uploads/default/1X/a.gif", "topics/uploads/default/1X/b.txt", "f/log.txt"];
    let name = script.one_of(&names);
    let path = script.path(name);
    if script.below(4) == 0 {
        let _ = fs::remove_file(path);
        return;
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let bytes = some_file(script);
    fs::write(path, bytes).expect("a file");
}

/// A picture, a whole or a broken one, or a text, which may be private.
fn some_file(script: &mut Script<'_>) -> Vec<u8> {
    let words = script.one_of(&["Ana", "Ivan", "Zoja"]);
    match script.below(5) {
        0 => script.sentence().into_bytes(),
        1 => b"Mail to ivan@mail.example, or call.".to_vec(),
        2 => b"GIF89a, no picture".to_vec(),
        n => gif_of(n, words),
    }
}

fn gif_of(width: usize, words: &str) -> Vec<u8> {
    let mut bytes = gif(words);
    bytes[6] = u8::try_from(width).unwrap_or(1);
    bytes
}

fn copy_others(script: &mut Script<'_>) {
    let which = script.one_of(&["{copy: all}", "{copy: images}", "{copy: none}"]);
    settings(script, "attachments: ", which);
}

fn touch(script: &mut Script<'_>) {
    if let Some(path) = script.any("answers") {
        let bytes = fs::read(&path).expect("a file");
        fs::write(path, bytes).expect("a file");
    }
}

/// Flips or cuts bytes of a file that may be deleted at any time, or deletes it.
fn damage(script: &mut Script<'_>) {
    let folders = [".answerbook/cache", ".answerbook/index", ".answerbook/staging", "public"];
    let folder = script.one_of(&folders);
    let Some(path) = script.any(folder) else { return };
    if path.file_name().is_some_and(|name| name == ".answerbook-files") {
        return;
    }
    let mut bytes = fs::read(&path).expect("a file");
    match script.below(3) {
        0 => drop(fs::remove_file(path)),
        1 => {
            bytes.truncate(bytes.len() / 2);
            fs::write(path, bytes).expect("a file");
        }
        _ => {
            let at = script.below(bytes.len().max(1));
            bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 0x55);
            fs::write(path, bytes).expect("a file");
        }
    }
}
