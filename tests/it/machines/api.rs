//! The API: its records, its list and its schema.

use serde_json::Value;

use answerbook::publish::api_schema;

use crate::harness::{Built, Site};

fn site() -> Site {
    Site::new(
        "
        == answers/Hum 1.md
        ---
        title: Why does it hum?
        id: HUM/../1
        url: https://forum.example/t/7
        author: Ana
        created: 2026-03-01
        tags: [hub]
        licence: CC BY-SA 4.0
        ---

        It hums at **night** <script>alert(1)</script>.

        ## Answer by Bo (accepted, 2026-03-02)

        Set `Band` to 2.4, see [this](reset.md).

        ### Comment by Ana (2026-03-03)

        That was it!
        == answers/reset.md
        ---
        title: Reset the hub
        ---

        Hold it.
        ",
    )
    .setting("machines: {api: true}")
}

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.page(path)).expect("JSON")
}

#[test]
fn there_is_none_unless_the_settings_ask_for_it() {
    let built = Site::new("== answers/a.md\ntext").build();
    assert!(built.paths("api/").is_empty());
    assert!(!built.page("index.html").contains("application/json"));
}

#[test]
fn a_thread_is_a_record_with_words_as_markdown_and_as_safe_html() {
    let built = site().build();
    let list = json(&built, "api/index.json");
    let mut entries = list["threads"].as_array().expect("threads").iter();
    let entry = entries.find(|entry| entry["kind"] == "question").expect("the question");
    let path = entry["record_url"].as_str().expect("an address").replace("https://a.example/", "");
    let record = json(&built, &path);
    assert_eq!(format!("api/threads/{}.json", record["id"].as_str().expect("an id")), path);
    assert!(path.starts_with("api/threads/handbook--hum-1-"), "{path}");
    assert_eq!(record["version"], 1);
    assert_eq!(record["source_id"], "HUM/../1");
    assert_eq!(record["kind"], "question");
    assert_eq!(record["source"]["licence"], "CC BY-SA 4.0");
    assert_eq!(
        record["question"]["markdown"],
        "It hums at **night** \\<script>alert(1)\\</script>."
    );
    let answer = &record["answers"][0];
    assert_eq!(
        answer["markdown"],
        "Set `Band` to 2.4, see [this](https://a.example/answers/reset-the-hub.html)."
    );
    assert!(answer["html"].as_str().is_some_and(|html| html.contains("<code>Band</code>")));
    assert_eq!(answer["comments"][0]["author"]["name"], "Ana");
    assert!(!record["question"]["html"].as_str().expect("HTML").contains("<script"));
    let link = format!("<link rel=\"alternate\" type=\"application/json\" href=\"../{path}\">");
    let page = record["url"].as_str().expect("an address").replace("https://a.example/", "");
    assert!(built.page(&page).contains(&link), "{}", built.page(&page));
}

#[test]
fn the_list_has_files_of_a_hundred_that_lead_on() {
    let mut site = Site::new("").setting("machines: {api: true}");
    for at in 0..201 {
        let text = format!("---\ntitle: Note {at}\n---\nText {at}.\n");
        site = site.with(&format!("answers/n{at}.md"), text);
    }
    let built = site.build();
    let (mut path, mut found) = ("api/index.json".to_owned(), 0);
    let mut n_files = 0;
    loop {
        let file = json(&built, &path);
        n_files += 1;
        assert_eq!(
            (&file["version"], &file["n_threads"], &file["n_pages"], &file["page"]),
            (&1.into(), &201.into(), &3.into(), &n_files.into())
        );
        for entry in file["threads"].as_array().expect("threads") {
            let record = entry["record_url"].as_str().expect("an address");
            assert!(built.files.contains_key(&record.replace("https://a.example/", "")));
            found += 1;
        }
        let Some(next) = file["next"].as_str() else { break };
        let folder = path.rsplit_once('/').expect("a folder").0;
        path = format!("{folder}/{next}");
    }
    assert_eq!((found, n_files), (201, 3));
}

/// Fails where a value has a key that the schema does not know, or lacks one that it asks for.
#[track_caller]
fn fits(value: &Value, schema: &Value, of: &Value) {
    if let Some(name) = schema["$ref"].as_str() {
        return fits(value, of.pointer(&name[1..]).expect("a definition"), of);
    }
    if let Some(all) = schema["anyOf"].as_array() {
        let one = all.iter().find(|schema| schema["type"] != "null" || value.is_null());
        return fits(value, one.expect("a schema"), of);
    }
    if let Some(items) = value.as_array() {
        return items.iter().for_each(|item| fits(item, &schema["items"], of));
    }
    let Some(object) = value.as_object() else { return };
    let known = schema["properties"].as_object().unwrap_or_else(|| panic!("{schema}\n{value}"));
    for (key, value) in object {
        fits(value, known.get(key).unwrap_or_else(|| panic!("`{key}` is not in the schema")), of);
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        assert!(object.contains_key(key.as_str().expect("a key")), "{key} is missing");
    }
}

#[test]
fn records_are_as_the_published_schema_says() {
    let built = site().build();
    let schema = json(&built, "api/schema.json");
    assert_eq!(built.page("api/schema.json"), api_schema());
    let of = |name: &str| schema["$defs"][name].clone();
    fits(&json(&built, "api/index.json"), &of("Index"), &schema);
    for path in built.paths("api/threads/") {
        fits(&json(&built, path), &of("Thread"), &schema);
    }
}
