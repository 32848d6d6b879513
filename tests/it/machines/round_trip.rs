//! Twins that are read back give the same words.

use std::collections::BTreeMap;

use serde_json::Value;

use answerbook::normalize::text_of_html;

use crate::harness::{Built, Site, example_files, shared};
use crate::real::urho3d;

const READ_BACK: &str = "title: Again
base_url: https://a.example/
publish: {resolution: all, confidence: 0}
privacy: report
machines: {api: true}
sources:
  - {type: markdown, path: twins, name: Twins}
";

/// The words of each post of a thread, remarks behind their post.
type Posts = Vec<(String, String)>;

/// The posts of all threads by the address of their twin, or by the name of the file.
fn posts(built: &Built) -> BTreeMap<String, Posts> {
    let records = built.paths("api/threads/").into_iter();
    records
        .map(|path| {
            let record: Value = serde_json::from_str(built.page(path)).expect("JSON");
            let answers = record["answers"].as_array().expect("answers").iter();
            let mut all = Posts::new();
            for post in record.get("question").into_iter().chain(answers) {
                all.push(said(post));
                let comments = post["comments"].as_array().expect("comments");
                all.extend(comments.iter().map(said));
            }
            // Which answer comes first may be graded anew.
            all.sort();
            let url = record["markdown_url"].as_str().expect("a twin").to_owned();
            let name = record["source_id"].as_str().expect("an id");
            (if path.contains("/twins--") { name.to_owned() } else { url }, all)
        })
        .collect()
}

fn said(post: &Value) -> (String, String) {
    let mut text = String::new();
    text_of_html(&with_descriptions(post["html"].as_str().expect("HTML")), &mut text);
    for file in post["files"].as_array().expect("files") {
        text.push_str(&format!(" {}", file["title"].as_str().expect("a name")));
    }
    let words = text.replace('↩', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (post["author"]["name"].as_str().unwrap_or_default().to_owned(), words)
}

/// Puts descriptions in the places of pictures, and takes away what a page says of a card: a
/// picture of the first site is one of another host for the second.
fn with_descriptions(html: &str) -> String {
    let mut parts = html.split("<span class=\"place\">");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("</span>").expect("an end").1);
    }
    let mut parts = out.split("<img ");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, after) = part.split_once('>').expect("an end");
        let alt = tag.split_once("alt=\"").and_then(|(_, alt)| alt.split_once('"'));
        shown.push_str(&format!(" {} {after}", alt.map_or("", |(alt, _)| alt)));
    }
    shown
}

/// Builds a site, then another one of its twins, and compares their posts.
#[track_caller]
fn comes_back(site: &Site, base: &str) -> usize {
    let first = site.build();
    first.report();
    let written = posts(&first);
    let mut again = Site::new("").with("answerbook.yaml", READ_BACK);
    for path in first.paths("").into_iter().filter(|path| path.ends_with(".md")) {
        let address = format!("{base}{path}");
        if written.contains_key(&address) {
            again = again.with(&format!("twins/{path}"), first.page(path));
        }
    }
    let second = again.build();
    assert!(!written.is_empty(), "{}", first.messages());
    second.report();
    let read = posts(&second);
    let mut wrong = Vec::new();
    for (address, expected) in &written {
        let name = address.trim_start_matches(base).trim_end_matches(".md");
        let Some(found) = read.get(name) else {
            wrong.push(format!("{name} is missing"));
            continue;
        };
        if found != expected {
            let twin = first.page(&format!("{name}.md"));
            let differs = expected.iter().zip(found).find(|(a, b)| a != b);
            wrong.push(format!(
                "{name}: {} of {}\n{differs:#?}\n{twin}",
                found.len(),
                expected.len()
            ));
        }
    }
    let n_wrong = wrong.len();
    wrong.truncate(2);
    let unknown = second.messages();
    let n_all = written.len();
    assert!(n_wrong == 0, "{n_wrong} of {n_all}\n{}\n{unknown:.2000}", wrong.join("\n"));
    assert_eq!(second.message(answerbook::diag::Code::KeyUnknown), "");
    n_all
}

#[test]
fn twins_of_the_example_site_come_back_with_their_words() {
    let site = example_files().setting("machines: {api: true}");
    assert!(comes_back(&site, "https://answers.lumo.example/") > 30);
}

#[test]
fn twins_of_real_topics_come_back_with_their_words() {
    let (Some(topics), Some(_)) = (urho3d(), shared()) else { return };
    let mut files: Vec<_> = walkdir::WalkDir::new(&topics)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"))
        .map(walkdir::DirEntry::into_path)
        .collect();
    files.sort();
    let sources = "{type: discourse, path: topics, url: \"https://discourse.urho3d.io\"}";
    let (settings, _) = READ_BACK.split_once("  - ").expect("sources");
    let settings = format!("{settings}  - {sources}\n");
    let mut site = Site::new("").with("answerbook.yaml", settings);
    for path in files.iter().step_by(12) {
        let name = path.strip_prefix(&topics).expect("below").display().to_string();
        site = site.with(&format!("topics/{name}"), std::fs::read(path).expect("a topic"));
    }
    assert!(comes_back(&site, "https://a.example/") > 300);
}
