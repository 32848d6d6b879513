//! The schemas that are printed, and that our own records obey them.

use serde_json::Value;

use crate::harness::{folder, manifest, run};

fn schema(what: &str) -> Value {
    let schema = run(folder().path(), &["schema", what]).expect(0).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{what}");
    schema
}

/// The part of JSON Schema that ours use: what breaks it is described.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let pointer = name.strip_prefix('#').expect("a reference within the schema");
        let target = root.pointer(pointer).unwrap_or_else(|| panic!("{name} leads nowhere"));
        return faults(value, target, root, at, found);
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        let fits = |form: &Value| {
            let mut own = Vec::new();
            faults(value, form, root, at, &mut own);
            own.is_empty()
        };
        if !forms.iter().any(fits) {
            found.push(format!("{at}: no form fits"));
        }
        return;
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is_of(value, kind)) {
        found.push(format!("{at}: {value} is not of {kinds:?}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is not of {words:?}"));
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    {
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                found.push(format!("{at}: no {key}"));
            }
        }
        for (key, value) in object {
            match properties.get(key) {
                Some(schema) => faults(value, schema, root, &format!("{at}/{key}"), found),
                None => found.push(format!("{at}: {key} is unknown")),
            }
        }
    }
    if let Some(items) = value.as_array() {
        for (number, item) in items.iter().enumerate() {
            faults(item, &schema["items"], root, &format!("{at}/{number}"), found);
        }
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        other => panic!("an unknown type {other}"),
    }
}

#[track_caller]
fn check(value: &Value, schema: &Value) {
    let mut found = Vec::new();
    faults(value, schema, schema, "", &mut found);
    assert_eq!(found, [] as [&str; 0], "{value}");
}

#[test]
fn the_records_of_the_example_obey_the_schema_of_a_thread() {
    let schema = schema("thread");
    assert_eq!(schema["required"], serde_json::json!(["id", "title"]));
    let text = std::fs::read_to_string(manifest().join("example-site/exports/care.jsonl"));
    let text = text.expect("the example's records");
    for line in text.lines() {
        check(&serde_json::from_str(line).expect("one record a line"), &schema);
    }
    let mut found = Vec::new();
    let wrong = serde_json::json!({ "id": 1.5, "titel": "x", "answers": [{ "accepted": "yes" }] });
    faults(&wrong, &schema, &schema, "", &mut found);
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn the_fields_that_were_promised_are_in_the_schema_of_a_thread() {
    let schema = schema("thread");
    let fields = "id title url language created updated tags product version status duplicate_of \
        licence author question answers comments accepted";
    for field in fields.split_whitespace() {
        assert!(schema["properties"][field].is_object(), "{field}");
        assert!(schema["properties"][field].to_string().contains("description"), "{field}");
    }
}

#[test]
fn the_settings_of_the_example_and_of_init_obey_their_schema() {
    let schema = schema("config");
    let example = std::fs::read_to_string(manifest().join("example-site/answerbook.yaml"));
    for text in [example.expect("settings"), answerbook::config::TEMPLATE.to_owned()] {
        check(&serde_yaml::from_str(&text).expect("it is YAML"), &schema);
    }
}

#[test]
fn what_the_documentation_shows_of_rules_and_decisions_obeys_their_schemas() {
    let documented: String = crate::docs::texts().into_values().collect();
    let shown = |what: &str, start: &str| {
        let schema = schema(what);
        let blocks = documented.split("```yaml\n").filter_map(|rest| rest.split_once("```"));
        let mut n = 0;
        for (block, _) in blocks.filter(|(block, _)| block.starts_with(start)) {
            check(&serde_yaml::from_str(block).expect("it is YAML"), &schema);
            n += 1;
        }
        assert!(n > 0, "{start}");
        schema
    };
    let schema = shown("privacy", "people:");
    let mut found = Vec::new();
    let wrong =
        serde_json::json!({ "people": [{ "nmae": "x", "posts": "delete" }], "public": "x" });
    faults(&wrong, &schema, &schema, "", &mut found);
    assert_eq!(found.len(), 3, "{found:?}");
    for start in ["solved:", "duplicates:"] {
        shown("decisions", start);
    }
}

#[test]
fn every_field_that_a_schema_has_is_documented() {
    are_documented("view", 80);
    are_documented("answer", 20);
    are_documented("privacy", 13);
    are_documented("decisions", 8);
}

/// Looks at all fields of a schema, which are more than `least`.
fn are_documented(what: &str, least: usize) {
    let schema = schema(what);
    let mut n_fields = 0;
    let types = schema["$defs"].as_object().expect("the types of the fields");
    for (name, of_type) in types.iter().chain([(&what.to_owned(), &schema)]) {
        for (field, about) in of_type["properties"].as_object().into_iter().flatten() {
            n_fields += 1;
            assert!(about["description"].is_string(), "{name}.{field}");
        }
    }
    assert!(n_fields > least, "{what}: {n_fields}");
}
