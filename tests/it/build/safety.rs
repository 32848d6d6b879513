//! Nothing that readers wrote runs, and nothing loads from elsewhere.

use crate::harness::{Built, Site, elements, example};

const ATTACK: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\
    <a href=\"javascript:alert(3)\">a</a><a href=\"https://b.example\" onclick=\"alert(4)\">b</a>\
    <p style=\"position:fixed\" id=\"main\" class=\"site-head\">c</p>\
    <iframe src=\"//b.example\"></iframe>\
    <svg onload=alert(5)></svg><form action=\"https://b.example\"><input name=q></form>\
    {{ site.title }}{% include \"base.html\" %}{# note #}</main></body><base href=\"//b.example\">";

fn attacked() -> Built {
    let json = |text: &str| serde_json::to_string(text).expect("a text");
    let title = json(&format!("</title></script>{ATTACK}"));
    let body = json(ATTACK);
    let record = format!(
        "{{\"id\": 1, \"title\": {title}, \"url\": \"https://f.example/1\", \"tags\": [{body}], \
         \"product\": {body}, \"author\": {{\"name\": {body}}}, \
         \"question\": {{\"body\": {body}, \"markup\": \"html\"}}, \"answers\": [\
         {{\"id\": {body}, \"body\": {body}, \"markup\": \"html\", \"accepted\": true, \
         \"author\": {{\"name\": {body}, \"url\": \"javascript:alert(6)\"}}}}, \
         {{\"id\": 2, \"body\": {body}, \"markup\": \"markdown\"}}, \
         {{\"id\": 3, \"body\": {body}, \"markup\": \"text\"}}], \
         \"comments\": [{{\"body\": {body}}}]}}\n"
    );
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: A & <b>\nbase_url: https://a.example/\n\
             sources:\n  - {type: jsonl, path: a.jsonl, name: \"<i>\"}\n",
        )
        .with("a.jsonl", record)
        .build()
}

#[track_caller]
fn is_harmless(built: &Built) {
    for (path, page) in built.pages() {
        let mut n_policies = 0;
        for (name, attributes) in elements(page) {
            let get = |key: &str| attributes.get(key).map_or("", String::as_str);
            assert!(!matches!(&*name, "iframe" | "object" | "embed" | "base" | "style"), "{path}");
            assert!(!attributes.contains_key("style"), "{path}: {name}");
            assert!(!attributes.keys().any(|key| key.starts_with("on")), "{path}: {name}");
            if name == "script" {
                let is_data = ["application/ld+json", "speculationrules"].contains(&get("type"));
                let is_own = ["assets/site-", "assets/scheme-"];
                let is_own = is_own.iter().any(|name| get("src").contains(name));
                assert!(is_data || is_own, "{path}");
            }
            for key in ["src", "srcset", "action", "poster"] {
                let value = get(key);
                assert!(!value.contains("//") && !value.contains(':'), "{path}: {value}");
            }
            let href = get("href");
            let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
            assert!(matches!(scheme, "" | "http" | "https" | "mailto"), "{path}: {href}");
            if get("http-equiv") == "Content-Security-Policy" {
                n_policies += 1;
                let policy = get("content");
                for part in [
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "base-uri 'none'",
                ] {
                    assert!(policy.contains(part), "{path}: {policy}");
                }
                assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval' '"));
            }
        }
        assert_eq!(n_policies, 1, "{path}");
    }
}

#[test]
fn what_people_wrote_never_becomes_code() {
    let built = attacked();
    assert_eq!(built.page_paths("questions/").len(), 1, "{}", built.messages());
    is_harmless(&built);
}

#[test]
fn every_page_of_the_example_has_a_policy_and_nothing_inline() {
    is_harmless(example());
}

#[test]
fn template_text_in_content_is_literal() {
    let built = attacked();
    let path = built.page_paths("questions/")[0].to_owned();
    let page = built.page(&path);
    let main = page.split_once("<main").map_or("", |(_, main)| main);
    assert!(
        main.contains("{{ site.title }}")
            || main.contains("{{ site.title }}".replace(' ', "&#32;").as_str()),
        "{main}"
    );
    assert!(page.contains("{% include") && !page.contains("{# note #}</main></body>"));
    assert_eq!(page.matches("</html>").count(), 1);
}

#[test]
fn structured_data_cannot_be_ended_from_within() {
    let built = attacked();
    let path = built.page_paths("questions/")[0].to_owned();
    let data = built.json_ld(&path);
    let name = data["@graph"][0]["mainEntity"]["name"].as_str().expect("a name");
    assert!(name.starts_with("</title></script><script>alert(1)</script>"), "{name}");
}

#[test]
fn links_say_whose_words_they_are() {
    let built = Site::new("")
        .with(
            "answerbook.yaml",
            "title: x\nsources:\n  - {type: jsonl, path: a.jsonl}\n\
             \x20 - {type: markdown, path: answers}\n",
        )
        .with(
            "a.jsonl",
            "{\"id\": 1, \"title\": \"A\", \"answers\": [{\"id\": 1, \"accepted\": true, \
             \"body\": \"[there](https://b.example)\"}]}\n",
        )
        .with("answers/b.md", "[there](https://b.example)\n")
        .build();
    let rel = |path: &str| {
        let all = elements(built.page(path));
        let link = all
            .into_iter()
            .find(|(_, a)| a.get("href").is_some_and(|h| h.starts_with("https://b.")));
        link.and_then(|(_, mut attributes)| attributes.remove("rel")).unwrap_or_default()
    };
    assert_eq!(rel("questions/a-1.html"), "ugc nofollow noopener noreferrer");
    assert_eq!(rel("answers/b.html"), "noopener noreferrer");
}

#[test]
fn no_page_of_the_example_loads_from_another_host() {
    for (path, page) in example().pages() {
        for (name, attributes) in elements(page) {
            let loads = matches!(&*name, "script" | "img" | "source" | "audio" | "video")
                || attributes
                    .get("rel")
                    .is_some_and(|rel| rel.contains("stylesheet") || rel.contains("icon"));
            if loads {
                let from = attributes
                    .values()
                    .any(|value| value.starts_with("http") || value.starts_with("//"));
                assert!(!from, "{path}: {attributes:?}");
            }
        }
    }
}
